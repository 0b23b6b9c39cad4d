import { readNonNegative, readObject } from '../foundation/checks.ts';
import {
  CARRY_YIELD,
  PRICE,
  RATE,
  rowLength,
  setExpiry,
  SIGN,
  STRIKE,
  UNDERLYING,
  VOLATILITY,
  YEARS,
} from '../kernel/blackScholes.ts';
import { impliedRow } from '../kernel/impliedVolatility.ts';
import { inputStatus, readInto, readOptionRows } from './columns.ts';
import type { ColumnsOnForward, ColumnsOnSpot, NumberOrColumn, OptionRows } from './columns.ts';

/** What `impliedVolatilityBatch` takes: columns or numbers. */
export type ImpliedVolatilityBatchOptions = (ColumnsOnSpot | ColumnsOnForward) & {
  /** In quote currency, zero or above. */
  readonly price: NumberOrColumn;
  /** Columns to write to, of the length of the inputs and apart from them; default: new ones. */
  readonly into?: ImpliedVolatilityBatchColumns | undefined;
};

/** Columns to write to, both or one. */
export interface ImpliedVolatilityBatchColumns {
  /** For the codes. */
  readonly status?: Uint8Array | undefined;
  /** For the volatilities. */
  readonly volatility?: Float64Array | undefined;
}

/** One element a row in every column. */
export interface ImpliedVolatilityBatchResult {
  /** Rows. */
  readonly length: number;
  /** Of each row, an index into `batchStatuses`: 0 is `ok`. */
  readonly status: Uint8Array;
  /** Of log returns, a year, as a fraction; NaN in a row that is not `ok`. */
  readonly volatility: Float64Array;
}

const CALLER = 'impliedVolatilityBatch';

/**
 * The implied volatilities of many options at once, from columns into columns; a bad row never stops the others.
 *
 * **Formula**: as `impliedVolatility`, row by row, with the same bits.
 * **Inputs**: each a number, for all rows, or a column, as in `blackScholesBatch`; `price` in place of `volatility`.
 * A column of another type, as of text or bigints, is not refused but marks all its rows, as there.
 * **Result**: `volatility`, NaN where there is none, and `status`, a code a row: 0 is `ok`, others index
 * `batchStatuses`: those of `impliedVolatility`, `invalid_...` by the first field that is no such number
 * (`invalid_price`: negative or NaN; `invalid_underlying` also where discounting leaves the range of a double), and
 * `suspicious_unit` by the wire for time and rates. A volatility above 10 is not suspicious: it is computed.
 * **Errors**: of numbers those of `impliedVolatility`, since a person wrote them; of columns `shape.*` alone; of `into`
 * as in `blackScholesBatch`.
 * **Cost**: about 3 times `blackScholesBatch` for the price; what an expiry shares is computed once, as there.
 * **Source**: as `impliedVolatility`.
 *
 * @example
 * ```ts
 * import { batchStatuses, impliedVolatilityBatch } from 'betahedge/options';
 *
 * const chain = impliedVolatilityBatch({
 *   optionType: [1, -1, 1],
 *   forward: 30000,
 *   strike: [30000, 28000, 20000],
 *   timeToExpiryYears: 30 / 365,
 *   rate: 0,
 *   price: [2056.18, 1298.21, 9999],
 * });
 * console.log(Array.from(chain.volatility, (volatility) => volatility.toFixed(4)).join(' ')); // 0.6000 0.6500 NaN
 * console.log(Array.from(chain.status, (code) => batchStatuses[code]).join(' ')); // ok ok below_intrinsic
 * ```
 */
export function impliedVolatilityBatch(options: ImpliedVolatilityBatchOptions): ImpliedVolatilityBatchResult {
  const source = readObject(CALLER, options, '');
  const rows = readOptionRows(CALLER, source, 'price', readPrice);
  const { status, columns } = readInto(CALLER, source, ['volatility'], rows);
  const volatility = columns[0]!;
  compute(rows, volatility, status);
  return { length: rows.length, status, volatility };
}

function readPrice(caller: string, source: object, field: string): number {
  return readNonNegative(caller, source, field);
}

/** Fills the columns, row by row through the kernel's slots. */
function compute(rows: OptionRows, volatility: Float64Array, status: Uint8Array): void {
  const { length, oneExpiry, yearsLimit, rateLimit } = rows;
  const { values: signs, mask: signMask } = rows.sign;
  const { values: underlyings, mask: underlyingMask } = rows.underlying;
  const { values: strikes, mask: strikeMask } = rows.strike;
  const { values: years, mask: yearsMask } = rows.years;
  const { values: rates, mask: rateMask } = rows.rate;
  const { values: yields, mask: yieldMask } = rows.carryYield;
  const { values: prices, mask: priceMask } = rows.last;
  const row = new Float64Array(rowLength);
  let expirySet = false;
  for (let i = 0; i < length; i++) {
    const sign = signs[i & signMask]!;
    const underlying = underlyings[i & underlyingMask]!;
    const strike = strikes[i & strikeMask]!;
    const time = years[i & yearsMask]!;
    const rate = rates[i & rateMask]!;
    const carryYield = yields[i & yieldMask]!;
    const price = prices[i & priceMask]!;
    // Every comparison is false for NaN; which one it was, `inputStatus` finds out.
    const usable =
      Math.abs(sign) === 1 &&
      underlying > 0 &&
      underlying < Infinity &&
      strike > 0 &&
      strike < Infinity &&
      time >= 0 &&
      time <= yearsLimit &&
      Math.abs(rate) <= rateLimit &&
      Math.abs(carryYield) <= rateLimit &&
      price >= 0 &&
      price < Infinity;
    let code;
    if (usable) {
      row[SIGN] = sign;
      row[UNDERLYING] = underlying;
      row[STRIKE] = strike;
      row[PRICE] = price;
      if (!expirySet) {
        row[YEARS] = time + 0;
        row[RATE] = rate + 0;
        row[CARRY_YIELD] = carryYield + 0;
        setExpiry(row);
        expirySet = oneExpiry;
      }
      code = impliedRow(row);
    } else code = inputStatus(rows, i);
    status[i] = code;
    volatility[i] = code === 0 ? row[VOLATILITY]! : NaN;
  }
}
