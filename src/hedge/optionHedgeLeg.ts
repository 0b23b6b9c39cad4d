import type { OptionInstrument } from '../instruments/instrument.ts';
import type { OrderRequest } from '../instruments/orderRequest.ts';

/**
 * Why a combination of strikes is no hedge: a leg has no quote (`no_ask`, `no_bid`), costs what it can pay at most or
 * more (`premium_above_payoff`), is sold in less than a lot (`below_lot`) or refused by the venue as an order, be it for
 * a quote below a tick (`order_limit`); caps too low (`cap_below_minimum`), does not hold the floor, or costs more than the budget.
 */
export type OptionHedgeExclusion =
  | 'no_ask'
  | 'no_bid'
  | 'premium_above_payoff'
  | 'below_lot'
  | 'order_limit'
  | 'cap_below_minimum'
  | 'floor_not_held'
  | 'over_budget';

/** An option bought or sold. */
export interface OptionHedgeLeg {
  /** As it came. */
  readonly instrument: OptionInstrument;
  /** `sell` where contracts are negative. */
  readonly side: 'buy' | 'sell';
  /** Signed, at the venue's lots, plain digits. */
  readonly contracts: string;
  /** Unsigned, in the instrument's `amountUnit`, plain digits: what an order sends. */
  readonly amount: string;
  /** Contracts times contract size, signed. */
  readonly coins: number;
  /** The ask of what is bought, the bid of what is sold, per coin in `premiumCurrency`. */
  readonly premiumPerCoin: number;
  /** Of all coins, in `premiumCurrency`: + paid, - received. */
  readonly premium: number;
  /** The same in quote currency, at today's price of the premium's currency. */
  readonly premiumInQuote: number;
  /**
   * The leg as ccxt's `createOrder` takes it: a limit order at `premiumPerCoin`, and so of what was bid or offered. A
   * quote between ticks goes to the one that is never worse than what was counted: down to buy, up to sell.
   */
  readonly order: OrderRequest;
}
