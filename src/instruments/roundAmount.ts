import type { Decimal } from 'decimal.js';
import { readFinite, readObject, readOneOf, refuse } from '../foundation/checks.ts';
import { decimalOf, plain, roundToDigits, roundToStep } from './decimal.ts';
import type { Rounding } from './decimal.ts';
import type { Instrument, Precision } from './instrument.ts';
import { readInstrument } from './readInstrument.ts';

/** What `roundAmount` takes. */
export interface RoundAmountOptions {
  /** From `parseMarket`. */
  readonly instrument: Instrument;
  /** Signed, + to buy; contracts (coins for spot). A decimal string is exact. */
  readonly contracts: number | string;
  /** `nearest` when opening (half a lot off at most), `towardZero` when reducing or capped (one lot). */
  readonly rounding: 'nearest' | 'towardZero';
}

/** A lot-exact amount. */
export interface RoundedAmount {
  /** Signed contracts (coins for spot), plain digits. */
  readonly contracts: string;
  /** Unsigned, in the instrument's `amountUnit`: what an order sends. */
  readonly amount: string;
}

/**
 * The amount that the venue's lots allow, exactly: no binary fraction comes near an order.
 *
 * **Formula**: the multiple of the lot nearest to the amount, a tie towards zero (it trades less); or
 * the one next towards zero.
 * **Errors**: `domain.not_finite`, `shape.wrong_type`, `domain.not_one_of`.
 * **Source**: ccxt `amountToPrecision`, which truncates and does not convert coins into contracts.
 *
 * @example
 * ```ts
 * import { parseMarket, roundAmount } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'ETH/USDT:USDT', base: 'ETH', quote: 'USDT', settle: 'USDT', type: 'swap', linear: true,
 *   inverse: false, contractSize: 1, precision: { amount: 0.1, price: 0.01 },
 * });
 * console.log(roundAmount({ instrument, contracts: -(0.1 + 0.2), rounding: 'nearest' }).contracts); // -0.3
 * ```
 */
export function roundAmount(options: RoundAmountOptions): RoundedAmount {
  const caller = 'roundAmount';
  readObject(caller, options, '');
  const instrument = readInstrument(caller, options);
  const rounding = readOneOf(caller, options, 'rounding', ['nearest', 'towardZero']);
  const contracts = readContracts(caller, options);
  const perContract = amountPerContract(instrument);
  const amount = roundTo(instrument.amountPrecision, amountOf(instrument, contracts), rounding);
  return { contracts: plain(amount.div(perContract)), amount: plain(amount.abs()) };
}

/** How much of an order's `amount` one contract is. */
export function amountPerContract({ settlement, amountUnit, contractSize }: Instrument): number {
  return settlement === 'spot' || amountUnit === 'contracts' ? 1 : contractSize;
}

/**
 * Contracts in the unit of an order's amount. Contracts that were an endless fraction, cut at 40 digits, come back
 * as the amount that they were made from.
 */
export function amountOf(instrument: Instrument, contracts: Decimal): Decimal {
  const perContract = amountPerContract(instrument);
  return perContract === 1 ? contracts : contracts.times(perContract).toSignificantDigits(38);
}

/** Contracts as a decimal, from a number or a decimal string. */
export function readContracts(caller: string, source: object, field = 'contracts'): Decimal {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  if (typeof value !== 'string') readFinite(caller, source, field);
  return (
    decimalOf(value) ?? refuse('shape.wrong_type', caller, field, 'a finite number or decimal string', value)
  );
}

/** A value at the steps of a precision. */
export function roundTo(precision: Precision, value: Decimal, rounding: Rounding): Decimal {
  return precision.kind === 'step'
    ? roundToStep(value, decimalOf(precision.step)!, rounding)
    : roundToDigits(value, precision.digits, rounding);
}
