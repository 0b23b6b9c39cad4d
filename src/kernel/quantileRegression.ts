import { exp } from './exp.ts';
import { fitLine } from './lineFit.ts';
import { log } from './log.ts';
import { select, selectWeighted } from './selection.ts';
import { studentTQuantile } from './studentT.ts';

/** A line y = alpha + beta x that has a share tau of the sample below it. */
export interface QuantileLine {
  readonly alpha: number;
  readonly beta: number;
  /** Indices of two observations on the line, of different x; the smaller first. */
  readonly through: readonly [number, number];
  /** Sum of tau max(e, 0) + (1 - tau) max(-e, 0) over the residuals e. */
  readonly objective: number;
  /** Whether any other line has a larger objective; else this is one of many. */
  readonly unique: boolean;
}

/**
 * The quantile regression line, exactly: the objective is convex and its least value is at a line through two
 * observations. From the line of least squares on, the line turns about one of the observations on it to the
 * best slope, a weighted quantile of the slopes to all others, then about another. It stops where a turn
 * about none of them, in neither direction, lowers the objective, which makes it a minimum: between two such
 * turns the objective is linear. Each turn lowers it, so that there is an end.
 *
 * Inputs: finite columns of equal length, x not constant, tau strictly between 0 and 1.
 * Accuracy: slope and intercept are those of two observations, to a few roundings. A turn that gains less
 * than 1e-12 of the mean absolute deviation counts as none, and leaves `unique` false.
 * Cost: O(n) a turn; 1 to 9 turns met, for n from 10 to 100,000.
 * Source: Koenker and Bassett 1978, Econometrica 46, 33-50 (the problem); Wesolowsky 1981, Commun. Stat. B
 * 10, 479-491 (turning about observations).
 */
export function fitQuantileLine(x: Float64Array, y: Float64Array, tau: number): QuantileLine {
  const n = x.length;
  const slopes = new Float64Array(n);
  const weights = new Float64Array(n);
  const { beta: start } = fitLine(x, y);
  for (let t = 0; t < n; t++) slopes[t] = y[t]! - y[0]! - start * (x[t]! - x[0]!);
  const middle = select(slopes.slice(), Math.min(n - 1, Math.floor(tau * n)));
  let pivot = slopes.indexOf(middle);
  let best = judge(x, y, tau, pivot, bestSlope(x, y, tau, pivot, slopes, weights));
  while (best.turn >= 0) {
    pivot = best.turn;
    const next = judge(x, y, tau, pivot, bestSlope(x, y, tau, pivot, slopes, weights));
    if (!(next.objective < best.objective)) break;
    best = next;
  }
  const [i, j] = best.through;
  const nearest = Math.abs(x[i]!) <= Math.abs(x[j]!) ? i : j;
  return {
    // + 0 turns a -0 into 0, which JSON keeps.
    alpha: y[nearest]! - best.slope * x[nearest]! + 0,
    beta: best.slope + 0,
    through: best.through,
    objective: best.objective,
    unique: best.unique,
  };
}

/** The slope of the best line through an observation. */
function bestSlope(
  x: Float64Array,
  y: Float64Array,
  tau: number,
  pivot: number,
  slopes: Float64Array,
  weights: Float64Array,
): number {
  const pivotX = x[pivot]!;
  const pivotY = y[pivot]!;
  let length = 0;
  let target = 0;
  for (let t = 0; t < x.length; t++) {
    const u = x[t]! - pivotX;
    if (u === 0) continue;
    slopes[length] = (y[t]! - pivotY) / u;
    weights[length++] = Math.abs(u);
    target += u > 0 ? tau * u : (tau - 1) * u;
  }
  return selectWeighted(slopes, weights, length, target);
}

interface Judged {
  readonly slope: number;
  readonly objective: number;
  readonly through: readonly [number, number];
  /** The observation to turn about; -1 where there is none, and the line is the best. */
  readonly turn: number;
  readonly unique: boolean;
}

/**
 * Turning the line up about the abscissa c changes the objective at the rate offset + drift c for what is
 * off the line, plus that of the observations on it, which is convex in c: its least value is at one of them,
 * an order statistic of their abscissas; and likewise for turning down.
 */
function judge(x: Float64Array, y: Float64Array, tau: number, pivot: number, slope: number): Judged {
  const pivotX = x[pivot]!;
  const pivotY = y[pivot]!;
  const on: number[] = [];
  let objective = 0;
  let offset = 0;
  let drift = 0;
  let spread = 0;
  for (let t = 0; t < x.length; t++) {
    const u = x[t]! - pivotX;
    const rise = y[t]! - pivotY;
    const residual = rise - slope * u;
    spread += Math.abs(u);
    // Four roundings: what is on the line by arithmetic may miss it by so much.
    if (Math.abs(residual) <= 8.9e-16 * (Math.abs(rise) + Math.abs(slope * u))) {
      on.push(t);
      continue;
    }
    const share = residual > 0 ? tau : tau - 1;
    objective += share * residual;
    offset -= share * u;
    drift += share;
  }
  on.sort((a, b) => x[a]! - x[b]!);
  const rate = (c: number, up: 1 | -1): number => {
    let sum = up * (offset + drift * c);
    for (const t of on) {
      const gap = up * (c - (x[t]! - pivotX));
      sum += gap > 0 ? tau * gap : (tau - 1) * gap;
    }
    return sum;
  };
  const at = (rank: number): number => on[Math.max(0, Math.min(on.length, Math.ceil(rank)) - 1)]!;
  const up = at(on.length * (1 - tau) - drift);
  const down = at(on.length * tau + drift);
  const rateUp = rate(x[up]! - pivotX, 1);
  const rateDown = rate(x[down]! - pivotX, -1);
  const lowest = Math.min(rateUp, rateDown);
  const tolerance = 1e-12 * spread;
  const other = on.find((t) => x[t] !== pivotX)!;
  return {
    slope,
    objective,
    through: pivot < other ? [pivot, other] : [other, pivot],
    turn: lowest < -tolerance ? (rateUp < rateDown ? up : down) : -1,
    unique: lowest > tolerance,
  };
}

/**
 * Standard errors of alpha and beta, by Powell's sandwich with a normal kernel: tau (1 - tau) times the
 * products of (X' F X)^-1 x_t, F the kernel's estimates of the density of each residual at 0.
 *
 * Bandwidth: Hall and Sheather's b, halved until tau - b and tau + b are within [0, 1], as
 * h = (z(tau + b) - z(tau - b)) min(sd, interquartile range / 1.34) of the residuals.
 * Null where the middle half of the residuals does not move, or no residual is within reach of 0.
 * Cost: O(n).
 * Source: Powell 1991; Hall and Sheather 1988, J. R. Stat. Soc. B 50, 381-391; R quantreg,
 * summary.rq(se = "ker").
 */
export function quantileStandardErrors(
  x: Float64Array,
  y: Float64Array,
  line: QuantileLine,
  tau: number,
): readonly [alphaError: number, betaError: number] | null {
  const n = x.length;
  const at = line.through[0];
  // From a point on the line, so that a common offset of the sample cancels first.
  const residuals = y.map((value, t) => value - y[at]! - line.beta * (x[t]! - x[at]!));
  const { syy } = fitLine(x, residuals);
  const sorted = residuals.slice().sort();
  const spread = (quartile(sorted, 0.75) - quartile(sorted, 0.25)) / 1.34;
  const h = bandwidth(tau, n) * Math.min(Math.sqrt(syy / (n - 1)), spread);
  // A bandwidth of 0 makes it all NaN, and one too narrow for its residuals leaves no density.
  const density = residuals.map((e) => normalDensity(e / h) / h);
  let total = 0;
  let mean = 0;
  for (let t = 0; t < n; t++) {
    total += density[t]!;
    mean += density[t]! * (x[t]! - x[at]!);
  }
  mean /= total;
  let sxx = 0;
  for (let t = 0; t < n; t++) {
    const d = x[t]! - x[at]! - mean;
    sxx += density[t]! * d * d;
  }
  if (!(total > 0 && sxx > 0)) return null;
  let pp = 0;
  let qq = 0;
  for (let t = 0; t < n; t++) {
    const q = (x[t]! - x[at]! - mean) / sxx;
    const p = 1 / total - (x[at]! + mean) * q;
    pp += p * p;
    qq += q * q;
  }
  const share = Math.sqrt(tau * (1 - tau));
  return [share * Math.sqrt(pp), share * Math.sqrt(qq)];
}

/** In standard deviations of the residuals. */
function bandwidth(tau: number, n: number): number {
  const z = normalQuantile(tau);
  const density = normalDensity(z);
  // The 97.5 % point of the normal distribution: intervals of 95 % are what the bandwidth is tuned to.
  const level = 1.959963984540054;
  let b = exp(log((level * level * 1.5 * density * density) / ((2 * z * z + 1) * n)) / 3);
  while (tau - b < 0 || tau + b > 1) b /= 2;
  return normalQuantile(tau + b) - normalQuantile(tau - b);
}

/** By Student t, which those who have standard errors carry anyway, and which is normal at the limit. */
function normalQuantile(p: number): number {
  return studentTQuantile(p, Infinity);
}

/** To a few roundings, which is enough for a kernel. */
function normalDensity(z: number): number {
  return 0.3989422804014327 * exp(-0.5 * z * z);
}

/** Between two order statistics, as R's type 7. */
function quartile(sorted: Float64Array, probability: number): number {
  const place = (sorted.length - 1) * probability;
  const low = Math.floor(place);
  const lower = sorted[low]!;
  return lower + (place - low) * ((sorted[low + 1] ?? lower) - lower);
}
