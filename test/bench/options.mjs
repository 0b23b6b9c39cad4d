import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BlackCalculator, blackFormula1, blackFormulaImpliedStdDev1, Option as QuantLib } from '@quantlib/ql';
import { BlackScholes } from '@uqee/black-scholes';
import textbook from 'black-scholes';
import greeks from 'greeks';
import { getImpliedVolatility } from 'implied-volatility';
import { Option } from 'option-pricing';
import * as options from '../../dist/options/index.js';
import { compare, noise, row, table } from './measure.mjs';

// Crypto-like options: days to a year, strikes within about 1.5 deviations, volatility from 0.3 to 1.5.
const length = 10000;
const [a, b, c, d, e, f, g] = [1, 2, 3, 4, 5, 6, 7].map((seed) => noise(seed, length));
const optionType = Float64Array.from(a, (u) => (u < 0.5 ? 1 : -1));
const spot = Float64Array.from(b, (u) => 100 * 600 ** u);
const timeToExpiryYears = Float64Array.from(c, (u) => (1 + 364 * u) / 365);
const volatility = Float64Array.from(d, (u) => 0.3 + 1.2 * u);
const deviation = (/** @type {number} */ i) => volatility[i] * Math.sqrt(timeToExpiryYears[i]);
const strike = Float64Array.from(e, (u, i) => spot[i] * Math.exp(3 * (u - 0.5) * deviation(i)));
const rate = Float64Array.from(f, (u) => 0.05 * u);
const carryYield = Float64Array.from(g, (u) => 0.03 * u);
const inputs = { optionType, spot, strike, timeToExpiryYears, volatility, rate, carryYield };
const words = Array.from(optionType, (sign) => (sign > 0 ? 'call' : 'put'));
// Peers without a yield are given the spot price less the yield, which makes the price the same.
const spotLessYield = spot.map((price, i) => price * Math.exp(-carryYield[i] * timeToExpiryYears[i]));

const five = /** @type {const} */ (['price', 'delta', 'gamma', 'vega', 'theta', 'rho']);
const all = /** @type {const} */ ([
  ...five,
  ...[
    'phi',
    'vanna',
    'volga',
    'charm',
    'speed',
    'zomma',
    'color',
    'veta',
    'ultima',
    'dualDelta',
    'dualGamma',
  ],
  'inTheMoneyProbability',
]);
const reference = options.blackScholesBatch({ ...inputs, outputs: all });
const { price } = reference;
const priced = { optionType, spot, strike, timeToExpiryYears, rate, carryYield, price };
// One expiry: what it shares is computed once.
const chain = { ...inputs, spot: 30000, timeToExpiryYears: 0.1, rate: 0.03, carryYield: 0.01 };
const chainStrike = Float64Array.from(
  e,
  (u, i) => 30000 * Math.exp(3 * (u - 0.5) * volatility[i] * Math.sqrt(0.1)),
);

const out = Object.fromEntries([...all, 'status', 'volatility'].map((name) => [name, columnFor(name)]));
const into = (/** @type {readonly string[]} */ names) =>
  Object.fromEntries(['status', ...names].map((name) => [name, out[name]]));
const batch = (/** @type {readonly any[]} */ outputs, given = inputs) => {
  const columns = into(outputs);
  return () => options.blackScholesBatch({ ...given, outputs, into: columns });
};
const written = new Float64Array(length);
const six = five.map(() => new Float64Array(length));
const kept = new Array(1);

const cpp = native();
const ours = {
  price: batch(['price']),
  'price and 5 Greeks': batch(five),
  'chain of one expiry, price': batch(['price'], { ...chain, strike: chainStrike }),
  'all 18 outputs': batch(all),
  'implied volatility': () =>
    options.impliedVolatilityBatch({ ...priced, into: { status: out.status, volatility: out.volatility } }),
  'blackScholesPrice, a call': () => {
    for (let i = 0; i < length; i++)
      written[i] = options.blackScholesPrice({
        optionType: words[i],
        spot: spot[i],
        strike: strike[i],
        timeToExpiryYears: timeToExpiryYears[i],
        volatility: volatility[i],
        rate: rate[i],
        carryYield: carryYield[i],
      });
  },
  'blackScholes, a call': () => {
    for (let i = 0; i < length; i++)
      kept[0] = options.blackScholes({
        optionType: words[i],
        spot: spot[i],
        strike: strike[i],
        timeToExpiryYears: timeToExpiryYears[i],
        volatility: volatility[i],
        rate: rate[i],
        carryYield: carryYield[i],
      });
  },
  'impliedVolatility, a call': () => {
    for (let i = 0; i < length; i++)
      kept[0] = options.impliedVolatility({
        optionType: words[i],
        spot: spot[i],
        strike: strike[i],
        timeToExpiryYears: timeToExpiryYears[i],
        price: price[i],
        rate: rate[i],
        carryYield: carryYield[i],
      });
  },
};

const tasks = Object.entries(ours).map(([name, run]) => ({ name, run, calls: length }));
const programs = cpp === null ? [] : [{ measured: cpp('price') }, { measured: cpp('greeks') }];
const times = await compare([...programs, ...tasks]);
['C++ -O3, std::erfc: price', 'C++ -O3: price and 5 Greeks'].forEach((name, k) => {
  row(name, [cpp === null ? 'absent' : { nanoseconds: times[k].nanoseconds }, '', '']);
});
tasks.forEach(({ name }, k) => {
  const { nanoseconds, ratio } = times[programs.length + k];
  const rates = cpp === null ? ['', ''] : [{ times: 1 / ratio }, { times: times[1].ratio / ratio }];
  row(name, [{ nanoseconds }, ...rates]);
});

const approximate = new BlackScholes();
const precise = new BlackScholes({
  sigmaToPricePrecision: 'double',
  priceToSigmaMethod: 'newton-raphson',
  priceToSigmaAccuracy: 1e-12,
  priceToSigmaNRIteractions: 100,
});
const { Call, Put } = /** @type {any} */ (QuantLib).Type;
const quantLibType = words.map((word) => (word === 'call' ? Call : Put));
const growth = (/** @type {number} */ i) => Math.exp((rate[i] - carryYield[i]) * timeToExpiryYears[i]);
const discount = (/** @type {number} */ i) => Math.exp(-rate[i] * timeToExpiryYears[i]);
const blackScholesOf = (/** @type {number} */ i) =>
  textbook.blackScholes(spotLessYield[i], strike[i], timeToExpiryYears[i], volatility[i], rate[i], words[i]);
const uqeeOption = (/** @type {BlackScholes} */ by, /** @type {number} */ i) =>
  by.option({
    rate: rate[i],
    sigma: volatility[i],
    strike: strike[i],
    time: timeToExpiryYears[i],
    type: words[i],
    underlying: spotLessYield[i],
  });
const uqeePrice = (/** @type {BlackScholes} */ by) => (/** @type {number} */ i) => {
  written[i] = uqeeOption(by, i).price;
};
const uqee = (/** @type {BlackScholes} */ by) => (/** @type {number} */ i) => {
  const { price, delta, gamma, vega, theta, rho } = uqeeOption(by, i);
  keep(i, price, delta, gamma, vega, -theta, rho);
};
const uqeeVolatility = (/** @type {BlackScholes} */ by) => (/** @type {number} */ i) => {
  written[i] = by.sigma({
    price: price[i],
    rate: rate[i],
    strike: strike[i],
    time: timeToExpiryYears[i],
    type: words[i],
    underlying: spotLessYield[i],
  });
};

/** @typedef {readonly [name: string, rows: number, of: (i: number) => void, ownYield: boolean]} Peer */
/** @type {readonly (readonly [task: keyof typeof ours, peers: readonly Peer[]])[]} */
const peers = [
  [
    'price',
    [
      ['black-scholes', 200, (i) => (written[i] = blackScholesOf(i)), false],
      ['@uqee/black-scholes', length, uqeePrice(approximate), false],
      ['@uqee/black-scholes, double', length, uqeePrice(precise), false],
      [
        'option-pricing',
        2000,
        (i) => {
          const option = new Option({
            style: 'european',
            type: words[i],
            initialSpotPrice: spot[i],
            strikePrice: strike[i],
            timeToMaturity: timeToExpiryYears[i],
            volatility: volatility[i],
            riskFreeRate: rate[i],
            dividendYield: carryYield[i],
          });
          written[i] = option.price('bs');
        },
        true,
      ],
      [
        '@quantlib/ql',
        length,
        (i) => {
          const forward = spot[i] * growth(i);
          written[i] = blackFormula1(quantLibType[i], strike[i], forward, deviation(i), discount(i));
        },
        true,
      ],
    ],
  ],
  [
    'price and 5 Greeks',
    [
      [
        'black-scholes and greeks',
        100,
        (i) => {
          const [s, k, t, v, r, type] = [
            spotLessYield[i],
            strike[i],
            timeToExpiryYears[i],
            volatility[i],
            rate[i],
            words[i],
          ];
          const vega = 100 * greeks.getVega(s, k, t, v, r);
          const theta = greeks.getTheta(s, k, t, v, r, type, 1);
          const rho = greeks.getRho(s, k, t, v, r, type, 1);
          const gamma = greeks.getGamma(s, k, t, v, r);
          keep(i, blackScholesOf(i), greeks.getDelta(s, k, t, v, r, type), gamma, vega, theta, rho);
        },
        false,
      ],
      ['@uqee/black-scholes', length, uqee(approximate), false],
      ['@uqee/black-scholes, double', length, uqee(precise), false],
      [
        '@quantlib/ql',
        length,
        (i) => {
          const forward = spot[i] * growth(i);
          const of = new BlackCalculator().init2(
            quantLibType[i],
            strike[i],
            forward,
            deviation(i),
            discount(i),
          );
          const time = timeToExpiryYears[i];
          const s = spot[i];
          keep(i, of.value(), of.delta(s), of.gamma(s), of.vega(time), of.theta(s, time), of.rho(time));
        },
        true,
      ],
    ],
  ],
  [
    'implied volatility',
    [
      [
        'implied-volatility',
        20,
        (i) => {
          const given = [price[i], spotLessYield[i], strike[i], timeToExpiryYears[i], rate[i], words[i]];
          written[i] = getImpliedVolatility(...given);
        },
        false,
      ],
      ['@uqee/black-scholes', 2000, uqeeVolatility(approximate), false],
      ['@uqee/black-scholes, double', 2000, uqeeVolatility(precise), false],
      [
        '@quantlib/ql, accuracy 1e-12',
        1000,
        (i) => {
          const forward = spot[i] * growth(i);
          const asked = [
            quantLibType[i],
            strike[i],
            forward,
            price[i],
            discount(i),
            0,
            undefined,
            1e-12,
            100,
          ];
          try {
            written[i] = blackFormulaImpliedStdDev1(...asked) / Math.sqrt(timeToExpiryYears[i]);
          } catch {
            written[i] = NaN;
          }
        },
        true,
      ],
    ],
  ],
];

for (const [task, contenders] of peers) {
  const columns = ['betahedge', 'peer', 'times faster', 'largest error', 'off by > 1e-6'];
  table(`options: peers, ${task}`, columns, `Peers: ${task}`);
  const calls = contenders.map(([, rows, of]) => ({ run: () => over(rows, of), calls: rows }));
  const [own, ...theirs] = await compare([{ run: ours[task], calls: length }, ...calls]);
  contenders.forEach(([name, rows, of, ownYield], k) => {
    over(rows, of);
    const { largest, off } = errors(task, rows, ownYield);
    row(name, [
      { nanoseconds: own.nanoseconds },
      { nanoseconds: theirs[k].nanoseconds },
      { times: theirs[k].ratio },
      Number.isFinite(largest) ? { error: largest } : 'NaN',
      { share: off / rows },
    ]);
  });
}

/** @param {number} rows @param {(i: number) => void} of */
function over(rows, of) {
  for (let i = 0; i < rows; i++) of(i);
}

/**
 * @param {number} i
 * @param {number} price
 * @param {number} delta
 * @param {number} gamma
 * @param {number} vega
 * @param {number} theta
 * @param {number} rho
 */
function keep(i, price, delta, gamma, vega, theta, rho) {
  six[0][i] = price;
  six[1][i] = delta;
  six[2][i] = gamma;
  six[3][i] = vega;
  six[4][i] = theta;
  six[5][i] = rho;
}

/**
 * The largest relative error of what was kept of the first rows, against ours, and in how many rows one is above
 * 1e-6. Of Greeks, delta, gamma and vega count: theta and rho have their zeros within the domain.
 *
 * @param {keyof typeof ours} task
 * @param {number} rows
 * @param {boolean} ownYield
 */
function errors(task, rows, ownYield) {
  const given = ownYield ? inputs : { ...inputs, spot: spotLessYield, carryYield: 0 };
  const right = options.blackScholesBatch({ ...given, outputs: five });
  const pairs =
    task === 'price'
      ? [[written, right.price]]
      : task === 'implied volatility'
        ? [[written, volatility]]
        : [0, 1, 2, 3].map((k) => [six[k], right[five[k]]]);
  let largest = 0;
  let off = 0;
  for (let i = 0; i < rows; i++) {
    const error = Math.max(...pairs.map(([theirs, own]) => Math.abs(theirs[i] / own[i] - 1)));
    // A NaN is as wrong as can be.
    if (!(error <= largest)) largest = Number.isNaN(error) ? Infinity : error;
    if (!(error <= 1e-6)) off++;
  }
  return { largest, off };
}

/** @param {string} name */
function columnFor(name) {
  return name === 'status' ? new Uint8Array(length) : new Float64Array(length);
}

/** options.cpp, compiled to a temporary folder; the sum of its prices must be ours to 1e-12. */
function native() {
  const folder = mkdtempSync(join(tmpdir(), 'betahedge-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const program = join(folder, 'options');
  const source = fileURLToPath(new URL('options.cpp', import.meta.url));
  try {
    execFileSync('g++', ['-O3', '-march=native', '-o', program, source], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const samples = join(folder, 'samples');
  const columns = [optionType, spot, strike, timeToExpiryYears, volatility, rate, carryYield];
  for (const column of columns) appendFileSync(samples, column);
  const total = price.reduce((sum, value) => sum + value, 0);
  return (/** @type {'price' | 'greeks'} */ what) => () => {
    const given = [what, length, 31, samples].map(String);
    const [time, sum] = execFileSync(program, given, { encoding: 'utf8' }).split(' ').map(Number);
    if (!(Math.abs(sum / total - 1) < 1e-12)) throw new Error(`C++ has ${sum}, the batch ${total}`);
    return time;
  };
}
