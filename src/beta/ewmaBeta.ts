import { readObject } from '../foundation/checks.ts';
import { readBoundedSeries, readEwmaOptions } from '../foundation/ewmaOptions.ts';
import type { EwmaOptions, EwmaSeries } from '../foundation/ewmaOptions.ts';
import { refuseLengthMismatch } from '../foundation/series.ts';
import { EWMA_LARGEST_SAMPLE, ewmaSlope } from '../kernel/ewmaCoMoments.ts';
import { ewmaPath } from '../kernel/ewmaPath.ts';
import { exp } from '../kernel/exp.ts';

/** What `ewmaBeta` takes. */
export type EwmaBetaOptions = EwmaOptions & {
  /** Returns of the asset, one a period; a non-finite one is missing. */
  readonly assetReturns: ArrayLike<number>;
  /** Returns of the benchmark over the same periods; a non-finite one is missing. */
  readonly benchmarkReturns: ArrayLike<number>;
};

const CALLER = 'ewmaBeta';

/**
 * The beta of an asset after each period, with weights that fall exponentially into the past.
 *
 * **Formula**: beta_t = S_rm / S_mm. `mean: 'zero'`: S_t = lambda S_{t-1} + (1 - lambda) r_t m_t, S_0 = r_0 m_0.
 * `mean: 'weighted'`: S = sum w_j (r_j - mean r)(m_j - mean m) with w_j in proportion to lambda^(t-j), means
 * by the same weights. No bias correction: it cancels.
 * **Inputs**: two series of one length; a pair with a non-finite sample is missing: the weights go on falling
 * and nothing else changes (pandas `ignore_na=False`), so that the last value stands through a gap, and a
 * long gap begins a new warm-up. After k missing pairs `zero` weighs S and the newcomer in proportion to
 * lambda^(k + 1) and 1 - lambda.
 * **Result**: `values`, NaN below `minimumEffectiveSamples` and where the benchmark or the asset does not
 * move (as in `capmBeta`), or by less than 1e-145, where squares lose their digits; `effectiveSampleSize`,
 * `validFrom`. Later samples never change earlier values.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: a sample beyond 1e150, a minimum never reached).
 * **Accuracy**: 3e-15 of sd r / sd m against 50-digit arithmetic; an offset of 1e8 costs nothing (`weighted`).
 * **Cost**: O(n), one pass.
 * **Source**: J.P. Morgan/Reuters, RiskMetrics Technical Document 1996, 5.2 (`zero`; the means of products of
 * pandas `ewm(adjust=False)`); pandas `ewm(adjust=True).cov(bias=True)` (`weighted`).
 *
 * @example
 * ```ts
 * import { ewmaBeta } from 'betahedge/beta';
 *
 * const { values, validFrom } = ewmaBeta({
 *   assetReturns: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *   benchmarkReturns: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *   halfLife: 2,
 *   mean: 'zero',
 *   minimumEffectiveSamples: 3,
 * });
 * console.log(validFrom); // 3
 * console.log(values[5]?.toFixed(2)); // 1.74
 * ```
 */
export function ewmaBeta(options: EwmaBetaOptions): EwmaSeries {
  readObject(CALLER, options, '');
  const y = readBoundedSeries(CALLER, options, 'assetReturns', EWMA_LARGEST_SAMPLE);
  const x = readBoundedSeries(CALLER, options, 'benchmarkReturns', EWMA_LARGEST_SAMPLE);
  refuseLengthMismatch(CALLER, 'benchmarkReturns', y.length, x.length);
  const settings = readEwmaOptions(CALLER, options, exp);
  return { ...ewmaPath(x, y, settings, ewmaSlope), ...settings };
}
