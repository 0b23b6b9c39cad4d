// `npm run bench`: the built library against its peers on the same inputs, in one run. Each part is a process
// of its own, so that no part runs code that the compiler has fitted to another part's inputs.
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { row } from './measure.mjs';

console.log(`Node ${process.versions.node}, ${cpus()[0].model}`);

console.log(
  '\ncapmBeta of 1000 returns: beta, alpha, errors, intervals, t, p and R squared; simple-statistics:',
);
console.log('linearRegression and sampleCorrelation alone. Pairs is what linearRegression takes.');
row('', ['betahedge', 'peer', 'times faster']);
part('capmBeta.mjs', 'number[]');
part('capmBeta.mjs', 'Float64Array');

console.log('\nThe kernel, a call');
row('', ['betahedge', 'peer', 'times peer']);
part('kernel.mjs');

console.log('\nRolling windows over 1e6 samples, a sample (peers that would take minutes on a prefix)');
row('', ['betahedge', 'peer', 'times faster']);
for (const window of ['60', '1440', '20000']) part('rolling.mjs', window);

console.log('\nTrackers: an update and a reading; the peer is stdlib incrmpcorr against correlationTracker');
row('', ['beta', 'correlation', 'peer', 'times faster']);
for (const form of streamed()) part('streaming.mjs', 'amortised', form);
console.log('\nTrackers: single updates with a reading, by the clock, whose own time they include');
row('', ['p50', 'p99', 'p99.9', 'p99.998', 'clock alone']);
for (const form of streamed()) part('streaming.mjs', 'single', form);

console.log(
  '\nmultiFactorBeta of 1000 returns on six factors, with errors, t, p, intervals, F and inflation',
);
row('', ['a call', 'times ours']);
part('multiFactor.mjs');
console.log('\nrollingMultiFactorBeta on three factors, with errors and R squared, a window');
row('', ['betahedge']);
part('multiFactor.mjs', 'rolling');

console.log(
  '\nOptions: 10,000 crypto-like ones, in columns and into columns; how many times the rate of a C++ loop',
);
part('options.mjs');

console.log('\nBooks of 1,000 positions, a call');
row('bookExposure', ['a call']);
part('bookExposure.mjs');
part('sizeBetaHedge.mjs');

console.log('\nQuadratic programs of twelve legs with costs, five Greeks, bounds and two budgets');
row('', ['betahedge', 'quadprog', 'times faster']);
part('quadraticProgram.mjs');
row('neutraliseGreeks', ['a call', 'nodes', 'lots']);
part('neutraliseGreeks.mjs');

console.log('\nThe reducer, a step');
row('', ['a step']);
part('stepRebalance.mjs');

console.log(
  '\nReplays: the example, a book of seven coins day by day; eight coins hour by hour; policies compared',
);
row('', ['a call', 'bars', 'a bar']);
part('replayHedge.mjs');

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
