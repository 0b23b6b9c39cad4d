// The log of a bot: the state that it began with, then a record a line, each on the disk before anything is done about
// it. What was torn while it was written has had no effect, and is cut off; anything else that differs is refused.
// `npm run example bot` writes one and reads it again.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { replayLog, sha256 } from 'betahedge/audit';
import type { AuditRecord } from 'betahedge/audit';
import type { RebalanceState } from 'betahedge/rebalance';

/** The state after all records of a log, and the last of them; begins a log where there is none. */
export function readLog(
  file: string,
  start: RebalanceState,
): { state: RebalanceState; last: AuditRecord | null } {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) truncateSync(file, end);
  if (end === 0) {
    append(file, start);
    return { state: start, last: null };
  }
  const [first, ...records] = bytes
    .toString('utf8', 0, end - 1)
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  const replayed = replayLog({ records, state: first as RebalanceState, hash: sha256 });
  if (replayed.status !== 'ok') throw new Error(`${file} is ${replayed.status} at record ${replayed.index}`);
  return { state: replayed.state, last: (records.at(-1) as AuditRecord | undefined) ?? null };
}

/** Writes a line, and returns once it is on the disk. */
export function append(file: string, value: object): void {
  const handle = openSync(file, 'a');
  try {
    writeSync(handle, `${JSON.stringify(value)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
