import { bandOf, cubeRoot, fixedHalfWidth, proportionalHalfWidth, readBandInputs } from './band.ts';
import type { BandOptions, RebalanceBand } from './band.ts';

/** What `mixedCostBand` takes. */
export interface MixedCostBandOptions extends BandOptions {
  /** Numeraire per unit of exposure traded, one way: half the spread and the fee. For dollars: a fraction. */
  readonly costPerUnit: number;
  /** Numeraire a trade, whatever its size: gas, a ticket, the time of a desk. */
  readonly fixedCost: number;
}

const CALLER = 'mixedCostBand';

/**
 * The band around the target within which nothing is traded, where a trade costs a fixed amount and one in proportion
 * to its size: once outside, it is traded back some way into the band.
 *
 * **Formula**: trigger h and landing l solve h l (h + l) = 3 k s^2 / (2 lambda) and
 * (h - l)^3 (h + l) = 6 F s^2 / lambda, k `costPerUnit`, F `fixedCost`, s^2 `driftVariancePerYear`, lambda
 * `penaltyPerYear`; trades s^2 / (h^2 - l^2), turnover s^2 / (h + l), variance (h^2 + l^2) / 6. They make
 * F trades + k turnover + lambda variance least; F = 0 gives `proportionalCostBand`, k = 0 `fixedCostBand`. Looked at
 * every dt, with e = s sqrt(dt), the half width is h - 0.5826 e: then, M = h^2 + e^2 / 4, trades s^2 / (M - l^2),
 * turnover (h - l) trades, variance over time (M + l^2 + (e^2 M + 0.6635 h e^3) / (M - l^2)) / 6; where half width and
 * landing were less than 2 e apart (at the edge, the half width less than e), all of them are solved for.
 * **Inputs**: exposure in any unit u, costs in numeraire per u and in numeraire, the penalty in numeraire per u^2 and
 * year, the variance in u^2 per year. A diffusion without drift in its mean.
 * **Result**: the band; at no cost its width is 0: all is traded always, or at each look.
 * **Errors**: `shape.*`, `domain.*` (`not_positive`: without drift or penalty no band is best; `out_of_range`: numbers
 * whose ratio has no double).
 * **Accuracy**: 1e-14 watched all the time. With looks, trades, turnover and variance within 1e-3, and the objective is
 * within 5e-4 of the least; where it is solved for, figures 1e-11, half width and landing 1e-7 of e.
 * **Cost**: 6 elementary functions and 7 steps of Newton's method at most; 40 ms where it is solved for.
 * **Source**: the derivatives of the objective by h and l, or the quasi-variational inequality: with
 * s^2 V'' / 2 + lambda x^2 = objective, V'(h) = V'(l) = k and V(h) - V(l) = F + k (h - l). Constantinides and Richard
 * 1978, Operations Research 26, 620-636 (both costs of cash).
 *
 * @example
 * ```ts
 * import { mixedCostBand } from 'betahedge/rebalance';
 *
 * // Dollars of BTC exposure of a book of $1,000,000; 5 bp and $15 a trade; half of 3e-6 times 60 % squared.
 * const band = mixedCostBand({
 *   costPerUnit: 0.0005,
 *   fixedCost: 15,
 *   driftVariancePerYear: 600_000 ** 2,
 *   penaltyPerYear: 0.5 * 3e-6 * 0.6 ** 2,
 * });
 * console.log(band.tradeTo, band.halfWidth.toFixed(0), band.landing.toFixed(0)); // inside 108069 32836
 * console.log(band.tradesPerYear?.toFixed(1), band.costPerYear.toFixed(0)); // 34.0 1787
 * ```
 */
export function mixedCostBand(options: MixedCostBandOptions): RebalanceBand {
  const inputs = readBandInputs(CALLER, options, ['costPerUnit', 'fixedCost']);
  const proportional = proportionalHalfWidth(inputs);
  const fixed = fixedHalfWidth(inputs);
  if (fixed === 0) return bandOf(inputs, proportional, proportional, 0);
  if (proportional === 0) return bandOf(inputs, fixed, 0, fixed);
  // With u = h + l and d = h - l, d^3 u = fixed^4 and u^3 - d^2 u = 8 proportional^3. In units of the larger of the two
  // widths and for t = u^(1/3), that is t^9 - a t = 8 b, whose root lies between 1 and 9^(1/8).
  const unit = Math.max(proportional, fixed);
  const cube = cubed(proportional / unit);
  const power = (fixed / unit) * cubeRoot(fixed / unit);
  let t = 1.3160740129524924;
  // From above, of a convex function: each step of Newton's method is downwards until rounding stops it.
  for (;;) {
    const eighth = cubed(t) * cubed(t) * t * t;
    const next = t - ((eighth - power * power) * t - 8 * cube) / (9 * eighth - power * power);
    if (!(next < t)) break;
    t = next;
  }
  const sum = cubed(t);
  const gap = power / t;
  const halfWidth = 0.5 * (sum + gap);
  const landing = (2 * cube) / (halfWidth * sum);
  return bandOf(inputs, halfWidth * unit, landing * unit, gap * unit);
}

function cubed(x: number): number {
  return x * x * x;
}
