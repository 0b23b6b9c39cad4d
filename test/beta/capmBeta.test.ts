import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import type { BetaEstimate, CapmBetaOptions } from '../../src/beta/capmBeta.ts';
import type { StandardErrors } from '../../src/beta/standardErrors.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';

interface Fixture {
  inputs: Record<string, number[]>;
  cases: {
    name: string;
    options: { asset: string; benchmark: string; first?: number; riskFreePerPeriod?: number | string };
    expected: Record<string, number> & { covariance: Record<string, Record<string, number | number[]>> };
    relTol: number;
    absTol: number;
  }[];
}
const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/capm_ols.json', import.meta.url), 'utf8'),
) as Fixture;

// mpmath, 50 digits. Ours loses a few ulps in the moments and the sandwich sums, and a t of 43 multiplies
// its relative error by 43 in the tail. Observed: 1.75e-13, the benchmark of 1e8 + noise included.
const RELATIVE = 6e-13;

function optionsOf(testCase: Fixture['cases'][number]): CapmBetaOptions {
  const { asset, benchmark, first, riskFreePerPeriod: rate } = testCase.options;
  const take = (name: string): number[] => fixture.inputs[name]!.slice(0, first);
  return {
    assetReturns: take(asset),
    benchmarkReturns: take(benchmark),
    ...(rate === undefined ? {} : { riskFreeRatePerPeriod: typeof rate === 'string' ? take(rate) : rate }),
  };
}

function kindOf(name: string): StandardErrors {
  const hac = /^HAC_lags(\d+)(_smallSample)?$/.exec(name);
  if (hac === null) return name as StandardErrors;
  return { kind: 'HAC', maxLags: Number(hac[1]), smallSample: hac[2] !== undefined };
}

let worst = 0;
function expectClose(got: number | null, expected: number, absolute: number, what: string): void {
  const error = Math.abs(got! - expected);
  if (expected !== 0 && error > absolute) worst = Math.max(worst, error / Math.abs(expected));
  if (!(error <= absolute + RELATIVE * Math.abs(expected)))
    throw new Error(`${what}: got ${String(got)}, expected ${String(expected)}`);
}

describe('capmBeta against 50-digit least squares', () => {
  for (const testCase of fixture.cases) {
    for (const [name, covariance] of Object.entries(testCase.expected.covariance)) {
      it(`${testCase.name}, ${name}`, () => {
        const options = { ...optionsOf(testCase), standardErrors: kindOf(name) };
        const got = orThrow(capmBeta(options));
        const expected = testCase.expected;
        const { absTol } = testCase;
        const pairs: [number | null, number | number[] | undefined, string][] = [
          [got.observations, expected['n'], 'n'],
          [got.degreesOfFreedom, expected['df'], 'df'],
          [got.alpha, expected['alpha'], 'alpha'],
          [got.beta, expected['beta'], 'beta'],
          [got.rSquared, expected['r2'], 'r2'],
          [got.adjustedRSquared, expected['adjR2'], 'adjR2'],
          [got.residualStandardDeviation, expected['residualSd'], 'residualSd'],
          [got.correlation, expected['correlation'], 'correlation'],
          [got.alphaStandardError, covariance['seAlpha'], 'seAlpha'],
          [got.betaStandardError, covariance['seBeta'], 'seBeta'],
          [got.alphaBetaCovariance, covariance['covAlphaBeta'], 'covAlphaBeta'],
          [got.alphaTStatistic, covariance['tAlpha'], 'tAlpha'],
          [got.betaTStatistic, covariance['tBeta'], 'tBeta'],
          [got.alphaPValue, covariance['pAlpha'], 'pAlpha'],
          [got.betaPValue, covariance['pBeta'], 'pBeta'],
        ];
        for (const [value, wanted, what] of pairs)
          if (typeof wanted === 'number') expectClose(value, wanted, absTol, what);
        for (const level of [95, 99]) {
          const at = orThrow(capmBeta({ ...options, confidenceLevel: level / 100 }));
          for (const [which, interval] of [
            ['Alpha', at.alphaInterval],
            ['Beta', at.betaInterval],
          ] as const) {
            const bounds = covariance[`ci${String(level)}${which}`];
            if (bounds === undefined) continue;
            // An end near 0 is a difference: its error is relative to the interval's width.
            const [lower, upper] = bounds as [number, number];
            const width = RELATIVE * (upper - lower);
            expectClose(interval.lower, lower, absTol + width, `ci${String(level)}${which} lower`);
            expectClose(interval.upper, upper, absTol + width, `ci${String(level)}${which} upper`);
          }
        }
      });
    }
  }

  it('compared something: the worst error is neither 0 nor beyond its bound', () => {
    expect(worst).toBeGreaterThan(1e-16);
    expect(worst).toBeLessThan(RELATIVE);
  });
});

const asset = [0.021, -0.012, 0.034, 0.005, -0.027, 0.018];
const benchmark = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01];
const base: CapmBetaOptions = { assetReturns: asset, benchmarkReturns: benchmark };

describe('capmBeta: conventions', () => {
  it('takes any array-like of numbers and gives the same bits', () => {
    const plain = capmBeta(base);
    const typed = {
      assetReturns: Float64Array.from(asset),
      benchmarkReturns: Float64Array.from(benchmark),
    };
    expect(capmBeta(typed)).toEqual(plain);
    expect(capmBeta({ ...base, assetReturns: Object.assign({ length: asset.length }, asset) })).toEqual(
      plain,
    );
  });

  it('null is absent, in every option', () => {
    const none = {
      ...base,
      ...{ riskFreeRatePerPeriod: null, standardErrors: null, confidenceLevel: null, missing: null },
      ...{ returnKind: null, horizonMs: null, asOf: null },
    };
    expect(capmBeta(none as unknown as CapmBetaOptions)).toEqual(capmBeta(base));
    const dropping = { ...none, missing: 'drop' } as unknown as CapmBetaOptions;
    expect(capmBeta(dropping)).toEqual(capmBeta(base));
  });

  it('-0 among the options comes back as 0, which JSON keeps', () => {
    const standardErrors = { kind: 'HAC', maxLags: -0 } as const;
    const got = capmBeta({ ...base, standardErrors, asOf: -0, riskFreeRatePerPeriod: -0 });
    expect(got).toMatchObject({ standardErrors: { maxLags: 0 }, asOf: 0 });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });

  it('a line but for its rounding is a perfect fit under all errors: no t of 1e15', () => {
    const x = Array.from({ length: 40 }, (_, i) => ((i * 7) % 40) / 1000 - 0.0195);
    const y = x.map((value) => 1.7 * value + 0.001);
    // A residual of a hundred roundings is none of it.
    const off = y.map((value, i) => (i === 5 ? value + 1e-15 : value));
    for (const standardErrors of [
      'classical',
      'HC0',
      'HC1',
      'HC2',
      'HC3',
      { kind: 'HAC', maxLags: 3 },
    ] as const)
      for (const [assetReturns, benchmarkReturns] of [
        [y, x],
        [Float64Array.from(y), Float64Array.from(x)],
      ] as const) {
        const options = { assetReturns, benchmarkReturns, standardErrors };
        expect(capmBeta(options)).toMatchObject({
          betaStandardError: 0,
          alphaStandardError: 0,
          alphaBetaCovariance: 0,
          betaTStatistic: null,
          betaPValue: null,
          alphaTStatistic: null,
          residualStandardDeviation: 0,
          adjustedRSquared: 1,
        });
        const nearly = orThrow(capmBeta({ ...options, assetReturns: off }));
        expect(nearly.betaStandardError).toBeGreaterThan(0);
        expect(nearly.betaTStatistic).not.toBeNull();
      }
  });

  it('leaves its input alone, frozen or not', () => {
    const frozen = {
      assetReturns: Object.freeze([...asset]),
      benchmarkReturns: Object.freeze([...benchmark]),
    };
    capmBeta({ ...frozen, riskFreeRatePerPeriod: 0.001, standardErrors: 'HC3', missing: 'drop' });
    const typed = Float64Array.from(asset);
    capmBeta({ ...base, assetReturns: typed, riskFreeRatePerPeriod: 0.001 });
    expect([...typed]).toEqual(asset);
  });

  it('survives JSON, the perfect fit too', () => {
    for (const estimate of [capmBeta(base), capmBeta({ ...base, assetReturns: benchmark })])
      expect(JSON.parse(JSON.stringify(estimate))).toEqual(estimate);
  });

  it('an asset on itself: beta and correlation exactly 1, alpha and errors exactly 0, no test', () => {
    const self = orThrow(capmBeta({ ...base, assetReturns: benchmark }));
    expect(self).toMatchObject({
      beta: 1,
      alpha: 0,
      correlation: 1,
      rSquared: 1,
      adjustedRSquared: 1,
      betaStandardError: 0,
      residualStandardDeviation: 0,
      betaInterval: { lower: 1, upper: 1 },
      betaTStatistic: null,
      betaPValue: null,
      alphaTStatistic: null,
      alphaPValue: null,
    });
  });

  it('drops a period that misses a sample, and says how many', () => {
    const result = orThrow(
      capmBeta({
        assetReturns: [...asset, NaN, 0.5, 0.1],
        benchmarkReturns: [...benchmark, 0.1, Infinity, NaN],
        missing: 'drop',
      }),
    );
    expect(result).toEqual({ ...orThrow(capmBeta(base)), dropped: 3 });
    const rates = [0.001, NaN, 0.001, 0.001, 0.001, 0.001];
    const withRates = capmBeta({ ...base, riskFreeRatePerPeriod: rates, missing: 'drop' });
    expect(orThrow(withRates)).toMatchObject({ dropped: 1, observations: 5 });
  });

  it('passes on what it is told of returns, horizon and time', () => {
    expect(
      capmBeta({ ...base, returnKind: 'log', horizonMs: 3_600_000, asOf: 1_700_000_000_000 }),
    ).toMatchObject({
      returnKind: 'log',
      horizonMs: 3_600_000,
      asOf: 1_700_000_000_000,
    });
    expect(capmBeta(base)).toMatchObject({ returnKind: null, horizonMs: null, asOf: null });
  });
});

describe('capmBeta: data without an answer', () => {
  it.each([0, 1, 2])('%i samples are too few', (n) => {
    const few = { assetReturns: asset.slice(0, n), benchmarkReturns: benchmark.slice(0, n) };
    expect(capmBeta(few)).toEqual({ status: 'insufficient_data', required: 3, observed: n });
  });

  it('drops an infinite rate, and keeps samples whose sum alone is infinite', () => {
    const rates = asset.map((_, t) => (t === 1 ? Infinity : t === 4 ? -Infinity : 0.001));
    const got = capmBeta({ ...base, riskFreeRatePerPeriod: rates, missing: 'drop' });
    expect(got).toMatchObject({ dropped: 2, observations: 4 });
    const large = {
      assetReturns: [1e308, -1e308, 5e307, 1e307],
      benchmarkReturns: [1e308, -1.1e308, 6e307, 1e307],
    };
    const whole = orThrow(capmBeta(large));
    expect(capmBeta({ ...large, missing: 'drop' })).toEqual(whole);
    expect(whole.observations).toBe(4);
  });

  it('too few are left after dropping', () => {
    const holes = { ...base, assetReturns: [NaN, NaN, NaN, NaN, 0.1, 0.2], missing: 'drop' } as const;
    expect(capmBeta(holes)).toEqual({ status: 'insufficient_data', required: 3, observed: 2 });
    expect(capmBeta({ ...holes, assetReturns: asset.map(() => NaN) })).toMatchObject({ observed: 0 });
  });

  it('more lags than samples', () => {
    expect(capmBeta({ ...base, standardErrors: { kind: 'HAC', maxLags: 6 } })).toEqual({
      status: 'insufficient_data',
      required: 7,
      observed: 6,
    });
  });

  // Sums of 0.1 round: only deviations from a sample of the series itself are exactly 0.
  it.each([0, 0.1, -1e-300, 1e300])('a series that stays at %d', (value) => {
    const flat = asset.map(() => value);
    expect(capmBeta({ ...base, benchmarkReturns: flat })).toEqual({
      status: 'degenerate',
      reason: 'flat_benchmark',
    });
    expect(capmBeta({ ...base, assetReturns: flat })).toEqual({ status: 'degenerate', reason: 'flat_asset' });
  });

  it('a series that moves by the rounding of its own making', () => {
    const prices = [1];
    for (let i = 0; i < 40; i++) prices.push(prices[i]! * 1.001);
    const growth = prices.slice(1).map((price, i) => (price - prices[i]!) / prices[i]!);
    const moving = growth.map((_, i) => 0.01 * ((i % 3) - 1));
    expect(new Set(growth).size).toBeGreaterThan(1);
    expect(capmBeta({ assetReturns: moving, benchmarkReturns: growth })).toMatchObject({
      reason: 'flat_benchmark',
    });
    expect(capmBeta({ assetReturns: growth, benchmarkReturns: moving })).toMatchObject({
      reason: 'flat_asset',
    });
  });

  it('one sample alone fixes the slope: its leverage is 1', () => {
    const spike = { ...base, benchmarkReturns: [0.1, 0.1, 0.1, 0.3, 0.1, 0.1] };
    for (const standardErrors of ['HC2', 'HC3'] as const)
      expect(capmBeta({ ...spike, standardErrors })).toEqual({
        status: 'degenerate',
        reason: 'unit_leverage',
      });
    expect(capmBeta({ ...spike, standardErrors: 'HC1' }).status).toBe('ok');
  });
});

describe('capmBeta: refused', () => {
  it.each([NaN, Infinity, -Infinity])('%d in a series', (bad) => {
    const holed = [...asset];
    holed[3] = bad;
    expectRefusal(() => capmBeta({ ...base, assetReturns: holed }), 'series.not_finite', 'assetReturns[3]');
    const typed = Float64Array.from(holed);
    expectRefusal(
      () => capmBeta({ ...base, benchmarkReturns: typed }),
      'series.not_finite',
      'benchmarkReturns[3]',
    );
  });

  it.each([
    ['lengths differ', { benchmarkReturns: [1, 2] }, 'shape.length_mismatch', 'benchmarkReturns.length'],
    ['no series', { assetReturns: undefined }, 'shape.missing_field', 'assetReturns'],
    ['a number for a series', { assetReturns: 5 }, 'shape.wrong_type', 'assetReturns'],
    ['a text for a series', { assetReturns: '123456' }, 'shape.wrong_type', 'assetReturns'],
    ['a text in a series', { assetReturns: ['0.1', 1, 2, 3, 4, 5] }, 'shape.wrong_type', 'assetReturns[0]'],
    [
      'a hole in a series',
      { assetReturns: [1, undefined, 2, 3, 4, 5] },
      'shape.missing_field',
      'assetReturns[1]',
    ],
    ['a rate in per cent', { riskFreeRatePerPeriod: 5.1 }, 'unit.suspicious', 'riskFreeRatePerPeriod'],
    ['a rate that is NaN', { riskFreeRatePerPeriod: NaN }, 'domain.not_finite', 'riskFreeRatePerPeriod'],
    [
      'too few rates',
      { riskFreeRatePerPeriod: [0] },
      'shape.length_mismatch',
      'riskFreeRatePerPeriod.length',
    ],
    ['a rate that is a text', { riskFreeRatePerPeriod: '1' }, 'shape.wrong_type', 'riskFreeRatePerPeriod'],
    ['level 0', { confidenceLevel: 0 }, 'domain.out_of_range', 'confidenceLevel'],
    ['level 1', { confidenceLevel: 1 }, 'domain.out_of_range', 'confidenceLevel'],
    ['level 95', { confidenceLevel: 95 }, 'domain.out_of_range', 'confidenceLevel'],
    ['unknown errors', { standardErrors: 'HC4' }, 'domain.not_one_of', 'standardErrors'],
    [
      'unknown kind',
      { standardErrors: { kind: 'hac', maxLags: 1 } },
      'domain.not_one_of',
      'standardErrors.kind',
    ],
    ['no lags', { standardErrors: { kind: 'HAC' } }, 'shape.missing_field', 'standardErrors.maxLags'],
    [
      'half a lag',
      { standardErrors: { kind: 'HAC', maxLags: 0.5 } },
      'domain.not_integer',
      'standardErrors.maxLags',
    ],
    [
      'a lag below 0',
      { standardErrors: { kind: 'HAC', maxLags: -1 } },
      'domain.out_of_range',
      'standardErrors.maxLags',
    ],
    [
      'a word for a flag',
      { standardErrors: { kind: 'HAC', maxLags: 1, smallSample: 'no' } },
      'domain.not_one_of',
      'standardErrors.smallSample',
    ],
    ['unknown handling', { missing: 'zero' }, 'domain.not_one_of', 'missing'],
    ['unknown returns', { returnKind: 'gross' }, 'domain.not_one_of', 'returnKind'],
    ['horizon 0', { horizonMs: 0 }, 'domain.out_of_range', 'horizonMs'],
    ['half a time', { asOf: 0.5 }, 'domain.not_integer', 'asOf'],
    [
      'a beta beyond all doubles',
      { assetReturns: asset.map((x) => x * 1e300), benchmarkReturns: benchmark.map((x) => x * 1e-300) },
      'domain.out_of_range',
      'assetReturns',
    ],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => capmBeta({ ...base, ...change } as unknown as CapmBetaOptions), code, path);
  });

  it('no options', () => {
    expectRefusal(() => capmBeta(undefined as unknown as CapmBetaOptions), 'shape.missing_field', '');
  });
});

const series = (n: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: n, maxLength: n });
const pairs = fc.integer({ min: 5, max: 60 }).chain((n) => fc.tuple(series(n), series(n)));

function fit(assetReturns: number[], benchmarkReturns: number[]): BetaEstimate | null {
  const result = capmBeta({ assetReturns, benchmarkReturns });
  return result.status === 'ok' ? result : null;
}

describe('capmBeta: invariants', () => {
  it('|correlation| <= 1, ends of the interval around beta, p within [0, 1]', () => {
    fc.assert(
      fc.property(pairs, ([y, x]) => {
        const result = fit(y, x);
        if (result === null) return;
        expect(Math.abs(result.correlation)).toBeLessThanOrEqual(1);
        expect(result.betaInterval.lower).toBeLessThanOrEqual(result.beta);
        expect(result.betaInterval.upper).toBeGreaterThanOrEqual(result.beta);
        if (result.betaPValue !== null) expect(result.betaPValue).toBeGreaterThanOrEqual(0);
        if (result.betaPValue !== null) expect(result.betaPValue).toBeLessThanOrEqual(1);
      }),
      { seed: 20211231, numRuns: 300 },
    );
  });

  // Powers of two scale exactly: the same sums, the same bits; across 2^1000 the sums would over- and underflow.
  it.each([2, 0.5, 2 ** 60, 2 ** -60, 2 ** 500, 2 ** -500])(
    'scales with the asset and the benchmark by %d',
    (factor) => {
      const plain = fit(asset, benchmark)!;
      const scaled = (values: number[]): number[] => values.map((value) => value * factor);
      const both = fit(scaled(asset), scaled(benchmark))!;
      expect(both.beta).toBe(plain.beta);
      expect(both.betaStandardError).toBe(plain.betaStandardError);
      expect(both.betaPValue).toBe(plain.betaPValue);
      expect(both.alpha).toBe(plain.alpha * factor);
      expect(both.residualStandardDeviation).toBe(plain.residualStandardDeviation * factor);
      expect(fit(scaled(asset), benchmark)!.beta).toBe(plain.beta * factor);
      expect(fit(asset, scaled(benchmark))!.beta).toBe(plain.beta / factor);
      expect(fit(asset, scaled(benchmark))!.alphaBetaCovariance).toBe(plain.alphaBetaCovariance / factor);
    },
  );

  it('a shift of 1e8 of the benchmark leaves beta, its error and the residuals', () => {
    // On a grid of 2^-8 the shift is exact, and what moves at all moves by far more than 1e-12 of 1e8.
    const grid = (values: number[]): number[] => values.map((value) => Math.round(value * 2 ** 8) / 2 ** 8);
    fc.assert(
      fc.property(pairs, ([rawY, rawX]) => {
        const y = grid(rawY);
        const x = grid(rawX);
        const plain = fit(y, x);
        if (plain === null) return;
        const shifted = fit(
          y,
          x.map((value) => value + 1e8),
        )!;
        const unit = plain.betaStandardError + Math.abs(plain.beta);
        expect(Math.abs(shifted.beta - plain.beta)).toBeLessThanOrEqual(1e-13 * unit);
        expect(Math.abs(shifted.betaStandardError - plain.betaStandardError)).toBeLessThanOrEqual(
          1e-13 * unit,
        );
      }),
      { seed: 20211231, numRuns: 200 },
    );
  });

  it('HC0 is HAC without lags', () => {
    const hc0 = orThrow(capmBeta({ ...base, standardErrors: 'HC0' }));
    const hac = orThrow(capmBeta({ ...base, standardErrors: { kind: 'HAC', maxLags: 0 } }));
    expect(hac.betaStandardError).toBe(hc0.betaStandardError);
    expect(hac.alphaBetaCovariance).toBe(hc0.alphaBetaCovariance);
  });
});
