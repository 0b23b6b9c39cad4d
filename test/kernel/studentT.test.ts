import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../src/kernel/normal.ts';
import { studentTCdf, studentTQuantile } from '../../src/kernel/studentT.ts';

function load(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
}

const ours = load('special_mpmath.json') as Record<'studentT' | 'studentTQuantile', { rows: number[][] }>;
const shared = load('student_t.json') as {
  cases: { name: string; relTol: number; absTol: number; expected: { rows: number[][] } }[];
};
const sharedCdf = shared.cases.find((c) => c.name === 'Student t cdf')!;
const sharedQuantile = shared.cases.find((c) => c.name === 'Student t quantile')!;

function relativeError(got: number, expected: number): number {
  return got === expected ? 0 : Math.abs(got / expected - 1);
}

/** From here on the distribution is the normal one; the fixture's 1e300 also stands for Infinity. */
function asDegrees(df: number): number {
  return df === 1e300 ? Infinity : df;
}

describe('studentTCdf', () => {
  it('agrees with mpmath in the lower tail, computed as a tail', () => {
    // Where the tail is 1/2 less the part from 0, it is down to 1/12 of what cancels: 12 eps and a bit.
    // Observed: 4.6e-15 here, 8.8e-15 on 90 000 points with df in [0.1, 1e10], t up to 1e150.
    for (const [df, x, tail] of ours.studentT.rows) {
      expect(relativeError(studentTCdf(-x!, asDegrees(df!)), tail!), `t ${x!}, df ${df!}`).toBeLessThan(
        1.5e-14,
      );
    }
  });

  it('agrees with mpmath in the upper half', () => {
    // 1/2 + part or 1 - tail: two roundings, of numbers near 1/2 and 1. Observed: 4.5e-16.
    for (const [df, x, tail, centre] of ours.studentT.rows) {
      const expected = tail! < 0.25 ? 1 - tail! : 0.5 + centre!;
      expect(relativeError(studentTCdf(x!, asDegrees(df!)), expected), `t ${x!}, df ${df!}`).toBeLessThan(
        9e-16,
      );
    }
  });

  it('agrees with the shared reference in both tails', () => {
    // The reference asks for 1e-13. Observed: 1.4e-15.
    expect(sharedCdf.relTol).toBe(1e-13);
    for (const [df, x, cdf, survival] of sharedCdf.expected.rows) {
      expect(relativeError(studentTCdf(x!, df!), cdf!), `t ${x!}, df ${df!}`).toBeLessThan(5e-15);
      expect(relativeError(studentTCdf(-x!, df!), survival!), `t ${-x!}, df ${df!}`).toBeLessThan(5e-15);
    }
  });

  it('has the closed forms of 2 and 4 degrees of freedom', () => {
    for (const t of [1e-9, 0.01, 0.3, 1, 1.7, 2.5, 10, 1000]) {
      const r = t / Math.sqrt(2 + t * t);
      // Observed: 2.3e-16.
      expect(relativeError(studentTCdf(t, 2), 0.5 + 0.5 * r)).toBeLessThan(5e-16);
      const s = t / Math.sqrt(4 + t * t);
      expect(relativeError(studentTCdf(t, 4), 0.5 + s * (0.75 - 0.25 * s * s))).toBeLessThan(5e-16);
    }
  });

  it('and its mirror image make 1', () => {
    for (const [df, x] of ours.studentT.rows) {
      const sum = studentTCdf(x!, df!) + studentTCdf(-x!, df!);
      // Two roundings of at most 2^-54 each. Observed: 0.
      expect(Math.abs(sum - 1)).toBeLessThan(1.2e-16);
    }
  });

  it('rises with x across the change of formula', () => {
    for (const df of [0.1, 1, 2, 5, 19.999, 20, 363, 1e4, 1e10, Infinity]) {
      // t^2/(ν + t^2) (ν + 5) = 3 is where the tail takes over from the part from 0.
      const y = 3 / (Math.min(df, 1e20) + 5);
      const seam = Math.sqrt((Math.min(df, 1e20) * y) / (1 - y));
      let last = 0;
      for (let i = 200; i >= -200; i--) {
        const tail = studentTCdf(-seam * (1 + i * 1e-12), df);
        expect(tail).toBeGreaterThan(last);
        last = tail;
      }
      last = 0;
      for (let x = -40; x <= 40; x += 0.37) {
        const value = studentTCdf(x, df);
        expect(value).toBeGreaterThanOrEqual(last);
        last = value;
      }
    }
  });

  it('is the normal distribution for infinite degrees of freedom', () => {
    for (const x of [-38, -37, -20, -6, -1.96, -1.7, -1e-8, 0, 0.3, 2, 9]) {
      // Two implementations with nothing in common but exp. Observed: 4.6e-15 at -1.7, else 4.5e-16.
      expect(relativeError(studentTCdf(x, Infinity), normalCdf(x))).toBeLessThan(1.5e-14);
      expect(studentTCdf(x, Number.MAX_VALUE)).toBe(studentTCdf(x, Infinity));
    }
    // 1e10 degrees still differ, by t^4/(4 ν)
    expect(relativeError(studentTCdf(-20, 1e10), studentTCdf(-20, Infinity))).toBeGreaterThan(3e-6);
  });

  it('at the border of its domain', () => {
    expect(studentTCdf(0, 3)).toBe(0.5);
    expect(studentTCdf(-0, 3)).toBe(0.5);
    expect(studentTCdf(5e-324, 3)).toBe(0.5);
    expect(studentTCdf(-5e-324, 3)).toBe(0.5);
    for (const df of [5e-324, 0.1, 1, 1e10, Number.MAX_VALUE, Infinity]) {
      expect(studentTCdf(Infinity, df)).toBe(1);
      expect(studentTCdf(-Infinity, df)).toBe(0);
    }
    // All is at the ends: 1/2, to two roundings.
    expect(studentTCdf(-3, 5e-324)).toBeCloseTo(0.5, 15);
    expect(studentTCdf(Number.MAX_VALUE, 5e-324)).toBeCloseTo(0.5, 15);
    expect(studentTCdf(-Number.MAX_VALUE, 363)).toBe(0);
    expect(studentTCdf(-Number.MAX_VALUE, Infinity)).toBe(0);
    for (const bad of [NaN, 0, -0, -5e-324, -1, -Infinity]) {
      expect(studentTCdf(1, bad)).toBeNaN();
      expect(studentTCdf(Infinity, bad)).toBeNaN();
    }
    expect(studentTCdf(NaN, 3)).toBeNaN();
  });

  it('goes down to the smallest doubles', () => {
    // One degree of freedom: 1/(π t)
    expect(relativeError(studentTCdf(-1e300, 1), 1 / (Math.PI * 1e300))).toBeLessThan(5e-16);
    expect(studentTCdf(-38.4, Infinity)).toBe(6.4e-323);
  });
});

describe('studentTQuantile', () => {
  it('agrees with mpmath', () => {
    // An error of the tail counts 1/df times where df is small. Observed: 6e-15 at df = 0.1, 4.5e-16 from 1
    // on; on 56 000 points with df in [0.1, 1e10] and p down to 1e-307: 1.1e-14, and 2.6e-15 from 1 on.
    for (const [df, p, quantile] of ours.studentTQuantile.rows) {
      const error = relativeError(studentTQuantile(p!, asDegrees(df!)), quantile!);
      expect(error, `p ${p!}, df ${df!}`).toBeLessThan(df! < 1 ? 2e-14 : 1.5e-15);
    }
  });

  it('agrees with the shared reference', () => {
    // The reference asks for 1e-12. Observed: 1.8e-15, next to p = 1/2 too.
    expect(sharedQuantile.relTol).toBe(1e-12);
    for (const [df, p, quantile] of sharedQuantile.expected.rows) {
      expect(relativeError(studentTQuantile(p!, df!), quantile!), `p ${p!}, df ${df!}`).toBeLessThan(4e-15);
    }
  });

  it('is undone by the distribution function, on a wide grid', () => {
    let count = 0;
    for (let df = 0.1; df < 1e12; df *= 1.7) {
      for (let power = 0.31; power < 300; power *= 1.09) {
        const p = 10 ** -power;
        const t = studentTQuantile(p, df);
        // Finite to begin with: for half a degree of freedom 1e-300 lies beyond the doubles.
        if (-power / df < -300) continue;
        count++;
        // A rounded t moves the tail by eps t f/tail, at most eps max(df, t^2) + eps, beside the 9e-15 of
        // the cdf. Observed: 0.8 eps of it, and 8.1e-15.
        const condition = Math.min(df, t * t) + 1;
        expect(relativeError(studentTCdf(t, df), p), `p ${p}, df ${df}`).toBeLessThan(
          2e-14 + 4e-16 * condition,
        );
      }
    }
    expect(count).toBeGreaterThan(3000);
  });

  it('is odd about 1/2, to the last bit', () => {
    for (const df of [0.3, 1, 7.5, 363, 1e6, Infinity]) {
      for (const p of [2 ** -40, 0.125, 0.296875, 0.453125, 0.5 - 2 ** -30]) {
        expect(studentTQuantile(1 - p, df)).toBe(-studentTQuantile(p, df));
      }
    }
  });

  it('rises with p across the change from tail to centre', () => {
    for (const df of [0.3, 1, 7.5, 363, 1e6, Infinity]) {
      let last = -Infinity;
      for (let p = 0.001; p < 1; p += 0.001) {
        const t = studentTQuantile(p, df);
        expect(t).toBeGreaterThan(last);
        last = t;
      }
    }
  });

  it('is the normal quantile for infinite degrees of freedom', () => {
    for (const p of [5e-324, 1e-300, 1e-20, 0.001, 0.025, 0.3, 0.5 - 2 ** -54, 0.6, 0.975, 1 - 2 ** -53]) {
      // Observed: 4.5e-16.
      expect(relativeError(studentTQuantile(p, Infinity), normalQuantile(p)), `p ${p}`).toBeLessThan(1.5e-15);
    }
  });

  it('at the border of its domain', () => {
    for (const df of [5e-324, 0.1, 1, 363, Number.MAX_VALUE, Infinity]) {
      expect(studentTQuantile(0, df)).toBe(-Infinity);
      expect(studentTQuantile(-0, df)).toBe(-Infinity);
      expect(studentTQuantile(1, df)).toBe(Infinity);
      expect(studentTQuantile(0.5, df)).toBe(0);
    }
    for (const bad of [NaN, -5e-324, 1 + 2 ** -52, -1, Infinity, -Infinity]) {
      expect(studentTQuantile(bad, 3)).toBeNaN();
    }
    for (const bad of [NaN, 0, -0, -5e-324, -1, -Infinity]) expect(studentTQuantile(0.3, bad)).toBeNaN();
    // The smallest double: t^-2/4 for two degrees of freedom, 1/sqrt(2 p)
    expect(relativeError(studentTQuantile(5e-324, 2), -1 / Math.sqrt(2) / Math.sqrt(5e-324))).toBeLessThan(
      8e-16,
    );
    // Beyond the doubles
    expect(studentTQuantile(1e-300, 0.5)).toBe(-Infinity);
    expect(studentTQuantile(0.9, 1e-50)).toBe(Infinity);
  });
});
