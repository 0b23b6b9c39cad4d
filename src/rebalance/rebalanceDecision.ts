import { refuse } from '../foundation/checks.ts';
import {
  BOOLEAN,
  FINITE,
  NON_NEGATIVE,
  NOT_ZERO,
  nullable,
  objectOf,
  oneBy,
  oneOf,
  POSITIVE,
  TEXT,
  TIME,
} from '../foundation/shape.ts';
import type { Union } from '../foundation/shape.ts';
import { SEQUENCE } from './rebalanceEvent.ts';
import { VERSION } from './rebalancePolicy.ts';
import { STATUSES } from './rebalanceState.ts';
import type { RebalanceStatus } from './rebalanceState.ts';

/** What a snapshot's decision compared; all in the policy's `exposureUnit` unless their names say contracts. */
export interface Comparison {
  /** As the snapshot has it. */
  readonly exposure: number;
  /** With fills that the snapshot does not show yet, and with the order in flight. */
  readonly effectiveExposure: number;
  /** Contracts of the hedge by the reducer's own count, before the order in flight. */
  readonly hedgeContracts: number;
  /** What is left of the order in flight, signed. */
  readonly inFlightContracts: number;
  /** Steered to. */
  readonly target: number;
  /** Effective exposure less target. */
  readonly deviation: number;
  /** Half width in force: widened where the oracle is degraded. */
  readonly halfWidth: number;
  /** Of the policy. */
  readonly hardLimit: number | null;
  /** Contracts that the snapshot showed and the reducer did not expect, taken over; null where they agreed. */
  readonly reconciledContracts: number | null;
}

/** What every decision says. */
interface DecisionBase {
  /** Of the event that it answers. */
  readonly sequence: number;
  /** Of the event. */
  readonly timestamp: number;
  /** In force. */
  readonly policyVersion: string;
  /** After the event. */
  readonly status: RebalanceStatus;
  /** Null where the event was no snapshot. */
  readonly comparison: Comparison | null;
  /** In words, with the numbers. */
  readonly explanation: string;
}

/** Why nothing is traded. */
export type HoldReason =
  /** A snapshot inside the band. */
  | 'inside_band'
  /** Outside, and an order in flight is counted on. */
  | 'in_flight'
  | 'cooling_down'
  | 'below_minimum_trade'
  | 'trade_rate'
  | 'turnover'
  /** The oracle is degraded, and the order would add to the hedge. */
  | 'degraded'
  | 'oracle_halted'
  | 'halted'
  /** An event other than a snapshot: taken note of. */
  | 'noted';

/** Nothing to do, and why. */
export interface HoldDecision extends DecisionBase {
  readonly action: 'hold';
  /** Why. */
  readonly reason: HoldReason;
}

/** What kept an order from the whole way. */
export type OrderCap = 'step' | 'participation' | 'turnover';

/** An order to send. */
export interface RebalanceDecision extends DecisionBase {
  readonly action: 'rebalance';
  /** `emergency`: beyond the hard limit. `maximum_age`: inside the band, but for too long. */
  readonly reason: 'above_band' | 'below_band' | 'emergency' | 'maximum_age';
  /** To send the order by: the policy's version and the event's sequence. The same event gives the same id. */
  readonly clientOrderId: string;
  /** Signed, + to buy, a multiple of the snapshot's lot: `orderRequest` makes ccxt's order of it. */
  readonly contracts: number;
  /** The order makes the hedge smaller and leaves its sign. */
  readonly reduceOnly: boolean;
  /** Exposure that the order aims at, before lots and caps. */
  readonly landing: number;
  /** What made the order smaller than that; null where nothing did. */
  readonly cappedBy: OrderCap | null;
}

/** The order in flight is to be cancelled. */
export interface CancelDecision extends DecisionBase {
  readonly action: 'cancel';
  /** Why. */
  readonly reason: 'timeout' | 'emergency' | 'halted' | 'oracle_halted';
  /** Of the order in flight. */
  readonly clientOrderId: string;
}

/** What comes out of a step. */
export type Decision = HoldDecision | RebalanceDecision | CancelDecision;

/** Every `HoldReason`. */
export const HOLD_REASONS = [
  'inside_band',
  'in_flight',
  'cooling_down',
  'below_minimum_trade',
  'trade_rate',
  'turnover',
  'degraded',
  'oracle_halted',
  'halted',
  'noted',
] as const;
/** Every reason to trade. */
export const TRADE_REASONS = ['above_band', 'below_band', 'emergency', 'maximum_age'] as const;
/** Every reason to cancel. */
export const CANCEL_REASONS = ['timeout', 'emergency', 'halted', 'oracle_halted'] as const;
/** Every `OrderCap`. */
export const ORDER_CAPS = ['step', 'participation', 'turnover'] as const;

/** What a step decided, as it was sent or stored. */
export const DECISION: Union<Decision> = /* @__PURE__ */ (() => {
  const base = {
    sequence: SEQUENCE,
    timestamp: TIME,
    policyVersion: VERSION,
    status: oneOf(STATUSES),
    comparison: nullable(
      objectOf<Comparison>('Comparison', {
        exposure: FINITE,
        effectiveExposure: FINITE,
        hedgeContracts: FINITE,
        inFlightContracts: FINITE,
        target: FINITE,
        deviation: FINITE,
        halfWidth: NON_NEGATIVE,
        hardLimit: nullable(POSITIVE),
        reconciledContracts: nullable(FINITE),
      }),
    ),
    explanation: TEXT,
  };
  return oneBy<Decision>('Decision', 'action', {
    hold: objectOf<HoldDecision>('HoldDecision', {
      action: oneOf(['hold']),
      reason: oneOf(HOLD_REASONS),
      ...base,
    }),
    rebalance: objectOf<RebalanceDecision>(
      'RebalanceDecision',
      {
        action: oneOf(['rebalance']),
        reason: oneOf(TRADE_REASONS),
        clientOrderId: TEXT,
        contracts: NOT_ZERO,
        reduceOnly: BOOLEAN,
        landing: FINITE,
        cappedBy: nullable(oneOf(ORDER_CAPS)),
        ...base,
      },
      {
        // An order under another id would be sent a second time.
        orderIdOfItsEvent({ clientOrderId, policyVersion, sequence }, caller, path) {
          const id = `${policyVersion}-${sequence}`;
          if (clientOrderId !== id)
            refuse('domain.out_of_range', caller, `${path}.clientOrderId`, id, clientOrderId);
        },
      },
    ),
    cancel: objectOf<CancelDecision>('CancelDecision', {
      action: oneOf(['cancel']),
      reason: oneOf(CANCEL_REASONS),
      clientOrderId: TEXT,
      ...base,
    }),
  });
})();
