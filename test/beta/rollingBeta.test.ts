import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { rollingBeta } from '../../src/beta/rollingBeta.ts';
import type { RollingBetaOptions } from '../../src/beta/rollingBeta.ts';
import { expectRefusal } from '../errors.ts';
import { rollingCases, trapCases } from '../kernel/rollingReferences.ts';
import { bells } from '../kernel/rollingTraps.ts';
import { hasShared } from '../shared.ts';

describe('rollingBeta against exact rational arithmetic', () => {
  // In units of sd(asset)/sd(benchmark) in the traps: observed 2.1e-15; of beta itself elsewhere: 2.4e-15.
  it.each([...rollingCases(), ...trapCases()])('$name', (given) => {
    const { values, validFrom } = rollingBeta({
      assetReturns: given.asset,
      benchmarkReturns: given.benchmark,
      window: given.window,
      minPeriods: given.minPeriods,
    });
    for (const { index, beta, betaScale } of given.rows)
      if (beta === null) expect(values[index]).toBeNaN();
      else expect(Math.abs(values[index]! - beta)).toBeLessThanOrEqual(8e-15 * (betaScale ?? Math.abs(beta)));
    expect(validFrom).toBe(values.findIndex((value) => !Number.isNaN(value)));
  });

  it.skipIf(!hasShared)('the traps were met: offset, walk, ticks, flat stretch, falling scale, holes', () => {
    expect(trapCases().length).toBeGreaterThanOrEqual(21);
  });
});

const bell = bells(21);
const benchmarkReturns = Float64Array.from({ length: 300 }, () => 0.02 * bell());
const assetReturns = benchmarkReturns.map((value) => 1.3 * value + 0.01 * bell());
const base = { assetReturns, benchmarkReturns, window: 20 };

describe('rollingBeta: windows', () => {
  it('each equals capmBeta of its samples alone', () => {
    for (const window of [3, 20, 100, 300]) {
      const { values, validFrom } = rollingBeta({ ...base, window });
      expect(validFrom).toBe(window - 1);
      for (let i = 0; i < 300; i++) {
        if (i < window - 1) expect(values[i]).toBeNaN();
        else {
          const refit = capmBeta({
            assetReturns: assetReturns.slice(i - window + 1, i + 1),
            benchmarkReturns: benchmarkReturns.slice(i - window + 1, i + 1),
          });
          if (refit.status !== 'ok') throw new Error('no refit');
          const unit = Math.abs(refit.beta) / Math.abs(refit.correlation);
          // Observed: 1.3e-15.
          expect(Math.abs(values[i]! - refit.beta)).toBeLessThanOrEqual(5e-15 * unit);
        }
      }
    }
  });

  it('fewer samples, where minPeriods allows them', () => {
    const { values, validFrom } = rollingBeta({ ...base, minPeriods: 2 });
    expect(validFrom).toBe(1);
    const slope = (assetReturns[1]! - assetReturns[0]!) / (benchmarkReturns[1]! - benchmarkReturns[0]!);
    expect(values[1]).toBeCloseTo(slope, 12);
    expect(values.subarray(19)).toEqual(rollingBeta(base).values.subarray(19));
  });

  it('a bad sample spoils the windows that hold it, and no bit of another', () => {
    const clean = rollingBeta(base).values;
    for (const [at, bad] of [
      [100, NaN],
      [119, Infinity],
      [120, -Infinity],
    ] as const)
      for (const side of ['assetReturns', 'benchmarkReturns'] as const) {
        const holed = base[side].map((value, i) => (i === at ? bad : value));
        const strict = rollingBeta({ ...base, [side]: holed }).values;
        const lenient = rollingBeta({ ...base, [side]: holed, minPeriods: 19 }).values;
        let spoilt = 0;
        for (let i = 19; i < 300; i++) {
          const within = i >= at && i < at + 20;
          if (within) {
            expect(strict[i]).toBeNaN();
            expect(lenient[i]).not.toBeNaN();
            spoilt++;
          } else {
            expect(strict[i]).toBe(clean[i]);
            expect(lenient[i]).toBe(clean[i]);
          }
        }
        expect(spoilt).toBe(20);
      }
  });

  it('of time, at equal steps, are those of samples; minPeriods must be given', () => {
    const timestamps = Float64Array.from(assetReturns, (_, i) => 1_700_000_000_000 + 3_600_000 * i);
    const timed = { assetReturns, benchmarkReturns, timestamps, windowMs: 20 * 3_600_000 };
    expect(rollingBeta({ ...timed, minPeriods: 20 })).toEqual(rollingBeta(base));
    // A span that ends on a sample leaves that sample out.
    expect(rollingBeta({ ...timed, windowMs: 20 * 3_600_000 + 1, minPeriods: 21 })).toEqual(
      rollingBeta({ ...base, window: 21 }),
    );
  });

  it('of time, uneven: a refit of the samples within', () => {
    const gap = bells(4);
    let now = 0;
    const timestamps = Array.from(assetReturns, (_, i) => (now += i === 150 ? 500 : 3 + Math.floor(gap())));
    const { values, validFrom } = rollingBeta({
      assetReturns,
      benchmarkReturns,
      timestamps,
      windowMs: 40,
      minPeriods: 3,
    });
    expect(validFrom).toBe(2);
    // After the gap too few are near.
    expect([...values.subarray(149, 153)].map(Number.isNaN)).toEqual([false, true, true, false]);
    for (let i = 2; i < 300; i++) {
      const within = timestamps.map((t, j) => j <= i && t > timestamps[i]! - 40);
      const refit = capmBeta({
        assetReturns: assetReturns.filter((_, j) => within[j]),
        benchmarkReturns: benchmarkReturns.filter((_, j) => within[j]),
      });
      if (refit.status !== 'ok') continue;
      expect(Math.abs(values[i]! - refit.beta)).toBeLessThanOrEqual(
        (1e-14 * Math.abs(refit.beta)) / Math.abs(refit.correlation),
      );
    }
  });
});

describe('rollingBeta: input and output', () => {
  it('writes to out and returns it', () => {
    const out = new Float64Array(300).fill(9);
    const { values, validFrom } = rollingBeta({ ...base, out });
    expect(values).toBe(out);
    expect(values).toEqual(rollingBeta(base).values);
    expect(validFrom).toBe(19);
    // Beside the inputs in one buffer, before or behind them, is apart enough.
    const arena = new Float64Array(900);
    for (const [asset, benchmark, result] of [
      [0, 300, 600],
      [300, 600, 0],
      [600, 0, 300],
    ] as const) {
      arena.set(assetReturns, asset);
      arena.set(benchmarkReturns, benchmark);
      const part = (from: number): Float64Array => arena.subarray(from, from + 300);
      const series = { assetReturns: part(asset), benchmarkReturns: part(benchmark) };
      expect(rollingBeta({ ...series, window: 20, out: part(result) }).values).toEqual(values);
    }
  });

  it('plain, typed and frozen arrays alike; the input stays as it is', () => {
    const plain = {
      assetReturns: Object.freeze([...assetReturns]),
      benchmarkReturns: Object.freeze([...benchmarkReturns]),
    };
    const before = [...assetReturns];
    expect(rollingBeta({ ...base, ...plain })).toEqual(rollingBeta(base));
    expect([...assetReturns]).toEqual(before);
  });

  it('series without an answer: all NaN, valid from nowhere', () => {
    const nothing = (length: number): object => ({
      values: new Float64Array(length).fill(NaN),
      validFrom: null,
    });
    expect(rollingBeta({ assetReturns: [], benchmarkReturns: [], window: 2 })).toEqual(nothing(0));
    expect(rollingBeta({ assetReturns: [1], benchmarkReturns: [1], window: 2 })).toEqual(nothing(1));
    expect(rollingBeta({ ...base, window: 301 })).toEqual(nothing(300));
    expect(rollingBeta({ ...base, window: 1e15 })).toEqual(nothing(300));
    expect(rollingBeta({ ...base, assetReturns: assetReturns.map(() => NaN) })).toEqual(nothing(300));
    expect(rollingBeta({ ...base, benchmarkReturns: assetReturns.map(() => 0.1) })).toEqual(nothing(300));
    const timed = { assetReturns: [], benchmarkReturns: [], timestamps: [], windowMs: 5, minPeriods: 2 };
    expect(rollingBeta(timed)).toEqual(nothing(0));
  });

  it('a flat asset has no beta; nor is one beyond all doubles', () => {
    const flat = rollingBeta({ ...base, assetReturns: assetReturns.map(() => 0.3) });
    expect(flat.validFrom).toBe(null);
    const huge = rollingBeta({
      assetReturns: assetReturns.map((value) => value * 1e300),
      benchmarkReturns: benchmarkReturns.map((value) => value * 1e-300),
      window: 20,
    });
    expect(huge.validFrom).toBe(null);
  });
});

describe('rollingBeta: refused', () => {
  const timed = {
    ...base,
    window: undefined,
    timestamps: assetReturns.map((_, i) => i),
    windowMs: 20,
    minPeriods: 5,
  };
  it.each([
    ['text', { assetReturns: '12' }, 'shape.wrong_type', 'assetReturns'],
    ['a text in a series', { benchmarkReturns: [1, '2'] }, 'shape.wrong_type', 'benchmarkReturns[1]'],
    ['unequal lengths', { benchmarkReturns: [1, 2] }, 'shape.length_mismatch', 'benchmarkReturns.length'],
    ['window of 1', { window: 1 }, 'domain.out_of_range', 'window'],
    ['half a sample', { window: 2.5 }, 'domain.not_integer', 'window'],
    ['window without end', { window: Infinity }, 'domain.not_finite', 'window'],
    ['window NaN', { window: NaN }, 'domain.not_finite', 'window'],
    ['window in words', { window: '20' }, 'shape.wrong_type', 'window'],
    ['minPeriods 1', { minPeriods: 1 }, 'domain.out_of_range', 'minPeriods'],
    ['minPeriods beyond the window', { minPeriods: 21 }, 'domain.out_of_range', 'minPeriods'],
    ['half a period', { minPeriods: 2.5 }, 'domain.not_integer', 'minPeriods'],
    ['out of another kind', { out: [1] }, 'shape.wrong_type', 'out'],
    ['out of another length', { out: new Float64Array(299) }, 'shape.length_mismatch', 'out.length'],
    ['out over the asset', { out: assetReturns }, 'shape.wrong_type', 'out'],
    [
      'out over a part of the benchmark',
      {
        benchmarkReturns: new Float64Array(assetReturns.buffer, 0, 299),
        assetReturns: benchmarkReturns.subarray(0, 299),
        out: assetReturns.subarray(1),
      },
      'shape.wrong_type',
      'out',
    ],
    ['both forms', { ...timed, window: 20 }, 'shape.wrong_type', 'window'],
    ['time without stamps', { ...timed, timestamps: undefined }, 'shape.missing_field', 'timestamps'],
    ['time without a span', { ...timed, windowMs: undefined }, 'shape.missing_field', 'windowMs'],
    ['time without minPeriods', { ...timed, minPeriods: undefined }, 'shape.missing_field', 'minPeriods'],
    ['minPeriods 1 of time', { ...timed, minPeriods: 1 }, 'domain.out_of_range', 'minPeriods'],
    ['a span of 0', { ...timed, windowMs: 0 }, 'domain.out_of_range', 'windowMs'],
    ['half a millisecond', { ...timed, windowMs: 1.5 }, 'domain.not_integer', 'windowMs'],
    ['stamps too few', { ...timed, timestamps: [1, 2] }, 'shape.length_mismatch', 'timestamps.length'],
    [
      'stamps that repeat',
      { ...timed, timestamps: assetReturns.map((_, i) => Math.min(i, 298)) },
      'series.not_increasing',
      'timestamps[299]',
    ],
    [
      'stamps in seconds',
      { ...timed, timestamps: assetReturns.map((_, i) => 1_700_000_001 + i) },
      'unit.suspicious',
      'timestamps[0]',
    ],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => rollingBeta({ ...base, ...change } as unknown as RollingBetaOptions), code, path);
  });
});

const pairs = fc
  .integer({ min: 2, max: 60 })
  .chain((n) =>
    fc.tuple(
      fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: n, maxLength: n }),
      fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: n, maxLength: n }),
      fc.integer({ min: 2, max: 20 }),
    ),
  );

describe('rollingBeta: invariants', () => {
  it('of itself 1 exactly, wherever it moves; of c times itself c', () => {
    fc.assert(
      fc.property(pairs, ([x, , window]) => {
        const self = rollingBeta({ assetReturns: x, benchmarkReturns: x, window }).values;
        for (const value of self) expect(Number.isNaN(value) || value === 1).toBe(true);
        const fourfold = x.map((value) => -4 * value);
        const scaled = rollingBeta({ assetReturns: fourfold, benchmarkReturns: x, window }).values;
        expect(scaled).toEqual(self.map((value) => -4 * value));
      }),
      { seed: 20211231, numRuns: 200 },
    );
  });

  it('a shift of either series, exact on a grid, leaves it', () => {
    const grid = (values: number[]): number[] => values.map((value) => Math.round(value * 2 ** 12) / 2 ** 12);
    fc.assert(
      fc.property(pairs, ([rawX, rawY, window]) => {
        const [x, y] = [grid(rawX), grid(rawY)];
        const plain = rollingBeta({ assetReturns: y, benchmarkReturns: x, window });
        const shifted = rollingBeta({
          assetReturns: y.map((value) => value - 1e6),
          benchmarkReturns: x.map((value) => value + 1e8),
          window,
        });
        // Deviations from a sample are the same numbers, so that every bit is.
        expect(shifted).toEqual(plain);
      }),
      { seed: 20211231, numRuns: 200 },
    );
  });
});

describe('rollingBeta: the ends of the doubles, and of the arrays', () => {
  it('a slope below all doubles is NaN, and not 0', () => {
    const { values } = rollingBeta({
      assetReturns: [1e-200, -2e-200, 3e-200],
      benchmarkReturns: [-1e150, 2e150, 1e150],
      window: 3,
    });
    expect(values[2]).toBeNaN();
  });

  it('out must lie apart from the timestamps too', () => {
    const timestamps = Float64Array.of(0, 60_000, 120_000);
    const assetReturns = [1, 2, 4];
    const options = {
      assetReturns,
      benchmarkReturns: [1, 3, 2],
      timestamps,
      windowMs: 180_000,
      minPeriods: 2,
    };
    expectRefusal(() => rollingBeta({ ...options, out: timestamps }), 'shape.wrong_type', 'out');
    expect([...timestamps]).toEqual([0, 60_000, 120_000]);
  });
});
