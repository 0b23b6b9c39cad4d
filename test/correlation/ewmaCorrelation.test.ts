import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ewmaCorrelation } from '../../src/correlation/ewmaCorrelation.ts';
import type { EwmaCorrelationOptions } from '../../src/correlation/ewmaCorrelation.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';

type Column = (number | null)[];
const { gaps } = JSON.parse(
  readFileSync(new URL('../fixtures/correlation_mpmath.json', import.meta.url), 'utf8'),
) as {
  gaps: { lambda: number; x: Column; y: Column } & Record<
    'zero' | 'weighted',
    { index: number[]; correlation: Column }
  >;
};

describe('ewmaCorrelation against 50-digit arithmetic', () => {
  const { inputs, cases } = readFixture('ewma');

  it.each(cases)('$name', (given) => {
    const { asset, benchmark, lambda, halfLife, mean } = given.options as Record<string, string> & {
      lambda?: number;
      halfLife?: number;
    };
    const { values, validFrom } = ewmaCorrelation({
      x: inputs[benchmark!] as number[],
      y: inputs[asset!] as number[],
      ...(lambda === undefined ? { halfLife: halfLife! } : { lambda }),
      mean: mean === 'ewma' ? 'weighted' : 'zero',
      minimumEffectiveSamples: 0,
    });
    const { index, correlation } = given.expected as { index: number[]; correlation: Column };
    let worst = 0;
    index.forEach((t, i) => {
      if (correlation[i] === null) expect(values[t]).toBeNaN();
      else worst = Math.max(worst, Math.abs(values[t]! - correlation[i]!));
    });
    // Observed: 1e-15.
    expect(worst).toBeLessThan(4e-15);
    expect(worst).toBeGreaterThan(0);
    expect(validFrom).toBe(mean === 'ewma' ? 1 : 0);
  });

  it.each(['zero', 'weighted'] as const)('weights fall on over gaps, mean %s', (mean) => {
    const revive = (values: Column): number[] => values.map((value) => value ?? NaN);
    const options = { x: revive(gaps.x), y: revive(gaps.y), lambda: gaps.lambda, mean };
    const { values } = ewmaCorrelation({ ...options, minimumEffectiveSamples: 0 });
    gaps[mean].index.forEach((t, i) => {
      const expected = gaps[mean].correlation[i] ?? null;
      if (expected === null) expect(values[t]).toBeNaN();
      // Observed: 3e-16.
      else expect(Math.abs(values[t]! - expected)).toBeLessThan(1.2e-15);
    });
  });
});

const x = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01, -0.004, -0.01];
const y = [0.021, -0.012, 0.034, 0.005, -0.027, 0.018, 0.003, -0.02];
const base: EwmaCorrelationOptions = { x, y, lambda: 0.8, mean: 'weighted', minimumEffectiveSamples: 0 };

describe('ewmaCorrelation', () => {
  it('is within [-1, 1], symmetric, and turns its sign with either series', () => {
    const series = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(series, series, fc.constantFrom('zero', 'weighted'), (a, b, mean) => {
        const { values } = ewmaCorrelation({ ...base, x: a, y: b, mean });
        const mirror = ewmaCorrelation({ ...base, x: b, y: a, mean }).values;
        const turned = ewmaCorrelation({ ...base, x: a.map((v) => -v), y: b, mean }).values;
        values.forEach((value, t) => {
          if (Number.isNaN(value)) expect(mirror[t]).toBeNaN();
          else {
            expect(Math.abs(value)).toBeLessThanOrEqual(1);
            expect(mirror[t]).toBe(value);
            expect(turned[t]! + value).toBe(0);
          }
        });
      }),
      { seed: 20211231, numRuns: 300 },
    );
  });

  it('with itself, exactly 1; with its mirror image, exactly -1', () => {
    for (const mean of ['zero', 'weighted'] as const) {
      expect(
        ewmaCorrelation({ ...base, y: x, mean })
          .values.slice(1)
          .every((r) => r === 1),
      ).toBe(true);
      const mirror = ewmaCorrelation({ ...base, y: x.map((value) => -value), mean }).values;
      expect(mirror.slice(1).every((r) => r === -1)).toBe(true);
    }
  });

  it.each([2 ** 40, 2 ** -40, 2 ** 450, 2 ** -450])('scaled by %d: the same bits', (factor) => {
    const plain = ewmaCorrelation(base).values;
    const scaled = x.map((value) => value * factor);
    expect(ewmaCorrelation({ ...base, x: scaled }).values).toEqual(plain);
    const both = ewmaCorrelation({ ...base, x: scaled, y: y.map((value) => value * factor) }).values;
    expect(both).toEqual(plain);
  });

  it('x and y exchanged: the same bits, also of scales far apart', () => {
    for (const [scaleX, scaleY] of [
      [1e-144, 1e149],
      [1e-140, 1e-144],
      [1e145, 1e149],
      [1, 1],
    ] as const)
      for (const mean of ['zero', 'weighted'] as const) {
        const a = x.map((value) => Math.sign(value) * (1 + value) * scaleX);
        const b = y.map((value) => Math.sign(value) * (1 + value) * scaleY);
        const there = ewmaCorrelation({ ...base, x: a, y: b, mean }).values;
        expect(ewmaCorrelation({ ...base, x: b, y: a, mean }).values).toEqual(there);
        expect(there.slice(1).every((value) => Math.abs(value) <= 1)).toBe(true);
      }
  });

  it('moves of less than 1e-145 count for none', () => {
    const tiny = x.map((value) => (value < 0 ? -1e-146 : 1e-146));
    expect(ewmaCorrelation({ ...base, x: tiny, mean: 'zero' }).validFrom).toBeNull();
    expect(ewmaCorrelation({ ...base, x: tiny.map((value) => 100 * value), mean: 'zero' }).validFrom).toBe(0);
  });

  it('a series that does not move has none', () => {
    for (const still of [0, 0.1, -1e80])
      for (const field of ['x', 'y'])
        expect(ewmaCorrelation({ ...base, [field]: x.map(() => still) }).validFrom).toBeNull();
  });

  it('plain arrays, typed ones, empty ones', () => {
    expect(ewmaCorrelation({ ...base, x: Float64Array.from(x) })).toEqual(ewmaCorrelation(base));
    expect(ewmaCorrelation({ ...base, x: [], y: [] }).values).toHaveLength(0);
  });

  it('refuses', () => {
    expectRefusal(() => ewmaCorrelation({ ...base, y: [1] }), 'shape.length_mismatch', 'y.length');
    expectRefusal(() => ewmaCorrelation({ ...base, x: [1e151] }), 'domain.out_of_range', 'x[0]');
    const bad = { ...base, mean: 'none' } as unknown as EwmaCorrelationOptions;
    expectRefusal(() => ewmaCorrelation(bad), 'domain.not_one_of', 'mean');
  });
});
