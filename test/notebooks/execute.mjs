import { drawChart } from './drawChart.mjs';
import { startKernel } from './kernel.mjs';

/** @typedef {import('./notebook.mjs').Notebook} Notebook */
/** @typedef {import('./notebook.mjs').CodeCell} CodeCell */
/** @typedef {import('./notebook.mjs').Output} Output */

/** A chart, in the version that the charts are written in. */
const chartType = 'application/vnd.vegalite.v6+json';

/**
 * @typedef {object} Execution
 * @property {Notebook} notebook with its outputs; every chart also as an image
 * @property {string[]} problems of the cells: errors, and values that did not come
 * @property {string[]} complaints of the charts, drawn
 * @property {string} text that the notebook shows, as a terminal would
 * @property {number} charts how many there are
 * @property {{ cell: number, seconds: number } | null} firstChart in which cell, of those of code and text together from 1, and
 *   how long after the start of the kernel
 */

/**
 * Runs the notebook from its head to its tail in a kernel of its own.
 *
 * @param {Notebook} notebook
 * @param {{ deno: string, folder: string, timeoutMs: number }} options the folder is that of the notebook
 * @returns {Promise<Execution>}
 */
export async function executeNotebook(notebook, options) {
  /** @type {Notebook} */
  const executed = JSON.parse(JSON.stringify(notebook));
  /** @type {Execution} */
  const execution = {
    notebook: executed,
    problems: [],
    complaints: [],
    text: '',
    charts: 0,
    firstChart: null,
  };
  const begin = performance.now();
  const kernel = await startKernel(options);
  try {
    let count = 0;
    for (const [i, cell] of executed.cells.entries()) {
      if (cell.cell_type !== 'code') continue;
      const code = cell.source.join('');
      // The last statement of a cell begins in its first column.
      const [, shown] = /(?:^|\n)(display|table)\(/.exec(code) ?? [];
      count += 1;
      cell.execution_count = count;
      cell.outputs = await kernel.execute(code, { value: shown !== undefined });
      const seconds = (performance.now() - begin) / 1000;
      execution.text += cell.outputs.map(textOf).join('');
      const problems = problemsOf(cell.outputs, shown);
      execution.problems.push(...problems.map((problem) => `cell ${i + 1}: ${problem}`));
      if (cell.outputs.some(({ output_type }) => output_type === 'error')) break;
      for (const { data } of cell.outputs) {
        if (data?.[chartType] === undefined) continue;
        execution.charts += 1;
        execution.firstChart ??= { cell: i + 1, seconds };
        const { svg, complaints } = await drawChart(data[chartType]);
        data['image/svg+xml'] = svg;
        execution.complaints.push(...complaints.map((complaint) => `cell ${i + 1}: ${complaint}`));
      }
    }
  } finally {
    await kernel.stop();
  }
  return execution;
}

/**
 * @param {readonly Output[]} outputs
 * @param {string | undefined} shown the function that the cell ends in
 */
function problemsOf(outputs, shown) {
  const problems = outputs.flatMap(({ output_type, name, text, ename, evalue }) => {
    if (output_type === 'error') return [`${ename}: ${evalue}`];
    return output_type === 'stream' && name === 'stderr' ? [`says on stderr: ${text}`] : [];
  });
  if (shown === undefined || problems.length > 0) return problems;
  const type = shown === 'display' ? chartType : 'text/html';
  const values = outputs.filter(({ output_type }) => output_type === 'execute_result');
  const [value] = values;
  if (values.length !== 1) problems.push(`shows ${values.length} values`);
  else if (value?.data?.[type] === undefined) problems.push(`shows no ${type}`);
  return problems;
}

/** @param {Output} output */
function textOf({ output_type, text, data }) {
  return output_type === 'stream' ? (text ?? '') : `${data?.['text/plain'] ?? ''}\n`;
}
