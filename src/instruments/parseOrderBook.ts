import { isAbsent, readInteger, readList, readObject, readText, refuse } from '../foundation/checks.ts';
import { readNumber, readTimeOrNone } from './marketNumber.ts';
import { parsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

/** One level of a book: its price, in quote currency, and what stands there, in the venue's unit of amounts. */
export type BookLevel = readonly [price: number, amount: number];

/** What stands to be traded, best price first. */
export interface OrderBook {
  /** ccxt's unified symbol. */
  readonly symbol: string;
  /** What others buy, prices falling. */
  readonly bids: readonly BookLevel[];
  /** What others sell, prices rising. */
  readonly asks: readonly BookLevel[];
  /** Epoch milliseconds; null where the venue does not say. */
  readonly timestamp: number | null;
  /** The venue's number of this state of the book; null where it does not say. */
  readonly nonce: number | null;
}

const CALLER = 'parseOrderBook';
const AT = 'orderBook';

/**
 * A ccxt order book, as `fetchOrderBook` gives it, checked to be one.
 *
 * **Inputs**: ccxt's unified structure (version 4): levels `[price, amount]`, of which a third number, a count or an id, is left
 * out; numbers may be decimal strings. Amounts are in what the venue counts, as `amountUnit` of its instrument.
 * **Result**: bids by falling price, asks by rising, as they came. A level of amount 0 is dropped: it says that nothing stands
 * there, which feeds of changes leave behind. A side may be empty. A bid at the price of an ask is no error.
 * **Errors**: `market.inconsistent` (levels out of order, two of one price, a bid above an ask: a book of two moments),
 * `shape.missing_field` (a price or an amount), `domain.not_positive` (a price), `domain.negative` (an amount), `shape.*`,
 * `unit.suspicious` (a time in seconds).
 * **Cost**: O(n). **Source**: ccxt manual, Order Book Structure.
 *
 * @example
 * ```ts
 * import { parseOrderBook } from 'betahedge/instruments';
 *
 * const book = parseOrderBook({
 *   symbol: 'BTC/USDT', bids: [['46999.9', 1.5], [46999, 0], [46998.5, 2]], asks: [[47000, 0.7, 3]], nonce: 12,
 * });
 * console.log(JSON.stringify(book.bids), book.asks.length); // [[46999.9,1.5],[46998.5,2]] 1
 * ```
 */
export function parseOrderBook(orderBook: unknown): OrderBook {
  const fields = readObject(CALLER, orderBook, AT);
  const bids = readSide(fields, 'bids');
  const asks = readSide(fields, 'asks');
  const [bid, ask] = [bids[0]?.[0], asks[0]?.[0]];
  if (bid !== undefined && ask !== undefined && bid > ask)
    refuse('market.inconsistent', CALLER, `${AT}.bids`, `at most at the lowest ask ${ask}`, bid);
  return {
    symbol: readText(CALLER, fields, 'symbol', AT),
    bids,
    asks,
    timestamp: readTimeOrNone(CALLER, fields, 'timestamp', AT),
    nonce: readNonce(fields),
  };
}

/**
 * `parseOrderBook` for books that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParseOrderBook } from 'betahedge/instruments';
 *
 * const parsed = safeParseOrderBook({ symbol: 'BTC/USDT', bids: [[47000, 1], [47001, 1]], asks: [] });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // market.inconsistent orderBook.bids[1][0]
 * ```
 */
export function safeParseOrderBook(orderBook: unknown): Parsed<OrderBook> {
  return parsed(() => parseOrderBook(orderBook));
}

function readSide(fields: object, side: 'bids' | 'asks'): readonly BookLevel[] {
  const levels: BookLevel[] = [];
  readList(CALLER, fields, side, AT).forEach((entry, i) => {
    const at = `${AT}.${side}[${i}]`;
    if (!Array.isArray(entry)) refuse('shape.wrong_type', CALLER, at, 'a price and an amount', entry);
    const price = readCell(entry as object, '0', at);
    const amount = readCell(entry as object, '1', at);
    if (!(price > 0)) refuse('domain.not_positive', CALLER, `${at}[0]`, 'positive', price);
    if (amount < 0) refuse('domain.negative', CALLER, `${at}[1]`, 'zero or positive', amount);
    if (amount === 0) return;
    const before = levels.at(-1)?.[0];
    if (before !== undefined && (side === 'bids' ? price >= before : price <= before)) {
      const expected = `${side === 'bids' ? 'below' : 'above'} the price before it, ${before}`;
      refuse('market.inconsistent', CALLER, `${at}[0]`, expected, price);
    }
    levels.push([price, amount]);
  });
  return levels;
}

function readCell(level: object, field: '0' | '1', at: string): number {
  const value = readNumber(CALLER, level, field, at);
  return value ?? refuse('shape.missing_field', CALLER, `${at}[${field}]`, 'a number', undefined);
}

function readNonce(fields: object): number | null {
  if (isAbsent(fields, 'nonce')) return null;
  const nonce = readInteger(CALLER, { nonce: readNumber(CALLER, fields, 'nonce', AT) }, 'nonce', 0, AT);
  // Beyond, two states of the book would have one number.
  return nonce <= Number.MAX_SAFE_INTEGER
    ? nonce
    : refuse('domain.out_of_range', CALLER, `${AT}.nonce`, 'at most 2^53 - 1', nonce);
}
