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
  /** The currency of its price. */
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
  /** Smallest value of an order in quote currency. */
  readonly minimumCost: string | null;
  /** Largest value of an order in quote currency. */
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

/** What a hedge can be traded in, told apart by `settlement`. Quanto contracts and options are not yet members. */
export type Instrument = SpotInstrument | LinearInstrument | InverseInstrument;
