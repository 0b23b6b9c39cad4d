import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { thin } from '../../src/charts/thin.ts';
import { normals } from './samples.ts';

/**
 * Largest triangles of three buckets as Steinarsson writes it down (ch. 4.2), word by word: the points but for first
 * and last in buckets of equal width, of each the one with the largest triangle to the one chosen before and the mean
 * of the next bucket. Edges in whole numbers.
 */
function reference(x: readonly number[], y: readonly number[], most: number): number[] {
  const n = x.length;
  const edge = (bucket: number): number => Number((BigInt(bucket) * BigInt(n - 2)) / BigInt(most - 2)) + 1;
  const buckets = [[0]];
  for (let b = 0; b < most - 2; b++) {
    const bucket: number[] = [];
    for (let i = edge(b); i < edge(b + 1); i++) bucket.push(i);
    buckets.push(bucket);
  }
  buckets.push([n - 1]);
  const mean = (of: readonly number[], indices: readonly number[]): number =>
    indices.reduce((sum, i) => sum + of[i]!, 0) / indices.length;
  const chosen = [0];
  for (let b = 1; b < most - 1; b++) {
    const a = chosen.at(-1)!;
    const cx = mean(x, buckets[b + 1]!);
    const cy = mean(y, buckets[b + 1]!);
    const areas = buckets[b]!.map(
      (i) => 0.5 * Math.abs(x[a]! * (y[i]! - cy) + x[i]! * (cy - y[a]!) + cx * (y[a]! - y[i]!)),
    );
    chosen.push(buckets[b]![areas.indexOf(Math.max(...areas))]!);
  }
  chosen.push(n - 1);
  return chosen;
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

describe('against the algorithm as published', () => {
  test.each([
    [50, 10],
    [1000, 100],
    [1000, 997],
    [12_345, 500],
    [5_001, 4_000],
  ])('%i points to %i', (n, most) => {
    const y = normals(n, n);
    // Two of the points are kept free for the extremes.
    const expected = new Set(reference(range(n), y, most - 2));
    expected.add(y.indexOf(Math.min(...y))).add(y.indexOf(Math.max(...y)));
    expect(thin(range(n), y, most)).toEqual([...expected].sort((a, b) => a - b));
  });

  test('at uneven times', () => {
    const x = range(400).map((i) => i + 0.9 * Math.sin(i) * Math.sin(i));
    const y = normals(5, 400);
    const expected = new Set(reference(x, y, 58))
      .add(y.indexOf(Math.min(...y)))
      .add(y.indexOf(Math.max(...y)));
    expect(thin(x, y, 60)).toEqual([...expected].sort((a, b) => a - b));
  });

  test('of each run by its length, at its own times', () => {
    const first = normals(6, 300);
    const second = normals(7, 100);
    const y = [...first, NaN, NaN, ...second];
    // 60 points, one of them for the gap and two for the extremes, and two ends a run: 53 to be shared by 298 and 98.
    const one = reference(range(300), first, 2 + Math.floor((53 * 298) / 396));
    const other = reference(range(100), second, 2 + Math.floor((53 * 98) / 396)).map((i) => 302 + i);
    const numbers = [...first, ...second];
    const expected = new Set([...one, 300, ...other]);
    expected.add(y.indexOf(Math.min(...numbers))).add(y.indexOf(Math.max(...numbers)));
    expect(thin(range(402), y, 60)).toEqual([...expected].sort((a, b) => a - b));
  });

  test('epoch times choose the same points as times from 0', () => {
    const y = normals(8, 3000);
    const hours = range(3000).map((i) => i * 3_600_000);
    const epoch = hours.map((time) => 1_704_067_200_000 + time);
    expect(thin(epoch, y, 200)).toEqual(thin(hours, y, 200));
  });
});

describe('whatever the points', () => {
  const value = fc.oneof(
    { weight: 6, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) },
    { weight: 1, arbitrary: fc.constant(NaN) },
    { weight: 1, arbitrary: fc.constantFrom(0, -0, 7) },
  );
  const lines = fc.tuple(fc.array(value, { maxLength: 120 }), fc.integer({ min: 2, max: 60 }));

  test('ends, extremes, runs and gaps are kept', () => {
    fc.assert(
      fc.property(lines, ([y, most]) => {
        const kept = thin(range(y.length), y, most);
        const numbers = range(y.length).filter((i) => !Number.isNaN(y[i]));
        const starts = numbers.filter((i) => i === 0 || Number.isNaN(y[i - 1]));
        const ends = numbers.filter((i) => i === y.length - 1 || Number.isNaN(y[i + 1]));
        const gaps = Math.max(starts.length - 1, 0);
        if (kept === null) {
          const least = new Set([...starts, ...ends]).size + gaps;
          expect(numbers.length + gaps).toBeGreaterThan(most);
          expect(least + 2).toBeGreaterThan(most);
          return;
        }
        expect(kept.length).toBeLessThanOrEqual(most);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept).toEqual(expect.arrayContaining([...starts, ...ends]));
        expect(kept.filter((i) => Number.isNaN(y[i]))).toEqual(ends.slice(0, -1).map((i) => i + 1));
        if (numbers.length === 0) return;
        const of = (indices: readonly number[]): number[] => indices.map((i) => y[i]!);
        const drawn = of(kept.filter((i) => !Number.isNaN(y[i])));
        // 0 and -0 are one value.
        expect(Math.min(...drawn) - Math.min(...of(numbers))).toBe(0);
        expect(Math.max(...drawn) - Math.max(...of(numbers))).toBe(0);
        if (numbers.length + gaps <= most) expect(drawn).toHaveLength(numbers.length);
      }),
      { seed: 20_260_101, numRuns: 3000 },
    );
  });

  test('turned upside down they are the same points', () => {
    fc.assert(
      fc.property(lines, ([y, most]) => {
        const x = range(y.length);
        expect(
          thin(
            x,
            y.map((each) => -each),
            most,
          )?.length,
        ).toBe(thin(x, y, most)?.length);
      }),
      { seed: 20_260_102, numRuns: 300 },
    );
  });
});

test.each([
  ['nothing', [], []],
  ['nothing but gaps', [NaN, NaN], []],
  ['one point', [3], [0]],
  ['one point between gaps', [NaN, 3, NaN], [1]],
  ['two points and a long gap', [1, NaN, NaN, NaN, 2], [0, 1, 4]],
])('of %s', (_, y, kept) => {
  expect(thin(range(y.length), y, 10)).toEqual(kept);
});

test('the greatest of a flat line adds no point', () => {
  const flat = new Array<number>(100).fill(5);
  expect(thin(range(100), flat, 10)).toEqual(reference(range(100), flat, 8));
});

test('a peak that no triangle keeps is kept', () => {
  const y = normals(11, 2000).map((each, i) => each + Math.sin(i / 50));
  const extremes = [y.indexOf(Math.max(...y)), y.indexOf(Math.min(...y))];
  expect(reference(range(2000), y, 10)).not.toEqual(expect.arrayContaining(extremes));
  expect(thin(range(2000), y, 12)).toEqual(expect.arrayContaining(extremes));
});
