import { refuse } from '../foundation/checks.ts';
import { InputError, isBetahedgeError } from '../foundation/errors.ts';
import { amountPerContract } from '../instruments/roundAmount.ts';
import { orderRequest } from '../instruments/orderRequest.ts';
import type { OrderRequest, OrderRequestResult } from '../instruments/orderRequest.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';
import { solveIntegerQuadraticProgram } from '../kernel/integerProgram.ts';
import type { Leg } from './greekLegs.ts';
import { buildProgram, contractsOf, residualsOf, riskOf, sumOver } from './greekProgram.ts';
import type { GreekProblem } from './greekProgram.ts';

// What is a whole number of lots but for roundings is that number.
const BELOW = 1 - 1e-12;
// A tick of the price moves a cost by less than a few lots of it, or there is no order at such a price.
const TRIES = 4;
// What an exact Greek's lot off is worth at least, of all that is at stake: far above what a search can't tell apart.
const FIRM = 1e-5;
// Half a lot off is on either side of 0 alike, and neither is to be lost to a rounding.
const HALF = 0.5 + 1e-9;
// An exact Greek is kept by no more than it takes to mend so many lots of each leg: two large legs that cancel but for a
// crumb would keep one too.
const MENDED = 10;

/** The best lots found, and what is known of better ones. */
export interface LotSearch {
  /** `ok` is proven; at `node_limit` none may have been found. */
  readonly status: 'ok' | 'node_limit' | 'infeasible';
  /** Contracts of the legs; null where none were found. */
  readonly contracts: Float64Array | null;
  /** Risk (of `firm` exact Greeks), costs and what these are off at their prices: what was searched over. */
  readonly searched: number;
  /** No lots have less than this. */
  readonly lowerBound: number;
  /** Relaxations solved. */
  readonly nodes: number;
  /** Of each Greek, what its residual was kept within; null where nothing was. */
  readonly within: Float64Array | null;
}

/** The least of an order of a leg that the venue takes, and the most, in lots. */
interface LotRange {
  readonly least: number;
  readonly most: number;
}

/**
 * The lots with the least of risk + costs + prices x residuals, by branch and bound; a leg is 0 or what the venue
 * takes as one order. `exact` are the contracts of the relaxation. Lots near them that keep each exact Greek within half a lot of its finest leg come first; where half of the
 * nodes find none, those that keep the Greeks that a leg moves apart from the others, as a future does delta; then all.
 * `prices` are those of the exact Greeks, at which the relaxation gains nothing by
 * straying from 0; `objective` is what the relaxation costs.
 */
export function searchLots(
  caller: string,
  relaxed: GreekProblem,
  exact: Float64Array,
  prices: Float64Array,
  objective: number,
  orderType: 'market' | 'limit',
  maximumNodes: number,
): LotSearch {
  const problem = firm(relaxed, objective);
  const ranges = problem.legs.map((leg) => rangeOf(caller, leg, orderType));
  const all = problem.greeks.flatMap((_, k) => (problem.isExact[k]! ? [k] : []));
  const moves = new Map(all.map((k) => [k, lotsOfGreek(problem, k)]));
  const apart = all.filter((k) =>
    problem.legs.some((_, j) => all.every((l) => moves.get(l)![j]! > 0 === (l === k))),
  );
  const sets = [all, apart].filter((set, i) => set.length > 0 && (i === 0 || set.length < all.length));
  const reach = exact.map((_, j) => {
    const lots = all.map((k) => {
      const each = moves.get(k)!;
      return each[j]! > 0 ? each.reduce((sum, move) => sum + move, 0) / each[j]! : 0;
    });
    const most = Math.max(...lots, 0);
    return most > 0 ? MENDED * most * problem.legs[j]!.lot : Infinity;
  });
  const near = problem.legs.map((leg, j) => ({
    ...leg,
    minimum: Math.max(leg.minimum, Math.min(exact[j]! - reach[j]!, 0)),
    maximum: Math.min(leg.maximum, Math.max(exact[j]! + reach[j]!, 0)),
  }));
  let nodes = 0;
  for (const set of sets) {
    const left = maximumNodes - nodes;
    if (left <= 0) break;
    const within = Float64Array.from(problem.greeks, (_, k) =>
      set.includes(k) ? HALF * Math.min(...moves.get(k)!.filter((move) => move > 0)) : Infinity,
    );
    const kept = searchWithin({ ...problem, legs: near }, prices, ranges, within, Math.ceil(left / 2));
    nodes += kept.nodes;
    if (kept.contracts !== null) return { ...kept, nodes };
  }
  const rest = searchWithin(problem, prices, ranges, null, Math.max(maximumNodes - nodes, 1));
  return { ...rest, nodes: nodes + rest.nodes };
}

/** What a lot of each leg adds to a Greek, unsigned; 0 of what is not to be traded. */
function lotsOfGreek({ legs, matrix }: GreekProblem, k: number): number[] {
  return legs.map(({ minimum, maximum, lot }, j) =>
    minimum < maximum ? Math.abs(matrix[k * legs.length + j]!) * lot : 0,
  );
}

function searchWithin(
  problem: GreekProblem,
  prices: Float64Array,
  ranges: readonly LotRange[],
  within: Float64Array | null,
  maximumNodes: number,
): LotSearch {
  const { legs } = problem;
  const valueOf = (contracts: Float64Array): number => {
    const residuals = residualsOf(problem, contracts);
    const strayed = compensatedSum(residuals.map((r, k) => prices[k]! * r));
    return riskOf(problem, residuals) + sumOver(problem, contracts, 'cost') + strayed;
  };
  const constant = valueOf(new Float64Array(legs.length));

  let best: Float64Array | null = null;
  let searched = Infinity;
  let lowerBound = Infinity;
  let nodes = 0;
  let isLimited = false;
  // Depth first, what is left to do on a stack: limits of the legs, and the least that is possible within them.
  const open = [
    { lower: legs.map((leg) => leg.minimum), upper: legs.map((leg) => leg.maximum), bound: -Infinity },
  ];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const { lower, upper } = part;
    if (part.bound >= searched) continue;
    if (nodes >= maximumNodes) {
      isLimited = true;
      lowerBound = Math.min(lowerBound, part.bound);
      continue;
    }
    const built = buildProgram(problem, false, prices, lower, upper, within ?? undefined);
    const lots = Float64Array.from(built.variables, ({ leg }) => legs[leg]!.lot);
    const solved = solveIntegerQuadraticProgram(built.program, lots, { maximumNodes: maximumNodes - nodes });
    nodes += solved.status === 'unbounded' ? 1 : Math.max(solved.nodes, 1);
    if (solved.status === 'infeasible') continue;
    // The objective being 0 or above, none is; what a solver takes for it is not known.
    if (solved.status === 'unbounded') {
      isLimited = true;
      lowerBound = Math.min(lowerBound, part.bound);
      continue;
    }
    const bound = Math.max(part.bound, solved.lowerBound + constant);
    const contracts = solved.x === null ? null : contractsOf(built, solved.x, lower, upper);
    const small = contracts === null ? -1 : contracts.findIndex((x, j) => isRefused(x, legs[j]!, ranges[j]!));
    if (contracts !== null && small === -1) {
      const value = valueOf(contracts);
      if (value < searched) {
        searched = value;
        best = contracts;
      }
    }
    if (small !== -1 && solved.status === 'optimal') {
      const { lot } = legs[small]!;
      const { least, most } = ranges[small]!;
      const push = (from: number, to: number): void => {
        const low = Math.max(lower[small]!, from);
        const high = Math.min(upper[small]!, to);
        if (low > high) return;
        open.push({
          lower: lower.map((limit, j) => (j === small ? low : limit)),
          upper: upper.map((limit, j) => (j === small ? high : limit)),
          bound,
        });
      };
      push(0, 0);
      if (least <= most) {
        push(-most * lot, -least * lot);
        push(least * lot, most * lot);
      }
    } else if (solved.status !== 'optimal') {
      isLimited = true;
      lowerBound = Math.min(lowerBound, bound);
    }
  }
  lowerBound = Math.min(lowerBound, searched);
  return {
    status: isLimited ? 'node_limit' : best === null ? 'infeasible' : 'ok',
    contracts: best,
    searched,
    lowerBound,
    nodes,
    within,
  };
}

/**
 * The problem with exact Greeks that count even where their own risk is next to nothing. At its price alone straying
 * gains nothing, and loses nothing either: a lot off would be as good as a thousand.
 */
function firm(problem: GreekProblem, objective: number): GreekProblem {
  const { greeks, exposures, isExact } = problem;
  const risk = problem.risk.slice();
  const stake = riskOf(problem, exposures) + objective;
  greeks.forEach((_, k) => {
    const largest = Math.max(...lotsOfGreek(problem, k));
    const least = ((2 * FIRM) / largest / largest) * stake;
    const at = k * greeks.length + k;
    // Adding to a variance leaves a covariance one.
    if (isExact[k]! && least < Infinity) risk[at] = Math.max(risk[at]!, least);
  });
  return { ...problem, risk };
}

/** An order for a leg's lots; null for none. The venue takes it, or the search would not have left it. */
export function orderOf(
  caller: string,
  leg: Leg,
  contracts: number,
  orderType: 'market' | 'limit',
): { order: OrderRequest | null; contracts: string } {
  const sized = requestOf(caller, leg, contracts, orderType);
  if (sized.status === 'ok') return { order: sized.order, contracts: sized.contracts };
  if (contracts === 0) return { order: null, contracts: '0' };
  return refuse(
    'domain.out_of_range',
    caller,
    `instruments[${leg.place}]`,
    'such that its lots can be ordered',
    sized.reason,
  );
}

/** The order; what it refuses (a price below a tick) is named as that of the leg. */
function requestOf(
  caller: string,
  { instrument, price, place }: Leg,
  contracts: number,
  orderType: 'market' | 'limit',
): OrderRequestResult {
  try {
    return orderRequest({ instrument, contracts, orderType, price });
  } catch (error) {
    if (!isBetahedgeError(error)) throw error;
    const { code, path, expected, received } = error;
    throw new InputError({ code, caller, path: `instruments[${place}].${path}`, expected, received });
  }
}

function isRefused(contracts: number, leg: Leg, { least, most }: LotRange): boolean {
  const lots = Math.round(Math.abs(contracts) / leg.lot);
  return lots !== 0 && (lots < least || lots > most);
}

/** By the venue's limits, and then by asking for such orders: a tick may move a cost across its limit. */
function rangeOf(caller: string, leg: Leg, orderType: 'market' | 'limit'): LotRange {
  const { instrument, price, lot } = leg;
  const { minimumAmount, minimumCost, maximumAmount, maximumMarketAmount, maximumCost } = instrument;
  const isTaken = (lots: number): boolean =>
    [lots, -lots].every((signed) => {
      const sized = requestOf(caller, leg, signed * lot, orderType);
      return sized.status === 'ok' && sized.boundBy === null;
    });
  const value =
    instrument.settlement === 'inverse' ? instrument.contractSize : instrument.contractSize * price;
  let least = 1;
  if (minimumAmount !== null || minimumCost !== null) {
    const amount = Number(minimumAmount ?? 0) / amountPerContract(instrument);
    const contracts = Math.max(amount, Number(minimumCost ?? 0) / value);
    least = Math.max(1, Math.ceil((contracts / lot) * BELOW));
    for (let tries = 0; tries < TRIES && !isTaken(least); tries++) least++;
  }
  let most = Infinity;
  const largest = Math.max(Math.abs(leg.minimum), Math.abs(leg.maximum));
  if (maximumAmount !== null || maximumMarketAmount !== null || maximumCost !== null) {
    most = Math.floor(largest / lot / BELOW);
    for (let tries = 0; tries < TRIES && most > 0 && !isTaken(most); tries++) most--;
  }
  return { least, most };
}
