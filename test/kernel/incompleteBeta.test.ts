import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  expOfSum,
  incompleteBetaAtOdds,
  logRatio,
  regularisedIncompleteBeta,
  regularisedIncompleteBetaComplement,
} from '../../src/kernel/incompleteBeta.ts';

function load(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
}

const ours = load('special_mpmath.json') as { incompleteBeta: { rows: number[][] } };
const shared = load('student_t.json') as { cases: { name: string; expected: { rows: number[][] } }[] };
const sharedRows = shared.cases.find((c) => c.name === 'regularised incomplete beta')!.expected.rows;

/** The relative error; 0 where the reference says no more than that the value is tiny. */
function relativeError(got: number, expected: number): number {
  if (expected === 0) return got < 1e-299 ? 0 : Infinity;
  return Math.abs(got / expected - 1);
}

describe('regularisedIncompleteBeta', () => {
  it('agrees with mpmath below and above', () => {
    // Deep tails of large a and b have an exponent that is a difference of thousands, kept to 2e-18 of them;
    // for small a or b one side is 1 minus the other that is min(a, b) of it. Observed: 1.9e-15 below and 2.0e-14 above, at
    // (0.05, 70, 0.0134); 3.3e-14 on 60 000 points with a, b in [0.5, 1e4], in the tail at 1e-255.
    for (const [a, b, x, lower, upper] of ours.incompleteBeta.rows) {
      const label = `(${a!}, ${b!}, ${x!})`;
      expect(relativeError(regularisedIncompleteBeta(a!, b!, x!), lower!), label).toBeLessThan(7e-15);
      expect(relativeError(regularisedIncompleteBetaComplement(a!, b!, x!), upper!), label).toBeLessThan(
        4e-14,
      );
    }
  });

  it('agrees with the shared reference', () => {
    // The reference asks for 1e-11. Observed: 1e-15 below; 1.4e-14 above, at (0.001, 1000, 1e-10), as 1 minus a
    // number near 1.
    expect(sharedRows.length).toBeGreaterThan(80);
    for (const [a, b, x, lower, upper] of sharedRows) {
      const label = `(${a!}, ${b!}, ${x!})`;
      expect(relativeError(regularisedIncompleteBeta(a!, b!, x!), lower!), label).toBeLessThan(4e-15);
      expect(relativeError(regularisedIncompleteBetaComplement(a!, b!, x!), upper!), label).toBeLessThan(
        4e-14,
      );
    }
  });

  it('and its complement make 1', () => {
    for (const [a, b, x] of ours.incompleteBeta.rows) {
      const sum = regularisedIncompleteBeta(a!, b!, x!) + regularisedIncompleteBetaComplement(a!, b!, x!);
      // One is 1 minus the other, but where both sides have their fraction. Observed: 1.9e-15, at (1e4, 1e4, 1/2).
      expect(Math.abs(sum - 1), `(${a!}, ${b!}, ${x!})`).toBeLessThan(5e-15);
    }
  });

  it('swaps its parameters where x and 1 - x change places', () => {
    for (const [a, b] of ours.incompleteBeta.rows) {
      for (const x of [0.25, 0.5, 0.75]) {
        expect(regularisedIncompleteBetaComplement(a!, b!, x)).toBe(regularisedIncompleteBeta(b!, a!, 1 - x));
      }
    }
  });

  it('has closed forms for a parameter of 1', () => {
    for (const x of [1e-10, 0.1, 0.3, 0.5, 0.9]) {
      // A handful of roundings. Observed: 2.3e-16.
      expect(relativeError(regularisedIncompleteBeta(1, 1, x), x)).toBeLessThan(8e-16);
      expect(relativeError(regularisedIncompleteBeta(2, 1, x), x * x)).toBeLessThan(8e-16);
    }
  });

  it('never falls across the change of side', () => {
    for (const [a, b] of [
      [0.5, 0.5],
      [2.5, 0.5],
      [500, 0.5],
      [30, 40],
    ] as const) {
      const seam = (a + 1) / (a + b + 2);
      let last = 0;
      for (let i = -200; i <= 200; i++) {
        const value = regularisedIncompleteBeta(a, b, seam * (1 + i * 1e-12));
        expect(value).toBeGreaterThanOrEqual(last);
        last = value;
      }
    }
  });

  it('at the border of its domain', () => {
    expect(regularisedIncompleteBeta(2, 3, 0)).toBe(0);
    expect(regularisedIncompleteBeta(2, 3, -0)).toBe(0);
    expect(regularisedIncompleteBeta(2, 3, 1)).toBe(1);
    expect(regularisedIncompleteBetaComplement(2, 3, 0)).toBe(1);
    expect(regularisedIncompleteBetaComplement(2, 3, 1)).toBe(0);
    // 6 x^2 is below the smallest double
    expect(regularisedIncompleteBeta(2, 3, 5e-324)).toBe(0);
    for (const x of [NaN, -5e-324, 1 + 2 ** -52, -1, 2, Infinity, -Infinity]) {
      expect(regularisedIncompleteBeta(2, 3, x)).toBeNaN();
      expect(regularisedIncompleteBetaComplement(2, 3, x)).toBeNaN();
    }
    for (const bad of [NaN, 0, -0, -1, 5e-324, 0.99e-15, 1.01e15, Infinity, -Infinity]) {
      expect(regularisedIncompleteBeta(bad, 3, 0.5)).toBeNaN();
      expect(regularisedIncompleteBeta(2, bad, 0.5)).toBeNaN();
      expect(regularisedIncompleteBeta(bad, 3, 0)).toBeNaN();
    }
    for (const edge of [1e-15, 1e15]) {
      expect(regularisedIncompleteBeta(edge, 0.5, 0.25)).toBeGreaterThanOrEqual(0);
      expect(regularisedIncompleteBeta(edge, edge, 0)).toBe(0);
    }
  });

  it('is not a number where the fraction does not settle', () => {
    expect(regularisedIncompleteBeta(1e15, 1e15, 0.5)).toBeNaN();
    // Symmetry gives 1/2. Rounding grows with the steps of the fraction: observed 2.4e-12 after 14 000.
    expect(Math.abs(regularisedIncompleteBeta(1e10, 1e10, 0.5) - 0.5)).toBeLessThan(5e-12);
  });
});

describe('incompleteBetaAtOdds', () => {
  it('tells apart points next to 1 that no double does', () => {
    // I_x(a, 1) = x^a with x = 1 - 1e-20: a = 1e15 makes it e^(-1e-5).
    expect(relativeError(incompleteBetaAtOdds(1e15, 1, 1, 0, 1e-20, 0), 0.9999900000499998)).toBeLessThan(
      3e-16,
    );
    // its complement, 1 - e^(-1e-5). Observed: 0, to the bit.
    expect(relativeError(incompleteBetaAtOdds(1, 1e15, 1e-20, 0, 1, 0), 9.999950000166666e-6)).toBeLessThan(
      6e-16,
    );
  });
});

describe('logRatio', () => {
  it('carries twice the digits of a double', () => {
    // 40 digits of log(1.3), from mpmath: in two doubles, and what they leave.
    const [high, low] = logRatio(13, 0, 10, 0, 0);
    const whole = 0.26236426446749106;
    const rest = -7.527080096527248e-18;
    // Observed: 2.2e-19.
    expect(Math.abs(high - whole + (low - rest))).toBeLessThan(5e-19);
  });

  it('takes its exponent apart', () => {
    const [high, low] = logRatio(3, 0, 1, 0, 1040);
    expect(relativeError(high + low, Math.log(3) + 1040 * Math.LN2)).toBeLessThan(4e-16);
    const [highTiny, lowTiny] = logRatio(5e-324, 0, 1, 0, 0);
    expect(relativeError(highTiny + lowTiny, -744.4400719213812)).toBeLessThan(2e-16);
    expect(logRatio(7, 0, 7, 0, 0)).toEqual([0, 0]);
    expect(logRatio(Infinity, 0, 1, 0, 0)[0]).toBeNaN();
    expect(logRatio(NaN, 0, 1, 0, 0)[0]).toBeNaN();
  });
});

describe('expOfSum', () => {
  it('multiplies by what the second number adds', () => {
    expect(expOfSum(0, 0)).toBe(1);
    // 3e-14 is less than half the distance of 700 to the next double
    expect(expOfSum(700, 3e-14)).toBe(expOfSum(700, 0) * (1 + 3e-14));
    expect(expOfSum(-1000, 0)).toBe(0);
  });
});
