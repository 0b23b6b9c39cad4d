import { isAbsent, readObject, readText, refuse } from '../foundation/checks.ts';
import { readPrices } from '../foundation/series.ts';
import { exp } from '../kernel/exp.ts';
import { evaluatePiece, pieceAt, readSmile } from '../options/smile.ts';
import type { Smile } from '../options/smile.ts';
import { count, GREY, marks, onePanel, quantity, readTitle, VERMILLION } from './theme.ts';
import { lineLayers, lineOf, readColumn, refuseNotIncreasing, thinned } from './timeSeries.ts';
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

const CALLER = 'smileChart';
const CURVE_POINTS = 500;
const MOST_ON_CURVE = 3000;
const MOST_QUOTES = 1900;

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
 * console.log(chart.title.text); // Implied volatility of ETH, 18 days to expiry, % a year
 * ```
 */
export function smileChart(options: SmileChartOptions): VegaLiteSpec {
  readObject(CALLER, options, '');
  const smile = readSmile(CALLER, options, 'smile');
  const dots = isAbsent(options, 'quotes') ? null : dotsOf(options.quotes);
  const underlying = readText(CALLER, options, 'underlying');
  const currency = readText(CALLER, options, 'currency');
  const days = Number((smile.timeToExpiryYears * 365).toPrecision(3));
  const derived = `Implied volatility of ${underlying}, ${days} day${days === 1 ? '' : 's'} to expiry, % a year`;
  const title = readTitle(CALLER, options, derived);

  const line = curveOf(smile);
  const x = quantity('x', `strike, ${currency}`);
  const y = quantity('value', 'implied volatility, % a year', '~%');
  const quoted = (dots?.rows ?? []).filter(({ value }) => value !== null);
  const layers = [
    ...marks([{ x: smile.forward }], 'rule', { color: GREY, strokeDash: [4, 4] }, { x }),
    ...lineLayers(line.rows, x, y),
    ...marks(quoted, 'point', { filled: true, size: 36, opacity: 1, color: VERMILLION }, { x, y }),
  ];
  const forward = `dashed: the forward, ${count(smile.forward)} ${currency}`;
  const shown = dots === null ? forward : `dots: quotes; ${forward}`;
  return onePanel(title, [shown, thinned(dots === null ? [line] : [line, dots])], layers);
}

function dotsOf(source: unknown): Line {
  const quotes = readObject(CALLER, source, 'quotes');
  const strikes = readPrices(CALLER, quotes, 'strikes', 'quotes');
  readColumn(CALLER, quotes, 'strikes', null, 'quotes');
  refuseNotIncreasing(CALLER, 'quotes.strikes', strikes);
  const volatilities = readColumn(CALLER, quotes, 'volatilities', strikes.length, 'quotes');
  volatilities.forEach((volatility, i) => {
    if (volatility < 0)
      refuse('domain.negative', CALLER, `quotes.volatilities[${i}]`, 'zero, positive or NaN', volatility);
  });
  return lineOf(CALLER, 'quotes.volatilities', strikes, volatilities, MOST_QUOTES);
}

/** The curve over its knots and the forward, and a tenth beyond. */
function curveOf(smile: Smile): Line {
  const { forward, logMoneyness, timeToExpiryYears } = smile;
  const low = Math.min(0, logMoneyness[0]!);
  const high = Math.max(0, logMoneyness[logMoneyness.length - 1]!);
  // A smile of one knot at the forward has no range of its own.
  const beyond = Math.max(0.1 * (high - low), 0.02);
  const step = (high - low + 2 * beyond) / (CURVE_POINTS - 1);
  const grid = Array.from({ length: CURVE_POINTS }, (_, i) => low - beyond + i * step);
  const places = Float64Array.from([...grid, ...logMoneyness]).sort();
  const strikes = places.map((k) => forward * exp(k));
  const volatilities = places.map((k) => {
    const [variance] = evaluatePiece(smile, pieceAt(smile, k), k);
    if (variance > 0) return Math.sqrt(variance / timeToExpiryYears);
    return refuse('domain.not_positive', CALLER, 'smile', 'of positive variance everywhere', variance);
  });
  for (const value of [...strikes, ...volatilities])
    if (!(value <= 1e100)) refuse('domain.out_of_range', CALLER, 'smile', 'up to 1e100 everywhere', value);
  return lineOf(CALLER, 'smile', strikes, volatilities, MOST_ON_CURVE);
}
