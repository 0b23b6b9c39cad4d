import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { erfc } from '../../src/kernel/erf.ts';
import { exp } from '../../src/kernel/exp.ts';
import { normalCdf, normalDensity, normalLogCdf, normalQuantile } from '../../src/kernel/normal.ts';
import { backwardSteps, mpmathRows, nextDouble, worstError } from './ulps.ts';

describe('normalDensity', () => {
  it('is within 4e-16 of mpmath, subnormal results included', () => {
    // exp, a product and a subtraction. Observed: 1.89 ulp and 2.8e-16.
    const worst = worstError(normalDensity, mpmathRows('normalDensity'));
    expect(worst.relative).toBeLessThan(4e-16);
    expect(worst.ulps).toBeLessThan(1.95);
  });

  it.each([
    [NaN, NaN],
    [Infinity, 0],
    [-Infinity, 0],
    [0, 0.3989422804014327],
    [-0, 0.3989422804014327],
    [5e-324, 0.3989422804014327],
    [Number.MAX_VALUE, 0],
    [38.58, 0],
    [39.9, 0],
    [40.1, 0],
  ])('normalDensity(%d) is %d', (z, expected) => {
    expect(normalDensity(z)).toBe(expected);
  });

  it('is even, to the bit', () => {
    for (let z = 1e-10; z < 40; z *= 1.07) expect(normalDensity(-z)).toBe(normalDensity(z));
  });
});

describe('normalCdf', () => {
  const rows = mpmathRows('normalCdf');

  it('is within 4e-16 of mpmath', () => {
    // Within 0.66 of 0, 1/2 - erf / 2 has half the size of what it is made of. Observed: 1.28 ulp and 2.7e-16.
    const worst = worstError(normalCdf, rows);
    expect(worst.relative).toBeLessThan(4e-16);
    expect(worst.ulps).toBeLessThan(2);
  });

  it('is within 4e-16 and 1.5 ulp in the lower tail, down to the last subnormal', () => {
    // As erfc: no rounding of the argument grows with z^2. Observed: 1.1 ulp and 1.4e-16.
    const worst = worstError(
      normalCdf,
      rows.filter(([z]) => z <= -0.66),
    );
    expect(worst.relative).toBeLessThan(4e-16);
    expect(worst.ulps).toBeLessThan(1.5);
  });

  it.each([
    [NaN, NaN],
    [Infinity, 1],
    [-Infinity, 0],
    [0, 0.5],
    [-0, 0.5],
    [5e-324, 0.5],
    [Number.MAX_VALUE, 1],
    [-Number.MAX_VALUE, 0],
    [-38.4, 6.4e-323],
    [-38.6, 0],
    [-39.9, 0],
    [-40.1, 0],
    [8.3, 1],
  ])('normalCdf(%d) is %d', (z, expected) => {
    expect(normalCdf(z)).toBe(expected);
  });

  it('adds up to 1 with that of the opposite', () => {
    // One is the other's complement, rounded once: the sum rounds back.
    for (let z = 0; z < 9; z += 1 / 128) expect(normalCdf(z) + normalCdf(-z)).toBe(1);
  });

  it('is half of erfc, to the rounding of z / sqrt(2)', () => {
    // That rounding, 3/4 ulp of x at most, is multiplied by 2 x^2. Observed: 0.76 of the bound.
    for (let z = 0.5; z < 37; z += 0.1171875)
      expect(Math.abs((0.5 * erfc(z * Math.SQRT1_2)) / normalCdf(-z) - 1)).toBeLessThan(
        (2 + z * z) * Number.EPSILON,
      );
  });

  it.each([-38, -37, -5, -1, -0.66, -0.1, 0.1, 0.66, 1, 3, 8])(
    'does not decrease from one double to the next around %d',
    (z) => {
      expect(backwardSteps(normalCdf, z, 1).count).toBe(0);
    },
  );
});

describe('normalLogCdf', () => {
  it('is within 1e-15 of mpmath', () => {
    // log and log1p double the error of a probability near 1/2. Observed: 2.31 ulp and 3.5e-16.
    const worst = worstError(normalLogCdf, mpmathRows('normalLogCdf'));
    expect(worst.relative).toBeLessThan(1e-15);
    expect(worst.ulps).toBeLessThan(3.5);
  });

  it.each([
    [NaN, NaN],
    [Infinity, 0],
    [-Infinity, -Infinity],
    [0, -0.6931471805599453],
    [-0, -0.6931471805599453],
    [5e-324, -0.6931471805599453],
    [Number.MAX_VALUE, 0],
    [-Number.MAX_VALUE, -Infinity],
    [39, 0],
    [-1.9e154, -Infinity],
    [-1.8e154, -1.62e308],
  ])('normalLogCdf(%d) is %d', (z, expected) => {
    expect(normalLogCdf(z)).toBe(expected);
  });

  it('is the logarithm of normalCdf', () => {
    for (let z = -37; z < 8; z += 0.109375) {
      // Either is off by 4e-16 relative, and exp multiplies by the size of the logarithm.
      // Observed: 0.27 of the bound.
      const allowed = (2 + Math.abs(normalLogCdf(z))) * 4e-16;
      expect(Math.abs(exp(normalLogCdf(z)) / normalCdf(z) - 1)).toBeLessThan(allowed);
    }
  });

  it.each([-40, -5, -1, -0.001, 0.001, 1, 3])(
    'does not decrease from one double to the next around %d',
    (z) => {
      expect(backwardSteps(normalLogCdf, z, 1).count).toBe(0);
    },
  );
});

describe('normalQuantile', () => {
  const rows = mpmathRows('normalQuantile');

  it('is within 1e-15 of mpmath on (0, 1), subnormal p included', () => {
    // Next to 0.254 the step of Halley's method multiplies the error of erfcx and of two logarithms by 1.2.
    // Observed: 3.20 ulp and 5.4e-16.
    const worst = worstError(normalQuantile, rows);
    expect(worst.relative).toBeLessThan(1e-15);
    expect(worst.ulps).toBeLessThan(4.5);
  });

  it('is within 1 ulp between 0.255 and 0.745', () => {
    // Observed: 0.91.
    const body = rows.filter(([p]) => Math.abs(p - 0.5) < 0.245);
    expect(worstError(normalQuantile, body).ulps).toBeLessThan(1);
  });

  it.each([
    [NaN, NaN],
    [-Infinity, NaN],
    [Infinity, NaN],
    [-5e-324, NaN],
    [1.0000000000000002, NaN],
    [0, -Infinity],
    [-0, -Infinity],
    [1, Infinity],
    [0.5, 0],
    [5e-324, -38.467405617144344],
    [0.9999999999999999, 8.209536151601387],
  ])('normalQuantile(%d) is %d', (p, expected) => {
    expect(normalQuantile(p)).toBe(expected);
  });

  it('changes sign with 1 - p, to the bit', () => {
    for (let k = 1; k < 512; k++) expect(normalQuantile(1 - k / 1024)).toBe(-normalQuantile(k / 1024));
  });

  it('undoes normalCdf', () => {
    for (let p = 1e-300; p < 0.5; p *= 1.9) {
      const z = normalQuantile(p);
      // z is off by up to 5.4e-16, which the distribution multiplies by z density / probability, about z^2.
      // Observed: 0.31 of the bound.
      const allowed = (1 + z * z) * 6e-16;
      expect(Math.abs(normalCdf(z) / p - 1)).toBeLessThan(allowed);
    }
  });

  it.each([1e-300, 1e-10, 0.1, 0.255, 0.4, 0.6, 0.745, 0.9])(
    'rises, but for an ulp or two between neighbours, around %d',
    (p) => {
      expect(backwardSteps(normalQuantile, p, 1).ulps).toBeLessThanOrEqual(2);
      expect(normalQuantile(nextDouble(p, 1e6))).toBeGreaterThan(normalQuantile(nextDouble(p, -1e6)));
    },
  );
});

interface Case {
  relTol: number;
  absTol: number;
  name: string;
  expected: { rows: number[][] };
}
const { cases } = JSON.parse(
  readFileSync(new URL('../fixtures/student_t.json', import.meta.url), 'utf8'),
) as { cases: Case[] };

describe.each([
  // The reference allows for a rounded square (3e-13); ours is exact. Observed: 2.2e-16.
  ['normal cdf', [normalCdf, (z: number) => normalCdf(-z), normalDensity], 8e-16],
  ['normal cdf, subnormal tail', [normalCdf, (z: number) => normalCdf(-z), normalDensity], 1e-3],
  // Observed: 1.1e-16.
  ['normal quantile', [normalQuantile], 4e-16],
] as const)('the reference case "%s"', (name, functions, tolerance) => {
  const { relTol, absTol, expected } = cases.find((one) => one.name === name)!;
  it.each(expected.rows)('at %d', (x, ...values) => {
    functions.forEach((f, i) => {
      const allowed = Math.min(relTol, tolerance) * Math.abs(values[i]!);
      // Its absolute tolerance is for quantiles next to 0 and for subnormals; only those need it here.
      const floor = name.endsWith('subnormal tail') ? absTol : 0;
      expect(Math.abs(f(x) - values[i]!)).toBeLessThanOrEqual(Math.max(allowed, floor));
    });
  });
});
