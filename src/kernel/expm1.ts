import { powerOfTwo } from './bits.ts';
import { exp, expTail, INVERSE_LN2, LN2_HIGH, LN2_LOW, ROUND_TO_WHOLE } from './exp.ts';

/**
 * e to the power x, less 1, without cancellation near 0.
 */
export function expm1(x: number): number {
  if (Math.abs(x) < 5e-17) return x;
  if (!(x < 40)) return exp(x);
  if (x < -40) return -1;
  const k = x * INVERSE_LN2 + ROUND_TO_WHOLE - ROUND_TO_WHOLE;
  const upper = x - k * LN2_HIGH;
  const lower = k * LN2_LOW;
  const scale = powerOfTwo(k);
  const whole = scale - 1;
  const linear = scale * upper;
  const leading = whole + linear;
  return (
    leading + (whole - leading + linear + (scale - whole - 1) + scale * (expTail(upper - lower) - lower))
  );
}
