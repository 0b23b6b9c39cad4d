import { compensatedSum } from '../kernel/compensatedSum.ts';
import { number, readEach, readPart, refuse, sourceOf, text } from './source.ts';
import type { Source } from './source.ts';
import { BLUE, bySeries, count, GREEN, GREY, marks, onePanel, quantity, VERMILLION } from './theme.ts';
import type { VegaLiteSpec } from './vegaLiteSpec.ts';

/** A position of `bookExposure`. */
export interface ChartedPosition {
  /** Of the instrument; rows of one symbol are one bar. */
  readonly symbol: string;
  /** What it gains per 1.00 of the benchmark's return, in the numeraire. */
  readonly dollarBeta: number;
}

/** Coins of the accounts of `bookExposure`. */
export interface ChartedCoin {
  /** Its name. */
  readonly coin: string;
  /** As of positions. */
  readonly dollarBeta: number;
}

/** What `exposureChart` takes: `{ ...bookExposure(...), orders }`. */
export interface ExposureChartOptions {
  /** The book. */
  readonly positions: readonly ChartedPosition[];
  /** What its accounts hold of coins. */
  readonly coins: readonly ChartedCoin[];
  /** What is to be traded, by the dollar beta that it adds: `legs` of `splitBetaHedge`; empty for the book alone. */
  readonly orders: readonly ChartedPosition[];
  /** Of all money here, such as `USD`. */
  readonly numeraire: string;
  /** In place of the derived one. */
  readonly title?: string | undefined;
}

/**
 * The dollar beta of a book as a waterfall: each position and coin, the sum, each order, and what is left.
 *
 * **Formula**: each bar begins where the one above it ends; the two sums begin at 0.
 * **Inputs**: rows of `bookExposure`, and of each order the dollar beta that it adds (of `sizeBetaHedge`
 * `dollarBetaAfter - dollarBetaBefore`), in one money.
 * **Result**: a Vega-Lite specification; the largest first. Of more than 20 bars of the book or of orders the smallest are
 * one bar together, which says how many they are. A permuted book gives the same bits.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: sums beyond 1e100).
 * **Cost**: O(n log n).
 *
 * @example
 * ```ts
 * import { exposureChart } from 'betahedge/charts';
 *
 * const chart = exposureChart({
 *   positions: [
 *     { symbol: 'ETH/USDT', dollarBeta: 120_000 },
 *     { symbol: 'BTC/USDT:USDT', dollarBeta: -40_000 },
 *   ],
 *   coins: [{ coin: 'BTC', dollarBeta: 30_000 }],
 *   orders: [{ symbol: 'BTC/USDT:USDT', dollarBeta: -109_000 }],
 *   numeraire: 'USDT',
 * });
 * console.log(chart.title.text); // Dollar beta before and after orders, USDT
 * console.log(chart.title.subtitle[0]); // 110,000 before, 1,000 after
 * ```
 */
export function exposureChart(options: ExposureChartOptions): VegaLiteSpec {
  const source = sourceOf('exposureChart', options);
  const held = [
    ...readRows(source, 'positions', 'symbol'),
    ...readRows(source, 'coins', 'coin', ' in accounts'),
  ];
  const traded = readRows(source, 'orders', 'symbol');
  const numeraire = text(source, 'numeraire');
  const book = barsOf(source, 'positions', held);
  const orders = barsOf(source, 'orders', traded);
  const before = sumOf(book);
  const after = before + sumOf(orders);
  const hasOrders = orders.length > 0;

  let level = 0;
  const rows = [
    ...book,
    { name: 'book', amount: before, series: 'sum' },
    ...orders,
    ...(hasOrders ? [{ name: 'after orders', amount: after, series: 'sum' }] : []),
  ].map((bar, place) => {
    const from = bar.series === 'sum' ? 0 : level;
    level = from + bar.amount;
    return { place, ...bar, from, to: level };
  });

  // Two bars may share a name: it is looked up by place. A figure beside its bar would be cut in a narrow chart.
  const labels = rows.map(({ name, amount }) => `${name}: ${count(amount)}`);
  const labelExpr = `${JSON.stringify(labels)}[datum.value]`;
  const y = { field: 'place', type: 'ordinal', axis: { labelExpr } };
  const x = quantity('from', `dollar beta, ${numeraire}`);
  // The labels say what the colours mean.
  const color = {
    ...bySeries(['long', 'short', 'sum', 'order'], [BLUE, VERMILLION, GREY, GREEN]),
    legend: null,
  };
  return onePanel(
    source,
    `Dollar beta ${hasOrders ? 'before and after orders' : 'of the book'}, ${numeraire}`,
    [hasOrders ? `${count(before)} before, ${count(after)} after` : `${count(before)} in all`],
    [
      marks(rows, 'bar', { height: 16 }, { y, x, x2: { field: 'to' }, color }),
      marks([{ from: 0 }], 'rule', {}, { x }),
    ],
    110 + 24 * rows.length,
  );
}

interface Row {
  readonly name: string;
  readonly amount: number;
}

function readRows(source: Source, field: string, key: string, where = ''): readonly Row[] {
  return readEach(source, field, (list, i) => {
    const row = readPart(list, i);
    return { name: text(row, key) + where, amount: number(row, 'dollarBeta') };
  });
}

/** One bar a name, the largest first, and one for the smallest of many; the same whatever the order of the rows. */
function barsOf(
  source: Source,
  field: 'positions' | 'orders',
  rows: readonly Row[],
): readonly (Row & { readonly series: string })[] {
  const most = 20;
  const groups = new Map<string, Row[]>();
  // In one order, so that the last bits of a sum are the same whatever that of the rows.
  for (const row of [...rows].sort((a, b) => a.amount - b.amount)) {
    const group = groups.get(row.name) ?? [];
    group.push(row);
    groups.set(row.name, group);
  }
  const bars = Array.from(groups, ([name, group]) => ({ name, amount: sumOf(group) }));
  const size = bars.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  if (!(size <= 1e100)) refuse(source, field, 'up to 1e100 in size', size);
  bars.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (a.name < b.name ? -1 : 1));
  if (bars.length > most) {
    const others = bars.splice(most - 1);
    bars.push({ name: `${count(others.length)} smaller ones`, amount: sumOf(others) });
  }
  return bars.map(({ name, amount }) =>
    field === 'orders'
      ? { name: `order: ${name}`, amount, series: 'order' }
      : { name, amount, series: amount < 0 ? 'short' : 'long' },
  );
}

function sumOf(rows: readonly Row[]): number {
  return compensatedSum(rows.map(({ amount }) => amount)) + 0;
}
