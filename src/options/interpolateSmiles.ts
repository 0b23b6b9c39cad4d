import { readObject, readPositive, refuse } from '../foundation/checks.ts';
import { readYearsLeft } from './readChain.ts';
import { commonKnots, evaluatePiece, pieceAt, readSmile } from './smile.ts';
import type { Smile } from './smile.ts';

/** What `interpolateSmiles` takes. */
export interface InterpolateSmilesOptions {
  /** Of the expiry before. */
  readonly earlier: Smile;
  /** Of the expiry after. */
  readonly later: Smile;
  /** Of the smile wanted, in years of 365 days; from the earlier to the later. */
  readonly timeToExpiryYears: number;
  /** For that time, in quote currency. */
  readonly forward: number;
}

const CALLER = 'interpolateSmiles';

/**
 * The smile of a time between two expiries.
 *
 * **Formula**: w(k, T) = ((T2 - T) w1(k) + (T - T1) w2(k)) / (T2 - T1): total variance, linear in time at equal
 * k = ln(strike / forward). Where w2 >= w1, w does not fall with time: no calendar spread inside has a negative price.
 * **Inputs**: two smiles, and the forward for the time wanted: `forwardFromParity` knows those of the expiries.
 * **Result**: a smile with the knots of both, exact: a mean of two piecewise cubics is one. Two smiles without
 * butterflies can have a mean with one: check it with `smileArbitrage`.
 * **Errors**: `shape.*`, `series.*`, `domain.*` (`out_of_range`: a time that is not between the two),
 * `estimate.not_ok`.
 * **Cost**: O(n log n).
 * **Source**: Gatheral 2006, The Volatility Surface; Gatheral and Jacquier 2014, Quantitative Finance 14, 59-71,
 * lemma 2.1 (calendar spreads by total variance).
 *
 * @example
 * ```ts
 * import { orThrow } from 'betahedge';
 * import { fitSmile, interpolateSmiles, smileVolatility } from 'betahedge/options';
 *
 * const week = { strikes: [90, 100, 110], volatilities: [0.7, 0.6, 0.65], forward: 100.1 };
 * const month = { strikes: [80, 100, 125], volatilities: [0.66, 0.58, 0.62], forward: 100.4 };
 * const smile = interpolateSmiles({
 *   earlier: orThrow(fitSmile({ ...week, timeToExpiryYears: 7 / 365 })),
 *   later: orThrow(fitSmile({ ...month, timeToExpiryYears: 30 / 365 })),
 *   timeToExpiryYears: 14 / 365,
 *   forward: 100.2,
 * });
 * console.log(smileVolatility({ smile, strike: 100 }).toFixed(4)); // 0.5870
 * ```
 */
export function interpolateSmiles(options: InterpolateSmilesOptions): Smile {
  readObject(CALLER, options, '');
  const earlier = readSmile(CALLER, options, 'earlier');
  const later = readSmile(CALLER, options, 'later');
  const years = readYearsLeft(CALLER, options, false);
  const forward = readPositive(CALLER, options, 'forward');
  const from = earlier.timeToExpiryYears;
  const to = later.timeToExpiryYears;
  if (!(to > from))
    refuse('domain.out_of_range', CALLER, 'later.timeToExpiryYears', `above the earlier's ${from}`, to);
  if (!(years >= from && years <= to))
    refuse('domain.out_of_range', CALLER, 'timeToExpiryYears', `from ${from} to ${to}`, years);

  const share = (years - from) / (to - from);
  const logMoneyness = commonKnots(earlier, later);
  const mean = (k: number, leftOf: boolean): readonly number[] => {
    const first = expansion(earlier, k, leftOf);
    return expansion(later, k, leftOf).map((value, i) => (1 - share) * first[i]! + share * value);
  };
  const right = logMoneyness.map((k) => mean(k, false));
  const pieces = [mean(logMoneyness[0]!, true), ...right].map(
    ([, slope, quadratic, cubic]) => [slope!, quadratic!, cubic!] as const,
  );
  const totalVariance = right.map(([variance]) => variance!);
  return { status: 'ok', forward, timeToExpiryYears: years, logMoneyness, totalVariance, pieces };
}

/** The total variance at k and the coefficients around it, of the piece to its right or to its left. */
function expansion(smile: Smile, k: number, leftOf: boolean): readonly number[] {
  const piece = leftOf ? 0 : pieceAt(smile, k);
  const [variance, slope, curvature] = evaluatePiece(smile, piece, k);
  return [variance, slope, curvature / 2, smile.pieces[piece]![2]];
}
