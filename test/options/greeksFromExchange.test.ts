import { describe, expect, it } from 'vitest';
import { coinSettledOption } from '../../src/options/coinSettledOption.ts';
import { greeksConventions } from '../../src/options/greeksConvention.ts';
import { greeksFromExchange } from '../../src/options/greeksFromExchange.ts';
import { timeToExpiryYears as timeToExpiryYearsOf } from '../../src/options/timeToExpiryYears.ts';
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
      premiumAdjustedDelta: 0.59833 - 0.2169,
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
    const convert = (change: object = {}): unknown =>
      greeksFromExchange({
        greeks: { ...greeks, ...change },
        convention: 'okx',
        timeToExpiryYears: 0.46,
        forward,
      });
    const printed = {
      delta: null,
      premiumAdjustedDelta: 0.5339928762039878,
      gamma: null,
      vega: null,
      theta: null,
      rho: null,
      gammaInCoin: 0.08913628046196788 / (forward * forward),
      vegaInCoin: 0.2330608031079633,
      // Without a price theta may be all that the option is worth.
      thetaInCoin: null,
      priceIn: 'coin',
    };
    expect(convert()).toMatchObject(printed);
    expect(greeksFromExchange({ greeks, convention: 'okx' }).gammaInCoin).toBeNull();
    // deltaBS of the same ticker, which ccxt leaves in info: 0.71045. The mark: 0.1765 of Black's.
    const thetaInCoin = -0.00029783940855611867 * 365;
    expect(convert({ markPrice: 0.1765 })).toMatchObject({
      ...printed,
      delta: 0.5339928762039878 + 0.1765,
      thetaInCoin,
    });
    // A digit of the mark above it, and below.
    expect(convert({ markPrice: 0.0004 })).toMatchObject({ thetaInCoin });
    expect(convert({ markPrice: 0.00038 })).toMatchObject({ thetaInCoin: null });
  });

  it.each(exchangeTickers)('agrees with ours: $name', (ticker) => {
    const { name, greeks, exchange, ...option } = ticker;
    expect(name).toContain('BTC');
    const { forward } = option;
    const ours = coinSettledOption(option);
    const timeToExpiryYears = timeToExpiryYearsOf(option);
    const printed = greeksFromExchange({
      // OKX's structure has no price.
      greeks: exchange === 'okx' ? { ...greeks, markPrice: ours.priceInCoin } : greeks,
      convention: exchange,
      timeToExpiryYears,
      forward,
    });
    // In the units of ours: one last digit of what was printed, which Bybit rounds up.
    const digit = exchange === 'deribit' ? 1e-5 : exchange === 'okx' ? 0 : 1e-8;
    const digits = {
      delta: digit,
      premiumAdjustedDelta: 1e-4,
      vega: 100 * digit,
      theta: (365 * digit) / Math.min(1, 365 * timeToExpiryYears),
      rho: 100 * digit,
      gammaInCoin: 0,
      vegaInCoin: 0,
      thetaInCoin: 0,
    };
    // Observed 3.9e-3, OKX's volatility being that of another moment; of the others 6e-5.
    const bound = exchange === 'okx' ? 1e-2 : 2.4e-4;
    const fields = Object.keys(digits) as (keyof typeof digits)[];
    const known = fields.filter((field) => printed[field] !== null);
    expect(known.length).toBeGreaterThanOrEqual(3);
    for (const field of known)
      expect(Math.abs(printed[field]! - ours[field]), field).toBeLessThanOrEqual(
        digits[field] + bound * Math.abs(ours[field]),
      );
    if (printed.markVolatility !== null)
      expect(Math.abs(printed.markVolatility - ticker.volatility)).toBeLessThan(1e-15);
  });

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
    expect(greeksFromExchange({ greeks: { underlyingPrice: 0 }, convention: 'deribit' }).forward).toBeNull();
    for (const convention of ['deribit', 'bybit'] as const) {
      const prices = { bidPrice: 0, askPrice: 0, lastPrice: 0 };
      const none = { bidPrice: null, askPrice: null, lastPrice: null };
      expect(greeksFromExchange({ greeks: prices, convention })).toMatchObject(none);
    }
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
      // 0.0001 coins are 4 of quote currency: theta must be below the value by more.
      expect(convert({ theta: -(priceInQuote - 3.9) })).toBeNull();
      expect(convert({ theta: -(priceInQuote - 4.1) })).toBeCloseTo(-365 * (priceInQuote - 4.1), 9);
      expect(convert({ theta: -1, markPrice: undefined })).toBeNull();
      expect(convert({ theta: -1e-6, underlyingPrice: undefined })).toBeNull();
      expect(convert({ theta: -1e-6, underlyingPrice: 0 })).toBeNull();
      expect(convert({ theta: 0, markPrice: 0 })).toBeNull();
      // Bybit does not cap.
      const greeks = printedOf(cheap);
      expect(greeksFromExchange({ greeks, convention: 'bybit', timeToExpiryYears }).theta).not.toBeNull();
    });

    it('not where a price in quote currency says that it may be capped', () => {
      const timeToExpiryYears = 4 * day;
      const convert = (convention: 'deribitLinear' | 'binance', theta: number): number | null =>
        greeksFromExchange({
          greeks: { theta, markPrice: 5 },
          convention,
          timeToExpiryYears,
          forward: 40_000,
        }).theta;
      // A digit of the mark: 0.0001 of Deribit, 0.001 of Binance.
      expect(convert('deribitLinear', -4.99991)).toBeNull();
      expect(convert('deribitLinear', -4.99989)).toBe(365 * -4.99989);
      expect(convert('binance', -4.9991)).toBeNull();
      expect(convert('binance', -4.9989)).toBe(365 * -4.9989);
    });

    it('of coins, where the price is in quote currency', () => {
      const convention = { ...greeksConventions.binance, theta: ['perDayOrLifetimeCappedInCoin'] } as const;
      const convert = (theta: number): number | null =>
        greeksFromExchange({
          greeks: { theta, markPrice: 5 },
          convention,
          timeToExpiryYears: 4 * day,
          forward: 40_000,
        }).thetaInCoin;
      expect(convert(-4.9991 / 40_000)).toBeNull();
      expect(convert(-4.9989 / 40_000)).toBe(365 * (-4.9989 / 40_000));
    });

    it('not where it could not be seen what the rule is: of Binance in the last day', () => {
      const greeks = { theta: -5, markPrice: 100 };
      const convert = (timeToExpiryYears?: number): number | null =>
        greeksFromExchange({ greeks, convention: 'binance', timeToExpiryYears }).theta;
      expect(convert(1.01 * day)).toBe(365 * -5);
      expect(convert(0.99 * day)).toBeNull();
      expect(convert()).toBeNull();
    });

    it('to both kinds of theta, of a convention that may be either, neither', () => {
      const convention = { ...greeksConventions.bybit, theta: ['perDay', 'perDayInCoin'] } as const;
      const none = { theta: null, thetaInCoin: null, publishedTheta: -5 };
      expect(greeksFromExchange({ greeks: { theta: -5 }, convention })).toMatchObject(none);
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
    const yearly = { ...convention, theta: ['perYearInCoin'] } as const;
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
    const nameless = { ...greeks, symbol: undefined };
    expectRefusal(
      () => greeksFromExchange({ greeks: nameless, convention: 'bybit' }),
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
    expectRefusal(bad({ greeks: { timestamp: 1.5 } }), 'domain.not_integer', 'greeks.timestamp');
    expectRefusal(bad({ greeks: { timestamp: 1699593512 } }), 'unit.suspicious', 'greeks.timestamp');
    expectRefusal(bad({ greeks: undefined }), 'shape.missing_field', 'greeks');
    expectRefusal(bad({ greeks: { delta: '0.5' } }), 'shape.wrong_type', 'greeks.delta');
    expectRefusal(bad({ greeks: { vega: NaN } }), 'domain.not_finite', 'greeks.vega');
    expectRefusal(bad({ timeToExpiryYears: -1 }), 'domain.negative', 'timeToExpiryYears');
    expectRefusal(bad({ forward: 0 }), 'domain.not_positive', 'forward');
  });

  describe("refuses another exchange's", () => {
    const bybit = tickerOf('27DEC24-55000-P');
    const refuses = (
      greeks: object,
      convention: 'deribit' | 'deribitLinear' | 'bybit' | 'okx',
      path: string,
    ): void => {
      expectRefusal(() => greeksFromExchange({ greeks, convention }), 'unit.suspicious', path);
      expect(() => greeksFromExchange({ greeks, convention, suspicious: 'expected' })).not.toThrow();
    };

    it('by the settlement in the symbol', () => {
      const coin = { symbol: 'BTC/USD:BTC-240927-40000-C' };
      const quote = { symbol: 'BTC/USDC:USDC-240927-40000-C' };
      for (const convention of ['deribit', 'okx'] as const) {
        refuses(quote, convention, 'greeks.symbol');
        expect(greeksFromExchange({ greeks: coin, convention }).symbol).toBe(coin.symbol);
      }
      for (const convention of ['deribitLinear', 'bybit'] as const) {
        refuses(coin, convention, 'greeks.symbol');
        expect(greeksFromExchange({ greeks: quote, convention }).symbol).toBe(quote.symbol);
      }
      // Names that say nothing of it.
      for (const symbol of ['BTC-27SEP24-40000-C', 'BTC-USD-240927-40000-C', 'BTC-USD_UM-240927-40000-C'])
        for (const convention of ['deribit', 'deribitLinear'] as const)
          expect(greeksFromExchange({ greeks: { symbol }, convention }).symbol).toBe(symbol);
    });

    it("by the currency in Deribit's own name of a linear option", () => {
      for (const symbol of ['SOL_USDC-27SEP24-100-C', 'XRP_USDC-30JUN24-0d625-C']) {
        refuses({ symbol }, 'deribit', 'greeks.symbol');
        refuses({ symbol }, 'okx', 'greeks.symbol');
        expect(greeksFromExchange({ greeks: { symbol }, convention: 'deribitLinear' }).symbol).toBe(symbol);
      }
    });

    it('by a mark that no price in coins is', () => {
      const at = 'greeks.markPrice';
      for (const convention of ['deribit', 'okx'] as const) {
        refuses({ delta: 0.5, markPrice: 3210, underlyingPrice: 4e4 }, convention, at);
        refuses({ delta: 0.5, markPrice: 1 }, convention, at);
        refuses({ delta: -0.5, markPrice: 10.0001 }, convention, at);
        // Of a call or a put, which is not known.
        refuses({ markPrice: 10.0001 }, convention, at);
        for (const greeks of [
          { delta: 0.99, markPrice: 0.9999 },
          { delta: -0.99, markPrice: 10 },
          { delta: 0, markPrice: 1 },
          { markPrice: 1 },
        ])
          expect(greeksFromExchange({ greeks, convention }).markPrice).toBe(greeks.markPrice);
      }
      const inQuote = { delta: 0.5, markPrice: 3210 };
      expect(greeksFromExchange({ greeks: inQuote, convention: 'deribitLinear' }).markPrice).toBe(3210);
    });

    it('before it undoes a cap on theta at a mark that is not in coins', () => {
      const greeks = {
        symbol: 'BTC/USDC:USDC-240927-40000-C',
        theta: -20,
        markPrice: 20,
        underlyingPrice: 4e4,
      };
      refuses(greeks, 'deribit', 'greeks.symbol');
      const linear = greeksFromExchange({ greeks, convention: 'deribitLinear', timeToExpiryYears: 4 * day });
      expect(linear).toMatchObject({ theta: null, publishedTheta: -20 });
    });

    it('by a mark volatility that is none under the convention', () => {
      const greeks = { ...bybit.greeks, symbol: undefined };
      refuses(greeks, 'deribit', 'greeks.markImpliedVolatility');
      refuses({ markImpliedVolatility: 1.99 }, 'deribit', 'greeks.markImpliedVolatility');
      const low = { markImpliedVolatility: 2, bidImpliedVolatility: 0.5 };
      expect(greeksFromExchange({ greeks: low, convention: 'deribit' }).bidVolatility).toBe(0.005);
      const fraction = { markImpliedVolatility: 0.015 };
      expect(greeksFromExchange({ greeks: fraction, convention: 'bybit' }).markVolatility).toBe(0.015);
    });

    it('by a delta that no plain one is', () => {
      refuses({ delta: -1.0002 }, 'deribit', 'greeks.delta');
      refuses({ delta: 1.0002 }, 'bybit', 'greeks.delta');
      expect(greeksFromExchange({ greeks: { delta: -1.00001 }, convention: 'deribit' }).delta).toBe(-1.00001);
      const okx = greeksFromExchange({ greeks: { delta: -1.3 }, convention: 'okx' });
      expect(okx.premiumAdjustedDelta).toBe(-1.3);
    });
  });

  it('has the other delta where the price is in coins', () => {
    const greeks = { delta: -0.97, markPrice: 0.1076 };
    const deltasOf = (convention: 'deribit' | 'deribitLinear' | 'bybit'): unknown => {
      const { delta, premiumAdjustedDelta } = greeksFromExchange({ greeks, convention });
      return [delta, premiumAdjustedDelta];
    };
    // The price comes off a put's delta too: it is further from 0.
    expect(deltasOf('deribit')).toEqual([-0.97, -0.97 - 0.1076]);
    expect(deltasOf('deribitLinear')).toEqual([-0.97, null]);
    expect(deltasOf('bybit')).toEqual([-0.97, null]);
    const markless = greeksFromExchange({ greeks: { delta: -0.97 }, convention: 'deribit' });
    expect(markless.premiumAdjustedDelta).toBeNull();
  });

  it('takes what ccxt calls the underlying for the forward where it is', () => {
    const greeks = { underlyingPrice: 40_000 };
    const forwardOf = (convention: Parameters<typeof greeksFromExchange>[0]['convention']): unknown => [
      greeksFromExchange({ greeks, convention }).forward,
      greeksFromExchange({ greeks, convention, forward: 41_000 }).forward,
    ];
    for (const convention of ['deribit', 'deribitLinear', 'bybit'] as const)
      expect(forwardOf(convention)).toEqual([40_000, 41_000]);
    for (const convention of ['binance', 'okx'] as const)
      expect(forwardOf(convention)).toEqual([null, 41_000]);
    // Of these ccxt passes on none.
    expect([greeksConventions.binance.underlying, greeksConventions.okx.underlying]).toEqual([null, null]);
    const index = { ...greeksConventions.bybit, name: 'gate', underlying: 'index' } as const;
    expect(forwardOf(index)).toEqual([null, 41_000]);
  });

  describe('reads a convention in full', () => {
    const { theta, ...bybit } = { ...greeksConventions.bybit, name: 'own' };
    const read = (convention: object) => (): unknown =>
      greeksFromExchange({ greeks: {}, convention } as Parameters<typeof greeksFromExchange>[0]);

    it('each field of which is there, null in so many words', () => {
      expect(read({ ...bybit, theta })).not.toThrow();
      const fields = [
        'name',
        'delta',
        'gamma',
        'vega',
        'rho',
        'volatility',
        'price',
        'priceDecimals',
        'underlying',
      ];
      for (const field of fields)
        expectRefusal(
          read({ ...bybit, theta, [field]: undefined }),
          'shape.missing_field',
          `convention.${field}`,
        );
      expectRefusal(read(bybit), 'shape.missing_field', 'convention.theta');
      const none = { delta: null, gamma: null, vega: null, theta: null, rho: null, underlying: null };
      expect(read({ ...bybit, ...none })).not.toThrow();
    });

    it('and no other', () => {
      expectRefusal(read({ ...bybit, theta, detla: 'plain' }), 'domain.not_one_of', 'convention.detla');
    });

    it('in words that are known', () => {
      expectRefusal(read({ ...bybit, theta, vega: 'perDay' }), 'domain.not_one_of', 'convention.vega');
      expectRefusal(read({ ...bybit, theta: 'perDay' }), 'shape.wrong_type', 'convention.theta');
      expectRefusal(read({ ...bybit, theta: [] }), 'domain.out_of_range', 'convention.theta');
      expectRefusal(read({ ...bybit, theta: ['perDay', 'x'] }), 'domain.not_one_of', 'convention.theta[1]');
      expectRefusal(
        read({ ...bybit, theta, underlying: 'spot' }),
        'domain.not_one_of',
        'convention.underlying',
      );
      const digits = (priceDecimals: number): (() => unknown) => read({ ...bybit, theta, priceDecimals });
      expectRefusal(digits(21), 'domain.out_of_range', 'convention.priceDecimals');
      expect(digits(20)).not.toThrow();
    });
  });
});

describe('greeksConventions', () => {
  it('has the digits that mark prices are printed with', () => {
    for (const exchange of ['deribit', 'bybit', 'binance'] as const) {
      const tickers = exchangeTickers.filter((ticker) => ticker.exchange === exchange);
      const digits = tickers.map(({ greeks }) => {
        const [mantissa, exponent = '0'] = String(greeks.markPrice!).split('e');
        return (mantissa!.split('.')[1] ?? '').length - Number(exponent);
      });
      expect(greeksConventions[exchange].priceDecimals).toBe(Math.max(...digits));
    }
  });

  it('cannot be changed for all', () => {
    const { deribit } = greeksConventions;
    expect([greeksConventions, deribit, deribit.theta].every(Object.isFrozen)).toBe(true);
  });

  it("has Deribit's linear options as its others, in quote currency", () => {
    const { deribit, deribitLinear } = greeksConventions;
    expect(deribitLinear).toEqual({ ...deribit, name: 'deribitLinear', price: 'quote' });
  });
});
