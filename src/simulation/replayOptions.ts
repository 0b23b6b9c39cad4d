import {
  isAbsent,
  readFinite,
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
import { amountPerContract } from '../instruments/roundAmount.ts';
import { simpleReturns } from '../returns/simpleReturns.ts';
import { lotsOf } from './hedgeAccount.ts';
import type { Lots } from './hedgeAccount.ts';
import { readBetas } from './betaColumns.ts';
import type { BetaColumn, ReplayBetas } from './betaColumns.ts';

/** Funding rates of a hedge, one a settlement. */
export interface FundingRates {
  /** Settlements, epoch milliseconds, strictly increasing. */
  readonly timestamps: ArrayLike<number>;
  /** Fraction of the notional paid at each; longs pay where it is above 0. */
  readonly rates: ArrayLike<number>;
}

/** The square-root law: an order of notional Q moves the price by Y sigma sqrt(Q / V), a fraction of it. */
export interface ReplayImpact {
  /** Y, 0.5 to 1 in most markets. */
  readonly coefficient: number;
  /** sigma, of a day's return, one a bar. */
  readonly dailyVolatility: ArrayLike<number>;
  /** V, traded in a day, in the currency of the prices, one a bar. */
  readonly dailyVolume: ArrayLike<number>;
}

/** What a fill costs. */
export interface ReplayCosts {
  /** Fraction of the notional; below 0 for a rebate. */
  readonly feeRate: number;
  /** Fraction of the price. */
  readonly halfSpread: number;
  /** None where left out. */
  readonly impact?: ReplayImpact | undefined;
}

/** A contract that the hedge is traded in. */
export interface ReplayInstrument {
  /** A linear or inverse contract, from `parseMarket`. */
  readonly instrument: Instrument;
  /** Which of the prices is the instrument's. */
  readonly priceSymbol: string;
  /** Its part of every order's exposure; they sum to 1. */
  readonly share: number;
  /** Coins of the margin account at the start: required for an inverse contract, absent else. */
  readonly coinEquity?: number | undefined;
  /** Paid and received by the hedge; none where left out. */
  readonly fundingRates?: FundingRates | undefined;
  /** Of its fills. */
  readonly costs: ReplayCosts;
}

/** The market and the book that a hedge is replayed in. */
export interface ReplayMarket {
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
  /** What the hedge is traded in: one or several. */
  readonly hedges: readonly ReplayInstrument[];
  /** Where the betas come from. */
  readonly betas: ReplayBetas;
  /** Bars a year, for the annualised figures: 365 for daily prices of a market without a close. */
  readonly periodsPerYear: number;
}

/** A hedge instrument, read. */
export interface Leg {
  readonly instrument: LinearInstrument | InverseInstrument;
  readonly priceSymbol: string;
  readonly prices: Float64Array;
  readonly beta: BetaColumn;
  /** Betas that the deviation is judged by. */
  readonly judgedBeta: Float64Array;
  readonly share: number;
  readonly coinEquity: number;
  /** Rates of the settlements after the bar before and before this one, and of one at this bar; null without. */
  readonly fundingBefore: Float64Array | null;
  readonly fundingAt: Float64Array | null;
  readonly costs: { readonly feeRate: number; readonly halfSpread: number };
  readonly impact: {
    readonly coefficient: number;
    readonly volatility: Float64Array;
    readonly volume: Float64Array;
  } | null;
  /** Smallest step of an order in contracts; null where it goes by significant digits. */
  readonly lot: number | null;
  /** That counts exactly; null where it does not. */
  readonly lots: Lots | null;
  /** Sizes and costs within which the venue takes any whole lot for sure; null where it depends on more. */
  readonly bounds: Bounds | null;
}

/** Limits of an order, drawn in by a little. */
interface Bounds {
  readonly leastContracts: number;
  readonly mostContracts: number;
  readonly leastCost: number;
  readonly mostCost: number;
}

/** A market, checked, with the columns that every policy's walk reads. */
export interface Market {
  readonly timestamps: Float64Array;
  readonly benchmarkPrices: Float64Array;
  readonly periodsPerYear: number;
  /** Bar of the first decision. */
  readonly first: number;
  readonly book: readonly {
    readonly symbol: string;
    readonly quantity: number;
    readonly prices: Float64Array;
  }[];
  readonly betas: ReadonlyMap<string, BetaColumn>;
  /** Cash and book, a bar. */
  readonly outside: Float64Array;
  /** Of the book, by the betas known at the bar; NaN where one is not. */
  readonly dollarBeta: Float64Array;
  /** By the betas that the deviation is judged by. */
  readonly judgedDollarBeta: Float64Array;
  readonly legs: readonly Leg[];
}

type Columns = ReadonlyMap<string, Float64Array>;

/** Reads and checks a market before its first bar is walked; `trueBetas` are what deviations are judged by. */
export function readMarket(
  caller: string,
  options: ReplayMarket,
  trueBetas: Readonly<Record<string, Float64Array>> | null,
): Market {
  const timestamps = readTimestamps(caller, options, 'timestamps');
  const bars = timestamps.length;
  const table = readObject(caller, options.prices, 'prices');
  const columns = new Map<string, Float64Array>();
  const column = (holder: object, field: string, at?: string): Float64Array => {
    const symbol = readText(caller, holder, field, at);
    const known = columns.get(symbol);
    if (known !== undefined) return known;
    const prices = readPrices(caller, table, symbol, 'prices');
    refuseLengthMismatch(caller, `prices.${symbol}`, bars, prices.length);
    columns.set(symbol, prices);
    return prices;
  };
  const benchmarkPrices = column(options, 'benchmark');
  const book = readList(caller, options, 'book').map((entry, i) => {
    const at = `book[${i}]`;
    const position = readObject(caller, entry, at);
    return {
      symbol: readText(caller, position, 'symbol', at),
      quantity: readFinite(caller, position, 'quantity', at),
      prices: column(position, 'symbol', at),
    };
  });
  // One order for all orders of the book.
  book.sort((a, b) => (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : a.quantity - b.quantity));
  const hedges = readList(caller, options, 'hedges');
  if (hedges.length === 0) refuse('domain.out_of_range', caller, 'hedges', 'one hedge or more', hedges);
  hedges.forEach((entry, i) =>
    column(readObject(caller, entry, `hedges[${i}]`), 'priceSymbol', `hedges[${i}]`),
  );

  const returns = new Map<string, Float64Array>();
  for (const [symbol, prices] of columns) returns.set(symbol, simpleReturns({ prices }));
  const symbols = [...columns.keys()];
  const { columns: betas, first } = readBetas(
    caller,
    options,
    symbols,
    options.benchmark,
    timestamps,
    returns,
  );
  const judged: Columns = new Map(
    symbols.map((symbol) => {
      if (trueBetas === null || symbol === options.benchmark) return [symbol, betas.get(symbol)!.beta];
      const column = readFiniteSeries(caller, trueBetas, symbol, 'betas');
      refuseLengthMismatch(caller, `betas.${symbol}`, bars, column.length);
      return [symbol, column];
    }),
  );
  const legs = hedges.map((_, i) => readLeg(caller, options, i, timestamps, columns, betas, judged));
  refuseShares(caller, legs);

  const values = book.map(({ quantity, prices }) => prices.map((price) => quantity * price));
  const dollars = (of: (symbol: string) => Float64Array): Float64Array => {
    const terms = book.map(({ symbol }, i) => productOf(values[i]!, of(symbol)));
    return sumOfColumns(bars, 0, terms);
  };
  const dollarBeta = dollars((symbol) => betas.get(symbol)!.beta);
  return {
    timestamps,
    benchmarkPrices,
    periodsPerYear: readPositive(caller, options, 'periodsPerYear'),
    first,
    book,
    betas,
    outside: sumOfColumns(bars, readNonNegative(caller, options, 'cash'), values),
    dollarBeta,
    judgedDollarBeta: trueBetas === null ? dollarBeta : dollars((symbol) => judged.get(symbol)!),
    legs,
  };
}

function productOf(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(a.length);
  for (let t = 0; t < product.length; t++) product[t] = a[t]! * b[t]!;
  return product;
}

/** Row by row, compensated (Neumaier), the columns in their order. */
function sumOfColumns(length: number, start: number, columns: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(length).fill(start);
  const lost = new Float64Array(length);
  for (const column of columns)
    for (let t = 0; t < length; t++) {
      const sum = sums[t]!;
      const term = column[t]!;
      const next = sum + term;
      lost[t] = lost[t]! + (Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum);
      sums[t] = next;
    }
  for (let t = 0; t < length; t++) sums[t] = sums[t]! + lost[t]!;
  return sums;
}

function refuseShares(caller: string, legs: readonly Leg[]): void {
  const sum = legs.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-9)
    refuse(
      'domain.out_of_range',
      caller,
      'hedges[0].share',
      `a part of 1 with the others, not of ${sum}`,
      sum,
    );
}

function readLeg(
  caller: string,
  options: ReplayMarket,
  index: number,
  timestamps: Float64Array,
  columns: Columns,
  betas: ReadonlyMap<string, BetaColumn>,
  judged: Columns,
): Leg {
  const at = `hedges[${index}]`;
  const hedge = options.hedges[index]!;
  const instrument = readCoinInstrument(caller, hedge, at);
  const { settlement, amountPrecision } = instrument;
  if (settlement === 'spot' || settlement === 'quanto') {
    const expected = 'a linear or inverse contract';
    return refuse('market.unsupported', caller, `${at}.instrument`, expected, settlement);
  }
  const inverse = settlement === 'inverse';
  if (!inverse && !isAbsent(hedge, 'coinEquity')) {
    const expected = 'absent for a linear instrument (coins held are part of the book)';
    refuse('market.inconsistent', caller, `${at}.coinEquity`, expected, hedge.coinEquity);
  }
  const costs = readObject(caller, hedge.costs, `${at}.costs`);
  const feeRate = readFinite(caller, costs, 'feeRate', `${at}.costs`);
  const halfSpread = readNonNegative(caller, costs, 'halfSpread', `${at}.costs`);
  refuseSuspicious(caller, `${at}.costs.feeRate`, feeRate, 0.03, FRACTION);
  refuseSuspicious(caller, `${at}.costs.halfSpread`, halfSpread, 0.2, FRACTION);
  const funding = isAbsent(hedge, 'fundingRates') ? null : readFunding(caller, hedge, at, timestamps);
  const perContract = amountPerContract(instrument);
  const lot = amountPrecision.kind === 'step' ? Number(amountPrecision.step) / perContract : null;
  const lots = lot === null ? null : lotsOf(lot);
  return {
    instrument,
    priceSymbol: hedge.priceSymbol,
    prices: columns.get(hedge.priceSymbol)!,
    beta: betas.get(hedge.priceSymbol)!,
    judgedBeta: judged.get(hedge.priceSymbol)!,
    share: readPositive(caller, hedge, 'share', at),
    coinEquity: inverse ? readNonNegative(caller, hedge, 'coinEquity', at) : 0,
    fundingBefore: funding?.before ?? null,
    fundingAt: funding?.at ?? null,
    costs: { feeRate, halfSpread },
    impact: isAbsent(costs, 'impact')
      ? null
      : readImpact(caller, hedge.costs, `${at}.costs`, timestamps.length),
    lot,
    lots,
    bounds: lots === null || instrument.active === false ? null : boundsOf(instrument, perContract),
  };
}

function boundsOf(instrument: LinearInstrument | InverseInstrument, perContract: number): Bounds {
  const least = (bound: string | null): number => (bound === null ? 0 : Number(bound) * (1 + 1e-9));
  const most = (bound: string | null): number => (bound === null ? Infinity : Number(bound) * (1 - 1e-9));
  const { minimumAmount, maximumAmount, maximumMarketAmount, minimumCost, maximumCost } = instrument;
  return {
    leastContracts: least(minimumAmount) / perContract,
    mostContracts: Math.min(most(maximumAmount), most(maximumMarketAmount)) / perContract,
    leastCost: least(minimumCost),
    mostCost: most(maximumCost),
  };
}

const FRACTION = 'a fraction (a percentage or bps came?)';

function readImpact(caller: string, costs: ReplayCosts, holder: string, bars: number): Leg['impact'] {
  const at = `${holder}.impact`;
  const impact = readObject(caller, costs.impact, at);
  const volatility = readPrices(caller, impact, 'dailyVolatility', at);
  const volume = readPrices(caller, impact, 'dailyVolume', at);
  refuseLengthMismatch(caller, `${at}.dailyVolatility`, bars, volatility.length);
  refuseLengthMismatch(caller, `${at}.dailyVolume`, bars, volume.length);
  volatility.forEach((value, t) =>
    refuseSuspicious(caller, `${at}.dailyVolatility[${t}]`, value, 1, 'of a day, a fraction'),
  );
  return { coefficient: readNonNegative(caller, impact, 'coefficient', at), volatility, volume };
}

/** Settlements by bar, each among those after the bar before it: before the bar, or at it. */
function readFunding(
  caller: string,
  hedge: ReplayInstrument,
  holder: string,
  bars: Float64Array,
): { readonly before: Float64Array; readonly at: Float64Array } {
  const at = `${holder}.fundingRates`;
  const fields = readObject(caller, hedge.fundingRates, at);
  const timestamps = readTimestamps(caller, fields, 'timestamps', at);
  const rates = readFiniteSeries(caller, fields, 'rates', at);
  refuseLengthMismatch(caller, `${at}.rates`, timestamps.length, rates.length);
  for (let i = 0; i < rates.length; i++)
    refuseSuspicious(caller, `${at}.rates[${i}]`, rates[i]!, 0.2, FRACTION);
  const first = bars[0] ?? 0;
  const last = bars[bars.length - 1] ?? 0;
  const columns = { before: new Float64Array(bars.length), at: new Float64Array(bars.length) };
  let t = 0;
  let settled = 0;
  timestamps.forEach((time, i) => {
    if (time <= first || time > last) return;
    while (bars[t]! < time) t++;
    (bars[t] === time ? columns.at : columns.before)[t]! += rates[i]!;
    settled++;
  });
  if (rates.length > 0 && settled === 0)
    refuse(
      'domain.out_of_range',
      caller,
      `${at}.timestamps`,
      `among the bars, ${first} to ${last}`,
      timestamps[0],
    );
  return columns;
}
