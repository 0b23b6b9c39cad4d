import { readObject, refuse } from '../foundation/checks.ts';
import { readWindow, rollingValues } from '../foundation/rollingOptions.ts';
import type { RollingValues, RollingWindow } from '../foundation/rollingOptions.ts';
import { readSeries, refuseLengthMismatch } from '../foundation/series.ts';
import { rollCoMoments } from '../kernel/rollingCoMoments.ts';
import { inScaleBands } from '../kernel/scaleBands.ts';
import { windowsOf } from '../kernel/windows.ts';

/** What `rollingCorrelationMatrix` takes: series by name, and windows of a number of samples or of time. */
export type RollingCorrelationMatrixOptions = RollingWindow & {
  /** Two series or more, of one length, by symbol; a non-finite sample is missing. */
  readonly series: Readonly<Record<string, ArrayLike<number>>>;
};

/** The rolling correlation of one pair of symbols. */
export interface PairCorrelation extends RollingValues {
  /** The symbol that comes first in `symbols`. */
  readonly x: string;
  /** The other. */
  readonly y: string;
}

/** The upper triangle of a matrix of rolling correlations. */
export interface RollingCorrelationMatrix {
  /** In the order of the fields of `series`. */
  readonly symbols: readonly string[];
  /** Every unordered pair: first with second, first with third, ... second with third, and so on. */
  readonly pairs: readonly PairCorrelation[];
}

const CALLER = 'rollingCorrelationMatrix';

/**
 * The Pearson correlations of every pair of several series over each window that ends at a sample.
 *
 * **Formula**: as of `rollingCorrelation`, pair by pair.
 * **Inputs**: two series or more of equal length, by symbol; `window` and perhaps `minPeriods`, or
 * `timestamps`, `windowMs` and `minPeriods`. Missing samples are missing pairwise: a gap in one series leaves
 * the pairs of the others alone. So the matrix of a window need not be positive semidefinite where any is
 * missing; without any it is, up to rounding.
 * **Result**: `symbols`, and one entry of `pairs` for every unordered pair, with `values` and `validFrom`.
 * **Errors**: `shape.*` (`missing_field`: fewer than two series), `domain.*`, and of timestamps `series.*` and
 * `unit.suspicious`.
 * **Accuracy**: 2e-14 a value, as of `rollingCorrelation`, and the same bits.
 * **Cost**: O(1) a pair and sample whatever the window; 8 bytes each.
 *
 * @example
 * ```ts
 * import { rollingCorrelationMatrix } from 'betahedge/correlation';
 *
 * const { pairs } = rollingCorrelationMatrix({
 *   series: {
 *     BTC: [0.012, -0.009, 0.02, 0.004, -0.015],
 *     ETH: [0.021, -0.012, 0.034, 0.005, -0.027],
 *     XMR: [0.004, 0.006, -0.011, 0.002, 0.001],
 *   },
 *   window: 4,
 * });
 * for (const { x, y, values } of pairs)
 *   console.log(`${x} ${y} ${values[4]!.toFixed(2)}`); // BTC ETH 1.00
 * // -> BTC XMR -0.82
 * // -> ETH XMR -0.81
 * ```
 */
export function rollingCorrelationMatrix(options: RollingCorrelationMatrixOptions): RollingCorrelationMatrix {
  readObject(CALLER, options, '');
  const series = readObject(CALLER, options.series, 'series');
  const symbols = Object.keys(series);
  if (symbols.length < 2) refuse('shape.missing_field', CALLER, 'series', 'at least two series', series);
  const columns = symbols.map((symbol) => readSeries(CALLER, series, symbol, 'series'));
  const length = columns[0]!.length;
  columns.forEach((column, i) => {
    refuseLengthMismatch(CALLER, `series.${symbols[i]!}`, length, column.length);
  });
  const windows = windowsOf(readWindow(CALLER, options, length), length);
  const pairs: PairCorrelation[] = [];
  columns.forEach((x, i) => {
    for (let j = i + 1; j < columns.length; j++) {
      const values = new Float64Array(length);
      inScaleBands(x, columns[j]!, windows, [{ values, powerX: 0, powerY: 0 }], (scaledX, scaledY, [r]) => {
        rollCoMoments(scaledX, scaledY, windows, { slope: null, correlation: r!, sums: null });
      });
      pairs.push({ x: symbols[i]!, y: symbols[j]!, ...rollingValues(values) });
    }
  });
  return { symbols, pairs };
}
