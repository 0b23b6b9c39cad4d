import {
  isAbsent,
  readFinite,
  readInteger,
  readNonNegative,
  readObject,
  readOneOf,
  readPositive,
  readProbability,
  refuse,
} from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import { completePeriods, readSeries, refuseLengthMismatch } from '../foundation/series.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { intervalAround } from '../kernel/inference.ts';
import { fitLine, isFlat, spreadScale } from '../kernel/lineFit.ts';
import { normalQuantile } from '../kernel/normal.ts';
import { filterLine, pathOf, smoothLine } from './kalmanFilter.ts';
import type { KalmanPath, KalmanPrior } from './kalmanFilter.ts';
import { fitKalmanNoise } from './kalmanNoise.ts';
import type { KalmanNoise } from './kalmanNoise.ts';

/** What `kalmanBeta` takes. */
export interface KalmanBetaOptions extends ConventionOptions {
  /** Returns of the asset, one a period; a non-finite one is a missing observation. */
  readonly assetReturns: ArrayLike<number>;
  /** Returns of the benchmark over the same periods; missing likewise. */
  readonly benchmarkReturns: ArrayLike<number>;
  /** How far alpha and beta move and the asset strays; or `maximum-likelihood`, to fit that to the sample. */
  readonly noise: KalmanNoise | 'maximum-likelihood';
  /** Default `diffuse`: nothing is known of alpha and beta at first. The only one to fit the noise under. */
  readonly prior?: 'diffuse' | KalmanPrior | undefined;
  /**
   * Whether to smooth too, default false: estimates that look into the future, for study and never for
   * trading.
   */
  readonly smoothed?: boolean | undefined;
  /** Of `betaInterval`, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
  /** Of one search of the likelihood, default 1000. */
  readonly maximumEvaluations?: number | undefined;
}

/** A beta that moves: where it is after the last sample, and the way there. */
export interface KalmanBetaEstimate extends Convention {
  readonly status: 'ok';
  /** After the last sample: the one to hedge with. */
  readonly beta: number;
  /** After the last sample, per period. */
  readonly alpha: number;
  /** Of beta, given the noise. */
  readonly betaStandardError: number;
  /** Of alpha, given the noise. */
  readonly alphaStandardError: number;
  /** Covariance of the estimates of alpha and beta. */
  readonly alphaBetaCovariance: number;
  /** At `confidenceLevel`, by the normal distribution. */
  readonly betaInterval: Interval;
  /**
   * Of `beta` for the period to come, in which beta has taken one step more: what a hedge put on now meets.
   */
  readonly nextBetaStandardError: number;
  /** sqrt(noise.observationVariance), per period: the risk that a beta hedge leaves even if beta is right. */
  readonly residualStandardDeviation: number;
  /** Given the samples up to and with each: what was known then. */
  readonly filtered: KalmanPath;
  /** Given all samples, later ones too: not causal. Null unless asked for. */
  readonly smoothed: KalmanPath | null;
  /** Each asset return less its prediction from the samples before; NaN where missing or not predicted. */
  readonly innovations: Float64Array;
  /** Their variances, foreseen; NaN likewise. */
  readonly innovationVariances: Float64Array;
  /** Of the observations that were predicted: under a diffuse prior all but the two that fix the line. */
  readonly logLikelihood: number;
  /** As given, or as fitted. */
  readonly noise: KalmanNoise;
  /** Whether the noise was fitted to the sample. */
  readonly noiseFitted: boolean;
  /** Whether neither coefficient moves: then this is least squares on the samples so far, and no more. */
  readonly isLeastSquares: boolean;
  /** Index of the first filtered estimate. */
  readonly validFrom: number;
  /** Periods observed. */
  readonly observations: number;
  /** Periods without an observation of both: no update, and the variances grow. */
  readonly dropped: number;
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** `ok`, too few samples, data that hold no beta, or a likelihood without a maximum. */
export type KalmanBetaResult =
  | KalmanBetaEstimate
  | InsufficientData
  | Degenerate<'flat_benchmark' | 'flat_asset' | 'no_observation_noise' | 'not_converged'>;

const CALLER = 'kalmanBeta';

/**
 * A beta that moves, by the Kalman filter: alpha and beta take a random step each period, and each sample
 * corrects them as much as it is worth.
 *
 * **Formula**: r_t = alpha_t + beta_t m_t + e_t, var e = observationVariance; alpha_t = alpha_{t-1} + u_t,
 * beta_t = beta_{t-1} + w_t, var u = alphaStepVariance, var w = betaStepVariance, all normal and independent.
 * The prior stands at the first sample, without a step before it.
 * **Inputs**: two series of equal length, decimal fractions per period; a non-finite sample is missing. The
 * noise is the meaning of the filter (a betaStepVariance of 0.001 lets beta move by 0.03 a period): give it,
 * or have it fitted by maximum likelihood, under a diffuse prior.
 * **Result**: `ok`, for sizing `beta` with `nextBetaStandardError` as its error; appending samples never changes `filtered`
 * while the noise is given; fitted noise has seen the whole sample, and its own error is not in the standard
 * errors. `insufficient_data` below 60 samples to fit, else 2 (1 with a prior); `degenerate`:
 * `flat_benchmark`, `flat_asset`, `no_observation_noise` (the likelihood rises as the observation noise falls
 * to 0, as with an asset that is the benchmark and often, not always, with prices for returns),
 * `not_converged`. A fitted step variance of 0 is an answer: the sample shows no movement.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range` also where a series spreads by less than 1e-60 or more
 * than 1e60, or the noise is beyond all doubles).
 * **Accuracy**: 2e-14 of the largest value of each path against 50-digit arithmetic, the diffuse start
 * (exact, no large number) and an offset of 1e8 included; fitted variances 1e-6 relative, as flat as their
 * likelihood is.
 * **Cost**: O(n), 0.3 us a sample; fitting runs the filter some 700 times.
 * **Source**: Kalman 1960; Bierman 1977 (factorised form); de Jong 1991 (diffuse start); Fraser and Potter
 * 1969 (smoothing by a filter from either end). The numbers of statsmodels `RecursiveLS` (no steps) and
 * `MLEModel`.
 *
 * @example
 * ```ts
 * import { kalmanBeta } from 'betahedge/beta';
 *
 * const estimate = kalmanBeta({
 *   assetReturns: [0.021, -0.012, 0.034, 0.005, NaN, 0.018],
 *   benchmarkReturns: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *   noise: { alphaStepVariance: 0, betaStepVariance: 0.01, observationVariance: 0.00001 },
 * });
 * if (estimate.status === 'ok') {
 *   console.log(estimate.beta.toFixed(2)); // 1.62
 *   console.log(estimate.nextBetaStandardError.toFixed(2)); // 0.23
 * }
 * ```
 */
export function kalmanBeta(options: KalmanBetaOptions): KalmanBetaResult {
  readObject(CALLER, options, '');
  const y = readSeries(CALLER, options, 'assetReturns');
  const x = readSeries(CALLER, options, 'benchmarkReturns');
  refuseLengthMismatch(CALLER, 'benchmarkReturns', y.length, x.length);
  const given = readNoise(options);
  const prior = readPrior(options);
  if (given === null && prior !== null)
    refuse('domain.not_one_of', CALLER, 'prior', 'diffuse where the noise is fitted', options.prior);
  const smooth = !isAbsent(options, 'smoothed') && readOneOf(CALLER, options, 'smoothed', [true, false]);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const maximumEvaluations = isAbsent(options, 'maximumEvaluations')
    ? 1000
    : readInteger(CALLER, options, 'maximumEvaluations', 1);
  const convention = readConvention(CALLER, options);

  const { columns, dropped } = completePeriods([x, y]);
  const [observedX, observedY] = columns as [Float64Array, Float64Array];
  const n = observedX.length;
  const required = given === null ? 60 : prior === null ? 2 : 1;
  if (n < required) return { status: 'insufficient_data', required, observed: n };
  refuseOddScale('benchmarkReturns', observedX);
  refuseOddScale('assetReturns', observedY);
  const fit = fitLine(observedX, observedY);
  if (n > 1 && isFlat(fit.sxx, fit.anchorX, fit.restX, n)) return degenerate('flat_benchmark');
  if (n > 1 && isFlat(fit.syy, fit.anchorY, fit.restY, n)) return degenerate('flat_asset');

  // Deviations from the first observation, so that an offset of 1e8 costs no digits.
  const centred = { x: x.map((value) => value - fit.anchorX), y: y.map((value) => value - fit.anchorY) };
  let noise = given;
  if (noise === null) {
    // Residuals of 1e-12 of the asset's spread are rounding.
    if (fit.ssr <= 1e-24 * fit.syy) return degenerate('no_observation_noise');
    const meanX = fit.anchorX + fit.restX;
    const size = meanX * meanX + fit.sxx / n;
    const fitted = fitKalmanNoise(centred.x, centred.y, -fit.anchorX, size, maximumEvaluations);
    if (fitted.outcome !== 'ok') return degenerate(fitted.outcome);
    noise = fitted.noise;
  }

  const sample = { ...centred, anchorX: fit.anchorX, anchorY: fit.anchorY };
  const { states, innovations, innovationVariances, logLikelihood } = filterLine(sample, noise, prior);
  const filtered = pathOf(sample, states);
  const last = x.length - 1;
  const betaVariance = filtered.betaVariance[last]!;
  const nextVariance = betaVariance + noise.betaStepVariance;
  const beta = filtered.beta[last]!;
  const alpha = filtered.alpha[last]!;
  const alphaVariance = filtered.alphaVariance[last]!;
  if (!Number.isFinite(beta + alpha + alphaVariance + nextVariance + logLikelihood))
    refuse('domain.out_of_range', CALLER, 'noise', 'closer to the scale of the returns', logLikelihood);
  const betaStandardError = Math.sqrt(betaVariance);
  return {
    status: 'ok',
    beta,
    alpha,
    betaStandardError,
    alphaStandardError: Math.sqrt(alphaVariance),
    alphaBetaCovariance: filtered.alphaBetaCovariance[last]!,
    betaInterval: intervalAround(beta, -normalQuantile((1 - confidenceLevel) / 2) * betaStandardError),
    nextBetaStandardError: Math.sqrt(nextVariance),
    residualStandardDeviation: Math.sqrt(noise.observationVariance),
    filtered,
    smoothed: smooth ? pathOf(sample, smoothLine(sample, noise, states)) : null,
    innovations,
    innovationVariances,
    logLikelihood,
    noise,
    noiseFitted: given === null,
    isLeastSquares: noise.alphaStepVariance + noise.betaStepVariance === 0 && prior === null,
    validFrom: filtered.beta.findIndex((value) => !Number.isNaN(value)),
    observations: n,
    dropped,
    confidenceLevel,
    ...convention,
  };
}

/** Null where it is to be fitted. */
function readNoise(options: KalmanBetaOptions): KalmanNoise | null {
  if (typeof options.noise === 'string') {
    readOneOf(CALLER, options, 'noise', ['maximum-likelihood']);
    return null;
  }
  const noise = readObject(CALLER, options.noise, 'noise');
  return {
    alphaStepVariance: readNonNegative(CALLER, noise, 'alphaStepVariance', 'noise'),
    betaStepVariance: readNonNegative(CALLER, noise, 'betaStepVariance', 'noise'),
    observationVariance: readPositive(CALLER, noise, 'observationVariance', 'noise'),
  };
}

/** Null where it is diffuse. */
function readPrior(options: KalmanBetaOptions): KalmanPrior | null {
  if (isAbsent(options, 'prior')) return null;
  if (typeof options.prior === 'string') {
    readOneOf(CALLER, options, 'prior', ['diffuse']);
    return null;
  }
  const prior = readObject(CALLER, options.prior, 'prior');
  return {
    alpha: readFinite(CALLER, prior, 'alpha', 'prior'),
    beta: readFinite(CALLER, prior, 'beta', 'prior'),
    alphaVariance: readNonNegative(CALLER, prior, 'alphaVariance', 'prior'),
    betaVariance: readPositive(CALLER, prior, 'betaVariance', 'prior'),
  };
}

function refuseOddScale(field: string, series: Float64Array): void {
  if (spreadScale(series) !== 1)
    refuse('domain.out_of_range', CALLER, field, 'of a spread between 1e-60 and 1e60', series[0]);
}
