// `npm run bench`: the built library against its peers, on the same inputs, in one run.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { buildSync } from 'esbuild';
import tCdfOfStdlib from '@stdlib/stats-base-dists-t-cdf';
import jstat from 'jstat';
import { linearRegression, sampleCorrelation } from 'simple-statistics';
import { capmBeta } from '../../dist/beta/index.js';
import { erfc } from '../../dist/kernel/erf.js';
import { exp } from '../../dist/kernel/exp.js';
import { expm1 } from '../../dist/kernel/expm1.js';
import { log } from '../../dist/kernel/log.js';
import { log1p } from '../../dist/kernel/log1p.js';
import { normalCdf, normalQuantile } from '../../dist/kernel/normal.js';
import { studentTCdf, studentTQuantile } from '../../dist/kernel/studentT.js';
import { compare, inWords } from './measure.mjs';

const { jStat } = jstat;
console.log(`Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'}`);

header('capmBeta of 1000 returns', ['betahedge', 'simple-stat.', 'faster']);
const benchmarkReturns = noise(1, 1000).map((x) => 0.04 * (x - 0.5));
const assetReturns = noise(2, 1000).map((x, i) => 0.03 * (x - 0.5) + 1.2 * (benchmarkReturns[i] ?? 0));
const pairs = benchmarkReturns.map((x, i) => [x, assetReturns[i] ?? 0]);
await faster('number[]', { assetReturns, benchmarkReturns });
await faster('Float64Array', {
  assetReturns: Float64Array.from(assetReturns),
  benchmarkReturns: Float64Array.from(benchmarkReturns),
});
console.log(
  'capmBeta: beta, alpha, classical errors, intervals, t and p values, R squared. simple-statistics:',
);
console.log('linearRegression (its pairs made beforehand) and sampleCorrelation.');

header('kernel function', ['betahedge', 'peer', 'times peer']);
await timesPeer('exp', 'Math', exp, Math.exp, (u) => 40 * (u - 0.5));
await timesPeer('log', 'Math', log, Math.log, (u) => 100 * u + 1e-9);
await timesPeer('expm1', 'Math', expm1, Math.expm1, (u) => 4 * (u - 0.5));
await timesPeer('log1p', 'Math', log1p, Math.log1p, (u) => 2 * (u - 0.4));
await timesPeer('erfc', 'jstat', erfc, jStat.erfc, (u) => 10 * (u - 0.3));
await timesPeer(
  'normalCdf',
  'jstat',
  normalCdf,
  (x) => jStat.normal.cdf(x, 0, 1),
  (u) => 12 * (u - 0.5),
);
await timesPeer(
  'normalQuantile',
  'jstat',
  normalQuantile,
  (p) => jStat.normal.inv(p, 0, 1),
  (u) => u,
);
const df = 998;
await timesPeer(
  'studentTCdf',
  'stdlib',
  (t) => studentTCdf(t, df),
  (t) => tCdfOfStdlib(t, df),
  (u) => 8 * (u - 0.5),
);
await timesPeer(
  'studentTCdf',
  'jstat',
  (t) => studentTCdf(t, df),
  (t) => jStat.studentt.cdf(t, df),
  (u) => 8 * (u - 0.5),
);
await timesPeer(
  'studentTQuantile',
  'jstat',
  (p) => studentTQuantile(p, df),
  (p) => jStat.studentt.inv(p, df),
  (u) => u,
);

header('replayHedge', ['time', 'days', 'a day']);
const { replayYear } = await loadExample();
const data = new URL('../../docs/examples/data/', import.meta.url);
const prices = readFileSync(new URL('crypto-daily-2021.csv', data), 'utf8');
const funding = readFileSync(new URL('btc-funding-2021.csv', data), 'utf8');
const days = replayYear(prices, funding).timestamps.length;
const [replay] = await compare({ replay: () => replayYear(prices, funding) });
row('the year of the example', [
  inWords(replay.nanoseconds),
  String(days),
  inWords(replay.nanoseconds / days),
]);

/**
 * @param {string} name
 * @param {{ assetReturns: ArrayLike<number>, benchmarkReturns: ArrayLike<number> }} series
 */
async function faster(name, series) {
  const [theirs, ours] = await compare({
    theirs: () => [linearRegression(pairs), sampleCorrelation(series.benchmarkReturns, series.assetReturns)],
    ours: () => capmBeta(series),
  });
  row(name, [inWords(ours.nanoseconds), inWords(theirs.nanoseconds), `${ours.ratio.toFixed(1)} x`]);
}

/**
 * @param {string} name
 * @param {string} peer
 * @param {(x: number) => number} ours
 * @param {(x: number) => number} theirs
 * @param {(uniform: number) => number} input
 */
async function timesPeer(name, peer, ours, theirs, input) {
  const inputs = Float64Array.from(noise(3, 1000), input);
  const [mine, other] = await compare(
    { ours: sumOver(ours, inputs), theirs: sumOver(theirs, inputs) },
    inputs.length,
  );
  row(`${name}, ${peer}`, [
    inWords(mine.nanoseconds),
    inWords(other.nanoseconds),
    `${other.ratio.toFixed(2)} x`,
  ]);
}

/**
 * A loop of its own for each function: one shared loop would call through a table and measure that.
 *
 * @param {(x: number) => number} f
 * @param {Float64Array} inputs
 * @returns {() => number}
 */
function sumOver(f, inputs) {
  return new Function(
    'f',
    'inputs',
    'return () => { let sum = 0; for (const x of inputs) sum += f(x); return sum; };',
  )(f, inputs);
}

/**
 * @param {number} seed
 * @param {number} length
 */
function noise(seed, length) {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
}

async function loadExample() {
  const outfile = new URL('../../docs/examples/book2021.mjs', import.meta.url);
  const source = new URL('../../docs/examples/book2021.ts', import.meta.url);
  buildSync({
    entryPoints: [source.pathname],
    outfile: outfile.pathname,
    bundle: true,
    packages: 'external',
    format: 'esm',
  });
  return import(outfile.href);
}

/**
 * @param {string} title
 * @param {readonly string[]} columns
 */
function header(title, columns) {
  console.log('');
  row(title, columns);
}

/**
 * @param {string} name
 * @param {readonly string[]} cells
 */
function row(name, cells) {
  console.log(name.padEnd(28) + cells.map((cell) => cell.padStart(14)).join(''));
}
