import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { bookExposure } from '../../src/hedge/bookExposure.ts';
import type { BookExposure, BookExposureOptions } from '../../src/hedge/bookExposure.ts';
import type { ExposureBalance } from '../../src/hedge/exposureBalances.ts';
import type { Exposure } from '../../src/hedge/exposureRows.ts';
import { sizeBetaHedge } from '../../src/hedge/sizeBetaHedge.ts';
import type { Instrument } from '../../src/instruments/instrument.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { coinSettledOption } from '../../src/options/coinSettledOption.ts';
import { expectRefusal, refusal } from '../errors.ts';
import { inverseMarket, linearMarket, spotMarket } from '../instruments/markets.ts';
import { bybit, deribitInverse } from '../instruments/optionMarkets.ts';

const linear = parseMarket(linearMarket);
const inverse = parseMarket({ ...inverseMarket, contractSize: 1, limits: {} }, { amountUnit: 'contracts' });
const spot = parseMarket(spotMarket);
const coinOption = parseMarket(deribitInverse);
const linearOption = parseMarket(bybit);
const quanto: Instrument = {
  ...(linear as Extract<Instrument, { settlement: 'linear' }>),
  settlement: 'quanto',
  symbol: 'ETH/USD:BTC',
  quote: 'USD',
  settle: 'BTC',
  contractSize: 1e-6,
};

const call = coinSettledOption({
  optionType: 'call',
  forward: 40_000,
  strike: 40_000,
  timeToExpiryYears: 0.1,
  volatility: 0.6,
});
const callGreeks = { ...call, underlyingPrice: 40_000 };

/** An account of one coin at Deribit: 1 BTC of cash, 30,000 contracts of a dollar sold at 40,000. */
const coinAccount: BookExposureOptions = {
  positions: [{ instrument: inverse, contracts: -30_000, entryPrice: 40_000 }],
  balances: [{ currency: 'BTC', amount: 1, kind: 'cash' }],
  prices: { [inverse.symbol]: 40_000, BTC: 40_000 },
  betas: { BTC: 1 },
  benchmarkPrice: 40_000,
  numeraire: 'USD',
  fx: {},
};

/** One of everything. */
const everything: BookExposureOptions = {
  positions: [
    { instrument: linear, contracts: -3, entryPrice: 2100, account: 'okx' },
    { instrument: linear, contracts: 1.5, entryPrice: 1900, account: 'okx' },
    { instrument: inverse, contracts: -500, entryPrice: 41_000, account: 'deribit' },
    { instrument: coinOption, contracts: 2, account: 'deribit' },
    { instrument: linearOption, contracts: -0.5, account: 'bybit' },
    { instrument: quanto, contracts: 40, entryPrice: 2050, account: 'bitmex' },
    { instrument: spot, contracts: 2 },
  ],
  balances: [
    { currency: 'USDT', amount: 10_000, kind: 'cash', account: 'okx' },
    { currency: 'BTC', amount: 0.7, kind: 'cash', account: 'deribit' },
    { currency: 'USDC', amount: 4000, kind: 'cash', account: 'bybit' },
    { currency: 'BTC', amount: 0.2, kind: 'cash', account: 'bitmex' },
    { currency: 'EUR', amount: -500, kind: 'cash' },
  ],
  prices: {
    [linear.symbol]: 2000,
    [inverse.symbol]: 40_000,
    [coinOption.symbol]: call.priceInCoin,
    [linearOption.symbol]: call.priceInQuote,
    [quanto.symbol]: 2001,
    [spot.symbol]: 1999,
    BTC: 39_990,
  },
  greeks: { [coinOption.symbol]: callGreeks, [linearOption.symbol]: callGreeks },
  betas: { BTC: 1, ETH: { beta: 1.3, betaStandardError: 0.1, degreesOfFreedom: 88, horizonMs: 86_400_000 } },
  volatilityBetas: { BTC: 1 },
  benchmarkPrice: 40_000,
  numeraire: 'USD',
  fx: {
    USDT: { price: 0.999, timestamp: 1_700_000_000_000 },
    USDC: { price: 1.001, timestamp: 1_700_000_001_000 },
    EUR: { price: 1.08, timestamp: 1_700_000_002_000 },
  },
};

const of = (change: object, base: BookExposureOptions = everything): BookExposure =>
  bookExposure({ ...base, ...change });
const sums = ({ total, equity }: BookExposure) => ({ ...total, equity });

/** Deterministic order of a list by a seed. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const keyed = list.map((value, i) => ({ value, key: Math.sin(seed * 7919 + i * 104_729) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value);
}

function shuffledKeys<T extends object>(record: T, seed: number): T {
  return Object.fromEntries(shuffled(Object.entries(record), seed)) as T;
}

// ---------------------------------------------------------------------------------------------------------------

interface Leg {
  readonly kind: string;
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly settle: string;
  readonly account: string;
  readonly contracts: number;
  readonly contractSize: number;
  readonly price: number;
  readonly entryPrice?: number;
  readonly strike?: number;
  readonly isCall?: boolean;
  readonly greeks?: { underlyingPrice: number; delta: number; gamma: number; vega: number };
}

interface Case {
  readonly name: string;
  readonly coins: Readonly<Record<string, number>>;
  readonly fx: Readonly<Record<string, number>>;
  readonly betas: Readonly<Record<string, number>>;
  readonly volatilityBetas: Readonly<Record<string, number>>;
  readonly legs: readonly Leg[];
  readonly balances: readonly (Record<'cash' | 'margin' | 'equity', number> & {
    readonly account: string;
    readonly currency: string;
  })[];
  readonly expected: {
    readonly equity: number;
    readonly dollarBeta: number;
    readonly benchmarkGamma: number;
    readonly betaWeightedVega: number;
  } & Readonly<
    Record<'dollarDelta' | 'dollarGamma' | 'vega' | 'currencies', Readonly<Record<string, number>>>
  >;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../fixtures/hedge/book_exposure.json', import.meta.url), 'utf8'),
) as { cases: readonly Case[] };

function instrumentOf(leg: Leg): Instrument {
  const { symbol, base, quote, settle, contractSize } = leg;
  const common = {
    ...linear,
    symbol,
    base,
    quote,
    settle,
    contractSize,
    amountUnit: 'contracts' as const,
    expiry: null,
  };
  if (leg.kind.includes('Option'))
    return {
      ...common,
      settlement: leg.kind === 'inverseOption' ? 'inverseOption' : 'linearOption',
      type: 'option',
      strike: leg.strike!,
      optionType: leg.isCall === true ? 'call' : 'put',
      expiry: 1_800_000_000_000,
      premiumCurrency: settle,
      priceSteps: [],
    };
  if (leg.kind === 'spot')
    return { ...common, amountUnit: 'base', settlement: 'spot', type: 'spot', contractSize: 1 };
  const settlement = leg.kind === 'pair' ? 'linear' : (leg.kind as 'linear' | 'inverse' | 'quanto');
  return { ...common, settlement, type: 'swap' };
}

function optionsOf(given: Case, kindOf: (i: number) => ExposureBalance['kind']): BookExposureOptions {
  return {
    positions: given.legs.map((leg) => ({
      instrument: instrumentOf(leg),
      contracts: leg.contracts,
      entryPrice: leg.entryPrice,
      account: leg.account,
    })),
    balances: given.balances.map((balance, i) => {
      const { account, currency } = balance;
      return { account, currency, kind: kindOf(i), amount: balance[kindOf(i)] };
    }),
    prices: { ...given.coins, ...Object.fromEntries(given.legs.map(({ symbol, price }) => [symbol, price])) },
    betas: given.betas,
    volatilityBetas: given.volatilityBetas,
    greeks: Object.fromEntries(
      given.legs.flatMap(({ symbol, greeks }) => (greeks === undefined ? [] : [[symbol, greeks]])),
    ),
    benchmarkPrice: given.coins['BTC']!,
    numeraire: 'USD',
    fx: Object.fromEntries(
      Object.entries(given.fx).map(([name, price]) => [name, { price, timestamp: 1_700_000_000_000 }]),
    ),
  };
}

const kinds = ['cash', 'margin', 'equity'] as const;
const ways: [name: string, kindOf: (i: number) => ExposureBalance['kind']][] = [
  ...kinds.map((kind): [string, () => ExposureBalance['kind']] => [kind, () => kind]),
  ['mixed', (i) => kinds[i % 3]!],
];

describe('bookExposure: against what the book is worth, at 60 digits', () => {
  // Sums of up to 25 products of a few factors, each rounded once, of balances that were rounded to be given: some
  // roundings of 1.1e-16 of the sum of the sizes of what is summed. Observed at most 2.9e-16.
  const within = (got: number, expected: number, gross: number): void => {
    expect(Math.abs(got - expected)).toBeLessThanOrEqual(6e-16 * gross);
  };
  describe.each(ways)('balances as %s', (_, kindOf) => {
    it.each(cases)('$name', (given) => {
      const book = bookExposure(optionsOf(given, kindOf));
      const { expected } = given;
      const rows: (Exposure & { readonly betaKey: string; readonly coin: string })[] = [
        ...book.positions,
        ...book.coins,
      ];
      type Field = 'dollarDelta' | 'dollarGammaPerPercent' | 'vega';
      const sum = (field: Field, of = rows): number => of.reduce((total, row) => total + row[field]!, 0);
      const gross = (
        field: Field | 'dollarBeta' | 'betaWeightedVega' | 'betaWeightedGammaPerPercent',
      ): number => rows.reduce((total, row) => total + Math.abs(row[field]!), 0);
      const size = Math.max(gross('dollarDelta'), book.total.grossNotional);
      within(book.equity, expected.equity, size);
      for (const [key, slope] of Object.entries(expected.dollarDelta)) {
        const own = rows.filter((row) => row.betaKey === key);
        within(sum('dollarDelta', own), slope, size);
        within(
          100 * sum('dollarGammaPerPercent', own),
          expected.dollarGamma[key]!,
          100 * gross('dollarGammaPerPercent'),
        );
      }
      for (const [coin, slope] of Object.entries(expected.vega))
        within(
          sum(
            'vega',
            rows.filter((row) => row.coin === coin),
          ),
          slope,
          gross('vega'),
        );
      const { total, benchmarkPrice } = book;
      within(total.dollarDelta, sum('dollarDelta'), gross('dollarDelta'));
      within(total.dollarBeta, expected.dollarBeta, gross('dollarBeta'));
      within(total.betaWeightedDelta * benchmarkPrice, expected.dollarBeta, gross('dollarBeta'));
      const bends = 100 * gross('betaWeightedGammaPerPercent');
      within(100 * total.betaWeightedGammaPerPercent!, expected.benchmarkGamma, bends);
      within(total.betaWeightedGamma! * benchmarkPrice ** 2, expected.benchmarkGamma, bends);
      within(total.vega!, sum('vega'), gross('vega'));
      within(total.betaWeightedVega!, expected.betaWeightedVega, gross('betaWeightedVega'));
      expect(book.currencies.map((row) => row.currency)).toEqual(Object.keys(expected.currencies));
      for (const { currency, amount, rate, value } of book.currencies) {
        within(amount, expected.currencies[currency]!, size);
        expect(rate).toBe(given.fx[currency]);
        expect(value).toBe(amount * rate);
      }
    });
  });
});

describe('bookExposure: published numbers and by hand', () => {
  it.each([
    [20_000, 35_000 - 30_000],
    [40_000, 40_000 - 30_000],
    [60_000, 45_000 - 30_000],
  ])('1 BTC, short 30,000 dollars opened at 40,000: 0.25 BTC at %d', (price, dollars) => {
    const book = of({ prices: { [inverse.symbol]: price, BTC: price } }, coinAccount);
    // One rounding of 1/40000 and 1/price each; observed 1.1e-16 of 30,000.
    expect(Math.abs(book.total.dollarDelta - 0.25 * price)).toBeLessThan(30_000 * 2.3e-16);
    expect(Math.abs(book.equity - (dollars + 30_000))).toBeLessThan(30_000 * 2.3e-16);
    expect(book.positions[0]!.dollarDelta).toBe(-30_000);
    expect(book.total.dollarGammaPerPercent).toBe(0);
  });

  it.each([
    [5000, 1.2],
    [8000, 0],
    [10_000, -0.4],
  ])('BitMEX: 2 BTC and short 16,000 contracts at 8,000 are 16,000 dollars at %d', (price, profit) => {
    const book = of(
      {
        positions: [{ instrument: inverse, contracts: -16_000, entryPrice: 8000 }],
        balances: [{ currency: 'BTC', amount: 2, kind: 'cash' }],
        prices: { [inverse.symbol]: price, BTC: price },
      },
      coinAccount,
    );
    // Observed 2.3e-16 of each.
    expect(Math.abs(book.equity - 16_000)).toBeLessThan(16_000 * 4.5e-16);
    expect(Math.abs(book.total.dollarDelta)).toBeLessThan(16_000 * 4.5e-16);
    expect(Math.abs(book.positions[0]!.unrealisedProfit! - profit * price)).toBeLessThan(16_000 * 4.5e-16);
  });

  it('a hedged coin account is hedged whatever lies between the coin and a dated contract', () => {
    const prices = { [inverse.symbol]: 44_000, BTC: 40_000 };
    const positions = [{ instrument: inverse, contracts: -44_000 }];
    const book = of(
      { positions, prices, balances: [{ currency: 'BTC', amount: 1, kind: 'margin' }] },
      coinAccount,
    );
    expect(book.total.dollarDelta).toBe(0);
    expect(book.positions[0]).toMatchObject({
      notional: -44_000,
      dollarDelta: -40_000,
      unrealisedProfit: null,
    });
  });

  it('every row, by hand', () => {
    const book = of({});
    const rows = Object.fromEntries(book.positions.map((row) => [`${row.symbol} ${row.contracts}`, row]));
    const row = (instrument: Instrument, contracts: number) => rows[`${instrument.symbol} ${contracts}`]!;
    expect(row(linear, -3)).toMatchObject({
      coin: 'ETH',
      account: 'okx',
      price: 2000,
      beta: 1.3,
      betaKey: 'ETH',
      notional: -3 * (2000 * 0.999),
      dollarDelta: -3 * (2000 * 0.999),
      dollarBeta: -3 * (2000 * 0.999) * 1.3,
      betaWeightedDelta: (-3 * (2000 * 0.999) * 1.3) / 40_000,
      dollarGammaPerPercent: 0,
      betaWeightedGamma: 0,
      vega: 0,
      betaWeightedVega: 0,
      unrealisedProfit: 300 * 0.999,
      optionValue: null,
    });
    expect(row(inverse, -500)).toMatchObject({ notional: -500, dollarDelta: -500 * (39_990 / 40_000) });
    // 1e-6 BTC for each dollar of ETH: 40 x 1e-6 x 2001 BTC, which are 3200.8 dollars; observed exact.
    expect(row(quanto, 40).dollarDelta).toBeCloseTo(40 * 1e-6 * 2001 * 39_990, 9);
    expect(row(quanto, 40).unrealisedProfit).toBeCloseTo(40 * 1e-6 * (2001 - 2050) * 39_990, 9);
    expect(row(quanto, 40).dollarGammaPerPercent).toBe(0);
    expect(row(quanto, 40).betaWeightedGammaPerPercent).toBeCloseTo((2 * 3200.7996 * 1.3) / 100, 9);
    expect(row(spot, 2)).toMatchObject({
      account: null,
      dollarDelta: 2 * (1999 * 0.999),
      unrealisedProfit: null,
    });
    const short = row(linearOption, -0.5);
    expect(short.dollarDelta).toBeCloseTo(-0.5 * call.delta * 40_000 * 1.001, 9);
    expect(short.dollarGammaPerPercent).toBeCloseTo(-0.5 * call.gamma * 40_000 * 400 * 1.001, 9);
    expect(short.vega).toBeCloseTo(-0.5 * call.vega * 1.001, 9);
    expect(short.optionValue).toBeCloseTo(-0.5 * call.priceInQuote * 1.001, 9);
    expect(short.notional).toBeCloseTo(-0.5 * 40_000 * 1.001, 9);
    const long = row(coinOption, 2);
    expect(long.dollarDelta).toBeCloseTo(2 * call.delta * 39_990, 9);
    expect(long.dollarGammaPerPercent).toBeCloseTo(2 * call.gamma * 400 * 39_990, 9);
    expect(long.vega).toBeCloseTo((2 * call.vega * 39_990) / 40_000, 9);
    expect(long.optionValue).toBeCloseTo(2 * call.priceInCoin * 39_990, 9);
    // The coins of two accounts, profits in them, no premiums.
    const [bitmex, deribit] = book.coins;
    const inPerpetual = -500 * (1 / 41_000 - 1 / 40_000);
    const inQuanto = 40 * 1e-6 * (2001 - 2050);
    expect(bitmex!.amount).toBeCloseTo(0.2 + inQuanto, 13);
    expect(bitmex!.equity).toBe(bitmex!.amount);
    expect(deribit!.amount).toBeCloseTo(0.7 + inPerpetual, 13);
    expect(deribit!.equity).toBeCloseTo(0.7 + inPerpetual + 2 * call.priceInCoin, 13);
    const coins = { equity: 0.9 + inPerpetual + inQuanto + 2 * call.priceInCoin };
    for (const [i, account] of ['bitmex', 'deribit'].entries())
      expect(book.coins[i]).toMatchObject({
        symbol: 'BTC',
        coin: 'BTC',
        account,
        price: 39_990,
        beta: 1,
        dollarDelta: book.coins[i]!.amount * 39_990,
      });
    // Money: EUR lent, USDC with the option, USDT with the profit.
    expect(
      book.currencies.map(({ currency, timestamp }) => [currency, timestamp - 1_700_000_000_000]),
    ).toEqual([
      ['EUR', 2000],
      ['USDC', 1000],
      ['USDT', 0],
    ]);
    expect(book.currencies[0]).toMatchObject({
      amount: -500,
      value: -540,
      valueOfEquity: -540 / book.equity,
    });
    expect(book.currencies[1]!.amount).toBeCloseTo(4000 - 0.5 * call.priceInQuote, 9);
    expect(book.currencies[2]!.amount).toBeCloseTo(10_000 + 300 + 150, 9);
    const [eur, usdc, usdt] = book.currencies;
    const worth = eur!.value + usdc!.value + usdt!.value;
    expect(book.total.currencyValue).toBeCloseTo(worth, 9);
    expect(book.equity).toBeCloseTo(worth + coins.equity * 39_990 + 2 * 1999 * 0.999, 8);
    expect(book.total.missing).toEqual([]);
    expect(book.total.grossNotional).toBeCloseTo(
      book.positions.reduce((total, { notional }) => total + Math.abs(notional), 0),
      8,
    );
  });

  it('what each account has, by hand', () => {
    const book = of({});
    const inPerpetual = -500 * (1 / 41_000 - 1 / 40_000);
    const inQuanto = 40 * 1e-6 * (2001 - 2050);
    const expected = [
      ['bitmex', 'BTC', 0.2 + inQuanto, 39_990],
      ['deribit', 'BTC', 0.7 + inPerpetual + 2 * call.priceInCoin, 39_990],
      [null, 'EUR', -500, 1.08],
      ['bybit', 'USDC', 4000 - 0.5 * call.priceInQuote, 1.001],
      ['okx', 'USDT', 10_450, 0.999],
    ] as const;
    expect(book.accounts.map(({ account, currency }) => [account, currency])).toEqual(
      expected.map(([account, currency]) => [account, currency]),
    );
    for (const [i, [, , equity, rate]] of expected.entries()) {
      expect(book.accounts[i]!.equity).toBeCloseTo(equity, 9);
      expect(book.accounts[i]!.value).toBe(book.accounts[i]!.equity * rate);
    }
    // The numeraire too: all of the equity but spot.
    const inUsd = of({ balances: [...everything.balances, { currency: 'USD', amount: 7, kind: 'equity' }] });
    expect(inUsd.accounts[3]).toEqual({ account: null, currency: 'USD', equity: 7, value: 7 });
    const worth = inUsd.accounts.reduce((total, { value }) => total + value, 0);
    expect(worth + 2 * 1999 * 0.999).toBeCloseTo(inUsd.equity, 8);
  });

  it('coins of several accounts are rows of their own, and one row for sizing', () => {
    const book = of({});
    const { coins, hedgePositions, total, positions } = book;
    const sized = hedgePositions.filter(({ symbol }) => symbol === 'BTC');
    expect(sized).toHaveLength(1);
    // Two products rounded against one: 1e-16 of 4e4.
    expect(sized[0]!.value).toBeCloseTo(coins[0]!.dollarDelta + coins[1]!.dollarDelta, 10);
    const rows = [...positions, ...coins];
    expect(rows.reduce((sum, row) => sum + row.dollarBeta, 0)).toBeCloseTo(total.dollarBeta, 10);
    // Long in one account and in debt in another: nothing in all, to the last bit.
    const both = [
      { currency: 'ETH', amount: 0.1, kind: 'cash', account: 'a' },
      { currency: 'ETH', amount: -0.1, kind: 'cash', account: 'b' },
    ] as const;
    const prices = { ...everything.prices, ETH: 1999.99 };
    const with0 = of({ prices, balances: [...everything.balances, ...both] });
    expect(with0.total.dollarDelta).toBe(total.dollarDelta);
    expect(with0.coins.map(({ account }) => account)).toEqual(['bitmex', 'deribit', 'a', 'b']);
    // Split or not, the total has the same bits: 0.1 x 3.7 and 0.2 x 3.7 are summed before the price.
    const ethOf = (...amounts: readonly number[]) =>
      of({
        positions: [],
        prices: { ETH: 3.7 },
        balances: amounts.map((amount, i) => ({ currency: 'ETH', amount, kind: 'cash', account: `${i}` })),
      });
    expect(0.1 * 3.7 + 0.2 * 3.7).not.toBe((0.1 + 0.2) * 3.7);
    expect(ethOf(0.1, 0.2).total.dollarDelta).toBe((0.1 + 0.2) * 3.7);
    expect(ethOf(0.1, 0.2).hedgePositions).toEqual(ethOf(0.1 + 0.2).hedgePositions);
  });

  it('accounts that overflow and cancel are refused', () => {
    const balances = [1e304, -1e304].map((amount, i) => ({
      currency: 'ETH',
      amount,
      kind: 'cash',
      account: `${i}`,
    }));
    const money = { currency: 'USD', amount: 1e5, kind: 'cash' };
    const book = { positions: [], prices: { ETH: 1e4 }, balances: [...balances, money] };
    expect(of({ ...book, betas: { ETH: 1 } }).total.dollarBeta).toBe(0);
    expectRefusal(() => of({ ...book, betas: { ETH: 25 } }), 'domain.out_of_range', 'positions');
  });

  it('profit is converted from what it arises in: settlement, not quote', () => {
    // Quoted in USD, settled in USDC; and the quanto's quote is counted in BTC, whatever a USD is.
    const perpetual = { ...linear, symbol: 'ETH/USD:USDC', quote: 'USD', settle: 'USDC' } as Instrument;
    const book = of({
      positions: [
        { instrument: perpetual, contracts: 2, entryPrice: 2100, account: 'bybit' },
        { instrument: quanto, contracts: 40, entryPrice: 2050, account: 'bitmex' },
      ],
      prices: { ...everything.prices, [perpetual.symbol]: 2000 },
      numeraire: 'EUR',
      fx: { USDC: { price: 0.9, timestamp: 1 }, USDT: { price: 0.91, timestamp: 1 } },
    });
    const [counted, other] = book.positions;
    expect(counted!.dollarDelta).toBeCloseTo(40 * 1e-6 * 2001 * 39_990, 9);
    expect(other).toMatchObject({ dollarDelta: 2 * (2000 * 0.9), unrealisedProfit: -200 * 0.9 });
  });

  it('fractions of the equity are of the equity', () => {
    const book = of({});
    for (const row of [...book.positions, ...book.coins, book.total])
      for (const [field, fraction] of Object.entries(row.ofEquity))
        expect(fraction).toBe(row[field as keyof typeof row.ofEquity]! / book.equity);
  });

  it('beta-weighted gamma is gamma (beta P / I)^2', () => {
    const { positions } = of({ betas: { BTC: 1.25, ETH: 1 }, benchmarkPrice: 5000 });
    const row = positions.find(({ symbol }) => symbol === linearOption.symbol)!;
    const inIndex = (1.25 * 40_000) / 5000;
    expect(row.betaWeightedGamma).toBeCloseTo(-0.5 * 1.001 * call.gamma * inIndex * inIndex, 12);
    expect(row.betaWeightedDelta).toBeCloseTo(-0.5 * 1.001 * call.delta * inIndex, 12);
  });
});

describe('bookExposure: one answer', () => {
  it('in whatever order things come', () => {
    const given = {
      ...everything,
      positions: [
        ...everything.positions,
        { instrument: linear, contracts: 1.5, entryPrice: 1950, account: 'okx' },
        { instrument: { ...linear }, contracts: 1.5, entryPrice: 1700, account: 'okx' },
        { instrument: { ...linear, contractSize: 0.1 }, contracts: 7, entryPrice: 1700, account: 'bybit' },
        { instrument: linear, contracts: 0.7, entryPrice: 2222, account: 'bitmex' },
      ],
      balances: [
        ...everything.balances,
        { currency: 'USDT', amount: 3.3, kind: 'margin', account: 'bybit' },
        { currency: 'USDT', amount: 0.1, kind: 'equity', account: 'bitmex' },
        { currency: 'ETH', amount: 0.3, kind: 'cash', account: 'vault' },
      ],
      prices: { ...everything.prices, ETH: 2000 },
    } as BookExposureOptions;
    const first = canonicalJson(bookExposure(given));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const again = bookExposure({
          ...given,
          positions: shuffled(given.positions, seed),
          balances: shuffled(given.balances, seed + 1),
          prices: shuffledKeys(given.prices, seed),
          betas: shuffledKeys(given.betas, seed),
          fx: shuffledKeys(given.fx, seed),
          greeks: shuffledKeys(given.greeks!, seed),
        });
        expect(canonicalJson(again)).toBe(first);
      }),
      { seed: 20260301, numRuns: 50 },
    );
  });

  it('rows are by symbol, contract size, account, contracts, entry price; coins and money by name', () => {
    const held = (contracts: number, entryPrice: number, account: string, instrument = linear) => ({
      instrument,
      contracts,
      entryPrice,
      account,
    });
    const small = { ...linear, contractSize: 0.1 } as Instrument;
    const book = of({
      positions: [
        held(2, 9, 'b'),
        held(2, 8, 'b'),
        held(-1, 8, 'b'),
        held(3, 8, 'a'),
        held(5, 8, 'b', small),
        { instrument: inverse, contracts: 1, entryPrice: 40_000, account: 'a' },
      ],
      balances: [
        { currency: 'USDT', amount: 9e4, kind: 'margin', account: 'b' },
        { currency: 'USDT', amount: 1, kind: 'margin', account: 'a' },
        { currency: 'ETH', amount: 1, kind: 'margin', account: 'a' },
        { currency: 'BTC', amount: 1, kind: 'margin', account: 'a' },
      ],
      prices: { ...everything.prices, ETH: 2000 },
    });
    expect(book.positions.map(({ symbol, account, contracts }) => [symbol, account, contracts])).toEqual([
      [inverse.symbol, 'a', 1],
      [linear.symbol, 'b', 5],
      [linear.symbol, 'a', 3],
      [linear.symbol, 'b', -1],
      [linear.symbol, 'b', 2],
      [linear.symbol, 'b', 2],
    ]);
    expect(book.positions[4]!.unrealisedProfit).toBeGreaterThan(book.positions[5]!.unrealisedProfit!);
    expect(book.coins.map(({ coin }) => coin)).toEqual(['BTC', 'ETH']);
    expect(book.hedgePositions.map(({ symbol }) => symbol)).toEqual([
      ...book.positions.map(({ symbol }) => symbol),
      'BTC',
      'ETH',
    ]);
  });

  it('twice the book is twice everything but fractions, prices and rates, exactly', () => {
    const once = of({});
    const twice = of({
      positions: everything.positions.map((position) => ({ ...position, contracts: 2 * position.contracts })),
      balances: everything.balances.map((balance) => ({ ...balance, amount: 2 * balance.amount })),
    });
    const same = ['ofEquity', 'price', 'beta', 'rate', 'timestamp', 'valueOfEquity'];
    const doubled = (value: unknown, name: string): unknown => {
      if (same.includes(name)) return value;
      if (typeof value === 'number') return 2 * value;
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map((element) => doubled(element, ''));
      return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, doubled(field, key)]));
    };
    const { positions, coins, currencies, total, equity } = once;
    expect(twice).toMatchObject(doubled({ positions, coins, currencies, total, equity }, '') as object);
  });

  it('a sign turns every position around, exactly', () => {
    const flipped = of({
      positions: everything.positions.map((position) => ({ ...position, contracts: -position.contracts })),
    });
    const rowOf = (book: BookExposure, instrument: Instrument, contracts: number) =>
      book.positions.find((row) => row.symbol === instrument.symbol && row.contracts === contracts)!;
    for (const { instrument, contracts } of everything.positions) {
      const there = rowOf(of({}), instrument, contracts);
      const back = rowOf(flipped, instrument, -contracts);
      for (const field of ['notional', 'dollarDelta', 'dollarBeta', 'dollarGammaPerPercent', 'vega'] as const)
        expect(back[field]).toBe(0 - there[field]!);
    }
  });

  it('two books held in accounts of their own are the sum of both', () => {
    const [one, other] = [of({}), of({}, coinAccount)];
    const both = of({
      positions: [...everything.positions, { ...coinAccount.positions[0]!, account: 'own' }],
      balances: [...everything.balances, { ...coinAccount.balances[0]!, account: 'own' }],
      prices: { ...everything.prices, BTC: 40_000 },
    });
    const moved = of({ prices: { ...everything.prices, BTC: 40_000 } });
    expect(one.equity).not.toBe(moved.equity);
    // Two sums of the same numbers; observed 2e-12 of 1e5.
    expect(both.equity).toBeCloseTo(moved.equity + other.equity, 9);
    expect(both.total.dollarBeta).toBeCloseTo(moved.total.dollarBeta + other.total.dollarBeta, 9);
  });

  it('goes through JSON, leaves its input alone, and takes a frozen one', () => {
    const before = JSON.stringify(everything);
    const freeze = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
      return value;
    };
    const book = bookExposure(freeze(structuredClone(everything)));
    expect(JSON.parse(canonicalJson(book))).toEqual(book);
    expect(JSON.stringify(everything)).toBe(before);
    expect(book).toEqual(of(JSON.parse(before) as object));
  });

  it('short and flat books leave no -0', () => {
    const book = of({
      positions: everything.positions.map((position) => ({ ...position, contracts: -0 })),
      betas: { BTC: -1, ETH: -2 },
    });
    canonicalJson(book);
    const zeros = JSON.stringify(book.positions, (_, value: unknown) =>
      Object.is(value, -0) ? 'negative zero' : value,
    );
    expect(zeros).not.toContain('negative zero');
  });
});

describe('bookExposure: three kinds of balance', () => {
  const book = of({}).coins[0]!;
  it('an account whose option value is left in its coins would be too long by it', () => {
    // Deribit's equity of the account: cash, profit and premium.
    const cash = 0.7 - 500 * (1 / 41_000 - 1 / 40_000);
    const balances = everything.balances.map((balance) =>
      balance.account === 'deribit'
        ? { ...balance, kind: 'equity', amount: cash + 2 * call.priceInCoin }
        : balance,
    );
    const coins = of({ balances }).coins[0]!;
    // The sum of the account was rounded to be given; observed 1.1e-16.
    expect(Math.abs(coins.amount - book.amount)).toBeLessThan(2.3e-16);
    expect(Math.abs(coins.equity - book.equity)).toBeLessThan(2.3e-16);
  });

  it('only cash needs an entry price', () => {
    const positions = [{ instrument: inverse, contracts: -30_000 }];
    for (const kind of ['margin', 'equity'])
      expect(
        of({ positions, balances: [{ currency: 'BTC', amount: 1, kind }] }, coinAccount).coins[0]!.amount,
      ).toBe(1);
    expectRefusal(() => of({ positions }, coinAccount), 'shape.missing_field', 'positions[0].entryPrice');
    const flat = of({ positions: [{ instrument: inverse, contracts: 0, entryPrice: null }] }, coinAccount);
    expect(flat.coins[0]!.amount).toBe(1);
    expect(flat.positions[0]!.unrealisedProfit).toBe(0);
  });
});

describe('bookExposure: Greeks that are not there', () => {
  const lacking = (change: object): object => ({
    greeks: { ...everything.greeks, [coinOption.symbol]: { ...callGreeks, ...change } },
  });

  it.each([[Infinity], [-Infinity], [null], [undefined]])('gamma %s is null, and named', (gamma) => {
    const { total, positions } = of(lacking({ gamma }));
    expect(total).toMatchObject({
      dollarGammaPerPercent: null,
      betaWeightedGamma: null,
      betaWeightedGammaPerPercent: null,
      missing: ['gamma'],
    });
    expect(total.ofEquity).toMatchObject({ dollarGammaPerPercent: null, betaWeightedGammaPerPercent: null });
    expect(positions.filter((row) => row.dollarGammaPerPercent === null).length).toBe(1);
    expect(total.dollarDelta).toBe(of({}).total.dollarDelta);
  });

  it('vega, where it is not asked for', () => {
    const without = { ...lacking({ vega: undefined }), volatilityBetas: undefined };
    expect(of(without).total).toMatchObject({ vega: null, betaWeightedVega: null });
    expect(of(without).total.missing).toEqual(['vega', 'betaWeightedVega']);
    expect(of({ volatilityBetas: undefined }).total.missing).toEqual(['betaWeightedVega']);
    expect(of({ volatilityBetas: undefined }).total.vega).toBe(of({}).total.vega);
    expectRefusal(
      () => of(lacking({ vega: null })),
      'shape.missing_field',
      `greeks.${coinOption.symbol}.vega`,
    );
    const noOptions = { positions: everything.positions.slice(0, 3), volatilityBetas: undefined };
    expect(of(noOptions).total).toMatchObject({ betaWeightedVega: 0, missing: [] });
  });

  it('a flat position adds nothing, whatever is unknown of it', () => {
    const flat = everything.positions.map((position) =>
      position.instrument === coinOption ? { ...position, contracts: 0 } : position,
    );
    expect(of({ ...lacking({ gamma: Infinity }), positions: flat }).total.missing).toEqual([]);
  });

  it('a worthless option has a premium of 0', () => {
    const prices = { ...everything.prices, [coinOption.symbol]: 0 };
    expect(of({ prices }).positions.find((row) => row.symbol === coinOption.symbol)!.optionValue).toBe(0);
  });
});

describe('bookExposure: into sizeBetaHedge', () => {
  it('the rows are sized as they are, and the hedged book has the beta that was asked for', () => {
    const book = of({});
    const perpetual = parseMarket(
      { ...inverseMarket, contractSize: 1, limits: {}, precision: { amount: 1e-9, price: 0.1 } },
      { amountUnit: 'contracts' },
    );
    const hedge = sizeBetaHedge({
      positions: book.hedgePositions,
      targetBeta: 0.1,
      capital: book.equity,
      instrument: perpetual,
      instrumentBeta: 1,
      price: 40_000,
      settlePrice: 39_990,
      coinEquity: 0,
    });
    if (hedge.status !== 'ok') throw new Error(hedge.status);
    // Two orders of one sum.
    expect(Math.abs(hedge.dollarBetaBefore - book.total.dollarBeta)).toBeLessThan(1e-11);
    const hedged = of({
      positions: [
        ...everything.positions,
        {
          instrument: { ...perpetual, symbol: 'hedge' },
          contracts: Number(hedge.contracts),
          entryPrice: 40_000,
          account: 'deribit',
        },
      ],
      prices: { ...everything.prices, hedge: 40_000 },
    });
    // Half a lot is 5e-10 dollars of an equity of 1e5; 5.1e-15 is seen.
    expect(Math.abs(hedged.total.ofEquity.dollarBeta - 0.1)).toBeLessThan(1e-14);
    expect(hedged.equity).toBe(book.equity);
  });

  it('estimates travel on; a bare beta says nothing of its error', () => {
    const book = of({ volatilityBetas: undefined });
    const unknown = { betaStandardError: null, horizonMs: null, returnKind: null, asOf: null };
    expect(book.hedgePositions.find(({ symbol }) => symbol === 'BTC')).toEqual({
      symbol: 'BTC',
      value: (book.coins[0]!.amount + book.coins[1]!.amount) * 39_990,
      beta: 1,
      betaKey: 'BTC',
      ...unknown,
    });
    expect(book.hedgePositions.find(({ symbol }) => symbol === spot.symbol)).toEqual({
      ...unknown,
      symbol: spot.symbol,
      value: 2 * (1999 * 0.999),
      beta: 1.3,
      betaKey: spot.base,
      betaStandardError: 0.1,
      degreesOfFreedom: 88,
      horizonMs: 86_400_000,
    });
  });
});

describe('bookExposure: whose beta', () => {
  it('the symbol has precedence over the coin', () => {
    const book = of({ betas: { ...everything.betas, [spot.symbol]: 0.5 } });
    const row = (instrument: Instrument) =>
      book.positions.find(({ symbol }) => symbol === instrument.symbol)!;
    expect(row(spot)).toMatchObject({ beta: 0.5, betaKey: spot.symbol });
    expect(row(linear)).toMatchObject({ beta: 1.3, betaKey: 'ETH' });
  });

  it('a contract priced in a coin has a beta of its own, spot has not', () => {
    const pair = { ...linear, symbol: 'ETH/BTC:BTC', quote: 'BTC', settle: 'BTC' } as Instrument;
    const given = {
      positions: [{ instrument: pair, contracts: 1, entryPrice: 0.05, account: 'deribit' }],
      prices: { ...everything.prices, [pair.symbol]: 0.05 },
    };
    expectRefusal(() => of(given), 'shape.missing_field', `betas.${pair.symbol}`);
    const book = of({ ...given, betas: { ...everything.betas, [pair.symbol]: 0.3 } });
    expect(book.positions[0]!.dollarBeta).toBe(0.05 * 39_990 * 0.3);
    const coins = { ...spot, symbol: 'ETH/BTC', quote: 'BTC', settle: 'BTC' } as Instrument;
    const held = of({
      positions: [{ instrument: coins, contracts: 1 }],
      prices: { ...everything.prices, 'ETH/BTC': 0.05 },
    });
    expect(held.positions[0]).toMatchObject({ dollarDelta: 0.05 * 39_990, beta: 1.3 });
  });
});

describe('bookExposure: ages', () => {
  const now = 1_700_000_010_000;
  const dated = (record: Readonly<Record<string, unknown>>, timestamp = 1_700_000_005_000): object =>
    Object.fromEntries(Object.entries(record).map(([name, price]) => [name, { price, timestamp }]));
  const fresh = {
    now,
    maximumPriceAgeMs: 10_000,
    prices: dated(everything.prices),
    benchmarkPrice: { price: 40_000, timestamp: 1_700_000_009_000 },
  };

  it('asOf is the oldest of what was used, and null where one has no time', () => {
    expect(of({}).asOf).toBeNull();
    expect(of(fresh).asOf).toBe(1_700_000_000_000);
    expect(of({ ...fresh, prices: { ...fresh.prices, unused: { price: 1, timestamp: 1 } } }).asOf).toBe(
      1_700_000_000_000,
    );
    expect(
      of({ ...fresh, prices: { ...fresh.prices, BTC: 39_990 }, maximumPriceAgeMs: undefined }).asOf,
    ).toBeNull();
    expect(sums(of(fresh))).toEqual(sums(of({})));
    const worthless = { ...fresh.prices, [coinOption.symbol]: { price: 0, timestamp: 1_700_000_003_000 } };
    expect(of({ ...fresh, prices: worthless }).positions.map((row) => row.optionValue)).toContain(0);
  });

  it.each([
    ['prices', linear.symbol],
    ['prices', coinOption.symbol],
    ['prices', 'BTC'],
  ])('a stale price of %s.%s, one not yet known, and one without a time', (_, name) => {
    const price = (everything.prices as Record<string, number>)[name]!;
    const change = (value: unknown): object => ({ ...fresh, prices: { ...fresh.prices, [name]: value } });
    const at = `prices.${name}`;
    expectRefusal(() => of(change({ price, timestamp: now - 10_001 })), 'price.stale', `${at}.timestamp`);
    expectRefusal(() => of(change({ price, timestamp: now + 1 })), 'price.not_yet_known', `${at}.timestamp`);
    expectRefusal(() => of(change(price)), 'shape.wrong_type', at);
    of(change({ price, timestamp: now - 10_000 }));
    expect(refusal(() => of(change({ price, timestamp: now - 10_001 }))).message).toContain(
      `at least ${now - 10_000} (10001 ms old, 10000 allowed by maximumPriceAgeMs), got`,
    );
  });

  it('a worthless option needs a time too', () => {
    const prices = (value: unknown): object => ({ ...fresh.prices, [coinOption.symbol]: value });
    const at = `prices.${coinOption.symbol}`;
    expectRefusal(() => of({ ...fresh, prices: prices(0) }), 'shape.wrong_type', at);
    expectRefusal(
      () => of({ ...fresh, prices: prices({ price: 0, timestamp: 1_600_000_000_000 }) }),
      'price.stale',
      `${at}.timestamp`,
    );
    expectRefusal(
      () => of({ ...fresh, prices: prices({ price: 0 }) }),
      'shape.missing_field',
      `${at}.timestamp`,
    );
  });

  it('stale rates and benchmark, ages without a time', () => {
    expectRefusal(
      () => of({ ...fresh, fx: { ...everything.fx, EUR: { price: 1.08, timestamp: now - 10_001 } } }),
      'price.stale',
      'fx.EUR.timestamp',
    );
    expectRefusal(() => of({ ...fresh, benchmarkPrice: 40_000 }), 'shape.wrong_type', 'benchmarkPrice');
    expectRefusal(() => of({ ...fresh, now: undefined }), 'shape.missing_field', 'now');
    expectRefusal(() => of({ ...fresh, now: 1_700_000_010 }), 'unit.suspicious', 'now');
    expectRefusal(() => of({ ...fresh, maximumPriceAgeMs: -1 }), 'domain.negative', 'maximumPriceAgeMs');
  });

  it('what has expired by now is refused, with now alone too', () => {
    const expiry = (coinOption as Extract<Instrument, { type: 'option' }>).expiry;
    expectRefusal(() => of({ now: expiry }), 'domain.out_of_range', 'positions[3].instrument.expiry');
    of({ now: expiry - 1 });
    const future = { ...linear, type: 'future', expiry: 1_700_000_000_000 } as Instrument;
    const positions = [{ instrument: future, contracts: 1, entryPrice: 1, account: 'okx' }];
    expectRefusal(
      () => of({ positions, now: 1_700_000_000_000 }),
      'domain.out_of_range',
      'positions[0].instrument.expiry',
    );
  });

  it('stale and mixed betas', () => {
    const beta = { beta: 1.3, betaStandardError: 0.1, asOf: 1_699_999_999_000 };
    const betas = { BTC: { beta: 1, betaStandardError: 0 }, ETH: beta };
    of({ betas, now, maximumEstimateAgeMs: 11_000 });
    expectRefusal(() => of({ betas, now, maximumEstimateAgeMs: 10_999 }), 'estimate.stale', 'betas.ETH.asOf');
    expect(refusal(() => of({ betas, now, maximumEstimateAgeMs: 10_999 })).message).toContain(
      '(11000 ms old, 10999 allowed by maximumEstimateAgeMs)',
    );
    expectRefusal(
      () => of({ betas: { ...betas, ETH: { ...beta, asOf: now + 1 } }, now, maximumEstimateAgeMs: 1 }),
      'estimate.not_yet_known',
      'betas.ETH.asOf',
    );
    expectRefusal(
      () => of({ betas: { BTC: { beta: 1, horizonMs: 3_600_000 }, ETH: everything.betas['ETH'] } }),
      'estimate.mixed',
      'betas.ETH.horizonMs',
    );
    expectRefusal(
      () => of({ betas: { BTC: { beta: 1, returnKind: 'log' }, ETH: { beta: 1, returnKind: 'simple' } } }),
      'estimate.mixed',
      'betas.ETH.returnKind',
    );
  });
});

describe('bookExposure: missing pieces are named', () => {
  const without = (field: 'prices' | 'betas' | 'fx' | 'greeks', name: string): object => ({
    [field]: Object.fromEntries(Object.entries(everything[field]!).filter(([key]) => key !== name)),
  });
  const omit = <T extends object>(value: T, field: keyof T): object =>
    Object.fromEntries(Object.entries(value).filter(([key]) => key !== field));

  it.each([
    ['prices', linear.symbol, `prices.${linear.symbol}`],
    ['prices', coinOption.symbol, `prices.${coinOption.symbol}`],
    ['prices', spot.symbol, `prices.${spot.symbol}`],
    ['prices', 'BTC', 'prices.BTC'],
    ['fx', 'USDT', 'fx.USDT'],
    ['fx', 'USDC', 'fx.USDC'],
    ['fx', 'EUR', 'prices.EUR'],
    ['betas', 'ETH', 'betas.ETH'],
    ['betas', 'BTC', 'betas.BTC'],
    ['greeks', linearOption.symbol, `greeks.${linearOption.symbol}`],
  ] as const)('%s without %s', (field, name, path) => {
    expectRefusal(() => of(without(field, name)), 'shape.missing_field', path);
  });

  it('a currency without price or rate is told that it could be either', () => {
    expect(refusal(() => of(without('fx', 'USDT'))).message).toBe(
      "bookExposure: fx.USDT must be given (the rate of money, { price, timestamp }), or prices.USDT (a coin's price in USD), got undefined",
    );
    expect(refusal(() => of(without('fx', 'EUR'))).message).toBe(
      "bookExposure: prices.EUR must be given (a coin's price in USD), or fx.EUR (the rate of money, { price, timestamp }), got undefined",
    );
  });

  it('all that is missing is named at once, in the order that it is asked for', () => {
    const balances = [
      { currency: 'SOL', amount: 3, kind: 'cash' },
      { currency: 'DOGE', amount: 0, kind: 'cash' },
      { currency: 'SOL', amount: 1, kind: 'cash', account: 'vault' },
      ...everything.balances,
      { currency: 'ADA', amount: -1, kind: 'cash' },
    ] as const;
    const { BTC, ...prices } = everything.prices as Record<string, number>;
    expect(BTC).toBe(39_990);
    const { message, path } = refusal(() => of({ balances, prices, fx: {} }));
    expect(path).toBe('prices.SOL');
    expect(message).toContain(
      '; missing too: fx.USDT, prices.BTC, fx.USDC, prices.EUR, prices.ADA, got undefined',
    );
    // What a beta is given of is no money; of a broken row its own error is told, later.
    const pair = { ...spot, symbol: 'ETH/BTC', quote: 'BTC', settle: 'BTC' } as Instrument;
    const positions = [{ instrument: pair, contracts: 1 }, null, { contracts: 1 }];
    const asks = (change: object) => () =>
      of({ positions, balances: [], prices: { 'ETH/BTC': 0.05 }, ...change });
    expectRefusal(asks({}), 'shape.missing_field', 'prices.BTC');
    expectRefusal(asks({ betas: { ETH: 1 } }), 'shape.missing_field', 'fx.BTC');
    // Nor is what another position moves with, or is settled in as a coin.
    for (const other of [inverse, { ...quanto, symbol: 'SOL/USD:BTC', base: 'SOL' }])
      expectRefusal(
        asks({ betas: { ETH: 1 }, positions: [...positions, { instrument: other }] }),
        'shape.missing_field',
        'prices.BTC',
      );
  });

  it('nothing of a coin without a price is passed over, but where a position is settled in it', () => {
    const dust = ['DOGE', 'SOL', 'EURT'].flatMap((currency) => [
      { currency, amount: 0, kind: 'cash' } as const,
      { currency, amount: -0, kind: 'equity', account: 'okx' } as const,
    ]);
    expect(of({ balances: [...dust, ...everything.balances] })).toEqual(of({}));
    const balances = [{ currency: 'BTC', amount: 0, kind: 'margin' }];
    const prices = { [inverse.symbol]: 40_000 };
    expectRefusal(() => of({ balances, prices }, coinAccount), 'shape.missing_field', 'prices.BTC');
    const least = [...everything.balances, { currency: 'DOGE', amount: 5e-324, kind: 'cash' }];
    expectRefusal(() => of({ balances: least }), 'shape.missing_field', 'prices.DOGE');
    expectRefusal(
      () => of({ balances: [{ currency: 'DOGE', amount: 0, kind: 'free' }] }),
      'domain.not_one_of',
      'balances[0].kind',
    );
  });

  it('a beta is asked for by what needs it, and a rate with its time', () => {
    expect(refusal(() => of(without('betas', 'ETH'))).message).toBe(
      `bookExposure: betas.ETH must be given, as a number or an estimate ({ beta, betaStandardError, ... }): positions[0], ${linear.symbol} needs it, got undefined`,
    );
    const coins = { balances: [{ currency: 'SOL', amount: 1, kind: 'cash' }], positions: [] };
    expect(refusal(() => of({ ...coins, prices: { SOL: 1 } })).message).toContain(
      'a balance in SOL needs it',
    );
    const settled = { positions: [everything.positions[5]!], betas: { ETH: 1 } };
    expect(refusal(() => of(settled)).message).toContain('positions[0], settled in BTC, needs it');
    const bare = { fx: { ...everything.fx, USDT: 0.999 } };
    expect(refusal(() => of(bare)).message).toBe(
      'bookExposure: fx.USDT must be { price, timestamp }, got 0.999',
    );
  });

  it('the money of an inverse contract needs a rate where it is not the numeraire', () => {
    const given = { numeraire: 'USDT', fx: {} };
    expectRefusal(() => of(given, coinAccount), 'shape.missing_field', 'fx.USD');
    const fx = { USD: { price: 1.001, timestamp: 1_700_000_000_000 } };
    const book = of({ ...given, fx }, coinAccount);
    expect(book.positions[0]).toMatchObject({ dollarDelta: -30_000, notional: -30_000 * 1.001 });
  });

  it('greeks at all, betas of the coins held, volatility betas', () => {
    expectRefusal(() => of({ greeks: undefined }), 'shape.missing_field', `greeks.${coinOption.symbol}`);
    expectRefusal(() => of({ volatilityBetas: {} }), 'shape.missing_field', 'volatilityBetas.BTC');
    expectRefusal(
      () =>
        of({
          balances: [...everything.balances, { currency: 'SOL', amount: 1, kind: 'cash' }],
          prices: { ...everything.prices, SOL: 100 },
        }),
      'shape.missing_field',
      'betas.SOL',
    );
  });

  it.each(['positions', 'balances', 'prices', 'betas', 'benchmarkPrice', 'numeraire', 'fx'] as const)(
    '%s',
    (field) => {
      expectRefusal(() => of({ [field]: undefined }), 'shape.missing_field', field);
    },
  );

  it.each(['instrument', 'contracts'] as const)('a position without %s', (field) => {
    const positions = [omit(everything.positions[0]!, field)];
    expectRefusal(() => of({ positions }), 'shape.missing_field', `positions[0].${field}`);
  });

  it.each(['currency', 'amount', 'kind'] as const)('a balance without %s', (field) => {
    const balances = [omit(everything.balances[0]!, field)];
    expectRefusal(() => of({ balances }), 'shape.missing_field', `balances[0].${field}`);
  });

  it.each(['underlyingPrice', 'delta'] as const)('Greeks without %s', (field) => {
    const greeks = { ...everything.greeks, [coinOption.symbol]: omit(callGreeks, field) };
    expectRefusal(() => of({ greeks }), 'shape.missing_field', `greeks.${coinOption.symbol}.${field}`);
  });

  it('a derivative without a balance in its account and currency', () => {
    expectRefusal(() => of({ balances: [] }, coinAccount), 'shape.missing_field', 'balances');
    const elsewhere = [{ ...coinAccount.balances[0]!, account: 'cold' }];
    expect(refusal(() => of({ balances: elsewhere }, coinAccount)).message).toBe(
      'bookExposure: balances must be given a balance in BTC (of no account): positions[0] is settled in it, and 0 is said, not assumed, got undefined',
    );
    const positions = [{ ...coinAccount.positions[0]!, account: 'okx' }];
    expect(refusal(() => of({ positions }, coinAccount)).message).toContain(
      'a balance in BTC (account okx): positions[0]',
    );
  });
});

describe('bookExposure: what is wrong is refused', () => {
  const position = everything.positions[0]!;
  const rows: [what: string, change: object, code: Parameters<typeof expectRefusal>[1], path: string][] = [
    [
      'a ccxt position',
      { positions: [{ ...position, side: 'long' }] },
      'unit.suspicious',
      'positions[0].side',
    ],
    ['no list', { positions: {} }, 'shape.wrong_type', 'positions'],
    ['no position', { positions: [null] }, 'shape.missing_field', 'positions[0]'],
    [
      'a raw market',
      { positions: [{ ...position, instrument: linearMarket }] },
      'shape.wrong_type',
      'positions[0].instrument',
    ],
    [
      'an account without a name',
      { positions: [{ ...position, account: '' }] },
      'shape.wrong_type',
      'positions[0].account',
    ],
    [
      'entry price 0',
      { positions: [{ ...position, entryPrice: 0 }] },
      'domain.not_positive',
      'positions[0].entryPrice',
    ],
    [
      'entry price NaN',
      { positions: [{ ...position, entryPrice: NaN }] },
      'domain.not_finite',
      'positions[0].entryPrice',
    ],
    [
      'contracts NaN',
      { positions: [{ ...position, contracts: NaN }] },
      'domain.not_finite',
      'positions[0].contracts',
    ],
    [
      'contracts Infinity',
      { positions: [{ ...position, contracts: -Infinity }] },
      'domain.not_finite',
      'positions[0].contracts',
    ],
    [
      'contracts as text',
      { positions: [{ ...position, contracts: '1' }] },
      'shape.wrong_type',
      'positions[0].contracts',
    ],
    [
      'contracts beyond doubles',
      {
        positions: [{ ...position, contracts: 1e306 }],
        balances: [{ ...everything.balances[0]!, kind: 'margin' }],
      },
      'domain.out_of_range',
      'positions',
    ],
    [
      'profit beyond doubles',
      { positions: [{ ...position, contracts: 1e306, entryPrice: 1 }] },
      'domain.out_of_range',
      'positions',
    ],
    [
      'amount NaN',
      { balances: [{ ...everything.balances[0]!, amount: NaN }] },
      'domain.not_finite',
      'balances[0].amount',
    ],
    [
      'another kind',
      { balances: [{ ...everything.balances[0]!, kind: 'free' }] },
      'domain.not_one_of',
      'balances[0].kind',
    ],
    [
      'a balance twice',
      { balances: [...everything.balances, everything.balances[4]] },
      'market.inconsistent',
      'balances[5]',
    ],
    [
      'price 0',
      { prices: { ...everything.prices, [linear.symbol]: 0 } },
      'domain.not_positive',
      `prices.${linear.symbol}`,
    ],
    ['price -0', { prices: { ...everything.prices, BTC: -0 } }, 'domain.not_positive', 'prices.BTC'],
    ['price NaN', { prices: { ...everything.prices, BTC: NaN } }, 'domain.not_finite', 'prices.BTC'],
    [
      'price below 0',
      { prices: { ...everything.prices, [coinOption.symbol]: -0.1 } },
      'domain.not_positive',
      `prices.${coinOption.symbol}`,
    ],
    ['an undated rate', { fx: { ...everything.fx, USDT: 1 } }, 'shape.wrong_type', 'fx.USDT'],
    [
      'rate 0',
      { fx: { ...everything.fx, USDT: { price: 0, timestamp: 1_700_000_000_000 } } },
      'domain.not_positive',
      'fx.USDT.price',
    ],
    [
      'the numeraire in itself',
      { fx: { ...everything.fx, USD: { price: 1.1, timestamp: 1_700_000_000_000 } } },
      'market.inconsistent',
      'fx.USD.price',
    ],
    [
      'the numeraire as a coin',
      { prices: { ...everything.prices, USD: 1 } },
      'market.inconsistent',
      'prices.USD',
    ],
    ['money as a coin', { prices: { ...everything.prices, EUR: 1.08 } }, 'market.inconsistent', 'prices.EUR'],
    ['benchmark price 0', { benchmarkPrice: 0 }, 'domain.not_positive', 'benchmarkPrice'],
    ['benchmark price tiny', { benchmarkPrice: 5e-324 }, 'domain.out_of_range', 'positions'],
    ['no numeraire', { numeraire: '' }, 'shape.wrong_type', 'numeraire'],
    ['beta NaN', { betas: { ...everything.betas, BTC: NaN } }, 'domain.not_finite', 'betas.BTC'],
    ['beta in per cent', { betas: { ...everything.betas, BTC: 100 } }, 'unit.suspicious', 'betas.BTC.beta'],
    ['beta as text', { betas: { ...everything.betas, BTC: '1' } }, 'shape.wrong_type', 'betas.BTC'],
    [
      'a failed beta',
      { betas: { ...everything.betas, BTC: { status: 'degenerate', beta: 0 } } },
      'estimate.not_ok',
      'betas.BTC.status',
    ],
    [
      'an error below 0',
      { betas: { ...everything.betas, BTC: { beta: 1, betaStandardError: -1 } } },
      'domain.negative',
      'betas.BTC.betaStandardError',
    ],
    [
      'an error NaN',
      { betas: { ...everything.betas, BTC: { beta: 1, betaStandardError: NaN } } },
      'domain.not_finite',
      'betas.BTC.betaStandardError',
    ],
    [
      'no degrees of freedom',
      { betas: { ...everything.betas, BTC: { beta: 1, degreesOfFreedom: 0 } } },
      'domain.out_of_range',
      'betas.BTC.degreesOfFreedom',
    ],
    [
      'horizon 0',
      { betas: { BTC: 1, ETH: { beta: 1, horizonMs: 0 } } },
      'domain.not_positive',
      'betas.ETH.horizonMs',
    ],
    [
      'volatility beta in per cent',
      { volatilityBetas: { BTC: 100 } },
      'unit.suspicious',
      'volatilityBetas.BTC',
    ],
    ['volatility beta NaN', { volatilityBetas: { BTC: NaN } }, 'domain.not_finite', 'volatilityBetas.BTC'],
    [
      'a coin counted twice',
      {
        balances: [...everything.balances, { currency: 'ETH', amount: 2, kind: 'cash' }],
        prices: { ...everything.prices, ETH: 2000 },
      },
      'market.inconsistent',
      'positions[6]',
    ],
    [
      'money as spot',
      {
        positions: [
          {
            instrument: { ...spot, symbol: 'EUR/USD', base: 'EUR', quote: 'USD', settle: 'USD' },
            contracts: 1,
          },
        ],
      },
      'market.unsupported',
      'positions[0].instrument.base',
    ],
    [
      'a quanto that is said to be linear',
      { positions: [{ ...position, instrument: { ...linear, settle: 'BTC' } }] },
      'market.inconsistent',
      'positions[0].instrument.settle',
    ],
    [
      'a symbol of two contracts',
      { positions: [position, { ...position, instrument: { ...linear, base: 'BTC' } }] },
      'market.inconsistent',
      'positions[1].instrument.base',
    ],
    [
      'a premium in dollars',
      { prices: { ...everything.prices, [coinOption.symbol]: 3000 } },
      'unit.suspicious',
      `prices.${coinOption.symbol}`,
    ],
    [
      "a coin's price in thousands",
      { prices: { ...everything.prices, BTC: 39.99 } },
      'unit.suspicious',
      'prices.BTC',
    ],
    [
      "a contract's price upside down",
      { prices: { ...everything.prices, [inverse.symbol]: 1 / 40_000 } },
      'unit.suspicious',
      'prices.BTC',
    ],
    ['equity of nothing', { positions: [], balances: [] }, 'domain.not_positive', 'equity'],
    [
      'equity below 0',
      { balances: everything.balances.map((row) => ({ ...row, amount: -9e4 })) },
      'domain.not_positive',
      'equity',
    ],
  ];

  it.each(rows)('%s', (_, change, code, path) => {
    expectRefusal(() => of(change), code, path);
  });

  it.each([
    ['info', {}],
    ['markImpliedVolatility', 60.86],
    ['bidImpliedVolatility', 0],
    ['askImpliedVolatility', 61],
    ['bidSize', 1],
    ['askSize', 1],
    ['datetime', '2024-01-01T00:00:00Z'],
  ])("ccxt's own Greeks, known by %s", (field, value) => {
    const greeks = { ...everything.greeks, [coinOption.symbol]: { ...callGreeks, [field]: value } };
    expectRefusal(() => of({ greeks }), 'unit.suspicious', `greeks.${coinOption.symbol}`);
  });

  it.each([
    ['delta', NaN, 'domain.not_finite'],
    ['delta', Infinity, 'domain.not_finite'],
    ['gamma', NaN, 'domain.not_finite'],
    ['vega', Infinity, 'domain.not_finite'],
    ['underlyingPrice', 0, 'domain.not_positive'],
    ['underlyingPrice', '40000', 'shape.wrong_type'],
    ['status', 'degenerate', 'estimate.not_ok'],
  ] as const)('Greeks with %s %s', (field, value, code) => {
    const greeks = { ...everything.greeks, [coinOption.symbol]: { ...callGreeks, [field]: value } };
    expectRefusal(() => of({ greeks }), code, `greeks.${coinOption.symbol}.${field}`);
  });

  it.each([inverse, linear])('no contract on the numeraire: $settlement', (contract) => {
    const base = { numeraire: contract.base, balances: [], fx: {}, benchmarkPrice: 1 };
    const settle =
      contract.settle === contract.base ? {} : { [contract.settle]: { price: 1e-4, timestamp: 0 } };
    const given = { ...base, fx: { ...settle }, betas: { [contract.base]: 1 }, greeks: {} };
    const positions = [{ instrument: contract, contracts: 1, entryPrice: 1e4 }];
    expectRefusal(
      () => bookExposure({ ...given, positions, prices: { [contract.symbol]: 1e4 } }),
      'market.unsupported',
      'positions[0].instrument.base',
    );
  });

  it('no coin is worth what is not near its contract: a factor of 2', () => {
    const at = (price: number) => () => of({ prices: { [inverse.symbol]: 40_000, BTC: price } }, coinAccount);
    expectRefusal(at(80_000), 'unit.suspicious', 'prices.BTC');
    expectRefusal(at(20_000), 'unit.suspicious', 'prices.BTC');
    expect(at(79_999)().total.dollarDelta).toBeGreaterThan(at(20_001)().total.dollarDelta);
  });

  it('coins of an account beside spot in another, or none of them, are counted once', () => {
    const eth = (amount: number, account?: string) => ({
      balances: [...everything.balances, { currency: 'ETH', amount, kind: 'cash', account }],
      prices: { ...everything.prices, ETH: 2000 },
    });
    expect(of(eth(2, 'vault')).coins[2]!.amount).toBe(2);
    expect(of(eth(0)).coins[2]!.amount).toBe(0);
  });

  it('the numeraire may be in fx as 1', () => {
    const fx = { ...everything.fx, USD: { price: 1, timestamp: 1 } };
    expect(of({ fx })).toEqual(of({}));
  });
});
