import { rollingRegression } from '../beta/rollingRegression.ts';
import { readFinite, readInteger, readObject, readOneOf, refuse } from '../foundation/checks.ts';
import { readSeries, refuseLengthMismatch } from '../foundation/series.ts';

/** What an estimate may know at a bar. */
export interface BetaPast {
  /** Whose beta. */
  readonly symbol: string;
  /** Of the bar. */
  readonly timestamp: number;
  /** Simple returns up to the bar, a view: not to be written to. */
  readonly assetReturns: Float64Array;
  /** Of the benchmark, over the same bars. */
  readonly benchmarkReturns: Float64Array;
}

/** Where the betas of a replay come from. That of the benchmark is 1. */
export type ReplayBetas =
  /** A regression over the `window` returns up to each bar, at least 3. */
  | { readonly kind: 'rolling'; readonly window: number }
  /** Any function of the past, from `minimumReturns` returns on; null where it has no answer. */
  | {
      readonly kind: 'estimate';
      readonly minimumReturns: number;
      readonly estimate: (past: BetaPast) => number | null;
    }
  /** Columns by symbol, one a bar, known at its end; NaN where there is none yet. */
  | { readonly kind: 'given'; readonly columns: Readonly<Record<string, ArrayLike<number>>> };

/** A symbol's betas, one a bar, NaN where there is none; errors are null where they are not estimated. */
export interface BetaColumn {
  readonly beta: Float64Array;
  readonly error: Float64Array | null;
}

/** Columns by symbol, and the first bar at which all have a beta: by their number of returns, not by luck. */
export interface BetaColumns {
  readonly columns: ReadonlyMap<string, BetaColumn>;
  readonly first: number;
}

/** The betas of every symbol at every bar, each of the past alone. */
export function readBetas(
  caller: string,
  options: object,
  symbols: readonly string[],
  benchmark: string,
  timestamps: Float64Array,
  returns: ReadonlyMap<string, Float64Array>,
): BetaColumns {
  const at = 'betas';
  const fields = readObject(caller, (options as Readonly<Record<string, unknown>>)[at], at);
  const kind = readOneOf(caller, fields, 'kind', ['rolling', 'estimate', 'given'], at);
  const bars = timestamps.length;
  const one = (): BetaColumn => ({ beta: new Float64Array(bars).fill(1), error: new Float64Array(bars) });
  const build = (first: number, column: (symbol: string) => BetaColumn): BetaColumns => ({
    columns: new Map(symbols.map((symbol) => [symbol, symbol === benchmark ? one() : column(symbol)])),
    first,
  });

  if (kind === 'given') {
    const table = readObject(caller, fields['columns'], `${at}.columns`);
    let first = 0;
    const given = build(0, (symbol) => {
      const beta = readSeries(caller, table, symbol, `${at}.columns`);
      refuseLengthMismatch(caller, `${at}.columns.${symbol}`, bars, beta.length);
      while (first < bars && !Number.isFinite(beta[first])) first++;
      return { beta, error: null };
    });
    return { ...given, first };
  }
  const market = returns.get(benchmark)!;
  if (kind === 'rolling') {
    const window = readInteger(caller, fields, 'window', 3, at);
    return build(window, (symbol) => {
      const assetReturns = returns.get(symbol)!;
      if (window > assetReturns.length) return { beta: new Float64Array(bars).fill(NaN), error: null };
      const fit = rollingRegression({ assetReturns, benchmarkReturns: market, window });
      return { beta: delayed(fit.beta), error: delayed(fit.betaStandardError) };
    });
  }
  const minimum = readInteger(caller, fields, 'minimumReturns', 1, at);
  const estimate = fields['estimate'];
  if (typeof estimate !== 'function')
    refuse('shape.wrong_type', caller, `${at}.estimate`, 'a function', estimate);
  const call = estimate as (past: BetaPast) => number | null;
  return build(minimum, (symbol) => {
    const beta = new Float64Array(bars).fill(NaN);
    const own = returns.get(symbol)!;
    for (let t = minimum; t < bars; t++) {
      const known = call({
        symbol,
        timestamp: timestamps[t]!,
        assetReturns: own.subarray(0, t),
        benchmarkReturns: market.subarray(0, t),
      });
      if (known !== null) beta[t] = readFinite(caller, { beta: known }, 'beta', `${at}.estimate`);
    }
    return { beta, error: null };
  });
}

/** A column of returns as one of bars: the first bar has no return. */
function delayed(column: Float64Array): Float64Array {
  const bars = new Float64Array(column.length + 1);
  bars[0] = NaN;
  bars.set(column, 1);
  return bars;
}
