// simulation/betaColumns.d.ts
interface BetaPast {
    readonly symbol: string;
    readonly timestamp: number;
    readonly assetReturns: Float64Array;
    readonly benchmarkReturns: Float64Array;
}
type ReplayBetas = {
    readonly kind: "rolling";
    readonly window: number;
} | {
    readonly kind: "estimate";
    readonly minimumReturns: number;
    readonly estimate: (past: BetaPast) => number | null;
} | {
    readonly kind: "given";
    readonly columns: Readonly<Record<string, ArrayLike<number>>>;
};
interface BetaColumn {
    readonly beta: Float64Array;
    readonly error: Float64Array | null;
}
interface BetaColumns {
    readonly columns: ReadonlyMap<string, BetaColumn>;
    readonly first: number;
}
declare function readBetas(caller: string, options: object, symbols: readonly string[], benchmark: string, timestamps: Float64Array, returns: ReadonlyMap<string, Float64Array>): BetaColumns;
export { type BetaColumn, type BetaColumns, type BetaPast, type ReplayBetas, readBetas };

// simulation/comparePolicies.d.ts
import { Interval } from "../foundation/interval.js";
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { RebalancePolicy, PolicyBand } from "../rebalance/rebalancePolicy.js";
import { ReplayBetas } from "./betaColumns.js";
import { ReplayMarket, ReplayInstrument } from "./replayOptions.js";
import { HedgePath } from "./simulateHedgePath.js";
import { BandContext, WalkFailure } from "./walk.js";
interface PolicyCandidate {
    readonly name: string;
    readonly policy: RebalancePolicy;
    readonly bandAt?: ((context: BandContext, path: HedgePath) => PolicyBand) | undefined;
}
interface ComparePoliciesOptions {
    readonly paths: Iterable<HedgePath>;
    readonly benchmark: string;
    readonly book: ReplayMarket["book"];
    readonly cash: number;
    readonly hedges: readonly ReplayInstrument[];
    readonly betas: {
        readonly kind: "true";
    } | Exclude<ReplayBetas, {
        readonly kind: "given";
    }>;
    readonly periodsPerYear: number;
    readonly candidates: readonly PolicyCandidate[];
    readonly reference: string;
    readonly penaltyPerYear: number;
    readonly settlingBars: number;
    readonly shortfallProbability: number;
    readonly confidenceLevel: number;
}
interface PathMean {
    readonly mean: number;
    readonly standardError: number;
}
interface PairedDifference extends PathMean {
    readonly interval: Interval;
}
interface PolicyFigures {
    readonly name: string;
    readonly trackingError: PathMean;
    readonly meanSquareDeviation: PathMean;
    readonly largestDeviation: PathMean;
    readonly expectedShortfall: PathMean;
    readonly turnoverPerYear: PathMean;
    readonly tradesPerYear: PathMean;
    readonly costPerYear: PathMean;
    readonly fundingPerYear: PathMean;
    readonly objectivePerYear: PathMean;
    readonly difference: PairedDifference | null;
}
interface PolicyComparison {
    readonly status: "ok";
    readonly paths: number;
    readonly policies: readonly PolicyFigures[];
    readonly frontier: readonly string[];
}
type ComparePoliciesResult = PolicyComparison | InsufficientData | (Degenerate<WalkFailure> & {
    readonly policy: string;
    readonly seed: number;
    readonly symbol: string | null;
    readonly timestamp: number;
});
declare function comparePolicies(options: ComparePoliciesOptions): ComparePoliciesResult;
export { type ComparePoliciesOptions, type ComparePoliciesResult, type PairedDifference, type PathMean, type PolicyCandidate, type PolicyComparison, type PolicyFigures, comparePolicies };

// simulation/hedgeAccount.d.ts
import { LinearInstrument, InverseInstrument } from "../instruments/instrument.js";
interface Fill {
    readonly timestamp: number;
    readonly symbol: string;
    readonly contracts: string;
    readonly price: number;
    readonly fee: number;
    readonly spreadCost: number;
    readonly impactCost: number;
}
type Lots = {
    readonly perContract: number;
    readonly size: null;
} | {
    readonly perContract: null;
    readonly size: number;
};
declare function lotsOf(step: number): Lots | null;
declare function contractsOf(lots: Lots, count: number): number;
interface HedgeAccount {
    readonly symbol: string;
    readonly inverse: boolean;
    readonly contractSize: number;
    readonly coinEquity: number;
    readonly lots: Lots | null;
    held: string;
    contracts: number;
    balance: number;
    turnover: number;
    fees: number;
    spreadCosts: number;
    impactCosts: number;
    funding: number;
}
declare function openAccount({ symbol, settlement, contractSize }: LinearInstrument | InverseInstrument, coinEquity: number, lots: Lots | null): HedgeAccount;
declare function valueOf({ inverse, balance }: HedgeAccount, price: number): number;
declare function markTo(account: HedgeAccount, from: number, to: number): void;
declare function payFunding(account: HedgeAccount, rate: number, price: number): void;
type Filling = Pick<Fill, "price" | "fee" | "spreadCost" | "impactCost">;
declare function fillOrder(account: HedgeAccount, contracts: number, price: number, costs: {
    readonly feeRate: number;
    readonly halfSpread: number;
}, impact: number): Filling;
export { type Fill, type Filling, type HedgeAccount, type Lots, contractsOf, fillOrder, lotsOf, markTo, openAccount, payFunding, valueOf };

// simulation/index.d.ts
export { BetaPast, ReplayBetas } from "./betaColumns.js";
export { Fill } from "./hedgeAccount.js";
export { HedgeReplay, ReplayHedgeOptions, ReplayHedgeResult, replayHedge } from "./replayHedge.js";
export { FundingRates, ReplayCosts, ReplayImpact, ReplayInstrument, ReplayMarket } from "./replayOptions.js";
export { ReplaySummary } from "./replaySummary.js";
export { BandContext, KnownBeta, KnownPosition, ReplayStep, WalkFailure } from "./walk.js";
export { ComparePoliciesOptions, ComparePoliciesResult, PairedDifference, PathMean, PolicyCandidate, PolicyComparison, PolicyFigures, comparePolicies } from "./comparePolicies.js";
export { HedgePath, SimulateHedgePathOptions, SimulateHedgePathResult, SimulateHedgePathsOptions, SimulatedAsset, SimulatedBenchmark, simulateHedgePath, simulateHedgePaths } from "./simulateHedgePath.js";

// simulation/replayHedge.d.ts
import { InsufficientData, Degenerate } from "../foundation/status.js";
import { RebalancePolicy, PolicyBand } from "../rebalance/rebalancePolicy.js";
import { Fill } from "./hedgeAccount.js";
import { ReplayMarket } from "./replayOptions.js";
import { ReplaySummary } from "./replaySummary.js";
import { BandContext, ReplayStep, WalkFailure, Strategy } from "./walk.js";
interface ReplayHedgeOptions extends ReplayMarket {
    readonly policy: RebalancePolicy;
    readonly bandAt?: ((context: BandContext) => PolicyBand) | undefined;
    readonly onStep?: ((step: ReplayStep) => void) | undefined;
}
interface HedgeReplay {
    readonly status: "ok";
    readonly timestamps: Float64Array;
    readonly hedged: Float64Array;
    readonly unhedged: Float64Array;
    readonly exposure: Float64Array;
    readonly contracts: readonly Float64Array[];
    readonly fills: readonly Fill[];
    readonly summary: ReplaySummary;
}
type ReplayHedgeResult = HedgeReplay | InsufficientData | (Degenerate<WalkFailure | "flat_wealth"> & {
    readonly symbol: string | null;
    readonly timestamp: number;
});
declare function replayHedge(options: ReplayHedgeOptions): ReplayHedgeResult;
declare const EXPOSURE_UNIT = "beta of capital";
declare function readStrategy(caller: string, source: {
    readonly policy: RebalancePolicy;
    readonly bandAt?: unknown;
}, at?: string): Strategy;
export { EXPOSURE_UNIT, type HedgeReplay, type ReplayHedgeOptions, type ReplayHedgeResult, readStrategy, replayHedge };

// simulation/replayOptions.d.ts
import { Instrument, LinearInstrument, InverseInstrument } from "../instruments/instrument.js";
import { Lots } from "./hedgeAccount.js";
import { ReplayBetas, BetaColumn } from "./betaColumns.js";
interface FundingRates {
    readonly timestamps: ArrayLike<number>;
    readonly rates: ArrayLike<number>;
}
interface ReplayImpact {
    readonly coefficient: number;
    readonly dailyVolatility: ArrayLike<number>;
    readonly dailyVolume: ArrayLike<number>;
}
interface ReplayCosts {
    readonly feeRate: number;
    readonly halfSpread: number;
    readonly impact?: ReplayImpact | undefined;
}
interface ReplayInstrument {
    readonly instrument: Instrument;
    readonly priceSymbol: string;
    readonly share: number;
    readonly coinEquity?: number | undefined;
    readonly fundingRates?: FundingRates | undefined;
    readonly costs: ReplayCosts;
}
interface ReplayMarket {
    readonly timestamps: ArrayLike<number>;
    readonly prices: Readonly<Record<string, ArrayLike<number>>>;
    readonly benchmark: string;
    readonly book: readonly {
        readonly symbol: string;
        readonly quantity: number;
    }[];
    readonly cash: number;
    readonly hedges: readonly ReplayInstrument[];
    readonly betas: ReplayBetas;
    readonly periodsPerYear: number;
}
interface Leg {
    readonly instrument: LinearInstrument | InverseInstrument;
    readonly priceSymbol: string;
    readonly prices: Float64Array;
    readonly beta: BetaColumn;
    readonly judgedBeta: Float64Array;
    readonly share: number;
    readonly coinEquity: number;
    readonly fundingBefore: Float64Array | null;
    readonly fundingAt: Float64Array | null;
    readonly costs: {
        readonly feeRate: number;
        readonly halfSpread: number;
    };
    readonly impact: {
        readonly coefficient: number;
        readonly volatility: Float64Array;
        readonly volume: Float64Array;
    } | null;
    readonly lot: number | null;
    readonly lots: Lots | null;
    readonly bounds: Bounds | null;
}
interface Bounds {
    readonly leastContracts: number;
    readonly mostContracts: number;
    readonly leastCost: number;
    readonly mostCost: number;
}
interface Market {
    readonly timestamps: Float64Array;
    readonly benchmarkPrices: Float64Array;
    readonly periodsPerYear: number;
    readonly first: number;
    readonly book: readonly {
        readonly symbol: string;
        readonly quantity: number;
        readonly prices: Float64Array;
    }[];
    readonly betas: ReadonlyMap<string, BetaColumn>;
    readonly outside: Float64Array;
    readonly dollarBeta: Float64Array;
    readonly judgedDollarBeta: Float64Array;
    readonly legs: readonly Leg[];
}
declare function readMarket(caller: string, options: ReplayMarket, trueBetas: Readonly<Record<string, Float64Array>> | null): Market;
export { type FundingRates, type Leg, type Market, type ReplayCosts, type ReplayImpact, type ReplayInstrument, type ReplayMarket, readMarket };

// simulation/replaySummary.d.ts
import { BetaEstimate } from "../beta/capmBeta.js";
import { WalkTotals } from "./walk.js";
interface ReplaySummary {
    readonly betaBefore: BetaEstimate;
    readonly betaAfter: BetaEstimate;
    readonly varianceReduction: number;
    readonly volatilityBefore: number;
    readonly volatilityAfter: number;
    readonly trackingError: number;
    readonly maximumDrawdownBefore: number;
    readonly maximumDrawdownAfter: number;
    readonly meanSquareDeviation: number;
    readonly largestDeviation: number;
    readonly trades: number;
    readonly rejectedOrders: number;
    readonly turnover: number;
    readonly fees: number;
    readonly spreadCosts: number;
    readonly impactCosts: number;
    readonly funding: number;
    readonly hedgeProfit: number;
}
interface ReplayTrack {
    readonly hedged: Float64Array;
    readonly unhedged: Float64Array;
    readonly benchmarkPrices: Float64Array;
    readonly totals: WalkTotals;
    readonly target: number;
    readonly periodsPerYear: number;
}
declare function summarise(track: ReplayTrack): ReplaySummary | null;
declare function squaresAbout(returns: Float64Array, benchmark: Float64Array, beta: number): number;
export { type ReplaySummary, type ReplayTrack, squaresAbout, summarise };

// simulation/simulateHedgePath.d.ts
import { Degenerate } from "../foundation/status.js";
interface SimulatedBenchmark {
    readonly symbol: string;
    readonly price: number;
    readonly driftPerYear: number;
    readonly volatility: number;
    readonly volatilityOfVolatility: number;
    readonly volatilityReversionPerYear: number;
    readonly jumpsPerYear: number;
    readonly jumpMean: number;
    readonly jumpDeviation: number;
}
interface SimulatedAsset {
    readonly symbol: string;
    readonly price: number;
    readonly beta: number;
    readonly betaVolatilityPerSqrtYear: number;
    readonly betaReversionPerYear: number;
    readonly residualVolatility: number;
}
interface SimulateHedgePathOptions {
    readonly seed: number;
    readonly bars: number;
    readonly startTimestamp: number;
    readonly intervalMs: number;
    readonly periodsPerYear: number;
    readonly benchmark: SimulatedBenchmark;
    readonly assets: readonly SimulatedAsset[];
    readonly residualCorrelation: number;
}
interface HedgePath {
    readonly status: "ok";
    readonly seed: number;
    readonly timestamps: Float64Array;
    readonly prices: Readonly<Record<string, Float64Array>>;
    readonly betas: Readonly<Record<string, Float64Array>>;
    readonly benchmarkVolatility: Float64Array;
}
type SimulateHedgePathResult = HedgePath | (Degenerate<"price_exhausted"> & {
    readonly symbol: string;
});
interface SimulateHedgePathsOptions extends SimulateHedgePathOptions {
    readonly paths: number;
}
declare function simulateHedgePath(options: SimulateHedgePathOptions): SimulateHedgePathResult;
declare function simulateHedgePaths(options: SimulateHedgePathsOptions): Generator<HedgePath, void, undefined>;
export { type HedgePath, type SimulateHedgePathOptions, type SimulateHedgePathResult, type SimulateHedgePathsOptions, type SimulatedAsset, type SimulatedBenchmark, simulateHedgePath, simulateHedgePaths };

// simulation/walk.d.ts
import { Decision } from "../rebalance/rebalanceDecision.js";
import { RebalanceEvent } from "../rebalance/rebalanceEvent.js";
import { RebalancePolicy, PolicyBand } from "../rebalance/rebalancePolicy.js";
import { HedgeAccount, Fill } from "./hedgeAccount.js";
import { Market } from "./replayOptions.js";
interface KnownBeta {
    readonly beta: number;
    readonly betaStandardError: number | null;
}
interface KnownPosition extends KnownBeta {
    readonly symbol: string;
    readonly value: number;
}
interface BandContext {
    readonly bar: number;
    readonly timestamp: number;
    readonly capital: number;
    readonly exposure: number;
    readonly positions: readonly KnownPosition[];
    readonly untradedChanges: Float64Array;
}
interface ReplayStep {
    readonly event: RebalanceEvent;
    readonly decision: Decision;
    readonly capital: number;
    readonly betas: Readonly<Record<string, KnownBeta>>;
}
interface Strategy {
    readonly policy: RebalancePolicy;
    readonly bandAt: ((context: BandContext) => PolicyBand) | null;
}
type WalkFailure = "no_estimate" | "no_hedge" | "no_liquidity" | "margin_exhausted" | "wealth_exhausted";
interface Stopped {
    readonly reason: WalkFailure;
    readonly symbol: string | null;
    readonly timestamp: number;
}
interface WalkColumns {
    readonly hedged: Float64Array;
    readonly unhedged: Float64Array;
    readonly exposure: Float64Array;
    readonly contracts: readonly Float64Array[];
}
interface WalkTotals {
    readonly accounts: readonly HedgeAccount[];
    readonly gained: number;
    readonly trades: number;
    readonly rejected: number;
    readonly squaredDeviations: number;
    readonly largestDeviation: number;
    readonly turnover: number;
    readonly costs: number;
    readonly funding: number;
}
interface Watchers {
    readonly onStep: ((step: ReplayStep) => void) | null;
    readonly onFill: ((fill: Fill) => void) | null;
    readonly countFrom: number;
    readonly hedged: Float64Array;
    readonly columns: Omit<WalkColumns, "hedged"> | null;
}
declare function walk(market: Market, { policy, bandAt }: Strategy, watchers: Watchers): WalkTotals | Stopped;
export { type BandContext, type KnownBeta, type KnownPosition, type ReplayStep, type Stopped, type Strategy, type WalkColumns, type WalkFailure, type WalkTotals, type Watchers, walk };
