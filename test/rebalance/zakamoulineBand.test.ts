import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { zakamoulineBand } from '../../src/rebalance/zakamoulineBand.ts';
import type { ZakamoulineBand, ZakamoulineBandOptions } from '../../src/rebalance/zakamoulineBand.ts';
import { expectRefusal } from '../errors.ts';
import { relative } from './bandChecks.ts';

const option = {
  gamma: 0.02,
  spot: 5000,
  volatility: 0.2,
  costRate: 0.0005,
  riskAversion: 1,
  rate: 0,
  timeToExpiryYears: 0.25,
  maximumHalfWidth: 1,
};

interface TreeCase {
  readonly spot: number;
  readonly strike: number;
  readonly timeToExpiryYears: number;
  readonly volatility: number;
  readonly riskAversion: number;
  readonly costRate: number;
  readonly side: 1 | -1;
  readonly lower: number;
  readonly upper: number;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../fixtures/zakamouline_tree.json', import.meta.url), 'utf8'),
) as { cases: TreeCase[] };

function bandOf(options: ZakamoulineBandOptions): ZakamoulineBand {
  const band = zakamoulineBand(options);
  if (band.status !== 'ok') throw new Error(band.reason);
  return band;
}

describe('zakamoulineBand', () => {
  it('has the digits of a public test: H0 1e-5, H1 0.0209437, K -0.139455', () => {
    const band = bandOf(option);
    expect(relative(band.coinHalfWidth, 1e-5)).toBeLessThan(4e-16);
    expect(Math.abs(band.gammaHalfWidth - 0.0209437)).toBeLessThan(5e-8);
    expect(Math.abs(band.halfWidth - 0.0209537)).toBeLessThan(5e-8);
    expect(band.landing).toBe(band.halfWidth);
    expect(band.boundBy).toBeNull();
    expect(Math.abs((band.adjustedVolatility / 0.2) ** 2 - 1 + 0.139455)).toBeLessThan(5e-7);
    const sold = bandOf({ ...option, gamma: -0.02 });
    expect(Math.abs((sold.adjustedVolatility / 0.2) ** 2 - 1 - 0.139455)).toBeLessThan(5e-7);
    expect({ ...sold, adjustedVolatility: 0 }).toEqual({ ...band, adjustedVolatility: 0 });
  });

  it('is the formula by Math.pow, rate included', () => {
    for (const [gamma, spot, s, k, g, r, T] of [
      [0.0003, 40000, 0.6, 0.001, 1e-4, 0.05, 0.1],
      [-0.02, 90, 0.9, 0.01, 0.01, -0.02, 1.5],
      [1e-9, 1e5, 0.1, 1e-5, 3, 0, 1e-4],
    ] as const) {
      const band = bandOf({
        gamma,
        spot,
        volatility: s,
        costRate: k,
        riskAversion: g,
        rate: r,
        timeToExpiryYears: T,
        maximumHalfWidth: 1e9,
      });
      const discount = Math.pow(Math.exp(-r * T) / s, 0.25);
      const size = Math.abs(gamma);
      const h1 = 1.12 * Math.pow(k, 0.31) * Math.pow(T, 0.05) * discount * Math.sqrt(size / g);
      const shift =
        4.76 * Math.pow(k, 0.78) * Math.pow(T, -0.02) * discount * Math.pow(g * spot * spot * size, 0.15);
      // Observed 2.2e-16.
      expect(relative(band.halfWidth, k / (g * spot * s * s * T) + h1)).toBeLessThan(8e-16);
      expect(relative(band.adjustedVolatility, s * Math.sqrt(1 - Math.sign(gamma) * shift))).toBeLessThan(
        1e-14,
      );
    }
  });

  // Exact hedges on a tree of 400 steps, whose own error is about 0.005 of half width and 0.0005 of centre.
  it.each(cases)('against the exact hedge: spot $spot, cost $costRate, side $side', (row) => {
    const { strike, side, lower, upper, ...market } = row;
    const call = { ...market, optionType: 'call', strike, rate: 0, carryYield: 0 } as const;
    const { delta, gamma } = blackScholes(call);
    const band = bandOf({ ...market, gamma: side * gamma, rate: 0, maximumHalfWidth: 1 });
    // Coins that hedge what is held are sold.
    const centre = (lower + upper) / -2;
    const adjusted = side * blackScholes({ ...call, volatility: band.adjustedVolatility }).delta;
    // The true centre is off the delta to the side that the adjusted volatility says, wherever that is away from it.
    const away = adjusted - side * delta;
    if (Math.abs(away) > 0.003) expect(Math.sign(centre - side * delta)).toBe(Math.sign(away));
    // Observed: 0.0067 of what is sold, 0.0324 of what is held.
    expect(Math.abs(centre - adjusted)).toBeLessThan(side === -1 ? 0.02 : 0.066);
    const ratio = band.halfWidth / ((upper - lower) / 2);
    // Observed: 0.95 to 1.42 of what is sold, 0.50 to 1.48 of what is held.
    expect(ratio).toBeGreaterThan(side === -1 ? 0.9 : 0.48);
    expect(ratio).toBeLessThan(1.6);
  });

  it('scales: 100 options at a hundredth of the risk aversion have 100 times the band', () => {
    const one = bandOf(option);
    const many = bandOf({ ...option, gamma: 2, riskAversion: 0.01, maximumHalfWidth: 100 });
    expect(relative(many.halfWidth, 100 * one.halfWidth)).toBeLessThan(4e-15);
    expect(relative(many.adjustedVolatility, one.adjustedVolatility)).toBeLessThan(4e-15);
  });

  it('is held by the maximum near expiry, and is H0 alone without gamma', () => {
    const late = bandOf({ ...option, timeToExpiryYears: 1e-9 });
    expect([late.halfWidth, late.landing, late.boundBy]).toEqual([1, 1, 'maximum_half_width']);
    const bare = bandOf({ ...option, gamma: 0 });
    expect([bare.gammaHalfWidth, bare.adjustedVolatility]).toEqual([0, 0.2]);
    expect(bare.halfWidth).toBe(bare.coinHalfWidth);
    const free = bandOf({ ...option, costRate: 0 });
    expect([free.halfWidth, free.adjustedVolatility, free.boundBy]).toEqual([0, 0.2, null]);
  });

  it('has no volatility for what is held at costs that leave none', () => {
    const dear = { ...option, costRate: 0.1 };
    // K is -7.3 and, at the lower cost, -1.3.
    for (const costRate of [0.1, 0.009])
      expect(zakamoulineBand({ ...dear, costRate })).toEqual({
        status: 'degenerate',
        reason: 'cost_exceeds_variance',
      });
    expect(zakamoulineBand({ ...dear, gamma: -0.02 }).status).toBe('ok');
  });

  it('refuses what breaks the contract', () => {
    const rows: [object, Parameters<typeof expectRefusal>[1], string][] = [
      ...Object.keys(option).flatMap((field): [object, Parameters<typeof expectRefusal>[1], string][] => [
        [{ [field]: NaN }, 'domain.not_finite', field],
        [{ [field]: Infinity }, 'domain.not_finite', field],
        [{ [field]: undefined }, 'shape.missing_field', field],
        [{ [field]: '1' }, 'shape.wrong_type', field],
      ]),
      ...['spot', 'volatility', 'riskAversion', 'timeToExpiryYears', 'maximumHalfWidth'].flatMap(
        (field): [object, Parameters<typeof expectRefusal>[1], string][] => [
          [{ [field]: 0 }, 'domain.not_positive', field],
          [{ [field]: -1 }, 'domain.not_positive', field],
        ],
      ),
      [{ costRate: -1e-9 }, 'domain.negative', 'costRate'],
      [{ costRate: 5 }, 'unit.suspicious', 'costRate'],
      [{ volatility: 20 }, 'unit.suspicious', 'volatility'],
      [{ rate: 8 }, 'unit.suspicious', 'rate'],
      [{ timeToExpiryYears: 365 }, 'unit.suspicious', 'timeToExpiryYears'],
      [{ riskAversion: 1e-300, spot: 1e-300 }, 'domain.out_of_range', 'riskAversion'],
    ];
    for (const [change, code, path] of rows)
      expectRefusal(() => zakamoulineBand({ ...option, ...change }), code, path);
  });
});
