import { changeLastBit, digestOf } from './digest.mjs';
import { between, column, degrees, ofAnySize, ofEitherSign, probability } from './inputs.mjs';

// The kernel, function by function: where it stands, and which inputs it gets, a mapping an argument.
const anySize = ofAnySize(-1074, 1022);
const ordinary = ofAnySize(-10, 10);

/** @type {readonly (readonly [file: string, name: string, ...mappings: import('./inputs.mjs').Mapping[]])[]} */
const table = [
  ['exp', 'exp', between(-750, 715)],
  ['log', 'log', anySize],
  ['expm1', 'expm1', ofEitherSign(ofAnySize(-60, 9))],
  ['log1p', 'log1p', (next) => anySize(next) - next()],
  ['erf', 'erf', between(-6.5, 6.5)],
  ['erf', 'erfc', between(-7, 28)],
  ['erf', 'erfcx', between(-27, 60)],
  ['normal', 'normalDensity', between(-39, 39)],
  ['normal', 'normalCdf', between(-39, 9)],
  ['normal', 'normalLogCdf', between(-100, 9)],
  ['normal', 'normalQuantile', probability],
  ['logGamma', 'logGamma', ordinary],
  ['logGamma', 'logBeta', ordinary, ordinary],
  ['incompleteBeta', 'regularisedIncompleteBeta', ordinary, ordinary, probability],
  ['studentT', 'studentTCdf', ofEitherSign(ofAnySize(-10, 5)), degrees],
  ['studentT', 'studentTQuantile', probability, degrees],
  ['fDistribution', 'fCdf', ofAnySize(-5, 5), degrees, degrees],
  ['fDistribution', 'fSurvival', ofAnySize(-5, 5), degrees, degrees],
];

/**
 * The digest of a million results of every function, and whether one input that differs in its last bit
 * gives another.
 *
 * @param {Readonly<Record<string, Record<string, Function>>>} modules by file name
 * @param {number} count
 */
export async function kernelDigests(modules, count) {
  /** @type {Record<string, string>} */
  const digests = {};
  const problems = [];
  for (const [index, [file, name, ...mappings]] of table.entries()) {
    const f = modules[file]?.[name];
    if (f === undefined) {
      problems.push(`kernel/${file} has no ${name}`);
      continue;
    }
    const columns = mappings.map((mapping, i) => column(100 * index + i + 1, count, mapping));
    const results = resultsOf(f, columns);
    digests[name] = await digestOf(results);
    const changed = changeOne(f, columns, results);
    if (changed === undefined) problems.push(`${name} does not tell inputs apart that differ in one bit`);
    else if ((await digestOf(changed)) === digests[name])
      problems.push(`${name}: a changed input, one digest`);
  }
  return { digests, problems };
}

/**
 * @param {Function} f
 * @param {readonly Float64Array[]} columns
 */
function resultsOf(f, [a, b, c]) {
  const results = new Float64Array(a.length);
  // One loop each: a call with spread arguments would cost more than most of the functions.
  if (b === undefined) for (let i = 0; i < a.length; i++) results[i] = f(a[i]);
  else if (c === undefined) for (let i = 0; i < a.length; i++) results[i] = f(a[i], b[i]);
  else for (let i = 0; i < a.length; i++) results[i] = f(a[i], b[i], c[i]);
  return results;
}

/**
 * The results with one input changed in its last bit: the first from the middle on whose result shows it,
 * since many functions round two neighbours to one value here and there.
 *
 * @param {Function} f
 * @param {readonly Float64Array[]} columns
 * @param {Float64Array} results
 */
function changeOne(f, [a, ...rest], results) {
  for (let i = Math.floor(a.length / 2); i < a.length; i++) {
    if (!Number.isFinite(a[i])) continue;
    const result = f(changeLastBit(a[i]), ...rest.map((values) => values[i]));
    if (Object.is(result, results[i])) continue;
    const changed = results.slice();
    changed[i] = result;
    return changed;
  }
  return undefined;
}
