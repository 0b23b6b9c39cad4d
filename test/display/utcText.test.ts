import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utcText } from '../../src/display/utcText.ts';

test('is the time of the language itself, of any millisecond of the years 0 to 9999', () => {
  const first = Date.UTC(2000, 0, 1) - 2000 * 365.2425 * 86_400_000;
  const last = Date.UTC(10_000, 0, 1) - 1;
  expect(new Date(first).toISOString()).toBe('0000-01-01T00:00:00.000Z');
  const shown = (time: number): string =>
    new Date(time)
      .toISOString()
      .replace('T', ' ')
      .replace(/(:00)?\.000Z$|Z$/, ' UTC');
  for (const time of [first, last, 0, -1, -86_400_000, 951_782_400_000, 951_868_800_000, 4_107_542_399_999])
    expect(utcText(time)).toBe(shown(time));
  const whole = [1, 1000, 60_000, 86_400_000];
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), fc.constantFrom(...whole), (time, step) => {
      const rounded = Math.max(first, time - (((time % step) + step) % step));
      expect(utcText(rounded)).toBe(shown(rounded));
    }),
    { seed: 1, numRuns: 5000 },
  );
  // Every day of four centuries.
  for (let day = -141_427; day < 4671; day++)
    expect(utcText(day * 86_400_000)!.slice(0, 10)).toBe(
      new Date(day * 86_400_000).toISOString().slice(0, 10),
    );
});

test.each([NaN, Infinity, 0.5, -62_167_219_200_001, 253_402_300_800_000])('%s is no time', (value) => {
  expect(utcText(value)).toBe(null);
});
