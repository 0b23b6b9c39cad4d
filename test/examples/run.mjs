// The examples where a test of Node alone cannot look: the bot on ccxt's own types and class, the risk service in Deno and Bun,
// the page in Chromium. A runtime that is not here is skipped; under CI it is a failure.
import { mkdirSync, writeFileSync } from 'node:fs';
import { plainLine } from '../tools/counts.mjs';
import { run, shapes, types } from './onCcxt.mjs';
import { page } from './page.mjs';
import { service } from './service.mjs';

const reports = new URL('../../reports/', import.meta.url);
const isCi = process.env['CI'] === 'true';
const counts = { passed: 0, failed: 0, skipped: 0 };

/** @type {readonly [string, () => Promise<readonly string[]> | null][]} what is wrong, or null where it was not run */
const checks = [
  ['bot: types of ccxt', types],
  ['bot: shapes of ccxt', shapes],
  ['bot: through ccxt', run],
  ['service: Node', () => service('Node')],
  ['service: Deno', () => service('Deno')],
  ['service: Bun', () => service('Bun')],
  ['page: Chromium', page],
];
for (const [name, check] of checks) {
  const start = performance.now();
  const wrong = await Promise.resolve(check()).catch((error) => [
    String(error.stderr || error.stack || error),
  ]);
  const verdict = wrong === null ? (isCi ? 'absent' : 'skipped') : wrong.length === 0 ? 'ok' : 'FAIL';
  counts[verdict === 'ok' ? 'passed' : verdict === 'skipped' ? 'skipped' : 'failed'] += 1;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${name.padEnd(22)}${verdict.padEnd(10)}${seconds.padStart(5)} s`);
  for (const problem of wrong ?? []) console.log(problem);
}
mkdirSync(reports, { recursive: true });
writeFileSync(new URL('examples.json', reports), JSON.stringify(counts));
console.log(plainLine(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;
