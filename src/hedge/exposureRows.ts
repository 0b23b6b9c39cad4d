import { compensatedSum } from '../kernel/compensatedSum.ts';
import { isOption } from './exposureContract.ts';
import type { Contract } from './exposureContract.ts';
import type { Holding } from './exposurePositions.ts';

/** Fractions of the book's equity: 0.25 is 25 %. */
export interface ExposureOfEquity {
  readonly notional: number;
  readonly dollarDelta: number;
  /** Of the total: the beta of the equity. */
  readonly dollarBeta: number;
  readonly dollarGammaPerPercent: number | null;
  readonly betaWeightedGammaPerPercent: number | null;
  readonly vega: number | null;
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

/** What the accounts hold of a coin. */
export interface CoinExposure extends Exposure {
  /** Its name. */
  readonly coin: string;
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

/** Sums over positions and coins. */
export interface ExposureTotal extends Exposure {
  /** Sum of the sizes of the positions' notionals; coins of accounts are none. */
  readonly grossNotional: number;
  /** Sum of the values in other money than the numeraire. */
  readonly currencyValue: number;
  /** What is null, because an option lacks it. */
  readonly missing: readonly ('gamma' | 'vega' | 'betaWeightedVega')[];
}

/** What a row is made of; money in the numeraire. */
export interface Terms {
  readonly notional: number;
  readonly dollarDelta: number;
  readonly dollarBeta: number;
  /** Second derivative by the coin's return; null where unknown. */
  readonly dollarGamma: number | null;
  /** Second derivative by the benchmark's return. */
  readonly benchmarkGamma: number | null;
  /** Per 1.00 of volatility. */
  readonly vega: number | null;
  /** Per 1.00 of the benchmark's volatility. */
  readonly betaWeightedVega: number | null;
}

/** What rows are divided by. */
export interface Scale {
  readonly benchmarkPrice: number;
  readonly equity: number;
}

/** Of contracts: what is flat has none of what is unknown. */
export function termsOfContracts(contract: Contract, contracts: number): Terms {
  const dollarDelta = contracts * contract.dollarDelta + 0;
  return {
    notional: contracts * contract.notional + 0,
    dollarDelta,
    dollarBeta: dollarDelta * contract.estimate.beta + 0,
    dollarGamma: times(contracts, contract.dollarGamma),
    benchmarkGamma: times(contracts, contract.benchmarkGamma),
    vega: times(contracts, contract.vega),
    betaWeightedVega: times(contracts, contract.betaWeightedVega),
  };
}

/** Of coins of this value. */
export function termsOfCoins(value: number, beta: number): Terms {
  return {
    notional: value,
    dollarDelta: value,
    dollarBeta: value * beta + 0,
    dollarGamma: 0,
    benchmarkGamma: 0,
    vega: 0,
    betaWeightedVega: 0,
  };
}

/** The sums, in the order of the terms: null where a term is. */
export function sumOfTerms(terms: readonly Terms[]): Terms {
  const values = new Float64Array(terms.length);
  const sumOf = (field: keyof Terms): number | null => {
    for (let i = 0; i < terms.length; i++) {
      const value = terms[i]![field];
      if (value === null) return null;
      values[i] = value;
    }
    return compensatedSum(values);
  };
  return {
    notional: sumOf('notional')!,
    dollarDelta: sumOf('dollarDelta')!,
    dollarBeta: sumOf('dollarBeta')!,
    dollarGamma: sumOf('dollarGamma'),
    benchmarkGamma: sumOf('benchmarkGamma'),
    vega: sumOf('vega'),
    betaWeightedVega: sumOf('betaWeightedVega'),
  };
}

/** The terms in all units. Products and quotients of huge and tiny doubles may overflow, and are no exposure. */
export function exposureOf(terms: Terms, { benchmarkPrice, equity }: Scale): Exposure {
  const { notional, dollarDelta, dollarBeta, dollarGamma, benchmarkGamma, vega, betaWeightedVega } = terms;
  const dollarGammaPerPercent = over(dollarGamma, 100);
  const betaWeightedGammaPerPercent = over(benchmarkGamma, 100);
  const ofEquity = {
    notional: notional / equity + 0,
    dollarDelta: dollarDelta / equity + 0,
    dollarBeta: dollarBeta / equity + 0,
    dollarGammaPerPercent: over(dollarGammaPerPercent, equity),
    betaWeightedGammaPerPercent: over(betaWeightedGammaPerPercent, equity),
    vega: over(vega, equity),
    betaWeightedVega: over(betaWeightedVega, equity),
  };
  return {
    notional,
    dollarDelta,
    dollarBeta,
    betaWeightedDelta: dollarBeta / benchmarkPrice + 0,
    dollarGammaPerPercent,
    betaWeightedGamma: over(over(benchmarkGamma, benchmarkPrice), benchmarkPrice),
    betaWeightedGammaPerPercent,
    vega,
    betaWeightedVega,
    ofEquity,
  };
}

/** The row of a position. Field by field: an object that is spread into another is slow to make and to read. */
export function positionRow(
  contract: Contract,
  holding: Holding,
  terms: Terms,
  scale: Scale,
): PositionExposure {
  const { instrument, settle, price, estimate } = contract;
  const { contracts, account, profit, premium } = holding;
  const exposure = exposureOf(terms, scale);
  return {
    symbol: instrument.symbol,
    coin: instrument.base,
    account: account === '' ? null : account,
    contracts,
    price,
    beta: estimate.beta,
    betaKey: estimate.key,
    unrealisedProfit: profit === null ? null : profit * settle.value + 0,
    optionValue: isOption(instrument) ? premium * settle.value + 0 : null,
    notional: exposure.notional,
    dollarDelta: exposure.dollarDelta,
    dollarBeta: exposure.dollarBeta,
    betaWeightedDelta: exposure.betaWeightedDelta,
    dollarGammaPerPercent: exposure.dollarGammaPerPercent,
    betaWeightedGamma: exposure.betaWeightedGamma,
    betaWeightedGammaPerPercent: exposure.betaWeightedGammaPerPercent,
    vega: exposure.vega,
    betaWeightedVega: exposure.betaWeightedVega,
    ofEquity: exposure.ofEquity,
  };
}

/** Whether all of it is a number. */
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

function isFiniteOrNull(value: number | null): boolean {
  return value === null || Number.isFinite(value);
}

function times(contracts: number, value: number | null): number | null {
  if (contracts === 0) return 0;
  return value === null ? null : contracts * value + 0;
}

function over(value: number | null, divisor: number): number | null {
  return value === null ? null : value / divisor + 0;
}
