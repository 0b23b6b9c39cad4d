import { readObject } from '../foundation/checks.ts';
import { readPrices, readTimestamps, refuseLengthMismatch } from '../foundation/series.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { log } from '../kernel/log.ts';
import { log1p } from '../kernel/log1p.ts';

/** Prices at their own times: trades or quotes as they came, evenly spaced or not. */
export interface TickSeries {
  /** Epoch milliseconds, strictly increasing. */
  readonly timestamps: ArrayLike<number>;
  /** One price a timestamp, above zero. */
  readonly prices: ArrayLike<number>;
}

/** Log returns with the times between which they were made. */
export interface TickReturns {
  /** One more than there are returns. */
  readonly times: Float64Array;
  readonly returns: Float64Array;
  /** Sum of the squared returns. */
  readonly realizedVariance: number;
}

/** The two series as returns, or why they tell nothing. */
export function readTicks(
  caller: string,
  options: { readonly x: TickSeries; readonly y: TickSeries },
): readonly [x: TickReturns, y: TickReturns] | InsufficientData | Degenerate<'flat_x' | 'flat_y'> {
  const x = readTickReturns(caller, options, 'x');
  const y = readTickReturns(caller, options, 'y');
  const observed = Math.min(x.times.length, y.times.length);
  if (observed < 2) return { status: 'insufficient_data', required: 2, observed };
  if (x.realizedVariance === 0) return { status: 'degenerate', reason: 'flat_x' };
  if (y.realizedVariance === 0) return { status: 'degenerate', reason: 'flat_y' };
  return [x, y];
}

function readTickReturns(caller: string, options: object, field: 'x' | 'y'): TickReturns {
  const ticks = readObject(caller, (options as Record<string, unknown>)[field], field);
  const times = readTimestamps(caller, ticks, 'timestamps', field);
  const prices = readPrices(caller, ticks, 'prices', field);
  refuseLengthMismatch(caller, `${field}.prices`, times.length, prices.length);
  const returns = new Float64Array(Math.max(0, prices.length - 1));
  let realizedVariance = 0;
  for (let i = 0; i < returns.length; i++) {
    const from = prices[i]!;
    const change = (prices[i + 1]! - from) / from;
    // A tick moves a price by 1e-5 of itself: the difference of two logarithms would lose five digits.
    const value = Math.abs(change) < 0.5 ? log1p(change) : log(prices[i + 1]!) - log(from);
    returns[i] = value;
    realizedVariance += value * value;
  }
  return { times, returns, realizedVariance };
}

/**
 * Sum of the products of all returns that overlap in time, y's times taken earlier by `shift`; and how many.
 */
export function overlappingProducts(
  x: TickReturns,
  y: TickReturns,
  shift: number,
): { readonly sum: number; readonly pairs: number } {
  let sum = 0;
  let pairs = 0;
  let i = 0;
  let j = 0;
  while (i < x.returns.length && j < y.returns.length) {
    const endX = x.times[i + 1]!;
    const endY = y.times[j + 1]! - shift;
    if (x.times[i]! < endY && y.times[j]! - shift < endX) {
      sum += x.returns[i]! * y.returns[j]!;
      pairs++;
    }
    // The interval that ends first overlaps nothing further; of two that end at once, neither does.
    if (endX <= endY) i++;
    if (endY <= endX) j++;
  }
  return { sum, pairs };
}
