import type { Interval } from '../foundation/interval.ts';
import { exp } from '../kernel/exp.ts';
import { criticalT } from '../kernel/inference.ts';

/**
 * tanh(atanh r -+ b), b = z s with z the normal quantile of the level and s^2 the variance of atanh r: with
 * q = exp(-2 b) the lower end is (q (1 + r) - (1 - r)) / (q (1 + r) + (1 - r)), of which next to 1 nothing cancels,
 * and the upper end the mirror image of that of -r. Around r, within -1 and 1; null where r is one of these.
 */
export function fisherInterval(r: number, variance: number, confidenceLevel: number): Interval | null {
  if (Math.abs(r) === 1) return null;
  // The normal distribution is Student's t of infinitely many degrees of freedom.
  const shrunk = exp(-2 * criticalT(confidenceLevel, Infinity) * Math.sqrt(variance));
  const lowerOf = (of: number): number =>
    Math.min(of, (shrunk * (1 + of) - (1 - of)) / (shrunk * (1 + of) + (1 - of)));
  return { lower: lowerOf(r), upper: 0 - lowerOf(-r) };
}
