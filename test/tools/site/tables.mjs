// A table that does not fit a phone has its rows stacked there (site.css), with the headings in them: one with words in two
// columns, or with columns that cannot be made narrow enough.
import { PageEvent } from 'typedoc';

/** Letters in a cell that are a sentence more than a name. */
const long = 24;
/** Of a phone of 360 pixels, what a table has; a letter of its type, about; what is between two columns. */
const [widthPx, letterPx, gapPx] = [296, 7.9, 10];

/** @param {import('typedoc').Application} app */
export function labelTables({ renderer }) {
  renderer.on(PageEvent.END, (page) => {
    page.contents = (page.contents ?? '').replace(/<table>[^]*?<\/table>/g, (table) =>
      labelled(breakable(table)),
    );
  });
}

/** @param {string} table */
export function labelled(table) {
  const plain = (/** @type {string} */ html) => html.replace(/<[^>]*>/g, '').trim();
  const headings = [...table.matchAll(/<th[^>]*>([^]*?)<\/th>/g)].map(([, html = '']) => plain(html));
  const cells = [...table.matchAll(/<td([^>]*)>([^]*?)<\/td>/g)].map(([, style = '', html = '']) => ({
    text: plain(html),
    // Numbers stay on one line.
    parts: style.includes('right') ? [plain(html)] : plain(html).split(/\s+/),
  }));
  const columns = headings.map((heading, at) => {
    const own = cells.filter((_, i) => i % headings.length === at);
    const parts = [...heading.split(/\s+/), ...own.flatMap((cell) => cell.parts)];
    return {
      isInWords: own.some(({ text }) => text.length > long),
      leastPx: letterPx * Math.max(...parts.map(({ length }) => length)),
    };
  });
  const leastPx = columns.reduce((sum, column) => sum + column.leastPx + gapPx, -gapPx);
  if (columns.filter(({ isInWords }) => isInWords).length < 2 && leastPx <= widthPx) return table;
  let column = 0;
  return table
    .replace('<table>', '<table class="site-long">')
    .replace(/<td/g, () => `<td data-label="${headings[column++ % headings.length] ?? ''}"`);
}

/** Lets long calls in cells break between their parts, where nothing else lets them. @param {string} table */
export function breakable(table) {
  return table.replace(/(?<=<code>)[^<]{25,}(?=<\/code>)/g, (code) =>
    code.replace(/(?<=[)\]])(?=\.)/g, '<wbr>'),
  );
}
