import { EigenvalueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { ewmaBeta } from '../../src/beta/ewmaBeta.ts';
import { ewmaCorrelation } from '../../src/correlation/ewmaCorrelation.ts';
import { ewmaCovariance } from '../../src/correlation/ewmaCovariance.ts';
import type { EwmaCovarianceOptions } from '../../src/correlation/ewmaCovariance.ts';
import { orThrow } from '../../src/foundation/status.ts';
import { expectRefusal } from '../errors.ts';
import { readFixture } from '../fixtures.ts';

const { inputs, cases } = readFixture('ewma');
const series = {
  BTC: inputs['BTC'] as number[],
  ETH: inputs['ETH'] as number[],
  SOL: inputs['SOL'] as number[],
};

describe('ewmaCovariance against 50-digit arithmetic', () => {
  it.each(cases)('$name', (given) => {
    const { asset, benchmark, lambda, halfLife, mean } = given.options as Record<string, 'BTC' | 'ETH'> & {
      lambda?: number;
      halfLife?: number;
    };
    const decay = lambda === undefined ? { halfLife: halfLife! } : { lambda };
    const expected = given.expected as Record<string, number[]>;
    let worst = 0;
    expected['index']!.forEach((t, i) => {
      // About its own mean one sample has no variance.
      if (t === 0 && String(mean) === 'ewma') return;
      const cut = (values: number[]): number[] => values.slice(0, t + 1);
      const result = ewmaCovariance({
        series: { [benchmark!]: cut(series[benchmark!]), [asset!]: cut(series[asset!]) },
        ...decay,
        mean: String(mean) === 'ewma' ? 'weighted' : 'zero',
        minimumEffectiveSamples: 0,
      });
      const { covariance, effectiveSampleSize, observations } = orThrow(result);
      expect(observations).toBe(t + 1);
      const scale = Math.sqrt(covariance[0]![0]! * covariance[1]![1]!) || 1;
      worst = Math.max(
        worst,
        Math.abs(covariance[0]![0]! - expected['varianceX']![i]!) / (covariance[0]![0]! || 1),
        Math.abs(covariance[0]![1]! - expected['covariance']![i]!) / scale,
        Math.abs(effectiveSampleSize / expected['nEffective']![i]! - 1),
      );
    });
    // Observed: 3.4e-15.
    expect(worst).toBeLessThan(1.35e-14);
    expect(worst).toBeGreaterThan(0);
  });
});

const holed = { ...series, SOL: series.SOL.map((value, t) => (t % 17 === 3 ? NaN : value)) };

describe('ewmaCovariance', () => {
  it.each(['zero', 'weighted'] as const)(
    'is made of betas and correlations, bit for bit: mean %s',
    (mean) => {
      const settings = { lambda: 0.94, mean } as const;
      const result = orThrow(ewmaCovariance({ series: holed, ...settings }));
      expect(result.symbols).toEqual(['BTC', 'ETH', 'SOL']);
      // A period that misses one series is missing for all.
      const other = holed.SOL.map((value, t) => (Number.isNaN(value) ? NaN : series.ETH[t]!));
      const beta = ewmaBeta({ assetReturns: other, benchmarkReturns: series.BTC, ...settings });
      const rho = ewmaCorrelation({ x: series.BTC, y: other, ...settings });
      const { covariance, correlation } = result;
      expect(covariance[1]![0]! / covariance[0]![0]!).toBe(beta.values.at(-1));
      expect(correlation![1]![0]).toBe(rho.values.at(-1));
      expect(correlation![0]![1]).toBe(rho.values.at(-1));
      expect(result.effectiveSampleSize).toBe(beta.effectiveSampleSize.at(-1));
      expect(result.dropped).toBe(holed.SOL.filter(Number.isNaN).length);
      expect(result.observations + result.dropped).toBe(250);
    },
  );

  it('is symmetric, of unit diagonal, and positive semidefinite with fewer samples than series', () => {
    const few = Object.fromEntries(
      Array.from({ length: 8 }, (_, i) => [`S${i}`, series.BTC.slice(20 * i, 20 * i + 5)]),
    );
    for (const mean of ['zero', 'weighted'] as const) {
      const result = orThrow(ewmaCovariance({ series: few, lambda: 0.9, mean, minimumEffectiveSamples: 2 }));
      const { covariance, correlation } = result;
      covariance.forEach((row, i) => {
        row.forEach((value, j) => {
          expect(covariance[j]![i]).toBe(value);
        });
        expect(correlation![i]![i]).toBe(1);
      });
      const rows = correlation!.map((row) => [...row]);
      const values = new EigenvalueDecomposition(rows, { assumeSymmetric: true }).realEigenvalues;
      // Observed: -3e-16.
      expect(Math.min(...values)).toBeGreaterThan(-2e-15);
      // Five samples, less one for the means.
      expect(values.filter((value) => value > 1e-12)).toHaveLength(mean === 'zero' ? 5 : 4);
    }
  });

  it.each(['zero', 'weighted'] as const)(
    'pair by pair and after each period the correlation: mean %s',
    (mean) => {
      const settings = { lambda: 0.9, mean, minimumEffectiveSamples: 0 } as const;
      for (const [first, second] of [
        ['BTC', 'ETH'],
        ['ETH', 'SOL'],
        ['SOL', 'BTC'],
      ] as const) {
        const [x, y] = [series[first], series[second]];
        const { values } = ewmaCorrelation({ x, y, ...settings });
        for (let n = 2; n <= 60; n++) {
          const table = { [first]: x.slice(0, n), [second]: y.slice(0, n) };
          const { correlation } = orThrow(ewmaCovariance({ series: table, ...settings }));
          expect(correlation![1]![0]).toBe(values[n - 1]);
        }
      }
    },
  );

  it('one sample, or one after a gap that nothing outlives, has no variance about its own mean', () => {
    const none = { status: 'insufficient_data', required: 2, observed: 1 };
    const weighted = { lambda: 0.9, mean: 'weighted', minimumEffectiveSamples: 0 } as const;
    expect(ewmaCovariance({ series: { a: [1], b: [2] }, ...weighted })).toEqual(none);
    const apart = [3, ...new Array<number>(9000).fill(NaN), 4];
    expect(ewmaCovariance({ series: { a: apart, b: apart }, ...weighted })).toEqual(none);
    const zero = orThrow(ewmaCovariance({ series: { a: [1], b: [2] }, ...weighted, mean: 'zero' }));
    expect(zero.covariance).toEqual([
      [1, 2],
      [2, 4],
    ]);
    expect(
      ewmaCovariance({ series: { a: [1], b: [2] }, ...weighted, minimumEffectiveSamples: 5 }),
    ).toMatchObject({ required: 5 });
  });

  it('squares that are no doubles are no zeros', () => {
    const underflow = { status: 'degenerate', reason: 'underflow' };
    for (const mean of ['zero', 'weighted'] as const)
      for (const size of [1e-146, 1e-200, 5e-324]) {
        const small = series.ETH.map((value) => Math.sign(value) * size);
        const settings = { lambda: 0.94, mean };
        expect(ewmaCovariance({ series: { ...series, small }, ...settings })).toEqual(underflow);
        const holed = small.map((value, t) => (t % 5 === 0 ? NaN : value));
        expect(ewmaCovariance({ series: { small: holed }, ...settings })).toEqual(underflow);
      }
    const least = series.ETH.map((value) => Math.sign(value) * 1e-144);
    const { correlation } = orThrow(ewmaCovariance({ series: { least }, lambda: 0.94, mean: 'zero' }));
    expect(correlation).toEqual([[1]]);
    // What does not move has a variance of 0, and says so.
    const still = { A: [1, 2, 3], B: [1e-200, 1e-200, 1e-200] };
    const flat = ewmaCovariance({ series: still, lambda: 0.5, mean: 'weighted', minimumEffectiveSamples: 0 });
    expect(orThrow(flat).covariance[1]).toEqual([0, 0]);
  });

  it('gives the weighted means, and zeros where they are taken for zero', () => {
    const given = { series: { A: [1, 4], B: [3, 3] }, lambda: 0.5, minimumEffectiveSamples: 0 };
    const result = orThrow(ewmaCovariance({ ...given, mean: 'weighted' }));
    expect(result.means[0]).toBeCloseTo(3, 14);
    expect(result.means[1]).toBe(3);
    expect(result.covariance[1]).toEqual([0, 0]);
    // B does not move.
    expect(result.correlation).toBeNull();
    expect(orThrow(ewmaCovariance({ ...given, mean: 'zero' })).means).toEqual([0, 0]);
  });

  it('tells of its sample, its settings and its convention; survives JSON', () => {
    const result = ewmaCovariance({ series, halfLife: 1, mean: 'zero', returnKind: 'log', asOf: 5 });
    expect(result).toMatchObject({ lambda: 0.5, mean: 'zero', returnKind: 'log', horizonMs: null, asOf: 5 });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('too few effective samples, or none', () => {
    const short = { BTC: series.BTC.slice(0, 5), ETH: series.ETH.slice(0, 5) };
    const result = ewmaCovariance({ series: short, lambda: 0.94, mean: 'weighted' });
    expect(result).toMatchObject({ status: 'insufficient_data', required: 20 });
    expect(result.status === 'insufficient_data' && result.observed).toBeCloseTo(4.962, 3);
    for (const none of [{ A: [] }, { A: [NaN, Infinity] }, { A: [1, NaN], B: [NaN, 1] }])
      expect(
        ewmaCovariance({ series: none, lambda: 0.94, mean: 'zero', minimumEffectiveSamples: 0 }),
      ).toEqual({
        status: 'insufficient_data',
        required: 1,
        observed: 0,
      });
  });

  it.each([
    ['no series in it', { series: {} }, 'shape.missing_field', 'series'],
    ['a list', { series: [[1], [2]] }, 'shape.wrong_type', 'series'],
    ['lengths differ', { series: { A: [1], B: [1, 2] } }, 'shape.length_mismatch', 'series.B.length'],
    ['a text', { series: { A: ['1'] } }, 'shape.wrong_type', 'series.A[0]'],
    ['a sample beyond squares', { series: { A: [1e151] } }, 'domain.out_of_range', 'series.A[0]'],
    ['a horizon of 0', { horizonMs: 0 }, 'domain.out_of_range', 'horizonMs'],
    ['no decay', { lambda: undefined }, 'shape.missing_field', 'lambda'],
  ] as const)('refuses %s', (_, change, code, path) => {
    const options = { series, lambda: 0.94, mean: 'zero', ...change } as unknown as EwmaCovarianceOptions;
    expectRefusal(() => ewmaCovariance(options), code, path);
  });
});
