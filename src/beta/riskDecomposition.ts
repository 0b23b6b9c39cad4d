import { isAbsent, readObject, readPositive } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';
import { fitLine, isFlat } from '../kernel/lineFit.ts';
import type { LineFit } from '../kernel/lineFit.ts';
import { readPair } from './pairSample.ts';
import { bookReturns, readPortfolio } from './portfolioSample.ts';
import type {
  PortfolioByValues,
  PortfolioByWeights,
  PortfolioSample,
  PortfolioSampleOptions,
} from './portfolioSample.ts';

/** The risk of one asset. */
export interface AssetRiskOptions extends ConventionOptions {
  /** Returns of the asset, one a period. */
  readonly assetReturns: ArrayLike<number>;
  /** Returns of the benchmark over the same periods. */
  readonly benchmarkReturns: ArrayLike<number>;
  /** Periods in a year, which the annualised figures go by: 365 for days of a market that never closes. */
  readonly periodsPerYear: number;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
  /** Those of a book. */
  readonly weights?: undefined;
  /** Those of a book. */
  readonly values?: undefined;
}

/** The risk of a book: returns by symbol, and either weights or values with the capital. */
export type PortfolioRiskOptions = PortfolioSampleOptions &
  (PortfolioByWeights | PortfolioByValues) & {
    /** Periods in a year, which the annualised figures go by: 365 for days of a market that never closes. */
    readonly periodsPerYear: number;
  };

/** What `riskDecomposition` takes. */
export type RiskDecompositionOptions = AssetRiskOptions | PortfolioRiskOptions;

/** What an asset adds to the risk of its book; the variances of all add up to those of the book. */
export interface RiskContribution {
  /** As it came. */
  readonly symbol: string;
  /** Signed fraction of the capital. */
  readonly weight: number;
  /** Of the asset alone. */
  readonly beta: number;
  /** weight beta_i beta var(m), per period. */
  readonly systematicVariance: number;
  /** weight cov(e_i, e), e the residuals of the asset and of the book, per period. */
  readonly idiosyncraticVariance: number;
  /** Of both, as a share of the book's variance; negative where the asset takes risk out of the book. */
  readonly share: number;
  /** What a unit more of weight adds to the book's annualised volatility: cov(r_i, r) / sd(r). */
  readonly annualisedMarginalVolatility: number;
}

/** Variance by where it comes from. */
export interface RiskDecomposition extends Convention {
  readonly status: 'ok';
  /** Of the asset, or of the book: the sum of weight times beta. */
  readonly beta: number;
  /** Of the returns, per period, n - 1 degrees of freedom, as all variances here. */
  readonly totalVariance: number;
  /** Of the benchmark. */
  readonly benchmarkVariance: number;
  /** beta^2 benchmarkVariance: what a hedge with the benchmark can take away. */
  readonly systematicVariance: number;
  /** Of the residuals: what it cannot. */
  readonly idiosyncraticVariance: number;
  /** systematicVariance / totalVariance, which is R squared. */
  readonly systematicShare: number;
  /** idiosyncraticVariance / totalVariance. */
  readonly idiosyncraticShare: number;
  /** Root of the variance of a year. */
  readonly annualisedTotalVolatility: number;
  /** The same of the systematic part. */
  readonly annualisedSystematicVolatility: number;
  /** The same of the idiosyncratic part; the two volatilities do not add up, their squares do. */
  readonly annualisedIdiosyncraticVolatility: number;
  /** Mean of the returns less the benchmark's, per period. */
  readonly meanActiveReturn: number;
  /** Standard deviation of the same, per period. */
  readonly trackingError: number;
  /** The same for a year. */
  readonly annualisedTrackingError: number;
  /** meanActiveReturn / trackingError for a year; null where the benchmark is tracked to 1e-12 of its moves. */
  readonly annualisedInformationRatio: number | null;
  /** Books only: what uncorrelated residuals would give; the difference is what they have in common. */
  readonly idiosyncraticVarianceIfUncorrelated: number | null;
  /** Books only: by asset, in the order of `assetReturns`. */
  readonly contributions: readonly RiskContribution[] | null;
  /** As asked for. */
  readonly periodsPerYear: number;
  /** Samples used. */
  readonly observations: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
}

/** `ok`, too few samples, or series that do not move. */
export type RiskDecompositionResult =
  RiskDecomposition | InsufficientData | Degenerate<'flat_benchmark' | 'flat_asset' | 'flat_portfolio'>;

const CALLER = 'riskDecomposition';

/**
 * The risk of an asset or of a book in two parts: what its beta to the benchmark brings, and the rest;
 * with tracking error, information ratio and, for a book, each asset's contribution.
 *
 * **Formula**: var(r) = beta^2 var(m) + var(e), exact with the beta of least squares. For a book r is the
 * weighted sum of the returns, so that e holds the covariances of the residuals; contributions by Euler,
 * w_i cov(r_i, r), add up to var(r). A year has periodsPerYear times the variance of a period.
 * **Inputs**: simple returns; weights of each period's beginning, which need not add up to 1.
 * **Result**: `ok`; `insufficient_data` below 3 samples; `degenerate`: `flat_benchmark`, `flat_asset` (one
 * asset), `flat_portfolio` (a book whose return does not move: it has no risk to decompose; an asset of it
 * may well be flat, and contributes 0).
 * **Errors**: `shape.*` (`missing_field`: a weight without series, or the other way round),
 * `series.not_finite`, `domain.*` (`out_of_range`: spreads beyond 1e-60 to 1e60).
 * **Accuracy**: 1e-14 relative; the two parts add up to the total to 1e-15 of it. A book is decomposed by its
 * own returns, so that what cancels between its assets costs its figures no digits but those that the sum of
 * the returns has lost; the contributions are exact to 1e-14 of the largest.
 * **Cost**: O(k n) for k assets.
 * **Source**: Sharpe 1963, Management Science 9, 277-293; contributions: Litterman 1996, Hot spots and hedges.
 *
 * @example
 * ```ts
 * import { riskDecomposition } from 'betahedge/beta';
 *
 * const risk = riskDecomposition({
 *   assetReturns: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018],
 *   benchmarkReturns: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01],
 *   periodsPerYear: 365,
 * });
 * if (risk.status === 'ok') {
 *   console.log(risk.systematicShare.toFixed(3)); // 0.993
 *   console.log(risk.annualisedIdiosyncraticVolatility.toFixed(3)); // 0.036
 * }
 * ```
 */
export function riskDecomposition(options: RiskDecompositionOptions): RiskDecompositionResult {
  readObject(CALLER, options, '');
  const book =
    isAbsent(options, 'weights') && isAbsent(options, 'values')
      ? null
      : readPortfolio(CALLER, options as PortfolioRiskOptions);
  const { x, y, dropped } =
    book === null
      ? readPair(CALLER, options, 'assetReturns', 'benchmarkReturns')
      : { x: book.benchmark, y: bookReturns(CALLER, book), dropped: book.dropped };
  const periodsPerYear = readPositive(CALLER, options, 'periodsPerYear');
  const convention = readConvention(CALLER, options);

  const n = x.length;
  if (n < 3) return { status: 'insufficient_data', required: 3, observed: n };
  const fit = fitLine(x, y);
  if (isFlat(fit.sxx, fit.anchorX, fit.restX, n)) return { status: 'degenerate', reason: 'flat_benchmark' };
  if (isFlat(fit.syy, fit.anchorY, fit.restY, n))
    return { status: 'degenerate', reason: book === null ? 'flat_asset' : 'flat_portfolio' };
  const totalVariance = fit.syy / (n - 1);
  const benchmarkVariance = fit.sxx / (n - 1);
  const idiosyncraticVariance = fit.ssr / (n - 1);
  const parts = book === null ? null : contributionsOf(book, y, fit, periodsPerYear);
  const { beta } = fit;
  const systematicVariance = beta * beta * benchmarkVariance;
  const active = fitLine(
    x,
    y.map((value, t) => value - x[t]!),
  );
  const meanActiveReturn = active.anchorY + active.restY;
  const trackingError = Math.sqrt(active.syy / (n - 1));
  const tracked = trackingError <= 1e-12 * Math.sqrt(benchmarkVariance);
  const year = Math.sqrt(periodsPerYear);
  return {
    status: 'ok',
    beta,
    totalVariance,
    benchmarkVariance,
    systematicVariance,
    idiosyncraticVariance,
    systematicShare: systematicVariance / totalVariance,
    idiosyncraticShare: idiosyncraticVariance / totalVariance,
    annualisedTotalVolatility: Math.sqrt(totalVariance) * year,
    annualisedSystematicVolatility: Math.sqrt(systematicVariance) * year,
    annualisedIdiosyncraticVolatility: Math.sqrt(idiosyncraticVariance) * year,
    meanActiveReturn,
    trackingError,
    annualisedTrackingError: trackingError * year,
    annualisedInformationRatio: tracked ? null : (meanActiveReturn / trackingError) * year,
    idiosyncraticVarianceIfUncorrelated: parts === null ? null : parts.ifUncorrelated,
    contributions: parts === null ? null : parts.contributions,
    periodsPerYear,
    observations: n,
    dropped,
    ...convention,
  };
}

interface Parts {
  readonly ifUncorrelated: number;
  readonly contributions: readonly RiskContribution[];
}

function contributionsOf(
  book: PortfolioSample,
  y: Float64Array,
  whole: LineFit,
  periodsPerYear: number,
): Parts {
  const { benchmark, weights, symbols, order } = book;
  const degrees = benchmark.length - 1;
  const fits = book.assets.map((column) => fitLine(benchmark, column));
  const { beta, sxx, anchorX, restX } = whole;
  const variance = whole.syy / degrees;
  const own = weights.map((weight, i) => weight * weight * (fits[i]!.ssr / degrees));
  const contributions = symbols.map((symbol, i) => {
    const weight = weights[i]!;
    const fit = fits[i]!;
    const column = book.assets[i]!;
    let products = 0;
    // Residuals of nothing but rounding are none.
    const none = fit.ssr === 0 || whole.ssr === 0;
    for (let t = none ? y.length : 0; t < y.length; t++) {
      const d = benchmark[t]! - anchorX - restX;
      const residual = column[t]! - fit.anchorY - fit.restY - fit.beta * d;
      products += residual * (y[t]! - whole.anchorY - whole.restY - whole.beta * d);
    }
    const systematic = (fit.beta * beta * sxx) / degrees;
    const idiosyncratic = products / degrees;
    return {
      symbol,
      weight,
      beta: fit.beta,
      systematicVariance: weight * systematic + 0,
      idiosyncraticVariance: weight * idiosyncratic + 0,
      share: (weight * (systematic + idiosyncratic)) / variance + 0,
      annualisedMarginalVolatility:
        ((systematic + idiosyncratic) / Math.sqrt(variance)) * Math.sqrt(periodsPerYear),
    };
  });
  return { ifUncorrelated: compensatedSum(order.map((i) => own[i]!)), contributions };
}
