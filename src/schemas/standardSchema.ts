import type { ErrorCode } from '../foundation/errors.ts';

/** The drafts of JSON Schema that are written; OpenAPI 3.1 takes the first as it is. */
export type JsonSchemaTarget = 'draft-2020-12' | 'draft-07';

/** What a writer of JSON Schema is told. */
export interface JsonSchemaOptions {
  /** Another than a `JsonSchemaTarget` is refused. */
  readonly target: string;
}

/** Where a value is not what it should be, and why. */
export interface SchemaIssue {
  /** In words: what it must be, and what came. */
  readonly message: string;
  /** From the value down: names of fields and places in lists; empty for the value itself. */
  readonly path: readonly (string | number)[];
  /** As the parser's error has it. */
  readonly code: ErrorCode;
}

/** What `validate` says: the value as the parser gives it, or the issues, the first of which the parser would throw. */
export type Validated<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] };

/** What Standard Schema and Standard JSON Schema, version 1, ask of a schema. */
export interface StandardProperties<Input, Output> {
  /** Of the standard. */
  readonly version: 1;
  /** Who made the schema. */
  readonly vendor: 'betahedge';
  /** For types alone: there is no such value. */
  readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  /** The parser itself, which refuses by issues; at once, never by a promise. */
  readonly validate: (value: unknown) => Validated<Output>;
  /** Plain data, made anew by each call. */
  readonly jsonSchema: {
    /** Of what `validate` takes. */
    readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
    /** Of what it gives. */
    readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
  };
}

/**
 * A schema that any tool which knows Standard Schema or Standard JSON Schema takes as it is.
 *
 * **Source**: Standard Schema 1.1 (standardschema.dev); JSON Schema 2020-12 and draft-07.
 */
export interface StandardSchema<Input, Output = Input> {
  /** All of it. */
  readonly '~standard': StandardProperties<Input, Output>;
}
