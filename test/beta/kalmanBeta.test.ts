import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { kalmanBeta } from '../../src/beta/kalmanBeta.ts';
import type { KalmanBetaEstimate, KalmanBetaOptions } from '../../src/beta/kalmanBeta.ts';
import type { KalmanPath } from '../../src/beta/kalmanFilter.ts';
import type { KalmanNoise } from '../../src/beta/kalmanNoise.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { expectClose, readFixture } from '../fixtures.ts';
import type { Case } from '../fixtures.ts';

type Given<Options, Expected> = Omit<Case, 'options' | 'expected'> & {
  readonly options: Options;
  readonly expected: Expected;
};
type Column = 'alpha' | 'beta' | 'varAlpha' | 'covAlphaBeta' | 'varBeta';
type Path = Partial<Record<Column, number[]>> & { readonly index?: number[]; readonly from?: number };

const fixture = readFixture('kalman_beta');
const inputs = fixture.inputs as Readonly<Record<string, number[]>>;
const cases = fixture.cases as readonly Given<
  {
    asset: string;
    benchmark: string;
    qAlpha: number;
    qBeta: number;
    r: number;
    prior: 'diffuse' | { mean: [number, number]; variance: [number, number] };
  },
  {
    logLikelihood?: number;
    logLikelihoodFromThird?: number;
    filtered: Path;
    smoothed?: Path;
    innovation?: (number | null)[];
    innovationVariance?: (number | null)[];
    index?: number[];
    finalOls?: { alpha: number; beta: number; seAlpha: number; seBeta: number };
  }
>[];

const fields: Readonly<Record<Column, keyof KalmanPath>> = {
  alpha: 'alpha',
  beta: 'beta',
  varAlpha: 'alphaVariance',
  covAlphaBeta: 'alphaBetaCovariance',
  varBeta: 'betaVariance',
};

function optionsOf({ options }: (typeof cases)[number]): KalmanBetaOptions {
  const { asset, benchmark, qAlpha, qBeta, r, prior } = options;
  return {
    assetReturns: inputs[asset]!,
    benchmarkReturns: inputs[benchmark]!,
    noise: { alphaStepVariance: qAlpha, betaStepVariance: qBeta, observationVariance: r },
    prior:
      prior === 'diffuse'
        ? prior
        : {
            alpha: prior.mean[0],
            beta: prior.mean[1],
            alphaVariance: prior.variance[0],
            betaVariance: prior.variance[1],
          },
    smoothed: true,
  };
}

describe('kalmanBeta against 50-digit recursions in the covariance form', () => {
  /**
   * Relative to the largest of a path: a covariance or an alpha that changes its sign has no relative error
   * there.
   */
  let worst = 0;
  const compare = (
    testCase: (typeof cases)[number],
    got: Float64Array,
    expected: readonly (number | null)[],
    index: readonly number[],
    field: string,
  ): void => {
    const largest = Math.max(...expected.map((value) => Math.abs(value ?? 0)));
    expected.forEach((value, k) => {
      const at = got[index[k]!]!;
      expectClose(at, value, `${field}[${String(index[k])}]`, testCase);
      if (value !== null) worst = Math.max(worst, Math.abs(at - value) / largest);
    });
  };

  for (const testCase of cases) {
    it(testCase.name, () => {
      const got = orThrow(kalmanBeta(optionsOf(testCase)));
      const { expected } = testCase;
      for (const which of ['filtered', 'smoothed'] as const) {
        const path = expected[which];
        if (path === undefined) continue;
        for (const [column, field] of Object.entries(fields) as [Column, keyof KalmanPath][]) {
          const values = path[column];
          if (values !== undefined)
            compare(testCase, got[which]![field], values, path.index!, `${which}.${field}`);
        }
      }
      expect(got.validFrom).toBe(expected.filtered.from ?? 0);
      if (expected.innovation !== undefined) {
        compare(testCase, got.innovations, expected.innovation, expected.index!, 'innovation');
        compare(testCase, got.innovationVariances, expected.innovationVariance!, expected.index!, 'F');
      }
      const likelihood =
        expected.logLikelihood ??
        expected.logLikelihoodFromThird ??
        (expected as { finalOls: { logLikelihoodFromThird?: number } }).finalOls.logLikelihoodFromThird;
      if (likelihood !== undefined) expectClose(got.logLikelihood, likelihood, 'logLikelihood', testCase);
      if (expected.finalOls !== undefined) {
        const { alpha, beta, seAlpha, seBeta } = expected.finalOls;
        expectClose(got.alpha, alpha, 'alpha', testCase);
        expectClose(got.beta, beta, 'beta', testCase);
        expectClose(got.alphaStandardError, seAlpha, 'seAlpha', testCase);
        expectClose(got.betaStandardError, seBeta, 'seBeta', testCase);
        expect(got.isLeastSquares).toBe(true);
      }
    });
  }

  it('is as close as documented', () => {
    // Observed: 2.0e-14, of a covariance: the first benchmark return, from which all are measured, is 10
    // times their mean. The means and variances themselves are within 2e-15.
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan(6e-14);
  });
});

const likelihood = readFixture('kalman_likelihood');
const likelihoodCases = likelihood.cases as readonly Given<
  | { asset: string; benchmark: string; from_: number; to: number; gap: number }
  | { seed: number; n: number; alphaStep: number; betaStep: number },
  KalmanNoise & { logLikelihood: number }
>[];

function sampleOf({ options }: (typeof likelihoodCases)[number]): KalmanBetaOptions {
  if ('seed' in options) return simulate(options.seed, options.n, options.alphaStep, options.betaStep);
  const { asset, benchmark, from_, to, gap } = options;
  const series = (name: string): number[] => (likelihood.inputs[name] as number[]).slice(from_, to);
  return {
    assetReturns: series(asset).map((value, t) => (gap > 0 && t % gap === 3 ? NaN : value)),
    benchmarkReturns: series(benchmark),
    noise: 'maximum-likelihood',
  };
}

/** By the operations of kalman_likelihood.py. */
function simulate(seed: number, n: number, alphaStep: number, betaStep: number): KalmanBetaOptions {
  let state = seed;
  /** A sum of twelve uniforms less 6, exactly; mulberry32. */
  const normal = (): number => {
    let z = 0;
    for (let i = 0; i < 12; i++) {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      z += ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    }
    return z - 6;
  };
  let alpha = 0;
  let beta = 1;
  const sample = { assetReturns: [] as number[], benchmarkReturns: [] as number[] };
  for (let t = 0; t < n; t++) {
    beta += betaStep * normal();
    alpha += alphaStep * normal();
    const m = 0.03 * normal();
    sample.benchmarkReturns.push(m);
    sample.assetReturns.push(alpha + beta * m + 0.01 * normal());
  }
  return { ...sample, noise: 'maximum-likelihood' };
}

describe('kalmanBeta: noise of the largest likelihood, against a dense likelihood searched by scipy', () => {
  for (const testCase of likelihoodCases)
    it(testCase.name, () => {
      const got = orThrow(kalmanBeta(sampleOf(testCase)));
      const { expected } = testCase;
      expectClose(got.logLikelihood, expected.logLikelihood, 'logLikelihood', testCase);
      for (const field of ['alphaStepVariance', 'betaStepVariance', 'observationVariance'] as const) {
        expectClose(got.noise[field], expected[field], field, testCase);
        // On the boundary exactly: this coefficient does not move.
        if (expected[field] === 0) expect(got.noise[field]).toBe(0);
      }
      const still = expected.alphaStepVariance === 0 && expected.betaStepVariance === 0;
      expect(got).toMatchObject({ noiseFitted: true, isLeastSquares: still });
      // Fitted or given, the same filter.
      const again = orThrow(kalmanBeta({ ...sampleOf(testCase), noise: got.noise }));
      expect({ ...again, noiseFitted: true }).toEqual(got);
    });

  it('finds the same noise in any unit, to the last bit for powers of two', () => {
    const sample = sampleOf(likelihoodCases[1]!);
    const plain = orThrow(kalmanBeta(sample));
    const scaled = Float64Array.from(sample.benchmarkReturns, (value) => value * 2 ** 20);
    const got = orThrow(kalmanBeta({ ...sample, benchmarkReturns: scaled }));
    expect(got.noise).toEqual({
      ...plain.noise,
      betaStepVariance: plain.noise.betaStepVariance / 2 ** 40,
    });
    expect(got.logLikelihood).toBe(plain.logLikelihood);
  });

  it('where nothing moves it is capmBeta, standard errors too', () => {
    const sample = sampleOf(likelihoodCases.find(({ name }) => name.startsWith('DOGE on BTC, 200'))!);
    const got = orThrow(kalmanBeta(sample));
    const ols = orThrow(capmBeta(sample));
    for (const field of [
      'alpha',
      'beta',
      'alphaStandardError',
      'betaStandardError',
      'alphaBetaCovariance',
      'residualStandardDeviation',
    ] as const)
      expect(Math.abs(got[field] / ols[field] - 1), field).toBeLessThan(1e-13);
  });
});

const x = inputs['BTC']!;
const y = inputs['ETH']!;
const noise = { alphaStepVariance: 1e-8, betaStepVariance: 1e-3, observationVariance: 9e-4 };
const still = { alphaStepVariance: 0, betaStepVariance: 0, observationVariance: 9e-4 };
const base: KalmanBetaOptions = { assetReturns: y, benchmarkReturns: x, noise };
const run = (change: Partial<KalmanBetaOptions> = {}): KalmanBetaEstimate =>
  orThrow(kalmanBeta({ ...base, ...change }));

describe('kalmanBeta: what holds for all data', () => {
  it('later samples change no bit of what was filtered before', () => {
    const whole = run();
    for (const n of [3, 60, 159]) {
      const part = run({ assetReturns: y.slice(0, n), benchmarkReturns: x.slice(0, n) });
      for (const field of Object.values(fields))
        expect([...part.filtered[field]]).toEqual([...whole.filtered[field].slice(0, n)]);
      expect([...part.innovations]).toEqual([...whole.innovations.slice(0, n)]);
    }
  });

  it('the last filtered estimate is the one on top, with one step more for the next period', () => {
    const got = run({ confidenceLevel: 0.9 });
    expect(got.beta).toBe(got.filtered.beta[159]);
    expect(got.alpha).toBe(got.filtered.alpha[159]);
    expect(got.betaStandardError).toBe(Math.sqrt(got.filtered.betaVariance[159]!));
    expect(got.alphaBetaCovariance).toBe(got.filtered.alphaBetaCovariance[159]);
    expect(got.nextBetaStandardError).toBe(Math.sqrt(got.filtered.betaVariance[159]! + 1e-3));
    expect(got.residualStandardDeviation).toBe(Math.sqrt(9e-4));
    // The 95 % quantile of the normal distribution.
    const radius = 1.6448536269514722 * got.betaStandardError;
    expect(Math.abs(got.betaInterval.upper - got.beta - radius)).toBeLessThan(1e-15);
    expect(got).toMatchObject({ smoothed: null, observations: 160, dropped: 0, confidenceLevel: 0.9 });
  });

  it('smoothed and filtered end alike, and smoothing never adds variance', () => {
    for (const prior of ['diffuse', { alpha: 0, beta: 1, alphaVariance: 1e-4, betaVariance: 1 }] as const) {
      const { filtered, smoothed } = run({ prior, smoothed: true });
      expect(smoothed!.beta[159]).toBe(filtered.beta[159]);
      expect(smoothed!.betaVariance[159]).toBe(filtered.betaVariance[159]);
      for (let t = 1; t < 160; t++)
        expect(smoothed!.betaVariance[t]).toBeLessThanOrEqual(filtered.betaVariance[t]!);
    }
  });

  it('without steps the smoothed path is the final least squares everywhere', () => {
    const got = run({ noise: still, smoothed: true });
    for (let t = 0; t < 160; t++) {
      expect(Math.abs(got.smoothed!.beta[t]! - got.beta)).toBeLessThan(3e-15);
      expect(Math.abs(got.smoothed!.alpha[t]! - got.alpha)).toBeLessThan(1e-16);
    }
  });

  // Powers of two scale exactly: the same sums, the same bits.
  it.each([2, 2 ** -10, 2 ** 60])('scales by %d with the asset, and against the benchmark', (factor) => {
    const plain = run();
    const scaled = (values: number[]): number[] => values.map((value) => value * factor);
    const square = factor * factor;
    const asset = run({
      assetReturns: scaled(y),
      noise: {
        alphaStepVariance: 1e-8 * square,
        betaStepVariance: 1e-3 * square,
        observationVariance: 9e-4 * square,
      },
    });
    expect([...asset.filtered.beta.slice(1)]).toEqual(
      [...plain.filtered.beta.slice(1)].map((b) => b * factor),
    );
    expect(asset.alphaStandardError).toBe(plain.alphaStandardError * factor);
    const benchmark = run({
      benchmarkReturns: scaled(x),
      noise: { ...noise, betaStepVariance: 1e-3 / square },
    });
    expect(benchmark.beta).toBe(plain.beta / factor);
    expect(benchmark.alpha).toBe(plain.alpha);
    expect(benchmark.logLikelihood).toBe(plain.logLikelihood);
  });

  it('without steps it is capmBeta beside an offset of 1e8 as well', () => {
    const far = Float64Array.from(x, (value) => Math.round(value * 2 ** 12) + 2 ** 36);
    const ols = orThrow(capmBeta({ assetReturns: y, benchmarkReturns: far }));
    const got = run({
      benchmarkReturns: far,
      noise: { ...still, observationVariance: ols.residualStandardDeviation ** 2 },
    });
    expect(Math.abs(got.beta / ols.beta - 1)).toBeLessThan(1e-13);
    expect(Math.abs(got.betaStandardError / ols.betaStandardError - 1)).toBeLessThan(1e-13);
  });

  it('two first benchmark returns that differ by 1e-9 only cost no digits', () => {
    const close = [...x];
    close[1] = close[0]! + 1e-9;
    const ols = orThrow(capmBeta({ assetReturns: y, benchmarkReturns: close }));
    const got = run({ benchmarkReturns: close, noise: still });
    expect(got.validFrom).toBe(1);
    // A covariance matrix would hold numbers of 1e15 here, and lose as many digits.
    expect(Math.abs(got.beta / ols.beta - 1)).toBeLessThan(1e-13);
  });

  it('an asset on itself has a beta of 1', () => {
    const self = run({ assetReturns: x, noise: still });
    expect(self.beta).toBe(1);
    expect(self.alpha).toBe(0);
    expect(Math.abs(run({ assetReturns: x }).beta - 1)).toBeLessThan(1e-15);
  });

  it('follows a beta that moves, about as closely as it says', () => {
    const truth = inputs['syntheticTrueBeta']!;
    // The noise that the data were made with.
    const got = run({
      assetReturns: inputs['syntheticY']!,
      benchmarkReturns: inputs['syntheticX']!,
      noise: { alphaStepVariance: 0, betaStepVariance: 0.0025, observationVariance: 1e-4 },
      smoothed: true,
    });
    for (const path of [got.filtered, got.smoothed!]) {
      let sum = 0;
      for (let t = 20; t < 120; t++) sum += (path.beta[t]! - truth[t]!) ** 2 / path.betaVariance[t]!;
      // 1 expected; neighbours depend on one another, so that 100 errors are worth some 20.
      expect(sum / 100).toBeGreaterThan(0.4);
      expect(sum / 100).toBeLessThan(2);
    }
  });

  it('takes any array-like, leaves it alone, and says again what it was told', () => {
    const told = { returnKind: 'simple', horizonMs: 86_400_000, asOf: 1_700_000_000_000 } as const;
    const got = run({ assetReturns: Object.freeze([...y]), benchmarkReturns: Float64Array.from(x), ...told });
    expect(got).toEqual({ ...run(), ...told });
  });
});

describe('kalmanBeta: missing samples', () => {
  it('a missing asset or benchmark return is no update: the variance grows by the steps', () => {
    const holed = [...y];
    holed[50] = NaN;
    const asset = run({ assetReturns: holed });
    const benchmarkHoled = [...x];
    benchmarkHoled[50] = Infinity;
    const both = run({ benchmarkReturns: benchmarkHoled });
    expect({ ...both }).toEqual({ ...asset });
    expect(asset).toMatchObject({ observations: 159, dropped: 1 });
    expect(asset.innovations[50]).toBeNaN();
    expect(asset.innovationVariances[50]).toBeNaN();
    const { betaVariance, beta } = asset.filtered;
    expect(beta[50]).toBe(beta[49]);
    expect(Math.abs(betaVariance[50]! - betaVariance[49]! - 1e-3)).toBeLessThan(1e-16);
  });

  it('missing at the start and the end', () => {
    const ends = [NaN, NaN, ...y, NaN];
    const got = run({ assetReturns: ends, benchmarkReturns: [0.1, 0.2, ...x, 0.3], smoothed: true });
    const plain = run({ smoothed: true });
    expect(got.validFrom).toBe(3);
    expect(got.beta).toBe(plain.beta);
    expect(got.betaStandardError).toBeCloseTo(plain.nextBetaStandardError, 15);
    expect([...got.filtered.beta.slice(2, 162)]).toEqual([...plain.filtered.beta]);
    expect(got.logLikelihood).toBe(plain.logLikelihood);
    // Beta before the first sample is the first one's, with two steps of variance more.
    expect(Math.abs(got.smoothed!.beta[0]! - plain.smoothed!.beta[0]!)).toBeLessThan(1e-14);
    expect(Math.abs(got.smoothed!.betaVariance[0]! - plain.smoothed!.betaVariance[0]! - 2e-3)).toBeLessThan(
      1e-15,
    );
  });

  it('waits for a benchmark return that differs from the first: until then there is no beta', () => {
    const stuck = [...x];
    stuck[1] = stuck[2] = stuck[0]!;
    const got = run({ benchmarkReturns: stuck, smoothed: true });
    expect(got.validFrom).toBe(3);
    expect([...got.filtered.beta.slice(0, 3)]).toEqual([NaN, NaN, NaN]);
    expect([...got.filtered.alpha.slice(0, 3)]).toEqual([NaN, NaN, NaN]);
    // The second and third are predicted all the same: at this x the line's value is known.
    expect([...got.innovations.slice(0, 4)].map(Number.isFinite)).toEqual([false, true, true, false]);
    // A prior variance of 1e6 is the diffuse prior to 1e-9 or so.
    const vague = run({
      benchmarkReturns: stuck,
      prior: { alpha: 0, beta: 0, alphaVariance: 1e6, betaVariance: 1e6 },
      smoothed: true,
    });
    for (let t = 3; t < 160; t++)
      expect(Math.abs(got.filtered.beta[t]! - vague.filtered.beta[t]!)).toBeLessThan(1e-6);
    for (let t = 0; t < 160; t++)
      expect(Math.abs(got.smoothed!.beta[t]! - vague.smoothed!.beta[t]!)).toBeLessThan(1e-6);
  });

  it('a prior alone: one sample, an alpha that is known', () => {
    const prior = { alpha: 0, beta: 1, alphaVariance: 0, betaVariance: 1 };
    const got = orThrow(
      kalmanBeta({
        assetReturns: [0.03],
        benchmarkReturns: [0.02],
        noise: { ...still, observationVariance: 4e-4 },
        prior,
      }),
    );
    // Posterior of a regression through 0: precision 1 + 0.02^2 / 4e-4 = 2, mean (1 + 1.5) / 2.
    expect(got.beta).toBeCloseTo(1.25, 14);
    expect(got.betaStandardError).toBeCloseTo(Math.SQRT1_2, 14);
    expect(got).toMatchObject({ alpha: 0, alphaStandardError: 0, validFrom: 0, isLeastSquares: false });
  });
});

describe('kalmanBeta: data without an answer', () => {
  const cut = (n: number): Partial<KalmanBetaOptions> => ({
    assetReturns: y.slice(0, n),
    benchmarkReturns: x.slice(0, n),
  });

  it('too few samples', () => {
    const prior = { alpha: 0, beta: 1, alphaVariance: 1, betaVariance: 1 };
    const short = (required: number, observed: number): object => ({
      status: 'insufficient_data',
      required,
      observed,
    });
    expect(kalmanBeta({ ...base, ...cut(0) })).toEqual(short(2, 0));
    expect(kalmanBeta({ ...base, ...cut(1) })).toEqual(short(2, 1));
    expect(kalmanBeta({ ...base, ...cut(2) }).status).toBe('ok');
    expect(kalmanBeta({ ...base, ...cut(0), prior })).toEqual(short(1, 0));
    expect(kalmanBeta({ ...base, ...cut(1), prior }).status).toBe('ok');
    expect(kalmanBeta({ ...base, ...cut(59), noise: 'maximum-likelihood' })).toEqual(short(60, 59));
    expect(kalmanBeta({ ...base, ...cut(60), noise: 'maximum-likelihood' }).status).toBe('ok');
    const missing = y.map(() => NaN);
    expect(kalmanBeta({ ...base, assetReturns: missing })).toEqual(short(2, 0));
  });

  it.each([0, 0.1])('a series that stays at %d', (value) => {
    const flat = y.map(() => value);
    for (const given of [noise, 'maximum-likelihood'] as const) {
      expect(kalmanBeta({ ...base, noise: given, benchmarkReturns: flat })).toEqual({
        status: 'degenerate',
        reason: 'flat_benchmark',
      });
      expect(kalmanBeta({ ...base, noise: given, assetReturns: flat })).toEqual({
        status: 'degenerate',
        reason: 'flat_asset',
      });
    }
  });

  it('a likelihood without a maximum: the asset is the benchmark, or a price', () => {
    const none = { status: 'degenerate', reason: 'no_observation_noise' };
    const double = x.map((value) => 2 * value + 0.001);
    expect(kalmanBeta({ ...base, assetReturns: double, noise: 'maximum-likelihood' })).toEqual(none);
    // Residuals that are rounding, whatever their pattern.
    const nearly = x.map((value, t) => 2 * value + (t % 3 === 0 ? 1e-15 : -1e-15));
    expect(kalmanBeta({ ...base, assetReturns: nearly, noise: 'maximum-likelihood' })).toEqual(none);
    let level = 0;
    const price = y.map((value) => (level += value));
    expect(kalmanBeta({ ...base, assetReturns: price, noise: 'maximum-likelihood' })).toEqual(none);
  });

  it('a search cut short says so', () => {
    expect(kalmanBeta({ ...base, noise: 'maximum-likelihood', maximumEvaluations: 5 })).toEqual({
      status: 'degenerate',
      reason: 'not_converged',
    });
  });
});

describe('kalmanBeta: refused', () => {
  const prior = { alpha: 0, beta: 1, alphaVariance: 1, betaVariance: 1 };
  it.each([
    ['lengths differ', { benchmarkReturns: [1, 2] }, 'shape.length_mismatch', 'benchmarkReturns.length'],
    ['no noise', { noise: undefined }, 'shape.missing_field', 'noise'],
    ['a word for the noise', { noise: 'em' }, 'domain.not_one_of', 'noise'],
    [
      'half of the noise',
      { noise: { alphaStepVariance: 0 } },
      'shape.missing_field',
      'noise.betaStepVariance',
    ],
    [
      'a negative step',
      { noise: { ...noise, betaStepVariance: -1 } },
      'domain.negative',
      'noise.betaStepVariance',
    ],
    [
      'no observation noise',
      { noise: { ...noise, observationVariance: 0 } },
      'domain.not_positive',
      'noise.observationVariance',
    ],
    ['a word for the prior', { prior: 'flat' }, 'domain.not_one_of', 'prior'],
    [
      'half of a prior',
      { prior: { alpha: 0, beta: 1, alphaVariance: 1 } },
      'shape.missing_field',
      'prior.betaVariance',
    ],
    [
      'a beta known exactly',
      { prior: { ...prior, betaVariance: 0 } },
      'domain.not_positive',
      'prior.betaVariance',
    ],
    ['noise fitted under a prior', { noise: 'maximum-likelihood', prior }, 'domain.not_one_of', 'prior'],
    ['a word for a flag', { smoothed: 'yes' }, 'domain.not_one_of', 'smoothed'],
    ['level 1', { confidenceLevel: 1 }, 'domain.out_of_range', 'confidenceLevel'],
    ['no evaluations', { maximumEvaluations: 0 }, 'domain.out_of_range', 'maximumEvaluations'],
    ['half a horizon', { horizonMs: 0.5 }, 'domain.not_integer', 'horizonMs'],
    ['a spread of 1e70', { assetReturns: y.map((v) => v * 1e72) }, 'domain.out_of_range', 'assetReturns'],
    [
      'a spread of 1e-70',
      { benchmarkReturns: x.map((v) => v * 1e-70) },
      'domain.out_of_range',
      'benchmarkReturns',
    ],
    [
      'noise beyond all doubles',
      { noise: { ...noise, observationVariance: 1e308 } },
      'domain.out_of_range',
      'noise',
    ],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => kalmanBeta({ ...base, ...change } as unknown as KalmanBetaOptions), code, path);
  });
});
