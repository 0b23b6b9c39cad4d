// beta/capmBeta.d.ts
import { InsufficientData, Degenerate } from "../foundation/status.js";
type StandardErrors = "classical" | "HC0" | "HC1" | "HC2" | "HC3" | {
    readonly kind: "HAC";
    readonly maxLags: number;
    readonly smallSample?: boolean | undefined;
};
interface CapmBetaOptions {
    readonly assetReturns: ArrayLike<number>;
    readonly benchmarkReturns: ArrayLike<number>;
    readonly riskFreeRatePerPeriod?: number | ArrayLike<number> | undefined;
    readonly standardErrors?: StandardErrors | undefined;
    readonly confidenceLevel?: number | undefined;
    readonly missing?: "throw" | "drop" | undefined;
    readonly returnKind?: "simple" | "log" | undefined;
    readonly horizonMs?: number | undefined;
    readonly asOf?: number | undefined;
}
interface Interval {
    readonly lower: number;
    readonly upper: number;
}
interface BetaEstimate {
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
    readonly returnKind: "simple" | "log" | null;
    readonly horizonMs: number | null;
    readonly asOf: number | null;
}
type CapmBetaResult = BetaEstimate | InsufficientData | Degenerate<"flat_benchmark" | "flat_asset" | "unit_leverage">;
declare function capmBeta(options: CapmBetaOptions): CapmBetaResult;
declare function readStandardErrors(caller: string, options: {
    readonly standardErrors?: StandardErrors | undefined;
}, path?: string): StandardErrors;
export { type BetaEstimate, type CapmBetaOptions, type CapmBetaResult, type Interval, type StandardErrors, capmBeta, readStandardErrors };

// beta/index.d.ts
export { BetaEstimate, CapmBetaOptions, CapmBetaResult, Interval, StandardErrors, capmBeta } from "./capmBeta.js";
