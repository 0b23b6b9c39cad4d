import type { Decimal } from 'decimal.js';
import { isAbsent, readObject, readOneOf, readPositive, refuse } from '../foundation/checks.ts';
import type { Size } from '../foundation/sizes.ts';
import { decimalOf, plain } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import { readInstrument, readQuantoPrice } from './readInstrument.ts';

/** What `convertSize` takes. */
export interface ConvertSizeOptions {
  /** How much, and of what. */
  readonly size: Size;
  /** What to count it in. */
  readonly unit: Size['unit'];
  /** From `parseMarket`. */
  readonly instrument: Instrument;
  /** In quote currency; required where coins and money are converted into each other. */
  readonly price?: number | undefined;
  /** Quote currency per coin of `settle`; required where contracts of a quanto are converted, absent for all else. */
  readonly settlePrice?: number | undefined;
}

/** A size with its amount as plain digits. */
export interface ExactSize extends Size {
  readonly amount: string;
}

/**
 * The same size in another unit: contracts, coins or money.
 *
 * **Formula**: linear and spot: base = contracts x contract size, quote = base x price; inverse:
 * quote = contracts x contract size, base = quote / price; quanto: base = contracts x contract size x settlePrice, the
 * coins that earn as much today, quote = base x price. Options: base = contracts x contract size, the coins that they
 * are on. Exact decimals; a quotient has 40 digits.
 * **Errors**: `shape.missing_field` (a price that is needed), `shape.wrong_type`, `domain.*`, `market.unsupported`
 * (money of options: their price is a premium, not the coin's), `market.inconsistent` (settlePrice of what is no quanto).
 *
 * @example
 * ```ts
 * import { convertSize, parseMarket } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'BTC/USD:BTC', base: 'BTC', quote: 'USD', settle: 'BTC', type: 'swap', linear: false,
 *   inverse: true, contractSize: 100, precision: { amount: 1, price: 0.1 },
 * });
 * const size = { unit: 'base', amount: '0.5' } as const;
 * console.log(convertSize({ size, unit: 'contracts', instrument, price: 40000 }).amount); // 200
 * ```
 */
export function convertSize(options: ConvertSizeOptions): ExactSize {
  const caller = 'convertSize';
  readObject(caller, options, '');
  readObject(caller, options.size, 'size');
  const instrument = readInstrument(caller, options);
  const units = ['contracts', 'base', 'quote'] as const;
  const from = readOneOf(caller, options.size, 'unit', units, 'size');
  const unit = readOneOf(caller, options, 'unit', units);
  const amount =
    decimalOf(options.size.amount) ??
    refuse(
      'shape.wrong_type',
      caller,
      'size.amount',
      'a finite number or decimal string',
      options.size.amount,
    );

  if (instrument.type === 'option' && (from === 'quote' || unit === 'quote')) {
    const expected =
      'spot, or a linear or inverse contract, to count money (a premium is no price of the coin)';
    refuse('market.unsupported', caller, 'instrument', expected, instrument.symbol);
  }

  // Contracts are a fixed count of one side; the other side moves with the price.
  const fixed = instrument.settlement === 'inverse' ? 'quote' : 'base';
  const readPrice = (field: 'price' | 'settlePrice'): Decimal => {
    if (isAbsent(options, field)) {
      const expected = `a price, to convert ${from} into ${unit}`;
      refuse('shape.missing_field', caller, field, expected, undefined);
    }
    return decimalOf(readPositive(caller, options, field))!;
  };
  const sides = (value: Decimal, toBase: boolean): Decimal =>
    toBase ? value.div(readPrice('price')) : value.times(readPrice('price'));
  const size = decimalOf(instrument.contractSize)!;
  const isQuanto = instrument.settlement === 'quanto';
  if (!isQuanto) readQuantoPrice(caller, options, instrument.settlement);
  const perContract =
    isQuanto && from !== unit && (from === 'contracts' || unit === 'contracts')
      ? size.times(readPrice('settlePrice'))
      : size;
  const inFixed =
    from === 'contracts'
      ? amount.times(perContract)
      : from === fixed
        ? amount
        : sides(amount, fixed === 'base');
  const converted =
    unit === from
      ? amount
      : unit === 'contracts'
        ? inFixed.div(perContract)
        : unit === fixed
          ? inFixed
          : sides(inFixed, unit === 'base');
  return { unit, amount: plain(converted) };
}
