// The lock files must install everywhere. npm drops an optional package that the registry does not serve,
// without a word, and then refuses its own lock (`npm ci`: "Missing: ... from lock file"); and an address
// in a lock ties it to one registry. Both are found here.
import { readFileSync } from 'node:fs';

/** @typedef {Record<string, { resolved?: string, optionalDependencies?: Record<string, string> }>} Packages */

const root = new URL('../../', import.meta.url);
let failed = false;

for (const folder of ['', 'test/runtimes/', 'test/examples/', 'test/bench/']) {
  const lock = `${folder}package-lock.json`;
  /** @type {{ packages: Packages }} */
  const { packages } = JSON.parse(readFileSync(new URL(lock, root), 'utf8'));
  for (const [path, entry] of Object.entries(packages)) {
    if (entry.resolved !== undefined) fail(`${lock}: ${path} says where it was loaded from`);
    for (const name of Object.keys(entry.optionalDependencies ?? {}))
      if (!isLocked(packages, path, name))
        fail(`${lock}: ${path || 'the root'} asks for ${name}, not locked`);
  }
}
process.exitCode = failed ? 1 : 0;

/**
 * Whether the name is found as Node looks for it: beside the package, then in every folder above.
 *
 * @param {Packages} packages
 * @param {string} path
 * @param {string} name
 */
function isLocked(packages, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  failed = true;
}
