import type { Instrument } from './instrument.ts';

// What contracts earn and what they count for, in doubles and unchecked: the one place of these formulas. Key:
// q contracts (signed, + long), M contract size, P price, P0 entry price, S quote currency per coin of a quanto's
// settlement. Of options P is the price of the underlying in a notional, the premium in a profit.

/**
 * Profit of q contracts in their settlement currency: q M (P - P0); of inverse contracts q M (1/P0 - 1/P) coins,
 * in a form without cancellation. A long position earns as the price rises, whatever it is settled in.
 */
export function profitOf(
  instrument: Instrument,
  contracts: number,
  entryPrice: number,
  price: number,
): number {
  const size = contracts * instrument.contractSize;
  const move = price - entryPrice;
  return instrument.settlement === 'inverse' ? ((size * move) / entryPrice) * (1 / price) : size * move;
}

/**
 * What q contracts count for in quote currency, signed: q M P; of inverse contracts q M, whatever the price; of a
 * quanto q M P S. Of options that of the coins they are on.
 */
export function notionalOf(
  instrument: Instrument,
  contracts: number,
  price: number,
  settlePrice: number,
): number {
  const size = contracts * instrument.contractSize;
  if (instrument.settlement === 'inverse') return size;
  return instrument.settlement === 'quanto' ? size * price * settlePrice : size * price;
}
