import { readList, readObject, readPositive, readTimestamp, refuse } from '../foundation/checks.ts';

/** What `closesFromOhlcv` takes. */
export interface ClosesFromOhlcvOptions {
  /** Rows of ccxt's `fetchOHLCV`: [timestamp of the candle's start, open, high, low, close, volume]. */
  readonly rows: readonly (readonly (number | null | undefined)[])[];
  /** Length of a candle in milliseconds: ccxt's `parseTimeframe(timeframe) * 1000`. */
  readonly timeframeMs: number;
  /** The time at which the rows were asked for, epoch milliseconds. */
  readonly now: number;
}

/** The finished candles' closes. */
export interface Closes {
  /** Start of each candle, epoch milliseconds, as ccxt stamps it. */
  readonly timestamps: Float64Array;
  /** Its close. */
  readonly values: Float64Array;
  /** When the last close was known: the end of its candle; null where there is none. */
  readonly asOf: number | null;
  /** Candles left out: not finished at `now`, or without a close (no trade, or the venue was down). */
  readonly dropped: readonly { readonly timestamp: number; readonly reason: 'unfinished' | 'no_close' }[];
  /** Where candles are missing between two rows: from the last one there to the next. */
  readonly gaps: readonly { readonly after: number; readonly before: number; readonly missing: number }[];
}

/**
 * Closes from ccxt candles, the unfinished one left out: its close is the price of now, which a backtest
 * on finished candles would not have known.
 *
 * **Inputs**: rows oldest first, spaced by the timeframe or whole multiples of it. A candle is finished when timestamp + timeframeMs <= now.
 * **Result**: `timestamps` and `values` as `alignSeries` takes them; gaps are named, never filled.
 * **Errors**: `shape.*`, `series.not_increasing`, `series.not_positive`, `series.not_finite`, `domain.*`,
 * `unit.suspicious` (seconds; a timeframe that the
 * rows contradict, since a wrong one would let the unfinished candle in). **Cost**: O(n).
 *
 * @example
 * ```ts
 * import { closesFromOhlcv } from 'betahedge/returns';
 *
 * const hour = 3_600_000;
 * const closes = closesFromOhlcv({
 *   rows: [
 *     [0, 99, 101, 98, 100, 5],
 *     [hour, 100, 103, 100, 102, 7],
 *     [2 * hour, 102, 102, 101, 101.5, 1],
 *   ],
 *   timeframeMs: hour,
 *   now: 2 * hour + 60_000,
 * });
 * console.log([...closes.values].join(' ')); // 100 102
 * console.log(JSON.stringify(closes.dropped)); // [{"timestamp":7200000,"reason":"unfinished"}]
 * ```
 */
export function closesFromOhlcv(options: ClosesFromOhlcvOptions): Closes {
  const caller = 'closesFromOhlcv';
  readObject(caller, options, '');
  const rows = readList(caller, options, 'rows');
  const timeframeMs = readPositive(caller, options, 'timeframeMs');
  const now = readTimestamp(caller, options, 'now');
  const timestamps: number[] = [];
  const values: number[] = [];
  const dropped: { timestamp: number; reason: 'unfinished' | 'no_close' }[] = [];
  const gaps: { after: number; before: number; missing: number }[] = [];
  let previous: number | null = null;
  rows.forEach((row, i) => {
    const at = `rows[${i}]`;
    if (!Array.isArray(row)) return refuse('shape.wrong_type', caller, at, 'an OHLCV row', row);
    const cells = row as readonly unknown[];
    const timestamp = readTimestamp(caller, cells, '0', at);
    if (previous !== null && !(timestamp > previous))
      refuse('series.not_increasing', caller, `${at}[0]`, `later than ${previous}`, timestamp);
    if (previous !== null && timestamp - previous > timeframeMs)
      gaps.push({
        after: previous,
        before: timestamp,
        missing: Math.round((timestamp - previous) / timeframeMs) - 1,
      });
    previous = timestamp;
    const close = cells[4];
    if (timestamp + timeframeMs > now) dropped.push({ timestamp, reason: 'unfinished' });
    else if (close === undefined || close === null) dropped.push({ timestamp, reason: 'no_close' });
    else {
      if (typeof close !== 'number') return refuse('shape.wrong_type', caller, `${at}[4]`, 'a number', close);
      if (!Number.isFinite(close)) refuse('series.not_finite', caller, `${at}[4]`, 'finite', close);
      if (close <= 0) refuse('series.not_positive', caller, `${at}[4]`, 'a price above zero', close);
      timestamps.push(timestamp);
      values.push(close);
    }
  });
  refuseTimeframe(rows as readonly (readonly number[])[], timeframeMs);
  const last = timestamps.at(-1);
  return {
    timestamps: Float64Array.from(timestamps),
    values: Float64Array.from(values),
    asOf: last === undefined ? null : last + timeframeMs,
    dropped,
    gaps,
  };
}

/** The closest two rows must be about a timeframe apart: a month has 28 to 31 days, a gap is never everywhere. */
function refuseTimeframe(rows: readonly (readonly number[])[], timeframeMs: number): void {
  let spacing = Infinity;
  for (let i = 1; i < rows.length; i++) spacing = Math.min(spacing, rows[i]![0]! - rows[i - 1]![0]!);
  if (spacing < 0.9 * timeframeMs || (spacing > 500 * timeframeMs && spacing < Infinity))
    refuse(
      'unit.suspicious',
      'closesFromOhlcv',
      'timeframeMs',
      `in milliseconds and near the spacing of the rows, ${spacing}`,
      timeframeMs,
    );
}
