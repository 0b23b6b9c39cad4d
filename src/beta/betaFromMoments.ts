import { readObject, readProbability, refuse } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { ConventionOptions } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { fitFromSums } from '../kernel/fitFromSums.ts';
import { criticalT, intervalAround, tStatistic, twoSidedPValue } from '../kernel/inference.ts';
import { classicalCovariance, isFlat } from '../kernel/lineFit.ts';
import type { Moments } from '../returns/moments.ts';
import { coMomentIndex, readMoments, readSeriesOf, readVariation } from '../returns/readMoments.ts';
import type { BetaEstimate } from './capmBeta.ts';

/** What `betaFromMoments` takes. */
export interface BetaFromMomentsOptions extends ConventionOptions {
  /** Of `addToMoments` or `mergeMoments`, straight from JSON too. */
  readonly moments: Moments;
  /** The asset's series: its name, or its number where the moments have no names. */
  readonly asset: string | number;
  /** The benchmark's series, likewise. */
  readonly benchmark: string | number;
  /** Of the intervals, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
}

/** What is null where the sums can't tell the residuals. */
type Residual =
  | 'betaStandardError'
  | 'alphaStandardError'
  | 'alphaBetaCovariance'
  | 'betaInterval'
  | 'alphaInterval'
  | 'residualStandardDeviation';

/**
 * A `BetaEstimate` of which errors, intervals and residual risk may be null: where the benchmark explains the
 * asset but for 1e-6 of its deviation, and the sums can't tell.
 */
export interface MomentsBetaEstimate extends Omit<BetaEstimate, Residual> {
  /** Of beta, classical; null where the sums can't tell. */
  readonly betaStandardError: number | null;
  /** Of alpha, classical; null where the sums can't tell. */
  readonly alphaStandardError: number | null;
  /** Covariance of the estimates of alpha and beta; null where the sums can't tell. */
  readonly alphaBetaCovariance: number | null;
  /** At `confidenceLevel`, by Student t; null where the sums can't tell. */
  readonly betaInterval: Interval | null;
  /** At `confidenceLevel`, by Student t; null where the sums can't tell. */
  readonly alphaInterval: Interval | null;
  /** sqrt(sum of squared residuals / (n - 2)), per period; null where the sums can't tell. */
  readonly residualStandardDeviation: number | null;
}

/** `ok`, too few rows, or series that hold no beta. */
export type BetaFromMomentsResult =
  MomentsBetaEstimate | InsufficientData | Degenerate<'flat_benchmark' | 'flat_asset'>;

const CALLER = 'betaFromMoments';

/**
 * The CAPM beta and alpha with classical inference, from accumulated moments instead of returns.
 *
 * **Formula**: beta = S_mr / S_mm, alpha = mean r - beta mean m, s^2 = (S_rr - beta S_mr) / (n - 2), with
 * S the co-moments of the asset's r and the benchmark's m; t, p and intervals by Student t with n - 2
 * degrees of freedom. `dropped` is the number of missing rows of the moments, whichever series missed.
 * **Result**: as `capmBeta`'s with classical errors: `ok`; `insufficient_data` below 3 rows; `degenerate`:
 * `flat_benchmark`, `flat_asset`. Residuals are what the sums leave, S_rr (1 - rho)(1 + rho), which below 1e-12 of
 * S_rr can't be told from rounding: then they, and all that follows from them, are null. An asset on itself has
 * errors of exactly 0.
 * **Errors**: `state.invalid` (not moments of this version), `shape.*`, `domain.not_one_of`,
 * `domain.out_of_range` (no such series; or variances or a beta beyond the doubles).
 * **Accuracy**: 4e-13 relative against 50-digit arithmetic, p 1e-12, also with a benchmark of 1e8 + noise;
 * the errors lose a factor 1 / (1 - rSquared), since the residuals are a difference of sums.
 * **Cost**: O(k^2) for the check of moments of k series.
 * **Source**: as of `capmBeta`.
 *
 * @example
 * ```ts
 * import { betaFromMoments } from 'betahedge/beta';
 * import { addToMoments, initialMoments } from 'betahedge/returns';
 *
 * const moments = addToMoments(initialMoments({ series: ['BTC', 'ETH'] }), {
 *   columns: {
 *     BTC: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *     ETH: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *   },
 * });
 * const estimate = betaFromMoments({ moments, asset: 'ETH', benchmark: 'BTC' });
 * if (estimate.status === 'ok') console.log(estimate.beta.toFixed(2)); // 1.70
 * ```
 */
export function betaFromMoments(options: BetaFromMomentsOptions): BetaFromMomentsResult {
  readObject(CALLER, options, '');
  const moments = readMoments(CALLER, options.moments, 'moments');
  const asset = readSeriesOf(CALLER, moments, options, 'asset');
  const benchmark = readSeriesOf(CALLER, moments, options, 'benchmark');
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const convention = readConvention(CALLER, options);
  const { observations, dropped, anchors, meanDeviations, coMoments } = moments;
  if (observations < 3) return { status: 'insufficient_data', required: 3, observed: observations };

  const sxx = readVariation(CALLER, moments, benchmark);
  const syy = readVariation(CALLER, moments, asset);
  const anchorX = anchors[benchmark]!;
  const anchorY = anchors[asset]!;
  const restX = meanDeviations[benchmark]!;
  const restY = meanDeviations[asset]!;
  if (isFlat(sxx, anchorX, restX, observations)) return degenerate('flat_benchmark');
  if (isFlat(syy, anchorY, restY, observations)) return degenerate('flat_asset');
  const sxy = coMoments[coMomentIndex(asset, benchmark)]!;
  const fit = fitFromSums({ anchorX, restX, anchorY, restY, sxx, sxy, syy });
  const { beta, alpha, correlation } = fit;
  const isTold = !Number.isNaN(fit.ssr);
  const errors = classicalCovariance(fit, observations);
  if (!Number.isFinite(beta + alpha + (isTold ? errors[0] + errors[1] : 0)))
    return refuse('domain.out_of_range', CALLER, 'asset', 'a series closer in scale', beta);
  const [alphaStandardError, betaStandardError, alphaBetaCovariance] = isTold ? errors : [null, null, null];

  const degreesOfFreedom = observations - 2;
  const quantile = criticalT(confidenceLevel, degreesOfFreedom);
  const around = (value: number, error: number | null): Interval | null =>
    error === null ? null : intervalAround(value, quantile * error);
  // Of an error that is not known there is no t, as of none.
  const betaTStatistic = tStatistic(beta, betaStandardError ?? 0);
  const alphaTStatistic = tStatistic(alpha, alphaStandardError ?? 0);
  return {
    status: 'ok',
    beta,
    alpha,
    betaStandardError,
    alphaStandardError,
    alphaBetaCovariance,
    betaInterval: around(beta, betaStandardError),
    alphaInterval: around(alpha, alphaStandardError),
    betaTStatistic,
    alphaTStatistic,
    betaPValue: twoSidedPValue(betaTStatistic, degreesOfFreedom),
    alphaPValue: twoSidedPValue(alphaTStatistic, degreesOfFreedom),
    rSquared: correlation * correlation,
    adjustedRSquared: 1 - (1 - correlation) * (1 + correlation) * ((observations - 1) / degreesOfFreedom),
    residualStandardDeviation: isTold ? Math.sqrt(fit.ssr / degreesOfFreedom) : null,
    correlation,
    observations,
    degreesOfFreedom,
    dropped,
    standardErrors: 'classical',
    confidenceLevel,
    ...convention,
  };
}
