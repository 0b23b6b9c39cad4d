import { describe, ResultError } from './errors.ts';

/** The sample is too short for an answer. */
export interface InsufficientData {
  readonly status: 'insufficient_data';
  /** The smallest number of observations that gives an answer. */
  readonly required: number;
  /** The number that came. */
  readonly observed: number;
}

/** The data hold no answer, whatever their number; `reason` says why. */
export interface Degenerate<Reason extends string> {
  readonly status: 'degenerate';
  /** Why, in a word. */
  readonly reason: Reason;
}

/** The status itself. */
export function degenerate<Reason extends string>(reason: Reason): Degenerate<Reason> {
  return { status: 'degenerate', reason };
}

/**
 * The result if its status is `ok`, else a thrown `ResultError` that carries the status in words: for
 * notebooks and scripts, where stopping is the right answer to data without one.
 *
 * **Errors**: `status.not_ok`.
 *
 * @example
 * ```ts
 * import { orThrow } from 'betahedge';
 * import { capmBeta } from 'betahedge/beta';
 *
 * const estimate = orThrow(
 *   capmBeta({ assetReturns: [0.02, -0.01, 0.04, 0], benchmarkReturns: [0.01, -0.01, 0.02, 0.01] }),
 * );
 * console.log(estimate.beta.toFixed(2)); // 1.53
 * ```
 */
export function orThrow<T extends { readonly status: string }>(
  result: T,
): Extract<T, { readonly status: 'ok' }> {
  // A null from untyped code is no result either.
  if ((result as T | null | undefined)?.status === 'ok')
    return result as Extract<T, { readonly status: 'ok' }>;
  throw new ResultError({
    code: 'status.not_ok',
    caller: 'orThrow',
    path: 'status',
    expected: 'ok',
    received: typeof result === 'object' ? JSON.stringify(result) : describe(result),
  });
}
