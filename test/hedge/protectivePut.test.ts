import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { collar } from '../../src/hedge/collar.ts';
import { coveredCall } from '../../src/hedge/coveredCall.ts';
import type { NoOptionHedge, OptionHedge } from '../../src/hedge/optionHedgeChoice.ts';
import { protectivePut } from '../../src/hedge/protectivePut.ts';
import type { ProtectivePut, ProtectivePutOptions } from '../../src/hedge/protectivePut.ts';
import { putSpread } from '../../src/hedge/putSpread.ts';
import { rankOptionHedges } from '../../src/hedge/rankOptionHedges.ts';
import { expectRefusal } from '../errors.ts';
import { hasShared } from '../shared.ts';
import { deribitChain } from './deribitChain.ts';
import {
  chainOf,
  coinOption,
  hull,
  hullChain,
  indexOption,
  optionOf,
  timestamp,
} from './optionHedgeInputs.ts';
import type { OptionRow } from './optionHedgeInputs.ts';

const floor450: ProtectivePutOptions = {
  ...hull,
  chain: hullChain,
  floor: 450_000,
  floorBasis: 'before_premium',
};

function hedgeOf(change: Partial<ProtectivePutOptions>): ProtectivePut {
  const hedge = protectivePut({ ...floor450, ...change });
  if (hedge.status !== 'ok') throw new Error(JSON.stringify(hedge));
  return hedge;
}

describe('protectivePut: published numbers', () => {
  it('Hull, ch. 17: 10 puts of 960 hold 450,000 under 500,000 at a beta of 2', () => {
    const valueAt = [1080, 1040, 1000, 960, 920, 880];
    const hedge = hedgeOf({ valueAt });
    expect(hedge).toMatchObject({
      status: 'ok',
      structure: 'protectivePut',
      exactCoins: 1000,
      boundBy: null,
    });
    expect(hedge.legs).toHaveLength(1);
    expect(hedge.legs[0]).toMatchObject({ side: 'buy', contracts: '10', amount: '10', coins: 1000 });
    expect(hedge.legs[0]!.instrument.strike).toBe(960);
    // Sums of a few numbers near 1, times the index: 4 ulps of it; observed 0.
    expect(Math.abs(hedge.exactStrike - 960)).toBeLessThan(4.6e-13);
    const printed = [570, 530, 490, 450, 410, 370];
    const payoffs = [0, 0, 0, 0, 40_000, 80_000];
    hedge.values.forEach(({ benchmarkPrice, unhedged, payoff, hedged }, i) => {
      expect(benchmarkPrice).toBe(valueAt[i]);
      // Four roundings of numbers up to 2, times 500,000; observed 1.2e-10.
      expect(Math.abs(unhedged - 1000 * printed[i]!)).toBeLessThan(4e-10);
      expect(payoff).toBe(payoffs[i]);
      expect(Math.abs(hedged - (1000 * printed[i]! + payoffs[i]! - 17_200))).toBeLessThan(4e-10);
    });
    expect(Math.abs(hedge.floorBeforePremium! - 450_000)).toBeLessThan(2.3e-10);
    expect(Math.abs(hedge.floorAfterPremium! - 432_800)).toBeLessThan(2.3e-10);
    expect(hedge.netPremium).toBeCloseTo(17_200, 9);
  });

  it.each([
    // Hull's problems to the chapter: 360 m of S&P at 1200, down 5 % in six months at 6 % and yields of 3 %.
    [{ bookValue: 360e6, beta: 1, benchmarkPrice: 1200, floor: 342e6 }, [0.03, 0.015, 0.015], 1140, 300_000],
    // The same at a beta of 1.5: R = -0.05 + 0.015, R_I = 0.03 + (-0.035 - 0.03) / 1.5, by hand 1164.
    [
      { bookValue: 360e6, beta: 1.5, benchmarkPrice: 1200, floor: 342e6 },
      [0.03, 0.015, 0.015],
      1166,
      450_000,
    ],
  ] as const)('strike and number: %o', (book, [riskFreeReturn, bookYield, benchmarkYield], strike, coins) => {
    const chain = chainOf(indexOption, [{ optionType: 'put', strike: 1200, bid: null, ask: 30 }]);
    const hedge = hedgeOf({ ...book, riskFreeReturn, bookYield, benchmarkYield, chain });
    expect(Math.abs(hedge.exactStrike - strike)).toBeLessThan(9.1e-13); // 4 ulps of the index; observed 2.3e-13
    expect(hedge.exactCoins).toBe(coins);
    expect(hedge.legs[0]!.contracts).toBe(String(coins / 100));
  });
});

describe('protectivePut: strikes and lots', () => {
  it('says what floor each strike gives: a lower strike a lower one', () => {
    const { strikes } = hedgeOf({});
    expect(strikes.map(({ strike, contracts, holdsFloor }) => [strike, contracts, holdsFloor])).toEqual([
      [800, '10', false],
      [900, '10', false],
      [940, '10', false],
      [960, '10', true],
      [980, '10', true],
    ]);
    const floors = [290, 390, 430, 450, 470];
    strikes.forEach((row, i) => {
      expect(Math.abs(row.floorBeforePremium - 1000 * floors[i]!)).toBeLessThan(2.3e-10);
      expect(row.floorAfterPremium).toBe(row.floorBeforePremium - row.netPremium);
    });
  });

  it('after premium the strike is one that pays for itself as well', () => {
    // 430,000 after premium: 960 leaves 450,000 - 17,200; 940 leaves 430,000 - 11,800.
    expect(hedgeOf({ floor: 430_000, floorBasis: 'after_premium' }).legs[0]!.instrument.strike).toBe(960);
    expect(hedgeOf({ floor: 430_000 }).legs[0]!.instrument.strike).toBe(940);
    expect(hedgeOf({ floor: 440_000, floorBasis: 'after_premium' }).legs[0]!.instrument.strike).toBe(980);
  });

  it('a number that is whole but for its last bits is not rounded up by a lot', () => {
    // In doubles 1.1 x 50,000 / 1000 is a little above 55, and 1.4 x 45,000 / 1000 a little below 63.
    expect([(1.1 * 50_000) / 1000, (1.4 * 45_000) / 1000]).toEqual([55.00000000000001, 62.99999999999999]);
    const unit = chainOf({ ...indexOption, contractSize: 1 }, [
      { optionType: 'put', strike: 990, bid: 1, ask: 2 },
    ]);
    const book = { beta: 1.1, bookValue: 50_000, floor: 48_000, chain: unit };
    expect(hedgeOf(book).legs[0]!.contracts).toBe('55');
    expect(hedgeOf({ ...book, beta: 1.4, bookValue: 45_000, floor: 43_000 }).legs[0]!.contracts).toBe('63');
    const tenth = chainOf({ ...indexOption, contractSize: 1, lot: 0.1 }, [
      { optionType: 'put', strike: 990, bid: 1, ask: 2 },
    ]);
    expect(hedgeOf({ beta: 1.1, bookValue: 3000, floor: 2900, chain: tenth }).legs[0]!.contracts).toBe('3.3');
  });

  it('rounds up, as 10 puts would not hold the floor of 10.2', () => {
    const hedge = hedgeOf({ bookValue: 510_000, floor: 459_000 });
    expect(hedge.exactCoins).toBe(1020);
    expect(hedge.legs[0]!.contracts).toBe('11');
    expect(Math.abs(hedge.floorBeforePremium! - 459_000)).toBeLessThan(2.3e-10);
  });

  it('but not where the lot below holds it too, at a strike above the exact one', () => {
    // Ten puts of 980 leave -520,200 + 980,000 = 459,800 at an index of 0.
    const chain = hullChain.filter(({ instrument }) => instrument.strike !== 960);
    const hedge = hedgeOf({ bookValue: 510_000, floor: 459_000, chain });
    expect(hedge.legs[0]).toMatchObject({ contracts: '10', instrument: { strike: 980 } });
    expect(Math.abs(hedge.floorBeforePremium! - 459_800)).toBeLessThan(2.3e-10); // 4 ulps; observed 0
  });

  it('up to the least that the venue takes, and in its units', () => {
    const kind = { ...coinOption, limits: { amount: { min: 0.5 } } };
    const row: OptionRow = { optionType: 'put', strike: 900, bid: 0.01, ask: 0.02 };
    const book = { bookValue: 250, beta: 1, floor: 200 };
    expect(hedgeOf({ ...book, chain: chainOf(kind, [row]) }).legs[0]).toMatchObject({
      contracts: '0.5',
      amount: '0.5',
    });
    // A thousand coins a contract, an amount that counts coins.
    const xrp = {
      ...indexOption,
      contractSize: 1000,
      lot: 1000,
      info: { min_trade_amount: 1000, contract_size: 1000 },
    };
    const chain = chainOf(xrp, [row]);
    expect(chain[0]!.instrument.amountUnit).toBe('base');
    expect(hedgeOf({ bookValue: 2_500_000, beta: 1, floor: 2_000_000, chain }).legs[0]).toMatchObject({
      contracts: '3',
      amount: '3000',
      coins: 3000,
      premium: 60,
    });
  });

  it('an order that the venue refuses is none', () => {
    const kind = { ...indexOption, limits: { amount: { max: 9 } } };
    const row: OptionRow = { optionType: 'put', strike: 960, bid: 1, ask: 17.2 };
    expect(protectivePut({ ...floor450, chain: chainOf(kind, [row]) })).toEqual({
      status: 'no_candidate',
      excluded: { order_limit: 1 },
    });
    const closed = chainOf({ ...indexOption, active: false }, [row]);
    expect(protectivePut({ ...floor450, chain: closed })).toMatchObject({ excluded: { order_limit: 1 } });
  });

  it('the cheaper of two strikes that hold the floor, whichever is lower', () => {
    const rows: OptionRow[] = [
      { optionType: 'put', strike: 960, bid: 1, ask: 20 },
      { optionType: 'put', strike: 980, bid: 1, ask: 18 },
    ];
    const hedge = hedgeOf({ chain: chainOf(indexOption, rows) });
    expect(hedge.legs[0]!.instrument.strike).toBe(980);
    const equal = rows.map((row) => ({ ...row, ask: 20 }));
    expect(hedgeOf({ chain: chainOf(indexOption, equal) }).legs[0]!.instrument.strike).toBe(980);
  });
});

describe('protectivePut: the budget', () => {
  it('binds: the best floor that it buys, named so', () => {
    // 12,000 buys 10 of 940 (11,800): 430,000; 6 of 960 (10,320): -510,000 + 600 x 960 = 66,000 at an index of 0.
    const hedge = hedgeOf({ premiumBudget: 12_000 });
    expect(hedge).toMatchObject({
      boundBy: 'premium_budget',
      excluded: { floor_not_held: 3, over_budget: 2 },
    });
    expect(hedge.legs[0]).toMatchObject({ contracts: '10', instrument: { strike: 940 } });
    expect(Math.abs(hedge.floorBeforePremium! - 430_000)).toBeLessThan(2.3e-10);
    expect(hedge.strikes.map(({ isWithinBudget }) => isWithinBudget)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('binds: fewer lots, whose floor is that at a benchmark of 0', () => {
    const chain = hullChain.filter(({ instrument }) => instrument.strike === 960);
    const hedge = hedgeOf({ chain, premiumBudget: 12_000 });
    expect(hedge.legs[0]!.contracts).toBe('6');
    // -510,000 + 600 x 960: 4 ulps of the floor at 450,000; observed 0.
    expect(Math.abs(hedge.floorBeforePremium! - 66_000)).toBeLessThan(2.3e-10);
    expect(hedge.valueAtZero).toBe(hedge.floorAfterPremium);
  });

  it('binds: fewer lots of a strike above the exact one hold the floor, and no more is paid than that takes', () => {
    const chain = chainOf({ ...indexOption, lot: 0.1 }, [
      { optionType: 'put', strike: 940, bid: null, ask: 11.8 },
      { optionType: 'put', strike: 980, bid: null, ask: 24.5 },
    ]);
    expect(hedgeOf({ chain }).legs[0]!.contracts).toBe('10');
    for (const premiumBudget of [24_010, 24_499]) {
      // 960,000 / 980 is 979.6 coins: -510,000 + 980 x 980 = 450,400 at an index of 0.
      const hedge = hedgeOf({ chain, premiumBudget });
      expect(hedge).toMatchObject({ boundBy: 'premium_budget', valueAtZero: hedge.floorAfterPremium });
      expect(hedge.legs[0]).toMatchObject({ contracts: '9.8', instrument: { strike: 980 } });
      expect(Math.abs(hedge.netPremium - 24_010)).toBeLessThan(1.5e-11);
      expect(Math.abs(hedge.floorBeforePremium! - 450_400)).toBeLessThan(2.3e-10);
    }
    expect(hedgeOf({ chain, premiumBudget: 24_009 }).floorBeforePremium).toBeLessThan(450_000);
  });

  it('that is just enough is enough', () => {
    expect(hedgeOf({ premiumBudget: 17_200 })).toMatchObject({ boundBy: null, netPremium: 17_200 });
    expect(hedgeOf({ premiumBudget: 17_199 }).boundBy).toBe('premium_budget');
  });

  it('that buys no lot is no hedge of size 0', () => {
    expect(protectivePut({ ...floor450, premiumBudget: 100 })).toMatchObject({
      status: 'unaffordable',
      requiredPremium: 17_200,
      premiumBudget: 100,
    });
    expect(protectivePut({ ...floor450, premiumBudget: 0 }).status).toBe('unaffordable');
  });
});

describe('protectivePut: coin-settled', () => {
  const chain = chainOf(coinOption, [
    { optionType: 'put', strike: 32_000, bid: 0.01, ask: 0.012 },
    { optionType: 'put', strike: 36_000, bid: 0.03, ask: 0.031 },
  ]);
  const book = {
    ...hull,
    bookValue: 100_000,
    beta: 1.2,
    benchmarkPrice: 40_000,
    riskFreeReturn: 0,
    bookYield: 0,
    benchmarkYield: 0,
  };

  it('the premium is of coins at their price, the payoff that of money', () => {
    const options = { ...book, floor: 88_000, floorBasis: 'before_premium', chain } as const;
    const hedge = protectivePut({ ...options, valueAt: [20_000] });
    if (hedge.status !== 'ok') throw new Error(hedge.status);
    expect(hedge.legs[0]).toMatchObject({ contracts: '3', premiumPerCoin: 0.031 });
    // Products of two; observed 0.
    expect(Math.abs(hedge.netPremiumInPremiumCurrency - 0.093)).toBeLessThan(1e-16);
    expect(Math.abs(hedge.netPremium - 3720)).toBeLessThan(1e-12);
    // 100,000 (1 - 1.2 / 2) + 3 x 16,000 - 3,720
    expect(hedge.values[0]).toMatchObject({ payoff: 48_000 });
    expect(Math.abs(hedge.values[0]!.hedged - 84_280)).toBeLessThan(6e-11); // of 1e5; observed 0
  });

  it('a premium in a third currency wants its price', () => {
    const usdc = optionOf({ ...indexOption, settle: 'USDC' }, { optionType: 'put', strike: 960 });
    const options = { ...floor450, chain: [{ instrument: usdc, bid: null, ask: 17.2 }] };
    const hedge = protectivePut({ ...options, premiumCurrencyPrice: 0.99 });
    if (hedge.status !== 'ok') throw new Error(hedge.status);
    expect(hedge.netPremiumInPremiumCurrency).toBe(17_200);
    expect(hedge.netPremium).toBe(17_200 * 0.99);
  });
});

describe('protectivePut: no hedge in it', () => {
  it.each([
    ['a beta of 0', { beta: 0 }, { status: 'degenerate', reason: 'beta_not_positive' }],
    [
      'a book that falls as the benchmark rises',
      { beta: -1 },
      { status: 'degenerate', reason: 'beta_not_positive' },
    ],
    [
      // At a beta of 0.5 and an index of 0 the book is at 500,000 (1.02 + 0.5 (-1.02)) = 255,000.
      'a floor below all that it can lose',
      { beta: 0.5, floor: 254_999 },
      { status: 'degenerate', reason: 'floor_held_unhedged' },
    ],
    ['no options', { chain: [] }, { status: 'no_candidate', excluded: {} }],
    [
      'no asks',
      { chain: hullChain.map((quote) => ({ ...quote, ask: null })) },
      { status: 'no_candidate', excluded: { no_ask: 5 } },
    ],
    [
      'asks of 0, which are none',
      { chain: hullChain.map((quote) => ({ ...quote, bid: undefined, ask: 0 })) },
      { status: 'no_candidate', excluded: { no_ask: 5 } },
    ],
    [
      'asks above all that a put can pay',
      { chain: hullChain.map((quote) => ({ ...quote, ask: 980 })) },
      { status: 'no_candidate', excluded: { premium_above_payoff: 5 } },
    ],
  ] as const)('%s', (_, change, expected) => {
    expect(protectivePut({ ...floor450, ...change })).toEqual(expected);
  });

  it('orders of more lots than a number counts are refused, and limits of cost and amount are none', () => {
    const lot = 3e-9;
    const chain = (limits: object): ProtectivePutOptions['chain'] =>
      chainOf({ ...indexOption, lot, limits }, [{ optionType: 'put', strike: 960, bid: null, ask: 17.2 }]);
    const put = { ...floor450, chain: chain({}) };
    const huge = { bookValue: 1.234567e12, floor: 1e12 };
    expectRefusal(() => protectivePut({ ...put, ...huge }), 'domain.out_of_range', 'bookValue');
    for (const limits of [{ amount: { max: 9 } }, { cost: { max: 17_000 } }, { cost: { min: 17_300 } }])
      expect(protectivePut({ ...put, chain: chain(limits) })).toEqual({
        status: 'no_candidate',
        excluded: { order_limit: 1 },
      });
  });

  it('a floor above all strikes, with the best that there is', () => {
    const result = protectivePut({ ...floor450, floor: 480_000 });
    expect(result).toMatchObject({ status: 'floor_out_of_reach', excluded: { floor_not_held: 5 } });
    if (result.status !== 'floor_out_of_reach') return;
    expect(Math.abs(result.bestFloor - 470_000)).toBeLessThan(2.3e-10);
    expect(protectivePut({ ...floor450, beta: 0.5, floor: 255_001 }).status).toBe('ok');
  });
});

interface FixtureCase {
  readonly given: Omit<ProtectivePutOptions, 'chain' | 'timestamp' | 'premiumBudget'> & {
    readonly chain: readonly OptionRow[];
    readonly floorDownTo: number;
    readonly premiumBudget: number | null;
    readonly inverse: boolean;
    readonly contractSize: number;
    readonly lot: number;
    readonly minimumCap: number;
  };
  /** With `floorBasis` as the basis of the cap too. */
  readonly coveredCall: {
    readonly status: string;
    readonly strikes?: readonly number[];
    readonly contracts?: readonly number[];
    readonly netPremium?: number;
  };
  /** All three structures: name with strikes, contracts, net premium; by name. */
  readonly ranking: {
    readonly status: string;
    readonly ranked?: readonly (readonly [string, readonly number[], number])[];
  };
  readonly expected: Readonly<
    Record<
      'protectivePut' | 'putSpread' | 'collar',
      Readonly<Record<string, unknown>> & { readonly status: string; readonly contracts: readonly number[] }
    >
  >;
}

describe('protectivePut, putSpread and collar against every strike and lot in exact rationals', () => {
  const text = readFileSync(new URL('../fixtures/hedge/option_hedges.json', import.meta.url), 'utf8');
  const { cases } = JSON.parse(text) as { cases: readonly FixtureCase[] };
  const figures = [
    'netPremium',
    'floorBeforePremium',
    'floorAfterPremium',
    'valueAtZero',
    'bestFloor',
    'requiredPremium',
  ] as const;

  it.each(cases.map((each, i) => [i, each] as const))('chain %i', (_, { given, expected }) => {
    const { chain, inverse, contractSize, lot, premiumBudget, ...book } = given;
    const kind = { inverse, contractSize, lot };
    const options = {
      ...book,
      chain: chainOf(kind, chain),
      timestamp,
      premiumBudget: premiumBudget ?? undefined,
    };
    const found: Record<string, OptionHedge | NoOptionHedge> = {
      protectivePut: protectivePut(options),
      putSpread: putSpread(options),
      collar: collar({ ...options, premiumBudget: premiumBudget ?? 0 }),
    };
    for (const [name, wanted] of Object.entries(expected)) {
      const hedge = found[name]!;
      expect([name, hedge.status]).toEqual([name, wanted.status]);
      for (const field of figures) {
        if (!(field in wanted)) continue;
        const got = (hedge as unknown as Record<string, number>)[field]!;
        const scale = given.bookValue * (1 + given.beta);
        // Some ten roundings of what is up to this scale; observed 1.6e-16 of it.
        expect(Math.abs(got - (wanted[field] as number)) / scale, `${name} ${field}`).toBeLessThan(6e-16);
      }
      if (hedge.status !== 'ok') continue;
      expect(hedge.boundBy).toBe(wanted['boundBy']);
      expect(hedge.legs.map(({ instrument }) => instrument.strike)).toEqual(wanted['strikes']);
      expect(hedge.legs.map(({ contracts }) => Number(contracts))).toEqual(wanted.contracts);
      // The quotes are at ticks: orders are of what was counted, to the last digit.
      for (const { side, amount, premiumPerCoin, instrument, contracts: signed, order } of hedge.legs) {
        const { symbol } = instrument;
        expect(order).toMatchObject({
          symbol,
          side,
          type: 'limit',
          price: premiumPerCoin,
          amountText: amount,
        });
        expect((side === 'buy' ? 1 : -1) * order.amount).toBe(Number(signed));
      }
    }
  });

  it.each(cases.map((each, i) => [i, each] as const))(
    'calls alone of chain %i',
    (_, { given, ...wanted }) => {
      const { chain, inverse, contractSize, lot, floorBasis, ...book } = given;
      const kind = { inverse, contractSize, lot };
      const found = coveredCall({ ...book, capBasis: floorBasis, chain: chainOf(kind, chain), timestamp });
      const { status, strikes, contracts, netPremium } = wanted.coveredCall;
      expect(found.status).toBe(status);
      if (found.status !== 'ok') return;
      expect(found.legs.map(({ instrument }) => instrument.strike)).toEqual(strikes);
      expect(found.legs.map((leg) => Number(leg.contracts))).toEqual(contracts);
      // Some ten roundings of the book; observed 1.1e-16 of it, as below.
      expect(Math.abs(found.netPremium - netPremium!) / given.bookValue).toBeLessThan(4e-16);
    },
  );

  it.each(cases.map((each, i) => [i, each] as const))('ranking of chain %i', (_, { given, ranking }) => {
    const { chain, inverse, contractSize, lot, premiumBudget, ...book } = given;
    const found = rankOptionHedges({
      ...book,
      chain: chainOf({ inverse, contractSize, lot }, chain),
      timestamp,
      premiumBudget: premiumBudget ?? undefined,
      structures: ['protectivePut', 'putSpread', 'collar'],
      rankBy: 'net_premium',
      maximumResults: 1000,
    });
    expect(found.status).toBe(ranking.status);
    if (found.status !== 'ok') return;
    const byName = new Map(
      found.ranked.map((hedge) => [
        [hedge.structure, ...hedge.legs.map(({ instrument }) => instrument.strike.toFixed(1))].join(' '),
        hedge,
      ]),
    );
    expect([...byName.keys()].sort()).toEqual(ranking.ranked!.map(([name]) => name).sort());
    for (const [name, contracts, netPremium] of ranking.ranked!) {
      const hedge = byName.get(name)!;
      expect(hedge.legs.map((leg) => Number(leg.contracts))).toEqual(contracts);
      expect(Math.abs(hedge.netPremium - netPremium) / given.bookValue).toBeLessThan(4e-16);
    }
  });
});

describe('protectivePut: properties', () => {
  const rows = fc
    .uniqueArray(fc.integer({ min: 50, max: 130 }), { minLength: 1, maxLength: 8 })
    .chain((strikes) =>
      fc.tuple(
        ...strikes.map((strike) =>
          fc
            .tuple(
              fc.double({ min: 0.01, max: 1, noNaN: true }),
              fc.double({ min: 1, max: 1.2, noNaN: true }),
            )
            .map(([premium, spread]): OptionRow => {
              const bid = (premium * strike) / 8;
              return { optionType: 'put', strike, bid, ask: bid * spread };
            }),
        ),
      ),
    );
  const book = fc.record({
    bookValue: fc.double({ min: 500, max: 5e5, noNaN: true }),
    beta: fc.double({ min: 0.2, max: 3, noNaN: true }),
    benchmarkPrice: fc.double({ min: 70, max: 110, noNaN: true }),
    riskFreeReturn: fc.double({ min: -0.02, max: 0.05, noNaN: true }),
    bookYield: fc.double({ min: 0, max: 0.05, noNaN: true }),
    benchmarkYield: fc.double({ min: 0, max: 0.05, noNaN: true }),
  });
  const share = fc.double({ min: 0.5, max: 0.95, noNaN: true });
  const basis = fc.constantFrom('before_premium' as const, 'after_premium' as const);
  const kind = { ...indexOption, contractSize: 1, lot: 0.5 };

  it('the floor holds at every price, the value never falls below it, and unlimited money keeps the promise', () => {
    fc.assert(
      fc.property(book, rows, share, basis, (terms, list, part, floorBasis) => {
        const floor = part * terms.bookValue;
        const valueAt = Array.from({ length: 400 }, (_, i) => i);
        const options = { ...terms, chain: chainOf(kind, list), timestamp, floor, floorBasis, valueAt };
        const hedge = protectivePut(options);
        if (hedge.status !== 'ok') return;
        const slack = 1e-11 * terms.bookValue;
        const kept = floorBasis === 'before_premium' ? hedge.floorBeforePremium! : hedge.floorAfterPremium!;
        expect(kept).toBeGreaterThan(floor - slack);
        const least = Math.min(...hedge.values.map(({ hedged }) => hedged));
        expect(least).toBeGreaterThan(hedge.floorAfterPremium! - slack);
        const exact = (terms.beta * terms.bookValue) / terms.benchmarkPrice;
        expect(Math.abs(hedge.legs[0]!.coins - exact)).toBeLessThan(0.5 + 1e-9);
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it('a bigger budget never gives a worse floor, up to the one asked for, and what is paid is within it', () => {
    const budgets = fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 2, maxLength: 6 });
    let bound = 0;
    fc.assert(
      fc.property(book, rows, share, basis, budgets, (terms, list, part, floorBasis, shares) => {
        const floor = part * terms.bookValue;
        const options = { ...terms, chain: chainOf(kind, list), timestamp, floor, floorBasis };
        let before = -Infinity;
        for (const premiumBudget of shares
          .map((each) => (each / 1000) * terms.bookValue)
          .sort((a, b) => a - b)) {
          const hedge = protectivePut({ ...options, premiumBudget });
          if (hedge.status !== 'ok') {
            expect(before === -Infinity || hedge.status !== 'unaffordable').toBe(true);
            continue;
          }
          if (hedge.boundBy !== null) bound++;
          expect(hedge.netPremium).toBeLessThanOrEqual(premiumBudget * (1 + 2e-12));
          const kept = floorBasis === 'before_premium' ? hedge.floorBeforePremium! : hedge.floorAfterPremium!;
          const promised = Math.min(kept, floor);
          expect(promised).toBeGreaterThan(before - 1e-11 * terms.bookValue);
          before = promised;
        }
      }),
      { seed: 12, numRuns: 400 },
    );
    expect(bound).toBeGreaterThan(50);
  });

  it('a permuted chain, a frozen one and JSON give the same bytes', () => {
    const options = { ...floor450, valueAt: [0, 960.5], premiumBudget: 15_000 };
    const expected = canonicalJson(protectivePut(options));
    expect(canonicalJson(protectivePut({ ...options, chain: [...hullChain].reverse() }))).toBe(expected);
    const text = JSON.stringify(options);
    const freeze = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      Object.values(Object.freeze(value)).forEach(freeze);
    };
    const frozen = JSON.parse(text) as ProtectivePutOptions;
    freeze(frozen);
    expect(canonicalJson(protectivePut(frozen))).toBe(expected);
    expect(JSON.stringify(options)).toBe(text);
  });

  it('money in another unit scales the hedge', () => {
    const cents = hullChain.map(({ instrument, bid, ask }) => ({
      instrument: { ...instrument, strike: 128 * instrument.strike },
      bid: 128 * bid!,
      ask: 128 * ask!,
    }));
    const scaled = hedgeOf({
      bookValue: 128 * 500_000,
      benchmarkPrice: 128_000,
      floor: 128 * 450_000,
      chain: cents,
    });
    const hedge = hedgeOf({});
    expect(scaled.legs[0]!.contracts).toBe('10');
    expect(scaled.netPremium).toBe(128 * hedge.netPremium);
    expect(scaled.floorBeforePremium).toBe(128 * hedge.floorBeforePremium!);
  });
});

describe.skipIf(!hasShared)('protectivePut on chains of Deribit', () => {
  it.each(['deribit_btc_chain_2020-05-21.csv', 'deribit_btc_chain_2021-02-11.csv'])('%s', (file) => {
    let found = 0;
    for (const { chain, timestamp: now, indexPrice } of deribitChain(file)) {
      const book = {
        bookValue: 1_000_000,
        beta: 1.3,
        benchmarkPrice: indexPrice,
        riskFreeReturn: 0,
        bookYield: 0,
        benchmarkYield: 0,
        floor: 800_000,
        chain,
        timestamp: now,
      };
      const coins = (1.3 * 1_000_000) / indexPrice;
      const valueAt = Array.from({ length: 300 }, (_, i) => (i * indexPrice) / 150);
      const hedge = protectivePut({ ...book, floorBasis: 'before_premium', valueAt });
      // By hand: V (1 + 1.3 (K / I - 1)) >= 0.8 V; the cheapest ask at such a strike, lots of 0.1.
      const strike = indexPrice * (1 - 0.2 / 1.3);
      // One of 7 coins for what can be worth two is listed too.
      const asks = chain.filter(
        ({ instrument, ask }) =>
          instrument.optionType === 'put' &&
          instrument.strike >= strike &&
          ask! > 0 &&
          ask! * indexPrice < instrument.strike,
      );
      if (hedge.status !== 'ok') {
        expect(hedge.status).toMatch(/floor_out_of_reach|no_candidate/);
        expect(asks).toEqual([]);
        continue;
      }
      found++;
      const least = Math.min(...asks.map(({ ask }) => ask!));
      const [leg] = hedge.legs;
      // The lot below may hold the floor at a dearer strike, not at a cheaper one.
      expect(leg!.premiumPerCoin).toBe(least);
      expect(Math.abs(leg!.coins - coins)).toBeLessThan(0.1);
      for (const { benchmarkPrice, hedged } of hedge.values) {
        const bare = 1_000_000 * (1 + 1.3 * (benchmarkPrice / indexPrice - 1));
        const pays = leg!.coins * Math.max(leg!.instrument.strike - benchmarkPrice, 0);
        const by = bare + pays - leg!.coins * least * indexPrice;
        expect(Math.abs(hedged - by)).toBeLessThan(2e-9); // some roundings at 2.6e6; observed 0
        expect(hedged + hedge.netPremium).toBeGreaterThan(800_000 - 1e-6);
      }
    }
    expect(found).toBeGreaterThan(3);
  });
});
