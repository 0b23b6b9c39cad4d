import { readObject } from '../foundation/checks.ts';
import { readOut, readWindow, rollingValues } from '../foundation/rollingOptions.ts';
import type { RollingOutput, RollingValues, RollingWindow } from '../foundation/rollingOptions.ts';
import { readSeries, refuseLengthMismatch } from '../foundation/series.ts';
import { rollCoMoments } from '../kernel/rollingCoMoments.ts';
import { inScaleBands } from '../kernel/scaleBands.ts';
import { windowsOf } from '../kernel/windows.ts';

/** What `rollingBeta` takes: two series, and windows of a number of samples or of a span of time. */
export type RollingBetaOptions = RollingOutput &
  RollingWindow & {
    /** Returns of the asset, one a period; a non-finite one is missing. */
    readonly assetReturns: ArrayLike<number>;
    /** Returns of the benchmark over the same periods; a non-finite one is missing. */
    readonly benchmarkReturns: ArrayLike<number>;
  };

const CALLER = 'rollingBeta';

/**
 * The beta of an asset against a benchmark over each window that ends at a sample.
 *
 * **Formula**: beta_i = sum (m_t - mean m)(r_t - mean r) / sum (m_t - mean m)^2 over the complete pairs of
 * window i, with r, m the asset's and the benchmark's returns and the window's own means.
 * **Inputs**: two series of equal length. Windows: `window`, the last so many samples, `minPeriods` of them
 * complete (default: all); or `timestamps` and `windowMs`, the samples later than t - windowMs, with
 * `minPeriods` given. A pair with a non-finite side is missing, and leaves no trace once it has left.
 * **Result**: `values` of the input's length (in `out`, if given): NaN where a window holds fewer than
 * `minPeriods` complete pairs, where the benchmark or the asset does not move in it, or by less than 1e-12 of its
 * mean (never a beta of 0), or where beta is beyond all doubles, at either end; `validFrom`, the index of the first number.
 * **Errors**: `shape.*`, `domain.*`, and of timestamps `series.*` and `unit.suspicious`.
 * **Accuracy**: in units of sd(r)/sd(m) of the window, 2e-14 against exact arithmetic for windows up to
 * 20,000, after ticks of 1e8, at levels of 1e8, and where volatility falls 1e7-fold.
 * **Cost**: O(1) a sample whatever the window.
 * **Source**: windows as in pandas `rolling`; sums as told in src/kernel/rollingCoMoments.ts.
 *
 * @example
 * ```ts
 * import { rollingBeta } from 'betahedge/beta';
 *
 * const { values, validFrom } = rollingBeta({
 *   assetReturns: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *   benchmarkReturns: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *   window: 4,
 * });
 * console.log(validFrom); // 3
 * console.log(Array.from(values, (beta) => beta.toFixed(2)).join(' ')); // NaN NaN NaN 1.60 1.68 1.76
 * ```
 */
export function rollingBeta(options: RollingBetaOptions): RollingValues {
  readObject(CALLER, options, '');
  const y = readSeries(CALLER, options, 'assetReturns');
  const x = readSeries(CALLER, options, 'benchmarkReturns');
  refuseLengthMismatch(CALLER, 'benchmarkReturns', y.length, x.length);
  const asked = readWindow(CALLER, options, y.length);
  const windows = windowsOf(asked, y.length);
  const values = readOut(CALLER, options, y.length, [x, y, asked.timestamps]);
  inScaleBands(x, y, windows, [{ values, powerX: -1, powerY: 1 }], (scaledX, scaledY, [slope]) => {
    rollCoMoments(scaledX, scaledY, windows, { slope: slope!, correlation: null, sums: null });
  });
  return rollingValues(values);
}
