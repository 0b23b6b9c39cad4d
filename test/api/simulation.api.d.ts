// simulation/hedgeAccount.d.ts
import { LinearInstrument, InverseInstrument } from "../instruments/instrument.js";
interface Fill {
    readonly timestamp: number;
    readonly contracts: string;
    readonly price: number;
    readonly fee: number;
    readonly spreadCost: number;
}
interface AccountTotals {
    readonly turnover: number;
    readonly fees: number;
    readonly spreadCosts: number;
    readonly funding: number;
    readonly hedgeProfit: number;
}
interface HedgeAccount {
    readonly contracts: () => number;
    readonly notional: (price: number) => number;
    readonly coins: () => number;
    readonly value: (price: number) => number;
    readonly markTo: (from: number, to: number) => void;
    readonly payFunding: (rate: number, price: number) => void;
    readonly fill: (timestamp: number, contracts: string, price: number) => Fill;
    readonly totals: (price: number) => AccountTotals;
}
declare function openHedgeAccount(instrument: LinearInstrument | InverseInstrument, coinEquity: number, feeRate: number, halfSpread: number): HedgeAccount;
export { type AccountTotals, type Fill, type HedgeAccount, openHedgeAccount };

// simulation/index.d.ts
export { Fill } from "./hedgeAccount.js";
export { HedgeReplay, KnownBeta, ReplayDecision, ReplayHedgeResult, replayHedge } from "./replayHedge.js";
export { FundingRates, ReplayHedgeOptions } from "./replayOptions.js";
export { ReplaySummary } from "./replaySummary.js";

// simulation/replayHedge.d.ts
import { Fill } from "./hedgeAccount.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { BetaHedge } from "../hedge/sizeBetaHedge.js";
import { Decision } from "../rebalance/stepRebalance.js";
import { ReplayHedgeOptions } from "./replayOptions.js";
import { ReplaySummary } from "./replaySummary.js";
interface KnownBeta {
    readonly beta: number;
    readonly betaStandardError: number;
}
interface ReplayDecision {
    readonly decision: Decision;
    readonly betas: Readonly<Record<string, KnownBeta>>;
    readonly sizing: BetaHedge | null;
}
interface HedgeReplay {
    readonly status: "ok";
    readonly timestamps: Float64Array;
    readonly hedged: Float64Array;
    readonly unhedged: Float64Array;
    readonly contracts: Float64Array;
    readonly netBeta: Float64Array;
    readonly decisions: readonly ReplayDecision[];
    readonly fills: readonly Fill[];
    readonly summary: ReplaySummary;
}
type ReplayHedgeResult = HedgeReplay | InsufficientData | (Degenerate<"no_estimate" | "no_hedge" | "margin_exhausted" | "wealth_exhausted" | "flat_wealth"> & {
    readonly symbol: string | null;
    readonly timestamp: number;
});
declare function replayHedge(options: ReplayHedgeOptions): ReplayHedgeResult;
export { type HedgeReplay, type KnownBeta, type ReplayDecision, type ReplayHedgeResult, replayHedge };

// simulation/replayOptions.d.ts
import { StandardErrors } from "../beta/standardErrors.js";
import { Instrument, LinearInstrument, InverseInstrument } from "../instruments/instrument.js";
import { RebalancePolicy } from "../rebalance/stepRebalance.js";
interface FundingRates {
    readonly timestamps: ArrayLike<number>;
    readonly rates: ArrayLike<number>;
}
interface ReplayHedgeOptions {
    readonly timestamps: ArrayLike<number>;
    readonly prices: Readonly<Record<string, ArrayLike<number>>>;
    readonly benchmark: string;
    readonly book: readonly {
        readonly symbol: string;
        readonly quantity: number;
    }[];
    readonly cash: number;
    readonly hedge: {
        readonly instrument: Instrument;
        readonly priceSymbol: string;
        readonly coinEquity?: number | undefined;
        readonly fundingRates?: FundingRates | undefined;
    };
    readonly estimation: {
        readonly window: number;
        readonly standardErrors?: StandardErrors | undefined;
    };
    readonly policy: RebalancePolicy;
    readonly costs: {
        readonly feeRate: number;
        readonly halfSpread: number;
    };
    readonly periodsPerYear: number;
}
interface ReplayRun {
    readonly timestamps: Float64Array;
    readonly benchmark: string;
    readonly benchmarkPrices: Float64Array;
    readonly book: readonly {
        readonly symbol: string;
        readonly quantity: number;
        readonly prices: Float64Array;
    }[];
    readonly cash: number;
    readonly instrument: LinearInstrument | InverseInstrument;
    readonly priceSymbol: string;
    readonly hedgePrices: Float64Array;
    readonly coinEquity: number;
    readonly funding: {
        readonly timestamps: Float64Array;
        readonly rates: Float64Array;
    };
    readonly window: number;
    readonly standardErrors: StandardErrors;
    readonly returns: ReadonlyMap<string, Float64Array>;
    readonly policy: RebalancePolicy;
    readonly feeRate: number;
    readonly halfSpread: number;
    readonly periodsPerYear: number;
}
declare function readRun(options: ReplayHedgeOptions): ReplayRun;
export { type FundingRates, type ReplayHedgeOptions, type ReplayRun, readRun };

// simulation/replaySummary.d.ts
import { BetaEstimate } from "../beta/capmBeta.js";
import { AccountTotals } from "./hedgeAccount.js";
interface ReplaySummary {
    readonly betaBefore: BetaEstimate;
    readonly betaAfter: BetaEstimate;
    readonly varianceReduction: number;
    readonly volatilityBefore: number;
    readonly volatilityAfter: number;
    readonly trackingError: number;
    readonly maximumDrawdownBefore: number;
    readonly maximumDrawdownAfter: number;
    readonly turnover: number;
    readonly fees: number;
    readonly spreadCosts: number;
    readonly funding: number;
    readonly hedgeProfit: number;
}
interface ReplayTrack {
    readonly hedged: Float64Array;
    readonly unhedged: Float64Array;
    readonly benchmarkPrices: Float64Array;
    readonly totals: AccountTotals;
    readonly targetBeta: number;
    readonly periodsPerYear: number;
}
declare function summarise(track: ReplayTrack): ReplaySummary | null;
export { type ReplaySummary, type ReplayTrack, summarise };
