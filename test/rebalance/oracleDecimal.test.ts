import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleByTen } from '../../src/rebalance/oracleDecimal.ts';

interface Decimals {
  readonly decimals: readonly {
    readonly digits: string;
    readonly exponent: number;
    readonly value: number;
  }[];
}
const { decimals } = JSON.parse(
  readFileSync(new URL('../fixtures/oracle_prices.json', import.meta.url), 'utf8'),
) as Decimals;

describe('scaleByTen', () => {
  it('is the nearest double, at the middle of two as well, as exact rationals have it', () => {
    expect(decimals.length).toBeGreaterThan(400);
    for (const { digits, exponent, value } of decimals)
      expect([digits, exponent, scaleByTen(BigInt(digits), exponent)]).toEqual([digits, exponent, value]);
  });

  it('is what the language reads in the same digits, of which it fixes the first 20', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 19n }),
        fc.integer({ min: -77, max: 50 }),
        (digits, exponent) => {
          expect(scaleByTen(digits, exponent)).toBe(Number(`${digits}e${exponent}`));
        },
      ),
      { seed: 77, numRuns: 2000 },
    );
  });
});
