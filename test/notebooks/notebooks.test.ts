import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folder, toNotebook } from './notebook.mjs';
import type { Notebook } from './notebook.mjs';
import { toMarkdown } from './page.mjs';
import { made } from './write.mjs';

const files = await made();
const notebooks = readdirSync(folder).filter((file) => file.endsWith('.ipynb'));
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

test('there are four notebooks, each with a script', () => {
  expect(notebooks).toEqual(Object.keys(files).filter((file) => file.endsWith('.ipynb')));
  expect(notebooks).toHaveLength(4);
});

// Where this fails: edit the script, and run `node test/notebooks/write.mjs`.
test.each(Object.keys(files))('%s is what its source makes it', (file) => {
  expect(read(file)).toBe(files[file]);
});

test.each(notebooks)('%s is kept without outputs', (file) => {
  const { cells } = JSON.parse(read(file)) as Notebook;
  for (const cell of cells) {
    expect(cell.metadata).toEqual({});
    if (cell.cell_type === 'code') expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
  }
});

test.each(notebooks)('%s begins with its question and has 8 to 16 cells', (file) => {
  const { cells } = JSON.parse(read(file)) as Notebook;
  expect(cells.length).toBeGreaterThanOrEqual(8);
  expect(cells.length).toBeLessThanOrEqual(16);
  expect(cells[0]?.cell_type).toBe('markdown');
});

test('text, code, and the last value in place of the call that shows it', async () => {
  const { cells } = await toNotebook(
    [
      '// %% [markdown]',
      '// # Title',
      '//',
      '// two',
      '// lines',
      '',
      '// %%',
      "import { table } from 'betahedge/display';",
      "import { show } from './show.ts';",
      '',
      'show(',
      '  table([{ a: 1 }], {',
      "    title: 'It shows (this)',",
      '  }),',
      ');',
      '',
      '// %%',
      'const shown = 1;',
      'console.log(shown);',
      '',
    ].join('\n'),
  );
  expect(cells.map(({ source }) => source.join(''))).toEqual([
    '# Title\n\ntwo\nlines',
    "import { table } from 'betahedge/display';\n\ntable([{ a: 1 }], {\n  title: 'It shows (this)',\n});",
    'const shown = 1;\nconsole.log(shown);',
  ]);
  expect(cells.map(({ id }) => id)).toEqual(['cell-1', 'cell-2', 'cell-3']);
});

test.each([
  ['code before the first cell', 'begins with a cell', 'const a = 1;\n// %%\n'],
  ['code in a cell of text', 'comments alone', '// %% [markdown]\nconst a = 1;\n'],
  ['a value shown in the middle of a cell', 'show ends its cell', '// %%\nshow(a);\nconst b = 1;\n'],
  ['two values shown by one cell', 'show ends its cell', '// %%\nshow(a);\nshow(b);\n'],
])('refused: %s', async (_, message, script) => {
  await expect(toNotebook(script)).rejects.toThrow(message);
});

test('a page has the text, the code, what was printed, and charts as images', async () => {
  const notebook = await toNotebook('// %% [markdown]\n// # Title\n\n// %%\nconsole.log(1);\nshow(chart);\n');
  const [, code] = notebook.cells;
  if (code?.cell_type !== 'code') throw new Error('expected code');
  code.outputs = [
    { output_type: 'stream', name: 'stdout', text: '1\n' },
    { output_type: 'execute_result', data: { 'image/svg+xml': '<svg>\n\n</svg>', 'text/plain': 'a chart' } },
  ];
  expect(toMarkdown(notebook)).toBe(
    [
      '# Title',
      '```ts\nconsole.log(1);\nchart;\n```',
      '```text\n1\n```',
      '<div class="output">\n<svg>\n</svg>\n</div>\n',
    ].join('\n\n'),
  );
});
