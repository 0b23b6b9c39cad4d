export { display } from './display.ts';
export type { Displayed } from './display.ts';
export type { MimeBundle } from './forms.ts';
export type { ResultTable, TableColumn, TableRow } from './resultTable.ts';
export { table } from './table.ts';
export type { TableOptions } from './table.ts';
