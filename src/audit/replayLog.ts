import { canonicalJson } from '../foundation/canonicalJson.ts';
import { isBetahedgeError } from '../foundation/errors.ts';
import type { BetahedgeError } from '../foundation/errors.ts';
import { readObject } from '../foundation/checks.ts';
import type { RebalanceState } from '../rebalance/rebalanceState.ts';
import { stepRebalance } from '../rebalance/stepRebalance.ts';
import type { RebalanceStep } from '../rebalance/stepRebalance.ts';
import { readHash, recordOf } from './recordRebalance.ts';
import type { AuditRecord } from './recordRebalance.ts';
import { verifyLog } from './verifyLog.ts';
import type { BrokenLog, IntactLog, VerifyLogOptions } from './verifyLog.ts';

/** Every decision follows from the events and the policies. */
export interface ReplayedLog extends IntactLog {
  /** After the last event: to go on from. */
  readonly state: RebalanceState;
}

/** The first decision that does not follow. */
export interface DivergedLog {
  readonly status: 'diverged';
  /** Of the record. */
  readonly index: number;
  /** The record that the events and policies give, as canonical JSON; null where the event is refused. */
  readonly expected: string | null;
  /** As it stands in the log. */
  readonly received: string;
  /** Why the reducer refuses the event; null where it takes it. */
  readonly error: BetahedgeError | null;
}

const CALLER = 'replayLog';

/**
 * A log made again from its events: the same bytes, on any engine, or the first record that differs.
 *
 * **Formula**: `stepRebalance` over the events from the state on, under the policy in force at each (the log's own
 * policy events change it), and each record built anew and compared as canonical JSON.
 * **Result**: `ok` with the state after the last event; `broken` as `verifyLog`; `diverged` where the chain holds and a
 * decision does not follow: made by another version or another program, or rewritten.
 * **Errors**: `shape.*`.
 * **Cost**: that of the steps and three hashes a record.
 *
 * @example
 * ```ts
 * import { recordRebalance, replayLog, sha256 } from 'betahedge/audit';
 * import { initialRebalanceState } from 'betahedge/rebalance';
 *
 * const state = initialRebalanceState({
 *   policy: {
 *     policyVersion: 'v1', exposureUnit: 'beta', target: 0, band: { halfWidth: 0.1, landing: 0.1 },
 *     hardLimit: null, cooldownMs: 0, maximumAgeMs: null, settlementLagMs: 0, degradedBandFactor: 1, limits: {},
 *   },
 * });
 * const event = { type: 'halt', sequence: 1, timestamp: 0, reason: 'holiday' } as const;
 * const { record } = recordRebalance({ state, event, previous: null, hash: sha256 });
 * const replay = replayLog({ records: [JSON.parse(JSON.stringify(record))], state, hash: sha256 });
 * if (replay.status === 'ok') console.log(replay.state.status, replay.lastHash === record.hash); // halted true
 * ```
 */
export function replayLog(options: VerifyLogOptions): ReplayedLog | BrokenLog | DivergedLog {
  readObject(CALLER, options, '');
  const hash = readHash(CALLER, options);
  const intact = verifyLog(options);
  if (intact.status === 'broken') return intact;
  let { state } = options;
  let previous: AuditRecord | null = null;
  for (const [index, record] of (options.records as readonly AuditRecord[]).entries()) {
    const received = canonicalJson(record);
    const diverged = { status: 'diverged', index, received } as const;
    let step: RebalanceStep;
    try {
      step = stepRebalance(state, record.event);
    } catch (error) {
      if (isBetahedgeError(error)) return { ...diverged, expected: null, error };
      throw error;
    }
    // Outside of the try: a hash that fails says nothing of the log.
    const { inputsHash } = record;
    const inputs = typeof inputsHash === 'string' ? inputsHash : null;
    const made = recordOf(state, record.event, step, inputs, previous, hash);
    const expected = canonicalJson(made);
    if (expected !== received) return { ...diverged, expected, error: null };
    state = step.state;
    previous = made;
  }
  return { ...intact, state };
}
