import { refuse } from '../foundation/checks.ts';
import {
  CARRY_YIELD,
  PRICE,
  priceRow,
  RATE,
  rowLength,
  setExpiry,
  SIGN,
  STRIKE,
  UNDERLYING,
  VOLATILITY,
  YEARS,
} from '../kernel/blackScholes.ts';
import { readEuropeanOption, readVolatility } from './europeanOption.ts';
import type { EuropeanOption, ReadOption } from './europeanOption.ts';

/** What `blackScholesPrice` and `blackScholes` take: an option and its volatility. */
export type BlackScholesOptions = EuropeanOption & {
  /** Of log returns, a year, as a fraction; zero or above. Above 10 it is refused as a percentage. */
  readonly volatility: number;
};

const CALLER = 'blackScholesPrice';

/**
 * The price of a European option, of Black, Scholes and Merton on a spot price or of Black (1976) on a forward.
 *
 * **Formula**: S' N(d1) - K' N(d2) of a call, K' N(-d2) - S' N(-d1) of a put, with S' = spot e^(-carryYield T) or forward
 * e^(-rate T), K' = strike e^(-rate T), s = volatility sqrt(T), d1, d2 = ln(S'/K') / s +- s / 2; computed as intrinsic
 * value and time value, where nothing cancels.
 * **Inputs**: prices above 0 in one quote currency; T in years of 365 days; volatility, rates and yields a year, as
 * fractions, continuously compounded.
 * **Result**: in quote currency; 0 only where the value is below the smallest double. Volatility 0 or time 0 give the
 * limit, the discounted intrinsic value.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: the result is beyond all doubles), `unit.suspicious` (volatility above
 * 10, rate or yield above 5, time above 100 years; `suspicious: 'expected'` lets them pass).
 * **Accuracy**: relative 8e-16 out to 12 standard deviations from the money, against 120-digit arithmetic; |rate| T
 * roundings more where |rate| T is above 3.
 * **Source**: Black and Scholes 1973, Merton 1973, Black 1976; docs/numerics.md for the time value.
 *
 * @example
 * ```ts
 * import { blackScholesPrice } from 'betahedge/options';
 *
 * const price = blackScholesPrice({
 *   optionType: 'put',
 *   forward: 60000,
 *   strike: 55000,
 *   timeToExpiryYears: 7 / 365,
 *   volatility: 0.55,
 *   rate: 0,
 * });
 * console.log(price.toFixed(2)); // 275.79
 * ```
 */
export function blackScholesPrice(options: BlackScholesOptions): number {
  const option = readEuropeanOption(CALLER, options);
  const row = rowOf(option, readVolatility(CALLER, options, 'volatility', option.wired));
  priceRow(row);
  const price = row[PRICE]!;
  return Number.isFinite(price) ? price : refuseOutOfRange(CALLER, option, option.underlying);
}

/** One for all calls, made by the first: to make one takes longer than a price. */
let shared: Float64Array | null = null;

/** The row of an option, with what its expiry shares; the next call writes over it. */
export function rowOf(option: ReadOption, volatility: number): Float64Array {
  const row = (shared ??= new Float64Array(rowLength));
  row[SIGN] = option.sign;
  row[UNDERLYING] = option.underlying;
  row[STRIKE] = option.strike;
  row[YEARS] = option.years;
  row[RATE] = option.rate;
  row[CARRY_YIELD] = option.carryYield;
  row[VOLATILITY] = volatility;
  setExpiry(row);
  return row;
}

/** For results beyond all doubles. */
export function refuseOutOfRange(caller: string, option: ReadOption, value: number): never {
  const field = option.onForward ? 'forward' : 'spot';
  return refuse('domain.out_of_range', caller, field, 'of a size that leaves results finite', value);
}
