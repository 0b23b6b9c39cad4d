import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excessReturns } from '../../src/returns/excessReturns.ts';
import type { ExcessReturnsOptions } from '../../src/returns/excessReturns.ts';
import { logReturns } from '../../src/returns/logReturns.ts';
import { simpleReturns } from '../../src/returns/simpleReturns.ts';
import type { ReturnsOptions } from '../../src/returns/simpleReturns.ts';
import { expectRefusal } from '../errors.ts';

describe.each([
  ['simpleReturns', simpleReturns],
  ['logReturns', logReturns],
])('%s', (_, returnsOf) => {
  it.each([0, 1])('%i prices have no return', (n) => {
    expect(returnsOf({ prices: [100].slice(0, n) })).toHaveLength(0);
  });

  it('is 0 where the price stays', () => {
    expect([...returnsOf({ prices: [0.1, 0.1, 0.1] })]).toEqual([0, 0]);
  });

  it('keeps a missing price as two missing returns, if asked to', () => {
    const prices = [100, NaN, 110, 121];
    expect([...returnsOf({ prices, missing: 'keep' })]).toEqual([
      NaN,
      NaN,
      returnsOf({ prices: [110, 121] })[0],
    ]);
    expectRefusal(
      () => returnsOf({ prices: [1, NaN, Infinity], missing: 'keep' }),
      'series.not_finite',
      'prices[2]',
    );
    expectRefusal(
      () => returnsOf({ prices: [1, NaN, 0], missing: 'keep' }),
      'series.not_positive',
      'prices[2]',
    );
  });

  it.each([
    ['zero', [1, 0], 'series.not_positive', 'prices[1]'],
    ['minus zero', [1, -0], 'series.not_positive', 'prices[1]'],
    ['negative', [-1, 2], 'series.not_positive', 'prices[0]'],
    ['NaN', [1, 2, NaN], 'series.not_finite', 'prices[2]'],
    ['infinite', [Infinity, 2], 'series.not_finite', 'prices[0]'],
    ['a text', ['1', 2], 'shape.wrong_type', 'prices[0]'],
    ['a hole', [1, , 2], 'shape.missing_field', 'prices[1]'], // eslint-disable-line no-sparse-arrays
    ['nothing', undefined, 'shape.missing_field', 'prices'],
    ['bigints', new BigInt64Array(2), 'shape.wrong_type', 'prices[0]'],
  ] as const)('refuses a price that is %s', (__, prices, code, path) => {
    expectRefusal(() => returnsOf({ prices } as unknown as ReturnsOptions), code, path);
  });
});

describe('simpleReturns', () => {
  it('is the change over the price before', () => {
    expect([...simpleReturns({ prices: Float32Array.of(100, 110, 99) })]).toEqual([0.1, -0.1]);
  });

  it('compounds back to the last price', () => {
    const price = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(price, { minLength: 2, maxLength: 50 }), (prices) => {
        let compounded = prices[0]!;
        for (const value of simpleReturns({ prices })) compounded *= 1 + value;
        // 1 + r rounds to half an ulp of 1, which is all of a fall by 1e-12: the tolerance grows with falls.
        const fall = Math.max(...prices) / Math.min(...prices);
        expect(Math.abs(compounded / prices.at(-1)! - 1)).toBeLessThan(4 * 50 * 2 ** -52 * fall);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('refuses a return beyond all doubles', () => {
    expectRefusal(() => simpleReturns({ prices: [1e-300, 1e300] }), 'domain.out_of_range', 'prices[1]');
  });

  it('keeps the digits of a small move', () => {
    // p_t / p_{t-1} - 1 would give 1.0000000005838672e-12.
    const [value] = simpleReturns({ prices: [2 ** 40, 2 ** 40 + 1] });
    expect(value).toBe(2 ** -40);
  });
});

describe('logReturns', () => {
  it('adds up over time', () => {
    const prices = [100, 101, 20, 350, 349.999, 1e-5];
    const sum = logReturns({ prices }).reduce((total, value) => total + value, 0);
    // Math.log, of another implementation; each of 5 terms and the sum may be an ulp of 16 off.
    expect(Math.abs(sum - Math.log(1e-5 / 100))).toBeLessThan(10 * 2 ** -52 * 16);
  });

  it('keeps the digits of a small move: log1p, not the log of a ratio', () => {
    const [value] = logReturns({ prices: [2 ** 40, 2 ** 40 + 1] });
    expect(Math.abs(value! - Math.log1p(2 ** -40))).toBeLessThanOrEqual(2 ** -52 * 2 ** -40);
  });

  it('moves beyond the doubles, and by more than half of a tiny price', () => {
    const prices = [1e-300, 1e300, 1e-8, 1.6e-8];
    const [huge, fall, rise] = logReturns({ prices });
    expect(Math.abs(huge! / (600 * Math.LN10) - 1)).toBeLessThan(4 * 2 ** -52);
    expect(Math.abs(fall! / (-308 * Math.LN10) - 1)).toBeLessThan(4 * 2 ** -52);
    expect(Math.abs(rise! / Math.log(1.6) - 1)).toBeLessThan(4 * 2 ** -52);
  });

  it('follows a fall of nine tenths and a rise of ten times', () => {
    const [fall, rise] = logReturns({ prices: [10, 1, 10] });
    expect(Math.abs(fall! + Math.log(10))).toBeLessThan(3 * 2 ** -52);
    expect(Math.abs(rise! - Math.log(10))).toBeLessThan(3 * 2 ** -52);
  });
});

describe('excessReturns', () => {
  it('subtracts one rate, or one a period', () => {
    expect([...excessReturns({ returns: [0.5, 0.25], riskFreeRatePerPeriod: 0.25 })]).toEqual([0.25, 0]);
    expect([...excessReturns({ returns: [0.5, 0.25], riskFreeRatePerPeriod: [0, 0.5] })]).toEqual([
      0.5, -0.25,
    ]);
  });

  it.each([
    ['a rate in per cent', { riskFreeRatePerPeriod: 6 }, 'unit.suspicious', 'riskFreeRatePerPeriod'],
    [
      'too few rates',
      { riskFreeRatePerPeriod: [0] },
      'shape.length_mismatch',
      'riskFreeRatePerPeriod.length',
    ],
    ['a rate of NaN', { riskFreeRatePerPeriod: [0, NaN] }, 'series.not_finite', 'riskFreeRatePerPeriod[1]'],
    ['no rate', { riskFreeRatePerPeriod: undefined }, 'shape.missing_field', 'riskFreeRatePerPeriod'],
    ['a return of NaN', { returns: [NaN, 0] }, 'series.not_finite', 'returns[0]'],
  ] as const)('refuses %s', (_, change, code, path) => {
    const options = { returns: [0.1, 0.2], riskFreeRatePerPeriod: 0, ...change };
    expectRefusal(() => excessReturns(options as unknown as ExcessReturnsOptions), code, path);
  });
});
