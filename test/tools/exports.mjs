// `exports` and `typesVersions` of package.json come from one list: the folders of src that have a door,
// index.ts. `npm run exports` writes them; test/package/exports.test.ts fails when they differ.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** The folders of src that are subpaths of the package, in the order of the alphabet. */
export function doors() {
  return readdirSync(new URL('src/', root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`src/${entry.name}/index.ts`, root)))
    .map((entry) => entry.name)
    .sort();
}

/**
 * The package.json that the doors ask for: every other field as it is, in its place.
 *
 * @param {Record<string, unknown>} manifest
 * @param {readonly string[]} names
 */
export function withExports(manifest, names) {
  /** @type {Record<string, unknown>} */
  const exports = { '.': conditions('./dist/index') };
  for (const name of names) exports[`./${name}`] = conditions(`./dist/${name}/index`);
  exports['./package.json'] = './package.json';
  // Resolution as of Node 10 knows no `exports`: it finds the types of a subpath here.
  const byName = Object.fromEntries(names.map((name) => [name, [`./dist/${name}/index.d.cts`]]));
  return { ...manifest, exports, typesVersions: { '*': byName } };
}

/** @returns {Record<string, unknown>} */
export function readManifest() {
  return JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
}

/** @param {string} path */
function conditions(path) {
  return {
    import: { types: `${path}.d.ts`, default: `${path}.js` },
    require: { types: `${path}.d.cts`, default: `${path}.cjs` },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = JSON.stringify(withExports(readManifest(), doors()), null, 2);
  writeFileSync(new URL('package.json', root), `${text}\n`);
}
