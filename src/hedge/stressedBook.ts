import { readFinite, refuse } from '../foundation/checks.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';
import { canonicalSum } from './canonicalSum.ts';
import { readBeta, refuseAbsent } from './stressInputs.ts';
import type { ReadScenario, StressRow } from './stressInputs.ts';

/** What is lost with a venue. */
export interface VenueLoss {
  /** As the scenario names it. */
  readonly venue: string;
  /** Numeraire, not below 0. */
  readonly loss: number;
}

/** Standard deviations over the horizon, numeraire, of what coins do beside their betas, rows of one coin netted. */
export interface StressResidual {
  /** Where residuals of coins have nothing to do with one another: root of the sum of squares. */
  readonly independent: number;
  /** By `residualCorrelation`; null without it. */
  readonly correlated: number | null;
  /** The worst that correlations can do, each coin going against the book: the sum of sizes. */
  readonly perfectlyCorrelated: number;
}

/** A book after a scenario, in the numeraire; what is gone has no part in it but in `venueLoss`. */
export interface StressedBook {
  /** Sum of dollarDelta x the coin's return. */
  readonly linearProfit: number;
  /** Half the sum of dollar gamma x the coin's return squared. */
  readonly convexityProfit: number;
  /** Sum of vega x change of the row's volatility. */
  readonly volatilityProfit: number;
  /** Sum of `venueLosses`. */
  readonly venueLoss: number;
  /** By venue, in the order of the scenario's. */
  readonly venueLosses: readonly VenueLoss[];
  /** The three profits less the loss. */
  readonly profit: number;
  /** profit / equity; null without equity. */
  readonly profitOfEquity: number | null;
  /** Sum of dollarDelta x beta of the rows left, by the scenario's betas, before the move. */
  readonly dollarBeta: number;
  /** dollarBeta / equity; null without equity. */
  readonly betaOfEquity: number | null;
  /** dollarBeta and what gamma adds to it by the end of the move: per 1.00 of the benchmark's price before. */
  readonly dollarBetaAfterMove: number;
  /** What the benchmark says nothing of. */
  readonly residual: StressResidual;
  /**
   * `linear` where linear profit is, in size, at least convexity and volatility together; else the larger of these two,
   * `convexity` where they are equal. Null where all three are 0.
   */
  readonly dominatedBy: 'linear' | 'convexity' | 'volatility' | null;
  /**
   * Size of the benchmark's return at which convexity makes or loses as much as the linear part; beyond it, more. Null
   * where there is no such move, for want of gamma.
   */
  readonly crossoverReturn: number | null;
  /**
   * What options cost a day in time value that bring the gamma of each row to 0; below 0 where the gamma is long, and
   * selling it earns that. Null where a row with gamma has no implied volatility.
   */
  readonly convexityCostPerDay: number | null;
}

/** A row in a scenario. */
export interface StressLeg {
  readonly row: StressRow;
  readonly gone: boolean;
  readonly beta: number;
  readonly coinReturn: number;
  readonly volatilityMove: number;
  readonly residualVolatility: number;
}

/** What all scenarios share. */
export interface StressSetting {
  readonly caller: string;
  readonly equity: number | null;
  /** Only of use, and then given, where betas are of correlation one. */
  readonly benchmarkVolatility: number | null;
  readonly horizonYears: number;
  readonly correlation: {
    readonly coins: readonly string[];
    readonly matrix: readonly ArrayLike<number>[];
  } | null;
}

/** How a row fares in a scenario. */
export function stressLeg(setting: StressSetting, scenario: ReadScenario, row: StressRow): StressLeg {
  const { caller, benchmarkVolatility } = setting;
  const gone = scenario.isGone(row);
  const isOne = scenario.betas === 'correlationOne';
  let { beta } = row;
  if (scenario.betas === 'crash') {
    refuseAbsent(caller, row, 'crashBeta', `${scenario.at} goes by crash betas`);
    beta = readBeta(caller, row.source, 'crashBeta', row.at);
  }
  if (isOne) {
    const ratio = row.residualVolatility / benchmarkVolatility!;
    beta = (beta < 0 ? -1 : 1) * Math.sqrt(beta * beta + ratio * ratio);
  }
  const coinReturn = beta * scenario.benchmarkReturn;
  if (!gone && coinReturn < -1 && (row.dollarDelta !== 0 || row.dollarGamma !== 0)) {
    const expected = `nearer to 0 (at beta ${beta} the coin of ${row.at} would be worth less than nothing)`;
    refuse(
      'domain.out_of_range',
      caller,
      `${scenario.at}.benchmarkReturn`,
      expected,
      scenario.benchmarkReturn,
    );
  }
  return {
    row,
    gone,
    beta,
    coinReturn,
    volatilityMove: volatilityMove(caller, scenario, row, gone),
    // At correlation one the beta holds it.
    residualVolatility: isOne ? 0 : row.residualVolatility,
  };
}

function volatilityMove(caller: string, scenario: ReadScenario, row: StressRow, gone: boolean): number {
  if (row.vega === 0 || scenario.volatilityChange === 0) return 0;
  refuseAbsent(caller, row, 'volatilityBeta', `${scenario.at} changes the volatility, and the row has vega`);
  const move = readFinite(caller, row.source, 'volatilityBeta', row.at) * scenario.volatilityChange;
  if (!gone && row.impliedVolatility !== null && row.impliedVolatility + move < 0) {
    const expected = `such that the volatility of ${row.at} stays above 0`;
    refuse(
      'domain.out_of_range',
      caller,
      `${scenario.at}.volatilityChange`,
      expected,
      scenario.volatilityChange,
    );
  }
  return move;
}

/** The book of these legs after the scenario. */
export function stressedBook(
  setting: StressSetting,
  scenario: ReadScenario,
  legs: readonly StressLeg[],
): StressedBook {
  const { caller, equity } = setting;
  const finite = (value: number): number => refuseOverflow(caller, scenario.at, value);
  const left = legs.filter(({ gone }) => !gone);
  const sum = (term: (leg: StressLeg) => number): number => finite(sumOf(left.map(term)));
  const ofEquity = (value: number): number | null => (equity === null ? null : finite(value / equity));

  const linearProfit = sum(({ row, coinReturn }) => row.dollarDelta * coinReturn);
  const convexityProfit = sum(({ row, coinReturn }) => 0.5 * row.dollarGamma * coinReturn * coinReturn);
  const volatilityProfit = sum((leg) => leg.row.vega * leg.volatilityMove);
  const venueLosses = scenario.lostVenues.map(({ venue, lossGivenDefault }) => ({
    venue,
    loss: finite(lossGivenDefault * claimAt(venue, legs)),
  }));
  const venueLoss = finite(sumOf(venueLosses.map(({ loss }) => loss)));
  const profit = finite(compensatedSum([linearProfit, convexityProfit, volatilityProfit, -venueLoss]));
  const dollarBeta = sum(({ row, beta }) => row.dollarDelta * beta);
  const benchmarkGamma = sum(({ row, beta }) => row.dollarGamma * beta * beta);
  const isPriced = left.every(({ row }) => row.dollarGamma === 0 || row.impliedVolatility !== null);
  return {
    linearProfit,
    convexityProfit,
    volatilityProfit,
    venueLoss,
    venueLosses,
    profit,
    profitOfEquity: ofEquity(profit),
    dollarBeta,
    betaOfEquity: ofEquity(dollarBeta),
    dollarBetaAfterMove: finite(dollarBeta + benchmarkGamma * scenario.benchmarkReturn),
    residual: residualOf(setting, left, finite),
    dominatedBy: dominant(Math.abs(linearProfit), Math.abs(convexityProfit), Math.abs(volatilityProfit)),
    crossoverReturn: finiteOrNull(Math.abs((2 * dollarBeta) / benchmarkGamma)),
    convexityCostPerDay: isPriced ? sum(({ row }) => gammaCostPerDay(row)) : null,
  };
}

/** A number that JSON keeps; null of 0 / 0 and of what is beyond the doubles. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The same bits in whatever order the terms come. */
export function sumOf(terms: readonly number[]): number {
  return canonicalSum(Float64Array.from(terms));
}

/** What is beyond the doubles is no profit: inputs out of scale. */
export function refuseOverflow(caller: string, path: string, value: number): number {
  if (Number.isFinite(value)) return value + 0;
  return refuse('domain.out_of_range', caller, path, 'of a book closer to 1 in scale', value);
}

/** Collateral and what profits of the venue's rows come to, netted; losses take nothing off the collateral. */
function claimAt(venue: string, legs: readonly StressLeg[]): number {
  const rows = legs.map(({ row }) => row).filter((row) => row.venue === venue);
  const profit = sumOf(rows.map(({ source }) => source.unrealisedProfit!));
  return sumOf(rows.map(({ source }) => source.collateral!)) + Math.max(profit, 0);
}

/** Without rates, an option's theta is -volatility^2 x dollar gamma / 2 a year. */
function gammaCostPerDay(row: StressRow): number {
  const volatility = row.impliedVolatility ?? 0;
  return (-0.5 * volatility * volatility * row.dollarGamma) / 365;
}

function dominant(linear: number, convexity: number, volatility: number): StressedBook['dominatedBy'] {
  if (linear === 0 && convexity === 0 && volatility === 0) return null;
  if (linear >= convexity + volatility) return 'linear';
  return convexity >= volatility ? 'convexity' : 'volatility';
}

function residualOf(
  { horizonYears, correlation }: StressSetting,
  legs: readonly StressLeg[],
  finite: (value: number) => number,
): StressResidual {
  const termsByCoin = new Map<string, number[]>();
  for (const { row, residualVolatility } of legs) {
    const term = row.dollarDelta * residualVolatility * Math.sqrt(horizonYears);
    const terms = termsByCoin.get(row.coin);
    if (terms === undefined) termsByCoin.set(row.coin, [term]);
    else terms.push(term);
  }
  const byCoin = new Map([...termsByCoin].map(([coin, terms]) => [coin, finite(sumOf(terms))]));
  const sizes = [...byCoin.values()].map((amount) => Math.abs(amount));
  // Squares of shares of the largest: sums of dollars may be beyond the square root of all doubles.
  const largest = sizes.reduce((a, b) => Math.max(a, b), Number.MIN_VALUE);
  // What passes for semidefinite may round below 0.
  const rootOf = (terms: readonly number[]): number => finite(largest * Math.sqrt(Math.max(sumOf(terms), 0)));
  const shares = correlation?.coins.map((coin) => (byCoin.get(coin) ?? 0) / largest);
  const products = shares?.flatMap((share, i) =>
    shares.map((other, j) => share * correlation!.matrix[i]![j]! * other),
  );
  return {
    independent: rootOf(sizes.map((size) => (size / largest) * (size / largest))),
    correlated: products === undefined ? null : rootOf(products),
    perfectlyCorrelated: finite(sumOf(sizes)),
  };
}
