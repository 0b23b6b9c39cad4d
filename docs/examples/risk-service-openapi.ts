// What the risk service takes and gives, as OpenAPI 3.1, whose schemas are JSON Schema: those of instrument, position, policy
// and decision are written by betahedge from the definitions that its parsers read by.
// `npm run example risk-service` asks for it.
import {
  decisionSchema,
  eventSchema,
  instrumentSchema,
  jsonSchemaOf,
  policySchema,
  positionSchema,
} from 'betahedge/schemas';
import type { StandardSchema } from 'betahedge/schemas';

const json = (schema: object) => ({ 'application/json': { schema } });
const object = (properties: object, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
});
/** A part of a document is in the document's draft, and may not name one. */
const part = (schema: StandardSchema<unknown>) => ({ ...jsonSchemaOf(schema), $schema: undefined });
const number = { type: 'number' };
const price = { type: 'number', exclusiveMinimum: 0 };
const time = { type: 'integer', description: 'Epoch milliseconds.' };
const text = { type: 'string' };
const byName = (schema: object, description: string) => ({
  type: 'object',
  additionalProperties: schema,
  description,
});

const series = object(
  { timestamps: { type: 'array', items: time }, values: { type: 'array', items: price } },
  ['timestamps', 'values'],
);
const balance = object({ currency: text, amount: number, kind: { enum: ['cash', 'margin', 'equity'] } }, [
  'currency',
  'amount',
  'kind',
]);
const body = object(
  {
    instrument: part(instrumentSchema),
    positions: { type: 'array', items: part(positionSchema) },
    balances: {
      type: 'array',
      items: balance,
      description: 'One of each currency that a position is settled in.',
    },
    series: byName(
      series,
      'Prices by coin, the last of them now: of the benchmark, and of every coin of the book.',
    ),
    benchmark: { type: 'string', description: 'The name of a series.' },
    fx: byName(
      object({ price, timestamp: time }, ['price', 'timestamp']),
      'The instrument’s quote per 1 of other money.',
    ),
    policy: {
      ...part(policySchema),
      description: 'In `beta of equity`. Not read beside a state, which has one.',
    },
    state: { type: 'object', description: 'Of the last answer; left out the first time.' },
    events: {
      type: 'array',
      items: part(eventSchema),
      description: 'Since that state: what became of its order, another policy, a halt. No snapshot.',
    },
  },
  ['instrument', 'positions', 'balances', 'series', 'benchmark'],
);
const answer = object(
  {
    asOf: time,
    betas: byName({ type: 'object' }, 'By coin, with standard errors and intervals.'),
    exposures: { type: 'object', description: 'Rows and totals of the book.' },
    neutral: {
      type: 'object',
      description: 'Contracts to a beta of 0, before band and lots, with their interval.',
    },
    decision: part(decisionSchema),
    order: { type: ['object', 'null'], description: 'Null where nothing is to be traded.' },
    state: { type: 'object', description: 'To ask with the next time.' },
  },
  ['asOf', 'betas', 'exposures', 'neutral', 'decision', 'order', 'state'],
);
const about = { code: text, path: text, expected: text, received: text, errors: { type: 'array' } };
const problem = object({ type: text, title: text, status: number, detail: text, ...about }, [
  'title',
  'status',
]);
const refused = { description: 'Refused', content: { 'application/problem+json': { schema: problem } } };

export const openApi = {
  openapi: '3.1.0',
  info: { title: 'Risk service', version: '1' },
  paths: {
    '/hedge': {
      post: {
        requestBody: { required: true, content: json(body) },
        responses: {
          200: { description: 'The hedge', content: json(answer) },
          ...Object.fromEntries([400, 413, 415, 422].map((status) => [status, refused])),
        },
      },
    },
  },
};
