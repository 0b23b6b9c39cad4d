export { correlation } from './correlation.ts';
export type {
  CorrelationBase,
  CorrelationMethod,
  CorrelationOptions,
  CorrelationResult,
  KendallCorrelation,
  LinearCorrelation,
} from './correlation.ts';
export { correlationTracker, restoreCorrelationTracker } from './correlationTracker.ts';
export type {
  CorrelationTracker,
  CorrelationTrackerResult,
  TrackedCorrelation,
} from './correlationTracker.ts';
export { covarianceFromMoments } from './covarianceFromMoments.ts';
export type {
  CovarianceEstimate,
  CovarianceFromMomentsOptions,
  CovarianceFromMomentsResult,
} from './covarianceFromMoments.ts';
export { hayashiYoshida } from './hayashiYoshida.ts';
export type {
  HayashiYoshidaEstimate,
  HayashiYoshidaOptions,
  HayashiYoshidaResult,
} from './hayashiYoshida.ts';
export type { KendallTau } from './kendallTau.ts';
export { leadLag } from './leadLag.ts';
export type { LeadLagEstimate, LeadLagOptions, LeadLagResult } from './leadLag.ts';
export { rollingCorrelation } from './rollingCorrelation.ts';
export type { RollingCorrelationOptions } from './rollingCorrelation.ts';
export { rollingCorrelationMatrix } from './rollingCorrelationMatrix.ts';
export type {
  PairCorrelation,
  RollingCorrelationMatrix,
  RollingCorrelationMatrixOptions,
} from './rollingCorrelationMatrix.ts';
export type { TickSeries } from './ticks.ts';
export { averageCorrelation } from './averageCorrelation.ts';
export type {
  AverageCorrelation,
  AverageCorrelationOptions,
  AverageCorrelationResult,
} from './averageCorrelation.ts';
export { crossSectionalDispersion } from './crossSectionalDispersion.ts';
export type {
  CrossSectionalDispersion,
  CrossSectionalDispersionOptions,
} from './crossSectionalDispersion.ts';
export { ewmaCorrelation } from './ewmaCorrelation.ts';
export type { EwmaCorrelationOptions } from './ewmaCorrelation.ts';
export { ewmaCovariance } from './ewmaCovariance.ts';
export type { EwmaCovariance, EwmaCovarianceOptions, EwmaCovarianceResult } from './ewmaCovariance.ts';
export { impliedCorrelation } from './impliedCorrelation.ts';
export type {
  ImpliedCorrelation,
  ImpliedCorrelationOptions,
  ImpliedCorrelationResult,
} from './impliedCorrelation.ts';
export { nearestCorrelation } from './nearestCorrelation.ts';
export type {
  NearestCorrelation,
  NearestCorrelationOptions,
  NearestCorrelationResult,
  NotConverged,
} from './nearestCorrelation.ts';
export { shrunkCovariance } from './shrunkCovariance.ts';
export type {
  FlatSeries,
  ShrinkageMethod,
  ShrunkCovariance,
  ShrunkCovarianceOptions,
  ShrunkCovarianceResult,
} from './shrunkCovariance.ts';
export { stressCorrelation } from './stressCorrelation.ts';
export type { CrashBetas, StressCorrelationOptions, StressedCorrelation } from './stressCorrelation.ts';
