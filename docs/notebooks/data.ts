// What the notebooks read: daily prices and BTC funding of 2021, as docs/examples/data has them.
import { readFileSync } from 'node:fs';
import { readPrices } from '../examples/book2021.ts';

/** Readings at 00:00 UTC, in US dollars. */
export const pricesCsv = read('crypto-daily-2021.csv');

/** Of the BTC perpetual, three settlements a day. */
export const fundingCsv = read('btc-funding-2021.csv');

/** The prices as columns: `timestamps`, and `prices` by symbol. */
export const { timestamps, values: prices } = readPrices(pricesCsv);

function read(file: string): string {
  return readFileSync(new URL(`../examples/data/${file}`, import.meta.url), 'utf8');
}
