import { join, looksLikeSeconds, refuse } from './checks.ts';

/**
 * A series as columns of doubles: a `Float64Array` is taken as it is and never written to, anything else
 * array-like is copied, element by element, so that no string or null turns into a number on the way.
 */
export function readSeries(caller: string, source: object, field: string, at?: string): Float64Array {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  const path = join(at, field);
  if (value instanceof Float64Array) return value;
  const length = typeof value === 'object' ? (value as ArrayLike<unknown> | null)?.length : undefined;
  if (length === undefined || !Number.isInteger(length) || length < 0)
    return refuse('shape.wrong_type', caller, path, 'a series of numbers', value);
  const elements = value as ArrayLike<unknown>;
  const series = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const element = elements[i];
    if (typeof element !== 'number')
      return refuse('shape.wrong_type', caller, `${path}[${i}]`, 'a number', element);
    series[i] = element;
  }
  return series;
}

/** A series whose every element is finite. */
export function readFiniteSeries(caller: string, source: object, field: string, at?: string): Float64Array {
  const series = readSeries(caller, source, field, at);
  // x - x is 0 for every finite x and NaN for the rest.
  for (let i = 0; i < series.length; i++)
    if (series[i]! - series[i]! !== 0)
      refuse('series.not_finite', caller, `${join(at, field)}[${i}]`, 'finite', series[i]);
  return series;
}

/** A series of prices: finite and above zero, each of them. */
export function readPrices(caller: string, source: object, field: string, at?: string): Float64Array {
  const series = readFiniteSeries(caller, source, field, at);
  for (let i = 0; i < series.length; i++)
    if (series[i]! <= 0)
      refuse('series.not_positive', caller, `${join(at, field)}[${i}]`, 'a price above zero', series[i]);
  return series;
}

/** Epoch milliseconds, strictly increasing. */
export function readTimestamps(caller: string, source: object, field: string, at?: string): Float64Array {
  const series = readFiniteSeries(caller, source, field, at);
  const path = join(at, field);
  for (let i = 0; i < series.length; i++) {
    const time = series[i]!;
    const before = i === 0 ? -Infinity : series[i - 1]!;
    if (!Number.isInteger(time))
      refuse('domain.not_integer', caller, `${path}[${i}]`, 'an integer of milliseconds', time);
    if (!(time > before))
      refuse('series.not_increasing', caller, `${path}[${i}]`, `later than ${before}`, time);
  }
  if (series.length > 0 && looksLikeSeconds(series[0]!))
    refuse('unit.suspicious', caller, `${path}[0]`, 'in milliseconds (seconds came?)', series[0]);
  return series;
}

/** Refuses two columns of unequal length. */
export function refuseLengthMismatch(caller: string, path: string, expected: number, received: number): void {
  if (expected !== received)
    refuse('shape.length_mismatch', caller, `${path}.length`, String(expected), received);
}
