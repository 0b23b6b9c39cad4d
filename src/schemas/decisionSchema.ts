import type { Decision } from '../rebalance/rebalanceDecision.ts';
import { DECISION } from '../rebalance/rebalanceDecision.ts';
import { safeParseDecision } from '../rebalance/parseDecision.ts';
import { schemaOf } from './schemaOf.ts';
import type { StandardSchema } from './standardSchema.ts';

/**
 * The schema of a decision of `stepRebalance`, as `parseDecision` reads it: what a service that executes it is sent.
 *
 * **Result**: what is in a decision beside the fields of its action is left behind.
 * **Rules** beyond JSON Schema: `orderIdOfItsEvent`.
 *
 * @example
 * ```ts
 * import { decisionSchema, jsonSchemaOf } from 'betahedge/schemas';
 *
 * const { title, oneOf } = jsonSchemaOf(decisionSchema);
 * console.log(title, (oneOf as { title: string }[]).map((kind) => kind.title).join(' '));
 * // -> Decision HoldDecision RebalanceDecision CancelDecision
 * ```
 */
export const decisionSchema: StandardSchema<Decision> = /* @__PURE__ */ schemaOf(
  'decision',
  DECISION,
  safeParseDecision,
);
