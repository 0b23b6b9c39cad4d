import { describe, expect, it } from 'vitest';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { blackScholesPrice } from '../../src/options/blackScholesPrice.ts';
import { profitAttribution } from '../../src/options/profitAttribution.ts';
import { expectRefusal } from '../errors.ts';

const option = { optionType: 'call', strike: 2300, rate: 0.03, carryYield: 0.01 } as const;
const start = { spot: 2240, timeToExpiryYears: 0.25, volatility: 0.65 };
const greeks = blackScholes({ ...option, ...start });
const step = { greeks, underlyingChange: 40, volatilityChange: -0.02, elapsedYears: 1 / 365 };

describe('profitAttribution', () => {
  it('is the sum of its terms, each by hand', () => {
    const got = profitAttribution({
      greeks: { delta: 0.5, gamma: 0.001, theta: -730, vega: 400, vanna: 0.2, volga: 50, rho: 100 },
      underlyingChange: 60,
      volatilityChange: 0.02,
      elapsedYears: 1 / 365,
      rateChange: 0.01,
      actualProfit: 40,
    });
    expect(got.deltaProfit).toBe(30);
    expect(got.gammaProfit).toBeCloseTo(1.8, 14);
    expect(got.thetaProfit).toBeCloseTo(-2, 14);
    expect(got.vegaProfit).toBe(8);
    expect(got.vannaProfit).toBeCloseTo(0.24, 15);
    expect(got.volgaProfit).toBeCloseTo(0.01, 16);
    expect(got.rhoProfit).toBe(1);
    expect(got.gammaThetaProfit).toBeCloseTo(-0.2, 14);
    expect(got.explained).toBeCloseTo(39.05, 13);
    expect(got.unexplained).toBeCloseTo(0.95, 13);
    expect(got.breakEvenMove).toBeCloseTo(Math.sqrt(4000), 12);
  });

  it('leaves a remainder of third order: an eighth, where moves are halved and time, of second order, quartered', () => {
    const remainder = (size: number): number => {
      const moved = { ...start, spot: start.spot + 40 * size, volatility: start.volatility - 0.02 * size };
      const elapsedYears = (size * size) / 365;
      const after = { ...option, ...moved, timeToExpiryYears: start.timeToExpiryYears - elapsedYears };
      const actualProfit = blackScholesPrice(after) - greeks.price;
      return profitAttribution({
        greeks,
        underlyingChange: 40 * size,
        volatilityChange: -0.02 * size,
        elapsedYears,
        actualProfit,
      }).unexplained!;
    };
    // The next order shows in the ratio: observed 8.045 and 8.023.
    expect(Math.abs(remainder(1 / 4) / remainder(1 / 8) - 8)).toBeLessThan(0.17);
    expect(Math.abs(remainder(1 / 8) / remainder(1 / 16) - 8)).toBeLessThan(0.09);
  });

  it('breaks even at one standard deviation where there are no rates', () => {
    const noRates = blackScholes({ ...option, ...start, rate: 0, carryYield: 0 });
    const { breakEvenMove } = profitAttribution({ ...step, greeks: noRates });
    const deviation = start.spot * start.volatility * Math.sqrt(step.elapsedYears);
    // theta and gamma to some ulps each: observed 2.2e-16.
    expect(Math.abs(breakEvenMove! / deviation - 1)).toBeLessThan(9e-16);
    const at = profitAttribution({ ...step, greeks: noRates, underlyingChange: breakEvenMove! });
    expect(Math.abs(at.gammaThetaProfit)).toBeLessThan(5e-16 * at.gammaProfit);
  });

  it('has no break-even where gamma and theta have one sign, and one of 0 in no time', () => {
    expect(profitAttribution({ ...step, greeks: { ...greeks, theta: 5 } }).breakEvenMove).toBeNull();
    expect(profitAttribution({ ...step, greeks: { ...greeks, gamma: 0 } }).breakEvenMove).toBeNull();
    expect(
      profitAttribution({ ...step, greeks: { ...greeks, gamma: 0, theta: 0 } }).breakEvenMove,
    ).toBeNull();
    expect(profitAttribution({ ...step, elapsedYears: 0 }).breakEvenMove).toBe(0);
    const short = { ...greeks, gamma: -greeks.gamma, theta: -greeks.theta };
    expect(profitAttribution({ ...step, greeks: short }).breakEvenMove).toBe(
      profitAttribution(step).breakEvenMove,
    );
  });

  it('says null of what was not given, and no -0', () => {
    const { delta, gamma, theta, vega } = greeks;
    const got = profitAttribution({ ...step, greeks: { delta, gamma, theta, vega }, underlyingChange: 0 });
    expect(got).toMatchObject({ vannaProfit: null, volgaProfit: null, rhoProfit: null, unexplained: null });
    const still = profitAttribution({
      greeks: { ...greeks, theta: -1, delta: -1 },
      underlyingChange: 0,
      volatilityChange: 0,
      elapsedYears: 0,
    });
    for (const each of Object.values(still)) expect(Object.is(each, -0)).toBe(false);
  });

  it('refuses what breaks the contract', () => {
    const cases: [object, Parameters<typeof expectRefusal>[1], string][] = [
      [{ greeks: { ...greeks, gamma: Infinity } }, 'domain.not_finite', 'greeks.gamma'],
      [{ greeks: { ...greeks, vega: undefined } }, 'shape.missing_field', 'greeks.vega'],
      [{ greeks: { ...greeks, vanna: 'none' } }, 'shape.wrong_type', 'greeks.vanna'],
      [{ rateChange: 0.01, greeks: { ...greeks, rho: undefined } }, 'shape.missing_field', 'greeks.rho'],
      [{ rateChange: 25 }, 'unit.suspicious', 'rateChange'],
      [{ volatilityChange: -11 }, 'unit.suspicious', 'volatilityChange'],
      [{ elapsedYears: -1 }, 'domain.negative', 'elapsedYears'],
      [{ elapsedYears: 86_400_000 }, 'unit.suspicious', 'elapsedYears'],
      [{ underlyingChange: NaN }, 'domain.not_finite', 'underlyingChange'],
      [{ actualProfit: NaN }, 'domain.not_finite', 'actualProfit'],
      [{ underlyingChange: 1e160 }, 'domain.out_of_range', 'greeks'],
      [{ underlyingChange: 1e155, actualProfit: -1.79e308 }, 'domain.out_of_range', 'greeks'],
      // At the strike at expiry gamma is infinite.
      [
        { greeks: blackScholes({ ...option, ...start, spot: 2300, timeToExpiryYears: 0 }) },
        'domain.not_finite',
        'greeks.gamma',
      ],
    ];
    for (const [change, code, path] of cases)
      expectRefusal(() => profitAttribution({ ...step, ...change }), code, path);
  });
});
