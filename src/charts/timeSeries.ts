import { join, readFinite, refuse } from '../foundation/checks.ts';
import { readSeries, readTimestamps, refuseLengthMismatch } from '../foundation/series.ts';
import { BLUE, count, marks, MOST_POINTS } from './theme.ts';
import { thin } from './thin.ts';
import type { JsonObject } from './vegaLiteSpec.ts';

/** A point of a line: `value` null is a gap. */
export interface Row {
  readonly [name: string]: number | string | null;
  readonly x: number;
  readonly value: number | null;
}

/** A line thinned to what a chart holds. */
export interface Line {
  readonly rows: readonly Row[];
  /** How many values there were. */
  readonly total: number;
  /** How many of them are in the rows. */
  readonly drawn: number;
}

/** Times of one point or more. */
export function readTimes(caller: string, options: object): Float64Array {
  const times = readTimestamps(caller, options, 'timestamps');
  if (times.length === 0) refuse('domain.out_of_range', caller, 'timestamps.length', 'at least 1', 0);
  return times;
}

/** A column of this length, where one is given: numbers that an axis can hold, one at least, and NaN for gaps. */
export function readColumn(
  caller: string,
  source: object,
  field: string,
  length: number | null,
  at?: string,
): Float64Array {
  const column = readSeries(caller, source, field, at);
  const path = join(at, field);
  if (length !== null) refuseLengthMismatch(caller, path, length, column.length);
  column.forEach((value, i) => {
    if (!(Math.abs(value) > 1e100)) return;
    const code = Number.isFinite(value) ? 'domain.out_of_range' : 'series.not_finite';
    refuse(code, caller, `${path}[${i}]`, 'up to 1e100 in size, or NaN for a gap', value);
  });
  // An empty one too.
  if (column.every(Number.isNaN))
    refuse('series.not_finite', caller, path, 'a series with a number in it', column);
  return column;
}

/** A number that an axis can hold, of `least` or more. */
export function readSize(caller: string, options: object, field: string, least: number): number {
  const value = readFinite(caller, options, field);
  if (value < least) refuse('domain.negative', caller, field, 'zero or positive', value);
  return Math.abs(value) <= 1e100
    ? value
    : refuse('domain.out_of_range', caller, field, 'up to 1e100 in size', value);
}

/** Refuses a column that does not rise from each number to the next. */
export function refuseNotIncreasing(caller: string, path: string, column: Float64Array): void {
  column.forEach((value, i) => {
    if (i > 0 && !(value > column[i - 1]!))
      refuse('series.not_increasing', caller, `${path}[${i}]`, `above ${column[i - 1]!}`, value);
  });
}

/** The rows of a line, at most `most` of them; `more` are further fields of a row. */
export function lineOf(
  caller: string,
  path: string,
  x: Float64Array,
  values: Float64Array,
  most: number,
  more: (index: number) => Readonly<Record<string, number | string | null>> = () => ({}),
): Line {
  const kept = thin(x, values, most);
  if (kept === null)
    return refuse('domain.out_of_range', caller, path, `of fewer gaps than ${most} points can show`, values);
  const rows = kept.map((i) => ({ x: x[i]! + 0, value: orNull(values[i]!), ...more(i) }));
  const drawn = rows.filter(({ value }) => value !== null).length;
  return { rows, drawn, total: values.filter((value) => value === value).length };
}

/** A number as JSON has it: null where there is none. */
export function orNull(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}

/** What a subtitle says of lines that are thinned; nothing where they are whole. */
export function thinned(lines: readonly Line[]): string {
  const sum = (field: 'drawn' | 'total'): number => lines.reduce((all, line) => all + line[field], 0);
  if (sum('drawn') === sum('total')) return '';
  return `${count(sum('drawn'))} of ${count(sum('total'))} points drawn: largest triangles and extremes`;
}

/** How many points each of so many lines may have. */
export function pointsEach(lines: number): number {
  return Math.floor(MOST_POINTS / lines);
}

/** Times along the bottom, in UTC: days with their year, of a few days also the minutes, of an hour the seconds. */
export function timeAxis(times: Float64Array): JsonObject {
  const span = times[times.length - 1]! - times[0]!;
  const areDays = span > 8 * 86_400_000;
  const clock = areDays ? '' : span > 3_600_000 ? ' %H:%M' : ' %H:%M:%S';
  return {
    field: 'x',
    type: 'temporal',
    scale: { type: 'utc' },
    axis: {
      title: 'time, UTC',
      format: `%Y-%m-%d${clock}`,
      labelOverlap: 'greedy',
      tickCount: areDays ? 8 : 5,
    },
  };
}

/**
 * Lines that stop at gaps, and dots where a point has no neighbour to draw a line to; `color` tells series apart, whose
 * rows stand together.
 */
export function lineLayers(
  rows: readonly Row[],
  x: JsonObject,
  y: JsonObject,
  colors: JsonObject = {},
): readonly JsonObject[] {
  const { color = { value: BLUE } } = colors;
  const look = { strokeWidth: 1.5, invalid: 'break-paths-filter-domains' };
  return [
    ...marks(rows, 'line', look, { x, y, color, ...colors }),
    ...marks(rows.filter(isAlone), 'point', { filled: true, opacity: 1, size: 20 }, { x, y, color }),
  ];
}

/** The area from `lower` to `upper` of each row, and a bar where a row has no neighbour. */
export function areaLayers(rows: readonly Row[], x: JsonObject, y: JsonObject): readonly JsonObject[] {
  const encoding = { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' } };
  const look = { color: BLUE, opacity: 0.25, invalid: 'break-paths-filter-domains' };
  return [
    ...marks(rows, 'area', look, encoding),
    ...marks(rows.filter(isAlone), 'rule', { color: BLUE, opacity: 0.4, strokeWidth: 3 }, encoding),
  ];
}

function isAlone(row: Row, i: number, rows: readonly Row[]): boolean {
  const joins = (other: Row | undefined): boolean =>
    other !== undefined && other.value !== null && other['series'] === row['series'];
  return row.value !== null && !joins(rows[i - 1]) && !joins(rows[i + 1]);
}
