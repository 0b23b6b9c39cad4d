import { describe, expect, it } from 'vitest';
import { closesFromOhlcv } from '../../src/returns/closesFromOhlcv.ts';
import { expectRefusal } from '../errors.ts';

const HOUR = 3_600_000;
const row = (hour: number, close: number | null | undefined) => [hour * HOUR, 1, 3, 0.5, close, 9] as const;

describe('closesFromOhlcv', () => {
  it('drops the candle that is not finished, to the millisecond', () => {
    const rows = [row(0, 1), row(1, 2)];
    const before = closesFromOhlcv({ rows, timeframeMs: HOUR, now: 2 * HOUR - 1 });
    expect([...before.values]).toEqual([1]);
    expect(before.asOf).toBe(HOUR);
    expect(before.dropped).toEqual([{ timestamp: HOUR, reason: 'unfinished' }]);
    const after = closesFromOhlcv({ rows, timeframeMs: HOUR, now: 2 * HOUR });
    expect([...after.values]).toEqual([1, 2]);
    expect(after).toMatchObject({ asOf: 2 * HOUR, dropped: [] });
  });

  it('names gaps and candles without a close, and fills neither', () => {
    const closes = closesFromOhlcv({
      rows: [row(0, 1), row(3, null), row(4, undefined), row(5, 6)],
      timeframeMs: HOUR,
      now: 9 * HOUR,
    });
    expect([...closes.timestamps]).toEqual([0, 5 * HOUR]);
    expect(closes.dropped.map(({ reason }) => reason)).toEqual(['no_close', 'no_close']);
    expect(closes.gaps).toEqual([{ after: 0, before: 3 * HOUR, missing: 2 }]);
  });

  it('no rows, no closes', () => {
    expect(closesFromOhlcv({ rows: [], timeframeMs: HOUR, now: 0 })).toMatchObject({
      asOf: null,
      dropped: [],
    });
  });

  it.each([
    ['unsorted rows', { rows: [row(1, 1), row(0, 1)] }, 'series.not_increasing', 'rows[1][0]'],
    ['a row twice', { rows: [row(1, 1), row(1, 1)] }, 'series.not_increasing', 'rows[1][0]'],
    ['a price of 0', { rows: [row(0, 0)] }, 'series.not_positive', 'rows[0][4]'],
    ['a price of NaN', { rows: [row(0, NaN)] }, 'series.not_finite', 'rows[0][4]'],
    ['a price as text', { rows: [[0, 1, 1, 1, '1', 1]] }, 'shape.wrong_type', 'rows[0][4]'],
    ['a row without a time', { rows: [[]] }, 'shape.missing_field', 'rows[0][0]'],
    ['no row', { rows: [null] }, 'shape.missing_field', 'rows[0]'],
    ['no rows', { rows: undefined }, 'shape.missing_field', 'rows'],
    [
      'a timeframe in seconds',
      { rows: [row(0, 1), row(1, 1)], timeframeMs: 3600 },
      'unit.suspicious',
      'timeframeMs',
    ],
    [
      'rows closer than the timeframe',
      { rows: [row(0, 1), row(1, 1)], timeframeMs: 24 * HOUR },
      'unit.suspicious',
      'timeframeMs',
    ],
    ['a timeframe of 0', { timeframeMs: 0 }, 'domain.not_positive', 'timeframeMs'],
    ['a time in seconds', { now: 1_700_000_000 }, 'unit.suspicious', 'now'],
    ['no time', { now: undefined }, 'shape.missing_field', 'now'],
  ] as const)('refuses %s', (_, change, code, path) => {
    const options = { rows: [row(0, 1)], timeframeMs: HOUR, now: 9 * HOUR, ...change };
    expectRefusal(() => closesFromOhlcv(options as never), code, path);
  });
});
