import {
  isAbsent,
  readFinite,
  readList,
  readObject,
  readText,
  readTimestamp,
  refuse,
} from '../foundation/checks.ts';
import { BLUE, bySeries, count, marks, onePanel, quantity, readTitle, VERMILLION } from './theme.ts';
import {
  areaLayers,
  lineLayers,
  lineOf,
  orNull,
  readColumn,
  readSize,
  readTimes,
  thinned,
  timeAxis,
} from './timeSeries.ts';
import type { Line } from './timeSeries.ts';
import type { VegaLiteSpec } from './vegaLiteSpec.ts';

/** A trade, such as a `Fill` of `replayHedge`. */
export interface BandTrade {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  /** Signed, + bought: a number, or plain digits. */
  readonly contracts: number | string;
}

/** What `bandChart` takes: `{ ...replayHedge(...), target, halfWidth, exposureUnit }`. */
export interface BandChartOptions {
  /** Epoch milliseconds, strictly increasing. */
  readonly timestamps: ArrayLike<number>;
  /** Net exposure at each time; NaN leaves a gap. */
  readonly exposure: ArrayLike<number>;
  /** Exposure that is steered to. */
  readonly target: number;
  /** Of the band: one number, or one a time (NaN where there is no band). */
  readonly halfWidth: number | ArrayLike<number>;
  /** Distance from the target that is an emergency; null or absent where there is none. */
  readonly hardLimit?: number | null | undefined;
  /** What was traded, in any order; several at one time and of one side are one mark. */
  readonly fills: readonly BandTrade[];
  /** Of exposure, target and band, such as `beta of capital`. */
  readonly exposureUnit: string;
  /** In place of the derived one. */
  readonly title?: string | undefined;
}

const CALLER = 'bandChart';
const MOST_ON_LINE = 4000;
const MOST_MARKS_A_SIDE = 500;

/**
 * The distance of an exposure from its target, inside its band or out of it, with the trades.
 *
 * **Formula**: deviation = exposure - target; the band reaches halfWidth on either side of 0. A trade stands at the
 * deviation of the last time at or before it: after the fill, in a replay's columns.
 * **Inputs**: columns of one length; fills between the first time and the last.
 * **Result**: a Vega-Lite specification. Of more than 4,000 times and of more than 500 trades a side the largest triangles,
 * the least and the greatest are drawn, which the subtitle says; it counts all trades, and those that fell where the
 * exposure is missing.
 * **Errors**: `shape.*`, `series.*`, `unit.suspicious`, `domain.*` (`negative`: a half width; `out_of_range`: a fill
 * outside the times or of no contracts, more gaps than can be drawn).
 * **Cost**: O(n + trades log n).
 *
 * @example
 * ```ts
 * import { bandChart } from 'betahedge/charts';
 *
 * const day = 86_400_000;
 * const chart = bandChart({
 *   timestamps: [0, day, 2 * day, 3 * day],
 *   exposure: [0.02, 0.12, 0.1, 0.07],
 *   target: 0,
 *   halfWidth: 0.1,
 *   fills: [{ timestamp: 2 * day, contracts: '-0.35' }],
 *   exposureUnit: 'beta of capital',
 * });
 * console.log(chart.title.text); // Exposure less target 0, beta of capital
 * console.log(chart.title.subtitle[0]); // 1 trade; 1 of 4 times outside the band of 0.1
 * ```
 */
export function bandChart(options: BandChartOptions): VegaLiteSpec {
  readObject(CALLER, options, '');
  const times = readTimes(CALLER, options);
  const exposure = readColumn(CALLER, options, 'exposure', times.length);
  const target = readSize(CALLER, options, 'target', -Infinity);
  const widths = readWidths(options, times.length);
  const limit = isAbsent(options, 'hardLimit') ? null : readSize(CALLER, options, 'hardLimit', 0);
  const deviation = exposure.map((value) => value - target);
  const fills = readFills(options, times);
  const unit = readText(CALLER, options, 'exposureUnit');
  const title = readTitle(CALLER, options, `Exposure less target ${target}, ${unit}`);

  const line = lineOf(CALLER, 'exposure', times, deviation, MOST_ON_LINE, (i) => {
    const width = deviation[i] === deviation[i] ? widths[i]! : NaN;
    return { lower: orNull(-width), upper: orNull(width) };
  });
  const x = timeAxis(times);
  const y = quantity('value', `deviation, ${unit}`, undefined, { zero: true });
  const trades = tradesOf(times, deviation, fills);
  const limits = limit === null ? [] : [{ value: limit }, { value: 0 - limit }];
  const arrow = { filled: true, size: 60, opacity: 1 };
  const layers = [
    ...areaLayers(line.rows, x, y),
    ...lineLayers(line.rows, x, y),
    ...marks(limits, 'rule', { color: VERMILLION, strokeDash: [4, 4] }, { y }),
    ...marks(
      trades.flatMap(({ rows }) => rows),
      'point',
      arrow,
      {
        x,
        y,
        color: bySeries(SIDES, [BLUE, VERMILLION]),
        shape: bySeries(SIDES, ['triangle-up', 'triangle-down']),
      },
    ),
  ];

  const outside = deviation.reduce((sum, value, i) => sum + (Math.abs(value) > widths[i]! ? 1 : 0), 0);
  const wide = typeof options.halfWidth === 'number' ? `the band of ${options.halfWidth}` : 'the band';
  const unseen = fills.filter(({ index }) => Number.isNaN(deviation[index]!)).length;
  const total = fills.length === 1 ? '1 trade' : `${count(fills.length)} trades`;
  return onePanel(
    title,
    [
      `${total}; ${count(outside)} of ${count(line.total)} times outside ${wide}`,
      limit === null ? '' : `dashed: the hard limit of ${limit}`,
      unseen === 0 ? '' : `${count(unseen)} of the trades not drawn: the exposure is missing there`,
      thinned([line, ...trades]),
    ],
    layers,
  );
}

function readWidths(options: BandChartOptions, length: number): Float64Array {
  if (typeof options.halfWidth === 'number')
    return new Float64Array(length).fill(readSize(CALLER, options, 'halfWidth', 0));
  const widths = readColumn(CALLER, options, 'halfWidth', length);
  widths.forEach((width, i) => {
    if (width < 0) refuse('domain.negative', CALLER, `halfWidth[${i}]`, 'zero, positive or NaN', width);
  });
  return widths;
}

interface Trade {
  /** Of the last time at or before it. */
  readonly index: number;
  readonly side: Side;
}

type Side = 'buy' | 'sell';
const SIDES: readonly Side[] = ['buy', 'sell'];

/** Trades by time, those of one time and side once. */
function readFills(options: BandChartOptions, times: Float64Array): readonly Trade[] {
  const indices = { buy: new Set<number>(), sell: new Set<number>() };
  readList(CALLER, options, 'fills').forEach((entry, i) => {
    const at = `fills[${i}]`;
    const fill = readObject(CALLER, entry, at);
    const time = readTimestamp(CALLER, fill, 'timestamp', at);
    if (time < times[0]! || time > times[times.length - 1]!)
      refuse('domain.out_of_range', CALLER, `${at}.timestamp`, 'within the timestamps', time);
    indices[readSide(fill, at)].add(lastAtOrBefore(times, time));
  });
  return SIDES.flatMap((side) => [...indices[side]].sort((a, b) => a - b).map((index) => ({ index, side })));
}

function readSide(fill: Readonly<Record<string, unknown>>, at: string): Side {
  const { contracts } = fill;
  const text = typeof contracts === 'string' && /^-?\d+(\.\d+)?$/.test(contracts);
  const amount = text ? Number(contracts) : readFinite(CALLER, fill, 'contracts', at);
  if (amount === 0) refuse('domain.out_of_range', CALLER, `${at}.contracts`, 'other than 0', contracts);
  return amount > 0 ? 'buy' : 'sell';
}

function lastAtOrBefore(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= time) low = middle;
    else high = middle;
  }
  return low;
}

function tradesOf(times: Float64Array, deviation: Float64Array, fills: readonly Trade[]): readonly Line[] {
  return SIDES.map((side) => {
    const seen = fills.filter(
      (trade) => trade.side === side && deviation[trade.index]! === deviation[trade.index]!,
    );
    const at = Float64Array.from(seen, ({ index }) => times[index]!);
    const values = Float64Array.from(seen, ({ index }) => deviation[index]!);
    return lineOf(CALLER, 'fills', at, values, MOST_MARKS_A_SIDE, () => ({ series: side }));
  });
}
