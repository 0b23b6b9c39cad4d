import { readList, readObject, refuse } from '../foundation/checks.ts';
import { exp } from '../kernel/exp.ts';
import { blackScholesPrice } from './blackScholesPrice.ts';
import { commonKnots, evaluatePiece, pieceAt, pieceTerms, readSmile } from './smile.ts';
import type { Smile } from './smile.ts';

/** What `smileArbitrage` takes. */
export interface SmileArbitrageOptions {
  /** One smile, or those of several expiries, earliest first. */
  readonly smiles: readonly Smile[];
}

/** What is wrong: the first two with the quotes themselves, the rest with the curve drawn through them. */
export type SmileCheck =
  'vertical_spread' | 'butterfly' | 'density' | 'kink' | 'wing' | 'calendar' | 'calendar_wing';

/** A trade, or a place of the curve, that ought not to be. */
export interface SmileViolation {
  /** What it fails. */
  readonly check: SmileCheck;
  /** Of the smile, of calendar checks the later one. */
  readonly timeToExpiryYears: number;
  /** ln(strike / forward) of the worst point: of a butterfly its middle, of a vertical spread its upper strike. */
  readonly logMoneyness: number;
  /** The same as a strike, forward * exp(logMoneyness), in quote currency: of a knot within 2 roundings of its quote's. */
  readonly strike: number;
  /**
   * By how much, above zero. `vertical_spread`, `butterfly`: the price of the trade below zero, undiscounted, in quote
   * currency. `density`: -g. `kink`: the fall of the slope of w. `wing`: how far its slope outwards is below 0 or above 2
   * (0 at 2 itself). `calendar`: the fall of w from the earlier expiry to the later; `calendar_wing`: of its slope, where
   * the wings cross.
   */
  readonly size: number;
}

/** What was found. */
export interface SmileArbitrage {
  /** Whether no check failed. Of smiles through real quotes it seldom is true. */
  readonly arbitrageFree: boolean;
  /** Whether no trade in the quotes themselves is free: no `vertical_spread`, no `butterfly`. */
  readonly quotesArbitrageFree: boolean;
  /** By expiry, check and strike. */
  readonly violations: readonly SmileViolation[];
}

const CALLER = 'smileArbitrage';
/** Points of a piece at which the density is looked at, less one. */
const STEPS = 64;
const EPSILON = 2.220446049250313e-16;
/** Of sums of polynomials' terms: what the coefficients of smiles interpolated again and again gather, 36 seen. */
const POLYNOMIAL_ROUNDING = 64 * EPSILON;
/** Of prices out of the money, which have d^2 roundings of volatility and strike: 290 at 10 deviations. */
const PRICE_ROUNDING = 1000 * EPSILON;

/**
 * Whether a smile, or the smiles of several expiries, allow arbitrage, and where.
 *
 * **Formula**: at the knots, without interpolation: call prices fall with the strike, by no more than it rises, and
 * are convex in it (strike 0 included). Between them: the density of the underlying is positive where Durrleman's
 * g(k) = (1 - k w' / (2w))^2 - w'^2 / 4 (1/w + 1/4) + w'' / 2 is, and w has no concave kink where a wing begins.
 * In the wings w does not fall outwards, nor rise with a slope above 2, on the right of 2. Between expiries: w(k) does
 * not fall with time.
 * **Inputs**: smiles of `fitSmile` or `interpolateSmiles`.
 * **Result**: the worst point of each piece that fails. In the wings and between expiries it is exact; between knots g
 * is looked at 65 points a piece. What is money is in `quotesArbitrageFree`; a butterfly below a tick is rounding of
 * quotes. The other checks are of the curve, which smooths nothing: on Deribit's ETH marks of 2024-01-08 it fails them
 * at 10 of 11 expiries, and wings cross as far out as strikes that nobody quotes (`calendar_wing` far beyond the knots).
 * **Errors**: `shape.*`, `series.*` (`not_increasing`: expiries out of order), `domain.*`, `estimate.not_ok`.
 * **Cost**: 65 evaluations a knot, and 3 prices.
 * **Source**: Gatheral and Jacquier 2014, Quantitative Finance 14, 59-71, lemmas 2.1 and 2.2; Carr and Madan 2005,
 * Finance Research Letters 2, 125-130 (prices at finitely many strikes).
 *
 * @example
 * ```ts
 * import { orThrow } from 'betahedge';
 * import { fitSmile, smileArbitrage } from 'betahedge/options';
 *
 * const smile = orThrow(
 *   fitSmile({
 *     strikes: [80, 90, 100, 110, 120],
 *     volatilities: [0.7, 0.62, 0.8, 0.61, 0.64],
 *     forward: 100,
 *     timeToExpiryYears: 0.1,
 *   }),
 * );
 * for (const { check, strike, size } of smileArbitrage({ smiles: [smile] }).violations)
 *   if (check === 'butterfly') console.log(`${strike.toFixed(0)} ${size.toFixed(2)}`); // 100 1.32
 * ```
 */
export function smileArbitrage(options: SmileArbitrageOptions): SmileArbitrage {
  readObject(CALLER, options, '');
  const list = readList(CALLER, options, 'smiles');
  const smiles = Array.from(list, (_, i) => readSmile(CALLER, list, String(i), 'smiles'));
  const violations = smiles.flatMap((smile, i) => {
    const found = [verticalSpreads, butterflies, densities, kinks, wings].flatMap((check) => check(smile));
    const before = smiles[i - 1];
    if (!before) return found;
    const { timeToExpiryYears } = smile;
    if (!(timeToExpiryYears > before.timeToExpiryYears))
      refuse(
        'series.not_increasing',
        CALLER,
        `smiles[${i}].timeToExpiryYears`,
        `above ${before.timeToExpiryYears}`,
        timeToExpiryYears,
      );
    return [...found, ...calendars(before, smile)];
  });
  const quotesArbitrageFree = !violations.some(
    ({ check }) => check === 'vertical_spread' || check === 'butterfly',
  );
  return { arbitrageFree: violations.length === 0, quotesArbitrageFree, violations };
}

function violation(check: SmileCheck, smile: Smile, k: number, size: number): SmileViolation {
  const { timeToExpiryYears, forward } = smile;
  return { check, timeToExpiryYears, logMoneyness: k, strike: forward * exp(k), size };
}

/** A strike and an undiscounted price there; knot -1 is strike 0. */
interface Node {
  readonly strike: number;
  readonly price: number;
}

/** Puts below the forward and calls above, so that the line that parity adds does not drown what is compared. */
function typeAt(smile: Smile, knot: number): 'call' | 'put' {
  return smile.logMoneyness[knot]! < 0 ? 'put' : 'call';
}

function nodeAt(smile: Smile, knot: number, optionType: 'call' | 'put'): Node {
  const { forward } = smile;
  if (knot < 0) return { strike: 0, price: optionType === 'put' ? 0 : forward };
  const strike = forward * exp(smile.logMoneyness[knot]!);
  const price = blackScholesPrice({
    optionType,
    forward,
    strike,
    timeToExpiryYears: 1,
    rate: 0,
    volatility: Math.sqrt(smile.totalVariance[knot]!),
    suspicious: 'expected',
  });
  return { strike, price };
}

function verticalSpreads(smile: Smile): SmileViolation[] {
  return smile.logMoneyness.slice(1).flatMap((k, i) => {
    const optionType = typeAt(smile, i + 1);
    const lower = nodeAt(smile, i, optionType);
    const upper = nodeAt(smile, i + 1, optionType);
    const gain = optionType === 'put' ? upper.price - lower.price : lower.price - upper.price;
    const size = Math.max(-gain, gain - (upper.strike - lower.strike));
    const rounding = PRICE_ROUNDING * (upper.price + lower.price);
    return size > rounding ? [violation('vertical_spread', smile, k, size)] : [];
  });
}

function butterflies(smile: Smile): SmileViolation[] {
  return smile.logMoneyness.slice(0, -1).flatMap((k, i) => {
    const optionType = typeAt(smile, i);
    const lower = nodeAt(smile, i - 1, optionType);
    const middle = nodeAt(smile, i, optionType);
    const upper = nodeAt(smile, i + 1, optionType);
    const share = (upper.strike - middle.strike) / (upper.strike - lower.strike);
    const outer = share * lower.price + (1 - share) * upper.price;
    const size = middle.price - outer;
    return size > PRICE_ROUNDING * (middle.price + outer) ? [violation('butterfly', smile, k, size)] : [];
  });
}

function densities(smile: Smile): SmileViolation[] {
  const knots = smile.logMoneyness;
  return smile.pieces.flatMap((_, piece) => {
    const points =
      piece === 0 || piece === knots.length
        ? wingPoints(smile, piece)
        : Array.from({ length: STEPS + 1 }, (__, j) => {
            const from = knots[piece - 1]!;
            return j === STEPS ? knots[piece]! : from + ((knots[piece]! - from) * j) / STEPS;
          });
    let worst = 0;
    let lowest = 0;
    for (const k of points) {
      const g = durrleman(smile, piece, k);
      if (g >= lowest) continue;
      lowest = g;
      worst = k;
    }
    return lowest < 0 ? [violation('density', smile, worst, -lowest)] : [];
  });
}

/** g, or 0 where it is below by no more than its roundings. */
function durrleman(smile: Smile, piece: number, k: number): number {
  const [w, slope, curvature] = evaluatePiece(smile, piece, k);
  const share = 1 - (0.5 * k * slope) / w;
  const steepness = 0.25 * slope * slope * (1 / w + 0.25);
  const g = share * share - steepness + 0.5 * curvature;
  const terms = share * share + steepness + Math.abs(curvature);
  return g < 0 && g > -POLYNOMIAL_ROUNDING * terms ? 0 : g;
}

/**
 * Where g of a wing is lowest: at its knot, or inside. With A = k - w / slope, the same all along the line, g is
 * 1/4 - slope^2 / 16 - (A slope / 2 + slope^2 / 4) / w + (A slope / (2w))^2, a parabola in 1 / w.
 */
function wingPoints(smile: Smile, piece: number): number[] {
  const knot = Math.max(piece - 1, 0);
  const k = smile.logMoneyness[knot]!;
  const w = smile.totalVariance[knot]!;
  const [slope] = smile.pieces[piece]!;
  const offset = k * slope - w;
  const lowest = (offset * offset) / (offset + 0.5 * slope * slope);
  const rises = piece === 0 ? slope < 0 : slope > 0;
  return rises && lowest > w && lowest < Infinity ? [k, k + (lowest - w) / slope] : [k];
}

/** At 2 on the right calls of ever higher strikes keep a price; on the left puts lose theirs with their strike. */
function wings(smile: Smile): SmileViolation[] {
  const last = smile.pieces.length - 1;
  return [-1, 1].flatMap((side) => {
    const slope = side * smile.pieces[side < 0 ? 0 : last]![0];
    if (slope >= 0 && (side < 0 ? slope <= 2 : slope < 2)) return [];
    const k = smile.logMoneyness[side < 0 ? 0 : last - 1]!;
    return [violation('wing', smile, k, Math.max(-slope, slope - 2))];
  });
}

function kinks(smile: Smile): SmileViolation[] {
  return smile.logMoneyness.flatMap((k, i) => {
    const [after] = smile.pieces[i + 1]!;
    const size = evaluatePiece(smile, i, k)[1] - after;
    const terms = pieceTerms(smile, i, k)[1] + Math.abs(after);
    return size > POLYNOMIAL_ROUNDING * terms ? [violation('kink', smile, k, size)] : [];
  });
}

/** The difference of two smiles is a cubic between any two knots: it is lowest at one of them or where it turns. */
function calendars(earlier: Smile, later: Smile): SmileViolation[] {
  const knots = commonKnots(earlier, later);
  const rise = (k: number): number => {
    const pieces = [pieceAt(earlier, k), pieceAt(later, k)] as const;
    const size = evaluatePiece(later, pieces[1], k)[0] - evaluatePiece(earlier, pieces[0], k)[0];
    const terms = pieceTerms(later, pieces[1], k)[0] + pieceTerms(earlier, pieces[0], k)[0];
    return Math.abs(size) > POLYNOMIAL_ROUNDING * terms ? size : 0;
  };
  const found = knots.flatMap((from, i) => {
    const to = knots[i + 1] ?? from;
    const points = [from, ...turns(earlier, later, from, to)];
    const worst = points.reduce((least, k) => (rise(k) < rise(least) ? k : least));
    return rise(worst) < 0 ? [violation('calendar', later, worst, -rise(worst))] : [];
  });
  return [...found, ...crossings(earlier, later, knots)];
}

/** Where between two knots the difference of the smiles has no slope. */
function turns(earlier: Smile, later: Smile, from: number, to: number): number[] {
  if (!(to > from)) return [];
  const [, slope1, curvature1] = evaluatePiece(earlier, pieceAt(earlier, from), from);
  const [, slope2, curvature2] = evaluatePiece(later, pieceAt(later, from), from);
  const cubic = later.pieces[pieceAt(later, from)]![2] - earlier.pieces[pieceAt(earlier, from)]![2];
  // slope + curvature x + 3 cubic x^2 = 0, by the form of the roots that does not cancel.
  const slope = slope2 - slope1;
  const curvature = curvature2 - curvature1;
  const root = Math.sqrt(curvature * curvature - 12 * cubic * slope);
  const q = -0.5 * (curvature + (curvature < 0 ? -root : root));
  return [q / (3 * cubic), slope / q].map((x) => from + x).filter((k) => k > from && k < to);
}

/** Wings that cross beyond the last knot: the later rises less steeply outwards. */
function crossings(earlier: Smile, later: Smile, knots: readonly number[]): SmileViolation[] {
  return [-1, 1].flatMap((side) => {
    const k = side < 0 ? knots[0]! : knots[knots.length - 1]!;
    const wing = (smile: Smile): number => (side < 0 ? 0 : smile.logMoneyness.length);
    const [w1, slope1] = evaluatePiece(earlier, wing(earlier), k);
    const [w2, slope2] = evaluatePiece(later, wing(later), k);
    const size = side * (slope1 - slope2);
    const crossing = k + (side * Math.max(w2 - w1, 0)) / size;
    const steeper = size > POLYNOMIAL_ROUNDING * (Math.abs(slope1) + Math.abs(slope2));
    const found = violation('calendar_wing', later, crossing, size);
    return steeper && found.strike > 0 && found.strike < Infinity ? [found] : [];
  });
}
