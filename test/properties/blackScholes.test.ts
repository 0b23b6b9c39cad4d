// What holds of every option, whatever its numbers: parity, bounds, order, scale, symmetry, and that each Greek is the
// derivative it is said to be.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blackScholes, blackScholesPrice } from '../../src/index.ts';
import type { BlackScholesGreeks } from '../../src/index.ts';
import { full, optionsOf, thinned } from '../options/bsmReference.ts';

interface Numbers {
  optionType: 'call' | 'put';
  spot: number;
  strike: number;
  timeToExpiryYears: number;
  volatility: number;
  rate: number;
  carryYield: number;
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anOption: fc.Arbitrary<Numbers> = fc
  .record({
    optionType: fc.constantFrom('call' as const, 'put' as const),
    spot: between(-5, 5).map((power) => 10 ** power),
    moneyness: between(-2, 2),
    timeToExpiryYears: between(-5, 1).map((power) => 10 ** power),
    volatility: between(0.02, 3),
    rate: between(-0.05, 0.3),
    carryYield: between(-0.05, 0.15),
  })
  .map(({ moneyness, ...rest }) => ({ ...rest, strike: rest.spot * Math.exp(moneyness) }));

const discounted = ({ spot, strike, timeToExpiryYears: years, rate, carryYield }: Numbers) => ({
  kept: spot * Math.exp(-carryYield * years),
  owed: strike * Math.exp(-rate * years),
});
/** A few roundings of the larger of the two, exponentials of products up to 3 among them. */
const rounding = (option: Numbers) => {
  const { kept, owed } = discounted(option);
  return 2e-15 * Math.max(kept, owed);
};
const runs = { numRuns: 2000, seed: 20 };

describe('blackScholesPrice', () => {
  it('keeps put-call parity', () => {
    fc.assert(
      fc.property(anOption, (option) => {
        const { kept, owed } = discounted(option);
        const call = blackScholesPrice({ ...option, optionType: 'call' });
        const put = blackScholesPrice({ ...option, optionType: 'put' });
        expect(Math.abs(call - put - (kept - owed))).toBeLessThanOrEqual(rounding(option));
      }),
      runs,
    );
  });

  it('is between intrinsic value and the discounted underlying or strike', () => {
    fc.assert(
      fc.property(anOption, (option) => {
        const { kept, owed } = discounted(option);
        const call = option.optionType === 'call';
        const price = blackScholesPrice(option);
        expect(price).toBeGreaterThanOrEqual(blackScholesPrice({ ...option, volatility: 0 }));
        expect(price).toBeLessThanOrEqual((call ? kept : owed) * (1 + 1e-15));
        expect(price).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });

  it('rises with volatility', () => {
    fc.assert(
      fc.property(anOption, between(1e-6, 1), (option, share) => {
        const more = blackScholesPrice({ ...option, volatility: option.volatility * (1 + share) });
        // Where it no longer moves both are at a bound, or one rounding apart.
        expect(more).toBeGreaterThanOrEqual(blackScholesPrice(option) * (1 - 1e-15));
      }),
      runs,
    );
  });

  it('is homogeneous of degree one, and a put is a call with the sides exchanged', () => {
    fc.assert(
      fc.property(anOption, between(0.1, 10), (option, factor) => {
        const { spot, strike, rate, carryYield } = option;
        const price = blackScholesPrice(option);
        const twice = blackScholesPrice({ ...option, spot: 1024 * spot, strike: 1024 * strike });
        // To the bit, where it is not subnormal.
        if (price > 1e-300 || price === 0) expect(twice).toBe(1024 * price);
        const exchanged = blackScholesPrice({
          ...option,
          optionType: option.optionType === 'call' ? 'put' : 'call',
          spot: strike,
          strike: spot,
          rate: carryYield,
          carryYield: rate,
        });
        // The same terms, rounded otherwise. Observed: 1.3e-15.
        expect(Math.abs(exchanged - price)).toBeLessThanOrEqual(4e-15 * price);
        const { vega, delta } = blackScholes(option);
        const elsewhere = blackScholesPrice({ ...option, spot: factor * spot, strike: factor * strike });
        // The rounding of the two prices moves moneyness by an ulp: the price by vega's share of it and by delta's.
        const moved = 4e-16 * (Math.abs(delta) * spot + Math.abs(delta) * spot + vega * option.volatility);
        expect(Math.abs(elsewhere / factor - price)).toBeLessThanOrEqual(moved + 4e-15 * price);
      }),
      runs,
    );
  });
});

/**
 * A derivative by Richardson: central differences of f with steps of h, h/2, h/4 ..., extrapolated, and the step
 * of the table with the smallest difference of neighbours, which is also its error.
 */
function derivative(
  f: (shift: number) => number,
  step: number,
  noise: number,
): { value: number; error: number } {
  let previous: number[] = [];
  let best = { value: NaN, error: Infinity };
  for (let i = 0, h = step; i < 8; i++, h /= 2) {
    const row = [(f(h) - f(-h)) / (2 * h)];
    for (let j = 1; j <= i; j++) row[j] = row[j - 1]! + (row[j - 1]! - previous[j - 1]!) / (4 ** j - 1);
    for (let j = 1; j <= i; j++) {
      const error =
        Math.max(Math.abs(row[j]! - row[j - 1]!), Math.abs(row[j]! - previous[j - 1]!)) + (2 * noise) / h;
      if (error < best.error) best = { value: row[j]!, error };
    }
    previous = row;
  }
  return best;
}

type Field = Exclude<keyof Numbers, 'optionType'>;
/** Each Greek as the derivative of another result by a field, with its sign. */
const derivatives: [name: keyof BlackScholesGreeks, of: keyof BlackScholesGreeks, by: Field, sign: number][] =
  [
    ['delta', 'price', 'spot', 1],
    ['vega', 'price', 'volatility', 1],
    ['theta', 'price', 'timeToExpiryYears', -1],
    ['rho', 'price', 'rate', 1],
    ['phi', 'price', 'carryYield', 1],
    ['dualDelta', 'price', 'strike', 1],
    ['gamma', 'delta', 'spot', 1],
    ['dualGamma', 'dualDelta', 'strike', 1],
    ['vanna', 'delta', 'volatility', 1],
    ['volga', 'vega', 'volatility', 1],
    ['charm', 'delta', 'timeToExpiryYears', -1],
    ['speed', 'gamma', 'spot', 1],
    ['zomma', 'gamma', 'volatility', 1],
    ['color', 'gamma', 'timeToExpiryYears', -1],
    ['veta', 'vega', 'timeToExpiryYears', -1],
    ['ultima', 'volga', 'volatility', 1],
  ];

describe('every Greek is the difference of what it is the derivative of', () => {
  const cases = (full.length > 0 ? full.filter((_, i) => i % 3 === 0) : thinned).map(
    (one) => optionsOf(one) as Numbers,
  );

  it.each(derivatives)('%s of %s by %s', (name, of, by, sign) => {
    let close = 0;
    let worst = 0;
    for (const option of cases) {
      const greeks = blackScholes(option);
      const { spot, strike, timeToExpiryYears: years, volatility, rate, carryYield } = option;
      const s = volatility * Math.sqrt(years);
      const h = Math.abs((Math.log(spot / strike) + (rate - carryYield) * years) / s);
      // A step that moves d1 by about a quarter, or a distance that n(d1) changes on.
      const reach = 0.25 / (1 + h);
      const steps = {
        spot: spot * s * reach,
        strike: strike * s * reach,
        volatility: volatility * reach,
        timeToExpiryYears: years * reach,
        rate: (reach * s) / years,
        carryYield: (reach * s) / years,
      };
      const step = Math.min(steps[by], 0.3 * (by === 'rate' || by === 'carryYield' ? 1 : option[by]));
      const at = (shift: number) =>
        blackScholes({ ...option, [by]: option[by] + shift, suspicious: 'expected' })[of];
      // What f is rounded by: its own last digits, and what a rounded option[by] + shift moves it by.
      const noise = 4e-16 * (Math.abs(greeks[of]) + Math.abs(greeks[name] * option[by]));
      const { value, error } = derivative(at, step, noise);
      worst = Math.max(worst, Math.abs(sign * value - greeks[name]) / error);
      if (error < 1e-7 * Math.abs(greeks[name])) close++;
    }
    // In units of the difference's own estimate of its error. Observed: 0.55 (theta).
    expect(worst).toBeLessThan(1.5);
    // And that estimate is small, but for a Greek next to its root and a price that is almost all intrinsic.
    expect(close / cases.length).toBeGreaterThan(0.7);
  });
});
