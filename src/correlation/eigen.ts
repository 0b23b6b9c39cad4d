import { EigenvalueDecomposition } from 'ml-matrix';

/** Eigenvalues of a symmetric matrix, ascending, each with its eigenvector of length one. */
export interface Eigen {
  readonly values: readonly number[];
  /** `vectors[k]` belongs to `values[k]`. */
  readonly vectors: readonly Float64Array[];
}

/** Of a symmetric matrix given as rows; of finite numbers, whose squares are finite too. Cost: O(n^3). */
export function symmetricEigen(rows: readonly ArrayLike<number>[]): Eigen {
  const matrix = rows.map((row) => Array.from(row));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  return {
    values: realEigenvalues,
    vectors: rows.map((_, k) => Float64Array.from(rows, (__, i) => eigenvectorMatrix.get(i, k))),
  };
}
