import { activeSet, dot, minimiseAround, restart } from './quadraticActiveSet.ts';
import type { ActiveSet } from './quadraticActiveSet.ts';
import { certify, isRay, measure } from './quadraticProof.ts';
import type { QuadraticInfeasible, Residuals } from './quadraticProof.ts';
import { equilibrate, largest } from './quadraticScaling.ts';
import type { QuadraticProgram, ScaledProgram } from './quadraticScaling.ts';
import { inverseFactor } from './quadraticWorkingSet.ts';

export type { QuadraticInfeasible, Residuals } from './quadraticProof.ts';
export type { QuadraticProgram } from './quadraticScaling.ts';

/** Where to start from: an earlier solution, of a program with the same numbers of variables and rows. */
export interface WarmStart {
  readonly x: Float64Array;
  readonly rowMultipliers: Float64Array;
  readonly boundMultipliers: Float64Array;
}

/** A minimum, or where the search for it ended. */
export interface QuadraticPoint extends WarmStart {
  /** 1/2 x' H x + f' x. */
  readonly objective: number;
  /** Sum of the magnitudes that the objective is made of: what the duality gap is relative to. */
  readonly objectiveScale: number;
  readonly residuals: Residuals;
  /** How often a constraint came to the working set or left it. */
  readonly iterations: number;
}

/** A minimum: every residual is at most 1e-9. */
export interface QuadraticOptimum extends QuadraticPoint {
  readonly status: 'optimal';
}

/** The objective falls for ever along the ray, from any x that meets the bounds. */
export interface QuadraticUnbounded {
  readonly status: 'unbounded';
  /** Its largest component is 1 or -1. */
  readonly ray: Float64Array;
}

/** No answer, and why: a number that is not finite, H not semidefinite, or residuals above 1e-9. */
export interface QuadraticNotConverged {
  readonly status: 'not_converged';
  readonly reason: 'not_finite' | 'not_convex' | 'accuracy';
  /** The best that was found; null where nothing was. */
  readonly best: QuadraticPoint | null;
}

export type QuadraticSolution =
  QuadraticOptimum | QuadraticInfeasible | QuadraticUnbounded | QuadraticNotConverged;

/** A program that is solved more than once, for several bounds of x. */
export interface PreparedProgram {
  readonly program: QuadraticProgram;
  readonly state: ActiveSet;
}

const TOLERANCE = 1e-9;
const REGULARISATION = 1e-8;

/**
 * The minimum of a convex quadratic function under linear constraints, small and dense, with the proof of it.
 *
 * Formula: minimise 1/2 x' H x + f' x, rowLower <= A x <= rowUpper, lower <= x <= upper; at the minimum
 * H x + f + A' y + z = 0, a multiplier positive where the upper side binds and negative where the lower does:
 * the objective changes by -y times a change of the bound.
 *
 * Method: equilibrate; an active set on the dual of the program with H + 1e-8 I about the last point (proximal
 * point), which starts from the last multipliers, until the residuals of the program itself no longer fall. So
 * H may be singular or 0, and every round refines. After a round that was not the last, a search along its step
 * goes as far as the objective falls and the bounds allow: for ever, where it is unbounded.
 *
 * Result: `infeasible` and `unbounded` come with a certificate that was verified on the program as given, to
 * rounding; bounds that contradict each other by less than 1e-9 of their terms count as met, which the primal
 * residual then says. Of several minima any is found, always the same one. A minimum beyond 1e20 in
 * equilibrated units, at a bound that stands for infinity, is `not_converged`.
 * Accuracy: residuals of 1e-9 at most, relative to scales stated with them; 1e-15 is usual.
 * Cost: n^3 once, about 3 n^2 + m n a working set, and about as many working sets as bounds bind.
 * Source: Goldfarb and Idnani 1983, Math. Program. 27, 1-33; Arnstroem, Bemporad and Axehill 2022, IEEE Trans.
 * Autom. Control 67, 4362-4369; Rockafellar 1976, SIAM J. Control Optim. 14, 877-898 (proximal point).
 */
export function solveQuadraticProgram(
  program: QuadraticProgram,
  start: WarmStart | null = null,
): QuadraticSolution {
  const prepared = prepareProgram(program);
  if ('status' in prepared) return prepared;
  if (start !== null) startFrom(prepared.state, start);
  return solvePrepared(prepared);
}

/** The program scaled and factored, or why it has no answer. */
export function prepareProgram(
  program: QuadraticProgram,
): PreparedProgram | QuadraticInfeasible | QuadraticNotConverged {
  const { lower, upper, rowLower, rowUpper } = program;
  if (!isWhollyNumeric(program)) return { status: 'not_converged', reason: 'not_finite', best: null };
  const row = crossing(rowLower, rowUpper);
  const bound = crossing(lower, upper);
  if (row >= 0 || bound >= 0)
    return {
      status: 'infeasible',
      crossed: row >= 0 ? { kind: 'row', index: row } : { kind: 'bound', index: bound },
      rowCertificate: new Float64Array(rowLower.length),
      boundCertificate: new Float64Array(lower.length),
    };
  const scaled = equilibrate(program);
  const basis = inverseFactor(scaled.hessian, scaled.variables, REGULARISATION);
  if (basis === null) return { status: 'not_converged', reason: 'not_convex', best: null };
  const state = activeSet(scaled, basis, REGULARISATION);
  clip(state);
  return { program, state };
}

function isWhollyNumeric({
  hessian,
  linear,
  rows,
  rowLower,
  rowUpper,
  lower,
  upper,
}: QuadraticProgram): boolean {
  const isNumber = (value: number): boolean => value === value;
  return (
    [hessian, linear, rows].every((values) => values.every((value) => Math.abs(value) < Infinity)) &&
    [rowLower, rowUpper, lower, upper].every((values) => values.every(isNumber))
  );
}

function crossing(lower: Float64Array, upper: Float64Array): number {
  return lower.findIndex((low, i) => low > upper[i]! || low === Infinity || upper[i] === -Infinity);
}

/** Puts a point of the program's own units and its multipliers where the next search starts. */
function startFrom(state: ActiveSet, { x, rowMultipliers, boundMultipliers }: WarmStart): void {
  const { variables: n, steps, rowSteps, cost } = state.program;
  const multipliers = new Float64Array(n + rowSteps.length);
  for (let j = 0; j < n; j++) {
    state.x[j] = Math.abs(x[j]!) < Infinity ? x[j]! / steps[j]! : 0;
    multipliers[j] = boundMultipliers[j]! * steps[j]! * cost;
  }
  for (let i = 0; i < rowSteps.length; i++) multipliers[n + i] = (rowMultipliers[i]! * cost) / rowSteps[i]!;
  restart(state, multipliers);
  clip(state);
}

function clip({ program, low, high, x }: ActiveSet): void {
  for (let j = 0; j < program.variables; j++) x[j] = Math.min(Math.max(x[j]!, low[j]!), high[j]!);
}

/** Solves for the bounds that the state has, from where it stands. */
export function solvePrepared({ program, state }: PreparedProgram): QuadraticSolution {
  const { variables: n } = program;
  let best: QuadraticPoint | null = null;
  let reached = Infinity;
  let projected = false;
  let isFeasible = false;
  let isBounded = false;
  const first = state.iterations;
  clip(state);
  for (let round = 0; round < 60 && state.rounding < 1e-6; round++) {
    state.skipped.fill(0);
    const limit = state.iterations + workingSets(state);
    let outcome = minimiseAround(state, limit);
    while (outcome === 'contradiction') {
      const certificate = certify(program, state.program, state.combination, point(state));
      if (certificate !== null) return certificate;
      if (!projected) {
        projected = true;
        const nearest = feasiblePoint(program, state);
        if ('status' in nearest) return nearest;
        state.x.set(nearest);
        isFeasible = true;
      } else state.skipped[state.contradicting] = 1;
      outcome = minimiseAround(state, limit);
    }
    if (outcome === 'limit') {
      // Rounding goes in circles among rows that are nearly combinations of others: they become such.
      state.rounding *= 100;
      restart(state, state.multipliers.slice());
      continue;
    }
    advance(state);
    const found = measured(program, state, state.iterations - first);
    const { stationarity, primal, complementarity, dualityGap } = found.residuals;
    const worst = Math.max(stationarity, primal, complementarity, dualityGap);
    const before = reached;
    if (worst < reached) {
      best = found;
      reached = worst;
    }
    if (reached <= TOLERANCE && !(worst > 1e-14 && worst < 0.7 * before)) break;
    if (isFeasible && worst > TOLERANCE) {
      if (!isBounded) {
        const ray = steepestRay(program, state);
        if (ray !== null) return { status: 'unbounded', ray };
        isBounded = true;
      }
      goAlong(state);
    }
    isFeasible = primal <= TOLERANCE;
    if (round % 6 === 5 && state.regularisation > 1e-12) {
      // Curvature that is small beside the regularisation is approached slowly.
      const basis = inverseFactor(state.program.hessian, n, state.regularisation / 100);
      if (basis === null) continue;
      state.basis = basis;
      state.regularisation /= 100;
      restart(state, state.multipliers.slice());
    }
  }
  if (best !== null && reached <= TOLERANCE) return { status: 'optimal', ...best };
  return { status: 'not_converged', reason: 'accuracy', best };
}

/** x + step, on the bounds that bind exactly. */
function advance({ program, side, low, high, x, step }: ActiveSet): void {
  for (let j = 0; j < program.variables; j++) {
    const moved = x[j]! + step[j]!;
    if (side[j] === 0) x[j] = Math.min(Math.max(moved, low[j]!), high[j]!);
    else x[j] = side[j] === -1 ? low[j]! : high[j]!;
  }
}

/** Where the state stands, step and all, in the program's own units. */
function point({ program: { steps }, x, step }: ActiveSet): Float64Array {
  return x.map((value, j) => (value + step[j]!) * steps[j]!);
}

/** The point x and its multipliers in the program's own units, with how far they are from proving a minimum. */
function measured(program: QuadraticProgram, state: ActiveSet, iterations: number): QuadraticPoint {
  const { variables: n, steps, rowSteps, cost } = state.program;
  // Where nothing costs, no bound does, and what the proximal point asked of them is no price.
  const isFree = largest(program.linear) === 0 && largest(program.hessian) === 0;
  const x = state.x.map((value, j) => value * steps[j]! + 0);
  const rowMultipliers = rowSteps.map((rowStep, i) =>
    isFree ? 0 : (state.multipliers[n + i]! * rowStep) / cost + 0,
  );
  const boundMultipliers = steps.map((step, j) => (isFree ? 0 : state.multipliers[j]! / (step * cost) + 0));
  const found = { x, rowMultipliers, boundMultipliers };
  return { ...found, ...measure(program, state.program, found), iterations };
}

/** Moves x along its last step as far as the objective falls and the bounds allow, if these end it. */
function goAlong(state: ActiveSet): void {
  const { program, low, high, x, step, sizes } = state;
  const { variables: n, hessian, linear } = program;
  const length = largest(step);
  let slope = 0;
  let curvature = 0;
  for (let i = 0; i < n; i++) {
    let gradient = linear[i]!;
    let bend = 0;
    for (let j = 0; j < n; j++) {
      gradient += hessian[i * n + j]! * x[j]!;
      bend += hessian[i * n + j]! * step[j]!;
    }
    slope += gradient * step[i]!;
    curvature += bend * step[i]!;
  }
  let most = slope < 0 ? -slope / Math.max(curvature, 0) : 0;
  for (let c = 0; c < low.length; c++) {
    const move = dot(state, c, step);
    if (Math.abs(move) <= 1e-12 * sizes[c]! * length) continue;
    const room = (move > 0 ? high[c]! : low[c]!) - dot(state, c, x);
    most = Math.min(most, Math.max(0, room / move));
  }
  // So far along, a direction that no bound ends but by rounding would lead: none is a minimum.
  if (!(most < 1e12)) return;
  for (let j = 0; j < n; j++) x[j]! += most * step[j]!;
  clip(state);
}

/**
 * The direction in which the objective falls most steeply for ever, without curvature and without a bound to
 * end it, or null where there is none: the projection of -f on these directions, by the same method.
 */
function steepestRay(program: QuadraticProgram, main: ActiveSet): Float64Array | null {
  const { variables: n, hessian, linear, rows, steps } = main.program;
  const lower = main.low.map((low) => (low === -Infinity ? low : 0));
  const upper = main.high.map((high) => (high === Infinity ? high : 0));
  const flat = new Float64Array(n);
  const slopes = linear.slice();
  const state = activeSet(
    {
      ...main.program,
      hessian: identity(n),
      linear: slopes,
      rows: Float64Array.of(...hessian, ...rows),
      rowLower: Float64Array.of(...flat, ...lower.subarray(n)),
      rowUpper: Float64Array.of(...flat, ...upper.subarray(n)),
      lower: lower.subarray(0, n),
      upper: upper.subarray(0, n),
    },
    identity(n),
    0,
  );
  // Twice, since what a direction has of rounding is relative to what was projected.
  for (let pass = 0; pass < 2; pass++) {
    // All bounds are 0, which 0 meets: there is no contradiction but by rounding.
    while (minimiseAround(state, workingSets(state)) === 'contradiction')
      state.skipped[state.contradicting] = 1;
    const length = largest(state.step);
    if (!(length > 1e-10 * largest(linear))) return null;
    slopes.set(state.step.map((value) => -value / length));
  }
  const ray = slopes.map((value, j) => -value * steps[j]!);
  return isRay(program, steps, ray) ? ray : null;
}

/** A limit that is not met but by rounding that goes in circles. */
function workingSets({ side, set }: ActiveSet): number {
  return 10 * (side.length + set.variables) + 200;
}

function identity(n: number): Float64Array {
  return new Float64Array(n * n).map((_, at) => (at % (n + 1) === 0 ? 1 : 0));
}

/** The feasible point nearest to 0 in equilibrated units, or the proof that there is none. */
function feasiblePoint(program: QuadraticProgram, main: ActiveSet): Float64Array | QuadraticInfeasible {
  const n = program.variables;
  const scaled: ScaledProgram = { ...main.program, hessian: identity(n), linear: new Float64Array(n) };
  const state = activeSet(scaled, scaled.hessian, 0);
  state.low.set(main.low);
  state.high.set(main.high);
  const limit = workingSets(state);
  let outcome = minimiseAround(state, limit);
  while (outcome === 'contradiction') {
    const certificate = certify(program, scaled, state.combination, point(state));
    if (certificate !== null) return certificate;
    state.skipped[state.contradicting] = 1;
    outcome = minimiseAround(state, limit);
  }
  advance(state);
  return state.x;
}
