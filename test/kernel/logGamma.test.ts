import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inverseTanhTail, logBeta, logGamma, stirlingRemainder } from '../../src/kernel/logGamma.ts';

function load(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
}

const fixture = load('special_mpmath.json') as {
  logGamma: { rows: number[][] };
  logBeta: { rows: number[][] };
};

function relativeError(got: number, expected: number): number {
  return got === expected ? 0 : Math.abs(got / expected - 1);
}

describe('logGamma', () => {
  it('agrees with mpmath, next to its zeros at 1 and 2 too', () => {
    // Two or three roundings. Observed: 4.5e-16 here, 6.7e-16 on 50 000 points in [1e-10, 1e15], at 1.49998.
    for (const [x, expected] of fixture.logGamma.rows) {
      expect(relativeError(logGamma(x!), expected!), `logGamma(${x!})`).toBeLessThan(1e-15);
    }
  });

  it('is exactly 0 at 1 and 2', () => {
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
  });

  it('satisfies logGamma(x + 1) = logGamma(x) + log x across its seams', () => {
    for (const x of [0.25, 0.5, 0.75, 1.5, 2.5, 5, 8.75, 9, 9.25, 10, 11]) {
      const expected = logGamma(x) + Math.log(x);
      // Three values of at most 20, each to an ulp: observed 3.6e-15.
      expect(Math.abs(logGamma(x + 1) - expected), `x = ${x}`).toBeLessThan(1e-14);
    }
  });

  it('at the border of its domain', () => {
    expect(logGamma(0)).toBe(Infinity);
    expect(logGamma(-0)).toBe(Infinity);
    expect(logGamma(5e-324)).toBeCloseTo(744.4400719213812, 12);
    expect(logGamma(Infinity)).toBe(Infinity);
    expect(logGamma(1.7e308)).toBe(Infinity);
    for (const x of [NaN, -5e-324, -0.5, -1, -Infinity]) expect(logGamma(x)).toBeNaN();
  });
});

describe('stirlingRemainder', () => {
  it('agrees with mpmath', () => {
    // Cancellation of numbers near 1 below 2, a sum of positive terms above.
    // Observed: 4.1e-16 of max(1, remainder).
    for (const [x, , expected] of fixture.logGamma.rows) {
      const error = Math.abs(stirlingRemainder(x!) - expected!) / Math.max(1, expected!);
      expect(error, `stirlingRemainder(${x!})`).toBeLessThan(1e-15);
    }
  });

  it('vanishes at infinity', () => {
    expect(stirlingRemainder(Infinity)).toBe(0);
    expect(stirlingRemainder(1e300)).toBe(1 / 12e300);
  });
});

describe('inverseTanhTail', () => {
  it('is artanh(s)/s - 1', () => {
    for (const s of [0.01, 0.1, 0.1716, 0.2]) {
      const expected = Math.log((1 + s) / (1 - s)) / (2 * s) - 1;
      // The reference cancels: its error is eps/s. Observed: 0.5 of that.
      expect(Math.abs(inverseTanhTail(s * s) - expected), `s = ${s}`).toBeLessThan((1.5 * 2.22e-16) / s);
    }
  });
});

describe('logBeta', () => {
  it('agrees with mpmath for large arguments and for small', () => {
    // It has zeros, hence absolute there. Observed: 4.5e-16 of max(1, |logBeta|), 1.1e-15 on 50 000.
    for (const [a, b, expected] of fixture.logBeta.rows) {
      const error = Math.abs(logBeta(a!, b!) - expected!) / Math.max(1, Math.abs(expected!));
      expect(error, `logBeta(${a!}, ${b!})`).toBeLessThan(1.5e-15);
    }
  });

  it('is symmetric to the last bit', () => {
    for (const [a, b] of fixture.logBeta.rows) expect(logBeta(b!, a!)).toBe(logBeta(a!, b!));
  });

  it('keeps the digits that a difference of log-gammas loses', () => {
    const exact = fixture.logBeta.rows.find(([a, b]) => a === 5e9 && b === 0.5)![2]!;
    const difference = logGamma(5e9) + logGamma(0.5) - logGamma(5e9 + 0.5);
    expect(relativeError(difference, exact)).toBeGreaterThan(1e-9);
    expect(relativeError(logBeta(5e9, 0.5), exact)).toBeLessThan(8e-16);
  });

  it('outside of its domain', () => {
    for (const bad of [NaN, 0, -0, -1, Infinity, -Infinity]) {
      expect(logBeta(bad, 1)).toBeNaN();
      expect(logBeta(1, bad)).toBeNaN();
    }
    // B(a, 1) = 1/a
    expect(logBeta(5e-324, 1)).toBeCloseTo(744.4400719213812, 11);
  });
});
