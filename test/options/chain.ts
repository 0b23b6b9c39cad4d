// The options of Deribit's ETH chain of 2024-01-08 as columns, read in place.
import { readSharedCsv } from '../shared.ts';

export interface ChainRow {
  readonly optionType: 'call' | 'put';
  readonly strike: number;
  readonly price: number;
  readonly underlyingPrice: number;
  readonly timestamp: number;
  readonly expiry: number;
}

export function ethChain(): ChainRow[] {
  return readSharedCsv('data/options/deribit_eth_book_summary_2024-01-08_mit.csv').map((row) => ({
    optionType: row['type'] as 'call' | 'put',
    strike: Number(row['strike']),
    price: Number(row['mark_price']),
    underlyingPrice: Number(row['underlying_price']),
    timestamp: Date.parse(row['time']!),
    expiry: Date.parse(row['expiry']!),
  }));
}

/** Rows by expiry, earliest first. */
export function byExpiry(rows: readonly ChainRow[]): [number, ChainRow[]][] {
  const expiries = new Map<number, ChainRow[]>();
  for (const row of rows) expiries.set(row.expiry, [...(expiries.get(row.expiry) ?? []), row]);
  return [...expiries].sort(([a], [b]) => a - b);
}

/** The pairs of one expiry, as `forwardFromParity` takes them. */
export function pairsOf(rows: readonly ChainRow[]): {
  strikes: number[];
  callPrices: number[];
  putPrices: number[];
} {
  const strikes = [...new Set(rows.map((row) => row.strike))].sort((a, b) => a - b);
  const pricesOf = (type: string): number[] =>
    strikes.map(
      (strike) => rows.find((row) => row.optionType === type && row.strike === strike)?.price ?? NaN,
    );
  return { strikes, callPrices: pricesOf('call'), putPrices: pricesOf('put') };
}
