import { join, readObject, refuse } from '../foundation/checks.ts';
import { readFiniteSeries } from '../foundation/series.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { overlappingProducts, readTicks } from './ticks.ts';
import type { TickSeries } from './ticks.ts';

/** What `leadLag` takes. */
export interface LeadLagOptions {
  /** One series of ticks. */
  readonly x: TickSeries;
  /** The other. */
  readonly y: TickSeries;
  /** Shifts to try, milliseconds, increasing, at least one; positive where y follows x. */
  readonly shiftsMs: ArrayLike<number>;
}

/** Which of two assets moves first, and by how much. */
export interface LeadLagEstimate {
  readonly status: 'ok';
  /**
   * The shift of the largest |correlation|; positive: y follows x. Of equals, the one nearest to 0; of two as
   * near, the negative one.
   */
  readonly leadLagMs: number;
  /** At that shift; not clamped. */
  readonly correlation: number;
  /** Whether that shift is the first or the last one tried, so that the maximum may lie beyond. */
  readonly atEdge: boolean;
  /** As asked for. */
  readonly shiftsMs: Float64Array;
  /** Of Hayashi and Yoshida, one a shift; NaN where the shifted series share no time. */
  readonly correlations: Float64Array;
}

/** `ok`, too few ticks, a price that does not move, or series that share no time at any shift. */
export type LeadLagResult =
  LeadLagEstimate | InsufficientData | Degenerate<'flat_x' | 'flat_y' | 'no_overlap'>;

const CALLER = 'leadLag';

/**
 * By how much one asset's price follows another's: the shift in time at which the correlation of their ticks
 * is largest.
 *
 * **Formula**: for each shift s the correlation of `hayashiYoshida` with y's times taken earlier by s; the
 * estimate is the s with the largest absolute value.
 * **Inputs**: ticks as for `hayashiYoshida`; shifts in milliseconds, strictly increasing. A grid finer than
 * the ticks come adds nothing: between them the correlation is a step function of the shift.
 * **Result**: `ok`; `insufficient_data` below 2 ticks in either; `degenerate`: `flat_x`, `flat_y`,
 * `no_overlap`. A maximum among many noisy values is biased upward: compare it with its neighbours.
 * **Errors**: `shape.*`, `series.*`, `domain.out_of_range` (no shift), `unit.suspicious`.
 * **Cost**: O((n + m) x shifts).
 * **Source**: Hoffmann, Rosenbaum and Yoshida 2013, Bernoulli 19, 426-461.
 *
 * @example
 * ```ts
 * import { leadLag } from 'betahedge/correlation';
 *
 * const timestamps = [0, 1000, 2000, 3000, 4000, 5000, 6000];
 * const estimate = leadLag({
 *   x: { timestamps, prices: [100, 101, 100, 102, 101, 103, 104] },
 *   y: { timestamps: timestamps.map((time) => time + 400), prices: [10, 10.1, 10, 10.2, 10.1, 10.3, 10.4] },
 *   shiftsMs: [-800, -400, 0, 400, 800],
 * });
 * if (estimate.status === 'ok') console.log(estimate.leadLagMs); // 400
 * ```
 */
export function leadLag(options: LeadLagOptions): LeadLagResult {
  readObject(CALLER, options, '');
  const shiftsMs = readShifts(options);
  const ticks = readTicks(CALLER, options);
  if ('status' in ticks) return ticks;
  const [x, y] = ticks;
  const scale = Math.sqrt(x.realizedVariance * y.realizedVariance);
  let best = -1;
  const correlations = shiftsMs.map((shift) => {
    const { sum, pairs } = overlappingProducts(x, y, shift);
    return pairs === 0 ? NaN : sum / scale + 0;
  });
  for (let k = 0; k < correlations.length; k++) {
    const size = Math.abs(correlations[k]!);
    const largest = best < 0 ? -1 : Math.abs(correlations[best]!);
    const nearer = size === largest && Math.abs(shiftsMs[k]!) < Math.abs(shiftsMs[best]!);
    if (size > largest || nearer) best = k;
  }
  if (best < 0) return { status: 'degenerate', reason: 'no_overlap' };
  return {
    status: 'ok',
    leadLagMs: shiftsMs[best]!,
    correlation: correlations[best]!,
    atEdge: best === 0 || best === shiftsMs.length - 1,
    shiftsMs,
    correlations,
  };
}

/** A copy, so that the result stays what it is if the caller's array changes. */
function readShifts(options: LeadLagOptions): Float64Array {
  const shifts = readFiniteSeries(CALLER, options, 'shiftsMs');
  if (shifts.length === 0) refuse('domain.out_of_range', CALLER, 'shiftsMs.length', 'at least 1', 0);
  for (let k = 1; k < shifts.length; k++)
    if (!(shifts[k]! > shifts[k - 1]!)) {
      const expected = `above ${shifts[k - 1]!}`;
      refuse('series.not_increasing', CALLER, join('shiftsMs', String(k)), expected, shifts[k]);
    }
  return shifts.map((shift) => shift + 0);
}
