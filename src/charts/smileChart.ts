import { countUpTo } from '../kernel/countUpTo.ts';
import { readSmile, totalVarianceAt } from '../options/smile.ts';
import type { Smile } from '../options/smile.ts';
import { column, lacks, readPart, refuse, risingPrices, sourceOf, text } from './source.ts';
import type { Source } from './source.ts';
import { count, days, marks, onePanel, quantity, share, VERMILLION } from './theme.ts';
import { lineLayers, lineOf, merged, thinned } from './timeSeries.ts';
import type { Line } from './timeSeries.ts';
import type { VegaLiteSpec } from './vegaLiteSpec.ts';

/** Volatilities that a smile was drawn through, or that it is compared with. */
export interface SmileQuotes {
  /** In quote currency, strictly increasing. */
  readonly strikes: ArrayLike<number>;
  /** At each strike, a year, a fraction; NaN where there is none. */
  readonly volatilities: ArrayLike<number>;
}

/** What `smileChart` takes. */
export interface SmileChartOptions {
  /** From `fitSmile` or `interpolateSmiles`. */
  readonly smile: Smile;
  /** Absent for the curve alone. */
  readonly quotes?: SmileQuotes | undefined;
  /** Name of what the options are on, such as `BTC`. */
  readonly underlying: string;
  /** Of strikes and forward, such as `USD`. */
  readonly currency: string;
  /** In place of the derived one. */
  readonly title?: string | undefined;
}

/**
 * A smile as implied volatility by strike, with quotes and the forward.
 *
 * **Formula**: sqrt(w(k) / years) at k = ln(strike / forward), at 500 strikes and at every knot, from the lowest knot
 * or the forward to the highest and a tenth of that range beyond, where the wings are seen.
 * **Inputs**: a smile; quotes as `fitSmile` takes them, also beyond the curve.
 * **Result**: a Vega-Lite specification. Of more than 3,000 points of the curve and 1,900 quotes the largest triangles, the
 * least and the greatest are drawn, which the subtitle says.
 * **Errors**: `shape.*`, `series.*`, `estimate.not_ok`, `domain.*` (`not_positive`: a smile without variance somewhere;
 * `out_of_range`: strikes beyond 1e100, no quote with a volatility).
 * **Cost**: O(n log n).
 *
 * @example
 * ```ts
 * import { orThrow } from 'betahedge';
 * import { smileChart } from 'betahedge/charts';
 * import { fitSmile } from 'betahedge/options';
 *
 * const quotes = { strikes: [1800, 2000, 2200, 2400, 2800], volatilities: [0.74, 0.68, 0.65, 0.66, 0.72] };
 * const smile = orThrow(fitSmile({ ...quotes, forward: 2241.58, timeToExpiryYears: 18 / 365 }));
 * const chart = smileChart({ smile, quotes, underlying: 'ETH', currency: 'USD' });
 * console.log(chart.title.text); // Implied volatility of ETH, 18 days to expiry
 * ```
 */
export function smileChart(options: SmileChartOptions): VegaLiteSpec {
  const source = sourceOf('smileChart', options);
  const smile = readSmile(source.caller, options, 'smile');
  const dots = lacks(source, 'quotes') ? [] : [dotsOf(readPart(source, 'quotes'))];
  const underlying = text(source, 'underlying');
  const currency = text(source, 'currency');

  const line = curveOf(source, smile);
  const x = quantity('x', `strike, ${currency}`);
  const y = share('value', 'implied volatility, % a year');
  const quoted = merged(dots).rows.filter(({ value }) => value !== null);
  return onePanel(
    source,
    `Implied volatility of ${underlying}, ${days(smile.timeToExpiryYears)} to expiry`,
    [
      quoted.length > 0 && 'dots: quotes',
      `dashed: the forward, ${count(smile.forward)} ${currency}`,
      thinned(line, ...dots),
    ],
    [
      marks([{ x: smile.forward }], 'rule', { strokeDash: [4, 4] }, { x }),
      lineLayers(line, x, y),
      marks(quoted, 'point', { size: 36, color: VERMILLION }, { x, y }),
    ],
  );
}

function dotsOf(quotes: Source): Line {
  const most = 1900;
  const strikes = risingPrices(quotes, 'strikes');
  const volatilities = column(quotes, 'volatilities', strikes.length, 0);
  return lineOf(quotes, 'volatilities', strikes, volatilities, most);
}

/** The curve over its knots and the forward, and a tenth beyond. */
function curveOf(source: Source, smile: Smile): Line {
  const points = 500;
  // With the quotes, of which 1,900 are drawn, fewer than 5,000.
  const mostOnCurve = 3000;
  const { forward, logMoneyness, timeToExpiryYears } = smile;
  const low = Math.min(0, logMoneyness[0]!);
  const high = Math.max(0, logMoneyness.at(-1)!);
  // A smile of one knot at the forward has no range of its own.
  const beyond = Math.max(0.1 * (high - low), 0.02);
  const step = (high - low + 2 * beyond) / (points - 1);
  const grid = Array.from({ length: points }, (_, i) => low - beyond + i * step);
  const places = Float64Array.from([...grid, ...logMoneyness]).sort();
  const strikes = places.map((k) => forward * exp(k));
  const volatilities = places.map((k) => {
    const variance = totalVarianceAt(smile, countUpTo(logMoneyness, k), k);
    if (variance > 0) return Math.sqrt(variance / timeToExpiryYears);
    return refuse(source, 'smile', 'of positive variance', variance, 'domain.not_positive');
  });
  for (const value of [...strikes, ...volatilities])
    if (!(value <= 1e100)) refuse(source, 'smile', 'up to 1e100 in size', value);
  return lineOf(source, 'smile', strikes, volatilities, mostOnCurve);
}

/** e to the power k by its series, within some roundings: of a curve no more is seen, and it is a few bytes. */
function exp(k: number): number {
  let sum = 0;
  let term = 1;
  for (let i = 1; sum + term > sum; i++) {
    sum += term;
    term *= Math.abs(k) / i;
  }
  return k < 0 ? 1 / sum : sum;
}
