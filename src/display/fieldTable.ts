import { cellOf } from './cells.ts';
import { nameOf } from './fields.ts';
import type { Field } from './fields.ts';
import { resultTable } from './resultTable.ts';
import type { ResultTable } from './resultTable.ts';
import { unitsOf } from './units.ts';

/** One row a field, with its unit. */
export function fieldTable(fields: readonly Field[], title: string, money: string): ResultTable {
  const units = unitsOf(
    fields.map(([path]) => path),
    money,
  );
  return resultTable(
    fields.map(([field, value], i) => ({ field, value: cellOf(nameOf(field), value), unit: units[i]! })),
    ['field', 'value', 'unit'].map((name) => ({ name, unit: '' })),
    title,
    '',
  );
}

/** What stands above a result: its status, where that is not `ok`. */
export function statusTitle(result: object): string {
  const { status } = result as { readonly status?: unknown };
  return typeof status === 'string' && status !== 'ok' ? `Status: ${status}` : '';
}
