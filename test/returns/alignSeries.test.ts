import { describe, expect, it } from 'vitest';
import { alignSeries } from '../../src/returns/alignSeries.ts';
import type { AlignSeriesOptions } from '../../src/returns/alignSeries.ts';
import { expectRefusal } from '../errors.ts';

const A = { timestamps: [10, 20, 30, 40], values: [1, 2, 3, 4] };
const B = { timestamps: [20, 40, 50], values: [5, 6, 7] };

function aligned<Name extends string>(options: AlignSeriesOptions<Name>) {
  const result = alignSeries(options);
  if (result.status !== 'ok') throw new Error(result.status);
  return result;
}

describe('alignSeries', () => {
  it('keeps the times that all have and reports the rest', () => {
    const { timestamps, values, dropped } = aligned({ series: { A, B } });
    expect([...timestamps]).toEqual([20, 40]);
    expect([...values.A]).toEqual([2, 4]);
    expect([...values.B]).toEqual([5, 6]);
    expect(dropped).toEqual({ A: [10, 30], B: [50] });
  });

  it('a union has NaN where a series has nothing, never an older price', () => {
    const { timestamps, values, dropped } = aligned({ series: { A, B }, join: 'union' });
    expect([...timestamps]).toEqual([10, 20, 30, 40, 50]);
    expect([...values.A]).toEqual([1, 2, 3, 4, NaN]);
    expect([...values.B]).toEqual([NaN, 5, NaN, 6, 7]);
    expect(dropped).toEqual({ A: [], B: [] });
  });

  it('one series is its own alignment', () => {
    expect([...aligned({ series: { A } }).values.A]).toEqual(A.values);
  });

  it('no common time is a status, not an empty answer', () => {
    const apart = { timestamps: [11, 21], values: [1, 2] };
    expect(alignSeries({ series: { A, apart } })).toEqual({
      status: 'insufficient_data',
      required: 1,
      observed: 0,
    });
    const empty = { timestamps: [], values: [] };
    expect(alignSeries({ series: { A, empty } })).toMatchObject({ status: 'insufficient_data' });
    expect(alignSeries({ series: { empty }, join: 'union' })).toMatchObject({ status: 'insufficient_data' });
  });

  it('keeps a series under any name, and runs by the hundred thousand', () => {
    const series = JSON.parse(
      '{"__proto__":{"timestamps":[10],"values":[1]},"10":{"timestamps":[10],"values":[2]}}',
    ) as Record<string, typeof A>;
    const { values } = aligned({ series });
    expect(Object.entries(values).map(([name, column]) => [name, ...column])).toEqual([
      ['10', 2],
      ['__proto__', 1],
    ]);
    const long = Float64Array.from({ length: 600_000 }, (_, i) => i);
    const runs = aligned({
      series: { long: { timestamps: long, values: long.map((i) => 1 + Math.floor(i / 3)) } },
    });
    expect(runs.staleRuns).toHaveLength(200_000);
  });

  it('flags runs of equal prices, at the end of a series too', () => {
    const stale = { timestamps: [10, 20, 30, 40, 50, 60], values: [1, 1, 1, 2, 2, 2] };
    const { staleRuns } = aligned({ series: { stale } });
    expect(staleRuns).toEqual([
      { name: 'stale', from: 10, to: 30, length: 3 },
      { name: 'stale', from: 40, to: 60, length: 3 },
    ]);
    expect(aligned({ series: { stale }, staleRunLength: 4 }).staleRuns).toEqual([]);
  });

  it.each([
    ['unsorted', { timestamps: [20, 10], values: [1, 2] }, 'series.not_increasing', 'series.A.timestamps[1]'],
    [
      'duplicate',
      { timestamps: [10, 10], values: [1, 2] },
      'series.not_increasing',
      'series.A.timestamps[1]',
    ],
    ['in seconds', { timestamps: [1.7e9], values: [1] }, 'unit.suspicious', 'series.A.timestamps[0]'],
    ['in microseconds', { timestamps: [1.7e15], values: [1] }, 'unit.suspicious', 'series.A.timestamps[0]'],
    [
      'of days in seconds',
      { timestamps: [18650 * 86400, 18651 * 86400], values: [1, 2] },
      'unit.suspicious',
      'series.A.timestamps[1]',
    ],
    ['not whole', { timestamps: [0.5], values: [1] }, 'domain.not_integer', 'series.A.timestamps[0]'],
    ['NaN', { timestamps: [NaN], values: [1] }, 'series.not_finite', 'series.A.timestamps[0]'],
    ['too many', { timestamps: [1, 2], values: [1] }, 'shape.length_mismatch', 'series.A.values.length'],
    ['missing', { values: [1] }, 'shape.missing_field', 'series.A.timestamps'],
  ] as const)('refuses timestamps that are %s', (_, series, code, path) => {
    expectRefusal(() => alignSeries({ series: { A: series } } as never), code, path);
  });

  it.each([
    [
      'a price of 0',
      { series: { A: { timestamps: [1], values: [0] } } },
      'series.not_positive',
      'series.A.values[0]',
    ],
    ['no series', { series: {} }, 'shape.missing_field', 'series'],
    ['a list', { series: [A] }, 'shape.wrong_type', 'series'],
    ['a series of null', { series: { A: null } }, 'shape.missing_field', 'series.A'],
    ['an unknown join', { series: { A }, join: 'ffill' }, 'domain.not_one_of', 'join'],
    ['a run of 1', { series: { A }, staleRunLength: 1 }, 'domain.out_of_range', 'staleRunLength'],
  ] as const)('refuses %s', (_, options, code, path) => {
    expectRefusal(() => alignSeries(options as never), code, path);
  });
});
