import { parsed } from '../instruments/parsed.ts';
import type { Parsed } from '../instruments/parsed.ts';
import { EVENT } from './rebalanceEvent.ts';
import type { RebalanceEvent } from './rebalanceEvent.ts';

const CALLER = 'parseEvent';

/**
 * An event of `stepRebalance` from a queue, a file or a request.
 *
 * **Result**: the event as far as it stands alone. Whether it is later than the last one, is about the order in flight, is in
 * the policy's unit and brings the band, the wealth and the liquidity that the policy asks for is for the reducer to say.
 * What it has beside the fields of its type is left behind.
 * **Errors**: `shape.*`, `domain.*`, `unit.suspicious` (a time in seconds); paths begin with `event`.
 *
 * @example
 * ```ts
 * import { parseEvent } from 'betahedge/rebalance';
 *
 * const event = parseEvent(JSON.parse('{ "type": "halt", "sequence": 7, "timestamp": 1711699200000, "reason": "holiday" }'));
 * console.log(event.type, event.sequence); // halt 7
 * ```
 */
export function parseEvent(event: unknown): RebalanceEvent {
  return EVENT.read(CALLER, { event }, 'event');
}

/**
 * `parseEvent` for events that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParseEvent } from 'betahedge/rebalance';
 *
 * const parsed = safeParseEvent({ type: 'halt', sequence: 7, timestamp: 1711699201, reason: 'holiday' });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // unit.suspicious event.timestamp
 * ```
 */
export function safeParseEvent(event: unknown): Parsed<RebalanceEvent> {
  return parsed(() => parseEvent(event));
}
