import { readObject, readPositive, refuse } from '../foundation/checks.ts';
import { notionalOf } from './contractAlgebra.ts';
import type { Instrument } from './instrument.ts';
import { readCoinInstrument, readQuantoPrice } from './readInstrument.ts';

/** What `contractValue` takes. */
export interface ContractValueOptions {
  /** From `parseMarket`; not an option. */
  readonly instrument: Instrument;
  /** Price of the instrument itself (its mark, not the spot's), in quote currency. */
  readonly price: number;
  /** Quote currency per coin of `settle`: required for a quanto, absent else. */
  readonly settlePrice?: number | undefined;
}

/**
 * What one contract is worth in quote currency: the notional that it adds to a book.
 *
 * **Formula**: contract size x price for spot and linear; the contract size for an inverse contract, whose
 * value in money is fixed and whose coins move: contract size / price; contract size x price x settlePrice for a
 * quanto, whose contract size counts coins of `settle`.
 * **Errors**: `shape.*` (`missing_field`: settlePrice of a quanto), `domain.*`, `market.inconsistent` (settlePrice of what
 * is none), `market.unsupported` (an option: its price is a premium, and what it adds to a book is contract size x
 * delta coins).
 *
 * @example
 * ```ts
 * import { contractValue, parseMarket } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT', settle: 'USDT', type: 'swap', linear: true,
 *   inverse: false, contractSize: 0.01, precision: { amount: 1, price: 0.1 },
 * });
 * console.log(contractValue({ instrument, price: 47000 })); // 470
 * ```
 */
export function contractValue(options: ContractValueOptions): number {
  const caller = 'contractValue';
  readObject(caller, options, '');
  const instrument = readCoinInstrument(caller, options);
  const price = readPositive(caller, options, 'price');
  const settlePrice = readQuantoPrice(caller, options, instrument.settlement);
  const value = notionalOf(instrument, 1, price, settlePrice);
  return value > 0 && value < Infinity
    ? value
    : refuse('domain.out_of_range', caller, 'price', 'closer to 1 in scale, to have a value', value);
}
