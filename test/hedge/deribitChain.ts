// The chains of Deribit by expiry, as option hedges take them; read in place.
import type { OptionQuote } from '../../src/hedge/optionHedgeTerms.ts';
import { readSharedCsv } from '../shared.ts';
import { coinOption, optionOf } from './optionHedgeInputs.ts';

export interface DeribitChain {
  readonly chain: readonly OptionQuote[];
  /** Of the last quote. */
  readonly timestamp: number;
  readonly indexPrice: number;
}

/** Every expiry of a file, its calls and puts with bid and ask in coin; 0 where there is none. */
export function deribitChain(file: string): readonly DeribitChain[] {
  const byExpiry = new Map<string, Record<string, string>[]>();
  for (const row of readSharedCsv(`data/options/${file}`))
    byExpiry.set(row['expiry']!, [...(byExpiry.get(row['expiry']!) ?? []), row]);
  return [...byExpiry].map(([expiry, rows]) => ({
    chain: rows.map((row) => ({
      instrument: optionOf(
        { ...coinOption, expiry: Date.parse(expiry) },
        { optionType: row['type'] as 'put' | 'call', strike: Number(row['strike']) },
      ),
      bid: Number(row['bid_price']),
      ask: Number(row['ask_price']),
    })),
    timestamp: Math.max(...rows.map((row) => Date.parse(row['time']!))),
    indexPrice: Number(rows[0]!['index_price']),
  }));
}
