// rebalance/index.d.ts
export { Decision, DecisionNumbers, HoldDecision, RebalanceDecision, RebalancePolicy, RebalanceState, RebalanceStep, SnapshotEvent, initialRebalanceState, stepRebalance } from "./stepRebalance.js";

// rebalance/stepRebalance.d.ts
interface RebalancePolicy {
    readonly policyVersion: string;
    readonly targetBeta: number;
    readonly bandHalfWidth: number;
    readonly tradeTo: "edge" | "target";
    readonly cooldownMs: number;
}
interface RebalanceState {
    readonly version: 1;
    readonly policy: RebalancePolicy;
    readonly sequence: number;
    readonly lastTimestamp: number | null;
    readonly lastTradeTimestamp: number | null;
}
interface SnapshotEvent {
    readonly type: "snapshot";
    readonly timestamp: number;
    readonly netBeta: number;
    readonly smallestTrade?: number | undefined;
}
interface DecisionNumbers {
    readonly sequence: number;
    readonly timestamp: number;
    readonly policyVersion: string;
    readonly netBeta: number;
    readonly targetBeta: number;
    readonly deviation: number;
    readonly band: {
        readonly lower: number;
        readonly upper: number;
    };
    readonly explanation: string;
}
interface HoldDecision extends DecisionNumbers {
    readonly action: "hold";
    readonly reason: "inside_band" | "below_smallest_trade" | "cooling_down";
    readonly cooldownEndsAt: number | null;
}
interface RebalanceDecision extends DecisionNumbers {
    readonly action: "rebalance";
    readonly reason: "above_band" | "below_band";
    readonly landingBeta: number;
}
type Decision = HoldDecision | RebalanceDecision;
declare function initialRebalanceState(options: {
    readonly policy: RebalancePolicy;
}): RebalanceState;
declare function stepRebalance(state: RebalanceState, event: SnapshotEvent): RebalanceStep;
interface RebalanceStep {
    readonly state: RebalanceState;
    readonly decision: Decision;
}
export { type Decision, type DecisionNumbers, type HoldDecision, type RebalanceDecision, type RebalancePolicy, type RebalanceState, type RebalanceStep, type SnapshotEvent, initialRebalanceState, stepRebalance };
