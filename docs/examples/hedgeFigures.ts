// From a year of prices to a hedge, every figure computed once: the betas of a book with their intervals, the order to
// send now in a linear and in an inverse perpetual, the year replayed, hedged against unhedged, and the record of its
// decisions. Free of I/O: hedge-a-book.ts reads the data, prints the figures and writes the report of them.
import { orThrow } from 'betahedge';
import { recordRebalance, replayLog, sha256 } from 'betahedge/audit';
import { capmBeta, hedgeEffectiveness } from 'betahedge/beta';
import { sizeBetaHedge } from 'betahedge/hedge';
import { simpleReturns } from 'betahedge/returns';
import { initialRebalanceState } from 'betahedge/rebalance';
import { betaWindow, book, costs, inverse, linear, policy, readPrices, replayYear } from './book2021.ts';
import type { AuditRecord } from 'betahedge/audit';
import type { BetaEstimate } from 'betahedge/beta';
import type { BetaHedge } from 'betahedge/hedge';
import type { Instrument } from 'betahedge/instruments';
import type { RebalancePolicy } from 'betahedge/rebalance';
import type { HedgeReplay, ReplayStep } from 'betahedge/simulation';

/** What the report shows. Times are epoch milliseconds, money is in `currency`. */
export interface HedgeFigures {
  /** Of the last prices. */
  readonly asOf: number;
  readonly benchmark: string;
  readonly currency: string;
  /** Of the benchmark. */
  readonly price: number;
  /** Daily returns that each beta is estimated from. */
  readonly lastDays: number;
  readonly positions: readonly EstimatedPosition[];
  /** All positions as one, at today's values. */
  readonly book: EstimatedPosition;
  /** The book's beta over time, at today's values: of each `lastDays`, the last ones last. */
  readonly betaPath: readonly BetaEstimate[];
  /** One to send, each in a contract of its own. */
  readonly orders: readonly SizedOrder[];
  /** What the first order would have done to the book over the last days. */
  readonly effect: {
    /** Share of the variance that goes. */
    readonly effectiveness: number;
    /** Standard deviations a year. */
    readonly volatilityBefore: number;
    readonly volatilityAfter: number;
  };
  readonly policy: RebalancePolicy;
  readonly year: {
    readonly instrument: Instrument;
    readonly replay: HedgeReplay;
    /** Days that each beta of the replay is estimated over. */
    readonly betaWindow: number;
    readonly costs: { readonly feeRate: number; readonly halfSpread: number };
  };
  readonly record: HedgeRecord;
  /** What went in, each file by the SHA-256 of its text. */
  readonly data: readonly { readonly name: string; readonly hash: string }[];
}

/** A position and its beta. */
export interface EstimatedPosition extends BetaEstimate {
  readonly symbol: string;
  readonly value: number;
}

/** A way to hedge now. */
export interface SizedOrder {
  readonly instrument: Instrument;
  /** Coins that margin an inverse contract; null for a linear one. */
  readonly coinEquity: number | null;
  readonly hedge: BetaHedge;
}

/** The record of the year's decisions: each on a chain of hashes, and made again from its events. */
export interface HedgeRecord {
  readonly count: number;
  readonly firstHash: string;
  readonly lastHash: string;
  /** Of the policy's canonical JSON. */
  readonly policyHash: string;
}

const lastDays = 90;
const coinEquity = 1.5;

/** The figures of the book of 2021, from its prices and the funding of BTC as CSV. */
export function hedgeFigures(pricesCsv: string, fundingCsv: string): HedgeFigures {
  const { timestamps, values: prices } = readPrices(pricesCsv);
  const asOf = timestamps.at(-1)!;
  const price = prices['BTC']!.at(-1)!;

  // 1. Betas: the last 90 daily returns, with errors that allow for unequal variance.
  const returnsOf = (symbol: string): Float64Array => simpleReturns({ prices: prices[symbol]! });
  const benchmarkReturns = returnsOf('BTC');
  const days = benchmarkReturns.length;
  const estimate = (assetReturns: Float64Array, end = days): BetaEstimate =>
    orThrow(
      capmBeta({
        assetReturns: assetReturns.subarray(end - lastDays, end),
        benchmarkReturns: benchmarkReturns.subarray(end - lastDays, end),
        standardErrors: 'HC3',
        returnKind: 'simple',
        horizonMs: 86_400_000,
        asOf: timestamps[end]!,
      }),
    );
  const positions = book.map(({ symbol, quantity }) => {
    const value = quantity * prices[symbol]!.at(-1)!;
    return { symbol, value, ...estimate(returnsOf(symbol)) };
  });

  // The book is one asset too: its return of a day is that of its positions, at today's values.
  const total = positions.reduce((sum, { value }) => sum + value, 0);
  const bookReturns = new Float64Array(days);
  for (const { symbol, value } of positions)
    returnsOf(symbol).forEach((change, i) => (bookReturns[i]! += (value / total) * change));
  const ends = Array.from({ length: days - lastDays + 1 }, (_, i) => lastDays + i);
  const betaPath = ends.map((end) => estimate(bookReturns, end));

  // 2. The order to send now, to a beta of 0, in each contract. The inverse one is margined with coins,
  // which are long BTC themselves and hedged with the book.
  const common = { positions, targetBeta: 0, instrumentBeta: 1, price, degreesOfFreedom: lastDays - 2 };
  const sized = orThrow(sizeBetaHedge({ ...common, instrument: linear, capital: total }));
  const sizedInCoins = orThrow(
    sizeBetaHedge({ ...common, instrument: inverse, coinEquity, capital: total + coinEquity * price }),
  );
  const orders = [
    { instrument: linear, coinEquity: null, hedge: sized },
    { instrument: inverse, coinEquity, hedge: sizedInCoins },
  ];
  const { outOfSample } = orThrow(
    hedgeEffectiveness({
      assetReturns: bookReturns.subarray(-lastDays),
      hedgeReturns: benchmarkReturns.subarray(-lastDays),
      hedgeRatio: sized.betaBefore! - sized.betaAfter!,
    }),
  );
  const { effectiveness, unhedgedStandardDeviation, hedgedStandardDeviation } = outOfSample!;

  // 3. The year, decided day by day from the past alone.
  const steps: ReplayStep[] = [];
  const replay = replayYear(pricesCsv, fundingCsv, { onStep: (step) => steps.push(step) });

  return {
    asOf,
    benchmark: 'BTC',
    currency: 'USD',
    price,
    lastDays,
    positions,
    book: { symbol: 'book', value: total, ...betaPath.at(-1)! },
    betaPath,
    orders,
    effect: {
      effectiveness,
      volatilityBefore: unhedgedStandardDeviation * Math.sqrt(365),
      volatilityAfter: hedgedStandardDeviation * Math.sqrt(365),
    },
    policy,
    year: { instrument: linear, replay, betaWindow, costs },
    record: recordOf(steps),
    data: [
      { name: 'crypto-daily-2021.csv', hash: sha256(pricesCsv) },
      { name: 'btc-funding-2021.csv', hash: sha256(fundingCsv) },
    ],
  };
}

/** 4. The record: every event and decision, chained to the one before, and all of them made again from the events. */
function recordOf(steps: readonly ReplayStep[]): HedgeRecord {
  const start = initialRebalanceState({ policy });
  const records: AuditRecord[] = [];
  let state = start;
  for (const { event, capital, betas } of steps) {
    const inputs = { capital, betas };
    const previous = records.at(-1) ?? null;
    const step = recordRebalance({ state, event, inputs, previous, hash: sha256 });
    records.push(step.record);
    state = step.state;
  }
  const { count, lastHash } = orThrow(replayLog({ records, state: start, hash: sha256 }));
  const { hash, policyHash } = records[0]!;
  return { count, firstHash: hash, lastHash, policyHash };
}
