// A table with words in two columns does not fit a phone: its rows are stacked there (site.css), with the headings in them.
import { PageEvent } from 'typedoc';

/** Letters in a cell that are a sentence more than a name. */
const long = 24;

/** @param {import('typedoc').Application} app */
export function labelTables({ renderer }) {
  renderer.on(PageEvent.END, (page) => {
    page.contents = (page.contents ?? '').replace(/<table>[^]*?<\/table>/g, labelled);
  });
}

/** @param {string} table */
export function labelled(table) {
  const plain = (/** @type {string} */ html) => html.replace(/<[^>]*>/g, '').trim();
  const headings = [...table.matchAll(/<th[^>]*>([^]*?)<\/th>/g)].map(([, html = '']) => plain(html));
  const cells = [...table.matchAll(/<td[^>]*>([^]*?)<\/td>/g)].map(([, html = '']) => plain(html));
  const inWords = new Set(cells.flatMap((text, i) => (text.length > long ? [i % headings.length] : [])));
  if (inWords.size < 2) return table;
  let column = 0;
  return table
    .replace('<table>', '<table class="site-long">')
    .replace(/<td/g, () => `<td data-label="${headings[column++ % headings.length] ?? ''}"`);
}
