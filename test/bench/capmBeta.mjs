import { linearRegression, sampleCorrelation } from 'simple-statistics';
import { capmBeta } from '../../dist/beta/index.js';
import { compare, noise, row } from './measure.mjs';

const kind = process.argv[2];
const column = (/** @type {number[]} */ values) => (kind === 'number[]' ? values : Float64Array.from(values));
const benchmark = noise(1, 1000).map((x) => 0.04 * (x - 0.5));
const benchmarkReturns = column(benchmark);
const assetReturns = column(noise(2, 1000).map((x, i) => 0.03 * (x - 0.5) + 1.2 * benchmark[i]));
const pairs = pair();

const [ours, theirs, withPairs] = await compare([
  () => capmBeta({ assetReturns, benchmarkReturns }),
  () => [linearRegression(pairs), sampleCorrelation(benchmarkReturns, assetReturns)],
  () => [linearRegression(pair()), sampleCorrelation(benchmarkReturns, assetReturns)],
]);
for (const [name, peer] of /** @type {const} */ ([
  [kind, withPairs],
  [`${kind}, pairs made beforehand`, theirs],
]))
  row(name, [{ nanoseconds: ours.nanoseconds }, { nanoseconds: peer.nanoseconds }, { times: peer.ratio }]);

function pair() {
  const made = [];
  for (let i = 0; i < benchmarkReturns.length; i++) made.push([benchmarkReturns[i], assetReturns[i]]);
  return made;
}
