import { isAbsent, join, readFinite, readNonNegative, readObject, refuse } from '../foundation/checks.ts';
import type { DatedPrice } from '../foundation/datedPrice.ts';
import { readPrice } from '../foundation/datedPrice.ts';
import { notionalOf } from '../instruments/contractAlgebra.ts';
import type { Instrument, OptionInstrument } from '../instruments/instrument.ts';
import { readBeta, refuseFailed } from './estimateChecks.ts';
import type { BetaInput } from './estimateChecks.ts';
import type { HedgeMoney } from './hedgeMoney.ts';

/** What is traded, at which price, and what its account holds. */
export interface HedgeInstrumentOptions {
  /** What to trade, from `parseMarket`; not an option. */
  readonly instrument: Instrument;
  /** Beta of the instrument's own return to the benchmark: 1 for the benchmark's perpetual. */
  readonly instrumentBeta: number | BetaInput;
  /** Price of the instrument itself (mark or future, not spot), in quote currency. */
  readonly price: number | DatedPrice;
  /**
   * Inverse contracts only, and required there: coins of the margin account, unrealised profit included.
   * They are long the coin; 0 where a position in the coin's name has them, as of `bookExposure`, and else that is
   * refused. 0 is said, not assumed.
   */
  readonly coinEquity?: number | undefined;
  /**
   * Quote currency per coin of `settle`. Required of a quanto, whose account's balance of that coin moves by itself: it is
   * a position of its own. Of an inverse contract the price of its coin, where that is not `price`, as of a dated one: its
   * profit is in coins. Not of others.
   */
  readonly settlePrice?: number | DatedPrice | undefined;
}

/** An instrument whose price is its coin's. */
export type CoinInstrument = Exclude<Instrument, OptionInstrument>;

/** An instrument to hedge with, as read; money in the currency of the hedge. */
export interface HedgeLeg {
  /** Where it stands in the options; undefined where that is the options. */
  readonly at: string | undefined;
  readonly instrument: CoinInstrument;
  /** In quote currency. */
  readonly price: number;
  /** Of one contract. */
  readonly contractValue: number;
  /** Coins of an inverse account; 0 for others. */
  readonly coinEquity: number;
  /** Of these coins. */
  readonly coinValue: number;
  readonly beta: number;
  /** Null where it is unknown. */
  readonly betaError: number | null;
  readonly estimate: BetaInput;
  /** Dollar beta of one contract. */
  readonly perContract: number;
}

/** The currency that a contract's value is in: a linear one's profit arises in `settle`, counted as one quote. */
export function currencyOf(instrument: CoinInstrument): string {
  return instrument.settlement === 'linear' ? instrument.settle : instrument.quote;
}

/** Reads an instrument to hedge with. */
export function readLeg(
  caller: string,
  source: HedgeInstrumentOptions,
  at: string | undefined,
  instrument: CoinInstrument,
  money: HedgeMoney,
): HedgeLeg {
  const { now } = money;
  if (now !== null && instrument.expiry !== null && instrument.expiry <= now)
    refuse(
      'domain.out_of_range',
      caller,
      join(at, 'instrument.expiry'),
      `later than now, ${now}`,
      instrument.expiry,
    );
  const price = readPrice(caller, source, 'price', at, money.window);
  const settlePrice = readSettlePrice(caller, source, at, instrument, price, money);
  const coinEquity = readCoinEquity(caller, source, at, instrument);
  const rate = money.rateOf(currencyOf(instrument));
  const contractValue = settledValueOf(instrument, price, settlePrice) * rate;
  if (!(contractValue > 0 && contractValue < Infinity))
    refuse(
      'domain.not_finite',
      caller,
      join(at, 'price'),
      'that of a contract worth a positive double',
      price,
    );
  const estimate = readInstrumentBeta(caller, source, at);
  return {
    at,
    instrument,
    price,
    contractValue,
    coinEquity,
    coinValue: coinEquity * settlePrice * rate,
    beta: estimate.beta,
    // A bare number is exact by its being given so; an estimate without its error is of unknown error.
    betaError: estimate.betaStandardError ?? null,
    estimate,
    perContract: contractValue * estimate.beta,
  };
}

/** Coins of an inverse account, which it cannot do without; 0 for others, which must not have any. */
export function readCoinEquity(
  caller: string,
  source: { readonly coinEquity?: number | undefined },
  at: string | undefined,
  instrument: CoinInstrument,
): number {
  const path = join(at, 'coinEquity');
  if (instrument.settlement === 'inverse') {
    if (!isAbsent(source, 'coinEquity')) return readFinite(caller, source, 'coinEquity', at);
    const wanted = 'given for an inverse contract (coins of the margin account, 0 if none)';
    return refuse('shape.missing_field', caller, path, wanted, undefined);
  }
  if (isAbsent(source, 'coinEquity')) return 0;
  const expected = `absent for a ${instrument.settlement} instrument (coins held are a position)`;
  return refuse('market.inconsistent', caller, path, expected, source.coinEquity);
}

/**
 * Quote currency per coin of `settle`: a quanto cannot do without it, of an inverse contract it is the contract's own price
 * unless told otherwise, and 1 of others.
 */
export function readSettlePrice(
  caller: string,
  source: { readonly settlePrice?: number | DatedPrice | undefined },
  at: string | undefined,
  instrument: CoinInstrument,
  price: number,
  money: Pick<HedgeMoney, 'window'>,
): number {
  const { settlement } = instrument;
  if (settlement === 'quanto') return readPrice(caller, source, 'settlePrice', at, money.window);
  const path = join(at, 'settlePrice');
  if (isAbsent(source, 'settlePrice')) return settlement === 'inverse' ? price : 1;
  if (settlement !== 'inverse') {
    const expected = `absent for a ${settlement} instrument (only what settles in a coin has one)`;
    return refuse('market.inconsistent', caller, path, expected, source.settlePrice);
  }
  const settlePrice = readPrice(caller, source, 'settlePrice', at, money.window);
  const basis = settlePrice / price;
  if (basis > 0.5 && basis < 2) return settlePrice;
  const expected = `within a factor of 2 of the contract's price, ${price}`;
  return refuse('unit.suspicious', caller, path, expected, settlePrice);
}

/** Of one contract, in its own currency: what an inverse one earns is coins, at the coin's price. */
export function settledValueOf(instrument: CoinInstrument, price: number, settlePrice: number): number {
  const basis = instrument.settlement === 'inverse' ? settlePrice / price : 1;
  return notionalOf(instrument, 1, price, settlePrice) * basis;
}

function readInstrumentBeta(
  caller: string,
  source: HedgeInstrumentOptions,
  at: string | undefined,
): BetaInput {
  const { instrumentBeta } = source;
  if (typeof instrumentBeta !== 'object')
    return { beta: readFinite(caller, source, 'instrumentBeta', at), betaStandardError: 0 };
  const path = join(at, 'instrumentBeta');
  readObject(caller, instrumentBeta, path);
  refuseFailed(caller, instrumentBeta, path);
  readBeta(caller, instrumentBeta, path);
  if (!isAbsent(instrumentBeta, 'betaStandardError'))
    readNonNegative(caller, instrumentBeta, 'betaStandardError', path);
  return instrumentBeta;
}
