import { describe, expect, it } from 'vitest';
import { orThrow } from '../../src/foundation/status.ts';
import { dataQuality } from '../../src/returns/dataQuality.ts';
import type { DataQuality, DataQualityOptions } from '../../src/returns/dataQuality.ts';
import type { DataFlag } from '../../src/returns/inspectSeries.ts';
import { expectRefusal } from '../errors.ts';
import { expectClose, readFixture } from '../fixtures.ts';

const day = 86_400_000;
const count = 200;
const days = Array.from({ length: count }, (_, i) => i * day);
/** Returns of +-1 to 2 %, no two prices in a row alike. */
const pricesOf = (phase: number): number[] =>
  days.reduce<number[]>((prices, _, i) => {
    const step = (i % 2 === 0 ? 1 : -1) * (0.01 + 0.001 * ((i * 7 + phase) % 11));
    return [...prices, (prices.at(-1) ?? 100) * (1 + step)];
  }, []);
const asset = { timestamps: days, values: pricesOf(0) };
const benchmark = { timestamps: days, values: pricesOf(5) };
const base: DataQualityOptions = { asset, benchmark, minimumObservations: 100 };

const check = (change: Partial<DataQualityOptions> = {}): DataQuality =>
  orThrow(dataQuality({ ...base, ...change }));
const kinds = (quality: DataQuality): string[] => quality.flags.map(({ kind }) => kind);
function only<Kind extends DataFlag['kind']>(quality: DataQuality, kind: Kind): DataFlag & { kind: Kind } {
  const found = quality.flags.filter((flag): flag is DataFlag & { kind: Kind } => flag.kind === kind);
  expect(found).toHaveLength(1);
  return found[0]!;
}
/** The asset with one change. */
const withValues = (change: (values: number[]) => void): typeof asset => {
  const values = [...asset.values];
  change(values);
  return { ...asset, values };
};

describe('dataQuality', () => {
  it('finds nothing in clean data, and says in figures what it looked at', () => {
    expect(check()).toEqual({
      status: 'ok',
      flags: [],
      asset: {
        observations: count,
        medianIntervalMs: day,
        gaps: 0,
        missing: 0,
        largestIntervalMs: day,
        staleRuns: 0,
        zeroReturnShare: 0,
        outliers: 0,
        unjudged: 0,
      },
      benchmark: check().asset,
      expectedIntervalMs: day,
      commonReturns: count - 1,
      commonShare: 1,
      offsetMs: 0,
    });
  });

  it('flags stale runs by their indices, and the share of returns of 0', () => {
    const stale = withValues((values) => values.fill(values[50]!, 50, 54).fill(values[100]!, 100, 102));
    const quality = check({ asset: stale });
    expect(only(quality, 'stale_run')).toEqual({
      kind: 'stale_run',
      series: 'asset',
      fromIndex: 50,
      toIndex: 53,
      length: 4,
    });
    expect(quality.asset).toMatchObject({ staleRuns: 1, zeroReturnShare: 4 / (count - 1) });
    expect(kinds(quality)).not.toContain('stale_share');
    const strict = check({ asset: stale, staleRunLength: 2, staleShareLimit: 0.02 });
    expect(kinds(strict)).toEqual(expect.arrayContaining(['stale_run', 'stale_run', 'stale_share']));
    expect(only(strict, 'stale_share')).toMatchObject({
      series: 'asset',
      share: 4 / (count - 1),
      limit: 0.02,
    });
    // At the limit is not above it.
    expect(kinds(check({ asset: stale, staleShareLimit: 4 / (count - 1) }))).not.toContain('stale_share');
  });

  it('flags gaps with what is missing, and does not judge the returns across them', () => {
    const cut = (series: typeof asset): typeof asset => ({
      timestamps: series.timestamps.filter((_, i) => i < 40 || i >= 47),
      values: series.values.filter((_, i) => i < 40 || i >= 47),
    });
    const quality = check({ benchmark: cut(benchmark) });
    expect(only(quality, 'gap')).toEqual({
      kind: 'gap',
      series: 'benchmark',
      index: 40,
      intervalMs: 8 * day,
      missing: 7,
    });
    expect(quality.benchmark).toMatchObject({ gaps: 1, missing: 7, largestIntervalMs: 8 * day, unjudged: 1 });
    expect(quality.commonReturns).toBe(count - 8);
    expect(quality.commonShare).toBe((count - 7) / count);
    // Jitter of less than half an interval is no gap.
    const late = days.map((time, i) => (i === 40 ? time + 0.4 * day : time));
    expect(check({ benchmark: { ...benchmark, timestamps: late } }).benchmark.gaps).toBe(0);
    const later = days.map((time, i) => (i >= 40 ? time + 0.5 * day : time));
    expect(only(check({ benchmark: { ...benchmark, timestamps: later } }), 'gap')).toMatchObject({
      missing: 1,
    });
  });

  it('flags a bad tick on the way in and out, and nothing else', () => {
    const tick = withValues((values) => {
      values[120]! *= 1.5;
    });
    const quality = check({ asset: tick });
    const outliers = quality.flags.filter((flag) => flag.kind === 'outlier');
    expect(outliers.map(({ series, index }) => [series, index])).toEqual([
      ['asset', 120],
      ['asset', 121],
    ]);
    expect(kinds(quality)).toEqual(['outlier', 'outlier']);
    expect(outliers[0]!.return).toBe((tick.values[120]! - tick.values[119]!) / tick.values[119]!);
    expect(outliers[0]!.deviations).toBeGreaterThan(5);
    expect(quality.asset.outliers).toBe(2);
    expect(kinds(check({ asset: tick, outlierThreshold: 100 }))).toEqual([]);
  });

  it('does not judge where half of the returns do not move, and says how many', () => {
    const still = withValues((values) => values.fill(values[120]!, 0, 120).fill(values[120]! * 1.01, 0, 60));
    const quality = check({ asset: still });
    expect(quality.asset.unjudged).toBeGreaterThan(90);
    expect(quality.asset.outliers).toBe(0);
    expect(kinds(quality)).toEqual(['stale_run', 'stale_run', 'stale_share']);
  });

  it('flags another interval than expected, or than the other series has', () => {
    expect(
      only(
        check({ expectedIntervalMs: 2 * day, asset: { ...asset, timestamps: days.map((t) => 2 * t) } }),
        'other_interval',
      ),
    ).toEqual({
      kind: 'other_interval',
      series: 'benchmark',
      medianIntervalMs: day,
      expectedIntervalMs: 2 * day,
    });
    const every2nd = {
      timestamps: days.filter((_, i) => i % 2 === 0),
      values: asset.values.filter((_, i) => i % 2 === 0),
    };
    const quality = check({ asset: every2nd });
    expect(quality.expectedIntervalMs).toBe(day);
    expect(only(quality, 'other_interval')).toMatchObject({ series: 'asset', medianIntervalMs: 2 * day });
    expect(quality.asset).toMatchObject({ gaps: count / 2 - 1, missing: count / 2 - 1 });
  });

  it('flags closes at other times of the day, and by how much they differ', () => {
    const close = { ...benchmark, timestamps: days.map((time) => time - day / 3) };
    const quality = check({ benchmark: close });
    expect(only(quality, 'not_synchronous')).toEqual({
      kind: 'not_synchronous',
      share: 0,
      limit: 0.95,
      offsetMs: -day / 3,
    });
    expect(only(quality, 'short_sample')).toEqual({ kind: 'short_sample', observations: 0, minimum: 100 });
    const limited = { commonShareLimit: 0.9, minimumObservations: 99 };
    const half = { ...benchmark, timestamps: days.map((time, i) => (i < 120 ? time : time + 1000)) };
    const ofHalf = check({ benchmark: half, ...limited });
    // 120 common, and 80 of either that the other has not; the last lies beyond the asset's span.
    expect(ofHalf.commonShare).toBe(120 / 279);
    expect(only(ofHalf, 'not_synchronous').offsetMs).toBe(0);
    expect(kinds(ofHalf)).toEqual(['not_synchronous']);
  });

  it('a shorter history is a short sample, not an unsynchronous one', () => {
    const young = { timestamps: days.slice(150), values: asset.values.slice(150) };
    const quality = check({ asset: young });
    expect(kinds(quality)).toEqual(['short_sample']);
    expect(quality).toMatchObject({ commonReturns: 49, commonShare: 1, offsetMs: 0 });
  });

  it('series of different years share nothing, and it says so', () => {
    const quality = check({ asset: { ...asset, timestamps: days.map((time) => time + 1000 * day) } });
    expect(quality).toMatchObject({ commonReturns: 0, commonShare: 0, offsetMs: null });
    expect(kinds(quality)).toEqual(['not_synchronous', 'short_sample']);
  });

  it.each([0, 1])('%i prices are too few', (n) => {
    const few = { timestamps: days.slice(0, n), values: asset.values.slice(0, n) };
    expect(dataQuality({ ...base, asset: few })).toEqual({
      status: 'insufficient_data',
      required: 2,
      observed: n,
    });
  });

  it('takes typed arrays, leaves its input alone, and survives JSON', () => {
    const typed = {
      timestamps: Float64Array.from(days),
      values: Float64Array.from(withValues((values) => (values[9]! *= 2)).values),
    };
    const before = JSON.stringify(typed);
    const quality = check({ asset: typed });
    expect(JSON.stringify(typed)).toBe(before);
    expect(JSON.parse(JSON.stringify(quality))).toEqual(quality);
  });
});

describe('dataQuality: the ends of the range', () => {
  it('flags half a million gaps', () => {
    const timestamps = Float64Array.from({ length: 500_001 }, (_, i) => i * 60_000);
    const values = timestamps.map((_, i) => 100 + (i % 7));
    const minutes = { timestamps, values };
    const options = { expectedIntervalMs: 1000, outlierHalfWindow: 1 };
    const quality = check({ asset: minutes, ...options });
    expect(quality.flags.filter(({ kind }) => kind === 'gap')).toHaveLength(500_000 + count - 1);
  });

  it('a window wider than the data leaves every return unjudged', () => {
    for (const outlierHalfWindow of [count, 1e300])
      expect(check({ outlierHalfWindow }).asset).toMatchObject({ outliers: 0, unjudged: count - 1 });
  });

  it('holds finite numbers alone, of prices that leap as far as they may', () => {
    const leap = withValues((values) => (values[120]! *= 9e147));
    const quality = check({ asset: leap, expectedIntervalMs: 1 });
    expect(JSON.parse(JSON.stringify(quality))).toEqual(quality);
    const judged = check({ asset: leap });
    expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
    expect(judged.asset.outliers).toBe(2);
  });
});

describe('dataQuality: outliers against numpy', () => {
  const fixture = readFixture('hampel');
  for (const testCase of fixture.cases)
    it(testCase.name, () => {
      const { series, ...options } = testCase.options as {
        series: string;
        outlierHalfWindow: number;
        outlierThreshold: number;
      };
      const expected = testCase.expected as { index: number[]; median: number[]; deviations: number[] };
      const values = [1];
      for (const value of fixture.inputs[series] as number[]) values.push(values.at(-1)! * (1 + value));
      const timestamps = values.map((_, i) => i * day);
      const quality = check({ asset: { timestamps, values }, benchmark: { timestamps, values }, ...options });
      const found = quality.flags.filter((flag) => flag.kind === 'outlier' && flag.series === 'asset');
      expect(found.map((flag) => ('index' in flag ? flag.index : -1))).toEqual(expected.index);
      expect(expected.index.length).toBeGreaterThan(0);
      found.forEach((flag, k) => {
        if (flag.kind !== 'outlier') return;
        expectClose(flag.median, expected.median[k]!, 'median', testCase);
        expectClose(flag.deviations, expected.deviations[k]!, 'deviations', testCase);
      });
    });
});

describe('dataQuality: refused', () => {
  it.each([
    ['no minimum', { minimumObservations: undefined }, 'shape.missing_field', 'minimumObservations'],
    ['no asset', { asset: undefined }, 'shape.missing_field', 'asset'],
    ['too few values', { asset: { ...asset, values: [1] } }, 'shape.length_mismatch', 'asset.values.length'],
    [
      'a price of 0',
      { benchmark: { timestamps: [1, 2], values: [1, 0] } },
      'series.not_positive',
      'benchmark.values[1]',
    ],
    [
      'a time twice',
      { benchmark: { timestamps: [1, 1], values: [1, 2] } },
      'series.not_increasing',
      'benchmark.timestamps[1]',
    ],
    ['half a minimum', { minimumObservations: 0.5 }, 'domain.not_integer', 'minimumObservations'],
    ['no interval', { expectedIntervalMs: 0 }, 'domain.not_positive', 'expectedIntervalMs'],
    ['less than a clock tick', { expectedIntervalMs: 5e-324 }, 'domain.out_of_range', 'expectedIntervalMs'],
    [
      'a return that is no double',
      { asset: withValues((values) => (values[9] = 5e-324)) },
      'domain.out_of_range',
      'asset.values[10]',
    ],
    ['runs of 1', { staleRunLength: 1 }, 'domain.out_of_range', 'staleRunLength'],
    ['a share in per cent', { staleShareLimit: 5 }, 'domain.out_of_range', 'staleShareLimit'],
    ['no window', { outlierHalfWindow: 0 }, 'domain.out_of_range', 'outlierHalfWindow'],
    ['a negative threshold', { outlierThreshold: -1 }, 'domain.not_positive', 'outlierThreshold'],
    ['a share of 1', { commonShareLimit: 1 }, 'domain.out_of_range', 'commonShareLimit'],
  ] as const)('%s', (_, change, code, path) => {
    expectRefusal(() => dataQuality({ ...base, ...change } as unknown as DataQualityOptions), code, path);
  });
});
