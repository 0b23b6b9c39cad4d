import { isAbsent, readFinite, readInteger, readList, readObject, readOneOf, refuse } from './checks.ts';
import { InputError, StateError } from './errors.ts';
import type { EwmaOptions, EwmaSettings } from './ewmaOptions.ts';
import { readEwmaOptions } from './ewmaOptions.ts';

/** A tracker of the last so many pairs. */
export interface WindowTrackerOptions {
  /** Pairs in the window, 2 to 10 million. */
  readonly window: number;
  /** Complete pairs that the window must hold to give a number: 2 to `window`, which is the default. */
  readonly minPeriods?: number | undefined;
  /**
   * `amortised` (default): the bits of the rolling function, for one update in every `window` that takes as
   * long as `window` others. `bounded`: no update takes longer than another; other last bits.
   */
  readonly latency?: 'amortised' | 'bounded' | undefined;
  /** Of the other form. */
  readonly lambda?: undefined;
  /** Of the other form. */
  readonly halfLife?: undefined;
}

/** A tracker with weights that fall exponentially into the past. */
export type EwmaTrackerOptions = EwmaOptions & {
  /** Of the other form. */
  readonly window?: undefined;
  /** Of the other form. */
  readonly minPeriods?: undefined;
  /** Of the other form. */
  readonly latency?: undefined;
};

/** What a tracker remembers of a stream: the last so many pairs, or all of them with falling weights. */
export type TrackerOptions = WindowTrackerOptions | EwmaTrackerOptions;

/** All that a tracker of a window knows: plain JSON, exact through a round trip. */
export interface WindowTrackerSnapshot {
  /** Of this shape. */
  readonly version: 1;
  /** What it tracks. */
  readonly tracker: 'beta' | 'correlation';
  /** Pairs in the window. */
  readonly window: number;
  /** As asked for, or the default. */
  readonly minPeriods: number;
  /** As asked for, or the default. */
  readonly latency: 'amortised' | 'bounded';
  /** Pairs taken in so far, missing ones too. */
  readonly updates: number;
  /** The pairs in the window, the oldest first, in the order of `update`'s arguments; null for a missing one. */
  readonly pairs: readonly (readonly [number, number] | null)[];
}

/** All that a tracker with falling weights knows: plain JSON, exact through a round trip. */
export interface EwmaTrackerSnapshot extends EwmaSettings {
  /** Of this shape. */
  readonly version: 1;
  /** What it tracks. */
  readonly tracker: 'beta' | 'correlation';
  /** Complete pairs taken in so far. */
  readonly observations: number;
  /** Weighted sums, as the tracker keeps them. */
  readonly sums: readonly number[];
}

/** What `snapshot` gives and the restoring function takes. */
export type TrackerSnapshot = WindowTrackerSnapshot | EwmaTrackerSnapshot;

/** `TrackerOptions` as they are computed with: of a window, or of falling weights. */
export type TrackerSettings = WindowSettings | EwmaSettings;

/** The settings of a window. */
export type WindowSettings = Pick<WindowTrackerSnapshot, 'window' | 'minPeriods' | 'latency'>;

/** A gigabyte of state. */
const longestWindow = 1e7;

/** Reads the options of a tracker; `exp` is the kernel's. */
export function readTrackerOptions(
  caller: string,
  options: TrackerOptions,
  exp: (x: number) => number,
): TrackerSettings {
  readObject(caller, options, '');
  if (isAbsent(options, 'halfLife') && isAbsent(options, 'lambda')) {
    const window = readLength(caller, options);
    const minPeriods = isAbsent(options, 'minPeriods') ? window : readMinPeriods(caller, options, window);
    const latency = isAbsent(options, 'latency') ? 'amortised' : readLatency(caller, options);
    return { window, minPeriods, latency };
  }
  for (const field of ['window', 'minPeriods', 'latency'])
    if (!isAbsent(options, field)) {
      const value = (options as Readonly<Record<string, unknown>>)[field];
      refuse('shape.wrong_type', caller, field, 'absent where the weights fall', value);
    }
  return readEwmaOptions(caller, options, exp);
}

/** Refuses what is no number, or a finite one beyond `largest`; a NaN or an infinity is a missing sample. */
export function refuseUpdate(caller: string, field: string, value: unknown, largest: number): void {
  if (typeof value !== 'number') refuse('shape.wrong_type', caller, field, 'a number', value);
  if (Math.abs(value) > largest && Number.isFinite(value))
    refuse('domain.out_of_range', caller, field, `within ${largest} of 0`, value);
}

/** The last pairs as a snapshot has them: `first` and `second` by the order of `update`'s arguments. */
export function pairsOf(first: Float64Array, second: Float64Array): WindowTrackerSnapshot['pairs'] {
  return Array.from(first, (a, i) => {
    const b = second[i]!;
    // + 0 turns a -0 into 0, which JSON keeps.
    return Number.isFinite(a) && Number.isFinite(b) ? [a + 0, b + 0] : null;
  });
}

/** One side of such pairs, NaN where missing. */
export function sideOf(pairs: WindowTrackerSnapshot['pairs'], side: 0 | 1): Float64Array {
  return Float64Array.from(pairs, (pair) => (pair === null ? NaN : pair[side]));
}

/**
 * Reads a snapshot of this tracker, with every field as this version writes it; else `state.invalid`.
 * `areSums` knows weighted sums from other numbers.
 */
export function readTrackerSnapshot(
  caller: string,
  value: unknown,
  tracker: 'beta' | 'correlation',
  areSums: (sums: readonly number[]) => boolean,
): TrackerSnapshot {
  const fields = readObject(caller, value, '');
  try {
    if (fields['version'] !== 1) refuse('domain.not_one_of', caller, 'version', '1', fields['version']);
    readOneOf(caller, fields, 'tracker', [tracker]);
    if (isAbsent(fields, 'lambda')) readWindowSnapshot(caller, fields);
    else readEwmaSnapshot(caller, fields, areSums);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { path, expected, received } = error;
    throw new StateError({ code: 'state.invalid', caller, path, expected, received });
  }
  return value as TrackerSnapshot;
}

function readWindowSnapshot(caller: string, fields: Readonly<Record<string, unknown>>): void {
  const window = readLength(caller, fields);
  readMinPeriods(caller, fields, window);
  readLatency(caller, fields);
  const updates = readInteger(caller, fields, 'updates', 0);
  const { pairs } = fields;
  const length = Math.min(updates, window);
  if (!Array.isArray(pairs) || pairs.length !== length)
    return refuse('shape.length_mismatch', caller, 'pairs', `${length} pairs`, pairs);
  pairs.forEach((pair: unknown, i) => {
    if (pair === null) return;
    const path = `pairs[${i}]`;
    if (!Array.isArray(pair) || pair.length !== 2)
      return refuse('shape.wrong_type', caller, path, 'two numbers, or null', pair);
    readPlain(caller, pair, '0', path);
    readPlain(caller, pair, '1', path);
  });
}

function readLength(caller: string, source: object): number {
  const window = readInteger(caller, source, 'window', 2);
  return window <= longestWindow
    ? window
    : refuse('domain.out_of_range', caller, 'window', `at most ${longestWindow}`, window);
}

function readMinPeriods(caller: string, source: object, window: number): number {
  const minPeriods = readInteger(caller, source, 'minPeriods', 2);
  if (minPeriods <= window) return minPeriods;
  return refuse('domain.out_of_range', caller, 'minPeriods', `at most the window, ${window}`, minPeriods);
}

function readLatency(caller: string, source: object): 'amortised' | 'bounded' {
  return readOneOf(caller, source, 'latency', ['amortised', 'bounded']);
}

function readEwmaSnapshot(
  caller: string,
  fields: Readonly<Record<string, unknown>>,
  areSums: (sums: readonly number[]) => boolean,
): void {
  readEwmaOptions(caller, { ...fields, halfLife: undefined }, (x) => x);
  readFinite(caller, fields, 'minimumEffectiveSamples');
  readInteger(caller, fields, 'observations', 0);
  const sums = readList(caller, fields, 'sums');
  sums.forEach((_, i) => {
    readPlain(caller, sums, String(i), 'sums');
  });
  if (!areSums(sums as readonly number[]))
    refuse('domain.out_of_range', caller, 'sums', 'weighted sums as the tracker keeps them', sums);
}

/** A finite number that JSON keeps. */
function readPlain(caller: string, source: object, field: string, at: string): void {
  const value = readFinite(caller, source, field, at);
  if (Object.is(value, -0))
    refuse('domain.not_finite', caller, `${at}[${field}]`, 'a number that JSON keeps', '-0');
}
