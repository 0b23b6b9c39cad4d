import { isAbsent, readObject, readText, refuse, refuseSuspicious } from '../foundation/checks.ts';
import { readNumber, readPriceOrNone, readTimeOrNone } from './marketNumber.ts';
import { parsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

/** What longs pay shorts; null where the venue does not say. */
export interface FundingRate {
  /** ccxt's unified symbol. */
  readonly symbol: string;
  /** Fraction of the notional per interval: above 0 longs pay shorts, below 0 shorts pay longs. */
  readonly rate: number;
  /** What one rate is for, milliseconds. Never assumed: 8 hours on one venue are 4 or 1 on another. */
  readonly intervalMs: number | null;
  /**
   * `upcoming`: to be paid at `fundingTimestamp`, and still an estimate on most venues; `settled`: paid then. By the two
   * times; null where one is missing.
   */
  readonly kind: 'upcoming' | 'settled' | null;
  /** When the rate is paid, epoch milliseconds. */
  readonly fundingTimestamp: number | null;
  /** The rate after this one, as far as the venue guesses it. */
  readonly nextRate: number | null;
  /** When that is paid; of venues without `fundingTimestamp` (BingX, Backpack, Aster) when `rate` itself is. */
  readonly nextFundingTimestamp: number | null;
  /** The rate before this one, which was paid. */
  readonly previousRate: number | null;
  /** When that was. */
  readonly previousFundingTimestamp: number | null;
  /** In quote currency. */
  readonly markPrice: number | null;
  /** In quote currency. */
  readonly indexPrice: number | null;
  /** When the venue said all this, epoch milliseconds. */
  readonly timestamp: number | null;
}

const CALLER = 'parseFundingRate';
const AT = 'fundingRate';

/**
 * A ccxt funding rate, as `fetchFundingRate` gives it, with the interval that it is for.
 *
 * **Inputs**: ccxt's unified structure (version 4); numbers may be decimal strings. `interval` as ccxt writes it: `8h`, `60m`,
 * `1d`, or a number of milliseconds where ccxt has no word for it.
 * **Result**: rates as fractions per interval, of the sign that longs pay where it is above 0.
 * **Errors**: `shape.missing_field` (fundingRate), `unit.suspicious` (a rate beyond 0.2, a percentage; an interval in hours or
 * seconds without its unit; a time in seconds), `domain.not_one_of` (an interval in other words), `domain.*`, `shape.*`.
 * **Source**: ccxt manual, Funding Rate Structure.
 *
 * @example
 * ```ts
 * import { parseFundingRate } from 'betahedge/instruments';
 *
 * const funding = parseFundingRate({
 *   symbol: 'BTC/USDT:USDT', fundingRate: 0.0001, interval: '8h',
 *   timestamp: 1_711_699_200_000, fundingTimestamp: 1_711_728_000_000,
 * });
 * console.log(funding.rate, funding.intervalMs, funding.kind); // 0.0001 28800000 upcoming
 * ```
 */
export function parseFundingRate(fundingRate: unknown): FundingRate {
  const fields = readObject(CALLER, fundingRate, AT);
  const time = (field: string): number | null => readTimeOrNone(CALLER, fields, field, AT);
  const rate = readRate(fields, 'fundingRate');
  if (rate === null)
    return refuse(
      'shape.missing_field',
      CALLER,
      `${AT}.fundingRate`,
      'a fraction of the notional',
      undefined,
    );
  const timestamp = time('timestamp');
  const fundingTimestamp = time('fundingTimestamp');
  const isDated = timestamp !== null && fundingTimestamp !== null;
  return {
    symbol: readText(CALLER, fields, 'symbol', AT),
    rate,
    intervalMs: readInterval(fields),
    kind: isDated ? (fundingTimestamp > timestamp ? 'upcoming' : 'settled') : null,
    fundingTimestamp,
    nextRate: readRate(fields, 'nextFundingRate'),
    nextFundingTimestamp: time('nextFundingTimestamp'),
    previousRate: readRate(fields, 'previousFundingRate'),
    previousFundingTimestamp: time('previousFundingTimestamp'),
    markPrice: readPriceOrNone(CALLER, fields, 'markPrice', AT),
    indexPrice: readPriceOrNone(CALLER, fields, 'indexPrice', AT),
    timestamp,
  };
}

/**
 * `parseFundingRate` for rates that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParseFundingRate } from 'betahedge/instruments';
 *
 * const parsed = safeParseFundingRate({ symbol: 'BTC/USDT:USDT', fundingRate: 1 });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // unit.suspicious fundingRate.fundingRate
 * ```
 */
export function safeParseFundingRate(fundingRate: unknown): Parsed<FundingRate> {
  return parsed(() => parseFundingRate(fundingRate));
}

function readRate(fields: object, field: string): number | null {
  const rate = readNumber(CALLER, fields, field, AT);
  if (rate === null) return null;
  return refuseSuspicious(CALLER, `${AT}.${field}`, rate, 0.2, 'a fraction (a percentage or bps came?)');
}

const MINUTE_MS = 60_000;
const UNITS_MS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: 1440 * MINUTE_MS,
};

function readInterval(fields: Readonly<Record<string, unknown>>): number | null {
  if (isAbsent(fields, 'interval')) return null;
  const path = `${AT}.interval`;
  const { interval } = fields;
  const text = typeof interval === 'number' ? String(interval) : interval;
  if (typeof text !== 'string') return refuse('shape.wrong_type', CALLER, path, 'a text as 8h', interval);
  const [, count, unit] = /^(\d{1,12}(?:\.\d{1,6})?)([mhd]?)$/.exec(text) ?? [];
  if (count === undefined || unit === undefined)
    return refuse('domain.not_one_of', CALLER, path, 'as 8h, 60m or 1d', interval);
  const milliseconds = Number(count) * (UNITS_MS[unit] ?? 1);
  if (milliseconds === 0) refuse('domain.not_positive', CALLER, path, 'positive', interval);
  if (milliseconds < MINUTE_MS || milliseconds > 366 * UNITS_MS['d']!) {
    const expected = 'from a minute to a year (a number without its unit is milliseconds)';
    refuse('unit.suspicious', CALLER, path, expected, interval);
  }
  return Number.isInteger(milliseconds)
    ? milliseconds
    : refuse('domain.not_integer', CALLER, path, 'a whole number of milliseconds', interval);
}
