import { describe, expect, it } from 'vitest';
import { nelderMead } from '../../src/kernel/nelderMead.ts';

const rosenbrock = ([a, b]: readonly number[]): number => 100 * (b! - a! * a!) ** 2 + (1 - a!) ** 2;

describe('nelderMead', () => {
  it('finds the bottom of a bent valley', () => {
    const found = nelderMead(rosenbrock, [-1.2, 1], 1, 1e-9, 1000);
    expect(found.converged).toBe(true);
    expect(found.evaluations).toBeLessThan(300);
    found.point.forEach((value) => {
      expect(Math.abs(value - 1)).toBeLessThan(1e-7);
    });
    expect(found.value).toBe(rosenbrock(found.point));
  });

  it('finds the bottom of a line, from either side, and of a corner', () => {
    for (const start of [-50, 50]) {
      const found = nelderMead(([a]) => (a! - 3) ** 2, [start], 1, 1e-9, 1000);
      // The parabola is flat to half of the digits.
      expect(Math.abs(found.point[0]! - 3)).toBeLessThan(1e-7);
      const corner = nelderMead(([a]) => Math.abs(a! - 3), [start], 1, 1e-9, 1000);
      expect(Math.abs(corner.point[0]! - 3)).toBeLessThan(1e-9);
    }
  });

  it('stays where the function is not Infinity', () => {
    const found = nelderMead(
      ([a, b]) => (a! > 1 ? Infinity : (a! - 2) ** 2 + b! * b!),
      [0, 5],
      1,
      1e-9,
      2000,
    );
    expect(found.converged).toBe(true);
    expect(found.point[0]).toBeLessThanOrEqual(1);
    expect(found.point[0]).toBeGreaterThan(1 - 1e-6);
  });

  it('ends on a plain, since there is nothing to find', () => {
    expect(nelderMead(() => 7, [1, 2], 1, 1e-7, 1000)).toMatchObject({
      point: [1, 2],
      value: 7,
      converged: true,
    });
  });

  it('says where it was cut short', () => {
    const found = nelderMead(rosenbrock, [-1.2, 1], 1, 1e-9, 10);
    expect(found.converged).toBe(false);
    // A step may take a few more before it is looked at again.
    expect(found.evaluations).toBeLessThan(14);
    expect(found.value).toBeLessThan(rosenbrock([-1.2, 1]));
  });
});
