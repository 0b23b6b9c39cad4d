/** @typedef {import('./notebook.mjs').Notebook} Notebook */
/** @typedef {import('./notebook.mjs').Output} Output */

/**
 * An executed notebook as a page of Markdown: its text, its code, and under it what it showed, charts as images in the
 * page itself, so that it needs no script.
 *
 * @param {Notebook} notebook
 */
export function toMarkdown(notebook) {
  const parts = notebook.cells.flatMap((cell) => {
    const source = cell.source.join('');
    return cell.cell_type === 'markdown' ? [source] : [fenced('ts', source), ...cell.outputs.map(shown)];
  });
  return `${parts.join('\n\n')}\n`;
}

/** @param {Output} output */
function shown({ text, data = {} }) {
  const markup = data['image/svg+xml'] ?? data['text/html'];
  // A blank line would end the block of HTML.
  if (markup !== undefined)
    return `<div class="output">\n${String(markup).replace(/\n\s*\n/g, '\n')}\n</div>`;
  return fenced('text', text ?? data['text/plain'] ?? '');
}

/**
 * @param {string} language
 * @param {string} text
 */
function fenced(language, text) {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
