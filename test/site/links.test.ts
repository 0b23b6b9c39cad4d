import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkLinks } from '../tools/links.mjs';

// The checker of the built site, on small sites with one thing wrong in each.

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'betahedge-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const repository = 'https://github.com/betahedge/betahedge/blob/main';
const packed = (data: unknown): string =>
  `window.data = "${deflateSync(JSON.stringify(data)).toString('base64')}"`;
const sound = {
  'index.html':
    '<html><link rel="stylesheet" href="assets/a.css"><script src="assets/navigation.js"></script>' +
    '<h2 id="top">x</h2><a href="guide/a.html#part%20two">a</a><a href="#top">up</a><a href="">here</a>' +
    `<a href="https://example.org/x?y=1#z">out</a><a href="${repository}/src/f.ts#L2">f</a><a href="mailto:a@b.c">m</a>`,
  'guide/a.html': '<p id="part two"><a href="../index.html">home</a><a href="../">home</a><img src="b.svg">',
  'guide/b.svg': '<svg/>',
  'assets/a.css': 'a { background: url("data:image/png;base64,x") }',
  'assets/navigation.js': packed([{ text: 'A', children: [{ path: 'guide/a.html' }] }]),
};

function problemsOf(changed: Readonly<Record<string, string>>): readonly string[] {
  for (const [path, text] of Object.entries({ ...sound, ...changed })) {
    mkdirSync(join(folder, 'site', dirname(path)), { recursive: true });
    writeFileSync(join(folder, 'site', path), text);
  }
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'src/f.ts'), 'one\ntwo\n');
  return checkLinks(join(folder, 'site'), folder).problems;
}

test('a sound site has no problem', () => {
  expect(problemsOf({})).toEqual([]);
  expect(checkLinks(join(folder, 'site'), folder)).toMatchObject({
    pages: 2,
    outside: ['https://example.org/x?y=1#z'],
  });
});

describe('finds', () => {
  test.each([
    ['a page that is not there', '<a href="guide/c.html">', 'guide/c.html is not there'],
    ['a folder without a page', '<a href="assets/">', 'assets/ is not there'],
    ['a page above the site', '<a href="../src/f.ts">', '../src/f.ts is not there'],
    ['a page at the root of the server', '<a href="/guide/a.html">', '/guide/a.html is not relative'],
    ['an anchor of another page', '<a href="guide/a.html#part">', 'guide/a.html#part has no such anchor'],
    ['an anchor of its own', '<a class="x" href="#absent">', '#absent has no such anchor'],
    ['an anchor in what is no page', '<a href="guide/b.svg#x">', 'guide/b.svg#x has no such anchor'],
    ['a picture that is not there', '<img alt="x" src="c.svg">', 'c.svg is not there'],
    [
      'a script from outside',
      '<script src="https://cdn.example.org/x.js"></script>',
      'https://cdn.example.org/x.js is loaded from outside',
    ],
    [
      'a style from outside',
      '<link rel="stylesheet" href="//fonts.example.org/x.css">',
      '//fonts.example.org/x.css is loaded from outside',
    ],
    ['an address without a host', '<a href="https://nowhere/x">', 'https://nowhere/x is no address'],
    ['an address of no kind', '<a href="file:///etc/hosts">', 'file:///etc/hosts is no address'],
    [
      'a source that is not there',
      `<a href="${repository}/src/g.ts">`,
      `${repository}/src/g.ts is not in the repository`,
    ],
    [
      'a line beyond the end',
      `<a href="${repository}/src/f.ts#L9">`,
      `${repository}/src/f.ts#L9 has no such line`,
    ],
  ])('%s', (_, html, problem) => {
    expect(problemsOf({ 'index.html': html })).toEqual([`index.html: ${problem}`]);
  });

  test('a result of the search that is not there', () => {
    const search = packed({ rows: [{ name: 'x', url: 'reference/x.html' }] });
    expect(problemsOf({ 'assets/search.js': search })).toEqual(['index.html: reference/x.html is not there']);
  });

  test('a picture of a style that is not there', () => {
    expect(problemsOf({ 'assets/a.css': 'a { background: url(x.png) }' })).toEqual([
      'assets/a.css: x.png is not there',
    ]);
  });
});
