// What all bands have in common: the relations between their figures, and what they refuse.
import { expect, it } from 'vitest';
import type { ErrorCode } from '../../src/foundation/errors.ts';
import type { RebalanceBand } from '../../src/rebalance/band.ts';
import { expectRefusal } from '../errors.ts';
import type { Run } from './bandWalk.ts';

/** |got / expected - 1|, 0 for equal numbers. */
export function relative(got: number, expected: number): number {
  return got === expected ? 0 : Math.abs(got / expected - 1);
}

/** Each figure within four standard errors of the run, so alpha 6e-5 a figure. */
export function expectRun(band: RebalanceBand, run: Run): void {
  const within = (got: number | null, [mean, error]: readonly [number, number]): void => {
    if (got !== null) expect(Math.abs(got - mean)).toBeLessThan(4 * error);
  };
  within(band.tradesPerYear, run.trades);
  within(band.turnoverPerYear, run.turnover);
  within(band.deviationVariance, run.variance);
}

/** The costs add up, and the word says what the numbers do. */
export function expectConsistent(
  band: RebalanceBand,
  costPerUnit: number,
  fixedCost: number,
  penalty: number,
): void {
  const cost = costPerUnit * (band.turnoverPerYear ?? 0) + fixedCost * (band.tradesPerYear ?? 0);
  expect(relative(band.costPerYear, cost)).toBeLessThan(1e-15);
  expect(relative(band.riskPenaltyPerYear, penalty * band.deviationVariance)).toBeLessThan(1e-15);
  expect(band.objectivePerYear).toBe(band.costPerYear + band.riskPenaltyPerYear);
  const word = band.landing === 0 ? 'target' : band.landing === band.halfWidth ? 'edge' : 'inside';
  expect(band.tradeTo).toBe(word);
  expect(JSON.parse(JSON.stringify(band))).toEqual(band);
}

type BandFunction = (options: never) => RebalanceBand;

/** Boundary rows of every number that a band takes. */
export function itRefusesBadNumbers(band: BandFunction, valid: object, costs: readonly string[]): void {
  const call = (change: object): RebalanceBand => band({ ...valid, ...change } as never);
  const rows: [string, unknown, ErrorCode][] = [];
  for (const field of [...costs, 'driftVariancePerYear', 'penaltyPerYear', 'observationIntervalYears']) {
    const optional = field === 'observationIntervalYears';
    for (const value of [NaN, Infinity, -Infinity]) rows.push([field, value, 'domain.not_finite']);
    rows.push([field, '1', 'shape.wrong_type'], [field, [1], 'shape.wrong_type']);
    rows.push([field, -1e-300, costs.includes(field) ? 'domain.negative' : 'domain.not_positive']);
    if (!optional) rows.push([field, undefined, 'shape.missing_field'], [field, null, 'shape.missing_field']);
    if (!costs.includes(field))
      rows.push([field, 0, 'domain.not_positive'], [field, -0, 'domain.not_positive']);
  }
  rows.push(['observationIntervalYears', 1.0000001, 'unit.suspicious']);
  it.each(rows)('refuses %s %s with %s', (field, value, code) => {
    expectRefusal(() => call({ [field]: value }), code, field);
  });

  it('refuses numbers whose ratio is beyond the doubles, and takes what is huge or tiny but in proportion', () => {
    const cost = costs[0]!;
    const zero = Object.fromEntries(costs.map((field) => [field, 0]));
    expectRefusal(
      () => call({ ...zero, [cost]: 1e-200, penaltyPerYear: 1e200 }),
      'domain.out_of_range',
      cost,
    );
    expectRefusal(
      () => call({ ...zero, [cost]: 1e200, penaltyPerYear: 1e-200 }),
      'domain.out_of_range',
      cost,
    );
    expectRefusal(
      () =>
        call({
          ...zero,
          [cost]: 0,
          driftVariancePerYear: 1e300,
          penaltyPerYear: 1e300,
          observationIntervalYears: 1,
        }),
      'domain.out_of_range',
      'driftVariancePerYear',
    );
    for (const scale of [1e-120, 1e120]) {
      const scaled = call({ ...zero, [cost]: scale, driftVariancePerYear: 1, penaltyPerYear: scale });
      const unscaled = call({ ...zero, [cost]: 1, driftVariancePerYear: 1, penaltyPerYear: 1 });
      expect(relative(scaled.halfWidth, unscaled.halfWidth)).toBeLessThan(1e-15);
    }
  });

  it('refuses what is no object, and leaves frozen options alone', () => {
    for (const value of [undefined, null, 1, 'a', []]) expect(() => band(value as never)).toThrow();
    expect(band(Object.freeze({ ...valid }) as never)).toEqual(band(valid as never));
  });

  it('of no cost has width 0: all is traded always, or at each look', () => {
    const zero = {
      ...Object.fromEntries(costs.map((field) => [field, 0])),
      driftVariancePerYear: 4,
      penaltyPerYear: 3,
    };
    const watched = {
      halfWidth: 0,
      landing: 0,
      tradeTo: 'target',
      tradesPerYear: null,
      turnoverPerYear: null,
    };
    const none = { deviationVariance: 0, costPerYear: 0, riskPenaltyPerYear: 0, objectivePerYear: 0 };
    expect(band(zero as never)).toEqual({ ...watched, ...none });
    expect(band({ ...zero, [costs[0]!]: -0 } as never)).toEqual({ ...watched, ...none });
    const looked = band({ ...zero, observationIntervalYears: 0.01 } as never);
    expect(looked.tradesPerYear).toBe(100);
    // The mean of |z| is sqrt(2 / pi); the mean square grows from 0 to s^2 dt between two looks.
    expect(relative(looked.turnoverPerYear!, 100 * 0.2 * Math.sqrt(2 / Math.PI))).toBeLessThan(4e-16);
    expect(relative(looked.deviationVariance, 0.02)).toBeLessThan(4e-16);
    expect(looked.costPerYear).toBe(0);
  });
}
