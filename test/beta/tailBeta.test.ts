import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tailBeta } from '../../src/beta/tailBeta.ts';
import type { ExtremeValueBeta, QuantileBeta, TailBetaOptions } from '../../src/beta/tailBeta.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';

const robust = readFixture('robust');
const tails = JSON.parse(readFileSync(new URL('../fixtures/tail_beta.json', import.meta.url), 'utf8')) as {
  quantile: { name: string; expected: { seAlpha: number; seBeta: number } }[];
  extreme: { n: number; k: number; step: number; expected: Record<string, number> }[];
};

// Observed: 3.6e-15, a standard error.
const RELATIVE = 1e-14;
let worst = 0;
let alphas = 0;
function expectNear(got: number, expected: number): void {
  const error = Math.abs(got - expected) / Math.abs(expected);
  worst = Math.max(worst, error);
  expect(error).toBeLessThanOrEqual(RELATIVE);
}

function quantileOf(options: object): QuantileBeta {
  const result = orThrow(tailBeta(options as TailBetaOptions));
  if (result.method !== 'quantile') throw new Error(result.method);
  return result;
}

function extremeOf(options: object): ExtremeValueBeta {
  const result = orThrow(tailBeta(options as TailBetaOptions));
  if (result.method !== 'extreme-value') throw new Error(result.method);
  return result;
}

/** A heavy-tailed series, by the operations of tail_beta.py. */
function heavy(n: number, a: number, b: number): number[] {
  return Array.from({ length: n }, (_, i) => {
    const u = (((i * i * a + i * b + 7) % 10007) / 10007) * 2 - 1;
    return (0.01 * u) / (1.02 - Math.abs(u));
  });
}

/** An asset of beta 1.5 with noise of its own, on a benchmark. */
function pairOf(n: number): { assetReturns: number[]; benchmarkReturns: number[] } {
  const benchmarkReturns = heavy(n, 31, 17);
  const noise = heavy(n, 57, 11);
  return { benchmarkReturns, assetReturns: benchmarkReturns.map((m, t) => 1.5 * m + 0.5 * noise[t]!) };
}

describe('tailBeta, quantile', () => {
  // The sample of 60 is too small in the tails; the kernel's test has it.
  const cases = robust.cases.filter(
    ({ options }) =>
      (options as { method: string }).method === 'quantile' &&
      ((options as { asset: string; tau: number }).asset !== 'outlierY' ||
        (options as { tau: number }).tau === 0.5),
  );
  it.each(cases)('$name', ({ name, options, expected }) => {
    const { asset, benchmark, tau } = options as { asset: string; benchmark: string; tau: number };
    const sample = {
      assetReturns: robust.inputs[asset] as number[],
      benchmarkReturns: robust.inputs[benchmark] as number[],
    };
    const got = quantileOf({ ...sample, method: 'quantile', tau });
    const line = expected as { alpha: number; beta: number };
    expectNear(got.beta, line.beta);
    expectNear(got.alpha, line.alpha);
    expect(got.unique).toBe(true);
    const errors = tails.quantile.find((given) => given.name === name)!.expected;
    expectNear(got.betaStandardError, errors.seBeta);
    expectNear(got.alphaStandardError, errors.seAlpha);
    expect(got.betaTStatistic).toBe(got.beta / got.betaStandardError);
    const at = quantileOf({ ...sample, method: 'quantile', tau, confidenceLevel: 1 - got.betaPValue! });
    // The interval at the level 1 - p has an end at 0.
    const end = got.beta > 0 ? at.betaInterval.lower : at.betaInterval.upper;
    expect(Math.abs(end)).toBeLessThanOrEqual(1e-6 * Math.abs(got.beta));
    expect(got.alphaTStatistic).toBe(got.alpha / got.alphaStandardError);
    // As many standard errors wide as beta's.
    const [alphaWidth, betaWidth] = [got.alphaInterval, got.betaInterval].map((i) => i.upper - i.lower);
    expect(alphaWidth! / betaWidth! / (got.alphaStandardError / got.betaStandardError)).toBeCloseTo(1, 13);
    // Below that 1 - p has lost its digits.
    if (got.alphaPValue! < 1e-8) return;
    alphas++;
    const level = { confidenceLevel: 1 - got.alphaPValue! };
    const { alphaInterval } = quantileOf({ ...sample, method: 'quantile', tau, ...level });
    const alphaEnd = got.alpha > 0 ? alphaInterval.lower : alphaInterval.upper;
    expect(Math.abs(alphaEnd)).toBeLessThanOrEqual(1e-6 * Math.abs(got.alpha));
  });

  it('compared something', () => {
    expect(worst).toBeGreaterThan(1e-17);
    expect(alphas).toBeGreaterThan(0);
  });

  const sample = pairOf(400);
  const at = (change: object): QuantileBeta =>
    quantileOf({ ...sample, method: 'quantile', tau: 0.1, ...change });

  it('a share tau of the sample lies below the line', () => {
    for (const tau of [0.05, 0.25, 0.5, 0.9]) {
      const { alpha, beta } = at({ tau });
      const residuals = sample.assetReturns.map((r, t) => r - alpha - beta * sample.benchmarkReturns[t]!);
      expect(residuals.filter((e) => e < -1e-15).length).toBeLessThanOrEqual(400 * tau);
      expect(residuals.filter((e) => e > 1e-15).length).toBeLessThanOrEqual(400 * (1 - tau));
    }
  });

  it('scales, shifts, and turns over', () => {
    const plain = at({});
    const double = at({ assetReturns: sample.assetReturns.map((r) => 2 * r) });
    expect([double.beta, double.betaStandardError]).toEqual([2 * plain.beta, 2 * plain.betaStandardError]);
    const half = at({ benchmarkReturns: sample.benchmarkReturns.map((m) => 2 * m) });
    expect([half.beta, half.alpha]).toEqual([plain.beta / 2, plain.alpha]);
    // beta(y + c x) = beta(y) + c.
    const more = at({ assetReturns: sample.assetReturns.map((r, t) => r + sample.benchmarkReturns[t]!) });
    expect(more.beta).toBeCloseTo(plain.beta + 1, 13);
    const turned = at({ tau: 0.9, assetReturns: sample.assetReturns.map((r) => -r) });
    expect(turned.beta).toBeCloseTo(-plain.beta, 15);
    expect(turned.betaStandardError).toBeCloseTo(plain.betaStandardError, 13);
    // 7 and 400 have no common factor: every period, in another order.
    const permute = (values: number[]): number[] => values.map((_, t) => values[(t * 7) % 400]!);
    const permuted = at({
      assetReturns: permute(sample.assetReturns),
      benchmarkReturns: permute(sample.benchmarkReturns),
    });
    expect([permuted.beta, permuted.alpha]).toEqual([plain.beta, plain.alpha]);
    const grid = (values: number[]): number[] => values.map((v) => Math.round(v * 2 ** 20) / 2 ** 20);
    const gridded = {
      assetReturns: grid(sample.assetReturns),
      benchmarkReturns: grid(sample.benchmarkReturns),
    };
    const shifted = at({ ...gridded, benchmarkReturns: gridded.benchmarkReturns.map((m) => m + 2 ** 26) });
    expect(shifted.beta).toBe(at(gridded).beta);
    expect(shifted.betaStandardError).toBeCloseTo(at(gridded).betaStandardError, 13);
  });

  it('the benchmark itself: beta exactly 1, no error', () => {
    expect(at({ assetReturns: sample.benchmarkReturns })).toMatchObject({
      beta: 1,
      alpha: 0,
      betaStandardError: 0,
      betaTStatistic: null,
      betaPValue: null,
      alphaTStatistic: null,
      alphaPValue: null,
    });
  });

  it('says where another line does as well', () => {
    // Of four levels, the lower half of the sample at 0 and the upper at 1: any median between.
    const benchmarkReturns = Array.from({ length: 40 }, (_, t) => t % 4);
    const assetReturns = benchmarkReturns.map((_, t) => (t < 20 ? 0 : 1));
    const given = { assetReturns, benchmarkReturns, method: 'quantile', tau: 0.5 };
    expect(quantileOf(given).unique).toBe(false);
  });

  it('takes any array-like, leaves it alone, survives JSON, drops and says so', () => {
    const got = at({ returnKind: 'simple', horizonMs: 1000, asOf: 9 });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
    expect(got).toMatchObject({ returnKind: 'simple', horizonMs: 1000, asOf: 9, observations: 400 });
    const typed = Float64Array.from(sample.assetReturns);
    expect(at({ assetReturns: typed })).toEqual(at({}));
    expect([...typed]).toEqual(sample.assetReturns);
    const more = {
      assetReturns: [...sample.assetReturns, NaN],
      benchmarkReturns: [...sample.benchmarkReturns, 1],
    };
    expect(at({ ...more, missing: 'drop' })).toEqual({ ...at({}), dropped: 1 });
  });
});

describe('tailBeta, extreme value', () => {
  it.each(tails.extreme)('$n periods, $k in the tail, steps of $step', ({ n, k, step, expected }) => {
    const round = (values: number[]): number[] =>
      step === 0 ? values : values.map((value) => Math.floor(value / step) * step);
    const { assetReturns, benchmarkReturns } = pairOf(n);
    const got = extremeOf({
      assetReturns: round(assetReturns),
      benchmarkReturns: round(benchmarkReturns),
      method: 'extreme-value',
      tailObservations: k,
    });
    for (const field of ['beta', 'tailDependence', 'tailIndex', 'assetValueAtRisk', 'benchmarkValueAtRisk'])
      expectNear(got[field as 'beta'], expected[field]!);
  });

  const given = { ...pairOf(500), method: 'extreme-value', tailObservations: 20 };

  it('the benchmark itself is exactly 1, twice the benchmark 2, with ties at the edge too', () => {
    const { benchmarkReturns } = given;
    expect(extremeOf({ ...given, assetReturns: benchmarkReturns })).toMatchObject({
      beta: 1,
      tailDependence: 1,
    });
    const twice = benchmarkReturns.map((m) => 2 * m);
    expect(extremeOf({ ...given, assetReturns: twice }).beta).toBe(2);
    const tied = benchmarkReturns.map((m) => Math.round(m * 50) / 50);
    expect(extremeOf({ ...given, assetReturns: tied, benchmarkReturns: tied }).beta).toBe(1);
  });

  it('survives JSON, drops and says so', () => {
    const got = extremeOf({ ...given, asOf: 5 });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
    const more = {
      assetReturns: [...given.assetReturns, 1],
      benchmarkReturns: [...given.benchmarkReturns, Infinity],
    };
    expect(extremeOf({ ...given, ...more, asOf: 5, missing: 'drop' })).toEqual({ ...got, dropped: 1 });
  });
});

const long = pairOf(500);
const extreme = { ...long, method: 'extreme-value', tailObservations: 20 };
const quantile = { ...pairOf(200), method: 'quantile', tau: 0.05 };
const call = (options: object): unknown => tailBeta(options as TailBetaOptions);

describe('tailBeta: data without an answer', () => {
  it('too few samples: ten beyond the line, 500 for extreme values', () => {
    const few = (required: number, observed: number): object => ({
      status: 'insufficient_data',
      required,
      observed,
    });
    expect(call({ ...quantile, ...pairOf(199) })).toEqual(few(200, 199));
    expect(call(quantile)).toMatchObject({ status: 'ok' });
    expect(call({ ...quantile, tau: 0.95, ...pairOf(199) })).toEqual(few(200, 199));
    expect(call({ ...quantile, tau: 0.5, ...pairOf(19) })).toEqual(few(20, 19));
    expect(call({ ...quantile, assetReturns: [], benchmarkReturns: [] })).toEqual(few(200, 0));
    expect(call({ ...extreme, ...pairOf(499) })).toEqual(few(500, 499));
  });

  it('series that do not move', () => {
    const flat = quantile.assetReturns.map(() => 0.1);
    expect(call({ ...quantile, benchmarkReturns: flat })).toEqual({
      status: 'degenerate',
      reason: 'flat_benchmark',
    });
    expect(call({ ...quantile, assetReturns: flat })).toMatchObject({ reason: 'flat_asset' });
    const hardly = quantile.assetReturns.map((r, t) => (t % 10 === 0 ? r : 0));
    expect(call({ ...quantile, tau: 0.5, assetReturns: hardly })).toMatchObject({ reason: 'zero_scale' });
  });

  it('series that do not move, extreme values', () => {
    const flat = long.assetReturns.map(() => -0.01);
    expect(call({ ...extreme, assetReturns: flat })).toEqual({
      status: 'degenerate',
      reason: 'flat_asset',
    });
    expect(call({ ...extreme, benchmarkReturns: flat })).toMatchObject({ reason: 'flat_benchmark' });
  });

  it('equal losses that leave fewer than ten in the tail of the asset, or of the benchmark', () => {
    /** The tenth worst, or the eleventh, takes in all that are no worse than it but the worst ones. */
    const tied = (series: number[], worse: number): number[] => {
      const sorted = [...series].sort((a, b) => a - b);
      const [edge, end] = [sorted[worse]!, sorted[30]!];
      return series.map((r) => (r >= edge && r <= end ? end : r));
    };
    const nine = tied(long.assetReturns, 9);
    expect(call({ ...extreme, assetReturns: nine })).toEqual({ status: 'degenerate', reason: 'flat_tail' });
    expect(call({ ...extreme, assetReturns: tied(long.assetReturns, 10) })).toMatchObject({ status: 'ok' });
    expect(call({ ...extreme, assetReturns: long.assetReturns.map((r) => Math.max(r, -0.1)) })).toEqual({
      status: 'degenerate',
      reason: 'flat_tail',
    });
    const few = tied(long.benchmarkReturns, 9);
    expect(call({ ...extreme, benchmarkReturns: few })).toMatchObject({ reason: 'flat_tail' });
    const ten = tied(long.benchmarkReturns, 10);
    expect(call({ ...extreme, benchmarkReturns: ten })).toMatchObject({ status: 'ok' });
  });

  it('tails that never meet', () => {
    const opposite = long.benchmarkReturns.map((m) => -m);
    expect(call({ ...extreme, assetReturns: opposite })).toEqual({
      status: 'degenerate',
      reason: 'no_common_tail',
    });
  });

  it('a tail without losses, or of one loss', () => {
    const gains = long.assetReturns.map(Math.abs);
    expect(call({ ...extreme, assetReturns: gains })).toMatchObject({ reason: 'no_tail_losses' });
    expect(call({ ...extreme, benchmarkReturns: gains })).toMatchObject({ reason: 'no_tail_losses' });
    const same = long.benchmarkReturns.map((m) => Math.max(m, -0.001));
    expect(call({ ...extreme, benchmarkReturns: same })).toMatchObject({ reason: 'flat_tail' });
  });
});

describe('tailBeta: refused', () => {
  it.each([
    ['no method', { ...quantile, method: undefined }, 'shape.missing_field', 'method'],
    ['unknown method', { ...quantile, method: 'copula' }, 'domain.not_one_of', 'method'],
    ['no tau', { ...quantile, tau: undefined }, 'shape.missing_field', 'tau'],
    ['tau 0', { ...quantile, tau: 0 }, 'domain.out_of_range', 'tau'],
    ['tau 1', { ...quantile, tau: 1 }, 'domain.out_of_range', 'tau'],
    ['tau 5', { ...quantile, tau: 5 }, 'domain.out_of_range', 'tau'],
    ['a tau of 1e-320', { ...quantile, tau: 1e-320 }, 'domain.out_of_range', 'tau'],
    ['a tau of all but 1', { ...quantile, tau: 1 - 1e-9 }, 'domain.out_of_range', 'tau'],
    ['tau NaN', { ...quantile, tau: NaN }, 'domain.not_finite', 'tau'],
    ['level 95', { ...quantile, confidenceLevel: 95 }, 'domain.out_of_range', 'confidenceLevel'],
    ['lengths', { ...quantile, assetReturns: [1] }, 'shape.length_mismatch', 'benchmarkReturns.length'],
    ['no tail', { ...extreme, tailObservations: undefined }, 'shape.missing_field', 'tailObservations'],
    ['a short tail', { ...extreme, tailObservations: 9 }, 'domain.out_of_range', 'tailObservations'],
    ['a long tail', { ...extreme, tailObservations: 51 }, 'domain.out_of_range', 'tailObservations'],
    ['half a period', { ...extreme, tailObservations: 20.5 }, 'domain.not_integer', 'tailObservations'],
  ] as const)('%s', (_, options, code, path) => {
    expectRefusal(() => call(options), code, path);
  });
});
