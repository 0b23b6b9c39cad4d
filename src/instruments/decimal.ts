import { Decimal } from 'decimal.js';
import { refuse } from '../foundation/checks.ts';
import { LONGEST } from './decimalText.ts';
import { DECIMAL } from './marketNumber.ts';

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

/** A decimal read from a field: null where absent, refused where it is no number. */
export function readDecimal(caller: string, source: object, field: string, path: string): Decimal | null {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  if (value === undefined || value === null) return null;
  return (
    decimalOf(value) ?? refuse('shape.wrong_type', caller, path, 'a finite number or decimal string', value)
  );
}

/** Plain digits, never an exponent, never "-0". */
export function plain(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}

/** Plain digits of what an instrument says; no venue has a step or a limit that is beyond a double. */
export function digitsOf(caller: string, value: Decimal, path: string): string {
  const digits = plain(value);
  if (digits.length <= LONGEST) return digits;
  return refuse('domain.out_of_range', caller, path, `of at most ${LONGEST} digits`, digits);
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
