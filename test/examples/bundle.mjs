// The examples as modules that a runtime loads. They are written beside their sources, where the paths to the data hold.
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const examples = fileURLToPath(new URL('../../docs/examples/', import.meta.url));

/**
 * What a program of the examples exports.
 *
 * @param {string} name of the module
 * @param {string} program TypeScript, in docs/examples
 * @param {boolean} [alone] with all that it imports, for a runtime that does not find packages here
 * @returns {string} path of the module
 */
export function bundle(name, program, alone = false) {
  const outfile = `${examples}${name}.lane.mjs`;
  buildSync({
    stdin: { contents: program, resolveDir: examples, loader: 'ts' },
    outfile,
    bundle: true,
    ...(alone ? {} : { packages: /** @type {const} */ ('external') }),
    platform: alone ? 'neutral' : 'node',
    mainFields: ['module', 'main'],
    external: ['node:*'],
    format: 'esm',
    logLevel: 'warning',
  });
  return outfile;
}
