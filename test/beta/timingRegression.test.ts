import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { timingRegression } from '../../src/beta/timingRegression.ts';
import type {
  TimingEstimate,
  TimingModel,
  TimingRegressionOptions,
} from '../../src/beta/timingRegression.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { expectClose, readFixture } from '../fixtures.ts';
import type { Case } from '../fixtures.ts';

interface Given extends Case {
  readonly options: { asset: string; benchmark: string; model?: string };
  readonly expected: Readonly<
    Record<'n' | 'alpha' | 'beta' | 'gamma' | 'r2', number> &
      Record<'se' | 't' | 'p' | 'seHacLags5' | 'pHacLags5', number[]>
  >;
}
const { inputs, cases: all } = readFixture('conditional_beta');
const cases = all as readonly Given[];

const errorsOf = (estimate: TimingEstimate): number[] => [
  estimate.alphaStandardError,
  estimate.betaStandardError,
  estimate.gammaStandardError,
];
const pValuesOf = (estimate: TimingEstimate): (number | null)[] => [
  estimate.alphaPValue,
  estimate.betaPValue,
  estimate.gammaPValue,
];

describe('timingRegression against 50-digit least squares', () => {
  for (const given of cases.filter(({ options }) => options.model !== undefined))
    it(given.name, () => {
      const { options, expected } = given;
      const asked = {
        assetReturns: inputs[options.asset] as number[],
        benchmarkReturns: inputs[options.benchmark] as number[],
        model: options.model!.toLowerCase() as TimingModel,
      };
      // The fixture allows 1e-10. Observed: 1.3e-14, of p 1.4e-13.
      const close = {
        ...given,
        relTol: 5e-14,
        fieldTol: { p: { relTol: 5e-13 }, pHacLags5: { relTol: 5e-13 } },
      };
      const check = (
        field: 'se' | 't' | 'p' | 'seHacLags5' | 'pHacLags5',
        got: readonly (number | null)[],
      ): void => {
        expected[field].forEach((value, i) => {
          expectClose(got[i]!, value, field, close);
        });
      };
      const got = orThrow(timingRegression(asked));
      for (const field of ['alpha', 'beta', 'gamma'] as const)
        expectClose(got[field], expected[field], field, close);
      expectClose(got.rSquared, expected.r2, 'r2', close);
      check('se', errorsOf(got));
      check('t', [got.alphaTStatistic, got.betaTStatistic, got.gammaTStatistic]);
      check('p', pValuesOf(got));
      expect([got.observations, got.degreesOfFreedom, got.model]).toEqual([expected.n, 361, asked.model]);
      const hac = orThrow(timingRegression({ ...asked, standardErrors: { kind: 'HAC', maxLags: 5 } }));
      check('seHacLags5', errorsOf(hac));
      check('pHacLags5', pValuesOf(hac));
    });

  it('under every other standard error', () => {
    const planes = JSON.parse(
      readFileSync(new URL('../fixtures/least_squares_mpmath.json', import.meta.url), 'utf8'),
    ) as {
      inputs: Record<string, number[]>;
      cases: { name: string; coefficients: number[]; covariance: Record<string, number[]> }[];
    };
    const { covariance } = planes.cases.find(({ name }) => name === 'Treynor-Mazuy')!;
    for (const standardErrors of ['HC0', 'HC1', 'HC2', 'HC3'] as const) {
      const got = orThrow(
        timingRegression({
          assetReturns: planes.inputs['y']!,
          benchmarkReturns: planes.inputs['a']!,
          model: 'treynor-mazuy',
          standardErrors,
        }),
      );
      got.coefficientCovariance
        .flatMap((row, i) => row.slice(i))
        .forEach((value, i) => {
          // Observed: 7e-15.
          expect(Math.abs(value / covariance[standardErrors]![i]! - 1)).toBeLessThan(3e-14);
        });
    }
  });
});

const m = [0.02, -0.03, 0.04, 0.004, -0.035, 0.019, -0.02, 0.013];
const r = [0.021, -0.042, 0.034, 0.005, -0.057, 0.018, -0.03, 0.012];
const base: TimingRegressionOptions = {
  assetReturns: r,
  benchmarkReturns: m,
  model: 'henriksson-merton',
};

describe('timingRegression', () => {
  it('finds the kink and the curve that are there, to the digit', () => {
    const kinked = m.map((x) => 1.5 * x - 0.75 * Math.max(x, 0) + 0.125);
    const found = orThrow(timingRegression({ ...base, assetReturns: kinked }));
    for (const [got, wanted] of [
      [found.alpha, 0.125],
      [found.beta, 1.5],
      [found.gamma, -0.75],
    ] as const)
      expect(Math.abs(got / wanted - 1)).toBeLessThan(2e-15);
    const curved = m.map((x) => 0.5 * x + 4 * x * x);
    const curve = orThrow(timingRegression({ ...base, assetReturns: curved, model: 'treynor-mazuy' }));
    expect(Math.abs(curve.gamma / 4 - 1)).toBeLessThan(1e-14);
    expect(Math.abs(curve.beta / 0.5 - 1)).toBeLessThan(1e-14);
  });

  it('a benchmark on itself has beta 1 and no timing, without tests', () => {
    const self = orThrow(timingRegression({ ...base, assetReturns: m }));
    expect(self).toMatchObject({ beta: 1, gammaStandardError: 0, gammaPValue: null, rSquared: 1 });
    expect(Math.abs(self.gamma)).toBeLessThan(1e-30);
    expect(JSON.parse(JSON.stringify(self))).toEqual(self);
  });

  it('subtracts the rate from both, and moves the kink with it', () => {
    const less = (values: number[]): number[] => values.map((value) => value - 0.01);
    expect(timingRegression({ ...base, riskFreeRatePerPeriod: 0.01 })).toEqual(
      timingRegression({ ...base, assetReturns: less(r), benchmarkReturns: less(m) }),
    );
  });

  it('gamma goes with the unit: of per cents a hundredth, of the kink the same', () => {
    const percent = { ...base, assetReturns: r.map((x) => 128 * x), benchmarkReturns: m.map((x) => 128 * x) };
    const kink = orThrow(timingRegression(base)).gamma;
    expect(Math.abs(orThrow(timingRegression(percent)).gamma / kink - 1)).toBeLessThan(1e-14);
    const curve = orThrow(timingRegression({ ...base, model: 'treynor-mazuy' })).gamma;
    const scaled = orThrow(timingRegression({ ...percent, model: 'treynor-mazuy' })).gamma;
    expect(Math.abs((128 * scaled) / curve - 1)).toBeLessThan(1e-13);
  });

  it('a mean of 500 deviations costs the digits that the doc says, and no more', () => {
    const calm = m.map((x) => 0.05 + 0.004 * x);
    const around = orThrow(
      timingRegression({ ...base, benchmarkReturns: calm.map((x) => x - 0.05), model: 'treynor-mazuy' }),
    );
    const got = orThrow(timingRegression({ ...base, benchmarkReturns: calm, model: 'treynor-mazuy' }));
    // Observed: 5e-12, and 2.3e-11 of the error.
    expect(Math.abs(got.gamma / around.gamma - 1)).toBeLessThan(2e-11);
    expect(Math.abs(got.gammaStandardError / around.gammaStandardError - 1)).toBeLessThan(9e-11);
  });

  it('drops, counts, and reads any array-like; leaves the input alone', () => {
    const holes = {
      ...base,
      assetReturns: [...r, NaN],
      benchmarkReturns: [...m, 0.1],
      missing: 'drop',
    } as const;
    expect(timingRegression(holes)).toEqual({ ...orThrow(timingRegression(base)), dropped: 1 });
    const typed = { assetReturns: Float64Array.from(r), benchmarkReturns: Float64Array.from(m) };
    expect(timingRegression({ ...base, ...typed })).toEqual(timingRegression(base));
    expect([...typed.benchmarkReturns]).toEqual(m);
  });

  it('data without an answer', () => {
    expect(timingRegression({ ...base, assetReturns: [1, 2, 4], benchmarkReturns: [1, -1, 2] })).toEqual({
      status: 'insufficient_data',
      required: 4,
      observed: 3,
    });
    const flat = m.map(() => 0.1);
    expect(timingRegression({ ...base, assetReturns: flat })).toMatchObject({ reason: 'flat_asset' });
    expect(timingRegression({ ...base, benchmarkReturns: flat })).toMatchObject({ reason: 'flat_benchmark' });
    for (const sign of [1, -1])
      expect(timingRegression({ ...base, benchmarkReturns: m.map((x) => sign * Math.abs(x)) })).toEqual({
        status: 'collinear',
        rank: 2,
        columns: 3,
        aliased: ['gamma'],
      });
    const twoValued = m.map((x) => (x > 0 ? 0.01 : -0.02));
    expect(timingRegression({ ...base, model: 'treynor-mazuy', benchmarkReturns: twoValued })).toMatchObject({
      status: 'collinear',
      aliased: ['gamma'],
    });
    const lonely = m.map((x, t) => (t === 0 ? 0.5 : -Math.abs(x)));
    expect(timingRegression({ ...base, benchmarkReturns: lonely, standardErrors: 'HC3' })).toMatchObject({
      reason: 'unit_leverage',
    });
  });

  it.each([
    ['model', { model: 'merton' }, 'domain.not_one_of'],
    ['confidenceLevel', { confidenceLevel: 95 }, 'domain.out_of_range'],
    ['standardErrors', { standardErrors: 'HC4' }, 'domain.not_one_of'],
    ['assetReturns[1]', { assetReturns: r.map((x, t) => (t === 1 ? NaN : x)) }, 'series.not_finite'],
    [
      'benchmarkReturns[2]',
      { benchmarkReturns: m.map((x, t) => (t === 2 ? Infinity : x)) },
      'series.not_finite',
    ],
    ['benchmarkReturns.length', { benchmarkReturns: [1] }, 'shape.length_mismatch'],
    ['riskFreeRatePerPeriod', { riskFreeRatePerPeriod: 6 }, 'unit.suspicious'],
    ['riskFreeRatePerPeriod', { riskFreeRatePerPeriod: NaN }, 'domain.not_finite'],
    ['riskFreeRatePerPeriod[0]', { riskFreeRatePerPeriod: m.map(() => NaN) }, 'series.not_finite'],
    ['missing', { missing: 'fill' }, 'domain.not_one_of'],
    // Squares of them would be no doubles: not a dependence, and no error of 0.
    ...([1e160, 1e-160, 1e40] as const).map(
      (scale) =>
        [
          'benchmarkReturns',
          { model: 'treynor-mazuy', benchmarkReturns: m.map((x) => scale * x) },
          'domain.out_of_range',
        ] as const,
    ),
    ['assetReturns', { assetReturns: r.map((x) => 1e170 * x) }, 'domain.out_of_range'],
  ] as const)('refuses %s', (path, change, code) => {
    expectRefusal(
      () => timingRegression({ ...base, ...change } as unknown as TimingRegressionOptions),
      code,
      path,
    );
  });
});
