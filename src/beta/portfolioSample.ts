import { isAbsent, readFinite, readObject, readPositive, refuse } from '../foundation/checks.ts';
import type { ConventionOptions } from '../foundation/convention.ts';
import { readSamples } from '../foundation/series.ts';
import { refuseSpread } from './pairSample.ts';

/** A book and the returns of what is in it. */
export interface PortfolioSampleOptions extends ConventionOptions {
  /** By symbol: returns of each asset, one a period. */
  readonly assetReturns: Readonly<Record<string, ArrayLike<number>>>;
  /** Returns of the benchmark over the same periods. */
  readonly benchmarkReturns: ArrayLike<number>;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period for all, and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** The book as signed fractions of the capital; what they lack to 1 is money. */
export interface PortfolioByWeights {
  /** By symbol, short ones negative. */
  readonly weights: Readonly<Record<string, number>>;
  /** Instead of weights. */
  readonly values?: undefined;
  /** Of values. */
  readonly capital?: undefined;
}

/** The book as signed values in one currency, and the capital that they are held with. */
export interface PortfolioByValues {
  /** By symbol, short ones negative. */
  readonly values: Readonly<Record<string, number>>;
  /** Equity, in the same currency. */
  readonly capital: number;
  /** Instead of values. */
  readonly weights?: undefined;
}

/** A book with its returns, in columns. */
export interface PortfolioSample {
  readonly symbols: readonly string[];
  /** Fractions of the capital, in the order of the symbols. */
  readonly weights: readonly number[];
  /** Returns, a column a symbol. */
  readonly assets: readonly Float64Array[];
  readonly benchmark: Float64Array;
  readonly dropped: number;
  /** Indices by symbol: the one order of summation, so that a permuted book gives the same bits. */
  readonly order: readonly number[];
}

/** The book of an options object, checked: every series finite, a weight for each and no other. */
export function readPortfolio(
  caller: string,
  options: PortfolioSampleOptions & (PortfolioByWeights | PortfolioByValues),
): PortfolioSample {
  const series = readObject(caller, options.assetReturns, 'assetReturns');
  const symbols = Object.keys(series);
  if (symbols.length === 0) refuse('shape.missing_field', caller, 'assetReturns', 'at least one series', {});
  const byValues = isAbsent(options, 'weights') && !isAbsent(options, 'values');
  if (!byValues)
    for (const field of ['values', 'capital'] as const)
      if (!isAbsent(options, field))
        refuse('shape.wrong_type', caller, field, 'absent where weights are given', options[field]);
  const field = byValues ? 'values' : 'weights';
  const given = readObject(caller, options[field], field);
  const capital = byValues ? readPositive(caller, options, 'capital') : 1;
  const weights = symbols.map((symbol) => readFinite(caller, given, symbol, field) / capital + 0);
  for (const symbol of Object.keys(given))
    if (!symbols.includes(symbol))
      refuse('shape.missing_field', caller, `assetReturns.${symbol}`, 'a series', undefined);

  // Under the paths that they have in the options.
  const flat: Record<string, unknown> = {
    missing: options.missing,
    benchmarkReturns: options.benchmarkReturns,
  };
  for (const symbol of symbols) flat[`assetReturns.${symbol}`] = series[symbol];
  const paths = Object.keys(flat).slice(1);
  const { columns, dropped } = readSamples(caller, flat, paths);
  columns.forEach((column, i) => {
    refuseSpread(caller, paths[i]!, column);
  });
  const order = symbols.map((_, i) => i).sort((i, j) => (symbols[i]! < symbols[j]! ? -1 : 1));
  return { symbols, weights, assets: columns.slice(1), benchmark: columns[0]!, dropped, order };
}

/** The book's own returns: those of its assets by weight, in the one order of summation. */
export function bookReturns(caller: string, sample: PortfolioSample): Float64Array {
  const sum = new Float64Array(sample.benchmark.length);
  for (const i of sample.order) {
    const column = sample.assets[i]!;
    const weight = sample.weights[i]!;
    for (let t = 0; t < sum.length; t++) sum[t]! += weight * column[t]!;
  }
  refuseSpread(caller, 'weights', sum);
  return sum;
}
