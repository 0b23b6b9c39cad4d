// What is made in docs/notebooks, by `node test/notebooks/write.mjs`: every notebook, from its script, and deno.json, by
// which Deno finds the library in a clone with nothing installed. notebooks.test.ts fails where they differ.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { doors, readManifest } from '../tools/exports.mjs';
import { folder, notebookNames, readScript, serialise, toNotebook } from './notebook.mjs';

/**
 * The files by their names.
 *
 * @returns {Promise<Record<string, string>>}
 */
export async function made() {
  const notebooks = await Promise.all(
    notebookNames().map(async (name) => {
      const notebook = await toNotebook(readScript(`${name}.ts`));
      return [`${name}.ipynb`, serialise(notebook)];
    }),
  );
  return { ...Object.fromEntries(notebooks), 'deno.json': denoSettings() };
}

/** The library as its source, and what it depends on as in package.json. */
function denoSettings() {
  const dependencies = /** @type {Record<string, string>} */ (readManifest()['dependencies']);
  const imports = {
    betahedge: '../../src/index.ts',
    ...Object.fromEntries(doors().map((door) => [`betahedge/${door}`, `../../src/${door}/index.ts`])),
    ...Object.fromEntries(
      Object.entries(dependencies).map(([name, range]) => [name, `npm:${name}@${range}`]),
    ),
  };
  return `${JSON.stringify({ imports, lock: false }, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [file, text] of Object.entries(await made())) writeFileSync(new URL(file, folder), text);
