import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAD_TO_SIGMA, movingMedian } from '../../src/kernel/hampel.ts';
import { normalQuantile } from '../../src/kernel/normal.ts';

/** The middle of the sorted values, or between the middle two. */
function middle(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)]!;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]!;
  return (lower + upper) / 2;
}

describe('movingMedian', () => {
  it('is the sorted middle of each window, cut at the ends, NaN left out', () => {
    const element = fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: -20, max: 20 }) },
      { weight: 1, arbitrary: fc.constant(NaN) },
    );
    fc.assert(
      fc.property(
        fc.array(element, { maxLength: 40 }),
        fc.integer({ min: 1, max: 8 }),
        (values, halfWindow) => {
          const { medians, scales } = movingMedian(Float64Array.from(values), halfWindow);
          values.forEach((_, i) => {
            const window = values
              .slice(Math.max(0, i - halfWindow), i + halfWindow + 1)
              .filter((value) => !Number.isNaN(value));
            if (window.length <= halfWindow) {
              expect([medians[i], scales[i]]).toEqual([NaN, NaN]);
              return;
            }
            const centre = middle(window);
            expect(medians[i]).toBe(centre);
            // Halves of whole numbers are exact: one rounding.
            const spread = middle(window.map((value) => Math.abs(value - centre)));
            expect(scales[i]).toBe(MAD_TO_SIGMA * spread);
          });
        },
      ),
      { seed: 20211231, numRuns: 500 },
    );
  });

  it('scales a MAD to the standard deviation of normal values', () => {
    expect(Math.abs(MAD_TO_SIGMA * normalQuantile(0.75) - 1)).toBeLessThan(3e-16);
  });

  it('no window is too wide to ask for: too few values around, everywhere', () => {
    for (const halfWindow of [5, 1000, 1e300]) {
      const { medians, scales } = movingMedian(Float64Array.of(3, 1, 2, 5, 4), halfWindow);
      expect([...medians, ...scales]).toEqual(new Array(10).fill(NaN));
    }
    expect([...movingMedian(Float64Array.of(3, 1, 2, 5, 4), 4).medians]).toEqual([3, 3, 3, 3, 3]);
  });

  it('leaves its input alone', () => {
    const values = Float64Array.of(3, 1, 2, 5, 4);
    movingMedian(values, 2);
    expect([...values]).toEqual([3, 1, 2, 5, 4]);
  });
});
