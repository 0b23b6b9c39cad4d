import type { Decimal } from 'decimal.js';
import { readObject, readOneOf } from '../foundation/checks.ts';
import { decimalOf, plain } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import { amountOf, readContracts, roundTo } from './roundAmount.ts';
import { readInstrument, readOrderPrice } from './readInstrument.ts';

/** What `checkOrder` takes. */
export interface CheckOrderOptions {
  /** From `parseMarket`. */
  readonly instrument: Instrument;
  /** Signed, already at the venue's lots: `contracts` of `roundAmount`. */
  readonly contracts: number | string;
  /** In quote currency; of an option its premium for one coin, in `premiumCurrency`. */
  readonly price: number;
  /** A market order may have a lower maximum. */
  readonly orderType: 'market' | 'limit';
}

/** Which limit an order is beyond; `lot`: its amount is no multiple of the lot, or 0. */
export type OrderLimit =
  'inactive' | 'lot' | 'minimum_amount' | 'minimum_cost' | 'maximum_amount' | 'maximum_cost';

/** Whether the venue takes the order; if not, the limit and what it was compared with, as plain digits. */
export type CheckOrderResult =
  | { readonly status: 'ok'; readonly cost: string }
  | {
      readonly status: 'refused';
      readonly limit: OrderLimit;
      readonly bound: string;
      readonly observed: string;
    };

/**
 * Whether an amount, after its rounding, is within the venue's limits: a check before the rounding lets
 * orders through that the venue refuses, or that close a position because they round to 0.
 *
 * **Formula**: cost = |contracts| x contract size x price; for an inverse contract |contracts| x contract size.
 * **Result**: `ok` with the cost in quote currency (an option's in its `premiumCurrency`, a quanto's in `settle`), or `refused`, by the first limit in the order of `OrderLimit`.
 * **Errors**: `shape.*`, `domain.*`, `unit.suspicious` (a coin-settled option's premium in money: a call at 1 coin or more, a
 * put above 10). **Source**: ccxt manual, Limits.
 *
 * @example
 * ```ts
 * import { checkOrder, parseMarket } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'ETH/USDT:USDT', base: 'ETH', quote: 'USDT', settle: 'USDT', type: 'swap', linear: true,
 *   inverse: false, contractSize: 1, precision: { amount: 0.001, price: 0.01 },
 *   limits: { amount: { min: 0.001 }, cost: { min: 20 } },
 * });
 * const checked = checkOrder({ instrument, contracts: '0.005', price: 3000, orderType: 'market' });
 * console.log(JSON.stringify(checked)); // {"status":"refused","limit":"minimum_cost","bound":"20","observed":"15"}
 * ```
 */
export function checkOrder(options: CheckOrderOptions): CheckOrderResult {
  const caller = 'checkOrder';
  readObject(caller, options, '');
  const instrument = readInstrument(caller, options);
  const contracts = readContracts(caller, options);
  const price = decimalOf(readOrderPrice(caller, options, instrument))!;
  const orderType = readOneOf(caller, options, 'orderType', ['market', 'limit']);
  return checkAmount(instrument, amountOf(instrument, contracts).abs(), price, orderType);
}

/** The check, of an unsigned amount in the instrument's `amountUnit`. */
export function checkAmount(
  instrument: Instrument,
  amount: Decimal,
  price: Decimal,
  orderType: 'market' | 'limit',
): CheckOrderResult {
  const cost = amount.times(costPerAmount(instrument, price));
  const refused = (limit: OrderLimit, bound: string, observed: Decimal): CheckOrderResult => ({
    status: 'refused',
    limit,
    bound,
    observed: plain(observed),
  });
  if (instrument.active === false) return refused('inactive', 'active', amount);
  const lot = roundTo(instrument.amountPrecision, amount, 'towardZero');
  if (amount.isZero() || !lot.eq(amount)) return refused('lot', plain(lot), amount);
  const { minimumAmount, minimumCost, maximumCost } = instrument;
  const largest = maximumAmount(instrument, orderType);
  if (minimumAmount !== null && amount.lt(minimumAmount))
    return refused('minimum_amount', minimumAmount, amount);
  if (minimumCost !== null && cost.lt(minimumCost)) return refused('minimum_cost', minimumCost, cost);
  if (largest !== null && amount.gt(largest)) return refused('maximum_amount', largest, amount);
  if (maximumCost !== null && cost.gt(maximumCost)) return refused('maximum_cost', maximumCost, cost);
  return { status: 'ok', cost: plain(cost) };
}

/** What one of the amount costs: in quote currency, of an option in `premiumCurrency`, of a quanto in `settle`. */
export function costPerAmount({ settlement, amountUnit, contractSize }: Instrument, price: Decimal): Decimal {
  const size = decimalOf(amountUnit === 'contracts' ? contractSize : 1)!;
  return settlement === 'inverse' ? size : size.times(price);
}

/** The largest amount of one order of its type; null where the venue names none. */
export function maximumAmount(instrument: Instrument, orderType: 'market' | 'limit'): string | null {
  const { maximumAmount: all, maximumMarketAmount: market } = instrument;
  if (orderType === 'limit' || market === null) return all;
  return all === null || decimalOf(market)!.lt(all) ? market : all;
}
