import {
  CHARM,
  COLOR,
  DELTA,
  DUAL_DELTA,
  DUAL_GAMMA,
  GAMMA,
  greeksRow,
  higherRow,
  PHI,
  PRICE,
  PROBABILITY,
  RHO,
  SPEED,
  SPREAD,
  THETA,
  ULTIMA,
  VANNA,
  VEGA,
  VETA,
  VOLGA,
  YEARS,
  ZOMMA,
} from '../kernel/blackScholes.ts';
import { refuseOutOfRange, rowOf } from './blackScholesPrice.ts';
import type { BlackScholesOptions } from './blackScholesPrice.ts';
import { readEuropeanOption, readVolatility } from './europeanOption.ts';
import type { OptionOnForward, OptionOnSpot } from './europeanOption.ts';

/** A price with its partial derivatives, raw, and three of them in the units that traders quote. */
export interface BlackScholesGreeks {
  /** In quote currency. */
  readonly price: number;
  /** dV/dS: quote currency per 1 of the underlying's price. */
  readonly delta: number;
  /** d2V/dS2. */
  readonly gamma: number;
  /** dV/dsigma: per 1.00 of volatility. */
  readonly vega: number;
  /** dV/dt = -dV/dT: per year that passes. */
  readonly theta: number;
  /** dV/dr: per 1.00 of rate; at a fixed forward for an option on a forward. */
  readonly rho: number;
  /** dV/dq: per 1.00 of carry yield. */
  readonly phi: number;
  /** d2V/dS dsigma: per 1.00 of volatility. */
  readonly vanna: number;
  /** d2V/dsigma2: per 1.00 of volatility, twice. */
  readonly volga: number;
  /** d(delta)/dt: per year that passes. */
  readonly charm: number;
  /** d3V/dS3. */
  readonly speed: number;
  /** d(gamma)/dsigma: per 1.00 of volatility. */
  readonly zomma: number;
  /** d(gamma)/dt: per year that passes. */
  readonly color: number;
  /** d(vega)/dt: per year that passes. */
  readonly veta: number;
  /** d3V/dsigma3: per 1.00 of volatility, three times. */
  readonly ultima: number;
  /** dV/dK: quote currency per 1 of strike. */
  readonly dualDelta: number;
  /** d2V/dK2. */
  readonly dualGamma: number;
  /** That the option ends in the money, under the pricing measure: N(d2) of a call, N(-d2) of a put. */
  readonly inTheMoneyProbability: number;
  /** vega / 100: per 0.01 of volatility. */
  readonly vegaPerVolPoint: number;
  /** theta / 365: per calendar day that passes. */
  readonly thetaPerDay: number;
  /** rho / 100: per 0.01 of rate. */
  readonly rhoPerPercent: number;
}

/** The same by the forward instead of the spot price; there is no carry yield to derive by. */
export type Black76Greeks = Omit<BlackScholesGreeks, 'phi'>;

const CALLER = 'blackScholes';

/**
 * The price of a European option and its Greeks, to the third order: raw partial derivatives, and three of them in the
 * units that traders quote.
 *
 * **Formula**: as blackScholesPrice; the derivatives in closed form. Calendar time passes: theta, charm, color and veta
 * are minus the derivatives by timeToExpiryYears. Of an option on a forward all are at a fixed forward: delta is by the
 * forward, rho = -timeToExpiryYears price, and there is no phi.
 * **Inputs**: prices above 0 in one quote currency; time in years of 365 days; volatility, rates and yields a year, as
 * fractions, continuously compounded.
 * **Result**: per 1.00 of volatility, rate or yield, per year, per 1 of quote currency. At volatility 0, or at expiry, the
 * limits: of the discounted forward contract in the money, 0 out of it, and at the kink (S' = K') delta and dualDelta of
 * half a contract, gamma and dualGamma +Infinity, zomma -Infinity; speed -Infinity, but at expiry of the sign of
 * carryYield - rate - 1.5 volatility^2; color of the sign of 1 + (rate + carryYield) timeToExpiryYears; charm of that of
 * carryYield - rate, at expiry less volatility^2 / 2; at expiry veta, and with a volatility theta, -Infinity. Where such a
 * sign is 0 so is the Greek's infinite part.
 * **Errors**: as blackScholesPrice; `domain.out_of_range` where one of the results is beyond all doubles.
 * **Accuracy**: price, first order, gamma, dualGamma relative 1e-15 out to 12 standard deviations from the money (theta of
 * the sum of its terms' sizes), the others 1e-15 of the sum of theirs, against 120-digit arithmetic; beyond |rate| T of
 * 3 less by |rate| T roundings, and where ln(S/K) and the drift cancel at a volatility below 0.01 by 3e-19 / s of d1.
 * **Cost**: 1.8 times the price.
 * **Source**: Haug 2007, "The Complete Guide to Option Pricing Formulas", chapter 2 (by volatility and year, not point
 * and day).
 *
 * @example
 * ```ts
 * import { blackScholes } from 'betahedge/options';
 *
 * const greeks = blackScholes({
 *   optionType: 'call',
 *   spot: 60000,
 *   strike: 65000,
 *   timeToExpiryYears: 30 / 365,
 *   volatility: 0.6,
 *   rate: 0.04,
 *   carryYield: 0,
 * });
 * console.log(greeks.price.toFixed(2)); // 2300.59
 * console.log(greeks.delta.toFixed(4)); // 0.3593
 * console.log(greeks.vegaPerVolPoint.toFixed(2)); // 64.31
 * console.log(greeks.thetaPerDay.toFixed(2)); // -66.42
 * ```
 */
export function blackScholes(options: OptionOnSpot & { readonly volatility: number }): BlackScholesGreeks;
/** On a forward. */
export function blackScholes(options: OptionOnForward & { readonly volatility: number }): Black76Greeks;
/** On either. */
export function blackScholes(options: BlackScholesOptions): BlackScholesGreeks | Black76Greeks;
export function blackScholes(options: BlackScholesOptions): BlackScholesGreeks | Black76Greeks {
  const option = readEuropeanOption(CALLER, options);
  const row = rowOf(option, readVolatility(CALLER, options, 'volatility', option.wired));
  greeksRow(row);
  higherRow(row);
  if (option.onForward) {
    row[RHO] = 0 - row[YEARS]! * row[PRICE]!;
    row[PHI] = 0;
  }
  // Limits at the kink may be infinite; else that is out of range.
  const limited = row[SPREAD] === 0;
  let inRange = true;
  for (let slot = PRICE; slot <= PROBABILITY; slot++) {
    const mayBeInfinite = limited && slot !== PRICE && slot !== VEGA && slot !== RHO && slot !== PHI;
    inRange &&= mayBeInfinite ? !Number.isNaN(row[slot]) : Number.isFinite(row[slot]);
  }
  if (!inRange) refuseOutOfRange(CALLER, option, option.underlying);
  const greeks = {
    price: row[PRICE]!,
    delta: row[DELTA]!,
    gamma: row[GAMMA]!,
    vega: row[VEGA]!,
    theta: row[THETA]!,
    rho: row[RHO]!,
    vanna: row[VANNA]!,
    volga: row[VOLGA]!,
    charm: row[CHARM]!,
    speed: row[SPEED]!,
    zomma: row[ZOMMA]!,
    color: row[COLOR]!,
    veta: row[VETA]!,
    ultima: row[ULTIMA]!,
    dualDelta: row[DUAL_DELTA]!,
    dualGamma: row[DUAL_GAMMA]!,
    inTheMoneyProbability: row[PROBABILITY]!,
    vegaPerVolPoint: row[VEGA]! / 100,
    thetaPerDay: row[THETA]! / 365,
    rhoPerPercent: row[RHO]! / 100,
  };
  return option.onForward ? greeks : { ...greeks, phi: row[PHI]! };
}
