import type { Shape } from './optionHedgeCandidate.ts';
import {
  byPremium,
  chooseFloor,
  holds,
  isWithin,
  needless,
  readPromise,
  tryShape,
} from './optionHedgeChoice.ts';
import type { OptionFloorTerms, NoOptionHedge, OptionHedge, FloorPromise } from './optionHedgeChoice.ts';
import { readTerms } from './optionHedgeTerms.ts';
import type { Terms } from './optionHedgeTerms.ts';

/** What `protectivePut` takes. */
export interface ProtectivePutOptions extends OptionFloorTerms {
  /** Most premium to pay, in quote currency; left out: what the floor takes. */
  readonly premiumBudget?: number | undefined;
}

/** What a listed put would make of the book, in the number of puts rounded up. */
export interface StrikeFloor {
  /** ccxt's unified symbol. */
  readonly symbol: string;
  /** In quote currency. */
  readonly strike: number;
  /** Plain digits. */
  readonly contracts: string;
  /** In quote currency. */
  readonly netPremium: number;
  /** Least value of the book at any price of the benchmark. */
  readonly floorBeforePremium: number;
  /** The same less the premium. */
  readonly floorAfterPremium: number;
  /** Whether that, counted as `floorBasis` says, is the floor asked for or more. */
  readonly holdsFloor: boolean;
  /** Whether the budget pays for it; true without one. */
  readonly isWithinBudget: boolean;
}

/** The puts to buy. */
export interface ProtectivePut extends OptionHedge {
  /** Every strike that can be bought, in increasing order. */
  readonly strikes: readonly StrikeFloor[];
}

/** `ok`, or why no put is bought. */
export type ProtectivePutResult = ProtectivePut | NoOptionHedge;

const CALLER = 'protectivePut';

/**
 * The listed puts that hold a floor under a book with a beta: how many, of which strike, at what premium.
 *
 * **Formula**: puts on N = beta V / I coins. The book's return, yield included, is R = r + beta (R_I - r), so that the
 * strike of a floor F is K = I (1 + R_I - q_I) with R_I = r + (F / V - 1 + q - r) / beta. V: bookValue, I:
 * benchmarkPrice, r: riskFreeReturn, q: bookYield, q_I: benchmarkYield. Below K puts gain what the book loses.
 * **Inputs**: returns and yields are simple and over the life of the options, not a year. Premiums are asks per coin.
 * A coin-settled put costs coins, counted at today's price; it pays max(K - S, 0) / S coins, which are K - S of money if
 * they are sold at the delivery price S: they have fallen, and go on falling while they are held. A linear option's
 * payoff is counted one to one in quote currency, whichever dollar it is paid in. Fees are left out.
 * **Result**: of the listed strikes that hold the floor at every price of the benchmark the one of least premium, in the
 * lots next to N: rounded up, as a floor is a promise, unless the lot below holds it too. Fewer puts of a strike above the
 * exact one may hold it for less, with nothing left over for a beta that rises: taken only where a premium budget pays for
 * no others. Where it pays for none, the strike and number of the best floor within it. Both are `boundBy`
 * `premium_budget`, and the figures say whether the floor is held. Else `degenerate`
 * (`beta_not_positive`: the book loses where the benchmark rises, and calls protect it; `floor_held_unhedged`: the
 * floor is below the book at a benchmark of 0), `floor_out_of_reach`, `unaffordable` or `no_candidate`. The floor is CAPM's:
 * what the book does beside its beta is not insured.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: crossed quotes, an expired option, more than 2^53 lots), `market.inconsistent` (expiries,
 * currencies or settlements mixed, a strike twice), `market.unsupported` (no option), `unit.suspicious`.
 * **Accuracy**: 1e-12 of the book; a floor or a lot missed by no more counts as met.
 * **Cost**: O(n log n) of the chain.
 * **Source**: Hull, Options, Futures and Other Derivatives, ch. 17 (portfolio insurance).
 *
 * @example
 * ```ts
 * import { protectivePut } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const puts = [940, 960, 980].map((strike) =>
 *   parseMarket({
 *     symbol: `INDEX/USD:USD-250328-${strike}-P`, type: 'option', base: 'INDEX', quote: 'USD', settle: 'USD',
 *     linear: true, inverse: false, contractSize: 100, optionType: 'put', strike,
 *     expiry: Date.UTC(2025, 2, 28, 8), precision: { amount: 1, price: 0.1 },
 *   }),
 * );
 * const asks = [11.8, 17.2, 24.5];
 * const hedge = protectivePut({
 *   bookValue: 500_000, beta: 2, floor: 450_000, floorBasis: 'before_premium',
 *   benchmarkPrice: 1000, riskFreeReturn: 0.03, bookYield: 0.01, benchmarkYield: 0.01,
 *   chain: puts.flatMap((instrument, i) => (instrument.type === 'option' ? [{ instrument, bid: null, ask: asks[i] }] : [])),
 *   timestamp: Date.UTC(2024, 11, 28), valueAt: [1080, 920],
 * });
 * if (hedge.status === 'ok') {
 *   console.log(hedge.exactStrike.toFixed(0), hedge.legs[0]?.contracts, hedge.netPremium.toFixed(0)); // 960 10 17200
 *   for (const { unhedged, payoff, hedged } of hedge.values)
 *     console.log(unhedged.toFixed(0), payoff, hedged.toFixed(0)); // 570000 0 552800
 *   // -> 410000 40000 432800
 * }
 * ```
 */
export function protectivePut(options: ProtectivePutOptions): ProtectivePutResult {
  const terms = readTerms(CALLER, options);
  const promise = readPromise(terms, options);
  const reason = needless(terms, promise, 0);
  if (reason !== null) return reason;
  const shapes = putShapes(terms);
  const hedge = chooseFloor(terms, promise, shapes, byPremium);
  if (hedge.status !== 'ok') return hedge;
  return { ...hedge, strikes: shapes.flatMap((shape) => strikeFloors(terms, promise, shape)) };
}

/** Every listed put, bought. */
export function putShapes(terms: Terms): readonly Shape[] {
  return terms.quotes
    .filter(({ instrument }) => instrument.optionType === 'put')
    .map((bought) => ({ structure: 'protectivePut', bought, sold: null, from: 0 }));
}

function strikeFloors(terms: Terms, promise: FloorPromise, shape: Shape): readonly StrikeFloor[] {
  return tryShape(terms, promise, shape)
    .sized.slice(0, 1)
    .map(({ figures, floor }) => ({
      symbol: shape.bought!.instrument.symbol,
      strike: shape.bought!.instrument.strike,
      contracts: figures.legs[0]!.contracts,
      netPremium: figures.netPremium,
      floorBeforePremium: figures.floorBeforePremium!,
      floorAfterPremium: figures.floorAfterPremium!,
      holdsFloor: holds(terms, promise, floor),
      isWithinBudget: isWithin(promise, figures),
    }));
}
