import { isAbsent, readObject, readOneOf, readProbability } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import { readSamples } from '../foundation/series.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { twoSidedPValue } from '../kernel/inference.ts';
import { isFlat, spreadScale } from '../kernel/lineFit.ts';
import { averageRanks } from '../kernel/ranks.ts';
import { fisherInterval } from './fisherInterval.ts';
import { kendallTau } from './kendallTau.ts';
import type { KendallTau } from './kendallTau.ts';

/**
 * `pearson`: of the values. `spearman`: of their ranks, which outliers do not move. `kendall`: tau-b, how much
 * more often the series agree on the order of two samples than they disagree.
 */
export type CorrelationMethod = 'pearson' | 'spearman' | 'kendall';

/** What `correlation` takes. */
export interface CorrelationOptions<
  Method extends CorrelationMethod = CorrelationMethod,
> extends ConventionOptions {
  /** One series, a sample a period. */
  readonly x: ArrayLike<number>;
  /** The other, over the same periods. */
  readonly y: ArrayLike<number>;
  /** Default `pearson`. */
  readonly method?: Method | undefined;
  /** Of the interval, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** What every method gives. */
export interface CorrelationBase extends Convention {
  readonly status: 'ok';
  /** In [-1, 1]. */
  readonly correlation: number;
  /** At `confidenceLevel`; null below 4 samples (`kendall`: 5) and where the correlation is 1 or -1. */
  readonly interval: Interval | null;
  /** Samples used. */
  readonly observations: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** A correlation of values or of ranks, tested by Student t. */
export interface LinearCorrelation extends CorrelationBase {
  /** As asked for. */
  readonly method: 'pearson' | 'spearman';
  /** r sqrt((n - 2) / (1 - r^2)); null where all lie on one line, since there is no error to compare with. */
  readonly tStatistic: number | null;
  /** Two-sided, of no correlation, by Student t; null where there is no t. */
  readonly pValue: number | null;
  /** observations - 2. */
  readonly degreesOfFreedom: number;
}

/** Kendall's tau-b, tested by the number of pairs that agree. */
export interface KendallCorrelation extends CorrelationBase, KendallTau {
  /** As asked for. */
  readonly method: 'kendall';
  /** Two-sided, of independence. */
  readonly pValue: number;
}

/** `ok`, too few samples, or a series that does not move. */
export type CorrelationResult<Method extends CorrelationMethod = CorrelationMethod> =
  | (Method extends 'kendall' ? KendallCorrelation : LinearCorrelation)
  | InsufficientData
  | Degenerate<'flat_x' | 'flat_y'>;

const CALLER = 'correlation';

/**
 * The correlation of two series by Pearson, by Spearman or by Kendall, with its p-value and interval.
 *
 * **Formula**: r = Sxy / sqrt(Sxx Syy), S the sums of products about the means, of the values or of their
 * ranks (equal values share the average); t = r sqrt((n - 2) / (1 - r^2)), p by Student t with n - 2 degrees
 * of freedom. tau = (C - D) / sqrt((N - Tx)(N - Ty)), C and D the concordant and discordant pairs of all N =
 * n (n - 1) / 2, Tx and Ty those tied in x and in y; p by all n! orders for n <= 33 without ties, else by the
 * normal distribution of C - D given the ties. Interval tanh(atanh r -+ z s), z the normal quantile, s^2 =
 * 1 / (n - 3) for Pearson (Fisher), (1 + r^2 / 2) / (n - 3) for Spearman, 0.437 / (n - 4) for Kendall.
 * **Inputs**: two series of equal length n, each in any unit; of ranks and tau only the order counts.
 * **Result**: `ok`; `insufficient_data` below 3 samples; `degenerate`: `flat_x`, `flat_y` (a series that does
 * not move; for Pearson also one that moves by less than 1e-12 of its mean). Samples on one line but for rounding
 * are of correlation 1 or -1, without test or interval; x and y exchanged give the same result, to the last bit.
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*`.
 * **Accuracy**: 1e-15, an offset of 1e8 included; exactly 1 for a series on itself; ranks and counts are exact; t
 * 1e-15 relative, p 1e-12 down to 1e-75; both 1e-11 where r is within 1e-8 of 1.
 * **Cost**: O(n) for Pearson, O(n log n) for ranks and tau.
 * **Source**: Fisher 1921, Metron 1, 3-32; Bonett and Wright 2000, Psychometrika 65, 23-28; Knight 1966, J. Am.
 * Stat. Assoc. 61, 436-439; Fieller, Hartley and Pearson 1957, Biometrika 44, 470-481. The numbers of scipy
 * `pearsonr`, `spearmanr` and `kendalltau` and of R `cor.test`.
 *
 * @example
 * ```ts
 * import { correlation } from 'betahedge/correlation';
 *
 * const x = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01];
 * const y = [0.021, -0.012, 0.014, 0.005, -0.027, 0.018];
 * for (const method of ['pearson', 'spearman', 'kendall'] as const) {
 *   const estimate = correlation({ x, y, method });
 *   if (estimate.status === 'ok') console.log(method, estimate.correlation.toFixed(3)); // pearson 0.931
 *   // -> spearman 0.829
 *   // -> kendall 0.733
 * }
 * ```
 */
export function correlation<Method extends CorrelationMethod = 'pearson'>(
  options: CorrelationOptions<Method>,
): CorrelationResult<Method>;
export function correlation(options: CorrelationOptions): CorrelationResult {
  readObject(CALLER, options, '');
  const method = isAbsent(options, 'method')
    ? 'pearson'
    : readOneOf(CALLER, options, 'method', ['pearson', 'spearman', 'kendall']);
  const { columns, dropped } = readSamples(CALLER, options, ['x', 'y']);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const convention = readConvention(CALLER, options);
  const n = columns[0]!.length;
  if (n < 3) return { status: 'insufficient_data', required: 3, observed: n };
  const common = { observations: n, dropped, confidenceLevel, ...convention };
  if (method === 'kendall') {
    const tau = kendallTau(columns[0]!, columns[1]!, confidenceLevel);
    return 'status' in tau ? tau : { status: 'ok', ...tau, method, ...common };
  }

  const [x, y] = (method === 'spearman' ? columns.map(averageRanks) : columns) as [
    Float64Array,
    Float64Array,
  ];
  // Deviations from the mean by way of the first sample, so that an offset costs no digits; scaled, so that
  // squares stay in range.
  const scaleX = spreadScale(x);
  const scaleY = spreadScale(y);
  const anchorX = x[0]! * scaleX;
  const anchorY = y[0]! * scaleY;
  let restX = 0;
  let restY = 0;
  for (let i = 0; i < n; i++) {
    restX += x[i]! * scaleX - anchorX;
    restY += y[i]! * scaleY - anchorY;
  }
  restX /= n;
  restY /= n;
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i]! * scaleX - anchorX - restX;
    const dy = y[i]! * scaleY - anchorY - restY;
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  if (isFlat(sxx, anchorX, restX, n)) return { status: 'degenerate', reason: 'flat_x' };
  if (isFlat(syy, anchorY, restY, n)) return { status: 'degenerate', reason: 'flat_y' };

  // One root of the product, so that a series on itself is exactly 1.
  let r = Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy)));
  const sign = r < 0 ? -1 : 1;
  // The squared distance of the two, each divided by its root. Next to 1 it is summed itself, since the
  // difference would keep half of its digits, or none; up to (8 eps)^2 it is rounding: all lie on one line.
  let distance = 2 - 2 * Math.abs(r);
  if (distance < 1) {
    const unitX = 1 / Math.sqrt(sxx);
    const unitY = sign / Math.sqrt(syy);
    distance = 0;
    for (let i = 0; i < n; i++) {
      const gap = (x[i]! * scaleX - anchorX - restX) * unitX - (y[i]! * scaleY - anchorY - restY) * unitY;
      distance += gap * gap;
    }
  }
  const onLine = distance < 3.2e-30;
  if (onLine) r = sign;
  const tStatistic = onLine ? null : r * Math.sqrt((n - 2) / (0.5 * distance * (1 + Math.abs(r))));
  const variance = (method === 'spearman' ? 1 + 0.5 * r * r : 1) / (n - 3);
  return {
    status: 'ok',
    correlation: r + 0,
    interval: n < 4 ? null : fisherInterval(r, variance, confidenceLevel),
    tStatistic,
    pValue: twoSidedPValue(tStatistic, n - 2),
    degreesOfFreedom: n - 2,
    method,
    ...common,
  };
}
