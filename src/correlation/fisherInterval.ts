import type { Interval } from '../foundation/interval.ts';
import { expm1 } from '../kernel/expm1.ts';
import { criticalT } from '../kernel/inference.ts';
import { log1p } from '../kernel/log1p.ts';

/**
 * tanh(atanh r -+ z s), z the normal quantile of the level and s^2 the variance of atanh r: an interval that
 * stays within -1 and 1. Null where r is one of these: atanh r is infinite there.
 */
export function fisherInterval(r: number, variance: number, confidenceLevel: number): Interval | null {
  const size = Math.abs(r);
  if (size === 1) return null;
  // 2 atanh r = log((1 + r) / (1 - r)), and the radius twice too.
  const centre = Math.sign(r) * log1p((2 * size) / (1 - size));
  // The normal distribution is Student's t of infinitely many degrees of freedom.
  const radius = 2 * criticalT(confidenceLevel, Infinity) * Math.sqrt(variance);
  return { lower: tanhOfHalf(centre - radius), upper: tanhOfHalf(centre + radius) };
}

/** tanh(w / 2) = (e^w - 1) / (e^w + 1), odd to the last bit. */
function tanhOfHalf(w: number): number {
  const grown = expm1(Math.abs(w));
  return grown === Infinity ? Math.sign(w) : (Math.sign(w) * grown) / (grown + 2);
}
