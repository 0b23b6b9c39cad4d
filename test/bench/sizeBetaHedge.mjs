import { exactBetaHedge, sizeBetaHedge, splitBetaHedge } from '../../dist/hedge/index.js';
import { parseMarket } from '../../dist/instruments/index.js';
import { compare, noise, row } from './measure.mjs';

// A book of 1,000 positions in no order, each with its estimate; and one of 100 with the covariance of all of them.
const [a, b, c, d] = [1, 2, 3, 4].map((seed) => noise(seed, 1000));
const positions = a.map((u, i) => ({
  symbol: `${Math.floor(36 ** 4 * u).toString(36)}/USDT:USDT`,
  value: 1e5 * (b[i] - 0.4),
  beta: 0.5 + 1.5 * c[i],
  betaStandardError: 0.05 + 0.1 * d[i],
  degreesOfFreedom: 88,
  horizonMs: 86_400_000,
  returnKind: /** @type {const} */ ('simple'),
  asOf: 1_700_000_000_000,
}));
const market = (/** @type {string} */ symbol) =>
  parseMarket({
    symbol,
    base: 'BTC',
    quote: 'USDT',
    settle: 'USDT',
    type: 'swap',
    linear: true,
    inverse: false,
    contractSize: 1,
    precision: { amount: 0.001, price: 0.1 },
    limits: { amount: { min: 0.001, max: 1000 }, cost: { min: 5 } },
  });
const target = { targetBeta: 0.1, capital: 1e7, now: 1_700_000_005_000, maximumEstimateAgeMs: 86_400_000 };
const leg = { instrument: market('BTC/USDT:USDT'), instrumentBeta: 1, price: 47_000 };
const options = { positions, ...target, ...leg };
const limits = { maximumTradeValue: 1e7, equity: 1e7, maximumLeverage: 3 };
const legs = [
  { ...leg, share: 0.5 },
  { ...leg, instrument: market('BTC/USDT:USDT-2'), share: 0.5 },
];
const betaCovariance = positions
  .slice(0, 100)
  .map((_, i, rows) => rows.map((__, j) => (i === j ? 0.01 : 0.002)));
const few = { ...options, positions: positions.slice(0, 100), betaCovariance };

const tasks = {
  'exactBetaHedge, 1,000 positions': () => exactBetaHedge(options),
  sizeBetaHedge: () => sizeBetaHedge(options),
  'the same within limits': () => sizeBetaHedge({ ...options, limits }),
  'splitBetaHedge, two legs': () => splitBetaHedge({ positions, ...target, legs }),
  '100 positions and covariance': () => sizeBetaHedge(few),
};
const measured = await compare(Object.values(tasks));
Object.keys(tasks).forEach((name, i) => row(name, [{ nanoseconds: measured[i].nanoseconds }]));
