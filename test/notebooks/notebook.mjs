// A notebook is written as a script of cells, docs/notebooks/<name>.ts, which is checked and linted as any code
// and runs by itself; the .ipynb beside it is made from it by write.mjs and has no outputs.
//
//   // %% [markdown]     begins a cell of text, in comments
//   // %%                begins a cell of code
//   show(value);         may end one: a notebook shows its last value by itself, so there it says `value;`
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/**
 * @typedef {object} MarkdownCell
 * @property {string} id
 * @property {'markdown'} cell_type
 * @property {{}} metadata
 * @property {string[]} source lines, each with its end
 *
 * @typedef {object} CodeCell
 * @property {string} id
 * @property {'code'} cell_type
 * @property {number | null} execution_count
 * @property {{}} metadata
 * @property {Output[]} outputs
 * @property {string[]} source lines, each with its end
 *
 * @typedef {object} Output of a cell of code, as the format of notebooks has it
 * @property {'stream' | 'display_data' | 'execute_result' | 'error'} output_type
 * @property {string} [name] of a stream
 * @property {string} [text] of a stream
 * @property {Record<string, any>} [data] by media type
 * @property {object} [metadata]
 * @property {number} [execution_count]
 * @property {string} [ename] of an error
 * @property {string} [evalue] of an error
 * @property {string[]} [traceback] of an error
 *
 * @typedef {object} Notebook
 * @property {(MarkdownCell | CodeCell)[]} cells
 * @property {object} metadata
 * @property {4} nbformat
 * @property {5} nbformat_minor
 */

export const folder = new URL('../../docs/notebooks/', import.meta.url);

const marker = /^\/\/ %%( \[markdown\])?$/;
const showImport = /^import \{ show \} from '\.\/show\.ts';\n/m;

/** The notebooks by name: every script that begins with a cell. */
export function notebookNames() {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && marker.test(readScript(file).split('\n', 1)[0] ?? ''))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

/** @param {string} file */
export function readScript(file) {
  return readFileSync(new URL(file, folder), 'utf8');
}

/**
 * @param {string} script
 * @returns {Promise<Notebook>}
 */
export async function toNotebook(script) {
  const cells = await Promise.all(
    splitCells(script).map(async ({ isMarkdown, text }, i) => {
      const id = `cell-${i + 1}`;
      if (isMarkdown)
        return /** @type {MarkdownCell} */ ({
          cell_type: 'markdown',
          id,
          metadata: {},
          source: toLines(uncomment(text)),
        });
      return /** @type {CodeCell} */ ({
        cell_type: 'code',
        execution_count: null,
        id,
        metadata: {},
        outputs: [],
        source: toLines(await withoutShow(text)),
      });
    }),
  );
  return {
    cells,
    metadata: {
      kernelspec: { display_name: 'Deno', language: 'typescript', name: 'deno' },
      language_info: { file_extension: '.ts', mimetype: 'text/x.typescript', name: 'typescript' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/**
 * The file, to the byte as Jupyter itself would write it.
 *
 * @param {Notebook} notebook
 */
export function serialise(notebook) {
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/** @param {string} script */
function splitCells(script) {
  /** @type {{ isMarkdown: boolean, lines: string[] }[]} */
  const cells = [];
  for (const line of script.split('\n')) {
    const begins = marker.exec(line);
    if (begins !== null) cells.push({ isMarkdown: begins[1] !== undefined, lines: [] });
    else if (cells.length > 0) cells.at(-1)?.lines.push(line);
    else if (line !== '') throw new Error(`a notebook begins with a cell, not with: ${line}`);
  }
  return cells.map(({ isMarkdown, lines }) => ({ isMarkdown, text: `${lines.join('\n').trim()}\n` }));
}

/** @param {string} text */
function uncomment(text) {
  return text.replace(/^(.*)$/gm, (line) => {
    if (line === '' || line === '//') return '';
    if (!line.startsWith('// ')) throw new Error(`a cell of text holds comments alone, not: ${line}`);
    return line.slice('// '.length);
  });
}

/**
 * The cell with its last value in place of the call that shows it in a script.
 *
 * @param {string} text
 */
async function withoutShow(text) {
  let code = text.replace(showImport, '');
  const at = code.search(/^show\(/m);
  if (at >= 0) {
    const [, value] = /^show\((.*)\);\n$/s.exec(code.slice(at)) ?? [];
    // A notebook shows one value a cell, its last.
    if (value === undefined || /^show\(/m.test(value)) throw new Error(`show ends its cell: ${text}`);
    code = `${code.slice(0, at)}${value.trim().replace(/,$/, '')};\n`;
  }
  const config = await resolveConfig(fileURLToPath(new URL('show.ts', folder)));
  return format(code, { ...config, parser: 'typescript' });
}

/** @param {string} text */
function toLines(text) {
  return text.trim().match(/.+\n?|\n/g) ?? [];
}
