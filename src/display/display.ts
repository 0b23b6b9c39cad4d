import type { JsonObject, VegaLiteSpec } from '../charts/vegaLiteSpec.ts';
import { refuse } from '../foundation/checks.ts';
import { chartHtml } from './chartHtml.ts';
import { chartText } from './chartText.ts';
import { withForms } from './forms.ts';
import type { MimeBundle } from './forms.ts';
import { pageHtml } from './pageHtml.ts';
import { isResultTable } from './resultTable.ts';
import type { ResultTable } from './resultTable.ts';
import { tableHtml } from './tableHtml.ts';
import { tablesOf } from './tablesOf.ts';
import { captionOf, tableText } from './tableText.ts';

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

/**
 * A chart, a table or any result of the library, in the forms that notebooks, pages and consoles show.
 *
 * **Inputs**: a Vega-Lite specification, as all charts give it; what `table` gives; else any result, list or matrix. A result
 * is shown whole: its single fields, then its columns, then each list and matrix in it, as `table` has them.
 * **Result**: as the last expression of a cell of Deno's Jupyter kernel it shows itself; `console.log` of it prints `text` in
 * Node, Bun and Deno; `page` is for a file. `html` of a table fetches nothing; that of a chart loads vega, vega-lite and
 * vega-embed from cdn.jsdelivr.net, in versions and by hashes that are written in it, and where it cannot, the text stays.
 * The bundle of a chart holds Vega-Lite 6 and 5 for what draws them itself, and the HTML for what does not.
 * **Errors**: `shape.*` (no object or array; a chart without `$schema`), `domain.*` (`not_one_of`: a `$schema` that is not
 * of Vega-Lite; `out_of_range`: fields in fields more than 8 levels deep).
 * **Cost**: O(n).
 *
 * @example
 * ```ts
 * import { capmBeta } from 'betahedge/beta';
 * import { display } from 'betahedge/display';
 *
 * const shown = display(capmBeta({ assetReturns: [0.02, 0.01], benchmarkReturns: [0.01, 0.02] }));
 * console.log(shown);
 * ```
 *
 * ```text
 * Status: insufficient_data
 * field                 value  unit
 * status    insufficient_data
 * required                  3  count
 * observed                  2  count
 * ```
 */
export function display(content: VegaLiteSpec | ResultTable | object): Displayed {
  if (typeof content !== 'object' || (content as object | null) === null)
    return refuse('shape.wrong_type', CALLER, 'content', 'an object or an array', content);
  if (isResultTable(content)) return displayedTables([content]);
  const isChart = ['$schema', 'mark', 'layer', 'vconcat'].some((field) => field in content);
  return isChart ? displayedChart(content) : displayedTables(tablesOf(CALLER, content));
}

function displayedChart(spec: object): Displayed {
  const { $schema } = spec as { readonly $schema?: unknown };
  if (typeof $schema !== 'string') return refuse('shape.wrong_type', CALLER, '$schema', 'a string', $schema);
  const at = 'https://vega.github.io/schema/vega-lite/v';
  if (!$schema.startsWith(at)) return refuse('domain.not_one_of', CALLER, '$schema', `${at}6.json`, $schema);
  const text = chartText(spec);
  // A menu to save the picture, and none that opens the data in an editor on the web.
  const actions = { export: true, source: false, compiled: false, editor: false };
  const described = { description: text, usermeta: { embedOptions: { actions } }, ...spec };
  const version = (major: number): JsonObject => ({ ...described, $schema: `${at}${major}.json` });
  const html = chartHtml(described, text);
  return displayed(text.split('\n', 1)[0]!, text, html, {
    'application/vnd.vegalite.v6+json': version(6),
    'application/vnd.vegalite.v5+json': version(5),
    'text/html': html,
    'text/plain': text,
  });
}

function displayedTables(tables: readonly ResultTable[]): Displayed {
  const text = tables.map(tableText).join('\n\n');
  const html = tables.map(tableHtml).join('\n<br>\n');
  return displayed(captionOf(tables[0]!), text, html, { 'text/html': html, 'text/plain': text });
}

function displayed(title: string, text: string, html: string, bundle: MimeBundle): Displayed {
  const shown = { text, html, page: pageHtml(title || 'Result', html), bundle };
  return withForms(shown, () => shown);
}
