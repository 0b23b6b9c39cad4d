import { cellOf, isRecord, textOf } from './cells.ts';
import { utcText } from './utcText.ts';

/** A chart in words: title, subtitle, and of each mark how many values it shows and between which ends. */
export function chartText(spec: object): string {
  const { title } = spec as { readonly title?: unknown };
  const lines = isRecord(title) ? [title['text'], ...[title['subtitle'] ?? []].flat()] : [title];
  const said = lines.flat().filter((line) => typeof line === 'string');
  return [...said, ...marksOf(spec, {})].map(textOf).join('\n');
}

/** What a unit takes over from what it stands in. */
interface Inherited {
  readonly values?: unknown;
  readonly encoding?: Readonly<Record<string, unknown>>;
}

function marksOf(spec: unknown, outer: Inherited): readonly string[] {
  if (!isRecord(spec)) return [];
  const values = isRecord(spec['data']) ? spec['data']['values'] : outer.values;
  const own = isRecord(spec['encoding']) ? spec['encoding'] : {};
  const encoding = { ...outer.encoding, ...own };
  const parts = ['layer', 'vconcat', 'hconcat', 'concat'].flatMap((name) => {
    const list = spec[name];
    return Array.isArray(list) ? list.flatMap((part) => marksOf(part, { values, encoding })) : [];
  });
  const mark = isRecord(spec['mark']) ? spec['mark']['type'] : spec['mark'];
  if (typeof mark !== 'string' || !Array.isArray(values)) return parts;
  const rows = values.filter(isRecord);
  const ranges = ['x', 'y', 'color'].flatMap((channel) =>
    rangeOf(encoding[channel], [encoding[channel], encoding[`${channel}2`]], rows),
  );
  const count = rows.length === 1 ? '1 value' : `${textOf(rows.length)} values`;
  return [`${mark}: ${[count, ...ranges].join('; ')}`, ...parts];
}

/** The name and the ends of an axis of numbers: of the two fields of what has a width. */
function rangeOf(
  axis: unknown,
  channels: readonly unknown[],
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly string[] {
  const fields = channels.filter(isRecord).map((channel) => String(channel['field']));
  const numbers = fields.flatMap((field) => rows.map((row) => row[field])).filter(isNumber);
  if (!isRecord(axis) || numbers.length === 0) return [];
  const isTime = axis['type'] === 'temporal';
  if (!isTime && axis['type'] !== 'quantitative') return [];
  const { title = axis['title'], format } = isRecord(axis['axis']) ? axis['axis'] : {};
  const name = isTime ? 'time' : typeof title === 'string' ? title : fields[0]!;
  // A fraction that the axis shows in per cent, whose title says so.
  const scale = typeof format === 'string' && format.endsWith('%') ? 100 : 1;
  const show = (value: number): string =>
    (isTime ? utcText(value) : null) ?? textOf(cellOf('', scale * value));
  const low = show(numbers.reduce((least, value) => Math.min(least, value)));
  const high = show(numbers.reduce((most, value) => Math.max(most, value)));
  return [`${name} ${low === high ? low : `${low} to ${high}`}`];
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
