// hedge/hedgeInterval.d.ts
interface HedgeError {
    readonly dollarBetaStandardError: number;
    readonly contracts: {
        readonly lower: number;
        readonly upper: number;
    };
}
type HedgeInterval = ({
    readonly kind: "covariance";
    readonly confidenceLevel: number;
} & HedgeError) | {
    readonly kind: "bounds";
    readonly confidenceLevel: number;
    readonly independent: HedgeError;
    readonly perfectlyCorrelated: HedgeError;
};
interface Book {
    readonly symbols: readonly string[];
    readonly values: readonly number[];
    readonly betas: readonly number[];
    readonly errors: readonly number[] | null;
    readonly order: readonly number[];
}
interface Sizing {
    readonly exactContracts: number;
    readonly perContract: number;
    readonly quantile: {
        readonly confidenceLevel: number;
        readonly value: number;
    };
    readonly instrumentValue: number;
    readonly instrumentError: number;
    readonly held: readonly number[];
}
declare function hedgeInterval(caller: string, options: {
    readonly betaCovariance?: readonly ArrayLike<number>[] | undefined;
}, book: Book, sizing: Sizing): HedgeInterval | null;
export { type Book, type HedgeError, type HedgeInterval, type Sizing, hedgeInterval };

// hedge/index.d.ts
export { HedgeError, HedgeInterval } from "./hedgeInterval.js";
export { BetaHedge, BetaInput, Dust, HedgePosition, OrderRequest, SizeBetaHedgeOptions, SizeBetaHedgeResult, sizeBetaHedge } from "./sizeBetaHedge.js";

// hedge/sizeBetaHedge.d.ts
import { HedgeInterval } from "./hedgeInterval.js";
import { Degenerate } from "../foundation/status.js";
import { OrderLimit } from "../instruments/checkOrder.js";
import { Instrument } from "../instruments/instrument.js";
interface BetaInput {
    readonly beta: number;
    readonly betaStandardError?: number | null | undefined;
    readonly degreesOfFreedom?: number | undefined;
    readonly horizonMs?: number | null | undefined;
    readonly returnKind?: "simple" | "log" | null | undefined;
    readonly asOf?: number | null | undefined;
}
interface HedgePosition extends BetaInput {
    readonly symbol: string;
    readonly value: number;
}
interface SizeBetaHedgeOptions {
    readonly positions: readonly HedgePosition[];
    readonly targetBeta: number;
    readonly capital?: number | undefined;
    readonly instrument: Instrument;
    readonly instrumentBeta: number | BetaInput;
    readonly price: number;
    readonly coinEquity?: number | undefined;
    readonly betaCovariance?: readonly ArrayLike<number>[] | undefined;
    readonly degreesOfFreedom?: number | undefined;
    readonly confidenceLevel?: number | undefined;
    readonly now?: number | undefined;
    readonly maximumEstimateAgeMs?: number | undefined;
}
interface OrderRequest {
    readonly symbol: string;
    readonly type: "market";
    readonly side: "buy" | "sell";
    readonly amount: number;
    readonly params: Readonly<Record<string, never>>;
}
interface Dust {
    readonly contracts: number;
    readonly dollarBeta: number;
}
interface BetaHedge {
    readonly status: "ok";
    readonly exactContracts: number;
    readonly contracts: string;
    readonly amount: string;
    readonly betaBefore: number | null;
    readonly betaAfter: number | null;
    readonly dollarBetaBefore: number;
    readonly dollarBetaAfter: number;
    readonly interval: HedgeInterval | null;
    readonly order: OrderRequest | null;
    readonly reason: string;
    readonly boundBy: OrderLimit | null;
    readonly dust: Dust;
}
type SizeBetaHedgeResult = BetaHedge | Degenerate<"instrument_beta_zero" | "instrument_beta_not_distinct_from_zero">;
declare function sizeBetaHedge(options: SizeBetaHedgeOptions): SizeBetaHedgeResult;
export { type BetaHedge, type BetaInput, type Dust, type HedgePosition, type OrderRequest, type SizeBetaHedgeOptions, type SizeBetaHedgeResult, sizeBetaHedge };
