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

/** The account that a hedge is held in: money for linear contracts, coins for inverse ones. Sums are in money. */
export interface HedgeAccount {
  readonly symbol: string;
  readonly inverse: boolean;
  readonly contractSize: number;
  readonly coinEquity: number;
  /** Signed contracts, plain digits. */
  held: string;
  /** The same as a number. */
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
): HedgeAccount {
  return {
    symbol,
    inverse: settlement === 'inverse',
    contractSize,
    coinEquity,
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

/** Does an order at a price, against the half spread and its own impact, both fractions of the price. */
export function fillOrder(
  account: HedgeAccount,
  timestamp: number,
  contracts: string,
  price: number,
  costs: { readonly feeRate: number; readonly halfSpread: number },
  impact: number,
): Fill {
  const traded = Number(contracts);
  const against = costs.halfSpread + impact;
  const paid = price * (1 + Math.sign(traded) * against);
  const notional = Math.abs(notionalOf(account, traded, paid));
  const slip = -profitOf(account, traded, paid, price);
  const worth = account.inverse ? price : 1;
  account.balance -= costs.feeRate * notional + slip;
  account.held = addDecimals(account.held, contracts);
  account.contracts = Number(account.held);
  const impactCost = against === 0 ? 0 : slip * worth * (impact / against);
  const fill: Fill = {
    timestamp,
    symbol: account.symbol,
    contracts,
    price: paid,
    fee: costs.feeRate * notional * worth,
    spreadCost: slip * worth - impactCost,
    impactCost,
  };
  account.turnover += notional * worth;
  account.fees += fill.fee;
  account.spreadCosts += fill.spreadCost;
  account.impactCosts += fill.impactCost;
  return fill;
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
