import {
  isAbsent,
  join,
  readFinite,
  readInteger,
  readNonNegative,
  readObject,
  readOneOf,
  readText,
  readTimestamp,
  refuseSuspicious,
} from '../foundation/checks.ts';
import { describe, StateError } from '../foundation/errors.ts';

/** When to trade, and how far. Plain data. */
export interface RebalancePolicy {
  /** Name of this version of the policy; every decision carries it. */
  readonly policyVersion: string;
  /** Net beta of the capital to steer to; 0 is neutral. */
  readonly targetBeta: number;
  /** Distance from the target, in units of beta, within which nothing is traded. */
  readonly bandHalfWidth: number;
  /** Trade back to the near edge of the band (right for costs in proportion), or all the way to the target. */
  readonly tradeTo: 'edge' | 'target';
  /** After a decision to trade, hold for so many milliseconds; 0 for none. */
  readonly cooldownMs: number;
}

/** All that the reducer remembers: plain JSON, exact through a round trip. */
export interface RebalanceState {
  /** Of this shape. */
  readonly version: 1;
  /** What it runs under. */
  readonly policy: RebalancePolicy;
  /** Events taken so far. */
  readonly sequence: number;
  /** Of the last event; null before the first. */
  readonly lastTimestamp: number | null;
  /** Of the last decision to trade; null before the first. */
  readonly lastTradeTimestamp: number | null;
}

/** The book as it is seen at a time. */
export interface SnapshotEvent {
  readonly type: 'snapshot';
  /** Epoch milliseconds, later than the event before. */
  readonly timestamp: number;
  /** Dollar beta over capital, hedges and fills included. */
  readonly netBeta: number;
  /**
   * Change of beta up to which the venue takes no order (half a lot, a minimum): such a trade is not
   * decided on, so that no cooldown starts for an order that cannot be sent. Default 0.
   */
  readonly smallestTrade?: number | undefined;
}

/** What every decision compares. */
export interface DecisionNumbers {
  /** Which event of this state it answers, from 1. */
  readonly sequence: number;
  /** Of the event. */
  readonly timestamp: number;
  /** In force. */
  readonly policyVersion: string;
  /** As seen. */
  readonly netBeta: number;
  /** Steered to. */
  readonly targetBeta: number;
  /** Net beta less target. */
  readonly deviation: number;
  /** The edges of the band. */
  readonly band: { readonly lower: number; readonly upper: number };
  /** In words, with the numbers. */
  readonly explanation: string;
}

/** Nothing to trade, and why. */
export interface HoldDecision extends DecisionNumbers {
  readonly action: 'hold';
  /** Inside the band (its edges belong to it), too small a trade, or too soon after the last one. */
  readonly reason: 'inside_band' | 'below_smallest_trade' | 'cooling_down';
  /** When the cooldown ends; null where it is not what holds. */
  readonly cooldownEndsAt: number | null;
}

/** A trade is due: size it to `landingBeta`. */
export interface RebalanceDecision extends DecisionNumbers {
  readonly action: 'rebalance';
  /** On which side the net beta is. */
  readonly reason: 'above_band' | 'below_band';
  /** Net beta to trade to: the near edge, or the target. */
  readonly landingBeta: number;
}

/** What comes out of a step. */
export type Decision = HoldDecision | RebalanceDecision;

const CALLER = 'stepRebalance';

/**
 * The state before the first event.
 *
 * **Errors**: `shape.*`, `domain.*`.
 *
 * @example
 * ```ts
 * import { initialRebalanceState } from 'betahedge/rebalance';
 *
 * const state = initialRebalanceState({
 *   policy: { policyVersion: '1', targetBeta: 0, bandHalfWidth: 0.1, tradeTo: 'edge', cooldownMs: 0 },
 * });
 * console.log(state.sequence, state.lastTimestamp); // 0 null
 * ```
 */
export function initialRebalanceState(options: { readonly policy: RebalancePolicy }): RebalanceState {
  const caller = 'initialRebalanceState';
  readObject(caller, options, '');
  const policy = readPolicy(caller, options.policy, 'policy');
  return { version: 1, policy, sequence: 0, lastTimestamp: null, lastTradeTimestamp: null };
}

/**
 * One step of the decision when to trade: a pure function of state and event.
 *
 * **Formula**: hold while |netBeta - targetBeta| <= bandHalfWidth, while the trade would be no larger than
 * smallestTrade, or while the cooldown runs; else trade to targetBeta +- bandHalfWidth on the side that
 * netBeta is on, or to targetBeta.
 * **Result**: the next state and the decision; the state passed in is not changed.
 * **Errors**: `state.out_of_order` (an event not later than the last one), `state.invalid` (a state that
 * this version did not write), `shape.*`, `domain.*`. On every error the old state is still the valid one.
 * **Cost**: O(1), also the state's size.
 *
 * @example
 * ```ts
 * import { initialRebalanceState, stepRebalance } from 'betahedge/rebalance';
 *
 * const state = initialRebalanceState({
 *   policy: { policyVersion: '1', targetBeta: 0, bandHalfWidth: 0.1, tradeTo: 'edge', cooldownMs: 0 },
 * });
 * const { decision } = stepRebalance(state, { type: 'snapshot', timestamp: 0, netBeta: 0.25 });
 * console.log(decision.action, decision.explanation); // rebalance net beta 0.25 is above the band -0.1 to 0.1: trade to 0.1
 * ```
 */
export function stepRebalance(state: RebalanceState, event: SnapshotEvent): RebalanceStep {
  const policy = readState(state);
  readObject(CALLER, event, 'event');
  readOneOf(CALLER, event, 'type', ['snapshot'], 'event');
  const timestamp = readTimestamp(CALLER, event, 'timestamp', 'event');
  const netBeta = readFinite(CALLER, event, 'netBeta', 'event') + 0;
  const smallestTrade = isAbsent(event, 'smallestTrade')
    ? 0
    : readNonNegative(CALLER, event, 'smallestTrade', 'event');
  if (state.lastTimestamp !== null && timestamp <= state.lastTimestamp)
    refuseState('state.out_of_order', 'event.timestamp', `later than ${state.lastTimestamp}`, timestamp);

  const { targetBeta, bandHalfWidth, policyVersion } = policy;
  const band = { lower: targetBeta - bandHalfWidth, upper: targetBeta + bandHalfWidth };
  const sequence = state.sequence + 1;
  const deviation = netBeta - targetBeta + 0;
  const numbers = { sequence, timestamp, policyVersion, netBeta, targetBeta, deviation, band };
  const next = { ...state, sequence, lastTimestamp: timestamp };
  const where = `the band ${band.lower} to ${band.upper}`;
  const net = `net beta ${netBeta}`;

  const hold = (
    reason: HoldDecision['reason'],
    why: string,
    cooldownEndsAt: number | null,
  ): RebalanceStep => ({
    state: next,
    decision: { action: 'hold', reason, cooldownEndsAt, ...numbers, explanation: `${net} is ${why}` },
  });
  if (netBeta >= band.lower && netBeta <= band.upper) return hold('inside_band', `inside ${where}`, null);
  const side = netBeta > band.upper ? 'above' : 'below';
  const landingBeta = policy.tradeTo === 'target' ? targetBeta : side === 'above' ? band.upper : band.lower;
  if (Math.abs(landingBeta - netBeta) <= smallestTrade)
    return hold(
      'below_smallest_trade',
      `${side} ${where} by less than the smallest trade ${smallestTrade}`,
      null,
    );
  const endsAt = state.lastTradeTimestamp === null ? -Infinity : state.lastTradeTimestamp + policy.cooldownMs;
  if (timestamp < endsAt)
    return hold('cooling_down', `${side} ${where}, but the cooldown runs to ${endsAt}`, endsAt);
  const explanation = `${net} is ${side} ${where}: trade to ${landingBeta}`;
  return {
    state: { ...next, lastTradeTimestamp: timestamp },
    decision: { action: 'rebalance', reason: `${side}_band`, landingBeta, ...numbers, explanation },
  };
}

/** The next state, and the decision. */
export interface RebalanceStep {
  /** To go on from. */
  readonly state: RebalanceState;
  /** What to do now, and why. */
  readonly decision: Decision;
}

function readPolicy(caller: string, value: unknown, at: string): RebalancePolicy {
  const fields = readObject(caller, value, at);
  const targetBeta = readFinite(caller, fields, 'targetBeta', at) + 0;
  const bandHalfWidth = readNonNegative(caller, fields, 'bandHalfWidth', at) + 0;
  const expected = 'a beta, not a percentage';
  refuseSuspicious(caller, join(at, 'targetBeta'), targetBeta, 10, expected);
  refuseSuspicious(caller, join(at, 'bandHalfWidth'), bandHalfWidth, 10, expected);
  return {
    policyVersion: readText(caller, fields, 'policyVersion', at),
    targetBeta,
    bandHalfWidth,
    tradeTo: readOneOf(caller, fields, 'tradeTo', ['edge', 'target'], at),
    cooldownMs: readNonNegative(caller, fields, 'cooldownMs', at) + 0,
  };
}

function readState(state: RebalanceState): RebalancePolicy {
  readObject(CALLER, state, 'state');
  // A snapshot read from disk may be another version's.
  const version: unknown = state.version;
  if (version !== 1) refuseState('state.invalid', 'state.version', '1', version);
  readInteger(CALLER, state, 'sequence', 0, 'state');
  const last = readTimeOrNull(state, 'lastTimestamp');
  const lastTrade = readTimeOrNull(state, 'lastTradeTimestamp');
  if (lastTrade !== null && (last === null || lastTrade > last))
    refuseState('state.invalid', 'state.lastTradeTimestamp', `at most lastTimestamp, ${last}`, lastTrade);
  return readPolicy(CALLER, state.policy, 'state.policy');
}

function readTimeOrNull(state: RebalanceState, field: 'lastTimestamp' | 'lastTradeTimestamp'): number | null {
  const value: unknown = state[field];
  if (value === undefined) refuseState('state.invalid', `state.${field}`, 'a timestamp or null', value);
  return value === null ? null : readTimestamp(CALLER, state, field, 'state');
}

function refuseState(
  code: 'state.out_of_order' | 'state.invalid',
  path: string,
  expected: string,
  value: unknown,
): never {
  throw new StateError({ code, caller: CALLER, path, expected, received: describe(value) });
}
