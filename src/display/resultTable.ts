import { withForms } from './forms.ts';
import { tableHtml } from './tableHtml.ts';
import { tableText } from './tableText.ts';

/** A column of a table. */
export interface TableColumn {
  /** As in the rows. */
  readonly name: string;
  /** Empty where none is known. */
  readonly unit: string;
}

/**
 * A row as it is shown: whole numbers whole, others to six significant digits; all else in words, times in UTC, an interval
 * as `1.2 to 1.4`, and `none` for what is missing.
 */
export type TableRow = Readonly<Record<string, string | number>>;

/** Rows for `console.table`, which shows nothing but the rows; a notebook shows the whole as HTML, and a console as text. */
export interface ResultTable extends ReadonlyArray<TableRow> {
  /** Above the table; empty where there is nothing to say. */
  readonly title: string;
  /** Which rows are left out, or that there are none; else empty. */
  readonly note: string;
  /** In their order. */
  readonly columns: readonly TableColumn[];
}

/** The rows, and hidden beside them what belongs to them. */
export function resultTable(
  rows: readonly TableRow[],
  columns: readonly TableColumn[],
  title: string,
  note: string,
): ResultTable {
  const table = Object.defineProperties([...rows], {
    title: { value: title },
    note: { value: rows.length === 0 ? 'no rows' : note },
    columns: { value: columns },
  }) as readonly TableRow[] as ResultTable;
  return withForms(table, () => {
    const text = tableText(table);
    return { text, bundle: { 'text/html': tableHtml(table), 'text/plain': text } };
  });
}

/** Whether it is what `table` gives. */
export function isResultTable(content: object): content is ResultTable {
  return Array.isArray(content) && Array.isArray((content as unknown as ResultTable).columns);
}
