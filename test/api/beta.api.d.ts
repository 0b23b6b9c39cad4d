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

// beta/index.d.ts
export { BetaEstimate, CapmBetaOptions, CapmBetaResult, capmBeta } from "./capmBeta.js";
export { StandardErrors } from "./standardErrors.js";

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
