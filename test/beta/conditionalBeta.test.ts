import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import type { BetaEstimate } from '../../src/beta/capmBeta.ts';
import { conditionalBeta } from '../../src/beta/conditionalBeta.ts';
import type {
  ConditionalBetaOptions,
  ConditionalLineEstimate,
  ConditionalMethod,
} from '../../src/beta/conditionalBeta.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { expectClose, readFixture } from '../fixtures.ts';
import type { Case } from '../fixtures.ts';

interface Subset {
  readonly n: number;
  readonly beta: number | null;
  readonly alpha?: number;
  readonly seBeta: number;
  readonly r2: number;
}
interface Given extends Case {
  readonly options: { asset: string; benchmark: string; from: number; first: number };
  readonly expected: Readonly<
    Record<'bear' | 'bull' | 'angDownside' | 'angUpside' | 'estrada' | 'estradaMeanTarget', Subset>
  >;
}
const { inputs, cases: all } = readFixture('conditional_beta');
const cases = all as readonly Given[];
const series = (name: string): number[] => inputs[name] as number[];

function lineOf(options: ConditionalBetaOptions): ConditionalLineEstimate {
  const got = orThrow(conditionalBeta(options));
  if (got.method === 'estrada') throw new Error('no line');
  return got;
}

describe('conditionalBeta against 50-digit arithmetic', () => {
  for (const given of cases.filter(({ name }) => name.endsWith('up and down betas')))
    it(given.name, () => {
      const { options, expected } = given;
      const asked = { assetReturns: series(options.asset), benchmarkReturns: series(options.benchmark) };
      // The fixture allows 1e-11. Observed: 2.4e-15.
      const close = { ...given, relTol: 1e-14, absTol: 0 };
      for (const [field, method] of [
        ['bear', 'bear'],
        ['bull', 'bull'],
        ['angDownside', 'ang-downside'],
        ['angUpside', 'ang-upside'],
      ] as const) {
        const got = lineOf({ ...asked, method });
        const wanted = expected[field];
        expect(got.observations).toBe(wanted.n);
        expect(got.sampleSize).toBe(364);
        expectClose(got.beta, wanted.beta, field, close);
        if (wanted.alpha === undefined) continue;
        expectClose(got.alpha, wanted.alpha, `${field} alpha`, close);
        expectClose(got.betaStandardError, wanted.seBeta, `${field} seBeta`, close);
        expectClose(got.rSquared, wanted.r2, `${field} r2`, close);
      }
      const zero = orThrow(conditionalBeta({ ...asked, method: 'estrada', threshold: 'zero' }));
      expectClose(zero.beta, expected.estrada.beta, 'estrada', close);
      const mean = orThrow(conditionalBeta({ ...asked, method: 'estrada' }));
      expectClose(mean.beta, expected.estradaMeanTarget.beta, 'estradaMeanTarget', close);
      expect(conditionalBeta({ ...asked, method: 'estrada', threshold: 'mean' })).toEqual(mean);
      expect(conditionalBeta({ ...asked, method: 'estrada', threshold: 0 })).toEqual(zero);
    });

  it('fewer than 10 down days', () => {
    const { options, expected } = cases.find(({ name }) => name === 'fewer than 10 down days')!;
    const [from, to] = [options.from, options.from + options.first];
    const asked = {
      assetReturns: series(options.asset).slice(from, to),
      benchmarkReturns: series(options.benchmark).slice(from, to),
    };
    expect(expected.bear.beta).toBeNull();
    for (const method of ['bear', 'estrada', 'ang-downside'] as const)
      expect(
        conditionalBeta({ ...asked, method, ...(method === 'estrada' ? { threshold: 'zero' } : {}) }),
      ).toEqual({
        status: 'insufficient_data',
        required: 10,
        observed: method === 'ang-downside' ? belowMean(asked.benchmarkReturns) : expected.bear.n,
      });
  });
});

function belowMean(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.filter((value) => value < mean).length;
}

// 40 days from -0.0195 to 0.0195, none of them 0, in a mixed order.
const m = Array.from({ length: 40 }, (_, i) => ((i * 7) % 40) / 1000 - 0.0195);
const wiggle = m.map((_, i) => 0.001 * ((i * 3) % 5));
const r = m.map((x, i) => (x < 0 ? 1.5 * x : 0.8 * x) + wiggle[i]!);
const base: ConditionalBetaOptions = { assetReturns: r, benchmarkReturns: m, method: 'bear' };
const methods: readonly ConditionalMethod[] = ['bear', 'bull', 'ang-downside', 'ang-upside', 'estrada'];

describe('conditionalBeta', () => {
  // The days below 0 are also those below the mean here, and so is the line through them.
  it.each(['classical', 'HC0', 'HC1', 'HC2', 'HC3', { kind: 'HAC', maxLags: 3 }] as const)(
    'is capmBeta of the days chosen, with its errors: %o',
    (standardErrors) => {
      const fall = m.map((x) => x < 0);
      for (const method of ['bear', 'bull', 'ang-downside', 'ang-upside'] as const) {
        const want = method === 'bear' || method === 'ang-downside';
        const wanted = orThrow(
          capmBeta({
            assetReturns: r.filter((_, t) => fall[t] === want),
            benchmarkReturns: m.filter((_, t) => fall[t] === want),
            standardErrors,
            confidenceLevel: 0.9,
          }),
        );
        const got = lineOf({ ...base, method, standardErrors, confidenceLevel: 0.9 });
        // All that capmBeta says. Observed: 7.5e-14, of the covariance; of p 5e-13.
        const flatten = (estimate: BetaEstimate): [string, unknown][] =>
          Object.entries(estimate).flatMap(([field, value]) =>
            field.endsWith('Interval')
              ? Object.entries(value as object).map(([end, at]): [string, unknown] => [field + end, at])
              : [[field, value]],
          );
        const figures = Object.fromEntries(flatten(got));
        for (const [field, expected] of flatten(wanted))
          if (typeof expected !== 'number') expect(figures[field], field).toEqual(expected);
          else if (expected === 0) expect(figures[field], field).toBe(0);
          else
            expect(Math.abs((figures[field] as number) / expected - 1), field).toBeLessThan(
              field.endsWith('PValue') ? 2e-12 : 3e-13,
            );
        expect(got.standardErrors).toEqual(
          typeof standardErrors === 'object' ? { ...standardErrors, smallSample: false } : standardErrors,
        );
      }
    },
  );

  it('an asset that goes the other way has the opposite beta and correlation', () => {
    const { beta, correlation } = lineOf(base);
    expect(correlation).toBeGreaterThan(0.5);
    expect(lineOf({ ...base, assetReturns: r.map((x) => -x) })).toMatchObject({
      beta: -beta,
      correlation: -correlation,
    });
  });

  it('a return of exactly 0 is in neither half', () => {
    const withZero = { assetReturns: [...r, 9], benchmarkReturns: [...m, 0] };
    expect(orThrow(conditionalBeta({ ...withZero, method: 'bear' }))).toMatchObject({
      observations: 20,
      sampleSize: 41,
    });
    for (const method of ['bear', 'bull'] as const)
      expect(orThrow(conditionalBeta({ ...withZero, method })).beta).toBe(
        orThrow(conditionalBeta({ ...base, method })).beta,
      );
  });

  it('estrada by hand, about 0, a return and the means; no error is claimed', () => {
    const ratio = (floorR: number, floorM: number): number => {
      let product = 0;
      let square = 0;
      m.forEach((x, t) => {
        product += Math.min(r[t]! - floorR, 0) * Math.min(x - floorM, 0);
        square += Math.min(x - floorM, 0) ** 2;
      });
      return product / square;
    };
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const [threshold, wanted] of [
      ['zero', ratio(0, 0)],
      [0.005, ratio(0.005, 0.005)],
      ['mean', ratio(mean(r), mean(m))],
    ] as const) {
      const got = orThrow(conditionalBeta({ ...base, method: 'estrada', threshold }));
      expect(Math.abs(got.beta / wanted - 1)).toBeLessThan(1e-14);
      // Nothing that sizing could take for an error of 0, or for certainty.
      expect(Object.keys(got).sort()).toEqual(
        [
          ...['asOf', 'beta', 'dropped', 'horizonMs', 'jointObservations', 'method', 'observations'],
          ...['returnKind', 'sampleSize', 'status', 'threshold'],
        ].sort(),
      );
    }
    expect(conditionalBeta({ ...base, method: 'estrada', threshold: 0.005 })).toMatchObject({
      threshold: 0.005,
    });
  });

  it('estrada of an asset that hardly ever fell with the benchmark has no answer, and no 0', () => {
    const falls = m.map((x, t) => x < 0 && t % 2 === 0);
    const joint = falls.filter(Boolean).length;
    expect(joint).toBe(10);
    const asked = { ...base, method: 'estrada', threshold: 'zero' } as const;
    const assetReturns = m.map((x, t) => (falls[t] === true ? x : 0.01 + Math.abs(x)));
    expect(conditionalBeta({ ...asked, assetReturns })).toMatchObject({
      status: 'ok',
      observations: 20,
      jointObservations: 10,
    });
    const once = assetReturns.map((x, t) => (t === falls.indexOf(true) ? 0 : x));
    expect(conditionalBeta({ ...asked, assetReturns: once })).toEqual({
      status: 'insufficient_data',
      required: 10,
      observed: 9,
    });
    expect(conditionalBeta({ ...asked, assetReturns: assetReturns.map(Math.abs) })).toMatchObject({
      status: 'insufficient_data',
      observed: 0,
    });
  });

  it('days and semivariances about a mean keep their digits at a level of 2^27', () => {
    // On a grid of 2^-20, on which the level is exact.
    const grid = (values: number[]): number[] => values.map((x) => Math.round(x * 2 ** 20) / 2 ** 20);
    // Lopsided, so that the means are off every grid.
    const [assetReturns, benchmarkReturns] = [grid(r), grid(m.map((x) => x + 7 * x * x))];
    for (const method of ['estrada', 'ang-downside', 'ang-upside'] as const) {
      const plain = orThrow(conditionalBeta({ assetReturns, benchmarkReturns, method }));
      const level = (values: number[]): number[] => values.map((x) => x + 2 ** 27);
      const raised = orThrow(
        conditionalBeta({
          assetReturns: level(assetReturns),
          benchmarkReturns: level(benchmarkReturns),
          method,
        }),
      );
      expect(raised.observations).toBe(plain.observations);
      expect(Math.abs(raised.beta / plain.beta - 1)).toBeLessThan(1e-14);
    }
  });

  it.each(methods)('%s: a benchmark on itself is 1, and scale and JSON hold', (method) => {
    const self = orThrow(conditionalBeta({ ...base, assetReturns: m, method }));
    expect(self.beta).toBe(1);
    expect(JSON.parse(JSON.stringify(self))).toEqual(self);
    const plain = orThrow(conditionalBeta({ ...base, method })).beta;
    for (const [scaleR, scaleM] of [
      [2, 0.5],
      [2 ** 190, 2 ** 180],
      [2 ** -180, 2 ** 190],
    ] as const) {
      const scaled = conditionalBeta({
        assetReturns: r.map((x) => scaleR * x),
        benchmarkReturns: m.map((x) => scaleM * x),
        method,
      });
      expect(Math.abs((orThrow(scaled).beta / plain / scaleR) * scaleM - 1)).toBeLessThan(1e-13);
    }
  });

  it.each(methods)('%s: order and kind of array have no say, missing periods drop', (method) => {
    const plain = orThrow(conditionalBeta({ ...base, method }));
    const reversed = orThrow(
      conditionalBeta({ assetReturns: [...r].reverse(), benchmarkReturns: [...m].reverse(), method }),
    );
    expect(Math.abs(reversed.beta / plain.beta - 1)).toBeLessThan(1e-14);
    const typed = { assetReturns: Float64Array.from(r), benchmarkReturns: Float64Array.from(m) };
    expect(conditionalBeta({ ...typed, method })).toEqual(plain);
    expect([...typed.assetReturns]).toEqual(r);
    const holes = {
      assetReturns: [...r, NaN, -0.1],
      benchmarkReturns: [...m, -0.1, -Infinity],
      missing: 'drop',
    } as const;
    expect(conditionalBeta({ ...holes, method })).toEqual({ ...plain, dropped: 2 });
  });

  it('the rate comes off both', () => {
    const less = (values: number[]): number[] => values.map((value) => value - 0.004);
    expect(conditionalBeta({ ...base, riskFreeRatePerPeriod: 0.004 })).toEqual(
      conditionalBeta({ ...base, assetReturns: less(r), benchmarkReturns: less(m) }),
    );
  });

  it('data without an answer', () => {
    const flat = m.map(() => -0.01);
    expect(conditionalBeta({ ...base, benchmarkReturns: flat })).toMatchObject({ reason: 'flat_benchmark' });
    expect(conditionalBeta({ ...base, assetReturns: flat })).toMatchObject({ reason: 'flat_asset' });
    const estrada = { ...base, method: 'estrada', threshold: 'zero' } as const;
    expect(conditionalBeta({ ...estrada, benchmarkReturns: flat })).toMatchObject({
      reason: 'flat_benchmark',
    });
    expect(conditionalBeta({ ...estrada, assetReturns: flat })).toMatchObject({ reason: 'flat_asset' });
    expect(conditionalBeta({ ...base, assetReturns: [], benchmarkReturns: [] })).toMatchObject({
      observed: 0,
    });
    expect(conditionalBeta({ ...base, method: 'ang-upside', benchmarkReturns: flat })).toMatchObject({
      status: 'insufficient_data',
      observed: 0,
    });
    const hac = { kind: 'HAC', maxLags: 20 } as const;
    expect(conditionalBeta({ ...base, standardErrors: hac })).toMatchObject({ required: 21, observed: 20 });
    const lonely = { ...base, benchmarkReturns: m.map((x, t) => (x < 0 ? (t === 0 ? -0.5 : -0.01) : x)) };
    expect(conditionalBeta({ ...lonely, standardErrors: 'HC2' })).toMatchObject({ reason: 'unit_leverage' });
  });

  it.each([
    ['method', { method: 'down' }, 'domain.not_one_of'],
    ['threshold', { threshold: 'mean' }, 'domain.not_one_of'],
    ['threshold', { method: 'estrada', threshold: 'median' }, 'domain.not_one_of'],
    ['threshold', { method: 'estrada', threshold: NaN }, 'domain.not_finite'],
    ['threshold', { method: 'estrada', threshold: true }, 'shape.wrong_type'],
    ['threshold', { method: 'estrada', threshold: 1e300 }, 'domain.out_of_range'],
    ['assetReturns', { assetReturns: r.map((x) => 1e-170 * x) }, 'domain.out_of_range'],
    ['benchmarkReturns', { benchmarkReturns: m.map((x) => 1e170 * x) }, 'domain.out_of_range'],
    ['assetReturns', { method: 'estrada', assetReturns: r.map((x) => 1e170 * x) }, 'domain.out_of_range'],
    [
      'benchmarkReturns',
      { method: 'estrada', benchmarkReturns: m.map((x) => 1e-170 * x) },
      'domain.out_of_range',
    ],
    ['assetReturns[3]', { assetReturns: r.map((x, t) => (t === 3 ? NaN : x)) }, 'series.not_finite'],
    ['benchmarkReturns.length', { benchmarkReturns: [1] }, 'shape.length_mismatch'],
    ['confidenceLevel', { confidenceLevel: 0 }, 'domain.out_of_range'],
    ['standardErrors', { standardErrors: 'robust' }, 'domain.not_one_of'],
  ] as const)('refuses %s', (path, change, code) => {
    expectRefusal(
      () => conditionalBeta({ ...base, ...change } as unknown as ConditionalBetaOptions),
      code,
      path,
    );
  });
});
