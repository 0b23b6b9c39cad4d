import { describe } from '../foundation/errors.ts';
import { refuse } from '../foundation/checks.ts';
import type { OptionContract } from '../foundation/optionContract.ts';
import { parsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

/** What the name of an option says. */
export interface OptionSymbol extends OptionContract {
  /** The coin that the option is on. */
  readonly base: string;
  /** The currency of the strike; null where the name leaves it to its exchange. */
  readonly quote: string | null;
  /** The currency of the payoff; null where the name leaves it to its exchange. */
  readonly settle: string | null;
}

const CALLER = 'parseOptionSymbol';

/**
 * What the name of an option says: the coin, call or put, strike and expiry, in the ways that ccxt and the
 * exchanges write it.
 *
 * **Inputs**: `BTC/USD:BTC-240927-40000-C` (ccxt), `BTC-27SEP24-40000-C` (Deribit, Bybit; the day may have one
 * digit), `XRP_USDC-30JUN24-0d625-C` (Deribit's linear options, d the decimal point),
 * `BTC-27SEP24-40000-C-USDT` (Bybit), `BTC-240927-40000-C` (Binance), `BTC-USD-240927-40000-C` (OKX),
 * `BTC_USDT-20240927-40000-C` (Gate). A year of two digits is of this century, one of four from 1970 on.
 * **Result**: `expiry` in epoch milliseconds at 08:00 UTC of the day, which is the hour of all of these
 * exchanges' options; midnight would be a third of a day wrong. No name says the hour, and other venues have
 * others (Delta Exchange 12:00 UTC, CME 16:00 in London): where there is a market, take its own `expiry`.
 * **Errors**: `shape.wrong_type` (no name of an option), `domain.out_of_range` (no day of the calendar),
 * `domain.not_positive` (strike).
 * **Source**: Deribit, Naming; ccxt manual, Option; OKX, Introduction to options expiration dates.
 *
 * @example
 * ```ts
 * import { parseOptionSymbol } from 'betahedge/instruments';
 *
 * const option = parseOptionSymbol('BTC-27SEP24-40000-C');
 * console.log(option.base, option.optionType, option.strike, option.expiry); // BTC call 40000 1727424000000
 * ```
 */
export function parseOptionSymbol(symbol: string): OptionSymbol {
  const parts = typeof symbol === 'string' ? FORM.exec(symbol) : null;
  const example = 'the name of an option, such as BTC-27SEP24-40000-C or BTC/USD:BTC-240927-40000-C';
  if (parts === null) return refuse('shape.wrong_type', CALLER, 'symbol', example, symbol);
  const {
    base,
    separator,
    quote,
    settle,
    day,
    strike: digits,
    right,
    suffix,
  } = parts.groups as unknown as Groups;
  const strike = Number(digits.replace('d', '.'));
  if (strike === 0) refuse('domain.not_positive', CALLER, 'symbol', 'of a positive strike', symbol);
  return {
    base,
    quote: quote ?? suffix ?? null,
    // Deribit and Gate pay what an underscore quotes in, Bybit what its suffix names; a dash leaves it open.
    settle: settle ?? suffix ?? (separator === '_' ? quote! : null),
    optionType: right === 'C' ? 'call' : 'put',
    strike,
    expiry: readDay(day, symbol) + EXPIRY_HOUR_MS,
  };
}

/**
 * `parseOptionSymbol` for names that may be of something else: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParseOptionSymbol } from 'betahedge/instruments';
 *
 * console.log(safeParseOptionSymbol('BTC-PERPETUAL').status); // invalid
 * ```
 */
export function safeParseOptionSymbol(symbol: string): Parsed<OptionSymbol> {
  return parsed(() => parseOptionSymbol(symbol));
}

const FORM =
  /^(?<base>[A-Z0-9]+)(?:(?<separator>[/_-])(?<quote>[A-Z][A-Z0-9]*)(?:_UM)?)?(?::(?<settle>[A-Z][A-Z0-9]*))?-(?<day>\d{1,2}[A-Z]{3}\d{2}|(?:\d\d)?\d{6})-(?<strike>\d{1,15}(?:[d.]\d{1,15})?)-(?<right>[CP])(?:-(?<suffix>[A-Z]{3,5}))?$/;

interface Groups {
  readonly base: string;
  readonly separator?: '/' | '_' | '-';
  readonly quote?: string;
  readonly settle?: string;
  readonly day: string;
  readonly strike: string;
  readonly right: 'C' | 'P';
  readonly suffix?: string;
}

const DAY_MS = 86_400_000;
const EXPIRY_HOUR_MS = 8 * 3_600_000;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/** Midnight UTC of 27SEP24, 240927 or 20240927, in epoch milliseconds. */
function readDay(text: string, symbol: string): number {
  const named = /[A-Z]{3}/.exec(text);
  const [year, month, day] =
    named !== null
      ? [text.slice(-2), MONTHS.indexOf(named[0]), text.slice(0, named.index)]
      : [text.slice(0, -4), Number(text.slice(-4, -2)) - 1, text.slice(-2)];
  const fullYear = Number(year.length === 2 ? `20${year}` : year);
  const leap = (fullYear % 4 === 0 && fullYear % 100 !== 0) || fullYear % 400 === 0;
  const length = DAYS_BEFORE_MONTH[month + 1]! - DAYS_BEFORE_MONTH[month]! + (leap && month === 1 ? 1 : 0);
  // A month that is none has no length, and nothing is within it.
  if (fullYear < 1970 || !(Number(day) >= 1 && Number(day) <= length))
    refuse(
      'domain.out_of_range',
      CALLER,
      'symbol',
      `of a day of the calendar, not ${describe(text)}`,
      symbol,
    );
  const past = fullYear - 1;
  const days =
    past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - DAYS_BEFORE_1970;
  return (days + DAYS_BEFORE_MONTH[month]! + (leap && month > 1 ? 1 : 0) + Number(day) - 1) * DAY_MS;
}

// From the first day of year 1 of the Gregorian calendar: 1969 years of 365 days and 477 leap days.
const DAYS_BEFORE_1970 = 1969 * 365 + 477;
