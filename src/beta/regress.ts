import { refuse } from '../foundation/checks.ts';
import type { Interval } from '../foundation/interval.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { criticalT, intervalAround, tStatistic, twoSidedPValue } from '../kernel/inference.ts';
import { coefficientCovariance, fitLeastSquares } from '../kernel/leastSquares.ts';
import type { Dependent, LeastSquares } from '../kernel/leastSquares.ts';
import type { StandardErrors } from './standardErrors.ts';

/** An estimate with its error and its test against 0. */
export interface Tested {
  readonly value: number;
  readonly standardError: number;
  readonly interval: Interval;
  readonly tStatistic: number | null;
  readonly pValue: number | null;
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
  /** Intercept first. */
  readonly coefficients: readonly Tested[];
  /** In the order of the coefficients. */
  readonly covariance: readonly (readonly number[])[];
  readonly summary: RegressionSummary;
}

/** A regression, or why there is none. */
export type RegressionResult =
  | Regression
  | InsufficientData
  | ({ readonly status: 'collinear' } & Dependent)
  | Degenerate<'flat_asset' | 'unit_leverage'>;

/** Least squares of a finite y on finite columns and an intercept, with its inference by Student t. */
export function regress(
  caller: string,
  y: Float64Array,
  columns: readonly Float64Array[],
  standardErrors: StandardErrors,
  confidenceLevel: number,
  atLeast = 0,
): RegressionResult {
  const n = y.length;
  const size = columns.length + 1;
  const hac = typeof standardErrors === 'object' ? standardErrors : null;
  const maxLags = hac === null ? 0 : hac.maxLags;
  const required = Math.max(size + 1, maxLags + 1, atLeast);
  if (n < required) return { status: 'insufficient_data', required, observed: n };
  const fit = fitLeastSquares(y, columns);
  if ('dependent' in fit) return { status: 'collinear', ...fit };
  if (fit.flat) return { status: 'degenerate', reason: 'flat_asset' };
  const kind = {
    leverageWeight: standardErrors === 'HC3' ? 1 : standardErrors === 'HC2' ? 0.5 : 0,
    maxLags,
    smallSample: standardErrors === 'HC1' || hac?.smallSample === true,
  } as const;
  const covariance = coefficientCovariance(fit, standardErrors === 'classical' ? null : kind);
  if (covariance === null) return { status: 'degenerate', reason: 'unit_leverage' };

  const degreesOfFreedom = n - size;
  const coefficients = covariance.map((row, i) =>
    testedEstimate(caller, fit.coefficients[i]!, row[i]!, degreesOfFreedom, confidenceLevel),
  );
  const total = fit.explained + fit.unexplained;
  return {
    status: 'ok',
    fit,
    coefficients,
    covariance,
    summary: {
      rSquared: fit.explained / total,
      adjustedRSquared: 1 - (fit.unexplained / total) * ((n - 1) / degreesOfFreedom),
      residualStandardDeviation: Math.sqrt(fit.unexplained / degreesOfFreedom) / fit.scales[0]!,
      observations: n,
      degreesOfFreedom,
    },
  };
}

/** An estimate of the given variance with its interval, t and p; refuses one beyond all doubles. */
export function testedEstimate(
  caller: string,
  value: number,
  variance: number,
  degreesOfFreedom: number,
  confidenceLevel: number,
): Tested {
  // + 0 turns a -0 into 0, which JSON keeps.
  const estimate = value + 0;
  const standardError = Math.sqrt(variance);
  if (!Number.isFinite(estimate + standardError))
    return refuse('domain.out_of_range', caller, 'assetReturns', 'closer in scale', estimate);
  const t = tStatistic(estimate, standardError);
  const radius = criticalT(confidenceLevel, degreesOfFreedom) * standardError;
  return {
    value: estimate,
    standardError,
    interval: intervalAround(estimate, radius),
    tStatistic: t,
    pValue: twoSidedPValue(t, degreesOfFreedom),
  };
}
