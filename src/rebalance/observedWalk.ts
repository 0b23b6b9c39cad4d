import { normalCdf, normalDensity } from '../kernel/normal.ts';

/** A trigger and a landing in standard deviations of a step, and what a trade and the time up to it look like. */
export interface ObservedBand {
  readonly trigger: number;
  readonly landing: number;
  /** Looks from one trade to the next, on average. */
  readonly steps: number;
  /** Size of a trade, on average. */
  readonly traded: number;
  /** Mean square of the distance from the target over time, in squared standard deviations of a step. */
  readonly variance: number;
}

/**
 * The band that makes (fixed + perUnit traded) / steps + variance least for a walk of standard normal steps, which is
 * looked at after each of them; at most `widest` wide.
 *
 * With O the overshoot when a walk from l first passes the trigger b on either side, the martingales x^2 - n and
 * x^4 - 6 sum of x^2 - 3 n give steps = E(b + O)^2 - l^2 and variance = (E(b + O)^4 - l^4) / (6 steps), the half of a
 * step between two looks included. The moments of O solve a linear integral equation on the band, here by 8-point
 * Gauss-Legendre rules; of a band of more than 12 steps only the near edge matters to them.
 *
 * Accuracy: the figures 1e-11, the least of the objective; its flatness leaves 1e-7 of trigger and landing.
 * Cost: a linear system of up to 24 unknowns for each of 50 triggers, or with both costs as many landings each.
 */
export function bestObservedBand(perUnit: number, fixed: number, widest: number): ObservedBand {
  const objective = ({ steps, traded, variance }: ObservedBand): number =>
    (fixed + perUnit * traded) / steps + variance;
  const best = (trigger: number): ObservedBand => {
    const from = walkFrom(trigger);
    if (fixed === 0) return from(trigger);
    if (perUnit === 0) return from(0);
    return from(minimum((landing) => objective(from(landing)), trigger));
  };
  return best(minimum((trigger) => objective(best(trigger)), widest));
}

/** Where a function with one minimum on [0, upper] has it, by golden sections. */
function minimum(f: (x: number) => number, upper: number): number {
  const section = 0.6180339887498949;
  let [lower, width] = [0, upper];
  let left = lower + (1 - section) * width;
  let right = lower + section * width;
  let [atLeft, atRight] = [f(left), f(right)];
  for (let i = 0; i < 45; i++) {
    width *= section;
    if (atLeft < atRight) {
      [right, atRight] = [left, atLeft];
      left = lower + (1 - section) * width;
      atLeft = f(left);
    } else {
      lower = left;
      [left, atLeft] = [right, atRight];
      right = lower + section * width;
      atRight = f(right);
    }
  }
  return lower + 0.5 * width;
}

/** The cycle of a band with this trigger, by its landing. */
function walkFrom(trigger: number): (landing: number) => ObservedBand {
  const edge = Math.min(trigger, 6);
  const nodes = gaussNodes(edge);
  const kernel = (x: number, node: Node): number =>
    node.weight * (normalDensity(x - node.at) + normalDensity(x + node.at));
  const rows = nodes.map(({ at }, i) => [
    ...nodes.map((node, j) => (i === j ? 1 : 0) - kernel(at, node)),
    ...overshootNow(at, edge),
  ]);
  const solved = eliminate(rows);
  return (landing) => {
    const start = edge - (trigger - landing);
    const moments = overshootNow(start, edge);
    nodes.forEach((node, j) => {
      const weight = kernel(start, node);
      for (let k = 0; k < 4; k++) moments[k]! += weight * solved[j]![k]!;
    });
    const [first, second, third, fourth] = moments as [number, number, number, number];
    const squares = trigger * trigger;
    const steps = (trigger - landing) * (trigger + landing) + 2 * trigger * first + second;
    const fourths =
      (trigger - landing) * (trigger + landing) * (squares + landing * landing) +
      4 * trigger * squares * first +
      6 * squares * second +
      4 * trigger * third +
      fourth;
    const variance = fourths / (6 * steps);
    return { trigger, landing, steps, traded: trigger - landing + first, variance };
  };
}

/** The first four moments of the overshoot beyond +-edge in the next step from x, 0 where there is none. */
function overshootNow(x: number, edge: number): number[] {
  const moments = [0, 0, 0, 0];
  for (const distance of [edge - x, edge + x]) {
    let before = normalCdf(-distance);
    let now = normalDensity(distance) - distance * before;
    for (let k = 0; k < 4; k++) {
      moments[k]! += now;
      [before, now] = [now, (k + 1) * before - distance * now];
    }
  }
  return moments;
}

interface Node {
  readonly at: number;
  readonly weight: number;
}

/** Of the 8-point Gauss-Legendre rule on [-1, 1]: abscissae above 0 and their weights. */
const ABSCISSAE: readonly number[] = [
  0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363,
];
const WEIGHTS: readonly number[] = [
  0.362683783378362, 0.31370664587788727, 0.22238103445337448, 0.10122853629037626,
];

/** On [0, upper], in parts of at most 2. */
function gaussNodes(upper: number): Node[] {
  const parts = Math.ceil(upper / 2);
  const half = upper / parts / 2;
  const nodes: Node[] = [];
  for (let part = 0; part < parts; part++)
    ABSCISSAE.forEach((abscissa, i) => {
      for (const side of [-1, 1])
        nodes.push({ at: half * (2 * part + 1 + side * abscissa), weight: half * WEIGHTS[i]! });
    });
  return nodes;
}

/** Solutions of the linear system in the rows, right-hand sides last. It is dominated by its diagonal: no pivots. */
function eliminate(rows: number[][]): number[][] {
  const n = rows.length;
  rows.forEach((pivot, i) => {
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[i]! / pivot[i]!;
      for (let j = i; j < pivot.length; j++) row[j]! -= factor * pivot[j]!;
    }
  });
  return rows.map((row, i) => row.slice(n).map((value) => value / row[i]!));
}
