import { readList, readObject, readProbability, refuse } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { ConventionOptions } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { fSurvival } from '../kernel/fDistribution.ts';
import { SMALLEST_RESIDUE } from '../kernel/fitFromSums.ts';
import { regressOnGram } from '../kernel/gramRegression.ts';
import { criticalT, intervalAround, tStatistic, twoSidedPValue } from '../kernel/inference.ts';
import { isFlat } from '../kernel/lineFit.ts';
import type { Moments } from '../returns/moments.ts';
import { coMomentIndex, readMoments, readSeriesOf, readVariation } from '../returns/readMoments.ts';
import type { CollinearFactors, FactorBeta, MultiFactorBetaEstimate } from './multiFactorBeta.ts';

/** What `multiFactorBetaFromMoments` takes. */
export interface MultiFactorBetaFromMomentsOptions extends ConventionOptions {
  /** Of `addToMoments` or `mergeMoments`, straight from JSON too. */
  readonly moments: Moments;
  /** The asset's series: its name, or its number where the moments have no names. */
  readonly asset: string | number;
  /** The factors' series, likewise; each once, and not the asset. */
  readonly factors: readonly (string | number)[];
  /** Of the intervals, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
}

/** What is null where the sums can't tell the residuals. */
type Residual =
  'alphaStandardError' | 'alphaInterval' | 'factors' | 'coefficientCovariance' | 'residualStandardDeviation';

/** A `FactorBeta` whose error may be null: where the sums can't tell the residuals. */
export interface MomentsFactorBeta extends Omit<FactorBeta, 'betaStandardError' | 'betaInterval'> {
  /** Of beta, classical; null where the sums can't tell. */
  readonly betaStandardError: number | null;
  /** Of beta, at `confidenceLevel`, by Student t; null where the sums can't tell. */
  readonly betaInterval: Interval | null;
}

/**
 * A `MultiFactorBetaEstimate` of which errors, intervals and residual risk may be null: where the factors explain
 * the asset but for 1e-6 of its deviation, and the sums can't tell.
 */
export interface MomentsMultiFactorBetaEstimate extends Omit<MultiFactorBetaEstimate, Residual> {
  /** Of alpha, classical; null where the sums can't tell. */
  readonly alphaStandardError: number | null;
  /** Of alpha, at `confidenceLevel`, by Student t; null where the sums can't tell. */
  readonly alphaInterval: Interval | null;
  /** One a factor, in the order of `factors`. */
  readonly factors: readonly MomentsFactorBeta[];
  /** Of the estimates: alpha first, then the factors in their order; null where the sums can't tell. */
  readonly coefficientCovariance: readonly (readonly number[])[] | null;
  /** sqrt(sum of squared residuals / (n - k - 1)), per period; null where the sums can't tell. */
  readonly residualStandardDeviation: number | null;
}

/** `ok`, too few rows, factors that say the same, or an asset that does not move. */
export type MultiFactorBetaFromMomentsResult =
  MomentsMultiFactorBetaEstimate | InsufficientData | CollinearFactors | Degenerate<'flat_asset'>;

const CALLER = 'multiFactorBetaFromMoments';

/**
 * The betas of an asset to several factors at once with classical inference, from accumulated moments
 * instead of returns.
 *
 * **Formula**: beta = S^-1 s by Cholesky, S the co-moments of the k factors and s those with the asset;
 * alpha = mean r - sum beta_j mean f_j; s^2 = (S_rr - s' beta) / (n - k - 1); F, t, p and intervals as in
 * `multiFactorBeta`. The names of the factors are those of the series, or their numbers as text.
 * **Result**: `ok`; `insufficient_data` below k + 2 rows; `collinear`: the factors given before one of the
 * `aliased` leave less than 1e-12 of its variance (it is flat, or sums of products can no longer tell; what
 * they can, `multiFactorBeta` tells from returns six digits further); `degenerate`: `flat_asset`. Residuals below
 * 1e-12 of S_rr can't be told from rounding either: then they, and all that follows from them, are null.
 * **Errors**: `state.invalid` (not moments of this version), `shape.*`, `domain.*`.
 * **Accuracy**: of each beta about 1e-15 times its variance inflation: 12 digits of NIST's Longley data.
 * Where returns are at hand, `multiFactorBeta` loses the root of that only.
 * **Cost**: O(k^3) for k factors.
 * **Source**: Golub and Van Loan 2013, 4.2 and 5.3.2.
 *
 * @example
 * ```ts
 * import { multiFactorBetaFromMoments } from 'betahedge/beta';
 * import { addToMoments, initialMoments } from 'betahedge/returns';
 *
 * const moments = addToMoments(initialMoments({ series: ['SOL', 'BTC', 'ETH'] }), {
 *   columns: {
 *     SOL: [0.031, -0.022, 0.044, 0.005, -0.037, 0.028, -0.004, 0.012],
 *     BTC: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01, -0.006, 0.003],
 *     ETH: [0.02, -0.016, 0.024, -0.004, -0.022, 0.021, 0.001, 0.01],
 *   },
 * });
 * const estimate = multiFactorBetaFromMoments({ moments, asset: 'SOL', factors: ['BTC', 'ETH'] });
 * if (estimate.status === 'ok')
 *   for (const { name, beta } of estimate.factors) console.log(name, beta.toFixed(2)); // BTC 1.32
 * // -> ETH 0.72
 * ```
 */
export function multiFactorBetaFromMoments(
  options: MultiFactorBetaFromMomentsOptions,
): MultiFactorBetaFromMomentsResult {
  readObject(CALLER, options, '');
  const moments = readMoments(CALLER, options.moments, 'moments');
  const asset = readSeriesOf(CALLER, moments, options, 'asset');
  const factors = readFactors(moments, options, asset);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const convention = readConvention(CALLER, options);
  const { observations, dropped, anchors, meanDeviations, coMoments } = moments;
  const k = factors.length;
  const degreesOfFreedom = observations - k - 1;
  if (degreesOfFreedom < 1) return { status: 'insufficient_data', required: k + 2, observed: observations };

  const total = readVariation(CALLER, moments, asset);
  const isStill = (j: number, sum: number): boolean =>
    isFlat(sum, anchors[j]!, meanDeviations[j]!, observations);
  if (isStill(asset, total)) return { status: 'degenerate', reason: 'flat_asset' };
  const gram = new Float64Array(k * k);
  factors.forEach((j, row) => {
    factors.forEach((l, column) => (gram[row * k + column] = coMoments[coMomentIndex(j, l)]!));
    // A factor that moves by rounding alone is the constant.
    if (isStill(j, readVariation(CALLER, moments, j))) gram[row * k + row] = 0;
  });
  const products = Float64Array.from(factors, (j) => coMoments[coMomentIndex(j, asset)]!);
  // The rounding of n additions is about 2^-52 sqrt(n) of a sum of squares; 16 times that can be told from it.
  const tolerance = Math.max(1e-12, 3.552713678800501e-15 * Math.sqrt(observations));
  const fit = regressOnGram(gram, products, total, tolerance);
  const names = factors.map((j) => moments.symbols?.[j] ?? String(j));
  if (!('slopes' in fit))
    return {
      status: 'collinear',
      rank: k + 1 - fit.length,
      columns: k + 1,
      aliased: fit.map((place) => names[place]!),
    };

  const { slopes, inverse, residual } = fit;
  const isTold = residual >= SMALLEST_RESIDUE * total;
  const variance = residual / degreesOfFreedom;
  const means = factors.map((j) => anchors[j]! + meanDeviations[j]!);
  const slopeCovariance = names.map((_, i) => names.map((__, j) => variance * inverse[i * k + j]! + 0));
  const alphaRow = slopeCovariance.map(
    (row) => 0 - row.reduce((sum, entry, j) => sum + entry * means[j]!, 0),
  );
  const alphaVariance =
    variance / observations - alphaRow.reduce((sum, entry, j) => sum + entry * means[j]!, 0);
  // Anchors and rests apart, so that a mean of 1e8 does not take the digits of the rests.
  let alpha = anchors[asset]!;
  let rest = meanDeviations[asset]!;
  factors.forEach((j, place) => {
    alpha -= slopes[place]! * anchors[j]!;
    rest -= slopes[place]! * meanDeviations[j]!;
  });
  const quantile = criticalT(confidenceLevel, degreesOfFreedom);
  const tested = (value: number, squaredError: number): Tested => {
    const standardError = Math.sqrt(squaredError);
    if (!Number.isFinite(value + standardError))
      refuse('domain.out_of_range', CALLER, 'asset', 'a series closer in scale', value);
    if (!isTold)
      return { betaStandardError: null, betaInterval: null, betaTStatistic: null, betaPValue: null };
    const t = tStatistic(value, standardError);
    return {
      betaStandardError: standardError,
      betaInterval: intervalAround(value, quantile * standardError),
      betaTStatistic: t,
      betaPValue: twoSidedPValue(t, degreesOfFreedom),
    };
  };
  const ofAlpha = tested(alpha + rest, alphaVariance);
  const fStatistic = isTold ? fit.explained / k / variance : null;
  return {
    status: 'ok',
    alpha: alpha + rest + 0,
    alphaStandardError: ofAlpha.betaStandardError,
    alphaInterval: ofAlpha.betaInterval,
    alphaTStatistic: ofAlpha.betaTStatistic,
    alphaPValue: ofAlpha.betaPValue,
    factors: names.map((name, j) => ({
      name,
      beta: slopes[j]! + 0,
      ...tested(slopes[j]!, slopeCovariance[j]![j]!),
      // 1 is the least there is; an ulp below it is rounding.
      varianceInflationFactor: Math.max(1, gram[j * k + j]! * inverse[j * k + j]!),
      degreesOfFreedom,
      ...convention,
    })),
    coefficientCovariance: isTold
      ? [[alphaVariance, ...alphaRow], ...slopeCovariance.map((row, j) => [alphaRow[j]!, ...row])]
      : null,
    rSquared: fit.explained / total,
    adjustedRSquared: 1 - (residual / total) * ((observations - 1) / degreesOfFreedom),
    residualStandardDeviation: isTold ? Math.sqrt(variance) : null,
    observations,
    degreesOfFreedom,
    fStatistic,
    fPValue: fStatistic === null ? null : fSurvival(fStatistic, k, degreesOfFreedom),
    dropped,
    standardErrors: 'classical',
    confidenceLevel,
    ...convention,
  };
}

interface Tested {
  readonly betaStandardError: number | null;
  readonly betaInterval: Interval | null;
  readonly betaTStatistic: number | null;
  readonly betaPValue: number | null;
}

function readFactors(moments: Moments, options: object, asset: number): readonly number[] {
  const list = readList(CALLER, options, 'factors');
  if (list.length === 0) refuse('shape.missing_field', CALLER, 'factors', 'at least one factor', list);
  // Not by `map`, which passes over holes.
  const factors = Array.from(list, (_, i) => readSeriesOf(CALLER, moments, list, String(i), 'factors'));
  factors.forEach((factor, i) => {
    if (factor === asset || factors.indexOf(factor) < i)
      refuse('domain.out_of_range', CALLER, `factors[${i}]`, 'a series not yet given', list[i]);
  });
  return factors;
}
