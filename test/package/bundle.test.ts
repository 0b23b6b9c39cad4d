import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

// What a user's bundler ships for one import: only what it calls, and no package that it does not.
const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

test.each([
  ['index.js', 'capmBeta'],
  ['beta/index.js', 'capmBeta'],
  ['index.js', 'simpleReturns'],
  ['index.js', 'exactBetaHedge'],
  ['hedge/index.js', 'bookExposure'],
  ['hedge/index.js', 'stressHedge'],
  ['instruments/index.js', 'contractExposure'],
  ['rebalance/index.js', 'stepRebalance'],
  ['audit/index.js', 'verifyLog'],
  ['index.js', 'isBetahedgeError'],
])('%s: %s ships no package', async (file, name) => {
  const shipped = await filesShipped(`export { ${name} } from './${file}';`);
  expect(shipped).not.toEqual([]);
  expect(shipped.filter((path) => path.includes('node_modules'))).toEqual([]);
});

test('an import for nothing ships nothing', async () => {
  expect(await filesShipped("import './index.js';")).toEqual([]);
});

test('a user sees no warning of the bundler', async () => {
  const { warnings } = await bundle("export * from './index.js';");
  expect(warnings).toEqual([]);
});

async function filesShipped(contents: string): Promise<readonly string[]> {
  const { metafile } = await bundle(contents);
  const inputs = Object.values(metafile.outputs)[0]!.inputs;
  const shipped = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return shipped.map(([path]) => path).filter((path) => path !== '<stdin>');
}

function bundle(contents: string) {
  return build({
    stdin: { contents, resolveDir: dist },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
}
