import { describe, expect, it } from 'vitest';
import { log } from '../../src/kernel/log.ts';
import { log1p } from '../../src/kernel/log1p.ts';
import { backwardSteps, mpmathRows, worstError } from './ulps.ts';

describe('log1p', () => {
  it('is within 2 ulp of mpmath', () => {
    // As log: 1/2 for the last addition, a quarter from f^2 / 2 and the series. Observed: 0.742.
    expect(worstError(log1p, mpmathRows('log1p')).ulps).toBeLessThan(0.9);
  });

  it.each([
    [NaN, NaN],
    [Infinity, Infinity],
    [-Infinity, NaN],
    [0, 0],
    [-0, -0],
    [5e-324, 5e-324],
    [-5e-324, -5e-324],
    [-1, -Infinity],
    [-1.0000000000000002, NaN],
    [-2, NaN],
    [-0.9999999999999999, -36.7368005696771],
    [Number.MAX_VALUE, 709.782712893384],
  ])('log1p(%d) is %d', (x, expected) => {
    expect(log1p(x)).toBe(expected);
  });

  it.each([5e-17, -5e-17, -0.29, 0.41, 1, Math.SQRT2 - 1, Math.SQRT1_2 - 1, 2 * Math.SQRT2 - 1, 2 ** 53])(
    'does not decrease from one double to the next around %d',
    (x) => {
      expect(backwardSteps(log1p, x, 1).count).toBe(0);
    },
  );

  it('is log(1 + x) where 1 + x is exact', () => {
    // The same reduction, except inside (-0.29, 0.41), where none is needed.
    for (let x = 0.5; x < 4000; x += 0.4375) expect(log1p(x)).toBe(log(1 + x));
    for (let x = -0.28125; x < 0.40625; x += 1 / 64) expect(log1p(x)).toBe(log(1 + x));
  });
});
