import {
  isAbsent,
  join,
  readInteger,
  readList,
  readObject,
  readOneOf,
  readPositive,
  readTimestamp,
  refuse,
} from '../foundation/checks.ts';
import type { Leaf } from '../foundation/shape.ts';
import type { Instrument, OptionInstrument } from './instrument.ts';
import { DECIMAL_TEXT } from './decimalText.ts';

/** What an order's amount can count: money of a linear contract is no fixed number of contracts. */
export const AMOUNT_UNITS = {
  spot: ['base'],
  linear: ['contracts', 'base'],
  inverse: ['contracts', 'quote'],
  quanto: ['contracts'],
  linearOption: ['contracts', 'base'],
  inverseOption: ['contracts', 'base'],
} as const;

/** A fee above it is a percentage or in basis points. */
export const LARGEST_FEE = 0.03;

/**
 * The instrument among a call's options, of which what a call counts with is read: `parseInstrument` reads it all. A raw
 * ccxt market, whose units are not yet settled, is refused, and so is an instrument made by hand or from JSON that
 * `parseMarket` would not have made.
 */
export function readInstrument(caller: string, source: object, at?: string): Instrument {
  const path = join(at, 'instrument');
  const value = (source as Readonly<Record<string, unknown>>)['instrument'];
  const made = 'made by parseMarket (or the value of a safeParseMarket that is ok)';
  if (value === undefined || value === null) return refuse('shape.missing_field', caller, path, made, value);
  const fields = readObject(caller, value, path);
  const settlement = fields['settlement'];
  if (!isSettlement(settlement)) return refuse('shape.wrong_type', caller, path, made, value);
  readPositive(caller, fields, 'contractSize', path);
  readOneOf(caller, fields, 'amountUnit', AMOUNT_UNITS[settlement], path);
  refuseNoSteps(caller, fields, 'amountPrecision', path);
  refuseNoSteps(caller, fields, 'pricePrecision', path);
  if (settlement === 'linearOption' || settlement === 'inverseOption') {
    readOneOf(caller, fields, 'type', ['option'], path);
    readPositive(caller, fields, 'strike', path);
    readOneOf(caller, fields, 'optionType', ['call', 'put'], path);
    readOptionExpiry(caller, fields, 'expiry', path);
    readList(caller, fields, 'priceSteps', path);
  } else if (!isAbsent(fields, 'expiry')) readTimestamp(caller, fields, 'expiry', path);
  return value as Instrument;
}

/** What `PRECISION` reads, without making it anew: this is asked of every position of a book. */
function refuseNoSteps(
  caller: string,
  instrument: Readonly<Record<string, unknown>>,
  field: string,
  path: string,
): void {
  const at = `${path}.${field}`;
  const precision = readObject(caller, instrument[field], at);
  const kind = readOneOf(caller, precision, 'kind', ['step', 'significantDigits'], at);
  if (kind === 'significantDigits') readInteger(caller, precision, 'digits', 1, at);
  else DECIMAL_TEXT.read(caller, precision, 'step', at);
}

/**
 * When an option expires: a real time, so that a day of 1970 is one in seconds, also where they are whole minutes,
 * which `readTimestamp` leaves to examples.
 */
export function readOptionExpiry(caller: string, source: object, field: string, at?: string): number {
  const expiry = readTimestamp(caller, source, field, at);
  const path = join(at, field);
  readPositive(caller, source, field, at);
  if (expiry < YEAR_2001) {
    const expected = 'in milliseconds since 1970, of this century (seconds came?)';
    refuse('unit.suspicious', caller, path, expected, expiry);
  }
  if (expiry >= YEAR_3000)
    refuse('market.unsupported', caller, path, 'that of an option with an expiry', expiry);
  return expiry;
}

// 1e12 ms: no option on a coin is older, and as seconds it is the year 33658.
const YEAR_2001 = 1_000_000_000_000;
// Venues that stamp what has no expiry stamp it with the year 3000.
const YEAR_3000 = 32_503_680_000_000;

/** When an option expires, as `readOptionExpiry` takes it. */
export const OPTION_EXPIRY: Leaf<number> = /* @__PURE__ */ (() => ({
  json: { type: 'integer', minimum: YEAR_2001, exclusiveMaximum: YEAR_3000 },
  read: readOptionExpiry,
}))();

/**
 * The price of an order, above zero. A coin-settled call is worth less than its coin, and a put of ten coins has a strike
 * of more than ten times the price: such a premium came in money.
 */
export function readOrderPrice(
  caller: string,
  source: object,
  instrument: Instrument,
  field = 'price',
): number {
  const price = readPositive(caller, source, field);
  if (instrument.settlement !== 'inverseOption') return price;
  const isTooMuch = instrument.optionType === 'call' ? price >= 1 : price > 10;
  const expected = `a premium in ${instrument.premiumCurrency}, not in ${instrument.quote}`;
  return isTooMuch ? refuse('unit.suspicious', caller, field, expected, price) : price;
}

/** An instrument whose own price is what its coin is worth. An option's is a premium, and is refused. */
export function readCoinInstrument(
  caller: string,
  source: object,
  at?: string,
): Exclude<Instrument, OptionInstrument> {
  const instrument = readInstrument(caller, source, at);
  if (instrument.type !== 'option') return instrument;
  const expected =
    'spot, or a linear, inverse or quanto contract (an option counts as contracts x contractSize x delta coins)';
  return refuse('market.unsupported', caller, join(at, 'instrument'), expected, instrument.symbol);
}

function isSettlement(value: unknown): value is Instrument['settlement'] {
  return typeof value === 'string' && Object.hasOwn(AMOUNT_UNITS, value);
}

/**
 * Quote currency per coin of a quanto's `settle`. Anything else has no such price, and one that is given is refused:
 * it would change nothing.
 */
export function readQuantoPrice(
  caller: string,
  source: object,
  settlement: Instrument['settlement'],
): number {
  if (settlement === 'quanto') return readPositive(caller, source, 'settlePrice');
  if (isAbsent(source, 'settlePrice')) return 1;
  const { settlePrice } = source as { readonly settlePrice?: unknown };
  const expected = `absent for a ${settlement} instrument`;
  return refuse('market.inconsistent', caller, 'settlePrice', expected, settlePrice);
}
