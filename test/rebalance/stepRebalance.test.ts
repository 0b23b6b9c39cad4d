import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { StateError } from '../../src/foundation/errors.ts';
import { initialRebalanceState, stepRebalance } from '../../src/rebalance/stepRebalance.ts';
import type { RebalancePolicy, RebalanceState } from '../../src/rebalance/stepRebalance.ts';
import { expectRefusal, refusal } from '../errors.ts';

const policy: RebalancePolicy = {
  policyVersion: 'p1',
  targetBeta: 0.5,
  bandHalfWidth: 0.25,
  tradeTo: 'edge',
  cooldownMs: 0,
};
const at = (timestamp: number, netBeta: number) => ({ type: 'snapshot', timestamp, netBeta }) as const;
const start = (change: Partial<RebalancePolicy> = {}) =>
  initialRebalanceState({ policy: { ...policy, ...change } });

describe('stepRebalance', () => {
  it.each([
    [0.5, 'hold'],
    [0.75, 'hold'], // the edges belong to the band: a trade to the edge ends in a hold
    [0.25, 'hold'],
    [0.7500000000000001, 'rebalance'],
    [0.24999999999999997, 'rebalance'],
    [-3, 'rebalance'],
  ])('net beta %d: %s', (netBeta, action) => {
    expect(stepRebalance(start(), at(1, netBeta)).decision.action).toBe(action);
  });

  it.each([
    ['edge', 2, 0.75],
    ['edge', -2, 0.25],
    ['target', 2, 0.5],
    ['target', -2, 0.5],
  ] as const)('trades to the %s from %d: lands at %d', (tradeTo, netBeta, landingBeta) => {
    expect(stepRebalance(start({ tradeTo }), at(1, netBeta)).decision).toMatchObject({
      action: 'rebalance',
      landingBeta,
    });
  });

  it('a band of width 0 trades at every deviation and rests on the target', () => {
    const state = start({ bandHalfWidth: 0 });
    expect(stepRebalance(state, at(1, 0.5)).decision.action).toBe('hold');
    expect(stepRebalance(state, at(1, 0.5 + 2 ** -53)).decision.action).toBe('rebalance');
  });

  it('cools down from the trade, ends on the millisecond, and says so', () => {
    let state = start({ cooldownMs: 100 });
    const actions: string[] = [];
    for (const [time, netBeta] of [
      [0, 2],
      [99, 2],
      [100, 2],
      [150, 0.5],
      [199, -1],
      [200, -1],
    ] as const) {
      const step = stepRebalance(state, at(time, netBeta));
      actions.push(`${step.decision.action} ${step.decision.reason}`);
      state = step.state;
    }
    expect(actions).toEqual([
      'rebalance above_band',
      'hold cooling_down',
      'rebalance above_band',
      'hold inside_band',
      'hold cooling_down',
      'rebalance below_band',
    ]);
  });

  it('a trade that the venue would not take is not decided on, and starts no cooldown', () => {
    const state = start({ cooldownMs: 100 });
    const small = stepRebalance(state, { ...at(1, 0.76), smallestTrade: 0.02 });
    expect(small.decision).toMatchObject({
      action: 'hold',
      reason: 'below_smallest_trade',
      cooldownEndsAt: null,
    });
    expect(small.state.lastTradeTimestamp).toBeNull();
    const large = stepRebalance(small.state, { ...at(2, 0.78), smallestTrade: 0.02 });
    expect(large.decision).toMatchObject({ action: 'rebalance', landingBeta: 0.75 });
  });

  it('carries the numbers that it compared', () => {
    const { decision, state } = stepRebalance(start(), at(7, 1));
    expect(decision).toEqual({
      action: 'rebalance',
      reason: 'above_band',
      landingBeta: 0.75,
      sequence: 1,
      timestamp: 7,
      policyVersion: 'p1',
      netBeta: 1,
      targetBeta: 0.5,
      deviation: 0.5,
      band: { lower: 0.25, upper: 0.75 },
      explanation: 'net beta 1 is above the band 0.25 to 0.75: trade to 0.75',
    });
    expect(state).toEqual({ version: 1, policy, sequence: 1, lastTimestamp: 7, lastTradeTimestamp: 7 });
  });

  it.each([6, 7])('refuses an event at %d after one at 7, and leaves the state', (timestamp) => {
    const { state } = stepRebalance(start(), at(7, 1));
    const before = canonicalJson(state);
    const error = refusal(() => stepRebalance(state, at(timestamp, 1)));
    expect(error).toBeInstanceOf(StateError);
    expect(error).toMatchObject({ code: 'state.out_of_order', path: 'event.timestamp' });
    expect(canonicalJson(state)).toBe(before);
  });

  it('its state through JSON at every step is its state, and no step changes what it was given', () => {
    const events = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 50 }), fc.double({ min: -2, max: 2, noNaN: true })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 60 }), (gaps, cooldownMs) => {
        let direct = start({ cooldownMs });
        let travelled = direct;
        let time = 0;
        for (const [gap, netBeta] of gaps) {
          time += gap;
          Object.freeze(direct);
          const a = stepRebalance(direct, at(time, netBeta));
          const b = stepRebalance(JSON.parse(canonicalJson(travelled)) as RebalanceState, at(time, netBeta));
          expect(canonicalJson(b)).toBe(canonicalJson(a));
          direct = a.state;
          travelled = b.state;
        }
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it.each([
    ['unknown type', { type: 'tick' }, 'domain.not_one_of', 'event.type'],
    ['no type', { type: undefined }, 'shape.missing_field', 'event.type'],
    ['no net beta', { netBeta: undefined }, 'shape.missing_field', 'event.netBeta'],
    ['net beta NaN', { netBeta: NaN }, 'domain.not_finite', 'event.netBeta'],
    ['time in seconds', { timestamp: 1_700_000_000 }, 'unit.suspicious', 'event.timestamp'],
    ['half a millisecond', { timestamp: 0.5 }, 'domain.not_integer', 'event.timestamp'],
  ] as const)('refuses an event: %s', (_, change, code, path) => {
    expectRefusal(() => stepRebalance(start(), { ...at(1, 1), ...change } as never), code, path);
  });

  it.each([
    ['another version', { version: 2 }, 'state.invalid', 'state.version'],
    ['no sequence', { sequence: undefined }, 'shape.missing_field', 'state.sequence'],
    ['an undefined time', { lastTimestamp: undefined }, 'state.invalid', 'state.lastTimestamp'],
    ['no policy', { policy: null }, 'shape.missing_field', 'state.policy'],
    [
      'a trade after the last event',
      { lastTimestamp: 5, lastTradeTimestamp: 6 },
      'state.invalid',
      'state.lastTradeTimestamp',
    ],
    ['a trade before any event', { lastTradeTimestamp: 6 }, 'state.invalid', 'state.lastTradeTimestamp'],
  ] as const)('refuses a state: %s', (_, change, code, path) => {
    expectRefusal(() => stepRebalance({ ...start(), ...change } as never, at(1, 1)), code, path);
  });

  it.each([
    ['no version', { policyVersion: '' }, 'shape.wrong_type', 'policy.policyVersion'],
    ['no target', { targetBeta: undefined }, 'shape.missing_field', 'policy.targetBeta'],
    ['a negative band', { bandHalfWidth: -0.1 }, 'domain.negative', 'policy.bandHalfWidth'],
    ['an infinite band', { bandHalfWidth: Infinity }, 'domain.not_finite', 'policy.bandHalfWidth'],
    ['a target in per cent', { targetBeta: 50 }, 'unit.suspicious', 'policy.targetBeta'],
    ['a band in per cent', { bandHalfWidth: 11 }, 'unit.suspicious', 'policy.bandHalfWidth'],
    ['unknown landing', { tradeTo: 'centre' }, 'domain.not_one_of', 'policy.tradeTo'],
    ['a negative cooldown', { cooldownMs: -1 }, 'domain.negative', 'policy.cooldownMs'],
  ] as const)('refuses a policy: %s', (_, change, code, path) => {
    expectRefusal(() => start(change as never), code, path);
  });
});
