import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { scholesWilliamsBeta } from '../../src/beta/scholesWilliamsBeta.ts';
import type { ScholesWilliamsBetaOptions } from '../../src/beta/scholesWilliamsBeta.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { expectClose, readFixture } from '../fixtures.ts';
import type { Case } from '../fixtures.ts';

type Figures = Readonly<Record<'beta' | 'betaLag' | 'beta0' | 'betaLead' | 'rho', number>>;
interface Given extends Case {
  readonly options: { asset: string; benchmark: string; method: string };
  readonly expected: Readonly<Record<'maximal' | 'common', Figures>>;
}
const { inputs, cases: all } = readFixture('lead_lag');
const cases = all as readonly Given[];

describe('scholesWilliamsBeta against 50-digit arithmetic', () => {
  for (const given of cases.filter(({ options }) => options.method === 'scholesWilliams'))
    for (const sample of ['maximal', 'common'] as const)
      it(`${given.name}, ${sample}`, () => {
        const { options, expected } = given;
        const asked = {
          assetReturns: inputs[options.asset] as number[],
          benchmarkReturns: inputs[options.benchmark] as number[],
        };
        const wanted = expected[sample];
        // The fixture allows 1e-11. Observed: 6e-15, of the slope nearest to 0.
        const close = { ...given, relTol: 2.4e-14, absTol: 0 };
        const got = orThrow(scholesWilliamsBeta({ ...asked, sample }));
        for (const [value, field] of [
          [got.beta, 'beta'],
          [got.betaLag, 'betaLag'],
          [got.betaSame, 'beta0'],
          [got.betaLead, 'betaLead'],
          [got.autocorrelation, 'rho'],
        ] as const)
          expectClose(value, wanted[field], field, close);
        const n = asked.assetReturns.length;
        expect(got).toMatchObject({ sample, observations: sample === 'common' ? n - 2 : n, dropped: 0 });
        if (sample === 'common') expect(scholesWilliamsBeta(asked)).toEqual(got);
      });
});

const m = Array.from({ length: 60 }, (_, i) => (((i * i * 37) % 61) - 30) / 1024);
const r = m.map((now, i) => 0.75 * now + 0.5 * (m[i - 1] ?? 0) + ((i * 5) % 7) / 2048);
const base: ScholesWilliamsBetaOptions = { assetReturns: r, benchmarkReturns: m };
const samples = ['common', 'maximal'] as const;

describe('scholesWilliamsBeta', () => {
  it.each(samples)('%s: is made of capmBetas', (sample) => {
    const got = orThrow(scholesWilliamsBeta({ ...base, sample }));
    const slope = (y: number[], x: number[]): number =>
      orThrow(capmBeta({ assetReturns: y, benchmarkReturns: x })).beta;
    const inner = sample === 'common' ? r.slice(1, -1) : r;
    const same = sample === 'common' ? m.slice(1, -1) : m;
    expect(got.betaSame).toBe(slope(inner, same));
    expect(got.betaLag).toBe(
      sample === 'common' ? slope(inner, m.slice(0, -2)) : slope(r.slice(1), m.slice(0, -1)),
    );
    expect(got.betaLead).toBe(
      sample === 'common' ? slope(inner, m.slice(2)) : slope(r.slice(0, -1), m.slice(1)),
    );
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(got.alpha - (mean(inner) - got.beta * mean(same)))).toBeLessThan(1e-17);
  });

  it.each(samples)('%s: scale, kind of array, JSON, rates', (sample) => {
    const plain = orThrow(scholesWilliamsBeta({ ...base, sample }));
    for (const [scaleR, scaleM] of [
      [4, 0.5],
      [2 ** 500, 2 ** 480],
      [2 ** -600, 2 ** -610],
    ] as const) {
      const scaled = orThrow(
        scholesWilliamsBeta({
          assetReturns: r.map((x) => x * scaleR),
          benchmarkReturns: m.map((x) => x * scaleM),
          sample,
        }),
      );
      expect(Math.abs(((scaled.beta / plain.beta) * scaleM) / scaleR - 1)).toBeLessThan(1e-13);
      expect(Math.abs(scaled.alpha / scaleR / plain.alpha - 1)).toBeLessThan(1e-12);
      expect(Math.abs(scaled.autocorrelation / plain.autocorrelation - 1)).toBeLessThan(1e-12);
    }
    const typed = { assetReturns: Float64Array.from(r), benchmarkReturns: Float64Array.from(m) };
    expect(scholesWilliamsBeta({ ...typed, sample })).toEqual(plain);
    expect([...typed.assetReturns]).toEqual(r);
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
    const less = (values: number[]): number[] => values.map((value) => value - 0.001);
    expect(scholesWilliamsBeta({ ...base, sample, riskFreeRatePerPeriod: 0.001 })).toEqual(
      scholesWilliamsBeta({ assetReturns: less(r), benchmarkReturns: less(m), sample }),
    );
  });

  it('a shift of 1e8 leaves the slopes', () => {
    const plain = orThrow(scholesWilliamsBeta(base));
    // The shift is exact on the samples' grid of 2^-11.
    const shifted = orThrow(scholesWilliamsBeta({ ...base, benchmarkReturns: m.map((x) => x + 1e8) }));
    expect(Math.abs(shifted.beta / plain.beta - 1)).toBeLessThan(1e-12);
  });

  it('a missing sample costs the pairs that need it, and no other its neighbours', () => {
    const benchmarkReturns = m.map((x, t) => (t === 20 ? NaN : x));
    const assetReturns = r.map((x, t) => (t === 40 ? Infinity : x));
    const holed = { assetReturns, benchmarkReturns, missing: 'drop' } as const;
    // Of 58 periods with neighbours, 19, 20, 21 and 40 miss something.
    expect(scholesWilliamsBeta(holed)).toMatchObject({ observations: 54, dropped: 2 });
    const maximal = orThrow(scholesWilliamsBeta({ ...holed, sample: 'maximal' }));
    expect(maximal).toMatchObject({ observations: 58, dropped: 2 });
    const days = r.map((_, t) => t).filter((t) => t > 0 && t !== 40 && t !== 21);
    const lag = orThrow(
      capmBeta({
        assetReturns: days.map((t) => r[t]!),
        benchmarkReturns: days.map((t) => m[t - 1]!),
      }),
    );
    expect(maximal.betaLag).toBe(lag.beta);
    // No lag reaches across the hole.
    const pairs = m.map((_, t) => t).filter((t) => t > 0 && t !== 20 && t !== 21);
    const own = orThrow(
      capmBeta({ assetReturns: pairs.map((t) => m[t]!), benchmarkReturns: pairs.map((t) => m[t - 1]!) }),
    );
    expect(maximal.autocorrelation).toBe(own.correlation);
    const common = orThrow(scholesWilliamsBeta(holed));
    expect(common.autocorrelation).toBe(own.correlation);
  });

  it('data without an answer', () => {
    const first = (n: number): ScholesWilliamsBetaOptions => ({
      assetReturns: r.slice(0, n),
      benchmarkReturns: m.slice(0, n),
    });
    for (const n of [0, 1, 2, 4])
      expect(scholesWilliamsBeta(first(n))).toEqual({
        status: 'insufficient_data',
        required: 5,
        observed: n,
      });
    for (const n of [0, 1, 3])
      expect(scholesWilliamsBeta({ ...first(n), sample: 'maximal' })).toEqual({
        status: 'insufficient_data',
        required: 4,
        observed: n,
      });
    // Of 6 samples 2 periods with both neighbours are left, as of 4.
    const holed = { ...first(6), assetReturns: [1, 2, NaN, NaN, 5, 4], missing: 'drop' } as const;
    expect(scholesWilliamsBeta(holed)).toEqual({ status: 'insufficient_data', required: 5, observed: 4 });
    expect(scholesWilliamsBeta(first(5)).status).toBe('ok');
    const four = { assetReturns: [0.1, 0.3, 0.2, 0.5], benchmarkReturns: [0.1, 0.2, 0.4, 0.3] };
    expect(scholesWilliamsBeta({ ...four, sample: 'maximal' })).toMatchObject({
      status: 'ok',
      observations: 4,
    });
    const flat = m.map(() => 0.01);
    expect(scholesWilliamsBeta({ ...base, benchmarkReturns: flat })).toMatchObject({
      reason: 'flat_benchmark',
    });
    expect(scholesWilliamsBeta({ ...base, assetReturns: flat })).toMatchObject({ reason: 'flat_asset' });
    const swing = m.map((x, t) => (t % 2 === 0 ? 0.01 : -0.01) + 0.05 * x);
    expect(scholesWilliamsBeta({ ...base, benchmarkReturns: swing })).toEqual({
      status: 'degenerate',
      reason: 'negative_autocorrelation',
    });
  });

  it.each([
    ['sample', { sample: 'all' }, 'domain.not_one_of'],
    ['assetReturns[2]', { assetReturns: r.map((x, t) => (t === 2 ? NaN : x)) }, 'series.not_finite'],
    ['benchmarkReturns.length', { benchmarkReturns: [1] }, 'shape.length_mismatch'],
    ['missing', { missing: 'zero' }, 'domain.not_one_of'],
    [
      'assetReturns',
      { assetReturns: r.map((x) => 1e300 * x), benchmarkReturns: m.map((x) => 1e-300 * x) },
      'domain.out_of_range',
    ],
  ] as const)('refuses %s', (path, change, code) => {
    expectRefusal(
      () => scholesWilliamsBeta({ ...base, ...change } as unknown as ScholesWilliamsBetaOptions),
      code,
      path,
    );
  });
});
