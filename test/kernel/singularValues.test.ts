import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';
import { singularValues } from '../../src/kernel/singularValues.ts';

describe('singularValues', () => {
  it.each<[number[][], number[]]>([
    [[], []],
    [[[0]], [0]],
    [[[-3]], [3]],
    [
      [
        [3, 4],
        [-4, 3],
      ],
      [5, 5],
    ],
    // Columns (1, 1) and (1, 1): sqrt 4 and nothing.
    [
      [
        [1, 1],
        [1, 1],
      ],
      [2, 0],
    ],
    [
      [
        [0, 0],
        [0, 2],
      ],
      [2, 0],
    ],
  ])('of %j are %j', (columns, values) => {
    const found = singularValues(columns.map((column) => Float64Array.from(column)));
    expect([...found.values].every((value, k) => Math.abs(value - values[k]!) < 4e-16)).toBe(true);
  });

  it('are those of ml-matrix, the combinations have the lengths, and are orthogonal', () => {
    const random = randomGenerator(7);
    let worst = 0;
    for (let round = 0; round < 300; round++) {
      const count = 1 + (round % 7);
      const rows = count + (round % 3);
      // Every third is nearly dependent: the last column is nearly a sum of others.
      const columns = Array.from({ length: count }, () =>
        Float64Array.from({ length: rows }, () => random.uniform() - 0.5),
      );
      if (round % 3 === 0 && count > 2)
        columns[count - 1] = columns[0]!.map((x, i) => x + columns[1]![i]! + 1e-9 * random.uniform());
      const { values, vectors } = singularValues(columns);
      const reference = new SingularValueDecomposition(
        new Matrix(columns.map((column) => [...column])).transpose(),
      ).diagonal;
      values.forEach((value, k) => {
        worst = Math.max(worst, Math.abs(value - reference[k]!) / values[0]!);
        const mixed = columns[0]!.map((_, i) =>
          columns.reduce((sum, column, j) => sum + vectors[k]![j]! * column[i]!, 0),
        );
        const length = Math.sqrt(mixed.reduce((sum, x) => sum + x * x, 0));
        worst = Math.max(worst, Math.abs(length - value) / values[0]!);
        for (let l = 0; l <= k; l++) {
          const dot = vectors[k]!.reduce((sum, x, j) => sum + x * vectors[l]![j]!, 0);
          worst = Math.max(worst, Math.abs(dot - (l === k ? 1 : 0)));
        }
      });
    }
    // A few eps of the largest value: 1.8e-15 seen.
    expect(worst).toBeLessThan(4e-15);
  });

  it('of a Läuchli matrix are found to the last digits, where the squares of its columns would lose the small one', () => {
    const small = 1e-9;
    const { values } = singularValues([Float64Array.of(1, small, 0), Float64Array.of(1, 0, small)]);
    expect(Math.abs(values[1]! / small - 1)).toBeLessThan(4e-16);
    expect(Math.abs(values[0]! / Math.SQRT2 - 1)).toBeLessThan(4e-16);
  });

  it('leaves its columns as they came', () => {
    const column = Float64Array.of(1, 2);
    singularValues([column, Float64Array.of(2, 1)]);
    expect([...column]).toEqual([1, 2]);
  });
});
