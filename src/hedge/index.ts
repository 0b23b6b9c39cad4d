export { bookExposure } from './bookExposure.ts';
export type { BookExposure, BookExposureOptions } from './bookExposure.ts';
export type { ExposureBalance } from './exposureBalances.ts';
export type { ExposureGreeks } from './exposureContract.ts';
export type { ExposurePosition } from './exposurePositions.ts';
export type {
  AccountEquity,
  CoinExposure,
  CurrencyExposure,
  Exposure,
  ExposureOfEquity,
  ExposureTotal,
  PositionExposure,
} from './exposureRows.ts';
export type { ExposureValueOptions } from './exposureValues.ts';
export { collar } from './collar.ts';
export type { CollarOptions, CollarResult } from './collar.ts';
export { coveredCall } from './coveredCall.ts';
export type { CoveredCallOptions, CoveredCallResult } from './coveredCall.ts';
export type { BetaInput } from './estimateChecks.ts';
export { exactBetaHedge } from './exactBetaHedge.ts';
export type { ExactBetaHedge, ExactBetaHedgeOptions, ExactBetaHedgeResult } from './exactBetaHedge.ts';
export type { HedgeError, HedgeInterval } from './hedgeInterval.ts';
export type { AppliedLimit, HedgeLimit, HedgeLimits } from './hedgeLimits.ts';
export type { HedgeBookOptions, HedgePosition, NoHedge } from './hedgePlan.ts';
export type { HedgeInstrumentOptions } from './hedgeLeg.ts';
export type { HedgeMoneyOptions } from './hedgeMoney.ts';
export type { HedgeOrder } from './hedgeOrder.ts';
export type { BetaTarget, CorrelationTarget, HedgeTarget, TargetCorrelation } from './hedgeTarget.ts';
export { minimumVarianceHedge } from './minimumVarianceHedge.ts';
export type {
  MinimumVarianceHedge,
  MinimumVarianceHedgeOptions,
  MinimumVarianceHedgeResult,
  MinimumVarianceOptions,
  OutOfSampleHedge,
  PriceChangeHedgeOptions,
  ReturnHedgeOptions,
} from './minimumVarianceHedge.ts';
export type { Contradiction } from './greekContradiction.ts';
export type { GreekHedgeInstrument, LegBound } from './greekLegs.ts';
export { neutraliseGreeks } from './neutraliseGreeks.ts';
export type {
  GreekHedge,
  GreekHedgeLeg,
  GreekHedgeOutcome,
  GreekHedgeResiduals,
  GreekLotLeg,
  GreekLots,
  GreekNumbers,
  GreeksNotConverged,
  GreekShadowPrices,
  IllConditionedGreeks,
  InfeasibleGreeks,
  NeutraliseGreeksOptions,
  NeutraliseGreeksResult,
  NoGreekLots,
} from './neutraliseGreeks.ts';
export type { OptionHedgeFigures, OptionStructure } from './optionHedgeCandidate.ts';
export type { OptionHedgeExclusion, OptionHedgeLeg } from './optionHedgeLeg.ts';
export type {
  NoOptionHedge,
  OptionFloorTerms,
  OptionHedge,
  OptionHedgeExclusions,
  OptionHedgeValue,
  PremiumBasis,
} from './optionHedgeChoice.ts';
export type { OptionHedgeScenario } from './optionHedgeShortfall.ts';
export type { OptionHedgeTerms, OptionQuote } from './optionHedgeTerms.ts';
export { protectivePut } from './protectivePut.ts';
export type {
  ProtectivePut,
  ProtectivePutOptions,
  ProtectivePutResult,
  StrikeFloor,
} from './protectivePut.ts';
export { putSpread } from './putSpread.ts';
export type { PutSpreadOptions, PutSpreadResult } from './putSpread.ts';
export { rankOptionHedges } from './rankOptionHedges.ts';
export type {
  FloorStructure,
  OptionHedgeRanking,
  RankedOptionHedge,
  RankOptionHedgesOptions,
  RankOptionHedgesResult,
} from './rankOptionHedges.ts';
export { sizeBetaHedge } from './sizeBetaHedge.ts';
export type {
  BetaHedge,
  Dust,
  HedgeOrderOptions,
  SizeBetaHedgeOptions,
  SizeBetaHedgeResult,
} from './sizeBetaHedge.ts';
export { splitBetaHedge } from './splitBetaHedge.ts';
export type {
  SplitBetaHedge,
  SplitBetaHedgeOptions,
  SplitBetaHedgeResult,
  SplitHedgeError,
  SplitHedgeInterval,
  SplitLeg,
  SplitLegOptions,
} from './splitBetaHedge.ts';
export { stressHedge } from './stressHedge.ts';
export type {
  GoneLeg,
  StressedHedge,
  StressHedgeOptions,
  StressOutcome,
  WorstOutcome,
} from './stressHedge.ts';
export type { StressedBook, StressResidual, VenueLoss } from './stressedBook.ts';
export type { ClosedLeg, LostVenue, StressBetas, StressPosition, StressScenario } from './stressInputs.ts';
