import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hayashiYoshida } from '../../src/correlation/hayashiYoshida.ts';
import type { HayashiYoshidaOptions } from '../../src/correlation/hayashiYoshida.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { expectClose, readFixture } from '../fixtures.ts';

const fixture = readFixture('hayashi_yoshida');
const fields = ['covariance', 'realizedVarianceX', 'realizedVarianceY', 'correlation', 'beta'] as const;
type Expected = Readonly<Record<(typeof fields)[number] | 'overlappingPairs', number>>;

/** The fixture counts in seconds, with up to 3 decimals. */
function ticksOf(set: string): HayashiYoshidaOptions {
  const { timeX, priceX, timeY, priceY } = fixture.inputs[set] as Record<string, number[]>;
  const milliseconds = (times: number[]): number[] => times.map((time) => Math.round(time * 1000));
  return {
    x: { timestamps: milliseconds(timeX!), prices: priceX! },
    y: { timestamps: milliseconds(timeY!), prices: priceY! },
  };
}

describe('hayashiYoshida against brute force in 50 digits', () => {
  let worst = 0;
  for (const testCase of fixture.cases) {
    it(testCase.name, () => {
      const { set, shiftY = 0 } = testCase.options as { set: string; shiftY?: number };
      const result = hayashiYoshida({ ...ticksOf(set), shiftMs: shiftY * 1000 });
      const expected = testCase.expected as Expected;
      if (expected.overlappingPairs === 0) {
        expect(result).toEqual({ status: 'degenerate', reason: 'no_overlap' });
        return;
      }
      const got = orThrow(result);
      expect(got.overlappingPairs).toBe(expected.overlappingPairs);
      expect(got.shiftMs).toBe(shiftY * 1000);
      for (const field of fields) {
        expectClose(got[field], expected[field], field, testCase);
        worst = Math.max(worst, Math.abs(got[field] / expected[field] - 1));
      }
    });
  }

  it('is as close as documented', () => {
    // Observed: 1.2e-15, of sums of 600 products of either sign.
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan(5e-15);
  });
});

/** Every interval against every other: what the one pass must give. */
function bruteForce({ x, y, shiftMs = 0 }: HayashiYoshidaOptions): { sum: number; pairs: number } {
  let sum = 0;
  let pairs = 0;
  for (let i = 1; i < x.prices.length; i++)
    for (let j = 1; j < y.prices.length; j++) {
      const start = Math.max(x.timestamps[i - 1]!, y.timestamps[j - 1]! - shiftMs);
      const end = Math.min(x.timestamps[i]!, y.timestamps[j]! - shiftMs);
      if (!(start < end)) continue;
      pairs++;
      sum += Math.log(x.prices[i]! / x.prices[i - 1]!) * Math.log(y.prices[j]! / y.prices[j - 1]!);
    }
  return { sum, pairs };
}

// Few distinct times, so that ends touch, coincide and repeat; prices that never stay the same.
const ticks = fc
  .uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 25 })
  .map((times) => [...times].sort((a, b) => a - b))
  .chain((timestamps) =>
    fc
      .array(fc.double({ min: 1, max: 2, noNaN: true }), {
        minLength: timestamps.length,
        maxLength: timestamps.length,
      })
      .map((prices) => ({ timestamps, prices: prices.map((price, i) => price + (i % 2) * 2) })),
  );

describe('hayashiYoshida: what holds for all ticks', () => {
  it('is the double loop over all pairs, swapped too', () => {
    fc.assert(
      fc.property(ticks, ticks, fc.integer({ min: -5, max: 5 }), (x, y, shiftMs) => {
        const expected = bruteForce({ x, y, shiftMs });
        const result = hayashiYoshida({ x, y, shiftMs });
        const swapped = hayashiYoshida({ x: y, y: x, shiftMs: -shiftMs });
        if (expected.pairs === 0) {
          expect(result).toEqual({ status: 'degenerate', reason: 'no_overlap' });
          expect(swapped).toEqual(result);
          return;
        }
        const got = orThrow(result);
        expect(got.overlappingPairs).toBe(expected.pairs);
        // Returns up to 1.4 in size, at most 50 products: 50 eps each.
        expect(Math.abs(got.covariance - expected.sum)).toBeLessThan(1e-13);
        expect(orThrow(swapped)).toMatchObject({
          covariance: got.covariance,
          correlation: got.correlation,
          overlappingPairs: got.overlappingPairs,
          observationsX: got.observationsY,
          realizedVarianceX: got.realizedVarianceY,
        });
      }),
      { seed: 20211231, numRuns: 500 },
    );
  });

  it('a series with itself: beta and correlation exactly 1, one pair a return', () => {
    fc.assert(
      fc.property(ticks, (x) => {
        expect(hayashiYoshida({ x, y: x })).toMatchObject({
          beta: 1,
          correlation: 1,
          overlappingPairs: x.prices.length - 1,
        });
      }),
      { seed: 20211231, numRuns: 100 },
    );
  });

  it('prices in another currency unit, by a power of two, change no bit; times moved together neither', () => {
    const { x, y } = ticksOf('set1');
    const plain = hayashiYoshida({ x, y });
    const cents = { ...x, prices: Array.from(x.prices, (price) => price * 64) };
    expect(hayashiYoshida({ x: cents, y })).toEqual(plain);
    const later = (ticksOfOne: typeof x): typeof x => ({
      ...ticksOfOne,
      timestamps: Float64Array.from(ticksOfOne.timestamps, (time) => time + 1_700_000_000_000),
    });
    expect(hayashiYoshida({ x: later(x), y: later(y) })).toEqual(plain);
  });

  it('leaves its input alone, and survives JSON', () => {
    const { x, y } = ticksOf('set1');
    const before = JSON.stringify({ x, y });
    const got = orThrow(hayashiYoshida({ x, y }));
    expect(JSON.stringify({ x, y })).toBe(before);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });

  it('can leave [-1, 1]: it is not clamped', () => {
    // One return of x overlaps both returns of y, so that its square counts once and its products twice.
    const got = orThrow(
      hayashiYoshida({
        x: { timestamps: [0, 10], prices: [100, 110] },
        y: { timestamps: [0, 5, 10], prices: [100, 110, 121] },
      }),
    );
    expect(got.correlation).toBeCloseTo(Math.SQRT2, 14);
  });

  it('moves beyond half the price, and beyond all doubles in a ratio', () => {
    const timestamps = [0, 1, 2];
    const x = { timestamps, prices: [1, 4, 1] };
    const y = { timestamps, prices: [1e-300, 1e300, 1e-300] };
    const got = orThrow(hayashiYoshida({ x, y }));
    const expected = 2 * Math.log(4) * 600 * Math.LN10;
    expect(Math.abs(got.covariance / expected - 1)).toBeLessThan(1e-15);
  });
});

const base: HayashiYoshidaOptions = {
  x: { timestamps: [0, 10, 20], prices: [100, 101, 102] },
  y: { timestamps: [5, 15, 25], prices: [10, 10.2, 10.1] },
};

describe('hayashiYoshida: data without an answer', () => {
  it.each([0, 1])('%i ticks are too few', (n) => {
    const few = { timestamps: base.x.timestamps, prices: base.x.prices };
    const cut = { timestamps: [0, 10].slice(0, n), prices: [100, 101].slice(0, n) };
    expect(hayashiYoshida({ x: cut, y: few })).toEqual({
      status: 'insufficient_data',
      required: 2,
      observed: n,
    });
    expect(hayashiYoshida({ x: few, y: cut })).toEqual({
      status: 'insufficient_data',
      required: 2,
      observed: n,
    });
  });

  it('a price that does not move', () => {
    const flat = { timestamps: [0, 10, 20], prices: [0.1, 0.1, 0.1] };
    expect(hayashiYoshida({ ...base, x: flat })).toEqual({ status: 'degenerate', reason: 'flat_x' });
    expect(hayashiYoshida({ ...base, y: flat })).toEqual({ status: 'degenerate', reason: 'flat_y' });
  });

  it('a shift of -0 is one of 0', () => {
    expect(Object.is(orThrow(hayashiYoshida({ ...base, shiftMs: -0 })).shiftMs, 0)).toBe(true);
  });

  it('ends that touch do not overlap', () => {
    expect(hayashiYoshida({ ...base, y: { timestamps: [20, 30], prices: [1, 2] } })).toEqual({
      status: 'degenerate',
      reason: 'no_overlap',
    });
  });
});

describe('hayashiYoshida: refused', () => {
  const y = base.y;
  it.each([
    ['no series', { x: undefined }, 'shape.missing_field', 'x'],
    ['no times', { y: { prices: [1, 2] } }, 'shape.missing_field', 'y.timestamps'],
    ['too few prices', { y: { ...y, prices: [1, 2] } }, 'shape.length_mismatch', 'y.prices.length'],
    ['a price of 0', { y: { ...y, prices: [1, 0, 2] } }, 'series.not_positive', 'y.prices[1]'],
    ['two ticks at once', { y: { ...y, timestamps: [1, 1, 2] } }, 'series.not_increasing', 'y.timestamps[1]'],
    [
      'seconds',
      { y: { ...y, timestamps: [1_700_000_001, 1_700_000_002, 1_700_000_003] } },
      'unit.suspicious',
      'y.timestamps[0]',
    ],
    ['a shift that is NaN', { shiftMs: NaN }, 'domain.not_finite', 'shiftMs'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(
      () => hayashiYoshida({ ...base, ...change } as unknown as HayashiYoshidaOptions),
      code,
      path,
    );
  });
});
