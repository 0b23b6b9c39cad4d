import type { Decimal } from 'decimal.js';
import { isAbsent, readObject, readOneOf, readText, refuse } from '../foundation/checks.ts';
import { checkAmount, costPerAmount, maximumAmount } from './checkOrder.ts';
import type { OrderLimit } from './checkOrder.ts';
import { decimalOf, plain } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import { readInstrument, readOrderPrice } from './readInstrument.ts';
import { amountOf, amountPerContract, readContracts, roundTo } from './roundAmount.ts';
import { roundToTick } from './roundPrice.ts';

/** How long an order stands, in ccxt's words; `PO` is post-only. */
export type TimeInForce = 'GTC' | 'IOC' | 'FOK' | 'PO';

/** What `orderRequest` takes. */
export interface OrderRequestOptions {
  /** From `parseMarket`. */
  readonly instrument: Instrument;
  /** What to trade, before lots and limits: signed, + to buy; contracts (coins for spot). A decimal string is exact. */
  readonly contracts: number | string;
  /** A market order may have a lower maximum. */
  readonly orderType: 'market' | 'limit';
  /**
   * In quote currency, of an option its premium in `premiumCurrency`: the limit before its tick; of a market order
   * the price expected, which its cost is counted at and which is not sent.
   */
  readonly price: number;
  /** `nearest` lot, the default, or `towardZero`, which a reduce-only order always is. */
  readonly rounding?: 'nearest' | 'towardZero' | undefined;
  /** A limit's tick: `passive`, the default, rounds a buy down and a sell up; `aggressive` the other way. */
  readonly priceRounding?: 'passive' | 'nearest' | 'aggressive' | undefined;
  /** Whether the order may only bring what is held nearer to zero. */
  readonly reduceOnly?: boolean | undefined;
  /** Contracts held, signed, + long; required with `reduceOnly`. */
  readonly position?: number | string | undefined;
  /** Most contracts to trade, unsigned: what the caller's own limits leave. */
  readonly maximumContracts?: number | string | undefined;
  /** Whether the venue takes reduce-only orders below its minimum amount and cost; default false, which most do not. */
  readonly reduceBelowMinimum?: boolean | undefined;
  /** Whether a limit order must not take. */
  readonly postOnly?: boolean | undefined;
  /** Of a limit order any; of a market order `IOC` or `FOK`. */
  readonly timeInForce?: TimeInForce | undefined;
  /** The caller's own name of the order. */
  readonly clientOrderId?: string | undefined;
}

/** What ccxt passes on to the venue; nothing but what was asked for. */
export interface OrderParams {
  /** True for a contract that may only reduce. Spot has no such order: its size alone keeps to what is held. */
  readonly reduceOnly?: true | undefined;
  /** True where the order must not take. */
  readonly postOnly?: true | undefined;
  /** How long the order stands. */
  readonly timeInForce?: TimeInForce | undefined;
  /** The caller's own name of the order. */
  readonly clientOrderId?: string | undefined;
}

/** An order in the shape of ccxt: `createOrder(symbol, type, side, amount, price, params)`. */
export interface OrderRequest {
  /** ccxt's unified symbol. */
  readonly symbol: string;
  /** As `orderType`. */
  readonly type: 'market' | 'limit';
  /** `sell` where contracts are negative. */
  readonly side: 'buy' | 'sell';
  /** Unsigned, in `amountUnit`: as the number that ccxt's types ask for. Its digits are those of `amountText`. */
  readonly amount: number;
  /** The same amount, plain digits: what ccxt takes as well, and exactly a multiple of the lot. */
  readonly amountText: string;
  /** What the amount counts on this venue: contracts, coins or money. */
  readonly amountUnit: 'contracts' | 'base' | 'quote';
  /** Of a limit order, at the tick. */
  readonly price?: number | undefined;
  /** The same price, plain digits. */
  readonly priceText?: string | undefined;
  /** For the venue. */
  readonly params: OrderParams;
}

/** What kept an order from the exact size, rounding to a lot apart. */
export type OrderBound = 'reduce_only' | 'maximum_contracts' | 'maximum_amount' | 'maximum_cost';

/**
 * Why there is nothing to send: nothing was asked for (`zero`), nothing is held that this side reduces (`reduce_only`),
 * nothing is allowed (`maximum_contracts`: 0), or the rounded order is beyond a limit of the venue.
 */
export type NothingToSendReason = 'zero' | 'reduce_only' | 'maximum_contracts' | OrderLimit;

/** An order that the venue takes, or why there is none. */
export type OrderRequestResult =
  | {
      readonly status: 'ok';
      /** To send. */
      readonly order: OrderRequest;
      /** Signed contracts (coins for spot) of the order, plain digits. */
      readonly contracts: string;
      /** What the order is worth at its price, unsigned, plain digits. */
      readonly cost: string;
      /** What the cost counts: the quote currency; of an option its `premiumCurrency`, of a quanto its `settle`. */
      readonly costCurrency: string;
      /** Exact less sent contracts, signed, plain digits. */
      readonly dust: string;
      /** The tightest limit that the order was cut down to; null where none did. */
      readonly boundBy: OrderBound | null;
    }
  | {
      readonly status: 'nothing_to_send';
      /** Why. */
      readonly reason: NothingToSendReason;
      /** All that was asked for, plain digits. */
      readonly dust: string;
      /** The limit that the order was cut down to before `reason` stopped it; null where none did. */
      readonly boundBy: OrderBound | null;
    };

const CALLER = 'orderRequest';

/**
 * An exact size as an order that the venue takes: at its lots, ticks and limits, in ccxt's shape.
 *
 * **Formula**: the lot nearest to the size, a tie towards zero; towards zero where reduce-only, or where cut down to
 * the least of what is held (reduce-only), `maximumContracts` and the venue's maximum amount and cost. Then every
 * limit is checked on what is left.
 * **Result**: `ok`, with the order, at most half a lot from the size (less than one lot where rounded towards zero) unless
 * `boundBy` names what cut it down; or `nothing_to_send`. A size of zero is never sent: reduce-only, it closes the
 * whole position on some venues. A reduce-only order is never more than what is held.
 * A spot venue that counts a market buy in money (ccxt's `createMarketBuyOrderRequiresPrice`) needs the price beside it.
 * **Errors**: `shape.missing_field` (`position` with `reduceOnly`), `domain.*` (`out_of_range`: an amount or price whose
 * digits a double does not keep, as 2^53 + 1; `not_positive`: a price that rounds to 0), `market.inconsistent` (a market
 * order that is post-only or stands, a post-only one that does not), `unit.suspicious` (a coin-settled option's
 * premium in money).
 * **Accuracy**: exact decimals; contracts, where the amount counts coins or money, to 40 digits.
 * **Source**: ccxt manual, Precision And Limits, Placing Orders.
 *
 * @example
 * ```ts
 * import { orderRequest, parseMarket } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'ETH/USDT:USDT', base: 'ETH', quote: 'USDT', settle: 'USDT', type: 'swap', linear: true,
 *   inverse: false, contractSize: 1, precision: { amount: 0.001, price: 0.01 },
 *   limits: { amount: { min: 0.001 }, cost: { min: 20 } },
 * });
 * const sized = orderRequest({ instrument, contracts: -1.23456, orderType: 'limit', price: 3000.123 });
 * if (sized.status === 'ok') {
 *   console.log(sized.order.side, sized.order.amountText, sized.order.priceText); // sell 1.235 3000.13
 *   console.log(sized.cost, sized.costCurrency, sized.dust); // 3705.16055 USDT 0.00044
 * }
 * const closing = orderRequest({
 *   instrument, contracts: -1.23456, orderType: 'market', price: 3000, reduceOnly: true, position: 0.5005,
 * });
 * if (closing.status === 'ok') console.log(closing.contracts, closing.boundBy); // -0.5 reduce_only
 * ```
 */
export function orderRequest(options: OrderRequestOptions): OrderRequestResult {
  readObject(CALLER, options, '');
  const instrument = readInstrument(CALLER, options);
  const exact = readContracts(CALLER, options);
  const type = readOneOf(CALLER, options, 'orderType', ['market', 'limit']);
  const given = readOrderPrice(CALLER, options, instrument);
  const reduceOnly = readFlag(options, 'reduceOnly');
  const rounding = readRounding(options, reduceOnly);
  const held = readHeld(options, reduceOnly);
  const allowed = readMaximum(options);
  const mayBeSmall = readFlag(options, 'reduceBelowMinimum') && reduceOnly;
  const params = readParams(options, type, reduceOnly && instrument.settlement !== 'spot');
  const side = exact.lt(0) ? 'sell' : 'buy';
  const tick = readTick(options, side);
  const price = type === 'limit' ? roundToTick(CALLER, instrument, given, tick) : decimalOf(given)!;

  const nothing = (reason: NothingToSendReason, boundBy: OrderBound | null = null): OrderRequestResult => ({
    status: 'nothing_to_send',
    reason,
    dust: plain(exact),
    boundBy,
  });
  if (exact.isZero()) return nothing('zero');
  if (reduceOnly && !held.times(exact).lt(0)) return nothing('reduce_only');
  if (allowed?.isZero() === true) return nothing('maximum_contracts');

  // In the unit of the amount, in which lots are exact where contracts may be endless fractions.
  const bounds: readonly (readonly [OrderBound, Decimal | null | undefined])[] = [
    ['reduce_only', reduceOnly ? amountOf(instrument, held.abs()) : null],
    ['maximum_contracts', allowed && amountOf(instrument, allowed)],
    ['maximum_amount', decimalOf(maximumAmount(instrument, type))],
    ['maximum_cost', decimalOf(instrument.maximumCost)?.div(costPerAmount(instrument, price))],
  ];
  let amount = roundTo(instrument.amountPrecision, amountOf(instrument, exact.abs()), rounding);
  let boundBy: OrderBound | null = null;
  for (const [name, bound] of bounds) {
    if (!bound || amount.lte(bound)) continue;
    // To the bound itself first: of two that round to the same lot the tighter one bound.
    amount = bound;
    boundBy = name;
  }
  amount = roundTo(instrument.amountPrecision, amount, 'towardZero');
  const check = checkAmount(mayBeSmall ? withoutMinimum(instrument) : instrument, amount, price, type);
  if (check.status === 'refused') return nothing(check.limit, boundBy);

  const contracts = amount.div(amountPerContract(instrument)).times(side === 'sell' ? -1 : 1);
  const limit = type === 'market' ? {} : { price: asNumber(price, 'price'), priceText: plain(price) };
  return {
    status: 'ok',
    order: {
      symbol: instrument.symbol,
      type,
      side,
      amount: asNumber(amount, 'contracts'),
      amountText: plain(amount),
      amountUnit: instrument.amountUnit,
      ...limit,
      params,
    },
    contracts: plain(contracts),
    cost: check.cost,
    costCurrency: costCurrencyOf(instrument),
    dust: plain(exact.minus(contracts)),
    boundBy,
  };
}

function costCurrencyOf(instrument: Instrument): string {
  if (instrument.type === 'option') return instrument.premiumCurrency;
  return instrument.settlement === 'quanto' ? instrument.settle : instrument.quote;
}

/** A decimal as the double that ccxt's types ask for, refused where the double has other digits. */
function asNumber(value: Decimal, path: string): number {
  const number = value.toNumber();
  if (decimalOf(number)?.eq(value) === true) return number;
  const expected = 'such that a number keeps the digits of the order (at most 2^53 lots)';
  return refuse('domain.out_of_range', CALLER, path, expected, plain(value));
}

function withoutMinimum(instrument: Instrument): Instrument {
  return { ...instrument, minimumAmount: null, minimumCost: null };
}

function readFlag(options: OrderRequestOptions, field: keyof OrderRequestOptions): boolean {
  return !isAbsent(options, field) && readOneOf(CALLER, options, field, [true, false]);
}

function readRounding(options: OrderRequestOptions, reduceOnly: boolean): 'nearest' | 'towardZero' {
  if (isAbsent(options, 'rounding')) return reduceOnly ? 'towardZero' : 'nearest';
  return readOneOf(CALLER, options, 'rounding', reduceOnly ? ['towardZero'] : ['nearest', 'towardZero']);
}

function readTick(options: OrderRequestOptions, side: 'buy' | 'sell'): 'nearest' | 'down' | 'up' {
  const ways = ['passive', 'nearest', 'aggressive'] as const;
  const way = isAbsent(options, 'priceRounding')
    ? 'passive'
    : readOneOf(CALLER, options, 'priceRounding', ways);
  if (way === 'nearest') return way;
  return (side === 'buy') === (way === 'passive') ? 'down' : 'up';
}

/** What is held; zero where that is not asked for. */
function readHeld(options: OrderRequestOptions, reduceOnly: boolean): Decimal {
  if (isAbsent(options, 'position') && !reduceOnly) return decimalOf(0)!;
  return readContracts(CALLER, options, 'position');
}

function readMaximum(options: OrderRequestOptions): Decimal | null {
  if (isAbsent(options, 'maximumContracts')) return null;
  const maximum = readContracts(CALLER, options, 'maximumContracts');
  if (maximum.lt(0))
    refuse('domain.negative', CALLER, 'maximumContracts', 'zero or positive', plain(maximum));
  return maximum;
}

function readParams(
  options: OrderRequestOptions,
  type: 'market' | 'limit',
  reduceOnly: boolean,
): OrderParams {
  const inconsistent = (field: 'postOnly' | 'timeInForce', expected: string): never =>
    refuse('market.inconsistent', CALLER, field, expected, options[field]);
  const postOnly = readFlag(options, 'postOnly');
  const timeInForce = isAbsent(options, 'timeInForce')
    ? null
    : readOneOf(CALLER, options, 'timeInForce', ['GTC', 'IOC', 'FOK', 'PO']);
  const takesAtOnce = timeInForce === 'IOC' || timeInForce === 'FOK';
  if (type === 'market' && postOnly) inconsistent('postOnly', 'absent for a market order, which takes');
  if (type === 'market' && timeInForce !== null && !takesAtOnce)
    inconsistent('timeInForce', 'IOC or FOK for a market order, which does not stand');
  if (postOnly && takesAtOnce) inconsistent('timeInForce', 'GTC or PO for a post-only order');
  return {
    ...(reduceOnly ? { reduceOnly } : {}),
    ...(postOnly ? { postOnly } : {}),
    ...(timeInForce === null ? {} : { timeInForce }),
    ...(isAbsent(options, 'clientOrderId')
      ? {}
      : { clientOrderId: readText(CALLER, options, 'clientOrderId') }),
  };
}
