// Executes every notebook of docs/notebooks cell by cell in Deno's Jupyter kernel, and the same code as a script in Bun
// and in Node, against the packed package as a user installs it; and the first one as a newcomer has it, with Deno alone
// in a clone: nothing installed and nothing built. All must end without an error, each cell show the value that it ends
// in, each chart be drawn without a complaint, and each script print what its notebook shows. The executed notebooks are
// left in reports/notebooks, and each as a page of Markdown. A program that is not here is skipped; under CI it is a failure.
import { execFile, execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { plainLine } from '../tools/counts.mjs';
import { executeNotebook } from './execute.mjs';
import { notebookNames, serialise } from './notebook.mjs';
import { toMarkdown } from './page.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const reports = join(root, 'reports');
const deno = join(root, 'test/runtimes/node_modules/deno/deno');
const bun = join(root, 'test/runtimes/node_modules/bun/bin/bun.exe');
const isCi = process.env['CI'] === 'true';
const timeoutMs = 60_000;
const columns = ['kernel', 'charts', 'Bun', 'Node', 'seconds'];
const run = promisify(execFile);

const counts = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const problems = [];
rmSync(join(reports, 'notebooks'), { recursive: true, force: true });
mkdirSync(join(reports, 'notebooks'), { recursive: true });

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'betahedge-notebooks-')));
const user = join(scratch, 'user');
const clone = join(scratch, 'clone');
try {
  copyDocs(user, { installed: true });
  copyDocs(clone, { installed: false });
  console.log(row('', columns));
  for (const name of notebookNames()) await check(name);
  await checkClone('beta-of-a-book');
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const problem of problems) console.log(problem);
writeFileSync(join(reports, 'notebooks.json'), JSON.stringify(counts));
console.log(plainLine(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;

/** @param {string} name */
async function check(name) {
  const begin = performance.now();
  const execution = await execute(name, user);
  const cells = [execution?.problems ?? null, execution?.complaints ?? null];
  if (execution !== null && execution.problems.length === 0) {
    if (execution.charts === 0) cells[1] = ['no chart'];
    const path = join(reports, 'notebooks', name);
    writeFileSync(`${path}.json`, serialise(execution.notebook));
    writeFileSync(`${path}.md`, toMarkdown(execution.notebook));
  }
  const text = execution?.text ?? null;
  cells.push(
    await differences(bun, `${name}.ts`, text),
    await differences(process.execPath, transpile(name), text),
  );
  report(name, cells, begin);
}

/**
 * What a newcomer does who has Deno and a clone: a chart, within five cells and a minute.
 *
 * @param {string} name
 */
async function checkClone(name) {
  const begin = performance.now();
  const execution = await execute(name, clone);
  const first = execution?.firstChart;
  const found = execution?.problems ?? null;
  if (found?.length === 0 && (first == null || first.cell > 5 || first.seconds > 60))
    found.push(
      first == null ? 'no chart' : `its first chart is in cell ${first.cell}, after ${first.seconds} seconds`,
    );
  report(`${name}, Deno alone`, [found, execution?.complaints ?? null], begin);
}

/**
 * @param {string} name
 * @param {string} base the folder that has docs/notebooks
 */
async function execute(name, base) {
  if (!existsSync(deno)) return null;
  const folder = join(base, 'docs/notebooks');
  const notebook = JSON.parse(readFileSync(join(folder, `${name}.ipynb`), 'utf8'));
  return executeNotebook(notebook, { deno, folder, timeoutMs }).catch((error) => ({
    notebook,
    problems: [String(error)],
    complaints: [],
    text: null,
    charts: 0,
    firstChart: null,
  }));
}

/**
 * What is wrong with a script: that it fails, or where it prints another line than the notebook shows.
 *
 * @param {string} program
 * @param {string} script
 * @param {string | null} expected null where the notebook did not run
 */
async function differences(program, script, expected) {
  if (!existsSync(program)) return null;
  const cwd = join(user, 'docs/notebooks');
  const charts = join(scratch, `${script}.charts`);
  try {
    const { stdout } = await run(program, [script, charts], {
      cwd,
      timeout: timeoutMs,
      env: plainEnvironment(),
    });
    if (!existsSync(charts) || readdirSync(charts).length === 0) return ['it writes no chart'];
    if (expected === null) return [];
    const [printed, shown] = [stdout, expected].map((text) => text.trimEnd().split('\n'));
    const at = shown?.findIndex((line, i) => line.trimEnd() !== printed?.[i]?.trimEnd()) ?? -1;
    if (at >= 0) return [`line ${at + 1} is "${printed?.[at]}", in the notebook "${shown?.[at]}"`];
    return printed?.length === shown?.length ? [] : ['it prints more lines than the notebook shows'];
  } catch (error) {
    const { stderr = '', killed } = /** @type {{ stderr?: string, killed?: boolean }} */ (error);
    if (killed === true) return [`${script} was not done within ${timeoutMs} ms`];
    // Around the one line that says what is wrong engines print the code and the stack.
    return [stderr.split('\n').find((line) => /error/i.test(line)) ?? String(error)];
  }
}

/**
 * A script as JavaScript, since Node 20 runs no TypeScript.
 *
 * @param {string} name
 */
function transpile(name) {
  const outfile = join(user, 'docs/notebooks', `${name}.mjs`);
  const options = /** @type {const} */ ({
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
  buildSync({ entryPoints: [join(user, 'docs/notebooks', `${name}.ts`)], outfile, ...options });
  return `${name}.mjs`;
}

/**
 * The notebooks and what they read, beside the packed package in node_modules, or as in a clone: beside the source.
 *
 * @param {string} base
 * @param {{ installed: boolean }} options
 */
function copyDocs(base, { installed }) {
  for (const folder of ['docs/notebooks', 'docs/examples/data'])
    cpSync(join(root, folder), join(base, folder), { recursive: true });
  cpSync(join(root, 'docs/examples/book2021.ts'), join(base, 'docs/examples/book2021.ts'));
  if (!installed) {
    cpSync(join(root, 'src'), join(base, 'src'), { recursive: true });
    cpSync(join(root, 'package.json'), join(base, 'package.json'));
    return;
  }
  rmSync(join(base, 'docs/notebooks/deno.json'));
  writeFileSync(join(base, 'package.json'), '{ "name": "user", "private": true, "type": "module" }\n');
  /** @type {import('node:child_process').ExecFileSyncOptionsWithStringEncoding} */
  const options = { cwd: base, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' };
  const tarball = execFileSync('npm', ['pack', root, '--silent', '--ignore-scripts'], options).trim();
  const install = ['install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`];
  execFileSync('npm', install, options);
}

/** Without colours, which would be in what is printed. */
function plainEnvironment() {
  return { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
}

/**
 * One line of the table; a cell is what is wrong in it, or null where nothing was run.
 *
 * @param {string} name
 * @param {readonly (readonly string[] | null)[]} cells
 * @param {number} begin
 */
function report(name, cells, begin) {
  const words = cells.map((cell) => {
    const verdict = cell === null ? (isCi ? 'absent' : 'skipped') : cell.length === 0 ? 'ok' : 'FAIL';
    counts[verdict === 'ok' ? 'passed' : verdict === 'skipped' ? 'skipped' : 'failed'] += 1;
    return verdict;
  });
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  console.log(row(name, [...words, ...columns.slice(words.length, -1).map(() => ''), seconds]));
  for (const problem of cells.flatMap((cell) => cell ?? [])) problems.push(`${name}: ${problem}`);
}

/**
 * @param {string} name
 * @param {readonly string[]} cells
 */
function row(name, cells) {
  return (
    name.padEnd(34) +
    cells
      .map((cell) => cell.padEnd(9))
      .join('')
      .trimEnd()
  );
}
