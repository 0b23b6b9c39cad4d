import {
  isAbsent,
  readFinite,
  readInteger,
  readNonNegative,
  readObject,
  readText,
  readTimestamp,
  refuse,
} from '../foundation/checks.ts';
import { readDatedPrice, readPrice, readPriceWindow } from '../foundation/datedPrice.ts';
import type { DatedPrice, PriceWindow } from '../foundation/datedPrice.ts';
import { readBeta, refuseFailed, refuseMixedEstimates } from './estimateChecks.ts';
import type { BetaInput } from './estimateChecks.ts';
import { refuseMissing } from './exposureMissing.ts';

/** What a book is valued by. */
export interface ExposureValueOptions {
  /**
   * By an instrument's symbol its own price (mark), in its quote; of an option the premium of one coin, in
   * `premiumCurrency`. By a coin's name the price of a coin, in the numeraire: that makes a currency a coin.
   */
  readonly prices: Readonly<Record<string, number | DatedPrice>>;
  /** Of each coin to the benchmark, by an instrument's symbol, or by the coin's name for all of the coin. */
  readonly betas: Readonly<Record<string, number | BetaInput>>;
  /** Of the benchmark that the betas are to, in the numeraire. */
  readonly benchmarkPrice: number | DatedPrice;
  /** The money that all results are in, such as `USDT`. */
  readonly numeraire: string;
  /** Units of the numeraire per 1 of each other money; `{}` where there is none. That makes a currency money. */
  readonly fx: Readonly<Record<string, DatedPrice>>;
  /** Epoch milliseconds: refuses what has expired by then, and is what the two maximum ages count from. */
  readonly now?: number | undefined;
  /** Milliseconds: with `now`, refuses prices and rates without a time, older than that, or later than `now`. */
  readonly maximumPriceAgeMs?: number | undefined;
  /** Milliseconds: with `now`, refuses betas without `asOf`, older than that, or later than `now`. */
  readonly maximumEstimateAgeMs?: number | undefined;
}

/** A currency and what one of it is worth. */
export interface Currency {
  readonly name: string;
  /** Else it is money. */
  readonly isCoin: boolean;
  /** In the numeraire. */
  readonly value: number;
  /** Epoch milliseconds; null where it is not dated. */
  readonly timestamp: number | null;
}

/** A beta as given. */
export interface Estimate extends BetaInput {
  /** Its key in `betas`. */
  readonly key: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Prices, rates and betas as they are looked up, each read once. */
export interface ExposureValues {
  readonly caller: string;
  /** As they came. */
  readonly options: object;
  readonly numeraire: string;
  readonly now: number | null;
  readonly window: PriceWindow;
  readonly prices: Fields;
  readonly fx: Fields;
  readonly betas: Fields;
  readonly currencies: Map<string, Currency>;
  readonly estimates: Map<string, Estimate>;
  readonly benchmarkPrice: number;
  /** Oldest of the prices read; Infinity before the first. */
  oldest: number;
  /** Every price read has a time. */
  isDated: boolean;
}

/** Reads what is not looked up by name. */
export function readValues(caller: string, options: ExposureValueOptions): ExposureValues {
  const values = {
    caller,
    options,
    numeraire: readText(caller, options, 'numeraire'),
    now: isAbsent(options, 'now') ? null : readTimestamp(caller, options, 'now'),
    window: isAbsent(options, 'maximumPriceAgeMs') ? null : readPriceWindow(caller, options),
    prices: readFields(caller, options, 'prices'),
    fx: readFields(caller, options, 'fx'),
    betas: readFields(caller, options, 'betas'),
    currencies: new Map<string, Currency>(),
    estimates: new Map<string, Estimate>(),
    benchmarkPrice: 0,
    oldest: Infinity,
    isDated: true,
  };
  const { numeraire, fx, prices } = values;
  if (!isAbsent(fx, numeraire)) {
    const { price } = readDatedPrice(caller, fx, numeraire, 'fx', null);
    if (price !== 1)
      refuse('market.inconsistent', caller, `fx.${numeraire}.price`, '1, the numeraire in itself', price);
  }
  if (!isAbsent(prices, numeraire)) refuseBoth(caller, numeraire, 'the numeraire', prices);
  values.currencies.set(numeraire, { name: numeraire, isCoin: false, value: 1, timestamp: null });
  values.benchmarkPrice = lookUpPrice(values, options as object as Fields, 'benchmarkPrice', undefined).price;
  return values;
}

/** An object of the options, by name. */
export function readFields(caller: string, options: object, field: string): Fields {
  const value = (options as Fields)[field];
  if (!isAbsent(options, field)) return readObject(caller, value, field);
  return refuse('shape.missing_field', caller, field, 'an object', value);
}

/** A currency is a coin where it has a price, money where it has a rate. */
export function currencyOf(values: ExposureValues, name: string): Currency {
  const known = values.currencies.get(name);
  if (known !== undefined) return known;
  const { caller, prices, fx } = values;
  const hasPrice = !isAbsent(prices, name);
  if (hasPrice && !isAbsent(fx, name)) refuseBoth(caller, name, 'a coin or money, not both', prices);
  if (!hasPrice && isAbsent(fx, name)) {
    const isGiven = (one: string): boolean => isValued(values, one);
    const hasBeta = (one: string): boolean => !isAbsent(values.betas, one);
    return refuseMissing({ ...values, isGiven, hasBeta }, name);
  }
  // A rate has its time, whether ages are looked at or not.
  if (!hasPrice) readDatedPrice(caller, fx, name, 'fx', null);
  const { price, timestamp } = lookUpPrice(values, hasPrice ? prices : fx, name, hasPrice ? 'prices' : 'fx');
  const currency = { name, isCoin: hasPrice, value: price, timestamp };
  values.currencies.set(name, currency);
  return currency;
}

/** Whether a currency has a price or a rate. */
export function isValued({ currencies, prices, fx }: ExposureValues, name: string): boolean {
  return currencies.has(name) || !isAbsent(prices, name) || !isAbsent(fx, name);
}

/** An instrument's own price. */
export function ownPriceOf(values: ExposureValues, symbol: string): number {
  return lookUpPrice(values, values.prices, symbol, 'prices').price;
}

/** An option's premium: as a price, but that a worthless option's is 0. */
export function premiumOf(values: ExposureValues, symbol: string): number {
  const value = values.prices[symbol];
  const dated = typeof value === 'object' && value !== null ? (value as Partial<DatedPrice>) : null;
  if ((dated === null ? value : dated.price) !== 0) return ownPriceOf(values, symbol);
  // Its time is looked at all the same.
  lookUpPrice(values, { [symbol]: dated === null ? 1 : { ...dated, price: 1 } }, symbol, 'prices');
  return 0;
}

/** Whether a currency has a price. */
export function isCoin({ currencies, prices }: ExposureValues, name: string): boolean {
  return currencies.get(name)?.isCoin ?? !isAbsent(prices, name);
}

/**
 * The beta of a symbol, else that of its coin; null stands for a coin whose beta will not do. `neededBy` says whose in
 * the error.
 */
export function estimateOf(
  values: ExposureValues,
  symbol: string,
  coin: string | null,
  neededBy: string,
): Estimate {
  const key = coin === null || !isAbsent(values.betas, symbol) ? symbol : coin;
  const known = values.estimates.get(key);
  if (known !== undefined) return known;
  const estimate = readEstimate(values, key, symbol, neededBy);
  values.estimates.set(key, estimate);
  return estimate;
}

/** Refuses betas that cannot be summed. */
export function refuseMixed(values: ExposureValues, options: ExposureValueOptions): void {
  const estimates = [...values.estimates.values()];
  estimates.sort((a, b) => (a.key < b.key ? -1 : 1));
  refuseMixedEstimates(values.caller, options, estimates, (i) => `betas.${estimates[i]!.key}`);
}

function readEstimate(
  { caller, betas }: ExposureValues,
  key: string,
  symbol: string,
  neededBy: string,
): Estimate {
  const value = betas[key];
  const at = `betas.${key}`;
  if (isAbsent(betas, key)) {
    const whose = symbol === key ? neededBy : `${neededBy}, ${symbol}`;
    const expected = `given, as a number or an estimate ({ beta, betaStandardError, ... }): ${whose} needs it`;
    refuse('shape.missing_field', caller, at, expected, value);
  }
  // A bare number says nothing of its error: none is taken to be 0.
  if (typeof value !== 'object' || value === null) {
    const beta = readFinite(caller, betas, key, 'betas');
    return { key, beta: readBeta(caller, { beta }, at) };
  }
  const fields = readObject(caller, value, at);
  refuseFailed(caller, fields, at);
  readBeta(caller, fields, at);
  if (!isAbsent(fields, 'betaStandardError')) readNonNegative(caller, fields, 'betaStandardError', at);
  if (!isAbsent(fields, 'degreesOfFreedom')) readInteger(caller, fields, 'degreesOfFreedom', 1, at);
  const { beta, betaStandardError, degreesOfFreedom, horizonMs, returnKind, asOf } =
    fields as unknown as BetaInput;
  return { key, beta: beta + 0, betaStandardError, degreesOfFreedom, horizonMs, returnKind, asOf };
}

function lookUpPrice(
  values: ExposureValues,
  source: Fields,
  field: string,
  at: string | undefined,
): { readonly price: number; readonly timestamp: number | null } {
  if (typeof source[field] !== 'object' || isAbsent(source, field)) {
    const price = readPrice(values.caller, source, field, at, values.window);
    values.isDated = false;
    return { price, timestamp: null };
  }
  const dated = readDatedPrice(values.caller, source, field, at, values.window);
  if (dated.timestamp < values.oldest) values.oldest = dated.timestamp;
  return dated;
}

function refuseBoth(caller: string, name: string, expected: string, prices: Fields): never {
  return refuse('market.inconsistent', caller, `prices.${name}`, expected, prices[name]);
}
