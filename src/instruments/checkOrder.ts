import type { Decimal } from 'decimal.js';
import { readObject, readPositive } from '../foundation/checks.ts';
import { decimalOf, plain } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import { amountPerContract, readContracts } from './roundAmount.ts';
import { readInstrument } from './readInstrument.ts';

/** What `checkOrder` takes. */
export interface CheckOrderOptions {
  /** From `parseMarket`. */
  readonly instrument: Instrument;
  /** Signed, already at the venue's lots: `contracts` of `roundAmount`. */
  readonly contracts: number | string;
  /** In quote currency. */
  readonly price: number;
  /** A market order may have a lower maximum. */
  readonly orderType: 'market' | 'limit';
}

/** Which limit an order is beyond. */
export type OrderLimit = 'minimum_amount' | 'minimum_cost' | 'maximum_amount' | 'maximum_cost';

/** Whether the venue takes the order, and if not, the limit, in its own unit, as plain digits. */
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
 * **Result**: `ok` with the cost in quote currency, or `refused`. An amount of 0 is always below the minimum.
 * **Errors**: `shape.*`, `domain.*`. **Source**: ccxt manual, Limits.
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
  const contracts = readContracts(caller, options).abs();
  const price = readPositive(caller, options, 'price');
  const amount = contracts.times(amountPerContract(instrument));
  const value = contracts.times(instrument.contractSize);
  const cost = instrument.settlement === 'inverse' ? value : value.times(decimalOf(price)!);
  const below = (limit: OrderLimit, bound: string | null, observed: Decimal): CheckOrderResult | null =>
    bound !== null && observed.lt(bound)
      ? { status: 'refused', limit, bound, observed: plain(observed) }
      : null;
  const above = (limit: OrderLimit, bound: string | null, observed: Decimal): CheckOrderResult | null =>
    bound !== null && observed.gt(bound)
      ? { status: 'refused', limit, bound, observed: plain(observed) }
      : null;
  if (amount.isZero())
    return {
      status: 'refused',
      limit: 'minimum_amount',
      bound: instrument.minimumAmount ?? '0',
      observed: '0',
    };
  return (
    below('minimum_amount', instrument.minimumAmount, amount) ??
    below('minimum_cost', instrument.minimumCost, cost) ??
    above('maximum_amount', maximumAmount(instrument, options.orderType), amount) ??
    above('maximum_cost', instrument.maximumCost, cost) ?? { status: 'ok', cost: plain(cost) }
  );
}

/** The largest amount of one order of its type; null where the venue names none. */
export function maximumAmount(instrument: Instrument, orderType: 'market' | 'limit'): string | null {
  const { maximumAmount: all, maximumMarketAmount: market } = instrument;
  if (orderType === 'limit' || market === null) return all;
  return all === null || decimalOf(market)!.lt(all) ? market : all;
}
