import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaFromMoments } from '../../src/beta/betaFromMoments.ts';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { addToMoments, initialMoments, mergeMoments } from '../../src/returns/moments.ts';
import type { Moments } from '../../src/returns/moments.ts';
import { expectRefusal } from '../errors.ts';

interface Fixture {
  inputs: Record<string, number[]>;
  cases: {
    name: string;
    options: { asset: string; benchmark: string; first?: number; riskFreePerPeriod?: number | string };
    expected: Record<string, number> & { covariance: Record<string, Record<string, number | number[]>> };
    absTol: number;
  }[];
}
const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/capm_ols.json', import.meta.url), 'utf8'),
) as Fixture;

function momentsOf(asset: readonly number[], benchmark: readonly number[]): Moments {
  return addToMoments(initialMoments({ series: ['asset', 'benchmark'] }), { columns: { asset, benchmark } });
}

const estimate = (moments: Moments): ReturnType<typeof betaFromMoments> =>
  betaFromMoments({ moments, asset: 'asset', benchmark: 'benchmark' });

function series({ options }: Fixture['cases'][number]): [asset: number[], benchmark: number[]] {
  const take = (name: string): number[] => fixture.inputs[name]!.slice(0, options.first);
  const rate = options.riskFreePerPeriod;
  const rates = typeof rate === 'string' ? take(rate) : null;
  const excess = (name: string): number[] =>
    take(name).map((value, t) => value - (rates?.[t] ?? (typeof rate === 'number' ? rate : 0)));
  return [excess(options.asset), excess(options.benchmark)];
}

// mpmath, 50 digits. Observed: 3.5e-13, the benchmark of 1e8 + noise included.
const RELATIVE = 1e-12;
let worst = 0;

describe('betaFromMoments against 50-digit least squares', () => {
  for (const given of fixture.cases) {
    it.each([1, 2, 7, 40])(`${given.name}, in %i parts`, (parts) => {
      const [asset, benchmark] = series(given);
      const edges = Array.from({ length: parts + 1 }, (_, i) => Math.round((i * asset.length) / parts));
      const pieces = edges
        .slice(1)
        .map((to, i) => momentsOf(asset.slice(edges[i], to), benchmark.slice(edges[i], to)));
      // The last first: no tree and no order is special.
      const got = orThrow(estimate(pieces.reduceRight((a, b) => mergeMoments(a, b))));
      const { expected, absTol } = given;
      const covariance = expected.covariance['classical']!;
      const check = (value: number | null, wanted: unknown, slack = 0): void => {
        if (typeof wanted !== 'number') return;
        const error = Math.abs(value! - wanted);
        if (wanted !== 0 && error > absTol + slack) worst = Math.max(worst, error / Math.abs(wanted));
        expect(error, `${String(value)} for ${String(wanted)}`).toBeLessThanOrEqual(
          absTol + slack + RELATIVE * Math.abs(wanted),
        );
      };
      // A t of 43 multiplies its error by 43 in the tail. Observed: 1.2e-12 of 1e-65.
      const checkTail = (value: number | null, wanted: unknown): void => {
        if (typeof wanted === 'number' && wanted > 0)
          expect(Math.abs(value! / wanted - 1)).toBeLessThan(4e-12);
      };
      check(got.observations, expected['n']);
      check(got.degreesOfFreedom, expected['df']);
      check(got.alpha, expected['alpha']);
      check(got.beta, expected['beta']);
      check(got.rSquared, expected['r2']);
      check(got.adjustedRSquared, expected['adjR2']);
      check(got.residualStandardDeviation, expected['residualSd']);
      check(got.correlation, expected['correlation']);
      check(got.alphaStandardError, covariance['seAlpha']);
      check(got.betaStandardError, covariance['seBeta']);
      check(got.alphaBetaCovariance, covariance['covAlphaBeta']);
      check(got.alphaTStatistic, covariance['tAlpha']);
      check(got.betaTStatistic, covariance['tBeta']);
      checkTail(got.alphaPValue, covariance['pAlpha']);
      checkTail(got.betaPValue, covariance['pBeta']);
      if (covariance['ci95Beta'] === undefined) return;
      const [lower, upper] = covariance['ci95Beta'] as [number, number];
      check(got.betaInterval!.lower, lower, RELATIVE * (upper - lower));
      check(got.betaInterval!.upper, upper, RELATIVE * (upper - lower));
    });
  }

  it('compared something', () => {
    expect(worst).toBeGreaterThan(1e-16);
    expect(worst).toBeLessThan(RELATIVE);
  });
});

const asset = [0.021, -0.012, 0.034, 0.005, -0.027, 0.018];
const benchmark = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01];

describe('betaFromMoments', () => {
  it('has the fields of capmBeta, in its order', () => {
    const convention = { returnKind: 'log', horizonMs: 60_000, asOf: 1_700_000_000_000 } as const;
    const moments = momentsOf([...asset, NaN], [...benchmark, 0]);
    const got = orThrow(
      betaFromMoments({
        moments,
        asset: 'asset',
        benchmark: 'benchmark',
        confidenceLevel: 0.9,
        ...convention,
      }),
    );
    const direct = orThrow(
      capmBeta({
        assetReturns: [...asset, NaN],
        benchmarkReturns: [...benchmark, 0],
        missing: 'drop',
        confidenceLevel: 0.9,
        ...convention,
      }),
    );
    expect(Object.keys(got)).toEqual(Object.keys(direct));
    expect(got).toMatchObject({
      dropped: 1,
      confidenceLevel: 0.9,
      standardErrors: 'classical',
      ...convention,
    });
  });

  it('takes series by number where they have no names', () => {
    const moments = addToMoments(initialMoments({ series: 3 }), { columns: [benchmark, asset, benchmark] });
    const named = orThrow(estimate(momentsOf(asset, benchmark)));
    expect(betaFromMoments({ moments, asset: 1, benchmark: 2 })).toEqual(named);
  });

  it('an asset on itself: beta and correlation exactly 1, errors exactly 0, no test; also merged', () => {
    const parts = [0, 3].map((from) =>
      momentsOf(benchmark.slice(from, from + 3), benchmark.slice(from, from + 3)),
    );
    for (const moments of [momentsOf(benchmark, benchmark), mergeMoments(parts[0]!, parts[1]!)])
      expect(estimate(moments)).toMatchObject({
        beta: 1,
        alpha: 0,
        correlation: 1,
        adjustedRSquared: 1,
        betaStandardError: 0,
        residualStandardDeviation: 0,
        betaTStatistic: null,
        betaPValue: null,
      });
    const moments = momentsOf(asset, benchmark);
    expect(betaFromMoments({ moments, asset: 'asset', benchmark: 'asset' })).toMatchObject({ beta: 1 });
  });

  it.each([0, 1, 2])('%i rows are too few', (n) => {
    const few = momentsOf(asset.slice(0, n), benchmark.slice(0, n));
    expect(estimate(few)).toEqual({ status: 'insufficient_data', required: 3, observed: n });
  });

  it.each([0, 0.1, -3e7, 1e60])('a series that stays at %d', (value) => {
    const flat = asset.map(() => value);
    expect(estimate(momentsOf(asset, flat))).toEqual({ status: 'degenerate', reason: 'flat_benchmark' });
    expect(estimate(momentsOf(flat, benchmark))).toEqual({ status: 'degenerate', reason: 'flat_asset' });
  });

  it('refuses what is no series, and scales whose squares are lost', () => {
    const moments = momentsOf(asset, benchmark);
    const of = (given: object): void => {
      betaFromMoments({ moments, asset: 'asset', benchmark: 'benchmark', ...given });
    };
    expectRefusal(
      () => {
        of({ asset: 'ETH' });
      },
      'domain.not_one_of',
      'asset',
    );
    expectRefusal(
      () => {
        of({ benchmark: 0 });
      },
      'shape.wrong_type',
      'benchmark',
    );
    expectRefusal(
      () => {
        of({ benchmark: undefined });
      },
      'shape.missing_field',
      'benchmark',
    );
    expectRefusal(
      () => {
        of({ confidenceLevel: 1 });
      },
      'domain.out_of_range',
      'confidenceLevel',
    );
    expectRefusal(
      () => {
        of({ moments: {} });
      },
      'state.invalid',
      'moments.version',
    );
    expectRefusal(
      () => {
        of({ moments: null });
      },
      'shape.missing_field',
      'moments',
    );
    const byNumber = addToMoments(initialMoments({ series: 2 }), { columns: [asset, benchmark] });
    for (const wrong of [2, -1, 0.5])
      expectRefusal(
        () => {
          of({ moments: byNumber, asset: wrong });
        },
        'domain.out_of_range',
        'asset',
      );
    expectRefusal(
      () => {
        of({ moments: byNumber, asset: 'asset' });
      },
      'shape.wrong_type',
      'asset',
    );
    const tiny = momentsOf(
      asset,
      benchmark.map((value) => value * 1e-80),
    );
    expectRefusal(() => estimate(tiny), 'domain.out_of_range', 'moments.coMoments[2]');
  });

  it('scales: beta(a x + c) = a beta, by powers of two to the last bit', () => {
    const plain = orThrow(estimate(momentsOf(asset, benchmark)));
    for (const factor of [2 ** 60, 2 ** -60]) {
      const scaled = orThrow(
        estimate(
          momentsOf(
            asset.map((value) => value * factor),
            benchmark,
          ),
        ),
      );
      expect(scaled.beta).toBe(plain.beta * factor);
      expect(scaled.betaStandardError).toBe(plain.betaStandardError! * factor);
      expect(scaled.betaPValue).toBe(plain.betaPValue);
    }
  });

  it('a shift of 1e8 leaves beta and its error', () => {
    // On a grid of 2^-8 the shift is exact.
    const returns = fc.array(
      fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 })),
      {
        minLength: 4,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(returns, (pairs) => {
        const y = pairs.map(([value]) => value / 256);
        const x = pairs.map(([, value]) => value / 256);
        const plain = estimate(momentsOf(y, x));
        if (plain.status !== 'ok') return;
        const shifted = orThrow(
          estimate(
            momentsOf(
              y,
              x.map((value) => value + 1e8),
            ),
          ),
        );
        // The same deviations: the same bits.
        expect(shifted.beta).toBe(plain.beta);
        expect(shifted.betaStandardError).toBe(plain.betaStandardError);
      }),
      { seed: 20211231, numRuns: 200 },
    );
  });
});

describe('betaFromMoments: residuals that sums cannot tell', () => {
  const market = [0.01, -0.02, 0.015, 0.03, -0.005, 0.012, -0.018, 0.007];
  const noise = [1, -1, 2, -2, 1, 0, -1, 1];
  const of = (size: number): object =>
    estimate(
      momentsOf(
        market.map((value, t) => value + noise[t]! * size),
        market,
      ),
    );

  it('are null with all that follows from them, below 1e-6 of the asset', () => {
    const found = of(1e-10);
    expect(found).toMatchObject({
      status: 'ok',
      betaStandardError: null,
      alphaStandardError: null,
      alphaBetaCovariance: null,
      betaInterval: null,
      alphaInterval: null,
      betaTStatistic: null,
      alphaTStatistic: null,
      betaPValue: null,
      alphaPValue: null,
      residualStandardDeviation: null,
    });
    expect(found).toMatchObject({ adjustedRSquared: expect.closeTo(1, 12) as number });
    expect(of(1e-6)).toMatchObject({ betaStandardError: expect.closeTo(3.22e-5, 7) as number });
  });

  it('are exactly 0 of an asset on itself', () => {
    expect(of(0)).toMatchObject({
      beta: 1,
      betaStandardError: 0,
      betaTStatistic: null,
      residualStandardDeviation: 0,
    });
  });
});
