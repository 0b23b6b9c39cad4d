import { readObject } from '../foundation/checks.ts';
import type { JsonSchemaTarget, StandardSchema } from './standardSchema.ts';

/** Which JSON Schema is wanted. */
export interface JsonSchemaChoice {
  /** Default `draft-2020-12`, which OpenAPI 3.1 takes as it is. */
  readonly target?: JsonSchemaTarget | undefined;
  /** Of what the parser takes (default), or of what it gives. */
  readonly side?: 'input' | 'output' | undefined;
}

/**
 * The JSON Schema of one of the schemas here, as plain data of its own, with nothing to look up elsewhere.
 *
 * **Result**: `$schema`, `title`, a `description` of each field, and a `$comment` where the parser asks more of an object
 * than JSON Schema can say: what one field must be beside another. The side `output` has no null where a field may be
 * left out.
 * **Errors**: `domain.not_one_of` (another target).
 * **Source**: JSON Schema 2020-12 and draft-07.
 *
 * @example
 * ```ts
 * import { jsonSchemaOf, policySchema } from 'betahedge/schemas';
 *
 * const schema = jsonSchemaOf(policySchema, { target: 'draft-07' });
 * console.log(schema['$schema'], schema['title']); // http://json-schema.org/draft-07/schema# RebalancePolicy
 * ```
 */
export function jsonSchemaOf(
  schema: StandardSchema<unknown>,
  choice: JsonSchemaChoice = {},
): Record<string, unknown> {
  const { target = 'draft-2020-12', side = 'input' } = choice;
  readObject('jsonSchemaOf', schema, 'schema');
  const { jsonSchema } = schema['~standard'];
  return side === 'output' ? jsonSchema.output({ target }) : jsonSchema.input({ target });
}
