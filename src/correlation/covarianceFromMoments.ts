import { readObject } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { InsufficientData } from '../foundation/status.ts';
import { isFlat } from '../kernel/lineFit.ts';
import type { Moments } from '../returns/moments.ts';
import { coMomentIndex, readMoments, readVariation } from '../returns/readMoments.ts';

/** What `covarianceFromMoments` takes. */
export interface CovarianceFromMomentsOptions extends ConventionOptions {
  /** Of `addToMoments` or `mergeMoments`, straight from JSON too. */
  readonly moments: Moments;
}

/** Means, covariances and correlations; rows and columns in the order of the series. */
export interface CovarianceEstimate extends Convention {
  readonly status: 'ok';
  /** Of the series, as the moments have them; null where these go by number. */
  readonly symbols: readonly string[] | null;
  /** Per period. */
  readonly means: readonly number[];
  /** About the means, divided by n - 1; per period, not annualised. */
  readonly covariance: readonly (readonly number[])[];
  /** Unit diagonal, exactly; null where a series does not move. */
  readonly correlation: readonly (readonly number[])[] | null;
  /** Complete rows. */
  readonly observations: number;
  /** Rows left out because an element was missing. */
  readonly dropped: number;
}

/** `ok`, or fewer than 2 rows. */
export type CovarianceFromMomentsResult = CovarianceEstimate | InsufficientData;

const CALLER = 'covarianceFromMoments';

/**
 * Means, covariance and correlation matrix from accumulated moments instead of returns.
 *
 * **Formula**: C_jk = S_jk / (n - 1), r_jk = S_jk / sqrt(S_jj S_kk), with S the co-moments of n rows.
 * **Result**: `ok`; `insufficient_data` below 2 rows. A series that does not move, or by less than 1e-12 of
 * its mean, has no correlations, and then `correlation` is null. Fewer rows than series make a singular matrix.
 * **Errors**: `state.invalid` (not moments of this version), `shape.*`, `domain.*` (`out_of_range`: a
 * sum of squares below 1e-290, where it has lost its digits).
 * **Accuracy**: as of the moments: 3e-15 of sqrt(C_jj C_kk) for 364 rows, at an offset of 1e8 too.
 * **Cost**: O(k^2) for k series.
 *
 * @example
 * ```ts
 * import { covarianceFromMoments } from 'betahedge/correlation';
 * import { addToMoments, initialMoments } from 'betahedge/returns';
 *
 * const moments = addToMoments(initialMoments({ series: ['BTC', 'ETH', 'SOL'] }), {
 *   columns: {
 *     BTC: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *     ETH: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *     SOL: [0.03, 0.012, -0.02, 0.015, -0.04, 0.01],
 *   },
 * });
 * const estimate = covarianceFromMoments({ moments });
 * if (estimate.status === 'ok')
 *   console.log(estimate.correlation?.[1]?.map((r) => r.toFixed(2)).join(' ')); // 1.00 1.00 0.37
 * ```
 */
export function covarianceFromMoments(options: CovarianceFromMomentsOptions): CovarianceFromMomentsResult {
  readObject(CALLER, options, '');
  const moments = readMoments(CALLER, options.moments, 'moments');
  const convention = readConvention(CALLER, options);
  const { symbols, observations, dropped, anchors, meanDeviations, coMoments } = moments;
  if (observations < 2) return { status: 'insufficient_data', required: 2, observed: observations };
  const variations = anchors.map((_, j) => readVariation(CALLER, moments, j, 1e-290));
  const isStill = variations.some((sum, j) => isFlat(sum, anchors[j]!, meanDeviations[j]!, observations));
  const matrix = (entry: (sum: number, j: number, k: number) => number): number[][] =>
    anchors.map((_, j) => anchors.map((_, k) => entry(coMoments[coMomentIndex(j, k)]!, j, k)));
  return {
    status: 'ok',
    symbols,
    means: anchors.map((anchor, j) => anchor + meanDeviations[j]!),
    covariance: matrix((sum) => sum / (observations - 1)),
    correlation: isStill ? null : matrix((sum, j, k) => pearson(sum, variations[j]!, variations[k]!)),
    observations,
    dropped,
    ...convention,
  };
}

function pearson(sxy: number, sxx: number, syy: number): number {
  // Powers of two keep the product in range and cost no digit. One root of the product: self is exactly 1.
  const scaleX = rangeScale(sxx);
  const scaleY = rangeScale(syy);
  const product = sxx * scaleX * scaleX * (syy * scaleY * scaleY);
  return Math.max(-1, Math.min(1, (sxy * (scaleX * scaleY)) / Math.sqrt(product)));
}

/** 2^256, 1 or 2^-256: the factor of the returns that brings their sum of squares between 1e-140 and 1e147. */
function rangeScale(variation: number): number {
  if (variation < 1e-140) return 1.157920892373162e77;
  return variation > 1e140 ? 8.636168555094445e-78 : 1;
}
