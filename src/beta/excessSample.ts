import { isAbsent, readFinite, refuseSuspicious } from '../foundation/checks.ts';
import type { ConventionOptions } from '../foundation/convention.ts';
import {
  readDrop,
  readNumbers,
  readSeries,
  refuseLengthMismatch,
  refuseNonFinite,
} from '../foundation/series.ts';
import type { StandardErrors } from './standardErrors.ts';

/** What every regression of an asset's returns on a benchmark's takes. */
export interface RegressionOptions extends ConventionOptions {
  /** Returns of the asset, one a period. */
  readonly assetReturns: ArrayLike<number>;
  /** Returns of the benchmark over the same periods. */
  readonly benchmarkReturns: ArrayLike<number>;
  /** Subtracted from both series first: one number, or one a period; a fraction per period, not per year. */
  readonly riskFreeRatePerPeriod?: number | ArrayLike<number> | undefined;
  /** Default `classical`. */
  readonly standardErrors?: StandardErrors | undefined;
  /** Of the intervals, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** Two series in excess of the risk-free rate; with `drop` a non-finite sample is still in them. */
export interface ExcessPair {
  readonly asset: Float64Array;
  readonly benchmark: Float64Array;
  readonly drop: boolean;
}

type PairFields = Pick<
  RegressionOptions,
  'assetReturns' | 'benchmarkReturns' | 'riskFreeRatePerPeriod' | 'missing'
>;

/** The asset's and the benchmark's returns of an options object, less the rate. */
export function readExcessPair(caller: string, options: PairFields): ExcessPair {
  const drop = readDrop(caller, options);
  const y = readSeries(caller, options, 'assetReturns');
  const x = readSeries(caller, options, 'benchmarkReturns');
  refuseLengthMismatch(caller, 'benchmarkReturns', y.length, x.length);
  const rates = readRates(caller, options, y.length, drop);
  if (!drop) {
    refuseNonFinite(caller, 'assetReturns', y);
    refuseNonFinite(caller, 'benchmarkReturns', x);
  }
  return { asset: lessRates(y, rates), benchmark: lessRates(x, rates), drop };
}

/** The risk-free rate of each period, 0 where there is none; null where none is given. */
export function readRates(
  caller: string,
  options: Pick<RegressionOptions, 'riskFreeRatePerPeriod'>,
  length: number,
  drop: boolean,
): Float64Array | null {
  const field = 'riskFreeRatePerPeriod';
  const given = options[field];
  if (isAbsent(options, field)) return null;
  const rates =
    typeof given === 'object'
      ? Float64Array.from(readNumbers(caller, options, field))
      : new Float64Array(length).fill(readFinite(caller, options, field));
  refuseLengthMismatch(caller, field, length, rates.length);
  if (!drop) refuseNonFinite(caller, field, rates);
  // A rate that is infinite is missing, as one that is NaN.
  for (const rate of rates)
    if (Number.isFinite(rate)) refuseSuspicious(caller, field, rate, 5, 'a fraction, not a percentage');
  return rates;
}

/** A series less the rates; the series itself where there are none. */
export function lessRates(series: Float64Array, rates: Float64Array | null): Float64Array {
  return rates === null ? series : series.map((value, t) => value - rates[t]!);
}
