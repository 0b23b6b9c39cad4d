import { isBetahedgeError } from '../foundation/errors.ts';
import type { BetahedgeError } from '../foundation/errors.ts';
import { join } from '../foundation/checks.ts';
import type { KnownShape, Shape } from '../foundation/shape.ts';
import type { SchemaIssue } from './standardSchema.ts';

/**
 * Every refusal of a value that its parser refused: the parser's own first, then those of the other fields, which the
 * parser did not come to. A form wants them all at once.
 */
export function issuesOf(
  first: BetahedgeError,
  root: string,
  shape: Shape<unknown>,
  value: unknown,
): readonly SchemaIssue[] {
  const { caller } = first;
  const others = refusalsOf(caller, shape, { [root]: value }, root).filter(
    ({ code, path }) => code !== first.code || path !== first.path,
  );
  return [first, ...others].map((error) => issueOf(error, root, value));
}

/** A refusal as an issue. */
export function issueOf(error: BetahedgeError, root: string, value: unknown): SchemaIssue {
  const { path, expected, received, code } = error;
  const message = `must be ${expected}, got ${received}`;
  if (path.startsWith(root)) return { message, path: segmentsOf(path.slice(root.length), value), code };
  // What is missing is no part of the value: an option of the parser, which no schema is given.
  return { message: `cannot be read alone: ${path} ${message}`, path: [], code };
}

function refusalsOf(
  caller: string,
  shape: Shape<unknown>,
  source: object,
  field: string,
  at?: string,
): readonly BetahedgeError[] {
  try {
    shape.read(caller, source, field, at);
    return [];
  } catch (error) {
    if (!isBetahedgeError(error)) throw error;
    const inner = innerRefusals(caller, shape as KnownShape, source, field, at);
    const isOwn = inner.every(({ code, path }) => code !== error.code || path !== error.path);
    return isOwn ? [error, ...inner] : inner;
  }
}

function innerRefusals(
  caller: string,
  shape: KnownShape,
  source: object,
  field: string,
  at?: string,
): readonly BetahedgeError[] {
  const again = (of: Shape<unknown>): readonly BetahedgeError[] => refusalsOf(caller, of, source, field, at);
  if ('nullable' in shape) return again(shape.nullable);
  if ('optional' in shape) return again(shape.optional);
  if ('kept' in shape) return again(shape.kept);
  const value = (source as Readonly<Record<string, unknown>>)[field];
  if (typeof value !== 'object' || value === null) return [];
  const path = join(at, field);
  if ('items' in shape) return Array.isArray(value) ? refusalsInList(caller, shape.items, value, path) : [];
  if ('fields' in shape)
    return Array.isArray(value)
      ? []
      : Object.entries(shape.fields).flatMap(([key, of]) => refusalsOf(caller, of, value, key, path));
  if (!('by' in shape)) return [];
  const kind = (value as Readonly<Record<string, unknown>>)[shape.by];
  return typeof kind === 'string' && Object.hasOwn(shape.of, kind) ? again(shape.of[kind]!) : [];
}

// A list of a million wrong entries is not told a million times.
const MOST_OF_A_LIST = 100;

function refusalsInList(
  caller: string,
  items: Shape<unknown>,
  list: readonly unknown[],
  path: string,
): readonly BetahedgeError[] {
  const found: BetahedgeError[] = [];
  for (let i = 0; i < list.length && found.length < MOST_OF_A_LIST; i++)
    found.push(...refusalsOf(caller, items, list, String(i), path));
  return found;
}

/**
 * A path of an error in its steps, read along the value: a name of the value's own may have a dot or a bracket in it.
 */
function segmentsOf(path: string, value: unknown): readonly (string | number)[] {
  const segments: (string | number)[] = [];
  let rest = path;
  let here = value;
  while (rest !== '') {
    const key = keyOf(rest, here);
    segments.push(Array.isArray(here) ? Number(key) : key);
    rest = rest.slice(rest.startsWith('[') ? key.length + 2 : key.length + 1);
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[key] : undefined;
  }
  return segments;
}

function keyOf(rest: string, here: unknown): string {
  if (rest.startsWith('[')) return rest.slice(1, rest.indexOf(']'));
  const names = typeof here === 'object' && here !== null ? Object.keys(here) : [];
  const fitting = names.filter(
    (name) => /^(?:$|[.[])/.test(rest.slice(1 + name.length)) && rest.startsWith(name, 1),
  );
  // The longest, of a and a.b.
  fitting.sort((a, b) => b.length - a.length);
  return fitting[0] ?? /^[^.[]*/.exec(rest.slice(1))![0];
}
