import { join, readObject, readProbability, refuse } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import {
  completePeriods,
  readDrop,
  readSeries,
  refuseLengthMismatch,
  refuseNonFinite,
} from '../foundation/series.ts';
import type { Samples } from '../foundation/series.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { fSurvival } from '../kernel/fDistribution.ts';
import { varianceInflation } from '../kernel/leastSquares.ts';
import { lessRates, readRates } from './excessSample.ts';
import { regress } from './regress.ts';
import { readStandardErrors } from './standardErrors.ts';
import type { StandardErrors } from './standardErrors.ts';

/** What `multiFactorBeta` takes. */
export interface MultiFactorBetaOptions extends ConventionOptions {
  /** Returns of the asset, one a period. */
  readonly assetReturns: ArrayLike<number>;
  /**
   * Returns of the factors over the same periods, by name, taken as they are: a factor that is the return
   * of a coin or of an index goes through `excessReturns` first where `riskFreeRatePerPeriod` is given.
   */
  readonly factorReturns: Readonly<Record<string, ArrayLike<number>>>;
  /** Subtracted from the asset's returns alone: one number, or one a period; a fraction per period. */
  readonly riskFreeRatePerPeriod?: number | ArrayLike<number> | undefined;
  /** Default `classical`. */
  readonly standardErrors?: StandardErrors | undefined;
  /** Of the intervals, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** The beta to one of several factors, the others held: a position's too, `{ symbol, value, ...factor }`. */
export interface FactorBeta extends Convention {
  /** As given. */
  readonly name: string;
  /** The asset's return per unit of this factor's, the other factors unchanged. */
  readonly beta: number;
  /** Of beta, under `standardErrors`. */
  readonly betaStandardError: number;
  /** Of beta, at `confidenceLevel`, by Student t. */
  readonly betaInterval: Interval;
  /** beta / betaStandardError; null where the fit is perfect, since there is no error to compare with. */
  readonly betaTStatistic: number | null;
  /** Two-sided, of beta = 0; null where the fit is perfect. */
  readonly betaPValue: number | null;
  /** 1 / (1 - R squared of this factor on the others): how often their overlap multiplies the variance of beta. */
  readonly varianceInflationFactor: number;
  /** observations - k - 1, as of the whole estimate. */
  readonly degreesOfFreedom: number;
}

/** Betas to several factors at once, with what an auditor asks of them. */
export interface MultiFactorBetaEstimate extends Convention {
  readonly status: 'ok';
  /** Intercept, per period, not annualised. */
  readonly alpha: number;
  /** Of alpha, under `standardErrors`. */
  readonly alphaStandardError: number;
  /** Of alpha, at `confidenceLevel`, by Student t. */
  readonly alphaInterval: Interval;
  /** alpha / alphaStandardError; null where the fit is perfect. */
  readonly alphaTStatistic: number | null;
  /** Two-sided, of alpha = 0; null where the fit is perfect. */
  readonly alphaPValue: number | null;
  /** One a factor, in the order of `Object.keys(factorReturns)`. */
  readonly factors: readonly FactorBeta[];
  /** Of the estimates, under `standardErrors`: alpha first, then the factors in their order. */
  readonly coefficientCovariance: readonly (readonly number[])[];
  /** Share of the asset's variance that the factors explain. */
  readonly rSquared: number;
  /** 1 - (1 - rSquared) (n - 1) / (n - k - 1) with k factors; may be negative. */
  readonly adjustedRSquared: number;
  /**
   * Of the hypothesis that all betas are 0, with equal and independent errors, whichever `standardErrors`;
   * null where the fit is perfect.
   */
  readonly fStatistic: number | null;
  /** Probability of a larger one, by F with k and n - k - 1 degrees of freedom; null where the fit is perfect. */
  readonly fPValue: number | null;
  /** sqrt(sum of squared residuals / (n - k - 1)), per period: the risk that a hedge of all betas leaves. */
  readonly residualStandardDeviation: number;
  /** Samples used. */
  readonly observations: number;
  /** observations - k - 1. */
  readonly degreesOfFreedom: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly standardErrors: StandardErrors;
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** Columns of a regression of which some are told by the others, so that no betas are defined. */
export interface CollinearFactors {
  readonly status: 'collinear';
  /** Independent columns, the constant counted. */
  readonly rank: number;
  /** Of the regression: factors and the constant. */
  readonly columns: number;
  /** Factors that the others, or the constant, explain to rounding; without them the rest has betas. */
  readonly aliased: readonly string[];
}

/** `ok`, too few samples, factors that say the same, or data that hold no betas. */
export type MultiFactorBetaResult =
  MultiFactorBetaEstimate | InsufficientData | CollinearFactors | Degenerate<'flat_asset' | 'unit_leverage'>;

const CALLER = 'multiFactorBeta';

/**
 * The betas of an asset to several factors at once, by least squares, with standard errors, intervals,
 * p-values, variance inflation and fit.
 *
 * **Formula**: r_t = alpha + sum_j beta_j f_jt + e_t by Householder QR of the centred factors with column
 * pivoting and one step of refinement; s^2 = sum e_t^2 / (n - k - 1); F = (R^2 / k) / ((1 - R^2) / (n - k - 1));
 * t, p and intervals by Student t with n - k - 1 degrees of freedom, whichever the standard errors.
 * **Inputs**: a series of n returns and k series of factors of the same length, decimal fractions per period.
 * **Result**: `ok`; `insufficient_data` below k + 2 samples, or maxLags + 1 of HAC; `collinear` where factors say
 * the same, a flat one included (what is left of a factor is the rounding of its numbers or of n sums: a
 * correlation of 1 - 1e-10 is not that; see the variance inflation); `degenerate`: `flat_asset` (it does not move,
 * or by less than 1e-12 of its mean), `unit_leverage` (HC2, HC3: one sample alone fixes a coefficient). An asset
 * that is a combination of the factors to rounding has errors of exactly 0 and no tests.
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*` (`out_of_range`: a spread beyond 1e-60 to 1e60),
 * `unit.suspicious` (a rate above 5).
 * **Accuracy**: against 50-digit arithmetic 1e-14 relative for ordinary factors, p-values 1e-13; NIST's Longley
 * data to 13 digits; two factors of correlation 1 - 1e-10 to 10, errors to 12.
 * **Cost**: O(n k^2), and O(n k^2 (maxLags + 1)) for HAC.
 * **Source**: Golub and Van Loan 2013, 5.3 and 5.4; White 1980, MacKinnon and White 1985, Newey and West 1987.
 * The numbers of statsmodels `OLS.fit(cov_type, use_t=True)` and of R `lm` with `sandwich`.
 *
 * @example
 * ```ts
 * import { multiFactorBeta } from 'betahedge/beta';
 *
 * const estimate = multiFactorBeta({
 *   assetReturns: [0.031, -0.022, 0.044, 0.005, -0.037, 0.028, -0.004, 0.012],
 *   factorReturns: {
 *     BTC: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01, -0.006, 0.003],
 *     ETH: [0.02, -0.016, 0.024, -0.004, -0.022, 0.021, 0.001, 0.01],
 *   },
 * });
 * if (estimate.status === 'ok') {
 *   const [btc, eth] = estimate.factors;
 *   console.log(btc?.beta.toFixed(2), eth?.beta.toFixed(2)); // 1.32 0.72
 *   console.log(eth?.betaPValue?.toFixed(4), eth?.varianceInflationFactor.toFixed(1)); // 0.0009 7.2
 * }
 * ```
 */
export function multiFactorBeta(options: MultiFactorBetaOptions): MultiFactorBetaResult {
  readObject(CALLER, options, '');
  const names = readNames(options);
  const { columns, dropped } = readSample(options, names);
  const standardErrors = readStandardErrors(CALLER, options);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const convention = readConvention(CALLER, options);
  const result = regress(
    CALLER,
    columns[0]!,
    columns.slice(1),
    names,
    standardErrors,
    confidenceLevel,
    names.map((name) => join('factorReturns', name)),
  );
  if (result.status !== 'ok') return result;

  const { fit, betas, summary } = result;
  const inflation = varianceInflation(fit);
  const freedom = summary.degreesOfFreedom;
  const fStatistic =
    fit.unexplained === 0 ? null : fit.explained / names.length / (fit.unexplained / freedom);
  return {
    status: 'ok',
    ...result.alpha,
    factors: names.map((name, j) => ({
      name,
      ...betas[j]!,
      varianceInflationFactor: inflation[j]!,
      degreesOfFreedom: freedom,
      ...convention,
    })),
    coefficientCovariance: result.covariance,
    ...summary,
    fStatistic,
    fPValue: fStatistic === null ? null : fSurvival(fStatistic, names.length, freedom),
    dropped,
    standardErrors,
    confidenceLevel,
    ...convention,
  };
}

function readNames(options: MultiFactorBetaOptions): readonly string[] {
  const names = Object.keys(readObject(CALLER, options.factorReturns, 'factorReturns'));
  if (names.length === 0)
    refuse('shape.missing_field', CALLER, 'factorReturns', 'at least one factor', options.factorReturns);
  return names;
}

/** The asset's returns in excess of the rate, and the factors'. */
function readSample(options: MultiFactorBetaOptions, names: readonly string[]): Samples {
  const drop = readDrop(CALLER, options);
  const asset = readSeries(CALLER, options, 'assetReturns');
  const factors = names.map((name) => {
    const column = readSeries(CALLER, options.factorReturns, name, 'factorReturns');
    const path = join('factorReturns', name);
    refuseLengthMismatch(CALLER, path, asset.length, column.length);
    if (!drop) refuseNonFinite(CALLER, path, column);
    return column;
  });
  const rates = readRates(CALLER, options, asset.length, drop);
  if (!drop) refuseNonFinite(CALLER, 'assetReturns', asset);
  const columns = [lessRates(asset, rates), ...factors];
  return drop ? completePeriods(columns) : { columns, dropped: 0 };
}
