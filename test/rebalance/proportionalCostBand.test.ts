import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedCostBand } from '../../src/rebalance/fixedCostBand.ts';
import { proportionalCostBand } from '../../src/rebalance/proportionalCostBand.ts';
import { expectConsistent, expectRun, itRefusesBadNumbers, relative } from './bandChecks.ts';
import { observedRun } from './bandWalk.ts';

const positive = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });

describe('proportionalCostBand', () => {
  it('is the cube-root law, with its turnover and variance', () => {
    // h^3 = 3 0.02 9 / (4 0.5) = 0.27.
    const band = proportionalCostBand({ costPerUnit: 0.02, driftVariancePerYear: 9, penaltyPerYear: 0.5 });
    const h = Math.cbrt(0.27);
    expectConsistent(band, 0.02, 0, 0.5);
    // Observed 3.4e-16.
    expect(relative(band.halfWidth, h)).toBeLessThan(7e-16);
    expect(band.landing).toBe(band.halfWidth);
    expect(band.tradeTo).toBe('edge');
    expect(band.tradesPerYear).toBeNull();
    expect(relative(band.turnoverPerYear!, 9 / (2 * h))).toBeLessThan(7e-16);
    expect(relative(band.deviationVariance, (h * h) / 3)).toBeLessThan(1e-15);
  });

  it('has the least objective of all half widths, and costs twice the penalty there', () => {
    fc.assert(
      fc.property(
        positive(1e-6, 1e3),
        positive(1e-6, 1e12),
        positive(1e-9, 1e3),
        positive(0.5, 2),
        (k, s2, lambda, f) => {
          const band = proportionalCostBand({
            costPerUnit: k,
            driftVariancePerYear: s2,
            penaltyPerYear: lambda,
          });
          const other = f * band.halfWidth;
          const objective = (k * s2) / (2 * other) + (lambda * other * other) / 3;
          expect(objective).toBeGreaterThanOrEqual(band.objectivePerYear * (1 - 2e-15));
          expect(relative(band.costPerYear, 2 * band.riskPenaltyPerYear)).toBeLessThan(4e-15);
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });

  it('at equal variance costs 29.3 % less than trading to the target', () => {
    const edge = proportionalCostBand({ costPerUnit: 1, driftVariancePerYear: 2, penaltyPerYear: 3 });
    // Half widths in the ratio sqrt(2): (6 F s^2 / lambda) = (sqrt(2) h)^4.
    const fixedCost = (4 * edge.halfWidth ** 4 * 3) / (6 * 2);
    const centre = fixedCostBand({ fixedCost, driftVariancePerYear: 2, penaltyPerYear: 3 });
    expect(relative(centre.deviationVariance, edge.deviationVariance)).toBeLessThan(1e-15);
    expect(relative(edge.turnoverPerYear! / centre.turnoverPerYear!, Math.SQRT1_2)).toBeLessThan(1e-15);
  });

  it('in the long run of a seeded walk, trades and strays as it says', () => {
    const market = { costPerUnit: 0.0005, driftVariancePerYear: 3.6e11, penaltyPerYear: 5.4e-7 };
    for (const interval of [1 / 365, 1 / 2190, 1 / 8760]) {
      const band = proportionalCostBand({ ...market, observationIntervalYears: interval });
      expectRun(band, observedRun(band, market.driftVariancePerYear, interval, 400_000, 21));
    }
  });

  it('scales with the units: of exposure, of money and of time', () => {
    const options = {
      costPerUnit: 0.3,
      driftVariancePerYear: 2,
      penaltyPerYear: 0.7,
      observationIntervalYears: 0.05,
    };
    const band = proportionalCostBand(options);
    const inCents = proportionalCostBand({ ...options, costPerUnit: 30, penaltyPerYear: 70 });
    expect(relative(inCents.halfWidth, band.halfWidth)).toBeLessThan(4e-15);
    expect(relative(inCents.objectivePerYear, 100 * band.objectivePerYear)).toBeLessThan(4e-15);
    const inThousands = proportionalCostBand({
      ...options,
      costPerUnit: 0.3 * 1000,
      driftVariancePerYear: 2e-6,
      penaltyPerYear: 0.7e6,
    });
    expect(relative(inThousands.halfWidth, band.halfWidth / 1000)).toBeLessThan(4e-15);
    expect(relative(inThousands.objectivePerYear, band.objectivePerYear)).toBeLessThan(4e-15);
  });

  itRefusesBadNumbers(
    proportionalCostBand,
    { costPerUnit: 0.02, driftVariancePerYear: 9, penaltyPerYear: 0.5, observationIntervalYears: 0.001 },
    ['costPerUnit'],
  );
});
