// rebalance/adaptBand.d.ts
import { BandEdges } from "./band.js";
interface CalmState {
    readonly costPerUnit: number;
    readonly fixedCost: number;
    readonly benchmarkVariancePerYear: number;
    readonly residualVariancePerYear: number;
    readonly betaVariancePerYear: number;
    readonly penaltyPerYear: number;
    readonly observationIntervalYears?: number | undefined;
    readonly correlation: number;
}
interface RegimeScales {
    readonly volatilityFactor: number;
    readonly correlation: number;
    readonly betaVolatilityFactor: number;
    readonly costFactor: number;
}
interface DeviationLimit {
    readonly riskLimit: number;
    readonly benchmarkVolatility: number;
    readonly horizonYears: number;
    readonly quantile: number;
}
interface AdaptBandOptions {
    readonly calm: CalmState;
    readonly regime: RegimeScales;
    readonly limit: DeviationLimit;
    readonly previousHalfWidth?: number | null | undefined;
    readonly maximumGrowthFactor: number;
}
interface AdaptedBand extends BandEdges {
    readonly wantedHalfWidth: number;
    readonly limitHalfWidth: number;
    readonly boundBy: "growth" | "risk_limit" | null;
}
declare function adaptBand(options: AdaptBandOptions): AdaptedBand;
export { type AdaptBandOptions, type AdaptedBand, type CalmState, type DeviationLimit, type RegimeScales, adaptBand };

// rebalance/band.d.ts
interface BandOptions {
    readonly driftVariancePerYear: number;
    readonly penaltyPerYear: number;
    readonly observationIntervalYears?: number | undefined;
}
interface BandEdges {
    readonly halfWidth: number;
    readonly landing: number;
    readonly tradeTo: "edge" | "target" | "inside";
}
interface RebalanceBand extends BandEdges {
    readonly tradesPerYear: number | null;
    readonly turnoverPerYear: number | null;
    readonly deviationVariance: number;
    readonly costPerYear: number;
    readonly riskPenaltyPerYear: number;
    readonly objectivePerYear: number;
}
interface BandInputs {
    readonly caller: string;
    readonly costPerUnit: number;
    readonly fixedCost: number;
    readonly drift: number;
    readonly penalty: number;
    readonly interval: number | null;
}
type CostField = "costPerUnit" | "fixedCost";
declare function readBandInputs(caller: string, options: object, costs: readonly CostField[]): BandInputs;
declare function readInterval(caller: string, source: object, field: string, at?: string): number;
declare function proportionalHalfWidth({ caller, costPerUnit, drift, penalty }: BandInputs): number;
declare function fixedHalfWidth({ caller, fixedCost, drift, penalty }: BandInputs): number;
declare function bandOf(inputs: BandInputs, halfWidth: number, landing: number, gap: number): RebalanceBand;
declare function cubeRoot(x: number): number;
export { type BandEdges, type BandInputs, type BandOptions, type RebalanceBand, bandOf, cubeRoot, fixedHalfWidth, proportionalHalfWidth, readBandInputs, readInterval };

// rebalance/betaHedgeDriftVariance.d.ts
interface HedgedIn {
    readonly benchmarkVolatility: number;
    readonly hedgeSettlement: "linear" | "inverse";
    readonly coinEquity?: "counted" | "not_counted" | undefined;
}
interface AssetDriftOptions extends HedgedIn {
    readonly value: number;
    readonly beta: number;
    readonly betaVolatilityPerSqrtYear: number;
    readonly residualVolatility: number;
    readonly positions?: undefined;
}
interface DriftPosition {
    readonly symbol?: string | undefined;
    readonly value: number;
    readonly beta: number;
    readonly betaVolatilityPerSqrtYear?: number | undefined;
}
interface BookDriftOptions extends HedgedIn {
    readonly positions: readonly DriftPosition[];
    readonly residualCovariance: readonly ArrayLike<number>[];
    readonly betaDriftCovariance?: readonly ArrayLike<number>[] | undefined;
    readonly value?: undefined;
}
type BetaHedgeDriftVarianceOptions = AssetDriftOptions | BookDriftOptions;
interface BetaHedgeDriftVariance {
    readonly driftVariancePerYear: number;
    readonly driftVolatilityPerSqrtYear: number;
    readonly benchmarkVariancePerYear: number;
    readonly residualVariancePerYear: number;
    readonly betaVariancePerYear: number;
}
declare function betaHedgeDriftVariance(options: BetaHedgeDriftVarianceOptions): BetaHedgeDriftVariance;
export { type AssetDriftOptions, type BetaHedgeDriftVariance, type BetaHedgeDriftVarianceOptions, type BookDriftOptions, type DriftPosition, betaHedgeDriftVariance };

// rebalance/fixedCostBand.d.ts
import { BandOptions, RebalanceBand } from "./band.js";
interface FixedCostBandOptions extends BandOptions {
    readonly fixedCost: number;
}
declare function fixedCostBand(options: FixedCostBandOptions): RebalanceBand;
export { type FixedCostBandOptions, fixedCostBand };

// rebalance/index.d.ts
export { AdaptBandOptions, AdaptedBand, CalmState, DeviationLimit, RegimeScales, adaptBand } from "./adaptBand.js";
export { BandEdges, BandOptions, RebalanceBand } from "./band.js";
export { AssetDriftOptions, BetaHedgeDriftVariance, BetaHedgeDriftVarianceOptions, BookDriftOptions, DriftPosition, betaHedgeDriftVariance } from "./betaHedgeDriftVariance.js";
export { FixedCostBandOptions, fixedCostBand } from "./fixedCostBand.js";
export { LelandVolatility, LelandVolatilityOptions, LelandVolatilityResult, lelandVolatility } from "./lelandVolatility.js";
export { MixedCostBandOptions, mixedCostBand } from "./mixedCostBand.js";
export { ProportionalCostBandOptions, proportionalCostBand } from "./proportionalCostBand.js";
export { OrderInFlight, RebalanceState, RebalanceStatus, initialRebalanceState } from "./rebalanceState.js";
export { RebalanceStep, stepRebalance } from "./stepRebalance.js";
export { PolicyBand, RebalanceLimits, RebalancePolicy } from "./rebalancePolicy.js";
export { FillEvent, OrderEvent, PolicyEvent, RebalanceEvent, SnapshotEvent, SwitchEvent } from "./rebalanceEvent.js";
export { CancelDecision, Comparison, Decision, HoldDecision, HoldReason, OrderCap, RebalanceDecision } from "./rebalanceDecision.js";
export { RevisedBeta, ShrinkBetaRevisionOptions, ShrinkBetaRevisionResult, ShrunkBetaRevision, shrinkBetaRevision } from "./shrinkBetaRevision.js";
export { WhalleyWilmottBandOptions, whalleyWilmottBand } from "./whalleyWilmottBand.js";
export { ZakamoulineBand, ZakamoulineBandOptions, ZakamoulineBandResult, zakamoulineBand } from "./zakamoulineBand.js";
export { OracleFinding, OracleFindingCode } from "./oracleFinding.js";
export { ConfidenceNode, DeviationNode, OracleFallback, OracleGraph, OracleNode, OracleSeverity, OracleSpread, ReduceNode, SequencerNode, SourceNode, StalenessNode, TwapNode } from "./oracleGraph.js";
export { OracleGuardOptions, OracleGuardResult, OracleHalt, OraclePrice, oracleGuard } from "./oracleGuard.js";
export { OracleObservation, PriceHistory, PriceObservation, SequencerStatus } from "./oracleObservation.js";
export { ChainlinkFeed, ChainlinkPrice, parseChainlinkRound, safeParseChainlinkRound } from "./parseChainlinkRound.js";
export { parseDecision, safeParseDecision } from "./parseDecision.js";
export { parseEvent, safeParseEvent } from "./parseEvent.js";
export { parsePolicy, safeParsePolicy } from "./parsePolicy.js";
export { PythPrice, parsePythPrice, safeParsePythPrice } from "./parsePythPrice.js";

// rebalance/lelandVolatility.d.ts
import { Degenerate } from "../foundation/status.js";
interface LelandVolatilityOptions {
    readonly volatility: number;
    readonly roundTripCost: number;
    readonly rebalanceIntervalYears: number;
    readonly side: "long" | "short";
}
interface LelandVolatility {
    readonly status: "ok";
    readonly volatility: number;
    readonly lelandNumber: number;
}
type LelandVolatilityResult = LelandVolatility | Degenerate<"cost_exceeds_variance">;
declare function lelandVolatility(options: LelandVolatilityOptions): LelandVolatilityResult;
export { type LelandVolatility, type LelandVolatilityOptions, type LelandVolatilityResult, lelandVolatility };

// rebalance/mixedCostBand.d.ts
import { BandOptions, RebalanceBand } from "./band.js";
interface MixedCostBandOptions extends BandOptions {
    readonly costPerUnit: number;
    readonly fixedCost: number;
}
declare function mixedCostBand(options: MixedCostBandOptions): RebalanceBand;
export { type MixedCostBandOptions, mixedCostBand };

// rebalance/oracleFinding.d.ts
import { OracleSeverity } from "./oracleGraph.js";
type OracleFindingCode = "missing" | "bad_price" | "bad_confidence" | "no_timestamp" | "future" | "low_coverage" | "too_few_sources" | "few_sources" | "spread" | "stale" | "stale_within_grace" | "deviation" | "no_reference" | "confidence" | "no_confidence" | "sequencer_down" | "sequencer_recovering" | "fallback";
interface OracleFinding {
    readonly node: string;
    readonly code: OracleFindingCode;
    readonly severity: OracleSeverity;
    readonly limit: number | null;
    readonly observed: number | null;
    readonly reason: string;
}
interface Live {
    readonly price: number;
    readonly confidence: number | null;
    readonly timestamp: number;
    readonly degraded: boolean;
    readonly path: readonly string[];
    readonly sources: readonly string[];
}
type Report = (code: OracleFindingCode, severity: OracleSeverity, limit: number | null, observed: number | null, reason: string) => OracleSeverity;
type Verdict = "ok" | OracleSeverity;
declare function passed(parent: Live, verdict: Verdict): Live | null;
declare function byCodeUnit(a: string, b: string): number;
export { type Live, type OracleFinding, type OracleFindingCode, type Report, type Verdict, byCodeUnit, passed };

// rebalance/oracleGraph.d.ts
type OracleSeverity = "degraded" | "halted";
interface OracleFallback {
    readonly fallback?: string | undefined;
}
interface SourceNode extends OracleFallback {
    readonly kind: "source";
    readonly observation: string;
    readonly maximumLeadMs: number;
}
interface TwapNode extends OracleFallback {
    readonly kind: "twap";
    readonly observation: string;
    readonly windowMs: number;
    readonly minimumCoverage: number;
    readonly maximumLeadMs: number;
}
interface ReduceNode extends OracleFallback {
    readonly kind: "reduce";
    readonly by: "median" | "minimum" | "maximum" | "mostRecent";
    readonly parents: readonly string[];
    readonly minimumSources: number;
    readonly wantedSources?: number | undefined;
    readonly spread?: OracleSpread | undefined;
}
interface OracleSpread {
    readonly maximumSpread: number;
    readonly severity: OracleSeverity;
}
interface StalenessNode extends OracleFallback {
    readonly kind: "staleness";
    readonly parent: string;
    readonly maximumAgeMs: number;
    readonly graceMs: number;
}
interface DeviationNode extends OracleFallback {
    readonly kind: "deviation";
    readonly parent: string;
    readonly reference: string | number;
    readonly maximumDeviation: number;
    readonly denominator: "reference" | "parent" | "mean";
    readonly severity: OracleSeverity;
}
interface ConfidenceNode extends OracleFallback {
    readonly kind: "confidence";
    readonly parent: string;
    readonly maximumConfidence: number;
    readonly severity: OracleSeverity;
}
interface SequencerNode extends OracleFallback {
    readonly kind: "sequencer";
    readonly parent: string;
    readonly observation: string;
    readonly graceMs: number;
    readonly severity: OracleSeverity;
}
type OracleNode = SourceNode | TwapNode | ReduceNode | StalenessNode | DeviationNode | ConfidenceNode | SequencerNode;
interface OracleGraph {
    readonly nodes: Readonly<Record<string, OracleNode>>;
    readonly root: string;
}
interface ReadGraph {
    readonly nodes: ReadonlyMap<string, OracleNode>;
    readonly root: string;
}
declare const SMALLEST_PRICE: number;
declare const LARGEST_PRICE: number;
declare function readOracleGraph(caller: string, source: object): ReadGraph;
export { type ConfidenceNode, type DeviationNode, LARGEST_PRICE, type OracleFallback, type OracleGraph, type OracleNode, type OracleSeverity, type OracleSpread, type ReadGraph, type ReduceNode, SMALLEST_PRICE, type SequencerNode, type SourceNode, type StalenessNode, type TwapNode, readOracleGraph };

// rebalance/oracleGuard.d.ts
import { OracleFinding } from "./oracleFinding.js";
import { OracleGraph } from "./oracleGraph.js";
import { OracleObservation } from "./oracleObservation.js";
interface OracleGuardOptions {
    readonly graph: OracleGraph;
    readonly observations: Readonly<Record<string, OracleObservation>>;
    readonly now: number;
}
interface OraclePrice {
    readonly status: "ok" | "degraded";
    readonly price: number;
    readonly confidence: number | null;
    readonly timestamp: number;
    readonly path: readonly string[];
    readonly sources: readonly string[];
    readonly findings: readonly OracleFinding[];
    readonly explanation: string;
}
interface OracleHalt {
    readonly status: "halted";
    readonly price: null;
    readonly confidence: null;
    readonly timestamp: null;
    readonly path: readonly string[];
    readonly sources: readonly string[];
    readonly findings: readonly OracleFinding[];
    readonly explanation: string;
}
type OracleGuardResult = OraclePrice | OracleHalt;
declare function oracleGuard(options: OracleGuardOptions): OracleGuardResult;
export { type OracleGuardOptions, type OracleGuardResult, type OracleHalt, type OraclePrice, oracleGuard };

// rebalance/oracleObservation.d.ts
import { OracleNode } from "./oracleGraph.js";
interface PriceObservation {
    readonly price: number | null;
    readonly timestamp: number | null;
    readonly confidence?: number | null | undefined;
}
interface PriceHistory {
    readonly prices: readonly (readonly [
        timestamp: number,
        price: number
    ])[];
}
interface SequencerStatus {
    readonly up: boolean;
    readonly since: number;
}
type OracleObservation = PriceObservation | PriceHistory | SequencerStatus | null | undefined;
type ReadObservation = {
    readonly kind: "price";
    readonly price: number | null;
    readonly timestamp: number | null;
    readonly confidence: number | null;
} | {
    readonly kind: "history";
    readonly times: readonly number[];
    readonly prices: readonly number[];
} | {
    readonly kind: "sequencer";
    readonly up: boolean;
    readonly since: number;
};
declare function readObservations(caller: string, source: object, nodes: ReadonlyMap<string, OracleNode>): ReadonlyMap<string, ReadObservation>;
export { type OracleObservation, type PriceHistory, type PriceObservation, type ReadObservation, type SequencerStatus, readObservations };

// rebalance/parseChainlinkRound.d.ts
import { Parsed } from "../instruments/parsed.js";
interface ChainlinkFeed {
    readonly decimals: number;
}
interface ChainlinkPrice {
    readonly price: number;
    readonly timestamp: number;
    readonly roundId: string;
}
declare function parseChainlinkRound(round: unknown, feed: ChainlinkFeed): ChainlinkPrice;
declare function safeParseChainlinkRound(round: unknown, feed: ChainlinkFeed): Parsed<ChainlinkPrice>;
export { type ChainlinkFeed, type ChainlinkPrice, parseChainlinkRound, safeParseChainlinkRound };

// rebalance/parseDecision.d.ts
import { Parsed } from "../instruments/parsed.js";
import { Decision } from "./rebalanceDecision.js";
declare function parseDecision(decision: unknown): Decision;
declare function safeParseDecision(decision: unknown): Parsed<Decision>;
export { parseDecision, safeParseDecision };

// rebalance/parseEvent.d.ts
import { Parsed } from "../instruments/parsed.js";
import { RebalanceEvent } from "./rebalanceEvent.js";
declare function parseEvent(event: unknown): RebalanceEvent;
declare function safeParseEvent(event: unknown): Parsed<RebalanceEvent>;
export { parseEvent, safeParseEvent };

// rebalance/parsePolicy.d.ts
import { Parsed } from "../instruments/parsed.js";
import { RebalancePolicy } from "./rebalancePolicy.js";
declare function parsePolicy(policy: unknown): RebalancePolicy;
declare function safeParsePolicy(policy: unknown): Parsed<RebalancePolicy>;
export { parsePolicy, safeParsePolicy };

// rebalance/parsePythPrice.d.ts
import { Parsed } from "../instruments/parsed.js";
interface PythPrice {
    readonly price: number;
    readonly confidence: number;
    readonly timestamp: number;
}
declare function parsePythPrice(pythPrice: unknown): PythPrice;
declare function safeParsePythPrice(pythPrice: unknown): Parsed<PythPrice>;
export { type PythPrice, parsePythPrice, safeParsePythPrice };

// rebalance/proportionalCostBand.d.ts
import { BandOptions, RebalanceBand } from "./band.js";
interface ProportionalCostBandOptions extends BandOptions {
    readonly costPerUnit: number;
}
declare function proportionalCostBand(options: ProportionalCostBandOptions): RebalanceBand;
export { type ProportionalCostBandOptions, proportionalCostBand };

// rebalance/rebalanceDecision.d.ts
import { Union } from "../foundation/shape.js";
import { RebalanceStatus } from "./rebalanceState.js";
interface Comparison {
    readonly exposure: number;
    readonly effectiveExposure: number;
    readonly hedgeContracts: number;
    readonly inFlightContracts: number;
    readonly target: number;
    readonly deviation: number;
    readonly halfWidth: number;
    readonly hardLimit: number | null;
    readonly reconciledContracts: number | null;
}
interface DecisionBase {
    readonly sequence: number;
    readonly timestamp: number;
    readonly policyVersion: string;
    readonly status: RebalanceStatus;
    readonly comparison: Comparison | null;
    readonly explanation: string;
}
type HoldReason = "inside_band" | "in_flight" | "cooling_down" | "below_minimum_trade" | "trade_rate" | "turnover" | "degraded" | "oracle_halted" | "halted" | "noted";
interface HoldDecision extends DecisionBase {
    readonly action: "hold";
    readonly reason: HoldReason;
}
type OrderCap = "step" | "participation" | "turnover";
interface RebalanceDecision extends DecisionBase {
    readonly action: "rebalance";
    readonly reason: "above_band" | "below_band" | "emergency" | "maximum_age";
    readonly clientOrderId: string;
    readonly contracts: number;
    readonly reduceOnly: boolean;
    readonly landing: number;
    readonly cappedBy: OrderCap | null;
}
interface CancelDecision extends DecisionBase {
    readonly action: "cancel";
    readonly reason: "timeout" | "emergency" | "halted" | "oracle_halted";
    readonly clientOrderId: string;
}
type Decision = HoldDecision | RebalanceDecision | CancelDecision;
declare const HOLD_REASONS: readonly [
    "inside_band",
    "in_flight",
    "cooling_down",
    "below_minimum_trade",
    "trade_rate",
    "turnover",
    "degraded",
    "oracle_halted",
    "halted",
    "noted"
];
declare const TRADE_REASONS: readonly [
    "above_band",
    "below_band",
    "emergency",
    "maximum_age"
];
declare const CANCEL_REASONS: readonly [
    "timeout",
    "emergency",
    "halted",
    "oracle_halted"
];
declare const ORDER_CAPS: readonly [
    "step",
    "participation",
    "turnover"
];
declare const DECISION: Union<Decision>;
export { CANCEL_REASONS, type CancelDecision, type Comparison, DECISION, type Decision, HOLD_REASONS, type HoldDecision, type HoldReason, ORDER_CAPS, type OrderCap, type RebalanceDecision, TRADE_REASONS };

// rebalance/rebalanceEvent.d.ts
import { Union, Leaf } from "../foundation/shape.js";
import { PolicyBand, RebalancePolicy } from "./rebalancePolicy.js";
interface EventBase {
    readonly sequence: number;
    readonly timestamp: number;
}
interface SnapshotEvent extends EventBase {
    readonly type: "snapshot";
    readonly exposure: number;
    readonly exposureUnit: string;
    readonly hedgeContracts: number;
    readonly exposurePerContract: number;
    readonly lotContracts: number;
    readonly band?: PolicyBand | undefined;
    readonly equity?: number | undefined;
    readonly availableContracts?: number | undefined;
    readonly oracle?: {
        readonly status: "ok" | "degraded" | "halted";
    } | undefined;
}
interface OrderEvent extends EventBase {
    readonly type: "acknowledged" | "rejected" | "timeout";
    readonly clientOrderId: string;
}
interface FillEvent extends EventBase {
    readonly type: "filled" | "cancelled";
    readonly clientOrderId: string;
    readonly filledContracts: number;
}
interface PolicyEvent extends EventBase {
    readonly type: "policy";
    readonly policy: RebalancePolicy;
}
interface SwitchEvent extends EventBase {
    readonly type: "halt" | "resume";
    readonly reason: string;
}
type RebalanceEvent = SnapshotEvent | OrderEvent | FillEvent | PolicyEvent | SwitchEvent;
declare const SEQUENCE: Leaf<number>;
declare const EVENT: Union<RebalanceEvent>;
export { EVENT, type FillEvent, type OrderEvent, type PolicyEvent, type RebalanceEvent, SEQUENCE, type SnapshotEvent, type SwitchEvent };

// rebalance/rebalancePolicy.d.ts
import { ObjectShape, Leaf } from "../foundation/shape.js";
interface PolicyBand {
    readonly halfWidth: number;
    readonly landing: number;
}
interface RebalanceLimits {
    readonly minimumTradeContracts?: number | undefined;
    readonly maximumStepContracts?: number | undefined;
    readonly maximumParticipation?: number | undefined;
    readonly maximumTradesPerHour?: number | undefined;
    readonly maximumTurnoverPerDay?: number | undefined;
    readonly maximumLoss?: number | undefined;
    readonly maximumConsecutiveRejects?: number | undefined;
}
interface RebalancePolicy {
    readonly policyVersion: string;
    readonly exposureUnit: string;
    readonly target: number;
    readonly band: PolicyBand | null;
    readonly hardLimit: number | null;
    readonly cooldownMs: number;
    readonly maximumAgeMs: number | null;
    readonly settlementLagMs: number;
    readonly degradedBandFactor: number;
    readonly limits: RebalanceLimits;
}
declare const VERSION: Leaf<string>;
declare const BAND: ObjectShape<PolicyBand>;
declare const POLICY: ObjectShape<RebalancePolicy>;
declare function readPolicy(caller: string, source: object, field: string, at?: string): RebalancePolicy;
declare function readBand(caller: string, source: object, field: string, at: string, hardLimit: number | null): PolicyBand;
export { BAND, POLICY, type PolicyBand, type RebalanceLimits, type RebalancePolicy, VERSION, readBand, readPolicy };

// rebalance/rebalanceState.d.ts
import { ErrorCode } from "../foundation/errors.js";
import { RebalancePolicy } from "./rebalancePolicy.js";
type RebalanceStatus = "idle" | "armed" | "inFlight" | "coolingDown" | "halted";
interface OrderInFlight {
    readonly clientOrderId: string;
    readonly contracts: number;
    readonly filledContracts: number;
    readonly acknowledged: boolean;
    readonly cancelling: boolean;
}
interface RebalanceState {
    readonly version: 2;
    readonly policy: RebalancePolicy;
    readonly status: RebalanceStatus;
    readonly sequence: number;
    readonly timestamp: number | null;
    readonly hedgeContracts: number | null;
    readonly lastFillTimestamp: number | null;
    readonly order: OrderInFlight | null;
    readonly lastTradeTimestamp: number | null;
    readonly ageTimestamp: number | null;
    readonly tradeTimestamps: readonly number[];
    readonly turnoverByHour: readonly (readonly [
        hour: number,
        exposure: number
    ])[];
    readonly equityAnchor: number | null;
    readonly rejects: number;
    readonly haltReason: string | null;
}
declare function initialRebalanceState(options: {
    readonly policy: RebalancePolicy;
}): RebalanceState;
declare const STATUSES: readonly [
    "idle",
    "armed",
    "inFlight",
    "coolingDown",
    "halted"
];
declare function readState(caller: string, state: RebalanceState): RebalancePolicy;
declare function refuseState(code: Extract<ErrorCode, `state.${string}`>, caller: string, path: string, expected: string, value: unknown): never;
export { type OrderInFlight, type RebalanceState, type RebalanceStatus, STATUSES, initialRebalanceState, readState, refuseState };

// rebalance/shrinkBetaRevision.d.ts
import { Degenerate } from "../foundation/status.js";
interface RevisedBeta {
    readonly beta: number;
    readonly betaStandardError: number;
}
interface ShrinkBetaRevisionOptions {
    readonly previous: RevisedBeta;
    readonly next: RevisedBeta;
    readonly elapsedYears: number;
    readonly betaVolatilityPerSqrtYear: number;
    readonly errorCorrelation: number;
}
interface ShrunkBetaRevision {
    readonly status: "ok";
    readonly beta: number;
    readonly betaStandardError: number;
    readonly gain: number;
    readonly revision: number;
    readonly tradedRevision: number;
    readonly revisionStandardDeviation: number;
}
type ShrinkBetaRevisionResult = ShrunkBetaRevision | Degenerate<"estimates_identical">;
declare function shrinkBetaRevision(options: ShrinkBetaRevisionOptions): ShrinkBetaRevisionResult;
export { type RevisedBeta, type ShrinkBetaRevisionOptions, type ShrinkBetaRevisionResult, type ShrunkBetaRevision, shrinkBetaRevision };

// rebalance/stepRebalance.d.ts
import { Decision } from "./rebalanceDecision.js";
import { RebalanceEvent } from "./rebalanceEvent.js";
import { RebalanceState } from "./rebalanceState.js";
interface RebalanceStep {
    readonly state: RebalanceState;
    readonly decision: Decision;
}
declare function stepRebalance(state: RebalanceState, event: RebalanceEvent): RebalanceStep;
export { type RebalanceStep, stepRebalance };

// rebalance/whalleyWilmottBand.d.ts
import { BandEdges } from "./band.js";
interface WhalleyWilmottBandOptions {
    readonly gamma: number;
    readonly spot: number;
    readonly costRate: number;
    readonly riskAversion: number;
    readonly rate: number;
    readonly timeToExpiryYears: number;
}
declare function whalleyWilmottBand(options: WhalleyWilmottBandOptions): BandEdges;
declare function readCostRate(caller: string, options: object): number;
export { type WhalleyWilmottBandOptions, readCostRate, whalleyWilmottBand };

// rebalance/zakamoulineBand.d.ts
import { Degenerate } from "../foundation/status.js";
import { BandEdges } from "./band.js";
import { WhalleyWilmottBandOptions } from "./whalleyWilmottBand.js";
interface ZakamoulineBandOptions extends WhalleyWilmottBandOptions {
    readonly volatility: number;
    readonly maximumHalfWidth: number;
}
interface ZakamoulineBand extends BandEdges {
    readonly status: "ok";
    readonly adjustedVolatility: number;
    readonly coinHalfWidth: number;
    readonly gammaHalfWidth: number;
    readonly boundBy: "maximum_half_width" | null;
}
type ZakamoulineBandResult = ZakamoulineBand | Degenerate<"cost_exceeds_variance">;
declare function zakamoulineBand(options: ZakamoulineBandOptions): ZakamoulineBandResult;
export { type ZakamoulineBand, type ZakamoulineBandOptions, type ZakamoulineBandResult, zakamoulineBand };
