import { isAbsent, readObject, refuse } from '../foundation/checks.ts';
import type { OptionType } from '../foundation/optionContract.ts';
import { refuseLengthMismatch } from '../foundation/series.ts';
import { batchStatuses } from './batchStatus.ts';
import type { BatchStatus } from './batchStatus.ts';
import { readEuropeanOption } from './europeanOption.ts';

/** One number for all rows, or a column of one a row. */
export type NumberOrColumn = number | ArrayLike<number>;

/** What every batch of options has; columns are of one length. */
interface ColumnsOnAnything {
  /** For all rows, or a column of words, or of +1 (call) and -1 (put). */
  readonly optionType: OptionType | ArrayLike<OptionType> | NumberOrColumn;
  /** In quote currency, above zero. */
  readonly strike: NumberOrColumn;
  /** Calendar time in years of 365 days; zero at expiry. */
  readonly timeToExpiryYears: NumberOrColumn;
  /** Of money, a year, continuously compounded; a fraction. */
  readonly rate: NumberOrColumn;
  /** As of one option; in a column it marks the row, `suspicious_unit`, and refuses nothing. */
  readonly suspicious?: 'refuse' | 'expected' | undefined;
}

/** Options on what can be bought now, in columns. */
export interface ColumnsOnSpot extends ColumnsOnAnything {
  /** Price of the underlying now, in quote currency, above zero. */
  readonly spot: NumberOrColumn;
  /** Dividend, staking or lending yield of the underlying, a year, continuously compounded. */
  readonly carryYield: NumberOrColumn;
  /** Of the other form. */
  readonly forward?: undefined;
}

/** Options on the price for delivery at their expiry, in columns. */
export interface ColumnsOnForward extends ColumnsOnAnything {
  /** Price of the underlying for delivery at expiry, in quote currency, above zero. */
  readonly forward: NumberOrColumn;
  /** Of the other form. */
  readonly spot?: undefined;
  /** Of the other form. */
  readonly carryYield?: undefined;
}

/** A column, or a number in place of one: row i is `values[i & mask]`, the mask being 0 for a number. */
export interface Column {
  readonly values: Float64Array;
  readonly mask: 0 | -1;
}

/** The columns of a batch as they were read: numbers checked, columns not, but for their length. */
export interface OptionRows {
  readonly length: number;
  readonly onForward: boolean;
  /** Whether time and rates are numbers, hence what an expiry shares is the same in all rows. */
  readonly oneExpiry: boolean;
  readonly sign: Column;
  readonly underlying: Column;
  readonly strike: Column;
  readonly years: Column;
  readonly rate: Column;
  /** The rate, where the underlying is a forward. */
  readonly carryYield: Column;
  /** The volatility or the price. */
  readonly last: Column;
  /** Above these a row is `suspicious_unit`: 5 of rates, 100 of years, 10 of a volatility, where the wire is set. */
  readonly rateLimit: number;
  readonly yearsLimit: number;
  readonly lastLimit: number;
  /** Code of a row whose last column is not a finite number, zero or above. */
  readonly invalidLast: number;
  /** The columns as they were given, where they are views of memory. */
  readonly views: readonly ArrayBufferView[];
}

/** Reads the columns of options with the volatility or the price of each; `readLast` checks that of a number. */
export function readOptionRows(
  caller: string,
  options: unknown,
  last: 'volatility' | 'price',
  readLast: (caller: string, source: object, field: string, wired: boolean) => number,
): OptionRows {
  const source = readObject(caller, options, '');
  const onForward = !isAbsent(source, 'forward');
  const underlyingField = onForward ? 'forward' : 'spot';
  const fields = ['optionType', underlyingField, 'strike', 'timeToExpiryYears', 'rate', 'carryYield', last];
  // The readers of one option check the numbers; in the place of a column they find a number that passes.
  const numbers: Record<string, unknown> = { ...pick(source, ['suspicious', 'spot', 'forward']) };
  const columns: Record<string, Float64Array> = {};
  const views: ArrayBufferView[] = [];
  let length: number | null = null;
  for (const field of fields) {
    const column = readColumn(caller, source, field);
    numbers[field] = column === null ? source[field] : field === 'optionType' ? 'call' : 1;
    if (column === null) continue;
    length ??= column.length;
    refuseLengthMismatch(caller, field, length, column.length);
    columns[field] = column;
    const value = source[field];
    if (ArrayBuffer.isView(value)) views.push(value);
  }
  if (typeof numbers['optionType'] === 'number') numbers['optionType'] = typeOfSign(caller, source);
  const option = readEuropeanOption(caller, numbers);
  const given = readLast(caller, numbers, last, option.wired);
  const columnOf = (field: string, number: number): Column => {
    const values = columns[field];
    return values === undefined ? { values: Float64Array.of(number), mask: 0 } : { values, mask: -1 };
  };
  const years = columnOf('timeToExpiryYears', option.years);
  const rate = columnOf('rate', option.rate);
  const carryYield = onForward ? rate : columnOf('carryYield', option.carryYield);
  const { MAX_VALUE } = Number;
  return {
    length: length ?? 1,
    onForward,
    oneExpiry: (years.mask | rate.mask | carryYield.mask) === 0,
    sign: columnOf('optionType', option.sign),
    underlying: columnOf(underlyingField, option.underlying),
    strike: columnOf('strike', option.strike),
    years,
    rate,
    carryYield,
    last: columnOf(last, given),
    rateLimit: option.wired ? 5 : MAX_VALUE,
    yearsLimit: option.wired ? 100 : MAX_VALUE,
    lastLimit: option.wired && last === 'volatility' ? 10 : MAX_VALUE,
    invalidLast: codeOf(last === 'volatility' ? 'invalid_volatility' : 'invalid_price'),
    views,
  };
}

/** The code of a status. */
export function codeOf(status: BatchStatus): number {
  return batchStatuses.indexOf(status);
}

/** The code of a row by its inputs alone: `ok`, or what one option with these numbers is refused for, first found. */
export function inputStatus(rows: OptionRows, i: number): number {
  const { sign, underlying, strike, years, rate, carryYield, last } = rows;
  if (Math.abs(at(sign, i)) !== 1) return codeOf('invalid_option_type');
  if (!isAbove(at(underlying, i), 0)) return codeOf('invalid_underlying');
  if (!isAbove(at(strike, i), 0)) return codeOf('invalid_strike');
  return (
    sizeStatus(at(years, i), 0, rows.yearsLimit, codeOf('invalid_time')) ||
    sizeStatus(at(rate, i), -Number.MAX_VALUE, rows.rateLimit, codeOf('invalid_rate')) ||
    sizeStatus(at(carryYield, i), -Number.MAX_VALUE, rows.rateLimit, codeOf('invalid_carry_yield')) ||
    sizeStatus(at(last, i), 0, rows.lastLimit, rows.invalidLast)
  );
}

/** Where a batch writes: a column for each name, and the status. */
export interface BatchOutput {
  readonly status: Uint8Array;
  readonly columns: readonly Float64Array[];
}

/** The columns to write to: those of `into` that there are, apart from the inputs and each other, and new ones. */
export function readInto(
  caller: string,
  source: Readonly<Record<string, unknown>>,
  names: readonly string[],
  rows: OptionRows,
): BatchOutput {
  const { length } = rows;
  const into = isAbsent(source, 'into') ? {} : readObject(caller, source['into'], 'into');
  for (const name of Object.keys(into))
    if (name !== 'status' && !names.includes(name) && !isAbsent(into, name))
      refuse('domain.not_one_of', caller, `into.${name}`, `one of status, ${names.join(', ')}`, into[name]);
  const taken = [...rows.views];
  const given = <T extends Float64Array | Uint8Array>(name: string, type: new (length: number) => T): T => {
    if (isAbsent(into, name)) return new type(length);
    const path = `into.${name}`;
    const column = into[name];
    if (!(column instanceof type)) return refuse('shape.wrong_type', caller, path, `a ${type.name}`, column);
    refuseLengthMismatch(caller, path, length, column.length);
    if (taken.some((other) => overlap(column, other)))
      refuse('shape.wrong_type', caller, path, 'apart from the inputs and the other columns', column);
    taken.push(column);
    return column;
  };
  return {
    status: given('status', Uint8Array),
    columns: names.map((name) => given(name, Float64Array)),
  };
}

/** A column as it is or copied, with NaN for what is no number; null for what is no column. */
function readColumn(
  caller: string,
  source: Readonly<Record<string, unknown>>,
  field: string,
): Float64Array | null {
  const value = source[field];
  if (value instanceof Float64Array) return value;
  if (typeof value !== 'object' || value === null) return null;
  const elements = value as ArrayLike<unknown>;
  const { length } = elements;
  if (!Number.isSafeInteger(length) || length < 0)
    return refuse('shape.wrong_type', caller, field, 'a number or a column of numbers', value);
  const column = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const element = elements[i];
    column[i] = typeof element === 'number' ? element : field === 'optionType' ? signOf(element) : NaN;
  }
  return column;
}

function signOf(word: unknown): number {
  return word === 'call' ? 1 : word === 'put' ? -1 : NaN;
}

function typeOfSign(caller: string, source: Readonly<Record<string, unknown>>): OptionType {
  const sign = source['optionType'];
  if (sign === 1) return 'call';
  if (sign === -1) return 'put';
  return refuse('domain.not_one_of', caller, 'optionType', 'one of call, put, 1, -1', sign);
}

function pick(source: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, source[field]]));
}

function at(column: Column, i: number): number {
  return column.values[i & column.mask]!;
}

function isAbove(value: number, low: number): boolean {
  return value > low && value < Infinity;
}

/** `invalid` below `low` or not finite, `suspicious_unit` above the limit in size, else `ok`. */
function sizeStatus(value: number, low: number, limit: number, invalid: number): number {
  if (!(value >= low && value < Infinity)) return invalid;
  return Math.abs(value) > limit ? codeOf('suspicious_unit') : 0;
}

/** Whether two columns share memory. */
function overlap(a: ArrayBufferView, b: ArrayBufferView): boolean {
  return (
    a.buffer === b.buffer &&
    a.byteOffset < b.byteOffset + b.byteLength &&
    b.byteOffset < a.byteOffset + a.byteLength
  );
}
