import { readPositive } from '../foundation/checks.ts';
import { byPremium, chooseFloor, needless, readPromise } from './optionHedgeChoice.ts';
import type { OptionFloorTerms, NoOptionHedge, OptionHedge } from './optionHedgeChoice.ts';
import type { Shape } from './optionHedgeCandidate.ts';
import { readTerms } from './optionHedgeTerms.ts';
import type { Terms } from './optionHedgeTerms.ts';

/** What `putSpread` takes. */
export interface PutSpreadOptions extends OptionFloorTerms {
  /** Price of the benchmark, in quote currency, that the floor is to hold down to; below it the book may fall again. */
  readonly floorDownTo: number;
  /** Most net premium to pay, in quote currency; left out: what the floor takes. */
  readonly premiumBudget?: number | undefined;
}

/** `ok`, or why there is no spread. */
export type PutSpreadResult = OptionHedge | NoOptionHedge;

const CALLER = 'putSpread';

/**
 * The put spread that holds a floor under a book down to a price of the benchmark: a put bought at its ask, one of a
 * lower strike sold at its bid.
 *
 * **Formula**: both on N = beta V / I coins, sizes and exact strike as of `protectivePut`. Below the strike sold the book
 * falls with its beta again, ahead of the book alone by N times the distance of the strikes.
 * **Inputs**: as `protectivePut`.
 * **Result**: of all pairs of listed strikes that hold the floor at every price from `floorDownTo` up the one of least net
 * premium; `valueAtZero` says what is left with the benchmark at 0. No more is sold than bought. The statuses are
 * those of `protectivePut`; `floor_held_unhedged`: the book alone is at the floor or above at `floorDownTo`.
 * **Errors**: as `protectivePut`.
 * **Accuracy**: as `protectivePut`.
 * **Cost**: O(n^2) of the puts listed.
 * **Source**: Hull, Options, Futures and Other Derivatives, ch. 12 (bear spreads), ch. 17.
 *
 * @example
 * ```ts
 * import { putSpread } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const quotes = [[800, 0.9, 1.1], [960, 16.8, 17.2]] as const;
 * const chain = quotes.flatMap(([strike, bid, ask]) => {
 *   const instrument = parseMarket({
 *     symbol: `INDEX/USD:USD-250328-${strike}-P`, type: 'option', base: 'INDEX', quote: 'USD', settle: 'USD',
 *     linear: true, inverse: false, contractSize: 100, optionType: 'put', strike,
 *     expiry: Date.UTC(2025, 2, 28, 8), precision: { amount: 1, price: 0.1 },
 *   });
 *   return instrument.type === 'option' ? [{ instrument, bid, ask }] : [];
 * });
 * const hedge = putSpread({
 *   bookValue: 500_000, beta: 2, floor: 450_000, floorBasis: 'before_premium', floorDownTo: 800,
 *   benchmarkPrice: 1000, riskFreeReturn: 0.03, bookYield: 0.01, benchmarkYield: 0.01,
 *   chain, timestamp: Date.UTC(2024, 11, 28), valueAt: [960, 800, 700],
 * });
 * if (hedge.status === 'ok') {
 *   console.log(hedge.legs.map((leg) => leg.contracts).join(), hedge.netPremium.toFixed(0)); // 10,-10 16300
 *   console.log(hedge.values.map((value) => value.hedged.toFixed(0)).join()); // 433700,433700,333700
 * }
 * ```
 */
export function putSpread(options: PutSpreadOptions): PutSpreadResult {
  const terms = readTerms(CALLER, options);
  const promise = readPromise(terms, options);
  const floorDownTo = readPositive(CALLER, options, 'floorDownTo');
  return (
    needless(terms, promise, floorDownTo) ??
    chooseFloor(terms, promise, putSpreadShapes(terms, floorDownTo), byPremium)
  );
}

/** Every listed put bought against every one of a lower strike. */
export function putSpreadShapes(terms: Terms, from: number): readonly Shape[] {
  const puts = terms.quotes.filter(({ instrument }) => instrument.optionType === 'put');
  return puts.flatMap((bought, i) =>
    puts.slice(0, i).map((sold) => ({ structure: 'putSpread' as const, bought, sold, from })),
  );
}
