// `npm test`: vitest, then the plain line `N passed, N failed` as the last one. Arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { countVitest, plainLine } from './counts.mjs';

const report = fileURLToPath(new URL('../../reports/vitest.json', import.meta.url));
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

mkdirSync(new URL('../../reports/', import.meta.url), { recursive: true });
rmSync(report, { force: true });
const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
// vitest cannot stop a test that never gives up the processor; this does.
const { status } = spawnSync(process.execPath, [vitest, ...options, ...process.argv.slice(2)], {
  stdio: 'inherit',
  timeout: 1_200_000,
  killSignal: 'SIGKILL',
});

const counts = countVitest(report);
// Errors outside a test (a hook, a stray rejection) fail the run and no test.
if (status !== 0 && counts.failed === 0) counts.failed = 1;
console.log(plainLine(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;
