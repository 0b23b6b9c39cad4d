import { readNonNegative, readObject } from '../foundation/checks.ts';
import { PRICE, VOLATILITY } from '../kernel/blackScholes.ts';
import { impliedRow, impliedVega } from '../kernel/impliedVolatility.ts';
import { batchStatuses } from './batchStatus.ts';
import { refuseOutOfRange, rowOf } from './blackScholesPrice.ts';
import { readEuropeanOption } from './europeanOption.ts';
import type { EuropeanOption } from './europeanOption.ts';

/** What `impliedVolatility` takes: an option and its price. */
export type ImpliedVolatilityOptions = EuropeanOption & {
  /** In quote currency, zero or above. */
  readonly price: number;
};

/** The volatility that a price implies. */
export interface ImpliedVolatility {
  readonly status: 'ok';
  /** Of log returns, a year, as a fraction. */
  readonly volatility: number;
  /** Of the option at this volatility, in quote currency per 1.00: a price off by p moves the volatility by p / vega. */
  readonly vega: number;
}

/** A price that no volatility gives, or not one alone. */
export interface NoImpliedVolatility {
  /** Which bound was met. */
  readonly status: 'below_intrinsic' | 'at_intrinsic' | 'above_maximum' | 'no_time_left';
  /** The bound that was met, in quote currency: the most that the option is worth, or the least. */
  readonly bound: number;
}

/** `ok`, or why there is no answer. */
export type ImpliedVolatilityResult = ImpliedVolatility | NoImpliedVolatility;

const CALLER = 'impliedVolatility';

/**
 * The volatility at which the model of Black and Scholes gives an option its price.
 *
 * **Formula**: the root of price(volatility) = `price`, found on the time value, which is what the price is above its
 * discounted intrinsic value, and on the logarithm of that, or of what it lacks of its maximum.
 * **Inputs**: the option as in `blackScholes`, and its price, in quote currency (of a coin-settled option: price in coin
 * times forward). Time and rates trip the unit wire as there.
 * **Result**: `ok`, with the vega that says how far a tick of the price moves the volatility; else the bound that was met:
 * `no_time_left` at time 0, whatever the price, with the payoff as bound; `below_intrinsic` and `above_maximum`
 * (the discounted underlying of a call, strike of a put) for a price that no volatility gives; `at_intrinsic` for one
 * that every volatility gives up to some small one: there is no number to choose. Just above intrinsic value the
 * answer is exact for the price as it stands, but that has few digits left: with vega 1e-6 a price rounded to cents says
 * nothing. Take the option out of the money at the same strike.
 * Minutes before expiry a volatility above 10 is real, and returned; `blackScholes` takes it with
 * `suspicious: 'expected'`.
 * **Errors**: `shape.*`, `domain.*` (`negative`: a price below 0; `out_of_range`: a discounted underlying or strike
 * beyond all doubles), `unit.suspicious`.
 * **Accuracy**: against 120-digit arithmetic at most 1.5 units of 2.2e-16 (1 + price / (volatility vega)), which is what
 * rounding the price costs (4 where rates act for decades); a last place at prices down to 1e-198. The same at volatilities of 60, log-moneyness up
 * to 1380 and prices next to either bound.
 * **Cost**: about 3 prices.
 * **Source**: Jaeckel 2015, "Let's be rational", Wilmott 75, 40-53: objectives and steps of fourth order; the starts
 * are ours.
 *
 * @example
 * ```ts
 * import { impliedVolatility } from 'betahedge/options';
 *
 * const result = impliedVolatility({
 *   optionType: 'put',
 *   forward: 39_165.86,
 *   strike: 36_000,
 *   timeToExpiryYears: 30 / 365,
 *   rate: 0,
 *   price: 1_020.5,
 * });
 * if (result.status === 'ok') {
 *   console.log(result.volatility.toFixed(4)); // 0.5264
 *   // by how much a tick of 5 moves it
 *   console.log((5 / result.vega).toFixed(4)); // 0.0014
 * } else console.log(result.status, result.bound);
 * ```
 */
export function impliedVolatility(options: ImpliedVolatilityOptions): ImpliedVolatilityResult {
  const source = readObject(CALLER, options, '');
  const option = readEuropeanOption(CALLER, source);
  const row = rowOf(option, 0);
  row[PRICE] = readNonNegative(CALLER, source, 'price');
  const code = impliedRow(row);
  const status = batchStatuses[code]!;
  if (status === 'ok') return { status, volatility: row[VOLATILITY]!, vega: impliedVega(row) };
  const bound = row[PRICE];
  return code <= batchStatuses.indexOf('no_time_left')
    ? { status: status as NoImpliedVolatility['status'], bound }
    : refuseOutOfRange(CALLER, option, bound);
}
