// What all option hedges refuse, each in its own name; and what each refuses of its own.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/foundation/errors.ts';
import { collar } from '../../src/hedge/collar.ts';
import { coveredCall } from '../../src/hedge/coveredCall.ts';
import { protectivePut } from '../../src/hedge/protectivePut.ts';
import { putSpread } from '../../src/hedge/putSpread.ts';
import { rankOptionHedges } from '../../src/hedge/rankOptionHedges.ts';
import { expectRefusal, refusal } from '../errors.ts';
import { linearMarket } from '../instruments/markets.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { coinOption, expiry, hull, hullChain, indexOption, optionOf } from './optionHedgeInputs.ts';

const floored = { ...hull, chain: hullChain, floor: 450_000, floorBasis: 'before_premium' };
const ranked = {
  ...floored,
  structures: ['protectivePut', 'putSpread', 'collar'],
  rankBy: 'expected_shortfall',
  floorDownTo: 800,
  minimumCap: 500_000,
  scenarios: [{ benchmarkReturn: -0.3 }, { benchmarkReturn: 0.1 }],
  expectedShortfallLevel: 0.9,
};
const members: readonly [
  name: string,
  call: (options: never) => unknown,
  valid: object,
  required: string[],
][] = [
  ['protectivePut', protectivePut, floored, ['floor', 'floorBasis']],
  ['putSpread', putSpread, { ...floored, floorDownTo: 800 }, ['floor', 'floorBasis', 'floorDownTo']],
  ['collar', collar, { ...floored, premiumBudget: 0 }, ['floor', 'floorBasis', 'premiumBudget']],
  [
    'coveredCall',
    coveredCall,
    { ...hull, chain: hullChain, minimumCap: 500_000, capBasis: 'after_premium' },
    ['minimumCap', 'capBasis'],
  ],
  [
    'rankOptionHedges',
    rankOptionHedges,
    ranked,
    [
      'floor',
      'floorBasis',
      'structures',
      'rankBy',
      'floorDownTo',
      'minimumCap',
      'scenarios',
      'expectedShortfallLevel',
    ],
  ],
];
const shared = [
  'bookValue',
  'beta',
  'benchmarkPrice',
  'riskFreeReturn',
  'bookYield',
  'benchmarkYield',
  'chain',
  'timestamp',
];

const put = hullChain[3]!;
const changed = (fields: object): object => ({
  chain: [{ ...put, instrument: { ...put.instrument, ...fields } }],
});
const quoted = (fields: object): object => ({ chain: [{ ...put, ...fields }] });
const coinCall = {
  instrument: optionOf(coinOption, { optionType: 'call', strike: 1100 }),
  bid: null,
  ask: 0.1,
};
const coinPut = { instrument: optionOf(coinOption, { optionType: 'put', strike: 900 }), bid: null, ask: 0.1 };
const usdc = optionOf({ ...indexOption, settle: 'USDC' }, { optionType: 'put', strike: 960 });

const rows: readonly (readonly [string, object, ErrorCode, string])[] = [
  ...['bookValue', 'benchmarkPrice'].flatMap((field): [string, object, ErrorCode, string][] => [
    [`${field} 0`, { [field]: 0 }, 'domain.not_positive', field],
    [`${field} -0`, { [field]: -0 }, 'domain.not_positive', field],
    [`${field} below 0`, { [field]: -1 }, 'domain.not_positive', field],
    [`${field} NaN`, { [field]: NaN }, 'domain.not_finite', field],
    [`${field} Infinity`, { [field]: Infinity }, 'domain.not_finite', field],
    [`${field} of text`, { [field]: '1000' }, 'shape.wrong_type', field],
  ]),
  ...['riskFreeReturn', 'bookYield', 'benchmarkYield'].flatMap(
    (field): [string, object, ErrorCode, string][] => [
      [`${field} in per cent`, { [field]: 3 }, 'unit.suspicious', field],
      [`${field} -Infinity`, { [field]: -Infinity }, 'domain.not_finite', field],
      [`${field} of text`, { [field]: '3%' }, 'shape.wrong_type', field],
    ],
  ),
  ['a beta of per cent on fractions', { beta: 139 }, 'unit.suspicious', 'beta'],
  ['a beta of NaN', { beta: NaN }, 'domain.not_finite', 'beta'],
  ['a time in seconds', { timestamp: 1_743_148_801 }, 'unit.suspicious', 'timestamp'],
  ['a time of halves', { timestamp: 0.5 }, 'domain.not_integer', 'timestamp'],
  ['expired options', { timestamp: expiry }, 'domain.out_of_range', 'chain[0].instrument.expiry'],
  ['no chain of a list', { chain: { 0: put } }, 'shape.wrong_type', 'chain'],
  ['a quote of null', { chain: [put, null] }, 'shape.missing_field', 'chain[1]'],
  ['a hole in the chain', { chain: [, put] }, 'shape.missing_field', 'chain[0]'], // eslint-disable-line no-sparse-arrays
  [
    'a quote without instrument',
    { chain: [{ bid: 1, ask: 2 }] },
    'shape.missing_field',
    'chain[0].instrument',
  ],
  [
    'a raw market',
    { chain: [{ instrument: linearMarket, bid: 1, ask: 2 }] },
    'shape.wrong_type',
    'chain[0].instrument',
  ],
  [
    'a perpetual',
    { chain: [{ instrument: parseMarket(linearMarket), bid: 1, ask: 2 }] },
    'market.unsupported',
    'chain[0].instrument',
  ],
  ['crossed quotes', quoted({ bid: 17.3 }), 'domain.out_of_range', 'chain[0].bid'],
  ['a bid below 0', quoted({ bid: -1 }), 'domain.negative', 'chain[0].bid'],
  ['an ask of NaN', quoted({ ask: NaN }), 'domain.not_finite', 'chain[0].ask'],
  ['an ask of Infinity', quoted({ ask: Infinity }), 'domain.not_finite', 'chain[0].ask'],
  ['an ask of text', quoted({ ask: '17.2' }), 'shape.wrong_type', 'chain[0].ask'],
  ['a strike twice', { chain: [...hullChain, put] }, 'market.inconsistent', 'chain[8].instrument.strike'],
  ['a strike of 0', changed({ strike: 0 }), 'domain.not_positive', 'chain[0].instrument.strike'],
  [
    'a contract size of NaN',
    changed({ contractSize: NaN }),
    'domain.not_finite',
    'chain[0].instrument.contractSize',
  ],
  ...(['base', 'quote', 'premiumCurrency'] as const).flatMap(
    (field): [string, object, ErrorCode, string][] => [
      [`no ${field}`, changed({ [field]: '' }), 'shape.wrong_type', `chain[0].instrument.${field}`],
      [
        `another ${field}`,
        { chain: [put, { ...hullChain[4]!, instrument: { ...hullChain[4]!.instrument, [field]: 'OTHER' } }] },
        'market.inconsistent',
        `chain[1].instrument.${field}`,
      ],
    ],
  ),
  [
    'another expiry',
    { chain: [put, { ...hullChain[4]!, instrument: { ...hullChain[4]!.instrument, expiry: expiry + 1 } }] },
    'market.inconsistent',
    'chain[1].instrument.expiry',
  ],
  [
    'another settlement',
    {
      chain: [
        put,
        { ...hullChain[4]!, instrument: { ...hullChain[4]!.instrument, settlement: 'inverseOption' } },
      ],
    },
    'market.inconsistent',
    'chain[1].instrument.settlement',
  ],
  ['a call of a coin or more', { chain: [{ ...coinCall, ask: 1 }] }, 'unit.suspicious', 'chain[0].ask'],
  ['its bid', { chain: [{ ...coinCall, bid: 40, ask: null }] }, 'unit.suspicious', 'chain[0].bid'],
  ['a put of more than ten coins', { chain: [{ ...coinPut, ask: 17.2 }] }, 'unit.suspicious', 'chain[0].ask'],
  [
    'a premium in a third currency without its price',
    { chain: [{ instrument: usdc, bid: 1, ask: 2 }] },
    'shape.missing_field',
    'premiumCurrencyPrice',
  ],
  [
    'a price of 0 for it',
    { chain: [{ instrument: usdc, bid: 1, ask: 2 }], premiumCurrencyPrice: 0 },
    'domain.not_positive',
    'premiumCurrencyPrice',
  ],
  ['a price of the quote', { premiumCurrencyPrice: 1 }, 'market.inconsistent', 'premiumCurrencyPrice'],
  [
    'a second price of the coin',
    { chain: [coinPut], premiumCurrencyPrice: 1000 },
    'market.inconsistent',
    'premiumCurrencyPrice',
  ],
  ['prices of text', { valueAt: ['1'] }, 'shape.wrong_type', 'valueAt[0]'],
  ['a price of NaN', { valueAt: [1, NaN] }, 'series.not_finite', 'valueAt[1]'],
  ['a price below 0', { valueAt: [1, -1] }, 'domain.negative', 'valueAt[1]'],
  [
    'a book beyond all doubles',
    { bookValue: 1e300, benchmarkPrice: 1e-300 },
    'domain.not_finite',
    'benchmarkPrice',
  ],
];

describe.each(members)('%s', (name, call, valid, required) => {
  const run = (change: object): unknown => call({ ...valid, ...change } as never);

  it('takes what is valid', () => {
    expect(run({})).toMatchObject({ status: 'ok' });
  });

  it.each([...shared, ...required])('needs %s', (field) => {
    for (const absent of [undefined, null]) {
      const error = refusal(() => run({ [field]: absent }));
      expect([error.caller, error.code, error.path]).toEqual([name, 'shape.missing_field', field]);
    }
  });

  it.each([undefined, null, 'options', []])('is no call: %j', (options) => {
    expect(refusal(() => call(options as never)).caller).toBe(name);
  });

  it.each(rows)('refuses %s', (_, change, code, path) => {
    expectRefusal(() => run(change), code, path);
    expect(refusal(() => run(change)).caller).toBe(name);
  });

  it('an answer is JSON', () => {
    const result = run({ valueAt: [-0, 0.1, 1e6] });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(JSON.stringify(result)).not.toMatch(/null,"hedged|NaN/);
  });

  it('a tiny book has no lot to sell, and a huge one is refused or finite', () => {
    for (const bookValue of [5e-324, 1e-9, 1e15, 1e290, 1.7e308]) {
      const scale = { floor: 0.9 * bookValue || 5e-324, minimumCap: 1.1 * bookValue };
      let result: unknown;
      try {
        result = run({ bookValue, ...scale, valueAt: [0, 2000] });
      } catch (error) {
        result = refusal(() => {
          throw error;
        });
        expect((result as { code: string }).code).toMatch(/^(domain|unit|shape)\./);
        continue;
      }
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    }
  });
});

describe('of their own', () => {
  const own: readonly (readonly [string, (options: never) => unknown, object, object, ErrorCode, string])[] =
    [
      ['a floor of a fraction', protectivePut, floored, { floor: 0.9 }, 'unit.suspicious', 'floor'],
      ['a floor of 0', protectivePut, floored, { floor: 0 }, 'domain.not_positive', 'floor'],
      ['a floor of NaN', protectivePut, floored, { floor: NaN }, 'domain.not_finite', 'floor'],
      ['another basis', protectivePut, floored, { floorBasis: 'net' }, 'domain.not_one_of', 'floorBasis'],
      ['a budget below 0', protectivePut, floored, { premiumBudget: -1 }, 'domain.negative', 'premiumBudget'],
      [
        'a budget of Infinity',
        protectivePut,
        floored,
        { premiumBudget: Infinity },
        'domain.not_finite',
        'premiumBudget',
      ],
      ['a floor down to 0', putSpread, floored, { floorDownTo: 0 }, 'domain.not_positive', 'floorDownTo'],
      ['a collar of NaN', collar, floored, { premiumBudget: NaN }, 'domain.not_finite', 'premiumBudget'],
      [
        'a cap of a fraction',
        coveredCall,
        hull,
        { chain: [], minimumCap: 1.1 },
        'unit.suspicious',
        'minimumCap',
      ],
      [
        'another basis of a cap',
        coveredCall,
        { ...hull, chain: hullChain, minimumCap: 500_000 },
        { capBasis: 'net' },
        'domain.not_one_of',
        'capBasis',
      ],
      ['no structure', rankOptionHedges, ranked, { structures: [] }, 'shape.missing_field', 'structures'],
      [
        'a structure without floor',
        rankOptionHedges,
        ranked,
        { structures: ['collar', 'coveredCall'] },
        'domain.not_one_of',
        'structures[1]',
      ],
      [
        'a structure twice',
        rankOptionHedges,
        ranked,
        { structures: ['collar', 'collar'] },
        'domain.not_one_of',
        'structures[1]',
      ],
      ['another ranking', rankOptionHedges, ranked, { rankBy: 'cost' }, 'domain.not_one_of', 'rankBy'],
      [
        'no results',
        rankOptionHedges,
        ranked,
        { maximumResults: 0 },
        'domain.out_of_range',
        'maximumResults',
      ],
      [
        'a level in per cent',
        rankOptionHedges,
        ranked,
        { expectedShortfallLevel: 95 },
        'domain.out_of_range',
        'expectedShortfallLevel',
      ],
      [
        'a level of 0',
        rankOptionHedges,
        ranked,
        { expectedShortfallLevel: 0 },
        'domain.out_of_range',
        'expectedShortfallLevel',
      ],
      ['no scenario', rankOptionHedges, ranked, { scenarios: [] }, 'shape.missing_field', 'scenarios'],
      [
        'a scenario of null',
        rankOptionHedges,
        ranked,
        { scenarios: [null] },
        'shape.missing_field',
        'scenarios[0]',
      ],
      ...(
        [
          ['without move', [{}], 'shape.missing_field', 'scenarios[0].benchmarkReturn'],
          [
            'of more than all',
            [{ benchmarkReturn: -1.01 }],
            'domain.out_of_range',
            'scenarios[0].benchmarkReturn',
          ],
          ['in per cent', [{ benchmarkReturn: 30 }], 'unit.suspicious', 'scenarios[0].benchmarkReturn'],
          [
            'of residual NaN',
            [{ benchmarkReturn: 0, residualReturn: NaN }],
            'domain.not_finite',
            'scenarios[0].residualReturn',
          ],
          [
            'of residual in per cent',
            [{ benchmarkReturn: 0, residualReturn: -20 }],
            'unit.suspicious',
            'scenarios[0].residualReturn',
          ],
          [
            'of probability below 0',
            [{ benchmarkReturn: 0, probability: -0.1 }],
            'domain.negative',
            'scenarios[0].probability',
          ],
          [
            'of probabilities in per cent',
            [{ benchmarkReturn: 0, probability: 100 }],
            'domain.out_of_range',
            'scenarios',
          ],
          [
            'of probabilities that sum to 0.99',
            [
              { benchmarkReturn: 0, probability: 0.5 },
              { benchmarkReturn: 0, probability: 0.49 },
            ],
            'domain.out_of_range',
            'scenarios',
          ],
          [
            'of which one has no probability',
            [{ benchmarkReturn: 0, probability: 1 }, { benchmarkReturn: 0 }],
            'shape.missing_field',
            'scenarios[1].probability',
          ],
          [
            'of which one has a probability',
            [{ benchmarkReturn: 0 }, { benchmarkReturn: 0, probability: 1 }],
            'shape.wrong_type',
            'scenarios[1].probability',
          ],
        ] as const
      ).map(
        ([name, scenarios, code, path]) =>
          [`scenarios ${name}`, rankOptionHedges, ranked, { scenarios }, code, path] as const,
      ),
    ];
  it.each(own)('refuses %s', (_, call, valid, change, code, path) => {
    expectRefusal(() => call({ ...valid, ...change } as never), code, path);
  });

  it('a beta next to 0 is not a hedge of infinite strike', () => {
    const options = { ...floored, bookValue: 1e5, floor: 1e5, bookYield: 0.1, beta: 1e-320 };
    expect(protectivePut(options as never)).toMatchObject({ status: 'floor_out_of_reach' });
  });

  it('a benchmark that falls to nothing is a scenario', () => {
    const result = rankOptionHedges({ ...ranked, scenarios: [{ benchmarkReturn: -1 }] } as never);
    expect(result.status).toBe('ok');
  });
});
