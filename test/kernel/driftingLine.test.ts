import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  driftLine,
  innovation,
  innovationVariance,
  LINE_LENGTH,
  mergeLine,
  slopeOf,
  unknownLine,
} from '../../src/kernel/driftingLine.ts';

type Matrix = [aa: number, ab: number, bb: number];
const value = fc.double({ min: -2, max: 2, noNaN: true });
const samples = fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 30 });

/** Covariance of alpha and beta where they are x = 0 and the slope, from the factors. */
function covarianceOf(line: Float64Array): Matrix {
  const [variance, pivot, , information] = line as unknown as number[];
  return [variance! + pivot! ** 2 / information!, -pivot! / information!, 1 / information!];
}

function observe(line: Float64Array, points: readonly (readonly [number, number])[], r = 1): Float64Array {
  for (const [x, y] of points) mergeLine(line, r, x, y, 0, 0);
  return line;
}

describe('driftingLine', () => {
  it('knows nothing at first: no prediction, and a drift adds nothing', () => {
    const line = unknownLine();
    expect(line.length).toBe(LINE_LENGTH);
    expect(innovationVariance(line, 0, 1)).toBe(Infinity);
    expect(innovationVariance(line, 3, 1)).toBe(Infinity);
    driftLine(line, 1, 1, 0);
    expect([...line]).toEqual([Infinity, 0, 0, 0, 0]);
    // One observation fixes the line at its x, and nowhere else.
    observe(line, [[2, 5]], 0.5);
    expect([...line]).toEqual([0.5, 2, 5, 0, 0]);
    expect(innovationVariance(line, 2, 1)).toBe(1.5);
    expect(innovation(line, 2, 7)).toBe(2);
    expect(innovationVariance(line, 2.5, 1)).toBe(Infinity);
    expect(slopeOf(line)).toBe(0);
  });

  it('is the means and sums of products of the sample where nothing drifts', () => {
    fc.assert(
      fc.property(samples, (points) => {
        const line = observe(unknownLine(), points, 0.25);
        const n = points.length;
        const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
        const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
        const sxx = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
        const sxy = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
        const expected = [0.25 / n, meanX, meanY, sxx / 0.25, sxy / 0.25];
        // n additions of numbers up to 16 / r.
        expected.forEach((wanted, k) => {
          expect(Math.abs(line[k]! - wanted)).toBeLessThan(n * 64 * 4e-16);
        });
      }),
      { seed: 20211231, numRuns: 300 },
    );
  });

  it('merges two parts of a sample into the whole, in either order', () => {
    fc.assert(
      fc.property(samples, samples, (first, second) => {
        const whole = observe(unknownLine(), [...first, ...second]);
        for (const [one, other] of [
          [first, second],
          [second, first],
        ] as const) {
          const line = observe(unknownLine(), one);
          const part = observe(unknownLine(), other);
          mergeLine(line, part[0]!, part[1]!, part[2]!, part[3]!, part[4]!);
          line.forEach((got, k) => {
            expect(Math.abs(got - whole[k]!)).toBeLessThan(1e-12);
          });
        }
      }),
      { seed: 20211231, numRuns: 300 },
    );
  });

  it('drifts and observes as the covariance matrix of alpha and beta does', () => {
    const variance = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(samples, variance, variance, (points, stepAlpha, stepBeta) => {
        const line = Float64Array.of(1, 0, 0.5, 1, 0.25);
        let [aa, ab, bb]: Matrix = [1, 0, 1];
        let [a, b] = [0.5, 0.25];
        for (const [x, y] of points) {
          driftLine(line, stepAlpha, stepBeta, 0);
          aa += stepAlpha;
          bb += stepBeta;
          const error = y - a - b * x;
          const f = aa + 2 * ab * x + bb * x * x + 1;
          expect(Math.abs(innovation(line, x, y) - error)).toBeLessThan(1e-12 * (1 + Math.abs(error)));
          expect(Math.abs(innovationVariance(line, x, 1) / f - 1)).toBeLessThan(1e-12);
          const [gainA, gainB] = [(aa + ab * x) / f, (ab + bb * x) / f];
          [a, b] = [a + gainA * error, b + gainB * error];
          [aa, ab, bb] = [aa - gainA * gainA * f, ab - gainA * gainB * f, bb - gainB * gainB * f];
          mergeLine(line, 1, x, y, 0, 0);
          // The matrix form loses up to a digit of 16 a step here, and regains it: 1e-12 holds it.
          covarianceOf(line).forEach((got, k) => {
            expect(Math.abs(got - [aa, ab, bb][k]!)).toBeLessThan(1e-12);
          });
          expect(Math.abs(slopeOf(line) - b)).toBeLessThan(1e-12);
        }
      }),
      { seed: 20211231, numRuns: 200 },
    );
  });

  it('turns about the origin that it is given', () => {
    const near = observe(unknownLine(), [
      [0.5, 1],
      [1.5, 2],
      [3, 1],
    ]);
    const far = observe(unknownLine(), [
      [64.5, 1],
      [65.5, 2],
      [67, 1],
    ]);
    driftLine(near, 0.1, 0.2, 0);
    driftLine(far, 0.1, 0.2, 64);
    expect(Math.abs(far[1]! - 64 - near[1]!)).toBeLessThan(1e-13);
    for (const k of [0, 2, 3, 4]) expect(Math.abs(far[k]! - near[k]!)).toBeLessThan(1e-13);
  });

  it('keeps a value that is known exactly', () => {
    const line = Float64Array.of(0, 0, 0, 1, 1);
    observe(line, [[2, 3]]);
    expect([line[0], line[1], line[2]]).toEqual([0, 0, 0]);
    // Through 0: information 1 + 4, score 1 + 6.
    expect(slopeOf(line)).toBe(7 / 5);
  });
});
