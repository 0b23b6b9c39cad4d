import { textOf } from './cells.ts';
import type { ResultTable } from './resultTable.ts';
import { captionOf } from './tableText.ts';

/** Text that is no markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A table as HTML that brings its own looks, takes the colours of the page, and fetches nothing. */
export function tableHtml(table: ResultTable): string {
  const { columns } = table;
  const isRight = columns.map(({ name }) => table.some((row) => typeof row[name] === 'number'));
  const style = (i: number): string =>
    ` style="text-align:${isRight[i]! ? 'right' : 'left'};padding:2px 10px;border-bottom:1px solid #8884;white-space:nowrap"`;
  const head = columns.map(({ name, unit }, i) => {
    const small = unit === '' ? '' : `<br><small style="font-weight:normal">${escapeHtml(unit)}</small>`;
    return `<th scope="col"${style(i)}>${escapeHtml(textOf(name))}${small}</th>`;
  });
  const rows = table.map((row) => {
    const cells = columns.map(({ name }, i) => {
      const text = escapeHtml(textOf(row[name] ?? ''));
      return i === 0 ? `<th scope="row"${style(i)}>${text}</th>` : `<td${style(i)}>${text}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return [
    '<table style="margin:0;border-collapse:collapse;font-variant-numeric:tabular-nums">',
    `<caption style="text-align:left;padding:2px 10px">${escapeHtml(captionOf(table) || 'Result')}</caption>`,
    `<thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>${rows.join('')}</tbody></table>`,
  ].join('\n');
}
