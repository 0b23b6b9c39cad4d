import { describe, expect, it } from 'vitest';
import { hedgeEffectiveness } from '../../src/beta/hedgeEffectiveness.ts';
import type { HedgedPeriods, HedgeEffectivenessOptions } from '../../src/beta/hedgeEffectiveness.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';

const fixture = readFixture('systematic');
const input = (name: string): number[] => fixture.inputs[name] as number[];

const put = (values: number[], at: number, value: number): number[] =>
  values.map((old, t) => (t === at ? value : old));

// mpmath, 50 digits. Observed: 1.7e-15.
const RELATIVE = 5e-15;
let worst = 0;
function expectNear(got: number, expected: number): void {
  const error = Math.abs(got - expected) / Math.abs(expected);
  worst = Math.max(worst, error);
  expect(error).toBeLessThanOrEqual(RELATIVE);
}

describe('hedgeEffectiveness against 50-digit arithmetic', () => {
  const cases = fixture.cases.filter(({ name }) => name.includes('hedged'));
  it.each(cases)('$name', ({ options, expected }) => {
    const { asset, hedge, train } = options as { asset: string; hedge: string; train: number };
    const { fullSample, training, test, testWithHedgeRatioOne } = expected as Record<
      'fullSample' | 'training' | 'test',
      Record<string, number>
    > & { testWithHedgeRatioOne: number };
    const series = { assetReturns: input(asset), hedgeReturns: input(hedge) };

    const full = orThrow(hedgeEffectiveness(series));
    expectNear(full.hedgeRatio, fullSample['hedgeRatio']!);
    expectNear(full.inSample!.effectiveness, fullSample['effectiveness']!);
    expect(full.outOfSample).toBeNull();

    const split = orThrow(hedgeEffectiveness({ ...series, trainingPeriods: train }));
    const inSample = split.inSample!;
    const outOfSample = split.outOfSample!;
    expectNear(split.hedgeRatio, training['hedgeRatio']!);
    expect(inSample.bestHedgeRatio).toBe(split.hedgeRatio);
    expectNear(inSample.effectiveness, training['effectiveness']!);
    expect(inSample.bestEffectiveness).toBe(inSample.effectiveness);
    expect([inSample.observations, outOfSample.observations]).toEqual([training['n'], test['n']]);
    expectNear(outOfSample.effectiveness, test['effectiveness']!);
    expectNear(outOfSample.bestHedgeRatio, test['bestHedgeRatioInHindsight']!);
    expectNear(outOfSample.bestEffectiveness, test['effectivenessInHindsight']!);
    expectNear(outOfSample.hedgedStandardDeviation, test['hedgedVolatility']!);
    expectNear(outOfSample.unhedgedStandardDeviation, test['unhedgedVolatility']!);

    const rest = { assetReturns: input(asset).slice(train), hedgeReturns: input(hedge).slice(train) };
    const one = orThrow(hedgeEffectiveness({ ...rest, hedgeRatio: 1 }));
    expect(one).toMatchObject({ hedgeRatio: 1, inSample: null });
    expectNear(one.outOfSample!.effectiveness, testWithHedgeRatioOne);
  });

  it('compared something', () => {
    expect(worst).toBeGreaterThan(1e-17);
  });
});

const asset = [0.021, -0.012, 0.034, 0.005, -0.027, 0.018, -0.01];
const hedge = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01, -0.008];
const base: HedgeEffectivenessOptions = { assetReturns: asset, hedgeReturns: hedge };

describe('hedgeEffectiveness: what must hold', () => {
  it('the hedge itself is perfect; no hedge does nothing; twice the ratio undoes it; more adds risk', () => {
    const self = orThrow(hedgeEffectiveness({ ...base, assetReturns: hedge }));
    expect(self.inSample).toMatchObject({ effectiveness: 1, hedgedStandardDeviation: 0 });
    expect(self.hedgeRatio).toBe(1);
    const at = (hedgeRatio: number): HedgedPeriods =>
      orThrow(hedgeEffectiveness({ ...base, hedgeRatio })).outOfSample!;
    const best = at(0).bestHedgeRatio;
    expect(at(0).effectiveness).toBeCloseTo(0, 15);
    expect(at(2 * best).effectiveness).toBeCloseTo(0, 14);
    expect(at(best).effectiveness).toBe(at(0).bestEffectiveness);
    expect(at(3 * best).effectiveness).toBeLessThan(-2);
    expect(at(-1).hedgedStandardDeviation).toBeGreaterThan(at(-1).unhedgedStandardDeviation);
  });

  it('the hedged deviation is that of the hedged returns', () => {
    const result = orThrow(hedgeEffectiveness({ ...base, trainingPeriods: 4 }));
    const left = asset.map((r, t) => r - result.hedgeRatio * hedge[t]!).slice(4);
    const mean = left.reduce((sum, r) => sum + r, 0) / 3;
    const variance = left.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 2;
    expect(result.outOfSample!.hedgedStandardDeviation).toBeCloseTo(Math.sqrt(variance), 15);
  });

  it('scales with the hedge', () => {
    const once = orThrow(hedgeEffectiveness(base));
    const half = orThrow(hedgeEffectiveness({ ...base, hedgeReturns: hedge.map((r) => 2 * r) }));
    expect(half.hedgeRatio).toBe(once.hedgeRatio / 2);
    expect(half.inSample!.effectiveness).toBe(once.inSample!.effectiveness);
  });

  it('what is dropped before the split shortens the training, not the test', () => {
    const holed = put(hedge, 1, NaN);
    const result = orThrow(
      hedgeEffectiveness({ ...base, hedgeReturns: holed, trainingPeriods: 4, missing: 'drop' }),
    );
    expect(result.dropped).toBe(1);
    expect(result.inSample!.observations).toBe(3);
    expect(result.outOfSample!.observations).toBe(3);
    const whole = hedgeEffectiveness({ ...base, hedgeReturns: holed, missing: 'drop' });
    expect(orThrow(whole).inSample!.observations).toBe(6);
  });

  it('no hedge of either sign is a ratio of 0', () => {
    const { hedgeRatio } = orThrow(hedgeEffectiveness({ ...base, hedgeRatio: -0 }));
    expect(Object.is(hedgeRatio, 0)).toBe(true);
  });

  it('takes any array-like, survives JSON, passes on the convention', () => {
    const typed = { assetReturns: Float64Array.from(asset), hedgeReturns: Float64Array.from(hedge) };
    const result = hedgeEffectiveness({ ...base, returnKind: 'simple', horizonMs: 5, asOf: 7 });
    expect(hedgeEffectiveness({ ...typed, returnKind: 'simple', horizonMs: 5, asOf: 7 })).toEqual(result);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(result).toMatchObject({ returnKind: 'simple', horizonMs: 5, asOf: 7 });
    expect([...typed.hedgeReturns]).toEqual(hedge);
  });
});

describe('hedgeEffectiveness: data without an answer', () => {
  it('too few samples in a part', () => {
    const few = { assetReturns: [1, 2], hedgeReturns: [1, 3] };
    const two = { status: 'insufficient_data', required: 3, observed: 2 };
    expect(hedgeEffectiveness(few)).toEqual(two);
    expect(hedgeEffectiveness({ ...few, hedgeRatio: 1 })).toEqual(two);
    expect(hedgeEffectiveness({ assetReturns: [], hedgeReturns: [] })).toMatchObject({ observed: 0 });
    expect(hedgeEffectiveness({ ...base, trainingPeriods: 5 })).toEqual({
      status: 'insufficient_data',
      required: 8,
      observed: 7,
    });
    const missed = { status: 'insufficient_data', observed: 7 };
    expect(hedgeEffectiveness({ ...base, trainingPeriods: 7 })).toEqual({ ...missed, required: 10 });
    expect(hedgeEffectiveness({ ...base, trainingPeriods: 9 })).toEqual({ ...missed, required: 12 });
    // Two periods, neither enough to train on nor to test: both are told of at once.
    expect(hedgeEffectiveness({ ...few, trainingPeriods: 9 })).toEqual({ ...two, required: 12 });
    // What is dropped among the training periods is not made up for later, and no more is required then.
    const one = { ...base, hedgeReturns: put(hedge, 1, NaN), missing: 'drop' } as const;
    expect(hedgeEffectiveness({ ...one, trainingPeriods: 9 })).toEqual({
      ...missed,
      required: 11,
      observed: 6,
    });
    expect(hedgeEffectiveness({ ...one, trainingPeriods: 5 })).toMatchObject({ required: 7, observed: 6 });
    const holed = put(put(hedge, 1, NaN), 0, NaN);
    expect(hedgeEffectiveness({ ...base, hedgeReturns: holed, trainingPeriods: 4, missing: 'drop' })).toEqual(
      two,
    );
  });

  it('as many samples as required are enough, one less is not', () => {
    const at = (n: number): ReturnType<typeof hedgeEffectiveness> =>
      hedgeEffectiveness({
        assetReturns: Array.from({ length: n }, (_, t) => ((t * t * 37) % 601) / 6000),
        hedgeReturns: Array.from({ length: n }, (_, t) => ((t * t * 53) % 97) / 4000),
        trainingPeriods: 100,
      });
    for (const n of [0, 50, 53, 99, 100, 102])
      expect(at(n)).toEqual({ status: 'insufficient_data', required: 103, observed: n });
    expect(at(103).status).toBe('ok');
  });

  it('a series that does not move over a part', () => {
    const late = hedge.map((r, t) => (t < 4 ? r : 0.01));
    const split = { ...base, trainingPeriods: 4 };
    expect(hedgeEffectiveness({ ...split, hedgeReturns: late })).toEqual({
      status: 'degenerate',
      reason: 'flat_hedge',
    });
    const early = asset.map((r, t) => (t < 4 ? 0.01 : r));
    expect(hedgeEffectiveness({ ...split, assetReturns: early })).toMatchObject({ reason: 'flat_asset' });
    expect(hedgeEffectiveness({ ...base, assetReturns: early }).status).toBe('ok');
  });
});

describe('hedgeEffectiveness: refused', () => {
  it.each([
    ['both', { hedgeRatio: 1, trainingPeriods: 3 }, 'shape.wrong_type', 'trainingPeriods'],
    ['two periods', { trainingPeriods: 2 }, 'domain.out_of_range', 'trainingPeriods'],
    ['half a period', { trainingPeriods: 3.5 }, 'domain.not_integer', 'trainingPeriods'],
    ['a ratio that is NaN', { hedgeRatio: NaN }, 'domain.not_finite', 'hedgeRatio'],
    ['a ratio beyond sense', { hedgeRatio: 1e300 }, 'domain.out_of_range', 'hedgeRatio'],
    ['no hedge', { hedgeReturns: undefined }, 'shape.missing_field', 'hedgeReturns'],
    ['lengths', { hedgeReturns: [1] }, 'shape.length_mismatch', 'hedgeReturns.length'],
    ['Infinity', { hedgeReturns: put(hedge, 6, Infinity) }, 'series.not_finite', 'hedgeReturns[6]'],
    ['a spread', { hedgeReturns: put(hedge, 6, 1e80) }, 'domain.out_of_range', 'hedgeReturns'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(
      () => hedgeEffectiveness({ ...base, ...change } as unknown as HedgeEffectivenessOptions),
      code,
      path,
    );
  });
});
