import { SMALLEST_RESIDUE } from './fitFromSums.ts';
import { isFlat } from './lineFit.ts';
import type { Windows } from './windows.ts';

// The anchored two-stack aggregation told at the head of rollingCoMoments.ts, for several series at once: means
// less anchors and sums of centred products, and by Cholesky the plane that follows from them. A row of which a
// sample is not finite is missing as a whole. A state is the count, the means, then the sums of products by rows
// of the lower triangle, those with y last.

/** Columns of results, one element a window; NaN where a window has none. */
export interface RollingPlaneTargets {
  readonly intercept: Float64Array;
  readonly interceptError: Float64Array;
  /** One a factor, as are the errors. */
  readonly slopes: readonly Float64Array[];
  readonly slopeErrors: readonly Float64Array[];
  readonly residualDeviation: Float64Array;
  readonly rSquared: Float64Array;
}

/** What the other factors must leave of a factor's squared length: the sums are good to 1e-14, not to less. */
const SMALLEST_PIVOT = 1e-10;

const EPSILON = 2.220446049250313e-16;

/**
 * Writes the least-squares plane of the last series on the others, with classical errors, of every window.
 *
 * Formula: with S the sums of centred products of the factors and g those with y: L L' = S, slopes b from
 * L L' b = g, residual sum Syy - |L^-1 g|^2, variances of the slopes s^2 diag S^-1.
 * Inputs: series of one length, whose squares and products of squares are representable; `minPeriods` above
 * the number of series.
 * Result: NaN throughout where a window holds fewer complete rows than `minPeriods`, where a series does not
 * move (`isFlat`), or where the others leave at most 1e-10 of a factor's squared length. Where the residual sum
 * can't be told from rounding (see `SMALLEST_RESIDUE`), residual deviation and errors are NaN.
 * Cost: O(k^3) a window of k factors, whatever its length; memory for one window's suffix states.
 */
export function rollPlane(
  series: readonly Float64Array[],
  { starts, longest, minPeriods }: Windows,
  targets: RollingPlaneTargets,
): void {
  const size = series.length;
  const stateLength = 1 + size + (size * (size + 1)) / 2;
  const length = starts.length;
  const inverse = new Float64Array(longest + 1);
  for (let count = 1; count <= longest; count++) inverse[count] = 1 / count;
  const suffix = new Float64Array(longest * stateLength);
  const prefix = new Float64Array(stateLength);
  const window = new Float64Array(stateLength);
  const suffixAnchors = new Float64Array(size);
  const prefixAnchors = new Float64Array(size);
  const row = new Float64Array(size);
  const solver = makeSolver(size, targets);

  let i = 0;
  while (i < length) {
    const s = i;
    const first = starts[s]!;
    let at = (s - first) * stateLength;
    suffix.fill(0, at, at + stateLength);
    for (let j = s - 1; j >= first; j--) {
      const next = at - stateLength;
      if (readRow(series, j, row)) addRow(suffix, next, at, row, suffixAnchors, inverse);
      else suffix.copyWithin(next, at, at + stateLength);
      at = next;
    }
    prefix.fill(0);
    for (; i < length && starts[i]! <= s; i++) {
      if (readRow(series, i, row)) addRow(prefix, 0, 0, row, prefixAnchors, inverse);
      at = (starts[i]! - first) * stateLength;
      const before = suffix[at]!;
      const count = before + prefix[0]!;
      if (count < minPeriods) skip(targets, i);
      else if (before === 0) solve(solver, i, prefix, 0, prefixAnchors);
      else if (prefix[0] === 0) solve(solver, i, suffix, at, suffixAnchors);
      else {
        merge(window, suffix, at, suffixAnchors, prefix, prefixAnchors, row, prefix[0]! * inverse[count]!);
        solve(solver, i, window, 0, suffixAnchors);
      }
    }
  }
}

/** Reads the samples of one period; whether all are finite. */
function readRow(series: readonly Float64Array[], i: number, row: Float64Array): boolean {
  let zero = 0;
  for (let a = 0; a < row.length; a++) {
    const value = series[a]![i]!;
    row[a] = value;
    // v - v is 0 for every finite v, and NaN for the rest.
    zero += value - value;
  }
  return zero === 0;
}

/** Writes the state at `from` and a row, which it overwrites, to `at`; the first row of a state sets its anchors. */
function addRow(
  states: Float64Array,
  at: number,
  from: number,
  row: Float64Array,
  anchors: Float64Array,
  inverse: Float64Array,
): void {
  const size = row.length;
  const count = states[from]! + 1;
  if (count === 1) for (let a = 0; a < size; a++) anchors[a] = row[a]!;
  states[at] = count;
  const share = inverse[count]!;
  const rest = 1 - share;
  let place = 1 + size;
  for (let a = 0; a < size; a++) {
    const mean = states[from + 1 + a]!;
    const deviation = row[a]! - anchors[a]! - mean;
    row[a] = deviation;
    states[at + 1 + a] = mean + deviation * share;
    for (let b = 0; b <= a; b++) {
      states[at + place] = states[from + place]! + rest * (deviation * row[b]!);
      place++;
    }
  }
}

/** Writes the state of suffix and prefix together, anchored where the suffix is; `share` is the prefix's. */
function merge(
  window: Float64Array,
  suffix: Float64Array,
  at: number,
  suffixAnchors: Float64Array,
  prefix: Float64Array,
  prefixAnchors: Float64Array,
  gaps: Float64Array,
  share: number,
): void {
  const size = gaps.length;
  const weight = suffix[at]! * share;
  window[0] = suffix[at]! + prefix[0]!;
  let place = 1 + size;
  for (let a = 0; a < size; a++) {
    const gap = prefixAnchors[a]! - suffixAnchors[a]! + (prefix[1 + a]! - suffix[at + 1 + a]!);
    gaps[a] = gap;
    window[1 + a] = suffix[at + 1 + a]! + gap * share;
    for (let b = 0; b <= a; b++) {
      window[place] = suffix[at + place]! + prefix[place]! + weight * (gap * gaps[b]!);
      place++;
    }
  }
}

interface Solver {
  readonly targets: RollingPlaneTargets;
  /** Series: factors and y. */
  readonly size: number;
  /** L by rows, its last row L^-1 g. */
  readonly lower: Float64Array;
  /** L^-1 by rows. */
  readonly inverse: Float64Array;
  readonly slopes: Float64Array;
}

function makeSolver(size: number, targets: RollingPlaneTargets): Solver {
  return {
    targets,
    size,
    lower: new Float64Array(size * size),
    inverse: new Float64Array(size * size),
    slopes: new Float64Array(size),
  };
}

function skip(targets: RollingPlaneTargets, i: number): void {
  const { intercept, interceptError, slopes, slopeErrors, residualDeviation, rSquared } = targets;
  intercept[i] = interceptError[i] = residualDeviation[i] = rSquared[i] = NaN;
  for (let j = 0; j < slopes.length; j++) slopes[j]![i] = slopeErrors[j]![i] = NaN;
}

function solve(solver: Solver, i: number, states: Float64Array, at: number, anchors: Float64Array): void {
  const { targets, size, lower, inverse, slopes } = solver;
  const k = size - 1;
  const n = states[at]!;
  const means = at + 1;
  let place = means + size;
  let explained = 0;
  for (let a = 0; a < size; a++) {
    const total = states[place + a]!;
    // The squares of the first k columns, for the row of y: what they explain.
    let square = 0;
    for (let b = 0; b < a; b++) {
      let sum = states[place + b]!;
      for (let l = 0; l < b; l++) sum -= lower[a * size + l]! * lower[b * size + l]!;
      const element = sum / lower[b * size + b]!;
      lower[a * size + b] = element;
      square += element * element;
    }
    if (
      isFlat(total, anchors[a]!, states[means + a]!, n) ||
      (a < k && total - square <= SMALLEST_PIVOT * total)
    ) {
      skip(targets, i);
      return;
    }
    if (a < k) lower[a * size + a] = Math.sqrt(total - square);
    else explained = square;
    place += a + 1;
  }
  const total = states[place - 1]!;
  // The sums are rounded n times, to about eps sqrt(n): what is left below four times that is rounding too.
  const least = Math.max(SMALLEST_RESIDUE, 4 * EPSILON * Math.sqrt(n)) * total;
  const left = total - explained;
  const deviation = left < least ? NaN : Math.sqrt(left / (n - size));

  let intercept = anchors[k]!;
  let rest = states[means + k]!;
  for (let j = k - 1; j >= 0; j--) {
    let sum = lower[k * size + j]!;
    for (let l = j + 1; l < k; l++) sum -= lower[l * size + j]! * slopes[l]!;
    const slope = sum / lower[j * size + j]!;
    slopes[j] = slope;
    intercept -= slope * anchors[j]!;
    rest -= slope * states[means + j]!;
    targets.slopes[j]![i] = slope;
  }
  targets.intercept[i] = intercept + rest;
  targets.residualDeviation[i] = deviation;
  targets.rSquared[i] = Math.min(1, explained / total);

  // |L^-1 e_j|^2 is the variance of slope j by s^2, and |L^-1 m|^2 what the means m add to the intercept's.
  let atMean = 1 / n;
  for (let a = 0; a < k; a++) {
    let product = 0;
    const reciprocal = 1 / lower[a * size + a]!;
    for (let b = 0; b <= a; b++) {
      let sum = a === b ? 1 : 0;
      for (let l = b; l < a; l++) sum -= lower[a * size + l]! * inverse[l * size + b]!;
      const element = sum * reciprocal;
      inverse[a * size + b] = element;
      product += element * (anchors[b]! + states[means + b]!);
    }
    atMean += product * product;
  }
  for (let j = 0; j < k; j++) {
    let square = 0;
    for (let a = j; a < k; a++) square += inverse[a * size + j]! * inverse[a * size + j]!;
    targets.slopeErrors[j]![i] = deviation * Math.sqrt(square);
  }
  targets.interceptError[i] = deviation * Math.sqrt(atMean);
}
