import { exp } from './exp.ts';
import { stirlingRemainder } from './logGamma.ts';

export function regularisedIncompleteBeta(a: number, b: number, x: number): number {
  if (!(x >= 0 && x <= 1)) return NaN;
  const y = 1 - x;
  return incompleteBetaAtOdds(a, b, x, 0, y, 1 - y - x);
}
export function regularisedIncompleteBetaComplement(a: number, b: number, x: number): number {
  if (!(x >= 0 && x <= 1)) return NaN;
  const y = 1 - x;
  return incompleteBetaAtOdds(b, a, y, 1 - y - x, x, 0);
}

export function incompleteBetaAtOdds(
  a: number,
  b: number,
  xh: number,
  xl: number,
  yh: number,
  yl: number,
): number {
  if (!(a > 0 && b > 0)) return NaN;
  if (xh === 0) return 0;
  if (yh === 0) return 1;
  const s = a + b;
  const sLow = sumError(a, b, s);
  const w = xh + yh;
  const wLow = sumError(xh, yh, w) + xl + yl;
  // ratios
  const sx = s * xh;
  const sxl = productError(s, xh, sx) + s * xl + sLow * xh;
  const sy = s * yh;
  const syl = productError(s, yh, sy) + s * yl + sLow * yh;
  const aw = a * w;
  const awl = productError(a, w, aw) + a * wLow;
  const bw = b * w;
  const bwl = productError(b, w, bw) + b * wLow;
  const p = logRatio(sx, sxl, aw, awl, 0);
  const q = logRatio(sy, syl, bw, bwl, 0);
  const e1 = a * p[0];
  const e2 = b * q[0];
  const h = e1 + e2;
  const l = sumError(e1, e2, h) + productError(a, p[0], e1) + productError(b, q[0], e2) + a * p[1] + b * q[1];
  const weight =
    expOfSum(h, l + stirlingRemainder(s) - stirlingRemainder(a) - stirlingRemainder(b)) *
    Math.sqrt(((a / s) * b) / 6.283185307179586);
  // b x - a y over w
  const ay = sy - bw;
  const lambda = (ay + sumError(sy, -bw, ay) + syl - bwl) / w;
  const x = xh / w;
  const y = yh / w;
  return x * (s + 2) <= a + 1
    ? weight * incompleteBetaFraction(a, b, x, y, lambda)
    : 1 - weight * incompleteBetaFraction(b, a, y, x, -lambda);
}

export let iterations = 0;
export function incompleteBetaFraction(a: number, b: number, x: number, y: number, lambda: number): number {
  let inverse = 1 / (a + 1);
  const first = a * inverse * (lambda + 1);
  let d = 0;
  let term = -1;
  let sum = 0;
  let factor = 0;
  for (let n = 1; n < 20000; n++) {
    const w = n * (b - n) * x * inverse;
    const alpha = w * (a + n - 1) * inverse * (a + b + n - 1) * x;
    inverse = 1 / (a + 2 * n + 1);
    const beta = n + w + (a + n) * inverse * (lambda + 1 + n * (1 + y));
    const previous = d;
    d = 1 / (beta + alpha * d);
    factor = n === 1 ? -alpha * d : -alpha * d * previous;
    term *= factor;
    sum += term;
    iterations = n;
    if (Math.abs(term) <= 1e-17 * (1 - Math.abs(factor)) * (first + sum)) return 1 / (first + sum);
  }
  return NaN;
}

export function logRatio(
  nh: number,
  nl: number,
  dh: number,
  dl: number,
  k: number,
): readonly [number, number] {
  for (; nh > 1.42 * dh; k++) {
    nh *= 0.5;
    nl *= 0.5;
  }
  for (; nh < 0.71 * dh; k--) {
    nh *= 2;
    nl *= 2;
  }
  const upper = nh;
  const difference = upper - dh;
  const sum = upper + dh;
  const differenceLow = sumError(upper, -dh, difference) + nl - dl;
  const sumLow = sumError(upper, dh, sum) + nl + dl;
  const s = difference / sum;
  const product = s * sum;
  const sLow = (difference - product - productError(s, sum, product) + differenceLow - s * sumLow) / sum;
  const z = s * s;
  const tail =
    s *
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
                      z * (1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z * (1 / 21 + z / 23))))))))));
  const whole = k * LN2_HIGH;
  const high = whole + 2 * s;
  return [high, whole - high + 2 * s + (2 * (sLow + tail) + k * LN2_LOW)];
}
const LN2_HIGH = 0.6931471805598903;
const LN2_LOW = 5.497923018708371e-14;

export function expOfSum(high: number, low: number): number {
  const sum = high + low;
  return exp(sum) * (1 + sumError(high, low, sum));
}

export function sumError(a: number, b: number, sum: number): number {
  const bRounded = sum - a;
  return a - (sum - bRounded) + (b - bRounded);
}
export function productError(a: number, b: number, product: number): number {
  const aSpread = a * 134217729;
  const aHigh = aSpread - (aSpread - a);
  const aLow = a - aHigh;
  const bSpread = b * 134217729;
  const bHigh = bSpread - (bSpread - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
