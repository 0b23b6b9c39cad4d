import { logOnePlus, logScaled } from './log.ts';

/**
 * The natural logarithm of 1 + x, without cancellation near 0.
 *
 * Formula: within (-0.29, 0.41) the series of log with f = x; elsewhere log(y) + (1 + x - y) / y, where y is
 * 1 + x rounded.
 * Result: -Infinity at -1; NaN below and for NaN; -0 for -0; Infinity for Infinity.
 * Accuracy: 0.75 ulp, at x near 0.41.
 * Cost: 1.4 times Math.log1p in Node 20.
 * Source: as log.
 */
export function log1p(x: number): number {
  // x^2 / 2 is less than half an ulp, and a subnormal x or -0 stays what it is.
  if (Math.abs(x) < 5e-17) return x;
  if (x > -0.29 && x < 0.41) return logOnePlus(x, 0, 0);
  const y = 1 + x;
  // What the addition rounded away moves the logarithm by its share of y.
  const lost = x < 1 ? x - (y - 1) : 1 - (y - x);
  return logScaled(y, 0, lost / y);
}
