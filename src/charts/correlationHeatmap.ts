import { readList, readObject, readText, refuse } from '../foundation/checks.ts';
import { readSeries, refuseLengthMismatch } from '../foundation/series.ts';
import { BLUE, marks, MOST_POINTS, onePanel, readTitle, refuseNames, VERMILLION } from './theme.ts';
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

const CALLER = 'correlationHeatmap';
/** Beyond so many rows numbers no longer fit into the cells. */
const MOST_LABELLED = 12;

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
  readObject(CALLER, options, '');
  const list = readList(CALLER, options, 'symbols');
  const symbols = Array.from(list, (_, i) => readText(CALLER, list, String(i), 'symbols'));
  // The largest whole number whose square is in the limit.
  const most = Math.floor(Math.sqrt(MOST_POINTS));
  refuseNames(CALLER, 'symbols', symbols, (i) => `symbols[${i}]`, most);
  const cells = readMatrix(options, symbols);
  const n = symbols.length;
  const title = readTitle(CALLER, options, `Correlation of ${n === 1 ? symbols[0]! : `${n} symbols`}`);

  const side = (field: string): JsonObject => ({
    field,
    type: 'nominal',
    scale: { domain: symbols },
    axis: { title: null, labelAngle: field === 'x' && n > 6 ? -90 : 0, domain: false, ticks: false },
  });
  const place = { x: side('x'), y: side('y') };
  const color = {
    field: 'value',
    type: 'quantitative',
    scale: { domain: [-1, 0, 1], range: [BLUE, '#f2f2f2', VERMILLION], interpolate: 'rgb' },
    legend: { title: null, gradientLength: 200, values: [-1, -0.5, 0, 0.5, 1] },
  };
  const known = cells.filter(({ value }) => value !== null);
  const empty = cells.filter(({ value }) => value === null);
  const text = { field: 'value', type: 'quantitative', format: '.2f' };
  const numbers = (ink: string, isDark: boolean): readonly JsonObject[] => {
    const values = known.filter(({ value }) => n <= MOST_LABELLED && value! < -0.7 === isDark);
    return marks(values, 'text', { color: ink }, { ...place, text });
  };
  const layers = [
    ...marks(known, 'rect', {}, { ...place, color }),
    ...marks(empty, 'text', {}, { ...place, text: { value: '–' } }),
    ...numbers('#ffffff', true),
    ...numbers('#222222', false),
  ];
  const missing = empty.length === 0 ? '' : 'a dash stands where there is no correlation';
  return onePanel(title, [missing], layers, Math.min(620, 140 + 44 * n));
}

// A type, not an interface: that is no JSON object to the compiler.
type Cell = {
  readonly x: string;
  readonly y: string;
  readonly value: number | null;
};

function readMatrix(options: CorrelationHeatmapOptions, symbols: readonly string[]): readonly Cell[] {
  const list = readList(CALLER, options, 'matrix');
  const n = symbols.length;
  refuseLengthMismatch(CALLER, 'matrix', n, list.length);
  const rows = symbols.map((_, i) => {
    const row = readSeries(CALLER, list, String(i), 'matrix');
    refuseLengthMismatch(CALLER, `matrix[${i}]`, n, row.length);
    return row;
  });
  const cells: Cell[] = [];
  rows.forEach((row, i) => {
    row.forEach((value, j) => {
      const path = `matrix[${i}][${j}]`;
      if (Math.abs(value) > 1 + 1e-9)
        refuse('domain.out_of_range', CALLER, path, 'a correlation, within [-1, 1]', value);
      if (i === j && Math.abs(value - 1) > 1e-9)
        refuse('domain.out_of_range', CALLER, path, '1, as of correlations', value);
      const mirror = rows[j]![i]!;
      if (!(Math.abs(value - mirror) <= 1e-9) && (value === value || mirror === mirror))
        refuse('domain.not_covariance', CALLER, path, `equal to its mirror image ${mirror}`, value);
      cells.push({ x: symbols[j]!, y: symbols[i]!, value: orNull(value) });
    });
  });
  return cells;
}
