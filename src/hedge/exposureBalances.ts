import {
  isAbsent,
  readFinite,
  readList,
  readObject,
  readOneOf,
  readText,
  refuse,
} from '../foundation/checks.ts';
import { addCompensated, compensatedTotal } from '../kernel/compensatedSum.ts';
import { currencyOf, isValued } from './exposureValues.ts';
import type { Currency, ExposureValues } from './exposureValues.ts';

/** What an account holds of a currency: one row for each currency that a derivative there is settled in, 0 too. */
export interface ExposureBalance {
  /** Such as `BTC` or `USDT`. */
  readonly currency: string;
  /** Signed: a debt is below 0. Of 0 that no position is settled in, no price is asked for. */
  readonly amount: number;
  /**
   * What the venue counts in the amount. `cash`: the wallet alone. `margin`: with the unrealised profit of futures and
   * perpetuals. `equity`: with the value of options too.
   */
  readonly kind: 'cash' | 'margin' | 'equity';
  /** Of the positions that it stands for; left out: of those without one. */
  readonly account?: string | undefined;
}

/** A balance as read, with what the positions of its account add to it. */
export interface Balance {
  readonly currency: Currency;
  readonly account: string;
  readonly kind: ExposureBalance['kind'];
  readonly amount: number;
  /** Running sums of all balances. */
  readonly sums: Float64Array;
  /** Where its own begin: unrealised profit, value of options, value of coin-settled options. */
  readonly offset: number;
}

// From a balance's offset, each with its roundings (`addCompensated`).
const SUMS = 6;
const PROFIT = 0;
const OPTIONS = 2;
const COIN_OPTIONS = 4;

/** By currency, then account: `balances.get('USDT')?.get('')`. */
export type Balances = ReadonlyMap<string, ReadonlyMap<string, Balance>>;

/** Reads the balances, by currency and account. */
export function readBalances(values: ExposureValues, options: object): Balances {
  const { caller } = values;
  const balances = new Map<string, Map<string, Balance>>();
  const entries = readList(caller, options, 'balances');
  const sums = new Float64Array(SUMS * entries.length);
  entries.forEach((entry, i) => {
    const at = `balances[${i}]`;
    const fields = readObject(caller, entry, at);
    const name = readText(caller, fields, 'currency', at);
    const account = readAccount(caller, fields, at);
    const kind = readOneOf(caller, fields, 'kind', ['cash', 'margin', 'equity'], at);
    const amount = readFinite(caller, fields, 'amount', at);
    // Venues list all that they trade: nothing is lost with 0 of it. What a position is settled in is asked for there.
    if (amount === 0 && !isValued(values, name)) return;
    const currency = currencyOf(values, name);
    const accounts = balances.get(currency.name) ?? new Map<string, Balance>();
    if (accounts.has(account)) {
      const expected = 'the only balance of its account in this currency (name the accounts)';
      refuse('market.inconsistent', caller, at, expected, entry);
    }
    accounts.set(account, { currency, account, kind, amount, sums, offset: SUMS * i });
    balances.set(currency.name, accounts);
  });
  return balances;
}

/** Empty where there is none. */
export function readAccount(caller: string, source: object, at: string): string {
  return isAbsent(source, 'account') ? '' : readText(caller, source, 'account', at);
}

/** The balances, by currency and account in order. */
export function sortedBalances(balances: Balances): readonly Balance[] {
  const sorted = [...balances.values()].flatMap((accounts) => [...accounts.values()]);
  return sorted.sort((a, b) =>
    a.currency === b.currency ? (a.account < b.account ? -1 : 1) : a.currency.name < b.currency.name ? -1 : 1,
  );
}

/** Adds what a position has earned and what its options are worth. */
export function addToBalance(balance: Balance, profit: number, premium: number, coinSettled: boolean): void {
  addCompensated(balance.sums, balance.offset + PROFIT, profit);
  addCompensated(balance.sums, balance.offset + (coinSettled ? COIN_OPTIONS : OPTIONS), premium);
}

/**
 * What of the currency moves with its price: cash, unrealised profit and the value of options, but for coin-settled
 * ones: beside a Black-Scholes delta their value in coins is no coins, since it is in the delta.
 */
export function exposedAmountOf({ kind, amount, sums, offset }: Balance): number {
  if (kind === 'equity') return amount - compensatedTotal(sums, offset + COIN_OPTIONS);
  const margin = kind === 'margin' ? amount : amount + compensatedTotal(sums, offset + PROFIT);
  return margin + compensatedTotal(sums, offset + OPTIONS);
}

/** All that the account has in the currency: cash, unrealised profit and the value of options. */
export function equityOf(balance: Balance): number {
  if (balance.kind === 'equity') return balance.amount;
  return exposedAmountOf(balance) + compensatedTotal(balance.sums, balance.offset + COIN_OPTIONS);
}
