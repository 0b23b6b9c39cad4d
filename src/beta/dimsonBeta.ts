import { readInteger, readObject, readProbability, refuse } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import { completePeriods } from '../foundation/series.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';
import { readExcessPair } from './excessSample.ts';
import type { CapmBetaOptions } from './capmBeta.ts';
import type { CollinearFactors } from './multiFactorBeta.ts';
import { regress, testedBeta } from './regress.ts';
import { readStandardErrors } from './standardErrors.ts';
import type { StandardErrors } from './standardErrors.ts';

/** What `dimsonBeta` takes. */
export interface DimsonBetaOptions extends CapmBetaOptions {
  /** How many past returns of the benchmark come in, up to 1e9: the asset is late by up to so many periods. */
  readonly lags: number;
  /** How many future returns come in, up to 1e9: the benchmark is late by up to so many periods. */
  readonly leads: number;
}

/** The asset's response to one of the benchmark's returns. */
export interface DimsonCoefficient {
  /** Of the benchmark's return against the asset's: -1 is the period before. */
  readonly offset: number;
  /** Response, the other offsets held. */
  readonly beta: number;
  /** Of beta, under `standardErrors`. */
  readonly betaStandardError: number;
}

/** A beta summed over late and early responses. */
export interface DimsonBetaEstimate extends Convention {
  readonly status: 'ok';
  /** Sum of the coefficients. */
  readonly beta: number;
  /** Intercept, per period. */
  readonly alpha: number;
  /** Of the sum, by the covariance of all coefficients under `standardErrors`. */
  readonly betaStandardError: number;
  /** Of alpha, under `standardErrors`. */
  readonly alphaStandardError: number;
  /** At `confidenceLevel`, by Student t. */
  readonly betaInterval: Interval;
  /** At `confidenceLevel`, by Student t. */
  readonly alphaInterval: Interval;
  /** beta / betaStandardError; null where the fit is perfect. */
  readonly betaTStatistic: number | null;
  /** alpha / alphaStandardError; null where the fit is perfect. */
  readonly alphaTStatistic: number | null;
  /** Two-sided, of beta = 0; null where the fit is perfect. */
  readonly betaPValue: number | null;
  /** Two-sided, of alpha = 0; null where the fit is perfect. */
  readonly alphaPValue: number | null;
  /** From the longest lag to the longest lead. */
  readonly coefficients: readonly DimsonCoefficient[];
  /** Share of the asset's variance that the benchmark's returns explain together. */
  readonly rSquared: number;
  /** 1 - (1 - rSquared) (n - 1) / degreesOfFreedom; may be negative. */
  readonly adjustedRSquared: number;
  /** sqrt(sum of squared residuals / degreesOfFreedom), per period. */
  readonly residualStandardDeviation: number;
  /** Periods used: those with all their lags and leads. */
  readonly observations: number;
  /** observations - lags - leads - 2. */
  readonly degreesOfFreedom: number;
  /** Periods left out because one of their samples was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly standardErrors: StandardErrors;
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** `ok`, too few samples, or data that hold no beta. */
export type DimsonBetaResult =
  | DimsonBetaEstimate
  | InsufficientData
  | CollinearFactors
  | Degenerate<'flat_benchmark' | 'flat_asset' | 'unit_leverage'>;

const CALLER = 'dimsonBeta';

/**
 * The beta of an asset that trades so thinly, or is quoted so late, that its return follows the benchmark's in
 * part a period or more afterwards: the sum of its responses to past, present and future benchmark returns.
 *
 * **Formula**: r_t = alpha + sum_k b_k m_{t+k} + e_t, k = -lags to leads, in one regression; beta = sum_k b_k,
 * its variance the sum of all elements of the covariance of the b_k; t, p and intervals by Student t.
 * **Inputs**: two series of equal length N without gaps in time, decimal fractions per period; the N - lags - leads
 * periods that have every lag and lead are used. `missing: 'drop'` leaves out each period that needs a missing
 * sample; the others keep their lags.
 * **Result**: `ok`; `insufficient_data` below 20 used periods a lag or lead (each costs precision for a bias that
 * must be worth it), lags + leads + 3, or maxLags + 1 of HAC; it counts samples, lags + leads more than the used
 * periods. `collinear` (the benchmark's own past tells it exactly; `aliased` has offsets as text); `degenerate`:
 * `flat_benchmark`, `flat_asset`, `unit_leverage` (HC2, HC3).
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*` (`out_of_range`: a spread beyond 1e-60 to 1e60),
 * `unit.suspicious` (a rate above 5).
 * **Accuracy**: 1e-13 relative against 50-digit arithmetic.
 * **Cost**: O(n (lags + leads + 1)^2).
 * **Source**: Dimson 1979, J. Financial Economics 7, as one joint regression. The numbers of statsmodels
 * `OLS.fit(cov_type).t_test` of the sum.
 *
 * @example
 * ```ts
 * import { dimsonBeta } from 'betahedge/beta';
 *
 * const m = Array.from({ length: 60 }, (_, i) => ((i * i * 37) % 61) / 1000 - 0.03);
 * const late = m.map((now, i) => 0.7 * now + 0.5 * (m[i - 1] ?? 0) + 0.0001 * (i % 3));
 * const estimate = dimsonBeta({ assetReturns: late, benchmarkReturns: m, lags: 1, leads: 0 });
 * if (estimate.status === 'ok') console.log(estimate.beta.toFixed(2)); // 1.20
 * ```
 */
export function dimsonBeta(options: DimsonBetaOptions): DimsonBetaResult {
  readObject(CALLER, options, '');
  const { asset, benchmark, drop } = readExcessPair(CALLER, options);
  const lags = readCount(options, 'lags');
  const leads = readCount(options, 'leads');
  const standardErrors = readStandardErrors(CALLER, options);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const convention = readConvention(CALLER, options);

  const around = lags + leads;
  const maxLags = typeof standardErrors === 'object' ? standardErrors.maxLags : 0;
  const atLeast = Math.max(20 * around, around + 3, maxLags + 1);
  const required = atLeast + around;
  const length = asset.length - around;
  // A column a lag is not made where there are more lags than samples can tell apart.
  if (length < atLeast) return { status: 'insufficient_data', required, observed: asset.length };
  const all = [asset.subarray(lags, lags + length)];
  for (let k = 0; k <= around; k++) all.push(benchmark.subarray(k, k + length));
  const { columns, dropped } = drop ? completePeriods(all) : { columns: all, dropped: 0 };
  const names = columns.slice(1).map((_, k) => String(k - lags));
  const result = regress(
    CALLER,
    columns[0]!,
    columns.slice(1),
    names,
    standardErrors,
    confidenceLevel,
    undefined,
    atLeast,
  );
  if (result.status === 'insufficient_data')
    return { status: 'insufficient_data', required, observed: result.observed + around };
  if (result.status === 'collinear' && result.rank === 1) return degenerate('flat_benchmark');
  if (result.status !== 'ok') return result;

  const { betas, covariance, summary } = result;
  const sum = compensatedSum(betas.map(({ beta }) => beta));
  const variance = Math.max(0, compensatedSum(covariance.slice(1).flatMap((row) => row.slice(1))));
  return {
    status: 'ok',
    ...testedBeta(sum, variance, summary.degreesOfFreedom, confidenceLevel),
    ...result.alpha,
    coefficients: betas.map(({ beta, betaStandardError }, k) => ({
      offset: k - lags,
      beta,
      betaStandardError,
    })),
    ...summary,
    dropped,
    standardErrors,
    confidenceLevel,
    ...convention,
  };
}

function readCount(options: DimsonBetaOptions, field: 'lags' | 'leads'): number {
  const count = readInteger(CALLER, options, field, 0);
  return count <= 1e9 ? count : refuse('domain.out_of_range', CALLER, field, 'at most 1e9', count);
}
