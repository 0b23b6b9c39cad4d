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
  return windowsOf({ window, timestamps: null, minPeriods }, length);
}

/** Windows of the samples later than t - windowMs and not later than t, for t each of increasing times. */
export function windowsByTime(timestamps: Float64Array, windowMs: number, minPeriods: number): Windows {
  return windowsOf({ window: windowMs, timestamps, minPeriods }, timestamps.length);
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
  const { window, timestamps, minPeriods } = asked;
  const starts = new Int32Array(length);
  let start = 0;
  let longest = 0;
  for (let i = 0; i < length; i++) {
    if (timestamps === null) start = Math.max(0, i - window + 1);
    else while (timestamps[start]! <= timestamps[i]! - window) start++;
    starts[i] = start;
    longest = Math.max(longest, i - start + 1);
  }
  return { starts, longest, minPeriods };
}
