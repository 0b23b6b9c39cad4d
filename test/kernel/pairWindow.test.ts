import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addToWindow, lastSamples, mergeWindow, pairWindow } from '../../src/kernel/pairWindow.ts';
import type { PairWindow } from '../../src/kernel/pairWindow.ts';
import { rollCoMoments } from '../../src/kernel/rollingCoMoments.ts';
import { windowsByCount } from '../../src/kernel/windows.ts';
import { exactMoments, toGrid } from '../returns/exactMoments.ts';
import { calm, wild } from './streams.ts';

// The work that is done, counted where it is done: every addition and every merge of states.
const work = vi.hoisted(() => ({ add: 0, merge: 0 }));
vi.mock(import('../../src/kernel/anchoredCoMoments.ts'), async (original) => {
  const { addAnchored, mergeAnchored, ...rest } = await original();
  return {
    ...rest,
    addAnchored: (...given) => {
      work.add++;
      addAnchored(...given);
    },
    mergeAnchored: (...given) => {
      work.merge++;
      mergeAnchored(...given);
    },
  };
});
beforeEach(() => Object.assign(work, { add: 0, merge: 0 }));

const windows = [2, 3, 4, 5, 8, 13, 60, 61, 250];

describe('pairWindow', () => {
  it.each(windows)('has the bits of rollCoMoments, window %i', (window) => {
    const { x, y } = wild(1500);
    const column = (): Float64Array => new Float64Array(x.length);
    const sums = {
      count: column(),
      meanX: column(),
      meanY: column(),
      sxx: column(),
      sxy: column(),
      syy: column(),
    };
    rollCoMoments(x, y, windowsByCount(x.length, window, 0), { slope: null, correlation: null, sums });
    const stream = pairWindow(window, false);
    for (let t = 0; t < x.length; t++) {
      addToWindow(stream, x[t]!, y[t]!);
      mergeWindow(stream);
      const [count, anchorX, anchorY, restX, restY, sxx, sxy, syy] = stream.sums as unknown as number[];
      expect([count, sxx, sxy, syy]).toEqual([sums.count[t], sums.sxx[t], sums.sxy[t], sums.syy[t]]);
      if (count === 0) continue;
      expect(anchorX! + restX!).toBe(sums.meanX[t]);
      expect(anchorY! + restY!).toBe(sums.meanY[t]);
    }
  });

  it('adds a window at once when a block is full, and else one pair', () => {
    expect(mostWork(50, false)).toEqual({ add: 50, merge: 1 });
    // Over all, not two a pair.
    expect(work.add).toBeLessThan(2 * 1000);
  });
});

describe('pairWindow, steady', () => {
  it.each([2, 3, 4, 5, 60, 61, 1440, 20000])(
    'adds two pairs and merges twice, never more, window %i',
    (window) => {
      expect(mostWork(window, true)).toEqual({ add: 2, merge: 2 });
    },
  );

  it.each(windows)('holds the pairs that the other holds, window %i', (window) => {
    const { x, y } = wild(1200);
    const block = pairWindow(window, false);
    const steady = pairWindow(window, true);
    for (let t = 0; t < x.length; t++) {
      for (const stream of [block, steady]) {
        addToWindow(stream, x[t]!, y[t]!);
        mergeWindow(stream);
      }
      // A side that stands still does so exactly, in both.
      const facts = ({ sums }: PairWindow): unknown[] => [sums[0], sums[5] === 0, sums[7] === 0];
      expect(facts(steady)).toEqual(facts(block));
      if (t % 17 > 0) continue;
      const length = Math.min(window, t + 1);
      const pairs = [x, y].map((side) => side.slice(t + 1 - length, t + 1));
      expect(lastSamples(steady, length)).toEqual(pairs);
      expect(lastSamples(block, length)).toEqual(pairs);
    }
  });

  it.each([
    ['returns', (value: number): number => value],
    ['at 1e8', (value: number): number => Math.round(value * 2 ** 20) / 2 ** 20 + 1e8],
    ['volatility falls 1e6-fold', (value: number, t: number): number => (t > 600 ? value * 1e-6 : value)],
    ['a spike of 1e8 in every 150', (value: number, t: number): number => (t % 150 === 20 ? 1e8 : value)],
  ])('against exact sums: %s', (_, change) => {
    const { x, y } = calm(1200);
    const [a, b] = [x.map((value, t) => toGrid(change(value, t))), y.map((value) => toGrid(value))] as const;
    let worst = 0;
    for (const window of [60, 61, 100]) {
      const steady = pairWindow(window, true);
      for (let t = 0; t < a.length; t++) {
        addToWindow(steady, a[t]!, b[t]!);
        if (t < window || t % 7 > 0) continue;
        mergeWindow(steady);
        const columns = [a, b].map((column) => column.slice(t + 1 - window, t + 1));
        const [sxx, sxy, syy] = exactMoments(columns).products as [number, number, number];
        const spread = Math.sqrt(sxx * syy);
        worst = Math.max(
          worst,
          Math.abs(steady.sums[5]! / sxx - 1),
          Math.abs(steady.sums[7]! / syy - 1),
          Math.abs(steady.sums[6]! - sxy) / spread,
        );
      }
    }
    // Observed: 7.8e-16.
    expect(worst).toBeLessThan(3e-15);
  });
});

/** The most that a pair and a reading add and merge, of three windows full and 1000 pairs at least. */
function mostWork(window: number, steady: boolean): { add: number; merge: number } {
  const most = { add: 0, merge: 0 };
  const all = { add: 0, merge: 0 };
  const stream = pairWindow(window, steady);
  for (let t = 0; t < Math.max(1000, 3 * window); t++) {
    Object.assign(work, { add: 0, merge: 0 });
    addToWindow(stream, Math.sqrt(t), t % 3);
    mergeWindow(stream);
    for (const kind of ['add', 'merge'] as const) {
      most[kind] = Math.max(most[kind], work[kind]);
      all[kind] += work[kind];
    }
  }
  Object.assign(work, all);
  return most;
}
