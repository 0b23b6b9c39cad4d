import { join, readObject, readOneOf, refuse } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { isFlat, spreadScale } from '../kernel/lineFit.ts';
import { readCompleteTable } from './seriesTable.ts';

/** Towards what, and how far: see `shrunkCovariance`. */
export type ShrinkageMethod = 'ledoit-wolf' | 'oas' | 'constant-correlation';

/** What `shrunkCovariance` takes. */
export interface ShrunkCovarianceOptions extends ConventionOptions {
  /** Returns by symbol, one a period, of one length; at least two series. */
  readonly series: Readonly<Record<string, ArrayLike<number>>>;
  /** The target, and the estimate of the best intensity. */
  readonly method: ShrinkageMethod;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** A covariance matrix pulled towards a target; rows and columns in the order of `symbols`. */
export interface ShrunkCovariance extends Convention {
  readonly status: 'ok';
  /** The keys of `series`, in their order. */
  readonly symbols: readonly string[];
  /** (1 - shrinkage) sampleCovariance + shrinkage target; per period, not annualised. */
  readonly covariance: readonly (readonly number[])[];
  /** The intensity, from 0 to 1. */
  readonly shrinkage: number;
  /** About the means of the series, divided by n. */
  readonly sampleCovariance: readonly (readonly number[])[];
  /** Mean of the sample correlations, which the target has for all pairs; null for the other methods. */
  readonly averageCorrelation: number | null;
  /** Periods used. */
  readonly observations: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly method: ShrinkageMethod;
}

/** Series that do not move: a stale feed would come back with the variance of the others. */
export interface FlatSeries extends Degenerate<'flat_series'> {
  /** Which they are. */
  readonly symbols: readonly string[];
}

/** `ok`, fewer than 2 periods, or series that do not move. */
export type ShrunkCovarianceResult = ShrunkCovariance | InsufficientData | FlatSeries;

const CALLER = 'shrunkCovariance';

/**
 * The covariance matrix of several series, pulled towards a structured target by the intensity that is
 * estimated to lose least: well conditioned also with more series than periods.
 *
 * **Formula**: C = (1 - d) S + d F, S = sum x_t x_t' / n, with x_t the returns of period t less their means.
 * `ledoit-wolf`: F = m I, m = tr S / p; d = min(1, sum_t |x_t x_t' - S|^2 / (n^2 |S - F|^2)), Frobenius norms.
 * `oas`: the same F; d = min(1, (|S|^2/p^2 + m^2) / ((n + 1) |S - F|^2/p^2)), for normal returns.
 * `constant-correlation`: F_ii = S_ii, F_ij = r sqrt(S_ii S_jj), r the mean sample correlation;
 * d = (pi - rho)/(n gamma) within [0, 1], the paper's sums.
 * **Inputs**: two or more series of one length n, decimal fractions per period; S divides by n, as in scikit-learn
 * (`assume_centered=False`) and in the papers.
 * **Result**: `ok`; `insufficient_data` below 2 periods; `degenerate`, `flat_series`: a series that does not
 * move, or by less than 1e-12 of its mean or 1e-145. Where S is the target already, d is 0.
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*` (`out_of_range`: a sample beyond 1e150; spreads so far
 * apart, by 1e85 or more, that in no unit do both have squares).
 * **Accuracy**: 2e-15 of sqrt(C_ii C_jj) against 50-digit arithmetic, 1e-15 in the intensity.
 * **Cost**: O(n p^2).
 * **Source**: Ledoit and Wolf 2004, J. Multivariate Analysis 88, 365-411 (scikit-learn `LedoitWolf`); Chen,
 * Wiesel, Eldar and Hero 2010, IEEE Trans. Signal Processing 58, 5016-5029, without the terms in 2/p, as
 * scikit-learn `OAS`; Ledoit and Wolf 2004, "Honey, I shrunk the sample covariance matrix", J. Portfolio
 * Management 30(4), appendix.
 *
 * @example
 * ```ts
 * import { shrunkCovariance } from 'betahedge/correlation';
 *
 * const result = shrunkCovariance({
 *   series: {
 *     BTC: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *     ETH: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *     SOL: [0.03, 0.011, -0.02, 0.025, -0.031, 0.002],
 *   },
 *   method: 'ledoit-wolf',
 * });
 * if (result.status === 'ok') {
 *   console.log(result.shrinkage.toFixed(3)); // 0.875
 * }
 * ```
 */
export function shrunkCovariance(options: ShrunkCovarianceOptions): ShrunkCovarianceResult {
  readObject(CALLER, options, '');
  const { symbols, columns, dropped } = readCompleteTable(CALLER, options, 'series', 2);
  const method = readOneOf(CALLER, options, 'method', ['ledoit-wolf', 'oas', 'constant-correlation']);
  const convention = readConvention(CALLER, options);
  const observations = columns[0]!.length;
  if (observations < 2) return { status: 'insufficient_data', required: 2, observed: observations };

  const scales = columns.map(spreadScale);
  const flat = symbols.filter((_, i) => centre(columns[i]!, scales[i]!, 1e-145 * scales[i]!) === null);
  if (flat.length > 0) return { status: 'degenerate', reason: 'flat_series', symbols: flat };
  // Fourth powers of deviations enter: one power of two for all keeps them in range.
  const scale = Math.min(...scales);
  const x = columns.map(
    (column, i) =>
      centre(column, scale, 1e-145) ??
      refuse(
        'domain.out_of_range',
        CALLER,
        join('series', symbols[i]!),
        'closer in spread to the rest',
        column,
      ),
  );
  const sample = x.map((left) => x.map((right) => mean(observations, (t) => left[t]! * right[t]!)));
  const averageCorrelation = method === 'constant-correlation' ? meanCorrelation(sample) : null;
  const target = averageCorrelation === null ? sphere(sample) : equicorrelated(sample, averageCorrelation);
  const distance = squaredDistance(sample, target);
  const shrinkage =
    // Rounding away from its target, a sample that is its own target has no intensity worth the name.
    distance <= 1e-28 * squaredNorm(sample)
      ? 0
      : Math.max(0, Math.min(1, intensity(method, x, sample, distance, averageCorrelation)));
  const unscale = (value: number): number => value / scale / scale;
  return {
    status: 'ok',
    symbols,
    covariance: sample.map((row, i) =>
      row.map((value, j) => unscale((1 - shrinkage) * value + shrinkage * target[i]![j]!)),
    ),
    shrinkage,
    sampleCovariance: sample.map((row) => row.map(unscale)),
    averageCorrelation,
    observations,
    dropped,
    method,
    ...convention,
  };
}

type Matrix = readonly (readonly number[])[];

/** Deviations from the mean, scaled; null where the series does not move, or by less than `least` then. */
function centre(column: Float64Array, scale: number, least: number): Float64Array | null {
  const n = column.length;
  const anchor = column[0]! * scale;
  let rest = 0;
  for (let t = 1; t < n; t++) rest += column[t]! * scale - anchor;
  rest /= n;
  let squares = 0;
  const deviations = column.map((value) => {
    const deviation = value * scale - anchor - rest;
    squares += deviation * deviation;
    return deviation;
  });
  return isFlat(squares, anchor, rest, n) || Math.sqrt(squares / n) < least ? null : deviations;
}

function mean(length: number, term: (t: number) => number): number {
  let sum = 0;
  for (let t = 0; t < length; t++) sum += term(t);
  return sum / length;
}

function meanCorrelation(sample: Matrix): number {
  let sum = 0;
  for (let i = 0; i < sample.length; i++)
    for (let j = 0; j < i; j++) sum += sample[i]![j]! / deviationProduct(sample, i, j);
  return sum / ((sample.length * (sample.length - 1)) / 2);
}

function sphere(sample: Matrix): Matrix {
  const variance = mean(sample.length, (i) => sample[i]![i]!);
  return sample.map((row, i) => row.map((_, j) => (i === j ? variance : 0)));
}

function equicorrelated(sample: Matrix, correlation: number): Matrix {
  return sample.map((row, i) =>
    row.map((value, j) => (i === j ? value : correlation * deviationProduct(sample, i, j))),
  );
}

/** Of i and of j; by one root, but where the product of two small variances would lose digits, or all. */
function deviationProduct(sample: Matrix, i: number, j: number): number {
  const product = sample[i]![i]! * sample[j]![j]!;
  return product > 1e-290 ? Math.sqrt(product) : Math.sqrt(sample[i]![i]!) * Math.sqrt(sample[j]![j]!);
}

function squaredNorm(a: Matrix): number {
  return a.reduce((sum, row) => row.reduce((rowSum, value) => rowSum + value * value, sum), 0);
}

function squaredDistance(a: Matrix, b: Matrix): number {
  return squaredNorm(a.map((row, i) => row.map((value, j) => value - b[i]![j]!)));
}

/** Best share of the target, by the method's estimate, before it is brought into [0, 1]. */
function intensity(
  method: ShrinkageMethod,
  x: readonly Float64Array[],
  sample: Matrix,
  distance: number,
  averageCorrelation: number | null,
): number {
  const n = x[0]!.length;
  const p = sample.length;
  if (method === 'oas') {
    const variance = mean(p, (i) => sample[i]![i]!);
    return (squaredNorm(sample) + p * variance * (p * variance)) / ((n + 1) * distance);
  }
  // Asymptotic covariance of the sample covariances (i, i) or (i, j) with (i, j).
  const error = (i: number, k: number, j: number): number => {
    const xi = x[i]!;
    const xk = x[k]!;
    const xj = x[j]!;
    const sik = sample[i]![k]!;
    const sij = sample[i]![j]!;
    return mean(n, (t) => (xi[t]! * xk[t]! - sik) * (xi[t]! * xj[t]! - sij));
  };
  let pi = 0;
  let rho = 0;
  for (let i = 0; i < p; i++)
    for (let j = 0; j < p; j++) {
      const own = error(i, j, j);
      pi += own;
      if (averageCorrelation === null) continue;
      // The two terms of the paper for (i, j) are mirror images, so that over all pairs one comes twice.
      rho +=
        i === j
          ? own
          : averageCorrelation * (Math.sqrt(sample[j]![j]!) / Math.sqrt(sample[i]![i]!)) * error(i, i, j);
    }
  return (pi - rho) / n / distance;
}
