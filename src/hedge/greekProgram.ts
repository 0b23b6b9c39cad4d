import { compensatedSum } from '../kernel/compensatedSum.ts';
import type { QuadraticProgram } from '../kernel/quadraticProgram.ts';
import type { BookGreekName } from '../options/optionBookGreeks.ts';
import type { Leg } from './greekLegs.ts';

/** What is to be solved: Greeks in their own order, legs in that of their symbols. */
export interface GreekProblem {
  readonly greeks: readonly BookGreekName[];
  /** Of the book, one a Greek. */
  readonly exposures: Float64Array;
  /** Whether the Greek must come out as 0. */
  readonly isExact: readonly boolean[];
  /** Risk aversion times covariance, by rows: half of r' risk r is what residuals r are worth to be rid of. */
  readonly risk: Float64Array;
  readonly legs: readonly Leg[];
  /** Greeks per contract: a row a Greek, a column a leg. */
  readonly matrix: Float64Array;
  readonly premiumBudget: number | null;
  readonly marginBudget: number | null;
}

/** A variable of the program: contracts of a leg; where they are split those bought (sign 1) or those sold (-1). */
interface Variable {
  readonly leg: number;
  readonly sign: 1 | -1;
  readonly isSplit: boolean;
  readonly lower: number;
  readonly upper: number;
}

/** A program with what its variables and rows mean. */
export interface GreekProgram {
  readonly program: QuadraticProgram;
  readonly variables: readonly Variable[];
  /** The Greek that a row makes 0, or the budget that it keeps. */
  readonly rows: readonly (number | 'premium_budget' | 'margin_budget')[];
}

/** What is left of each Greek when `contracts` are traded. */
export function residualsOf(problem: GreekProblem, contracts: Float64Array): Float64Array {
  const n = contracts.length;
  const terms = new Float64Array(n + 1);
  return problem.exposures.map((exposure, k) => {
    for (let j = 0; j < n; j++) terms[j] = problem.matrix[k * n + j]! * contracts[j]!;
    terms[n] = exposure;
    return compensatedSum(terms) + 0;
  });
}

/** risk times residuals: what one more of each Greek costs in risk. */
export function marginalRisk({ risk }: GreekProblem, residuals: Float64Array): Float64Array {
  const m = residuals.length;
  return residuals.map((_, k) => compensatedSum(residuals.map((r, l) => risk[k * m + l]! * r)) + 0);
}

/** Half of r' risk r. */
export function riskOf(problem: GreekProblem, residuals: Float64Array): number {
  const marginal = marginalRisk(problem, residuals);
  return compensatedSum(residuals.map((r, k) => (marginal[k]! * r) / 2)) + 0;
}

/** Sum of a value per contract over the legs; of `unsigned` contracts what costs and margins are. */
export function sumOver(
  { legs }: GreekProblem,
  contracts: Float64Array,
  field: 'cost' | 'premium' | 'margin',
): number {
  const isSigned = field === 'premium';
  return compensatedSum(contracts.map((x, j) => legs[j]![field] * (isSigned ? x : Math.abs(x)))) + 0;
}

/**
 * The program over contracts. `inRisk` are the Greeks whose residuals are priced by their risk; with `isRelaxation`
 * exact ones are rows of their own instead, and else `prices` is what a unit of residual costs besides. `within` are
 * bounds on residuals, Infinity for none.
 */
export function buildProgram(
  problem: GreekProblem,
  isRelaxation: boolean,
  prices: Float64Array,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  within?: Float64Array,
): GreekProgram {
  const { greeks, exposures, isExact, risk, legs, matrix, premiumBudget, marginBudget } = problem;
  const width = legs.length;
  const variables = legs.flatMap((leg, j) => variablesOf(leg, j, lower[j]!, upper[j]!));
  const n = variables.length;
  const places = greeks.map((_, k) => k);
  const inRisk = places.filter((k) => !(isRelaxation && isExact[k]!));

  // risk A, then A' risk A, on the contracts of the legs; the signs of the variables come last.
  const weighted = new Float64Array(greeks.length * width);
  const pull = new Float64Array(greeks.length);
  for (const k of inRisk)
    for (const l of inRisk) {
      const weight = risk[k * greeks.length + l]!;
      pull[k]! += weight * exposures[l]!;
      for (let j = 0; j < width; j++) weighted[k * width + j]! += weight * matrix[l * width + j]!;
    }
  const hessian = new Float64Array(n * n);
  const linear = new Float64Array(n);
  variables.forEach(({ leg: i, sign }, a) => {
    let slope = 0;
    for (const k of inRisk) slope += matrix[k * width + i]! * (pull[k]! + prices[k]!);
    linear[a] = sign * slope + legs[i]!.cost;
    for (let b = 0; b <= a; b++) {
      const { leg: j, sign: other } = variables[b]!;
      let curvature = 0;
      for (const k of inRisk) curvature += matrix[k * width + i]! * weighted[k * width + j]!;
      hessian[a * n + b] = sign * other * curvature;
      hessian[b * n + a] = hessian[a * n + b]!;
    }
  });

  const isBounded = (k: number): boolean =>
    isRelaxation ? isExact[k]! : (within?.[k] ?? Infinity) < Infinity;
  const rows: GreekProgram['rows'][number][] = places.filter(isBounded);
  if (premiumBudget !== null) rows.push('premium_budget');
  if (marginBudget !== null) rows.push('margin_budget');
  const coefficients = new Float64Array(rows.length * n);
  const rowLower = new Float64Array(rows.length);
  const rowUpper = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    variables.forEach(({ leg: j, sign }, a) => {
      const { premium, margin } = legs[j]!;
      coefficients[i * n + a] =
        row === 'premium_budget'
          ? sign * premium
          : row === 'margin_budget'
            ? margin
            : sign * matrix[row * width + j]!;
    });
    if (typeof row === 'number') {
      const strays = isRelaxation ? 0 : within![row]!;
      rowUpper[i] = strays - exposures[row]!;
      rowLower[i] = -strays - exposures[row]!;
    } else {
      rowUpper[i] = row === 'premium_budget' ? premiumBudget! : marginBudget!;
      rowLower[i] = -Infinity;
    }
  });
  return {
    program: {
      variables: n,
      hessian,
      linear,
      rows: coefficients,
      rowLower,
      rowUpper,
      lower: Float64Array.from(variables, (variable) => variable.lower),
      upper: Float64Array.from(variables, (variable) => variable.upper),
    },
    variables,
    rows,
  };
}

/** Contracts of the legs, within their limits to the last bit. */
export function contractsOf(
  { variables }: GreekProgram,
  values: Float64Array,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
): Float64Array {
  const contracts = new Float64Array(lower.length);
  variables.forEach(({ leg, sign }, a) => (contracts[leg]! += sign * values[a]!));
  return contracts.map((x, j) => Math.min(Math.max(x, lower[j]!), upper[j]!) + 0);
}

/** What is bought and what is sold apart, where |contracts| costs or ties up something and both may be. */
function variablesOf(leg: Leg, j: number, lower: number, upper: number): Variable[] {
  const isAbsolute = leg.cost > 0 || leg.margin > 0;
  if (!isAbsolute || (lower === 0 && upper === 0)) return [{ leg: j, sign: 1, isSplit: false, lower, upper }];
  const bought: Variable = { leg: j, sign: 1, isSplit: true, lower: Math.max(lower, 0), upper };
  const sold: Variable = { leg: j, sign: -1, isSplit: true, lower: Math.max(-upper, 0), upper: -lower };
  return [...(upper > 0 ? [bought] : []), ...(lower < 0 ? [sold] : [])];
}
