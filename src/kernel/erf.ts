import { powerOfTwo, timesPowerOfTwo } from './bits.ts';
import { exp, expTail, INVERSE_LN2, LN2_HIGH, LN2_LOW, ROUND_TO_WHOLE } from './exp.ts';

/**
 * The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x.
 *
 * Formula: below 0.47 in size x + x/8 + x G(x^2), a polynomial; above, 1 - erfc.
 * Result: -0 for -0; 1 from 6 up, where it is the nearest double; NaN for NaN.
 * Accuracy: relative 2.3e-16; 1.65 ulp, just above 0.47; 0.74 ulp below.
 * Cost: 5 exponentials.
 * Source: our coefficients (test/fixtures/kernel_coefficients.py).
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < SMALL) return erfSmall(x);
  if (size > 6) return Math.sign(x);
  return Math.sign(x) * (1 - gaussianTail(size, 1, 2, 0));
}

/**
 * The complement of the error function, 1 - erf(x), without cancellation.
 *
 * Formula: from 0.47 up exp(-x^2) erfcx(x), the square exact in two parts: exp of a rounded square would lose
 * 2 x^2 ulps, 1e-13 at 26. Below, 1 - erf(x) or 2 - erfc(-x).
 * Result: subnormal above 26.54, 0 above 27.23; 2 below -6; NaN for NaN.
 * Accuracy: relative 1.7e-16; 1.15 ulp, subnormal results included.
 * Cost: 5 exponentials.
 * Source: Dekker 1971, Numerische Mathematik 18, 224-242 (exact products); our coefficients.
 */
export function erfc(x: number): number {
  if (Math.abs(x) < SMALL) return 1 - erfSmall(x);
  if (x < 0) return x < -6 ? 2 : 2 - gaussianTail(-x, 1, 2, 0);
  return x > 28 ? 0 : gaussianTail(x, 1, 2, 0);
}

/**
 * The scaled complement of the error function, exp(x^2) erfc(x).
 *
 * Formula: for x >= 0.47, (1 + 2x) erfcx(x) is a polynomial of degree 23 in (x - 3.5) / (x + 3.5); near 0,
 * exp(x^2) (1 - erf(x)); for x <= -0.47, 2 exp(x^2) - erfcx(-x).
 * Result: Infinity below -26.63; 1 at 0; about 1 / (x sqrt(pi)) for large x; NaN for NaN.
 * Accuracy: relative 2.9e-16; 2.13 ulp, at x near -0.5.
 * Cost: 3 exponentials for x > 0.
 * Source: the variable is that of Schonfelder 1978, Mathematics of Computation 32, 1232-1240, the factor 1 + 2x
 * that of Shepherd and Laframboise 1981, same journal 36, 249-253; our coefficients.
 */
export function erfcx(x: number): number {
  const square = x * x;
  if (square < SMALL * SMALL) {
    const small = erfSmall(x);
    const grown = square + expTail(square);
    return 1 + (grown - (small + small * grown));
  }
  if (!(x < 0)) return x > 1e9 ? 0.5641895835477563 / x : timesErfcx(1, 0, x, 2, 0);
  if (x < -26.64) return Infinity;
  const power = exp(square);
  return 2 * (power + (power * squareRest(x, square) - 0.5 * timesErfcx(1, 0, -x, 2, 0)));
}

/** Below this size erf, the smaller of erf and erfc, is computed and its complement taken. */
const SMALL = 0.47;

/** erf(x) for |x| < 0.47. */
export function erfSmall(x: number): number {
  const s = x * x;
  const t = s * s;
  const series =
    0.0033791670955125737 +
    s * -0.37612638903183676 +
    t *
      (0.11283791670944215 +
        s * -0.0268661706397278 +
        t *
          (0.0052239774952135 +
            s * -0.0008548309597944 +
            t * (0.000120539698965 + s * -1.486352504e-5 + t * 1.4925405e-6)));
  return x + (0.125 * x + x * series);
}

/**
 * factor * exp(-factor v^2) * erfcx(x) for v in [0, 39], where 2x = (root + rootRest) v and root has at most 27 bits:
 * erfc(v) for factor 1 and root 2, the upper tail of the normal distribution for factor 1/2 and root sqrt(2).
 */
export function gaussianTail(v: number, factor: number, root: number, rootRest: number): number {
  const square = v * v;
  const k = factor * square * -INVERSE_LN2 + ROUND_TO_WHOLE - ROUND_TO_WHOLE;
  const upper = -factor * square - k * LN2_HIGH;
  const lower = k * LN2_LOW + factor * squareRest(v, square);
  const leading = 1 + upper;
  const rest = 1 - leading + upper + (expTail(upper - lower) - lower);
  const y = factor * timesErfcx(leading, rest, v, root, rootRest);
  return k > -1000 ? y * powerOfTwo(k) : timesPowerOfTwo(y, k);
}

/** (y + yRest) * erfcx(x) for x >= 0, 2x = (root + rootRest) v, every rounding before the last carried along. */
function timesErfcx(y: number, yRest: number, v: number, root: number, rootRest: number): number {
  const vUpper = upperHalf(v);
  const product = root * vUpper;
  const productRest = root * (v - vUpper) + rootRest * v;
  const twice = product + productRest;
  const divisor = 1 + twice;
  const divisorRest =
    (twice > 1 ? twice - divisor + 1 : 1 - divisor + twice) + (product - twice + productRest);

  const small = scaledBody((2 * twice) / (twice + 7) - 1);
  const value = 1.25 + small;
  const valueRest = 1.25 - value + small;

  // value / divisor in two parts, the first of 26 bits, so that its products are exact
  const inverse = 1 / divisor;
  const quotient = upperHalf(value * inverse);
  const divisorUpper = upperHalf(divisor);
  const quotientRest =
    (value - quotient * divisorUpper - quotient * (divisor - divisorUpper + divisorRest) + valueRest) *
    inverse;
  const yUpper = upperHalf(y);
  return quotient * yUpper + (quotient * (y - yUpper + yRest) + quotientRest * (y + yRest));
}

/** (1 + 2x) erfcx(x) - 1.25, where u = (x - 3.5) / (x + 3.5). */
function scaledBody(u: number): number {
  const s = u * u;
  const even =
    -0.007650755128845611 +
    s *
      (-0.01055559633222112 +
        s *
          (-0.11508959816005392 +
            s *
              (-0.04882332583050416 +
                s *
                  (-0.004215019882953705 +
                    s *
                      (0.000564384282330824 +
                        s *
                          (-4.27817866520525e-5 +
                            s *
                              (2.3274212223235e-6 +
                                s *
                                  (-4.32041558447e-8 +
                                    s *
                                      (-8.5258382314e-9 + s * (6.281143164e-10 + s * 6.7313482e-11))))))))));
  const odd =
    -0.1400091801376198 +
    s *
      (0.09751909515329618 +
        s *
          (0.08798315382378498 +
            s *
              (0.01909933095645518 +
                s *
                  (-0.0003022679756631262 +
                    s *
                      (-0.0001215120265863534 +
                        s *
                          (2.4260045008542e-5 +
                            s *
                              (-3.81355893652e-6 +
                                s *
                                  (6.00959840748e-7 +
                                    s *
                                      (-9.60235008365e-8 +
                                        s * (1.34698257522e-8 + s * -1.1381484548e-9))))))))));
  return even + u * odd;
}

/** v^2 - square, exactly, for square the rounded v * v. */
export function squareRest(v: number, square: number): number {
  const upper = upperHalf(v);
  const lower = v - upper;
  return upper * upper - square + 2 * upper * lower + lower * lower;
}

/** The upper 26 bits of x: their products are exact. */
function upperHalf(x: number): number {
  const spread = x * 134217729;
  return spread - (spread - x);
}
