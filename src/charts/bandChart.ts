import { readTimestamp } from '../foundation/checks.ts';
import { countUpTo } from '../kernel/countUpTo.ts';
import { column, lacks, number, readEach, readPart, refuse, size, sourceOf, text, times } from './source.ts';
import type { Source } from './source.ts';
import { BLUE, bySeries, marks, onePanel, outOf, plural, quantity, VERMILLION } from './theme.ts';
import { areaLayers, around, lineLayers, lineOf, merged, thinned, timeAxis } from './timeSeries.ts';
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
  // Of the line and of each side's trades: 5,000 together.
  const mostOnLine = 4000;
  const mostTrades = 500;
  const source = sourceOf('bandChart', options);
  const at = times(source);
  const exposure = column(source, 'exposure', at.length);
  const target = size(source, 'target');
  const isEven = typeof options.halfWidth === 'number';
  const widths = isEven
    ? at.map(() => size(source, 'halfWidth', 0))
    : column(source, 'halfWidth', at.length, 0);
  const limit = lacks(source, 'hardLimit') ? null : size(source, 'hardLimit', 0);
  const deviation = exposure.map((value) => value - target);
  const traded = readFills(source, at);
  const unit = text(source, 'exposureUnit');

  const line = lineOf(source, 'exposure', at, deviation, mostOnLine, (i) =>
    // Nowhere where the deviation is missing.
    around(0 * deviation[i]!, widths[i]!),
  );
  const trades = merged(
    SIDES.map((side, s) => {
      const seen = (values: Float64Array): Float64Array =>
        values.filter((_, i) => traded[s]!.has(i) && !Number.isNaN(deviation[i]!));
      return lineOf(source, 'fills', seen(at), seen(deviation), mostTrades, () => ({ series: side }));
    }),
  );
  const x = timeAxis(at);
  const y = quantity('value', `deviation, ${unit}`, { zero: true });
  const outside = deviation.filter((value, i) => Math.abs(value) > widths[i]!).length;
  const total = traded[0]!.size + traded[1]!.size;
  const unseen = total - trades.total;
  return onePanel(
    source,
    `Exposure less target ${target}, ${unit}`,
    [
      `${plural(total, 'trade')}; ${outOf(outside, line.total)} times outside the band${isEven ? ` of ${widths[0]!}` : ''}`,
      limit !== null && `dashed: the hard limit of ${limit}`,
      unseen > 0 && `${plural(unseen, 'trade')} not drawn: an exposure is missing`,
      thinned(line, trades),
    ],
    [
      areaLayers(line, x, y),
      lineLayers(line, x, y),
      marks(
        limit === null ? [] : [{ value: limit }, { value: 0 - limit }],
        'rule',
        { color: VERMILLION, strokeDash: [4, 4] },
        { y },
      ),
      marks(
        trades.rows,
        'point',
        { size: 60 },
        {
          x,
          y,
          color: bySeries(SIDES, [BLUE, VERMILLION]),
          shape: bySeries(SIDES, ['triangle-up', 'triangle-down']),
        },
      ),
    ],
  );
}

const SIDES = ['buy', 'sell'] as const;

/** Of each side the times after which there were trades, by their place. */
function readFills(source: Source, at: Float64Array): readonly Set<number>[] {
  const traded = SIDES.map(() => new Set<number>());
  readEach(source, 'fills', (list, i) => {
    const fill = readPart(list, i);
    const time = readTimestamp(fill.caller, fill.fields, 'timestamp', fill.at);
    if (time < at[0]! || time > at.at(-1)!) refuse(fill, 'timestamp', 'within the timestamps', time);
    const { contracts } = fill.fields as { readonly contracts: unknown };
    const isDigits = typeof contracts === 'string' && /^-?\d+(\.\d+)?$/.test(contracts);
    const amount = isDigits ? Number(contracts) : number(fill, 'contracts');
    if (amount === 0) refuse(fill, 'contracts', 'other than 0', contracts);
    traded[amount > 0 ? 0 : 1]!.add(countUpTo(at, time) - 1);
  });
  return traded;
}
