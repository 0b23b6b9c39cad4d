import { readList, readObject, readText, refuse } from '../foundation/checks.ts';
import { byName, MOST_LINES, onePanel, quantity, readTitle, refuseNames } from './theme.ts';
import { lineLayers, lineOf, pointsEach, readColumn, readTimes, thinned, timeAxis } from './timeSeries.ts';
import type { VegaLiteSpec } from './vegaLiteSpec.ts';

/** The correlation of a pair over time. */
export interface CorrelationPath {
  /** The one symbol. */
  readonly x: string;
  /** The other. */
  readonly y: string;
  /** One a time, within [-1, 1]; NaN leaves a gap. */
  readonly values: ArrayLike<number>;
}

/** What `correlationPathChart` takes: `{ ...rollingCorrelationMatrix(...), timestamps }`. */
export interface CorrelationPathChartOptions {
  /** Of the windows' ends: epoch milliseconds, strictly increasing. */
  readonly timestamps: ArrayLike<number>;
  /** One to eight pairs, each once. */
  readonly pairs: readonly CorrelationPath[];
  /** In place of the derived one. */
  readonly title?: string | undefined;
}

const CALLER = 'correlationPathChart';

/**
 * Correlations of pairs over time, on the whole scale from -1 to 1.
 *
 * **Inputs**: `rollingCorrelationMatrix`, or `pairs: [{ x, y, ...rollingCorrelation(...) }]`; values beyond 1 by no more than
 * 1e-9 are taken for rounding.
 * **Result**: a Vega-Lite specification. Of more than 5,000 points in all lines together the largest triangles, the
 * least and the greatest of each line are drawn, which the subtitle says.
 * **Errors**: `shape.*`, `series.*`, `unit.suspicious`, `market.inconsistent` (a pair twice), `domain.*`
 * (`out_of_range`: beyond 1, no pair or more than eight, more gaps than can be drawn).
 * **Cost**: O(n) a pair.
 *
 * @example
 * ```ts
 * import { correlationPathChart } from 'betahedge/charts';
 * import { rollingCorrelation } from 'betahedge/correlation';
 *
 * const path = rollingCorrelation({
 *   x: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *   y: [0.021, -0.012, -0.01, 0.005, 0.027, 0.018],
 *   window: 4,
 * });
 * const timestamps = [0, 1, 2, 3, 4, 5].map((i) => 1_704_067_200_000 + i * 86_400_000);
 * const chart = correlationPathChart({ timestamps, pairs: [{ x: 'BTC', y: 'XMR', ...path }] });
 * console.log(chart.title.text); // Correlation of BTC and XMR
 * ```
 */
export function correlationPathChart(options: CorrelationPathChartOptions): VegaLiteSpec {
  readObject(CALLER, options, '');
  const times = readTimes(CALLER, options);
  const pairs = readList(CALLER, options, 'pairs').map((entry, i) => {
    const at = `pairs[${i}]`;
    const pair = readObject(CALLER, entry, at);
    const names = [readText(CALLER, pair, 'x', at), readText(CALLER, pair, 'y', at)];
    const values = readColumn(CALLER, pair, 'values', times.length, at);
    values.forEach((value, t) => {
      if (Math.abs(value) > 1 + 1e-9)
        refuse('domain.out_of_range', CALLER, `${at}.values[${t}]`, 'a correlation, within [-1, 1]', value);
    });
    return { name: names.join(' and '), values };
  });
  const names = pairs.map(({ name }) => name);
  refuseNames(CALLER, 'pairs', names, (i) => `pairs[${i}]`, MOST_LINES);
  const subject = names.length === 1 ? names[0]! : `${names.length} pairs`;
  const title = readTitle(CALLER, options, `Correlation of ${subject}`);

  const most = pointsEach(pairs.length);
  const lines = pairs.map(({ name, values }, i) =>
    lineOf(CALLER, `pairs[${i}].values`, times, values, most, () => ({ series: name })),
  );
  const rows = lines.flatMap((line) => line.rows);
  const x = timeAxis(times);
  const y = quantity('value', 'correlation', undefined, { domain: [-1, 1] });
  return onePanel(title, [thinned(lines)], lineLayers(rows, x, y, byName(names)));
}
