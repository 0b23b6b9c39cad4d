export { adaptBand } from './adaptBand.ts';
export type { AdaptBandOptions, AdaptedBand, CalmState, DeviationLimit, RegimeScales } from './adaptBand.ts';
export type { BandEdges, BandOptions, RebalanceBand } from './band.ts';
export { betaHedgeDriftVariance } from './betaHedgeDriftVariance.ts';
export type {
  AssetDriftOptions,
  BetaHedgeDriftVariance,
  BetaHedgeDriftVarianceOptions,
  BookDriftOptions,
  DriftPosition,
} from './betaHedgeDriftVariance.ts';
export { fixedCostBand } from './fixedCostBand.ts';
export type { FixedCostBandOptions } from './fixedCostBand.ts';
export { lelandVolatility } from './lelandVolatility.ts';
export type {
  LelandVolatility,
  LelandVolatilityOptions,
  LelandVolatilityResult,
} from './lelandVolatility.ts';
export { mixedCostBand } from './mixedCostBand.ts';
export type { MixedCostBandOptions } from './mixedCostBand.ts';
export { proportionalCostBand } from './proportionalCostBand.ts';
export type { ProportionalCostBandOptions } from './proportionalCostBand.ts';
export { initialRebalanceState } from './rebalanceState.ts';
export type { OrderInFlight, RebalanceState, RebalanceStatus } from './rebalanceState.ts';
export { stepRebalance } from './stepRebalance.ts';
export type { RebalanceStep } from './stepRebalance.ts';
export type { PolicyBand, RebalanceLimits, RebalancePolicy } from './rebalancePolicy.ts';
export type {
  FillEvent,
  OrderEvent,
  PolicyEvent,
  RebalanceEvent,
  SnapshotEvent,
  SwitchEvent,
} from './rebalanceEvent.ts';
export type {
  CancelDecision,
  Comparison,
  Decision,
  HoldDecision,
  HoldReason,
  OrderCap,
  RebalanceDecision,
} from './rebalanceDecision.ts';
export { shrinkBetaRevision } from './shrinkBetaRevision.ts';
export type {
  RevisedBeta,
  ShrinkBetaRevisionOptions,
  ShrinkBetaRevisionResult,
  ShrunkBetaRevision,
} from './shrinkBetaRevision.ts';
export { whalleyWilmottBand } from './whalleyWilmottBand.ts';
export type { WhalleyWilmottBandOptions } from './whalleyWilmottBand.ts';
export { zakamoulineBand } from './zakamoulineBand.ts';
export type { ZakamoulineBand, ZakamoulineBandOptions, ZakamoulineBandResult } from './zakamoulineBand.ts';
export type { OracleFinding, OracleFindingCode } from './oracleFinding.ts';
export type {
  ConfidenceNode,
  DeviationNode,
  OracleFallback,
  OracleGraph,
  OracleNode,
  OracleSeverity,
  OracleSpread,
  ReduceNode,
  SequencerNode,
  SourceNode,
  StalenessNode,
  TwapNode,
} from './oracleGraph.ts';
export { oracleGuard } from './oracleGuard.ts';
export type { OracleGuardOptions, OracleGuardResult, OracleHalt, OraclePrice } from './oracleGuard.ts';
export type {
  OracleObservation,
  PriceHistory,
  PriceObservation,
  SequencerStatus,
} from './oracleObservation.ts';
export { parseChainlinkRound, safeParseChainlinkRound } from './parseChainlinkRound.ts';
export type { ChainlinkFeed, ChainlinkPrice } from './parseChainlinkRound.ts';
export { parseDecision, safeParseDecision } from './parseDecision.ts';
export { parseEvent, safeParseEvent } from './parseEvent.ts';
export { parsePolicy, safeParsePolicy } from './parsePolicy.ts';
export { parsePythPrice, safeParsePythPrice } from './parsePythPrice.ts';
export type { PythPrice } from './parsePythPrice.ts';
