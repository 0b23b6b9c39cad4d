export type { BetaPast, ReplayBetas } from './betaColumns.ts';
export type { Fill } from './hedgeAccount.ts';
export { replayHedge } from './replayHedge.ts';
export type { HedgeReplay, ReplayHedgeOptions, ReplayHedgeResult } from './replayHedge.ts';
export type {
  FundingRates,
  ReplayCosts,
  ReplayImpact,
  ReplayInstrument,
  ReplayMarket,
} from './replayOptions.ts';
export type { ReplaySummary } from './replaySummary.ts';
export type { BandContext, KnownBeta, KnownPosition, ReplayStep, WalkFailure } from './walk.ts';
export { comparePolicies } from './comparePolicies.ts';
export type {
  ComparePoliciesOptions,
  ComparePoliciesResult,
  PairedDifference,
  PathMean,
  PolicyCandidate,
  PolicyComparison,
  PolicyFigures,
} from './comparePolicies.ts';
export { simulateHedgePath, simulateHedgePaths } from './simulateHedgePath.ts';
export type {
  HedgePath,
  SimulatedAsset,
  SimulatedBenchmark,
  SimulateHedgePathOptions,
  SimulateHedgePathResult,
  SimulateHedgePathsOptions,
} from './simulateHedgePath.ts';
