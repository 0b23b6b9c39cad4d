// What every public function that takes one options object keeps: it refuses anything else with a typed error
// in its own name, names each missing field, leaves its input alone, and gives the same answer twice.
import { describe, expect, it } from 'vitest';
import * as betahedge from '../../src/index.ts';
import { refusal } from '../errors.ts';
import { linearMarket } from '../instruments/markets.ts';

const instrument = betahedge.parseMarket({ ...linearMarket, limits: {} });
const policy = { policyVersion: '1', targetBeta: 0, bandHalfWidth: 0.1, tradeTo: 'edge', cooldownMs: 0 };
const day = 86_400_000;
const days = Array.from({ length: 40 }, (_, i) => i);
const prices = {
  BTC: days.map((i) => 100 * (1 + 0.1 * Math.sin(i))),
  ETH: days.map((i) => 10 * (1 + 0.12 * Math.sin(i) + 0.01 * Math.cos(3 * i))),
};

/** A valid call of each, and the fields that it cannot do without. */
const members: [name: keyof typeof betahedge, options: object, required: string[]][] = [
  ['simpleReturns', { prices: [1, 2] }, ['prices']],
  ['logReturns', { prices: [1, 2] }, ['prices']],
  ['excessReturns', { returns: [0.1], riskFreeRatePerPeriod: 0 }, ['returns', 'riskFreeRatePerPeriod']],
  ['alignSeries', { series: { A: { timestamps: [1], values: [1] } } }, ['series']],
  [
    'closesFromOhlcv',
    { rows: [[0, 1, 1, 1, 1, 1]], timeframeMs: 1000, now: 1000 },
    ['rows', 'timeframeMs', 'now'],
  ],
  [
    'capmBeta',
    { assetReturns: [0.1, 0.3, 0.2], benchmarkReturns: [0.1, 0.2, 0.15] },
    ['assetReturns', 'benchmarkReturns'],
  ],
  ['roundAmount', { instrument, contracts: 1, rounding: 'nearest' }, ['instrument', 'contracts', 'rounding']],
  ['roundPrice', { instrument, price: 1, rounding: 'nearest' }, ['instrument', 'price', 'rounding']],
  [
    'checkOrder',
    { instrument, contracts: 1, price: 1, orderType: 'limit' },
    ['instrument', 'contracts', 'price', 'orderType'],
  ],
  ['contractValue', { instrument, price: 1 }, ['instrument', 'price']],
  [
    'convertSize',
    { instrument, size: { unit: 'base', amount: 1 }, unit: 'contracts' },
    ['instrument', 'size', 'unit'],
  ],
  [
    'sizeBetaHedge',
    {
      positions: [{ symbol: 'A', value: 1, beta: 1 }],
      targetBeta: 0,
      instrument,
      instrumentBeta: 1,
      price: 1,
    },
    ['positions', 'targetBeta', 'instrument', 'instrumentBeta', 'price'],
  ],
  ['initialRebalanceState', { policy }, ['policy']],
  [
    'replayHedge',
    {
      timestamps: days.map((i) => i * day),
      prices,
      benchmark: 'BTC',
      book: [{ symbol: 'ETH', quantity: 100 }],
      cash: 0,
      hedge: { instrument, priceSymbol: 'BTC' },
      estimation: { window: 20 },
      policy,
      costs: { feeRate: 0, halfSpread: 0 },
      periodsPerYear: 365,
    },
    [
      'timestamps',
      'prices',
      'benchmark',
      'book',
      'cash',
      'hedge',
      'estimation',
      'policy',
      'costs',
      'periodsPerYear',
    ],
  ],
];

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

describe.each(members)('%s', (name, options, required) => {
  const call = (given: unknown): unknown => (betahedge[name] as (options: unknown) => unknown)(given);

  it.each([undefined, null, 5, 'text', [], true, () => 1])('refuses %o for its options', (given) => {
    const error = refusal(() => call(given));
    expect(error).toMatchObject({ name: 'InputError', caller: name, path: '' });
    expect(error.code).toBe(
      given === undefined || given === null ? 'shape.missing_field' : 'shape.wrong_type',
    );
  });

  it.each(required)('names %s where it is missing, or null', (field) => {
    for (const absent of [undefined, null]) {
      const error = refusal(() => call({ ...options, [field]: absent }));
      expect(error).toMatchObject({ code: 'shape.missing_field', path: field });
    }
  });

  it('leaves its input alone, and answers alike twice', () => {
    const before = JSON.stringify(options);
    const frozen = freeze(structuredClone(options));
    expect(call(frozen)).toEqual(call(options));
    expect(JSON.stringify(options)).toBe(before);
  });
});

it('every public function is a member, or takes something else than options', () => {
  const others = [
    'canonicalJson',
    'isBetahedgeError',
    'orThrow',
    'parseMarket',
    'safeParseMarket',
    'stepRebalance',
  ];
  const functions = Object.entries(betahedge)
    .filter(([name, value]) => typeof value === 'function' && !name.endsWith('Error'))
    .map(([name]) => name);
  expect([...members.map(([name]) => name), ...others].sort()).toEqual(
    [...functions, 'isBetahedgeError'].sort(),
  );
});
