import { EigenvalueDecomposition } from 'ml-matrix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stressCorrelation } from '../../src/correlation/stressCorrelation.ts';
import type { StressCorrelationOptions } from '../../src/correlation/stressCorrelation.ts';
import { expectRefusal } from '../errors.ts';

const matrix = [
  [1, 0.5, 0.25],
  [0.5, 1, -0.125],
  [0.25, -0.125, 1],
];
const other = [
  [1, 0.75, 0],
  [0.75, 1, 0.5],
  [0, 0.5, 1],
];
const crash = { crashBetas: [2, 1, -1.5], volatilities: [2, 1, 1.5], factorVolatility: 0.5 };
const base: StressCorrelationOptions = { matrix, towards: 'one', weight: 0.5 };
const leastEigenvalue = (rows: readonly (readonly number[])[]): number =>
  new EigenvalueDecomposition(
    rows.map((row) => [...row]),
    { assumeSymmetric: true },
  ).realEigenvalues[0]!;

describe('stressCorrelation', () => {
  it('by hand: half way to one, a quarter of the way to another, all by one factor', () => {
    expect(stressCorrelation(base).matrix).toEqual([
      [1, 0.75, 0.625],
      [0.75, 1, 0.4375],
      [0.625, 0.4375, 1],
    ]);
    expect(stressCorrelation({ matrix, towards: other, weight: 0.25 }).matrix).toEqual([
      [1, 0.5625, 0.1875],
      [0.5625, 1, 0.03125],
      [0.1875, 0.03125, 1],
    ]);
    // Loadings 1/2, 1/2, -1/2.
    expect(stressCorrelation({ matrix, towards: crash, weight: 1 }).matrix).toEqual([
      [1, 0.25, -0.25],
      [0.25, 1, -0.25],
      [-0.25, -0.25, 1],
    ]);
  });

  it('weight 0 is the matrix, weight 1 the target, exactly', () => {
    for (const towards of ['one', other, crash] as const) {
      const none = stressCorrelation({ matrix, towards, weight: 0 });
      const all = stressCorrelation({ matrix, towards, weight: 1 });
      expect(none.matrix).toEqual(matrix);
      expect(all.matrix).toEqual(all.target);
      expect(all.weight).toBe(1);
    }
    expect(stressCorrelation({ ...base, weight: 1 }).target).toEqual(matrix.map((row) => row.map(() => 1)));
  });

  it('what is the same in both stays, whatever the weight', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (thousandths) => {
        const weight = thousandths / 1000;
        const uneven = [
          [1, 0.1, 0.7],
          [0.1, 1, -0.3],
          [0.7, -0.3, 1],
        ];
        expect(stressCorrelation({ matrix: uneven, towards: uneven, weight }).matrix).toEqual(uneven);
        const ones = matrix.map((row) => row.map(() => 1));
        expect(stressCorrelation({ matrix: ones, towards: 'one', weight }).matrix).toEqual(ones);
      }),
      { seed: 20211231, numRuns: 100 },
    );
  });

  it('symmetric, of unit diagonal, positive semidefinite, between the two', () => {
    const vector = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });
    const vectors = fc.array(vector, { minLength: 5, maxLength: 5 });
    const correlations = (rows: number[][]): number[][] => {
      const lengths = rows.map((row) => Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)));
      return rows.map((a, i) =>
        rows.map((b, j) =>
          i === j
            ? 1
            : lengths[i]! * lengths[j]! > 1e-6
              ? a.reduce((sum, value, k) => sum + value * b[k]!, 0) / (lengths[i]! * lengths[j]!)
              : 0,
        ),
      );
    };
    fc.assert(
      fc.property(vectors, vectors, fc.integer({ min: 0, max: 1000 }), (a, b, thousandths) => {
        const weight = thousandths / 1000;
        const [from, to] = [correlations(a), correlations(b)];
        const got = stressCorrelation({ matrix: from, towards: to, weight }).matrix;
        // Singular matrices all. Observed: -4e-16.
        expect(leastEigenvalue(got)).toBeGreaterThan(-2e-15);
        got.forEach((row, i) => {
          expect(row[i]).toBe(1);
          row.forEach((value, j) => {
            expect(got[j]![i]).toBe(value);
            expect(value).toBeGreaterThanOrEqual(Math.min(from[i]![j]!, to[i]![j]!) - 1e-15);
            expect(value).toBeLessThanOrEqual(Math.max(from[i]![j]!, to[i]![j]!) + 1e-15);
          });
        });
      }),
      { seed: 20211231, numRuns: 200 },
    );
  });

  it('one row, typed rows, no -0', () => {
    expect(stressCorrelation({ matrix: [[1]], towards: 'one', weight: 0.3 }).matrix).toEqual([[1]]);
    const typed = matrix.map((row) => Float64Array.from(row));
    expect(stressCorrelation({ ...base, matrix: typed })).toEqual(stressCorrelation(base));
    const minus = [
      [1, -0],
      [-0, 1],
    ];
    const none = stressCorrelation({ matrix: minus, towards: minus, weight: 0.5 });
    expect(Object.is(none.matrix[0]![1], 0)).toBe(true);
    const zeros = { crashBetas: [0, -0.5], volatilities: [1, 1], factorVolatility: 1 };
    const still = [
      [1, 0.5],
      [0.5, 1],
    ];
    const result = stressCorrelation({ matrix: still, towards: zeros, weight: 1 });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(Object.is(result.matrix[0]![1], 0)).toBe(true);
    expect(Object.is(stressCorrelation({ ...base, weight: -0 }).weight, 0)).toBe(true);
  });

  it('what rounding took beyond 1 is 1', () => {
    const beyond = [
      [1, 1 + 1e-12],
      [1 + 1e-12, 1],
    ];
    const ones = [
      [1, 1],
      [1, 1],
    ];
    const result = stressCorrelation({ matrix: beyond, towards: beyond, weight: 0.5 });
    expect([result.matrix, result.target]).toEqual([ones, ones]);
  });

  const indefinite = [
    [1, 1, 0],
    [1, 1, 1],
    [0, 1, 1],
  ];
  it.each([
    ['one that is no correlation matrix', { matrix: indefinite }, 'domain.not_covariance', 'matrix'],
    ['holes for rows', { matrix: new Array(3) }, 'shape.missing_field', 'matrix[0]'],
    ['a target that is none', { towards: indefinite }, 'domain.not_covariance', 'towards'],
    ['a target of another size', { towards: [[1]] }, 'shape.length_mismatch', 'towards.length'],
    ['covariances', { matrix: [[2]] }, 'domain.out_of_range', 'matrix[0][0]'],
    [
      'one that is not symmetric',
      {
        matrix: [
          [1, 0],
          [0.1, 1],
        ],
      },
      'domain.not_covariance',
      'matrix[0][1]',
    ],
    ['another word', { towards: 'zero' }, 'domain.not_one_of', 'towards'],
    ['a number', { towards: 1 }, 'shape.wrong_type', 'towards'],
    ['a weight below 0', { weight: -0.1 }, 'domain.out_of_range', 'weight'],
    ['a weight above 1', { weight: 1.01 }, 'domain.out_of_range', 'weight'],
    ['a weight of NaN', { weight: NaN }, 'domain.not_finite', 'weight'],
    [
      'no betas',
      { towards: { ...crash, crashBetas: undefined } },
      'shape.missing_field',
      'towards.crashBetas',
    ],
    [
      'few betas',
      { towards: { ...crash, crashBetas: [1] } },
      'shape.length_mismatch',
      'towards.crashBetas.length',
    ],
    [
      'a volatility of 0',
      { towards: { ...crash, volatilities: [1, 0, 1] } },
      'domain.not_positive',
      'towards.volatilities[1]',
    ],
    [
      'few volatilities',
      { towards: { ...crash, volatilities: [1] } },
      'shape.length_mismatch',
      'towards.volatilities.length',
    ],
    [
      'no factor',
      { towards: { ...crash, factorVolatility: 0 } },
      'domain.not_positive',
      'towards.factorVolatility',
    ],
    [
      'a beta larger than its volatility allows',
      { towards: { ...crash, crashBetas: [4.01, 0, 0] } },
      'domain.out_of_range',
      'towards.crashBetas[0]',
    ],
  ] as const)('refuses %s', (_, change, code, path) => {
    const options = { ...base, ...change } as unknown as StressCorrelationOptions;
    expectRefusal(() => stressCorrelation(options), code, path);
  });
});
