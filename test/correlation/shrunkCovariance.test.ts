import { EigenvalueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { shrunkCovariance } from '../../src/correlation/shrunkCovariance.ts';
import type { ShrinkageMethod, ShrunkCovarianceOptions } from '../../src/correlation/shrunkCovariance.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';

const { inputs, cases } = readFixture('shrinkage_cov');
const methods: readonly [ShrinkageMethod, string][] = [
  ['ledoit-wolf', 'ledoitWolf'],
  ['oas', 'oas'],
  ['constant-correlation', 'constantCorrelation'],
];
interface Expected {
  shrinkage: number;
  averageCorrelation?: number;
  covariance: number[][];
}

function seriesOf(options: { columns: 'wide' | string[]; first?: number }): Record<string, number[]> {
  const { columns, first } = options;
  const wide = inputs['wide'] as number[][];
  return columns === 'wide'
    ? Object.fromEntries(wide.map((column, i) => [`w${i}`, column]))
    : Object.fromEntries(columns.map((name) => [name, (inputs[name] as number[]).slice(0, first)]));
}

function worstOf(got: readonly (readonly number[])[], expected: number[][]): number {
  return Math.max(
    ...expected.flatMap((row, i) =>
      row.map((value, j) => Math.abs(got[i]![j]! - value) / Math.sqrt(expected[i]![i]! * expected[j]![j]!)),
    ),
  );
}

describe('shrunkCovariance against 50-digit arithmetic', () => {
  const tables = cases.filter((given) => 'sampleCovariance' in (given.expected as object));
  it('has its cases', () => {
    expect(tables).toHaveLength(4);
  });

  for (const given of tables)
    it.each(methods)(`${given.name}, %s`, (method, name) => {
      const expected = given.expected as Record<string, Expected> & {
        sampleCovariance: number[][];
        n: number;
      };
      const { shrinkage, averageCorrelation, covariance } = expected[name]!;
      const got = orThrow(
        shrunkCovariance({ series: seriesOf(given.options as { columns: string[] }), method }),
      );
      // Observed: 8.9e-16, 1.3e-15 and 1.3e-15, and 3.3e-16 below.
      expect(Math.abs(got.shrinkage / shrinkage - 1)).toBeLessThan(3.5e-15);
      expect(worstOf(got.covariance, covariance)).toBeLessThan(5e-15);
      expect(worstOf(got.sampleCovariance, expected.sampleCovariance)).toBeLessThan(5e-15);
      expect(got.observations).toBe(expected.n);
      if (averageCorrelation === undefined) expect(got.averageCorrelation).toBeNull();
      else expect(Math.abs(got.averageCorrelation! / averageCorrelation - 1)).toBeLessThan(1.3e-15);
    });
});

const series = { A: [1, -1, 2, 0.5], B: [0.5, -2, 1, 1], C: [-1, 1, 1, 0] };
const shrink = (
  method: ShrinkageMethod,
  given: Record<string, ArrayLike<number>> = series,
): ReturnType<typeof get> => get({ series: given, method });
function get(options: ShrunkCovarianceOptions) {
  return orThrow(shrunkCovariance(options));
}

describe('shrunkCovariance', () => {
  it.each(methods)('%s: positive definite with more series than periods, its target beside it', (method) => {
    const wide = seriesOf({ columns: 'wide' });
    const result = get({ series: wide, method });
    const least = (rows: readonly (readonly number[])[]): number =>
      new EigenvalueDecomposition(
        rows.map((row) => [...row]),
        { assumeSymmetric: true },
      ).realEigenvalues[0]!;
    // Observed: 5e-20.
    expect(Math.abs(least(result.sampleCovariance))).toBeLessThan(2e-19);
    expect(least(result.covariance)).toBeGreaterThan(1e-5);
    // The trace stays.
    const trace = (rows: readonly (readonly number[])[]): number =>
      rows.reduce((sum, row, i) => sum + row[i]!, 0);
    expect(trace(result.covariance) / trace(result.sampleCovariance)).toBeCloseTo(1, 14);
    result.covariance.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(result.covariance[j]![i]).toBe(value);
      });
    });
  });

  it.each(methods)(
    '%s: scales with the returns, across the range of doubles; a shift is nothing',
    (method) => {
      const plain = shrink(method);
      for (const factor of [2 ** 20, 2 ** -300, 2 ** 300]) {
        const scaled = Object.entries(series).map(
          ([name, values]) => [name, values.map((v) => v * factor)] as const,
        );
        const got = shrink(method, Object.fromEntries(scaled));
        expect(got.shrinkage).toBe(plain.shrinkage);
        expect(got.covariance).toEqual(plain.covariance.map((row) => row.map((v) => v * factor * factor)));
      }
      const shifted = Object.entries(series).map(
        ([name, values]) => [name, values.map((v) => v + 1e8)] as const,
      );
      expect(shrink(method, Object.fromEntries(shifted))).toEqual(plain);
    },
  );

  it.each(methods)('%s: spreads apart by 1e60 and more keep the digits of both', (method) => {
    const of = (factor: number): Record<string, number[]> => ({
      A: series.A,
      B: series.B.map((value) => value * factor),
      C: series.C.map((value) => value * factor),
    });
    const plain = shrink(method, of(1)).sampleCovariance;
    for (const power of [-200, 200, -450, 450]) {
      const factor = 2 ** power;
      const { sampleCovariance, covariance, shrinkage, averageCorrelation } = shrink(method, of(factor));
      const scales = [1, factor, factor];
      expect(sampleCovariance).toEqual(
        plain.map((row, i) => row.map((value, j) => value * scales[i]! * scales[j]!)),
      );
      expect(shrinkage >= 0 && shrinkage <= 1).toBe(true);
      expect(covariance.flat().every(Number.isFinite)).toBe(true);
      if (averageCorrelation !== null)
        expect(averageCorrelation).toBeCloseTo(shrink(method).averageCorrelation!, 14);
    }
  });

  it.each(methods)('%s: the order of the series is of no weight (of few bits: exactly)', (method) => {
    const plain = shrink(method);
    const turned = shrink(method, { C: series.C, A: series.A, B: series.B });
    expect(turned.symbols).toEqual(['C', 'A', 'B']);
    expect(turned.shrinkage).toBe(plain.shrinkage);
    expect(turned.covariance[1]![2]).toBe(plain.covariance[0]![1]);
  });

  it("two periods: every x x' is the sample itself, and Ledoit and Wolf leave it alone", () => {
    const two = shrink('ledoit-wolf', { A: [1, -1], B: [2, 0] });
    expect(two.shrinkage).toBe(0);
    expect(two.covariance).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(two.covariance).toEqual(two.sampleCovariance);
  });

  it('a sample that is its target already: intensity 0', () => {
    const sphere = { A: [1, -1, 1, -1], B: [1, 1, -1, -1] };
    for (const [method] of methods) expect(shrink(method, sphere)).toMatchObject({ shrinkage: 0 });
    // Of two series the average correlation is the only one; the target is the sample up to rounding.
    expect(shrink('constant-correlation', { A: series.A, B: series.B }).shrinkage).toBe(0);
    const rounding = {
      A: [0.13185682892799377, 0.8794038891792297, 0.22157621383666992, 0.8981509506702423].concat([
        0.3758610486984253, 0.24040544033050537, 0.3856562674045563,
      ]),
      B: [0.41073012351989746, 0.8849456310272217, 0.8346898555755615, 0.4744861125946045].concat([
        0.7889382839202881, 0.6701819896697998, 0.5250623226165771,
      ]),
    };
    expect(shrink('constant-correlation', rounding).shrinkage).toBe(0);
  });

  it('is not pushed away from its target, though the estimate of the intensity is below 0', () => {
    const odd = {
      A: [-15, 15, -5, 20, 5, 20],
      B: [-140, 120, -40, 180, 40, 160],
      C: [-6, 7, -2, 8, 2, 8],
      D: [-6, 5, -3, 7, 2, 8],
      E: [-60, 60, -40, 100, 20, 80],
    };
    expect(shrink('constant-correlation', odd).shrinkage).toBe(0);
  });

  it('is pulled all the way where the sample tells nothing', () => {
    const result = shrink('oas', { A: [1, -1, 1, -1.1], B: [1, 1, -1, -1] });
    expect(result.shrinkage).toBe(1);
    expect(result.covariance[0]![1]).toBe(0);
    expect(result.covariance[1]![1]).toBe(result.covariance[0]![0]);
  });

  it('drops a period that misses a sample', () => {
    const holed = { A: [...series.A, NaN, 5], B: [...series.B, 1, Infinity], C: [...series.C, 1, 1] };
    const dropped = get({ series: holed, method: 'oas', missing: 'drop' });
    expect(dropped).toEqual({ ...shrink('oas'), dropped: 2 });
    expectRefusal(() => shrink('oas', holed), 'series.not_finite', 'series.A[4]');
  });

  it('says what it was told, survives JSON, leaves its input alone', () => {
    const frozen = Object.freeze({ A: Object.freeze([...series.A]), B: Float64Array.from(series.B) });
    const result = get({ series: frozen, method: 'ledoit-wolf', returnKind: 'simple', horizonMs: 60000 });
    expect(result).toMatchObject({
      method: 'ledoit-wolf',
      returnKind: 'simple',
      horizonMs: 60000,
      asOf: null,
    });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('statuses', () => {
    for (const n of [0, 1]) {
      const short = { A: series.A.slice(0, n), B: series.B.slice(0, n) };
      expect(shrunkCovariance({ series: short, method: 'oas' })).toEqual({
        status: 'insufficient_data',
        required: 2,
        observed: n,
      });
    }
    for (const still of [0, 0.1, 1e-300])
      for (const [method] of methods)
        expect(shrunkCovariance({ series: { ...series, D: series.A.map(() => still) }, method })).toEqual({
          status: 'degenerate',
          reason: 'flat_series',
          symbols: ['D'],
        });
    const stale = { A: series.A, B: series.A.map((v) => v * 1e-150), C: series.A.map((v) => 1 + v * 1e-15) };
    expect(shrunkCovariance({ series: stale, method: 'oas' })).toMatchObject({ symbols: ['B', 'C'] });
  });

  it.each([
    ['one series', { series: { A: [1, 2] } }, 'shape.missing_field', 'series'],
    [
      'spreads that no unit fits',
      { series: { A: [1e140, -1e140, 2e140], B: [1e-140, 2e-140, -1e-140] } },
      'domain.out_of_range',
      'series.B',
    ],
    ['lengths differ', { series: { A: [1, 2], B: [1] } }, 'shape.length_mismatch', 'series.B.length'],
    ['another method', { method: 'lw' }, 'domain.not_one_of', 'method'],
    ['another handling', { missing: 'fill' }, 'domain.not_one_of', 'missing'],
    [
      'a sample beyond squares',
      { series: { A: [1, 2], B: [1, 1e151] } },
      'domain.out_of_range',
      'series.B[1]',
    ],
  ] as const)('refuses %s', (_, change, code, path) => {
    const options = { series, method: 'oas', ...change } as unknown as ShrunkCovarianceOptions;
    expectRefusal(() => shrunkCovariance(options), code, path);
  });
});
