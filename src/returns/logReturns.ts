import { log1p } from '../kernel/log1p.ts';
import { log } from '../kernel/log.ts';
import { readReturnPrices } from './simpleReturns.ts';
import type { ReturnsOptions } from './simpleReturns.ts';

/**
 * Logarithmic returns of a price series: they add up over time, as realised variances need. For a hedge
 * take simple returns: at -20 % the log return is -22.3 %, and the ratio comes out biased.
 *
 * **Formula**: r_t = ln(p_t / p_{t-1}), as log1p of the simple return where the price moved by less than half.
 * **Result**: n - 1 returns for n prices; none for 0 or 1 price.
 * **Errors**: `shape.*`, `series.not_finite`, `series.not_positive` (a price of 0 or less).
 * **Accuracy**: 4 ulp. **Cost**: O(n).
 *
 * @example
 * ```ts
 * import { logReturns } from 'betahedge/returns';
 *
 * console.log([...logReturns({ prices: [100, 80] })].join(' ')); // -0.22314355131420976
 * ```
 */
export function logReturns(options: ReturnsOptions): Float64Array {
  const prices = readReturnPrices('logReturns', options);
  const returns = new Float64Array(Math.max(0, prices.length - 1));
  for (let i = 0; i < returns.length; i++) {
    const from = prices[i]!;
    const to = prices[i + 1]!;
    const simple = (to - from) / from;
    const ratio = to / from;
    if (Math.abs(simple) < 0.5) returns[i] = log1p(simple);
    // A ratio beyond the normal doubles has lost digits or all; the logs are then far apart.
    else returns[i] = ratio > 1e-300 && ratio < Infinity ? log(ratio) : log(to) - log(from);
  }
  return returns;
}
