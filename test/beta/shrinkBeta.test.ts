import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { shrinkBeta } from '../../src/beta/shrinkBeta.ts';
import type { BetaToShrink, ShrinkBetaOptions } from '../../src/beta/shrinkBeta.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { sizeBetaHedge } from '../../src/hedge/sizeBetaHedge.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';
import { linearMarket } from '../instruments/markets.ts';

const fixture = readFixture('shrinkage_cov');
const [market, crossSection, blume] = ['prior mean 1', 'cross-section', 'Blume'].map((part) =>
  fixture.cases.find(({ name }) => name.includes(part))!,
);

/** Estimates of capmBeta as they are. */
function estimatesOf(given: (typeof fixture.cases)[number]): BetaToShrink[] {
  const { assets, benchmark } = given.options as { assets: string[]; benchmark: string };
  return assets.map((asset) =>
    orThrow(
      capmBeta({
        assetReturns: fixture.inputs[asset] as number[],
        benchmarkReturns: fixture.inputs[benchmark] as number[],
      }),
    ),
  );
}

// Observed: 1.5e-15, the errors of capmBeta included.
const RELATIVE = 6e-15;
function expectNear(got: number | undefined, expected: number): void {
  expect(Math.abs(got! - expected)).toBeLessThanOrEqual(RELATIVE * Math.abs(expected));
}

describe('shrinkBeta against 50-digit arithmetic', () => {
  it.each([
    [market!, 'market' as const],
    [market!, { mean: 1, standardDeviation: 0.5 }],
    [crossSection!, 'cross-section' as const],
  ])('$name, %o', (given, prior) => {
    const estimates = estimatesOf(given);
    const got = orThrow(shrinkBeta({ method: 'vasicek', prior, estimates }));
    const expected = given.expected as Record<string, number[]> & {
      priorMean: number;
      priorVariance: number;
    };
    expectNear(got.prior!.mean, expected.priorMean);
    expectNear(got.prior!.standardDeviation ** 2, expected.priorVariance);
    expect(got.coefficients).toBeNull();
    got.betas.forEach((shrunk, i) => {
      expectNear(shrunk.rawBeta, expected['beta']![i]!);
      expectNear(shrunk.weight, expected['weight']![i]!);
      expectNear(shrunk.beta, expected['shrunkBeta']![i]!);
      expectNear(shrunk.betaStandardError, expected['posteriorSd']![i]!);
      expect(shrunk.degreesOfFreedom).toBe(362);
    });
  });

  it('Blume, by his name and by the line', () => {
    const estimates = estimatesOf(blume!);
    const got = orThrow(shrinkBeta({ method: 'blume', coefficients: 'bloomberg', estimates }));
    const expected = blume!.expected as { shrunkBeta: number[] };
    got.betas.forEach((shrunk, i) => {
      expectNear(shrunk.beta, expected.shrunkBeta[i]!);
      expect(shrunk.betaStandardError).toBe(0.67 * estimates[i]!.betaStandardError!);
      expect(shrunk.weight).toBe(0.67);
    });
    const line = { intercept: 0.33, slope: 0.67 };
    expect(shrinkBeta({ method: 'blume', coefficients: line, estimates })).toEqual(got);
    const published = orThrow(
      shrinkBeta({ method: 'blume', coefficients: 'blume-1971', estimates: [{ beta: 2 }] }),
    );
    expectNear(published.betas[0]!.beta, 1.697);
    expect('betaStandardError' in published.betas[0]!).toBe(false);
    expect(published.coefficients).toEqual({ intercept: 0.343, slope: 0.677 });
    expect(published.prior).toBeNull();
  });
});

const pair: BetaToShrink[] = [
  { beta: 0.5, betaStandardError: 0.25, symbol: 'A', horizonMs: 1000, returnKind: 'simple', asOf: 5 },
  { beta: 1.5, betaStandardError: 0.5, horizonMs: 1000, returnKind: null },
];
const base: ShrinkBetaOptions = { method: 'vasicek', prior: 'cross-section', estimates: pair };

describe('shrinkBeta: conventions', () => {
  it('the posterior is the average by precision', () => {
    const { betas } = orThrow(shrinkBeta({ ...base, prior: { mean: 2, standardDeviation: 0.5 } }));
    // Precisions 16 and 4 of the first, 4 and 4 of the second.
    expect(betas[0]!.beta).toBeCloseTo((16 * 0.5 + 4 * 2) / 20, 15);
    expect(betas[0]!.betaStandardError).toBeCloseTo(Math.sqrt(1 / 20), 15);
    expect(betas[1]).toMatchObject({ beta: 1.75, weight: 0.5, rawBeta: 1.5 });
  });

  it('passes on names and conventions, and survives JSON', () => {
    const result = orThrow(shrinkBeta(base));
    expect(result.betas[0]).toMatchObject({ symbol: 'A', horizonMs: 1000, returnKind: 'simple', asOf: 5 });
    expect(result.betas[1]).toMatchObject({ horizonMs: 1000, returnKind: null, asOf: null });
    expect('symbol' in result.betas[1]!).toBe(false);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('feeds the sizing of a hedge', () => {
    const { betas } = orThrow(shrinkBeta(base));
    const instrument = parseMarket({ ...linearMarket, limits: {} });
    const hedge = sizeBetaHedge({
      positions: betas.map((shrunk, i) => ({ ...shrunk, symbol: `coin ${i}`, value: 1000 })),
      targetBeta: 0,
      instrument,
      instrumentBeta: 1,
      price: 100,
    });
    const error = 1000 * Math.hypot(...betas.map(({ betaStandardError }) => betaStandardError!));
    const { interval } = orThrow(hedge);
    expect(interval).toMatchObject({ kind: 'bounds' });
    if (interval?.kind !== 'bounds') return;
    expect(interval.independent.dollarBetaStandardError).toBeCloseTo(error, 10);
  });

  it('an exact beta stays, an unknown one becomes the prior; no square over- or underflows', () => {
    const prior = { mean: 1, standardDeviation: 0.5 };
    const shrink = (betaStandardError: number) =>
      orThrow(shrinkBeta({ ...base, prior, estimates: [{ beta: 3, betaStandardError }] })).betas[0]!;
    expect(shrink(0)).toMatchObject({ beta: 3, betaStandardError: 0, weight: 1 });
    expect(shrink(1e-300)).toMatchObject({ beta: 3, betaStandardError: 1e-300, weight: 1 });
    expect(shrink(1e300)).toMatchObject({ beta: 1, betaStandardError: 0.5, weight: 0 });
    expect(shrink(0.5)).toMatchObject({ beta: 2, betaStandardError: Math.sqrt(0.5) * 0.5, weight: 0.5 });
  });

  it('estimates of other times share a prior that is given, not one that they make', () => {
    const estimates = [pair[0]!, { ...pair[1]!, asOf: 6 }];
    expect(shrinkBeta({ ...base, prior: 'market', estimates }).status).toBe('ok');
    expectRefusal(() => shrinkBeta({ ...base, estimates }), 'estimate.mixed', 'estimates[1].asOf');
  });
});

describe('shrinkBeta: data without an answer', () => {
  it('no estimate, and a cross-section of one', () => {
    const none = { status: 'insufficient_data', required: 1, observed: 0 };
    expect(shrinkBeta({ ...base, prior: 'market', estimates: [] })).toEqual(none);
    expect(shrinkBeta({ method: 'blume', coefficients: 'bloomberg', estimates: [] })).toEqual(none);
    const one = { status: 'insufficient_data', required: 2, observed: 1 };
    expect(shrinkBeta({ ...base, estimates: [pair[0]!] })).toEqual(one);
    expect(shrinkBeta({ ...base, prior: 'market', estimates: [pair[0]!] }).status).toBe('ok');
  });

  it.each([0, 0.1, -3])('a cross-section of equal betas: %d', (beta) => {
    const estimates = [0.1, 0.2, 0.3].map((betaStandardError) => ({ beta, betaStandardError }));
    expect(shrinkBeta({ ...base, estimates })).toEqual({
      status: 'degenerate',
      reason: 'flat_cross_section',
    });
  });
});

describe('shrinkBeta: refused', () => {
  const blumeBase = { method: 'blume', estimates: pair };
  it.each([
    ['unknown method', { method: 'bayes' }, 'domain.not_one_of', 'method'],
    ['no prior', { prior: undefined }, 'shape.missing_field', 'prior'],
    ['a null prior', { prior: null }, 'shape.missing_field', 'prior'],
    ['unknown prior', { prior: 'flat' }, 'domain.not_one_of', 'prior'],
    [
      'a prior that is certain',
      { prior: { mean: 1, standardDeviation: 0 } },
      'domain.not_positive',
      'prior.standardDeviation',
    ],
    ['a prior without mean', { prior: { standardDeviation: 1 } }, 'shape.missing_field', 'prior.mean'],
    ['a list for a prior', { prior: [1, 0.5] }, 'shape.wrong_type', 'prior'],
    ['no list', { estimates: pair[0] }, 'shape.wrong_type', 'estimates'],
    ['a number for an estimate', { estimates: [1] }, 'shape.wrong_type', 'estimates[0]'],
    ['no beta', { estimates: [{ betaStandardError: 1 }] }, 'shape.missing_field', 'estimates[0].beta'],
    ['no error', { estimates: [{ beta: 1 }] }, 'shape.missing_field', 'estimates[0].betaStandardError'],
    [
      'an error below 0',
      { estimates: [{ beta: 1, betaStandardError: -1 }] },
      'domain.negative',
      'estimates[0].betaStandardError',
    ],
    [
      'a failed estimate',
      { estimates: [{ status: 'degenerate', reason: 'flat_asset' }] },
      'estimate.not_ok',
      'estimates[0].status',
    ],
    [
      'an empty symbol',
      { estimates: [{ ...pair[0], symbol: '' }] },
      'shape.wrong_type',
      'estimates[0].symbol',
    ],
    [
      'a hole in the list',
      // eslint-disable-next-line no-sparse-arrays -- what it is about
      { estimates: [pair[0], , pair[1]] },
      'shape.missing_field',
      'estimates[1]',
    ],
    [
      'no degree of freedom',
      { estimates: [{ ...pair[0], degreesOfFreedom: 0 }] },
      'domain.out_of_range',
      'estimates[0].degreesOfFreedom',
    ],
    [
      'horizons',
      { estimates: [pair[1], { ...pair[0], horizonMs: 2000 }] },
      'estimate.mixed',
      'estimates[1].horizonMs',
    ],
    [
      'kinds of return',
      { estimates: [...pair, { ...pair[0], returnKind: 'log' }] },
      'estimate.mixed',
      'estimates[2].returnKind',
    ],
    [
      'betas beyond all doubles',
      {
        estimates: [
          { beta: 1e300, betaStandardError: 1 },
          { beta: -1e300, betaStandardError: 1 },
        ],
      },
      'domain.out_of_range',
      'estimates',
    ],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => shrinkBeta({ ...base, ...change } as unknown as ShrinkBetaOptions), code, path);
  });

  it.each([
    ['no coefficients', {}, 'shape.missing_field', 'coefficients'],
    ['null coefficients', { coefficients: null }, 'shape.missing_field', 'coefficients'],
    ['unknown coefficients', { coefficients: 'blume' }, 'domain.not_one_of', 'coefficients'],
    [
      'a slope above 1',
      { coefficients: { slope: 1.1, intercept: 0 } },
      'domain.out_of_range',
      'coefficients.slope',
    ],
    [
      'a slope below 0',
      { coefficients: { slope: -0.1, intercept: 0 } },
      'domain.not_positive',
      'coefficients.slope',
    ],
    [
      'a slope of 0, whose error would be that of an exact beta',
      { coefficients: { slope: 0, intercept: 1 } },
      'domain.not_positive',
      'coefficients.slope',
    ],
    [
      'a slope that leaves nothing of an error',
      {
        coefficients: { slope: 1e-300, intercept: 1 },
        estimates: [{ beta: 1, betaStandardError: 1e-30 }],
      },
      'domain.out_of_range',
      'estimates',
    ],
    [
      'a sum beyond all doubles',
      { coefficients: { slope: 1, intercept: 1.7e308 }, estimates: [{ beta: 1.7e308 }] },
      'domain.out_of_range',
      'estimates',
    ],
    ['no intercept', { coefficients: { slope: 0.5 } }, 'shape.missing_field', 'coefficients.intercept'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => shrinkBeta({ ...blumeBase, ...change } as unknown as ShrinkBetaOptions), code, path);
  });
});
