import { expect, it } from 'vitest';
import { orThrow } from '../../src/foundation/status.ts';
import { fitSmile } from '../../src/options/fitSmile.ts';
import type { Smile } from '../../src/options/smile.ts';
import { smileVolatility } from '../../src/options/smileVolatility.ts';
import { expectRefusal } from '../errors.ts';
import { ordinary } from './smileFixture.ts';

const smile = orThrow(fitSmile(ordinary));

it('a column has the bits of its strikes one by one, in any order', () => {
  const strike = [5000, 1, 2200, 2241.58, 1800, 2800, 1e9];
  const column = smileVolatility({ smile, strike });
  expect([...column]).toEqual(strike.map((each) => smileVolatility({ smile, strike: each })));
  expect(column.every((volatility) => volatility > 0)).toBe(true);
});

it('refuses strikes that are none', () => {
  expectRefusal(() => smileVolatility({ smile, strike: 0 }), 'domain.not_positive', 'strike');
  expectRefusal(() => smileVolatility({ smile, strike: NaN }), 'domain.not_finite', 'strike');
  expectRefusal(() => smileVolatility({ smile, strike: [2000, -1] }), 'series.not_positive', 'strike[1]');
  expectRefusal(() => smileVolatility({ smile, strike: [2000, Infinity] }), 'series.not_finite', 'strike[1]');
});

it('refuses what is no smile, where it is none', () => {
  const cases: [Partial<Record<keyof Smile, unknown>>, Parameters<typeof expectRefusal>[1], string][] = [
    [{ status: 'insufficient_data' }, 'estimate.not_ok', 'smile.status'],
    [{ forward: -1 }, 'domain.not_positive', 'smile.forward'],
    [{ timeToExpiryYears: 0 }, 'domain.not_positive', 'smile.timeToExpiryYears'],
    [{ logMoneyness: [] }, 'domain.out_of_range', 'smile.logMoneyness.length'],
    [{ logMoneyness: [0, 0, 1, 2, 3] }, 'series.not_increasing', 'smile.logMoneyness[1]'],
    [{ totalVariance: [1] }, 'shape.length_mismatch', 'smile.totalVariance.length'],
    [{ totalVariance: [1, 1, 0, 1, 1] }, 'series.not_positive', 'smile.totalVariance[2]'],
    [{ pieces: [] }, 'shape.length_mismatch', 'smile.pieces.length'],
    [{ pieces: smile.pieces.map(() => [0, 0]) }, 'shape.length_mismatch', 'smile.pieces[0].length'],
    [{ pieces: smile.pieces.map(() => [0, 0, NaN]) }, 'series.not_finite', 'smile.pieces[0][2]'],
  ];
  for (const [change, code, path] of cases)
    expectRefusal(
      () => smileVolatility({ smile: { ...smile, ...change } as Smile, strike: 2000 }),
      code,
      path,
    );
  const altered = (piece: number, change: readonly [number, number, number]): Smile => ({
    ...smile,
    pieces: smile.pieces.map((each, i) => (i === piece ? change : each)),
  });
  const [slope, quadratic, cubic] = smile.pieces[2]!;
  for (const [piece, change] of [
    // Pieces that do not join, and wings that are no lines.
    [2, [slope, quadratic, cubic + 1e-8]],
    [3, [1e308, 1e308, 1e308]],
    [0, [0, -1, 0]],
    [5, [0, 0, 1]],
  ] as const)
    expectRefusal(
      () => smileVolatility({ smile: altered(piece, change), strike: 2000 }),
      'domain.out_of_range',
      `smile.pieces[${piece}]`,
    );
  // A wing that falls, so that variance is negative: never a NaN.
  expectRefusal(
    () => smileVolatility({ smile: altered(5, [-1, 0, 0]), strike: 1e5 }),
    'domain.not_positive',
    'smile',
  );
});
