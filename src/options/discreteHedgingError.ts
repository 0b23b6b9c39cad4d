import { readInteger, readObject } from '../foundation/checks.ts';
import { exp } from '../kernel/exp.ts';
import { normalCdf, normalDensity } from '../kernel/normal.ts';
import type { BlackScholesOptions } from './blackScholesPrice.ts';
import { readEuropeanOption, readVolatility } from './europeanOption.ts';
import { logMoneynessOf } from './smile.ts';

/** What `discreteHedgingError` takes. */
export type DiscreteHedgingErrorOptions = BlackScholesOptions & {
  /** How often the hedge is set, evenly until expiry, the first time included. */
  readonly rebalances: number;
};

/** How far the outcome of a delta hedge scatters because it trades now and then, not all the time. */
export interface DiscreteHedgingError {
  /** Of the profit and loss until expiry, in quote currency of today, for one option. */
  readonly standardDeviation: number;
  /** Of the profit and loss until the next rebalance alone, to first order in gamma. */
  readonly nextStepStandardDeviation: number;
}

const CALLER = 'discreteHedgingError';

/**
 * The standard deviation of the profit and loss of an option that is delta-hedged now and then, not continuously.
 *
 * **Formula**: to expiry, K e^(-rT) sigma sqrt(T N(d2) N(-d2) / (2n)), n rebalances; where d2 is 0, so about at the
 * money, that is sqrt(pi / 4) vega sigma / sqrt(n), the rule of Derman and Kamal. The next step alone:
 * gamma S^2 sigma^2 T / (n sqrt(2)). Calls and puts have the same.
 * **Inputs**: an option as for `blackScholes`, its volatility (that hedged at, and that comes true), and a count.
 * **Result**: the leading term for many rebalances of a lognormal underlying without drift in its forward, without
 * costs or jumps. The mean profit and loss is 0, of an option bought at this volatility. 0 at expiry.
 * **Errors**: `shape.*`, `domain.*`, `unit.suspicious`.
 * **Accuracy**: of the formula 7e-15, against quadrature. Simulated hedges, at sigma sqrt(T) up to 0.6, scatter less by
 * 0.1 to 0.2 / sqrt(n) of it within one standard deviation of the money, by 0.3 to 0.5 / sqrt(n) in the wings; at larger
 * sigma sqrt(T) and few rebalances more: 5 % at 1 and n = 1; at 2, 11 % at n = 4 and 108 % at n = 1. The next step is 2
 * to 7 times too small for one rebalance away from the money or at sigma sqrt(T) of 2, and 7 % and less at the money.
 * **Source**: Derman and Kamal 1999, When You Cannot Hedge Continuously, Goldman Sachs; Bertsimas, Kogan and Lo 2000,
 * Journal of Financial Economics 55, 173-204 (the limit). With G = gamma S^2, E[G^2] at time t is
 * K^2 exp(-d2^2 T / (T + t)) / (2 pi sigma^2 sqrt(T^2 - t^2)); its integral over t is 2 pi N(d2) N(-d2) of
 * K^2 / (2 pi sigma^2), by Owen's function at 1.
 *
 * @example
 * ```ts
 * import { discreteHedgingError } from 'betahedge/options';
 *
 * const { standardDeviation } = discreteHedgingError({
 *   optionType: 'put',
 *   forward: 2240,
 *   strike: 2250,
 *   timeToExpiryYears: 30 / 365,
 *   volatility: 0.65,
 *   rate: 0,
 *   rebalances: 30,
 * });
 * console.log(standardDeviation.toFixed(2)); // 26.95
 * ```
 */
export function discreteHedgingError(options: DiscreteHedgingErrorOptions): DiscreteHedgingError {
  readObject(CALLER, options, '');
  const { underlying, strike, years, rate, carryYield, wired } = readEuropeanOption(CALLER, options);
  const volatility = readVolatility(CALLER, options, 'volatility', wired);
  const rebalances = readInteger(CALLER, options, 'rebalances', 1);
  const spread = volatility * Math.sqrt(years);
  if (spread === 0) return { standardDeviation: 0, nextStepStandardDeviation: 0 };
  const d2 = ((rate - carryYield) * years - logMoneynessOf(strike, underlying)) / spread - 0.5 * spread;
  const scale = strike * exp(-rate * years) * spread;
  return {
    standardDeviation: scale * Math.sqrt((0.5 * normalCdf(d2) * normalCdf(-d2)) / rebalances),
    nextStepStandardDeviation: (scale * Math.sqrt(0.5) * normalDensity(d2)) / rebalances,
  };
}
