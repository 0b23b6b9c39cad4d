import { isAbsent, readObject, readOneOf, refuse } from '../foundation/checks.ts';
import { readPrices } from '../foundation/series.ts';

/** What `simpleReturns` and `logReturns` take. */
export interface ReturnsOptions {
  /** One price a period, oldest first, each above zero. */
  readonly prices: ArrayLike<number>;
  /** `throw` (default) refuses a price of NaN; `keep` takes it for missing: the returns to and from it are NaN. */
  readonly missing?: 'throw' | 'keep' | undefined;
}

/**
 * Simple returns of a price series: what a position earns per unit of its value. The ones to size a hedge
 * with, since a portfolio's simple return is the weighted sum of its members', which log returns are not.
 *
 * **Formula**: r_t = (p_t - p_{t-1}) / p_{t-1}: p_t / p_{t-1} - 1 without its cancellation.
 * **Result**: n - 1 returns for n prices; none for 0 or 1 price; NaN beside a missing price that is kept.
 * **Errors**: `shape.*`, `series.not_finite`, `series.not_positive` (a price of 0 or less),
 * `domain.out_of_range` (a return beyond all doubles).
 * **Accuracy**: 1 ulp where prices are within a factor of 2, 3 ulp elsewhere. **Cost**: O(n).
 *
 * @example
 * ```ts
 * import { simpleReturns } from 'betahedge/returns';
 *
 * console.log([...simpleReturns({ prices: [100, 110, 99] })].join(' ')); // 0.1 -0.1
 * ```
 */
export function simpleReturns(options: ReturnsOptions): Float64Array {
  const prices = readReturnPrices('simpleReturns', options);
  const returns = new Float64Array(Math.max(0, prices.length - 1));
  for (let i = 0; i < returns.length; i++) {
    returns[i] = (prices[i + 1]! - prices[i]!) / prices[i]!;
    if (returns[i] === Infinity)
      refuse(
        'domain.out_of_range',
        'simpleReturns',
        `prices[${i + 1}]`,
        'within 1e308 times the one before',
        prices[i + 1],
      );
  }
  return returns;
}

/** The prices of `ReturnsOptions`, checked. */
export function readReturnPrices(caller: string, options: ReturnsOptions): Float64Array {
  readObject(caller, options, '');
  const keeps =
    !isAbsent(options, 'missing') && readOneOf(caller, options, 'missing', ['throw', 'keep']) === 'keep';
  return readPrices(caller, options, 'prices', '', keeps);
}
