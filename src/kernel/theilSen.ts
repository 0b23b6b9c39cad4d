import { criticalT } from './inference.ts';
import { median, select } from './selection.ts';

/** The median of all slopes, and an interval of their order statistics. */
export interface TheilSenSlope {
  readonly slope: number;
  readonly lower: number;
  readonly upper: number;
  /** Pairs of observations of different x. */
  readonly pairs: number;
}

/**
 * The Theil-Sen slope: the median of the slopes through all pairs of observations whose x differ, with the
 * interval that Kendall's test gives it, by the normal approximation with its correction for ties.
 *
 * Inputs: finite columns of equal length, x not constant, a level strictly between 0 and 1.
 * Cost: O(n^2) time and memory: n (n - 1) / 2 doubles; 5000 observations are 100 MB.
 * Source: Theil 1950; Sen 1968, J. Am. Stat. Assoc. 63, 1379-1389, eq. 2.6; scipy.stats.theilslopes.
 */
export function theilSenSlope(x: Float64Array, y: Float64Array, confidenceLevel: number): TheilSenSlope {
  const n = x.length;
  const all = new Float64Array((n * (n - 1)) / 2);
  let pairs = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const run = x[i]! - x[j]!;
      if (run !== 0) all[pairs++] = (y[i]! - y[j]!) / run;
    }
  const slopes = all.subarray(0, pairs);
  // Student t of infinitely many degrees of freedom is the normal distribution.
  const reach = criticalT(confidenceLevel, Infinity) * Math.sqrt(kendallVariance(x, y));
  const upperRank = Math.min(Math.round((pairs + reach) / 2), pairs - 1);
  const lowerRank = Math.max(Math.round((pairs - reach) / 2) - 1, 0);
  return {
    // + 0 turns a -0 into 0, which JSON keeps.
    slope: median(slopes) + 0,
    lower: select(slopes, lowerRank) + 0,
    upper: select(slopes, upperRank) + 0,
    pairs,
  };
}

/** Of the concordant less the discordant pairs, where x and y have nothing to do with each other. */
function kendallVariance(x: Float64Array, y: Float64Array): number {
  const term = (k: number): number => k * (k - 1) * (2 * k + 5);
  let sum = term(x.length);
  for (const column of [x, y]) {
    const sorted = column.slice().sort();
    let from = 0;
    for (let t = 1; t <= sorted.length; t++)
      if (sorted[t] !== sorted[from]) {
        sum -= term(t - from);
        from = t;
      }
  }
  return Math.max(0, sum / 18);
}
