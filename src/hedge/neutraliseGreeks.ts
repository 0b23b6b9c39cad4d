import {
  isAbsent,
  readFinite,
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readOneOf,
  readPositive,
  refuse,
} from '../foundation/checks.ts';
import type { OrderRequest } from '../instruments/orderRequest.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';
import { solveQuadraticProgram } from '../kernel/quadraticProgram.ts';
import type { BookGreekName } from '../options/optionBookGreeks.ts';
import { conditioningOf } from './greekConditioning.ts';
import type { Conditioning } from './greekConditioning.ts';
import { contradictionOf, inWords } from './greekContradiction.ts';
import type { Contradiction } from './greekContradiction.ts';
import { readGreekNames, readRisk } from './greekInputs.ts';
import { readLegs } from './greekLegs.ts';
import type { GreekHedgeInstrument, Leg, LegBound } from './greekLegs.ts';
import { orderOf, searchLots } from './greekLots.ts';
import type { LotSearch } from './greekLots.ts';
import { buildProgram, contractsOf, marginalRisk, residualsOf, riskOf, sumOver } from './greekProgram.ts';
import type { GreekProblem, GreekProgram } from './greekProgram.ts';

/** A number for each of some Greeks. */
export type GreekNumbers = { readonly [Name in BookGreekName]?: number | undefined };

/** What `neutraliseGreeks` takes. */
export interface NeutraliseGreeksOptions {
  /**
   * The book as it is, hedges in place among it: raw sums, as `optionBookGreeks` gives them. Those named here are
   * hedged, and no others.
   */
  readonly exposures: GreekNumbers;
  /** What may be traded. */
  readonly instruments: readonly GreekHedgeInstrument[];
  /**
   * For each of the exposures the variance, over the horizon of the hedge, of what one unit of it earns: quote currency
   * squared. Of delta the variance of the coin's move in price, of vega that of its volatility's, of gamma a quarter of
   * that of the squared move. Moves that go together: `riskCovariance` instead.
   */
  readonly riskWeights?: GreekNumbers | undefined;
  /** Covariances between them too: a row for each of the exposures, a number for each in it. */
  readonly riskCovariance?: { readonly [Name in BookGreekName]?: GreekNumbers | undefined } | undefined;
  /** Per 1 of quote currency: half of it times the variance is what you would pay to be rid of the variance. */
  readonly riskAversion: number;
  /** Greeks that must come out as 0, whatever it costs. */
  readonly exact?: readonly BookGreekName[] | undefined;
  /** Most premium paid, less what is taken in for options sold, quote currency. */
  readonly premiumBudget?: number | undefined;
  /** Most margin that the trades tie up, quote currency; `marginPerContract` is required with it. */
  readonly marginBudget?: number | undefined;
  /** Of the orders; a market order may have a lower maximum at its venue. */
  readonly orderType: 'market' | 'limit';
  /** Beyond this `ill_conditioned` is returned; default 100: Greeks are hardly known to 1 %. */
  readonly maximumConditionNumber?: number | undefined;
  /** Relaxations that the search for lots may solve; default 2000, and 0 leaves lots and orders out. */
  readonly maximumNodes?: number | undefined;
}

/** What one more unit of something would save: quote currency, of the sum of risk and costs. */
export interface GreekShadowPrices {
  /** Per unit of the book's own exposure, as it grows: below 0 where more of it would cost. */
  readonly exposures: GreekNumbers;
  /** Per 1 of budget, 0 or above; null without one. */
  readonly premiumBudget: number | null;
  /** Per 1 of budget, 0 or above; null without one. */
  readonly marginBudget: number | null;
}

/** One instrument before lots. */
export interface GreekHedgeLeg {
  /** ccxt's unified symbol. */
  readonly symbol: string;
  /** To trade, signed, before lots. */
  readonly contracts: number;
  /** The limit that it stands at; null where at none. */
  readonly boundBy: LegBound | null;
  /** What one contract more of room at that limit would save, quote currency, 0 or above; 0 where at none. */
  readonly shadowPrice: number;
}

/** What a set of trades leaves and costs, quote currency. */
export interface GreekHedgeOutcome {
  /** Of each exposure, after the trades. */
  readonly residual: GreekNumbers;
  /** risk + cost. */
  readonly objective: number;
  /** Half of risk aversion times the variance that is left. */
  readonly risk: number;
  /** Of trading. */
  readonly cost: number;
  /** Premium paid, less what is taken in. */
  readonly premium: number;
  /** Tied up; null without a budget. */
  readonly margin: number | null;
}

/** How far the solution is from the conditions of Karush, Kuhn and Tucker, each relative to the size of its terms. */
export interface GreekHedgeResiduals {
  /** Of the slope of the Lagrange function. */
  readonly stationarity: number;
  /** Of the limits. */
  readonly primal: number;
  /** Of multipliers times slacks. */
  readonly complementarity: number;
  /** Of the objective and its dual. */
  readonly dualityGap: number;
}

/** One instrument at its venue's lots. */
export interface GreekLotLeg {
  /** ccxt's unified symbol. */
  readonly symbol: string;
  /** Signed, plain digits, at the venue's lots and limits. */
  readonly contracts: string;
  /** Contracts before lots less these. */
  readonly dust: number;
  /** Null where there is nothing to send. */
  readonly order: OrderRequest | null;
}

/** The best lots. */
export interface GreekLots extends GreekHedgeOutcome {
  /** `optimal` is proven; `node_limit` is the best found before `maximumNodes` ran out. */
  readonly status: 'optimal' | 'node_limit';
  /** In the order of the instruments. */
  readonly legs: readonly GreekLotLeg[];
  /**
   * What exact Greeks are kept within: half of what a lot of the instrument that moves each least does. Where no lots
   * were found that keep them all near the exact contracts (no leg further from its own than mends ten lots of each; they are too coarse together, limits are in the way, or half of `maximumNodes` ran
   * out) those that an instrument moves apart from the others, as a future does delta; and where there are none of these
   * either, none. Exact Greeks that are not named count by what they are off alone, and `residual` may be of lots.
   */
  readonly exactWithin: GreekNumbers;
  /**
   * What was searched over: `objective`, and what each exact Greek is off by at its shadow price, so that straying
   * from 0 gains nothing; where its own risk is so little that straying would lose nothing either, a 1e-5th of all
   * that is at stake for a lot off. Without exact Greeks the objective itself.
   */
  readonly searchObjective: number;
  /** No lots, of those that keep `exactWithin` near the exact contracts, have a lower `searchObjective`. */
  readonly lowerBound: number;
  /** searchObjective - lowerBound: 0 where proven. */
  readonly gap: number;
  /** Relaxations solved. */
  readonly nodes: number;
}

/** No lots within the limits: there are none (`infeasible`), or none were found in time (`not_found`). */
export interface NoGreekLots {
  /** No lots meet the limits and budgets; or none were found within `maximumNodes`. */
  readonly status: 'infeasible' | 'not_found';
  /** Relaxations solved. */
  readonly nodes: number;
}

/** The trades that neutralise. */
export interface GreekHedge extends GreekHedgeOutcome {
  readonly status: 'ok';
  /** In the order of the instruments. */
  readonly legs: readonly GreekHedgeLeg[];
  /** What one more unit of each limit would save. */
  readonly shadowPrices: GreekShadowPrices;
  /** Budgets that are used up. */
  readonly boundBy: readonly ('premium_budget' | 'margin_budget')[];
  /** Null where nothing could become too large: no exact Greeks, and each instrument costs something or is limited. */
  readonly conditionNumber: number | null;
  /** Of the solution, measured after the fact. */
  readonly kkt: GreekHedgeResiduals;
  /** Null with `maximumNodes` 0. */
  readonly lots: GreekLots | NoGreekLots | null;
}

/** Instruments that say nearly the same of some Greeks: neutralising them all would take huge legs that cancel. */
export interface IllConditionedGreeks {
  readonly status: 'ill_conditioned';
  /** Largest over smallest singular value of the scaled Greeks; null where infinite. */
  readonly conditionNumber: number | null;
  /** What was allowed. */
  readonly maximumConditionNumber: number;
  /** Directions that the instruments tell apart. */
  readonly rank: number;
  /** Directions that there are to tell apart. */
  readonly required: number;
  /** Symbols of the instruments that say the same, sorted. */
  readonly instruments: readonly string[];
  /** The Greeks that they say it of. */
  readonly greeks: readonly BookGreekName[];
  /** In words. */
  readonly reason: string;
}

/** Limits and exact Greeks that no trades can meet together. */
export interface InfeasibleGreeks {
  readonly status: 'infeasible';
  /** Those that contradict each other; each times its multiplier, summed, they say that 0 is at least 1. */
  readonly contradiction: readonly Contradiction[];
  /** In words. */
  readonly reason: string;
}

/** The solver gave up, for data of scales too far apart; no such hedge can be without end. */
export interface GreeksNotConverged {
  readonly status: 'not_converged';
  /** Products beyond what doubles hold, or digits that are not enough to meet all conditions to 1e-9. */
  readonly reason: 'not_finite' | 'accuracy';
}

/** `ok`, or why there is no hedge. */
export type NeutraliseGreeksResult =
  GreekHedge | IllConditionedGreeks | InfeasibleGreeks | GreeksNotConverged;

const CALLER = 'neutraliseGreeks';
// What is nearer to a limit than this share of it stands at it.
const NEAR = 1e-9;
const ROUNDING = 1e-13;

/**
 * The trades in options, futures and coins that bring a book's Greeks to zero, or as near as their risk is worth.
 *
 * **Formula**: x minimises riskAversion/2 r' Q r + sum costPerContract |x|, r = g + A x, with g the exposures, A the
 * Greeks of one contract (contractSize x Greek; a future or coin has delta alone, an inverse contract contractSize /
 * price coins of it) and Q the risk covariance, subject to r = 0 for exact Greeks, limits on x, sum premium x <=
 * premiumBudget and sum margin |x| <= marginBudget. As many instruments as Greeks, all exact: A x = -g.
 * **Inputs**: raw Greeks in one convention, those of `optionBookGreeks`; all of one coin and one currency.
 * **Result**: `ok`: contracts before lots, with residuals, shadow prices and what binds; and in `lots` the best trades
 * at the venues' lots, where exact Greeks can only be nearly 0: within half a lot of the instrument that moves each
 * least where that can be, as `exactWithin` says, else as near as their risk and shadow prices bring them.
 * `ill_conditioned`, looked at first: exact Greeks, or all Greeks by instruments
 * that neither cost nor limits hold back, that the instruments do not tell apart (strikes of one expiry and volatility:
 * vega = gamma S^2 sigma T, so hedging both takes legs without end). `infeasible`, with the constraints that contradict
 * each other. It is never unbounded: risk and costs are at least 0. `not_converged`: scales beyond the solver.
 * **Errors**: `shape.*`, `domain.*`, `unit.suspicious` (ccxt's Greeks; a coin-settled premium in money),
 * `estimate.not_ok`, `market.unsupported` (a quanto; an inactive market; amounts without a lot), `market.inconsistent`
 * (two coins or currencies; a symbol twice).
 * **Accuracy**: conditions of optimality to 1e-9 of their terms, as `kkt` says; the order of instruments changes no bit.
 * **Cost**: 12 instruments and 5 Greeks below 2 ms without lots; lots by branch and bound within `maximumNodes`.
 * **Source**: Hull, Options, Futures and Other Derivatives, ch. 19; van der Sluis 1969, Numer. Math. 14 (scaling).
 *
 * @example
 * ```ts
 * import { neutraliseGreeks } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const market = {
 *   base: 'X', quote: 'USD', settle: 'USD', linear: true, contractSize: 1, precision: { amount: 0.1, price: 0.01 },
 * };
 * const call = (strike: number) =>
 *   parseMarket({
 *     ...market, symbol: `X/USD:USD-240927-${strike}-C`, type: 'option', optionType: 'call', strike,
 *     expiry: 1_727_424_000_000,
 *   });
 * const future = parseMarket({ ...market, symbol: 'X/USD:USD', type: 'swap' });
 * const hedge = neutraliseGreeks({
 *   exposures: { delta: 0, gamma: -5000, vega: -8000 },
 *   instruments: [
 *     { instrument: call(100), greeks: { delta: 0.6, gamma: 0.5, vega: 2 }, price: 5, costPerContract: 0 },
 *     { instrument: call(105), greeks: { delta: 0.5, gamma: 0.8, vega: 1.2 }, price: 4, costPerContract: 0 },
 *     { instrument: future, price: 100, costPerContract: 0 },
 *   ],
 *   exact: ['delta', 'gamma', 'vega'],
 *   riskWeights: { delta: 9, gamma: 40, vega: 0.001 },
 *   riskAversion: 1e-6,
 *   orderType: 'limit',
 * });
 * if (hedge.status === 'ok' && hedge.lots?.status === 'optimal')
 *   for (const { symbol, contracts } of hedge.lots.legs) console.log(symbol, contracts); // X/USD:USD-240927-100-C 400
 * // -> X/USD:USD-240927-105-C 6000
 * // -> X/USD:USD -3240
 * ```
 */
export function neutraliseGreeks(options: NeutraliseGreeksOptions): NeutraliseGreeksResult {
  readObject(CALLER, options, '');
  const orderType = readOneOf(CALLER, options, 'orderType', ['market', 'limit']);
  const problem = readProblem(options, orderType);
  const maximumConditionNumber = readConditionNumber(options);
  const maximumNodes = isAbsent(options, 'maximumNodes')
    ? 2000
    : readInteger(CALLER, options, 'maximumNodes', 0);

  const conditions = conditionsOf(problem, maximumConditionNumber);
  const ill = conditions.find(({ rank, required }) => rank < required);
  if (ill !== undefined) return illConditioned(problem, ill, maximumConditionNumber);

  const { legs, greeks } = problem;
  const lower = legs.map((leg) => leg.minimum);
  const upper = legs.map((leg) => leg.maximum);
  const none = new Float64Array(greeks.length);
  const built = buildProgram(problem, true, none, lower, upper);
  const solved = solveQuadraticProgram(built.program);
  if (solved.status === 'infeasible') {
    const contradiction = contradictionOf(problem, built, solved.rowCertificate, solved.boundCertificate);
    return { status: 'infeasible', contradiction, reason: inWords(contradiction) };
  }
  // Neither unbounded, no term of the objective being below 0, nor not convex, but for roundings.
  if (solved.status !== 'optimal') {
    const isFinite = solved.status === 'unbounded' || solved.reason !== 'not_finite';
    return { status: 'not_converged', reason: isFinite ? 'accuracy' : 'not_finite' };
  }

  const contracts = contractsOf(built, solved.x, lower, upper);
  const multipliers = multipliersOf(problem, built, solved.rowMultipliers, contracts);
  const outcome = outcomeOf(problem, contracts);
  const search =
    maximumNodes === 0
      ? null
      : searchLots(
          CALLER,
          problem,
          contracts,
          multipliers.straying,
          outcome.objective,
          orderType,
          maximumNodes,
        );
  return {
    status: 'ok',
    legs: inGivenOrder(legs, (leg, j) => legOf(problem, multipliers, leg, j, contracts[j]!)),
    ...outcome,
    shadowPrices: {
      exposures: named(
        greeks,
        multipliers.exposures.map((price) => -price + 0),
      ),
      premiumBudget: problem.premiumBudget === null ? null : multipliers.premium,
      marginBudget: problem.marginBudget === null ? null : multipliers.margin,
    },
    boundBy: boundBudgets(problem, contracts),
    conditionNumber:
      conditions.length === 0 ? null : Math.max(...conditions.map((found) => found.conditionNumber)),
    kkt: solved.residuals,
    lots: search === null ? null : lotsOf(problem, search, contracts, orderType),
  };
}

function readProblem(options: NeutraliseGreeksOptions, orderType: 'market' | 'limit'): GreekProblem {
  const greeks = readGreekNames(CALLER, options, 'exposures');
  if (greeks.length === 0)
    refuse('shape.missing_field', CALLER, 'exposures', 'given, with a Greek at least', undefined);
  const exposures = Float64Array.from(greeks, (name) =>
    readFinite(CALLER, options.exposures, name, 'exposures'),
  );
  const covariance = readRisk(CALLER, options, greeks);
  const riskAversion = readPositive(CALLER, options, 'riskAversion');
  const budgetOf = (field: 'premiumBudget' | 'marginBudget'): number | null =>
    isAbsent(options, field) ? null : readNonNegative(CALLER, options, field);
  const premiumBudget = budgetOf('premiumBudget');
  const marginBudget = budgetOf('marginBudget');
  const legs = readLegs(CALLER, options, orderType, marginBudget !== null);
  const exact = isAbsent(options, 'exact') ? [] : readList(CALLER, options, 'exact');
  const exactNames = Array.from(exact, (_, i) => readOneOf(CALLER, exact, String(i), greeks, 'exact'));
  const entries = greeks.flatMap((name) =>
    legs.map((leg) => refuseOverflow(leg.greekOf(name), `instruments[${leg.place}].greeks.${name}`)),
  );
  const risk = covariance.map((value) => refuseOverflow(riskAversion * value, 'riskAversion'));
  return {
    greeks,
    exposures,
    isExact: greeks.map((name) => exactNames.includes(name)),
    risk,
    legs,
    matrix: Float64Array.from(entries),
    premiumBudget,
    marginBudget,
  };
}

/** Products of huge doubles may overflow: inputs out of range, not a hedge. */
function refuseOverflow(value: number, path: string): number {
  if (Number.isFinite(value)) return value;
  return refuse('domain.out_of_range', CALLER, path, 'closer to 1 in scale', value);
}

function readConditionNumber(options: NeutraliseGreeksOptions): number {
  const field = 'maximumConditionNumber';
  if (isAbsent(options, field)) return 100;
  const value = readFinite(CALLER, options, field);
  return value >= 1 ? value : refuse('domain.out_of_range', CALLER, field, 'at least 1', value);
}

/**
 * Of what has to be followed wherever it leads: exact Greeks by all that can be traded; and all Greeks by what nothing
 * holds back, since what costs is traded only as far as the risk that it takes away is worth it.
 */
function conditionsOf(problem: GreekProblem, maximumConditionNumber: number): Conditioning[] {
  const { greeks, isExact, legs, matrix, marginBudget } = problem;
  const places = greeks.map((_, k) => k);
  const traded = legs.flatMap(({ minimum, maximum }, j) => (minimum < maximum ? [j] : []));
  const free = traded.filter((j) => {
    const { cost, margin, minimum, maximum } = legs[j]!;
    const isHeld = cost > 0 || (marginBudget !== null && margin > 0);
    return !isHeld && maximum - minimum === Infinity;
  });
  const exact = places.filter((k) => isExact[k]!);
  const condition = (rows: readonly number[], columns: readonly number[]): Conditioning[] =>
    rows.length === 0 || columns.length === 0
      ? []
      : [conditioningOf(matrix, legs.length, rows, columns, maximumConditionNumber)];
  return [...condition(exact, traded), ...condition(places, free)];
}

function illConditioned(
  { legs, greeks }: GreekProblem,
  { conditionNumber, rank, required, columns, rows }: Conditioning,
  maximumConditionNumber: number,
): IllConditionedGreeks {
  const instruments = columns.map((j) => legs[j]!.symbol);
  const names = rows.map((k) => greeks[k]!);
  return {
    status: 'ill_conditioned',
    conditionNumber: Number.isFinite(conditionNumber) ? conditionNumber : null,
    maximumConditionNumber,
    rank,
    required,
    instruments,
    greeks: names,
    reason: `${instruments.join(', ')} say nearly the same of ${names.join(', ')}: another expiry, or a Greek less`,
  };
}

/** Slopes of the least objective, quote currency per unit. */
interface Multipliers {
  /** By each exposure. */
  readonly exposures: Float64Array;
  /** Of exact Greeks, besides the slope of their risk; 0 of all others. */
  readonly straying: Float64Array;
  /** Saved per 1 of budget. */
  readonly premium: number;
  readonly margin: number;
}

function multipliersOf(
  problem: GreekProblem,
  { rows }: GreekProgram,
  rowMultipliers: Float64Array,
  contracts: Float64Array,
): Multipliers {
  const marginal = marginalRisk(problem, residualsOf(problem, contracts));
  const unhedged = riskOf(problem, problem.exposures);
  const exposures = marginal.slice();
  const straying = new Float64Array(marginal.length);
  const budgets = { premium_budget: 0, margin_budget: 0 };
  rows.forEach((row, i) => {
    const multiplier = rowMultipliers[i]!;
    if (typeof row !== 'number') {
      budgets[row] = Math.max(multiplier, 0) + 0;
      return;
    }
    exposures[row] = multiplier;
    const price = multiplier - marginal[row]!;
    // The rounding of a price is none: what the Greek's own risk and the book's could make of it at most is its scale.
    const scale = Math.sqrt(2 * problem.risk[row * marginal.length + row]! * unhedged);
    straying[row] = Math.abs(price) > ROUNDING * scale ? price : 0;
  });
  return { exposures, straying, premium: budgets.premium_budget, margin: budgets.margin_budget };
}

function legOf(
  { matrix, legs }: GreekProblem,
  { exposures, premium, margin }: Multipliers,
  leg: Leg,
  j: number,
  contracts: number,
): GreekHedgeLeg {
  const { symbol, minimum, maximum, minimumOf, maximumOf, lot } = leg;
  const isAt = (bound: number): boolean =>
    Number.isFinite(bound) && Math.abs(contracts - bound) <= NEAR * Math.max(Math.abs(bound), lot);
  const slope = compensatedSum([
    ...Array.from(exposures, (price, k) => price * matrix[k * legs.length + j]!),
    premium * leg.premium,
  ]);
  // A contract more is one bought, or one sold less.
  const absolute = leg.cost + margin * leg.margin;
  const buying = isAt(maximum) ? Math.max(-slope - (maximum >= 0 ? absolute : -absolute), 0) : 0;
  const selling = isAt(minimum) ? Math.max(slope - (minimum <= 0 ? absolute : -absolute), 0) : 0;
  const boundBy = isAt(maximum) && buying >= selling ? maximumOf : isAt(minimum) ? minimumOf : null;
  return { symbol, contracts, boundBy, shadowPrice: Math.max(buying, selling) + 0 };
}

function outcomeOf(problem: GreekProblem, contracts: Float64Array): GreekHedgeOutcome {
  const residuals = residualsOf(problem, contracts);
  const risk = riskOf(problem, residuals);
  const cost = sumOver(problem, contracts, 'cost');
  return {
    residual: named(problem.greeks, residuals),
    objective: refuseOverflow(risk + cost, 'exposures'),
    risk,
    cost,
    premium: refuseOverflow(sumOver(problem, contracts, 'premium'), 'instruments'),
    margin: problem.marginBudget === null ? null : sumOver(problem, contracts, 'margin'),
  };
}

function boundBudgets(problem: GreekProblem, contracts: Float64Array): GreekHedge['boundBy'] {
  const isUsed = (field: 'premium' | 'margin', budget: number | null): boolean => {
    if (budget === null) return false;
    const size = contracts.reduce((sum, x, j) => sum + Math.abs(problem.legs[j]![field] * x), budget);
    return sumOver(problem, contracts, field) >= budget - NEAR * size;
  };
  return [
    ...(isUsed('premium', problem.premiumBudget) ? (['premium_budget'] as const) : []),
    ...(isUsed('margin', problem.marginBudget) ? (['margin_budget'] as const) : []),
  ];
}

function lotsOf(
  problem: GreekProblem,
  { status, contracts, searched, lowerBound, nodes, within }: LotSearch,
  exact: Float64Array,
  orderType: 'market' | 'limit',
): GreekLots | NoGreekLots {
  if (contracts === null) return { status: status === 'infeasible' ? status : 'not_found', nodes };
  const orders = problem.legs.map((leg, j) => orderOf(CALLER, leg, contracts[j]!, orderType));
  const sent = Float64Array.from(orders, (order) => Number(order.contracts));
  return {
    status: status === 'ok' ? 'optimal' : 'node_limit',
    legs: inGivenOrder(problem.legs, ({ symbol }, j) => ({
      symbol,
      ...orders[j]!,
      dust: exact[j]! - sent[j]! + 0,
    })),
    ...outcomeOf(problem, sent),
    exactWithin: within === null ? {} : boundsOf(problem.greeks, within),
    searchObjective: searched,
    lowerBound,
    gap: searched - lowerBound,
    nodes,
  };
}

/** What is made of the legs, in the order that they were given in. */
function inGivenOrder<T>(legs: readonly Leg[], make: (leg: Leg, j: number) => T): T[] {
  const given: T[] = [];
  legs.forEach((leg, j) => (given[leg.place] = make(leg, j)));
  return given;
}

/** Of the Greeks that have one; what none of the legs moves has none. */
function boundsOf(greeks: readonly BookGreekName[], within: Float64Array): GreekNumbers {
  return Object.fromEntries(
    greeks.flatMap((name, k) => (within[k]! < Infinity ? [[name, within[k]!] as const] : [])),
  );
}

function named(greeks: readonly BookGreekName[], values: Float64Array): GreekNumbers {
  return Object.fromEntries(greeks.map((name, k) => [name, values[k]!]));
}
