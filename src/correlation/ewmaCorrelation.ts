import { readObject } from '../foundation/checks.ts';
import { readBoundedSeries, readEwmaOptions } from '../foundation/ewmaOptions.ts';
import type { EwmaOptions, EwmaSeries } from '../foundation/ewmaOptions.ts';
import { refuseLengthMismatch } from '../foundation/series.ts';
import { EWMA_LARGEST_SAMPLE, ewmaPearson } from '../kernel/ewmaCoMoments.ts';
import { ewmaPath } from '../kernel/ewmaPath.ts';
import { exp } from '../kernel/exp.ts';

/** What `ewmaCorrelation` takes. */
export type EwmaCorrelationOptions = EwmaOptions & {
  /** One series, as a rule of returns; a non-finite sample is missing. */
  readonly x: ArrayLike<number>;
  /** The other, over the same periods. */
  readonly y: ArrayLike<number>;
};

const CALLER = 'ewmaCorrelation';

/**
 * The correlation of two series after each period, with weights that fall exponentially into the past.
 *
 * **Formula**: r_t = S_xy / sqrt(S_xx S_yy). `mean: 'zero'`: S_t = lambda S_{t-1} + (1 - lambda) x_t y_t,
 * S_0 = x_0 y_0. `mean: 'weighted'`: S = sum w_j (x_j - mean x)(y_j - mean y) with w_j in proportion to
 * lambda^(t-j), means by the same weights.
 * **Inputs**: two series of one length; a pair with a non-finite sample is missing: the weights go on falling
 * and nothing else changes (pandas `ignore_na=False`), so that the last value stands through a gap, and a
 * long gap begins a new warm-up. After k missing pairs `zero` weighs S and the newcomer in proportion to
 * lambda^(k + 1) and 1 - lambda.
 * **Result**: `values` within [-1, 1], exactly 1 of a series with itself, the same bits with x and y exchanged;
 * NaN below `minimumEffectiveSamples` and where a series does not move, or by less than 1e-145, where squares lose
 * their digits; `effectiveSampleSize`, `validFrom`. Later samples never change earlier values.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: a sample beyond 1e150, a minimum never reached).
 * **Accuracy**: 1e-15 against 50-digit arithmetic; an offset of 1e8 costs nothing (`weighted`).
 * **Cost**: O(n), one pass.
 * **Source**: J.P. Morgan/Reuters, RiskMetrics Technical Document 1996, 5.2 (`zero`; the means of products of
 * pandas `ewm(adjust=False)`); pandas `ewm(adjust=True).corr()` (`weighted`).
 *
 * @example
 * ```ts
 * import { ewmaCorrelation } from 'betahedge/correlation';
 *
 * const { values, effectiveSampleSize } = ewmaCorrelation({
 *   x: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *   y: [0.012, -0.019, 0.02, 0.014, -0.015, 0.01],
 *   lambda: 0.7,
 *   mean: 'weighted',
 *   minimumEffectiveSamples: 4,
 * });
 * console.log(values[5]?.toFixed(2)); // 0.91
 * console.log(effectiveSampleSize[5]?.toFixed(1)); // 4.5
 * ```
 */
export function ewmaCorrelation(options: EwmaCorrelationOptions): EwmaSeries {
  readObject(CALLER, options, '');
  const x = readBoundedSeries(CALLER, options, 'x', EWMA_LARGEST_SAMPLE);
  const y = readBoundedSeries(CALLER, options, 'y', EWMA_LARGEST_SAMPLE);
  refuseLengthMismatch(CALLER, 'y', x.length, y.length);
  const settings = readEwmaOptions(CALLER, options, exp);
  return { ...ewmaPath(x, y, settings, ewmaPearson), ...settings };
}
