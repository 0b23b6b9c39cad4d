import { readFinite, readObject, refuseSuspicious } from '../foundation/checks.ts';
import { readFiniteSeries, refuseLengthMismatch } from '../foundation/series.ts';

/** What `excessReturns` takes. */
export interface ExcessReturnsOptions {
  /** Returns, one a period. */
  readonly returns: ArrayLike<number>;
  /** The risk-free rate of one period (not of a year), a fraction: one number, or one a period. */
  readonly riskFreeRatePerPeriod: number | ArrayLike<number>;
}

/**
 * Returns in excess of the risk-free rate, period by period.
 *
 * **Formula**: r_t - rf_t. **Inputs**: fractions per period; an annual rate is for the caller to convert.
 * **Errors**: `shape.*`, `series.not_finite`, `domain.not_finite`, `unit.suspicious` (a rate above 5).
 * **Cost**: O(n).
 *
 * @example
 * ```ts
 * import { excessReturns } from 'betahedge/returns';
 *
 * const excess = excessReturns({ returns: [0.03, -0.01], riskFreeRatePerPeriod: 0.01 });
 * console.log([...excess].map((value) => value.toFixed(2)).join(' ')); // 0.02 -0.02
 * ```
 */
export function excessReturns(options: ExcessReturnsOptions): Float64Array {
  const caller = 'excessReturns';
  readObject(caller, options, '');
  const returns = readFiniteSeries(caller, options, 'returns');
  const field = 'riskFreeRatePerPeriod';
  const rates =
    typeof options.riskFreeRatePerPeriod === 'object' ? readFiniteSeries(caller, options, field) : null;
  if (rates !== null) refuseLengthMismatch(caller, field, returns.length, rates.length);
  const constant = rates === null ? readFinite(caller, options, field) : 0;
  const excess = new Float64Array(returns.length);
  for (let i = 0; i < excess.length; i++) {
    const rate = rates === null ? constant : rates[i]!;
    refuseSuspicious(caller, field, rate, 5, 'a fraction (a percentage came?)');
    excess[i] = returns[i]! - rate;
  }
  return excess;
}
