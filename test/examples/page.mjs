// The page in Chromium, as it is built: from a file, without a server, its figures those of Node, and nothing that is pasted
// taken for more than text.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const playwright = new URL('../runtimes/node_modules/playwright-core/index.mjs', import.meta.url);
const built = `${root}hedge-page.html`;

/** @returns {Promise<string[]> | null} what is wrong; null where no Chromium is here */
export function page() {
  const executablePath = onPath('chromium');
  return executablePath === '' || !existsSync(playwright) ? null : look(executablePath);
}

/** @param {string} executablePath */
async function look(executablePath) {
  execFileSync('npm', ['run', '--silent', 'example', 'hedge-page'], { cwd: root });
  const { hedgePage } = await import(bundle('page', "export { hedgePage } from './hedge-page/hedge.ts';"));
  const { chromium } = /** @type {any} */ (await import(playwright.href));
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-sync', '--no-first-run'];
  args.push('--disable-background-networking', '--disable-component-update');
  const browser = await chromium.launch({ executablePath, args });
  /** @type {string[]} */
  const wrong = [];
  const expect = (/** @type {string} */ what, /** @type {unknown} */ is, /** @type {unknown} */ wanted) => {
    if (JSON.stringify(is) !== JSON.stringify(wanted))
      wrong.push(`page: ${what} is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`);
  };
  try {
    const tab = await browser.newPage({ viewport: { width: 360, height: 780 } });
    /** @type {string[]} */
    const asked = [];
    tab.on('request', (/** @type {any} */ request) => asked.push(request.url()));
    tab.on('pageerror', (/** @type {Error} */ error) => wrong.push(`page: ${error.message}`));
    tab.on('console', (/** @type {any} */ message) => wrong.push(`page: ${message.text()}`));
    await tab.goto(pathToFileURL(built).href);
    await tab.click('#sample');

    const names = ['book', 'prices', 'benchmark', 'days', 'targetBeta', 'contractSize', 'lot'];
    const read = async () =>
      Object.fromEntries(
        await Promise.all(names.map(async (name) => [name, await tab.inputValue(`#${name}`)])),
      );
    const figures = (/** @type {string} */ selector) =>
      tab.$$eval(`${selector} data`, (/** @type {HTMLDataElement[]} */ all) =>
        all.map(({ value }) => Number(value)),
      );
    const same = async (/** @type {string} */ what) => {
      const { status, rows, hedge, orderDollarBeta, price } = hedgePage(await read());
      expect(`the status of ${what}`, status, 'ok');
      const contracts = hedge.interval.perfectlyCorrelated.contracts;
      expect(`the figures of ${what}`, await figures('#result > p'), [
        hedge.exactContracts,
        contracts.lower,
        contracts.upper,
        price,
      ]);
      expect(
        `the betas of ${what}`,
        await figures('#result .wide tbody'),
        rows.flatMap((/** @type {any} */ { value, beta, betaInterval, rSquared }) => [
          value,
          beta,
          betaInterval.lower,
          betaInterval.upper,
          rSquared,
        ]),
      );
      expect(`the exposures of ${what}`, await figures('#result .chart'), [
        ...rows.map((/** @type {any} */ { dollarBeta }) => dollarBeta),
        hedge.dollarBetaBefore,
        orderDollarBeta,
        hedge.dollarBetaAfter,
      ]);
      const sent = await tab.textContent('#result .order');
      const { side, amountText } = hedge.order;
      expect(`the order of ${what}`, sent, `${side} ${amountText} contracts on BTC`);
    };
    await same('the sample');

    const hedgeIt = async (/** @type {Record<string, string>} */ fields) => {
      for (const [name, value] of Object.entries(fields)) await tab.fill(`#${name}`, value);
      await tab.click('button[type=submit]');
    };
    await hedgeIt({ book: '[{"symbol":"SOL","quantity":-300},{"symbol":"XRP","quantity":1e4}]', days: '60' });
    await same('what is pasted');

    const orders = () => tab.$$eval('.order', (/** @type {any[]} */ all) => all.length);
    await tab.fill('#book', 'SOL,-301');
    expect('the orders beside other fields', await orders(), 0);
    // Put in at once: to type as many takes Chromium half a minute.
    const lines = Array.from({ length: 10_000 }, (_, i) => `SOL,${i - 4000}`).join('\n');
    await tab.$eval(
      '#book',
      (/** @type {any} */ book, /** @type {string} */ text) => (book.value = text),
      lines,
    );
    await hedgeIt({});
    await same('ten thousand lines');
    await tab.$eval('#book', (/** @type {any} */ book) => (book.value = 'SOL,-300'));

    const errors = () =>
      tab.$$eval('.error', (/** @type {HTMLElement[]} */ all) =>
        all.filter(({ textContent }) => textContent !== '').map(({ id, textContent }) => [id, textContent]),
      );
    const before = await read();
    for (const [field, value] of [
      ['book', 'ETH,20\nSOL,3O0'],
      ['book', '<img src=x onerror=alert(1)>,5'],
      ['prices', before['prices'].replace('\n2021-01-02,', '\n2021-01-02,-')],
      ['days', '1e9'],
      ['lot', ''],
    ]) {
      await hedgeIt({ ...before, [field]: value });
      const { error } = hedgePage(await read());
      const message = `${error.path} must be ${error.expected}, got ${error.received} (${error.code})`;
      expect(`the error of ${field}`, await errors(), [[`${field}-error`, message]]);
      expect('the field in focus', await tab.evaluate('document.activeElement.id'), field);
      expect(`aria-invalid of ${field}`, await tab.getAttribute(`#${field}`, 'aria-invalid'), 'true');
      expect('the orders beside an error', await orders(), 0);
    }
    // A name of markup, with prices of its own: text in the page, and no element.
    const name = '<img src=x onerror=alert(1)>';
    await hedgeIt({ ...before, book: `${name};20`, prices: before['prices'].replace('ETH', name) });
    expect('a name of markup', await tab.textContent('#result .wide tbody th'), name);
    expect(
      'elements of a name',
      await tab.$$eval('#result img', (/** @type {any[]} */ all) => all.length),
      0,
    );
    await hedgeIt(before);
    expect('errors after a book that is right', await errors(), []);
    await same('the book before');

    expect('the width on a phone', await tab.evaluate('document.documentElement.scrollWidth'), 360);
    const unnamed = `[...document.querySelectorAll('input, textarea, button')].filter((field) =>
      !(field.textContent.trim() || field.labels?.length)).map(({ id }) => id)`;
    expect('fields without a label', await tab.evaluate(unnamed), []);
    expect(
      'what was asked of a network',
      asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:')),
      [],
    );
    const policy = await tab.getAttribute('meta[http-equiv]', 'content');
    const closed = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"];
    expect(
      'what its policy leaves open',
      closed.filter((one) => !policy.includes(one)),
      [],
    );
    const fetched = "fetch('https://example.com').then(() => 'let through', () => 'refused')";
    tab.removeAllListeners('console');
    expect('a request of the page', await tab.evaluate(fetched), 'refused');
    const kilobytes = Math.ceil(statSync(built).size / 1000);
    if (kilobytes > 160) wrong.push(`page: it has ${kilobytes} kB, more than 160`);
    if (/https?:\/\/(?!www\.w3\.org)/.test(readFileSync(built, 'utf8').replace(/<script>[^]*/, '')))
      wrong.push('page: its markup names an address');
    return wrong;
  } finally {
    await browser.close();
    rmSync(built, { force: true });
  }
}

/** @param {string} name */
function onPath(name) {
  return execFileSync('sh', ['-c', `command -v ${name} || true`], { encoding: 'utf8' }).trim();
}
