import { describe, expect, it } from 'vitest';
import { coinSettledOption } from '../../src/options/coinSettledOption.ts';
import { greeksConventions } from '../../src/options/greeksConvention.ts';
import { greeksFromExchange } from '../../src/options/greeksFromExchange.ts';
import { timeToExpiryYears } from '../../src/options/timeToExpiryYears.ts';
import { expectRefusal } from '../errors.ts';
import { exchangeTickers, tickerOf } from './exchangeTickers.ts';

const day = 1 / 365;

describe('greeksFromExchange', () => {
  const deribit = tickerOf('27SEP24-40000-C');

  it("puts Deribit's into raw units", () => {
    expect(
      greeksFromExchange({ greeks: deribit.greeks, convention: 'deribit', timeToExpiryYears: 0.88 }),
    ).toEqual({
      convention: 'deribit',
      symbol: 'BTC/USD:BTC-240927-40000-C',
      timestamp: 1699593511632,
      forward: 39165.86,
      delta: 0.59833,
      premiumAdjustedDelta: null,
      gamma: 0.00002,
      vega: 14230.124,
      theta: -13.4441 * 365,
      rho: 131.82621 * 100,
      gammaInCoin: null,
      vegaInCoin: null,
      thetaInCoin: null,
      publishedTheta: -13.4441,
      markVolatility: 0.6086,
      bidVolatility: 0.6006,
      askVolatility: 0.6185,
      priceIn: 'coin',
      markPrice: 0.2169,
      bidPrice: 0.214,
      askPrice: 0.2205,
      lastPrice: 0.215,
    });
  });

  it("puts OKX's into raw units: another delta, in coins", () => {
    const { greeks, forward } = tickerOf('251226-100000-C');
    const printed = greeksFromExchange({ greeks, convention: 'okx', timeToExpiryYears: 0.46, forward });
    expect(printed).toMatchObject({
      delta: null,
      premiumAdjustedDelta: 0.5339928762039878,
      gamma: null,
      vega: null,
      theta: null,
      rho: null,
      gammaInCoin: 0.08913628046196788 / (forward * forward),
      vegaInCoin: 0.2330608031079633,
      thetaInCoin: -0.00029783940855611867 * 365,
    });
    expect(greeksFromExchange({ greeks, convention: 'okx' }).gammaInCoin).toBeNull();
  });

  it.each(exchangeTickers.filter(({ name }) => !name.includes('30DEC22')))(
    'agrees with ours: $name',
    (ticker) => {
      const { name, greeks, exchange, ...option } = ticker;
      expect(name).toContain('BTC');
      const { forward } = option;
      const printed = greeksFromExchange({
        greeks,
        convention: exchange,
        timeToExpiryYears: timeToExpiryYears(option),
        forward,
      });
      const ours = coinSettledOption(option);
      const fields = ['delta', 'premiumAdjustedDelta', 'vega', 'theta', 'rho'] as const;
      const inCoin = ['gammaInCoin', 'vegaInCoin', 'thetaInCoin'] as const;
      // Observed 3.9e-3, OKX's volatility being that of another moment; of the others 6e-5.
      const bound = exchange === 'okx' ? 1e-2 : 2.4e-4;
      const known = [...fields, ...inCoin].filter((field) => printed[field] !== null);
      expect(known.length).toBeGreaterThanOrEqual(3);
      for (const field of known)
        expect(Math.abs(printed[field]! / ours[field] - 1), field).toBeLessThan(bound);
      if (printed.markVolatility !== null)
        expect(Math.abs(printed.markVolatility - ticker.volatility)).toBeLessThan(1e-15);
    },
  );

  it('says null of what is absent, and of a price or volatility that stands for none', () => {
    const { greeks } = tickerOf('27DEC24-55000-P');
    expect(greeksFromExchange({ greeks, convention: 'bybit' })).toMatchObject({
      rho: null,
      timestamp: null,
      bidVolatility: null,
      askVolatility: null,
      markVolatility: 0.8866,
      bidPrice: null,
      askPrice: null,
      lastPrice: 10980,
    });
    // Binance prints a volatility of -1 for no bid.
    const { greeks: binance } = tickerOf('251120');
    expect(greeksFromExchange({ greeks: binance, convention: 'binance' }).bidVolatility).toBeNull();
    const empty = greeksFromExchange({ greeks: {}, convention: 'deribit' });
    const { convention, priceIn, ...rest } = empty;
    expect([convention, priceIn]).toEqual(['deribit', 'coin']);
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
    expect(greeksFromExchange({ greeks: { underlyingPrice: 0 }, convention: 'okx' }).forward).toBeNull();
    // A Greek or a mark price of 0 is one.
    const zero = greeksFromExchange({ greeks: { delta: 0, markPrice: 0 }, convention: 'deribit' });
    expect(zero).toMatchObject({ delta: 0, markPrice: 0 });
  });

  describe("frees theta of the exchange's rule", () => {
    const option = { optionType: 'call', forward: 40_000, strike: 40_000, volatility: 0.8 } as const;
    const printedOf = (option_: Parameters<typeof coinSettledOption>[0]): object => {
      const { exchangeThetaPerDay, priceInCoin } = coinSettledOption(option_);
      return { theta: exchangeThetaPerDay, markPrice: priceInCoin, underlyingPrice: option_.forward };
    };

    it.each([0.1, 0.5, 0.99, 1, 20])('with %f days left', (days) => {
      const timeToExpiryYears = days * day;
      const expected = coinSettledOption({ ...option, timeToExpiryYears }).theta;
      const greeks = printedOf({ ...option, timeToExpiryYears });
      const { theta } = greeksFromExchange({ greeks, convention: 'deribit', timeToExpiryYears });
      expect(Math.abs(theta! / expected - 1)).toBeLessThan(5e-16);
    });

    it('not without the time, nor when it is out', () => {
      const greeks = printedOf({ ...option, timeToExpiryYears: 0.1 });
      expect(greeksFromExchange({ greeks, convention: 'deribit' }).theta).toBeNull();
      expect(greeksFromExchange({ greeks, convention: 'bybit' }).theta).toBeNull();
      expect(greeksFromExchange({ greeks, convention: 'deribit', timeToExpiryYears: 0 }).theta).toBeNull();
    });

    it('not where it may be the value of the option, to the digits of the mark price', () => {
      const timeToExpiryYears = 4 * day;
      const cheap = { ...option, strike: 49_500, timeToExpiryYears };
      const { exchangeThetaPerDay, priceInQuote } = coinSettledOption(cheap);
      expect(exchangeThetaPerDay).toBe(-priceInQuote);
      const convert = (change: object): number | null => {
        const greeks = { ...printedOf(cheap), ...change };
        return greeksFromExchange({ greeks, convention: 'deribit', timeToExpiryYears }).theta;
      };
      expect(convert({})).toBeNull();
      // Half of 0.0001 coins is 2 of quote currency: theta must be below the value by more.
      expect(convert({ theta: -(priceInQuote - 1.9) })).toBeNull();
      expect(convert({ theta: -(priceInQuote - 2.1) })).toBeCloseTo(-365 * (priceInQuote - 2.1), 9);
      expect(convert({ theta: -1, markPrice: undefined })).toBeNull();
      expect(convert({ theta: -1e-6, underlyingPrice: undefined })).toBeNull();
      expect(convert({ theta: -1e-6, underlyingPrice: 0 })).toBeNull();
      expect(convert({ theta: 0, markPrice: 0 })).toBeNull();
      // Bybit does not cap.
      const greeks = printedOf(cheap);
      expect(greeksFromExchange({ greeks, convention: 'bybit', timeToExpiryYears }).theta).not.toBeNull();
    });
  });

  it('takes a convention in full, for another exchange', () => {
    const convention = {
      ...greeksConventions.bybit,
      name: 'paradex',
      vega: 'perUnit',
      theta: null,
      rho: 'perUnit',
    } as const;
    const greeks = { delta: -0.987, vega: 227.1, theta: -5, rho: -302, markImpliedVolatility: 0.7178 };
    expect(greeksFromExchange({ greeks, convention })).toMatchObject({
      convention: 'paradex',
      delta: -0.987,
      vega: 227.1,
      theta: null,
      publishedTheta: null,
      rho: -302,
      markVolatility: 0.7178,
    });
    const yearly = { ...convention, theta: 'perYearInCoin' } as const;
    expect(greeksFromExchange({ greeks, convention: yearly })).toMatchObject({
      theta: null,
      thetaInCoin: -5,
    });
    const none = { ...convention, delta: null, gamma: null, vega: null, rho: null };
    expect(greeksFromExchange({ greeks, convention: none })).toMatchObject({
      delta: null,
      vega: null,
      rho: null,
    });
    const inCoin = { ...convention, gamma: 'perUnitInCoin' } as const;
    const coin = greeksFromExchange({ greeks: { gamma: 1e-9 }, convention: inCoin });
    expect(coin).toMatchObject({ gamma: null, gammaInCoin: 1e-9 });
  });

  it('refuses percentages under a convention of fractions, and what is no number', () => {
    const { greeks } = deribit;
    expectRefusal(
      () => greeksFromExchange({ greeks, convention: 'bybit' }),
      'unit.suspicious',
      'greeks.markImpliedVolatility',
    );
    expect(greeksFromExchange({ greeks, convention: 'bybit', suspicious: 'expected' }).markVolatility).toBe(
      60.86,
    );
    const bad = (change: object): (() => unknown) => {
      const options = { greeks, convention: 'deribit', ...change } as Parameters<
        typeof greeksFromExchange
      >[0];
      return () => greeksFromExchange(options);
    };
    expectRefusal(bad({ convention: 'ftx' }), 'domain.not_one_of', 'convention');
    expectRefusal(bad({ convention: undefined }), 'shape.missing_field', 'convention');
    expectRefusal(bad({ convention: { name: 'x', vega: 'perDay' } }), 'domain.not_one_of', 'convention.vega');
    expectRefusal(bad({ convention: { name: 'x' } }), 'shape.missing_field', 'convention.volatility');
    expectRefusal(bad({ greeks: undefined }), 'shape.missing_field', 'greeks');
    expectRefusal(bad({ greeks: { delta: '0.5' } }), 'shape.wrong_type', 'greeks.delta');
    expectRefusal(bad({ greeks: { vega: NaN } }), 'domain.not_finite', 'greeks.vega');
    expectRefusal(bad({ timeToExpiryYears: -1 }), 'domain.negative', 'timeToExpiryYears');
    expectRefusal(bad({ forward: 0 }), 'domain.not_positive', 'forward');
  });
});
