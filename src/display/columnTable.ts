import { cellOf } from './cells.ts';
import type { Cell } from './cells.ts';
import { nameOf } from './fields.ts';
import type { Field } from './fields.ts';
import { resultTable } from './resultTable.ts';
import type { ResultTable, TableRow } from './resultTable.ts';
import { unitsOf } from './units.ts';

/** The rows that columns have. */
export interface Rows {
  readonly length: number;
  /** The first one that has an answer. */
  readonly from: number;
  /** Whether they are numbered; where some are left out they always are. */
  readonly isNumbered: boolean;
}

/** How columns become a table. */
export interface ColumnTableOptions extends Rows {
  readonly title: string;
  /** What money is in. */
  readonly money: string;
  /** More are not shown. */
  readonly maximumRows: number;
}

const GAP = '...';

/** One row an entry of the columns; of too many the first and the last, and a row that says which are between. */
export function columnTable(columns: readonly Field[], options: ColumnTableOptions): ResultTable {
  const { length, from, maximumRows } = options;
  const isWhole = length - from <= maximumRows;
  const head = isWhole ? length : from + Math.ceil(maximumRows / 2);
  const tail = isWhole ? length : length - Math.floor(maximumRows / 2);
  const isNumbered = options.isNumbered || !isWhole || from > 0;

  const rowOf = (number: Cell, cell: (field: Field) => Cell): TableRow =>
    Object.fromEntries([
      ...(isNumbered ? [['row', number] as const] : []),
      ...columns.map((field) => [field[0], cell(field)] as const),
    ]);
  const rows = (first: number, end: number): readonly TableRow[] =>
    Array.from({ length: end - first }, (_, i) =>
      rowOf(first + i, ([path, column]) => cellOf(nameOf(path), (column as ArrayLike<unknown>)[first + i])),
    );
  const gap = (first: number, end: number): readonly TableRow[] =>
    first === end ? [] : [rowOf(first === end - 1 ? first : `${first} to ${end - 1}`, () => GAP)];
  const units = unitsOf(
    columns.map(([path]) => path),
    options.money,
  );
  return resultTable(
    [...gap(0, from), ...rows(from, head), ...gap(head, tail), ...rows(tail, length)],
    [
      ...(isNumbered ? [{ name: 'row', unit: '' }] : []),
      ...columns.map(([name], i) => ({ name, unit: units[i]! })),
    ],
    options.title,
    [
      isWhole && from === 0 ? '' : `${length} rows`,
      from === 0 ? '' : `no answer before row ${from}`,
      isWhole ? '' : `${tail - head} left out`,
    ]
      .filter((words) => words !== '')
      .join(', '),
  );
}

/** The rows of a series: they begin where it says that its answers do. */
export function rowsOf(series: object, columns: readonly Field[]): Rows {
  const { length } = columns[0]![1] as ArrayLike<unknown>;
  const { validFrom } = series as { readonly validFrom?: unknown };
  const from = Number.isInteger(validFrom) ? Math.min(Math.max(validFrom as number, 0), length) : 0;
  return { length, from, isNumbered: true };
}
