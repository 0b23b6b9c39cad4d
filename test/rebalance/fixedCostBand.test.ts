import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedCostBand } from '../../src/rebalance/fixedCostBand.ts';
import { expectConsistent, expectRun, itRefusesBadNumbers, relative } from './bandChecks.ts';
import { continuousRun, observedRun } from './bandWalk.ts';

const positive = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });

describe('fixedCostBand', () => {
  it('is the fourth-root law, with its trades and variance', () => {
    // h^4 = 6 0.02 9 / 0.5 = 2.16.
    const band = fixedCostBand({ fixedCost: 0.02, driftVariancePerYear: 9, penaltyPerYear: 0.5 });
    const h = 2.16 ** 0.25;
    expectConsistent(band, 0, 0.02, 0.5);
    // Observed 2.2e-16.
    expect(relative(band.halfWidth, h)).toBeLessThan(7e-16);
    expect(band.landing).toBe(0);
    expect(band.tradeTo).toBe('target');
    expect(relative(band.tradesPerYear!, 9 / h ** 2)).toBeLessThan(7e-16);
    expect(relative(band.turnoverPerYear!, 9 / h)).toBeLessThan(7e-16);
    expect(relative(band.deviationVariance, (h * h) / 6)).toBeLessThan(7e-16);
  });

  it('has the least objective of all half widths, and costs as much as the penalty there', () => {
    fc.assert(
      fc.property(
        positive(1e-6, 1e3),
        positive(1e-6, 1e12),
        positive(1e-9, 1e3),
        positive(0.5, 2),
        (F, s2, lambda, f) => {
          const band = fixedCostBand({ fixedCost: F, driftVariancePerYear: s2, penaltyPerYear: lambda });
          const other = f * band.halfWidth;
          const objective = (F * s2) / (other * other) + (lambda * other * other) / 6;
          expect(objective).toBeGreaterThanOrEqual(band.objectivePerYear * (1 - 2e-15));
          expect(relative(band.costPerYear, band.riskPenaltyPerYear)).toBeLessThan(4e-15);
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });

  it('in the long run of a seeded diffusion, trades and strays as it says', () => {
    const market = { fixedCost: 15, driftVariancePerYear: 3.6e11, penaltyPerYear: 5.4e-7 };
    const band = fixedCostBand(market);
    expectRun(band, continuousRun(band, market.driftVariancePerYear, band.halfWidth / 12, 1_000_000, 31));
    for (const interval of [1 / 365, 1 / 2190]) {
      const looked = fixedCostBand({ ...market, observationIntervalYears: interval });
      expectRun(looked, observedRun(looked, market.driftVariancePerYear, interval, 400_000, 32));
    }
  });

  itRefusesBadNumbers(
    fixedCostBand,
    { fixedCost: 0.02, driftVariancePerYear: 9, penaltyPerYear: 0.5, observationIntervalYears: 0.001 },
    ['fixedCost'],
  );
});
