import {
  isAbsent,
  readFinite,
  readInteger,
  readList,
  readOneOf,
  readPositive,
  refuse,
} from '../foundation/checks.ts';
import { collarShapes } from './collar.ts';
import { payoffOf } from './optionHedgeCandidate.ts';
import type { OptionHedgeFigures, Shape } from './optionHedgeCandidate.ts';
import type { OptionHedgeExclusion } from './optionHedgeLeg.ts';
import { byPremium, capsAtLeast, holds, needless, readPromise, tryShape } from './optionHedgeChoice.ts';
import type {
  Floored,
  FloorPromise,
  OptionFloorTerms,
  NoOptionHedge,
  OptionHedgeExclusions,
} from './optionHedgeChoice.ts';
import { readOutcomes, shortfallOf } from './optionHedgeShortfall.ts';
import type { OptionHedgeScenario, Outcomes } from './optionHedgeShortfall.ts';
import { readBookLevel, readTerms, refuseOverflow } from './optionHedgeTerms.ts';
import type { Terms } from './optionHedgeTerms.ts';
import { putShapes } from './protectivePut.ts';
import { putSpreadShapes } from './putSpread.ts';

/** Structures that have a floor. */
export type FloorStructure = 'protectivePut' | 'putSpread' | 'collar';

/** What `rankOptionHedges` takes. */
export interface RankOptionHedgesOptions extends OptionFloorTerms {
  /** Which to compare, each once. */
  readonly structures: readonly FloorStructure[];
  /** By net premium, or by the mean loss of the worst scenarios. */
  readonly rankBy: 'net_premium' | 'expected_shortfall';
  /** Most net premium to pay, in quote currency; left out: what the floor takes. */
  readonly premiumBudget?: number | undefined;
  /** With `putSpread`: the price of the benchmark that its floor is to hold down to. */
  readonly floorDownTo?: number | undefined;
  /** With `collar`: the value of the book that its calls are not to cap it below, counted as `floorBasis` says. */
  readonly minimumCap?: number | undefined;
  /** Of the benchmark and the book at the expiry; required by `expected_shortfall`. */
  readonly scenarios?: readonly OptionHedgeScenario[] | undefined;
  /** With scenarios, strictly between 0 and 1: 0.95 for the worst 5 %. */
  readonly expectedShortfallLevel?: number | undefined;
  /** How many to return, from the best; default 10. */
  readonly maximumResults?: number | undefined;
}

/** A hedge in its place. */
export interface RankedOptionHedge extends OptionHedgeFigures {
  /** Mean loss of the worst share of the scenarios, premium included, in quote currency; null without scenarios. */
  readonly expectedShortfall: number | null;
}

/** The hedges that hold the floor within the budget, from the best. */
export interface OptionHedgeRanking {
  readonly status: 'ok';
  /** At most `maximumResults`. */
  readonly ranked: readonly RankedOptionHedge[];
  /** How many there are. */
  readonly eligible: number;
  /** Combinations of strikes that are not eligible, counted by reason. */
  readonly excluded: OptionHedgeExclusions;
  /** The same mean loss of the book alone; null without scenarios. */
  readonly unhedgedExpectedShortfall: number | null;
  /** Coins of the benchmark that the book moves like. */
  readonly exactCoins: number;
  /** Strike by CAPM of the floor, premium left out. */
  readonly exactStrike: number;
}

/** `ok`, or why none is eligible. */
export type RankOptionHedgesResult =
  OptionHedgeRanking | Extract<NoOptionHedge, { readonly status: 'degenerate' | 'no_candidate' }>;

const CALLER = 'rankOptionHedges';

/**
 * Every put, put spread and collar of a chain that holds a floor within a budget, ranked by what it costs or by what is
 * lost with it in the worst scenarios.
 *
 * **Formula**: expected shortfall at level a: the mean of the losses, bookValue less hedged value, of the worst 1 - a share of the
 * scenarios by probability, the one on its edge in part. A scenario's book is that of CAPM at its benchmark price, plus
 * residualReturn x bookValue.
 * **Inputs**: as `protectivePut`. Probabilities that do not sum to 1 are refused, never scaled.
 * **Result**: of each combination of strikes the cheaper of the lots next to its exact number that holds the floor; equal ones
 * by premium, then by floor, then by strikes, so that a permuted chain is ranked alike. By premium alone the first is what
 * gives most away: `minimumCap` and `floorDownTo` say how much may be. Expected shortfall looks at the worst scenarios alone,
 * in which calls sold cost nothing: it favours collars of low caps. Fewer lots for a smaller budget are not tried; that is
 * `protectivePut`'s. `degenerate` as of `protectivePut`, `no_candidate` where none is eligible; `excluded` counts why.
 * **Errors**: as `protectivePut`; `shape.missing_field` (`floorDownTo`, `minimumCap`, `scenarios`, where they are needed).
 * **Accuracy**: as `protectivePut`; sums over scenarios are compensated, and permuted scenarios give the same bits.
 * **Cost**: O(n^2) combinations, each O(s log s) of s scenarios.
 * **Source**: Rockafellar and Uryasev 2002, J. Banking & Finance 26, 1443-1471.
 *
 * @example
 * ```ts
 * import { rankOptionHedges } from 'betahedge/hedge';
 * import { parseMarket } from 'betahedge/instruments';
 *
 * const quotes = [
 *   ['put', 800, 0.9, 1.1], ['put', 960, 16.8, 17.2], ['put', 980, 23.8, 24.5], ['call', 1080, 18.1, 18.6],
 * ] as const;
 * const chain = quotes.flatMap(([optionType, strike, bid, ask]) => {
 *   const instrument = parseMarket({
 *     symbol: `INDEX/USD:USD-250328-${strike}-${optionType === 'put' ? 'P' : 'C'}`, type: 'option', base: 'INDEX',
 *     quote: 'USD', settle: 'USD', linear: true, inverse: false, contractSize: 100, optionType, strike,
 *     expiry: Date.UTC(2025, 2, 28, 8), precision: { amount: 1, price: 0.1 },
 *   });
 *   return instrument.type === 'option' ? [{ instrument, bid, ask }] : [];
 * });
 * const ranking = rankOptionHedges({
 *   structures: ['protectivePut', 'putSpread', 'collar'], rankBy: 'expected_shortfall', expectedShortfallLevel: 0.75,
 *   scenarios: [-0.3, -0.1, 0, 0.1].map((benchmarkReturn) => ({ benchmarkReturn })),
 *   bookValue: 500_000, beta: 2, floor: 450_000, floorBasis: 'before_premium', floorDownTo: 800, minimumCap: 550_000,
 *   benchmarkPrice: 1000, riskFreeReturn: 0.03, bookYield: 0.01, benchmarkYield: 0.01,
 *   chain, timestamp: Date.UTC(2024, 11, 28), maximumResults: 3,
 * });
 * if (ranking.status === 'ok') {
 *   console.log(ranking.eligible, ranking.unhedgedExpectedShortfall?.toFixed(0)); // 6 310000
 *   for (const { structure, legs, expectedShortfall } of ranking.ranked)
 *     console.log(structure, legs.map((leg) => leg.instrument.strike).join(), expectedShortfall?.toFixed(0)); // collar 980,1080 36400
 *   // -> collar 960,1080 49100
 *   // -> protectivePut 980 54500
 * }
 * ```
 */
export function rankOptionHedges(options: RankOptionHedgesOptions): RankOptionHedgesResult {
  const terms = readTerms(CALLER, options);
  const promise = readPromise(terms, options);
  const structures = readStructures(options);
  const floorDownTo = structures.includes('putSpread') ? readPositive(CALLER, options, 'floorDownTo') : 0;
  const minimumCap = structures.includes('collar')
    ? readBookLevel(CALLER, options, 'minimumCap', terms.bookValue)
    : 0;
  const rankBy = readOneOf(CALLER, options, 'rankBy', ['net_premium', 'expected_shortfall']);
  const hasScenarios = rankBy === 'expected_shortfall' || !isAbsent(options, 'scenarios');
  const outcomes = hasScenarios ? readOutcomes(terms, options) : null;
  const level = hasScenarios ? readLevel(options) : 0;
  const most = isAbsent(options, 'maximumResults') ? 10 : readInteger(CALLER, options, 'maximumResults', 1);
  const reason = needless(terms, promise, floorDownTo);
  if (reason !== null) return reason;

  const excluded: Partial<Record<OptionHedgeExclusion, number>> = {};
  const eligible: (Floored & { readonly expectedShortfall: number | null })[] = [];
  for (const shape of shapesOf(terms, structures, floorDownTo)) {
    const tried = cheapest(terms, promise, shape, minimumCap);
    if (typeof tried === 'string') excluded[tried] = (excluded[tried] ?? 0) + 1;
    else eligible.push({ ...tried, expectedShortfall: shortfallWith(terms, tried.figures, outcomes, level) });
  }
  if (eligible.length === 0) return { status: 'no_candidate', excluded };
  const place = (structure: string): number => structures.indexOf(structure as FloorStructure);
  eligible.sort((a, b) => {
    const byLoss = rankBy === 'net_premium' ? 0 : a.expectedShortfall! - b.expectedShortfall!;
    return byLoss || byPremium(a, b) || place(a.shape.structure) - place(b.shape.structure);
  });
  return {
    status: 'ok',
    ranked: eligible
      .slice(0, most)
      .map(({ figures, expectedShortfall }) => ({ ...figures, expectedShortfall })),
    eligible: eligible.length,
    excluded,
    unhedgedExpectedShortfall: shortfallWith(terms, null, outcomes, level),
    exactCoins: terms.coins,
    exactStrike: refuseOverflow(CALLER, 'exactStrike', terms.priceFor(promise.floor)),
  };
}

function readStructures(options: RankOptionHedgesOptions): readonly FloorStructure[] {
  const list = readList(CALLER, options, 'structures');
  const structures = Array.from(list, (_, i) =>
    readOneOf(CALLER, list, String(i), ['protectivePut', 'putSpread', 'collar'], 'structures'),
  );
  if (structures.length === 0) refuse('shape.missing_field', CALLER, 'structures', 'at least one', undefined);
  structures.forEach((structure, i) => {
    if (structures.indexOf(structure) !== i)
      refuse('domain.not_one_of', CALLER, `structures[${i}]`, 'another than those before', structure);
  });
  return structures;
}

function readLevel(options: RankOptionHedgesOptions): number {
  const field = 'expectedShortfallLevel';
  const level = readFinite(CALLER, options, field);
  return level > 0 && level < 1
    ? level
    : refuse('domain.out_of_range', CALLER, field, 'between 0 and 1', level);
}

function shapesOf(
  terms: Terms,
  structures: readonly FloorStructure[],
  floorDownTo: number,
): readonly Shape[] {
  const shapes = {
    protectivePut: () => putShapes(terms),
    putSpread: () => putSpreadShapes(terms, floorDownTo),
    collar: () => collarShapes(terms),
  };
  return structures.flatMap((structure) => shapes[structure]());
}

function cheapest(
  terms: Terms,
  promise: FloorPromise,
  shape: Shape,
  minimumCap: number,
): Floored | OptionHedgeExclusion {
  const { sized, excluded } = tryShape(terms, promise, shape);
  const capped = sized.filter(({ figures }) => capsAtLeast(terms, figures, promise.basis, minimumCap));
  if (sized.length > 0 && capped.length === 0) return 'cap_below_minimum';
  if (excluded !== null) return excluded;
  const kept = capped.filter(({ floor }) => holds(terms, promise, floor));
  // Of the lots that hold the floor the cheapest cap latest and are within the budget; those that cap late enough may be
  // others, that do not hold it.
  return kept.sort(byPremium)[0] ?? 'cap_below_minimum';
}

/** Of the book with a hedge, or alone; null without scenarios. */
function shortfallWith(
  terms: Terms,
  figures: OptionHedgeFigures | null,
  outcomes: Outcomes | null,
  level: number,
): number | null {
  if (outcomes === null) return null;
  const { benchmarkPrices, values, weights } = outcomes;
  const hedged = values.map((value, i) =>
    figures === null ? value : value + payoffOf(figures.legs, benchmarkPrices[i]!) - figures.netPremium,
  );
  const shortfall = shortfallOf(terms.bookValue, hedged, weights, level);
  return refuseOverflow(CALLER, 'expectedShortfall', shortfall);
}
