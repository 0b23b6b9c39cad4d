import type { PolicyBand, RebalancePolicy } from './rebalancePolicy.ts';

/** What every event has. */
interface EventBase {
  /** Rising by event, whatever its type: what is not above the last one taken is refused. */
  readonly sequence: number;
  /** Epoch milliseconds, not before the last event. */
  readonly timestamp: number;
}

/** The book as it is seen at a time. */
export interface SnapshotEvent extends EventBase {
  readonly type: 'snapshot';
  /** In the policy's `exposureUnit`: the hedge that is held included, orders in flight not. */
  readonly exposure: number;
  /** The policy's, so that no two units meet. */
  readonly exposureUnit: string;
  /** Contracts of the hedge, signed, that are in that exposure. */
  readonly hedgeContracts: number;
  /**
   * Exposure that one contract bought adds, not 0: `contractValue` (contract size x price, or of an inverse contract its
   * contract size) x the instrument's beta; over the capital where the unit is beta of capital.
   */
  readonly exposurePerContract: number;
  /** The smallest step of an order, in contracts. */
  readonly lotContracts: number;
  /** Where the policy's band is null: the band now. */
  readonly band?: PolicyBand | undefined;
  /** Wealth of the hedged book; required where the policy limits its loss. */
  readonly equity?: number | undefined;
  /** What the market can take now, contracts; required where the policy limits participation. */
  readonly availableContracts?: number | undefined;
  /** What the oracle guard says of the prices; left out: not asked. */
  readonly oracle?: { readonly status: 'ok' | 'degraded' | 'halted' } | undefined;
}

/** What became of the order in flight. */
export interface OrderEvent extends EventBase {
  /** `timeout`: nothing was heard of it, and it may be alive. */
  readonly type: 'acknowledged' | 'rejected' | 'timeout';
  /** Of the decision that it was sent by. */
  readonly clientOrderId: string;
}

/**
 * A part of the order in flight, or all of it, is done; or nothing more of it is coming: `cancelled`, also where it was
 * sent smaller, or not at all.
 */
export interface FillEvent extends EventBase {
  /** Part of it or all, or the end of it. */
  readonly type: 'filled' | 'cancelled';
  /** Of the decision that it was sent by. */
  readonly clientOrderId: string;
  /** All that is filled by now, unsigned: ccxt's cumulative `filled`, in contracts (`convertSize` where it is coins). */
  readonly filledContracts: number;
}

/** Another policy from here on; refused while an order is in flight. */
export interface PolicyEvent extends EventBase {
  readonly type: 'policy';
  /** In force from here on. */
  readonly policy: RebalancePolicy;
}

/** Someone stops it, or lets it go on: the loss is then counted anew. */
export interface SwitchEvent extends EventBase {
  /** Which of the two. */
  readonly type: 'halt' | 'resume';
  /** In words, for the record. */
  readonly reason: string;
}

/** All that a reducer is told. */
export type RebalanceEvent = SnapshotEvent | OrderEvent | FillEvent | PolicyEvent | SwitchEvent;
