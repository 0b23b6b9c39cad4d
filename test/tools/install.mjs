// Installs a lane that has its own lock (`node install.mjs test/bench`), and only when its lock has changed
// since: the root install stays light, and a second run of a lane starts at once.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const folder = process.argv[2];
const lock = `${folder}/package-lock.json`;
const installed = `${folder}/node_modules/.package-lock.json`;

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  const options = ['ci', '--loglevel=error'];
  const { status } = spawnSync('npm', options, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) console.error(`npm ci failed in ${folder}`);
  process.exitCode = status ?? 1;
}
