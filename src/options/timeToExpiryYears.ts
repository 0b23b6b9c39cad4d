import { readObject, readTimestamp, refuse } from '../foundation/checks.ts';

/** When it is, and when the option ends. */
export interface TimeToExpiryOptions {
  /** Now, epoch milliseconds. */
  readonly timestamp: number;
  /** When the option expires, epoch milliseconds: ccxt's `market.expiry`. Crypto options end at 08:00 UTC. */
  readonly expiry: number;
}

/**
 * The time that an option has left, in years of 365 days: the clock of Deribit and of the implied volatilities
 * that crypto exchanges print.
 *
 * **Formula**: (expiry - timestamp) / (365 * 86,400,000): calendar time, weekends and leap days alike.
 * **Result**: 0 at the expiry itself.
 * **Errors**: `shape.*`, `domain.out_of_range` (after the expiry: an option that is gone has a payoff, not a price:
 * `coinSettledPayoff`), `domain.not_integer`, `unit.suspicious` (seconds or microseconds).
 * **Accuracy**: one rounding.
 *
 * @example
 * ```ts
 * import { timeToExpiryYears } from 'betahedge/options';
 *
 * const years = timeToExpiryYears({
 *   timestamp: Date.UTC(2023, 10, 10, 5, 18),
 *   expiry: Date.UTC(2024, 8, 27, 8),
 * });
 * console.log((365 * years).toFixed(2)); // 322.11
 * ```
 */
export function timeToExpiryYears(options: TimeToExpiryOptions): number {
  readObject(CALLER, options, '');
  return yearsLeft(CALLER, options);
}

/** The same, for another caller. */
export function yearsLeft(caller: string, source: object): number {
  const timestamp = readTimestamp(caller, source, 'timestamp');
  const expiry = readTimestamp(caller, source, 'expiry');
  if (timestamp > expiry)
    refuse('domain.out_of_range', caller, 'timestamp', `at or before the expiry (${expiry})`, timestamp);
  return (expiry - timestamp) / YEAR_MS;
}

const CALLER = 'timeToExpiryYears';
/** Milliseconds of a year of 365 days. */
export const YEAR_MS: number = 365 * 86_400_000;
