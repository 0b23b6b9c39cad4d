import { refuseLengthMismatch } from '../foundation/series.ts';
import { readEach, refuse, refuseBeyondOne, refuseNames, series, sourceOf, text } from './source.ts';
import { BLUE, marks, onePanel, subject, VERMILLION } from './theme.ts';
import { orNull } from './timeSeries.ts';
import type { JsonObject, VegaLiteSpec } from './vegaLiteSpec.ts';

/** What `correlationHeatmap` takes. */
export interface CorrelationHeatmapOptions {
  /** Of the rows and columns, each once; at most 70. */
  readonly symbols: readonly string[];
  /** Correlations as rows: symmetric, 1 on the diagonal, NaN where unknown. */
  readonly matrix: readonly ArrayLike<number>[];
  /** In place of the derived one. */
  readonly title?: string | undefined;
}

/**
 * A correlation matrix in colours: vermillion above 0, blue below, with the numbers up to 12 symbols.
 *
 * **Inputs**: as many rows and columns as symbols. Mirror images equal up to 1e-9, the diagonal is 1, nothing is beyond
 * 1 by more than that; NaN, in both mirror images, leaves a cell empty.
 * **Result**: a Vega-Lite specification; the colours always span -1 to 1, so that two charts compare.
 * **Errors**: `shape.*`, `market.inconsistent` (a symbol twice), `domain.*` (`not_covariance`: not symmetric;
 * `out_of_range`: beyond 1, a diagonal that is not 1, no symbol or more than 70, which is 5,000 cells).
 * **Cost**: O(n^2).
 *
 * @example
 * ```ts
 * import { correlationHeatmap } from 'betahedge/charts';
 *
 * const chart = correlationHeatmap({
 *   symbols: ['BTC', 'ETH', 'XMR'],
 *   matrix: [
 *     [1, 0.82, 0.41],
 *     [0.82, 1, 0.37],
 *     [0.41, 0.37, 1],
 *   ],
 * });
 * console.log(chart.title.text); // Correlation of 3 symbols
 * ```
 */
export function correlationHeatmap(options: CorrelationHeatmapOptions): VegaLiteSpec {
  // The largest whole number whose square is within 5,000.
  const mostSymbols = 70;
  // Beyond so many rows numbers no longer fit into the cells.
  const mostLabelled = 12;
  const source = sourceOf('correlationHeatmap', options);
  const symbols = readEach(source, 'symbols', text);
  refuseNames(source, 'symbols', symbols, mostSymbols);
  const n = symbols.length;
  const rows = readEach(source, 'matrix', (list, i) => series(list, i, n));
  refuseLengthMismatch(source.caller, 'matrix', n, rows.length);
  const cells = rows.flatMap((row, i) =>
    Array.from(row, (value, j) => {
      const path = `matrix[${i}][${j}]`;
      refuseBeyondOne(source, path, value);
      if (i === j && value < 1 - 1e-9) refuse(source, path, '1', value);
      const mirror = rows[j]![i]!;
      // Two that are missing are equal too.
      if (!Object.is(value, mirror) && !(Math.abs(value - mirror) <= 1e-9))
        refuse(source, path, `${mirror}, as in its mirror image`, value, 'domain.not_covariance');
      return { x: symbols[j]!, y: symbols[i]!, value: orNull(value) };
    }),
  );

  const side = (field: string, labelAngle: number): JsonObject => ({
    field,
    type: 'nominal',
    scale: { domain: symbols },
    axis: { labelAngle },
  });
  const place = { x: side('x', n > 6 ? -90 : 0), y: side('y', 0) };
  const color = {
    field: 'value',
    type: 'quantitative',
    scale: { domain: [-1, 0, 1], range: [BLUE, '#f2f2f2', VERMILLION], interpolate: 'rgb' },
  };
  const known = cells.filter(({ value }) => value !== null);
  const empty = cells.filter(({ value }) => value === null);
  const figure = { field: 'value', type: 'quantitative', format: '.2f' };
  const ink = { condition: { test: 'datum.value < -0.7', value: '#ffffff' }, value: '#222222' };
  return onePanel(
    source,
    `Correlation of ${subject(symbols, 'symbols')}`,
    [empty.length > 0 && 'dash: no correlation'],
    [
      marks(known, 'rect', {}, { ...place, color }),
      marks(empty, 'text', {}, { ...place, text: { value: '–' } }),
      marks(n > mostLabelled ? [] : known, 'text', {}, { ...place, text: figure, color: ink }),
    ],
    Math.min(620, 140 + 44 * n),
  );
}
