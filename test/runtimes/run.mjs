// The packed package in every runtime: the public API answers, and the results of kernel and estimators and
// the example's decisions have the committed digests, the same in all of them. Beside it, a user's project under every
// TypeScript. `--write` commits new digests, if the runtimes agree. A runtime that is not here is skipped;
// under CI it is a failure.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { plainLine } from '../tools/counts.mjs';
import { resolutions, typeConsumers } from './consumers.mjs';
import { prepare } from './prepare.mjs';
import { findRuntimes } from './runtimes.mjs';

const digestsFile = new URL('digests.json', import.meta.url);
const reports = new URL('../../reports/', import.meta.url);
const writes = process.argv.includes('--write');
const isCi = process.env['CI'] === 'true';

/** @type {Record<string, string>} */
let committed = existsSync(digestsFile) ? JSON.parse(readFileSync(digestsFile, 'utf8')) : {};
const counts = { passed: 0, failed: 0, skipped: 0 };
/** @type {Map<string, Set<string>>} what is wrong, and where */
const problems = new Map();

const scratch = prepare();
try {
  const runtimes = await twoAtATime(await findRuntimes(), ({ isHere, run }) =>
    isHere ? run(scratch) : null,
  );
  if (writes) committed = runtimes[0].value?.digests ?? {};
  printHeader('runtime', ['api', 'numbers', 'decisions']);
  for (const { name, value, error, seconds } of runtimes) {
    if (value === null) printRow(name, [null, null, null], seconds);
    else if (value === undefined) printRow(name, [[error], [error], [error]], seconds);
    else {
      const { decisionLog, ...kernel } = value.digests;
      const { decisionLog: committedLog, ...committedKernel } = committed;
      printRow(
        name,
        [
          value.api,
          [...value.kernel, ...differences(kernel, committedKernel)],
          [...value.decisions, ...differences({ decisionLog }, { decisionLog: committedLog })],
        ],
        seconds,
      );
    }
  }
  const types = await twoAtATime(typeConsumers(scratch), ({ run }) => run());
  printHeader('types', resolutions);
  for (const { name, value, error, seconds } of types) printRow(name, value ?? [[error]], seconds);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

for (const [problem, names] of problems)
  console.log(
    `${problem} (${names.size === 1 ? [...names].join() : `${names.size} times, first ${[...names][0]}`})`,
  );
if (writes && counts.failed === 0) writeFileSync(digestsFile, `${JSON.stringify(committed, null, 2)}\n`);
mkdirSync(reports, { recursive: true });
writeFileSync(new URL('runtimes.json', reports), JSON.stringify(counts));
console.log(plainLine(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;

/**
 * Two at a time, since each keeps a core busy.
 *
 * @template {{ name: string }} Task
 * @template Value
 * @param {readonly Task[]} tasks
 * @param {(task: Task) => Promise<Value> | null} run
 */
async function twoAtATime(tasks, run) {
  const done = [];
  const queue = [...tasks.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, task] = next;
      const start = performance.now();
      const outcome = await Promise.resolve(run(task)).then(
        (value) => ({ value }),
        (error) => ({ error: error.stderr || String(error) }),
      );
      done[index] = { name: task.name, ...outcome, seconds: (performance.now() - start) / 1000 };
    }
  };
  await Promise.all([worker(), worker()]);
  return done;
}

/**
 * Where digests are not the committed ones, by name.
 *
 * @param {Record<string, string>} found
 * @param {Record<string, string>} wanted
 */
function differences(found, wanted) {
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)]);
  return [...names].filter((name) => found[name] !== wanted[name]).map((name) => `${name}: another digest`);
}

/**
 * @param {string} title
 * @param {readonly string[]} columns
 */
function printHeader(title, columns) {
  console.log([title.padEnd(20), ...columns.map((column) => column.padEnd(13)), 'seconds'].join(''));
}

/**
 * One line of the table; a cell is what is wrong in it, or null where nothing was run.
 *
 * @param {string} name
 * @param {readonly (readonly string[] | null)[]} cells
 * @param {number} seconds
 */
function printRow(name, cells, seconds) {
  const words = cells.map((cell) => {
    const verdict = cell === null ? (isCi ? 'absent' : 'skipped') : cell.length === 0 ? 'ok' : 'FAIL';
    counts[verdict === 'ok' ? 'passed' : verdict === 'skipped' ? 'skipped' : 'failed'] += 1;
    return verdict.padEnd(13);
  });
  console.log([name.padEnd(20), ...words, seconds.toFixed(1).padStart(7)].join(''));
  for (const problem of cells.flatMap((cell) => cell ?? []))
    problems.set(problem, (problems.get(problem) ?? new Set()).add(name));
}
