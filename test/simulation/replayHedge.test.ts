import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { rollingRegression } from '../../src/beta/rollingRegression.ts';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import type { RebalanceEvent } from '../../src/rebalance/rebalanceEvent.ts';
import type { PolicyBand, RebalancePolicy } from '../../src/rebalance/rebalancePolicy.ts';
import { initialRebalanceState } from '../../src/rebalance/rebalanceState.ts';
import { stepRebalance } from '../../src/rebalance/stepRebalance.ts';
import { simpleReturns } from '../../src/returns/simpleReturns.ts';
import type { BetaPast } from '../../src/simulation/betaColumns.ts';
import { replayHedge } from '../../src/simulation/replayHedge.ts';
import type { HedgeReplay, ReplayHedgeOptions } from '../../src/simulation/replayHedge.ts';
import type { ReplayInstrument } from '../../src/simulation/replayOptions.ts';
import type { BandContext, ReplayStep } from '../../src/simulation/walk.ts';
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
const costs = { feeRate: 0.0005, halfSpread: 0.0002 };
const linearHedge: ReplayInstrument = {
  instrument: linear,
  priceSymbol: 'BTC',
  share: 1,
  fundingRates,
  costs,
};
const policy: RebalancePolicy = {
  policyVersion: '1',
  exposureUnit: 'beta of capital',
  target: 0,
  band: { halfWidth: 0.1, landing: 0.1 },
  hardLimit: null,
  cooldownMs: 0,
  maximumAgeMs: null,
  settlementLagMs: 0,
  degradedBandFactor: 1,
  limits: {},
};
const toTarget = (halfWidth: number): RebalancePolicy => ({ ...policy, band: { halfWidth, landing: 0 } });
const base: ReplayHedgeOptions = {
  timestamps,
  prices,
  benchmark: 'BTC',
  book: [
    { symbol: 'ETH', quantity: 20 },
    { symbol: 'SOL', quantity: 300 },
  ],
  cash: 1000,
  hedges: [linearHedge],
  betas: { kind: 'rolling', window: 30 },
  policy,
  periodsPerYear: 365,
};
const inverseHedge: ReplayInstrument = { ...linearHedge, instrument: inverse, coinEquity: 5 };
const free = { feeRate: 0, halfSpread: 0 };

function replay(change: Partial<ReplayHedgeOptions> = {}): HedgeReplay {
  const result = replayHedge({ ...base, ...change });
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result;
}

const unaffordable: ReplayInstrument = {
  ...linearHedge,
  instrument: parseMarket({
    ...linearMarket,
    symbol: 'BTC/USDT:USDT',
    base: 'BTC',
    limits: { cost: { min: 1e9 } },
  }),
};

/** With every step. */
function watched(change: Partial<ReplayHedgeOptions> = {}): { result: HedgeReplay; steps: ReplayStep[] } {
  const steps: ReplayStep[] = [];
  return { result: replay({ ...change, onStep: (step) => steps.push(step) }), steps };
}

const day = 86_400_000;
const wide = ({ bar }: BandContext): PolicyBand => ({ halfWidth: 0.05 + 0.001 * (bar % 50), landing: 0.04 });
const ones = timestamps.map(() => 1);
const oneBeta: ReplayHedgeOptions['betas'] = { kind: 'given', columns: { ETH: ones, SOL: ones } };

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
    expect(summary.impactCosts).toBe(0);
    expect(summary.turnover).toBeCloseTo(
      sum(result.fills.map(({ contracts, price }) => Math.abs(Number(contracts)) * price)),
      6,
    );
  });

  it('inverse: coins are the start plus the closed form of every fill, fees and funding in coins', () => {
    const result = replay({ hedges: [inverseHedge] });
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
    const { result, steps } = watched();
    const { fills, contracts } = result;
    const orders = steps.flatMap(({ decision }) =>
      decision.action === 'rebalance' ? [{ decided: decision.timestamp, ordered: decision.contracts }] : [],
    );
    expect(fills.length).toBeGreaterThan(10);
    expect(orders.length - fills.length).toBeLessThanOrEqual(1); // the last bar's has no next bar
    fills.forEach((fill, i) => {
      const { decided, ordered } = orders[i]!;
      const day = timestamps.indexOf(decided) + 1;
      expect(fill.timestamp).toBe(timestamps[day]);
      expect(Number(fill.contracts)).toBeCloseTo(ordered, 12);
      expect(fill.price).toBe(prices.BTC[day]! * (1 + Math.sign(ordered) * 0.0002));
    });
    const [held] = contracts;
    expect(held![0]).toBe(0);
    // Lots of 0.001: sums of decimals, not of doubles.
    for (const amount of held!) expect(amount).toBe(Number(amount.toFixed(3)));
  });

  it('impact: the square root of the order over the volume of the day it is filled on', () => {
    const impact = {
      coefficient: 0.7,
      dailyVolatility: timestamps.map((_, i) => 0.03 + 0.0001 * i),
      dailyVolume: timestamps.map((_, i) => 2e6 + 1e4 * i),
    };
    for (const hedge of [linearHedge, inverseHedge]) {
      const { fills, summary, hedged } = replay({ hedges: [{ ...hedge, costs: { ...costs, impact } }] });
      expect(fills.length).toBeGreaterThan(10);
      for (const { timestamp, contracts, price, impactCost, spreadCost } of fills) {
        const t = timestamps.indexOf(timestamp);
        const p = prices.BTC[t]!;
        const q = Number(contracts);
        const notional = hedge === linearHedge ? Math.abs(q) * p : Math.abs(q) * 100;
        const law = 0.7 * (0.03 + 0.0001 * t) * Math.sqrt(notional / (2e6 + 1e4 * t));
        // Two roundings of a price of 6e4.
        expect(Math.abs(price - p * (1 + Math.sign(q) * (0.0002 + law)))).toBeLessThan(2e-11);
        expect(impactCost / spreadCost / (law / 0.0002)).toBeCloseTo(1, 9);
        if (hedge === linearHedge) expect(impactCost).toBeCloseTo(notional * law, 8);
      }
      const sum = fills.reduce((total, { impactCost }) => total + impactCost, 0);
      expect(summary.impactCosts).toBeCloseTo(sum, 9);
      // Costs more than without by the impact, but for what the lower wealth changes later.
      const without = replay({ hedges: [hedge] });
      const less = without.hedged.at(-1)! - hedged.at(-1)!;
      expect(less / summary.impactCosts).toBeGreaterThan(0.5);
      expect(less / summary.impactCosts).toBeLessThan(2);
    }
  });

  it('two hedges share every order, each in its own account', () => {
    const hedges = [
      { ...linearHedge, share: 0.25 },
      { ...inverseHedge, share: 0.75 },
    ];
    const { fills, contracts, exposure, hedged } = replay({ hedges, betas: oneBeta });
    let last = 0;
    for (let i = 0; i < fills.length; i += 2) {
      const [first, second] = [fills[i]!, fills[i + 1]!];
      expect([first.symbol, second.symbol]).toEqual([linear.symbol, inverse.symbol]);
      expect(first.timestamp).toBe(second.timestamp);
      const decided = prices.BTC[timestamps.indexOf(first.timestamp) - 1]!;
      const [x, y] = [Number(first.contracts) * decided, Number(second.contracts) * 100];
      // Half a lot each: 0.001 BTC and 100 USD.
      expect(Math.abs(x - 0.25 * (x + y))).toBeLessThan(0.25 * 50 + 0.75 * 0.0005 * decided + 1e-6);
      last = i;
    }
    expect(last).toBeGreaterThan(20);
    // Exposure by its definition, at the end: betas of 1, coins counted.
    const end = prices.BTC.at(-1)!;
    const wealthOfBook = 20 * prices.ETH.at(-1)! + 300 * prices.SOL.at(-1)!;
    const wealth = hedged.at(-1)!;
    const coins = (wealth - wealthOfBook - 1000 - linearCash(fills, end)) / end;
    const dollars = wealthOfBook + contracts[0]!.at(-1)! * end + contracts[1]!.at(-1)! * 100 + coins * end;
    // Sums of a few hundred moves near 1e5, relative to it.
    expect(exposure.at(-1)).toBeCloseTo(dollars / wealth, 9);
  });
});

describe('replayHedge: any book, any hedges', { timeout: 60_000 }, () => {
  const noise = fc.double({ min: -1, max: 1, noNaN: true });
  const scenario = fc.record({
    moves: fc.array(fc.tuple(noise, noise, noise), { minLength: 40, maxLength: 40 }),
    quantities: fc.tuple(fc.integer({ min: -20, max: 40 }), fc.integer({ min: -300, max: 600 })),
    share: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    halfWidth: fc.double({ min: 0, max: 0.2, noNaN: true }),
    toEdge: fc.boolean(),
    rates: fc.array(fc.double({ min: -0.01, max: 0.01, noNaN: true }), { minLength: 90, maxLength: 90 }),
    impact: fc.double({ min: 0, max: 2, noNaN: true }),
    feeRate: fc.double({ min: -0.0002, max: 0.001, noNaN: true }),
  });

  it('what it gained is prices less costs plus funding, account by account, by an accountant of its fills', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const stamps = Array.from({ length: 41 }, (_, i) => i * day);
        const walkOf = (start: number, of: (move: readonly number[]) => number): number[] => {
          const path = [start];
          for (const move of given.moves) path.push(path.at(-1)! * (1 + of(move)));
          return path;
        };
        const table = {
          BTC: walkOf(30_000, ([m]) => 0.04 * m!),
          ETH: walkOf(2000, ([m, e]) => 0.05 * m! + 0.03 * e!),
          SOL: walkOf(100, ([m, , e]) => 0.06 * m! + 0.04 * e!),
        };
        // Three settlements a day, one of them at the bar.
        const funding = { timestamps: given.rates.map((_, i) => ((i + 1) * day) / 3), rates: given.rates };
        const own = {
          feeRate: given.feeRate,
          halfSpread: 0.0002,
          impact: {
            coefficient: given.impact,
            dailyVolatility: stamps.map(() => 0.03),
            dailyVolume: stamps.map(() => 5e6),
          },
        };
        const hedges = [
          { ...linearHedge, share: given.share, fundingRates: funding, costs: own },
          { ...inverseHedge, share: 1 - given.share, fundingRates: funding, costs: own },
        ];
        const [x, y] = given.quantities;
        const book = [
          { symbol: 'SOL', quantity: y },
          { symbol: 'ETH', quantity: x },
        ];
        const columns = { ETH: stamps.map(() => 1.2), SOL: stamps.map((_, t) => 1.4 + 0.01 * t) };
        const options: ReplayHedgeOptions = {
          timestamps: stamps,
          prices: table,
          benchmark: 'BTC',
          book,
          cash: 1e6,
          hedges,
          betas: { kind: 'given', columns },
          policy: {
            ...policy,
            band: { halfWidth: given.halfWidth, landing: given.toEdge ? given.halfWidth : 0 },
          },
          periodsPerYear: 365,
        };
        const result = replayHedge(options);
        if (result.status !== 'ok') throw new Error(JSON.stringify(result));
        const last = table.BTC[40]!;
        let money = 0;
        let coins = 5;
        for (const { symbol, contracts, price, timestamp } of result.fills) {
          const q = Number(contracts);
          const p = table.BTC[timestamp / day]!;
          expect(Math.abs(price - p) / p).toBeLessThan(0.2);
          if (symbol === linear.symbol) money += q * (last - price) - given.feeRate * Math.abs(q) * price;
          else coins += 100 * q * (1 / price - 1 / last) - (given.feeRate * Math.abs(100 * q)) / price;
        }
        funding.timestamps.forEach((time, i) => {
          // Held before a fill at that time, at the last price known.
          const before = Math.ceil(time / day) - 1;
          const price = table.BTC[Math.floor(time / day)]!;
          money -= given.rates[i]! * result.contracts[0]![before]! * price;
          coins -= (given.rates[i]! * result.contracts[1]![before]! * 100) / price;
        });
        const held = 1e6 + x * table.ETH[40]! + y * table.SOL[40]!;
        // Sums of 40 moves of 1e6, rounded to 1e-10 each.
        expect(Math.abs(result.hedged.at(-1)! - (held + money + coins * last))).toBeLessThan(1e-7);
        expect(result.unhedged.at(-1)).toBeCloseTo(held + 5 * last, 8);
        const { hedgeProfit, fees, spreadCosts, impactCosts, funding: paid } = result.summary;
        const gained = hedgeProfit - fees - spreadCosts - impactCosts + paid;
        expect(gained).toBeCloseTo(result.hedged.at(-1)! - result.unhedged.at(-1)!, 7);

        // The book in another order: the same bits.
        expect(replayHedge({ ...options, book: [...book].reverse() })).toEqual(result);
      }),
      { seed: 20_211, numRuns: 60 },
    );
  });

  it('a coin in two rows is one of their sum', () => {
    const rows = [
      { symbol: 'ETH', quantity: 12 },
      { symbol: 'SOL', quantity: 300 },
      { symbol: 'ETH', quantity: 8 },
    ];
    const [one, two] = [replay(), replay({ book: rows })];
    expect(two.summary.trades).toBe(one.summary.trades);
    expect(two.hedged.at(-1)).toBeCloseTo(one.hedged.at(-1)!, 6);
  });

  it('a loss beyond its limit stops it, and what is held is kept', () => {
    const { result, steps } = watched({ policy: { ...policy, limits: { maximumLoss: 500 } } });
    const at = steps.findIndex(({ decision }) => decision.status === 'halted');
    const { capital, event } = steps[at]!;
    expect(steps[0]!.capital - capital).toBeGreaterThan(500);
    for (const step of steps.slice(0, at).filter((one) => one.event.type === 'snapshot'))
      expect(steps[0]!.capital - step.capital).toBeLessThanOrEqual(500);
    expect(result.fills.every(({ timestamp }) => timestamp <= event.timestamp)).toBe(true);
    const [held] = result.contracts;
    const bar = timestamps.indexOf(event.timestamp) - 30;
    expect(new Set(held!.slice(bar)).size).toBe(1);
  });
});

/** The linear account at the end, by its fills and funding. */
function linearCash(fills: HedgeReplay['fills'], end: number): number {
  const own = fills.filter(({ symbol }) => symbol === linear.symbol);
  const held = (time: number): number =>
    own.reduce((sum, { timestamp, contracts }) => sum + (timestamp < time ? Number(contracts) : 0), 0);
  let cash = own.reduce((sum, { contracts, price, fee }) => sum + Number(contracts) * (end - price) - fee, 0);
  for (const [time, rate] of settlements) {
    const at = Date.parse(time!);
    if (at > timestamps.at(-1)!) continue;
    cash -= held(at) * prices.BTC[timestamps.filter((stamp) => stamp <= at).length - 1]! * Number(rate);
  }
  return cash;
}

describe('replayHedge: only the past is known', () => {
  it.each([
    ['linear', base],
    ['inverse', { ...base, hedges: [inverseHedge] }],
  ] as const)('%s: bars added at the end change no earlier byte', (_, options) => {
    const run = (given: ReplayHedgeOptions): { result: HedgeReplay; steps: ReplayStep[] } => {
      const steps: ReplayStep[] = [];
      const result = replayHedge({ ...given, onStep: (step) => steps.push(step) });
      if (result.status !== 'ok') throw new Error(result.status);
      return { result, steps };
    };
    const whole = run(options);
    for (const n of [36, 100, 250]) {
      const part = run(head(options, n));
      const bars = n - 30;
      expect(canonicalJson(part.steps)).toBe(canonicalJson(whole.steps.slice(0, part.steps.length)));
      expect(canonicalJson(part.result.fills)).toBe(
        canonicalJson(whole.result.fills.slice(0, part.result.fills.length)),
      );
      for (const name of ['timestamps', 'hedged', 'unhedged', 'exposure'] as const)
        expect(part.result[name]).toEqual(whole.result[name].slice(0, bars));
      expect(part.result.contracts[0]).toEqual(whole.result.contracts[0]!.slice(0, bars));
    }
  });

  it('nobody looking changes nothing', () => {
    const changes: Partial<ReplayHedgeOptions>[] = [
      {},
      { policy: { ...policy, cooldownMs: 5 * day } },
      { policy: { ...policy, limits: { maximumTurnoverPerDay: 0.05, maximumTradesPerHour: 1 } } },
      { policy: { ...policy, hardLimit: 0.2, cooldownMs: 20 * day } },
      { policy: { ...policy, hardLimit: 0.1, cooldownMs: 7 * day } },
      { policy: { ...toTarget(0), cooldownMs: 7 * day } },
      { policy: { ...policy, limits: { maximumConsecutiveRejects: 1 } }, hedges: [unaffordable] },
      { policy: { ...policy, limits: { maximumLoss: 500 } } },
      { policy: { ...policy, maximumAgeMs: 9 * day } },
      { policy: { ...policy, band: null }, bandAt: wide },
      { hedges: [inverseHedge] },
    ];
    for (const change of changes) {
      const { result, steps } = watched(change);
      expect(steps.length).toBeGreaterThan(300);
      expect(replay(change)).toEqual(result);
    }
  });

  it('the steps are a log: the reducer alone makes the same decisions of the events', () => {
    let state = initialRebalanceState({ policy });
    for (const { event, decision } of watched().steps) {
      const step = stepRebalance(state, JSON.parse(JSON.stringify(event)) as RebalanceEvent);
      expect(step.decision).toEqual(decision);
      state = step.state;
    }
    expect(state.sequence).toBeGreaterThan(800);
  });

  it('a band of the bar: what it is told, by hand', () => {
    const seen: BandContext[] = [];
    const bandAt = (context: BandContext): PolicyBand => {
      seen.push({ ...context, untradedChanges: context.untradedChanges.slice() });
      return { halfWidth: 0.1, landing: 0.1 };
    };
    const given = replay({ policy: { ...policy, band: null }, bandAt });
    expect(given).toEqual(replay());
    expect(seen).toHaveLength(given.hedged.length);
    const at = 100;
    const { bar, capital, exposure, positions, untradedChanges } = seen[at]!;
    expect(bar).toBe(30 + at);
    expect(capital).toBe(given.hedged[at]);
    expect(exposure).toBe(given.exposure[at]);
    expect(positions.map(({ symbol, value }) => [symbol, value])).toEqual([
      ['ETH', 20 * prices.ETH[130]!],
      ['SOL', 300 * prices.SOL[130]!],
    ]);
    const dollars = positions.reduce((sum, { value, beta }) => sum + value * beta, 0);
    const hedge = given.contracts[0]![at]! * prices.BTC[130]!;
    expect(exposure).toBeCloseTo((dollars + hedge) / capital, 12);
    expect(untradedChanges).toHaveLength(at);
    // Where nothing was filled the exposure moved by it, but for rounding.
    for (let k = 1; k <= at; k++)
      if (given.contracts[0]![k] === given.contracts[0]![k - 1])
        expect(untradedChanges[k - 1]).toBeCloseTo(given.exposure[k]! - given.exposure[k - 1]!, 12);
    expect(seen[at + 1]!.untradedChanges.subarray(0, at)).toEqual(untradedChanges);
  });

  it('rolling betas are those of capmBeta on each window', () => {
    const { steps } = watched();
    const returns = (values: readonly number[]): Float64Array => simpleReturns({ prices: values });
    const [btc, eth] = [returns(prices.BTC), returns(prices.ETH)];
    for (const t of [30, 31, 137, 364]) {
      const { betas } = steps.find(
        ({ event }) => event.type === 'snapshot' && event.timestamp === timestamps[t],
      )!;
      const fit = capmBeta({ assetReturns: eth.slice(t - 30, t), benchmarkReturns: btc.slice(t - 30, t) });
      if (fit.status !== 'ok') throw new Error(fit.status);
      expect(betas['ETH']!.beta).toBeCloseTo(fit.beta, 12);
      expect(betas['ETH']!.betaStandardError).toBeCloseTo(fit.betaStandardError, 12);
      expect(betas['BTC']).toEqual({ beta: 1, betaStandardError: 0 });
    }
  });

  it('an estimate is asked of the past alone, and columns are taken as they are', () => {
    const lengths: number[] = [];
    const estimate = ({ symbol, assetReturns, benchmarkReturns, timestamp }: BetaPast): number | null => {
      expect(timestamp).toBe(timestamps[assetReturns.length]);
      if (symbol === 'ETH') lengths.push(assetReturns.length);
      const fit = capmBeta({
        assetReturns: assetReturns.slice(-30),
        benchmarkReturns: benchmarkReturns.slice(-30),
      });
      return fit.status === 'ok' ? fit.beta : null;
    };
    const estimated = replay({ betas: { kind: 'estimate', minimumReturns: 30, estimate } });
    expect(lengths).toEqual(timestamps.slice(30).map((_, i) => 30 + i));
    const rolled = replay();
    expect(estimated.hedged.length).toBe(rolled.hedged.length);
    expect(estimated.summary.trades).toBe(rolled.summary.trades);
    expect(estimated.summary.trackingError).toBeCloseTo(rolled.summary.trackingError, 10);
    const columns = { ETH: [NaN, ...rolling(prices.ETH)], SOL: [NaN, ...rolling(prices.SOL)] };
    const given = replay({ betas: { kind: 'given', columns } });
    expect(given.hedged).toEqual(rolled.hedged);
  });
});

const rolling = (values: readonly number[]): Float64Array =>
  rollingRegression({
    assetReturns: simpleReturns({ prices: values }),
    benchmarkReturns: simpleReturns({ prices: prices.BTC }),
    window: 30,
  }).beta;

describe('replayHedge: it hedges', () => {
  // An asset that returns exactly twice the benchmark: nothing is left but the lots and the day until a fill.
  const btc = timestamps.map((_, i) => 40_000 * (1 + 0.03 * Math.sin(i * 1.7)));
  const twice = [100];
  for (let i = 1; i < btc.length; i++) twice.push(twice[i - 1]! * (1 + 2 * (btc[i]! / btc[i - 1]! - 1)));
  const certain: Partial<ReplayHedgeOptions> = {
    prices: { BTC: btc, TWICE: twice },
    book: [{ symbol: 'TWICE', quantity: 10_000 }],
    cash: 0,
    hedges: [{ ...linearHedge, costs: free, fundingRates: undefined }],
    policy: toTarget(0),
  };

  it('an asset of exactly twice the benchmark, to 0 and to 0.5', () => {
    for (const targetBeta of [0, 0.5]) {
      const { summary, exposure } = replay({
        ...certain,
        policy: { ...certain.policy!, target: targetBeta },
      });
      expect(exposure[0]).toBeCloseTo(2, 10);
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
      hedges: [{ ...inverseHedge, costs: free, fundingRates: undefined, coinEquity: 10 }],
      policy: toTarget(0.0005),
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

  it('realised betas have errors by White (1980), times n / (n - 2)', () => {
    const { hedged, unhedged, summary } = replay();
    const change = (prices: ArrayLike<number>): number[] =>
      Array.from(prices)
        .slice(2)
        .map((price, i) => price / prices[i + 1]! - 1);
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    const m = change(prices.BTC.slice(-hedged.length));
    const dm = m.map((value) => value - sum(m) / m.length);
    const square = sum(dm.map((d) => d * d));
    for (const [wealth, estimate] of [
      [hedged, summary.betaAfter],
      [unhedged, summary.betaBefore],
    ] as const) {
      const r = change(wealth);
      const beta = sum(r.map((value, i) => value * dm[i]!)) / square;
      const alpha = sum(r.map((value, i) => value - beta * m[i]!)) / r.length;
      const white = sum(r.map((value, i) => ((value - alpha - beta * m[i]!) * dm[i]!) ** 2));
      const error = Math.sqrt((white * r.length) / (r.length - 2)) / square;
      expect(Math.abs(estimate.beta - beta)).toBeLessThan(1e-12);
      // A few hundred roundings of 1e-16.
      expect(Math.abs(estimate.betaStandardError / error - 1)).toBeLessThan(1e-12);
    }
  });

  it('a band that is never left trades nothing and costs nothing', () => {
    const still = replay({ policy: toTarget(10) });
    expect(still.fills).toEqual([]);
    expect(still.hedged).toEqual(still.unhedged);
    expect(still.summary).toMatchObject({
      turnover: 0,
      fees: 0,
      spreadCosts: 0,
      impactCosts: 0,
      trades: 0,
      hedgeProfit: 0,
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
  it('an order that the venue does not take is rejected, as it would be', () => {
    const limits = { cost: { min: 5000 } };
    const instrument = parseMarket({ ...linearMarket, symbol: 'BTC/USDT:USDT', base: 'BTC', limits });
    const hedges = [{ ...linearHedge, instrument }];
    const { result, steps } = watched({ hedges, policy: toTarget(0.01) });
    const { fills, summary } = result;
    const rejected = steps.filter(({ event }) => event.type === 'rejected');
    expect(rejected.length).toBeGreaterThan(10);
    expect(summary.rejectedOrders).toBe(rejected.length);
    expect(summary.trades).toBe(fills.length);
    for (const { timestamp, contracts } of fills)
      expect(Math.abs(Number(contracts)) * prices.BTC[timestamps.indexOf(timestamp) - 1]!).toBeGreaterThan(
        5000,
      );
    const halting = { ...toTarget(0.01), limits: { maximumConsecutiveRejects: 1 } };
    const { steps: until } = watched({ hedges, policy: halting });
    expect(until.at(-1)!.decision.status).toBe('halted');
  });

  it('what one of two venues does not take is cancelled, and asked for again', () => {
    const limits = { cost: { min: 1e9 } };
    const small = parseMarket({ ...linearMarket, symbol: 'BTC/USDT:USDT', base: 'BTC', limits });
    const { result, steps } = watched({
      hedges: [
        { ...linearHedge, share: 0.5 },
        { ...linearHedge, instrument: small, share: 0.5 },
      ],
    });
    expect(result.fills.every(({ symbol }) => symbol === linear.symbol)).toBe(true);
    expect(result.contracts[1]!.every((held) => held === 0)).toBe(true);
    const cancelled = steps.filter(({ event }) => event.type === 'cancelled');
    expect(cancelled.length).toBe(result.summary.trades);
    // Half of what is missing is done a day: the hedge gets there.
    expect(result.summary.betaAfter.beta).toBeLessThan(0.5 * result.summary.betaBefore.beta);
  });

  it.each([10, 2.5, 0.3, 0.0001, 1e-8])('lots of %s contracts, summed as decimals', (amount) => {
    for (const [hedge, market] of [
      [
        linearHedge,
        { ...linearMarket, symbol: 'BTC/USDT:USDT', base: 'BTC', contractSize: amount > 0.1 ? 0.001 : 1 },
      ],
      [inverseHedge, inverseMarket],
    ] as const) {
      const instrument = parseMarket({ ...market, precision: { amount, price: 0.1 }, limits: {} });
      const { contracts, fills } = replay({ hedges: [{ ...hedge, instrument }], policy: toTarget(0.02) });
      expect(fills.length).toBeGreaterThan(20);
      // In whole lots: scaled by 1e8 all of these steps are whole numbers, and so are their sums.
      const step = Math.round(amount * 1e8);
      let held = 0;
      for (const { contracts: q } of fills) {
        const scaled = Math.round(Number(q) * 1e8);
        expect(scaled % step).toBe(scaled < 0 ? -0 : 0);
        held += scaled;
      }
      expect(contracts[0]!.at(-1)).toBe(Number(`${held}e-8`));
    }
  });

  it('an order above the largest that the venue takes is rejected, at the bound taken', () => {
    const [first] = replay().fills;
    const size = Math.abs(Number(first!.contracts));
    const small = parseMarket({
      ...linearMarket,
      symbol: 'BTC/USDT:USDT',
      base: 'BTC',
      limits: { amount: { min: 0.001, max: size / 2 } },
    });
    const { fills, summary } = replay({ hedges: [{ ...linearHedge, instrument: small }] });
    expect(summary.rejectedOrders).toBeGreaterThan(0);
    for (const { contracts } of fills) expect(Math.abs(Number(contracts))).toBeLessThanOrEqual(size / 2);
    expect(fills.some(({ timestamp }) => timestamp === first!.timestamp)).toBe(false);
    const exactly = parseMarket({
      ...linearMarket,
      symbol: 'BTC/USDT:USDT',
      base: 'BTC',
      limits: { amount: { min: size, max: size } },
    });
    expect(replay({ hedges: [{ ...linearHedge, instrument: exactly }] }).fills[0]).toEqual(first);
  });

  it('participation is of the volume given, and wants it', () => {
    const limited = { ...toTarget(0), limits: { maximumParticipation: 0.01 } };
    expectRefusal(() => replay({ policy: limited }), 'shape.missing_field', 'event.availableContracts');
    const dailyVolume = timestamps.map(() => 100_000);
    const impact = { coefficient: 0, dailyVolatility: timestamps.map(() => 0.03), dailyVolume };
    const { fills } = replay({
      policy: limited,
      hedges: [{ ...linearHedge, costs: { ...costs, impact } }],
    });
    const sizes = fills.map(
      ({ timestamp, contracts }) =>
        Math.abs(Number(contracts)) * prices.BTC[timestamps.indexOf(timestamp) - 1]!,
    );
    // One hundredth, and a lot of 0.001 BTC below it at most.
    expect(Math.max(...sizes)).toBeLessThan(1000.01);
    expect(Math.max(...sizes)).toBeGreaterThan(930);

    // Of two markets the one with the least for its share binds: 0.01 x 300,000 / 0.25 = 12,000 in all.
    const market = (volume: number): ReplayInstrument['costs'] => ({
      ...costs,
      impact: { ...impact, dailyVolume: timestamps.map(() => volume) },
    });
    const shared = replay({
      policy: limited,
      hedges: [
        { ...linearHedge, share: 0.25, costs: market(300_000) },
        { ...inverseHedge, share: 0.75, costs: market(1_000_000) },
      ],
    });
    const [near, far] = [linear.symbol, inverse.symbol].map((symbol) =>
      Math.max(
        ...shared.fills
          .filter((fill) => fill.symbol === symbol)
          .map(({ timestamp, contracts }) => {
            const size = Math.abs(Number(contracts));
            return symbol === linear.symbol
              ? size * prices.BTC[timestamps.indexOf(timestamp) - 1]!
              : size * 100;
          }),
      ),
    ) as [number, number];
    // A lot of 4 x 0.001 BTC in all is 260 at most.
    expect(near).toBeLessThan(3000.01);
    expect(near).toBeGreaterThan(2900);
    expect(far).toBeLessThan(9000.01);
    expect(far).toBeGreaterThan(8700);
  });

  it('an order too large for the market has no price', () => {
    const impact = {
      coefficient: 1,
      dailyVolatility: timestamps.map(() => 0.5),
      dailyVolume: timestamps.map(() => 1),
    };
    const result = replayHedge({ ...base, hedges: [{ ...linearHedge, costs: { ...costs, impact } }] });
    expect(result).toMatchObject({ status: 'degenerate', reason: 'no_liquidity', symbol: linear.symbol });
  });

  it('significant digits round orders, not what is held', () => {
    const market = { ...linearMarket, precision: { amount: 2, price: 5 }, limits: {} };
    const { contracts, fills } = replay({
      hedges: [{ ...linearHedge, instrument: parseMarket(market, { precisionMode: 3 }) }],
      policy: toTarget(0),
    });
    for (const fill of fills) expect(fill.contracts.replace(/^-?[0.]*/, '').length).toBeLessThan(3);
    const sum = fills.reduce((total, fill) => total + Math.round(Number(fill.contracts) * 1e12), 0);
    expect(Math.round(contracts[0]!.at(-1)! * 1e12)).toBe(sum);
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
      hedges: [{ ...inverseHedge, coinEquity: 0.05 }],
    });
    expect(result).toMatchObject({ status: 'degenerate', reason: 'margin_exhausted' });
  });

  it('an instrument whose beta may be 0', () => {
    const noise = timestamps.map((_, i) => 100 + ((i * 7919) % 13));
    const result = replayHedge({
      ...base,
      prices: { ...prices, NOISE: noise },
      hedges: [{ ...linearHedge, priceSymbol: 'NOISE' }],
    });
    expect(result).toMatchObject({ status: 'degenerate', reason: 'no_hedge', symbol: 'NOISE' });
  });
});

describe('replayHedge: refused', () => {
  const hedge = (change: object): object => ({ hedges: [{ ...linearHedge, ...change }] });
  const cost = (change: object): object => hedge({ costs: { ...costs, ...change } });
  const impact = { coefficient: 1, dailyVolatility: ones.map(() => 0.03), dailyVolume: ones };
  const betas = (change: object): object => ({ betas: { kind: 'rolling', window: 30, ...change } });
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
    [
      'a quantity of NaN',
      { book: [{ symbol: 'ETH', quantity: NaN }] },
      'domain.not_finite',
      'book[0].quantity',
    ],
    ['no cash', { cash: undefined }, 'shape.missing_field', 'cash'],
    ['negative cash', { cash: -1 }, 'domain.negative', 'cash'],
    ['infinite cash', { cash: Infinity }, 'domain.not_finite', 'cash'],
    ['no hedges', { hedges: undefined }, 'shape.missing_field', 'hedges'],
    ['an empty list of hedges', { hedges: [] }, 'domain.out_of_range', 'hedges'],
    ['no share', hedge({ share: undefined }), 'shape.missing_field', 'hedges[0].share'],
    ['a share of 0', hedge({ share: 0 }), 'domain.not_positive', 'hedges[0].share'],
    ['half of every order', hedge({ share: 0.5 }), 'domain.out_of_range', 'hedges[0].share'],
    ['no price symbol', hedge({ priceSymbol: undefined }), 'shape.missing_field', 'hedges[0].priceSymbol'],
    ['no betas', { betas: undefined }, 'shape.missing_field', 'betas'],
    ['betas of no kind', betas({ kind: 'ewma' }), 'domain.not_one_of', 'betas.kind'],
    ['a window of 2', betas({ window: 2 }), 'domain.out_of_range', 'betas.window'],
    ['half a bar', betas({ window: 30.5 }), 'domain.not_integer', 'betas.window'],
    [
      'no function',
      { betas: { kind: 'estimate', minimumReturns: 3, estimate: 1 } },
      'shape.wrong_type',
      'betas.estimate',
    ],
    [
      'an estimate of NaN',
      { betas: { kind: 'estimate', minimumReturns: 3, estimate: () => NaN } },
      'domain.not_finite',
      'betas.estimate.beta',
    ],
    [
      'no column',
      { betas: { kind: 'given', columns: { ETH: ones } } },
      'shape.missing_field',
      'betas.columns.SOL',
    ],
    [
      'a column too short',
      { betas: { kind: 'given', columns: { ETH: [1], SOL: ones } } },
      'shape.length_mismatch',
      'betas.columns.ETH.length',
    ],
    [
      'a spot market',
      hedge({ instrument: parseMarket(spotMarket) }),
      'market.unsupported',
      'hedges[0].instrument',
    ],
    ['a raw market', hedge({ instrument: linearMarket }), 'shape.wrong_type', 'hedges[0].instrument'],
    [
      'no coin equity',
      { hedges: [{ ...inverseHedge, coinEquity: undefined }] },
      'shape.missing_field',
      'hedges[0].coinEquity',
    ],
    ['coin equity', hedge({ coinEquity: 1 }), 'market.inconsistent', 'hedges[0].coinEquity'],
    [
      'funding of unequal length',
      hedge({ fundingRates: { timestamps: [1], rates: [] } }),
      'shape.length_mismatch',
      'hedges[0].fundingRates.rates.length',
    ],
    [
      'funding in per cent',
      hedge({ fundingRates: { timestamps: [1], rates: [1] } }),
      'unit.suspicious',
      'hedges[0].fundingRates.rates[0]',
    ],
    [
      'funding of another year',
      hedge({ fundingRates: { timestamps: [1], rates: [0] } }),
      'domain.out_of_range',
      'hedges[0].fundingRates.timestamps',
    ],
    ['no costs', hedge({ costs: undefined }), 'shape.missing_field', 'hedges[0].costs'],
    ['no fee', cost({ feeRate: undefined }), 'shape.missing_field', 'hedges[0].costs.feeRate'],
    ['a fee in basis points', cost({ feeRate: 5 }), 'unit.suspicious', 'hedges[0].costs.feeRate'],
    ['a negative spread', cost({ halfSpread: -1e-4 }), 'domain.negative', 'hedges[0].costs.halfSpread'],
    [
      'an impact below 0',
      cost({ impact: { ...impact, coefficient: -1 } }),
      'domain.negative',
      'hedges[0].costs.impact.coefficient',
    ],
    [
      'a volatility in per cent',
      cost({ impact: { ...impact, dailyVolatility: ones.map(() => 3) } }),
      'unit.suspicious',
      'hedges[0].costs.impact.dailyVolatility[0]',
    ],
    [
      'a day without volume',
      cost({ impact: { ...impact, dailyVolume: ones.map(() => 0) } }),
      'series.not_positive',
      'hedges[0].costs.impact.dailyVolume[0]',
    ],
    [
      'volume of other days',
      cost({ impact: { ...impact, dailyVolume: [1] } }),
      'shape.length_mismatch',
      'hedges[0].costs.impact.dailyVolume.length',
    ],
    ['no periods', { periodsPerYear: undefined }, 'shape.missing_field', 'periodsPerYear'],
    ['periods of 0', { periodsPerYear: 0 }, 'domain.not_positive', 'periodsPerYear'],
    ['no policy', { policy: undefined }, 'shape.missing_field', 'policy'],
    [
      'another unit',
      { policy: { ...policy, exposureUnit: 'USD of beta' } },
      'market.inconsistent',
      'policy.exposureUnit',
    ],
    ['no band', { policy: { ...policy, band: null } }, 'shape.missing_field', 'bandAt'],
    ['two bands', { bandAt: () => policy.band }, 'market.inconsistent', 'bandAt'],
    [
      'a band of NaN',
      { policy: { ...policy, band: null }, bandAt: () => ({ halfWidth: NaN, landing: 0 }) },
      'domain.not_finite',
      'event.band.halfWidth',
    ],
    [
      'a band that has no end',
      { policy: { ...policy, band: null }, bandAt: () => ({ halfWidth: Infinity, landing: 0 }) },
      'domain.not_finite',
      'event.band.halfWidth',
    ],
    [
      'a landing outside',
      { policy: { ...policy, band: null }, bandAt: () => ({ halfWidth: 9, landing: 10 }) },
      'domain.out_of_range',
      'event.band.landing',
    ],
    [
      'a band beyond the hard limit',
      { policy: { ...policy, band: null, hardLimit: 1 }, bandAt: () => ({ halfWidth: 9, landing: 9 }) },
      'domain.out_of_range',
      'event.band.halfWidth',
    ],
    ['steps to nobody', { onStep: 1 }, 'shape.wrong_type', 'onStep'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => replayHedge({ ...base, ...change } as never), code, path);
  });

  it('a band that only a look would refuse is refused without one too', () => {
    let calls = 0;
    const bandAt = (): PolicyBand => ({ halfWidth: 10, landing: ++calls > 1 ? -1 : 0 });
    expectRefusal(
      () => replayHedge({ ...base, policy: { ...policy, band: null }, bandAt }),
      'domain.negative',
      'event.band.landing',
    );
  });
});
