import {
  readNonNegative,
  readObject,
  readOneOf,
  readPositive,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate } from '../foundation/status.ts';
import { readInterval } from './band.ts';

/** What `lelandVolatility` takes. */
export interface LelandVolatilityOptions {
  /** Of the underlying, a year, as a fraction. */
  readonly volatility: number;
  /** Of buying and selling again, as a fraction of the price: the whole spread and two fees; twice the one-way cost. */
  readonly roundTripCost: number;
  /** Years between two rebalances of the delta hedge. */
  readonly rebalanceIntervalYears: number;
  /** Of the options that are hedged. */
  readonly side: 'long' | 'short';
}

/** A volatility with the costs of hedging in it. */
export interface LelandVolatility {
  readonly status: 'ok';
  /** For price and delta: above the underlying's for what is sold, below for what is held. */
  readonly volatility: number;
  /** Costs over variance: what each adds to the other. */
  readonly lelandNumber: number;
}

/** `ok`, or costs that eat all that the gamma of options held earns. */
export type LelandVolatilityResult = LelandVolatility | Degenerate<'cost_exceeds_variance'>;

const CALLER = 'lelandVolatility';

/**
 * The volatility at which an option pays for its delta hedge at regular times, costs of trading included.
 *
 * **Formula**: A = sqrt(2 / pi) k / (sigma sqrt(dt)), k `roundTripCost`, dt `rebalanceIntervalYears`;
 * sigma sqrt(1 + A) for options sold, sigma sqrt(1 - A) for options held. Hoggard, Whalley and Wilmott write
 * sqrt(8 / (pi dt)) k / sigma with the one-way cost: the same number.
 * **Inputs**: one option, or a book whose gamma has one sign throughout.
 * **Result**: `ok`; `degenerate`, `cost_exceeds_variance`, for options held with A of 1 or more: no volatility prices
 * a hedge so frequent, hedge less often.
 * **Errors**: `shape.*`, `domain.*`, `unit.suspicious` (a volatility above 10, a cost above 0.4, an interval above a year).
 * **Accuracy**: 1e-15 of the result, by 1 / (1 - A) more for options held.
 * **Source**: Leland 1985, Journal of Finance 40, 1283-1301; Hoggard, Whalley and Wilmott 1994, Advances in Futures and
 * Options Research 7, 21-35.
 *
 * @example
 * ```ts
 * import { lelandVolatility } from 'betahedge/rebalance';
 *
 * const hedge = { volatility: 0.6, roundTripCost: 0.001, rebalanceIntervalYears: 1 / 365 };
 * for (const side of ['long', 'short'] as const) {
 *   const result = lelandVolatility({ ...hedge, side });
 *   if (result.status === 'ok') console.log(side, result.volatility.toFixed(4)); // long 0.5923
 *   // -> short 0.6076
 * }
 * ```
 */
export function lelandVolatility(options: LelandVolatilityOptions): LelandVolatilityResult {
  readObject(CALLER, options, '');
  const volatility = readPositive(CALLER, options, 'volatility');
  refuseSuspicious(CALLER, 'volatility', volatility, 10, 'a fraction, at most 10 (a percentage came?)');
  const cost = readNonNegative(CALLER, options, 'roundTripCost');
  refuseSuspicious(CALLER, 'roundTripCost', cost, 0.4, 'a fraction, at most 0.4 (basis points came?)');
  const field = 'rebalanceIntervalYears';
  const interval = readInterval(CALLER, options, field);
  const side = readOneOf(CALLER, options, 'side', ['long', 'short']);
  const lelandNumber = (0.7978845608028654 * cost) / (volatility * Math.sqrt(interval));
  if (lelandNumber === Infinity)
    refuse('domain.out_of_range', CALLER, field, 'closer to 1 in scale', interval);
  if (side === 'short')
    return { status: 'ok', volatility: volatility * Math.sqrt(1 + lelandNumber), lelandNumber };
  if (lelandNumber >= 1) return degenerate('cost_exceeds_variance');
  return { status: 'ok', volatility: volatility * Math.sqrt(1 - lelandNumber), lelandNumber };
}
