import { readObject, readText } from '../foundation/checks.ts';
import { readPrices } from '../foundation/series.ts';
import { byName, percent, quantity, readTitle, specification } from './theme.ts';
import { lineLayers, lineOf, pointsEach, readColumn, readTimes, thinned, timeAxis } from './timeSeries.ts';
import type { Line } from './timeSeries.ts';
import type { JsonObject, VegaLiteSpec } from './vegaLiteSpec.ts';

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

const CALLER = 'wealthChart';
const NAMES = ['hedged', 'unhedged'] as const;

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
  readObject(CALLER, options, '');
  const times = readTimes(CALLER, options);
  const columns = NAMES.map((name) => {
    const wealth = readColumn(CALLER, options, name, times.length);
    readPrices(CALLER, options, name, undefined, true);
    return { name, wealth, drawdown: drawdownOf(wealth) };
  });
  const currency = readText(CALLER, options, 'currency');
  const title = readTitle(CALLER, options, `Wealth hedged and unhedged, ${currency}`);

  const x = timeAxis(times);
  const panel = (field: 'wealth' | 'drawdown', height: number, y: JsonObject): Panel => {
    const lines = columns.map((column) =>
      lineOf(CALLER, column.name, times, column[field], pointsEach(4), () => ({ series: column.name })),
    );
    const rows = lines.flatMap((line) => line.rows);
    return { lines, spec: { width: 520, height, layer: lineLayers(rows, x, y, byName(NAMES)) } };
  };
  const above = panel('wealth', 240, quantity('value', `wealth, ${currency}`));
  const below = panel('drawdown', 120, quantity('value', 'drawdown, %', '~%'));
  const deepest = columns.map(({ name, drawdown }) => {
    const depth = drawdown.reduce((most, each) => (-each > most ? -each : most), 0);
    return `${percent(depth)} ${name}`;
  });
  return specification(
    title,
    [`largest drawdown: ${deepest.join(', ')}`, thinned([...above.lines, ...below.lines])],
    { vconcat: [above.spec, below.spec] },
  );
}

interface Panel {
  readonly lines: readonly Line[];
  readonly spec: JsonObject;
}

function drawdownOf(wealth: Float64Array): Float64Array {
  let peak = 0;
  return wealth.map((value) => {
    if (value > peak) peak = value;
    return value / peak - 1;
  });
}
