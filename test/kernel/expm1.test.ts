import { describe, expect, it } from 'vitest';
import { exp } from '../../src/kernel/exp.ts';
import { expm1 } from '../../src/kernel/expm1.ts';
import { log1p } from '../../src/kernel/log1p.ts';
import { backwardSteps, mpmathRows, ulp, worstError } from './ulps.ts';

describe('expm1', () => {
  it('is within 2 ulp of mpmath, and 1 ulp up to ln2/2', () => {
    const rows = mpmathRows('expm1');
    // Just above ln2/2 the value is 1 + 2 (expm1(r)) with r near -ln2/2, so errors double. Observed: 1.23.
    expect(worstError(expm1, rows).ulps).toBeLessThan(1.5);
    // Observed: 0.71.
    expect(
      worstError(
        expm1,
        rows.filter(([x]) => x < 0.33),
      ).ulps,
    ).toBeLessThan(1);
  });

  it.each([
    [NaN, NaN],
    [Infinity, Infinity],
    [-Infinity, -1],
    [0, 0],
    [-0, -0],
    [5e-324, 5e-324],
    [-5e-324, -5e-324],
    [Number.MAX_VALUE, Infinity],
    [-Number.MAX_VALUE, -1],
    [709.782712893384, 1.7976931348622732e308],
    [709.7827128933841, Infinity],
    [-37.42994775023705, -1],
    [-40, -1],
  ])('expm1(%d) is %d', (x, expected) => {
    expect(expm1(x)).toBe(expected);
  });

  it.each([...[-54, -2, -1, 0, 1, 53, 54].map((k) => (k + 0.5) * Math.LN2), 5e-17, -5e-17, 0.1, 40, -37])(
    'does not decrease from one double to the next around %d',
    (x) => {
      expect(backwardSteps(expm1, x, 1).count).toBe(0);
    },
  );

  it('is exp less 1 where nothing cancels', () => {
    for (let x = 1; x < 700; x += 0.917) {
      // 0.78 ulp of exp, 0.8 of expm1, 1/2 for the subtraction. Observed: 1 ulp.
      expect(Math.abs(expm1(x) - (exp(x) - 1)) / ulp(expm1(x))).toBeLessThanOrEqual(2);
    }
  });

  it('undoes log1p, to a few ulps of a small x', () => {
    for (let x = 1e-300; x < 0.5; x *= 1.9) {
      for (const signed of [x, -x]) {
        // The derivative of expm1 at log1p(x) is 1 + x: at most 1.5 times what log1p is off. Observed: 1 ulp.
        expect(Math.abs(expm1(log1p(signed)) - signed) / ulp(signed)).toBeLessThanOrEqual(2);
      }
    }
  });
});
