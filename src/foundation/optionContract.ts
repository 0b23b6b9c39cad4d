/** The right to buy (`call`) or to sell (`put`). */
export type OptionType = 'call' | 'put';

/** What makes an option: a right, at a price, until a time. European: exercised at expiry alone. */
export interface OptionContract {
  /** The right to buy or to sell. */
  readonly optionType: OptionType;
  /** The price of the underlying that it may be bought or sold at, in quote currency. */
  readonly strike: number;
  /** Epoch milliseconds. */
  readonly expiry: number;
}
