import { addToEwma, ewmaEffectiveSamples, initialEwma, missEwma } from './ewmaCoMoments.ts';

/** An exponentially weighted figure after each period. */
export interface EwmaPath {
  readonly values: Float64Array;
  readonly effectiveSampleSize: Float64Array;
  /** Index of the first number among `values`; null where there is none. */
  readonly validFrom: number | null;
}

/**
 * What `figure` says of the state after each period, and NaN below the minimum of effective samples. A pair
 * that is not finite is missing. Columns of equal length.
 */
export function ewmaPath(
  x: Float64Array,
  y: Float64Array,
  settings: {
    readonly lambda: number;
    readonly mean: 'zero' | 'weighted';
    readonly minimumEffectiveSamples: number;
  },
  figure: (states: Float64Array, offset: number) => number,
): EwmaPath {
  const { lambda, mean, minimumEffectiveSamples } = settings;
  const n = x.length;
  const values = new Float64Array(n);
  const effectiveSampleSize = new Float64Array(n);
  const state = initialEwma(lambda, mean === 'weighted');
  let validFrom: number | null = null;
  for (let t = 0; t < n; t++) {
    // x - x is 0 for every finite x and NaN for the rest.
    if (x[t]! - x[t]! + (y[t]! - y[t]!) === 0) addToEwma(state, 0, x[t]!, y[t]!);
    else missEwma(state, 0);
    const size = ewmaEffectiveSamples(state, 0);
    const value = size >= minimumEffectiveSamples ? figure(state, 0) : NaN;
    effectiveSampleSize[t] = size;
    values[t] = value;
    if (validFrom === null && value === value) validFrom = t;
  }
  return { values, effectiveSampleSize, validFrom };
}
