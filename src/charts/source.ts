import { isAbsent, join, readFinite, readList, readObject, readText } from '../foundation/checks.ts';
import { refuse as refuseValue } from '../foundation/checks.ts';
import type { ErrorCode } from '../foundation/errors.ts';
import { readSeries, readTimestamps, refuseLengthMismatch, refuseNotAbove } from '../foundation/series.ts';

/** An object that a chart reads, with the chart's name and the object's path, so that each is said once. */
export interface Source {
  readonly caller: string;
  readonly fields: object;
  readonly at: string;
}

/** The options of a chart. */
export function sourceOf(caller: string, fields: unknown, at = ''): Source {
  return { caller, fields: readObject(caller, fields, at), at };
}

/** The object in a field. */
export function readPart({ caller, fields, at }: Source, field: string): Source {
  return sourceOf(caller, (fields as Readonly<Record<string, unknown>>)[field], join(at, field));
}

/** What `read` makes of each element of a list, by its place. */
export function readEach<T>(
  source: Source,
  field: string,
  read: (list: Source, place: string) => T,
): readonly T[] {
  const elements = readList(source.caller, source.fields, field, source.at);
  const list = within(source, field, elements);
  // Unlike map, from does not pass over the holes of an array.
  return Array.from(elements, (_, i) => read(list, String(i)));
}

/** Whether a field is undefined or null. */
export function lacks({ fields }: Source, field: string): boolean {
  return isAbsent(fields, field);
}

/** A text that is not empty. */
export function text({ caller, fields, at }: Source, field: string): string {
  return readText(caller, fields, field, at);
}

/** A finite number. */
export function number({ caller, fields, at }: Source, field: string): number {
  return readFinite(caller, fields, field, at);
}

/** A finite number that an axis can hold, of `least` or more. */
export function size(source: Source, field: string, least?: number): number {
  const value = number(source, field);
  refuseOutside(source, field, value, least);
  return value;
}

/** A series of this length, where one is given. */
export function series({ caller, fields, at }: Source, field: string, length: number | null): Float64Array {
  const numbers = readSeries(caller, fields, field, at);
  if (length !== null) refuseLengthMismatch(caller, join(at, field), length, numbers.length);
  return numbers;
}

/** A series of numbers that an axis can hold, of `least` or more: one at least, and NaN for gaps. */
export function column(source: Source, field: string, length: number | null, least?: number): Float64Array {
  const numbers = series(source, field, length);
  const list = within(source, field, numbers);
  numbers.forEach((value, i) => {
    if (!Number.isNaN(value)) refuseOutside(list, String(i), value, least);
  });
  // An empty one too.
  if (numbers.every(Number.isNaN))
    refuse(source, field, 'a series with a number', numbers, 'series.not_finite');
  return numbers;
}

/** Times of one point or more. */
export function times(source: Source): Float64Array {
  const column = readTimestamps(source.caller, source.fields, 'timestamps');
  if (column.length === 0) refuse(source, 'timestamps.length', 'at least 1', 0);
  return column;
}

/** Prices that rise from each to the next. */
export function risingPrices(source: Source, field: string): Float64Array {
  const prices = column(source, field, null, Number.MIN_VALUE);
  prices.forEach((price, i) => {
    refuseOutside(source, `${field}[${i}]`, price);
    refuseNotAbove(source.caller, join(source.at, field), prices, i);
  });
  return prices;
}

/** Refuses a correlation beyond 1; by no more than 1e-9 it is one of rounding. */
export function refuseBeyondOne(source: Source, path: string, value: number): void {
  if (Math.abs(value) > 1 + 1e-9) refuse(source, path, 'a correlation, within [-1, 1]', value);
}

/** Refuses a result that is a status. */
export function refuseStatus(source: Source): void {
  const { status } = source.fields as { readonly status?: unknown };
  if (!lacks(source, 'status') && status !== 'ok') refuse(source, 'status', 'ok', status, 'estimate.not_ok');
}

/** Refuses no names, more names than can be told apart, and a name that is there already. */
export function refuseNames(
  source: Source,
  field: string,
  names: readonly string[],
  most: number,
  key = '',
): void {
  const { length } = names;
  if (length === 0 || length > most) refuse(source, `${field}.length`, `1 to ${most}`, length);
  names.forEach((name, i) => {
    if (names.indexOf(name) < i)
      refuse(source, `${field}[${i}]${key}`, 'a name of its own', name, 'market.inconsistent');
  });
}

/** Throws for what a chart cannot draw. */
export function refuse(
  { caller, at }: Source,
  field: string,
  expected: string,
  value: unknown,
  code: ErrorCode = 'domain.out_of_range',
): never {
  return refuseValue(code, caller, join(at, field), expected, value);
}

/** Refuses a number that no axis can hold, or one below `least`. */
export function refuseOutside(source: Source, path: string, value: number, least: number = -Infinity): void {
  if (!(Math.abs(value) <= 1e100))
    refuse(
      source,
      path,
      'up to 1e100 in size',
      value,
      Number.isFinite(value) ? 'domain.out_of_range' : 'series.not_finite',
    );
  if (value >= least) return;
  if (least > 0) refuse(source, path, 'above zero', value, 'series.not_positive');
  refuse(source, path, 'zero or positive', value, 'domain.negative');
}

function within({ caller, at }: Source, field: string, fields: object): Source {
  return { caller, fields, at: join(at, field) };
}
