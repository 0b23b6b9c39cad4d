import type { OrderRequest } from '../instruments/orderRequest.ts';
import { orderRequest } from '../instruments/orderRequest.ts';
import { roundAmount } from '../instruments/roundAmount.ts';
import type { CoinInstrument, HedgeLeg } from './hedgeLeg.ts';
import { allowedContracts, tightest } from './hedgeLimits.ts';
import type { AppliedLimit, HedgeLimit, ValueLimit } from './hedgeLimits.ts';

/** The part of an exact size that the limits and the venue's lots let through. */
export interface HedgeOrder {
  /** Contracts to trade, signed, plain digits, at the venue's lots and limits. */
  readonly contracts: string;
  /** Unsigned, in the instrument's `amountUnit`, plain digits: the order's amount, exactly. */
  readonly amount: string;
  /** Null where there is nothing to send; `reason` says why. */
  readonly order: OrderRequest | null;
  /** In words, with the numbers compared. */
  readonly reason: string;
  /** The limit that kept the order from the exact hedge, rounding to the nearest lot apart; null where none did. */
  readonly boundBy: HedgeLimit | null;
  /** Every limit of the call and what it allowed, in the order they apply; then the venue's, where it bound. */
  readonly limits: readonly AppliedLimit[];
}

/** How a leg may be traded. */
export interface OrderRules {
  readonly limits: readonly ValueLimit[];
  readonly reduceOnly: boolean;
  readonly reduceBelowMinimum: boolean;
}

/** The order for `exact` contracts of a leg of which `held` are held. */
export function hedgeOrder(
  caller: string,
  leg: Pick<HedgeLeg, 'instrument' | 'price' | 'contractValue'>,
  exact: number,
  held: number,
  rules: OrderRules,
): HedgeOrder {
  const { instrument, price } = leg;
  const { reduceOnly } = rules;
  const ownLimits = allowedContracts(caller, rules.limits, exact, held, leg.contractValue);
  const limits = reduceOnly && exact !== 0 ? [reducible(exact, held), ...ownLimits] : [...ownLimits];
  const least = tightest(ownLimits);
  const sized = orderRequest({
    instrument,
    contracts: reduceOnly ? atLot(instrument, exact) : exact,
    orderType: 'market',
    price,
    ...(least === null ? {} : { maximumContracts: atLot(instrument, Math.abs(least.contracts)) }),
    ...(reduceOnly
      ? { reduceOnly, position: atLot(instrument, held), reduceBelowMinimum: rules.reduceBelowMinimum }
      : {}),
  });
  const nameOf = (bound: HedgeLimit | 'maximum_contracts'): HedgeLimit =>
    bound === 'maximum_contracts' ? least!.limit : bound;
  const sent = sized.status === 'ok';
  const capped = sized.boundBy === null ? null : nameOf(sized.boundBy);
  const stopped = sent || sized.reason === 'zero' ? null : nameOf(sized.reason);
  const order = sent ? sized.order : null;
  const contracts = sent ? sized.contracts : '0';
  const boundBy = capped ?? stopped;
  for (const limit of [capped, stopped])
    if (limit !== null && !limits.some((other) => other.limit === limit))
      limits.push({ limit, contracts: Number(contracts) });
  return {
    contracts,
    amount: order?.amountText ?? '0',
    order,
    reason: explain(instrument, boundBy, exact, order),
    boundBy,
    limits,
  };
}

function reducible(exact: number, held: number): AppliedLimit {
  const reduces = held !== 0 && held > 0 !== exact > 0;
  return { limit: 'reduce_only', contracts: reduces ? -held : 0 };
}

/**
 * A size that went through a value in money, as contracts again: at the lot that it is but for the rounding of the
 * products, which would else cost a whole lot where it is rounded towards zero.
 */
function atLot(instrument: CoinInstrument, contracts: number): number | string {
  const nearest = roundAmount({ instrument, contracts, rounding: 'nearest' }).contracts;
  return Math.abs(Number(nearest) - contracts) <= 1e-12 * Math.abs(contracts) ? nearest : contracts;
}

function explain(
  instrument: CoinInstrument,
  boundBy: HedgeLimit | null,
  exact: number,
  order: OrderRequest | null,
): string {
  const hedge = `the exact hedge is ${exact} contracts of ${instrument.symbol}`;
  const limit = boundBy?.replaceAll('_', ' ');
  if (order !== null) {
    const sent = `${order.side} ${order.amountText} (${instrument.amountUnit})`;
    return limit === undefined ? `${sent}: ${hedge}` : `${sent}, capped by ${limit}: ${hedge}`;
  }
  if (limit === undefined) return 'nothing to trade: the book is on its target';
  return `nothing to trade (${limit}): ${hedge}`;
}
