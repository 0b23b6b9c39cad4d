import { refuse } from './source.ts';
import type { Source } from './source.ts';
import { BLUE, marks, MOST_POINTS, outOf } from './theme.ts';
import { thin } from './thin.ts';
import type { JsonObject } from './vegaLiteSpec.ts';

/** A point of a line: `value` null is a gap. */
export interface Row {
  readonly [name: string]: number | string | null;
  readonly x: number;
  readonly value: number | null;
}

/** Lines thinned to what a chart holds. */
export interface Line {
  readonly rows: readonly Row[];
  /** How many values there were. */
  readonly total: number;
}

/** A named column, and the field that it came from where its name is another. */
export interface NamedColumn {
  readonly name: string;
  readonly field?: string;
  readonly values: Float64Array;
}

/** The rows of a line, at most `most` of them; `more` are further fields of a row. */
export function lineOf(
  source: Source,
  field: string,
  x: Float64Array,
  values: Float64Array,
  most: number,
  more?: (index: number) => Readonly<Record<string, number | string | null>>,
): Line {
  const kept = thin(x, values, most) ?? refuse(source, field, `of gaps that ${most} points can show`, values);
  return {
    rows: kept.map((i) => ({ x: x[i]! + 0, value: orNull(values[i]!), ...more?.(i) })),
    total: values.filter((value) => value === value).length,
  };
}

/** Lines of one x that share their points. */
export function linesOf(
  source: Source,
  x: Float64Array,
  columns: readonly NamedColumn[],
  most: number = MOST_POINTS,
): Line {
  const each = Math.floor(most / columns.length);
  return merged(
    columns.map(({ name, field = name, values }) =>
      lineOf(source, field, x, values, each, () => ({ series: name })),
    ),
  );
}

/** Lines as one, whose rows stand together. */
export function merged(lines: readonly Line[]): Line {
  return {
    rows: lines.flatMap(({ rows }) => rows),
    total: lines.reduce((sum, { total }) => sum + total, 0),
  };
}

/** The ends of what reaches so far on either side of a middle. */
export function around(
  middle: number,
  radius: number,
): { readonly lower: number | null; readonly upper: number | null } {
  return { lower: orNull(middle - radius), upper: orNull(middle + radius) };
}

/** A number as JSON has it: null where there is none. */
export function orNull(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}

/** What a subtitle says of lines that are thinned; nothing where they are whole. */
export function thinned(...lines: readonly Line[]): string | false {
  const { rows, total } = merged(lines);
  const drawn = rows.filter(({ value }) => value !== null).length;
  return drawn < total && `${outOf(drawn, total)} points: largest triangles, extremes`;
}

/** Times along the bottom, in UTC: days with their year, of a few days also the minutes, of an hour the seconds. */
export function timeAxis(times: Float64Array): JsonObject {
  const span = times.at(-1)! - times[0]!;
  const areDays = span > 8 * 86_400_000;
  const clock = areDays ? '' : span > 3_600_000 ? ' %H:%M' : ' %H:%M:%S';
  return {
    field: 'x',
    type: 'temporal',
    scale: { type: 'utc' },
    axis: {
      title: 'time, UTC',
      format: `%Y-%m-%d${clock}`,
      tickCount: areDays ? 8 : 5,
      labelSeparation: 8,
    },
  };
}

/**
 * Lines that stop at gaps, and dots where a point has no neighbour to draw a line to; `look` tells series apart, whose
 * rows stand together.
 */
export function lineLayers(
  { rows }: Line,
  x: JsonObject,
  y: JsonObject,
  look: JsonObject = {},
): readonly JsonObject[] {
  const encoding = { x, y, ...look };
  return [
    ...marks(rows, 'line', { strokeWidth: 1.5 }, encoding),
    ...marks(rows.filter(isAlone), 'point', { size: 20 }, encoding),
  ];
}

/** The area from `lower` to `upper` of each row, and a bar where a row has no neighbour. */
export function areaLayers({ rows }: Line, x: JsonObject, y: JsonObject): readonly JsonObject[] {
  const encoding = { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' } };
  return [
    ...marks(rows, 'area', { opacity: 0.25 }, encoding),
    ...marks(rows.filter(isAlone), 'rule', { color: BLUE, opacity: 0.4, strokeWidth: 3 }, encoding),
  ];
}

function isAlone(row: Row, i: number, rows: readonly Row[]): boolean {
  const joins = (other: Row | undefined): boolean =>
    other !== undefined && other.value !== null && other['series'] === row['series'];
  return joins(row) && !joins(rows[i - 1]) && !joins(rows[i + 1]);
}
