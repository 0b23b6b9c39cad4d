import { canonicalJson } from '../foundation/canonicalJson.ts';
import { refuse } from '../foundation/checks.ts';
import { InputError, isBetahedgeError } from '../foundation/errors.ts';
import { asItCame, INTEGER, matching, nullable, objectOf, only, within } from '../foundation/shape.ts';
import type { Kept } from '../foundation/shape.ts';
import { DECISION } from '../rebalance/rebalanceDecision.ts';
import { EVENT } from '../rebalance/rebalanceEvent.ts';
import type { AuditRecord } from './recordRebalance.ts';

/** A record on its own, as it came: of its event too, all that was hashed. */
export const RECORD: Kept<AuditRecord> = /* @__PURE__ */ (() => {
  const hash = matching(/^[0-9a-f]{32,}$/, 'a hash in lower-case hex, of 32 digits or more');
  const record = objectOf<AuditRecord>(
    'AuditRecord',
    {
      version: only(1),
      index: within({ minimum: 0 }, INTEGER),
      previousHash: hash,
      policyHash: hash,
      inputsHash: nullable(hash),
      event: EVENT,
      decision: DECISION,
      hash,
    },
    {
      decisionOnItsEvent({ event, decision }, caller, path) {
        for (const field of ['sequence', 'timestamp'] as const)
          if (decision[field] !== event[field])
            refuse(
              'market.inconsistent',
              caller,
              `${path}.decision.${field}`,
              `that of its event, ${event[field]}`,
              decision[field],
            );
      },
    },
  );
  return asItCame(record, {
    plainJson(value, caller, path) {
      try {
        canonicalJson(value);
      } catch (error) {
        if (!isBetahedgeError(error)) throw error;
        const { code, expected, received } = error;
        const at = error.path === '' ? path : `${path}.${error.path}`;
        throw new InputError({ code, caller, path: at, expected, received });
      }
    },
  });
})();
