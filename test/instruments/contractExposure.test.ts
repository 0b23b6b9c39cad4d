import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractExposure } from '../../src/instruments/contractExposure.ts';
import type { ContractExposure, ContractExposureOptions } from '../../src/instruments/contractExposure.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { coinSettledOption } from '../../src/options/coinSettledOption.ts';
import { expectRefusal } from '../errors.ts';
import { inverseMarket, linearMarket, quantoMarket, spotMarket } from './markets.ts';
import { deribitInverse, deribitLinear } from './optionMarkets.ts';

const inverse = parseMarket({ ...inverseMarket, contractSize: 1, precision: { amount: 1, price: 0.5 } });
const linear = parseMarket({ ...linearMarket, contractSize: 0.1 });
const spot = parseMarket(spotMarket);
const quanto = parseMarket(quantoMarket);
const inCoin = parseMarket(deribitInverse);
const inMoney = parseMarket({ ...deribitLinear, contractSize: 10, precision: { amount: 10, price: 0.1 } });

/** First and second derivative by five points: the error is of order h^4. */
function derivatives(f: (x: number) => number, x: number, h: number): readonly [number, number] {
  const [a, b, c, d, e] = [-2, -1, 0, 1, 2].map((k) => f(x + k * h)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return [(a - 8 * b + 8 * d - e) / (12 * h), (-a + 16 * b - 30 * c + 16 * d - e) / (12 * h * h)];
}

function expectNear(value: number | null, expected: number, relative: number): void {
  expect(Math.abs(value! - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
}

describe('contractExposure: by hand', () => {
  const none = { gamma: 0, settleConvexity: 0, crossGamma: 0 };
  it.each<[string, ContractExposureOptions, ContractExposure]>([
    [
      'spot',
      { instrument: spot, contracts: 2, price: 3000 },
      {
        currency: 'USDT',
        notional: 6000,
        delta: 2,
        premiumAdjustedDelta: 2,
        dollarDelta: 6000,
        settleDelta: 2,
        ...none,
      },
    ],
    [
      'linear, short',
      { instrument: linear, contracts: -20, price: 3000 },
      {
        currency: 'USDT',
        notional: -6000,
        delta: -2,
        premiumAdjustedDelta: -2,
        dollarDelta: -6000,
        settleDelta: -2,
        ...none,
      },
    ],
    [
      'inverse, short',
      { instrument: inverse, contracts: -32_768, price: 16_384 },
      {
        currency: 'BTC',
        notional: -32_768,
        delta: -2,
        premiumAdjustedDelta: -2,
        dollarDelta: -32_768,
        settleDelta: -(2 ** -13),
        gamma: 0,
        settleConvexity: 2 ** -26, // -2 q M / P^3
        crossGamma: 0,
      },
    ],
    [
      'quanto, long',
      { instrument: quanto, contracts: 1_000_000, price: 2000, settlePrice: 40_000 },
      {
        currency: 'BTC',
        notional: 80_000_000,
        delta: 40_000,
        premiumAdjustedDelta: 40_000,
        dollarDelta: 80_000_000,
        settleDelta: 1,
        gamma: 0,
        settleConvexity: 0,
        crossGamma: 1,
      },
    ],
    [
      'an option in money',
      {
        instrument: inMoney,
        contracts: -2,
        price: 0.05,
        underlyingPrice: 0.5,
        greeks: { delta: -0.5, gamma: 4 },
      },
      {
        currency: 'USDC',
        notional: -10,
        delta: 10,
        premiumAdjustedDelta: 10,
        dollarDelta: 5,
        settleDelta: 10,
        gamma: -80,
        settleConvexity: -80,
        crossGamma: 0,
      },
    ],
    [
      'an option in coin',
      {
        instrument: inCoin,
        contracts: 4,
        price: 0.0625,
        underlyingPrice: 32_768,
        greeks: { delta: 0.5, gamma: 2 ** -15 },
      },
      {
        currency: 'BTC',
        notional: 131_072,
        delta: 2,
        premiumAdjustedDelta: 1.75,
        dollarDelta: 65_536,
        settleDelta: 1.75 / 32_768,
        gamma: 2 ** -13,
        settleConvexity: 4 * (2 ** -30 - (2 * 0.4375) / 2 ** 30),
        crossGamma: 0,
      },
    ],
  ])('%s', (_, options, expected) => {
    const exposure = contractExposure(options);
    expect(exposure).toEqual(expected);
    expect(JSON.parse(JSON.stringify(exposure))).toEqual(exposure);
  });

  it.each(['spot', 'linear', 'inverse', 'quanto'])('nothing held is nothing moved: %s', (settlement) => {
    const instrument = { spot, linear, inverse, quanto }[settlement]!;
    const settlePrice = settlement === 'quanto' ? 1 : undefined;
    const { currency, ...numbers } = contractExposure({ instrument, contracts: -0, price: 7, settlePrice });
    expect(currency).toBe(instrument.settle);
    for (const value of Object.values(numbers)) expect(Object.is(value, 0)).toBe(true);
  });
});

describe('contractExposure against revaluation', () => {
  // What each contract pays, written down anew: by the price, and for a quanto by its coin's price.
  const paid = {
    linear: (q: number, P: number) => q * 0.1 * P,
    inverse: (q: number, P: number) => -q / P,
    quanto: (q: number, P: number) => q * 1e-6 * P,
  };
  const range = fc.record({
    q: fc.integer({ min: 1, max: 1_000_000 }).map((n) => (n % 2 === 0 ? n : -n)),
    P: fc.double({ min: 0.5, max: 90_000, noNaN: true }),
    S: fc.double({ min: 10, max: 90_000, noNaN: true }),
  });

  it.each(['linear', 'inverse', 'quanto'] as const)('settleDelta and settleConvexity: %s', (settlement) => {
    const instrument = { linear, inverse, quanto }[settlement];
    fc.assert(
      fc.property(range, ({ q, P, S }) => {
        const settlePrice = settlement === 'quanto' ? S : undefined;
        const exposure = contractExposure({ instrument, contracts: q, price: P, settlePrice });
        const [first, second] = derivatives((price) => paid[settlement](q, price), P, P / 256);
        // The differences' own error for 1/P: 4 x 256^-4 = 9.3e-10, and of the second 8 / 2 x 256^-4; observed 9.4e-10.
        expectNear(exposure.settleDelta, first, 3e-9);
        if (settlement === 'inverse') expectNear(exposure.settleConvexity, second, 3e-9);
        else expect(exposure.settleConvexity).toBe(0);
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('an inverse contract beside the coins of its account: their delta is the sum, and there is no gamma', () => {
    fc.assert(
      fc.property(range, fc.double({ min: -5, max: 5, noNaN: true }), ({ q, P, S }, coins) => {
        // Opened at S, coins in the account then. Wealth in quote at any price:
        const equity = (price: number): number => coins + q / S - q / price;
        const wealth = (price: number): number => equity(price) * price;
        const exposure = contractExposure({ instrument: inverse, contracts: q, price: P });
        const delta = equity(P) + exposure.delta;
        const scale = Math.abs(coins) + Math.abs(q / S) + Math.abs(q / P);
        const [first, second] = derivatives(wealth, P, P / 4);
        expect(Math.abs(delta - first)).toBeLessThanOrEqual(4e-15 * scale);
        expect(Math.abs(second - exposure.gamma!)).toBeLessThanOrEqual((5e-14 * scale) / P);
      }),
      { seed: 32, numRuns: 300 },
    );
  });

  it('1 BTC with 30,000 contracts sold at 40,000: 0.25 BTC at every price', () => {
    for (const price of [100, 20_000, 40_000, 60_000, 1e6]) {
      const equity = 1 - 30_000 / 40_000 + 30_000 / price;
      const { delta } = contractExposure({ instrument: inverse, contracts: -30_000, price });
      expect(equity + delta).toBeCloseTo(0.25, 12);
    }
  });

  it('a coin account with all of its coins sold has no delta at any price: 2 BTC, 16,000 contracts at 8,000', () => {
    for (const price of [5000, 8000, 10_000]) {
      const equity = 2 - 16_000 / 8000 + 16_000 / price;
      const { delta } = contractExposure({ instrument: inverse, contracts: -16_000, price });
      expect(equity + delta).toBe(0);
    }
  });

  it("a quanto's delta and cross gamma are of its profit counted in quote", () => {
    fc.assert(
      fc.property(range, ({ q, P, S }) => {
        const value = (price: number, coin: number): number => paid.quanto(q, price) * coin;
        const { delta, crossGamma, dollarDelta, notional } = contractExposure({
          instrument: quanto,
          contracts: q,
          price: P,
          settlePrice: S,
        });
        const [byPrice] = derivatives((price) => value(price, S), P, P / 4);
        const [cross] = derivatives(
          (coin) => derivatives((price) => value(price, coin), P, P / 4)[0],
          S,
          S / 4,
        );
        // Exact but for rounding, both being of first degree: observed 1.4e-15 and 3e-15.
        expectNear(delta, byPrice, 5e-15);
        expectNear(crossGamma, cross, 1e-14);
        expect(dollarDelta).toBe(value(P, S));
        expect(notional).toBe(dollarDelta);
      }),
      { seed: 33, numRuns: 300 },
    );
  });

  const terms = { strike: 40_000, timeToExpiryYears: 0.2, volatility: 0.7 };
  it.each(['call', 'put'] as const)('a %s settled in the coin', (optionType) => {
    const instrument = parseMarket({ ...deribitInverse, optionType, symbol: 'BTC-X' });
    for (const forward of [31_000, 40_000, 52_000]) {
      const of = (price: number) => coinSettledOption({ ...terms, optionType, forward: price });
      const greeks = of(forward);
      const exposure = contractExposure({
        instrument,
        contracts: -3,
        price: greeks.priceInCoin,
        underlyingPrice: forward,
        greeks,
      });
      const [first, second] = derivatives((price) => -3 * of(price).priceInCoin, forward, 50);
      const [delta, gamma] = derivatives((price) => -3 * of(price).priceInCoin * price, forward, 50);
      // The differences' own error, of a function that bends over some 10,000: (50 / 10,000)^4 / 30 = 2e-11; observed 4e-11.
      expectNear(exposure.settleDelta, first, 1.2e-10);
      expectNear(exposure.settleConvexity, second, 1.2e-10);
      expectNear(exposure.delta, delta, 5e-11);
      expectNear(exposure.gamma, gamma, 1.2e-10);
      expectNear(exposure.premiumAdjustedDelta, -3 * greeks.premiumAdjustedDelta, 6e-16);
    }
  });

  it('an option settled in money', () => {
    const of = (forward: number) => blackScholes({ ...terms, optionType: 'put', forward, rate: 0.03 });
    const greeks = of(38_000);
    const options = {
      instrument: inMoney,
      contracts: 7,
      price: greeks.price,
      underlyingPrice: 38_000,
      greeks,
    };
    const exposure = contractExposure(options);
    const [first, second] = derivatives((forward) => 70 * of(forward).price, 38_000, 50);
    expectNear(exposure.delta, first, 5e-11);
    expectNear(exposure.gamma, second, 5e-11);
    expect(exposure.settleDelta).toBe(exposure.delta);
    expect(exposure.premiumAdjustedDelta).toBe(exposure.delta);
  });

  it('a gamma that is not known, or infinite, leaves what hangs on it null', () => {
    const options = { instrument: inCoin, contracts: 1, price: 0.05, underlyingPrice: 40_000 };
    for (const gamma of [undefined, null, Infinity])
      expect(contractExposure({ ...options, greeks: { delta: 0.5, gamma } })).toMatchObject({
        delta: 0.5,
        gamma: null,
        settleConvexity: null,
      });
  });
});

describe('contractExposure: what it refuses', () => {
  const greeks = { delta: 0.5, gamma: 1e-5 };
  const option = { instrument: inCoin, price: 0.05, underlyingPrice: 40_000, greeks };
  it.each([
    ['no instrument', { instrument: undefined }, 'shape.missing_field', 'instrument'],
    ['no contracts', { contracts: undefined }, 'shape.missing_field', 'contracts'],
    ['infinite contracts', { contracts: Infinity }, 'domain.not_finite', 'contracts'],
    ['a price of 0', { price: 0 }, 'domain.not_positive', 'price'],
    ['a price of NaN', { price: NaN }, 'domain.not_finite', 'price'],
    ['a quanto without its coin', { instrument: quanto }, 'shape.missing_field', 'settlePrice'],
    ['a settle price of 0', { instrument: quanto, settlePrice: 0 }, 'domain.not_positive', 'settlePrice'],
    ['the settle price of no quanto', { settlePrice: 1 }, 'market.inconsistent', 'settlePrice'],
    ['Greeks of no option', { greeks }, 'market.inconsistent', 'greeks'],
    ['the underlying price of no option', { underlyingPrice: 1 }, 'market.inconsistent', 'underlyingPrice'],
    ['an option without Greeks', { ...option, greeks: undefined }, 'shape.missing_field', 'greeks'],
    [
      'an option without its coin',
      { ...option, underlyingPrice: undefined },
      'shape.missing_field',
      'underlyingPrice',
    ],
    ['an option without delta', { ...option, greeks: { gamma: 1 } }, 'shape.missing_field', 'greeks.delta'],
    ['an infinite delta', { ...option, greeks: { delta: Infinity } }, 'domain.not_finite', 'greeks.delta'],
    ['the delta of the position', { ...option, greeks: { delta: 15 } }, 'unit.suspicious', 'greeks.delta'],
    [
      'a gamma of NaN',
      { ...option, greeks: { delta: 0.5, gamma: NaN } },
      'domain.not_finite',
      'greeks.gamma',
    ],
    ["an exchange's Greeks", { ...option, greeks: { ...greeks, info: {} } }, 'unit.suspicious', 'greeks'],
    [
      'Greeks that failed',
      { ...option, greeks: { ...greeks, status: 'degenerate' } },
      'estimate.not_ok',
      'greeks.status',
    ],
    ['a premium in money', { ...option, price: 2000 }, 'unit.suspicious', 'price'],
    ['a premium below 0', { ...option, price: -0.1 }, 'domain.negative', 'price'],
    ['more than a double', { contracts: 1e300, price: 1e-300 }, 'domain.out_of_range', 'contracts'],
  ] as const)('%s', (_, change, code, path) => {
    const options = { instrument: inverse, contracts: 1, price: 100, ...change };
    expectRefusal(() => contractExposure(options as never), code, path);
  });
});
