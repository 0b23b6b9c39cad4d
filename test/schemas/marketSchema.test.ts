import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseInstrument } from '../../src/instruments/parseInstrument.ts';
import { safeParseMarket } from '../../src/instruments/parseMarket.ts';
import { jsonSchemaOf } from '../../src/schemas/jsonSchemaOf.ts';
import { marketSchema } from '../../src/schemas/marketSchema.ts';
import { instrumentSchema } from '../../src/schemas/instrumentSchema.ts';
import { expectRefusal } from '../errors.ts';
import * as markets from '../instruments/markets.ts';
import * as optionMarkets from '../instruments/optionMarkets.ts';
import { hasShared, readShared } from '../shared.ts';
import { changed, wild } from './values.ts';

const ajv = new Ajv2020({ strict: true, strictTypes: false });
const takes = ajv.compile(jsonSchemaOf(marketSchema));
const gives = ajv.compile(jsonSchemaOf(marketSchema, { side: 'output' }));
const all = Object.values({ ...markets, ...optionMarkets }).filter((value) => typeof value === 'object');

// Numbers as ccxt has them and as some venues leave them: texts, in every way that a decimal can be written.
const written = fc.constantFrom(
  '1',
  '+1',
  '0.1',
  '.5',
  '5.',
  '1e-3',
  '1E+2',
  '00.10',
  '0',
  '-0',
  '-0.0',
  '-.5',
  '1e',
  '1e-999',
  '1e999',
  '0x1',
  ' 1',
);
const some = fc.constantFrom<object>(...all);
const anyMarket = fc.oneof(
  { weight: 1, arbitrary: some },
  { weight: 6, arbitrary: changed(some) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        market: some,
        more: fc.record(
          {
            contractSize: written,
            taker: written,
            strike: written,
            expiry: fc.oneof(
              written,
              fc.constantFrom(
                1_711_699_200_000,
                '1711699200000',
                '1711699200000.5',
                1_711_699_201,
                2e14,
                0.5,
              ),
            ),
            precision: fc.record({ amount: written, price: written }),
            limits: fc.oneof(
              fc.constant(null),
              fc.record({
                amount: fc.record({ min: written, max: written }),
                cost: fc.record({ min: written }),
              }),
            ),
            type: fc.constantFrom('spot', 'swap', 'future', 'option'),
            quanto: fc.boolean(),
            info: fc.constantFrom({}, null, { settlCurrency: 'XBt', multiplier: '100', isQuanto: 'true' }),
          },
          { requiredKeys: [] },
        ),
      })
      .map(({ market, more }) => ({ ...market, ...more })),
  },
  { weight: 1, arbitrary: wild },
);

/** What JSON Schema does not say of a market, by the parser's error. */
function unsaid(code: string, path: string, value: unknown): string | null {
  if (['market.inconsistent', 'market.unsupported', 'unit.suspicious'].includes(code)) return code;
  if (path.startsWith('market.info')) return 'info';
  const { info, expiry, type } = value as Record<string, unknown>;
  if (code === 'market.unknown_settlement' && typeof info === 'object' && info !== null && 'isQuanto' in info)
    return 'info';
  if (path === 'market.expiry' && typeof expiry === 'string' && type !== 'swap') return 'a time as text';
  // What is above zero by its digits, and as a double is not, or is beyond all; and digits that no venue has.
  const came = path
    .split('.')
    .slice(1)
    .reduce<unknown>((of, field) => (of as Record<string, unknown>)[field], value);
  const double = typeof came === 'string' && /^[^e]*[1-9]/i.test(came) ? Number(came) : NaN;
  if (!came?.toString().startsWith('-') && (double === 0 || double === Infinity)) return 'digits';
  if (code === 'domain.out_of_range' && path !== 'market.expiry') return 'digits';
  return null;
}

it('parser and JSON Schema agree on 10,000 markets, but for what is listed', () => {
  const count: Record<string, number> = {};
  fc.assert(
    fc.property(anyMarket, (value) => {
      const parsed = safeParseMarket(value);
      const verdict = marketSchema['~standard'].validate(value);
      const taken = takes(value);
      let became: string;
      if (parsed.status === 'ok') {
        expect(verdict).toEqual({ value: parsed.value });
        expect(taken, JSON.stringify(takes.errors)).toBe(true);
        expect(gives(parsed.value), JSON.stringify(gives.errors)).toBe(true);
        // What a market becomes comes back from JSON as it was.
        expect(parseInstrument(JSON.parse(JSON.stringify(parsed.value)))).toStrictEqual(parsed.value);
        became = 'accepted by both';
      } else {
        const { code, path } = parsed.error;
        expect(verdict.issues).toHaveLength(1);
        expect(verdict.issues![0]).toMatchObject({ code });
        became = taken ? (unsaid(code, path, value) ?? `not said: ${code} ${path}`) : 'refused by both';
      }
      count[became] = (count[became] ?? 0) + 1;
    }),
    { seed: 11, numRuns: 10_000 },
  );
  const { 'accepted by both': accepted, 'refused by both': refused, ...others } = count;
  if (process.env['COUNTS'] !== undefined) console.log(count);
  expect(accepted).toBeGreaterThan(2000);
  expect(refused).toBeGreaterThan(2000);
  expect(Object.keys(others).sort()).toEqual([
    'a time as text',
    'digits',
    'info',
    'market.inconsistent',
    'market.unsupported',
    'unit.suspicious',
  ]);
});

it('takes a number in every way of writing that the parser takes, and in no other', () => {
  const forms: unknown[] = [
    '1',
    '+1',
    '0.1',
    '.5',
    '5.',
    '1e-3',
    '1E+2',
    '00.10',
    '0',
    '00',
    '0.0',
    '.0',
    '0.',
    '0e9',
  ];
  forms.push(
    ...[
      '-0',
      '-0.',
      '-0.0',
      '-.0',
      '-.00e1',
      '-1',
      '-.5',
      '-0.01',
      '+',
      '.',
      '',
      '1e',
      '0x1',
      ' 1',
      '1 ',
      '1_0',
    ],
  );
  forms.push(
    ...['1e1000', 0, -0, 1, -1, 0.03, 0.0301, -0.03, 5e-324, NaN, Infinity, true, null, undefined, [], {}],
  );
  const base = { ...markets.linearMarket, limits: {} };
  const places: ((by: unknown) => object)[] = [
    (by) => ({ contractSize: by }),
    (by) => ({ precision: { amount: by, price: 1 } }),
    (by) => ({ limits: { market: { max: by } } }),
    (by) => ({ limits: { amount: { min: by } }, precision: { amount: 1e-9, price: 1 } }),
    (by) => ({ taker: by }),
    (by) => ({ type: 'future', expiry: by }),
  ];
  for (const place of places)
    for (const form of forms) {
      const value = { ...base, ...place(form) };
      const parsed = safeParseMarket(value);
      const isTaken = takes(value);
      // Fees and times as text are not judged by their size.
      // What another field says of it is not this test's.
      if (parsed.status === 'invalid' && unsaid(parsed.error.code, parsed.error.path, value) !== null)
        continue;
      expect([value, isTaken]).toEqual([value, parsed.status === 'ok']);
    }
  for (const taker of [0.0301, -0.0301]) expect(takes({ ...base, taker })).toBe(false);
});

it.each(all.map((market) => [market.symbol, market] as const))('takes %s', (_, market) => {
  expect(takes(market), JSON.stringify(takes.errors)).toBe(true);
  expect(marketSchema['~standard'].validate(market).issues).toBeUndefined();
});

it.skipIf(!hasShared)('takes real markets of exchanges', () => {
  let number = 0;
  for (const file of ['ccxt_markets.json', 'ccxt_markets_mit.json'])
    for (const bySymbol of Object.values(
      JSON.parse(readShared(`data/specs/${file}`)) as Record<string, object>,
    ))
      for (const market of Object.values(bySymbol) as unknown[]) {
        number++;
        expect(takes(market), JSON.stringify(takes.errors)).toBe(true);
        const verdict = marketSchema['~standard'].validate(market);
        if (verdict.issues !== undefined) throw new Error(verdict.issues[0]!.message);
        expect(instrumentSchema['~standard'].validate(verdict.value)).toEqual({ value: verdict.value });
      }
  expect(number).toBeGreaterThan(20);
});

it('says of what is not in the market that it is not in it', () => {
  const { validate } = marketSchema['~standard'];
  // Of one dollar or of one coin: only who asks the venue knows.
  const verdict = validate({
    ...markets.inverseMarket,
    contractSize: 1,
    precision: { amount: 0.001, price: 0.1 },
    limits: {},
    info: {},
  });
  expect(verdict.issues).toEqual([
    {
      message: expect.stringMatching(/^cannot be read alone: options\.amountUnit must be given/) as string,
      path: [],
      code: 'unit.suspicious',
    },
  ]);
});

it('takes no raw option of a venue that is none', () => {
  const option = all.find(({ type }) => type === 'option')!;
  for (const info of ['BTC', 5, []]) {
    expect(marketSchema['~standard'].validate({ ...option, info }).issues?.[0]?.path).toEqual(['info']);
    expect(takes({ ...option, info })).toBe(false);
  }
});

it('refuses a draft that it does not write, and an order book', () => {
  const { jsonSchema, validate } = marketSchema['~standard'];
  for (const side of ['input', 'output'] as const)
    expectRefusal(() => jsonSchema[side]({ target: 'draft-04' }), 'domain.not_one_of', 'target');
  expect(validate({ bids: [], asks: [] }).issues).toMatchObject([
    { path: ['type'], code: 'shape.missing_field' },
  ]);
});
