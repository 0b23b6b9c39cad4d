import { readObject, readPositive, refuse } from '../foundation/checks.ts';
import { readPrices } from '../foundation/series.ts';
import { evaluatePiece, logMoneynessOf, pieceAt, readSmile } from './smile.ts';
import type { Smile } from './smile.ts';

/** What `smileVolatility` takes for one strike. */
export interface SmileVolatilityOptions {
  /** From `fitSmile` or `interpolateSmiles`. */
  readonly smile: Smile;
  /** In quote currency, above zero. */
  readonly strike: number;
}

/** What `smileVolatility` takes for a column of strikes. */
export interface SmileVolatilitiesOptions {
  /** From `fitSmile` or `interpolateSmiles`. */
  readonly smile: Smile;
  /** In quote currency, above zero, in any order. */
  readonly strike: ArrayLike<number>;
}

const CALLER = 'smileVolatility';

/**
 * The volatility of a smile at a strike, or at each of a column of strikes.
 *
 * **Formula**: sqrt(w(k) / years) at k = ln(strike / forward).
 * **Inputs**: a smile, and strikes inside its range or beyond, where its wings extrapolate.
 * **Result**: a year, as a fraction: a number for a number, a `Float64Array` for a column.
 * **Errors**: `shape.*`, `series.*`, `domain.*`, `estimate.not_ok`.
 * **Cost**: O(log n) a strike, after a check of the smile, O(n).
 *
 * @example
 * ```ts
 * import { orThrow } from 'betahedge';
 * import { fitSmile, smileVolatility } from 'betahedge/options';
 *
 * const smile = orThrow(
 *   fitSmile({ strikes: [90, 100, 110], volatilities: [0.6, 0.5, 0.55], forward: 100, timeToExpiryYears: 0.25 }),
 * );
 * console.log(smileVolatility({ smile, strike: 100 })); // 0.5
 * const [put, call] = smileVolatility({ smile, strike: [95, 120] });
 * console.log(put?.toFixed(4), call?.toFixed(4)); // 0.5316 0.6479
 * ```
 */
export function smileVolatility(options: SmileVolatilityOptions): number;
export function smileVolatility(options: SmileVolatilitiesOptions): Float64Array;
export function smileVolatility(
  options: SmileVolatilityOptions | SmileVolatilitiesOptions,
): number | Float64Array {
  readObject(CALLER, options, '');
  const smile = readSmile(CALLER, options, 'smile');
  if (typeof options.strike === 'object' && (options.strike as unknown) !== null)
    return readPrices(CALLER, options, 'strike').map((strike) => volatilityAt(smile, strike));
  return volatilityAt(smile, readPositive(CALLER, options, 'strike'));
}

function volatilityAt(smile: Smile, strike: number): number {
  const k = logMoneynessOf(strike, smile.forward);
  const [variance] = evaluatePiece(smile, pieceAt(smile, k), k);
  if (!(variance > 0))
    return refuse('domain.not_positive', CALLER, 'smile', 'of positive variance everywhere', variance);
  return Math.sqrt(variance / smile.timeToExpiryYears);
}
