import { readFinite, readObject, readPositive, refuse } from '../foundation/checks.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate } from '../foundation/status.ts';
import { exp } from '../kernel/exp.ts';
import { log } from '../kernel/log.ts';
import { readRate, readVolatility, readYears } from '../options/europeanOption.ts';
import type { BandEdges } from './band.ts';
import { readCostRate } from './whalleyWilmottBand.ts';
import type { WhalleyWilmottBandOptions } from './whalleyWilmottBand.ts';

/** What `zakamoulineBand` takes; the sign of gamma counts: above 0 of options held, below 0 of options sold. */
export interface ZakamoulineBandOptions extends WhalleyWilmottBandOptions {
  /** Of the underlying, a year, as a fraction. */
  readonly volatility: number;
  /** Coins beyond which no band is to be: near expiry the formula has none. */
  readonly maximumHalfWidth: number;
}

/** The band, and the volatility of the delta at its centre. */
export interface ZakamoulineBand extends BandEdges {
  readonly status: 'ok';
  /** For the delta that the band is around: above `volatility` for options sold, below for options held. */
  readonly adjustedVolatility: number;
  /** H0, coins: the band of coins without options, as far as their risk until expiry is not worth a trade. */
  readonly coinHalfWidth: number;
  /** H1, coins: what gamma adds to it. */
  readonly gammaHalfWidth: number;
  /** What kept the band from H0 + H1; null where nothing did. */
  readonly boundBy: 'maximum_half_width' | null;
}

/** `ok`, or costs that leave options held no volatility to hedge by. */
export type ZakamoulineBandResult = ZakamoulineBand | Degenerate<'cost_exceeds_variance'>;

const CALLER = 'zakamoulineBand';

/**
 * The band around the delta of options within which nothing is traded, fitted to the exact hedge of an investor of
 * constant risk aversion; and the volatility that its centre, the delta, is to be computed with.
 *
 * **Formula**: H0 + H1 = k / (g S sigma^2 T) + 1.12 k^0.31 T^0.05 (e^(-r T) / sigma)^0.25 (|gamma| / g)^0.5, k
 * `costRate`, g `riskAversion`; adjusted volatility sigma sqrt(1 + K) for options held, sigma sqrt(1 - K) for options
 * sold, K = -4.76 k^0.78 T^-0.02 (e^(-r T) / sigma)^0.25 (g S^2 |gamma|)^0.15.
 * **Inputs**: gamma at `volatility`, of one option or of options of one expiry and one sign. The fit is for costs of
 * 0.1 to 2 per cent.
 * **Result**: coins on either side of the delta at `adjustedVolatility`; `degenerate`, `cost_exceeds_variance`, where
 * 1 + K is not above 0. Costs of 0 give width 0. As expiry nears, H0 grows without bound: `maximumHalfWidth` holds it.
 * **Errors**: `shape.*`, `domain.*` (`not_positive`: at expiry there is no band), `unit.suspicious` (a volatility above
 * 10, a cost above 0.2, a rate above 5, a time above 100 years).
 * **Accuracy**: 1e-14. Of the fit, against the exact hedge on a binomial tree (at the money and 20 % off it, costs of 0.1 to
 * 1 per cent): the centre is off the delta to the side that the adjusted volatility says, and per option within 0.007
 * coins of it for options sold, 0.033 for options held. The half width is 0.95 to 1.42 times the exact one of options
 * sold, 0.5 to 1.5 times that of options held: too narrow where cost and risk aversion are both large.
 * **Source**: Zakamouline 2006, Quantitative Finance 6, 435-445; the signs, which public code disagrees on, by
 * dynamic programming (test/fixtures/zakamouline_tree.py).
 *
 * @example
 * ```ts
 * import { zakamoulineBand } from 'betahedge/rebalance';
 *
 * const band = zakamoulineBand({
 *   gamma: -0.02,
 *   spot: 5000,
 *   volatility: 0.2,
 *   costRate: 0.0005,
 *   riskAversion: 1,
 *   rate: 0,
 *   timeToExpiryYears: 0.25,
 *   maximumHalfWidth: 0.5,
 * });
 * if (band.status === 'ok') {
 *   console.log(band.halfWidth.toFixed(7)); // 0.0209537
 *   console.log(band.adjustedVolatility.toFixed(4)); // 0.2135
 * }
 * ```
 */
export function zakamoulineBand(options: ZakamoulineBandOptions): ZakamoulineBandResult {
  readObject(CALLER, options, '');
  const gamma = readFinite(CALLER, options, 'gamma');
  const spot = readPositive(CALLER, options, 'spot');
  readPositive(CALLER, options, 'volatility');
  const volatility = readVolatility(CALLER, options, 'volatility', true);
  const costRate = readCostRate(CALLER, options);
  const riskAversion = readPositive(CALLER, options, 'riskAversion');
  const rate = readRate(CALLER, options, 'rate', true);
  readPositive(CALLER, options, 'timeToExpiryYears');
  const years = readYears(CALLER, options, 'timeToExpiryYears', true);
  const maximum = readPositive(CALLER, options, 'maximumHalfWidth');

  const size = Math.abs(gamma);
  const coinHalfWidth = costRate / riskAversion / spot / (volatility * volatility * years);
  const discount = -rate * years - log(volatility);
  const gammaHalfWidth =
    costRate === 0
      ? 0
      : 1.12 *
        exp(0.31 * log(costRate) + 0.05 * log(years) + 0.25 * discount) *
        Math.sqrt(size / riskAversion);
  // Without gamma its logarithm is minus infinity and the power 0, as of a cost of 0.
  const shift =
    4.76 *
    exp(
      0.78 * log(costRate) -
        0.02 * log(years) +
        0.25 * discount +
        0.15 * (log(riskAversion) + 2 * log(spot) + log(size)),
    );
  const factor = gamma > 0 ? 1 - shift : 1 + shift;
  if (factor <= 0) return degenerate('cost_exceeds_variance');
  const wanted = coinHalfWidth + gammaHalfWidth;
  const adjustedVolatility = volatility * Math.sqrt(factor);
  if (!(wanted + adjustedVolatility < Infinity))
    refuse('domain.out_of_range', CALLER, 'riskAversion', 'closer to 1 in scale', riskAversion);
  const halfWidth = Math.min(wanted, maximum);
  return {
    status: 'ok',
    halfWidth,
    landing: halfWidth,
    tradeTo: 'edge',
    adjustedVolatility,
    coinHalfWidth,
    gammaHalfWidth,
    boundBy: wanted > maximum ? 'maximum_half_width' : null,
  };
}
