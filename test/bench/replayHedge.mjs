import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { comparePolicies, replayHedge, simulateHedgePath } from '../../dist/simulation/index.js';
import { compare, row } from './measure.mjs';

const examples = new URL('../../docs/examples/', import.meta.url);
// Beside its source, where `betahedge` is this package.
const outfile = fileURLToPath(new URL('book2021.mjs', examples));
buildSync({
  entryPoints: [fileURLToPath(new URL('book2021.ts', examples))],
  outfile,
  bundle: true,
  packages: 'external',
  format: 'esm',
});
const { linear, policy, replayYear } = await import(outfile);
const prices = readFileSync(new URL('data/crypto-daily-2021.csv', examples), 'utf8');
const funding = readFileSync(new URL('data/btc-funding-2021.csv', examples), 'utf8');

const days = replayYear(prices, funding).timestamps.length;
const [{ nanoseconds }] = await compare([() => replayYear(prices, funding)]);
row('replayHedge, 2021', [{ nanoseconds }, String(days), { nanoseconds: nanoseconds / days }]);

// Hours of eight coins beside the benchmark, betas rolled over 240 of them; with every decision told, and without.
const bars = 20_000;
const assets = Array.from({ length: 8 }, (_, i) => ({
  symbol: `COIN${i}`,
  price: 100,
  beta: 0.8 + 0.1 * i,
  betaVolatilityPerSqrtYear: 0.5,
  betaReversionPerYear: 3,
  residualVolatility: 0.4,
}));
const path = simulateHedgePath({
  seed: 1,
  bars,
  startTimestamp: 0,
  intervalMs: 3_600_000,
  periodsPerYear: 8760,
  benchmark: {
    symbol: 'BTC',
    price: 40_000,
    driftPerYear: 0,
    volatility: 0.5,
    volatilityOfVolatility: 0.3,
    volatilityReversionPerYear: 4,
    jumpsPerYear: 5,
    jumpMean: -0.03,
    jumpDeviation: 0.04,
  },
  assets,
  residualCorrelation: 0.3,
});
const market = {
  benchmark: 'BTC',
  book: assets.map(({ symbol }) => ({ symbol, quantity: 1000 })),
  cash: 4_000_000,
  hedges: [
    { instrument: linear, priceSymbol: 'BTC', share: 1, costs: { feeRate: 0.0005, halfSpread: 0.0001 } },
  ],
  periodsPerYear: 8760,
};
const { timestamps, prices: columns } = path;
const replay = { ...market, timestamps, prices: columns, betas: { kind: 'rolling', window: 240 }, policy };
let told = 0;
const [silent, watched] = await compare([
  () => replayHedge(replay),
  () => replayHedge({ ...replay, onStep: () => told++ }),
]);
for (const [name, measured] of /** @type {const} */ ([
  ['replayHedge, 8 coins, hours', silent],
  ['replayHedge, every decision', watched],
]))
  row(name, [
    { nanoseconds: measured.nanoseconds },
    String(bars),
    { nanoseconds: measured.nanoseconds / bars },
  ]);

const candidates = Array.from({ length: 10 }, (_, i) => ({ name: `policy ${i}`, policy }));
const [contest] = await compare([
  () =>
    comparePolicies({
      ...market,
      paths: [path, path],
      betas: { kind: 'true' },
      candidates,
      reference: 'policy 0',
      penaltyPerYear: 0.5,
      settlingBars: 100,
      shortfallProbability: 0.05,
      confidenceLevel: 0.99,
    }),
]);
const walked = 2 * bars * candidates.length;
row('comparePolicies, 10 policies', [
  { nanoseconds: contest.nanoseconds },
  String(walked),
  { nanoseconds: contest.nanoseconds / walked },
]);
