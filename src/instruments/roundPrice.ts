import type { Decimal } from 'decimal.js';
import { readObject, readOneOf, refuse } from '../foundation/checks.ts';
import { decimalOf, plain, roundToStep } from './decimal.ts';
import type { Instrument, PriceStep } from './instrument.ts';
import { roundTo } from './roundAmount.ts';
import { readInstrument, readOrderPrice } from './readInstrument.ts';

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
 * **Errors**: `domain.*`; `domain.not_positive` too where the price rounds to 0; `unit.suspicious` (a coin-settled option's
 * premium in money: a call at 1 coin or more, a put above 10).
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
  const price = readOrderPrice(caller, options, instrument);
  const rounding = readOneOf(caller, options, 'rounding', ['nearest', 'down', 'up']);
  return plain(roundToTick(caller, instrument, price, rounding));
}

/** The price at the ticks; refused where it rounds to 0. */
export function roundToTick(
  caller: string,
  instrument: Instrument,
  price: number,
  rounding: 'nearest' | 'down' | 'up',
): Decimal {
  const exact = decimalOf(price)!;
  const down = tickBelow(instrument, exact);
  const up = tickAbove(instrument, exact);
  const nearest = exact.minus(down).lt(up.minus(exact)) ? down : up;
  const rounded = { nearest, down, up }[rounding];
  if (rounded.gt(0)) return rounded;
  return refuse('domain.not_positive', caller, 'price', 'at least one tick after rounding', price);
}

/** The last tick that is not above a price. */
function tickBelow(instrument: Instrument, price: Decimal): Decimal {
  const coarse = stepAt(instrument, price);
  const tick = roundAt(instrument, price, 'down');
  // Coarse ticks begin above their price: below the first of them is the last fine one.
  return coarse === undefined || tick.gt(coarse.above)
    ? tick
    : tickBelow(instrument, decimalOf(coarse.above)!);
}

/** The first tick that is not below a price. */
function tickAbove(instrument: Instrument, price: Decimal): Decimal {
  const tick = roundAt(instrument, price, 'up');
  const coarser = stepsOf(instrument).find(({ above }) => price.lte(above) && tick.gt(above));
  if (coarser === undefined) return tick;
  const step = decimalOf(coarser.step)!;
  return tickAbove(instrument, roundToStep(decimalOf(coarser.above)!, step, 'down').plus(step));
}

function roundAt(instrument: Instrument, price: Decimal, rounding: 'down' | 'up'): Decimal {
  const step = stepAt(instrument, price)?.step;
  const precision = step === undefined ? instrument.pricePrecision : ({ kind: 'step', step } as const);
  return roundTo(precision, price, rounding);
}

/** The coarse step at a price; undefined where it is the instrument's own. */
function stepAt(instrument: Instrument, price: Decimal): PriceStep | undefined {
  return stepsOf(instrument)
    .filter(({ above }) => price.gt(above))
    .at(-1);
}

/** Venues step an option's premium coarser above a price. */
function stepsOf(instrument: Instrument): readonly PriceStep[] {
  return instrument.type === 'option' ? instrument.priceSteps : [];
}
