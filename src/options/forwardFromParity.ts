import { isAbsent, readInteger, readObject, readOneOf, refuse } from '../foundation/checks.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { exp } from '../kernel/exp.ts';
import { median } from '../kernel/selection.ts';
import { readRate } from './europeanOption.ts';
import { readQuotes, readStrikes, readYearsLeft } from './readChain.ts';

/** Calls and puts of one expiry, side by side. */
interface Pairs {
  /** In quote currency, strictly increasing. */
  readonly strikes: ArrayLike<number>;
  /** Of the call at each strike; NaN where there is none. In coin below 1. */
  readonly callPrices: ArrayLike<number>;
  /** Of the put at each strike; NaN where there is none. */
  readonly putPrices: ArrayLike<number>;
  /** How many pairs, those nearest to the money, the forward is the median of; default 5. */
  readonly nearestPairs?: number | undefined;
}

/** Options that are paid for in quote currency. */
export interface QuotePairs extends Pairs {
  /** What the prices are in. */
  readonly pricedIn: 'quote';
  /** Of money, a year, continuously compounded; a fraction. */
  readonly rate: number;
  /** Calendar time in years of 365 days, above zero. */
  readonly timeToExpiryYears: number;
}

/** Coin-settled options: their prices are shares of the underlying, as on Deribit, and not discounted. */
export interface CoinPairs extends Pairs {
  /** What the prices are in. */
  readonly pricedIn: 'coin';
  /** Of the other form. */
  readonly rate?: undefined;
  /** Of the other form. */
  readonly timeToExpiryYears?: undefined;
}

/** What `forwardFromParity` takes. */
export type ForwardFromParityOptions = QuotePairs | CoinPairs;

/** The forward of an expiry, and how well its pairs agree on it. */
export interface ParityForward {
  readonly status: 'ok';
  /** In quote currency. */
  readonly forward: number;
  /** What each pair says, in quote currency; NaN where one is missing or no positive forward fits. */
  readonly forwards: Float64Array;
  /** Of the pairs used, the largest |their forward - forward|, in quote currency. */
  readonly largestDeviation: number;
  /** How far each pair is from parity at `forward`, in the unit of the prices; NaN where one is missing. */
  readonly parityErrors: Float64Array;
  /** Of all pairs, in size. */
  readonly largestParityError: number;
  /** Strikes with both prices, a 0 in the money being none. */
  readonly pairs: number;
  /** Pairs that the median was taken of. */
  readonly pairsUsed: number;
  /** Pairs whose prices no positive forward explains. */
  readonly impossible: number;
}

/** `ok`, no pair, or pairs that make no sense, each alone or together. */
export type ForwardFromParityResult =
  ParityForward | InsufficientData | Degenerate<'no_positive_forward' | 'pairs_disagree'>;

const CALLER = 'forwardFromParity';

/**
 * The forward of one expiry from the prices of its calls and puts, without any volatility: by put-call parity.
 *
 * **Formula**: quote prices, C - P = e^(-rT) (F - K); coin prices, C - P = 1 - K / F. Each pair gives a forward.
 * The median of all of them says where the money is; the forward is the median of the `nearestPairs` strikes
 * nearest to it, so that neither far strikes, where quotes are wide, nor two stale pairs of five move it.
 * `nearestPairs: 1` is the rule of Cboe's VIX on clean quotes: the strike where |C - P| is smallest.
 * **Inputs**: European options of one expiry, mids or marks; a price that is not there is NaN. A pair of which both
 * are 0, or the one in the money, is missing too. Coin prices have no discount where lending the coin pays nothing,
 * which is Deribit's rule.
 * **Result**: `ok`; `insufficient_data` without a pair; `degenerate`, `no_positive_forward`, where every pair
 * contradicts itself, `pairs_disagree`, where their forwards lie apart by a quarter of what their strikes do (medians
 * of the distances from the median): prices in another unit, calls for puts, or quotes that are no prices. A
 * `largestParityError` of many ticks is a stale or crossed pair, or mixed expiries.
 * **Errors**: `shape.*`, `series.*`, `domain.*`, `unit.suspicious` (a rate above 5, a time above 100, a call of 1 coin
 * or more: prices in quote currency).
 * **Accuracy**: a few roundings of the prices; a tick moves a coin forward by tick * F^2 / K.
 * **Cost**: O(n log n).
 * **Source**: Stoll 1969, Journal of Finance 24, 801-824 (parity); Cboe Volatility Index methodology, step 1.
 *
 * @example
 * ```ts
 * import { forwardFromParity } from 'betahedge/options';
 *
 * const parity = forwardFromParity({
 *   strikes: [2100, 2200, 2300],
 *   callPrices: [0.0721, 0.0412, 0.0214],
 *   putPrices: [0.0166, 0.0307, NaN],
 *   pricedIn: 'coin',
 * });
 * if (parity.status === 'ok') {
 *   console.log(parity.forward.toFixed(2)); // 2223.37
 *   console.log(parity.pairs); // 2
 * }
 * ```
 */
export function forwardFromParity(options: ForwardFromParityOptions): ForwardFromParityResult {
  readObject(CALLER, options, '');
  const strikes = readStrikes(CALLER, options);
  const calls = readQuotes(CALLER, options, 'callPrices', strikes.length);
  const puts = readQuotes(CALLER, options, 'putPrices', strikes.length);
  const inCoin = readOneOf(CALLER, options, 'pricedIn', ['quote', 'coin']) === 'coin';
  const discount = inCoin ? readNoDiscount(options) : readDiscount(options);
  const nearestPairs = isAbsent(options, 'nearestPairs')
    ? 5
    : readInteger(CALLER, options, 'nearestPairs', 1);

  if (inCoin)
    calls.forEach((call, i) => {
      if (call >= 1)
        refuse(
          'unit.suspicious',
          CALLER,
          `callPrices[${i}]`,
          'in coin, below 1 (quote currency came?)',
          call,
        );
    });
  const gaps = calls.map((call, i) => (call === 0 && puts[i] === 0 ? NaN : call - puts[i]!));
  const forwards = gaps.map((gap, i) => {
    const strike = strikes[i]!;
    const forward = inCoin ? strike / (1 - gap) : strike + gap / discount;
    return forward > 0 && forward < Infinity ? forward : NaN;
  });
  dropEmptySides(strikes, calls, puts, gaps, forwards);
  const paired = Array.from(strikes.keys()).filter((i) => !Number.isNaN(gaps[i]));
  if (paired.length === 0) return { status: 'insufficient_data', required: 1, observed: 0 };
  const possible = paired.filter((i) => forwards[i]! > 0);
  if (possible.length === 0) return degenerate('no_positive_forward');

  const money = medianOf(possible, (i) => forwards[i]!);
  const middle = medianOf(paired, (i) => strikes[i]!);
  const apart = medianOf(paired, (i) =>
    forwards[i]! > 0 ? Math.abs(forwards[i]! - money) : Number.MAX_VALUE,
  );
  if (apart > 0.25 * medianOf(paired, (i) => Math.abs(strikes[i]! - middle)))
    return degenerate('pairs_disagree');
  const distance = (i: number): number => Math.abs(strikes[i]! - money);
  const used = [...possible].sort((i, j) => distance(i) - distance(j) || i - j).slice(0, nearestPairs);
  const near = Float64Array.from(used, (i) => forwards[i]!);
  const forward = median(near);
  const parityErrors = gaps.map((gap, i) =>
    inCoin ? gap - (forward - strikes[i]!) / forward : gap - discount * (forward - strikes[i]!),
  );
  return {
    status: 'ok',
    forward,
    forwards,
    largestDeviation: largest(near.map((each) => each - forward)),
    parityErrors,
    largestParityError: largest(parityErrors),
    pairs: paired.length,
    pairsUsed: used.length,
    impossible: paired.length - possible.length,
  };
}

/** Takes out the pairs whose price in the money is 0; where the money is, pairs with two prices say, if there are any. */
function dropEmptySides(
  strikes: Float64Array,
  calls: Float64Array,
  puts: Float64Array,
  gaps: Float64Array,
  forwards: Float64Array,
): void {
  const possible = Array.from(strikes.keys()).filter((i) => forwards[i]! > 0);
  const priced = possible.filter((i) => calls[i]! > 0 && puts[i]! > 0);
  if (priced.length === 0) return;
  const money = medianOf(priced, (i) => forwards[i]!);
  strikes.forEach((strike, i) => {
    if ((strike < money ? calls : puts)[i] === 0 && strike !== money) gaps[i] = forwards[i] = NaN;
  });
}

function medianOf(indices: readonly number[], valueOf: (index: number) => number): number {
  return median(Float64Array.from(indices, valueOf));
}

function readDiscount(options: object): number {
  const rate = readRate(CALLER, options, 'rate', true);
  return exp(-rate * readYearsLeft(CALLER, options, true));
}

/** 1, and a refusal of what would have to be ignored. */
function readNoDiscount(options: ForwardFromParityOptions): number {
  for (const field of ['rate', 'timeToExpiryYears'] as const)
    if (!isAbsent(options, field))
      refuse('shape.wrong_type', CALLER, field, 'absent where prices are in coin', options[field]);
  return 1;
}

/** The largest size among the values that are not NaN. */
function largest(values: Float64Array): number {
  return values.reduce((size, value) => (Math.abs(value) > size ? Math.abs(value) : size), 0);
}
