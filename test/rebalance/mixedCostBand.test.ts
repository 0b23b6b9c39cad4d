import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedCostBand } from '../../src/rebalance/fixedCostBand.ts';
import { mixedCostBand } from '../../src/rebalance/mixedCostBand.ts';
import { proportionalCostBand } from '../../src/rebalance/proportionalCostBand.ts';
import { expectConsistent, expectRun, itRefusesBadNumbers, relative } from './bandChecks.ts';
import { continuousRun, observedRun } from './bandWalk.ts';

const positive = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });
/** From 1e-6 to 1e6, evenly in orders of magnitude. */
const scale = positive(-6, 6).map((x) => 10 ** x);

/** Objective of any h and l, from the stationary density: flat up to l, falling in a line to 0 at h. */
function objectiveOf(h: number, l: number, k: number, F: number, s2: number, lambda: number): number {
  const trades = s2 / (h * h - l * l);
  return trades * (F + k * (h - l)) + (lambda * (h * h + l * l)) / 6;
}

describe('mixedCostBand', () => {
  it('solves the inequality of the control: V quartic, its slope k at both ends, its rise F + k (h - l)', () => {
    fc.assert(
      fc.property(scale, scale, scale, scale, (k, F, s2, lambda) => {
        const {
          halfWidth: h,
          landing: l,
          objectivePerYear: c,
          ...band
        } = mixedCostBand({
          costPerUnit: k,
          fixedCost: F,
          driftVariancePerYear: s2,
          penaltyPerYear: lambda,
        });
        expect(band.tradeTo === 'inside' && l > 0 && l < h).toBe(true);
        // s^2 V'' / 2 + lambda x^2 = c; V' = (2 c x - 2 lambda x^3 / 3) / s^2, V = (c x^2 - lambda x^4 / 6) / s^2.
        const slope = (x: number): number => ((2 * c - (2 / 3) * lambda * x * x) * x) / s2;
        const terms = (2 * c * h) / s2;
        expect(Math.abs(slope(h) - k)).toBeLessThan(1e-14 * (terms + k));
        expect(Math.abs(slope(l) - k)).toBeLessThan(1e-14 * (terms + k));
        const rise = ((h - l) * (h + l) * (c - (lambda * (h * h + l * l)) / 6)) / s2;
        expect(Math.abs(rise - F - k * (h - l))).toBeLessThan(1e-14 * ((c * h * h) / s2 + F + k * h));
      }),
      { numRuns: 1000, seed: 3 },
    );
  });

  it('solves its two equations to the last digits, however different the costs', () => {
    let worst = 0;
    fc.assert(
      fc.property(scale, scale, (k, F) => {
        const {
          halfWidth: h,
          landing: l,
          tradesPerYear,
          turnoverPerYear,
        } = mixedCostBand({
          costPerUnit: k,
          fixedCost: F,
          driftVariancePerYear: 1,
          penaltyPerYear: 1,
        });
        // The gap has digits that h - l has not.
        const gap = turnoverPerYear! / tradesPerYear!;
        worst = Math.max(worst, relative(h * l * (h + l), 1.5 * k), relative(gap ** 3 * (h + l), 6 * F));
      }),
      { numRuns: 2000, seed: 4 },
    );
    // Observed 1.8e-15.
    expect(worst).toBeLessThan(7e-15);
  });

  it('has the least objective of all triggers and landings', () => {
    fc.assert(
      fc.property(scale, scale, positive(0, 1), positive(0.3, 3), (k, F, share, stretch) => {
        const band = mixedCostBand({
          costPerUnit: k,
          fixedCost: F,
          driftVariancePerYear: 2,
          penaltyPerYear: 3,
        });
        expectConsistent(band, k, F, 3);
        const h = stretch * band.halfWidth;
        expect(objectiveOf(h, share * h * 0.999999, k, F, 2, 3)).toBeGreaterThan(
          band.objectivePerYear * (1 - 1e-13),
        );
        // The least of a fine search around it is not below it either.
        for (const dh of [-1e-3, 0, 1e-3])
          for (const dl of [-1e-3, 0, 1e-3]) {
            const gap = (band.turnoverPerYear! / band.tradesPerYear!) * (1 + dl);
            const outer = band.halfWidth * (1 + dh);
            if (gap >= outer) continue;
            const inner = outer - gap;
            const trades = 2 / (gap * (outer + inner));
            const objective = trades * (F + k * gap) + 0.5 * (outer * outer + inner * inner);
            expect(objective).toBeGreaterThan(band.objectivePerYear * (1 - 1e-14));
          }
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('is the fixed band without a cost per unit, and the proportional one without a fixed cost', () => {
    const market = { driftVariancePerYear: 3, penaltyPerYear: 0.2 };
    for (const interval of [undefined, 0.01, 0.3]) {
      const looked = { ...market, observationIntervalYears: interval };
      expect(mixedCostBand({ ...looked, costPerUnit: 0, fixedCost: 0.4 })).toEqual(
        fixedCostBand({ ...looked, fixedCost: 0.4 }),
      );
      expect(mixedCostBand({ ...looked, costPerUnit: 0.4, fixedCost: 0 })).toEqual(
        proportionalCostBand({ ...looked, costPerUnit: 0.4 }),
      );
    }
    // And comes to them as either vanishes: h by the cube root of F and in proportion to k.
    const nearlyFixed = mixedCostBand({ ...market, costPerUnit: 1e-9, fixedCost: 0.4 });
    const fixed = fixedCostBand({ ...market, fixedCost: 0.4 });
    expect(relative(nearlyFixed.halfWidth, fixed.halfWidth)).toBeLessThan(1e-8);
    expect(nearlyFixed.landing).toBeLessThan(1e-8);
    const nearlyEdge = mixedCostBand({ ...market, costPerUnit: 0.4, fixedCost: 1e-21 });
    const edge = proportionalCostBand({ ...market, costPerUnit: 0.4 });
    expect(relative(nearlyEdge.halfWidth, edge.halfWidth)).toBeLessThan(4e-7);
    expect(relative(nearlyEdge.landing, edge.landing)).toBeLessThan(4e-7);
    expect(relative(nearlyEdge.objectivePerYear, edge.objectivePerYear)).toBeLessThan(1e-12);
  });

  it('in the long run of a seeded diffusion, trades and strays as it says', () => {
    // h = 12, l = 5 in units of a level.
    const [h, l] = [12, 5];
    const options = {
      costPerUnit: (2 / 3) * h * l * (h + l),
      fixedCost: ((h - l) ** 3 * (h + l)) / 6,
      driftVariancePerYear: 1,
      penaltyPerYear: 1,
    };
    const band = mixedCostBand(options);
    expect(relative(band.halfWidth, h)).toBeLessThan(1e-15);
    expect(relative(band.landing, l)).toBeLessThan(4e-15);
    expectRun(band, continuousRun(band, 1, 1, 1_000_000, 41));
    const looked = mixedCostBand({ ...options, driftVariancePerYear: 1, observationIntervalYears: 1 });
    expectRun(looked, observedRun(looked, 1, 1, 400_000, 42));
  });

  itRefusesBadNumbers(
    mixedCostBand,
    {
      costPerUnit: 0.01,
      fixedCost: 0.02,
      driftVariancePerYear: 9,
      penaltyPerYear: 0.5,
      observationIntervalYears: 0.001,
    },
    ['costPerUnit', 'fixedCost'],
  );
});
