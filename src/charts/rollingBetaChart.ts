import { isAbsent, readObject, readText, refuse } from '../foundation/checks.ts';
import { MOST_POINTS, onePanel, quantity, readTitle } from './theme.ts';
import {
  areaLayers,
  lineLayers,
  lineOf,
  orNull,
  readColumn,
  readTimes,
  thinned,
  timeAxis,
} from './timeSeries.ts';
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

const CALLER = 'rollingBetaChart';

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
 * console.log(chart.title.subtitle[0]); // return of ETH per 1.00 of return of BTC; band: two standard errors
 * ```
 */
export function rollingBetaChart(options: RollingBetaChartOptions): VegaLiteSpec {
  readObject(CALLER, options, '');
  const times = readTimes(CALLER, options);
  const beta = readColumn(CALLER, options, 'beta', times.length);
  const errors = isAbsent(options, 'betaStandardError')
    ? null
    : readColumn(CALLER, options, 'betaStandardError', times.length);
  errors?.forEach((error, i) => {
    if (error < 0)
      refuse('domain.negative', CALLER, `betaStandardError[${i}]`, 'zero, positive or NaN', error);
  });
  const asset = readText(CALLER, options, 'asset');
  const benchmark = readText(CALLER, options, 'benchmark');
  const title = readTitle(CALLER, options, `Beta of ${asset} to ${benchmark}`);

  const line = lineOf(CALLER, 'beta', times, beta, MOST_POINTS, (i) => {
    if (errors === null) return {};
    const radius = 2 * errors[i]!;
    return { lower: orNull(beta[i]! - radius), upper: orNull(beta[i]! + radius) };
  });
  const x = timeAxis(times);
  const y = quantity('value', 'beta');
  const unit = `return of ${asset} per 1.00 of return of ${benchmark}`;
  const subtitle = errors === null ? unit : `${unit}; band: two standard errors`;
  const band = errors === null ? [] : areaLayers(line.rows, x, y);
  return onePanel(title, [subtitle, thinned([line])], [...band, ...lineLayers(line.rows, x, y)]);
}
