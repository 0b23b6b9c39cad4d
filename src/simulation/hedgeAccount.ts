import type { InverseInstrument, LinearInstrument } from '../instruments/instrument.ts';
import { addDecimals } from '../instruments/decimal.ts';

/** An order done. */
export interface Fill {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  /** Signed, plain digits. */
  readonly contracts: string;
  /** Paid or received, half spread included. */
  readonly price: number;
  /** In money, at the bar's price. */
  readonly fee: number;
  /** In money: what the half spread took. */
  readonly spreadCost: number;
}

/** Sums since the account was opened, in money at the price of the time. */
export interface AccountTotals {
  readonly turnover: number;
  readonly fees: number;
  readonly spreadCosts: number;
  readonly funding: number;
  readonly hedgeProfit: number;
}

/** The account that a hedge is held in: money for linear contracts, coins for inverse ones. */
export interface HedgeAccount {
  /** Signed contracts held. */
  readonly contracts: () => number;
  /** Signed value of the contracts. */
  readonly notional: (price: number) => number;
  /** Coins in the account; 0 for a linear contract. */
  readonly coins: () => number;
  /** All of it in money. */
  readonly value: (price: number) => number;
  /** Books the profit of a move of the price. */
  readonly markTo: (from: number, to: number) => void;
  /** Longs pay where the rate is above 0. */
  readonly payFunding: (rate: number, price: number) => void;
  /** Does an order at a price, against the spread. */
  readonly fill: (timestamp: number, contracts: string, price: number) => Fill;
  /** As of a price. */
  readonly totals: (price: number) => AccountTotals;
}

/**
 * Opens an account without contracts. The balance is in the settlement currency: a linear contract earns
 * q M (P - P0) of money, an inverse one q M (1 / P0 - 1 / P) coins, whose value then moves with the price.
 */
export function openHedgeAccount(
  instrument: LinearInstrument | InverseInstrument,
  coinEquity: number,
  feeRate: number,
  halfSpread: number,
): HedgeAccount {
  const inverse = instrument.settlement === 'inverse';
  const size = instrument.contractSize;
  let balance = coinEquity;
  let held = '0';
  let turnover = 0;
  let fees = 0;
  let spreadCosts = 0;
  let funding = 0;

  const money = (amount: number, price: number): number => (inverse ? amount * price : amount);
  // In the settlement currency.
  const notional = (q: number, price: number): number => (inverse ? (q * size) / price : q * size * price);
  const profit = (q: number, from: number, to: number): number =>
    inverse ? (q * size * (to - from)) / from / to : q * size * (to - from);
  const value = (price: number): number => money(balance, price);

  return {
    contracts: () => Number(held),
    notional: (price) => money(notional(Number(held), price), price),
    coins: () => (inverse ? balance : 0),
    value,
    markTo: (from, to) => {
      balance += profit(Number(held), from, to);
    },
    payFunding: (rate, price) => {
      const received = -rate * notional(Number(held), price);
      balance += received;
      funding += money(received, price);
    },
    fill: (timestamp, contracts, price) => {
      const traded = Number(contracts);
      const paid = price * (1 + Math.sign(traded) * halfSpread);
      const fee = feeRate * Math.abs(notional(traded, paid));
      const slip = -profit(traded, paid, price);
      balance -= fee + slip;
      held = addDecimals(held, contracts);
      const done = {
        timestamp,
        contracts,
        price: paid,
        fee: money(fee, price),
        spreadCost: money(slip, price),
      };
      turnover += money(Math.abs(notional(traded, paid)), price);
      fees += done.fee;
      spreadCosts += done.spreadCost;
      return done;
    },
    totals: (price) => ({
      turnover,
      fees,
      spreadCosts,
      funding,
      hedgeProfit: value(price) - (inverse ? coinEquity * price : 0) + fees + spreadCosts - funding,
    }),
  };
}
