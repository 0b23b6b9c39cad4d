// `npm run bench`: the built library against its peers on the same inputs, in one run. Each part is a process
// of its own, so that no part runs code that the compiler has fitted to another part's inputs. The run writes
// figures.json, of which README.md and docs/accuracy-and-speed.md have theirs. With names of parts
// (`npm run bench -- capmBeta rolling`) only these are run, and nothing is written: figures are of one run.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { saveFigures, speedFile, writePages } from '../tools/figures.mjs';
import { rounds, table } from './measure.mjs';

const chosen = process.argv.slice(2);
const machine = cpus()[0].model;
const folder = mkdtempSync(join(tmpdir(), 'betahedge-'));
const record = join(folder, 'record');
process.env['BENCH_RECORD'] = record;
console.log(`Node ${process.versions.node}, ${machine}`);

if (runs('capmBeta')) {
  const words =
    'capmBeta of 1000 returns: beta, alpha, errors, intervals, t, p and R squared; simple-statistics:\n' +
    'linearRegression and sampleCorrelation alone. Pairs is what linearRegression takes.';
  table('capmBeta', ['betahedge', 'peer', 'times faster'], words);
  part('capmBeta.mjs', 'number[]');
  part('capmBeta.mjs', 'Float64Array');
}
if (runs('kernel')) {
  table('kernel', ['betahedge', 'peer', 'times peer'], 'The kernel, a call');
  part('kernel.mjs');
}
if (runs('rolling'))
  for (const window of ['60', '1440', '20000']) {
    const words = `Rolling windows of ${window} over 1e6 samples, a sample (peers that would take minutes on a prefix)`;
    table(`rolling, window ${window}`, ['betahedge', 'peer', 'times faster'], words);
    part('rolling.mjs', window);
  }
if (runs('streaming')) {
  const words = 'Trackers: an update and a reading; the peer is stdlib incrmpcorr against correlationTracker';
  table('trackers', ['beta', 'correlation', 'peer', 'times faster'], words);
  for (const form of streamed()) part('streaming.mjs', 'amortised', form);
  const single = 'Trackers: single updates with a reading, by the clock, whose own time they include';
  table('trackers, single updates', ['p50', 'p99', 'p99.9', 'p99.998', 'clock alone'], single);
  for (const form of streamed()) part('streaming.mjs', 'single', form);
}
if (runs('multiFactor')) {
  const words =
    'multiFactorBeta of 1000 returns on six factors, with errors, t, p, intervals, F and inflation';
  table('multiFactorBeta', ['a call', 'times ours'], words);
  part('multiFactor.mjs');
  const rolled = 'rollingMultiFactorBeta on three factors, with errors and R squared, a window';
  table('rollingMultiFactorBeta', ['betahedge'], rolled);
  part('multiFactor.mjs', 'rolling');
}
if (runs('options')) {
  const words =
    'Options: 10,000 crypto-like ones, in columns and into columns; how many times the rate of a C++ loop';
  table('options', ['an option', 'of its price', 'of its Greeks'], words);
  part('options.mjs');
}
if (runs('books')) {
  table('books', ['a call'], 'Books of 1,000 positions, a call');
  part('bookExposure.mjs');
  part('sizeBetaHedge.mjs');
}
if (runs('programs')) {
  const words = 'Quadratic programs of twelve legs with costs, five Greeks, bounds and two budgets';
  table('quadratic programs', ['betahedge', 'quadprog', 'times faster'], words);
  part('quadraticProgram.mjs');
  table('neutraliseGreeks', ['a call', 'nodes', 'lots']);
  part('neutraliseGreeks.mjs');
}
if (runs('stepRebalance')) {
  table('reducer', ['a step'], 'The reducer, a step');
  part('stepRebalance.mjs');
}
if (runs('replayHedge')) {
  const words =
    'Replays: the example, a book of seven coins day by day; eight coins hour by hour; policies compared';
  table('replays', ['a call', 'bars', 'a bar'], words);
  part('replayHedge.mjs');
}

if (chosen.length === 0) {
  const run = { command: 'npm run bench', date: new Date().toISOString().slice(0, 10) };
  const where = { node: process.versions.node, machine, rounds };
  await saveFigures(speedFile, { ...run, ...where, tables: recorded() });
  await writePages();
}
rmSync(folder, { recursive: true });

/** The tables of the record, each with its rows. */
function recorded() {
  /** @type {(import('./measure.mjs').Table & { rows: { name: string, cells: readonly import('./measure.mjs').Cell[] }[] })[]} */
  const tables = [];
  for (const line of readFileSync(record, 'utf8').trimEnd().split('\n')) {
    const { row, cells, ...begun } = JSON.parse(line);
    if (row === undefined) tables.push({ ...begun, rows: [] });
    else tables.at(-1)?.rows.push({ name: row, cells });
  }
  return tables;
}

/** @param {string} name */
function runs(name) {
  return chosen.length === 0 || chosen.includes(name);
}

/** Options of trackers. */
function streamed() {
  const windows = [60, 1440, 20000].flatMap((window) =>
    ['amortised', 'bounded'].map((latency) => ({ window, latency })),
  );
  return [...windows, { halfLife: 30, mean: 'zero' }, { halfLife: 30, mean: 'weighted' }].map((form) =>
    JSON.stringify(form),
  );
}

/** @param {readonly [file: string, ...given: string[]]} program */
function part(...[file, ...given]) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  execFileSync(process.execPath, [path, ...given], { stdio: 'inherit' });
}
