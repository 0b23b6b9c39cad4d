import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coefficientCovariance, fitLeastSquares, varianceInflation } from '../../src/kernel/leastSquares.ts';
import type { CovarianceKind, LeastSquares } from '../../src/kernel/leastSquares.ts';
import { readFixture } from '../fixtures.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';

interface PlaneFixture {
  inputs: Record<string, number[]>;
  cases: {
    name: string;
    factors?: string[];
    coefficients: number[];
    covariance: Record<string, number[]>;
  }[];
}
const planes = JSON.parse(
  readFileSync(new URL('../fixtures/least_squares_mpmath.json', import.meta.url), 'utf8'),
) as PlaneFixture;

interface Reference {
  readonly inputs: Record<string, number[] | number[][]>;
  readonly expected: Record<'coefficients' | 'se' | 'vif', number[]> & {
    readonly nistCertified: Record<'coefficients' | 'se', number[]>;
  };
}

function referenceOf(name: string): Reference {
  const { inputs, cases } = readFixture('multifactor');
  const { expected } = cases.find((given) => given.name === name) as Pick<Reference, 'expected'>;
  return { inputs: inputs as Reference['inputs'], expected };
}

const plain = { leverageWeight: 0, maxLags: 0, smallSample: false } as const;
const kinds: Record<string, CovarianceKind | null> = {
  classical: null,
  HC0: plain,
  HC1: { ...plain, smallSample: true },
  HC2: { ...plain, leverageWeight: 0.5 },
  HC3: { ...plain, leverageWeight: 1 },
  HAC2: { ...plain, maxLags: 2 },
  HAC2s: { ...plain, maxLags: 2, smallSample: true },
};

function fit(y: ArrayLike<number>, columns: readonly ArrayLike<number>[]): LeastSquares {
  const result = fitLeastSquares(
    Float64Array.from(y),
    columns.map((column) => Float64Array.from(column)),
  );
  if ('dependent' in result) throw new Error(`dependent: ${result.dependent.join()}`);
  return result;
}

function worst(got: ArrayLike<number>, expected: readonly number[]): number {
  expect(got.length).toBe(expected.length);
  return Math.max(...expected.map((value, i) => Math.abs(got[i]! / value - 1)));
}

describe('fitLeastSquares against 50-digit arithmetic', () => {
  for (const given of planes.cases.filter(({ factors }) => factors !== undefined))
    it(`${given.name}: coefficients and every covariance`, () => {
      const result = fit(
        planes.inputs['y']!,
        given.factors!.map((name) => planes.inputs[name]!),
      );
      // Observed: 1.4e-15, of the covariances 3e-14: the one nearest to 0.
      expect(worst(result.coefficients, given.coefficients)).toBeLessThan(5e-15);
      for (const [name, kind] of Object.entries(kinds)) {
        const covariance = coefficientCovariance(result, kind)!;
        const upper = covariance.flatMap((row, i) => row.slice(i));
        const lower = covariance.flatMap((_, i) => covariance.slice(i).map((row) => row[i]!));
        expect(worst(upper, given.covariance[name]!)).toBeLessThan(1.2e-13);
        expect(lower).toEqual(upper);
      }
    });

  it("NIST's Longley data to 13 digits", () => {
    const { inputs, expected } = referenceOf('NIST Longley');
    const result = fit(inputs['longleyEmployed'] as number[], inputs['longleyFactors'] as number[][]);
    // Observed: 1.8e-14, of the errors 1.7e-15.
    expect(worst(result.coefficients, expected.coefficients)).toBeLessThan(7e-14);
    expect(worst(result.coefficients, expected.nistCertified.coefficients)).toBeLessThan(1e-13);
    const errors = coefficientCovariance(result, null)!.map((row, i) => Math.sqrt(row[i]!));
    expect(worst(errors, expected.se)).toBeLessThan(7e-15);
    expect(worst(errors, expected.nistCertified.se)).toBeLessThan(1e-14);
    expect(worst(varianceInflation(result), expected.vif)).toBeLessThan(1e-14);
  });

  it('a correlation of 1 - 1e-10 costs digits, and is no dependence', () => {
    const { inputs, expected } = referenceOf('nearly collinear, full rank');
    const result = fit(inputs['SOL'] as number[], [
      inputs['BTC'] as number[],
      inputs['nearCopy'] as number[],
    ]);
    // Observed: 4.5e-11, 7.6e-13, 1.5e-12.
    expect(worst(result.coefficients, expected.coefficients)).toBeLessThan(1.8e-10);
    const errors = coefficientCovariance(result, null)!.map((row, i) => Math.sqrt(row[i]!));
    expect(worst(errors, expected.se)).toBeLessThan(3e-12);
    expect(worst(varianceInflation(result), expected.vif)).toBeLessThan(6e-12);
  });
});

const { normal } = randomGenerator(20211231);
const n = 60;
const noise = Array.from({ length: 5 }, () => Float64Array.from({ length: n }, () => normal()));
const [a, b, c, d, e] = noise as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

describe('fitLeastSquares: dependence', () => {
  it.each([
    ['a column twice', [a, a.map((x) => 3 * x), b], [1]],
    ['a constant', [a, a.map(() => 0.1), b], [1]],
    ['a constant at 0', [a.map(() => 0), a], [0]],
    ['a constant but for the rounding of its making', [a.map((_, t) => 0.1 + (t % 2) * 1e-17), a], [0]],
    ['a sum of two others, rounded', [a, b, a.map((x, t) => x + b[t]!)], [1]],
    ['two sums', [a, b, a.map((x, t) => x + b[t]!), a.map((x, t) => x - b[t]!), c], [2, 3]],
    ['a column twice at 1e8, both rounded', [a.map((x) => 1e8 + x), a.map((x) => 1e8 + 3 * x), b], [1]],
    ['a column of other units', [a, a.map((x) => 1e-50 * x), b], [1]],
  ])('%s', (_, columns, dependent) => {
    const result = fitLeastSquares(c, columns);
    if (!('dependent' in result)) throw new Error('no dependence found');
    expect(result.rank).toBe(columns.length - dependent.length + 1);
    expect(result.dependent).toHaveLength(dependent.length);
    if (result.dependent.length === 1 && columns.length < 3) expect(result.dependent).toEqual(dependent);
  });

  it('is not found in what differs by more than rounding', () => {
    for (const columns of [
      [a, a.map((x, t) => x + 1e-11 * b[t]!)],
      [a.map((x) => 1e8 + x), a.map((x, t) => 1e8 + x + 1e-5 * b[t]!)],
      [a, b, a.map((x, t) => x + b[t]! + 1e-11 * d[t]!)],
    ])
      expect(fitLeastSquares(c, columns)).not.toHaveProperty('dependent');
  });
});

describe('fitLeastSquares: invariants', () => {
  const y = c.map((x, t) => 0.5 * x + a[t]! - 2 * b[t]! + 0.1);

  it('an exact plane: its coefficients, and a residual sum of exactly 0', () => {
    const exact = Float64Array.from(a, (x, t) => Math.fround(x) - 2 * Math.fround(b[t]!) + 3);
    const result = fit(exact, [a.map(Math.fround), b.map(Math.fround), d]);
    expect(result.unexplained).toBe(0);
    expect(result.coefficients[0]).toBe(3);
    expect(result.coefficients[1]).toBe(1);
    expect(result.coefficients[2]).toBe(-2);
    expect(Math.abs(result.coefficients[3]!)).toBeLessThan(1e-30);
    for (const kind of Object.values(kinds))
      for (const row of coefficientCovariance(result, kind)!) for (const value of row) expect(value).toBe(0);
  });

  it('scales by powers of two to the same digits', () => {
    const reference = fit(y, [a, b, e]);
    for (const [scaleY, scaleA] of [
      [2 ** 190, 2 ** -190],
      [2 ** -190, 2 ** 190],
      [2 ** 20, 2 ** -30],
    ] as const) {
      const scaled = fit(
        y.map((x) => x * scaleY),
        [a.map((x) => x * scaleA), b, e],
      );
      const wanted = reference.coefficients.map((x, i) => (i === 1 ? x / scaleA : x) * scaleY);
      expect(worst(scaled.coefficients, [...wanted])).toBeLessThan(1e-14);
      expect(worst(varianceInflation(scaled), [...varianceInflation(reference)])).toBeLessThan(1e-14);
      const ratio = Math.sqrt(scaled.unexplained / reference.unexplained);
      expect(Math.abs(ratio / scaleY - 1)).toBeLessThan(1e-14);
      const variance = coefficientCovariance(scaled, plain)![1]![1]!;
      const wantedVariance = coefficientCovariance(reference, plain)![1]![1]! * (scaleY / scaleA) ** 2;
      expect(Math.abs(variance / wantedVariance - 1)).toBeLessThan(1e-13);
    }
  });

  it('a leverage of 1: no HC2 and HC3, the others as ever', () => {
    const spike = a.map((_, t) => (t === 7 ? 1 : 0));
    const result = fit(y, [a, spike]);
    expect(coefficientCovariance(result, kinds['HC2']!)).toBeNull();
    expect(coefficientCovariance(result, kinds['HC3']!)).toBeNull();
    expect(coefficientCovariance(result, kinds['HC1']!)).not.toBeNull();
  });

  it('leaves its input alone', () => {
    const before = [y, a, b].map((column) => [...column]);
    coefficientCovariance(fitLeastSquares(y, [a, b]) as LeastSquares, kinds['HC3']!);
    expect([y, a, b].map((column) => [...column])).toEqual(before);
  });
});
