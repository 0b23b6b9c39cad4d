import { isAbsent, readInteger, readObject, readText, refuse } from '../foundation/checks.ts';
import { canonicalJson } from '../foundation/canonicalJson.ts';
import type { Decision } from '../rebalance/rebalanceDecision.ts';
import type { RebalanceEvent } from '../rebalance/rebalanceEvent.ts';
import { refuseState } from '../rebalance/rebalanceState.ts';
import type { RebalanceState } from '../rebalance/rebalanceState.ts';
import { stepRebalance } from '../rebalance/stepRebalance.ts';
import type { RebalanceStep } from '../rebalance/stepRebalance.ts';
import type { TextHash } from './sha256.ts';

/** A decision with all that it was made from, chained to the one before. Plain JSON. */
export interface AuditRecord {
  /** Of this shape. */
  readonly version: 1;
  /** From 0. */
  readonly index: number;
  /** Of the record before; of the first record the hash of the state that the log begins with. */
  readonly previousHash: string;
  /** Of the policy in force after the event. */
  readonly policyHash: string;
  /** Of the inputs behind the event (prices, betas, book), which are kept elsewhere; null where none were given. */
  readonly inputsHash: string | null;
  /** As it came. */
  readonly event: RebalanceEvent;
  /** As it was made: the numbers compared, the reason, the policy's version. */
  readonly decision: Decision;
  /** Of the canonical JSON of all the above. */
  readonly hash: string;
}

/** What `recordRebalance` takes. */
export interface RecordRebalanceOptions {
  /** Before the event. */
  readonly state: RebalanceState;
  /** Plain JSON: a field that is undefined is refused. */
  readonly event: RebalanceEvent;
  /** Whatever the event was made from, as plain JSON; only its hash is recorded. */
  readonly inputs?: unknown;
  /** The last record; null for the first. */
  readonly previous: AuditRecord | null;
  /** `sha256`, or another that gives lower-case hex. */
  readonly hash: TextHash;
}

/** A step and its record. */
export interface RecordedStep extends RebalanceStep {
  /** To append to the log, as a line of canonical JSON. */
  readonly record: AuditRecord;
}

const CALLER = 'recordRebalance';

/**
 * A step of the reducer and the record of it: event, decision and hashes, chained to the record before.
 *
 * **Formula**: hash = H(canonical JSON of the record without its hash), RFC 8785; the first record's previousHash is
 * H(canonical JSON of the state), which binds the log to its policy.
 * **Result**: what `stepRebalance` gives, and the record. A record once made is never changed.
 * **Errors**: those of `stepRebalance`; `json.not_representable` (an event or inputs that JSON would change);
 * `state.out_of_order` (a `previous` that is not of the event that the state took last), `shape.*`.
 * **Cost**: O(size of event, decision, inputs and policy); the hash is most of it.
 * **Source**: RFC 8785 (JSON Canonicalization Scheme).
 *
 * @example
 * ```ts
 * import { recordRebalance, sha256, verifyLog } from 'betahedge/audit';
 * import { initialRebalanceState } from 'betahedge/rebalance';
 *
 * const state = initialRebalanceState({
 *   policy: {
 *     policyVersion: 'v1', exposureUnit: 'USD of beta', target: 0, band: { halfWidth: 10000, landing: 10000 },
 *     hardLimit: 50000, cooldownMs: 0, maximumAgeMs: null, settlementLagMs: 0, degradedBandFactor: 1, limits: {},
 *   },
 * });
 * const { record, decision } = recordRebalance({
 *   state,
 *   event: {
 *     type: 'snapshot', sequence: 1, timestamp: 0, exposure: 25000, exposureUnit: 'USD of beta',
 *     hedgeContracts: -1, exposurePerContract: 50000, lotContracts: 0.001,
 *   },
 *   inputs: { prices: { BTC: 50000 }, betas: { ETH: 1.2 } },
 *   previous: null,
 *   hash: sha256,
 * });
 * console.log(decision.action, verifyLog({ records: [record], state, hash: sha256 }).status); // rebalance ok
 * ```
 */
export function recordRebalance(options: RecordRebalanceOptions): RecordedStep {
  readObject(CALLER, options, '');
  const { state, event, previous } = options;
  const hash = readHash(CALLER, options, options.previous?.hash);
  if (previous !== null) {
    readObject(CALLER, previous, 'previous');
    readInteger(CALLER, previous, 'index', 0, 'previous');
    readText(CALLER, previous, 'hash', 'previous');
    const { sequence } = readObject(CALLER, previous.decision, 'previous.decision');
    const expected = `the state's last event, ${state.sequence}`;
    if (sequence !== state.sequence)
      refuseState('state.out_of_order', CALLER, 'previous.decision.sequence', expected, sequence);
  }
  const step = stepRebalance(state, event);
  const inputsHash = isAbsent(options, 'inputs') ? null : hash(canonicalJson(options.inputs));
  return { ...step, record: recordOf(state, event, step, inputsHash, previous, hash) };
}

/** The record of a step that was made. */
export function recordOf(
  before: RebalanceState,
  event: RebalanceEvent,
  step: RebalanceStep,
  inputsHash: string | null,
  previous: AuditRecord | null,
  hash: TextHash,
): AuditRecord {
  const content = {
    version: 1,
    index: previous === null ? 0 : previous.index + 1,
    previousHash: previous === null ? genesisHash(before, hash) : previous.hash,
    policyHash: hash(canonicalJson(step.state.policy)),
    inputsHash,
    event,
    decision: step.decision,
  } as const;
  return { ...content, hash: hash(canonicalJson(content)) };
}

/** What the first record is chained to. */
export function genesisHash(state: RebalanceState, hash: TextHash): string {
  return hash(canonicalJson(state));
}

/**
 * The hash, each of whose answers must be lower-case hex of one length, that of the log so far: another would make a
 * log that nobody can check.
 */
export function readHash(caller: string, source: { readonly hash: TextHash }, like?: string): TextHash {
  const { hash } = source;
  let length = like?.length;
  const expected = 'a function from a text to lower-case hex, as sha256';
  if (typeof hash !== 'function') return refuse('shape.wrong_type', caller, 'hash', expected, hash);
  return (text) => {
    const digest: unknown = hash(text);
    if (typeof digest === 'string' && /^[0-9a-f]{32,}$/.test(digest)) {
      length ??= digest.length;
      if (digest.length === length) return digest;
      return refuse('shape.wrong_type', caller, 'hash', `${length} characters, as before`, digest);
    }
    return refuse('shape.wrong_type', caller, 'hash', expected, digest);
  };
}
