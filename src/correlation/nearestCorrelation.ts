import { isAbsent, readInteger, readObject, readPositive } from '../foundation/checks.ts';
import type { Degenerate } from '../foundation/status.ts';
import { symmetricEigen } from './eigen.ts';
import type { Eigen } from './eigen.ts';
import { readCorrelation, withinOne } from './readCorrelation.ts';

/** What `nearestCorrelation` takes. */
export interface NearestCorrelationOptions {
  /** Rows of a symmetric matrix with a unit diagonal, of any eigenvalues. */
  readonly matrix: readonly ArrayLike<number>[];
  /** How far a diagonal entry may be from 1 before the last scaling makes it 1; default 1e-10. */
  readonly tolerance?: number | undefined;
  /** Newton steps; default 50: 3 to 6 are enough as a rule. */
  readonly maximumIterations?: number | undefined;
}

/** The correlation matrix that is nearest. */
export interface NearestCorrelation {
  readonly status: 'ok';
  /** Rows; symmetric and of unit diagonal exactly, positive semidefinite up to rounding. */
  readonly matrix: readonly (readonly number[])[];
  /** Square root of the sum of squared changes of all entries. */
  readonly frobeniusDistance: number;
  /** Newton steps; 0 where the matrix came back as it was. */
  readonly iterations: number;
  /** Smallest eigenvalue of the matrix given. */
  readonly minimumEigenvalueBefore: number;
}

/** The iteration stopped short; there is no matrix. */
export interface NotConverged extends Degenerate<'not_converged'> {
  /** Newton steps. */
  readonly iterations: number;
  /** Largest distance of a diagonal entry from 1 at the end. */
  readonly residual: number;
}

/** `ok`, or an iteration that stopped short. */
export type NearestCorrelationResult = NearestCorrelation | NotConverged;

const CALLER = 'nearestCorrelation';

/**
 * The correlation matrix nearest to a symmetric matrix that is none: one of pairwise estimates over
 * different samples, or with entries set by hand, under which some portfolio has a negative variance.
 *
 * **Formula**: min |X - G| in the Frobenius norm over positive semidefinite X with x_ii = 1. By duality
 * X = (G + diag y)+, its negative eigenvalues set to 0, where y makes its diagonal 1: Newton's method on y,
 * each step by conjugate gradients, halved until the dual objective falls. Converges quadratically.
 * **Inputs**: rows of a symmetric matrix, unit diagonal, both up to 1e-9. Correlations, not covariances.
 * **Result**: `ok`; `degenerate`, `not_converged`, with the residual. A matrix without a negative eigenvalue (beyond
 * rounding) comes back with the numbers that it had (1 for one that rounding took beyond). Any other's answer is singular: the nearest point lies on
 * the border, and a Cholesky factor wants pivots or a convex blend with something regular.
 * **Errors**: `shape.*`, `domain.*` (`not_covariance`: not symmetric; `out_of_range`: the diagonal is not 1).
 * **Accuracy**: entries within 2e-15 of 50-digit arithmetic.
 * **Cost**: an eigenvalue decomposition, O(n^3), per step, and 3 to 6 steps.
 * **Source**: Higham 2002, IMA J. Numerical Analysis 22, 329-343 (the problem; the same X as his alternating
 * projections); Qi and Sun 2006, SIAM J. Matrix Analysis 28, 360-385 (the method).
 * R `Matrix::nearPD(corr = TRUE)`.
 *
 * @example
 * ```ts
 * import { nearestCorrelation } from 'betahedge/correlation';
 *
 * const result = nearestCorrelation({
 *   matrix: [
 *     [1, 1, 0],
 *     [1, 1, 1],
 *     [0, 1, 1],
 *   ],
 * });
 * if (result.status === 'ok') {
 *   console.log(result.matrix[0]?.map((value) => value.toFixed(4))); // [ '1.0000', '0.7607', '0.1573' ]
 *   console.log(result.frobeniusDistance.toFixed(4)); // 0.5278
 * }
 * ```
 */
export function nearestCorrelation(options: NearestCorrelationOptions): NearestCorrelationResult {
  readObject(CALLER, options, '');
  const given = readCorrelation(CALLER, options, 'matrix');
  const tolerance = isAbsent(options, 'tolerance') ? 1e-10 : readPositive(CALLER, options, 'tolerance');
  const maximumIterations = isAbsent(options, 'maximumIterations')
    ? 50
    : readInteger(CALLER, options, 'maximumIterations', 1);
  let point = dualPoint(given, new Float64Array(given.length));
  const { values } = point.eigen;
  const minimum = values[0]!;
  if (minimum >= -1e-15 * given.length * values[values.length - 1]!)
    return answer(
      given.map((row) => row.map(withinOne)),
      given,
      0,
      minimum,
    );

  let iterations = 0;
  while (!(point.residual <= tolerance)) {
    const next = iterations < maximumIterations ? step(given, point) : null;
    if (next === null)
      return { status: 'degenerate', reason: 'not_converged', iterations, residual: point.residual };
    point = next;
    iterations++;
  }
  return answer(unitDiagonal(point.projection), given, iterations, minimum);
}

function answer(
  matrix: number[][],
  given: readonly (readonly number[])[],
  iterations: number,
  minimumEigenvalueBefore: number,
): NearestCorrelation {
  let squares = 0;
  matrix.forEach((row, i) => {
    row.forEach((value, j) => (squares += (value - given[i]![j]!) * (value - given[i]![j]!)));
  });
  const frobeniusDistance = Math.sqrt(squares);
  return { status: 'ok', matrix, frobeniusDistance, iterations, minimumEigenvalueBefore };
}

/** What the dual function says at y: f(y) = |(G + diag y)+|^2 / 2 - sum y, and its gradient, diag(X) - 1. */
interface DualPoint {
  readonly y: Float64Array;
  readonly eigen: Eigen;
  /** X = (G + diag y)+. */
  readonly projection: readonly Float64Array[];
  readonly objective: number;
  readonly gradient: Float64Array;
  /** The gradient's largest entry. */
  readonly residual: number;
}

function dualPoint(given: readonly (readonly number[])[], y: Float64Array): DualPoint {
  const eigen = symmetricEigen(
    given.map((row, i) => row.map((value, j) => (i === j ? value + y[i]! : value))),
  );
  const projection = given.map((row) => new Float64Array(row.length));
  let objective = 0;
  eigen.values.forEach((value, k) => {
    if (!(value > 0)) return;
    objective += 0.5 * value * value;
    const vector = eigen.vectors[k]!;
    projection.forEach((row, i) => {
      const weight = value * vector[i]!;
      for (let j = 0; j < row.length; j++) row[j]! += weight * vector[j]!;
    });
  });
  const gradient = y.map((value, i) => {
    objective -= value;
    return projection[i]![i]! - 1;
  });
  const residual = gradient.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return { y, eigen, projection, objective, gradient, residual };
}

/** The next point: along Newton's direction, as far as the objective falls; null where it falls nowhere. */
function step(given: readonly (readonly number[])[], from: DualPoint): DualPoint | null {
  const direction = newtonDirection(from);
  const slope = dot(from.gradient, direction);
  for (let length = 1; length > 1e-9; length /= 2) {
    const to = dualPoint(
      given,
      from.y.map((value, i) => value + length * direction[i]!),
    );
    // Close to the end the objective's changes drown in rounding, and the residual tells.
    if (to.objective <= from.objective + 1e-4 * length * slope || to.residual <= 0.5 * from.residual)
      return to;
  }
  return null;
}

/** Solves V d = -gradient by conjugate gradients, V the generalised Hessian. */
function newtonDirection({ eigen, gradient }: DualPoint): Float64Array {
  const direction = new Float64Array(gradient.length);
  let rest = gradient.map((value) => -value);
  let search = rest.slice();
  let squares = dot(rest, rest);
  const enough = squares * Math.min(1e-4, squares);
  for (let i = 0; i < 4 * gradient.length && squares > enough; i++) {
    const image = timesHessian(eigen, search);
    const length = squares / dot(search, image);
    if (!(length < Infinity)) break;
    for (let k = 0; k < direction.length; k++) direction[k]! += length * search[k]!;
    rest = rest.map((value, k) => value - length * image[k]!);
    const next = dot(rest, rest);
    search = search.map((value, k) => rest[k]! + (next / squares) * value);
    squares = next;
  }
  return direction;
}

/**
 * V h = diag of P (W o P' diag(h) P) P', with w_kl = 1 where both eigenvalues are positive, 0 where neither is,
 * and l+ / (l+ - l-) where one is.
 */
function timesHessian({ values, vectors }: Eigen, h: Float64Array): Float64Array {
  const image = new Float64Array(h.length);
  values.forEach((upper, k) => {
    if (!(upper > 0)) return;
    const p = vectors[k]!;
    const weighted = p.map((value, i) => value * h[i]!);
    // The row k of W o P'diag(h)P, times P'; a pair of one positive and one not comes twice.
    const row = new Float64Array(h.length);
    values.forEach((lower, l) => {
      const q = vectors[l]!;
      const weight = lower > 0 ? 1 : (2 * upper) / (upper - lower);
      const entry = weight * dot(weighted, q);
      for (let i = 0; i < row.length; i++) row[i]! += entry * q[i]!;
    });
    for (let i = 0; i < row.length; i++) image[i]! += p[i]! * row[i]!;
  });
  return image;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** X scaled on both sides to a diagonal of 1, which keeps it positive semidefinite. */
function unitDiagonal(x: readonly Float64Array[]): number[][] {
  const scales = x.map((row, i) => 1 / Math.sqrt(row[i]!));
  return x.map((row, i) =>
    Array.from(row, (_, j) => {
      if (i === j) return 1;
      // Of the two mirror images one, so that the result is symmetric to the last bit.
      const value = i < j ? x[i]![j]! : x[j]![i]!;
      return withinOne(value * (scales[i]! * scales[j]!));
    }),
  );
}
