import { fitLine } from './lineFit.ts';
import { median } from './selection.ts';

/** How a residual of u scales is weighted: 1 and then c / |u|, or (1 - (u/c)^2)^2 and then 0. */
export type MWeights = 'huber' | 'bisquare';

/** A line by M-estimation, with its errors. */
export interface MEstimate {
  readonly alpha: number;
  readonly beta: number;
  readonly alphaStandardError: number;
  readonly betaStandardError: number;
  /** Median of |residual| / 0.6744897501960817. */
  readonly scale: number;
  /** Observations whose weight is 0. */
  readonly zeroWeights: number;
  readonly iterations: number;
}

/** The normal distribution's third quartile: what the median of |z| is. */
const NORMAL_MAD = 0.6744897501960817;

/**
 * The M-estimate of a line by iteratively reweighted least squares from least squares on, the scale being
 * taken anew at every step, until a step moves the line by less than 1e-13 of the scale.
 *
 * Errors: Huber's H1, kappa^2 [sum psi^2 scale^2 / (n - 2)] / [mean psi']^2 (X'X)^-1 with
 * kappa = 1 + (2/n) var(psi') / mean(psi')^2.
 * Result: `zero_scale` where half of the residuals or more come to nothing beside the rest, so that neither a
 * weight nor an error has a unit; `not_converged` after `maxIterations`, or where the weights leave no slope.
 * A perfect fit, its residuals within 1e-13 of the deviation of y, is that of least squares, and its errors
 * and scale are 0.
 * Inputs: finite columns of equal length >= 3, x not constant.
 * Cost: O(n) an iteration; 13 to 40 of them met, the more the smaller the sample.
 * Source: Huber 1981, Robust Statistics, 7.6 (errors); Holland and Welsch 1977, Commun. Stat. A 6, 813-827.
 */
export function fitMEstimate(
  x: Float64Array,
  y: Float64Array,
  kind: MWeights,
  c: number,
  maxIterations: number,
): MEstimate | 'zero_scale' | 'not_converged' {
  const n = x.length;
  const fit = fitLine(x, y);
  const spreadX = Math.sqrt(fit.sxx / n);
  const spreadY = Math.sqrt(fit.syy / n);
  const dx = x.map((value) => value - fit.anchorX - fit.restX);
  const dy = y.map((value) => value - fit.anchorY - fit.restY);
  const sizes = new Float64Array(n);
  // About the means: the line of least squares has intercept 0 there.
  let level = 0;
  let beta = fit.beta;
  const scaleNow = (): number => {
    for (let t = 0; t < n; t++) sizes[t] = Math.abs(dy[t]! - level - beta * dx[t]!);
    return median(sizes) / NORMAL_MAD;
  };
  const meanX = fit.anchorX + fit.restX;
  const alphaNow = (): number => fit.anchorY - beta * fit.anchorX + (fit.restY - beta * fit.restX) + level;
  if (Math.sqrt(fit.ssr / n) <= 1e-13 * spreadY) {
    const errors = { alphaStandardError: 0, betaStandardError: 0 };
    return { alpha: alphaNow(), beta, ...errors, scale: 0, zeroWeights: 0, iterations: 0 };
  }

  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const scale = scaleNow();
    if (scale <= 1e-13 * spreadY) return 'zero_scale';
    let total = 0;
    let sumX = 0;
    let sumY = 0;
    for (let t = 0; t < n; t++) {
      const weight = weightOf(kind, (dy[t]! - level - beta * dx[t]!) / scale / c);
      sizes[t] = weight;
      total += weight;
      sumX += weight * dx[t]!;
      sumY += weight * dy[t]!;
    }
    const centreX = sumX / total;
    const centreY = sumY / total;
    let sxx = 0;
    let sxy = 0;
    for (let t = 0; t < n; t++) {
      const d = dx[t]! - centreX;
      sxx += sizes[t]! * d * d;
      sxy += sizes[t]! * d * (dy[t]! - centreY);
    }
    // + 0 turns a -0 into 0, which JSON keeps.
    const nextBeta = sxy / sxx + 0;
    const nextLevel = centreY - nextBeta * centreX;
    const moved = Math.abs(nextLevel - level) + Math.abs(nextBeta - beta) * spreadX;
    beta = nextBeta;
    level = nextLevel;
    // NaN, of weights that are all 0 or all at one x, ends it too.
    if (!(moved > 1e-13 * scale)) {
      const last = scaleNow();
      const errors = standardErrors(kind, c, dx, dy, level, beta, last);
      if (errors === null) return 'not_converged';
      return {
        alpha: alphaNow(),
        beta,
        alphaStandardError: errors.deviation * Math.sqrt(1 / n + (meanX / fit.sxx) * meanX),
        betaStandardError: errors.deviation / Math.sqrt(fit.sxx),
        scale: last,
        zeroWeights: errors.zeroWeights,
        iterations,
      };
    }
  }
  return 'not_converged';
}

/** Of a residual in scales and tuning constants. */
function weightOf(kind: MWeights, v: number): number {
  const size = Math.abs(v);
  if (kind === 'huber') return size <= 1 ? 1 : 1 / size;
  return size < 1 ? (1 - v * v) * (1 - v * v) : 0;
}

/** What the residual standard deviation is to (X'X)^-1 in least squares; null where psi rises nowhere. */
function standardErrors(
  kind: MWeights,
  c: number,
  dx: Float64Array,
  dy: Float64Array,
  level: number,
  beta: number,
  scale: number,
): { readonly deviation: number; readonly zeroWeights: number } | null {
  const n = dx.length;
  let squares = 0;
  let slopes = 0;
  let slopeSquares = 0;
  let zeroWeights = 0;
  for (let t = 0; t < n; t++) {
    const residual = dy[t]! - level - beta * dx[t]!;
    const v = residual / scale / c;
    const weight = weightOf(kind, v);
    const inside = Math.abs(v) <= 1;
    const slope = !inside ? 0 : kind === 'huber' ? 1 : (1 - v * v) * (1 - 5 * v * v);
    if (weight === 0) zeroWeights++;
    squares += weight * residual * (weight * residual);
    slopes += slope;
    slopeSquares += slope * slope;
  }
  const mean = slopes / n;
  const variance = Math.max(0, slopeSquares / n - mean * mean);
  if (!(mean > 0)) return null;
  const kappa = 1 + ((2 / n) * variance) / (mean * mean);
  return { deviation: (kappa * Math.sqrt(squares / (n - 2))) / mean, zeroWeights };
}
