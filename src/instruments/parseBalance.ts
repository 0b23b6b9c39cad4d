import { isAbsent, readObject, refuse } from '../foundation/checks.ts';
import { addDecimals, plain, readDecimal } from './decimal.ts';
import { readNumber } from './marketNumber.ts';
import { parsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

/** What an account has of one currency; null where the venue does not say. */
export interface CurrencyBalance {
  /** ccxt's unified code, e.g. `BTC`. */
  readonly currency: string;
  /** All of it, signed. Whether unrealised profit, option value or debt are in it is the venue's to say. */
  readonly total: number;
  /** What orders can be paid with. */
  readonly free: number | null;
  /** What is set aside for orders and positions. */
  readonly used: number | null;
  /** What was borrowed, zero or above. */
  readonly debt: number | null;
}

const CALLER = 'parseBalance';
const AT = 'balance';

/**
 * A ccxt balance, as `fetchBalance` gives it, as a list of currencies.
 *
 * **Inputs**: ccxt's unified structure (version 4): `{ BTC: { free, used, total, debt }, ... }` beside `info`, `timestamp`,
 * `datetime` and the columns `free`, `used`, `total`, `debt`; numbers may be decimal strings.
 * **Result**: in the order of the codes. A total that is missing is free + used, as ccxt has it; free and used are not
 * worked out from each other. A row of zeros is kept: that an account has nothing of a currency is said, not
 * assumed. `total` may be below zero (a debt, a loss), and need not be free + used (margin, cross collateral).
 * **Errors**: `shape.missing_field` (a total that is not to be had; a currency of the column `total` without a row), `shape.*`,
 * `domain.negative` (debt), `domain.not_finite`.
 * **Source**: ccxt manual, Balance Structure.
 *
 * @example
 * ```ts
 * import { parseBalance } from 'betahedge/instruments';
 *
 * const balances = parseBalance({
 *   USDT: { free: '900.1', used: '99.9', total: undefined },
 *   BTC: { free: undefined, used: undefined, total: 0.5 },
 *   info: {},
 * });
 * console.log(balances.map(({ currency, total }) => `${total} ${currency}`).join(', ')); // 0.5 BTC, 1000 USDT
 * ```
 */
export function parseBalance(balance: unknown): readonly CurrencyBalance[] {
  const fields = readObject(CALLER, balance, AT);
  const currencies = Object.keys(fields).filter(
    (key) => !NO_CURRENCY.includes(key) && fields[key] !== undefined,
  );
  refuseUnlisted(fields, currencies);
  // By code units: no locale has a say.
  return currencies.sort().map((currency) => readRow(fields, currency));
}

/**
 * `parseBalance` for balances that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParseBalance } from 'betahedge/instruments';
 *
 * const parsed = safeParseBalance({ BTC: { free: 0.5 } });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // shape.missing_field balance.BTC.total
 * ```
 */
export function safeParseBalance(balance: unknown): Parsed<readonly CurrencyBalance[]> {
  return parsed(() => parseBalance(balance));
}

const NO_CURRENCY = ['info', 'timestamp', 'datetime', 'free', 'used', 'total', 'debt'];

/** A column without its rows would be an account without money. */
function refuseUnlisted(fields: Readonly<Record<string, unknown>>, currencies: readonly string[]): void {
  if (isAbsent(fields, 'total')) return;
  for (const currency of Object.keys(readObject(CALLER, fields['total'], `${AT}.total`)))
    if (!currencies.includes(currency))
      refuse('shape.missing_field', CALLER, `${AT}.${currency}`, 'a row, as of every currency', undefined);
}

function readRow(fields: Readonly<Record<string, unknown>>, currency: string): CurrencyBalance {
  const at = `${AT}.${currency}`;
  const row = readObject(CALLER, fields[currency], at);
  const debt = readNumber(CALLER, row, 'debt', at);
  if (debt !== null && debt < 0)
    refuse('domain.negative', CALLER, `${at}.debt`, 'what was borrowed, zero or above', debt);
  return {
    currency,
    total: readNumber(CALLER, row, 'total', at) ?? sumOf(row, at),
    free: readNumber(CALLER, row, 'free', at),
    used: readNumber(CALLER, row, 'used', at),
    debt,
  };
}

function sumOf(row: object, at: string): number {
  const free = readDecimal(CALLER, row, 'free', `${at}.free`);
  const used = readDecimal(CALLER, row, 'used', `${at}.used`);
  if (free === null || used === null)
    return refuse('shape.missing_field', CALLER, `${at}.total`, 'given, or free and used', undefined);
  return Number(addDecimals(plain(free), plain(used))) + 0;
}
