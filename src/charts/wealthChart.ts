import { column, sourceOf, text, times } from './source.ts';
import { byName, MOST_POINTS, percent, quantity, share, specification } from './theme.ts';
import { lineLayers, linesOf, thinned, timeAxis } from './timeSeries.ts';
import { rangeOf } from './thin.ts';
import type { VegaLiteSpec } from './vegaLiteSpec.ts';

/** What `wealthChart` takes: `{ ...replayHedge(...), currency }`. */
export interface WealthChartOptions {
  /** Epoch milliseconds, strictly increasing. */
  readonly timestamps: ArrayLike<number>;
  /** Wealth with the hedge, above 0; NaN leaves a gap. */
  readonly hedged: ArrayLike<number>;
  /** Wealth without it. */
  readonly unhedged: ArrayLike<number>;
  /** Of both, such as `USDT`. */
  readonly currency: string;
  /** In place of the derived one. */
  readonly title?: string | undefined;
}

/**
 * Wealth with and without a hedge, and below it how far each is under its peak.
 *
 * **Formula**: drawdown = wealth / greatest wealth so far - 1, over all points, also those that are not drawn.
 * **Inputs**: columns of one length; a missing wealth is a gap and moves no peak.
 * **Result**: a Vega-Lite specification in two panels; the subtitle has the largest drawdowns. Of more than 5,000 points
 * in the four lines together the largest triangles, the least and the greatest of each line are drawn.
 * **Errors**: `shape.*`, `series.*` (`not_positive`: a wealth of 0 or less), `unit.suspicious`, `domain.*`.
 * **Cost**: O(n).
 *
 * @example
 * ```ts
 * import { wealthChart } from 'betahedge/charts';
 *
 * const chart = wealthChart({
 *   timestamps: [0, 1, 2].map((i) => 1_704_067_200_000 + i * 86_400_000),
 *   hedged: [1000, 990, 1010],
 *   unhedged: [1000, 800, 1100],
 *   currency: 'USDT',
 * });
 * console.log(chart.title.text); // Wealth hedged and unhedged, USDT
 * console.log(chart.title.subtitle[0]); // largest drawdown: 1 % hedged, 20 % unhedged
 * ```
 */
export function wealthChart(options: WealthChartOptions): VegaLiteSpec {
  const source = sourceOf('wealthChart', options);
  const at = times(source);
  const names = ['hedged', 'unhedged'];
  const wealth = names.map((field) => column(source, field, at.length, Number.MIN_VALUE));
  const drawdown = wealth.map(drawdownOf);
  const currency = text(source, 'currency');

  const x = timeAxis(at);
  const lines = [wealth, drawdown].map((columns) =>
    linesOf(
      source,
      at,
      columns.map((values, i) => ({ name: names[i]!, values })),
      MOST_POINTS / 2,
    ),
  );
  const deepest = drawdown.map((values, i) => `${percent(-rangeOf(values)[0]!)} ${names[i]!}`);
  return specification(
    source,
    `Wealth hedged and unhedged, ${currency}`,
    [`largest drawdown: ${deepest.join(', ')}`, thinned(...lines)],
    {
      vconcat: [quantity('value', `wealth, ${currency}`), share('value', 'drawdown, %')].map((y, i) => ({
        width: 520,
        height: i === 0 ? 240 : 120,
        layer: lineLayers(lines[i]!, x, y, byName(names)),
      })),
    },
  );
}

function drawdownOf(wealth: Float64Array): Float64Array {
  let peak = 0;
  return wealth.map((value) => {
    if (value > peak) peak = value;
    return value / peak - 1;
  });
}
