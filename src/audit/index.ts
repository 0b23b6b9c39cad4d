export { parseRecord, safeParseRecord } from './parseRecord.ts';
export { recordRebalance } from './recordRebalance.ts';
export type { AuditRecord, RecordedStep, RecordRebalanceOptions } from './recordRebalance.ts';
export { replayLog } from './replayLog.ts';
export type { DivergedLog, ReplayedLog } from './replayLog.ts';
export { sha256 } from './sha256.ts';
export type { TextHash } from './sha256.ts';
export { verifyLog } from './verifyLog.ts';
export type { BrokenLog, IntactLog, LogAnchor, VerifyLogOptions } from './verifyLog.ts';
