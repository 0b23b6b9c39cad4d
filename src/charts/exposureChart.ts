import { readFinite, readList, readObject, readText, refuse } from '../foundation/checks.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';
import {
  BLUE,
  bySeries,
  count,
  GREEN,
  GREY,
  marks,
  onePanel,
  quantity,
  readTitle,
  roomFor,
  VERMILLION,
} from './theme.ts';
import type { JsonObject, VegaLiteSpec } from './vegaLiteSpec.ts';

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

const CALLER = 'exposureChart';
const MOST_BARS = 20;

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
 * console.log(chart.title.text); // Dollar beta before and after the orders, USDT
 * console.log(chart.title.subtitle[0]); // 110,000 before, 1,000 after
 * ```
 */
export function exposureChart(options: ExposureChartOptions): VegaLiteSpec {
  readObject(CALLER, options, '');
  const positions = readRows(options, 'positions', 'symbol');
  const coins = readRows(options, 'coins', 'coin').map(({ name, amount }) => ({
    name: `${name} in accounts`,
    amount,
  }));
  const orders = readRows(options, 'orders', 'symbol');
  const numeraire = readText(CALLER, options, 'numeraire');
  const held = byNameAndSize([...positions, ...coins]);
  const traded = byNameAndSize(orders);
  const before = sumOf(held);
  const after = sumOf([...held, ...traded]);
  refuseHuge('positions', held);
  refuseHuge('orders', traded);
  const hasOrders = traded.length > 0;
  const derived = `Dollar beta ${hasOrders ? 'before and after the orders' : 'of the book'}, ${numeraire}`;
  const title = readTitle(CALLER, options, derived);

  const rows: Step[] = [];
  const add = (name: string, series: string, from: number, amount: number): number => {
    const to = from + amount + 0;
    rows.push({ place: rows.length, name, series, from, to, end: Math.max(from, to), label: count(amount) });
    return to;
  };
  let level = 0;
  for (const { name, amount } of fewest(held))
    level = add(name, amount < 0 ? 'short' : 'long', level, amount);
  level = add('book', 'sum', 0, before);
  for (const { name, amount } of fewest(traded)) level = add(`order: ${name}`, 'order', level, amount);
  if (hasOrders) add('after the orders', 'sum', 0, after);
  const figures = hasOrders ? `${count(before)} before, ${count(after)} after` : `${count(before)} in all`;
  return onePanel(title, [figures], layersOf(rows, numeraire), 110 + 24 * rows.length);
}

interface Bar {
  readonly name: string;
  readonly amount: number;
}

/** A bar where it stands: a type, since an interface is no JSON object to the compiler. */
type Step = {
  readonly place: number;
  readonly name: string;
  readonly series: string;
  readonly from: number;
  readonly to: number;
  /** The right one of the two. */
  readonly end: number;
  readonly label: string;
};

function readRows(options: object, field: string, key: string): readonly Bar[] {
  return readList(CALLER, options, field).map((entry, i) => {
    const at = `${field}[${i}]`;
    const fields = readObject(CALLER, entry, at);
    return { name: readText(CALLER, fields, key, at), amount: readFinite(CALLER, fields, 'dollarBeta', at) };
  });
}

/** One bar a name, the largest first; the same whatever the order of the rows. */
function byNameAndSize(rows: readonly Bar[]): readonly Bar[] {
  const groups = new Map<string, number[]>();
  for (const { name, amount } of rows) {
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [amount]);
    else group.push(amount);
  }
  return [...groups]
    .map(([name, amounts]) => ({ name, amount: compensatedSum(amounts.sort((a, b) => a - b)) + 0 }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (a.name < b.name ? -1 : 1));
}

function fewest(bars: readonly Bar[]): readonly Bar[] {
  if (bars.length <= MOST_BARS) return bars;
  const others = bars.slice(MOST_BARS - 1);
  return [
    ...bars.slice(0, MOST_BARS - 1),
    { name: `${count(others.length)} smaller ones`, amount: sumOf(others) },
  ];
}

function refuseHuge(field: string, bars: readonly Bar[]): void {
  const size = compensatedSum(bars.map(({ amount }) => Math.abs(amount)));
  if (!(size <= 1e100)) refuse('domain.out_of_range', CALLER, field, 'of sums up to 1e100', size);
}

function sumOf(bars: readonly Bar[]): number {
  return compensatedSum(bars.map(({ amount }) => amount)) + 0;
}

function layersOf(rows: readonly Step[], numeraire: string): readonly JsonObject[] {
  // Two bars may share a name: it is looked up by place.
  const labelExpr = `${JSON.stringify(rows.map(({ name }) => name))}[datum.value]`;
  const y = {
    field: 'place',
    type: 'ordinal',
    axis: { title: null, labelExpr, ticks: false, domain: false },
  };
  const room = roomFor(
    rows.flatMap(({ from, to }) => [from, to]),
    0,
    0.1,
  );
  const x = quantity('from', `dollar beta, ${numeraire}`, undefined, room);
  const color = bySeries(['long', 'short', 'sum', 'order'], [BLUE, VERMILLION, GREY, GREEN]);
  const text = { field: 'label', type: 'nominal' };
  return [
    ...marks(rows, 'bar', { height: 16 }, { y, x, x2: { field: 'to' }, color }),
    ...marks(rows, 'text', { align: 'left', dx: 5 }, { y, x: { ...x, field: 'end' }, text }),
    ...marks([{ from: 0 }], 'rule', { color: GREY }, { x }),
  ];
}
