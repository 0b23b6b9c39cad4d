import { changeLastBit, digestOfText } from './digest.mjs';
import { estimatorDigests } from './estimators.mjs';
import { kernelDigests } from './kernel.mjs';
import { smoke } from './smoke.mjs';

// The one program that every runtime runs; how it got the library, by import or by require, differs.

/**
 * @param {object} given
 * @param {Record<string, Record<string, any>>} given.doors the public subpaths, `.` for the root
 * @param {Record<string, Record<string, Function>>} given.kernel by file name
 * @param {{ decisionLog(prices: string, funding: string): string }} given.example
 * @param {{ prices: string, funding: string }} given.data the example's data, as CSV
 * @param {number} given.count inputs a kernel function
 */
export async function run({ doors, kernel, example, data, count }) {
  const { digests, problems } = await kernelDigests(kernel, count);
  const estimators = await estimatorDigests(doors);
  const { prices, funding } = data;
  const log = await digestOfText(example.decisionLog(prices, funding));
  const changed = await digestOfText(example.decisionLog(changeOnePrice(prices), funding));
  return {
    digests: { ...digests, ...estimators.digests, decisionLog: log },
    api: smoke(doors),
    kernel: [...problems, ...estimators.problems],
    decisions: changed === log ? ['one changed bit of a price does not change the decisions'] : [],
  };
}

/**
 * One price in the middle of the table, changed in the last bit of its double.
 *
 * @param {string} csv
 */
function changeOnePrice(csv) {
  const lines = csv.split('\n');
  const middle = Math.floor(lines.length / 2);
  const fields = lines[middle].split(',');
  fields[1] = String(changeLastBit(Number(fields[1])));
  lines[middle] = fields.join(',');
  return lines.join('\n');
}
