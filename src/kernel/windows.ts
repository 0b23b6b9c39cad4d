/** The windows of a series, one ending at each sample. */
export interface Windows {
  /** Window i is of the samples `starts[i]` to i; never decreasing, 0 <= starts[i] <= i. */
  readonly starts: Int32Array;
  /** The most samples that a window holds. */
  readonly longest: number;
  /** A window of fewer complete pairs gives NaN. */
  readonly minPeriods: number;
}

/** Windows of the last `window` samples, shorter at the head of the series. */
export function windowsByCount(length: number, window: number, minPeriods: number): Windows {
  const starts = new Int32Array(length);
  for (let i = window; i < length; i++) starts[i] = i - window + 1;
  return { starts, longest: Math.min(window, length), minPeriods };
}

/** Windows of the samples later than t - windowMs and not later than t, for t each of increasing times. */
export function windowsByTime(timestamps: Float64Array, windowMs: number, minPeriods: number): Windows {
  const starts = new Int32Array(timestamps.length);
  let start = 0;
  let longest = 0;
  for (let i = 0; i < starts.length; i++) {
    const from = timestamps[i]! - windowMs;
    while (timestamps[start]! <= from) start++;
    starts[i] = start;
    longest = Math.max(longest, i - start + 1);
  }
  return { starts, longest, minPeriods };
}

/** The windows that options ask for: of so many samples, or milliseconds where there are `timestamps`. */
export function windowsOf(
  asked: {
    readonly window: number;
    readonly timestamps: Float64Array | null;
    readonly minPeriods: number;
  },
  length: number,
): Windows {
  return asked.timestamps === null
    ? windowsByCount(length, asked.window, asked.minPeriods)
    : windowsByTime(asked.timestamps, asked.window, asked.minPeriods);
}
