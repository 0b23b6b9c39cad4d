import { isAbsent, readInteger, readList, readObject, readText, refuse } from '../foundation/checks.ts';
import { isSequence } from './cells.ts';
import { columnTable, rowsOf } from './columnTable.ts';
import { fieldTable, statusTitle } from './fieldTable.ts';
import { columnsOf, fieldsOf } from './fields.ts';
import type { Field } from './fields.ts';
import type { ResultTable } from './resultTable.ts';
import { moneyOf } from './units.ts';

/** What `table` may be told. */
export interface TableOptions {
  /** Which fields, in this order: columns of a list or a series, lines of a single result. Default all. */
  readonly columns?: readonly string[] | undefined;
  /** Above the table. */
  readonly title?: string | undefined;
  /** Of more rows of a list or a series the first and the last are shown, so many together, at least 2; default 20. */
  readonly maximumRows?: number | undefined;
}

const CALLER = 'table';

/** More rows are not shown unless asked for. */
export const MOST_ROWS = 20;

/**
 * A result as the rows of a table, with units: for `console.table`, a notebook, and `display`.
 *
 * **Inputs**: a single result, whose fields are the rows; a series, which is a result of as many columns as other fields or
 * more (`rollingRegression`; spread its times into it), whose rows begin where it has an answer; a list of results or of
 * numbers; a matrix.
 * **Result**: rows to read, not to reckon with: numbers to six significant digits, whole ones whole, times in UTC, intervals
 * and short lists in words, `none` for NaN and null. Units as docs/units.md has them, and none where a name does not tell:
 * of a single result they are a column, of others they stand under the names in HTML and text. Above the table stands a
 * status that is not `ok`, and how many rows are left out.
 * **Errors**: `shape.*` (no object or array), `domain.*` (`not_one_of`: a column that is not there; `out_of_range`: fields
 * in fields more than 8 levels deep, fewer than 2 rows).
 * **Cost**: O(rows shown) of a series, O(n) of a list.
 *
 * @example
 * ```ts
 * import { capmBeta } from 'betahedge/beta';
 * import { table } from 'betahedge/display';
 *
 * const estimate = capmBeta({
 *   assetReturns: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *   benchmarkReturns: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 * });
 * const rows = table(estimate, { columns: ['beta', 'betaInterval', 'observations'] });
 * console.log(rows);
 * ```
 *
 * ```text
 * field                      value  unit
 * beta                     1.69654  per 1.00 of benchmark return
 * betaInterval  1.50246 to 1.89061  per 1.00 of benchmark return
 * observations                   6  count
 * ```
 */
export function table(result: object, options: TableOptions = {}): ResultTable {
  return tableOf(CALLER, result, options);
}

/** `table` on behalf of who asks for it, its money by what the result stands in. */
export function tableOf(caller: string, result: unknown, options: TableOptions, money?: string): ResultTable {
  if (typeof result !== 'object' || result === null)
    return refuse('shape.wrong_type', caller, 'result', 'an object or an array', result);
  readObject(caller, options, 'options');
  const names = isAbsent(options, 'columns') ? null : readNames(caller, options);
  const given = isAbsent(options, 'title') ? null : readText(caller, options, 'title');
  const maximumRows = isAbsent(options, 'maximumRows')
    ? MOST_ROWS
    : readInteger(caller, options, 'maximumRows', 2);
  const shown = { money: money ?? moneyOf(result), maximumRows };

  if (isSequence(result)) {
    const { columns, isNumbered } = readRows(caller, result);
    const { length } = result;
    return columnTable(choose(caller, columns, names), {
      ...shown,
      title: given ?? '',
      length,
      from: 0,
      isNumbered,
    });
  }
  const title = given ?? statusTitle(result);
  const fields = fieldsOf(caller, result);
  const columns = columnsOf(fields);
  const single = fields.filter((field) => !columns.includes(field));
  const isSeries =
    names === null ? columns.length >= single.length : columns.some(([path]) => path === names[0]);
  return columns.length > 0 && isSeries
    ? columnTable(choose(caller, columns, names), { ...shown, title, ...rowsOf(result, columns) })
    : fieldTable(choose(caller, single, names), title, shown.money);
}

/** The columns of a list of records, numbers or rows of a matrix; only records say themselves which is which. */
function readRows(
  caller: string,
  list: ArrayLike<unknown>,
): { readonly columns: readonly Field[]; readonly isNumbered: boolean } {
  const entries = Array.from(list);
  const isSimple = entries.every((entry) => typeof entry !== 'object' || entry === null);
  if (isSimple && entries.length > 0) return { columns: [['value', entries]], isNumbered: true };
  const columns = new Map<string, unknown[]>();
  entries.forEach((entry, i) => {
    const record = isSequence(entry) ? Object.assign({}, Array.from(entry)) : entry;
    for (const [path, value] of fieldsOf(caller, readObject(caller, record, `result[${i}]`))) {
      const column = columns.get(path) ?? [];
      columns.set(path, column);
      column[i] = value;
    }
  });
  return { columns: [...columns], isNumbered: isSequence(entries[0]) };
}

function readNames(caller: string, options: object): readonly string[] {
  const list = readList(caller, options, 'columns');
  return list.map((_, i) => readText(caller, list, String(i), 'columns'));
}

/** The fields of these names, in their order; all of them without names. */
function choose(caller: string, fields: readonly Field[], names: readonly string[] | null): readonly Field[] {
  if (names === null) return fields;
  return names.map((name, i) => {
    const found = fields.find(([path]) => path === name);
    const known = fields.map(([path]) => path).join(', ');
    return found ?? refuse('domain.not_one_of', caller, `columns[${i}]`, `one of ${known}`, name);
  });
}
