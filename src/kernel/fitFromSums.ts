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

/** The least-squares line where only the sums are left, not the sample: for its residuals see `unexplained`. */
export function fitFromSums(sums: CentredSums): LineFit {
  const { anchorX, restX, anchorY, restY, sxx, sxy, syy } = sums;
  const beta = sxy / sxx;
  // One root of the product, so that a series on itself is exactly 1.
  const correlation = Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy)));
  const alpha = anchorY - beta * anchorX + (restY - beta * restX) + 0;
  return {
    beta,
    alpha,
    anchorX,
    restX,
    anchorY,
    restY,
    sxx,
    syy,
    ssr: unexplained(syy, correlation),
    correlation,
  };
}

/**
 * What a line leaves of a sum of squares, never negative, and 0 where the correlation is 1. Known to about
 * 2^-52 of the whole: of a series that the line explains but for 1e-6 of its deviation, four digits.
 */
export function unexplained(sumOfSquares: number, correlation: number): number {
  return sumOfSquares * (1 - correlation) * (1 + correlation);
}
