import { refuse } from '../foundation/checks.ts';

type Row = Readonly<Record<string, unknown>> | null | undefined;

/** What a call gives of its currencies. */
export interface GivenCurrencies {
  readonly caller: string;
  readonly numeraire: string;
  /** As they came: `positions` and `balances` are still to be read. */
  readonly options: object;
  readonly isGiven: (name: string) => boolean;
  /** Money has none. */
  readonly hasBeta: (name: string) => boolean;
}

/** Refuses a currency without price or rate, and names all others that lack one in the same error. */
export function refuseMissing(given: GivenCurrencies, name: string): never {
  const { caller, numeraire, isGiven, hasBeta } = given;
  const { used, money } = currenciesOf(given.options);
  const isMoney = (one: string): boolean => money.has(one) && !hasBeta(one);
  const pathOf = (one: string): string => `${isMoney(one) ? 'fx' : 'prices'}.${one}`;
  const coin = `a coin's price in ${numeraire}`;
  const rate = 'the rate of money, { price, timestamp }';
  const expected = isMoney(name)
    ? `given (${rate}), or prices.${name} (${coin})`
    : `given (${coin}), or fx.${name} (${rate})`;
  const others = [...used].filter((one) => one !== name && !isGiven(one)).map(pathOf);
  const rest = others.length === 0 ? '' : `; missing too: ${others.join(', ')}`;
  return refuse('shape.missing_field', caller, pathOf(name), expected + rest, undefined);
}

/** Read loosely, since what is wrong elsewhere has its own error. */
function currenciesOf(options: object): { readonly used: Set<string>; readonly money: Set<string> } {
  const used = new Set<string>();
  const money = new Set<string>();
  const coins = new Set<string>();
  const add = (name: unknown, ...sets: readonly Set<string>[]): void => {
    if (typeof name === 'string' && name !== '') for (const set of sets) set.add(name);
  };
  for (const balance of rowsOf(options, 'balances'))
    if (balance?.['amount'] !== 0) add(balance?.['currency'], used);
  for (const position of rowsOf(options, 'positions')) {
    const { settlement, base, quote, settle } = (position?.['instrument'] ?? {}) as Record<string, unknown>;
    const isLinear = settlement === 'linear' || settlement === 'linearOption';
    add(settle, used, isLinear || settlement === 'spot' ? money : coins);
    add(base, coins);
    if (!isLinear && settlement !== 'quanto') add(quote, used, money);
  }
  for (const coin of coins) money.delete(coin);
  return { used, money };
}

function rowsOf(options: object, field: string): readonly Row[] {
  const rows = (options as Readonly<Record<string, unknown>>)[field];
  return Array.isArray(rows) ? (rows as readonly Row[]) : [];
}
