import { readObject } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import { readEwmaOptions } from '../foundation/ewmaOptions.ts';
import type { EwmaOptions, EwmaSettings } from '../foundation/ewmaOptions.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import {
  addToEwma,
  ewmaCovarianceXY,
  ewmaEffectiveSamples,
  ewmaMeanX,
  ewmaPearson,
  initialEwma,
  missEwma,
} from '../kernel/ewmaCoMoments.ts';
import { exp } from '../kernel/exp.ts';
import { readTable } from './seriesTable.ts';

/** What `ewmaCovariance` takes. */
export type EwmaCovarianceOptions = ConventionOptions &
  EwmaOptions & {
    /** Returns by symbol, one a period, of one length; a period that misses one (non-finite) is missing. */
    readonly series: Readonly<Record<string, ArrayLike<number>>>;
  };

/** The covariance matrix after the last period; rows and columns in the order of `symbols`. */
export interface EwmaCovariance extends Convention, EwmaSettings {
  readonly status: 'ok';
  /** The keys of `series`, in their order. */
  readonly symbols: readonly string[];
  /** Per period, not annualised, without bias correction. */
  readonly covariance: readonly (readonly number[])[];
  /** Unit diagonal, exactly; null where a series does not move. */
  readonly correlation: readonly (readonly number[])[] | null;
  /** Weighted means; 0 where `mean` is `zero`, which takes them so. */
  readonly means: readonly number[];
  /** (sum w)^2 / sum w^2 of the weights. */
  readonly effectiveSampleSize: number;
  /** Complete periods. */
  readonly observations: number;
  /** Periods that missed a sample. */
  readonly dropped: number;
}

/**
 * `ok`; fewer effective samples than the minimum (`required` and `observed` count these); or a series whose
 * moves are so small that a double cannot hold their squares.
 */
export type EwmaCovarianceResult = EwmaCovariance | InsufficientData | Degenerate<'underflow'>;

const CALLER = 'ewmaCovariance';

/**
 * The covariance and correlation matrix of several series after the last period, with weights that fall
 * exponentially into the past.
 *
 * **Formula**: `mean: 'zero'`: S_t = lambda S_{t-1} + (1 - lambda) r_t r_t', S_0 = r_0 r_0'. `mean: 'weighted'`:
 * S = sum w_j (r_j - mean)(r_j - mean)' with w_j in proportion to lambda^(t-j), summing to one.
 * **Inputs**: series of one length. A period that misses a sample of any series is missing for all, so that
 * the matrix is positive semidefinite; weights fall over it all the same.
 * **Result**: `ok`; `insufficient_data` where the effective sample size is below `minimumEffectiveSamples`, and of
 * one sample about its own mean; `degenerate`, `underflow`: a series that moves, but never by 1e-145.
 * Entries are those of `ewmaBeta` and `ewmaCorrelation` over the same periods, to the last bit. Fewer complete
 * periods than series make a singular matrix: see `shrunkCovariance`.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: a sample beyond 1e150, a minimum never reached).
 * **Accuracy**: 4e-15 of sqrt(S_ii S_jj) against 50-digit arithmetic; an offset of 1e8 costs nothing (`weighted`).
 * **Cost**: O(n p^2), two passes over each pair of series.
 * **Source**: J.P. Morgan/Reuters, RiskMetrics Technical Document 1996, 5.2 (`zero`; the means of products of
 * pandas `ewm(adjust=False)`); pandas `ewm(adjust=True).cov(bias=True)` (`weighted`).
 *
 * @example
 * ```ts
 * import { ewmaCovariance } from 'betahedge/correlation';
 *
 * const result = ewmaCovariance({
 *   series: {
 *     BTC: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *     ETH: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *   },
 *   lambda: 0.94,
 *   mean: 'zero',
 *   minimumEffectiveSamples: 0,
 * });
 * if (result.status === 'ok') {
 *   console.log(result.symbols); // [ 'BTC', 'ETH' ]
 *   console.log(result.correlation?.[0]?.[1]?.toFixed(3)); // 0.999
 * }
 * ```
 */
export function ewmaCovariance(options: EwmaCovarianceOptions): EwmaCovarianceResult {
  readObject(CALLER, options, '');
  const { symbols, columns } = readTable(CALLER, options, 'series', 1);
  const settings = readEwmaOptions(CALLER, options, exp);
  const convention = readConvention(CALLER, options);
  const periods = columns[0]!.length;
  const complete = new Uint8Array(periods).fill(1);
  for (const column of columns)
    for (let t = 0; t < periods; t++) if (!Number.isFinite(column[t])) complete[t] = 0;

  const size = symbols.length;
  const covariance = columns.map(() => new Array<number>(size).fill(0));
  const correlation = columns.map(() => new Array<number>(size).fill(1));
  const means = new Array<number>(size).fill(0);
  let effectiveSampleSize = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const state = fold(columns[i]!, columns[j]!, complete, settings);
      effectiveSampleSize = ewmaEffectiveSamples(state, 0);
      covariance[i]![j] = covariance[j]![i] = ewmaCovarianceXY(state, 0);
      correlation[i]![j] = correlation[j]![i] = ewmaPearson(state, 0);
      means[i] = ewmaMeanX(state, 0);
    }
  // About its own mean a sample that stands alone, or has outlived all before it, has no variance.
  const least = settings.mean === 'zero' ? 1 : 2;
  const { minimumEffectiveSamples } = settings;
  if (!(effectiveSampleSize > least - 1 && effectiveSampleSize >= minimumEffectiveSamples))
    return {
      status: 'insufficient_data',
      required: Math.max(least, minimumEffectiveSamples),
      observed: effectiveSampleSize,
    };
  if (columns.some((column) => squaresUnderflow(column, complete, least)))
    return { status: 'degenerate', reason: 'underflow' };
  const observations = complete.reduce((count, flag) => count + flag, 0);
  return {
    status: 'ok',
    symbols,
    covariance,
    correlation: correlation.some((row) => row.some(Number.isNaN)) ? null : correlation,
    means,
    effectiveSampleSize,
    observations,
    dropped: periods - observations,
    ...settings,
    ...convention,
  };
}

/** Whether a series moves, from 0 (`least` 1) or from where it began, and every move is below 1e-145. */
function squaresUnderflow(column: Float64Array, complete: Uint8Array, least: number): boolean {
  const origin = least === 1 ? 0 : column[complete.indexOf(1)]!;
  let largest = 0;
  for (let t = 0; t < complete.length; t++)
    if (complete[t] === 1) largest = Math.max(largest, Math.abs(column[t]! - origin));
  return largest > 0 && largest < 1e-145;
}

function fold(x: Float64Array, y: Float64Array, complete: Uint8Array, settings: EwmaSettings): Float64Array {
  const state = initialEwma(settings.lambda, settings.mean === 'weighted');
  for (let t = 0; t < complete.length; t++)
    if (complete[t] === 1) addToEwma(state, 0, x[t]!, y[t]!);
    else missEwma(state, 0);
  return state;
}
