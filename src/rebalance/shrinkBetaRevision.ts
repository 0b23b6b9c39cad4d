import { readFinite, readNonNegative, readObject, refuse, refuseSuspicious } from '../foundation/checks.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate } from '../foundation/status.ts';
import { readYears } from '../options/europeanOption.ts';

/** A beta and its error; a `BetaEstimate` of `capmBeta` is one. */
export interface RevisedBeta {
  /** As estimated. */
  readonly beta: number;
  /** Its standard error; 0 where it is exact. */
  readonly betaStandardError: number;
}

/** What `shrinkBetaRevision` takes. */
export interface ShrinkBetaRevisionOptions {
  /** What the hedge was set by: an estimate, or the beta and standard error of the revision before. */
  readonly previous: RevisedBeta;
  /** The new estimate, of the same asset, benchmark and horizon. */
  readonly next: RevisedBeta;
  /** Between the two times. */
  readonly elapsedYears: number;
  /** Standard deviation of what the beta itself moves by in a year; 0 for a beta that stays. */
  readonly betaVolatilityPerSqrtYear: number;
  /**
   * Of the errors of the two: 0 where no sample is in both; of two windows of one length the share of samples in both;
   * the ratio of the standard errors, new over old, where the new sample holds the old one and more.
   */
  readonly errorCorrelation: number;
}

/** What is left of a revision once its own error is taken into account. */
export interface ShrunkBetaRevision {
  readonly status: 'ok';
  /** To hedge by from now on: the mean of the beta as it is now, by both estimates. */
  readonly beta: number;
  /** Its standard deviation. */
  readonly betaStandardError: number;
  /** Share of the revision that is traded; outside of 0 to 1 only where the errors are correlated. */
  readonly gain: number;
  /** The new estimate less the previous one. */
  readonly revision: number;
  /** What of it is traded: gain times revision. */
  readonly tradedRevision: number;
  /** Standard deviation of such a revision: of errors and of the beta's own move. */
  readonly revisionStandardDeviation: number;
}

/** `ok`, or two estimates of the same error, perfectly correlated, of a beta that stays: they cannot differ. */
export type ShrinkBetaRevisionResult = ShrunkBetaRevision | Degenerate<'estimates_identical'>;

const CALLER = 'shrinkBetaRevision';

/**
 * How much of a change of the estimated beta is to be traded: the part that is the beta's own move, and not the error
 * of the estimates.
 *
 * **Formula**: previous = b + e0, next = b + w + e1, with var(e) the squared standard errors S0^2 and S1^2, their
 * correlation rho, and w the move of a random walk, variance q = betaVolatilityPerSqrtYear^2 elapsedYears, independent
 * of both. Nothing else is known of b. The best linear estimate of b + w is previous + gain (next - previous),
 * D = q + S0^2 + S1^2 - 2 rho S0 S1, gain = (q + S0^2 - rho S0 S1) / D, of error variance
 * ((q + S0^2) S1^2 - (rho S0 S1)^2) / D. With rho = 0 it is the step of a Kalman filter, and
 * each result can be the next `previous`.
 * **Inputs**: estimates of one horizon, standard errors of the estimates, not of the beta's moves.
 * **Result**: `ok`; `degenerate`, `estimates_identical`, where D is 0. The gain is 1 where the new estimate holds all
 * that the old one knew, and more than 1 or less than 0 where the correlation says that the error is in the other one.
 * **Errors**: `shape.*`, `domain.*`, `estimate.not_ok`, `unit.suspicious` (a beta beyond 25, a time above 100 years).
 * **Accuracy**: 1e-15, by 1 / (1 - rho) more for correlated errors.
 * **Source**: Gauss and Markov; Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter, 3.2.
 *
 * @example
 * ```ts
 * import { shrinkBetaRevision } from 'betahedge/rebalance';
 *
 * // 90 days each, none in both.
 * const result = shrinkBetaRevision({
 *   previous: { beta: 1.2, betaStandardError: 0.1 },
 *   next: { beta: 1.45, betaStandardError: 0.15 },
 *   elapsedYears: 90 / 365,
 *   betaVolatilityPerSqrtYear: 0.2,
 *   errorCorrelation: 0,
 * });
 * if (result.status === 'ok') {
 *   console.log(result.gain.toFixed(2), result.beta.toFixed(2)); // 0.47 1.32
 * }
 * ```
 */
export function shrinkBetaRevision(options: ShrinkBetaRevisionOptions): ShrinkBetaRevisionResult {
  readObject(CALLER, options, '');
  const previous = readEstimate(options, 'previous');
  const next = readEstimate(options, 'next');
  const years = readYears(CALLER, options, 'elapsedYears', true);
  const volatility = readNonNegative(CALLER, options, 'betaVolatilityPerSqrtYear');
  const correlation = readFinite(CALLER, options, 'errorCorrelation');
  if (Math.abs(correlation) > 1)
    refuse('domain.out_of_range', CALLER, 'errorCorrelation', 'from -1 to 1', correlation);

  const moved = volatility * volatility * years;
  const [s0, s1] = [previous.betaStandardError, next.betaStandardError];
  // Sums of what is never negative.
  const common = 2 * s0 * s1 * (1 - correlation);
  const variance = moved + (s0 - s1) * (s0 - s1) + common;
  if (!(variance < Infinity))
    refuse('domain.out_of_range', CALLER, 'next.betaStandardError', 'closer to 1 in scale', s1);
  if (variance === 0) return degenerate('estimates_identical');
  const gain = (moved + s0 * (s0 - s1) + 0.5 * common) / variance;
  const left = moved * s1 * s1 + s0 * s0 * s1 * s1 * (1 - correlation) * (1 + correlation);
  const revision = next.beta - previous.beta;
  const tradedRevision = gain * revision + 0;
  return {
    status: 'ok',
    beta: previous.beta + tradedRevision,
    betaStandardError: Math.sqrt(left / variance),
    gain: gain + 0,
    revision,
    tradedRevision,
    revisionStandardDeviation: Math.sqrt(variance),
  };
}

function readEstimate(options: ShrinkBetaRevisionOptions, field: 'previous' | 'next'): RevisedBeta {
  const estimate = readObject(CALLER, options[field], field);
  const status = estimate['status'] ?? 'ok';
  if (status !== 'ok') refuse('estimate.not_ok', CALLER, `${field}.status`, 'ok', status);
  const beta = readFinite(CALLER, estimate, 'beta', field);
  refuseSuspicious(CALLER, `${field}.beta`, beta, 25, 'within 25 (is one series in per cent?)');
  return { beta, betaStandardError: readNonNegative(CALLER, estimate, 'betaStandardError', field) };
}
