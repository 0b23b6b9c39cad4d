import { lacks, text } from './source.ts';
import type { Source } from './source.ts';
import type { JsonObject, JsonValue, VegaLiteSpec } from './vegaLiteSpec.ts';

// Of the colours of Okabe and Ito (jfly.uni-koeln.de/color) the four that have a contrast of 3 or more on white and on
// nearly black; the grey of all text has 4 or more on both.
export const BLUE = '#0072B2';
export const VERMILLION = '#D55E00';
export const GREEN = '#009E73';
const PURPLE = '#CC79A7';
export const GREY = '#767676';

/** The most points that a chart holds: more are thinned out, which its subtitle says. */
export const MOST_POINTS = 5000;

/** The most lines that one can tell apart: four colours, whole and dashed. */
export const MOST_LINES = 8;

const GUIDE: JsonObject = {
  title: null,
  labelColor: GREY,
  titleColor: GREY,
  labelFontSize: 12,
  titleFontSize: 12,
  labelLimit: 250,
};

const CONFIG: JsonObject = {
  view: { stroke: null },
  title: {
    anchor: 'start',
    color: GREY,
    subtitleColor: GREY,
    fontSize: 15,
    subtitleFontSize: 12,
    offset: 10,
  },
  axis: {
    ...GUIDE,
    titleFontWeight: 'normal',
    domainColor: GREY,
    tickColor: GREY,
    gridColor: GREY,
    gridOpacity: 0.2,
  },
  axisDiscrete: { labelOverlap: true, domain: false, ticks: false },
  legend: { ...GUIDE, orient: 'top', columns: 2 },
  mark: { color: BLUE, invalid: 'break-paths-filter-domains' },
  // What would be read aloud of a line is its first point alone.
  line: { aria: false },
  area: { aria: false },
  point: { filled: true, opacity: 1 },
  rule: { color: GREY },
  text: { color: GREY, fontSize: 12 },
};

/** A chart of the title that was given, or else this one, and of these lines below it, empty ones left out. */
export function specification(
  source: Source,
  title: string,
  subtitle: readonly (string | false)[],
  body: Omit<VegaLiteSpec, '$schema' | 'background' | 'title' | 'config'>,
): VegaLiteSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'transparent',
    title: {
      text: lacks(source, 'title') ? title : text(source, 'title'),
      subtitle: subtitle.filter((line) => line !== false),
    },
    ...body,
    config: CONFIG,
  };
}

/** A chart in one panel, 640 pixels wide with all that belongs to it. */
export function onePanel(
  source: Source,
  title: string,
  subtitle: readonly (string | false)[],
  layers: readonly (readonly JsonObject[])[],
  height = 360,
): VegaLiteSpec {
  const autosize = { type: 'fit', contains: 'padding' };
  return specification(source, title, subtitle, { width: 640, height, autosize, layer: layers.flat() });
}

/** Marks of these values, or none where there are no values. */
export function marks(
  values: readonly JsonObject[],
  type: string,
  look: JsonObject,
  encoding: JsonObject,
): readonly JsonObject[] {
  return values.length === 0 ? [] : [{ data: { values }, mark: { type, ...look }, encoding }];
}

/** A number along an axis, in plain digits, eight of them at most. */
export function quantity(field: string, title: string, scale: JsonObject = {}, format = ',.8~r'): JsonObject {
  // An axis need not begin at 0.
  return { field, type: 'quantitative', scale: { zero: false, ...scale }, axis: { title, format } };
}

/** A fraction along an axis, as per cent. */
export function share(field: string, title: string, scale?: JsonObject): JsonObject {
  return quantity(field, title, scale, '~%');
}

/** How the series of these names look. */
export function bySeries(domain: readonly string[], range: readonly JsonValue[]): JsonObject {
  return { field: 'series', type: 'nominal', scale: { domain, range } };
}

/** Colours of lines by name, and dashes where there are more than four. */
export function byName(names: readonly string[]): JsonObject {
  // The title has the name of one line.
  if (names.length === 1) return {};
  const colours = [BLUE, VERMILLION, GREEN, PURPLE];
  const color = bySeries(
    names,
    names.map((_, i) => colours[i % 4]!),
  );
  if (names.length <= 4) return { color };
  return {
    color,
    strokeDash: bySeries(
      names,
      names.map((_, i) => (i < 4 ? [1, 0] : [6, 3])),
    ),
  };
}

/** A number with its thousands set apart, and at most six digits where it is no count. */
export function count(value: number): string {
  const text = String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
  // From a thousand up six digits leave fewer than three behind the point.
  return Math.abs(value) < 1000 ? text : text.replace(/\B(?=(\d{3})+\b)/g, ',');
}

/** So many of so many. */
export function outOf(some: number, all: number): string {
  return `${count(some)} of ${count(all)}`;
}

/** So many of a thing. */
export function plural(value: number, thing: string): string {
  return `${count(value)} ${thing}${value === 1 ? '' : 's'}`;
}

/** A time to expiry in days. */
export function days(years: number): string {
  return plural(Number((years * 365).toPrecision(4)), 'day');
}

/** The name, or how many names there are. */
export function subject(names: readonly string[], things: string): string {
  return names.length === 1 ? names[0]! : `${count(names.length)} ${things}`;
}

/** A fraction as per cent, with no more digits than it has. */
export function percent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(3))} %`;
}
