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

  it('is not moved by where the pairs are: stale ones in the middle of the strikes', () => {
    // Of forwards in the order of strikes the middle one is stale; their median is not.
    const unit = pricedIn === 'coin' ? 150 : 1;
    const stale = changed(
      pairs(150, pricedIn),
      'callPrices',
      (price, i) => price - (i === 3 || i === 4 ? Math.min(price, 40 / unit) : 0),
    );
    const parity = ask({ ...stale, nearestPairs: 2 });
    expect(Math.abs(parity.forward - 150)).toBeLessThan(7e-13);
    expect(parity.largestDeviation).toBeLessThan(7e-13);
  });

  it('takes zeros for missing: both, or that in the money', () => {
    const clean = pairs(101, pricedIn);
    for (const zeros of [
      [0, 1, 2, 3],
      [3, 4],
      [0, 1, 2, 5, 6, 7],
    ]) {
      const none = (price: number, i: number): number => (zeros.includes(i) ? 0 : price);
      const both = changed(changed(clean, 'callPrices', none), 'putPrices', none);
      const inTheMoney = changed(
        changed(clean, 'callPrices', (price, i) => (strikes[i]! < 101 ? none(price, i) : price)),
        'putPrices',
        (price, i) => (strikes[i]! > 101 ? none(price, i) : price),
      );
      for (const options of [both, inTheMoney]) {
        const parity = ask(options);
        expect(Math.abs(parity.forward - 101)).toBeLessThan(5e-14);
        expect(parity.pairs).toBe(8 - zeros.length);
        expect(Array.from(parity.forwards, Number.isNaN)).toEqual(strikes.map((_, i) => zeros.includes(i)));
      }
    }
    const zero = changed(
      changed(clean, 'callPrices', () => 0),
      'putPrices',
      () => 0,
    );
    expect(forwardFromParity(zero)).toEqual({ status: 'insufficient_data', required: 1, observed: 0 });
    // Minutes before expiry: no price out of the money at all, and those in it say the forward.
    const discount = pricedIn === 'coin' ? 101 : 1 / Math.exp(-0.04 * 0.5);
    const last = changed(
      changed(clean, 'callPrices', (_, i) => Math.max(101 - strikes[i]!, 0) / discount),
      'putPrices',
      (_, i) => Math.max(strikes[i]! - 101, 0) / discount,
    );
    expect(Math.abs(ask(last).forward - 101)).toBeLessThan(5e-14);
    // All of them missing in the money: out of it there is no forward.
    const outside = changed(
      changed(clean, 'callPrices', (price, i) => (strikes[i]! > 101 ? price / 50 : 0)),
      'putPrices',
      (price, i) => (strikes[i]! > 101 ? 0 : price / 50),
    );
    expect(forwardFromParity(outside)).toEqual({ status: 'degenerate', reason: 'pairs_disagree' });
  });

  it('says that pairs disagree where their forwards go with their strikes: calls for puts', () => {
    const { callPrices, putPrices } = pairs(101, pricedIn);
    const cap = (prices: ArrayLike<number>): number[] => Array.from(prices, (price) => Math.min(price, 0.99));
    const swapped = {
      ...pairs(101, pricedIn),
      callPrices: pricedIn === 'coin' ? cap(putPrices) : putPrices,
      putPrices: callPrices,
    };
    for (const nearestPairs of [1, 5])
      expect(forwardFromParity({ ...swapped, nearestPairs })).toEqual({
        status: 'degenerate',
        reason: 'pairs_disagree',
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
  it('has no answer for prices in coin that are said to be in quote currency, and refuses the other way', () => {
    const { callPrices, putPrices } = pairs(101, 'coin');
    expect(forwardFromParity({ ...pairs(101, 'quote'), callPrices, putPrices })).toEqual({
      status: 'degenerate',
      reason: 'pairs_disagree',
    });
    const { callPrices: calls, putPrices: puts } = pairs(101, 'quote');
    expectRefusal(
      () => forwardFromParity({ strikes, callPrices: calls, putPrices: puts, pricedIn: 'coin' }),
      'unit.suspicious',
      'callPrices[0]',
    );
    expectRefusal(
      () => forwardFromParity({ strikes: [100], callPrices: [1], putPrices: [0], pricedIn: 'coin' }),
      'unit.suspicious',
      'callPrices[0]',
    );
  });

  it('is ok while half of the distances from the median are within a quarter of those of the strikes', () => {
    const two = (shift: number): string =>
      forwardFromParity({
        strikes: [90, 110],
        callPrices: [15, 5 + shift],
        putPrices: [5, 15],
        pricedIn: 'quote',
        ...money,
        rate: 0,
      }).status;
    expect([0, 4.99, 5.01].map(two)).toEqual(['ok', 'ok', 'degenerate']);
  });

  it('leaves out pairs that no positive forward explains, and has no answer where most or all are such', () => {
    const impossible = (below: number): ForwardFromParityOptions =>
      changed(pairs(101, 'quote'), 'putPrices', (price, i) => (i < below ? 500 : price));
    expect(ask(impossible(1))).toMatchObject({ pairs: 8, impossible: 1 });
    expect(Math.abs(ask(impossible(1)).forward - 101)).toBeLessThan(5e-14);
    expect(ask(impossible(3)).impossible).toBe(3);
    expect(forwardFromParity(impossible(5))).toEqual({ status: 'degenerate', reason: 'pairs_disagree' });
    expect(forwardFromParity(impossible(8))).toEqual({ status: 'degenerate', reason: 'no_positive_forward' });
  });

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
