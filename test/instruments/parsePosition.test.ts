import { describe, expect, it } from 'vitest';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { parsePosition, safeParsePosition } from '../../src/instruments/parsePosition.ts';
import type { ParsePositionOptions } from '../../src/instruments/parsePosition.ts';
import { expectRefusal, refusal } from '../errors.ts';
import { inverseMarket, linearMarket, quantoMarket, spotMarket } from './markets.ts';
import { deribitInverse } from './optionMarkets.ts';

const linear = parseMarket({ ...linearMarket, contractSize: 0.1 });
const inverse = parseMarket(inverseMarket);
const coins = parseMarket({ ...linearMarket, contractSize: 0.1 }, { amountUnit: 'base' });
const money = parseMarket({
  ...inverseMarket,
  contractSize: 10,
  precision: { amount: 10, price: 0.5 },
  limits: {},
});

const long = {
  info: {},
  id: undefined,
  symbol: 'ETH/USDT:USDT',
  side: 'long',
  contracts: 12,
  contractSize: 0.1,
  entryPrice: 3000.5,
  markPrice: 3010,
  unrealizedPnl: 11.4,
  liquidationPrice: 1500,
  leverage: 5,
  marginMode: 'cross',
  initialMargin: 722.4,
  maintenanceMargin: 18.06,
  hedged: false,
  timestamp: 1_711_699_200_000,
};
const read = (change: object, options: Partial<ParsePositionOptions> = {}) =>
  parsePosition({ ...long, ...change }, { instrument: linear, ...options });

describe('parsePosition', () => {
  it('all that a venue says', () => {
    expect(read({})).toEqual({
      instrument: linear,
      symbol: 'ETH/USDT:USDT',
      contracts: 12,
      entryPrice: 3000.5,
      markPrice: 3010,
      unrealisedProfit: 11.4,
      liquidationPrice: 1500,
      leverage: 5,
      marginMode: 'cross',
      initialMargin: 722.4,
      maintenanceMargin: 18.06,
      hedged: false,
      timestamp: 1_711_699_200_000,
    });
  });

  it('what it does not say is null; through JSON the same', () => {
    const bare = parsePosition(
      { symbol: 'ETH/USDT:USDT', side: 'short', contracts: '3' },
      { instrument: linear },
    );
    expect(bare).toEqual({
      instrument: linear,
      symbol: 'ETH/USDT:USDT',
      contracts: -3,
      entryPrice: null,
      markPrice: null,
      unrealisedProfit: null,
      liquidationPrice: null,
      leverage: null,
      marginMode: null,
      initialMargin: null,
      maintenanceMargin: null,
      hedged: null,
      timestamp: null,
    });
    expect(JSON.parse(JSON.stringify(bare))).toEqual(bare);
  });

  it('numbers as texts', () => {
    const texts = {
      contracts: '12.50',
      contractSize: '0.10',
      entryPrice: '3e3',
      unrealizedPnl: '-0.0',
      leverage: '3',
    };
    const position = read({ ...texts, timestamp: '1711699200000' });
    expect(position).toMatchObject({
      contracts: 12.5,
      entryPrice: 3000,
      leverage: 3,
      timestamp: long.timestamp,
    });
    expect(Object.is(position.unrealisedProfit, 0)).toBe(true);
  });

  it.each([
    ['long', 7, 7],
    ['short', 7, -7],
    ['short', -7, -7], // signed beside its side: Deribit
    ['buy', 7, 7],
    ['sell', -7, -7], // Delta Exchange
    ['sell', '7', -7],
  ])('%s of %s is %d', (side, contracts, signed) => {
    expect(read({ side, contracts }).contracts).toBe(signed);
  });

  it.each(['short', 'long', 'both', 'net', '', undefined, null])(
    'no contracts are flat, whatever the side: %s',
    (side) => {
      for (const contracts of [0, -0, '0', '0.000', '-0'])
        expect(Object.is(read({ side, contracts, entryPrice: 0, liquidationPrice: 0 }).contracts, 0)).toBe(
          true,
        );
      expect(read({ side, contracts: 0, entryPrice: 0 }).entryPrice).toBeNull();
    },
  );

  it('both rows of a hedged symbol', () => {
    const rows = [read({ hedged: true, contracts: 5 }), read({ hedged: true, contracts: 8, side: 'short' })];
    expect(rows.map(({ contracts, hedged }) => [contracts, hedged])).toEqual([
      [5, true],
      [-8, true],
    ]);
    expect(rows.reduce((sum, { contracts }) => sum + contracts, 0)).toBe(-3);
  });

  it('a price that nothing reaches is none: 0 or below', () => {
    for (const liquidationPrice of [0, '0', -120.5, undefined, null])
      expect(read({ liquidationPrice }).liquidationPrice).toBeNull();
    expect(read({ leverage: 0, markPrice: '0' })).toMatchObject({ leverage: null, markPrice: null });
    expect(read({ marginMode: undefined, marginType: 'isolated' }).marginMode).toBe('isolated');
    expect(read({ marginMode: 'cross', marginType: 'isolated' }).marginMode).toBe('cross');
    expect(read({ marginMode: '', timestamp: '0' })).toMatchObject({ marginMode: null, timestamp: null });
  });

  it('Deribit counts money or coins, known by its own words', () => {
    const raw = { instrument_name: 'BTC-PERPETUAL', direction: 'sell', size: -1230 };
    const position = { symbol: 'BTC/USD:BTC', side: 'short', contracts: -1230, contractSize: 10, info: raw };
    expect(parsePosition(position, { instrument: money }).contracts).toBe(-123);
    // Also where the caller has amounts in contracts.
    const counted = { ...money, amountUnit: 'contracts' } as const;
    expect(parsePosition(position, { instrument: counted }).contracts).toBe(-123);
    const option = parseMarket({ ...deribitInverse, contractSize: 0.1, limits: {} });
    const held = { symbol: option.symbol, side: 'long', contracts: 2.5, info: raw };
    expect(parsePosition(held, { instrument: option }).contracts).toBe(25);
  });

  it('asks what is counted where the venue does not count contracts', () => {
    expectRefusal(() => read({}, { instrument: coins }), 'shape.missing_field', 'options.contractsUnit');
    expect(read({}, { instrument: coins, contractsUnit: 'contracts' }).contracts).toBe(12);
    expect(read({ side: 'short' }, { instrument: coins, contractsUnit: 'base' }).contracts).toBe(-120);
    // One contract is one coin: nothing to ask. A flat position has no unit.
    const ones = parseMarket(linearMarket, { amountUnit: 'base' });
    expect(read({ contractSize: 1 }, { instrument: ones }).contracts).toBe(12);
    expect(read({ contracts: 0 }, { instrument: coins }).contracts).toBe(0);
  });

  it('converts exactly', () => {
    // 0.3 / 0.1 of doubles is 2.9999999999999996
    expect(read({ contracts: 0.3 }, { instrument: coins, contractsUnit: 'base' }).contracts).toBe(3);
    const position = { symbol: inverse.symbol, side: 'long', contracts: '4200' };
    expect(parsePosition(position, { instrument: inverse, contractsUnit: 'quote' }).contracts).toBe(42);
    const spot = parseMarket(spotMarket);
    const held = { symbol: spot.symbol, side: 'long', contracts: 4 };
    expect(parsePosition(held, { instrument: spot, contractsUnit: 'base' }).contracts).toBe(4);
  });

  it("a market's own contract size that was put right", () => {
    const right = parseMarket({ ...linearMarket, contractSize: 1 }, { contractSize: 0.01 });
    const position = { ...long, contractSize: 1 };
    expectRefusal(
      () => parsePosition(position, { instrument: right }),
      'market.inconsistent',
      'position.contractSize',
    );
    expect(parsePosition(position, { instrument: right, marketContractSize: 1 }).contracts).toBe(12);
    expectRefusal(
      () => parsePosition(position, { instrument: right, marketContractSize: 10 }),
      'market.inconsistent',
      'position.contractSize',
    );
  });

  it.each([
    ['no position', undefined, 'shape.missing_field', 'position'],
    ['a list', [long], 'shape.wrong_type', 'position'],
    ['no symbol', { ...long, symbol: undefined }, 'shape.missing_field', 'position.symbol'],
    ['another symbol', { ...long, symbol: 'ETH/USDC:USDC' }, 'market.inconsistent', 'position.symbol'],
    ['another contract size', { ...long, contractSize: 1 }, 'market.inconsistent', 'position.contractSize'],
    ['a contract size of 0', { ...long, contractSize: 0 }, 'market.inconsistent', 'position.contractSize'],
    ['no contracts', { ...long, contracts: undefined }, 'shape.missing_field', 'position.contracts'],
    ['NaN contracts', { ...long, contracts: NaN }, 'shape.wrong_type', 'position.contracts'],
    ['infinite contracts', { ...long, contracts: Infinity }, 'shape.wrong_type', 'position.contracts'],
    ['contracts in words', { ...long, contracts: 'many' }, 'shape.wrong_type', 'position.contracts'],
    [
      'contracts beyond a double',
      { ...long, contracts: '1e999' },
      'domain.out_of_range',
      'position.contracts',
    ],
    [
      'contracts below a double',
      { ...long, contracts: '1e-999' },
      'domain.out_of_range',
      'position.contracts',
    ],
    ['contracts without a side', { ...long, side: undefined }, 'shape.missing_field', 'position.side'],
    [
      'negative ones without a side',
      { ...long, contracts: -5, side: null },
      'shape.missing_field',
      'position.side',
    ],
    ['a notional that is no number', { ...long, notional: 'much' }, 'shape.wrong_type', 'position.notional'],
    ['a notional of NaN', { ...long, notional: NaN }, 'shape.wrong_type', 'position.notional'],
    ['a side that is none', { ...long, side: 'both' }, 'domain.not_one_of', 'position.side'],
    ['a long of negative contracts', { ...long, contracts: -12 }, 'market.inconsistent', 'position.side'],
    [
      'a buy of negative contracts',
      { ...long, contracts: -12, side: 'buy' },
      'market.inconsistent',
      'position.side',
    ],
    ['an entry price below 0', { ...long, entryPrice: -1 }, 'domain.not_positive', 'position.entryPrice'],
    ['a mark of NaN', { ...long, markPrice: NaN }, 'shape.wrong_type', 'position.markPrice'],
    ['a profit in words', { ...long, unrealizedPnl: 'much' }, 'shape.wrong_type', 'position.unrealizedPnl'],
    [
      'a profit beyond a double',
      { ...long, unrealizedPnl: '1e400' },
      'domain.not_finite',
      'position.unrealizedPnl',
    ],
    ['a leverage below 0', { ...long, leverage: -3 }, 'domain.not_positive', 'position.leverage'],
    [
      'a margin mode of its own',
      { ...long, marginMode: 'crossed' },
      'domain.not_one_of',
      'position.marginMode',
    ],
    ['a time in seconds', { ...long, timestamp: 1_711_699_201 }, 'unit.suspicious', 'position.timestamp'],
    [
      'half a millisecond',
      { ...long, timestamp: 1_711_699_200_000.5 },
      'domain.not_integer',
      'position.timestamp',
    ],
  ] as const)('refuses %s', (_, position, code, path) => {
    expectRefusal(() => parsePosition(position, { instrument: linear }), code, path);
    expect(safeParsePosition(position, { instrument: linear })).toMatchObject({
      status: 'invalid',
      error: { code, path },
    });
  });

  it.each([
    ['no options', undefined, 'shape.missing_field', 'options'],
    ['no instrument', {}, 'shape.missing_field', 'options.instrument'],
    ['a raw market', { instrument: linearMarket }, 'shape.wrong_type', 'options.instrument'],
    [
      'a unit that needs a price',
      { instrument: linear, contractsUnit: 'quote' },
      'domain.not_one_of',
      'options.contractsUnit',
    ],
    [
      'a unit that is none',
      { instrument: linear, contractsUnit: 'lots' },
      'domain.not_one_of',
      'options.contractsUnit',
    ],
    [
      'a size in words',
      { instrument: linear, marketContractSize: 'one' },
      'shape.wrong_type',
      'options.marketContractSize',
    ],
  ] as const)('refuses %s', (_, options, code, path) => {
    expectRefusal(() => parsePosition(long, options as never), code, path);
  });

  it('a safe reading of a good one, input untouched', () => {
    const frozen = Object.freeze({ ...long });
    expect(safeParsePosition(frozen, { instrument: linear })).toEqual({ status: 'ok', value: read({}) });
  });
});

describe('parsePosition: contracts against the notional', () => {
  // 12 contracts of 0.1 ETH: 3612 USDT at the mark, 3600.6 at entry, 1.2 ETH.
  it.each([
    ['at the mark', 3612, {}],
    ['at entry, long ago', 3600.6, { markPrice: 30_000 }],
    ['below 0, as text', '-3612', { side: 'short' }],
    ['in coins: Deribit', 1.2, {}],
    ['at entry alone', 3600.6, { markPrice: null }],
    ['at the mark alone', 3612, { entryPrice: 0 }],
    ['at a fifth', 3612 / 4.99, {}],
    ['fivefold', 3612 * 4.98, {}],
    ['0 of it', 0, {}],
    ['none', null, {}],
    ['without a price', 1e9, { markPrice: null, entryPrice: null }],
    ['of a flat position', 1e9, { contracts: 0 }],
  ])('a notional %s', (_, notional, change) => {
    expect(Math.abs(read({ notional, ...change }).contracts)).toBe(
      (change as { contracts?: number }).contracts ?? 12,
    );
  });

  it.each([
    ['coins in the place of contracts', { contracts: 1.2, notional: 3612 }],
    ['money in their place', { contracts: 3612, notional: 3612, side: 'short' }],
    ['lots a tenth of what they are', { contracts: 120, notional: 3612 }],
    ['beyond a fifth', { notional: 3612 / 5.05 }],
    ['beyond fivefold', { notional: 3612 * 5.05 }],
    ['the smallest notional', { notional: 5e-324 }],
    ['a huge one', { notional: 1e308 }],
  ])('%s', (_, change) => {
    expectRefusal(() => read(change), 'unit.suspicious', 'position.contracts');
  });

  it('is told in words', () => {
    expect(refusal(() => read({ contracts: 1.2, notional: '3612' })).message).toBe(
      'parsePosition: position.contracts must be within a factor of 5 of the notional, 3612 (contracts, not coins?), got 1.2',
    );
  });

  it('is of contracts, whatever the venue counts in', () => {
    const held = { notional: 3612 };
    const inCoins = { instrument: coins, contractsUnit: 'base' } as const;
    expect(read({ ...held, contracts: 1.2 }, inCoins).contracts).toBe(12);
    expectRefusal(() => read({ ...held, contracts: 12 }, inCoins), 'unit.suspicious', 'position.contracts');
  });

  // 50 contracts of 100 USD at 40,000.
  const short = {
    symbol: inverse.symbol,
    side: 'short',
    contracts: 50,
    entryPrice: 44_000,
    markPrice: 40_000,
  };
  const { contractSize } = inverse;
  const worth = 50 * contractSize;

  it.each([worth, worth / 40_000, worth / 44_000, -worth])('an inverse notional of %d', (notional) => {
    expect(parsePosition({ ...short, notional }, { instrument: inverse }).contracts).toBe(-50);
  });

  it.each([
    ['money in the place of contracts', { contracts: worth, notional: worth / 40_000 }],
    ['coins in their place', { contracts: worth / 40_000, notional: worth / 40_000 }],
    ['coins beside money', { contracts: worth / 40_000, notional: worth }],
    ['between money and coins', { notional: 5.05 * (worth / 40_000) }],
    ['above money', { notional: 5.05 * worth }],
  ])('inverse: %s', (_, change) => {
    const run = () => parsePosition({ ...short, ...change }, { instrument: inverse });
    expectRefusal(run, 'unit.suspicious', 'position.contracts');
  });

  it('not of options, quantos, spot, or a contract size put right', () => {
    const option = parseMarket(deribitInverse);
    const quanto = parseMarket({ ...quantoMarket, limits: {} }, { contractSize: 1e-6 });
    const wrong = { side: 'long', contracts: 1, notional: 1e9, entryPrice: 2, markPrice: 2 };
    for (const instrument of [option, quanto, parseMarket(spotMarket)])
      expect(parsePosition({ ...wrong, symbol: instrument.symbol }, { instrument }).contracts).toBe(1);
    // The venue's own notional goes by the size that it has.
    const held = { contractSize: 1, notional: 36_120 };
    expect(read(held, { marketContractSize: 1 }).contracts).toBe(12);
    expectRefusal(
      () => read({ contracts: 1.2, notional: 3612 }, { marketContractSize: '0.1' }),
      'unit.suspicious',
      'position.contracts',
    );
  });

  it('a short beside negative contracts is what a long is refused for', () => {
    expect(refusal(() => read({ side: 'long', contracts: -12 })).message).toBe(
      'parsePosition: position.side must be short, since contracts are -12, got "long"',
    );
  });
});
