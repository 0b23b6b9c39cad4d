import { textOf } from './cells.ts';
import type { ResultTable } from './resultTable.ts';

/** A table in columns of text: names, units where there are any, rows. */
export function tableText(table: ResultTable): string {
  const { columns } = table;
  const cells = table.map((row) => columns.map(({ name }) => row[name] ?? ''));
  const head = [columns.map(({ name }) => textOf(name)), columns.map(({ unit }) => unit)];
  const lines = [
    ...head.filter((line) => line.some((text) => text !== '')),
    ...cells.map((row) => row.map(textOf)),
  ];
  const widths = columns.map((_, i) => lines.reduce((width, line) => Math.max(width, line[i]!.length), 0));
  const isRight = columns.map((_, i) => cells.some((row) => typeof row[i] === 'number'));
  const rows = lines.map((line) =>
    line
      .map((text, i) => (isRight[i]! ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  return [captionOf(table), ...rows].filter((line) => line !== '').join('\n');
}

/** What stands above a table, in one line. */
export function captionOf({ title, note }: ResultTable): string {
  return [title, note]
    .filter((words) => words !== '')
    .map(textOf)
    .join(': ');
}
