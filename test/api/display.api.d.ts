// display/display.d.ts
import { VegaLiteSpec } from "../charts/vegaLiteSpec.js";
import { MimeBundle } from "./forms.js";
import { ResultTable } from "./resultTable.js";
interface Displayed {
    readonly text: string;
    readonly html: string;
    readonly page: string;
    readonly bundle: MimeBundle;
}
declare function display(content: VegaLiteSpec | ResultTable | object): Displayed;
export { type Displayed, display };

// display/forms.d.ts
import { JsonObject } from "../charts/vegaLiteSpec.js";
type MimeBundle = Readonly<Record<string, string | JsonObject>>;
interface Forms {
    readonly text: string;
    readonly bundle: MimeBundle;
}
declare function withForms<T extends object>(target: T, forms: () => Forms): T;
export { type Forms, type MimeBundle, withForms };

// display/index.d.ts
export { Displayed, display } from "./display.js";
export { MimeBundle } from "./forms.js";
export { ResultTable, TableColumn, TableRow } from "./resultTable.js";
export { TableOptions, table } from "./table.js";

// display/resultTable.d.ts
interface TableColumn {
    readonly name: string;
    readonly unit: string;
}
type TableRow = Readonly<Record<string, string | number>>;
interface ResultTable extends ReadonlyArray<TableRow> {
    readonly title: string;
    readonly note: string;
    readonly columns: readonly TableColumn[];
}
declare function resultTable(rows: readonly TableRow[], columns: readonly TableColumn[], title: string, note: string): ResultTable;
declare function isResultTable(content: object): content is ResultTable;
export { type ResultTable, type TableColumn, type TableRow, isResultTable, resultTable };

// display/table.d.ts
import { ResultTable } from "./resultTable.js";
interface TableOptions {
    readonly columns?: readonly string[] | undefined;
    readonly title?: string | undefined;
    readonly maximumRows?: number | undefined;
}
declare const MOST_ROWS = 20;
declare function table(result: object, options?: TableOptions): ResultTable;
declare function tableOf(caller: string, result: unknown, options: TableOptions, money?: string): ResultTable;
export { MOST_ROWS, type TableOptions, table, tableOf };
