import { powerOfTwo } from './bits.ts';
import { exp, expTail, INVERSE_LN2, LN2_HIGH, LN2_LOW, ROUND_TO_WHOLE } from './exp.ts';

/**
 * e to the power x, less 1, without cancellation near 0.
 *
 * Formula: expm1(x) = (2^k - 1) + 2^k r + 2^k (exp(r) - 1 - r), with k and r as in exp; the first two terms
 * are exact and so is the error of their sum.
 * Result: Infinity above 709.78; -1 below -40; -0 for -0; NaN for NaN.
 * Accuracy: 1.23 ulp, at x near 0.347; below 1 ulp outside (0.33, 0.42).
 * Cost: 1.0 times Math.expm1 in Node 20.
 * Source: as exp.
 */
export function expm1(x: number): number {
  // x^2 / 2 is less than half an ulp, and a subnormal x or -0 stays what it is.
  if (Math.abs(x) < 5e-17) return x;
  // Beside exp(40) 1 is less than a thirtieth of an ulp.
  if (!(x < 40)) return exp(x);
  if (x < -40) return -1;
  const k = x * INVERSE_LN2 + ROUND_TO_WHOLE - ROUND_TO_WHOLE;
  const upper = x - k * LN2_HIGH;
  const lower = k * LN2_LOW;
  const scale = powerOfTwo(k);
  const whole = scale - 1;
  const linear = scale * upper;
  const leading = whole + linear;
  return (
    leading + (whole - leading + linear + (scale - whole - 1) + scale * (expTail(upper - lower) - lower))
  );
}
