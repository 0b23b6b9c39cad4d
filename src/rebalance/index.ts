export { initialRebalanceState, stepRebalance } from './stepRebalance.ts';
export type {
  Decision,
  DecisionNumbers,
  HoldDecision,
  RebalanceDecision,
  RebalancePolicy,
  RebalanceState,
  SnapshotEvent,
} from './stepRebalance.ts';
