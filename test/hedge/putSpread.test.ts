// Against every strike and lot: test/hedge/protectivePut.test.ts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import type { OptionHedge } from '../../src/hedge/optionHedgeChoice.ts';
import { putSpread } from '../../src/hedge/putSpread.ts';
import type { PutSpreadOptions } from '../../src/hedge/putSpread.ts';
import { hasShared } from '../shared.ts';
import { deribitChain } from './deribitChain.ts';
import { chainOf, hull, hullChain, indexOption, timestamp } from './optionHedgeInputs.ts';

const floor450: PutSpreadOptions = {
  ...hull,
  chain: hullChain,
  floor: 450_000,
  floorBasis: 'before_premium',
  floorDownTo: 800,
};

function hedgeOf(change: Partial<PutSpreadOptions>): OptionHedge {
  const hedge = putSpread({ ...floor450, ...change });
  if (hedge.status !== 'ok') throw new Error(JSON.stringify(hedge));
  return hedge;
}

describe('putSpread', () => {
  it('holds the floor between its strikes; below it falls with the beta, ahead by what the spread pays', () => {
    const hedge = hedgeOf({ valueAt: [1000, 960, 880, 800, 700, 0] });
    expect(hedge).toMatchObject({ structure: 'putSpread', floorDownTo: 800, boundBy: null, upsideShare: 1 });
    expect(hedge.legs.map(({ side, contracts, coins }) => [side, contracts, coins])).toEqual([
      ['buy', '10', 1000],
      ['sell', '-10', -1000],
    ]);
    // Ten of 100 at 17.2 less 0.9; at the bid what is sold.
    expect(hedge.legs.map(({ premium }) => premium)).toEqual([17_200, -900]);
    expect(hedge.netPremium).toBe(16_300);
    expect(hedge.values.map(({ payoff }) => payoff)).toEqual([0, 0, 80_000, 160_000, 160_000, 160_000]);
    const hedged = [490_000, 450_000, 450_000, 450_000, 350_000, -350_000];
    // Roundings at 5e5; observed 5.8e-11.
    hedge.values.forEach((value, i) => {
      expect(Math.abs(value.hedged - (hedged[i]! - 16_300))).toBeLessThan(2.3e-10);
    });
    expect(Math.abs(hedge.floorBeforePremium! - 450_000)).toBeLessThan(2.3e-10);
    expect(Math.abs(hedge.valueAtZero - -366_300)).toBeLessThan(2.3e-10);
    expect(hedge.capAfterPremium).toBeNull();
  });

  it('the strike sold is one that keeps the floor as far down as asked', () => {
    const strikes = (change: Partial<PutSpreadOptions>): number[] =>
      hedgeOf(change).legs.map(({ instrument }) => instrument.strike);
    expect(strikes({ floorDownTo: 900 })).toEqual([960, 900]);
    expect(strikes({ floorDownTo: 940 })).toEqual([960, 940]);
    expect(strikes({ floorDownTo: 890 })).toEqual([960, 800]);
    expect(strikes({ floorDownTo: 850, floor: 470_000 })).toEqual([980, 800]);
  });

  it('no more is sold than bought', () => {
    const bought = chainOf(indexOption, [{ optionType: 'put', strike: 960, bid: 16.8, ask: 17.2 }]);
    const sold = (lot: number): PutSpreadOptions['chain'] =>
      chainOf({ ...indexOption, lot }, [{ optionType: 'put', strike: 800, bid: 0.9, ask: 1.1 }]);
    const hedge = hedgeOf({ chain: [...bought, ...sold(3)] });
    expect(hedge.legs.map(({ contracts }) => contracts)).toEqual(['10', '-9']);
    expect(putSpread({ ...floor450, chain: [...bought, ...sold(20)] })).toEqual({
      status: 'no_candidate',
      excluded: { below_lot: 1 },
    });
  });

  it.each([
    [
      'the book alone is above its floor there',
      { floorDownTo: 960.5 },
      { status: 'degenerate', reason: 'floor_held_unhedged' },
    ],
    ['a beta below 0', { beta: -0.1 }, { status: 'degenerate', reason: 'beta_not_positive' }],
    [
      'nothing to sell to',
      { chain: hullChain.map((quote) => ({ ...quote, bid: null })) },
      { status: 'no_candidate', excluded: { no_bid: 10 } },
    ],
    [
      'a spread that costs all that it can pay',
      { chain: hullChain.map((quote) => ({ ...quote, bid: 1, ask: 181 })) },
      { status: 'no_candidate', excluded: { premium_above_payoff: 10 } },
    ],
    ['one put', { chain: hullChain.slice(3) }, { status: 'floor_out_of_reach' }],
  ] as const)('none: %s', (_, change, expected) => {
    expect(putSpread({ ...floor450, ...change })).toMatchObject(expected);
  });

  it('a budget that binds, and one that buys nothing', () => {
    const hedge = hedgeOf({ premiumBudget: 10_000 });
    expect(hedge.boundBy).toBe('premium_budget');
    expect(hedge.netPremium).toBeLessThanOrEqual(10_000);
    // At 800 the book alone is at 290,000. Nine of 940/800, 9,810, add 126,000; ten of 900/800 100,000; six of 960/800 96,000.
    expect(hedge.legs.map(({ instrument, contracts }) => [instrument.strike, contracts])).toEqual([
      [940, '9'],
      [800, '-9'],
    ]);
    expect(putSpread({ ...floor450, premiumBudget: 10 })).toMatchObject({
      status: 'unaffordable',
      requiredPremium: 16_300,
    });
  });

  it('a budget that fewer lots keep the floor with, below the strike sold too', () => {
    const chain = chainOf({ ...indexOption, lot: 0.1 }, [
      { optionType: 'put', strike: 820, bid: 1.5, ask: null },
      { optionType: 'put', strike: 1000, bid: null, ask: 33 },
    ]);
    // At 800 the book alone is at 290,000, and a coin of the spread adds 180: 888.9 coins.
    expect(hedgeOf({ chain }).legs.map(({ contracts }) => contracts)).toEqual(['10', '-10']);
    const hedge = hedgeOf({ chain, premiumBudget: 29_000 });
    expect(hedge.legs.map(({ contracts }) => contracts)).toEqual(['8.9', '-8.9']);
    expect(hedge.boundBy).toBe('premium_budget');
    expect(Math.abs(hedge.floorBeforePremium! - 450_200)).toBeLessThan(2.3e-10);
  });

  it('a spread that costs more than it pays down to the floor is worse than none, and is not bought', () => {
    const rows = [
      [800, 1, null],
      [980, null, 30],
      [1040, null, 60],
    ] as const;
    const chain = chainOf(
      indexOption,
      rows.map(([strike, bid, ask]) => ({ optionType: 'put', strike, bid, ask })),
    );
    const wanted = { chain, floor: 465_000, floorBasis: 'after_premium', floorDownTo: 970 } as const;
    // At 970 the book alone is at 460,000; a coin of 1040/800 adds 70 - 59, and one of 980/800 10 - 29.
    expect(hedgeOf(wanted).legs.map(({ contracts }) => contracts)).toEqual(['10', '-10']);
    expect(hedgeOf({ ...wanted, premiumBudget: 29_500 }).legs[0]!.contracts).toBe('5');
    expect(hedgeOf({ ...wanted, premiumBudget: 5_900 })).toMatchObject({ boundBy: 'premium_budget' });
    expect(putSpread({ ...floor450, ...wanted, premiumBudget: 5_000 })).toMatchObject({
      status: 'unaffordable',
      requiredPremium: 29_500,
    });
  });

  it('a permuted chain gives the same bytes', () => {
    const reversed = canonicalJson(hedgeOf({ chain: [...hullChain].reverse() }));
    expect(reversed).toBe(canonicalJson(hedgeOf({})));
  });

  it('property: by full revaluation, at every price down to where it is promised', () => {
    const quotes = fc.array(fc.integer({ min: 10, max: 100 }), { minLength: 6, maxLength: 6 });
    let found = 0;
    fc.assert(
      fc.property(
        quotes,
        fc.integer({ min: 70, max: 95 }),
        fc.integer({ min: 40, max: 80 }),
        fc.integer({ min: 101, max: 2000 }),
        fc.integer({ min: 2, max: 30 }),
        (premiums, percent, from, bookValue, tenths) => {
          const rows = premiums.map((premium, i) => ({
            optionType: 'put' as const,
            strike: 50 + 10 * i,
            bid: premium / 50,
            ask: premium / 40,
          }));
          const valueAt = Array.from({ length: 251 }, (_, i) => i);
          const floor = (percent * bookValue) / 100;
          const hedge = putSpread({
            ...hull,
            benchmarkPrice: 100,
            beta: tenths / 10,
            bookValue,
            floor,
            floorBasis: 'after_premium',
            floorDownTo: from,
            chain: chainOf({ ...indexOption, contractSize: 1, lot: 0.5 }, rows),
            timestamp,
            valueAt,
          });
          if (hedge.status !== 'ok') return;
          found++;
          const [bought, sold] = hedge.legs.map(({ coins }) => coins);
          expect(bought! + sold!).toBeGreaterThanOrEqual(0);
          const slack = 1e-11 * bookValue;
          let before = Infinity;
          for (const { benchmarkPrice, payoff, hedged } of hedge.values) {
            if (benchmarkPrice >= from && hedged < floor - slack) throw new Error(`at ${benchmarkPrice}`);
            if (payoff > before || payoff < 0) throw new Error(`payoff at ${benchmarkPrice}`);
            before = payoff;
          }
        },
      ),
      { seed: 31, numRuns: 150 },
    );
    expect(found).toBeGreaterThan(20);
  });
});

describe.skipIf(!hasShared)('putSpread on chains of Deribit', () => {
  it('is the cheapest of all pairs, counted by hand', () => {
    let found = 0;
    for (const { chain, timestamp: now, indexPrice } of deribitChain('deribit_btc_chain_2020-05-21.csv')) {
      // A book of ten coins at a beta of 1: lots are whole, and the floor is the strike's ten times.
      const book = {
        bookValue: 10 * indexPrice,
        beta: 1,
        benchmarkPrice: indexPrice,
        floor: 0.85 * 10 * indexPrice,
      };
      const none = { riskFreeReturn: 0, bookYield: 0, benchmarkYield: 0 };
      const floorDownTo = 0.6 * indexPrice;
      const options = {
        ...book,
        ...none,
        chain,
        timestamp: now,
        floorBasis: 'before_premium',
        floorDownTo,
      } as const;
      const hedge = putSpread(options);
      const puts = chain.filter(({ instrument }) => instrument.optionType === 'put');
      let least = Infinity;
      for (const {
        instrument: { strike: high },
        ask,
      } of puts)
        for (const {
          instrument: { strike: low },
          bid,
        } of puts) {
          if (!(low < high && ask! > 0 && bid! > 0)) continue;
          const net = (ask! - bid!) * indexPrice;
          if (net >= high - low) continue;
          const worst = Math.max(high - Math.max(low, floorDownTo), 0) + floorDownTo;
          if (Math.min(worst, high) >= 0.85 * indexPrice - 1e-6) least = Math.min(least, 10 * net);
        }
      if (hedge.status !== 'ok') expect(least).toBe(Infinity);
      else {
        found++;
        expect(Math.abs(hedge.netPremium - least)).toBeLessThan(1.4e-11); // roundings at 1e4; observed 3.7e-12
      }
    }
    expect(found).toBeGreaterThan(3);
  });
});
