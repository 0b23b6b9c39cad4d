// The public API, once through each subpath: that it loads, answers and refuses in every runtime. What the
// numbers should be to the last digit is for the tests and for the digests.

/** @typedef {Record<string, any>} Door */

const market = {
  symbol: 'INDEX',
  base: 'INDEX',
  quote: 'USD',
  settle: 'USD',
  type: 'swap',
  linear: true,
  inverse: false,
  contractSize: 250,
  precision: { amount: 1, price: 0.1 },
};
const start = 1_609_459_200_000;
const day = 86_400_000;
const policy = {
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

/** @type {Record<string, (door: Door, doors: Record<string, Door>) => unknown[]>} pairs of got and expected */
const doorsOpened = {
  '.': ({ canonicalJson, isBetahedgeError, capmBeta, orThrow }) => [
    canonicalJson({ b: [1e21, null], a: 'é' }),
    '{"a":"é","b":[1e+21,null]}',
    refusal(() => capmBeta({ assetReturns: [1, 2, 3], benchmarkReturns: [1, NaN, 3] }), isBetahedgeError),
    'series.not_finite benchmarkReturns[1]',
    refusal(() => orThrow({ status: 'degenerate', reason: 'constant' }), isBetahedgeError),
    'status.not_ok status',
  ],
  './returns': ({ simpleReturns, logReturns, alignSeries }) => [
    [...simpleReturns({ prices: [1, 2, 3] })].join(),
    '1,0.5',
    logReturns({ prices: new Float64Array([100, 80]) })[0].toFixed(12),
    '-0.223143551314',
    alignSeries({ series: { A: series([1, 2]), B: series([3, 4, 5]) } }).timestamps.length,
    2,
  ],
  './beta': ({ capmBeta }) => {
    const estimate = capmBeta({ assetReturns: [2, 4, 7, 8], benchmarkReturns: [1, 2, 3, 4] });
    const constant = capmBeta({ assetReturns: [1, 2, 3], benchmarkReturns: [1, 1, 1] });
    return [
      [estimate.status, estimate.beta.toFixed(9), estimate.betaInterval.lower.toFixed(9)].join(),
      'ok,2.100000000,0.961625090',
      constant.status,
      'degenerate',
    ];
  },
  './options': ({ blackScholes, blackScholesBatch, coinSettledPayoff, impliedVolatility }) => {
    // Haug, Option Pricing Formulas, page 2: 2.1334.
    const call = {
      optionType: 'call',
      spot: 60,
      strike: 65,
      timeToExpiryYears: 0.25,
      rate: 0.08,
      carryYield: 0,
    };
    const { price, dualDelta } = blackScholes({ ...call, volatility: 0.3 });
    const { volatility } = impliedVolatility({ ...call, price });
    return [
      price.toFixed(9),
      '2.133368445',
      volatility.toFixed(12),
      '0.300000000000',
      blackScholesBatch({ ...call, volatility: [0.3, 0.3], outputs: ['dualDelta'] }).dualDelta[1] ===
        dualDelta,
      true,
      coinSettledPayoff({ optionType: 'call', strike: 10_000, deliveryPrice: 12_500 }),
      0.2,
    ];
  },
  './correlation': ({ correlation, nearestCorrelation, rollingCorrelation }) => {
    const x = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01];
    const y = [0.021, -0.012, 0.014, 0.005, -0.027, 0.018];
    const higham = [
      [1, 1, 0],
      [1, 1, 1],
      [0, 1, 1],
    ];
    return [
      correlation({ x, y, method: 'kendall' }).correlation.toFixed(9),
      '0.733333333',
      rollingCorrelation({ x, y: x, window: 3 }).values.join(),
      'NaN,NaN,1,1,1,1',
      nearestCorrelation({ matrix: higham }).matrix?.[0]?.[1].toFixed(4),
      '0.7607',
    ];
  },
  './instruments': ({ parseMarket, safeParseMarket, roundAmount }) => [
    roundAmount({ contracts: '2.6', instrument: parseMarket(market), rounding: 'nearest' }).contracts,
    '3',
    safeParseMarket({ symbol: 'X' }).status,
    'invalid',
  ],
  './hedge': ({ sizeBetaHedge }, doors) => {
    // Hull, Options, Futures, and Other Derivatives: a fund of 5,050,000 with beta 1.5, futures at 1010 x 250.
    const hedge = sizeBetaHedge({
      positions: [{ symbol: 'FUND', value: 5_050_000, beta: 1.5 }],
      targetBeta: 0,
      instrument: doors['./instruments']?.['parseMarket'](market),
      instrumentBeta: 1,
      price: 1010,
    });
    return [hedge.contracts, '-30', JSON.stringify(hedge.order?.side), '"sell"'];
  },
  './rebalance': ({ initialRebalanceState, stepRebalance }) => {
    const state = JSON.parse(JSON.stringify(initialRebalanceState({ policy })));
    const { decision } = stepRebalance(state, {
      type: 'snapshot',
      sequence: 1,
      timestamp: 0,
      exposure: 0.25,
      exposureUnit: 'beta of capital',
      hedgeContracts: 0,
      exposurePerContract: 0.01,
      lotContracts: 1,
    });
    return [decision.action, 'rebalance', decision.contracts, -15];
  },
  './audit': ({ recordRebalance, sha256, verifyLog }, doors) => {
    const state = doors['./rebalance']?.['initialRebalanceState']({ policy });
    const event = { type: 'halt', sequence: 1, timestamp: 0, reason: 'test' };
    const { record } = recordRebalance({ state, event, previous: null, hash: sha256 });
    return [
      sha256('abc').slice(0, 8),
      'ba7816bf',
      verifyLog({ records: [record], state, hash: sha256 }).status,
      'ok',
      verifyLog({ records: [{ ...record, index: 1 }], state, hash: sha256 }).status,
      'broken',
    ];
  },
  './charts': ({ wealthChart }) => [
    wealthChart({ timestamps: [0, day], hedged: [1, 2], unhedged: [1, 3], currency: 'USD' }).title.text,
    'Wealth hedged and unhedged, USD',
  ],
  './schemas': ({ jsonSchemaOf, policySchema }) => [
    jsonSchemaOf(policySchema).$schema,
    'https://json-schema.org/draft/2020-12/schema',
    policySchema['~standard'].validate({ ...policy, target: '0' }).issues[0].path.join(),
    'target',
  ],
  './display': ({ display, table }) => [
    table({ beta: 1.25 })[0].value,
    1.25,
    display({ beta: 1.25 })[Symbol.for('Jupyter.display')]()['text/plain'].includes('1.25'),
    true,
  ],
  './simulation': ({ replayHedge }, doors) => {
    const days = Array.from({ length: 60 }, (_, i) => i);
    const btc = days.map((i) => 40000 * (1 + 0.05 * ((i % 3) - 1)));
    const replay = replayHedge({
      timestamps: days.map((i) => start + i * day),
      prices: { BTC: btc, ETH: btc.map((price, i) => (price / 15) * (1 + 0.004 * ((i % 5) - 2))) },
      benchmark: 'BTC',
      book: [{ symbol: 'ETH', quantity: 100 }],
      cash: 0,
      hedges: [
        {
          instrument: doors['./instruments']?.['parseMarket']({ ...market, contractSize: 0.001 }),
          priceSymbol: 'BTC',
          share: 1,
          costs: { feeRate: 0.0005, halfSpread: 0.0001 },
        },
      ],
      betas: { kind: 'rolling', window: 20 },
      policy,
      periodsPerYear: 365,
    });
    return [replay.status, 'ok', replay.summary?.varianceReduction > 0.9, true];
  },
};

/**
 * What is wrong, in words.
 *
 * @param {Record<string, Door>} doors
 */
export function smoke(doors) {
  const problems = [];
  for (const [name, door] of Object.entries(doors)) {
    const open = doorsOpened[name];
    if (open === undefined) {
      problems.push(`${name}: no smoke test`);
      continue;
    }
    try {
      const pairs = open(door, doors);
      for (let i = 0; i < pairs.length; i += 2)
        if (!Object.is(pairs[i], pairs[i + 1])) problems.push(`${name}: ${pairs[i]}, not ${pairs[i + 1]}`);
    } catch (error) {
      problems.push(`${name}: ${error}`);
    }
  }
  return problems;
}

/** @param {readonly number[]} values */
function series(values) {
  return { timestamps: values.map((_, i) => start + i * day), values };
}

/**
 * The code and the path of the error that the call throws.
 *
 * @param {() => unknown} call
 * @param {(error: unknown) => boolean} isOurs
 */
function refusal(call, isOurs) {
  try {
    call();
    return 'no error';
  } catch (error) {
    const { code, path } = /** @type {{ code: string, path: string }} */ (error);
    return isOurs(error) ? `${code} ${path}` : String(error);
  }
}
