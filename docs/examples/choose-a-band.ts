// Which rule to rebalance by: a band derived from costs and drift, without tuning, against thresholds and periods that
// are chosen in hindsight, on a thousand simulated years with drifting betas; then the same band on the year 2021.
// Prints tables, and writes choose-a-band.vl.json, a chart for Vega-Lite, into the guide.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { orThrow } from 'betahedge';
import { betaHedgeDriftVariance, proportionalCostBand } from 'betahedge/rebalance';
import { comparePolicies, simulateHedgePaths } from 'betahedge/simulation';
import type { PolicyBand, RebalancePolicy } from 'betahedge/rebalance';
import type {
  BandContext,
  ComparePoliciesOptions,
  HedgePath,
  PolicyCandidate,
  PolicyComparison,
  PolicyFigures,
} from 'betahedge/simulation';
import { linear, policy as policyOf2021, replayYear } from './book2021.ts';

const paths = 1000;
const day = 86_400_000;
const periodsPerYear = 365;
const feeRate = 0.0005;
const halfSpread = 0.00005;

// 1. A year: a million in four coins, three million in cash, hedged in the perpetual of BTC.
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
const jumpVariance =
  benchmark.jumpsPerYear *
  (benchmark.jumpMean * benchmark.jumpMean + benchmark.jumpDeviation * benchmark.jumpDeviation);
// Half of a relative risk aversion of 3 times the benchmark's variance a year.
const penaltyPerYear = 0.5 * 3 * (benchmark.volatility * benchmark.volatility + jumpVariance);

// 2. The band. In steps of the exposure from look to look all bands are one function of a cost; where they are about a
// step wide it is solved for, which takes milliseconds: a table of it.
const scaled = { driftVariancePerYear: periodsPerYear, penaltyPerYear: periodsPerYear };
const triggers = Array.from(
  { length: 61 },
  (_, i) =>
    proportionalCostBand({
      ...scaled,
      costPerUnit: Math.exp(i / 4 - 7),
      observationIntervalYears: 1 / periodsPerYear,
    }).halfWidth,
);
function derivedBand(driftVariancePerYear: number, costPerUnit: number): PolicyBand {
  const step = Math.sqrt(driftVariancePerYear / periodsPerYear);
  const place = 4 * (Math.log((costPerUnit * periodsPerYear) / penaltyPerYear / step) + 7);
  const at = Math.max(0, Math.min(Math.floor(place), triggers.length - 2));
  const halfWidth = step * (triggers[at]! + (place - at) * (triggers[at + 1]! - triggers[at]!));
  return { halfWidth, landing: halfWidth };
}
const cost = feeRate + halfSpread;

/** By the volatilities that the paths are made with, those of the bar. */
function bandOfParameters({ bar, capital, positions }: BandContext, path: HedgePath): PolicyBand {
  const volatility = path.benchmarkVolatility[bar]!;
  const bySymbol = assets.map(({ symbol }) => positions.find((position) => position.symbol === symbol)!);
  const { driftVariancePerYear } = betaHedgeDriftVariance({
    positions: assets.map(({ symbol, betaVolatilityPerSqrtYear }, i) => ({
      symbol,
      betaVolatilityPerSqrtYear,
      value: bySymbol[i]!.value / capital,
      beta: bySymbol[i]!.beta,
    })),
    benchmarkVolatility: Math.sqrt(volatility * volatility + jumpVariance),
    residualCovariance,
    hedgeSettlement: 'linear',
  });
  return derivedBand(driftVariancePerYear, cost);
}
const residualCovariance = assets.map((a, i) =>
  assets.map((b, j) => a.residualVolatility * b.residualVolatility * (i === j ? 1 : residualCorrelation)),
);

/** By what the exposure itself did in the last 60 days; nothing is assumed but its first 10. */
function bandOfThePast({ untradedChanges }: BandContext, costPerUnit: number): PolicyBand {
  const last = untradedChanges.subarray(-60);
  const squares = last.reduce((sum, change) => sum + change * change, 0);
  return derivedBand(last.length < 10 ? 0.1 : (squares / last.length) * periodsPerYear, costPerUnit);
}

// 3. What it is compared with.
const policy = (band: PolicyBand | null, cooldownMs = 0): RebalancePolicy => ({
  policyVersion: '1',
  exposureUnit: 'beta of capital',
  target: 0,
  band,
  hardLimit: null,
  cooldownMs,
  maximumAgeMs: null,
  settlementLagMs: 0,
  degradedBandFactor: 1,
  limits: {},
});
const known: PolicyCandidate = {
  name: 'derived, parameters',
  policy: policy(null),
  bandAt: bandOfParameters,
};
const derived: PolicyCandidate = {
  name: 'derived, last 60 days',
  policy: policy(null),
  bandAt: (context) => bandOfThePast(context, cost),
};
const edge = (halfWidth: number): PolicyCandidate => ({
  name: `${halfWidth} to the edge`,
  policy: policy({ halfWidth, landing: halfWidth }),
});
const centre = (halfWidth: number): PolicyCandidate => ({
  name: `${halfWidth} to the target`,
  policy: policy({ halfWidth, landing: 0 }),
});
const every = (days: number): PolicyCandidate => ({
  name: days === 1 ? 'every day' : `every ${days} days`,
  policy: policy({ halfWidth: 0, landing: 0 }, days * day),
});

function compare(
  bars: number,
  betas: ComparePoliciesOptions['betas'],
  candidates: readonly PolicyCandidate[],
): PolicyComparison {
  const simulated = { seed: 1_000_000, paths, bars, startTimestamp: 0, intervalMs: day, periodsPerYear };
  return orThrow(
    comparePolicies({
      paths: simulateHedgePaths({ ...simulated, benchmark, assets, residualCorrelation }),
      benchmark: 'BTC',
      book: assets.map(({ symbol }) => ({ symbol, quantity: 2500 })),
      cash: 3_000_000,
      hedges: [{ instrument: linear, priceSymbol: 'BTC', share: 1, costs: { feeRate, halfSpread } }],
      betas,
      periodsPerYear,
      candidates,
      reference: candidates[0]!.name,
      penaltyPerYear,
      settlingBars: 60,
      shortfallProbability: 0.05,
      confidenceLevel: 0.99,
    }),
  );
}

const widths = [23, 11, 19, 8, 8, 10, 10, 11];
const row = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('');
const basisPoints = (value: number): string => (1e4 * value).toFixed(2);

function print(title: string, { policies }: PolicyComparison): void {
  const reference = policies[0]!.objectivePerYear.mean;
  const percent = (value: number): string =>
    `${value > 0 ? '+' : ''}${((100 * value) / reference).toFixed(1)}`;
  console.log(title);
  console.log('');
  console.log(row(['', 'objective', '99 %, paired', 'cost', 'trades', 'turnover', 'rms beta', 'tracking']));
  for (const figures of policies) {
    const { name, objectivePerYear, difference, costPerYear, tradesPerYear, turnoverPerYear } = figures;
    const { interval } = difference ?? {};
    console.log(
      row([
        name,
        basisPoints(objectivePerYear.mean),
        interval === undefined ? '' : `${percent(interval.lower)} to ${percent(interval.upper)} %`,
        basisPoints(costPerYear.mean),
        tradesPerYear.mean.toFixed(0),
        turnoverPerYear.mean.toFixed(2),
        distance(figures).toFixed(4),
        `${(100 * figures.trackingError.mean).toFixed(2)} %`,
      ]),
    );
  }
  console.log('');
}
const distance = ({ meanSquareDeviation }: PolicyFigures): number => Math.sqrt(meanSquareDeviation.mean);

const edges = [0.01, 0.015, 0.0175, 0.02, 0.0225, 0.025, 0.03, 0.04].map(edge);
const centres = [0.02, 0.03, 0.035, 0.04, 0.05, 0.06].map(centre);
const periods = [1, 3, 5, 7, 10, 14].map(every);
/** Each on a thread of its own: the library is pure, so that threads are the caller's to start. */
const comparisons = {
  known: () => compare(61 + 365, { kind: 'true' }, [known, derived, ...edges, ...centres, ...periods]),
  estimated: () =>
    compare(151 + 365, { kind: 'rolling', window: 90 }, [
      derived,
      ...[0.015, 0.0175, 0.02, 0.0225, 0.025].map(edge),
      ...[0.03, 0.035, 0.04].map(centre),
      ...[7, 10, 14].map(every),
    ]),
};
const onThread = (name: keyof typeof comparisons): Promise<PolicyComparison> =>
  new Promise((resolve, reject) => {
    new Worker(new URL(import.meta.url), { workerData: name }).on('message', resolve).on('error', reject);
  });
if (isMainThread) report(...(await Promise.all([onThread('known'), onThread('estimated')])));
else parentPort!.postMessage(comparisons[workerData as keyof typeof comparisons]());

function report(certain: PolicyComparison, estimated: PolicyComparison): void {
  print(`BETAS KNOWN: ${paths} years, objective and cost in basis points of capital a year`, certain);
  print('BETAS ESTIMATED over 90 days, distances by the true ones', estimated);
  // 4. The year 2021 of the example: one path, so an illustration, no proof.
  const read = (file: string): string => readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8');
  const year = [read('crypto-daily-2021.csv'), read('btc-funding-2021.csv')] as const;
  const yearly: readonly (readonly [string, Parameters<typeof replayYear>[2]])[] = [
    ['derived, last 60 days', { policy: policy(null), bandAt: (context) => bandOfThePast(context, 0.0006) }],
    ['0.1 to the edge', { policy: policyOf2021 }],
    ['0.1 to the target', { policy: policy({ halfWidth: 0.1, landing: 0 }) }],
    ['every 7 days', { policy: policy({ halfWidth: 0, landing: 0 }, 7 * day) }],
  ];
  const money = (value: number): string => value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ' ');
  console.log('2021: the book of hedge-a-book, USD; fee 5 bp, half spread 1 bp; betas of 60 days');
  console.log('');
  console.log(row(['', 'costs', 'funding', 'trades', '', '', 'rms beta', 'tracking']));
  for (const [name, change] of yearly) {
    const { summary } = replayYear(...year, change);
    const { fees, spreadCosts, funding, trades, meanSquareDeviation, trackingError } = summary;
    const cells = [money(fees + spreadCosts), money(funding), String(trades), '', ''];
    const rms = Math.sqrt(meanSquareDeviation).toFixed(4);
    console.log(row([name, ...cells, rms, `${(100 * trackingError).toFixed(2)} %`]));
  }

  // 5. The chart.
  const pointsOf = (rule: string, candidates: readonly PolicyCandidate[]) =>
    candidates.map(({ name }) => {
      const figures = certain.policies.find((one) => one.name === name)!;
      const costOf = Number(basisPoints(figures.costPerYear.mean));
      return { rule, name, cost: costOf, distance: Number(distance(figures).toFixed(4)) };
    });
  const encoding = {
    x: { field: 'cost', type: 'quantitative', title: 'cost, basis points of capital a year' },
    y: {
      field: 'distance',
      type: 'quantitative',
      title: 'distance from the target, root mean square, beta',
      scale: { zero: false },
    },
    color: { field: 'rule', type: 'nominal', title: null, legend: { orient: 'top' } },
    tooltip: { field: 'name', type: 'nominal' },
  };
  const lines = [
    ...pointsOf('threshold to edge', edges),
    ...pointsOf('threshold to target', centres),
    ...pointsOf('periodic', periods),
  ];
  const chart = {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description:
      'What a rebalancing rule costs and how far it lets the beta run: lower and further left is better.',
    width: 560,
    height: 360,
    layer: [
      {
        data: { values: lines },
        mark: { type: 'line', point: true },
        encoding: { ...encoding, order: { field: 'cost' } },
      },
      {
        data: { values: pointsOf('derived band', [known, derived]) },
        mark: { type: 'point', filled: true, size: 140, shape: 'diamond' },
        encoding,
      },
    ],
  };
  writeFileSync(
    new URL('../guide/choose-a-band.vl.json', import.meta.url),
    `${JSON.stringify(chart, null, 2)}\n`,
  );
}
