import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageRanks } from '../../src/kernel/ranks.ts';

describe('ranks', () => {
  it('is one plus the number below, plus half of the others that are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 }), (values) => {
        const ranks = averageRanks(Float64Array.from(values));
        values.forEach((value, i) => {
          const below = values.filter((other) => other < value).length;
          const equal = values.filter((other) => other === value).length;
          expect(ranks[i]).toBe(below + (equal + 1) / 2);
        });
      }),
      { seed: 20211231, numRuns: 300 },
    );
  });

  it('takes 0 and -0 for equal, and any size', () => {
    expect([...averageRanks(Float64Array.of(0, -0, 1e-320, -1e308, 1e308))]).toEqual([2.5, 2.5, 4, 1, 5]);
    expect(averageRanks(new Float64Array())).toHaveLength(0);
  });

  it('leaves its input alone', () => {
    const series = Float64Array.of(3, 1, 2);
    averageRanks(series);
    expect([...series]).toEqual([3, 1, 2]);
  });
});
