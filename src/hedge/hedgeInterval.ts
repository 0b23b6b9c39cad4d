import { isAbsent, readFinite, readList, refuse } from '../foundation/checks.ts';
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
  /** Standard error that the instrument's beta adds to the dollar beta after the exact hedge. */
  readonly instrumentPart: number;
}

/** The interval, from the covariance if there is one, else from the standard errors, else none. */
export function hedgeInterval(
  caller: string,
  options: { readonly betaCovariance?: readonly ArrayLike<number>[] | undefined },
  book: Book,
  sizing: Sizing,
): HedgeInterval | null {
  const { confidenceLevel } = sizing.quantile;
  if (!isAbsent(options, 'betaCovariance')) {
    const variance = bookVariance(caller, readCovariance(caller, options, book.values.length), book);
    const error = Math.sqrt(variance + sizing.instrumentPart * sizing.instrumentPart);
    return { kind: 'covariance', confidenceLevel, ...errorOf(error, sizing) };
  }
  const { errors } = book;
  if (errors === null) return null;
  const parts = book.order.map((i) => Math.abs(book.values[i]! * errors[i]!));
  parts.push(Math.abs(sizing.instrumentPart));
  return {
    kind: 'bounds',
    confidenceLevel,
    independent: errorOf(Math.sqrt(compensatedSum(parts.map((part) => part * part))), sizing),
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

function readCovariance(caller: string, options: object, n: number): readonly ArrayLike<number>[] {
  const rows = readList(caller, options, 'betaCovariance') as readonly ArrayLike<number>[];
  if (rows.length !== n)
    refuse('shape.length_mismatch', caller, 'betaCovariance.length', `${n}, the positions`, rows.length);
  rows.forEach((row, i) => {
    const at = `betaCovariance[${i}]`;
    if (typeof row !== 'object' || row.length !== n)
      refuse('shape.length_mismatch', caller, at, `a row of ${n}`, row);
    for (let j = 0; j < n; j++) {
      const value = readFinite(caller, row, String(j), at);
      const path = `${at}[${j}]`;
      if (i === j && value < 0) refuse('domain.negative', caller, path, 'zero or positive', value);
      // Equal up to the rounding of however it was computed.
      const mirror = rows[j]![i]!;
      if (Math.abs(value - mirror) > 1e-9 * Math.max(Math.abs(value), Math.abs(mirror)))
        refuse('domain.not_covariance', caller, path, `equal to its mirror image ${mirror}`, value);
    }
  });
  return rows;
}

/** V' C V in the book's order of summation. */
function bookVariance(caller: string, covariance: readonly ArrayLike<number>[], book: Book): number {
  const terms: number[] = [];
  for (const i of book.order)
    for (const j of book.order) terms.push(book.values[i]! * covariance[i]![j]! * book.values[j]!);
  const variance = compensatedSum(terms);
  if (variance >= 0) return variance;
  // A singular covariance may round below 0 by the last bits of its terms; more than that is no covariance.
  const scale = compensatedSum(terms.map((term) => Math.abs(term)));
  if (variance > -1e-12 * scale) return 0;
  const expected = 'positive semidefinite (the variance of the book comes out negative)';
  return refuse('domain.not_covariance', caller, 'betaCovariance', expected, variance);
}
