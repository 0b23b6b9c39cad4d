import { describe, expect, it } from 'vitest';
import { rollingCorrelation } from '../../src/correlation/rollingCorrelation.ts';
import { rollingCorrelationMatrix } from '../../src/correlation/rollingCorrelationMatrix.ts';
import type { RollingCorrelationMatrixOptions } from '../../src/correlation/rollingCorrelationMatrix.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';
import { bells } from '../kernel/rollingTraps.ts';

const bell = bells(23);
const a = Float64Array.from({ length: 120 }, () => bell());
const b = a.map((value) => value + bell());
const c = a.map((value, i) => (i % 10 === 0 ? NaN : bell() - value));
const d = a.map(() => 5);

describe('rollingCorrelationMatrix', () => {
  it('has every unordered pair, in the order of the fields, as rollingCorrelation has it', () => {
    const series = { b, d, a, c };
    const { symbols, pairs } = rollingCorrelationMatrix({ series, window: 30, minPeriods: 20 });
    expect(symbols).toEqual(['b', 'd', 'a', 'c']);
    expect(pairs.map(({ x, y }) => x + y)).toEqual(['bd', 'ba', 'bc', 'da', 'dc', 'ac']);
    for (const { x, y, values, validFrom } of pairs)
      expect({ values, validFrom }).toEqual(
        rollingCorrelation({
          x: series[x as keyof typeof series],
          y: series[y as keyof typeof series],
          window: 30,
          minPeriods: 20,
        }),
      );
    expect(pairs.map(({ validFrom }) => validFrom)).toEqual([null, 19, 22, null, null, 22]);
  });

  it('gives the figures of the fixture', () => {
    const fixture = readFixture('rolling');
    const series = Object.fromEntries(
      ['BTC', 'ETH', 'SOL', 'DOGE'].map((symbol) => [symbol, fixture.inputs[symbol] as number[]]),
    );
    const { pairs } = rollingCorrelationMatrix({ series, window: 60 });
    let compared = 0;
    for (const { x, y, values } of pairs) {
      const given = fixture.cases.find(({ name }) => name === `${y} on ${x}, window 60`);
      if (given === undefined) continue;
      const expected = given.expected as { index: number[]; correlation: (number | null)[] };
      expected.index.forEach((i, k) => {
        const r = expected.correlation[k] as number | null;
        if (r === null) expect(values[i]).toBeNaN();
        else expect(Math.abs(values[i]! - r)).toBeLessThanOrEqual(2e-15);
      });
      compared++;
    }
    expect(compared).toBe(3);
  });

  it('takes windows of time, and plain and frozen arrays', () => {
    const timestamps = Array.from(a, (_, i) => 1000 * i);
    const series = Object.freeze({ A: Object.freeze([...a]), B: Object.freeze([...b]) });
    expect(rollingCorrelationMatrix({ series, timestamps, windowMs: 30_000, minPeriods: 30 })).toEqual(
      rollingCorrelationMatrix({ series: { A: a, B: b }, window: 30 }),
    );
  });

  it('of empty series is empty, pair by pair', () => {
    expect(rollingCorrelationMatrix({ series: { A: [], B: [] }, window: 2 })).toEqual({
      symbols: ['A', 'B'],
      pairs: [{ x: 'A', y: 'B', values: new Float64Array(0), validFrom: null }],
    });
  });

  it.each([
    ['no series', { series: {} }, 'shape.missing_field', 'series'],
    ['one series', { series: { A: a } }, 'shape.missing_field', 'series'],
    ['a list', { series: [a, b] }, 'shape.wrong_type', 'series'],
    ['a text in one', { series: { A: [1, 2], B: [1, '2'] } }, 'shape.wrong_type', 'series.B[1]'],
    ['unequal lengths', { series: { A: [1, 2], B: [1] } }, 'shape.length_mismatch', 'series.B.length'],
    ['window of 1', { window: 1 }, 'domain.out_of_range', 'window'],
    [
      'stamps too few',
      { window: undefined, timestamps: [1], windowMs: 5, minPeriods: 2 },
      'shape.length_mismatch',
      'timestamps.length',
    ],
  ] as const)('refuses %s', (_, change, code, path) => {
    const options = {
      series: { A: a, B: b },
      window: 30,
      ...change,
    } as unknown as RollingCorrelationMatrixOptions;
    expectRefusal(() => rollingCorrelationMatrix(options), code, path);
  });
});
