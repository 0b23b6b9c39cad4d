import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../src/kernel/normal.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';
import { blackScholes } from '../../src/options/blackScholes.ts';
import { discreteHedgingError } from '../../src/options/discreteHedgingError.ts';
import { expectRefusal } from '../errors.ts';
import { hedging } from './smileFixture.ts';

const option = {
  optionType: 'call',
  forward: 100,
  strike: 100,
  timeToExpiryYears: 0.25,
  rate: 0,
  volatility: 0.6,
} as const;

/** The standard deviation of what hedging a call on a forward makes, simulated, and of ln of that its own error. */
function simulated(
  strike: number,
  rebalances: number,
  paths: number,
  seed: number,
): readonly [number, number] {
  const { normal } = randomGenerator(seed);
  const { forward, timeToExpiryYears: years, volatility } = option;
  const step = volatility * Math.sqrt(years / rebalances);
  let second = 0;
  let fourth = 0;
  for (let path = 0; path < paths; path++) {
    let price: number = forward;
    let profit = 0;
    for (let i = 0; i < rebalances; i++) {
      const spread = volatility * Math.sqrt((years * (rebalances - i)) / rebalances);
      const delta = normalCdf(Math.log(price / strike) / spread + spread / 2);
      const next = price * Math.exp(step * normal() - (step * step) / 2);
      profit -= delta * (next - price);
      price = next;
    }
    profit += Math.max(price - strike, 0) - callPrice(strike);
    second += profit ** 2 / paths;
    fourth += profit ** 4 / paths;
  }
  return [Math.sqrt(second), Math.sqrt((fourth / second ** 2 - 1) / paths) / 2];
}

function callPrice(strike: number): number {
  return blackScholes({ ...option, strike }).price;
}

describe('discreteHedgingError', () => {
  it.each(hedging)(
    'is the integral over time of the squared gamma, $options',
    ({ options, standardDeviation }) => {
      for (const optionType of ['call', 'put'] as const) {
        const got = discreteHedgingError({ optionType, ...options }).standardDeviation;
        // The quadrature's own error: observed 7.0e-15.
        expect(Math.abs(got / standardDeviation - 1)).toBeLessThan(2.5e-14);
      }
    },
  );

  it('is the rule of Derman and Kamal where d2 is 0', () => {
    const strike = option.forward * Math.exp(-0.5 * option.volatility ** 2 * option.timeToExpiryYears);
    const { vega } = blackScholes({ ...option, strike, rate: 0.05 });
    const got = discreteHedgingError({ ...option, strike, rate: 0.05, rebalances: 20 }).standardDeviation;
    // Observed 2.2e-16.
    expect(Math.abs(got / (Math.sqrt(Math.PI / 4 / 20) * vega * option.volatility) - 1)).toBeLessThan(8e-16);
  });

  it('of the next step is that of its gamma', () => {
    const onSpot = { ...option, forward: undefined, spot: 100, strike: 120, rate: 0.05, carryYield: 0.02 };
    const { gamma } = blackScholes(onSpot);
    const { nextStepStandardDeviation } = discreteHedgingError({ ...onSpot, rebalances: 90 });
    const expected = (gamma * 100 ** 2 * 0.6 ** 2 * 0.25) / 90 / Math.sqrt(2);
    // Observed 2.2e-16.
    expect(Math.abs(nextStepStandardDeviation / expected - 1)).toBeLessThan(8e-16);
  });

  // Simulation, 20,000 paths each, the seed in the row. Of the next order in 1 / sqrt(n) 400,000 paths by numpy show
  // -0.16 to -0.22 of the leading term for n of 2 to 400. The bound is 4 standard errors of the simulation (alpha
  // 6e-5 a row) about -0.19, and 0.03 for the spread of that. Observed: 0.6, 0.3, 0.1 and 0.8 standard errors.
  it.each([
    [100, 40, 1],
    [100, 10, 2],
    [130, 25, 3],
    [75, 25, 4],
  ])('of strike %d, hedged %d times, is what simulation finds', (strike, rebalances, seed) => {
    const [found, error] = simulated(strike, rebalances, 20_000, seed);
    const { standardDeviation } = discreteHedgingError({ ...option, strike, rebalances });
    const nextOrder = 1 / Math.sqrt(rebalances);
    const rest = found / standardDeviation - 1 + 0.19 * nextOrder;
    expect(Math.abs(rest)).toBeLessThan(4 * error + 0.03 * nextOrder);
  });

  it('is 0 without volatility or time', () => {
    const zero = { standardDeviation: 0, nextStepStandardDeviation: 0 };
    expect(discreteHedgingError({ ...option, volatility: 0, rebalances: 10 })).toEqual(zero);
    expect(discreteHedgingError({ ...option, timeToExpiryYears: 0, rebalances: 10 })).toEqual(zero);
  });

  it('refuses what breaks the contract', () => {
    const cases: [object, Parameters<typeof expectRefusal>[1], string][] = [
      [{ rebalances: 0 }, 'domain.out_of_range', 'rebalances'],
      [{ rebalances: 2.5 }, 'domain.not_integer', 'rebalances'],
      [{ volatility: 60 }, 'unit.suspicious', 'volatility'],
      [{ volatility: -0.1 }, 'domain.negative', 'volatility'],
      [{ strike: 0 }, 'domain.not_positive', 'strike'],
    ];
    for (const [change, code, path] of cases)
      expectRefusal(() => discreteHedgingError({ ...option, rebalances: 10, ...change }), code, path);
  });
});
