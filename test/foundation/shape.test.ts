import { describe, expect, it } from 'vitest';
import {
  BOOLEAN,
  FINITE,
  INTEGER,
  listOf,
  matching,
  NON_NEGATIVE,
  NOT_ZERO,
  nullable,
  objectOf,
  oneBy,
  oneOf,
  only,
  optional,
  POSITIVE,
  TEXT,
  TIME,
  within,
} from '../../src/foundation/shape.ts';
import type { Shape } from '../../src/foundation/shape.ts';
import { expectRefusal } from '../errors.ts';

const read = <T>(shape: Shape<T>, value: unknown): T => shape.read('caller', { field: value }, 'field', 'at');

interface Item {
  readonly n: number;
}
const item = objectOf<Item>('Item', { n: FINITE });

describe('reads', () => {
  it.each([
    ['-0 as 0', FINITE, -0, 0],
    ['the least', within({ minimum: 1, maximum: 2 }, FINITE), 1, 1],
    ['the largest', within({ minimum: 1, maximum: 2 }, FINITE), 2, 2],
    ['the smallest above zero', POSITIVE, 5e-324, 5e-324],
    ['null where it may be', nullable(FINITE), null, null],
    ['nothing', optional(FINITE), undefined, undefined],
    ['null as nothing', optional(FINITE), null, undefined],
    ['null alone', only(null), null, null],
    ['a list', listOf(item), [{ n: 1 }, { n: -0, m: 2 }], [{ n: 1 }, { n: 0 }]],
    ['what is inherited', item, Object.create({ n: 1 }), { n: 1 }],
  ] as const)('%s', (_, shape, value, expected) => {
    expect(read(shape as Shape<unknown>, value)).toStrictEqual(expected);
  });

  it('no field that is left out', () => {
    expect(
      Object.keys(read(objectOf<{ x?: number | undefined }>('', { x: optional(FINITE) }), { x: null })),
    ).toEqual([]);
  });
});

const closed = objectOf<Item>('Item', { n: FINITE }, {}, 'absent');
const union = oneBy<Item>('Union', 'kind', { a: item, b: item });

describe('refuses, with code and path', () => {
  it.each([
    ['a text for a number', FINITE, '1', 'shape.wrong_type', 'at.field'],
    ['NaN', POSITIVE, NaN, 'domain.not_finite', 'at.field'],
    ['zero', POSITIVE, 0, 'domain.not_positive', 'at.field'],
    ['-0 too', NOT_ZERO, -0, 'domain.out_of_range', 'at.field'],
    ['below zero', NON_NEGATIVE, -1, 'domain.negative', 'at.field'],
    ['below the least', within({ minimum: 1 }, FINITE), 0.9, 'domain.out_of_range', 'at.field'],
    ['above the largest', within({ maximum: 1 }, POSITIVE), 1.1, 'domain.out_of_range', 'at.field'],
    ['a fraction', INTEGER, 0.5, 'domain.not_integer', 'at.field'],
    ['seconds', TIME, 1_700_000_001, 'unit.suspicious', 'at.field'],
    ['no text', TEXT, '', 'shape.wrong_type', 'at.field'],
    ['another text', matching(/^a$/, 'a'), 'b', 'domain.out_of_range', 'at.field'],
    ['a number for true', BOOLEAN, 1, 'shape.wrong_type', 'at.field'],
    ['another word', oneOf(['a']), 'b', 'domain.not_one_of', 'at.field'],
    ['another number', only(1), 2, 'domain.not_one_of', 'at.field'],
    ['a text for one number', only(1), '1', 'shape.wrong_type', 'at.field'],
    ['nothing for null', nullable(FINITE), undefined, 'shape.missing_field', 'at.field'],
    ['a hole in a list', listOf(FINITE), [1, , 2], 'shape.missing_field', 'at.field[1]'], // eslint-disable-line no-sparse-arrays
    ['an object for a list', listOf(FINITE), { length: 0 }, 'shape.wrong_type', 'at.field'],
    ['a list for an object', item, [], 'shape.wrong_type', 'at.field'],
    ['what is inside', listOf(item), [{ n: 1 }, {}], 'shape.missing_field', 'at.field[1].n'],
    ['another name', closed, { n: 1, m: 1 }, 'domain.not_one_of', 'at.field.m'],
    ['another name, inherited', closed, Object.create({ n: 1, m: 1 }), 'domain.not_one_of', 'at.field.m'],
    ['a name of every object', closed, { n: 1, toString: 1 }, 'domain.not_one_of', 'at.field.toString'],
    ['another kind', union, { kind: 'c', n: 1 }, 'domain.not_one_of', 'at.field.kind'],
    ['a kind of every object', union, { kind: 'constructor' }, 'domain.not_one_of', 'at.field.kind'],
    ['no kind', union, null, 'shape.missing_field', 'at.field'],
    ['what is in a kind', union, { kind: 'b', n: null }, 'shape.missing_field', 'at.field.n'],
  ] as const)('%s', (_, shape, value, code, path) => {
    expectRefusal(() => read(shape as Shape<unknown>, value), code, path);
  });
});
