import type { AuditRecord } from '../audit/recordRebalance.ts';
import { RECORD } from '../audit/auditRecord.ts';
import { safeParseRecord } from '../audit/parseRecord.ts';
import { schemaOf } from './schemaOf.ts';
import type { StandardSchema } from './standardSchema.ts';

/**
 * The schema of an audit log's record, as `parseRecord` reads it.
 *
 * **Result**: the record as it came, with all that it holds: its hash is of every byte.
 * **Rules** beyond JSON Schema: `decisionOnItsEvent`, `plainJson`, and those of its event and its decision.
 *
 * @example
 * ```ts
 * import { recordSchema } from 'betahedge/schemas';
 *
 * const { issues = [] } = recordSchema['~standard'].validate({ version: 2, index: 0 });
 * console.log(issues[0]?.path.join('.'), issues[0]?.message); // version must be 1, got 2
 * ```
 */
export const recordSchema: StandardSchema<AuditRecord> = /* @__PURE__ */ schemaOf(
  'record',
  RECORD,
  safeParseRecord,
);
