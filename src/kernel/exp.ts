import { powerOfTwo, timesPowerOfTwo } from './bits.ts';

export const INVERSE_LN2 = 1.4426950408889634;
/** ln 2 in two parts: the first has 42 bits, so that its product with any exponent is exact. */
export const LN2_HIGH = 0.6931471805598903;
export const LN2_LOW = 5.497923018708371e-14;
/** 1.5 * 2^52: adding and subtracting it rounds to the nearest whole number, ties to even. */
export const ROUND_TO_WHOLE = 6755399441055744;

/**
 * The exponential function, e to the power x.
 *
 * Formula: exp(x) = 2^k exp(r), where k is x / ln 2 rounded and r = x - k ln 2 is carried in two parts;
 * exp(r) is a polynomial of degree 12.
 * Result: Infinity above 709.78, subnormal below -708.40, 0 below -745.13; NaN for NaN.
 * Accuracy: 0.71 ulp; 0.78 ulp where the result is subnormal.
 * Cost: 0.8 times Math.exp in Node 20.
 * Source: the reduction of Cody and Waite 1980, chapter 6; our coefficients (test/fixtures/kernel_coefficients.py).
 */
export function exp(x: number): number {
  const k = x * INVERSE_LN2 + ROUND_TO_WHOLE - ROUND_TO_WHOLE;
  if (Math.abs(x) < 708) return significand(x, k) * powerOfTwo(k);
  if (!(x > -746)) return x < 0 ? 0 : NaN;
  if (x > 710) return Infinity;
  return timesPowerOfTwo(significand(x, k), k);
}

/** exp(x) / 2^k as 1 + r + (exp(r) - 1 - r), with what 1 + r rounds away put among the small terms. */
function significand(x: number, k: number): number {
  const upper = x - k * LN2_HIGH;
  const lower = k * LN2_LOW;
  const leading = 1 + upper;
  return leading + (1 - leading + upper + (expTail(upper - lower) - lower));
}

/** exp(r) - 1 - r for |r| <= ln2/2. */
export function expTail(r: number): number {
  const s = r * r;
  const t = s * s;
  return (
    s *
    (0.5 +
      r * 0.16666666666666677 +
      s * (0.04166666666666658 + r * 0.00833333333332216) +
      t *
        (0.00138888888889427 +
          r * 0.0001984126988494 +
          s * (2.48015871982e-5 + r * 2.755724529e-6) +
          t * (2.7557387e-7 + r * 2.510869e-8 + s * 2.0879e-9)))
  );
}
