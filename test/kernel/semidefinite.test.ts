import { EigenvalueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';
import { isSemidefinite } from '../../src/kernel/semidefinite.ts';

describe('isSemidefinite', () => {
  it.each<[boolean, number[][]]>([
    [true, []],
    [true, [[0]]],
    [true, [[1]]],
    [false, [[-1]]],
    [
      true,
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      false,
      [
        [1, 1.001],
        [1.001, 1],
      ],
    ],
    [
      false,
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      false,
      [
        [1, 1, 0],
        [1, 1, 1],
        [0, 1, 1],
      ],
    ],
  ])('%j: %j', (expected, rows) => {
    expect(isSemidefinite(rows, 1e-10)).toBe(expected);
  });

  it('agrees with the eigenvalues, for correlations around the border', () => {
    const { uniform } = randomGenerator(7);
    const seen = [0, 0];
    for (let run = 0; run < 400; run++) {
      const size = 2 + (run % 5);
      const rows = Array.from({ length: size }, () => new Array<number>(size).fill(1));
      for (let i = 0; i < size; i++)
        for (let j = 0; j < i; j++) rows[i]![j] = rows[j]![i] = 1.6 * uniform() - 0.6;
      const least = new EigenvalueDecomposition(rows, { assumeSymmetric: true }).realEigenvalues[0]!;
      if (Math.abs(least) < 1e-8) continue;
      expect(isSemidefinite(rows, 1e-10)).toBe(least > 0);
      seen[least > 0 ? 1 : 0]!++;
    }
    expect(Math.min(...seen)).toBeGreaterThan(50);
  });

  it('takes singular matrices, whose elimination ends in rounding', () => {
    const { normal } = randomGenerator(8);
    for (let run = 0; run < 100; run++) {
      // Correlations of 10 vectors in 3 dimensions.
      const vectors = Array.from({ length: 10 }, () => [normal(), normal(), normal()]);
      const dot = (a: number[], b: number[]): number => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
      const rows = vectors.map((a) => vectors.map((b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))));
      expect(isSemidefinite(rows, 1e-10)).toBe(true);
      expect(
        isSemidefinite(
          rows.map((row, i) => row.map((value, j) => (i === j ? value - 1e-6 : value))),
          1e-10,
        ),
      ).toBe(false);
    }
  });

  it('leaves its input alone', () => {
    const rows = [Object.freeze([1, 0.5]), Object.freeze([0.5, 1])];
    expect(isSemidefinite(rows, 1e-10)).toBe(true);
  });
});
