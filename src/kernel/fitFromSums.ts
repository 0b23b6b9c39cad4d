import type { LineFit } from './lineFit.ts';

/** Sums of centred products of x and y over pairs, and their means as anchor plus rest. */
export interface CentredSums {
  readonly anchorX: number;
  readonly restX: number;
  readonly anchorY: number;
  readonly restY: number;
  readonly sxx: number;
  readonly sxy: number;
  readonly syy: number;
}

/**
 * The least share of a sum of squares that can be told from the rounding of sums of products, 2^-52 of the whole
 * and more: to it belongs a residual deviation of 1e-6 of the series' own, known to two digits.
 */
export const SMALLEST_RESIDUE = 1e-12;

/** The least-squares line where only the sums are left, not the sample: for its residuals see `residue`. */
export function fitFromSums(sums: CentredSums): LineFit {
  const { anchorX, restX, anchorY, restY, sxx, sxy, syy } = sums;
  const beta = sxy / sxx;
  const correlation = pearson(sxx, sxy, syy);
  const alpha = anchorY - beta * anchorX + (restY - beta * restX) + 0;
  const ssr = residue(sxx, sxy, syy, correlation);
  return { beta, alpha, anchorX, restX, anchorY, restY, sxx, syy, ssr, correlation };
}

/** Within [-1, 1]; one root of the product, so that a series on itself is exactly 1. */
export function pearson(sxx: number, sxy: number, syy: number): number {
  return Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy)));
}

/**
 * What the line of y on x leaves of Syy; NaN below `SMALLEST_RESIDUE` of it, where the sums can't tell. But a
 * series on itself, of slope 1 or -1 and with the same sum of squares, leaves 0.
 */
export function residue(sxx: number, sxy: number, syy: number, correlation: number): number {
  if (sxx === syy && Math.abs(sxy) === sxx) return 0;
  const share = (1 - correlation) * (1 + correlation);
  return share < SMALLEST_RESIDUE ? NaN : syy * share;
}

/**
 * Whether numbers can be two sums of squares and the sum of products of the same deviations, by Cauchy and Schwarz:
 * but for rounding, and squares that were lost below the doubles.
 */
export function canBeSums(sxx: number, sxy: number, syy: number): boolean {
  return Math.abs(sxy) <= 1.000000001 * Math.sqrt(sxx + 1e-300) * Math.sqrt(syy + 1e-300);
}
