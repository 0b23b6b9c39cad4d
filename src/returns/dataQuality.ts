import {
  isAbsent,
  readInteger,
  readObject,
  readPositive,
  readProbability,
  refuse,
} from '../foundation/checks.ts';
import { readPrices, readTimestamps, refuseLengthMismatch } from '../foundation/series.ts';
import type { InsufficientData } from '../foundation/status.ts';
import { median } from '../kernel/selection.ts';
import type { TimedSeries } from './alignSeries.ts';
import { inspectSeries, medianInterval } from './inspectSeries.ts';
import type { DataFlag, Prices, SeriesQuality } from './inspectSeries.ts';

/** What `dataQuality` takes. */
export interface DataQualityOptions {
  /** Prices of the asset. */
  readonly asset: TimedSeries;
  /** Prices of its benchmark. */
  readonly benchmark: TimedSeries;
  /** How many returns common to both the estimate is to have. */
  readonly minimumObservations: number;
  /** From one price to the next, milliseconds, at least 1; default: the smaller of the two median intervals. */
  readonly expectedIntervalMs?: number | undefined;
  /** From how many equal prices in a row a run is flagged; default 3. */
  readonly staleRunLength?: number | undefined;
  /** Share of returns of 0 above which a series is flagged; default 0.05. */
  readonly staleShareLimit?: number | undefined;
  /** Returns on either side that an outlier is judged by; default 15. */
  readonly outlierHalfWindow?: number | undefined;
  /** Robust standard deviations from the median beyond which a return is an outlier; default 5. */
  readonly outlierThreshold?: number | undefined;
  /** Share of common times below which the series are flagged as not synchronous; default 0.95. */
  readonly commonShareLimit?: number | undefined;
}

/** What is in two price series before an estimate is made of them; nothing is removed or repaired. */
export interface DataQuality {
  readonly status: 'ok';
  /** Everything to look at, the asset's before the benchmark's; empty where nothing was found. */
  readonly flags: readonly DataFlag[];
  /** The asset in figures. */
  readonly asset: SeriesQuality;
  /** The benchmark in figures. */
  readonly benchmark: SeriesQuality;
  /** As asked for, or the smaller of the two median intervals. */
  readonly expectedIntervalMs: number;
  /** Returns between times that both have. */
  readonly commonReturns: number;
  /**
   * Of the times of either series within the span of both, the share that both have; 0 where they share no
   * span.
   */
  readonly commonShare: number;
  /**
   * Median, over the asset's times in that span, of the nearest benchmark time less it; null without such
   * times.
   */
  readonly offsetMs: number | null;
}

const CALLER = 'dataQuality';

/**
 * Looks at two price series before a beta is estimated: stale quotes, gaps, outliers, times that do not
 * match, too few samples. It flags, with indices to look at, and changes nothing.
 *
 * **Formula**: an outlier is a simple return more than `outlierThreshold` times 1.4826 MAD from the median of
 * the returns around it (Hampel); a gap is an interval of 1.5 expected intervals or more.
 * **Inputs**: prices above zero at increasing times in milliseconds; `minimumObservations` common returns.
 * **Result**: `ok`, whatever is flagged; `insufficient_data` where a series has fewer than 2 prices. Returns
 * across a gap are not judged as outliers, nor those around which half do not move (`unjudged` counts them):
 * for these look at the gaps and the stale runs.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: a price above 1e150 times the one before), `series.*`, `unit.suspicious` (seconds where milliseconds are expected).
 * **Cost**: O(n x outlierHalfWindow).
 * **Source**: Hampel 1974, J. Am. Stat. Assoc. 69, 383-393; Pearson 2002, IEEE Trans. Control Syst. Technol.
 * 10.
 *
 * @example
 * ```ts
 * import { dataQuality } from 'betahedge/returns';
 *
 * const hour = 3_600_000;
 * const timestamps = [0, 1, 2, 3, 4, 7, 8, 9].map((i) => i * hour);
 * const quality = dataQuality({
 *   asset: { timestamps, values: [10, 10.1, 10.1, 10.1, 10.1, 10.3, 10.2, 10.4] },
 *   benchmark: { timestamps, values: [100, 101, 100, 102, 101, 103, 102, 104] },
 *   minimumObservations: 30,
 * });
 * if (quality.status === 'ok')
 *   console.log(quality.flags.map(({ kind }) => kind).join(', ')); // stale_run, stale_share, gap, gap, short_sample
 * ```
 */
export function dataQuality(options: DataQualityOptions): DataQuality | InsufficientData {
  readObject(CALLER, options, '');
  const asset = readTimedSeries(options, 'asset');
  const benchmark = readTimedSeries(options, 'benchmark');
  const minimum = readInteger(CALLER, options, 'minimumObservations', 1);
  const given = isAbsent(options, 'expectedIntervalMs')
    ? null
    : readPositive(CALLER, options, 'expectedIntervalMs');
  if (given !== null && given < 1)
    refuse('domain.out_of_range', CALLER, 'expectedIntervalMs', 'at least 1', given);
  const limits = {
    staleRunLength: readCount(options, 'staleRunLength', 3, 2),
    staleShareLimit: readProbability(CALLER, options, 'staleShareLimit', 0.05),
    halfWindow: readCount(options, 'outlierHalfWindow', 15, 1),
    threshold: isAbsent(options, 'outlierThreshold') ? 5 : readPositive(CALLER, options, 'outlierThreshold'),
  };
  const shareLimit = readProbability(CALLER, options, 'commonShareLimit', 0.95);
  const observed = Math.min(asset.values.length, benchmark.values.length);
  if (observed < 2) return { status: 'insufficient_data', required: 2, observed };

  const expected = given ?? Math.min(medianInterval(asset), medianInterval(benchmark));
  const flags: DataFlag[] = [];
  const figures = {
    asset: inspectSeries(asset, expected, limits, flags),
    benchmark: inspectSeries(benchmark, expected, limits, flags),
  };
  const { common, share, offsetMs } = synchronicity(asset.timestamps, benchmark.timestamps);
  const commonReturns = Math.max(0, common - 1);
  if (share < shareLimit) flags.push({ kind: 'not_synchronous', share, limit: shareLimit, offsetMs });
  if (commonReturns < minimum) flags.push({ kind: 'short_sample', observations: commonReturns, minimum });
  return {
    status: 'ok',
    flags,
    ...figures,
    expectedIntervalMs: expected,
    commonReturns,
    commonShare: share,
    offsetMs,
  };
}

function readTimedSeries(options: DataQualityOptions, name: 'asset' | 'benchmark'): Prices {
  const series = readObject(CALLER, options[name], name);
  const timestamps = readTimestamps(CALLER, series, 'timestamps', name);
  const values = readPrices(CALLER, series, 'values', name);
  refuseLengthMismatch(CALLER, `${name}.values`, timestamps.length, values.length);
  // Such a return, and its distance from the others in their deviations, may be no double.
  for (let i = 1; i < values.length; i++)
    if (values[i]! / values[i - 1]! > 1e150)
      refuse(
        'domain.out_of_range',
        CALLER,
        `${name}.values[${i}]`,
        'within 1e150 times the one before',
        values[i],
      );
  return { name, timestamps, values };
}

function readCount(options: DataQualityOptions, field: string, fallback: number, least: number): number {
  return isAbsent(options, field) ? fallback : readInteger(CALLER, options, field, least);
}

/** Times of both series, over the span that both cover. */
function synchronicity(
  a: Float64Array,
  b: Float64Array,
): { readonly common: number; readonly share: number; readonly offsetMs: number | null } {
  const start = Math.max(a[0]!, b[0]!);
  const end = Math.min(a.at(-1)!, b.at(-1)!);
  const within = (times: Float64Array): Float64Array => times.filter((time) => time >= start && time <= end);
  const [insideA, insideB] = [within(a), within(b)];
  let common = 0;
  let j = 0;
  const offsets = insideA.map((time) => {
    // The nearest of all of b, the earlier of two as near.
    while (j + 1 < b.length && Math.abs(b[j + 1]! - time) < Math.abs(b[j]! - time)) j++;
    if (b[j] === time) common++;
    return b[j]! - time;
  });
  const all = insideA.length + insideB.length - common;
  return {
    common,
    share: all === 0 ? 0 : common / all,
    offsetMs: offsets.length === 0 ? null : median(offsets) + 0,
  };
}
