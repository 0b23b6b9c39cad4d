import type { Interval } from '../foundation/interval.ts';
import { exp } from '../kernel/exp.ts';
import { criticalT } from '../kernel/inference.ts';

/**
 * tanh(atanh r -+ b), b = z s with z the normal quantile of the level and s^2 the variance of atanh r, by the
 * addition formula: (r -+ tanh b) / (1 -+ r tanh b). Within -1 and 1; null where r is one of these.
 */
export function fisherInterval(r: number, variance: number, confidenceLevel: number): Interval | null {
  if (Math.abs(r) === 1) return null;
  // The normal distribution is Student's t of infinitely many degrees of freedom.
  const shrunk = exp(-2 * criticalT(confidenceLevel, Infinity) * Math.sqrt(variance));
  const t = (1 - shrunk) / (1 + shrunk);
  return { lower: (r - t) / (1 - r * t), upper: (r + t) / (1 + r * t) };
}
