import type { RebalanceEvent } from '../rebalance/rebalanceEvent.ts';
import { EVENT } from '../rebalance/rebalanceEvent.ts';
import { safeParseEvent } from '../rebalance/parseEvent.ts';
import { schemaOf } from './schemaOf.ts';
import type { StandardSchema } from './standardSchema.ts';

/**
 * The schema of an event that `stepRebalance` takes, as `parseEvent` reads it: on its own, whatever came before.
 *
 * **Result**: what is in an event beside the fields of its type is left behind.
 * **Rules** beyond JSON Schema: those of the policy in a `policy` event, and of a snapshot's band.
 *
 * @example
 * ```ts
 * import { eventSchema } from 'betahedge/schemas';
 *
 * const verdict = eventSchema['~standard'].validate({ type: 'halt', sequence: 7, timestamp: 1711699201, reason: '' });
 * console.log(verdict.issues?.map(({ path, code }) => `${path.join('.')} ${code}`).join(', '));
 * // -> timestamp unit.suspicious, reason shape.wrong_type
 * ```
 */
export const eventSchema: StandardSchema<RebalanceEvent> = /* @__PURE__ */ schemaOf(
  'event',
  EVENT,
  safeParseEvent,
);
