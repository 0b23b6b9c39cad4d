// The part of `npm run accuracy` that is about options, bundled with accuracyOfEstimators.mjs: the reference of 120
// digits that the repository holds, and the volatilities of rounded prices.
import { readFileSync } from 'node:fs';
import { errorOf, firstOrder, higherOrder, optionsOf, thinned } from '../options/bsmReference.ts';

/** @typedef {{ name: string, unit: string, values: number, error: number }} Row */

/**
 * @param {typeof import('../../src/options/index.ts')} options
 * @returns {Row[]}
 */
export function optionRows({ blackScholes, impliedVolatility, coinSettledOption }) {
  /** @type {Record<string, readonly string[]>} */
  const groups = {
    'blackScholes, price': ['price'],
    'blackScholes, first order, gamma, dual gamma': firstOrder.filter((name) => !/price|theta/.test(name)),
    'blackScholes, theta': ['theta'],
    'blackScholes, eight of second and third order': higherOrder,
  };
  const rows = Object.entries(groups).map(([name, outputs]) => {
    let error = 0;
    for (const given of thinned) {
      const greeks = /** @type {any} */ (blackScholes(optionsOf(given)));
      for (const output of outputs)
        error = Math.max(error, errorOf(given, /** @type {any} */ (output), greeks));
    }
    const unit = outputs.includes('price') || outputs.includes('delta') ? '' : 'of the sum of its terms';
    return { name, unit, values: thinned.length * outputs.length, error };
  });
  return [...rows, ...volatilities(impliedVolatility), ...coins(coinSettledOption)];
}

/** @param {typeof import('../../src/options/index.ts').impliedVolatility} impliedVolatility */
function volatilities(impliedVolatility) {
  const all = { name: 'impliedVolatility', unit: 'units of attainable accuracy', values: 0, error: 0 };
  const deep = { name: 'impliedVolatility, prices to 1e-198', unit: '', values: 0, error: 0 };
  for (const { S, K, T, r, q, cp, price, sigmaExact, condPrice, tag } of read('bsm_mpmath').iv) {
    const result = impliedVolatility({
      optionType: cp > 0 ? 'call' : 'put',
      spot: S,
      strike: K,
      timeToExpiryYears: T,
      rate: r,
      carryYield: q,
      price,
    });
    if (result.status !== 'ok') throw new Error(JSON.stringify(result));
    const relative = Math.abs(result.volatility - sigmaExact) / sigmaExact;
    add(all, relative / (Number.EPSILON * (1 + condPrice)));
    if (tag === 'deep') add(deep, relative);
  }
  return [all, deep];
}

/** @param {typeof import('../../src/options/index.ts').coinSettledOption} coinSettledOption */
function coins(coinSettledOption) {
  const row = { name: 'coinSettledOption, prices and Greeks in coin', unit: '', values: 0, error: 0 };
  const { cases } = read('coin_settled');
  for (const { name, out, ...option } of cases) {
    const got = /** @type {any} */ (coinSettledOption(option));
    const { gammaScale, ...expected } = out;
    for (const [field, value] of Object.entries(expected)) {
      const error = Math.abs(got[field] - value);
      if (!(error >= 0)) throw new Error(`${name}: ${field} is ${got[field]}`);
      if (error > 0) add(row, error / (field === 'gammaInCoin' ? gammaScale : Math.abs(value)));
      else add(row, 0);
    }
  }
  return [row];
}

/** @type {(row: Row, error: number) => void} */
function add(row, error) {
  row.values++;
  row.error = Math.max(row.error, error);
}

/** @param {string} name */
function read(name) {
  return JSON.parse(readFileSync(new URL(`../fixtures/options/${name}.json`, import.meta.url), 'utf8'));
}
