// From a year of prices to a hedge: the betas of a book with their intervals, the order to send now in a
// linear and in an inverse perpetual, and the year replayed, hedged against unhedged.
import { readFileSync } from 'node:fs';
import { orThrow } from 'betahedge';
import { capmBeta } from 'betahedge/beta';
import { sizeBetaHedge } from 'betahedge/hedge';
import { simpleReturns } from 'betahedge/returns';
import { book, inverse, linear, readPrices, replayYear } from './book2021.ts';

const pricesCsv = readFileSync(new URL('./data/crypto-daily-2021.csv', import.meta.url), 'utf8');
const fundingCsv = readFileSync(new URL('./data/btc-funding-2021.csv', import.meta.url), 'utf8');
const { timestamps, values: prices } = readPrices(pricesCsv);
const lastDays = 90;
const asOf = timestamps.at(-1)!;

// 1. Betas: the last 90 daily returns, with errors that allow for unequal variance.
const lastReturns = (symbol: string): Float64Array =>
  simpleReturns({ prices: prices[symbol]! }).subarray(-lastDays);
const positions = book.map(({ symbol, quantity }) => {
  const estimate = orThrow(
    capmBeta({
      assetReturns: lastReturns(symbol),
      benchmarkReturns: lastReturns('BTC'),
      standardErrors: 'HC3',
      returnKind: 'simple',
      horizonMs: 86_400_000,
      asOf,
    }),
  );
  return { symbol, value: quantity * prices[symbol]!.at(-1)!, ...estimate };
});

print(`BETAS TO BTC: ${lastDays} daily returns to ${day(asOf)}, HC3 errors, 95 % intervals`);
print('');
print(row('coin', ['value, USD', 'beta', 'interval', 'R squared', 'value x beta']));
for (const { symbol, value, beta, betaInterval, rSquared } of positions)
  print(row(symbol, [money(value), fixed(beta), span(betaInterval), fixed(rSquared), money(value * beta)]));
const total = positions.reduce((sum, { value }) => sum + value, 0);
const dollarBeta = positions.reduce((sum, { value, beta }) => sum + value * beta, 0);
print(row('book', [money(total), fixed(dollarBeta / total), '', '', money(dollarBeta)]));

// 2. The order to send now, to a beta of 0, in each contract. The inverse one is margined with coins,
// which are long BTC themselves and hedged with the book.
const price = prices['BTC']!.at(-1)!;
const common = { positions, targetBeta: 0, instrumentBeta: 1, price, degreesOfFreedom: lastDays - 2 };
const coinEquity = 1.5;
const orders = [
  {
    name: `${linear.symbol} (1 BTC)`,
    hedge: sizeBetaHedge({ ...common, instrument: linear, capital: total }),
  },
  {
    name: `${inverse.symbol} (100 USD), margin ${coinEquity} BTC`,
    hedge: sizeBetaHedge({ ...common, instrument: inverse, coinEquity, capital: total + coinEquity * price }),
  },
];
print('');
print(`ORDER TO SEND NOW, to a net beta of 0, BTC at ${money(price)} USD`);
print('');
const widths = [39, 12, 24, 12, 12];
print(row('contract', ['order', 'contracts, 95 % at most', 'beta before', 'beta after'], widths));
for (const { name, hedge } of orders) {
  const { order, betaBefore, betaAfter, interval } = orThrow(hedge);
  const bounds = interval?.kind === 'bounds' ? interval.perfectlyCorrelated.contracts : null;
  const widest = bounds === null ? 'unknown' : span(bounds, bounds.lower < -100 ? 0 : 2);
  const sent = order === null ? 'none' : `${order.side} ${order.amount}`;
  print(row(name, [sent, widest, fixed(betaBefore!), fixed(betaAfter!)], widths));
}
print('Contracts below 0 are sold. The coins of the inverse margin count as held, and are hedged too.');

// 3. The year, decided day by day from the past alone.
const replay = replayYear(pricesCsv, fundingCsv);
const { summary, hedged, unhedged } = replay;
const start = day(replay.timestamps[1]!);
print('');
print(`THE YEAR REPLAYED, ${start} to ${day(asOf)}: ${linear.symbol}, betas of 60 days, band 0.1`);
print('');
print(row('', ['unhedged', 'hedged']));
print(row('wealth at the start, USD', [money(unhedged[1]!), money(hedged[1]!)]));
print(row('wealth at the end, USD', [money(unhedged.at(-1)!), money(hedged.at(-1)!)]));
print(row('beta to BTC', [fixed(summary.betaBefore.beta), fixed(summary.betaAfter.beta)]));
print(row('  95 % interval', [span(summary.betaBefore.betaInterval), span(summary.betaAfter.betaInterval)]));
print(row('volatility a year', [percent(summary.volatilityBefore), percent(summary.volatilityAfter)]));
print(row('largest fall', [percent(summary.maximumDrawdownBefore), percent(summary.maximumDrawdownAfter)]));
print('');
print(
  `${percent(summary.varianceReduction)} of the variance is gone, by ${summary.trades} orders. The hedge added, USD:`,
);
print(row('profit of the contracts', ['', money(summary.hedgeProfit)]));
print(row('funding received', ['', money(summary.funding)]));
print(row('fees', ['', money(-summary.fees)]));
print(row('half spreads', ['', money(-summary.spreadCosts)]));
print('');
print('USD and USDT are taken as equal; prices are readings at 00:00 UTC.');

function print(line: string): void {
  console.log(line.trimEnd());
}

function row(name: string, cells: readonly string[], widths = [26, 15, 15, 15, 12, 15]): string {
  return name.padEnd(widths[0]!) + cells.map((cell, i) => cell.padStart(widths[i + 1]!)).join('');
}

function span({ lower, upper }: { lower: number; upper: number }, digits = 2): string {
  return `${fixed(lower, digits)} to ${fixed(upper, digits)}`;
}

function fixed(value: number, digits = 2): string {
  // What rounds to 0 has no sign.
  return value.toFixed(digits).replace(/^-(?=[0.]*$)/, '');
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function money(value: number): string {
  return value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ' ');
}

function day(timestamp: number): string {
  return new Date(timestamp).toISOString().slice(0, 10);
}
