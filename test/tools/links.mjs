// `node links.mjs docs/site`: every link of a built site leads somewhere. Inside: the file is there, and on its page
// the anchor. Into our own repository: the file is there, with that many lines. Outside: the address is well formed;
// it is not fetched, and all are listed in reports/outsideLinks.txt. Nothing that a page needs is loaded from outside.
import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';

const root = fileURLToPath(new URL('../../', import.meta.url));
const repository = 'https://github.com/betahedge/betahedge/';

/**
 * @typedef {object} Findings
 * @property {number} pages
 * @property {number} links
 * @property {readonly string[]} outside each address once, in order
 * @property {readonly string[]} problems
 */

/**
 * @param {string} site
 * @param {string} sources the checkout that links into the repository mean
 * @returns {Findings}
 */
export function checkLinks(site, sources = root) {
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const pages = new Map(
    files.filter((file) => file.endsWith('.html')).map((file) => [file, readPage(join(site, file))]),
  );
  const present = new Set(files);
  /** @type {Set<string>} */
  const outside = new Set();
  /** @type {string[]} */
  const problems = [];
  let links = 0;

  /** @type {(from: string, link: string, isLoaded: boolean) => void} */
  const check = (from, link, isLoaded) => {
    links++;
    const isOutside = /^([a-z]+:|\/\/)/i.test(link);
    const problem = isOutside ? outsideProblem(link, isLoaded) : insideProblem(from, link);
    if (problem !== undefined) problems.push(`${from}: ${link} ${problem}`);
  };

  /** @type {(from: string, link: string) => string | undefined} */
  const insideProblem = (from, link) => {
    // A site may be served from a folder of its own.
    if (link.startsWith('/')) return 'is not relative';
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? from : posix.join(posix.dirname(from), decodeURI(path));
    const file = target.endsWith('/') || target === '.' ? posix.join(target, 'index.html') : target;
    if (!present.has(file)) return 'is not there';
    if (anchor === undefined || anchor === '') return undefined;
    return pages.get(file)?.anchors.has(decodeURIComponent(anchor)) ? undefined : 'has no such anchor';
  };

  /** @type {(link: string, isLoaded: boolean) => string | undefined} */
  const outsideProblem = (link, isLoaded) => {
    if (/^(data|mailto):./.test(link)) return undefined;
    if (!link.startsWith(repository)) outside.add(link);
    if (isLoaded) return 'is loaded from outside';
    if (!/^https?:\/\/[^/\s]+\.[a-z]{2,}([/?#]\S*)?$/i.test(link) || !URL.canParse(link))
      return 'is no address';
    const [, path, line] =
      /^(?:blob|tree)\/main\/([^#]*)(?:#L(\d+))?/.exec(link.split(repository)[1] ?? '') ?? [];
    if (path === undefined) return undefined;
    const file = join(sources, decodeURI(path));
    if (!existsSync(file)) return 'is not in the repository';
    return line !== undefined && readFileSync(file, 'utf8').split('\n').length < Number(line)
      ? 'has no such line'
      : undefined;
  };

  for (const [file, { hrefs, sources: loaded }] of pages) {
    for (const link of hrefs) check(file, link, false);
    for (const link of loaded) check(file, link, true);
  }
  // What the page's scripts link to: the tree of functions, the results of a search.
  for (const file of files.filter((name) => /^assets\/(navigation|search|hierarchy)\.js$/.test(name)))
    for (const link of linksOf(unpacked(readFileSync(join(site, file), 'utf8'))))
      check('index.html', link, false);
  for (const file of files.filter((name) => name.endsWith('.css')))
    for (const [, link = ''] of readFileSync(join(site, file), 'utf8').matchAll(
      /url\(["']?(?!data:)([^"')]+)/g,
    ))
      check(file, link, true);
  return { pages: pages.size, links, outside: [...outside].sort(), problems };
}

/** @param {string} path */
function readPage(path) {
  const html = readFileSync(path, 'utf8').replace(/<!--[^]*?-->/g, '');
  /** @type {(pattern: RegExp) => string[]} */
  const all = (pattern) =>
    [...html.matchAll(pattern)].map(([, value = '']) =>
      value
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&amp;', '&'),
    );
  return {
    anchors: new Set(all(/<[^>]* id="([^"]*)"/g)),
    hrefs: all(/<a\b[^>]* href="([^"]*)"/g),
    sources: [...all(/<(?:img|script|iframe)\b[^>]* src="([^"]*)"/g), ...all(/<link\b[^>]* href="([^"]*)"/g)],
  };
}

/** typedoc keeps its data deflated, in base 64, in a string of a script. @param {string} script */
function unpacked(script) {
  const [, data] = /"([^"]*)"/.exec(script) ?? [];
  if (data === undefined) throw new Error(`no data in ${script.slice(0, 80)}`);
  return JSON.parse(inflateSync(Buffer.from(data, 'base64')).toString('utf8'));
}

/** Every `path` and `url` in what was unpacked. @param {unknown} data @returns {string[]} */
function linksOf(data) {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) =>
    (name === 'path' || name === 'url') && typeof value === 'string' ? [value] : linksOf(value),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const site = resolve(process.argv[2] ?? '');
  const { pages, links, outside, problems } = checkLinks(site);
  const list = join(root, 'reports/outsideLinks.txt');
  mkdirSync(dirname(list), { recursive: true });
  writeFileSync(list, `${outside.join('\n')}\n`);
  for (const problem of problems) console.error(problem);
  const broken = problems.length === 0 ? 'none broken' : `${problems.length} broken`;
  console.log(
    `${relative('', site)}: ${pages} pages, ${links} links, ${broken}; outside ${outside.length}, in reports/outsideLinks.txt`,
  );
  process.exitCode = problems.length === 0 && pages > 0 ? 0 : 1;
}
