import {
  isAbsent,
  readList,
  readObject,
  readPositive,
  readText,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { readCorrelation } from '../correlation/readCorrelation.ts';
import { isSemidefinite } from '../kernel/semidefinite.ts';
import { finiteOrNull, refuseOverflow, stressedBook, stressLeg, sumOf } from './stressedBook.ts';
import type { StressedBook, StressLeg, StressSetting } from './stressedBook.ts';
import { readRow, readScenario, readVolatility } from './stressInputs.ts';
import type { ReadScenario, StressBetas, StressPosition, StressRow, StressScenario } from './stressInputs.ts';

/** What `stressHedge` takes. */
export interface StressHedgeOptions {
  /** What is hedged, balances among it. */
  readonly positions: readonly StressPosition[];
  /** What hedges it; none: the book as it is. */
  readonly hedges: readonly StressPosition[];
  /** At least one; what they assume is the caller's. */
  readonly scenarios: readonly StressScenario[];
  /** Of the residuals' standard deviations. */
  readonly horizonYears: number;
  /** Of the benchmark's returns, a fraction a year; required where a scenario is of correlation one. */
  readonly benchmarkVolatility?: number | undefined;
  /** Of the book, numeraire; left out: nothing is given as a share of it. */
  readonly equity?: number | undefined;
  /** Of the coins' residuals, rows in the order of `residualCoins`. */
  readonly residualCorrelation?: readonly ArrayLike<number>[] | undefined;
  /** Required with `residualCorrelation`: every coin of the book that has a residual. */
  readonly residualCoins?: readonly string[] | undefined;
}

/** A row that a scenario takes away. */
export interface GoneLeg {
  /** As it came. */
  readonly symbol: string;
  /** Null where it has none. */
  readonly venue: string | null;
  /** The exposure that is gone with it. */
  readonly dollarDelta: number;
}

/** One scenario, without the hedges and with them. */
export interface StressOutcome {
  /** As given. */
  readonly name: string;
  /** As given. */
  readonly benchmarkReturn: number;
  /** As given. */
  readonly volatilityChange: number;
  /** As given. */
  readonly betas: StressBetas;
  /** Positions and hedges that are closed or lost, by symbol. */
  readonly gone: readonly GoneLeg[];
  /** The positions alone. */
  readonly unhedged: StressedBook;
  /** Positions and hedges. */
  readonly hedged: StressedBook;
  /**
   * Share of the positions' profit or loss that the hedges take away: 1 - hedged profit / unhedged profit. Above 1 they
   * turn its sign, below 0 they add to it. Null where the unhedged profit is 0 or vanishes beside the hedged.
   */
  readonly effectiveness: number | null;
  /**
   * Dollar beta to buy (sell where below 0) for the hedged book to have that which it has before the scenario: what
   * the hedges are short of.
   */
  readonly dollarBetaToRestore: number;
  /**
   * By what the hedges that are left are to be multiplied for that, contracts and all. Null where none is left that
   * has a beta.
   */
  readonly hedgeScale: number | null;
}

/** The scenario with the lowest profit; of equals the first. */
export interface WorstOutcome {
  /** Its name. */
  readonly scenario: string;
  /** Numeraire. */
  readonly profit: number;
}

/** A hedged book under stress. */
export interface StressedHedge {
  /** Sum of dollarDelta x beta of the positions, by the estimated betas, everything in place. */
  readonly unhedgedDollarBeta: number;
  /** The same with the hedges. */
  readonly hedgedDollarBeta: number;
  /** In the order that they came in. */
  readonly scenarios: readonly StressOutcome[];
  /** Of the hedged book. */
  readonly worst: WorstOutcome;
  /** Of the positions alone. */
  readonly worstUnhedged: WorstOutcome;
}

const CALLER = 'stressHedge';

/**
 * What is left of a hedge when markets fall together, volatility jumps, betas are not what they were, a venue closes
 * the hedge or is gone with what lies there: profit of the book with and without its hedges, scenario by scenario.
 *
 * **Formula**: with m the benchmarkReturn and b a row's beta in the scenario, profit = sum of D b m + G (b m)^2 / 2 +
 * vega volatilityBeta volatilityChange, less for each lost venue lossGivenDefault (collateral + max(profits, 0)); D the
 * dollarDelta and G = 100 dollarGammaPerPercent. `correlationOne`: b = +-sqrt(beta^2 + (residualVolatility /
 * benchmarkVolatility)^2), the ratio of the volatilities with the sign of beta, and no residual is left.
 * crossoverReturn = 2 |sum D b| / |sum G b^2|. convexityCostPerDay = -sum of impliedVolatility^2 G / 2 / 365.
 * **Inputs**: money in one numeraire; rows of `bookExposure` with what is known of their coins. A leg that is closed,
 * or lost with its venue, is gone before the move: the worst case of one that would have earned. Closed legs have been
 * paid their profit. One that would have lost is not the worst gone: take the scenario without its closing too.
 * **Result**: a plain object; scenarios are what-ifs, with no probability in them. Derivatives of second order in the
 * price and first in volatility: no vanna, no volga, no passing of time; a profit of options after a large move is
 * indicative, and a full revaluation settles it.
 * **Errors**: `shape.*` (`missing_field`: a crash beta, volatilityBeta, benchmarkVolatility, collateral or profit that
 * a scenario needs; no scenario), `domain.*` (`not_one_of`: an unknown symbol or venue in a scenario; `out_of_range`: a
 * return that takes a coin below 0, a name that comes twice, a residualCoins without a coin; `not_covariance`),
 * `unit.suspicious` (percentages, a ccxt position), `estimate.not_ok`.
 * **Accuracy**: 8e-16 of the sum of absolute terms; rows in another order give the same bits.
 * **Cost**: O(n log n) a scenario of n rows; with a correlation of k coins, O(k^2 log k) more, and O(k^3) once.
 * **Source**: Hull, Options, Futures and Other Derivatives, ch. 19 (Taylor series of a portfolio, theta and gamma);
 * the single-index model: Sharpe 1963, Management Science 9, 277-293.
 *
 * @example
 * ```ts
 * import { stressHedge } from 'betahedge/hedge';
 *
 * const linear = { dollarGammaPerPercent: 0, vega: 0 };
 * const stress = stressHedge({
 *   positions: [
 *     { ...linear, symbol: 'ETH', coin: 'ETH', dollarDelta: 100_000, beta: 1.2, residualVolatility: 0.45 },
 *   ],
 *   hedges: [
 *     { ...linear, symbol: 'BTC/USDT:USDT', coin: 'BTC', dollarDelta: -120_000, beta: 1, residualVolatility: 0 },
 *   ],
 *   benchmarkVolatility: 0.5,
 *   horizonYears: 1 / 365,
 *   scenarios: [
 *     { name: 'as one', benchmarkReturn: -0.3, volatilityChange: 0, betas: 'correlationOne' },
 *     {
 *       name: 'deleveraged', benchmarkReturn: -0.3, volatilityChange: 0, betas: 'estimated',
 *       closed: [{ symbol: 'BTC/USDT:USDT' }],
 *     },
 *   ],
 * });
 * for (const { name, hedged, dollarBetaToRestore, hedgeScale } of stress.scenarios)
 *   console.log(name, hedged.profit.toFixed(2), dollarBetaToRestore, hedgeScale); // as one -9000.00 -30000 1.25
 * // -> deleveraged -36000.00 -120000 null
 * console.log(stress.worst.scenario); // deleveraged
 * ```
 */
export function stressHedge(options: StressHedgeOptions): StressedHedge {
  readObject(CALLER, options, '');
  const positions = readRows(options, 'positions');
  const hedges = readRows(options, 'hedges');
  const rows = [...positions, ...hedges];
  const scenarios = readScenarios(options, rows);
  const setting = readSetting(options, rows, scenarios);
  const hedgedDollarBeta = dollarBetaOf(rows);
  const outcomes = scenarios.map((scenario) =>
    outcomeOf(setting, scenario, positions, hedges, hedgedDollarBeta),
  );
  return {
    unhedgedDollarBeta: dollarBetaOf(positions),
    hedgedDollarBeta,
    scenarios: outcomes,
    worst: worstOf(outcomes, 'hedged'),
    worstUnhedged: worstOf(outcomes, 'unhedged'),
  };
}

function readRows(options: StressHedgeOptions, field: 'positions' | 'hedges'): readonly StressRow[] {
  // Not by `map`, which passes over holes.
  return Array.from(readList(CALLER, options, field), (entry, i) => readRow(CALLER, entry, `${field}[${i}]`));
}

function readScenarios(options: StressHedgeOptions, rows: readonly StressRow[]): readonly ReadScenario[] {
  const entries = readList(CALLER, options, 'scenarios');
  if (entries.length === 0)
    refuse('shape.missing_field', CALLER, 'scenarios', 'at least one scenario', entries);
  const names: string[] = [];
  return Array.from(entries, (entry, i) => {
    const scenario = readScenario(CALLER, entry, `scenarios[${i}]`, rows);
    if (names.includes(scenario.name))
      refuse('domain.out_of_range', CALLER, `${scenario.at}.name`, 'a name not yet given', scenario.name);
    names.push(scenario.name);
    return scenario;
  });
}

function readSetting(
  options: StressHedgeOptions,
  rows: readonly StressRow[],
  scenarios: readonly ReadScenario[],
): StressSetting {
  const horizonYears = readPositive(CALLER, options, 'horizonYears');
  refuseSuspicious(CALLER, 'horizonYears', horizonYears, 100, 'in years, at most 100 (milliseconds came?)');
  const wantsVolatility = scenarios.some(({ betas }) => betas === 'correlationOne');
  const benchmarkVolatility =
    wantsVolatility || !isAbsent(options, 'benchmarkVolatility')
      ? readVolatility(CALLER, options, 'benchmarkVolatility')
      : null;
  return {
    caller: CALLER,
    equity: isAbsent(options, 'equity') ? null : readPositive(CALLER, options, 'equity'),
    benchmarkVolatility,
    horizonYears,
    correlation: readResidualCorrelation(options, rows),
  };
}

function readResidualCorrelation(
  options: StressHedgeOptions,
  rows: readonly StressRow[],
): StressSetting['correlation'] {
  if (isAbsent(options, 'residualCorrelation') && isAbsent(options, 'residualCoins')) return null;
  const list = readList(CALLER, options, 'residualCoins');
  const coins = Array.from(list, (_, i) => readText(CALLER, list, String(i), 'residualCoins'));
  coins.forEach((coin, i) => {
    if (coins.indexOf(coin) < i)
      refuse('domain.out_of_range', CALLER, `residualCoins[${i}]`, 'a coin not yet given', coin);
  });
  for (const { coin, residualVolatility } of rows)
    if (residualVolatility > 0 && !coins.includes(coin))
      refuse('domain.out_of_range', CALLER, 'residualCoins', `such that ${coin} is among them`, coins);
  const matrix = readCorrelation(CALLER, options, 'residualCorrelation', coins.length);
  if (!isSemidefinite(matrix, 1e-10)) {
    const expected = 'positive semidefinite (nearestCorrelation makes it so)';
    refuse('domain.not_covariance', CALLER, 'residualCorrelation', expected, matrix);
  }
  return { coins, matrix };
}

function outcomeOf(
  setting: StressSetting,
  scenario: ReadScenario,
  positions: readonly StressRow[],
  hedges: readonly StressRow[],
  hedgedDollarBeta: number,
): StressOutcome {
  const legOf = (row: StressRow): StressLeg => stressLeg(setting, scenario, row);
  const positionLegs = positions.map(legOf);
  const hedgeLegs = hedges.map(legOf);
  const legs = [...positionLegs, ...hedgeLegs];
  const unhedged = stressedBook(setting, scenario, positionLegs);
  const hedged = stressedBook(setting, scenario, legs);
  const hedgesLeft = hedgeLegs.filter(({ gone }) => !gone);
  const hedgesDollarBeta = sumOf(hedgesLeft.map(({ row, beta }) => row.dollarDelta * beta));
  const dollarBetaToRestore = refuseOverflow(CALLER, scenario.at, hedgedDollarBeta - hedged.dollarBeta);
  return {
    name: scenario.name,
    benchmarkReturn: scenario.benchmarkReturn,
    volatilityChange: scenario.volatilityChange,
    betas: scenario.betas,
    gone: legs
      .filter(({ gone }) => gone)
      .map(goneLeg)
      .sort(inOrder),
    unhedged,
    hedged,
    effectiveness: finiteOrNull(1 - hedged.profit / unhedged.profit),
    dollarBetaToRestore,
    hedgeScale: finiteOrNull(1 + dollarBetaToRestore / hedgesDollarBeta),
  };
}

function dollarBetaOf(rows: readonly StressRow[]): number {
  return refuseOverflow(CALLER, 'positions', sumOf(rows.map((row) => row.dollarDelta * row.beta)));
}

function goneLeg({ row: { symbol, venue, dollarDelta } }: StressLeg): GoneLeg {
  return { symbol, venue, dollarDelta };
}

function inOrder(a: GoneLeg, b: GoneLeg): number {
  const byText = (x: string, y: string): number => (x === y ? 0 : x < y ? -1 : 1);
  return byText(a.symbol, b.symbol) || byText(a.venue ?? '', b.venue ?? '') || a.dollarDelta - b.dollarDelta;
}

function worstOf(outcomes: readonly StressOutcome[], book: 'hedged' | 'unhedged'): WorstOutcome {
  const worst = outcomes.reduce((a, b) => (b[book].profit < a[book].profit ? b : a));
  return { scenario: worst.name, profit: worst[book].profit };
}
