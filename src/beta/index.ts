export { betaFromMoments } from './betaFromMoments.ts';
export type {
  BetaFromMomentsOptions,
  BetaFromMomentsResult,
  MomentsBetaEstimate,
} from './betaFromMoments.ts';
export { betaTracker, restoreBetaTracker } from './betaTracker.ts';
export type { BetaTracker, BetaTrackerResult, TrackedBeta, WeightedBeta, WindowBeta } from './betaTracker.ts';
export { capmBeta } from './capmBeta.ts';
export type { BetaEstimate, CapmBetaOptions, CapmBetaResult } from './capmBeta.ts';
export { conditionalBeta } from './conditionalBeta.ts';
export type {
  ConditionalBetaEstimate,
  ConditionalBetaOptions,
  ConditionalBetaResult,
  ConditionalLineEstimate,
  ConditionalMethod,
  SemivarianceBetaEstimate,
} from './conditionalBeta.ts';
export { dimsonBeta } from './dimsonBeta.ts';
export type {
  DimsonBetaEstimate,
  DimsonBetaOptions,
  DimsonBetaResult,
  DimsonCoefficient,
} from './dimsonBeta.ts';
export { kalmanBeta } from './kalmanBeta.ts';
export type { KalmanBetaEstimate, KalmanBetaOptions, KalmanBetaResult } from './kalmanBeta.ts';
export type { KalmanPath, KalmanPrior } from './kalmanFilter.ts';
export type { KalmanNoise } from './kalmanNoise.ts';
export { multiFactorBeta } from './multiFactorBeta.ts';
export type {
  CollinearFactors,
  FactorBeta,
  MultiFactorBetaEstimate,
  MultiFactorBetaOptions,
  MultiFactorBetaResult,
} from './multiFactorBeta.ts';
export { multiFactorBetaFromMoments } from './multiFactorBetaFromMoments.ts';
export type {
  MomentsFactorBeta,
  MomentsMultiFactorBetaEstimate,
  MultiFactorBetaFromMomentsOptions,
  MultiFactorBetaFromMomentsResult,
} from './multiFactorBetaFromMoments.ts';
export { rollingMultiFactorBeta } from './rollingMultiFactorBeta.ts';
export type { RollingMultiFactorBeta, RollingMultiFactorBetaOptions } from './rollingMultiFactorBeta.ts';
export { scholesWilliamsBeta } from './scholesWilliamsBeta.ts';
export type {
  ScholesWilliamsBetaEstimate,
  ScholesWilliamsBetaOptions,
  ScholesWilliamsBetaResult,
} from './scholesWilliamsBeta.ts';
export { ewmaBeta } from './ewmaBeta.ts';
export type { EwmaBetaOptions } from './ewmaBeta.ts';
export { rollingBeta } from './rollingBeta.ts';
export type { RollingBetaOptions } from './rollingBeta.ts';
export { rollingRegression } from './rollingRegression.ts';
export type { RollingRegression, RollingRegressionOptions } from './rollingRegression.ts';
export { hedgeEffectiveness } from './hedgeEffectiveness.ts';
export type {
  HedgedPeriods,
  HedgeEffectiveness,
  HedgeEffectivenessOptions,
  HedgeEffectivenessResult,
} from './hedgeEffectiveness.ts';
export { portfolioBeta } from './portfolioBeta.ts';
export type {
  PortfolioAsset,
  PortfolioBeta,
  PortfolioBetaOptions,
  PortfolioBetaResult,
} from './portfolioBeta.ts';
export type { PortfolioByValues, PortfolioByWeights, PortfolioSampleOptions } from './portfolioSample.ts';
export { riskDecomposition } from './riskDecomposition.ts';
export type {
  AssetRiskOptions,
  PortfolioRiskOptions,
  RiskContribution,
  RiskDecomposition,
  RiskDecompositionOptions,
  RiskDecompositionResult,
} from './riskDecomposition.ts';
export { robustBeta } from './robustBeta.ts';
export type {
  LeastAbsoluteDeviationsEstimate,
  MBetaEstimate,
  RobustBetaBase,
  RobustBetaErrors,
  RobustBetaOptions,
  RobustBetaResult,
  RobustBetaSample,
  TheilSenBetaEstimate,
} from './robustBeta.ts';
export { shrinkBeta } from './shrinkBeta.ts';
export type {
  BetaPrior,
  BetaToShrink,
  BlumeLine,
  BlumeOptions,
  ShrinkBetaOptions,
  ShrinkBetaResult,
  ShrunkBeta,
  ShrunkBetas,
  VasicekOptions,
} from './shrinkBeta.ts';
export { tailBeta } from './tailBeta.ts';
export type {
  ExtremeValueBeta,
  QuantileBeta,
  TailBetaOptions,
  TailBetaResult,
  TailBetaSample,
} from './tailBeta.ts';
export type { StandardErrors } from './standardErrors.ts';
export { timingRegression } from './timingRegression.ts';
export type {
  TimingEstimate,
  TimingModel,
  TimingRegressionOptions,
  TimingRegressionResult,
} from './timingRegression.ts';
