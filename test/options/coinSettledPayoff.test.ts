import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coinSettledOption } from '../../src/options/coinSettledOption.ts';
import { coinSettledPayoff } from '../../src/options/coinSettledPayoff.ts';
import { expectRefusal } from '../errors.ts';

const price = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

describe('coinSettledPayoff', () => {
  it('pays what Deribit says that it pays', () => {
    expect(coinSettledPayoff({ optionType: 'call', strike: 10_000, deliveryPrice: 12_500 })).toBe(0.2);
    expect(coinSettledPayoff({ optionType: 'put', strike: 10_000, deliveryPrice: 5_000 })).toBe(1);
  });

  it('pays nothing, and not -0, out of the money and at the strike', () => {
    for (const deliveryPrice of [9_000, 10_000])
      expect(coinSettledPayoff({ optionType: 'call', strike: 10_000, deliveryPrice })).toBe(0);
    for (const deliveryPrice of [10_000, 11_000])
      expect(coinSettledPayoff({ optionType: 'put', strike: 10_000, deliveryPrice })).toBe(0);
  });

  it('is the price of the option when its time is out', () => {
    fc.assert(
      fc.property(fc.constantFrom('call', 'put'), price, price, (optionType, strike, deliveryPrice) => {
        const option = { optionType, strike, forward: deliveryPrice, volatility: 0.7, timeToExpiryYears: 0 };
        const expected = coinSettledPayoff({ optionType, strike, deliveryPrice });
        // Two ways to round: 1 ulp.
        expect(Math.abs(coinSettledOption(option).priceInCoin - expected)).toBeLessThanOrEqual(
          2.3e-16 * expected,
        );
      }),
    );
  });

  it('of a call is below a coin', () => {
    expect(coinSettledPayoff({ optionType: 'call', strike: 1, deliveryPrice: 1e12 })).toBeLessThan(1);
  });

  it('refuses a payoff that is no double', () => {
    const put = { optionType: 'put', strike: 1e300 } as const;
    expectRefusal(
      () => coinSettledPayoff({ ...put, deliveryPrice: 1e-300 }),
      'domain.out_of_range',
      'deliveryPrice',
    );
    expect(coinSettledPayoff({ ...put, deliveryPrice: 1 })).toBe(1e300);
  });

  it('refuses what is no option', () => {
    const valid = { optionType: 'call', strike: 10_000, deliveryPrice: 12_500 } as const;
    expectRefusal(
      () => coinSettledPayoff({ ...valid, deliveryPrice: 0 }),
      'domain.not_positive',
      'deliveryPrice',
    );
    expectRefusal(() => coinSettledPayoff({ ...valid, strike: -1 }), 'domain.not_positive', 'strike');
    expectRefusal(() => coinSettledPayoff({ ...valid, strike: Infinity }), 'domain.not_finite', 'strike');
    expectRefusal(
      () => coinSettledPayoff({ ...valid, optionType: 'C' as 'call' }),
      'domain.not_one_of',
      'optionType',
    );
  });
});
