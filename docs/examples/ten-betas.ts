// One book, its beta estimated ten ways: at the end of the year, and what each way would have hedged. For the
// latter each coin's beta is estimated at the first day of each month from July on, from the past alone, and
// the book is hedged with it day by day until the next.
import { readFileSync } from 'node:fs';
import { orThrow } from 'betahedge';
import {
  capmBeta,
  conditionalBeta,
  dimsonBeta,
  ewmaBeta,
  hedgeEffectiveness,
  kalmanBeta,
  robustBeta,
  rollingBeta,
  shrinkBeta,
  tailBeta,
} from 'betahedge/beta';
import { simpleReturns } from 'betahedge/returns';
import { book, readPrices } from './book2021.ts';

const csv = readFileSync(new URL('./data/crypto-daily-2021.csv', import.meta.url), 'utf8');
const { timestamps, values: prices } = readPrices(csv);
const symbols = book.map(({ symbol }) => symbol);
const returns = Object.fromEntries(
  Object.entries(prices).map(([symbol, column]) => [symbol, simpleReturns({ prices: column })]),
);

interface Pair {
  readonly assetReturns: Float64Array;
  readonly benchmarkReturns: Float64Array;
}
/** Of each coin's past, its beta. */
type Estimator = (pairs: readonly Pair[]) => readonly number[];

const each =
  (beta: (pair: Pair) => number): Estimator =>
  (pairs) =>
    pairs.map(beta);
const ordinary = (pair: Pair) => orThrow(capmBeta({ ...pair, standardErrors: 'HC3' }));

const ways: Readonly<Record<string, Estimator>> = {
  'least squares, all days': each((pair) => ordinary(pair).beta),
  'least squares, 90 days': each((pair) => rollingBeta({ ...pair, window: 90 }).values.at(-1)!),
  'EWMA, half-life 30 days': each((pair) => ewmaBeta({ ...pair, halfLife: 30, mean: 'zero' }).values.at(-1)!),
  'Vasicek, to the coins': (pairs) => {
    const options = { method: 'vasicek', prior: 'cross-section', estimates: pairs.map(ordinary) } as const;
    return orThrow(shrinkBeta(options)).betas.map(({ beta }) => beta);
  },
  'Kalman, noise fitted': each((pair) => orThrow(kalmanBeta({ ...pair, noise: 'maximum-likelihood' })).beta),
  Huber: each((pair) => orThrow(robustBeta({ ...pair, method: 'huber' })).beta),
  'Theil-Sen': each((pair) => orThrow(robustBeta({ ...pair, method: 'theil-sen' })).beta),
  'Dimson, one lag': each((pair) => orThrow(dimsonBeta({ ...pair, lags: 1, leads: 0 })).beta),
  'bear: days BTC fell': each((pair) => orThrow(conditionalBeta({ ...pair, method: 'bear' })).beta),
  'tail: 10 % quantile': each((pair) => orThrow(tailBeta({ ...pair, method: 'quantile', tau: 0.1 })).beta),
};

/** Coin by coin, what is known after `days` returns. */
const pairsAfter = (days: number): Pair[] =>
  symbols.map((symbol) => ({
    assetReturns: returns[symbol]!.subarray(0, days),
    benchmarkReturns: returns['BTC']!.subarray(0, days),
  }));
/** Values of the positions as shares of the book's at the close of a day. */
const weightsAt = (day: number): number[] => {
  const values = book.map(({ symbol, quantity }) => quantity * prices[symbol]![day]!);
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
};
const weighted = (weights: readonly number[], values: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * values[i]!, 0);

const days = returns['BTC']!.length;
const firstOfMonth = (day: number) => new Date(timestamps[day]!).getUTCDate() === 1;
const start = timestamps.findIndex((time) => time >= Date.UTC(2021, 6, 1));
const bookReturns: number[] = [];
for (let day = start; day < days; day++)
  bookReturns.push(
    weighted(
      weightsAt(day),
      symbols.map((symbol) => returns[symbol]![day]!),
    ),
  );
const btc = returns['BTC']!.subarray(start);

const cells = (values: readonly (number | string)[]) =>
  values.map((x) => (typeof x === 'number' ? x.toFixed(2) : x).padStart(6)).join('');
console.log(`${''.padEnd(25)}${cells([...symbols, 'book'])}   variance out  beta left`);
for (const [name, estimate] of Object.entries(ways)) {
  const betas = estimate(pairsAfter(days));
  let current: readonly number[] = [];
  const hedgeReturns = btc.map((btcReturn, i) => {
    const day = start + i;
    if (firstOfMonth(day)) current = estimate(pairsAfter(day));
    return weighted(weightsAt(day), current) * btcReturn;
  });
  const hedged = bookReturns.map((bookReturn, i) => bookReturn - hedgeReturns[i]!);
  const { outOfSample } = orThrow(
    hedgeEffectiveness({ assetReturns: bookReturns, hedgeReturns, hedgeRatio: 1 }),
  );
  const left = orThrow(capmBeta({ assetReturns: hedged, benchmarkReturns: btc })).beta;
  const variance = `${(100 * outOfSample!.effectiveness).toFixed(1)} %`;
  const line = cells([...betas, weighted(weightsAt(days), betas)]);
  console.log(`${name.padEnd(25)}${line}${variance.padStart(15)}${left.toFixed(2).padStart(11)}`);
}
const hindsight = orThrow(hedgeEffectiveness({ assetReturns: bookReturns, hedgeReturns: btc }));
const { hedgeRatio, inSample } = hindsight;
console.log(
  `In hindsight a constant ${hedgeRatio.toFixed(2)} would have taken ${(100 * inSample!.effectiveness).toFixed(1)} % out.`,
);
