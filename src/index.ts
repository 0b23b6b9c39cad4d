// The table of contents, floor by floor. Each capability is also a subpath: betahedge/returns, betahedge/beta ...

// Floor 0: errors, results, shared types.
export { canonicalJson } from './foundation/canonicalJson.ts';
export {
  BetahedgeError,
  InputError,
  isBetahedgeError,
  ResultError,
  StateError,
} from './foundation/errors.ts';
export type { ErrorCode, ErrorDetails } from './foundation/errors.ts';
export type { Convention, ConventionOptions } from './foundation/convention.ts';
export type { Interval } from './foundation/interval.ts';
export type { Size } from './foundation/sizes.ts';
export { orThrow } from './foundation/status.ts';
export type { Degenerate, InsufficientData } from './foundation/status.ts';

// Floor 1: prices to aligned return series.
export { alignSeries, closesFromOhlcv, excessReturns, logReturns, simpleReturns } from './returns/index.ts';
export type {
  AlignedSeries,
  AlignSeriesOptions,
  Closes,
  ClosesFromOhlcvOptions,
  ExcessReturnsOptions,
  ReturnsOptions,
  StaleRun,
  TimedSeries,
} from './returns/index.ts';

// Floor 2: what the past says, and what a contract is worth.
export { capmBeta } from './beta/index.ts';
export type { BetaEstimate, CapmBetaOptions, CapmBetaResult, StandardErrors } from './beta/index.ts';
export {
  checkOrder,
  contractValue,
  convertSize,
  parseMarket,
  roundAmount,
  roundPrice,
  safeParseMarket,
} from './instruments/index.ts';
export type {
  CheckOrderOptions,
  CheckOrderResult,
  ContractValueOptions,
  ConvertSizeOptions,
  ExactSize,
  Instrument,
  InstrumentBase,
  InverseInstrument,
  LinearInstrument,
  OrderLimit,
  Parsed,
  ParseMarketOptions,
  Precision,
  RoundAmountOptions,
  RoundedAmount,
  RoundPriceOptions,
  SpotInstrument,
} from './instruments/index.ts';

// Floor 3: what to trade.
export { sizeBetaHedge } from './hedge/index.ts';
export type {
  BetaHedge,
  BetaInput,
  Dust,
  HedgeError,
  HedgeInterval,
  HedgePosition,
  OrderRequest,
  SizeBetaHedgeOptions,
  SizeBetaHedgeResult,
} from './hedge/index.ts';

// Floor 4: when to trade.
export { initialRebalanceState, stepRebalance } from './rebalance/index.ts';
export type {
  Decision,
  DecisionNumbers,
  HoldDecision,
  RebalanceDecision,
  RebalancePolicy,
  RebalanceState,
  RebalanceStep,
  SnapshotEvent,
} from './rebalance/index.ts';

// Floor 5: what it would have done.
export { replayHedge } from './simulation/index.ts';
export type {
  Fill,
  FundingRates,
  HedgeReplay,
  KnownBeta,
  ReplayDecision,
  ReplayHedgeOptions,
  ReplayHedgeResult,
  ReplaySummary,
} from './simulation/index.ts';
