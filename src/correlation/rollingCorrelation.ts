import { readObject } from '../foundation/checks.ts';
import { readOut, readWindow, rollingValues } from '../foundation/rollingOptions.ts';
import type { RollingOutput, RollingValues, RollingWindow } from '../foundation/rollingOptions.ts';
import { readSeries, refuseLengthMismatch } from '../foundation/series.ts';
import { rollCoMoments } from '../kernel/rollingCoMoments.ts';
import { inScaleBands } from '../kernel/scaleBands.ts';
import { windowsOf } from '../kernel/windows.ts';

/** What `rollingCorrelation` takes: two series, and windows of a number of samples or of a span of time. */
export type RollingCorrelationOptions = RollingOutput &
  RollingWindow & {
    /** The one series; a non-finite sample is missing. */
    readonly x: ArrayLike<number>;
    /** The other, of the same length; a non-finite sample is missing. */
    readonly y: ArrayLike<number>;
  };

const CALLER = 'rollingCorrelation';

/**
 * The Pearson correlation of two series over each window that ends at a sample.
 *
 * **Formula**: r_i = Sxy / sqrt(Sxx Syy), with Sxy = sum (x_t - mean x)(y_t - mean y) over the complete pairs
 * of window i, the window's own means, and Sxx and Syy alike.
 * **Inputs**: two series of equal length. Windows: `window`, the last so many samples, `minPeriods` of them
 * complete (default: all); or `timestamps` and `windowMs`, the samples later than t - windowMs, with
 * `minPeriods` given. A pair with a non-finite side is missing, and leaves no trace once it has left.
 * **Result**: `values` of the input's length (in `out`, if given), within [-1, 1], exactly 1 for a series on
 * itself; NaN where a window holds fewer than `minPeriods` complete pairs, or where a series does not move in
 * it, or by less than 1e-12 of its mean: a flat series has no correlation, neither 0 nor 1; `validFrom`, the index of the first number.
 * **Errors**: `shape.*`, `domain.*`, and of timestamps `series.*` and `unit.suspicious`.
 * **Accuracy**: 2e-14 against exact arithmetic for windows up to 20,000, after ticks of 1e8, at levels of
 * 1e8, and where volatility falls 1e7-fold.
 * **Cost**: O(1) a sample whatever the window.
 * **Source**: windows as in pandas `rolling`; sums as told in src/kernel/rollingCoMoments.ts.
 *
 * @example
 * ```ts
 * import { rollingCorrelation } from 'betahedge/correlation';
 *
 * const { values, validFrom } = rollingCorrelation({
 *   x: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *   y: [0.021, -0.012, -0.01, 0.005, 0.027, 0.018],
 *   window: 4,
 * });
 * console.log(validFrom); // 3
 * console.log(Array.from(values, (r) => r.toFixed(2)).join(' ')); // NaN NaN NaN 0.27 -0.57 -0.84
 * ```
 */
export function rollingCorrelation(options: RollingCorrelationOptions): RollingValues {
  readObject(CALLER, options, '');
  const x = readSeries(CALLER, options, 'x');
  const y = readSeries(CALLER, options, 'y');
  refuseLengthMismatch(CALLER, 'y', x.length, y.length);
  const asked = readWindow(CALLER, options, x.length);
  const windows = windowsOf(asked, x.length);
  const values = readOut(CALLER, options, x.length, [x, y, asked.timestamps]);
  inScaleBands(x, y, windows, [{ values, powerX: 0, powerY: 0 }], (scaledX, scaledY, [correlation]) => {
    rollCoMoments(scaledX, scaledY, windows, { slope: null, correlation: correlation!, sums: null });
  });
  return rollingValues(values);
}
