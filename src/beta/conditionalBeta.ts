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
import { completePeriods } from '../foundation/series.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import type { BetaEstimate } from './capmBeta.ts';
import { readExcessPair } from './excessSample.ts';
import type { CapmBetaOptions } from './capmBeta.ts';
import { refuseSpread } from './pairSample.ts';
import { regress } from './regress.ts';
import type { TestedBeta } from './regress.ts';
import { readStandardErrors } from './standardErrors.ts';

/** Which days make up a beta of falls or of rises, and how. */
export type ConditionalMethod = 'bear' | 'bull' | 'ang-downside' | 'ang-upside' | 'estrada';

/** What `conditionalBeta` takes. */
export interface ConditionalBetaOptions extends CapmBetaOptions {
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

/** A `BetaEstimate` of the days on the condition's side: its observations and its fit are theirs. */
export interface ConditionalLineEstimate extends BetaEstimate {
  /** As asked for. */
  readonly method: Exclude<ConditionalMethod, 'estrada'>;
  /** The benchmark's return at which the condition begins. */
  readonly threshold: number;
  /** All samples, used or not. */
  readonly sampleSize: number;
}

/** A ratio of semivariances, of which no error is claimed. */
export interface SemivarianceBetaEstimate extends Convention {
  readonly status: 'ok';
  /** As asked for. */
  readonly method: 'estrada';
  /** Co-semivariance over the benchmark's semivariance. */
  readonly beta: number;
  /** The benchmark's return below which it fell; of `mean` the asset's own is another. */
  readonly threshold: number;
  /** Periods in which the benchmark fell. */
  readonly observations: number;
  /** Of these, the periods in which the asset fell too: those that beta is made of. */
  readonly jointObservations: number;
  /** All samples. */
  readonly sampleSize: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
}

/** A beta of part of the market's days, by its `method`. */
export type ConditionalBetaEstimate = ConditionalLineEstimate | SemivarianceBetaEstimate;

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
 * **Result**: `ok`, of `estrada` without errors; `insufficient_data` with fewer than 10 days on the condition's
 * side (or than maxLags + 1), of `estrada` with fewer than 10 on which the asset fell too, since a 0 of none would
 * say "no hedge needed"; `degenerate`: `flat_benchmark`, `flat_asset` on those days, `unit_leverage` (HC2, HC3).
 * The days are chosen by the benchmark alone, so that the errors of least squares hold as they do for a whole
 * sample; HAC takes days for neighbours that had others between them.
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*` (`not_one_of`: a threshold with a method that has its
 * own; `out_of_range`: a spread beyond 1e-60 to 1e60), `unit.suspicious` (a rate above 5).
 * **Accuracy**: 1e-14 relative against 50-digit arithmetic, also of returns about a level of 2^27.
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

  const threshold = given === 'mean' ? meanOf(m) : ([given, 0] as const);
  const above = method === 'bull' || method === 'ang-upside';
  const chosen = (_: number, t: number): boolean => {
    const excess = excessOf(m, t, threshold);
    return above ? excess > 0 : excess < 0;
  };
  const days = m.filter(chosen);
  const observations = days.length;
  if (observations < LEAST) return { status: 'insufficient_data', required: LEAST, observed: observations };
  const condition = { threshold: threshold[0] + threshold[1], observations, sampleSize: m.length, dropped };
  if (method === 'estrada') {
    if (isStill(m)) return degenerate('flat_benchmark');
    if (isStill(r)) return degenerate('flat_asset');
    refuseSpread(CALLER, 'assetReturns', r);
    refuseSpread(CALLER, 'benchmarkReturns', m);
    const [beta, jointObservations] = semivarianceRatio(
      r,
      given === 'mean' ? meanOf(r) : threshold,
      m,
      threshold,
    );
    if (jointObservations < LEAST)
      return { status: 'insufficient_data', required: LEAST, observed: jointObservations };
    return { status: 'ok', method, beta, jointObservations, ...condition, ...convention };
  }
  const result = regress(CALLER, r.filter(chosen), [days], ['beta'], standardErrors, confidenceLevel);
  if (result.status === 'collinear') return degenerate('flat_benchmark');
  if (result.status !== 'ok') return result;
  const [line] = result.betas as [TestedBeta];
  const { rSquared } = result.summary;
  return {
    status: 'ok',
    method,
    ...line,
    ...result.alpha,
    alphaBetaCovariance: result.covariance[0]![1]!,
    ...result.summary,
    correlation: Math.sign(line.beta) * Math.sqrt(rSquared) + 0,
    standardErrors,
    confidenceLevel,
    ...condition,
    ...convention,
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

/** A return as anchor and rest: one double cannot hold the mean of a series at 1e8 well enough. */
type Threshold = readonly [anchor: number, rest: number];

/** A series that stays is not below its mean. */
function meanOf(series: Float64Array): Threshold {
  const first = series[0] ?? 0;
  let sum = 0;
  for (const value of series) sum += value - first;
  return [first, series.length > 0 ? sum / series.length : 0];
}

function excessOf(series: Float64Array, t: number, [anchor, rest]: Threshold): number {
  return series[t]! - anchor - rest;
}

/** The ratio, and in how many periods both fell. */
function semivarianceRatio(
  r: Float64Array,
  floorR: Threshold,
  m: Float64Array,
  floorM: Threshold,
): [beta: number, joint: number] {
  let product = 0;
  let square = 0;
  let joint = 0;
  for (let t = 0; t < m.length; t++) {
    const fallM = Math.min(excessOf(m, t, floorM), 0);
    const fallR = Math.min(excessOf(r, t, floorR), 0);
    product += fallR * fallM;
    square += fallM * fallM;
    if (fallM < 0 && fallR < 0) joint++;
  }
  const beta = product / square + 0;
  if (!Number.isFinite(beta))
    refuse('domain.out_of_range', CALLER, 'threshold', 'closer to the returns', beta);
  return [beta, joint];
}

/** Whether a series does not move, or only in the last digits of its mean, as `isFlat` of src/kernel/lineFit.ts. */
function isStill(series: Float64Array): boolean {
  const mean = meanOf(series);
  const size = 1e-12 * Math.abs(mean[0] + mean[1]);
  return series.every((_, t) => Math.abs(excessOf(series, t, mean)) <= size);
}
