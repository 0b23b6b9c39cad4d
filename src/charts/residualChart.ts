import { isAbsent, readObject, readText, refuse } from '../foundation/checks.ts';
import {
  BLUE,
  count,
  marks,
  MOST_POINTS,
  onePanel,
  percent,
  quantity,
  readTitle,
  VERMILLION,
} from './theme.ts';
import { readColumn, readSize } from './timeSeries.ts';
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

const CALLER = 'residualChart';

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
  readObject(CALLER, options, '');
  if (!isAbsent(options, 'status') && options.status !== 'ok')
    refuse('estimate.not_ok', CALLER, 'status', 'that of an estimate, ok', options.status);
  const y = readColumn(CALLER, options, 'assetReturns', null);
  const x = readColumn(CALLER, options, 'benchmarkReturns', y.length);
  const beta = readSize(CALLER, options, 'beta', -Infinity);
  const alpha = readSize(CALLER, options, 'alpha', -Infinity);
  const hasBand = !isAbsent(options, 'residualStandardDeviation');
  const deviation = hasBand ? readSize(CALLER, options, 'residualStandardDeviation', 0) : null;
  const asset = readText(CALLER, options, 'asset');
  const benchmark = readText(CALLER, options, 'benchmark');
  const derived = `Returns of ${asset} against ${benchmark}: beta ${beta.toFixed(2)}`;
  const title = readTitle(CALLER, options, derived);

  const pairs = Array.from(x, (at, i) => ({ x: at + 0, y: y[i]! + 0, residual: y[i]! - alpha - beta * at }));
  const complete = pairs.filter((pair) => pair.x === pair.x && pair.y === pair.y);
  if (complete.length === 0)
    refuse('domain.out_of_range', CALLER, 'benchmarkReturns', 'of one complete pair or more', x);
  const drawn = complete.length > MOST_POINTS ? everyFew(complete) : complete;

  const line = [complete.reduce((low, { x }) => Math.min(low, x), Infinity)]
    .concat(complete.reduce((high, { x }) => Math.max(high, x), -Infinity))
    .map((at) => {
      const fitted = alpha + beta * at + 0;
      const radius = 2 * (deviation ?? 0);
      return { x: at, y: fitted, lower: fitted - radius + 0, upper: fitted + radius + 0 };
    });
  const across = quantity('x', `return of ${benchmark}, % a period`, '~%');
  const up = quantity('y', `return of ${asset}, % a period`, '~%');
  const band = { x: across, y: { ...up, field: 'lower' }, y2: { field: 'upper' } };
  const dots = drawn.map((pair) => ({ x: pair.x, y: pair.y }));
  const layers = [
    ...marks(deviation === null ? [] : line, 'area', { color: VERMILLION, opacity: 0.15 }, band),
    ...marks(dots, 'point', { filled: true, size: 14, color: BLUE, opacity: 0.75 }, { x: across, y: up }),
    ...marks(line, 'line', { color: VERMILLION }, { x: across, y: up }),
  ];
  const missing = pairs.length - complete.length;
  const fit = `line: ${percent(alpha)} a period + ${beta.toFixed(2)} x return of ${benchmark}`;
  return onePanel(
    title,
    [
      fit,
      deviation === null ? '' : `band: two residual standard deviations, ${percent(2 * deviation)}`,
      missing === 0
        ? ''
        : `${count(missing)} of ${count(pairs.length)} periods left out: a return is missing`,
      drawn === complete
        ? ''
        : `${count(drawn.length)} of ${count(complete.length)} points drawn: evenly by rank, and the extremes`,
    ],
    layers,
    420,
  );
}

interface Pair {
  readonly x: number;
  readonly y: number;
  readonly residual: number;
}

/** One in so many by the benchmark's return, which no period of time is in step with; and the extremes. */
function everyFew(pairs: readonly Pair[]): readonly Pair[] {
  const sorted = [...pairs].sort((a, b) => a.x - b.x || a.y - b.y);
  const last = sorted.length - 1;
  const kept = new Set<number>();
  for (let i = 0; i < MOST_POINTS - 4; i++) kept.add(Math.floor((i * last) / (MOST_POINTS - 5)));
  for (const field of ['y', 'residual'] as const) {
    let low = 0;
    let high = 0;
    sorted.forEach((pair, i) => {
      if (pair[field] < sorted[low]![field]) low = i;
      if (pair[field] > sorted[high]![field]) high = i;
    });
    kept.add(low).add(high);
  }
  return [...kept].sort((a, b) => a - b).map((i) => sorted[i]!);
}
