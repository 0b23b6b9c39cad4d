import { describe, expect, it } from 'vitest';
import { exp } from '../../src/kernel/exp.ts';
import { log } from '../../src/kernel/log.ts';
import { backwardSteps, mpmathRows, nextDouble, ulp, worstError } from './ulps.ts';

describe('log', () => {
  it('is within 1 ulp of mpmath, subnormal arguments and those next to 1 included', () => {
    // 1/2 for the last addition, a quarter from f^2 / 2 and the series. Observed: 0.755.
    expect(worstError(log, mpmathRows('log')).ulps).toBeLessThan(0.9);
  });

  it.each([
    [NaN, NaN],
    [Infinity, Infinity],
    [-Infinity, NaN],
    [0, -Infinity],
    [-0, -Infinity],
    [1, 0],
    [-1, NaN],
    [-5e-324, NaN],
    [5e-324, -744.4400719213812],
    [Number.MAX_VALUE, 709.782712893384],
  ])('log(%d) is %d', (x, expected) => {
    expect(log(x)).toBe(expected);
  });

  it.each([
    Math.SQRT1_2,
    Math.SQRT2,
    2 * Math.SQRT2,
    1,
    0.9,
    1.1,
    2 ** -126,
    2 ** 126,
    2 ** -1022,
    2 ** 1000,
  ])('does not decrease from one double to the next around %d', (x) => {
    expect(backwardSteps(log, x, 1).count).toBe(0);
  });

  it('undoes exp', () => {
    for (let x = -5; x < 5; x += 0.0137) {
      // exp(x) is off by up to 0.7 ulp, 2^-52 relative at most: absolute in the logarithm. Observed: 0.71 of the bound.
      const allowed = 0.7 * ulp(1) + ulp(x);
      expect(Math.abs(log(exp(x)) - x)).toBeLessThanOrEqual(allowed);
    }
  });

  it('is exactly opposite for powers of two and their inverses', () => {
    for (let k = 1; k <= 1022; k++) expect(log(2 ** -k)).toBe(-log(2 ** k));
  });

  it('is the rounded series next to 1', () => {
    // log(1 + d) = d - d^2 / 2: one ulp below d for d = 2^-52.
    expect(log(nextDouble(1))).toBe(nextDouble(2 ** -52, -1));
    expect(log(nextDouble(1, -1))).toBe(-(2 ** -53));
  });
});
