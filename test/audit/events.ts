// Logs for the tests: the reducer driven by a venue that fills in parts, refuses and is halted.
import fc from 'fast-check';
import { recordRebalance } from '../../src/audit/recordRebalance.ts';
import type { AuditRecord } from '../../src/audit/recordRebalance.ts';
import { sha256 } from '../../src/audit/sha256.ts';
import type { RebalanceEvent } from '../../src/rebalance/rebalanceEvent.ts';
import type { RebalancePolicy } from '../../src/rebalance/rebalancePolicy.ts';
import { initialRebalanceState } from '../../src/rebalance/rebalanceState.ts';
import type { RebalanceState } from '../../src/rebalance/rebalanceState.ts';

const policy: RebalancePolicy = {
  policyVersion: 'v1',
  exposureUnit: 'USD of beta',
  target: 0,
  band: { halfWidth: 10_000, landing: 10_000 },
  hardLimit: 50_000,
  cooldownMs: 0,
  maximumAgeMs: null,
  settlementLagMs: 0,
  degradedBandFactor: 1.5,
  limits: {},
};
export const start: RebalanceState = initialRebalanceState({ policy });

type Move = readonly [kind: number, size: number];

/** A log of these moves, and the state after it. */
export function logOf(
  moves: readonly Move[],
  state = start,
): { records: AuditRecord[]; state: RebalanceState } {
  const records: AuditRecord[] = [];
  let now = state;
  let versions = 1;
  for (const [kind, size] of moves) {
    const sequence = now.sequence + 1;
    const at = { sequence, timestamp: 60_000 * sequence };
    const order = now.order;
    let event: RebalanceEvent;
    if (kind < 6 || (order === null && kind < 9))
      event = {
        ...at,
        type: 'snapshot',
        exposure: size,
        exposureUnit: 'USD of beta',
        hedgeContracts: now.hedgeContracts ?? 0,
        exposurePerContract: 47_000.1,
        lotContracts: 0.001,
      };
    else if (order !== null && kind < 9) {
      const { clientOrderId, contracts } = order;
      event = { ...at, type: 'filled', clientOrderId, filledContracts: Math.abs(contracts) };
    } else if (now.status === 'halted') event = { ...at, type: 'resume', reason: `resumed é ${size}` };
    else if (order === null)
      event = { ...at, type: 'policy', policy: { ...policy, policyVersion: `v${++versions}` } };
    else event = { ...at, type: 'halt', reason: 'halted' };
    const step = recordRebalance({
      state: now,
      event,
      inputs: kind % 2 === 0 ? { prices: { BTC: size } } : undefined,
      previous: records.at(-1) ?? null,
      hash: sha256,
    });
    records.push(step.record);
    now = step.state;
  }
  return { records, state: now };
}

export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 9 }),
    fc.double({ min: -2e5, max: 2e5, noNaN: true }).map((x) => x + 0),
  ),
  { minLength: 1, maxLength: 25 },
);
