import { isAbsent, readNonNegative, readOneOf } from '../foundation/checks.ts';
import type { Degenerate } from '../foundation/status.ts';
import { payoffOf, sizeShape, unquoted } from './optionHedgeCandidate.ts';
import type { OptionHedgeFigures, Shape } from './optionHedgeCandidate.ts';
import type { OptionHedgeExclusion } from './optionHedgeLeg.ts';
import { readBookLevel, refuseOverflow } from './optionHedgeTerms.ts';
import type { OptionHedgeTerms, Quote, Terms } from './optionHedgeTerms.ts';

/** Whether a value of the hedged book is that at the expiry alone, as in textbooks, or what is left once the premium is paid. */
export type PremiumBasis = 'before_premium' | 'after_premium';

/** What a hedge with a floor takes beside the terms. */
export interface OptionFloorTerms extends OptionHedgeTerms {
  /** Value in quote currency that the book is not to be below at the expiry. */
  readonly floor: number;
  /** Whether the floor is that of the hedged book alone, as in textbooks, or of what is left once the premium is paid. */
  readonly floorBasis: PremiumBasis;
}

/** The book at a price of the benchmark at expiry, in quote currency. */
export interface OptionHedgeValue {
  /** As asked for. */
  readonly benchmarkPrice: number;
  /** The book alone, by CAPM; below 0 where losses are more than the book. */
  readonly unhedged: number;
  /** What the options pay; below 0 where those sold cost more. */
  readonly payoff: number;
  /** Both, less the premium. */
  readonly hedged: number;
}

/** A hedge of listed options. */
export interface OptionHedge extends OptionHedgeFigures {
  readonly status: 'ok';
  /** Coins of the benchmark that the book moves like, beta x bookValue / benchmarkPrice: the number before lots. */
  readonly exactCoins: number;
  /** Strike by CAPM before what is listed: of the floor, or of the cap where calls are sold alone; premium left out. */
  readonly exactStrike: number;
  /**
   * `premium_budget`: it pays for no hedge of the number next to `exactCoins` that holds the floor. This one holds it with
   * fewer lots, where there is one, and is else the best floor that the budget buys. Null where it did not bind.
   */
  readonly boundBy: 'premium_budget' | null;
  /** At the prices of `valueAt`. */
  readonly values: readonly OptionHedgeValue[];
  /** Combinations of strikes that were not chosen for these reasons, counted; those that none has are left out. */
  readonly excluded: OptionHedgeExclusions;
  /** In words, with the numbers compared. */
  readonly reason: string;
}

/** Combinations of strikes by what rules them out. */
export type OptionHedgeExclusions = Readonly<Partial<Record<OptionHedgeExclusion, number>>>;

/** Why there is no hedge. */
export type NoOptionHedge =
  | Degenerate<'beta_not_positive' | 'floor_held_unhedged'>
  | {
      /** No combination of strikes can be sized, or of calls alone and of a ranking none keeps what is asked for. */
      readonly status: 'no_candidate';
      /** By reason. */
      readonly excluded: OptionHedgeExclusions;
    }
  | {
      /** Whatever it costs, no listed combination holds the floor. */
      readonly status: 'floor_out_of_reach';
      /** The best floor that one has, counted as `floorBasis` says. */
      readonly bestFloor: number;
      /** By reason. */
      readonly excluded: OptionHedgeExclusions;
    }
  | {
      /** The budget buys no lot, or none that leaves a better floor than no hedge. */
      readonly status: 'unaffordable';
      /** Net premium of the cheapest hedge that holds the floor, in quote currency. */
      readonly requiredPremium: number;
      /** As given. */
      readonly premiumBudget: number;
      /** By reason. */
      readonly excluded: OptionHedgeExclusions;
    };

/** A floor as read, and what may be paid for it: Infinity without a budget. */
export interface FloorPromise {
  readonly floor: number;
  readonly basis: PremiumBasis;
  readonly budget: number;
}

/** A sized hedge that has a floor. */
export interface Floored {
  readonly shape: Shape;
  readonly figures: OptionHedgeFigures;
  /** Counted as the promise says. */
  readonly floor: number;
}

/** Less than 0 where the first is the better one. */
export type Preference = (a: Floored, b: Floored) => number;

/** All of them, to read one by. */
export const PREMIUM_BASES: readonly PremiumBasis[] = ['before_premium', 'after_premium'];

/** The promise among a call's options. */
export function readPromise(
  terms: Terms,
  options: OptionFloorTerms & { readonly premiumBudget?: number | undefined },
): FloorPromise {
  const { caller, bookValue } = terms;
  const floor = readBookLevel(caller, options, 'floor', bookValue);
  const basis = readOneOf(caller, options, 'floorBasis', PREMIUM_BASES);
  const budget = isAbsent(options, 'premiumBudget')
    ? Infinity
    : readNonNegative(caller, options, 'premiumBudget');
  return { floor, basis, budget };
}

/** Why a floor wants no option, or none of these. */
export function needless(
  terms: Terms,
  promise: FloorPromise,
  from: number,
): Degenerate<'beta_not_positive' | 'floor_held_unhedged'> | null {
  if (terms.beta <= 0) return { status: 'degenerate', reason: 'beta_not_positive' };
  const isHeld = terms.valueOf(from) >= promise.floor;
  return isHeld ? { status: 'degenerate', reason: 'floor_held_unhedged' } : null;
}

/** Whether a floor is held, but for the rounding of doubles. */
export function holds(terms: Terms, promise: FloorPromise, floor: number): boolean {
  return isAtLeast(terms, floor, promise.floor);
}

/** Whether calls that are sold cap the book at a value or above; of a hedge without them true. */
export function capsAtLeast(
  terms: Terms,
  figures: OptionHedgeFigures,
  basis: PremiumBasis,
  minimum: number,
): boolean {
  const cap = basis === 'before_premium' ? figures.capBeforePremium : figures.capAfterPremium;
  return cap === null || isAtLeast(terms, cap, minimum);
}

function isAtLeast({ bookValue, beta }: Terms, value: number, bound: number): boolean {
  return value >= bound - 1e-12 * bookValue * (1 + beta);
}

/** A shape in the lots next to its exact number, and why it does not keep the promise; null where it does. */
export function tryShape(
  terms: Terms,
  promise: FloorPromise,
  shape: Shape,
): { readonly sized: readonly Floored[]; readonly excluded: OptionHedgeExclusion | null } {
  const gap = unquoted(shape, terms.premiumRate);
  if (gap !== null) return { sized: [], excluded: gap };
  const up = sizeShape(terms, shape, terms.coins, 'up');
  if (typeof up === 'string') return { sized: [], excluded: up };
  const down = sizeShape(terms, shape, terms.coins, 'down');
  const both = typeof down === 'string' ? [up] : [up, down];
  const sized = both.map((figures) => flooredOf(promise, shape, figures));
  const holding = sized.filter(({ floor }) => holds(terms, promise, floor));
  if (holding.length === 0) return { sized, excluded: 'floor_not_held' };
  const paid = holding.some(({ figures }) => isWithin(promise, figures));
  return { sized, excluded: paid ? null : 'over_budget' };
}

/** Whether the budget pays for it, but for the rounding of doubles. */
export function isWithin({ budget }: FloorPromise, { netPremium }: OptionHedgeFigures): boolean {
  return netPremium <= budget * (1 + 1e-12);
}

/** The floors that were sized, and the reasons of the rest. */
export interface Tried {
  readonly sized: readonly Floored[];
  readonly excluded: OptionHedgeExclusions;
}

/** Every shape tried. */
export function tryShapes(terms: Terms, promise: FloorPromise, shapes: readonly Shape[]): Tried {
  const sized: Floored[] = [];
  const excluded: Partial<Record<OptionHedgeExclusion, number>> = {};
  for (const shape of shapes) {
    const tried = tryShape(terms, promise, shape);
    for (const each of tried.sized) sized.push(each);
    if (tried.excluded !== null) excluded[tried.excluded] = (excluded[tried.excluded] ?? 0) + 1;
  }
  return { sized, excluded };
}

/** Why nothing that was tried keeps the promise whatever it costs; null where something does. */
export function unheld(
  terms: Terms,
  promise: FloorPromise,
  { sized, excluded }: Tried,
): NoOptionHedge | null {
  if (sized.length === 0) return { status: 'no_candidate', excluded };
  const bestFloor = sized.reduce((best, { floor }) => Math.max(best, floor), -Infinity);
  return holds(terms, promise, bestFloor) ? null : { status: 'floor_out_of_reach', bestFloor, excluded };
}

/**
 * The preferred hedge among those that hold the floor within the budget, in the lots next to the book's coins; where
 * there is none, one of fewer lots that holds it, and then the best floor that the budget buys.
 */
export function chooseFloor(
  terms: Terms,
  promise: FloorPromise,
  shapes: readonly Shape[],
  preference: Preference,
): OptionHedge | NoOptionHedge {
  const tried = tryShapes(terms, promise, shapes);
  const failed = unheld(terms, promise, tried);
  if (failed !== null) return failed;
  const { sized, excluded } = tried;
  const within = sized.filter(({ figures }) => isWithin(promise, figures));
  const holding = within.filter(({ floor }) => holds(terms, promise, floor));
  const best = first(holding, preference);
  if (best !== null) return hedgeOf(terms, promise, best, null, excluded);

  const fewer = shapes.flatMap((shape) => fewestThatHold(terms, promise, shape));
  const least = first(
    fewer.filter(({ figures }) => isWithin(promise, figures)),
    preference,
  );
  if (least !== null) return hedgeOf(terms, promise, least, 'premium_budget', excluded);

  const cut = shapes.flatMap((shape) => cutToBudget(terms, promise, shape));
  // A premium can be more than it saves: a floor that no hedge has is none to buy.
  const better = [...within, ...cut].filter(
    ({ shape, floor }) => floor > terms.valueOf(shape.from) && !holds(terms, promise, floor),
  );
  const most = first(better, (a, b) => b.floor - a.floor || preference(a, b));
  if (most !== null) return hedgeOf(terms, promise, most, 'premium_budget', excluded);
  const cheapest = [...sized, ...fewer]
    .filter(({ floor }) => holds(terms, promise, floor))
    .reduce((lowest, { figures }) => Math.min(lowest, figures.netPremium), Infinity);
  return { status: 'unaffordable', requiredPremium: cheapest, premiumBudget: promise.budget, excluded };
}

/** The fields that every hedge has beside its figures. */
export function describeHedge(
  terms: Terms,
  figures: OptionHedgeFigures,
): Pick<OptionHedge, 'exactCoins' | 'values'> {
  const values = terms.valueAt.map((benchmarkPrice, i) => {
    const unhedged = terms.valueOf(benchmarkPrice) + 0;
    const payoff = payoffOf(figures.legs, benchmarkPrice) + 0;
    const hedged = unhedged + payoff - figures.netPremium + 0;
    refuseOverflow(terms.caller, `valueAt[${i}]`, hedged);
    return { benchmarkPrice, unhedged, payoff, hedged };
  });
  return { exactCoins: terms.coins, values };
}

/** Legs in words. */
export function legsInWords({ legs }: OptionHedgeFigures): string {
  const words = legs.map(({ side, contracts, instrument }) => {
    return `${side} ${contracts.replace('-', '')} of ${instrument.symbol}`;
  });
  return words.join(', ');
}

/** By strike of what is bought, then of what is sold: one order where all else is equal. */
export function byStrikes(a: Floored, b: Floored): number {
  const strike = (quote: Shape['bought']): number => quote?.instrument.strike ?? 0;
  return strike(a.shape.bought) - strike(b.shape.bought) || strike(a.shape.sold) - strike(b.shape.sold);
}

/** The cheaper, then that of the better floor. */
export function byPremium(a: Floored, b: Floored): number {
  return a.figures.netPremium - b.figures.netPremium || b.floor - a.floor || byStrikes(a, b);
}

/** What a shape costs per coin of both legs, in quote currency. */
function premiumPerCoin({ premiumRate }: Terms, { bought, sold }: Shape): number {
  return (bought!.ask! - (sold?.bid ?? 0)) * premiumRate;
}

/** A shape in the fewest lots that hold the floor, where these are fewer than the book's coins; else nothing. */
function fewestThatHold(terms: Terms, promise: FloorPromise, shape: Shape): readonly Floored[] {
  if (unquoted(shape, terms.premiumRate) !== null) return [];
  const { bought, sold, structure, from } = shape;
  const cost = promise.basis === 'after_premium' ? premiumPerCoin(terms, shape) : 0;
  const putOf = (quote: Quote | null, price: number): number =>
    Math.max((quote?.instrument.strike ?? 0) - price, 0);
  const needed = [from, bought!.instrument.strike, structure === 'putSpread' ? sold!.instrument.strike : 0]
    .filter((price) => price >= from && terms.valueOf(price) < promise.floor)
    .map((price) => {
      const payoff = putOf(bought, price) - (structure === 'putSpread' ? putOf(sold, price) : 0);
      return payoff > cost ? (promise.floor - terms.valueOf(price)) / (payoff - cost) : Infinity;
    });
  const coins = Math.max(...needed);
  if (!(coins < terms.coins)) return [];
  const figures = sizeShape(terms, shape, coins, 'up');
  if (typeof figures === 'string') return [];
  const floored = flooredOf(promise, shape, figures);
  return holds(terms, promise, floored.floor) ? [floored] : [];
}

/** A shape in the most lots that the budget pays for, no more than the book's coins; else nothing. */
function cutToBudget(terms: Terms, promise: FloorPromise, shape: Shape): readonly Floored[] {
  if (unquoted(shape, terms.premiumRate) !== null) return [];
  const perCoin = premiumPerCoin(terms, shape);
  let coins = perCoin > 0 ? Math.min(promise.budget / perCoin, terms.coins) : terms.coins;
  if (shape.sold !== null) {
    // What is sold may be in larger lots: fewer coins pay for what is bought.
    const full = sizeShape(terms, shape, coins, 'down');
    if (typeof full === 'string') return [];
    const income = -full.legs.at(-1)!.premiumInQuote;
    coins = Math.min(coins, (promise.budget + income) / (shape.bought!.ask! * terms.premiumRate));
  }
  const figures = sizeShape(terms, shape, coins, 'down');
  return typeof figures === 'string' || !isWithin(promise, figures)
    ? []
    : [flooredOf(promise, shape, figures)];
}

function flooredOf({ basis }: FloorPromise, shape: Shape, figures: OptionHedgeFigures): Floored {
  const floor = basis === 'before_premium' ? figures.floorBeforePremium : figures.floorAfterPremium;
  return { shape, figures, floor: floor! };
}

function first(candidates: readonly Floored[], preference: Preference): Floored | null {
  return candidates.reduce<Floored | null>(
    (best, each) => (best === null || preference(each, best) < 0 ? each : best),
    null,
  );
}

function hedgeOf(
  terms: Terms,
  promise: FloorPromise,
  { figures, floor }: Floored,
  boundBy: OptionHedge['boundBy'],
  excluded: OptionHedgeExclusions,
): OptionHedge {
  const exactStrike = terms.priceFor(promise.floor);
  const basis = promise.basis.replace('_', ' ');
  const asked = `the floor ${basis} is ${floor}, asked for ${promise.floor}`;
  const isHeld = holds(terms, promise, floor);
  const bound = boundBy === null ? '' : isHeld ? ', with fewer lots' : ', all';
  const paid = boundBy === null ? '' : ` that a premium of ${promise.budget} buys`;
  return {
    status: 'ok',
    ...figures,
    ...describeHedge(terms, figures),
    exactStrike: refuseOverflow(terms.caller, 'exactStrike', exactStrike),
    boundBy,
    excluded,
    reason: `${legsInWords(figures)}: ${asked}, by a strike of ${exactStrike}${bound}${paid}`,
  };
}
