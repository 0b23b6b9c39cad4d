import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bestObservedBand } from '../../src/rebalance/observedWalk.ts';
import { fixedCostBand } from '../../src/rebalance/fixedCostBand.ts';
import { mixedCostBand } from '../../src/rebalance/mixedCostBand.ts';
import { proportionalCostBand } from '../../src/rebalance/proportionalCostBand.ts';
import { expectConsistent, expectRun, relative } from './bandChecks.ts';
import { observedRun } from './bandWalk.ts';

interface Figures {
  readonly trigger: number;
  readonly landing: number;
}

const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/observed_bands.json', import.meta.url), 'utf8'),
) as {
  given: (Figures & { steps: number; traded: number; variance: number })[];
  best: (Figures & { perUnit: number; fixed: number; objective: number })[];
};

// In units of a step: drift variance, interval and penalty of 1.
const unit = { driftVariancePerYear: 1, observationIntervalYears: 1, penaltyPerYear: 1 };

describe('bestObservedBand', () => {
  it.each(fixture.best)('finds the band that scipy finds: $perUnit, $fixed', (row) => {
    const { perUnit, fixed } = row;
    const widest = Math.cbrt(0.75 * perUnit) + Math.sqrt(Math.sqrt(6 * fixed));
    const band = bestObservedBand(perUnit, fixed, widest);
    // Flat about the least: observed 1.0e-7, and either search may be off by as much.
    expect(Math.abs(band.trigger - row.trigger)).toBeLessThan(4e-7);
    expect(Math.abs(band.landing - row.landing)).toBeLessThan(4e-7);
    // Observed 2.5e-13.
    const objective = (fixed + perUnit * band.traded) / band.steps + band.variance;
    expect(relative(objective, row.objective)).toBeLessThan(1e-12);
  });

  it('has an objective that no band near it, or anywhere on a grid, is below', () => {
    for (const { given: all, perUnit, fixed } of fixture.best.map((row) => ({
      ...row,
      given: fixture.given,
    }))) {
      const widest = Math.cbrt(0.75 * perUnit) + Math.sqrt(Math.sqrt(6 * fixed));
      const band = bestObservedBand(perUnit, fixed, widest);
      const least = (fixed + perUnit * band.traded) / band.steps + band.variance;
      for (const other of all)
        expect((fixed + perUnit * other.traded) / other.steps + other.variance).toBeGreaterThan(
          least - 1e-11,
        );
    }
  });
});

describe('bands that are looked at', () => {
  const bandOf = ({ perUnit, fixed }: { perUnit: number; fixed: number }) => {
    if (fixed === 0) return proportionalCostBand({ ...unit, costPerUnit: perUnit });
    if (perUnit === 0) return fixedCostBand({ ...unit, fixedCost: fixed });
    return mixedCostBand({ ...unit, costPerUnit: perUnit, fixedCost: fixed });
  };

  it.each(fixture.best)('attain the least of the objective: $perUnit, $fixed', (row) => {
    const band = bandOf(row);
    expectConsistent(band, row.perUnit, row.fixed, 1);
    // Where the closed form is taken, up to 5e-4 is lost: observed 4.1e-4 (the fixed cost of 8).
    expect(relative(band.objectivePerYear, row.objective)).toBeLessThan(5e-4);
  });

  it.each(fixture.best)('do what the walk does: $perUnit, $fixed', (row) => {
    const band = bandOf(row);
    expectRun(band, observedRun(band, 1, 1, 200_000, 11));
  });

  it('have the figures of their trigger and landing, as the integral equations say', () => {
    for (const row of fixture.given) {
      // The costs of which the closed form makes this trigger; its figures are those of trigger and landing alone.
      const h = row.trigger + 0.5825971579390107;
      const l = row.landing;
      const edge = l === row.trigger;
      if (edge ? row.trigger < 1 : row.trigger - l < 2) continue;
      const band = edge
        ? proportionalCostBand({ ...unit, costPerUnit: (4 / 3) * h ** 3 })
        : mixedCostBand({
            ...unit,
            costPerUnit: (2 / 3) * h * l * (h + l),
            fixedCost: ((h - l) ** 3 * (h + l)) / 6,
          });
      expect(relative(band.halfWidth, row.trigger)).toBeLessThan(1e-14);
      expect(Math.abs(band.landing - (edge ? row.trigger : l))).toBeLessThan(1e-14 * h);
      // What the closed form leaves out: observed up to 0.08 exp(-5 trigger) at the edge and 0.11 exp(-2.5 (trigger -
      // landing)) else; and 3e-15 of rounding.
      const left = edge ? 0.3 * Math.exp(-5 * row.trigger) : 0.44 * Math.exp(-2.5 * (row.trigger - l));
      const bound = left + 1.2e-14;
      expect(relative(band.tradesPerYear!, 1 / row.steps)).toBeLessThan(bound);
      expect(relative(band.turnoverPerYear!, row.traded / row.steps)).toBeLessThan(bound);
      expect(relative(band.deviationVariance, row.variance)).toBeLessThan(bound);
    }
  });

  it('are the same in other units of exposure, money and time, where they are solved for too', () => {
    for (const { perUnit, fixed } of fixture.best) {
      const before = mixedCostBand({ ...unit, costPerUnit: perUnit, fixedCost: fixed });
      // A unit of exposure is now 1 / 8, of money 1 / 4 and a year 1 / 16 of what they were; powers of two, no rounding.
      const [exposure, money, years] = [8, 4, 1 / 16];
      const after = mixedCostBand({
        costPerUnit: (perUnit * money) / exposure,
        fixedCost: fixed * money,
        driftVariancePerYear: exposure ** 2 / years,
        penaltyPerYear: money / exposure ** 2 / years,
        observationIntervalYears: years,
      });
      // Another rounding of the cube root can move the search within what it resolves.
      expect(relative(after.halfWidth, before.halfWidth * exposure)).toBeLessThan(4e-7);
      expect(Math.abs(after.landing - before.landing * exposure)).toBeLessThan(4e-7 * after.halfWidth);
      expect(relative(after.objectivePerYear, (before.objectivePerYear * money) / years)).toBeLessThan(1e-12);
      expect(relative(after.turnoverPerYear!, (before.turnoverPerYear! * exposure) / years)).toBeLessThan(
        1e-6,
      );
      expect(relative(after.deviationVariance, before.deviationVariance * exposure ** 2)).toBeLessThan(1e-6);
    }
  });

  it('come to those watched all the time as looks become frequent', () => {
    const base = { driftVariancePerYear: 1, penaltyPerYear: 1 };
    const small = 1e-10;
    const step = Math.sqrt(small);
    for (const costs of [
      { costPerUnit: 0.7, fixedCost: 0 },
      { costPerUnit: 0, fixedCost: 0.2 },
      { costPerUnit: 0.7, fixedCost: 0.2 },
    ]) {
      const watched = mixedCostBand({ ...base, ...costs });
      const looked = mixedCostBand({ ...base, ...costs, observationIntervalYears: small });
      expect(Math.abs(watched.halfWidth - looked.halfWidth - 0.5825971579390107 * step)).toBeLessThan(1e-15);
      if (watched.tradesPerYear !== null)
        expect(relative(looked.tradesPerYear!, watched.tradesPerYear)).toBeLessThan(2 * small);
      expect(relative(looked.turnoverPerYear!, watched.turnoverPerYear!)).toBeLessThan(2 * small);
      expect(relative(looked.deviationVariance, watched.deviationVariance)).toBeLessThan(4 * small);
    }
  });
});
