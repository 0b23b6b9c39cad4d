// Programs that tests of the solver make, and what they check of its answers without it.
import type { QuadraticProgram, QuadraticSolution } from '../../src/kernel/quadraticProgram.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';

/** A program as rows of numbers, a bound of null infinite. */
export interface ProgramRows {
  readonly variables: number;
  readonly hessian: readonly (readonly number[])[];
  readonly linear: readonly number[];
  readonly rows: readonly (readonly number[])[];
  readonly rowLower: readonly (number | null)[];
  readonly rowUpper: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

export function programOf(given: ProgramRows): QuadraticProgram {
  const bounds = (values: readonly (number | null)[], infinite: number): Float64Array =>
    Float64Array.from(values, (value) => value ?? infinite);
  return {
    variables: given.variables,
    hessian: Float64Array.from(given.hessian.flat()),
    linear: Float64Array.from(given.linear),
    rows: Float64Array.from(given.rows.flat()),
    rowLower: bounds(given.rowLower, -Infinity),
    rowUpper: bounds(given.rowUpper, Infinity),
    lower: bounds(given.lower, -Infinity),
    upper: bounds(given.upper, Infinity),
  };
}

/** A program without rows, every variable free unless said otherwise. */
export function boxed(
  hessian: readonly (readonly number[])[],
  linear: readonly number[],
  lower: readonly (number | null)[] = linear.map(() => null),
  upper: readonly (number | null)[] = linear.map(() => null),
  rows: readonly { row: readonly number[]; low: number | null; high: number | null }[] = [],
): QuadraticProgram {
  return programOf({
    variables: linear.length,
    hessian,
    linear,
    rows: rows.map(({ row }) => row),
    rowLower: rows.map(({ low }) => low),
    rowUpper: rows.map(({ high }) => high),
    lower,
    upper,
  });
}

/** A symmetric matrix of zeros. */
export function flat(n: number): number[][] {
  return Array.from({ length: n }, () => new Array<number>(n).fill(0));
}

export interface Chance {
  readonly uniform: () => number;
  readonly normal: () => number;
  readonly whole: (below: number) => number;
  /** 10^u, u uniform in [-decades, decades]. */
  readonly scale: (decades: number) => number;
}

export function chance(seed: number): Chance {
  const { uniform, normal } = randomGenerator(seed);
  return {
    uniform,
    normal,
    whole: (below) => Math.floor(below * uniform()),
    scale: (decades) => 10 ** (decades * (2 * uniform() - 1)),
  };
}

export interface Kind {
  readonly variables: number;
  readonly rows: number;
  readonly rank: number;
  /** Added to the diagonal of H. */
  readonly ridge?: number;
  /** Decades that variables and rows are scaled by, each way. */
  readonly decades?: number;
  /** Share of the bounds of variables that are infinite. */
  readonly free?: number;
}

/** A random program that a random point meets. */
export function feasibleProgram(
  { uniform, normal, whole, scale }: Chance,
  { variables: n, rows: m, rank, ridge = 0, decades = 0, free = 0 }: Kind,
): QuadraticProgram {
  const scales = Array.from({ length: n }, () => scale(decades));
  const point = scales.map((own) => own * normal());
  const hessian = flat(n);
  for (let k = 0; k < rank; k++) {
    const b = scales.map((own) => normal() / own);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) hessian[i]![j]! += b[i]! * b[j]!;
  }
  scales.forEach((own, i) => (hessian[i]![i]! += ridge / own / own));
  const equalities = whole(Math.min(m, n / 2) + 1);
  const rows = Array.from({ length: m }, (_, i) => {
    const own = scale(decades);
    const row = scales.map((of) => (uniform() < 0.3 ? 0 : (normal() * own) / of));
    const value = row.reduce((sum, a, j) => sum + a * point[j]!, 0);
    if (i < equalities) return { row, low: value, high: value };
    const side = uniform();
    return {
      row,
      low: side < 0.3 ? null : value - own * uniform(),
      high: side > 0.7 ? null : value + own * uniform(),
    };
  });
  return boxed(
    hessian,
    scales.map((own) => (3 * normal()) / own),
    point.map((value, j) => (uniform() < free ? null : value - 5 * uniform() * scales[j]!)),
    point.map((value, j) => (uniform() < free ? null : value + 5 * uniform() * scales[j]!)),
    rows,
  );
}

/**
 * Legs whose trades cost, split into bought and sold: 1/2 |G (b - s) + g|^2 weighed, + costs' (b + s), under two
 * budgets: H has the rank of the Greeks.
 */
export function splitLegs(
  { uniform, normal, scale }: Chance,
  legs: number,
  greeks: number,
  decades = 0,
): QuadraticProgram {
  const scales = Array.from({ length: legs }, () => scale(decades));
  const table = Array.from({ length: greeks }, () => scales.map((own) => own * normal()));
  const exposures = table.map(() => 10 * normal());
  const weights = table.map(() => scale(decades));
  const all = [...scales.keys(), ...scales.keys()];
  const sign = (i: number): number => (i < legs ? 1 : -1);
  const costs = scales.map((own) => (uniform() < 0.1 ? 0 : 0.3 * uniform() * own));
  const premiums = scales.map((own) => own * (0.5 + uniform()));
  const margins = scales.map((own) => own * (0.2 + uniform()));
  return boxed(
    all.map((leg, i) =>
      all.map((other, j) =>
        table.reduce((sum, row, k) => sum + weights[k]! * row[leg]! * row[other]! * sign(i) * sign(j), 0),
      ),
    ),
    all.map((leg, i) =>
      table.reduce((sum, row, k) => sum + weights[k]! * row[leg]! * exposures[k]! * sign(i), costs[leg]!),
    ),
    all.map(() => 0),
    all.map((leg) => 10 / scales[leg]!),
    [
      { row: all.map((leg, i) => premiums[leg]! * sign(i)), low: null, high: 5 * uniform() },
      { row: all.map((leg) => margins[leg]!), low: null, high: 20 * uniform() },
    ],
  );
}

export function objectiveOf({ hessian, linear }: QuadraticProgram, x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < linear.length; i++) {
    let curved = 0;
    for (let j = 0; j < linear.length; j++) curved += hessian[i * linear.length + j]! * x[j]!;
    sum += (0.5 * curved + linear[i]!) * x[i]!;
  }
  return sum;
}

/** A row of A, or of the identity after these, times a vector, and the sum of the magnitudes. */
function times(
  { variables: n, rows, rowLower }: QuadraticProgram,
  c: number,
  x: ArrayLike<number>,
): [number, number] {
  let sum = 0;
  let magnitude = 0;
  for (let j = 0; j < n; j++) {
    const entry = c < rowLower.length ? rows[c * n + j]! : c - rowLower.length === j ? 1 : 0;
    sum += entry * x[j]!;
    magnitude += Math.abs(entry * x[j]!);
  }
  return [sum, magnitude];
}

function boundsOf({ rowLower, rowUpper, lower, upper }: QuadraticProgram): [low: number, high: number][] {
  return [...rowLower, ...lower].map((low, c) => [low, [...rowUpper, ...upper][c]!]);
}

/**
 * How far a solution is from proving itself the minimum, from the definition: by signs, complementarity, bounds
 * and the gradient, whose components count by what they move the objective at the size of the point, over the
 * magnitudes in the objective.
 */
export function flaw(
  program: QuadraticProgram,
  { x, rowMultipliers, boundMultipliers }: Record<'x' | 'rowMultipliers' | 'boundMultipliers', Float64Array>,
): number {
  const { variables: n, hessian, linear, rows, rowLower } = program;
  const multipliers = [...rowMultipliers, ...boundMultipliers];
  let worst = 0;
  let scale = 0;
  let moved = 0;
  for (let j = 0; j < n; j++) {
    let gradient = linear[j]! + boundMultipliers[j]!;
    let magnitude = Math.abs(linear[j]!) + Math.abs(boundMultipliers[j]!);
    for (let i = 0; i < n; i++) {
      gradient += hessian[j * n + i]! * x[i]!;
      magnitude += Math.abs(hessian[j * n + i]! * x[i]!);
    }
    for (let i = 0; i < rowLower.length; i++) {
      gradient += rows[i * n + j]! * rowMultipliers[i]!;
      magnitude += Math.abs(rows[i * n + j]! * rowMultipliers[i]!);
    }
    moved = Math.max(moved, Math.abs(gradient * x[j]!));
    scale += magnitude * Math.abs(x[j]!);
    if (gradient !== 0 && x[j] === 0) worst = Math.max(worst, Math.abs(gradient) / magnitude);
  }
  boundsOf(program).forEach(([low, high], c) => {
    const [value, magnitude] = times(program, c, x);
    const size = magnitude + Math.abs(value > high ? high : low);
    const violation = Math.max(value - high, low - value);
    if (violation > 0) worst = Math.max(worst, violation / size);
    const multiplier = multipliers[c]!;
    if (multiplier === 0) return;
    const bound = multiplier > 0 ? high : low;
    if (!Number.isFinite(bound)) worst = Infinity;
    else moved = Math.max(moved, Math.abs(multiplier * (value - bound)));
  });
  return Math.max(worst, moved === 0 ? 0 : moved / scale);
}

/** By how much the bounds contradict each other along a certificate, over the magnitudes; Infinity for none. */
export function contradiction(
  program: QuadraticProgram,
  { rowCertificate, boundCertificate }: Record<'rowCertificate' | 'boundCertificate', Float64Array>,
): number {
  const { variables: n, rows, rowLower } = program;
  for (let j = 0; j < n; j++) {
    let sum = boundCertificate[j]!;
    let magnitude = Math.abs(sum);
    for (let i = 0; i < rowLower.length; i++) {
      sum += rows[i * n + j]! * rowCertificate[i]!;
      magnitude += Math.abs(rows[i * n + j]! * rowCertificate[i]!);
    }
    // A few roundings of the sum.
    if (Math.abs(sum) > 1e-15 * (rowLower.length + 1) * magnitude) return Infinity;
  }
  let most = 0;
  let magnitude = 0;
  const multipliers = [...rowCertificate, ...boundCertificate];
  boundsOf(program).forEach(([low, high], c) => {
    const multiplier = multipliers[c]!;
    if (multiplier === 0) return;
    most += multiplier * (multiplier > 0 ? high : low);
    magnitude += Math.abs(multiplier * (multiplier > 0 ? high : low));
  });
  return most / magnitude;
}

/** Whether the objective falls for ever along the ray, to 1e-11 of the magnitudes. */
export function fallsForEver(program: QuadraticProgram, ray: Float64Array): boolean {
  const { variables: n, hessian, linear } = program;
  const isFlat = linear.every((_, i) => {
    let curved = 0;
    let magnitude = 0;
    for (let j = 0; j < n; j++) {
      curved += hessian[i * n + j]! * ray[j]!;
      magnitude += Math.abs(hessian[i * n + j]! * ray[j]!);
    }
    return Math.abs(curved) <= 1e-11 * magnitude;
  });
  const isOpen = boundsOf(program).every(([low, high], c) => {
    const [move, magnitude] = times(program, c, ray);
    return !(move > 1e-11 * magnitude && high < Infinity) && !(move < -1e-11 * magnitude && low > -Infinity);
  });
  return isFlat && isOpen && linear.reduce((sum, slope, j) => sum + slope * ray[j]!, 0) < 0;
}

/** Every array of a program or a solution, as text: what was not touched is the same. */
export function textOf(value: QuadraticProgram | QuadraticSolution): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Float64Array ? Array.from(inner, String) : inner,
  );
}
