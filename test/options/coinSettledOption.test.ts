import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isBetahedgeError } from '../../src/foundation/errors.ts';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { coinSettledOption } from '../../src/options/coinSettledOption.ts';
import type { CoinSettledGreeks } from '../../src/options/coinSettledOption.ts';
import { expectRefusal } from '../errors.ts';
import { tickerOf } from './exchangeTickers.ts';

interface Reference {
  readonly name: string;
  readonly optionType: 'call' | 'put';
  readonly forward: number;
  readonly strike: number;
  readonly volatility: number;
  readonly timeToExpiryYears: number;
  readonly out: Readonly<Record<keyof CoinSettledGreeks | 'gammaScale', number>>;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../fixtures/options/coin_settled.json', import.meta.url), 'utf8'),
) as { cases: Reference[] };

const contract = {
  optionType: fc.constantFrom('call' as const, 'put' as const),
  forward: fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
  // In deviations from the forward.
  moneyness: fc.double({ min: -4, max: 4, noNaN: true }),
  volatility: fc.double({ min: 0.05, max: 3, noNaN: true }),
  timeToExpiryYears: fc.double({ min: 1e-3, max: 3, noNaN: true }),
};

function strikeOf(forward: number, moneyness: number, volatility: number, years: number): number {
  return forward * Math.exp(moneyness * volatility * Math.sqrt(years));
}

describe('coinSettledOption', () => {
  const valid = {
    optionType: 'call',
    forward: 40_000,
    strike: 42_000,
    volatility: 0.6,
    timeToExpiryYears: 0.1,
  } as const;

  it('has the values of 120-digit derivatives of the price in coins', () => {
    for (const { name, out, ...option } of cases) {
      const got = coinSettledOption(option);
      const { gammaScale, ...expected } = out;
      for (const field of Object.keys(expected) as (keyof CoinSettledGreeks)[]) {
        const scale = field === 'gammaInCoin' ? gammaScale : Math.abs(expected[field]);
        const error = Math.abs(got[field] - expected[field]) / scale;
        // Observed 5.4e-16.
        expect(error, `${name} ${option.optionType} ${field}`).toBeLessThan(2e-15);
      }
    }
  });

  it('gives the numbers that Deribit printed', () => {
    const ticker = tickerOf('27SEP24-40000-C');
    const printed = ticker.greeks;
    const ours = coinSettledOption(ticker);
    // Half of the last digit, but where the printed volatility, of two digits, moves the result by more.
    const volatilityRounding = 0.5e-4;
    expect(Math.abs(ours.priceInCoin - printed.markPrice!)).toBeLessThan(0.5e-4);
    expect(Math.abs(ours.delta - printed.delta!)).toBeLessThan(0.5e-5 + volatilityRounding * ours.vanna);
    expect(Math.abs(ours.gamma - printed.gamma!)).toBeLessThan(0.5e-5);
    // Observed 5.6e-6, 6e-5 and 1.7e-5: the forward, too, is rounded, and a moment older or younger.
    expect(Math.abs(ours.vegaPerVolPoint / printed.vega! - 1)).toBeLessThan(2e-5);
    expect(Math.abs(ours.exchangeThetaPerDay / printed.theta! - 1)).toBeLessThan(2.3e-4);
    expect(Math.abs(ours.rhoPerPercent / printed.rho! - 1)).toBeLessThan(6e-5);
  });

  it('takes the price off a delta, of a put too', () => {
    // As Deribit's account has it: the price comes off the size of a call's delta, and adds to that of a put.
    const call = coinSettledOption({ ...valid, strike: 40_000 });
    expect(call.premiumAdjustedDelta).toBeCloseTo(call.delta - call.priceInCoin, 15);
    const put = coinSettledOption({ ...valid, optionType: 'put', strike: 44_000, timeToExpiryYears: 0.005 });
    expect(put.premiumAdjustedDelta).toBeLessThan(-1);
    expect(put.premiumAdjustedDelta).toBeCloseTo(put.delta - put.priceInCoin, 15);
  });

  it('keeps every digit of a deep call, where delta less price is a difference of near equals', () => {
    const call = coinSettledOption({ ...valid, strike: 1e-6, timeToExpiryYears: 0.01 });
    // K/F, of which 1 - (1 - 2.5e-11) keeps five digits.
    expect(call.premiumAdjustedDelta).toBe(1e-6 / 40_000);
    expect(call.deltaInCoin).toBe(1e-6 / 40_000 / 40_000);
  });

  it('names in quote currency what blackScholes does, at rates of 0 and a fixed spot', () => {
    const { forward, ...rest } = valid;
    const ours = coinSettledOption(valid);
    const spot = blackScholes({ ...rest, spot: forward, rate: 0, carryYield: 0 });
    const { price, phi, ...expected } = spot;
    expect(ours.priceInQuote).toBe(price);
    expect(ours.priceInCoin).toBe(price / forward);
    expect(phi).toBeLessThan(0);
    for (const field of Object.keys(expected) as (keyof typeof expected)[]) {
      // rho is formed from dualDelta: two roundings.
      expect(Math.abs(ours[field] - expected[field]), field).toBeLessThanOrEqual(
        5e-16 * Math.abs(expected[field]),
      );
    }
  });

  it('follows the chain rule', () => {
    fc.assert(
      fc.property(fc.record(contract), ({ moneyness, ...rest }) => {
        const { forward, volatility, timeToExpiryYears } = rest;
        const option = { ...rest, strike: strikeOf(forward, moneyness, volatility, timeToExpiryYears) };
        const ours = coinSettledOption(option);
        const { delta, gamma, priceInQuote: value } = ours;
        // The right-hand sides cancel, so of their largest term: observed 1.1e-15, 2.0e-15 and 2.2e-16.
        const inDelta = [delta / forward, -value / forward / forward];
        const inGamma = [gamma / forward, (-2 * delta) / forward ** 2, (2 * value) / forward ** 3];
        const near = (got: number, terms: readonly number[], bound: number): void => {
          const difference = Math.abs(terms.reduce((sum, term) => sum + term, 0) - got);
          expect(difference).toBeLessThanOrEqual(bound * Math.max(...terms.map(Math.abs)));
        };
        near(ours.deltaInCoin, inDelta, 4e-15);
        near(ours.gammaInCoin, inGamma, 8e-15);
        near(forward * ours.deltaInCoin, [ours.premiumAdjustedDelta], 8e-16);
        expect(ours.vegaInCoin).toBe(ours.vega / forward);
        expect(ours.thetaInCoin).toBe(ours.theta / forward);
        expect(ours.rhoInCoin).toBe(ours.rho / forward);
      }),
    );
  });

  it('moves as its Greeks in coins say: high-order differences of the price in coins', () => {
    fc.assert(
      fc.property(fc.record(contract), ({ moneyness, ...rest }) => {
        const { forward, volatility, timeToExpiryYears } = rest;
        const deviation = volatility * Math.sqrt(timeToExpiryYears);
        const option = { ...rest, strike: strikeOf(forward, moneyness, volatility, timeToExpiryYears) };
        const ours = coinSettledOption(option);
        // A hundredth of the scale on which the price bends: what is cut off and what is rounded are then alike.
        const step = 0.01 * forward * Math.min(1, deviation);
        const at = (k: number): number =>
          coinSettledOption({ ...option, forward: forward + k * step }).priceInCoin;
        const odd = (k: number): number => at(k) - at(-k);
        const even = (k: number): number => at(k) + at(-k);
        const slope = (45 * odd(1) - 9 * odd(2) + odd(3)) / (60 * step);
        const bend = (270 * even(1) - 27 * even(2) + 2 * even(3) - 490 * at(0)) / (180 * step ** 2);
        // Observed 3.6e-11 and 7.3e-9 of what a price in coins can be, and its slope.
        const scale = (1 + option.strike / forward) / forward;
        expect(Math.abs(ours.deltaInCoin - slope)).toBeLessThan(1.4e-10 * scale);
        expect(Math.abs(ours.gammaInCoin - bend)).toBeLessThan((2.8e-8 * (ours.gamma + scale)) / forward);
      }),
    );
  });

  it('has put and call in parity, in coins', () => {
    fc.assert(
      fc.property(fc.record(contract), ({ moneyness, ...rest }) => {
        const strike = strikeOf(rest.forward, moneyness, rest.volatility, rest.timeToExpiryYears);
        const call = coinSettledOption({ ...rest, strike, optionType: 'call' });
        const put = coinSettledOption({ ...rest, strike, optionType: 'put' });
        const ratio = strike / rest.forward;
        // Observed 2.2e-16 and 1.8e-16.
        const rounding = 8e-16 * (1 + ratio);
        expect(Math.abs(call.priceInCoin - put.priceInCoin - (1 - ratio))).toBeLessThan(rounding);
        expect(Math.abs(call.premiumAdjustedDelta - put.premiumAdjustedDelta - ratio)).toBeLessThan(rounding);
        expect(call.vegaInCoin).toBe(put.vegaInCoin);
      }),
    );
  });

  it("takes theta by the exchange's rule", () => {
    const day = 1 / 365;
    const long = coinSettledOption({ ...valid, timeToExpiryYears: 2 * day });
    expect(long.exchangeThetaPerDay).toBe(long.thetaPerDay);
    const short = coinSettledOption({ ...valid, strike: 40_000, timeToExpiryYears: day / 4 });
    expect(short.exchangeThetaPerDay).toBe(short.thetaPerDay / 4);
    const cheap = coinSettledOption({ ...valid, strike: 50_000, timeToExpiryYears: 4 * day });
    expect(cheap.priceInQuote).toBeLessThan(-cheap.thetaPerDay);
    expect(cheap.exchangeThetaPerDay).toBe(-cheap.priceInQuote);
  });

  it('takes two times for one', () => {
    const expiry = Date.UTC(2024, 8, 27, 8);
    const { timeToExpiryYears, ...rest } = valid;
    const byTimes = coinSettledOption({ ...rest, timestamp: expiry - 36.5 * 86_400_000, expiry });
    expect(byTimes).toEqual(coinSettledOption({ ...rest, timeToExpiryYears }));
  });

  it('has the limits when the time is out or nothing moves', () => {
    for (const limit of [{ timeToExpiryYears: 0 }, { volatility: 0 }]) {
      const call = coinSettledOption({ ...valid, ...limit, strike: 32_000 });
      expect(call).toMatchObject({
        priceInCoin: 0.2,
        delta: 1,
        premiumAdjustedDelta: 0.8,
        deltaInCoin: 2e-5,
      });
      expect(call).toMatchObject({
        gammaInCoin: -1e-9,
        vegaInCoin: 0,
        thetaInCoin: 0,
        exchangeThetaPerDay: 0,
      });
      const gone = coinSettledOption({ ...valid, ...limit });
      expect(Object.is(gone.premiumAdjustedDelta, 0)).toBe(true);
      expect(Object.is(gone.exchangeThetaPerDay, 0)).toBe(true);
      expect(Object.values(gone).filter(Number.isNaN)).toEqual([]);
    }
    const kink = coinSettledOption({ ...valid, strike: 40_000, timeToExpiryYears: 0 });
    expect(kink).toMatchObject({ priceInCoin: 0, gammaInCoin: Infinity });
    expect(Object.is(kink.exchangeThetaPerDay, 0)).toBe(true);
  });

  it('refuses what leaves results that are no doubles, and no limits', () => {
    const run =
      (option: object): (() => unknown) =>
      () =>
        coinSettledOption({ ...valid, ...option });
    const put = 'put' as const;
    for (const bad of [
      // 0 of an infinite quotient.
      { forward: 1e-300, strike: 1e9, volatility: 0.5 },
      // A price of 1e160 coins, whose derivative is beyond all doubles.
      { optionType: put, forward: 1e-160, strike: 1 },
      { optionType: put, forward: 1e-160, strike: 1, timeToExpiryYears: 0 },
      { optionType: put, forward: 1e-102, strike: 1e5, timeToExpiryYears: 0 },
      { forward: 1e-310, strike: 1e-310, timeToExpiryYears: 0 },
      // Only rho, of a hundred years.
      { optionType: put, forward: 0.5, strike: 9e305, timeToExpiryYears: 100 },
    ])
      expectRefusal(run(bad), 'domain.out_of_range', 'forward');
    expect(run({ forward: 1e-160, strike: 1e-160 })).toThrow('of a size that leaves results finite');
    // Nothing of the kink: its limits are infinite by their nature.
    expect(run({ strike: 40_000, timeToExpiryYears: 0 })).not.toThrow();
    expect(run({ strike: 40_000, volatility: 0 })).not.toThrow();
  });

  it('has finite results or none, of any doubles', () => {
    const exponent = fc.double({ min: -323, max: 308, noNaN: true });
    const size = exponent.map((digits) => Math.min(10 ** digits, Number.MAX_VALUE));
    const near = fc.constantFrom(0.25, 1, 3);
    const option = fc.record({
      optionType: contract.optionType,
      forward: size,
      strike: fc.option(size, { nil: null }),
      ratio: near,
      volatility: fc.constantFrom(0, 1e-9, 0.6, 10),
      timeToExpiryYears: fc.constantFrom(0, 1e-300, 1e-9, 0.1, 100),
    });
    let priced = 0;
    fc.assert(
      fc.property(option, ({ ratio, ...rest }) => {
        const strike = rest.strike ?? Math.min(Math.max(rest.forward * ratio, 5e-324), Number.MAX_VALUE);
        const kink = strike === rest.forward && rest.timeToExpiryYears * rest.volatility === 0;
        let greeks: CoinSettledGreeks;
        try {
          greeks = coinSettledOption({ ...rest, strike });
        } catch (error) {
          expect(isBetahedgeError(error) && error.code).toBe('domain.out_of_range');
          return;
        }
        priced++;
        const bad = kink ? Number.isNaN : (value: number): boolean => !Number.isFinite(value);
        expect(Object.values(greeks as unknown as Record<string, number>).filter(bad)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    expect(priced).toBeGreaterThan(500);
  });

  it('takes an instrument whole, but none that is settled in another way', () => {
    const instrument = { ...valid, settlement: 'inverseOption' } as const;
    expect(coinSettledOption(instrument)).toEqual(coinSettledOption(valid));
    expect(coinSettledOption({ ...valid, settlement: undefined })).toEqual(coinSettledOption(valid));
    const linear = { ...valid, settlement: 'linearOption' } as const;
    // @ts-expect-error It is paid in its quote currency.
    const run = (): unknown => coinSettledOption(linear);
    expectRefusal(run, 'domain.not_one_of', 'settlement');
    expect(run).toThrow('coinSettledOption: settlement must be one of inverseOption, got "linearOption"');
  });

  it('refuses what is no option, in its own name', () => {
    const bad =
      (change: object): (() => unknown) =>
      () =>
        coinSettledOption({ ...valid, ...change });
    expectRefusal(bad({ forward: 0 }), 'domain.not_positive', 'forward');
    expectRefusal(bad({ forward: undefined }), 'shape.missing_field', 'forward');
    expectRefusal(bad({ strike: -1 }), 'domain.not_positive', 'strike');
    expectRefusal(bad({ volatility: -0.1 }), 'domain.negative', 'volatility');
    expectRefusal(bad({ volatility: 60.86 }), 'unit.suspicious', 'volatility');
    expectRefusal(bad({ timeToExpiryYears: 322 }), 'unit.suspicious', 'timeToExpiryYears');
    expectRefusal(bad({ timeToExpiryYears: -1e-9 }), 'domain.negative', 'timeToExpiryYears');
    expectRefusal(bad({ timeToExpiryYears: undefined }), 'shape.missing_field', 'timeToExpiryYears');
    expectRefusal(bad({ timestamp: 1, expiry: 2 }), 'shape.wrong_type', 'timeToExpiryYears');
    const times = { timeToExpiryYears: undefined, expiry: 1e12 };
    expectRefusal(bad({ ...times, timestamp: 1e12 + 1 }), 'domain.out_of_range', 'timestamp');
    expectRefusal(bad(times), 'shape.missing_field', 'timestamp');
    expectRefusal(bad({ optionType: 'C' }), 'domain.not_one_of', 'optionType');
    expect(
      coinSettledOption({ ...valid, volatility: 20, suspicious: 'expected' }).priceInCoin,
    ).toBeGreaterThan(0.9);
    expect(bad({ forward: NaN })).toThrow('coinSettledOption: forward must be a finite number, got NaN');
  });
});
