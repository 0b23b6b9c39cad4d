import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlation } from '../../src/correlation/correlation.ts';
import type { CorrelationOptions, CorrelationResult } from '../../src/correlation/correlation.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { expectClose, readFixture } from '../fixtures.ts';
import type { Case } from '../fixtures.ts';

type Given<Options, Expected> = Omit<Case, 'options' | 'expected'> & {
  readonly options: Options;
  readonly expected: Expected;
};

function kendallTau(options: CorrelationOptions): CorrelationResult<'kendall'> {
  return correlation({ ...options, method: 'kendall' });
}

const fixture = readFixture('rank');
const cases = fixture.cases as readonly Given<
  { x: string; y: string },
  {
    n: number;
    kendallTauB: number | null;
    kendallP: number;
    kendallExactP?: number;
    concordant: number;
    discordant: number;
  }
>[];
const inputs = fixture.inputs as Readonly<Record<string, number[]>>;
const inference = readFixture('rank_inference').cases as readonly Given<
  { x: number[]; y: number[] },
  { kendall: number; kendallExactP: number | null; kendall95: readonly [number, number] }
>[];
let worstTau = 0;
let worstP = 0;
const relative = (got: number, expected: number): number => Math.abs(got - expected) / Math.abs(expected);

describe('correlation by Kendall against brute force in integers', () => {
  for (const testCase of cases) {
    it(testCase.name, () => {
      const { expected } = testCase;
      const result = kendallTau({
        x: inputs[testCase.options.x]!,
        y: inputs[testCase.options.y]!,
      });
      if (expected.kendallTauB === null) {
        expect(result).toEqual({ status: 'degenerate', reason: 'flat_y' });
        return;
      }
      const got = orThrow(result);
      expect(got).toMatchObject({
        observations: expected.n,
        concordantPairs: expected.concordant,
        discordantPairs: expected.discordant,
        test: expected.kendallExactP === undefined ? 'normal' : 'exact',
      });
      worstTau = Math.max(worstTau, relative(got.correlation, expected.kendallTauB));
      const p = expected.kendallExactP ?? expected.kendallP;
      expectClose(got.pValue, p, 'kendallP', testCase);
      worstP = Math.max(worstP, relative(got.pValue, p));
    });
  }

  for (const testCase of inference) {
    it(`interval and exact p: ${testCase.name}`, () => {
      const { expected } = testCase;
      const got = orThrow(kendallTau(testCase.options));
      worstTau = Math.max(worstTau, relative(got.correlation, expected.kendall));
      expectClose(got.interval!.lower, expected.kendall95[0], 'lower', testCase);
      expectClose(got.interval!.upper, expected.kendall95[1], 'upper', testCase);
      expect(got.test).toBe(expected.kendallExactP === null ? 'normal' : 'exact');
      if (expected.kendallExactP !== null) {
        expectClose(got.pValue, expected.kendallExactP, 'kendallExactP', testCase);
        const n = got.observations;
        const variance = (n * (n - 1) * (2 * n + 5)) / 18;
        expect(got.zStatistic).toBeCloseTo(
          (got.concordantPairs - got.discordantPairs) / Math.sqrt(variance),
          12,
        );
      }
    });
  }

  it('is as close as documented', () => {
    // Observed: 2.1e-16, one rounding each of product, root and quotient; and 4.0e-14, z^2 times the error of
    // z.
    expect(worstTau).toBeLessThan(4e-16);
    expect(worstP).toBeGreaterThan(0);
    expect(worstP).toBeLessThan(1.6e-13);
  });

  it('counts as a double loop over all pairs does, ties and all', () => {
    const values = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 3, maxLength: 40 });
    const pairs = values.chain((x) =>
      fc.tuple(
        fc.constant(x),
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: x.length, maxLength: x.length }),
      ),
    );
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        let concordant = 0;
        let discordant = 0;
        let untiedX = 0;
        let untiedY = 0;
        for (let i = 0; i < x.length; i++)
          for (let j = 0; j < i; j++) {
            const sign = Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
            if (sign > 0) concordant++;
            if (sign < 0) discordant++;
            if (x[i] !== x[j]) untiedX++;
            if (y[i] !== y[j]) untiedY++;
          }
        const result = kendallTau({ x, y });
        if (untiedX === 0) expect(result).toEqual({ status: 'degenerate', reason: 'flat_x' });
        else if (untiedY === 0) expect(result).toEqual({ status: 'degenerate', reason: 'flat_y' });
        else {
          const tau = (concordant - discordant) / Math.sqrt(untiedX * untiedY);
          expect(result).toMatchObject({
            correlation: tau + 0,
            concordantPairs: concordant,
            discordantPairs: discordant,
          });
        }
      }),
      { seed: 20211231, numRuns: 500 },
    );
  });
});

const x = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01];
const y = [0.021, -0.012, 0.014, 0.005, -0.027, 0.018];
const base: CorrelationOptions = { x, y };

describe('correlation by Kendall: edges', () => {
  it('sees the order alone, whatever the array, and leaves its input alone', () => {
    const plain = orThrow(kendallTau(base));
    expect(kendallTau({ x: Float64Array.from(x), y: Object.freeze([...y]) })).toEqual(plain);
    expect(kendallTau({ x: x.map((value) => value ** 3 * 1e300), y })).toEqual(plain);
    const back = orThrow(kendallTau({ x: x.map((value) => -value), y }));
    expect(back.correlation).toBe(-plain.correlation);
    expect(back.pValue).toBe(plain.pValue);
    expect(back.interval!.lower).toBe(-plain.interval!.upper);
    expect(back.concordantPairs).toBe(plain.discordantPairs);
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
  });

  it('0 and -0 are equal', () => {
    const zeros = kendallTau({ x: [0, -0, 1, 2], y: [1, 2, 3, 4] });
    expect(zeros).toMatchObject({ concordantPairs: 5, discordantPairs: 0, test: 'normal' });
  });

  it('a series on itself is exactly 1, without an interval; the p-value is that of one order in n!', () => {
    expect(kendallTau({ x, y: x })).toMatchObject({ correlation: 1, interval: null, pValue: 2 / 720 });
    const long = Array.from({ length: 101 }, (_, i) => ((i * 37) % 101) / 10);
    expect(kendallTau({ x: long, y: long })).toMatchObject({
      correlation: 1,
      test: 'normal',
      interval: null,
    });
    const tied = long.map((value) => Math.round(value));
    expect(kendallTau({ x: tied, y: tied })).toMatchObject({ correlation: 1 });
  });

  it('as many agreeing as disagreeing pairs: 0, p = 1', () => {
    const none = orThrow(kendallTau({ x: [1, 2, 3, 4], y: [2, 4, 1, 3] }));
    expect(Object.is(none.correlation, 0)).toBe(true);
    expect(none).toMatchObject({ concordantPairs: 3, discordantPairs: 3, pValue: 1, interval: null });
    const tied = orThrow(kendallTau({ x: [1, 2, 3, 4, 5], y: [1, 0, 0, 0, 1] }));
    expect(tied).toMatchObject({ correlation: 0, zStatistic: 0, pValue: 1 });
    expect(tied.interval!.lower).toBe(-tied.interval!.upper);
  });

  it.each([0, 1, 2])('%i samples are too few', (n) => {
    const few = { x: x.slice(0, n), y: y.slice(0, n) };
    expect(kendallTau(few)).toEqual({ status: 'insufficient_data', required: 3, observed: n });
  });

  it('4 samples have a p-value but no interval', () => {
    expect(kendallTau({ x: x.slice(0, 4), y: y.slice(0, 4) })).toMatchObject({
      interval: null,
      status: 'ok',
    });
  });

  it('a series of equal values', () => {
    const flat = x.map(() => 0.1);
    expect(kendallTau({ x: flat, y })).toEqual({ status: 'degenerate', reason: 'flat_x' });
    expect(kendallTau({ x, y: flat })).toEqual({ status: 'degenerate', reason: 'flat_y' });
  });

  it('drops a period that misses a sample, and says how many', () => {
    const holed = { x: [...x, NaN, 1], y: [...y, 1, Infinity], missing: 'drop' } as const;
    expect(kendallTau(holed)).toEqual({ ...orThrow(kendallTau(base)), dropped: 2 });
  });
});

describe('correlation by Kendall: refused', () => {
  it.each([
    ['lengths differ', { y: [1, 2] }, 'shape.length_mismatch', 'y.length'],
    ['no series', { x: undefined }, 'shape.missing_field', 'x'],
    ['NaN in a series', { y: [1, 2, NaN, 4, 5, 6] }, 'series.not_finite', 'y[2]'],
    ['level 1', { confidenceLevel: 1 }, 'domain.out_of_range', 'confidenceLevel'],
    ['unknown handling', { missing: 'zero' }, 'domain.not_one_of', 'missing'],
    ['half a time', { asOf: 0.5 }, 'domain.not_integer', 'asOf'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => kendallTau({ ...base, ...change } as unknown as CorrelationOptions), code, path);
  });
});
