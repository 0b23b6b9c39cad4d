import {
  readFinite,
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readText,
  readTimestamp,
} from '../foundation/checks.ts';
import { describe, StateError } from '../foundation/errors.ts';
import type { ErrorCode } from '../foundation/errors.ts';
import { readPolicy } from './rebalancePolicy.ts';
import type { RebalancePolicy } from './rebalancePolicy.ts';

/**
 * Where the reducer is: `idle` inside the band; `armed` outside of it, kept by a guard; `inFlight` with an order out;
 * `coolingDown`; `halted` until a `resume`.
 */
export type RebalanceStatus = 'idle' | 'armed' | 'inFlight' | 'coolingDown' | 'halted';

/** The one order that is out. */
export interface OrderInFlight {
  /** It was sent by. */
  readonly clientOrderId: string;
  /** Signed. */
  readonly contracts: number;
  /** Unsigned, of these. */
  readonly filledContracts: number;
  /** Whether the venue has it. */
  readonly acknowledged: boolean;
  /** Whether a decision to cancel it was made. */
  readonly cancelling: boolean;
}

/** All that the reducer remembers: plain JSON, exact through a round trip, of bounded size. */
export interface RebalanceState {
  /** Of this shape. */
  readonly version: 2;
  /** What it runs under. */
  readonly policy: RebalancePolicy;
  /** Where it is. */
  readonly status: RebalanceStatus;
  /** Of the last event; 0 before the first. */
  readonly sequence: number;
  /** Of the last event; null before the first. */
  readonly timestamp: number | null;
  /** Contracts of the hedge by snapshots and fills; null before the first snapshot. */
  readonly hedgeContracts: number | null;
  /** Of the last fill; null before the first. */
  readonly lastFillTimestamp: number | null;
  /** Null where none is out. */
  readonly order: OrderInFlight | null;
  /** Of the last decision to trade; null before the first. */
  readonly lastTradeTimestamp: number | null;
  /** What the maximum age counts from: the last trade, or the first snapshot. */
  readonly ageTimestamp: number | null;
  /** Of the decisions to trade of the last hour; only as many as the policy counts. */
  readonly tradeTimestamps: readonly number[];
  /** Exposure traded by whole hour since 1970, of the last 25 in which there was any. */
  readonly turnoverByHour: readonly (readonly [hour: number, exposure: number])[];
  /** Wealth that losses are counted from; null before the first snapshot that says one. */
  readonly equityAnchor: number | null;
  /** In a row. */
  readonly rejects: number;
  /** Why it is halted; null where it is not. */
  readonly haltReason: string | null;
}

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
 *   policy: {
 *     policyVersion: '1', exposureUnit: 'beta of capital', target: 0, band: { halfWidth: 0.1, landing: 0.1 },
 *     hardLimit: 0.5, cooldownMs: 0, maximumAgeMs: null, settlementLagMs: 0, degradedBandFactor: 1, limits: {},
 *   },
 * });
 * console.log(state.status, state.sequence, state.timestamp); // idle 0 null
 * ```
 */
export function initialRebalanceState(options: { readonly policy: RebalancePolicy }): RebalanceState {
  const caller = 'initialRebalanceState';
  readObject(caller, options, '');
  return {
    version: 2,
    policy: readPolicy(caller, options, 'policy'),
    status: 'idle',
    sequence: 0,
    timestamp: null,
    hedgeContracts: null,
    lastFillTimestamp: null,
    order: null,
    lastTradeTimestamp: null,
    ageTimestamp: null,
    tradeTimestamps: [],
    turnoverByHour: [],
    equityAnchor: null,
    rejects: 0,
    haltReason: null,
  };
}

/** Every status. */
export const STATUSES = ['idle', 'armed', 'inFlight', 'coolingDown', 'halted'] as const;

/**
 * The policy of a state; refuses one that this version did not write: read from disk it may be another's, or half a
 * one.
 */
export function readState(caller: string, state: RebalanceState): RebalancePolicy {
  readObject(caller, state, 'state');
  if (!isSound(state)) readFields(caller, state);
  return readPolicy(caller, state, 'policy', 'state');
}

/** Whether a state passes all that `readFields` checks, without a name for each field: nearly all do. */
function isSound(state: RebalanceState): boolean {
  const { timestamp, order, turnoverByHour, tradeTimestamps } = state;
  const version: unknown = state.version;
  return (
    version === 2 &&
    order === null &&
    state.haltReason === null &&
    (state.status === 'idle' || state.status === 'armed' || state.status === 'coolingDown') &&
    isCount(state.sequence) &&
    isCount(state.rejects) &&
    isTime(timestamp, timestamp) &&
    isTime(state.lastFillTimestamp, timestamp) &&
    isTime(state.lastTradeTimestamp, timestamp) &&
    isTime(state.ageTimestamp, timestamp) &&
    (state.hedgeContracts === null || Number.isFinite(state.hedgeContracts)) &&
    (state.equityAnchor === null || Number.isFinite(state.equityAnchor)) &&
    Array.isArray(tradeTimestamps) &&
    areTimes(tradeTimestamps, timestamp) &&
    Array.isArray(turnoverByHour) &&
    areTurnovers(turnoverByHour)
  );
}

function areTimes(times: readonly number[], last: number | null): boolean {
  for (const time of times) if ((time as number | null) === null || !isTime(time, last)) return false;
  return true;
}

function areTurnovers(hours: readonly unknown[]): boolean {
  for (const hour of hours) {
    if (!Array.isArray(hour)) return false;
    const [at, exposure] = hour as unknown[];
    if (!Number.isInteger(at)) return false;
    if (!Number.isFinite(exposure) || (exposure as number) < 0) return false;
  }
  return true;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

/** Null, or a time in milliseconds that is not after the last event. */
function isTime(time: number | null, last: number | null): boolean {
  if (time === null) return true;
  return Number.isInteger(time) && last !== null && time <= last && time > 2.5e9 && time < 1e14;
}

function readFields(caller: string, state: RebalanceState): void {
  const version: unknown = state.version;
  if (version !== 2) refuseState('state.invalid', caller, 'state.version', '2', version);
  if (!STATUSES.includes(state.status))
    refuseState('state.invalid', caller, 'state.status', `one of ${STATUSES.join(', ')}`, state.status);
  readInteger(caller, state, 'sequence', 0, 'state');
  readInteger(caller, state, 'rejects', 0, 'state');
  for (const field of ['timestamp', 'lastFillTimestamp', 'lastTradeTimestamp', 'ageTimestamp'] as const) {
    if (orNull(caller, state, field)) continue;
    const time = readTimestamp(caller, state, field, 'state');
    if (state.timestamp === null || time > state.timestamp)
      refuseState('state.invalid', caller, `state.${field}`, 'at most the time of the last event', time);
  }
  for (const field of ['hedgeContracts', 'equityAnchor'] as const)
    if (!orNull(caller, state, field)) readFinite(caller, state, field, 'state');
  if (!orNull(caller, state, 'haltReason')) readText(caller, state, 'haltReason', 'state');
  if ((state.haltReason !== null) !== (state.status === 'halted'))
    refuseState('state.invalid', caller, 'state.haltReason', 'there where it is halted', state.haltReason);
  // By index: forEach passes over holes.
  for (const [i] of readList(caller, state, 'tradeTimestamps', 'state').entries()) {
    const time = readTimestamp(caller, state.tradeTimestamps, String(i), 'state.tradeTimestamps');
    if (state.timestamp === null || time > state.timestamp)
      refuseState(
        'state.invalid',
        caller,
        `state.tradeTimestamps[${i}]`,
        'at most the time of the last event',
        time,
      );
  }
  for (const [i] of readList(caller, state, 'turnoverByHour', 'state').entries()) {
    const at = `state.turnoverByHour[${i}]`;
    const pair = state.turnoverByHour[i]!;
    readList(caller, state.turnoverByHour, String(i), 'state.turnoverByHour');
    readInteger(caller, pair, '0', -Infinity, at);
    readNonNegative(caller, pair, '1', at);
  }
  readOrder(caller, state);
}

function readOrder(caller: string, state: RebalanceState): void {
  const { order, status } = state;
  if (orNull(caller, state, 'order')) {
    if (status === 'inFlight')
      refuseState('state.invalid', caller, 'state.order', 'the order that is in flight', order);
    return;
  }
  const at = 'state.order';
  readObject(caller, order, at);
  // An order follows a snapshot, and its fills are added to what that showed.
  if (state.hedgeContracts === null)
    refuseState('state.invalid', caller, 'state.hedgeContracts', 'a number with an order out', null);
  const fields = order!;
  readText(caller, fields, 'clientOrderId', at);
  const contracts = readFinite(caller, fields, 'contracts', at);
  const filled = readNonNegative(caller, fields, 'filledContracts', at);
  if (filled >= Math.abs(contracts))
    refuseState('state.invalid', caller, `${at}.filledContracts`, `below ${Math.abs(contracts)}`, filled);
  for (const field of ['acknowledged', 'cancelling'] as const)
    if (typeof fields[field] !== 'boolean')
      refuseState('state.invalid', caller, `${at}.${field}`, 'true or false', fields[field]);
  if (status !== 'inFlight' && status !== 'halted')
    refuseState('state.invalid', caller, 'state.status', 'inFlight or halted with an order out', status);
}

/** Whether a field of the state is null; one that is missing is no null. */
function orNull(caller: string, state: RebalanceState, field: keyof RebalanceState): boolean {
  const value: unknown = state[field];
  if (value === undefined) refuseState('state.invalid', caller, `state.${field}`, 'a value or null', value);
  return value === null;
}

/** Throws a `StateError`: the state that was passed in is still the valid one. */
export function refuseState(
  code: Extract<ErrorCode, `state.${string}`>,
  caller: string,
  path: string,
  expected: string,
  value: unknown,
): never {
  throw new StateError({ code, caller, path, expected, received: describe(value) });
}
