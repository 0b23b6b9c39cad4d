import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertSize } from '../../src/instruments/convertSize.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { coinSettledOption } from '../../src/options/coinSettledOption.ts';
import { greeksFromExchange } from '../../src/options/greeksFromExchange.ts';
import { optionBookGreeks } from '../../src/options/optionBookGreeks.ts';
import type { BookGreekName, BookHedge, BookOption, BookSums } from '../../src/options/optionBookGreeks.ts';
import { expectRefusal } from '../errors.ts';
import { inverseMarket, linearMarket, spotMarket } from '../instruments/markets.ts';
import { deribitInverse, okxInverse } from '../instruments/optionMarkets.ts';

type Position = BookOption | BookHedge;

const names = [
  'delta',
  'premiumAdjustedDelta',
  'gamma',
  'vega',
  'theta',
  'vanna',
  'volga',
  'charm',
  'speed',
  'zomma',
  'color',
  'veta',
  'ultima',
] as const satisfies readonly BookGreekName[];

const btc = { base: 'BTC', quote: 'USD', underlyingPrice: 40000, contractSize: 1 } as const;
const option = { forward: 40000, timeToExpiryYears: 0.1, volatility: 0.6 } as const;
const call = coinSettledOption({ ...option, optionType: 'call', strike: 42000 });
const put = coinSettledOption({ ...option, optionType: 'put', strike: 42000 });

const linear = (contracts: number, greeks: BookOption['greeks']): BookOption => ({
  ...btc,
  settlement: 'linearOption',
  contracts,
  greeks,
});
const inverse = (contracts: number, greeks: BookOption['greeks']): BookOption => ({
  ...btc,
  settlement: 'inverseOption',
  contracts,
  greeks,
});
const sumsOf = (positions: readonly Position[]): BookSums => {
  const { groups } = optionBookGreeks({ positions });
  expect(groups.length).toBe(1);
  return groups[0]!;
};

describe('optionBookGreeks', () => {
  it('an empty book has no groups', () => {
    expect(optionBookGreeks({ positions: [] })).toEqual({ groups: [] });
  });

  it('one option is its Greeks, times its coins; scaled as it says', () => {
    const sums = sumsOf([{ ...inverse(-30, call), contractSize: 0.01 }]);
    for (const name of names) expect(sums[name]).toBe(-30 * 0.01 * call[name as keyof typeof call]);
    expect(sums).toMatchObject({
      base: 'BTC',
      quote: 'USD',
      positions: 1,
      vegaPerVolPoint: sums.vega! / 100,
      thetaPerDay: sums.theta! / 365,
      deltaValue: sums.delta! * 40000,
      missing: [],
      convention: { delta: 'black_scholes', vega: 'per_1.00', theta: 'per_year' },
    });
    expect(sums.gammaValuePerPercent).toBeCloseTo((sums.gamma! * 40000 * 40000) / 100, 10);
  });

  it('an option settled in money has no premium in coins', () => {
    const sums = sumsOf([linear(7, call)]);
    expect(sums.premiumAdjustedDelta).toBe(sums.delta);
    expect(sumsOf([inverse(7, call)]).premiumAdjustedDelta).toBe(7 * call.premiumAdjustedDelta);
  });

  it('a sign turns every sum around, exactly', () => {
    const book = [inverse(3, call), inverse(-5, put), linear(1.7, put)];
    const there = sumsOf(book);
    const back = sumsOf(book.map((position) => ({ ...position, contracts: -position.contracts })));
    for (const name of names) expect(back[name]).toBe(-there[name]!);
    expect(back.deltaValue).toBe(-there.deltaValue!);
    expect(back.gammaValuePerPercent).toBe(-there.gammaValuePerPercent!);
  });

  it('a straddle: gamma and vega twice, no delta where the deltas meet', () => {
    // Without a rate the delta of a straddle is 0 at K = F exp(sigma^2 T / 2).
    const strike = 40000 * Math.exp((0.6 * 0.6 * 0.1) / 2);
    const legs = (['call', 'put'] as const).map((optionType) =>
      coinSettledOption({ ...option, optionType, strike }),
    );
    const sums = sumsOf(legs.map((greeks) => linear(1, greeks)));
    expect(sums.gamma).toBe(2 * legs[0]!.gamma);
    expect(sums.vega).toBe(2 * legs[0]!.vega);
    // d1 is rounded at 1e-16 over sigma sqrt T = 0.19; observed 2.2e-16.
    expect(Math.abs(sums.delta!)).toBeLessThan(4e-16);
  });

  it('put-call parity: long call and short put are a forward, and a short future against it is nothing', () => {
    const parity = [linear(1, call), linear(-1, put)];
    const sums = sumsOf(parity);
    // Both deltas are below 1 and rounded; observed 0, and 5.6e-17 beside the future.
    expect(Math.abs(sums.delta! - 1)).toBeLessThan(2.3e-16);
    for (const name of [
      'gamma',
      'vega',
      'vanna',
      'volga',
      'speed',
      'zomma',
      'color',
      'veta',
      'ultima',
    ] as const)
      expect(sums[name]).toBe(0);
    const hedged = sumsOf([...parity, { ...btc, settlement: 'linear', contracts: -100, contractSize: 0.01 }]);
    expect(Math.abs(hedged.delta!)).toBeLessThan(2.3e-16);
    expect(Math.abs(hedged.deltaValue!)).toBeLessThan(40000 * 2.3e-16);
    expect(hedged.positions).toBe(3);
  });

  it('in coins: call less put has a premium-adjusted delta of K/F, less than 1 by the premium 1 - K/F', () => {
    const sums = sumsOf([inverse(1, call), inverse(-1, put)]);
    const premium = call.priceInCoin - put.priceInCoin; // 1 - K/F
    expect(Math.abs(sums.premiumAdjustedDelta! - 42000 / 40000)).toBeLessThan(4e-16); // observed 2.2e-16
    expect(Math.abs(sums.delta! - premium - sums.premiumAdjustedDelta!)).toBeLessThan(4e-16); // observed 2.2e-16
  });

  it('hedges: coins and linear contracts count coins, inverse ones money over the price', () => {
    const sums = sumsOf([
      { ...btc, settlement: 'spot', contracts: 2 },
      { ...btc, settlement: 'linear', contracts: -150, contractSize: 0.01 },
      { ...btc, settlement: 'inverse', contracts: -200, contractSize: 100 },
    ]);
    expect(sums).toMatchObject({
      delta: 0,
      premiumAdjustedDelta: 0,
      deltaValue: 0,
      gamma: 0,
      vega: 0,
      ultima: 0,
    });
  });

  it('an account in coins is neutral to the price where either sum is 0: against its value, moved', () => {
    // Coins, an inverse perpetual sold at another price than today's, short calls paid for in coins.
    const short = -4;
    const entry = 38000;
    const contracts = 11; // of 1000 dollars
    const cash = 1.3;
    const wealth = (price: number): number => {
      const { priceInCoin } = coinSettledOption({
        ...option,
        forward: price,
        optionType: 'call',
        strike: 42000,
      });
      const profit = -contracts * 1000 * (1 / entry - 1 / price);
      return (cash + profit + short * priceInCoin) * price;
    };
    const profit = -contracts * 1000 * (1 / entry - 1 / 40000);
    const perpetual: BookHedge = { ...btc, settlement: 'inverse', contracts: -contracts, contractSize: 1000 };
    const coins = (amount: number): BookHedge => ({ ...btc, settlement: 'spot', contracts: amount });
    const byDelta = sumsOf([inverse(short, call), perpetual, coins(cash + profit)]).delta!;
    const equity = cash + profit + short * call.priceInCoin;
    const byAdjusted = sumsOf([inverse(short, call), perpetual, coins(equity)]).premiumAdjustedDelta!;
    // Central difference at 1e-5 of the price: truncation and rounding; observed 2.8e-11.
    const slope = (wealth(40000.4) - wealth(39999.6)) / 0.8;
    expect(Math.abs(byDelta - slope)).toBeLessThan(1.1e-10);
    expect(Math.abs(byAdjusted - byDelta)).toBeLessThan(1e-15); // observed 6.7e-16
  });

  it('sums by coin and by money, sorted, never across', () => {
    const { groups } = optionBookGreeks({
      positions: [
        { ...linear(1, call), quote: 'USDC' },
        { ...inverse(2, put), base: 'ETH', underlyingPrice: 2000 },
        inverse(3, call),
        { ...linear(4, put), quote: 'USDC' },
        { ...inverse(1, call), base: 'B', quote: 'TCUSD' },
      ],
    });
    expect(groups.map((sums) => [sums.base, sums.quote, sums.positions])).toEqual([
      ['B', 'TCUSD', 1],
      ['BTC', 'USD', 1],
      ['BTC', 'USDC', 2],
      ['ETH', 'USD', 1],
    ]);
    expect(groups[2]!.gamma).toBe(call.gamma + 4 * put.gamma);
    expect(groups[3]!.deltaValue).toBe(2 * put.delta * 2000);
  });

  it('a Greek that a position lacks is null and named, never partial', () => {
    const printed = greeksFromExchange({
      convention: 'bybit',
      greeks: { delta: -0.233, gamma: 0.00001, vega: 191.7, theta: -30.4, underlyingPrice: 40000 },
      timeToExpiryYears: 0.1,
    });
    const sums = sumsOf([linear(2, printed), linear(1, call)]);
    expect(sums.delta).toBe(2 * -0.233 + call.delta);
    expect(sums.missing).toEqual(['vanna', 'volga', 'charm', 'speed', 'zomma', 'color', 'veta', 'ultima']);
    for (const name of sums.missing) expect(sums[name]).toBeNull();
    // Another group's sums have all of theirs.
    const { groups } = optionBookGreeks({
      positions: [linear(2, printed), { ...linear(1, call), quote: 'USDC' }],
    });
    expect(groups[1]!.missing).toEqual([]);
  });

  it('what is scaled of a null is null', () => {
    const sums = sumsOf([inverse(1, { premiumAdjustedDelta: 0.4, vega: null })]);
    expect(sums).toMatchObject({
      delta: null,
      premiumAdjustedDelta: 0.4,
      deltaValue: null,
      gammaValuePerPercent: null,
      vegaPerVolPoint: null,
      thetaPerDay: null,
    });
    expect(sums.missing).toEqual(names.filter((name) => name !== 'premiumAdjustedDelta'));
  });

  it('at the strike when the time is out gamma has no number, and the book has none', () => {
    const kink = blackScholes({
      optionType: 'call',
      forward: 40000,
      strike: 40000,
      timeToExpiryYears: 0,
      rate: 0,
      volatility: 0.6,
    });
    expect(kink.gamma).toBe(Infinity);
    const sums = sumsOf([linear(1, kink), linear(-1, kink)]);
    expect(sums.gamma).toBeNull();
    expect(sums.missing).toContain('gamma');
    expect(sums.delta).toBe(0);
  });

  it('a flat position adds nothing, whatever is known of it', () => {
    const sums = sumsOf([linear(0, { delta: 1 }), linear(1, call)]);
    expect(sums).toMatchObject({ missing: [], gamma: call.gamma, positions: 2 });
  });

  it('an instrument spreads into a position', () => {
    for (const [market, size] of [
      [deribitInverse, 1],
      [okxInverse, 0.01],
    ] as const) {
      const instrument = parseMarket(market);
      if (instrument.type !== 'option') throw new Error('expected an option');
      const position = { ...instrument, contracts: 5, underlyingPrice: 40000, greeks: call };
      expect(sumsOf([position])).toMatchObject({ base: 'BTC', quote: 'USD', delta: 5 * size * call.delta });
    }
    for (const [market, coins] of [
      [linearMarket, 5],
      [inverseMarket, (5 * 100) / 40000],
      [spotMarket, 5],
    ] as const) {
      const instrument = parseMarket(market);
      if (instrument.type === 'option' || instrument.settlement === 'quanto')
        throw new Error('expected coins or a linear or inverse contract');
      const { base, quote } = instrument;
      const position = { ...instrument, contracts: 5, underlyingPrice: 40000 };
      expect(sumsOf([position])).toMatchObject({ base, quote, delta: coins });
    }
  });

  it("a Deribit position of ccxt, which counts money, by the amount's unit of its instrument", () => {
    const instrument = parseMarket({
      ...inverseMarket,
      contractSize: 10,
      precision: { amount: 10, price: 0.5 },
      limits: {},
    });
    if (instrument.type === 'option' || instrument.settlement === 'quanto')
      throw new Error('expected coins or a linear or inverse contract');
    // 40,000 dollars at 40,000 dollars a coin are one coin.
    const size = { unit: instrument.amountUnit, amount: -40000 };
    const contracts = Number(convertSize({ size, unit: 'contracts', instrument }).amount);
    expect(contracts).toBe(-4000);
    expect(sumsOf([{ ...instrument, contracts, underlyingPrice: 40000 }]).delta).toBe(-1);
  });

  it('what greeksFromExchange gives is in raw units, and taken whole', () => {
    const printed = greeksFromExchange({
      convention: 'deribit',
      greeks: {
        symbol: 'BTC/USD:BTC-240927-40000-C',
        timestamp: 1699593511632,
        delta: 0.59833,
        vega: 142.30124,
        bidImpliedVolatility: 60.1,
        markImpliedVolatility: 60.86,
        markPrice: 0.2169,
        bidPrice: 0.216,
        underlyingPrice: 39165.86,
      },
    });
    expect(sumsOf([inverse(2, printed)])).toMatchObject({ delta: 2 * 0.59833, vega: 2 * 14230.124 });
  });

  it('no -0', () => {
    const sums = sumsOf([linear(-1, { delta: 0, gamma: 0, vega: 0, theta: 0 })]);
    for (const name of ['delta', 'gamma', 'vega', 'theta'] as const)
      expect(Object.is(sums[name], 0)).toBe(true);
    expect(Object.is(sums.thetaPerDay, 0)).toBe(true);
  });
});

describe('optionBookGreeks, sums', () => {
  // Products of numbers below 1e-60 would leave the doubles.
  const within = (max: number): fc.Arbitrary<number> =>
    fc.double({ min: -max, max, noNaN: true }).map((value) => (Math.abs(value) < 1e-60 ? 0 : value));
  const finite = within(1e6);
  const position = fc.record({
    contracts: finite,
    contractSize: fc.double({ min: 1e-4, max: 1e4, noNaN: true }),
    underlyingPrice: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    delta: within(1),
    gamma: within(1),
    vega: finite,
    theta: finite,
  });
  const optionOf = ({ delta, gamma, vega, theta, ...size }: Record<string, number>): BookOption => ({
    base: 'BTC',
    quote: 'USD',
    settlement: 'linearOption',
    contracts: size['contracts']!,
    contractSize: size['contractSize']!,
    underlyingPrice: size['underlyingPrice']!,
    greeks: { delta, gamma, vega, theta },
  });

  it('against exact sums', () => {
    let worst = 0;
    fc.assert(
      fc.property(fc.array(position, { minLength: 1, maxLength: 40 }), (rows) => {
        const sums = sumsOf(rows.map(optionOf));
        for (const name of ['delta', 'gamma', 'vega', 'theta'] as const)
          worst = Math.max(
            worst,
            errorOf(
              sums[name]!,
              rows.map((row) => [row.contracts, row.contractSize, row[name]]),
            ),
          );
        const dollars = rows.map((row) => [row.contracts, row.contractSize, row.delta, row.underlyingPrice]);
        worst = Math.max(worst, errorOf(sums.deltaValue!, dollars));
      }),
      { seed: 5, numRuns: 500 },
    );
    // Three products and a sum round: 4 x 1.1e-16 of the sum of absolute terms; observed 2.3e-16.
    expect(worst).toBeLessThan(4.4e-16);
    expect(worst).toBeGreaterThan(0);
  });

  it('a permuted book gives the same bits, also where nearly all of it cancels', () => {
    // Sizes so far apart that a sum of twice the digits still hangs on its order.
    const wild = fc
      .tuple(fc.constantFrom(1e33, -1e33, 1e17, -1e17, 3e16, 1, -1, 1e-16), within(1))
      .map(([contracts, delta]) => ({
        contracts,
        contractSize: 1,
        underlyingPrice: 1,
        delta,
        gamma: 1,
        vega: 1,
        theta: 1,
      }));
    fc.assert(
      fc.property(
        fc
          .array(fc.oneof(position, wild), { minLength: 2, maxLength: 30 })
          .chain((rows) =>
            fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
          ),
        ([rows, permuted]) => {
          const sums = optionBookGreeks({ positions: rows.map(optionOf) });
          expect(optionBookGreeks({ positions: permuted.map(optionOf) })).toEqual(sums);
        },
      ),
      { seed: 6, numRuns: 500 },
    );
  });

  it('what cancels leaves what is left, whatever was beside it', () => {
    const small = linear(1, { delta: 1e-9 });
    const large = (contracts: number): BookOption => linear(contracts, { delta: 0.7 });
    expect(sumsOf([large(1e9), small, large(-1e9)]).delta).toBe(1e-9);
  });
});

describe('optionBookGreeks, bad input', () => {
  const good = linear(1, call);
  const bad = (change: object): Position[] => [good, { ...good, ...change }];
  it.each([
    ['no position', [null], 'shape.missing_field', 'positions[0]'],
    ['a list of positions', [[good]], 'shape.wrong_type', 'positions[0]'],
    ['no settlement', bad({ settlement: undefined }), 'shape.missing_field', 'positions[1].settlement'],
    ['an unknown settlement', bad({ settlement: 'quanto' }), 'domain.not_one_of', 'positions[1].settlement'],
    ['no coin', bad({ base: '' }), 'shape.wrong_type', 'positions[1].base'],
    ['no money', bad({ quote: undefined }), 'shape.missing_field', 'positions[1].quote'],
    ["a short of ccxt's", bad({ side: 'short' }), 'unit.suspicious', 'positions[1].side'],
    ["a long of ccxt's", bad({ side: 'long' }), 'unit.suspicious', 'positions[1].side'],
    [
      'a side of a hedge',
      [{ ...btc, settlement: 'inverse', contracts: 5, side: 'short' }],
      'unit.suspicious',
      'positions[0].side',
    ],
    ['no contracts', bad({ contracts: undefined }), 'shape.missing_field', 'positions[1].contracts'],
    ['contracts in words', bad({ contracts: '5' }), 'shape.wrong_type', 'positions[1].contracts'],
    ['NaN contracts', bad({ contracts: NaN }), 'domain.not_finite', 'positions[1].contracts'],
    ['contract size 0', bad({ contractSize: 0 }), 'domain.not_positive', 'positions[1].contractSize'],
    ['contract size below 0', bad({ contractSize: -1 }), 'domain.not_positive', 'positions[1].contractSize'],
    ['price 0', bad({ underlyingPrice: 0 }), 'domain.not_positive', 'positions[1].underlyingPrice'],
    ['no price', bad({ underlyingPrice: undefined }), 'shape.missing_field', 'positions[1].underlyingPrice'],
    ['no Greeks', bad({ greeks: undefined }), 'shape.missing_field', 'positions[1].greeks'],
    ['a number for Greeks', bad({ greeks: 0.5 }), 'shape.wrong_type', 'positions[1].greeks'],
    [
      'NaN among the Greeks',
      bad({ greeks: { ...call, vega: NaN } }),
      'domain.not_finite',
      'positions[1].greeks.vega',
    ],
    [
      'a Greek in words',
      bad({ greeks: { ...call, color: '1' } }),
      'shape.wrong_type',
      'positions[1].greeks.color',
    ],
    [
      'Greeks that there are none of',
      bad({ greeks: { status: 'no_time_left' } }),
      'estimate.not_ok',
      'positions[1].greeks.status',
    ],
    [
      "an exchange's own units",
      bad({ greeks: { delta: 0.5, vega: 142.3, markImpliedVolatility: 60.86 } }),
      'unit.suspicious',
      'positions[1].greeks',
    ],
    ...(
      [
        ['bidImpliedVolatility', 60.1],
        ['askImpliedVolatility', 61.2],
        ['underlyingPrice', 39165.86],
        ['bidSize', 12],
        ['askSize', 3],
        ['datetime', '2023-11-10T05:18:31.632Z'],
        ['info', {}],
      ] as const
    ).map(
      ([name, value]) =>
        [
          `an exchange's own units, told by ${name} alone`,
          bad({ greeks: { delta: 0.5, vega: 142.3, [name]: value } }),
          'unit.suspicious',
          'positions[1].greeks',
        ] as const,
    ),
    [
      'what is no number, also of a flat position',
      bad({ contracts: 0, greeks: { ...call, vega: NaN } }),
      'domain.not_finite',
      'positions[1].greeks.vega',
    ],
    ['Greeks of a future', bad({ settlement: 'linear' }), 'shape.wrong_type', 'positions[1].greeks'],
    [
      'a book beyond all doubles',
      bad({ contracts: 1e300, contractSize: 1e300 }),
      'domain.out_of_range',
      'positions',
    ],
  ] as const)('refuses %s', (_, positions, code, path) => {
    expectRefusal(() => optionBookGreeks({ positions: positions as never }), code, path);
  });

  it.each([
    [undefined, 'shape.missing_field', ''],
    [{}, 'shape.missing_field', 'positions'],
    [{ positions: good }, 'shape.wrong_type', 'positions'],
  ] as const)('refuses %j', (options, code, path) => {
    expectRefusal(() => optionBookGreeks(options as never), code, path);
  });

  it("ccxt's Greeks do not compile", () => {
    const printed: { delta: number; vega: number; markImpliedVolatility: number } = {
      delta: 0.5,
      vega: 142.3,
      markImpliedVolatility: 60.86,
    };
    // @ts-expect-error their units are the exchange's
    const position: BookOption = linear(1, printed);
    expect(position.contracts).toBe(1);
    const stripped = { delta: 0.5, vega: 142.3, datetime: '2023-11-10T05:18:31.632Z' };
    // @ts-expect-error told by another name
    expect(linear(1, stripped).contracts).toBe(1);
  });

  it("ccxt's positions do not compile", () => {
    const held = { contracts: 3, contractSize: 10, side: 'short' };
    // @ts-expect-error a short whose contracts are not signed
    const position: BookHedge = { ...btc, settlement: 'inverse', ...held };
    expect(position.contracts).toBe(3);
  });
});

/** |sum - exact| over the exact sum of absolute terms, every term a product of doubles, in whole numbers. */
function errorOf(sum: number, terms: readonly (readonly number[])[]): number {
  // A double is a whole number of 2^-1074: 4 factors of them are whole numbers of 2^-4296.
  const units = (value: number): bigint => {
    const high = 2 ** 500;
    let scaled = value;
    let shift = 1074n;
    while (!Number.isInteger(scaled) && shift > 0n) {
      const step = shift >= 500n ? 500n : shift;
      scaled *= step === 500n ? high : 2 ** Number(step);
      shift -= step;
    }
    return BigInt(scaled) << shift;
  };
  const one = 1n << 1074n;
  const product = (factors: readonly number[]): bigint =>
    [...factors, 1, 1, 1].slice(0, 4).reduce((all, factor) => all * units(factor), 1n);
  let exact = 0n;
  let absolute = 0n;
  for (const factors of terms) {
    const term = product(factors);
    exact += term;
    absolute += term < 0n ? -term : term;
  }
  const difference = exact - units(sum) * one * one * one;
  if (absolute === 0n) return difference === 0n ? 0 : Infinity;
  return Number(((difference < 0n ? -difference : difference) << 100n) / absolute) / 2 ** 100;
}
