import { describe, expect, it } from 'vitest';
import { readEuropeanOption } from '../../src/options/europeanOption.ts';
import { expectRefusal } from '../errors.ts';

const onSpot = { optionType: 'call', spot: 100, strike: 90, timeToExpiryYears: 1, rate: 0.05, carryYield: 0 };
const { spot, carryYield, ...rest } = onSpot;
const onForward = { ...rest, forward: 100 };
const rateExpected = 'a fraction a year, 0 if there is none';

describe('readEuropeanOption', () => {
  it.each([
    [{ ...rest, carryYield }, 'spot', 'a price, or a forward instead of it'],
    [{ ...rest }, 'spot', 'a price, or a forward instead of it'],
    [{ ...onSpot, spot: null }, 'spot', 'a price, or a forward instead of it'],
    [{ ...onSpot, rate: undefined }, 'rate', rateExpected],
    [{ ...onForward, rate: null }, 'rate', rateExpected],
    [{ ...onSpot, carryYield: undefined }, 'carryYield', rateExpected],
  ])('says what could be there: %o', (options, path, expected) => {
    const run = (): unknown => readEuropeanOption('caller', options);
    expectRefusal(run, 'shape.missing_field', path);
    expect(run).toThrow(`caller: ${path} must be ${expected}, got undefined`);
  });

  it('takes one underlying, of a forward alone', () => {
    expect(readEuropeanOption('caller', onForward)).toMatchObject({ onForward: true, carryYield: 0.05 });
    expect(readEuropeanOption('caller', onSpot)).toMatchObject({ onForward: false, carryYield: 0 });
    for (const extra of [{ spot }, { carryYield }])
      expectRefusal(
        () => readEuropeanOption('caller', { ...onForward, ...extra }),
        'shape.wrong_type',
        Object.keys(extra)[0]!,
      );
  });
});
