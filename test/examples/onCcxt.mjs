// The bot on ccxt itself: its types, the shapes of the recorded answers, and a run through its class.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import { binanceServer } from './binance.mjs';
import { bundle } from './bundle.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const answers = JSON.parse(readFileSync(`${root}docs/examples/data/binanceusdm-answers.json`, 'utf8'));
const loadCcxt = async () =>
  (await import(/** @type {any} */ (`${here}node_modules/ccxt/js/ccxt.js`))).default;

/** The lines of bot.ts that say how it is run live must compile against the types of ccxt, and not against less. */
export async function types() {
  const bot = readFileSync(`${root}docs/examples/bot.ts`, 'utf8');
  const live = bot.slice(bot.indexOf('// Live, ')).split('\n').slice(2);
  const code = live.map((line) => line.replace(/^\/\/ {0,3}/, '')).join('\n');
  if (!code.includes('errors: ccxt')) return ['bot.ts does not say how it is run live'];
  const guide = readFileSync(`${root}docs/guide/compose.md`, 'utf8');
  if (!guide.includes(code.trim())) return ['the guide says otherwise than bot.ts how it is run live'];
  // Inside of node_modules, where ccxt is found, and no check of ours looks.
  const scratch = `${here}node_modules/.types`;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch);
  const examples = `${root}docs/examples/`;
  writeFileSync(
    `${scratch}/live.ts`,
    `${code.replaceAll("'./", `'${examples}`)}
import type { Exchange } from 'ccxt';
import type { BotExchange } from '${examples}bot-loop.ts';
export const any: (exchange: Exchange) => BotExchange = (exchange) => exchange;
// @ts-expect-error an exchange without orders is none
export const less: (exchange: Omit<Exchange, 'createOrder'>) => BotExchange = (exchange) => exchange;
`,
  );
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
    '--skipLibCheck',
  ];
  const places = [
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--allowImportingTsExtensions',
    '--types',
    'node',
  ];
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  const roots = ['--typeRoots', `${root}node_modules/@types`];
  const run = promisify(execFile)(
    process.execPath,
    [tsc, ...options, ...places, ...roots, `${scratch}/live.ts`],
    { cwd: root },
  );
  return run.then(
    () => [],
    ({ stdout, stderr }) => [`${stdout}${stderr}`.trim()],
  );
}

/** Every recorded answer is what ccxt makes of the raw one inside of it. */
export async function shapes() {
  const ccxt = await loadCcxt();
  const exchange = new ccxt.binanceusdm();
  exchange.options.leverageBrackets = {
    'BTC/USDT:USDT': [
      ['0', '0.004'],
      ['50000', '0.005'],
    ],
  };
  const markets = Object.values(answers.markets).map(({ info }) => exchange.parseMarket(info));
  exchange.setMarkets(markets);
  const market = exchange.market('BTC/USDT:USDT');
  const { ticker, fundingRate, position, balance, order } = answers;
  const made = {
    ...Object.fromEntries(Object.keys(answers.markets).map((symbol) => [symbol, exchange.market(symbol)])),
    ticker: exchange.parseTicker(ticker.info, market),
    fundingRate: exchange.parseFundingRate(fundingRate.info, market),
    position: exchange.parsePositionRisk(position.info, market),
    balance: exchange.parseBalanceCustom(balance.info, 'linear'),
    order: exchange.parseOrder(order.info, market),
  };
  const recorded = { ...answers.markets, ticker, fundingRate, position, balance, order };
  return Object.entries(made)
    .filter(([name, value]) => !isDeepStrictEqual(JSON.parse(JSON.stringify(value)), recorded[name]))
    .map(([name]) => `${name}: ccxt ${ccxt.version} makes another answer than the recorded one`);
}

/**
 * The bot on `new ccxt.binanceusdm()`, whose network is the recorded venue: the same events and decisions, bit for bit. The
 * hashes of what they were made from differ by margins, which ccxt works out and nothing here reads.
 */
export async function run() {
  const ccxt = await loadCcxt();
  const program = `export { runBot } from './bot-loop.ts';
    export { settings } from './bot-settings.ts';
    export { errors, Killed, RecordedExchange } from './bot-recorded.ts';
    export { scenario } from './bot-scenario.ts';`;
  const { runBot, settings, errors, Killed, RecordedExchange, scenario } = await import(
    bundle('bot', program)
  );
  const folder = mkdtempSync(join(tmpdir(), 'betahedge-bot-'));
  /**
   * @param {string} name of the log
   * @param {() => any} connect an exchange, as each new process has its own
   * @param {any} errorClasses
   */
  const logOf = async (name, connect, errorClasses) => {
    const options = { ...settings, errors: errorClasses, file: join(folder, name), print: () => undefined };
    let kills = 0;
    for (let rounds = 31; rounds > 0; rounds = 7) {
      try {
        await runBot({ ...options, exchange: connect(), rounds });
        break;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        kills++;
      }
    }
    const [, ...records] = readFileSync(options.file, 'utf8').trimEnd().split('\n');
    return {
      kills,
      log: records
        .map((line) => JSON.parse(line))
        .map(({ event, decision }) => JSON.stringify({ event, decision })),
    };
  };
  try {
    const recorded = new RecordedExchange(scenario);
    const direct = await logOf('direct.jsonl', () => recorded, errors);
    const venue = new RecordedExchange(scenario);
    const connect = () => {
      const exchange = new ccxt.binanceusdm({ apiKey: 'key', secret: 'secret', enableRateLimit: false });
      exchange.fetchImplementation = binanceServer(venue, answers, errors);
      exchange.milliseconds = () => venue.milliseconds();
      exchange.sleep = (/** @type {number} */ ms) => venue.sleep(ms);
      return exchange;
    };
    const through = await logOf('ccxt.jsonl', connect, ccxt);
    if (direct.kills !== 1 || through.kills !== 1) return ['the bot was not killed once'];
    const at = direct.log.findIndex((line, i) => line !== through.log[i]);
    if (at === -1 && direct.log.length === through.log.length) return [];
    return [`record ${at} is another through ccxt: ${through.log[at]}\nnot ${direct.log[at]}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
