// correlation/averageCorrelation.d.ts
import { Degenerate } from "../foundation/status.js";
interface AverageCorrelationOptions {
    readonly matrix: readonly ArrayLike<number>[];
    readonly weights: "equal" | ArrayLike<number>;
}
interface AverageCorrelation {
    readonly status: "ok";
    readonly correlation: number;
    readonly minimum: number;
    readonly maximum: number;
    readonly pairs: number;
}
type AverageCorrelationResult = AverageCorrelation | Degenerate<"no_pairs">;
declare function averageCorrelation(options: AverageCorrelationOptions): AverageCorrelationResult;
export { type AverageCorrelation, type AverageCorrelationOptions, type AverageCorrelationResult, averageCorrelation };

// correlation/correlation.d.ts
import { Convention, ConventionOptions } from "../foundation/convention.js";
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { KendallTau } from "./kendallTau.js";
type CorrelationMethod = "pearson" | "spearman" | "kendall";
interface CorrelationOptions<Method extends CorrelationMethod = CorrelationMethod> extends ConventionOptions {
    readonly x: ArrayLike<number>;
    readonly y: ArrayLike<number>;
    readonly method?: Method | undefined;
    readonly confidenceLevel?: number | undefined;
    readonly missing?: "throw" | "drop" | undefined;
}
interface CorrelationBase extends Convention {
    readonly status: "ok";
    readonly correlation: number;
    readonly interval: Interval | null;
    readonly observations: number;
    readonly dropped: number;
    readonly confidenceLevel: number;
}
interface LinearCorrelation extends CorrelationBase {
    readonly method: "pearson" | "spearman";
    readonly tStatistic: number | null;
    readonly pValue: number | null;
    readonly degreesOfFreedom: number;
}
interface KendallCorrelation extends CorrelationBase, KendallTau {
    readonly method: "kendall";
    readonly pValue: number;
}
type CorrelationResult<Method extends CorrelationMethod = CorrelationMethod> = (Method extends "kendall" ? KendallCorrelation : LinearCorrelation) | InsufficientData | Degenerate<"flat_x" | "flat_y">;
declare function correlation<Method extends CorrelationMethod = "pearson">(options: CorrelationOptions<Method>): CorrelationResult<Method>;
export { type CorrelationBase, type CorrelationMethod, type CorrelationOptions, type CorrelationResult, type KendallCorrelation, type LinearCorrelation, correlation };

// correlation/correlationTracker.d.ts
import { Convention } from "../foundation/convention.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { AsOf, TrackerSnapshot, TrackerOptions } from "../foundation/trackerOptions.js";
interface CorrelationTracker {
    readonly update: (x: number, y: number) => void;
    readonly value: () => number;
    readonly estimate: (told?: AsOf) => CorrelationTrackerResult;
    readonly snapshot: () => TrackerSnapshot;
}
interface TrackedCorrelation extends Convention {
    readonly status: "ok";
    readonly correlation: number;
    readonly observations: number;
    readonly effectiveSampleSize: number;
}
type CorrelationTrackerResult = TrackedCorrelation | InsufficientData | Degenerate<"flat_x" | "flat_y">;
declare function correlationTracker(options: TrackerOptions): CorrelationTracker;
declare function restoreCorrelationTracker(snapshot: TrackerSnapshot): CorrelationTracker;
export { type CorrelationTracker, type CorrelationTrackerResult, type TrackedCorrelation, correlationTracker, restoreCorrelationTracker };

// correlation/covarianceFromMoments.d.ts
import { Convention, ConventionOptions } from "../foundation/convention.js";
import { InsufficientData } from "../foundation/status.js";
import { Moments } from "../returns/moments.js";
interface CovarianceFromMomentsOptions extends ConventionOptions {
    readonly moments: Moments;
}
interface CovarianceEstimate extends Convention {
    readonly status: "ok";
    readonly symbols: readonly string[] | null;
    readonly means: readonly number[];
    readonly covariance: readonly (readonly number[])[];
    readonly correlation: readonly (readonly number[])[] | null;
    readonly observations: number;
    readonly dropped: number;
}
type CovarianceFromMomentsResult = CovarianceEstimate | InsufficientData;
declare function covarianceFromMoments(options: CovarianceFromMomentsOptions): CovarianceFromMomentsResult;
export { type CovarianceEstimate, type CovarianceFromMomentsOptions, type CovarianceFromMomentsResult, covarianceFromMoments };

// correlation/crossSectionalDispersion.d.ts
interface CrossSectionalDispersionOptions {
    readonly series: Readonly<Record<string, ArrayLike<number>>>;
    readonly weights: "equal" | Readonly<Record<string, number>>;
}
interface CrossSectionalDispersion {
    readonly values: Float64Array;
    readonly validFrom: number | null;
}
declare function crossSectionalDispersion(options: CrossSectionalDispersionOptions): CrossSectionalDispersion;
export { type CrossSectionalDispersion, type CrossSectionalDispersionOptions, crossSectionalDispersion };

// correlation/ewmaCorrelation.d.ts
import { EwmaOptions, EwmaSeries } from "../foundation/ewmaOptions.js";
type EwmaCorrelationOptions = EwmaOptions & {
    readonly x: ArrayLike<number>;
    readonly y: ArrayLike<number>;
};
declare function ewmaCorrelation(options: EwmaCorrelationOptions): EwmaSeries;
export { type EwmaCorrelationOptions, ewmaCorrelation };

// correlation/ewmaCovariance.d.ts
import { Convention, ConventionOptions } from "../foundation/convention.js";
import { EwmaSettings, EwmaOptions } from "../foundation/ewmaOptions.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
type EwmaCovarianceOptions = ConventionOptions & EwmaOptions & {
    readonly series: Readonly<Record<string, ArrayLike<number>>>;
};
interface EwmaCovariance extends Convention, EwmaSettings {
    readonly status: "ok";
    readonly symbols: readonly string[];
    readonly covariance: readonly (readonly number[])[];
    readonly correlation: readonly (readonly number[])[] | null;
    readonly means: readonly number[];
    readonly effectiveSampleSize: number;
    readonly observations: number;
    readonly dropped: number;
}
type EwmaCovarianceResult = EwmaCovariance | InsufficientData | Degenerate<"underflow">;
declare function ewmaCovariance(options: EwmaCovarianceOptions): EwmaCovarianceResult;
export { type EwmaCovariance, type EwmaCovarianceOptions, type EwmaCovarianceResult, ewmaCovariance };

// correlation/hayashiYoshida.d.ts
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { TickSeries } from "./ticks.js";
interface HayashiYoshidaOptions {
    readonly x: TickSeries;
    readonly y: TickSeries;
    readonly shiftMs?: number | undefined;
}
interface HayashiYoshidaEstimate {
    readonly status: "ok";
    readonly covariance: number;
    readonly correlation: number;
    readonly beta: number;
    readonly realizedVarianceX: number;
    readonly realizedVarianceY: number;
    readonly overlappingPairs: number;
    readonly observationsX: number;
    readonly observationsY: number;
    readonly shiftMs: number;
}
type HayashiYoshidaResult = HayashiYoshidaEstimate | InsufficientData | Degenerate<"flat_x" | "flat_y" | "no_overlap">;
declare function hayashiYoshida(options: HayashiYoshidaOptions): HayashiYoshidaResult;
export { type HayashiYoshidaEstimate, type HayashiYoshidaOptions, type HayashiYoshidaResult, hayashiYoshida };

// correlation/impliedCorrelation.d.ts
import { Degenerate } from "../foundation/status.js";
interface ImpliedCorrelationOptions {
    readonly indexVolatility: number;
    readonly weights: ArrayLike<number>;
    readonly volatilities: ArrayLike<number>;
}
interface ImpliedCorrelation {
    readonly status: "ok" | "out_of_bounds";
    readonly correlation: number;
    readonly volatilityDispersion: number;
    readonly varianceDispersion: number;
}
type ImpliedCorrelationResult = ImpliedCorrelation | Degenerate<"no_pairs">;
declare function impliedCorrelation(options: ImpliedCorrelationOptions): ImpliedCorrelationResult;
export { type ImpliedCorrelation, type ImpliedCorrelationOptions, type ImpliedCorrelationResult, impliedCorrelation };

// correlation/index.d.ts
export { CorrelationBase, CorrelationMethod, CorrelationOptions, CorrelationResult, KendallCorrelation, LinearCorrelation, correlation } from "./correlation.js";
export { CorrelationTracker, CorrelationTrackerResult, TrackedCorrelation, correlationTracker, restoreCorrelationTracker } from "./correlationTracker.js";
export { CovarianceEstimate, CovarianceFromMomentsOptions, CovarianceFromMomentsResult, covarianceFromMoments } from "./covarianceFromMoments.js";
export { HayashiYoshidaEstimate, HayashiYoshidaOptions, HayashiYoshidaResult, hayashiYoshida } from "./hayashiYoshida.js";
export { KendallTau } from "./kendallTau.js";
export { LeadLagEstimate, LeadLagOptions, LeadLagResult, leadLag } from "./leadLag.js";
export { RollingCorrelationOptions, rollingCorrelation } from "./rollingCorrelation.js";
export { PairCorrelation, RollingCorrelationMatrix, RollingCorrelationMatrixOptions, rollingCorrelationMatrix } from "./rollingCorrelationMatrix.js";
export { TickSeries } from "./ticks.js";
export { AverageCorrelation, AverageCorrelationOptions, AverageCorrelationResult, averageCorrelation } from "./averageCorrelation.js";
export { CrossSectionalDispersion, CrossSectionalDispersionOptions, crossSectionalDispersion } from "./crossSectionalDispersion.js";
export { EwmaCorrelationOptions, ewmaCorrelation } from "./ewmaCorrelation.js";
export { EwmaCovariance, EwmaCovarianceOptions, EwmaCovarianceResult, ewmaCovariance } from "./ewmaCovariance.js";
export { ImpliedCorrelation, ImpliedCorrelationOptions, ImpliedCorrelationResult, impliedCorrelation } from "./impliedCorrelation.js";
export { NearestCorrelation, NearestCorrelationOptions, NearestCorrelationResult, NotConverged, nearestCorrelation } from "./nearestCorrelation.js";
export { FlatSeries, ShrinkageMethod, ShrunkCovariance, ShrunkCovarianceOptions, ShrunkCovarianceResult, shrunkCovariance } from "./shrunkCovariance.js";
export { CrashBetas, StressCorrelationOptions, StressedCorrelation, stressCorrelation } from "./stressCorrelation.js";

// correlation/kendallTau.d.ts
import { Interval } from "../foundation/interval.js";
import { Degenerate } from "../foundation/status.js";
interface KendallTau {
    readonly test: "exact" | "normal";
    readonly zStatistic: number;
    readonly concordantPairs: number;
    readonly discordantPairs: number;
}
declare function kendallTau(x: Float64Array, y: Float64Array, confidenceLevel: number): (KendallTau & {
    readonly correlation: number;
    readonly interval: Interval | null;
    readonly pValue: number;
}) | Degenerate<"flat_x" | "flat_y">;
export { type KendallTau, kendallTau };

// correlation/leadLag.d.ts
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { TickSeries } from "./ticks.js";
interface LeadLagOptions {
    readonly x: TickSeries;
    readonly y: TickSeries;
    readonly shiftsMs: ArrayLike<number>;
}
interface LeadLagEstimate {
    readonly status: "ok";
    readonly leadLagMs: number;
    readonly correlation: number;
    readonly atEdge: boolean;
    readonly shiftsMs: Float64Array;
    readonly correlations: Float64Array;
}
type LeadLagResult = LeadLagEstimate | InsufficientData | Degenerate<"flat_x" | "flat_y" | "no_overlap">;
declare function leadLag(options: LeadLagOptions): LeadLagResult;
export { type LeadLagEstimate, type LeadLagOptions, type LeadLagResult, leadLag };

// correlation/nearestCorrelation.d.ts
import { Degenerate } from "../foundation/status.js";
interface NearestCorrelationOptions {
    readonly matrix: readonly ArrayLike<number>[];
    readonly tolerance?: number | undefined;
    readonly maximumIterations?: number | undefined;
}
interface NearestCorrelation {
    readonly status: "ok";
    readonly matrix: readonly (readonly number[])[];
    readonly frobeniusDistance: number;
    readonly iterations: number;
    readonly minimumEigenvalueBefore: number;
}
interface NotConverged extends Degenerate<"not_converged"> {
    readonly iterations: number;
    readonly residual: number;
}
type NearestCorrelationResult = NearestCorrelation | NotConverged;
declare function nearestCorrelation(options: NearestCorrelationOptions): NearestCorrelationResult;
export { type NearestCorrelation, type NearestCorrelationOptions, type NearestCorrelationResult, type NotConverged, nearestCorrelation };

// correlation/rollingCorrelation.d.ts
import { RollingOutput, RollingWindow, RollingValues } from "../foundation/rollingOptions.js";
type RollingCorrelationOptions = RollingOutput & RollingWindow & {
    readonly x: ArrayLike<number>;
    readonly y: ArrayLike<number>;
};
declare function rollingCorrelation(options: RollingCorrelationOptions): RollingValues;
export { type RollingCorrelationOptions, rollingCorrelation };

// correlation/rollingCorrelationMatrix.d.ts
import { RollingValues, RollingWindow } from "../foundation/rollingOptions.js";
type RollingCorrelationMatrixOptions = RollingWindow & {
    readonly series: Readonly<Record<string, ArrayLike<number>>>;
};
interface PairCorrelation extends RollingValues {
    readonly x: string;
    readonly y: string;
}
interface RollingCorrelationMatrix {
    readonly symbols: readonly string[];
    readonly pairs: readonly PairCorrelation[];
}
declare function rollingCorrelationMatrix(options: RollingCorrelationMatrixOptions): RollingCorrelationMatrix;
export { type PairCorrelation, type RollingCorrelationMatrix, type RollingCorrelationMatrixOptions, rollingCorrelationMatrix };

// correlation/shrunkCovariance.d.ts
import { Convention, ConventionOptions } from "../foundation/convention.js";
import { Degenerate, InsufficientData } from "../foundation/status.js";
type ShrinkageMethod = "ledoit-wolf" | "oas" | "constant-correlation";
interface ShrunkCovarianceOptions extends ConventionOptions {
    readonly series: Readonly<Record<string, ArrayLike<number>>>;
    readonly method: ShrinkageMethod;
    readonly missing?: "throw" | "drop" | undefined;
}
interface ShrunkCovariance extends Convention {
    readonly status: "ok";
    readonly symbols: readonly string[];
    readonly covariance: readonly (readonly number[])[];
    readonly shrinkage: number;
    readonly sampleCovariance: readonly (readonly number[])[];
    readonly averageCorrelation: number | null;
    readonly observations: number;
    readonly dropped: number;
    readonly method: ShrinkageMethod;
}
interface FlatSeries extends Degenerate<"flat_series"> {
    readonly symbols: readonly string[];
}
type ShrunkCovarianceResult = ShrunkCovariance | InsufficientData | FlatSeries;
declare function shrunkCovariance(options: ShrunkCovarianceOptions): ShrunkCovarianceResult;
export { type FlatSeries, type ShrinkageMethod, type ShrunkCovariance, type ShrunkCovarianceOptions, type ShrunkCovarianceResult, shrunkCovariance };

// correlation/stressCorrelation.d.ts
interface CrashBetas {
    readonly crashBetas: ArrayLike<number>;
    readonly volatilities: ArrayLike<number>;
    readonly factorVolatility: number;
}
interface StressCorrelationOptions {
    readonly matrix: readonly ArrayLike<number>[];
    readonly towards: "one" | readonly ArrayLike<number>[] | CrashBetas;
    readonly weight: number;
}
interface StressedCorrelation {
    readonly matrix: readonly (readonly number[])[];
    readonly target: readonly (readonly number[])[];
    readonly weight: number;
}
declare function stressCorrelation(options: StressCorrelationOptions): StressedCorrelation;
export { type CrashBetas, type StressCorrelationOptions, type StressedCorrelation, stressCorrelation };

// correlation/ticks.d.ts
import { InsufficientData, Degenerate } from "../foundation/status.js";
interface TickSeries {
    readonly timestamps: ArrayLike<number>;
    readonly prices: ArrayLike<number>;
}
interface TickReturns {
    readonly times: Float64Array;
    readonly returns: Float64Array;
    readonly realizedVariance: number;
}
declare function readTicks(caller: string, options: {
    readonly x: TickSeries;
    readonly y: TickSeries;
}): readonly [
    x: TickReturns,
    y: TickReturns
] | InsufficientData | Degenerate<"flat_x" | "flat_y">;
declare function overlappingProducts(x: TickReturns, y: TickReturns, shift: number): {
    readonly sum: number;
    readonly pairs: number;
};
export { type TickReturns, type TickSeries, overlappingProducts, readTicks };
