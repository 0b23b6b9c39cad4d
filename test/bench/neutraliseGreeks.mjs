import { neutraliseGreeks } from '../../dist/hedge/index.js';
import { parseMarket } from '../../dist/instruments/index.js';
import { compare, noise, row } from './measure.mjs';

// Twelve legs, five Greeks, costs, limits and two budgets: the relaxation alone, then with the search for lots.
const greeks = /** @type {const} */ (['delta', 'gamma', 'vega', 'vanna', 'volga']);
const scales = [1, 1e-4, 50, 0.5, 30];
const [a, b, c] = [noise(1, 60), noise(2, 12), noise(3, 12)];
const market = { base: 'X', quote: 'USD', settle: 'USD', linear: true, contractSize: 1 };
const instruments = b.map((share, j) => ({
  instrument: parseMarket({
    ...market,
    ...(j === 0
      ? { type: 'swap', symbol: 'X/USD:USD' }
      : {
          type: 'option',
          symbol: `X/USD:USD-240927-${100 + j}-C`,
          strike: 100 + j,
          optionType: 'call',
          expiry: 1_727_424_000_000,
          info: { unit: 1 },
        }),
    precision: { amount: 0.1, price: 0.01 },
    limits: { amount: { min: 0.1 } },
  }),
  ...(j === 0
    ? {}
    : { greeks: Object.fromEntries(greeks.map((name, k) => [name, (a[5 * j + k] - 0.3) * scales[k]])) }),
  price: 100 + 2000 * share,
  costPerContract: 1 + 30 * c[j],
  marginPerContract: 1000 + 3000 * share,
  minimumContracts: -60,
  maximumContracts: 60,
}));
/** @type {import('../../dist/hedge/index.js').NeutraliseGreeksOptions} */
const options = {
  exposures: { delta: 40, gamma: -6e-3, vega: -3000, vanna: 20, volga: -900 },
  instruments,
  exact: ['delta'],
  riskWeights: Object.fromEntries(greeks.map((name, k) => [name, (1000 / scales[k]) ** 2])),
  riskAversion: 1e-5,
  premiumBudget: 60_000,
  marginBudget: 400_000,
  orderType: 'limit',
};

const relaxed = neutraliseGreeks({ ...options, maximumNodes: 0 });
if (relaxed.status !== 'ok') throw new Error(JSON.stringify(relaxed));
const { lots } = /** @type {import('../../dist/hedge/index.js').GreekHedge} */ (neutraliseGreeks(options));
const [relaxation, search] = await compare([
  () => neutraliseGreeks({ ...options, maximumNodes: 0 }),
  () => neutraliseGreeks(options),
]);
row('12 legs, 5 Greeks: relaxation', [{ nanoseconds: relaxation.nanoseconds }, '', '']);
row('with the search for lots', [
  { nanoseconds: search.nanoseconds },
  String(lots?.nodes),
  String(lots?.status),
]);
