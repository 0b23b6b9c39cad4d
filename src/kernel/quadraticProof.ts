import { largest } from './quadraticScaling.ts';
import type { QuadraticProgram, ScaledProgram } from './quadraticScaling.ts';

/**
 * How far a point and its multipliers are from proving a minimum, from the program as it was given.
 *
 * A component of the gradient, a row or the objective is measured against the sum of the magnitudes that it is
 * made of, but against no less than a thousandth of what that sum could be in equilibrated units: if every
 * variable were as large as the largest, and every component of the gradient.
 */
export interface Residuals {
  /** Largest component of H x + f + A' y + z. */
  readonly stationarity: number;
  /** Largest violation of a bound. */
  readonly primal: number;
  /** Largest product of a multiplier and the room to its bound, over the objective's scale. */
  readonly complementarity: number;
  /** What the objective is above that of the dual, |x' H x + f' x + y' rows' bounds + z' bounds|, over its scale. */
  readonly dualityGap: number;
}

/**
 * No x meets all bounds: for multipliers with A' rowCertificate + boundCertificate = 0, the largest value that
 * the bounds allow for rowCertificate' A x + boundCertificate' x, which is 0, is negative.
 */
export interface QuadraticInfeasible {
  readonly status: 'infeasible';
  /** The row or bound whose lower is above its upper, which needs no multipliers; null for all else. */
  readonly crossed: { readonly kind: 'row' | 'bound'; readonly index: number } | null;
  readonly rowCertificate: Float64Array;
  readonly boundCertificate: Float64Array;
}

const SHARE = 1e-3;
const ROUNDING = 1.1102230246251565e-16;

/** The residuals of a point and its multipliers. */
export function measure(
  program: QuadraticProgram,
  { steps, unit }: ScaledProgram,
  { x, rowMultipliers, boundMultipliers }: Record<'x' | 'rowMultipliers' | 'boundMultipliers', Float64Array>,
): { objective: number; objectiveScale: number; residuals: Residuals } {
  const { variables: n, hessian, linear, rows, rowLower, rowUpper, lower, upper } = program;
  const m = rowLower.length;
  const spread = Math.max(largestOver(x, steps), unit);
  let objective = 0;
  let gap = 0;
  let scale = 0;
  let complementarity = 0;
  let largestGradient = 0;
  const lefts = new Float64Array(n);
  const magnitudes = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    let curved = 0;
    let curvedMagnitude = 0;
    let bend = 0;
    for (let i = 0; i < n; i++) {
      const entry = hessian[j * n + i]!;
      curved += entry * x[i]!;
      curvedMagnitude += Math.abs(entry * x[i]!);
      bend += Math.abs(entry) * steps[i]!;
    }
    let pull = 0;
    let magnitude = curvedMagnitude + Math.abs(linear[j]!);
    for (let i = 0; i < m; i++) {
      const part = rows[i * n + j]! * rowMultipliers[i]!;
      pull += part;
      magnitude += Math.abs(part);
    }
    const multiplier = boundMultipliers[j]!;
    lefts[j] = Math.abs(curved + linear[j]! + pull + multiplier) * steps[j]!;
    magnitudes[j] = (magnitude + Math.abs(multiplier)) * steps[j]!;
    largestGradient = Math.max(largestGradient, magnitudes[j]!, bend * steps[j]! * spread);
    objective += (0.5 * curved + linear[j]!) * x[j]!;
    gap += (curved + linear[j]!) * x[j]!;
    scale += (0.5 * curvedMagnitude + Math.abs(linear[j]!)) * Math.abs(x[j]!);
  }
  let primal = 0;
  const bind = (value: number, low: number, high: number, multiplier: number, size: number): void => {
    const violation = Math.max(value - high, low - value, 0);
    primal = Math.max(primal, over(violation, size + Math.abs(value > high ? high : low)));
    if (multiplier === 0) return;
    const bound = multiplier > 0 ? high : low;
    gap += multiplier * bound;
    scale += Math.abs(multiplier * bound);
    complementarity = Math.max(complementarity, Math.abs(multiplier * (value - bound)));
  };
  let stationarity = 0;
  for (let j = 0; j < n; j++) {
    stationarity = Math.max(stationarity, over(lefts[j]!, Math.max(magnitudes[j]!, SHARE * largestGradient)));
    bind(
      x[j]!,
      lower[j]!,
      upper[j]!,
      boundMultipliers[j]!,
      Math.max(Math.abs(x[j]!), SHARE * steps[j]! * spread),
    );
  }
  for (let i = 0; i < m; i++) {
    let value = 0;
    let magnitude = 0;
    let size = 0;
    for (let j = 0; j < n; j++) {
      const entry = rows[i * n + j]!;
      value += entry * x[j]!;
      magnitude += Math.abs(entry * x[j]!);
      size += Math.abs(entry) * steps[j]!;
    }
    bind(value, rowLower[i]!, rowUpper[i]!, rowMultipliers[i]!, Math.max(magnitude, SHARE * size * spread));
  }
  scale = Math.max(scale, SHARE * largestGradient * spread);
  return {
    objective: objective + 0,
    objectiveScale: scale,
    residuals: {
      stationarity,
      primal,
      complementarity: over(complementarity, scale),
      dualityGap: over(Math.abs(gap), scale),
    },
  };
}

/**
 * The combination of constraints as a proof that no x meets all their bounds, or null where it is none: where
 * the bounds miss each other by less than 1e-9 of what they are made of at x.
 *
 * The combination is in equilibrated units: bounds of the variables first, then rows.
 */
export function certify(
  program: QuadraticProgram,
  { rowSteps }: ScaledProgram,
  combination: Float64Array,
  x: Float64Array,
): QuadraticInfeasible | null {
  const { variables: n, rows, rowLower, rowUpper, lower, upper } = program;
  const m = rowLower.length;
  const rowCertificate = rowSteps.map((rowStep, i) => combination[n + i]! * rowStep + 0);
  const boundCertificate = new Float64Array(n);
  let sum = 0;
  let scale = 0;
  const support = (multiplier: number, low: number, high: number, magnitude: number): void => {
    if (multiplier === 0) return;
    const bound = multiplier > 0 ? high : low;
    sum += multiplier * bound;
    scale += Math.abs(multiplier) * Math.max(magnitude, Math.abs(bound));
  };
  for (let i = 0; i < m; i++) {
    let magnitude = 0;
    for (let j = 0; j < n; j++) magnitude += Math.abs(rows[i * n + j]! * x[j]!);
    support(rowCertificate[i]!, rowLower[i]!, rowUpper[i]!, magnitude);
  }
  for (let j = 0; j < n; j++) {
    let pull = 0;
    let magnitude = 0;
    for (let i = 0; i < m; i++) {
      const part = rows[i * n + j]! * rowCertificate[i]!;
      pull += part;
      magnitude += Math.abs(part);
    }
    // Less than rounding explains is 0, which matters where x has no bound.
    if (Math.abs(pull) > 4 * (m + 1) * ROUNDING * magnitude) boundCertificate[j] = -pull;
    support(boundCertificate[j]!, lower[j]!, upper[j]!, Math.abs(x[j]!));
  }
  if (!(sum < -1e-9 * scale)) return null;
  return { status: 'infeasible', crossed: null, rowCertificate, boundCertificate };
}

/**
 * Whether the objective falls for ever along a direction that no bound ends; what of it is rounding against a
 * bound becomes 0, and its largest component 1 or -1.
 */
export function isRay(program: QuadraticProgram, steps: Float64Array, ray: Float64Array): boolean {
  const { variables: n, hessian, linear, rows, rowLower, rowUpper, lower, upper } = program;
  const length = largest(ray);
  for (let j = 0; j < n; j++) ray[j]! /= length;
  const spread = largestOver(ray, steps);
  let slope = 0;
  let slopeMagnitude = 0;
  for (let j = 0; j < n; j++) {
    if (Math.abs(ray[j]!) <= 1e-12 * steps[j]! * spread) ray[j] = 0;
    if (ray[j]! > 0 ? upper[j]! < Infinity : ray[j]! < 0 && lower[j]! > -Infinity) return false;
    slope += linear[j]! * ray[j]!;
    slopeMagnitude += Math.abs(linear[j]! * ray[j]!);
  }
  if (!(slope < -1e-12 * slopeMagnitude)) return false;
  for (let j = 0; j < n; j++) {
    const { value, magnitude } = along(hessian, j, ray);
    if (Math.abs(value) > 1e-12 * magnitude) return false;
  }
  for (let i = 0; i < rowLower.length; i++) {
    const { value, magnitude } = along(rows, i, ray);
    if (
      value > 1e-12 * magnitude
        ? rowUpper[i]! < Infinity
        : value < -1e-12 * magnitude && rowLower[i]! > -Infinity
    )
      return false;
  }
  return true;
}

function along(matrix: Float64Array, row: number, v: Float64Array): { value: number; magnitude: number } {
  let value = 0;
  let magnitude = 0;
  for (let j = 0; j < v.length; j++) {
    const part = matrix[row * v.length + j]! * v[j]!;
    value += part;
    magnitude += Math.abs(part);
  }
  return { value, magnitude };
}

function largestOver(values: Float64Array, steps: Float64Array): number {
  let largest = 0;
  for (let j = 0; j < values.length; j++) largest = Math.max(largest, Math.abs(values[j]!) / steps[j]!);
  return largest;
}

/** 0 over 0 is 0. */
function over(value: number, scale: number): number {
  return value === 0 ? 0 : value / scale;
}
