import { readObject, readProbability, refuse } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { criticalT, intervalAround, tStatistic, twoSidedPValue } from '../kernel/inference.ts';
import { fitLine, isFlat } from '../kernel/lineFit.ts';
import type { LineFit } from '../kernel/lineFit.ts';
import { bookReturns, readPortfolio } from './portfolioSample.ts';
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
export interface PortfolioAsset extends Convention {
  /** As it came. */
  readonly symbol: string;
  /** Signed fraction of the capital. */
  readonly weight: number;
  /** Of the asset alone, as `capmBeta` has it. */
  readonly beta: number;
  /** Of that beta, under `standardErrors`. */
  readonly betaStandardError: number;
  /** observations - 2. */
  readonly degreesOfFreedom: number;
}

/** The beta of a book, with the error that the book as a whole leaves in it. */
export interface PortfolioBeta extends Convention {
  readonly status: 'ok';
  /** Sum of weight times beta: the beta of the capital. */
  readonly beta: number;
  /** Sum of weight times alpha, per period, not annualised; what is left out of the weights earns nothing. */
  readonly alpha: number;
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
  /** Share of the book's variance that the benchmark explains; null where the book's return does not move. */
  readonly rSquared: number | null;
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
 * of influences as a variance has. The book's beta and its variance w' C w are those of the book's own
 * returns, so that what cancels between its assets costs no digits but those that the sum of returns has lost.
 * **Inputs**: simple returns (the return of a book is the weighted sum of these and of no others), weights
 * of each period's beginning. Weights need not add up to 1: the rest is money, whose beta is 0.
 * **Result**: `ok`; `insufficient_data` below 3 samples (HAC: `maxLags` + 1); `degenerate` as in `capmBeta`,
 * with the asset's symbol.
 * **Errors**: `shape.*` (`missing_field`: a weight without series, or the other way round),
 * `series.not_finite`, `domain.*` (`out_of_range`: spreads beyond 1e-60 to 1e60).
 * **Accuracy**: 1e-14 relative; for the book, the numbers of `capmBeta` for the sum of weight times return.
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
  const maxLags = typeof standardErrors === 'object' ? standardErrors.maxLags : 0;
  const required = Math.max(3, maxLags + 1);
  if (n < required) return { status: 'insufficient_data', required, observed: n };
  const fits = sample.assets.map((column) => fitLine(benchmark, column));
  const market = fits[0]!;
  if (isFlat(market.sxx, market.anchorX, market.restX, n)) return degenerate('flat_benchmark', null);
  const flat = fits.findIndex((fit) => isFlat(fit.syy, fit.anchorY, fit.restY, n));
  if (flat >= 0) return degenerate('flat_asset', symbols[flat]!);
  const multipliers = influenceMultipliers(benchmark, market, standardErrors);
  if (multipliers === null) return degenerate('unit_leverage', null);

  const influencesOf = (column: Float64Array, fit: LineFit): Float64Array =>
    residualsOf(benchmark, column, fit).map((value, t) => value * multipliers[t]!);
  const influences = sample.assets.map((column, i) => influencesOf(column, fits[i]!));
  const betaCovariance = influences.map((a, i) =>
    // The mirror image is the same sum, to the bit.
    influences.map((b, j) => (j <= i ? lagged(b, a, maxLags) : lagged(a, b, maxLags))),
  );
  const returns = bookReturns(CALLER, sample);
  const book = fitLine(benchmark, returns);
  const { beta, alpha, correlation } = book;
  const bookInfluences = influencesOf(returns, book);
  const betaStandardError = Math.sqrt(lagged(bookInfluences, bookInfluences, maxLags));
  const errors = betaCovariance.map((row, i) => Math.sqrt(row[i]!));
  const independent = order.reduce(
    (sum, i) => sum + weights[i]! * errors[i]! * (weights[i]! * errors[i]!),
    0,
  );
  if (independent === Infinity)
    refuse('domain.out_of_range', CALLER, 'weights', 'closer to 1 in scale', weights);
  const degreesOfFreedom = n - 2;
  const betaTStatistic = tStatistic(beta, betaStandardError);
  return {
    status: 'ok',
    beta,
    alpha,
    betaStandardError,
    betaStandardErrorIfIndependent: Math.sqrt(independent),
    betaInterval: intervalAround(beta, criticalT(confidenceLevel, degreesOfFreedom) * betaStandardError),
    betaTStatistic,
    betaPValue: twoSidedPValue(betaTStatistic, degreesOfFreedom),
    rSquared: isFlat(book.syy, book.anchorY, book.restY, n) ? null : correlation * correlation,
    residualStandardDeviation: Math.sqrt(book.ssr / degreesOfFreedom),
    assets: symbols.map((symbol, i) => ({
      symbol,
      weight: weights[i]!,
      beta: fits[i]!.beta,
      betaStandardError: errors[i]!,
      degreesOfFreedom,
      ...convention,
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

/** 0 where they are the rounding of the fit itself. */
function residualsOf(x: Float64Array, y: Float64Array, fit: LineFit): Float64Array {
  const { beta, anchorX, restX, anchorY, restY, ssr } = fit;
  return y.map((value, t) => (ssr === 0 ? 0 : value - anchorY - restY - beta * (x[t]! - anchorX - restX)));
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
  const whole = standardErrors === 'HC3';
  const careful = whole || standardErrors === 'HC2';
  const multipliers = x.map((value) => {
    const d = value - anchorX - restX;
    const slack = careful ? 1 - 1 / n - (d / sxx) * d : 1;
    return slack < 1e-12 ? NaN : ((d / sxx) * factor) / (whole ? slack : Math.sqrt(slack));
  });
  return multipliers.some(Number.isNaN) ? null : multipliers;
}

/** The sum of products at lags up to `maxLags`, both ways, under Bartlett's weights. */
function lagged(a: Float64Array, b: Float64Array, maxLags: number): number {
  let sum = 0;
  for (let lag = 0; lag <= maxLags; lag++) {
    let products = 0;
    for (let t = lag; t < a.length; t++)
      products += a[t]! * b[t - lag]! + (lag === 0 ? 0 : b[t]! * a[t - lag]!);
    sum += (1 - lag / (maxLags + 1)) * products;
  }
  // Bartlett's weights keep a sum of squares non-negative; rounding may miss that by an ulp around 0.
  return a === b ? Math.max(0, sum) : sum + 0;
}
