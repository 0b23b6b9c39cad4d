import { productError, sumError } from './compensatedSum.ts';
import { dot, householderQr, invertR, multiplyByQ } from './householderQr.ts';
import type { HouseholderQr } from './householderQr.ts';
import { isFlat } from './lineFit.ts';

/** The least-squares plane y = intercept + sum of slopes times columns, with what its inference needs. */
export interface LeastSquares {
  /** Intercept first, then one a column. */
  readonly coefficients: Float64Array;
  /** Sum of squared deviations of y from its mean that the plane explains. */
  readonly explained: number;
  /** Sum of squared residuals; 0 where they are the rounding of the fit itself. */
  readonly unexplained: number;
  /** Whether y does not move. */
  readonly flat: boolean;
  /** Squared lengths of the centred columns. */
  readonly lengths: Float64Array;
  /** Of the centred columns. */
  readonly qr: HouseholderQr;
  /**
   * A row a coefficient, W: a coefficient is its row times Q'y, the intercept the mean of y besides. With all
   * rows (X'X)^-1 is W W', and 1/n at the intercept's own place.
   */
  readonly weights: Float64Array;
  /** The residuals, multiplied by Q'. */
  readonly rotated: Float64Array;
}

/** Columns that others (or the constant) explain to rounding, so that no slopes are defined. */
export interface Dependent {
  /** Independent ones, the constant counted. */
  readonly rank: number;
  /** The places of the others in what was given, increasing. */
  readonly dependent: readonly number[];
}

/** How a covariance is to be estimated where residuals are not taken to be of one variance. */
export interface CovarianceKind {
  /** e of a residual divided by (1 - leverage)^e: 0 for HC0, HC1 and HAC, 0.5 for HC2, 1 for HC3. */
  readonly leverageWeight: 0 | 0.5 | 1;
  /** Distance up to which products of residuals come in, with Bartlett's weights. */
  readonly maxLags: number;
  /** Whether to multiply by n / (n - columns - 1). */
  readonly smallSample: boolean;
}

const EPSILON = 2.220446049250313e-16;

/**
 * Fits a plane with an intercept by Householder QR of the centred columns, with pivoting.
 *
 * A column counts as dependent where the others leave at most eps max(n, 16) of its length, or no more than
 * the rounding of its own elements, 4 eps times its length before centring. What is exact in theory is
 * found so also in columns at 1e8, and a correlation of 1 - 1e-10 is not taken for it.
 *
 * Inputs: finite columns of one length n > columns + 1, of spreads within 1e-60 to 1e60, or flat.
 * Accuracy: Longley's data (condition 5e9) to 13 digits of the coefficients.
 * Cost: 2 n k^2 for k columns.
 * Source: Golub and Van Loan 2013, 5.3; NIST Statistical Reference Datasets, Longley.
 */
export function fitLeastSquares(y: Float64Array, columns: readonly Float64Array[]): LeastSquares | Dependent {
  const n = y.length;
  const k = columns.length;
  const packed = new Float64Array(n * k);
  const means = new Float64Array(k + 1);
  const lengths = new Float64Array(k);
  const tolerances = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    const length = centre(columns[j]!, packed, j * n, j + 1, means);
    lengths[j] = length;
    const mean = means[j + 1]!;
    if (isFlat(length, mean, 0, n)) {
      // A column of nothing, of which nothing is left.
      packed.fill(0, j * n, (j + 1) * n);
      lengths[j] = 1;
    } else tolerances[j] = EPSILON * (Math.max(n, 16) + 4 * Math.abs(mean) * Math.sqrt(n / length));
  }
  const deviations = new Float64Array(n);
  const total = centre(y, deviations, 0, 0, means);
  const qr = householderQr(packed, n, lengths, tolerances);
  const { order, rank } = qr;
  if (rank < k) return { rank: rank + 1, dependent: Array.from(order.subarray(rank)).sort((i, j) => i - j) };

  const inverse = invertR(qr);
  const weights = new Float64Array((k + 1) * k);
  order.forEach((j, place) => {
    for (let l = place; l < k; l++) {
      const weight = inverse[place * k + l]!;
      weights[(j + 1) * k + l] = weight;
      weights[l]! -= means[j + 1]! * weight;
    }
  });
  // A fit to the digits of the factorisation, then one of its residuals, which are taken with twice the digits
  // from y and the columns as they came.
  const coefficients = new Float64Array(k + 1);
  coefficients[0] = means[0]!;
  let residuals: Float64Array = deviations;
  let effects = 0;
  for (let pass = 0; pass < 2; pass++) {
    if (pass > 0) residuals = residualsOf(y, columns, coefficients);
    const offset = residuals.reduce((sum, residual) => sum + residual, 0) / n;
    for (let t = 0; t < n; t++) residuals[t]! -= offset;
    coefficients[0] += offset;
    multiplyByQ(qr, residuals, true);
    for (let i = 0; i <= k; i++)
      for (let l = 0; l < k; l++) coefficients[i]! += weights[i * k + l]! * residuals[l]!;
    if (pass === 0) effects = dot(residuals, 0, 0, k);
  }
  residuals.fill(0, 0, k);
  const rounding = 4 * EPSILON * (k + 1);
  const left = dot(residuals, 0, 0, n);
  const unexplained = left <= rounding * rounding * total ? 0 : left;
  if (unexplained === 0) residuals.fill(0);

  return {
    coefficients,
    explained: unexplained < 0.99 * total ? total - unexplained : effects,
    unexplained,
    flat: isFlat(total, means[0]!, 0, n),
    lengths,
    qr,
    weights,
    rotated: residuals,
  };
}

/**
 * The covariance of the coefficients, intercept first: with one residual variance for all where `kind` is null.
 *
 * Slopes are linear in y with weights Q R'^-1, one a sample, so each residual has an influence on each
 * coefficient, and all but the classical covariance is a sum of products of influences: free of the
 * cancellation that the matrix form has at a large mean.
 * Null where a leverage is 1, or closer to it than rounding tells, and `leverageWeight` asks for it: that
 * residual is 0 by force and tells nothing of its error.
 */
export function coefficientCovariance(fit: LeastSquares, kind: CovarianceKind | null): number[][] | null {
  const { qr, unexplained, weights, coefficients } = fit;
  const n = qr.rows;
  const size = coefficients.length;
  const covariance = new Float64Array(size * size);
  const add = (i: number, j: number, sum: number): void => {
    covariance[i * size + j]! += sum;
    covariance[j * size + i]! += sum;
  };
  // Halves at distance 0, since each product is added on both sides of the diagonal.
  if (kind === null) {
    const half = (0.5 * unexplained) / (n - size);
    add(0, 0, half / n);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) add(i, j, half * dot(weights, i * (size - 1), j * (size - 1), size - 1));
  } else {
    const influences = influencesOf(fit, kind.leverageWeight);
    if (influences === null) return null;
    const factor = kind.smallSample ? n / (n - size) : 1;
    for (let lag = 0; lag <= kind.maxLags; lag++) {
      const share = factor * (lag === 0 ? 0.5 : 1 - lag / (kind.maxLags + 1));
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) add(i, j, share * dot(influences, i * n + lag, j * n, n - lag));
    }
  }
  return Array.from(coefficients, (_, i) =>
    Array.from(coefficients, (__, j) => {
      const value = covariance[i * size + j]!;
      // Bartlett's weights keep variances non-negative; rounding may miss that by an ulp around 0. + 0 turns
      // the -0 of a perfect fit into 0, which JSON keeps.
      return (i === j ? Math.max(0, value) : value) + 0;
    }),
  );
}

/** Of each column: what its slope's variance is times what it would be if the others told nothing of it. */
export function varianceInflation({ lengths, weights }: LeastSquares): Float64Array {
  const k = lengths.length;
  // 1 is the least there is; an ulp below it is rounding.
  return lengths.map((length, j) => Math.max(1, length * dot(weights, (j + 1) * k, (j + 1) * k, k)));
}

/** What each residual moves each coefficient by, a column a coefficient. */
function influencesOf(fit: LeastSquares, leverageWeight: number): Float64Array | null {
  const { weights, lengths, qr } = fit;
  const n = qr.rows;
  const k = lengths.length;
  const residuals = multiplyByQ(qr, fit.rotated.slice());
  const slack = new Float64Array(n).fill(1 - 1 / n);
  const influences = new Float64Array((k + 1) * n).fill(1 / n, 0, n);
  for (let l = 0; l < k; l++) {
    const column = new Float64Array(n);
    column[l] = 1;
    multiplyByQ(qr, column);
    for (let t = 0; t < n; t++) slack[t]! -= column[t]! * column[t]!;
    for (let i = 0; i <= k; i++) {
      const weight = weights[i * k + l]!;
      if (weight !== 0) for (let t = 0; t < n; t++) influences[i * n + t]! += weight * column[t]!;
    }
  }
  if (leverageWeight > 0) {
    if (slack.some((share) => share < 1e-12)) return null;
    residuals.forEach((residual, t) => {
      residuals[t] = residual / (leverageWeight === 1 ? slack[t]! : Math.sqrt(slack[t]!));
    });
  }
  for (let i = 0; i <= k; i++) for (let t = 0; t < n; t++) influences[i * n + t]! *= residuals[t]!;
  return influences;
}

/**
 * Writes a column's deviations from its mean and returns their sum of squares. The mean is taken as that of
 * deviations from the first sample, which neither an offset of 1e8 nor a spike robs of digits.
 */
function centre(
  column: Float64Array,
  into: Float64Array,
  at: number,
  which: number,
  means: Float64Array,
): number {
  const n = column.length;
  const first = column[0]!;
  let sum = 0;
  for (let i = 1; i < n; i++) sum += column[i]! - first;
  const rest = sum / n;
  for (let i = 0; i < n; i++) into[at + i] = column[i]! - first - rest;
  means[which] = first + rest;
  return dot(into, at, at, n);
}

/** y less the plane, each residual as if computed with twice the digits. */
function residualsOf(
  y: Float64Array,
  columns: readonly Float64Array[],
  coefficients: Float64Array,
): Float64Array {
  const intercept = coefficients[0]!;
  const n = y.length;
  const high = new Float64Array(n);
  const low = new Float64Array(n);
  for (let t = 0; t < n; t++) {
    high[t] = y[t]! - intercept;
    low[t] = sumError(y[t]!, -intercept, high[t]!);
  }
  columns.forEach((column, j) => {
    const slope = coefficients[j + 1]!;
    for (let t = 0; t < n; t++) {
      const x = column[t]!;
      const product = slope * x;
      const before = high[t]!;
      const after = before - product;
      high[t] = after;
      low[t]! += sumError(before, -product, after) - productError(slope, x, product);
    }
  });
  for (let t = 0; t < n; t++) high[t]! += low[t]!;
  return high;
}
