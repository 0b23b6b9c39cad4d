/** Numbers in what is known of a line: see `unknownLine`. */
export const LINE_LENGTH = 5;

/**
 * What is known of a line y = alpha + beta x before any observation, as five numbers: the variance of its
 * value at a pivot, the pivot's x and the value there; the information about the slope (one over its
 * variance), and the same times the slope. Value and slope are uncorrelated: the pivot is the x where the
 * line is known best.
 *
 * Knowing nothing is a variance of Infinity and an information of 0, exactly: no large number has to stand
 * for it. Variances only ever gain terms of one sign, where a covariance matrix of alpha and beta would lose
 * digits to a difference: this is its factorised form U D U' (Bierman 1977, Factorization Methods for
 * Discrete Sequential Estimation, chapters 5 and 7), for a line the means and sums of products of a sample
 * that forgets.
 */
export function unknownLine(): Float64Array {
  return Float64Array.of(Infinity, 0, 0, 0, 0);
}

/**
 * Takes in independent knowledge of the same line: an observation (x, y) with error variance r is variance r,
 * pivot x, value y and nothing about the slope. Pivots are merged like the means of two samples, and their
 * distance tells of the slope.
 */
export function mergeLine(
  line: Float64Array,
  variance: number,
  x: number,
  y: number,
  information: number,
  score: number,
): void {
  const ownVariance = line[0]!;
  const coupling = 1 / (ownVariance + variance);
  const share = ownVariance === Infinity ? 1 : ownVariance * coupling;
  const dx = x - line[1]!;
  const dy = y - line[2]!;
  line[0] = share * variance;
  line[1]! += share * dx;
  line[2]! += share * dy;
  line[3]! += information + coupling * dx * dx;
  line[4]! += score + coupling * dx * dy;
}

/**
 * Lets alpha and beta take one random step each, with these variances. A step of beta turns the line about
 * `origin`, the x where it is alpha: the pivot moves that way.
 */
export function driftLine(
  line: Float64Array,
  alphaStepVariance: number,
  betaStepVariance: number,
  origin: number,
): void {
  const information = line[3]!;
  const growth = 1 + betaStepVariance * information;
  const distance = line[1]! - origin;
  const move = (distance * betaStepVariance * information) / growth;
  line[0]! += alphaStepVariance + distance * ((distance * betaStepVariance) / growth);
  line[2]! -= slopeOf(line) * move;
  line[1]! -= move;
  line[3] = information / growth;
  line[4]! /= growth;
}

/** The likeliest slope; 0 while nothing is known of it. */
export function slopeOf(line: Float64Array): number {
  const information = line[3]!;
  return information > 0 ? line[4]! / information : 0;
}

/**
 * Variance of y - (alpha + beta x) for a new observation with error variance r; Infinity where it has none
 * yet.
 */
export function innovationVariance(line: Float64Array, x: number, r: number): number {
  const dx = x - line[1]!;
  return line[0]! + r + (dx === 0 ? 0 : dx * (dx / line[3]!));
}

/** y - (alpha + beta x) for a new observation. */
export function innovation(line: Float64Array, x: number, y: number): number {
  return y - line[2]! - slopeOf(line) * (x - line[1]!);
}
