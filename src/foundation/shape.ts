import {
  isAbsent,
  join,
  readFinite,
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readOneOf,
  readPositive,
  readText,
  readTimestamp,
  refuse,
} from './checks.ts';

// What crosses the border is defined once, as data: a parser reads an unknown value by it, and `schemas` writes the JSON
// Schema of it. What a doc comment says of a field is not here, so that a parser does not ship it.

/** What an unknown value must be. */
export interface Shape<T> {
  /** Reads the field, or refuses it by its path. */
  readonly read: (caller: string, source: object, field: string, at?: string) => T;
}

/** A value with nothing inside, and the keywords of JSON Schema that take and refuse what `read` does. */
export interface Leaf<T> extends Shape<T> {
  readonly json: Readonly<Record<string, unknown>>;
}

/** Null, or what `nullable` is; what is not there is no null. */
export interface Nullable<T> extends Shape<T | null> {
  readonly nullable: Shape<T>;
}

/** What may be left out; null is read as left out. */
export interface Optional<T> extends Shape<T | undefined> {
  readonly optional: Shape<T>;
}

/** A list of one kind of things. */
export interface List<T> extends Shape<readonly T[]> {
  readonly items: Shape<T>;
}

/** One of several objects, told apart by the word in the field `by`. */
export interface Union<T> extends Shape<T> {
  readonly name: string;
  readonly by: string;
  readonly of: Readonly<Record<string, Shape<T>>>;
}

/** What no JSON Schema can say, of an object whose fields are read: it refuses, or does nothing. */
export type Rule<T> = (value: T, caller: string, path: string) => void;

/** An object with these fields. What else it holds is left behind, unless it is `closed`. */
export interface ObjectShape<T> extends Shape<T> {
  /** Of the interface that it makes; empty where it has none. */
  readonly name: string;
  readonly fields: { readonly [Field in keyof T]-?: Shape<T[Field]> };
  /** By name, in the order that they are asked. */
  readonly rules: Readonly<Record<string, Rule<T>>>;
  /** What a field of another name must be, in words: it is refused. */
  readonly closed?: string | undefined;
}

/** What comes out as it came, with all that it holds, once it has been read as `kept` and passed the rules. */
export interface Kept<T> extends Shape<T> {
  readonly kept: Shape<T>;
  readonly rules: Readonly<Record<string, Rule<T>>>;
}

/** All kinds of shapes, told apart by the field that each alone has. */
export type KnownShape =
  | Leaf<unknown>
  | Nullable<unknown>
  | Optional<unknown>
  | List<unknown>
  | ObjectShape<Record<string, unknown>>
  | Union<unknown>
  | Kept<unknown>;

/** Any finite number. */
export const FINITE: Leaf<number> = { json: { type: 'number' }, read: readFinite };

/** Above zero. */
export const POSITIVE: Leaf<number> = { json: { type: 'number', exclusiveMinimum: 0 }, read: readPositive };

/** Zero or above. */
export const NON_NEGATIVE: Leaf<number> = { json: { type: 'number', minimum: 0 }, read: readNonNegative };

/** Finite, and other than zero. */
export const NOT_ZERO: Leaf<number> = {
  json: { type: 'number', not: { const: 0 } },
  read(caller, source, field, at) {
    const value = readFinite(caller, source, field, at);
    return value === 0
      ? refuse('domain.out_of_range', caller, join(at, field), 'other than 0', value)
      : value;
  },
};

/** Not empty. */
export const TEXT: Leaf<string> = { json: { type: 'string', minLength: 1 }, read: readText };

/** True or false. */
export const BOOLEAN: Leaf<boolean> = {
  json: { type: 'boolean' },
  read: (caller, source, field, at) => readOneOf(caller, source, field, [true, false], at),
};

/** Epoch milliseconds, as `readTimestamp` takes them: what reads as seconds or microseconds of our time is refused. */
export const TIME: Leaf<number> = {
  json: {
    type: 'integer',
    exclusiveMinimum: -1e14,
    exclusiveMaximum: 1e14,
    anyOf: [{ maximum: 1.2e9 }, { minimum: 2.5e9 }, { multipleOf: 60000 }],
  },
  read: readTimestamp,
};

/** A whole number. */
export const INTEGER: Leaf<number> = {
  json: { type: 'integer' },
  read: (caller, source, field, at) => readInteger(caller, source, field, -Infinity, at),
};

/** A number with a least or a largest value, which it may have. */
export function within(
  bounds: { readonly minimum?: number; readonly maximum?: number },
  leaf: Leaf<number>,
): Leaf<number> {
  const { minimum = -Infinity, maximum = Infinity } = bounds;
  return {
    json: { ...leaf.json, ...bounds },
    read(caller, source, field, at) {
      const value = leaf.read(caller, source, field, at);
      if (value >= minimum && value <= maximum) return value;
      const expected = value < minimum ? `at least ${minimum}` : `at most ${maximum}`;
      return refuse('domain.out_of_range', caller, join(at, field), expected, value);
    },
  };
}

/** A text that matches; `expected` says the pattern in words. */
export function matching(pattern: RegExp, expected: string): Leaf<string> {
  return {
    json: { type: 'string', pattern: pattern.source },
    read(caller, source, field, at) {
      const value = readText(caller, source, field, at);
      if (pattern.test(value)) return value;
      return refuse('domain.out_of_range', caller, join(at, field), expected, value);
    },
  };
}

/** One of these words. */
export function oneOf<const T extends string>(words: readonly T[]): Leaf<T> {
  return {
    json: { type: 'string', enum: words },
    read: (caller, source, field, at) => readOneOf(caller, source, field, words, at),
  };
}

/** This value alone. */
export function only<const T extends number | null>(value: T): Leaf<T> {
  return {
    json: { const: value },
    read(caller, source, field, at) {
      const found = (source as Readonly<Record<string, unknown>>)[field];
      if (found === value) return value;
      const code = typeof found === typeof value ? 'domain.not_one_of' : 'shape.wrong_type';
      return refuse(code, caller, join(at, field), String(value), found);
    },
  };
}

/** Null, or this. */
export function nullable<T>(shape: Shape<T>): Nullable<T> {
  return {
    nullable: shape,
    read: (caller, source, field, at) =>
      (source as Readonly<Record<string, unknown>>)[field] === null
        ? null
        : shape.read(caller, source, field, at),
  };
}

/** This, or nothing. */
export function optional<T>(shape: Shape<T>): Optional<T> {
  return {
    optional: shape,
    read: (caller, source, field, at) =>
      isAbsent(source, field) ? undefined : shape.read(caller, source, field, at),
  };
}

/** A list of these. */
export function listOf<T>(items: Shape<T>): List<T> {
  return {
    items,
    read(caller, source, field, at) {
      const list = readList(caller, source, field, at);
      const path = join(at, field);
      // By index: map passes over holes.
      return Array.from(list, (_, i) => items.read(caller, list, String(i), path));
    },
  };
}

/** An object of these fields. */
export function objectOf<T extends object>(
  name: string,
  fields: ObjectShape<T>['fields'],
  rules: ObjectShape<T>['rules'] = {},
  closed?: string,
): ObjectShape<T> {
  // Once, since a reducer reads a band of every snapshot.
  const shapes = Object.entries<Shape<unknown>>(fields);
  const asked = Object.values(rules);
  return {
    name,
    fields,
    rules,
    closed,
    read(caller, source, field, at) {
      const path = join(at, field);
      const from = readObject(caller, (source as Readonly<Record<string, unknown>>)[field], path);
      // Inherited ones too, since those are read.
      if (closed !== undefined)
        for (const key in from)
          if (!Object.hasOwn(fields, key))
            refuse('domain.not_one_of', caller, `${path}.${key}`, closed, from[key]);
      const made: Record<string, unknown> = {};
      for (const [key, shape] of shapes) {
        const value = shape.read(caller, from, key, path);
        if (value !== undefined) made[key] = value;
      }
      for (const rule of asked) rule(made as T, caller, path);
      return made as T;
    },
  };
}

/** What is taken as it came: evidence, of which nothing may be left behind. */
export function asItCame<T>(kept: Shape<T>, rules: Kept<T>['rules']): Kept<T> {
  return {
    kept,
    rules,
    read(caller, source, field, at) {
      kept.read(caller, source, field, at);
      const value = (source as Readonly<Record<string, unknown>>)[field] as T;
      for (const rule of Object.values(rules)) rule(value, caller, join(at, field));
      return value;
    },
  };
}

/** One of these objects, by the word in a field. */
export function oneBy<T>(name: string, by: string, of: Readonly<Record<string, Shape<T>>>): Union<T> {
  return {
    name,
    by,
    of,
    read(caller, source, field, at) {
      const path = join(at, field);
      const from = readObject(caller, (source as Readonly<Record<string, unknown>>)[field], path);
      return of[readOneOf(caller, from, by, Object.keys(of), path)]!.read(caller, source, field, at);
    },
  };
}
