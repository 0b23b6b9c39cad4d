import { describe, expect, it } from 'vitest';
import { rollCoMoments } from '../../src/kernel/rollingCoMoments.ts';
import type { RollingSums } from '../../src/kernel/rollingCoMoments.ts';
import { inScaleBands } from '../../src/kernel/scaleBands.ts';
import { windowsByCount, windowsByTime } from '../../src/kernel/windows.ts';
import type { Windows } from '../../src/kernel/windows.ts';
import { exactFit } from './exactWindow.ts';
import { bells, magnitudes, sampled, TRAP_WINDOWS, traps } from './rollingTraps.ts';
import type { Trap } from './rollingTraps.ts';

interface Rolled {
  readonly slope: Float64Array;
  readonly correlation: Float64Array;
}

function roll(x: Float64Array, y: Float64Array, windows: Windows, banded = true): Rolled {
  const slope = new Float64Array(x.length).fill(7);
  const correlation = new Float64Array(x.length).fill(7);
  const columns = [
    { values: slope, powerX: -1, powerY: 1 },
    { values: correlation, powerX: 0, powerY: 0 },
  ];
  const run = (scaledX: Float64Array, scaledY: Float64Array, [into, r]: readonly Float64Array[]): void => {
    rollCoMoments(scaledX, scaledY, windows, { slope: into!, correlation: r!, sums: null });
  };
  if (banded) inScaleBands(x, y, windows, columns, run);
  else run(x, y, [slope, correlation]);
  return { slope, correlation };
}

function replaced(values: Float64Array, index: number, value: number): Float64Array {
  return values.map((own, i) => (i === index ? value : own));
}

function sixColumns(length: number): RollingSums {
  const column = (): Float64Array => new Float64Array(length);
  return {
    count: column(),
    meanX: column(),
    meanY: column(),
    sxx: column(),
    sxy: column(),
    syy: column(),
  };
}

interface Half {
  readonly state: Float64Array;
  readonly anchorX: number;
  readonly anchorY: number;
}

/** The complete pairs from index `from` up or down to before `to`, about the first of them. */
function half(x: Float64Array, y: Float64Array, from: number, to: number): Half {
  const state = new Float64Array(6);
  const step = from < to ? 1 : -1;
  let anchor = -1;
  for (let i = from; i !== to; i += step) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) continue;
    if (anchor < 0) anchor = i;
    addPair(state, x[i]! - x[anchor]!, y[i]! - y[anchor]!);
  }
  return { state, anchorX: x[anchor]!, anchorY: y[anchor]! };
}

/** Adds a pair to count, means, Sxx, Sxy and Syy: Welford's formula. */
function addPair(state: Float64Array, x: number, y: number): void {
  const share = 1 / (state[0]! + 1);
  const dx = x - state[1]!;
  const dy = y - state[2]!;
  state[0]!++;
  state[1]! += dx * share;
  state[2]! += dy * share;
  state[3]! += (1 - share) * (dx * dx);
  state[4]! += (1 - share) * (dx * dy);
  state[5]! += (1 - share) * (dy * dy);
}

/** Sxx, Sxy and Syy of both halves. */
function merged({ state: a, ...anchorA }: Half, { state: b, ...anchorB }: Half): number[] {
  if (a[0] === 0) return [...b.subarray(3)];
  if (b[0] === 0) return [...a.subarray(3)];
  const weight = a[0]! * (b[0]! * (1 / (a[0]! + b[0]!)));
  const gapX = anchorB.anchorX - anchorA.anchorX + (b[1]! - a[1]!);
  const gapY = anchorB.anchorY - anchorA.anchorY + (b[2]! - a[2]!);
  return [
    a[3]! + b[3]! + weight * (gapX * gapX),
    a[4]! + b[4]! + weight * (gapX * gapY),
    a[5]! + b[5]! + weight * (gapY * gapY),
  ];
}

/** The worst error, that of a slope in units of sd(y)/sd(x); where there's no number on either side, there's on neither. */
function worstError({ x, y, events }: Trap, windows: Windows, window: number, rolled: Rolled): number {
  let worst = 0;
  for (const i of sampled(events, window)) {
    const exact = exactFit(x, y, windows.starts[i]!, i);
    const enough = exact.count >= windows.minPeriods;
    const expectNumber = (got: number, expected: number | null, unit: number, what: string): void => {
      const defined = enough && expected !== null && Number.isFinite(expected);
      if (defined === Number.isNaN(got))
        throw new Error(`${what} at ${i}: got ${got}, expected ${String(expected)} (${exact.count} pairs)`);
      if (defined && got !== expected) worst = Math.max(worst, Math.abs(got - expected) / unit);
    };
    // A flat y has no unit to measure a slope by, and is to have none.
    // And one below all doubles is none, where no slope is 0.
    const isLost = exact.slope === 0 && exact.correlation !== 0;
    const slope = exact.slopeUnit === null || isLost ? null : exact.slope;
    expectNumber(rolled.slope[i]!, slope, exact.slopeUnit ?? 1, 'slope');
    expectNumber(rolled.correlation[i]!, exact.correlation, 1, 'correlation');
  }
  return worst;
}

describe('against exact rational arithmetic', () => {
  it('the exact arithmetic is right where it is known', () => {
    expect(exactFit([0, 1, 2], [1, 3, 5], 0, 2)).toEqual({
      slope: 2,
      correlation: 1,
      slopeUnit: 2,
      unexplained: 0,
      count: 3,
    });
    // Sxx = 2, Sxy = -1, Syy = 2/3.
    expect(exactFit([9, 0, 1, NaN, 2], [9, 1, -0, 5, 0], 1, 4)).toEqual({
      slope: -0.5,
      correlation: -0.8660254037844386,
      slopeUnit: 0.5773502691896257,
      unexplained: 0.5,
      count: 3,
    });
    expect(exactFit([2e-320, 1e-320], [1e300, -1e300], 0, 1).correlation).toBe(1);
    expect(exactFit([0.1, 0.1], [1, 2], 0, 1)).toMatchObject({ slope: null, correlation: null });
  });

  // Observed: 1.6e-14, at a window of 20,000; 4.2e-15 at 1000; 9.2e-16 up to 60.
  describe.each(traps())('$name', (trap) => {
    it.each(TRAP_WINDOWS)('window %i', (window) => {
      const bound = window <= 60 ? 3.5e-15 : 4e-14;
      for (const minPeriods of new Set([window, Math.max(2, Math.ceil(0.75 * window))])) {
        const windows = windowsByCount(trap.x.length, window, minPeriods);
        expect(worstError(trap, windows, window, roll(trap.x, trap.y, windows, false))).toBeLessThan(bound);
      }
    });
  });

  describe.each(magnitudes())('magnitudes: $name', (trap) => {
    it.each(TRAP_WINDOWS)('window %i', (window) => {
      const windows = windowsByCount(trap.x.length, window, window);
      expect(worstError(trap, windows, window, roll(trap.x, trap.y, windows))).toBeLessThan(4e-14);
    });
  });

  it.each([0, 1, 2, 5])('windows of time, trap %i, stamps uneven', (which) => {
    const trap = traps()[which]!;
    const gap = bells(5);
    let now = 0;
    const times = Float64Array.from(
      trap.x,
      (_, i) => (now += i % 997 === 0 ? 9000 : 1 + Math.floor(20 * (gap() + 1.5))),
    );
    for (const span of [90, 1800, 30_000]) {
      const windows = windowsByTime(times, span, 2);
      expect(
        worstError(trap, windows, Math.ceil(span / 30), roll(trap.x, trap.y, windows, false)),
      ).toBeLessThan(4e-14);
    }
  });
});

describe('bits', () => {
  const bell = bells(11);
  const x = Float64Array.from({ length: 500 }, () => bell());
  const y = Float64Array.from(x, (value) => 0.7 * value + 0.5 * bell());

  it('are the same however the windows are told', () => {
    const times = Float64Array.from(x, (_, i) => 60_000 * i);
    for (const window of [2, 3, 60, 499, 500, 600])
      expect(roll(x, y, windowsByTime(times, 60_000 * window, 2))).toEqual(
        roll(x, y, windowsByCount(500, window, 2)),
      );
  });

  it('do not change with powers of two, in the bands or beyond them', () => {
    const windows = windowsByCount(500, 20, 2);
    const plain = roll(x, y, windows, false);
    for (const exponent of [-900, -500, -300, -150, -10, 10, 100, 160, 300, 900]) {
      const factor = 2 ** exponent;
      const scaledX = x.map((value) => value * factor);
      const scaledY = y.map((value) => value * factor);
      expect(roll(scaledX, scaledY, windows)).toEqual(plain);
      expect(roll(x, scaledY, windows).correlation).toEqual(plain.correlation);
      expect(roll(x, scaledY, windows).slope).toEqual(plain.slope.map((value) => value * factor));
    }
  });

  it('of windows without a tick of 1e200 are as if it had not been', () => {
    const windows = windowsByCount(500, 20, 20);
    const plain = roll(x, y, windows);
    for (const [index, tick] of [
      [250, 1e200],
      [259, -1e308],
      [260, 1e-200],
    ] as const) {
      const ticked = roll(replaced(x, index, tick), y, windows);
      for (let i = 0; i < 500; i++) {
        if (i >= index && i < index + 20) continue;
        expect(ticked.slope[i]).toBe(plain.slope[i]);
        expect(ticked.correlation[i]).toBe(plain.correlation[i]);
      }
    }
  });

  // What the streaming form rests on, told once more, window by window.
  it('are those of two halves that meet at the block of the window, merged by Chan', () => {
    for (const [holes, window] of [
      [false, 2],
      [false, 7],
      [true, 7],
      [true, 60],
      [false, 250],
    ] as const) {
      const a = holes ? x.map((value, i) => (i % 5 === 2 || i % 60 < 9 ? NaN : value)) : x;
      const sums = sixColumns(500);
      rollCoMoments(a, y, windowsByCount(500, window, 1), { slope: null, correlation: null, sums });
      for (let i = 0; i < 500; i++) {
        const boundary = window * Math.floor(i / window);
        const suffix = half(a, y, boundary - 1, Math.max(0, i - window + 1) - 1);
        const prefix = half(a, y, boundary, i + 1);
        const count = suffix.state[0]! + prefix.state[0]!;
        expect(sums.count[i]).toBe(count);
        if (count === 0) expect(sums.sxx[i]).toBe(0);
        else expect([sums.sxx[i], sums.sxy[i], sums.syy[i]]).toEqual(merged(suffix, prefix));
      }
    }
  });

  // And means beside sums: the first block is Welford's updating from the first complete pair.
  it('of the first block are those of pairs added one by one', () => {
    const holed = replaced(replaced(x, 0, NaN), 7, Infinity);
    const sums = sixColumns(500);
    rollCoMoments(holed, y, windowsByCount(500, 500, 1), { slope: null, correlation: null, sums });
    const state = new Float64Array(6);
    for (let i = 1; i < 500; i++) {
      if (i !== 7) addPair(state, holed[i]! - holed[1]!, y[i]! - y[1]!);
      expect(Object.values(sums).map((column: Float64Array) => column[i])).toEqual([
        state[0],
        holed[1]! + state[1]!,
        y[1]! + state[2]!,
        state[3],
        state[4],
        state[5],
      ]);
    }
    expect(sums.count[0]).toBe(0);
    expect(sums.sxx[0]).toBe(0);
  });

  it('are the same where x and y change places', () => {
    for (const window of [2, 3, 60, 250, 500]) {
      const windows = windowsByCount(500, window, 2);
      const there = sixColumns(500);
      const back = sixColumns(500);
      rollCoMoments(x, y, windows, { slope: null, correlation: null, sums: there });
      rollCoMoments(y, x, windows, { slope: null, correlation: null, sums: back });
      expect([back.sxx, back.sxy, back.syy]).toEqual([there.syy, there.sxy, there.sxx]);
      expect(roll(y, x, windows).correlation).toEqual(roll(x, y, windows).correlation);
    }
  });
});

describe('a series that moves by its rounding alone', () => {
  const prices = Array.from({ length: 201 }, (_, i) => 100 * 1.001 ** i);
  const still = Float64Array.from({ length: 200 }, (_, i) => prices[i + 1]! / prices[i]! - 1);
  const moving = Float64Array.from(still, (_, i) => 0.01 * Math.sin(i * i));

  it('has no slope and no correlation, on either side', () => {
    expect(new Set(still).size).toBeGreaterThan(1);
    for (const window of [2, 7, 30, 200])
      for (const scale of [1, 2 ** -600, 2 ** 900]) {
        const scaled = still.map((value) => value * scale);
        const windows = windowsByCount(200, window, 2);
        for (const { slope, correlation } of [roll(scaled, moving, windows), roll(moving, scaled, windows)]) {
          expect(slope.every(Number.isNaN)).toBe(true);
          expect(correlation.every(Number.isNaN)).toBe(true);
        }
      }
  });

  it('has both where it moves by 4e-12 of its mean', () => {
    const creeping = Float64Array.from(moving, (value) => 1 + 6e-10 * value);
    const { slope, correlation } = roll(moving, creeping, windowsByCount(200, 30, 30));
    expect(slope.findIndex((value) => !Number.isNaN(value))).toBe(29);
    expect(slope.slice(29).some(Number.isNaN)).toBe(false);
    expect(correlation.slice(29).some(Number.isNaN)).toBe(false);
  });
});

it.each([0.1, -3e-7, 1e8 + 0.3, 1e300])(
  'a series that stays at %d: NaN in every window, whatever its block',
  (level) => {
    const bell = bells(3);
    const flat = new Float64Array(200).fill(level);
    const other = flat.map(() => bell());
    const windows = windowsByCount(200, 7, 2);
    const against = roll(flat, other, windows);
    expect(against.slope.every(Number.isNaN)).toBe(true);
    expect(against.correlation.every(Number.isNaN)).toBe(true);
    const flatAsset = roll(other, flat, windows);
    expect(flatAsset.slope.every(Number.isNaN)).toBe(true);
    expect(flatAsset.correlation.every(Number.isNaN)).toBe(true);
  },
);
