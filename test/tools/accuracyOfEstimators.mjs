// The part of `npm run accuracy` that is about the estimators: accuracy.mjs bundles it, since it shares the fixtures'
// reader, the traps and the exact arithmetic with the tests, which are TypeScript. The library is handed in.
import { readFixture } from '../fixtures.ts';
import { exactFit } from '../kernel/exactWindow.ts';
import { magnitudes, sampled, traps } from '../kernel/rollingTraps.ts';

/**
 * @typedef {object} Library
 * @property {typeof import('../../src/beta/index.ts')} beta
 * @property {typeof import('../../src/correlation/index.ts')} correlation
 * @property {typeof import('../../src/returns/index.ts')} returns
 * @property {(name: string) => any} read Of test/fixtures.
 */
/** @typedef {{ name: string, unit: string, values: number, error: number }} Row */
/** @typedef {(got: any, expected: any, scale?: number) => void} Compare */

/** @type {Row[]} */
let rows = [];

/**
 * A row of the table; what it compares is taken relative to the expected, or else in the unit named.
 * @param {string} name
 * @returns {Compare}
 */
function row(name, unit = '') {
  const own = { name, unit, values: 0, error: 0 };
  rows.push(own);
  return (got, expected, scale = Math.abs(expected)) => {
    if (typeof got === 'number' && typeof expected === 'number' && !Number.isNaN(got)) {
      own.values++;
      if (got !== expected) own.error = Math.max(own.error, Math.abs(got - expected) / scale);
    } else if (expected !== null || (got !== null && !Number.isNaN(got))) {
      throw new Error(`${name}: got ${String(got)}, expected ${String(expected)}`);
    }
  };
}

/** @type {(compare: Compare, got: readonly any[], expected: readonly any[]) => void} */
function each(compare, got, expected) {
  if (got.length !== expected.length) throw new Error(`${got.length} for ${expected.length} values`);
  expected.forEach((value, i) => {
    compare(got[i], value);
  });
}

/** @type {(result: { status: string }) => any} */
function ok(result) {
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result;
}

/**
 * The rows, in the order in which they are printed.
 * @param {Library} library
 */
export function estimatorRows(library) {
  rows = [];
  rolling(library);
  ewma(library);
  correlations(library);
  ticks(library);
  matrices(library);
  moments(library);
  factors(library);
  conditional(library);
  leadAndLag(library);
  robust(library);
  kalman(library);
  shrunk(library);
  books(library);
  const empty = rows.find(({ values }) => values === 0);
  if (empty !== undefined) throw new Error(`${empty.name}: nothing was compared`);
  return rows;
}

/** @param {Library} library */
function rolling({ beta: { rollingBeta }, correlation: { rollingCorrelation } }) {
  const slope = row('rollingBeta, real returns');
  const r = row('rollingCorrelation, real returns', 'absolute');
  const { inputs, cases } = readFixture('rolling');
  for (const { options, expected } of cases) {
    const [y, x] = [inputs[options.asset], inputs[options.benchmark]];
    const { window, minPeriods } = options;
    const betas = rollingBeta({ assetReturns: y, benchmarkReturns: x, window, minPeriods });
    const correlations = rollingCorrelation({ x, y, window, minPeriods });
    for (const [k, index] of expected.index.entries()) {
      slope(betas.values[index], expected.beta[k]);
      r(correlations.values[index], expected.correlation[k], 1);
    }
  }
  for (const [name, given, windows] of /** @type {const} */ ([
    ['traps', traps(), [3, 60, 1000, 20_000]],
    ['5e-324 to 1e308', magnitudes(), [3, 60, 1000, 20_000]],
  ]))
    for (const window of windows) {
      const trapSlope = row(`rollingBeta, ${name}, window ${window}`, 'sd(r)/sd(m)');
      const trapR = row(`rollingCorrelation, ${name}, window ${window}`, 'absolute');
      for (const { x, y, events } of given) {
        const minPeriods = Math.floor(0.75 * window);
        const betas = rollingBeta({ assetReturns: y, benchmarkReturns: x, window, minPeriods });
        const correlations = rollingCorrelation({ x, y, window, minPeriods });
        for (const i of sampled(events, window)) {
          const exact = exactFit(x, y, Math.max(0, i - window + 1), i);
          const enough = exact.count >= minPeriods;
          // Of a flat asset a slope has no unit, and one beyond the doubles, either way, is not to be had.
          const held = Number.isFinite(exact.slope) && (exact.slope !== 0 || exact.correlation === 0);
          const defined = enough && exact.slopeUnit !== null && held;
          trapSlope(betas.values[i], defined ? exact.slope : null, exact.slopeUnit ?? 1);
          trapR(correlations.values[i], enough ? exact.correlation : null, 1);
        }
      }
    }
}

/** @param {Library} library */
function ewma({ beta: { ewmaBeta }, correlation: { ewmaCorrelation } }) {
  const { inputs, cases } = readFixture('ewma');
  for (const mean of /** @type {const} */ (['zero', 'weighted'])) {
    const slope = row(`ewmaBeta, mean ${mean}`, 'sd(r)/sd(m)');
    const r = row(`ewmaCorrelation, mean ${mean}`, 'absolute');
    for (const { options, expected } of cases) {
      if (options.mean !== (mean === 'zero' ? 'zero' : 'ewma')) continue;
      const [y, x] = [inputs[options.asset], inputs[options.benchmark]];
      const { lambda, halfLife } = options;
      const weights = { ...(lambda === undefined ? { halfLife } : { lambda }), minimumEffectiveSamples: 0 };
      const betas = ewmaBeta({ assetReturns: y, benchmarkReturns: x, mean, ...weights });
      const correlations = ewmaCorrelation({ x, y, mean, ...weights });
      for (const [k, index] of expected.index.entries()) {
        const [beta, correlation] = [expected.beta[k], expected.correlation[k]];
        slope(betas.values[index], beta, Math.abs(beta / correlation));
        r(correlations.values[index], correlation, 1);
      }
    }
  }
}

/** @param {Library} library */
function correlations({ correlation: { correlation } }) {
  const pearson = readFixture('pearson_ci');
  const rank = readFixture('rank');
  const inference = readFixture('rank_inference').cases;

  const r = row('correlation, Pearson');
  const test = row('correlation, Pearson: t');
  const p = row('correlation, Pearson: p');
  const nearOne = row('correlation, Pearson: t and p at 1 - 4e-9');
  const ends = row('correlation, Pearson: interval', 'absolute');
  for (const { options, expected } of pearson.cases) {
    if (expected.correlation === null) continue;
    const given = { x: pearson.inputs[options.x], y: pearson.inputs[options.y] };
    const got = ok(correlation({ ...given, method: 'pearson' }));
    r(got.correlation, expected.correlation);
    (expected.correlation > 0.99999 ? nearOne : test)(got.tStatistic, expected.t);
    (expected.correlation > 0.99999 ? nearOne : p)(got.pValue, expected.p);
    for (const level of [95, 99]) {
      const { interval } = ok(correlation({ ...given, method: 'pearson', confidenceLevel: level / 100 }));
      const [lower, upper] = expected[`ci${level}`] ?? [null, null];
      ends(interval?.lower ?? null, lower, 1);
      ends(interval?.upper ?? null, upper, 1);
    }
  }
  for (const { options, expected } of inference) {
    const got = ok(correlation({ ...options, method: 'pearson' }));
    r(got.correlation, expected.pearson);
    ends(got.interval.lower, expected.pearson95[0], 1);
    ends(got.interval.upper, expected.pearson95[1], 1);
  }

  for (const method of /** @type {const} */ (['spearman', 'kendall'])) {
    const name = `correlation, ${method === 'spearman' ? 'Spearman' : 'Kendall'}`;
    const value = row(name);
    const pValue = row(`${name}: p`);
    const interval = row(`${name}: interval`, 'absolute');
    for (const { options, expected } of rank.cases) {
      const wanted = expected[method === 'spearman' ? 'spearman' : 'kendallTauB'];
      if (wanted === null) continue;
      const got = ok(correlation({ x: rank.inputs[options.x], y: rank.inputs[options.y], method }));
      value(got.correlation, wanted);
      // Ranks on one line leave no error to compare rho with: null, where the reference says 0.
      if (method === 'spearman') pValue(got.pValue, wanted === 1 ? null : expected.spearmanP);
      else pValue(got.pValue, expected.kendallExactP ?? expected.kendallP);
    }
    for (const { options, expected } of inference) {
      const got = ok(correlation({ ...options, method }));
      value(got.correlation, expected[method]);
      if (method === 'kendall' && expected.kendallExactP !== null) pValue(got.pValue, expected.kendallExactP);
      interval(got.interval.lower, expected[`${method}95`][0], 1);
      interval(got.interval.upper, expected[`${method}95`][1], 1);
    }
  }
}

/** @param {Library} library */
function ticks({ correlation: { hayashiYoshida } }) {
  const compare = row('hayashiYoshida');
  const { inputs, cases } = readFixture('hayashi_yoshida');
  const milliseconds = (/** @type {number[]} */ seconds) => seconds.map((time) => Math.round(time * 1000));
  for (const { options, expected } of cases) {
    if (expected.overlappingPairs === 0) continue;
    const { timeX, priceX, timeY, priceY } = inputs[options.set];
    const got = ok(
      hayashiYoshida({
        x: { timestamps: milliseconds(timeX), prices: priceX },
        y: { timestamps: milliseconds(timeY), prices: priceY },
        shiftMs: (options.shiftY ?? 0) * 1000,
      }),
    );
    for (const field of ['covariance', 'realizedVarianceX', 'realizedVarianceY', 'correlation', 'beta'])
      compare(got[field], expected[field]);
  }
}

/** @param {Library} library */
function matrices({ correlation: { nearestCorrelation, shrunkCovariance } }) {
  const { inputs, cases } = readFixture('shrinkage_cov');
  const intensity = row('shrunkCovariance, intensity');
  for (const [method, name] of /** @type {const} */ ([
    ['ledoit-wolf', 'ledoitWolf'],
    ['oas', 'oas'],
    ['constant-correlation', 'constantCorrelation'],
  ])) {
    const entries = row(`shrunkCovariance, ${method}`, 'sqrt(Cjj Ckk)');
    for (const { options, expected } of cases) {
      if (expected.sampleCovariance === undefined) continue;
      const columns =
        options.columns === 'wide'
          ? inputs['wide'].map((/** @type {number[]} */ values, /** @type {number} */ j) => [`w${j}`, values])
          : options.columns.map((/** @type {string} */ key) => [key, inputs[key].slice(0, options.first)]);
      const got = ok(shrunkCovariance({ series: Object.fromEntries(columns), method }));
      const wanted = expected[name];
      intensity(got.shrinkage, wanted.shrinkage);
      for (const [j, line] of wanted.covariance.entries())
        for (const [k, value] of line.entries())
          entries(got.covariance[j][k], value, Math.sqrt(wanted.covariance[j][j] * wanted.covariance[k][k]));
    }
  }

  const nearest = row('nearestCorrelation', 'absolute');
  const given = readFixture('nearest_correlation');
  for (const { options, expected } of given.cases) {
    const got = ok(nearestCorrelation({ matrix: given.inputs[options.matrix] }));
    for (const [j, line] of expected.nearest.entries())
      for (const [k, value] of line.entries()) nearest(got.matrix[j][k], value, 1);
    nearest(got.frobeniusDistance, expected.frobeniusDistance, 1);
    nearest(got.minimumEigenvalueBefore, expected.inputMinEigenvalue, 1);
  }
}

/** @param {Library} library */
function moments({ beta: { betaFromMoments }, returns, read }) {
  const { inputs, cases } = read('capm_ols');
  for (const ill of [false, true]) {
    const title = `betaFromMoments, ${ill ? 'benchmark of 1e8 + noise' : 'merged from 1 to 40 parts'}`;
    const compare = row(title);
    const pValues = row(`${title}: p`);
    for (const { name, options, expected } of cases) {
      if (name.startsWith('benchmark = 1e8') !== ill) continue;
      const rate = options.riskFreePerPeriod ?? 0;
      const excess = (/** @type {string} */ key) =>
        inputs[key]
          .slice(0, options.first)
          .map((/** @type {number} */ value, /** @type {number} */ t) =>
            typeof rate === 'string' ? value - inputs[rate][t] : value - rate,
          );
      const [asset, benchmark] = [excess(options.asset), excess(options.benchmark)];
      for (const parts of [1, 2, 7, 40]) {
        const edge = (/** @type {number} */ i) => Math.round((i * asset.length) / parts);
        let all = returns.initialMoments({ series: ['asset', 'benchmark'] });
        const empty = all;
        for (let i = 0; i < parts; i++) {
          const columns = {
            asset: asset.slice(edge(i), edge(i + 1)),
            benchmark: benchmark.slice(edge(i), edge(i + 1)),
          };
          all = returns.mergeMoments(all, returns.addToMoments(empty, { columns }));
        }
        const got = ok(betaFromMoments({ moments: all, asset: 'asset', benchmark: 'benchmark' }));
        const { classical } = expected.covariance;
        for (const [value, wanted] of [
          [got.beta, expected.beta],
          [got.alpha, expected.alpha],
          [got.rSquared, expected.r2],
          [got.residualStandardDeviation, expected.residualSd],
          [got.correlation, expected.correlation],
          [got.alphaStandardError, classical.seAlpha],
          [got.betaStandardError, classical.seBeta],
          [got.betaTStatistic, classical.tBeta],
          [got.betaInterval.lower, classical.ci95Beta?.[0]],
          [got.betaInterval.upper, classical.ci95Beta?.[1]],
        ])
          // The benchmark on itself has no test, and no error to be relative to.
          if (wanted !== undefined && wanted !== 0) compare(value, wanted);
        if (classical.pBeta !== undefined) pValues(got.betaPValue, classical.pBeta);
      }
    }
  }
}

/** @param {number} maxLags */
const hac = (maxLags, smallSample = false) => /** @type {const} */ ({ kind: 'HAC', maxLags, smallSample });

/** @type {(covariance: number[][]) => number[]} */
const upperOf = (covariance) => covariance.flatMap((line, j) => line.slice(j));

/** @param {Library} library */
function factors({ beta: { multiFactorBeta }, read }) {
  const { inputs, cases } = readFixture('multifactor');
  const errorsOf = (/** @type {any} */ estimate) => [
    estimate.alphaStandardError,
    ...estimate.factors.map((/** @type {any} */ factor) => factor.betaStandardError),
  ];
  for (const [name, chosen] of /** @type {const} */ ([
    ['ordinary factors', (/** @type {string} */ key) => key.includes(' on ')],
    ['NIST Longley', (/** @type {string} */ key) => key === 'NIST Longley'],
    ['correlation of 1 - 1e-10', (/** @type {string} */ key) => key.startsWith('nearly')],
  ])) {
    const coefficients = row(`multiFactorBeta, ${name}: coefficients`);
    const errors = row(`multiFactorBeta, ${name}: errors`);
    const pValues = row(`multiFactorBeta, ${name}: p`);
    for (const { options, expected } of cases.filter((given) => chosen(given.name))) {
      const columns =
        typeof options.factors === 'string'
          ? inputs[options.factors].map((/** @type {number[]} */ values, /** @type {number} */ j) => [
              j,
              values,
            ])
          : options.factors.map((/** @type {string} */ key) => [key, inputs[key]]);
      const asked = { assetReturns: inputs[options.asset], factorReturns: Object.fromEntries(columns) };
      const got = ok(multiFactorBeta(asked));
      const of = (/** @type {string} */ field) =>
        got.factors.map((/** @type {any} */ factor) => factor[field]);
      each(coefficients, [got.alpha, ...of('beta')], expected.coefficients);
      each(errors, errorsOf(got), expected.se);
      each(errors, of('varianceInflationFactor'), expected.vif);
      errors(got.residualStandardDeviation, expected.residualSd);
      errors(got.rSquared, expected.r2);
      for (const [field, standardErrors] of /** @type {const} */ ([
        ['seHC1', 'HC1'],
        ['seHacLags5', hac(5)],
        ['seHacLags5SmallSample', hac(5, true)],
      ]))
        each(errors, errorsOf(ok(multiFactorBeta({ ...asked, standardErrors }))), expected[field]);
      each(pValues, [got.alphaPValue, ...of('betaPValue')], expected.p);
      pValues(got.fPValue, expected.pF);
    }
  }

  const covariances = row('multiFactorBeta, covariances of all kinds');
  const planes = read('least_squares_mpmath');
  for (const plane of planes.cases) {
    if (plane.factors === undefined) continue;
    const columns = plane.factors.map((/** @type {string} */ key) => [key, planes.inputs[key]]);
    for (const [kind, expected] of Object.entries(plane.covariance)) {
      const standardErrors = /** @type {any} */ (kind.startsWith('HAC2') ? hac(2, kind === 'HAC2s') : kind);
      const asked = { assetReturns: planes.inputs.y, factorReturns: Object.fromEntries(columns) };
      const got = ok(multiFactorBeta({ ...asked, standardErrors }));
      each(covariances, upperOf(got.coefficientCovariance), expected);
    }
  }
}

/** @param {Library} library */
function conditional({ beta: { conditionalBeta, timingRegression }, read }) {
  const { inputs, cases } = readFixture('conditional_beta');
  const compare = row('conditionalBeta, every method');
  const timing = row('timingRegression, both models');
  const pValues = row('timingRegression, both models: p');
  for (const { name, options, expected } of cases) {
    const asked = { assetReturns: inputs[options.asset], benchmarkReturns: inputs[options.benchmark] };
    if (options.model !== undefined) {
      const model = options.model.toLowerCase();
      const got = ok(timingRegression({ ...asked, model }));
      const robust = ok(timingRegression({ ...asked, model, standardErrors: hac(5) }));
      const names = ['alpha', 'beta', 'gamma'];
      for (const field of names) timing(got[field], expected[field]);
      timing(got.rSquared, expected.r2);
      const of = (/** @type {any} */ estimate, /** @type {string} */ what) =>
        names.map((field) => estimate[`${field}${what}`]);
      each(timing, of(got, 'StandardError'), expected.se);
      each(timing, of(got, 'TStatistic'), expected.t);
      each(timing, of(robust, 'StandardError'), expected.seHacLags5);
      each(pValues, of(got, 'PValue'), expected.p);
      each(pValues, of(robust, 'PValue'), expected.pHacLags5);
    } else if (name.endsWith('up and down betas')) {
      for (const [field, method] of /** @type {const} */ ([
        ['bear', 'bear'],
        ['bull', 'bull'],
        ['angDownside', 'ang-downside'],
        ['angUpside', 'ang-upside'],
      ])) {
        const got = ok(conditionalBeta({ ...asked, method }));
        compare(got.beta, expected[field].beta);
        if (expected[field].alpha === undefined) continue;
        compare(got.alpha, expected[field].alpha);
        compare(got.betaStandardError, expected[field].seBeta);
        compare(got.rSquared, expected[field].r2);
      }
      const estrada = /** @type {const} */ ({ ...asked, method: 'estrada' });
      compare(ok(conditionalBeta({ ...estrada, threshold: 'zero' })).beta, expected.estrada.beta);
      compare(ok(conditionalBeta(estrada)).beta, expected.estradaMeanTarget.beta);
    }
  }
  const planes = read('least_squares_mpmath');
  const plane = planes.cases.find((/** @type {any} */ given) => given.name === 'Treynor-Mazuy');
  for (const standardErrors of /** @type {const} */ (['HC0', 'HC1', 'HC2', 'HC3'])) {
    const asked = { assetReturns: planes.inputs.y, benchmarkReturns: planes.inputs.a };
    const got = ok(timingRegression({ ...asked, model: 'treynor-mazuy', standardErrors }));
    each(timing, upperOf(got.coefficientCovariance), plane.covariance[standardErrors]);
  }
}

/** @param {Library} library */
function leadAndLag({ beta: { dimsonBeta, scholesWilliamsBeta }, read }) {
  const { inputs, cases } = readFixture('lead_lag');
  const dimson = row('dimsonBeta');
  const scholesWilliams = row('scholesWilliamsBeta, both samples');
  for (const { options, expected } of cases) {
    const asked = { assetReturns: inputs[options.asset], benchmarkReturns: inputs[options.benchmark] };
    if (options.method === 'dimson') {
      const { lags, leads } = options;
      const got = ok(dimsonBeta({ ...asked, lags, leads }));
      const slopes = got.coefficients.map((/** @type {{ beta: number }} */ { beta }) => beta);
      each(dimson, slopes, expected.coefficients);
      dimson(got.alpha, expected.alpha);
      dimson(got.beta, expected.beta);
      dimson(got.betaStandardError, expected.seBeta);
      dimson(got.betaTStatistic, expected.t);
      dimson(got.rSquared, expected.r2);
      const robust = ok(dimsonBeta({ ...asked, lags, leads, standardErrors: hac(5) }));
      dimson(robust.betaStandardError, expected.seBetaHacLags5);
    } else {
      for (const sample of /** @type {const} */ (['maximal', 'common'])) {
        const got = ok(scholesWilliamsBeta({ ...asked, sample }));
        const { beta, betaLag, beta0, betaLead, rho } = expected[sample];
        const values = [got.beta, got.betaLag, got.betaSame, got.betaLead, got.autocorrelation];
        each(scholesWilliams, values, [beta, betaLag, beta0, betaLead, rho]);
      }
    }
  }
  const planes = read('least_squares_mpmath');
  const plane = planes.cases.find((/** @type {any} */ given) => given.name.startsWith('Dimson'));
  for (const [kind, expected] of Object.entries(plane.sumError)) {
    const standardErrors = /** @type {any} */ (kind.startsWith('HAC2') ? hac(2, kind === 'HAC2s') : kind);
    const asked = { assetReturns: planes.inputs.y, benchmarkReturns: planes.inputs.a, lags: 1, leads: 0 };
    dimson(ok(dimsonBeta({ ...asked, standardErrors })).betaStandardError, expected);
  }
}

/** @param {Library} library */
function robust({ beta: { robustBeta, tailBeta }, read }) {
  const { inputs, cases } = readFixture('robust');
  const tails = read('tail_beta').quantile;
  const compare = {
    huber: row('robustBeta, huber'),
    bisquare: row('robustBeta, bisquare'),
    'theil-sen': row('robustBeta, theil-sen'),
    'least-absolute-deviations': row('robustBeta, least-absolute-deviations'),
    quantile: row('tailBeta, quantile'),
  };
  for (const { name, options, expected } of cases) {
    const sample = { assetReturns: inputs[options.asset], benchmarkReturns: inputs[options.benchmark] };
    if (options.method === 'quantile') {
      const errors = tails.find((/** @type {any} */ given) => given.name === name).expected;
      /** @type {(to: Compare, got: any) => void} */
      const check = (to, got) => {
        const values = [got.beta, got.alpha, got.betaStandardError, got.alphaStandardError];
        each(to, values, [expected.beta, expected.alpha, errors.seBeta, errors.seAlpha]);
      };
      const method = 'least-absolute-deviations';
      if (options.tau === 0.5) check(compare[method], ok(robustBeta({ ...sample, method })));
      // 60 periods are refused in the tails.
      if (options.tau === 0.5 || sample.assetReturns.length > 60)
        check(compare.quantile, ok(tailBeta({ ...sample, method: 'quantile', tau: options.tau })));
    } else if (options.method === 'theilSen') {
      const got = ok(robustBeta({ ...sample, method: 'theil-sen' }));
      const [lower, upper] = expected.ci95Beta;
      each(
        compare['theil-sen'],
        [got.beta, got.alpha, got.alphaJoint, got.betaInterval.lower, got.betaInterval.upper],
        [expected.beta, expected.alpha, expected.alphaJoint, lower, upper],
      );
    } else {
      const method = /** @type {'huber' | 'bisquare'} */ (options.method);
      const got = ok(robustBeta({ ...sample, method }));
      each(
        compare[method],
        [got.beta, got.alpha, got.scale, got.betaStandardError, got.alphaStandardError],
        [expected.beta, expected.alpha, expected.scale, expected.seBeta, expected.seAlpha],
      );
    }
  }
}

/** @param {Library} library */
function kalman({ beta: { kalmanBeta } }) {
  const { inputs, cases } = readFixture('kalman_beta');
  const unit = 'largest of path';
  const filtered = row('kalmanBeta, filtered', unit);
  const smoothed = row('kalmanBeta, smoothed', unit);
  const diffuse = row('kalmanBeta, diffuse start, both paths', unit);
  const likelihood = row('kalmanBeta, log-likelihood');
  const leastSquares = row('kalmanBeta, noise of 0: least squares');
  const names = {
    alpha: 'alpha',
    beta: 'beta',
    varAlpha: 'alphaVariance',
    covAlphaBeta: 'alphaBetaCovariance',
    varBeta: 'betaVariance',
  };
  for (const { options, expected } of cases) {
    const { qAlpha, qBeta, r, prior } = options;
    const got = ok(
      kalmanBeta({
        assetReturns: inputs[options.asset],
        benchmarkReturns: inputs[options.benchmark],
        noise: { alphaStepVariance: qAlpha, betaStepVariance: qBeta, observationVariance: r },
        prior:
          prior === 'diffuse'
            ? prior
            : {
                alpha: prior.mean[0],
                beta: prior.mean[1],
                alphaVariance: prior.variance[0],
                betaVariance: prior.variance[1],
              },
        smoothed: true,
      }),
    );
    /** @type {(compare: Compare, values: Float64Array, wanted: (number | null)[], index: number[]) => void} */
    const path = (compare, values, wanted, index) => {
      const largest = Math.max(...wanted.map((value) => Math.abs(value ?? 0)));
      wanted.forEach((value, k) => {
        compare(values[/** @type {number} */ (index[k])], value, largest);
      });
    };
    for (const which of /** @type {const} */ (['filtered', 'smoothed'])) {
      const compare = prior === 'diffuse' ? diffuse : which === 'filtered' ? filtered : smoothed;
      for (const [column, field] of Object.entries(names))
        if (expected[which]?.[column] !== undefined)
          path(compare, got[which][field], expected[which][column], expected[which].index);
    }
    if (expected.innovation !== undefined) {
      path(filtered, got.innovations, expected.innovation, expected.index);
      path(filtered, got.innovationVariances, expected.innovationVariance, expected.index);
    }
    likelihood(got.logLikelihood, expected.logLikelihood ?? expected.logLikelihoodFromThird);
    if (expected.finalOls === undefined) continue;
    const { alpha, beta, seAlpha, seBeta } = expected.finalOls;
    const values = [got.alpha, got.beta, got.alphaStandardError, got.betaStandardError];
    each(leastSquares, values, [alpha, beta, seAlpha, seBeta]);
  }
}

/** @param {Library} library */
function shrunk({ beta: { capmBeta, shrinkBeta } }) {
  const { inputs, cases } = readFixture('shrinkage_cov');
  const compare = row('shrinkBeta, vasicek and blume');
  for (const { name, options, expected } of cases) {
    if (options.assets === undefined) continue;
    const estimates = options.assets.map((/** @type {string} */ asset) =>
      ok(capmBeta({ assetReturns: inputs[asset], benchmarkReturns: inputs[options.benchmark] })),
    );
    const blume = name === 'Blume';
    const prior = options.prior === 'crossSection' ? 'cross-section' : 'market';
    const got = ok(
      blume
        ? shrinkBeta({ method: 'blume', coefficients: 'bloomberg', estimates })
        : shrinkBeta({ method: 'vasicek', prior, estimates }),
    );
    const of = (/** @type {string} */ field) => got.betas.map((/** @type {any} */ beta) => beta[field]);
    each(compare, of('beta'), expected.shrunkBeta);
    if (blume) continue;
    each(compare, of('weight'), expected.weight);
    each(compare, of('betaStandardError'), expected.posteriorSd);
    compare(got.prior.mean, expected.priorMean);
    compare(got.prior.standardDeviation ** 2, expected.priorVariance);
  }
}

/** @param {Library} library */
function books({ beta: { hedgeEffectiveness, portfolioBeta, riskDecomposition } }) {
  const { inputs, cases } = readFixture('systematic');
  const portfolio = row('portfolioBeta');
  const risk = row('riskDecomposition');
  const hedged = row('hedgeEffectiveness');
  const risks = {
    beta: 'beta',
    totalVariance: 'totalVariance',
    benchmarkVariance: 'benchmarkVariance',
    systematicVariance: 'systematicVariance',
    idiosyncraticVariance: 'idiosyncraticVariance',
    systematicShare: 'systematicShare',
    annualisedTotalVolatility: 'totalVolatilityAnnualised',
    annualisedSystematicVolatility: 'systematicVolatilityAnnualised',
    annualisedIdiosyncraticVolatility: 'idiosyncraticVolatilityAnnualised',
    trackingError: 'trackingError',
    annualisedTrackingError: 'trackingErrorAnnualised',
    meanActiveReturn: 'meanActiveReturn',
    annualisedInformationRatio: 'informationRatioAnnualised',
  };
  for (const { options, expected } of cases) {
    if (options.hedge !== undefined) {
      const series = { assetReturns: inputs[options.asset], hedgeReturns: inputs[options.hedge] };
      const { fullSample, training, test } = expected;
      const full = ok(hedgeEffectiveness(series));
      const { hedgeRatio, inSample, outOfSample } = ok(
        hedgeEffectiveness({ ...series, trainingPeriods: options.train }),
      );
      const rest = {
        assetReturns: series.assetReturns.slice(options.train),
        hedgeReturns: series.hedgeReturns.slice(options.train),
      };
      for (const [got, wanted] of [
        [full.hedgeRatio, fullSample.hedgeRatio],
        [full.inSample.effectiveness, fullSample.effectiveness],
        [hedgeRatio, training.hedgeRatio],
        [inSample.effectiveness, training.effectiveness],
        [outOfSample.effectiveness, test.effectiveness],
        [outOfSample.bestHedgeRatio, test.bestHedgeRatioInHindsight],
        [outOfSample.bestEffectiveness, test.effectivenessInHindsight],
        [outOfSample.hedgedStandardDeviation, test.hedgedVolatility],
        [outOfSample.unhedgedStandardDeviation, test.unhedgedVolatility],
        [
          ok(hedgeEffectiveness({ ...rest, hedgeRatio: 1 })).outOfSample.effectiveness,
          expected.testWithHedgeRatioOne,
        ],
      ])
        hedged(got, wanted);
    } else if (options.assets === undefined) {
      const { periodsPerYear } = options;
      const series = { assetReturns: inputs[options.asset], benchmarkReturns: inputs[options.benchmark] };
      const got = ok(riskDecomposition({ ...series, periodsPerYear }));
      for (const [field, key] of Object.entries(risks)) risk(got[field], expected[key]);
    } else {
      const names = /** @type {string[]} */ (options.assets);
      const book = {
        assetReturns: Object.fromEntries(names.map((name) => [name, inputs[name]])),
        weights: Object.fromEntries(names.map((name, i) => [name, options.weights[i]])),
        benchmarkReturns: inputs[options.benchmark],
      };
      const got = ok(portfolioBeta(book));
      portfolio(got.beta, expected.portfolioBeta);
      each(
        portfolio,
        got.assets.map((/** @type {{ beta: number }} */ { beta }) => beta),
        expected.betas,
      );
      const { observations, degreesOfFreedom } = got;
      const unbiased = (expected.idiosyncraticVariance * (observations - 1)) / degreesOfFreedom;
      portfolio(got.residualStandardDeviation ** 2, unbiased);
      const parts = ok(riskDecomposition({ ...book, periodsPerYear: 365 }));
      each(
        risk,
        [
          parts.beta,
          parts.totalVariance,
          parts.systematicVariance,
          parts.idiosyncraticVariance,
          parts.idiosyncraticVarianceIfUncorrelated,
        ],
        [
          expected.portfolioBeta,
          expected.totalVariance,
          expected.systematicVariance,
          expected.idiosyncraticVariance,
          expected.idiosyncraticVarianceIfResidualsUncorrelated,
        ],
      );
    }
  }
}
