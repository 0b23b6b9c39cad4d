import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { profitAndLoss } from '../../src/instruments/profitAndLoss.ts';
import type { ProfitAndLossOptions } from '../../src/instruments/profitAndLoss.ts';
import { expectRefusal } from '../errors.ts';
import { inverseMarket, linearMarket, quantoMarket, spotMarket } from './markets.ts';
import { deribitInverse, deribitLinear } from './optionMarkets.ts';

const oneDollar = parseMarket({ ...inverseMarket, contractSize: 1, precision: { amount: 1, price: 0.5 } });
const linear = parseMarket({ ...linearMarket, contractSize: 0.1 });
const spot = parseMarket(spotMarket);
const quanto = parseMarket(quantoMarket);
const inCoin = parseMarket(deribitInverse);
const inMoney = parseMarket(deribitLinear);

const dollars = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const count = fc.integer({ min: -1_000_000, max: 1_000_000 });

describe('profitAndLoss', () => {
  it('the exchange that made the inverse contract: 100,000 x 1 USD, 10,000 to 10,500', () => {
    // 0.47619048 in BitMEX's guide: 100,000 (1/10,000 - 1/10,500) = 10 - 200/21
    const made = profitAndLoss({
      instrument: oneDollar,
      contracts: 100_000,
      entryPrice: 10_000,
      price: 10_500,
    });
    expect(made.profit.toFixed(8)).toBe('0.47619048');
    expect(Math.abs(made.profit - 10 / 21)).toBeLessThanOrEqual(2 ** -54);
    expect(made).toMatchObject({ currency: 'BTC', profitInQuote: 5000 });
  });

  it.each([
    ['spot', spot, 3, 2000, 2100, 300, 'USDT'],
    ['a long that loses', linear, 20, 3000, 2900, -200, 'USDT'],
    ['a short that earns', linear, -20, 3000, 2900, 200, 'USDT'],
    ['a put in money', inMoney, 2, 0.25, 0.5, 500, 'USDC'], // 2 contracts of 1,000 coins
    ['a call that ran out', inMoney, -1, 0.5, 0, 500, 'USDC'],
  ] as const)('%s', (_, instrument, contracts, entryPrice, price, profit, currency) => {
    expect(profitAndLoss({ instrument, contracts, entryPrice, price })).toEqual({
      currency,
      profit,
      profitInQuote: profit,
    });
  });

  it('a quanto: satoshis per dollar, whatever the coin is worth', () => {
    // BitMEX's guide: (exit - entry) x 0.000001 x contracts
    const held = { instrument: quanto, contracts: 10_000, entryPrice: 500, price: 550 };
    expect(profitAndLoss(held)).toEqual({ currency: 'BTC', profit: 0.5, profitInQuote: null });
    expect(profitAndLoss({ ...held, settlePrice: 20_000 }).profitInQuote).toBe(10_000);
    expect(profitAndLoss({ ...held, contracts: -10_000, settlePrice: 20_000 })).toEqual({
      currency: 'BTC',
      profit: -0.5,
      profitInQuote: -10_000,
    });
  });

  it('a coin-settled option: its premium is coins, not to be inverted', () => {
    const held = { instrument: inCoin, contracts: 10, entryPrice: 0.0625, price: 0.125 };
    expect(profitAndLoss(held)).toEqual({ currency: 'BTC', profit: 0.625, profitInQuote: null });
    expect(profitAndLoss({ ...held, settlePrice: 40_000 }).profitInQuote).toBe(25_000);
    expect(profitAndLoss({ ...held, price: 0 }).profit).toBe(-0.625);
  });

  it('an inverse contract at the price of its coin, where that is given', () => {
    const held = { instrument: oneDollar, contracts: -30_000, entryPrice: 40_000, price: 20_000 };
    expect(profitAndLoss(held)).toEqual({ currency: 'BTC', profit: 0.75, profitInQuote: 15_000 });
    expect(profitAndLoss({ ...held, settlePrice: 20_100 }).profitInQuote).toBe(15_075);
  });

  it("2 BTC and 16,000 contracts sold at 8,000 are 16,000 dollars at every price (BitMEX's guide)", () => {
    for (const [price, profit] of [
      [5000, 1.2],
      [10_000, -0.4],
      [8000, 0],
      [1, 15_998],
    ] as const) {
      const short = profitAndLoss({ instrument: oneDollar, contracts: -16_000, entryPrice: 8000, price });
      expect(short.profit).toBe(profit);
      expect((2 + short.profit) * price).toBeCloseTo(16_000, 9);
    }
  });

  it.each([
    [20_000, 35_000],
    [40_000, 40_000],
    [60_000, 45_000],
  ])('1 BTC with 30,000 contracts sold at 40,000 is at %d worth %d', (price, equity) => {
    const { profit } = profitAndLoss({
      instrument: oneDollar,
      contracts: -30_000,
      entryPrice: 40_000,
      price,
    });
    expect((1 + profit) * price).toBeCloseTo(equity, 9);
  });

  it('inverse less linear is -N dP^2 / (P0^2 P) coins, to all digits', () => {
    // Both earn N dP / P0^2 coins to first order, N dollars; the rest in closed form, of second order -N dP^2 / P0^3.
    fc.assert(
      fc.property(
        count,
        fc.integer({ min: 1000, max: 90_000 }),
        fc.integer({ min: -900, max: 900 }),
        (N, P0, dP) => {
          const { profit } = profitAndLoss({
            instrument: oneDollar,
            contracts: N,
            entryPrice: P0,
            price: P0 + dP,
          });
          const firstOrder = (N * dP) / P0 / P0;
          const rest = (-N * dP * dP) / P0 / P0 / (P0 + dP);
          // Roundings of the larger terms; observed 1.2.
          const tolerance = 4 * 2 ** -53 * (Math.abs(profit) + Math.abs(firstOrder));
          expect(Math.abs(profit - firstOrder - rest)).toBeLessThanOrEqual(tolerance);
        },
      ),
      { seed: 21, numRuns: 500 },
    );
  });

  it('to the last digits, against whole numbers', () => {
    // x 2^140 as a whole number: a double's own, exactly, and N dP / (P0 P) to 40 digits.
    const scaled = (value: number): bigint => BigInt(value * 2 ** 100) * 2n ** 40n;
    fc.assert(
      fc.property(
        count,
        fc.integer({ min: 1, max: 90_000 }),
        fc.integer({ min: 1, max: 90_000 }),
        (N, P0, P) => {
          const { profit } = profitAndLoss({ instrument: oneDollar, contracts: N, entryPrice: P0, price: P });
          const exact = (BigInt(N) * BigInt(P - P0) * 2n ** 140n) / (BigInt(P0) * BigInt(P));
          const error = Math.abs(Number(scaled(profit) - exact));
          // Four roundings; observed 3.2e-16.
          expect(error).toBeLessThanOrEqual(4 * 2 ** -53 * Math.abs(Number(exact)));
        },
      ),
      { seed: 23, numRuns: 1000 },
    );
  });

  it('one cent on 90,000 keeps its digits, where two reciprocals lose ten of them', () => {
    // N dP / (P0 P) in whole numbers: 1e9 x 1 / (9,000,000 x 9,000,001) cents
    const { profit } = profitAndLoss({
      instrument: oneDollar,
      contracts: 1e9,
      entryPrice: 90_000,
      price: 90_000.01,
    });
    const exact = (1e9 / 9_000_000 / 9_000_001) * 100;
    // 90,000.01 is no double: its rounding is 7.3e-12 of the cent's 0.01.
    expect(Math.abs(profit / exact - 1)).toBeLessThan(7.3e-10);
  });

  it('signs, symmetry, and what was opened and closed at one price', () => {
    const each = fc.constantFrom(spot, linear, oneDollar, quanto);
    fc.assert(
      fc.property(each, count, dollars, dollars, (instrument, contracts, entryPrice, price) => {
        const of = (change: Partial<ProfitAndLossOptions>) =>
          profitAndLoss({ instrument, contracts, entryPrice, price, ...change }).profit;
        expect(Math.sign(of({}))).toBe(Math.sign(contracts * (price - entryPrice)) + 0);
        expect(of({ contracts: -contracts })).toBe(-of({}) + 0);
        expect(Object.is(of({ price: entryPrice }), 0)).toBe(true);
      }),
      { seed: 22, numRuns: 300 },
    );
  });

  it.each([
    ['no instrument', { instrument: undefined }, 'shape.missing_field', 'instrument'],
    ['no contracts', { contracts: undefined }, 'shape.missing_field', 'contracts'],
    ['contracts as text', { contracts: '1' }, 'shape.wrong_type', 'contracts'],
    ['NaN contracts', { contracts: NaN }, 'domain.not_finite', 'contracts'],
    ['no entry price', { entryPrice: undefined }, 'shape.missing_field', 'entryPrice'],
    ['an entry at 0', { entryPrice: 0 }, 'domain.not_positive', 'entryPrice'],
    ['an entry at -0', { entryPrice: -0 }, 'domain.not_positive', 'entryPrice'],
    ['no price', { price: null }, 'shape.missing_field', 'price'],
    ['a price below 0', { price: -1 }, 'domain.not_positive', 'price'],
    ['an infinite price', { price: Infinity }, 'domain.not_finite', 'price'],
    ['a settle price of 0', { settlePrice: 0 }, 'domain.not_positive', 'settlePrice'],
    [
      'a profit beyond a double',
      { contracts: 1e308, entryPrice: 1e-300 },
      'domain.out_of_range',
      'contracts',
    ],
    [
      'the settle price of a linear contract',
      { instrument: linear, settlePrice: 1 },
      'market.inconsistent',
      'settlePrice',
    ],
    ['a premium below 0', { instrument: inMoney, price: -0.1 }, 'domain.negative', 'price'],
    [
      'a premium in money',
      { instrument: inCoin, entryPrice: 2500, price: 0.05 },
      'unit.suspicious',
      'entryPrice',
    ],
  ] as const)('refuses %s', (_, change, code, path) => {
    const options = { instrument: oneDollar, contracts: 1, entryPrice: 100, price: 100, ...change };
    expectRefusal(() => profitAndLoss(options as never), code, path);
  });

  it('takes huge and tiny prices', () => {
    const { profit } = profitAndLoss({
      instrument: oneDollar,
      contracts: 1,
      entryPrice: 1e-100,
      price: 1e100,
    });
    expect(Math.abs(profit / 1e100 - 1)).toBeLessThan(1e-15);
  });
});
