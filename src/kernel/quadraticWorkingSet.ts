/**
 * The constraints that hold as equalities, with what solves the problem on them: for the curvature H = L L',
 * a basis J = L^-T Q with J' H J = I whose first columns span what the members act on, J' A_W' = (R; 0).
 *
 * Source: Goldfarb and Idnani 1983, Math. Program. 27, 1-33, section 4, with reflections for their rotations
 * where a member comes.
 */
export interface WorkingSet {
  readonly variables: number;
  /** How many members there are. */
  size: number;
  /** The constraint that each member is. */
  readonly members: Int32Array;
  /** J, column after column. */
  readonly basis: Float64Array;
  /** R, upper triangular, column after column. */
  readonly triangle: Float64Array;
  /** J' a of the row a that was projected last. */
  readonly projected: Float64Array;
}

/** An empty set, to be filled by `clearWorkingSet`. */
export function workingSet(variables: number): WorkingSet {
  return {
    variables,
    size: 0,
    members: new Int32Array(variables),
    basis: new Float64Array(variables * variables),
    triangle: new Float64Array(variables * variables),
    projected: new Float64Array(variables),
  };
}

/** No members, and the basis L^-T of a curvature. */
export function clearWorkingSet(set: WorkingSet, basis: Float64Array): void {
  set.size = 0;
  set.basis.set(basis);
}

/**
 * The share of the row projected last that is new to the members: the length of its part outside their span
 * over its whole length, 0 where it is a combination of them.
 */
export function newShare({ variables: n, size, projected }: WorkingSet): number {
  let inside = 0;
  let outside = 0;
  for (let c = 0; c < size; c++) inside += projected[c]! * projected[c]!;
  for (let c = size; c < n; c++) outside += projected[c]! * projected[c]!;
  return outside > 0 ? Math.sqrt(outside / (inside + outside)) : 0;
}

/** Makes the constraint whose row was projected last a member: its new share must not be 0. */
export function addMember(set: WorkingSet, constraint: number): void {
  const { variables: n, size: q, basis, triangle, projected } = set;
  let square = 0;
  for (let c = q; c < n; c++) square += projected[c]! * projected[c]!;
  const first = projected[q]!;
  const length = first > 0 ? -Math.sqrt(square) : Math.sqrt(square);
  // The reflection I - v v' / halfSquare takes the part outside to (length, 0, ..., 0).
  const halfSquare = square - first * length;
  projected[q] = first - length;
  for (let r = 0; r < n; r++) {
    let sum = 0;
    for (let c = q; c < n; c++) sum += basis[c * n + r]! * projected[c]!;
    const factor = sum / halfSquare;
    for (let c = q; c < n; c++) basis[c * n + r]! -= factor * projected[c]!;
  }
  projected[q] = length;
  for (let c = 0; c <= q; c++) triangle[q * n + c] = projected[c]!;
  set.members[q] = constraint;
  set.size = q + 1;
}

/** Lets the member at a place go. */
export function dropMember(set: WorkingSet, place: number): void {
  const { variables: n, basis, triangle, members } = set;
  const q = set.size - 1;
  for (let c = place; c < q; c++) {
    members[c] = members[c + 1]!;
    for (let r = 0; r <= c + 1; r++) triangle[c * n + r] = triangle[(c + 1) * n + r]!;
  }
  set.size = q;
  // What stands below the diagonal is rotated away, row by row, and the basis with it.
  for (let k = place; k < q; k++) {
    const above = triangle[k * n + k]!;
    const below = triangle[k * n + k + 1]!;
    const length = Math.sqrt(above * above + below * below);
    const cosine = above / length;
    const sine = below / length;
    for (let c = k; c < q; c++) rotate(triangle, c * n + k, c * n + k + 1, cosine, sine);
    for (let r = 0; r < n; r++) rotate(basis, k * n + r, (k + 1) * n + r, cosine, sine);
  }
}

function rotate(values: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const a = values[i]!;
  const b = values[j]!;
  values[i] = cosine * a + sine * b;
  values[j] = cosine * b - sine * a;
}

/** Solves R p = v in place, over the members. */
export function solveTriangle({ variables: n, size, triangle }: WorkingSet, v: Float64Array): void {
  for (let c = size - 1; c >= 0; c--) {
    const value = v[c]! / triangle[c * n + c]!;
    v[c] = value;
    for (let r = 0; r < c; r++) v[r]! -= triangle[c * n + r]! * value;
  }
}

/** Solves R' w = v in place, over the members. */
export function solveTransposed({ variables: n, size, triangle }: WorkingSet, v: Float64Array): void {
  for (let c = 0; c < size; c++) {
    let value = v[c]!;
    for (let r = 0; r < c; r++) value -= triangle[c * n + r]! * v[r]!;
    v[c] = value / triangle[c * n + c]!;
  }
}

/**
 * L^-T of H + regularisation I = L L', column after column: the basis of an empty working set. Null where a
 * pivot is not positive: H is not semidefinite.
 *
 * Cost: n^3/3.
 */
export function inverseFactor(hessian: Float64Array, n: number, regularisation: number): Float64Array | null {
  const factor = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let pivot = hessian[j * n + j]! + regularisation;
    for (let k = 0; k < j; k++) pivot -= factor[j * n + k]! * factor[j * n + k]!;
    if (!(pivot > 0)) return null;
    const root = Math.sqrt(pivot);
    factor[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = hessian[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!;
      factor[i * n + j] = sum / root;
    }
  }
  const inverse = new Float64Array(n * n);
  for (let c = 0; c < n; c++) {
    inverse[c * n + c] = 1 / factor[c * n + c]!;
    for (let r = c - 1; r >= 0; r--) {
      let sum = 0;
      for (let k = r + 1; k <= c; k++) sum -= factor[k * n + r]! * inverse[c * n + k]!;
      inverse[c * n + r] = sum / factor[r * n + r]!;
    }
  }
  return inverse;
}
