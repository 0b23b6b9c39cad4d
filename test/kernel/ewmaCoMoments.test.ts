import { describe, expect, it } from 'vitest';
import {
  addToEwma,
  EWMA_LARGEST_SAMPLE,
  EWMA_LENGTH,
  ewmaCovarianceXY,
  ewmaEffectiveSamples,
  ewmaMeanX,
  ewmaPearson,
  ewmaSlope,
  ewmaVarianceX,
  ewmaVarianceY,
  initialEwma,
  missEwma,
} from '../../src/kernel/ewmaCoMoments.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';

function draw(seed: number, length: number): number[] {
  const { normal } = randomGenerator(seed);
  return Array.from({ length }, () => normal());
}

function fold(x: readonly number[], y: readonly number[], lambda: number, centred: boolean): Float64Array {
  const state = initialEwma(lambda, centred);
  x.forEach((value, t) => {
    addToEwma(state, 0, value, y[t]!);
  });
  return state;
}

const x = draw(1, 60);
const y = draw(2, 60).map((value, t) => value + 0.5 * x[t]!);

describe('addToEwma', () => {
  it('about zero with lambda 1/2 and few bits: exact', () => {
    // S: 1 * 2, then (2 + 3 * -1) / 2, then (-0.5 + 4 * 0.5) / 2; weights 1/4, 1/4, 1/2.
    const state = fold([1, 3, 4], [2, -1, 0.5], 0.5, false);
    expect(ewmaCovarianceXY(state, 0)).toBe(0.75);
    expect(ewmaVarianceX(state, 0)).toBe(10.5);
    expect(ewmaVarianceY(state, 0)).toBe(1.375);
    expect(ewmaMeanX(state, 0)).toBe(0);
    expect(ewmaEffectiveSamples(state, 0)).toBeCloseTo(1 / (1 / 16 + 1 / 16 + 1 / 4), 14);
  });

  it('centred: the weighted moments of two and three samples by hand', () => {
    // Two samples of weights 1/3 and 2/3: variance 2/9 of the squared gap.
    const two = fold([0, 3], [0, -3], 0.5, true);
    expect(ewmaVarianceX(two, 0)).toBeCloseTo(2, 14);
    expect(ewmaCovarianceXY(two, 0)).toBeCloseTo(-2, 14);
    expect(ewmaMeanX(two, 0)).toBeCloseTo(2, 14);
    expect(ewmaEffectiveSamples(two, 0)).toBeCloseTo(9 / 5, 14);
    // 1/7, 2/7, 4/7 of 0, 7, 14: mean 10, variance 100/7 + 9 * 2/7 + 16 * 4/7.
    const three = fold([0, 7, 14], [0, 7, 14], 0.5, true);
    expect(ewmaMeanX(three, 0)).toBeCloseTo(10, 13);
    expect(ewmaVarianceX(three, 0)).toBeCloseTo(26, 13);
  });

  it('a constant far from 0 after noise: its share of the variance fades, and alone it has none, exactly', () => {
    const alone = fold(new Array<number>(50).fill(0.1), y.slice(0, 50), 0.9, true);
    expect(ewmaVarianceX(alone, 0)).toBe(0);
    expect(ewmaCovarianceXY(alone, 0)).toBe(0);
    expect(ewmaSlope(alone, 0)).toBeNaN();
    expect(ewmaPearson(alone, 0)).toBeNaN();
    const after = fold(x.concat(new Array<number>(200).fill(x[59]!)), y.concat(draw(3, 200)), 0.9, true);
    const before = fold(x, y, 0.9, true);
    // Weights of 0.9^200 and less. Observed: 7e-10 of the variance before.
    expect(ewmaVarianceX(after, 0) / ewmaVarianceX(before, 0)).toBeLessThan(3e-9);
    expect(ewmaVarianceX(after, 0)).toBeGreaterThan(0);
  });

  it('forgets a spike of 1e8 as it must, and no faster or slower', () => {
    // On a grid of 2^-20, so that sums with 1e8 are exact; judged when its weight is 0.5^140, 1e-42.
    const grid = (values: readonly number[]): number[] =>
      values.map((value) => Math.round(value * 2 ** 20) / 2 ** 20);
    const tail = { x: grid(draw(4, 140)), y: grid(draw(5, 140)) };
    const spiked = fold([1, 1e8, ...tail.x], [1, -1e8, ...tail.y], 0.5, true);
    const plain = fold([1, 1, ...tail.x], [1, 1, ...tail.y], 0.5, true);
    expect(ewmaSlope(spiked, 0)).toBe(ewmaSlope(plain, 0));
  });

  it.each([1e8, -1e12])('an offset of %d costs nothing', (offset) => {
    // On a grid of 2^-10 the shift is exact.
    const grid = (values: readonly number[]): number[] =>
      values.map((value) => Math.round(value * 2 ** 10) / 2 ** 10);
    const [gx, gy] = [grid(x), grid(y)];
    const plain = fold(gx, gy, 0.94, true);
    const shifted = fold(
      gx.map((value) => value + offset),
      gy.map((value) => value - offset),
      0.94,
      true,
    );
    // Not a bit of difference but the first sample's: its own rest is 0 both times.
    expect(ewmaVarianceX(shifted, 0)).toBe(ewmaVarianceX(plain, 0));
    expect(ewmaCovarianceXY(shifted, 0)).toBe(ewmaCovarianceXY(plain, 0));
  });

  it('weights written out, lambda 0.999, an offset of 1e8: the level drifts, the slope does not', () => {
    const grid = draw(6, 40_000).map((value) => Math.round(value * 2 ** 20) / 2 ** 20);
    const noisy = draw(7, 40_000).map((value, t) => value + grid[t]!);
    const state = fold(
      grid.map((value) => value + 1e8),
      noisy,
      0.999,
      true,
    );
    const weights = new Float64Array(40_000).fill(1);
    for (let t = 39_998; t >= 0; t--) weights[t] = weights[t + 1]! * 0.999;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const mean = (of: (t: number) => number): number =>
      weights.reduce((sum, weight, t) => sum + weight * of(t), 0) / total;
    const [meanX, meanY] = [mean((t) => grid[t]!), mean((t) => noisy[t]!)];
    const variance = mean((t) => (grid[t]! - meanX) * (grid[t]! - meanX));
    const covariance = mean((t) => (grid[t]! - meanX) * (noisy[t]! - meanY));
    // Observed: 5.5e-14 and 1.3e-15.
    expect(Math.abs(ewmaVarianceX(state, 0) / variance - 1)).toBeLessThan(2.2e-13);
    expect(Math.abs(ewmaSlope(state, 0) - covariance / variance)).toBeLessThan(5e-15);
  });

  it('a series with itself: slope and correlation exactly 1, also near the ends of the range', () => {
    for (const scale of [1, 3e-130, 7e120])
      for (const centred of [false, true]) {
        const scaled = x.map((value) => value * scale);
        const state = fold(scaled, scaled, 0.97, centred);
        expect(ewmaSlope(state, 0)).toBe(1);
        expect(ewmaPearson(state, 0)).toBe(1);
      }
  });

  it('holds finite numbers and no -0 at every time, whatever comes', () => {
    const values = [-0, 0, -1, EWMA_LARGEST_SAMPLE, -EWMA_LARGEST_SAMPLE, 5e-324, -5e-324, -3, 0, -0];
    for (const centred of [false, true]) {
      const state = initialEwma(0.94, centred);
      for (const value of values) {
        addToEwma(state, 0, value, -value);
        missEwma(state, 0);
        expect([...state].every((number) => Number.isFinite(number) && !Object.is(number, -0))).toBe(true);
      }
    }
  });

  it('fades to 0, not to -0', () => {
    const state = initialEwma(0.5, false);
    addToEwma(state, 0, 1e-160, -1e-160);
    for (let i = 0; i < 60; i++) addToEwma(state, 0, 0, -1);
    expect(Object.is(ewmaCovarianceXY(state, 0), 0)).toBe(true);
  });

  it('x and y exchanged: the same bits', () => {
    for (const centred of [false, true]) {
      const there = fold(x, y, 0.93, centred);
      const back = fold(y, x, 0.93, centred);
      expect(ewmaCovarianceXY(back, 0)).toBe(ewmaCovarianceXY(there, 0));
      expect(ewmaVarianceX(back, 0)).toBe(ewmaVarianceY(there, 0));
      expect(ewmaPearson(back, 0)).toBe(ewmaPearson(there, 0));
    }
    for (let n = 2; n < 60; n++) {
      const there = fold(x.slice(0, n), y.slice(0, n), 0.6, true);
      expect(ewmaPearson(fold(y.slice(0, n), x.slice(0, n), 0.6, true), 0)).toBe(ewmaPearson(there, 0));
    }
  });

  it('about zero the weight of the past is 1 after each sample, whatever gap came before', () => {
    for (const lambda of [0.1, 0.3, 0.94]) {
      const state = initialEwma(lambda, false);
      for (const gap of [0, 0, 3, 0, 1, 0]) {
        for (let i = 0; i < gap; i++) missEwma(state, 0);
        const past = ewmaVarianceX(state, 0);
        const isFirst = ewmaEffectiveSamples(state, 0) === 0;
        addToEwma(state, 0, 2, 1);
        const old = lambda ** (gap + 1);
        const expected = isFirst ? 4 : (old * past + (1 - lambda) * 4) / (old + 1 - lambda);
        expect(ewmaVarianceX(state, 0)).toBeCloseTo(expected, 14);
        addToEwma(state, 0, 5, 1);
        expect(ewmaVarianceX(state, 0)).toBeCloseTo(lambda * expected + (1 - lambda) * 25, 13);
      }
    }
  });

  it('touches its own numbers only', () => {
    const states = new Float64Array(3 * EWMA_LENGTH).fill(7);
    states.set(initialEwma(0.9, true), EWMA_LENGTH);
    addToEwma(states, EWMA_LENGTH, 2, 3);
    addToEwma(states, EWMA_LENGTH, 4, 9);
    missEwma(states, EWMA_LENGTH);
    expect(states.filter((value) => value === 7)).toHaveLength(2 * EWMA_LENGTH);
    const apart = fold([2, 4], [3, 9], 0.9, true);
    missEwma(apart, 0);
    expect([...states.slice(EWMA_LENGTH, 2 * EWMA_LENGTH)]).toEqual([...apart]);
  });
});

describe('missEwma', () => {
  it('changes no figure, and gives what follows more weight', () => {
    for (const centred of [false, true]) {
      const state = fold(x, y, 0.9, centred);
      const before = [ewmaSlope(state, 0), ewmaPearson(state, 0), ewmaEffectiveSamples(state, 0)];
      for (let i = 0; i < 30; i++) missEwma(state, 0);
      expect([ewmaSlope(state, 0), ewmaPearson(state, 0), ewmaEffectiveSamples(state, 0)]).toEqual(before);
      addToEwma(state, 0, 0.5, 0.5);
      expect(ewmaEffectiveSamples(state, 0)).toBeLessThan(before[2]! / 2);
    }
  });

  it('before any sample changes nothing; until nothing of the past is left, what follows stands alone', () => {
    for (const lambda of [0.9, 0.3])
      for (const centred of [false, true]) {
        const state = initialEwma(lambda, centred);
        missEwma(state, 0);
        expect([...state]).toEqual([...initialEwma(lambda, centred)]);
        expect(ewmaEffectiveSamples(state, 0)).toBe(0);
        expect(ewmaSlope(state, 0)).toBeNaN();
        addToEwma(state, 0, 1, 2);
        expect([...state]).toEqual([...fold([1], [2], lambda, centred)]);
        for (let i = 0; i < 9000; i++) missEwma(state, 0);
        addToEwma(state, 0, 3, 4);
        addToEwma(state, 0, 5, 7);
        // Weights lambda and 1 when centred; about zero lambda and 1 - lambda, as from the first sample on.
        const fresh = centred ? 1 : 1 - lambda;
        const total = lambda + fresh;
        const product = centred ? (lambda / total) * (2 * 3) : lambda * 12 + fresh * 35;
        expect(ewmaCovarianceXY(state, 0)).toBeCloseTo(product / total, 13);
        const size = (total * total) / (fresh * fresh + lambda * lambda);
        expect(ewmaEffectiveSamples(state, 0)).toBeCloseTo(size, 13);
      }
  });
});
