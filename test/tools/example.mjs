// Runs an example of docs/examples as a reader would: `npm start` runs hedge-a-book. Node 20 runs no
// TypeScript, so the example becomes a module beside its source, where its paths to the data still hold.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const source = fileURLToPath(new URL(`../../docs/examples/${process.argv[2]}.ts`, import.meta.url));
const outfile = source.replace(/\.ts$/, '.mjs');
buildSync({
  entryPoints: [source],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
});
process.exitCode = spawnSync(process.execPath, [outfile], { stdio: 'inherit' }).status ?? 1;
