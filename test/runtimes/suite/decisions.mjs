// What decides and what shows it: sizing, bands, the record, charts. One row a function, as in estimators.mjs.

/**
 * @typedef {import('./estimators.mjs').Data} Data
 * @typedef {import('./estimators.mjs').Row} Row
 */

/** @type {Readonly<Record<string, Row>>} */
export const decisionRows = {
  rollingBetaChart: {
    run: ({ rollingBetaChart }, { timestamps, benchmark, asset }) =>
      rollingBetaChart({
        timestamps,
        beta: benchmark,
        betaStandardError: asset.map(Math.abs),
        asset: 'ETH',
        benchmark: 'BTC',
      }),
  },
  parsePolicy: {
    beside: ['safeParsePolicy', 'parseEvent', 'safeParseEvent', 'parseDecision', 'safeParseDecision'],
    run: ({ initialRebalanceState, parseDecision, parseEvent, parsePolicy, stepRebalance }, data) => {
      const read = parsePolicy({ ...policy, target: 1e4 * data.benchmark[101] });
      let state = initialRebalanceState({ policy: read });
      return snapshotsOf(data).map((snapshot) => {
        const { decision, ...after } = stepRebalance(state, parseEvent(snapshot));
        state = after.state;
        return parseDecision(decision);
      });
    },
  },
  display: {
    run: ({ display }, { timestamps, benchmark }, doors) => {
      const { rollingBetaChart } = doors['./charts'];
      const chart = rollingBetaChart({ timestamps, beta: benchmark, asset: 'ETH', benchmark: 'BTC' });
      return [display(chart).page, display({ timestamps, beta: benchmark, alpha: benchmark[101] }).page];
    },
  },
  correlationHeatmap: {
    run: ({ correlationHeatmap }, { benchmark }) =>
      correlationHeatmap({
        symbols: ['BTC', 'ETH'],
        matrix: [
          [1, benchmark[101]],
          [benchmark[101], 1],
        ],
      }),
  },
  correlationPathChart: {
    run: ({ correlationPathChart }, { timestamps, benchmark, asset }) =>
      correlationPathChart({
        timestamps,
        pairs: [
          { x: 'BTC', y: 'ETH', values: benchmark },
          { x: 'BTC', y: 'XMR', values: asset },
        ],
      }),
  },
  residualChart: {
    run: ({ residualChart }, { benchmark, asset }) =>
      residualChart({
        assetReturns: asset,
        benchmarkReturns: benchmark,
        beta: 1.2,
        alpha: benchmark[101],
        residualStandardDeviation: 0.02,
        asset: 'ETH',
        benchmark: 'BTC',
      }),
  },
  wealthChart: {
    run: ({ wealthChart }, { timestamps, benchmarkPrices, assetPrices }) =>
      wealthChart({
        timestamps,
        hedged: benchmarkPrices.subarray(1),
        unhedged: assetPrices.subarray(1),
        currency: 'USDT',
      }),
  },
  bandChart: {
    run: ({ bandChart }, { timestamps, benchmark }) =>
      bandChart({
        timestamps,
        exposure: benchmark,
        target: benchmark[107],
        halfWidth: 0.01,
        fills: [{ timestamp: timestamps[9], contracts: '-0.5' }],
        exposureUnit: 'beta of capital',
      }),
  },
  frontierChart: {
    run: ({ frontierChart }, { benchmark, asset }) =>
      frontierChart({
        policies: ['A', 'B', 'C'].map((name, i) => ({
          name,
          trackingError: { mean: benchmark[101 + i], standardError: Math.abs(asset[i]) },
          costPerYear: { mean: asset[i + 3], standardError: Math.abs(benchmark[i + 3]) },
        })),
        frontier: ['A', 'B'],
      }),
  },
  smileChart: {
    run: ({ smileChart }, { benchmark }, doors) =>
      smileChart({
        smile: doors['./options'].fitSmile({
          strikes: [80, 100, 120],
          volatilities: [0.7, 0.6, 0.65].map((base, i) => base + benchmark[101 + i]),
          forward: 101,
          timeToExpiryYears: 0.25,
        }),
        underlying: 'BTC',
        currency: 'USD',
      }),
  },
  greeksChart: {
    run: ({ greeksChart }, { benchmark, asset, benchmarkPrices }) =>
      greeksChart({
        greek: 'vega',
        spots: benchmarkPrices.slice(1).sort(),
        timesToExpiryYears: [0.1, 0.2],
        values: [benchmark, asset],
        underlying: 'BTC',
        currency: 'USD',
      }),
  },
  exposureChart: {
    run: ({ exposureChart }, { benchmark, asset }) =>
      exposureChart({
        positions: Array.from(benchmark, (value, i) => ({ symbol: `S${i % 50}`, dollarBeta: 1e6 * value })),
        coins: [{ coin: 'BTC', dollarBeta: 1e6 * asset[0] }],
        orders: [{ symbol: 'S1', dollarBeta: 1e6 * asset[1] }],
        numeraire: 'USDT',
      }),
  },
  orderRequest: {
    run: ({ orderRequest }, { benchmarkPrices }, doors) =>
      Array.from(benchmarkPrices, (price, i) =>
        orderRequest({
          instrument: perpetual(doors),
          contracts: price * (i % 2 ? -1 : 1),
          orderType: 'limit',
          price,
        }),
      ),
  },
  profitAndLoss: {
    run: ({ profitAndLoss }, { benchmarkPrices }, doors) =>
      Array.from(benchmarkPrices, (price) =>
        profitAndLoss({ instrument: perpetual(doors), contracts: 3, entryPrice: 100, price }),
      ),
  },
  contractExposure: {
    run: ({ contractExposure }, { benchmarkPrices }, doors) =>
      Array.from(benchmarkPrices, (price) =>
        contractExposure({ instrument: perpetual(doors), contracts: -3, price }),
      ),
  },
  stepRebalance: {
    beside: ['initialRebalanceState'],
    run: ({ initialRebalanceState, stepRebalance }, data) => {
      let state = initialRebalanceState({ policy });
      const decisions = snapshotsOf(data).map((snapshot) => {
        const step = stepRebalance(state, { ...snapshot, hedgeContracts: state.hedgeContracts ?? 0 });
        state = step.state;
        if (step.decision.action !== 'rebalance') return step.decision;
        const { clientOrderId, contracts } = step.decision;
        const filled = { type: 'filled', clientOrderId, filledContracts: Math.abs(contracts) };
        const at = { sequence: snapshot.sequence + 1, timestamp: snapshot.timestamp + 1000 };
        state = stepRebalance(state, { ...filled, ...at }).state;
        return step.decision;
      });
      return [decisions, state];
    },
  },
  oracleGuard: {
    beside: ['parsePythPrice', 'safeParsePythPrice', 'parseChainlinkRound', 'safeParseChainlinkRound'],
    run: ({ oracleGuard, parseChainlinkRound, parsePythPrice }, { benchmarkPrices, benchmark }) =>
      each(benchmark, 40, (x, i) => {
        const now = 1_700_000_000_000;
        const price = benchmarkPrices[80 + i];
        const pyth = {
          price: String(Math.round(1e5 * price)),
          conf: '1500',
          expo: -5,
          publish_time: now / 1000,
        };
        const round = {
          answer: BigInt(Math.round(1e8 * price * (1 + x))),
          updatedAt: now / 1000,
          roundId: 1n,
        };
        return oracleGuard({
          graph: {
            nodes: {
              a: { kind: 'source', observation: 'a', maximumLeadMs: 0 },
              b: { kind: 'source', observation: 'b', maximumLeadMs: 0 },
              fresh: { kind: 'staleness', parent: 'a', maximumAgeMs: 1000, graceMs: 1000 },
              price: {
                kind: 'deviation',
                parent: 'fresh',
                reference: 'b',
                maximumDeviation: 0.02,
                denominator: 'mean',
                severity: 'degraded',
              },
            },
            root: 'price',
          },
          observations: {
            a: parsePythPrice(pyth),
            b: parseChainlinkRound({ ...round, startedAt: now / 1000, answeredInRound: 1n }, { decimals: 8 }),
          },
          now,
        });
      }),
  },
  comparePolicies: {
    beside: ['simulateHedgePath', 'simulateHedgePaths'],
    run: ({ comparePolicies, simulateHedgePaths }, { benchmark }, doors) =>
      comparePolicies({
        paths: simulateHedgePaths({
          seed: 5,
          paths: 3,
          bars: 80,
          startTimestamp: 0,
          intervalMs: 86_400_000,
          periodsPerYear: 365,
          benchmark: {
            symbol: 'BTC',
            price: 40_000,
            driftPerYear: benchmark[107],
            volatility: 0.6,
            volatilityOfVolatility: 0.4,
            volatilityReversionPerYear: 5,
            jumpsPerYear: 4,
            jumpMean: -0.05,
            jumpDeviation: 0.1,
          },
          assets: [
            {
              symbol: 'ETH',
              price: 2500,
              beta: 1.2,
              betaVolatilityPerSqrtYear: 0.5,
              betaReversionPerYear: 2,
              residualVolatility: 0.5,
            },
          ],
          residualCorrelation: 0.2,
        }),
        benchmark: 'BTC',
        book: [{ symbol: 'ETH', quantity: 200 }],
        cash: 0,
        hedges: [
          {
            instrument: perpetual(doors),
            priceSymbol: 'BTC',
            share: 1,
            costs: { feeRate: 0.0005, halfSpread: 0.00005 },
          },
        ],
        betas: { kind: 'rolling', window: 20 },
        periodsPerYear: 365,
        candidates: [0.05, 0.1].map((halfWidth) => ({
          name: String(halfWidth),
          policy: { ...policy, ...inBeta, band: { halfWidth, landing: halfWidth } },
        })),
        reference: '0.1',
        penaltyPerYear: 0.5,
        settlingBars: 2,
        shortfallProbability: 0.1,
        confidenceLevel: 0.95,
      }),
  },
  recordRebalance: {
    beside: ['replayLog', 'sha256', 'verifyLog'],
    run: ({ recordRebalance, replayLog, sha256, verifyLog }, data, doors) => {
      const start = doors['./rebalance'].initialRebalanceState({ policy });
      let state = start;
      /** @type {any[]} */
      const records = [];
      for (const event of snapshotsOf(data)) {
        const previous = records.at(-1) ?? null;
        const step = recordRebalance({ state, event, inputs: { event }, previous, hash: sha256 });
        records.push(step.record);
        state = step.state;
      }
      const log = { records, state: start, hash: sha256 };
      return [records.at(-1).hash, verifyLog(log), replayLog(log)];
    },
  },
  proportionalCostBand: {
    run: ({ proportionalCostBand }, { benchmark }) =>
      each(benchmark, 40, (x, i) =>
        proportionalCostBand({ costPerUnit: 0.01 * Math.abs(x), ...drift, ...(i % 2 ? looks : {}) }),
      ),
  },
  fixedCostBand: {
    run: ({ fixedCostBand }, { benchmark }) =>
      each(benchmark, 40, (x, i) =>
        fixedCostBand({ fixedCost: 0.001 * Math.abs(x), ...drift, ...(i % 2 ? looks : {}) }),
      ),
  },
  mixedCostBand: {
    run: ({ mixedCostBand }, { benchmark, asset }) =>
      each(benchmark, 20, (x, i) =>
        mixedCostBand({
          costPerUnit: 0.01 * Math.abs(x),
          fixedCost: 0.001 * Math.abs(asset[i]),
          ...drift,
          ...(i % 2 ? looks : {}),
        }),
      ),
  },
  betaHedgeDriftVariance: {
    run: ({ betaHedgeDriftVariance }, { benchmark, asset, other }) =>
      betaHedgeDriftVariance({
        positions: each(benchmark, 30, (x, i) => ({
          value: 1e6 * x,
          beta: 1 + 10 * asset[i],
          betaVolatilityPerSqrtYear: Math.abs(other[i]),
        })),
        benchmarkVolatility: 0.6,
        residualCovariance: square(30, (i, j) => 100 * other[i] * other[j] + (i === j ? 0.3 : 0)),
        hedgeSettlement: 'linear',
      }),
  },
  whalleyWilmottBand: {
    run: ({ whalleyWilmottBand }, { benchmark }) =>
      each(benchmark, 40, (gamma) => whalleyWilmottBand({ gamma, ...optionBook })),
  },
  lelandVolatility: {
    run: ({ lelandVolatility }, { benchmark }) =>
      each(benchmark, 40, (x, i) =>
        lelandVolatility({
          volatility: 0.6,
          roundTripCost: 0.1 * Math.abs(x),
          rebalanceIntervalYears: 1 / 365,
          side: i % 2 ? 'long' : 'short',
        }),
      ),
  },
  zakamoulineBand: {
    run: ({ zakamoulineBand }, { benchmark }) =>
      each(benchmark, 40, (gamma) =>
        zakamoulineBand({ gamma, ...optionBook, volatility: 0.6, maximumHalfWidth: 1 }),
      ),
  },
  shrinkBetaRevision: {
    run: ({ shrinkBetaRevision }, { benchmark, asset }) =>
      each(benchmark, 120, (x, i) =>
        shrinkBetaRevision({
          previous: { beta: 10 * x, betaStandardError: 0.1 },
          next: { beta: 10 * asset[i], betaStandardError: 0.12 },
          elapsedYears: 0.1,
          betaVolatilityPerSqrtYear: 0.3,
          errorCorrelation: 0.4,
        }),
      ),
  },
  adaptBand: {
    run: ({ adaptBand }, { benchmark, asset }) =>
      each(benchmark, 40, (x, i) =>
        adaptBand({
          calm: {
            costPerUnit: 0.0005,
            fixedCost: i % 3 ? 1e-5 : 0,
            benchmarkVariancePerYear: 0.01,
            residualVariancePerYear: 0.3,
            betaVariancePerYear: 0.05,
            penaltyPerYear: 0.5,
            correlation: 0.7,
          },
          regime: {
            volatilityFactor: 1 + Math.abs(asset[i]),
            correlation: 0.8,
            betaVolatilityFactor: 1,
            costFactor: 1 + 50 * Math.abs(x),
          },
          limit: { riskLimit: 0.01, benchmarkVolatility: 0.6, horizonYears: 1 / 365, quantile: 0.99 },
          previousHalfWidth: 0.06,
          maximumGrowthFactor: 1.2,
        }),
      ),
  },
  bookExposure: {
    run: ({ bookExposure }, { benchmark }, doors) => {
      const { parseMarket } = doors['./instruments'];
      const coin = { base: 'BTC', quote: 'USD', settle: 'BTC', linear: false, inverse: true, info: {} };
      const perpetual = parseMarket({
        ...coin,
        symbol: 'BTC/USD:BTC',
        type: 'swap',
        contractSize: 100,
        precision: { amount: 1, price: 0.5 },
      });
      const option = parseMarket({
        ...coin,
        symbol: 'BTC/USD:BTC-270326-41000-C',
        type: 'option',
        contractSize: 1,
        optionType: 'call',
        strike: 41_000,
        expiry: Date.UTC(2027, 2, 26, 8),
        precision: { amount: 0.1, price: 0.0001 },
      });
      const price = 40_000 * (1 + benchmark[107]);
      const { priceInCoin, delta, gamma, vega } = doors['./options'].coinSettledOption({
        optionType: 'call',
        forward: price,
        strike: 41_000,
        timeToExpiryYears: 0.1,
        volatility: 0.6,
      });
      return bookExposure({
        positions: [
          { instrument: perpetual, contracts: -37, entryPrice: 39_000 },
          { instrument: option, contracts: 1.3 },
        ],
        balances: [
          { currency: 'BTC', amount: 0.7, kind: 'cash' },
          { currency: 'EUR', amount: 100, kind: 'cash' },
        ],
        prices: { [perpetual.symbol]: price, [option.symbol]: priceInCoin, BTC: 40_000 },
        greeks: { [option.symbol]: { underlyingPrice: price, delta, gamma, vega } },
        volatilityBetas: { BTC: 1.1 },
        betas: { BTC: 1.03 },
        benchmarkPrice: 1234.5,
        numeraire: 'USD',
        fx: { EUR: { price: 1.1, timestamp: 1.7e12 } },
      });
    },
  },
  neutraliseGreeks: {
    run: ({ neutraliseGreeks }, { benchmark }, doors) => {
      const { parseMarket } = doors['./instruments'];
      const market = {
        base: 'X',
        quote: 'USD',
        settle: 'USD',
        linear: true,
        contractSize: 1,
        precision: { amount: 0.1, price: 0.01 },
        info: {},
      };
      const call = (/** @type {number} */ strike) =>
        parseMarket({
          ...market,
          symbol: `X/USD:USD-240927-${strike}-C`,
          type: 'option',
          optionType: 'call',
          strike,
          expiry: 1_727_424_000_000,
        });
      const greek = (/** @type {number} */ j) => 20 * benchmark[100 + j] + 0.5;
      const instruments = [1, 2, 3, 4].map((j) => ({
        instrument: j === 1 ? parseMarket({ ...market, symbol: 'X/USD:USD', type: 'swap' }) : call(100 + j),
        ...(j === 1 ? {} : { greeks: { delta: greek(j), gamma: greek(4 + j), vega: greek(8 + j) } }),
        price: 5 * j,
        costPerContract: 0.1 * j,
        minimumContracts: -40,
        maximumContracts: 40,
        marginPerContract: j,
      }));
      const common = {
        exposures: { delta: 30 * greek(13), gamma: -50 * greek(14), vega: -20 * greek(15) },
        instruments,
        riskWeights: { delta: 1, gamma: 2, vega: 3 },
        riskAversion: 0.1,
        orderType: 'limit',
      };
      return [[], ['delta'], ['delta', 'gamma', 'vega']].flatMap((exact) =>
        [undefined, 60].map((marginBudget) =>
          neutraliseGreeks({ ...common, exact, marginBudget, maximumNodes: 200 }),
        ),
      );
    },
  },
  exactBetaHedge: {
    run: ({ exactBetaHedge }, data, doors) =>
      exactBetaHedge({
        positions: positionsOf(data),
        targetCorrelation: { correlation: 0.3, residualVolatility: 0.4, benchmarkVolatility: 0.6 },
        capital: 1e6,
        instrument: perpetual(doors),
        instrumentBeta: { beta: 0.9, betaStandardError: 0.02 },
        price: 47_000,
      }),
  },
  sizeBetaHedge: {
    run: ({ sizeBetaHedge }, data, doors) =>
      sizeBetaHedge({
        positions: positionsOf(data),
        targetBeta: 0.1,
        capital: 1e6,
        instrument: perpetual(doors),
        instrumentBeta: 1,
        price: 47_000,
        limits: { equity: 1e5, maximumLeverage: 2, maximumTradeValue: 1e5 },
      }),
  },
  splitBetaHedge: {
    run: ({ splitBetaHedge }, data, doors) =>
      splitBetaHedge({
        positions: positionsOf(data),
        targetBeta: 0,
        legs: [
          { instrument: perpetual(doors), instrumentBeta: 1, price: 47_000, share: 0.3 },
          { instrument: perpetual(doors, 'BTC/USDT:USDT-2'), instrumentBeta: 1.1, price: 46_000, share: 0.7 },
        ],
      }),
  },
  minimumVarianceHedge: {
    run: ({ minimumVarianceHedge }, { asset, benchmark }, doors) =>
      minimumVarianceHedge({
        kind: 'returns',
        assetReturns: asset,
        hedgeReturns: benchmark,
        value: 1e6,
        instrument: perpetual(doors),
        price: 47_000,
        trainingPeriods: 200,
      }),
  },
  stressHedge: {
    run: ({ stressHedge }, { benchmark, asset, other }) => {
      const rows = Array.from(benchmark, (x, i) => ({
        symbol: `S${i}`,
        coin: `C${i % 7}`,
        venue: i % 2 === 0 ? 'alpha' : 'beta',
        dollarDelta: 1e6 * asset[i],
        beta: 1 + 20 * x,
        crashBeta: 1 + 10 * asset[i],
        dollarGammaPerPercent: 1e4 * other[i],
        vega: 1e5 * x,
        volatilityBeta: 1 + other[i],
        impliedVolatility: 0.5 + Math.abs(asset[i]),
        residualVolatility: Math.abs(other[i]),
        collateral: 1e4 * Math.abs(x),
        unrealisedProfit: 1e5 * other[i],
      }));
      return stressHedge({
        positions: rows.slice(0, 300),
        hedges: rows.slice(300),
        benchmarkVolatility: 0.6,
        horizonYears: 0.1,
        equity: 1e6,
        residualCoins: ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6'],
        residualCorrelation: square(7, (i, j) => (i === j ? 1 : 0.3)),
        scenarios: [
          {
            name: 'fall',
            benchmarkReturn: -0.2,
            volatilityChange: 0.2,
            betas: 'crash',
            closed: [{ symbol: 'S399' }],
          },
          { name: 'one', benchmarkReturn: 0.15, volatilityChange: -0.1, betas: 'correlationOne' },
          {
            name: 'lost',
            benchmarkReturn: -0.1,
            volatilityChange: 0.1,
            betas: 'estimated',
            lostVenues: [{ venue: 'beta', lossGivenDefault: 0.6 }],
          },
        ],
      });
    },
  },
  protectivePut: {
    run: ({ protectivePut }, data, doors) =>
      protectivePut({ ...optionHedgeTerms(data, doors), ...floorOf(data) }),
  },
  putSpread: {
    run: ({ putSpread }, data, doors) =>
      putSpread({ ...optionHedgeTerms(data, doors), ...floorOf(data), floorDownTo: 30_000 }),
  },
  collar: {
    run: ({ collar }, data, doors) =>
      collar({ ...optionHedgeTerms(data, doors), ...floorOf(data), premiumBudget: 2_000 }),
  },
  coveredCall: {
    run: ({ coveredCall }, data, doors) =>
      coveredCall({ ...optionHedgeTerms(data, doors), minimumCap: 260_000, capBasis: 'before_premium' }),
  },
  rankOptionHedges: {
    run: ({ rankOptionHedges }, data, doors) =>
      rankOptionHedges({
        ...optionHedgeTerms(data, doors),
        ...floorOf(data),
        structures: ['protectivePut', 'putSpread', 'collar'],
        rankBy: 'expected_shortfall',
        floorDownTo: 30_000,
        minimumCap: 260_000,
        scenarios: Array.from(data.benchmark, (x, i) => ({
          benchmarkReturn: 5 * x,
          residualReturn: data.asset[i] - 1.2 * x,
        })),
        expectedShortfallLevel: 0.93,
      }),
  },
};

const policy = {
  policyVersion: 'v1',
  exposureUnit: 'USD of beta',
  target: 0,
  band: { halfWidth: 10_000, landing: 7_000 },
  hardLimit: 30_000,
  cooldownMs: 3_600_000,
  maximumAgeMs: 86_400_000,
  settlementLagMs: 1000,
  degradedBandFactor: 1.5,
  limits: { maximumTradesPerHour: 3, maximumTurnoverPerDay: 1e6, maximumStepContracts: 900 },
};

const inBeta = { exposureUnit: 'beta of capital', hardLimit: null, maximumAgeMs: null, limits: {} };

/** @param {Data} data */
function snapshotsOf({ benchmark }) {
  return Array.from(benchmark, (x, i) => ({
    type: 'snapshot',
    sequence: 2 * i + 1,
    timestamp: 1_600_000_000_000 + 600_000 * i,
    exposure: 1e6 * x,
    exposureUnit: 'USD of beta',
    hedgeContracts: 0,
    exposurePerContract: 47.1,
    lotContracts: 0.1,
  }));
}

const drift = { driftVariancePerYear: 0.3, penaltyPerYear: 0.5 };
const looks = { observationIntervalYears: 1 / 365 };
const optionBook = { spot: 100, costRate: 0.001, riskAversion: 0.1, rate: 0.05, timeToExpiryYears: 0.2 };

/**
 * @template T
 * @param {Float64Array} column
 * @param {number} count
 * @param {(x: number, i: number) => T} make
 */
function each(column, count, make) {
  return Array.from(column.subarray(100 - count / 2, 100 + count / 2), (x, i) => make(x, i));
}

/**
 * @param {number} size
 * @param {(i: number, j: number) => number} entry
 */
function square(size, entry) {
  const row = Array.from({ length: size }, (_, i) => i);
  return row.map((i) => row.map((j) => entry(i, j)));
}

/**
 * A linear perpetual of a hundredth of a coin.
 *
 * @param {Record<string, any>} doors
 */
function perpetual(doors, symbol = 'BTC/USDT:USDT') {
  const [base, money] = symbol.split(/[/:]/);
  return doors['./instruments'].parseMarket({
    symbol,
    type: 'swap',
    base,
    quote: money,
    settle: money,
    linear: true,
    inverse: false,
    contractSize: 0.01,
    precision: { amount: 0.1, price: 0.1 },
  });
}

/** @param {Data} data */
function positionsOf({ benchmark, asset }) {
  return each(benchmark, 50, (x, i) => ({
    symbol: `S${i % 20}`,
    value: 1e7 * x,
    beta: 1 + 10 * asset[i],
    betaStandardError: 0.1,
    degreesOfFreedom: 40,
  }));
}

/**
 * A book against options on the benchmark, coin-settled, with premiums from its returns.
 *
 * @param {Data} data
 * @param {Record<string, any>} doors
 */
function optionHedgeTerms({ benchmark, benchmarkPrices }, doors) {
  const { parseMarket } = doors['./instruments'];
  const chain = Array.from({ length: 20 }, (_, i) => {
    const optionType = i < 10 ? 'put' : 'call';
    const strike = 24_000 + 2_000 * i;
    const instrument = parseMarket({
      symbol: `BTC ${strike} ${optionType}`,
      type: 'option',
      base: 'BTC',
      quote: 'USD',
      settle: 'BTC',
      linear: false,
      inverse: true,
      contractSize: 1,
      optionType,
      strike,
      expiry: 1_743_148_800_000,
      precision: { amount: 0.1, price: 0.0001 },
      info: {},
    });
    const premium = 0.01 + Math.abs(benchmark[100 + i]);
    return { instrument, bid: premium, ask: 1.1 * premium };
  });
  return {
    bookValue: 250_000,
    beta: 1.3,
    benchmarkPrice: benchmarkPrices[120],
    riskFreeReturn: 0.011,
    bookYield: 0.003,
    benchmarkYield: 0.007,
    chain,
    timestamp: 1_735_372_800_000,
    valueAt: benchmarkPrices.subarray(300, 320),
  };
}

/** @param {Data} data */
function floorOf({ benchmark }) {
  return { floor: 180_000 * (1 + benchmark[99]), floorBasis: 'after_premium' };
}
