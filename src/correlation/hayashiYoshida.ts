import { isAbsent, readFinite, readObject } from '../foundation/checks.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { overlappingProducts, readTicks } from './ticks.ts';
import type { TickSeries } from './ticks.ts';

/** What `hayashiYoshida` takes. */
export interface HayashiYoshidaOptions {
  /** One series of ticks; of beta, the benchmark. */
  readonly x: TickSeries;
  /** The other; of beta, the asset. */
  readonly y: TickSeries;
  /** By how much y's times are taken earlier first, milliseconds; default 0. Positive where y follows x. */
  readonly shiftMs?: number | undefined;
}

/** Covariance of two prices over the whole time, from ticks that are not synchronous. */
export interface HayashiYoshidaEstimate {
  readonly status: 'ok';
  /** Of the log prices, over the whole time (not per period). */
  readonly covariance: number;
  /** covariance / sqrt(realizedVarianceX realizedVarianceY), not clamped: short samples can leave [-1, 1]. */
  readonly correlation: number;
  /** covariance / realizedVarianceX: of y on x. */
  readonly beta: number;
  /** Sum of the squared log returns of x, on its own ticks. */
  readonly realizedVarianceX: number;
  /** The same of y. */
  readonly realizedVarianceY: number;
  /** Pairs of returns that overlap in time. */
  readonly overlappingPairs: number;
  /** Returns of x, one fewer than its ticks. */
  readonly observationsX: number;
  /** Returns of y. */
  readonly observationsY: number;
  /** As asked for. */
  readonly shiftMs: number;
}

/** `ok`, too few ticks, a price that does not move, or series that share no time. */
export type HayashiYoshidaResult =
  HayashiYoshidaEstimate | InsufficientData | Degenerate<'flat_x' | 'flat_y' | 'no_overlap'>;

const CALLER = 'hayashiYoshida';

/**
 * Covariance, correlation and beta of two assets from their ticks as they came, without putting them on one
 * clock: sampling two series at common times pulls their correlation to 0 the finer they are sampled (the
 * Epps effect), and this does not.
 *
 * **Formula**: covariance = sum of dx_i dy_j over all pairs of log returns whose half-open intervals
 * ]from, to] overlap; ends that touch do not.
 * **Inputs**: two series of ticks, prices above zero, each at its own strictly increasing times in
 * milliseconds (of trades in one millisecond keep the last).
 * **Result**: `ok`; `insufficient_data` below 2 ticks in either; `degenerate`: `flat_x`, `flat_y`, and
 * `no_overlap`, where the sum has no terms and a covariance of 0 would say independence. No standard error:
 * bid-ask bounce biases both variances upward, so that the correlation of raw ticks is too small; quotes'
 * midpoints have less of it.
 * **Errors**: `shape.*`, `domain.*`, `series.*`, `unit.suspicious` (seconds for milliseconds).
 * **Accuracy**: 2e-15 relative for moves of 1e-5 a tick (returns by log1p of the relative change).
 * **Cost**: O(n + m).
 * **Source**: Hayashi and Yoshida 2005, Bernoulli 11, 359-379.
 *
 * @example
 * ```ts
 * import { hayashiYoshida } from 'betahedge/correlation';
 *
 * const estimate = hayashiYoshida({
 *   x: { timestamps: [0, 1000, 2000, 3000, 4000, 5000], prices: [100, 101, 101.5, 103, 102, 101] },
 *   y: { timestamps: [200, 1500, 3300, 4800], prices: [10, 10.1, 10.3, 10.2] },
 * });
 * if (estimate.status === 'ok') {
 *   console.log(estimate.correlation.toFixed(2)); // 0.96
 *   console.log(estimate.overlappingPairs); // 7
 * }
 * ```
 */
export function hayashiYoshida(options: HayashiYoshidaOptions): HayashiYoshidaResult {
  readObject(CALLER, options, '');
  const shiftMs = isAbsent(options, 'shiftMs') ? 0 : readFinite(CALLER, options, 'shiftMs');
  const ticks = readTicks(CALLER, options);
  if ('status' in ticks) return ticks;
  const [x, y] = ticks;
  const { sum, pairs } = overlappingProducts(x, y, shiftMs);
  if (pairs === 0) return { status: 'degenerate', reason: 'no_overlap' };
  return {
    status: 'ok',
    covariance: sum + 0,
    correlation: sum / Math.sqrt(x.realizedVariance * y.realizedVariance) + 0,
    beta: sum / x.realizedVariance + 0,
    realizedVarianceX: x.realizedVariance,
    realizedVarianceY: y.realizedVariance,
    overlappingPairs: pairs,
    observationsX: x.returns.length,
    observationsY: y.returns.length,
    shiftMs,
  };
}
