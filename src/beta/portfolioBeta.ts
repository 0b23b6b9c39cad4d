import { readObject, readProbability, refuse } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';
import { criticalT, intervalAround, tStatistic, twoSidedPValue } from '../kernel/inference.ts';
import { fitLine, isFlat, spreadScale } from '../kernel/lineFit.ts';
import type { LineFit } from '../kernel/lineFit.ts';
import { readPortfolio, weightedColumn } from './portfolioSample.ts';
import type { PortfolioByValues, PortfolioByWeights, PortfolioSampleOptions } from './portfolioSample.ts';
import { readStandardErrors } from './standardErrors.ts';
import type { StandardErrors } from './standardErrors.ts';

/** What `portfolioBeta` takes: returns by symbol, and either weights or values with the capital. */
export type PortfolioBetaOptions = PortfolioSampleOptions &
  (PortfolioByWeights | PortfolioByValues) & {
    /** Default `classical`. */
    readonly standardErrors?: StandardErrors | undefined;
    /** Of the interval, strictly between 0 and 1; default 0.95. */
    readonly confidenceLevel?: number | undefined;
  };

/** What an asset has in the beta of its book; `{ value, ...asset }` is a position of `sizeBetaHedge`. */
export interface PortfolioAsset {
  /** As it came. */
  readonly symbol: string;
  /** Signed fraction of the capital. */
  readonly weight: number;
  /** Of the asset alone, as `capmBeta` has it. */
  readonly beta: number;
  /** Of that beta, under `standardErrors`. */
  readonly betaStandardError: number;
}

/** The beta of a book, with the error that the book as a whole leaves in it. */
export interface PortfolioBeta extends Convention {
  readonly status: 'ok';
  /** Sum of weight times beta: the beta of the capital. */
  readonly beta: number;
  /** By the joint regression of all assets, under `standardErrors`. */
  readonly betaStandardError: number;
  /** What the errors of the assets would give if they were independent, which those of one market are not. */
  readonly betaStandardErrorIfIndependent: number;
  /** At `confidenceLevel`, by Student t. */
  readonly betaInterval: Interval;
  /** beta / betaStandardError; null where the fit is perfect. */
  readonly betaTStatistic: number | null;
  /** Two-sided, of beta = 0; null where the fit is perfect. */
  readonly betaPValue: number | null;
  /** Of the book's return, per period, n - 2 degrees of freedom: the risk that a beta hedge leaves. */
  readonly residualStandardDeviation: number;
  /** In the order of `assetReturns`. */
  readonly assets: readonly PortfolioAsset[];
  /** Covariance of the betas in that order, by rows: the `betaCovariance` of `sizeBetaHedge`. */
  readonly betaCovariance: readonly (readonly number[])[];
  /** Samples used. */
  readonly observations: number;
  /** observations - 2. */
  readonly degreesOfFreedom: number;
  /** Periods left out because a sample of any series was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly standardErrors: StandardErrors;
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** `ok`, too few samples, or data that hold no beta; `symbol` says of which asset, null of none. */
export type PortfolioBetaResult =
  | PortfolioBeta
  | InsufficientData
  | (Degenerate<'flat_benchmark' | 'flat_asset' | 'unit_leverage'> & { readonly symbol: string | null });

const CALLER = 'portfolioBeta';

/**
 * The beta of a book to a benchmark with its exact standard error, and the covariance of the betas in it.
 *
 * **Formula**: beta = sum w_i beta_i; cov(beta_i, beta_j) = sum e_i e_j / (n - 2) / Sxx, e_i the residuals of
 * asset i and Sxx the benchmark's sum of squares about its mean; under HC and HAC the same sums of products
 * of influences as a variance has. The book's variance w' C w is summed from the residuals of the book
 * itself, so that what cancels in it costs no digits.
 * **Inputs**: simple returns (the return of a book is the weighted sum of these and of no others), weights
 * of each period's beginning. Weights need not add up to 1: the rest is money, whose beta is 0.
 * **Result**: `ok`; `insufficient_data` below 3 samples (HAC: `maxLags` + 1); `degenerate` as in `capmBeta`,
 * with the asset's symbol.
 * **Errors**: `shape.*` (`missing_field`: a weight without series, or the other way round),
 * `series.not_finite`, `domain.*` (`out_of_range`: spreads beyond 1e-60 to 1e60).
 * **Accuracy**: 1e-14 relative; the numbers of `capmBeta` for the book's own returns.
 * **Cost**: O(k^2 n) for k assets, times `maxLags` + 1 for HAC.
 * **Source**: Zellner 1962, J. Am. Stat. Assoc. 57, 348-368 (with the same regressor in every equation,
 * least squares is the efficient estimate); otherwise as `capmBeta`.
 *
 * @example
 * ```ts
 * import { portfolioBeta } from 'betahedge/beta';
 *
 * const book = portfolioBeta({
 *   weights: { ETH: 0.6, SOL: -0.2 },
 *   assetReturns: {
 *     ETH: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *     SOL: [0.03, -0.008, 0.051, -0.004, -0.03, 0.022],
 *   },
 *   benchmarkReturns: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 * });
 * if (book.status === 'ok') {
 *   console.log(book.beta.toFixed(3)); // 0.593
 *   console.log(book.betaStandardError.toFixed(3)); // 0.043
 *   console.log(book.betaStandardErrorIfIndependent.toFixed(3)); // 0.075
 * }
 * ```
 */
export function portfolioBeta(options: PortfolioBetaOptions): PortfolioBetaResult {
  readObject(CALLER, options, '');
  const sample = readPortfolio(CALLER, options);
  const standardErrors = readStandardErrors(CALLER, options);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const convention = readConvention(CALLER, options);

  const { symbols, weights, order, benchmark } = sample;
  const n = benchmark.length;
  const hac = typeof standardErrors === 'object' ? standardErrors : null;
  const maxLags = hac === null ? 0 : hac.maxLags;
  const required = Math.max(3, maxLags + 1);
  if (n < required) return { status: 'insufficient_data', required, observed: n };
  const fits = sample.assets.map((column) => fitLine(benchmark, column));
  const market = fits[0]!;
  if (isFlat(market.sxx, market.anchorX, market.restX, n)) return degenerate('flat_benchmark', null);
  const flat = fits.findIndex((fit) => isFlat(fit.syy, fit.anchorY, fit.restY, n));
  if (flat >= 0) return degenerate('flat_asset', symbols[flat]!);
  const multipliers = influenceMultipliers(benchmark, market, standardErrors);
  if (multipliers === null) return degenerate('unit_leverage', null);

  const residuals = sample.assets.map((column, i) => residualsOf(benchmark, column, fits[i]!));
  const influences = residuals.map((column) => product(column, multipliers));
  const betaCovariance = influences.map((a, i) =>
    // The mirror image is the same sum, to the bit.
    influences.map((b, j) => (j <= i ? lagged(b, a, maxLags) : lagged(a, b, maxLags))),
  );
  const bookResiduals = weightedColumn(sample, residuals);
  if (spreadScale(bookResiduals) !== 1) return refuseWeights(weights);
  const beta = compensatedSum(order.map((i) => weights[i]! * fits[i]!.beta)) + 0;
  const betaStandardError = Math.sqrt(lagged(weightedColumn(sample, influences), null, maxLags));
  const errors = betaCovariance.map((row, i) => Math.sqrt(row[i]!));
  const independent = order.map((i) => weights[i]! * errors[i]! * (weights[i]! * errors[i]!));
  const degreesOfFreedom = n - 2;
  const betaTStatistic = tStatistic(beta, betaStandardError);
  const residualVariance = lagged(bookResiduals, null, 0) / degreesOfFreedom;
  if (!Number.isFinite(beta + betaStandardError + residualVariance)) return refuseWeights(weights);
  return {
    status: 'ok',
    beta,
    betaStandardError,
    betaStandardErrorIfIndependent: Math.sqrt(compensatedSum(independent)),
    betaInterval: intervalAround(beta, criticalT(confidenceLevel, degreesOfFreedom) * betaStandardError),
    betaTStatistic,
    betaPValue: twoSidedPValue(betaTStatistic, degreesOfFreedom),
    residualStandardDeviation: Math.sqrt(residualVariance),
    assets: symbols.map((symbol, i) => ({
      symbol,
      weight: weights[i]!,
      beta: fits[i]!.beta,
      betaStandardError: errors[i]!,
    })),
    betaCovariance,
    observations: n,
    degreesOfFreedom,
    dropped: sample.dropped,
    standardErrors,
    confidenceLevel,
    ...convention,
  };
}

function degenerate<Reason extends string>(
  reason: Reason,
  symbol: string | null,
): Degenerate<Reason> & { readonly symbol: string | null } {
  return { status: 'degenerate', reason, symbol };
}

function refuseWeights(weights: readonly number[]): never {
  return refuse('domain.out_of_range', CALLER, 'weights', 'closer to 1 in scale', weights);
}

function residualsOf(x: Float64Array, y: Float64Array, fit: LineFit): Float64Array {
  const { beta, anchorX, restX, anchorY, restY } = fit;
  return y.map((value, t) => value - anchorY - restY - beta * (x[t]! - anchorX - restX));
}

/**
 * What a residual is multiplied by to be its influence on beta, so that the sum of squared influences is the
 * variance of beta; null where a leverage is 1 and HC2 or HC3 would divide by what is left of it.
 */
function influenceMultipliers(
  x: Float64Array,
  fit: LineFit,
  standardErrors: StandardErrors,
): Float64Array | null {
  const n = x.length;
  const { anchorX, restX, sxx } = fit;
  if (standardErrors === 'classical') return new Float64Array(n).fill(1 / Math.sqrt((n - 2) * sxx));
  const corrected =
    standardErrors === 'HC1' || (typeof standardErrors === 'object' && standardErrors.smallSample === true);
  const factor = corrected ? Math.sqrt(n / (n - 2)) : 1;
  const multipliers = new Float64Array(n);
  for (let t = 0; t < n; t++) {
    const d = x[t]! - anchorX - restX;
    const slack = 1 - 1 / n - (d / sxx) * d;
    const careful = standardErrors === 'HC2' || standardErrors === 'HC3';
    if (careful && slack < 1e-12) return null;
    const divisor = standardErrors === 'HC3' ? slack : standardErrors === 'HC2' ? Math.sqrt(slack) : 1;
    multipliers[t] = ((d / sxx) * factor) / divisor;
  }
  return multipliers;
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, t) => value * b[t]!);
}

/** The sum of products at lags up to `maxLags`, both ways, under Bartlett's weights; null for b: a itself. */
function lagged(a: Float64Array, b: Float64Array | null, maxLags: number): number {
  const other = b ?? a;
  let sum = 0;
  for (let lag = 0; lag <= maxLags; lag++) {
    let products = 0;
    for (let t = lag; t < a.length; t++)
      products += a[t]! * other[t - lag]! + (lag === 0 ? 0 : other[t]! * a[t - lag]!);
    sum += (1 - lag / (maxLags + 1)) * products;
  }
  // Bartlett's weights keep a sum of squares non-negative; rounding may miss that by an ulp around 0.
  return other === a ? Math.max(0, sum) : sum + 0;
}
