import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { book, decisionLog, policy, readPrices } from '../../docs/examples/book2021.ts';
import { loadDrawing } from '../../docs/examples/hedgeDrawing.ts';
import { hedgeFigures } from '../../docs/examples/hedgeFigures.ts';
import { hedgeReport } from '../../docs/examples/hedgeReport.ts';
import type { HedgeFigures } from '../../docs/examples/hedgeFigures.ts';
import { all, attribute, readPage, textOf } from './page.ts';
import type { Page } from './page.ts';

// The example is run as a reader runs it, twice, and its page is read by a parser of its own: the page says what the
// terminal says, adds up, is valid, and needs nothing but itself. What the page alone says is worked out here anew.

const data = new URL('../../docs/examples/data/', import.meta.url);
const pricesCsv = readFileSync(new URL('crypto-daily-2021.csv', data), 'utf8');
const fundingCsv = readFileSync(new URL('btc-funding-2021.csv', data), 'utf8');
const figures = hedgeFigures(pricesCsv, fundingCsv);

const folder = mkdtempSync(join(tmpdir(), 'betahedge-report-'));
// Beside its source, where its paths to the data hold, under a name that no other run of it has.
const program = fileURLToPath(new URL('../hedge-a-book.report.mjs', data));
let printed = '';
let html = '';
let again = '';
let page: Page;

function run(): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

beforeAll(() => {
  buildSync({
    entryPoints: [fileURLToPath(new URL('../hedge-a-book.ts', data))],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
  printed = run();
  html = readFileSync(join(folder, 'hedge-report.html'), 'utf8');
  run();
  again = readFileSync(join(folder, 'hedge-report.html'), 'utf8');
  page = readPage(html);
});

afterAll(() => {
  rmSync(program, { force: true });
  rmSync(folder, { recursive: true });
});

describe('what is printed is on the page', () => {
  /** Lines below a title up to the next blank one: the name of a row, and its cells. */
  const rowsBelow = (title: string): readonly (readonly string[])[] => {
    const lines = printed.split('\n');
    const start = lines.findIndex((line) => line.startsWith(title));
    expect(start, title).not.toBe(-1);
    // The hedge's own lines stand right below their title, those of a table below its headings.
    const first = lines[start + 1] === '' ? start + 3 : start + 1;
    const end = lines.indexOf('', first);
    return lines.slice(first, end).map((line) => line.trim().split(/ {2,}/));
  };
  const cases = [
    ['BETAS TO BTC: ', 'Betas to BTC', 8],
    ['ORDER TO SEND NOW, ', 'Order to send now', 2],
    ['THE YEAR REPLAYED, ', 'The year replayed', 6],
    ['71.0 % of the variance', 'Costs and funding', 4],
  ] as const;

  test.each(cases)('%s', (title, caption, count) => {
    const table = page.tables.get(caption)!;
    const rows = rowsBelow(title).filter((row) => row.length > 1);
    expect(rows).toHaveLength(count);
    for (const [name, ...cells] of rows) {
      const shown = table.rows.get(name!);
      // The terminal leaves the interval and the R squared of the book to the page.
      const same = name === 'book' ? [shown![0], shown![1], shown![4]] : shown;
      expect(same, name).toEqual(cells);
    }
  });

  test.each(cases.slice(0, 3))('%s and its terms', (title, caption) => {
    const line = printed.split('\n').find((each) => each.startsWith(title))!;
    expect(page.tables.get(caption)!.terms).toBe(line.slice(title.length));
  });

  test('and every other figure: what is gone, the number of orders', () => {
    const [, gone, orders] = /^(\S+ %) of the variance is gone, by (\d+) orders/m.exec(printed)!;
    expect(page.pairs.get('Variance removed')).toContain(gone);
    const left = page.tables.get('What remains')!.rows.get('variance that is left')![1]!;
    // Tenths of a per cent, each rounded.
    expect(numberOf(left) + numberOf(gone!)).toBeCloseTo(100, 9);
    expect(textOf(page.root)).toContain(`took away ${gone} of the variance`);
    expect(textOf(page.root)).toContain(`Its ${orders} orders cost `);
  });

  test('and the last line says where the page is', () => {
    expect(printed.trimEnd().split('\n').at(-1)).toBe(
      'The report of this, with its charts: hedge-report.html',
    );
  });
});

describe('from the wealth at the start to that at the end', () => {
  test('the page adds up, but for the rounding of each line', () => {
    const { rows } = page.tables.get('Costs and funding')!;
    const cells = [...rows.values()].map(([cell]) => numberOf(cell!));
    const names = [...rows.keys()];
    expect(names).toEqual([
      'wealth at the start, before the first order',
      'gain of the coins',
      'wealth at the end, unhedged',
      'profit of the contracts',
      'funding received',
      'fees',
      'half spreads',
      'wealth at the end, hedged',
    ]);
    const [start, gain, unhedged, ...rest] = cells;
    const hedged = rest.pop()!;
    // Half a dollar a line.
    expect(Math.abs(start! + gain! - unhedged!)).toBeLessThanOrEqual(1.5);
    expect(Math.abs(unhedged! + sum(rest) - hedged)).toBeLessThanOrEqual(0.5 * (rest.length + 2));
  });

  test('the figures add up to the rounding of a double', () => {
    const { hedged, unhedged, fills, summary } = figures.year.replay;
    const { hedgeProfit, funding, fees, spreadCosts, impactCosts } = summary;
    const end = unhedged.at(-1)! + hedgeProfit + funding - fees - spreadCosts - impactCosts;
    // 305 days of sums of this size: observed 2e-16 of the wealth.
    expect(Math.abs(end / hedged.at(-1)! - 1)).toBeLessThan(1e-14);
    // Fees and half spreads are also those of the fills.
    expect(fees).toBeCloseTo(sum(fills.map(({ fee }) => fee)), 8);
    expect(spreadCosts).toBeCloseTo(sum(fills.map(({ spreadCost }) => spreadCost)), 8);
    // On the first day both begin alike: what the first order cost is all that they differ by on the second.
    expect(unhedged[1]! - hedged[1]!).toBeCloseTo(fills[0]!.fee + fills[0]!.spreadCost, 8);
  });
});

const { values } = readPrices(pricesCsv);
const returnsOf = (symbol: string): readonly number[] => changesOf(values[symbol]!);
const days = 90;
const benchmark = returnsOf('BTC');
const worth = book.map(({ symbol, quantity }) => quantity * values[symbol]!.at(-1)!);
const total = sum(worth);

describe('what both say, worked out anew', () => {
  test('values, betas and R squared of the coins', () => {
    const { rows } = page.tables.get('Betas to BTC')!;
    expect([...rows.keys()]).toEqual([...book.map(({ symbol }) => symbol), 'book']);
    const m = benchmark.slice(-days);
    for (const [i, { symbol }] of book.entries()) {
      const r = returnsOf(symbol).slice(-days);
      const beta = moment(r, m) / moment(m, m);
      const [value, shown, , rSquared, dollarBeta] = rows.get(symbol)!;
      expect(numberOf(value!)).toBe(Math.round(worth[i]!));
      expect(shown).toBe(beta.toFixed(2));
      expect(rSquared).toBe((moment(r, m) ** 2 / moment(r, r) / moment(m, m)).toFixed(2));
      expect(numberOf(dollarBeta!)).toBe(Math.round(worth[i]! * beta));
    }
  });

  test('the wealth, its beta, its volatility and its largest fall', () => {
    const { rows } = page.tables.get('The year replayed')!;
    // 60 returns for the first betas, decided on the next day, filled on the one after.
    const first = 61;
    const unhedged = values['BTC']!.map((_, day) =>
      sum(book.map(({ symbol, quantity }) => quantity * values[symbol]![day]!)),
    ).slice(first);
    // Of the hedged wealth the ends are what the reconciliation adds up to.
    const hedged = [...figures.year.replay.hedged].slice(1);
    expect(hedged).toHaveLength(unhedged.length);
    const columns = [unhedged, hedged];
    const shown = (name: string): readonly string[] => rows.get(name)!;
    const m = changesOf(values['BTC']!.slice(first));
    expect(shown('wealth at the start, USD').map(numberOf)).toEqual(columns.map((w) => Math.round(w[0]!)));
    expect(shown('wealth at the end, USD').map(numberOf)).toEqual(columns.map((w) => Math.round(w.at(-1)!)));
    const betas = columns.map((w) => moment(changesOf(w), m) / moment(m, m));
    expect(shown('beta to BTC')).toEqual(betas.map((beta) => beta.toFixed(2)));
    const volatilities = columns.map((w) =>
      Math.sqrt((moment(changesOf(w), changesOf(w)) / (m.length - 1)) * 365),
    );
    expect(shown('volatility a year')).toEqual(volatilities.map((sd) => `${(100 * sd).toFixed(1)} %`));
    const falls = columns.map((w) =>
      Math.max(...w.map((value, i) => 1 - value / Math.max(...w.slice(0, i + 1)))),
    );
    expect(shown('largest fall')).toEqual(falls.map((fall) => `${(100 * fall).toFixed(1)} %`));
    const [before, after] = volatilities;
    expect(page.pairs.get('Variance removed')).toContain(
      `${(100 * (1 - (after! / before!) ** 2)).toFixed(1)} %`,
    );
  });

  test('the order in each contract: the dollar beta over what a contract counts for, to its lot', () => {
    const { rows } = page.tables.get('Order to send now')!;
    const price = values['BTC']!.at(-1)!;
    const m = benchmark.slice(-days);
    const dollarBeta = sum(
      book.map(({ symbol }, i) => (worth[i]! * moment(returnsOf(symbol).slice(-days), m)) / moment(m, m)),
    );
    const linear = rows.get('BTC/USDT:USDT (1 BTC)')!;
    expect(linear[0]).toBe(`sell ${(dollarBeta / price).toFixed(3)}`);
    expect(linear[2]).toBe((dollarBeta / total).toFixed(2));
    const inverse = rows.get('BTC/USD:BTC (100 USD), margin 1.5 BTC')!;
    const withCoins = dollarBeta + 1.5 * price;
    expect(inverse[0]).toBe(`sell ${(withCoins / 100).toFixed(0)}`);
    expect(inverse[2]).toBe((withCoins / (total + 1.5 * price)).toFixed(2));
    expect([linear[3], inverse[3]]).toEqual(['0.00', '0.00']);
  });
});

describe('what the page alone says, worked out anew', () => {
  const returns = benchmark.map((_, i) =>
    sum(book.map(({ symbol }, coin) => (worth[coin]! / total) * returnsOf(symbol)[i]!)),
  );
  const betaOf = (end: number): number => {
    const [r, m] = [returns.slice(end - days, end), benchmark.slice(end - days, end)];
    return moment(r, m) / moment(m, m);
  };
  const [r, m] = [returns.slice(-days), benchmark.slice(-days)];
  const explained = moment(r, m) ** 2 / (moment(r, r) * moment(m, m));
  const yearly = (variance: number): number => 100 * Math.sqrt((variance / (days - 1)) * 365);

  test('the interval and the R squared of the book, with HC3 errors', () => {
    // White's errors with each squared residual over (1 - leverage)^2, and the 97.5 % point of Student t on 88 degrees
    // of freedom (of tables: 1.9873).
    const beta = betaOf(returns.length);
    const [meanR, meanM] = [sum(r) / days, sum(m) / days];
    const sxx = moment(m, m);
    const variance = sum(
      m.map((x, i) => {
        const residual = r[i]! - meanR - beta * (x - meanM);
        const leverage = 1 / days + (x - meanM) ** 2 / sxx;
        return (((x - meanM) / sxx) * (residual / (1 - leverage))) ** 2;
      }),
    );
    const radius = 1.9873 * Math.sqrt(variance);
    const row = page.tables.get('Betas to BTC')!.rows.get('book')!;
    expect(row[2]).toBe(`${(beta - radius).toFixed(2)} to ${(beta + radius).toFixed(2)}`);
    expect(row[3]).toBe(explained.toFixed(2));
  });

  test('the orders that the errors allow: those of all coins to one side', () => {
    // From the table itself, whose intervals have two digits: half a digit of each coin's worth may be lost.
    const { rows } = page.tables.get('Betas to BTC')!;
    const price = values['BTC']!.at(-1)!;
    const ends = [0, 1].map((end) =>
      sum(
        book.map(({ symbol }, i) => (worth[i]! * Number(rows.get(symbol)![2]!.split(' to ')[end])) / price),
      ),
    );
    const shown = page.tables.get('Order to send now')!.rows.get('BTC/USDT:USDT (1 BTC)')![1]!;
    const [, ...bounds] = /^sell (\S+) to (\S+)$/.exec(shown)!.map(Number);
    bounds.forEach((bound, end) => {
      expect(Math.abs(bound - ends[end]!)).toBeLessThan((0.005 * total) / price + 0.005);
    });
    expect(textOf(page.root)).toContain(`the order would be to ${shown}.`);
  });

  test('what the order would have left over the last days', () => {
    const { rows } = page.tables.get('What remains')!;
    // To a beta of 0.00008, whose square adds nothing to six digits.
    expect(rows.get('variance that is left')![0]).toBe(`${(100 * (1 - explained)).toFixed(1)} %`);
    expect(rows.get('volatility a year, unhedged')![0]).toBe(`${yearly(moment(r, r)).toFixed(1)} %`);
    const after = yearly(moment(r, r) * (1 - explained)).toFixed(1);
    expect(rows.get('volatility a year, hedged')![0]).toBe(`${after} %`);
  });

  test('the path of the beta, by its words', () => {
    const path = Array.from({ length: returns.length - days + 1 }, (_, i) => betaOf(days + i));
    const label = labelOf('Beta of the book');
    expect(label).toContain(`now ${path.at(-1)!.toFixed(2)},`);
    expect(label).toContain(`The least is ${Math.min(...path).toFixed(2)} on `);
    expect(label).toContain(`the most ${Math.max(...path).toFixed(2)} on `);
  });

  test('the worth of the order', () => {
    const price = values['BTC']!.at(-1)!;
    const [, amount] = /^sell (\S+)$/.exec(
      page.tables.get('Order to send now')!.rows.get('BTC/USDT:USDT (1 BTC)')![0]!,
    )!;
    const worthOfOrder = (Number(amount) * price).toFixed(0).replace(/(?=\d{3}$)/, ' ');
    expect(textOf(page.root)).toContain(`worth ${worthOfOrder} USD`);
  });

  test('the exposure in its band, by its words', () => {
    const { exposure, fills } = figures.year.replay;
    const seen = [...exposure].slice(1);
    const outside = seen.filter((value) => Math.abs(value) > 0.1).length;
    const label = labelOf('Exposure less its target');
    expect(label).toContain(`${outside} of ${seen.length} days`);
    expect(label).toContain(`${fills.length} fills`);
    const largest = Math.max(...seen.map(Math.abs));
    expect(label).toContain(`largest distance after the day's trades is ${largest.toFixed(2)} on `);
  });

  test('the policy, each of its fields', () => {
    expect(textOf(page.root)).toContain(`version ${policy.policyVersion}`);
    const shown = (name: string): string | undefined => page.pairs.get(name);
    expect(shown('exposure is counted in')).toBe('beta of capital');
    expect(shown('target')).toBe('0');
    expect(shown('traded beyond')).toBe('0.1 from the target');
    expect(shown('an order lands')).toBe('0.1 from the target, the edge');
    expect(shown('emergency beyond')).toBe('no limit');
    expect(shown('pause after an order')).toBe('none');
    expect(shown('traded inside the band after')).toBe('never');
    expect(shown('positions may lag behind fills by')).toBe('none');
    expect(shown('band while the oracle is degraded')).toBe('as wide');
    // The seven limits.
    expect(shown('no limit on')!.split('; ')).toHaveLength(7);
  });
});

test('the record is a chain over the decisions of the year, made here by hand', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  // RFC 8785 of what has ASCII names: sorted keys, and the numbers of JavaScript.
  const canonical = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
  };
  const state = {
    version: 2,
    policy,
    status: 'idle',
    sequence: 0,
    timestamp: null,
    hedgeContracts: null,
    lastFillTimestamp: null,
    order: null,
    lastTradeTimestamp: null,
    ageTimestamp: null,
    tradeTimestamps: [],
    turnoverByHour: [],
    equityAnchor: null,
    rejects: 0,
    haltReason: null,
  };
  const policyHash = sha256(canonical(policy));
  const steps = JSON.parse(decisionLog(pricesCsv, fundingCsv)) as Readonly<Record<string, unknown>>[];
  const hashes: string[] = [];
  for (const [index, { event, decision, capital, betas }] of steps.entries()) {
    const previousHash = hashes.at(-1) ?? sha256(canonical(state));
    const inputsHash = sha256(canonical({ capital, betas }));
    hashes.push(
      sha256(canonical({ version: 1, index, previousHash, policyHash, inputsHash, event, decision })),
    );
  }
  expect(page.pairs.get('records')).toBe(String(steps.length));
  expect(page.pairs.get('first hash')).toBe(hashes[0]);
  expect(page.pairs.get('last hash')).toBe(hashes.at(-1));
  expect(page.pairs.get('hash of the policy')).toBe(policyHash);
  expect(page.pairs.get('hash of crypto-daily-2021.csv')).toBe(sha256(pricesCsv));
  expect(page.pairs.get('hash of btc-funding-2021.csv')).toBe(sha256(fundingCsv));
});

describe('the page', () => {
  test('is valid HTML', async () => {
    const { results } = await new HtmlValidate({ extends: ['html-validate:recommended'] }).validateString(
      html,
    );
    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  test('needs nothing else: no address, no script, nothing to load', () => {
    expect(html).not.toMatch(
      /https?:|\/\/|url\(|@import|\s(?:src|srcset|href|xlink:href|data|action)=|\son\w+=/i,
    );
    for (const name of ['script', 'link', 'img', 'iframe', 'object', 'embed', 'use', 'image'])
      expect(all(page.root, name), name).toEqual([]);
  });

  test('has four charts, each with its words', () => {
    const drawn = all(page.root, 'figure');
    expect(drawn).toHaveLength(4);
    for (const figure of drawn) {
      const [svg] = all(figure, 'svg');
      const caption = textOf(all(figure, 'figcaption')[0]!);
      expect(attribute(svg!, 'role')).toBe('img');
      // All that the caption says, and more.
      const label = attribute(svg!, 'aria-label')!.replaceAll('\u00a0', ' ');
      const [title] = all(figure, 'strong').map(textOf);
      expect(label.startsWith(`${title!}. `)).toBe(true);
      expect(label).toContain(caption.slice(title!.length + 1));
      expect(label.length).toBeGreaterThan(caption.length + 40);
      expect(all(svg!, 'path').length).toBeGreaterThan(5);
      expect(all(svg!, 'text').length).toBeGreaterThan(5);
    }
    expect(all(page.root, 'svg')).toHaveLength(4);
  });

  test('has the figures of the table at the bars of the book', () => {
    const svg = all(page.root, 'svg').find((each) =>
      attribute(each, 'aria-label')!.startsWith('Dollar beta'),
    )!;
    const texts = all(svg, 'text').map(textOf);
    for (const [name, cells] of page.tables.get('Betas to BTC')!.rows) {
      expect(texts).toContain(`${name}: ${cells[4]!}`);
    }
  });

  test('has no letter of a chart outside of its box', () => {
    for (const svg of all(page.root, 'svg')) {
      const [, , width] = attribute(svg, 'viewBox')!.split(' ').map(Number);
      for (const { left, right, words } of letters(svg)) {
        expect(left, words).toBeGreaterThanOrEqual(0);
        expect(right, words).toBeLessThanOrEqual(width!);
      }
    }
  });

  test('is the same to the byte in each run, and in one process', async () => {
    expect(again).toBe(html);
    const draw = (await loadDrawing())!;
    expect(await hedgeReport(figures, draw)).toBe(html);
    expect(await hedgeReport(figures, draw)).toBe(html);
  });
});

describe('the words follow the figures', () => {
  const empty = '<svg viewBox="0 0 1 1"></svg>';
  const wordsOf = async (change: Partial<HedgeFigures>): Promise<Page> =>
    readPage(await hedgeReport({ ...figures, ...change }, () => Promise.resolve(empty)));
  const { year, orders } = figures;
  const withSummary = (
    change: Partial<HedgeFigures['year']['replay']['summary']>,
  ): Partial<HedgeFigures> => ({
    year: { ...year, replay: { ...year.replay, summary: { ...year.replay.summary, ...change } } },
  });

  test('no order', async () => {
    const [first] = orders;
    const { root } = await wordsOf({ orders: [{ ...first!, hedge: { ...first!.hedge, order: null } }] });
    const said = textOf(root);
    expect(said).toContain('Nothing to send now: the beta of the book to BTC is 0.86');
    expect(said).toContain('there is no order to send');
    // Of one order there is no choice, and it has no coins.
    expect(said).not.toContain('Send one of them');
    expect(said).not.toContain('inverse margin');
  });

  test('a purchase', async () => {
    const [first] = orders;
    const order = { ...first!.hedge.order!, side: 'buy' } as const;
    const { root } = await wordsOf({ orders: [{ ...first!, hedge: { ...first!.hedge, order } }] });
    expect(textOf(root)).toContain('Buy 5.062 contracts of BTC/USDT:USDT (1 BTC) now');
  });

  test.each([
    [{ lower: 1.5, upper: 2 }, 'buy 1.50 to 2.00'],
    [{ lower: 0, upper: 200.4 }, 'buy 0 to 200'],
    [{ lower: -2, upper: 0 }, 'sell 0.00 to 2.00'],
    [{ lower: -101, upper: 3 }, 'sell 101 to buy 3'],
  ])('errors that allow %o', async (contracts, words) => {
    const [first] = orders;
    const error = { dollarBetaStandardError: 1, contracts, insideNoise: true };
    const interval = {
      kind: 'bounds',
      confidenceLevel: 0.95,
      independent: error,
      perfectlyCorrelated: error,
    } as const;
    const { root } = await wordsOf({ orders: [{ ...first!, hedge: { ...first!.hedge, interval } }] });
    expect(textOf(root)).toContain(`the order would be to ${words}.`);
  });

  test('a hedge that added risk, lost, and paid funding', async () => {
    const { root } = await wordsOf({
      ...withSummary({ varianceReduction: -0.25, hedgeProfit: -1234, funding: -567 }),
      effect: { effectiveness: -0.5, volatilityBefore: 0.5, volatilityAfter: 0.6 },
    });
    const said = textOf(root);
    expect(said).toContain('would have added 50.0 % to the variance');
    expect(said).toContain('the hedge added 25.0 % to the variance');
    expect(said).toContain('funding took 567, and the contracts lost 1 234');
  });

  test('impact has a line of its own where there is any', async () => {
    const { tables } = await wordsOf(withSummary({ impactCosts: 12 }));
    expect(tables.get('Costs and funding')!.rows.get('impact of the orders')).toEqual(['-12']);
  });

  test('a policy with every limit', async () => {
    const minute = 60_000;
    const { pairs } = await wordsOf({
      policy: {
        policyVersion: 'v7',
        exposureUnit: 'beta of capital',
        target: 0.2,
        band: { halfWidth: 0.05, landing: 0 },
        hardLimit: 0.5,
        cooldownMs: 90 * minute,
        maximumAgeMs: 7 * 24 * 60 * minute,
        settlementLagMs: 1500,
        degradedBandFactor: 2,
        limits: {
          minimumTradeContracts: 0.01,
          maximumStepContracts: 5,
          maximumParticipation: 0.1,
          maximumTradesPerHour: 4,
          maximumTurnoverPerDay: 3,
          maximumLoss: 10_000,
          maximumConsecutiveRejects: 2,
        },
      },
    });
    expect(Object.fromEntries(pairs)).toMatchObject({
      target: '0.2',
      'traded beyond': '0.05 from the target',
      'an order lands': 'at the target',
      'emergency beyond': '0.5 from the target',
      'pause after an order': '90 minutes',
      'traded inside the band after': '7 days without a trade',
      'positions may lag behind fills by': '1500 ms',
      'band while the oracle is degraded': '2 times as wide',
      'the smallest order': '0.01 contracts',
      'the largest order': '5 contracts',
      'the share of what is on offer': 'at most 10.0 %',
      'orders in any 60 minutes': 'at most 4',
      'exposure traded in any 24 hours': 'at most 3',
      'the loss, which halts': '10000 in the currency of the equity',
      'rejected orders in a row, which halt': '2',
    });
    expect(pairs.has('no limit on')).toBe(false);
  });

  test('a policy whose band comes with each snapshot has no chart of it', async () => {
    const { root, pairs } = await wordsOf({ policy: { ...policy, band: null } });
    expect(all(root, 'figure')).toHaveLength(3);
    expect(pairs.get('traded beyond')).toBe('the band of each snapshot');
  });

  test('a name is text, whatever it holds', async () => {
    const name = `<b>&"'`;
    const { root, tables } = await wordsOf({ positions: [{ ...figures.positions[0]!, symbol: name }] });
    expect(all(root, 'b')).toEqual([]);
    expect(tables.get('Betas to BTC')!.rows.has(name)).toBe(true);
  });
});

function labelOf(title: string): string {
  const labels = all(page.root, 'svg').map((svg) => attribute(svg, 'aria-label')!.replaceAll('\u00a0', ' '));
  return labels.find((label) => label.startsWith(title))!;
}

/** Where the letters of a chart stand, at 0.64 of their size each, as the figures of DejaVu, the widest of its kind. */
function letters(svg: Parameters<typeof attribute>[0]) {
  const found: { left: number; right: number; words: string }[] = [];
  const walk = (element: Parameters<typeof attribute>[0], x: number): void => {
    const transform = attribute(element, 'transform') ?? '';
    const [, dx = '0'] = /translate\(([-\d.e]+)/.exec(transform) ?? [];
    const at = x + Number(dx);
    // Labels that would lie on others are there, and not seen.
    if (element.tagName === 'text' && attribute(element, 'opacity') !== '0') {
      const words = textOf(element);
      const size = Number.parseFloat(attribute(element, 'font-size')!);
      const width = 0.64 * size * words.length;
      const anchor = attribute(element, 'text-anchor') ?? 'start';
      const turned = transform.includes('rotate(-90)');
      const share = { start: 0, middle: 0.5, end: 1 }[anchor]!;
      if (turned) found.push({ left: at - size, right: at, words });
      else found.push({ left: at - share * width, right: at + (1 - share) * width, words });
    }
    for (const child of element.childNodes) if ('tagName' in child) walk(child, at);
  };
  walk(svg, 0);
  return found;
}

/** `-1 234 %` as the number. */
function numberOf(text: string): number {
  return Number(text.replace(/[ %]/g, ''));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Each value over the one before it, less 1. */
function changesOf(values: readonly number[]): readonly number[] {
  return values.slice(1).map((value, i) => value / values[i]! - 1);
}

/** Sum of the products of two columns about their means. */
function moment(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [sum(a) / a.length, sum(b) / b.length];
  return sum(a.map((value, i) => (value - meanA) * (b[i]! - meanB)));
}
