import { readObject, readOneOf, readProbability } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import { readSamples } from '../foundation/series.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { twoSidedPValue } from '../kernel/inference.ts';
import { fitLine, isFlat, isWellScaled, spreadScale } from '../kernel/lineFit.ts';
import { averageRanks } from '../kernel/ranks.ts';
import { fisherInterval } from './fisherInterval.ts';

/** What `correlation` takes. */
export interface CorrelationOptions extends ConventionOptions {
  /** One series, a sample a period. */
  readonly x: ArrayLike<number>;
  /** The other, over the same periods. */
  readonly y: ArrayLike<number>;
  /** `pearson`: of the values. `spearman`: of their ranks, which outliers do not move. */
  readonly method: 'pearson' | 'spearman';
  /** Of the interval, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** A correlation with its test and interval. */
export interface CorrelationEstimate extends Convention {
  readonly status: 'ok';
  /** In [-1, 1]. */
  readonly correlation: number;
  /** At `confidenceLevel`; null below 4 samples and where the correlation is 1 or -1. */
  readonly interval: Interval | null;
  /** r sqrt((n - 2) / (1 - r^2)); null where all samples lie on one line: there is no error
   * to compare with. */
  readonly tStatistic: number | null;
  /** Two-sided, of no correlation, by Student t; null where there is no t. */
  readonly pValue: number | null;
  /** Samples used. */
  readonly observations: number;
  /** observations - 2. */
  readonly degreesOfFreedom: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly method: 'pearson' | 'spearman';
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** `ok`, too few samples, or a series that does not move. */
export type CorrelationResult = CorrelationEstimate | InsufficientData | Degenerate<'flat_x' | 'flat_y'>;

const CALLER = 'correlation';

/**
 * The correlation of two series by Pearson, or by Spearman of their ranks, with its p-value and interval.
 * For Kendall's tau see `kendallTau`.
 *
 * **Formula**: r = Sxy / sqrt(Sxx Syy), S the sums of products about the means, of the values or of their
 * ranks (equal values share the average); t = r sqrt((n - 2) / (1 - r^2)), p by Student t with n - 2 degrees
 * of freedom; interval tanh(atanh r -+ z s), z the normal quantile, s^2 = 1 / (n - 3) for Pearson (Fisher)
 * and (1 + r^2 / 2) / (n - 3) for Spearman (Bonett and Wright).
 * **Inputs**: two series of equal length n, each in any unit.
 * **Result**: `ok`; `insufficient_data` below 3 samples; `degenerate`: `flat_x`, `flat_y` (a series that does
 * not move; for Pearson also one that moves by less than 1e-12 of its mean).
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*`.
 * **Accuracy**: the correlation 1e-15, an offset of 1e8 included, and exactly 1 for a series on itself; ranks
 * are exact; t 2e-15 relative, 1e-12 where r is within 1e-8 of 1; p 1e-12 relative down to 1e-75.
 * **Cost**: O(n) for Pearson, O(n log n) for Spearman.
 * **Source**: Fisher 1921, Metron 1, 3-32; Bonett and Wright 2000, Psychometrika 65, 23-28. The numbers of
 * scipy `pearsonr` and `spearmanr`, and for Pearson of R `cor.test`.
 *
 * @example
 * ```ts
 * import { correlation } from 'betahedge/correlation';
 *
 * const estimate = correlation({
 *   x: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *   y: [0.021, -0.012, 0.014, 0.005, -0.027, 0.018],
 *   method: 'pearson',
 * });
 * if (estimate.status === 'ok') {
 *   console.log(estimate.correlation.toFixed(3)); // 0.931
 *   console.log(estimate.interval?.lower.toFixed(2)); // 0.49
 * }
 * ```
 */
export function correlation(options: CorrelationOptions): CorrelationResult {
  readObject(CALLER, options, '');
  const method = readOneOf(CALLER, options, 'method', ['pearson', 'spearman']);
  const { columns, dropped } = readSamples(CALLER, options, ['x', 'y']);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const convention = readConvention(CALLER, options);
  const [x, y] = (method === 'spearman' ? columns.map(averageRanks) : columns) as [
    Float64Array,
    Float64Array,
  ];
  const n = x.length;
  if (n < 3) return { status: 'insufficient_data', required: 3, observed: n };

  let fit = fitLine(x, y);
  if (!isWellScaled(fit)) {
    const scaleX = spreadScale(x);
    const scaleY = spreadScale(y);
    fit = fitLine(
      x.map((value) => value * scaleX),
      y.map((value) => value * scaleY),
    );
  }
  if (isFlat(fit.sxx, fit.anchorX, fit.restX, n)) return { status: 'degenerate', reason: 'flat_x' };
  if (isFlat(fit.syy, fit.anchorY, fit.restY, n)) return { status: 'degenerate', reason: 'flat_y' };

  const r = fit.correlation + 0;
  // 1 - r^2 of the residuals themselves: next to 1 the difference would keep half of the digits, or none.
  const unexplained = fit.ssr / fit.syy;
  const tStatistic = unexplained === 0 ? null : r * Math.sqrt((n - 2) / unexplained);
  const variance = (method === 'spearman' ? 1 + 0.5 * r * r : 1) / (n - 3);
  return {
    status: 'ok',
    correlation: r,
    interval: n < 4 ? null : fisherInterval(r, variance, confidenceLevel),
    tStatistic,
    pValue: twoSidedPValue(tStatistic, n - 2),
    observations: n,
    degreesOfFreedom: n - 2,
    dropped,
    method,
    confidenceLevel,
    ...convention,
  };
}
