import { productError, sumError } from './compensatedSum.ts';
import { exp } from './exp.ts';
import { inverseTanhTail, stirlingRemainder } from './logGamma.ts';

/**
 * The regularised incomplete beta function I_x(a, b): the probability below x under the beta distribution.
 *
 * Formula: I_x(a, b) = x^a y^b / B(a, b) K(a, b, x) with y = 1 - x and K the continued fraction below; above
 * x = (a + 1)/(a + b + 2), where K becomes slow, I_x(a, b) = 1 - I_y(b, a).
 *
 * Inputs: a, b in [1e-15, 1e15], x in [0, 1]; NaN elsewhere, and where a and b are both so large, beyond
 * 1e12, that K does not settle in 100 000 steps.
 * Accuracy: relative 4e-14 of either side for a, b in [0.5, 1e4] down to 1e-300, 2e-14 above 1e-100; where the
 * fraction gives the other side, a min(a, b) below 0.5 costs 1e-15 / min(a, b). Both from 1e6 up: 3e-14 near
 * the middle, 5e-12 at 1e10.
 * Cost: 5 to 20 steps of K, some 0.4 us; near the middle min(a, b)^0.3 times as many (400 at 1e7).
 * Source: DiDonato and Morris 1992, ACM TOMS 18, 360-373, eq. 9 (the fraction).
 */
export function regularisedIncompleteBeta(a: number, b: number, x: number): number {
  return withinUnit(a, b, x, false);
}

/** 1 - I_x(a, b), the probability above x, without cancellation: domain and accuracy as above. */
export function regularisedIncompleteBetaComplement(a: number, b: number, x: number): number {
  return withinUnit(a, b, x, true);
}

function withinUnit(a: number, b: number, x: number, above: boolean): number {
  if (!(x >= 0 && x <= 1)) return NaN;
  // 2^500 keeps the roundings of a tiny x above the smallest double.
  const scale = x < 1e-150 ? 3.273390607896142e150 : 1;
  const y = 1 - x;
  const yRest = sumError(1, -x, y);
  return above
    ? incompleteBetaAtOdds(b, a, y * scale, yRest * scale, x * scale, 0)
    : incompleteBetaAtOdds(a, b, x * scale, 0, y * scale, yRest * scale);
}

/**
 * I_p(a, b) where the odds p : 1 - p are given, (x + xRest) : (y + yRest): the lower part at x/(x + y).
 *
 * A point near 1 has no double that says how far from 1 it is; its odds have. The rests are what the
 * rounding to x and y left over. With a large, x^a keeps its digits only so.
 *
 * Inputs: a, b as above; x, y in [1e-200, 1e200] or one of them 0.
 */
export function incompleteBetaAtOdds(
  a: number,
  b: number,
  x: number,
  xRest: number,
  y: number,
  yRest: number,
): number {
  if (!(a >= 1e-15 && b >= 1e-15 && a <= 1e15 && b <= 1e15)) return NaN;
  if (x === 0 || y === 0) return x === 0 ? 0 : 1;
  const s = a + b;
  const sRest = sumError(a, b, s);
  const whole = x + y;
  const wholeRest = sumError(x, y, whole) + xRest + yRest;
  // p against the mean a/s as (s x)/(a whole), 1 - p against b/s as (s y)/(b whole), each in two doubles.
  const sx = s * x;
  const sxRest = productError(s, x, sx) + s * xRest + sRest * x;
  const sy = s * y;
  const syRest = productError(s, y, sy) + s * yRest + sRest * y;
  const aw = a * whole;
  const awRest = productError(a, whole, aw) + a * wholeRest;
  const bw = b * whole;
  const bwRest = productError(b, whole, bw) + b * wholeRest;
  const [logX, logXRest] = logRatio(sx, sxRest, aw, awRest, 0);
  const [logY, logYRest] = logRatio(sy, syRest, bw, bwRest, 0);
  const powerX = a * logX;
  const powerY = b * logY;
  const power = powerX + powerY;
  const powerRest =
    sumError(powerX, powerY, power) +
    (productError(a, logX, powerX) + productError(b, logY, powerY) + (a * logXRest + b * logYRest)) +
    (stirlingRemainder(s) - stirlingRemainder(a) - stirlingRemainder(b));
  const weight = expOfSum(power, powerRest) * Math.sqrt(((a / s) * b) / 6.283185307179586);

  const lambdaRaw = sy - bw;
  const lambda = (lambdaRaw + (sumError(sy, -bw, lambdaRaw) + syRest - bwRest)) / whole;
  const p = x / whole;
  const q = y / whole;
  return p * (s + 2) <= a + 1
    ? weight * incompleteBetaFraction(a, b, p, q, lambda)
    : 1 - weight * incompleteBetaFraction(b, a, q, p, -lambda);
}

/**
 * The continued fraction K = 1/(β_1 + α_2/(β_2 + α_3/(β_3 + ...))), where x + y = 1, λ = (a + b) y - b,
 *
 *   α_{n+1} = (a + n - 1)(a + b + n - 1) n (b - n) x^2 / (a + 2 n - 1)^2,
 *   β_{n+1} = n + n (b - n) x / (a + 2 n - 1) + (a + n)(λ + 1 + n (1 + y)) / (a + 2 n + 1).
 *
 * Steed's forward sum gives what follows β_1; β_1 itself, which may be small, is added last.
 */
export function incompleteBetaFraction(a: number, b: number, x: number, y: number, lambda: number): number {
  let inverse = 1 / (a + 1);
  const first = a * inverse * (lambda + 1);
  let denominator = 1;
  let term = -1;
  let rest = 0;
  for (let n = 1; n < 100000; n++) {
    const w = n * (b - n) * x * inverse;
    const alpha = w * (a + (n - 1)) * inverse * (a + b + (n - 1)) * x;
    inverse = 1 / (a + (2 * n + 1));
    const beta = n + w + (a + n) * inverse * (lambda + 1 + n * (1 + y));
    const next = 1 / (beta + (n > 1 ? alpha * denominator : 0));
    const factor = -alpha * next * denominator;
    denominator = next;
    term *= factor;
    rest += term;
    // The terms to come are about a geometric series.
    if (Math.abs(term) <= 1e-17 * (1 - Math.abs(factor)) * (first + rest)) return 1 / (first + rest);
  }
  return NaN;
}

/**
 * log(u / v 2^exponent) in two doubles, for positive finite u and v, each with what its rounding left over.
 *
 * Formula: u/v = 2^k m with m in [0.7, 1.42], log m = 2 artanh(s) with s = (m - 1)/(m + 1). Only s, k log 2
 * and their sum need two doubles: the rest of the series is at most 1 % of s. So a log(u/v) keeps an
 * absolute error of 2e-18 |a s| where the logarithm in one double leaves 1e-16 |a log(u/v)|.
 */
export function logRatio(
  u: number,
  uRest: number,
  v: number,
  vRest: number,
  exponent: number,
): readonly [high: number, low: number] {
  // By powers of 2, which round nothing: 64 while u and v are that far apart, then 1. Two doubles are at most
  // 2^2098 apart; the bounds on the exponent end the loop for what is no positive finite number.
  while (u > 1.42 * v && exponent < 4000) {
    const step = u * 5e-20 > v ? 64 : 1;
    const scale = step > 1 ? 5.421010862427522e-20 : 0.5;
    u *= scale;
    uRest *= scale;
    exponent += step;
  }
  while (u < 0.71 * v && exponent > -4000) {
    const step = u < v * 5e-20 ? 64 : 1;
    const scale = step > 1 ? 1.8446744073709552e19 : 2;
    u *= scale;
    uRest *= scale;
    exponent -= step;
  }
  const difference = u - v;
  const differenceRest = sumError(u, -v, difference) + uRest - vRest;
  const sum = u + v;
  const sumRest = sumError(u, v, sum) + uRest + vRest;
  const s = difference / sum;
  const product = s * sum;
  const sRest = (difference - product - productError(s, sum, product) + differenceRest - s * sumRest) / sum;
  // log 2 in two parts: the first has 42 bits, so that its product with an exponent is exact.
  const whole = exponent * 0.6931471805598903;
  const high = whole + 2 * s;
  const low = 2 * (sRest + s * inverseTanhTail(s * s)) + exponent * 5.497923018708371e-14;
  return [high, whole - high + 2 * s + low];
}

/** e^(high + low), where low is what a rounding left over. */
export function expOfSum(high: number, low: number): number {
  const sum = high + low;
  const power = exp(sum);
  return power + power * sumError(high, low, sum);
}
