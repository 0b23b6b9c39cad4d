import { expect, it } from 'vitest';
import { windowsByCount, windowsByTime, windowsOf } from '../../src/kernel/windows.ts';

it('windows of a number of samples', () => {
  const { starts, longest, minPeriods } = windowsByCount(6, 3, 2);
  expect({ starts: [...starts], longest, minPeriods }).toEqual({
    starts: [0, 0, 0, 1, 2, 3],
    longest: 3,
    minPeriods: 2,
  });
  expect(windowsByCount(2, 5, 5)).toEqual({ starts: new Int32Array(2), longest: 2, minPeriods: 5 });
  expect(windowsByCount(0, 5, 5).longest).toBe(0);
});

it('windows of a span of time are open at their start', () => {
  const times = Float64Array.of(0, 10, 20, 21, 30, 100, 109);
  const { starts, longest } = windowsByTime(times, 20, 2);
  expect([...starts]).toEqual([0, 0, 1, 1, 2, 5, 5]);
  expect(longest).toBe(3);
  // As pandas says it: the samples with t - span < time <= t.
  times.forEach((t, i) => {
    expect(starts[i]).toBe(times.findIndex((time) => time > t - 20));
  });
});

it('whichever is asked for', () => {
  const timestamps = Float64Array.of(1, 2, 3);
  const asked = { window: 2, minPeriods: 2 };
  expect(windowsOf({ ...asked, timestamps: null }, 3)).toEqual(windowsByCount(3, 2, 2));
  expect(windowsOf({ ...asked, timestamps }, 3)).toEqual(windowsByTime(timestamps, 2, 2));
});
