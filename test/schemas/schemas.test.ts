import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayYear } from '../../docs/examples/book2021.ts';
import { RECORD } from '../../src/audit/auditRecord.ts';
import { parseRecord } from '../../src/audit/parseRecord.ts';
import { isBetahedgeError } from '../../src/foundation/errors.ts';
import { asItCame, listOf, nullable, objectOf, oneBy, optional } from '../../src/foundation/shape.ts';
import type { KnownShape, Rule, Shape } from '../../src/foundation/shape.ts';
import { INSTRUMENT } from '../../src/instruments/instrumentShape.ts';
import { parseInstrument } from '../../src/instruments/parseInstrument.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { parsePosition } from '../../src/instruments/parsePosition.ts';
import { parseSignedPosition } from '../../src/instruments/parseSignedPosition.ts';
import { POSITION } from '../../src/instruments/positionShape.ts';
import { readInstrument } from '../../src/instruments/readInstrument.ts';
import { parseDecision } from '../../src/rebalance/parseDecision.ts';
import { parseEvent } from '../../src/rebalance/parseEvent.ts';
import { parsePolicy } from '../../src/rebalance/parsePolicy.ts';
import { DECISION } from '../../src/rebalance/rebalanceDecision.ts';
import { EVENT } from '../../src/rebalance/rebalanceEvent.ts';
import { POLICY } from '../../src/rebalance/rebalancePolicy.ts';
import { decisionSchema } from '../../src/schemas/decisionSchema.ts';
import { eventSchema } from '../../src/schemas/eventSchema.ts';
import { instrumentSchema } from '../../src/schemas/instrumentSchema.ts';
import { jsonSchemaOf } from '../../src/schemas/jsonSchemaOf.ts';
import { policySchema } from '../../src/schemas/policySchema.ts';
import { positionSchema } from '../../src/schemas/positionSchema.ts';
import { recordSchema } from '../../src/schemas/recordSchema.ts';
import type { StandardSchema } from '../../src/schemas/standardSchema.ts';
import { logOf, moves } from '../audit/events.ts';
import { expectRefusal } from '../errors.ts';
import * as markets from '../instruments/markets.ts';
import * as optionMarkets from '../instruments/optionMarkets.ts';
import {
  changed,
  decisions,
  events,
  instruments,
  isPlain,
  placesOf,
  policies,
  positions,
  records,
  wild,
} from './values.ts';

interface Subject {
  readonly root: string;
  readonly schema: StandardSchema<unknown>;
  readonly shape: Shape<unknown>;
  readonly parse: (value: unknown) => unknown;
  readonly right: fc.Arbitrary<unknown>;
  /** What the parser asks beyond JSON Schema, each of which the values below meet with a refusal. */
  readonly rules: readonly string[];
}

const ofPolicy = ['landingWithinBand', 'bandWithinHardLimit', 'stepAboveMinimum'];
const ofInstrument = [
  'settleOfItsKind',
  'limitsInOrder',
  'expiryOfItsType',
  'premiumInSettle',
  'priceStepsInOrder',
];
const subjects: readonly Subject[] = [
  {
    root: 'policy',
    schema: policySchema,
    shape: POLICY,
    parse: parsePolicy,
    right: policies,
    rules: ofPolicy,
  },
  { root: 'event', schema: eventSchema, shape: EVENT, parse: parseEvent, right: events, rules: ofPolicy },
  {
    root: 'decision',
    schema: decisionSchema,
    shape: DECISION,
    parse: parseDecision,
    right: decisions,
    rules: ['orderIdOfItsEvent'],
  },
  {
    root: 'record',
    schema: recordSchema,
    shape: RECORD,
    parse: parseRecord,
    right: records,
    rules: [...ofPolicy, 'orderIdOfItsEvent', 'decisionOnItsEvent', 'plainJson'],
  },
  {
    root: 'instrument',
    schema: instrumentSchema,
    shape: INSTRUMENT,
    parse: parseInstrument,
    right: instruments,
    rules: ofInstrument,
  },
  {
    root: 'position',
    schema: positionSchema,
    shape: POSITION,
    parse: parseSignedPosition,
    right: positions,
    rules: [...ofInstrument, 'symbolOfItsInstrument'],
  },
];

/** The definition again, with rules that say their name where they refuse. */
function named(shape: Shape<unknown>, say: (rule: string) => void): Shape<unknown> {
  const again = (of: Shape<unknown>): Shape<unknown> => named(of, say);
  const saying = (rules: Readonly<Record<string, Rule<never>>>): Record<string, Rule<unknown>> =>
    mapped(rules, (rule, name) => (value: unknown, caller: string, path: string) => {
      try {
        rule(value as never, caller, path);
      } catch (error) {
        say(name);
        throw error;
      }
    });
  const known = shape as KnownShape;
  if ('json' in known) return known;
  if ('nullable' in known) return nullable(again(known.nullable));
  if ('optional' in known) return optional(again(known.optional));
  if ('items' in known) return listOf(again(known.items));
  if ('kept' in known) return asItCame(again(known.kept), saying(known.rules));
  if ('by' in known) return oneBy(known.name, known.by, mapped(known.of, again));
  return objectOf(known.name, mapped(known.fields, again), saying(known.rules), known.closed);
}

function mapped<A, B>(of: Readonly<Record<string, A>>, by: (value: A, name: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, by(value, name)]));
}

/** A JSON Schema as a validator that is not ours has it, in its strictest mode. */
function validatorOf(subject: Subject, side: 'input' | 'output') {
  return new Ajv2020({ strict: true, allErrors: false }).compile(jsonSchemaOf(subject.schema, { side }));
}

const runs = 10_000;

describe.each(subjects)('$root', (subject) => {
  const { root, schema, shape, parse, right, rules } = subject;
  const takes = validatorOf(subject, 'input');
  const gives = validatorOf(subject, 'output');
  const { validate } = schema['~standard'];
  let refusedBy: string[] = [];
  const byName = named(shape, (rule) => refusedBy.push(rule));

  /** What became of a value, once parser, JSON Schema and Standard Schema are found to agree on it. */
  function judged(value: unknown): string {
    const verdict = validate(value);
    let made: unknown;
    try {
      made = parse(value);
    } catch (error) {
      if (!isBetahedgeError(error)) throw error;
      // The first issue is the parser's own refusal, and every path begins at the value.
      const issue = verdict.issues![0]!;
      equal(issue.message, `must be ${error.expected}, got ${error.received}`);
      equal(issue.code, error.code);
      equal(written(root, issue.path), error.path);
      refusedBy = [];
      throws(() => byName.read('test', { [root]: value }, root));
      if (!takes(value)) return 'refused by both';
      equal(refusedBy.length, 1);
      return refusedBy[0]!;
    }
    deepEqual(verdict, { value: made });
    ok(takes(value), JSON.stringify(takes.errors));
    ok(gives(made), JSON.stringify(gives.errors));
    // -0 is read as 0, what is not there as not there: JSON keeps all that comes out, and it is read as the same.
    ok(isKept(made));
    const back: unknown = JSON.parse(JSON.stringify(made));
    deepEqual(parse(back), back);
    return 'accepted by both';
  }

  it('parser, JSON Schema and Standard Schema agree on 10,000 values', () => {
    const count: Record<string, number> = {};
    const some = fc.oneof(
      { weight: 3, arbitrary: right },
      { weight: 10, arbitrary: changed(right) },
      { weight: 3, arbitrary: changed(changed(right)) },
      { weight: 1, arbitrary: wild },
    );
    fc.assert(
      fc.property(some, (value) => {
        const became = judged(value);
        count[became] = (count[became] ?? 0) + 1;
      }),
      { seed: 6, numRuns: runs },
    );
    const { 'accepted by both': accepted, 'refused by both': refused, ...byRule } = count;
    expect(Object.values(count).reduce((a, b) => a + b)).toBe(runs);
    expect(accepted).toBeGreaterThan(2000);
    expect(refused).toBeGreaterThan(2000);
    if (process.env['COUNTS'] !== undefined) console.log(root, count);
    // Every rule has refused something, and nothing else has that JSON Schema takes.
    expect(Object.keys(byRule).sort()).toEqual([...rules].sort());
  });

  it('takes all right values', () => {
    fc.assert(
      fc.property(right, (value) => {
        expect(judged(value)).toBe('accepted by both');
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  it('names its rules in the JSON Schema, and the same in draft-07', () => {
    const text = JSON.stringify(jsonSchemaOf(schema));
    for (const rule of rules) expect(text).toContain(`${rule}: `);
    const { $schema, ...draft7 } = jsonSchemaOf(schema, { target: 'draft-07' });
    expect($schema).toBe('http://json-schema.org/draft-07/schema#');
    const { $schema: current, ...draft2020 } = jsonSchemaOf(schema);
    expect(current).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(draft7).toEqual(draft2020);
    const takesToo = new Ajv({ strict: true }).compile(jsonSchemaOf(schema, { target: 'draft-07' }));
    fc.assert(
      fc.property(fc.oneof(right, changed(right)), (value) => {
        expect(takesToo(value)).toBe(takes(value));
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('has no null of its own where a field is left out of what comes out', () => {
    // A field that may be left out may come as null, and is then left out.
    for (const [side, nulls] of [
      ['input', true],
      ['output', root === 'record'],
    ] as const)
      for (const [, of] of optionalOf(jsonSchemaOf(schema, { side })))
        expect(isDeepStrictEqual((of as { anyOf?: unknown[] }).anyOf?.at(-1), { type: 'null' })).toBe(nulls);
  });

  it('gives a schema of its own to each who asks', () => {
    const first = jsonSchemaOf(schema);
    for (const place of placesOf(first).reverse()) {
      const holder = place.slice(0, -1).reduce<unknown>((of, step) => (of as Json)[step], first) as Json;
      if (place.length > 0) holder[place.at(-1)!] = 'changed';
    }
    expect(first['type']).toBe('changed');
    expect(JSON.stringify(jsonSchemaOf(schema))).not.toContain('"changed"');
  });
});

type Json = Record<string, unknown>;

/** Properties that are not required, wherever they are. */
function optionalOf(json: unknown): [string, unknown][] {
  if (typeof json !== 'object' || json === null) return [];
  const { properties = {}, required = [] } = json as { properties?: Json; required?: string[] };
  const own = Array.isArray(json)
    ? []
    : Object.entries(properties).filter(([name]) => !required.includes(name));
  return [...own, ...Object.values(json).flatMap(optionalOf)];
}

/** Whether JSON changes nothing of it. */
function isKept(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  return isPlain(value) && Object.values(value).every(isKept);
}

/** A path as errors write it. */
function written(root: string, path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, step) => text + (typeof step === 'number' ? `[${step}]` : `.${step}`),
    root,
  );
}

describe('real values', () => {
  const read = (file: string): string =>
    readFileSync(new URL(`../../docs/examples/data/${file}`, import.meta.url), 'utf8');

  it('a year of events, decisions and policies', () => {
    const takesDecision = validatorOf(subjects[2]!, 'input');
    const takesEvent = validatorOf(subjects[1]!, 'input');
    let steps = 0;
    replayYear(read('crypto-daily-2021.csv'), read('btc-funding-2021.csv'), {
      onStep({ event, decision }) {
        steps++;
        expect(parseDecision(decision)).toStrictEqual(decision);
        expect(parseEvent(event)).toStrictEqual(event);
        expect(takesDecision(decision)).toBe(true);
        expect(takesEvent(event)).toBe(true);
      },
    });
    expect(steps).toBeGreaterThan(300);
  });

  it('records of a venue that fills in parts, refuses and is halted', () => {
    const takes = validatorOf(subjects[3]!, 'input');
    const seen = new Set<string>();
    fc.assert(
      fc.property(moves, (list) => {
        for (const record of logOf(list).records) {
          seen.add(`${record.event.type} ${record.decision.action} ${record.decision.reason}`);
          expect(parseRecord(record)).toBe(record);
          expect(parseDecision(record.decision)).toStrictEqual(record.decision);
          expect(takes(JSON.parse(JSON.stringify(record)))).toBe(true);
        }
      }),
      { seed: 9, numRuns: 200 },
    );
    expect(seen.size).toBeGreaterThan(8);
  });

  it('every market of the tests, as instrument and as position', () => {
    const takes = validatorOf(subjects[4]!, 'input');
    const all = Object.values({ ...markets, ...optionMarkets }).filter((value) => typeof value === 'object');
    expect(all.length).toBeGreaterThan(8);
    for (const market of all) {
      const instrument = parseMarket(market);
      expect(parseInstrument(instrument)).toStrictEqual(instrument);
      expect(takes(instrument), JSON.stringify(takes.errors)).toBe(true);
      const held = {
        symbol: instrument.symbol,
        side: 'short',
        contracts: 3,
        leverage: '5',
        timestamp: 1_711_699_200_000,
      };
      const position = parsePosition(held, { instrument, contractsUnit: 'contracts' });
      expect(parseSignedPosition(position)).toStrictEqual(position);
      // The raw one has no sign and would be a long: it is refused, also with an instrument beside it.
      expect(positionSchema['~standard'].validate(held).issues).toBeDefined();
      expect(positionSchema['~standard'].validate({ ...held, instrument }).issues).toBeDefined();
    }
  });

  it('an instrument that parseInstrument takes, every calculation does', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(instruments, changed(instruments)), (value) => {
        let instrument;
        try {
          instrument = parseInstrument(value);
        } catch {
          return;
        }
        taken++;
        expect(readInstrument('test', { instrument })).toBe(instrument);
      }),
      { seed: 10, numRuns: 5000 },
    );
    expect(taken).toBeGreaterThan(2500);
  });
});

describe('Standard Schema', () => {
  it('says version and vendor, and refuses a draft that it does not write', () => {
    for (const { schema } of subjects) {
      const standard = schema['~standard'];
      expect({ ...standard, validate: 0, jsonSchema: 0 }).toEqual({
        version: 1,
        vendor: 'betahedge',
        validate: 0,
        jsonSchema: 0,
      });
      for (const side of ['input', 'output'] as const)
        expectRefusal(
          () => standard.jsonSchema[side]({ target: 'openapi-3.0' }),
          'domain.not_one_of',
          'target',
        );
      expectRefusal(() => standard.jsonSchema.input({ target: 'toString' }), 'domain.not_one_of', 'target');
    }
    expectRefusal(() => jsonSchemaOf(null as never), 'shape.missing_field', 'schema');
  });

  it('says all that is wrong at once, the first as the parser does; of two rules the first', () => {
    const { issues } = policySchema['~standard'].validate({
      policyVersion: 'a b',
      exposureUnit: 'beta',
      target: NaN,
      band: { halfWidth: -1, landing: '1' },
      hardLimit: null,
      cooldownMs: 0,
      settlementLagMs: 0,
      degradedBandFactor: 1,
      limits: { 'maximumLoss.': 1, maximumTradesPerHour: 1001 },
    });
    expect(issues!.map(({ path, code }) => [...path, code])).toEqual([
      ['policyVersion', 'domain.out_of_range'],
      ['target', 'domain.not_finite'],
      ['band', 'halfWidth', 'domain.negative'],
      ['band', 'landing', 'shape.wrong_type'],
      ['maximumAgeMs', 'shape.missing_field'],
      ['limits', 'maximumLoss.', 'domain.not_one_of'],
      ['limits', 'maximumTradesPerHour', 'domain.out_of_range'],
    ]);
  });

  it('paths have places in lists as numbers, and names as they are', () => {
    const instrument = parseMarket(optionMarkets.deribitInverse);
    const priceSteps = [
      { above: '1', step: '1' },
      { above: '2', step: '0' },
    ];
    expect(instrumentSchema['~standard'].validate({ ...instrument, priceSteps }).issues).toMatchObject([
      { path: ['priceSteps', 1, 'step'], code: 'domain.not_positive' },
    ]);
    // A list that is wrong throughout is not told entry by entry for ever.
    const many = { ...instrument, priceSteps: Array.from({ length: 100_000 }, () => 'step') };
    expect(instrumentSchema['~standard'].validate(many).issues).toHaveLength(100);
    // A name may look like a path, and another may be the beginning of it.
    for (const name of ['a', 'a.b', 'a.b[0].c', '', '5', 'constructor'])
      for (const others of [{}, { a: 1, 'a.b': 1, 'a.b[0]': 1 }]) {
        const { issues } = policySchema['~standard'].validate({ limits: { [name]: 1, ...others } });
        expect(issues!.find(({ path }) => path[0] === 'limits')!.path).toEqual(['limits', name]);
      }
    expect(policySchema['~standard'].validate(undefined).issues).toMatchObject([{ path: [] }]);
  });

  it('what a record holds beside its fields stays in it, what a policy holds does not', () => {
    const {
      records: [record],
    } = logOf([[0, 25_000]]);
    const more = { ...record!, event: { ...record!.event, note: 'by hand' } };
    expect(recordSchema['~standard'].validate(more)).toEqual({ value: more });
    const policy = { ...fc.sample(policies, { seed: 1, numRuns: 1 })[0]!, note: 'by hand' };
    expect(policySchema['~standard'].validate(policy)).not.toHaveProperty('value.note');
  });
});
