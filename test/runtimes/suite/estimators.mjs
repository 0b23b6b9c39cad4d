import { decisionRows } from './decisions.mjs';
import { changeLastBit, digestOfText } from './digest.mjs';
import { between, column } from './inputs.mjs';

// Every function of these doors has a row, and some of the others': one call, or a few, on seeded data, whose results are digested
// whole. Functions that a row calls beside its own are listed in `beside`.
const doorsCovered = ['./beta', './correlation', './hedge', './options', './rebalance', './returns'];
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
 * @property {(door: Record<string, Function>, data: Data, doors: Record<string, any>) => unknown} run
 *
 * @type {Readonly<Record<string, Row>>}
 */
const rows = {
  ...decisionRows,
  simpleReturns: {
    run: ({ simpleReturns }, { benchmarkPrices }) => simpleReturns({ prices: benchmarkPrices }),
  },
  logReturns: {
    run: ({ logReturns }, { benchmarkPrices }) => logReturns({ prices: benchmarkPrices }),
  },
  excessReturns: {
    run: ({ excessReturns }, { benchmark }) =>
      excessReturns({ returns: benchmark, riskFreeRatePerPeriod: 0.0001 }),
  },
  alignSeries: {
    run: ({ alignSeries }, { timestamps, benchmarkPrices, assetPrices }) =>
      alignSeries({
        series: {
          BTC: { timestamps, values: benchmarkPrices.subarray(1) },
          ETH: { timestamps: timestamps.subarray(5), values: assetPrices.subarray(6) },
        },
      }),
  },
  closesFromOhlcv: {
    run: ({ closesFromOhlcv }, { benchmarkPrices }) =>
      closesFromOhlcv({
        rows: Array.from(benchmarkPrices, (price, i) => [i * day, price, price, price, price, 1]),
        timeframeMs: day,
        now: 1000 * day,
      }),
  },
  dataQuality: {
    run: ({ dataQuality }, { timestamps, benchmarkPrices, assetPrices }) =>
      dataQuality({
        asset: { timestamps, values: assetPrices.subarray(1) },
        benchmark: { timestamps, values: benchmarkPrices.subarray(1) },
        minimumObservations: 60,
        outlierThreshold: 1,
      }),
  },
  betaFromMoments: {
    beside: ['initialMoments', 'addToMoments', 'mergeMoments'],
    run: ({ betaFromMoments }, data, doors) =>
      betaFromMoments({ moments: momentsOf(data, doors), asset: 'asset', benchmark: 'benchmark' }),
  },
  multiFactorBetaFromMoments: {
    run: ({ multiFactorBetaFromMoments }, data, doors) =>
      multiFactorBetaFromMoments({
        moments: momentsOf(data, doors),
        asset: 'gappy',
        factors: ['benchmark', 'other'],
      }),
  },
  covarianceFromMoments: {
    run: ({ covarianceFromMoments }, data, doors) =>
      covarianceFromMoments({ moments: momentsOf(data, doors) }),
  },
  betaTracker: {
    beside: ['restoreBetaTracker'],
    run: ({ betaTracker, restoreBetaTracker }, { benchmark, gappy }) =>
      followed(betaTracker, restoreBetaTracker, gappy, benchmark),
  },
  correlationTracker: {
    beside: ['restoreCorrelationTracker'],
    run: ({ correlationTracker, restoreCorrelationTracker }, { benchmark, gappy }) =>
      followed(correlationTracker, restoreCorrelationTracker, benchmark, gappy),
  },
  capmBeta: {
    run: ({ capmBeta }, { asset, benchmark }) =>
      ['classical', 'HC0', 'HC1', 'HC2', 'HC3', { kind: 'HAC', maxLags: 5 }].map((standardErrors) =>
        capmBeta({ assetReturns: asset, benchmarkReturns: benchmark, standardErrors }),
      ),
  },
  correlation: {
    run: ({ correlation }, { asset, benchmark }) => [
      ...['pearson', 'spearman', 'kendall'].map((method) => correlation({ x: benchmark, y: asset, method })),
      correlation({ x: benchmark.subarray(95, 125), y: asset.subarray(95, 125), method: 'kendall' }),
    ],
  },
  hayashiYoshida: {
    run: ({ hayashiYoshida }, data) => hayashiYoshida(ticksOf(data)),
  },
  leadLag: {
    run: ({ leadLag }, data) => leadLag({ ...ticksOf(data), shiftsMs: [-2 * day, 0, 0.5 * day] }),
  },
  conditionalBeta: {
    run: ({ conditionalBeta }, { asset, benchmark }) =>
      ['bear', 'bull', 'ang-downside', 'ang-upside', 'estrada'].map((method) =>
        conditionalBeta({ assetReturns: asset, benchmarkReturns: benchmark, method, standardErrors: 'HC3' }),
      ),
  },
  dimsonBeta: {
    run: ({ dimsonBeta }, { gappy, benchmark }) =>
      ['classical', { kind: 'HAC', maxLags: 3 }].map((standardErrors) =>
        dimsonBeta({
          assetReturns: gappy,
          benchmarkReturns: benchmark,
          lags: 2,
          leads: 1,
          standardErrors,
          missing: 'drop',
        }),
      ),
  },
  multiFactorBeta: {
    run: ({ multiFactorBeta }, { asset, benchmark, other }) =>
      ['classical', 'HC1', 'HC2', 'HC3', { kind: 'HAC', maxLags: 5 }].map((standardErrors) =>
        multiFactorBeta({ assetReturns: asset, factorReturns: { benchmark, other }, standardErrors }),
      ),
  },
  rollingMultiFactorBeta: {
    run: ({ rollingMultiFactorBeta }, { asset, benchmark, gappy, other }) => [
      rollingMultiFactorBeta({ assetReturns: other, factorReturns: { asset, benchmark }, window: 20 }),
      rollingMultiFactorBeta({
        assetReturns: gappy,
        factorReturns: { benchmark, other: other.map((x) => 1e-200 * x) },
        window: 30,
        minPeriods: 20,
      }),
    ],
  },
  scholesWilliamsBeta: {
    run: ({ scholesWilliamsBeta }, { gappy, benchmark }) =>
      ['common', 'maximal'].map((sample) =>
        scholesWilliamsBeta({ assetReturns: gappy, benchmarkReturns: benchmark, sample, missing: 'drop' }),
      ),
  },
  timingRegression: {
    run: ({ timingRegression }, { asset, benchmark }) =>
      ['treynor-mazuy', 'henriksson-merton'].map((model) =>
        timingRegression({ assetReturns: asset, benchmarkReturns: benchmark, model, standardErrors: 'HC3' }),
      ),
  },
  rollingBeta: {
    run: ({ rollingBeta }, { asset, benchmark, gappy, timestamps }) => [
      rollingBeta({ assetReturns: asset, benchmarkReturns: benchmark, window: 20 }),
      rollingBeta({ assetReturns: gappy, benchmarkReturns: benchmark, window: 30, minPeriods: 20 }),
      rollingBeta({
        assetReturns: asset,
        benchmarkReturns: benchmark,
        timestamps,
        windowMs: 30 * day,
        minPeriods: 10,
      }),
    ],
  },
  rollingRegression: {
    run: ({ rollingRegression }, { gappy, benchmark }) =>
      rollingRegression({ assetReturns: gappy, benchmarkReturns: benchmark, window: 30, minPeriods: 20 }),
  },
  rollingCorrelation: {
    run: ({ rollingCorrelation }, { gappy, benchmark }) => [
      rollingCorrelation({ x: benchmark, y: gappy, window: 30, minPeriods: 20 }),
      rollingCorrelation({
        x: benchmark.map((x, i) => x * (i % 150 === 0 ? 1e200 : 1e-160)),
        y: gappy,
        window: 30,
        minPeriods: 20,
      }),
    ],
  },
  rollingCorrelationMatrix: {
    run: ({ rollingCorrelationMatrix }, { asset, benchmark, gappy, other }) =>
      rollingCorrelationMatrix({ series: { asset, benchmark, gappy, other }, window: 30, minPeriods: 20 }),
  },
  shrinkBeta: {
    beside: ['capmBeta'],
    run: ({ shrinkBeta, capmBeta }, { asset, other, benchmark }) => {
      const estimates = [asset, other].map((assetReturns) =>
        capmBeta({ assetReturns, benchmarkReturns: benchmark }),
      );
      return [
        shrinkBeta({ estimates, method: 'vasicek', prior: 'cross-section' }),
        shrinkBeta({ estimates, method: 'blume', coefficients: 'blume-1971' }),
      ];
    },
  },
  portfolioBeta: {
    run: ({ portfolioBeta }, { asset, other, benchmark }) =>
      ['classical', 'HC3', { kind: 'HAC', maxLags: 5 }].map((standardErrors) =>
        portfolioBeta({
          weights: { A: 0.7, B: -0.4 },
          assetReturns: { A: asset, B: other },
          benchmarkReturns: benchmark,
          standardErrors,
        }),
      ),
  },
  riskDecomposition: {
    run: ({ riskDecomposition }, { asset, other, benchmark }) => [
      riskDecomposition({ assetReturns: asset, benchmarkReturns: benchmark, periodsPerYear: 365 }),
      riskDecomposition({
        weights: { A: 0.7, B: -0.4 },
        assetReturns: { A: asset, B: other },
        benchmarkReturns: benchmark,
        periodsPerYear: 365,
      }),
    ],
  },
  hedgeEffectiveness: {
    run: ({ hedgeEffectiveness }, { asset, benchmark }) => [
      hedgeEffectiveness({ assetReturns: asset, hedgeReturns: benchmark, trainingPeriods: 200 }),
      hedgeEffectiveness({ assetReturns: asset, hedgeReturns: benchmark, hedgeRatio: 1 }),
    ],
  },
  ewmaBeta: {
    run: ({ ewmaBeta }, { gappy, benchmark }) =>
      [{ lambda: 0.94 }, { halfLife: 12 }].flatMap((decay) =>
        ['zero', 'weighted'].map((mean) =>
          ewmaBeta({ assetReturns: gappy, benchmarkReturns: benchmark, ...decay, mean }),
        ),
      ),
  },
  ewmaCorrelation: {
    run: ({ ewmaCorrelation }, { gappy, benchmark }) =>
      ['zero', 'weighted'].map((mean) => ewmaCorrelation({ x: benchmark, y: gappy, halfLife: 20, mean })),
  },
  ewmaCovariance: {
    run: ({ ewmaCovariance }, { asset, benchmark, gappy, other }) =>
      ['zero', 'weighted'].map((mean) =>
        ewmaCovariance({ series: { asset, benchmark, gappy, other }, lambda: 0.995, mean }),
      ),
  },
  shrunkCovariance: {
    run: ({ shrunkCovariance }, { asset, benchmark, gappy, other }) =>
      ['ledoit-wolf', 'oas', 'constant-correlation'].map((method) =>
        shrunkCovariance({ series: { asset, benchmark, gappy, other }, method, missing: 'drop' }),
      ),
  },
  nearestCorrelation: {
    run: ({ nearestCorrelation }, { benchmark }) =>
      [3, 6, 12].map((size) => nearestCorrelation({ matrix: guessedCorrelation(benchmark, size) })),
  },
  stressCorrelation: {
    beside: ['nearestCorrelation'],
    run: ({ stressCorrelation, nearestCorrelation }, { benchmark, asset }) => {
      const { matrix } = nearestCorrelation({ matrix: guessedCorrelation(benchmark, 6) });
      const volatilities = asset.subarray(0, 6).map((x) => 0.5 + Math.abs(x));
      const crashBetas = volatilities.map((x) => 0.9 * x);
      return ['one', matrix, { crashBetas, volatilities, factorVolatility: 1.05 }].map((towards) =>
        stressCorrelation({ matrix, towards, weight: 0.3 }),
      );
    },
  },
  averageCorrelation: {
    run: ({ averageCorrelation }, { benchmark }) =>
      ['equal', [0.5, 0.25, 0.125, 0.125]].map((weights) =>
        averageCorrelation({ matrix: guessedCorrelation(benchmark, 4), weights }),
      ),
  },
  impliedCorrelation: {
    run: ({ impliedCorrelation }, { benchmark }) =>
      Array.from(benchmark.subarray(100, 120), (x) =>
        impliedCorrelation({
          indexVolatility: 0.5 + Math.abs(x),
          weights: [0.6, 0.3, 0.1],
          volatilities: [0.6, 0.7, 0.9 + Math.abs(x)],
        }),
      ),
  },
  crossSectionalDispersion: {
    run: ({ crossSectionalDispersion }, { asset, benchmark, gappy, other }) => [
      crossSectionalDispersion({ series: { asset, benchmark, other }, weights: 'equal' }),
      crossSectionalDispersion({ series: { gappy, benchmark }, weights: { gappy: 0.7, benchmark: 0.3 } }),
    ],
  },
  kalmanBeta: {
    run: ({ kalmanBeta }, { gappy, benchmark }) => {
      const sample = { assetReturns: gappy, benchmarkReturns: benchmark, smoothed: true };
      const noise = { alphaStepVariance: 1e-7, betaStepVariance: 1e-3, observationVariance: 1e-3 };
      const prior = { alpha: 0, beta: 1, alphaVariance: 1e-4, betaVariance: 0.25 };
      return [
        kalmanBeta({ ...sample, noise }),
        kalmanBeta({ ...sample, noise, prior }),
        kalmanBeta({ ...sample, noise: 'maximum-likelihood' }),
      ];
    },
  },
  blackScholes: {
    run: ({ blackScholes }, { benchmark, asset, other, assetPrices }) =>
      Array.from(benchmark, (x, i) => {
        const option = {
          optionType: x < 0 ? 'put' : 'call',
          strike: 2_500 * (1 + 20 * x),
          timeToExpiryYears: 20 * other[i] * other[i],
          volatility: 15 * Math.abs(asset[i]),
          rate: other[i],
        };
        return [
          blackScholes({ ...option, spot: assetPrices[i + 1], carryYield: asset[i] }),
          blackScholes({ ...option, forward: assetPrices[i + 1] }),
        ];
      }),
  },
  blackScholesPrice: {
    run: ({ blackScholesPrice }, { benchmark, asset, other, assetPrices }) =>
      Array.from(benchmark, (x, i) =>
        blackScholesPrice({
          optionType: x < 0 ? 'put' : 'call',
          forward: assetPrices[i + 1],
          strike: 2_500 * (1 + 20 * x),
          timeToExpiryYears: 20 * other[i] * other[i],
          volatility: 15 * Math.abs(asset[i]),
          rate: other[i],
        }),
      ),
  },
  blackScholesBatch: {
    run: ({ blackScholesBatch }, { benchmark, asset, other, gappy, assetPrices }) => {
      const columns = {
        optionType: benchmark.map((x) => (x < 0 ? -1 : 1)),
        strike: benchmark.map((x) => 2_500 * (1 + 20 * x)),
        volatility: asset.map((x) => 15 * Math.abs(x)),
      };
      const outputs = [
        ...['price', 'delta', 'gamma', 'vega', 'theta', 'rho', 'vanna', 'volga', 'charm', 'speed', 'zomma'],
        ...['color', 'veta', 'ultima', 'dualDelta', 'dualGamma', 'inTheMoneyProbability'],
        ...['vegaPerVolPoint', 'thetaPerDay', 'rhoPerPercent'],
      ];
      const rows = {
        ...columns,
        spot: assetPrices.subarray(1),
        timeToExpiryYears: other.map((x) => 20 * x * x),
        rate: other,
        carryYield: gappy,
      };
      return [
        blackScholesBatch({ ...rows, outputs: [...outputs, 'phi'] }),
        blackScholesBatch({ ...columns, forward: 2_600, timeToExpiryYears: 0.1, rate: 0.05, outputs }),
      ];
    },
  },
  impliedVolatility: {
    run: ({ impliedVolatility }, { benchmark, other, assetPrices }) =>
      Array.from(benchmark, (x, i) =>
        impliedVolatility({
          optionType: x < 0 ? 'put' : 'call',
          forward: assetPrices[i],
          strike: 2_500 * (1 + 20 * x),
          timeToExpiryYears: 20 * other[i] * other[i],
          rate: 0.01,
          price: 1_500 * Math.abs(x) * (1 + i),
        }),
      ),
  },
  impliedVolatilityBatch: {
    beside: ['batchStatuses'],
    run: ({ impliedVolatilityBatch }, { benchmark, asset, other, gappy, assetPrices }) =>
      impliedVolatilityBatch({
        optionType: benchmark.map((x) => (x < 0 ? -1 : 1)),
        spot: assetPrices.subarray(1),
        strike: benchmark.map((x) => 2_500 * (1 + 20 * x)),
        timeToExpiryYears: other.map((x) => 20 * x * x),
        rate: other,
        carryYield: gappy,
        price: asset.map((x) => 1e4 * Math.abs(x)),
      }),
  },
  optionBookGreeks: {
    run: ({ optionBookGreeks }, { benchmark, asset, other, assetPrices }) =>
      optionBookGreeks({
        positions: Array.from(benchmark, (delta, i) => ({
          base: i % 3 === 0 ? 'ETH' : 'BTC',
          quote: 'USD',
          settlement: i % 2 === 0 ? 'linearOption' : 'inverseOption',
          contracts: asset[i] * 1e3,
          contractSize: 0.01,
          underlyingPrice: assetPrices[i],
          greeks: { delta, premiumAdjustedDelta: delta / 2, gamma: other[i], vega: asset[i], theta: delta },
        })),
      }),
  },
  coinSettledOption: {
    run: ({ coinSettledOption }, { benchmark, asset, other, assetPrices }) =>
      Array.from(benchmark, (x, i) =>
        coinSettledOption({
          optionType: x < 0 ? 'put' : 'call',
          forward: assetPrices[i],
          strike: assetPrices[i] * (1 + 5 * x),
          volatility: 20 * Math.abs(asset[i]),
          timeToExpiryYears: 20 * other[i] * other[i],
        }),
      ),
  },
  coinSettledPayoff: {
    run: ({ coinSettledPayoff }, { benchmark }) =>
      Array.from(benchmark, (x, i) =>
        coinSettledPayoff({
          optionType: i % 2 === 0 ? 'put' : 'call',
          strike: 100,
          deliveryPrice: 100 + 1e3 * x,
        }),
      ),
  },
  timeToExpiryYears: {
    run: ({ timeToExpiryYears }, { benchmark, timestamps }) =>
      Array.from(timestamps, (timestamp, i) =>
        timeToExpiryYears({ timestamp, expiry: timestamp + Math.ceil(1e12 * (0.1 + benchmark[i])) }),
      ),
  },
  greeksFromExchange: {
    beside: ['greeksConventions'],
    run: ({ greeksFromExchange, greeksConventions }, { benchmark, asset }) =>
      Object.keys(greeksConventions).flatMap((convention) =>
        Array.from(benchmark, (x, i) =>
          greeksFromExchange({
            convention,
            forward: 1e4,
            timeToExpiryYears: 0.002,
            suspicious: 'expected',
            greeks: {
              delta: x,
              gamma: x,
              vega: x,
              theta: x,
              rho: x,
              markPrice: 1,
              markImpliedVolatility: asset[i],
            },
          }),
        ),
      ),
  },
  compareExchangeGreeks: {
    run: ({ compareExchangeGreeks }, { benchmark, asset }) =>
      Array.from(benchmark, (x, i) =>
        compareExchangeGreeks({
          optionType: x < 0 ? 'put' : 'call',
          forward: 100,
          strike: 100 * (1 + x),
          volatility: 20 * Math.abs(asset[i]),
          timeToExpiryYears: 0.05,
          greeks: { delta: 10 * x, gamma: 0.05, vega: 0.1, theta: asset[i], markPrice: Math.abs(x) },
        }),
      ),
  },
  forwardFromParity: {
    run: ({ forwardFromParity }, { benchmark, asset }) => {
      const pairs = {
        strikes: Array.from(benchmark, (_, i) => 50 + i),
        callPrices: Array.from(benchmark, (x, i) => Math.max(1 - (50 + i) / 150, 0) + Math.abs(x)),
        putPrices: Array.from(asset, (x, i) => Math.max((50 + i) / 150 - 1, 0) + Math.abs(x)),
      };
      const inMoney = {
        ...pairs,
        callPrices: pairs.callPrices.map((x) => 150 * x),
        putPrices: pairs.putPrices.map((x) => 150 * x),
      };
      return [
        forwardFromParity({ ...pairs, pricedIn: 'coin', nearestPairs: 20 }),
        forwardFromParity({ ...inMoney, pricedIn: 'quote', rate: 0.05, timeToExpiryYears: 0.3 }),
      ];
    },
  },
  volatilityFromChain: {
    run: ({ volatilityFromChain }, { benchmark, asset, other, assetPrices }) => {
      const chain = {
        optionType: Array.from(benchmark, (x) => (x < 0 ? 'put' : 'call')),
        strike: Array.from(benchmark, (x, i) => assetPrices[i] * (1 + 5 * x)),
        forward: assetPrices.subarray(1),
        timeToExpiryYears: Array.from(other, (x) => 20 * x * x),
      };
      return [
        volatilityFromChain({
          ...chain,
          price: Array.from(asset, (x) => 0.1 + x),
          pricedIn: 'coin',
          priceTick: 1e-4,
        }),
        volatilityFromChain({
          ...chain,
          price: Array.from(asset, (x, i) => assetPrices[i] * (0.1 + x)),
          pricedIn: 'quote',
          rate: 0.05,
          priceTick: 0.1,
        }),
      ];
    },
  },
  fitSmile: {
    beside: ['interpolateSmiles', 'smileArbitrage', 'smileVolatility'],
    run: ({ fitSmile, interpolateSmiles, smileArbitrage, smileVolatility }, { benchmark, asset, other }) => {
      const strikes = Array.from(benchmark, (x, i) => 50 + i + x);
      const smileOf = (/** @type {Float64Array} */ column, /** @type {number} */ timeToExpiryYears) =>
        fitSmile({
          strikes,
          volatilities: Array.from(column, (x, i) => 0.8 + x + 0.001 * Math.abs(i - 100)),
          forward: 150,
          timeToExpiryYears,
        });
      const smiles = [smileOf(benchmark, 0.1), smileOf(asset, 0.2), smileOf(other, 0.3)];
      const [earlier, , later] = smiles;
      const between = interpolateSmiles({ earlier, later, timeToExpiryYears: 0.17, forward: 155 });
      const violations = smileArbitrage({ smiles });
      return [smiles, between, violations, smileVolatility({ smile: between, strike: strikes })];
    },
  },
  profitAttribution: {
    run: ({ profitAttribution }, { benchmark, asset, other }) =>
      Array.from(benchmark, (x, i) =>
        profitAttribution({
          greeks: { delta: x, gamma: asset[i], theta: -other[i], vega: x, vanna: x, volga: asset[i], rho: x },
          underlyingChange: 100 * asset[i],
          volatilityChange: other[i],
          elapsedYears: 0.01,
          rateChange: x,
          actualProfit: asset[i],
        }),
      ),
  },
  discreteHedgingError: {
    run: ({ discreteHedgingError }, { benchmark, asset }) =>
      Array.from(benchmark, (x, i) =>
        discreteHedgingError({
          optionType: 'call',
          spot: 100,
          carryYield: 0.01,
          rate: 0.05,
          strike: 100 * (1 + 10 * x),
          volatility: 20 * Math.abs(asset[i]),
          timeToExpiryYears: 0.1,
          rebalances: 1 + (i % 50),
        }),
      ),
  },
  robustBeta: {
    run: ({ robustBeta }, { asset, benchmark }) =>
      ['huber', 'bisquare', 'theil-sen', 'least-absolute-deviations'].map((method) =>
        robustBeta({ assetReturns: asset, benchmarkReturns: benchmark, method }),
      ),
  },
  tailBeta: {
    run: ({ tailBeta }, { asset, benchmark }) => {
      /**
       * The extreme value form wants 500 periods: the same ones thrice, each time larger.
       *
       * @param {Float64Array} column
       */
      const longer = (column) => [1, 1.1, 1.21].flatMap((factor) => Array.from(column, (r) => factor * r));
      return [
        ...[0.05, 0.5].map((tau) =>
          tailBeta({ assetReturns: asset, benchmarkReturns: benchmark, method: 'quantile', tau }),
        ),
        tailBeta({
          assetReturns: longer(asset),
          benchmarkReturns: longer(benchmark),
          method: 'extreme-value',
          tailObservations: 50,
        }),
      ];
    },
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
  for (const [path, door] of Object.entries(doors)) {
    if (path === '.') continue;
    for (const name of Object.keys(door)) {
      if (doorsCovered.includes(path) && !known.has(name)) problems.push(`${path} ${name} has no digest`);
      const row = rows[name];
      if (row === undefined) continue;
      const text = textOf(row.run(door, seeded(), doors));
      digests[name] = await digestOfText(text);
      if (!showsChange(row, door, doors, text)) problems.push(`${name}: a changed sample does not show`);
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
 * @param {Record<string, any>} doors
 * @param {string} before
 */
function showsChange(row, door, doors, before) {
  for (const change of [changeLastBit, (/** @type {number} */ x) => -x])
    for (let i = 100; i < 120; i++)
      if (textOf(row.run(door, seeded(i, change), doors)) !== before) return true;
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

/**
 * A symmetric matrix of unit diagonal as one would guess it, which no returns have.
 *
 * @param {Float64Array} benchmark
 * @param {number} size
 */
function guessedCorrelation(benchmark, size) {
  const row = Array.from({ length: size }, (_, i) => i);
  return row.map((i) =>
    row.map((j) => (i === j ? 1 : 20 * benchmark[100 + ((Math.max(i, j) + 5 * Math.min(i, j)) % 20)])),
  );
}

/**
 * Moments of parts, merged.
 *
 * @param {Data} data
 * @param {Record<string, any>} doors
 */
function momentsOf({ benchmark, asset, other, gappy }, doors) {
  const { addToMoments, initialMoments, mergeMoments } = doors['./returns'];
  const empty = initialMoments({ series: ['benchmark', 'asset', 'other', 'gappy'] });
  const part = (/** @type {number} */ from, /** @type {number | undefined} */ to) => {
    const [a, b, c, d] = [benchmark, asset, other, gappy].map((series) => series.subarray(from, to));
    return addToMoments(empty, { columns: { benchmark: a, asset: b, other: c, gappy: d } });
  };
  return mergeMoments(part(150, undefined), mergeMoments(part(0, 110), part(110, 150)));
}

/**
 * Values of trackers of every form, their last estimates and snapshots; half way through each is restored.
 *
 * @param {Function} create
 * @param {Function} restore
 * @param {Float64Array} first
 * @param {Float64Array} second
 */
function followed(create, restore, first, second) {
  const forms = [
    { window: 30, minPeriods: 20 },
    { window: 31, minPeriods: 20, latency: 'bounded' },
    { halfLife: 15, mean: 'zero' },
    { lambda: 0.97, mean: 'weighted', minimumEffectiveSamples: 5 },
  ];
  return forms.map((form) => {
    let tracker = create(form);
    const values = Array.from(first, (value, t) => {
      tracker.update(value, second[t]);
      if (t === 200) tracker = restore(tracker.snapshot());
      return tracker.value();
    });
    return [values, tracker.estimate(), tracker.snapshot()];
  });
}

/**
 * Two series of ticks that are not synchronous.
 *
 * @param {Data} data
 */
function ticksOf({ timestamps, benchmarkPrices, assetPrices }) {
  return {
    x: { timestamps, prices: benchmarkPrices.subarray(1) },
    y: { timestamps: timestamps.map((time) => time + 0.3 * day), prices: assetPrices.subarray(1) },
  };
}
