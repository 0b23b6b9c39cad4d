import { column, lacks, sourceOf, text, times } from './source.ts';
import { MOST_POINTS, onePanel, quantity } from './theme.ts';
import { areaLayers, around, lineLayers, lineOf, thinned, timeAxis } from './timeSeries.ts';
import type { VegaLiteSpec } from './vegaLiteSpec.ts';

/** What `rollingBetaChart` takes: `{ ...rollingRegression(...), timestamps, asset, benchmark }`. */
export interface RollingBetaChartOptions {
  /** Of the windows' ends: epoch milliseconds, strictly increasing. */
  readonly timestamps: ArrayLike<number>;
  /** One a window, `values` of `rollingBeta`; NaN leaves a gap. */
  readonly beta: ArrayLike<number>;
  /** Of the betas, zero or above; absent for a line without a band. */
  readonly betaStandardError?: ArrayLike<number> | undefined;
  /** Name of the asset. */
  readonly asset: string;
  /** Name of the benchmark. */
  readonly benchmark: string;
  /** In place of the derived one. */
  readonly title?: string | undefined;
}

/**
 * The beta of an asset over time, with two of its standard errors on either side.
 *
 * **Formula**: band beta -+ 2 betaStandardError, which is an interval of 95 % for windows of 60 pairs or more.
 * **Inputs**: columns of one length, a row a window. A beta of NaN is a gap, an error of NaN a gap in the band.
 * **Result**: a Vega-Lite specification. Of more than 5,000 points the largest triangles, the least and the greatest
 * beta are drawn, which the subtitle says.
 * **Errors**: `shape.*`, `series.*`, `unit.suspicious` (times in seconds), `domain.*` (`negative`: an error;
 * `out_of_range`: no times, a beta beyond 1e100, more gaps than can be drawn).
 * **Cost**: O(n).
 * **Source**: Steinarsson 2013, Downsampling Time Series for Visual Representation.
 *
 * @example
 * ```ts
 * import { rollingRegression } from 'betahedge/beta';
 * import { rollingBetaChart } from 'betahedge/charts';
 *
 * const regression = rollingRegression({
 *   assetReturns: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *   benchmarkReturns: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *   window: 4,
 * });
 * const timestamps = [0, 1, 2, 3, 4, 5].map((i) => 1_704_067_200_000 + i * 86_400_000);
 * const chart = rollingBetaChart({ ...regression, timestamps, asset: 'ETH', benchmark: 'BTC' });
 * console.log(chart.title.text); // Beta of ETH to BTC
 * console.log(chart.title.subtitle[0]); // return of ETH per 1.00 of return of BTC
 * ```
 */
export function rollingBetaChart(options: RollingBetaChartOptions): VegaLiteSpec {
  const source = sourceOf('rollingBetaChart', options);
  const ends = times(source);
  const beta = column(source, 'beta', ends.length);
  const errors = lacks(source, 'betaStandardError')
    ? null
    : column(source, 'betaStandardError', ends.length, 0);
  const asset = text(source, 'asset');
  const benchmark = text(source, 'benchmark');

  const line = lineOf(source, 'beta', ends, beta, MOST_POINTS, (i) =>
    errors === null ? {} : around(beta[i]!, 2 * errors[i]!),
  );
  const x = timeAxis(ends);
  const y = quantity('value', 'beta');
  const unit = `return of ${asset} per 1.00 of return of ${benchmark}`;
  return onePanel(
    source,
    `Beta of ${asset} to ${benchmark}`,
    [unit, errors !== null && 'band: two standard errors', thinned(line)],
    [errors === null ? [] : areaLayers(line, x, y), lineLayers(line, x, y)],
  );
}
