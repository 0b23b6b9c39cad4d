import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readContents, root } from '../tools/site/contents.mjs';
import { linkNames } from '../tools/site/names.mjs';
import { breakable, labelled } from '../tools/site/tables.mjs';

describe('docs/README.md, the order of the site', () => {
  const named = readContents().flatMap(({ entries }) => entries.map(({ path }) => path));
  const pagesOf = (folder: string): readonly string[] =>
    readdirSync(`${root}${folder}`)
      .filter((file) => /\.(md|ipynb)$/.test(file) && file !== 'README.md')
      .map((file) => `${folder}/${file}`);
  const rooms = readdirSync(`${root}src`)
    .map((room) => (room === 'index.ts' ? 'src/index.ts' : `src/${room}/index.ts`))
    .filter((path) => existsSync(root + path));

  test('names what is there', () => {
    expect(named.filter((path) => !existsSync(root + path))).toEqual([]);
  });

  test('names every page and room, once', () => {
    const wanted = [...pagesOf('docs'), ...pagesOf('docs/guide'), ...pagesOf('docs/notebooks'), ...rooms];
    expect(wanted.filter((path) => !named.includes(path))).toEqual([]);
    expect(named.length).toBe(new Set(named).size);
  });

  test('says of every room what it is for', () => {
    const entries = readContents().flatMap((section) => section.entries);
    expect(entries.filter(({ path, about }) => path.startsWith('src/') && about === '')).toEqual([]);
  });
});

test('names in code become links, but in links, headings and blocks', () => {
  const urlOf = (name: string): string | undefined => (name === 'capmBeta' ? 'x.html' : undefined);
  const link = '<a class="site-name" href="x.html"><code>capmBeta</code></a>';
  const untouched = [
    '<h2 id="a"><code>capmBeta</code></h2>',
    '<pre><code>capmBeta</code></pre>',
    '<a href="y"><code>capmBeta</code></a>',
    '<code>other</code><code>capmBeta()</code><code class="ts">capmBeta</code>',
  ].join('');
  expect(linkNames(`<code>capmBeta</code>${untouched}<code>capmBeta</code>`, urlOf)).toBe(
    `${link}${untouched}${link}`,
  );
});

test('a table with words in two columns has its headings in its cells, and no other', () => {
  const table = (first: string, second: string): string =>
    `<table><thead><tr><th>a</th><th>b <code>c</code></th></tr></thead>` +
    `<tbody><tr><td>${first}</td><td style="x">${second}</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>`;
  const words = '<code>words</code> that are a sentence';
  expect(labelled(table(words, '3.2e-16'))).toBe(table(words, '3.2e-16'));
  expect(labelled(table(words, words))).toBe(
    table(words, words)
      .replace('<table>', '<table class="site-long">')
      .replace('<td><', '<td data-label="a"><')
      .replace('<td style', '<td data-label="b c" style')
      .replace('<td>1', '<td data-label="a">1')
      .replace('<td>2', '<td data-label="b c">2'),
  );
});

test('a table of numbers too wide for a phone has its headings in its cells too', () => {
  const table = (columns: number): string => {
    const each = (cell: string): string => `<tr>${cell.repeat(columns)}</tr>`;
    const cells = each('<td style="text-align:right">1.1e-16</td>');
    return `<table><thead>${each('<th>error</th>')}</thead><tbody>${cells}</tbody></table>`;
  };
  // Seven letters of 8 pixels a column, and 10 between two, in the 296 of a phone.
  expect(labelled(table(4))).toBe(table(4));
  expect(labelled(table(5))).toContain('<td data-label="error" style');
});

test('a long call in a cell breaks between its parts, and a short one and a name do not', () => {
  const cell = (code: string): string => `<td><code>${code}</code></td>`;
  expect(breakable(cell('fit.params.rolling(60).cov(btc)'))).toBe(
    cell('fit.params.rolling(60)<wbr>.cov(btc)'),
  );
  for (const code of ['rolling(60).cov(btc)', 'multiFactorBetaFromMomentsOptions'])
    expect(breakable(cell(code))).toBe(cell(code));
});
