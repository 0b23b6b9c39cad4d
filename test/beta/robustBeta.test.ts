import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { robustBeta } from '../../src/beta/robustBeta.ts';
import type { RobustBetaOptions, RobustBetaResult } from '../../src/beta/robustBeta.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';

const fixture = readFixture('robust');
const tails = JSON.parse(readFileSync(new URL('../fixtures/tail_beta.json', import.meta.url), 'utf8')) as {
  quantile: { name: string; expected: { seAlpha: number; seBeta: number } }[];
  ties: { x: number[]; y: number[]; slope: number; lower: number; upper: number; pairs: number };
};
const methods = ['huber', 'bisquare', 'theil-sen', 'least-absolute-deviations'] as const;
type Method = (typeof methods)[number];
const NAMES: Record<string, Method> = {
  huber: 'huber',
  bisquare: 'bisquare',
  theilSen: 'theil-sen',
  quantile: 'least-absolute-deviations',
};

let worst = 0;
function expectNear(got: number, expected: number, bound: number): void {
  const error = Math.abs(got - expected) / Math.abs(expected);
  worst = Math.max(worst, error);
  if (!(error <= bound)) throw new Error(`got ${got}, expected ${expected}`);
}

type Estimate = Extract<RobustBetaResult, { method: Method }>;

function estimate(options: object): Estimate {
  return orThrow(robustBeta(options as RobustBetaOptions));
}

describe('robustBeta against exact and 50-digit arithmetic', () => {
  const cases = fixture.cases.filter(({ options }) => ((options as { tau?: number }).tau ?? 0.5) === 0.5);
  it.each(cases)('$name', ({ name, options, expected }) => {
    const { asset, benchmark, method } = options as Record<string, string>;
    const given = expected as Record<string, number> & { ci95Beta?: [number, number] };
    const got = estimate({
      assetReturns: fixture.inputs[asset!] as number[],
      benchmarkReturns: fixture.inputs[benchmark!] as number[],
      method: NAMES[method!]!,
    });
    // The fixed point of the weights, to 1e-13 of the scale: observed 1.5e-13. The others are single slopes
    // and order statistics: observed 4.1e-16.
    const bound = 'iterations' in got ? 5e-13 : 1.5e-15;
    expectNear(got.beta, given['beta']!, bound);
    expectNear(got.alpha, given['alpha']!, bound);
    if (got.method === 'theil-sen') {
      expectNear(got.alphaJoint, given['alphaJoint']!, bound);
      expect(got.pairs).toBe(given['pairs']);
      expectNear(got.betaInterval.lower, given.ci95Beta![0], bound);
      expectNear(got.betaInterval.upper, given.ci95Beta![1], bound);
      expect('betaStandardError' in got).toBe(false);
      return;
    }
    const errors =
      got.method === 'least-absolute-deviations'
        ? tails.quantile.find((entry) => entry.name === name)!.expected
        : (given as unknown as { seAlpha: number; seBeta: number });
    expectNear(got.betaStandardError, errors.seBeta, Math.max(bound, 1e-14));
    expectNear(got.alphaStandardError, errors.seAlpha, Math.max(bound, 1e-14));
    expect(got.alphaTStatistic).toBe(got.alpha / got.alphaStandardError);
    expect(got.alphaInterval.lower + got.alphaInterval.upper).toBeCloseTo(2 * got.alpha, 14);
    // As many standard errors wide as beta's.
    const [alphaWidth, betaWidth] = [got.alphaInterval, got.betaInterval].map((i) => i.upper - i.lower);
    expectNear(alphaWidth! / betaWidth!, got.alphaStandardError / got.betaStandardError, 1e-13);
    // The other way round: at the level 1 - p the interval ends at 0.
    const atP = estimate({
      assetReturns: fixture.inputs[(options as { asset: string }).asset] as number[],
      benchmarkReturns: fixture.inputs[(options as { benchmark: string }).benchmark] as number[],
      method: got.method,
      confidenceLevel: 1 - got.alphaPValue!,
    });
    if (atP.method === 'theil-sen') throw new Error(atP.method);
    const end = got.alpha > 0 ? atP.alphaInterval.lower : atP.alphaInterval.upper;
    expect(Math.abs(end)).toBeLessThanOrEqual(1e-6 * Math.abs(got.alpha));
    if (got.method === 'least-absolute-deviations') return;
    expectNear(got.scale, given['scale']!, bound);
    expect(got.zeroWeights).toBe(given['zeroWeights']);
    expect(got.tuningConstant).toBe((options as { c: number }).c);
    expect(got.iterations).toBeGreaterThan(5);
  });

  it('Theil-Sen with ties in both series, as scipy has it', () => {
    const { x: benchmarkReturns, y: assetReturns, ...expected } = tails.ties;
    const got = estimate({ assetReturns, benchmarkReturns, method: 'theil-sen' });
    expect(got).toMatchObject({ beta: expected.slope, pairs: expected.pairs });
    expect(got.betaInterval).toEqual({ lower: expected.lower, upper: expected.upper });
  });

  it('compared something', () => {
    expect(worst).toBeGreaterThan(1e-15);
  });
});

const x = fixture.inputs['BTC'] as number[];
const y = fixture.inputs['SOL'] as number[];
const base = { assetReturns: y, benchmarkReturns: x };

describe.each(methods)('robustBeta, %s', (method) => {
  const at = (change: object): Estimate => estimate({ ...base, method, ...change });
  const plain = at({});
  // Where steps to a fixed point are taken, they stop within 1e-13 of the scale.
  const near = (got: number, expected: number): void => {
    expect(Math.abs(got - expected)).toBeLessThanOrEqual(4e-12 * (1 + Math.abs(expected)));
  };

  it('scales with the asset and the benchmark, to the bit by powers of two', () => {
    const double = (values: number[]): number[] => values.map((value) => 2 * value);
    expect(at({ assetReturns: double(y) }).beta).toBe(2 * plain.beta);
    expect(at({ benchmarkReturns: double(x) }).beta).toBe(plain.beta / 2);
    expect(at({ assetReturns: double(y), benchmarkReturns: double(x) }).beta).toBe(plain.beta);
    near(at({ assetReturns: y.map((value) => -value) }).beta, -plain.beta);
  });

  it('beta(y + c x + d) = beta(y) + c', () => {
    const moved = at({ assetReturns: y.map((value, t) => value + 3 * x[t]! + 0.5) });
    near(moved.beta, plain.beta + 3);
    // The median of the asset knows nothing of the benchmark's: only the joint intercept moves along.
    const alphaOf = (got: Estimate): number => (got.method === 'theil-sen' ? got.alphaJoint : got.alpha);
    near(alphaOf(moved), alphaOf(plain) + 0.5);
  });

  it('a shift of 2^26 and another order leave it', () => {
    const grid = (values: number[]): number[] => values.map((value) => Math.round(value * 2 ** 20) / 2 ** 20);
    const gridded = { assetReturns: grid(y), benchmarkReturns: grid(x) };
    const still = at(gridded);
    const shifted = at({ ...gridded, benchmarkReturns: gridded.benchmarkReturns.map((m) => m + 2 ** 26) });
    near(shifted.beta, still.beta);
    near(shifted.betaInterval.lower, still.betaInterval.lower);
    near(at({ assetReturns: [...y].reverse(), benchmarkReturns: [...x].reverse() }).beta, plain.beta);
  });

  it('an asset on itself is exactly 1', () => {
    const self = at({ assetReturns: x });
    expect(self).toMatchObject({ beta: 1, alpha: 0 });
    if (method === 'theil-sen') expect(self.betaInterval.lower).toBe(1);
    else expect(self).toMatchObject({ betaStandardError: 0, betaTStatistic: null, betaPValue: null });
    near(at({ assetReturns: x.map((value) => 1.7 * value - 0.3) }).beta, 1.7);
  });

  it('a fit that is perfect but for rounding has no error, and no t', () => {
    // Least squares leaves 1e-17 here, and a t of 7e15 of it.
    const benchmarkReturns = Array.from({ length: 40 }, (_, i) => ((i * 7) % 40) / 1000 - 0.0195);
    const got = at({ benchmarkReturns, assetReturns: benchmarkReturns.map((m) => 1.7 * m + 0.001) });
    near(got.beta, 1.7);
    if (got.method === 'theil-sen') return;
    expect(got).toMatchObject({ betaStandardError: 0, betaTStatistic: null, betaPValue: null });
    expect(got).toMatchObject({ alphaStandardError: 0, alphaTStatistic: null, alphaPValue: null });
    if (got.method !== 'least-absolute-deviations') expect(got.scale).toBe(0);
  });

  it('one bad tick moves least squares, and not this', () => {
    const bad = y.map((value, t) => (t === 40 ? 50 : value));
    const sample = { assetReturns: bad, benchmarkReturns: x };
    expect(Math.abs(orThrow(capmBeta(sample)).beta - orThrow(capmBeta(base)).beta)).toBeGreaterThan(1);
    expect(Math.abs(at({ assetReturns: bad }).beta - plain.beta)).toBeLessThan(0.05);
  });

  it('an interval narrows with its level', () => {
    const width = (confidenceLevel: number): number => {
      const { betaInterval, beta } = at({ confidenceLevel });
      expect(betaInterval.lower).toBeLessThan(beta);
      expect(betaInterval.upper).toBeGreaterThan(beta);
      return betaInterval.upper - betaInterval.lower;
    };
    expect(width(0.5)).toBeLessThan(width(0.95));
    expect(width(0.95)).toBeLessThan(width(0.999));
  });

  it('takes any array-like, leaves it alone, survives JSON, drops and says so', () => {
    const got = at({ returnKind: 'simple', horizonMs: 1000, asOf: 9 });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
    expect(got).toMatchObject({ returnKind: 'simple', horizonMs: 1000, asOf: 9, observations: 251 });
    expect(got).toMatchObject({ method, degreesOfFreedom: 249, confidenceLevel: 0.95 });
    const typed = { assetReturns: Float64Array.from(y), benchmarkReturns: Float64Array.from(x) };
    expect(at(typed)).toEqual(plain);
    expect([...typed.assetReturns]).toEqual(y);
    expect([...typed.benchmarkReturns]).toEqual(x);
    const more = { assetReturns: [...y, NaN], benchmarkReturns: [...x, 1], missing: 'drop' };
    expect(at(more)).toEqual({ ...plain, dropped: 1 });
  });

  it('has no answer to fewer than 10 samples, or to series that do not move', () => {
    const call = (change: object): RobustBetaResult => robustBeta({ ...base, method, ...change });
    const nine = { assetReturns: y.slice(0, 9), benchmarkReturns: x.slice(0, 9) };
    expect(call(nine)).toEqual({ status: 'insufficient_data', required: 10, observed: 9 });
    expect(call({ assetReturns: [], benchmarkReturns: [] })).toMatchObject({ observed: 0 });
    expect(call({ assetReturns: y.slice(0, 10), benchmarkReturns: x.slice(0, 10) }).status).toBe('ok');
    const flat = x.map(() => 0.1);
    expect(call({ benchmarkReturns: flat })).toEqual({ status: 'degenerate', reason: 'flat_benchmark' });
    expect(call({ assetReturns: flat })).toEqual({ status: 'degenerate', reason: 'flat_asset' });
    // An asset that trades on one day in four.
    const hardly = call({ assetReturns: y.map((value, t) => (t % 4 === 0 ? value : 0)) });
    if (method === 'theil-sen') expect(hardly.status).toBe('ok');
    else expect(hardly).toEqual({ status: 'degenerate', reason: 'zero_scale' });
  });
});

describe('robustBeta: the steps', () => {
  it('a huge tuning constant is least squares', () => {
    const { beta, alpha } = orThrow(capmBeta(base));
    for (const method of ['huber', 'bisquare'] as const) {
      const got = estimate({ ...base, method, tuningConstant: 1e9 });
      expect(Math.abs(got.beta - beta)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(got.alpha - alpha)).toBeLessThanOrEqual(1e-12);
    }
  });

  it('has not converged after too few, or where all weights are 0', () => {
    const few = { ...base, method: 'huber', maxIterations: 3 } as const;
    expect(robustBeta(few)).toEqual({ status: 'degenerate', reason: 'not_converged' });
    // No residual of least squares is below 0.01 scales here.
    const all = { method: 'bisquare', tuningConstant: 0.01 } as const;
    const assetReturns = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1.5];
    const benchmarkReturns = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(robustBeta({ assetReturns, benchmarkReturns, ...all })).toMatchObject({ reason: 'not_converged' });
  });
});

describe('robustBeta: refused', () => {
  const huber = { ...base, method: 'huber' };
  const long = Array.from({ length: 5001 }, (_, t) => t % 7);
  it.each([
    ['no method', base, 'shape.missing_field', 'method'],
    ['unknown method', { ...base, method: 'mm' }, 'domain.not_one_of', 'method'],
    ['a constant of 0', { ...huber, tuningConstant: 0 }, 'domain.not_positive', 'tuningConstant'],
    ['no step', { ...huber, maxIterations: 0 }, 'domain.out_of_range', 'maxIterations'],
    ['half a step', { ...huber, maxIterations: 1.5 }, 'domain.not_integer', 'maxIterations'],
    ['level 95', { ...huber, confidenceLevel: 95 }, 'domain.out_of_range', 'confidenceLevel'],
    ['lengths', { ...huber, benchmarkReturns: [1] }, 'shape.length_mismatch', 'benchmarkReturns.length'],
    ['NaN', { ...huber, assetReturns: [NaN, ...y.slice(1)] }, 'series.not_finite', 'assetReturns[0]'],
    ['a spread', { ...huber, assetReturns: [1e80, ...y.slice(1)] }, 'domain.out_of_range', 'assetReturns'],
    [
      'too many pairs',
      { assetReturns: long, benchmarkReturns: long, method: 'theil-sen' },
      'domain.out_of_range',
      'assetReturns.length',
    ],
  ] as const)('%s', (_, options, code, path) => {
    expectRefusal(() => robustBeta(options as unknown as RobustBetaOptions), code, path);
  });
});
