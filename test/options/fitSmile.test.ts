import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../src/foundation/status.ts';
import { fitSmile } from '../../src/options/fitSmile.ts';
import type { FitSmileOptions } from '../../src/options/fitSmile.ts';
import { akimaSlopes } from '../../src/kernel/akima.ts';
import { blackScholesPrice } from '../../src/options/blackScholesPrice.ts';
import { evaluatePiece, logMoneynessOf } from '../../src/options/smile.ts';
import type { Smile } from '../../src/options/smile.ts';
import { smileVolatility } from '../../src/options/smileVolatility.ts';
import { expectRefusal } from '../errors.ts';
import { akima, moneyness, ordinary, smileThrough } from './smileFixture.ts';

const at = (k: number): number => 100 * Math.exp(k);

describe('fitSmile', () => {
  it.each(akima.filter(({ x }) => x.length > 1))(
    'total variance of $name between the knots is that of scipy',
    ({ x, y, at: places, values }) => {
      const smile = smileThrough(x, y, { suspicious: 'expected' });
      places.forEach((k, i) => {
        const w = smileVolatility({ smile, strike: at(k) }) ** 2;
        // Roundings of strike and of volatility: observed 8.9e-16.
        expect(Math.abs(w / values[i]! - 1)).toBeLessThan(3.5e-15);
      });
    },
  );

  it('gives back the volatilities that it was given, within 2 ulp', () => {
    const smile = orThrow(fitSmile(ordinary));
    const got = smileVolatility({ smile, strike: ordinary.strikes });
    // One rounding each of the square, of its product and quotient with years, and of the root: observed 0 here, 2.2e-16 elsewhere.
    got.forEach((volatility, i) => {
      expect(Math.abs(volatility / ordinary.volatilities[i]! - 1)).toBeLessThan(5e-16);
    });
  });

  it('has a logarithm of moneyness without the rounding of the quotient, at any size', () => {
    for (const [strike, forward, k] of moneyness)
      // Of the difference's quotient and the logarithm: observed 2.2e-16.
      expect(Math.abs(logMoneynessOf(strike, forward) / k - 1)).toBeLessThan(6e-16);
  });

  it('does not take roundings beside straight stretches for a reason to bend', () => {
    const k = [-0.4, -0.2, 0, 0.2, 0.4];
    const volatilities = [0.44, 0.32, 0.2, 0.32, 0.44].map(Math.sqrt);
    const smileOf = (change: number): Smile =>
      orThrow(
        fitSmile({
          strikes: k.map(at),
          volatilities: volatilities.map((volatility, i) =>
            i === change ? volatility * (1 + 2.3e-16) : volatility,
          ),
          forward: 100,
          timeToExpiryYears: 1,
        }),
      );
    for (const change of k.keys())
      for (const strike of [85, 95, 105, 115]) {
        const moved = smileVolatility({ smile: smileOf(change), strike });
        // The last bit of a quote moves the last bits of a volatility: observed 2.8e-16.
        expect(Math.abs(moved - smileVolatility({ smile: smileOf(-1), strike }))).toBeLessThan(1.1e-15);
      }
  });

  it('passes over missing volatilities', () => {
    const { strikes, volatilities } = ordinary;
    const without = {
      ...ordinary,
      strikes: strikes.filter((_, i) => i !== 2),
      volatilities: volatilities.filter((_, i) => i !== 2),
    };
    const holed = {
      ...ordinary,
      volatilities: volatilities.map((volatility, i) => (i === 2 ? NaN : volatility)),
    };
    expect(fitSmile(holed)).toEqual(fitSmile(without));
    expect(fitSmile({ ...ordinary, volatilities: strikes.map(() => NaN) })).toEqual({
      status: 'insufficient_data',
      required: 1,
      observed: 0,
    });
  });

  it('draws a flat smile through one volatility and a line through two', () => {
    const one = smileThrough([0.1], [0.25]);
    expect([...smileVolatility({ smile: one, strike: [10, 100, 1000] })]).toEqual([0.5, 0.5, 0.5]);
    const two = smileThrough([0, 1], [0.2, 0.4]);
    // The rounding of strikes: observed 5.6e-17, and none outside, where the left wing does not fall.
    expect(Math.abs(smileVolatility({ smile: two, strike: at(0.5) }) ** 2 - 0.3)).toBeLessThan(2e-16);
    expect(smileVolatility({ smile: two, strike: at(2) }) ** 2).toBeCloseTo(0.6, 14);
    expect(smileVolatility({ smile: two, strike: at(-3) }) ** 2).toBeCloseTo(0.2, 15);
  });

  it('bounds the wings: never falling outwards, no steeper than 2, or flat', () => {
    const steep = smileThrough([0, 0.1], [0.1, 0.5]);
    expect(steep.pieces[0]).toEqual([0, 0, 0]);
    expect(steep.pieces[2]).toEqual([1.999, 0, 0]);
    // At 2 calls of ever higher strikes would keep half of the forward: below it they lose it, if slowly.
    const strike = 100 * Math.exp(600);
    const volatility = smileVolatility({ smile: steep, strike });
    const far = { optionType: 'call', forward: 100, strike, timeToExpiryYears: 1, rate: 0 } as const;
    expect(blackScholesPrice({ ...far, volatility, suspicious: 'expected' })).toBeLessThan(50);
    const left = smileThrough([-0.1, 0], [0.5, 0.1]);
    expect(left.pieces[0]).toEqual([-2, 0, 0]);
    const flat = smileThrough([-0.2, 0, 0.2], [0.3, 0.2, 0.3], { wings: 'flat' });
    expect([flat.pieces[0], flat.pieces[3]]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(smileVolatility({ smile: flat, strike: 1e6 })).toBe(Math.sqrt(flat.totalVariance[2]!));
  });

  it('is plain JSON without -0, and moves with its forward at equal moneyness', () => {
    const smile = orThrow(fitSmile(ordinary));
    expect(JSON.parse(JSON.stringify(smile))).toStrictEqual(smile);
    for (const numbers of smile.pieces) for (const each of numbers) expect(Object.is(each, -0)).toBe(false);
    const moved = { ...smile, forward: 2 * smile.forward };
    expect(smileVolatility({ smile: moved, strike: 4000 })).toBe(smileVolatility({ smile, strike: 2000 }));
  });

  it('is positive everywhere and has one slope at every inner knot, whatever the volatilities', () => {
    const node = fc.tuple(
      fc.double({ min: 0.02, max: 0.5, noNaN: true }),
      fc.double({ min: 0.05, max: 9, noNaN: true }),
    );
    let limited = 0;
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 10 }), (pairs) => {
        const k: number[] = [];
        pairs.forEach(([step], i) => k.push((k[i - 1] ?? -1) + step));
        const w = pairs.map(([, volatility]) => volatility ** 2);
        const smile = smileThrough(k, w);
        const slopes = akimaSlopes(smile.logMoneyness, smile.totalVariance);
        for (let i = 0; i + 1 < k.length; i++) {
          const h = smile.logMoneyness[i + 1]! - smile.logMoneyness[i]!;
          for (let j = 0; j <= 16; j++)
            expect(evaluatePiece(smile, i + 1, smile.logMoneyness[i]! + (h * j) / 16)[0]).toBeGreaterThan(0);
          if (smile.pieces[i + 1]![0] !== slopes[i]) limited++;
          if (i + 2 === k.length) continue;
          const before = evaluatePiece(smile, i + 1, smile.logMoneyness[i + 1]!)[1];
          const [after] = smile.pieces[i + 2]!;
          const [slope, quadratic, cubic] = smile.pieces[i + 1]!;
          const terms = Math.abs(slope) + 2 * Math.abs(quadratic * h) + 3 * Math.abs(cubic * h * h);
          // Roundings of a sum: observed 5.1e-16 of its terms.
          expect(Math.abs(before - after)).toBeLessThanOrEqual(2e-15 * terms);
        }
      }),
    );
    // The limit that keeps variance positive is at work.
    expect(limited).toBeGreaterThan(20);
  });

  it('refuses what is no smile', () => {
    const cases: [Partial<FitSmileOptions>, Parameters<typeof expectRefusal>[1], string][] = [
      [{ strikes: [2000, 1800, 2200, 2400, 2800] }, 'series.not_increasing', 'strikes[1]'],
      [{ strikes: [1800, 2000, 2000, 2400, 2800] }, 'series.not_increasing', 'strikes[2]'],
      [{ strikes: [0, 2000, 2200, 2400, 2800] }, 'series.not_positive', 'strikes[0]'],
      [{ strikes: [NaN, 2000, 2200, 2400, 2800] }, 'series.not_finite', 'strikes[0]'],
      [{ volatilities: [0.7] }, 'shape.length_mismatch', 'volatilities.length'],
      [{ volatilities: [0.7, 0, 0.6, 0.6, 0.6] }, 'series.not_positive', 'volatilities[1]'],
      [{ volatilities: [0.7, -1, 0.6, 0.6, 0.6] }, 'domain.negative', 'volatilities[1]'],
      [{ volatilities: [0.7, Infinity, 0.6, 0.6, 0.6] }, 'series.not_finite', 'volatilities[1]'],
      [{ volatilities: [74, 68, 65, 66, 72] }, 'unit.suspicious', 'volatilities[0]'],
      // Strikes that are one in the logarithm, and variances that are no doubles when they are divided by steps.
      [{ strikes: [100, 100 + 2e-14, 110, 120, 130], forward: 1 }, 'series.not_increasing', 'strikes[1]'],
      [{ volatilities: [0.7, 1e-170, 0.6, 0.6, 0.6] }, 'domain.out_of_range', 'volatilities[1]'],
      [
        { volatilities: [0.7, 1e160, 0.6, 0.6, 0.6], suspicious: 'expected' },
        'domain.out_of_range',
        'volatilities[1]',
      ],
      [{ forward: 0 }, 'domain.not_positive', 'forward'],
      [{ timeToExpiryYears: 0 }, 'domain.not_positive', 'timeToExpiryYears'],
      [{ timeToExpiryYears: 101 }, 'unit.suspicious', 'timeToExpiryYears'],
      [{ wings: 'straight' as 'flat' }, 'domain.not_one_of', 'wings'],
    ];
    for (const [change, code, path] of cases)
      expectRefusal(() => fitSmile({ ...ordinary, ...change }), code, path);
    expect(fitSmile({ ...ordinary, volatilities: [74, 68, 65, 66, 72], suspicious: 'expected' }).status).toBe(
      'ok',
    );
  });
});
