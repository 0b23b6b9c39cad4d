import {
  isAbsent,
  join,
  readNonNegative,
  readObject,
  readPositive,
  readTimestamp,
  refuse,
} from './checks.ts';

/** A price and when it was seen: of a currency, units of the numeraire per 1 of it. */
export interface DatedPrice {
  /** Above zero. */
  readonly price: number;
  /** Epoch milliseconds. */
  readonly timestamp: number;
}

/** How old prices may be; without it their age is not looked at. */
export interface PriceAge {
  /** Now, epoch milliseconds: what is older than `maximumPriceAgeMs`, or later than this time, is refused. */
  readonly now?: number | undefined;
  /** Milliseconds; required with `now`. */
  readonly maximumPriceAgeMs?: number | undefined;
}

/** The window that a price must be from; null where ages are not looked at. */
export type PriceWindow = {
  readonly from: number;
  readonly to: number;
  readonly maximumPriceAgeMs: number;
} | null;

/** `now` and `maximumPriceAgeMs`, both or neither. */
export function readPriceWindow(caller: string, options: PriceAge): PriceWindow {
  if (isAbsent(options, 'now') && isAbsent(options, 'maximumPriceAgeMs')) return null;
  const to = readTimestamp(caller, options, 'now');
  const maximumPriceAgeMs = readNonNegative(caller, options, 'maximumPriceAgeMs');
  return { from: to - maximumPriceAgeMs, to, maximumPriceAgeMs };
}

/** A dated price, from within the window if there is one. */
export function readDatedPrice(
  caller: string,
  source: object,
  field: string,
  at: string | undefined,
  window: PriceWindow,
): DatedPrice {
  const path = join(at, field);
  const value = (source as Readonly<Record<string, unknown>>)[field];
  if (typeof value !== 'object') refuse('shape.wrong_type', caller, path, '{ price, timestamp }', value);
  const fields = readObject(caller, value, path);
  const price = readPositive(caller, fields, 'price', path);
  const timestamp = readTimestamp(caller, fields, 'timestamp', path);
  refuseOutOfWindow(caller, `${path}.timestamp`, timestamp, window);
  return { price, timestamp };
}

/** A price that is a bare number where ages are not looked at, and a dated one where they are. */
export function readPrice(
  caller: string,
  source: object,
  field: string,
  at: string | undefined,
  window: PriceWindow,
): number {
  const value = (source as Readonly<Record<string, unknown>>)[field];
  if (typeof value === 'object' && value !== null)
    return readDatedPrice(caller, source, field, at, window).price;
  const price = readPositive(caller, source, field, at);
  if (window === null) return price;
  const expected = '{ price, timestamp } where now is given';
  return refuse('shape.wrong_type', caller, join(at, field), expected, value);
}

function refuseOutOfWindow(caller: string, path: string, timestamp: number, window: PriceWindow): void {
  if (window === null) return;
  if (timestamp > window.to)
    refuse('price.not_yet_known', caller, path, `at most now, ${window.to}`, timestamp);
  if (timestamp >= window.from) return;
  const age = `${window.to - timestamp} ms old, ${window.maximumPriceAgeMs} allowed by maximumPriceAgeMs`;
  refuse('price.stale', caller, path, `at least ${window.from} (${age})`, timestamp);
}
