/** Singular values of a few columns, with the combinations of the columns that have them. */
export interface SingularValues {
  /** Decreasing, one a column. */
  readonly values: Float64Array;
  /**
   * Of unit length, orthogonal to each other, one a value: the sum of `vectors[k][j]` times column j has length
   * `values[k]`. That of a value near 0 says which columns say the same.
   */
  readonly vectors: readonly Float64Array[];
}

const EPSILON = 2.220446049250313e-16;
// Ten do for columns of any condition; the cap is for rounding that could turn two of nothing for ever.
const MAXIMUM_SWEEPS = 40;

/**
 * Singular values of columns of one length, none longer than about 1e70, by plane rotations that make each pair
 * orthogonal, until all are.
 *
 * Accuracy: a few eps of the largest value and, where columns are of about one length, of each value.
 * Cost: some 6 sweeps of columns^2 / 2 rotations.
 * Source: Hestenes 1958, J. SIAM 6, 51-90; Demmel and Veselic 1992, SIAM J. Matrix Anal. Appl. 13, 1204-1245.
 */
export function singularValues(columns: readonly Float64Array[]): SingularValues {
  const turned = columns.map((column) => column.slice());
  const vectors = columns.map((_, j) => {
    const unit = new Float64Array(columns.length);
    unit[j] = 1;
    return unit;
  });
  let isDone = false;
  for (let sweep = 0; sweep < MAXIMUM_SWEEPS && !isDone; sweep++) {
    isDone = true;
    for (let p = 0; p < columns.length - 1; p++)
      for (let q = p + 1; q < columns.length; q++) {
        const first = turned[p]!;
        const second = turned[q]!;
        const along = product(first, first);
        const across = product(second, second);
        const mixed = product(first, second);
        if (!(Math.abs(mixed) > EPSILON * Math.sqrt(along) * Math.sqrt(across))) continue;
        isDone = false;
        const half = (across - along) / (2 * mixed);
        const tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.sqrt(1 + half * half));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        rotate(first, second, cosine, cosine * tangent);
        rotate(vectors[p]!, vectors[q]!, cosine, cosine * tangent);
      }
  }
  const lengths = turned.map((column) => Math.sqrt(product(column, column)));
  const order = lengths.map((_, j) => j).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
  return {
    values: Float64Array.from(order, (j) => lengths[j]!),
    vectors: order.map((j) => vectors[j]!),
  };
}

function rotate(first: Float64Array, second: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < first.length; i++) {
    const a = first[i]!;
    const b = second[i]!;
    first[i] = cosine * a - sine * b;
    second[i] = sine * a + cosine * b;
  }
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
