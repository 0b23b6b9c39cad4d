import { largest } from './quadraticScaling.ts';
import type { ScaledProgram } from './quadraticScaling.ts';
import {
  addMember,
  clearWorkingSet,
  dropMember,
  newShare,
  solveTransposed,
  solveTriangle,
  workingSet,
} from './quadraticWorkingSet.ts';
import type { WorkingSet } from './quadraticWorkingSet.ts';

/** A share of its own that no rounding explains. */
const PLAINLY_NEW = 1e-7;
/** So small a part of the magnitudes that a slope is made of is their rounding. */
const GRADIENT_ROUNDING = 4e-16;
/** What is so small a part of the largest coefficient of a combination is its rounding. */
const NO_COEFFICIENT = 1e-11;

/**
 * A scaled program and where its solution stands. Constraint c is the bound of variable c below `variables`,
 * and row c - variables from there on.
 */
export interface ActiveSet {
  readonly program: ScaledProgram;
  /** L^-T of the curvature H + regularisation I: the basis of an empty working set. */
  basis: Float64Array;
  regularisation: number;
  /** Bounds of all constraints. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Sum of the magnitudes of each constraint's row. */
  readonly sizes: Float64Array;
  /** Length of each constraint's row in the metric of the curvature: |L^-1 a|. */
  readonly lengths: Float64Array;
  readonly set: WorkingSet;
  /** 0 for what is no member, else the side that binds: 1 high, -1 low, 2 both (an equality). */
  readonly side: Int8Array;
  /** Positive where high binds, negative where low does, 0 for what is no member. */
  readonly multipliers: Float64Array;
  /** Constraints that no x can meet beside the members, and that were judged to be met well enough. */
  readonly skipped: Uint8Array;
  /** The point that the next is sought around. */
  readonly x: Float64Array;
  /** From x to the minimum that was found. */
  readonly step: Float64Array;
  /** After 'contradiction': the combination of rows that is 0, of which the bounds say that it isn't. */
  readonly combination: Float64Array;
  /** What a combination of the members may miss a row by, of the magnitudes it is made of, and still be the row. */
  rounding: number;
  /** Constraint that contradicts the members; -1 where none does. */
  contradicting: number;
  /** How often a constraint came or left. */
  iterations: number;
  readonly gradient: Float64Array;
  /** Of the parts of each component of the gradient. */
  readonly magnitudes: Float64Array;
  readonly levels: Float64Array;
  readonly slope: Float64Array;
  readonly slopeMagnitudes: Float64Array;
  readonly aim: Float64Array;
  readonly change: Float64Array;
}

/** An empty working set at x = 0 for a program and L^-T of its curvature. */
export function activeSet(program: ScaledProgram, basis: Float64Array, regularisation: number): ActiveSet {
  const { variables: n, rows } = program;
  const m = program.rowLower.length;
  const sizes = new Float64Array(n + m).fill(1);
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += Math.abs(rows[i * n + j]!);
    sizes[n + i] = sum;
  }
  const set = workingSet(n);
  clearWorkingSet(set, basis);
  const state: ActiveSet = {
    program,
    basis,
    regularisation,
    low: new Float64Array(n + m),
    high: new Float64Array(n + m),
    sizes,
    lengths: new Float64Array(n + m),
    set,
    side: new Int8Array(n + m),
    multipliers: new Float64Array(n + m),
    skipped: new Uint8Array(n + m),
    x: new Float64Array(n),
    step: new Float64Array(n),
    combination: new Float64Array(n + m),
    rounding: 1e-14,
    contradicting: -1,
    iterations: 0,
    gradient: new Float64Array(n),
    magnitudes: new Float64Array(n),
    levels: new Float64Array(n + m),
    slope: new Float64Array(n),
    slopeMagnitudes: new Float64Array(n),
    aim: new Float64Array(n),
    change: new Float64Array(n),
  };
  setBounds(state, program.lower, program.upper);
  for (let c = 0; c < n + m; c++) {
    project(state, c);
    let square = 0;
    for (let k = 0; k < n; k++) square += set.projected[k]! * set.projected[k]!;
    state.lengths[c] = Math.sqrt(square);
  }
  return state;
}

/** Takes the bounds of the rows from the program, and these of the variables; members stay where they can. */
export function setBounds(state: ActiveSet, lower: Float64Array, upper: Float64Array): void {
  const { program, low, high } = state;
  low.set(lower);
  high.set(upper);
  low.set(program.rowLower, program.variables);
  high.set(program.rowUpper, program.variables);
  for (let place = state.set.size - 1; place >= 0; place--) {
    const c = state.set.members[place]!;
    const side = sideOf(state, c, state.multipliers[c]!);
    if (side === 0) leave(state, place);
    else state.side[c] = side;
  }
}

/** Starts again from the constraints that have a multiplier. */
export function restart(state: ActiveSet, multipliers: Float64Array): void {
  clearWorkingSet(state.set, state.basis);
  state.side.fill(0);
  state.multipliers.fill(0);
  for (let c = 0; c < multipliers.length && state.set.size < state.set.variables; c++) {
    const side = sideOf(state, c, multipliers[c]!);
    if (side === 0) continue;
    project(state, c);
    if (newShare(state.set) < PLAINLY_NEW) continue;
    addMember(state.set, c);
    state.side[c] = side;
    state.multipliers[c] = multipliers[c]!;
  }
}

/** The side that a multiplier of this sign says to bind; 0 where it is none. */
function sideOf({ low, high }: ActiveSet, c: number, multiplier: number): number {
  if (multiplier === 0 || !(Math.abs(multiplier) < Infinity)) return 0;
  if (low[c] === high[c]) return 2;
  const bound = multiplier > 0 ? high[c]! : low[c]!;
  return Math.abs(bound) < Infinity ? Math.sign(multiplier) : 0;
}

/**
 * Moves `step` to the minimum of 1/2 step' (H + regularisation I) step + (H x + f)' step within the bounds:
 * an active set method on the dual, which starts from whatever multipliers there are.
 *
 * On the members the minimum is solved for; multipliers move towards its own until one of them would change
 * its sign, whose member then goes; where none would, the constraint that is violated most comes. Every move
 * raises the dual objective, so that no working set returns.
 *
 * Returns 'contradiction' where a violated constraint is a combination of members that can't give way; to be
 * called again once it is skipped.
 * Source: Goldfarb and Idnani 1983; Arnstroem, Bemporad and Axehill 2022, IEEE Trans. Autom. Control 67,
 * 4362-4369 (starts from any multipliers).
 */
export function minimiseAround(state: ActiveSet, limit: number): 'solved' | 'contradiction' | 'limit' {
  const { program, set, side, x } = state;
  const { variables: n, hessian, linear } = program;
  for (let i = 0; i < n; i++) {
    let sum = linear[i]!;
    let magnitude = Math.abs(sum);
    for (let j = 0; j < n; j++) {
      const part = hessian[i * n + j]! * x[j]!;
      sum += part;
      magnitude += Math.abs(part);
    }
    state.gradient[i] = sum;
    state.magnitudes[i] = magnitude;
  }
  for (let c = 0; c < side.length; c++) state.levels[c] = dot(state, c, x);
  let entered = -1;
  for (; state.iterations < limit; state.iterations++) {
    solveOnMembers(state);
    const place = moveMultipliers(state);
    if (place >= 0) {
      const c = set.members[place]!;
      leave(state, place);
      // By rounding only: a member that has just come has reason to stay.
      if (c === entered) state.skipped[c] = 1;
      continue;
    }
    entered = mostViolated(state);
    if (entered < 0) return 'solved';
    if (!enter(state, entered)) return 'contradiction';
  }
  return 'limit';
}

/** The minimum on the members, in `step`, and by how much their multipliers differ from its own, in `change`. */
function solveOnMembers(state: ActiveSet): void {
  const { program, set, side, low, high, multipliers, slope, slopeMagnitudes, aim, change, step } = state;
  const { variables: n, rows } = program;
  const { size: q, members, basis } = set;
  slope.set(state.gradient);
  slopeMagnitudes.set(state.magnitudes);
  for (let p = 0; p < q; p++) {
    const c = members[p]!;
    const multiplier = multipliers[c]!;
    aim[p] = (side[c] === -1 ? low[c]! : high[c]!) - state.levels[c]!;
    if (c < n) {
      slope[c]! += multiplier;
      slopeMagnitudes[c]! += Math.abs(multiplier);
      continue;
    }
    for (let j = 0, at = (c - n) * n; j < n; j++) {
      const part = multiplier * rows[at + j]!;
      slope[j]! += part;
      slopeMagnitudes[j]! += Math.abs(part);
    }
  }
  solveTransposed(set, aim);
  step.fill(0);
  for (let c = 0; c < n; c++) {
    let sum = 0;
    let magnitude = 0;
    for (let r = 0, at = c * n; r < n; r++) {
      sum += basis[at + r]! * slope[r]!;
      magnitude += Math.abs(basis[at + r]!) * slopeMagnitudes[r]!;
    }
    if (c < q) change[c] = -(sum + aim[c]!);
    // A slope that rounding explains moves nothing: where there is little curvature, it would move x far.
    const along = c < q ? aim[c]! : Math.abs(sum) > GRADIENT_ROUNDING * magnitude ? -sum : 0;
    if (along !== 0) for (let r = 0, at = c * n; r < n; r++) step[r]! += basis[at + r]! * along;
  }
  solveTriangle(set, change);
}

/** As far as no multiplier changes its sign. Returns the place of the member that stopped it, or -1. */
function moveMultipliers({ set, side, multipliers, change }: ActiveSet): number {
  let share = 1;
  let stopped = -1;
  for (let p = 0; p < set.size; p++) {
    const c = set.members[p]!;
    const sign = side[c]!;
    const now = multipliers[c]!;
    if (sign === 2 || (now + change[p]!) * sign >= 0) continue;
    const part = now / -change[p]!;
    if (part < share) {
      share = part;
      stopped = p;
    }
  }
  for (let p = 0; p < set.size; p++) multipliers[set.members[p]!]! += share * change[p]!;
  return stopped;
}

/** The constraint that is violated most, in the metric of the curvature, beyond what rounding explains; or -1. */
function mostViolated(state: ActiveSet): number {
  const { set, low, high, side, skipped, levels, step, sizes, lengths } = state;
  let noise = 1e-15 * (largest(state.x) + state.program.unit) + 1e-14 * largest(step);
  // No constraint is met more closely than those that were solved for.
  for (let p = 0; p < set.size; p++) {
    const c = set.members[p]!;
    const bound = side[c] === -1 ? low[c]! : high[c]!;
    noise = Math.max(noise, (4 * Math.abs(levels[c]! + dot(state, c, step) - bound)) / sizes[c]!);
  }
  let worst = 0;
  let found = -1;
  for (let c = 0; c < side.length; c++) {
    if (side[c] !== 0 || skipped[c] !== 0) continue;
    const level = levels[c]! + dot(state, c, step);
    const violation = Math.max(level - high[c]!, low[c]! - level);
    if (!(violation > noise * sizes[c]!)) continue;
    // A row of zeros has no length, and is violated beyond all others.
    const weighed = violation / lengths[c]!;
    if (weighed > worst) {
      worst = weighed;
      found = c;
    }
  }
  return found;
}

/** Makes a violated constraint a member; false where members of which it is a combination can't give way. */
function enter(state: ActiveSet, entering: number): boolean {
  const { set, side, multipliers, low, high, combination, aim } = state;
  const level = state.levels[entering]! + dot(state, entering, state.step);
  const sign = level > high[entering]! ? 1 : -1;
  let multiplier = 0;
  for (;;) {
    project(state, entering);
    if (newShare(set) > PLAINLY_NEW || !isCombination(state, entering)) {
      addMember(set, entering);
      side[entering] = low[entering] === high[entering] ? 2 : sign;
      multipliers[entering] = multiplier;
      return true;
    }
    // Its row is the combination aim of the members' rows: its multiplier can grow at the cost of theirs.
    let most = Infinity;
    let stopped = -1;
    for (let p = 0; p < set.size; p++) {
      const c = set.members[p]!;
      const part = sign * aim[p]!;
      if (side[c] === 2 || !(part * side[c]! > 0)) continue;
      if (multipliers[c]! / part < most) {
        most = multipliers[c]! / part;
        stopped = p;
      }
    }
    if (stopped < 0) {
      combination.fill(0);
      combination[entering] = sign;
      for (let p = 0; p < set.size; p++) combination[set.members[p]!] = -sign * aim[p]!;
      state.contradicting = entering;
      return false;
    }
    for (let p = 0; p < set.size; p++) multipliers[set.members[p]!]! -= most * sign * aim[p]!;
    multiplier += most * sign;
    leave(state, stopped);
  }
}

/**
 * Whether the row projected last is a combination of the members' rows, up to rounding; then the combination is
 * in `aim`. Else what is new of the row is projected again from what no combination explains, free of the
 * rounding of the rest.
 */
function isCombination({ program, set, aim, change, slope, rounding }: ActiveSet, c: number): boolean {
  const { size: q, variables: n, members, projected } = set;
  aim.fill(0);
  change.set(projected);
  let magnitude = 0;
  // Twice: what the first solution leaves of the row is solved for again.
  for (let pass = 0; pass < 2; pass++) {
    solveTriangle(set, change);
    for (let p = 0; p < q; p++) aim[p]! += change[p]!;
    slope.fill(0);
    addRow(program, c, 1, slope);
    magnitude = 1;
    for (let p = 0; p < q; p++) {
      addRow(program, members[p]!, -aim[p]!, slope);
      magnitude = Math.max(magnitude, Math.abs(aim[p]!));
    }
    multiplyBasis(set, slope, change);
  }
  if (largest(slope) > rounding * magnitude && largest(change, q) > 0) {
    for (let k = q; k < n; k++) projected[k] = change[k]!;
    return false;
  }
  for (let p = 0; p < q; p++) if (Math.abs(aim[p]!) <= NO_COEFFICIENT * magnitude) aim[p] = 0;
  return true;
}

/** J' v. */
function multiplyBasis({ variables: n, basis }: WorkingSet, v: Float64Array, to: Float64Array): void {
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let r = 0, at = k * n; r < n; r++) sum += basis[at + r]! * v[r]!;
    to[k] = sum;
  }
}

function addRow({ variables: n, rows }: ScaledProgram, c: number, factor: number, to: Float64Array): void {
  if (c < n) to[c]! += factor;
  else for (let j = 0, at = (c - n) * n; j < n; j++) to[j]! += factor * rows[at + j]!;
}

function leave({ set, side, multipliers }: ActiveSet, place: number): void {
  const c = set.members[place]!;
  side[c] = 0;
  multipliers[c] = 0;
  dropMember(set, place);
}

/** J' times the row of a constraint. */
function project({ program, set }: ActiveSet, c: number): void {
  const { variables: n, rows } = program;
  const { basis, projected } = set;
  for (let k = 0; k < n; k++) {
    if (c < n) {
      projected[k] = basis[k * n + c]!;
      continue;
    }
    let sum = 0;
    for (let r = 0, at = (c - n) * n; r < n; r++) sum += basis[k * n + r]! * rows[at + r]!;
    projected[k] = sum;
  }
}

/** The row of a constraint times a vector. */
export function dot({ program }: ActiveSet, c: number, v: Float64Array): number {
  const { variables: n, rows } = program;
  if (c < n) return v[c]!;
  let sum = 0;
  for (let j = 0, at = (c - n) * n; j < n; j++) sum += rows[at + j]! * v[j]!;
  return sum;
}
