import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { isBetahedgeError } from '../../src/foundation/errors.ts';
import type { CancelDecision, Decision, RebalanceDecision } from '../../src/rebalance/rebalanceDecision.ts';
import type { RebalanceEvent, SnapshotEvent } from '../../src/rebalance/rebalanceEvent.ts';
import type { RebalancePolicy } from '../../src/rebalance/rebalancePolicy.ts';
import { initialRebalanceState } from '../../src/rebalance/rebalanceState.ts';
import type { RebalanceState } from '../../src/rebalance/rebalanceState.ts';
import { stepRebalance } from '../../src/rebalance/stepRebalance.ts';
import { expectRefusal } from '../errors.ts';

const policy: RebalancePolicy = {
  policyVersion: 'v1',
  exposureUnit: 'beta',
  target: 0,
  band: { halfWidth: 10, landing: 10 },
  hardLimit: 50,
  cooldownMs: 0,
  maximumAgeMs: null,
  settlementLagMs: 0,
  degradedBandFactor: 2,
  limits: {},
};
const snapshot: SnapshotEvent = {
  type: 'snapshot',
  sequence: 1,
  timestamp: 1000,
  exposure: 25,
  exposureUnit: 'beta',
  hedgeContracts: 0,
  exposurePerContract: 1,
  lotContracts: 1,
};

/** Runs events, each a second after the last unless it says its time, with rising sequences. */
function run(given: Partial<RebalancePolicy>, ...events: Partial<RebalanceEvent>[]) {
  let state = initialRebalanceState({ policy: { ...policy, ...given } });
  const decisions: Decision[] = [];
  events.forEach((event, i) => {
    const common = { sequence: i + 1, timestamp: 1000 * (i + 1) };
    const whole = event.type === undefined ? { ...snapshot, ...common, ...event } : { ...common, ...event };
    const step = stepRebalance(state, whole as RebalanceEvent);
    state = step.state;
    decisions.push(step.decision);
  });
  return { state, decisions, last: decisions.at(-1)! };
}
const order = (decision: Decision): RebalanceDecision => {
  if (decision.action !== 'rebalance') throw new Error(decision.explanation);
  return decision;
};
const filled = (id: string, filledContracts: number) =>
  ({ type: 'filled', clientOrderId: id, filledContracts }) as const;

describe('stepRebalance: the band', () => {
  it.each([
    [10, 'hold', 'inside_band', 0, 0],
    [-10, 'hold', 'inside_band', 0, 0],
    [25, 'rebalance', 'above_band', -15, 10],
    [-25, 'rebalance', 'below_band', 15, -10],
    [51, 'rebalance', 'emergency', -41, 10],
  ] as const)('at %d: %s, %s, %d contracts to %d', (exposure, action, reason, contracts, landing) => {
    const { last } = run({}, { exposure });
    expect(last).toMatchObject({ action, reason });
    if (action === 'rebalance') expect(last).toMatchObject({ contracts, landing, clientOrderId: 'v1-1' });
  });

  it('lands at the target, at the edge, or between, about a target that is not 0', () => {
    const contracts = (landing: number) =>
      order(run({ target: 100, band: { halfWidth: 10, landing } }, { exposure: 125 }).last).contracts;
    expect([0, 4, 10].map(contracts)).toEqual([-25, -21, -15]);
  });

  it('a contract of negative exposure is bought to reduce exposure', () => {
    expect(order(run({}, { exposurePerContract: -2 }).last).contracts).toBe(7); // 15 / 2 to the nearest: a tie trades less
  });

  it('the nearest lot, a tie towards less', () => {
    const contracts = (exposure: number) => order(run({}, { exposure }).last).contracts;
    expect([25.4, 25.5, 25.6].map(contracts)).toEqual([-15, -15, -16]);
  });

  it('a band of each snapshot, where the policy has none', () => {
    const band = { halfWidth: 20, landing: 0 };
    expect(order(run({ band: null }, { band }).last).contracts).toBe(-25);
    expectRefusal(() => run({ band: null }, {}), 'shape.missing_field', 'event.band');
    expectRefusal(() => run({}, { band }), 'market.inconsistent', 'event.band');
    expectRefusal(
      () => run({ band: null }, { band: { halfWidth: 51, landing: 0 } }),
      'domain.out_of_range',
      'event.band.halfWidth',
    );
  });

  it('brings an old hedge to the target from inside the band, once a trade is worth its lot', () => {
    const aged = { maximumAgeMs: 5000 };
    expect(run(aged, { exposure: 8 }, { exposure: 8, timestamp: 5999 }).last).toMatchObject({
      reason: 'inside_band',
    });
    const { last } = run(aged, { exposure: 8 }, { exposure: 8, timestamp: 6000 });
    expect(last).toMatchObject({ action: 'rebalance', reason: 'maximum_age', contracts: -8, landing: 0 });
    expect(run(aged, { exposure: 0.4 }, { exposure: 0.4, timestamp: 9000 }).last).toMatchObject({
      action: 'hold',
      reason: 'inside_band',
      status: 'idle',
    });
  });
});

describe('stepRebalance: orders in flight', () => {
  it('counts the order in flight, and orders nothing twice', () => {
    const { decisions, state } = run({}, {}, {}, { exposure: 30 });
    expect(decisions.map(({ action }) => action)).toEqual(['rebalance', 'hold', 'hold']);
    expect(decisions[1]).toMatchObject({
      reason: 'in_flight',
      comparison: { effectiveExposure: 10, inFlightContracts: -15 },
    });
    expect(state.status).toBe('inFlight');
  });

  it('partial fills, a late snapshot, the rest: each contract counts once', () => {
    const lag = { settlementLagMs: 60_000 };
    const { decisions, state } = run(
      lag,
      {}, // sells 15
      { type: 'acknowledged', clientOrderId: 'v1-1' },
      filled('v1-1', 5),
      { exposure: 20, hedgeContracts: -5 }, // shows the 5
      filled('v1-1', 15),
      { exposure: 20, hedgeContracts: -5 }, // does not show the 10 yet
      { exposure: 10, hedgeContracts: -15 },
    );
    expect(decisions[3]?.comparison).toMatchObject({ effectiveExposure: 10, inFlightContracts: -10 });
    expect(decisions[5]).toMatchObject({
      reason: 'inside_band',
      comparison: { effectiveExposure: 10, hedgeContracts: -15, reconciledContracts: null },
    });
    expect(decisions[6]).toMatchObject({ reason: 'inside_band', comparison: { effectiveExposure: 10 } });
    expect(state).toMatchObject({ order: null, hedgeContracts: -15 });
  });

  it('believes the venue once the lag is over: a leg that was closed is hedged again', () => {
    const closed = { exposure: 25, hedgeContracts: 0 };
    const { decisions } = run(
      { settlementLagMs: 5000 },
      {},
      filled('v1-1', 15),
      { ...closed, timestamp: 6999 },
      { ...closed, timestamp: 7000 },
    );
    expect(decisions[2]).toMatchObject({ action: 'hold', comparison: { effectiveExposure: 10 } });
    expect(decisions[3]).toMatchObject({
      action: 'rebalance',
      contracts: -15,
      comparison: { reconciledContracts: 15, hedgeContracts: 0 },
    });
  });

  it('fills that differ from the order in their last bits close it', () => {
    const lot = { lotContracts: 0.1, exposurePerContract: 50 };
    const { last: first } = run({}, lot);
    const { contracts } = order(first); // 3 x 0.1
    expect(contracts).toBe(-0.30000000000000004);
    expect(run({}, lot, filled('v1-1', 0.3)).state.order).toBeNull();
  });

  it('a cancelled order leaves what it filled', () => {
    const cancelled = { type: 'cancelled', clientOrderId: 'v1-1', filledContracts: 4 } as const;
    expect(run({}, {}, cancelled).state).toMatchObject({ order: null, hedgeContracts: -4, status: 'idle' });
    expect(run({}, {}, filled('v1-1', 4), cancelled).state).toMatchObject({ hedgeContracts: -4 });
  });

  it('silence is answered by a cancel, and nothing else is ordered until the venue says', () => {
    const timeout = { type: 'timeout', clientOrderId: 'v1-1' } as const;
    const { decisions, state } = run({}, {}, timeout, timeout, { exposure: 100 });
    expect(decisions.map(({ action }) => action)).toEqual(['rebalance', 'cancel', 'hold', 'hold']);
    expect((decisions[1] as CancelDecision).clientOrderId).toBe('v1-1');
    expect(state.order).toMatchObject({ cancelling: true });
  });

  it('rejects in a row halt; a fill ends the row', () => {
    const limits = { maximumConsecutiveRejects: 2 };
    const rejected = (id: string) => ({ type: 'rejected', clientOrderId: id }) as const;
    const { decisions, state } = run({ limits }, {}, rejected('v1-1'), {}, rejected('v1-3'), {});
    expect(decisions.at(-1)).toMatchObject({ action: 'hold', reason: 'halted', status: 'halted' });
    expect(state.haltReason).toBe('2 orders in a row were rejected');
    const broken = run(
      { limits },
      {},
      rejected('v1-1'),
      {},
      filled('v1-3', 15),
      { exposure: 40, hedgeContracts: -15 },
      rejected('v1-5'),
    );
    expect(broken.state).toMatchObject({ status: 'idle', rejects: 1 });
  });
});

describe('stepRebalance: guards', () => {
  const sold = [{}, filled('v1-1', 15)] as const;
  const again = { exposure: 25, hedgeContracts: -15 };

  it('a cooldown holds, and an emergency ignores it', () => {
    const cooling = { cooldownMs: 60_000 };
    expect(run(cooling, ...sold, again).last).toMatchObject({
      action: 'hold',
      reason: 'cooling_down',
      status: 'coolingDown',
    });
    expect(run(cooling, ...sold, { ...again, timestamp: 61_000 }).last.action).toBe('rebalance');
    expect(run(cooling, ...sold, { ...again, exposure: 50 }).last.action).toBe('hold');
    expect(run(cooling, ...sold, { ...again, exposure: 51 }).last).toMatchObject({
      reason: 'emergency',
      contracts: -41,
    });
  });

  it('an order in flight that does not bring an emergency back is cancelled, once', () => {
    const { decisions } = run({}, {}, { exposure: 66 }, { exposure: 67 });
    expect(decisions[1]).toMatchObject({ action: 'cancel', reason: 'emergency', clientOrderId: 'v1-1' });
    expect(decisions[2]).toMatchObject({ action: 'hold', reason: 'in_flight' });
    expect(run({}, {}, { exposure: 65 }).last.action).toBe('hold'); // with the order: 50, the limit itself
  });

  it('the largest step and the share of the market make orders smaller, towards zero', () => {
    expect(run({ limits: { maximumStepContracts: 6.5 } }, {}).last).toMatchObject({
      contracts: -6,
      cappedBy: 'step',
    });
    const thin = { maximumParticipation: 0.1, maximumStepContracts: 6.5 };
    expect(run({ limits: thin }, { availableContracts: 49 }).last).toMatchObject({
      contracts: -4,
      cappedBy: 'participation',
    });
    expectRefusal(() => run({ limits: thin }, {}), 'shape.missing_field', 'event.availableContracts');
    expect(run({ limits: thin }, { availableContracts: 9 }).last).toMatchObject({
      action: 'hold',
      reason: 'below_minimum_trade',
      status: 'armed',
    });
  });

  it('no order below the smallest trade', () => {
    const limits = { minimumTradeContracts: 5 };
    expect(run({ limits }, { exposure: 14 }).last).toMatchObject({ reason: 'below_minimum_trade' });
    expect(run({ limits }, { exposure: 15 }).last).toMatchObject({ contracts: -5 });
  });

  it('so many trades in any hour, emergencies and reductions apart', () => {
    const limits = { maximumTradesPerHour: 1 };
    const hour = 3_600_000;
    expect(run({ limits }, ...sold, again).last).toMatchObject({ reason: 'trade_rate', status: 'armed' });
    expect(run({ limits }, ...sold, { ...again, timestamp: hour + 999 }).last.action).toBe('hold');
    expect(run({ limits }, ...sold, { ...again, timestamp: hour + 1000 }).last.action).toBe('rebalance');
    expect(run({ limits }, ...sold, { ...again, exposure: 51 }).last.action).toBe('rebalance');
    expect(run({ limits }, ...sold, { ...again, exposure: -25 }).last).toMatchObject({
      contracts: 15,
      reduceOnly: true,
    });
  });

  it('so much exposure in any day', () => {
    const limits = { maximumTurnoverPerDay: 20 };
    const day = 24 * 3_600_000;
    expect(run({ limits }, ...sold, again).last).toMatchObject({ contracts: -5, cappedBy: 'turnover' });
    const spent = [...sold, again, filled('v1-3', 5)];
    const more = { exposure: 25, hedgeContracts: -20 };
    expect(run({ limits }, ...spent, more).last).toMatchObject({ reason: 'turnover' });
    expect(run({ limits }, ...spent, { ...more, timestamp: day }).last).toMatchObject({ reason: 'turnover' });
    expect(run({ limits }, ...spent, { ...more, timestamp: day + 3_600_000 }).last.action).toBe('rebalance');
  });

  it('a reduction never turns the hedge round, not by rounding either', () => {
    const lot = { lotContracts: 10, hedgeContracts: -24, exposure: -33.9 };
    expect(run({}, lot).last).toMatchObject({ contracts: 20, reduceOnly: true }); // 23.9 wanted, to the nearest lot it would turn
    expect(run({}, { ...lot, exposure: -40 }).last).toMatchObject({ contracts: 30, reduceOnly: false });
  });

  it('a degraded oracle widens the band and reduces only; a halted one orders nothing', () => {
    const oracle = { status: 'degraded' } as const;
    expect(run({}, { oracle, exposure: 20 }).last).toMatchObject({ reason: 'inside_band' });
    expect(run({}, { oracle }).last).toMatchObject({ reason: 'degraded', status: 'armed' });
    expect(run({}, { oracle, hedgeContracts: 20 }).last).toMatchObject({ contracts: -15, reduceOnly: true });
    expect(run({}, { oracle, exposure: 51 }).last).toMatchObject({ reason: 'emergency' });
    const halted = { oracle: { status: 'halted' }, exposure: 51 } as const;
    expect(run({}, halted).last).toMatchObject({ action: 'hold', reason: 'oracle_halted' });
    expect(run({}, {}, halted).last).toMatchObject({ action: 'cancel', reason: 'oracle_halted' });
    expect(run({}, {}, halted, halted).last).toMatchObject({ action: 'hold', reason: 'oracle_halted' });
    // No band is wider than the hard limit, whatever widens it.
    expect(run({ degradedBandFactor: 9 }, { oracle, exposure: 51 }).last.action).toBe('rebalance');
  });

  it('a loss halts, a resume counts it anew', () => {
    const limits = { maximumLoss: 100 };
    const { decisions } = run(
      { limits },
      { equity: 1000, exposure: 0 },
      { equity: 900, exposure: 0 },
      { equity: 899, exposure: 80 },
      { equity: 1000, exposure: 80 },
      { type: 'resume', reason: 'seen to' },
      { equity: 899, exposure: 80 },
    );
    expect(decisions.map(({ action, status }) => `${action} ${status}`)).toEqual([
      'hold idle',
      'hold idle',
      'hold halted',
      'hold halted',
      'hold idle',
      'rebalance inFlight',
    ]);
    expectRefusal(() => run({ limits }, {}), 'shape.missing_field', 'event.equity');
  });

  it('halt cancels what is out, fills are still taken, resume goes on', () => {
    const { decisions, state } = run(
      {},
      {},
      { type: 'halt', reason: 'desk' },
      filled('v1-1', 4),
      { type: 'cancelled', clientOrderId: 'v1-1', filledContracts: 4 },
      { exposure: 80, hedgeContracts: -4 },
      { type: 'resume', reason: 'desk' },
      { exposure: 80, hedgeContracts: -4 },
    );
    expect(decisions.map(({ action }) => action)).toEqual([
      'rebalance',
      'cancel',
      'hold',
      'hold',
      'hold',
      'hold',
      'rebalance',
    ]);
    expect(state.hedgeContracts).toBe(-4);
  });

  it('another policy, but not while an order is out', () => {
    const update = { type: 'policy', policy: { ...policy, policyVersion: 'v2' } } as const;
    expect(order(run({}, update, {}).last).clientOrderId).toBe('v2-2');
    expectRefusal(() => run({}, {}, update), 'state.order_in_flight', 'event.policy');
    const other = { type: 'policy', policy: { ...policy, exposureUnit: 'USD' } } as const;
    expectRefusal(() => run({}, other), 'market.inconsistent', 'event.policy.exposureUnit');
  });
});

describe('stepRebalance: what it refuses', () => {
  const start = run({}, {}).state;
  const step = (event: object) => () =>
    stepRebalance(start, { sequence: 2, timestamp: 2000, ...event } as RebalanceEvent);

  it.each([
    ['a sequence that came', { ...snapshot, sequence: 1 }, 'state.out_of_order', 'event.sequence'],
    [
      'a time before the last',
      { ...snapshot, sequence: 2, timestamp: 999 },
      'state.out_of_order',
      'event.timestamp',
    ],
    ['another order', filled('v1-9', 1), 'state.unknown_order', 'event.clientOrderId'],
    ['a fill beyond the order', filled('v1-1', 16), 'domain.out_of_range', 'event.filledContracts'],
    ['a fill of nothing', filled('v1-1', 0), 'state.out_of_order', 'event.filledContracts'],
    ['a negative fill', filled('v1-1', -1), 'domain.negative', 'event.filledContracts'],
    ['an unknown type', { type: 'tick' }, 'domain.not_one_of', 'event.type'],
    [
      'exposure that is no number',
      { ...snapshot, sequence: 2, exposure: NaN },
      'domain.not_finite',
      'event.exposure',
    ],
    [
      'another unit',
      { ...snapshot, sequence: 2, exposureUnit: 'USD' },
      'market.inconsistent',
      'event.exposureUnit',
    ],
    [
      'a contract of no exposure',
      { ...snapshot, sequence: 2, exposurePerContract: 0 },
      'domain.out_of_range',
      'event.exposurePerContract',
    ],
    [
      'a lot of 0',
      { ...snapshot, sequence: 2, lotContracts: 0 },
      'domain.not_positive',
      'event.lotContracts',
    ],
    ['seconds', { ...snapshot, sequence: 2, timestamp: 1_700_000_001 }, 'unit.suspicious', 'event.timestamp'],
    ['resume of what runs', { type: 'resume', reason: 'x' }, 'state.out_of_order', 'event.type'],
    ['a halt without a reason', { type: 'halt' }, 'shape.missing_field', 'event.reason'],
  ] as const)('%s', (_, event, code, path) => {
    const before = canonicalJson(start);
    expectRefusal(step(event), code, path);
    expect(canonicalJson(start)).toBe(before);
  });

  it.each([
    [
      { band: { halfWidth: 1, landing: 2 } as RebalancePolicy['band'] },
      'domain.out_of_range',
      'policy.band.landing',
    ],
    [{ band: { halfWidth: 60, landing: 2 } }, 'domain.out_of_range', 'policy.band.halfWidth'],
    [{ band: undefined }, 'shape.missing_field', 'policy.band'],
    [{ band: { halfWidth: -1, landing: 0 } }, 'domain.negative', 'policy.band.halfWidth'],
    [{ hardLimit: 0 }, 'domain.not_positive', 'policy.hardLimit'],
    [{ cooldownMs: -1 }, 'domain.negative', 'policy.cooldownMs'],
    [{ degradedBandFactor: 0.5 }, 'domain.out_of_range', 'policy.degradedBandFactor'],
    [{ policyVersion: 'a b' }, 'domain.out_of_range', 'policy.policyVersion'],
    [{ limits: { maximumLosses: 1 } as object }, 'domain.not_one_of', 'policy.limits.maximumLosses'],
    [{ limits: { maximumLoss: -1 } }, 'domain.not_positive', 'policy.limits.maximumLoss'],
    [{ limits: { maximumTradesPerHour: 1.5 } }, 'domain.not_integer', 'policy.limits.maximumTradesPerHour'],
    [{ limits: { maximumTradesPerHour: 1001 } }, 'domain.out_of_range', 'policy.limits.maximumTradesPerHour'],
    [{ limits: { maximumParticipation: 2 } }, 'domain.out_of_range', 'policy.limits.maximumParticipation'],
    [
      { limits: { minimumTradeContracts: 2, maximumStepContracts: 1 } },
      'domain.out_of_range',
      'policy.limits.maximumStepContracts',
    ],
  ] as const)('the policy %j', (change, code, path) => {
    expectRefusal(
      () => initialRebalanceState({ policy: { ...policy, ...change } as RebalancePolicy }),
      code,
      path,
    );
  });

  it.each([
    [{ version: 1 }, 'state.invalid', 'state.version'],
    [{ status: 'asleep' }, 'state.invalid', 'state.status'],
    [{ status: 'idle' }, 'state.invalid', 'state.status'],
    [{ order: null }, 'state.invalid', 'state.order'],
    [{ order: undefined }, 'state.invalid', 'state.order'],
    [{ haltReason: 'x' }, 'state.invalid', 'state.haltReason'],
    [{ lastTradeTimestamp: 5000 }, 'state.invalid', 'state.lastTradeTimestamp'],
    [{ hedgeContracts: NaN }, 'domain.not_finite', 'state.hedgeContracts'],
    [{ turnoverByHour: [[1]] }, 'shape.missing_field', 'state.turnoverByHour[0][1]'],
  ] as const)('the state with %j', (change, code, path) => {
    const state = { ...start, ...change } as unknown as RebalanceState;
    expectRefusal(() => stepRebalance(state, { ...snapshot, sequence: 2 }), code, path);
  });
});

describe('stepRebalance: what is wrong never passes', () => {
  const wrong: readonly unknown[] = [
    NaN,
    Infinity,
    -Infinity,
    null,
    undefined,
    '1',
    '',
    true,
    1n,
    [],
    [1],
    {},
    { valueOf: () => 1 },
    Object(1),
    new Date(0),
    () => 1,
    Symbol('x'),
  ];
  // Times of ours: states of 1970 are read field by field, and others by their whole.
  const time = 1.7e12;
  const start = run({}, { exposure: 1, timestamp: time }).state;
  const outcome = (call: () => unknown): unknown => {
    try {
      return call();
    } catch (error) {
      if (!isBetahedgeError(error)) throw error;
      return [error.code, error.path];
    }
  };

  it.each(['exposure', 'exposureUnit', 'hedgeContracts', 'exposurePerContract', 'lotContracts'])(
    'a snapshot of five fields and one with an oracle are read alike: %s',
    (field) => {
      for (const value of [...wrong, 0, -0, -1, 5e-324, 1e300, 'beta']) {
        const event = { ...snapshot, sequence: 2, timestamp: time, [field]: value };
        const few = outcome(() => stepRebalance(start, event));
        const named = outcome(() => stepRebalance(start, { ...event, oracle: { status: 'ok' } }));
        expect(few).toEqual(named);
        if (wrong.includes(value)) expect(Array.isArray(few)).toBe(true);
      }
    },
  );

  it.each(Object.keys(start))('a state in which %s is something else', (field) => {
    const nullable = /Timestamp$|^timestamp$|^hedgeContracts$|^equityAnchor$|^haltReason$|^order$/.test(
      field,
    );
    for (const value of [...wrong, new Array(1), [time + 1], [NaN], [[1]], [[1, -1]]]) {
      if (nullable && value === null) continue;
      // An empty list of trades is one, and so is that of a time before the last event.
      if (/^tradeT|^turnover/.test(field) && Array.isArray(value) && (value.length === 0 || value[0] === 1))
        continue;
      const state = { ...start, [field]: value } as RebalanceState;
      const result = outcome(() => stepRebalance(state, { ...snapshot, sequence: 2, timestamp: time }));
      expect(Array.isArray(result), `${field}: ${typeof value}`).toBe(true);
    }
  });

  it.each([
    [{ exposure: 1e308, hedgeContracts: -1e308, exposurePerContract: 1e308 }, 'event.exposure'],
    [{ hedgeContracts: 1e308, exposurePerContract: 1e10 }, 'event.exposure'],
    [{ hedgeContracts: 1e308, exposurePerContract: -1e300 }, 'event.exposure'],
    [{ exposure: 1e300, exposurePerContract: 1e-300 }, 'event.exposurePerContract'],
    [{ exposure: 60, lotContracts: 5e-324 }, 'event.lotContracts'],
  ])('sums and products that are not finite: %j', (change, path) => {
    // A fill that the snapshots do not show yet, so that the difference is counted.
    const { state } = run({ settlementLagMs: 1e6 }, {}, filled('v1-1', 15));
    const event = { ...snapshot, sequence: 3, timestamp: 3000, ...change };
    expectRefusal(() => stepRebalance(state, event), 'domain.out_of_range', path);
  });

  it('a band widened beyond all numbers, a turnover, a fill', () => {
    const band = { halfWidth: 1e10, landing: 0 };
    expectRefusal(
      () => run({ hardLimit: null, band, degradedBandFactor: 1e308 }, { oracle: { status: 'degraded' } }),
      'domain.out_of_range',
      'state.policy.degradedBandFactor',
    );
    const limits = { maximumTurnoverPerDay: 1e308 };
    const event = { ...snapshot, exposure: -1e308, exposurePerContract: 1e308 };
    const traded = {
      ...initialRebalanceState({ policy: { ...policy, limits } }),
      turnoverByHour: [[0, 1.7e308]],
    };
    expectRefusal(
      () => stepRebalance(traded as unknown as RebalanceState, event),
      'domain.out_of_range',
      'event.exposurePerContract',
    );
    const out = {
      ...run({}, {}).state,
      hedgeContracts: 1.7e308,
      order: {
        clientOrderId: 'a',
        contracts: 1e308,
        filledContracts: 0,
        acknowledged: true,
        cancelling: false,
      },
    };
    expectRefusal(
      () => stepRebalance(out, { ...filled('a', 1e308), sequence: 2, timestamp: 2000 }),
      'domain.out_of_range',
      'event.filledContracts',
    );
  });

  it('a sequence beyond which the next one is the same', () => {
    const event = { ...snapshot, sequence: 2 ** 53, timestamp: time };
    expectRefusal(() => stepRebalance(start, event), 'domain.out_of_range', 'event.sequence');
    expect(stepRebalance(start, { ...event, sequence: 2 ** 53 - 1 }).state.sequence).toBe(2 ** 53 - 1);
  });

  it('an order out of a hedge that was never seen', () => {
    const state = { ...run({}, {}).state, hedgeContracts: null };
    expectRefusal(
      () => stepRebalance(state, { ...filled('v1-1', 1), sequence: 2, timestamp: 2000 }),
      'state.invalid',
      'state.hedgeContracts',
    );
  });

  it('a policy that is not read again cannot be changed', () => {
    const given = { ...policy, band: { halfWidth: 10, landing: 10 }, limits: { maximumStepContracts: 5 } };
    const { policy: kept } = initialRebalanceState({ policy: given });
    expect(() => Object.assign(kept, { target: NaN })).toThrow(TypeError);
    expect(() => Object.assign(kept.band!, { halfWidth: NaN })).toThrow(TypeError);
    expect(() => Object.assign(kept.limits, { maximumStepContracts: NaN })).toThrow(TypeError);
    // The caller's own stays as it was.
    expect(Object.isFrozen(given) || Object.isFrozen(given.band) || Object.isFrozen(given.limits)).toBe(
      false,
    );
  });

  it('a state of before 1970 is one too', () => {
    const limits = { maximumTurnoverPerDay: 1000 };
    const { decisions } = run({ limits }, { timestamp: -5e6 }, { timestamp: -4e6 });
    expect(decisions.map(({ action }) => action)).toEqual(['rebalance', 'hold']);
  });
});

describe('stepRebalance: a venue in trouble', () => {
  it('contracts closed by the venue while an order is out wait until it is known what the order did', () => {
    // 15 sold, of which 5 are known; the venue shows 12, whether by fills or by closing.
    const { decisions, state } = run({ settlementLagMs: 500 }, {}, filled('v1-1', 5), {
      exposure: 13,
      hedgeContracts: -12,
    });
    expect(decisions[2]).toMatchObject({
      reason: 'in_flight',
      comparison: { hedgeContracts: -5, inFlightContracts: -10, effectiveExposure: 10 },
    });
    expect(state.hedgeContracts).toBe(-5);
  });

  it('a cancel without a new fill does not make the venue lag anew', () => {
    const { decisions } = run(
      { settlementLagMs: 1500 },
      {},
      filled('v1-1', 5),
      { type: 'cancelled', clientOrderId: 'v1-1', filledContracts: 5, timestamp: 9000 },
      { exposure: 5, hedgeContracts: -20, timestamp: 9000 },
    );
    expect(decisions[3]!.comparison).toMatchObject({ hedgeContracts: -20, reconciledContracts: -15 });
  });

  it('resumed with an order still out it is in flight, and orders no second', () => {
    const { decisions, state } = run(
      {},
      {},
      { type: 'halt', reason: 'x' },
      { type: 'resume', reason: 'y' },
      {},
    );
    expect(decisions.map(({ status }) => status)).toEqual(['inFlight', 'halted', 'inFlight', 'inFlight']);
    expect(decisions[3]).toMatchObject({ action: 'hold', reason: 'in_flight' });
    expect(state.order).toMatchObject({ clientOrderId: 'v1-1', cancelling: true });
  });

  it('another policy does not end a halt', () => {
    const next = { type: 'policy', policy: { ...policy, policyVersion: 'v2' } } as const;
    const { last, state } = run({}, { type: 'halt', reason: 'x' }, next, { exposure: 60 });
    expect(last).toMatchObject({ action: 'hold', reason: 'halted', status: 'halted', policyVersion: 'v2' });
    expect(state.haltReason).toBe('x');
  });

  it('a wealth that no limit asks for is read and kept, from which a limit of a later policy counts', () => {
    const next = { type: 'policy', policy: { ...policy, limits: { maximumLoss: 5 } } } as const;
    const { last } = run({}, { exposure: 0, equity: 100 }, next, { exposure: 0, equity: 94 });
    expect(last).toMatchObject({ reason: 'halted' });
    expectRefusal(() => run({}, { exposure: 0, equity: NaN }), 'domain.not_finite', 'event.equity');
  });

  it('emergencies are remembered up to what the policy counts', () => {
    let { state } = run({ limits: { maximumTradesPerHour: 2 } }, { exposure: 0 });
    for (let sequence = 2; sequence < 20; sequence += 2) {
      const at = { timestamp: 1000 * sequence };
      const step = stepRebalance(state, { ...snapshot, ...at, sequence, exposure: 60, hedgeContracts: 0 });
      const { clientOrderId } = order(step.decision);
      const none = { type: 'cancelled', clientOrderId, filledContracts: 0 } as const;
      ({ state } = stepRebalance(step.state, { ...none, ...at, sequence: sequence + 1 }));
      expect(state.tradeTimestamps.length).toBeLessThanOrEqual(2);
    }
  });
});

describe('stepRebalance: caps and lots', () => {
  it('a contract of negative exposure turns over as any other', () => {
    const limits = { maximumTurnoverPerDay: 8 };
    expect(order(run({ limits }, { exposurePerContract: -2 }).last)).toMatchObject({
      contracts: 4,
      cappedBy: 'turnover',
    });
  });

  // 15 lots of 1 are wanted but for a half: the nearest lot is 16, which a cap of 15.7 does not allow.
  it.each([
    [{ maximumStepContracts: 15.7 }, {}, 'step', -15],
    [{ maximumParticipation: 0.5 }, { availableContracts: 31.4 }, 'participation', -15],
    [{ maximumTurnoverPerDay: 15.7 }, {}, 'turnover', -15],
    [{ maximumStepContracts: 16 }, {}, null, -16],
  ] as const)('rounding passes no cap: %j', (limits, change, cappedBy, contracts) => {
    expect(order(run({ limits }, { exposure: 25.6, ...change }).last)).toMatchObject({ contracts, cappedBy });
  });

  it('of any sizes: no cap is passed, and no deviation grows', () => {
    const size = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({ exposure: fc.double({ min: -500, max: 500, noNaN: true }), per: size, lot: size }),
        fc.record({ cap: size, share: fc.double({ min: 0.01, max: 1, noNaN: true }), turnover: size }),
        fc.record({
          available: size,
          held: fc.double({ min: -50, max: 50, noNaN: true }),
          sign: fc.boolean(),
        }),
        ({ exposure, per, lot }, { cap, share, turnover }, { available, held, sign }) => {
          const limits = {
            maximumStepContracts: cap,
            maximumParticipation: share,
            maximumTurnoverPerDay: turnover,
          };
          const { last } = run(
            { limits },
            {
              exposure,
              exposurePerContract: sign ? per : -per,
              lotContracts: lot,
              hedgeContracts: held,
              availableContracts: available,
            },
          );
          if (last.action !== 'rebalance') return;
          const traded = Math.abs(last.contracts);
          const slack = 1e-8 * lot; // of the count of lots
          expect(traded).toBeLessThanOrEqual(Math.min(cap, share * available) + slack);
          if (last.reason !== 'emergency' && !last.reduceOnly)
            expect(traded * per).toBeLessThanOrEqual(turnover + slack * per);
          const after = last.comparison!.deviation + last.contracts * (sign ? per : -per);
          expect(Math.abs(after)).toBeLessThanOrEqual(Math.abs(last.comparison!.deviation) + 1e-9);
        },
      ),
      { seed: 3, numRuns: 3000 },
    );
  });
});

// A venue that fills, refuses, forgets and lags, and a feeder that repeats and mixes up events: whatever comes,
// the reducer's promises hold.
describe('stepRebalance: any sequence of events', () => {
  const command = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('move' as const), by: fc.integer({ min: -80, max: 80 }) }),
    },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('snapshot' as const), stale: fc.boolean() }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('fill' as const),
        share: fc.double({ min: 0.01, max: 1, noNaN: true }),
      }),
    },
    ...(
      ['ack', 'cancel', 'reject', 'timeout', 'halt', 'resume', 'policy', 'duplicate', 'degrade'] as const
    ).map((kind) => ({ weight: 1, arbitrary: fc.record({ kind: fc.constant(kind) }) })),
  );
  const policies = fc.record({
    landing: fc.constantFrom(0, 5, 10),
    cooldownMs: fc.constantFrom(0, 5000, 1e9),
    settlementLagMs: fc.constantFrom(0, 3000),
    maximumAgeMs: fc.constantFrom(null, 10_000),
    maximumTradesPerHour: fc.constantFrom(undefined, 1, 3),
    maximumTurnoverPerDay: fc.constantFrom(undefined, 60),
  });

  it('keeps its promises', () => {
    fc.assert(
      fc.property(policies, fc.array(command, { maxLength: 60 }), (change, commands) => {
        const { landing, maximumTradesPerHour, maximumTurnoverPerDay, ...rest } = change;
        const under: RebalancePolicy = {
          ...policy,
          ...rest,
          band: { halfWidth: 10, landing },
          limits: { maximumTradesPerHour, maximumTurnoverPerDay },
        };
        let state = initialRebalanceState({ policy: under });
        const log: [RebalanceEvent, string][] = [];
        // The truth: the book, the contracts at the venue, and what a snapshot that lags shows of them.
        let book = 0;
        let contracts = 0;
        let shown = 0;
        let live: { id: string; size: number; done: number } | null = null;
        let sequence = 0;
        let oracle: 'ok' | 'degraded' = 'ok';
        const taken: RebalanceEvent[] = [];

        const send = (event: object): void => {
          const whole = { sequence: ++sequence, timestamp: 1000 * sequence, ...event } as RebalanceEvent;
          const before = canonicalJson(state);
          Object.freeze(state);
          let step;
          try {
            step = stepRebalance(state, whole);
          } catch (error) {
            // Refused with an error of ours, and nothing has changed.
            if (!isBetahedgeError(error)) throw error;
            expect(canonicalJson(state)).toBe(before);
            return;
          }
          taken.push(whole);
          // Through JSON the state is the same, and so is what follows from it.
          expect(stepRebalance(JSON.parse(before) as RebalanceState, whole)).toEqual(step);
          expect(JSON.parse(canonicalJson(step.state))).toEqual(step.state);
          expect(JSON.parse(canonicalJson(step.decision))).toEqual(step.decision);
          state = step.state;
          log.push([whole, canonicalJson(step.decision)]);
          check(step.decision, whole);
        };

        const check = (decision: Decision, event: RebalanceEvent): void => {
          const { comparison } = decision;
          if (decision.action === 'cancel') expect(decision.clientOrderId).toBe(live?.id);
          if (decision.action === 'rebalance') {
            expect(live).toBeNull(); // never two in flight
            expect(decision.contracts).not.toBe(0);
            live = { id: decision.clientOrderId, size: Math.abs(decision.contracts), done: 0 };
            const after = comparison!.deviation + decision.contracts;
            // Half a lot about the landing, and never further out than before.
            expect(Math.abs(after)).toBeLessThanOrEqual(Math.abs(comparison!.deviation) + 1e-9);
            if (decision.reduceOnly) {
              const held = comparison!.hedgeContracts;
              expect(Math.abs(held + decision.contracts)).toBeLessThanOrEqual(Math.abs(held));
              expect((held + decision.contracts) * held).toBeGreaterThanOrEqual(0);
            }
          }
          if (event.type !== 'snapshot' || comparison === null) return;
          const emergency = Math.abs(comparison.deviation) > 50;
          if (
            emergency &&
            decision.status !== 'halted' &&
            comparison.inFlightContracts === 0 &&
            live === null
          )
            throw new Error(`an emergency without an order: ${decision.explanation}`);
          if (emergency && decision.action === 'rebalance') {
            // Back inside, to the lot; what only reduces may stop a lot short of it.
            const after = Math.abs(comparison.deviation + decision.contracts);
            expect(after).toBeLessThanOrEqual(landing + 1);
          }
        };

        for (const one of commands)
          switch (one.kind) {
            case 'move':
              book += one.by;
              break;
            case 'snapshot': {
              if (!one.stale) shown = contracts;
              const exposure = book + shown;
              send({
                ...snapshot,
                sequence: sequence + 1,
                timestamp: 1000 * (sequence + 1),
                exposure,
                hedgeContracts: shown,
                oracle: { status: oracle },
              });
              sequence = Math.max(sequence, state.sequence);
              break;
            }
            case 'fill':
              if (live !== null) {
                const order: { id: string; size: number; done: number } = live;
                const done = Math.min(
                  order.size,
                  Math.max(order.done + 1, Math.ceil(order.size * one.share)),
                );
                contracts += Math.sign(state.order!.contracts) * (done - order.done);
                const ended = done === order.size;
                send(filled(order.id, done));
                live = ended ? null : { ...order, done };
              }
              break;
            case 'ack':
              send({ type: 'acknowledged', clientOrderId: live?.id ?? 'v1-0' });
              break;
            case 'cancel':
              send({
                type: 'cancelled',
                clientOrderId: live?.id ?? 'v1-0',
                filledContracts: live?.done ?? 0,
              });
              live = state.order === null ? null : live;
              break;
            case 'reject':
              send({ type: 'rejected', clientOrderId: live?.id ?? 'v1-0' });
              live = state.order === null ? null : live;
              break;
            case 'timeout':
              send({ type: 'timeout', clientOrderId: live?.id ?? 'v1-0' });
              break;
            case 'halt':
            case 'resume':
              send({ type: one.kind, reason: 'test' });
              break;
            case 'policy':
              send({ type: 'policy', policy: under });
              break;
            case 'duplicate':
              for (const event of taken.slice(-1)) {
                const before = state;
                send(event);
                expect(state).toBe(before);
              }
              break;
            case 'degrade':
              oracle = oracle === 'ok' ? 'degraded' : 'ok';
              break;
          }

        // Contracts are counted to the last one, once the venue shows them.
        if ((live as object | null) === null && state.hedgeContracts !== null && state.status !== 'halted') {
          shown = contracts;
          send({
            ...snapshot,
            sequence: sequence + 1,
            timestamp: 1e7,
            exposure: book + shown,
            hedgeContracts: shown,
          });
          expect(state.hedgeContracts).toBe(contracts);
        }
        // The same events give the same decisions.
        let replayed = initialRebalanceState({ policy: under });
        for (const [event, decision] of log) {
          const step = stepRebalance(replayed, event);
          expect(canonicalJson(step.decision)).toBe(decision);
          replayed = step.state;
        }
        expect(replayed).toEqual(state);
        expect(state.tradeTimestamps.length).toBeLessThanOrEqual(3);
        expect(state.turnoverByHour.length).toBeLessThanOrEqual(25);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
