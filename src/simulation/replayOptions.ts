import { readStandardErrors } from '../beta/standardErrors.ts';
import type { StandardErrors } from '../beta/standardErrors.ts';
import {
  isAbsent,
  readFinite,
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readPositive,
  readText,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { readFiniteSeries, readPrices, readTimestamps, refuseLengthMismatch } from '../foundation/series.ts';
import type { Instrument, InverseInstrument, LinearInstrument } from '../instruments/instrument.ts';
import { readCoinInstrument } from '../instruments/readInstrument.ts';
import type { RebalancePolicy } from '../rebalance/stepRebalance.ts';
import { simpleReturns } from '../returns/simpleReturns.ts';

/** Funding rates of the hedge, one a settlement. */
export interface FundingRates {
  /** Settlements, epoch milliseconds, strictly increasing. */
  readonly timestamps: ArrayLike<number>;
  /** Fraction of the notional paid at each; longs pay where it is above 0. */
  readonly rates: ArrayLike<number>;
}

/** What `replayHedge` takes. */
export interface ReplayHedgeOptions {
  /** One a bar, epoch milliseconds, strictly increasing. */
  readonly timestamps: ArrayLike<number>;
  /** Prices by symbol in one currency, one a bar: `values` of `alignSeries`. */
  readonly prices: Readonly<Record<string, ArrayLike<number>>>;
  /** Which of the prices is the benchmark. */
  readonly benchmark: string;
  /** What is held from start to end: signed coins. */
  readonly book: readonly { readonly symbol: string; readonly quantity: number }[];
  /** Money beside the book, in the currency of the prices, zero or above. */
  readonly cash: number;
  /** What the hedge is traded in. */
  readonly hedge: {
    /** A linear or inverse contract, from `parseMarket`. */
    readonly instrument: Instrument;
    /** Which of the prices is the instrument's. */
    readonly priceSymbol: string;
    /** Coins of the margin account at the start: required for an inverse contract, absent else. */
    readonly coinEquity?: number | undefined;
    /** Paid and received by the hedge; none where left out. */
    readonly fundingRates?: FundingRates | undefined;
  };
  /** How the betas are estimated at every bar, from the past alone. */
  readonly estimation: {
    /** Returns in each estimate, at least 3. */
    readonly window: number;
    /** Default `classical`. */
    readonly standardErrors?: StandardErrors | undefined;
  };
  /** When to trade. */
  readonly policy: RebalancePolicy;
  /** What a fill costs, as fractions of its notional. */
  readonly costs: { readonly feeRate: number; readonly halfSpread: number };
  /** Bars a year, for the annualised figures: 365 for daily prices of a market without a close. */
  readonly periodsPerYear: number;
}

/** The options, checked, with the columns that the walk reads. */
export interface ReplayRun {
  readonly timestamps: Float64Array;
  readonly benchmark: string;
  readonly benchmarkPrices: Float64Array;
  readonly book: readonly {
    readonly symbol: string;
    readonly quantity: number;
    readonly prices: Float64Array;
  }[];
  readonly cash: number;
  readonly instrument: LinearInstrument | InverseInstrument;
  readonly priceSymbol: string;
  readonly hedgePrices: Float64Array;
  readonly coinEquity: number;
  readonly funding: { readonly timestamps: Float64Array; readonly rates: Float64Array };
  readonly window: number;
  readonly standardErrors: StandardErrors;
  /** Of the benchmark, the instrument and the book, each symbol once, in this order. */
  readonly returns: ReadonlyMap<string, Float64Array>;
  readonly policy: RebalancePolicy;
  readonly feeRate: number;
  readonly halfSpread: number;
  readonly periodsPerYear: number;
}

const CALLER = 'replayHedge';

/** Reads and checks all of the options before the first bar is walked. */
export function readRun(options: ReplayHedgeOptions): ReplayRun {
  readObject(CALLER, options, '');
  const timestamps = readTimestamps(CALLER, options, 'timestamps');
  const table = readObject(CALLER, options.prices, 'prices');
  const columns = new Map<string, Float64Array>();
  const column = (holder: object, field: string, at?: string): Float64Array => {
    const symbol = readText(CALLER, holder, field, at);
    const prices = columns.get(symbol) ?? readPrices(CALLER, table, symbol, 'prices');
    refuseLengthMismatch(CALLER, `prices.${symbol}`, timestamps.length, prices.length);
    columns.set(symbol, prices);
    return prices;
  };
  const benchmarkPrices = column(options, 'benchmark');
  const hedge = readHedge(options, timestamps);
  const hedgePrices = column(options.hedge, 'priceSymbol', 'hedge');
  const book = readList(CALLER, options, 'book').map((entry, i) => {
    const at = `book[${i}]`;
    const position = readObject(CALLER, entry, at);
    return {
      symbol: readText(CALLER, position, 'symbol', at),
      quantity: readFinite(CALLER, position, 'quantity', at),
      prices: column(position, 'symbol', at),
    };
  });
  const estimation = readObject(CALLER, options.estimation, 'estimation');
  const costs = readObject(CALLER, options.costs, 'costs');
  const feeRate = readFinite(CALLER, costs, 'feeRate', 'costs');
  const halfSpread = readNonNegative(CALLER, costs, 'halfSpread', 'costs');
  const fraction = 'a fraction (a percentage or bps came?)';
  refuseSuspicious(CALLER, 'costs.feeRate', feeRate, 0.03, fraction);
  refuseSuspicious(CALLER, 'costs.halfSpread', halfSpread, 0.2, fraction);
  const returns = new Map<string, Float64Array>();
  for (const [symbol, prices] of columns) returns.set(symbol, simpleReturns({ prices }));
  return {
    timestamps,
    benchmark: options.benchmark,
    benchmarkPrices,
    book,
    cash: readNonNegative(CALLER, options, 'cash'),
    ...hedge,
    hedgePrices,
    window: readInteger(CALLER, estimation, 'window', 3, 'estimation'),
    standardErrors: readStandardErrors(CALLER, options.estimation, 'estimation'),
    returns,
    policy: options.policy,
    feeRate,
    halfSpread,
    periodsPerYear: readPositive(CALLER, options, 'periodsPerYear'),
  };
}

function readHedge(
  options: ReplayHedgeOptions,
  bars: Float64Array,
): Pick<ReplayRun, 'instrument' | 'priceSymbol' | 'coinEquity' | 'funding'> {
  const hedge = readObject(CALLER, options.hedge, 'hedge');
  const instrument = readCoinInstrument(CALLER, hedge, 'hedge');
  const { settlement } = instrument;
  if (settlement === 'spot' || settlement === 'quanto') {
    const expected = 'a linear or inverse contract';
    return refuse('market.unsupported', CALLER, 'hedge.instrument', expected, settlement);
  }
  const inverse = settlement === 'inverse';
  if (!inverse && !isAbsent(hedge, 'coinEquity')) {
    const expected = 'absent for a linear instrument (coins held are part of the book)';
    refuse('market.inconsistent', CALLER, 'hedge.coinEquity', expected, hedge['coinEquity']);
  }
  return {
    instrument,
    priceSymbol: readText(CALLER, hedge, 'priceSymbol', 'hedge'),
    coinEquity: inverse ? readNonNegative(CALLER, hedge, 'coinEquity', 'hedge') : 0,
    funding: isAbsent(hedge, 'fundingRates') ? noFunding() : readFunding(hedge['fundingRates'], bars),
  };
}

function noFunding(): ReplayRun['funding'] {
  return { timestamps: new Float64Array(0), rates: new Float64Array(0) };
}

function readFunding(value: unknown, bars: Float64Array): ReplayRun['funding'] {
  const at = 'hedge.fundingRates';
  const fields = readObject(CALLER, value, at);
  const timestamps = readTimestamps(CALLER, fields, 'timestamps', at);
  const rates = readFiniteSeries(CALLER, fields, 'rates', at);
  refuseLengthMismatch(CALLER, `${at}.rates`, timestamps.length, rates.length);
  for (let i = 0; i < rates.length; i++)
    refuseSuspicious(CALLER, `${at}.rates[${i}]`, rates[i]!, 0.2, 'a fraction (a percentage or bps came?)');
  const first = bars[0] ?? 0;
  const last = bars[bars.length - 1] ?? 0;
  if (rates.length > 0 && !timestamps.some((time) => time > first && time <= last))
    refuse(
      'domain.out_of_range',
      CALLER,
      `${at}.timestamps`,
      `among the bars, ${first} to ${last}`,
      timestamps[0],
    );
  return { timestamps, rates };
}
