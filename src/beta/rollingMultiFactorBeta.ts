import { join, readObject, refuse } from '../foundation/checks.ts';
import { firstNumber, readWindow } from '../foundation/rollingOptions.ts';
import type { WindowByCount, WindowByTime } from '../foundation/rollingOptions.ts';
import { readSeries, refuseLengthMismatch } from '../foundation/series.ts';
import { rollPlane } from '../kernel/rollingPlane.ts';
import { windowsOf } from '../kernel/windows.ts';

/** What `rollingMultiFactorBeta` takes: series, and windows of a number of samples or of a span of time. */
export type RollingMultiFactorBetaOptions = (WindowByCount | WindowByTime) & {
  /** Returns of the asset, one a period; a non-finite one is missing. */
  readonly assetReturns: ArrayLike<number>;
  /** Returns of the factors over the same periods, by name; a non-finite one is missing. */
  readonly factorReturns: Readonly<Record<string, ArrayLike<number>>>;
};

/** Columns of the input's length: of the window that ends at a sample, NaN where it has no betas. */
export interface RollingMultiFactorBeta {
  /** By factor: the asset's return per unit of this factor's, the others unchanged. */
  readonly betas: Readonly<Record<string, Float64Array>>;
  /** By factor: of its beta, with equal and independent errors. */
  readonly betaStandardErrors: Readonly<Record<string, Float64Array>>;
  /** Intercept, per period. */
  readonly alpha: Float64Array;
  /** Of alpha, with equal and independent errors. */
  readonly alphaStandardError: Float64Array;
  /** sqrt(sum of squared residuals / (n - k - 1)), with n the complete periods of the window. */
  readonly residualStandardDeviation: Float64Array;
  /** Share of the asset's variance in the window that the factors explain. */
  readonly rSquared: Float64Array;
  /** Index of the first number; null where there is none. */
  readonly validFrom: number | null;
}

const CALLER = 'rollingMultiFactorBeta';

/**
 * The betas of an asset to several factors at once over each window that ends at a sample, with errors and fit.
 *
 * **Formula**: least squares of r on k factors and a constant over the complete periods of each window, from the
 * window's sums of centred products by Cholesky; classical errors.
 * **Inputs**: a series of returns and k of factors, of one length. Windows: `window`, the last so many samples,
 * `minPeriods` of them complete (default: all), at least k + 2; or `timestamps` and `windowMs`, the samples later
 * than t - windowMs, with `minPeriods` given. A period with a non-finite sample is missing, and leaves no trace
 * once it has left.
 * **Result**: columns of the input's length, NaN in all where a window holds fewer than `minPeriods` (or k + 2)
 * complete periods, where the asset or a factor does not move (or by less than 1e-12 of its mean), or where the
 * other factors leave at most 1e-10 of a factor's variance: a variance inflation of 1e10, far short of the limit
 * of `multiFactorBeta`, since sums of products hold half the digits. Residual deviation and errors are NaN where
 * the factors explain the asset but for 1e-6 of its deviation: less can't be told from the rounding of sums.
 * One scale serves the whole of a series: a finite tick beyond 1e150 can cost other windows their numbers.
 * **Errors**: `shape.*`, `domain.*`, and of timestamps `series.*` and `unit.suspicious`.
 * **Accuracy**: 1e-14 times the largest variance inflation times 1 / (1 - rSquared) against a fit of each window,
 * betas and alpha in units of their errors, the rest relative; after ticks of 1e8 and with a factor at 1e8 too.
 * **Cost**: O(k^3) a sample whatever the window: 0.25 us with three factors.
 * **Source**: windows as in pandas `rolling`; sums as told in src/kernel/rollingCoMoments.ts.
 *
 * @example
 * ```ts
 * import { rollingMultiFactorBeta } from 'betahedge/beta';
 *
 * const { betas, validFrom } = rollingMultiFactorBeta({
 *   assetReturns: [0.031, -0.022, 0.044, 0.005, -0.037, 0.028, -0.004, 0.012],
 *   factorReturns: {
 *     BTC: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01, -0.006, 0.003],
 *     ETH: [0.02, -0.016, 0.024, -0.004, -0.022, 0.021, 0.001, 0.01],
 *   },
 *   window: 6,
 * });
 * console.log(validFrom); // 5
 * console.log(Array.from(betas['BTC']!.slice(5), (beta) => beta.toFixed(2)).join(' ')); // 1.58 1.32 1.32
 * ```
 */
export function rollingMultiFactorBeta(options: RollingMultiFactorBetaOptions): RollingMultiFactorBeta {
  readObject(CALLER, options, '');
  const asset = readSeries(CALLER, options, 'assetReturns');
  const names = Object.keys(readObject(CALLER, options.factorReturns, 'factorReturns'));
  if (names.length === 0)
    refuse('shape.missing_field', CALLER, 'factorReturns', 'at least one factor', options.factorReturns);
  const factors = names.map((name) => {
    const column = readSeries(CALLER, options.factorReturns, name, 'factorReturns');
    refuseLengthMismatch(CALLER, join('factorReturns', name), asset.length, column.length);
    return column;
  });
  const length = asset.length;
  const asked = readWindow(CALLER, options, length);
  const least = names.length + 2;
  if (asked.timestamps === null && asked.window < least)
    refuse('domain.out_of_range', CALLER, 'window', `at least ${least}, two above the factors`, asked.window);
  const windows = windowsOf({ ...asked, minPeriods: Math.max(least, asked.minPeriods) }, length);

  const series = [...factors, asset];
  const scales = series.map(commonScale);
  const column = (): Float64Array => new Float64Array(length);
  const targets = {
    intercept: column(),
    interceptError: column(),
    slopes: names.map(column),
    slopeErrors: names.map(column),
    residualDeviation: column(),
    rSquared: column(),
  };
  const scaled = series.map((values, j) =>
    scales[j] === 1 ? values : values.map((value) => value * scales[j]!),
  );
  rollPlane(scaled, windows, targets);
  const scaleY = scales[names.length]!;
  names.forEach((_, j) => {
    rescale(targets.slopes[j]!, scales[j]!, scaleY);
    rescale(targets.slopeErrors[j]!, scales[j]!, scaleY);
  });
  const { intercept, interceptError, residualDeviation, rSquared } = targets;
  for (const values of [intercept, interceptError, residualDeviation]) rescale(values, 1, scaleY);
  const byName = (columns: readonly Float64Array[]): Record<string, Float64Array> =>
    Object.fromEntries(names.map((name, j) => [name, columns[j]!]));
  return {
    betas: byName(targets.slopes),
    betaStandardErrors: byName(targets.slopeErrors),
    alpha: intercept,
    alphaStandardError: interceptError,
    residualStandardDeviation: residualDeviation,
    rSquared,
    validFrom: firstNumber(rSquared),
  };
}

/** A power of two that brings the largest magnitude of a series within 1e-30 to 1e30; 1 where it is there or 0. */
function commonScale(series: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < series.length; i++) {
    const magnitude = Math.abs(series[i]!);
    if (magnitude > largest && magnitude < Infinity) largest = magnitude;
  }
  let scale = 1;
  // 2^64, the step, is exact.
  while (largest * scale < 1e-30 && largest > 0) scale *= 18446744073709551616;
  while (largest * scale > 1e30) scale /= 18446744073709551616;
  return scale;
}

/** Multiplies by the scale of a factor over that of the asset; what is beyond all doubles is NaN. */
function rescale(values: Float64Array, scale: number, scaleY: number): void {
  if (scale === 1 && scaleY === 1) return;
  for (let i = 0; i < values.length; i++) {
    const value = (values[i]! * scale) / scaleY;
    values[i] = Math.abs(value) < Infinity ? value : NaN;
  }
}
