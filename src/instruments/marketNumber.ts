import { join, readTimestamp, refuse } from '../foundation/checks.ts';

// Numbers of ccxt's structures, which may be decimal strings, as doubles: for prices and times, which no lot rounds.

/** A decimal string: digits, a point, an exponent of at most three digits. */
export const DECIMAL: RegExp = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/** A number read from a field that may be a decimal string: null where absent, 0 for -0. */
export function readNumber(caller: string, source: object, field: string, at: string): number | null {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  if (value === undefined || value === null) return null;
  const isNumber = Number.isFinite(value) || (typeof value === 'string' && DECIMAL.test(value));
  // A decimal string may be beyond a double, and what is no number is neither.
  const number = isNumber ? Number(value) : NaN;
  if (Number.isFinite(number)) return number + 0;
  const code = isNumber ? 'domain.not_finite' : 'shape.wrong_type';
  return refuse(code, caller, join(at, field), 'a finite number or decimal string', value);
}

/** A price: null where absent or 0, which venues write for none. */
export function readPriceOrNone(caller: string, source: object, field: string, at: string): number | null {
  const price = readNumber(caller, source, field, at);
  if (price === null || price === 0) return null;
  return price > 0 ? price : refuse('domain.not_positive', caller, join(at, field), 'positive', price);
}

/** Epoch milliseconds: null where absent or 0, which venues write for none. */
export function readTimeOrNone(caller: string, source: object, field: string, at: string): number | null {
  const time = readNumber(caller, source, field, at);
  return time === null || time === 0 ? null : readTimestamp(caller, { [field]: time }, field, at);
}
