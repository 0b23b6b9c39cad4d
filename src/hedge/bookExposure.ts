import { isAbsent, readObject, refuse } from '../foundation/checks.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';
import { addToBalance, equityOf, exposedAmountOf, readBalances, sortedBalances } from './exposureBalances.ts';
import type { Balance, ExposureBalance } from './exposureBalances.ts';
import { isCoinSettled } from './exposureContract.ts';
import type { ExposureGreeks } from './exposureContract.ts';
import { readPositions } from './exposurePositions.ts';
import type { ExposurePosition, Group } from './exposurePositions.ts';
import { nullIfEmpty, coinRow, isFiniteExposure, positionRow, sumOfRows } from './exposureRows.ts';
import type {
  AccountEquity,
  CoinExposure,
  CurrencyExposure,
  ExposureTotal,
  PositionExposure,
  Scale,
} from './exposureRows.ts';
import { estimateOf, readFields, readValues, refuseMixed } from './exposureValues.ts';
import type { Estimate, ExposureValueOptions } from './exposureValues.ts';
import type { HedgePosition } from './hedgePlan.ts';

/** What `bookExposure` takes. */
export interface BookExposureOptions extends ExposureValueOptions {
  /** The book, in any order; a symbol may come twice. Coins held are a spot position or a balance, never both. */
  readonly positions: readonly ExposurePosition[];
  /** One for each account and currency that a derivative is settled in, and for coins and money held besides. */
  readonly balances: readonly ExposureBalance[];
  /** By symbol; required of options. */
  readonly greeks?: Readonly<Record<string, ExposureGreeks>> | undefined;
  /** By coin: volatility of the coin's options per 1.00 of the benchmark's. Given, every option must have its vega. */
  readonly volatilityBetas?: Readonly<Record<string, number>> | undefined;
}

/** A book in one money. */
export interface BookExposure {
  /** That all money here is in. */
  readonly numeraire: string;
  /** In the numeraire. */
  readonly benchmarkPrice: number;
  /** Sorted by symbol, contract size, account, contracts, then entry price. */
  readonly positions: readonly PositionExposure[];
  /** The coins of each account, by name, then account. */
  readonly coins: readonly CoinExposure[];
  /** Other money than the numeraire, by name. */
  readonly currencies: readonly CurrencyExposure[];
  /** What is at stake where: one for each account and currency, by currency, then account; spot positions not in it. */
  readonly accounts: readonly AccountEquity[];
  /** Of positions and coins. */
  readonly total: ExposureTotal;
  /** Balances, unrealised profit, options and spot: all that the book is worth. */
  readonly equity: number;
  /**
   * Positions, then coins, one row for all accounts, as `sizeBetaHedge` takes them: coins of inverse accounts included, so that `coinEquity` is 0
   * there, and a `settlePrice` that is the coin's price in quote makes an inverse contract count as here.
   */
  readonly hedgePositions: readonly HedgePosition[];
  /** Oldest of the prices and rates, epoch milliseconds; null where one has no time. */
  readonly asOf: number | null;
}

const CALLER = 'bookExposure';

/**
 * A book of spot, futures, perpetuals and options on many coins and venues as one: what it gains with each coin, with
 * the benchmark through the betas, with volatility, and what it is worth, in one money.
 *
 * **Formula**: dollarDelta, with q contracts of size M at price P, X numeraire per 1 of money, S the price of a coin:
 * spot q P X; linear q M P X of the settlement; quanto q M P S of the settlement; inverse q M S / P, which is q M of
 * dollars while coin and contract have one price; linear options q M delta F X; coin-settled q M delta S, F the price
 * that the Greeks are by. The coins of an account are long: amount x S. dollarBeta = dollarDelta beta;
 * betaWeightedDelta = dollarBeta / I; betaWeightedGamma = gamma (beta P / I)^2, I the benchmark's price, and of what is
 * settled in a coin that is not its own 2 dollarDelta beta beta_settle / I^2 besides; vega times the volatility beta.
 * **Inputs**: balances of one kind each, so that profit and premiums are counted once: `cash` is given the unrealised
 * profit (from entry prices) and the options, `margin` the options, `equity` nothing. Greeks raw, of one coin. A
 * contract priced in a coin takes its beta by its symbol.
 * **Result**: rows in one order. A total that lacks a Greek is null and named in `missing`. Gamma of futures, also of
 * inverse ones, is 0: the profit of those is curved in coins and straight in money. So a fully hedged coin account has
 * a dollarDelta of 0, and keeps it at every price.
 * **Errors**: `shape.*` (`missing_field` names what lacks: prices or rates of currencies, all at once, a beta, a balance,
 * an entry price, Greeks), `domain.*` (`out_of_range`: what has expired by `now`, results beyond all doubles; `not_positive`:
 * equity), `market.inconsistent` (a currency both coin and money, a balance twice, a coin in a balance and as spot),
 * `market.unsupported` (money as spot, a contract on the numeraire), `estimate.*`, `price.*`, `unit.suspicious` (a ccxt
 * position or its Greeks, a beta beyond 25, a premium in the wrong money, a coin's price that is not near its contract's).
 * **Accuracy**: 6e-16 of the sum of the sizes of the terms, against derivatives of a full revaluation at 60 digits. A
 * permuted book gives the same bits.
 * **Cost**: O(n log n); each instrument is read once, so that positions should share theirs.
 * **Source**: Hull, Options, Futures and Other Derivatives, ch. 3 and 19; BitMEX, inverse and quanto contracts.
 *
 * @example
 * ```ts
 * import { bookExposure } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const perpetual = parseMarket({
 *   symbol: 'BTC/USD:BTC', base: 'BTC', quote: 'USD', settle: 'BTC', type: 'swap', linear: false,
 *   inverse: true, contractSize: 100, taker: 0.0005, precision: { amount: 1, price: 0.5 },
 * });
 * const book = bookExposure({
 *   positions: [{ instrument: perpetual, contracts: -300, entryPrice: 40_000 }],
 *   balances: [
 *     { currency: 'BTC', amount: 1, kind: 'cash' },
 *     { currency: 'ETH', amount: 10, kind: 'cash' },
 *   ],
 *   prices: { 'BTC/USD:BTC': 50_000, BTC: 50_000, ETH: 3000 },
 *   betas: { BTC: 1, ETH: 1.2 },
 *   benchmarkPrice: 50_000,
 *   numeraire: 'USD',
 *   fx: {},
 * });
 * // 0.85 BTC after the loss, less 0.6 sold: 0.25 long at every price, and 10 ETH.
 * console.log(book.total.dollarDelta, book.total.dollarBeta, book.equity); // 42500 48500 72500
 * console.log(book.total.betaWeightedDelta, book.total.ofEquity.dollarBeta.toFixed(3)); // 0.97 0.669
 * ```
 */
export function bookExposure(options: BookExposureOptions): BookExposure {
  readObject(CALLER, options, '');
  const values = readValues(CALLER, options);
  const balances = readBalances(values, options);
  const greeks = isAbsent(options, 'greeks') ? {} : readFields(CALLER, options, 'greeks');
  const volatilityBetas = isAbsent(options, 'volatilityBetas')
    ? null
    : readFields(CALLER, options, 'volatilityBetas');
  const groups = readPositions({ values, greeks, volatilityBetas }, options, balances);
  const accounts = sortedBalances(balances);
  const scale = { benchmarkPrice: values.benchmarkPrice, equity: bookEquity(groups, accounts) };

  const positions: PositionExposure[] = [];
  const hedgePositions: HedgePosition[] = [];
  for (const { contract, holdings } of groups)
    for (const holding of holdings) {
      const row = positionRow(contract, holding, scale);
      positions.push(row);
      hedgePositions.push(hedgePosition(row, row.symbol, contract.estimate));
    }
  const coins: CoinExposure[] = [];
  const netCoins: CoinExposure[] = [];
  const currencies: CurrencyExposure[] = [];
  for (const held of byCurrency(accounts)) {
    const { name, isCoin, value: price, timestamp } = held[0]!.currency;
    const equity = compensatedSum(held.map(equityOf));
    if (isCoin) {
      const estimate = estimateOf(values, name, name, `a balance in ${name}`);
      for (const one of held) {
        const own = {
          account: nullIfEmpty(one.account),
          amount: exposedAmountOf(one),
          equity: equityOf(one),
        };
        coins.push(coinRow({ coin: name, ...own, price }, estimate, scale));
      }
      const amount = compensatedSum(held.map(exposedAmountOf));
      const row = coinRow({ coin: name, account: null, amount, equity, price }, estimate, scale);
      netCoins.push(row);
      hedgePositions.push(hedgePosition(row, name, estimate));
    } else if (timestamp !== null) {
      const value = equity * price + 0;
      const valueOfEquity = value / scale.equity + 0;
      currencies.push({ currency: name, amount: equity, rate: price, timestamp, value, valueOfEquity });
    }
  }
  refuseMixed(values, options);
  if (!coins.every(isFiniteExposure)) refuseOutOfRange(scale.equity);
  const total = totalOf(positions, netCoins, currencies, scale);
  return {
    numeraire: values.numeraire,
    benchmarkPrice: values.benchmarkPrice,
    positions,
    coins,
    currencies,
    accounts: accounts.map((account) => accountEquity(account)),
    total,
    equity: scale.equity,
    hedgePositions,
    asOf: values.isDated ? values.oldest : null,
  };
}

/** What the book is worth, after adding to each balance what it is not given with. */
function bookEquity(groups: readonly Group[], accounts: readonly Balance[]): number {
  const values: number[] = [];
  for (const { contract, holdings } of groups)
    for (const { balance, contracts, profit, premium } of holdings)
      if (balance === null) values.push(contracts * contract.notional);
      else addToBalance(balance, profit ?? 0, premium, isCoinSettled(contract.instrument));
  for (const account of accounts) values.push(equityOf(account) * account.currency.value);
  const equity = compensatedSum(values);
  if (!Number.isFinite(equity)) refuseOutOfRange(equity);
  return equity > 0 ? equity : refuse('domain.not_positive', CALLER, 'equity', 'positive', equity);
}

function accountEquity(balance: Balance): AccountEquity {
  const { account, currency } = balance;
  const equity = equityOf(balance) + 0;
  return {
    account: nullIfEmpty(account),
    currency: currency.name,
    equity,
    value: equity * currency.value + 0,
  };
}

/** Sorted balances, those of one currency together. */
function byCurrency(accounts: readonly Balance[]): readonly (readonly Balance[])[] {
  const groups: Balance[][] = [];
  for (const account of accounts) {
    const last = groups.at(-1);
    if (last?.[0]?.currency === account.currency) last.push(account);
    else groups.push([account]);
  }
  return groups;
}

function totalOf(
  positions: readonly PositionExposure[],
  coins: readonly CoinExposure[],
  currencies: readonly CurrencyExposure[],
  scale: Scale,
): ExposureTotal {
  const rows = [...positions, ...coins];
  const sums = sumOfRows(rows, scale);
  const grossNotional = compensatedSum(positions.map(({ notional }) => Math.abs(notional)));
  const currencyValue = compensatedSum(currencies.map(({ value }) => value));
  const isFinite = rows.every(isFiniteExposure) && isFiniteExposure(sums);
  if (!isFinite || !Number.isFinite(grossNotional + currencyValue)) refuseOutOfRange(grossNotional);
  const missing: ExposureTotal['missing'][number][] = [];
  if (sums.dollarGammaPerPercent === null) missing.push('gamma');
  if (sums.vega === null) missing.push('vega');
  if (sums.betaWeightedVega === null) missing.push('betaWeightedVega');
  return { ...sums, grossNotional, currencyValue, missing };
}

function refuseOutOfRange(value: number): never {
  const expected = 'of sizes and prices that leave its exposures finite';
  return refuse('domain.out_of_range', CALLER, 'positions', expected, value);
}

function hedgePosition(
  { dollarDelta, betaKey }: PositionExposure | CoinExposure,
  symbol: string,
  estimate: Estimate,
): HedgePosition {
  const { beta, betaStandardError, degreesOfFreedom, horizonMs, returnKind, asOf } = estimate;
  const position = {
    symbol,
    value: dollarDelta,
    beta,
    betaKey,
    betaStandardError: betaStandardError ?? null,
    horizonMs: horizonMs ?? null,
    returnKind: returnKind ?? null,
    asOf: asOf ?? null,
  };
  // Assigned: an object that is spread into another is slow to make.
  if (!isAbsent(estimate, 'degreesOfFreedom'))
    (position as { degreesOfFreedom?: number | undefined }).degreesOfFreedom = degreesOfFreedom;
  return position;
}
