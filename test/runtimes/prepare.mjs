// A folder as a user has it: the packed package, installed from its tarball, beside a program that runs it.
// `given.mjs` and `given.cjs` hold the same library, once imported and once required.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** How many inputs every function of the kernel gets. */
const count = 1_000_000;

/** Returns the folder's path. */
export function prepare() {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'betahedge-runtimes-')));
  writeFileSync(`${scratch}/package.json`, '{ "name": "user", "private": true, "type": "module" }\n');
  const options = { cwd: scratch, stdio: /** @type {const} */ (['ignore', 'pipe', 'inherit']) };
  const pack = ['pack', root, '--silent', '--ignore-scripts'];
  const tarball = execFileSync('npm', pack, { ...options, encoding: 'utf8' }).trim();
  const install = ['install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`];
  execFileSync('npm', install, options);

  cpSync(fileURLToPath(new URL('suite', import.meta.url)), `${scratch}/suite`, { recursive: true });
  writeGiven(scratch);
  writeFileSync(
    `${scratch}/main.mjs`,
    `import { given } from './given.mjs';
import { run } from './suite/program.mjs';
export const result = await run(given);
console.log(JSON.stringify(result));
`,
  );
  writeFileSync(
    `${scratch}/main.cjs`,
    `const { given } = require('./given.cjs');
import('./suite/program.mjs')
  .then(({ run }) => run(given))
  .then((result) => console.log(JSON.stringify(result)));
`,
  );
  return scratch;
}

/** @param {string} scratch */
function writeGiven(scratch) {
  const installed = `${scratch}/node_modules/betahedge`;
  const { exports } = JSON.parse(readFileSync(`${installed}/package.json`, 'utf8'));
  const doors = Object.keys(exports).filter((door) => door !== './package.json');
  // The kernel has no subpath: it is reached as a file.
  const kernel = readdirSync(`${installed}/dist/kernel`)
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.slice(0, -'.js'.length));
  const data = JSON.stringify({
    prices: readFileSync(`${root}docs/examples/data/crypto-daily-2021.csv`, 'utf8'),
    funding: readFileSync(`${root}docs/examples/data/btc-funding-2021.csv`, 'utf8'),
  });

  for (const [extension, format] of /** @type {const} */ ([
    ['mjs', 'esm'],
    ['cjs', 'cjs'],
  ])) {
    const paths = [
      ...doors.map((door) => `betahedge${door.slice(1)}`),
      ...kernel.map(
        (file) => `./node_modules/betahedge/dist/kernel/${file}.${format === 'esm' ? 'js' : 'cjs'}`,
      ),
      `./example.${extension}`,
    ];
    const load = paths.map((path, i) =>
      format === 'esm' ? `import * as m${i} from '${path}';` : `const m${i} = require('${path}');`,
    );
    const given = [
      `doors: { ${doors.map((door, i) => `'${door}': m${i}`).join(', ')} }`,
      `kernel: { ${kernel.map((file, i) => `'${file}': m${doors.length + i}`).join(', ')} }`,
      `example: m${paths.length - 1}`,
      `data: ${data}`,
      `count: ${count}`,
    ];
    const text = `{\n  ${given.join(',\n  ')},\n}`;
    const last = format === 'esm' ? `export const given = ${text};` : `module.exports = { given: ${text} };`;
    writeFileSync(`${scratch}/given.${extension}`, [...load, last, ''].join('\n'));
    buildSync({
      entryPoints: [`${root}docs/examples/book2021.ts`],
      outfile: `${scratch}/example.${extension}`,
      bundle: true,
      packages: 'external',
      format,
    });
  }
}
