import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolateSmiles } from '../../src/options/interpolateSmiles.ts';
import { smileArbitrage } from '../../src/options/smileArbitrage.ts';
import { smileVolatility } from '../../src/options/smileVolatility.ts';
import { expectRefusal } from '../errors.ts';
import { smileThrough } from './smileFixture.ts';

const earlier = smileThrough([-0.3, -0.1, 0, 0.2], [0.05, 0.03, 0.025, 0.04], { timeToExpiryYears: 0.1 });
const later = smileThrough([-0.5, -0.1, 0.05, 0.4, 0.6], [0.2, 0.1, 0.09, 0.12, 0.2], {
  timeToExpiryYears: 0.4,
});

/** Found by a search for the worst: each is without arbitrage, and so are the two together. */
const variances = {
  half: [
    0.108387942, 0.101246379, 0.094870726, 0.100325119, 0.09849649, 0.095823761, 0.106336654, 0.099486576,
    0.09285075, 0.102410479, 0.102637439,
  ],
  whole: [
    0.195491075, 0.195887824, 0.211272683, 0.206677404, 0.200357346, 0.19392597, 0.204140263, 0.199823897,
    0.198401448, 0.200401706, 0.224896706,
  ],
};

describe('interpolateSmiles', () => {
  it('is linear in total variance at every moneyness, wings included', () => {
    const place = fc.tuple(
      fc.double({ min: -1.5, max: 1.5, noNaN: true }),
      fc.double({ min: 0.1, max: 0.4, noNaN: true }),
    );
    fc.assert(
      fc.property(place, ([k, years]) => {
        const smile = interpolateSmiles({ earlier, later, timeToExpiryYears: years, forward: 100 });
        const strike = 100 * Math.exp(k);
        const w = (of: typeof smile): number =>
          smileVolatility({ smile: of, strike }) ** 2 * of.timeToExpiryYears;
        const expected = ((0.4 - years) * w(earlier) + (years - 0.1) * w(later)) / (0.4 - 0.1);
        // Cubics about other knots, and squares of roots: observed 6.7e-16.
        expect(Math.abs(w(smile) / expected - 1)).toBeLessThan(2.6e-15);
      }),
      { numRuns: 500 },
    );
  });

  it('is the one or the other at its ends, and has its forward', () => {
    const strike = [50, 80, 100, 115, 200];
    for (const end of [earlier, later]) {
      const smile = interpolateSmiles({
        earlier,
        later,
        timeToExpiryYears: end.timeToExpiryYears,
        forward: 100,
      });
      const wanted = smileVolatility({ smile: end, strike });
      // Observed 2.2e-16.
      smileVolatility({ smile, strike }).forEach((each, i) => {
        expect(Math.abs(each / wanted[i]! - 1)).toBeLessThan(8e-16);
      });
    }
    const moved = interpolateSmiles({ earlier, later, timeToExpiryYears: 0.2, forward: 103 });
    expect(moved.forward).toBe(103);
    // Four and five, one of them common.
    expect(moved.logMoneyness.length).toBe(8);
    expect(JSON.parse(JSON.stringify(moved))).toStrictEqual(moved);
  });

  it('can have a butterfly that neither smile has, and still no fall of variance with time', () => {
    const k = [-1, -0.6, -0.3, 0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.5];
    const half = smileThrough(k, variances.half, { timeToExpiryYears: 0.5 });
    const whole = smileThrough(k, variances.whole);
    expect(smileArbitrage({ smiles: [half, whole] }).arbitrageFree).toBe(true);
    const between = interpolateSmiles({ earlier: half, later: whole, timeToExpiryYears: 0.75, forward: 100 });
    const { violations } = smileArbitrage({ smiles: [half, between, whole] });
    expect(violations.map(({ check }) => check)).toEqual(['density']);
    expect(violations[0]!.logMoneyness).toBeCloseTo(0.6, 12);
    expect(violations[0]!.size).toBeCloseTo(0.0149, 3);
  });

  it('refuses times that are not between the two', () => {
    const at = (years: number) => () =>
      interpolateSmiles({ earlier, later, timeToExpiryYears: years, forward: 100 });
    expectRefusal(at(0.09), 'domain.out_of_range', 'timeToExpiryYears');
    expectRefusal(at(0.41), 'domain.out_of_range', 'timeToExpiryYears');
    expectRefusal(
      () => interpolateSmiles({ earlier: later, later: earlier, timeToExpiryYears: 0.2, forward: 100 }),
      'domain.out_of_range',
      'later.timeToExpiryYears',
    );
    expectRefusal(
      () => interpolateSmiles({ earlier, later, timeToExpiryYears: 0.2, forward: NaN }),
      'domain.not_finite',
      'forward',
    );
  });
});
