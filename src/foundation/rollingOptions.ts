import { isAbsent, readInteger, refuse } from './checks.ts';
import { readTimestamps, refuseLengthMismatch } from './series.ts';

/** Windows of a number of samples. */
export interface WindowByCount {
  /** Samples a window, the current one included; at least 2. */
  readonly window: number;
  /** Complete pairs that a window must hold to give a number: 2 to `window`, which is the default. */
  readonly minPeriods?: number | undefined;
  /** Of the other form. */
  readonly timestamps?: undefined;
  /** Of the other form. */
  readonly windowMs?: undefined;
}

/** Windows of a span of time: the samples later than t - windowMs, and not later than t. */
export interface WindowByTime {
  /** When each sample was known: epoch milliseconds, strictly increasing. */
  readonly timestamps: ArrayLike<number>;
  /** Length of a window in milliseconds. */
  readonly windowMs: number;
  /** Complete pairs that a window must hold to give a number, at least 2. */
  readonly minPeriods: number;
  /** Of the other form. */
  readonly window?: undefined;
}

/** Windows that end at each sample: of a number of samples, or of a span of time. */
export type RollingWindow = WindowByCount | WindowByTime;

/** What every rolling function may be given. */
export interface RollingOutput {
  /** Where to write the values: of the length of the series; default: a new array. */
  readonly out?: Float64Array | undefined;
}

/** Rolling values of the length of the input. */
export interface RollingValues {
  /** One value a sample, of the window that ends there; NaN where the window has none. */
  readonly values: Float64Array;
  /** Index of the first number; null where there is none. */
  readonly validFrom: number | null;
}

/** A checked `RollingWindow`: `timestamps` or a number of samples, whichever came. */
export interface WindowOptions {
  readonly window: number;
  readonly timestamps: Float64Array | null;
  readonly minPeriods: number;
}

/** Reads the windows of series of this length. */
export function readWindow(caller: string, options: RollingWindow, length: number): WindowOptions {
  if (isAbsent(options, 'timestamps') && isAbsent(options, 'windowMs')) {
    const window = readInteger(caller, options, 'window', 2);
    const minPeriods = isAbsent(options, 'minPeriods')
      ? window
      : readInteger(caller, options, 'minPeriods', 2);
    if (minPeriods > window)
      refuse('domain.out_of_range', caller, 'minPeriods', 'at most window', minPeriods);
    return { window, timestamps: null, minPeriods };
  }
  if (!isAbsent(options, 'window'))
    refuse('shape.wrong_type', caller, 'window', 'absent beside windowMs', options.window);
  const timestamps = readTimestamps(caller, options, 'timestamps');
  refuseLengthMismatch(caller, 'timestamps', length, timestamps.length);
  const window = readInteger(caller, options, 'windowMs', 1);
  return { window, timestamps, minPeriods: readInteger(caller, options, 'minPeriods', 2) };
}

/** The array to write to: `out` if there is one, which must lie apart from the inputs, those that there are. */
export function readOut(
  caller: string,
  options: RollingOutput,
  length: number,
  inputs: readonly (Float64Array | null)[],
): Float64Array {
  if (isAbsent(options, 'out')) return new Float64Array(length);
  const out: unknown = options.out;
  if (!(out instanceof Float64Array)) return refuse('shape.wrong_type', caller, 'out', 'a Float64Array', out);
  refuseLengthMismatch(caller, 'out', length, out.length);
  for (const input of inputs)
    if (
      input?.buffer === out.buffer &&
      input.byteOffset < out.byteOffset + out.byteLength &&
      out.byteOffset < input.byteOffset + input.byteLength
    )
      refuse('shape.wrong_type', caller, 'out', 'apart from the input', out);
  return out;
}

/** Rolling values with the index of the first number among them. */
export function rollingValues(values: Float64Array): RollingValues {
  return { values, validFrom: firstNumber(values) };
}

/** Index of the first value that is not NaN; null where there is none. */
export function firstNumber(values: Float64Array): number | null {
  const index = values.findIndex((value) => value === value);
  return index < 0 ? null : index;
}
