import { describe, expect, it } from 'vitest';
import { capmBeta } from '../../src/beta/capmBeta.ts';
import { portfolioBeta } from '../../src/beta/portfolioBeta.ts';
import type { PortfolioBeta, PortfolioBetaOptions } from '../../src/beta/portfolioBeta.ts';
import type { StandardErrors } from '../../src/beta/standardErrors.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { sizeBetaHedge } from '../../src/hedge/sizeBetaHedge.ts';
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import { expectRefusal, refusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';
import { linearMarket } from '../instruments/markets.ts';

const fixture = readFixture('systematic');
const benchmarkReturns = fixture.inputs['BTC'] as number[];
const assetReturns = Object.fromEntries(
  ['ETH', 'SOL', 'XRP'].map((name) => [name, fixture.inputs[name] as number[]]),
);
const weights = { ETH: 0.5, SOL: 0.3, XRP: 0.2 };
const base = { weights, assetReturns, benchmarkReturns } as const;

const put = (values: number[], at: number, value: number): number[] =>
  values.map((old, t) => (t === at ? value : old));

const kinds: StandardErrors[] = [
  'classical',
  'HC0',
  'HC1',
  'HC2',
  'HC3',
  { kind: 'HAC', maxLags: 5 },
  { kind: 'HAC', maxLags: 3, smallSample: true },
];

let worst = 0;
function expectNear(got: number | null, expected: number, bound: number): void {
  const error = Math.abs(got! - expected) / Math.abs(expected);
  worst = Math.max(worst, error);
  expect(error).toBeLessThanOrEqual(bound);
}

/** The book's own returns, the long way. */
function returnsOf(book: Record<string, number>): number[] {
  return benchmarkReturns.map((_, t) =>
    Object.entries(book).reduce((sum, [name, weight]) => sum + weight * assetReturns[name]![t]!, 0),
  );
}

describe('portfolioBeta', () => {
  it('against 50-digit arithmetic', () => {
    const { expected } = fixture.cases.find(({ name }) => name.startsWith('portfolio'))! as {
      expected: { betas: number[]; portfolioBeta: number; idiosyncraticVariance: number };
    };
    const got = orThrow(portfolioBeta(base));
    // Observed: 7e-16.
    expectNear(got.beta, expected.portfolioBeta, 2e-15);
    got.assets.forEach(({ beta }, i) => {
      expectNear(beta, expected.betas[i]!, 2e-15);
    });
    expectNear(got.residualStandardDeviation ** 2, (expected.idiosyncraticVariance * 363) / 362, 2e-15);
  });

  // Two paths to one number: the joint regression, and the regression of the weighted sum of the returns.
  const books: Record<string, number>[] = [
    weights,
    { ETH: 1, SOL: -1, XRP: 0.25 },
    { ETH: 0, SOL: 0, XRP: -2 },
  ];
  const pairs = kinds.flatMap((standardErrors) => books.map((book) => ({ standardErrors, book })));
  it.each(pairs)("capmBeta of the book's own returns: $standardErrors, $book", ({ standardErrors, book }) => {
    const got = orThrow(portfolioBeta({ ...base, weights: book, standardErrors, confidenceLevel: 0.9 }));
    const own = orThrow(
      capmBeta({ assetReturns: returnsOf(book), benchmarkReturns, standardErrors, confidenceLevel: 0.9 }),
    );
    // Observed: 2.6e-15, of the book that is long and short.
    const bound = 1e-14;
    expectNear(got.beta, own.beta, bound);
    expectNear(got.betaStandardError, own.betaStandardError, bound);
    expectNear(got.betaTStatistic, own.betaTStatistic!, bound);
    expectNear(got.residualStandardDeviation, own.residualStandardDeviation, bound);
    expectNear(got.alpha, own.alpha, bound);
    expectNear(got.rSquared, own.rSquared, bound);
    expect(Math.abs(got.betaPValue! - own.betaPValue!)).toBeLessThanOrEqual(1e-13);
    expect(Math.abs(got.betaInterval.lower - own.betaInterval.lower)).toBeLessThanOrEqual(bound);
    expect(Math.abs(got.betaInterval.upper - own.betaInterval.upper)).toBeLessThanOrEqual(bound);
    expect(got).toMatchObject({ observations: 364, degreesOfFreedom: 362, confidenceLevel: 0.9 });

    // The same from the parts: w' C w, and each asset by itself.
    const w = got.assets.map(({ weight }) => weight);
    let variance = 0;
    got.betaCovariance.forEach((row, i) => {
      row.forEach((value, j) => {
        variance += w[i]! * w[j]! * value;
        expect(value).toBe(got.betaCovariance[j]![i]);
      });
    });
    expectNear(Math.sqrt(variance), got.betaStandardError, bound);
    let independent = 0;
    got.assets.forEach(({ symbol, beta, betaStandardError, weight }, i) => {
      const alone = orThrow(
        capmBeta({ assetReturns: assetReturns[symbol]!, benchmarkReturns, standardErrors }),
      );
      expect(beta).toBe(alone.beta);
      expectNear(betaStandardError, alone.betaStandardError, bound);
      expectNear(got.betaCovariance[i]![i]!, alone.betaStandardError ** 2, bound);
      independent += (weight * alone.betaStandardError) ** 2;
    });
    expectNear(got.betaStandardErrorIfIndependent, Math.sqrt(independent), bound);
  });

  it.each(kinds)('a book whose assets cancel loses no digits: %o', (standardErrors) => {
    // On a grid of 2^-30, so that the difference of the two is exact: 1e-4 of either.
    const grid = (value: number): number => Math.round(value * 2 ** 30) / 2 ** 30;
    const A = assetReturns['ETH']!.map(grid);
    const B = A.map((value, t) => value - grid(1e-4 * assetReturns['XRP']![t]!));
    const difference = A.map((value, t) => value - B[t]!);
    const of = { benchmarkReturns, standardErrors };
    const got = orThrow(portfolioBeta({ ...of, weights: { A: 1, B: -1 }, assetReturns: { A, B } }));
    const own = orThrow(capmBeta({ ...of, assetReturns: difference }));
    // Observed: 2.1e-16. Summed from the assets' own betas and residuals they miss this by 1e-13 and more.
    for (const field of [
      'beta',
      'alpha',
      'betaStandardError',
      'residualStandardDeviation',
      'rSquared',
    ] as const)
      expectNear(got[field], own[field], 8e-16);
  });

  it('compared something', () => {
    expect(worst).toBeGreaterThan(1e-16);
  });

  it('values with their capital are weights; what is left out is money', () => {
    const values = { ETH: 5000, SOL: 3000, XRP: 2000 };
    const got = orThrow(portfolioBeta({ assetReturns, benchmarkReturns, values, capital: 10000 }));
    expect(got).toEqual(portfolioBeta(base));
    const half = orThrow(portfolioBeta({ assetReturns, benchmarkReturns, values, capital: 20000 }));
    expect(half.beta).toBe(got.beta / 2);
    expect(half.betaStandardError).toBe(got.betaStandardError / 2);
  });

  it('the covariance is what the sizing of a hedge takes', () => {
    const book = orThrow(portfolioBeta(base));
    const hedge = sizeBetaHedge({
      positions: book.assets.map((asset) => ({ ...asset, value: 1000 * asset.weight })),
      betaCovariance: book.betaCovariance,
      targetBeta: 0,
      instrument: parseMarket({ ...linearMarket, limits: {} }),
      instrumentBeta: 1,
      price: 100,
    });
    const { interval, dollarBetaBefore } = orThrow(hedge);
    expectNear(dollarBetaBefore, 1000 * book.beta, 1e-15);
    if (interval?.kind !== 'covariance') throw new Error('no covariance');
    expectNear(interval.dollarBetaStandardError, 1000 * book.betaStandardError, 1e-14);
  });

  it('each asset says again what it was told, and the hedge goes by it', () => {
    const told = { returnKind: 'simple', horizonMs: 86_400_000, asOf: 1_650_000_000_000 } as const;
    const book = orThrow(portfolioBeta({ ...base, ...told }));
    for (const asset of book.assets) expect(asset).toMatchObject({ ...told, degreesOfFreedom: 362 });
    const hedgeOf = (horizonMs: number, change: object, degreesOfFreedom?: number): unknown =>
      sizeBetaHedge({
        positions: book.assets.map((asset) => ({ ...asset, value: 1000 * asset.weight, ...change })),
        betaCovariance: book.betaCovariance,
        targetBeta: 0,
        instrument: parseMarket({ ...linearMarket, limits: {} }),
        instrumentBeta: { beta: 1, betaStandardError: 0, horizonMs },
        price: 100,
        degreesOfFreedom,
      });
    const silent = { degreesOfFreedom: undefined };
    expect(hedgeOf(86_400_000, {})).toEqual(hedgeOf(86_400_000, silent, 362));
    // By the normal distribution, which is what nothing told means.
    expect(hedgeOf(86_400_000, {})).not.toEqual(hedgeOf(86_400_000, silent));
    expect(refusal(() => hedgeOf(3_600_000, {})).code).toBe('estimate.mixed');
  });

  it.each([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])('a permuted book gives the same bits: %d', (part) => {
    const uneven = { weights: { ETH: part, SOL: part - 1.13, XRP: 0.59 / part }, benchmarkReturns };
    const got = orThrow(portfolioBeta({ ...uneven, assetReturns }));
    const { ETH, SOL, XRP } = assetReturns as Record<string, number[]>;
    const permuted = orThrow(portfolioBeta({ ...uneven, assetReturns: { XRP: XRP!, SOL: SOL!, ETH: ETH! } }));
    expect({ ...permuted, assets: null, betaCovariance: null }).toEqual({
      ...got,
      assets: null,
      betaCovariance: null,
    });
    expect([...permuted.assets].reverse()).toEqual(got.assets);
    expect(permuted.betaCovariance[1]![2]).toBe(got.betaCovariance[0]![1]);
  });

  it('the benchmark alone: beta exactly its weight, no error', () => {
    const of = (BTC: number): PortfolioBeta =>
      orThrow(portfolioBeta({ weights: { BTC }, assetReturns: { BTC: benchmarkReturns }, benchmarkReturns }));
    const got = of(0.7);
    // 0.7 times a return is rounded, and a quarter of it is not.
    expectNear(got.beta, 0.7, 1e-15);
    expect(of(-0.25)).toMatchObject({ beta: -0.25, alpha: 0, rSquared: 1 });
    expect(got).toMatchObject({
      betaStandardError: 0,
      betaTStatistic: null,
      betaPValue: null,
      residualStandardDeviation: 0,
      betaCovariance: [[0]],
    });
  });

  it('takes any array-like, leaves it alone, survives JSON, passes on the convention', () => {
    const typed = {
      assetReturns: Object.fromEntries(
        Object.entries(assetReturns).map(([name, column]) => [name, Float64Array.from(column)]),
      ),
      benchmarkReturns: Float64Array.from(benchmarkReturns),
    };
    const got = portfolioBeta({ ...base, returnKind: 'simple', horizonMs: 86_400_000, asOf: 1 });
    expect(
      portfolioBeta({ weights, ...typed, returnKind: 'simple', horizonMs: 86_400_000, asOf: 1 }),
    ).toEqual(got);
    expect([...typed.assetReturns['ETH']!]).toEqual(assetReturns['ETH']);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
    expect(got).toMatchObject({ returnKind: 'simple', horizonMs: 86_400_000, asOf: 1, dropped: 0 });
  });

  it('drops a period for all where any misses a sample', () => {
    const holed = { ...assetReturns, SOL: put(assetReturns['SOL']!, 3, NaN) };
    const without = Object.fromEntries(
      Object.entries(assetReturns).map(([name, column]) => [name, column.filter((__, t) => t !== 3)]),
    );
    const expected = orThrow(
      portfolioBeta({
        ...base,
        assetReturns: without,
        benchmarkReturns: benchmarkReturns.filter((_, t) => t !== 3),
      }),
    );
    const got = portfolioBeta({ ...base, assetReturns: holed, missing: 'drop' });
    expect(got).toEqual({ ...expected, dropped: 1 });
  });
});

const small = {
  weights: { A: 1, B: -1 },
  assetReturns: { A: [0.01, 0.03, -0.02, 0.01], B: [0.02, 0.01, -0.01, 0] },
  benchmarkReturns: [0.01, 0.02, -0.01, 0.03],
};

describe('portfolioBeta: data without an answer', () => {
  it('too few samples', () => {
    const two = {
      weights: { A: 1 },
      assetReturns: { A: [0.1, 0.2] },
      benchmarkReturns: [0.1, 0.3],
    };
    expect(portfolioBeta(two)).toEqual({ status: 'insufficient_data', required: 3, observed: 2 });
    const none = { weights: { A: 1 }, assetReturns: { A: [] }, benchmarkReturns: [] };
    expect(portfolioBeta(none)).toMatchObject({ observed: 0 });
    expect(portfolioBeta({ ...small, standardErrors: { kind: 'HAC', maxLags: 4 } })).toEqual({
      status: 'insufficient_data',
      required: 5,
      observed: 4,
    });
  });

  it('series that do not move', () => {
    expect(portfolioBeta({ ...small, benchmarkReturns: [0.1, 0.1, 0.1, 0.1] })).toEqual({
      status: 'degenerate',
      reason: 'flat_benchmark',
      symbol: null,
    });
    const assets = { ...small.assetReturns, B: [0, 0, 0, 0] };
    expect(portfolioBeta({ ...small, assetReturns: assets })).toEqual({
      status: 'degenerate',
      reason: 'flat_asset',
      symbol: 'B',
    });
  });

  it('a leverage of 1', () => {
    const spike = { ...small, benchmarkReturns: [0.1, 0.1, 0.3, 0.1] };
    for (const standardErrors of ['HC2', 'HC3'] as const)
      expect(portfolioBeta({ ...spike, standardErrors })).toMatchObject({ reason: 'unit_leverage' });
    expect(portfolioBeta({ ...spike, standardErrors: 'HC0' }).status).toBe('ok');
  });

  it('an empty book is a beta of 0, exactly', () => {
    expect(portfolioBeta({ ...small, weights: { A: 0, B: 0 } })).toMatchObject({
      beta: 0,
      alpha: 0,
      rSquared: null,
      betaStandardError: 0,
      betaTStatistic: null,
    });
  });

  it('a fit that is perfect but for rounding has no error and no t, alone and in a book', () => {
    const x = Array.from({ length: 40 }, (_, i) => ((i * 7) % 40) / 1000 - 0.0195);
    const A = x.map((m) => 1.7 * m + 0.001);
    const B = x.map((m, i) => m + (((i * 53) % 97) - 48) / 4000);
    for (const standardErrors of kinds) {
      const of = { benchmarkReturns: x, standardErrors };
      const alone = orThrow(portfolioBeta({ ...of, weights: { A: 0.3 }, assetReturns: { A } }));
      expect(alone).toMatchObject({
        betaStandardError: 0,
        betaTStatistic: null,
        betaPValue: null,
        betaCovariance: [[0]],
        residualStandardDeviation: 0,
      });
      expect(alone.assets[0]!.betaStandardError).toBe(0);
      const both = orThrow(portfolioBeta({ ...of, weights: { A: 0.3, B: 1 }, assetReturns: { A, B } }));
      expect(both.betaCovariance[0]).toEqual([0, 0]);
      expect(both.betaStandardError).toBeGreaterThan(1e-3);
    }
  });

  it('no weight of either sign is a weight of 0', () => {
    const { assets } = orThrow(portfolioBeta({ ...small, weights: { A: -0, B: 1 } }));
    expect(Object.is(assets[0]!.weight, 0)).toBe(true);
    const values = { A: -5e-324, B: 1 };
    const small1 = orThrow(portfolioBeta({ ...small, weights: undefined, values, capital: 1000 }));
    expect(Object.is(small1.assets[0]!.weight, 0)).toBe(true);
  });
});

describe('portfolioBeta: refused', () => {
  it.each([
    ['no weights', { weights: undefined }, 'shape.missing_field', 'weights'],
    ['weights in a list', { weights: [1, -1] }, 'shape.wrong_type', 'weights'],
    ['a weight too few', { weights: { A: 1 } }, 'shape.missing_field', 'weights.B'],
    ['a weight too many', { weights: { A: 1, B: 1, C: 1 } }, 'shape.missing_field', 'assetReturns.C'],
    ['a weight that is NaN', { weights: { A: 1, B: NaN } }, 'domain.not_finite', 'weights.B'],
    ['weights and values', { values: { A: 1, B: 2 }, capital: 3 }, 'shape.wrong_type', 'values'],
    ['weights and capital', { capital: 3 }, 'shape.wrong_type', 'capital'],
    ['no capital', { weights: undefined, values: { A: 1, B: 2 } }, 'shape.missing_field', 'capital'],
    [
      'no money',
      { weights: undefined, values: { A: 1, B: 2 }, capital: 0 },
      'domain.not_positive',
      'capital',
    ],
    [
      'a value that is a text',
      { weights: undefined, values: { A: 1, B: '2' }, capital: 1 },
      'shape.wrong_type',
      'values.B',
    ],
    ['no assets', { weights: {}, assetReturns: {} }, 'shape.missing_field', 'assetReturns'],
    ['a series for the record', { assetReturns: [1, 2] }, 'shape.wrong_type', 'assetReturns'],
    [
      'lengths',
      { assetReturns: { A: [1, 2, 3, 4], B: [1, 2] } },
      'shape.length_mismatch',
      'assetReturns.B.length',
    ],
    [
      'NaN',
      { assetReturns: { A: [1, 2, NaN, 4], B: [1, 2, 3, 4] } },
      'series.not_finite',
      'assetReturns.A[2]',
    ],
    [
      'spread',
      { assetReturns: { A: [1, 2, 1e80, 4], B: [1, 2, 3, 4] } },
      'domain.out_of_range',
      'assetReturns.A',
    ],
    ['tiny spread', { benchmarkReturns: [0, 0, 1e-80, 1e-81] }, 'domain.out_of_range', 'benchmarkReturns'],
    [
      'weights that cancel, of errors that overflow',
      {
        weights: { A: 1e200, B: -1e200 },
        assetReturns: { A: small.assetReturns.A, B: small.assetReturns.A },
      },
      'domain.out_of_range',
      'weights',
    ],
    ['a weight beyond sense', { weights: { A: 1e300, B: 1 } }, 'domain.out_of_range', 'weights'],
    ['unknown errors', { standardErrors: 'HC4' }, 'domain.not_one_of', 'standardErrors'],
    ['level 95', { confidenceLevel: 95 }, 'domain.out_of_range', 'confidenceLevel'],
    ['unknown handling', { missing: 'zero' }, 'domain.not_one_of', 'missing'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(
      () => portfolioBeta({ ...small, ...change } as unknown as PortfolioBetaOptions),
      code,
      path,
    );
  });
});
