import { incompleteBetaFraction, logRatio, expOfSum, sumError, productError } from './incompleteBeta.ts';
import { exp } from './exp.ts';

export function studentTCdf(x: number, df: number): number {
  const t = Math.abs(x);
  if (!(df > 0 && t >= 0)) return NaN;
  const half = t < Infinity ? signedHalf(t, Math.min(df, 1e24)) : 0;
  const tail = half < 0 ? 0.5 + half : half;
  return x < 0 ? tail : half < 0 ? 0.5 - half : 1 - half;
}

export function signedHalf(t: number, n: number): number {
  return 0.5 * weight(t, n, 0) * fraction(t, n);
}

export function weight(t: number, n: number, lift: number): number {
  const far = t > 1e150;
  if (far) t *= 2.913414348125081e-157; // 2^-520
  const square = t * t;
  const w = far ? square : n + square;
  const wLow = productError(t, t, square) + (far ? 0 : sumError(n, square, w));
  const [high, low] = logRatio(w, wLow, n, 0, far ? 1040 : 0);
  const a = n / 2;
  const e = a * high;
  return (
    (expOfSum(lift - e, sumError(lift, -e, lift - e) - productError(a, high, e) - a * low) *
      gammaRatio(a) *
      t) /
    Math.sqrt(w * 3.141592653589793)
  );
}
export function fraction(t: number, n: number): number {
  const a = n / 2;
  const odds = (t / n) * t;
  const x = 1 / (1 + odds);
  const y = odds < 1 ? odds * x : 1 - x;
  const lambda = (a + 0.5) * y - 0.5;
  return y * (a + 2.5) > 1.5
    ? incompleteBetaFraction(a, 0.5, x, y, lambda)
    : -incompleteBetaFraction(0.5, a, y, x, -lambda);
}

export let evaluations = 0;
export function studentTQuantile(probability: number, df: number): number {
  if (!(probability >= 0 && probability <= 1 && df > 0)) return NaN;
  const q = Math.min(probability, 1 - probability);
  const sign = probability < 0.5 ? -1 : 1;
  if (q === 0) return sign * Infinity;
  const n = Math.min(df, 1e24);
  const a = n / 2;
  const central = 0.5 - q;
  if (central === 0) return 0;
  let t = start(q, n);
  const lift = q < 1e-280 ? 100 : 0;
  const target = q * exp(lift);
  for (let i = 0; i < 20; i++) {
    evaluations = i + 1;
    if (!(t < Infinity)) break;
    const wt = weight(t, n, lift);
    const half = 0.5 * wt * fraction(t, n);
    const tail = half < 0 ? 0.5 + half : half;
    const excess = half < 0 ? central + half : tail - target;
    const s = excess / (tail + target);
    const ratio = 1 + n / t / t;
    const g = ((0.5 * wt) / tail) * ratio;
    const newton = (2 * s * (1 + (s * s) / 3)) / g;
    const step = newton / (1 + 0.5 * newton * (g - a - a / t / t));
    t *= Math.sqrt(1 + ratio * growth(step));

    if (Math.abs(step) * ratio < 1e-5) break;
  }
  return sign * t;
}

function start(q: number, n: number): number {
  const a = n / 2;
  const g = gammaRatio(a);
  const t0 = ((0.5 - q) * Math.sqrt(3.141592653589793 * n)) / g;
  const r = (t0 / n) * t0;
  const least = 2 / (1 + 2 / r);
  const R = (1.772453850905516 * a) / g;
  const M =
    (0.6816901138162093 * R - Math.sqrt(R * R * 0.10132118364233778 + 0.3633802276324187)) /
    0.3633802276324187;
  const L = logRatio(2 * q, 0, 1, 0, 0)[0];
  let w = -L / a;
  for (let i = 0; i < 2 && w > least; i++) {
    const m = M * Math.sqrt(-growth(-w));
    const D = 0.6816901138162093 * m + Math.sqrt(1 + m * m * 0.10132118364233778);
    w = -(L + logRatio(D, 0, 1, 0, 0)[0]) / a;
  }
  w = Math.max(w, least);
  return Math.sqrt(-n * growth(-w)) * exp(w / 2);
}
function growth(step: number): number {
  return Math.abs(step) < 0.01 ? step + 0.5 * step * step : exp(step) - 1;
}

export function gammaRatio(a: number): number {
  let upper = 1;
  let lower = 1;
  for (; a < 10; a++) {
    upper *= a;
    lower *= a + 0.5;
  }
  const centre = a - 0.25;
  const z = 1 / (centre * centre);
  return (
    (upper / lower) *
    Math.sqrt(centre) *
    (1 +
      z *
        (1 / 64 +
          z *
            (-19 / 8192 +
              z *
                (631 / 524288 +
                  z *
                    (-174317 / 134217728 + z * (20491783 / 8589934592 - (z * 7334801895) / 1099511627776))))))
  );
}
