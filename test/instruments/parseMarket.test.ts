import { describe, expect, it } from 'vitest';
import { parseMarket, safeParseMarket } from '../../src/instruments/parseMarket.ts';
import { expectRefusal } from '../errors.ts';
import { hasShared, readShared } from '../shared.ts';
import { inverseMarket, linearMarket, spotMarket } from './markets.ts';

describe('parseMarket', () => {
  it('a linear swap', () => {
    expect(parseMarket(linearMarket)).toEqual({
      symbol: 'ETH/USDT:USDT',
      base: 'ETH',
      quote: 'USDT',
      settle: 'USDT',
      settlement: 'linear',
      type: 'swap',
      contractSize: 1,
      expiry: null,
      amountUnit: 'contracts',
      amountPrecision: { kind: 'step', step: '0.001' },
      pricePrecision: { kind: 'step', step: '0.01' },
      minimumAmount: '0.001',
      maximumAmount: '10000',
      maximumMarketAmount: '2000',
      minimumCost: '20',
      maximumCost: null,
      takerFee: 0.0005,
      makerFee: 0.0002,
      active: true,
    });
  });

  it('an inverse future, with its expiry', () => {
    const future = { ...inverseMarket, type: 'future', expiry: 1_711_699_200_000 };
    expect(parseMarket(future)).toMatchObject({
      settlement: 'inverse',
      type: 'future',
      settle: 'BTC',
      contractSize: 100,
      expiry: 1_711_699_200_000,
    });
  });

  it('spot: coins for contracts, no contract size asked for', () => {
    expect(parseMarket(spotMarket)).toMatchObject({
      settlement: 'spot',
      settle: 'USDT',
      contractSize: 1,
      amountUnit: 'base',
      expiry: null,
    });
  });

  it('plain data, through JSON the same', () => {
    for (const market of [linearMarket, inverseMarket, spotMarket]) {
      const instrument = parseMarket(market);
      expect(JSON.parse(JSON.stringify(instrument))).toEqual(instrument);
    }
  });

  it('a perpetual that is stamped with the year 3000 has no expiry', () => {
    expect(parseMarket({ ...inverseMarket, expiry: 32_503_708_800_000 }).expiry).toBeNull();
  });

  it('numbers as texts, as ccxt gives them where it is told to', () => {
    const texts = {
      ...linearMarket,
      contractSize: '0.01',
      precision: { amount: '1e-3', price: '0.01' },
      taker: '0.0005',
    };
    expect(parseMarket(texts)).toMatchObject({
      contractSize: 0.01,
      amountPrecision: { step: '0.001' },
      takerFee: 0.0005,
    });
  });

  it('the smallest step in plain digits', () => {
    const tiny = { ...linearMarket, precision: { amount: 1e-8, price: 1e-10 } };
    expect(parseMarket(tiny).pricePrecision).toEqual({ kind: 'step', step: '0.0000000001' });
  });

  it('nothing known but what is needed', () => {
    const bare = { ...linearMarket, limits: undefined, taker: undefined, maker: null, active: undefined };
    expect(parseMarket(bare)).toMatchObject({
      minimumAmount: null,
      maximumAmount: null,
      maximumMarketAmount: null,
      minimumCost: null,
      takerFee: null,
      makerFee: null,
      active: null,
    });
  });

  it.each(['decimalPlaces', 2] as const)('precision mode %s: a number of decimals', (precisionMode) => {
    const market = { ...linearMarket, precision: { amount: 3, price: 0 } };
    expect(parseMarket(market, { precisionMode })).toMatchObject({
      amountPrecision: { kind: 'step', step: '0.001' },
      pricePrecision: { kind: 'step', step: '1' },
    });
    const hundreds = { ...linearMarket, precision: { amount: -2, price: 2 }, limits: {} };
    expect(parseMarket(hundreds, { precisionMode }).amountPrecision).toEqual({ kind: 'step', step: '100' });
  });

  it.each(['significantDigits', 3] as const)('precision mode %s', (precisionMode) => {
    const market = { ...linearMarket, precision: { amount: 8, price: 5 } };
    expect(parseMarket(market, { precisionMode })).toMatchObject({
      amountPrecision: { kind: 'significantDigits', digits: 8 },
      pricePrecision: { kind: 'significantDigits', digits: 5 },
    });
  });

  it('a number of decimals taken for a step is noticed by the minimum below it', () => {
    const decimals = { ...linearMarket, precision: { amount: 8, price: 2 } };
    expectRefusal(() => parseMarket(decimals), 'unit.suspicious', 'market.precision.amount');
  });

  it("the unit of Deribit's amounts: money for inverse, coins for linear contracts", () => {
    const deribit = {
      ...inverseMarket,
      contractSize: 10,
      precision: { amount: 10, price: 0.5 },
      limits: { amount: { min: 10 } },
    };
    expect(parseMarket(deribit).amountUnit).toBe('quote');
    const linear = { ...linearMarket, contractSize: 0.001, info: { min_trade_amount: 0.001 } };
    expect(parseMarket(linear).amountUnit).toBe('base');
    expect(parseMarket(deribit, { amountUnit: 'contracts' }).amountUnit).toBe('contracts');
    expect(parseMarket(inverseMarket).amountUnit).toBe('contracts');
  });

  it('asks for the unit where a market leaves it open: coins or contracts', () => {
    const fractions = {
      ...inverseMarket,
      contractSize: 1,
      precision: { amount: 0.001, price: 0.1 },
      limits: {},
    };
    expectRefusal(() => parseMarket(fractions), 'unit.suspicious', 'options.amountUnit');
    const cached = {
      ...linearMarket,
      contractSize: 0.01,
      precision: { amount: 0.01, price: 0.1 },
      limits: {},
      info: undefined,
    };
    expectRefusal(() => parseMarket(cached), 'unit.suspicious', 'options.amountUnit');
    expect(parseMarket(cached, { amountUnit: 'contracts' }).amountUnit).toBe('contracts');
    expect(parseMarket({ ...cached, info: {} }).amountUnit).toBe('contracts');
  });

  it.each([
    ['money of a linear contract', linearMarket, 'quote'],
    ['coins of an inverse contract', inverseMarket, 'base'],
    ['contracts of coins', spotMarket, 'contracts'],
  ] as const)('no fixed number of contracts: %s', (_, market, amountUnit) => {
    expectRefusal(() => parseMarket(market, { amountUnit }), 'domain.not_one_of', 'options.amountUnit');
  });

  it('a limit of 0 is none', () => {
    expect(parseMarket({ ...linearMarket, limits: { amount: { min: 0, max: 0 } } })).toMatchObject({
      minimumAmount: null,
      maximumAmount: null,
    });
  });

  it.each([
    ['no market', undefined, 'shape.missing_field', 'market'],
    ['a list', [linearMarket], 'shape.wrong_type', 'market'],
    ['no type', { ...linearMarket, type: undefined }, 'shape.missing_field', 'market.type'],
    ['an unknown type', { ...linearMarket, type: 'warrant' }, 'domain.not_one_of', 'market.type'],
    ['a quanto contract', { ...linearMarket, quanto: true }, 'market.unsupported', 'market.type'],
    ['no symbol', { ...linearMarket, symbol: '' }, 'shape.wrong_type', 'market.symbol'],
    ['no base', { ...linearMarket, base: undefined }, 'shape.missing_field', 'market.base'],
    [
      'no contract size',
      { ...linearMarket, contractSize: undefined },
      'shape.missing_field',
      'market.contractSize',
    ],
    ['contract size 0', { ...linearMarket, contractSize: 0 }, 'domain.not_positive', 'market.contractSize'],
    ['contract size NaN', { ...linearMarket, contractSize: NaN }, 'shape.wrong_type', 'market.contractSize'],
    [
      'contract size in words',
      { ...linearMarket, contractSize: 'one' },
      'shape.wrong_type',
      'market.contractSize',
    ],
    [
      'no settle currency',
      { ...linearMarket, settle: undefined },
      'market.unknown_settlement',
      'market.settle',
    ],
    [
      'neither linear nor inverse',
      { ...linearMarket, linear: undefined },
      'market.unknown_settlement',
      'market.linear',
    ],
    ['linear and inverse', { ...linearMarket, inverse: true }, 'market.inconsistent', 'market.inverse'],
    [
      'linear, settled in the coin',
      { ...linearMarket, settle: 'ETH' },
      'market.inconsistent',
      'market.settle',
    ],
    [
      'inverse, settled in another coin',
      { ...inverseMarket, settle: 'ETH' },
      'market.inconsistent',
      'market.settle',
    ],
    ['a future without expiry', { ...linearMarket, type: 'future' }, 'shape.missing_field', 'market.expiry'],
    [
      'expiry in seconds',
      { ...linearMarket, type: 'future', expiry: 1_711_699_200 },
      'unit.suspicious',
      'market.expiry',
    ],
    ['no precision', { ...linearMarket, precision: undefined }, 'shape.missing_field', 'market.precision'],
    [
      'no lot',
      { ...linearMarket, precision: { price: 1 } },
      'shape.missing_field',
      'market.precision.amount',
    ],
    [
      'lot 0',
      { ...linearMarket, precision: { amount: 0, price: 1 } },
      'domain.not_positive',
      'market.precision.amount',
    ],
    ['a fee in per cent', { ...linearMarket, taker: 0.5 }, 'unit.suspicious', 'market.taker'],
    [
      'a limit in words',
      { ...linearMarket, limits: { amount: { min: 'low' } } },
      'shape.wrong_type',
      'market.limits.amount.min',
    ],
  ] as const)('refuses %s', (_, market, code, path) => {
    expectRefusal(() => parseMarket(market), code, path);
    const parsed = safeParseMarket(market);
    expect(parsed.status).toBe('invalid');
    if (parsed.status === 'invalid') expect(parsed.error).toMatchObject({ code, path });
  });

  it.each([
    ['an unknown mode', {}, { precisionMode: 1 }, 'domain.not_one_of', 'options.precisionMode'],
    [
      'half a decimal',
      { amount: 0.5, price: 1 },
      { precisionMode: 2 },
      'domain.not_integer',
      'market.precision.amount',
    ],
    [
      'no digit',
      { amount: 0, price: 1 },
      { precisionMode: 3 },
      'domain.out_of_range',
      'market.precision.amount',
    ],
    ['no options', {}, null, 'shape.missing_field', 'options'],
    ['an unknown unit', {}, { amountUnit: 'lots' }, 'domain.not_one_of', 'options.amountUnit'],
  ] as const)('refuses %s', (_, precision, options, code, path) => {
    const market = { ...linearMarket, precision: { ...linearMarket.precision, ...precision } };
    expectRefusal(() => parseMarket(market, options as never), code, path);
  });

  it('passes on what is not its own error', () => {
    const trap = {
      get type(): string {
        throw new RangeError('other');
      },
    };
    expect(() => safeParseMarket(trap)).toThrow(RangeError);
  });
});

describe.skipIf(!hasShared)('parseMarket on real markets', () => {
  const all = hasShared
    ? (JSON.parse(readShared('data/specs/ccxt_markets.json')) as Record<
        string,
        Record<string, { type: string; inverse: boolean }>
      >)
    : {};
  const markets = Object.entries(all).flatMap(([exchange, bySymbol]) =>
    Object.entries(bySymbol).map(([symbol, market]) => ({ exchange, symbol, market })),
  );

  it.each(markets)('$exchange $symbol', ({ exchange, symbol, market }) => {
    const parsed = safeParseMarket(market);
    const option = market.type === 'option';
    expect(parsed).toMatchObject({
      status: 'ok',
      value: {
        symbol,
        type: market.type,
        settlement: (market.inverse ? 'inverse' : 'linear') + (option ? 'Option' : ''),
        amountUnit: exchange !== 'deribit' ? 'contracts' : option ? 'base' : 'quote',
      },
    });
  });
});
