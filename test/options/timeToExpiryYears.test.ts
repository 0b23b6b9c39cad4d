import { describe, expect, it } from 'vitest';
import { timeToExpiryYears } from '../../src/options/timeToExpiryYears.ts';
import { expectRefusal } from '../errors.ts';

const expiry = Date.UTC(2024, 8, 27, 8);
const day = 86_400_000;

describe('timeToExpiryYears', () => {
  it('counts years of 365 days, leap years too', () => {
    expect(timeToExpiryYears({ timestamp: expiry - 365 * day, expiry })).toBe(1);
    expect(timeToExpiryYears({ timestamp: Date.UTC(2023, 8, 27, 8), expiry })).toBe(366 / 365);
    expect(timeToExpiryYears({ timestamp: expiry - 1, expiry })).toBe(1 / (365 * day));
  });

  it('is 0 at the expiry', () => {
    expect(timeToExpiryYears({ timestamp: expiry, expiry })).toBe(0);
  });

  it('refuses what is after the expiry, and other clocks', () => {
    expectRefusal(
      () => timeToExpiryYears({ timestamp: expiry + 1, expiry }),
      'domain.out_of_range',
      'timestamp',
    );
    expectRefusal(
      () => timeToExpiryYears({ timestamp: (expiry - day) / 1000 + 1, expiry }),
      'unit.suspicious',
      'timestamp',
    );
    expectRefusal(
      () => timeToExpiryYears({ timestamp: 1, expiry: 1e3 * expiry }),
      'unit.suspicious',
      'expiry',
    );
    expectRefusal(() => timeToExpiryYears({ timestamp: 0.5, expiry }), 'domain.not_integer', 'timestamp');
    expectRefusal(() => timeToExpiryYears({ timestamp: NaN, expiry }), 'domain.not_finite', 'timestamp');
    expectRefusal(
      () => timeToExpiryYears({ timestamp: 1 } as unknown as { timestamp: number; expiry: number }),
      'shape.missing_field',
      'expiry',
    );
  });
});
