import { Decimal } from 'decimal.js';
import { join, readTimestamp, refuse } from '../foundation/checks.ts';

// The only file that imports decimal.js: lots, ticks and limits are decimals, and binary doubles are not
// (three times 0.1 is 0.30000000000000004, one tick too many).

// 40 digits hold the product of any two doubles' shortest digits; a tie goes towards zero, which trades less.
const LotDecimal: typeof Decimal = /* @__PURE__ */ Decimal.clone({
  precision: 40,
  rounding: Decimal.ROUND_HALF_DOWN,
  defaults: true,
});

/** A decimal from a number's shortest digits or from a decimal string; null where neither came. */
export function decimalOf(value: unknown): Decimal | null {
  if (typeof value === 'number') return Number.isFinite(value) ? new LotDecimal(value) : null;
  return typeof value === 'string' && DECIMAL.test(value) ? new LotDecimal(value) : null;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/** A decimal read from a field: null where absent, refused where it is no number. */
export function readDecimal(caller: string, source: object, field: string, path: string): Decimal | null {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  if (value === undefined || value === null) return null;
  return (
    decimalOf(value) ?? refuse('shape.wrong_type', caller, path, 'a finite number or decimal string', value)
  );
}

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

/** Plain digits, never an exponent, never "-0". */
export function plain(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}

/** The sum of two decimal strings, as plain digits. */
export function addDecimals(a: string, b: string): string {
  return plain(new LotDecimal(a).plus(b));
}

/** How a value that lies between two steps is rounded; `nearest` takes a tie towards zero. */
export type Rounding = 'nearest' | 'towardZero' | 'down' | 'up';

/** Rounds to a multiple of `step`. */
export function roundToStep(value: Decimal, step: Decimal, rounding: Rounding): Decimal {
  return value.div(step).toDecimalPlaces(0, MODES[rounding]).times(step);
}

/** Rounds to a number of significant digits. */
export function roundToDigits(value: Decimal, digits: number, rounding: Rounding): Decimal {
  return value.toSignificantDigits(digits, MODES[rounding]);
}

// decimal.js' own numbers: ROUND_HALF_DOWN, ROUND_DOWN, ROUND_FLOOR, ROUND_CEIL.
const MODES = { nearest: 5, towardZero: 1, down: 3, up: 2 } as const;
