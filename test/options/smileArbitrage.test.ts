import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blackScholesPrice } from '../../src/options/blackScholesPrice.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { impliedVolatility } from '../../src/options/impliedVolatility.ts';
import { interpolateSmiles } from '../../src/options/interpolateSmiles.ts';
import type { Smile } from '../../src/options/smile.ts';
import { smileArbitrage } from '../../src/options/smileArbitrage.ts';
import type { SmileCheck, SmileViolation } from '../../src/options/smileArbitrage.ts';
import { smileVolatility } from '../../src/options/smileVolatility.ts';
import { expectRefusal } from '../errors.ts';
import { smileThrough, svi } from './smileFixture.ts';

const found = (check: SmileCheck, ...smiles: Smile[]): SmileViolation[] =>
  smileArbitrage({ smiles }).violations.filter((violation) => violation.check === check);

/** A smile of one knot and two lines. */
function wedge(k: number, w: number, left: number, right: number, timeToExpiryYears = 1): Smile {
  const pieces = [
    [left, 0, 0],
    [right, 0, 0],
  ] as const;
  return { status: 'ok', forward: 100, timeToExpiryYears, logMoneyness: [k], totalVariance: [w], pieces };
}

/** An undiscounted call of a smile, at a strike by its log-moneyness. */
function call(smile: Smile, k: number): number {
  const strike = smile.forward * Math.exp(k);
  const volatility = smileVolatility({ smile, strike });
  const { forward, timeToExpiryYears } = smile;
  const option = { optionType: 'call', forward, strike, timeToExpiryYears, rate: 0 } as const;
  return blackScholesPrice({ ...option, volatility, suspicious: 'expected' });
}

describe('smileArbitrage', () => {
  it('finds nothing in a flat smile, nor in smiles of several expiries at one volatility', () => {
    const smiles = [0.01, 0.1, 1].map((years) =>
      smileThrough(
        [-0.5, -0.1, 0, 0.2, 0.4],
        [1, 1, 1, 1, 1].map((w) => w * 0.36 * years),
        { timeToExpiryYears: years },
      ),
    );
    expect(smileArbitrage({ smiles })).toEqual({
      arbitrageFree: true,
      quotesArbitrageFree: true,
      violations: [],
    });
    expect(smileArbitrage({ smiles: [smileThrough([0.3], [2])] }).arbitrageFree).toBe(true);
    expect(smileArbitrage({ smiles: [] }).arbitrageFree).toBe(true);
  });

  it("finds the butterfly of Vogt's curve where it is, and no other", () => {
    const smile = smileThrough(svi.k, svi.w);
    const densities = found('density', smile);
    const [from, to] = svi.signChanges as [number, number];
    // Within half a step of the knots of where the exact g changes its sign, and lowest where it is.
    for (const { logMoneyness } of densities) {
      expect(logMoneyness).toBeGreaterThan(from - 0.05);
      expect(logMoneyness).toBeLessThan(to + 0.05);
    }
    expect(densities.length).toBeGreaterThanOrEqual(12);
    // The cubic's curvature differs from that of the curve: the size is of the same order.
    const mean = densities.reduce((sum, { size }) => sum + size, 0) / densities.length;
    expect(mean).toBeGreaterThan(-svi.lowest / 2);
    expect(mean).toBeLessThan(-svi.lowest * 2);
    // Prices at knots alone show it too: convexity fails.
    expect(found('butterfly', smile).length).toBeGreaterThan(5);
    // Some calls even get dearer with the strike.
    expect(found('vertical_spread', smile).length).toBe(9);
  });

  it('says of the density what the second difference of prices says', () => {
    const nodes = fc.array(fc.double({ min: 0.3, max: 0.9, noNaN: true }), { minLength: 5, maxLength: 5 });
    const k = [-0.4, -0.15, 0, 0.2, 0.5];
    let negative = 0;
    fc.assert(
      fc.property(nodes, (volatilities) => {
        const smile = smileThrough(
          k,
          volatilities.map((volatility) => volatility ** 2),
        );
        const flagged = found('density', smile);
        for (const { logMoneyness, size } of flagged) {
          // A difference over a width h sees g but for h^2 and for the rounding of prices; not across a knot.
          const h = 1e-4;
          if (size < 0.01 || k.some((knot) => Math.abs(knot - logMoneyness) < 2 * h)) continue;
          negative++;
          const strikes = [-h, 0, h].map((shift) => Math.exp(logMoneyness + shift));
          const prices = [-h, 0, h].map((shift) => call(smile, logMoneyness + shift));
          const share = (strikes[2]! - strikes[1]!) / (strikes[2]! - strikes[0]!);
          expect(share * prices[0]! + (1 - share) * prices[2]! - prices[1]!).toBeLessThan(0);
        }
      }),
      { numRuns: 200, seed: 7 },
    );
    expect(negative).toBeGreaterThan(40);
  });

  it('finds wings that are too steep for where they begin, exactly at their worst', () => {
    // A wing w = w0 + slope (k - k0): g by the definition on a fine grid is never lower than at the point found.
    const smile = {
      ...smileThrough([0.5], [0.02]),
      pieces: [
        [0, 0, 0],
        [1.9, 0, 0],
      ] as const,
    };
    const [worst] = found('density', smile);
    const g = (k: number): number => {
      const w = 0.02 + 1.9 * (k - 0.5);
      return (1 - (k * 1.9) / (2 * w)) ** 2 - (1.9 ** 2 / 4) * (1 / w + 0.25);
    };
    const lowest = Math.min(...Array.from({ length: 100_000 }, (_, i) => g(0.5 + i / 5e5)));
    // The grid's step of 2e-6: observed 3.1e-11.
    expect(Math.abs(worst!.size + lowest)).toBeLessThan(1.2e-10);
    expect(Math.abs(g(worst!.logMoneyness) + worst!.size)).toBeLessThan(1e-15);
  });

  it('finds a butterfly by the prices at three strikes, and its price', () => {
    const smile = smileThrough(
      [-0.2, -0.1, 0, 0.1, 0.2],
      [0.2, 0.16, 0.26, 0.15, 0.16].map((w) => w / 4),
    );
    const [butterfly, ...rest] = found('butterfly', smile);
    expect(rest).toEqual([]);
    const strikes = [-0.1, 0, 0.1].map((k) => 100 * Math.exp(k));
    const [low, middle, high] = [-0.1, 0, 0.1].map((k) => call(smile, k)) as [number, number, number];
    const share = (strikes[2]! - strikes[1]!) / (strikes[2]! - strikes[0]!);
    // Roundings of prices near 10: observed 2.2e-16.
    expect(Math.abs(butterfly!.size - (middle - share * low - (1 - share) * high))).toBeLessThan(8e-16);
    expect(butterfly!.strike).toBeCloseTo(100, 12);
  });

  it('compares the first strike with strike 0, where a put is worth nothing', () => {
    // Puts of one price at two strikes: the lower one is dearer than the upper's share of its strike.
    const smile = smileThrough([-1, -0.9, 0], [1.35, 1.1, 0.1]);
    expect(found('butterfly', smile).some(({ logMoneyness }) => logMoneyness === smile.logMoneyness[0])).toBe(
      true,
    );
  });

  it('finds calls that get dearer with the strike, and puts that do with its fall', () => {
    for (const [k, w] of [
      [
        [0, 0.1, 0.2],
        [0.04, 0.04, 0.2],
      ],
      [
        [-0.2, -0.1, 0],
        [0.2, 0.04, 0.04],
      ],
      // Falls by more than the strike rises, of calls and of puts.
      [
        [0, 0.1],
        [1, 0.01],
      ],
      [
        [-0.1, -0.05],
        [0.01, 1],
      ],
    ] as const) {
      const smile = smileThrough(k, w);
      const [spread] = found('vertical_spread', smile);
      expect(spread!.size).toBeGreaterThan(0);
      const strikes = k.map((each) => 100 * Math.exp(each));
      const prices = k.map((each) => call(smile, each));
      const wrong = strikes.slice(1).map((strike, i) => {
        const fall = prices[i]! - prices[i + 1]!;
        return Math.max(-fall, fall - (strike - strikes[i]!));
      });
      expect(Math.abs(spread!.size - Math.max(...wrong))).toBeLessThan(7e-15);
    }
  });

  it('finds the concave kink of a wing that is cut off, and of none other', () => {
    const v = [0.3, 0.2, 0.25, 0.4];
    const k = [-0.5, 0, 0.3, 0.9];
    expect(found('kink', smileThrough(k, v))).toEqual([]);
    const kinks = found('kink', smileThrough(k, v, { wings: 'flat' }));
    expect(kinks.map(({ logMoneyness }) => logMoneyness)).toEqual(
      [-0.5, 0.9].map((each) => expect.closeTo(each, 14) as number),
    );
    const between = interpolateSmiles({
      earlier: smileThrough(
        k,
        v.map((w) => w / 2),
        { timeToExpiryYears: 0.5 },
      ),
      later: smileThrough([-0.3, 0.1, 0.8], [0.3, 0.22, 0.3]),
      timeToExpiryYears: 0.8,
      forward: 100,
    });
    expect(found('kink', between)).toEqual([]);
  });

  it('finds falls of total variance with time, at their deepest', () => {
    const earlier = smileThrough([-0.4, 0, 0.4], [0.06, 0.04, 0.06], { timeToExpiryYears: 0.5 });
    const later = smileThrough([-0.6, -0.1, 0.15, 0.6], [0.12, 0.05, 0.035, 0.07]);
    const falls = found('calendar', earlier, later);
    const drop = (k: number): number => {
      const strike = 100 * Math.exp(k);
      const w = (smile: Smile): number => smileVolatility({ smile, strike }) ** 2 * smile.timeToExpiryYears;
      return w(earlier) - w(later);
    };
    const deepest = Math.max(...Array.from({ length: 100_001 }, (_, i) => drop(-0.6 + (1.2 * i) / 100_000)));
    const size = Math.max(...falls.map((fall) => fall.size));
    // The grid's step of 1.2e-5 about a maximum: observed 4.7e-12.
    expect(Math.abs(size - deepest)).toBeLessThan(1e-11);
    for (const fall of falls) expect(Math.abs(drop(fall.logMoneyness) - fall.size)).toBeLessThan(1e-16);

    expect(
      smileArbitrage({ smiles: [earlier, smileThrough([-0.5, 0, 0.5], [0.2, 0.1, 0.2])] }).violations.filter(
        ({ check }) => check.startsWith('calendar') && check !== 'calendar_wing',
      ),
    ).toEqual([]);
  });

  it('finds wings that cross, on either side and where', () => {
    const earlier = wedge(0.1, 0.04, -0.2, 0.1, 0.5);
    const crossings = (later: Smile): (readonly [number, number])[] =>
      found('calendar_wing', earlier, later).map(({ logMoneyness, size }) => [logMoneyness, size]);
    const near = (value: number): number => expect.closeTo(value, 13) as number;
    // 0.04 + 0.2 x meets 0.06 + 0.15 x at 0.4, and 0.04 + 0.1 x meets 0.06 + 0.06 x at 0.5.
    expect(crossings(wedge(0.1, 0.06, -0.15, 0.06))).toEqual([
      [near(-0.3), near(0.05)],
      [near(0.6), near(0.04)],
    ]);
    expect(crossings(wedge(0.1, 0.06, -0.2, 0.06))).toEqual([[near(0.6), near(0.04)]]);
    expect(crossings(wedge(0.1, 0.06, -0.15, 0.1))).toEqual([[near(-0.3), near(0.05)]]);
    // Where the later is lower already, at the knot.
    expect(crossings(wedge(0.1, 0.03, -0.2, 0.06))).toEqual([[near(0.1), near(0.04)]]);
    // Wings as good as parallel, up to roundings or so that no strike is there.
    expect(crossings(wedge(0.1, 0.04, -0.2, 0.1 * (1 - 1e-15)))).toEqual([]);
    expect(crossings(wedge(0.1, 0.04, -0.2, 0.1 * (1 - 2e-13)))).toEqual([[near(0.1), near(2e-14)]]);
    expect(crossings(wedge(0.1, 0.06, -0.2, 0.1 - 1e-5))).toEqual([]);
    expect(crossings(wedge(0.1, 0.06, -0.2 + 1e-5, 0.1))).toEqual([]);
  });

  it('finds wings that fall outwards or rise too steeply: 2 is too much on the right alone', () => {
    const wing = (left: number, right: number): (readonly [number, number])[] =>
      found('wing', wedge(0.1, 5, left, right)).map(({ logMoneyness, size }) => [logMoneyness, size]);
    expect(wing(-2, 1.999)).toEqual([]);
    expect(wing(0, 0)).toEqual([]);
    expect(wing(-2, 2)).toEqual([[0.1, 0]]);
    expect(wing(-2.5, 2.25)).toEqual([
      [0.1, 0.5],
      [0.1, 0.25],
    ]);
    expect(wing(0.25, -0.5)).toEqual([
      [0.1, 0.25],
      [0.1, 0.5],
    ]);
  });

  it('finds what is above roundings, and nothing below', () => {
    // A butterfly at a middle price on the line between its neighbours, deep out of the money, and dearer by 1e-11.
    for (const [optionType, strikes] of [
      ['put', [30, 31, 32.5]],
      ['put', [30, 31.5, 33]],
      ['put', [30, 32, 33]],
      ['call', [200, 205, 220]],
      ['call', [200, 210, 220]],
      ['call', [200, 215, 220]],
    ] as const) {
      const option = { optionType, forward: 100, timeToExpiryYears: 0.1, rate: 0 } as const;
      const priceOf = (strike: number): number => blackScholesPrice({ ...option, strike, volatility: 0.8 });
      const [low, middle, high] = strikes;
      const share = (high - middle) / (high - low);
      const price = share * priceOf(low) + (1 - share) * priceOf(high);
      const { volatility } = orThrow(impliedVolatility({ ...option, strike: middle, price }));
      const butterflies = (change: number): SmileViolation[] => {
        const k = strikes.map((strike) => Math.log(strike / 100));
        const w = [0.8, volatility * (1 + change), 0.8].map((each) => each ** 2 * 0.1);
        const all = found('butterfly', smileThrough(k, w, { timeToExpiryYears: 0.1 }));
        return all.filter(({ strike }) => Math.abs(strike - middle) < 1e-9);
      };
      expect(butterflies(0)).toEqual([]);
      const [small] = butterflies(1e-11);
      expect(small!.size / price).toBeGreaterThan(1e-11);
      expect(small!.size / price).toBeLessThan(1e-9);
    }

    const kink = (change: number): SmileViolation[] =>
      found('kink', {
        ...wedge(0, 0.2, 0.1, 0.1 * (1 - change)),
        logMoneyness: [0, 1],
        totalVariance: [0.2, 0.3],
        pieces: [
          [0.1, 0, 0],
          [0.1, 0, 0],
          [0.1 * (1 - change), 0, 0],
        ],
      });
    expect(kink(1e-15)).toEqual([]);
    expect(kink(1e-12)).toMatchObject([{ logMoneyness: 1 }]);

    // At k = 0 and without slope g is 1 + w'' / 2.
    const density = (change: number): SmileViolation[] =>
      found('density', {
        ...wedge(0, 0.1, 0, 0),
        logMoneyness: [0, 0.1],
        totalVariance: [0.1, 0.1 - 0.01 * (1 + change)],
        pieces: [
          [0, 0, 0],
          [0, -(1 + change), 0],
          [0, 0, 0],
        ],
      });
    expect(density(1e-15)).toEqual([]);
    expect(density(1e-12)).toMatchObject([{ logMoneyness: 0, size: expect.closeTo(1e-12, 15) as number }]);

    // One curve in two expansions, and one that is lower.
    const [early, late] = [0.1, 0.4].map((timeToExpiryYears, i) =>
      smileThrough(
        [-0.5, -0.2, 0.1 * i, 0.3, 0.55],
        [0.1, 0.05, 0.04, 0.07, 0.1].map((w) => w * (i + 1)),
        {
          timeToExpiryYears,
        },
      ),
    ) as [Smile, Smile];
    const between = (from: Smile, to: Smile, timeToExpiryYears: number): Smile =>
      interpolateSmiles({ earlier: from, later: to, timeToExpiryYears, forward: 100 });
    const once = between(early, late, 0.2);
    const twice = between(early, between(once, late, 0.3), 0.2);
    for (const [first, second] of [
      [once, twice],
      [twice, once],
    ] as const)
      expect(found('calendar', first, { ...second, timeToExpiryYears: 0.21 })).toEqual([]);
    const lower = once.totalVariance.map((w) => w * (1 - 1e-12));
    const falls = found('calendar', once, { ...once, timeToExpiryYears: 0.21, totalVariance: lower });
    expect(falls.length).toBeGreaterThan(3);
  });

  it('looks at the density between the knots closely enough', () => {
    // Between the second and the third knot g is positive at the ends and at both thirds.
    const k = [-0.089, -0.088, 0.048, 0.178];
    const volatilities = [0.531, 0.584, 0.444, 0.787];
    const smile = smileThrough(
      k,
      volatilities.map((each) => each ** 2 * 0.02),
      { timeToExpiryYears: 0.02 },
    );
    const inside = found('density', smile).filter(
      ({ logMoneyness }) => logMoneyness > -0.0879 && logMoneyness < 0.0479,
    );
    expect(inside).toMatchObject([{ logMoneyness: expect.closeTo(-0.071, 10) as number }]);
    expect(inside[0]!.size).toBeCloseTo(0.2677, 4);
  });

  it('says apart whether the quotes themselves are free of arbitrage', () => {
    const kinked = smileThrough([-0.5, 0, 0.3, 0.9], [0.3, 0.2, 0.25, 0.4], { wings: 'flat' });
    expect(smileArbitrage({ smiles: [kinked] })).toMatchObject({
      arbitrageFree: false,
      quotesArbitrageFree: true,
    });
    for (const w of [
      [0.04, 0.04, 0.2],
      [0.1, 0.25, 0.1],
    ])
      expect(smileArbitrage({ smiles: [smileThrough([0, 0.1, 0.2], w)] }).quotesArbitrageFree).toBe(false);
  });

  it('refuses expiries out of order, and what is no smile', () => {
    const smile = smileThrough([0], [0.1]);
    expectRefusal(
      () => smileArbitrage({ smiles: [smile, smile] }),
      'series.not_increasing',
      'smiles[1].timeToExpiryYears',
    );
    expectRefusal(
      () => smileArbitrage({ smiles: smile as unknown as Smile[] }),
      'shape.wrong_type',
      'smiles',
    );
    expectRefusal(
      () => smileArbitrage({ smiles: [{ ...smile, forward: 0 }] }),
      'domain.not_positive',
      'smiles[0].forward',
    );
  });
});
