import type { Decimal } from 'decimal.js';
import { readObject, readOneOf, readPositive, refuse } from '../foundation/checks.ts';
import { decimalOf, plain } from './decimal.ts';
import type { Instrument, Precision } from './instrument.ts';
import { roundTo } from './roundAmount.ts';
import { readInstrument } from './readInstrument.ts';

/** What `roundPrice` takes. */
export interface RoundPriceOptions {
  /** From `parseMarket`. */
  readonly instrument: Instrument;
  /** In quote currency, above zero; of an option its premium, in `premiumCurrency`. */
  readonly price: number;
  /** `down` keeps a bid from paying more, `up` an offer from asking less; `nearest`, a tie upwards, is ccxt's. */
  readonly rounding: 'nearest' | 'down' | 'up';
}

/**
 * The price at the venue's ticks, exactly, as plain digits; of an option by the tick of its own size of price.
 *
 * **Errors**: `domain.*`; `domain.not_positive` too where the price rounds to 0.
 * **Source**: ccxt `priceToPrecision`, which rounds to the nearest tick.
 *
 * @example
 * ```ts
 * import { parseMarket, roundPrice } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'BTC/USD:BTC', base: 'BTC', quote: 'USD', settle: 'BTC', type: 'swap', linear: false,
 *   inverse: true, contractSize: 1, precision: { amount: 1, price: 0.5 },
 * });
 * console.log(roundPrice({ instrument, price: 47000.26, rounding: 'nearest' })); // 47000.5
 * ```
 */
export function roundPrice(options: RoundPriceOptions): string {
  const caller = 'roundPrice';
  readObject(caller, options, '');
  const instrument = readInstrument(caller, options);
  const price = decimalOf(readPositive(caller, options, 'price'))!;
  const rounding = readOneOf(caller, options, 'rounding', ['nearest', 'down', 'up']);
  const mode = rounding === 'nearest' ? 'nearestUp' : rounding;
  const rounded = roundTo(precisionAt(instrument, price), price, mode);
  if (!rounded.gt(0))
    refuse('domain.not_positive', caller, 'price', 'at least one tick after rounding', options.price);
  return plain(rounded);
}

/** The steps at a price: venues step an option's premium coarser above a price. */
function precisionAt(instrument: Instrument, price: Decimal): Precision {
  let precision = instrument.pricePrecision;
  if (instrument.type === 'option')
    for (const { above, step } of instrument.priceSteps)
      if (price.gt(above)) precision = { kind: 'step', step };
  return precision;
}
