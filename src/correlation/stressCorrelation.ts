import { readFinite, readObject, readPositive, refuse } from '../foundation/checks.ts';
import { readFiniteSeries, refuseLengthMismatch } from '../foundation/series.ts';
import { isSemidefinite } from '../kernel/semidefinite.ts';
import { readCorrelation, withinOne } from './readCorrelation.ts';

/** Betas to one factor in a crash, from which correlations follow. */
export interface CrashBetas {
  /** Beta of each row to the factor, in a crash. */
  readonly crashBetas: ArrayLike<number>;
  /** Volatility of each row in a crash, of one unit with the factor's. */
  readonly volatilities: ArrayLike<number>;
  /** Volatility of the factor in a crash. */
  readonly factorVolatility: number;
}

/** What `stressCorrelation` takes. */
export interface StressCorrelationOptions {
  /** Rows of a correlation matrix: symmetric, of unit diagonal, positive semidefinite. */
  readonly matrix: readonly ArrayLike<number>[];
  /** `one`: all move as one; rows of another correlation matrix; or crash betas to one factor. */
  readonly towards: 'one' | readonly ArrayLike<number>[] | CrashBetas;
  /** Share of `towards`, from 0 (`matrix` itself) to 1 (the target itself). */
  readonly weight: number;
}

/** A correlation matrix between the one given and a target. */
export interface StressedCorrelation {
  /** Rows; symmetric, of unit diagonal and positive semidefinite. */
  readonly matrix: readonly (readonly number[])[];
  /** Rows of what `towards` names. */
  readonly target: readonly (readonly number[])[];
  /** As asked for. */
  readonly weight: number;
}

const CALLER = 'stressCorrelation';

/**
 * A correlation matrix moved towards a worse one, as in a crash, and still one that returns can have.
 *
 * **Formula**: (1 - w) C + w T, w the weight. T: all ones; the rows given; or of one factor with crash betas b:
 * T_ij = q_i q_j, q_i = b_i factorVolatility / vol_i, the correlation of i with the factor.
 * **Inputs**: correlations, symmetric and of unit diagonal up to 1e-9, both matrices positive semidefinite up
 * to 1e-10: then so is the result. One set by hand often isn't: `nearestCorrelation`.
 * **Result**: the rows, and the target's; a plain object, since nothing here is left to the data.
 * **Errors**: `shape.*`, `domain.*` (`not_covariance`: not symmetric or not positive semidefinite;
 * `out_of_range`: a diagonal entry that is not 1, a weight outside [0, 1], a crash beta whose asset would have
 * to be less volatile than its share in the factor).
 * **Accuracy**: each entry to 2 roundings; weights 0 and 1 give the matrix and the target exactly.
 * **Cost**: O(n^3), a Cholesky elimination of each matrix.
 * **Source**: convexity of the set of correlation matrices; the one-factor target: Sharpe 1963, Management
 * Science 9, 277-293.
 *
 * @example
 * ```ts
 * import { stressCorrelation } from 'betahedge/correlation';
 *
 * const matrix = [
 *   [1, 0.6],
 *   [0.6, 1],
 * ];
 * console.log(stressCorrelation({ matrix, towards: 'one', weight: 0.5 }).matrix); // [ [ 1, 0.8 ], [ 0.8, 1 ] ]
 * ```
 */
export function stressCorrelation(options: StressCorrelationOptions): StressedCorrelation {
  readObject(CALLER, options, '');
  const matrix = readSemidefinite(options, 'matrix');
  const target = readTarget(options, matrix.length);
  const weight = readFinite(CALLER, options, 'weight');
  if (!(weight >= 0 && weight <= 1)) refuse('domain.out_of_range', CALLER, 'weight', 'from 0 to 1', weight);
  const blend = matrix.map((row, i) =>
    row.map((value, j) => {
      const wanted = target[i]![j]!;
      return value === wanted ? value : (1 - weight) * value + weight * wanted;
    }),
  );
  return { matrix: blend, target, weight };
}

function readSemidefinite(options: StressCorrelationOptions, field: string, size?: number): number[][] {
  const matrix = readCorrelation(CALLER, options, field, size);
  if (!isSemidefinite(matrix, 1e-10))
    refuse(
      'domain.not_covariance',
      CALLER,
      field,
      'positive semidefinite (nearestCorrelation makes it so)',
      matrix,
    );
  return matrix.map((row) => row.map(withinOne));
}

function readTarget(options: StressCorrelationOptions, size: number): number[][] {
  const towards: unknown = options.towards;
  const rows = Array.from({ length: size }, (_, i) => i);
  if (towards === 'one') return rows.map(() => rows.map(() => 1));
  if (Array.isArray(towards)) return readSemidefinite(options, 'towards', size);
  if (typeof towards === 'string')
    return refuse('domain.not_one_of', CALLER, 'towards', 'one, rows or crash betas', towards);
  const source = readObject(CALLER, towards, 'towards');
  const betas = readFiniteSeries(CALLER, source, 'crashBetas', 'towards');
  refuseLengthMismatch(CALLER, 'towards.crashBetas', size, betas.length);
  const volatilities = readFiniteSeries(CALLER, source, 'volatilities', 'towards');
  refuseLengthMismatch(CALLER, 'towards.volatilities', size, volatilities.length);
  const factorVolatility = readPositive(CALLER, source, 'factorVolatility', 'towards');
  const loadings = rows.map((i) => {
    readPositive(CALLER, volatilities, String(i), 'towards.volatilities');
    const loading = betas[i]! * (factorVolatility / volatilities[i]!);
    return Math.abs(loading) <= 1
      ? loading
      : refuse(
          'domain.out_of_range',
          CALLER,
          `towards.crashBetas[${i}]`,
          'at most volatility / factorVolatility, either sign',
          betas[i],
        );
  });
  return rows.map((i) => rows.map((j) => (i === j ? 1 : loadings[i]! * loadings[j]! + 0)));
}
