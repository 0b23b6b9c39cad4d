import { describe, expect, it } from 'vitest';
import { sizeBetaHedge } from '../../src/hedge/sizeBetaHedge.ts';
import { checkOrder } from '../../src/instruments/checkOrder.ts';
import { contractValue } from '../../src/instruments/contractValue.ts';
import { convertSize } from '../../src/instruments/convertSize.ts';
import type { Instrument } from '../../src/instruments/instrument.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { roundAmount } from '../../src/instruments/roundAmount.ts';
import { roundPrice } from '../../src/instruments/roundPrice.ts';
import { replayHedge } from '../../src/simulation/replayHedge.ts';
import { expectRefusal } from '../errors.ts';
import { hasShared, readShared } from '../shared.ts';
import { linearMarket } from './markets.ts';
import { binance, bybit, deribitInverse, deribitLinear, expiry, okxInverse } from './optionMarkets.ts';

describe('parseMarket of options', () => {
  it('coin-settled, whole', () => {
    expect(parseMarket(deribitInverse)).toEqual({
      symbol: 'BTC/USD:BTC-240927-40000-C',
      base: 'BTC',
      quote: 'USD',
      settle: 'BTC',
      settlement: 'inverseOption',
      type: 'option',
      optionType: 'call',
      strike: 40000,
      expiry: 1_727_424_000_000,
      contractSize: 1,
      premiumCurrency: 'BTC',
      amountUnit: 'base',
      amountPrecision: { kind: 'step', step: '0.1' },
      pricePrecision: { kind: 'step', step: '0.0001' },
      priceSteps: [{ above: '0.005', step: '0.0005' }],
      minimumAmount: '0.1',
      maximumAmount: null,
      maximumMarketAmount: null,
      minimumCost: null,
      maximumCost: null,
      takerFee: 0.0003,
      makerFee: 0.0003,
      active: true,
    });
  });

  it.each([
    ['Deribit, linear', deribitLinear, 'linearOption', 1000, 'USDC', 'base', 0.625],
    ['Bybit', bybit, 'linearOption', 1, 'USDC', 'contracts', 40000],
    ['Binance', binance, 'linearOption', 1, 'USDT', 'contracts', 40000],
    [
      'OKX, whose contract ccxt calls 100 times as large',
      okxInverse,
      'inverseOption',
      0.01,
      'BTC',
      'contracts',
      40000,
    ],
  ] as const)('%s', (_, market, settlement, contractSize, premiumCurrency, amountUnit, strike) => {
    const instrument = parseMarket(market);
    const { optionType } = market;
    expect(instrument).toMatchObject({
      settlement,
      type: 'option',
      contractSize,
      premiumCurrency,
      amountUnit,
      strike,
      optionType,
      expiry,
    });
    expect(JSON.parse(JSON.stringify(instrument))).toEqual(instrument);
  });

  it('narrows by its type', () => {
    const instrument: Instrument = parseMarket(deribitInverse);
    if (instrument.type !== 'option') throw new Error('expected an option');
    const strike: number = instrument.strike;
    const premium: string = instrument.premiumCurrency;
    expect([strike, premium]).toEqual([40000, 'BTC']);
  });

  it('texts for numbers', () => {
    const texts = { ...deribitInverse, strike: '40000', contractSize: '1', expiry: String(expiry) };
    expect(parseMarket(texts)).toEqual(parseMarket(deribitInverse));
  });

  it('steps of the price come in order, and none where the venue names none', () => {
    const info = {
      tick_size_steps: [
        { above_price: 0.2, tick_size: 0.003 },
        { above_price: 0.12, tick_size: 0.001 },
      ],
    };
    expect(parseMarket({ ...deribitInverse, info })).toMatchObject({
      priceSteps: [
        { above: '0.12', step: '0.001' },
        { above: '0.2', step: '0.003' },
      ],
    });
    expect(parseMarket(binance)).toMatchObject({ priceSteps: [] });
  });

  it("OKX's multiplier, by either of what contractSize may have come to be", () => {
    const multiplied = { ...okxInverse, contractSize: 0.01 };
    expect(parseMarket(multiplied)).toMatchObject({ contractSize: 0.01 });
    expect(parseMarket({ ...okxInverse, info: { ctVal: '1', ctMult: '1' } })).toMatchObject({
      contractSize: 1,
    });
    expectRefusal(
      () => parseMarket({ ...okxInverse, contractSize: 0.1 }),
      'market.inconsistent',
      'market.contractSize',
    );
    expectRefusal(
      () => parseMarket({ ...okxInverse, info: { ctVal: '1', ctMult: '0' } }),
      'domain.not_positive',
      'market.info.ctMult',
    );
    expectRefusal(
      () => parseMarket({ ...okxInverse, info: { ctVal: '0', ctMult: '0.01' } }),
      'domain.not_positive',
      'market.info.ctVal',
    );
  });

  it('a multiplier alone leaves open which of the two contractSize is', () => {
    for (const contractSize of [1, 0.01])
      expectRefusal(
        () => parseMarket({ ...okxInverse, contractSize, info: { ctMult: '0.01' } }),
        'shape.missing_field',
        'market.info.ctVal',
      );
  });

  it('wants the raw market where lot and contract are the same, and could be more than one thing', () => {
    for (const market of [okxInverse, deribitLinear])
      expectRefusal(() => parseMarket({ ...market, info: undefined }), 'shape.missing_field', 'market.info');
    // A tenth of a contract of one coin is a tenth of a coin.
    const bare = { ...deribitInverse, info: undefined };
    expect(parseMarket(bare)).toMatchObject({ amountUnit: 'contracts', contractSize: 1 });
    expect(
      parseMarket({ ...deribitInverse, info: {}, precision: { amount: 1, price: 0.0001 }, limits: {} }),
    ).toMatchObject({
      contractSize: 1,
    });
  });

  it('the unit of amounts can be said', () => {
    for (const amountUnit of ['contracts', 'base'] as const)
      expect(parseMarket(deribitLinear, { amountUnit }).amountUnit).toBe(amountUnit);
    expectRefusal(
      () => parseMarket(deribitInverse, { amountUnit: 'quote' }),
      'domain.not_one_of',
      'options.amountUnit',
    );
  });

  it('a symbol that is no name of an option, or says less than one, has less to contradict', () => {
    for (const symbol of ['MY-OPTION', 'BTC-27SEP24-40000-C', 'BTC-USD-240927-40000-C'])
      expect(parseMarket({ ...deribitInverse, symbol }).symbol).toBe(symbol);
    const named = { ...deribitInverse, symbol: 'BTC-27SEP24-40000-C', strike: 30000 };
    expectRefusal(() => parseMarket(named), 'market.inconsistent', 'market.strike');
  });

  it('an expiry at another hour of the day that the symbol names', () => {
    expect(parseMarket({ ...binance, expiry: expiry + 4 * 3_600_000 }).expiry).toBe(expiry + 4 * 3_600_000);
  });

  const odd = (change: object): object => ({ ...deribitInverse, ...change });
  it.each([
    ['no strike', odd({ strike: undefined }), 'shape.missing_field', 'market.strike'],
    ['strike 0', odd({ strike: 0 }), 'domain.not_positive', 'market.strike'],
    ['a strike in words', odd({ strike: 'high' }), 'shape.wrong_type', 'market.strike'],
    ['no expiry', odd({ expiry: undefined }), 'shape.missing_field', 'market.expiry'],
    ['expiry in seconds', odd({ expiry: 1_727_424_100 }), 'unit.suspicious', 'market.expiry'],
    [
      'expiry in seconds of a whole minute',
      odd({ expiry: 1_728_720_000 }),
      'unit.suspicious',
      'market.expiry',
    ],
    [
      'expiry in seconds, of a market that no name is of',
      odd({ expiry: '1728720000', symbol: 'MINE' }),
      'unit.suspicious',
      'market.expiry',
    ],
    ['expiry 0', odd({ expiry: 0, symbol: 'MINE' }), 'domain.not_positive', 'market.expiry'],
    ['expiry below 0', odd({ expiry: -5, symbol: 'MINE' }), 'domain.not_positive', 'market.expiry'],
    ['no end, as the year 3000', odd({ expiry: 32_503_708_800_000 }), 'market.unsupported', 'market.expiry'],
    ['no optionType', odd({ optionType: undefined }), 'shape.missing_field', 'market.optionType'],
    ["optionType 'C'", odd({ optionType: 'C' }), 'domain.not_one_of', 'market.optionType'],
    ['a quanto option', odd({ quanto: true }), 'market.unsupported', 'market.type'],
    ['no contract size', odd({ contractSize: undefined }), 'shape.missing_field', 'market.contractSize'],
    ['no settle currency', odd({ settle: undefined }), 'market.unknown_settlement', 'market.settle'],
    ['coins of another settlement', odd({ settle: 'ETH' }), 'market.inconsistent', 'market.settle'],
    ['a strike that its symbol denies', odd({ strike: 30000 }), 'market.inconsistent', 'market.strike'],
    ['a put named a call', odd({ optionType: 'put' }), 'market.inconsistent', 'market.optionType'],
    ['another day', odd({ expiry: expiry + 86_400_000 }), 'market.inconsistent', 'market.expiry'],
    ['another coin', odd({ base: 'ETH', settle: 'ETH' }), 'market.inconsistent', 'market.base'],
    ['another currency', odd({ quote: 'USDC' }), 'market.inconsistent', 'market.quote'],
    ['another settlement', { ...bybit, settle: 'USDT' }, 'market.inconsistent', 'market.settle'],
    ['a raw market in words', odd({ info: 'raw' }), 'shape.wrong_type', 'market.info'],
    [
      'steps that are no list',
      odd({ info: { tick_size_steps: 1 } }),
      'shape.wrong_type',
      'market.info.tick_size_steps',
    ],
    [
      'a step of 0',
      odd({ info: { tick_size_steps: [{ above_price: 1, tick_size: 0 }] } }),
      'domain.not_positive',
      'market.info.tick_size_steps[0].tick_size',
    ],
    [
      'a hole among the steps of its price',
      // eslint-disable-next-line no-sparse-arrays -- what untyped code can send
      odd({ info: { tick_size_steps: [, { above_price: 1, tick_size: 1 }] } }),
      'shape.missing_field',
      'market.info.tick_size_steps[0]',
    ],
    [
      'a step from nowhere',
      odd({ info: { tick_size_steps: [{ tick_size: 1 }] } }),
      'shape.missing_field',
      'market.info.tick_size_steps[0].above_price',
    ],
  ] as const)('refuses %s', (_, market, code, path) => {
    expectRefusal(() => parseMarket(market), code, path);
  });
});

describe('lots, ticks and limits of options', () => {
  const inverse = parseMarket(deribitInverse);
  const linear = parseMarket(deribitLinear);
  const okx = parseMarket(okxInverse);

  it.each([
    ['coins of contracts of one', inverse, -2.56, '-2.6', '2.6'],
    ['coins of contracts of a thousand', linear, 2.4, '2', '2000'],
    ['contracts of a hundredth', okx, 12.4, '12', '12'],
  ] as const)('roundAmount: %s', (_, instrument, contracts, rounded, amount) => {
    expect(roundAmount({ instrument, contracts, rounding: 'nearest' })).toEqual({
      contracts: rounded,
      amount,
    });
  });

  // Deribit steps premiums by 0.0001, and by 0.0005 above 0.005.
  it.each([
    [0.00494, '0.0049', '0.0049', '0.005'],
    [0.005, '0.005', '0.005', '0.005'],
    [0.00512, '0.005', '0.005', '0.0055'],
    [0.1234, '0.1235', '0.123', '0.1235'],
  ])('roundPrice of %d', (price, nearest, down, up) => {
    expect(
      (['nearest', 'down', 'up'] as const).map((rounding) =>
        roundPrice({ instrument: inverse, price, rounding }),
      ),
    ).toEqual([nearest, down, up]);
  });

  it('roundPrice where coarse ticks begin between two of their own, against all ticks there are', () => {
    const steps = [
      { above_price: '0.0003', tick_size: '0.0005' },
      { above_price: '0.00085', tick_size: '0.0007' },
      { above_price: '0.0031', tick_size: '0.0011' },
    ];
    const instrument = parseMarket({ ...deribitInverse, info: { tick_size_steps: steps } });
    // In units of 0.00001: fine ticks of 10 to 30, 50 to 85, 70 to 310, 110 above.
    const tier = (from: number, to: number, step: number): number[] =>
      Array.from({ length: 600 }, (_, i) => i * step).filter((tick) => tick > from && tick <= to);
    const ticks = [...tier(0, 30, 10), ...tier(30, 85, 50), ...tier(85, 310, 70), ...tier(310, 2000, 110)];
    const at = (price: number, rounding: 'nearest' | 'down' | 'up'): number =>
      Math.round(1e5 * Number(roundPrice({ instrument, price: price / 1e5, rounding })));
    for (let price = 10; price <= 1000; price++) {
      const down = Math.max(...ticks.filter((tick) => tick <= price));
      const up = Math.min(...ticks.filter((tick) => tick >= price));
      expect([price, at(price, 'down'), at(price, 'up')]).toEqual([price, down, up]);
      expect([price, at(price, 'nearest')]).toEqual([price, price - down < up - price ? down : up]);
    }
    expect(roundPrice({ instrument, price: 0.0004, rounding: 'down' })).toBe('0.0003');
  });

  it.each([
    [inverse, 8000, 0.9999],
    [inverse, 1, 0.99],
    [parseMarket({ ...deribitInverse, optionType: 'put', symbol: 'MINE' }), 8000, 10],
    [parseMarket({ ...deribitInverse, optionType: 'put', symbol: 'MINE' }), 10.001, 1.5],
  ] as const)('a coin-settled premium that came in money is refused: %#', (instrument, money, coins) => {
    const contracts = '1';
    const orderType = 'limit';
    const rounding = 'nearest';
    expectRefusal(() => roundPrice({ instrument, price: money, rounding }), 'unit.suspicious', 'price');
    expectRefusal(
      () => checkOrder({ instrument, contracts, price: money, orderType }),
      'unit.suspicious',
      'price',
    );
    expect(Number(roundPrice({ instrument, price: coins, rounding }))).toBeCloseTo(coins, 3);
    expect(checkOrder({ instrument, contracts, price: coins, orderType })).toEqual({
      status: 'ok',
      cost: String(coins),
    });
  });

  it('a premium that is paid in money is one', () => {
    const instrument = parseMarket(bybit);
    expect(roundPrice({ instrument, price: 8000, rounding: 'nearest' })).toBe('8000');
    expect(checkOrder({ instrument, contracts: '1', price: 8000, orderType: 'limit' }).status).toBe('ok');
  });

  it.each([
    // Premiums in coins, of coins.
    [inverse, '-2.5', 0.05, { status: 'ok', cost: '0.125' }],
    [okx, '250', 0.05, { status: 'ok', cost: '0.125' }],
    [linear, '3', 0.02, { status: 'ok', cost: '60' }],
    [inverse, '0.05', 0.05, { status: 'refused', limit: 'lot', bound: '0', observed: '0.05' }],
  ] as const)(
    'checkOrder: the cost is the premium, in its currency',
    (instrument, contracts, price, expected) => {
      expect(checkOrder({ instrument, contracts, price, orderType: 'limit' })).toEqual(expected);
    },
  );

  it('convertSize: contracts and the coins that they are on, but no money', () => {
    expect(
      convertSize({ size: { unit: 'contracts', amount: 250 }, unit: 'base', instrument: okx }).amount,
    ).toBe('2.5');
    expect(
      convertSize({ size: { unit: 'base', amount: '3000' }, unit: 'contracts', instrument: linear }).amount,
    ).toBe('3');
    for (const [from, unit] of [
      ['contracts', 'quote'],
      ['quote', 'contracts'],
      ['quote', 'quote'],
    ] as const)
      expectRefusal(
        () => convertSize({ size: { unit: from, amount: 1 }, unit, instrument: okx, price: 0.05 }),
        'market.unsupported',
        'instrument',
      );
  });

  it.each([
    ['another type', { type: 'future' }, 'domain.not_one_of', 'instrument.type'],
    ['no strike', { strike: undefined }, 'shape.missing_field', 'instrument.strike'],
    ['a letter for its type', { optionType: 'C' }, 'domain.not_one_of', 'instrument.optionType'],
    ['no expiry', { expiry: null }, 'shape.missing_field', 'instrument.expiry'],
    ['expiry 0', { expiry: 0 }, 'domain.not_positive', 'instrument.expiry'],
    ['expiry in seconds', { expiry: 1_728_720_000 }, 'unit.suspicious', 'instrument.expiry'],
    ['no end', { expiry: 32_503_708_800_000 }, 'market.unsupported', 'instrument.expiry'],
    ['no steps', { priceSteps: undefined }, 'shape.missing_field', 'instrument.priceSteps'],
    ['money for its unit', { amountUnit: 'quote' }, 'domain.not_one_of', 'instrument.amountUnit'],
    ['an unknown settlement', { settlement: 'toString' }, 'shape.wrong_type', 'instrument'],
  ] as const)('refuses an option that parseMarket would not have made: %s', (_, change, code, path) => {
    const instrument = { ...inverse, ...change } as never;
    expectRefusal(() => roundPrice({ instrument, price: 1, rounding: 'nearest' }), code, path);
  });
});

describe('where a price is to be that of the coin', () => {
  const options = [parseMarket(deribitInverse), parseMarket(binance)];

  it.each(options)('contractValue refuses $symbol', (instrument) => {
    expectRefusal(() => contractValue({ instrument, price: 0.05 }), 'market.unsupported', 'instrument');
  });

  it.each(options)('sizeBetaHedge refuses $symbol', (instrument) => {
    const positions = [{ symbol: 'ETH', value: 1e6, beta: 1.2 }];
    const hedge = { positions, targetBeta: 0, instrument, instrumentBeta: 1, price: 0.05, coinEquity: 0 };
    expectRefusal(() => sizeBetaHedge(hedge), 'market.unsupported', 'instrument');
  });

  it.each(options)('replayHedge refuses $symbol', (instrument) => {
    const replay = {
      timestamps: [0, 86_400_000],
      prices: { BTC: [1, 2] },
      benchmark: 'BTC',
      book: [{ symbol: 'BTC', quantity: 1 }],
      cash: 0,
      hedges: [{ instrument, priceSymbol: 'BTC', share: 1, costs: { feeRate: 0, halfSpread: 0 } }],
      betas: { kind: 'rolling', window: 20 },
      policy: {
        policyVersion: '1',
        exposureUnit: 'beta of capital',
        target: 0,
        band: { halfWidth: 0.1, landing: 0 },
        hardLimit: null,
        cooldownMs: 0,
        maximumAgeMs: null,
        settlementLagMs: 0,
        degradedBandFactor: 1,
        limits: {},
      },
      periodsPerYear: 365,
    } as const;
    expectRefusal(() => replayHedge(replay), 'market.unsupported', 'hedges[0].instrument');
  });

  it('the expiry of a future is a time, where it has one', () => {
    const future = { ...parseMarket(linearMarket), type: 'future', expiry };
    expect(contractValue({ instrument: future as never, price: 3000 })).toBe(3000);
    for (const [odd, code] of [
      [1_727_424_100, 'unit.suspicious'],
      ['soon', 'shape.wrong_type'],
    ] as const)
      expectRefusal(
        () => contractValue({ instrument: { ...future, expiry: odd } as never, price: 3000 }),
        code,
        'instrument.expiry',
      );
  });

  it('what is no option is as before', () => {
    expect(contractValue({ instrument: parseMarket(linearMarket), price: 3000 })).toBe(3000);
  });
});

describe.skipIf(!hasShared)('real options', () => {
  const markets = hasShared
    ? Object.values(
        (
          JSON.parse(readShared('data/specs/ccxt_markets.json')) as Record<
            string,
            Record<string, { type: string }>
          >
        )['deribit']!,
      ).filter(({ type }) => type === 'option')
    : [];

  it('Deribit: one coin a contract, premium in it, steps of its own', () => {
    expect(markets.length).toBe(5);
    for (const market of markets)
      expect(parseMarket(market)).toMatchObject({
        settlement: 'inverseOption',
        contractSize: 1,
        premiumCurrency: 'BTC',
        amountUnit: 'base',
        minimumAmount: '0.1',
        expiry: 1_779_523_200_000,
        priceSteps: [{ above: '0.005', step: '0.0005' }],
      });
  });

  it('each name that a market is changed against is noticed', () => {
    for (const market of markets) {
      expectRefusal(() => parseMarket({ ...market, strike: 1 }), 'market.inconsistent', 'market.strike');
      expectRefusal(
        () => parseMarket({ ...market, optionType: 'C' }),
        'domain.not_one_of',
        'market.optionType',
      );
    }
  });
});
