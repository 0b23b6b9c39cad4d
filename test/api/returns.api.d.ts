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
export { ExcessReturnsOptions, excessReturns } from "./excessReturns.js";
export { logReturns } from "./logReturns.js";
export { ReturnsOptions, simpleReturns } from "./simpleReturns.js";

// returns/logReturns.d.ts
import { ReturnsOptions } from "./simpleReturns.js";
declare function logReturns(options: ReturnsOptions): Float64Array;
export { logReturns };

// returns/simpleReturns.d.ts
interface ReturnsOptions {
    readonly prices: ArrayLike<number>;
}
declare function simpleReturns(options: ReturnsOptions): Float64Array;
export { type ReturnsOptions, simpleReturns };
