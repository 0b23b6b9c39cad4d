import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { compare, inWords, row } from './measure.mjs';

const examples = new URL('../../docs/examples/', import.meta.url);
// Beside its source, where `betahedge` is this package.
const outfile = fileURLToPath(new URL('book2021.mjs', examples));
buildSync({
  entryPoints: [fileURLToPath(new URL('book2021.ts', examples))],
  outfile,
  bundle: true,
  packages: 'external',
  format: 'esm',
});
const { replayYear } = await import(outfile);
const prices = readFileSync(new URL('data/crypto-daily-2021.csv', examples), 'utf8');
const funding = readFileSync(new URL('data/btc-funding-2021.csv', examples), 'utf8');

const days = replayYear(prices, funding).timestamps.length;
const [{ nanoseconds }] = await compare([() => replayYear(prices, funding)]);
row('replayHedge, 2021', [inWords(nanoseconds), String(days), inWords(nanoseconds / days)]);
