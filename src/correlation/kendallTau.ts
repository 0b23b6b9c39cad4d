import type { Interval } from '../foundation/interval.ts';
import type { Degenerate } from '../foundation/status.ts';
import { twoSidedPValue } from '../kernel/inference.ts';
import { pairCounts } from '../kernel/pairCounts.ts';
import type { PairCounts } from '../kernel/pairCounts.ts';
import { fisherInterval } from './fisherInterval.ts';

/** What Kendall's tau-b has of its own. */
export interface KendallTau {
  /** What `pValue` goes by: `exact` for up to 33 samples without ties, `normal` beyond. */
  readonly test: 'exact' | 'normal';
  /** (C - D) over its standard deviation where the series are independent, given their ties. */
  readonly zStatistic: number;
  /** C: pairs of samples that both series put in the same order. */
  readonly concordantPairs: number;
  /** D: pairs that they put in opposite orders; what is tied in either is in neither count. */
  readonly discordantPairs: number;
}

/** tau-b of two columns of n >= 3 samples, with its interval and two-sided p-value. */
export function kendallTau(
  x: Float64Array,
  y: Float64Array,
  confidenceLevel: number,
):
  | (KendallTau & {
      readonly correlation: number;
      readonly interval: Interval | null;
      readonly pValue: number;
    })
  | Degenerate<'flat_x' | 'flat_y'> {
  const n = x.length;
  const counts = pairCounts(x, y);
  const { concordant, discordant, tiesX, tiesY } = counts;
  const pairs = (n * (n - 1)) / 2;
  const untiedX = pairs - tiesX.pairs;
  const untiedY = pairs - tiesY.pairs;
  if (untiedX === 0) return { status: 'degenerate', reason: 'flat_x' };
  if (untiedY === 0) return { status: 'degenerate', reason: 'flat_y' };

  const score = concordant - discordant;
  // One root of the product, so that a series on itself is exactly 1.
  const correlation = score / Math.sqrt(untiedX * untiedY);
  const exact = n <= 33 && tiesX.pairs + tiesY.pairs === 0;
  const zStatistic = score / Math.sqrt(scoreVariance(n, counts));
  return {
    correlation,
    interval: n < 5 ? null : fisherInterval(correlation, 0.437 / (n - 4), confidenceLevel),
    pValue: exact
      ? exactPValue(n, Math.min(concordant, discordant))
      : // The normal distribution is Student's t of infinitely many degrees of freedom.
        twoSidedPValue(zStatistic, Infinity)!,
    test: exact ? 'exact' : 'normal',
    zStatistic,
    concordantPairs: concordant,
    discordantPairs: discordant,
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
  let chances = new Float64Array(inversions + 1);
  chances[0] = 1;
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
