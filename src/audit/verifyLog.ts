import { canonicalJson } from '../foundation/canonicalJson.ts';
import { isAbsent, readInteger, readList, readObject, readText } from '../foundation/checks.ts';
import { describe, isBetahedgeError } from '../foundation/errors.ts';
import type { RebalanceState } from '../rebalance/rebalanceState.ts';
import { genesisHash, readHash } from './recordRebalance.ts';
import type { AuditRecord } from './recordRebalance.ts';
import type { TextHash } from './sha256.ts';

/** A hash that was seen outside of the log: published, signed, or kept by somebody else. */
export interface LogAnchor {
  /** Of the record. */
  readonly index: number;
  /** That it had. */
  readonly hash: string;
}

/** What `verifyLog` takes. */
export interface VerifyLogOptions {
  /** In order, as `JSON.parse` gave them. */
  readonly records: readonly unknown[];
  /** That the log began with. */
  readonly state: RebalanceState;
  /** That it was made by. */
  readonly hash: TextHash;
  /** Without one, records missing at the end are not seen. */
  readonly anchor?: LogAnchor | undefined;
}

/** The first record that is not what it was. */
export interface BrokenLog {
  readonly status: 'broken';
  /** Its place in the log; the length of the log where records are missing at the end. */
  readonly index: number;
  /**
   * `shape`: it is no record. `index`: dropped, doubled or out of order. `previous_hash`: not the one that followed.
   * `hash`: its content was changed. `anchor`: not the record that was seen. `truncated`: shorter than was seen.
   */
  readonly reason: 'shape' | 'index' | 'previous_hash' | 'hash' | 'anchor' | 'truncated';
  /** What it should have been. */
  readonly expected: string;
  /** What it was. */
  readonly received: string;
}

/** Every record is chained to the one before. */
export interface IntactLog {
  readonly status: 'ok';
  /** Number of records. */
  readonly count: number;
  /** Of the last record; of an empty log that of its state. An anchor for the next time. */
  readonly lastHash: string;
}

const CALLER = 'verifyLog';

/**
 * Whether a log is what was written: each record unchanged, and each in its place.
 *
 * **Result**: `ok`, or `broken` with the first record that does not fit: changed, dropped, doubled, moved or put in.
 * A chain alone cannot see records missing at its end, nor a log that was written anew from some record on by who can
 * hash: for these give an `anchor`, a `lastHash` that was published or signed before.
 * **Errors**: `shape.*` (options; a record that is none is `broken`).
 * **Cost**: one hash a record.
 * **Source**: Haber and Stornetta 1991, J. Cryptology 3, 99-111.
 *
 * @example
 * ```ts
 * import { sha256, verifyLog } from 'betahedge/audit';
 * import { initialRebalanceState } from 'betahedge/rebalance';
 *
 * const state = initialRebalanceState({
 *   policy: {
 *     policyVersion: 'v1', exposureUnit: 'beta', target: 0, band: { halfWidth: 0.1, landing: 0.1 },
 *     hardLimit: null, cooldownMs: 0, maximumAgeMs: null, settlementLagMs: 0, degradedBandFactor: 1, limits: {},
 *   },
 * });
 * const anchor = { index: 4, hash: 'f00d' }; // seen yesterday
 * const verdict = verifyLog({ records: [], state, hash: sha256, anchor });
 * if (verdict.status === 'broken') console.log(verdict.reason, verdict.index); // truncated 0
 * ```
 */
export function verifyLog(options: VerifyLogOptions): IntactLog | BrokenLog {
  readObject(CALLER, options, '');
  const records = readList(CALLER, options, 'records');
  const hash = readHash(CALLER, options);
  readObject(CALLER, options.state, 'state');
  const anchor = readAnchor(options);
  let lastHash = genesisHash(options.state, hash);
  for (const [index, entry] of records.entries()) {
    const broken = faultOf(entry, index, lastHash, hash);
    if (broken !== null) return broken;
    lastHash = (entry as AuditRecord).hash;
    if (anchor?.index === index && anchor.hash !== lastHash)
      return { status: 'broken', index, reason: 'anchor', expected: anchor.hash, received: lastHash };
  }
  const count = records.length;
  if (anchor !== null && anchor.index >= count)
    return {
      status: 'broken',
      index: count,
      reason: 'truncated',
      expected: `a record ${anchor.index}`,
      received: `${count} records`,
    };
  return { status: 'ok', count, lastHash };
}

function faultOf(entry: unknown, index: number, previousHash: string, hash: TextHash): BrokenLog | null {
  const fault = (reason: BrokenLog['reason'], expected: string, received: unknown): BrokenLog => ({
    status: 'broken',
    index,
    reason,
    expected,
    // A forged field may be an object that refuses to be a text.
    received: typeof received === 'string' ? received : describe(received),
  });
  if (typeof entry !== 'object' || entry === null) return fault('shape', 'a record', entry);
  const { hash: said, ...content } = entry as Partial<AuditRecord>;
  const version: unknown = content.version;
  if (version !== 1) return fault('shape', 'version 1', version);
  if (content.index !== index) return fault('index', String(index), content.index);
  if (content.previousHash !== previousHash)
    return fault('previous_hash', previousHash, content.previousHash);
  const text = textOf(content);
  if (text === null) return fault('shape', 'plain JSON', 'what JSON would change');
  const found = hash(text);
  return found === said ? null : fault('hash', found, said);
}

/** Null where the content has no JSON. */
function textOf(content: object): string | null {
  try {
    return canonicalJson(content);
  } catch (error) {
    if (isBetahedgeError(error)) return null;
    throw error;
  }
}

function readAnchor(options: VerifyLogOptions): LogAnchor | null {
  if (isAbsent(options, 'anchor')) return null;
  const fields = readObject(CALLER, options.anchor, 'anchor');
  return {
    index: readInteger(CALLER, fields, 'index', 0, 'anchor'),
    hash: readText(CALLER, fields, 'hash', 'anchor'),
  };
}
