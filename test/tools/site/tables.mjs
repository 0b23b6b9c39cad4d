// A table with long cells does not fit a phone: its rows are stacked there (site.css), each cell under its heading.
import { PageEvent } from 'typedoc';

const long = 90;

/** @param {import('typedoc').Application} app */
export function labelTables({ renderer }) {
  renderer.on(PageEvent.END, (page) => {
    page.contents = (page.contents ?? '').replace(/<table>[^]*?<\/table>/g, labelled);
  });
}

/** @param {string} table */
export function labelled(table) {
  const plain = (/** @type {string} */ html) => html.replace(/<[^>]*>/g, '').trim();
  const cells = [...table.matchAll(/<td[^>]*>([^]*?)<\/td>/g)].map(([, html = '']) => plain(html));
  if (!cells.some((text) => text.length > long)) return table;
  const headings = [...table.matchAll(/<th[^>]*>([^]*?)<\/th>/g)].map(([, html = '']) => plain(html));
  let column = 0;
  return table
    .replace('<table>', '<table class="site-long">')
    .replace(/<td/g, () => `<td data-label="${headings[column++ % headings.length] ?? ''}"`);
}
