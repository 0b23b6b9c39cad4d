// Against every strike and lot: test/hedge/protectivePut.test.ts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { collar } from '../../src/hedge/collar.ts';
import type { CollarOptions } from '../../src/hedge/collar.ts';
import type { OptionHedge } from '../../src/hedge/optionHedgeChoice.ts';
import { hasShared } from '../shared.ts';
import { deribitChain } from './deribitChain.ts';
import { chainOf, coinOption, hull, hullChain, indexOption } from './optionHedgeInputs.ts';

const free: CollarOptions = {
  ...hull,
  chain: hullChain,
  floor: 450_000,
  floorBasis: 'before_premium',
  premiumBudget: 0,
};

function hedgeOf(change: Partial<CollarOptions>): OptionHedge {
  const hedge = collar({ ...free, ...change });
  if (hedge.status !== 'ok') throw new Error(JSON.stringify(hedge));
  return hedge;
}

const strikesOf = (hedge: OptionHedge): number[] => hedge.legs.map(({ instrument }) => instrument.strike);

describe('collar', () => {
  it('without cost: the highest listed call whose premium pays for the put, and what is left of it', () => {
    const hedge = hedgeOf({ valueAt: [0, 960, 1000, 1080, 1500] });
    expect(strikesOf(hedge)).toEqual([960, 1080]);
    expect(hedge.legs.map(({ side, contracts }) => [side, contracts])).toEqual([
      ['buy', '10'],
      ['sell', '-10'],
    ]);
    // 1000 coins: 17.2 asked, 18.1 bid.
    expect(hedge.netPremium).toBeCloseTo(-900, 9);
    expect(hedge).toMatchObject({ boundBy: null, upsideShare: 0, structure: 'collar', floorDownTo: 0 });
    // Hull's table, with the premium: 450,000 below 960, 490,000 at 1000, 570,000 at 1080 and above.
    const hedged = [450_900, 450_900, 490_900, 570_900, 570_900];
    // Roundings at 1.1e6, the book alone at 1500; observed 1.2e-10.
    hedge.values.forEach((value, i) => {
      expect(Math.abs(value.hedged - hedged[i]!)).toBeLessThan(4.6e-10);
    });
    expect(Math.abs(hedge.capBeforePremium! - 570_000)).toBeLessThan(4e-10);
    expect(hedge.capAfterPremium).toBe(hedge.capBeforePremium! - hedge.netPremium);
  });

  it("legs come as limit orders in ccxt's shape, at the ask and the bid that they were counted at", () => {
    const limit = { type: 'limit', amount: 10, amountText: '10', amountUnit: 'contracts', params: {} };
    expect(hedgeOf({}).legs.map(({ order }) => order)).toEqual([
      { ...limit, symbol: 'INDEX 960 put', side: 'buy', price: 17.2, priceText: '17.2' },
      { ...limit, symbol: 'INDEX 1080 call', side: 'sell', price: 18.1, priceText: '18.1' },
    ]);
  });

  it('quotes between ticks: never worse than counted, down to buy and up to sell', () => {
    const ticked = (tick: number): CollarOptions['chain'] =>
      chainOf({ ...indexOption, precision: { amount: 1, price: tick } }, [
        { optionType: 'put', strike: 960, bid: 16.8, ask: 17.26 },
        { optionType: 'call', strike: 1080, bid: 18.12, ask: 18.6 },
      ]);
    const hedge = hedgeOf({ chain: ticked(0.5) });
    expect(hedge.legs.map(({ order }) => order.priceText)).toEqual(['17', '18.5']);
    expect(hedge.legs.map(({ premiumPerCoin }) => premiumPerCoin)).toEqual([17.26, 18.12]);
    expect(hedgeOf({ chain: ticked(0.01) }).legs.map(({ order }) => order.price)).toEqual([17.26, 18.12]);
    // A put offered below a tick cannot be bought; a call bid below one is offered at it.
    expect(collar({ ...free, chain: ticked(18) })).toEqual({
      status: 'no_candidate',
      excluded: { order_limit: 1 },
    });
    expect(hedgeOf({ chain: ticked(17.1) }).legs.map(({ order }) => order.price)).toEqual([17.1, 34.2]);
  });

  it('a bigger budget caps later, and as late as it can', () => {
    expect(strikesOf(hedgeOf({ premiumBudget: 8999 }))).toEqual([960, 1080]);
    expect(strikesOf(hedgeOf({ premiumBudget: 9000 }))).toEqual([960, 1120]);
    expect(strikesOf(hedgeOf({ premiumBudget: 1e9 }))).toEqual([960, 1120]);
  });

  it('a floor after premium counts what the calls bring', () => {
    // 450,900 of 960 with the call of 1080; a put of 940 leaves 430,000 - 11,800 + 27,500 with that of 1040.
    const hedge = hedgeOf({ floor: 450_500, floorBasis: 'after_premium' });
    expect(strikesOf(hedge)).toEqual([960, 1080]);
    expect(strikesOf(hedgeOf({ floor: 445_000, floorBasis: 'after_premium' }))).toEqual([960, 1080]);
    expect(strikesOf(hedgeOf({ floor: 436_000, floorBasis: 'after_premium' }))).toEqual([940, 1080]);
  });

  it('calls are rounded down and puts up: no more is sold than the book covers', () => {
    const hedge = hedgeOf({ bookValue: 510_000, floor: 459_000, premiumBudget: 1000, valueAt: [1080, 5000] });
    expect(hedge.legs.map(({ contracts }) => contracts)).toEqual(['11', '-10']);
    expect(hedge.upsideShare).toBe(20 / 1020);
    const [atStrike, above] = hedge.values;
    expect(hedge.capAfterPremium).toBe(atStrike!.hedged);
    // 20 coins are left of the book above the calls; roundings at 4.6e6; observed 1.2e-10.
    expect(Math.abs(above!.hedged - atStrike!.hedged - 20 * (5000 - 1080))).toBeLessThan(4.6e-10);
  });

  it('a book below a lot has puts, but no call to sell', () => {
    expect(collar({ ...free, bookValue: 25_000, floor: 22_500 })).toEqual({
      status: 'no_candidate',
      excluded: { below_lot: 15 },
    });
  });

  it('coin-settled: premiums of both legs in coin', () => {
    const chain = chainOf(coinOption, [
      { optionType: 'put', strike: 36_000, bid: 0.03, ask: 0.031 },
      { optionType: 'call', strike: 45_000, bid: 0.033, ask: 0.034 },
      { optionType: 'call', strike: 50_000, bid: 0.012, ask: 0.013 },
    ]);
    const none = { riskFreeReturn: 0, bookYield: 0, benchmarkYield: 0 };
    const hedge = hedgeOf({
      ...none,
      bookValue: 200_000,
      beta: 1,
      benchmarkPrice: 40_000,
      floor: 180_000,
      chain,
    });
    expect(strikesOf(hedge)).toEqual([36_000, 45_000]);
    expect(hedge.netPremiumInPremiumCurrency).toBeCloseTo(-0.01, 15);
    expect(hedge.netPremium).toBeCloseTo(-400, 10);
  });

  it('no call pays for the put: the best floor that is paid for, or none', () => {
    const cheap = hullChain.map(({ instrument, bid, ask }) =>
      instrument.optionType === 'call' ? { instrument, bid: 8, ask: 9 } : { instrument, bid, ask },
    );
    const hedge = hedgeOf({ chain: cheap });
    expect(hedge.boundBy).toBe('premium_budget');
    expect(strikesOf(hedge)).toEqual([900, 1120]);
    const tiny = hullChain.map(({ instrument, ask }) => ({ instrument, bid: 0.5, ask }));
    expect(collar({ ...free, chain: tiny })).toMatchObject({ status: 'unaffordable', premiumBudget: 0 });
    expect(collar({ ...free, chain: hullChain.slice(0, 5) })).toEqual({
      status: 'no_candidate',
      excluded: {},
    });
  });

  it('calls in larger lots than puts: as many puts as the budget and the calls pay for', () => {
    const chain = [
      ...chainOf(indexOption, [{ optionType: 'put', strike: 960, bid: 16.8, ask: 17.2 }]),
      ...chainOf({ ...indexOption, lot: 4 }, [{ optionType: 'call', strike: 1080, bid: 18.1, ask: 18.6 }]),
    ];
    // 10 puts cost 17,200, 8 calls bring 14,480.
    for (const [premiumBudget, puts] of [
      [0, '8'],
      [999, '8'],
      [1000, '9'],
      [2720, '10'],
    ] as const) {
      const hedge = hedgeOf({ chain, premiumBudget });
      expect(hedge.legs.map(({ contracts }) => contracts)).toEqual([puts, '-8']);
      expect(hedge.netPremium).toBeLessThanOrEqual(premiumBudget);
      expect(hedge.boundBy).toBe(puts === '10' ? null : 'premium_budget');
    }
  });

  it('a permuted chain gives the same bytes', () => {
    expect(canonicalJson(hedgeOf({ chain: [...hullChain].reverse() }))).toBe(canonicalJson(hedgeOf({})));
  });

  it('property: between its floor and its cap at every price, but for what lots leave', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 10, max: 100 }), { minLength: 9, maxLength: 9 }),
        fc.integer({ min: 60, max: 95 }),
        fc.integer({ min: 101, max: 2000 }),
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 0, max: 50 }),
        (premiums, percent, bookValue, tenths, budget) => {
          const rows = premiums.map((premium, i) => ({
            optionType: i < 5 ? ('put' as const) : ('call' as const),
            strike: 60 + 10 * i,
            bid: premium / 50,
            ask: premium / 45,
          }));
          const valueAt = Array.from({ length: 251 }, (_, i) => i);
          const hedge = collar({
            ...free,
            benchmarkPrice: 100,
            beta: tenths / 10,
            bookValue,
            floor: (percent * bookValue) / 100,
            premiumBudget: budget,
            chain: chainOf({ ...indexOption, contractSize: 1, lot: 0.5 }, rows),
            valueAt,
          });
          if (hedge.status !== 'ok' || hedge.boundBy !== null) return;
          found++;
          const slack = 1e-11 * bookValue;
          expect(hedge.netPremium).toBeLessThanOrEqual(budget * (1 + 2e-12));
          const [put, call] = hedge.legs;
          expect(put!.coins + call!.coins).toBeGreaterThanOrEqual(0);
          expect(-call!.coins).toBeLessThanOrEqual(hedge.exactCoins * (1 + 2e-12));
          for (const { benchmarkPrice, hedged } of hedge.values) {
            const rise = Math.max(benchmarkPrice - call!.instrument.strike, 0);
            // Puts more than the book has coins gain on the way down, by less than a lot.
            const fall = Math.max(put!.instrument.strike - benchmarkPrice, 0) * 0.5;
            const most = hedge.capAfterPremium! + rise * hedge.exactCoins * hedge.upsideShare + fall;
            if (hedged > most + slack || hedged < hedge.floorAfterPremium! - slack)
              throw new Error(`at ${benchmarkPrice}`);
          }
          expect(hedge.floorBeforePremium).toBeGreaterThan((percent * bookValue) / 100 - slack);
        },
      ),
      { seed: 41, numRuns: 150 },
    );
    expect(found).toBeGreaterThan(20);
  });
});

describe.skipIf(!hasShared)('collar on chains of Deribit', () => {
  it('without cost: no higher call pays for any put that holds the floor', () => {
    let found = 0;
    for (const { chain, timestamp, indexPrice } of deribitChain('deribit_btc_chain_2021-02-11.csv')) {
      const none = { riskFreeReturn: 0, bookYield: 0, benchmarkYield: 0, premiumBudget: 0 };
      const book = { bookValue: 10 * indexPrice, beta: 1, benchmarkPrice: indexPrice, floor: 8 * indexPrice };
      const hedge = collar({ ...book, ...none, floorBasis: 'before_premium', chain, timestamp });
      const asks = chain.filter(
        ({ instrument, ask }) =>
          instrument.optionType === 'put' &&
          instrument.strike >= 0.8 * indexPrice &&
          ask! > 0 &&
          ask! * indexPrice < instrument.strike,
      );
      const pays = chain.filter(
        ({ instrument: call, bid }) =>
          call.optionType === 'call' &&
          asks.some(({ instrument, ask }) => instrument.strike < call.strike && ask! <= bid!),
      );
      if (hedge.status !== 'ok' || hedge.boundBy !== null) {
        expect(pays).toEqual([]);
        continue;
      }
      found++;
      expect(strikesOf(hedge)[1]).toBe(Math.max(...pays.map(({ instrument }) => instrument.strike)));
      expect(hedge.netPremiumInPremiumCurrency).toBeLessThanOrEqual(0);
      expect(hedge.legs.map(({ contracts }) => contracts)).toEqual(['10', '-10']);
    }
    expect(found).toBeGreaterThan(3);
  });
});
