import {
  isAbsent,
  readObject,
  readOneOf,
  readPositive,
  readTimestamp,
  refuse,
} from '../foundation/checks.ts';
import type { OptionType } from '../foundation/optionContract.ts';
import { refuseLengthMismatch } from '../foundation/series.ts';
import { exp } from '../kernel/exp.ts';
import { normalDensity } from '../kernel/normal.ts';
import { batchStatuses } from './batchStatus.ts';
import type { BatchStatus } from './batchStatus.ts';
import { codeOf } from './columns.ts';
import type { NumberOrColumn } from './columns.ts';
import { readRate, readWire, readYears } from './europeanOption.ts';
import { impliedVolatilityBatch } from './impliedVolatilityBatch.ts';
import { logMoneynessOf } from './smile.ts';
import { YEAR_MS, yearsLeft } from './timeToExpiryYears.ts';

/** Options in rows, of one expiry or of several. */
interface ChainRows {
  /** A column of words, or of +1 (call) and -1 (put); or one for all rows. */
  readonly optionType: OptionType | ArrayLike<OptionType> | NumberOrColumn;
  /** In quote currency. */
  readonly strike: ArrayLike<number>;
  /** In quote currency or in coin, as `pricedIn` says; NaN where there is none. */
  readonly price: ArrayLike<number>;
  /** Of the row's expiry, in quote currency: the same in all rows of one, or the sides of a strike may disagree. */
  readonly forward: NumberOrColumn;
  /** The smallest step of prices, in their unit: asks for `volatilityPerTick`. */
  readonly priceTick?: number | undefined;
  /**
   * What of another unit is likely: `refuse` (default), rows are `suspicious_unit`, numbers for all rows are refused; or
   * `expected`. See **Errors**.
   */
  readonly suspicious?: 'refuse' | 'expected' | undefined;
}

/** The time that is left, in years or as two times. */
type ChainTime =
  | {
      /** Calendar time in years of 365 days. */
      readonly timeToExpiryYears: NumberOrColumn;
      /** Of the other form. */
      readonly timestamp?: undefined;
      /** Of the other form. */
      readonly expiry?: undefined;
    }
  | {
      /** Of the prices, epoch milliseconds. */
      readonly timestamp: NumberOrColumn;
      /** Epoch milliseconds. */
      readonly expiry: NumberOrColumn;
      /** Of the other form. */
      readonly timeToExpiryYears?: undefined;
    };

/** What prices are paid in, and what discounts them. */
type ChainPrices =
  | {
      /** What the prices are in. */
      readonly pricedIn: 'quote';
      /** Of money, a year, continuously compounded; a fraction. */
      readonly rate: NumberOrColumn;
    }
  | {
      /** Coin-settled: a price is a share of the underlying, not discounted, as on Deribit. */
      readonly pricedIn: 'coin';
      /** Of the other form. */
      readonly rate?: undefined;
    };

/** What `volatilityFromChain` takes. */
export type VolatilityFromChainOptions = ChainRows & ChainTime & ChainPrices;

/** A row a row of the chain in every column. */
export interface ChainVolatilities {
  /** Rows. */
  readonly length: number;
  /** An index into `batchStatuses`: 0 is `ok`. */
  readonly status: Uint8Array;
  /** How many rows have each status; those that none has are left out. */
  readonly counts: Readonly<Partial<Record<BatchStatus, number>>>;
  /** A year, as a fraction; NaN where the row is not `ok`. */
  readonly volatility: Float64Array;
  /** ln(strike / forward); NaN where one of them is no price. */
  readonly logMoneyness: Float64Array;
  /** volatility^2 * years; NaN where the row is not `ok`. */
  readonly totalVariance: Float64Array;
  /** 1 of `ok` calls at or above the forward and puts below it: of each pair the one that a smile is made of; else 0. */
  readonly outOfTheMoney: Uint8Array;
  /** How far one tick of price moves the volatility, to first order: tick / vega; null without `priceTick`. */
  readonly volatilityPerTick: Float64Array | null;
}

const CALLER = 'volatilityFromChain';
const ONE_DAY = 1 / 365;

/**
 * The implied volatilities of a whole option chain, quoted in money or in coin.
 *
 * **Formula**: the volatility at which Black's formula on the row's forward gives the row's price; a coin price is
 * times the forward, at a rate of 0. `volatilityPerTick` is tick / vega, vega in the unit of the prices.
 * **Inputs**: columns of one length; forwards as the exchange prints them (`underlying_price` on Deribit, not the
 * index), or from `forwardFromParity`.
 * **Result**: columns, and the count of each status. A row without a volatility has a status that says why (see
 * `batchStatuses`) and stops nothing: marks below intrinsic value by less than a tick are in every real chain. Where
 * `volatilityPerTick` is not small beside the volatility, the price does not tell it.
 * **Errors**: `shape.*` (also columns of unequal length), and of numbers that hold for all rows `domain.*`
 * (`out_of_range`: one `timestamp` after the one `expiry`), `unit.suspicious`; what is wrong in a column is in its
 * status. There `invalid_time` is a row after its expiry, `suspicious_unit` is a rate above 5, a time above
 * 100 years, a `timestamp` or `expiry` that is not in whole milliseconds of 1973 to 5138, and a volatility above 10 with
 * a day or more left (a strike or price in another unit); with less left such volatilities are real.
 * **Accuracy**: as `impliedVolatility`; a coin price times its forward has one more rounding.
 * **Cost**: as `impliedVolatilityBatch`, and a logarithm a row.
 *
 * @example
 * ```ts
 * import { batchStatuses, volatilityFromChain } from 'betahedge/options';
 *
 * const chain = volatilityFromChain({
 *   optionType: ['call', 'put', 'call'],
 *   strike: [2200, 2200, 1000],
 *   price: [0.0412, 0.0307, 0.55],
 *   forward: 2223.37,
 *   timestamp: Date.UTC(2024, 0, 8, 11, 19),
 *   expiry: Date.UTC(2024, 0, 26, 8),
 *   pricedIn: 'coin',
 *   priceTick: 0.0001,
 * });
 * console.log(chain.volatility[1]?.toFixed(4)); // 0.4069
 * console.log(chain.volatilityPerTick?.[1]?.toFixed(4)); // 0.0011
 * console.log(batchStatuses[chain.status[2] ?? 0]); // below_intrinsic
 * ```
 */
export function volatilityFromChain(options: VolatilityFromChainOptions): ChainVolatilities {
  const source = readObject(CALLER, options, '');
  const strike = readColumn(source, 'strike', null);
  const { length } = strike;
  const price = readColumn(source, 'price', length);
  const inCoin = readOneOf(CALLER, source, 'pricedIn', ['quote', 'coin']) === 'coin';
  if (inCoin && !isAbsent(source, 'rate'))
    refuse('shape.wrong_type', CALLER, 'rate', 'absent where prices are in coin', source['rate']);
  const tick = isAbsent(source, 'priceTick') ? null : readPositive(CALLER, source, 'priceTick');
  const wired = readWire(CALLER, source);
  const optionType = readTypes(source, length);
  const forward = readRows(source, 'forward', length, readPositive);
  const years = readTimes(source, length, wired);
  const rate = inCoin
    ? new Float64Array(length)
    : readRows(source, 'rate', length, (caller, from, name) => readRate(caller, from, name, wired));
  const { status, volatility } = impliedVolatilityBatch({
    optionType,
    forward,
    strike,
    timeToExpiryYears: years,
    rate,
    price: inCoin ? price.map((each, i) => each * forward[i]!) : price,
    suspicious: wired ? 'refuse' : 'expected',
  });
  if (wired)
    volatility.forEach((each, i) => {
      if (!(each > 10 && years[i]! >= ONE_DAY)) return;
      status[i] = codeOf('suspicious_unit');
      volatility[i] = NaN;
    });

  const logMoneyness = strike.map((each, i) =>
    isPrice(each) && isPrice(forward[i]!) ? logMoneynessOf(each, forward[i]!) : NaN,
  );
  const totalVariance = volatility.map((each, i) => each * each * years[i]!);
  const outOfTheMoney = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const isCall = optionType[i] === 1;
    if (status[i] === 0 && isCall === strike[i]! >= forward[i]!) outOfTheMoney[i] = 1;
  }
  let volatilityPerTick: Float64Array | null = null;
  if (tick !== null)
    volatilityPerTick = totalVariance.map((variance, i) => {
      const spread = Math.sqrt(variance);
      const density = normalDensity(0.5 * spread - logMoneyness[i]! / spread);
      const unit = inCoin ? 1 : forward[i]! * exp(-rate[i]! * years[i]!);
      return tick / (unit * density * Math.sqrt(years[i]!));
    });
  return {
    length,
    status,
    counts: countStatuses(status),
    volatility,
    logMoneyness,
    totalVariance,
    outOfTheMoney,
    volatilityPerTick,
  };
}

function countStatuses(status: Uint8Array): Partial<Record<BatchStatus, number>> {
  const counts: Partial<Record<BatchStatus, number>> = {};
  for (const code of status) {
    const word = batchStatuses[code]!;
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

type Source = Readonly<Record<string, unknown>>;

/** A column, NaN for what is no number. */
function readColumn(
  source: Source,
  field: string,
  length: number | null,
  numberOf: (element: unknown) => number = numberOrNaN,
): Float64Array {
  const elements = Object(source[field]) as ArrayLike<unknown>;
  if (typeof source[field] !== 'object' || !(elements.length >= 0))
    return refuse('shape.wrong_type', CALLER, field, 'a column', source[field]);
  if (length !== null) refuseLengthMismatch(CALLER, field, length, elements.length);
  return Float64Array.from(elements, numberOf);
}

/** A column, or a number for all rows, which is checked. */
function readRows(source: Source, field: string, length: number, readNumber: NumberReader): Float64Array {
  const value = source[field];
  if (typeof value === 'object' && value !== null) return readColumn(source, field, length);
  return new Float64Array(length).fill(readNumber(CALLER, source, field));
}

function readTypes(source: Source, length: number): Float64Array {
  const field = 'optionType';
  const value = source[field];
  if (typeof value === 'object' && value !== null) return readColumn(source, field, length, signOf);
  const type = value === 1 || value === -1 ? value : readOneOf(CALLER, source, field, ['call', 'put']);
  return new Float64Array(length).fill(signOf(type));
}

function readTimes(source: Source, length: number, wired: boolean): Float64Array {
  const field = 'timeToExpiryYears';
  if (isAbsent(source, 'expiry') && isAbsent(source, 'timestamp'))
    return readRows(source, field, length, (caller, from, name) => readYears(caller, from, name, wired));
  if (!isAbsent(source, field))
    refuse('shape.wrong_type', CALLER, field, 'absent where timestamp and expiry are given', source[field]);
  // Two numbers that hold for all rows are refused as one time is.
  if (Number.isFinite(source['timestamp']) && Number.isFinite(source['expiry'])) yearsLeft(CALLER, source);
  const timestamp = readRows(source, 'timestamp', length, readTimestamp);
  const expiry = readRows(source, 'expiry', length, readTimestamp);
  const onOurClock = (time: number): boolean => !wired || isOurMilliseconds(time);
  // A row refuses nothing: on another clock its time is one that makes it a `suspicious_unit`.
  return expiry.map((end, i) =>
    onOurClock(end) && onOurClock(timestamp[i]!) ? (end - timestamp[i]!) / YEAR_MS : Number.MAX_VALUE,
  );
}

/** Whether a time is in whole milliseconds, of 1973 to 5138; what is no time at all is judged elsewhere. */
function isOurMilliseconds(time: number): boolean {
  return !Number.isFinite(time) || (Number.isInteger(time) && time >= 1e11 && time < 1e14);
}

type NumberReader = (caller: string, source: object, field: string) => number;

function isPrice(value: number): boolean {
  return value > 0 && value < Infinity;
}

function numberOrNaN(element: unknown): number {
  return typeof element === 'number' ? element : NaN;
}

function signOf(element: unknown): number {
  return element === 'call' ? 1 : element === 'put' ? -1 : numberOrNaN(element);
}
