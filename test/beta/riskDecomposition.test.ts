import { describe, expect, it } from 'vitest';
import { riskDecomposition } from '../../src/beta/riskDecomposition.ts';
import type { RiskDecomposition, RiskDecompositionOptions } from '../../src/beta/riskDecomposition.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';

const fixture = readFixture('systematic');
const input = (name: string): number[] => fixture.inputs[name] as number[];

const put = (values: number[], at: number, value: number): number[] =>
  values.map((old, t) => (t === at ? value : old));

// mpmath, 50 digits. Observed: 5.8e-15, of the information ratio, whose mean is a small difference.
const RELATIVE = 1.5e-14;
let worst = 0;
function expectNear(got: number | null, expected: number, what: string): void {
  const error = Math.abs(got! - expected) / Math.abs(expected);
  worst = Math.max(worst, error);
  if (!(error <= RELATIVE)) throw new Error(`${what}: got ${String(got)}, expected ${expected}`);
}

const fields: Record<string, keyof RiskDecomposition> = {
  n: 'observations',
  beta: 'beta',
  totalVariance: 'totalVariance',
  benchmarkVariance: 'benchmarkVariance',
  systematicVariance: 'systematicVariance',
  idiosyncraticVariance: 'idiosyncraticVariance',
  systematicShare: 'systematicShare',
  totalVolatilityAnnualised: 'annualisedTotalVolatility',
  systematicVolatilityAnnualised: 'annualisedSystematicVolatility',
  idiosyncraticVolatilityAnnualised: 'annualisedIdiosyncraticVolatility',
  trackingError: 'trackingError',
  trackingErrorAnnualised: 'annualisedTrackingError',
  meanActiveReturn: 'meanActiveReturn',
  informationRatioAnnualised: 'annualisedInformationRatio',
};

describe('riskDecomposition against 50-digit arithmetic', () => {
  const cases = fixture.cases.filter(({ name }) => name.includes('decomposition'));
  it.each(cases)('$name', ({ options, expected }) => {
    const { asset, benchmark, periodsPerYear } = options as Record<string, string> & {
      periodsPerYear: number;
    };
    const got = orThrow(
      riskDecomposition({
        assetReturns: input(asset!),
        benchmarkReturns: input(benchmark!),
        periodsPerYear,
      }),
    );
    let compared = 0;
    for (const [name, value] of Object.entries(expected as Record<string, number>))
      if (fields[name] !== undefined) {
        expectNear(got[fields[name]] as number, value, name);
        compared++;
      }
    expect(compared).toBe(14);
    expect(got).toMatchObject({ contributions: null, idiosyncraticVarianceIfUncorrelated: null });
  });

  it('the book', () => {
    const { options, expected } = fixture.cases.find(({ name }) => name.startsWith('portfolio'))! as {
      options: { assets: string[]; weights: number[] };
      expected: Record<string, number>;
    };
    const got = orThrow(
      riskDecomposition({
        assetReturns: Object.fromEntries(options.assets.map((name) => [name, input(name)])),
        weights: Object.fromEntries(options.assets.map((name, i) => [name, options.weights[i]!])),
        benchmarkReturns: input('BTC'),
        periodsPerYear: 365,
      }),
    );
    expectNear(got.beta, expected['portfolioBeta']!, 'beta');
    expectNear(got.totalVariance, expected['totalVariance']!, 'total');
    expectNear(got.systematicVariance, expected['systematicVariance']!, 'systematic');
    expectNear(got.idiosyncraticVariance, expected['idiosyncraticVariance']!, 'idiosyncratic');
    expectNear(
      got.idiosyncraticVarianceIfUncorrelated,
      expected['idiosyncraticVarianceIfResidualsUncorrelated']!,
      'if uncorrelated',
    );
  });

  it('compared something', () => {
    expect(worst).toBeGreaterThan(1e-16);
  });
});

const assetReturns = { ETH: input('ETH'), SOL: input('SOL'), XRP: input('XRP') };
const book = {
  assetReturns,
  weights: { ETH: 0.8, SOL: -0.3, XRP: 0.2 },
  benchmarkReturns: input('BTC'),
  periodsPerYear: 365,
};
const asset: RiskDecompositionOptions = { ...book, assetReturns: input('ETH'), weights: undefined };

describe('riskDecomposition: what must hold', () => {
  it('parts and contributions add up, and the marginal volatility is the derivative', () => {
    const got = orThrow(riskDecomposition(book));
    const contributions = got.contributions!;
    const sum = (pick: (part: (typeof contributions)[number]) => number): number =>
      contributions.reduce((total, part) => total + pick(part), 0);
    const close = (a: number, b: number): void => {
      expect(Math.abs(a - b)).toBeLessThanOrEqual(4e-15 * Math.abs(b));
    };
    close(got.systematicVariance + got.idiosyncraticVariance, got.totalVariance);
    close(got.systematicShare + got.idiosyncraticShare, 1);
    close(
      sum((part) => part.systematicVariance),
      got.systematicVariance,
    );
    close(
      sum((part) => part.idiosyncraticVariance),
      got.idiosyncraticVariance,
    );
    close(
      sum((part) => part.share),
      1,
    );
    close(
      sum((part) => part.weight * part.annualisedMarginalVolatility),
      got.annualisedTotalVolatility,
    );
    for (const { symbol, annualisedMarginalVolatility } of contributions) {
      const at = (step: number): number => {
        const weights = { ...book.weights, [symbol]: book.weights[symbol as 'ETH'] + step };
        return orThrow(riskDecomposition({ ...book, weights })).annualisedTotalVolatility;
      };
      // A central difference: h^2/6 of the third derivative, and rounding / h.
      const slope = (at(1e-5) - at(-1e-5)) / 2e-5;
      expect(Math.abs(slope - annualisedMarginalVolatility)).toBeLessThanOrEqual(1e-9);
    }
  });

  it('a book of one asset is that asset', () => {
    const one = orThrow(
      riskDecomposition({ ...book, assetReturns: { ETH: input('ETH') }, weights: { ETH: 1 } }),
    );
    const alone = orThrow(riskDecomposition(asset));
    expect({ ...one, contributions: null, idiosyncraticVarianceIfUncorrelated: null }).toEqual(alone);
    expect(one.idiosyncraticVarianceIfUncorrelated).toBe(one.idiosyncraticVariance);
    expect(one.contributions![0]!.share).toBeCloseTo(1, 14);
  });

  it('a book whose assets cancel is what its returns are', () => {
    // On a grid of 2^-30, so that the difference of the two is exact: 1e-4 of either.
    const grid = (value: number): number => Math.round(value * 2 ** 30) / 2 ** 30;
    const A = input('ETH').map(grid);
    const B = A.map((value, t) => value - grid(1e-4 * input('XRP')[t]!));
    const difference = A.map((value, t) => value - B[t]!);
    const got = orThrow(riskDecomposition({ ...book, assetReturns: { A, B }, weights: { A: 1, B: -1 } }));
    const own = orThrow(riskDecomposition({ ...asset, assetReturns: difference }));
    expect({ ...got, contributions: null, idiosyncraticVarianceIfUncorrelated: null }).toEqual(own);
  });

  it('a book without residuals but for rounding has no idiosyncratic part, nor has an asset', () => {
    const x = Array.from({ length: 40 }, (_, i) => ((i * 7) % 40) / 1000 - 0.0195);
    const A = x.map((m) => 1.7 * m + 0.001);
    const B = x.map((m, i) => m + (((i * 53) % 97) - 48) / 4000);
    const of = { benchmarkReturns: x, periodsPerYear: 365 };
    const alone = orThrow(riskDecomposition({ ...of, assetReturns: { A }, weights: { A: 0.3 } }));
    expect(alone).toMatchObject({ idiosyncraticVariance: 0, idiosyncraticVarianceIfUncorrelated: 0 });
    expect(alone.contributions![0]!.idiosyncraticVariance).toBe(0);
    const both = orThrow(riskDecomposition({ ...of, assetReturns: { A, B }, weights: { A: 0.3, B: 1 } }));
    expect(both.contributions![0]!.idiosyncraticVariance).toBe(0);
    expect(both.contributions![1]!.idiosyncraticVariance).toBeGreaterThan(0);
    // Residuals that cancel: none of the book's, whatever its assets have.
    const C = x.map((m, i) => 2 * m - (((i * 53) % 97) - 48) / 4000);
    const none = orThrow(riskDecomposition({ ...of, assetReturns: { B, C }, weights: { B: 1, C: 1 } }));
    expect(none).toMatchObject({ idiosyncraticVariance: 0 });
    for (const { idiosyncraticVariance } of none.contributions!) expect(idiosyncraticVariance).toBe(0);
  });

  it('values with their capital are weights; a permuted book gives the same bits', () => {
    const values = { ETH: 800, SOL: -300, XRP: 200 };
    const { ETH, SOL, XRP } = assetReturns;
    const got = orThrow(riskDecomposition(book));
    expect(riskDecomposition({ ...book, weights: undefined, values, capital: 1000 })).toEqual(got);
    const permuted = orThrow(riskDecomposition({ ...book, assetReturns: { XRP, SOL, ETH } }));
    expect([...permuted.contributions!].reverse()).toEqual(got.contributions);
    expect({ ...permuted, contributions: null }).toEqual({ ...got, contributions: null });
  });

  it('the benchmark itself: all systematic, nothing active, no information ratio', () => {
    expect(riskDecomposition({ ...asset, assetReturns: input('BTC') })).toMatchObject({
      beta: 1,
      idiosyncraticVariance: 0,
      systematicShare: 1,
      trackingError: 0,
      annualisedInformationRatio: null,
    });
  });

  it('twice the moves are four times the variance; a shift moves means alone', () => {
    const once = orThrow(riskDecomposition(asset));
    const twice = orThrow(riskDecomposition({ ...asset, assetReturns: input('ETH').map((r) => 2 * r) }));
    expect(twice.beta).toBe(2 * once.beta);
    expect(twice.totalVariance).toBe(4 * once.totalVariance);
    expect(twice.idiosyncraticVariance).toBe(4 * once.idiosyncraticVariance);
    const grid = (values: number[], shift: number): number[] =>
      values.map((r) => Math.round(r * 2 ** 20) / 2 ** 20 + shift);
    const still = orThrow(
      riskDecomposition({
        ...asset,
        assetReturns: grid(input('ETH'), 0),
        benchmarkReturns: grid(input('BTC'), 0),
      }),
    );
    const shifted = orThrow(
      riskDecomposition({
        ...asset,
        assetReturns: grid(input('ETH'), 2 ** 26),
        benchmarkReturns: grid(input('BTC'), 2 ** 26),
      }),
    );
    for (const field of ['beta', 'totalVariance', 'idiosyncraticVariance', 'trackingError'] as const)
      expect(Math.abs(shifted[field] - still[field])).toBeLessThanOrEqual(1e-14 * still[field]);
  });

  it('takes any array-like, survives JSON, drops and says so', () => {
    const got = riskDecomposition({ ...book, returnKind: 'simple', horizonMs: 86_400_000, asOf: 7 });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
    expect(got).toMatchObject({ returnKind: 'simple', horizonMs: 86_400_000, asOf: 7 });
    const typed = Float64Array.from(input('ETH'));
    expect(riskDecomposition({ ...asset, assetReturns: typed })).toEqual(riskDecomposition(asset));
    expect([...typed]).toEqual(input('ETH'));
    expect(
      riskDecomposition({ ...asset, assetReturns: put(input('ETH'), 0, NaN), missing: 'drop' }),
    ).toMatchObject({ dropped: 1, observations: 363 });
  });
});

describe('riskDecomposition: data without an answer', () => {
  it('too few samples', () => {
    const two = { assetReturns: [1, 2], benchmarkReturns: [1, 3], periodsPerYear: 365 };
    expect(riskDecomposition(two)).toEqual({ status: 'insufficient_data', required: 3, observed: 2 });
    const none = { weights: { A: 1 }, assetReturns: { A: [] }, benchmarkReturns: [], periodsPerYear: 365 };
    expect(riskDecomposition(none)).toMatchObject({ observed: 0 });
  });

  it('series that do not move', () => {
    const flat = [0.1, 0.1, 0.1];
    const moving = [0.1, 0.2, 0.05];
    const year = { periodsPerYear: 365 };
    expect(riskDecomposition({ assetReturns: moving, benchmarkReturns: flat, ...year })).toMatchObject({
      reason: 'flat_benchmark',
    });
    expect(riskDecomposition({ assetReturns: flat, benchmarkReturns: moving, ...year })).toMatchObject({
      reason: 'flat_asset',
    });
    const pair = { A: moving, B: moving };
    expect(
      riskDecomposition({ weights: { A: 1, B: -1 }, assetReturns: pair, benchmarkReturns: moving, ...year }),
    ).toMatchObject({ reason: 'flat_portfolio' });
    // A stablecoin in a book that moves adds nothing.
    const withCash = riskDecomposition({
      weights: { A: 1, USDT: 0.5 },
      assetReturns: { A: moving, USDT: [0, 0, 0] },
      benchmarkReturns: [0.1, 0.3, 0.05],
      ...year,
    });
    expect(orThrow(withCash).contributions![1]).toMatchObject({ beta: 0, share: 0 });
  });
});

describe('riskDecomposition: refused', () => {
  it.each([
    ['no year', { periodsPerYear: undefined }, 'shape.missing_field', 'periodsPerYear'],
    ['a year of no periods', { periodsPerYear: 0 }, 'domain.not_positive', 'periodsPerYear'],
    ['a record without weights', { assetReturns }, 'shape.wrong_type', 'assetReturns'],
    ['a series with weights', { weights: { ETH: 1 } }, 'shape.wrong_type', 'assetReturns'],
    ['lengths', { benchmarkReturns: [1, 2] }, 'shape.length_mismatch', 'benchmarkReturns.length'],
    ['a spread', { assetReturns: [1e80, ...input('ETH').slice(1)] }, 'domain.out_of_range', 'assetReturns'],
    ['NaN', { assetReturns: [NaN, ...input('ETH').slice(1)] }, 'series.not_finite', 'assetReturns[0]'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(
      () => riskDecomposition({ ...asset, ...change } as unknown as RiskDecompositionOptions),
      code,
      path,
    );
  });

  it('weights beyond sense', () => {
    expectRefusal(
      () => riskDecomposition({ ...book, weights: { ...book.weights, ETH: 1e200 } }),
      'domain.out_of_range',
      'weights',
    );
  });
});
