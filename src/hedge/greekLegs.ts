import {
  isAbsent,
  readFinite,
  readList,
  readNonNegative,
  readObject,
  readPositive,
  refuse,
} from '../foundation/checks.ts';
import { refuseForeignGreeks } from '../foundation/rawGreeks.ts';
import { maximumAmount } from '../instruments/checkOrder.ts';
import type { Instrument, OptionInstrument } from '../instruments/instrument.ts';
import { readInstrument } from '../instruments/readInstrument.ts';
import { amountPerContract } from '../instruments/roundAmount.ts';
import type { BookGreekName, BookGreeks } from '../options/optionBookGreeks.ts';

/** What may be traded: an option with its Greeks, or a future, perpetual or coins, which have delta alone. */
export interface GreekHedgeInstrument {
  /** From `parseMarket`; all of one coin and one quote currency, each once. Not a quanto. */
  readonly instrument: Instrument;
  /** Of an option, and required there: raw, of one option on one coin. Absent of what has delta alone. */
  readonly greeks?: BookGreeks | undefined;
  /** The instrument's own: of an option its premium for one coin in `premiumCurrency`, else quote currency per coin. */
  readonly price: number;
  /**
   * Of a coin-settled option, and required there: the price of the coin, quote currency per coin, since its premium is
   * in coins. Others have their premium in money, and need none.
   */
  readonly underlyingPrice?: number | undefined;
  /** Half the spread and the fee, in quote currency per contract traded; 0 is said, not assumed. */
  readonly costPerContract: number;
  /** Signed: -10 sells 10 at most, 0 buys only. Left out: no limit but the venue's. */
  readonly minimumContracts?: number | undefined;
  /** Signed: 10 buys 10 at most, 0 sells only. Left out: no limit but the venue's. */
  readonly maximumContracts?: number | undefined;
  /** Required with `marginBudget`: quote currency that one contract ties up, bought or sold. */
  readonly marginPerContract?: number | undefined;
}

/** The names that a limit of a leg goes by. */
export type LegBound = 'minimum_contracts' | 'maximum_contracts' | 'venue_maximum';

/** An instrument as the program takes it: all per contract, in quote currency. */
export interface Leg {
  readonly symbol: string;
  /** Among the instruments as they were given. */
  readonly place: number;
  readonly instrument: Instrument;
  readonly price: number;
  readonly cost: number;
  /** 0 where there is no budget of it. */
  readonly margin: number;
  /** Of what is no option 0. */
  readonly premium: number;
  /** Contracts; -Infinity and Infinity where nothing limits them. */
  readonly minimum: number;
  readonly maximum: number;
  /** Whose limit the two are. */
  readonly minimumOf: LegBound;
  readonly maximumOf: LegBound;
  /** Contracts of one lot. */
  readonly lot: number;
  /** A Greek of one contract. */
  readonly greekOf: (name: BookGreekName) => number;
}

/** The legs in the order of their symbols, so that the order that they are given in changes no bit. */
export function readLegs(
  caller: string,
  options: object,
  orderType: 'market' | 'limit',
  hasMarginBudget: boolean,
): Leg[] {
  const entries = readList(caller, options, 'instruments');
  if (entries.length === 0)
    refuse('shape.missing_field', caller, 'instruments[0]', 'given (something to trade)', undefined);
  // Unlike map, from does not pass over the holes of an array.
  const legs = Array.from(entries, (entry, i) => readLeg(caller, entry, i, orderType, hasMarginBudget));
  const { base, quote } = legs[0]!.instrument;
  for (const { instrument, place } of legs) {
    const at = `instruments[${place}].instrument`;
    if (instrument.base !== base)
      refuse('market.inconsistent', caller, `${at}.base`, `${base}, as of the first`, instrument.base);
    if (instrument.quote !== quote)
      refuse('market.inconsistent', caller, `${at}.quote`, `${quote}, as of the first`, instrument.quote);
  }
  legs.sort((a, b) => (a.symbol === b.symbol ? a.place - b.place : a.symbol < b.symbol ? -1 : 1));
  legs.forEach(({ symbol, place }, i) => {
    if (symbol === legs[i - 1]?.symbol)
      refuse('market.inconsistent', caller, `instruments[${place}].instrument.symbol`, 'named once', symbol);
  });
  return legs;
}

function readLeg(
  caller: string,
  entry: unknown,
  place: number,
  orderType: 'market' | 'limit',
  hasMarginBudget: boolean,
): Leg {
  const at = `instruments[${place}]`;
  const fields = readObject(caller, entry, at);
  const instrument = readInstrument(caller, fields, at);
  const { settlement, contractSize, amountPrecision } = instrument;
  const path = `${at}.instrument`;
  if (settlement === 'quanto')
    refuse('market.unsupported', caller, path, 'no quanto, whose delta is in a third currency', settlement);
  if (instrument.active === false)
    refuse('market.unsupported', caller, `${path}.active`, 'such that the venue trades it', false);
  if (amountPrecision.kind !== 'step') {
    const expected = 'a step: lots that grow with the amount are not searched';
    return refuse('market.unsupported', caller, `${path}.amountPrecision`, expected, amountPrecision.kind);
  }
  const isOption = settlement === 'linearOption' || settlement === 'inverseOption';
  const price = readPositive(caller, fields, 'price', at);
  const coins = settlement === 'inverse' ? contractSize / price : contractSize;
  // A call is worth less than its coin, and a put of ten coins has a strike of more than ten times the price.
  if (settlement === 'inverseOption' && (instrument.optionType === 'call' ? price >= 1 : price > 10)) {
    const expected = `a premium in ${instrument.premiumCurrency}, not in ${instrument.quote}`;
    refuse('unit.suspicious', caller, `${at}.price`, expected, price);
  }
  const coinPrice = settlement === 'inverseOption' ? readCoinPrice(caller, fields, at, instrument) : 1;
  if (!isOption && !isAbsent(fields, 'greeks'))
    refuse('shape.wrong_type', caller, `${at}.greeks`, `absent of a ${settlement} one`, fields['greeks']);
  const greekOf = isOption ? readGreeks(caller, fields['greeks'], `${at}.greeks`, settlement) : greekOfCoins;
  return {
    symbol: instrument.symbol,
    place,
    instrument,
    price,
    cost: readNonNegative(caller, fields, 'costPerContract', at),
    margin: hasMarginBudget ? readNonNegative(caller, fields, 'marginPerContract', at) : 0,
    premium: isOption ? contractSize * price * coinPrice : 0,
    ...readBounds(caller, fields, at, instrument, price, orderType),
    lot: Number(amountPrecision.step) / amountPerContract(instrument),
    greekOf: (name) => coins * greekOf(name),
  };
}

/** What a premium in coins is worth in money. */
function readCoinPrice(
  caller: string,
  fields: object,
  at: string,
  { premiumCurrency, base, quote }: OptionInstrument,
): number {
  const field = 'underlyingPrice';
  if (!isAbsent(fields, field)) return readPositive(caller, fields, field, at);
  const expected = `the price of ${base} in ${quote}, since the premium of a coin-settled option is in ${premiumCurrency}`;
  return refuse('shape.missing_field', caller, `${at}.${field}`, expected, undefined);
}

/** The tighter of the caller's limits and of what the venue takes in one order. */
function readBounds(
  caller: string,
  fields: object,
  at: string,
  instrument: Instrument,
  price: number,
  orderType: 'market' | 'limit',
): Pick<Leg, 'minimum' | 'maximum' | 'minimumOf' | 'maximumOf'> {
  const lower = isAbsent(fields, 'minimumContracts')
    ? -Infinity
    : readFinite(caller, fields, 'minimumContracts', at);
  const upper = isAbsent(fields, 'maximumContracts')
    ? Infinity
    : readFinite(caller, fields, 'maximumContracts', at);
  if (lower > upper)
    refuse('domain.out_of_range', caller, `${at}.maximumContracts`, `at least ${lower}`, upper);
  const { settlement, contractSize, maximumCost } = instrument;
  const amount = maximumAmount(instrument, orderType);
  const cost = settlement === 'inverse' ? contractSize : contractSize * price;
  const venue = Math.min(
    amount === null ? Infinity : Number(amount) / amountPerContract(instrument),
    maximumCost === null ? Infinity : Number(maximumCost) / cost,
  );
  const least = lower > venue ? 'minimumContracts' : upper < -venue ? 'maximumContracts' : null;
  if (least !== null) {
    const expected = `within what ${instrument.symbol} takes in an order, ${venue}`;
    refuse('domain.out_of_range', caller, `${at}.${least}`, expected, Math.max(lower, upper));
  }
  return {
    minimum: Math.max(lower, -venue) + 0,
    maximum: Math.min(upper, venue),
    minimumOf: lower < -venue ? 'venue_maximum' : 'minimum_contracts',
    maximumOf: upper > venue ? 'venue_maximum' : 'maximum_contracts',
  };
}

function greekOfCoins(name: BookGreekName): number {
  return name === 'delta' || name === 'premiumAdjustedDelta' ? 1 : 0;
}

function readGreeks(
  caller: string,
  value: unknown,
  at: string,
  settlement: 'linearOption' | 'inverseOption',
): (name: BookGreekName) => number {
  const fields = readObject(caller, value, at);
  refuseForeignGreeks(caller, at, fields, ['underlyingPrice']);
  return (name) => {
    // A premium that is paid in money is no coins.
    const field = settlement === 'linearOption' && name === 'premiumAdjustedDelta' ? 'delta' : name;
    return readFinite(caller, fields, field, at);
  };
}
