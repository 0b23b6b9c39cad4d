// audit/index.d.ts
export { parseRecord, safeParseRecord } from "./parseRecord.js";
export { AuditRecord, RecordRebalanceOptions, RecordedStep, recordRebalance } from "./recordRebalance.js";
export { DivergedLog, ReplayedLog, replayLog } from "./replayLog.js";
export { TextHash, sha256 } from "./sha256.js";
export { BrokenLog, IntactLog, LogAnchor, VerifyLogOptions, verifyLog } from "./verifyLog.js";

// audit/parseRecord.d.ts
import { Parsed } from "../instruments/parsed.js";
import { AuditRecord } from "./recordRebalance.js";
declare function parseRecord(record: unknown): AuditRecord;
declare function safeParseRecord(record: unknown): Parsed<AuditRecord>;
export { parseRecord, safeParseRecord };

// audit/recordRebalance.d.ts
import { Decision } from "../rebalance/rebalanceDecision.js";
import { RebalanceEvent } from "../rebalance/rebalanceEvent.js";
import { RebalanceState } from "../rebalance/rebalanceState.js";
import { RebalanceStep } from "../rebalance/stepRebalance.js";
import { TextHash } from "./sha256.js";
interface AuditRecord {
    readonly version: 1;
    readonly index: number;
    readonly previousHash: string;
    readonly policyHash: string;
    readonly inputsHash: string | null;
    readonly event: RebalanceEvent;
    readonly decision: Decision;
    readonly hash: string;
}
interface RecordRebalanceOptions {
    readonly state: RebalanceState;
    readonly event: RebalanceEvent;
    readonly inputs?: unknown;
    readonly previous: AuditRecord | null;
    readonly hash: TextHash;
}
interface RecordedStep extends RebalanceStep {
    readonly record: AuditRecord;
}
declare function recordRebalance(options: RecordRebalanceOptions): RecordedStep;
declare function recordOf(before: RebalanceState, event: RebalanceEvent, step: RebalanceStep, inputsHash: string | null, previous: AuditRecord | null, hash: TextHash): AuditRecord;
declare function genesisHash(state: RebalanceState, hash: TextHash): string;
declare function readHash(caller: string, source: {
    readonly hash: TextHash;
}, like?: string): TextHash;
export { type AuditRecord, type RecordRebalanceOptions, type RecordedStep, genesisHash, readHash, recordOf, recordRebalance };

// audit/replayLog.d.ts
import { BetahedgeError } from "../foundation/errors.js";
import { RebalanceState } from "../rebalance/rebalanceState.js";
import { IntactLog, VerifyLogOptions, BrokenLog } from "./verifyLog.js";
interface ReplayedLog extends IntactLog {
    readonly state: RebalanceState;
}
interface DivergedLog {
    readonly status: "diverged";
    readonly index: number;
    readonly expected: string | null;
    readonly received: string;
    readonly error: BetahedgeError | null;
}
declare function replayLog(options: VerifyLogOptions): ReplayedLog | BrokenLog | DivergedLog;
export { type DivergedLog, type ReplayedLog, replayLog };

// audit/sha256.d.ts
type TextHash = (text: string) => string;
declare function sha256(text: string): string;
export { type TextHash, sha256 };

// audit/verifyLog.d.ts
import { RebalanceState } from "../rebalance/rebalanceState.js";
import { TextHash } from "./sha256.js";
interface LogAnchor {
    readonly index: number;
    readonly hash: string;
}
interface VerifyLogOptions {
    readonly records: readonly unknown[];
    readonly state: RebalanceState;
    readonly hash: TextHash;
    readonly anchor?: LogAnchor | undefined;
}
interface BrokenLog {
    readonly status: "broken";
    readonly index: number;
    readonly reason: "shape" | "index" | "previous_hash" | "hash" | "anchor" | "truncated";
    readonly expected: string;
    readonly received: string;
}
interface IntactLog {
    readonly status: "ok";
    readonly count: number;
    readonly lastHash: string;
}
declare function verifyLog(options: VerifyLogOptions): IntactLog | BrokenLog;
export { type BrokenLog, type IntactLog, type LogAnchor, type VerifyLogOptions, verifyLog };
