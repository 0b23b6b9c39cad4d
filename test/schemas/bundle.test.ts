import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

// Who does not import a schema does not ship one, nor a word of its descriptions; who estimates ships no definition.
const src = fileURLToPath(new URL('../../src/', import.meta.url));

async function shipped(contents: string): Promise<readonly string[]> {
  const { metafile } = await build({
    stdin: { contents, resolveDir: src, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    metafile: true,
    external: ['decimal.js', 'ml-matrix', '@noble/hashes'],
  });
  const inputs = Object.entries(Object.values(metafile.outputs)[0]!.inputs);
  return inputs.flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [path.replace(/^.*src\//, '')] : [],
  );
}

const beside = "import { policySchema, marketSchema } from './schemas/index.ts';\n";

it.each([
  'capmBeta',
  'simpleReturns',
  'blackScholes',
  'exactBetaHedge',
  'sizeBetaHedge',
  'parseMarket',
  'parsePosition',
  'stepRebalance',
])('%s ships no schema', async (name) => {
  const files = await shipped(`${beside}export { ${name} } from './index.ts';`);
  expect(files).not.toEqual([]);
  expect(files.filter((file) => file.startsWith('schemas/') || /Shape|words/.test(file))).toEqual([]);
});

it('an estimate ships no definition either', async () => {
  for (const name of ['capmBeta', 'blackScholes', 'rollingBeta'])
    expect(await shipped(`${beside}export { ${name} } from './index.ts';`)).not.toContain(
      'foundation/shape.ts',
    );
});

it('a parser ships its definition, and a schema its words', async () => {
  expect(await shipped("export { parseDecision } from './rebalance/index.ts';")).not.toContain(
    'schemas/words.ts',
  );
  const files = await shipped("export { policySchema } from './schemas/index.ts';");
  expect(files).toEqual(expect.arrayContaining(['foundation/shape.ts', 'schemas/words.ts']));
  expect(files.filter((file) => file.startsWith('instruments/decimal'))).toEqual([]);
});
