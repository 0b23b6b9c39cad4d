export { initialRebalanceState } from './rebalanceState.ts';
export type { OrderInFlight, RebalanceState, RebalanceStatus } from './rebalanceState.ts';
export { stepRebalance } from './stepRebalance.ts';
export type { RebalanceStep } from './stepRebalance.ts';
export type { PolicyBand, RebalanceLimits, RebalancePolicy } from './rebalancePolicy.ts';
export type {
  FillEvent,
  OrderEvent,
  PolicyEvent,
  RebalanceEvent,
  SnapshotEvent,
  SwitchEvent,
} from './rebalanceEvent.ts';
export type {
  CancelDecision,
  Comparison,
  Decision,
  HoldDecision,
  HoldReason,
  OrderCap,
  RebalanceDecision,
} from './rebalanceDecision.ts';
