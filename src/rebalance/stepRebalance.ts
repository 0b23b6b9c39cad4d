import {
  isAbsent,
  readFinite,
  readInteger,
  readNonNegative,
  readObject,
  readOneOf,
  readPositive,
  readText,
  readTimestamp,
  refuse,
} from '../foundation/checks.ts';
import type { CancelDecision, Comparison, Decision, HoldReason, OrderCap } from './rebalanceDecision.ts';
import type {
  FillEvent,
  OrderEvent,
  PolicyEvent,
  RebalanceEvent,
  SnapshotEvent,
  SwitchEvent,
} from './rebalanceEvent.ts';
import { readBand, readPolicy } from './rebalancePolicy.ts';
import type { PolicyBand } from './rebalancePolicy.ts';
import { readState, refuseState } from './rebalanceState.ts';
import type { OrderInFlight, RebalanceState } from './rebalanceState.ts';

/** The next state, and the decision. */
export interface RebalanceStep {
  /** To go on from. */
  readonly state: RebalanceState;
  /** What to do now, and why. */
  readonly decision: Decision;
}

const CALLER = 'stepRebalance';
const HOUR_MS = 3_600_000;

/**
 * One step of the decision when to trade: a pure function of state and event.
 *
 * **Formula**: the effective exposure is the snapshot's, with the fills that it does not show yet and what is left of
 * the order in flight. Hold while |effective - target| <= halfWidth; else order what brings it to the landing on its
 * side, rounded to the nearest lot; towards zero where a cap made it smaller.
 * **Guards**, in this order: a loss, a halt, the oracle, the order in flight, the band, the minimum trade, the oracle
 * degraded, the cooldown, trades an hour, turnover a day. What makes the hedge smaller passes the oracle degraded and
 * the two rates; what is beyond the hard limit passes these and the cooldown, and cancels an order in flight that
 * does not bring it back.
 * **Contracts** are the reducer's own count, by fills: a snapshot that shows others is believed once no order is out
 * and `settlementLagMs` have passed since the last fill.
 * **Result**: the next state and the decision; the state passed in is not changed.
 * **Errors**: `state.out_of_order` (sequence or time, a fill below the last), `state.unknown_order`,
 * `state.order_in_flight` (a policy while an order is out), `state.invalid` (a state that this version did not write),
 * `domain.out_of_range` (a fill beyond the order, numbers whose sums or products are not finite), `market.inconsistent` (another unit of exposure), `shape.*`,
 * `domain.*`. On every error the old state is still the valid one.
 * **Cost**: O(1), also the state's size.
 *
 * @example
 * ```ts
 * import { initialRebalanceState, stepRebalance } from 'betahedge/rebalance';
 *
 * const state = initialRebalanceState({
 *   policy: {
 *     policyVersion: 'v1', exposureUnit: 'USD of beta', target: 0, band: { halfWidth: 10000, landing: 10000 },
 *     hardLimit: 50000, cooldownMs: 0, maximumAgeMs: null, settlementLagMs: 0, degradedBandFactor: 1, limits: {},
 *   },
 * });
 * const { decision } = stepRebalance(state, {
 *   type: 'snapshot', sequence: 1, timestamp: 0, exposure: 25000, exposureUnit: 'USD of beta',
 *   hedgeContracts: -1, exposurePerContract: 50000, lotContracts: 0.001,
 * });
 * if (decision.action === 'rebalance') console.log(decision.clientOrderId, decision.contracts); // v1-1 -0.3
 * ```
 */
export function stepRebalance(state: RebalanceState, event: RebalanceEvent): RebalanceStep {
  const policy = readState(CALLER, state);
  // A policy that came from JSON is taken over as it was read.
  if (policy !== state.policy) state = { ...state, policy };
  readObject(CALLER, event, 'event');
  const sequence = readInteger(CALLER, event, 'sequence', 1, 'event');
  // Beyond these the next one is the same number, and an order id as well.
  if (!Number.isSafeInteger(sequence))
    refuse('domain.out_of_range', CALLER, 'event.sequence', 'below 2^53', sequence);
  const timestamp = readTimestamp(CALLER, event, 'timestamp', 'event');
  const type = readOneOf(CALLER, event, 'type', TYPES, 'event');
  if (sequence <= state.sequence)
    refuseState('state.out_of_order', CALLER, 'event.sequence', `above ${state.sequence}`, sequence);
  if (state.timestamp !== null && timestamp < state.timestamp)
    refuseState('state.out_of_order', CALLER, 'event.timestamp', `at least ${state.timestamp}`, timestamp);
  if (type === 'snapshot') return stepSnapshot(state, event as SnapshotEvent);
  const next: RebalanceState = { ...state, sequence, timestamp };
  switch (type) {
    case 'filled':
    case 'cancelled':
      return stepFill(next, event as FillEvent);
    case 'acknowledged':
    case 'rejected':
    case 'timeout':
      return stepOrder(next, event as OrderEvent);
    case 'policy':
      return stepPolicy(next, event as PolicyEvent);
    case 'halt':
    case 'resume':
      return stepSwitch(next, event as SwitchEvent);
  }
}

const TYPES = [
  'snapshot',
  'filled',
  'cancelled',
  'acknowledged',
  'rejected',
  'timeout',
  'policy',
  'halt',
  'resume',
] as const;

/** A snapshot, read. */
interface View {
  readonly exposure: number;
  readonly seen: number;
  readonly perContract: number;
  readonly lot: number;
  readonly band: PolicyBand;
  readonly equity: number | null;
  readonly available: number;
  readonly oracle: 'ok' | 'degraded' | 'halted';
}

function readSnapshot({ policy }: RebalanceState, event: SnapshotEvent): View {
  const at = 'event';
  const { limits, hardLimit } = policy;
  const { exposure, hedgeContracts: seen, exposurePerContract, lotContracts: lot } = event;
  // Most snapshots are these five fields and no other: read without their names.
  if (
    event.exposureUnit === policy.exposureUnit &&
    Number.isFinite(exposure) &&
    Number.isFinite(seen) &&
    Number.isFinite(exposurePerContract) &&
    exposurePerContract !== 0 &&
    Number.isFinite(lot) &&
    lot > 0 &&
    policy.band !== null &&
    event.band === undefined &&
    event.equity === undefined &&
    event.oracle === undefined &&
    limits.maximumLoss === undefined &&
    limits.maximumParticipation === undefined
  )
    return {
      exposure: exposure + 0,
      seen: seen + 0,
      perContract: exposurePerContract,
      lot,
      band: policy.band,
      equity: null,
      available: Infinity,
      oracle: 'ok',
    };
  if (event.exposureUnit !== policy.exposureUnit)
    refuse('market.inconsistent', CALLER, 'event.exposureUnit', policy.exposureUnit, event.exposureUnit);
  const perContract = readFinite(CALLER, event, 'exposurePerContract', at);
  if (perContract === 0)
    refuse('domain.out_of_range', CALLER, 'event.exposurePerContract', 'other than 0', perContract);
  let band = policy.band;
  if (band === null) band = readBand(CALLER, event, 'band', at, hardLimit);
  else if (!isAbsent(event, 'band'))
    refuse('market.inconsistent', CALLER, 'event.band', 'absent where the policy has one', event.band);
  return {
    exposure: readFinite(CALLER, event, 'exposure', at),
    seen: readFinite(CALLER, event, 'hedgeContracts', at),
    perContract,
    lot: readPositive(CALLER, event, 'lotContracts', at),
    band,
    equity:
      limits.maximumLoss === undefined && isAbsent(event, 'equity')
        ? null
        : readFinite(CALLER, event, 'equity', at),
    available:
      limits.maximumParticipation === undefined
        ? Infinity
        : limits.maximumParticipation * readNonNegative(CALLER, event, 'availableContracts', at),
    oracle: isAbsent(event, 'oracle')
      ? 'ok'
      : readOneOf(
          CALLER,
          readObject(CALLER, event.oracle, 'event.oracle'),
          'status',
          ['ok', 'degraded', 'halted'],
          'event.oracle',
        ),
  };
}

function stepSnapshot(before: RebalanceState, event: SnapshotEvent): RebalanceStep {
  const view = readSnapshot(before, event);
  const { policy, order } = before;
  const { timestamp } = event;
  const { target, hardLimit, limits } = policy;

  // Contracts by our own count, unless nothing of ours can explain what is seen.
  const expected = before.hedgeContracts ?? view.seen;
  const agrees = Math.abs(view.seen - expected) < view.lot / 2;
  const lagging =
    before.lastFillTimestamp !== null && timestamp - before.lastFillTimestamp < policy.settlementLagMs;
  const counted = order === null && (agrees || !lagging) ? view.seen : expected;
  const inFlight = order === null ? 0 : remaining(order);
  const effective = view.exposure + (counted - view.seen + inFlight) * view.perContract + 0;
  const deviation = effective - target + 0;
  requireFinite('event.exposure', deviation);
  const factor = view.oracle === 'degraded' ? policy.degradedBandFactor : 1;
  const halfWidth = Math.min(view.band.halfWidth * factor, hardLimit ?? Infinity);
  requireFinite('state.policy.degradedBandFactor', halfWidth);
  const emergency = hardLimit !== null && Math.abs(deviation) > hardLimit;
  const comparison: Comparison = {
    exposure: view.exposure,
    effectiveExposure: effective,
    hedgeContracts: counted,
    inFlightContracts: inFlight,
    target,
    deviation,
    halfWidth,
    hardLimit,
    reconciledContracts: counted === view.seen && !agrees ? view.seen - expected : null,
  };
  const anchor = before.equityAnchor ?? view.equity;
  const ageTimestamp = before.ageTimestamp ?? timestamp;
  // Field by field: most steps are this one, and a spread takes ten times as long.
  const after = (status: RebalanceState['status'], haltReason = before.haltReason): RebalanceState => ({
    version: 2,
    policy,
    status,
    sequence: event.sequence,
    timestamp,
    hedgeContracts: counted,
    lastFillTimestamp: before.lastFillTimestamp,
    order,
    lastTradeTimestamp: before.lastTradeTimestamp,
    ageTimestamp,
    tradeTimestamps: before.tradeTimestamps,
    turnoverByHour: before.turnoverByHour,
    equityAnchor: anchor,
    rejects: before.rejects,
    haltReason,
  });

  const loss = anchor === null || view.equity === null ? 0 : anchor - view.equity;
  const lost = limits.maximumLoss !== undefined && loss > limits.maximumLoss;
  if (before.status === 'halted' || lost) {
    const reason = before.haltReason ?? `a loss of ${loss} is above ${limits.maximumLoss}`;
    const state = after('halted', reason);
    if (order !== null && !order.cancelling) return cancel(state, 'halted', `halted: ${reason}`, comparison);
    return hold(state, 'halted', `halted: ${reason}`, comparison);
  }
  if (view.oracle === 'halted') {
    const why = 'the oracle is halted';
    if (order === null) return hold(after('armed'), 'oracle_halted', why, comparison);
    return order.cancelling
      ? hold(after('inFlight'), 'oracle_halted', why, comparison)
      : cancel(after('inFlight'), 'oracle_halted', why, comparison);
  }
  // Digits of a double take longer to write than the rest of a step: the deviation is in the comparison.
  const where = (verb: string): string =>
    `exposure ${effective} ${verb} ${halfWidth} of the target ${target}`;
  if (order !== null) {
    if (!emergency || order.cancelling) {
      const why = `${order.clientOrderId} is in flight: with it ${where('against a band of')}`;
      return hold(after('inFlight'), 'in_flight', why, comparison);
    }
    const why = `${order.clientOrderId} is in flight: with it exposure ${effective} is beyond the hard limit ${hardLimit} of the target ${target}`;
    return cancel(after('inFlight'), 'emergency', why, comparison);
  }

  const inside = Math.abs(deviation) <= halfWidth;
  const aged = policy.maximumAgeMs !== null && timestamp - ageTimestamp >= policy.maximumAgeMs;
  const { lastTradeTimestamp } = before;
  const cooling = lastTradeTimestamp !== null && timestamp < lastTradeTimestamp + policy.cooldownMs;
  const settled = cooling ? 'coolingDown' : 'idle';
  if (inside && !aged) return hold(after(settled), 'inside_band', where('is within'), comparison);
  const side = Math.sign(deviation);
  const landing = inside ? target : target + side * view.band.landing;
  const wanted = (landing - effective) / view.perContract;
  const then = counted + wanted;
  requireFinite('event.exposurePerContract', then);
  const reduceOnly = Math.abs(then) <= Math.abs(counted) && then * counted >= 0;

  const trades = before.tradeTimestamps.filter((time) => timestamp - time < HOUR_MS);
  const turnover = turnoverOf(before, timestamp);
  const free = emergency || reduceOnly;
  const caps: [OrderCap, number][] = [
    ['step', limits.maximumStepContracts ?? Infinity],
    ['participation', view.available],
  ];
  if (!free && limits.maximumTurnoverPerDay !== undefined)
    caps.push([
      'turnover',
      Math.max(0, limits.maximumTurnoverPerDay - turnover.sum) / Math.abs(view.perContract),
    ]);
  let size = Math.abs(wanted);
  // What reduces only must not turn the hedge round by rounding; a tie trades less.
  let lots = reduceOnly ? Math.floor(size / view.lot + 1e-9) : Math.ceil(size / view.lot - 0.5);
  let cappedBy: OrderCap | null = null;
  for (const [name, cap] of caps) {
    // A size below the cap may round to a lot above it.
    const most = Math.floor(cap / view.lot + 1e-9);
    if (cap >= size && most >= lots) continue;
    size = Math.min(size, cap);
    lots = Math.min(lots, most);
    cappedBy = name;
  }
  requireFinite('event.lotContracts', lots * view.lot);
  const contracts = Math.sign(wanted) * lots * view.lot + 0;
  const outside = inside ? `${where('is within')}, for too long` : where('is beyond');
  const armed = (reason: HoldReason, why: string): RebalanceStep =>
    hold(after('armed'), reason, `${outside}: ${why}`, comparison);

  const least = Math.max(view.lot, limits.minimumTradeContracts ?? 0);
  if (lots * view.lot < least * (1 - 1e-9)) {
    if (inside)
      return hold(
        after(settled),
        'inside_band',
        `${where('is within')}, and less than a trade of ${least} from it`,
        comparison,
      );
    return cappedBy === 'turnover'
      ? armed('turnover', `${turnover.sum} was traded in a day of at most ${limits.maximumTurnoverPerDay}`)
      : armed('below_minimum_trade', `${size} contracts are less than ${least}`);
  }
  if (view.oracle === 'degraded' && !free) return armed('degraded', 'the oracle is degraded, reduce only');
  if (cooling && !emergency) {
    const until = lastTradeTimestamp + policy.cooldownMs;
    return hold(after('coolingDown'), 'cooling_down', `${outside}: cooling down until ${until}`, comparison);
  }
  const most = limits.maximumTradesPerHour;
  if (!free && most !== undefined && trades.length >= most)
    return armed('trade_rate', `${trades.length} orders in an hour of at most ${most}`);

  const clientOrderId = `${policy.policyVersion}-${event.sequence}`;
  const reason = emergency
    ? 'emergency'
    : inside
      ? 'maximum_age'
      : side > 0
        ? 'above_band'
        : ('below_band' as const);
  const traded = Math.abs(contracts * view.perContract);
  requireFinite('event.exposurePerContract', turnover.sum + traded);
  const capped = cappedBy === null ? '' : `, capped by ${cappedBy}`;
  return {
    state: {
      ...after('inFlight'),
      order: { clientOrderId, contracts, filledContracts: 0, acknowledged: false, cancelling: false },
      lastTradeTimestamp: timestamp,
      ageTimestamp: timestamp,
      tradeTimestamps: most === undefined ? [] : [...trades, timestamp].slice(-most),
      turnoverByHour:
        limits.maximumTurnoverPerDay === undefined ? [] : addTurnover(turnover.hours, timestamp, traded),
    },
    decision: {
      action: 'rebalance',
      reason,
      clientOrderId,
      contracts,
      reduceOnly,
      landing,
      cappedBy,
      sequence: event.sequence,
      timestamp,
      policyVersion: policy.policyVersion,
      status: 'inFlight',
      comparison,
      explanation: `${outside}: trade ${contracts} contracts to ${landing}${capped}`,
    },
  };
}

function stepFill(before: RebalanceState, event: FillEvent): RebalanceStep {
  const order = orderOf(before, event);
  const filled = readNonNegative(CALLER, event, 'filledContracts', 'event');
  const size = Math.abs(order.contracts);
  const done = event.type === 'filled';
  if (done ? filled <= order.filledContracts : filled < order.filledContracts)
    refuseState(
      'state.out_of_order',
      CALLER,
      'event.filledContracts',
      `${done ? 'above' : 'at least'} ${order.filledContracts}`,
      filled,
    );
  // The venue's decimals and our product of lots differ in their last bits.
  if (filled > size * (1 + 1e-9))
    refuse('domain.out_of_range', CALLER, 'event.filledContracts', `at most the order's ${size}`, filled);
  const step = Math.sign(order.contracts) * (filled - order.filledContracts);
  const whole = filled >= size * (1 - 1e-9);
  const closed = whole || event.type === 'cancelled';
  const halted = before.status === 'halted';
  const state: RebalanceState = {
    ...before,
    hedgeContracts: requireFinite('event.filledContracts', before.hedgeContracts! + step + 0),
    lastFillTimestamp: step === 0 ? before.lastFillTimestamp : event.timestamp,
    order: closed ? null : { ...order, filledContracts: filled, acknowledged: true },
    rejects: 0,
    status: halted ? 'halted' : closed ? (before.policy.cooldownMs > 0 ? 'coolingDown' : 'idle') : 'inFlight',
  };
  return hold(state, 'noted', `${order.clientOrderId}: ${filled} of ${size} contracts ${event.type}`, null);
}

function stepOrder(before: RebalanceState, event: OrderEvent): RebalanceStep {
  const order = orderOf(before, event);
  const { clientOrderId } = order;
  if (event.type === 'acknowledged')
    return hold(
      { ...before, order: { ...order, acknowledged: true } },
      'noted',
      `${clientOrderId} is acknowledged`,
      null,
    );
  if (event.type === 'timeout') {
    if (order.cancelling) return hold(before, 'noted', `${clientOrderId} is being cancelled`, null);
    return cancel(before, 'timeout', `nothing was heard of ${clientOrderId}`, null);
  }
  if (order.filledContracts > 0)
    refuseState('state.out_of_order', CALLER, 'event.type', 'other than rejected after a fill', 'rejected');
  const rejects = before.rejects + 1;
  const most = before.policy.limits.maximumConsecutiveRejects;
  const halted = before.status === 'halted' || (most !== undefined && rejects >= most);
  const haltReason = halted ? (before.haltReason ?? `${rejects} orders in a row were rejected`) : null;
  const status = halted ? 'halted' : before.policy.cooldownMs > 0 ? 'coolingDown' : 'idle';
  return hold(
    { ...before, order: null, rejects, status, haltReason },
    'noted',
    `${clientOrderId} is rejected, ${rejects} in a row`,
    null,
  );
}

function stepPolicy(before: RebalanceState, event: PolicyEvent): RebalanceStep {
  const policy = readPolicy(CALLER, event, 'policy', 'event');
  if (before.order !== null) {
    const { clientOrderId } = before.order;
    refuseState(
      'state.order_in_flight',
      CALLER,
      'event.policy',
      'sent when no order is in flight',
      clientOrderId,
    );
  }
  if (policy.exposureUnit !== before.policy.exposureUnit)
    refuse(
      'market.inconsistent',
      CALLER,
      'event.policy.exposureUnit',
      before.policy.exposureUnit,
      policy.exposureUnit,
    );
  const state: RebalanceState = {
    ...before,
    policy,
    status: before.status === 'halted' ? 'halted' : 'idle',
    tradeTimestamps: before.tradeTimestamps.slice(-(policy.limits.maximumTradesPerHour ?? 0) || Infinity),
  };
  return hold(state, 'noted', `policy ${policy.policyVersion} after ${before.policy.policyVersion}`, null);
}

function stepSwitch(before: RebalanceState, event: SwitchEvent): RebalanceStep {
  const reason = readText(CALLER, event, 'reason', 'event');
  const { order } = before;
  if (event.type === 'halt') {
    const state: RebalanceState = { ...before, status: 'halted', haltReason: reason };
    if (order !== null && !order.cancelling) return cancel(state, 'halted', `halted: ${reason}`, null);
    return hold(state, 'halted', `halted: ${reason}`, null);
  }
  if (before.status !== 'halted')
    refuseState('state.out_of_order', CALLER, 'event.type', 'resume of what is halted', before.status);
  const status = order === null ? 'idle' : 'inFlight';
  return hold(
    { ...before, status, haltReason: null, equityAnchor: null, rejects: 0 },
    'noted',
    `resumed: ${reason}`,
    null,
  );
}

/** Finite inputs whose sums or products are not have no decision. */
function requireFinite(path: string, value: number): number {
  if (Number.isFinite(value)) return value;
  return refuse('domain.out_of_range', CALLER, path, 'of a size that can be counted with', value);
}

/** The order in flight, which is the one that an event must be about. */
function orderOf(state: RebalanceState, event: FillEvent | OrderEvent): OrderInFlight {
  const id = readText(CALLER, event, 'clientOrderId', 'event');
  if (state.order?.clientOrderId === id) return state.order;
  const expected = state.order === null ? 'of an order in flight: none is' : state.order.clientOrderId;
  return refuseState('state.unknown_order', CALLER, 'event.clientOrderId', expected, id);
}

function remaining({ contracts, filledContracts }: OrderInFlight): number {
  return contracts - Math.sign(contracts) * filledContracts + 0;
}

/** What was traded in this hour and the 24 before it. */
function turnoverOf(
  { turnoverByHour }: RebalanceState,
  timestamp: number,
): { hours: RebalanceState['turnoverByHour']; sum: number } {
  const now = Math.floor(timestamp / HOUR_MS);
  const hours = turnoverByHour.filter(([hour]) => hour >= now - 24);
  return { hours, sum: hours.reduce((sum, [, exposure]) => sum + exposure, 0) };
}

function addTurnover(
  hours: RebalanceState['turnoverByHour'],
  timestamp: number,
  traded: number,
): RebalanceState['turnoverByHour'] {
  const now = Math.floor(timestamp / HOUR_MS);
  const last = hours.at(-1);
  if (last?.[0] !== now) return [...hours, [now, traded]];
  return [...hours.slice(0, -1), [now, last[1] + traded]];
}

function hold(
  state: RebalanceState,
  reason: HoldReason,
  explanation: string,
  comparison: Comparison | null,
): RebalanceStep {
  return {
    state,
    decision: {
      action: 'hold',
      reason,
      sequence: state.sequence,
      timestamp: state.timestamp!,
      policyVersion: state.policy.policyVersion,
      status: state.status,
      comparison,
      explanation,
    },
  };
}

/** The order in flight is to be cancelled; it stays in flight until the venue says what became of it. */
function cancel(
  state: RebalanceState,
  reason: CancelDecision['reason'],
  explanation: string,
  comparison: Comparison | null,
): RebalanceStep {
  const order = state.order!;
  return {
    state: { ...state, order: { ...order, cancelling: true } },
    decision: {
      action: 'cancel',
      reason,
      clientOrderId: order.clientOrderId,
      sequence: state.sequence,
      timestamp: state.timestamp!,
      policyVersion: state.policy.policyVersion,
      status: state.status,
      comparison,
      explanation,
    },
  };
}
