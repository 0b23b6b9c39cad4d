import { readObject, readProbability, refuse } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { ConventionOptions } from '../foundation/convention.ts';
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

/** `ok`, too few rows, or series that hold no beta. */
export type BetaFromMomentsResult =
  BetaEstimate | InsufficientData | Degenerate<'flat_benchmark' | 'flat_asset'>;

const CALLER = 'betaFromMoments';

/**
 * The CAPM beta and alpha with classical inference, from accumulated moments instead of returns.
 *
 * **Formula**: beta = S_mr / S_mm, alpha = mean r - beta mean m, s^2 = (S_rr - beta S_mr) / (n - 2), with
 * S the co-moments of the asset's r and the benchmark's m; t, p and intervals by Student t with n - 2
 * degrees of freedom. `dropped` is the number of missing rows of the moments, whichever series missed.
 * **Result**: as `capmBeta`'s with classical errors: `ok`; `insufficient_data` below 3 rows; `degenerate`:
 * `flat_benchmark`, `flat_asset`. Residuals are what the sums leave, S_rr (1 - rho)(1 + rho): of an asset that
 * the benchmark explains but for 1e-6 of its deviation, four digits.
 * **Errors**: `state.invalid` (not moments of this version), `shape.*`, `domain.not_one_of`,
 * `domain.out_of_range` (no such series; or variances or a beta beyond the doubles).
 * **Accuracy**: 4e-13 relative against 50-digit arithmetic, also with a benchmark of 1e8 + noise;
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
  if (isFlat(sxx, anchorX, restX, observations)) return { status: 'degenerate', reason: 'flat_benchmark' };
  if (isFlat(syy, anchorY, restY, observations)) return { status: 'degenerate', reason: 'flat_asset' };
  const sxy = coMoments[coMomentIndex(asset, benchmark)]!;
  const fit = fitFromSums({ anchorX, restX, anchorY, restY, sxx, sxy, syy });
  const [alphaStandardError, betaStandardError, alphaBetaCovariance] = classicalCovariance(fit, observations);
  const { beta, alpha, correlation } = fit;
  if (!Number.isFinite(beta + alpha + betaStandardError + alphaStandardError))
    return refuse('domain.out_of_range', CALLER, 'asset', 'a series closer in scale', beta);

  const degreesOfFreedom = observations - 2;
  const quantile = criticalT(confidenceLevel, degreesOfFreedom);
  const betaTStatistic = tStatistic(beta, betaStandardError);
  const alphaTStatistic = tStatistic(alpha, alphaStandardError);
  return {
    status: 'ok',
    beta,
    alpha,
    betaStandardError,
    alphaStandardError,
    alphaBetaCovariance,
    betaInterval: intervalAround(beta, quantile * betaStandardError),
    alphaInterval: intervalAround(alpha, quantile * alphaStandardError),
    betaTStatistic,
    alphaTStatistic,
    betaPValue: twoSidedPValue(betaTStatistic, degreesOfFreedom),
    alphaPValue: twoSidedPValue(alphaTStatistic, degreesOfFreedom),
    rSquared: correlation * correlation,
    adjustedRSquared: 1 - (fit.ssr / syy) * ((observations - 1) / degreesOfFreedom),
    residualStandardDeviation: Math.sqrt(fit.ssr / degreesOfFreedom),
    correlation,
    observations,
    degreesOfFreedom,
    dropped,
    standardErrors: 'classical',
    confidenceLevel,
    ...convention,
  };
}
