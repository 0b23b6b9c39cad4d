import { addDecimals } from '../instruments/decimal.ts';
import type { InverseInstrument, LinearInstrument } from '../instruments/instrument.ts';

/** An order done. */
export interface Fill {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  /** Of the instrument. */
  readonly symbol: string;
  /** Signed, plain digits. */
  readonly contracts: string;
  /** Paid or received, half spread and impact included. */
  readonly price: number;
  /** In money, at the bar's price. */
  readonly fee: number;
  /** In money: what the half spread took. */
  readonly spreadCost: number;
  /** In money: what the order moved the price against itself. */
  readonly impactCost: number;
}

/** A step of amounts that counts them exactly: `perContract` steps a contract, or `size` contracts a step. */
export type Lots =
  | { readonly perContract: number; readonly size: null }
  | { readonly perContract: null; readonly size: number };

/** The lots of a step in contracts; null where whole numbers of it are no exact contracts. */
export function lotsOf(step: number): Lots | null {
  if (Number.isInteger(step)) return { perContract: null, size: step };
  // The quotient of two whole numbers rounds to the same double as the decimal that it is.
  return Number.isInteger(1 / step) ? { perContract: 1 / step, size: null } : null;
}

/** So many contracts as whole lots are. */
export function contractsOf(lots: Lots, count: number): number {
  return (lots.size === null ? count / lots.perContract : count * lots.size) + 0;
}

function countOf(lots: Lots, contracts: number): number {
  return Math.round(lots.size === null ? contracts * lots.perContract : contracts / lots.size);
}

/** The account that a hedge is held in: money for linear contracts, coins for inverse ones. Sums are in money. */
export interface HedgeAccount {
  readonly symbol: string;
  readonly inverse: boolean;
  readonly contractSize: number;
  readonly coinEquity: number;
  /** Lots by contract, or contracts by lot where `wholeLots`; null where amounts go by significant digits or odd steps. */
  readonly lots: Lots | null;
  /** Signed contracts, plain digits, where there are no lots to count in. */
  held: string;
  /** Signed contracts: the double nearest to their decimal. */
  contracts: number;
  /** In money, or in coins where the contract is inverse. */
  balance: number;
  turnover: number;
  fees: number;
  spreadCosts: number;
  impactCosts: number;
  funding: number;
}

/** An account without contracts. */
export function openAccount(
  { symbol, settlement, contractSize }: LinearInstrument | InverseInstrument,
  coinEquity: number,
  lots: Lots | null,
): HedgeAccount {
  return {
    symbol,
    inverse: settlement === 'inverse',
    contractSize,
    coinEquity,
    lots,
    held: '0',
    contracts: 0,
    balance: coinEquity,
    turnover: 0,
    fees: 0,
    spreadCosts: 0,
    impactCosts: 0,
    funding: 0,
  };
}

/** All of it in money. */
export function valueOf({ inverse, balance }: HedgeAccount, price: number): number {
  return inverse ? balance * price : balance;
}

/**
 * Books the profit of a move of the price: q M (P - P0) of money, of an inverse contract q M (1 / P0 - 1 / P) coins,
 * whose value then moves with the price.
 */
export function markTo(account: HedgeAccount, from: number, to: number): void {
  account.balance += profitOf(account, account.contracts, from, to);
}

/** Longs pay where the rate is above 0. */
export function payFunding(account: HedgeAccount, rate: number, price: number): void {
  const received = -rate * notionalOf(account, account.contracts, price);
  account.balance += received;
  account.funding += account.inverse ? received * price : received;
}

/** What an order did, but for its time and digits. */
export type Filling = Pick<Fill, 'price' | 'fee' | 'spreadCost' | 'impactCost'>;

/** Does an order at a price, against the half spread and its own impact, both fractions of the price. */
export function fillOrder(
  account: HedgeAccount,
  contracts: number,
  price: number,
  costs: { readonly feeRate: number; readonly halfSpread: number },
  impact: number,
): Filling {
  const against = costs.halfSpread + impact;
  const paid = price * (1 + Math.sign(contracts) * against);
  const notional = Math.abs(notionalOf(account, contracts, paid));
  const slip = -profitOf(account, contracts, paid, price);
  const worth = account.inverse ? price : 1;
  account.balance -= costs.feeRate * notional + slip;
  hold(account, contracts);
  const fee = costs.feeRate * notional * worth;
  const impactCost = against === 0 ? 0 : slip * worth * (impact / against);
  const spreadCost = slip * worth - impactCost;
  account.turnover += notional * worth;
  account.fees += fee;
  account.spreadCosts += spreadCost;
  account.impactCosts += impactCost;
  return { price: paid, fee: fee + 0, spreadCost: spreadCost + 0, impactCost: impactCost + 0 };
}

/** Contracts are summed as decimals: in lots where they are whole ones. */
function hold(account: HedgeAccount, contracts: number): void {
  const { lots } = account;
  if (lots !== null) {
    account.contracts = contractsOf(lots, countOf(lots, account.contracts) + countOf(lots, contracts));
    return;
  }
  account.held = addDecimals(account.held, String(contracts));
  account.contracts = Number(account.held);
}

// In the settlement currency.
function notionalOf({ inverse, contractSize }: HedgeAccount, contracts: number, price: number): number {
  return inverse ? (contracts * contractSize) / price : contracts * contractSize * price;
}

function profitOf(
  { inverse, contractSize }: HedgeAccount,
  contracts: number,
  from: number,
  to: number,
): number {
  const size = contracts * contractSize;
  return inverse ? (size * (to - from)) / from / to : size * (to - from);
}
