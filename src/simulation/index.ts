export type { Fill } from './hedgeAccount.ts';
export { replayHedge } from './replayHedge.ts';
export type { HedgeReplay, KnownBeta, ReplayDecision, ReplayHedgeResult } from './replayHedge.ts';
export type { FundingRates, ReplayHedgeOptions } from './replayOptions.ts';
export type { ReplaySummary } from './replaySummary.ts';
