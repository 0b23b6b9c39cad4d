import {
  isAbsent,
  readFinite,
  readObject,
  readOneOf,
  readProbability,
  refuse,
} from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import { completePeriods } from '../foundation/series.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { spreadScale } from '../kernel/lineFit.ts';
import { readExcessPair } from './excessSample.ts';
import type { RegressionOptions } from './excessSample.ts';
import { regress } from './regress.ts';
import { readStandardErrors } from './standardErrors.ts';
import type { StandardErrors } from './standardErrors.ts';

/** Which days make up a beta of falls or of rises, and how. */
export type ConditionalMethod = 'bear' | 'bull' | 'ang-downside' | 'ang-upside' | 'estrada';

/** What `conditionalBeta` takes. */
export interface ConditionalBetaOptions extends RegressionOptions {
  /**
   * `bear`, `bull`: least squares where the benchmark's return is below or above 0; `ang-downside`,
   * `ang-upside`: below or above its mean; `estrada`: co-semivariance over semivariance.
   */
  readonly method: ConditionalMethod;
  /**
   * Of `estrada` alone, what counts as a fall: below each series' own `mean` (default, as in the downside
   * CAPM), below `zero`, or below a return.
   */
  readonly threshold?: 'mean' | 'zero' | number | undefined;
}

/** A beta of part of the market's days. */
export interface ConditionalBetaEstimate extends Convention {
  readonly status: 'ok';
  /** As asked for. */
  readonly method: ConditionalMethod;
  /** The asset's return per unit of the benchmark's, where the condition holds. */
  readonly beta: number;
  /** Intercept of the days used; null for `estrada`, which has none. */
  readonly alpha: number | null;
  /** Of beta, under `standardErrors`; null for `estrada`: no error is claimed for a ratio of semivariances. */
  readonly betaStandardError: number | null;
  /** At `confidenceLevel`, by Student t; null for `estrada`. */
  readonly betaInterval: Interval | null;
  /** beta / betaStandardError; null where the fit is perfect, and for `estrada`. */
  readonly betaTStatistic: number | null;
  /** Two-sided, of beta = 0; null where the fit is perfect, and for `estrada`. */
  readonly betaPValue: number | null;
  /** Share of the asset's variance on the days used that the benchmark explains; null for `estrada`. */
  readonly rSquared: number | null;
  /** sqrt(sum of squared residuals / (observations - 2)); null for `estrada`. */
  readonly residualStandardDeviation: number | null;
  /** The benchmark's return at which the condition begins. */
  readonly threshold: number;
  /** Samples used: those on the condition's side of the threshold. */
  readonly observations: number;
  /** All samples, used or not. */
  readonly sampleSize: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for; null for `estrada`. */
  readonly standardErrors: StandardErrors | null;
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** `ok`, too few samples on the condition's side, or data that hold no beta. */
export type ConditionalBetaResult =
  ConditionalBetaEstimate | InsufficientData | Degenerate<'flat_benchmark' | 'flat_asset' | 'unit_leverage'>;

const CALLER = 'conditionalBeta';
const LEAST = 10;

/**
 * The beta of an asset on the benchmark's bad days, or on its good ones.
 *
 * **Formula**: `bear`: least squares on the days with m_t < 0 (`bull`: > 0; a return of 0 is in neither);
 * `ang-downside`: cov(r, m | m < mean m) / var(m | m < mean m), the subset's own means, which is least squares
 * on those days (`ang-upside`: >); `estrada`: sum min(r_t - c_r, 0) min(m_t - c_m, 0) / sum min(m_t - c_m, 0)^2
 * over all days, c the threshold. r and m are in excess of the risk-free rate.
 * **Inputs**: two series of equal length, decimal fractions per period.
 * **Result**: `ok`; `insufficient_data` with fewer than 10 days on the condition's side (or than maxLags + 1);
 * `degenerate`: `flat_benchmark`, `flat_asset` on those days, `unit_leverage` (HC2, HC3). The days are chosen by the
 * benchmark alone, so that the errors of least squares hold as they do for a whole sample; HAC takes days for
 * neighbours that had others between them.
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*` (`not_one_of`: a threshold with a method that has its
 * own), `unit.suspicious` (a rate above 5).
 * **Accuracy**: 1e-14 relative against 50-digit arithmetic.
 * **Cost**: O(n).
 * **Source**: Ang, Chen and Xing 2006, RFS 19; Estrada 2002, Emerging Markets Review 3; `bear` and `bull` as in
 * PerformanceAnalytics `CAPM.beta.bear`, `CAPM.beta.bull`.
 *
 * @example
 * ```ts
 * import { conditionalBeta } from 'betahedge/beta';
 *
 * const days = Array.from({ length: 40 }, (_, i) => ((i * 7) % 40) / 1000 - 0.0195);
 * const downside = conditionalBeta({
 *   assetReturns: days.map((m) => (m < 0 ? 1.5 * m : 0.8 * m)),
 *   benchmarkReturns: days,
 *   method: 'bear',
 * });
 * if (downside.status === 'ok') console.log(downside.beta.toFixed(2), downside.observations); // 1.50 20
 * ```
 */
export function conditionalBeta(options: ConditionalBetaOptions): ConditionalBetaResult {
  readObject(CALLER, options, '');
  const { asset, benchmark, drop } = readExcessPair(CALLER, options);
  const method = readOneOf(CALLER, options, 'method', METHODS);
  const given = readThreshold(options, method);
  const standardErrors = readStandardErrors(CALLER, options);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const convention = readConvention(CALLER, options);
  const pair = [asset, benchmark];
  const { columns, dropped } = drop ? completePeriods(pair) : { columns: pair, dropped: 0 };
  const [r, m] = columns as [Float64Array, Float64Array];

  const threshold = given === 'mean' ? meanOf(m) : given;
  const above = method === 'bull' || method === 'ang-upside';
  const chosen = (_: number, t: number): boolean => (above ? m[t]! > threshold : m[t]! < threshold);
  const days = m.filter(chosen);
  if (days.length < LEAST) return { status: 'insufficient_data', required: LEAST, observed: days.length };
  const common = {
    method,
    threshold,
    observations: days.length,
    sampleSize: m.length,
    dropped,
    confidenceLevel,
    ...convention,
  };
  if (method === 'estrada') {
    if (isStill(m)) return { status: 'degenerate', reason: 'flat_benchmark' };
    if (isStill(r)) return { status: 'degenerate', reason: 'flat_asset' };
    const beta = semivarianceRatio(r, given === 'mean' ? meanOf(r) : threshold, m, threshold);
    return {
      status: 'ok',
      beta,
      alpha: null,
      betaStandardError: null,
      betaInterval: null,
      betaTStatistic: null,
      betaPValue: null,
      rSquared: null,
      residualStandardDeviation: null,
      standardErrors: null,
      ...common,
    };
  }
  const result = regress(CALLER, r.filter(chosen), [days], standardErrors, confidenceLevel);
  if (result.status === 'collinear') return { status: 'degenerate', reason: 'flat_benchmark' };
  if (result.status !== 'ok') return result;
  const [alpha, beta] = result.coefficients;
  return {
    status: 'ok',
    beta: beta!.value,
    alpha: alpha!.value,
    betaStandardError: beta!.standardError,
    betaInterval: beta!.interval,
    betaTStatistic: beta!.tStatistic,
    betaPValue: beta!.pValue,
    rSquared: result.summary.rSquared,
    residualStandardDeviation: result.summary.residualStandardDeviation,
    standardErrors,
    ...common,
  };
}

const METHODS = ['bear', 'bull', 'ang-downside', 'ang-upside', 'estrada'] as const;

function readThreshold(options: ConditionalBetaOptions, method: ConditionalMethod): number | 'mean' {
  const { threshold } = options;
  if (method !== 'estrada') {
    if (!isAbsent(options, 'threshold'))
      refuse('domain.not_one_of', CALLER, 'threshold', `absent: ${method} has its own`, threshold);
    return method === 'bear' || method === 'bull' ? 0 : 'mean';
  }
  if (isAbsent(options, 'threshold')) return 'mean';
  if (typeof threshold === 'number') return readFinite(CALLER, options, 'threshold');
  return readOneOf(CALLER, options, 'threshold', ['mean', 'zero']) === 'mean' ? 'mean' : 0;
}

/** About the first sample, so that a level costs no digits; a series that stays is not below its mean. */
function meanOf(series: Float64Array): number {
  const first = series[0]!;
  let sum = 0;
  for (const value of series) sum += value - first;
  return first + sum / series.length;
}

function semivarianceRatio(r: Float64Array, floorR: number, m: Float64Array, floorM: number): number {
  // Powers of two change no digit, and cancel; they are 1 but for spreads whose squares leave the doubles.
  const scaleR = spreadScale(r);
  const scaleM = spreadScale(m);
  let product = 0;
  let square = 0;
  for (let t = 0; t < m.length; t++) {
    const fall = Math.min(m[t]! * scaleM - floorM * scaleM, 0);
    product += Math.min(r[t]! * scaleR - floorR * scaleR, 0) * fall;
    square += fall * fall;
  }
  const beta = (product / square / scaleR) * scaleM;
  return Number.isFinite(beta)
    ? beta
    : refuse('domain.out_of_range', CALLER, 'assetReturns', 'closer in scale', beta);
}

/** Whether a series does not move, or only in the last digits of its mean, as `isFlat` of src/kernel/lineFit.ts. */
function isStill(series: Float64Array): boolean {
  const mean = meanOf(series);
  return series.every((value) => Math.abs(value - mean) <= 1e-12 * Math.abs(mean));
}
