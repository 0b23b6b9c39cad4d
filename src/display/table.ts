import { isAbsent, readInteger, readList, readObject, readText, refuse } from '../foundation/checks.ts';
import { cellOf, isSequence } from './cells.ts';
import type { Cell } from './cells.ts';
import { fieldsOf } from './fields.ts';
import type { Field } from './fields.ts';
import { withForms } from './forms.ts';
import { tableHtml } from './tableHtml.ts';
import { tableText } from './tableText.ts';
import { unitOf } from './units.ts';

/** What `table` may be told. */
export interface TableOptions {
  /** Which fields, in this order: columns of a list, lines of a single result; default all. */
  readonly columns?: readonly string[] | undefined;
  /** Above the table. */
  readonly title?: string | undefined;
  /** Of more rows the first and the last are shown, this many together; default 20. */
  readonly maximumRows?: number | undefined;
}

/** A column of a table. */
export interface TableColumn {
  /** Of the field, as in the rows. */
  readonly name: string;
  /** Empty where none is known. */
  readonly unit: string;
}

/** A row as it is shown: numbers to six digits, times in UTC, intervals in words, `none` for what is missing. */
export type TableRow = Readonly<Record<string, string | number>>;

/** Rows for `console.table`, with what is shown above and in the head; a notebook shows it as an HTML table. */
export interface ResultTable extends ReadonlyArray<TableRow> {
  /** Above the table. */
  readonly title: string;
  /** How many rows there are where not all are shown, and which are not; else empty. */
  readonly note: string;
  /** In their order. */
  readonly columns: readonly TableColumn[];
}

const CALLER = 'table';

/**
 * A result as the rows of a table, with units.
 */
export function table(result: object | readonly object[], options: TableOptions = {}): ResultTable {
  readObject(CALLER, options, '');
  return tableOf(CALLER, result, options);
}

/** `table` on behalf of whoever asks for it. */
export function tableOf(caller: string, result: unknown, options: TableOptions): ResultTable {
  const names = isAbsent(options, 'columns')
    ? null
    : readList(caller, options, 'columns').map((_, i, list) => readText(caller, list, String(i), 'columns'));
  const given = isAbsent(options, 'title') ? null : readText(caller, options, 'title');
  const maximumRows = isAbsent(options, 'maximumRows') ? 20 : readInteger(caller, options, 'maximumRows', 2);
  if (typeof result !== 'object' || result === null)
    return refuse('shape.wrong_type', caller, 'result', 'an object or an array', result);

  if (isSequence(result)) {
    const rows = ArrayBuffer.isView(result) ? null : recordsOf(caller, result);
    const columns = rows === null ? [['value', result] as const] : columnsOfRows(rows);
    return longTable(caller, columns, {
      names,
      title: given ?? '',
      from: 0,
      maximumRows,
      isIndexed: rows === null,
    });
  }
  const fields = fieldsOf(caller, result);
  const status = fields.find(([path]) => path === 'status')?.[1];
  const title = given ?? (typeof status === 'string' && status !== 'ok' ? `Status: ${status}` : '');
  const columns = longColumns(fields);
  if (columns.length === 0) return shortTable(caller, fields, names, title);
  const validFrom: unknown = (result as Readonly<Record<string, unknown>>)['validFrom'];
  const from = typeof validFrom === 'number' ? validFrom : 0;
  return longTable(caller, columns, { names, title, from, maximumRows, isIndexed: true });
}

/** The columns of a result that is a series: its typed arrays, and the arrays that go with them. */
export function longColumns(fields: readonly Field[]): readonly Field[] {
  const typed = fields.find(([, value]) => ArrayBuffer.isView(value) && isSequence(value))?.[1];
  if (!isSequence(typed)) return [];
  return fields.filter(([, value]) => isSequence(value) && value.length === typed.length);
}

/** One line a field. */
export function shortTable(
  caller: string,
  fields: readonly Field[],
  names: readonly string[] | null,
  title: string,
): ResultTable {
  const rows = chosen(caller, fields, names).map(([path, value]) => ({
    field: path,
    value: cellOf(nameOf(path), value),
    unit: unitOf(path),
  }));
  const columns = ['field', 'value', 'unit'].map((name) => ({ name, unit: '' }));
  return resultTable(rows, columns, title, '');
}

interface LongOptions {
  readonly names: readonly string[] | null;
  readonly title: string;
  /** The first row that has an answer. */
  readonly from: number;
  readonly maximumRows: number;
  readonly isIndexed: boolean;
}

/** One line an entry of the columns; of too many the first and the last. */
function longTable(caller: string, all: readonly Field[], options: LongOptions): ResultTable {
  const { from, maximumRows } = options;
  const length = all.length === 0 ? 0 : (all[0]![1] as ArrayLike<unknown>).length;
  const picked = chosen(caller, all, options.names);
  const isWhole = length - from <= maximumRows;
  const head = isWhole ? length : from + Math.ceil(maximumRows / 2);
  const tail = isWhole ? length : length - Math.floor(maximumRows / 2);
  const isIndexed = options.isIndexed || !isWhole;
  const row = (index: Cell, cell: (field: Field) => Cell): TableRow =>
    Object.fromEntries([
      ...(isIndexed ? [['index', index] as const] : []),
      ...picked.map((field) => [field[0], cell(field)] as const),
    ]);
  const gap = (first: number, end: number): readonly TableRow[] =>
    first < end ? [row(first === end - 1 ? first : `${first} to ${end - 1}`, () => '...')] : [];
  const rows = (first: number, end: number): readonly TableRow[] =>
    Array.from({ length: end - first }, (_, i) =>
      row(first + i, ([path, value]) => cellOf(nameOf(path), (value as ArrayLike<unknown>)[first + i])),
    );
  const notes = [
    from > 0 || !isWhole ? `${length} rows` : '',
    from > 0 ? `no answer before row ${from}` : '',
    isWhole ? '' : `${tail - head} left out`,
  ];
  return resultTable(
    [...gap(0, from), ...rows(from, head), ...gap(head, tail), ...rows(tail, length)],
    [
      ...(isIndexed ? [{ name: 'index', unit: '' }] : []),
      ...picked.map(([path]) => ({ name: path, unit: unitOf(path) })),
    ],
    options.title,
    notes.filter((note) => note !== '').join(', '),
  );
}

function resultTable(
  rows: readonly TableRow[],
  columns: readonly TableColumn[],
  title: string,
  note: string,
): ResultTable {
  const hidden = { title, note, columns };
  const result = Object.defineProperties(
    [...rows],
    Object.fromEntries(Object.entries(hidden).map(([name, value]) => [name, { value }])),
  ) as readonly TableRow[] as ResultTable;
  return withForms(result, () => {
    const text = tableText(result);
    return { text, bundle: { 'text/html': tableHtml(result), 'text/plain': text } };
  });
}

/** Those of these names, in their order; all without names. */
function chosen(caller: string, fields: readonly Field[], names: readonly string[] | null): readonly Field[] {
  if (names === null) return fields;
  return names.map((name, i) => {
    const found = fields.find(([path]) => path === name);
    if (found !== undefined) return found;
    const known = fields.map(([path]) => path).join(', ');
    return refuse('domain.not_one_of', caller, `columns[${i}]`, `one of ${known}`, name);
  });
}

/** A list of records; rows of a matrix have the columns 0, 1, 2 ... */
function recordsOf(caller: string, list: ArrayLike<unknown>): readonly object[] | null {
  const entries = Array.from(list);
  if (entries.length > 0 && entries.every((entry) => typeof entry !== 'object' || entry === null))
    return null;
  return entries.map((entry, i) =>
    isSequence(entry) ? { ...Array.from(entry) } : readObject(caller, entry, `result[${i}]`),
  );
}

function columnsOfRows(records: readonly object[]): readonly Field[] {
  const columns = new Map<string, unknown[]>();
  records.forEach((record, i) => {
    for (const [path, value] of fieldsOf(CALLER, record)) {
      let column = columns.get(path);
      if (column === undefined)
        columns.set(path, (column = new Array<unknown>(records.length).fill(undefined)));
      column[i] = value;
    }
  });
  return [...columns];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
