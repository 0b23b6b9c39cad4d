import { refuse, isAbsent } from '../foundation/checks.ts';
import { byPremium, chooseFloor, needless, readPromise } from './optionHedgeChoice.ts';
import type { Floored, OptionFloorTerms, NoOptionHedge, OptionHedge } from './optionHedgeChoice.ts';
import type { Shape } from './optionHedgeCandidate.ts';
import { readTerms } from './optionHedgeTerms.ts';
import type { Terms } from './optionHedgeTerms.ts';

/** What `collar` takes. */
export interface CollarOptions extends OptionFloorTerms {
  /** Most net premium to pay, in quote currency: 0 asks for calls that pay for the puts. */
  readonly premiumBudget: number;
}

/** `ok`, or why there is no collar. */
export type CollarResult = OptionHedge | NoOptionHedge;

const CALLER = 'collar';

/**
 * The collar that holds a floor under a book and caps it as late as the premium allows: puts bought at their ask, calls
 * of a higher strike sold at their bid.
 *
 * **Formula**: both on N = beta V / I coins, exact strike of the puts as of `protectivePut`. At the calls' strike and above
 * the book has its cap, `capAfterPremium`.
 * **Inputs**: as `protectivePut`; `premiumBudget` 0 is the collar without cost, and what the listed strikes leave over is in
 * `netPremium`, below 0 where it is received.
 * **Result**: of the pairs that hold the floor within the budget the one of the highest call strike, then of least net premium.
 * Calls are rounded down to lots and never more than the puts, so that `upsideShare` of the gain may be left above the cap. The
 * calls are covered by the book's beta, not by coins: a rise that the book does not follow loses a call's whole payoff without
 * bound, and margin for it is not looked at. The statuses are those of `protectivePut`.
 * **Errors**: as `protectivePut`.
 * **Accuracy**: as `protectivePut`.
 * **Cost**: O(n m) of the puts and calls listed.
 * **Source**: Hull, Options, Futures and Other Derivatives, ch. 12, ch. 17.
 *
 * @example
 * ```ts
 * import { collar } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const quotes = [['put', 960, 16.8, 17.2], ['call', 1040, 27.5, 28.1], ['call', 1080, 18.1, 18.6], ['call', 1120, 8.2, 8.6]] as const;
 * const chain = quotes.flatMap(([optionType, strike, bid, ask]) => {
 *   const instrument = parseMarket({
 *     symbol: `INDEX/USD:USD-250328-${strike}-${optionType === 'put' ? 'P' : 'C'}`, type: 'option', base: 'INDEX',
 *     quote: 'USD', settle: 'USD', linear: true, inverse: false, contractSize: 100, optionType, strike,
 *     expiry: Date.UTC(2025, 2, 28, 8), precision: { amount: 1, price: 0.1 },
 *   });
 *   return instrument.type === 'option' ? [{ instrument, bid, ask }] : [];
 * });
 * const hedge = collar({
 *   bookValue: 500_000, beta: 2, floor: 450_000, floorBasis: 'before_premium', premiumBudget: 0,
 *   benchmarkPrice: 1000, riskFreeReturn: 0.03, bookYield: 0.01, benchmarkYield: 0.01,
 *   chain, timestamp: Date.UTC(2024, 11, 28),
 * });
 * if (hedge.status === 'ok') {
 *   console.log(hedge.legs.map((leg) => leg.instrument.strike).join(), hedge.netPremium.toFixed(0)); // 960,1080 -900
 *   console.log(hedge.floorAfterPremium?.toFixed(0), hedge.capAfterPremium?.toFixed(0)); // 450900 570900
 * }
 * ```
 */
export function collar(options: CollarOptions): CollarResult {
  const terms = readTerms(CALLER, options);
  if (isAbsent(options, 'premiumBudget'))
    refuse('shape.missing_field', CALLER, 'premiumBudget', 'given (0 for a collar without cost)', undefined);
  const promise = readPromise(terms, options);
  return needless(terms, promise, 0) ?? chooseFloor(terms, promise, collarShapes(terms), byCap);
}

/** Every listed put bought against every call of a higher strike. */
export function collarShapes(terms: Terms): readonly Shape[] {
  const calls = terms.quotes.filter(({ instrument }) => instrument.optionType === 'call');
  return terms.quotes
    .filter(({ instrument }) => instrument.optionType === 'put')
    .flatMap((bought) =>
      calls
        .filter(({ instrument }) => instrument.strike > bought.instrument.strike)
        .map((sold) => ({ structure: 'collar' as const, bought, sold, from: 0 })),
    );
}

function byCap(a: Floored, b: Floored): number {
  const strikeSold = ({ shape }: Floored): number => shape.sold!.instrument.strike;
  return strikeSold(b) - strikeSold(a) || byPremium(a, b);
}
