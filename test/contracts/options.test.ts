// What every public function that takes one options object keeps: it refuses anything else with a typed error
// in its own name, names each missing field, leaves its input alone, and gives the same answer twice.
import { describe, expect, it } from 'vitest';
import * as betahedge from '../../src/index.ts';
import { refusal } from '../errors.ts';
import { linearMarket } from '../instruments/markets.ts';

const instrument = betahedge.parseMarket({ ...linearMarket, limits: {} });
const policy: betahedge.RebalancePolicy = {
  policyVersion: '1',
  exposureUnit: 'beta of capital',
  target: 0,
  band: { halfWidth: 0.1, landing: 0.1 },
  hardLimit: null,
  cooldownMs: 0,
  maximumAgeMs: null,
  settlementLagMs: 0,
  degradedBandFactor: 1,
  limits: {},
};
const start = betahedge.initialRebalanceState({ policy });
const halt = { type: 'halt', sequence: 1, timestamp: 0, reason: 'test' };
const day = 86_400_000;
const days = Array.from({ length: 40 }, (_, i) => i);
const prices = {
  BTC: days.map((i) => 100 * (1 + 0.1 * Math.sin(i))),
  ETH: days.map((i) => 10 * (1 + 0.12 * Math.sin(i) + 0.01 * Math.cos(3 * i))),
};

const moments = betahedge.addToMoments(betahedge.initialMoments({ series: ['A', 'B', 'C'] }), {
  columns: { A: [0.1, 0.3, 0.2, 0.1], B: [0.1, 0.2, 0.15, 0.3], C: [0.1, 0, 0.2, 0] },
});

const smile = betahedge.orThrow(
  betahedge.fitSmile({ strikes: [90, 110], volatilities: [0.6, 0.7], forward: 100, timeToExpiryYears: 0.1 }),
);

const optionRows = (
  [
    ['put', 80],
    ['put', 95],
    ['call', 115],
  ] as const
).map(([optionType, strike]) => ({
  instrument: betahedge.parseMarket({
    symbol: `BTC ${strike} ${optionType}`,
    type: 'option',
    base: 'BTC',
    quote: 'USD',
    settle: 'USD',
    linear: true,
    inverse: false,
    contractSize: 1,
    optionType,
    strike,
    expiry: 1_743_148_800_000,
    precision: { amount: 0.1, price: 0.01 },
    info: {},
  }),
  bid: 2,
  ask: 2.5,
}));
const optionBook = {
  bookValue: 1000,
  beta: 1,
  benchmarkPrice: 100,
  riskFreeReturn: 0,
  bookYield: 0,
  benchmarkYield: 0,
  chain: optionRows,
  timestamp: 1_735_372_800_000,
};
const optionFloor = { ...optionBook, floor: 900, floorBasis: 'before_premium' };
const bookFields = Object.keys(optionBook);
const floorFields = Object.keys(optionFloor);
const drift = { driftVariancePerYear: 1, penaltyPerYear: 1 };

const simulation = {
  seed: 1,
  bars: 40,
  startTimestamp: 0,
  intervalMs: day,
  periodsPerYear: 365,
  benchmark: {
    symbol: 'BTC',
    price: 100,
    driftPerYear: 0,
    volatility: 0.6,
    volatilityOfVolatility: 0,
    volatilityReversionPerYear: 1,
    jumpsPerYear: 0,
    jumpMean: 0,
    jumpDeviation: 0,
  },
  assets: [
    {
      symbol: 'ETH',
      price: 10,
      beta: 1.2,
      betaVolatilityPerSqrtYear: 0.3,
      betaReversionPerYear: 0,
      residualVolatility: 0.5,
    },
  ],
  residualCorrelation: 0,
};
const comparison = {
  paths: [7, 8].map((seed) => betahedge.orThrow(betahedge.simulateHedgePath({ ...simulation, seed }))),
  benchmark: 'BTC',
  book: [{ symbol: 'ETH', quantity: 100 }],
  cash: 0,
  hedges: [{ instrument, priceSymbol: 'BTC', share: 1, costs: { feeRate: 0, halfSpread: 0 } }],
  betas: { kind: 'true' },
  periodsPerYear: 365,
  candidates: [{ name: 'edge', policy }],
  reference: 'edge',
  penaltyPerYear: 1,
  settlingBars: 1,
  shortfallProbability: 0.05,
  confidenceLevel: 0.95,
};

/** A valid call of each, and the fields that it cannot do without. */
const members: [name: keyof typeof betahedge, options: object, required: string[]][] = [
  ['simpleReturns', { prices: [1, 2] }, ['prices']],
  ['logReturns', { prices: [1, 2] }, ['prices']],
  ['excessReturns', { returns: [0.1], riskFreeRatePerPeriod: 0 }, ['returns', 'riskFreeRatePerPeriod']],
  ['alignSeries', { series: { A: { timestamps: [1], values: [1] } } }, ['series']],
  [
    'closesFromOhlcv',
    { rows: [[0, 1, 1, 1, 1, 1]], timeframeMs: 1000, now: 1000 },
    ['rows', 'timeframeMs', 'now'],
  ],
  ['initialMoments', { series: ['A'] }, ['series']],
  ['betaFromMoments', { moments, asset: 'A', benchmark: 'B' }, ['moments', 'asset', 'benchmark']],
  ['covarianceFromMoments', { moments }, ['moments']],
  [
    'multiFactorBetaFromMoments',
    { moments, asset: 'A', factors: ['B', 'C'] },
    ['moments', 'asset', 'factors'],
  ],
  [
    'capmBeta',
    { assetReturns: [0.1, 0.3, 0.2], benchmarkReturns: [0.1, 0.2, 0.15] },
    ['assetReturns', 'benchmarkReturns'],
  ],
  ['correlation', { x: [1, 2, 4], y: [1, 3, 2] }, ['x', 'y']],
  [
    'hayashiYoshida',
    { x: { timestamps: [0, 10, 20], prices: [1, 2, 3] }, y: { timestamps: [0, 10, 20], prices: [1, 2, 3] } },
    ['x', 'y'],
  ],
  [
    'leadLag',
    {
      x: { timestamps: [0, 10, 20], prices: [1, 2, 3] },
      y: { timestamps: [0, 10, 20], prices: [1, 2, 3] },
      shiftsMs: [-5, 0, 5],
    },
    ['x', 'y', 'shiftsMs'],
  ],
  [
    'rollingBeta',
    { assetReturns: [0.1, 0.3, 0.2], benchmarkReturns: [0.1, 0.2, 0.15], window: 2 },
    ['assetReturns', 'benchmarkReturns', 'window'],
  ],
  [
    'rollingRegression',
    { assetReturns: [0.1, 0.3, 0.2], benchmarkReturns: [0.1, 0.2, 0.15], window: 3 },
    ['assetReturns', 'benchmarkReturns', 'window'],
  ],
  ['rollingCorrelation', { x: [0.1, 0.3, 0.2], y: [0.1, 0.2, 0.15], window: 2 }, ['x', 'y', 'window']],
  [
    'rollingCorrelationMatrix',
    { series: { A: [0.1, 0.3, 0.2], B: [0.1, 0.2, 0.15], C: [0.2, 0.1, 0.3] }, window: 2 },
    ['series', 'window'],
  ],
  [
    'shrinkBeta',
    { estimates: [{ beta: 1, betaStandardError: 0.1 }], method: 'vasicek', prior: 'market' },
    ['estimates', 'method', 'prior'],
  ],
  [
    'portfolioBeta',
    { weights: { A: 1 }, assetReturns: { A: [0.1, 0.3, 0.2] }, benchmarkReturns: [0.1, 0.2, 0.15] },
    ['weights', 'assetReturns', 'benchmarkReturns'],
  ],
  [
    'riskDecomposition',
    { assetReturns: [0.1, 0.3, 0.2], benchmarkReturns: [0.1, 0.2, 0.15], periodsPerYear: 365 },
    ['assetReturns', 'benchmarkReturns', 'periodsPerYear'],
  ],
  [
    'hedgeEffectiveness',
    { assetReturns: [0.1, 0.3, 0.2], hedgeReturns: [0.1, 0.2, 0.15] },
    ['assetReturns', 'hedgeReturns'],
  ],
  [
    'ewmaBeta',
    { assetReturns: [0.1, 0.3, 0.2], benchmarkReturns: [0.1, 0.2, 0.15], lambda: 0.9, mean: 'zero' },
    ['assetReturns', 'benchmarkReturns', 'lambda', 'mean'],
  ],
  [
    'ewmaCorrelation',
    { x: [0.1, 0.3, 0.2], y: [0.1, 0.2, 0.15], lambda: 0.9, mean: 'weighted' },
    ['x', 'y', 'lambda', 'mean'],
  ],
  [
    'ewmaCovariance',
    { series: { A: [0.1, 0.3], B: [0.1, 0.2] }, lambda: 0.9, mean: 'zero', minimumEffectiveSamples: 0 },
    ['series', 'lambda', 'mean'],
  ],
  [
    'shrunkCovariance',
    { series: { A: [0.1, 0.3, 0.2], B: [0.1, 0.2, 0.4] }, method: 'oas' },
    ['series', 'method'],
  ],
  [
    'nearestCorrelation',
    {
      matrix: [
        [1, 1, 0],
        [1, 1, 1],
        [0, 1, 1],
      ],
    },
    ['matrix'],
  ],
  [
    'stressCorrelation',
    {
      matrix: [
        [1, 0.5],
        [0.5, 1],
      ],
      towards: 'one',
      weight: 0.5,
    },
    ['matrix', 'towards', 'weight'],
  ],
  [
    'averageCorrelation',
    {
      matrix: [
        [1, 0.5],
        [0.5, 1],
      ],
      weights: 'equal',
    },
    ['matrix', 'weights'],
  ],
  [
    'impliedCorrelation',
    { indexVolatility: 0.7, weights: [0.6, 0.4], volatilities: [0.6, 1] },
    ['indexVolatility', 'weights', 'volatilities'],
  ],
  [
    'crossSectionalDispersion',
    { series: { A: [0.1, 0.3], B: [0.1, 0.2] }, weights: 'equal' },
    ['series', 'weights'],
  ],
  [
    'conditionalBeta',
    {
      assetReturns: days.map((i) => Math.sin(i)),
      benchmarkReturns: days.map((i) => Math.cos(i)),
      method: 'bear',
    },
    ['assetReturns', 'benchmarkReturns', 'method'],
  ],
  [
    'dimsonBeta',
    {
      assetReturns: days.map((i) => Math.sin(i)),
      benchmarkReturns: days.map((i) => Math.cos(i)),
      lags: 1,
      leads: 0,
    },
    ['assetReturns', 'benchmarkReturns', 'lags', 'leads'],
  ],
  [
    'multiFactorBeta',
    { assetReturns: [0.1, 0.3, 0.2, 0.1], factorReturns: { A: [0.1, 0.2, 0.15, 0.3], B: [0.1, 0, 0.2, 0] } },
    ['assetReturns', 'factorReturns'],
  ],
  [
    'rollingMultiFactorBeta',
    { assetReturns: [0.1, 0.3, 0.2], factorReturns: { A: [0.1, 0.2, 0.15] }, window: 3 },
    ['assetReturns', 'factorReturns', 'window'],
  ],
  [
    'scholesWilliamsBeta',
    { assetReturns: [0.1, 0.3, 0.2, 0.1, 0.4], benchmarkReturns: [0.1, 0.2, 0.15, 0.3, 0.2] },
    ['assetReturns', 'benchmarkReturns'],
  ],
  [
    'timingRegression',
    {
      assetReturns: [0.1, 0.3, -0.2, 0.1, 0.4],
      benchmarkReturns: [0.1, 0.2, -0.15, 0.3, 0.2],
      model: 'treynor-mazuy',
    },
    ['assetReturns', 'benchmarkReturns', 'model'],
  ],
  [
    'kalmanBeta',
    {
      assetReturns: [0.1, 0.3, 0.2],
      benchmarkReturns: [0.1, 0.2, 0.15],
      noise: { alphaStepVariance: 0, betaStepVariance: 0.1, observationVariance: 0.01 },
    },
    ['assetReturns', 'benchmarkReturns', 'noise'],
  ],
  [
    'robustBeta',
    {
      assetReturns: days.map((i) => 0.02 * Math.sin(i) + 0.01 * Math.cos(3 * i)),
      benchmarkReturns: days.map((i) => 0.02 * Math.sin(i)),
      method: 'huber',
    },
    ['assetReturns', 'benchmarkReturns', 'method'],
  ],
  [
    'tailBeta',
    {
      assetReturns: days.map((i) => 0.02 * Math.sin(i) + 0.01 * Math.cos(3 * i)),
      benchmarkReturns: days.map((i) => 0.02 * Math.sin(i)),
      method: 'quantile',
      tau: 0.25,
    },
    ['assetReturns', 'benchmarkReturns', 'method', 'tau'],
  ],
  [
    'dataQuality',
    {
      asset: { timestamps: [0, 10, 20], values: [1, 2, 3] },
      benchmark: { timestamps: [0, 10, 20], values: [1, 2, 3] },
      minimumObservations: 2,
    },
    ['asset', 'benchmark', 'minimumObservations'],
  ],
  [
    'blackScholes',
    {
      optionType: 'call',
      spot: 100,
      strike: 90,
      timeToExpiryYears: 0.1,
      volatility: 0.6,
      rate: 0.03,
      carryYield: 0.01,
    },
    ['optionType', 'strike', 'timeToExpiryYears', 'volatility', 'rate', 'carryYield'],
  ],
  [
    'blackScholesPrice',
    {
      optionType: 'call',
      spot: 100,
      strike: 90,
      timeToExpiryYears: 0.1,
      volatility: 0.6,
      rate: 0.03,
      carryYield: 0.01,
    },
    ['optionType', 'strike', 'timeToExpiryYears', 'volatility', 'rate', 'carryYield'],
  ],
  [
    'blackScholesBatch',
    {
      optionType: [1, -1],
      spot: 30000,
      strike: [29000, 0],
      timeToExpiryYears: 0.1,
      volatility: [0.6, 0.6],
      rate: 0,
      carryYield: 0,
      outputs: ['price', 'gamma'],
    },
    ['optionType', 'spot', 'strike', 'timeToExpiryYears', 'volatility', 'rate', 'carryYield', 'outputs'],
  ],
  [
    'impliedVolatility',
    {
      optionType: 'call',
      spot: 30000,
      strike: 29000,
      timeToExpiryYears: 0.1,
      rate: 0,
      carryYield: 0,
      price: 2800,
    },
    ['optionType', 'spot', 'strike', 'timeToExpiryYears', 'rate', 'carryYield', 'price'],
  ],
  [
    'impliedVolatilityBatch',
    {
      optionType: [1, -1],
      forward: 30000,
      strike: [29000, 0],
      timeToExpiryYears: 0.1,
      rate: 0,
      price: [2800, 100],
    },
    ['optionType', 'strike', 'timeToExpiryYears', 'rate', 'price'],
  ],
  ['roundAmount', { instrument, contracts: 1, rounding: 'nearest' }, ['instrument', 'contracts', 'rounding']],
  ['optionBookGreeks', { positions: [] }, ['positions']],
  [
    'coinSettledOption',
    { optionType: 'call', forward: 30000, strike: 29000, timeToExpiryYears: 0.1, volatility: 0.6 },
    ['optionType', 'forward', 'strike', 'timeToExpiryYears', 'volatility'],
  ],
  [
    'coinSettledPayoff',
    { optionType: 'call', strike: 10000, deliveryPrice: 12500 },
    ['optionType', 'strike', 'deliveryPrice'],
  ],
  ['timeToExpiryYears', { timestamp: 0, expiry: 86_400_000 }, ['timestamp', 'expiry']],
  ['greeksFromExchange', { greeks: { delta: 0.5 }, convention: 'deribit' }, ['greeks', 'convention']],
  [
    'compareExchangeGreeks',
    {
      optionType: 'call',
      forward: 30000,
      strike: 29000,
      timeToExpiryYears: 0.1,
      volatility: 0.6,
      greeks: { delta: 0.6 },
    },
    ['optionType', 'forward', 'strike', 'timeToExpiryYears', 'volatility', 'greeks'],
  ],
  [
    'forwardFromParity',
    { strikes: [90, 110], callPrices: [0.2, 0.1], putPrices: [0.1, 0.2], pricedIn: 'coin' },
    ['strikes', 'callPrices', 'putPrices', 'pricedIn'],
  ],
  [
    'volatilityFromChain',
    {
      optionType: ['call', 'put'],
      strike: [90, 110],
      price: [12, 13],
      forward: 100,
      timeToExpiryYears: 0.1,
      rate: 0,
      pricedIn: 'quote',
    },
    ['optionType', 'strike', 'price', 'forward', 'timeToExpiryYears', 'rate', 'pricedIn'],
  ],
  [
    'fitSmile',
    { strikes: [90, 110], volatilities: [0.6, 0.7], forward: 100, timeToExpiryYears: 0.1 },
    ['strikes', 'volatilities', 'forward', 'timeToExpiryYears'],
  ],
  ['smileVolatility', { smile, strike: 95 }, ['smile', 'strike']],
  ['smileArbitrage', { smiles: [smile] }, ['smiles']],
  [
    'interpolateSmiles',
    {
      earlier: smile,
      later: { ...smile, timeToExpiryYears: 0.2 },
      timeToExpiryYears: 0.15,
      forward: 100,
    },
    ['earlier', 'later', 'timeToExpiryYears', 'forward'],
  ],
  [
    'profitAttribution',
    {
      greeks: { delta: 0.5, gamma: 0.01, theta: -20, vega: 10 },
      underlyingChange: 5,
      volatilityChange: 0.01,
      elapsedYears: 0.01,
    },
    ['greeks', 'underlyingChange', 'volatilityChange', 'elapsedYears'],
  ],
  [
    'discreteHedgingError',
    {
      optionType: 'call',
      forward: 30000,
      strike: 29000,
      timeToExpiryYears: 0.1,
      volatility: 0.6,
      rate: 0,
      rebalances: 10,
    },
    ['optionType', 'strike', 'timeToExpiryYears', 'volatility', 'rate', 'rebalances'],
  ],
  ['roundPrice', { instrument, price: 1, rounding: 'nearest' }, ['instrument', 'price', 'rounding']],
  [
    'checkOrder',
    { instrument, contracts: 1, price: 1, orderType: 'limit' },
    ['instrument', 'contracts', 'price', 'orderType'],
  ],
  ['contractValue', { instrument, price: 1 }, ['instrument', 'price']],
  ['contractExposure', { instrument, contracts: 1, price: 1 }, ['instrument', 'contracts', 'price']],
  [
    'profitAndLoss',
    { instrument, contracts: 1, entryPrice: 1, price: 2 },
    ['instrument', 'contracts', 'entryPrice', 'price'],
  ],
  [
    'orderRequest',
    { instrument, contracts: 1, orderType: 'market', price: 1 },
    ['instrument', 'contracts', 'orderType', 'price'],
  ],
  [
    'convertSize',
    { instrument, size: { unit: 'base', amount: 1 }, unit: 'contracts' },
    ['instrument', 'size', 'unit'],
  ],
  ...(['sizeBetaHedge', 'exactBetaHedge'] as const).map((name): (typeof members)[number] => [
    name,
    {
      positions: [{ symbol: 'A', value: 1, beta: 1 }],
      targetBeta: 0,
      instrument,
      instrumentBeta: 1,
      price: 1,
    },
    ['positions', 'targetBeta', 'instrument', 'instrumentBeta', 'price'],
  ]),
  [
    'splitBetaHedge',
    {
      positions: [{ symbol: 'A', value: 1, beta: 1 }],
      targetBeta: 0,
      legs: [{ instrument, instrumentBeta: 1, price: 1, share: 1 }],
    },
    ['positions', 'targetBeta', 'legs'],
  ],
  [
    'minimumVarianceHedge',
    {
      kind: 'returns',
      assetReturns: [0.1, 0.3, 0.2],
      hedgeReturns: [0.1, 0.2, 0.15],
      value: 1,
      instrument,
      price: 1,
    },
    ['kind', 'assetReturns', 'hedgeReturns', 'value', 'instrument', 'price'],
  ],
  [
    'bookExposure',
    {
      positions: [{ instrument, contracts: 1, entryPrice: 1 }],
      balances: [{ currency: 'USDT', amount: 10, kind: 'cash' }],
      prices: { [instrument.symbol]: 2 },
      betas: { ETH: 1 },
      benchmarkPrice: 1,
      numeraire: 'USDT',
      fx: {},
    },
    ['positions', 'balances', 'prices', 'betas', 'benchmarkPrice', 'numeraire', 'fx'],
  ],
  [
    'neutraliseGreeks',
    {
      exposures: { delta: 1 },
      instruments: [{ instrument, price: 100, costPerContract: 0.05 }],
      riskWeights: { delta: 9 },
      riskAversion: 0.5,
      orderType: 'market',
    },
    ['exposures', 'instruments', 'riskWeights', 'riskAversion', 'orderType'],
  ],
  ['protectivePut', optionFloor, floorFields],
  ['putSpread', { ...optionFloor, floorDownTo: 80 }, [...floorFields, 'floorDownTo']],
  ['collar', { ...optionFloor, premiumBudget: 10 }, [...floorFields, 'premiumBudget']],
  [
    'coveredCall',
    { ...optionBook, minimumCap: 1100, capBasis: 'before_premium' },
    [...bookFields, 'minimumCap', 'capBasis'],
  ],
  [
    'rankOptionHedges',
    {
      ...optionFloor,
      structures: ['protectivePut', 'putSpread', 'collar'],
      rankBy: 'expected_shortfall',
      floorDownTo: 80,
      minimumCap: 1000,
      scenarios: [{ benchmarkReturn: -0.5 }, { benchmarkReturn: 0.1 }],
      expectedShortfallLevel: 0.9,
    },
    [
      ...floorFields,
      'structures',
      'rankBy',
      'floorDownTo',
      'minimumCap',
      'scenarios',
      'expectedShortfallLevel',
    ],
  ],
  [
    'stressHedge',
    {
      positions: [
        {
          symbol: 'ETH',
          coin: 'ETH',
          dollarDelta: 100,
          beta: 1.2,
          dollarGammaPerPercent: 0,
          vega: 0,
          residualVolatility: 0.5,
        },
      ],
      hedges: [],
      scenarios: [{ name: 'fall', benchmarkReturn: -0.3, volatilityChange: 0, betas: 'estimated' }],
      horizonYears: 0.1,
    },
    ['positions', 'hedges', 'scenarios', 'horizonYears'],
  ],
  [
    'proportionalCostBand',
    { costPerUnit: 0.01, ...drift },
    ['costPerUnit', 'driftVariancePerYear', 'penaltyPerYear'],
  ],
  ['fixedCostBand', { fixedCost: 0.01, ...drift }, ['fixedCost', 'driftVariancePerYear', 'penaltyPerYear']],
  [
    'mixedCostBand',
    { costPerUnit: 0.01, fixedCost: 0.01, ...drift },
    ['costPerUnit', 'fixedCost', 'driftVariancePerYear', 'penaltyPerYear'],
  ],
  [
    'betaHedgeDriftVariance',
    {
      value: 1,
      beta: 1.2,
      betaVolatilityPerSqrtYear: 0.2,
      benchmarkVolatility: 0.6,
      residualVolatility: 0.5,
      hedgeSettlement: 'linear',
    },
    [
      'value',
      'beta',
      'betaVolatilityPerSqrtYear',
      'benchmarkVolatility',
      'residualVolatility',
      'hedgeSettlement',
    ],
  ],
  [
    'whalleyWilmottBand',
    { gamma: 0.02, spot: 100, costRate: 0.001, riskAversion: 1, rate: 0, timeToExpiryYears: 0.1 },
    ['gamma', 'spot', 'costRate', 'riskAversion', 'rate', 'timeToExpiryYears'],
  ],
  [
    'lelandVolatility',
    { volatility: 0.6, roundTripCost: 0.001, rebalanceIntervalYears: 1 / 365, side: 'short' },
    ['volatility', 'roundTripCost', 'rebalanceIntervalYears', 'side'],
  ],
  [
    'zakamoulineBand',
    {
      gamma: -0.02,
      spot: 100,
      volatility: 0.6,
      costRate: 0.001,
      riskAversion: 1,
      rate: 0,
      timeToExpiryYears: 0.1,
      maximumHalfWidth: 1,
    },
    [
      'gamma',
      'spot',
      'volatility',
      'costRate',
      'riskAversion',
      'rate',
      'timeToExpiryYears',
      'maximumHalfWidth',
    ],
  ],
  [
    'shrinkBetaRevision',
    {
      previous: { beta: 1, betaStandardError: 0.1 },
      next: { beta: 1.2, betaStandardError: 0.1 },
      elapsedYears: 0.1,
      betaVolatilityPerSqrtYear: 0.2,
      errorCorrelation: 0,
    },
    ['previous', 'next', 'elapsedYears', 'betaVolatilityPerSqrtYear', 'errorCorrelation'],
  ],
  [
    'adaptBand',
    {
      calm: {
        costPerUnit: 0.001,
        fixedCost: 0,
        benchmarkVariancePerYear: 0.01,
        residualVariancePerYear: 0.3,
        betaVariancePerYear: 0,
        penaltyPerYear: 0.5,
        correlation: 0.7,
      },
      regime: { volatilityFactor: 2, correlation: 0.8, betaVolatilityFactor: 1, costFactor: 3 },
      limit: { riskLimit: 0.01, benchmarkVolatility: 0.6, horizonYears: 1 / 365, quantile: 0.99 },
      maximumGrowthFactor: 1.2,
    },
    ['calm', 'regime', 'limit', 'maximumGrowthFactor'],
  ],
  [
    'rollingBetaChart',
    { timestamps: [0, 1], beta: [1, 2], asset: 'A', benchmark: 'B' },
    ['timestamps', 'beta', 'asset', 'benchmark'],
  ],
  [
    'correlationHeatmap',
    {
      symbols: ['A', 'B'],
      matrix: [
        [1, 0.5],
        [0.5, 1],
      ],
    },
    ['symbols', 'matrix'],
  ],
  [
    'correlationPathChart',
    { timestamps: [0, 1], pairs: [{ x: 'A', y: 'B', values: [0.1, 0.2] }] },
    ['timestamps', 'pairs'],
  ],
  [
    'residualChart',
    { assetReturns: [0.1, 0.2], benchmarkReturns: [0.1, 0.3], beta: 1, alpha: 0, asset: 'A', benchmark: 'B' },
    ['assetReturns', 'benchmarkReturns', 'beta', 'alpha', 'asset', 'benchmark'],
  ],
  [
    'wealthChart',
    { timestamps: [0, 1], hedged: [1, 2], unhedged: [1, 3], currency: 'USD' },
    ['timestamps', 'hedged', 'unhedged', 'currency'],
  ],
  [
    'bandChart',
    { timestamps: [0, 1], exposure: [1, 2], target: 0, halfWidth: 1, fills: [], exposureUnit: 'beta' },
    ['timestamps', 'exposure', 'target', 'halfWidth', 'fills', 'exposureUnit'],
  ],
  [
    'frontierChart',
    {
      policies: [
        {
          name: 'A',
          trackingError: { mean: 1, standardError: 0 },
          costPerYear: { mean: 1, standardError: 0 },
        },
      ],
      frontier: ['A'],
    },
    ['policies', 'frontier'],
  ],
  ['smileChart', { smile, underlying: 'BTC', currency: 'USD' }, ['smile', 'underlying', 'currency']],
  [
    'greeksChart',
    {
      greek: 'gamma',
      spots: [1, 2],
      timesToExpiryYears: [0.1],
      values: [[1, 2]],
      underlying: 'A',
      currency: 'USD',
    },
    ['greek', 'spots', 'timesToExpiryYears', 'values', 'underlying', 'currency'],
  ],
  [
    'exposureChart',
    { positions: [{ symbol: 'A', dollarBeta: 1 }], coins: [], orders: [], numeraire: 'USD' },
    ['positions', 'coins', 'orders', 'numeraire'],
  ],
  ['initialRebalanceState', { policy }, ['policy']],
  [
    'oracleGuard',
    {
      graph: { nodes: { a: { kind: 'source', observation: 'a', maximumLeadMs: 0 } }, root: 'a' },
      observations: { a: { price: 100, timestamp: 1_700_000_000_000 } },
      now: 1_700_000_000_000,
    },
    ['graph', 'observations', 'now'],
  ],
  ['simulateHedgePath', simulation, Object.keys(simulation)],
  ['simulateHedgePaths', { ...simulation, paths: 2 }, [...Object.keys(simulation), 'paths']],
  ['comparePolicies', comparison, Object.keys(comparison)],
  [
    'recordRebalance',
    { state: start, event: halt, previous: null, hash: betahedge.sha256 },
    ['state', 'event', 'hash'],
  ],
  ['verifyLog', { records: [], state: start, hash: betahedge.sha256 }, ['records', 'state', 'hash']],
  ['replayLog', { records: [], state: start, hash: betahedge.sha256 }, ['records', 'state', 'hash']],
  [
    'replayHedge',
    {
      timestamps: days.map((i) => i * day),
      prices,
      benchmark: 'BTC',
      book: [{ symbol: 'ETH', quantity: 100 }],
      cash: 0,
      hedges: [{ instrument, priceSymbol: 'BTC', share: 1, costs: { feeRate: 0, halfSpread: 0 } }],
      betas: { kind: 'rolling', window: 20 },
      policy,
      periodsPerYear: 365,
    },
    ['timestamps', 'prices', 'benchmark', 'book', 'cash', 'hedges', 'betas', 'policy', 'periodsPerYear'],
  ],
];

/** A copy, functions as they are. */
function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, copyOf(field)])) as T;
}

function freeze<T>(value: T): T {
  // An array of numbers in a buffer cannot be frozen.
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

describe.each(members)('%s', (name, options, required) => {
  const call = (given: unknown): unknown => (betahedge[name] as (options: unknown) => unknown)(given);

  it.each([undefined, null, 5, 'text', [], true, () => 1])('refuses %o for its options', (given) => {
    const error = refusal(() => call(given));
    expect(error).toMatchObject({ name: 'InputError', caller: name, path: '' });
    expect(error.code).toBe(
      given === undefined || given === null ? 'shape.missing_field' : 'shape.wrong_type',
    );
  });

  it.each(required)('names %s where it is missing, or null', (field) => {
    for (const absent of [undefined, null]) {
      const error = refusal(() => call({ ...options, [field]: absent }));
      expect(error).toMatchObject({ code: 'shape.missing_field', path: field });
    }
  });

  it('leaves its input alone, and answers alike twice', () => {
    const before = JSON.stringify(options);
    const frozen = freeze(copyOf(options));
    expect(call(frozen)).toEqual(call(options));
    expect(JSON.stringify(options)).toBe(before);
  });
});

it('every public function is a member, or takes something else than options', () => {
  const others = [
    'addToMoments',
    'betaTracker',
    'canonicalJson',
    'correlationTracker',
    'display',
    'isBetahedgeError',
    'jsonSchemaOf',
    'mergeMoments',
    'orThrow',
    'parseBalance',
    'parseChainlinkRound',
    'parseDecision',
    'parseEvent',
    'parseFundingRate',
    'parseInstrument',
    'parseMarket',
    'parseOptionSymbol',
    'parseOrderBook',
    'parsePolicy',
    'parsePosition',
    'parsePythPrice',
    'parseRecord',
    'parseSignedPosition',
    'parseTicker',
    'restoreBetaTracker',
    'restoreCorrelationTracker',
    'safeParseBalance',
    'safeParseChainlinkRound',
    'safeParseDecision',
    'safeParseEvent',
    'safeParseFundingRate',
    'safeParseInstrument',
    'safeParseMarket',
    'safeParseOptionSymbol',
    'safeParseOrderBook',
    'safeParsePolicy',
    'safeParsePosition',
    'safeParsePythPrice',
    'safeParseRecord',
    'safeParseSignedPosition',
    'safeParseTicker',
    'sha256',
    'stepRebalance',
    'table',
  ];
  const functions = Object.entries(betahedge)
    .filter(([name, value]) => typeof value === 'function' && /^[a-z]/.test(name))
    .map(([name]) => name);
  expect([...members.map(([name]) => name), ...others].sort()).toEqual(functions.sort());
});
