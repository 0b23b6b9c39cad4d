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
  volatility: number,
  strike: number,
  rebalances: number,
  paths: number,
  seed: number,
): readonly [number, number] {
  const { normal } = randomGenerator(seed);
  const { forward, timeToExpiryYears: years } = option;
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
    profit += Math.max(price - strike, 0) - callPrice(strike, volatility);
    second += profit ** 2 / paths;
    fourth += profit ** 4 / paths;
  }
  return [Math.sqrt(second), Math.sqrt((fourth / second ** 2 - 1) / paths) / 2];
}

function callPrice(strike: number, volatility: number): number {
  return blackScholes({ ...option, strike, volatility }).price;
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

  // Simulation, 20,000 paths each (100,000 of one step), the seed in the row. `next` is the range of the next order, in
  // units of 1 / sqrt(n) of the leading term: 400,000 paths by numpy say -0.19, -0.19, -0.2, -0.2; -0.33, -0.27, -0.50,
  // -0.39, -0.52; 0.05, 0.22 and 1.08. The bound adds 4 standard errors of the simulation (alpha 6e-5 a row).
  it.each([
    // Near the money.
    { strike: 100, sigma: 0.6, rebalances: 40, seed: 1, next: [-0.22, -0.1] },
    { strike: 100, sigma: 0.6, rebalances: 10, seed: 2, next: [-0.22, -0.1] },
    { strike: 130, sigma: 0.6, rebalances: 25, seed: 3, next: [-0.22, -0.1] },
    { strike: 75, sigma: 0.6, rebalances: 25, seed: 4, next: [-0.22, -0.1] },
    // In the wings.
    { strike: 60, sigma: 0.6, rebalances: 1, seed: 5, next: [-0.36, -0.27] },
    { strike: 60, sigma: 0.6, rebalances: 10, seed: 6, next: [-0.36, -0.24] },
    { strike: 40, sigma: 0.6, rebalances: 1, seed: 7, next: [-0.53, -0.46] },
    { strike: 250, sigma: 0.6, rebalances: 1, seed: 8, next: [-0.45, -0.35] },
    // Where sigma sqrt(T) is 1 and 2.
    { strike: 100, sigma: 2, rebalances: 1, seed: 9, next: [0, 0.1] },
    { strike: 100, sigma: 4, rebalances: 4, seed: 10, next: [0.1, 0.35] },
    { strike: 100, sigma: 4, rebalances: 1, seed: 11, next: [0.8, 1.2] },
  ])('is what simulation finds, but for the next order: $strike, $sigma, $rebalances', (row) => {
    const { strike, sigma: volatility, rebalances, seed } = row;
    const [least, most] = row.next as [number, number];
    const [found, error] = simulated(
      volatility,
      strike,
      rebalances,
      rebalances === 1 ? 100_000 : 20_000,
      seed,
    );
    const { standardDeviation } = discreteHedgingError({ ...option, strike, volatility, rebalances });
    const next = (found / standardDeviation - 1) * Math.sqrt(rebalances);
    const bound = 4 * error * Math.sqrt(rebalances);
    expect(next).toBeGreaterThan(least - bound);
    expect(next).toBeLessThan(most + bound);
  });

  it('of the next step is first order: far too small for one rebalance away from the money', () => {
    const ratio = (strike: number): number => {
      const { nextStepStandardDeviation } = discreteHedgingError({ ...option, strike, rebalances: 1 });
      // The one step is all there is.
      return simulated(0.6, strike, 1, 100_000, 12)[0] / nextStepStandardDeviation;
    };
    expect(ratio(100)).toBeGreaterThan(0.9);
    expect(ratio(100)).toBeLessThan(1.1);
    // By 400,000 paths of numpy 3.6 and 6.8.
    expect(ratio(40)).toBeGreaterThan(3.3);
    expect(ratio(250)).toBeGreaterThan(6);
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
