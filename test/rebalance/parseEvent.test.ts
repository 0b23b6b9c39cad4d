import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBetahedgeError } from '../../src/foundation/errors.ts';
import { safeParseDecision } from '../../src/rebalance/parseDecision.ts';
import { parseEvent, safeParseEvent } from '../../src/rebalance/parseEvent.ts';
import { parsePolicy, safeParsePolicy } from '../../src/rebalance/parsePolicy.ts';
import type { RebalanceEvent } from '../../src/rebalance/rebalanceEvent.ts';
import type { RebalancePolicy } from '../../src/rebalance/rebalancePolicy.ts';
import { initialRebalanceState } from '../../src/rebalance/rebalanceState.ts';
import type { RebalanceState } from '../../src/rebalance/rebalanceState.ts';
import { stepRebalance } from '../../src/rebalance/stepRebalance.ts';
import { eventSchema } from '../../src/schemas/eventSchema.ts';
import { expectRefusal } from '../errors.ts';
import { changed, events, wild } from '../schemas/values.ts';

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
// Under the first the reducer reads most fields without their names; under the second it reads them all.
const plain = initialRebalanceState({ policy });
const full = initialRebalanceState({
  policy: { ...policy, band: null, hardLimit: null, limits: { maximumLoss: 1e9, maximumParticipation: 1 } },
});
const inFlight = stepRebalance(plain, {
  type: 'snapshot',
  sequence: 1,
  timestamp: -10,
  exposure: 25,
  exposureUnit: 'beta',
  hedgeContracts: 0,
  exposurePerContract: 1,
  lotContracts: 1,
}).state;
const halted = stepRebalance(plain, { type: 'halt', sequence: 1, timestamp: -10, reason: 'test' }).state;

/** Events as the states await them: in their unit, later than the last, about the order that is out. */
const awaited = events.map((event) => ({
  ...event,
  sequence: event.sequence + (event.sequence < 1000 ? 1 : 0),
  ...(event.type === 'snapshot' ? { exposureUnit: 'beta' } : {}),
  ...('clientOrderId' in event ? { clientOrderId: 'v1-1' } : {}),
  ...('filledContracts' in event ? { filledContracts: Math.min(event.filledContracts + 1, 15) } : {}),
  ...(event.type === 'policy' ? { policy: { ...event.policy, exposureUnit: 'beta' } } : {}),
}));

function step(state: RebalanceState, event: unknown): string {
  try {
    stepRebalance(state, event as RebalanceEvent);
    return 'ok';
  } catch (error) {
    if (!isBetahedgeError(error)) throw error;
    return `${error.code} ${error.path}`;
  }
}

// What a policy or a state says of an event, which the event alone cannot: where it refuses what `parseEvent` takes.
const BY_STATE = [
  'state.',
  'market.inconsistent event.exposureUnit',
  'market.inconsistent event.policy.exposureUnit',
  'market.inconsistent event.band',
  'shape.missing_field event.band',
  'shape.missing_field event.equity',
  'shape.missing_field event.availableContracts',
  // Sums and products that are not finite.
  'domain.out_of_range event.exposure',
  'domain.out_of_range event.exposurePerContract',
  'domain.out_of_range event.lotContracts',
  'domain.out_of_range event.filledContracts',
];

describe('parseEvent and the reducer', () => {
  it('take the same events, but for what the state and the policy say', () => {
    const count: Record<string, number> = {};
    fc.assert(
      fc.property(fc.oneof(awaited, changed(awaited), wild), (event) => {
        const parsed = safeParseEvent(event);
        const results = [plain, full, inFlight, halted].map((state) => step(state, event));
        const became = `${parsed.status}, ${results.includes('ok') ? 'stepped' : 'refused'}`;
        count[became] = (count[became] ?? 0) + 1;
        if (parsed.status === 'ok') {
          for (const result of results)
            if (result !== 'ok')
              expect(
                BY_STATE.some((known) => result.startsWith(known)),
                result,
              ).toBe(true);
          // What was parsed steps as what came.
          expect([plain, full, inFlight, halted].map((state) => step(state, parsed.value))).toEqual(results);
        } else if (results.includes('ok')) {
          // A field that a policy has no use for is passed over by the reducer.
          expect(['event.availableContracts', 'event.equity']).toContain(parsed.error.path);
        } else {
          // The reducer may stop at the state first; where it stops at the event, parseEvent has that fault too.
          const { issues } = eventSchema['~standard'].validate(event);
          const faults = issues!.map(({ path, code }) => `${code} ${['event', ...path].join('.')}`);
          if (faults[0]!.endsWith(' event.type')) return;
          for (const result of results)
            if (!BY_STATE.some((known) => result.startsWith(known))) expect(faults).toContain(result);
        }
      }),
      { seed: 12, numRuns: 10_000 },
    );
    if (process.env['COUNTS'] !== undefined) console.log(count);
    expect(count['ok, stepped']).toBeGreaterThan(3000);
    expect(count['invalid, refused']).toBeGreaterThan(3000);
  });
});

describe('parsePolicy', () => {
  it('freezes what it gives, and knows it again', () => {
    const read = parsePolicy({ ...policy, more: 1 });
    expect(read).toStrictEqual(policy);
    expect(Object.isFrozen(read) && Object.isFrozen(read.band) && Object.isFrozen(read.limits)).toBe(true);
    expect(parsePolicy(read)).toBe(read);
    // So does the reducer, which reads it no more.
    expect(initialRebalanceState({ policy: read }).policy).toBe(read);
  });

  it.each([
    ['no policy', undefined, 'shape.missing_field', 'policy'],
    [
      'a version of 21 letters',
      { policyVersion: 'v'.repeat(21) },
      'domain.out_of_range',
      'policy.policyVersion',
    ],
    ['a band that is missing', { band: undefined }, 'shape.missing_field', 'policy.band'],
    [
      'a landing outside',
      { band: { halfWidth: 1, landing: 2 } },
      'domain.out_of_range',
      'policy.band.landing',
    ],
    ['a band beyond the hard limit', { hardLimit: 9 }, 'domain.out_of_range', 'policy.band.halfWidth'],
    ['a limit misspelt', { limits: { maxLoss: 1 } }, 'domain.not_one_of', 'policy.limits.maxLoss'],
    [
      'a limit misspelt, inherited',
      { limits: Object.create({ maxLoss: 1 }) as object },
      'domain.not_one_of',
      'policy.limits.maxLoss',
    ],
    [
      'a step below the minimum',
      { limits: { minimumTradeContracts: 2, maximumStepContracts: 1 } },
      'domain.out_of_range',
      'policy.limits.maximumStepContracts',
    ],
  ] as const)('refuses %s', (_, change, code, path) => {
    const value = change === undefined ? undefined : { ...policy, ...change };
    expectRefusal(() => parsePolicy(value), code, path);
    expect(safeParsePolicy(value)).toMatchObject({
      status: 'invalid',
      error: { code, path, caller: 'parsePolicy' },
    });
  });
});

it('an event and a decision that are none', () => {
  expectRefusal(() => parseEvent({ type: 'tick' }), 'domain.not_one_of', 'event.type');
  expect(safeParseDecision({ action: 'hold' })).toMatchObject({
    status: 'invalid',
    error: { code: 'shape.missing_field', path: 'decision.reason' },
  });
});
