export { blackScholes } from './blackScholes.ts';
export type { Black76Greeks, BlackScholesGreeks } from './blackScholes.ts';
export { blackScholesBatch } from './blackScholesBatch.ts';
export type {
  BlackScholesBatchColumns,
  BlackScholesBatchOptions,
  BlackScholesBatchResult,
  BlackScholesOutput,
} from './blackScholesBatch.ts';
export { blackScholesPrice } from './blackScholesPrice.ts';
export type { BlackScholesOptions } from './blackScholesPrice.ts';
export type { EuropeanOption, OptionOnForward, OptionOnSpot } from './europeanOption.ts';
export { batchStatuses } from './batchStatus.ts';
export type { BatchStatus } from './batchStatus.ts';
export { coinSettledOption } from './coinSettledOption.ts';
export type { CoinSettledGreeks, CoinSettledOptionOptions, TimeLeft } from './coinSettledOption.ts';
export { coinSettledPayoff } from './coinSettledPayoff.ts';
export type { CoinSettledPayoffOptions } from './coinSettledPayoff.ts';
export { compareExchangeGreeks } from './compareExchangeGreeks.ts';
export type {
  CompareExchangeGreeksOptions,
  ComparedGreek,
  ExchangeGreeksComparison,
  FittingUnits,
  GreeksDifferences,
  NoConventionFits,
} from './compareExchangeGreeks.ts';
export type { CcxtGreeks } from './ccxtGreeks.ts';
export { greeksConventions } from './greeksConvention.ts';
export type {
  DeltaUnit,
  GammaUnit,
  GreeksConvention,
  GreeksConventionName,
  PriceUnit,
  RhoUnit,
  ThetaUnit,
  VegaUnit,
} from './greeksConvention.ts';
export { greeksFromExchange } from './greeksFromExchange.ts';
export type { ExchangeGreeks, GreeksFromExchangeOptions } from './greeksFromExchange.ts';
export { timeToExpiryYears } from './timeToExpiryYears.ts';
export type { TimeToExpiryOptions } from './timeToExpiryYears.ts';
export { impliedVolatility } from './impliedVolatility.ts';
export type {
  ImpliedVolatility,
  ImpliedVolatilityOptions,
  ImpliedVolatilityResult,
  NoImpliedVolatility,
} from './impliedVolatility.ts';
export { impliedVolatilityBatch } from './impliedVolatilityBatch.ts';
export type {
  ImpliedVolatilityBatchColumns,
  ImpliedVolatilityBatchOptions,
  ImpliedVolatilityBatchResult,
} from './impliedVolatilityBatch.ts';
export { optionBookGreeks } from './optionBookGreeks.ts';
export type {
  BookConvention,
  BookGreekName,
  BookGreeks,
  BookHedge,
  BookOption,
  BookSums,
  OptionBookGreeks,
  OptionBookGreeksOptions,
} from './optionBookGreeks.ts';
export type { ColumnsOnForward, ColumnsOnSpot, NumberOrColumn } from './columns.ts';
export { discreteHedgingError } from './discreteHedgingError.ts';
export type { DiscreteHedgingError, DiscreteHedgingErrorOptions } from './discreteHedgingError.ts';
export { fitSmile } from './fitSmile.ts';
export type { FitSmileOptions, FitSmileResult } from './fitSmile.ts';
export { forwardFromParity } from './forwardFromParity.ts';
export type {
  CoinPairs,
  ForwardFromParityOptions,
  ForwardFromParityResult,
  ParityForward,
  QuotePairs,
} from './forwardFromParity.ts';
export { interpolateSmiles } from './interpolateSmiles.ts';
export type { InterpolateSmilesOptions } from './interpolateSmiles.ts';
export { profitAttribution } from './profitAttribution.ts';
export type { AttributedGreeks, ProfitAttribution, ProfitAttributionOptions } from './profitAttribution.ts';
export type { Smile } from './smile.ts';
export { smileArbitrage } from './smileArbitrage.ts';
export type { SmileArbitrage, SmileArbitrageOptions, SmileCheck, SmileViolation } from './smileArbitrage.ts';
export { smileVolatility } from './smileVolatility.ts';
export type { SmileVolatilitiesOptions, SmileVolatilityOptions } from './smileVolatility.ts';
export { volatilityFromChain } from './volatilityFromChain.ts';
export type { ChainVolatilities, VolatilityFromChainOptions } from './volatilityFromChain.ts';
