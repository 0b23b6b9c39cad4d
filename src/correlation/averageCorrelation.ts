import { readObject, readOneOf, refuse } from '../foundation/checks.ts';
import { refuseLengthMismatch } from '../foundation/series.ts';
import type { Degenerate } from '../foundation/status.ts';
import { readCorrelation, withinOne } from './readCorrelation.ts';
import { readWeights } from './readWeights.ts';

/** What `averageCorrelation` takes. */
export interface AverageCorrelationOptions {
  /** Rows of a matrix of correlations: symmetric, of unit diagonal. */
  readonly matrix: readonly ArrayLike<number>[];
  /** `equal`: every pair counts the same; or the shares of a book, none negative, summing to 1. */
  readonly weights: 'equal' | ArrayLike<number>;
}

/** An average over the pairs of a matrix. */
export interface AverageCorrelation {
  readonly status: 'ok';
  /** Weighted mean of the entries off the diagonal. */
  readonly correlation: number;
  /** The least of the entries off the diagonal, whatever its weight. */
  readonly minimum: number;
  /** The largest. */
  readonly maximum: number;
  /** Pairs: n (n - 1)/2. */
  readonly pairs: number;
}

/** An average, or nothing to average over: fewer than two rows, or than two with weight. */
export type AverageCorrelationResult = AverageCorrelation | Degenerate<'no_pairs'>;

const CALLER = 'averageCorrelation';

/**
 * The average correlation of a matrix: one number for how much everything moves together.
 *
 * **Formula**: sum_{i<j} w_i w_j rho_ij / sum_{i<j} w_i w_j; plain mean where `weights` is `equal`. With
 * weights in proportion to weight times volatility it is the number that `impliedCorrelation` estimates.
 * **Inputs**: symmetric rows with a unit diagonal and entries from -1 to 1, all up to 1e-9 (what is beyond by less
 * counts as -1 or 1); not asked whether positive semidefinite.
 * **Result**: `ok`; `degenerate`, `no_pairs`.
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*`.
 * **Accuracy**: 2e-16 measured.
 * **Cost**: O(n^2).
 *
 * @example
 * ```ts
 * import { averageCorrelation } from 'betahedge/correlation';
 *
 * const matrix = [
 *   [1, 0.8, 0.5],
 *   [0.8, 1, 0.2],
 *   [0.5, 0.2, 1],
 * ];
 * const average = averageCorrelation({ matrix, weights: 'equal' });
 * if (average.status === 'ok') console.log(average.correlation); // 0.5
 * ```
 */
export function averageCorrelation(options: AverageCorrelationOptions): AverageCorrelationResult {
  readObject(CALLER, options, '');
  const matrix = readCorrelation(CALLER, options, 'matrix');
  const weights = readPairWeights(options, matrix.length);
  let sum = 0;
  let total = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let i = 0; i < matrix.length; i++)
    for (let j = 0; j < i; j++) {
      const value = withinOne(matrix[i]![j]!);
      if (Math.abs(matrix[i]![j]!) > 1 + 1e-9)
        refuse('domain.out_of_range', CALLER, `matrix[${i}][${j}]`, 'from -1 to 1', matrix[i]![j]);
      const weight = weights[i]! * weights[j]!;
      sum += weight * value;
      total += weight;
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
  if (!(total > 0)) return { status: 'degenerate', reason: 'no_pairs' };
  const pairs = (matrix.length * (matrix.length - 1)) / 2;
  return { status: 'ok', correlation: sum / total + 0, minimum, maximum, pairs };
}

function readPairWeights(options: AverageCorrelationOptions, size: number): ArrayLike<number> {
  if (typeof options.weights === 'string') {
    readOneOf(CALLER, options, 'weights', ['equal']);
    return new Float64Array(size).fill(1);
  }
  const weights = readWeights(CALLER, options, 'weights');
  refuseLengthMismatch(CALLER, 'weights', size, weights.length);
  return weights;
}
