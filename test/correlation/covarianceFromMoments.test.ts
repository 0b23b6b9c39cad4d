import { describe, expect, it } from 'vitest';
import { covarianceFromMoments } from '../../src/correlation/covarianceFromMoments.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { addToMoments, initialMoments, mergeMoments } from '../../src/returns/moments.ts';
import type { Moments } from '../../src/returns/moments.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';
import { exactMoments, toGrid } from '../returns/exactMoments.ts';

const { inputs } = readFixture('multifactor');
const names = ['BTC', 'ETH', 'SOL', 'DOGE'];
const returns = names.map((name) => (inputs[name] as number[]).map(toGrid));
const high = returns.map((column) => column.map((value) => Math.round(value * 2 ** 20) / 2 ** 20 + 1e8));

function momentsOf(columns: readonly number[][], from = 0, to = columns[0]!.length): Moments {
  const named = Object.fromEntries(names.map((name, j) => [name, columns[j]!.slice(from, to)]));
  return addToMoments(initialMoments({ series: names }), { columns: named });
}

describe('covarianceFromMoments', () => {
  it.each([
    ['returns', returns],
    ['at 1e8', high],
  ])('%s: exact sums of the same numbers, however they are split', (_, columns) => {
    const { means, products } = exactMoments(columns);
    const n = columns[0]!.length;
    const parts = [0, 50, 51, 200].map((from, i, edges) => momentsOf(columns, from, edges[i + 1] ?? n));
    const merged = parts.reduceRight((a, b) => mergeMoments(a, b));
    for (const moments of [momentsOf(columns), merged]) {
      const got = orThrow(covarianceFromMoments({ moments }));
      expect(got).toMatchObject({ symbols: names, observations: n, dropped: 0 });
      names.forEach((__, j) => {
        const variance = products[(j * (j + 3)) / 2]! / (n - 1);
        // One rounding of a mean of 1e8 is 1e-8.
        const slack = 2e-16 * Math.abs(means[j]!);
        expect(Math.abs(got.means[j]! - means[j]!)).toBeLessThan(slack + 4e-15 * Math.sqrt(variance));
        expect(got.correlation![j]![j]).toBe(1);
        for (let k = 0; k <= j; k++) {
          const exact = products[(j * (j + 1)) / 2 + k]! / (n - 1);
          const spread = Math.sqrt(variance * (products[(k * (k + 3)) / 2]! / (n - 1)));
          // Observed: 1.1e-15.
          expect(Math.abs(got.covariance[j]![k]! - exact)).toBeLessThan(4e-15 * spread);
          expect(Math.abs(got.correlation![j]![k]! - exact / spread)).toBeLessThan(4e-15);
          expect(got.covariance[k]![j]).toBe(got.covariance[j]![k]);
          expect(got.correlation![k]![j]).toBe(got.correlation![j]![k]);
        }
      });
    }
  });

  it('a series that stands still has no correlations, but a variance of exactly 0', () => {
    const still = momentsOf([returns[0]!, returns[1]!.map(() => 0.1), returns[2]!, returns[3]!]);
    const got = orThrow(covarianceFromMoments({ moments: still }));
    expect(got.correlation).toBeNull();
    expect(got.covariance[1]).toEqual([0, 0, 0, 0]);
    expect(got.covariance[0]![0]).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(got))).toEqual(got);
  });

  it('2 rows are enough, 1 is not; a single series will do', () => {
    for (const n of [0, 1])
      expect(covarianceFromMoments({ moments: momentsOf(returns, 0, n) })).toEqual({
        status: 'insufficient_data',
        required: 2,
        observed: n,
      });
    const one = addToMoments(initialMoments({ series: 1 }), { columns: [[1, 4, NaN]] });
    expect(covarianceFromMoments({ moments: one, returnKind: 'log' })).toEqual({
      status: 'ok',
      symbols: null,
      means: [2.5],
      covariance: [[4.5]],
      correlation: [[1]],
      observations: 2,
      dropped: 1,
      returnKind: 'log',
      horizonMs: null,
      asOf: null,
    });
  });

  it('refuses what is no moments, and scales whose squares are lost', () => {
    expectRefusal(() => covarianceFromMoments({ moments: [] as never }), 'shape.wrong_type', 'moments');
    const tiny = addToMoments(initialMoments({ series: 1 }), { columns: [[1e-150, 2e-150]] });
    expectRefusal(
      () => covarianceFromMoments({ moments: tiny }),
      'domain.out_of_range',
      'moments.coMoments[0]',
    );
  });

  it('takes every scale whose squares keep their digits', () => {
    const columns = [
      [1, 2, 4, -3],
      [2, 1, 5, 7],
    ];
    const at = (x: number, y: number): ReturnType<typeof covarianceFromMoments> =>
      covarianceFromMoments({
        moments: addToMoments(initialMoments({ series: 2 }), {
          columns: columns.map((column, j) => column.map((value) => value * (j === 0 ? x : y))),
        }),
      });
    const plain = orThrow(at(1, 1));
    for (const [x, y] of [
      [2 ** -236, 2 ** -236],
      [2 ** -470, 1],
      [2 ** -470, 2 ** 229],
      [2 ** 229, 2 ** 229],
    ] as const) {
      const { correlation, covariance } = orThrow(at(x, y));
      expect(correlation).toEqual(plain.correlation);
      expect(covariance[0]![1]).toBe(plain.covariance[0]![1]! * x * y);
    }
  });
});
