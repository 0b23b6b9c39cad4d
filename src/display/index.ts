export { display } from './display.ts';
export type { Displayed } from './display.ts';
export type { MimeBundle } from './forms.ts';
export { table } from './table.ts';
export type { ResultTable, TableColumn, TableOptions, TableRow } from './table.ts';
