import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { multiFactorBeta } from '../../src/beta/multiFactorBeta.ts';
import type { MultiFactorBetaEstimate, MultiFactorBetaOptions } from '../../src/beta/multiFactorBeta.ts';
import type { StandardErrors } from '../../src/beta/standardErrors.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { expectClose, readFixture } from '../fixtures.ts';
import type { Case } from '../fixtures.ts';

interface Given extends Case {
  readonly options: { asset: string; factors: string[] | string };
  readonly expected: Readonly<
    Record<'n' | 'df' | 'r2' | 'adjR2' | 'residualSd' | 'F' | 'pF' | 'rank' | 'columns', number> &
      Record<
        'coefficients' | 'se' | 't' | 'p' | 'vif' | 'seHC1' | 'seHacLags5' | 'seHacLags5SmallSample',
        number[]
      >
  > & { readonly status: string; readonly coefficientsIfLastDropped: (number | null)[] };
}
const { inputs, cases: all } = readFixture('multifactor');
const cases = all as readonly Given[];
const hac = (maxLags: number, smallSample = false): StandardErrors => ({ kind: 'HAC', maxLags, smallSample });

function optionsOf({ options }: Given): MultiFactorBetaOptions {
  const names = options.factors;
  const factors = Array.isArray(names)
    ? names.map((name) => [name, inputs[name] as number[]])
    : (inputs[names] as number[][]).map((column, j) => [`factor ${j}`, column]);
  return {
    assetReturns: inputs[options.asset] as number[],
    factorReturns: Object.fromEntries(factors) as Record<string, number[]>,
  };
}

const errorsOf = (estimate: MultiFactorBetaEstimate): number[] => [
  estimate.alphaStandardError,
  ...estimate.factors.map(({ betaStandardError }) => betaStandardError),
];

describe('multiFactorBeta against 50-digit least squares, and NIST', () => {
  for (const given of cases.filter(({ expected }) => expected.status === 'ok'))
    it(given.name, () => {
      const { expected } = given;
      // The fixture allows 1e-10, 1e-9 of Longley's data and 1e-6 of a correlation of 1 - 1e-10. Observed: 4e-15
      // and of p 4e-14; 1.8e-14; 4.6e-11 and of p 1.1e-10.
      const relTol = given.name.startsWith('nearly') ? 2e-10 : 7e-14;
      const close = { ...given, relTol, fieldTol: { p: { relTol: 2 * relTol } } };
      const check = (field: string, got: readonly (number | null)[], wanted: readonly number[]): void => {
        expect(got).toHaveLength(wanted.length);
        wanted.forEach((value, i) => {
          expectClose(got[i]!, value, field, close);
        });
      };
      const options = optionsOf(given);
      const got = orThrow(multiFactorBeta(options));
      check('coefficients', [got.alpha, ...got.factors.map(({ beta }) => beta)], expected.coefficients);
      check('se', errorsOf(got), expected.se);
      check(
        't',
        [got.alphaTStatistic, ...got.factors.map(({ betaTStatistic }) => betaTStatistic)],
        expected.t,
      );
      check('p', [got.alphaPValue, ...got.factors.map(({ betaPValue }) => betaPValue)], expected.p);
      check(
        'vif',
        got.factors.map(({ varianceInflationFactor }) => varianceInflationFactor),
        expected.vif,
      );
      expectClose(got.rSquared, expected.r2, 'r2', { ...close, relTol: 1e-14 });
      expectClose(got.adjustedRSquared, expected.adjR2, 'adjR2', { ...close, relTol: 1e-14 });
      expectClose(got.residualStandardDeviation, expected.residualSd, 'residualSd', {
        ...close,
        relTol: 1e-14,
      });
      expectClose(got.fStatistic, expected.F, 'F', { ...close, relTol: 1e-14 });
      expectClose(got.fPValue, expected.pF, 'pF', { ...close, relTol: 2.6e-13 });
      expect([got.observations, got.degreesOfFreedom]).toEqual([expected.n, expected.df]);
      for (const [field, standardErrors] of [
        ['seHC1', 'HC1'],
        ['seHacLags5', hac(5)],
        ['seHacLags5SmallSample', hac(5, true)],
      ] as const)
        check(field, errorsOf(orThrow(multiFactorBeta({ ...options, standardErrors }))), expected[field]);
    });

  for (const given of cases.filter(({ expected }) => expected.status === 'collinear'))
    it(given.name, () => {
      const options = optionsOf(given);
      const { rank, columns, coefficientsIfLastDropped: rest } = given.expected;
      const names = Object.keys(options.factorReturns);
      const aliased = names.filter((_, j) => rest[j + 1] === null);
      expect(multiFactorBeta(options)).toEqual({ status: 'collinear', rank, columns, aliased });

      const kept = Object.entries(options.factorReturns).filter(([name]) => !aliased.includes(name));
      const got = orThrow(multiFactorBeta({ ...options, factorReturns: Object.fromEntries(kept) }));
      expectClose(got.rSquared, given.expected.r2, 'r2', given);
      got.factors.forEach(({ name, beta }) => {
        expectClose(beta, rest[names.indexOf(name) + 1]!, name, given);
      });
    });
});

interface Plane {
  name: string;
  factors?: string[];
  coefficients: number[];
  covariance: Record<string, number[]>;
  critical99: number;
}
const planes = JSON.parse(
  readFileSync(new URL('../fixtures/least_squares_mpmath.json', import.meta.url), 'utf8'),
) as { inputs: Record<string, number[]>; cases: Plane[] };

describe('multiFactorBeta under every standard error, against 50-digit sandwiches', () => {
  for (const plane of planes.cases.filter(({ factors }) => factors !== undefined))
    it.each([
      ['classical', 'classical'],
      ['HC0', 'HC0'],
      ['HC1', 'HC1'],
      ['HC2', 'HC2'],
      ['HC3', 'HC3'],
      ['HAC2', hac(2)],
      ['HAC2s', hac(2, true)],
    ] as const)(`${plane.name}, %s`, (name, standardErrors) => {
      const got = orThrow(
        multiFactorBeta({
          assetReturns: planes.inputs['y']!,
          factorReturns: Object.fromEntries(plane.factors!.map((factor) => [factor, planes.inputs[factor]!])),
          standardErrors,
          confidenceLevel: 0.99,
        }),
      );
      const upper = got.coefficientCovariance.flatMap((row, i) => row.slice(i));
      plane.covariance[name]!.forEach((value, i) => {
        // Observed: 3e-14.
        expect(Math.abs(upper[i]! / value - 1)).toBeLessThan(1.2e-13);
      });
      const errors = got.coefficientCovariance.map((row, i) => Math.sqrt(row[i]!));
      expect(errorsOf(got)).toEqual(errors);
      const intervals = [got.alphaInterval, ...got.factors.map(({ betaInterval }) => betaInterval)];
      intervals.forEach(({ lower, upper: end }, i) => {
        const radius = plane.critical99 * errors[i]!;
        expect(Math.abs(lower - (plane.coefficients[i]! - radius))).toBeLessThan(1e-14 * (end - lower));
        expect(Math.abs(end - (plane.coefficients[i]! + radius))).toBeLessThan(1e-14 * (end - lower));
      });
    });
});

describe('multiFactorBeta of one factor', () => {
  const assetReturns = inputs['ETH'] as number[];
  const benchmarkReturns = inputs['BTC'] as number[];
  it.each(['classical', 'HC0', 'HC1', 'HC2', 'HC3', hac(4), hac(4, true)] as const)(
    'is capmBeta, %o',
    (standardErrors) => {
      const line = orThrow(capmBeta({ assetReturns, benchmarkReturns, standardErrors }));
      const plane = orThrow(
        multiFactorBeta({ assetReturns, factorReturns: { benchmarkReturns }, standardErrors }),
      );
      const [factor] = plane.factors;
      for (const [got, wanted] of [
        [factor!.beta, line.beta],
        [factor!.betaStandardError, line.betaStandardError],
        [factor!.betaTStatistic!, line.betaTStatistic!],
        [factor!.betaInterval.lower, line.betaInterval.lower],
        [plane.alphaStandardError, line.alphaStandardError],
        [plane.rSquared, line.rSquared],
        [plane.adjustedRSquared, line.adjustedRSquared],
        [plane.residualStandardDeviation, line.residualStandardDeviation],
      ] as const)
        expect(Math.abs(got / wanted - 1)).toBeLessThan(1e-14);
      expect(Math.abs(plane.alpha / line.alpha - 1)).toBeLessThan(1e-13);
      expect(Math.abs(plane.coefficientCovariance[0]![1]! / line.alphaBetaCovariance - 1)).toBeLessThan(
        1e-12,
      );
      expect(Math.abs(factor!.betaPValue! / line.betaPValue! - 1)).toBeLessThan(1e-11);
      expect(factor!.varianceInflationFactor).toBe(1);
      // With one factor F is t squared, where t is the classical one.
      if (standardErrors === 'classical')
        expect(Math.abs(plane.fStatistic! / factor!.betaTStatistic! ** 2 - 1)).toBeLessThan(1e-13);
    },
  );
});

const asset = [0.031, -0.022, 0.044, 0.005, -0.037, 0.028, -0.004, 0.012];
const btc = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01, -0.006, 0.003];
const eth = [0.02, -0.016, 0.024, -0.004, -0.022, 0.021, 0.001, 0.01];
const base: MultiFactorBetaOptions = { assetReturns: asset, factorReturns: { BTC: btc, ETH: eth } };

describe('multiFactorBeta: conventions', () => {
  it('takes any array-like of numbers and gives the same bits, and leaves it alone', () => {
    const typed = {
      assetReturns: Float64Array.from(asset),
      factorReturns: { BTC: Float64Array.from(btc), ETH: Object.assign({ length: 8 }, eth) },
    };
    expect(multiFactorBeta({ ...typed, standardErrors: 'HC3' })).toEqual(
      multiFactorBeta({ ...base, standardErrors: 'HC3' }),
    );
    multiFactorBeta({ ...typed, riskFreeRatePerPeriod: 0.001, missing: 'drop' });
    expect([...typed.assetReturns]).toEqual(asset);
    expect([...typed.factorReturns.BTC]).toEqual(btc);
  });

  it('survives JSON, the perfect fit too', () => {
    for (const estimate of [multiFactorBeta(base), multiFactorBeta({ ...base, assetReturns: btc })])
      expect(JSON.parse(JSON.stringify(estimate))).toEqual(estimate);
  });

  it('a factor on itself: beta exactly 1, errors exactly 0, no tests', () => {
    const self = orThrow(multiFactorBeta({ ...base, assetReturns: btc }));
    expect(self).toMatchObject({
      rSquared: 1,
      adjustedRSquared: 1,
      residualStandardDeviation: 0,
      alphaStandardError: 0,
      alphaPValue: null,
      fStatistic: null,
      fPValue: null,
      factors: [
        {
          beta: 1,
          betaStandardError: 0,
          betaInterval: { lower: 1, upper: 1 },
          betaTStatistic: null,
          betaPValue: null,
        },
        { betaStandardError: 0, betaTStatistic: null },
      ],
    });
    expect(Math.abs(self.alpha)).toBeLessThan(1e-30);
    expect(Math.abs(self.factors[1]!.beta)).toBeLessThan(1e-30);
  });

  it('the order of the factors is that of the keys, and has no say', () => {
    const swapped = orThrow(multiFactorBeta({ ...base, factorReturns: { ETH: eth, BTC: btc } }));
    const straight = orThrow(multiFactorBeta(base));
    expect(swapped.factors.map(({ name }) => name)).toEqual(['ETH', 'BTC']);
    straight.factors.forEach(({ beta, betaStandardError }, j) => {
      expect(Math.abs(swapped.factors[1 - j]!.beta / beta - 1)).toBeLessThan(1e-14);
      expect(Math.abs(swapped.factors[1 - j]!.betaStandardError / betaStandardError - 1)).toBeLessThan(1e-14);
    });
  });

  it('the rate comes off the asset alone', () => {
    const rates = asset.map((_, t) => 0.0001 * (t % 3));
    const excess = { ...base, assetReturns: asset.map((r, t) => r - rates[t]!) };
    expect(multiFactorBeta({ ...base, riskFreeRatePerPeriod: rates })).toEqual(multiFactorBeta(excess));
    const flat = multiFactorBeta({ ...base, riskFreeRatePerPeriod: 0.0001 });
    const byHand = multiFactorBeta({ ...base, assetReturns: asset.map((r) => r - 0.0001) });
    expect(flat).toEqual(byHand);
  });

  it('drops a period that misses any sample, and says how many', () => {
    const result = multiFactorBeta({
      assetReturns: [...asset, NaN, 0.1, 0.1],
      factorReturns: { BTC: [...btc, 0.1, Infinity, 0.1], ETH: [...eth, 0.1, 0.1, NaN] },
      missing: 'drop',
    });
    expect(result).toEqual({ ...orThrow(multiFactorBeta(base)), dropped: 3 });
    const rates = asset.map((_, t) => (t === 2 ? NaN : 0));
    expect(multiFactorBeta({ ...base, riskFreeRatePerPeriod: rates, missing: 'drop' })).toMatchObject({
      dropped: 1,
      observations: 7,
    });
  });

  it('a factor is a position: its error, freedom and convention reach the hedge', () => {
    const told = { returnKind: 'simple', horizonMs: 3_600_000, asOf: 1_700_000_000_000 } as const;
    const { factors, degreesOfFreedom } = orThrow(multiFactorBeta({ ...base, ...told }));
    expect(degreesOfFreedom).toBe(5);
    factors.forEach((factor) => {
      expect(factor).toMatchObject({ ...told, degreesOfFreedom });
      expect(factor.betaStandardError).toBeGreaterThan(0);
    });
  });

  it('a rate or standard errors of null are none', () => {
    const none = { ...base, riskFreeRatePerPeriod: null, standardErrors: null };
    expect(multiFactorBeta(none as unknown as MultiFactorBetaOptions)).toEqual(multiFactorBeta(base));
  });

  it('an infinite rate is a missing one', () => {
    const rates = asset.map((_, t) => (t === 2 ? Infinity : t === 5 ? NaN : 0.001));
    const got = orThrow(multiFactorBeta({ ...base, riskFreeRatePerPeriod: rates, missing: 'drop' }));
    expect(got).toMatchObject({ dropped: 2, observations: 6 });
  });

  it('passes on what it is told of returns, horizon and time', () => {
    const told = { returnKind: 'log', horizonMs: 3_600_000, asOf: 1_700_000_000_000 } as const;
    expect(multiFactorBeta({ ...base, ...told })).toMatchObject(told);
    expect(multiFactorBeta(base)).toMatchObject({ returnKind: null, horizonMs: null, asOf: null });
  });
});

describe('multiFactorBeta: data without an answer', () => {
  const first = (n: number): MultiFactorBetaOptions => ({
    assetReturns: asset.slice(0, n),
    factorReturns: { BTC: btc.slice(0, n), ETH: eth.slice(0, n) },
  });

  it.each([0, 1, 2, 3])('%i samples are too few for two factors', (n) => {
    expect(multiFactorBeta(first(n))).toEqual({ status: 'insufficient_data', required: 4, observed: n });
  });

  it('four samples leave one degree of freedom', () => {
    expect(multiFactorBeta(first(4))).toMatchObject({ status: 'ok', degreesOfFreedom: 1 });
  });

  it('more lags than samples, too few after dropping', () => {
    expect(multiFactorBeta({ ...base, standardErrors: hac(8) })).toEqual({
      status: 'insufficient_data',
      required: 9,
      observed: 8,
    });
    const holes = { ...base, assetReturns: asset.map((r, t) => (t < 5 ? NaN : r)), missing: 'drop' } as const;
    expect(multiFactorBeta(holes)).toEqual({ status: 'insufficient_data', required: 4, observed: 3 });
  });

  it.each([0, 0.1, -1e-300, 1e300])('a series that stays at %d', (value) => {
    const flat = asset.map(() => value);
    expect(multiFactorBeta({ ...base, assetReturns: flat })).toEqual({
      status: 'degenerate',
      reason: 'flat_asset',
    });
    expect(multiFactorBeta({ ...base, factorReturns: { BTC: btc, USDT: flat, ETH: eth } })).toEqual({
      status: 'collinear',
      rank: 3,
      columns: 4,
      aliased: ['USDT'],
    });
    expect(multiFactorBeta({ ...base, factorReturns: { USDT: flat } })).toMatchObject({
      rank: 1,
      columns: 2,
    });
  });

  it('one sample alone fixes a coefficient', () => {
    const spike = { ...base, factorReturns: { BTC: btc, event: btc.map((_, t) => (t === 3 ? 1 : 0)) } };
    for (const standardErrors of ['HC2', 'HC3'] as const)
      expect(multiFactorBeta({ ...spike, standardErrors })).toEqual({
        status: 'degenerate',
        reason: 'unit_leverage',
      });
    expect(multiFactorBeta({ ...spike, standardErrors: 'HC1' }).status).toBe('ok');
  });
});

describe('multiFactorBeta: refused', () => {
  it.each([
    ...([1e-170, 1e170] as const).flatMap((scale) => [
      [
        'an asset whose squares are no doubles',
        { assetReturns: asset.map((x) => scale * x) },
        'domain.out_of_range',
        'assetReturns',
      ] as const,
      [
        'a factor whose squares are no doubles',
        { factorReturns: { ETH: eth, BTC: btc.map((x) => scale * x) } },
        'domain.out_of_range',
        'factorReturns.BTC',
      ] as const,
    ]),
    ['no factors', { factorReturns: {} }, 'shape.missing_field', 'factorReturns'],
    ['factors in a list', { factorReturns: [btc] }, 'shape.wrong_type', 'factorReturns'],
    [
      'a factor of another length',
      { factorReturns: { BTC: [1, 2] } },
      'shape.length_mismatch',
      'factorReturns.BTC.length',
    ],
    [
      'a factor that is a text',
      { factorReturns: { BTC: '12345678' } },
      'shape.wrong_type',
      'factorReturns.BTC',
    ],
    [
      'a text in a factor',
      { factorReturns: { BTC: btc.map(String) } },
      'shape.wrong_type',
      'factorReturns.BTC[0]',
    ],
    [
      'NaN in a factor',
      { factorReturns: { BTC: btc.map((r, t) => (t === 3 ? NaN : r)) } },
      'series.not_finite',
      'factorReturns.BTC[3]',
    ],
    [
      'infinity in the asset',
      { assetReturns: asset.map((r, t) => (t === 2 ? -Infinity : r)) },
      'series.not_finite',
      'assetReturns[2]',
    ],
    ['a rate in per cent', { riskFreeRatePerPeriod: 5.1 }, 'unit.suspicious', 'riskFreeRatePerPeriod'],
    [
      'too few rates',
      { riskFreeRatePerPeriod: [0] },
      'shape.length_mismatch',
      'riskFreeRatePerPeriod.length',
    ],
    ['level 1', { confidenceLevel: 1 }, 'domain.out_of_range', 'confidenceLevel'],
    ['unknown errors', { standardErrors: 'HC4' }, 'domain.not_one_of', 'standardErrors'],
    ['unknown handling', { missing: 'zero' }, 'domain.not_one_of', 'missing'],
    ['horizon 0', { horizonMs: 0 }, 'domain.out_of_range', 'horizonMs'],
    [
      'a beta beyond all doubles',
      {
        assetReturns: asset.map((r) => r * 1e300),
        factorReturns: { BTC: btc.map((r) => r * 1e-300), ETH: eth },
      },
      'domain.out_of_range',
      'assetReturns',
    ],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(
      () => multiFactorBeta({ ...base, ...change } as unknown as MultiFactorBetaOptions),
      code,
      path,
    );
  });
});

describe('multiFactorBeta: invariants', () => {
  const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 20, maxLength: 20 });

  it('a shift and a scale of factors leave what they must', () => {
    fc.assert(
      fc.property(series, series, series, (r, f, g) => {
        const plain = multiFactorBeta({ assetReturns: r, factorReturns: { f, g } });
        // Whole numbers, so that the shift is exact.
        const moved = multiFactorBeta({
          assetReturns: r.map((x) => 4 * x + 7),
          factorReturns: { f: f.map((x) => x + 1e8), g: g.map((x) => 2 * x) },
        });
        expect(moved.status).toBe(plain.status);
        if (plain.status !== 'ok' || moved.status !== 'ok') return;
        const unit = plain.factors.map(({ beta, betaStandardError }) => Math.abs(beta) + betaStandardError);
        const wanted = [4 * plain.factors[0]!.beta, 2 * plain.factors[1]!.beta];
        moved.factors.forEach(({ beta, varianceInflationFactor }, j) => {
          expect(Math.abs(beta - wanted[j]!)).toBeLessThanOrEqual(1e-12 * unit[j]!);
          const inflation = plain.factors[j]!.varianceInflationFactor;
          expect(Math.abs(varianceInflationFactor / inflation - 1)).toBeLessThan(1e-12);
        });
        expect(Math.abs(moved.rSquared - plain.rSquared)).toBeLessThan(1e-13);
      }),
      { seed: 20211231, numRuns: 200 },
    );
  });

  it('rSquared within [0, 1], inflation at least 1, p within [0, 1], intervals around betas', () => {
    fc.assert(
      fc.property(series, series, series, (r, f, g) => {
        const result = multiFactorBeta({ assetReturns: r, factorReturns: { f, g }, standardErrors: 'HC3' });
        if (result.status !== 'ok') return;
        expect(result.rSquared).toBeGreaterThanOrEqual(0);
        expect(result.rSquared).toBeLessThanOrEqual(1);
        for (const { beta, betaInterval, betaPValue, varianceInflationFactor } of result.factors) {
          expect(varianceInflationFactor).toBeGreaterThanOrEqual(1);
          expect(betaInterval.lower).toBeLessThanOrEqual(beta);
          expect(betaInterval.upper).toBeGreaterThanOrEqual(beta);
          if (betaPValue !== null) expect(betaPValue).toBeGreaterThanOrEqual(0);
          if (betaPValue !== null) expect(betaPValue).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 20211231, numRuns: 200 },
    );
  });

  it('HC0 is HAC without lags', () => {
    const hc0 = orThrow(multiFactorBeta({ ...base, standardErrors: 'HC0' }));
    const none = orThrow(multiFactorBeta({ ...base, standardErrors: hac(0) }));
    expect(none.coefficientCovariance).toEqual(hc0.coefficientCovariance);
  });
});
