export { initialRebalanceState, stepRebalance } from './stepRebalance.ts';
export type {
  Decision,
  DecisionNumbers,
  HoldDecision,
  RebalanceDecision,
  RebalancePolicy,
  RebalanceState,
  RebalanceStep,
  SnapshotEvent,
} from './stepRebalance.ts';
