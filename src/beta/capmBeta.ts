import { readFinite, readObject, readProbability, refuse, refuseSuspicious } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import { readDrop, readNumbers, refuseLengthMismatch, refuseNonFinite } from '../foundation/series.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { criticalT, intervalAround, tStatistic, twoSidedPValue } from '../kernel/inference.ts';
import {
  classicalCovariance,
  fitLine,
  isFlat,
  isWellScaled,
  sandwichCovariance,
  spreadScale,
} from '../kernel/lineFit.ts';
import { readStandardErrors } from './standardErrors.ts';
import type { StandardErrors } from './standardErrors.ts';

/** What `capmBeta` takes. */
export interface CapmBetaOptions extends ConventionOptions {
  /** Returns of the asset, one a period. */
  readonly assetReturns: ArrayLike<number>;
  /** Returns of the benchmark over the same periods. */
  readonly benchmarkReturns: ArrayLike<number>;
  /** Subtracted from both series first: one number, or one a period; a fraction per period, not per year. */
  readonly riskFreeRatePerPeriod?: number | ArrayLike<number> | undefined;
  /** Default `classical`. */
  readonly standardErrors?: StandardErrors | undefined;
  /** Of the intervals, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** A beta with what an auditor asks of it: its error, its sample, its conventions. */
export interface BetaEstimate extends Convention {
  readonly status: 'ok';
  /** Slope: the asset's return per unit of the benchmark's. */
  readonly beta: number;
  /** Intercept, per period, not annualised. */
  readonly alpha: number;
  /** Of beta, under `standardErrors`. */
  readonly betaStandardError: number;
  /** Of alpha, under `standardErrors`. */
  readonly alphaStandardError: number;
  /** Covariance of the estimates of alpha and beta. */
  readonly alphaBetaCovariance: number;
  /** At `confidenceLevel`, by Student t. */
  readonly betaInterval: Interval;
  /** At `confidenceLevel`, by Student t. */
  readonly alphaInterval: Interval;
  /** beta / betaStandardError; null where the fit is perfect, since there is no error to compare with. */
  readonly betaTStatistic: number | null;
  /** alpha / alphaStandardError; null where the fit is perfect. */
  readonly alphaTStatistic: number | null;
  /** Two-sided, of beta = 0; null where the fit is perfect. */
  readonly betaPValue: number | null;
  /** Two-sided, of alpha = 0; null where the fit is perfect. */
  readonly alphaPValue: number | null;
  /** Share of the asset's variance that the benchmark explains. */
  readonly rSquared: number;
  /** 1 - (1 - rSquared) (n - 1) / (n - 2); may be negative. */
  readonly adjustedRSquared: number;
  /** sqrt(sum of squared residuals / (n - 2)), per period: the risk that a beta hedge leaves. */
  readonly residualStandardDeviation: number;
  /** Pearson correlation of the two series. */
  readonly correlation: number;
  /** Samples used. */
  readonly observations: number;
  /** observations - 2. */
  readonly degreesOfFreedom: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly standardErrors: StandardErrors;
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** `ok`, too few samples, or data that hold no beta. */
export type CapmBetaResult =
  BetaEstimate | InsufficientData | Degenerate<'flat_benchmark' | 'flat_asset' | 'unit_leverage'>;

const CALLER = 'capmBeta';

/**
 * The CAPM beta and alpha of an asset against a benchmark, by least squares, with standard errors,
 * intervals, p-values and fit.
 *
 * **Formula**: beta = sum (m_t - mean m)(r_t - mean r) / sum (m_t - mean m)^2, alpha = mean r - beta mean m,
 * with r, m the asset's and the benchmark's returns less the risk-free rate; s^2 = sum e_t^2 / (n - 2);
 * t, p and intervals by Student t with n - 2 degrees of freedom, whichever the standard errors.
 * **Inputs**: two series of equal length n, decimal fractions per period (0.01 is one per cent); simple
 * returns, if the beta is to size a hedge.
 * **Result**: `ok`, with errors of exactly 0 where the asset is on the line to rounding; `insufficient_data` below
 * 3 samples, or maxLags + 1 of HAC; `degenerate`: `flat_benchmark` or `flat_asset` (a series that does not move, or
 * by less than 1e-12 of its mean, is a stale feed more often than a fact, and would claim a beta of 0 with no
 * error), `unit_leverage` (HC2, HC3: one sample alone fixes the slope).
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*` (`out_of_range`: beta beyond all doubles),
 * `unit.suspicious` (a rate above 5).
 * **Accuracy**: 1e-12 relative against 50-digit arithmetic, also with a benchmark of 1e8 + noise.
 * **Cost**: O(n), O(n (maxLags + 1)) for HAC; arrays and `Float64Array` are read in place.
 * **Source**: Sharpe 1964; White 1980 (HC0), MacKinnon and White 1985 (HC1 to HC3), Newey and West 1987.
 * The numbers of statsmodels `OLS.fit(cov_type, use_t=True)` and of R `lm` with `sandwich`.
 *
 * @example
 * ```ts
 * import { capmBeta } from 'betahedge/beta';
 *
 * const estimate = capmBeta({
 *   assetReturns: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *   benchmarkReturns: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *   standardErrors: 'HC3',
 * });
 * if (estimate.status === 'ok') {
 *   const { lower, upper } = estimate.betaInterval;
 *   console.log(estimate.beta.toFixed(2)); // 1.70
 *   console.log(`${lower.toFixed(2)} to ${upper.toFixed(2)}`); // 1.39 to 2.00
 * }
 * ```
 */
export function capmBeta(options: CapmBetaOptions): CapmBetaResult {
  readObject(CALLER, options, '');
  const sample = readSample(options);
  const standardErrors = readStandardErrors(CALLER, options);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const convention = readConvention(CALLER, options);

  let { x, y } = sample;
  const n = x.length;
  const degreesOfFreedom = n - 2;
  // A word has neither field.
  const { maxLags = 0, smallSample = standardErrors === 'HC1' } = standardErrors as Partial<NeweyWest>;
  const required = Math.max(3, maxLags + 1);
  let fit = fitLine(x, y);
  let scaleX = 1;
  let scaleY = 1;
  if (n < required || !isWellScaled(fit)) {
    refuseNonFinite(CALLER, 'assetReturns', y);
    refuseNonFinite(CALLER, 'benchmarkReturns', x);
    if (n < required) return { status: 'insufficient_data', required, observed: n };
    scaleX = spreadScale(x);
    scaleY = spreadScale(y);
    x = Float64Array.from(x, (value) => value * scaleX);
    y = Float64Array.from(y, (value) => value * scaleY);
    fit = fitLine(x, y);
  }
  if (isFlat(fit.sxx, fit.anchorX, fit.restX, n)) return degenerate('flat_benchmark');
  if (isFlat(fit.syy, fit.anchorY, fit.restY, n)) return degenerate('flat_asset');
  const errors =
    standardErrors === 'classical'
      ? classicalCovariance(fit, n)
      : sandwichCovariance(
          x,
          y,
          fit,
          standardErrors === 'HC3' ? 1 : standardErrors === 'HC2' ? 0.5 : 0,
          maxLags,
          smallSample ? n / degreesOfFreedom : 1,
        );
  if (!errors) return degenerate('unit_leverage');

  const scale = scaleX / scaleY;
  const beta = fit.beta * scale;
  const alpha = fit.alpha / scaleY;
  const betaStandardError = errors[1] * scale;
  const alphaStandardError = errors[0] / scaleY;
  const quantile = criticalT(confidenceLevel, degreesOfFreedom);
  if (!Number.isFinite(beta + alpha + betaStandardError + alphaStandardError))
    return refuse('domain.out_of_range', CALLER, 'assetReturns', 'closer in scale', beta);
  const betaTStatistic = tStatistic(beta, betaStandardError);
  const alphaTStatistic = tStatistic(alpha, alphaStandardError);
  return {
    status: 'ok',
    beta,
    alpha,
    betaStandardError,
    alphaStandardError,
    alphaBetaCovariance: (errors[2] * scale) / scaleY,
    betaInterval: intervalAround(beta, quantile * betaStandardError),
    alphaInterval: intervalAround(alpha, quantile * alphaStandardError),
    betaTStatistic,
    alphaTStatistic,
    betaPValue: twoSidedPValue(betaTStatistic, degreesOfFreedom),
    alphaPValue: twoSidedPValue(alphaTStatistic, degreesOfFreedom),
    rSquared: fit.correlation * fit.correlation,
    adjustedRSquared: 1 - (fit.ssr / fit.syy) * ((n - 1) / degreesOfFreedom),
    residualStandardDeviation: Math.sqrt(fit.ssr / degreesOfFreedom) / scaleY,
    correlation: fit.correlation,
    observations: n,
    degreesOfFreedom,
    dropped: sample.dropped,
    standardErrors,
    confidenceLevel,
    ...convention,
  };
}

type NeweyWest = Extract<StandardErrors, object>;

interface Sample {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly dropped: number;
}

function readSample(options: CapmBetaOptions): Sample {
  const drop = readDrop(CALLER, options);
  const y = readNumbers(CALLER, options, 'assetReturns');
  const x = readNumbers(CALLER, options, 'benchmarkReturns');
  refuseLengthMismatch(CALLER, 'benchmarkReturns', y.length, x.length);
  const field = 'riskFreeRatePerPeriod';
  const rate = options[field] ?? 0;
  if (rate === 0 && !drop) return { x, y, dropped: 0 };

  const rates =
    typeof rate === 'object'
      ? readNumbers(CALLER, options, field)
      : new Float64Array(x.length).fill(readFinite(CALLER, { [field]: rate }, field));
  refuseLengthMismatch(CALLER, field, x.length, rates.length);
  if (!drop) refuseNonFinite(CALLER, field, rates);
  const excessX: number[] = [];
  const excessY: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const riskFree = rates[i]!;
    // 0 times what is not finite is NaN; a sum of the three could overflow.
    if (drop && 0 * x[i]! + 0 * y[i]! + 0 * riskFree !== 0) continue;
    refuseSuspicious(CALLER, field, riskFree, 5, 'a fraction, not a percentage');
    excessX.push(x[i]! - riskFree);
    excessY.push(y[i]! - riskFree);
  }
  return { x: excessX, y: excessY, dropped: x.length - excessX.length };
}
