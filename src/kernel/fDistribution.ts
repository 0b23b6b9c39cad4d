import { productError } from './compensatedSum.ts';
import { incompleteBetaAtOdds } from './incompleteBeta.ts';

/**
 * The probability that an F-distributed ratio exceeds x: the p-value of an F test.
 *
 * Formula: I_p(d2/2, d1/2) at the odds p : 1 - p = d2 : d1 x, with d1 the numerator's and d2 the
 * denominator's degrees of freedom. The product d1 x is carried exactly.
 *
 * Inputs: x in [0, Infinity]; d1, d2 in [1e-14, 1e15], whole or not; NaN elsewhere.
 * Accuracy: relative 1e-14 down to 1e-300, for d1 in [0.5, 1e3] and d2 in [0.5, 1e7].
 * Source: NIST DLMF 8.17; Abramowitz and Stegun 26.6.2.
 */
export function fSurvival(x: number, d1: number, d2: number): number {
  return fPart(x, d1, d2, true);
}

/** The probability that an F-distributed ratio is at most x: domain and accuracy as above. */
export function fCdf(x: number, d1: number, d2: number): number {
  return fPart(x, d1, d2, false);
}

function fPart(x: number, d1: number, d2: number, above: boolean): number {
  if (!(x >= 0 && d1 >= 1e-14 && d2 >= 1e-14 && d1 <= 1e15 && d2 <= 1e15)) return NaN;
  if (x === Infinity) return above ? 0 : 1;
  // Odds are a ratio: 2^500 or 2^-500 keeps d1 x within reach, exactly.
  const scale = x > 1e150 ? 3.054936363499605e-151 : x < 1e-150 ? 3.273390607896142e150 : 1;
  const v = d2 * scale;
  const scaled = x * scale;
  const u = d1 * scaled;
  const uRest = productError(d1, scaled, u);
  return above
    ? incompleteBetaAtOdds(0.5 * d2, 0.5 * d1, v, 0, u, uRest)
    : incompleteBetaAtOdds(0.5 * d1, 0.5 * d2, u, uRest, v, 0);
}
