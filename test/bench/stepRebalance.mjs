import { recordRebalance, sha256 } from '../../dist/audit/index.js';
import { initialRebalanceState, stepRebalance } from '../../dist/rebalance/index.js';
import { compare, noise, row } from './measure.mjs';

// A book inside its band, seen 1,000 times: the step that a bot makes nearly always.
/** @type {import('../../dist/rebalance/index.js').RebalancePolicy} */
const policy = {
  policyVersion: 'v1',
  exposureUnit: 'USD of beta',
  target: 0,
  band: { halfWidth: 10_000, landing: 10_000 },
  hardLimit: 50_000,
  cooldownMs: 60_000,
  maximumAgeMs: 86_400_000,
  settlementLagMs: 5000,
  degradedBandFactor: 1.5,
  limits: { maximumTradesPerHour: 10, maximumStepContracts: 100, maximumConsecutiveRejects: 3 },
};
const events = noise(1, 1000).map((u, i) => ({
  type: /** @type {const} */ ('snapshot'),
  sequence: i + 1,
  timestamp: 1_700_000_000_000 + 1000 * i,
  exposure: 20_000 * (u - 0.5),
  exposureUnit: 'USD of beta',
  hedgeContracts: -1.5,
  exposurePerContract: 47_000,
  lotContracts: 0.001,
}));
const start = initialRebalanceState({ policy });
const hold = () => {
  let state = start;
  for (const event of events) state = stepRebalance(state, event).state;
};
const record = () => {
  let state = start;
  let previous = null;
  for (const event of events) {
    const step = recordRebalance({ state, event, previous, hash: sha256 });
    ({ state } = step);
    previous = step.record;
  }
};
const [held, recorded] = await compare([
  { run: hold, calls: events.length },
  { run: record, calls: events.length },
]);
row('stepRebalance, a hold', [{ nanoseconds: held.nanoseconds }]);
row('recordRebalance, the same', [{ nanoseconds: recorded.nanoseconds }]);
