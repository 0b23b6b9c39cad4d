// What the page computes, without the page: pasted texts in; a hedge out, or which field is wrong and why.
// `npm run example hedge-page` builds it into a page.
import { capmBeta } from 'betahedge/beta';
import { sizeBetaHedge } from 'betahedge/hedge';
import { parseMarket } from 'betahedge/instruments';
import { alignSeries, simpleReturns } from 'betahedge/returns';
import { about, FieldError, readBook, readNumber, readPrices, refuse } from './read.ts';
import type { BetahedgeError, Interval } from 'betahedge';
import type { BetaHedge } from 'betahedge/hedge';
import type { PageFields } from './read.ts';

/** A coin of the book. */
interface PageRow {
  readonly symbol: string;
  readonly quantity: number;
  readonly value: number;
  readonly beta: number;
  readonly betaInterval: Interval;
  readonly rSquared: number;
  /** Value times beta. */
  readonly dollarBeta: number;
}

export interface PageHedge {
  readonly status: 'ok';
  readonly rows: readonly PageRow[];
  readonly benchmark: string;
  readonly price: number;
  /** Of the last price, epoch milliseconds. */
  readonly asOf: number;
  /** Returns that each beta is of. */
  readonly days: number;
  readonly hedge: BetaHedge;
  /** What the order adds to the dollar beta. */
  readonly orderDollarBeta: number;
}

export type PageResult =
  | PageHedge
  | { readonly status: 'invalid'; readonly field: keyof PageFields; readonly error: BetahedgeError };

export function hedgePage(fields: PageFields): PageResult {
  try {
    return hedgeOf(fields);
  } catch (error) {
    if (error instanceof FieldError) return { status: 'invalid', field: error.field, error: error.error };
    throw error;
  }
}

function hedgeOf(fields: PageFields): PageHedge {
  const book = about('book', () => readBook(fields.book));
  const aligned = about('prices', () => alignSeries({ series: readPrices(fields.prices) }));
  if (aligned.status !== 'ok')
    return about('prices', () => refuse('status.not_ok', 'prices', 'ok', aligned.status));
  const { values, timestamps } = aligned;
  const most = timestamps.length - 1;
  const days = about('days', () => {
    const number = readNumber(fields.days, 'days');
    const isDays = Number.isInteger(number) && number >= 3 && number <= most;
    return isDays
      ? number
      : refuse('domain.out_of_range', 'days', `whole, from 3 to the ${most} returns`, number);
  });
  const benchmark = fields.benchmark.trim();
  const pricesOf = (symbol: string, path: string): Float64Array => {
    if (Object.hasOwn(values, symbol)) return values[symbol]!.subarray(-days - 1);
    return refuse('domain.not_one_of', path, `one of the prices: ${Object.keys(values).join(', ')}`, symbol);
  };
  const benchmarkPrices = about('benchmark', () => pricesOf(benchmark, 'benchmark'));
  const benchmarkReturns = simpleReturns({ prices: benchmarkPrices });

  const positions = book.map(({ symbol, quantity }, i) => {
    const prices = about('book', () => pricesOf(symbol, `book[${i}].symbol`));
    const sample = { assetReturns: simpleReturns({ prices }), benchmarkReturns };
    const estimate = about('prices', () => capmBeta({ ...sample, standardErrors: 'HC3' }));
    if (estimate.status !== 'ok')
      return about('prices', () =>
        refuse('status.not_ok', `prices.${symbol}`, 'moving', JSON.stringify(estimate)),
      );
    const value = quantity * prices.at(-1)!;
    return { ...estimate, symbol, quantity, value, betaKey: symbol, dollarBeta: value * estimate.beta };
  });

  const contractSize = about('contractSize', () => readNumber(fields.contractSize, 'contractSize'));
  const lot = about('lot', () => readNumber(fields.lot, 'lot'));
  const market = {
    symbol: `${benchmark}/USD:USD`,
    base: benchmark,
    ...{ quote: 'USD', settle: 'USD', type: 'swap', linear: true, inverse: false },
    precision: { amount: lot, price: 0.01 },
  };
  // A lot is asked for by itself, so that each refusal has its field.
  about('lot', () => parseMarket({ ...market, contractSize: 1 }));
  const instrument = about('contractSize', () => parseMarket({ ...market, contractSize }));
  const price = benchmarkPrices.at(-1)!;
  const capital = positions.reduce((sum, { value }) => sum + Math.abs(value), 0);
  if (capital === 0) about('book', () => refuse('domain.not_positive', 'book', 'worth something', capital));
  const hedge = about('targetBeta', () => {
    const targetBeta = readNumber(fields.targetBeta, 'targetBeta');
    return sizeBetaHedge({ positions, targetBeta, capital, instrument, instrumentBeta: 1, price });
  });
  // Its beta is 1.
  if (hedge.status !== 'ok')
    return about('benchmark', () => refuse('status.not_ok', 'benchmark', 'ok', hedge.reason));
  const orderDollarBeta = hedge.dollarBetaAfter - hedge.dollarBetaBefore;
  const asOf = timestamps.at(-1)!;
  return { status: 'ok', rows: positions, benchmark, price, asOf, days, hedge, orderDollarBeta };
}
