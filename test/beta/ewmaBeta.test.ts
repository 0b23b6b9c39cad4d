import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ewmaBeta } from '../../src/beta/ewmaBeta.ts';
import type { EwmaBetaOptions } from '../../src/beta/ewmaBeta.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';

interface Gaps {
  lambda: number;
  x: (number | null)[];
  y: (number | null)[];
  zero: Record<string, (number | null)[]> & { index: number[] };
  weighted: Record<string, (number | null)[]> & { index: number[] };
}
const { gaps } = JSON.parse(
  readFileSync(new URL('../fixtures/correlation_mpmath.json', import.meta.url), 'utf8'),
) as { gaps: Gaps };
const revive = (values: (number | null)[]): number[] => values.map((value) => value ?? NaN);

describe('ewmaBeta against 50-digit arithmetic', () => {
  const { inputs, cases } = readFixture('ewma');

  it.each(cases)('$name', (given) => {
    const { asset, benchmark, lambda, halfLife, mean } = given.options as {
      asset: string;
      benchmark: string;
      lambda?: number;
      halfLife?: number;
      mean: 'zero' | 'ewma';
    };
    const base = {
      assetReturns: inputs[asset] as number[],
      benchmarkReturns: inputs[benchmark] as number[],
      mean: mean === 'ewma' ? 'weighted' : 'zero',
    } as const;
    const decay = lambda === undefined ? { halfLife: halfLife! } : { lambda };
    const all = ewmaBeta({ ...base, ...decay, minimumEffectiveSamples: 0 });
    const warm = ewmaBeta({ ...base, ...decay });
    const expected = given.expected as Record<string, (number | null)[]>;
    let [worst, worstSize] = [0, 0];
    (expected['index'] as number[]).forEach((t, i) => {
      const beta = expected['beta']![i]!;
      const size = expected['nEffective']![i]!;
      if (expected['beta']![i] === null) expect(all.values[t]).toBeNaN();
      else worst = Math.max(worst, Math.abs(all.values[t]! - beta) / Math.max(1, Math.abs(beta)));
      worstSize = Math.max(worstSize, Math.abs(all.effectiveSampleSize[t]! / size - 1));
      expect(warm.values[t]).toEqual(size >= 20 ? all.values[t] : NaN);
    });
    // Observed: 2.9e-15 and 3.4e-15.
    expect(worst).toBeLessThan(1.15e-14);
    expect(worstSize).toBeLessThan(1.35e-14);
    expect(worst + worstSize).toBeGreaterThan(1e-17);
    expect(all.validFrom).toBe(mean === 'ewma' ? 1 : 0);
    expect(warm.validFrom).toBe(warm.effectiveSampleSize.findIndex((size) => size >= 20));
  });

  it.each(['zero', 'weighted'] as const)('weights fall on over gaps, mean %s', (mean) => {
    const result = ewmaBeta({
      assetReturns: revive(gaps.y),
      benchmarkReturns: revive(gaps.x),
      lambda: gaps.lambda,
      mean,
      minimumEffectiveSamples: 0,
    });
    const { index, beta, nEffective } = gaps[mean];
    let worst = 0;
    index.forEach((t, i) => {
      const expected = beta![i];
      const error =
        expected === null ? Number(!Number.isNaN(result.values[t])) : Math.abs(result.values[t]! - expected!);
      worst = Math.max(worst, error, Math.abs(result.effectiveSampleSize[t]! - nEffective![i]!) / 20);
    });
    // Observed: 5.3e-16.
    expect(worst).toBeLessThan(2e-15);
    expect(result.validFrom).toBe(mean === 'zero' ? 1 : 2);
  });
});

it('ewmaBeta about zero after a gap is the ratio of the means of products of pandas ewm(adjust=False)', () => {
  const { values } = ewmaBeta({
    assetReturns: [2, 1, NaN, 5, 1, 2],
    benchmarkReturns: [1, 2, NaN, 3, 1, 4],
    lambda: 0.9,
    mean: 'zero',
    minimumEffectiveSamples: 0,
  });
  // pandas 1.5.3, ignore_na=False.
  const pandas = [2, 1.5384615384615388, 1.5384615384615388, 1.5975422427035328, 1.5681289554822306];
  [...pandas, 1.0696416150880015].forEach((value, t) => {
    expect(Math.abs(values[t]! - value)).toBeLessThan(1e-15);
  });
});

const asset = [0.021, -0.012, 0.034, 0.005, -0.027, 0.018, 0.003, -0.02];
const benchmark = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01, -0.004, -0.01];
const base: EwmaBetaOptions = {
  assetReturns: asset,
  benchmarkReturns: benchmark,
  lambda: 0.8,
  mean: 'weighted',
  minimumEffectiveSamples: 0,
};

describe('ewmaBeta', () => {
  it('takes any array-like, leaves it alone, gives the same bits', () => {
    const typed = Float64Array.from(asset);
    expect(ewmaBeta({ ...base, assetReturns: typed })).toEqual(ewmaBeta(base));
    expect(ewmaBeta({ ...base, assetReturns: Object.freeze([...asset]) })).toEqual(ewmaBeta(base));
    expect([...typed]).toEqual(asset);
  });

  it('says how it was asked', () => {
    expect(Object.is(ewmaBeta({ ...base, minimumEffectiveSamples: -0 }).minimumEffectiveSamples, 0)).toBe(
      true,
    );
    expect(ewmaBeta(base)).toMatchObject({ lambda: 0.8, mean: 'weighted', minimumEffectiveSamples: 0 });
    // 20, or nine tenths of what such weights can ever reach.
    const asked = { ...base, minimumEffectiveSamples: undefined };
    expect(ewmaBeta({ ...asked, lambda: 0.94 }).minimumEffectiveSamples).toBe(20);
    expect(ewmaBeta(asked).minimumEffectiveSamples).toBeCloseTo(8.1, 14);
    expect(ewmaBeta({ ...base, lambda: undefined, halfLife: 1 }).lambda).toBe(0.5);
  });

  it('an asset on itself is exactly 1, on a multiple that multiple', () => {
    for (const mean of ['zero', 'weighted'] as const) {
      const self = ewmaBeta({ ...base, assetReturns: benchmark, mean }).values;
      expect([...self.slice(1)]).toEqual(benchmark.slice(1).map(() => 1));
      const twice = ewmaBeta({ ...base, assetReturns: benchmark.map((x) => 2 * x), mean }).values;
      expect([...twice.slice(1)]).toEqual(benchmark.slice(1).map(() => 2));
    }
  });

  it('later samples change no earlier value', () => {
    const whole = ewmaBeta(base).values;
    for (let n = 0; n <= asset.length; n++) {
      const part = { assetReturns: asset.slice(0, n), benchmarkReturns: benchmark.slice(0, n) };
      expect([...ewmaBeta({ ...base, ...part }).values]).toEqual([...whole.slice(0, n)]);
    }
  });

  it('shifted by 1e8: the same bits about the weighted means', () => {
    const grid = (values: number[]): number[] => values.map((x) => Math.round(x * 2 ** 20) / 2 ** 20);
    const options = { ...base, assetReturns: grid(asset), benchmarkReturns: grid(benchmark) };
    const shifted = { ...options, benchmarkReturns: grid(benchmark).map((x) => x + 1e8) };
    expect(ewmaBeta(shifted).values).toEqual(ewmaBeta(options).values);
  });

  it('a flat benchmark or asset has no beta, not a beta of 0', () => {
    for (const value of [0, 0.1, -1e100])
      for (const field of ['assetReturns', 'benchmarkReturns'] as const) {
        const result = ewmaBeta({ ...base, [field]: asset.map(() => value) });
        expect(result.values.every(Number.isNaN)).toBe(true);
        expect(result.validFrom).toBeNull();
      }
    const still = ewmaBeta({ ...base, mean: 'zero', assetReturns: asset.map(() => 0) });
    expect(still.validFrom).toBeNull();
    // Squares of these have lost their digits.
    const tiny = { assetReturns: asset.map((x) => x * 1e-150), benchmarkReturns: benchmark };
    for (const mean of ['zero', 'weighted'] as const)
      expect(ewmaBeta({ ...base, ...tiny, mean }).validFrom).toBeNull();
  });

  it('moves that are rounding alone are none', () => {
    const drift = asset.map((_, t) => 0.001 + (t % 2) * 2 ** -62);
    expect(new Set(drift).size).toBe(2);
    expect(ewmaBeta({ ...base, benchmarkReturns: drift }).validFrom).toBeNull();
  });

  it('a missing pair repeats the value; NaN, Infinity and where leave no trace of their own', () => {
    const values = [NaN, Infinity, -Infinity].flatMap((bad) =>
      (['assetReturns', 'benchmarkReturns'] as const).map((field) => {
        const holed = [...(field === 'assetReturns' ? asset : benchmark)];
        holed[4] = bad;
        return ewmaBeta({ ...base, [field]: holed }).values;
      }),
    );
    for (const path of values) {
      expect(path).toEqual(values[0]);
      expect(path[4]).toBe(path[3]);
      expect(path.slice(1).every(Number.isFinite)).toBe(true);
    }
  });

  it('a long gap begins a new warm-up', () => {
    const gap = new Array<number>(40).fill(NaN);
    const turned = asset.map((value, t) => 0.5 * value - asset[7 - t]!);
    const returns = {
      assetReturns: [...asset, ...gap, ...turned],
      benchmarkReturns: [...benchmark, ...gap, ...benchmark],
    };
    const { values, validFrom } = ewmaBeta({ ...base, ...returns, minimumEffectiveSamples: 4 });
    expect(validFrom).toBe(4);
    expect(values.slice(8, 48).every((value) => value === values[7])).toBe(true);
    expect(values.slice(48, 52).every(Number.isNaN)).toBe(true);
    // What went before the gap weighs 0.8^48 = 2e-5 at the end.
    const alone = ewmaBeta({ ...base, assetReturns: turned }).values[7]!;
    expect(Math.abs(values[55]! / alone - 1)).toBeLessThan(1e-3);
    expect(values[55]).not.toBe(alone);
    expect(Math.abs(values[7]! - alone)).toBeGreaterThan(1);
  });

  it('nothing in, nothing out; one sample; all missing', () => {
    const empty = ewmaBeta({ ...base, assetReturns: [], benchmarkReturns: [] });
    expect(empty).toMatchObject({ values: new Float64Array(0), validFrom: null });
    const one = { ...base, assetReturns: [0.1], benchmarkReturns: [0.2] };
    expect(ewmaBeta(one)).toMatchObject({
      values: Float64Array.of(NaN),
      effectiveSampleSize: Float64Array.of(1),
    });
    expect(ewmaBeta({ ...one, mean: 'zero' }).values[0]).toBe(0.5);
    expect(ewmaBeta({ ...one, mean: 'zero', minimumEffectiveSamples: 1 }).validFrom).toBe(0);
    const large = ewmaBeta({ ...base, assetReturns: [1e150, -1e150], benchmarkReturns: [1, -1] });
    expect(large.values[1]).toBeCloseTo(1e150, -140);
    const missing = ewmaBeta({ ...base, assetReturns: asset.map(() => NaN) });
    expect(missing.validFrom).toBeNull();
    expect(missing.effectiveSampleSize.every((size) => size === 0)).toBe(true);
  });

  it.each([
    ['lengths differ', { benchmarkReturns: [1] }, 'shape.length_mismatch', 'benchmarkReturns.length'],
    ['a text in a series', { assetReturns: ['1'] }, 'shape.wrong_type', 'assetReturns[0]'],
    ['a sample beyond squares', { assetReturns: [1, -1.001e150] }, 'domain.out_of_range', 'assetReturns[1]'],
    ['lambda 0', { lambda: 0 }, 'domain.out_of_range', 'lambda'],
    ['lambda 1', { lambda: 1 }, 'domain.out_of_range', 'lambda'],
    ['lambda NaN', { lambda: NaN }, 'domain.not_finite', 'lambda'],
    ['neither', { lambda: undefined }, 'shape.missing_field', 'lambda'],
    ['both', { halfLife: 5 }, 'domain.out_of_range', 'halfLife'],
    ['half-life 0', { lambda: undefined, halfLife: 0 }, 'domain.not_positive', 'halfLife'],
    ['a half-life of no time', { lambda: undefined, halfLife: 1e-4 }, 'domain.out_of_range', 'halfLife'],
    ['a half-life of all time', { lambda: undefined, halfLife: 1e17 }, 'domain.out_of_range', 'halfLife'],
    ['no mean', { mean: undefined }, 'shape.missing_field', 'mean'],
    ['another mean', { mean: 'sample' }, 'domain.not_one_of', 'mean'],
    ['a negative minimum', { minimumEffectiveSamples: -1 }, 'domain.negative', 'minimumEffectiveSamples'],
    [
      'a minimum never reached',
      { minimumEffectiveSamples: 9.1 },
      'domain.out_of_range',
      'minimumEffectiveSamples',
    ],
  ] as const)('refuses %s', (_, change, code, path) => {
    expectRefusal(() => ewmaBeta({ ...base, ...change } as unknown as EwmaBetaOptions), code, path);
  });
});
