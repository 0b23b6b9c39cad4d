import { describe, expect, it } from 'vitest';
import { blackScholes, blackScholesPrice } from '../../src/index.ts';
import type { BlackScholesOptions } from '../../src/index.ts';
import { expectRefusal } from '../errors.ts';

const option = {
  optionType: 'call',
  spot: 100,
  strike: 100,
  timeToExpiryYears: 1,
  volatility: 0.2,
  rate: 0.05,
  carryYield: 0.02,
} as const;

describe.each([
  ['blackScholesPrice', blackScholesPrice],
  ['blackScholes', blackScholes],
] as const)('%s', (_, run) => {
  it.each([
    ['spot', 0, 'domain.not_positive'],
    ['spot', -1, 'domain.not_positive'],
    ['spot', NaN, 'domain.not_finite'],
    ['spot', Infinity, 'domain.not_finite'],
    ['spot', '100', 'shape.wrong_type'],
    ['strike', 0, 'domain.not_positive'],
    ['strike', -5, 'domain.not_positive'],
    ['timeToExpiryYears', -1e-9, 'domain.negative'],
    ['timeToExpiryYears', 365, 'unit.suspicious'],
    ['timeToExpiryYears', 100.5, 'unit.suspicious'],
    ['volatility', -0.2, 'domain.negative'],
    ['volatility', 60, 'unit.suspicious'],
    ['volatility', NaN, 'domain.not_finite'],
    ['rate', 8, 'unit.suspicious'],
    ['rate', -Infinity, 'domain.not_finite'],
    ['carryYield', -8, 'unit.suspicious'],
    ['optionType', 'C', 'domain.not_one_of'],
    ['optionType', 1, 'shape.wrong_type'],
    ['suspicious', 'yes', 'domain.not_one_of'],
  ] as const)('refuses %s = %s', (field, value, code) => {
    expectRefusal(() => run({ ...option, [field]: value } as unknown as BlackScholesOptions), code, field);
  });

  it.each(['optionType', 'spot', 'strike', 'timeToExpiryYears', 'volatility', 'rate', 'carryYield'])(
    'misses %s',
    (field) => {
      expectRefusal(() => run({ ...option, [field]: undefined } as never), 'shape.missing_field', field);
    },
  );

  it('takes at the bounds what is suspicious above them, and all of it where told to expect it', () => {
    for (const change of [{ volatility: 10 }, { timeToExpiryYears: 100 }, { rate: 5 }, { carryYield: -5 }])
      expect(() => run({ ...option, ...change })).not.toThrow();
    for (const change of [{ volatility: 60 }, { timeToExpiryYears: 365 }, { rate: 8 }])
      expect(() => run({ ...option, ...change, suspicious: 'expected' })).not.toThrow();
  });
});
