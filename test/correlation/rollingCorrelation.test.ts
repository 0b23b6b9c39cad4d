import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollingCorrelation } from '../../src/correlation/rollingCorrelation.ts';
import type { RollingCorrelationOptions } from '../../src/correlation/rollingCorrelation.ts';
import { expectRefusal } from '../errors.ts';
import { exactFit } from '../kernel/exactWindow.ts';
import { rollingCases, trapCases } from '../kernel/rollingReferences.ts';
import { bells } from '../kernel/rollingTraps.ts';
import { hasShared } from '../shared.ts';

describe('rollingCorrelation against exact rational arithmetic', () => {
  // Observed: 2.0e-15, at a window of 1000.
  it.each([...rollingCases(), ...trapCases()])('$name', (given) => {
    const { values, validFrom } = rollingCorrelation({
      x: given.benchmark,
      y: given.asset,
      window: given.window,
      minPeriods: given.minPeriods,
    });
    for (const { index, correlation } of given.rows)
      if (correlation === null) expect(values[index]).toBeNaN();
      else expect(Math.abs(values[index]! - correlation)).toBeLessThanOrEqual(8e-15);
    expect(validFrom).toBe(values.findIndex((value) => !Number.isNaN(value)));
  });

  it.skipIf(!hasShared)('the traps were met: offset, walk, ticks, flat stretch, falling scale, holes', () => {
    expect(trapCases().length).toBeGreaterThanOrEqual(21);
  });
});

const bell = bells(22);
const x = Float64Array.from({ length: 300 }, () => 0.02 * bell());
const y = x.map((value) => 1.3 * value + 0.01 * bell());
const base = { x, y, window: 20 };

describe('rollingCorrelation: windows', () => {
  it('every one is the correlation of its samples alone', () => {
    for (const window of [2, 3, 20, 100, 300]) {
      const { values, validFrom } = rollingCorrelation({ ...base, window });
      expect(validFrom).toBe(window - 1);
      values.forEach((value, i) => {
        if (i < window - 1) expect(value).toBeNaN();
        // Observed: 4.4e-16.
        else
          expect(Math.abs(value - exactFit(x, y, i - window + 1, i).correlation!)).toBeLessThanOrEqual(
            1.5e-15,
          );
      });
    }
  });

  it('a bad sample spoils the windows that hold it, and no bit of another', () => {
    const clean = rollingCorrelation(base).values;
    for (const [at, bad] of [
      [100, NaN],
      [119, Infinity],
      [120, -Infinity],
    ] as const)
      for (const side of ['x', 'y'] as const) {
        const holed = { ...base, [side]: base[side].map((value, i) => (i === at ? bad : value)) };
        const strict = rollingCorrelation(holed).values;
        const lenient = rollingCorrelation({ ...holed, minPeriods: 19 }).values;
        const spoilt = strict.reduce((count, value, i) => count + Number(i >= 19 && Number.isNaN(value)), 0);
        expect(spoilt).toBe(20);
        expect(lenient.subarray(at, at + 20).every((value) => value > 0.5)).toBe(true);
        for (const rolled of [strict, lenient])
          expect([...rolled.subarray(19, at), ...rolled.subarray(at + 20)]).toEqual([
            ...clean.subarray(19, at),
            ...clean.subarray(at + 20),
          ]);
      }
  });

  it('of time, at equal steps, are those of samples', () => {
    const timestamps = Array.from(x, (_, i) => 1_700_000_000_000 + 60_000 * i);
    expect(rollingCorrelation({ x, y, timestamps, windowMs: 20 * 60_000, minPeriods: 20 })).toEqual(
      rollingCorrelation(base),
    );
  });

  it('of time, uneven, against exact arithmetic', () => {
    const gap = bells(4);
    let now = 0;
    const timestamps = Array.from(x, (_, i) => (now += i === 150 ? 500 : 3 + Math.floor(gap())));
    const { values } = rollingCorrelation({ x, y, timestamps, windowMs: 40, minPeriods: 3 });
    values.forEach((value, i) => {
      const first = timestamps.findIndex((t) => t > timestamps[i]! - 40);
      if (i - first < 2) expect(value).toBeNaN();
      else expect(Math.abs(value - exactFit(x, y, first, i).correlation!)).toBeLessThanOrEqual(1.5e-15);
    });
    expect([...values.subarray(149, 153)].map(Number.isNaN)).toEqual([false, true, true, false]);
  });

  it('flat, on either side or both: NaN, neither 0 nor 1', () => {
    const flat = x.map((value, i) => (i >= 100 && i < 200 ? 0.1 : value));
    for (const options of [
      { ...base, x: flat },
      { ...base, y: flat },
      { ...base, x: flat, y: flat },
    ]) {
      const { values } = rollingCorrelation(options);
      values.forEach((value, i) => {
        expect(Number.isNaN(value)).toBe(i < 19 || (i >= 119 && i < 200));
      });
    }
  });
});

describe('rollingCorrelation: input and output', () => {
  it('writes to out and returns it', () => {
    const out = new Float64Array(300).fill(9);
    const { values, validFrom } = rollingCorrelation({ ...base, out });
    expect(values).toBe(out);
    expect(values).toEqual(rollingCorrelation(base).values);
    expect(validFrom).toBe(19);
  });

  it('plain, typed and frozen arrays alike; the input stays as it is', () => {
    const before = [...x];
    const frozen = { x: Object.freeze([...x]), y: Object.freeze([...y]), window: 20 };
    expect(rollingCorrelation(frozen)).toEqual(rollingCorrelation(base));
    expect([...x]).toEqual(before);
  });

  it('series without an answer', () => {
    expect(rollingCorrelation({ x: [], y: [], window: 2 })).toEqual({
      values: new Float64Array(0),
      validFrom: null,
    });
    expect(rollingCorrelation({ x: [1, 2], y: [1, 3], window: 3 }).validFrom).toBe(null);
  });
});

it.each([
  ['nothing', { x: undefined }, 'shape.missing_field', 'x'],
  ['a text in a series', { y: [1, '2'] }, 'shape.wrong_type', 'y[1]'],
  ['unequal lengths', { y: [1, 2] }, 'shape.length_mismatch', 'y.length'],
  ['window of 1', { window: 1 }, 'domain.out_of_range', 'window'],
  ['minPeriods beyond the window', { minPeriods: 21 }, 'domain.out_of_range', 'minPeriods'],
  ['out of another length', { out: new Float64Array(1) }, 'shape.length_mismatch', 'out.length'],
  ['out over the input', { out: x }, 'shape.wrong_type', 'out'],
  ['both forms', { timestamps: x, windowMs: 5 }, 'shape.wrong_type', 'window'],
] as const)('rollingCorrelation refuses %s', (_, change, code, path) => {
  const options = { ...base, ...change } as unknown as RollingCorrelationOptions;
  expectRefusal(() => rollingCorrelation(options), code, path);
});

const series = (n: number): fc.Arbitrary<number[]> =>
  fc.array(
    // Ties, zeros and any magnitude.
    fc.oneof(fc.constantFrom(0, 0.1, 1, NaN), fc.double({ min: -0.2, max: 0.2 }), fc.double()),
    { minLength: n, maxLength: n },
  );
const pairs = fc
  .integer({ min: 2, max: 60 })
  .chain((n) => fc.tuple(series(n), series(n), fc.integer({ min: 2, max: 20 })));

/** Whether a side of the window differs from one of its own samples by less than 1e-11 of it. */
function isNearlyStill(a: readonly number[], b: readonly number[], window: number, i: number): boolean {
  const complete = a
    .map((_, t) => t)
    .filter((t) => t > i - window && t <= i && Number.isFinite(a[t]) && Number.isFinite(b[t]));
  return [a, b].some((side) => {
    const samples = complete.map((t) => side[t]!);
    return samples.every((value) => Math.abs(value / samples[0]! - 1) < 1e-11);
  });
}

describe('rollingCorrelation: invariants, at any magnitude', () => {
  it('within [-1, 1], right either way round, and NaN exactly where exact arithmetic has none', () => {
    fc.assert(
      fc.property(pairs, ([a, b, window]) => {
        const { values } = rollingCorrelation({ x: a, y: b, window, minPeriods: 2 });
        const swapped = rollingCorrelation({ x: b, y: a, window, minPeriods: 2 }).values;
        values.forEach((value, i) => {
          const exact = exactFit(a, b, Math.max(0, i - window + 1), i);
          if (exact.count < 2 || exact.correlation === null) expect(value).toBeNaN();
          // A series that moves by its last digits may have none.
          else if (Number.isNaN(value)) expect(isNearlyStill(a, b, window, i)).toBe(true);
          else {
            expect(swapped[i]).toBe(value);
            expect(Math.abs(value)).toBeLessThanOrEqual(1);
            expect(Math.abs(value - exact.correlation)).toBeLessThanOrEqual(4e-15);
            expect(Math.abs(swapped[i]! - exact.correlation)).toBeLessThanOrEqual(4e-15);
          }
        });
      }),
      { seed: 20211231, numRuns: 300 },
    );
  });

  it('with itself exactly 1, with its negative exactly -1', () => {
    fc.assert(
      fc.property(pairs, ([a, , window]) => {
        const self = rollingCorrelation({ x: a, y: a, window, minPeriods: 2 }).values;
        for (const value of self) expect(Number.isNaN(value) || value === 1).toBe(true);
        const opposite = a.map((value) => -value);
        expect(rollingCorrelation({ x: a, y: opposite, window, minPeriods: 2 }).values).toEqual(
          self.map((value) => -value),
        );
      }),
      { seed: 20211231, numRuns: 300 },
    );
  });
});

it('rollingCorrelation: out must lie apart from the timestamps too', () => {
  const timestamps = Float64Array.of(0, 60_000, 120_000);
  const options = { x: [1, 2, 4], y: [1, 3, 2], timestamps, windowMs: 180_000, minPeriods: 2 };
  expectRefusal(() => rollingCorrelation({ ...options, out: timestamps }), 'shape.wrong_type', 'out');
});
