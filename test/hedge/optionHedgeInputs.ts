// Option chains for the tests of option hedges: instruments by parseMarket, as exchanges list them.
import { parseMarket } from '../../src/instruments/parseMarket.ts';
import type { OptionInstrument } from '../../src/instruments/instrument.ts';
import type { OptionQuote } from '../../src/hedge/optionHedgeTerms.ts';

const day = 86_400_000;
/** 28 March 2025, 08:00 UTC. */
export const expiry: number = 20_175 * day + 8 * 3_600_000;
/** Three months before. */
export const timestamp: number = expiry - 90 * day;

export interface OptionRow {
  readonly optionType: 'put' | 'call';
  readonly strike: number;
  readonly bid: number | null;
  readonly ask: number | null;
}

export interface OptionKind {
  readonly inverse: boolean;
  readonly contractSize: number;
  readonly lot: number;
  readonly [field: string]: unknown;
}

export const indexOption: OptionKind = { inverse: false, contractSize: 100, lot: 1 };
export const coinOption: OptionKind = { inverse: true, contractSize: 1, lot: 0.1 };

/** A listed option; further fields of the kind go into its market. */
export function optionOf(
  { inverse, contractSize, lot, ...market }: OptionKind,
  { optionType, strike }: Pick<OptionRow, 'optionType' | 'strike'>,
): OptionInstrument {
  const coin = inverse ? 'BTC' : 'INDEX';
  const instrument = parseMarket({
    symbol: `${coin} ${strike} ${optionType}`,
    type: 'option',
    base: coin,
    quote: 'USD',
    settle: inverse ? coin : 'USD',
    linear: !inverse,
    inverse,
    contractSize,
    optionType,
    strike,
    expiry,
    precision: { amount: lot, price: inverse ? 0.0001 : 0.01 },
    info: {},
    ...market,
  });
  if (instrument.type !== 'option') throw new Error('expected an option');
  return instrument;
}

export function chainOf(kind: OptionKind, rows: readonly OptionRow[]): readonly OptionQuote[] {
  return rows.map((row) => ({ instrument: optionOf(kind, row), bid: row.bid, ask: row.ask }));
}

/** Hull, ch. 17: 500,000 at a beta of 2, an index of 1000, three months at 12 % and yields of 4 %. */
export const hull = {
  bookValue: 500_000,
  beta: 2,
  benchmarkPrice: 1000,
  riskFreeReturn: 0.03,
  bookYield: 0.01,
  benchmarkYield: 0.01,
  timestamp,
} as const;

/** Options on the index of Hull's example; the premiums are ours. */
export const hullChain: readonly OptionQuote[] = chainOf(indexOption, [
  { optionType: 'put', strike: 800, bid: 0.9, ask: 1.1 },
  { optionType: 'put', strike: 900, bid: 6, ask: 6.5 },
  { optionType: 'put', strike: 940, bid: 11.2, ask: 11.8 },
  { optionType: 'put', strike: 960, bid: 16.8, ask: 17.2 },
  { optionType: 'put', strike: 980, bid: 23.8, ask: 24.5 },
  { optionType: 'call', strike: 1040, bid: 27.5, ask: 28.1 },
  { optionType: 'call', strike: 1080, bid: 18.1, ask: 18.6 },
  { optionType: 'call', strike: 1120, bid: 8.2, ask: 8.6 },
]);
