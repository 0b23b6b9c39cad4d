import { readObject } from '../foundation/checks.ts';
import { firstNumber, readWindow } from '../foundation/rollingOptions.ts';
import type { RollingWindow } from '../foundation/rollingOptions.ts';
import { readSeries, refuseLengthMismatch } from '../foundation/series.ts';
import { residue } from '../kernel/fitFromSums.ts';
import { rollCoMoments } from '../kernel/rollingCoMoments.ts';
import { inScaleBands } from '../kernel/scaleBands.ts';
import { windowsOf } from '../kernel/windows.ts';
import type { Windows } from '../kernel/windows.ts';

/** What `rollingRegression` takes: two series, and windows of a number of samples or of a span of time. */
export type RollingRegressionOptions = RollingWindow & {
  /** Returns of the asset, one a period; a non-finite one is missing. */
  readonly assetReturns: ArrayLike<number>;
  /** Returns of the benchmark over the same periods; a non-finite one is missing. */
  readonly benchmarkReturns: ArrayLike<number>;
};

/** Columns of the length of the input, one row a window; NaN where the window has no answer. */
export interface RollingRegression {
  /** Slope: the asset's return per unit of the benchmark's. */
  readonly beta: Float64Array;
  /** Intercept, per period. */
  readonly alpha: Float64Array;
  /** Pearson correlation, within [-1, 1]. */
  readonly correlation: Float64Array;
  /** sqrt(sum of squared residuals / (observations - 2)), per period. */
  readonly residualStandardDeviation: Float64Array;
  /** Of beta, classical: residuals taken to be independent and of equal variance. */
  readonly betaStandardError: Float64Array;
  /** Of alpha, classical. */
  readonly alphaStandardError: Float64Array;
  /** Complete pairs in the window, also where they are too few for an answer. */
  readonly observations: Float64Array;
  /** Index of the first beta; null where there is none. */
  readonly validFrom: number | null;
}

const CALLER = 'rollingRegression';

/** The result's columns in its order. */
type Columns = [
  beta: Float64Array,
  alpha: Float64Array,
  correlation: Float64Array,
  residual: Float64Array,
  betaError: Float64Array,
  alphaError: Float64Array,
  observations: Float64Array,
];

/** By which powers of the scales of the benchmark and of the asset each column scales. */
const SCALES = [
  [-1, 1],
  [0, 1],
  [0, 0],
  [0, 1],
  [-1, 1],
  [0, 1],
  [0, 0],
] as const;

/**
 * The regression of an asset on a benchmark over each window that ends at a sample: beta, alpha, correlation,
 * residual risk and standard errors in one pass.
 *
 * **Formula**: the line of least squares r = alpha + beta m over the complete pairs of each window, by centred
 * sums; sum e^2 = Syy (1 - rho)(1 + rho), s^2 = sum e^2 / (n - 2); standard errors s / sqrt(Sxx) and
 * s sqrt(1/n + mean(m)^2 / Sxx).
 * **Inputs**: as of `rollingBeta`: series of equal length; `window` and perhaps `minPeriods`, or `timestamps`,
 * `windowMs` and `minPeriods`. A pair with a non-finite side is missing.
 * **Result**: columns of the input's length. All are NaN (but `observations`) where a window holds fewer than
 * `minPeriods` complete pairs, or the benchmark or the asset does not move in it (or by 1e-12 of its mean).
 * Residual risk and errors want 3 pairs, and are NaN too where the benchmark explains the asset but for 1e-6 of its
 * deviation: less can't be told from the rounding of sums.
 * **Errors**: `shape.*`, `domain.*`, and of timestamps `series.*` and `unit.suspicious`.
 * **Accuracy**: beta and correlation as of `rollingBeta`; residual risk 2e-14 / (1 - rho^2) relative. An asset on
 * itself has beta 1, alpha 0 and residual risk and errors 0, exactly.
 * **Cost**: O(1) a sample whatever the window.
 * **Source**: the numbers of statsmodels `RollingOLS`; sums as told in src/kernel/rollingCoMoments.ts.
 *
 * @example
 * ```ts
 * import { rollingRegression } from 'betahedge/beta';
 *
 * const { beta, betaStandardError, validFrom } = rollingRegression({
 *   assetReturns: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *   benchmarkReturns: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *   window: 5,
 * });
 * console.log(validFrom); // 4
 * console.log(`${beta[4]!.toFixed(2)} +- ${betaStandardError[4]!.toFixed(2)}`); // 1.69 +- 0.08
 * ```
 */
export function rollingRegression(options: RollingRegressionOptions): RollingRegression {
  readObject(CALLER, options, '');
  const y = readSeries(CALLER, options, 'assetReturns');
  const x = readSeries(CALLER, options, 'benchmarkReturns');
  refuseLengthMismatch(CALLER, 'benchmarkReturns', y.length, x.length);
  const windows = windowsOf(readWindow(CALLER, options, y.length), y.length);
  const columns = SCALES.map(([powerX, powerY]) => ({ values: new Float64Array(y.length), powerX, powerY }));
  inScaleBands(x, y, windows, columns, (scaledX, scaledY, values) => {
    regress(scaledX, scaledY, windows, values);
  });
  const [
    beta,
    alpha,
    correlation,
    residualStandardDeviation,
    betaStandardError,
    alphaStandardError,
    observations,
  ] = columns.map(({ values }) => values) as Columns;
  return {
    beta,
    alpha,
    correlation,
    residualStandardDeviation,
    betaStandardError,
    alphaStandardError,
    observations,
    validFrom: firstNumber(beta),
  };
}

/** Fills the columns in the order of the result. */
function regress(x: Float64Array, y: Float64Array, windows: Windows, columns: readonly Float64Array[]): void {
  const [beta, alpha, correlation, residual, betaError, alphaError, observations] = columns as Columns;
  // The sums stand where what is made of them will.
  const sums = {
    count: observations,
    meanX: alphaError,
    meanY: alpha,
    sxx: betaError,
    sxy: beta,
    syy: residual,
  };
  rollCoMoments(x, y, windows, { slope: null, correlation, sums });
  for (let i = 0; i < beta.length; i++) {
    const n = observations[i]!;
    const meanX = alphaError[i]!;
    const r = correlation[i]!;
    // NaN where pairs are too few, or a series does not move: then all is.
    const sxx = r === r ? betaError[i]! : NaN;
    const slope = beta[i]! / sxx;
    // Of 2 pairs nothing is left, over 0: NaN.
    const s = Math.sqrt(residue(sxx, beta[i]!, residual[i]!, r) / (n - 2));
    beta[i] = slope;
    alpha[i] = alpha[i]! - slope * meanX;
    residual[i] = s;
    betaError[i] = s / Math.sqrt(sxx);
    alphaError[i] = s * Math.sqrt(1 / n + (meanX * meanX) / sxx);
  }
}
