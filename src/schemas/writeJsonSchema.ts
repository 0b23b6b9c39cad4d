import { refuse } from '../foundation/checks.ts';
import type { KnownShape, ObjectShape, Rule, Shape } from '../foundation/shape.ts';
import type { JsonSchemaTarget } from './standardSchema.ts';
import { docOf, fieldDocOf, RULE_DOCS } from './words.ts';

type Json = Record<string, unknown>;

/** What the parser takes, or what it gives. */
export type Side = 'input' | 'output';

const DRAFTS: Readonly<Record<JsonSchemaTarget, string>> = {
  'draft-2020-12': 'https://json-schema.org/draft/2020-12/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
};

/** The JSON Schema of a definition, as a document of its own. */
export function writeJsonSchema(shape: Shape<unknown>, side: Side, target: string): Json {
  return asDocument(jsonOf(shape, side), target);
}

/** A copy that says its draft, so that nobody holds a piece of a definition. All keywords used are the same in both drafts. */
export function asDocument(json: Json, target: string): Json {
  if (!Object.hasOwn(DRAFTS, target)) {
    const expected = `one of ${Object.keys(DRAFTS).join(', ')}`;
    return refuse('domain.not_one_of', 'jsonSchema', 'target', expected, target);
  }
  return JSON.parse(JSON.stringify({ $schema: DRAFTS[target as JsonSchemaTarget], ...json })) as Json;
}

function jsonOf(shape: Shape<unknown>, side: Side): Json {
  const known = shape as KnownShape;
  if ('json' in known) return known.json;
  if ('nullable' in known) return orNull(jsonOf(known.nullable, side));
  if ('optional' in known) {
    const json = jsonOf(known.optional, side);
    return side === 'input' ? orNull(json) : json;
  }
  if ('items' in known) return { type: 'array', items: jsonOf(known.items, side) };
  if ('kept' in known) {
    const { $comment, ...json } = jsonOf(known.kept, 'input');
    return { ...json, ...commentOf(known.rules, $comment) };
  }
  if ('by' in known) {
    const kinds = [...new Set(Object.values(known.of))];
    return { ...namesOf(known.name), type: 'object', oneOf: kinds.map((kind) => jsonOf(kind, side)) };
  }
  return objectOf(known, side);
}

function objectOf({ name, fields, rules, closed }: ObjectShape<Record<string, unknown>>, side: Side): Json {
  const entries = Object.entries(fields);
  const properties = entries.map(([field, shape]) => {
    const description = fieldDocOf(name, field);
    return [field, { ...jsonOf(shape, side), ...(description === undefined ? {} : { description }) }];
  });
  return {
    ...namesOf(name),
    ...commentOf(rules),
    type: 'object',
    properties: Object.fromEntries(properties) as Json,
    required: entries.filter(([, shape]) => !('optional' in shape)).map(([field]) => field),
    ...(closed === undefined ? {} : { additionalProperties: false }),
  };
}

function orNull(json: Json): Json {
  return { anyOf: [json, { type: 'null' }] };
}

function namesOf(name: string): Json {
  return name === '' ? {} : { title: name, description: docOf(name) };
}

/** What no keyword says. */
function commentOf(rules: Readonly<Record<string, Rule<never>>>, before?: unknown): Json {
  const said = Object.keys(rules).map((name) => `${name}: ${RULE_DOCS[name]!}`);
  if (typeof before === 'string') said.unshift(before);
  return said.length === 0 ? {} : { $comment: said.join(' ') };
}
