import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { averageCorrelation } from '../../src/correlation/averageCorrelation.ts';
import { impliedCorrelation } from '../../src/correlation/impliedCorrelation.ts';
import type {
  ImpliedCorrelation,
  ImpliedCorrelationOptions,
} from '../../src/correlation/impliedCorrelation.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';
import { expectRefusal } from '../errors.ts';

const { implied } = JSON.parse(
  readFileSync(new URL('../fixtures/correlation_mpmath.json', import.meta.url), 'utf8'),
) as { implied: (ImpliedCorrelation & ImpliedCorrelationOptions)[] };

function ask(indexVolatility: number, weights: number[], volatilities: number[]): ImpliedCorrelation {
  const result = impliedCorrelation({ indexVolatility, weights, volatilities });
  if (result.status === 'degenerate') throw new Error(result.reason);
  return result;
}

describe('impliedCorrelation', () => {
  it.each(implied.map((given) => [given.weights.length, given] as const))(
    'of %i constituents, by the double sum at 50 digits',
    (_, given) => {
      const got = impliedCorrelation(given);
      if (got.status === 'degenerate') throw new Error(got.reason);
      // Observed: 1.1e-15, 2.2e-16 and 1.1e-16.
      expect(Math.abs(got.correlation - given.correlation)).toBeLessThan(4e-15);
      expect(Math.abs(got.volatilityDispersion - given.volatilityDispersion)).toBeLessThan(8e-16);
      expect(Math.abs(got.varianceDispersion - given.varianceDispersion)).toBeLessThan(4e-16);
      expect(got.status).toBe(Math.abs(given.correlation) <= 1 ? 'ok' : 'out_of_bounds');
    },
  );

  it('by hand', () => {
    // Halves of 1 and 1: s_I^2 = (1 + rho)/2.
    expect(ask(1, [0.5, 0.5], [1, 1])).toEqual({
      status: 'ok',
      correlation: 1,
      volatilityDispersion: 0,
      varianceDispersion: 0,
    });
    expect(ask(0, [0.5, 0.5], [1, 1]).correlation).toBe(-1);
    expect(ask(0.5, [0.5, 0.5], [1, 1])).toEqual({
      status: 'ok',
      correlation: -0.5,
      volatilityDispersion: 0.5,
      varianceDispersion: 0.75,
    });
    // 3/4 of 1 and 1/4 of 2: 9/16 + 4/16 + 2 * 6/16 rho.
    expect(ask(1.25, [0.75, 0.25], [1, 2]).correlation).toBe(1);
    // A weight or a volatility of 0 takes no part.
    expect(ask(0.5, [0.5, 0.5, 0], [1, 1, 7]).correlation).toBe(-0.5);
  });

  it('beyond the bounds: the number as it is, and a status that orThrow stops at', () => {
    const above = ask(1.5, [0.5, 0.5], [1, 1]);
    expect(above).toEqual({
      status: 'out_of_bounds',
      correlation: 3.5,
      volatilityDispersion: -0.5,
      varianceDispersion: -1.25,
    });
    expect(() => orThrow(above)).toThrow();
    expect(ask(0.1, [0.9, 0.1], [1, 0.5]).correlation).toBeLessThan(-1);
  });

  it('answers to the average correlation of a matrix, weighted with weight times volatility', () => {
    const { uniform } = randomGenerator(31);
    for (let run = 0; run < 100; run++) {
      const size = 2 + (run % 6);
      const shares = Array.from({ length: size }, () => uniform() + 0.05);
      const total = shares.reduce((sum, share) => sum + share, 0);
      const weights = shares.map((share) => share / total);
      const volatilities = shares.map(() => 0.2 + uniform());
      const loadings = shares.map(() => 2 * uniform() - 1);
      const matrix = loadings.map((a, i) => loadings.map((b, j) => (i === j ? 1 : a * b)));
      const exposures = weights.map((weight, i) => weight * volatilities[i]!);
      let variance = 0;
      matrix.forEach((row, i) => {
        row.forEach((rho, j) => (variance += exposures[i]! * exposures[j]! * rho));
      });
      const sum = exposures.reduce((a, b) => a + b, 0);
      const average = averageCorrelation({ matrix, weights: exposures.map((exposure) => exposure / sum) });
      const { correlation } = ask(Math.sqrt(variance), weights, volatilities);
      // Observed: 1e-15.
      expect(Math.abs(correlation - orThrow(average).correlation)).toBeLessThan(4e-15);
    }
  });

  it.each([
    ['nothing', [], []],
    ['one constituent', [1], [0.5]],
    ['one of weight', [1, 0], [0.5, 0.6]],
    ['one that moves', [0.5, 0.5], [0.5, 0]],
  ])('no pair: %s', (name, weights, volatilities) => {
    const call = () => impliedCorrelation({ indexVolatility: 0.5, weights, volatilities });
    if (name === 'nothing') expectRefusal(call, 'domain.out_of_range', 'weights');
    else expect(call()).toEqual({ status: 'degenerate', reason: 'no_pairs' });
  });

  it('takes typed arrays, leaves them alone', () => {
    const weights = Float64Array.of(0.5, 0.5);
    const options = { indexVolatility: 0.5, weights, volatilities: Float64Array.of(1, 1) };
    expect(impliedCorrelation(options)).toEqual(ask(0.5, [0.5, 0.5], [1, 1]));
    expect([...weights]).toEqual([0.5, 0.5]);
  });

  const base = { indexVolatility: 0.5, weights: [0.5, 0.5], volatilities: [0.6, 0.7] };
  it.each([
    ['weights that do not sum to 1', { weights: [0.5, 0.4] }, 'domain.out_of_range', 'weights'],
    ['a short position', { weights: [1.5, -0.5] }, 'domain.negative', 'weights[1]'],
    ['lengths differ', { volatilities: [0.5] }, 'shape.length_mismatch', 'volatilities.length'],
    ['a negative volatility', { volatilities: [0.5, -0.1] }, 'domain.negative', 'volatilities[1]'],
    ['a volatility in per cent', { volatilities: [0.5, 70] }, 'unit.suspicious', 'volatilities[1]'],
    ['an index in per cent', { indexVolatility: 60 }, 'unit.suspicious', 'indexVolatility'],
    ['NaN', { volatilities: [0.5, NaN] }, 'series.not_finite', 'volatilities[1]'],
    ['scales apart', { volatilities: [1e-158, 1e-158] }, 'domain.out_of_range', 'volatilities'],
  ] as const)('refuses %s', (_, change, code, path) => {
    expectRefusal(() => impliedCorrelation({ ...base, ...change }), code, path);
  });
});
