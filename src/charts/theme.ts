import { isAbsent, readText, refuse } from '../foundation/checks.ts';
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
    labelColor: GREY,
    titleColor: GREY,
    titleFontWeight: 'normal',
    domainColor: GREY,
    tickColor: GREY,
    gridColor: GREY,
    gridOpacity: 0.2,
    labelFontSize: 12,
    titleFontSize: 12,
    labelLimit: 200,
  },
  legend: {
    labelColor: GREY,
    titleColor: GREY,
    labelFontSize: 12,
    orient: 'top',
    columns: 4,
    labelLimit: 250,
    symbolStrokeWidth: 2,
  },
  text: { color: GREY, fontSize: 12 },
};

/** A chart of this title and of these lines below it, empty ones left out. */
export function specification(
  title: string,
  subtitle: readonly string[],
  body: Omit<VegaLiteSpec, '$schema' | 'background' | 'title' | 'config'>,
): VegaLiteSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'transparent',
    title: { text: title, subtitle: subtitle.filter((line) => line !== '') },
    ...body,
    config: CONFIG,
  };
}

/** A chart in one panel, 640 pixels wide with all that belongs to it. */
export function onePanel(
  title: string,
  subtitle: readonly string[],
  layer: readonly JsonObject[],
  height = 360,
): VegaLiteSpec {
  const autosize = { type: 'fit', contains: 'padding' };
  return specification(title, subtitle, { width: 640, height, autosize, layer });
}

/** The title that was given, or else this one. */
export function readTitle(caller: string, options: object, derived: string): string {
  return isAbsent(options, 'title') ? derived : readText(caller, options, 'title');
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

/** A number along an axis, in plain digits, eight of them at most; of a fraction as per cent the format is `~%`. */
export function quantity(field: string, title: string, format = ',.8~r', scale: JsonObject = {}): JsonObject {
  // An axis need not begin at 0.
  return {
    field,
    type: 'quantitative',
    scale: { zero: false, ...scale },
    axis: { title, format },
  };
}

/** The scale that holds all of these numbers, with a share of its width left free on either side. */
export function roomFor(values: readonly number[], before: number, after: number): JsonObject {
  const low = values.reduce((least, value) => Math.min(least, value));
  const high = values.reduce((most, value) => Math.max(most, value));
  // One number alone has no width.
  const width = high > low ? high - low : Math.abs(high) || 1;
  return { domain: [low - before * width, high + after * width] };
}

/** How the series of these names look. */
export function bySeries(domain: readonly string[], range: readonly JsonValue[]): JsonObject {
  return { field: 'series', type: 'nominal', scale: { domain, range }, title: null };
}

/** Colours of lines by name, and dashes where there are more than four. */
export function byName(names: readonly string[]): JsonObject {
  const colours = [BLUE, VERMILLION, GREEN, PURPLE];
  const color = bySeries(
    names,
    names.map((_, i) => colours[i % 4]!),
  );
  // The title has the name of one line.
  if (names.length === 1) return {};
  if (names.length <= 4) return { color };
  const dashes = names.map((_, i) => (i < 4 ? [1, 0] : [6, 3]));
  return { color, strokeDash: bySeries(names, dashes) };
}

/** Refuses more names than lines can be told apart by, and a name that is there already. */
export function refuseNames(
  caller: string,
  field: string,
  names: readonly string[],
  pathOf: (index: number) => string,
  most: number,
): void {
  if (names.length === 0) refuse('domain.out_of_range', caller, `${field}.length`, 'at least 1', 0);
  if (names.length > most)
    refuse('domain.out_of_range', caller, `${field}.length`, `at most ${most}, to be readable`, names.length);
  const seen = new Set<string>();
  names.forEach((name, i) => {
    if (seen.has(name)) refuse('market.inconsistent', caller, pathOf(i), 'a name of its own', name);
    seen.add(name);
  });
}

/** A number with its thousands set apart, and at most six digits where it is no count. */
export function count(value: number): string {
  const text = String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
  return text.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

/** A fraction as per cent, with no more digits than it has. */
export function percent(fraction: number, digits = 3): string {
  return `${Number((100 * fraction).toPrecision(digits))} %`;
}
