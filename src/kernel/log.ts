import { singleBits, singleFromBits } from './bits.ts';
import { LN2_HIGH, LN2_LOW } from './exp.ts';

/**
 * The natural logarithm.
 *
 * Formula: log(x) = k ln 2 + log(1 + f), x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)], and
 * log(1 + f) = f - f^2/2 + s (f^2/2 + s^2 P(s^2)), s = f / (2 + f), P of degree 6.
 * Result: -Infinity at 0 and -0; NaN below and for NaN; Infinity for Infinity.
 * Accuracy: 0.76 ulp, at x near 0.707; subnormal x included.
 * Cost: 1.4 times Math.log in Node 20.
 * Source: the series in s as in FreeBSD's msun (e_log.c); our coefficients (test/fixtures/kernel_coefficients.py).
 */
export function log(x: number): number {
  return logScaled(x, 0, 0);
}

/** log(x) + exponent ln 2 + correction, where the correction is less than an ulp of the rest. */
export function logScaled(x: number, exponent: number, correction: number): number {
  const word = singleBits(x);
  if (word < 0x00800000 || word > 0x7e800000) {
    if (!(x > 0)) return x === 0 ? -Infinity : NaN;
    if (x === Infinity) return x;
    // Out of the range of a single: by 96 binary places towards it, as often as it takes.
    return x < 1
      ? logScaled(x * 7.922816251426434e28, exponent - 96, correction)
      : logScaled(x * 1.262177448353619e-29, exponent + 96, correction);
  }
  // The power of two that leaves a significand in [sqrt(1/2), sqrt(2)]; 0x3f3504f3 is sqrt(1/2).
  const power = (word - 0x3f3504f3) & 0xff800000;
  return logOnePlus(x * singleFromBits(0x3f800000 - power) - 1, (power >> 23) + exponent, correction);
}

/** log(1 + f) + k ln 2 + correction for f in [sqrt(1/2) - 1, sqrt(2) - 1]. */
export function logOnePlus(f: number, k: number, correction: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const series =
    z *
    (0.6666666666666734 +
      z * 0.399999999994143 +
      w * (0.28571428742475 + z * 0.222221985635 + w * (0.18183564867 + z * 0.153140358 + w * 0.14796105)));
  const square = 0.5 * f * f;
  const head = f - square;
  const whole = k * LN2_HIGH;
  const leading = whole + head;
  // What the two sums before rounded away goes in with the small terms.
  return (
    leading +
    (whole - leading + head + (f - head - square + (s * (square + series) + (k * LN2_LOW + correction))))
  );
}
