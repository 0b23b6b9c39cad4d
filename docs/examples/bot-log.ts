// The log of a bot: the state that it began with, then a record a line, each on the disk before anything is done about
// it. What was torn while it was written has had no effect, and is cut off; anything else that differs is refused.
// `npm run example bot` writes one and reads it again.
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { truncateSync, writeFileSync } from 'node:fs';
import { replayLog, sha256 } from 'betahedge/audit';
import type { AuditRecord } from 'betahedge/audit';
import type { RebalanceState } from 'betahedge/rebalance';

export interface Log {
  /** After all records. */
  readonly state: RebalanceState;
  /** The last of them. */
  readonly last: AuditRecord | null;
  /** In bytes. */
  readonly size: number;
}

/** Reads a log, or begins one where there is none. */
export function readLog(file: string, start: RebalanceState): Log {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) truncateSync(file, end);
  if (end === 0) return { state: start, last: null, size: append(file, 0, start) };
  const [first, ...records] = bytes
    .toString('utf8', 0, end - 1)
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  const replayed = replayLog({ records, state: first as RebalanceState, hash: sha256 });
  if (replayed.status !== 'ok') throw new Error(`${file} is ${replayed.status} at record ${replayed.index}`);
  return { state: replayed.state, last: (records.at(-1) as AuditRecord | undefined) ?? null, size: end };
}

/** Writes a line to a log of this size; returns the next size, once the line is on the disk. */
export function append(file: string, size: number, value: object): number {
  const line = Buffer.from(`${JSON.stringify(value)}\n`);
  const handle = openSync(file, 'a');
  try {
    // No lock, which one that is killed would leave behind: of two bots the one that comes second to a line stops.
    if (fstatSync(handle).size !== size) throw new Error(`${file} is written by another bot`);
    writeFileSync(handle, line); // All of it, where writeSync may stop at a part.
    fsyncSync(handle);
    return size + line.length;
  } finally {
    closeSync(handle);
  }
}
