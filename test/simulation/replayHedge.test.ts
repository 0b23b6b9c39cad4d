import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { replayHedge } from '../../src/simulation/replayHedge.ts';
import type { HedgeReplay } from '../../src/simulation/replayHedge.ts';
import type { ReplayHedgeOptions } from '../../src/simulation/replayOptions.ts';
import { expectRefusal } from '../errors.ts';
import { inverseMarket, linearMarket, spotMarket } from '../instruments/markets.ts';

// The real year of the example.
const csv = (name: string): string[][] =>
  readFileSync(new URL(`../../docs/examples/data/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const days = csv('crypto-daily-2021.csv');
const timestamps = days.map((row) => Date.parse(row[0]!));
const column = (i: number): number[] => days.map((row) => Number(row[i]));
const prices = { BTC: column(1), ETH: column(2), SOL: column(3) };
const settlements = csv('btc-funding-2021.csv');
const fundingRates = {
  timestamps: settlements.map((row) => Date.parse(row[0]!)),
  rates: settlements.map((row) => Number(row[1])),
};

const linear = parseMarket({ ...linearMarket, symbol: 'BTC/USDT:USDT', base: 'BTC', limits: {} });
const inverse = parseMarket({ ...inverseMarket, limits: {} });
const base: ReplayHedgeOptions = {
  timestamps,
  prices,
  benchmark: 'BTC',
  book: [
    { symbol: 'ETH', quantity: 20 },
    { symbol: 'SOL', quantity: 300 },
  ],
  cash: 1000,
  hedge: { instrument: linear, priceSymbol: 'BTC', fundingRates },
  estimation: { window: 30 },
  policy: { policyVersion: '1', targetBeta: 0, bandHalfWidth: 0.1, tradeTo: 'edge', cooldownMs: 0 },
  costs: { feeRate: 0.0005, halfSpread: 0.0002 },
  periodsPerYear: 365,
};
const inverseHedge = { instrument: inverse, priceSymbol: 'BTC', coinEquity: 5, fundingRates };

function replay(change: Partial<ReplayHedgeOptions> = {}): HedgeReplay {
  const result = replayHedge({ ...base, ...change });
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result;
}

const head = (options: ReplayHedgeOptions, n: number): ReplayHedgeOptions => ({
  ...options,
  timestamps: Array.from(options.timestamps).slice(0, n),
  prices: Object.fromEntries(
    Object.entries(options.prices).map(([name, values]) => [name, Array.from(values).slice(0, n)]),
  ),
});

describe('replayHedge: the books balance', () => {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

  it('linear: wealth is the book plus what the fills, from their own prices, have earned, less costs, plus funding', () => {
    const result = replay();
    const last = prices.BTC.at(-1)!;
    const traded = sum(result.fills.map(({ contracts, price }) => Number(contracts) * (last - price)));
    const fees = sum(result.fills.map(({ fee }) => fee));
    const held = (time: number): number =>
      sum(result.fills.filter(({ timestamp }) => timestamp < time).map(({ contracts }) => Number(contracts)));
    const funding = sum(
      settlements
        .map((row) => {
          const time = Date.parse(row[0]!);
          const day = timestamps.filter((stamp) => stamp <= time).length - 1;
          return -held(time) * prices.BTC[day]! * Number(row[1]);
        })
        .filter((_, i) => fundingRates.timestamps[i]! <= timestamps.at(-1)!),
    );
    const bookEnd = 1000 + 20 * prices.ETH.at(-1)! + 300 * prices.SOL.at(-1)!;
    expect(result.unhedged.at(-1)).toBeCloseTo(bookEnd, 8);
    // Sums of 334 moves near 1e5 round by less than 1e-8.
    expect(result.hedged.at(-1)! - bookEnd).toBeCloseTo(traded - fees + funding, 7);
    const { summary } = result;
    expect(summary.fees).toBeCloseTo(fees, 9);
    expect(summary.funding).toBeCloseTo(funding, 8);
    expect(summary.funding).toBeGreaterThan(0); // short while longs paid, most of 2021
    expect(summary.hedgeProfit - summary.spreadCosts).toBeCloseTo(traded, 7);
    expect(summary.turnover).toBeCloseTo(
      sum(result.fills.map(({ contracts, price }) => Math.abs(Number(contracts)) * price)),
      6,
    );
  });

  it('inverse: coins are the start plus the closed form of every fill, fees and funding in coins', () => {
    const result = replay({ hedge: inverseHedge });
    const last = prices.BTC.at(-1)!;
    const at = (time: number): number => prices.BTC[timestamps.filter((stamp) => stamp <= time).length - 1]!;
    const fills = result.fills.map(({ contracts, price, timestamp }) => ({
      q: Number(contracts) * 100,
      price,
      timestamp,
    }));
    let coins = 5;
    for (const { q, price } of fills) coins += q * (1 / price - 1 / last) - Math.abs(q / price) * 0.0005;
    settlements.forEach((row) => {
      const time = Date.parse(row[0]!);
      if (time > timestamps.at(-1)!) return;
      coins -=
        sum(fills.filter((fill) => fill.timestamp < time).map(({ q }) => q / at(time))) * Number(row[1]);
    });
    const bookEnd = 1000 + 20 * prices.ETH.at(-1)! + 300 * prices.SOL.at(-1)!;
    expect(result.unhedged.at(-1)).toBeCloseTo(bookEnd + 5 * last, 8);
    expect(result.hedged.at(-1)).toBeCloseTo(bookEnd + coins * last, 6);
    const { summary } = result;
    const profit = summary.hedgeProfit - summary.fees - summary.spreadCosts + summary.funding;
    expect(result.hedged.at(-1)! - result.unhedged.at(-1)!).toBeCloseTo(profit, 7);
  });

  it('a fill is at the next bar, against the spread, of the order that was decided', () => {
    const { fills, decisions, contracts } = replay();
    const orders = decisions.flatMap(({ decision, sizing }, i) =>
      sizing?.order ? [{ bar: i, contracts: sizing.contracts, decided: decision.timestamp }] : [],
    );
    expect(fills.length).toBeGreaterThan(10);
    expect(orders.length - fills.length).toBeLessThanOrEqual(1); // the last bar's has no next bar
    fills.forEach((fill, i) => {
      const { bar, contracts: ordered } = orders[i]!;
      const day = 30 + bar + 1;
      expect(fill.timestamp).toBe(timestamps[day]);
      expect(fill.contracts).toBe(ordered);
      expect(fill.price).toBe(prices.BTC[day]! * (1 + Math.sign(Number(ordered)) * 0.0002));
    });
    expect(contracts[0]).toBe(0);
    // Lots of 0.001: sums of decimals, not of doubles.
    for (const held of contracts) expect(held).toBe(Number(held.toFixed(3)));
  });
});

describe('replayHedge: only the past is known', () => {
  it.each([
    ['linear', base],
    ['inverse', { ...base, hedge: inverseHedge }],
  ] as const)('%s: bars added at the end change no earlier byte', (_, options) => {
    const whole = replayHedge(options);
    if (whole.status !== 'ok') throw new Error(whole.status);
    for (const n of [36, 100, 250]) {
      const part = replayHedge(head(options, n));
      if (part.status !== 'ok') throw new Error(part.status);
      const bars = n - 30;
      expect(canonicalJson(part.decisions)).toBe(canonicalJson(whole.decisions.slice(0, bars)));
      expect(canonicalJson(part.fills)).toBe(canonicalJson(whole.fills.slice(0, part.fills.length)));
      for (const name of ['timestamps', 'hedged', 'unhedged', 'contracts', 'netBeta'] as const)
        expect(part[name]).toEqual(whole[name].slice(0, bars));
    }
  });
});

describe('replayHedge: it hedges', () => {
  // An asset that returns exactly twice the benchmark: nothing is left but the lots and the day until a fill.
  const btc = timestamps.map((_, i) => 40_000 * (1 + 0.03 * Math.sin(i * 1.7)));
  const twice = [100];
  for (let i = 1; i < btc.length; i++) twice.push(twice[i - 1]! * (1 + 2 * (btc[i]! / btc[i - 1]! - 1)));
  const certain: Partial<ReplayHedgeOptions> = {
    prices: { BTC: btc, TWICE: twice },
    book: [{ symbol: 'TWICE', quantity: 10_000 }],
    cash: 0,
    costs: { feeRate: 0, halfSpread: 0 },
    policy: { ...base.policy, bandHalfWidth: 0, tradeTo: 'target' },
  };

  it('an asset of exactly twice the benchmark, to 0 and to 0.5', () => {
    for (const targetBeta of [0, 0.5]) {
      const { summary, netBeta } = replay({
        ...certain,
        policy: { ...certain.policy!, targetBeta },
        hedge: { instrument: linear, priceSymbol: 'BTC' },
      });
      expect(netBeta[0]).toBeCloseTo(2, 10);
      expect(summary.betaBefore.beta).toBeCloseTo(2, 10);
      // A beta hedge drifts by beta (beta - 1) times a day's return of 3 to 6 % until the next fill.
      expect(Math.abs(summary.betaAfter.beta - targetBeta)).toBeLessThan(0.1);
      expect(summary.trackingError).toBeLessThan(0.1 * summary.volatilityBefore);
    }
  });

  it('coins alone, sold forward in inverse contracts once, are money: no second order', () => {
    const { fills, hedged, summary } = replay({
      prices: { BTC: btc },
      book: [],
      cash: 0,
      costs: { feeRate: 0, halfSpread: 0 },
      hedge: { instrument: inverse, priceSymbol: 'BTC', coinEquity: 10 },
      policy: { ...base.policy, bandHalfWidth: 0.0005, tradeTo: 'target' },
    });
    expect(fills).toHaveLength(2);
    // Half a lot of 100 USD is left long or short: moves of 6 % of 50 USD.
    const later = hedged.slice(2);
    expect(Math.max(...later) - Math.min(...later)).toBeLessThan(10);
    expect(Math.abs(summary.betaAfter.beta)).toBeLessThan(50 / 400_000);
  });

  it('the real year: less variance, a realised beta near the target', () => {
    const { summary } = replay();
    expect(summary.betaBefore.betaInterval.lower).toBeGreaterThan(0.5);
    expect(Math.abs(summary.betaAfter.beta)).toBeLessThan(0.2);
    expect(summary.varianceReduction).toBeGreaterThan(0.2);
  });

  it('a band that is never left trades nothing and costs nothing', () => {
    const still = replay({ policy: { ...base.policy, bandHalfWidth: 10 } });
    expect(still.fills).toEqual([]);
    expect(still.hedged).toEqual(still.unhedged);
    expect(still.summary).toMatchObject({
      turnover: 0,
      fees: 0,
      spreadCosts: 0,
      funding: 0,
      varianceReduction: 0,
    });
  });

  it('the input is left alone', () => {
    const frozen = Object.fromEntries(
      Object.entries(prices).map(([name, values]) => [name, Object.freeze([...values])]),
    );
    const before = JSON.stringify(frozen);
    replay({ prices: frozen, timestamps: Object.freeze([...timestamps]) });
    expect(JSON.stringify(frozen)).toBe(before);
  });
});

describe('replayHedge: no answer', () => {
  it('too few bars', () => {
    expect(replayHedge(head(base, 34))).toEqual({ status: 'insufficient_data', required: 35, observed: 34 });
    expect(replayHedge(head(base, 35)).status).toBe('ok');
  });

  it('a coin that stopped moving, and when it was seen', () => {
    const sol = prices.SOL.map((price, i) => (i > 100 ? prices.SOL[100]! : price));
    expect(replayHedge({ ...base, prices: { ...prices, SOL: sol } })).toEqual({
      status: 'degenerate',
      reason: 'no_estimate',
      symbol: 'SOL',
      timestamp: timestamps[130],
    });
  });

  it('no wealth: an empty book without cash, or a hedge that lost it', () => {
    expect(replayHedge({ ...base, book: [], cash: 0 })).toMatchObject({
      status: 'degenerate',
      reason: 'wealth_exhausted',
      timestamp: timestamps[30],
    });
    const book = [{ symbol: 'ETH', quantity: -20 }];
    expect(replayHedge({ ...base, book, cash: 40_000 })).toMatchObject({
      reason: 'wealth_exhausted',
      symbol: null,
    });
  });

  it('wealth that does not move has no realised beta', () => {
    expect(replayHedge({ ...base, book: [], cash: 1 })).toMatchObject({
      status: 'degenerate',
      reason: 'flat_wealth',
    });
  });
});

describe('replayHedge: lots and margin', () => {
  it('an order that the venue would not take starts no cooldown', () => {
    const instrument = parseMarket({ ...linearMarket, precision: { amount: 0.5, price: 0.1 }, limits: {} });
    const { decisions } = replay({
      hedge: { instrument, priceSymbol: 'BTC' },
      policy: { ...base.policy, cooldownMs: 30 * 86_400_000 },
    });
    const traded = decisions.filter(({ decision }) => decision.action === 'rebalance');
    expect(traded.length).toBeGreaterThan(0);
    for (const { sizing } of traded) expect(sizing!.order).not.toBeNull();
    const small = decisions.filter(({ decision }) => decision.reason === 'below_smallest_trade');
    expect(small.length).toBeGreaterThan(0);
    for (const { sizing } of small) expect(sizing).toMatchObject({ order: null, boundBy: 'lot' });
  });

  it('significant digits round orders, not what is held', () => {
    const market = { ...linearMarket, precision: { amount: 2, price: 5 }, limits: {} };
    const { contracts, fills } = replay({
      hedge: { instrument: parseMarket(market, { precisionMode: 3 }), priceSymbol: 'BTC' },
      policy: { ...base.policy, bandHalfWidth: 0 },
    });
    const sum = fills.reduce((total, fill) => total + Math.round(Number(fill.contracts) * 1e12), 0);
    expect(Math.round(contracts.at(-1)! * 1e12)).toBe(sum);
  });

  it('inverse contracts without a coin behind them', () => {
    const btc = timestamps.map((_, i) => 30_000 * 1.02 ** i * (1 + 0.03 * Math.sin(i)));
    const options = {
      prices: { BTC: btc, ETH: btc.map((price, i) => (price / 15) * (1 + 0.002 * (i % 3))) },
    };
    const result = replayHedge({
      ...base,
      ...options,
      book: [{ symbol: 'ETH', quantity: 20 }],
      hedge: { ...inverseHedge, coinEquity: 0.05 },
    });
    expect(result).toMatchObject({ status: 'degenerate', reason: 'margin_exhausted' });
  });

  it('an instrument whose beta may be 0', () => {
    const noise = timestamps.map((_, i) => 100 + ((i * 7919) % 13));
    const result = replayHedge({
      ...base,
      prices: { ...prices, NOISE: noise },
      hedge: { instrument: linear, priceSymbol: 'NOISE' },
    });
    expect(result).toMatchObject({ status: 'degenerate', reason: 'no_hedge', symbol: 'NOISE' });
  });
});

describe('replayHedge: refused', () => {
  it.each([
    ['unsorted times', { timestamps: [...timestamps].reverse() }, 'series.not_increasing', 'timestamps[1]'],
    ['a column too short', { prices: { ...prices, ETH: [1] } }, 'shape.length_mismatch', 'prices.ETH.length'],
    ['no prices of a coin', { book: [{ symbol: 'ADA', quantity: 1 }] }, 'shape.missing_field', 'prices.ADA'],
    [
      'a price of 0',
      { prices: { ...prices, BTC: timestamps.map(() => 0) } },
      'series.not_positive',
      'prices.BTC[0]',
    ],
    ['no benchmark', { benchmark: undefined }, 'shape.missing_field', 'benchmark'],
    ['no quantity', { book: [{ symbol: 'ETH' }] }, 'shape.missing_field', 'book[0].quantity'],
    ['no cash', { cash: undefined }, 'shape.missing_field', 'cash'],
    ['negative cash', { cash: -1 }, 'domain.negative', 'cash'],
    ['a window of 2', { estimation: { window: 2 } }, 'domain.out_of_range', 'estimation.window'],
    [
      'a spot market',
      { hedge: { instrument: parseMarket(spotMarket), priceSymbol: 'BTC' } },
      'market.unsupported',
      'hedge.instrument',
    ],
    [
      'a raw market',
      { hedge: { instrument: linearMarket, priceSymbol: 'BTC' } },
      'shape.wrong_type',
      'hedge.instrument',
    ],
    [
      'no coin equity',
      { hedge: { ...inverseHedge, coinEquity: undefined } },
      'shape.missing_field',
      'hedge.coinEquity',
    ],
    ['coin equity', { hedge: { ...base.hedge, coinEquity: 1 } }, 'market.inconsistent', 'hedge.coinEquity'],
    [
      'funding of unequal length',
      { hedge: { ...base.hedge, fundingRates: { timestamps: [1], rates: [] } } },
      'shape.length_mismatch',
      'hedge.fundingRates.rates.length',
    ],
    [
      'funding in per cent',
      { hedge: { ...base.hedge, fundingRates: { timestamps: [1], rates: [1] } } },
      'unit.suspicious',
      'hedge.fundingRates.rates[0]',
    ],
    ['a fee in basis points', { costs: { feeRate: 5, halfSpread: 0 } }, 'unit.suspicious', 'costs.feeRate'],
    [
      'a negative spread',
      { costs: { feeRate: 0, halfSpread: -1e-4 } },
      'domain.negative',
      'costs.halfSpread',
    ],
    [
      'funding of another year',
      { hedge: { ...base.hedge, fundingRates: { timestamps: [1], rates: [0] } } },
      'domain.out_of_range',
      'hedge.fundingRates.timestamps',
    ],
    [
      'unknown errors',
      { estimation: { window: 30, standardErrors: 'HC9' } },
      'domain.not_one_of',
      'estimation.standardErrors',
    ],
    ['no periods', { periodsPerYear: undefined }, 'shape.missing_field', 'periodsPerYear'],
    ['no policy', { policy: undefined }, 'shape.missing_field', 'policy'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => replayHedge({ ...base, ...change } as never), code, path);
  });
});
