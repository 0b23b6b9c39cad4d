import { EigenvalueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { nearestCorrelation } from '../../src/correlation/nearestCorrelation.ts';
import type {
  NearestCorrelation,
  NearestCorrelationOptions,
} from '../../src/correlation/nearestCorrelation.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';

const nearest = (matrix: number[][]): NearestCorrelation => orThrow(nearestCorrelation({ matrix }));
const eigenvalues = (rows: readonly (readonly number[])[]): number[] =>
  new EigenvalueDecomposition(
    rows.map((row) => [...row]),
    { assumeSymmetric: true },
  ).realEigenvalues;

describe('nearestCorrelation against 50-digit Newton on the dual', () => {
  const { inputs, cases } = readFixture('nearest_correlation');

  it.each(cases)('$name', (given) => {
    const matrix = inputs[(given.options as { matrix: string }).matrix] as number[][];
    const expected = given.expected as {
      nearest: number[][];
      frobeniusDistance: number;
      inputMinEigenvalue: number;
      rank: number;
    };
    const got = nearest(matrix);
    const errors = expected.nearest.flatMap((row, i) =>
      row.map((value, j) => Math.abs(got.matrix[i]![j]! - value)),
    );
    // Observed: 1.3e-15, 1.1e-16 and 1.1e-15.
    expect(Math.max(...errors)).toBeLessThan(5e-15);
    expect(Math.abs(got.frobeniusDistance - expected.frobeniusDistance)).toBeLessThan(4e-16);
    expect(Math.abs(got.minimumEigenvalueBefore - expected.inputMinEigenvalue)).toBeLessThan(4e-15);
    const values = eigenvalues(got.matrix);
    expect(values.filter((value) => value > 1e-12)).toHaveLength(expected.rank);
    expect(values[0]).toBeGreaterThan(-3e-15);
  });
});

/** A symmetric matrix of unit diagonal, entries anywhere in [-width, width]. */
function guess(size: number, width: number, uniform: () => number): number[][] {
  const rows = Array.from({ length: size }, () => new Array<number>(size).fill(1));
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) rows[i]![j] = rows[j]![i] = width * (2 * uniform() - 1);
  return rows;
}

describe('nearestCorrelation', () => {
  it('symmetric, unit diagonal, semidefinite, and no other correlation matrix is nearer', () => {
    const { uniform, normal } = randomGenerator(11);
    let repaired = 0;
    for (let run = 0; run < 150; run++) {
      const size = 2 + (run % 11);
      const given = guess(size, run % 3 === 0 ? 1.5 : 1, uniform);
      const { matrix, frobeniusDistance, iterations, minimumEigenvalueBefore } = nearest(given);
      // Observed: at most 6 steps, -2e-15.
      expect(iterations).toBeLessThanOrEqual(9);
      expect(eigenvalues(matrix)[0]).toBeGreaterThan(-8e-15);
      matrix.forEach((row, i) => {
        expect(row[i]).toBe(1);
        row.forEach((value, j) => {
          expect(matrix[j]![i]).toBe(value);
        });
      });
      if (minimumEigenvalueBefore >= 0) {
        expect(matrix).toEqual(given);
        continue;
      }
      repaired++;
      // Optimal on a convex set: <X - G, Z - X> >= 0 for every correlation matrix Z of it.
      const vectors = given.map(() => [normal(), normal(), normal()]);
      const dot = (a: number[], b: number[]): number => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
      const other = vectors.map((a) => vectors.map((b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))));
      let inner = 0;
      matrix.forEach((row, i) => {
        row.forEach((value, j) => (inner += (value - given[i]![j]!) * (other[i]![j]! - value)));
      });
      expect(inner).toBeGreaterThan(-1e-9);
      expect(frobeniusDistance).toBeGreaterThan(0);
    }
    expect(repaired).toBeGreaterThan(100);
  });

  it('what it made is a correlation matrix already, and comes back as it is', () => {
    const { uniform } = randomGenerator(12);
    for (const size of [3, 6, 12, 40]) {
      const first = nearest(guess(size, 1, uniform));
      const second = nearest(first.matrix.map((row) => [...row]));
      expect(second.matrix).toEqual(first.matrix);
      expect(second).toMatchObject({ iterations: 0, frobeniusDistance: 0 });
    }
  });

  it.each([
    [[[1]]],
    [
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      [
        [1, 0.3],
        [0.3, 1],
      ],
    ],
  ])('%j is one', (matrix) => {
    expect(nearest(matrix)).toMatchObject({ matrix, frobeniusDistance: 0, iterations: 0 });
  });

  it('by hand: two series that move as one and a half, four that all oppose', () => {
    const two = nearest([
      [1, 1.5],
      [1.5, 1],
    ]);
    expect(two.matrix).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(two.frobeniusDistance).toBeCloseTo(Math.SQRT1_2, 15);
    expect(two.minimumEigenvalueBefore).toBeCloseTo(-0.5, 15);
    const four = nearest([0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 1 : -1))));
    for (const value of [four.matrix[0]![1]!, four.matrix[2]![3]!]) expect(value).toBeCloseTo(-1 / 3, 14);
    expect(four.frobeniusDistance).toBeCloseTo(Math.sqrt(12) * (2 / 3), 14);
  });

  it('starts far off: entries of tens and hundreds, blocks that all contradict each other', () => {
    const { uniform } = randomGenerator(15);
    for (const width of [20, 100])
      for (const size of [3, 6, 12, 30]) {
        const { matrix, iterations } = nearest(guess(size, width, uniform));
        expect(eigenvalues(matrix)[0]).toBeGreaterThan(-1e-14);
        expect(iterations).toBeLessThan(20);
      }
    const rows = Array.from({ length: 20 }, (_, i) => i);
    const blocks = rows.map((i) =>
      rows.map((j) => (i === j ? 1 : i % 2 === j % 2 ? 0.99 : -0.99 * (((i * 7 + j * 7) % 5) / 4))),
    );
    expect(nearest(blocks).iterations).toBeLessThan(5);
  });

  it('the order of the rows is of no weight', () => {
    const given = guess(7, 1, randomGenerator(13).uniform);
    const order = [3, 1, 6, 0, 5, 2, 4];
    const plain = nearest(given);
    const turned = nearest(order.map((i) => order.map((j) => given[i]![j]!)));
    // Observed: 1.3e-15.
    order.forEach((i, row) => {
      order.forEach((j, column) => {
        expect(Math.abs(turned.matrix[row]![column]! - plain.matrix[i]![j]!)).toBeLessThan(5e-15);
      });
    });
  });

  it('stops short, and says how short, without a matrix', () => {
    const matrix = [
      [1, 1, 0],
      [1, 1, 1],
      [0, 1, 1],
    ];
    const one = nearestCorrelation({ matrix, maximumIterations: 1 });
    expect(one).toMatchObject({ status: 'degenerate', reason: 'not_converged', iterations: 1 });
    expect(one.status === 'degenerate' && one.residual).toBeGreaterThan(1e-3);
    expect('matrix' in one).toBe(false);
    // Finer than rounding.
    const fine = nearestCorrelation({ matrix: guess(9, 1, randomGenerator(14).uniform), tolerance: 1e-18 });
    expect(fine).toMatchObject({ status: 'degenerate', reason: 'not_converged' });
    expect(fine.status === 'degenerate' && fine.residual).toBeLessThan(1e-14);
    const far = nearestCorrelation({
      matrix: [
        [1, 1e200],
        [1e200, 1],
      ],
    });
    expect(far).toMatchObject({ status: 'degenerate', reason: 'not_converged' });
    // A coarse tolerance takes fewer steps.
    expect(orThrow(nearestCorrelation({ matrix, tolerance: 0.1 })).iterations).toBeLessThan(
      nearest(matrix).iterations,
    );
  });

  it('an entry that rounding took beyond 1 comes back as 1', () => {
    const { matrix, iterations, frobeniusDistance } = nearest([
      [1, 1 + 4e-16],
      [1 + 4e-16, 1],
    ]);
    expect([matrix, iterations]).toEqual([
      [
        [1, 1],
        [1, 1],
      ],
      0,
    ]);
    expect(frobeniusDistance).toBeCloseTo(2 ** -51 * Math.SQRT2, 20);
  });

  it('evens out a mirror image that is off by rounding', () => {
    const { matrix } = nearest([
      [1, 0.5],
      [0.5 + 2 ** -40, 1 + 1e-12],
    ]);
    expect(matrix).toEqual([
      [1, 0.5 + 2 ** -41],
      [0.5 + 2 ** -41, 1],
    ]);
  });

  it('takes typed rows, leaves them alone', () => {
    const rows = [Float64Array.of(1, 0.9, -0.9), Float64Array.of(0.9, 1, 0.9), Float64Array.of(-0.9, 0.9, 1)];
    const plain = rows.map((row) => [...row]);
    expect(nearestCorrelation({ matrix: rows })).toEqual(nearest(plain));
    expect(rows.map((row) => [...row])).toEqual(plain);
  });

  it.each([
    ['no matrix', undefined, 'shape.missing_field', 'matrix'],
    ['holes for rows', new Array(3), 'shape.missing_field', 'matrix[0]'],
    ['an empty one', [], 'domain.out_of_range', 'matrix'],
    ['rows too short', [[1, 0.5], [0.5]], 'shape.length_mismatch', 'matrix[1].length'],
    [
      'one that is not symmetric',
      [
        [1, 0.5],
        [0.4, 1],
      ],
      'domain.not_covariance',
      'matrix[0][1]',
    ],
    [
      'covariances',
      [
        [0.04, 0.01],
        [0.01, 0.09],
      ],
      'domain.out_of_range',
      'matrix[0][0]',
    ],
    [
      'NaN',
      [
        [1, NaN],
        [NaN, 1],
      ],
      'series.not_finite',
      'matrix[0][1]',
    ],
  ] as const)('refuses %s', (_, matrix, code, path) => {
    const options = { matrix } as unknown as NearestCorrelationOptions;
    expectRefusal(() => nearestCorrelation(options), code, path);
  });

  it('refuses knobs that turn nothing', () => {
    const matrix = [[1]];
    expectRefusal(() => nearestCorrelation({ matrix, tolerance: 0 }), 'domain.not_positive', 'tolerance');
    expectRefusal(
      () => nearestCorrelation({ matrix, maximumIterations: 0 }),
      'domain.out_of_range',
      'maximumIterations',
    );
  });
});
