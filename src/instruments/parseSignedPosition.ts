import { parsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';
import { POSITION } from './positionShape.ts';
import type { Position } from './parsePosition.ts';

const CALLER = 'parseSignedPosition';

/**
 * A position that was made by `parsePosition` and comes back from JSON, its contracts signed and its instrument with it.
 *
 * **Result**: the position as plain data; what it has beside its fields is left behind. A ccxt position, whose contracts
 * have no sign, has other fields and is refused: it is for `parsePosition`.
 * **Errors**: `shape.*` (also a field that is not there where null would say that it is unknown), `domain.*`,
 * `market.inconsistent` (another symbol than its instrument's), those of `parseInstrument`; paths begin with `position`.
 *
 * @example
 * ```ts
 * import { parseMarket, parsePosition, parseSignedPosition } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT', settle: 'USDT', type: 'swap', linear: true,
 *   inverse: false, contractSize: 0.01, precision: { amount: 1, price: 0.1 },
 * });
 * const position = parsePosition({ symbol: 'BTC/USDT:USDT', side: 'short', contracts: 12 }, { instrument });
 * const back = parseSignedPosition(JSON.parse(JSON.stringify(position)));
 * console.log(back.contracts, back.instrument.settle); // -12 USDT
 * ```
 */
export function parseSignedPosition(position: unknown): Position {
  return POSITION.read(CALLER, { position }, 'position');
}

/**
 * `parseSignedPosition` for positions that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParseSignedPosition } from 'betahedge/instruments';
 *
 * const parsed = safeParseSignedPosition({ symbol: 'BTC/USDT:USDT', side: 'short', contracts: 12 });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // shape.missing_field position.instrument
 * ```
 */
export function safeParseSignedPosition(position: unknown): Parsed<Position> {
  return parsed(() => parseSignedPosition(position));
}
