import { bandOf, proportionalHalfWidth, readBandInputs } from './band.ts';
import type { BandOptions, RebalanceBand } from './band.ts';

/** What `proportionalCostBand` takes. */
export interface ProportionalCostBandOptions extends BandOptions {
  /** Numeraire per unit of exposure traded, one way: half the spread and the fee. For dollars: a fraction. */
  readonly costPerUnit: number;
}

const CALLER = 'proportionalCostBand';

/**
 * The band around the target within which nothing is traded, where a trade costs in proportion to its size: what
 * lies outside is traded to the near edge, no further.
 *
 * **Formula**: h = (3 k s^2 / (4 lambda))^(1/3), k `costPerUnit`, s^2 `driftVariancePerYear`, lambda `penaltyPerYear`;
 * turnover s^2 / (2 h), variance h^2 / 3. It makes k turnover + lambda variance least. Looked at every dt, with
 * e = s sqrt(dt), the half width is h - 0.5826 e: then turnover s^2 / (2 h), variance over time h^2 / 3 + e^2 / 4 +
 * 0.0553 e^3 / h, trades s / (h sqrt(2 dt)); where that half width is less than e, all of them are solved for.
 * **Inputs**: exposure in any unit u (dollars of the benchmark, coins), costs in numeraire per u, the penalty in
 * numeraire per u^2 and year, the variance in u^2 per year. A diffusion without drift in its mean.
 * **Result**: the band; at no cost its width is 0: all is traded always, or at each look.
 * **Errors**: `shape.*`, `domain.*` (`not_positive`: without drift or penalty no band is best; `out_of_range`: numbers
 * whose ratio has no double).
 * **Accuracy**: 1e-15 watched all the time. With looks, trades within 8e-4, turnover 1e-4, variance 2e-4, and the
 * objective is within 6e-5 of the least; where it is solved for, figures 1e-11 and the half width 1e-7 of e.
 * **Cost**: 2 elementary functions; 5 ms where it is solved for.
 * **Source**: Whalley and Wilmott 1997, Mathematical Finance 7, 307-324, in general form; Siegmund 1985, Sequential
 * Analysis, ch. 10 (looks); Chang and Peres 1997, Annals of Probability 25, 787-802 (ladder heights).
 *
 * @example
 * ```ts
 * import { proportionalCostBand } from 'betahedge/rebalance';
 *
 * // Dollars of BTC exposure of a book of $1,000,000; 5 bp to trade; half of 3e-6 times 60 % squared.
 * const band = proportionalCostBand({
 *   costPerUnit: 0.0005,
 *   driftVariancePerYear: 600_000 ** 2,
 *   penaltyPerYear: 0.5 * 3e-6 * 0.6 ** 2,
 * });
 * console.log(band.tradeTo, band.halfWidth.toFixed(0)); // edge 62996
 * console.log(band.turnoverPerYear?.toFixed(0), band.costPerYear.toFixed(0)); // 2857322 1429
 * ```
 */
export function proportionalCostBand(options: ProportionalCostBandOptions): RebalanceBand {
  const inputs = readBandInputs(CALLER, options, ['costPerUnit']);
  const halfWidth = proportionalHalfWidth(inputs);
  return bandOf(inputs, halfWidth, halfWidth, 0);
}
