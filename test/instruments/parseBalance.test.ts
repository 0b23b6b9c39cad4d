import { describe, expect, it } from 'vitest';
import { parseBalance, safeParseBalance } from '../../src/instruments/parseBalance.ts';
import { expectRefusal } from '../errors.ts';

const balance = {
  info: { raw: true },
  timestamp: 1_711_699_200_000,
  datetime: '2024-03-29T08:00:00.000Z',
  USDT: { free: 900, used: 100, total: 1000 },
  BTC: { free: '0.1', used: undefined, total: '0.5', debt: '0.2' },
  ETH: { free: 0, used: 0, total: 0 },
  free: { USDT: 900, BTC: 0.1, ETH: 0 },
  used: { USDT: 100, BTC: undefined, ETH: 0 },
  total: { USDT: 1000, BTC: 0.5, ETH: 0 },
  debt: { BTC: 0.2 },
};

describe('parseBalance', () => {
  it('a row a currency, by its code; a row of zeros is said', () => {
    const rows = parseBalance(balance);
    expect(rows).toEqual([
      { currency: 'BTC', total: 0.5, free: 0.1, used: null, debt: 0.2 },
      { currency: 'ETH', total: 0, free: 0, used: 0, debt: null },
      { currency: 'USDT', total: 1000, free: 900, used: 100, debt: null },
    ]);
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  });

  it('any order of the keys is one list', () => {
    const turned = Object.fromEntries(Object.entries(balance).reverse());
    expect(parseBalance(turned)).toEqual(parseBalance(balance));
  });

  it.each([
    ['all three', { free: 1, used: 2, total: 4 }, { total: 4, free: 1, used: 2 }], // the venue's total stands
    ['no total', { free: '0.1', used: '0.2' }, { total: 0.3, free: 0.1, used: 0.2 }], // 0.30000000000000004 of doubles
    ['a total alone', { total: 3 }, { total: 3, free: null, used: null }],
    ['no free', { used: 1, total: 3, free: null }, { total: 3, free: null, used: 1 }],
    ['a loss', { total: '-12.5', free: 0 }, { total: -12.5, free: 0, used: null }],
    ['more free than there is', { total: 3, free: 5 }, { total: 3, free: 5, used: null }],
    [
      'a zero with a sign',
      { total: -0, free: '-0', used: -0, debt: -0 },
      { total: 0, free: 0, used: 0, debt: 0 },
    ],
    ['a sum with a sign', { free: -0, used: '-0' }, { total: 0, free: 0, used: 0 }],
  ])('%s', (_, row, expected) => {
    expect(parseBalance({ BTC: row })).toEqual([{ currency: 'BTC', debt: null, ...expected }]);
  });

  it('no currency is an empty list; a row that is undefined is none', () => {
    expect(parseBalance({})).toEqual([]);
    expect(parseBalance({ info: {}, free: {}, used: {}, total: {} })).toEqual([]);
    expect(parseBalance({ BTC: undefined })).toEqual([]);
  });

  it.each([
    ['no balance', null, 'shape.missing_field', 'balance'],
    ['a list', [], 'shape.wrong_type', 'balance'],
    ['a bare number', { BTC: 1 }, 'shape.wrong_type', 'balance.BTC'],
    ['a row of null', { BTC: null }, 'shape.missing_field', 'balance.BTC'],
    ['a row that says nothing', { BTC: {} }, 'shape.missing_field', 'balance.BTC.total'],
    ['what is free alone', { BTC: { free: 1 } }, 'shape.missing_field', 'balance.BTC.total'],
    ['what is used alone', { BTC: { used: 1 } }, 'shape.missing_field', 'balance.BTC.total'],
    ['a column without its rows', { total: { BTC: 1 } }, 'shape.missing_field', 'balance.BTC'],
    ['a column of text', { total: 'all' }, 'shape.wrong_type', 'balance.total'],
    ['NaN', { BTC: { total: NaN } }, 'shape.wrong_type', 'balance.BTC.total'],
    ['an infinite total', { BTC: { total: Infinity } }, 'shape.wrong_type', 'balance.BTC.total'],
    ['a total beyond a double', { BTC: { total: '1e999' } }, 'domain.not_finite', 'balance.BTC.total'],
    ['a debt below 0', { BTC: { total: 1, debt: -1 } }, 'domain.negative', 'balance.BTC.debt'],
    ['free in words', { BTC: { total: 1, free: 'all' } }, 'shape.wrong_type', 'balance.BTC.free'],
  ] as const)('refuses %s', (_, value, code, path) => {
    expectRefusal(() => parseBalance(value), code, path);
    expect(safeParseBalance(value)).toMatchObject({ status: 'invalid', error: { code, path } });
  });

  it('a safe reading of a good one', () => {
    expect(safeParseBalance(Object.freeze(balance))).toEqual({ status: 'ok', value: parseBalance(balance) });
  });
});
