import { isSequence } from './cells.ts';
import { columnTable, rowsOf } from './columnTable.ts';
import { fieldTable, statusTitle } from './fieldTable.ts';
import { columnsOf, fieldsOf } from './fields.ts';
import type { Field } from './fields.ts';
import type { ResultTable } from './resultTable.ts';
import { MOST_ROWS, tableOf } from './table.ts';
import { moneyOf } from './units.ts';

/** All that a result holds: its single fields, its columns, and each list of records or matrix within it, by its path. */
export function tablesOf(caller: string, result: object): readonly ResultTable[] {
  if (isSequence(result)) return [tableOf(caller, result, {})];
  const fields = fieldsOf(caller, result);
  const columns = columnsOf(fields);
  const single = fields.filter((field) => !columns.includes(field));
  const money = moneyOf(result);
  const title = statusTitle(result);
  // What a series says of its rows stands above them.
  const isPlain = columns.length > 0 && single.every(([path]) => /^(validFrom|length)$/.test(path));
  return [
    ...(isPlain ? [] : [fieldTable(single, title, money)]),
    ...(columns.length === 0
      ? []
      : [columnTable(columns, { ...rowsOf(result, columns), title: '', money, maximumRows: MOST_ROWS })]),
    ...single
      .filter(isNested)
      .map(([path, list]) =>
        tableOf(caller, labelled(list as readonly object[], result), { title: path || undefined }, money),
      ),
  ];
}

function isNested([, value]: Field): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((entry) => typeof entry === 'object' && entry !== null)
  );
}

/** The rows of a matrix by the symbols beside it, where there is one a row. */
function labelled(list: readonly object[], beside: object): readonly object[] {
  const { symbols } = beside as { readonly symbols?: unknown };
  if (!Array.isArray(symbols) || symbols.length !== list.length || !list.every(isSequence)) return list;
  return list.map((row, i) => ({
    symbol: symbols[i] as unknown,
    ...Object.fromEntries(Array.from(row, (value, j) => [String(symbols[j] ?? j), value])),
  }));
}
