import { describe, expect, it } from 'vitest';
import { orderRequest } from '../../src/instruments/orderRequest.ts';
import { parseMarket, safeParseMarket } from '../../src/instruments/parseMarket.ts';
import { expectRefusal } from '../errors.ts';
import { hasShared, readShared } from '../shared.ts';
import { inverseMarket, linearMarket, quantoMarket, spotMarket } from './markets.ts';
import { deribitInverse } from './optionMarkets.ts';

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

  it('a quanto swap: coins of what it is settled in, per contract and 1 of the price', () => {
    // BitMEX ETHUSD: 100 satoshis per dollar, 0.000001 XBT in its guide.
    for (const linear of [true, false, undefined])
      expect(parseMarket({ ...quantoMarket, linear })).toEqual({
        ...parseMarket(linearMarket),
        symbol: 'ETH/USD:BTC',
        quote: 'USD',
        settle: 'BTC',
        settlement: 'quanto',
        contractSize: 0.000001,
        amountPrecision: { kind: 'step', step: '1' },
        pricePrecision: { kind: 'step', step: '0.05' },
        minimumAmount: '1',
        maximumAmount: '10000000',
        maximumMarketAmount: null,
        minimumCost: null,
      });
  });

  it('a quanto future; a quanto whose size is in coins already, with the raw market or without', () => {
    const future = { ...quantoMarket, type: 'future', expiry: 1_711_699_200_000, contractSize: '1e-6' };
    for (const info of [quantoMarket.info, undefined, {}])
      expect(parseMarket({ ...future, info })).toMatchObject({
        settlement: 'quanto',
        type: 'future',
        expiry: 1_711_699_200_000,
        contractSize: 0.000001,
        amountUnit: 'contracts',
      });
  });

  it("BitMEX's contracts, by their raw market: sizes in the smallest units come out as what they are", () => {
    const sized = (
      market: object,
      contractSize: number,
      settlCurrency: string,
      multiplier: string,
      more = {},
    ) =>
      parseMarket({
        ...market,
        contractSize,
        precision: { amount: 100, price: 0.5 },
        limits: {},
        info: { settlCurrency, multiplier, isQuanto: false, ...more },
      });
    // XBTUSD: one dollar, in ccxt 100,000,000 satoshis of it.
    const dollar = sized(inverseMarket, 1e8, 'XBt', '-100000000');
    expect(dollar).toMatchObject({ settlement: 'inverse', contractSize: 1, amountUnit: 'contracts' });
    // XBTUSDT: a millionth of a coin, of which ccxt says so.
    expect(sized(linearMarket, 1e-6, 'USDt', '1')).toMatchObject({
      settlement: 'linear',
      contractSize: 1e-6,
    });
    // Older versions of ccxt call a quanto linear; the raw market knows better.
    const older = { ...quantoMarket, quanto: undefined, linear: true };
    expect(sized(older, 20_000, 'XBt', '20000', { isQuanto: true })).toMatchObject({
      settlement: 'quanto',
      contractSize: 0.0002,
    });
  });

  it('a raw market that calls what is paid in its quote a quanto is none (KuCoin)', () => {
    const info = { isQuanto: true, settleCurrency: 'USDT', multiplier: 1 };
    expect(parseMarket({ ...linearMarket, info }).settlement).toBe('linear');
  });

  it('a linear contract that is paid in other money than its quote', () => {
    const market = { ...linearMarket, quote: 'USD', settle: 'USDC' };
    expect(parseMarket(market)).toMatchObject({ settlement: 'linear', quote: 'USD', settle: 'USDC' });
  });

  it('plain data, through JSON the same', () => {
    for (const market of [linearMarket, inverseMarket, spotMarket, quantoMarket]) {
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

  it('a fee of -0 is 0, which JSON keeps', () => {
    for (const taker of [-0, '-0', '-0.0']) expect(parseMarket({ ...linearMarket, taker }).takerFee).toBe(0);
  });

  it.each([
    ['a step', { precision: { amount: 1e-201, price: 1 }, limits: {} }, 'market.precision.amount'],
    ['a limit', { limits: { cost: { max: '1e200' } } }, 'market.limits.cost.max'],
  ] as const)('%s of more digits than anything has', (_, change, path) => {
    expectRefusal(() => parseMarket({ ...linearMarket, ...change }), 'domain.out_of_range', path);
  });

  it('a number of decimals that is none', () => {
    const market = { ...linearMarket, precision: { amount: 1000, price: 1 } };
    const read = () => parseMarket(market, { precisionMode: 'decimalPlaces' });
    expectRefusal(read, 'domain.out_of_range', 'market.precision.amount');
  });

  it('a size that is above zero as text, and not as a double', () => {
    const of = (size: string) => ({ ...linearMarket, contractSize: size });
    expectRefusal(() => parseMarket(of('1e-400')), 'domain.not_positive', 'market.contractSize');
    expectRefusal(() => parseMarket(of('1e400')), 'domain.not_finite', 'market.contractSize');
    const given = () => parseMarket(linearMarket, { contractSize: '1e-400' });
    expectRefusal(given, 'domain.not_positive', 'options.contractSize');
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
    // A raw market that names its contract trades contracts; one that does not may be of either kind.
    expectRefusal(() => parseMarket({ ...cached, info: {} }), 'unit.suspicious', 'options.amountUnit');
    for (const field of ['ctVal', 'contractValue', 'contract_size', 'quanto_multiplier', 'multiplier'])
      expect(parseMarket({ ...cached, info: { [field]: '0.01' } }).amountUnit).toBe('contracts');
  });

  it('Coinbase trades contracts', () => {
    const info = {
      base_increment: '1',
      quote_increment: '5',
      future_product_details: { contract_size: '0.01' },
    };
    const market = {
      ...linearMarket,
      contractSize: 0.01,
      precision: { amount: 1, price: 5 },
      limits: {},
      info,
    };
    expect(parseMarket(market)).toMatchObject({ contractSize: 0.01, amountUnit: 'contracts' });
  });

  it.each([
    // A smallest order, a contractVal and a tick: an order of 1 coin would be sent as 1 / contractSize coins.
    ['Apex', 0.001, 0.001, { minOrderSize: '0.001', stepSize: '0.001', baseTokenId: 'BTC' }],
    ['Apex', 5, 1, { minOrderSize: '5', stepSize: '1', baseTokenId: 'DOGE' }],
    ['WEEX', 0.001, 0.001, { contractVal: '0.001', minOrderSize: '0.001' }],
    ['WEEX', 100, 1, { contractVal: '100', minOrderSize: '100' }],
    ['Gemini', 0.5, 0.0001, { tick_size: 0.0001, quote_increment: 0.5 }],
    ['Gemini, by a list', 0.5, 0.0001, ['btcgusdperp', 1, 4, '0.0001']],
    ['Gemini, by its name', 0.5, 0.0001, 'btcgusdperp'],
  ] as const)('%s trades coins: its contractSize of %d is none', (_, contractSize, amount, info) => {
    const market = { ...linearMarket, contractSize, precision: { amount, price: 0.1 }, limits: {}, info };
    expectRefusal(() => parseMarket(market), 'unit.suspicious', 'market.contractSize');
    expect(parseMarket({ ...market, contractSize: 1 })).toMatchObject({ contractSize: 1 });
    const told = parseMarket(market, { contractSize: 1, amountUnit: 'contracts' });
    const sized = orderRequest({ instrument: told, contracts: 3, orderType: 'market', price: 100 });
    expect(sized).toMatchObject({ status: 'ok', order: { amountText: '3' } });
  });

  it.each([
    ['money of a linear contract', linearMarket, 'quote'],
    ['coins of an inverse contract', inverseMarket, 'base'],
    ['contracts of coins', spotMarket, 'contracts'],
  ] as const)('no fixed number of contracts: %s', (_, market, amountUnit) => {
    expectRefusal(() => parseMarket(market, { amountUnit }), 'domain.not_one_of', 'options.amountUnit');
  });

  it("the caller's contract size stands for the market's", () => {
    for (const contractSize of [0.01, '0.01', '1e-2'])
      expect(parseMarket(linearMarket, { contractSize })).toMatchObject({
        contractSize: 0.01,
        amountUnit: 'contracts',
      });
    expect(parseMarket({ ...linearMarket, contractSize: undefined }, { contractSize: 10 }).contractSize).toBe(
      10,
    );
    expect(parseMarket(inverseMarket, { contractSize: 10 })).toMatchObject({ contractSize: 10 });
    // A market that is refused for its size is read with the caller's.
    const bare = { ...quantoMarket, info: undefined };
    expect(parseMarket(bare, { contractSize: '0.000001' }).contractSize).toBe(0.000001);
    const unknown = { ...quantoMarket, info: { ...quantoMarket.info, settlCurrency: 'XYz' } };
    expect(parseMarket(unknown, { contractSize: 2 }).contractSize).toBe(2);
  });

  it('a contract size of the caller asks for the unit of amounts where the lot says two', () => {
    const lots = { ...inverseMarket, precision: { amount: 100, price: 0.1 }, limits: {} };
    expect(parseMarket(lots).amountUnit).toBe('quote');
    // By the market's own 100 money, by the caller's 10 contracts: and the other way round.
    expectRefusal(() => parseMarket(lots, { contractSize: 10 }), 'unit.suspicious', 'options.amountUnit');
    const tens = { ...lots, contractSize: 10 };
    expectRefusal(() => parseMarket(tens, { contractSize: 100 }), 'unit.suspicious', 'options.amountUnit');
    expect(parseMarket(tens, { contractSize: 100, amountUnit: 'quote' })).toMatchObject({
      contractSize: 100,
      amountUnit: 'quote',
    });
    // Where the raw market says it, or both sizes say the same, nothing is asked.
    const raw = { ...lots, info: { min_trade_amount: 100 } };
    expect(parseMarket(raw, { contractSize: 10 }).amountUnit).toBe('quote');
    expect(
      parseMarket({ ...lots, contractSize: undefined, info: undefined }, { contractSize: 100 }),
    ).toMatchObject({ amountUnit: 'quote' });
    const cached = { ...linearMarket, contractSize: 0.01, limits: {}, info: undefined };
    const lot = { ...cached, precision: { amount: 0.01, price: 0.1 } };
    expectRefusal(() => parseMarket(lot, { contractSize: 1 }), 'unit.suspicious', 'options.amountUnit');
  });

  it.each([
    ['0', { contractSize: 0 }, linearMarket, 'domain.not_positive'],
    ['-1', { contractSize: -1 }, linearMarket, 'domain.not_positive'],
    ['NaN', { contractSize: NaN }, linearMarket, 'shape.wrong_type'],
    ['words', { contractSize: 'one' }, linearMarket, 'shape.wrong_type'],
    ['any for spot', { contractSize: 1 }, spotMarket, 'market.inconsistent'],
  ] as const)('refuses a contract size of %s', (_, options, market, code) => {
    expectRefusal(() => parseMarket(market, options), code, 'options.contractSize');
  });

  it.each(['base', 'quote'] as const)('refuses amounts of a quanto in %s', (amountUnit) => {
    expectRefusal(() => parseMarket(quantoMarket, { amountUnit }), 'domain.not_one_of', 'options.amountUnit');
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
    [
      'a quanto that is paid in its quote',
      { ...linearMarket, quanto: true },
      'market.inconsistent',
      'market.settle',
    ],
    [
      'a quanto that is paid in its base',
      { ...quantoMarket, base: 'BTC' },
      'market.inconsistent',
      'market.settle',
    ],
    ['a quanto that is inverse', { ...quantoMarket, inverse: true }, 'market.inconsistent', 'market.inverse'],
    ['a quanto option', { ...deribitInverse, quanto: true }, 'market.unsupported', 'market.type'],
    [
      'a quanto without contract size',
      { ...quantoMarket, contractSize: undefined },
      'shape.missing_field',
      'market.contractSize',
    ],
    [
      'a quanto without settle currency',
      { ...quantoMarket, settle: undefined },
      'market.unknown_settlement',
      'market.settle',
    ],
    [
      'satoshis for coins, where the raw market does not tell',
      { ...quantoMarket, info: undefined },
      'unit.suspicious',
      'market.contractSize',
    ],
    [
      'one coin per dollar',
      { ...quantoMarket, contractSize: 1, info: {} },
      'unit.suspicious',
      'market.contractSize',
    ],
    [
      'a linear contract on other coins that is paid in BTC',
      { ...linearMarket, quote: 'USD', settle: 'BTC' },
      'market.inconsistent',
      'market.quanto',
    ],
    [
      "a size that is neither BitMEX's multiplier nor its coins",
      { ...quantoMarket, contractSize: 1000 },
      'market.inconsistent',
      'market.contractSize',
    ],
    [
      'a currency whose smallest unit is not known',
      { ...quantoMarket, info: { ...quantoMarket.info, settlCurrency: 'XYz' } },
      'market.unsupported',
      'market.info.settlCurrency',
    ],
    [
      'the name of an inherited property for a currency',
      { ...quantoMarket, info: { ...quantoMarket.info, settlCurrency: 'toString' } },
      'market.unsupported',
      'market.info.settlCurrency',
    ],
    [
      'no multiplier',
      { ...quantoMarket, info: { ...quantoMarket.info, multiplier: null } },
      'shape.missing_field',
      'market.info.multiplier',
    ],
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

interface RealMarket {
  readonly type: string;
  readonly inverse: boolean;
  readonly contractSize: number;
  readonly precision: { readonly amount: number };
}

describe.skipIf(!hasShared).each(['ccxt_markets.json', 'ccxt_markets_mit.json'])(
  'parseMarket on %s',
  (file) => {
    const all = hasShared
      ? (JSON.parse(readShared(`data/specs/${file}`)) as Record<string, Record<string, RealMarket>>)
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
          contractSize: market.contractSize,
        },
      });
      // An order of ten lots and a bit is one of ten lots, in the venue's own unit.
      if (parsed.status !== 'ok') return;
      const instrument = parsed.value;
      const perContract = instrument.amountUnit === 'contracts' ? 1 : instrument.contractSize;
      const contracts = (-10.3 * market.precision.amount) / perContract;
      const bare = { ...instrument, minimumAmount: null, minimumCost: null };
      const result = orderRequest({
        instrument: bare,
        contracts,
        orderType: 'market',
        price: option ? 0.05 : 1000,
      });
      const amount = decimalTimesTen(market.precision.amount);
      expect(result).toMatchObject({
        status: 'ok',
        order: { symbol, side: 'sell', amountText: amount },
        boundBy: null,
      });
    });
  },
);

/** Ten times a step in plain digits, by moving its point. */
function decimalTimesTen(step: number): string {
  const [whole, fraction = ''] = step.toFixed(10).replace(/0+$/, '').split('.');
  const digits = `${whole!}${fraction.padEnd(1, '0')}`;
  const point = whole!.length + 1;
  return `${digits.slice(0, point)}.${digits.slice(point)}`.replace(/\.$/, '').replace(/^0+(?=\d)/, '');
}
