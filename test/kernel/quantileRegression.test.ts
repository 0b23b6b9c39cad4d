import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitQuantileLine, quantileStandardErrors } from '../../src/kernel/quantileRegression.ts';
import { readFixture } from '../fixtures.ts';

const robust = readFixture('robust');
const tails = JSON.parse(readFileSync(new URL('../fixtures/tail_beta.json', import.meta.url), 'utf8')) as {
  quantile: { name: string; expected: { seAlpha: number; seBeta: number } }[];
  uniform: { through: number[]; expected: { seAlpha: number; seBeta: number } };
};
const cases = robust.cases.filter(({ options }) => (options as { method: string }).method === 'quantile');

interface Line {
  alpha: number;
  beta: number;
}

function objective(x: ArrayLike<number>, y: ArrayLike<number>, tau: number, { alpha, beta }: Line): number {
  let sum = 0;
  for (let t = 0; t < x.length; t++) {
    const e = y[t]! - alpha - beta * x[t]!;
    sum += e > 0 ? tau * e : (tau - 1) * e;
  }
  return sum;
}

describe('fitQuantileLine', () => {
  it.each(cases)('$name, by exact arithmetic over all vertices', ({ name, options, expected }) => {
    const { asset, benchmark, tau } = options as { asset: string; benchmark: string; tau: number };
    const x = Float64Array.from(robust.inputs[benchmark] as number[]);
    const y = Float64Array.from(robust.inputs[asset] as number[]);
    const line = fitQuantileLine(x, y, tau);
    const given = expected as { alpha: number; beta: number; objective: number; through: number[] };
    expect(line.through).toEqual(given.through);
    expect(line.unique).toBe(true);
    // Observed: equal slopes; 2.8e-17 of the intercept, an ulp of the y that it comes from.
    expect(line.beta).toBe(given.beta);
    expect(Math.abs(line.alpha - given.alpha)).toBeLessThanOrEqual(1e-16);
    expect(Math.abs(line.objective / given.objective - 1)).toBeLessThanOrEqual(3e-15);

    const errors = quantileStandardErrors(x, y, line, tau)!;
    const { seAlpha, seBeta } = tails.quantile.find((entry) => entry.name === name)!.expected;
    // Observed: 4.2e-15.
    expect(Math.abs(errors[0] / seAlpha - 1)).toBeLessThanOrEqual(1.5e-14);
    expect(Math.abs(errors[1] / seBeta - 1)).toBeLessThanOrEqual(1.5e-14);
  });

  // Small whole numbers: several observations on one line, at one x, or at one point, and lines that tie.
  // Their objectives are multiples of tau / 5 / 4 / 3 / 2 or the like: none differ by less than 1e-4.
  const points = (most: number): fc.Arbitrary<[number, number][]> =>
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most })), {
        minLength: 3,
        maxLength: 14,
      })
      .filter((sample) => sample.some(([x]) => x !== sample[0]![0]));
  it.each([2, 5, 1000])('the best of all vertices, on a grid of 0 to %i', (most) => {
    let several = 0;
    fc.assert(
      fc.property(points(most), fc.constantFrom(0.0625, 0.25, 0.5, 0.75), (sample, tau) => {
        const x = Float64Array.from(sample, ([value]) => value);
        const y = Float64Array.from(sample, ([, value]) => value);
        const lines: (Line & { cost: number })[] = [];
        for (let i = 0; i < x.length; i++)
          for (let j = 0; j < i; j++) {
            if (x[i] === x[j]) continue;
            const beta = (y[i]! - y[j]!) / (x[i]! - x[j]!);
            const line = { alpha: y[i]! - beta * x[i]!, beta };
            lines.push({ ...line, cost: objective(x, y, tau, line) });
          }
        const least = Math.min(...lines.map(({ cost }) => cost));
        const best = lines.filter(({ cost }) => cost - least <= 1e-9 * (1 + least));
        const line = fitQuantileLine(x, y, tau);
        expect(objective(x, y, tau, line)).toBeLessThanOrEqual(least + 1e-12 * most);
        expect(Math.abs(line.objective - least)).toBeLessThanOrEqual(1e-12 * (most + least));
        const [i, j] = line.through;
        expect(x[i]).not.toBe(x[j]);
        for (const t of [i, j])
          expect(Math.abs(y[t]! - line.alpha - line.beta * x[t]!)).toBeLessThanOrEqual(1e-12 * most);
        const alone = best.every(
          ({ alpha, beta }) =>
            Math.abs(alpha - best[0]!.alpha) + Math.abs(beta - best[0]!.beta) <= 1e-9 * (1 + most),
        );
        expect(line.unique).toBe(alone);
        if (!alone) several++;
      }),
      { seed: 20211231, numRuns: 3000 },
    );
    expect(several).toBeGreaterThan(0);
  });

  it('a sample on a line, or most of it, and a sample that hardly ever moves', () => {
    const x = Float64Array.from({ length: 3000 }, (_, t) => ((t * 37) % 1009) / 1000);
    const exact = fitQuantileLine(
      x,
      x.map((value) => 2 * value),
      0.3,
    );
    expect(exact).toMatchObject({ beta: 2, alpha: 0, objective: 0, unique: true });
    const mostly = x.map((value, t) => (t % 3 === 0 ? (t % 7) - 3 : 0.5 * value));
    expect(fitQuantileLine(x, mostly, 0.5)).toMatchObject({ beta: 0.5, alpha: 0 });
    const still = x.map((_, t) => (t % 3 === 0 ? (t % 7) - 3 : 0));
    expect(fitQuantileLine(x, still, 0.5)).toMatchObject({ beta: 0, alpha: 0, unique: true });
  });

  it('an offset of 2^40 costs the slope nothing', () => {
    const x = Float64Array.from({ length: 101 }, (_, t) => (t * 37) % 101);
    const y = x.map((value, t) => value + ((t * 53) % 97));
    const plain = fitQuantileLine(x, y, 0.25);
    const shifted = fitQuantileLine(
      x.map((value) => value + 2 ** 40),
      y.map((value) => value - 2 ** 40),
      0.25,
    );
    expect([shifted.beta, shifted.through]).toEqual([plain.beta, plain.through]);
  });
});

describe('quantileStandardErrors', () => {
  it('residuals without tails, by 50-digit arithmetic', () => {
    const column = (a: number, b: number): Float64Array =>
      Float64Array.from({ length: 60 }, (_, i) => (i * i * a + i * b + 7) % 10007);
    const x = column(31, 17);
    const noise = column(57, 11);
    const y = x.map((value, t) => value + 3 * noise[t]!);
    const line = fitQuantileLine(x, y, 0.25);
    expect(line.through).toEqual(tails.uniform.through);
    const errors = quantileStandardErrors(x, y, line, 0.25)!;
    expect(Math.abs(errors[0] / tails.uniform.expected.seAlpha - 1)).toBeLessThanOrEqual(1.5e-14);
    expect(Math.abs(errors[1] / tails.uniform.expected.seBeta - 1)).toBeLessThanOrEqual(1.5e-14);
  });

  it('null where the middle half of the residuals does not move', () => {
    const x = Float64Array.from({ length: 100 }, (_, t) => t % 10);
    const y = x.map((_, t) => (t % 10 === 3 ? t % 7 : 0));
    expect(quantileStandardErrors(x, y, fitQuantileLine(x, y, 0.5), 0.5)).toBeNull();
  });
});
