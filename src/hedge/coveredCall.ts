import { readOneOf } from '../foundation/checks.ts';
import { sizeShape, unquoted } from './optionHedgeCandidate.ts';
import type { OptionHedgeFigures, Shape } from './optionHedgeCandidate.ts';
import type { OptionHedgeExclusion } from './optionHedgeLeg.ts';
import { capsAtLeast, describeHedge, legsInWords, PREMIUM_BASES } from './optionHedgeChoice.ts';
import type { NoOptionHedge, OptionHedge, PremiumBasis } from './optionHedgeChoice.ts';
import { readBookLevel, readTerms, refuseOverflow } from './optionHedgeTerms.ts';
import type { OptionHedgeTerms, Terms } from './optionHedgeTerms.ts';

/** What `coveredCall` takes. */
export interface CoveredCallOptions extends OptionHedgeTerms {
  /** Value of the book in quote currency that the calls are not to cap it below. */
  readonly minimumCap: number;
  /** Whether the cap is that of the book less what the calls cost at the expiry, or with the premium that they bring. */
  readonly capBasis: PremiumBasis;
}

/** `ok`, or why no call is sold. */
export type CoveredCallResult =
  OptionHedge | Extract<NoOptionHedge, { readonly status: 'degenerate' | 'no_candidate' }>;

const CALLER = 'coveredCall';

/**
 * The calls to sell against a book for the most income that leaves it a gain: no floor, a cap.
 *
 * **Formula**: calls on N = beta V / I coins, rounded down to lots. The cap C is reached at the strike
 * K = I (1 + R_I - q_I), R_I = r + (C / V - 1 + q - r) / beta, letters as of `protectivePut`; `exactStrike` is that of
 * `minimumCap`, premium left out. The premium is income, so that a strike caps the book higher after it: `capBasis`
 * `after_premium` allows strikes below the exact one.
 * **Inputs**: as `protectivePut`; calls are sold at their bid.
 * **Result**: of the strikes that cap the book at `minimumCap` or above the one of most income, then the highest. Floors are
 * null: income is all that the book is protected by, and `valueAtZero` says how little that is. The calls are covered by the
 * book's beta, not by coins: a rise that the book does not follow loses a call's whole payoff without bound, and margin
 * for it is not looked at. Else `degenerate` (`beta_not_positive`) or `no_candidate`.
 * **Errors**: as `protectivePut`.
 * **Accuracy**: as `protectivePut`.
 * **Cost**: O(n log n) of the chain.
 * **Source**: Hull, Options, Futures and Other Derivatives, ch. 12.
 *
 * @example
 * ```ts
 * import { coveredCall } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const quotes = [[1040, 27.5, 28.1], [1080, 18.1, 18.6], [1120, 8.2, 8.6]] as const;
 * const chain = quotes.flatMap(([strike, bid, ask]) => {
 *   const instrument = parseMarket({
 *     symbol: `INDEX/USD:USD-250328-${strike}-C`, type: 'option', base: 'INDEX', quote: 'USD', settle: 'USD',
 *     linear: true, inverse: false, contractSize: 100, optionType: 'call', strike,
 *     expiry: Date.UTC(2025, 2, 28, 8), precision: { amount: 1, price: 0.1 },
 *   });
 *   return instrument.type === 'option' ? [{ instrument, bid, ask }] : [];
 * });
 * const hedge = coveredCall({
 *   bookValue: 500_000, beta: 2, minimumCap: 560_000, capBasis: 'before_premium',
 *   benchmarkPrice: 1000, riskFreeReturn: 0.03, bookYield: 0.01, benchmarkYield: 0.01,
 *   chain, timestamp: Date.UTC(2024, 11, 28),
 * });
 * if (hedge.status === 'ok') {
 *   console.log(hedge.exactStrike.toFixed(0), hedge.legs[0]?.instrument.strike, hedge.legs[0]?.contracts); // 1070 1080 -10
 *   console.log(hedge.netPremium.toFixed(0), hedge.capAfterPremium?.toFixed(0)); // -18100 588100
 * }
 * ```
 */
export function coveredCall(options: CoveredCallOptions): CoveredCallResult {
  const terms = readTerms(CALLER, options);
  const minimumCap = readBookLevel(CALLER, options, 'minimumCap', terms.bookValue);
  const basis = readOneOf(CALLER, options, 'capBasis', PREMIUM_BASES);
  if (terms.beta <= 0) return { status: 'degenerate', reason: 'beta_not_positive' };
  const excluded: Partial<Record<OptionHedgeExclusion, number>> = {};
  let best: OptionHedgeFigures | null = null;
  // From the highest strike down, so that of equal incomes the first is the higher one.
  for (const shape of callShapes(terms).reverse()) {
    const tried = tryCall(terms, shape, basis, minimumCap);
    if (typeof tried === 'string') excluded[tried] = (excluded[tried] ?? 0) + 1;
    else if (best === null || tried.netPremium < best.netPremium) best = tried;
  }
  if (best === null) return { status: 'no_candidate', excluded };
  const exactStrike = refuseOverflow(CALLER, 'exactStrike', terms.priceFor(minimumCap));
  const capped = basis === 'before_premium' ? best.capBeforePremium! : best.capAfterPremium!;
  const cap = `the cap ${basis.replace('_', ' ')} is ${capped}, at least ${minimumCap} asked for`;
  return {
    status: 'ok',
    ...best,
    ...describeHedge(terms, best),
    exactStrike,
    boundBy: null,
    excluded,
    reason: `${legsInWords(best)}: ${cap}, by a strike of ${exactStrike}`,
  };
}

function tryCall(
  terms: Terms,
  shape: Shape,
  basis: PremiumBasis,
  minimumCap: number,
): OptionHedgeFigures | OptionHedgeExclusion {
  const figures = unquoted(shape, terms.premiumRate) ?? sizeShape(terms, shape, terms.coins, 'down');
  if (typeof figures === 'string') return figures;
  return capsAtLeast(terms, figures, basis, minimumCap) ? figures : 'cap_below_minimum';
}

function callShapes(terms: Terms): Shape[] {
  return terms.quotes
    .filter(({ instrument }) => instrument.optionType === 'call')
    .map((sold) => ({ structure: 'coveredCall', bought: null, sold, from: 0 }));
}
