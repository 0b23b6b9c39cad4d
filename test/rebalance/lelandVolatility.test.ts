import { describe, expect, it } from 'vitest';
import { lelandVolatility } from '../../src/rebalance/lelandVolatility.ts';
import { expectRefusal } from '../errors.ts';
import { relative } from './bandChecks.ts';

const hedge = {
  volatility: 0.2,
  roundTripCost: 0.01,
  rebalanceIntervalYears: 1 / 52,
  side: 'short',
} as const;

describe('lelandVolatility', () => {
  it('is Leland 1985 at one per cent a round trip, weekly: A 0.287681, sold at 0.226952', () => {
    const result = lelandVolatility(hedge);
    if (result.status !== 'ok') throw new Error(result.reason);
    expect(Math.abs(result.lelandNumber - 0.287681)).toBeLessThan(5e-7);
    expect(Math.abs(result.volatility - 0.226952)).toBeLessThan(5e-7);
  });

  it('is that of Hoggard, Whalley and Wilmott with half the cost, for either side', () => {
    for (const side of ['long', 'short'] as const) {
      const result = lelandVolatility({ ...hedge, side });
      if (result.status !== 'ok') throw new Error(result.reason);
      const number = (Math.sqrt(8 / (Math.PI / 52)) * 0.005) / 0.2;
      const sign = side === 'long' ? -1 : 1;
      expect(relative(result.volatility, Math.sqrt(0.04 * (1 + sign * number)))).toBeLessThan(7e-16);
    }
  });

  it('has no volatility for what is held once costs eat its gamma, at A of 1 and above', () => {
    // A is in proportion to the cost: 1 at 0.01 / 0.287681.
    const critical = 0.01 / ((Math.sqrt(2 / Math.PI) * 0.01 * Math.sqrt(52)) / 0.2);
    const long = { ...hedge, side: 'long' } as const;
    const none = { status: 'degenerate', reason: 'cost_exceeds_variance' };
    expect(lelandVolatility({ ...long, roundTripCost: critical * (1 + 1e-12) })).toEqual(none);
    expect(lelandVolatility({ ...long, roundTripCost: 0.4 })).toEqual(none);
    expect(lelandVolatility({ ...long, roundTripCost: critical * (1 - 1e-12) }).status).toBe('ok');
    expect(lelandVolatility({ ...hedge, roundTripCost: 0.4 }).status).toBe('ok');
    // Of exactly 1.
    const one = { volatility: 0.7978845608028654 / 4, roundTripCost: 0.125, rebalanceIntervalYears: 0.25 };
    expect(lelandVolatility({ ...one, side: 'long' })).toEqual(none);
  });

  it('without costs is the volatility', () => {
    for (const side of ['long', 'short'] as const)
      expect(lelandVolatility({ ...hedge, side, roundTripCost: -0 })).toEqual({
        status: 'ok',
        volatility: 0.2,
        lelandNumber: 0,
      });
  });

  it('refuses what breaks the contract', () => {
    const cases: [object, Parameters<typeof expectRefusal>[1], string][] = [
      ...['volatility', 'roundTripCost', 'rebalanceIntervalYears'].flatMap(
        (field): [object, Parameters<typeof expectRefusal>[1], string][] => [
          [{ [field]: NaN }, 'domain.not_finite', field],
          [{ [field]: -Infinity }, 'domain.not_finite', field],
          [{ [field]: undefined }, 'shape.missing_field', field],
          [{ [field]: '1' }, 'shape.wrong_type', field],
        ],
      ),
      [{ volatility: 0 }, 'domain.not_positive', 'volatility'],
      [{ volatility: 20 }, 'unit.suspicious', 'volatility'],
      [{ roundTripCost: -1e-9 }, 'domain.negative', 'roundTripCost'],
      [{ roundTripCost: 10 }, 'unit.suspicious', 'roundTripCost'],
      [{ rebalanceIntervalYears: 0 }, 'domain.not_positive', 'rebalanceIntervalYears'],
      [{ rebalanceIntervalYears: 7 }, 'unit.suspicious', 'rebalanceIntervalYears'],
      [
        { volatility: 1e-308, rebalanceIntervalYears: 1e-308 },
        'domain.out_of_range',
        'rebalanceIntervalYears',
      ],
      [{ side: 'sold' }, 'domain.not_one_of', 'side'],
      [{ side: undefined }, 'shape.missing_field', 'side'],
    ];
    for (const [change, code, path] of cases)
      expectRefusal(() => lelandVolatility({ ...hedge, ...change }), code, path);
  });
});
