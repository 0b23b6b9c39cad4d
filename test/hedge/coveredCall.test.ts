import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { coveredCall } from '../../src/hedge/coveredCall.ts';
import type { CoveredCallOptions } from '../../src/hedge/coveredCall.ts';
import type { OptionHedge } from '../../src/hedge/optionHedgeChoice.ts';
import { hasShared } from '../shared.ts';
import { deribitChain } from './deribitChain.ts';
import { chainOf, hull, hullChain, indexOption } from './optionHedgeInputs.ts';

const calls: CoveredCallOptions = {
  ...hull,
  chain: hullChain,
  minimumCap: 560_000,
  capBasis: 'before_premium',
};

function hedgeOf(change: Partial<CoveredCallOptions>): OptionHedge {
  const hedge = coveredCall({ ...calls, ...change });
  if (hedge.status !== 'ok') throw new Error(JSON.stringify(hedge));
  return hedge;
}

describe('coveredCall', () => {
  it("sells for the most income above the cap's strike: by Hull's table 560,000 are at 1070", () => {
    const hedge = hedgeOf({ valueAt: [0, 1000, 1080, 1200] });
    // 4 ulps of the strike; observed 0.
    expect(Math.abs(hedge.exactStrike - 1070)).toBeLessThan(9.1e-13);
    expect(hedge.legs).toHaveLength(1);
    expect(hedge.legs[0]).toMatchObject({ side: 'sell', contracts: '-10', premiumPerCoin: 18.1 });
    expect(hedge.legs[0]!.instrument.strike).toBe(1080);
    expect(hedge.netPremium).toBe(-18_100);
    expect(hedge).toMatchObject({
      structure: 'coveredCall',
      floorDownTo: null,
      floorBeforePremium: null,
      floorAfterPremium: null,
      boundBy: null,
      upsideShare: 0,
      excluded: { cap_below_minimum: 1 },
    });
    // 570,000 at the strike; 690,000 less 120,000 at 1200; -510,000 at 0.
    const hedged = [-491_900, 508_100, 588_100, 588_100];
    // Roundings at 7e5; observed 1.2e-10.
    hedge.values.forEach((value, i) => {
      expect(Math.abs(value.hedged - hedged[i]!)).toBeLessThan(4e-10);
    });
    expect(Math.abs(hedge.capAfterPremium! - 588_100)).toBeLessThan(4e-10);
    expect(hedge.valueAtZero).toBe(hedge.values[0]!.hedged);
  });

  it('a cap that is met at the strike itself is met', () => {
    expect(hedgeOf({ minimumCap: 570_000 }).legs[0]!.instrument.strike).toBe(1080);
    expect(hedgeOf({ minimumCap: 570_001 }).legs[0]!.instrument.strike).toBe(1120);
    expect(hedgeOf({ minimumCap: 530_000 }).legs[0]!.instrument.strike).toBe(1040);
  });

  it('a cap after premium is higher by what the calls bring', () => {
    // 530,000 + 27,500 at 1040, 570,000 + 18,100 at 1080, 610,000 + 8,200 at 1120.
    const after = { capBasis: 'after_premium' } as const;
    for (const [minimumCap, strike] of [
      [557_500, 1040],
      [557_501, 1080],
      [588_100, 1080],
      [588_101, 1120],
      [618_200, 1120],
    ] as const) {
      const hedge = hedgeOf({ ...after, minimumCap });
      expect(hedge.legs[0]!.instrument.strike).toBe(strike);
      expect(hedge.capAfterPremium! - minimumCap).toBeGreaterThan(-4e-10);
      expect(hedge.reason).toContain(`the cap after premium is ${hedge.capAfterPremium}, `);
    }
    expect(coveredCall({ ...calls, ...after, minimumCap: 618_201 })).toEqual({
      status: 'no_candidate',
      excluded: { cap_below_minimum: 3 },
    });
    expect(hedgeOf({ minimumCap: 557_500 }).legs[0]!.instrument.strike).toBe(1080);
  });

  it('of equal income the higher strike', () => {
    const chain = hullChain.map(({ instrument }) => ({ instrument, bid: 5, ask: 6 }));
    expect(hedgeOf({ chain }).legs[0]!.instrument.strike).toBe(1120);
    expect(hedgeOf({ chain: [...chain].reverse() }).legs[0]!.instrument.strike).toBe(1120);
  });

  it('rounds down, and sells nothing of a size below a lot', () => {
    const hedge = hedgeOf({ bookValue: 545_000, minimumCap: 600_000 });
    expect(hedge.legs[0]!.contracts).toBe('-10');
    expect(hedge.upsideShare).toBe(90 / 1090);
    expect(coveredCall({ ...calls, bookValue: 49_000, minimumCap: 50_000 })).toEqual({
      status: 'no_candidate',
      excluded: { below_lot: 3 },
    });
  });

  it.each([
    ['a beta of 0', { beta: 0 }, { status: 'degenerate', reason: 'beta_not_positive' }],
    [
      'caps all too low',
      { minimumCap: 800_000 },
      { status: 'no_candidate', excluded: { cap_below_minimum: 3 } },
    ],
    ['no calls', { chain: hullChain.slice(0, 5) }, { status: 'no_candidate', excluded: {} }],
    [
      'no bids',
      { chain: hullChain.map((quote) => ({ ...quote, bid: 0 })) },
      { status: 'no_candidate', excluded: { no_bid: 3 } },
    ],
  ] as const)('none: %s', (_, change, expected) => {
    expect(coveredCall({ ...calls, ...change })).toEqual(expected);
  });

  it('a permuted chain gives the same bytes', () => {
    expect(canonicalJson(hedgeOf({ chain: [...hullChain].reverse() }))).toBe(canonicalJson(hedgeOf({})));
  });

  it('property: never short of the benchmark above its strike, and its income the most of all strikes', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 90, max: 160 }),
        fc.integer({ min: 101, max: 2000 }),
        fc.integer({ min: 2, max: 30 }),
        (premiums, percent, bookValue, tenths) => {
          const rows = premiums.map((premium, i) => ({
            optionType: 'call' as const,
            strike: 90 + 10 * i,
            bid: premium / 50,
            ask: premium / 45,
          }));
          const valueAt = Array.from({ length: 251 }, (_, i) => i);
          const minimumCap = (percent * bookValue) / 100;
          const options = {
            ...calls,
            benchmarkPrice: 100,
            beta: tenths / 10,
            bookValue,
            minimumCap,
            valueAt,
          };
          const chain = chainOf({ ...indexOption, contractSize: 1, lot: 0.5 }, rows);
          const hedge = coveredCall({ ...options, chain });
          // By hand: the strikes at which the book alone is worth the cap.
          const rise = (strike: number): number => strike / 100 - 1 + 0.01 - 0.03;
          const worth = (strike: number): number => bookValue * (1.02 + (tenths / 10) * rise(strike));
          const open = rows.filter(({ strike, bid }) => bid > 0 && worth(strike) > minimumCap * (1 + 1e-9));
          if (hedge.status !== 'ok') {
            if (hedge.status === 'no_candidate' && hedge.excluded.below_lot === undefined)
              expect(open).toEqual([]);
            return;
          }
          found++;
          const lots = Math.floor((2 * (tenths / 10) * bookValue) / 100 + 1e-9) / 2;
          const most = Math.max(...open.map(({ bid }) => bid), 0);
          expect(-hedge.netPremium).toBeGreaterThan(most * lots - 1e-9);
          let before = -Infinity;
          for (const { hedged } of hedge.values) {
            if (hedged < before - 1e-11 * bookValue) throw new Error('falls as the benchmark rises');
            before = hedged;
          }
        },
      ),
      { seed: 51, numRuns: 150 },
    );
    expect(found).toBeGreaterThan(20);
  });
});

describe.skipIf(!hasShared)('coveredCall on chains of Deribit', () => {
  it('the best bid above the strike, paid in coin', () => {
    let found = 0;
    for (const { chain, timestamp, indexPrice } of deribitChain('deribit_btc_chain_2020-05-21.csv')) {
      const none = { riskFreeReturn: 0, bookYield: 0, benchmarkYield: 0 };
      const book = { bookValue: 10 * indexPrice, beta: 1, benchmarkPrice: indexPrice };
      const hedge = coveredCall({
        ...book,
        ...none,
        minimumCap: 11 * indexPrice,
        capBasis: 'before_premium',
        chain,
        timestamp,
      });
      const bids = chain
        .filter(({ instrument }) => instrument.optionType === 'call' && instrument.strike >= 1.1 * indexPrice)
        .map(({ bid }) => bid!);
      if (hedge.status !== 'ok') expect(Math.max(0, ...bids)).toBe(0);
      else {
        found++;
        expect(hedge.legs[0]).toMatchObject({ contracts: '-10', premiumPerCoin: Math.max(...bids) });
        expect(hedge.netPremiumInPremiumCurrency).toBe(-10 * Math.max(...bids));
        expect(hedge.netPremium).toBe(-10 * Math.max(...bids) * indexPrice);
      }
    }
    expect(found).toBeGreaterThan(3);
  });
});
