import { parsed } from '../instruments/parsed.ts';
import type { Parsed } from '../instruments/parsed.ts';
import { DECISION } from './rebalanceDecision.ts';
import type { Decision } from './rebalanceDecision.ts';

const CALLER = 'parseDecision';

/**
 * A decision of `stepRebalance` that comes back from a queue, a file or a service.
 *
 * **Result**: the decision; what it has beside the fields of its action is left behind. That it is the one that its event
 * and policy give is for `replayLog` to prove.
 * **Errors**: `shape.*`, `domain.*` (also an order's id that is not that of its policy and event), `unit.suspicious` (a time
 * in seconds); paths begin with `decision`.
 *
 * @example
 * ```ts
 * import { parseDecision } from 'betahedge/rebalance';
 *
 * const decision = parseDecision({
 *   action: 'hold', reason: 'noted', sequence: 7, timestamp: 1_711_699_200_000, policyVersion: 'v7', status: 'idle',
 *   comparison: null, explanation: 'resumed: holiday is over',
 * });
 * console.log(decision.action, decision.explanation); // hold resumed: holiday is over
 * ```
 */
export function parseDecision(decision: unknown): Decision {
  return DECISION.read(CALLER, { decision }, 'decision');
}

/**
 * `parseDecision` for decisions that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParseDecision } from 'betahedge/rebalance';
 *
 * const parsed = safeParseDecision({ action: 'buy' });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // domain.not_one_of decision.action
 * ```
 */
export function safeParseDecision(decision: unknown): Parsed<Decision> {
  return parsed(() => parseDecision(decision));
}
