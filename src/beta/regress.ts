import type { Interval } from '../foundation/interval.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { criticalT, intervalAround, tStatistic, twoSidedPValue } from '../kernel/inference.ts';
import { coefficientCovariance, fitLeastSquares } from '../kernel/leastSquares.ts';
import type { LeastSquares } from '../kernel/leastSquares.ts';
import type { CollinearFactors } from './multiFactorBeta.ts';
import { refuseSpread } from './pairSample.ts';
import type { StandardErrors } from './standardErrors.ts';

/** A slope with its error and its test against 0. */
export interface TestedBeta {
  readonly beta: number;
  readonly betaStandardError: number;
  readonly betaInterval: Interval;
  readonly betaTStatistic: number | null;
  readonly betaPValue: number | null;
}

/** The same of an intercept. */
export interface TestedAlpha {
  readonly alpha: number;
  readonly alphaStandardError: number;
  readonly alphaInterval: Interval;
  readonly alphaTStatistic: number | null;
  readonly alphaPValue: number | null;
}

/** What every regression says of itself. */
export interface RegressionSummary {
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly residualStandardDeviation: number;
  readonly observations: number;
  readonly degreesOfFreedom: number;
}

/** A regression with an intercept. */
export interface Regression {
  readonly status: 'ok';
  readonly fit: LeastSquares;
  readonly alpha: TestedAlpha;
  /** One a column. */
  readonly betas: readonly TestedBeta[];
  /** Of the intercept, then the slopes. */
  readonly covariance: readonly (readonly number[])[];
  readonly summary: RegressionSummary;
}

/** A regression, or why there is none. */
export type RegressionResult =
  Regression | InsufficientData | CollinearFactors | Degenerate<'flat_asset' | 'unit_leverage'>;

/**
 * Least squares of the asset's returns y on finite columns and an intercept, with its inference by Student t.
 * `names` are what a result calls the columns, `paths` what an error does.
 */
export function regress(
  caller: string,
  y: Float64Array,
  columns: readonly Float64Array[],
  names: readonly string[],
  standardErrors: StandardErrors,
  confidenceLevel: number,
  paths: readonly string[] = [],
  atLeast = 0,
): RegressionResult {
  const n = y.length;
  const size = columns.length + 1;
  const { maxLags = 0, smallSample = standardErrors === 'HC1' } = standardErrors as Partial<NeweyWest>;
  const required = Math.max(size + 1, maxLags + 1, atLeast);
  if (n < required) return { status: 'insufficient_data', required, observed: n };
  refuseSpread(caller, 'assetReturns', y);
  columns.forEach((column, j) => {
    refuseSpread(caller, paths[j] ?? 'benchmarkReturns', column);
  });
  const fit = fitLeastSquares(y, columns);
  if ('dependent' in fit) {
    const aliased = fit.dependent.map((j) => names[j]!);
    return { status: 'collinear', rank: fit.rank, columns: size, aliased };
  }
  if (fit.flat) return degenerate('flat_asset');
  const leverageWeight = standardErrors === 'HC3' ? 1 : standardErrors === 'HC2' ? 0.5 : 0;
  const kind = { leverageWeight, maxLags, smallSample } as const;
  const covariance = coefficientCovariance(fit, standardErrors === 'classical' ? null : kind);
  if (covariance === null) return degenerate('unit_leverage');

  const degreesOfFreedom = n - size;
  const [intercept, ...betas] = covariance.map((row, i) =>
    testedBeta(fit.coefficients[i]!, row[i]!, degreesOfFreedom, confidenceLevel),
  );
  const { beta, betaStandardError, betaInterval, betaTStatistic, betaPValue } = intercept!;
  const total = fit.explained + fit.unexplained;
  return {
    status: 'ok',
    fit,
    alpha: {
      alpha: beta,
      alphaStandardError: betaStandardError,
      alphaInterval: betaInterval,
      alphaTStatistic: betaTStatistic,
      alphaPValue: betaPValue,
    },
    betas,
    covariance,
    summary: {
      rSquared: fit.explained / total,
      adjustedRSquared: 1 - (fit.unexplained / total) * ((n - 1) / degreesOfFreedom),
      residualStandardDeviation: Math.sqrt(fit.unexplained / degreesOfFreedom),
      observations: n,
      degreesOfFreedom,
    },
  };
}

type NeweyWest = Extract<StandardErrors, object>;

/** An estimate of the given variance with its interval, t and p. */
export function testedBeta(
  value: number,
  variance: number,
  degreesOfFreedom: number,
  confidenceLevel: number,
): TestedBeta {
  // + 0 turns a -0 into 0, which JSON keeps.
  const beta = value + 0;
  const betaStandardError = Math.sqrt(variance);
  const t = tStatistic(beta, betaStandardError);
  return {
    beta,
    betaStandardError,
    betaInterval: intervalAround(beta, criticalT(confidenceLevel, degreesOfFreedom) * betaStandardError),
    betaTStatistic: t,
    betaPValue: twoSidedPValue(t, degreesOfFreedom),
  };
}
