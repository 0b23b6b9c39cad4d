import fc from 'fast-check';
import { expect, it } from 'vitest';
import { akimaSlopes } from '../../src/kernel/akima.ts';
import { akima } from '../options/smileFixture.ts';

it.each(akima)('slopes of $name are those of scipy', ({ x, y, slopes }) => {
  const got = akimaSlopes(x, y);
  const size = Math.max(...slopes.map(Math.abs));
  // Roundings of chords and their mean: observed 1.3e-15 of the largest slope.
  slopes.forEach((slope, i) => {
    expect(Math.abs(got[i]! - slope)).toBeLessThanOrEqual(4e-15 * size);
  });
});

it('of one point is 0, and of none there are none', () => {
  expect([...akimaSlopes([1], [5])]).toEqual([0]);
  expect(akimaSlopes([], []).length).toBe(0);
});

it('of a line are its slope, of a parabola between equal steps its derivative', () => {
  const x = [0, 1, 2, 3, 4, 5];
  expect([
    ...akimaSlopes(
      x,
      x.map((each) => 3 * each - 1),
    ),
  ]).toEqual(x.map(() => 3));
  expect([
    ...akimaSlopes(
      x,
      x.map((each) => each * each),
    ),
  ]).toEqual(x.map((each) => 2 * each));
});

it('at an inner knot are between the two chords beside it', () => {
  const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(values, (y) => {
      const slopes = akimaSlopes([...y.keys()], y);
      for (let i = 1; i + 1 < y.length; i++) {
        const chords = [y[i]! - y[i - 1]!, y[i + 1]! - y[i]!];
        expect(slopes[i]).toBeGreaterThanOrEqual(Math.min(...chords) - 1e-15);
        expect(slopes[i]).toBeLessThanOrEqual(Math.max(...chords) + 1e-15);
      }
    }),
  );
});
