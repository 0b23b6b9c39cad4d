import {
  isAbsent,
  readFinite,
  readNonNegative,
  readObject,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';

/** The Greeks of an option or of a book before the step: a result of `blackScholes` is one. */
export interface AttributedGreeks {
  /** By the underlying; of a delta-hedged book with its hedge, about 0. */
  readonly delta: number;
  /** Second derivative by the underlying. */
  readonly gamma: number;
  /** By calendar time, per year: below zero for most options held. */
  readonly theta: number;
  /** By volatility, per 1.00. */
  readonly vega: number;
  /** By the underlying and volatility (1.00). */
  readonly vanna?: number | null | undefined;
  /** Second derivative by volatility (1.00). */
  readonly volga?: number | null | undefined;
  /** By the rate, per 1.00. */
  readonly rho?: number | null | undefined;
}

/** What `profitAttribution` takes. */
export interface ProfitAttributionOptions {
  /** At the start of the step. */
  readonly greeks: AttributedGreeks;
  /** End less start, in quote currency: what the Greeks are derivatives by. */
  readonly underlyingChange: number;
  /** End less start, as a fraction: 0.01 is one volatility point. */
  readonly volatilityChange: number;
  /** Length of the step, in years of 365 days. */
  readonly elapsedYears: number;
  /** End less start, as a fraction; left out, rates play no part. */
  readonly rateChange?: number | undefined;
  /** What was really made, in the currency of the Greeks, to compare with. */
  readonly actualProfit?: number | undefined;
}

/** Profit and loss by cause, in the currency of the Greeks: quote currency, of a result of `blackScholes`. */
export interface ProfitAttribution {
  /** delta dS. */
  readonly deltaProfit: number;
  /** gamma dS^2 / 2. */
  readonly gammaProfit: number;
  /** theta dt. */
  readonly thetaProfit: number;
  /** vega dvol. */
  readonly vegaProfit: number;
  /** vanna dS dvol; null where vanna was not given. */
  readonly vannaProfit: number | null;
  /** volga dvol^2 / 2; null where volga was not given. */
  readonly volgaProfit: number | null;
  /** rho dr; null where `rateChange` was not given. */
  readonly rhoProfit: number | null;
  /** gammaProfit + thetaProfit: what a delta-hedged option makes while volatility stays. */
  readonly gammaThetaProfit: number;
  /** The sum of all terms. */
  readonly explained: number;
  /** actualProfit - explained; null where `actualProfit` was not given. */
  readonly unexplained: number | null;
  /** |dS| at which gammaProfit makes up for thetaProfit; null where they have one sign, or gamma is 0. */
  readonly breakEvenMove: number | null;
}

const CALLER = 'profitAttribution';

/**
 * Where the profit and loss of an option, or of a book of them, came from over a step: its Greeks times what moved.
 *
 * **Formula**: delta dS + gamma dS^2 / 2 + theta dt + vega dvol + vanna dS dvol + volga dvol^2 / 2 + rho dr.
 * Delta-hedged, gamma earns what theta costs at a move of sqrt(-2 theta dt / gamma), which without rates is
 * S * volatility * sqrt(dt): one standard deviation.
 * **Inputs**: raw derivatives, as `blackScholes` gives them (theta per year, vega per 1.00), of one underlying and in
 * one currency; times the number of options held, where it is not one.
 * **Result**: each term, their sum, and what they leave unexplained: higher orders, and Greeks that moved on the way.
 * **Errors**: `shape.*`, `domain.*` (`not_finite`: also the infinite gamma that `blackScholes` gives at the strike at
 * expiry; `out_of_range`: a result beyond the doubles), `unit.suspicious` (a change of volatility above 10 or of a
 * rate above 5, a step above 100 years).
 * **Accuracy**: two roundings a term; the sum is compensated.
 *
 * @example
 * ```ts
 * import { blackScholes, profitAttribution } from 'betahedge/options';
 *
 * const greeks = blackScholes({
 *   optionType: 'call',
 *   forward: 2240,
 *   strike: 2250,
 *   timeToExpiryYears: 30 / 365,
 *   volatility: 0.65,
 *   rate: 0,
 * });
 * const day = profitAttribution({
 *   greeks,
 *   underlyingChange: 50,
 *   volatilityChange: -0.01,
 *   elapsedYears: 1 / 365,
 * });
 * console.log(day.gammaThetaProfit.toFixed(2)); // -1.58
 * console.log(day.breakEvenMove?.toFixed(2)); // 76.21
 * ```
 */
export function profitAttribution(options: ProfitAttributionOptions): ProfitAttribution {
  readObject(CALLER, options, '');
  const greeks = readObject(CALLER, options.greeks, 'greeks');
  const greek = (field: keyof AttributedGreeks): number => readFinite(CALLER, greeks, field, 'greeks');
  const optional = (field: 'vanna' | 'volga', factor: number): number | null =>
    isAbsent(greeks, field) ? null : greek(field) * factor + 0;
  const move = readFinite(CALLER, options, 'underlyingChange');
  const volatilityChange = readFinite(CALLER, options, 'volatilityChange');
  refuseSuspicious(CALLER, 'volatilityChange', volatilityChange, 10, 'a fraction, not volatility points');
  const elapsed = readNonNegative(CALLER, options, 'elapsedYears');
  refuseSuspicious(CALLER, 'elapsedYears', elapsed, 100, 'in years, at most 100 (milliseconds came?)');

  const deltaProfit = greek('delta') * move + 0;
  const gammaProfit = 0.5 * greek('gamma') * move * move + 0;
  const thetaProfit = greek('theta') * elapsed + 0;
  const vegaProfit = greek('vega') * volatilityChange + 0;
  const vannaProfit = optional('vanna', move * volatilityChange);
  const volgaProfit = optional('volga', 0.5 * volatilityChange * volatilityChange);
  const rhoProfit = isAbsent(options, 'rateChange') ? null : greek('rho') * readRateChange(options) + 0;
  const terms = [deltaProfit, gammaProfit, thetaProfit, vegaProfit, vannaProfit, volgaProfit, rhoProfit];
  const explained = compensatedSum(terms.map((term) => term ?? 0));
  const unexplained = isAbsent(options, 'actualProfit')
    ? null
    : readFinite(CALLER, options, 'actualProfit') - explained;
  for (const sum of [explained, unexplained ?? 0])
    if (!Number.isFinite(sum))
      refuse('domain.out_of_range', CALLER, 'greeks', 'of a profit that is a double', sum);
  const balance = (-2 * thetaProfit) / greek('gamma') + 0;
  return {
    deltaProfit,
    gammaProfit,
    thetaProfit,
    vegaProfit,
    vannaProfit,
    volgaProfit,
    rhoProfit,
    gammaThetaProfit: gammaProfit + thetaProfit,
    explained,
    unexplained,
    breakEvenMove: balance >= 0 && balance < Infinity ? Math.sqrt(balance) : null,
  };
}

function readRateChange(options: object): number {
  const change = readFinite(CALLER, options, 'rateChange');
  return refuseSuspicious(CALLER, 'rateChange', change, 5, 'a fraction, not a percentage');
}
