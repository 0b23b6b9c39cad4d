import type { VegaLiteSpec } from '../charts/vegaLiteSpec.ts';
import { refuse } from '../foundation/checks.ts';
import { isRecord } from './cells.ts';
import { chartHtml } from './chartHtml.ts';
import { chartText } from './chartText.ts';
import { withForms } from './forms.ts';
import type { MimeBundle } from './forms.ts';
import { pageHtml } from './pageHtml.ts';
import { isResultTable } from './resultTable.ts';
import type { ResultTable } from './resultTable.ts';
import { tableHtml } from './tableHtml.ts';
import { tablesOf } from './tablesOf.ts';
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
    : displayedTables(isResultTable(content) ? [content] : tablesOf(CALLER, content));
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
    });
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
