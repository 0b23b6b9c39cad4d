import { column, lacks, refuse, refuseStatus, size, sourceOf, text } from './source.ts';
import { marks, MOST_POINTS, onePanel, outOf, percent, share, VERMILLION } from './theme.ts';
import { extremes, rangeOf } from './thin.ts';
import { around } from './timeSeries.ts';
import type { VegaLiteSpec } from './vegaLiteSpec.ts';

/** What `residualChart` takes: `{ ...capmBeta(...), assetReturns, benchmarkReturns, asset, benchmark }`. */
export interface ResidualChartOptions {
  /** Of an estimate; anything but `ok` is refused. */
  readonly status?: 'ok' | undefined;
  /** Returns of the asset, fractions; NaN is missing. */
  readonly assetReturns: ArrayLike<number>;
  /** Returns of the benchmark over the same periods. */
  readonly benchmarkReturns: ArrayLike<number>;
  /** Slope of the line. */
  readonly beta: number;
  /** Intercept of the line, per period. */
  readonly alpha: number;
  /** Of the residuals, per period; absent for a line without a band. */
  readonly residualStandardDeviation?: number | undefined;
  /** Name of the asset. */
  readonly asset: string;
  /** Name of the benchmark. */
  readonly benchmark: string;
  /** In place of the derived one. */
  readonly title?: string | undefined;
}

/**
 * Returns of an asset against those of its benchmark, with the fitted line and two residual standard deviations
 * about it: what a beta hedge takes away is the line, what it leaves is the distance from it.
 *
 * **Inputs**: series of one length, as fractions a period; a period with a missing side is left out, and counted in
 * the subtitle.
 * **Result**: a Vega-Lite specification. Of more than 5,000 points, sorted by the benchmark's return, one in so many is
 * drawn, so that the cloud keeps its density, with the ends of both returns and of the residuals: the subtitle says so.
 * **Errors**: `shape.*`, `series.not_finite`, `estimate.not_ok`, `domain.*` (`out_of_range`: no complete pair, returns
 * beyond 1e100).
 * **Cost**: O(n log n) above 5,000 points.
 *
 * @example
 * ```ts
 * import { orThrow } from 'betahedge';
 * import { capmBeta } from 'betahedge/beta';
 * import { residualChart } from 'betahedge/charts';
 *
 * const returns = {
 *   assetReturns: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *   benchmarkReturns: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 * };
 * const chart = residualChart({ ...orThrow(capmBeta(returns)), ...returns, asset: 'ETH', benchmark: 'BTC' });
 * console.log(chart.title.text); // Returns of ETH against BTC: beta 1.70
 * ```
 */
export function residualChart(options: ResidualChartOptions): VegaLiteSpec {
  const source = sourceOf('residualChart', options);
  refuseStatus(source);
  const returns = column(source, 'assetReturns', null);
  const benchmarkReturns = column(source, 'benchmarkReturns', returns.length);
  const beta = size(source, 'beta');
  const alpha = size(source, 'alpha');
  const hasBand = !lacks(source, 'residualStandardDeviation');
  const radius = hasBand ? 2 * size(source, 'residualStandardDeviation', 0) : 0;
  const asset = text(source, 'asset');
  const benchmark = text(source, 'benchmark');

  const pairs = Array.from(returns, (y, i) => ({ x: benchmarkReturns[i]! + 0, y: y + 0 }));
  const complete = pairs.filter(({ x, y }) => !Number.isNaN(x + y));
  if (complete.length === 0) refuse(source, 'benchmarkReturns', 'of a complete pair', benchmarkReturns);
  const dots = complete.length > MOST_POINTS ? everyFew(complete, beta) : complete;

  const line = rangeOf(complete.map(({ x }) => x)).map((x) => {
    const y = alpha + beta * x + 0;
    return { x, y, ...around(y, radius) };
  });
  const x = share('x', `return of ${benchmark}, % a period`);
  const y = share('y', `return of ${asset}, % a period`);
  const slope = beta.toFixed(2);
  const missing = pairs.length - complete.length;
  return onePanel(
    source,
    `Returns of ${asset} against ${benchmark}: beta ${slope}`,
    [
      `line: ${percent(alpha)} a period + ${slope} x return of ${benchmark}`,
      hasBand && `band: two residual standard deviations, ${percent(radius)}`,
      missing > 0 && `${outOf(missing, pairs.length)} periods not drawn: a return is missing`,
      dots !== complete && `${outOf(dots.length, complete.length)} points: evenly by rank, extremes`,
    ],
    [
      marks(
        hasBand ? line : [],
        'area',
        { color: VERMILLION, opacity: 0.15 },
        { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
      ),
      marks(dots, 'point', { size: 14, opacity: 0.75 }, { x, y }),
      marks(line, 'line', { color: VERMILLION }, { x, y }),
    ],
    420,
  );
}

// A type, not an interface: that is no JSON object to the compiler.
type Pair = {
  readonly x: number;
  readonly y: number;
};

/** One in so many by the benchmark's return, which no period of time is in step with; and the extremes. */
function everyFew(pairs: readonly Pair[], beta: number): readonly Pair[] {
  const sorted = [...pairs].sort((a, b) => a.x - b.x || a.y - b.y);
  const { length } = sorted;
  const kept = new Set([
    length - 1,
    ...extremes(sorted.map(({ y }) => y)),
    ...extremes(sorted.map(({ x, y }) => y - beta * x)),
  ]);
  const most = MOST_POINTS - kept.size;
  return sorted.filter((_, i) => (i * most) % length < most || kept.has(i));
}
