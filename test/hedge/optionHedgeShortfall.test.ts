import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortfallOf } from '../../src/hedge/optionHedgeShortfall.ts';

describe('expected shortfall of weighted outcomes', () => {
  it('the outcome on the edge counts in part', () => {
    // Worst 5 %: 3 % lose 10, and 2 of the 5 % that lose 5: (0.03 x 10 + 0.02 x 5) / 0.05 = 8.
    const shortfall = shortfallOf(100, [100, 95, 90], [0.92, 0.05, 0.03], 0.95);
    expect(Math.abs(shortfall - 8)).toBeLessThan(7e-15); // 1 - 0.95 is off by 4e-17, of 0.05; observed 1.8e-15
  });

  it('equal weights: the mean of the worst', () => {
    const values = Array.from({ length: 1000 }, (_, i) => i);
    const weights = values.map(() => 1 / 1000);
    // Losses 1000, 999, ..., 951: their mean, (1000 + 951) / 2.
    const shortfall = shortfallOf(1000, values, weights, 0.95);
    expect(Math.abs(shortfall - 975.5)).toBeLessThan(4.5e-13); // fifty weights subtracted; observed 1.2e-13
  });

  it('a tail within the worst outcome is that outcome, a level near 0 the mean; gains are below 0', () => {
    expect(shortfallOf(100, [50, 100, 200], [0.2, 0.3, 0.5], 0.9)).toBe(50);
    // The mean is (0.2 x 50 + 0 - 0.5 x 100); 1e-9 of the gains is left out.
    expect(Math.abs(shortfallOf(100, [50, 100, 200], [0.2, 0.3, 0.5], 1e-9) + 40)).toBeLessThan(1e-7);
    expect(shortfallOf(100, [130], [1], 0.5)).toBe(-30);
    expect(Object.is(shortfallOf(100, [100], [1], 0.5), 0)).toBe(true);
  });

  it('weights that sum to a little less than 1 fill what they can', () => {
    const mean = shortfallOf(100, [90, 80], [0.5, 0.5 - 5e-10], 1e-12);
    expect(Math.abs(mean - 15)).toBeLessThan(4e-9); // 5e-10 of weight, times 5; observed 2.5e-9
  });

  const outcomes = fc.array(
    fc.tuple(fc.double({ min: -1e5, max: 1e5, noNaN: true }), fc.integer({ min: 0, max: 9 })),
    { minLength: 1, maxLength: 30 },
  );
  const level = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);

  it('is the least of a + E max(L - a, 0) / (1 - level) over a (Rockafellar and Uryasev 2000)', () => {
    let worst = 0;
    fc.assert(
      fc.property(outcomes, level, (rows, alpha) => {
        const total = rows.reduce((sum, [, count]) => sum + count, 0);
        if (total === 0) return;
        const losses = rows.map(([loss]) => loss);
        const weights = rows.map(([, count]) => count / total);
        const bound = (a: number): number =>
          a + losses.reduce((sum, loss, i) => sum + weights[i]! * Math.max(loss - a, 0), 0) / (1 - alpha);
        const least = Math.min(...losses.filter((_, i) => weights[i]! > 0).map(bound));
        const shortfall = shortfallOf(
          0,
          losses.map((loss) => -loss),
          weights,
          alpha,
        );
        worst = Math.max(worst, (Math.abs(shortfall - least) / 1e5) * (1 - alpha));
      }),
      { seed: 21, numRuns: 2000 },
    );
    // Thirty terms of losses up to 1e5 over 1 - alpha; observed 2.8e-16.
    expect(worst).toBeLessThan(1e-15);
    expect(worst).toBeGreaterThan(0);
  });

  it('permuted outcomes give the same bits', () => {
    fc.assert(
      fc.property(outcomes, level, (rows, alpha) => {
        const of = (list: typeof rows): number =>
          shortfallOf(
            7,
            list.map(([value]) => Math.round(value / 4e4)),
            list.map(([, count]) => (count + 1) / 13),
            alpha,
          );
        expect(of([...rows].reverse())).toBe(of(rows));
      }),
      { seed: 22, numRuns: 500 },
    );
  });
});
