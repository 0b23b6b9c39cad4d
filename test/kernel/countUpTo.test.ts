import { expect, test } from 'vitest';
import { countUpTo } from '../../src/kernel/countUpTo.ts';

test('counts what is at or below x, as counting one by one does', () => {
  for (const values of [
    [],
    [5],
    [1, 2],
    [-Infinity, -1, 0, 0.5, 7],
    Array.from({ length: 37 }, (_, i) => i * i),
  ])
    for (const x of [-Infinity, -2, -1, 0, 0.25, 0.5, 5, 36, 37, 1296, 1297, Infinity])
      expect(countUpTo(values, x)).toBe(values.filter((value) => value <= x).length);
});
