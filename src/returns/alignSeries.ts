import { isAbsent, readInteger, readObject, readOneOf, refuse } from '../foundation/checks.ts';
import { readPrices, readTimestamps, refuseLengthMismatch } from '../foundation/series.ts';
import type { InsufficientData } from '../foundation/status.ts';
import { equalRuns } from './equalRuns.ts';

/** Prices with the times they belong to. */
export interface TimedSeries {
  /** Epoch milliseconds, strictly increasing. */
  readonly timestamps: ArrayLike<number>;
  /** One price a timestamp, above zero. */
  readonly values: ArrayLike<number>;
}

/** What `alignSeries` takes. */
export interface AlignSeriesOptions<Name extends string> {
  /** The series, each under its name. */
  readonly series: Readonly<Record<Name, TimedSeries>>;
  /**
   * `intersection` (default): the times that all have. `union`: the times that any has, NaN where a
   * series has none. Neither ever fills a gap with an older price.
   */
  readonly join?: 'intersection' | 'union' | undefined;
  /** From how many equal values in a row a run is reported as stale; default 3. */
  readonly staleRunLength?: number | undefined;
}

/** Equal values in a row: a quote that may have stopped moving. */
export interface StaleRun<Name extends string> {
  /** Whose. */
  readonly name: Name;
  /** Timestamp of the first of the equal values. */
  readonly from: number;
  /** Timestamp of the last. */
  readonly to: number;
  /** How many. */
  readonly length: number;
}

/** Series on one time axis, and what it took. */
export interface AlignedSeries<Name extends string> {
  readonly status: 'ok';
  /** The common axis, epoch milliseconds. */
  readonly timestamps: Float64Array;
  /** One column a series, as long as `timestamps`. */
  readonly values: Readonly<Record<Name, Float64Array>>;
  /** Timestamps of each series that are not on the axis (none under `union`). */
  readonly dropped: Readonly<Record<Name, readonly number[]>>;
  /** Runs of equal values in the input series, in the order of the names. */
  readonly staleRuns: readonly StaleRun<Name>[];
}

/**
 * Puts price series on one time axis by timestamp, so that a beta compares the same periods.
 *
 * **Result**: `ok`; `insufficient_data` (1 required, 0 observed) where no time is common to all.
 * What was dropped and which quotes look stale is reported, never repaired in silence.
 * **Errors**: `shape.*`, `series.not_increasing` (unsorted or duplicate timestamps), `series.not_positive`,
 * `series.not_finite`, `unit.suspicious` (seconds where milliseconds are expected).
 * **Cost**: O(total length x number of series). **Source**: pandas `concat(axis=1, join='inner' | 'outer')`.
 *
 * @example
 * ```ts
 * import { alignSeries } from 'betahedge/returns';
 *
 * const day = 86_400_000;
 * const aligned = alignSeries({
 *   series: {
 *     BTC: { timestamps: [0, day, 2 * day], values: [100, 101, 102] },
 *     ETH: { timestamps: [day, 2 * day, 3 * day], values: [10, 11, 12] },
 *   },
 * });
 * if (aligned.status === 'ok') {
 *   console.log(JSON.stringify([...aligned.values.ETH])); // [10,11]
 *   console.log(JSON.stringify(aligned.dropped)); // {"BTC":[0],"ETH":[259200000]}
 * }
 * ```
 */
export function alignSeries<Name extends string>(
  options: AlignSeriesOptions<Name>,
): AlignedSeries<Name> | InsufficientData {
  const caller = 'alignSeries';
  readObject(caller, options, '');
  const series = readObject(caller, options.series, 'series');
  const join = isAbsent(options, 'join')
    ? 'intersection'
    : readOneOf(caller, options, 'join', ['intersection', 'union']);
  const staleRunLength = isAbsent(options, 'staleRunLength')
    ? 3
    : readInteger(caller, options, 'staleRunLength', 2);
  const names = Object.keys(series) as Name[];
  if (names.length === 0) refuse('shape.missing_field', caller, 'series', 'at least one series', {});
  const inputs = names.map((name) => {
    const at = `series.${name}`;
    const fields = readObject(caller, series[name], at);
    const timestamps = readTimestamps(caller, fields, 'timestamps', at);
    const values = readPrices(caller, fields, 'values', at);
    refuseLengthMismatch(caller, `${at}.values`, timestamps.length, values.length);
    return { name, timestamps, values };
  });

  const holders = new Map<number, number>();
  for (const { timestamps } of inputs)
    for (const time of timestamps) holders.set(time, (holders.get(time) ?? 0) + 1);
  const axis: number[] = [];
  for (const [time, count] of holders) if (join === 'union' || count === inputs.length) axis.push(time);
  if (axis.length === 0) return { status: 'insufficient_data', required: 1, observed: 0 };
  const timestamps = Float64Array.from(axis).sort();

  const values: [Name, Float64Array][] = [];
  const dropped: [Name, number[]][] = [];
  const staleRuns: StaleRun<Name>[] = [];
  for (const input of inputs) {
    const column = new Float64Array(timestamps.length).fill(NaN);
    const left: number[] = [];
    let next = 0;
    for (let i = 0; i < input.timestamps.length; i++) {
      const time = input.timestamps[i]!;
      while (next < timestamps.length && timestamps[next]! < time) next++;
      if (timestamps[next] === time) column[next] = input.values[i]!;
      else left.push(time);
    }
    values.push([input.name, column]);
    dropped.push([input.name, left]);
    addStaleRuns(staleRuns, input, staleRunLength);
  }
  return { status: 'ok', timestamps, values: record(values), dropped: record(dropped), staleRuns };
}

/** fromEntries defines what assignment would not: a series named `__proto__`. */
function record<Name extends string, T>(entries: readonly [Name, T][]): Record<Name, T> {
  return Object.fromEntries(entries) as Record<Name, T>;
}

function addStaleRuns<Name extends string>(
  runs: StaleRun<Name>[],
  { name, timestamps, values }: { name: Name; timestamps: Float64Array; values: Float64Array },
  minimum: number,
): void {
  for (const { from, to } of equalRuns(values, minimum))
    runs.push({ name, from: timestamps[from]!, to: timestamps[to]!, length: to - from + 1 });
}
