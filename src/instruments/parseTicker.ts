import { readObject, readText, refuse } from '../foundation/checks.ts';
import { readPriceOrNone, readTimeOrNone } from './marketNumber.ts';
import { parsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

/** Prices of one symbol at one time; null where the venue does not say. */
export interface Ticker {
  /** ccxt's unified symbol. */
  readonly symbol: string;
  /** Best price to sell at; in quote currency, as all of these, of an option a premium. */
  readonly bid: number | null;
  /** Best price to buy at. */
  readonly ask: number | null;
  /** Of the last trade, which may be long ago. */
  readonly last: number | null;
  /** What the venue marks positions at. */
  readonly markPrice: number | null;
  /** The venue's spot price of the coin. */
  readonly indexPrice: number | null;
  /** Epoch milliseconds. */
  readonly timestamp: number | null;
}

const CALLER = 'parseTicker';
const AT = 'ticker';

/**
 * A ccxt ticker, as `fetchTicker` gives it: bid, ask, last, mark and index, each by its name, since in a crash they are not
 * one price.
 *
 * **Inputs**: ccxt's unified structure (version 4); numbers may be decimal strings.
 * **Result**: a price that is absent or 0, which venues write for none, is null: no price stands in for another.
 * **Errors**: `market.inconsistent` (a bid above the ask; equal is no error), `domain.not_positive` (a price below 0),
 * `shape.*`, `unit.suspicious` (a time in seconds).
 * **Source**: ccxt manual, Ticker Structure.
 *
 * @example
 * ```ts
 * import { parseTicker } from 'betahedge/instruments';
 *
 * const ticker = parseTicker({ symbol: 'BTC/USDT:USDT', bid: '46999.9', ask: 47000, last: 0, timestamp: 1_711_699_200_000 });
 * console.log(ticker.bid, ticker.ask, ticker.last, ticker.markPrice); // 46999.9 47000 null null
 * ```
 */
export function parseTicker(ticker: unknown): Ticker {
  const fields = readObject(CALLER, ticker, AT);
  const price = (field: string): number | null => readPriceOrNone(CALLER, fields, field, AT);
  const bid = price('bid');
  const ask = price('ask');
  if (bid !== null && ask !== null && bid > ask)
    refuse('market.inconsistent', CALLER, `${AT}.bid`, `at most the ask ${ask}`, bid);
  return {
    symbol: readText(CALLER, fields, 'symbol', AT),
    bid,
    ask,
    last: price('last'),
    markPrice: price('markPrice'),
    indexPrice: price('indexPrice'),
    timestamp: readTimeOrNone(CALLER, fields, 'timestamp', AT),
  };
}

/**
 * `parseTicker` for tickers that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParseTicker } from 'betahedge/instruments';
 *
 * const parsed = safeParseTicker({ symbol: 'BTC/USDT', bid: 47001, ask: 47000 });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // market.inconsistent ticker.bid
 * ```
 */
export function safeParseTicker(ticker: unknown): Parsed<Ticker> {
  return parsed(() => parseTicker(ticker));
}
