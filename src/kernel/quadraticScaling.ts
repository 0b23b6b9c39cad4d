/**
 * Minimise 1/2 x' H x + f' x subject to rowLower <= A x <= rowUpper and lower <= x <= upper.
 *
 * Bounds may be infinite; where they are equal, they are an equality.
 */
export interface QuadraticProgram {
  /** Number n of variables. */
  readonly variables: number;
  /** H, n by n, symmetric and positive semidefinite; 0 for a linear program. */
  readonly hessian: Float64Array;
  /** f, n of them. */
  readonly linear: Float64Array;
  /** A, m by n, row after row. */
  readonly rows: Float64Array;
  /** m of them; none where there are no rows. */
  readonly rowLower: Float64Array;
  /** m of them. */
  readonly rowUpper: Float64Array;
  /** Lower bounds of x. */
  readonly lower: Float64Array;
  /** Upper bounds of x. */
  readonly upper: Float64Array;
}

/**
 * A program in equilibrated units: x = steps * xScaled, a row times its rowStep, the objective times its cost.
 * All are powers of two, so that scaling changes no digit.
 */
export interface ScaledProgram extends QuadraticProgram {
  readonly steps: Float64Array;
  readonly rowSteps: Float64Array;
  readonly cost: number;
  /** A millionth of the smallest bound or linear term that is not 0: no x is so small but by rounding. */
  readonly unit: number;
}

/**
 * Scales variables to a curvature of 1, then rows and the objective to a largest entry of 1.
 *
 * Where a variable has no curvature, or less than 1e-24 of the largest once the columns of A are alike, the
 * columns of A decide: else the rounding in an H that is singular would set the scale.
 * Source: Ruiz 2001, A scaling algorithm to equilibrate both rows and columns norms in matrices,
 * RAL-TR-2001-034 (for A).
 */
export function equilibrate(program: QuadraticProgram): ScaledProgram {
  const { variables: n, hessian, linear, rows } = program;
  const m = program.rowLower.length;
  // The linear term is a row like those of A here: it is what speaks for a variable that no row holds.
  const steps = balance(Float64Array.of(...rows, ...linear), m + 1, n);
  const rowSteps = new Float64Array(m);
  const curvatures = steps.map((step, j) => hessian[j * n + j]! * step * step);
  const mostCurved = largest(curvatures);
  for (let j = 0; j < n; j++) {
    const diagonal = hessian[j * n + j]!;
    let step = steps[j]!;
    if (diagonal > 0 && (step === 0 || curvatures[j]! > 1e-24 * mostCurved)) step = 1 / Math.sqrt(diagonal);
    else if (step === 0) step = 1;
    else if (mostCurved > 0) step /= Math.sqrt(mostCurved);
    steps[j] = nearPowerOfTwo(step);
  }
  for (let i = 0; i < m; i++) {
    let most = 0;
    for (let j = 0; j < n; j++) most = Math.max(most, Math.abs(rows[i * n + j]!) * steps[j]!);
    rowSteps[i] = most > 0 ? nearPowerOfTwo(1 / most) : 1;
  }
  const scaledHessian = hessian.map((value, at) => value * steps[Math.floor(at / n)]! * steps[at % n]!);
  const scaledLinear = linear.map((value, j) => value * steps[j]!);
  const curvature = largest(scaledHessian);
  const slope = largest(scaledLinear);
  const cost = nearPowerOfTwo(1 / (curvature > 0 ? curvature : slope > 0 ? slope : 1));
  const scaled = {
    variables: n,
    hessian: scaledHessian.map((value) => value * cost),
    linear: scaledLinear.map((value) => value * cost),
    rows: rows.map((value, at) => value * rowSteps[Math.floor(at / n)]! * steps[at % n]!),
    rowLower: program.rowLower.map((value, i) => value * rowSteps[i]!),
    rowUpper: program.rowUpper.map((value, i) => value * rowSteps[i]!),
    lower: program.lower.map((value, j) => value / steps[j]!),
    upper: program.upper.map((value, j) => value / steps[j]!),
    steps,
    rowSteps,
    cost,
  };
  const { rowLower, rowUpper, lower, upper } = scaled;
  const bounds = [rowLower, rowUpper, lower, upper].map(smallestOf);
  // Where there is curvature, x is about the linear term over it, which is 1.
  const reach = curvature > 0 && slope > 0 ? slope * cost : Infinity;
  const unit = Math.min(reach, ...bounds);
  return { ...scaled, unit: unit < Infinity ? 1e-6 * unit : 1e-6 };
}

/** Steps of the columns that make the largest entries of columns and rows about 1; 0 for a column of zeros. */
function balance(rows: Float64Array, m: number, n: number): Float64Array {
  const steps = new Float64Array(n).fill(1);
  const rowSteps = new Float64Array(m).fill(1);
  const columnLargest = new Float64Array(n);
  const rowLargest = new Float64Array(m);
  for (let round = 0; round < 10; round++) {
    columnLargest.fill(0);
    rowLargest.fill(0);
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        const entry = Math.abs(rows[i * n + j]!) * rowSteps[i]! * steps[j]!;
        columnLargest[j] = Math.max(columnLargest[j]!, entry);
        rowLargest[i] = Math.max(rowLargest[i]!, entry);
      }
    for (let j = 0; j < n; j++) if (columnLargest[j]! > 0) steps[j]! /= Math.sqrt(columnLargest[j]!);
    for (let i = 0; i < m; i++) if (rowLargest[i]! > 0) rowSteps[i]! /= Math.sqrt(rowLargest[i]!);
  }
  for (let j = 0; j < n; j++) if (!(columnLargest[j]! > 0)) steps[j] = 0;
  return steps;
}

const SMALLEST = 9.332636185032189e-302; // 2^-1000
const LARGEST = 1.0715086071862673e301; // 2^1000

/** The largest magnitude, from an index on. */
export function largest(values: Float64Array, first = 0): number {
  let most = 0;
  for (let i = first; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}

/** The smallest magnitude that is not 0; Infinity where there is none. */
function smallestOf(values: Float64Array): number {
  let smallest = Infinity;
  for (let i = 0; i < values.length; i++) {
    const magnitude = Math.abs(values[i]!);
    if (magnitude > 0) smallest = Math.min(smallest, magnitude);
  }
  return smallest;
}

/** The largest power of two that is not above a positive number, within 2^-1000 to 2^1000. */
function nearPowerOfTwo(value: number): number {
  let power = 1;
  while (power > value && power > SMALLEST) power /= 2;
  while (2 * power <= value && power < LARGEST) power *= 2;
  return power;
}
