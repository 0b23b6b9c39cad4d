import {
  isAbsent,
  readFinite,
  readNonNegative,
  readObject,
  readOneOf,
  readPositive,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import type { OptionType } from '../foundation/optionContract.ts';

/** What every option has, whatever its price is of. */
interface OptionOnAnything {
  /** The right to buy or to sell. */
  readonly optionType: OptionType;
  /** In quote currency, above zero. */
  readonly strike: number;
  /** Calendar time in years of 365 days; zero at expiry. Above 100 it is refused as days or milliseconds. */
  readonly timeToExpiryYears: number;
  /** Of money, a year, continuously compounded; a fraction. */
  readonly rate: number;
  /**
   * What to do with a volatility above 10 (1000 per cent), a rate or yield above 5 or a time above 100 years:
   * `refuse` (default), for numbers that a person wrote; `expected`, for numbers that come from a computation.
   */
  readonly suspicious?: 'refuse' | 'expected' | undefined;
}

/** An option on what can be bought now (Black, Scholes and Merton). */
export interface OptionOnSpot extends OptionOnAnything {
  /** Price of the underlying now, in quote currency, above zero. */
  readonly spot: number;
  /** Dividend, staking or lending yield of the underlying, a year, continuously compounded. */
  readonly carryYield: number;
  /** Of the other form. */
  readonly forward?: undefined;
}

/** An option on the price for delivery at its expiry (Black 1976). */
export interface OptionOnForward extends OptionOnAnything {
  /** Price of the underlying for delivery at expiry, in quote currency, above zero. */
  readonly forward: number;
  /** Of the other form. */
  readonly spot?: undefined;
  /** Of the other form: what the underlying earns is in its forward. */
  readonly carryYield?: undefined;
}

/** A European option, on a spot price or on a forward. */
export type EuropeanOption = OptionOnSpot | OptionOnForward;

/** What was read of an option: plain numbers, in the terms of the formula. */
export interface ReadOption {
  /** +1 for a call, -1 for a put. */
  readonly sign: 1 | -1;
  /** Whether `underlying` is a forward; `carryYield` is then the rate. */
  readonly onForward: boolean;
  readonly underlying: number;
  readonly strike: number;
  readonly years: number;
  readonly rate: number;
  readonly carryYield: number;
  /** Whether suspicious sizes are to be refused. */
  readonly wired: boolean;
}

/** An option's own fields, read and checked. */
export function readEuropeanOption(caller: string, options: unknown): ReadOption {
  const source = readObject(caller, options, '');
  const sign = readOneOf(caller, source, 'optionType', ['call', 'put']) === 'call' ? 1 : -1;
  const wired = readWire(caller, source);
  const onForward = !isAbsent(source, 'forward');
  if (onForward)
    for (const field of ['spot', 'carryYield'])
      if (!isAbsent(source, field))
        refuse('shape.wrong_type', caller, field, 'absent where a forward is given', source[field]);
  if (!onForward) refuseMissing(caller, source, 'spot', 'a price, or a forward instead of it');
  const underlying = readPositive(caller, source, onForward ? 'forward' : 'spot');
  const strike = readPositive(caller, source, 'strike');
  const years = readYears(caller, source, 'timeToExpiryYears', wired);
  const rate = readRate(caller, source, 'rate', wired);
  const carryYield = onForward ? rate : readRate(caller, source, 'carryYield', wired);
  return { sign, onForward, underlying, strike, years, rate, carryYield, wired };
}

/** Whether sizes that suggest another unit are refused. */
export function readWire(caller: string, source: object): boolean {
  if (isAbsent(source, 'suspicious')) return true;
  return readOneOf(caller, source, 'suspicious', ['refuse', 'expected']) === 'refuse';
}

/** A volatility, a year, as a fraction. */
export function readVolatility(caller: string, source: object, field: string, wired: boolean): number {
  const volatility = readNonNegative(caller, source, field);
  if (wired) refuseSuspicious(caller, field, volatility, 10, 'a fraction, at most 10 (a percentage came?)');
  return volatility;
}

/** The time left, in years: zero at expiry. */
export function readYears(caller: string, source: object, field: string, wired: boolean): number {
  const years = readNonNegative(caller, source, field);
  if (wired)
    refuseSuspicious(caller, field, years, 100, 'in years, at most 100 (days or milliseconds came?)');
  return years;
}

/** A rate or a yield, a year, as a fraction. */
export function readRate(caller: string, source: object, field: string, wired: boolean): number {
  refuseMissing(caller, source, field, 'a fraction a year, 0 if there is none');
  const rate = readFinite(caller, source, field);
  if (wired) refuseSuspicious(caller, field, rate, 5, 'a fraction, at most 5 (a percentage came?)');
  return rate;
}

/** Says of a field that is not there what it could be. */
function refuseMissing(caller: string, source: object, field: string, expected: string): void {
  if (isAbsent(source, field)) refuse('shape.missing_field', caller, field, expected, undefined);
}
