import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalSum } from '../../src/hedge/canonicalSum.ts';
import { exactSum } from './exactSum.ts';

const sum = (values: readonly number[]): number => canonicalSum(Float64Array.from(values));

describe('canonicalSum', () => {
  // Of all sizes at once, so that most of what is added is far below the last digit of the largest.
  const wide = fc
    .tuple(
      fc.double({ min: -1, max: 1, noNaN: true }).filter((m) => m === 0 || Math.abs(m) > 1e-100),
      fc.integer({ min: -60, max: 60 }).map((exponent) => 2 ** exponent),
    )
    .map(([mantissa, scale]) => mantissa * scale);
  const lists = fc.array(wide, { maxLength: 200 });

  it('is the exact sum to the last digit, also where nearly all of it cancels', () => {
    fc.assert(
      fc.property(lists, (values) => {
        const exact = exactSum(values);
        const n = values.length;
        const largest = Math.max(0, ...values.map(Math.abs));
        const bound = 2 ** -52 * Math.abs(exact) + n * (4 * n * 2 ** -52) ** 3 * largest;
        expect(Math.abs(sum(values) - exact)).toBeLessThanOrEqual(bound);
        const cancelled = sum([...values, ...values.map((value) => -value), 2 ** -60]);
        expect(Math.abs(cancelled - 2 ** -60)).toBeLessThanOrEqual(
          16 * n * (4 * n * 2 ** -52) ** 3 * largest,
        );
      }),
      { seed: 31, numRuns: 500 },
    );
  });

  it('gives the same bits in whatever order', () => {
    const shuffled = lists.chain((values) =>
      fc.tuple(
        fc.constant(values),
        fc.shuffledSubarray(values, { minLength: values.length, maxLength: values.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([values, permuted]) => {
        expect(sum(permuted)).toBe(sum(values));
      }),
      { seed: 32, numRuns: 500 },
    );
  });

  it('doubles where the values double', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: -100, max: 100 }), (values, exponent) => {
        const scale = 2 ** exponent;
        expect(sum(values.map((value) => value * scale))).toBe(sum(values) * scale);
      }),
      { seed: 33, numRuns: 300 },
    );
  });

  it.each([
    ['nothing', [], 0],
    ['zeros', [0, -0], 0],
    ['one', [0.1], 0.1],
    ['what a plain loop loses', [1e16, 1, -1e16], 1],
    ['the smallest', [5e-324, 5e-324], 1e-323],
    ['small beside the smallest', [1e-200, 1e-210, -1e-200], 1e-210],
    ['the largest', [1.7e308, -1.7e308, 1], 1],
    ['beyond all doubles', [1.7e308, 1.7e308], Infinity],
    ['infinity', [1, -Infinity], -Infinity],
    ['no number', [1, NaN, 2], NaN],
  ])('%s', (_, values, expected) => {
    expect(sum(values)).toBe(expected);
  });

  it('leaves its input as it is', () => {
    const values = Float64Array.of(3, 1, 2);
    canonicalSum(values);
    expect([...values]).toEqual([3, 1, 2]);
  });
});
