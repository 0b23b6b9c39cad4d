import {
  isAbsent,
  join,
  readFinite,
  readInteger,
  readList,
  readObject,
  readOneOf,
  refuse,
} from './checks.ts';
import { readConvention } from './convention.ts';
import type { Convention } from './convention.ts';
import { InputError, StateError } from './errors.ts';
import type { EwmaOptions, EwmaSettings } from './ewmaOptions.ts';
import { readEwmaOptions } from './ewmaOptions.ts';

/** What every tracker may be told of its returns, and its estimates say again. */
export interface TrackerConventionOptions {
  /** How the returns are made, where the estimates are to say so. */
  readonly returnKind?: 'simple' | 'log' | undefined;
  /** Length of a period in milliseconds, where the estimates are to say so. */
  readonly horizonMs?: number | undefined;
  /** Of an estimate, not of a tracker: `estimate({ asOf })`. */
  readonly asOf?: undefined;
}

/** What `estimate` may be told. */
export interface AsOf {
  /** When the last pair was known, epoch milliseconds, where the estimate is to say so. */
  readonly asOf?: number | undefined;
}

/** A tracker of the last so many pairs. */
export interface WindowTrackerOptions extends TrackerConventionOptions {
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
  /** Of the other form. */
  readonly mean?: undefined;
  /** Of the other form. */
  readonly minimumEffectiveSamples?: undefined;
}

/** A tracker with weights that fall exponentially into the past. */
export type EwmaTrackerOptions = EwmaOptions &
  TrackerConventionOptions & {
    /** Of the other form. */
    readonly window?: undefined;
    /** Of the other form. */
    readonly minPeriods?: undefined;
    /** Of the other form. */
    readonly latency?: undefined;
  };

/** What a tracker remembers of a stream: the last so many pairs, or all of them with falling weights. */
export type TrackerOptions = WindowTrackerOptions | EwmaTrackerOptions;

/** What a tracker was told of its returns. */
export type TrackerConvention = Pick<Convention, 'returnKind' | 'horizonMs'>;

/** All that a tracker of a window knows: plain JSON, exact through a round trip. */
export interface WindowTrackerSnapshot extends TrackerConvention {
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
export interface EwmaTrackerSnapshot extends EwmaSettings, TrackerConvention {
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
export type TrackerSettings = WindowSettings | WeightSettings;

/** The settings of a window. */
export type WindowSettings = TrackerConvention &
  Pick<WindowTrackerSnapshot, 'window' | 'minPeriods' | 'latency'>;

/** The settings of falling weights. */
export type WeightSettings = TrackerConvention & EwmaSettings;

/** Where a tracker stands: its settings, of a window or of weights, and what it took in. */
export type TrackerState =
  | ({ readonly window: WindowSettings } & Pick<WindowTrackerSnapshot, 'updates' | 'pairs'>)
  | ({ readonly weights: WeightSettings } & Pick<EwmaTrackerSnapshot, 'observations' | 'sums'>);

/** Reads the options of a tracker; `exp` is the kernel's. */
export function readTrackerOptions(
  caller: string,
  options: object,
  exp: (x: number) => number,
): TrackerSettings {
  readObject(caller, options, '');
  const { returnKind, horizonMs } = readConvention(caller, options);
  if (isAbsent(options, 'halfLife') && isAbsent(options, 'lambda')) {
    refuseStrangers(caller, options, ['mean', 'minimumEffectiveSamples', 'asOf']);
    const window = readLength(caller, options);
    const minPeriods = isAbsent(options, 'minPeriods') ? window : readMinPeriods(caller, options, window);
    const latency = isAbsent(options, 'latency')
      ? 'amortised'
      : readOneOf(caller, options, 'latency', ['amortised', 'bounded']);
    return { window, minPeriods, latency, returnKind, horizonMs };
  }
  refuseStrangers(caller, options, ['window', 'minPeriods', 'latency', 'asOf']);
  return { ...readEwmaOptions(caller, options, exp), returnKind, horizonMs };
}

/** The convention of an estimate: of the tracker, and as of the time that `estimate` is told. */
export function readAsOf(
  caller: string,
  { returnKind, horizonMs }: TrackerConvention,
  told: AsOf = {},
): Convention {
  readObject(caller, told, '');
  return { ...readConvention(caller, told), returnKind, horizonMs };
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
 * `areSums` knows weighted sums of so many pairs from other numbers.
 */
export function readTrackerSnapshot(
  caller: string,
  value: unknown,
  tracker: 'beta' | 'correlation',
  areSums: (sums: readonly number[], observations: number, centred: boolean) => boolean,
): TrackerState {
  const fields = readObject(caller, value, '');
  try {
    if (fields['version'] !== 1) refuse('domain.not_one_of', caller, 'version', '1', fields['version']);
    readOneOf(caller, fields, 'tracker', [tracker]);
    const settings = readTrackerOptions(caller, { ...fields, halfLife: undefined }, (x) => x);
    // A snapshot tells all of them, defaults too.
    for (const [field, setting] of Object.entries(settings))
      if (!Object.is(fields[field], setting))
        refuse('domain.not_one_of', caller, field, String(setting), fields[field]);
    if ('window' in settings) {
      const updates = readCount(caller, fields, 'updates');
      const pairs = readPairs(caller, fields, Math.min(updates, settings.window));
      return { window: settings, updates, pairs };
    }
    const observations = readCount(caller, fields, 'observations');
    const list = readList(caller, fields, 'sums');
    const sums = Array.from(list, (_, i) => readPlain(caller, list, String(i), 'sums'));
    if (!areSums(sums, observations, settings.mean === 'weighted'))
      refuse('domain.out_of_range', caller, 'sums', 'weighted sums as the tracker keeps them', list);
    return { weights: settings, observations, sums };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { path, expected, received } = error;
    throw new StateError({ code: 'state.invalid', caller, path, expected, received });
  }
}

function readPairs(caller: string, fields: object, length: number): WindowTrackerSnapshot['pairs'] {
  const pairs = readList(caller, fields, 'pairs');
  if (pairs.length !== length)
    return refuse('shape.length_mismatch', caller, 'pairs', `${length} pairs`, pairs);
  return Array.from(pairs, (pair, i) => {
    if (pair === null) return null;
    const path = `pairs[${i}]`;
    if (!Array.isArray(pair) || pair.length !== 2)
      return refuse('shape.wrong_type', caller, path, 'two numbers, or null', pair);
    return [readPlain(caller, pair, '0', path), readPlain(caller, pair, '1', path)];
  });
}

/** A count that has not come to its end. */
function readCount(caller: string, fields: object, field: string): number {
  const count = readPlain(caller, fields, field);
  return Number.isSafeInteger(count) && count >= 0
    ? count
    : refuse('domain.not_integer', caller, field, 'a count', count);
}

/** A finite number that JSON keeps. */
function readPlain(caller: string, source: object, field: string, at?: string): number {
  const value = readFinite(caller, source, field, at);
  return Object.is((source as Readonly<Record<string, unknown>>)[field], -0)
    ? refuse('domain.not_finite', caller, join(at, field), 'a number that JSON keeps', '-0')
    : value;
}

function readLength(caller: string, source: object): number {
  const window = readInteger(caller, source, 'window', 2);
  // A gigabyte of state.
  return window <= 1e7 ? window : refuse('domain.out_of_range', caller, 'window', 'at most 1e7', window);
}

function readMinPeriods(caller: string, source: object, window: number): number {
  const minPeriods = readInteger(caller, source, 'minPeriods', 2);
  if (minPeriods <= window) return minPeriods;
  return refuse('domain.out_of_range', caller, 'minPeriods', 'at most window', minPeriods);
}

/** Refuses what is of the other form, or of `estimate`: it would be passed over. */
function refuseStrangers(caller: string, source: object, fields: readonly string[]): void {
  for (const field of fields)
    if (!isAbsent(source, field)) {
      const value = (source as Readonly<Record<string, unknown>>)[field];
      refuse('shape.wrong_type', caller, field, 'absent', value);
    }
}
