import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { proportionalCostBand } from '../../src/rebalance/proportionalCostBand.ts';
import { whalleyWilmottBand } from '../../src/rebalance/whalleyWilmottBand.ts';
import { expectRefusal } from '../errors.ts';
import { relative } from './bandChecks.ts';

const option = {
  gamma: 0.02,
  spot: 5000,
  costRate: 0.0005,
  riskAversion: 1,
  rate: 0,
  timeToExpiryYears: 0.25,
};
const positive = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });

describe('whalleyWilmottBand', () => {
  it('is the published formula', () => {
    // A public test's digits: (1.5 0.0005 5000 0.02^2)^(1/3) = 0.114471.
    const { halfWidth, landing, tradeTo } = whalleyWilmottBand(option);
    expect(Math.abs(halfWidth - 0.114471)).toBeLessThan(5e-7);
    // Observed 2.2e-16.
    expect(relative(halfWidth, Math.cbrt(0.0015))).toBeLessThan(7e-16);
    expect([landing, tradeTo]).toEqual([halfWidth, 'edge']);
    const discounted = whalleyWilmottBand({ ...option, rate: 0.3 });
    expect(relative(discounted.halfWidth, Math.cbrt(0.0015 * Math.exp(-0.075)))).toBeLessThan(7e-16);
  });

  // pfhedge's WhalleyWilmott: strike 1, cost 1e-5, a = 1, 0.1 years, volatility 0.2, previous hedge 0.5; the hedge is
  // clamped to the band.
  it.each([
    [-0.05, 0.2946],
    [-0.01, 0.5],
    [0, 0.5],
    [0.01, 0.5],
    [0.05, 0.7284],
  ])('clamps as pfhedge does, at log-moneyness %f to %f', (logMoneyness, expected) => {
    const spot = Math.exp(logMoneyness);
    const market = { spot, timeToExpiryYears: 0.1, rate: 0 };
    const { delta, gamma } = blackScholes({
      ...market,
      optionType: 'call',
      strike: 1,
      carryYield: 0,
      volatility: 0.2,
    });
    const { halfWidth } = whalleyWilmottBand({ ...market, gamma, costRate: 1e-5, riskAversion: 1 });
    const hedge = Math.min(Math.max(0.5, delta - halfWidth), delta + halfWidth);
    expect(Math.abs(hedge - expected)).toBeLessThan(5e-5);
  });

  it('is the proportional band of a delta that moves by gamma, whatever the volatility', () => {
    fc.assert(
      fc.property(
        positive(1e-6, 1),
        positive(1, 1e5),
        positive(1e-5, 0.1),
        positive(1e-7, 10),
        positive(0.05, 3),
        (gamma, spot, costRate, riskAversion, volatility) => {
          const band = whalleyWilmottBand({ ...option, gamma, spot, costRate, riskAversion });
          const general = proportionalCostBand({
            costPerUnit: costRate * spot,
            driftVariancePerYear: (gamma * spot * volatility) ** 2,
            penaltyPerYear: 0.5 * riskAversion * (spot * volatility) ** 2,
          });
          // Observed 6.7e-16.
          expect(relative(band.halfWidth, general.halfWidth)).toBeLessThan(2.6e-15);
        },
      ),
      { numRuns: 300, seed: 8 },
    );
  });

  it('is homogeneous: of 100 contracts 100 times the band at a hundredth of the risk aversion, 100^(2/3) at the same', () => {
    const one = whalleyWilmottBand(option).halfWidth;
    const scaled = whalleyWilmottBand({ ...option, gamma: 2, riskAversion: 0.01 }).halfWidth;
    expect(relative(scaled, 100 * one)).toBeLessThan(1e-15);
    const same = whalleyWilmottBand({ ...option, gamma: 2 }).halfWidth;
    expect(relative(same, Math.cbrt(10_000) * one)).toBeLessThan(1e-15);
    // In another currency: gamma and risk aversion per unit of it.
    const cents = whalleyWilmottBand({
      ...option,
      gamma: 0.0002,
      spot: 500_000,
      riskAversion: 0.01,
    }).halfWidth;
    expect(relative(cents, one)).toBeLessThan(1e-15);
  });

  it('does not mind the sign of gamma, nor a gamma whose square underflows', () => {
    expect(whalleyWilmottBand({ ...option, gamma: -0.02 })).toEqual(whalleyWilmottBand(option));
    const { halfWidth } = whalleyWilmottBand({ ...option, gamma: 2e-182 });
    expect(relative(halfWidth, whalleyWilmottBand(option).halfWidth * 1e-120)).toBeLessThan(2e-15);
  });

  it('has width 0 without gamma or without costs', () => {
    const nothing = { halfWidth: 0, landing: 0, tradeTo: 'edge' };
    expect(whalleyWilmottBand({ ...option, gamma: 0 })).toEqual(nothing);
    expect(whalleyWilmottBand({ ...option, gamma: -0 })).toEqual(nothing);
    expect(whalleyWilmottBand({ ...option, costRate: 0 })).toEqual(nothing);
    expect(whalleyWilmottBand({ ...option, timeToExpiryYears: 0 }).halfWidth).toBeGreaterThan(0);
  });

  it('refuses what breaks the contract', () => {
    const cases: [object, Parameters<typeof expectRefusal>[1], string][] = [
      ...Object.keys(option).flatMap((field): [object, Parameters<typeof expectRefusal>[1], string][] => [
        [{ [field]: NaN }, 'domain.not_finite', field],
        [{ [field]: Infinity }, 'domain.not_finite', field],
        [{ [field]: undefined }, 'shape.missing_field', field],
        [{ [field]: '1' }, 'shape.wrong_type', field],
      ]),
      [{ spot: 0 }, 'domain.not_positive', 'spot'],
      [{ costRate: -1e-9 }, 'domain.negative', 'costRate'],
      [{ costRate: 5 }, 'unit.suspicious', 'costRate'],
      [{ riskAversion: 0 }, 'domain.not_positive', 'riskAversion'],
      [{ rate: 8 }, 'unit.suspicious', 'rate'],
      [{ timeToExpiryYears: -1 }, 'domain.negative', 'timeToExpiryYears'],
      [{ timeToExpiryYears: 101 }, 'unit.suspicious', 'timeToExpiryYears'],
      [{ gamma: 1e300, spot: 1e300, riskAversion: 1e-300 }, 'domain.out_of_range', 'gamma'],
      [{ costRate: 1e-200, riskAversion: 1e300 }, 'domain.out_of_range', 'gamma'],
    ];
    for (const [change, code, path] of cases)
      expectRefusal(() => whalleyWilmottBand({ ...option, ...change }), code, path);
  });
});
