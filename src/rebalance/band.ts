import {
  isAbsent,
  readNonNegative,
  readObject,
  readPositive,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { exp } from '../kernel/exp.ts';
import { log } from '../kernel/log.ts';
import { bestObservedBand } from './observedWalk.ts';

/** How the exposure moves and what it costs to be away from the target, as every band takes it. */
export interface BandOptions {
  /**
   * Variance a year of the distance between exposure and target while nothing is traded, in squared units of
   * exposure: `driftVariancePerYear` of `betaHedgeDriftVariance`, or your own.
   */
  readonly driftVariancePerYear: number;
  /**
   * Penalty on the distance: this times its square is lost a year, in numeraire. For dollars of exposure to a
   * benchmark, half of risk aversion times the benchmark's variance a year.
   */
  readonly penaltyPerYear: number;
  /** Years between two looks at the book; left out: it is watched all the time. */
  readonly observationIntervalYears?: number | undefined;
}

/** Where to trade, and how far. */
export interface BandEdges {
  /** Trade where the distance from the target is beyond this, in units of exposure. */
  readonly halfWidth: number;
  /** Distance from the target at which the trade ends, on the side that it began. */
  readonly landing: number;
  /** In a word: the landing is the half width, 0, or between the two. */
  readonly tradeTo: 'edge' | 'target' | 'inside';
}

/** A band and what is to be expected of it in the long run. */
export interface RebalanceBand extends BandEdges {
  /** Trades a year; null where they are without number: each is small, at the edge of a book watched all the time. */
  readonly tradesPerYear: number | null;
  /** Units of exposure traded a year, both ways added; null where it has no bound: costs and width are 0. */
  readonly turnoverPerYear: number | null;
  /** Mean square of the distance from the target over time, in squared units of exposure. */
  readonly deviationVariance: number;
  /** Costs of trading a year, in numeraire. */
  readonly costPerYear: number;
  /** What the distance costs a year, `penaltyPerYear` times its mean square, in numeraire. */
  readonly riskPenaltyPerYear: number;
  /** The sum of the two, which the band makes least. */
  readonly objectivePerYear: number;
}

/** The options of a band as read, 0 for a cost that it does not have. */
export interface BandInputs {
  readonly caller: string;
  readonly costPerUnit: number;
  readonly fixedCost: number;
  readonly drift: number;
  readonly penalty: number;
  /** Null where the book is watched all the time. */
  readonly interval: number | null;
}

type CostField = 'costPerUnit' | 'fixedCost';

/** Reads what a band takes, with the costs that it has. */
export function readBandInputs(caller: string, options: object, costs: readonly CostField[]): BandInputs {
  readObject(caller, options, '');
  const cost = (field: CostField): number =>
    costs.includes(field) ? readNonNegative(caller, options, field) : 0;
  const field = 'observationIntervalYears';
  return {
    caller,
    costPerUnit: cost('costPerUnit'),
    fixedCost: cost('fixedCost'),
    drift: readPositive(caller, options, 'driftVariancePerYear'),
    penalty: readPositive(caller, options, 'penaltyPerYear'),
    interval: isAbsent(options, field) ? null : readInterval(caller, options, field),
  };
}

/** A time between two looks or trades, in years. */
export function readInterval(caller: string, source: object, field: string, at?: string): number {
  const years = readPositive(caller, source, field, at);
  const path = at === undefined ? field : `${at}.${field}`;
  return refuseSuspicious(caller, path, years, 1, 'in years, at most 1 (hours or days came?)');
}

/** The half width for a cost per unit alone: (3 k s^2 / (4 lambda))^(1/3). */
export function proportionalHalfWidth({ caller, costPerUnit, drift, penalty }: BandInputs): number {
  return scaled(caller, 'costPerUnit', costPerUnit, cubeRoot(((0.75 * costPerUnit) / penalty) * drift));
}

/** The half width for a fixed cost alone: (6 F s^2 / lambda)^(1/4). */
export function fixedHalfWidth({ caller, fixedCost, drift, penalty }: BandInputs): number {
  const square = Math.sqrt(((6 * fixedCost) / penalty) * drift);
  return scaled(caller, 'fixedCost', fixedCost, Math.sqrt(square));
}

/** -zeta(1/2) / sqrt(2 pi): the mean overshoot of a normal walk over a far level, in standard deviations of a step. */
const OVERSHOOT = 0.5825971579390107;
/** -8 zeta(-1/2) / sqrt(2 pi), of the walk's fourth moment at the level. */
const OVERSHOOT_SKEW = 0.6634768372520888;

/**
 * The band with these edges of the continuous problem, and its long-run figures; `gap` is half width less
 * landing, which has more digits than their difference.
 *
 * A cycle from a landing l to the trigger h of a diffusion of variance s^2 takes (h^2 - l^2) / s^2 years, and the
 * integral of the square of the distance is (h^4 - l^4) / (6 s^2) over it. Looked at every dt, with e = s sqrt(dt),
 * a trigger of h - 0.5826 e is passed by 0.5826 e on average, so that the distance then has the moments h,
 * h^2 + e^2 / 4 = M and M^2 + e^2 M + 0.6635 h e^3, but for what vanishes as exp(-2.5 (trigger - landing) / e);
 * at the edge each trade is a ladder height, and the rest vanishes as exp(-5 trigger / e). A band that is narrower
 * than that is solved for.
 */
export function bandOf(inputs: BandInputs, halfWidth: number, landing: number, gap: number): RebalanceBand {
  const { costPerUnit, fixedCost, drift, penalty, interval } = inputs;
  const sum = halfWidth + landing;
  const atEdge = gap === 0 && landing > 0;
  if (interval === null) {
    if (halfWidth === 0) return describe(inputs, 0, 0, null, null, 0);
    const trades = atEdge ? null : drift / sum / gap;
    const variance = (halfWidth * halfWidth + landing * landing) / 6;
    return describe(inputs, halfWidth, landing, trades, drift / sum, variance);
  }
  const step = Math.sqrt(drift) * Math.sqrt(interval);
  const square = step * step;
  // All that has gathered since the last look is traded: sqrt(2 / pi) standard deviations of it on average.
  if (halfWidth === 0)
    return describe(inputs, 0, 0, 1 / interval, (0.7978845608028654 * step) / interval, 0.5 * square);
  const trigger = halfWidth - OVERSHOOT * step;
  if (atEdge && trigger >= step) {
    // A ladder height is e / sqrt(2) on average.
    const trades = ((drift / sum) * 1.4142135623730951) / step;
    const correction = square * (0.25 + (OVERSHOOT_SKEW / 12) * (step / halfWidth));
    const variance = (halfWidth * halfWidth) / 3 + correction;
    return describe(inputs, trigger, trigger, trades, drift / sum, variance);
  }
  if (!atEdge && trigger - landing >= 2 * step) {
    const cycle = sum * gap + 0.25 * square;
    const moment = halfWidth * halfWidth + 0.25 * square;
    const correction = square * (moment + OVERSHOOT_SKEW * halfWidth * step);
    const variance = (moment + landing * landing + correction / cycle) / 6;
    return describe(inputs, trigger, landing, drift / cycle, (drift / cycle) * gap, variance);
  }
  const perUnit = costPerUnit / penalty / step / interval;
  const best = bestObservedBand(perUnit, fixedCost / penalty / square / interval, halfWidth / step);
  const trades = 1 / interval / best.steps;
  const turnover = trades * best.traded * step;
  return describe(inputs, best.trigger * step, best.landing * step, trades, turnover, best.variance * square);
}

function describe(
  { caller, costPerUnit, fixedCost, drift, penalty }: BandInputs,
  halfWidth: number,
  landing: number,
  tradesPerYear: number | null,
  turnoverPerYear: number | null,
  deviationVariance: number,
): RebalanceBand {
  const costPerYear = costPerUnit * (turnoverPerYear ?? 0) + fixedCost * (tradesPerYear ?? 0);
  const riskPenaltyPerYear = penalty * deviationVariance;
  const objectivePerYear = costPerYear + riskPenaltyPerYear;
  const figures = [halfWidth, tradesPerYear ?? 0, turnoverPerYear ?? 0, deviationVariance, objectivePerYear];
  if (!figures.every(Number.isFinite))
    refuse('domain.out_of_range', caller, 'driftVariancePerYear', 'closer to 1 in scale', drift);
  return {
    halfWidth,
    landing,
    tradeTo: landing === 0 ? 'target' : landing === halfWidth ? 'edge' : 'inside',
    tradesPerYear,
    turnoverPerYear,
    deviationVariance,
    costPerYear,
    riskPenaltyPerYear,
    objectivePerYear,
  };
}

/** The cube root of a number that is not negative. */
export function cubeRoot(x: number): number {
  if (x === 0) return 0;
  const root = exp(log(x) / 3);
  // One step of Newton's method, for the last bits.
  return root - (root - x / root / root) / 3;
}

/** A width of 0 or without bound from a cost that is neither is out of the range of numbers. */
function scaled(caller: string, field: CostField, cost: number, width: number): number {
  return (width > 0 || cost === 0) && width < Infinity
    ? width
    : refuse('domain.out_of_range', caller, field, 'closer to 1 in scale, as drift and penalty', cost);
}
