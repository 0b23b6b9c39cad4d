import { isAbsent, readOneOf } from '../foundation/checks.ts';
import { sizeExactly } from './exactBetaHedge.ts';
import type { ExactBetaHedge, ExactBetaHedgeOptions } from './exactBetaHedge.ts';
import { readLimits } from './hedgeLimits.ts';
import type { HedgeLimits } from './hedgeLimits.ts';
import { hedgeOrder } from './hedgeOrder.ts';
import type { HedgeOrder, OrderRules } from './hedgeOrder.ts';
import { betaOf, finite } from './hedgePlan.ts';
import type { NoHedge } from './hedgePlan.ts';

/** How the hedge may be traded. */
export interface HedgeOrderOptions {
  /** What the trade and the position may grow to. */
  readonly limits?: HedgeLimits | undefined;
  /** Whether the order may only bring what is held of the instrument nearer to zero. */
  readonly reduceOnly?: boolean | undefined;
  /** Whether the venue takes reduce-only orders below its minimum amount and cost; default false, which most do not. */
  readonly reduceBelowMinimum?: boolean | undefined;
}

/** What `sizeBetaHedge` takes. */
export type SizeBetaHedgeOptions = ExactBetaHedgeOptions & HedgeOrderOptions;

/** What is left after rounding and limits. */
export interface Dust {
  /** Exact less sent contracts. */
  readonly contracts: number;
  /** Dollar beta after the order less that of the target. */
  readonly dollarBeta: number;
}

/** A sized hedge. */
export interface BetaHedge extends ExactBetaHedge, HedgeOrder {
  /** Beta of the capital after the order; null without capital. */
  readonly betaAfter: number | null;
  /** Sum of value times beta after the order. */
  readonly dollarBetaAfter: number;
  /** What the order leaves undone. */
  readonly dust: Dust;
}

/** `ok`, or an instrument whose beta to the benchmark cannot carry a hedge. */
export type SizeBetaHedgeResult = BetaHedge | NoHedge;

const CALLER = 'sizeBetaHedge';

/**
 * How many contracts bring the beta of a book to a target, as an order within limits and at the venue's lots.
 *
 * **Formula**: the contracts N of `exactBetaHedge`; cut down to the least that the limits allow, in this order: reduce
 * only, value of the trade, value of the position, leverage, free margin, participation, liquidity, the venue's
 * maximum; then the nearest lot, or where a limit bound or the order may only reduce, the next one towards zero; then
 * the venue's minimum. With h contracts held the trade towards zero passes every limit but the venue's own: see
 * `HedgeLimits`. **Inputs**: those of `exactBetaHedge`; limits in the currency of the values.
 * **Result**: `ok`, with `order` null where lots or limits leave nothing to trade, `boundBy` the limit that kept the
 * order from the exact hedge and `dust` what is left; `degenerate` as `exactBetaHedge`.
 * **Errors**: those of `exactBetaHedge`; `domain.*` (`not_positive`: equity or a margin rate of 0; `out_of_range`: a
 * participation above 1, an amount whose digits no double keeps), `shape.missing_field` (a limit without its pair, as
 * maximumLeverage without equity).
 * **Accuracy**: opening, at most half a lot from the exact hedge; capped or reducing, less than one. Held contracts
 * and limits within 1e-12 of a lot are taken to be that lot.
 * **Cost**: O(n log n), O(n^2) with a covariance.
 * **Source**: Hull, Options, Futures and Other Derivatives, ch. 3.
 *
 * @example
 * ```ts
 * import { sizeBetaHedge } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'INDEX', base: 'INDEX', quote: 'USD', settle: 'USD', type: 'swap', linear: true,
 *   inverse: false, contractSize: 250, precision: { amount: 1, price: 0.1 },
 * });
 * const options = {
 *   positions: [{ symbol: 'FUND', value: 5_050_000, beta: 1.5 }],
 *   targetBeta: 0,
 *   instrument,
 *   instrumentBeta: 1,
 *   price: 1010,
 * };
 * const hedge = sizeBetaHedge(options);
 * if (hedge.status === 'ok') console.log(hedge.contracts, hedge.order?.side, hedge.order?.amount); // -30 sell 30
 * const capped = sizeBetaHedge({ ...options, limits: { equity: 1_000_000, maximumLeverage: 5 } });
 * if (capped.status === 'ok') {
 *   console.log(capped.contracts, capped.boundBy, capped.dollarBetaAfter); // -19 maximum_leverage 2777500
 *   console.log(JSON.stringify(capped.limits)); // [{"limit":"maximum_leverage","contracts":-19.801980198019802}]
 * }
 * ```
 */
export function sizeBetaHedge(options: SizeBetaHedgeOptions): SizeBetaHedgeResult {
  const sized = sizeExactly(CALLER, options);
  const rules = readOrderRules(CALLER, options);
  if (sized.status !== 'ok') return sized;
  const { hedge, plan } = sized;
  const leg = plan.legs[0]!;
  const sent = hedgeOrder(CALLER, leg, hedge.exactContracts, hedge.heldContracts, rules);
  const traded = Number(sent.contracts);
  const dollarBetaAfter = hedge.dollarBetaBefore + traded * leg.perContract + 0;
  const left = hedge.exactContracts - traded;
  return {
    ...hedge,
    ...sent,
    betaAfter: betaOf(CALLER, plan, dollarBetaAfter, 'betaAfter'),
    dollarBetaAfter: finite(CALLER, dollarBetaAfter, 'dollarBetaAfter'),
    dust: { contracts: left + 0, dollarBeta: -left * leg.perContract + 0 },
  };
}

/** Reads how a leg may be traded. */
export function readOrderRules(caller: string, source: HedgeOrderOptions, at?: string): OrderRules {
  const flag = (field: keyof HedgeOrderOptions): boolean =>
    !isAbsent(source, field) && readOneOf(caller, source, field, [true, false], at);
  return {
    limits: readLimits(caller, source, at),
    reduceOnly: flag('reduceOnly'),
    reduceBelowMinimum: flag('reduceBelowMinimum'),
  };
}
