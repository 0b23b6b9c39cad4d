import { changeLastBit, digestOfText } from './digest.mjs';
import { between, column } from './inputs.mjs';

// Every function of these doors has a row: one call, or a few, on seeded data, whose results are digested
// whole. Functions that a row calls beside its own are listed in `beside`.
const doorsCovered = ['./beta', './correlation'];
const samples = 400;
const day = 86_400_000;

/**
 * @typedef {object} Data
 * @property {Float64Array} benchmark returns, whose last bits must show in every result
 * @property {Float64Array} asset returns that follow the benchmark
 * @property {Float64Array} other returns that follow it less
 * @property {Float64Array} gappy the asset's, with missing and infinite samples
 * @property {Float64Array} timestamps one a day, with gaps
 * @property {Float64Array} benchmarkPrices one more than returns
 * @property {Float64Array} assetPrices one more than returns
 *
 * @typedef {object} Row
 * @property {string[]} [beside]
 * @property {(door: Record<string, Function>, data: Data) => unknown} run
 *
 * @type {Readonly<Record<string, Row>>}
 */
const rows = {
  capmBeta: {
    run: ({ capmBeta }, { asset, benchmark }) =>
      ['classical', 'HC0', 'HC1', 'HC2', 'HC3', { kind: 'HAC', maxLags: 5 }].map((standardErrors) =>
        capmBeta({ assetReturns: asset, benchmarkReturns: benchmark, standardErrors }),
      ),
  },
};

/**
 * The digest of every estimator's results, and what is wrong: a digest must tell of one changed bit.
 *
 * @param {Record<string, Record<string, any>>} doors
 */
export async function estimatorDigests(doors) {
  /** @type {Record<string, string>} */
  const digests = {};
  const problems = [];
  const known = new Set(Object.entries(rows).flatMap(([name, { beside = [] }]) => [name, ...beside]));
  for (const path of doorsCovered) {
    const door = doors[path] ?? {};
    for (const name of Object.keys(door)) {
      if (!known.has(name)) problems.push(`${path} ${name} has no digest`);
      const row = rows[name];
      if (row === undefined) continue;
      const text = textOf(row.run(door, seeded()));
      digests[name] = await digestOfText(text);
      if (!showsChange(row, door, text)) problems.push(`${name}: a changed sample does not show`);
    }
  }
  return { digests, problems };
}

/**
 * Whether the last bit of one sample of the benchmark shows; of a method by ranks or medians hardly any
 * does, and a sample of the other sign has to.
 *
 * @param {Row} row
 * @param {Record<string, any>} door
 * @param {string} before
 */
function showsChange(row, door, before) {
  for (const change of [changeLastBit, (/** @type {number} */ x) => -x])
    for (let i = 100; i < 120; i++) if (textOf(row.run(door, seeded(i, change))) !== before) return true;
  return false;
}

/**
 * @param {number} [at] the sample of the benchmark to change
 * @param {(x: number) => number} [change]
 * @returns {Data}
 */
function seeded(at = -1, change = (x) => x) {
  const noise = (/** @type {number} */ argument, /** @type {number} */ width) =>
    column('estimators', argument, samples, between(-width, width)).map((x) =>
      Math.abs(x) <= width ? x : 0,
    );
  const benchmark = noise(0, 0.04);
  if (at >= 0) benchmark[at] = change(benchmark[at]);
  const [own, otherOwn] = [noise(1, 0.03), noise(2, 0.05)];
  const asset = benchmark.map((x, i) => 1.2 * x + own[i]);
  const other = benchmark.map((x, i) => 0.6 * x + otherOwn[i]);
  const gappy = asset.map((x, i) => (i % 37 === 5 ? NaN : i % 101 === 7 ? Infinity : x));
  const timestamps = benchmark.map((_, i) => day * (i + Math.floor(i / 9)));
  return {
    benchmark,
    asset,
    other,
    gappy,
    timestamps,
    benchmarkPrices: pricesOf(benchmark, 40_000),
    assetPrices: pricesOf(asset, 2_500),
  };
}

/**
 * @param {Float64Array} returns
 * @param {number} first
 */
function pricesOf(returns, first) {
  const prices = new Float64Array(returns.length + 1);
  prices[0] = first;
  returns.forEach((x, i) => {
    prices[i + 1] = prices[i] * (1 + x);
  });
  return prices;
}

/**
 * Everything in a result, by shortest round trip, which the language fixes.
 *
 * @param {unknown} result
 */
function textOf(result) {
  return JSON.stringify(result, (_, value) => {
    if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
    return ArrayBuffer.isView(value) ? Array.from(/** @type {any} */ (value), String) : value;
  });
}
