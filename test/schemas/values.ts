// Values for the schemas: right ones, right ones changed at one place of any kind, and wild ones. They are written from
// the interfaces and know nothing of the definitions.
import fc from 'fast-check';
import type { AuditRecord } from '../../src/audit/recordRebalance.ts';
import type { Instrument } from '../../src/instruments/instrument.ts';
import type { Position } from '../../src/instruments/parsePosition.ts';
import type { Decision } from '../../src/rebalance/rebalanceDecision.ts';
import type { RebalanceEvent } from '../../src/rebalance/rebalanceEvent.ts';
import type { RebalancePolicy } from '../../src/rebalance/rebalancePolicy.ts';

const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1000, max: 1000 }),
);
const positive = fc.oneof(fc.double({ min: 5e-324, max: 1e300, noNaN: true }), fc.constantFrom(1, 0.5, 1e-8));
const nonNegative = fc.oneof(positive, fc.constant(0));
const text = fc.string({ minLength: 1, maxLength: 12 });
const word = <const T extends string>(...words: T[]) => fc.constantFrom(...words);
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 4, nil: null });
const time = fc.oneof(
  fc.integer({ min: 1_500_000_000_000, max: 1_900_000_000_000 }),
  fc.constantFrom(0, 1000, 1_699_980_000, 1_200_000_000, 2_500_000_000, -5, 1e14 - 1),
);
const optionExpiry = fc.integer({ min: 1_000_000_000_000, max: 32_503_679_999_999 });
const version = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);
const sequence = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constant(Number.MAX_SAFE_INTEGER));

const band = fc
  .tuple(nonNegative, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([halfWidth, share]) => ({ halfWidth, landing: halfWidth * share }));

export const policies: fc.Arbitrary<RebalancePolicy> = fc
  .record({
    policyVersion: version,
    exposureUnit: text,
    target: finite,
    band: orNull(band),
    hardLimit: orNull(positive),
    cooldownMs: nonNegative,
    maximumAgeMs: orNull(positive),
    settlementLagMs: nonNegative,
    degradedBandFactor: fc.oneof(fc.constant(1), fc.double({ min: 1, max: 1e9, noNaN: true })),
    limits: fc.record(
      {
        minimumTradeContracts: positive,
        maximumStepContracts: positive,
        maximumParticipation: fc.double({ min: 5e-324, max: 1, noNaN: true }),
        maximumTradesPerHour: fc.integer({ min: 1, max: 1000 }),
        maximumTurnoverPerDay: positive,
        maximumLoss: positive,
        maximumConsecutiveRejects: fc.integer({ min: 1, max: 1e9 }),
      },
      { requiredKeys: [] },
    ),
  })
  .map((policy) => {
    const { minimumTradeContracts: least, maximumStepContracts: most, ...others } = policy.limits;
    const limits =
      least === undefined || most === undefined
        ? policy.limits
        : {
            ...others,
            minimumTradeContracts: Math.min(least, most),
            maximumStepContracts: Math.max(least, most),
          };
    const hardLimit =
      policy.hardLimit === null || policy.band === null
        ? policy.hardLimit
        : Math.max(policy.hardLimit, policy.band.halfWidth);
    return { ...policy, limits, hardLimit };
  });

const base = { sequence, timestamp: time };
export const events: fc.Arbitrary<RebalanceEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        type: fc.constant('snapshot' as const),
        ...base,
        exposure: finite,
        exposureUnit: text,
        hedgeContracts: finite,
        exposurePerContract: fc.oneof(
          positive,
          positive.map((x) => -x),
        ),
        lotContracts: positive,
        band,
        equity: finite,
        availableContracts: nonNegative,
        oracle: fc.record({ status: word('ok', 'degraded', 'halted') }),
      },
      {
        requiredKeys: [
          'type',
          'sequence',
          'timestamp',
          'exposure',
          'exposureUnit',
          'hedgeContracts',
          'exposurePerContract',
          'lotContracts',
        ],
      },
    ),
  },
  fc.record({
    type: word('filled', 'cancelled'),
    ...base,
    clientOrderId: text,
    filledContracts: nonNegative,
  }),
  fc.record({ type: word('acknowledged', 'rejected', 'timeout'), ...base, clientOrderId: text }),
  fc.record({ type: fc.constant('policy' as const), ...base, policy: policies }),
  fc.record({ type: word('halt', 'resume'), ...base, reason: text }),
);

const decided = {
  ...base,
  policyVersion: version,
  status: word('idle', 'armed', 'inFlight', 'coolingDown', 'halted'),
  comparison: orNull(
    fc.record({
      exposure: finite,
      effectiveExposure: finite,
      hedgeContracts: finite,
      inFlightContracts: finite,
      target: finite,
      deviation: finite,
      halfWidth: nonNegative,
      hardLimit: orNull(positive),
      reconciledContracts: orNull(finite),
    }),
  ),
  explanation: text,
};
export const decisions: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({
    action: fc.constant('hold' as const),
    reason: word(
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
    ),
    ...decided,
  }),
  fc
    .record({
      action: fc.constant('rebalance' as const),
      reason: word('above_band', 'below_band', 'emergency', 'maximum_age'),
      contracts: fc.oneof(
        positive,
        positive.map((x) => -x),
      ),
      reduceOnly: fc.boolean(),
      landing: finite,
      cappedBy: orNull(word('step', 'participation', 'turnover')),
      ...decided,
    })
    .map((decision) => ({ ...decision, clientOrderId: `${decision.policyVersion}-${decision.sequence}` })),
  fc.record({
    action: fc.constant('cancel' as const),
    reason: word('timeout', 'emergency', 'halted', 'oracle_halted'),
    clientOrderId: text,
    ...decided,
  }),
);

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
/** What JSON keeps: no -0. */
const asJson = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  of.map((value) => JSON.parse(JSON.stringify(value)) as T);
export const records: fc.Arbitrary<AuditRecord> = asJson(
  fc
    .record({
      version: fc.constant(1 as const),
      index: fc.nat(),
      previousHash: hash,
      policyHash: hash,
      inputsHash: orNull(hash),
      event: events,
      decision: decisions,
      hash,
    })
    .map(({ decision, event, ...record }) => {
      const { sequence, timestamp } = event;
      const id = { clientOrderId: `${decision.policyVersion}-${sequence}` };
      const order = decision.action === 'rebalance' ? id : {};
      return { ...record, event, decision: { ...decision, sequence, timestamp, ...order } };
    }),
);

const decimal = fc
  .oneof(
    word('0.001', '1', '100', '0.5', '00.10', '5.', '.5', '1e-8', '2.5E+3', '12345678901234567890.5'),
    fc
      .tuple(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 9 }))
      .map(([n, e]) => (n / 10 ** e).toFixed(e)),
  )
  .filter((digits) => Number(digits) > 0);
const precision = fc.oneof(
  fc.record({ kind: fc.constant('step' as const), step: decimal }),
  fc.record({ kind: fc.constant('significantDigits' as const), digits: fc.integer({ min: 1, max: 40 }) }),
);
const fee = fc.double({ min: -0.03, max: 0.03, noNaN: true });
const common = {
  symbol: text,
  base: word('BTC', 'ETH'),
  quote: word('USD', 'USDT'),
  amountPrecision: precision,
  pricePrecision: precision,
  minimumAmount: orNull(decimal),
  maximumAmount: orNull(decimal),
  maximumMarketAmount: orNull(decimal),
  minimumCost: orNull(decimal),
  maximumCost: orNull(decimal),
  takerFee: orNull(fee),
  makerFee: orNull(fee),
  active: orNull(fc.boolean()),
};
const inOrder = <T extends { minimumAmount: string | null; maximumAmount: string | null }>(
  instrument: T,
): T => {
  const sorted = { ...instrument } as Record<string, unknown>;
  for (const [least, most] of [
    ['minimumAmount', 'maximumAmount'],
    ['minimumCost', 'maximumCost'],
  ] as const)
    if (Number(sorted[least] ?? 0) > Number(sorted[most] ?? Infinity))
      [sorted[least], sorted[most]] = [sorted[most], sorted[least]];
  return sorted as T;
};
const contract = {
  ...common,
  type: word('swap', 'future'),
  contractSize: positive,
  expiry: time,
};
const option = {
  ...common,
  type: fc.constant('option' as const),
  amountUnit: word('contracts', 'base'),
  contractSize: positive,
  optionType: word('call', 'put'),
  strike: positive,
  expiry: optionExpiry,
  priceSteps: fc
    .array(fc.record({ above: decimal, step: decimal }), { maxLength: 3 })
    .map((steps) => steps.sort((a, b) => Number(a.above) - Number(b.above))),
};
export const instruments: fc.Arbitrary<Instrument> = fc
  .oneof(
    fc
      .record({
        settlement: fc.constant('spot' as const),
        ...common,
        type: fc.constant('spot' as const),
        amountUnit: fc.constant('base' as const),
        contractSize: fc.constant(1 as const),
        expiry: fc.constant(null),
      })
      .map((spot) => ({ ...spot, settle: spot.quote })),
    fc
      .record({
        settlement: fc.constant('linear' as const),
        ...contract,
        amountUnit: word('contracts', 'base'),
        settle: word('USD', 'USDC'),
      })
      .map((linear) => ({ ...linear, expiry: linear.type === 'swap' ? null : linear.expiry })),
    fc
      .record({
        settlement: fc.constant('inverse' as const),
        ...contract,
        amountUnit: word('contracts', 'quote'),
      })
      .map((inverse) => ({
        ...inverse,
        settle: inverse.base,
        expiry: inverse.type === 'swap' ? null : inverse.expiry,
      })),
    fc
      .record({
        settlement: fc.constant('quanto' as const),
        ...contract,
        amountUnit: fc.constant('contracts' as const),
        settle: fc.constant('XBT'),
      })
      .map((quanto) => ({ ...quanto, expiry: quanto.type === 'swap' ? null : quanto.expiry })),
    fc
      .record({ settlement: fc.constant('linearOption' as const), ...option, settle: word('USDT', 'USDC') })
      .map((linear) => ({ ...linear, premiumCurrency: linear.settle })),
    fc
      .record({ settlement: fc.constant('inverseOption' as const), ...option })
      .map((inverse) => ({ ...inverse, settle: inverse.base, premiumCurrency: inverse.base })),
  )
  .map(inOrder);

export const positions: fc.Arbitrary<Position> = fc
  .record({
    instrument: instruments,
    contracts: finite,
    entryPrice: orNull(positive),
    markPrice: orNull(positive),
    unrealisedProfit: orNull(finite),
    liquidationPrice: orNull(positive),
    leverage: orNull(positive),
    marginMode: orNull(word('cross', 'isolated')),
    initialMargin: orNull(finite),
    maintenanceMargin: orNull(finite),
    hedged: orNull(fc.boolean()),
    timestamp: orNull(time),
  })
  .map((position) => ({ ...position, symbol: position.instrument.symbol }));

// What a field can come as that nobody meant.
const odd = fc.constantFrom<unknown>(
  ...[undefined, null, NaN, Infinity, -Infinity, -0, 0, 1, -1, 0.5, 2, 1001, -5e-324, 1e308, 1e14, -1e14],
  ...[
    1_700_000_001,
    1_699_980_000,
    1_200_000_000,
    1_200_000_001,
    2_499_999_999,
    2_500_000_000,
    1e12,
    1e12 - 1,
  ],
  ...[1_711_699_200_000, 32_503_680_000_000, 32_503_679_999_999, 2 ** 53, 1_711_699_200_000.5, 0.03, 0.0301],
  ...[
    '',
    ' ',
    '0',
    '1',
    '-1',
    '1.5',
    '0.000',
    '0x10',
    '1e400',
    '1e99',
    '1e100',
    'NaN',
    'null',
    'spot',
    'linear',
  ],
  ...[
    'inverse',
    'quanto',
    'step',
    'swap',
    'future',
    'option',
    'base',
    'quote',
    'contracts',
    'hold',
    'halt',
    'BTC',
  ],
  ...[
    'snapshot',
    'policy',
    'filled',
    'rebalance',
    'cancel',
    'USD',
    '__proto__',
    'constructor',
    'toString',
    '\ud800',
  ],
  ...[
    'f'.repeat(64),
    'F'.repeat(64),
    'a\n',
    'a b',
    'é',
    '0'.repeat(199) + '1',
    '0'.repeat(200) + '1',
    'x'.repeat(21),
  ],
  ...[true, false, [], [null], {}, { status: 'ok' }, 1n, Symbol('symbol'), () => 1, new Map(), new Date(0)],
  // What untyped code can send.
  ...([new Number(1), new String('x'), new Float64Array(2), Object.create(null)] as never[]),
);

type Place = readonly (string | number)[];

/** Every place in a value, itself included. */
export function placesOf(value: unknown, at: Place = []): Place[] {
  if (!isPlain(value)) return [at];
  const inner = Object.entries(value).flatMap(([key, of]) =>
    placesOf(of, [...at, Array.isArray(value) ? Number(key) : key]),
  );
  return [at, ...inner];
}

/** An array or an object of no class. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || prototype === Object.prototype;
}

function copyOf(value: unknown): unknown {
  if (!isPlain(value)) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, copyOf(of)]));
}

/** A copy that differs at a place; `change` of the holder of that place and its key. */
function changedAt(
  value: unknown,
  place: Place,
  change: (holder: Record<string, unknown>, key: string) => void,
) {
  const holder: Record<string, unknown> = { root: copyOf(value) };
  let here = holder;
  let key = 'root';
  for (const step of place) {
    here = here[key] as Record<string, unknown>;
    key = String(step);
  }
  change(here, key);
  return holder['root'];
}

/** A right value with one change at any place, of any kind. */
export function changed(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return right.chain((value) => {
    const places = placesOf(value);
    const place = fc.constantFrom(...places);
    const at = (p: Place): unknown =>
      p.reduce<unknown>((of, step) => (of as Record<string, unknown>)[step], value);
    const other = fc.constantFrom(...places).map(at);
    const leaves = places.filter((p) => ['number', 'string'].includes(typeof at(p)));
    const leaf = fc.constantFrom(...(leaves.length === 0 ? places : leaves));
    return fc.oneof(
      {
        weight: 3,
        // What should be below the other is above it.
        arbitrary: fc
          .tuple(leaf, leaf)
          .map(([a, b]): readonly [Place, Place] => (typeof at(a) === typeof at(b) ? [a, b] : [a, a]))
          .map(([a, b]) =>
            changedAt(
              changedAt(value, a, (holder, key) => (holder[key] = at(b))),
              b,
              (holder, key) => (holder[key] = at(a)),
            ),
          ),
      },
      fc.tuple(place, odd).map(([p, by]) => changedAt(value, p, (holder, key) => (holder[key] = by))),
      // Another value of its own: a text for a number, a minimum for a maximum.
      fc.tuple(place, other).map(([p, by]) => changedAt(value, p, (holder, key) => (holder[key] = by))),
      place.map((p) =>
        changedAt(value, p, (holder, key) => {
          // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- to be left out
          delete holder[key];
        }),
      ),
      place.map((p) =>
        changedAt(value, p, (holder, key) => {
          const was = holder[key];
          holder[key] =
            typeof was === 'number'
              ? -was
              : typeof was === 'string'
                ? `${was} `
                : typeof was === 'boolean'
                  ? !was
                  : [was];
        }),
      ),
      place.map((p) =>
        changedAt(value, p, (holder, key) => {
          holder[key] = isPlain(holder[key]) ? '[object Object]' : String(holder[key]);
        }),
      ),
      fc.tuple(place, fc.string(), odd).map(([p, name, by]) =>
        changedAt(value, p, (holder, key) => {
          const inner = holder[key];
          if (isPlain(inner)) Object.assign(inner, { [name]: by });
        }),
      ),
      // What it has, it inherits.
      place.map((p) =>
        changedAt(value, p, (holder, key) => {
          const inner = holder[key];
          if (isPlain(inner) && !Array.isArray(inner)) holder[key] = Object.create(inner);
        }),
      ),
    );
  });
}

export const wild: fc.Arbitrary<unknown> = fc.oneof(
  odd,
  fc.anything({ withDate: true, withNullPrototype: true }),
);
