/**
 * Whether a symmetric matrix, given as rows, is positive semidefinite up to `tolerance`: Cholesky's
 * elimination with the largest remaining diagonal entry for a pivot, until none is above the tolerance; what
 * then remains must be as small as that.
 *
 * Inputs: entries of about 1, as of correlations, and a tolerance far above their rounding: 1e-10.
 * Cost: n^3/3, one copy of the matrix.
 * Source: Higham 2002, Accuracy and Stability of Numerical Algorithms, 10.3.
 */
export function isSemidefinite(rows: readonly ArrayLike<number>[], tolerance: number): boolean {
  const rest = rows.map((row) => Float64Array.from(row));
  const open = rows.map((_, i) => i);
  for (;;) {
    let pivot = -1;
    let largest = tolerance;
    for (const i of open) {
      const diagonal = rest[i]![i]!;
      if (diagonal > largest) {
        largest = diagonal;
        pivot = i;
      }
    }
    if (pivot === -1) return open.every((i) => open.every((j) => Math.abs(rest[i]![j]!) <= tolerance));
    open.splice(open.indexOf(pivot), 1);
    const pivotRow = rest[pivot]!;
    for (const i of open) {
      const row = rest[i]!;
      const factor = row[pivot]! / largest;
      for (const j of open) row[j]! -= factor * pivotRow[j]!;
    }
  }
}
