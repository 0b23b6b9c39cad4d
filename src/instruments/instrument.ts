import type { OptionContract } from '../foundation/optionContract.ts';

/** Steps of a price or an amount: a multiple of a step, or a number of significant digits. */
export type Precision =
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'significantDigits'; readonly digits: number };

/** What every instrument has. Plain data: it survives JSON; decimals are strings. */
export interface InstrumentBase {
  /** ccxt's unified symbol, e.g. `BTC/USDT:USDT`. */
  readonly symbol: string;
  /** The coin whose price moves the instrument. */
  readonly base: string;
  /** The currency that the coin is priced in: of an option, its strike's. */
  readonly quote: string;
  /** What the `amount` of an order counts on this venue: contracts nearly everywhere, coins or money on some. */
  readonly amountUnit: 'contracts' | 'base' | 'quote';
  /** Steps of an order's amount, in `amountUnit`. */
  readonly amountPrecision: Precision;
  /** Steps of a price. */
  readonly pricePrecision: Precision;
  /** Smallest amount of an order, in `amountUnit`; null where the venue names none. */
  readonly minimumAmount: string | null;
  /** Largest amount of an order. */
  readonly maximumAmount: string | null;
  /** Largest amount of a market order, where it differs. */
  readonly maximumMarketAmount: string | null;
  /** Smallest value of an order in quote currency; of an option in `premiumCurrency`, of a quanto in `settle`. */
  readonly minimumCost: string | null;
  /** Largest value of an order, in the same currency. */
  readonly maximumCost: string | null;
  /** Fraction of the notional, one way; null where the venue names none. */
  readonly takerFee: number | null;
  /** Fraction of the notional, one way; negative for a rebate. */
  readonly makerFee: number | null;
  /** Whether the venue trades it; null where it does not say. */
  readonly active: boolean | null;
}

/** Coins against money: one "contract" is one coin. */
export interface SpotInstrument extends InstrumentBase {
  readonly settlement: 'spot';
  readonly type: 'spot';
  /** The currency that profit arises in: the quote. */
  readonly settle: string;
  /** Always 1 coin. */
  readonly contractSize: 1;
  readonly expiry: null;
}

/** A contract on `contractSize` coins, settled in money: q contracts earn q M (P - P0) in quote. */
export interface LinearInstrument extends InstrumentBase {
  readonly settlement: 'linear';
  /** Perpetual or dated. */
  readonly type: 'swap' | 'future';
  /** The currency of margin and profit. */
  readonly settle: string;
  /** Coins (base) per contract. */
  readonly contractSize: number;
  /** Epoch milliseconds of delivery; null for a perpetual. */
  readonly expiry: number | null;
}

/** A contract on `contractSize` of money, settled in the coin: q contracts earn q M (1/P0 - 1/P) coins. */
export interface InverseInstrument extends InstrumentBase {
  readonly settlement: 'inverse';
  /** Perpetual or dated. */
  readonly type: 'swap' | 'future';
  /** The coin of margin and profit: the base. */
  readonly settle: string;
  /** Money (quote) per contract. */
  readonly contractSize: number;
  /** Epoch milliseconds of delivery; null for a perpetual. */
  readonly expiry: number | null;
}

/**
 * A contract whose price counts one pair of currencies and whose profit is paid in a third: q contracts earn
 * q M (P - P0) of `settle`, a coin that moves by itself, at a rate fixed by the contract.
 */
export interface QuantoInstrument extends InstrumentBase {
  readonly settlement: 'quanto';
  /** Perpetual or dated. */
  readonly type: 'swap' | 'future';
  /** The coin of margin and profit: neither base nor quote. */
  readonly settle: string;
  /** Coins of `settle` per contract and 1 of the quote price. */
  readonly contractSize: number;
  /** Epoch milliseconds of delivery; null for a perpetual. */
  readonly expiry: number | null;
}

/** A coarser step of the price above a price: venues step small premiums finer than large ones. */
export interface PriceStep {
  /** In `premiumCurrency`, plain digits. */
  readonly above: string;
  /** In `premiumCurrency`, plain digits. */
  readonly step: string;
}

/** What every option has: European, on `contractSize` coins, its price the premium of one coin. */
interface OptionInstrumentBase extends InstrumentBase, OptionContract {
  readonly type: 'option';
  /** The currency of margin and payoff. */
  readonly settle: string;
  /** Coins (base) per contract; premium, payoff and Greeks are all of one coin. */
  readonly contractSize: number;
  /** The currency that the premium is quoted and paid in: `settle`. */
  readonly premiumCurrency: string;
  /** In increasing order, over `pricePrecision`; empty where the venue names none. */
  readonly priceSteps: readonly PriceStep[];
}

/** An option settled in money: q contracts of premium p cost q M p of it, and pay q M max(S - K, 0). */
export interface LinearOptionInstrument extends OptionInstrumentBase {
  readonly settlement: 'linearOption';
}

/** An option settled in the coin: q contracts of premium p cost q M p coins, and pay q M max(S - K, 0) / S. */
export interface InverseOptionInstrument extends OptionInstrumentBase {
  readonly settlement: 'inverseOption';
}

/** An option; `type: 'option'` tells it from any other instrument. */
export type OptionInstrument = LinearOptionInstrument | InverseOptionInstrument;

/** What can be traded, told apart by `settlement`. */
export type Instrument =
  SpotInstrument | LinearInstrument | InverseInstrument | QuantoInstrument | OptionInstrument;
