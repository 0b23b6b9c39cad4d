import { refuse } from '../foundation/checks.ts';

// Feeds on chains say prices as whole numbers and a power of ten; some have more digits than a double.

/** A whole number: bigint, decimal text, or a number that has kept all its digits. */
export function readWhole(caller: string, value: unknown, path: string): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'string' && /^-?\d{1,78}$/.test(value)) return BigInt(value);
  if (typeof value !== 'number')
    return refuse('shape.wrong_type', caller, path, 'a whole number: bigint, text or number', value);
  if (Number.isSafeInteger(value)) return BigInt(value);
  if (!Number.isFinite(value)) return refuse('domain.not_finite', caller, path, 'a finite number', value);
  return Number.isInteger(value)
    ? refuse('domain.out_of_range', caller, path, 'text or bigint: a number loses digits beyond 2^53', value)
    : refuse('domain.not_integer', caller, path, 'an integer', value);
}

/** A whole number within bounds, as a double. */
export function readWithin(
  caller: string,
  value: unknown,
  path: string,
  minimum: number,
  maximum: number,
): number {
  const whole = readWhole(caller, value, path);
  if (whole >= BigInt(minimum) && whole <= BigInt(maximum)) return Number(whole);
  return refuse('domain.out_of_range', caller, path, `from ${minimum} to ${maximum}`, whole);
}

/** A time that chains keep in seconds, in milliseconds; above 0. */
export function readSeconds(caller: string, value: unknown, path: string): number {
  const seconds = readWhole(caller, value, path);
  if (seconds <= 0n) refuse('domain.not_positive', caller, path, 'positive', seconds);
  if (seconds >= 100_000_000_000n)
    refuse('unit.suspicious', caller, path, 'in seconds (milliseconds came?)', seconds);
  return Number(seconds) * 1000;
}

/**
 * The double nearest to digits x 10^exponent, ties to even, for digits of 0 or more below 10^78 and exponents
 * from -77 to 50. Not by parsing text: of more than 20 digits the language leaves the last bit to the engine.
 */
export function scaleByTen(digits: bigint, exponent: number): number {
  const power = BigInt(`1${'0'.repeat(Math.abs(exponent))}`);
  if (exponent >= 0) return Number(digits * power);
  // 64 bits or more of quotient, the lowest one set where a rest is left: rounded to 53 as the exact value is.
  const shift = BigInt(64 - 4 * exponent);
  const quotient = (digits << shift) / power;
  const isExact = quotient * power === digits << shift;
  return Number(isExact ? quotient : quotient | 1n) / Number(1n << shift);
}
