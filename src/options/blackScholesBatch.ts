import { readList, readObject, readOneOf } from '../foundation/checks.ts';
import {
  CARRY_YIELD,
  CHARM,
  COLOR,
  DELTA,
  DUAL_DELTA,
  DUAL_GAMMA,
  GAMMA,
  greeksRow,
  higherRow,
  PHI,
  PRICE,
  priceRow,
  PROBABILITY,
  RATE,
  RHO,
  rowLength,
  setExpiry,
  SIGN,
  SPEED,
  SPREAD,
  STRIKE,
  THETA,
  ULTIMA,
  UNDERLYING,
  VANNA,
  VEGA,
  VETA,
  VOLATILITY,
  VOLGA,
  YEARS,
  ZOMMA,
} from '../kernel/blackScholes.ts';
import type { Black76Greeks, BlackScholesGreeks } from './blackScholes.ts';
import { codeOf, inputStatus, readInto, readOptionRows } from './columns.ts';
import type { ColumnsOnForward, ColumnsOnSpot, NumberOrColumn, OptionRows } from './columns.ts';
import { readVolatility } from './europeanOption.ts';

/** A column that `blackScholesBatch` can compute: any field of `BlackScholesGreeks`. */
export type BlackScholesOutput = keyof BlackScholesGreeks;

/** What `blackScholesBatch` takes: columns or numbers, and which outputs it is to compute. */
export type BlackScholesBatchOptions<Outputs extends readonly BlackScholesOutput[]> = (
  ColumnsOnSpot | (ColumnsOnForward & { readonly outputs: readonly (keyof Black76Greeks)[] })
) & {
  /** Of log returns, a year, as a fraction; zero or above. */
  readonly volatility: NumberOrColumn;
  /** Which columns to compute; `phi` of options on a spot price alone. */
  readonly outputs: Outputs;
  /** Columns to write to, of the length of the inputs and apart from them; default: new ones. */
  readonly into?: BlackScholesBatchColumns<Outputs[number]> | undefined;
};

/** Columns to write to, all or some, and of no other output. */
export type BlackScholesBatchColumns<Output extends BlackScholesOutput> = {
  readonly [Name in BlackScholesOutput]?: (Name extends Output ? Float64Array : never) | undefined;
} & { readonly status?: Uint8Array | undefined };

/** One element a row in every column. */
export type BlackScholesBatchResult<Outputs extends readonly BlackScholesOutput[]> = {
  /** Rows. */
  readonly length: number;
  /** Of each row, an index into `batchStatuses`: 0 is `ok`. */
  readonly status: Uint8Array;
} & {
  /** As the field of `BlackScholesGreeks`; NaN in a row that is not `ok`. */
  readonly [Name in Asked<Outputs>]: Float64Array;
} & {
  /** Of an output that `outputs`, as typed, may or may not name. */
  readonly [Name in Exclude<Outputs[number], Asked<Outputs>>]?: Float64Array | undefined;
};

/** The outputs that a tuple surely names: of an array of some length there are none, nor of an element of several. */
type Asked<Outputs extends readonly unknown[]> = Outputs extends readonly [infer First, ...infer Rest]
  ? Single<First> | Asked<Rest>
  : never;
type Single<Name, All = Name> = Name extends BlackScholesOutput
  ? [All] extends [Name]
    ? Name
    : never
  : never;

const CALLER = 'blackScholesBatch';

/**
 * Prices and Greeks of many options at once, from columns into columns; a bad row never stops the others.
 *
 * **Formula**: as `blackScholes`, row by row, with the same bits.
 * **Inputs**: each a number, for all rows, or a column: anything array-like of numbers, all of one length; numbers
 * alone make one row. An option type in a column is +1 or -1. `forward` in place of `spot` and `carryYield` as in
 * `blackScholes`. `outputs` names the columns to compute, and no others are.
 * **Result**: a column for each output, and `status`, a code a row: 0 is `ok`, others index `batchStatuses`:
 * `invalid_...` by the first field that is no such number, `invalid_underlying` also where an output is beyond all
 * doubles, `suspicious_unit` by the wire of `blackScholes` unless `suspicious: 'expected'`. Such a row is NaN in every
 * output. Text, bigints and null in a column are no numbers and are not converted: a whole column of them, as of
 * `['1', '2']` or a `BigInt64Array`, is not refused but marks all rows by its field.
 * **Errors**: of numbers those of `blackScholes`, since a person wrote them; of columns `shape.*` alone; of `outputs`
 * and `into` `shape.*` and `domain.not_one_of`: a column of `into` has the length of the inputs, is an output, and shares
 * no memory with another or with an input, whatever typed array that is; one that is undefined is absent.
 * **Cost**: all outputs about twice the price alone. Where time and rates are numbers, as in the chain of one expiry,
 * their exponentials are computed once. Nothing is allocated a row; columns other than `Float64Array` are copied first.
 * **Source**: as `blackScholes`.
 *
 * @example
 * ```ts
 * import { batchStatuses, blackScholesBatch } from 'betahedge/options';
 *
 * const chain = blackScholesBatch({
 *   optionType: [1, -1, 1],
 *   forward: 30000,
 *   strike: [30000, 28000, -1],
 *   timeToExpiryYears: 30 / 365,
 *   volatility: [0.6, 0.65, 0.6],
 *   rate: 0,
 *   outputs: ['price', 'delta'],
 * });
 * console.log(Array.from(chain.price, (price) => price.toFixed(2)).join(' ')); // 2056.18 1298.21 NaN
 * console.log(Array.from(chain.delta, (delta) => delta.toFixed(3)).join(' ')); // 0.534 -0.322 NaN
 * console.log(Array.from(chain.status, (code) => batchStatuses[code]).join(' ')); // ok ok invalid_strike
 * ```
 */
export function blackScholesBatch<const Outputs extends readonly BlackScholesOutput[]>(
  options: BlackScholesBatchOptions<Outputs>,
): BlackScholesBatchResult<Outputs> {
  const source = readObject(CALLER, options, '');
  const rows = readOptionRows(CALLER, source, 'volatility', readVolatility);
  const names = readOutputs(source, rows.onForward);
  const { status, columns } = readInto(CALLER, source, names, rows);
  compute(
    rows,
    names.map((name) => slots[name]),
    columns,
    status,
  );
  names.forEach((name, k) => {
    const divisor = divisors[name];
    if (divisor !== undefined) divide(columns[k]!, divisor);
  });
  const byName = Object.fromEntries(names.map((name, k) => [name, columns[k]!]));
  return { length: rows.length, status, ...byName };
}

/** Where the kernel leaves each output. */
const slots: Readonly<Record<BlackScholesOutput, number>> = {
  price: PRICE,
  delta: DELTA,
  gamma: GAMMA,
  vega: VEGA,
  theta: THETA,
  rho: RHO,
  phi: PHI,
  vanna: VANNA,
  volga: VOLGA,
  charm: CHARM,
  speed: SPEED,
  zomma: ZOMMA,
  color: COLOR,
  veta: VETA,
  ultima: ULTIMA,
  dualDelta: DUAL_DELTA,
  dualGamma: DUAL_GAMMA,
  inTheMoneyProbability: PROBABILITY,
  vegaPerVolPoint: VEGA,
  thetaPerDay: THETA,
  rhoPerPercent: RHO,
};

/** What the scaled views are divided by. */
const divisors: { readonly [Name in BlackScholesOutput]?: number } = {
  vegaPerVolPoint: 100,
  thetaPerDay: 365,
  rhoPerPercent: 100,
};

function readOutputs(source: Readonly<Record<string, unknown>>, onForward: boolean): BlackScholesOutput[] {
  const all = (Object.keys(slots) as BlackScholesOutput[]).filter((name) => !onForward || name !== 'phi');
  const asked = readList(CALLER, source, 'outputs');
  const names = asked.map((_, i) => readOneOf(CALLER, asked, String(i), all, 'outputs'));
  return [...new Set(names)];
}

/** Fills the columns, row by row through the kernel's slots: those of inputs first, then the outputs. */
function compute(
  rows: OptionRows,
  outputs: readonly number[],
  columns: readonly Float64Array[],
  status: Uint8Array,
): void {
  const { length, onForward, oneExpiry } = rows;
  const { yearsLimit, rateLimit, lastLimit } = rows;
  const { values: signs, mask: signMask } = rows.sign;
  const { values: underlyings, mask: underlyingMask } = rows.underlying;
  const { values: strikes, mask: strikeMask } = rows.strike;
  const { values: years, mask: yearsMask } = rows.years;
  const { values: rates, mask: rateMask } = rows.rate;
  const { values: yields, mask: yieldMask } = rows.carryYield;
  const { values: volatilities, mask: volatilityMask } = rows.last;
  const higher = outputs.some((slot) => slot >= VANNA);
  const first = higher || outputs.some((slot) => slot > PRICE);
  const row = new Float64Array(rowLength);
  let expirySet = false;
  for (let i = 0; i < length; i++) {
    const sign = signs[i & signMask]!;
    const underlying = underlyings[i & underlyingMask]!;
    const strike = strikes[i & strikeMask]!;
    const time = years[i & yearsMask]!;
    const rate = rates[i & rateMask]!;
    const carryYield = yields[i & yieldMask]!;
    const volatility = volatilities[i & volatilityMask]!;
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
      volatility >= 0 &&
      volatility <= lastLimit;
    let code = 0;
    if (usable) {
      row[SIGN] = sign;
      row[UNDERLYING] = underlying;
      row[STRIKE] = strike;
      row[VOLATILITY] = volatility + 0;
      if (!expirySet) {
        row[YEARS] = time + 0;
        row[RATE] = rate + 0;
        row[CARRY_YIELD] = carryYield + 0;
        setExpiry(row);
        expirySet = oneExpiry;
      }
      if (first) greeksRow(row);
      else priceRow(row);
      if (higher) higherRow(row);
      if (onForward) row[RHO] = 0 - row[YEARS]! * row[PRICE]!;
    } else code = inputStatus(rows, i);
    if (code === 0 && !copyRow(row, outputs, columns, i) && !isInRange(row, outputs))
      // One option is refused for its spot or forward.
      code = codeOf('invalid_underlying');
    if (code !== 0) for (let k = 0; k < outputs.length; k++) columns[k]![i] = NaN;
    status[i] = code;
  }
}

/** Writes the outputs to row i of their columns; whether all are finite. */
function copyRow(
  row: Float64Array,
  outputs: readonly number[],
  columns: readonly Float64Array[],
  i: number,
): boolean {
  let finite = true;
  for (let k = 0; k < outputs.length; k++) {
    const value = row[outputs[k]!]!;
    columns[k]![i] = value;
    if (value - value !== 0) finite = false;
  }
  return finite;
}

/** Whether every output is finite, or may be a limit: an infinite one of an option without time value. */
function isInRange(row: Float64Array, outputs: readonly number[]): boolean {
  const limited = row[SPREAD] === 0;
  for (let k = 0; k < outputs.length; k++) {
    const slot = outputs[k]!;
    const mayBeInfinite = limited && slot !== PRICE && slot !== VEGA && slot !== RHO && slot !== PHI;
    if (mayBeInfinite ? Number.isNaN(row[slot]) : !Number.isFinite(row[slot])) return false;
  }
  return true;
}

function divide(column: Float64Array, divisor: number): void {
  for (let i = 0; i < column.length; i++) column[i] = column[i]! / divisor;
}
