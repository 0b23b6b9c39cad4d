import { compensatedSum } from '../kernel/compensatedSum.ts';
import { isOption } from './exposureContract.ts';
import type { Contract } from './exposureContract.ts';
import type { Holding } from './exposurePositions.ts';
import type { Estimate } from './exposureValues.ts';

/** Fractions of the book's equity: 0.25 is 25 %. */
export interface ExposureOfEquity {
  /** notional / equity. */
  readonly notional: number;
  /** dollarDelta / equity. */
  readonly dollarDelta: number;
  /** dollarBeta / equity: of the total the beta of the equity. */
  readonly dollarBeta: number;
  /** dollarGammaPerPercent / equity. */
  readonly dollarGammaPerPercent: number | null;
  /** betaWeightedGammaPerPercent / equity. */
  readonly betaWeightedGammaPerPercent: number | null;
  /** vega / equity. */
  readonly vega: number | null;
  /** betaWeightedVega / equity. */
  readonly betaWeightedVega: number | null;
}

/** What all rows and the total have; money in the numeraire; null where an option's Greek is unknown. */
export interface Exposure {
  /** contracts x contractSize x price, signed; of options of the coins that they are on; of coins their value. */
  readonly notional: number;
  /** What it gains per 1.00 of its coin's return. */
  readonly dollarDelta: number;
  /** dollarDelta x beta: what it gains per 1.00 of the benchmark's return. */
  readonly dollarBeta: number;
  /** dollarBeta / benchmarkPrice: units of the benchmark that it moves like. */
  readonly betaWeightedDelta: number;
  /** What a rise of its coin by 1 % adds to the delta, at today's price. */
  readonly dollarGammaPerPercent: number | null;
  /** Of betaWeightedDelta per 1 of the benchmark's price. */
  readonly betaWeightedGamma: number | null;
  /** What a rise of the benchmark by 1 % adds to dollarBeta, at today's price. */
  readonly betaWeightedGammaPerPercent: number | null;
  /** Per 1.00 of its own volatility. */
  readonly vega: number | null;
  /** Per 1.00 of the benchmark's volatility; of options null without `volatilityBetas`. */
  readonly betaWeightedVega: number | null;
  /** The same as fractions of the equity. */
  readonly ofEquity: ExposureOfEquity;
}

/** A position's exposure. */
export interface PositionExposure extends Exposure {
  /** Of the instrument. */
  readonly symbol: string;
  /** Whose price moves it. */
  readonly coin: string;
  /** Null where the position names none. */
  readonly account: string | null;
  /** As given. */
  readonly contracts: number;
  /** The instrument's own, in its quote; an option's premium. */
  readonly price: number;
  /** Of the coin to the benchmark. */
  readonly beta: number;
  /** The key in `betas` that it is from: rows of one key share one estimate and its error. */
  readonly betaKey: string;
  /** Numeraire; null without an entry price, and of spot and options, which are paid for. */
  readonly unrealisedProfit: number | null;
  /** Numeraire; null of what is no option. */
  readonly optionValue: number | null;
}

/** What an account holds of a coin. */
export interface CoinExposure extends Exposure {
  /** The coin's name, as of a position's row. */
  readonly symbol: string;
  /** Its name. */
  readonly coin: string;
  /** Null where the balance names none. */
  readonly account: string | null;
  /** With unrealised profit, without the value of coin-settled options, which their delta has in it. */
  readonly amount: number;
  /** With both, in coins. */
  readonly equity: number;
  /** In the numeraire. */
  readonly price: number;
  /** To the benchmark. */
  readonly beta: number;
  /** The key in `betas` that it is from. */
  readonly betaKey: string;
}

/** What is held of another money than the numeraire: at fixed prices in it, a risk that no beta hedges. */
export interface CurrencyExposure {
  /** Such as `EUR`. */
  readonly currency: string;
  /** Balances, unrealised profit and the value of options settled in it. */
  readonly amount: number;
  /** Numeraire per 1. */
  readonly rate: number;
  /** Of the rate, epoch milliseconds. */
  readonly timestamp: number;
  /** Numeraire. */
  readonly value: number;
  /** value / equity. */
  readonly valueOfEquity: number;
}

/** All that an account has in a currency: balance, unrealised profit and the value of options. */
export interface AccountEquity {
  /** Null where the balance names none. */
  readonly account: string | null;
  /** Such as `BTC` or `USDT`. */
  readonly currency: string;
  /** In the currency. */
  readonly equity: number;
  /** In the numeraire. */
  readonly value: number;
}

/** Sums over positions and coins. */
export interface ExposureTotal extends Exposure {
  /** Sum of the sizes of the positions' notionals; coins of accounts are none. */
  readonly grossNotional: number;
  /** Sum of the values in other money than the numeraire. */
  readonly currencyValue: number;
  /** What is null, because an option lacks it. */
  readonly missing: readonly ('gamma' | 'vega' | 'betaWeightedVega')[];
}

/** What rows are divided by. */
export interface Scale {
  readonly benchmarkPrice: number;
  readonly equity: number;
}

// Rows are written field by field: an object that is spread into another is slow to make and to read.

/** The row of a position. */
export function positionRow(contract: Contract, holding: Holding, scale: Scale): PositionExposure {
  const { instrument, settle, price, estimate } = contract;
  const { contracts, account, profit, premium } = holding;
  const notional = contracts * contract.notional + 0;
  const dollarDelta = contracts * contract.dollarDelta + 0;
  const dollarBeta = dollarDelta * estimate.beta + 0;
  const dollarGammaPerPercent = times(contracts, contract.dollarGammaPerPercent);
  const betaWeightedGammaPerPercent = times(contracts, contract.betaWeightedGammaPerPercent);
  const vega = times(contracts, contract.vega);
  const betaWeightedVega = times(contracts, contract.betaWeightedVega);
  const { equity } = scale;
  return {
    symbol: instrument.symbol,
    coin: instrument.base,
    account: nullIfEmpty(account),
    contracts,
    price,
    beta: estimate.beta,
    betaKey: estimate.key,
    unrealisedProfit: profit === null ? null : profit * settle.value + 0,
    optionValue: isOption(instrument) ? premium * settle.value + 0 : null,
    notional,
    dollarDelta,
    dollarBeta,
    betaWeightedDelta: dollarBeta / scale.benchmarkPrice + 0,
    dollarGammaPerPercent,
    betaWeightedGamma: inIndexUnits(betaWeightedGammaPerPercent, scale),
    betaWeightedGammaPerPercent,
    vega,
    betaWeightedVega,
    ofEquity: {
      notional: notional / equity + 0,
      dollarDelta: dollarDelta / equity + 0,
      dollarBeta: dollarBeta / equity + 0,
      dollarGammaPerPercent: over(dollarGammaPerPercent, equity),
      betaWeightedGammaPerPercent: over(betaWeightedGammaPerPercent, equity),
      vega: over(vega, equity),
      betaWeightedVega: over(betaWeightedVega, equity),
    },
  };
}

/** An account as results name it. */
export function nullIfEmpty(account: string): string | null {
  return account === '' ? null : account;
}

/** The row of what is held of one coin: it moves as its price does. */
export function coinRow(
  held: Pick<CoinExposure, 'coin' | 'account' | 'amount' | 'equity' | 'price'>,
  estimate: Estimate,
  { benchmarkPrice, equity }: Scale,
): CoinExposure {
  const value = held.amount * held.price + 0;
  const dollarBeta = value * estimate.beta + 0;
  const valueOfEquity = value / equity + 0;
  return {
    symbol: held.coin,
    coin: held.coin,
    account: held.account,
    amount: held.amount,
    equity: held.equity,
    price: held.price,
    beta: estimate.beta,
    betaKey: estimate.key,
    notional: value,
    dollarDelta: value,
    dollarBeta,
    betaWeightedDelta: dollarBeta / benchmarkPrice + 0,
    dollarGammaPerPercent: 0,
    betaWeightedGamma: 0,
    betaWeightedGammaPerPercent: 0,
    vega: 0,
    betaWeightedVega: 0,
    ofEquity: {
      notional: valueOfEquity,
      dollarDelta: valueOfEquity,
      dollarBeta: dollarBeta / equity + 0,
      dollarGammaPerPercent: 0,
      betaWeightedGammaPerPercent: 0,
      vega: 0,
      betaWeightedVega: 0,
    },
  };
}

/** The sums of the rows, in their order; null where one of them is. */
export function sumOfRows(rows: readonly Exposure[], scale: Scale): Exposure {
  const values = new Float64Array(rows.length);
  const sumOf = (field: Exclude<keyof Exposure, 'ofEquity'>): number | null => {
    for (let i = 0; i < rows.length; i++) {
      const value = rows[i]![field];
      if (value === null) return null;
      values[i] = value;
    }
    return compensatedSum(values);
  };
  const { equity } = scale;
  const notional = sumOf('notional')!;
  const dollarDelta = sumOf('dollarDelta')!;
  const dollarBeta = sumOf('dollarBeta')!;
  const dollarGammaPerPercent = sumOf('dollarGammaPerPercent');
  const betaWeightedGammaPerPercent = sumOf('betaWeightedGammaPerPercent');
  const vega = sumOf('vega');
  const betaWeightedVega = sumOf('betaWeightedVega');
  return {
    notional,
    dollarDelta,
    dollarBeta,
    betaWeightedDelta: dollarBeta / scale.benchmarkPrice + 0,
    dollarGammaPerPercent,
    betaWeightedGamma: inIndexUnits(betaWeightedGammaPerPercent, scale),
    betaWeightedGammaPerPercent,
    vega,
    betaWeightedVega,
    ofEquity: {
      notional: notional / equity + 0,
      dollarDelta: dollarDelta / equity + 0,
      dollarBeta: dollarBeta / equity + 0,
      dollarGammaPerPercent: over(dollarGammaPerPercent, equity),
      betaWeightedGammaPerPercent: over(betaWeightedGammaPerPercent, equity),
      vega: over(vega, equity),
      betaWeightedVega: over(betaWeightedVega, equity),
    },
  };
}

/** Whether all of it is a number: products and quotients of huge and tiny doubles may overflow. */
export function isFiniteExposure(row: Exposure): boolean {
  const { ofEquity } = row;
  return (
    Number.isFinite(row.notional) &&
    Number.isFinite(row.dollarDelta) &&
    Number.isFinite(row.dollarBeta) &&
    Number.isFinite(row.betaWeightedDelta) &&
    isFiniteOrNull(row.dollarGammaPerPercent) &&
    isFiniteOrNull(row.betaWeightedGamma) &&
    isFiniteOrNull(row.betaWeightedGammaPerPercent) &&
    isFiniteOrNull(row.vega) &&
    isFiniteOrNull(row.betaWeightedVega) &&
    Number.isFinite(ofEquity.notional) &&
    Number.isFinite(ofEquity.dollarDelta) &&
    Number.isFinite(ofEquity.dollarBeta) &&
    isFiniteOrNull(ofEquity.dollarGammaPerPercent) &&
    isFiniteOrNull(ofEquity.betaWeightedGammaPerPercent) &&
    isFiniteOrNull(ofEquity.vega) &&
    isFiniteOrNull(ofEquity.betaWeightedVega)
  );
}

/** Of the index position per 1 of the index: 1 % of it is benchmarkPrice / 100. */
function inIndexUnits(gammaPerPercent: number | null, { benchmarkPrice }: Scale): number | null {
  if (gammaPerPercent === null) return null;
  return ((gammaPerPercent / benchmarkPrice) * 100) / benchmarkPrice + 0;
}

function isFiniteOrNull(value: number | null): boolean {
  return value === null || Number.isFinite(value);
}

/** What is flat has none of what is unknown. */
function times(contracts: number, value: number | null): number | null {
  if (contracts === 0) return 0;
  return value === null ? null : contracts * value + 0;
}

function over(value: number | null, divisor: number): number | null {
  return value === null ? null : value / divisor + 0;
}
