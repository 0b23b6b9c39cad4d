import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import incrmpcorr from '@stdlib/stats-incr-mpcorr';
import { sampleCorrelation, sampleCovariance, sampleVariance } from 'simple-statistics';
import { rollingBeta, rollingRegression } from '../../dist/beta/index.js';
import { rollingCorrelation, rollingCorrelationMatrix } from '../../dist/correlation/index.js';
import { rollCoMoments } from '../../dist/kernel/rollingCoMoments.js';
import { windowsByCount } from '../../dist/kernel/windows.js';
import { compare, noise, row } from './measure.mjs';

// Peers that cost the more the longer the window is run on a prefix; all times are for one sample.
const length = 1e6;
const window = Number(process.argv[2]);
const x = Float64Array.from(noise(1, length), (u) => 0.04 * (u - 0.5));
const y = Float64Array.from(noise(2, length), (u, i) => 0.03 * (u - 0.5) + 1.2 * x[i]);
const out = new Float64Array(length);
const other = new Float64Array(length);
const windows = windowsByCount(length, window, window);
const both = () => rollCoMoments(x, y, windows, { slope: out, correlation: other, sums: null });
const beta = () => rollingBeta({ assetReturns: y, benchmarkReturns: x, window, out });
const correlation = () => rollingCorrelation({ x, y, window, out });

await inProcess('beta and correlation, kernel', both, null, length);
await inProcess('rollingBeta', beta, null, length);
await inProcess('rollingCorrelation', correlation, null, length);
const columns = () => rollingRegression({ assetReturns: y, benchmarkReturns: x, window });
await inProcess('rollingRegression, 7 columns', columns, null, length);

const short = 1e5;
await inProcess('stdlib incrmpcorr', correlation, stdlib, short);
const slices = Math.max(20, Math.floor(2e5 / window));
await inProcess('simple-statistics, slices', both, simpleStatistics, slices);
if (window === 60) await matrix();
for (const [name, task, theirs] of /** @type {const} */ ([
  ['pandas rolling.corr', correlation, pandas('x.rolling(w).corr(y)')],
  ['pandas rolling.cov / rolling.var', beta, pandas('x.rolling(w).cov(y) / x.rolling(w).var()')],
  ['the kernel in C++, g++ -O3', both, native()],
]))
  await outOfProcess(name, task, theirs);

/**
 * @param {string} name
 * @param {() => unknown} ours on `length` samples
 * @param {(() => unknown) | null} theirs
 * @param {number} samples of theirs
 */
async function inProcess(name, ours, theirs, samples) {
  const [own, peer] = await compare(theirs === null ? [ours] : [ours, theirs]);
  const ownTime = { nanoseconds: own.nanoseconds / length };
  if (peer === undefined) row(name, [ownTime, '', '']);
  else {
    const times = (peer.ratio * length) / samples;
    row(name, [ownTime, { nanoseconds: peer.nanoseconds / samples }, { times }]);
  }
}

/**
 * @param {string} name
 * @param {() => unknown} ours
 * @param {(() => number) | null} theirs nanoseconds a sample, as the other program measures it
 */
async function outOfProcess(name, ours, theirs) {
  if (theirs === null) {
    row(name, ['', 'absent', '']);
    return;
  }
  // Rounds in turn, as `compare` has them.
  const pairs = [];
  for (let round = 0; round < 5; round++) {
    const [own] = await compare([ours]);
    pairs.push([own.nanoseconds / length, theirs()]);
  }
  const middle = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[2];
  row(name, [
    { nanoseconds: middle(pairs.map(([own]) => own)) },
    { nanoseconds: middle(pairs.map(([, peer]) => peer)) },
    { times: middle(pairs.map(([own, peer]) => peer / own)) },
  ]);
}

function stdlib() {
  const push = incrmpcorr(window);
  for (let i = 0; i < short; i++) other[i] = push(x[i], y[i]);
  return other;
}

function simpleStatistics() {
  for (let i = 0; i < slices; i++) {
    const a = Array.from(x.subarray(i, i + window));
    const b = Array.from(y.subarray(i, i + window));
    out[i] = sampleCovariance(a, b) / sampleVariance(a);
    other[i] = sampleCorrelation(a, b);
  }
}

/** Twenty assets, 190 pairs: a pair and a sample. */
async function matrix() {
  const samples = 2e4;
  const series = Object.fromEntries(
    Array.from({ length: 20 }, (_, k) => [
      `asset${k}`,
      Float64Array.from(noise(10 + k, samples), (u, i) => 0.03 * (u - 0.5) + x[i]),
    ]),
  );
  const [own] = await compare([() => rollingCorrelationMatrix({ series, window })]);
  row('matrix of 20, a pair-sample', [{ nanoseconds: own.nanoseconds / (190 * samples) }, '', '']);
}

/** @param {string} expression */
function pandas(expression) {
  const program = `
import time
import numpy as np, pandas as pd
n, w = ${length}, ${window}
rng = np.random.default_rng(1)
x = pd.Series(rng.normal(0, 0.01, n)); y = pd.Series(1.2 * x + rng.normal(0, 0.01, n))
times = []
for _ in range(3):
    begin = time.perf_counter(); ${expression}; times.append(time.perf_counter() - begin)
print(sorted(times)[1] / n * 1e9)`;
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import pandas'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return () => Number(execFileSync('/usr/bin/python3', ['-c', program], { encoding: 'utf8' }));
}

/** rolling.cpp, compiled to a temporary folder; its last slope must be ours, to the bit. */
function native() {
  const folder = mkdtempSync(join(tmpdir(), 'betahedge-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const program = join(folder, 'rolling');
  const source = fileURLToPath(new URL('rolling.cpp', import.meta.url));
  try {
    // Without contraction to fused operations, which JavaScript has not and which change the bits.
    const flags = ['-O3', '-march=native', '-ffp-contract=off'];
    execFileSync('g++', [...flags, '-o', program, source], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const samples = join(folder, 'samples');
  writeFileSync(samples, x);
  appendFileSync(samples, y);
  return () => {
    const given = [length, window, 21, samples].map(String);
    const [time, slope] = execFileSync(program, given, { encoding: 'utf8' }).split(' ').map(Number);
    both();
    if (slope !== out[length - 1]) throw new Error(`C++ has ${slope}, the kernel ${out[length - 1]}`);
    return time;
  };
}
