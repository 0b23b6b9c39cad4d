import type { VegaLiteSpec } from '../charts/vegaLiteSpec.ts';
import { refuse } from '../foundation/checks.ts';
import { isRecord, isSequence } from './cells.ts';
import { chartHtml } from './chartHtml.ts';
import { chartText } from './chartText.ts';
import { fieldsOf } from './fields.ts';
import { withForms } from './forms.ts';
import type { MimeBundle } from './forms.ts';
import { pageHtml } from './pageHtml.ts';
import { longColumns, tableOf } from './table.ts';
import type { ResultTable } from './table.ts';
import { tableHtml } from './tableHtml.ts';
import { tableText } from './tableText.ts';

/** A chart or a result to be shown: a notebook shows it as it is, a console prints its text. */
export interface Displayed {
  /** For a terminal and a screen reader. */
  readonly text: string;
  /** A fragment for a page or a notebook. */
  readonly html: string;
  /** A whole document, to be written to a file. */
  readonly page: string;
  /** What a notebook chooses from, by MIME type. */
  readonly bundle: MimeBundle;
}

const CALLER = 'display';

/** A chart, a table or any result to be shown. */
export function display(content: VegaLiteSpec | ResultTable | object): Displayed {
  if (typeof content !== 'object' || (content as object | null) === null)
    return refuse('shape.wrong_type', CALLER, 'content', 'an object or an array', content);
  return isRecord(content) && ('$schema' in content || 'mark' in content || 'layer' in content)
    ? displayedChart(content)
    : displayedTables(isResultTable(content) ? [content] : tablesOf(content));
}

const SCHEMA = 'https://vega.github.io/schema/vega-lite/';

function displayedChart(spec: Readonly<Record<string, unknown>>): Displayed {
  const { $schema } = spec;
  if (typeof $schema !== 'string') return refuse('shape.wrong_type', CALLER, '$schema', 'a string', $schema);
  if (!$schema.startsWith(`${SCHEMA}v`))
    return refuse('domain.not_one_of', CALLER, '$schema', 'of Vega-Lite', $schema);
  const text = chartText(spec);
  const html = chartHtml(spec, text);
  const version = (major: string): MimeBundle =>
    ({
      [`application/vnd.vegalite.${major}+json`]: { ...spec, $schema: `${SCHEMA}${major}.json` },
    }) as MimeBundle;
  return displayed(text, html, { ...version('v6'), ...version('v5'), 'text/html': html, 'text/plain': text });
}

function displayedTables(tables: readonly ResultTable[]): Displayed {
  const text = tables.map(tableText).join('\n\n');
  const html = tables.map(tableHtml).join('\n<br>\n');
  return displayed(text, html, { 'text/html': html, 'text/plain': text });
}

function displayed(text: string, html: string, bundle: MimeBundle): Displayed {
  const shown = { text, html, page: pageHtml(text.split('\n', 1)[0]!, html), bundle };
  return withForms(shown, () => shown);
}

/** A result as its fields, its columns, and the lists and matrices within it. */
function tablesOf(result: object): readonly ResultTable[] {
  if (isSequence(result)) return [tableOf(CALLER, result, {})];
  const fields = fieldsOf(CALLER, result);
  const columns = longColumns(fields);
  const rest = fields.filter((field) => !columns.includes(field));
  const lists = rest.filter(([, value]) => Array.isArray(value) && value.length > 0 && value.every(isNested));
  const single = Object.fromEntries(rest);
  return [
    ...(rest.length > 0 || columns.length === 0 ? [tableOf(CALLER, single, {})] : []),
    ...(columns.length > 0 ? [tableOf(CALLER, result, {})] : []),
    ...lists.map(([path, list]) => tableOf(CALLER, list, { title: path })),
  ];
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isResultTable(content: object): content is ResultTable {
  return Array.isArray(content) && Object.hasOwn(content, 'columns') && Object.hasOwn(content, 'note');
}
