import { describe, InputError } from './errors.ts';
import type { ErrorCode } from './errors.ts';

// Every check reads the field that it names, so that a path in a message cannot drift from the code.
// `caller` is the public function; `source` the object; `field` its key; `at` the path of the object.

/** A plain object or anything with fields; arrays are refused. */
export function readObject(caller: string, value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('shape.wrong_type', caller, path, 'an object', value);
  return value as Readonly<Record<string, unknown>>;
}

/** A finite number; -0 is read as 0, which JSON keeps. */
export function readFinite(caller: string, source: object, field: string, at?: string): number {
  const value = read(source, field);
  if (Number.isFinite(value)) return (value as number) + 0;
  const code = typeof value === 'number' ? 'domain.not_finite' : 'shape.wrong_type';
  return refuse(code, caller, join(at, field), 'a finite number', value);
}

/** A finite number above zero. */
export function readPositive(caller: string, source: object, field: string, at?: string): number {
  const value = readFinite(caller, source, field, at);
  return value > 0 ? value : refuse('domain.not_positive', caller, join(at, field), 'positive', value);
}

/** A finite number, zero or above. */
export function readNonNegative(caller: string, source: object, field: string, at?: string): number {
  const value = readFinite(caller, source, field, at);
  return value >= 0 ? value : refuse('domain.negative', caller, join(at, field), 'zero or positive', value);
}

/** An integer of at least `minimum`. */
export function readInteger(
  caller: string,
  source: object,
  field: string,
  minimum: number,
  at?: string,
): number {
  const value = readFinite(caller, source, field, at);
  if (!Number.isInteger(value))
    return refuse('domain.not_integer', caller, join(at, field), 'an integer', value);
  if (value >= minimum) return value;
  return refuse('domain.out_of_range', caller, join(at, field), `at least ${minimum}`, value);
}

/** A number strictly between 0 and 1; `fallback` where the field is absent. */
export function readProbability(caller: string, source: object, field: string, fallback: number): number {
  if (isAbsent(source, field)) return fallback;
  const value = readFinite(caller, source, field);
  return value > 0 && value < 1
    ? value
    : refuse('domain.out_of_range', caller, field, 'between 0 and 1', value);
}

/** One of the given words (or booleans). */
export function readOneOf<const T extends string | boolean>(
  caller: string,
  source: object,
  field: string,
  choices: readonly T[],
  at?: string,
): T {
  const value = read(source, field);
  if (choices.includes(value as T)) return value as T;
  const code = typeof value === 'string' ? 'domain.not_one_of' : 'shape.wrong_type';
  return refuse(code, caller, join(at, field), `one of ${choices.join(', ')}`, value);
}

/** A string that is not empty. */
export function readText(caller: string, source: object, field: string, at?: string): string {
  const value = read(source, field);
  if (typeof value === 'string' && value !== '') return value;
  return refuse('shape.wrong_type', caller, join(at, field), 'a non-empty string', value);
}

/** A list; what its elements are is for the caller to read. */
export function readList(caller: string, source: object, field: string, at?: string): readonly unknown[] {
  const value = read(source, field);
  if (Array.isArray(value)) return value as readonly unknown[];
  return refuse('shape.wrong_type', caller, join(at, field), 'an array', value);
}

/** An epoch time in milliseconds, as in ccxt. */
export function readTimestamp(caller: string, source: object, field: string, at?: string): number {
  const value = readFinite(caller, source, field, at);
  refuseNoTime(caller, join(at, field), value);
  return value;
}

/**
 * Refuses what is no whole number of milliseconds, or reads as a time of ours in seconds (2008 to 2049) or
 * microseconds: taken for milliseconds it is a day of January 1970, and every price looks fresh for ever. Whole minutes
 * pass: the days and hours since 1970 that examples count in are such, and a clock's seconds hardly ever.
 */
export function refuseNoTime(caller: string, path: string, time: number): void {
  if (!Number.isInteger(time)) refuse('domain.not_integer', caller, path, 'an integer of milliseconds', time);
  const isSeconds = time > 1.2e9 && time < 2.5e9 && time % 60000 !== 0;
  if (isSeconds || Math.abs(time) >= 1e14)
    refuse('unit.suspicious', caller, path, 'in milliseconds (seconds or microseconds came?)', time);
}

/** A fraction (rate, fee, spread) whose size says that a percentage or basis points were meant is refused. */
export function refuseSuspicious(
  caller: string,
  path: string,
  value: number,
  limit: number,
  expected: string,
): number {
  return Math.abs(value) > limit ? refuse('unit.suspicious', caller, path, expected, value) : value;
}

/** Whether a field is undefined or null. */
export function isAbsent(source: object, field: string): boolean {
  const value = read(source, field);
  return value === undefined || value === null;
}

/** The one place that throws for a broken contract. What is absent is missing, not of a wrong type. */
export function refuse(
  code: ErrorCode,
  caller: string,
  path: string,
  expected: string,
  value: unknown,
): never {
  const missing = code === 'shape.wrong_type' && (value === undefined || value === null);
  const reason = missing ? 'shape.missing_field' : code;
  throw new InputError({ code: reason, caller, path, expected, received: describe(value) });
}

/** `at.field`, `at[0]` for an element, or `field` alone at the top. */
export function join(at: string | undefined, field: string): string {
  if (!at) return field;
  return Number(field) >= 0 ? `${at}[${field}]` : `${at}.${field}`;
}

function read(source: object, field: string): unknown {
  return (source as Readonly<Record<string, unknown>>)[field];
}
