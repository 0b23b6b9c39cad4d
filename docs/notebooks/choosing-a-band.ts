// %% [markdown]
// # Choosing a band
//
// A hedge drifts. Prices move, betas move, and the beta that was zero yesterday is 0.02 today. Trade it back every day and
// fees eat the profit; wait for a big gap and you carry the risk that you wanted to be rid of. **How far may a hedge drift
// before it is worth a trade, and is the answer better than a threshold that was picked by hand?**
//
// The market of this notebook is simulated, so that the right answer is known: Bitcoin with changing volatility and jumps,
// and four coins whose betas wander. At the end the rule meets the real year 2021.

// %%
import { orThrow } from 'betahedge';
import { bandChart, frontierChart } from 'betahedge/charts';
import { display, table } from 'betahedge/display';
import { betaHedgeDriftVariance, proportionalCostBand } from 'betahedge/rebalance';
import type { PolicyBand, RebalancePolicy } from 'betahedge/rebalance';
import { comparePolicies, simulateHedgePaths } from 'betahedge/simulation';
import type { BandContext, ReplaySummary } from 'betahedge/simulation';
import { linear, replayYear } from '../examples/book2021.ts';
import { fundingCsv, pricesCsv } from './data.ts';
import { show } from './show.ts';

const benchmark = {
  symbol: 'BTC',
  price: 40_000,
  driftPerYear: 0,
  volatility: 0.6,
  volatilityOfVolatility: 0.35,
  volatilityReversionPerYear: 4,
  jumpsPerYear: 5,
  jumpMean: -0.03,
  jumpDeviation: 0.04,
};
const assets = [
  { symbol: 'ETH', beta: 1.1, betaVolatilityPerSqrtYear: 0.4, residualVolatility: 0.4 },
  { symbol: 'SOL', beta: 1.4, betaVolatilityPerSqrtYear: 0.8, residualVolatility: 0.65 },
  { symbol: 'LINK', beta: 1.2, betaVolatilityPerSqrtYear: 0.6, residualVolatility: 0.55 },
  { symbol: 'XRP', beta: 0.9, betaVolatilityPerSqrtYear: 0.6, residualVolatility: 0.55 },
].map((asset) => ({ ...asset, price: 100, betaReversionPerYear: 3 }));
const residualCorrelation = 0.3;
const share = 1 / 16; // of the capital in each coin: a quarter in coins, the rest is money

// %% [markdown]
// ## The band that a formula gives
//
// Three numbers decide: what a trade costs, how fast the hedge drifts, and how much a squared distance from zero is worth
// to you. `betaHedgeDriftVariance` adds up the drift: coins that outgrow the hedge, returns that are not Bitcoin's, betas
// that wander. `proportionalCostBand` weighs it against the cost.

// %%
const costPerUnit = 0.0005 + 0.00005; // fee and half the spread
const jumpVariance = benchmark.jumpsPerYear * (benchmark.jumpMean ** 2 + benchmark.jumpDeviation ** 2);
const benchmarkVariance = benchmark.volatility ** 2 + jumpVariance;
const penaltyPerYear = 0.5 * 3 * benchmarkVariance; // half of a risk aversion of 3, times the variance

const drift = betaHedgeDriftVariance({
  positions: assets.map((asset) => ({ ...asset, value: share })),
  benchmarkVolatility: Math.sqrt(benchmarkVariance),
  residualCovariance: assets.map((a, i) =>
    assets.map((b, j) => a.residualVolatility * b.residualVolatility * (i === j ? 1 : residualCorrelation)),
  ),
  hedgeSettlement: 'linear',
});
const band = proportionalCostBand({
  costPerUnit,
  driftVariancePerYear: drift.driftVariancePerYear,
  penaltyPerYear,
  observationIntervalYears: 1 / 365,
});
console.log(`drift of the beta: ${drift.driftVolatilityPerSqrtYear.toFixed(3)} per square root of a year`);
console.log(`half width of the band: ${band.halfWidth.toFixed(4)} of beta, trade to its ${band.tradeTo}`);

// %% [markdown]
// The band is narrow, and its advice is to trade to the edge and no further: what lies between the edge and the middle is
// not worth a fee.
//
// ## Against rules of thumb
//
// The same 200 simulated years for every rule, so that the difference between two rules is not the luck of their years.
// The objective is what is lost a year, in basis points of capital: costs, and the penalty on the squared distance.

// %%
const policy = (chosen: PolicyBand | null, cooldownDays = 0): RebalancePolicy => ({
  policyVersion: '1',
  exposureUnit: 'beta of capital',
  target: 0,
  band: chosen,
  hardLimit: null,
  cooldownMs: cooldownDays * 86_400_000,
  maximumAgeMs: null,
  settlementLagMs: 0,
  degradedBandFactor: 1,
  limits: {},
});
const toEdge = (halfWidth: number): RebalancePolicy => policy({ halfWidth, landing: halfWidth });
const toZero = (halfWidth: number): RebalancePolicy => policy({ halfWidth, landing: 0 });

const halfWidths = [0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08];
const thresholds = halfWidths.flatMap((halfWidth) => [
  { halfWidth, rule: 'to the edge', name: `${halfWidth} to the edge`, policy: toEdge(halfWidth) },
  { halfWidth, rule: 'to zero', name: `${halfWidth} to zero`, policy: toZero(halfWidth) },
]);
const comparison = orThrow(
  comparePolicies({
    candidates: [
      { name: 'the formula', policy: toEdge(band.halfWidth) },
      ...thresholds.map(({ name, policy: rule }) => ({ name, policy: rule })),
      { name: 'every day', policy: policy({ halfWidth: 0, landing: 0 }, 1) },
      { name: 'every 7 days', policy: policy({ halfWidth: 0, landing: 0 }, 7) },
    ],
    reference: 'the formula',
    paths: simulateHedgePaths({
      seed: 2021,
      paths: 200,
      bars: 61 + 365,
      startTimestamp: 0,
      intervalMs: 86_400_000,
      periodsPerYear: 365,
      benchmark,
      assets,
      residualCorrelation,
    }),
    benchmark: 'BTC',
    book: assets.map(({ symbol }) => ({ symbol, quantity: 2500 })),
    cash: 3_000_000,
    hedges: [
      { instrument: linear, priceSymbol: 'BTC', share: 1, costs: { feeRate: 0.0005, halfSpread: 0.00005 } },
    ],
    betas: { kind: 'true' },
    periodsPerYear: 365,
    penaltyPerYear,
    settlingBars: 60,
    shortfallProbability: 0.05,
    confidenceLevel: 0.99,
  }),
);
const figures = new Map(comparison.policies.map((one) => [one.name, one]));
const basisPoints = (value: number): number => Number((10_000 * value).toFixed(2));

// %%
const shown = [
  'the formula',
  '0.01 to the edge',
  '0.04 to the edge',
  '0.04 to zero',
  'every day',
  'every 7 days',
];
show(
  table(
    shown.map((rule) => {
      const { objectivePerYear, difference, costPerYear, tradesPerYear } = figures.get(rule)!;
      const range = difference === null ? null : [difference.interval.lower, difference.interval.upper];
      return {
        rule,
        objectiveBps: basisPoints(objectivePerYear.mean),
        worseByBps: range === null ? 'reference' : range.map(basisPoints).join(' to '),
        costBps: basisPoints(costPerYear.mean),
        tradesPerYear: Math.round(tradesPerYear.mean),
      };
    }),
    { title: 'A year of each rule: means over 200 years, 99 % intervals of the difference' },
  ),
);

// %% [markdown]
// An interval above zero throughout says that the rule is worse than the formula, and not by chance. All thresholds, and
// where the formula lands among them: a chart is a plain specification, so take the size and the colours of one of the
// library's, and put marks of our own into it.

// %%
const points = thresholds.map(({ name, halfWidth, rule }) => ({
  rule,
  halfWidth,
  objective: basisPoints(figures.get(name)!.objectivePerYear.mean),
}));
const formula = {
  name: 'the formula',
  halfWidth: band.halfWidth,
  objective: basisPoints(figures.get('the formula')!.objectivePerYear.mean),
};
const x = {
  field: 'halfWidth',
  type: 'quantitative',
  title: 'half width of the band, beta of capital',
};
const y = {
  field: 'objective',
  type: 'quantitative',
  title: 'loss a year, basis points',
};
const color = { field: 'rule', type: 'nominal', title: null };
show(
  display({
    ...frontierChart(comparison),
    title: {
      text: 'What a year loses, by the width of the band',
      subtitle: ['costs and penalty, basis points of capital; means over 200 years'],
    },
    layer: [
      { data: { values: points }, mark: { type: 'line', point: true }, encoding: { x, y, color } },
      { data: { values: [formula] }, mark: { type: 'point', size: 150 }, encoding: { x, y } },
      {
        data: { values: [formula] },
        mark: { type: 'text', dy: 20 },
        encoding: { x, y, text: { field: 'name' } },
      },
    ],
  }),
);

// %% [markdown]
// ## The year 2021
//
// In a real year nobody tells you how fast the beta drifts. So measure it: the mean square of what the exposure moved by
// in the last 60 days while nothing was traded. `bandAt` makes the band of each day from what is known on that day.

// %%
const widths = new Map<number, number>();
function bandOfThePast({ untradedChanges, timestamp }: BandContext): PolicyBand {
  const last = untradedChanges.subarray(-60);
  const squares = last.reduce((sum, change) => sum + change * change, 0);
  const { halfWidth, landing } =
    last.length < 10
      ? { halfWidth: 0.1, landing: 0.1 }
      : proportionalCostBand({
          costPerUnit: 0.0006,
          driftVariancePerYear: (squares / last.length) * 365,
          penaltyPerYear,
          observationIntervalYears: 1 / 365,
        });
  widths.set(timestamp, halfWidth);
  return { halfWidth, landing };
}
const year = replayYear(pricesCsv, fundingCsv, { policy: policy(null), bandAt: bandOfThePast });
const days = year.timestamps.subarray(1); // from the first fill on: the day before there was no hedge
show(
  display(
    bandChart({
      ...year,
      target: 0,
      timestamps: days,
      exposure: year.exposure.subarray(1),
      halfWidth: Array.from(days, (timestamp) => widths.get(timestamp) ?? NaN),
      exposureUnit: 'beta of capital',
    }),
  ),
);

// %% [markdown]
// The band follows the market: wider in the wild spring than in the quiet autumn. An order is filled a day after it was
// decided on, and the beta of this book often moved by more than the band in a day: that is why many points lie outside.
// What the rules cost, and how far from zero they stayed:

// %%
const rules: Record<string, ReplaySummary> = { 'the formula, last 60 days': year.summary };
for (const [name, rule] of Object.entries({
  '0.02 to the edge': toEdge(0.02),
  '0.1 to the edge': toEdge(0.1),
  '0.1 to zero': toZero(0.1),
  'every 7 days': policy({ halfWidth: 0, landing: 0 }, 7),
}))
  rules[name] = replayYear(pricesCsv, fundingCsv, { policy: rule }).summary;
show(
  table(
    Object.entries(rules).map(([rule, summary]) => ({
      rule,
      costsUsd: Math.round(summary.fees + summary.spreadCosts),
      trades: summary.trades,
      rootMeanSquareBeta: Number(Math.sqrt(summary.meanSquareDeviation).toFixed(3)),
    })),
    { title: 'The book of seven coins in 2021' },
  ),
);

// %% [markdown]
// ## The decision
//
// Take the band of the formula, with the drift measured on your own book, and trade to its edge. In the simulation it lost
// less than every other rule, each interval says so, and the one threshold that is as good, 0.02 to the edge, is the
// formula's own number. It was found without looking back.
//
// ## What remains unknown
//
// - **One year is one path.** The table of 2021 shows the size of things and proves nothing: the best rule of one year is
//   often the luck of it. The proof is in the simulation, and holds for markets like the simulated ones.
// - **Your penalty.** A risk aversion of 3 is an opinion. Twice as much makes this band a quarter narrower, half as much a
//   third wider.
// - **Costs that are not proportional**: impact, a venue that is down, spreads that widen when all want to trade.
// - **The betas.** Here they were known. Estimated ones add an error that no band trades away: the guide page
//   _Choose a band_ measures it.
