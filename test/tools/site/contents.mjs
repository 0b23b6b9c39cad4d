// The reading order of the site is that of docs/README.md: its headings are the sections, its list items the pages,
// rooms and examples. What it does not name comes last: a page is never lost, and test/site names the missing line.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ path: string, text: string, about: string }} Entry `path` from the root of the repository. */
/** @typedef {{ title: string, entries: Entry[] }} Section */

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** @returns {readonly Section[]} */
export function readContents() {
  const path = 'docs/README.md';
  return readFileSync(root + path, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      title: /** @type {string} */ (section.split('\n', 1)[0]),
      entries: [...section.matchAll(/^- \[`?(.+?)`?\]\((.+?)\)(?:: (.*))?$/gm)].map(
        ([, text = '', target = '', about = '']) => ({
          path: posix.join(posix.dirname(path), target),
          text,
          about,
        }),
      ),
    }));
}
