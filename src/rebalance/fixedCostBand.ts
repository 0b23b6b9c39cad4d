import { bandOf, fixedHalfWidth, readBandInputs } from './band.ts';
import type { BandOptions, RebalanceBand } from './band.ts';

/** What `fixedCostBand` takes. */
export interface FixedCostBandOptions extends BandOptions {
  /** Numeraire a trade, whatever its size: gas, a ticket, the time of a desk. */
  readonly fixedCost: number;
}

const CALLER = 'fixedCostBand';

/**
 * The band around the target within which nothing is traded, where a trade costs the same whatever its size: once
 * outside, the whole distance is traded.
 *
 * **Formula**: h = (6 F s^2 / lambda)^(1/4), F `fixedCost`, s^2 `driftVariancePerYear`, lambda `penaltyPerYear`;
 * trades s^2 / h^2, turnover s^2 / h, variance h^2 / 6. It makes F trades + lambda variance least. Looked at every dt,
 * with e = s sqrt(dt), the half width is h - 0.5826 e: then, M = h^2 + e^2 / 4, trades s^2 / M, turnover h s^2 / M,
 * variance over time (M + e^2 + 0.6635 h e^3 / M) / 6; where that half width is less than 2 e, all of them are solved
 * for.
 * **Inputs**: exposure in any unit u, the cost in numeraire, the penalty in numeraire per u^2 and year, the variance in
 * u^2 per year. A diffusion without drift in its mean.
 * **Result**: the band; at no cost its width is 0: all is traded always, or at each look.
 * **Errors**: `shape.*`, `domain.*` (`not_positive`: without drift or penalty no band is best; `out_of_range`: numbers
 * whose ratio has no double).
 * **Accuracy**: 1e-15 watched all the time. With looks, trades, turnover and variance within 1e-3, and the objective is
 * within 5e-4 of the least; where it is solved for, figures 1e-11 and the half width 1e-7 of e.
 * **Cost**: 4 square roots; 5 ms where it is solved for.
 * **Source**: Miller and Orr 1966, Quarterly Journal of Economics 80, 413-435, for a cost of distance that grows as its
 * square; Siegmund 1985, Sequential Analysis, ch. 10 (looks).
 *
 * @example
 * ```ts
 * import { fixedCostBand } from 'betahedge/rebalance';
 *
 * // Dollars of BTC exposure of a book of $1,000,000; $15 a trade; half of 3e-6 times 60 % squared.
 * const band = fixedCostBand({
 *   fixedCost: 15,
 *   driftVariancePerYear: 600_000 ** 2,
 *   penaltyPerYear: 0.5 * 3e-6 * 0.6 ** 2,
 * });
 * console.log(band.tradeTo, band.halfWidth.toFixed(0), band.tradesPerYear?.toFixed(1)); // target 88011 46.5
 * ```
 */
export function fixedCostBand(options: FixedCostBandOptions): RebalanceBand {
  const inputs = readBandInputs(CALLER, options, ['fixedCost']);
  const halfWidth = fixedHalfWidth(inputs);
  return bandOf(inputs, halfWidth, 0, halfWidth);
}
