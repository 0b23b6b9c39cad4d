import { movingMedian } from '../kernel/hampel.ts';
import { median } from '../kernel/selection.ts';
import { equalRuns } from './equalRuns.ts';

/** Something to look at; `index` and its kin count in the arrays that came in. */
export type DataFlag =
  | {
      /** The same price again and again: a quote that may have stopped. */
      readonly kind: 'stale_run';
      readonly series: 'asset' | 'benchmark';
      readonly fromIndex: number;
      readonly toIndex: number;
      readonly length: number;
    }
  | {
      /** Many returns of 0: they pull a beta towards 0. */
      readonly kind: 'stale_share';
      readonly series: 'asset' | 'benchmark';
      readonly share: number;
      readonly limit: number;
    }
  | {
      /** Prices are missing before the one at `index`. */
      readonly kind: 'gap';
      readonly series: 'asset' | 'benchmark';
      readonly index: number;
      readonly intervalMs: number;
      readonly missing: number;
    }
  | {
      /** The prices come at another interval than was expected, by more than a tenth. */
      readonly kind: 'other_interval';
      readonly series: 'asset' | 'benchmark';
      readonly medianIntervalMs: number;
      readonly expectedIntervalMs: number;
    }
  | {
      /** The return to the price at `index` is far from those around it: news, or a bad tick. */
      readonly kind: 'outlier';
      readonly series: 'asset' | 'benchmark';
      readonly index: number;
      readonly return: number;
      readonly median: number;
      /** Distance from the median in robust standard deviations. */
      readonly deviations: number;
    }
  | {
      /** The two are not priced at the same times. */
      readonly kind: 'not_synchronous';
      readonly share: number;
      readonly limit: number;
      readonly offsetMs: number | null;
    }
  | {
      /** Fewer common returns than asked for. */
      readonly kind: 'short_sample';
      readonly observations: number;
      readonly minimum: number;
    };

/** What was found in one series. */
export interface SeriesQuality {
  /** Prices. */
  readonly observations: number;
  /** Between prices. */
  readonly medianIntervalMs: number;
  /** Intervals in which at least one price is missing. */
  readonly gaps: number;
  /** Prices missing in all gaps. */
  readonly missing: number;
  /** The longest interval. */
  readonly largestIntervalMs: number;
  /** Runs of at least `staleRunLength` equal prices. */
  readonly staleRuns: number;
  /** Share of returns that are 0. */
  readonly zeroReturnShare: number;
  /** Returns flagged as outliers. */
  readonly outliers: number;
  /**
   * Returns that could not be judged: across a gap, with too few around, or around which half do not move.
   */
  readonly unjudged: number;
}

/** A series as it was read. */
export interface Prices {
  readonly name: 'asset' | 'benchmark';
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
}

/** What counts as worth a flag. */
export interface FlagLimits {
  readonly staleRunLength: number;
  readonly staleShareLimit: number;
  readonly halfWindow: number;
  readonly threshold: number;
}

/** The figures of one series; what they show is added to `flags`. */
export function inspectSeries(
  prices: Prices,
  expected: number,
  limits: FlagLimits,
  flags: DataFlag[],
): SeriesQuality {
  const { name: series, timestamps, values } = prices;
  const n = values.length;
  const medianIntervalMs = medianInterval(prices);
  if (Math.abs(medianIntervalMs - expected) > 0.1 * expected)
    flags.push({ kind: 'other_interval', series, medianIntervalMs, expectedIntervalMs: expected });

  const runs = equalRuns(values, limits.staleRunLength);
  for (const { from, to } of runs)
    flags.push({ kind: 'stale_run', series, fromIndex: from, toIndex: to, length: to - from + 1 });

  // Element i belongs to the step from price i to price i + 1; a step across a gap has no return to judge.
  const returns = new Float64Array(n - 1);
  let zeros = 0;
  let gaps = 0;
  let missing = 0;
  let largestIntervalMs = 0;
  const gapFlags: DataFlag[] = [];
  for (let i = 0; i < n - 1; i++) {
    const intervalMs = timestamps[i + 1]! - timestamps[i]!;
    const absent = Math.round(intervalMs / expected) - 1;
    largestIntervalMs = Math.max(largestIntervalMs, intervalMs);
    returns[i] = (values[i + 1]! - values[i]!) / values[i]!;
    if (returns[i] === 0) zeros++;
    if (absent < 1) continue;
    gaps++;
    missing += absent;
    returns[i] = NaN;
    gapFlags.push({ kind: 'gap', series, index: i + 1, intervalMs, missing: absent });
  }
  const zeroReturnShare = zeros / (n - 1);
  if (zeroReturnShare > limits.staleShareLimit)
    flags.push({ kind: 'stale_share', series, share: zeroReturnShare, limit: limits.staleShareLimit });
  // One at a time: as arguments of one call a hundred thousand overflow the stack.
  for (const flag of gapFlags) flags.push(flag);

  const { medians, scales } = movingMedian(returns, limits.halfWindow);
  let outliers = 0;
  let unjudged = 0;
  for (let i = 0; i < n - 1; i++) {
    const deviations = Math.abs(returns[i]! - medians[i]!) / scales[i]!;
    // Where half of the returns are equal there is no scale to judge by.
    if (!(scales[i]! > 0) || Number.isNaN(deviations)) unjudged++;
    else if (deviations > limits.threshold) {
      outliers++;
      flags.push({
        kind: 'outlier',
        series,
        index: i + 1,
        return: returns[i]!,
        median: medians[i]!,
        deviations,
      });
    }
  }
  return {
    observations: n,
    medianIntervalMs,
    gaps,
    missing,
    largestIntervalMs,
    staleRuns: runs.length,
    zeroReturnShare,
    outliers,
    unjudged,
  };
}

/** Between a price and the next, milliseconds. */
export function medianInterval({ timestamps }: Prices): number {
  return median(timestamps.slice(1).map((time, i) => time - timestamps[i]!));
}
