import { parsed } from '../instruments/parsed.ts';
import type { Parsed } from '../instruments/parsed.ts';
import { RECORD } from './auditRecord.ts';
import type { AuditRecord } from './recordRebalance.ts';

const CALLER = 'parseRecord';

/**
 * A record of a log from a line, a queue or a request, as it came.
 *
 * **Result**: the record itself, not a copy, with all that its event holds: a hash is of every byte of it. Whether that hash is
 * right and the record is in its place is for `verifyLog` to say, and whether the decision follows for `replayLog`.
 * **Errors**: `shape.*`, `domain.*`, `unit.suspicious`, `json.not_representable` (what JSON would change: -0, undefined, a
 * lone surrogate), `market.inconsistent` (a decision on another event); paths begin with `record`.
 * **Cost**: O(size of the record).
 *
 * @example
 * ```ts
 * import { parseRecord, recordRebalance, sha256, verifyLog } from 'betahedge/audit';
 * import { initialRebalanceState } from 'betahedge/rebalance';
 *
 * const state = initialRebalanceState({
 *   policy: {
 *     policyVersion: 'v1', exposureUnit: 'beta', target: 0, band: { halfWidth: 0.1, landing: 0.1 },
 *     hardLimit: null, cooldownMs: 0, maximumAgeMs: null, settlementLagMs: 0, degradedBandFactor: 1, limits: {},
 *   },
 * });
 * const event = { type: 'halt', sequence: 1, timestamp: 0, reason: 'holiday' } as const;
 * const line = JSON.stringify(recordRebalance({ state, event, previous: null, hash: sha256 }).record);
 * const record = parseRecord(JSON.parse(line));
 * console.log(record.decision.action, verifyLog({ records: [record], state, hash: sha256 }).status); // hold ok
 * ```
 */
export function parseRecord(record: unknown): AuditRecord {
  return RECORD.read(CALLER, { record }, 'record');
}

/**
 * `parseRecord` for records that may not be what they should: the error comes back instead of flying.
 *
 * @example
 * ```ts
 * import { safeParseRecord } from 'betahedge/audit';
 *
 * const parsed = safeParseRecord({ version: 1, index: 0, previousHash: 'not a hash' });
 * if (parsed.status === 'invalid') console.log(parsed.error.code, parsed.error.path); // domain.out_of_range record.previousHash
 * ```
 */
export function safeParseRecord(record: unknown): Parsed<AuditRecord> {
  return parsed(() => parseRecord(record));
}
