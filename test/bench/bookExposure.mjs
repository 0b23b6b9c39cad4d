import { bookExposure } from '../../dist/hedge/index.js';
import { compare, noise, row } from './measure.mjs';

// A book of 1,000 positions, each in an instrument of its own: four fifths linear perpetuals, the rest options and
// inverse contracts, on 50 coins in 4 accounts.
const length = 1000;
const [a, b, c] = [1, 2, 3].map((seed) => noise(seed, length));
const accounts = ['binance', 'bybit', 'deribit', 'okx'];
const coins = Array.from({ length: 50 }, (_, i) => `COIN${i}`);
const common = {
  amountUnit: 'contracts',
  amountPrecision: { kind: 'step', step: '1' },
  pricePrecision: { kind: 'step', step: '0.1' },
  minimumAmount: null,
  maximumAmount: null,
  maximumMarketAmount: null,
  minimumCost: null,
  maximumCost: null,
  takerFee: 0.0005,
  makerFee: 0.0002,
  active: true,
};
/** @type {any[]} */
const positions = [];
/** @type {Record<string, any>} */
const prices = Object.fromEntries(coins.map((coin, i) => [coin, 10 + i]));
/** @type {Record<string, any>} */
const greeks = {};
for (let i = 0; i < length; i++) {
  const k = Math.floor(50 * a[i]);
  const base = coins[k];
  const price = (10 + k) * (0.99 + 0.02 * b[i]);
  const of = { ...common, base, quote: 'USD', settle: i % 10 < 8 ? 'USD' : base };
  const symbol = `${base}/USD:${of.settle}-${i}`;
  const isOption = i % 10 === 9;
  const option = { strike: price, optionType: 'call', expiry: 1_800_000_000_000, priceSteps: [] };
  const instrument = isOption
    ? {
        ...of,
        ...option,
        symbol,
        settlement: 'inverseOption',
        type: 'option',
        contractSize: 1,
        premiumCurrency: base,
      }
    : {
        ...of,
        symbol,
        settlement: i % 10 === 8 ? 'inverse' : 'linear',
        type: 'swap',
        contractSize: 10,
        expiry: null,
      };
  prices[symbol] = isOption ? 0.1 * c[i] : price;
  if (isOption) greeks[symbol] = { underlyingPrice: price, delta: c[i], gamma: 0.01, vega: price / 10 };
  const contracts = Math.round(100 * (c[i] - 0.4));
  positions.push({ instrument, contracts, entryPrice: price * 0.98, account: accounts[i % 4] });
}
const balances = accounts.flatMap((account) =>
  ['USD', ...coins].map((currency) => ({ account, currency, amount: 1000, kind: 'cash' })),
);
const book = {
  positions,
  balances,
  prices,
  greeks,
  betas: Object.fromEntries(coins.map((coin, i) => [coin, { beta: 0.5 + i / 50, betaStandardError: 0.1 }])),
  benchmarkPrice: 50_000,
  numeraire: 'USD',
  fx: {},
};
const shared = {
  ...book,
  positions: positions.map((position, i) => ({ ...position, ...positions[i % 100] })),
};

const tasks = Object.entries({
  'bookExposure, own instruments': () => bookExposure(book),
  'bookExposure, 100 instruments': () => bookExposure(shared),
});
const times = await compare(tasks.map(([, run]) => run));
tasks.forEach(([name], i) => row(name, [{ nanoseconds: times[i].nanoseconds }]));
