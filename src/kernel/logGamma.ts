import { log } from './log.ts';
import { log1p } from './log1p.ts';

/**
 * The logarithm of the gamma function, for x >= 0.
 *
 * Formula: from 10 up, log Γ(x) = (x - 1/2)(log x - 1) - 1/2 + log(2π)/2 + δ(x) with the Stirling remainder
 * δ; below, Γ(x + 1) = x Γ(x) leads to x = 2 + u with |u| <= 1/2, where log Γ(2 + u) / u is a polynomial.
 *
 * Inputs: x in [0, Infinity]; NaN elsewhere, also left of 0, where Γ changes its sign. log Γ(0) is Infinity.
 * Accuracy: relative 7e-16, next to the zeros at 1 and 2 too.
 * Source: the polynomial is ours, by Chebyshev interpolation (test/fixtures/special_mpmath.py).
 */
export function logGamma(x: number): number {
  if (!(x < 10)) return (x - 0.5) * (log(x) - 1) + 0.4189385332046727 + stirlingRemainder(x);
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x < 0.5) return logGammaNear2(x) - log(x * (1 + x));
  if (x < 1.5) return logGammaNear2(x - 1) - log(x);
  let product = 1;
  for (; x > 2.5; product *= x) x--;
  return logGammaNear2(x - 2) + log(product);
}

/**
 * The logarithm of the beta function B(a, b) = Γ(a) Γ(b) / Γ(a + b), for a > 0 and b > 0.
 *
 * Formula, with b the smaller and s = a + b: δ(a) + δ(b) - δ(s) + (a - 1/2) log(a/s) + b log(b/s)
 * + log(2π/b)/2. A difference of log-gammas would lose the digits of the larger one: 5e-12 at a = 5000.
 *
 * Inputs: a, b positive and finite; NaN elsewhere.
 * Accuracy: relative 1.1e-15, absolute where |log B| < 1, for a, b in [1e-6, 1e12].
 * Source: DiDonato and Morris 1992, ACM TOMS 18, 360-373 (the use of remainders).
 */
export function logBeta(a: number, b: number): number {
  if (!(a > 0 && b > 0 && a < Infinity && b < Infinity)) return NaN;
  const large = Math.max(a, b);
  const small = Math.min(a, b);
  const ratio = small / large;
  const ratioLog = ratio > 1e-290 ? log(ratio) : log(small) - log(large);
  const wholeLog = log1p(ratio);
  return (
    small * (ratioLog - wholeLog) -
    (large - 0.5) * wholeLog -
    0.5 * log(small) +
    0.9189385332046728 +
    (stirlingRemainder(large) - stirlingRemainder(large + small) + stirlingRemainder(small))
  );
}

/**
 * The Stirling remainder δ(x) = log Γ(x) - (x - 1/2) log x + x - log(2π)/2, for x > 0.
 *
 * Formula: from 10 up the asymptotic series 1/(12 x) - 1/(360 x^3) + ...; below, the recurrence
 * δ(x) = δ(x + 1) + (x + 1/2) log(1 + 1/x) - 1, whose summand with z = 1/(2 x + 1)^2 is z/3 + z^2/5 + ...
 *
 * Accuracy: absolute 5e-16, relative 8e-16 where it is above 1.
 */
export function stirlingRemainder(x: number): number {
  let sum = 0;
  for (; x < 2; x++) sum += (x + 0.5) * (x < 1 ? log1p(x) - log(x) : log1p(1 / x)) - 1;
  for (; x < 10; x++) {
    const root = 1 / (2 * x + 1);
    sum += inverseTanhTail(root * root);
  }
  const z = 1 / x / x;
  return (
    sum +
    (1 / 12 -
      z *
        (1 / 360 -
          z *
            (1 / 1260 -
              z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360 - z * (1 / 156 - z * (3617 / 122400)))))))) /
      x
  );
}

/** artanh(s)/s - 1 = z/3 + z^2/5 + ... for z = s^2 in [0, 0.04]. */
export function inverseTanhTail(z: number): number {
  return (
    z *
    (1 / 3 +
      z *
        (1 / 5 +
          z *
            (1 / 7 +
              z *
                (1 / 9 +
                  z *
                    (1 / 11 +
                      z * (1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z * (1 / 21 + z / 23))))))))))
  );
}

/** log Γ(2 + u) for |u| <= 1/2. */
function logGammaNear2(u: number): number {
  let sum = 0;
  for (let i = 0; i < NEAR_2.length; i++) sum = sum * u + NEAR_2[i]!;
  return sum * u;
}

/** log Γ(2 + u) / u, highest power first. */
const NEAR_2: readonly number[] = [
  2.7475390051909663e-7, -5.811277768921246e-7, 9.242852225162277e-7, -1.9743106888421067e-6,
  4.3828545383846665e-6, -9.45628851510172e-6, 2.050601970174762e-5, -4.4923727564247656e-5,
  9.945761692157133e-5, -2.2315497746292723e-4, 5.096695196526673e-4, -1.1927539009983087e-3,
  2.890510330865901e-3, -7.385551028935545e-3, 2.058080842778338e-2, -6.735230105319563e-2,
  0.3224670334241132, 0.42278433509846713,
];
