import {
  isAbsent,
  readFinite,
  readList,
  readObject,
  readOneOf,
  readPositive,
  readText,
  refuse,
} from '../foundation/checks.ts';
import { refuseForeignGreeks } from '../foundation/rawGreeks.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';

/** What every position has; an instrument of `parseMarket` brings all but `contracts` and `underlyingPrice`. */
interface PositionSize {
  /** The coin whose price moves the position. */
  readonly base: string;
  /** The money that the Greeks count. Sums never mix two. */
  readonly quote: string;
  /**
   * Signed, + long, in contracts of `contractSize`. ccxt's positions have a `side` beside what is often unsigned, and
   * Deribit's count money (inverse contracts) or coins: `convertSize` first.
   */
  readonly contracts: number;
  /** Coins per contract; of an inverse future or perpetual money per contract. */
  readonly contractSize: number;
  /** Price of one coin in `quote`: the forward of the option's expiry, the contract's own mark, the spot. */
  readonly underlyingPrice: number;
  /** ccxt's own positions have it; here the sign of `contracts` is the side. */
  readonly side?: undefined;
}

/** Options of one kind, with their Greeks. */
export interface BookOption extends PositionSize {
  /** What they are settled in, in the words of an `Instrument`. */
  readonly settlement: 'linearOption' | 'inverseOption';
  /** Of one option on one coin, raw. */
  readonly greeks: BookGreeks;
}

/** What hedges them: a future or perpetual, or coins. */
export interface BookHedge extends PositionSize {
  /** As of an `Instrument`. */
  readonly settlement: 'spot' | 'linear' | 'inverse';
  /** Of options alone: one coin of these is one coin. */
  readonly greeks?: undefined;
}

/**
 * Greeks of one option on one coin, as `blackScholes`, `coinSettledOption` and `greeksFromExchange` give them: raw
 * derivatives of the value in quote currency. What is absent, null or infinite is missing.
 */
export type BookGreeks = { readonly [Name in BookGreekName]?: number | null | undefined } & {
  /** ccxt's own structure has them, whose units are the exchange's: `greeksFromExchange` first. */
  readonly [Name in CcxtOnlyName]?: undefined;
};

/** What ccxt's Greeks have and ours have not. */
type CcxtOnlyName =
  | 'markImpliedVolatility'
  | 'bidImpliedVolatility'
  | 'askImpliedVolatility'
  | 'underlyingPrice'
  | 'bidSize'
  | 'askSize'
  | 'datetime'
  | 'info';

/** The Greeks that a book sums. */
export type BookGreekName =
  | 'delta'
  | 'premiumAdjustedDelta'
  | 'gamma'
  | 'vega'
  | 'theta'
  | 'vanna'
  | 'volga'
  | 'charm'
  | 'speed'
  | 'zomma'
  | 'color'
  | 'veta'
  | 'ultima';

/** What `optionBookGreeks` takes. */
export interface OptionBookGreeksOptions {
  /** The book, in any order. */
  readonly positions: readonly (BookOption | BookHedge)[];
}

/** The sums of one coin in one currency; null where a position has no number for it, its name in `missing`. */
export interface BookSums extends Readonly<Record<BookGreekName, number | null>> {
  /** The coin. */
  readonly base: string;
  /** The money. */
  readonly quote: string;
  /** How many positions are in the sums. */
  readonly positions: number;
  /** Coins: by how much of `quote` the book moves per 1 of the coin's price. */
  readonly delta: number | null;
  /** Coins, less the premium that inverse options are worth in coins: a position's delta less its price in coin. */
  readonly premiumAdjustedDelta: number | null;
  /** Sum of delta x underlyingPrice: the value of the coins that the book moves like, in `quote`. */
  readonly deltaValue: number | null;
  /** Coins of delta per 1 of the coin's price. */
  readonly gamma: number | null;
  /** Sum of gamma x underlyingPrice^2 / 100: what a rise of 1 % adds to the delta, at today's price in `quote`. */
  readonly gammaValuePerPercent: number | null;
  /** Per 1.00 of volatility. */
  readonly vega: number | null;
  /** vega / 100. */
  readonly vegaPerVolPoint: number | null;
  /** Per year that passes. */
  readonly theta: number | null;
  /** theta / 365. */
  readonly thetaPerDay: number | null;
  /** Per 1.00 of volatility, of delta. */
  readonly vanna: number | null;
  /** Per 1.00 of volatility, of vega. */
  readonly volga: number | null;
  /** Per year that passes, of delta. */
  readonly charm: number | null;
  /** Per 1 of the coin's price, of gamma. */
  readonly speed: number | null;
  /** Per 1.00 of volatility, of gamma. */
  readonly zomma: number | null;
  /** Per year that passes, of gamma. */
  readonly color: number | null;
  /** Per year that passes, of vega. */
  readonly veta: number | null;
  /** Per 1.00 of volatility, of volga. */
  readonly ultima: number | null;
  /** Greeks whose sum is null, because a position lacks them. */
  readonly missing: readonly BookGreekName[];
  /** How to read the sums. */
  readonly convention: BookConvention;
}

/** The units of the sums: raw partial derivatives. */
export interface BookConvention {
  /** Of the value in `quote`, no premium taken off, by the price that the Greeks given are by: forwards or spot. */
  readonly delta: 'black_scholes';
  readonly vega: 'per_1.00';
  readonly theta: 'per_year';
}

/** A book's Greeks, by coin and the money that it is priced in. */
export interface OptionBookGreeks {
  /** Sorted by base, then quote; empty for an empty book. */
  readonly groups: readonly BookSums[];
}

const CALLER = 'optionBookGreeks';

/**
 * The Greeks of a book of options and of what hedges them, summed by coin and by the money that it is priced in.
 *
 * **Formula**: sum of contracts x contractSize x Greek. Coins and linear contracts have delta contracts x
 * contractSize, inverse contracts contracts x contractSize / underlyingPrice (what they are worth in coins), and 0 of
 * every other Greek.
 * **Inputs**: `{ ...instrument, contracts, underlyingPrice }`, for options with `greeks`: raw, of one coin, the deltas of
 * all options by their forwards, or all by the spot price.
 * **Result**: a sum that lacks a position is null and named in `missing`, never partial. What a sum of 0 is neutral in
 * depends on what wealth is counted in. In coins: `premiumAdjustedDelta` of the options and contracts alone, without a row
 * for the account's coins. In dollars: the coins of a margin account are a `spot` row too, unrealised profit of inverse
 * contracts included; beside `premiumAdjustedDelta` with the value of the options (equity), beside `delta` without.
 * Volatilities and forwards of different expiries are added as if they moved as one. rho is left out: it has one meaning
 * at a fixed spot price and another at a fixed forward.
 * **Errors**: `shape.*`, `domain.*`, `estimate.not_ok` (Greeks whose status is not `ok`), `unit.suspicious` (ccxt's
 * Greeks in the units of their exchange; a ccxt position with a `side`).
 * **Accuracy**: 4.4e-16 of the sum of absolute terms; a permuted book gives the same bits.
 * **Cost**: O(n log n).
 * **Source**: Hull, Options, Futures and Other Derivatives, ch. 19 (Greeks of a portfolio); Deribit, net
 * transaction delta.
 *
 * @example
 * ```ts
 * import { blackScholes, optionBookGreeks } from 'betahedge/options';
 *
 * const put = { optionType: 'put', forward: 40000, strike: 38000, timeToExpiryYears: 0.1, rate: 0 } as const;
 * const greeks = blackScholes({ ...put, volatility: 0.6 });
 * const btc = { base: 'BTC', quote: 'USDC', underlyingPrice: 40000 };
 * const book = optionBookGreeks({
 *   positions: [
 *     { ...btc, settlement: 'linearOption', contracts: 10, contractSize: 1, greeks },
 *     { ...btc, settlement: 'linear', contracts: 300, contractSize: 0.01 },
 *   ],
 * });
 * const [sums] = book.groups;
 * console.log(sums?.delta?.toFixed(3), sums?.vegaPerVolPoint?.toFixed(1)); // -0.575 472.1
 * ```
 */
export function optionBookGreeks(options: OptionBookGreeksOptions): OptionBookGreeks {
  readObject(CALLER, options, '');
  const byGroup = new Map<string, Position[]>();
  readList(CALLER, options, 'positions').forEach((entry, i) => {
    const position = readPosition(entry, `positions[${i}]`);
    const key = JSON.stringify([position.base, position.quote]);
    const group = byGroup.get(key);
    if (group === undefined) byGroup.set(key, [position]);
    else group.push(position);
  });
  const groups = [...byGroup.values()].map(sumsOf);
  const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
  groups.sort((a, b) => order(a.base, b.base) || order(a.quote, b.quote));
  return { groups };
}

/** All of them, in the order that they are computed in. */
export const BOOK_GREEK_NAMES: readonly BookGreekName[] = [
  'delta',
  'premiumAdjustedDelta',
  'gamma',
  'vega',
  'theta',
  'vanna',
  'volga',
  'charm',
  'speed',
  'zomma',
  'color',
  'veta',
  'ultima',
];

/** A position in coins. */
interface Position {
  readonly base: string;
  readonly quote: string;
  readonly price: number;
  readonly coins: number;
  /** Of one coin; null where missing. */
  readonly greekOf: (name: BookGreekName) => number | null;
}

function readPosition(entry: unknown, at: string): Position {
  const fields = readObject(CALLER, entry, at);
  const kinds = ['spot', 'linear', 'inverse', 'linearOption', 'inverseOption'] as const;
  const settlement = readOneOf(CALLER, fields, 'settlement', kinds, at);
  if (!isAbsent(fields, 'side')) {
    const expected = 'absent, and contracts signed, + long, of contractSize each (a ccxt position came?)';
    refuse('unit.suspicious', CALLER, `${at}.side`, expected, fields['side']);
  }
  const contracts = readFinite(CALLER, fields, 'contracts', at);
  const size = contracts * readPositive(CALLER, fields, 'contractSize', at);
  const price = readPositive(CALLER, fields, 'underlyingPrice', at);
  const isOption = settlement === 'linearOption' || settlement === 'inverseOption';
  if (!isOption && !isAbsent(fields, 'greeks'))
    refuse(
      'shape.wrong_type',
      CALLER,
      `${at}.greeks`,
      `absent of a ${settlement} position`,
      fields['greeks'],
    );
  return {
    base: readText(CALLER, fields, 'base', at),
    quote: readText(CALLER, fields, 'quote', at),
    price,
    coins: settlement === 'inverse' ? size / price : size,
    greekOf: isOption ? readGreeks(fields['greeks'], `${at}.greeks`, settlement) : greekOfCoins,
  };
}

function greekOfCoins(name: BookGreekName): number {
  return name === 'delta' || name === 'premiumAdjustedDelta' ? 1 : 0;
}

function readGreeks(
  value: unknown,
  at: string,
  settlement: BookOption['settlement'],
): (name: BookGreekName) => number | null {
  if (value === undefined || value === null)
    return refuse('shape.missing_field', CALLER, at, 'the Greeks of the option', value);
  const fields = readObject(CALLER, value, at);
  refuseForeignGreeks(CALLER, at, fields, ['underlyingPrice']);
  return (name) => {
    // A premium that is paid in money is no coins.
    const field = settlement === 'linearOption' && name === 'premiumAdjustedDelta' ? 'delta' : name;
    const greek = fields[field];
    // Infinite at the strike when the time is out, where a sum has no number.
    if (isAbsent(fields, field) || greek === Infinity || greek === -Infinity) return null;
    return readFinite(CALLER, fields, field, at);
  };
}

function sumsOf(positions: readonly Position[]): BookSums {
  const sums = {} as Record<BookGreekName, number | null>;
  for (const name of BOOK_GREEK_NAMES) sums[name] = sumOf(positions, name, () => 1);
  const gammaValue = sumOf(positions, 'gamma', (price) => price * price);
  const over = (sum: number | null, divisor: number): number | null => (sum === null ? null : sum / divisor);
  const { base, quote } = positions[0]!;
  return {
    base,
    quote,
    positions: positions.length,
    ...sums,
    deltaValue: sumOf(positions, 'delta', (price) => price),
    gammaValuePerPercent: over(gammaValue, 100),
    vegaPerVolPoint: over(sums.vega, 100),
    thetaPerDay: over(sums.theta, 365),
    missing: BOOK_GREEK_NAMES.filter((name) => sums[name] === null),
    convention: { delta: 'black_scholes', vega: 'per_1.00', theta: 'per_year' },
  };
}

/** Null where a position has no number for it. */
function sumOf(
  positions: readonly Position[],
  name: BookGreekName,
  weight: (price: number) => number,
): number | null {
  const terms = new Float64Array(positions.length);
  for (const [i, { coins, price, greekOf }] of positions.entries()) {
    const greek = greekOf(name);
    // A flat position adds nothing, whatever is missing of it.
    if (coins === 0) continue;
    if (greek === null) return null;
    terms[i] = coins * greek * weight(price);
  }
  // In order of size, which is one order for all orders of the book.
  const sum = compensatedSum(terms.sort());
  return Number.isFinite(sum)
    ? sum
    : refuse('domain.out_of_range', CALLER, 'positions', `closer to 1 in scale, to have a ${name}`, sum);
}
