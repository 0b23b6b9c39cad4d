import { isAbsent, join, readOneOf, refuse, refuseNoTime } from './checks.ts';

/**
 * A series as it came, where it is a `Float64Array` or an array that holds numbers and nothing else, NaN and
 * the infinities included; anything else array-like is copied. No text and no null turns into a number.
 */
export function readNumbers(caller: string, source: object, field: string, at?: string): ArrayLike<number> {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  if (value instanceof Float64Array) return value;
  const path = join(at, field);
  // A text has a length too; an object without one has NaN of them.
  const elements = Object(typeof value === 'string' ? 0 : value) as ArrayLike<unknown>;
  const { length } = elements;
  if (!(length >= 0)) return refuse('shape.wrong_type', caller, path, 'a series', value);
  for (let i = 0; i < length; i++)
    if (typeof elements[i] !== 'number')
      refuse('shape.wrong_type', caller, `${path}[${i}]`, 'a number', elements[i]);
  return Array.isArray(value) ? (value as number[]) : Float64Array.from(elements as ArrayLike<number>);
}

/** `readNumbers` as a column; a `Float64Array` is taken as it is and never written to. */
export function readSeries(caller: string, source: object, field: string, at?: string): Float64Array {
  const numbers = readNumbers(caller, source, field, at);
  return numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);
}

/** A series whose every element is finite. */
export function readFiniteSeries(caller: string, source: object, field: string, at?: string): Float64Array {
  const series = readSeries(caller, source, field, at);
  refuseNonFinite(caller, join(at, field), series);
  return series;
}

/** Refuses the first element that is NaN or infinite. */
export function refuseNonFinite(caller: string, path: string, series: ArrayLike<number>): void {
  // x - x is 0 for every finite x and NaN for the rest.
  for (let i = 0; i < series.length; i++)
    if (series[i]! - series[i]! !== 0)
      refuse('series.not_finite', caller, `${path}[${i}]`, 'finite', series[i]);
}

/** A series of prices: finite and above zero, each of them; or NaN too, where missing ones are kept. */
export function readPrices(
  caller: string,
  source: object,
  field: string,
  at?: string,
  keepsMissing = false,
): Float64Array {
  const series = readSeries(caller, source, field, at);
  for (let i = 0; i < series.length; i++) {
    const price = series[i]!;
    if (keepsMissing && Number.isNaN(price)) continue;
    if (price > 0 && price < Infinity) continue;
    const code = price <= 0 ? 'series.not_positive' : 'series.not_finite';
    refuse(code, caller, `${join(at, field)}[${i}]`, 'a price above zero', price);
  }
  return series;
}

/** Epoch milliseconds, strictly increasing. */
export function readTimestamps(caller: string, source: object, field: string, at?: string): Float64Array {
  const series = readFiniteSeries(caller, source, field, at);
  const path = join(at, field);
  series.forEach((time, i) => {
    refuseNoTime(caller, `${path}[${i}]`, time);
    refuseNotAbove(caller, path, series, i);
  });
  return series;
}

/** Refuses an element at or below the one before it. */
export function refuseNotAbove(caller: string, path: string, series: ArrayLike<number>, i: number): void {
  const before = series[i - 1]!;
  if (series[i]! <= before)
    refuse('series.not_increasing', caller, `${path}[${i}]`, `above ${before}`, series[i]);
}

/** Refuses two columns of unequal length. */
export function refuseLengthMismatch(caller: string, path: string, expected: number, received: number): void {
  if (expected !== received)
    refuse('shape.length_mismatch', caller, `${path}.length`, String(expected), received);
}

/** Columns of equal length, every element finite, and how many periods were left out for that. */
export interface Samples {
  readonly columns: readonly Float64Array[];
  readonly dropped: number;
}

/**
 * Columns of one length as a scalar estimator takes them: a non-finite element is refused, or with
 * `missing: 'drop'` its period is left out of all columns and counted. The fields are read from `source`.
 */
export function readSamples(
  caller: string,
  source: { readonly missing?: 'throw' | 'drop' | undefined },
  fields: readonly string[],
): Samples {
  const drop = readDrop(caller, source);
  const columns = fields.map((field) => readSeries(caller, source, field));
  const length = columns[0]!.length;
  columns.forEach((column, i) => {
    refuseLengthMismatch(caller, fields[i]!, length, column.length);
    if (!drop) refuseNonFinite(caller, fields[i]!, column);
  });
  if (!drop) return { columns, dropped: 0 };
  return completePeriods(columns);
}

/** Whether periods with a missing sample are to be left out; they are refused else. */
export function readDrop(
  caller: string,
  source: { readonly missing?: 'throw' | 'drop' | undefined },
): boolean {
  return !isAbsent(source, 'missing') && readOneOf(caller, source, 'missing', ['throw', 'drop']) === 'drop';
}

/** The periods of which every column holds a finite number. */
export function completePeriods(columns: readonly Float64Array[]): Samples {
  const length = columns[0]!.length;
  const complete: number[] = [];
  for (let t = 0; t < length; t++)
    if (columns.every((column) => Number.isFinite(column[t]))) complete.push(t);
  const kept = columns.map((column) => Float64Array.from(complete, (t) => column[t]!));
  return { columns: kept, dropped: length - complete.length };
}
