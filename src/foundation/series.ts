import { join, looksLikeSeconds, refuse } from './checks.ts';

/**
 * A series as columns of doubles: a `Float64Array` is taken as it is and never written to, anything else
 * array-like is copied, element by element, so that no string or null turns into a number on the way.
 */
export function readSeries(caller: string, source: object, field: string, at?: string): Float64Array {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  const path = join(at, field);
  if (value instanceof Float64Array) return value;
  if (value === undefined || value === null)
    return refuse('shape.missing_field', caller, path, 'a series of numbers', value);
  const length = typeof value === 'object' ? (value as ArrayLike<unknown>).length : undefined;
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0)
    return refuse('shape.wrong_type', caller, path, 'a series of numbers', value);
  const elements = value as ArrayLike<unknown>;
  const series = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const element = elements[i];
    if (typeof element !== 'number')
      return refuse('shape.wrong_type', caller, `${path}[${String(i)}]`, 'a number', element);
    series[i] = element;
  }
  return series;
}

/** A series whose every element is finite. */
export function readFiniteSeries(caller: string, source: object, field: string, at?: string): Float64Array {
  const series = readSeries(caller, source, field, at);
  const i = firstNonFinite(series);
  if (i >= 0) refuseElement('series.not_finite', caller, field, at, i, 'finite', series);
  return series;
}

/** A series of prices: finite and above zero, each of them. */
export function readPrices(caller: string, source: object, field: string, at?: string): Float64Array {
  const series = readFiniteSeries(caller, source, field, at);
  for (let i = 0; i < series.length; i++)
    if (!(series[i]! > 0))
      refuseElement('series.not_positive', caller, field, at, i, 'a price above zero', series);
  return series;
}

/** Epoch milliseconds, strictly increasing. */
export function readTimestamps(caller: string, source: object, field: string, at?: string): Float64Array {
  const series = readFiniteSeries(caller, source, field, at);
  for (let i = 0; i < series.length; i++) {
    if (!Number.isInteger(series[i]))
      refuseElement('domain.not_integer', caller, field, at, i, 'an integer of milliseconds', series);
    if (looksLikeSeconds(series[i]!))
      refuseElement('unit.suspicious', caller, field, at, i, 'in milliseconds (seconds came?)', series);
    if (i > 0 && !(series[i]! > series[i - 1]!))
      refuseElement(
        'series.not_increasing',
        caller,
        field,
        at,
        i,
        `later than the one before, ${String(series[i - 1])}`,
        series,
      );
  }
  return series;
}

/** Refuses two columns of unequal length. */
export function refuseLengthMismatch(caller: string, path: string, expected: number, received: number): void {
  if (expected !== received)
    refuse('shape.length_mismatch', caller, `${path}.length`, String(expected), received);
}

/** The index of the first element that is not finite, or -1. */
export function firstNonFinite(series: Float64Array): number {
  // x - x is 0 for every finite x and NaN for the rest.
  for (let i = 0; i < series.length; i++) if (series[i]! - series[i]! !== 0) return i;
  return -1;
}

function refuseElement(
  code:
    | 'series.not_finite'
    | 'series.not_positive'
    | 'series.not_increasing'
    | 'domain.not_integer'
    | 'unit.suspicious',
  caller: string,
  field: string,
  at: string | undefined,
  index: number,
  expected: string,
  series: Float64Array,
): never {
  const path = join(at, field);
  return refuse(code, caller, `${path}[${String(index)}]`, expected, series[index]);
}
