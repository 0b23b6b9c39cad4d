import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlation } from '../../src/correlation/correlation.ts';
import type { CorrelationOptions } from '../../src/correlation/correlation.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { expectClose, readFixture } from '../fixtures.ts';
import type { Case } from '../fixtures.ts';

type Ends = readonly [number, number];
type Given<Options, Expected> = Omit<Case, 'options' | 'expected'> & {
  readonly options: Options;
  readonly expected: Expected;
};
interface Names {
  readonly x: string;
  readonly y: string;
}

const pearsonFixture = readFixture('pearson_ci');
const pearsonCases = pearsonFixture.cases as readonly Given<
  Names,
  { n: number; correlation: number | null; t: number; p: number; ci95: Ends | null; ci99: Ends | null }
>[];
const rankFixture = readFixture('rank');
const rankCases = rankFixture.cases as readonly Given<
  Names,
  { n: number; spearman: number | null; spearmanP: number }
>[];
const inference = readFixture('rank_inference').cases as readonly Given<
  { x: number[]; y: number[] },
  { pearson: number; spearman: number; pearson95: Ends; spearman95: Ends; spearman99: Ends }
>[];
const pearsonInputs = pearsonFixture.inputs as Readonly<Record<string, number[]>>;
const rankInputs = rankFixture.inputs as Readonly<Record<string, number[]>>;
const methods = ['pearson', 'spearman'] as const;

/** The largest relative error of what a topic compared, so that the bounds below stay near it. */
const worst: Record<string, number> = {};

function compare(
  topic: string,
  got: number | null,
  expected: number | null,
  field: string,
  given: Case,
): void {
  expectClose(got, expected, field, given);
  // Next to 1 t and p have bounds of their own, below.
  const apart = given.fieldTol !== undefined && (field === 't' || field === 'p');
  if (got !== null && expected !== null && expected !== 0 && !apart)
    worst[topic] = Math.max(worst[topic] ?? 0, Math.abs(got - expected) / Math.abs(expected));
}

describe('correlation against 50 digits', () => {
  for (const testCase of pearsonCases) {
    it(`Pearson: ${testCase.name}`, () => {
      const { expected } = testCase;
      const options = {
        x: pearsonInputs[testCase.options.x]!,
        y: pearsonInputs[testCase.options.y]!,
        method: 'pearson',
      } as const;
      const result = correlation(options);
      if (expected.correlation === null) {
        expect(result).toEqual({ status: 'degenerate', reason: 'flat_y' });
        return;
      }
      const got = orThrow(result);
      expect([got.observations, got.degreesOfFreedom]).toEqual([expected.n, expected.n - 2]);
      compare('r', got.correlation, expected.correlation, 'correlation', testCase);
      compare('t', got.tStatistic, expected.t, 't', testCase);
      compare('p', got.pValue, expected.p, 'p', testCase);
      for (const level of [95, 99] as const) {
        const { interval } = orThrow(correlation({ ...options, confidenceLevel: level / 100 }));
        const ends = expected[level === 95 ? 'ci95' : 'ci99'];
        compare('ends', interval?.lower ?? null, ends?.[0] ?? null, `ci${String(level)}`, testCase);
        compare('ends', interval?.upper ?? null, ends?.[1] ?? null, `ci${String(level)}`, testCase);
      }
      // Next to 1 the fixture allows for a t formed of the rounded r; ours is formed of the residuals.
      if (testCase.fieldTol !== undefined) {
        expect(Math.abs(got.tStatistic! / expected.t - 1)).toBeLessThan(1e-12);
        expect(Math.abs(got.pValue! / expected.p - 1)).toBeLessThan(1e-11);
      }
    });
  }

  for (const testCase of rankCases) {
    it(`Spearman: ${testCase.name}`, () => {
      const { expected } = testCase;
      const x = rankInputs[testCase.options.x]!;
      const result = correlation({ x, y: rankInputs[testCase.options.y]!, method: 'spearman' });
      if (expected.spearman === null) {
        expect(result).toEqual({ status: 'degenerate', reason: 'flat_y' });
        return;
      }
      const got = orThrow(result);
      expect(got.observations).toBe(expected.n);
      compare('rho', got.correlation, expected.spearman, 'spearman', testCase);
      // On one line there is no error to compare with: null, where the reference says 0.
      if (expected.spearman === 1)
        expect([got.correlation, got.pValue, got.interval]).toEqual([1, null, null]);
      else compare('p of rho', got.pValue, expected.spearmanP, 'spearmanP', testCase);
    });
  }

  for (const testCase of inference) {
    it(`intervals: ${testCase.name}`, () => {
      for (const method of methods) {
        const got = orThrow(correlation({ ...testCase.options, method }));
        compare('intervals', got.correlation, testCase.expected[method], method, testCase);
        const ends = testCase.expected[method === 'pearson' ? 'pearson95' : 'spearman95'];
        compare('intervals', got.interval!.lower, ends[0], 'lower', testCase);
        compare('intervals', got.interval!.upper, ends[1], 'upper', testCase);
      }
      const wide = orThrow(correlation({ ...testCase.options, method: 'spearman', confidenceLevel: 0.99 }));
      compare('intervals', wide.interval!.lower, testCase.expected.spearman99[0], 'lower', testCase);
      compare('intervals', wide.interval!.upper, testCase.expected.spearman99[1], 'upper', testCase);
    });
  }

  it('compared something, and is as close as documented', () => {
    // Observed: r 7.1e-16, t 9.0e-16, p 1.9e-13 (n times the error of t, n = 364), ends 1.1e-15, rho 0, its
    // p 6.4e-14 (p of 1e-74); intervals 5.7e-15, relative to an end near 0.
    const bounds = {
      r: 2e-15,
      t: 3.5e-15,
      p: 7e-13,
      ends: 4e-15,
      rho: 1e-15,
      'p of rho': 2.4e-13,
      intervals: 2e-14,
    };
    for (const [topic, bound] of Object.entries(bounds)) expect(worst[topic], topic).toBeLessThan(bound);
  });
});

const x = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01];
const y = [0.021, -0.012, 0.014, 0.005, -0.027, 0.018];
const base: CorrelationOptions<'pearson' | 'spearman'> = { x, y, method: 'pearson' };

describe.each(methods)('correlation: %s', (method) => {
  const given = { ...base, method };

  it('takes any array-like of numbers, gives the same bits, and leaves its input alone', () => {
    const typed = { ...given, x: Object.freeze([...x]), y: Float64Array.from(y) };
    expect(correlation(typed)).toEqual(correlation(given));
    expect([...typed.y]).toEqual(y);
  });

  it('a series on itself is exactly 1, on its opposite exactly -1, without test or interval', () => {
    const exact = { interval: null, tStatistic: null, pValue: null };
    expect(correlation({ ...given, y: x })).toMatchObject({ correlation: 1, ...exact });
    const opposite = x.map((value) => -value);
    expect(correlation({ ...given, y: opposite })).toMatchObject({ correlation: -1, ...exact });
  });

  it('is symmetric, and survives JSON', () => {
    const there = orThrow(correlation(given));
    const back = orThrow(correlation({ ...given, x: y, y: x }));
    expect(back).toEqual(there);
    expect(JSON.parse(JSON.stringify(there))).toEqual(there);
    const perfect = correlation({ ...given, y: x });
    expect(JSON.parse(JSON.stringify(perfect))).toEqual(perfect);
  });

  it('on one line up to rounding: exactly 1 or -1, without test or interval', () => {
    for (const factor of [3, 0.1, -0.7, 1e-9, -7e150]) {
      const exact = { interval: null, tStatistic: null, pValue: null };
      const line = correlation({ ...given, y: x.map((value) => factor * value) });
      expect(line).toMatchObject({ correlation: Math.sign(factor), ...exact });
    }
    // Not one line, though the correlation is 1 up to the last digits.
    const near = x.map((value, i) => value * (1 + 1e-7 * (i % 2)));
    if (method === 'pearson')
      expect(orThrow(correlation({ ...given, y: near })).tStatistic).toBeGreaterThan(1e6);
  });

  it('no association is 0, not -0', () => {
    const result = orThrow(correlation({ ...given, x: [1, 2, 3, 4], y: [1, -1, -1, 1] }));
    expect(Object.is(result.correlation, 0)).toBe(true);
    expect(result).toMatchObject({ tStatistic: 0, pValue: 1 });
    expect(result.interval!.lower).toBe(-result.interval!.upper);
    const reversed = orThrow(correlation({ ...given, x: [1, 2, 3, 4], y: [-1, 1, 1, -1] }));
    expect(Object.is(reversed.correlation, 0)).toBe(true);
  });

  it.each([0, 1, 2])('%i samples are too few', (n) => {
    expect(correlation({ ...given, x: x.slice(0, n), y: y.slice(0, n) })).toEqual({
      status: 'insufficient_data',
      required: 3,
      observed: n,
    });
  });

  it('3 samples have a p-value but no interval', () => {
    const three = orThrow(correlation({ ...given, x: [1, 2, 4], y: [1, 3, 2] }));
    expect(three.interval).toBeNull();
    expect(three.pValue).toBeGreaterThan(0.3);
  });

  it.each([0, 0.1, -1e-300, 1e300])('a series that stays at %d', (value) => {
    const flat = x.map(() => value);
    expect(correlation({ ...given, x: flat })).toEqual({ status: 'degenerate', reason: 'flat_x' });
    expect(correlation({ ...given, y: flat })).toEqual({ status: 'degenerate', reason: 'flat_y' });
  });

  it('drops a period that misses a sample, and says how many', () => {
    const holed = { ...given, x: [...x, NaN, 1], y: [...y, 1, Infinity], missing: 'drop' } as const;
    expect(correlation(holed)).toEqual({ ...orThrow(correlation(given)), dropped: 2 });
    expect(correlation({ ...holed, x: holed.x.map(() => NaN) })).toMatchObject({ observed: 0 });
    expectRefusal(() => correlation({ ...holed, missing: 'throw' }), 'series.not_finite', 'x[6]');
  });

  it('scales and shifts, exactly by powers of two, across 2^1000 too', () => {
    const plain = orThrow(correlation(given));
    for (const factor of [2, 2 ** 60, 2 ** -60, 2 ** 500, 2 ** -500]) {
      const scaled = x.map((value) => value * factor);
      expect(correlation({ ...given, x: scaled })).toEqual(plain);
      const both = correlation({ ...given, x: scaled, y: y.map((value) => value * factor) });
      expect(both).toEqual(plain);
      const there = orThrow(correlation({ ...given, x: scaled.map((value) => -value) }));
      expect(there.correlation).toBe(-plain.correlation);
      expect(there.interval!.lower).toBe(-plain.interval!.upper);
    }
  });

  it('passes on what it is told of returns, horizon and time', () => {
    const told = { returnKind: 'log', horizonMs: 3_600_000, asOf: 1_700_000_000_000 } as const;
    expect(correlation({ ...given, ...told })).toMatchObject(told);
  });
});

describe('correlation: the methods apart', () => {
  it('Pearson keeps its digits beside an offset of 1e8', () => {
    const grid = (values: number[]): number[] => values.map((value) => Math.round(value * 2 ** 12));
    const plain = orThrow(correlation({ ...base, x: grid(x), y: grid(y) }));
    const shifted = orThrow(correlation({ ...base, x: grid(x).map((value) => value + 2 ** 36), y: grid(y) }));
    expect(Math.abs(shifted.correlation - plain.correlation)).toBeLessThan(1e-15);
  });

  it('Pearson: what moves by the rounding of its mean is flat, ranks take it as it is', () => {
    const noise = x.map((_, i) => 1 + (i % 3) * Number.EPSILON);
    expect(correlation({ ...base, x: noise })).toEqual({ status: 'degenerate', reason: 'flat_x' });
    expect(correlation({ ...base, x: noise, method: 'spearman' }).status).toBe('ok');
  });

  it('Spearman sees the order alone: a cube or one far outlier changes nothing', () => {
    const plain = correlation({ ...base, method: 'spearman' });
    expect(correlation({ ...base, x: x.map((value) => value ** 3), method: 'spearman' })).toEqual(plain);
    expect(correlation({ ...base, x: x.map((v) => (v === 0.02 ? 1e300 : v)), method: 'spearman' })).toEqual(
      plain,
    );
  });

  it('Spearman without ties is 1 - 6 sum d^2 / (n^3 - n)', () => {
    const order = fc.shuffledSubarray(
      Array.from({ length: 30 }, (_, i) => i),
      { minLength: 30 },
    );
    fc.assert(
      fc.property(order, order, (a, b) => {
        const squares = a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);
        const got = orThrow(correlation({ x: a, y: b, method: 'spearman' }));
        // One root and one division: two roundings, and two of the formula itself.
        expect(Math.abs(got.correlation - (1 - (6 * squares) / (30 ** 3 - 30)))).toBeLessThan(4e-16);
      }),
      { seed: 20211231, numRuns: 200 },
    );
  });

  it('x and y exchanged give the same result, to the last bit', () => {
    const values = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), {
      minLength: 12,
      maxLength: 12,
    });
    const mix = fc.constantFrom(0, 0.1, 0.7, -0.7, 0.99, -0.999999);
    fc.assert(
      fc.property(values, values, mix, fc.constantFrom(...methods), (a, b, share, method) => {
        const mixed = b.map((value, i) => (1 - Math.abs(share)) * value + share * a[i]!);
        const there = correlation({ x: a, y: mixed, method });
        if (there.status === 'ok') expect(correlation({ x: mixed, y: a, method })).toEqual(there);
      }),
      { seed: 20211231, numRuns: 500 },
    );
  });

  it('|correlation| <= 1 within the interval, and a permutation of the periods changes but rounding', () => {
    const values = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), {
      minLength: 30,
      maxLength: 30,
    });
    fc.assert(
      fc.property(values, values, fc.constantFrom(...methods), (a, b, method) => {
        const result = correlation({ x: a, y: b, method });
        if (result.status !== 'ok') return;
        const { correlation: r, interval } = result;
        expect(Math.abs(r)).toBeLessThanOrEqual(1);
        if (interval !== null) expect(interval.lower <= r && r <= interval.upper).toBe(true);
        const back = orThrow(correlation({ x: [...a].reverse(), y: [...b].reverse(), method }));
        expect(Math.abs(back.correlation - r)).toBeLessThan(3e-15);
      }),
      { seed: 20211231, numRuns: 300 },
    );
  });
});

describe('correlation: refused', () => {
  it.each([
    ['lengths differ', { y: [1, 2] }, 'shape.length_mismatch', 'y.length'],
    ['no series', { x: undefined }, 'shape.missing_field', 'x'],
    ['a text in a series', { x: ['0.1', 1, 2, 3, 4, 5] }, 'shape.wrong_type', 'x[0]'],
    ['NaN in a series', { y: [1, 2, NaN, 4, 5, 6] }, 'series.not_finite', 'y[2]'],
    ['another method', { method: 'distance' }, 'domain.not_one_of', 'method'],
    ['level 95', { confidenceLevel: 95 }, 'domain.out_of_range', 'confidenceLevel'],
    ['level 0', { confidenceLevel: 0 }, 'domain.out_of_range', 'confidenceLevel'],
    ['unknown handling', { missing: 'zero' }, 'domain.not_one_of', 'missing'],
    ['unknown returns', { returnKind: 'gross' }, 'domain.not_one_of', 'returnKind'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => correlation({ ...base, ...change } as unknown as CorrelationOptions), code, path);
  });
});
