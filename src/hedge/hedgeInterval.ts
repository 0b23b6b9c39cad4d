import { isAbsent, refuse } from '../foundation/checks.ts';
import { readSymmetric } from '../foundation/matrix.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';

/** How far estimation error moves the hedge. */
export interface HedgeError {
  /** Standard error of the dollar beta after the exact hedge. */
  readonly dollarBetaStandardError: number;
  /** Contracts (signed) at the ends of the interval. */
  readonly contracts: { readonly lower: number; readonly upper: number };
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

/** Positions in columns, in the order that they came in. */
export interface Book {
  readonly symbols: readonly string[];
  readonly values: readonly number[];
  readonly betas: readonly number[];
  /** Standard errors of the betas; null where one is missing. */
  readonly errors: readonly number[] | null;
  /** Indices by symbol, then value, then beta: the one order of summation. */
  readonly order: readonly number[];
}

/** What an interval of contracts hangs on beside the book. */
export interface Sizing {
  readonly exactContracts: number;
  readonly perContract: number;
  readonly quantile: { readonly confidenceLevel: number; readonly value: number };
  /** Value of the instrument after the exact hedge: what it is traded to, what is held and its coins. */
  readonly instrumentValue: number;
  readonly instrumentError: number;
  /** Indices of positions in the instrument itself: their beta is the instrument's, and so is its error. */
  readonly held: readonly number[];
}

/** The interval, from the covariance if there is one, else from the standard errors, else none. */
export function hedgeInterval(
  caller: string,
  options: { readonly betaCovariance?: readonly ArrayLike<number>[] | undefined },
  book: Book,
  sizing: Sizing,
): HedgeInterval | null {
  const { confidenceLevel } = sizing.quantile;
  const { held, instrumentValue } = sizing;
  if (!isAbsent(options, 'betaCovariance')) {
    const covariance = readSymmetric(
      caller,
      options,
      'betaCovariance',
      'domain.not_covariance',
      book.values.length,
    );
    covariance.forEach((row, i) => {
      const path = `betaCovariance[${i}][${i}]`;
      if (row[i]! < 0) refuse('domain.negative', caller, path, 'zero or positive', row[i]);
    });
    const values = book.values.map((value, i) => (held.includes(i) ? 0 : value));
    if (held.length > 0) values[held[0]!] = instrumentValue;
    const instrumentPart = held.length > 0 ? 0 : instrumentValue * sizing.instrumentError;
    const error = Math.sqrt(
      bookVariance(caller, covariance, values, book.order) + instrumentPart * instrumentPart,
    );
    return { kind: 'covariance', confidenceLevel, ...errorOf(error, sizing) };
  }
  const { errors } = book;
  if (errors === null) return null;
  const parts = book.order
    .filter((i) => !held.includes(i))
    .map((i) => Math.abs(book.values[i]! * errors[i]!));
  parts.push(Math.abs(instrumentValue * sizing.instrumentError));
  // Squares of parts over the largest: sums of dollars may be beyond the square root of all doubles.
  const largest = parts.reduce((a, b) => Math.max(a, b), Number.MIN_VALUE);
  const squares = parts.map((part) => (part / largest) * (part / largest));
  return {
    kind: 'bounds',
    confidenceLevel,
    independent: errorOf(largest * Math.sqrt(compensatedSum(squares)), sizing),
    perfectlyCorrelated: errorOf(compensatedSum(parts), sizing),
  };
}

function errorOf(dollarBetaStandardError: number, sizing: Sizing): HedgeError {
  const radius = (sizing.quantile.value * dollarBetaStandardError) / Math.abs(sizing.perContract);
  const { exactContracts } = sizing;
  return {
    dollarBetaStandardError,
    contracts: { lower: exactContracts - radius, upper: exactContracts + radius },
  };
}

/** V' C V in the book's order of summation. */
function bookVariance(
  caller: string,
  covariance: readonly ArrayLike<number>[],
  values: readonly number[],
  order: readonly number[],
): number {
  const terms: number[] = [];
  for (const i of order) for (const j of order) terms.push(values[i]! * covariance[i]![j]! * values[j]!);
  const variance = compensatedSum(terms);
  if (variance >= 0) return variance;
  // A singular covariance may round below 0 by the last bits of its terms; more than that is no covariance.
  const scale = compensatedSum(terms.map((term) => Math.abs(term)));
  if (variance > -1e-12 * scale) return 0;
  const expected = 'positive semidefinite (the variance of the book comes out negative)';
  return refuse('domain.not_covariance', caller, 'betaCovariance', expected, variance);
}
