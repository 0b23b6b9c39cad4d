import { describe, expect, it } from 'vitest';
import { betaFromMoments } from '../../src/beta/betaFromMoments.ts';
import { multiFactorBeta } from '../../src/beta/multiFactorBeta.ts';
import { multiFactorBetaFromMoments } from '../../src/beta/multiFactorBetaFromMoments.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { addToMoments, initialMoments, mergeMoments } from '../../src/returns/moments.ts';
import type { Moments } from '../../src/returns/moments.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';

const { inputs, cases } = readFixture('multifactor');

/** The asset first, then the factors; in two parts, the second first. */
function momentsOf(columns: readonly number[][]): Moments {
  const empty = initialMoments({ series: columns.length });
  const half = Math.floor(columns[0]!.length / 2);
  const head = addToMoments(empty, { columns: columns.map((column) => column.slice(0, half)) });
  const tail = addToMoments(empty, { columns: columns.map((column) => column.slice(half)) });
  return mergeMoments(tail, head);
}

function columnsOf({ asset, factors }: { asset: string; factors: string | string[] }): number[][] {
  const wanted = inputs as Record<string, number[]>;
  const others =
    typeof factors === 'string' ? (inputs[factors] as number[][]) : factors.map((name) => wanted[name]!);
  return [wanted[asset]!, ...others];
}

/** What sums of products keep of each case: about 1e-15 times the variance inflation. Observed beside it. */
const bounds: Readonly<Record<string, number>> = {
  'NIST Longley': 1e-11, // 1e-12: 12 digits
  'nearly collinear, full rank': 2e-5, // 5e-6, of an inflation of 2e9
};
const ORDINARY = 1e-12; // 3e-13, a p-value of 1e-78

describe('multiFactorBetaFromMoments against 50-digit least squares', () => {
  for (const { name, options, expected } of cases)
    it(name, () => {
      const columns = columnsOf(options as { asset: string; factors: string[] });
      const factors = columns.slice(1).map((_, j) => j + 1);
      const result = multiFactorBetaFromMoments({ moments: momentsOf(columns), asset: 0, factors });
      const wanted = expected as Record<string, number[]> & Record<string, number> & { status: string };
      expect(result.status).toBe(wanted.status);
      if (result.status === 'collinear') {
        expect(result).toMatchObject({ rank: wanted['rank'], columns: wanted['columns'] });
        return;
      }
      const got = orThrow(result);
      const bound = bounds[name] ?? ORDINARY;
      const rows: [readonly (number | null)[], unknown][] = [
        [
          [got.observations, got.degreesOfFreedom],
          [wanted['n'], wanted['df']],
        ],
        [[got.alpha, ...got.factors.map(({ beta }) => beta)], wanted['coefficients']],
        [
          [got.alphaStandardError, ...got.factors.map(({ betaStandardError }) => betaStandardError)],
          wanted['se'],
        ],
        [got.coefficientCovariance!.map((row, i) => Math.sqrt(row[i]!)), wanted['se']],
        [[got.alphaTStatistic, ...got.factors.map(({ betaTStatistic }) => betaTStatistic)], wanted['t']],
        [[got.alphaPValue, ...got.factors.map(({ betaPValue }) => betaPValue)], wanted['p']],
        [got.factors.map(({ varianceInflationFactor }) => varianceInflationFactor), wanted['vif']],
        [
          [got.rSquared, got.adjustedRSquared],
          [wanted['r2'], wanted['adjR2']],
        ],
        [
          [got.residualStandardDeviation, got.fStatistic, got.fPValue],
          [wanted['residualSd'], wanted['F'], wanted['pF']],
        ],
      ];
      for (const [values, references] of rows)
        values.forEach((value, i) => {
          const reference = (references as number[])[i]!;
          expect(Math.abs(value! / reference - 1), `${String(value)} for ${reference}`).toBeLessThan(bound);
        });
    });
});

describe('multiFactorBetaFromMoments', () => {
  const names = ['SOL', 'BTC', 'ETH'];
  const columns = Object.fromEntries(names.map((name) => [name, inputs[name] as number[]]));
  const moments = addToMoments(initialMoments({ series: names }), { columns });
  const base = { moments, asset: 'SOL', factors: ['BTC', 'ETH'] };

  it('has the fields of multiFactorBeta, and its off-diagonal covariances', () => {
    const got = orThrow(multiFactorBetaFromMoments({ ...base, confidenceLevel: 0.9, horizonMs: 86_400_000 }));
    const { SOL: assetReturns, ...factorReturns } = columns;
    const options = {
      assetReturns: assetReturns!,
      factorReturns,
      confidenceLevel: 0.9,
      horizonMs: 86_400_000,
    };
    const direct = orThrow(multiFactorBeta(options));
    expect(Object.keys(got)).toEqual(Object.keys(direct));
    expect(Object.keys(got.factors[0]!)).toEqual(Object.keys(direct.factors[0]!));
    expect(got.factors.map(({ name }) => name)).toEqual(['BTC', 'ETH']);
    direct.coefficientCovariance.forEach((row, i) => {
      row.forEach((entry, j) => {
        expect(Math.abs(got.coefficientCovariance![i]![j]! / entry - 1)).toBeLessThan(1e-12);
      });
    });
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });

  it('with one factor is betaFromMoments', () => {
    const got = orThrow(multiFactorBetaFromMoments({ ...base, factors: ['BTC'] }));
    const pair = orThrow(betaFromMoments({ moments, asset: 'SOL', benchmark: 'BTC' }));
    const factor = got.factors[0]!;
    for (const [value, reference] of [
      [factor.beta, pair.beta],
      [factor.betaStandardError!, pair.betaStandardError!],
      [factor.betaPValue!, pair.betaPValue!],
      [got.alpha, pair.alpha],
      [got.alphaStandardError!, pair.alphaStandardError!],
      [got.rSquared, pair.rSquared],
    ] as const)
      expect(Math.abs(value / reference - 1)).toBeLessThan(1e-13);
    expect(factor.varianceInflationFactor).toBe(1);
  });

  it('knows a combination, a perfect fit, a flat factor and a flat asset', () => {
    const { BTC, ETH } = columns as { BTC: number[]; ETH: number[] };
    const made = addToMoments(initialMoments({ series: ['sum', 'BTC', 'ETH', 'flat'] }), {
      columns: { sum: BTC.map((value, t) => 2 * value - ETH[t]!), BTC, ETH, flat: BTC.map(() => 0.1) },
    });
    const of = (asset: string, factors: string[]): ReturnType<typeof multiFactorBetaFromMoments> =>
      multiFactorBetaFromMoments({ moments: made, asset, factors });
    expect(of('sum', ['ETH', 'flat', 'BTC'])).toEqual({
      status: 'collinear',
      rank: 3,
      columns: 4,
      aliased: ['flat'],
    });
    expect(of('ETH', ['BTC', 'sum', 'flat'])).toMatchObject({ status: 'collinear', aliased: ['flat'] });
    expect(of('flat', ['BTC'])).toEqual({ status: 'degenerate', reason: 'flat_asset' });
    const perfect = orThrow(of('sum', ['BTC', 'ETH']));
    expect(perfect.factors.map(({ beta }) => Math.abs(beta))).toEqual([
      expect.closeTo(2, 12) as number,
      expect.closeTo(1, 12) as number,
    ]);
    // What is left is what sums can't tell.
    expect(perfect).toMatchObject({
      residualStandardDeviation: null,
      alphaStandardError: null,
      alphaInterval: null,
      alphaTStatistic: null,
      alphaPValue: null,
      coefficientCovariance: null,
      fStatistic: null,
      fPValue: null,
    });
    expect(perfect.factors[0]).toMatchObject({
      betaStandardError: null,
      betaInterval: null,
      betaTStatistic: null,
      betaPValue: null,
    });
    expect(perfect.rSquared).toBeCloseTo(1, 12);
    expect(perfect.adjustedRSquared).toBeCloseTo(1, 12);
  });

  it('refuses a list of holes', () => {
    const made = addToMoments(initialMoments({ series: 3 }), {
      columns: [
        [1, 2, 3],
        [1, 2, 4],
        [1, 3, 2],
      ],
    });
    const holes = new Array<number>(2);
    expectRefusal(
      () => multiFactorBetaFromMoments({ moments: made, asset: 0, factors: holes }),
      'shape.missing_field',
      'factors[0]',
    );
  });

  it('takes a factor that moves by the rounding of its own making for the constant', () => {
    const { BTC, ETH } = columns as { BTC: number[]; ETH: number[] };
    const prices = [1];
    for (let i = 0; i < BTC.length; i++) prices.push(prices[i]! * 1.001);
    const growth = prices.slice(1).map((price, i) => (price - prices[i]!) / prices[i]!);
    expect(new Set(growth).size).toBeGreaterThan(1);
    const made = addToMoments(initialMoments({ series: 3 }), { columns: [ETH, BTC, growth] });
    expect(multiFactorBetaFromMoments({ moments: made, asset: 0, factors: [1, 2] })).toEqual({
      status: 'collinear',
      rank: 2,
      columns: 3,
      aliased: ['2'],
    });
    expect(multiFactorBetaFromMoments({ moments: made, asset: 2, factors: [0, 1] })).toEqual({
      status: 'degenerate',
      reason: 'flat_asset',
    });
  });

  it.each([0, 1, 2, 3])('%i rows are too few for 2 factors', (n) => {
    const head = Object.fromEntries(names.map((name) => [name, columns[name]!.slice(0, n)]));
    const few = addToMoments(initialMoments({ series: names }), { columns: head });
    const result = multiFactorBetaFromMoments({ ...base, moments: few });
    expect(result).toEqual({ status: 'insufficient_data', required: 4, observed: n });
  });

  it.each([
    ['no factor', { factors: [] }, 'shape.missing_field', 'factors'],
    ['a name for a list', { factors: 'BTC' }, 'shape.wrong_type', 'factors'],
    ['a factor twice', { factors: ['BTC', 'BTC'] }, 'domain.out_of_range', 'factors[1]'],
    ['the asset for a factor', { factors: ['BTC', 'SOL'] }, 'domain.out_of_range', 'factors[1]'],
    ['an unknown factor', { factors: ['XRP'] }, 'domain.not_one_of', 'factors[0]'],
    ['no asset', { asset: null }, 'shape.missing_field', 'asset'],
    ['no moments', { moments: { version: 1 } }, 'state.invalid', 'moments.anchors'],
    ['a level of 0', { confidenceLevel: 0 }, 'domain.out_of_range', 'confidenceLevel'],
  ] as const)('refuses %s', (_, change, code, path) => {
    expectRefusal(() => multiFactorBetaFromMoments({ ...base, ...change } as never), code, path);
  });
});
