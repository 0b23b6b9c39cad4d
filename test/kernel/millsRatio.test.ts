import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { erfcx } from '../../src/kernel/erf.ts';
import { millsRatio, millsRatioSlope } from '../../src/kernel/millsRatio.ts';
import { millsDifference } from '../../src/kernel/timeValue.ts';

const { values, differences } = JSON.parse(
  readFileSync(new URL('../fixtures/options/mills_mpmath.json', import.meta.url), 'utf8'),
) as {
  values: [z: number, ratio: number, rest: number, slope?: number, rest?: number][];
  differences: Difference[];
};
type Difference = [h: number, t: number, difference: number, rest: number];

/** The error of a value against a double and what it is less than the truth. */
const relative = (got: number, nearest: number, rest: number) => Math.abs((got - nearest - rest) / nearest);

describe('millsRatio', () => {
  it('is within 1e-15 of mpmath', () => {
    // Two polynomials of a few roundings each and a division. Observed: 5.0e-16.
    const worst = Math.max(...values.map(([z, ratio, rest]) => relative(millsRatio(z), ratio, rest)));
    expect(worst).toBeLessThan(1e-15);
  });

  it('is erfcx scaled', () => {
    // An independent fit, 2.3 ulp, at an argument rounded twice. Observed: 1.0e-15.
    for (let z = -40; z <= 0; z += 0.03125)
      expect(Math.abs(millsRatio(z) / (1.2533141373155003 * erfcx(-z * Math.SQRT1_2)) - 1)).toBeLessThan(
        2e-15,
      );
  });

  it.each([
    [0, 1.2533141373155003],
    [-1e19, 1e-19],
    [-1e21, 1e-21],
    [-1e308, 1e-308],
    [-Infinity, 0],
    [NaN, NaN],
  ])('at %d is %d', (z, expected) => {
    const got = millsRatio(z);
    if (expected > 0) expect(Math.abs(got / expected - 1)).toBeLessThan(1e-15);
    else expect(got).toBe(expected);
  });
});

describe('millsRatioSlope', () => {
  it('is within 1e-15 of mpmath', () => {
    // As the ratio itself, of which it is 1 + z Y(z) far below the rounding of that sum. Observed: 5.2e-16.
    const worst = Math.max(
      ...values.map(([z, , , slope, rest]) =>
        slope === undefined ? 0 : relative(millsRatioSlope(z), slope, rest!),
      ),
    );
    expect(worst).toBeLessThan(1e-15);
  });

  it.each([
    [0, 1],
    [-(2 ** 70), 2 ** -140],
    [-1e170, 0],
    [-Infinity, 0],
    [NaN, NaN],
  ])('at %d is %d', (z, expected) => {
    expect(millsRatioSlope(z)).toBe(expected);
  });
});

describe('millsDifference', () => {
  const worstOf = (rows: Difference[]) =>
    Math.max(...rows.map(([h, t, difference, rest]) => relative(millsDifference(h, t), difference, rest)));
  const short = ([h, t]: Difference) => t <= 0.5 && h * t >= -0.5;

  it('is within 2e-15 of mpmath where it is a series', () => {
    // The slope of 2 ulps, and the sum. Observed: 6.9e-16.
    expect(worstOf(differences.filter(short))).toBeLessThan(2e-15);
  });

  it('is within 3e-15 of mpmath elsewhere', () => {
    // What the two terms are larger than their difference, at most threefold. Observed: 9.6e-16.
    const rows = differences.filter((row) => !short(row));
    expect(rows.length).toBeGreaterThan(50);
    expect(worstOf(rows)).toBeLessThan(3e-15);
  });
});
