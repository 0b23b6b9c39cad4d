import {
  FINITE,
  INTEGER,
  NON_NEGATIVE,
  NOT_ZERO,
  objectOf,
  oneBy,
  oneOf,
  optional,
  POSITIVE,
  TEXT,
  TIME,
  within,
} from '../foundation/shape.ts';
import type { Leaf, Union } from '../foundation/shape.ts';
import { BAND, POLICY } from './rebalancePolicy.ts';
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

/** Of an event: from 1, and small enough that the next one is another number. */
export const SEQUENCE: Leaf<number> = /* @__PURE__ */ within(
  { minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
  INTEGER,
);

/** An event on its own: what it must be after another, or under a policy, is for the reducer to say. */
export const EVENT: Union<RebalanceEvent> = /* @__PURE__ */ (() => {
  const base = { sequence: SEQUENCE, timestamp: TIME };
  const snapshot = objectOf<SnapshotEvent>('SnapshotEvent', {
    type: oneOf(['snapshot']),
    ...base,
    exposure: FINITE,
    exposureUnit: TEXT,
    hedgeContracts: FINITE,
    exposurePerContract: NOT_ZERO,
    lotContracts: POSITIVE,
    band: optional(BAND),
    equity: optional(FINITE),
    availableContracts: optional(NON_NEGATIVE),
    oracle: optional(objectOf('', { status: oneOf(['ok', 'degraded', 'halted']) })),
  });
  const fill = objectOf<FillEvent>('FillEvent', {
    type: oneOf(['filled', 'cancelled']),
    ...base,
    clientOrderId: TEXT,
    filledContracts: NON_NEGATIVE,
  });
  const order = objectOf<OrderEvent>('OrderEvent', {
    type: oneOf(['acknowledged', 'rejected', 'timeout']),
    ...base,
    clientOrderId: TEXT,
  });
  const policy = objectOf<PolicyEvent>('PolicyEvent', { type: oneOf(['policy']), ...base, policy: POLICY });
  const stop = objectOf<SwitchEvent>('SwitchEvent', {
    type: oneOf(['halt', 'resume']),
    ...base,
    reason: TEXT,
  });
  return oneBy<RebalanceEvent>('RebalanceEvent', 'type', {
    snapshot,
    filled: fill,
    cancelled: fill,
    acknowledged: order,
    rejected: order,
    timeout: order,
    policy,
    halt: stop,
    resume: stop,
  });
})();
