import { InputError, isBetahedgeError } from '../foundation/errors.ts';
import { decimalOf, plain } from '../instruments/decimal.ts';
import type { OptionInstrument } from '../instruments/instrument.ts';
import { orderRequest } from '../instruments/orderRequest.ts';
import type { OrderRequest } from '../instruments/orderRequest.ts';
import { amountPerContract, roundTo } from '../instruments/roundAmount.ts';
import type { OptionHedgeExclusion, OptionHedgeLeg } from './optionHedgeLeg.ts';
import { refuseOverflow } from './optionHedgeTerms.ts';
import type { Quote, Terms } from './optionHedgeTerms.ts';

/** Puts; puts less puts of a lower strike; puts paid for by calls; calls sold alone. */
export type OptionStructure = 'protectivePut' | 'putSpread' | 'collar' | 'coveredCall';

/** What a hedge costs and what it leaves of the book, by CAPM at the expiry. */
export interface OptionHedgeFigures {
  /** Which kind of hedge it is. */
  readonly structure: OptionStructure;
  /** What to buy, then what to sell. */
  readonly legs: readonly OptionHedgeLeg[];
  /** In quote currency: + paid, - received. */
  readonly netPremium: number;
  /** The same in the premium's currency: coins of coin-settled options. */
  readonly netPremiumInPremiumCurrency: number;
  /** The floor holds at prices of the benchmark from here up: 0 of puts alone. Null without a floor. */
  readonly floorDownTo: number | null;
  /** Least value of the book at such prices, premium left out. Null without a floor. */
  readonly floorBeforePremium: number | null;
  /** The same less the premium. */
  readonly floorAfterPremium: number | null;
  /** Value of the book after premium with the benchmark at 0; below 0 where losses are more than the book. */
  readonly valueAtZero: number;
  /** Value of the book at the strike of the calls sold, premium left out. Null where none are sold. */
  readonly capBeforePremium: number | null;
  /** The same less the premium. */
  readonly capAfterPremium: number | null;
  /** Share of the book's gain with the benchmark that is left above every strike: 1 without calls sold, else what lots leave. */
  readonly upsideShare: number;
}

/** Listed options in their roles. */
export interface Shape {
  readonly structure: OptionStructure;
  readonly bought: Quote | null;
  readonly sold: Quote | null;
  /** Where the floor is to hold from. */
  readonly from: number;
}

/** Why a shape has no size whatever is promised; null where it may have one. */
export function unquoted(
  { bought, sold, structure }: Shape,
  premiumRate: number,
): OptionHedgeExclusion | null {
  if (bought !== null && bought.ask === null) return 'no_ask';
  if (sold !== null && sold.bid === null) return 'no_bid';
  if (bought === null) return null;
  const isSpread = structure === 'putSpread';
  const payoff = bought.instrument.strike - (isSpread ? sold!.instrument.strike : 0);
  const cost = (bought.ask! - (isSpread ? sold!.bid! : 0)) * premiumRate;
  return cost >= payoff ? 'premium_above_payoff' : null;
}

/**
 * A shape in whole lots: bought in so many coins, rounded; sold in no more than what covers it, which is the put
 * bought of a spread, and the book's own coins of calls.
 */
export function sizeShape(
  terms: Terms,
  shape: Shape,
  coins: number,
  rounding: 'up' | 'down',
): OptionHedgeFigures | OptionHedgeExclusion {
  const legs: OptionHedgeLeg[] = [];
  let covered = terms.coins;
  if (shape.bought !== null) {
    const leg = legOf(terms, shape.bought, 'buy', coins, rounding);
    if (typeof leg === 'string') return leg;
    legs.push(leg);
    covered = shape.structure === 'putSpread' ? leg.coins : Math.min(covered, leg.coins);
  }
  if (shape.sold !== null) {
    const leg = legOf(terms, shape.sold, 'sell', covered, 'down');
    if (typeof leg === 'string') return leg;
    legs.push(leg);
  }
  return figuresOf(terms, shape, legs);
}

/** What the legs pay at expiry, in quote currency. */
export function payoffOf(legs: readonly OptionHedgeLeg[], benchmarkPrice: number): number {
  let payoff = 0;
  for (const { instrument, coins } of legs) {
    const sign = instrument.optionType === 'call' ? 1 : -1;
    payoff += coins * Math.max(sign * (benchmarkPrice - instrument.strike), 0);
  }
  return payoff;
}

function figuresOf(terms: Terms, shape: Shape, legs: readonly OptionHedgeLeg[]): OptionHedgeFigures {
  const total = (field: 'premium' | 'premiumInQuote'): number =>
    legs.reduce((sum, leg) => sum + leg[field], 0);
  const finite = (path: string, value: number): number => refuseOverflow(terms.caller, path, value);
  const grossAt = (price: number): number => terms.valueOf(price) + payoffOf(legs, price);
  const netPremium = finite('netPremium', total('premiumInQuote'));
  const hasFloor = shape.bought !== null;
  // The value is linear between strikes and, no more being sold than is covered, does not fall above the last.
  const kinks = legs.map(({ instrument }) => instrument.strike).filter((strike) => strike > shape.from);
  const floor = hasFloor ? finite('floor', Math.min(...[shape.from, ...kinks].map(grossAt))) : null;
  const calls = shape.structure === 'putSpread' ? null : shape.sold;
  const cap = calls === null ? null : finite('cap', grossAt(calls.instrument.strike));
  const coinsSold = calls === null ? 0 : -legs.at(-1)!.coins;
  return {
    structure: shape.structure,
    legs,
    netPremium,
    netPremiumInPremiumCurrency: total('premium'),
    floorDownTo: hasFloor ? shape.from : null,
    floorBeforePremium: floor,
    floorAfterPremium: floor === null ? null : floor - netPremium + 0,
    valueAtZero: finite('valueAtZero', grossAt(0) - netPremium) + 0,
    capBeforePremium: cap,
    capAfterPremium: cap === null ? null : cap - netPremium + 0,
    upsideShare: (terms.coins - coinsSold) / terms.coins,
  };
}

function legOf(
  terms: Terms,
  quote: Quote,
  side: 'buy' | 'sell',
  coins: number,
  rounding: 'up' | 'down',
): OptionHedgeLeg | OptionHedgeExclusion {
  const key = `${side} ${rounding} ${coins}`;
  const known = quote.legs.get(key);
  if (known !== undefined) return known;
  const leg = sizeLeg(terms, quote, side, coins, rounding);
  quote.legs.set(key, leg);
  return leg;
}

function sizeLeg(
  terms: Terms,
  quote: Quote,
  side: 'buy' | 'sell',
  coins: number,
  rounding: 'up' | 'down',
): OptionHedgeLeg | OptionHedgeExclusion {
  const { instrument } = quote;
  const sized = wholeLots(terms.caller, instrument, coins, rounding);
  if (sized === null) return 'below_lot';
  const premiumPerCoin = side === 'buy' ? quote.ask! : quote.bid!;
  const signed = side === 'buy' ? sized.contracts : `-${sized.contracts}`;
  const order = orderOf(terms.caller, quote, signed, side, premiumPerCoin);
  if (order === null) return 'order_limit';
  const legCoins = Number(signed) * instrument.contractSize;
  const premium = legCoins * premiumPerCoin;
  return {
    instrument,
    side,
    contracts: signed,
    amount: sized.amount,
    coins: legCoins,
    premiumPerCoin,
    premium,
    premiumInQuote: premium * terms.premiumRate,
    order,
  };
}

/** Null where the venue takes none of this size or at this price. */
function orderOf(
  caller: string,
  { instrument, place }: Quote,
  contracts: string,
  side: 'buy' | 'sell',
  price: number,
): OrderRequest | null {
  try {
    const sized = orderRequest({ instrument, contracts, orderType: 'limit', price });
    return sized.status === 'ok' && sized.boundBy === null ? sized.order : null;
  } catch (error) {
    if (!isBetahedgeError(error)) throw error;
    const { code, expected, received } = error;
    // A quote below a tick is no price to buy at.
    if (code === 'domain.not_positive') return null;
    const path = error.path === 'price' ? `chain[${place}].${side === 'buy' ? 'ask' : 'bid'}` : 'bookValue';
    throw new InputError({ code, caller, path, expected, received });
  }
}

/** Contracts of so many coins at whole lots; up to the venue's minimum too. Null where that is none. */
function wholeLots(
  caller: string,
  instrument: OptionInstrument,
  coins: number,
  rounding: 'up' | 'down',
): { readonly contracts: string; readonly amount: string } | null {
  const perContract = amountPerContract(instrument);
  const contracts = refuseOverflow(caller, 'contracts', coins / instrument.contractSize);
  const exact = decimalOf(contracts)!.times(perContract);
  const atLots = (value: typeof exact, way: 'nearest' | 'up' | 'towardZero'): typeof exact =>
    roundTo(instrument.amountPrecision, value, way);
  const nearest = atLots(exact, 'nearest');
  // Doubles that should be a whole number of lots miss it by some last bits, and would be rounded a lot too far.
  const isWhole = nearest.minus(exact).abs().lte(exact.times(1e-12));
  let amount = isWhole ? nearest : atLots(exact, rounding === 'up' ? 'up' : 'towardZero');
  const minimum = decimalOf(instrument.minimumAmount);
  if (rounding === 'up' && minimum !== null && amount.gt(0) && amount.lt(minimum))
    amount = atLots(minimum, 'up');
  if (amount.isZero()) return null;
  return { contracts: plain(amount.div(perContract)), amount: plain(amount) };
}
