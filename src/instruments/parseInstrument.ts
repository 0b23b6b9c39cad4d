import { parsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';
import { INSTRUMENT } from './instrumentShape.ts';
import type { Instrument } from './instrument.ts';

const CALLER = 'parseInstrument';

/**
 * An instrument that was made by `parseMarket` and comes back from JSON: a cache, a file or a request.
 *
 * **Result**: the instrument as plain data; what it has beside the fields of its settlement is left behind. A raw ccxt market
 * is for `parseMarket`.
 * **Errors**: `shape.*`, `domain.*`, `market.inconsistent` (a settle currency or an expiry that its kind does not have, a
 * minimum above its maximum), `unit.suspicious` (a fee above 0.03, an expiry in seconds); paths begin with `instrument`.
 *
 * @example
 * ```ts
 * import { parseInstrument, parseMarket } from 'betahedge/instruments';
 *
 * const instrument = parseMarket({
 *   symbol: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT', settle: 'USDT', type: 'swap', linear: true,
 *   inverse: false, contractSize: 0.01, precision: { amount: 1, price: 0.1 },
 * });
 * const back = parseInstrument(JSON.parse(JSON.stringify(instrument)));
 * console.log(back.settlement, back.contractSize, back.amountPrecision); // linear 0.01 { kind: 'step', step: '1' }
 * ```
 */
export function parseInstrument(instrument: unknown): Instrument {
  return INSTRUMENT.read(CALLER, { instrument }, 'instrument');
}

/**
 * `parseInstrument` for instruments that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParseInstrument } from 'betahedge/instruments';
 *
 * const parsed = safeParseInstrument({ symbol: 'BTC/USDT:USDT', type: 'swap', linear: true });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // shape.missing_field instrument.settlement
 * ```
 */
export function safeParseInstrument(instrument: unknown): Parsed<Instrument> {
  return parsed(() => parseInstrument(instrument));
}
