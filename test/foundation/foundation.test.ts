import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/foundation/canonicalJson.ts';
import { readOneOf } from '../../src/foundation/checks.ts';
import {
  BetahedgeError,
  InputError,
  isBetahedgeError,
  ResultError,
  StateError,
} from '../../src/foundation/errors.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal, refusal } from '../errors.ts';

const details = {
  code: 'domain.negative',
  caller: 'f',
  path: 'a[3].b',
  expected: 'zero or positive',
  received: '-1',
} as const;

describe('errors', () => {
  it('say who, where, what was expected and what came', () => {
    const error = new InputError(details);
    expect(error.message).toBe('f: a[3].b must be zero or positive, got -1');
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'InputError',
      message: error.message,
      ...details,
    });
    expect(error).toBeInstanceOf(BetahedgeError);
    expect(error).toBeInstanceOf(Error);
  });

  it('speak of the argument where there is no path', () => {
    expect(new StateError({ ...details, path: '' }).message).toBe(
      'f: the argument must be zero or positive, got -1',
    );
  });

  it('name a text that is too long to be written', () => {
    // Its JSON would have twice as many characters as a text can have.
    const source = { name: '"'.repeat(2 ** 28) };
    const words = /^f: name must be one of a, got "[\\"]+$/;
    expect(() => readOneOf('f', source, 'name', ['a'])).toThrow(words);
  });

  it('are known across copies of the package, and others are not', () => {
    const foreign = Object.assign(new Error('x'), details);
    expect([new InputError(details), new ResultError(details), foreign].map(isBetahedgeError)).toEqual([
      true,
      true,
      true,
    ]);
    expect([new Error('x'), details, null, undefined, 'x'].map(isBetahedgeError)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('orThrow', () => {
  it('passes what is ok, as the same object', () => {
    const result = { status: 'ok', beta: 1 } as const;
    expect(orThrow(result)).toBe(result);
  });

  it('throws for what is no result', () => {
    for (const value of [null, undefined])
      expectRefusal(() => orThrow(value as never), 'status.not_ok', 'status');
  });

  it('throws the status in words', () => {
    const error = refusal(() => orThrow({ status: 'insufficient_data', required: 3, observed: 2 }));
    expect(error).toBeInstanceOf(ResultError);
    expect(error.code).toBe('status.not_ok');
    expect(error.message).toContain('"required":3,"observed":2');
  });
});

const cycle: { a: unknown[] } = { a: [] };
cycle.a.push(cycle);

describe('canonicalJson', () => {
  // RFC 8785, 3.2.2 and 3.2.3 (without its -0): numbers, escapes and the order of keys by UTF-16 code unit.
  it('writes the example of RFC 8785', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(keys)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it('takes objects without a prototype, and numbers at the ends of the doubles', () => {
    const bare = Object.assign(Object.create(null) as object, { a: [] });
    expect(canonicalJson(bare)).toBe('{"a":[]}');
    expect(canonicalJson([Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53])).toBe(
      '[1.7976931348623157e+308,5e-324,9007199254740992]',
    );
  });

  it('takes 256 levels, and refuses more without the time that they would take', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
    expect(canonicalJson(nested(256))).toBe(`${'{"a":'.repeat(256)}1${'}'.repeat(256)}`);
    expectRefusal(() => canonicalJson(nested(257)), 'json.not_representable', Array(256).fill('a').join('.'));
  });

  it.each([
    ['NaN', { a: [1, NaN] }, 'a[1]'],
    ['Infinity', Infinity, ''],
    ['-0', { a: { b: -0 } }, 'a.b'],
    ['undefined', { a: undefined }, 'a'],
    ['a hole', { a: [, 1] }, 'a[0]'], // eslint-disable-line no-sparse-arrays
    ['a Date', { a: new Date(0) }, 'a'],
    ['a Map', new Map(), ''],
    ['a typed array', { a: Float64Array.of(1) }, 'a'],
    ['a function', { a: () => 1 }, 'a'],
    ['a bigint', [1n], '[0]'],
    ['a lone surrogate', { a: '\ud83d' }, 'a'],
    ['a lone surrogate behind', ['\ude00'], '[0]'],
    ['an error', new Error('x'), ''],
    ['a cycle', cycle, 'a[0]'],
  ])('refuses %s', (_, value, path) => {
    expectRefusal(() => canonicalJson(value), 'json.not_representable', path);
  });
});
