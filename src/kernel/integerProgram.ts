import { setBounds } from './quadraticActiveSet.ts';
import { prepareProgram, solvePrepared } from './quadraticProgram.ts';
import type { PreparedProgram, QuadraticSolution, QuadraticUnbounded } from './quadraticProgram.ts';
import type { QuadraticProgram } from './quadraticScaling.ts';

/** Lots, with how far they are proven to be the best. */
export interface IntegerPoint {
  /**
   * `optimal`: no lots are better by more than 1e-9 of the objective's scale. `node_limit`: the search was cut
   * short. `not_converged`: a relaxation could not be solved, so that its lots are unknown.
   */
  readonly status: 'optimal' | 'node_limit' | 'not_converged';
  /** A whole number times its lot each, but for continuous variables; null where no lots were found yet. */
  readonly x: Float64Array | null;
  /** 1/2 x' H x + f' x; null with x. */
  readonly objective: number | null;
  /** No lots have a lower objective than this. */
  readonly lowerBound: number;
  /** Boxes whose relaxation was solved. */
  readonly nodes: number;
}

/** No lots meet the bounds: proven. */
export interface IntegerInfeasible {
  readonly status: 'infeasible';
  readonly nodes: number;
}

export type IntegerSolution = IntegerPoint | IntegerInfeasible | QuadraticUnbounded;

/** A box that no relaxation was solved on yet, and the bound that it inherits. */
interface Node {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly bound: number;
}

interface Best {
  x: Float64Array | null;
  objective: number;
  margin: number;
}

const TOLERANCE = 1e-9;
/** So close to a whole number of lots, it is tried as that. */
const NEARLY_WHOLE = 1e-6;

/**
 * The best whole lots under a convex quadratic objective and linear constraints, with proof.
 *
 * Method: branch and bound. A relaxation starts from the multipliers of the one before, which any bounds
 * allow; the box whose variable costs most to round is split, and the half nearer to the relaxation is looked
 * into next; from a box that is done, on to the one with the lowest bound.
 *
 * Inputs: a lot for each variable, above 0, or 0 for a continuous one. Bounds that are within 1e-9 lots of a
 * whole number of lots count as that.
 * Result: `infeasible` where no lots meet the bounds; `unbounded` where the relaxation is; with infinite bounds
 * a search may end by its limit alone.
 * Cost: a relaxation a node; at worst as many nodes as there are lots in the bounds.
 * Source: Land and Doig 1960, Econometrica 28, 497-520.
 */
export function solveIntegerQuadraticProgram(
  program: QuadraticProgram,
  lots: Float64Array,
  { maximumNodes }: { readonly maximumNodes: number },
): IntegerSolution {
  const root = wholeBox(program, lots);
  const prepared = prepareProgram({ ...program, ...root });
  if ('status' in prepared)
    return prepared.status === 'infeasible'
      ? { status: 'infeasible', nodes: 0 }
      : { status: 'not_converged', x: null, objective: null, lowerBound: -Infinity, nodes: 0 };

  const open: Node[] = [];
  let nodes = 0;
  const best: Best = { x: null, objective: Infinity, margin: 0 };
  /** Of the boxes that were given up. */
  let lowest = Infinity;
  let isCertain = true;

  /** Whether the lots nearest to a point meet the bounds, and are the best yet. */
  const tryNearest = (point: Float64Array): number => {
    const fixed = nearest(point, lots, root);
    const found = solveBox(
      prepared,
      fixed.map((value, j) => (lots[j] === 0 ? root.lower[j]! : value)),
      fixed.map((value, j) => (lots[j] === 0 ? root.upper[j]! : value)),
    );
    if (found.status !== 'optimal') return Infinity;
    if (found.objective < best.objective) {
      best.objective = found.objective;
      best.margin = TOLERANCE * found.objectiveScale;
      best.x = found.x.map((value, j) => (lots[j] === 0 ? value : fixed[j]!));
    }
    return found.objective;
  };

  let node: Node | undefined = { ...root, bound: -Infinity };
  while (node !== undefined) {
    const { lower, upper, bound: inherited }: Node = node;
    if (nodes >= maximumNodes) {
      open.push(node);
      break;
    }
    const isRoot = nodes === 0;
    const relaxed = solveBox(prepared, lower, upper);
    nodes++;
    if (relaxed.status === 'unbounded') return relaxed;
    node = undefined;
    if (relaxed.status !== 'infeasible') {
      const isSolved = relaxed.status === 'optimal';
      const point: Float64Array = isSolved ? relaxed.x : middle(lower, upper);
      const bound: number = isSolved
        ? Math.max(inherited, relaxed.objective - relaxed.residuals.dualityGap * relaxed.objectiveScale)
        : inherited;
      let isDone = bound >= best.objective - best.margin;
      const split = isDone ? -1 : splitVariable(prepared, lots, point, lower, upper);
      if (!isDone && isSolved && (isRoot || isNearlyWhole(point, lots)))
        isDone =
          tryNearest(point) <= bound + TOLERANCE * relaxed.objectiveScale ||
          bound >= best.objective - best.margin;
      if (!isDone && split < 0) isCertain = false;
      if (isDone || split < 0) lowest = Math.min(lowest, bound);
      else node = branch(open, { lower, upper, bound }, split, point[split]! / lots[split]!, lots[split]!);
    }
    if (node === undefined) node = takeLowest(open, best.objective - best.margin);
  }
  for (const { bound } of open) lowest = Math.min(lowest, bound);
  const isOpen = open.some(({ bound }) => bound < best.objective - best.margin);
  const { x, objective } = best;
  if (x === null && !isOpen && isCertain) return { status: 'infeasible', nodes };
  return {
    status: isOpen ? 'node_limit' : isCertain ? 'optimal' : 'not_converged',
    x,
    objective: x === null ? null : objective,
    lowerBound: Math.min(lowest, objective),
    nodes,
  };
}

/** The bounds moved inwards to whole lots. */
function wholeBox({ lower, upper }: QuadraticProgram, lots: Float64Array): Pick<Node, 'lower' | 'upper'> {
  const whole = (value: number, lot: number, towards: (lots: number) => number): number => {
    const count = value / lot;
    if (lot === 0 || !(Math.abs(count) < Infinity)) return value;
    const near = Math.round(count);
    return (Math.abs(count - near) <= 1e-9 + 1e-15 * Math.abs(count) ? near : towards(count)) * lot + 0;
  };
  return {
    lower: lower.map((value, j) => whole(value, lots[j]!, Math.ceil)),
    upper: upper.map((value, j) => whole(value, lots[j]!, Math.floor)),
  };
}

function solveBox(
  { program, state }: PreparedProgram,
  lower: Float64Array,
  upper: Float64Array,
): QuadraticSolution {
  const { steps } = state.program;
  setBounds(
    state,
    lower.map((value, j) => value / steps[j]!),
    upper.map((value, j) => value / steps[j]!),
  );
  return solvePrepared({ program: { ...program, lower, upper }, state });
}

/** Whole lots next to a point, within the bounds. */
function nearest(
  point: Float64Array,
  lots: Float64Array,
  { lower, upper }: Pick<Node, 'lower' | 'upper'>,
): Float64Array {
  return point.map((value, j) => {
    const lot = lots[j]!;
    if (lot === 0) return value;
    return Math.min(Math.max(Math.round(value / lot) * lot, lower[j]!), upper[j]!) + 0;
  });
}

function isNearlyWhole(point: Float64Array, lots: Float64Array): boolean {
  return point.every((value, j) => lots[j] === 0 || partOf(value / lots[j]!) <= NEARLY_WHOLE);
}

/** How far it is from a whole number. */
function partOf(count: number): number {
  return Math.abs(count - Math.round(count));
}

/** The middle of a box, or where it has none, what of it is nearest to 0. */
function middle(lower: Float64Array, upper: Float64Array): Float64Array {
  return lower.map((low, j) => {
    const high = upper[j]!;
    return high - low < Infinity ? low + (high - low) / 2 : Math.min(Math.max(0, low), high);
  });
}

/** The variable whose rounding costs most by the curvature on the members; -1 where all are whole and fixed. */
function splitVariable(
  { state }: PreparedProgram,
  lots: Float64Array,
  point: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): number {
  const { variables: n, size, basis } = state.set;
  let split = -1;
  let most = -1;
  for (let j = 0; j < n; j++) {
    if (lots[j] === 0 || lower[j] === upper[j]) continue;
    let give = 0;
    for (let c = size; c < n; c++) give += basis[c * n + j]! * basis[c * n + j]!;
    const part = partOf(point[j]! / lots[j]!);
    const way = (part * lots[j]!) / state.program.steps[j]!;
    // Where the members leave it no way to give, none is cheap: the part itself decides.
    const cost = part <= NEARLY_WHOLE ? 0 : 1 + (way * way) / (give + 1e-300);
    if (cost > most) {
      most = cost;
      split = j;
    }
  }
  return split;
}

/** Splits a box between two whole lots; returns the half that the point is in, or nearer to. */
function branch(
  open: Node[],
  { lower, upper, bound }: Node,
  split: number,
  count: number,
  lot: number,
): Node {
  let below = Math.floor(count);
  if (below * lot >= upper[split]!) below--;
  const low: Node = { lower, upper: upper.slice(), bound };
  const high: Node = { lower: lower.slice(), upper, bound };
  low.upper[split] = Math.max(below * lot, lower[split]!);
  high.lower[split] = Math.min((below + 1) * lot, upper[split]!);
  const [near, far] = count - below < 0.5 ? [low, high] : [high, low];
  open.push(far);
  return near;
}

/** The box with the lowest bound, the last of several; none where it is not below what was found. */
function takeLowest(open: Node[], below: number): Node | undefined {
  let lowest = -1;
  for (let i = 0; i < open.length; i++)
    if (open[i]!.bound < below && (lowest < 0 || open[i]!.bound <= open[lowest]!.bound)) lowest = i;
  return lowest < 0 ? undefined : open.splice(lowest, 1)[0];
}
