import { describe, expect, it } from 'vitest';
import { equalRuns } from '../../src/returns/equalRuns.ts';

describe('equalRuns', () => {
  it.each([
    [[], 2, []],
    [[1], 1, [{ from: 0, to: 0 }]],
    [
      [1, 1, 2, 2, 2],
      2,
      [
        { from: 0, to: 1 },
        { from: 2, to: 4 },
      ],
    ],
    [[1, 1, 2, 2, 2], 3, [{ from: 2, to: 4 }]],
    [[1, 2, 1, 2], 2, []],
    [[5, 5, 5], 3, [{ from: 0, to: 2 }]],
  ])('%j, from %d on: %j', (values, minimum, expected) => {
    expect(equalRuns(Float64Array.from(values), minimum)).toEqual(expected);
  });
});
