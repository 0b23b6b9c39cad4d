import { changeLastBit, digestOf } from './digest.mjs';
import { between, column, degrees, ofAnySize, ofEitherSign, probability } from './inputs.mjs';
import { block, onSamples } from './samples.mjs';

// The functions of numbers in the kernel: the file, the name, and which inputs each argument gets.
const anySize = ofAnySize(-1074, 1022);
const ordinary = ofAnySize(-10, 10);

/** @type {readonly (readonly [file: string, name: string, ...mappings: import('./inputs.mjs').Mapping[]])[]} */
const onNumbers = [
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
  ['millsRatio', 'millsRatio', between(-60, 0.5)],
  ['millsRatio', 'millsRatioSlope', between(-60, 0)],
  ['logGamma', 'logGamma', ordinary],
  ['logGamma', 'logBeta', ordinary, ordinary],
  ['incompleteBeta', 'regularisedIncompleteBeta', ordinary, ordinary, probability],
  ['studentT', 'studentTCdf', ofEitherSign(ofAnySize(-10, 5)), degrees],
  ['studentT', 'studentTQuantile', probability, degrees],
  ['fDistribution', 'fCdf', ofAnySize(-5, 5), degrees, degrees],
  ['fDistribution', 'fSurvival', ofAnySize(-5, 5), degrees, degrees],
];

// What each of these does shows in the digests of estimators, or of the rest of the kernel.
const throughEstimators = [
  'akima',
  'bits',
  'blackScholes',
  'countUpTo',
  'inference',
  'anchoredCoMoments',
  'ewmaCoMoments',
  'ewmaPath',
  'fitFromSums',
  'gramRegression',
  'householderQr',
  'impliedVolatility',
  'integerProgram',
  'leastSquares',
  'mEstimate',
  'pairWindow',
  'quadraticActiveSet',
  'quadraticProgram',
  'quadraticProof',
  'quadraticScaling',
  'quadraticWorkingSet',
  'quantileRegression',
  'rollingCoMoments',
  'rollingPlane',
  'scaleBands',
  'selection',
  'semidefinite',
  'singularValues',
  'streamedEwma',
  'streamedWindow',
  'theilSen',
  'timeValue',
  'windows',
];

/**
 * @typedef {Readonly<Record<string, Record<string, any>>>} Kernel by file name
 *
 * @param {Kernel} kernel
 * @param {number} count inputs a function
 * @returns the digest of every function's results, and what is wrong: a digest must tell of one changed bit
 */
export async function kernelDigests(kernel, count) {
  /** @type {Record<string, string>} */
  const digests = {};
  const covered = new Set([
    ...throughEstimators,
    ...onNumbers.map(([file]) => file),
    ...onSamples.map(({ file }) => file),
  ]);
  const problems = Object.keys(kernel)
    .filter((file) => !covered.has(file))
    .map((file) => `kernel/${file} has no digest`);

  /** @type {(name: string, results: Float64Array, changed: Float64Array | undefined) => Promise<void>} */
  const add = async (name, results, changed) => {
    digests[name] = await digestOf(results);
    if (changed === undefined || (await digestOf(changed)) === digests[name])
      problems.push(`${name}: a changed bit does not show`);
  };

  for (const [file, name, ...mappings] of onNumbers) {
    const f = kernel[file]?.[name];
    const columns = mappings.map((mapping, argument) => column(name, argument, count, mapping));
    const results = resultsOf(f, columns);
    await add(name, results, changeOne(f, columns, results));
  }

  for (const { file, run } of onSamples) {
    const [x, y] = [0, 1].map((argument) => column(file, argument, count, between(-1, 1)).map(orOne));
    await add(
      file,
      run(kernel[file], x, y, 1),
      changeSample((column, seed) => run(kernel[file], column, y, seed), x),
    );
  }
  return { digests, problems };
}

/**
 * @param {(...given: number[]) => number} f
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
 * since a function rounds two neighbours to one value here and there.
 *
 * @param {(...given: number[]) => number} f
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

/**
 * The same for a sample, and for a seed. One last bit among a thousand terms shows where a sum is close to
 * rounding the other way: in one block in thirty or so.
 *
 * @param {(x: Float64Array, seed: number) => Float64Array} run
 * @param {Float64Array} x
 */
function changeSample(run, x) {
  const changed = x.slice();
  for (let from = 0; from < x.length; from += block) {
    changed[from] = changeLastBit(x[from]);
    const before = run(x.subarray(from, from + block), 1);
    const after = run(changed.subarray(from, from + block), 2);
    if (after.some((result, i) => !Object.is(result, before[i]))) return run(changed, 2);
    changed[from] = x[from];
  }
  return undefined;
}

/** @param {number} x */
function orOne(x) {
  // A sample is finite, and no sum of it may overflow.
  return Math.abs(x) <= 1 ? x : 1;
}
