import { refuseLengthMismatch } from '../foundation/series.ts';
import {
  column,
  lacks,
  readEach,
  refuseNames,
  refuseOutside,
  risingPrices,
  series,
  sourceOf,
  text,
} from './source.ts';
import { byName, days, MOST_LINES, onePanel, quantity } from './theme.ts';
import { lineLayers, linesOf, thinned } from './timeSeries.ts';
import type { VegaLiteSpec } from './vegaLiteSpec.ts';

/** What `greeksChart` takes. */
export interface GreeksChartOptions {
  /** Name of the Greek: of a raw one, such as `gamma`, the unit is known. */
  readonly greek: string;
  /** In place of the derived unit; required of a Greek of another name, such as `thetaPerDay`. */
  readonly unit?: string | undefined;
  /** Prices of the underlying, strictly increasing. */
  readonly spots: ArrayLike<number>;
  /** In years of 365 days, one to eight, each once. */
  readonly timesToExpiryYears: ArrayLike<number>;
  /** A row a time, a column a spot price; NaN leaves a gap. */
  readonly values: readonly ArrayLike<number>[];
  /** Name of what the option or book is on, such as `BTC`. */
  readonly underlying: string;
  /** Of the prices, such as `USD`. */
  readonly currency: string;
  /** In place of the derived one. */
  readonly title?: string | undefined;
}

/**
 * A Greek of an option or of a book over the price of the underlying, a line for each time to expiry.
 *
 * **Inputs**: `values[i][j]` at `timesToExpiryYears[i]` and `spots[j]`, such as columns of `blackScholesBatch`; raw partial
 * derivatives, unless `unit` says otherwise.
 * **Result**: a Vega-Lite specification. Of more than 5,000 points in all lines together the largest triangles, the
 * least and the greatest of each line are drawn, which the subtitle says.
 * **Errors**: `shape.*` (`missing_field`: the unit of a Greek that is not raw), `series.*`, `market.inconsistent` (a time
 * twice), `domain.*` (`negative`: a time; `out_of_range`: no time or more than eight).
 * **Cost**: O(n) a time.
 *
 * @example
 * ```ts
 * import { greeksChart } from 'betahedge/charts';
 * import { blackScholesBatch } from 'betahedge/options';
 *
 * const spots = Array.from({ length: 81 }, (_, i) => 60_000 + 500 * i);
 * const timesToExpiryYears = [7 / 365, 30 / 365];
 * const values = timesToExpiryYears.map((timeToExpiryYears) => {
 *   const option = { optionType: 'call', strike: 80_000, timeToExpiryYears, rate: 0.04, carryYield: 0 } as const;
 *   return blackScholesBatch({ ...option, spot: spots, volatility: 0.6, outputs: ['gamma'] }).gamma;
 * });
 * const chart = greeksChart({
 *   greek: 'gamma', spots, timesToExpiryYears, values, underlying: 'BTC', currency: 'USD',
 * });
 * console.log(chart.title.text); // gamma over the price of BTC
 * console.log(chart.title.subtitle[0]); // delta per 1 USD of BTC
 * ```
 */
export function greeksChart(options: GreeksChartOptions): VegaLiteSpec {
  const source = sourceOf('greeksChart', options);
  const greek = text(source, 'greek');
  const spots = risingPrices(source, 'spots');
  const names = Array.from(series(source, 'timesToExpiryYears', null), (years, i) => {
    refuseOutside(source, `timesToExpiryYears[${i}]`, years, 0);
    return days(years);
  });
  refuseNames(source, 'timesToExpiryYears', names, MOST_LINES);
  const rows = readEach(source, 'values', (list, i) => column(list, i, spots.length));
  refuseLengthMismatch(source.caller, 'values', names.length, rows.length);
  const underlying = text(source, 'underlying');
  const currency = text(source, 'currency');
  const units = rawUnits(underlying, currency);
  // Of another Greek the unit is not known, and missed where it is not given.
  const unit = lacks(source, 'unit') && Object.hasOwn(units, greek) ? units[greek]! : text(source, 'unit');

  const lines = linesOf(
    source,
    spots,
    rows.map((values, i) => ({ name: names[i]!, field: `values[${i}]`, values })),
  );
  const x = quantity('x', `price of ${underlying}, ${currency}`);
  const y = quantity('value', `${greek}, ${unit}`, { zero: true });
  return onePanel(
    source,
    `${greek} over the price of ${underlying}`,
    [unit, names.length === 1 ? `${names[0]!} to expiry` : 'lines: time to expiry', thinned(lines)],
    [lineLayers(lines, x, y, byName(names))],
  );
}

/** Units of raw partial derivatives. */
function rawUnits(underlying: string, currency: string): Readonly<Record<string, string>> {
  const price = `per 1 ${currency} of ${underlying}`;
  const volatility = 'per 1.00 of volatility';
  return {
    price: currency,
    delta: `${currency} ${price}`,
    gamma: `delta ${price}`,
    vega: `${currency} ${volatility}`,
    theta: `${currency} a year`,
    rho: `${currency} per 1.00 of rate`,
    phi: `${currency} per 1.00 of yield`,
    vanna: `delta ${volatility}`,
    volga: `vega ${volatility}`,
    charm: 'delta a year',
    speed: `gamma ${price}`,
    zomma: `gamma ${volatility}`,
    color: 'gamma a year',
    veta: 'vega a year',
    ultima: `volga ${volatility}`,
  };
}
