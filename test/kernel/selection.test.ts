import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, select, selectWeighted } from '../../src/kernel/selection.ts';

// Few different values: ties are where selections go wrong.
const values = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 40 });
const settings = { seed: 20211231, numRuns: 1000 };

describe('select and median', () => {
  it('the k-th of the sorted values, and nothing lost', () => {
    fc.assert(
      fc.property(values, fc.nat(), (given, at) => {
        const sorted = Float64Array.from(given).sort();
        const column = Float64Array.from(given);
        const k = at % given.length;
        expect(select(column, k)).toBe(sorted[k]);
        expect(column.sort()).toEqual(sorted);
      }),
      settings,
    );
  });

  it('the middle value, or the mean of the middle two', () => {
    fc.assert(
      fc.property(values, (given) => {
        const sorted = Float64Array.from(given).sort();
        const half = sorted.length >>> 1;
        const expected = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
        expect(median(Float64Array.from(given))).toBe(expected);
      }),
      settings,
    );
    expect(median(Float64Array.of(1e308, 1.5e308))).toBe(1.25e308);
  });

  it.each([
    ['sorted', (i: number) => i],
    ['reversed', (i: number) => -i],
    ['an organ pipe', (i: number) => Math.min(i, 20_000 - i)],
    ['all equal', () => 1],
    ['few values', (i: number) => i % 3],
  ])('%s', (_, at) => {
    const column = Float64Array.from({ length: 20_001 }, (__, i) => at(i));
    const sorted = column.slice().sort();
    for (const k of [0, 1, 5000, 10_000, 20_000]) expect(select(column.slice(), k)).toBe(sorted[k]);
  });
});

describe('selectWeighted', () => {
  it('the first value that has the target of the weights at or below it', () => {
    const weighted = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: 1, max: 5 })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(weighted, fc.nat(), (given, at) => {
        const total = given.reduce((sum, [, weight]) => sum + weight, 0);
        // Whole targets, which are met exactly, and halves.
        const target = ((at % (2 * total)) + 1) / 2;
        let below = 0;
        let expected = NaN;
        for (const [value, weight] of [...given].sort(([a], [b]) => a - b)) {
          below += weight;
          expected = value;
          if (below >= target) break;
        }
        // What lies behind `length` is not looked at.
        const column = Float64Array.from([...given.map(([value]) => value), -9, -9]);
        const weights = Float64Array.from([...given.map(([, weight]) => weight), 100, 100]);
        expect(selectWeighted(column, weights, given.length, target)).toBe(expected);
      }),
      settings,
    );
  });

  it('the largest value, where rounding leaves a target beyond all weights', () => {
    const column = Float64Array.of(3, 1, 2, 3);
    expect(selectWeighted(column, Float64Array.of(1, 1, 1, 1), 4, 4.000001)).toBe(3);
  });
});
