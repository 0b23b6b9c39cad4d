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

console.log('\nThe example: a book of seven coins and a hedge, replayed day by day');
row('', ['a replay', 'days', 'a day']);
part('replayHedge.mjs');

/** @param {readonly [file: string, ...given: string[]]} program */
function part(...[file, ...given]) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  execFileSync(process.execPath, [path, ...given], { stdio: 'inherit' });
}
