// `npm run check`: every check that CI makes, each as one line, its output only where it fails, and the
// plain line `N passed, N failed` at the end. With --tested the tests have just been run (`npm cit`) and
// only their report is read.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { countLane, countVitest, plainLine } from './counts.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const vitestReport = `${root}reports/vitest.json`;
/** What runs apart, with packages of its own: the library on every engine, the examples on ccxt, notebooks and pages. */
const lanes = ['runtimes', 'examples', 'notebooks', 'site'];
/** @param {string} lane */
const laneReport = (lane) => `${root}reports/${lane}.json`;
const tested = process.argv.includes('--tested');

mkdirSync(`${root}reports`, { recursive: true });
for (const lane of lanes) rmSync(laneReport(lane), { force: true });
const total = { passed: 0, failed: 0, skipped: 0 };

if (tested) report('test', countVitest(vitestReport));
else step('test', () => countVitest(vitestReport));
for (const script of ['format:check', 'lint', 'types', 'package', 'size']) step(script);
for (const lane of lanes) {
  // The site shows what the notebooks gave.
  if (lane === 'site') step('docs');
  step(lane, () => countLane(laneReport(lane)));
}

console.log(plainLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;

/**
 * Runs one npm script: one check, unless its own report counts more.
 *
 * @param {string} script
 * @param {() => import('./counts.mjs').Counts} [count]
 */
function step(script, count) {
  const start = performance.now();
  const options = { cwd: root, encoding: /** @type {const} */ ('utf8'), maxBuffer: 2 ** 28 };
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', script], options);
  const counts = count?.() ?? { passed: status === 0 ? 1 : 0, failed: 0, skipped: 0 };
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  report(script, counts, (performance.now() - start) / 1000);
  if (status !== 0) console.log(`${stdout}${stderr}`.trimEnd());
}

/**
 * @param {string} script
 * @param {import('./counts.mjs').Counts} counts
 * @param {number} [seconds]
 */
function report(script, counts, seconds) {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const time = seconds === undefined ? '' : `${seconds.toFixed(1)} s`;
  const verdict = counts.failed === 0 ? 'ok  ' : 'FAIL';
  console.log(`${verdict}  ${script.padEnd(12)}  ${time.padStart(7)}  ${plainLine(counts)}`);
}
