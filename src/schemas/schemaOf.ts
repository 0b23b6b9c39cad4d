import type { Shape } from '../foundation/shape.ts';
import type { Parsed } from '../instruments/parsed.ts';
import { issuesOf } from './issues.ts';
import type { StandardSchema } from './standardSchema.ts';
import { writeJsonSchema } from './writeJsonSchema.ts';

/** A schema of a definition and its parser, whose errors' paths begin with `root`. */
export function schemaOf<T>(
  root: string,
  shape: Shape<T>,
  safeParse: (value: unknown) => Parsed<T>,
): StandardSchema<T> {
  return {
    '~standard': {
      version: 1,
      vendor: 'betahedge',
      validate(value) {
        const parsed = safeParse(value);
        if (parsed.status === 'ok') return { value: parsed.value };
        return { issues: issuesOf(parsed.error, root, shape, value) };
      },
      jsonSchema: {
        input: ({ target }) => writeJsonSchema(shape, 'input', target),
        output: ({ target }) => writeJsonSchema(shape, 'output', target),
      },
    },
  };
}
