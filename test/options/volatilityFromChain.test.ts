import { describe, expect, it } from 'vitest';
import { batchStatuses } from '../../src/options/batchStatus.ts';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { impliedVolatility } from '../../src/options/impliedVolatility.ts';
import { volatilityFromChain } from '../../src/options/volatilityFromChain.ts';
import type { VolatilityFromChainOptions } from '../../src/options/volatilityFromChain.ts';
import { expectRefusal } from '../errors.ts';

const day = 86_400_000;
const now = Date.UTC(2024, 0, 8, 11, 19, 41, 414);
const rows = [-1, 1].flatMap((sign) =>
  [1500, 2000, 2200, 2300, 3000].flatMap((strike) =>
    [7, 80].map((days, i) => ({
      sign,
      strike,
      days,
      forward: 2220 + 40 * i,
      volatility: 0.5 + strike / 10_000,
    })),
  ),
);
const greeks = rows.map(({ sign, strike, days, forward, volatility }) =>
  blackScholes({
    optionType: sign === 1 ? 'call' : 'put',
    forward,
    strike,
    timeToExpiryYears: days / 365,
    rate: 0.05,
    volatility,
  }),
);
const discounts = rows.map(({ days }) => Math.exp((-0.05 * days) / 365));
const quote: VolatilityFromChainOptions = {
  optionType: rows.map(({ sign }) => sign),
  strike: rows.map(({ strike }) => strike),
  price: greeks.map(({ price }) => price),
  forward: rows.map(({ forward }) => forward),
  timestamp: now,
  expiry: rows.map(({ days }) => now + days * day),
  rate: 0.05,
  pricedIn: 'quote',
  priceTick: 0.1,
};
const coin: VolatilityFromChainOptions = {
  ...quote,
  rate: undefined,
  price: greeks.map(({ price }, i) => price / discounts[i]! / rows[i]!.forward),
  pricedIn: 'coin',
  priceTick: 0.0001,
};

describe('volatilityFromChain', () => {
  it.each([
    ['quote', quote],
    ['coin', coin],
  ] as const)('finds the volatilities that prices in %s were made of', (_, options) => {
    const chain = volatilityFromChain(options);
    expect(chain.counts).toEqual({ ok: rows.length });
    expect(chain.length).toBe(rows.length);
    rows.forEach(({ strike, forward, days, volatility }, i) => {
      // What a rounding of the price is worth: eps * price / vega; observed 1.1 of it.
      const attainable = 2.2e-16 * (1 + greeks[i]!.price / (volatility * greeks[i]!.vega));
      expect(Math.abs(chain.volatility[i]! / volatility - 1) / attainable).toBeLessThan(4);
      expect(chain.logMoneyness[i]).toBeCloseTo(Math.log(strike / forward), 14);
      expect(chain.totalVariance[i]).toBe(chain.volatility[i]! ** 2 * (days / 365));
    });
  });

  it('has the bits of impliedVolatility', () => {
    const { volatility } = volatilityFromChain(quote);
    rows.forEach(({ sign, strike, days, forward }, i) => {
      const alone = impliedVolatility({
        optionType: sign === 1 ? 'call' : 'put',
        strike,
        forward,
        timeToExpiryYears: (days * day) / (365 * day),
        rate: 0.05,
        price: greeks[i]!.price,
      });
      expect(alone).toMatchObject({ status: 'ok', volatility: volatility[i] });
    });
  });

  it('says how far a tick moves the volatility: the tick over vega, in either unit', () => {
    for (const options of [quote, coin]) {
      const { volatility, volatilityPerTick } = volatilityFromChain(options);
      rows.forEach(({ sign, strike, days, forward }, i) => {
        const { vega } = blackScholes({
          optionType: sign === 1 ? 'call' : 'put',
          forward,
          strike,
          timeToExpiryYears: days / 365,
          rate: options === quote ? 0.05 : 0,
          volatility: volatility[i]!,
        });
        const tick = options === quote ? 0.1 / vega : (0.0001 * forward) / vega;
        // d1^2 roundings of either vega, up to 33 of them: observed 2.0e-15.
        expect(Math.abs(volatilityPerTick![i]! / tick - 1)).toBeLessThan(8e-15);
      });
    }
    expect(volatilityFromChain({ ...quote, priceTick: undefined }).volatilityPerTick).toBeNull();
  });

  it('marks one option of each pair as out of the money, calls at the forward itself', () => {
    const { outOfTheMoney } = volatilityFromChain({ ...coin, forward: 2200 });
    rows.forEach(({ sign, strike }, i) => {
      expect(outOfTheMoney[i]).toBe(Number(sign === 1 ? strike >= 2200 : strike < 2200));
    });
  });

  it('takes words, signs and one word for all, and times in either form, alike', () => {
    const words = rows.map(({ sign }) => (sign === 1 ? ('call' as const) : ('put' as const)));
    expect(volatilityFromChain({ ...quote, optionType: words })).toEqual(volatilityFromChain(quote));
    const years = rows.map(({ days }) => (days * day) / (365 * day));
    const inYears = { ...coin, timestamp: undefined, expiry: undefined, timeToExpiryYears: years } as const;
    expect(volatilityFromChain(inYears as VolatilityFromChainOptions)).toEqual(volatilityFromChain(coin));
    const puts = {
      optionType: 'put',
      strike: [2000],
      price: [0.01],
      pricedIn: 'coin',
      timeToExpiryYears: 0.1,
      forward: 2200,
    } as const;
    expect(volatilityFromChain(puts)).toEqual(
      volatilityFromChain({ ...puts, optionType: [-1], forward: [2200], timeToExpiryYears: [0.1] }),
    );
    expect(volatilityFromChain({ ...puts, optionType: -1 })).toEqual(volatilityFromChain(puts));
  });

  it('gives each bad row a status, and the others their volatility', () => {
    const base = {
      type: 'put',
      strike: 2000,
      price: 0.01,
      forward: 2200,
      timestamp: now,
      expiry: now + 30 * day,
    };
    const cases: [object, (typeof batchStatuses)[number]][] = [
      [{}, 'ok'],
      [{ type: 'C' }, 'invalid_option_type'],
      [{ strike: 0 }, 'invalid_strike'],
      [{ price: NaN }, 'invalid_price'],
      [{ price: null }, 'invalid_price'],
      [{ price: -0.1 }, 'invalid_price'],
      [{ price: 0 }, 'at_intrinsic'],
      [{ type: 'call', price: 0.09 }, 'below_intrinsic'],
      [{ type: 'call', price: 1 }, 'above_maximum'],
      [{ forward: -1 }, 'invalid_underlying'],
      [{ expiry: now }, 'no_time_left'],
      [{ expiry: now - 1 }, 'invalid_time'],
      [{ expiry: (now + 30 * day) / 1000 }, 'suspicious_unit'],
      [{ expiry: 1000 * now }, 'suspicious_unit'],
      [{ expiry: 0 }, 'suspicious_unit'],
      [{ expiry: now + 0.5 }, 'suspicious_unit'],
      [{ expiry: NaN }, 'invalid_time'],
      [{ expiry: Infinity }, 'invalid_time'],
      [{ timestamp: Math.floor(now / 1000) }, 'suspicious_unit'],
      [{ timestamp: 0 }, 'suspicious_unit'],
      [{ timestamp: now - 0.5 }, 'suspicious_unit'],
      [{ timestamp: NaN }, 'invalid_time'],
      // Both in seconds, of whole minutes of milliseconds too; both in microseconds.
      [{ timestamp: 1_704_720_000, expiry: 1_706_280_000 }, 'suspicious_unit'],
      [{ timestamp: 1000 * now, expiry: 1000 * (now + 30 * day) }, 'suspicious_unit'],
      // A strike in hundreds.
      [{ strike: 23 }, 'suspicious_unit'],
    ];
    const table = cases.map(([change]) => ({ ...base, ...change }));
    const column = (field: keyof typeof base): never => table.map((row) => row[field]) as never;
    const chain = volatilityFromChain({
      optionType: column('type'),
      strike: column('strike'),
      price: column('price'),
      forward: column('forward'),
      timestamp: column('timestamp'),
      expiry: column('expiry'),
      pricedIn: 'coin',
      priceTick: 1e-4,
    });
    expect(Array.from(chain.status, (code) => batchStatuses[code])).toEqual(
      cases.map(([, status]) => status),
    );
    expect(chain.counts).toMatchObject({ ok: 1, invalid_price: 3, suspicious_unit: 10 });
    expect(Object.values(chain.counts).reduce((sum, count) => sum + count)).toBe(cases.length);
    chain.status.forEach((code, i) => {
      expect(Number.isFinite(chain.volatility[i])).toBe(code === 0);
      expect(Number.isFinite(chain.totalVariance[i])).toBe(code === 0);
      expect(Number.isFinite(chain.volatilityPerTick![i])).toBe(code === 0);
      expect(chain.outOfTheMoney[i]).toBe(Number(code === 0));
      const priced = table[i]!.strike > 0 && table[i]!.forward > 0;
      const k = priced ? Math.log(table[i]!.strike / table[i]!.forward) : NaN;
      expect(chain.logMoneyness[i]).toEqual(priced ? expect.closeTo(k, 14) : NaN);
    });
  });

  it('takes volatilities above 10 where less than a day is left, or where they are expected', () => {
    const chain = { optionType: 'call', forward: 2000, pricedIn: 'coin' } as const;
    const price = blackScholes({
      ...chain,
      strike: 2400,
      volatility: 12,
      timeToExpiryYears: 0.99 / 365,
      rate: 0,
      suspicious: 'expected',
    }).price;
    const rows = { ...chain, strike: [2400], price: [price / 2000] };
    expect(volatilityFromChain({ ...rows, timeToExpiryYears: 0.99 / 365 }).volatility[0]).toBeCloseTo(12, 12);
    const above = { ...rows, price: [0.5], timeToExpiryYears: 1.01 / 365 };
    expect(volatilityFromChain(above).counts).toEqual({ suspicious_unit: 1 });
    const expected = { ...above, suspicious: 'expected' } as const;
    expect(volatilityFromChain(expected)).toMatchObject({ counts: { ok: 1 }, outOfTheMoney: { 0: 1 } });
    expect(volatilityFromChain({ ...expected, timeToExpiryYears: [101], price: [0.9] }).counts).toEqual({
      ok: 1,
    });
    const clock = { ...rows, price: [0.01], timeToExpiryYears: undefined, timestamp: 0, expiry: [30 * day] };
    expect(volatilityFromChain(clock).counts).toEqual({ suspicious_unit: 1 });
    expect(volatilityFromChain({ ...clock, suspicious: 'expected' }).counts).toEqual({ ok: 1 });
  });

  it('refuses two times that hold for all rows where one is after the other, and none of a column', () => {
    const after = { ...coin, timestamp: now + 1 };
    expectRefusal(() => volatilityFromChain({ ...after, expiry: now }), 'domain.out_of_range', 'timestamp');
    const gone = { invalid_time: rows.length };
    expect(volatilityFromChain({ ...after, expiry: rows.map(() => now) }).counts).toEqual(gone);
    const timestamp = rows.map(() => now + 1);
    expect(volatilityFromChain({ ...coin, timestamp, expiry: now }).counts).toEqual(gone);
    // At the expiry itself the rows say it.
    const { counts } = volatilityFromChain({ ...coin, timestamp: now, expiry: now });
    expect(counts).not.toHaveProperty('invalid_time');
  });

  it('refuses what breaks the contract', () => {
    const cases: [object, Parameters<typeof expectRefusal>[1], string][] = [
      [{ price: [0.1] }, 'shape.length_mismatch', 'price.length'],
      [{ forward: [1] }, 'shape.length_mismatch', 'forward.length'],
      [{ expiry: [1] }, 'shape.length_mismatch', 'expiry.length'],
      [{ optionType: ['call'] }, 'shape.length_mismatch', 'optionType.length'],
      [{ strike: 2000 }, 'shape.wrong_type', 'strike'],
      [{ optionType: 'C' }, 'domain.not_one_of', 'optionType'],
      [{ suspicious: 'no' }, 'domain.not_one_of', 'suspicious'],
      [{ forward: 0 }, 'domain.not_positive', 'forward'],
      [{ expiry: Math.floor(now / 1000) }, 'unit.suspicious', 'expiry'],
      [{ timestamp: undefined }, 'shape.missing_field', 'timestamp'],
      [{ timestamp: undefined, expiry: undefined }, 'shape.missing_field', 'timeToExpiryYears'],
      [
        { timestamp: undefined, expiry: undefined, timeToExpiryYears: 365 },
        'unit.suspicious',
        'timeToExpiryYears',
      ],
      [{ timeToExpiryYears: 0.1 }, 'shape.wrong_type', 'timeToExpiryYears'],
      [{ rate: undefined }, 'shape.missing_field', 'rate'],
      [{ rate: 5.5 }, 'unit.suspicious', 'rate'],
      [{ pricedIn: 'coin' }, 'shape.wrong_type', 'rate'],
      [{ pricedIn: undefined }, 'shape.missing_field', 'pricedIn'],
      [{ priceTick: 0 }, 'domain.not_positive', 'priceTick'],
    ];
    for (const [change, code, path] of cases)
      expectRefusal(() => volatilityFromChain({ ...quote, ...change }), code, path);
  });
});
