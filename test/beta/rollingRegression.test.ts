import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { rollingBeta } from '../../src/beta/rollingBeta.ts';
import { rollingRegression } from '../../src/beta/rollingRegression.ts';
import type { RollingRegression, RollingRegressionOptions } from '../../src/beta/rollingRegression.ts';
import { expectRefusal } from '../errors.ts';
import { exactFit } from '../kernel/exactWindow.ts';
import { rollingCases, trapCases } from '../kernel/rollingReferences.ts';
import { bells, magnitudes } from '../kernel/rollingTraps.ts';

const bell = bells(24);
const benchmarkReturns = Float64Array.from({ length: 300 }, () => 0.02 * bell());
const assetReturns = benchmarkReturns.map((value) => 0.001 + 1.3 * value + 0.01 * bell());
const base = { assetReturns, benchmarkReturns, window: 20 };

function columns(result: RollingRegression): Float64Array[] {
  return Object.values(result).filter((value) => value instanceof Float64Array);
}

describe('rollingRegression against exact rational arithmetic', () => {
  // Observed: as of rollingBeta and rollingCorrelation, 2.4e-15.
  it.each([...rollingCases(), ...trapCases()])('$name', (given) => {
    const result = rollingRegression({
      assetReturns: given.asset,
      benchmarkReturns: given.benchmark,
      window: given.window,
      minPeriods: given.minPeriods,
    });
    for (const { index, beta, correlation, betaScale } of given.rows) {
      if (beta === null) expect(result.beta[index]).toBeNaN();
      else
        expect(Math.abs(result.beta[index]! - beta)).toBeLessThanOrEqual(
          8e-15 * (betaScale ?? Math.abs(beta)),
        );
      if (correlation === null) expect(result.correlation[index]).toBeNaN();
      else expect(Math.abs(result.correlation[index]! - correlation)).toBeLessThanOrEqual(8e-15);
    }
  });

  it('gives the beta of rollingBeta, at any magnitude, and windows of time', () => {
    for (const { x, y } of magnitudes()) {
      const options = {
        assetReturns: y.subarray(0, 3000),
        benchmarkReturns: x.subarray(0, 3000),
        window: 50,
        minPeriods: 5,
      };
      expect(rollingRegression(options).beta).toEqual(rollingBeta(options).values);
    }
    const timed = {
      assetReturns,
      benchmarkReturns,
      timestamps: assetReturns.map((_, i) => 7 * i),
      windowMs: 140,
      minPeriods: 20,
    };
    expect(rollingRegression(timed)).toEqual(rollingRegression(base));
  });
});

describe('rollingRegression: windows', () => {
  it('every column is that of capmBeta on the samples alone', () => {
    for (const [window, offset] of [
      [3, 0],
      [20, 0],
      [100, 0],
      [300, 0],
      [20, 1e8],
    ] as const) {
      const x = benchmarkReturns.map((value) => Math.round(value * 2 ** 20) / 2 ** 20 + offset);
      const result = rollingRegression({ ...base, benchmarkReturns: x, window });
      expect(result.validFrom).toBe(window - 1);
      for (let i = 0; i < 300; i++) {
        expect(result.observations[i]).toBe(Math.min(i + 1, window));
        if (i < window - 1) {
          expect(result.beta[i]! + result.alpha[i]! + result.betaStandardError[i]!).toBeNaN();
          continue;
        }
        const refit = capmBeta({
          assetReturns: assetReturns.slice(i - window + 1, i + 1),
          benchmarkReturns: x.slice(i - window + 1, i + 1),
        });
        if (refit.status !== 'ok') throw new Error(refit.status);
        // In units of what noise there is, and of the terms that alpha is the difference of.
        const unexplained = 1 - refit.rSquared;
        const close = (got: number, expected: number, unit: number): void => {
          expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-14 * unit);
        };
        close(result.beta[i]!, refit.beta, Math.abs(refit.beta / refit.correlation));
        close(result.alpha[i]!, refit.alpha, 0.1 + Math.abs((refit.beta / refit.correlation) * x[i]!));
        close(result.correlation[i]!, refit.correlation, 1);
        close(
          result.residualStandardDeviation[i]!,
          refit.residualStandardDeviation,
          refit.residualStandardDeviation / unexplained,
        );
        close(result.betaStandardError[i]!, refit.betaStandardError, refit.betaStandardError / unexplained);
        close(
          result.alphaStandardError[i]!,
          refit.alphaStandardError,
          refit.alphaStandardError / unexplained,
        );
      }
    }
  });

  it('an asset that is nearly explained: what is told of the residual holds, and it is NaN below 1e-6', () => {
    const counts = { told: 0, unknown: 0 };
    for (const noise of [1e-2, 1e-4, 1e-5, 1e-8, 1e-10, 0]) {
      const y = benchmarkReturns.map((value) => 3 * value + noise * 0.02 * bell());
      const result = rollingRegression({ assetReturns: y, benchmarkReturns, window: 60 });
      for (let i = 59; i < 300; i++) {
        const exact = exactFit(benchmarkReturns, y, i - 59, i);
        const r = Math.abs(exact.correlation!);
        // s = sd(y) sqrt(unexplained share (n - 1)/(n - 2)); sd(y) is beta sd(x) / r.
        const spread = result.betaStandardError[i]!;
        const unit = exact.slopeUnit! / Math.sqrt(58);
        const expected = exact.unexplained! * unit;
        expect(r).toBeLessThanOrEqual(1);
        if (exact.unexplained! < 0.99e-6) {
          counts.unknown++;
          expect([spread, result.alphaStandardError[i], result.residualStandardDeviation[i]]).toEqual([
            NaN,
            NaN,
            NaN,
          ]);
          expect(Math.abs(result.beta[i]! - 3)).toBeLessThan(1e-6);
        }
        if (exact.unexplained! < 1.01e-6) continue;
        counts.told++;
        // Observed: 9.6e-16.
        const bound = (2e-15 * expected) / exact.unexplained! ** 2;
        expect(Math.abs(spread - expected)).toBeLessThanOrEqual(bound);
      }
    }
    expect(counts).toEqual({ told: 723, unknown: 723 });
  });

  it('an asset on itself: beta 1, alpha 0, no residual, exactly, at any level', () => {
    for (const level of [0, 0.1, 1e8]) {
      const own = assetReturns.map((value) => value + level);
      const self = rollingRegression({ assetReturns: own, benchmarkReturns: own, window: 20 });
      for (let i = 19; i < 300; i++)
        expect([
          self.beta[i],
          self.alpha[i],
          self.correlation[i],
          self.residualStandardDeviation[i],
          self.betaStandardError[i],
          self.alphaStandardError[i],
        ]).toEqual([1, 0, 1, 0, 0, 0]);
    }
  });

  it.each(['benchmarkReturns', 'assetReturns'])(
    '%s that stay: only the observations have numbers',
    (side) => {
      const flat = { ...base, [side]: assetReturns.map(() => 0.1) };
      const { observations, validFrom, ...rest } = rollingRegression(flat);
      expect(validFrom).toBe(null);
      expect(observations[299]).toBe(20);
      for (const column of Object.values(rest)) expect(column.every(Number.isNaN)).toBe(true);
    },
  );

  it('two pairs have a line, and no error of it', () => {
    const result = rollingRegression({ ...base, window: 2 });
    expect(result.validFrom).toBe(1);
    expect(Math.abs(result.correlation[1]!)).toBeCloseTo(1, 14);
    for (const column of [
      result.residualStandardDeviation,
      result.betaStandardError,
      result.alphaStandardError,
    ])
      expect(column.every(Number.isNaN)).toBe(true);
  });

  it('missing pairs are counted out, and leave no trace', () => {
    const holed = assetReturns.map((value, i) => (i === 100 ? NaN : i === 120 ? Infinity : value));
    const clean = columns(rollingRegression(base));
    const got = rollingRegression({ ...base, assetReturns: holed, minPeriods: 18 });
    expect(got.observations[110]).toBe(19);
    columns(got).forEach((column, k) => {
      expect(column.subarray(140)).toEqual(clean[k]!.subarray(140));
      expect(column.subarray(19, 100)).toEqual(clean[k]!.subarray(19, 100));
    });
  });

  it('beside a tick of 1e200 windows are as without it, in every column', () => {
    const clean = columns(rollingRegression(base));
    const ticked = benchmarkReturns.map((value, i) => (i === 100 ? 1e200 : value));
    const got = columns(rollingRegression({ ...base, benchmarkReturns: ticked }));
    got.forEach((column, k) => {
      expect(column.subarray(0, 100)).toEqual(clean[k]!.subarray(0, 100));
      expect(column.subarray(120)).toEqual(clean[k]!.subarray(120));
    });
  });

  // A power of two changes no bit of a significand.
  it.each([-900, -400, -160, 10, 160, 400, 900])('scales with 2^%i in every column', (exponent) => {
    const factor = 2 ** exponent;
    const plain = rollingRegression(base);
    const scaled = assetReturns.map((value) => value * factor);
    const got = rollingRegression({ ...base, assetReturns: scaled });
    const times = (values: Float64Array): Float64Array => values.map((value) => value * factor);
    expect(got).toEqual({
      ...plain,
      beta: times(plain.beta),
      alpha: times(plain.alpha),
      residualStandardDeviation: times(plain.residualStandardDeviation),
      betaStandardError: times(plain.betaStandardError),
      alphaStandardError: times(plain.alphaStandardError),
    });
  });

  it('series without an answer', () => {
    const empty = rollingRegression({ assetReturns: [], benchmarkReturns: [], window: 5 });
    expect(empty.validFrom).toBe(null);
    expect(columns(empty).map(({ length }) => length)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});

it.each([
  ['nothing', { assetReturns: undefined }, 'shape.missing_field', 'assetReturns'],
  ['unequal lengths', { benchmarkReturns: [1, 2] }, 'shape.length_mismatch', 'benchmarkReturns.length'],
  ['window of 1', { window: 1 }, 'domain.out_of_range', 'window'],
  ['minPeriods beyond the window', { minPeriods: 21 }, 'domain.out_of_range', 'minPeriods'],
  ['both forms', { timestamps: assetReturns, windowMs: 5 }, 'shape.wrong_type', 'window'],
] as const)('rollingRegression refuses %s', (_, change, code, path) => {
  const options = { ...base, ...change } as unknown as RollingRegressionOptions;
  expectRefusal(() => rollingRegression(options), code, path);
});
