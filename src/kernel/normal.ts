import { erfcx, erfSmall, gaussianTail, squareRest } from './erf.ts';
import { exp } from './exp.ts';
import { log } from './log.ts';
import { log1p } from './log1p.ts';

/**
 * The density of the standard normal distribution.
 */
export function normalDensity(z: number): number {
  if (Math.abs(z) > 40) return 0;
  const square = z * z;
  const power = exp(-0.5 * square);
  return (
    power * 0.3989422804014327 - power * (0.19947114020071635 * squareRest(z, square) + 2.49232720227773e-17)
  );
}

export function normalCdf(z: number): number {
  const size = Math.abs(z);
  if (size < 0.66) return 0.5 + 0.5 * erfSmall(z * SQRT_HALF);
  if (size > 40) return z < 0 ? 0 : 1;
  const tail = gaussianTail(size, 0.5, 1.414213553071022, 9.302073015110283e-9);
  return z < 0 ? tail : 1 - tail;
}

export function normalLogCdf(z: number): number {
  // + 0: the logarithm of 1 is 0, not -0
  if (z > 0) return log1p(-normalCdf(-z)) + 0;
  if (z > -1) return log(normalCdf(z));
  return -0.5 * z * z + log(0.5 * erfcx(-z * SQRT_HALF));
}

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

/** The z that an upper tail of size p, at most 0.255, begins at. */
function quantileTail(p: number): number {
  const logP = log(p);
  const r = Math.sqrt(-2 * logP);
  const u = (r - 4) / (r + 4);
  const z =
    r -
    0.59880705 +
    u *
      (0.7472178 +
        u *
          (-0.342735 +
            u * (0.2589577 + u * (-0.1676602 + u * (0.1559199 + u * (-0.1335031 + u * 0.0723182))))));
  // One step of Halley's method on log(tail(z)) = log(p), where the tail is exp(-z^2/2) times half.
  const half = 0.5 * erfcx(z * SQRT_HALF);
  const excess = p > 1e-300 ? log(half / p) - 0.5 * z * z : log(half) - (0.5 * z * z + logP);
  const step = excess * half * 2.5066282746310002;
  return z + step / (1 + 0.5 * (excess - step * z));
}
