import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blackScholesPrice } from '../../src/options/blackScholesPrice.ts';
import { forwardFromParity } from '../../src/options/forwardFromParity.ts';
import type { ForwardFromParityOptions, ParityForward } from '../../src/options/forwardFromParity.ts';
import { expectRefusal } from '../errors.ts';

const strikes = [60, 80, 90, 100, 110, 120, 150, 200];
const money = { rate: 0.04, timeToExpiryYears: 0.5 };

/** Prices of a smile on a forward, in quote currency or in coin. */
function pairs(forward: number, pricedIn: 'quote' | 'coin'): ForwardFromParityOptions {
  const rate = pricedIn === 'coin' ? 0 : money.rate;
  const unit = pricedIn === 'coin' ? forward : 1;
  const pricesOf = (optionType: 'call' | 'put'): number[] =>
    strikes.map((strike) => {
      const volatility = 0.6 + 0.001 * Math.abs(strike - 100);
      return blackScholesPrice({ optionType, forward, strike, volatility, ...money, rate }) / unit;
    });
  const columns = { strikes, callPrices: pricesOf('call'), putPrices: pricesOf('put') };
  return pricedIn === 'coin' ? { ...columns, pricedIn } : { ...columns, pricedIn, ...money };
}

function ask(options: ForwardFromParityOptions): ParityForward {
  const result = forwardFromParity(options);
  if (result.status !== 'ok') throw new Error(result.status);
  return result;
}

/** The options with some prices changed. */
function changed(
  options: ForwardFromParityOptions,
  field: 'callPrices' | 'putPrices',
  change: (price: number, i: number) => number,
): ForwardFromParityOptions {
  return { ...options, [field]: Array.from(options[field], change) };
}

describe.each(['quote', 'coin'] as const)('forwardFromParity of prices in %s', (pricedIn) => {
  it('finds the forward that the prices were made of, with every pair', () => {
    fc.assert(
      fc.property(fc.double({ min: 50, max: 250, noNaN: true }), (forward) => {
        const parity = ask(pairs(forward, pricedIn));
        // Roundings of prices, times F / K of the pairs in coin: observed 2.2e-16 and 4.4e-16.
        expect(Math.abs(parity.forward / forward - 1)).toBeLessThan(8e-16);
        parity.forwards.forEach((each) => {
          expect(Math.abs(each / forward - 1)).toBeLessThan(1.7e-15);
        });
        expect(parity).toMatchObject({ pairs: 8, pairsUsed: 5, impossible: 0 });
        expect(parity.largestParityError).toBeLessThan(pricedIn === 'coin' ? 2e-15 : 5e-14);
      }),
    );
  });

  it('is not moved by two stale quotes of the five nearest, and shows them', () => {
    const unit = pricedIn === 'coin' ? 100 : 1;
    const stale = changed(
      pairs(101, pricedIn),
      'callPrices',
      (price, i) => price + (i === 3 || i === 4 ? 5 / unit : 0),
    );
    const parity = ask(stale);
    expect(Math.abs(parity.forward - 101)).toBeLessThan(5e-14);
    expect(parity.largestDeviation).toBeGreaterThan(4.5);
    expect(parity.largestParityError).toBeCloseTo(5 / unit, 12);
    expect(parity.largestParityError).toBe(Math.max(...parity.parityErrors.map(Math.abs)));
  });

  it('is not moved by wide quotes far from the money, which are not used', () => {
    const wide = changed(
      pairs(101, pricedIn),
      'putPrices',
      (price, i) => price * (i === 0 || i >= 6 ? 1.2 : 1),
    );
    const parity = ask(wide);
    expect(Math.abs(parity.forward - 101)).toBeLessThan(5e-14);
    expect(parity.largestDeviation).toBeLessThan(5e-14);
  });

  it('passes over missing prices, down to one pair', () => {
    const kept = changed(pairs(101, pricedIn), 'callPrices', (price, i) => (i === 2 ? price : NaN));
    const parity = ask(kept);
    expect(Math.abs(parity.forward - 101)).toBeLessThan(5e-14);
    expect(parity).toMatchObject({ pairs: 1, pairsUsed: 1, largestDeviation: 0 });
    expect(Array.from(parity.forwards, Number.isNaN)).toEqual(strikes.map((_, i) => i !== 2));
    expect(Array.from(parity.parityErrors, Number.isNaN)).toEqual(strikes.map((_, i) => i !== 2));
    expect(forwardFromParity(changed(kept, 'callPrices', () => NaN))).toEqual({
      status: 'insufficient_data',
      required: 1,
      observed: 0,
    });
  });

  it('leaves out pairs that no positive forward explains, and has no answer where all are such', () => {
    const one = changed(pairs(101, pricedIn), pricedIn === 'coin' ? 'callPrices' : 'putPrices', (price, i) =>
      i === 3 ? 500 : price,
    );
    expect(ask(one)).toMatchObject({ pairs: 8, impossible: 1 });
    expect(Math.abs(ask(one).forward - 101)).toBeLessThan(5e-14);
    expect(
      forwardFromParity(changed(one, pricedIn === 'coin' ? 'callPrices' : 'putPrices', () => 500)),
    ).toEqual({
      status: 'degenerate',
      reason: 'no_positive_forward',
    });
  });

  it('with one pair takes that where call and put are nearest to each other, as Cboe does', () => {
    const odd = changed(pairs(101.3, pricedIn), 'callPrices', (price, i) => price * (1 + 0.001 * i));
    const { forward, forwards } = ask({ ...odd, nearestPairs: 1 });
    const gaps = strikes.map((_, i) => Math.abs(odd.callPrices[i]! - odd.putPrices[i]!));
    expect(forward).toBe(forwards[gaps.indexOf(Math.min(...gaps))]);
  });
});

describe('forwardFromParity', () => {
  it('takes strikes as far from the money above as below it, the lower first', () => {
    const parity = ask({
      strikes: [90, 110],
      callPrices: [0.1, 0],
      putPrices: [0, 0.1],
      pricedIn: 'coin',
      nearestPairs: 1,
    });
    // Both say 100.
    expect(parity.forward).toBe(100);
    expect(parity.pairsUsed).toBe(1);
  });

  it('refuses what breaks the contract', () => {
    const coin = pairs(100, 'coin');
    const quote = pairs(100, 'quote');
    const cases: [object, Parameters<typeof expectRefusal>[1], string][] = [
      [{ ...coin, strikes: [...strikes].reverse() }, 'series.not_increasing', 'strikes[1]'],
      [{ ...coin, callPrices: [1] }, 'shape.length_mismatch', 'callPrices.length'],
      [{ ...coin, putPrices: strikes.map(() => -1) }, 'domain.negative', 'putPrices[0]'],
      [{ ...coin, putPrices: strikes.map(() => Infinity) }, 'series.not_finite', 'putPrices[0]'],
      [{ ...coin, rate: 0.04 }, 'shape.wrong_type', 'rate'],
      [{ ...coin, timeToExpiryYears: 0.5 }, 'shape.wrong_type', 'timeToExpiryYears'],
      [{ ...coin, pricedIn: 'usd' }, 'domain.not_one_of', 'pricedIn'],
      [{ ...coin, nearestPairs: 0 }, 'domain.out_of_range', 'nearestPairs'],
      [{ ...coin, nearestPairs: 1.5 }, 'domain.not_integer', 'nearestPairs'],
      [{ ...quote, rate: undefined }, 'shape.missing_field', 'rate'],
      [{ ...quote, rate: 6 }, 'unit.suspicious', 'rate'],
      [{ ...quote, timeToExpiryYears: undefined }, 'shape.missing_field', 'timeToExpiryYears'],
      [{ ...quote, timeToExpiryYears: 180 }, 'unit.suspicious', 'timeToExpiryYears'],
      [{ ...quote, timeToExpiryYears: 0 }, 'domain.not_positive', 'timeToExpiryYears'],
    ];
    for (const [options, code, path] of cases)
      expectRefusal(() => forwardFromParity(options as ForwardFromParityOptions), code, path);
  });
});
