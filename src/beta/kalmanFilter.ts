import {
  driftLine,
  innovation,
  innovationVariance,
  LINE_LENGTH,
  mergeLine,
  unknownLine,
} from '../kernel/driftingLine.ts';
import { log } from '../kernel/log.ts';
import type { KalmanNoise } from './kalmanNoise.ts';

/** What is known of alpha and beta at the first sample, before it is seen; the two independent. */
export interface KalmanPrior {
  /** Mean of alpha. */
  readonly alpha: number;
  /** Mean of beta. */
  readonly beta: number;
  /** Variance of alpha; 0: known exactly. */
  readonly alphaVariance: number;
  /** Variance of beta, above 0. */
  readonly betaVariance: number;
}

/** Alpha and beta over time: variances, not standard errors; NaN where the data do not tell them yet. */
export interface KalmanPath {
  /** Means of alpha. */
  readonly alpha: Float64Array;
  /** Means of beta. */
  readonly beta: Float64Array;
  /** Variances of alpha. */
  readonly alphaVariance: Float64Array;
  /** Covariances of alpha and beta. */
  readonly alphaBetaCovariance: Float64Array;
  /** Variances of beta. */
  readonly betaVariance: Float64Array;
}

/** Columns less their first observation. */
export interface LineSample {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly anchorX: number;
  readonly anchorY: number;
}

export interface FilteredLine {
  /** What is known of the line after each period, `LINE_LENGTH` numbers each. */
  readonly states: Float64Array;
  readonly innovations: Float64Array;
  readonly innovationVariances: Float64Array;
  readonly logLikelihood: number;
}

/** What is known of the line after each period, given the samples up to it. */
export function filterLine(sample: LineSample, noise: KalmanNoise, prior: KalmanPrior | null): FilteredLine {
  const { x, y, anchorX } = sample;
  const n = x.length;
  const states = new Float64Array(n * LINE_LENGTH);
  const innovations = new Float64Array(n).fill(NaN);
  const innovationVariances = new Float64Array(n).fill(NaN);
  const r = noise.observationVariance;
  const line = unknownLine();
  if (prior !== null) {
    const information = 1 / prior.betaVariance;
    line.set([
      prior.alphaVariance,
      -anchorX,
      prior.alpha - sample.anchorY,
      information,
      information * prior.beta,
    ]);
  }
  let logLikelihood = 0;
  for (let t = 0; t < n; t++) {
    if (t > 0) driftLine(line, noise.alphaStepVariance, noise.betaStepVariance, -anchorX);
    const error = innovation(line, x[t]!, y[t]!);
    if (Number.isFinite(error)) {
      const variance = innovationVariance(line, x[t]!, r);
      if (variance < Infinity) {
        innovations[t] = error;
        innovationVariances[t] = variance;
        // The constant is 2 pi.
        logLikelihood -= 0.5 * (log(6.283185307179586 * variance) + (error * error) / variance);
      }
      mergeLine(line, r, x[t]!, y[t]!, 0, 0);
    }
    states.set(line, t * LINE_LENGTH);
  }
  return { states, innovations, innovationVariances, logLikelihood };
}

/**
 * What all samples tell of the line at each period: those up to it, and those after it, by the same filter
 * from the end backwards.
 */
export function smoothLine(
  { x, y, anchorX }: LineSample,
  noise: KalmanNoise,
  states: Float64Array,
): Float64Array {
  const smoothed = states.slice();
  const later = unknownLine();
  for (let t = x.length - 1; t >= 0; t--) {
    const here = smoothed.subarray(t * LINE_LENGTH, (t + 1) * LINE_LENGTH);
    if (later[0]! < Infinity) mergeLine(here, later[0]!, later[1]!, later[2]!, later[3]!, later[4]!);
    if (Number.isFinite(x[t]! + y[t]!)) mergeLine(later, noise.observationVariance, x[t]!, y[t]!, 0, 0);
    driftLine(later, noise.alphaStepVariance, noise.betaStepVariance, -anchorX);
  }
  return smoothed;
}

/** What is known of the line, as alpha and beta. */
export function pathOf({ anchorX, anchorY }: LineSample, states: Float64Array): KalmanPath {
  const n = states.length / LINE_LENGTH;
  const column = (): Float64Array => new Float64Array(n).fill(NaN);
  const path = {
    alpha: column(),
    beta: column(),
    alphaVariance: column(),
    alphaBetaCovariance: column(),
    betaVariance: column(),
  };
  for (let t = 0; t < n; t++) {
    const at = t * LINE_LENGTH;
    const information = states[at + 3]!;
    if (!(information > 0)) continue;
    const beta = states[at + 4]! / information;
    const x = anchorX + states[at + 1]!;
    path.beta[t] = beta + 0;
    path.alpha[t] = anchorY - beta * anchorX + (states[at + 2]! - beta * states[at + 1]!);
    path.betaVariance[t] = 1 / information;
    path.alphaBetaCovariance[t] = -x / information + 0;
    path.alphaVariance[t] = states[at]! + x * (x / information);
  }
  return path;
}
