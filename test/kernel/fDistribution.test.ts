import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fCdf, fSurvival } from '../../src/kernel/fDistribution.ts';
import { studentTCdf } from '../../src/kernel/studentT.ts';

function load(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
}

const ours = (load('special_mpmath.json') as { f: { rows: number[][] } }).f.rows;
const shared = (
  load('student_t.json') as { cases: { name: string; relTol: number; expected: { rows: number[][] } }[] }
).cases.find((c) => c.name === 'F upper tail')!;

/** The relative error; 0 where the reference says no more than that the value is tiny. */
function relativeError(got: number, expected: number): number {
  if (expected === 0) return got < 1e-299 ? 0 : Infinity;
  return Math.abs(got / expected - 1);
}

describe('fSurvival and fCdf', () => {
  it('agree with mpmath', () => {
    // Next to the change of side one is 1 minus the other, which may be ten times it.
    // Observed: 6.6e-15 here; 9.7e-15 on 50 000 points with d1 in [0.5, 1e3], d2 in [0.5, 1e7], x in [1e-250, 1e250].
    for (const [d1, d2, x, survival, cdf] of ours) {
      const label = `x ${x!}, d1 ${d1!}, d2 ${d2!}`;
      expect(relativeError(fSurvival(x!, d1!, d2!), survival!), label).toBeLessThan(2e-14);
      expect(relativeError(fCdf(x!, d1!, d2!), cdf!), label).toBeLessThan(2e-14);
    }
  });

  it('agrees with the shared reference', () => {
    // The reference asks for 1e-12. Observed: 1e-15.
    expect(shared.relTol).toBe(1e-12);
    for (const [d1, d2, x, survival] of shared.expected.rows) {
      const label = `x ${x!}, d1 ${d1!}, d2 ${d2!}`;
      expect(relativeError(fSurvival(x!, d1!, d2!), survival!), label).toBeLessThan(4e-15);
    }
  });

  it('is the two-sided Student t test where the numerator has one degree of freedom', () => {
    for (const df of [0.5, 1, 3, 30, 363, 1e6]) {
      for (const t of [0.125, 0.5, 1, 1.5, 2.25, 5, 12]) {
        // t^2 is exact. Another prefactor, the same fraction; 1 minus the
        // other side costs up to 12 eps. Observed: 4.2e-15.
        expect(relativeError(fSurvival(t * t, 1, df), 2 * studentTCdf(-t, df))).toBeLessThan(1.2e-14);
      }
    }
  });

  it('gives 1/F the degrees in the other order', () => {
    for (const x of [0.125, 0.5, 1, 2, 8]) {
      expect(fCdf(x, 4, 9)).toBe(fSurvival(1 / x, 9, 4));
      expect(Math.abs(fCdf(x, 4, 9) + fSurvival(x, 4, 9) - 1)).toBeLessThan(3e-16);
    }
  });

  it('at the border of its domain', () => {
    for (const zero of [0, -0]) {
      expect(fSurvival(zero, 3, 7)).toBe(1);
      expect(fCdf(zero, 3, 7)).toBe(0);
    }
    expect(fSurvival(Infinity, 3, 7)).toBe(0);
    expect(fCdf(Infinity, 3, 7)).toBe(1);
    expect(fSurvival(5e-324, 3, 7)).toBe(1);
    expect(fCdf(Number.MAX_VALUE, 3, 7)).toBe(1);
    for (const x of [NaN, -5e-324, -1, -Infinity]) {
      expect(fSurvival(x, 3, 7)).toBeNaN();
      expect(fCdf(x, 3, 7)).toBeNaN();
    }
    for (const bad of [NaN, 0, -0, -1, 5e-324, 0.99e-14, 1.01e15, Infinity, -Infinity]) {
      expect(fSurvival(1, bad, 7)).toBeNaN();
      expect(fSurvival(1, 3, bad)).toBeNaN();
      expect(fCdf(Infinity, bad, 7)).toBeNaN();
    }
  });
});
