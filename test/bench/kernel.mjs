import tCdfOfStdlib from '@stdlib/stats-base-dists-t-cdf';
import jstat from 'jstat';
import { erfc } from '../../dist/kernel/erf.js';
import { exp } from '../../dist/kernel/exp.js';
import { expm1 } from '../../dist/kernel/expm1.js';
import { log } from '../../dist/kernel/log.js';
import { log1p } from '../../dist/kernel/log1p.js';
import { normalCdf, normalQuantile } from '../../dist/kernel/normal.js';
import { studentTCdf, studentTQuantile } from '../../dist/kernel/studentT.js';
import { compare, noise, row } from './measure.mjs';

const { jStat } = jstat;
const uniforms = noise(3, 1000);
const df = 998;

/** @type {readonly (readonly [name: string, Function1, Function1, input: Function1])[]} */
const table = [
  ['exp, Math.exp', exp, Math.exp, (u) => 40 * (u - 0.5)],
  ['log, Math.log', log, Math.log, (u) => 100 * u + 1e-9],
  ['expm1, Math.expm1', expm1, Math.expm1, (u) => 4 * (u - 0.5)],
  ['log1p, Math.log1p', log1p, Math.log1p, (u) => 2 * (u - 0.4)],
  ['erfc, jStat', erfc, jStat.erfc, (u) => 10 * (u - 0.3)],
  ['normalCdf, jStat', normalCdf, (x) => jStat.normal.cdf(x, 0, 1), (u) => 12 * (u - 0.5)],
  ['normalQuantile, jStat', normalQuantile, (p) => jStat.normal.inv(p, 0, 1), (u) => u],
  ['studentTCdf, stdlib', (t) => studentTCdf(t, df), (t) => tCdfOfStdlib(t, df), (u) => 8 * (u - 0.5)],
  ['studentTCdf, jStat', (t) => studentTCdf(t, df), (t) => jStat.studentt.cdf(t, df), (u) => 8 * (u - 0.5)],
  ['studentTQuantile, jStat', (p) => studentTQuantile(p, df), (p) => jStat.studentt.inv(p, df), (u) => u],
];

for (const [name, ours, theirs, input] of table) {
  const inputs = Float64Array.from(uniforms, input);
  const [peer, own] = await compare([sumOver(theirs, inputs), sumOver(ours, inputs)], inputs.length);
  row(name, [{ nanoseconds: own.nanoseconds }, { nanoseconds: peer.nanoseconds }, { times: own.ratio }]);
}

/** @typedef {(x: number) => number} Function1 */

/**
 * A loop of its own for each function: a loop that they shared would not be fitted to any of them.
 *
 * @param {Function1} f
 * @param {Float64Array} inputs
 * @returns {() => number}
 */
function sumOver(f, inputs) {
  const body =
    'return () => { let sum = 0; for (let i = 0; i < x.length; i++) sum += f(x[i]); return sum; };';
  return new Function('f', 'x', body)(f, inputs);
}
