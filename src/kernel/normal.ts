import { erfcx, erfSmall, gaussianTail, squareRest } from './erf.ts';
import { exp } from './exp.ts';
import { log } from './log.ts';
import { log1p } from './log1p.ts';

/**
 * The density of the standard normal distribution, exp(-z^2 / 2) / sqrt(2 pi).
 *
 * Result: subnormal above 37.6 in size, 0 above 38.6; NaN for NaN.
 * Accuracy: relative 3.1e-16, 1.89 ulp: the square is exact in two parts.
 * Cost: 1.4 exponentials.
 */
export function normalDensity(z: number): number {
  if (Math.abs(z) > 40) return 0;
  const square = z * z;
  const power = exp(-0.5 * square);
  // The last constant is what 1 / sqrt(2 pi) is less than the first, the middle one half of that.
  return (
    power * 0.3989422804014327 - power * (0.19947114020071635 * squareRest(z, square) + 2.49232720227773e-17)
  );
}

/**
 * The distribution function of the standard normal: the probability of a value below z.
 *
 * Formula: erfc(-z / sqrt(2)) / 2, with z^2 / 2 exact and z sqrt(2) in two parts, so that no rounding of the
 * argument is multiplied by z^2; within 0.66 of 0, 1/2 + erf(z / sqrt(2)) / 2.
 * Result: subnormal below -37.5, 0 below -38.5; 1 above 8.3, where it is the nearest double; NaN for NaN. The upper
 * tail is normalCdf(-z), never 1 - normalCdf(z).
 * Accuracy: relative 2.7e-16, 1.28 ulp; below -0.66 1.7e-16, 1.1 ulp, subnormal results included.
 * Cost: 5 exponentials.
 * Source: as erfc.
 */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  if (size < 0.66) return 0.5 + 0.5 * erfSmall(z * SQRT_HALF);
  if (size > 40) return z < 0 ? 0 : 1;
  const tail = gaussianTail(size, 0.5, 1.414213553071022, 9.302073015110283e-9);
  return z < 0 ? tail : 1 - tail;
}

/**
 * The logarithm of the standard normal distribution function, finite where the probability itself is 0.
 *
 * Formula: below -1, -z^2 / 2 + log(erfcx(-z / sqrt(2)) / 2); above 0, log1p of minus the upper tail.
 * Result: -Infinity below -1.9e154; 0 above 38.6; NaN for NaN.
 * Accuracy: relative 4.1e-16; 2.31 ulp, at z near 0.5.
 * Cost: 8 exponentials.
 * Source: as erfc.
 */
export function normalLogCdf(z: number): number {
  // Adding 0 turns the -0 of a tail that is 0 into 0.
  if (z > 0) return log1p(-normalCdf(-z)) + 0;
  if (z > -1) return log(normalCdf(z));
  return -0.5 * z * z + log(0.5 * erfcx(-z * SQRT_HALF));
}

/**
 * The quantile of the standard normal distribution: the z with normalCdf(z) = p.
 *
 * Formula: with q = p - 1/2 within 0.245 of 0, 5q/2 + q G(q^2), a polynomial; outside, a polynomial in
 * sqrt(-2 log(tail)), good to 3.3e-6, and one step of Halley's method on the logarithm of the tail.
 * Result: -Infinity at 0, Infinity at 1, 0 at 1/2; NaN outside [0, 1] and for NaN. The quantile next to 1 is
 * -normalQuantile(tail): a p near 1 has lost the digits of its tail.
 * Accuracy: relative 5.4e-16; 3.20 ulp, at p near 0.254 and 0.746; 0.91 ulp between 0.255 and 0.745; subnormal p
 * included.
 * Cost: 1.5 exponentials between 0.255 and 0.745, 15 outside.
 * Source: our coefficients (test/fixtures/kernel_coefficients.py).
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) < 0.245) return quantileBody(q);
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  return q < 0 ? -quantileTail(p) : quantileTail(1 - p);
}

const SQRT_HALF = 0.7071067811865476;

/** The z with normalCdf(z) = 1/2 + q, for |q| < 0.245. */
function quantileBody(q: number): number {
  const s = q * q;
  const t = s * s;
  const w = t * t;
  const series =
    0.006628274631000498 +
    s * 2.6249349909537676 +
    t * (5.7725335385787835 + s * 15.6676089771349) +
    w *
      (47.03578444790195 +
        s * 149.830193723533 +
        t * (496.24007288542 + s * 1691.778341999) +
        w *
          (5798.418558553 +
            s * 22830.1366057 +
            t * (34497.14146 + s * 774808.4069) +
            w * (-3036587.3778 + s * 19972572.01)));
  return 2 * q + q * (0.5 + series);
}

/** The z above which the tail is p, for p at most 0.255. */
function quantileTail(p: number): number {
  const logTail = log(p);
  const r = Math.sqrt(-2 * logTail);
  const u = (r - 4) / (r + 4);
  const z =
    r -
    0.59880705 +
    u *
      (0.7472178 +
        u *
          (-0.342735 +
            u * (0.2589577 + u * (-0.1676602 + u * (0.1559199 + u * (-0.1335031 + u * 0.0723182))))));
  // The tail above z is `half` times exp(-z^2 / 2).
  const half = 0.5 * erfcx(z * SQRT_HALF);
  // log(tail / p): one logarithm is the more accurate, two cannot overflow.
  const excess = p > 1e-300 ? log(half / p) - 0.5 * z * z : log(half) - (0.5 * z * z + logTail);
  const step = excess * half * 2.5066282746310002;
  return z + step / (1 + 0.5 * (excess - step * z));
}
