import { logOnePlus, logScaled } from './log.ts';

/**
 * The natural logarithm of 1 + x, without cancellation near 0.
 */
export function log1p(x: number): number {
  if (Math.abs(x) < 5e-17) return x;
  if (x > -0.29 && x < 0.41) return logOnePlus(x, 0, 0);
  const y = 1 + x;
  // What the addition rounded away moves the logarithm by its share of y.
  const lost = x < 1 ? x - (y - 1) : 1 - (y - x);
  return logScaled(y, 0, lost / y);
}
