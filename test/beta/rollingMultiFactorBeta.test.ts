import { describe, expect, it } from 'vitest';
import { multiFactorBeta } from '../../src/beta/multiFactorBeta.ts';
import { rollingMultiFactorBeta } from '../../src/beta/rollingMultiFactorBeta.ts';
import type {
  RollingMultiFactorBeta,
  RollingMultiFactorBetaOptions,
} from '../../src/beta/rollingMultiFactorBeta.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';

interface Data {
  readonly assetReturns: number[];
  readonly factorReturns: Record<string, number[]>;
}

/** Three factors, two of them akin, and an asset that follows them. */
function data(n = 400): Data {
  const { normal } = randomGenerator(20211231);
  const column = (spread: number): number[] => Array.from({ length: n }, () => spread * normal());
  const a = column(0.03);
  const own = column(0.02);
  const b = a.map((x, t) => 0.8 * x + own[t]!);
  const c = column(0.05);
  const noise = column(0.02);
  const assetReturns = a.map((x, t) => 0.001 + 1.2 * x - 0.4 * b[t]! + 0.3 * c[t]! + noise[t]!);
  return { assetReturns, factorReturns: { a, b, c } };
}

const series = (rolling: RollingMultiFactorBeta): Float64Array[] => [
  ...Object.values(rolling.betas),
  ...Object.values(rolling.betaStandardErrors),
  rolling.alpha,
  rolling.alphaStandardError,
  rolling.residualStandardDeviation,
  rolling.rSquared,
];

/**
 * The largest error of any window against a fit of its own: betas, alpha and errors in units of the standard
 * error, the rest relative, and all by what sums of products must lose: the factor of the largest variance
 * inflation, and of 1 / (1 - R squared). NaN of one and not of the other is infinite.
 */
function worstError(
  given: Data,
  window: number,
  minPeriods = window,
  judge: (i: number) => boolean = () => true,
): { error: number; windows: number } {
  const rolling = rollingMultiFactorBeta({ ...given, window, minPeriods });
  let error = 0;
  let windows = 0;
  for (let i = 0; i < given.assetReturns.length; i++) {
    const part = (values: number[]): number[] => values.slice(Math.max(0, i - window + 1), i + 1);
    const fit = multiFactorBeta({
      assetReturns: part(given.assetReturns),
      factorReturns: Object.fromEntries(
        Object.entries(given.factorReturns).map(([name, values]) => [name, part(values)]),
      ),
      missing: 'drop',
    });
    const enough = fit.status === 'ok' && fit.observations >= minPeriods;
    const isNaN = series(rolling).map((values) => Number.isNaN(values[i]));
    if (!enough) {
      if (!isNaN.every((missing) => missing)) return { error: Infinity, windows };
      continue;
    }
    if (!judge(i)) continue;
    windows++;
    if (isNaN.includes(true)) return { error: Infinity, windows };
    const errors = fit.factors.flatMap(({ name, beta, betaStandardError }) => [
      (rolling.betas[name]![i]! - beta) / betaStandardError,
      rolling.betaStandardErrors[name]![i]! / betaStandardError - 1,
    ]);
    errors.push(
      (rolling.alpha[i]! - fit.alpha) / fit.alphaStandardError,
      rolling.alphaStandardError[i]! / fit.alphaStandardError - 1,
      rolling.residualStandardDeviation[i]! / fit.residualStandardDeviation - 1,
      rolling.rSquared[i]! / fit.rSquared - 1,
    );
    const inflation = Math.max(...fit.factors.map((factor) => factor.varianceInflationFactor));
    error = Math.max(error, ...errors.map((value) => (Math.abs(value) * (1 - fit.rSquared)) / inflation));
  }
  return { error, windows };
}

const plain = data();
const changed = (change: (name: string, value: number, t: number) => number): Data => ({
  assetReturns: plain.assetReturns.map((value, t) => change('asset', value, t)),
  factorReturns: Object.fromEntries(
    Object.entries(plain.factorReturns).map(([name, values]) => [
      name,
      values.map((value, t) => change(name, value, t)),
    ]),
  ),
});

describe('rollingMultiFactorBeta is a fit of every window', () => {
  it.each([5, 6, 7, 20, 59, 200, 400])('window %i', (window) => {
    // Observed: 2.7e-15 up to 59 samples, 8e-15 of 200 and 400.
    const { error, windows } = worstError(plain, window);
    expect(windows).toBe(400 - window + 1);
    expect(error).toBeLessThan(window < 100 ? 1e-14 : 3e-14);
  });

  it('the last window is the 50-digit figure', () => {
    const { inputs, cases } = readFixture('multifactor');
    const given = cases.find(({ name }) => name === 'AVAX on BTC, ETH, SOL')!;
    const expected = given.expected as Record<'coefficients' | 'se', number[]> &
      Record<'r2' | 'residualSd', number>;
    const names = ['BTC', 'ETH', 'SOL'];
    const rolling = rollingMultiFactorBeta({
      assetReturns: inputs['AVAX'] as number[],
      factorReturns: Object.fromEntries(names.map((name) => [name, inputs[name] as number[]])),
      window: 364,
    });
    expect(rolling.validFrom).toBe(363);
    const got = [rolling.alpha, ...names.map((name) => rolling.betas[name]!)].map((values) => values[363]!);
    const errors = [rolling.alphaStandardError, ...names.map((name) => rolling.betaStandardErrors[name]!)];
    got.forEach((value, i) => {
      expect(Math.abs(value / expected.coefficients[i]! - 1)).toBeLessThan(1e-13);
      expect(Math.abs(errors[i]![363]! / expected.se[i]! - 1)).toBeLessThan(1e-13);
    });
    expect(Math.abs(rolling.rSquared[363]! / expected.r2 - 1)).toBeLessThan(1e-13);
    expect(Math.abs(rolling.residualStandardDeviation[363]! / expected.residualSd - 1)).toBeLessThan(1e-13);
  });
});

describe('rollingMultiFactorBeta: traps', () => {
  it('a factor at 1e8', () => {
    // On a grid of 2^-20 the level is exact. Alpha is then mostly beta times 1e8, and as uncertain.
    const grid = changed((name, value) =>
      name === 'b' ? 1e8 + Math.round(value * 2 ** 20) / 2 ** 20 : value,
    );
    for (const window of [20, 60]) expect(worstError(grid, window).error).toBeLessThan(1e-14);
  });

  it('a tick of 1e8 in the asset and in a factor leaves no trace', () => {
    const spike = changed((name, value, t) => (t === 130 && name !== 'a' ? 1e8 : t === 150 ? 1e6 : value));
    const gone = worstError(spike, 40, 40, (i) => i >= 190 || i < 130);
    expect(gone.windows).toBe(301);
    // Observed: 1.8e-15.
    expect(gone.error).toBeLessThan(7e-15);
  });

  it('missing samples leave no trace, and are passed over with minPeriods', () => {
    const holes = changed((name, value, t) =>
      (name === 'asset' && t % 61 === 5) || (name === 'b' && t % 97 === 3)
        ? NaN
        : name === 'c' && t === 200
          ? -Infinity
          : value,
    );
    for (const [window, minPeriods] of [
      [30, 30],
      [30, 25],
      [30, 5],
      [70, 60],
    ] as const) {
      const { error, windows } = worstError(holes, window, minPeriods);
      // Observed: 4e-15.
      expect(error).toBeLessThan(1.5e-14);
      expect(windows).toBeGreaterThan(0);
    }
    // A whole block missing: windows with nothing before, or nothing after, the boundary.
    const gap = changed((_, value, t) => (t >= 85 && t < 145 ? NaN : value));
    expect(worstError(gap, 30, 10).error).toBeLessThan(4e-15);
  });

  it('volatility that falls 1e7-fold', () => {
    const fall = changed((_, value, t) => (t < 200 ? value : 1e-7 * value));
    expect(worstError(fall, 40, 40, (i) => i < 200 || i >= 239).error).toBeLessThan(6e-15);
  });

  it('a series that stays, or stays but for rounding, is NaN exactly as long as it does', () => {
    for (const which of ['asset', 'b'])
      for (const wobble of [0, 1e-16]) {
        const stay = changed((name, value, t) =>
          name === which && t >= 100 && t < 180 ? 0.1 + wobble * (t % 3) : value,
        );
        const { rSquared } = rollingMultiFactorBeta({ ...stay, window: 30 });
        for (let i = 29; i < 400; i++) expect(Number.isNaN(rSquared[i])).toBe(i >= 129 && i < 180);
      }
  });

  it('factors that say the same are NaN exactly as long as they do', () => {
    const same: Data = {
      ...plain,
      factorReturns: {
        ...plain.factorReturns,
        b: plain.factorReturns['a']!.map((x, t) =>
          t >= 100 && t < 180 ? 3 * x + 0.5 : plain.factorReturns['b']![t]!,
        ),
      },
    };
    const rolling = rollingMultiFactorBeta({ ...same, window: 30 });
    for (const values of series(rolling))
      for (let i = 29; i < 400; i++) expect(Number.isNaN(values[i])).toBe(i >= 129 && i < 180);
  });

  it('an inflation of 1e8 is no dependence, one of 1e11 is', () => {
    const akin = (share: number): Data => ({
      ...plain,
      factorReturns: {
        a: plain.factorReturns['a']!,
        b: plain.factorReturns['a']!.map((x, t) => x + share * plain.factorReturns['c']![t]!),
      },
    });
    expect(worstError(akin(1e-4), 60).error).toBeLessThan(1e-14);
    expect(rollingMultiFactorBeta({ ...akin(1e-6), window: 60 }).validFrom).toBeNull();
  });

  it('a perfect fit has betas, and errors that the sums cannot tell', () => {
    const perfect = {
      ...plain,
      assetReturns: plain.factorReturns['a']!.map((x, t) => 2 * x - plain.factorReturns['c']![t]!),
    };
    const { betas, betaStandardErrors, residualStandardDeviation, rSquared, alpha, alphaStandardError } =
      rollingMultiFactorBeta({ ...perfect, window: 50 });
    for (let i = 49; i < 400; i++) {
      expect([betaStandardErrors['a']![i], alphaStandardError[i], residualStandardDeviation[i]]).toEqual([
        NaN,
        NaN,
        NaN,
      ]);
      expect(rSquared[i]).toBeGreaterThan(1 - 1e-12);
      expect(rSquared[i]).toBeLessThanOrEqual(1);
      expect(Math.abs(betas['a']![i]! - 2)).toBeLessThan(1e-13);
      expect(Math.abs(betas['b']![i]!)).toBeLessThan(1e-13);
      expect(Math.abs(alpha[i]!)).toBeLessThan(1e-15);
    }
  });

  it('scales far beyond what squares can hold', () => {
    const reference = rollingMultiFactorBeta({ ...plain, window: 40 });
    const scaled = rollingMultiFactorBeta({
      assetReturns: plain.assetReturns.map((x) => x * 2 ** 600),
      factorReturns: {
        ...plain.factorReturns,
        b: plain.factorReturns['b']!.map((x) => x * 2 ** 580),
        c: plain.factorReturns['c']!.map((x) => x * 2 ** -300),
      },
      window: 40,
    });
    for (let i = 39; i < 400; i += 7) {
      expect(scaled.betas['b']![i]! / 2 ** 20).toBe(reference.betas['b']![i]);
      expect(scaled.betaStandardErrors['b']![i]! / 2 ** 20).toBe(reference.betaStandardErrors['b']![i]);
      expect(scaled.alpha[i]! / 2 ** 600).toBe(reference.alpha[i]);
      expect(scaled.rSquared[i]).toBe(reference.rSquared[i]);
      expect(scaled.betas['c']![i]! / 2 ** 900).toBe(reference.betas['c']![i]);
    }
  });

  it('a beta beyond all doubles is NaN', () => {
    const beyond = rollingMultiFactorBeta({
      assetReturns: plain.assetReturns.map((x) => x * 1e300),
      factorReturns: { a: plain.factorReturns['a']!.map((x) => x * 1e-300) },
      window: 40,
    });
    expect(beyond.betas['a']!.every(Number.isNaN)).toBe(true);
    expect(beyond.rSquared[50]).toBeGreaterThan(0);
  });
});

describe('rollingMultiFactorBeta', () => {
  const base: RollingMultiFactorBetaOptions = { ...plain, window: 20 };

  it('takes any array-like, leaves it alone, and answers alike twice', () => {
    const typed = {
      assetReturns: Float64Array.from(plain.assetReturns),
      factorReturns: Object.fromEntries(
        Object.entries(plain.factorReturns).map(([name, values]) => [name, Float64Array.from(values)]),
      ),
    };
    expect(rollingMultiFactorBeta({ ...typed, window: 20 })).toEqual(rollingMultiFactorBeta(base));
    expect([...typed.assetReturns]).toEqual(plain.assetReturns);
  });

  it('columns are of the length of the input, NaN before validFrom', () => {
    const rolling = rollingMultiFactorBeta(base);
    expect(rolling.validFrom).toBe(19);
    expect(Object.keys(rolling.betas)).toEqual(['a', 'b', 'c']);
    for (const values of series(rolling)) {
      expect(values).toHaveLength(400);
      expect(values.subarray(0, 19).every(Number.isNaN)).toBe(true);
      expect(values.subarray(19).some(Number.isNaN)).toBe(false);
    }
    expect(rollingMultiFactorBeta({ ...base, minPeriods: 2 }).validFrom).toBe(4);
    expect(rollingMultiFactorBeta({ ...base, window: 401 }).validFrom).toBeNull();
    const empty = rollingMultiFactorBeta({ assetReturns: [], factorReturns: { a: [] }, window: 3 });
    expect(empty).toMatchObject({ validFrom: null, alpha: new Float64Array(0) });
  });

  it('windows of time hold what is later than t - windowMs', () => {
    const timestamps = plain.assetReturns.map((_, t) => 1000 * (t + Math.floor(t / 7)));
    const rolling = rollingMultiFactorBeta({ ...plain, timestamps, windowMs: 24_000, minPeriods: 10 });
    for (const i of [3, 9, 40, 200, 399]) {
      const kept = timestamps
        .map((_, t) => t)
        .filter((t) => t <= i && timestamps[t]! > timestamps[i]! - 24_000);
      if (kept.length < 10) {
        expect(rolling.alpha[i]).toBeNaN();
        continue;
      }
      const fit = multiFactorBeta({
        assetReturns: kept.map((t) => plain.assetReturns[t]!),
        factorReturns: Object.fromEntries(
          Object.entries(plain.factorReturns).map(([name, values]) => [name, kept.map((t) => values[t]!)]),
        ),
      });
      if (fit.status !== 'ok') throw new Error(fit.status);
      for (const { name, beta } of fit.factors)
        expect(Math.abs(rolling.betas[name]![i]! / beta - 1)).toBeLessThan(1e-12);
    }
  });

  it('appending the future changes no past number', () => {
    const whole = series(rollingMultiFactorBeta(base));
    const first = (values: number[]): number[] => values.slice(0, 211);
    const head = series(
      rollingMultiFactorBeta({
        assetReturns: first(plain.assetReturns),
        factorReturns: Object.fromEntries(
          Object.entries(plain.factorReturns).map(([name, values]) => [name, first(values)]),
        ),
        window: 20,
      }),
    );
    head.forEach((values, j) => {
      expect(values).toEqual(whole[j]!.subarray(0, 211));
    });
  });

  it.each([
    ['window', { window: 4 }, 'domain.out_of_range'],
    ['window', { window: 5.5 }, 'domain.not_integer'],
    ['minPeriods', { minPeriods: 21 }, 'domain.out_of_range'],
    ['factorReturns', { factorReturns: {} }, 'shape.missing_field'],
    ['factorReturns.a.length', { factorReturns: { a: [1] } }, 'shape.length_mismatch'],
    ['factorReturns.a[0]', { factorReturns: { a: ['1'] } }, 'shape.wrong_type'],
    ['assetReturns', { assetReturns: 'abc' }, 'shape.wrong_type'],
  ] as const)('refuses %s', (path, change, code) => {
    expectRefusal(
      () => rollingMultiFactorBeta({ ...base, ...change } as unknown as RollingMultiFactorBetaOptions),
      code,
      path,
    );
  });
});
