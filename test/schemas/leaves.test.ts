// Each kind of value at its bounds: the check and the keywords of JSON Schema beside it say the same.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { isBetahedgeError } from '../../src/foundation/errors.ts';
import {
  BOOLEAN,
  FINITE,
  INTEGER,
  matching,
  NON_NEGATIVE,
  NOT_ZERO,
  oneOf,
  only,
  POSITIVE,
  TEXT,
  TIME,
  within,
} from '../../src/foundation/shape.ts';
import type { Leaf } from '../../src/foundation/shape.ts';
import { DECIMAL_TEXT } from '../../src/instruments/decimalText.ts';
import { FEE } from '../../src/instruments/instrumentShape.ts';
import { OPTION_EXPIRY } from '../../src/instruments/readInstrument.ts';

const leaves: readonly (readonly [string, Leaf<unknown>, readonly unknown[]])[] = [
  ['FINITE', FINITE, [1e308, -1e308]],
  ['POSITIVE', POSITIVE, [5e-324, -5e-324]],
  ['NON_NEGATIVE', NON_NEGATIVE, [5e-324, -5e-324]],
  ['NOT_ZERO', NOT_ZERO, [5e-324, -5e-324]],
  ['INTEGER', INTEGER, [2 ** 53, 1e300, 0.5, 1 - 2 ** -53]],
  ['1 to 1000', within({ minimum: 1, maximum: 1000 }, INTEGER), [1000, 1001, 999.5]],
  ['up to 1', within({ maximum: 1 }, POSITIVE), [1 + 2 ** -52, 5e-324]],
  [
    'TIME',
    TIME,
    [
      ...[
        1_200_000_000, 1_200_000_001, 2_499_999_999, 2_500_000_000, 1_700_010_000, 1_699_980_000,
        1_700_000_001,
      ],
      ...[1e14, 1e14 - 1, -1e14, 1 - 1e14, 1_711_699_200_000, 0.5],
    ],
  ],
  ['OPTION_EXPIRY', OPTION_EXPIRY, [1e12, 1e12 - 1, 32_503_680_000_000, 32_503_679_999_999, 1e12 + 0.5]],
  ['FEE', FEE, [0.03, -0.03, 0.0301, -0.0301]],
  ['TEXT', TEXT, []],
  ['BOOLEAN', BOOLEAN, []],
  [
    'a version',
    matching(/^[A-Za-z0-9_-]{1,20}$/, 'a version'),
    ['x'.repeat(20), 'x'.repeat(21), 'a\n', 'é', 'v1-_'],
  ],
  ['words', oneOf(['spot', 'swap']), ['spot', 'Spot', 'swap ', 'constructor']],
  ['1', only(1), [1 + 2 ** -52]],
  ['null', only(null), []],
  [
    'DECIMAL_TEXT',
    DECIMAL_TEXT,
    [
      ...[
        '0.001',
        '.5',
        '5.',
        '00.10',
        '0.',
        '.',
        '000',
        '0.000',
        '-1',
        '+1',
        '1e99',
        '1e100',
        '1e-99',
        '1E+7',
        '1e',
        '0x10',
      ],
      ...[
        `0.${'0'.repeat(197)}1`,
        `0.${'0'.repeat(198)}1`,
        '9'.repeat(200),
        '9'.repeat(201),
        `${'9'.repeat(197)}e99`,
        '1 ',
      ],
    ],
  ],
];
const anything = [
  0,
  -0,
  1,
  -1,
  NaN,
  Infinity,
  -Infinity,
  undefined,
  null,
  '',
  '0',
  '1',
  ' ',
  true,
  false,
  [],
  {},
  1n,
];

it.each(leaves)('%s', (_, leaf, own) => {
  const takes = new Ajv2020({ strict: true }).compile({
    type: 'object',
    properties: { field: leaf.json },
    required: ['field'],
  });
  const read = (value: unknown): boolean => {
    try {
      leaf.read('test', { field: value }, 'field');
      return true;
    } catch (error) {
      if (isBetahedgeError(error)) return false;
      throw error;
    }
  };
  const values = [...anything, ...own];
  const taken = values.map((value) => [value, read(value)]);
  expect(taken).toEqual(values.map((value) => [value, takes({ field: value })]));
  expect(new Set(taken.map(([, is]) => is)).size).toBe(2);
});
