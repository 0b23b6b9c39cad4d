import { isAbsent, readObject, readText, readTimestamp, refuse } from '../foundation/checks.ts';
import { readDatedPrice, readPriceWindow } from '../foundation/datedPrice.ts';
import type { DatedPrice, PriceWindow } from '../foundation/datedPrice.ts';

/** The currency of a hedge, and how old what it goes by may be. */
export interface HedgeMoneyOptions {
  /**
   * The currency of values, capital and limits. Left out: that of the hedge instrument, which is its quote, or the
   * `settle` of a linear contract.
   */
  readonly numeraire?: string | undefined;
  /** Units of the numeraire per 1 of each other currency that an instrument or a value is in. */
  readonly fx?: Readonly<Record<string, DatedPrice>> | undefined;
  /** Epoch milliseconds: refuses an instrument that has expired, and is what the two maximum ages count from. */
  readonly now?: number | undefined;
  /** Milliseconds: with `now`, refuses betas without `asOf`, older than that, or later than `now`. */
  readonly maximumEstimateAgeMs?: number | undefined;
  /** Milliseconds: with `now`, refuses prices and rates without a time, older than that, or later than `now`. */
  readonly maximumPriceAgeMs?: number | undefined;
}

/** The currency of a hedge as read. */
export interface HedgeMoney {
  /** Of all values. */
  readonly currency: string;
  /** Null where no time is given. */
  readonly now: number | null;
  /** That prices must be from. */
  readonly window: PriceWindow;
  /** Units of `currency` per 1 of another. */
  readonly rateOf: (currency: string) => number;
}

/** Reads the currency; `own` is the hedge instrument's. */
export function readMoney(caller: string, options: HedgeMoneyOptions, own: string): HedgeMoney {
  const now = isAbsent(options, 'now') ? null : readTimestamp(caller, options, 'now');
  const window = isAbsent(options, 'maximumPriceAgeMs') ? null : readPriceWindow(caller, options);
  const numeraire = isAbsent(options, 'numeraire') ? null : readText(caller, options, 'numeraire');
  const fx = isAbsent(options, 'fx') ? {} : readObject(caller, options.fx, 'fx');
  const missing = (expected: string): never =>
    refuse('shape.missing_field', caller, 'numeraire', expected, undefined);
  if (numeraire === null && !isAbsent(options, 'fx')) missing('the currency that fx converts into');
  if (numeraire !== null && !isAbsent(fx, numeraire)) {
    const { price } = readDatedPrice(caller, fx, numeraire, 'fx', null);
    if (price !== 1)
      refuse('market.inconsistent', caller, `fx.${numeraire}.price`, '1, the numeraire in itself', price);
  }
  const rates = new Map<string, number>([[numeraire ?? own, 1]]);
  const rateOf = (currency: string): number => {
    const known = rates.get(currency);
    if (known !== undefined) return known;
    if (numeraire === null) return missing(`a currency, since ${own} and ${currency} are mixed`);
    const { price } = readDatedPrice(caller, fx, currency, 'fx', window);
    rates.set(currency, price);
    return price;
  };
  return { currency: numeraire ?? own, now, window, rateOf };
}
