import { isAbsent, refuse } from '../foundation/checks.ts';
import type { Interval } from '../foundation/interval.ts';
import { readSymmetric } from '../foundation/matrix.ts';
import { canonicalSum } from './canonicalSum.ts';
import { finite } from './hedgePlan.ts';
import type { Book, HedgePlan } from './hedgePlan.ts';

/** How far estimation error moves the hedge. */
export interface HedgeError {
  /** Standard error of the dollar beta after the exact hedge. */
  readonly dollarBetaStandardError: number;
  /** Contracts (signed) at the ends of the interval. */
  readonly contracts: Interval;
  /**
   * Whether the interval holds 0: a flag for the reader, and never alone a reason to hold. The expected square of the
   * miss is SE^2 + (hedge - estimate)^2, smallest at the estimate, however unsure it is.
   */
  readonly insideNoise: boolean;
}

/**
 * By the covariance of the estimates where it is known; else two cases: independent errors, and the
 * worst that their correlations can do, each pushing its position's dollar beta the same way.
 */
export type HedgeInterval =
  | ({ readonly kind: 'covariance'; readonly confidenceLevel: number } & HedgeError)
  | {
      readonly kind: 'bounds';
      readonly confidenceLevel: number;
      readonly independent: HedgeError;
      readonly perfectlyCorrelated: HedgeError;
    };

/**
 * Standard errors of a dollar beta: by the covariance of the estimates where it is known; else in two cases,
 * independent errors, and the worst that their correlations can do, each pushing the same way.
 */
export type DollarBetaErrors =
  | { readonly kind: 'covariance'; readonly confidenceLevel: number; readonly error: number }
  | {
      readonly kind: 'bounds';
      readonly confidenceLevel: number;
      readonly independent: number;
      readonly perfectlyCorrelated: number;
    };

/**
 * The errors of the dollar beta after the exact hedge, in which each leg is worth `legValues` in the end: what it is
 * traded to, what is held of it at its beta, and its coins. Null where an error is unknown.
 */
export function dollarBetaErrors(
  caller: string,
  options: { readonly betaCovariance?: readonly ArrayLike<number>[] | undefined },
  plan: HedgePlan,
  legValues: readonly number[],
): DollarBetaErrors | null {
  const { book, legs } = plan;
  const { confidenceLevel } = plan.quantile;
  const others = countOthers(book.legOf);
  const covariance = isAbsent(options, 'betaCovariance')
    ? null
    : readCovariance(caller, options, book.values.length, others);
  const parts = new Float64Array(others + legs.length);
  for (let k = 0; k < legs.length; k++) {
    const part = legPart(legValues[k]!, legs[k]!.betaError);
    if (part === null) return null;
    parts[others + k] = part;
  }
  if (covariance !== null) {
    const error = withCovariance(caller, covariance, book, legValues, parts.subarray(others), others);
    return { kind: 'covariance', confidenceLevel, error: finite(caller, error, 'interval') };
  }
  let at = 0;
  const shared = new Map<string, number[]>();
  for (let i = 0; i < book.values.length; i++) {
    if (book.legOf[i]! >= 0) continue;
    const part = Math.abs(book.values[i]! * book.errors[i]!);
    if (Number.isNaN(part)) return null;
    const key = book.positions[i]!.betaKey ?? null;
    if (key === null) parts[at++] = part;
    else addTo(shared, key, i);
  }
  for (const rows of shared.values()) {
    const first = rows[0]!;
    let net = book.values[first]!;
    if (rows.length > 1) {
      refuseTwoEstimates(caller, book, rows);
      net = canonicalSum(Float64Array.from(rows, (i) => book.values[i]!));
    }
    parts[at++] = Math.abs(net * book.errors[first]!);
  }
  const perfectlyCorrelated = finite(caller, canonicalSum(parts), 'interval');
  return { kind: 'bounds', confidenceLevel, independent: rootOfSquares(parts), perfectlyCorrelated };
}

/** The interval as wide as an error makes it, by the plan's quantile, in units of so many dollars of beta. */
export function spread(
  caller: string,
  centre: number,
  error: number,
  plan: HedgePlan,
  unit: number,
): Interval {
  const radius = (plan.quantile.value * error) / Math.abs(unit);
  finite(caller, Math.abs(centre) + radius, 'interval');
  return { lower: centre - radius, upper: centre + radius };
}

/** Whether 0 lies within. */
export function holdsZero({ lower, upper }: Interval): boolean {
  return lower <= 0 && upper >= 0;
}

/** What a leg adds: nothing where nothing is in it in the end, however unsure its beta; null where that is unknown. */
function legPart(value: number, error: number | null): number | null {
  return error === null ? null : Math.abs(value * error);
}

function addTo(shared: Map<string, number[]>, key: string, i: number): void {
  const rows = shared.get(key);
  if (rows === undefined) shared.set(key, [i]);
  else rows.push(i);
}

/** Rows that name one estimate must have its beta and its error. */
function refuseTwoEstimates(caller: string, book: Book, rows: readonly number[]): void {
  const first = rows[0]!;
  for (const i of rows)
    if (book.positions[i]!.beta !== book.positions[first]!.beta || book.errors[i] !== book.errors[first])
      refuse(
        'estimate.mixed',
        caller,
        `positions[${i}].betaKey`,
        `of the beta and error of positions[${first}], which has the same`,
        book.positions[i]!.betaKey,
      );
}

function countOthers(legOf: Int32Array): number {
  let count = 0;
  for (let i = 0; i < legOf.length; i++) if (legOf[i]! < 0) count++;
  return count;
}

function readCovariance(
  caller: string,
  options: { readonly betaCovariance?: readonly ArrayLike<number>[] | undefined },
  all: number,
  others: number,
): readonly Float64Array[] {
  const size = options.betaCovariance?.length === others ? others : all;
  const covariance = readSymmetric(caller, options, 'betaCovariance', 'domain.not_covariance', size);
  covariance.forEach((row, i) => {
    const path = `betaCovariance[${i}][${i}]`;
    if (row[i]! < 0) refuse('domain.negative', caller, path, 'zero or positive', row[i]);
  });
  return covariance;
}

/**
 * Of the positions by their covariance, and of the legs. A leg that is held has its row among all positions, and its
 * value in the end stands there, once; the error of any other leg is independent of the rest.
 */
function withCovariance(
  caller: string,
  covariance: readonly Float64Array[],
  book: Book,
  legValues: readonly number[],
  legParts: Float64Array,
  others: number,
): number {
  const isOfAll = covariance.length > others;
  const rows: number[] = [];
  const values: number[] = [];
  const parts = Float64Array.from(legParts);
  const placed = new Set<number>();
  let row = 0;
  for (let i = 0; i < book.values.length; i++) {
    const leg = book.legOf[i]!;
    if (leg >= 0 && !isOfAll) continue;
    if (!placed.has(leg)) {
      rows.push(row);
      values.push(leg < 0 ? book.values[i]! : legValues[leg]!);
    }
    row++;
    if (leg < 0) continue;
    placed.add(leg);
    parts[leg] = 0;
  }
  const ofPositions = rootOfForm(caller, covariance, rows, values);
  return rootOfSquares(Float64Array.from([ofPositions, ...parts]));
}

/** Root of V' C V. */
function rootOfForm(
  caller: string,
  covariance: readonly Float64Array[],
  rows: readonly number[],
  values: readonly number[],
): number {
  const largest = largestOf(values);
  const shares = values.map((value) => value / largest);
  const count = rows.length;
  const terms = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    const row = covariance[rows[a]!]!;
    for (let b = 0; b < count; b++) terms[a * count + b] = shares[a]! * row[rows[b]!]! * shares[b]!;
  }
  const variance = canonicalSum(terms);
  if (variance >= 0) return largest * Math.sqrt(variance);
  // A singular covariance may round below 0 by the last bits of its terms; more than that is no covariance.
  if (variance > -1e-12 * canonicalSum(terms.map(Math.abs))) return 0;
  const expected = 'positive semidefinite (the variance of the book comes out negative)';
  return refuse('domain.not_covariance', caller, 'betaCovariance', expected, variance);
}

function rootOfSquares(parts: Float64Array): number {
  const largest = largestOf(parts);
  const squares = new Float64Array(parts.length);
  for (let i = 0; i < parts.length; i++) squares[i] = (parts[i]! / largest) * (parts[i]! / largest);
  return largest * Math.sqrt(canonicalSum(squares));
}

/** What sums of squares are taken over: dollars may be beyond the root of all doubles. */
function largestOf(values: ArrayLike<number>): number {
  let largest = Number.MIN_VALUE;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}
