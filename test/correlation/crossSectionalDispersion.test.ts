import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossSectionalDispersion } from '../../src/correlation/crossSectionalDispersion.ts';
import type { CrossSectionalDispersionOptions } from '../../src/correlation/crossSectionalDispersion.ts';
import { expectRefusal } from '../errors.ts';

const series = { A: [1, 0.1, NaN, -2], B: [3, 0.1, 1, 2], C: [5, 0.1, 1, 3] };

describe('crossSectionalDispersion', () => {
  it('by hand: equal, weighted, alike, with a hole', () => {
    const two = { A: series.A, B: series.B };
    expect(crossSectionalDispersion({ series: two, weights: 'equal' })).toEqual({
      values: Float64Array.of(1, 0, NaN, 2),
      validFrom: 0,
    });
    // 1 and 5 at 1/4 and 3/4: mean 4, 9/4 + 3/4.
    const ends = { A: [1], C: [5] };
    expect(crossSectionalDispersion({ series: ends, weights: { A: 0.25, C: 0.75 } }).values[0]).toBe(
      Math.sqrt(3),
    );
    const weights = { A: 0.25, B: 0.5, C: 0.25 };
    expect([...crossSectionalDispersion({ series, weights }).values.slice(0, 3)]).toEqual([
      Math.sqrt(2),
      0,
      NaN,
    ]);
    expect(crossSectionalDispersion({ series: { A: [NaN, 1], B: [1, 2] }, weights: 'equal' }).validFrom).toBe(
      1,
    );
  });

  it.each([1e-140, 1e-165, 1e-300, 2 ** -1060])('returns of %d are as far apart as any', (size) => {
    const { values } = crossSectionalDispersion({
      series: { A: [size], B: [3 * size], C: [7 * size] },
      weights: { A: 0.25, B: 0.5, C: 0.25 },
    });
    // Mean 3.5, squares 6.25/4 + 0.25/2 + 12.25/4. The last has 14 bits.
    expect(Math.abs(values[0]! / size / Math.sqrt(4.75) - 1)).toBeLessThan(size > 1e-308 ? 1e-15 : 2 ** -14);
  });

  it('a move that all share is no dispersion, and costs no digits', () => {
    const column = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(column, column, column, (a, b, c) => {
        const at = (shift: number): Float64Array => {
          const move = (values: number[]): number[] => values.map((value) => value / 1024 + shift);
          const moved = { A: move(a), B: move(b), C: move(c) };
          return crossSectionalDispersion({ series: moved, weights: { A: 0.5, B: 0.25, C: 0.25 } }).values;
        };
        expect(at(1e8)).toEqual(at(0));
        at(0).forEach((value, t) => {
          expect(value === 0).toBe(a[t] === b[t] && b[t] === c[t]);
        });
      }),
      { seed: 20211231, numRuns: 200 },
    );
  });

  it.each([NaN, Infinity, -Infinity])('%d in any series, of any weight, leaves its period without', (bad) => {
    for (const name of ['A', 'B', 'C'])
      for (const weight of [0, 0.5]) {
        const weights = { A: 0.5, B: 0.5, C: 0.5, [name]: weight };
        const sum = weights.A + weights.B + weights.C;
        const shares = { A: weights.A / sum, B: weights.B / sum, C: weights.C / sum };
        const holed = { A: [1, 2], B: [2, 4], C: [3, 1], [name]: [bad, 7] };
        const { values, validFrom } = crossSectionalDispersion({ series: holed, weights: shares });
        expect(values[0]).toBeNaN();
        expect(values[1]).toBeGreaterThan(0);
        expect(validFrom).toBe(1);
      }
  });

  it('nothing in, nothing out; all missing; typed columns', () => {
    expect(crossSectionalDispersion({ series: { A: [], B: [] }, weights: 'equal' })).toEqual({
      values: new Float64Array(0),
      validFrom: null,
    });
    const missing = crossSectionalDispersion({ series: { A: [NaN], B: [1] }, weights: 'equal' });
    expect(missing.validFrom).toBeNull();
    const typed = Float64Array.of(1, 2);
    const mixed = crossSectionalDispersion({ series: { A: typed, B: [3, 4] }, weights: 'equal' });
    expect([...mixed.values]).toEqual([1, 1]);
    expect([...typed]).toEqual([1, 2]);
  });

  it.each([
    ['one series', { series: { A: [1] } }, 'shape.missing_field', 'series'],
    ['lengths differ', { series: { A: [1], B: [] } }, 'shape.length_mismatch', 'series.B.length'],
    ['no weights', { weights: undefined }, 'shape.missing_field', 'weights'],
    ['another word', { weights: 'market' }, 'domain.not_one_of', 'weights'],
    ['a list', { weights: [1, 1, 1] }, 'shape.wrong_type', 'weights'],
    ['a symbol without a weight', { weights: { A: 0.5, B: 0.5 } }, 'shape.missing_field', 'weights.C'],
    ['a short position', { weights: { A: 2, B: -1, C: 0 } }, 'domain.negative', 'weights.B'],
    ['a stranger', { weights: { A: 0.5, B: 0.25, C: 0.25, D: 0 } }, 'shape.length_mismatch', 'weights.D'],
    ['weights that do not sum to 1', { weights: { A: 1, B: 1, C: 1 } }, 'domain.out_of_range', 'weights'],
    ['a return beyond squares', { series: { A: [1], B: [1e151] } }, 'domain.out_of_range', 'series.B[0]'],
  ] as const)('refuses %s', (_, change, code, path) => {
    const options = { series, weights: 'equal', ...change } as unknown as CrossSectionalDispersionOptions;
    expectRefusal(() => crossSectionalDispersion(options), code, path);
  });
});
