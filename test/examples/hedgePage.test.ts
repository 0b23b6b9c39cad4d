import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hedgePage } from '../../docs/examples/hedge-page/hedge.ts';
import type { PageHedge } from '../../docs/examples/hedge-page/hedge.ts';
import type { PageFields } from '../../docs/examples/hedge-page/read.ts';

const prices = readFileSync(
  new URL('../../docs/examples/data/crypto-daily-2021.csv', import.meta.url),
  'utf8',
);
const fields: PageFields = {
  book: 'ETH,20\nSOL,-300',
  prices,
  benchmark: 'BTC',
  days: '90',
  targetBeta: '0',
  contractSize: '1',
  lot: '0.001',
};
const hedgeOf = (change: Partial<PageFields>): PageHedge => {
  const result = hedgePage({ ...fields, ...change });
  if (result.status !== 'ok') throw result.error;
  return result;
};

/** The last prices of a coin, by its column. */
function column(symbol: string, count: number): number[] {
  const [header, ...rows] = prices.trim().split('\n');
  const place = header!.split(',').indexOf(symbol);
  return rows.slice(-count).map((row) => Number(row.split(',')[place]));
}

function slope(assetPrices: readonly number[], benchmarkPrices: readonly number[]): number {
  const returns = (values: readonly number[]) => values.slice(1).map((value, i) => value / values[i]! - 1);
  const [y, x] = [returns(assetPrices), returns(benchmarkPrices)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [my, mx] = [mean(y), mean(x)];
  const covariance = y.reduce((sum, value, i) => sum + (value - my) * (x[i]! - mx), 0);
  return covariance / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

describe('the hedge of what is pasted', () => {
  test('has betas, order and rest by their definitions', () => {
    const { rows, hedge, price, orderDollarBeta, asOf } = hedgeOf({});
    const benchmark = column('BTC', 91);
    const dollarBetas = (
      [
        ['ETH', 20],
        ['SOL', -300],
      ] as const
    ).map(([symbol, quantity], i) => {
      const beta = slope(column(symbol, 91), benchmark);
      // Sums of 90 products, each rounded: some hundred units in the last place.
      expect(Math.abs(rows[i]!.beta / beta - 1)).toBeLessThan(1e-13);
      expect(rows[i]!.value).toBe(quantity * column(symbol, 1)[0]!);
      return rows[i]!.value * beta;
    });
    const before = dollarBetas[0]! + dollarBetas[1]!;
    expect(Math.abs(hedge.dollarBetaBefore / before - 1)).toBeLessThan(1e-12);
    expect(price).toBe(benchmark.at(-1));
    expect(hedge.order?.side).toBe('sell');
    expect(hedge.order?.amountText).toBe(String(Math.round((1000 * before) / price) / 1000));
    expect(hedge.dollarBetaBefore + orderDollarBeta).toBeCloseTo(hedge.dollarBetaAfter, 6);
    expect(asOf).toBe(Date.UTC(2021, 11, 31));
  });

  test('steers to a beta of what is held, long and short', () => {
    const { hedge, rows } = hedgeOf({ targetBeta: '0.5', lot: '0.00001' });
    const gross = rows.reduce((sum, { value }) => sum + Math.abs(value), 0);
    expect(hedge.dollarBetaTarget).toBeCloseTo(0.5 * gross, 6);
    expect(Math.abs(hedge.dollarBetaAfter - 0.5 * gross)).toBeLessThan(0.00001 * 47_192);
  });

  test('counts the benchmark itself at a beta of 1', () => {
    const { rows, hedge } = hedgeOf({ book: 'BTC,2' });
    expect(rows[0]!.beta).toBe(1);
    expect(hedge.order).toMatchObject({ side: 'sell', amountText: '2' });
  });

  test.each([
    ['a header', 'symbol,quantity\nETH,20\nSOL,-300'],
    ['semicolons and spaces', ' ETH ; 20 \r\n\r\n SOL ; -300 \r\n'],
    ['tabs and quotes', '"ETH"\t"20"\n"SOL"\t"-300"'],
    [
      'a mark of its encoding, old ends of lines and empty cells',
      '\ufeffSymbol,Amount,\rETH,20,\rSOL,-300,\r',
    ],
    ['a list of objects', '[{"symbol":"ETH","quantity":20},{"symbol":"SOL","quantity":"-300"}]'],
    ['an object of quantities', '{"ETH":20,"SOL":-3e2}'],
  ])('is the same for %s', (_, book) => {
    expect(hedgeOf({ book })).toEqual(hedgeOf({}));
  });

  test('shares the error of a coin that comes twice', () => {
    const twice = hedgeOf({ book: 'ETH,12\nETH,8\nSOL,-300' }).hedge;
    const once = hedgeOf({}).hedge;
    if (twice.interval?.kind !== 'bounds' || once.interval?.kind !== 'bounds') throw new Error('no interval');
    expect(twice.interval.independent.dollarBetaStandardError).toBeCloseTo(
      once.interval.independent.dollarBetaStandardError,
      6,
    );
  });

  const lines = prices.trim().split('\n');
  const change = (line: number, text: (old: string) => string) =>
    lines.map((old, i) => (i === line ? text(old) : old)).join('\n');
  const wrong: readonly (readonly [string, Partial<PageFields>, string, string, string])[] = [
    ['no book', { book: ' \n' }, 'book', 'shape.missing_field', 'book'],
    ['a quantity of letters', { book: 'ETH,20\nSOL,3O0' }, 'book', 'shape.wrong_type', 'book[1].quantity'],
    ['a quantity that is not there', { book: 'ETH,20\nSOL' }, 'book', 'shape.wrong_type', 'book[1].quantity'],
    [
      'an empty quantity, which is no 0',
      { book: 'ETH,\nSOL,1' },
      'book',
      'shape.wrong_type',
      'book[0].quantity',
    ],
    ['a decimal comma', { book: 'ETH;1,5' }, 'book', 'shape.wrong_type', 'book[0].quantity'],
    ['a comma between thousands', { book: 'ETH,20\nSOL,1,234' }, 'book', 'shape.length_mismatch', 'book[1]'],
    ['a first line of words', { book: 'ETH,ten\nSOL,1' }, 'book', 'shape.wrong_type', 'book[0].quantity'],
    ['more than a double holds', { book: 'ETH,1e400' }, 'book', 'shape.wrong_type', 'book[0].quantity'],
    [
      'a comma within a price',
      { prices: change(5, (old) => old.replace('.', ',')) },
      'prices',
      'shape.length_mismatch',
      'prices[4]',
    ],
    [
      'a day that is not there',
      { prices: change(60, (old) => old.replace(/^\S{10}/, '2021-02-30')) },
      'prices',
      'shape.wrong_type',
      'prices[59].date',
    ],
    ['no symbol', { book: ',20' }, 'book', 'shape.wrong_type', 'book[0].symbol'],
    ['a coin without prices', { book: 'ETH,20\nPEPE,1' }, 'book', 'domain.not_one_of', 'book[1].symbol'],
    ['a name that every object has', { book: 'toString,1' }, 'book', 'domain.not_one_of', 'book[0].symbol'],
    ['broken JSON', { book: '{"ETH":20' }, 'book', 'shape.wrong_type', 'book'],
    ['JSON of another shape', { book: '[1]' }, 'book', 'shape.wrong_type', 'book[0]'],
    ['a book worth nothing', { book: 'ETH,0' }, 'book', 'domain.not_positive', 'book'],
    ['no prices', { prices: '' }, 'prices', 'shape.missing_field', 'prices'],
    [
      'prices without a name',
      { prices: change(0, () => 'date,BTC,,ETH') },
      'prices',
      'domain.not_one_of',
      'prices',
    ],
    [
      'a column twice',
      { prices: change(0, (old) => old.replace('XRP', 'BTC')) },
      'prices',
      'domain.not_one_of',
      'prices',
    ],
    [
      'a negative price',
      { prices: change(5, (old) => old.replace(',', ',-')) },
      'prices',
      'series.not_positive',
      'prices[4].BTC',
    ],
    [
      'a price that is not there',
      { prices: change(5, (old) => old.replace(/,[^,]*$/, ',')) },
      'prices',
      'shape.wrong_type',
      'prices[4].XRP',
    ],
    [
      'a date of another order',
      { prices: change(5, (old) => old.replace(/^\S{10}/, '05/01/2021')) },
      'prices',
      'shape.wrong_type',
      'prices[4].date',
    ],
    [
      'the newest first',
      { prices: [lines[0], ...lines.slice(1).reverse()].join('\n') },
      'prices',
      'series.not_increasing',
      'prices[1].date',
    ],
    [
      'a coin that stands',
      { prices: lines.map((old, i) => (i === 0 ? `${old},USDC` : `${old},1`)).join('\n'), book: 'USDC,5' },
      'prices',
      'status.not_ok',
      'prices.USDC',
    ],
    ['another benchmark', { benchmark: 'btc' }, 'benchmark', 'domain.not_one_of', 'benchmark'],
    ['more returns than there are', { days: '365' }, 'days', 'domain.out_of_range', 'days'],
    ['a part of a return', { days: '9.5' }, 'days', 'domain.out_of_range', 'days'],
    ['too few returns', { days: '2' }, 'days', 'domain.out_of_range', 'days'],
    ['no target', { targetBeta: '' }, 'targetBeta', 'shape.wrong_type', 'targetBeta'],
    ['a target in per cent', { targetBeta: '50' }, 'targetBeta', 'unit.suspicious', 'targetBeta'],
    [
      'a contract of nothing',
      { contractSize: '0' },
      'contractSize',
      'domain.not_positive',
      'market.contractSize',
    ],
    ['no contract size', { contractSize: '' }, 'contractSize', 'shape.wrong_type', 'contractSize'],
    ['a negative lot', { lot: '-1' }, 'lot', 'domain.not_positive', 'market.precision.amount'],
    ['a lot of words', { lot: 'one' }, 'lot', 'shape.wrong_type', 'lot'],
  ];
  test.each(wrong)('is refused for %s', (_name, changed, field, code, path) => {
    const result = hedgePage({ ...fields, ...changed });
    if (result.status === 'ok') throw new Error('it was taken');
    expect([result.field, result.error.code, result.error.path]).toEqual([field, code, path]);
  });
});
