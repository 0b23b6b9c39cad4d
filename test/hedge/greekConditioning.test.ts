import { SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { conditioningOf } from '../../src/hedge/greekConditioning.ts';
import type { Conditioning } from '../../src/hedge/greekConditioning.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';

/** Of all rows and columns. */
function conditioning(rows: readonly (readonly number[])[], maximum = 1000): Conditioning {
  const width = rows[0]!.length;
  const places = (length: number): number[] => Array.from({ length }, (_, i) => i);
  return conditioningOf(Float64Array.from(rows.flat()), width, places(rows.length), places(width), maximum);
}

describe('conditioningOf', () => {
  it.each<[string, number[][], Partial<Conditioning>]>([
    ['one number', [[7]], { conditionNumber: 1, rank: 1, required: 1 }],
    ['nothing but zeros', [[0, 0]], { conditionNumber: 1, rank: 0, required: 0 }],
    [
      'a row and a column of zeros',
      [
        [3, 0],
        [0, 0],
      ],
      { rank: 1, required: 1, conditionNumber: 1, columns: [], rows: [] },
    ],
    [
      'a diagonal of any scales',
      [
        [1e-200, 0],
        [0, 1e200],
      ],
      { rank: 2, required: 2, conditionNumber: 1 },
    ],
    [
      'two columns of one Greek, of two',
      [
        [1, 2, 0],
        [0, 0, 0],
      ],
      { rank: 1, required: 1 },
    ],
    [
      'two columns of one Greek, where two are there',
      [
        [1, 2, 3],
        [0, 0, 4],
        [0, 0, 5],
      ],
      { rank: 2, required: 3, conditionNumber: Infinity, columns: [0, 1], rows: [0] },
    ],
    [
      'two Greeks that one column alone moves',
      [
        [5, 0, 0, 0],
        [7, 0, 0, 0],
        [1, 1, 2, 3],
        [1, 3, 1, 2],
      ],
      { rank: 3, required: 4, conditionNumber: Infinity, columns: [0], rows: [0, 1] },
    ],
    [
      'columns in one proportion',
      [
        [1, 2, 1],
        [2, 4, 5],
        [3, 6, 1],
      ],
      { rank: 2, required: 3, columns: [0, 1], rows: [0, 1, 2] },
    ],
    [
      'more columns than rows, of full rank',
      [
        [1, 2, 3],
        [3, 1, 2],
      ],
      { rank: 2, required: 2, columns: [], rows: [] },
    ],
    [
      'rows in one proportion',
      [
        [1, 2, 3],
        [2, 4, 6],
      ],
      { rank: 1, required: 2, columns: [0, 1, 2], rows: [0, 1] },
    ],
  ])('%s', (_, rows, expected) => {
    expect(conditioning(rows)).toMatchObject(expected);
  });

  it('is what scaling by any other factors cannot much improve, and no scale has a say in', () => {
    const random = randomGenerator(5);
    const uniform = (): number => random.uniform() - 0.5;
    let worst = 0;
    for (let round = 0; round < 200; round++) {
      const rows = 2 + (round % 4);
      const columns = 2 + (round % 5);
      const matrix = Array.from({ length: rows }, () => Array.from({ length: columns }, uniform));
      const { conditionNumber } = conditioning(matrix, 1e12);
      const left = matrix.map(() => 2 ** Math.round(40 * uniform()));
      const right = matrix[0]!.map(() => 2 ** Math.round(40 * uniform()));
      const scaled = matrix.map((row, k) => row.map((x, j) => x * left[k]! * right[j]!));
      worst = Math.max(worst, Math.abs(conditioning(scaled, 1e12).conditionNumber / conditionNumber - 1));
      // Equal lengths are within sqrt(rows) of the best scaling, which plain scaling of the matrix can't beat by more.
      const tall = rows >= columns ? matrix : matrix[0]!.map((__, j) => matrix.map((row) => row[j]!));
      const plain = new SingularValueDecomposition(tall).condition;
      expect(conditionNumber).toBeLessThan(plain * Math.sqrt(Math.max(rows, columns)));
    }
    // Thirty passes from either end leave something to balance, less than a digit of a threshold: 3e-3 seen.
    expect(worst).toBeLessThan(1e-2);
  });
});
