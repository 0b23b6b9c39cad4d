// Tickers, funding rates and order books as ccxt gives them.
import { describe, expect, it } from 'vitest';
import { parseFundingRate, safeParseFundingRate } from '../../src/instruments/parseFundingRate.ts';
import { parseOrderBook, safeParseOrderBook } from '../../src/instruments/parseOrderBook.ts';
import { parseTicker, safeParseTicker } from '../../src/instruments/parseTicker.ts';
import { expectRefusal } from '../errors.ts';

const time = 1_711_699_200_000;
const symbol = 'BTC/USDT:USDT';

describe('parseTicker', () => {
  const ticker = {
    symbol,
    bid: 46999.9,
    ask: 47000,
    last: 46990,
    markPrice: 46995,
    indexPrice: 46980,
    timestamp: time,
  };
  const empty = { bid: null, ask: null, last: null, markPrice: null, indexPrice: null, timestamp: null };

  it('each price by its name', () => {
    expect(parseTicker({ ...ticker, info: {}, high: 1, close: 5 })).toEqual(ticker);
    const texts = { bid: '46999.90', ask: '4.7e4', last: '46990', markPrice: '46995.0', indexPrice: '46980' };
    expect(parseTicker({ symbol, ...texts, timestamp: String(time) })).toEqual(ticker);
  });

  it('a price that is absent or 0 is null, and no other stands in for it', () => {
    expect(parseTicker({ symbol })).toEqual({ symbol, ...empty });
    expect(
      parseTicker({ symbol, bid: 0, ask: '0.00', last: -0, markPrice: null, close: 47000, timestamp: 0 }),
    ).toEqual({
      symbol,
      ...empty,
    });
  });

  it('one side alone, and a bid at the ask', () => {
    expect(parseTicker({ symbol, bid: 5 })).toMatchObject({ bid: 5, ask: null });
    expect(parseTicker({ symbol, bid: 5, ask: 0 })).toMatchObject({ bid: 5, ask: null });
    expect(parseTicker({ symbol, bid: 5, ask: '5.0' })).toMatchObject({ bid: 5, ask: 5 });
  });

  it.each([
    ['no ticker', undefined, 'shape.missing_field', 'ticker'],
    ['a list', [ticker], 'shape.wrong_type', 'ticker'],
    ['no symbol', { ...ticker, symbol: undefined }, 'shape.missing_field', 'ticker.symbol'],
    ['a bid above the ask', { ...ticker, bid: 47000.1 }, 'market.inconsistent', 'ticker.bid'],
    ['the same in texts', { symbol, bid: '100.1', ask: '99.9' }, 'market.inconsistent', 'ticker.bid'],
    ['a bid below 0', { ...ticker, bid: -1 }, 'domain.not_positive', 'ticker.bid'],
    ['an ask of NaN', { ...ticker, ask: NaN }, 'shape.wrong_type', 'ticker.ask'],
    ['a last without end', { ...ticker, last: Infinity }, 'shape.wrong_type', 'ticker.last'],
    ['a mark in words', { ...ticker, markPrice: 'high' }, 'shape.wrong_type', 'ticker.markPrice'],
    ['an index below 0', { ...ticker, indexPrice: '-3' }, 'domain.not_positive', 'ticker.indexPrice'],
    ['a time in seconds', { ...ticker, timestamp: 1_711_699_201 }, 'unit.suspicious', 'ticker.timestamp'],
    ['a time in microseconds', { ...ticker, timestamp: time * 1000 }, 'unit.suspicious', 'ticker.timestamp'],
  ] as const)('refuses %s', (_, value, code, path) => {
    expectRefusal(() => parseTicker(value), code, path);
    expect(safeParseTicker(value)).toMatchObject({ status: 'invalid', error: { code, path } });
  });

  it('a safe reading of a good one', () => {
    expect(safeParseTicker(Object.freeze(ticker))).toEqual({ status: 'ok', value: ticker });
  });
});

describe('parseFundingRate', () => {
  const hour = 3_600_000;
  const rate = { symbol, fundingRate: 0.0001, timestamp: time, fundingTimestamp: time + hour };

  it('all that a venue says', () => {
    const full = {
      ...rate,
      interval: '4h',
      nextFundingRate: '-0.00005',
      nextFundingTimestamp: time + 5 * hour,
      previousFundingRate: 0.0003,
      previousFundingTimestamp: time - 3 * hour,
      markPrice: '47000.1',
      indexPrice: 46980,
      interestRate: 0.0001,
      info: {},
    };
    expect(parseFundingRate(full)).toEqual({
      symbol,
      rate: 0.0001,
      intervalMs: 4 * hour,
      kind: 'upcoming',
      fundingTimestamp: time + hour,
      nextRate: -0.00005,
      nextFundingTimestamp: time + 5 * hour,
      previousRate: 0.0003,
      previousFundingTimestamp: time - 3 * hour,
      markPrice: 47000.1,
      indexPrice: 46980,
      timestamp: time,
    });
  });

  it('an interval that is not said is null, never 8 hours', () => {
    expect(parseFundingRate({ symbol, fundingRate: -0 })).toEqual({
      symbol,
      rate: 0,
      intervalMs: null,
      kind: null,
      fundingTimestamp: null,
      nextRate: null,
      nextFundingTimestamp: null,
      previousRate: null,
      previousFundingTimestamp: null,
      markPrice: null,
      indexPrice: null,
      timestamp: null,
    });
    const dated = { ...rate, nextFundingTimestamp: time + 9 * hour, interval: null };
    expect(parseFundingRate(dated).intervalMs).toBeNull();
  });

  it.each([
    ['8h', 8 * hour],
    ['1h', hour],
    ['24h', 24 * hour],
    ['0.5h', hour / 2],
    ['480m', 8 * hour],
    ['1d', 24 * hour],
    ['7200000', 2 * hour], // ccxt's own pass-through of milliseconds
    [28_800_000, 8 * hour],
    ['1m', 60_000],
  ])('an interval of %s is %d ms', (interval, milliseconds) => {
    expect(parseFundingRate({ ...rate, interval }).intervalMs).toBe(milliseconds);
  });

  it.each([
    ['8', 'unit.suspicious'],
    [28_800, 'unit.suspicious'],
    ['400d', 'unit.suspicious'],
    ['0h', 'domain.not_positive'],
    ['-8h', 'domain.not_one_of'],
    ['8H', 'domain.not_one_of'],
    ['1M', 'domain.not_one_of'],
    ['undefinedh', 'domain.not_one_of'],
    ['', 'domain.not_one_of'],
    ['8 hours', 'domain.not_one_of'],
    [NaN, 'domain.not_one_of'],
    ['0.000333h', 'domain.not_positive'],
    [{}, 'shape.wrong_type'],
  ] as const)('refuses an interval of %s', (interval, code) => {
    const expected = interval === '0.000333h' ? 'unit.suspicious' : code;
    expectRefusal(() => parseFundingRate({ ...rate, interval }), expected, 'fundingRate.interval');
  });

  it('what is still to be paid and what was paid', () => {
    const kind = (fundingTimestamp: number) => parseFundingRate({ ...rate, fundingTimestamp }).kind;
    expect([kind(time + 1), kind(time), kind(time - 1)]).toEqual(['upcoming', 'settled', 'settled']);
    expect(parseFundingRate({ ...rate, timestamp: undefined }).kind).toBeNull();
  });

  it('rates that happened, and the first that is a percentage', () => {
    for (const fundingRate of [0.0375, -0.04, 0.2, -0.2])
      expect(parseFundingRate({ ...rate, fundingRate }).rate).toBe(fundingRate);
  });

  it.each([
    ['no rate structure', undefined, 'shape.missing_field', 'fundingRate'],
    ['no symbol', { ...rate, symbol: '' }, 'shape.wrong_type', 'fundingRate.symbol'],
    ['no rate', { ...rate, fundingRate: undefined }, 'shape.missing_field', 'fundingRate.fundingRate'],
    ['a rate of NaN', { ...rate, fundingRate: NaN }, 'shape.wrong_type', 'fundingRate.fundingRate'],
    ['a percentage', { ...rate, fundingRate: 0.21 }, 'unit.suspicious', 'fundingRate.fundingRate'],
    ['basis points', { ...rate, fundingRate: '-1' }, 'unit.suspicious', 'fundingRate.fundingRate'],
    ['a next percentage', { ...rate, nextFundingRate: 1 }, 'unit.suspicious', 'fundingRate.nextFundingRate'],
    [
      'a last percentage',
      { ...rate, previousFundingRate: 1 },
      'unit.suspicious',
      'fundingRate.previousFundingRate',
    ],
    ['a mark below 0', { ...rate, markPrice: -1 }, 'domain.not_positive', 'fundingRate.markPrice'],
    [
      'a payment in seconds',
      { ...rate, fundingTimestamp: 1_711_699_201 },
      'unit.suspicious',
      'fundingRate.fundingTimestamp',
    ],
  ] as const)('refuses %s', (_, value, code, path) => {
    expectRefusal(() => parseFundingRate(value), code, path);
    expect(safeParseFundingRate(value)).toMatchObject({ status: 'invalid', error: { code, path } });
  });

  it('a safe reading of a good one', () => {
    expect(safeParseFundingRate(Object.freeze(rate))).toEqual({
      status: 'ok',
      value: parseFundingRate(rate),
    });
  });
});

describe('parseOrderBook', () => {
  const book = {
    symbol,
    bids: [
      [100, 1],
      [99.5, '2.5'],
    ],
    asks: [
      ['100.5', 3, 7],
      [101, 4],
    ],
    timestamp: time,
    nonce: 12,
  };

  it('levels as they came, in numbers', () => {
    expect(parseOrderBook({ ...book, datetime: 'x', info: {} })).toEqual({
      symbol,
      bids: [
        [100, 1],
        [99.5, 2.5],
      ],
      asks: [
        [100.5, 3],
        [101, 4],
      ],
      timestamp: time,
      nonce: 12,
    });
  });

  it('an empty side, no time, no number', () => {
    const empty = { symbol, bids: [], asks: [], timestamp: null, nonce: null };
    expect(parseOrderBook({ symbol, bids: [], asks: [] })).toEqual(empty);
    expect(parseOrderBook({ symbol, bids: [[1, 1]], asks: [] }).bids).toEqual([[1, 1]]);
  });

  it('a level of amount 0 is dropped, wherever its price is', () => {
    const levels = [
      [100, 0],
      [99, 1],
      [99.7, '0.0'],
      [98, -0],
      [97, 2],
    ];
    expect(parseOrderBook({ ...book, bids: levels }).bids).toEqual([
      [99, 1],
      [97, 2],
    ]);
    // A gone bid above the asks crosses nothing.
    expect(parseOrderBook({ ...book, bids: [[200, 0]] }).bids).toEqual([]);
  });

  it('a bid at the ask is no error', () => {
    expect(parseOrderBook({ ...book, bids: [[100.5, 1]] }).bids).toEqual([[100.5, 1]]);
  });

  it.each([
    ['no book', undefined, 'shape.missing_field', 'orderBook'],
    ['no symbol', { ...book, symbol: undefined }, 'shape.missing_field', 'orderBook.symbol'],
    ['no bids', { ...book, bids: undefined }, 'shape.missing_field', 'orderBook.bids'],
    ['no asks', { ...book, asks: null }, 'shape.missing_field', 'orderBook.asks'],
    ['asks that are no list', { ...book, asks: {} }, 'shape.wrong_type', 'orderBook.asks'],
    ['a level that is none', { ...book, bids: [{ price: 1 }] }, 'shape.wrong_type', 'orderBook.bids[0]'],
    ['a level of undefined', { ...book, bids: [undefined] }, 'shape.missing_field', 'orderBook.bids[0]'],
    ['no price', { ...book, bids: [[undefined, 1]] }, 'shape.missing_field', 'orderBook.bids[0][0]'],
    ['no amount', { ...book, asks: [[100.5]] }, 'shape.missing_field', 'orderBook.asks[0][1]'],
    [
      'no amount of the second',
      {
        ...book,
        asks: [
          [100.5, 1],
          [101, null],
        ],
      },
      'shape.missing_field',
      'orderBook.asks[1][1]',
    ],
    ['a price of 0', { ...book, bids: [[0, 1]] }, 'domain.not_positive', 'orderBook.bids[0][0]'],
    ['a price below 0', { ...book, bids: [[-1, 0]] }, 'domain.not_positive', 'orderBook.bids[0][0]'],
    ['an amount below 0', { ...book, asks: [[101, -1]] }, 'domain.negative', 'orderBook.asks[0][1]'],
    ['a price of NaN', { ...book, asks: [[NaN, 1]] }, 'shape.wrong_type', 'orderBook.asks[0][0]'],
    [
      'an amount without end',
      { ...book, asks: [[101, Infinity]] },
      'shape.wrong_type',
      'orderBook.asks[0][1]',
    ],
    [
      'rising bids',
      {
        ...book,
        bids: [
          [99, 1],
          [100, 1],
        ],
      },
      'market.inconsistent',
      'orderBook.bids[1][0]',
    ],
    [
      'falling asks',
      {
        ...book,
        asks: [
          [102, 1],
          [101, 1],
        ],
      },
      'market.inconsistent',
      'orderBook.asks[1][0]',
    ],
    [
      'a bid twice',
      {
        ...book,
        bids: [
          [99, 1],
          ['99.0', 1],
        ],
      },
      'market.inconsistent',
      'orderBook.bids[1][0]',
    ],
    [
      'an ask twice',
      {
        ...book,
        asks: [
          [101, 1],
          [101, 2],
        ],
      },
      'market.inconsistent',
      'orderBook.asks[1][0]',
    ],
    ['a bid above an ask', { ...book, bids: [[100.6, 1]] }, 'market.inconsistent', 'orderBook.bids'],
    ['a time in seconds', { ...book, timestamp: 1_711_699_201 }, 'unit.suspicious', 'orderBook.timestamp'],
    ['half a number', { ...book, nonce: 1.5 }, 'domain.not_integer', 'orderBook.nonce'],
    ['a number below 0', { ...book, nonce: -1 }, 'domain.out_of_range', 'orderBook.nonce'],
    [
      'a number that a double rounds',
      { ...book, nonce: '9007199254740993' },
      'domain.out_of_range',
      'orderBook.nonce',
    ],
  ] as const)('refuses %s', (_, value, code, path) => {
    expectRefusal(() => parseOrderBook(value), code, path);
    expect(safeParseOrderBook(value)).toMatchObject({ status: 'invalid', error: { code, path } });
  });

  it('a safe reading of a good one', () => {
    expect(safeParseOrderBook(Object.freeze(book))).toEqual({ status: 'ok', value: parseOrderBook(book) });
  });
});
