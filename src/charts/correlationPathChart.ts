import { column, readEach, readPart, refuseBeyondOne, refuseNames, sourceOf, text, times } from './source.ts';
import { byName, MOST_LINES, onePanel, quantity, subject } from './theme.ts';
import { lineLayers, linesOf, thinned, timeAxis } from './timeSeries.ts';
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
  const source = sourceOf('correlationPathChart', options);
  const ends = times(source);
  const pairs = readEach(source, 'pairs', (list, i) => {
    const pair = readPart(list, i);
    const name = `${text(pair, 'x')} and ${text(pair, 'y')}`;
    const values = column(pair, 'values', ends.length);
    values.forEach((value, t) => {
      refuseBeyondOne(pair, `values[${t}]`, value);
    });
    return { name, field: `pairs[${i}].values`, values };
  });
  const names = pairs.map(({ name }) => name);
  refuseNames(source, 'pairs', names, MOST_LINES);

  const lines = linesOf(source, ends, pairs);
  const x = timeAxis(ends);
  const y = quantity('value', 'correlation', { domain: [-1, 1] });
  return onePanel(
    source,
    `Correlation of ${subject(names, 'pairs')}`,
    [thinned(lines)],
    [lineLayers(lines, x, y, byName(names))],
  );
}
