// returns/alignSeries.d.ts
import { InsufficientData } from "../foundation/status.js";
interface TimedSeries {
    readonly timestamps: ArrayLike<number>;
    readonly values: ArrayLike<number>;
}
interface AlignSeriesOptions<Name extends string> {
    readonly series: Readonly<Record<Name, TimedSeries>>;
    readonly join?: "intersection" | "union" | undefined;
    readonly staleRunLength?: number | undefined;
}
interface StaleRun<Name extends string> {
    readonly name: Name;
    readonly from: number;
    readonly to: number;
    readonly length: number;
}
interface AlignedSeries<Name extends string> {
    readonly status: "ok";
    readonly timestamps: Float64Array;
    readonly values: Readonly<Record<Name, Float64Array>>;
    readonly dropped: Readonly<Record<Name, readonly number[]>>;
    readonly staleRuns: readonly StaleRun<Name>[];
}
declare function alignSeries<Name extends string>(options: AlignSeriesOptions<Name>): AlignedSeries<Name> | InsufficientData;
export { type AlignSeriesOptions, type AlignedSeries, type StaleRun, type TimedSeries, alignSeries };

// returns/closesFromOhlcv.d.ts
interface ClosesFromOhlcvOptions {
    readonly rows: readonly (readonly (number | null | undefined)[])[];
    readonly timeframeMs: number;
    readonly now: number;
}
interface Closes {
    readonly timestamps: Float64Array;
    readonly values: Float64Array;
    readonly asOf: number | null;
    readonly dropped: readonly {
        readonly timestamp: number;
        readonly reason: "unfinished" | "no_close";
    }[];
    readonly gaps: readonly {
        readonly after: number;
        readonly before: number;
        readonly missing: number;
    }[];
}
declare function closesFromOhlcv(options: ClosesFromOhlcvOptions): Closes;
export { type Closes, type ClosesFromOhlcvOptions, closesFromOhlcv };

// returns/dataQuality.d.ts
import { InsufficientData } from "../foundation/status.js";
import { TimedSeries } from "./alignSeries.js";
import { DataFlag, SeriesQuality } from "./inspectSeries.js";
interface DataQualityOptions {
    readonly asset: TimedSeries;
    readonly benchmark: TimedSeries;
    readonly minimumObservations: number;
    readonly expectedIntervalMs?: number | undefined;
    readonly staleRunLength?: number | undefined;
    readonly staleShareLimit?: number | undefined;
    readonly outlierHalfWindow?: number | undefined;
    readonly outlierThreshold?: number | undefined;
    readonly commonShareLimit?: number | undefined;
}
interface DataQuality {
    readonly status: "ok";
    readonly flags: readonly DataFlag[];
    readonly asset: SeriesQuality;
    readonly benchmark: SeriesQuality;
    readonly expectedIntervalMs: number;
    readonly commonReturns: number;
    readonly commonShare: number;
    readonly offsetMs: number | null;
}
declare function dataQuality(options: DataQualityOptions): DataQuality | InsufficientData;
export { type DataQuality, type DataQualityOptions, dataQuality };

// returns/excessReturns.d.ts
interface ExcessReturnsOptions {
    readonly returns: ArrayLike<number>;
    readonly riskFreeRatePerPeriod: number | ArrayLike<number>;
}
declare function excessReturns(options: ExcessReturnsOptions): Float64Array;
export { type ExcessReturnsOptions, excessReturns };

// returns/index.d.ts
export { AlignSeriesOptions, AlignedSeries, StaleRun, TimedSeries, alignSeries } from "./alignSeries.js";
export { Closes, ClosesFromOhlcvOptions, closesFromOhlcv } from "./closesFromOhlcv.js";
export { DataQuality, DataQualityOptions, dataQuality } from "./dataQuality.js";
export { ExcessReturnsOptions, excessReturns } from "./excessReturns.js";
export { DataFlag, SeriesQuality } from "./inspectSeries.js";
export { logReturns } from "./logReturns.js";
export { ByName, InitialMomentsOptions, Moments, MomentsData, addToMoments, initialMoments, mergeMoments } from "./moments.js";
export { ReturnsOptions, simpleReturns } from "./simpleReturns.js";

// returns/inspectSeries.d.ts
type DataFlag = {
    readonly kind: "stale_run";
    readonly series: "asset" | "benchmark";
    readonly fromIndex: number;
    readonly toIndex: number;
    readonly length: number;
} | {
    readonly kind: "stale_share";
    readonly series: "asset" | "benchmark";
    readonly share: number;
    readonly limit: number;
} | {
    readonly kind: "gap";
    readonly series: "asset" | "benchmark";
    readonly index: number;
    readonly intervalMs: number;
    readonly missing: number;
} | {
    readonly kind: "other_interval";
    readonly series: "asset" | "benchmark";
    readonly medianIntervalMs: number;
    readonly expectedIntervalMs: number;
} | {
    readonly kind: "outlier";
    readonly series: "asset" | "benchmark";
    readonly index: number;
    readonly return: number;
    readonly median: number;
    readonly deviations: number;
} | {
    readonly kind: "not_synchronous";
    readonly share: number;
    readonly limit: number;
    readonly offsetMs: number | null;
} | {
    readonly kind: "short_sample";
    readonly observations: number;
    readonly minimum: number;
};
interface SeriesQuality {
    readonly observations: number;
    readonly medianIntervalMs: number;
    readonly gaps: number;
    readonly missing: number;
    readonly largestIntervalMs: number;
    readonly staleRuns: number;
    readonly zeroReturnShare: number;
    readonly outliers: number;
    readonly unjudged: number;
}
interface Prices {
    readonly name: "asset" | "benchmark";
    readonly timestamps: Float64Array;
    readonly values: Float64Array;
}
interface FlagLimits {
    readonly staleRunLength: number;
    readonly staleShareLimit: number;
    readonly halfWindow: number;
    readonly threshold: number;
}
declare function inspectSeries(prices: Prices, expected: number, limits: FlagLimits, flags: DataFlag[]): SeriesQuality;
declare function medianInterval({ timestamps }: Prices): number;
export { type DataFlag, type FlagLimits, type Prices, type SeriesQuality, inspectSeries, medianInterval };

// returns/logReturns.d.ts
import { ReturnsOptions } from "./simpleReturns.js";
declare function logReturns(options: ReturnsOptions): Float64Array;
export { logReturns };

// returns/moments.d.ts
interface InitialMomentsOptions {
    readonly series: readonly string[] | number;
}
interface Moments {
    readonly version: 1;
    readonly symbols: readonly string[] | null;
    readonly observations: number;
    readonly dropped: number;
    readonly anchors: readonly number[];
    readonly meanDeviations: readonly number[];
    readonly coMoments: readonly number[];
}
type ByName<T> = readonly T[] | Readonly<Record<string, T>>;
type MomentsData = {
    readonly row: ByName<number>;
    readonly columns?: undefined;
} | {
    readonly columns: ByName<ArrayLike<number>>;
    readonly row?: undefined;
};
declare function initialMoments(options: InitialMomentsOptions): Moments;
declare function addToMoments(moments: Moments, data: MomentsData): Moments;
declare function mergeMoments(a: Moments, b: Moments): Moments;
export { type ByName, type InitialMomentsOptions, type Moments, type MomentsData, addToMoments, initialMoments, mergeMoments };

// returns/simpleReturns.d.ts
interface ReturnsOptions {
    readonly prices: ArrayLike<number>;
    readonly missing?: "throw" | "keep" | undefined;
}
declare function simpleReturns(options: ReturnsOptions): Float64Array;
declare function readReturnPrices(caller: string, options: ReturnsOptions): Float64Array;
export { type ReturnsOptions, readReturnPrices, simpleReturns };
