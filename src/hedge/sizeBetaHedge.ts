import {
  isAbsent,
  readFinite,
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readPositive,
  readProbability,
  readText,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import type { Degenerate } from '../foundation/status.ts';
import type { OrderLimit } from '../instruments/checkOrder.ts';
import { contractValue } from '../instruments/contractValue.ts';
import type { Instrument } from '../instruments/instrument.ts';
import { readCoinInstrument } from '../instruments/readInstrument.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';
import { normalQuantile } from '../kernel/normal.ts';
import { studentTQuantile } from '../kernel/studentT.ts';
import { refuseMixedEstimates } from './estimateChecks.ts';
import { feasibleContracts } from './feasibleContracts.ts';
import { hedgeInterval } from './hedgeInterval.ts';
import type { Book, HedgeInterval, Sizing } from './hedgeInterval.ts';

/** A beta and what is known of its estimate; a `BetaEstimate` of `capmBeta` is one. */
export interface BetaInput {
  /** Against the benchmark of the hedge. */
  readonly beta: number;
  /** Its standard error; 0 where the beta is exact. Left out or null: unknown, and no interval is given. */
  readonly betaStandardError?: number | null | undefined;
  /** Of the estimate: the smallest of the book's is what the interval goes by, unless told otherwise. */
  readonly degreesOfFreedom?: number | undefined;
  /** Period of the returns, milliseconds. */
  readonly horizonMs?: number | null | undefined;
  /** How the returns were made. */
  readonly returnKind?: 'simple' | 'log' | null | undefined;
  /** When the last sample was known, epoch milliseconds. */
  readonly asOf?: number | null | undefined;
}

/** A position with its beta: `{ symbol, value, ...estimate }`. */
export interface HedgePosition extends BetaInput {
  /** Any name; positions of one symbol may come twice (long and short in hedge mode). */
  readonly symbol: string;
  /** Signed value in the quote currency of the hedge instrument, options as delta times price. */
  readonly value: number;
}

/** What `sizeBetaHedge` takes. */
export interface SizeBetaHedgeOptions {
  /** The book as it is, hedges already in place among it. */
  readonly positions: readonly HedgePosition[];
  /** Beta of the capital that the hedged book is to have; 0 is neutral. */
  readonly targetBeta: number;
  /** Equity that the target refers to, in quote currency; required where the target is not 0. */
  readonly capital?: number | undefined;
  /** What to trade, from `parseMarket`; not an option. */
  readonly instrument: Instrument;
  /** Beta of the instrument's own return to the benchmark: 1 for the benchmark's perpetual. */
  readonly instrumentBeta: number | BetaInput;
  /** Price of the instrument itself (mark or future, not spot), in quote currency. */
  readonly price: number;
  /**
   * Inverse contracts only, and required there: coins of the margin account, unrealised profit included.
   * They are long the coin, and not to be listed among the positions too. 0 is said, not assumed.
   */
  readonly coinEquity?: number | undefined;
  /** Covariance of the beta estimates, in the order of the positions. */
  readonly betaCovariance?: readonly ArrayLike<number>[] | undefined;
  /** For Student t in the interval; default the smallest of the estimates', the normal where none has any. */
  readonly degreesOfFreedom?: number | undefined;
  /** Of the interval, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
  /** With `maximumEstimateAgeMs`: refuses betas without `asOf`, older than that, or later than this time. */
  readonly now?: number | undefined;
  /** Milliseconds. */
  readonly maximumEstimateAgeMs?: number | undefined;
}

/** An order in the shape of ccxt: `createOrder(symbol, type, side, amount, undefined, params)`. */
export interface OrderRequest {
  /** ccxt's unified symbol. */
  readonly symbol: string;
  /** Always a market order. */
  readonly type: 'market';
  /** `sell` where contracts are negative. */
  readonly side: 'buy' | 'sell';
  /** In the instrument's `amountUnit`: `amount` of the hedge as a number, which ccxt takes. */
  readonly amount: number;
  /** Nothing but what the venue needs. */
  readonly params: Readonly<Record<string, never>>;
}

/** What is left after rounding and limits. */
export interface Dust {
  /** Exact less sent contracts. */
  readonly contracts: number;
  /** Dollar beta after the order less that of the target. */
  readonly dollarBeta: number;
}

/** A sized hedge. */
export interface BetaHedge {
  readonly status: 'ok';
  /** Contracts to trade, signed, before lots and limits. */
  readonly exactContracts: number;
  /** Contracts to trade, signed, plain digits, at the venue's lots and limits. */
  readonly contracts: string;
  /** Unsigned, in the instrument's `amountUnit`, plain digits: the order's amount, exactly. */
  readonly amount: string;
  /** Beta of the capital now; null without capital. */
  readonly betaBefore: number | null;
  /** Beta of the capital after the order; null without capital. */
  readonly betaAfter: number | null;
  /** Sum of value times beta now, coin equity included, in quote currency. */
  readonly dollarBetaBefore: number;
  /** The same after the order. */
  readonly dollarBetaAfter: number;
  /** Null where a standard error is unknown: a position's (without `betaCovariance`) or the instrument's. */
  readonly interval: HedgeInterval | null;
  /** Null where there is nothing to send; `reason` says why. */
  readonly order: OrderRequest | null;
  /** In words, with the numbers compared. */
  readonly reason: string;
  /** The limit that kept the order from the exact hedge; null where none did. */
  readonly boundBy: OrderLimit | null;
  /** What the order leaves undone. */
  readonly dust: Dust;
}

/** `ok`, or an instrument whose beta to the benchmark cannot carry a hedge. */
export type SizeBetaHedgeResult =
  BetaHedge | Degenerate<'instrument_beta_zero' | 'instrument_beta_not_distinct_from_zero'>;

const CALLER = 'sizeBetaHedge';

/**
 * How many contracts bring the beta of a book to a target, as an order at the venue's lots.
 *
 * **Formula**: N = (targetBeta capital - sum V_i beta_i) / (instrumentBeta F), with V_i the values and F the
 * value of one contract (contract size x price; for an inverse contract its contract size). An inverse
 * contract's collateral adds coinEquity x price x instrumentBeta to the sum. N < 0 sells.
 * Interval: N +- q SE / (|instrumentBeta| F), SE^2 = V' C V + W^2 SE_instrument^2, V the values outside of
 * the instrument and W what is in it after the exact hedge, contracts held before (its symbol, its beta) and
 * coins included; a covariance has W in the place of the position in the instrument, if there is one.
 * **Inputs**: values in one currency, the instrument's quote; betas to one benchmark over one horizon.
 * **Result**: `ok`, with `order` null where lots or limits leave nothing to trade; `degenerate` where the
 * instrument's beta is 0 or its interval holds 0: then the hedge ratio has no finite interval (Fieller).
 * **Errors**: `shape.missing_field` (a beta, capital with a target, coinEquity), `estimate.mixed`
 * (horizons or kinds of return), `estimate.stale`, `estimate.not_yet_known`, `domain.*`,
 * `market.inconsistent` (coinEquity of a contract that is not inverse), `market.unsupported` (an option).
 * **Accuracy**: sums compensated and taken by symbol, so that a permuted book gives the same bits.
 * **Cost**: O(n log n), O(n^2) with a covariance.
 * **Source**: Hull, Options, Futures and Other Derivatives, ch. 3.
 *
 * @example
 * ```ts
 * import { sizeBetaHedge } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'INDEX', base: 'INDEX', quote: 'USD', settle: 'USD', type: 'swap', linear: true,
 *   inverse: false, contractSize: 250, precision: { amount: 1, price: 0.1 },
 * });
 * const hedge = sizeBetaHedge({
 *   positions: [{ symbol: 'FUND', value: 5_050_000, beta: 1.5 }],
 *   targetBeta: 0,
 *   instrument,
 *   instrumentBeta: 1,
 *   price: 1010,
 * });
 * if (hedge.status === 'ok') console.log(hedge.contracts, JSON.stringify(hedge.order)); // -30 {"symbol":"INDEX","type":"market","side":"sell","amount":30,"params":{}}
 * ```
 */
export function sizeBetaHedge(options: SizeBetaHedgeOptions): SizeBetaHedgeResult {
  readObject(CALLER, options, '');
  const instrument = readCoinInstrument(CALLER, options);
  const price = readPositive(CALLER, options, 'price');
  const book = readBook(options, instrument.symbol);
  const instrumentInput = readInstrumentBeta(options);
  refuseMixedEstimates(CALLER, options, book.inputs, instrumentInput);
  const targetBeta = readFinite(CALLER, options, 'targetBeta');
  refuseSuspicious(CALLER, 'targetBeta', targetBeta, 10, 'a beta, not a percentage');
  const capital = readCapital(options, targetBeta);
  const coinValue = readCoinEquity(options, instrument) * price;
  const quantile = readQuantile(options, [...book.inputs, instrumentInput]);

  const instrumentBeta = instrumentInput.beta;
  // A bare number is exact by its being given so; an estimate without its error is of unknown error.
  const instrumentError = instrumentInput.betaStandardError ?? null;
  if (instrumentBeta === 0) return { status: 'degenerate', reason: 'instrument_beta_zero' };
  if (Math.abs(instrumentBeta) <= quantile.value * (instrumentError ?? 0))
    return { status: 'degenerate', reason: 'instrument_beta_not_distinct_from_zero' };

  const perContract = contractValue({ instrument, price }) * instrumentBeta;
  const dollarBetaOf = (indices: readonly number[]): number =>
    compensatedSum(indices.map((i) => book.values[i]! * book.betas[i]!));
  const target = capital === null ? 0 : targetBeta * capital;
  const dollarBetaBefore = dollarBetaOf(book.order) + coinValue * instrumentBeta + 0;
  const exactContracts = (target - dollarBetaBefore) / perContract + 0;
  const feasible = feasibleContracts(instrument, refuseOverflow(exactContracts, 'exactContracts'), price);
  const traded = Number(feasible.contracts);
  const dollarBetaAfter = dollarBetaBefore + traded * perContract + 0;
  const dustContracts = exactContracts - traded;
  // What is held of the instrument, at its beta: one estimate, and one error.
  const held = book.order.filter(
    (i) => book.symbols[i] === instrument.symbol && book.betas[i] === instrumentBeta,
  );
  const others = book.order.filter((i) => !held.includes(i));
  const interval =
    instrumentError === null
      ? null
      : hedgeInterval(CALLER, options, book, {
          exactContracts,
          perContract,
          quantile,
          instrumentValue: (target - dollarBetaOf(others)) / instrumentBeta,
          instrumentError,
          held,
        });
  const order = orderOf(instrument, traded, feasible.amount);
  const betaOf = (dollarBeta: number, path: string): number | null =>
    capital === null ? null : refuseOverflow(dollarBeta / capital + 0, path);
  return {
    status: 'ok',
    exactContracts,
    contracts: feasible.contracts,
    amount: feasible.amount,
    betaBefore: betaOf(dollarBetaBefore, 'betaBefore'),
    betaAfter: betaOf(dollarBetaAfter, 'betaAfter'),
    dollarBetaBefore,
    dollarBetaAfter: refuseOverflow(dollarBetaAfter, 'dollarBetaAfter'),
    interval,
    order,
    reason: explain(instrument, feasible.boundBy, exactContracts, order),
    boundBy: feasible.boundBy,
    dust: { contracts: dustContracts, dollarBeta: -dustContracts * perContract + 0 },
  };
}

function readBook(
  options: SizeBetaHedgeOptions,
  instrumentSymbol: string,
): Book & { readonly inputs: readonly HedgePosition[] } {
  const inputs = readList(CALLER, options, 'positions') as readonly HedgePosition[];
  const symbols: string[] = [];
  const values: number[] = [];
  const betas: number[] = [];
  const errors: number[] = [];
  inputs.forEach((position, i) => {
    const at = `positions[${i}]`;
    readObject(CALLER, position, at);
    refuseFailed(position, at);
    symbols.push(readText(CALLER, position, 'symbol', at));
    values.push(readFinite(CALLER, position, 'value', at));
    betas.push(readBeta(position, at));
    // What is held of the instrument needs no error of its own: it has the instrument's.
    if (!isAbsent(position, 'betaStandardError'))
      errors.push(readNonNegative(CALLER, position, 'betaStandardError', at));
    else if (position.symbol === instrumentSymbol) errors.push(0);
  });
  const order = symbols.map((_, i) => i);
  order.sort((i, j) => {
    if (symbols[i] !== symbols[j]) return symbols[i]! < symbols[j]! ? -1 : 1;
    const error = (k: number): number => inputs[k]!.betaStandardError ?? 0;
    return values[i]! - values[j]! || betas[i]! - betas[j]! || error(i) - error(j);
  });
  return { inputs, symbols, values, betas, errors: errors.length === inputs.length ? errors : null, order };
}

/** A beta beyond any asset's comes of one series in per cent and the other in fractions. */
function readBeta(estimate: object, at: string): number {
  const beta = readFinite(CALLER, estimate, 'beta', at);
  return refuseSuspicious(CALLER, `${at}.beta`, beta, 25, 'within 25 (is one series in per cent?)');
}

/** A result that is not `ok`, spread into a position by untyped code. */
function refuseFailed(estimate: object, at: string): void {
  const { status } = estimate as { status?: unknown };
  if (status !== undefined && status !== 'ok')
    refuse('estimate.not_ok', CALLER, `${at}.status`, 'ok', status);
}

function readInstrumentBeta(options: SizeBetaHedgeOptions): BetaInput {
  const { instrumentBeta } = options;
  if (typeof instrumentBeta !== 'object')
    return { beta: readFinite(CALLER, options, 'instrumentBeta'), betaStandardError: 0 };
  const at = 'instrumentBeta';
  readObject(CALLER, instrumentBeta, at);
  refuseFailed(instrumentBeta, at);
  readBeta(instrumentBeta, at);
  if (!isAbsent(instrumentBeta, 'betaStandardError'))
    readNonNegative(CALLER, instrumentBeta, 'betaStandardError', at);
  return instrumentBeta;
}

function readCapital(options: SizeBetaHedgeOptions, targetBeta: number): number | null {
  if (!isAbsent(options, 'capital')) return readPositive(CALLER, options, 'capital');
  if (targetBeta === 0) return null;
  return refuse('shape.missing_field', CALLER, 'capital', 'given where targetBeta is not 0', undefined);
}

function readCoinEquity(options: SizeBetaHedgeOptions, instrument: Instrument): number {
  if (instrument.settlement === 'inverse') {
    if (!isAbsent(options, 'coinEquity')) return readFinite(CALLER, options, 'coinEquity');
    const wanted = 'given for an inverse contract (coins of the margin account, 0 if none)';
    return refuse('shape.missing_field', CALLER, 'coinEquity', wanted, undefined);
  }
  if (isAbsent(options, 'coinEquity')) return 0;
  const expected = `absent for a ${instrument.settlement} instrument (coins held are a position)`;
  return refuse('market.inconsistent', CALLER, 'coinEquity', expected, options.coinEquity);
}

function readQuantile(options: SizeBetaHedgeOptions, estimates: readonly BetaInput[]): Sizing['quantile'] {
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const tail = (1 - confidenceLevel) / 2;
  let degreesOfFreedom = Infinity;
  for (const source of isAbsent(options, 'degreesOfFreedom') ? estimates : [options])
    if (!isAbsent(source, 'degreesOfFreedom'))
      degreesOfFreedom = Math.min(degreesOfFreedom, readInteger(CALLER, source, 'degreesOfFreedom', 1));
  const value =
    degreesOfFreedom === Infinity ? normalQuantile(tail) : studentTQuantile(tail, degreesOfFreedom);
  return { confidenceLevel, value: -value };
}

/** Products and quotients of huge and tiny doubles may overflow: inputs out of range, not a hedge. */
function refuseOverflow(value: number, path: string): number {
  return Number.isFinite(value) ? value : refuse('domain.not_finite', CALLER, path, 'finite', value);
}

function orderOf(instrument: Instrument, contracts: number, amount: string): OrderRequest | null {
  if (contracts === 0) return null;
  const side = contracts < 0 ? 'sell' : 'buy';
  return { symbol: instrument.symbol, type: 'market', side, amount: Number(amount), params: {} };
}

function explain(
  instrument: Instrument,
  boundBy: OrderLimit | null,
  exact: number,
  order: OrderRequest | null,
): string {
  const hedge = `the exact hedge is ${exact} contracts of ${instrument.symbol}`;
  if (order !== null) {
    const sent = `${order.side} ${order.amount} (${instrument.amountUnit})`;
    return boundBy === null ? `${sent}: ${hedge}` : `${sent}, capped by ${boundBy}: ${hedge}`;
  }
  if (boundBy === null) return 'nothing to trade: the book is on its target';
  return `nothing to trade (${boundBy.replace('_', ' ')}): ${hedge}`;
}
