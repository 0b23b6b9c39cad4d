import { isAbsent, readFinite, refuseSuspicious } from '../foundation/checks.ts';
import {
  readDrop,
  readNumbers,
  readSeries,
  refuseLengthMismatch,
  refuseNonFinite,
} from '../foundation/series.ts';
import type { CapmBetaOptions } from './capmBeta.ts';

/** Two series in excess of the risk-free rate; with `drop` a non-finite sample is still in them. */
export interface ExcessPair {
  readonly asset: Float64Array;
  readonly benchmark: Float64Array;
  readonly drop: boolean;
}

type PairFields = Pick<
  CapmBetaOptions,
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
  options: Pick<CapmBetaOptions, 'riskFreeRatePerPeriod'>,
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
