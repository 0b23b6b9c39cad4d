import { isAbsent, readObject, refuse } from '../foundation/checks.ts';
import { parsed } from '../instruments/parsed.ts';
import type { Parsed } from '../instruments/parsed.ts';
import { readSeconds, readWhole, readWithin, scaleByTen } from './oracleDecimal.ts';

/** A price of Pyth as `oracleGuard` observes it. */
export interface PythPrice {
  /** Quote currency per coin. */
  readonly price: number;
  /** Half width around it, in its currency: about one standard deviation of the publishers. */
  readonly confidence: number;
  /** Epoch milliseconds. */
  readonly timestamp: number;
}

const CALLER = 'parsePythPrice';
const AT = 'pythPrice';

/**
 * A price of Pyth in plain numbers: its own are integers times a power of ten, and its time is in seconds.
 *
 * **Formula**: price 10^expo, conf 10^expo, publish_time 1000.
 * **Inputs**: `{ price, conf, expo, publish_time }`, also `publishTime` as its contracts and SDKs write it, or a feed
 * `{ price: {...}, ema_price: {...} }` as Hermes gives it, of which `price` is read; pass `ema_price` itself for the average.
 * Integers as bigint, text, or numbers up to 2^53; `expo` from -50 to 50.
 * **Result**: the nearest doubles. How wide a confidence and how old a price may be is for `oracleGuard` to judge.
 * **Errors**: `domain.not_positive` (a price of 0 or below, which Pyth writes while it has none; a time), `domain.negative`
 * (conf), `domain.out_of_range` (a number that has lost digits; expo), `domain.not_integer`, `domain.not_finite`,
 * `unit.suspicious` (a time in milliseconds), `shape.*`.
 * **Source**: Pyth, Price Feeds: Fixed-Point Numeric Representation, Confidence Intervals.
 *
 * @example
 * ```ts
 * import { parsePythPrice } from 'betahedge/rebalance';
 *
 * const pyth = parsePythPrice({ price: '12276250', conf: '1500', expo: -5, publish_time: 1692110601 });
 * console.log(pyth.price, pyth.confidence, pyth.timestamp); // 122.7625 0.015 1692110601000
 * ```
 */
export function parsePythPrice(pythPrice: unknown): PythPrice {
  const outer = readObject(CALLER, pythPrice, AT);
  const isFeed = typeof outer['price'] === 'object' && outer['price'] !== null;
  const at = isFeed ? `${AT}.price` : AT;
  const fields = isFeed ? readObject(CALLER, outer['price'], at) : outer;
  const digits = readWhole(CALLER, fields['price'], `${at}.price`);
  const expo = readWithin(CALLER, fields['expo'], `${at}.expo`, -50, 50);
  const width = readWhole(CALLER, fields['conf'], `${at}.conf`);
  if (digits <= 0n) refuse('domain.not_positive', CALLER, `${at}.price`, 'positive', digits);
  if (width < 0n) refuse('domain.negative', CALLER, `${at}.conf`, 'zero or positive', width);
  const time =
    isAbsent(fields, 'publish_time') && !isAbsent(fields, 'publishTime') ? 'publishTime' : 'publish_time';
  return {
    price: scaleByTen(digits, expo),
    confidence: scaleByTen(width, expo),
    timestamp: readSeconds(CALLER, fields[time], `${at}.${time}`),
  };
}

/**
 * `parsePythPrice` for prices that may not be what they should: the error comes back instead of flying. To
 * `oracleGuard` such a price is null.
 *
 * @example
 * ```ts
 * import { safeParsePythPrice } from 'betahedge/rebalance';
 *
 * const parsed = safeParsePythPrice({ price: '0', conf: '0', expo: -8, publish_time: 1692110601 });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // domain.not_positive pythPrice.price
 * ```
 */
export function safeParsePythPrice(pythPrice: unknown): Parsed<PythPrice> {
  return parsed(() => parsePythPrice(pythPrice));
}
