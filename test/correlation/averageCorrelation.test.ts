import { describe, expect, it } from 'vitest';
import { averageCorrelation } from '../../src/correlation/averageCorrelation.ts';
import type { AverageCorrelationOptions } from '../../src/correlation/averageCorrelation.ts';
import { expectRefusal } from '../errors.ts';

const matrix = [
  [1, 0.75, 0.5],
  [0.75, 1, -0.25],
  [0.5, -0.25, 1],
];

describe('averageCorrelation', () => {
  it('plain and weighted, by hand', () => {
    const ends = { status: 'ok', minimum: -0.25, maximum: 0.75, pairs: 3 };
    expect(averageCorrelation({ matrix, weights: 'equal' })).toEqual({ ...ends, correlation: 1 / 3 });
    // (1/8 * 3/4 + 1/8 * 1/2 - 1/16 * 1/4) / (5/16)
    expect(averageCorrelation({ matrix, weights: [0.5, 0.25, 0.25] })).toEqual({
      ...ends,
      correlation: 0.45,
    });
    expect(averageCorrelation({ matrix, weights: [0, 0.5, 0.5] })).toMatchObject({ correlation: -0.25 });
  });

  it('equal shares are equal weights; a matrix of one value has that average', () => {
    const shares = averageCorrelation({ matrix, weights: [1 / 3, 1 / 3, 1 / 3] });
    expect(shares.status === 'ok' && shares.correlation).toBeCloseTo(1 / 3, 15);
    for (const value of [-0.2, 0, 0.3, 1]) {
      const same = [0, 1, 2, 3, 4].map((i) => [0, 1, 2, 3, 4].map((j) => (i === j ? 1 : value)));
      const average = averageCorrelation({ matrix: same, weights: [0.1, 0.2, 0.3, 0.3, 0.1] });
      expect(average.status === 'ok' && average.correlation).toBeCloseTo(value, 15);
    }
  });

  it('beyond 1 by rounding counts as 1', () => {
    const above = (value: number): AverageCorrelationOptions => ({
      matrix: [
        [1, value],
        [value, 1],
      ],
      weights: 'equal',
    });
    for (const sign of [1, -1])
      expect(averageCorrelation(above(sign * (1 + 4e-16)))).toMatchObject({
        correlation: sign,
        minimum: sign,
        maximum: sign,
      });
    for (const value of [1.5, -1 - 2e-9])
      expectRefusal(() => averageCorrelation(above(value)), 'domain.out_of_range', 'matrix[1][0]');
  });

  it('no pair', () => {
    const none = { status: 'degenerate', reason: 'no_pairs' };
    expect(averageCorrelation({ matrix: [[1]], weights: 'equal' })).toEqual(none);
    expect(averageCorrelation({ matrix, weights: [0, 1, 0] })).toEqual(none);
  });

  it.each([
    ['holes for rows', { matrix: new Array(3) }, 'shape.missing_field', 'matrix[0]'],
    ['an empty matrix', { matrix: [] }, 'domain.out_of_range', 'matrix'],
    ['covariances', { matrix: [[4]] }, 'domain.out_of_range', 'matrix[0][0]'],
    ['another word', { weights: 'market' }, 'domain.not_one_of', 'weights'],
    ['few weights', { weights: [1] }, 'shape.length_mismatch', 'weights.length'],
    ['a short position', { weights: [-1, 1, 1] }, 'domain.negative', 'weights[0]'],
    ['weights that do not sum to 1', { weights: [1, 1, 1] }, 'domain.out_of_range', 'weights'],
  ] as const)('refuses %s', (_, change, code, path) => {
    const options = { matrix, weights: 'equal', ...change } as unknown as AverageCorrelationOptions;
    expectRefusal(() => averageCorrelation(options), code, path);
  });
});
