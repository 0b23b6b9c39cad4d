// beta/betaFromMoments.d.ts
import { ConventionOptions } from "../foundation/convention.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { Moments } from "../returns/moments.js";
import { BetaEstimate } from "./capmBeta.js";
interface BetaFromMomentsOptions extends ConventionOptions {
    readonly moments: Moments;
    readonly asset: string | number;
    readonly benchmark: string | number;
    readonly confidenceLevel?: number | undefined;
}
type Residual = "betaStandardError" | "alphaStandardError" | "alphaBetaCovariance" | "betaInterval" | "alphaInterval" | "residualStandardDeviation";
interface MomentsBetaEstimate extends Omit<BetaEstimate, Residual> {
    readonly betaStandardError: number | null;
    readonly alphaStandardError: number | null;
    readonly alphaBetaCovariance: number | null;
    readonly betaInterval: Interval | null;
    readonly alphaInterval: Interval | null;
    readonly residualStandardDeviation: number | null;
}
type BetaFromMomentsResult = MomentsBetaEstimate | InsufficientData | Degenerate<"flat_benchmark" | "flat_asset">;
declare function betaFromMoments(options: BetaFromMomentsOptions): BetaFromMomentsResult;
export { type BetaFromMomentsOptions, type BetaFromMomentsResult, type MomentsBetaEstimate, betaFromMoments };

// beta/betaTracker.d.ts
import { Convention } from "../foundation/convention.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { AsOf, TrackerSnapshot, WindowTrackerOptions, EwmaTrackerOptions, TrackerOptions } from "../foundation/trackerOptions.js";
interface BetaTracker<Estimate extends TrackedBeta = TrackedBeta> {
    readonly update: (assetReturn: number, benchmarkReturn: number) => void;
    readonly value: () => number;
    readonly estimate: (told?: AsOf) => BetaTrackerResult<Estimate>;
    readonly snapshot: () => TrackerSnapshot;
}
interface WindowBeta extends Convention {
    readonly status: "ok";
    readonly beta: number;
    readonly alpha: number;
    readonly correlation: number;
    readonly residualStandardDeviation: number | null;
    readonly betaStandardError: number | null;
    readonly degreesOfFreedom: number;
    readonly observations: number;
    readonly effectiveSampleSize: number;
}
interface WeightedBeta extends Convention {
    readonly status: "ok";
    readonly beta: number;
    readonly alpha: number | null;
    readonly correlation: number;
    readonly residualStandardDeviation: number | null;
    readonly betaStandardError: null;
    readonly observations: number;
    readonly effectiveSampleSize: number;
}
type TrackedBeta = WindowBeta | WeightedBeta;
type BetaTrackerResult<Estimate extends TrackedBeta = TrackedBeta> = Estimate | InsufficientData | Degenerate<"flat_benchmark" | "flat_asset" | "out_of_range">;
declare function betaTracker(options: WindowTrackerOptions): BetaTracker<WindowBeta>;
declare function betaTracker(options: EwmaTrackerOptions): BetaTracker<WeightedBeta>;
declare function betaTracker(options: TrackerOptions): BetaTracker;
declare function restoreBetaTracker(snapshot: TrackerSnapshot): BetaTracker;
export { type BetaTracker, type BetaTrackerResult, type TrackedBeta, type WeightedBeta, type WindowBeta, betaTracker, restoreBetaTracker };

// beta/capmBeta.d.ts
import { Convention, ConventionOptions } from "../foundation/convention.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { StandardErrors } from "./standardErrors.js";
interface CapmBetaOptions extends ConventionOptions {
    readonly assetReturns: ArrayLike<number>;
    readonly benchmarkReturns: ArrayLike<number>;
    readonly riskFreeRatePerPeriod?: number | ArrayLike<number> | undefined;
    readonly standardErrors?: StandardErrors | undefined;
    readonly confidenceLevel?: number | undefined;
    readonly missing?: "throw" | "drop" | undefined;
}
interface BetaEstimate extends Convention {
    readonly status: "ok";
    readonly beta: number;
    readonly alpha: number;
    readonly betaStandardError: number;
    readonly alphaStandardError: number;
    readonly alphaBetaCovariance: number;
    readonly betaInterval: Interval;
    readonly alphaInterval: Interval;
    readonly betaTStatistic: number | null;
    readonly alphaTStatistic: number | null;
    readonly betaPValue: number | null;
    readonly alphaPValue: number | null;
    readonly rSquared: number;
    readonly adjustedRSquared: number;
    readonly residualStandardDeviation: number;
    readonly correlation: number;
    readonly observations: number;
    readonly degreesOfFreedom: number;
    readonly dropped: number;
    readonly standardErrors: StandardErrors;
    readonly confidenceLevel: number;
}
type CapmBetaResult = BetaEstimate | InsufficientData | Degenerate<"flat_benchmark" | "flat_asset" | "unit_leverage">;
declare function capmBeta(options: CapmBetaOptions): CapmBetaResult;
export { type BetaEstimate, type CapmBetaOptions, type CapmBetaResult, capmBeta };

// beta/conditionalBeta.d.ts
import { Convention } from "../foundation/convention.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { BetaEstimate, CapmBetaOptions } from "./capmBeta.js";
type ConditionalMethod = "bear" | "bull" | "ang-downside" | "ang-upside" | "estrada";
interface ConditionalBetaOptions extends CapmBetaOptions {
    readonly method: ConditionalMethod;
    readonly threshold?: "mean" | "zero" | number | undefined;
}
interface ConditionalLineEstimate extends BetaEstimate {
    readonly method: Exclude<ConditionalMethod, "estrada">;
    readonly threshold: number;
    readonly sampleSize: number;
}
interface SemivarianceBetaEstimate extends Convention {
    readonly status: "ok";
    readonly method: "estrada";
    readonly beta: number;
    readonly threshold: number;
    readonly observations: number;
    readonly jointObservations: number;
    readonly sampleSize: number;
    readonly dropped: number;
}
type ConditionalBetaEstimate = ConditionalLineEstimate | SemivarianceBetaEstimate;
type ConditionalBetaResult = ConditionalBetaEstimate | InsufficientData | Degenerate<"flat_benchmark" | "flat_asset" | "unit_leverage">;
declare function conditionalBeta(options: ConditionalBetaOptions): ConditionalBetaResult;
export { type ConditionalBetaEstimate, type ConditionalBetaOptions, type ConditionalBetaResult, type ConditionalLineEstimate, type ConditionalMethod, type SemivarianceBetaEstimate, conditionalBeta };

// beta/dimsonBeta.d.ts
import { Convention } from "../foundation/convention.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { CapmBetaOptions } from "./capmBeta.js";
import { CollinearFactors } from "./multiFactorBeta.js";
import { StandardErrors } from "./standardErrors.js";
interface DimsonBetaOptions extends CapmBetaOptions {
    readonly lags: number;
    readonly leads: number;
}
interface DimsonCoefficient {
    readonly offset: number;
    readonly beta: number;
    readonly betaStandardError: number;
}
interface DimsonBetaEstimate extends Convention {
    readonly status: "ok";
    readonly beta: number;
    readonly alpha: number;
    readonly betaStandardError: number;
    readonly alphaStandardError: number;
    readonly betaInterval: Interval;
    readonly alphaInterval: Interval;
    readonly betaTStatistic: number | null;
    readonly alphaTStatistic: number | null;
    readonly betaPValue: number | null;
    readonly alphaPValue: number | null;
    readonly coefficients: readonly DimsonCoefficient[];
    readonly rSquared: number;
    readonly adjustedRSquared: number;
    readonly residualStandardDeviation: number;
    readonly observations: number;
    readonly degreesOfFreedom: number;
    readonly dropped: number;
    readonly standardErrors: StandardErrors;
    readonly confidenceLevel: number;
}
type DimsonBetaResult = DimsonBetaEstimate | InsufficientData | CollinearFactors | Degenerate<"flat_benchmark" | "flat_asset" | "unit_leverage">;
declare function dimsonBeta(options: DimsonBetaOptions): DimsonBetaResult;
export { type DimsonBetaEstimate, type DimsonBetaOptions, type DimsonBetaResult, type DimsonCoefficient, dimsonBeta };

// beta/ewmaBeta.d.ts
import { EwmaOptions, EwmaSeries } from "../foundation/ewmaOptions.js";
type EwmaBetaOptions = EwmaOptions & {
    readonly assetReturns: ArrayLike<number>;
    readonly benchmarkReturns: ArrayLike<number>;
};
declare function ewmaBeta(options: EwmaBetaOptions): EwmaSeries;
export { type EwmaBetaOptions, ewmaBeta };

// beta/hedgeEffectiveness.d.ts
import { Convention, ConventionOptions } from "../foundation/convention.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
interface HedgeEffectivenessOptions extends ConventionOptions {
    readonly assetReturns: ArrayLike<number>;
    readonly hedgeReturns: ArrayLike<number>;
    readonly trainingPeriods?: number | undefined;
    readonly hedgeRatio?: number | undefined;
    readonly missing?: "throw" | "drop" | undefined;
}
interface HedgedPeriods {
    readonly effectiveness: number;
    readonly bestHedgeRatio: number;
    readonly bestEffectiveness: number;
    readonly unhedgedStandardDeviation: number;
    readonly hedgedStandardDeviation: number;
    readonly observations: number;
}
interface HedgeEffectiveness extends Convention {
    readonly status: "ok";
    readonly hedgeRatio: number;
    readonly inSample: HedgedPeriods | null;
    readonly outOfSample: HedgedPeriods | null;
    readonly dropped: number;
}
type HedgeEffectivenessResult = HedgeEffectiveness | InsufficientData | Degenerate<"flat_hedge" | "flat_asset">;
declare function hedgeEffectiveness(options: HedgeEffectivenessOptions): HedgeEffectivenessResult;
export { type HedgeEffectiveness, type HedgeEffectivenessOptions, type HedgeEffectivenessResult, type HedgedPeriods, hedgeEffectiveness };

// beta/index.d.ts
export { BetaFromMomentsOptions, BetaFromMomentsResult, MomentsBetaEstimate, betaFromMoments } from "./betaFromMoments.js";
export { BetaTracker, BetaTrackerResult, TrackedBeta, WeightedBeta, WindowBeta, betaTracker, restoreBetaTracker } from "./betaTracker.js";
export { BetaEstimate, CapmBetaOptions, CapmBetaResult, capmBeta } from "./capmBeta.js";
export { ConditionalBetaEstimate, ConditionalBetaOptions, ConditionalBetaResult, ConditionalLineEstimate, ConditionalMethod, SemivarianceBetaEstimate, conditionalBeta } from "./conditionalBeta.js";
export { DimsonBetaEstimate, DimsonBetaOptions, DimsonBetaResult, DimsonCoefficient, dimsonBeta } from "./dimsonBeta.js";
export { KalmanBetaEstimate, KalmanBetaOptions, KalmanBetaResult, kalmanBeta } from "./kalmanBeta.js";
export { KalmanPath, KalmanPrior } from "./kalmanFilter.js";
export { KalmanNoise } from "./kalmanNoise.js";
export { CollinearFactors, FactorBeta, MultiFactorBetaEstimate, MultiFactorBetaOptions, MultiFactorBetaResult, multiFactorBeta } from "./multiFactorBeta.js";
export { MomentsFactorBeta, MomentsMultiFactorBetaEstimate, MultiFactorBetaFromMomentsOptions, MultiFactorBetaFromMomentsResult, multiFactorBetaFromMoments } from "./multiFactorBetaFromMoments.js";
export { RollingMultiFactorBeta, RollingMultiFactorBetaOptions, rollingMultiFactorBeta } from "./rollingMultiFactorBeta.js";
export { ScholesWilliamsBetaEstimate, ScholesWilliamsBetaOptions, ScholesWilliamsBetaResult, scholesWilliamsBeta } from "./scholesWilliamsBeta.js";
export { EwmaBetaOptions, ewmaBeta } from "./ewmaBeta.js";
export { RollingBetaOptions, rollingBeta } from "./rollingBeta.js";
export { RollingRegression, RollingRegressionOptions, rollingRegression } from "./rollingRegression.js";
export { HedgeEffectiveness, HedgeEffectivenessOptions, HedgeEffectivenessResult, HedgedPeriods, hedgeEffectiveness } from "./hedgeEffectiveness.js";
export { PortfolioAsset, PortfolioBeta, PortfolioBetaOptions, PortfolioBetaResult, portfolioBeta } from "./portfolioBeta.js";
export { PortfolioByValues, PortfolioByWeights, PortfolioSampleOptions } from "./portfolioSample.js";
export { AssetRiskOptions, PortfolioRiskOptions, RiskContribution, RiskDecomposition, RiskDecompositionOptions, RiskDecompositionResult, riskDecomposition } from "./riskDecomposition.js";
export { LeastAbsoluteDeviationsEstimate, MBetaEstimate, RobustBetaBase, RobustBetaErrors, RobustBetaOptions, RobustBetaResult, RobustBetaSample, TheilSenBetaEstimate, robustBeta } from "./robustBeta.js";
export { BetaPrior, BetaToShrink, BlumeLine, BlumeOptions, ShrinkBetaOptions, ShrinkBetaResult, ShrunkBeta, ShrunkBetas, VasicekOptions, shrinkBeta } from "./shrinkBeta.js";
export { ExtremeValueBeta, QuantileBeta, TailBetaOptions, TailBetaResult, TailBetaSample, tailBeta } from "./tailBeta.js";
export { StandardErrors } from "./standardErrors.js";
export { TimingEstimate, TimingModel, TimingRegressionOptions, TimingRegressionResult, timingRegression } from "./timingRegression.js";

// beta/kalmanBeta.d.ts
import { Convention, ConventionOptions } from "../foundation/convention.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { KalmanPath, KalmanPrior } from "./kalmanFilter.js";
import { KalmanNoise } from "./kalmanNoise.js";
interface KalmanBetaOptions extends ConventionOptions {
    readonly assetReturns: ArrayLike<number>;
    readonly benchmarkReturns: ArrayLike<number>;
    readonly noise: KalmanNoise | "maximum-likelihood";
    readonly prior?: "diffuse" | KalmanPrior | undefined;
    readonly smoothed?: boolean | undefined;
    readonly confidenceLevel?: number | undefined;
    readonly maximumEvaluations?: number | undefined;
}
interface KalmanBetaEstimate extends Convention {
    readonly status: "ok";
    readonly beta: number;
    readonly alpha: number;
    readonly betaStandardError: number;
    readonly alphaStandardError: number;
    readonly alphaBetaCovariance: number;
    readonly betaInterval: Interval;
    readonly nextBetaStandardError: number;
    readonly residualStandardDeviation: number;
    readonly filtered: KalmanPath;
    readonly smoothed: KalmanPath | null;
    readonly innovations: Float64Array;
    readonly innovationVariances: Float64Array;
    readonly logLikelihood: number;
    readonly noise: KalmanNoise;
    readonly noiseFitted: boolean;
    readonly isLeastSquares: boolean;
    readonly validFrom: number;
    readonly observations: number;
    readonly dropped: number;
    readonly confidenceLevel: number;
}
type KalmanBetaResult = KalmanBetaEstimate | InsufficientData | Degenerate<"flat_benchmark" | "flat_asset" | "no_observation_noise" | "not_converged">;
declare function kalmanBeta(options: KalmanBetaOptions): KalmanBetaResult;
export { type KalmanBetaEstimate, type KalmanBetaOptions, type KalmanBetaResult, kalmanBeta };

// beta/kalmanFilter.d.ts
import { KalmanNoise } from "./kalmanNoise.js";
interface KalmanPrior {
    readonly alpha: number;
    readonly beta: number;
    readonly alphaVariance: number;
    readonly betaVariance: number;
}
interface KalmanPath {
    readonly alpha: Float64Array;
    readonly beta: Float64Array;
    readonly alphaVariance: Float64Array;
    readonly alphaBetaCovariance: Float64Array;
    readonly betaVariance: Float64Array;
}
interface LineSample {
    readonly x: Float64Array;
    readonly y: Float64Array;
    readonly anchorX: number;
    readonly anchorY: number;
}
interface FilteredLine {
    readonly states: Float64Array;
    readonly innovations: Float64Array;
    readonly innovationVariances: Float64Array;
    readonly logLikelihood: number;
}
declare function filterLine(sample: LineSample, noise: KalmanNoise, prior: KalmanPrior | null): FilteredLine;
declare function smoothLine({ x, y, anchorX }: LineSample, noise: KalmanNoise, states: Float64Array): Float64Array;
declare function pathOf({ anchorX, anchorY }: LineSample, states: Float64Array): KalmanPath;
export { type FilteredLine, type KalmanPath, type KalmanPrior, type LineSample, filterLine, pathOf, smoothLine };

// beta/kalmanNoise.d.ts
interface KalmanNoise {
    readonly alphaStepVariance: number;
    readonly betaStepVariance: number;
    readonly observationVariance: number;
}
type KalmanNoiseFit = {
    readonly outcome: "ok";
    readonly noise: KalmanNoise;
    readonly evaluations: number;
} | {
    readonly outcome: "not_converged" | "no_observation_noise";
};
declare function fitKalmanNoise(x: Float64Array, y: Float64Array, origin: number, size: number, maximumEvaluations: number): KalmanNoiseFit;
export { type KalmanNoise, type KalmanNoiseFit, fitKalmanNoise };

// beta/multiFactorBeta.d.ts
import { Convention, ConventionOptions } from "../foundation/convention.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { StandardErrors } from "./standardErrors.js";
interface MultiFactorBetaOptions extends ConventionOptions {
    readonly assetReturns: ArrayLike<number>;
    readonly factorReturns: Readonly<Record<string, ArrayLike<number>>>;
    readonly riskFreeRatePerPeriod?: number | ArrayLike<number> | undefined;
    readonly standardErrors?: StandardErrors | undefined;
    readonly confidenceLevel?: number | undefined;
    readonly missing?: "throw" | "drop" | undefined;
}
interface FactorBeta extends Convention {
    readonly name: string;
    readonly beta: number;
    readonly betaStandardError: number;
    readonly betaInterval: Interval;
    readonly betaTStatistic: number | null;
    readonly betaPValue: number | null;
    readonly varianceInflationFactor: number;
    readonly degreesOfFreedom: number;
}
interface MultiFactorBetaEstimate extends Convention {
    readonly status: "ok";
    readonly alpha: number;
    readonly alphaStandardError: number;
    readonly alphaInterval: Interval;
    readonly alphaTStatistic: number | null;
    readonly alphaPValue: number | null;
    readonly factors: readonly FactorBeta[];
    readonly coefficientCovariance: readonly (readonly number[])[];
    readonly rSquared: number;
    readonly adjustedRSquared: number;
    readonly fStatistic: number | null;
    readonly fPValue: number | null;
    readonly residualStandardDeviation: number;
    readonly observations: number;
    readonly degreesOfFreedom: number;
    readonly dropped: number;
    readonly standardErrors: StandardErrors;
    readonly confidenceLevel: number;
}
interface CollinearFactors {
    readonly status: "collinear";
    readonly rank: number;
    readonly columns: number;
    readonly aliased: readonly string[];
}
type MultiFactorBetaResult = MultiFactorBetaEstimate | InsufficientData | CollinearFactors | Degenerate<"flat_asset" | "unit_leverage">;
declare function multiFactorBeta(options: MultiFactorBetaOptions): MultiFactorBetaResult;
export { type CollinearFactors, type FactorBeta, type MultiFactorBetaEstimate, type MultiFactorBetaOptions, type MultiFactorBetaResult, multiFactorBeta };

// beta/multiFactorBetaFromMoments.d.ts
import { ConventionOptions } from "../foundation/convention.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { Moments } from "../returns/moments.js";
import { FactorBeta, MultiFactorBetaEstimate, CollinearFactors } from "./multiFactorBeta.js";
interface MultiFactorBetaFromMomentsOptions extends ConventionOptions {
    readonly moments: Moments;
    readonly asset: string | number;
    readonly factors: readonly (string | number)[];
    readonly confidenceLevel?: number | undefined;
}
type Residual = "alphaStandardError" | "alphaInterval" | "factors" | "coefficientCovariance" | "residualStandardDeviation";
interface MomentsFactorBeta extends Omit<FactorBeta, "betaStandardError" | "betaInterval"> {
    readonly betaStandardError: number | null;
    readonly betaInterval: Interval | null;
}
interface MomentsMultiFactorBetaEstimate extends Omit<MultiFactorBetaEstimate, Residual> {
    readonly alphaStandardError: number | null;
    readonly alphaInterval: Interval | null;
    readonly factors: readonly MomentsFactorBeta[];
    readonly coefficientCovariance: readonly (readonly number[])[] | null;
    readonly residualStandardDeviation: number | null;
}
type MultiFactorBetaFromMomentsResult = MomentsMultiFactorBetaEstimate | InsufficientData | CollinearFactors | Degenerate<"flat_asset">;
declare function multiFactorBetaFromMoments(options: MultiFactorBetaFromMomentsOptions): MultiFactorBetaFromMomentsResult;
export { type MomentsFactorBeta, type MomentsMultiFactorBetaEstimate, type MultiFactorBetaFromMomentsOptions, type MultiFactorBetaFromMomentsResult, multiFactorBetaFromMoments };

// beta/portfolioBeta.d.ts
import { Convention } from "../foundation/convention.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { PortfolioSampleOptions, PortfolioByWeights, PortfolioByValues } from "./portfolioSample.js";
import { StandardErrors } from "./standardErrors.js";
type PortfolioBetaOptions = PortfolioSampleOptions & (PortfolioByWeights | PortfolioByValues) & {
    readonly standardErrors?: StandardErrors | undefined;
    readonly confidenceLevel?: number | undefined;
};
interface PortfolioAsset extends Convention {
    readonly symbol: string;
    readonly weight: number;
    readonly beta: number;
    readonly betaStandardError: number;
    readonly degreesOfFreedom: number;
}
interface PortfolioBeta extends Convention {
    readonly status: "ok";
    readonly beta: number;
    readonly alpha: number;
    readonly betaStandardError: number;
    readonly betaStandardErrorIfIndependent: number;
    readonly betaInterval: Interval;
    readonly betaTStatistic: number | null;
    readonly betaPValue: number | null;
    readonly rSquared: number | null;
    readonly residualStandardDeviation: number;
    readonly assets: readonly PortfolioAsset[];
    readonly betaCovariance: readonly (readonly number[])[];
    readonly observations: number;
    readonly degreesOfFreedom: number;
    readonly dropped: number;
    readonly standardErrors: StandardErrors;
    readonly confidenceLevel: number;
}
type PortfolioBetaResult = PortfolioBeta | InsufficientData | (Degenerate<"flat_benchmark" | "flat_asset" | "unit_leverage"> & {
    readonly symbol: string | null;
});
declare function portfolioBeta(options: PortfolioBetaOptions): PortfolioBetaResult;
export { type PortfolioAsset, type PortfolioBeta, type PortfolioBetaOptions, type PortfolioBetaResult, portfolioBeta };

// beta/portfolioSample.d.ts
import { ConventionOptions } from "../foundation/convention.js";
interface PortfolioSampleOptions extends ConventionOptions {
    readonly assetReturns: Readonly<Record<string, ArrayLike<number>>>;
    readonly benchmarkReturns: ArrayLike<number>;
    readonly missing?: "throw" | "drop" | undefined;
}
interface PortfolioByWeights {
    readonly weights: Readonly<Record<string, number>>;
    readonly values?: undefined;
    readonly capital?: undefined;
}
interface PortfolioByValues {
    readonly values: Readonly<Record<string, number>>;
    readonly capital: number;
    readonly weights?: undefined;
}
interface PortfolioSample {
    readonly symbols: readonly string[];
    readonly weights: readonly number[];
    readonly assets: readonly Float64Array[];
    readonly benchmark: Float64Array;
    readonly dropped: number;
    readonly order: readonly number[];
}
declare function readPortfolio(caller: string, options: PortfolioSampleOptions & (PortfolioByWeights | PortfolioByValues)): PortfolioSample;
declare function bookReturns(caller: string, sample: PortfolioSample): Float64Array;
export { type PortfolioByValues, type PortfolioByWeights, type PortfolioSample, type PortfolioSampleOptions, bookReturns, readPortfolio };

// beta/riskDecomposition.d.ts
import { ConventionOptions, Convention } from "../foundation/convention.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { PortfolioSampleOptions, PortfolioByWeights, PortfolioByValues } from "./portfolioSample.js";
interface AssetRiskOptions extends ConventionOptions {
    readonly assetReturns: ArrayLike<number>;
    readonly benchmarkReturns: ArrayLike<number>;
    readonly periodsPerYear: number;
    readonly missing?: "throw" | "drop" | undefined;
    readonly weights?: undefined;
    readonly values?: undefined;
}
type PortfolioRiskOptions = PortfolioSampleOptions & (PortfolioByWeights | PortfolioByValues) & {
    readonly periodsPerYear: number;
};
type RiskDecompositionOptions = AssetRiskOptions | PortfolioRiskOptions;
interface RiskContribution {
    readonly symbol: string;
    readonly weight: number;
    readonly beta: number;
    readonly systematicVariance: number;
    readonly idiosyncraticVariance: number;
    readonly share: number;
    readonly annualisedMarginalVolatility: number;
}
interface RiskDecomposition extends Convention {
    readonly status: "ok";
    readonly beta: number;
    readonly totalVariance: number;
    readonly benchmarkVariance: number;
    readonly systematicVariance: number;
    readonly idiosyncraticVariance: number;
    readonly systematicShare: number;
    readonly idiosyncraticShare: number;
    readonly annualisedTotalVolatility: number;
    readonly annualisedSystematicVolatility: number;
    readonly annualisedIdiosyncraticVolatility: number;
    readonly meanActiveReturn: number;
    readonly trackingError: number;
    readonly annualisedTrackingError: number;
    readonly annualisedInformationRatio: number | null;
    readonly idiosyncraticVarianceIfUncorrelated: number | null;
    readonly contributions: readonly RiskContribution[] | null;
    readonly periodsPerYear: number;
    readonly observations: number;
    readonly dropped: number;
}
type RiskDecompositionResult = RiskDecomposition | InsufficientData | Degenerate<"flat_benchmark" | "flat_asset" | "flat_portfolio">;
declare function riskDecomposition(options: RiskDecompositionOptions): RiskDecompositionResult;
export { type AssetRiskOptions, type PortfolioRiskOptions, type RiskContribution, type RiskDecomposition, type RiskDecompositionOptions, type RiskDecompositionResult, riskDecomposition };

// beta/robustBeta.d.ts
import { Convention, ConventionOptions } from "../foundation/convention.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
interface RobustBetaSample extends ConventionOptions {
    readonly assetReturns: ArrayLike<number>;
    readonly benchmarkReturns: ArrayLike<number>;
    readonly confidenceLevel?: number | undefined;
    readonly missing?: "throw" | "drop" | undefined;
}
type RobustBetaOptions = (RobustBetaSample & {
    readonly method: "huber" | "bisquare";
    readonly tuningConstant?: number | undefined;
    readonly maxIterations?: number | undefined;
}) | (RobustBetaSample & {
    readonly method: "theil-sen" | "least-absolute-deviations";
});
interface RobustBetaBase extends Convention {
    readonly status: "ok";
    readonly beta: number;
    readonly alpha: number;
    readonly betaInterval: Interval;
    readonly observations: number;
    readonly degreesOfFreedom: number;
    readonly dropped: number;
    readonly confidenceLevel: number;
}
interface RobustBetaErrors {
    readonly betaStandardError: number;
    readonly alphaStandardError: number;
    readonly alphaInterval: Interval;
    readonly betaTStatistic: number | null;
    readonly alphaTStatistic: number | null;
    readonly betaPValue: number | null;
    readonly alphaPValue: number | null;
}
interface MBetaEstimate extends RobustBetaBase, RobustBetaErrors {
    readonly method: "huber" | "bisquare";
    readonly scale: number;
    readonly tuningConstant: number;
    readonly zeroWeights: number;
    readonly iterations: number;
}
interface TheilSenBetaEstimate extends RobustBetaBase {
    readonly method: "theil-sen";
    readonly alphaJoint: number;
    readonly pairs: number;
}
interface LeastAbsoluteDeviationsEstimate extends RobustBetaBase, RobustBetaErrors {
    readonly method: "least-absolute-deviations";
    readonly unique: boolean;
}
type RobustBetaResult = MBetaEstimate | TheilSenBetaEstimate | LeastAbsoluteDeviationsEstimate | InsufficientData | Degenerate<"flat_benchmark" | "flat_asset" | "zero_scale" | "not_converged">;
declare function robustBeta(options: RobustBetaOptions): RobustBetaResult;
export { type LeastAbsoluteDeviationsEstimate, type MBetaEstimate, type RobustBetaBase, type RobustBetaErrors, type RobustBetaOptions, type RobustBetaResult, type RobustBetaSample, type TheilSenBetaEstimate, robustBeta };

// beta/rollingBeta.d.ts
import { RollingOutput, RollingWindow, RollingValues } from "../foundation/rollingOptions.js";
type RollingBetaOptions = RollingOutput & RollingWindow & {
    readonly assetReturns: ArrayLike<number>;
    readonly benchmarkReturns: ArrayLike<number>;
};
declare function rollingBeta(options: RollingBetaOptions): RollingValues;
export { type RollingBetaOptions, rollingBeta };

// beta/rollingMultiFactorBeta.d.ts
import { WindowByCount, WindowByTime } from "../foundation/rollingOptions.js";
type RollingMultiFactorBetaOptions = (WindowByCount | WindowByTime) & {
    readonly assetReturns: ArrayLike<number>;
    readonly factorReturns: Readonly<Record<string, ArrayLike<number>>>;
};
interface RollingMultiFactorBeta {
    readonly betas: Readonly<Record<string, Float64Array>>;
    readonly betaStandardErrors: Readonly<Record<string, Float64Array>>;
    readonly alpha: Float64Array;
    readonly alphaStandardError: Float64Array;
    readonly residualStandardDeviation: Float64Array;
    readonly rSquared: Float64Array;
    readonly validFrom: number | null;
}
declare function rollingMultiFactorBeta(options: RollingMultiFactorBetaOptions): RollingMultiFactorBeta;
export { type RollingMultiFactorBeta, type RollingMultiFactorBetaOptions, rollingMultiFactorBeta };

// beta/rollingRegression.d.ts
import { RollingWindow } from "../foundation/rollingOptions.js";
type RollingRegressionOptions = RollingWindow & {
    readonly assetReturns: ArrayLike<number>;
    readonly benchmarkReturns: ArrayLike<number>;
};
interface RollingRegression {
    readonly beta: Float64Array;
    readonly alpha: Float64Array;
    readonly correlation: Float64Array;
    readonly residualStandardDeviation: Float64Array;
    readonly betaStandardError: Float64Array;
    readonly alphaStandardError: Float64Array;
    readonly observations: Float64Array;
    readonly validFrom: number | null;
}
declare function rollingRegression(options: RollingRegressionOptions): RollingRegression;
export { type RollingRegression, type RollingRegressionOptions, rollingRegression };

// beta/scholesWilliamsBeta.d.ts
import { Convention } from "../foundation/convention.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { CapmBetaOptions } from "./capmBeta.js";
interface ScholesWilliamsBetaOptions extends Omit<CapmBetaOptions, "standardErrors" | "confidenceLevel"> {
    readonly sample?: "common" | "maximal" | undefined;
}
interface ScholesWilliamsBetaEstimate extends Convention {
    readonly status: "ok";
    readonly beta: number;
    readonly alpha: number;
    readonly betaLag: number;
    readonly betaSame: number;
    readonly betaLead: number;
    readonly autocorrelation: number;
    readonly observations: number;
    readonly dropped: number;
    readonly sample: "common" | "maximal";
}
type ScholesWilliamsBetaResult = ScholesWilliamsBetaEstimate | InsufficientData | Degenerate<"flat_benchmark" | "flat_asset" | "negative_autocorrelation">;
declare function scholesWilliamsBeta(options: ScholesWilliamsBetaOptions): ScholesWilliamsBetaResult;
export { type ScholesWilliamsBetaEstimate, type ScholesWilliamsBetaOptions, type ScholesWilliamsBetaResult, scholesWilliamsBeta };

// beta/shrinkBeta.d.ts
import { Convention } from "../foundation/convention.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
interface BetaToShrink {
    readonly beta: number;
    readonly betaStandardError?: number | null | undefined;
    readonly symbol?: string | undefined;
    readonly degreesOfFreedom?: number | undefined;
    readonly returnKind?: "simple" | "log" | null | undefined;
    readonly horizonMs?: number | null | undefined;
    readonly asOf?: number | null | undefined;
}
interface BetaPrior {
    readonly mean: number;
    readonly standardDeviation: number;
}
interface BlumeLine {
    readonly intercept: number;
    readonly slope: number;
}
type ShrinkBetaOptions = VasicekOptions | BlumeOptions;
interface VasicekOptions {
    readonly estimates: readonly BetaToShrink[];
    readonly method: "vasicek";
    readonly prior: "cross-section" | "market" | BetaPrior;
}
interface BlumeOptions {
    readonly estimates: readonly BetaToShrink[];
    readonly method: "blume";
    readonly coefficients: "bloomberg" | "blume-1971" | BlumeLine;
}
interface ShrunkBeta extends Convention {
    readonly status: "ok";
    readonly beta: number;
    readonly betaStandardError?: number;
    readonly rawBeta: number;
    readonly weight: number;
    readonly symbol?: string;
    readonly degreesOfFreedom?: number;
}
interface ShrunkBetas {
    readonly status: "ok";
    readonly betas: readonly ShrunkBeta[];
    readonly prior: BetaPrior | null;
    readonly coefficients: BlumeLine | null;
}
type ShrinkBetaResult = ShrunkBetas | InsufficientData | Degenerate<"flat_cross_section">;
declare function shrinkBeta(options: ShrinkBetaOptions): ShrinkBetaResult;
export { type BetaPrior, type BetaToShrink, type BlumeLine, type BlumeOptions, type ShrinkBetaOptions, type ShrinkBetaResult, type ShrunkBeta, type ShrunkBetas, type VasicekOptions, shrinkBeta };

// beta/standardErrors.d.ts
type StandardErrors = "classical" | "HC0" | "HC1" | "HC2" | "HC3" | {
    readonly kind: "HAC";
    readonly maxLags: number;
    readonly smallSample?: boolean | undefined;
};
declare function readStandardErrors(caller: string, options: {
    readonly standardErrors?: StandardErrors | undefined;
}, path?: string): StandardErrors;
export { type StandardErrors, readStandardErrors };

// beta/tailBeta.d.ts
import { Convention, ConventionOptions } from "../foundation/convention.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
interface TailBetaSample extends ConventionOptions {
    readonly assetReturns: ArrayLike<number>;
    readonly benchmarkReturns: ArrayLike<number>;
    readonly missing?: "throw" | "drop" | undefined;
}
type TailBetaOptions = (TailBetaSample & {
    readonly method: "quantile";
    readonly tau: number;
    readonly confidenceLevel?: number | undefined;
}) | (TailBetaSample & {
    readonly method: "extreme-value";
    readonly tailObservations: number;
});
interface QuantileBeta extends Convention {
    readonly status: "ok";
    readonly method: "quantile";
    readonly tau: number;
    readonly beta: number;
    readonly alpha: number;
    readonly betaStandardError: number;
    readonly alphaStandardError: number;
    readonly betaInterval: Interval;
    readonly alphaInterval: Interval;
    readonly betaTStatistic: number | null;
    readonly alphaTStatistic: number | null;
    readonly betaPValue: number | null;
    readonly alphaPValue: number | null;
    readonly unique: boolean;
    readonly observations: number;
    readonly degreesOfFreedom: number;
    readonly dropped: number;
    readonly confidenceLevel: number;
}
interface ExtremeValueBeta extends Convention {
    readonly status: "ok";
    readonly method: "extreme-value";
    readonly tailObservations: number;
    readonly beta: number;
    readonly tailDependence: number;
    readonly tailIndex: number;
    readonly assetValueAtRisk: number;
    readonly benchmarkValueAtRisk: number;
    readonly observations: number;
    readonly dropped: number;
}
type TailBetaResult = QuantileBeta | ExtremeValueBeta | InsufficientData | Degenerate<"flat_benchmark" | "flat_asset" | "zero_scale" | "no_tail_losses" | "flat_tail" | "no_common_tail">;
declare function tailBeta(options: TailBetaOptions): TailBetaResult;
export { type ExtremeValueBeta, type QuantileBeta, type TailBetaOptions, type TailBetaResult, type TailBetaSample, tailBeta };

// beta/timingRegression.d.ts
import { Convention } from "../foundation/convention.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { CapmBetaOptions } from "./capmBeta.js";
import { CollinearFactors } from "./multiFactorBeta.js";
import { StandardErrors } from "./standardErrors.js";
type TimingModel = "treynor-mazuy" | "henriksson-merton";
interface TimingRegressionOptions extends CapmBetaOptions {
    readonly model: TimingModel;
}
interface TimingEstimate extends Convention {
    readonly status: "ok";
    readonly model: TimingModel;
    readonly alpha: number;
    readonly beta: number;
    readonly gamma: number;
    readonly alphaStandardError: number;
    readonly betaStandardError: number;
    readonly gammaStandardError: number;
    readonly alphaInterval: Interval;
    readonly betaInterval: Interval;
    readonly gammaInterval: Interval;
    readonly alphaTStatistic: number | null;
    readonly betaTStatistic: number | null;
    readonly gammaTStatistic: number | null;
    readonly alphaPValue: number | null;
    readonly betaPValue: number | null;
    readonly gammaPValue: number | null;
    readonly coefficientCovariance: readonly (readonly number[])[];
    readonly rSquared: number;
    readonly adjustedRSquared: number;
    readonly residualStandardDeviation: number;
    readonly observations: number;
    readonly degreesOfFreedom: number;
    readonly dropped: number;
    readonly standardErrors: StandardErrors;
    readonly confidenceLevel: number;
}
type TimingRegressionResult = TimingEstimate | InsufficientData | CollinearFactors | Degenerate<"flat_benchmark" | "flat_asset" | "unit_leverage">;
declare function timingRegression(options: TimingRegressionOptions): TimingRegressionResult;
export { type TimingEstimate, type TimingModel, type TimingRegressionOptions, type TimingRegressionResult, timingRegression };
