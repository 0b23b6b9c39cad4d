import { join, readList, readObject, readPositive, refuse } from '../foundation/checks.ts';
import { readFiniteSeries, refuseLengthMismatch, refuseNotAbove } from '../foundation/series.ts';
import { countUpTo } from '../kernel/countUpTo.ts';
import { log } from '../kernel/log.ts';
import { log1p } from '../kernel/log1p.ts';

/**
 * A smile: the total variance w = volatility^2 * years as a function of k = ln(strike / forward), in cubic pieces.
 * Plain JSON. At a distance x from its knot a piece is w + slope x + quadratic x^2 + cubic x^3, w the total variance
 * at the knot; the first piece is the left wing and shares its knot with the second, the last is the right wing.
 */
export interface Smile {
  readonly status: 'ok';
  /** Of the expiry, in quote currency. */
  readonly forward: number;
  /** Calendar time in years of 365 days. */
  readonly timeToExpiryYears: number;
  /** The knots, ln(strike / forward), strictly increasing. */
  readonly logMoneyness: readonly number[];
  /** At the knots, volatility^2 * years. */
  readonly totalVariance: readonly number[];
  /** One more than knots: `[slope, quadratic, cubic]`, by log-moneyness. */
  readonly pieces: readonly (readonly [slope: number, quadratic: number, cubic: number])[];
}

/** ln(strike / forward), without the rounding of the quotient where the two are near each other. */
export function logMoneynessOf(strike: number, forward: number): number {
  const ratio = strike / forward;
  if (ratio > 0.5 && ratio < 2) return log1p((strike - forward) / forward);
  return ratio > 1e-300 && ratio < 1e300 ? log(ratio) : log(strike) - log(forward);
}

/** Which piece holds k: the number of knots at or below it. */
export function pieceAt(smile: Smile, k: number): number {
  return countUpTo(smile.logMoneyness, k);
}

/** The total variance at k by a piece of the smile. */
export function totalVarianceAt(smile: Smile, piece: number, k: number): number {
  const knot = Math.max(piece - 1, 0);
  const x = k - smile.logMoneyness[knot]!;
  const [slope, quadratic, cubic] = smile.pieces[piece]!;
  return smile.totalVariance[knot]! + x * (slope + x * (quadratic + x * cubic));
}

/** The total variance at k by a piece of the smile, and its first two derivatives. */
export function evaluatePiece(smile: Smile, piece: number, k: number): readonly [number, number, number] {
  const knot = Math.max(piece - 1, 0);
  const x = k - smile.logMoneyness[knot]!;
  const [slope, quadratic, cubic] = smile.pieces[piece]!;
  return [
    totalVarianceAt(smile, piece, k),
    slope + x * (2 * quadratic + 3 * x * cubic),
    2 * quadratic + 6 * x * cubic,
  ];
}

/** The sizes of what `evaluatePiece` adds up for the total variance and for its slope: their roundings are shares of these. */
export function pieceTerms(smile: Smile, piece: number, k: number): readonly [number, number] {
  const knot = Math.max(piece - 1, 0);
  const x = Math.abs(k - smile.logMoneyness[knot]!);
  const [slope, quadratic, cubic] = smile.pieces[piece]!.map(Math.abs) as [number, number, number];
  return [
    smile.totalVariance[knot]! + x * (slope + x * (quadratic + x * cubic)),
    slope + x * (2 * quadratic + 3 * x * cubic),
  ];
}

/** The knots of two smiles, each once. */
export function commonKnots(one: Smile, other: Smile): number[] {
  return [...new Set([...one.logMoneyness, ...other.logMoneyness])].sort((a, b) => a - b);
}

/** A smile, as `fitSmile` or JSON gave it: its pieces join, and its wings are lines. */
export function readSmile(caller: string, source: object, field: string, at?: string): Smile {
  const path = join(at, field);
  const fields = readObject(caller, (source as Readonly<Record<string, unknown>>)[field], path);
  if (fields['status'] !== 'ok') refuse('estimate.not_ok', caller, `${path}.status`, 'ok', fields['status']);
  readPositive(caller, fields, 'forward', path);
  readPositive(caller, fields, 'timeToExpiryYears', path);
  const knots = readFiniteSeries(caller, fields, 'logMoneyness', path);
  const variances = readFiniteSeries(caller, fields, 'totalVariance', path);
  const pieces = readList(caller, fields, 'pieces', path);
  const n = knots.length;
  if (n === 0) refuse('domain.out_of_range', caller, `${path}.logMoneyness.length`, 'at least 1', n);
  refuseLengthMismatch(caller, `${path}.totalVariance`, n, variances.length);
  refuseLengthMismatch(caller, `${path}.pieces`, n + 1, pieces.length);
  const smile = fields as unknown as Smile;
  let largest = 0;
  variances.forEach((variance, i) => {
    refuseNotAbove(caller, `${path}.logMoneyness`, knots, i);
    if (variance <= 0)
      refuse('series.not_positive', caller, `${path}.totalVariance[${i}]`, 'above zero', variance);
    largest = Math.max(largest, variance);
  });
  pieces.forEach((_, i) => {
    const piece = `${path}.pieces[${i}]`;
    const powers = readFiniteSeries(caller, pieces, String(i), `${path}.pieces`);
    refuseLengthMismatch(caller, piece, 3, powers.length);
    const isWing = i === 0 || i === n;
    // Each interpolation in time adds some roundings of the larger variances: thousands of them are still no gap.
    const isSound = isWing
      ? powers[1] === 0 && powers[2] === 0
      : Math.abs(totalVarianceAt(smile, i, knots[i]!) - variances[i]!) <= 1e-12 * largest;
    if (!isSound) {
      const expected = isWing ? 'a line' : `one that ends at totalVariance[${i}]`;
      refuse('domain.out_of_range', caller, piece, expected, powers.join(', '));
    }
  });
  return smile;
}
