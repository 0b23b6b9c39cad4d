import { readObject, readProbability } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import { readSamples } from '../foundation/series.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { twoSidedPValue } from '../kernel/inference.ts';
import { pairCounts } from '../kernel/pairCounts.ts';
import type { PairCounts } from '../kernel/pairCounts.ts';
import { fisherInterval } from './fisherInterval.ts';

/** What `kendallTau` takes. */
export interface KendallTauOptions extends ConventionOptions {
  /** One series, a sample a period. */
  readonly x: ArrayLike<number>;
  /** The other, over the same periods. */
  readonly y: ArrayLike<number>;
  /** Of the interval, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** Kendall's tau-b with its test and interval. */
export interface KendallTauEstimate extends Convention {
  readonly status: 'ok';
  /** tau-b, in [-1, 1]. */
  readonly correlation: number;
  /** At `confidenceLevel`; null below 5 samples and where tau is 1 or -1. */
  readonly interval: Interval | null;
  /** What `pValue` goes by: `exact` for up to 33 samples without ties, `normal` beyond. */
  readonly test: 'exact' | 'normal';
  /**
   * (C - D) over its standard deviation where the series are independent, given their ties; null if exact.
   */
  readonly zStatistic: number | null;
  /** Two-sided, of independence. */
  readonly pValue: number;
  /** C: pairs of samples that both series put in the same order. */
  readonly concordantPairs: number;
  /** D: pairs that they put in opposite orders; what is tied in either is in neither count. */
  readonly discordantPairs: number;
  /** Samples used. */
  readonly observations: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** `ok`, too few samples, or a series whose values are all equal. */
export type KendallTauResult = KendallTauEstimate | InsufficientData | Degenerate<'flat_x' | 'flat_y'>;

const CALLER = 'kendallTau';

/**
 * Kendall's rank correlation tau-b, with its p-value and interval: how much more often two series agree on
 * the order of two samples than they disagree.
 *
 * **Formula**: tau = (C - D) / sqrt((N - Tx)(N - Ty)), C and D the concordant and discordant pairs of all N =
 * n (n - 1) / 2, Tx and Ty the pairs tied in x and in y. p: by all n! orders for n <= 33 without ties, else z
 * = (C - D) / sd by the normal distribution, without continuity correction. Interval: tanh(atanh tau -+
 * z_level sqrt(0.437 / (n - 4))), an approximation made for series without ties.
 * **Inputs**: two series of equal length n, each in any unit; only the order of the values counts.
 * **Result**: `ok`; `insufficient_data` below 3 samples; `degenerate`: `flat_x`, `flat_y`.
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*`.
 * **Accuracy**: counts are exact; tau 3e-16 relative, exactly 1 for a series on itself; p 1e-13 relative down
 * to 1e-63, 1e-15 where exact.
 * **Cost**: O(n log n).
 * **Source**: Knight 1966, J. Am. Stat. Assoc. 61, 436-439; Kendall 1970, Rank Correlation Methods, chapters
 * 4 and 5; Fieller, Hartley and Pearson 1957, Biometrika 44, 470-481 (the interval). The numbers of scipy
 * `kendalltau`, but that scipy is exact beyond 33 samples where at most one pair is discordant.
 *
 * @example
 * ```ts
 * import { kendallTau } from 'betahedge/correlation';
 *
 * const estimate = kendallTau({
 *   x: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *   y: [0.021, -0.012, 0.014, 0.005, -0.027, 0.018],
 * });
 * if (estimate.status === 'ok') {
 *   console.log(estimate.correlation.toFixed(3)); // 0.733
 *   console.log(`${estimate.concordantPairs} of 15 pairs agree`); // 13 of 15 pairs agree
 * }
 * ```
 */
export function kendallTau(options: KendallTauOptions): KendallTauResult {
  readObject(CALLER, options, '');
  const { columns, dropped } = readSamples(CALLER, options, ['x', 'y']);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const convention = readConvention(CALLER, options);
  const [x, y] = columns as [Float64Array, Float64Array];
  const n = x.length;
  if (n < 3) return { status: 'insufficient_data', required: 3, observed: n };

  const counts = pairCounts(x, y);
  const { concordant, discordant, tiesX, tiesY } = counts;
  const untiedX = (n * (n - 1)) / 2 - tiesX.pairs;
  const untiedY = (n * (n - 1)) / 2 - tiesY.pairs;
  if (untiedX === 0) return { status: 'degenerate', reason: 'flat_x' };
  if (untiedY === 0) return { status: 'degenerate', reason: 'flat_y' };

  const score = concordant - discordant;
  // One root of the product, so that a series on itself is exactly 1.
  const tau = score / Math.sqrt(untiedX * untiedY);
  const exact = n <= 33 && tiesX.pairs + tiesY.pairs === 0;
  const zStatistic = exact ? null : score / Math.sqrt(scoreVariance(n, counts));
  return {
    status: 'ok',
    correlation: tau,
    interval: n < 5 ? null : fisherInterval(tau, 0.437 / (n - 4), confidenceLevel),
    test: exact ? 'exact' : 'normal',
    zStatistic,
    // The normal distribution is Student's t of infinitely many degrees of freedom.
    pValue: twoSidedPValue(zStatistic, Infinity) ?? exactPValue(n, Math.min(concordant, discordant)),
    concordantPairs: concordant,
    discordantPairs: discordant,
    observations: n,
    dropped,
    confidenceLevel,
    ...convention,
  };
}

/** Variance of C - D where the series are independent, given their ties. */
function scoreVariance(n: number, { tiesX, tiesY }: PairCounts): number {
  const ordered = n * (n - 1);
  return (
    (ordered * (2 * n + 5) - tiesX.weighted - tiesY.weighted) / 18 +
    (2 * tiesX.pairs * tiesY.pairs) / ordered +
    (tiesX.triples * tiesY.triples) / (9 * ordered * (n - 2))
  );
}

/** Twice the probability of at most so many inversions in a random permutation of n; at most 1. */
function exactPValue(n: number, inversions: number): number {
  let chances = Float64Array.from({ length: inversions + 1 }, (_, count) => (count === 0 ? 1 : 0));
  for (let k = 2; k <= n; k++) {
    // The k-th value put in makes 0 to k - 1 inversions, each with probability 1 / k: only positive terms.
    const before = chances;
    chances = before.map((_, count) => {
      let sum = 0;
      for (let made = 0; made < k && made <= count; made++) sum += before[count - made]!;
      return sum / k;
    });
  }
  return Math.min(1, 2 * chances.reduce((sum, chance) => sum + chance, 0));
}
