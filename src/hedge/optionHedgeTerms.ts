import {
  isAbsent,
  readFinite,
  readList,
  readNonNegative,
  readObject,
  readPositive,
  readText,
  readTimestamp,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { readFiniteSeries } from '../foundation/series.ts';
import type { OptionInstrument } from '../instruments/instrument.ts';
import { readInstrument } from '../instruments/readInstrument.ts';
import type { OptionHedgeExclusion, OptionHedgeLeg } from './optionHedgeLeg.ts';

/** A listed option and its prices, per coin in its `premiumCurrency`; null, undefined or 0 where there is none. */
export interface OptionQuote {
  /** From `parseMarket`. */
  readonly instrument: OptionInstrument;
  /** What an option sold receives. */
  readonly bid: number | null | undefined;
  /** What an option bought costs. */
  readonly ask: number | null | undefined;
}

/** The book, the benchmark and the options on it: what every option hedge takes. */
export interface OptionHedgeTerms {
  /** What the book is worth now, in the quote currency of the strikes; premiums are paid from money beside it. */
  readonly bookValue: number;
  /** Of the book's value to the benchmark. */
  readonly beta: number;
  /** The price of the benchmark, which is the options' coin or index, in quote currency: its index, not a forward. */
  readonly benchmarkPrice: number;
  /** What money earns until the expiry, a simple return: 0.03 for 3 % over the life, not a year. */
  readonly riskFreeReturn: number;
  /** What the book pays out until the expiry (dividends, staking), as a fraction of its value. */
  readonly bookYield: number;
  /** What the benchmark pays out until the expiry, as a fraction of its price. */
  readonly benchmarkYield: number;
  /** Options of one expiry on the benchmark, each strike once of a type; in any order. */
  readonly chain: readonly OptionQuote[];
  /** When the quotes were seen, epoch milliseconds: before the expiry. */
  readonly timestamp: number;
  /**
   * Quote currency per 1 of `premiumCurrency`; required where that is neither the quote (1) nor the base (then it is
   * `benchmarkPrice`).
   */
  readonly premiumCurrencyPrice?: number | undefined;
  /** Prices of the benchmark at expiry to value the book at. */
  readonly valueAt?: ArrayLike<number> | undefined;
}

/** A quote as read: null where there is none. */
export interface Quote {
  /** In the chain as it came. */
  readonly place: number;
  readonly instrument: OptionInstrument;
  readonly bid: number | null;
  readonly ask: number | null;
  /** Sizes that were asked for before: pairs of strikes ask for the same ones again and again. */
  readonly legs: Map<string, OptionHedgeLeg | OptionHedgeExclusion>;
}

/** The terms as read. */
export interface Terms {
  readonly caller: string;
  readonly bookValue: number;
  readonly beta: number;
  /** Coins of the benchmark that the book moves like: beta V / I. */
  readonly coins: number;
  /** By strike, then type. */
  readonly quotes: readonly Quote[];
  /** Quote currency per 1 of the premium's. */
  readonly premiumRate: number;
  readonly benchmarkPrice: number;
  readonly valueAt: readonly number[];
  /** The book's value at expiry by CAPM, its yield paid out, at a price of the benchmark. */
  readonly valueOf: (benchmarkPrice: number) => number;
  /** The price of the benchmark at which the book has a value. */
  readonly priceFor: (value: number) => number;
}

/** Reads the terms; a beta of 0 or less is read too, and is for the caller to answer. */
export function readTerms(caller: string, options: OptionHedgeTerms): Terms {
  readObject(caller, options, '');
  const bookValue = readPositive(caller, options, 'bookValue');
  const beta = readFinite(caller, options, 'beta');
  refuseSuspicious(caller, 'beta', beta, 25, 'within 25 (is one series in per cent?)');
  const benchmarkPrice = readPositive(caller, options, 'benchmarkPrice');
  const riskFreeReturn = readReturn(caller, options, 'riskFreeReturn');
  const bookYield = readReturn(caller, options, 'bookYield');
  const benchmarkYield = readReturn(caller, options, 'benchmarkYield');
  const timestamp = readTimestamp(caller, options, 'timestamp');
  const quotes = readChain(caller, options, timestamp);
  const valueAt = isAbsent(options, 'valueAt')
    ? []
    : Array.from(readFiniteSeries(caller, options, 'valueAt'));
  valueAt.forEach((price, i) => {
    if (price < 0) refuse('domain.negative', caller, `valueAt[${i}]`, 'a price, zero or positive', price);
  });
  return {
    caller,
    bookValue,
    beta,
    coins: refuseOverflow(caller, 'benchmarkPrice', (beta * bookValue) / benchmarkPrice),
    quotes,
    premiumRate: readPremiumRate(caller, options, quotes[0]?.instrument, benchmarkPrice),
    benchmarkPrice,
    valueAt: valueAt.map((price) => price + 0),
    valueOf: (price) => {
      const benchmarkReturn = price / benchmarkPrice - 1 + benchmarkYield;
      return bookValue * (1 + riskFreeReturn + beta * (benchmarkReturn - riskFreeReturn) - bookYield);
    },
    priceFor: (value) => {
      const bookReturn = value / bookValue - 1 + bookYield;
      const benchmarkReturn = riskFreeReturn + (bookReturn - riskFreeReturn) / beta;
      return benchmarkPrice * (1 + benchmarkReturn - benchmarkYield);
    },
  };
}

/** Products and quotients of huge and tiny doubles may overflow: inputs out of range, not a hedge. */
export function refuseOverflow(caller: string, path: string, value: number): number {
  return Number.isFinite(value) ? value : refuse('domain.not_finite', caller, path, 'finite', value);
}

/** A value that the book is to keep, or may be capped at; a fraction of the book's value is refused. */
export function readBookLevel(caller: string, source: object, field: string, bookValue: number): number {
  const value = readPositive(caller, source, field);
  const expected = 'a value in quote currency, at least 1 % of bookValue (a fraction of it came?)';
  return value < bookValue / 100 ? refuse('unit.suspicious', caller, field, expected, value) : value;
}

function readReturn(caller: string, source: object, field: string): number {
  const value = readFinite(caller, source, field);
  return refuseSuspicious(caller, field, value, 1, 'a fraction over the life, within 1 (per cent came?)');
}

function readChain(caller: string, options: OptionHedgeTerms, timestamp: number): readonly Quote[] {
  const listed = new Map<string, number>();
  let first: OptionInstrument | undefined;
  const quotes = Array.from(readList(caller, options, 'chain'), (entry, i) => {
    const at = `chain[${i}]`;
    const fields = readObject(caller, entry, at);
    const instrument = readOption(caller, fields, at);
    first ??= instrument;
    for (const field of ['base', 'quote', 'premiumCurrency', 'settlement', 'expiry'] as const)
      if (instrument[field] !== first[field]) {
        const expected = `${first[field]}, as chain[0] has: one expiry of one kind of option`;
        refuse('market.inconsistent', caller, `${at}.instrument.${field}`, expected, instrument[field]);
      }
    if (instrument.expiry <= timestamp) {
      const expected = `later than timestamp, ${timestamp}`;
      refuse('domain.out_of_range', caller, `${at}.instrument.expiry`, expected, instrument.expiry);
    }
    const key = `${instrument.optionType} ${instrument.strike}`;
    const twin = listed.get(key);
    if (twin !== undefined) {
      const expected = `a ${instrument.optionType} of another strike than chain[${twin}]`;
      refuse('market.inconsistent', caller, `${at}.instrument.strike`, expected, instrument.strike);
    }
    listed.set(key, i);
    const bid = readPremium(caller, fields, 'bid', at, instrument);
    const ask = readPremium(caller, fields, 'ask', at, instrument);
    if (bid !== null && ask !== null && bid > ask)
      refuse('domain.out_of_range', caller, `${at}.bid`, `at most the ask, ${ask}: quotes are crossed`, bid);
    return { place: i, instrument, bid, ask, legs: new Map() };
  });
  const isCall = (quote: Quote): number => (quote.instrument.optionType === 'call' ? 0 : 1);
  return quotes.sort((a, b) => a.instrument.strike - b.instrument.strike || isCall(a) - isCall(b));
}

function readOption(caller: string, source: object, at: string): OptionInstrument {
  const instrument = readInstrument(caller, source, at);
  const path = `${at}.instrument`;
  if (instrument.type !== 'option')
    return refuse('market.unsupported', caller, path, 'an option', instrument.symbol);
  for (const field of ['symbol', 'base', 'quote', 'premiumCurrency'])
    readText(caller, instrument, field, path);
  return instrument;
}

/** A premium per coin; null where there is no quote. */
function readPremium(
  caller: string,
  source: object,
  field: 'bid' | 'ask',
  at: string,
  { settlement, optionType, premiumCurrency, quote }: OptionInstrument,
): number | null {
  if (isAbsent(source, field)) return null;
  const premium = readNonNegative(caller, source, field, at);
  // As of an order: a coin-settled call is worth less than its coin, and a put of ten coins hardly exists.
  if (settlement === 'inverseOption' && (optionType === 'call' ? premium >= 1 : premium > 10)) {
    const expected = `a premium per coin in ${premiumCurrency}, not in ${quote}`;
    refuse('unit.suspicious', caller, `${at}.${field}`, expected, premium);
  }
  return premium === 0 ? null : premium;
}

function readPremiumRate(
  caller: string,
  options: OptionHedgeTerms,
  instrument: OptionInstrument | undefined,
  benchmarkPrice: number,
): number {
  const field = 'premiumCurrencyPrice';
  if (instrument === undefined) return 1;
  const { premiumCurrency, base, quote } = instrument;
  if (premiumCurrency !== quote && premiumCurrency !== base) return readPositive(caller, options, field);
  if (!isAbsent(options, field)) {
    const expected = `absent of premiums in ${premiumCurrency} (the quote is 1, the base benchmarkPrice)`;
    refuse('market.inconsistent', caller, field, expected, options[field]);
  }
  return premiumCurrency === quote ? 1 : benchmarkPrice;
}
