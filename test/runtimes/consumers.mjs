import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

// A user's project under each TypeScript, strict, with the declarations of the library checked as well.

const execute = promisify(execFile);
const compilers = ['5.4', '5.7', '5.9', '6.0'];
/** How a project resolves the package: the folder's name, its module kind and the file's extension. */
const projects = /** @type {const} */ ([
  ['esm', 'NodeNext', 'mts'],
  ['cjs', 'NodeNext', 'cts'],
  ['bundler', 'Bundler', 'ts'],
]);

export const resolutions = ['NodeNext ESM', 'NodeNext CJS', 'Bundler'];

/**
 * One row a compiler: for each project the errors that it finds.
 *
 * @param {string} scratch
 */
export function typeConsumers(scratch) {
  for (const [folder, resolution, extension] of projects)
    writeProject(scratch, folder, resolution, extension);
  return compilers.map((version) => ({
    name: `TypeScript ${version}`,
    run: async () => {
      const compiler = fileURLToPath(new URL(`node_modules/typescript-${version}/bin/tsc`, import.meta.url));
      const cells = [];
      for (const [folder] of projects) {
        const run = execute(process.execPath, [compiler, '-p', `${scratch}/consumer-${folder}`]);
        cells.push(
          await run.then(
            () => [],
            ({ stdout, stderr }) => [`${stdout}${stderr}`.trim()],
          ),
        );
      }
      return cells;
    },
  }));
}

/**
 * @param {string} scratch
 * @param {string} folder
 * @param {string} resolution
 * @param {string} extension
 */
function writeProject(scratch, folder, resolution, extension) {
  const path = `${scratch}/consumer-${folder}`;
  mkdirSync(path);
  copyFileSync(fileURLToPath(new URL('consumer/bot.ts', import.meta.url)), `${path}/bot.${extension}`);
  // Every subpath, so that the declarations of all of them are checked.
  const { exports } = JSON.parse(readFileSync(`${scratch}/node_modules/betahedge/package.json`, 'utf8'));
  const doors = Object.keys(exports).filter((door) => door !== './package.json');
  const lines = doors.map((door, i) => `export * as door${i} from 'betahedge${door.slice(1)}';\n`);
  writeFileSync(`${path}/doors.${extension}`, lines.join(''));
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    target: 'ES2022',
    lib: ['ES2022'],
    types: [],
    module: resolution === 'Bundler' ? 'ESNext' : resolution,
    moduleResolution: resolution,
    noEmit: true,
  };
  writeFileSync(`${path}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ['*'] }));
}
