// %% [markdown]
// # Beta of a book
//
// You hold seven coins. They look like seven bets, but when Bitcoin falls they fall together. **How much of this book is
// Bitcoin in disguise, how sure is that number, and how much Bitcoin would you sell to be rid of it?**
//
// The prices are real: one reading a day of 2021, in US dollars, from a file of this repository. Run the cells from the top
// to the bottom; the first chart is two cells away.

// %%
import { orThrow } from 'betahedge';
import { portfolioBeta, rollingRegression } from 'betahedge/beta';
import { correlationHeatmap, exposureChart, residualChart, rollingBetaChart } from 'betahedge/charts';
import { correlation } from 'betahedge/correlation';
import { display, table } from 'betahedge/display';
import { sizeBetaHedge } from 'betahedge/hedge';
import { simpleReturns } from 'betahedge/returns';
import { book, linear } from '../examples/book2021.ts';
import { prices, timestamps } from './data.ts';
import { show } from './show.ts';

const returns = Object.fromEntries(
  Object.entries(prices).map(([symbol, column]) => [symbol, simpleReturns({ prices: column })]),
);
// What the whole book was worth each day, and what it returned.
const wealth = timestamps.map((_, day) =>
  book.reduce((sum, { symbol, quantity }) => sum + quantity * prices[symbol]![day]!, 0),
);

// %%
const windows = rollingRegression({
  assetReturns: simpleReturns({ prices: wealth }),
  benchmarkReturns: returns['BTC']!,
  window: 60,
});
const chart = rollingBetaChart({
  ...windows,
  timestamps: timestamps.slice(1),
  asset: 'the book',
  benchmark: 'BTC',
});
show(display(chart));

// %% [markdown]
// Each point is the slope of the book's daily returns on Bitcoin's over the 60 days before it; the band is two standard
// errors wide on either side. Two things to see: **the beta is not a constant**, and **the band is wide**. A day trader's
// "my beta is 1" is one point of this picture without its band.
//
// For a hedge that is put on today the recent past counts. So take the last 90 days, all coins at once. The standard
// errors are HC3, which do not suppose that calm days and wild days have the same variance.

// %%
const days = 90;
const last = (symbol: string): Float64Array => returns[symbol]!.subarray(-days);
const values = Object.fromEntries(
  book.map(({ symbol, quantity }) => [symbol, quantity * prices[symbol]!.at(-1)!]),
);
const capital = Object.values(values).reduce((sum, value) => sum + value, 0);
const estimate = orThrow(
  portfolioBeta({
    assetReturns: Object.fromEntries(book.map(({ symbol }) => [symbol, last(symbol)])),
    benchmarkReturns: last('BTC'),
    values,
    capital,
    standardErrors: 'HC3',
    returnKind: 'simple',
    horizonMs: 86_400_000,
    asOf: timestamps.at(-1)!,
  }),
);
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
show(
  table(
    estimate.assets.map(({ symbol, beta, betaStandardError }) => ({
      coin: symbol,
      valueUsd: rounded(values[symbol]!, 0),
      beta: rounded(beta, 2),
      standardError: rounded(betaStandardError, 2),
      betaUsd: rounded(values[symbol]! * beta, 0),
    })),
    { title: 'Betas to Bitcoin, 90 daily returns' },
  ),
);

// %% [markdown]
// The last column is the value times the beta: how many dollars of Bitcoin the position moves like. The book as a whole:

// %%
const { lower, upper } = estimate.betaInterval;
const usd = (value: number): string => `${Math.round(value / 1000)} thousand USD`;
console.log(
  `beta of the book: ${estimate.beta.toFixed(2)}, 95 % interval ${lower.toFixed(2)} to ${upper.toFixed(2)}`,
);
console.log(`it is worth ${usd(capital)} and moves like ${usd(estimate.beta * capital)} of Bitcoin,`);
console.log(`give or take ${usd(((upper - lower) / 2) * capital)}`);
console.log(`standard error: ${estimate.betaStandardError.toFixed(3)}`);
console.log(`if the coins' errors were independent: ${estimate.betaStandardErrorIfIndependent.toFixed(3)}`);
console.log(`Bitcoin explains ${(100 * estimate.rSquared!).toFixed(0)} % of the variance of the book`);

// %% [markdown]
// The two standard errors differ because the coins do: what Bitcoin leaves in them still moves together. A table of
// betas with their separate errors hides that, and makes the book look more certain than it is. The picture of what is
// left:

// %%
const residuals = book.map(({ symbol }, i) => {
  const { beta } = estimate.assets[i]!;
  return last(symbol).map((value, day) => value - beta * last('BTC')[day]!);
});
const matrix = residuals.map((left, i) =>
  residuals.map((right, j) =>
    i === j ? 1 : orThrow(correlation({ x: left, y: right, method: 'pearson' })).correlation,
  ),
);
show(
  display(
    correlationHeatmap({
      symbols: book.map(({ symbol }) => symbol),
      matrix,
      title: 'What Bitcoin leaves: correlation of the residual returns',
    }),
  ),
);

// %% [markdown]
// Anything but the diagonal that is far from zero is a bet on something other than Bitcoin: a hedge in Bitcoin cannot
// take it away. How much is left shows in the returns of today's book over those 90 days, against Bitcoin's:

// %%
const bookReturns = last('BTC').map((_, day) =>
  estimate.assets.reduce((sum, { symbol, weight }) => sum + weight * last(symbol)[day]!, 0),
);
show(
  display(
    residualChart({
      ...estimate,
      assetReturns: bookReturns,
      benchmarkReturns: last('BTC'),
      asset: 'the book',
      benchmark: 'BTC',
    }),
  ),
);

// %% [markdown]
// ## The decision
//
// Sell as many contracts of the Bitcoin perpetual as bring the beta to zero. `sizeBetaHedge` takes the covariance of all
// seven betas, so that its interval counts what they have in common, and it rounds to the lots of the venue.

// %%
const hedge = orThrow(
  sizeBetaHedge({
    positions: estimate.assets.map((asset) => ({ ...asset, value: values[asset.symbol]! })),
    betaCovariance: estimate.betaCovariance,
    targetBeta: 0,
    capital,
    instrument: linear,
    instrumentBeta: 1,
    price: prices['BTC']!.at(-1)!,
  }),
);
const { order, interval } = hedge;
const range = interval?.kind === 'covariance' ? interval.contracts : null;
console.log(
  `${order?.side} ${order?.amount} of ${linear.symbol}, 1 BTC a contract, BTC at ${prices['BTC']!.at(-1)!} USD`,
);
console.log(
  `95 % interval, sold contracts below 0: ${range?.lower.toFixed(2)} to ${range?.upper.toFixed(2)}`,
);
console.log(`beta of the book before ${hedge.betaBefore?.toFixed(4)}, after ${hedge.betaAfter?.toFixed(4)}`);

// %%
const orders = [{ symbol: linear.symbol, dollarBeta: hedge.dollarBetaAfter - hedge.dollarBetaBefore }];
const positions = estimate.assets.map(({ symbol, beta }) => ({
  symbol,
  dollarBeta: values[symbol]! * beta,
}));
show(display(exposureChart({ positions, coins: [], orders, numeraire: 'USD' })));

// %% [markdown]
// ## What remains unknown
//
// - **The beta of tomorrow.** The interval says how well 90 days of the past are known. It does not know that betas move:
//   the first chart does. A hedge is looked at again, and traded when it has drifted far enough; how far that is, is the
//   question of the next notebook, _Choosing a band_.
// - **What Bitcoin does not explain.** The hedge leaves the band of the third chart, whole. It takes Bitcoin's
//   profits away with its losses.
// - **The price of it.** Fees, spreads and funding are in none of these numbers: they are in _A year hedged_, which runs
//   this hedge through the year day by day.
