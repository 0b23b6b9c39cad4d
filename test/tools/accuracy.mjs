// `npm run accuracy`: the largest errors of the built library against the fixtures, whose expected values are
// of 50 and more digits, and against exact arithmetic. They are the same on every engine. They are printed and written
// to accuracy.json, and from there to README.md and docs/accuracy-and-speed.md; given a path, to that path alone.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import * as beta from '../../dist/beta/index.js';
import * as correlation from '../../dist/correlation/index.js';
import * as erf from '../../dist/kernel/erf.js';
import { exp } from '../../dist/kernel/exp.js';
import { expm1 } from '../../dist/kernel/expm1.js';
import { fCdf, fSurvival } from '../../dist/kernel/fDistribution.js';
import {
  regularisedIncompleteBeta,
  regularisedIncompleteBetaComplement,
} from '../../dist/kernel/incompleteBeta.js';
import { log } from '../../dist/kernel/log.js';
import { log1p } from '../../dist/kernel/log1p.js';
import { logGamma } from '../../dist/kernel/logGamma.js';
import * as normal from '../../dist/kernel/normal.js';
import { studentTCdf, studentTQuantile } from '../../dist/kernel/studentT.js';
import * as options from '../../dist/options/index.js';
import * as returns from '../../dist/returns/index.js';
import { accuracyFile, saveFigures, writePages } from './figures.mjs';

const read = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'));
/** @type {Record<string, [x: number, nearest: number, rest: number][]>} */
const elementary = read('elementary_mpmath').functions;
const special = read('special_mpmath');
/** @type {Record<string, any>} */
const functions = { exp, log, expm1, log1p, ...erf, ...normal };

/** @type {import('./figures.mjs').AccuracyRow[]} */
const rows = [];
const print = (
  /** @type {[string, string, string, string, string?]} */ ...[name, cases, ulps, relative, unit]
) => {
  const columns = [name.padEnd(54), cases.padStart(7), ulps.padStart(12), relative.padStart(14)];
  console.log(`${columns.join('')}  ${unit ?? ''}`.trimEnd());
};
const add = (/** @type {import('./figures.mjs').AccuracyRow} */ row) => {
  const { name, cases, error, ulps, unit } = row;
  rows.push(row);
  print(name, String(cases), ulps?.toFixed(2) ?? '', error === 0 ? '0' : error.toExponential(1), unit);
};
print('function', 'cases', 'ulps', 'relative');

for (const [name, values] of Object.entries(elementary)) {
  let [ulps, relative] = [0, 0];
  for (const [x, nearest, rest] of values) {
    const unit = ulpOf(nearest);
    const off = Math.abs((functions[name](x) - nearest) / unit - rest);
    ulps = Math.max(ulps, off);
    if (Math.abs(nearest) > 1e-300) relative = Math.max(relative, (off * unit) / Math.abs(nearest));
  }
  add({ name, cases: values.length, ulps, error: relative });
}

/** @type {[string, any[], (row: any) => [got: number, expected: number][]][]} */
const relatives = [
  ['logGamma, next to its zeros too', special.logGamma.rows, ([x, y]) => [[logGamma(x), y]]],
  [
    'incomplete beta, both sides',
    special.incompleteBeta.rows,
    ([a, b, x, lower, upper]) => [
      [regularisedIncompleteBeta(a, b, x), lower],
      [regularisedIncompleteBetaComplement(a, b, x), upper],
    ],
  ],
  ['Student t, the tail', special.studentT.rows, ([df, t, tail]) => [[studentTCdf(-Math.abs(t), df), tail]]],
  [
    'Student t quantile',
    special.studentTQuantile.rows,
    ([df, p, quantile]) => [[studentTQuantile(p, df), quantile]],
  ],
  [
    'F, both sides',
    special.f.rows,
    ([d1, d2, x, upper, lower]) => [
      [fCdf(x, d1, d2), lower],
      [fSurvival(x, d1, d2), upper],
    ],
  ],
];
for (const [name, values, pairs] of relatives) {
  let relative = 0;
  // Below 1e-300 a value has few digits of its own.
  for (const [got, expected] of values.flatMap(pairs))
    if (Math.abs(expected) > 1e-300 && Number.isFinite(expected))
      relative = Math.max(relative, Math.abs(got / expected - 1));
  add({ name, cases: values.length, error: relative });
}

const capm = read('capm_ols');
for (const ill of [false, true]) {
  let [relative, cases] = [0, 0];
  for (const { name, options, expected } of capm.cases) {
    if (name.startsWith('benchmark = 1e8') !== ill) continue;
    for (const [kind, covariance] of Object.entries(
      /** @type {Record<string, any>} */ (expected.covariance),
    )) {
      const hac = /^HAC_lags(\d+)(_smallSample)?$/.exec(kind);
      const take = (/** @type {string} */ series) => capm.inputs[series].slice(0, options.first);
      const rate = options.riskFreePerPeriod;
      const estimate = /** @type {any} */ (
        beta.capmBeta({
          assetReturns: take(options.asset),
          benchmarkReturns: take(options.benchmark),
          riskFreeRatePerPeriod: typeof rate === 'string' ? take(rate) : rate,
          standardErrors: hac
            ? { kind: 'HAC', maxLags: Number(hac[1]), smallSample: hac[2] !== undefined }
            : /** @type {any} */ (kind),
        })
      );
      cases++;
      for (const [got, wanted] of [
        [estimate.beta, expected.beta],
        [estimate.alpha, expected.alpha],
        [estimate.betaStandardError, covariance.seBeta],
        [estimate.alphaStandardError, covariance.seAlpha],
        [estimate.betaPValue, covariance.pBeta],
        [estimate.betaInterval.lower, covariance.ci95Beta?.[0]],
        [estimate.betaInterval.upper, covariance.ci95Beta?.[1]],
      ])
        if (typeof wanted === 'number' && wanted !== 0)
          relative = Math.max(relative, Math.abs(got / wanted - 1));
    }
  }
  const name = ill ? 'capmBeta, benchmark of 1e8 + noise' : 'capmBeta, every standard error';
  add({ name, cases, error: relative });
}

/** @type {typeof import('./accuracyOfEstimators.mjs')} */
const { estimatorRows } = await bundled('accuracyOfEstimators.mjs', '../fixtures.ts');
/** @type {typeof import('./accuracyOfOptions.mjs')} */
const { optionRows } = await bundled('accuracyOfOptions.mjs', '../options/bsmReference.ts');
console.log();
print('estimator', 'values', '', 'relative', 'or in units of');
for (const { name, values, error, unit } of [
  ...estimatorRows({ beta, correlation, returns, read }),
  ...optionRows(options),
])
  add({ name, cases: values, error, ...(unit === '' ? {} : { unit }) });

const [elsewhere] = process.argv.slice(2);
await saveFigures(elsewhere ?? accuracyFile, { command: 'npm run accuracy', rows });
if (elsewhere === undefined) await writePages();

/**
 * A part that needs some of the tests' TypeScript, which Node 20 does not run: a bundle, whose paths to the fixtures
 * are those of one of the tests' files.
 *
 * @param {string} file
 * @param {string} base
 */
async function bundled(file, base) {
  const bundle = new URL(`../../reports/${file}`, import.meta.url);
  buildSync({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    outfile: fileURLToPath(bundle),
    bundle: true,
    platform: 'node',
    format: 'esm',
    define: { 'import.meta.url': JSON.stringify(new URL(base, import.meta.url)) },
  });
  return import(bundle.href);
}

/** @param {number} x */
function ulpOf(x) {
  const next = new Float64Array([Math.abs(x)]);
  const bits = new DataView(next.buffer);
  bits.setBigInt64(0, bits.getBigInt64(0, true) + 1n, true);
  return Number(next[0]) - Math.abs(x);
}
