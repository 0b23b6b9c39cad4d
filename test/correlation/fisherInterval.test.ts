import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherInterval } from '../../src/correlation/fisherInterval.ts';

describe('fisherInterval', () => {
  // tanh(atanh r -+ z s) at 50 digits.
  it.each([
    [0.5, 0.1, 0.95, -0.07037237387953726, 0.8239838161357055],
    [1 - 1e-6, 0.2, 0.99, 0.9999899869698283, 0.9999999001305373],
    [1 - 1e-10, 1, 1 - 1e-12, 0.9998438836698621, 0.9999999999999999],
    [1 - 2 ** -53, 1e-8, 0.95, 0.9999999999999999, 0.9999999999999999],
    [1 - 2 ** -53, 0.5, 0.95, 0.9999999999999982, 1.0],
  ])('of %d, variance %d, level %d', (r, variance, level, lower, upper) => {
    const got = fisherInterval(r, variance, level)!;
    // Observed: 1.1e-16.
    expect(Math.abs(got.lower - lower)).toBeLessThan(4e-16);
    expect(Math.abs(got.upper - upper)).toBeLessThan(4e-16);
    expect(fisherInterval(-r, variance, level)).toEqual({ lower: -got.upper, upper: -got.lower });
  });

  it('holds its correlation, within -1 and 1, down to the last bit before 1', () => {
    const near = fc.integer({ min: 1, max: 1 << 20 }).map((steps) => 1 - steps * 2 ** -53);
    const any = fc.oneof(near, fc.double({ min: -0.9999, max: 0.9999, noNaN: true }));
    const variance = fc.integer({ min: -30, max: 0 }).map((power) => 2 ** power);
    fc.assert(
      fc.property(any, variance, fc.double({ min: 1e-9, max: 1 - 1e-12, noNaN: true }), (r, s2, level) => {
        const { lower, upper } = fisherInterval(r, s2, level)!;
        expect(-1 <= lower && lower <= r && r <= upper && upper <= 1).toBe(true);
      }),
      { seed: 20211231, numRuns: 1000 },
    );
  });

  it('there is none about 1 and -1', () => {
    expect([fisherInterval(1, 0.1, 0.95), fisherInterval(-1, 0.1, 0.95)]).toEqual([null, null]);
  });

  it('about 0 its ends are mirror images, neither is -0', () => {
    const { lower, upper } = fisherInterval(0, 0.1, 0.95)!;
    expect(lower).toBe(-upper);
    expect(upper).toBeGreaterThan(0);
  });
});
