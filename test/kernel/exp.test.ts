import { describe, expect, it } from 'vitest';
import { exp } from '../../src/kernel/exp.ts';
import { log } from '../../src/kernel/log.ts';
import { backwardSteps, mpmathRows, nextDouble, ulp, worstError } from './ulps.ts';

describe('exp', () => {
  it('is within 1 ulp of mpmath, subnormal results included', () => {
    const rows = mpmathRows('exp');
    // 1/2 for the last addition, the rest from the polynomial. Observed: 0.707.
    expect(
      worstError(
        exp,
        rows.filter(([, y]) => y >= 2.2250738585072014e-308),
      ).ulps,
    ).toBeLessThan(0.8);
    // The scaling rounds once more. Observed: 0.778.
    expect(worstError(exp, rows).ulps).toBeLessThan(1);
  });

  it.each([
    [NaN, NaN],
    [Infinity, Infinity],
    [-Infinity, 0],
    [0, 1],
    [-0, 1],
    [5e-324, 1],
    [-5e-324, 1],
    [Number.MAX_VALUE, Infinity],
    [-Number.MAX_VALUE, 0],
    // The last finite result and the first infinite one; the last that is not 0 and the first that is.
    [709.782712893384, 1.7976931348622732e308],
    [709.7827128933841, Infinity],
    [-745.1332191019411, 5e-324],
    [-745.1332191019412, 0],
  ])('exp(%d) is %d', (x, expected) => {
    expect(exp(x)).toBe(expected);
  });

  it.each([...[-1075, -1022, -3, -1, 0, 1, 1021].map((k) => (k + 0.5) * Math.LN2), 708, -708, 1])(
    'does not decrease from one double to the next around %d',
    (x) => {
      expect(backwardSteps(exp, x, 1).count).toBe(0);
    },
  );

  it('undoes log', () => {
    // What log(x) is off by in absolute terms, exp(log(x)) is in relative terms; exp and the division add theirs.
    // Observed: 0.65 of the bound.
    for (let x = 1e-300; x < 1e300; x *= 1.7e3) {
      const allowed = 0.76 * ulp(log(x)) + 1.78 * ulp(1);
      expect(Math.abs(exp(log(x)) / x - 1)).toBeLessThanOrEqual(allowed);
    }
  });

  it('multiplies where arguments add, to a few ulps', () => {
    for (let x = -300; x < 300; x += 0.37109375) {
      // x / 2 is exact: twice the error of exp and the product's, against one of exp. Observed: 2 ulp.
      const product = exp(x / 2) * exp(x / 2);
      expect(Math.abs(product - exp(x)) / ulp(exp(x))).toBeLessThan(3);
    }
  });

  it('is 1 + x for small x', () => {
    expect(exp(2 ** -52)).toBe(nextDouble(1));
    expect(exp(-(2 ** -53))).toBe(nextDouble(1, -1));
  });
});
