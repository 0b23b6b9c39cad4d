// The built site (`npm run docs`) in Chromium, from a server on this machine, in a folder of it: nothing comes from
// elsewhere, nothing complains, a search finds functions and pages of the guide, pages fit a phone, both colour schemes
// are there. Pictures of what was looked at are left in reports/site. Without Chromium it is skipped; under CI it fails.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { plainLine } from '../tools/counts.mjs';

/** @typedef {import('playwright-core').Page} Page */

const site = fileURLToPath(new URL('../../docs/site/', import.meta.url));
const pictures = fileURLToPath(new URL('../../reports/site/', import.meta.url));
const report = fileURLToPath(new URL('../../reports/site.json', import.meta.url));
const desk = { width: 1400, height: 900 };
const phone = { width: 390, height: 844 };
const looked = [
  'index.html',
  'guide/sizing.html',
  'guide/charts.html',
  'accuracy-and-speed.html',
  'errors.html',
  'reference/beta.html',
  'reference/beta/capmBeta.html',
  'reference/beta/types/BetaEstimate.html',
];
const width = 'document.documentElement.scrollWidth';
const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };

const counts = { passed: 0, failed: 0, skipped: 0 };
mkdirSync(pictures, { recursive: true });
const executablePath = execFileSync('sh', ['-c', 'command -v chromium || true'], { encoding: 'utf8' }).trim();
if (!existsSync(`${site}index.html`)) {
  counts.failed += 1;
  console.log('no site: npm run docs builds it');
} else if (executablePath === '') {
  counts[process.env['CI'] === 'true' ? 'failed' : 'skipped'] += 1;
  console.log('no Chromium');
} else await lookAt(executablePath);
writeFileSync(report, JSON.stringify(counts));
console.log(plainLine(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;

/** @param {string} path of the browser */
async function lookAt(path) {
  const server = createServer(serve);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const base = `http://127.0.0.1:${port}/some/folder/`;
  const off = ['gpu', 'quic', 'sync', 'background-networking', 'component-update'];
  const args = ['--no-sandbox', '--no-first-run', ...off.map((name) => `--disable-${name}`)];
  const browser = await chromium.launch({ executablePath: path, args });
  try {
    for (const [name, viewport] of /** @type {const} */ ([
      ['desk', desk],
      ['phone', phone],
    ]))
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        const page = await browser.newPage({ viewport, colorScheme });
        const problems = await watch(page, base);
        for (const url of looked) {
          await page.goto(base + url);
          // The tree of functions is made by a script.
          await page.waitForSelector('#tsd-nav-container a', { state: 'attached' });
          await picture(page, `${url.replace(/\W+/g, '-')}-${name}-${colorScheme}`);
          check(`${url} fits a ${name}`, await page.evaluate(width), viewport.width);
          const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
          const isLight = Number(/\d+/.exec(String(background))?.[0]) > 127;
          check(`${url} is ${colorScheme}`, isLight, colorScheme === 'light');
        }
        check(`nothing is wrong on a ${name}, ${colorScheme}`, problems.join('; '), '');
        await page.close();
      }

    const narrow = await browser.newPage({ viewport: phone });
    const guide = readdirSync(site, { recursive: true, encoding: 'utf8' });
    for (const url of guide.filter((file) => /^(?!reference).*\.html$/.test(file))) {
      await narrow.goto(base + url, { waitUntil: 'domcontentloaded' });
      // A page is shown when its scripts are there.
      await narrow.waitForSelector('#tsd-nav-container a', { state: 'attached' });
      check(`${url} fits a phone`, await narrow.evaluate(width), phone.width);
    }
    await narrow.close();

    for (const from of ['index.html', 'reference/beta/capmBeta.html']) {
      const page = await browser.newPage({ viewport: desk });
      const problems = await watch(page, base);
      await page.goto(base + from);
      check(`capmBeta is found from ${from}`, (await search(page, 'capmBeta'))[0], 'betahedge/beta.capmBeta');
      await picture(page, `search-from-${from.replace(/\W+/g, '-')}`);
      for (const [word, title] of /** @type {const} */ ([
        ['Vasicek', 'betahedge/beta.shrinkBeta'],
        ['funding', 'Decide when to trade, and replay it'],
        ['quantlib', 'Accuracy and speed'],
      ]))
        check(`${word} finds ${title}`, (await search(page, word)).includes(title), true);
      check('nothing by no word', (await search(page, 'qwertzuiop')).length, 0);
      await search(page, 'coin margin');
      await page.click('#tsd-search-results a >> nth=0');
      await page.waitForSelector('h1:has-text("coin margin")');
      check('a page that was found is opened', page.url(), `${base}guide/hedge-with-coin-margin.html`);
      check(`nothing is wrong searching from ${from}`, problems.join('; '), '');
      await page.close();
    }

    const page = await browser.newPage({ viewport: desk });
    await page.goto(`${base}reference/beta/capmBeta.html`);
    await page.waitForSelector('#tsd-nav-container .current');
    const isSeen = await page.evaluate(
      'document.querySelector(".current").getBoundingClientRect().bottom < innerHeight',
    );
    check('the tree shows where one is', isSeen, true);
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * What the page complains of, and what it asks of elsewhere, from now on.
 *
 * @param {Page} page
 * @param {string} base
 */
async function watch(page, base) {
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  await page.route('**', (route) => {
    const url = route.request().url();
    if (url.startsWith(base)) return route.continue();
    problems.push(`asks for ${url}`);
    return route.abort();
  });
  return problems;
}

/**
 * What a search lists, in order.
 *
 * @param {Page} page
 * @param {string} words
 */
async function search(page, words) {
  const input = page.locator('#tsd-search-input');
  if (!(await input.isVisible())) await page.click('#tsd-search-trigger');
  await input.fill('');
  await page.waitForFunction('document.querySelector("#tsd-search-results").children.length === 0');
  await input.fill(words);
  const answered = '#tsd-search-results > *, #tsd-search-status:not(:empty)';
  await page.waitForSelector(answered, { state: 'attached' });
  return page.$$eval('#tsd-search-results li', (items) =>
    items.map((item) => item.textContent?.trim() ?? ''),
  );
}

/** @param {Page} page @param {string} name */
async function picture(page, name) {
  await page.screenshot({ path: `${pictures}${name}.png` });
}

/** @type {(what: string, got: unknown, expected: unknown) => void} */
function check(what, got, expected) {
  counts[got === expected ? 'passed' : 'failed'] += 1;
  if (got !== expected) console.log(`${what}: ${JSON.stringify(got)}, not ${JSON.stringify(expected)}`);
}

/** @type {import('node:http').RequestListener} */
function serve(request, response) {
  const path = decodeURI(new URL(request.url ?? '', 'http://site').pathname).replace('/some/folder/', '');
  const file = site + path;
  if (path.includes('..') || !existsSync(file) || !statSync(file).isFile()) {
    response.statusCode = 404;
    response.end();
  } else {
    const ending = /** @type {keyof typeof types} */ (path.replace(/^.*\./, ''));
    response.setHeader('content-type', types[ending] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  }
}
