// Figures of accuracy and speed stand in pages between <!-- figures: NAME --> and <!-- /figures -->. They are made of
// accuracy.json, which `npm run accuracy` writes, and of test/bench/figures.json, which `npm run bench` writes; both
// then write the pages anew, as does `node test/tools/figures.mjs`. test/site holds that the pages say what the runs gave.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/**
 * A cell of a table of speed: a time in nanoseconds, how many times another it is, a relative error, a share of all
 * rows, or words.
 *
 * @typedef {{ nanoseconds: number } | { times: number } | { error: number } | { share: number } | string} Cell
 */
/** @typedef {{ name: string, cases: number, error: number, ulps?: number, unit?: string }} AccuracyRow */
/** @typedef {{ name: string, columns: readonly string[], rows: readonly { name: string, cells: readonly Cell[] }[] }} SpeedTable */
/**
 * @typedef {object} Figures
 * @property {{ rows: readonly AccuracyRow[] }} accuracy
 * @property {{ date: string, node: string, machine: string, rounds: number, tables: readonly SpeedTable[] }} speed
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const block = /(<!-- figures: (.+?) -->\n)[^]*?(<!-- \/figures -->)/g;

export const accuracyFile = 'test/tools/accuracy.json';
export const speedFile = 'test/bench/figures.json';
export const pages = ['README.md', 'docs/accuracy-and-speed.md'];

/** Which rows of accuracy stand together, by how their names begin. @type {Readonly<Record<string, RegExp>>} */
const accuracyTables = {
  'elementary functions': /^(exp|log|expm1|log1p|erf|erfc|erfcx|normal\w+)$/,
  distributions: /^(logGamma|incomplete beta|Student t|F,)/,
  'one factor': /^(capmBeta|betaFromMoments)/,
  'rolling windows': /^rolling/,
  'exponential weights': /^ewma/,
  correlation: /^(correlation|hayashiYoshida|shrunkCovariance|nearestCorrelation)/,
  'several factors': /^(multiFactorBeta|conditionalBeta|timingRegression|dimsonBeta|scholesWilliamsBeta)/,
  'robust and moving betas': /^(robustBeta|tailBeta|kalmanBeta|shrinkBeta)/,
  books: /^(portfolioBeta|riskDecomposition|hedgeEffectiveness)/,
  options: /^(blackScholes|impliedVolatility|coinSettledOption)/,
};

/**
 * The lines in short on accuracy: of the rows that a pattern names the largest error; a second pattern is a second figure.
 *
 * @type {readonly (readonly [what: string, ...rows: RegExp[]])[]}
 */
const accuracyInShort = [
  ['`capmBeta`: estimates, errors, intervals, p-values, all kinds', /^capmBeta, every/],
  ['the same with a benchmark of 1e8 + noise', /^capmBeta, benchmark/],
  ['`rollingBeta`, every trap, windows to 20,000, in sd ratios', /^rollingBeta, traps/],
  ['`rollingCorrelation`, likewise, absolute', /^rollingCorrelation, traps/],
  ["`multiFactorBeta` on NIST's Longley data", /^multiFactorBeta, NIST/],
  ['`kalmanBeta`, filtered and smoothed, diffuse start', /^kalmanBeta, (filtered|smoothed|diffuse)/],
  [
    '`correlation`: Pearson, Spearman, Kendall; their p-values',
    /^correlation, (Pearson|Spearman|Kendall)$/,
    /^correlation, (Pearson|Spearman|Kendall): p$/,
  ],
  ['Student t: tail, quantile', /^Student t/],
  ['normal distribution function, to its last subnormal digit', /^normalCdf$/],
  ['`blackScholes`: price; delta, gamma, vega, rho ...', /^blackScholes, price/, /^blackScholes, first/],
  ['the same: eight Greeks of second and third order, of their terms', /^blackScholes, eight/],
  ['`impliedVolatility`, in units of what rounding the price costs', /^impliedVolatility$/],
  ['the same, prices down to 1e-198', /^impliedVolatility, prices/],
  ['exp, log', /^(exp|log)$/],
];

/**
 * The lines in short on speed. A figure is named `table | row | column`, a row by its beginning. A line has our times,
 * the peer's time and the column that compares them; a row with just these three cells gives all of them.
 *
 * @typedef {{ ours: readonly string[], peer?: string, ratio?: string }} Line
 * @type {readonly (readonly [what: string, figures: string | Line])[]}
 */
const speedInShort = [
  ['`capmBeta`, 1,000 returns in arrays; simple-statistics', 'capmBeta | number[]'],
  ['the same in `Float64Array`s', 'capmBeta | Float64Array'],
  [
    'the same in arrays, simple-statistics given its pairs ready made',
    'capmBeta | number[], pairs made beforehand',
  ],
  [
    'the kernel of rolling beta and correlation, both, window 60, a sample; simple-statistics, slices',
    'rolling, window 60 | simple-statistics',
  ],
  ['the same, window 1,440', 'rolling, window 1440 | simple-statistics'],
  ['the same, window 60; the algorithm in C++, g++ -O3', 'rolling, window 60 | the kernel in C++'],
  ['`rollingCorrelation`, window 60; stdlib `incrmpcorr`', 'rolling, window 60 | stdlib incrmpcorr'],
  ['the same; pandas `rolling.corr`', 'rolling, window 60 | pandas rolling.corr'],
  [
    '`rollingRegression`, window 60: beta, alpha, correlation, risk, errors',
    { ours: ['rolling, window 60 | rollingRegression | betahedge'] },
  ],
  ['`betaTracker`, window 60: an update and a value', { ours: ['trackers | 60 amortised | beta'] }],
  [
    '`multiFactorBeta`, 1,000 x 6 with inference; ml-matrix, its QR alone',
    {
      ours: ['multiFactorBeta | classical errors | a call'],
      peer: 'multiFactorBeta | ml-matrix QR | a call',
      ratio: 'multiFactorBeta | ml-matrix QR | times ours',
    },
  ],
  [
    '`rollingMultiFactorBeta`, three factors with errors, a window',
    { ours: ['rollingMultiFactorBeta | window 60 | betahedge'] },
  ],
  [
    '`impliedVolatilityBatch`, a volatility; @quantlib/ql, accuracy 1e-12',
    'options: peers, implied volatility | @quantlib/ql',
  ],
  [
    'the same; @uqee/black-scholes double, {options: peers, implied volatility | @uqee/black-scholes, double | off by > 1e-6} of whose answers are wrong',
    'options: peers, implied volatility | @uqee/black-scholes, double',
  ],
  [
    '`blackScholesBatch`, a price to 1e-15; C++ `std::erfc`, g++ -O3',
    {
      ours: ['options | price | an option'],
      peer: 'options | C++ -O3, std::erfc | an option',
      ratio: 'options | price | of its price',
    },
  ],
  [
    'the same; @quantlib/ql, to 4e-14 near the money, wrong in the tails',
    'options: peers, price | @quantlib/ql',
  ],
  [
    '`blackScholesBatch`, one expiry, a price; all 18 outputs',
    { ours: ['options | chain of one expiry | an option', 'options | all 18 outputs | an option'] },
  ],
  ['Student t distribution; stdlib', 'kernel | studentTCdf, stdlib'],
  ['`exp`; `Math.exp`, which differs between engines', 'kernel | exp, Math.exp'],
  [
    '`sizeBetaHedge` of 1,000 positions with its interval; `bookExposure` of them on 100 instruments',
    { ours: ['books | sizeBetaHedge | a call', 'books | bookExposure, 100 instruments | a call'] },
  ],
  [
    'a quadratic program of twelve legs with costs, budgets and bounds; quadprog',
    'quadratic programs | relaxation',
  ],
  [
    '`neutraliseGreeks`, twelve legs and five Greeks; the same with the best lots',
    { ours: ['neutraliseGreeks | 12 legs | a call', 'neutraliseGreeks | with the search | a call'] },
  ],
  ['`stepRebalance`, a step that holds', { ours: ['reducer | stepRebalance, a hold | a step'] }],
  ['`replayHedge`, 305 days of seven coins', { ours: ['replays | replayHedge, 2021 | a call'] }],
  [
    '`replayHedge`, a bar of eight coins, betas rolled; a bar with its decision told',
    {
      ours: [
        'replays | replayHedge, 8 coins, hours | a bar',
        'replays | replayHedge, every decision | a bar',
      ],
    },
  ],
];

/** @returns {Figures} */
export function readFigures() {
  const read = (/** @type {string} */ path) => JSON.parse(readFileSync(root + path, 'utf8'));
  return { accuracy: read(accuracyFile), speed: read(speedFile) };
}

/**
 * @param {string} path from the root
 * @param {object} figures
 */
export async function saveFigures(path, figures) {
  writeFileSync(resolve(root, path), await pretty(JSON.stringify(figures), 'json'));
}

/** Writes the pages anew. */
export async function writePages() {
  for (const page of pages) {
    const text = readFileSync(root + page, 'utf8');
    writeFileSync(root + page, await withFigures(text, readFigures()));
  }
}

/**
 * A page with its figures anew.
 *
 * @param {string} page
 * @param {Figures} figures
 */
export async function withFigures(page, figures) {
  const text = page.replace(block, (_, begin, name, end) => `${begin}\n${blockOf(name, figures)}\n\n${end}`);
  return text === page ? page : pretty(text, 'markdown');
}

/** The tables that no block of a page shows. @param {string} page @param {Figures} figures */
export function unshown(page, { accuracy, speed }) {
  const shown = new Set([...page.matchAll(block)].map(([, , name]) => name));
  const lost = accuracy.rows.filter(
    ({ name }) => !Object.values(accuracyTables).some((pattern) => pattern.test(name)),
  );
  return [
    ...lost.map(({ name }) => name),
    ...[
      ...Object.keys(accuracyTables).map((name) => `accuracy, ${name}`),
      ...speed.tables.map(({ name }) => `speed, ${name}`),
    ].filter((name) => !shown.has(name)),
  ];
}

/** @param {string} name @param {Figures} figures */
function blockOf(name, { accuracy, speed }) {
  if (name === 'accuracy in short') return shortAccuracy(accuracy.rows);
  if (name === 'speed in short') return shortSpeed(speed.tables);
  if (name === 'speed, the run')
    return `Medians of ${speed.rounds} rounds on Node ${speed.node}, ${speed.machine}, ${speed.date}.`;
  const [kind, ...rest] = name.split(', ');
  const pattern = accuracyTables[rest.join(', ')];
  if (kind === 'accuracy' && pattern !== undefined)
    return longAccuracy(accuracy.rows.filter((row) => pattern.test(row.name)));
  const table = speed.tables.find((given) => given.name === rest.join(', '));
  if (kind !== 'speed' || table === undefined) throw new Error(`no figures are called ${name}`);
  return markdownTable(
    ['', ...table.columns],
    table.rows.map((row) => [coded(row.name), ...row.cells.map(inWords)]),
  );
}

/** @param {readonly AccuracyRow[]} rows */
function longAccuracy(rows) {
  const hasUlps = rows.some(({ ulps }) => ulps !== undefined);
  const hasUnit = rows.some(({ unit }) => unit !== undefined);
  return markdownTable(
    ['', 'values', ...(hasUlps ? ['ulps'] : []), 'largest error', ...(hasUnit ? ['in units of'] : [])],
    rows.map(({ name, cases, ulps, error, unit = 'the value' }) => [
      coded(name),
      String(cases),
      ...(hasUlps ? [ulps?.toFixed(2) ?? ''] : []),
      errorInWords(error),
      ...(hasUnit ? [unit] : []),
    ]),
  );
}

/** @param {readonly AccuracyRow[]} rows */
function shortAccuracy(rows) {
  return markdownTable(
    ['what', 'largest error'],
    accuracyInShort.map(([what, ...patterns]) => [
      what,
      patterns
        .map((pattern) => {
          const meant = rows.filter(({ name }) => pattern.test(name));
          if (meant.length === 0) throw new Error(`no row of accuracy is ${pattern.source}`);
          return errorInWords(Math.max(...meant.map(({ error }) => error)));
        })
        .join('; '),
    ]),
  );
}

/** @param {readonly SpeedTable[]} tables */
function shortSpeed(tables) {
  return markdownTable(
    ['what', 'betahedge', 'peer', 'ratio'],
    speedInShort.map(([what, figures]) => {
      const words = what.replace(/\{(.+?)\}/, (_, place) => inWords(cellAt(tables, place)));
      const { ours, peer, ratio } = typeof figures === 'string' ? lineOf(tables, figures) : figures;
      return [
        words,
        ours.map((place) => inWords(cellAt(tables, place))).join('; '),
        peer === undefined ? '' : inWords(cellAt(tables, peer)),
        ratio === undefined ? '' : ratioInWords(ratio, cellAt(tables, ratio)),
      ];
    }),
  );
}

/** @param {readonly SpeedTable[]} tables @param {string} place @returns {Line} */
function lineOf(tables, place) {
  const table = tables.find(({ name }) => name === place.split(' | ')[0]);
  const [ours = '', peer = '', ratio = ''] = table?.columns ?? [];
  return { ours: [`${place} | ${ours}`], peer: `${place} | ${peer}`, ratio: `${place} | ${ratio}` };
}

/** @param {readonly SpeedTable[]} tables @param {string} place @returns {Cell} */
function cellAt(tables, place) {
  const [tableName, rowName = '', column = ''] = place.split(' | ');
  const table = tables.find(({ name }) => name === tableName);
  const row =
    table?.rows.find(({ name }) => name === rowName) ??
    table?.rows.find(({ name }) => name.startsWith(rowName));
  const cell = row?.cells[table?.columns.indexOf(column) ?? -1];
  if (cell === undefined) throw new Error(`the figures have no ${place}`);
  return cell;
}

/** @param {Cell} cell */
function inWords(cell) {
  if (typeof cell === 'string') return cell;
  if ('times' in cell) return `${threeDigits(cell.times)} x`;
  if ('error' in cell) return cell.error >= 0.1 ? cell.error.toFixed(1) : cell.error.toExponential(0);
  if ('share' in cell) return `${threeDigits(100 * cell.share)} %`;
  const { nanoseconds } = cell;
  if (nanoseconds < 999.5) return `${threeDigits(nanoseconds)} ns`;
  return nanoseconds < 999.5e3
    ? `${threeDigits(nanoseconds / 1e3)} µs`
    : `${threeDigits(nanoseconds / 1e6)} ms`;
}

/** How many times faster or slower we are: a column compares ours with the peer's, or the peer's with ours. @param {string} place @param {Cell} cell */
function ratioInWords(place, cell) {
  if (typeof cell === 'string') return '';
  if (!('times' in cell)) throw new Error(`${place} is no ratio`);
  const faster = place.endsWith('times peer') ? 1 / cell.times : cell.times;
  return faster >= 1 ? `${threeDigits(faster)} faster` : `${threeDigits(1 / faster)} slower`;
}

/** @param {number} value */
function threeDigits(value) {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(value)));
  return value.toFixed(digits).replace(/\B(?=(\d{3})+$)/g, digits === 0 ? ',' : '');
}

/** @param {number} error */
function errorInWords(error) {
  if (error === 0) return '0';
  return error > 0.01 ? error.toFixed(1) : error.toExponential(1);
}

/** A name that begins with one of the library's has that one as code. @param {string} name */
function coded(name) {
  return name.replace(/^([a-z]+(?:[A-Z]\w*|1p|m1)|exp|log|erf\w*|correlation)(?=[ ,:]|$)/, '`$1`');
}

/** The first column to the left, the others to the right. @param {readonly string[]} columns @param {readonly (readonly string[])[]} rows */
function markdownTable(columns, rows) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(columns), line(columns.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}

/** @param {string} text @param {'json' | 'markdown'} parser */
async function pretty(text, parser) {
  return format(text, { ...(await resolveConfig(root + pages[0])), parser });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writePages();
