import { readObject, readPositive } from '../foundation/checks.ts';
import type { Instrument } from './instrument.ts';
import { readCoinInstrument } from './readInstrument.ts';

/** What `contractValue` takes. */
export interface ContractValueOptions {
  /** From `parseMarket`; not an option. */
  readonly instrument: Instrument;
  /** Price of the instrument itself (its mark, not the spot's), in quote currency. */
  readonly price: number;
}

/**
 * What one contract is worth in quote currency: the notional that it adds to a book.
 *
 * **Formula**: contract size x price for spot and linear; the contract size for an inverse contract, whose
 * value in money is fixed and whose coins move: contract size / price.
 * **Errors**: `shape.*`, `domain.not_positive`, `market.unsupported` (an option: its price is a premium, and what
 * it adds to a book is contract size x delta coins).
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
  readObject('contractValue', options, '');
  const { settlement, contractSize } = readCoinInstrument('contractValue', options);
  const price = readPositive('contractValue', options, 'price');
  return settlement === 'inverse' ? contractSize : contractSize * price;
}
