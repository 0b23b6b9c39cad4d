import { readObject, readOneOf, readProbability } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import { completePeriods } from '../foundation/series.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { readExcessPair } from './excessSample.ts';
import type { CapmBetaOptions } from './capmBeta.ts';
import type { CollinearFactors } from './multiFactorBeta.ts';
import { regress } from './regress.ts';
import type { TestedBeta } from './regress.ts';
import { readStandardErrors } from './standardErrors.ts';
import type { StandardErrors } from './standardErrors.ts';

/** How a beta that goes with the market is written. */
export type TimingModel = 'treynor-mazuy' | 'henriksson-merton';

/** What `timingRegression` takes. */
export interface TimingRegressionOptions extends CapmBetaOptions {
  /** gamma times the square of the benchmark's return, or times its positive part. */
  readonly model: TimingModel;
}

/** A beta, and how much more of it there is when the market rises. */
export interface TimingEstimate extends Convention {
  readonly status: 'ok';
  /** As asked for. */
  readonly model: TimingModel;
  /** Intercept, per period: what is left once timing is accounted for. */
  readonly alpha: number;
  /** Sensitivity at a benchmark return of 0 (Treynor-Mazuy), or below it (Henriksson-Merton). */
  readonly beta: number;
  /** Of the squared benchmark return, or of its positive part: above 0 where beta is higher in rises. */
  readonly gamma: number;
  /** Of alpha, under `standardErrors`. */
  readonly alphaStandardError: number;
  /** Of beta, under `standardErrors`. */
  readonly betaStandardError: number;
  /** Of gamma, under `standardErrors`. */
  readonly gammaStandardError: number;
  /** At `confidenceLevel`, by Student t. */
  readonly alphaInterval: Interval;
  /** At `confidenceLevel`, by Student t. */
  readonly betaInterval: Interval;
  /** At `confidenceLevel`, by Student t. */
  readonly gammaInterval: Interval;
  /** alpha / alphaStandardError; null where the fit is perfect. */
  readonly alphaTStatistic: number | null;
  /** beta / betaStandardError; null where the fit is perfect. */
  readonly betaTStatistic: number | null;
  /** gamma / gammaStandardError; null where the fit is perfect. */
  readonly gammaTStatistic: number | null;
  /** Two-sided, of alpha = 0; null where the fit is perfect. */
  readonly alphaPValue: number | null;
  /** Two-sided, of beta = 0; null where the fit is perfect. */
  readonly betaPValue: number | null;
  /** Two-sided, of gamma = 0: of no timing; null where the fit is perfect. */
  readonly gammaPValue: number | null;
  /** Of the estimates, under `standardErrors`: alpha, beta, gamma. */
  readonly coefficientCovariance: readonly (readonly number[])[];
  /** Share of the asset's variance that the model explains. */
  readonly rSquared: number;
  /** 1 - (1 - rSquared) (n - 1) / (n - 3); may be negative. */
  readonly adjustedRSquared: number;
  /** sqrt(sum of squared residuals / (n - 3)), per period. */
  readonly residualStandardDeviation: number;
  /** Samples used. */
  readonly observations: number;
  /** observations - 3. */
  readonly degreesOfFreedom: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly standardErrors: StandardErrors;
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** `ok`, too few samples, or data that hold no timing. */
export type TimingRegressionResult =
  | TimingEstimate
  | InsufficientData
  | CollinearFactors
  | Degenerate<'flat_benchmark' | 'flat_asset' | 'unit_leverage'>;

const CALLER = 'timingRegression';

/**
 * Whether an asset's beta rises with the market: the regression of Treynor and Mazuy, or of Henriksson and
 * Merton, with errors, intervals and p-values.
 *
 * **Formula**: r_t = alpha + beta m_t + gamma g(m_t) + e_t, with g(m) = m^2 (`treynor-mazuy`) or max(m, 0)
 * (`henriksson-merton`), r and m in excess of the risk-free rate; t, p and intervals by Student t with n - 3
 * degrees of freedom. Errors are seldom of equal variance here: HC3 or HAC is the careful choice.
 * **Inputs**: two series of equal length n, decimal fractions per period: gamma of m^2 depends on that unit.
 * **Result**: `ok`; `insufficient_data` below 4 samples, or maxLags + 1 of HAC; `collinear`, `gamma` aliased (the
 * benchmark takes two values, or never changes sign under `henriksson-merton`); `degenerate`: `flat_benchmark`,
 * `flat_asset`, `unit_leverage` (HC2, HC3: one sample alone fixes a coefficient).
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*` (`out_of_range`: a spread beyond 1e-60 to 1e60, of m^2
 * too), `unit.suspicious` (a rate above 5).
 * **Accuracy**: 1e-13 relative against 50-digit arithmetic. A mean of m of q standard deviations makes m and m^2
 * nearly one: about 1e-16 q^2, 3e-11 at q = 500.
 * **Cost**: O(n), O(n (maxLags + 1)) for HAC.
 * **Source**: Treynor and Mazuy 1966; Henriksson and Merton 1981. The numbers of statsmodels `OLS`.
 *
 * @example
 * ```ts
 * import { timingRegression } from 'betahedge/beta';
 *
 * const timing = timingRegression({
 *   assetReturns: [0.021, -0.042, 0.034, 0.005, -0.057, 0.018, -0.03, 0.012],
 *   benchmarkReturns: [0.02, -0.03, 0.04, 0.004, -0.035, 0.019, -0.02, 0.013],
 *   model: 'treynor-mazuy',
 *   standardErrors: 'HC3',
 * });
 * if (timing.status === 'ok') console.log(timing.gamma.toFixed(1)); // -8.9
 * ```
 */
export function timingRegression(options: TimingRegressionOptions): TimingRegressionResult {
  readObject(CALLER, options, '');
  const { asset, benchmark, drop } = readExcessPair(CALLER, options);
  const model = readOneOf(CALLER, options, 'model', ['treynor-mazuy', 'henriksson-merton']);
  const standardErrors = readStandardErrors(CALLER, options);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const convention = readConvention(CALLER, options);
  const pair = [asset, benchmark];
  const { columns, dropped } = drop ? completePeriods(pair) : { columns: pair, dropped: 0 };
  const [r, m] = columns as [Float64Array, Float64Array];
  const curve = m.map((value) => (model === 'treynor-mazuy' ? value * value : Math.max(value, 0)));
  const result = regress(CALLER, r, [m, curve], ['beta', 'gamma'], standardErrors, confidenceLevel);
  if (result.status === 'collinear' && result.rank === 1) return degenerate('flat_benchmark');
  if (result.status !== 'ok') return result;
  const [beta, gamma] = result.betas as [TestedBeta, TestedBeta];
  return {
    status: 'ok',
    model,
    ...result.alpha,
    ...beta,
    gamma: gamma.beta,
    gammaStandardError: gamma.betaStandardError,
    gammaInterval: gamma.betaInterval,
    gammaTStatistic: gamma.betaTStatistic,
    gammaPValue: gamma.betaPValue,
    coefficientCovariance: result.covariance,
    ...result.summary,
    dropped,
    standardErrors,
    confidenceLevel,
    ...convention,
  };
}
