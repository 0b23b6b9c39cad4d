import {
  isAbsent,
  readInteger,
  readObject,
  readOneOf,
  readPositive,
  readProbability,
  refuse,
} from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { criticalT, intervalAround, tStatistic, twoSidedPValue } from '../kernel/inference.ts';
import { fitLine, isFlat } from '../kernel/lineFit.ts';
import { fitMEstimate } from '../kernel/mEstimate.ts';
import { fitQuantileLine, quantileStandardErrors } from '../kernel/quantileRegression.ts';
import { median } from '../kernel/selection.ts';
import { theilSenSlope } from '../kernel/theilSen.ts';
import { readPair } from './pairSample.ts';

/** What `robustBeta` takes, whatever the method. */
export interface RobustBetaSample extends ConventionOptions {
  /** Returns of the asset, one a period. */
  readonly assetReturns: ArrayLike<number>;
  /** Returns of the benchmark over the same periods. */
  readonly benchmarkReturns: ArrayLike<number>;
  /** Of the intervals, strictly between 0 and 1; default 0.95. */
  readonly confidenceLevel?: number | undefined;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** What `robustBeta` takes. */
export type RobustBetaOptions =
  | (RobustBetaSample & {
      /** `huber`: large residuals count less; `bisquare`: and the largest not at all. */
      readonly method: 'huber' | 'bisquare';
      /** In scales; default 1.345 (huber) and 4.685 (bisquare): 95 % efficient where residuals are normal. */
      readonly tuningConstant?: number | undefined;
      /** Default 1000. */
      readonly maxIterations?: number | undefined;
    })
  | (RobustBetaSample & {
      /** `theil-sen`: median slope of all pairs; `least-absolute-deviations`: median regression. */
      readonly method: 'theil-sen' | 'least-absolute-deviations';
    });

/** What each method gives. */
export interface RobustBetaBase extends Convention {
  readonly status: 'ok';
  /** Slope: the asset's return per unit of the benchmark's. */
  readonly beta: number;
  /** Intercept, per period, not annualised. */
  readonly alpha: number;
  /** At `confidenceLevel`. */
  readonly betaInterval: Interval;
  /** Samples used. */
  readonly observations: number;
  /** observations - 2. */
  readonly degreesOfFreedom: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** A method with standard errors: intervals and p-values by Student t. */
export interface RobustBetaErrors {
  /** Of beta. */
  readonly betaStandardError: number;
  /** Of alpha. */
  readonly alphaStandardError: number;
  /** At `confidenceLevel`. */
  readonly alphaInterval: Interval;
  /** beta / betaStandardError; null where the fit is perfect. */
  readonly betaTStatistic: number | null;
  /** alpha / alphaStandardError; null where the fit is perfect. */
  readonly alphaTStatistic: number | null;
  /** Two-sided, of beta = 0; null where the fit is perfect. */
  readonly betaPValue: number | null;
  /** Two-sided, of alpha = 0; null where the fit is perfect. */
  readonly alphaPValue: number | null;
}

/** Of `huber` and `bisquare`. */
export interface MBetaEstimate extends RobustBetaBase, RobustBetaErrors {
  /** As asked for. */
  readonly method: 'huber' | 'bisquare';
  /** Standard deviation of the residuals, were they normal: their median size / 0.6745. */
  readonly scale: number;
  /** As used. */
  readonly tuningConstant: number;
  /** Periods that bisquare has left out of account. */
  readonly zeroWeights: number;
  /** Steps to the fixed point. */
  readonly iterations: number;
}

/** Of `theil-sen`, which has an interval but no standard error. */
export interface TheilSenBetaEstimate extends RobustBetaBase {
  readonly method: 'theil-sen';
  /** The median of r - beta m; `alpha` is median r - beta median m. */
  readonly alphaJoint: number;
  /** Pairs of periods whose benchmark returns differ. */
  readonly pairs: number;
}

/** Of `least-absolute-deviations`. */
export interface LeastAbsoluteDeviationsEstimate extends RobustBetaBase, RobustBetaErrors {
  readonly method: 'least-absolute-deviations';
  /** Whether no other line does as well; else this is one of many. */
  readonly unique: boolean;
}

/** `ok`, too few samples, or data that hold no such beta. */
export type RobustBetaResult =
  | MBetaEstimate
  | TheilSenBetaEstimate
  | LeastAbsoluteDeviationsEstimate
  | InsufficientData
  | Degenerate<'flat_benchmark' | 'flat_asset' | 'zero_scale' | 'not_converged'>;

const CALLER = 'robustBeta';
const MOST_PAIRED = 5000;

/**
 * A beta that a few wild returns don't decide: least squares gives a depeg, a bad tick or a day of one coin's
 * own news the square of its size for a vote.
 *
 * **Formula**: `huber`, `bisquare`: sum psi(e_t / s) (1, m_t) = 0 with s = median |e| / 0.67449, iterated from
 * least squares; errors by Huber's H1. `theil-sen`: the median of the slopes of all pairs of periods; its
 * interval are order statistics of these. `least-absolute-deviations`: the line of least sum |e_t|, exactly;
 * errors by Powell's kernel.
 * **Inputs**: as `capmBeta`. All guard against wild returns of the asset; against those of the benchmark
 * `theil-sen` alone does (up to 29 % of the periods), `bisquare` where least squares begins near enough.
 * **Result**: `ok`; `insufficient_data` below 10 samples; `degenerate`: `flat_benchmark`, `flat_asset`;
 * `zero_scale`, where half of the residuals come to 0 (an asset that hardly ever trades) and there is no unit
 * of error; `not_converged`.
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*` (`out_of_range`: more than 5000 periods for
 * `theil-sen`, which would take 100 MB; spreads beyond 1e-60 to 1e60).
 * **Accuracy**: `huber`, `bisquare` 5e-13 relative of the fixed point; the others to a few roundings.
 * **Cost**: O(n) a step, 13 to 40 steps; `theil-sen` O(n^2) time and memory.
 * **Source**: Huber 1981; Holland and Welsch 1977 (the constants); Theil 1950, Sen 1968; Koenker and Bassett
 * 1978. The numbers of statsmodels `RLM`, scipy `theilslopes`, R quantreg `rq`.
 *
 * @example
 * ```ts
 * import { robustBeta } from 'betahedge/beta';
 *
 * const estimate = robustBeta({
 *   assetReturns: [0.02, -0.01, 0.03, 0.01, -0.03, 0.02, -0.01, 0.04, 0.01, 0.3],
 *   benchmarkReturns: [0.01, -0.01, 0.02, 0, -0.02, 0.01, 0, 0.03, 0.01, -0.03],
 *   method: 'bisquare',
 * });
 * if (estimate.status === 'ok') console.log(estimate.beta.toFixed(2)); // 1.40
 * ```
 */
export function robustBeta(options: RobustBetaOptions): RobustBetaResult {
  readObject(CALLER, options, '');
  const { x, y, dropped } = readPair(CALLER, options, 'assetReturns', 'benchmarkReturns');
  const method = readOneOf(CALLER, options, 'method', [
    'huber',
    'bisquare',
    'theil-sen',
    'least-absolute-deviations',
  ]);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const weighted = method === 'huber' || method === 'bisquare';
  const tuningConstant =
    weighted && !isAbsent(options, 'tuningConstant')
      ? readPositive(CALLER, options, 'tuningConstant')
      : method === 'huber'
        ? 1.345
        : 4.685;
  const maxIterations =
    weighted && !isAbsent(options, 'maxIterations') ? readInteger(CALLER, options, 'maxIterations', 1) : 1000;
  const convention = readConvention(CALLER, options);

  const n = x.length;
  if (n < 10) return { status: 'insufficient_data', required: 10, observed: n };
  const fit = fitLine(x, y);
  if (isFlat(fit.sxx, fit.anchorX, fit.restX, n)) return degenerate('flat_benchmark');
  if (isFlat(fit.syy, fit.anchorY, fit.restY, n)) return degenerate('flat_asset');
  const degreesOfFreedom = n - 2;
  const common = { observations: n, degreesOfFreedom, dropped, confidenceLevel, ...convention };
  const inferred = (line: Line, alphaStandardError: number, betaStandardError: number): Inferred => {
    const quantile = criticalT(confidenceLevel, degreesOfFreedom);
    const betaTStatistic = tStatistic(line.beta, betaStandardError);
    const alphaTStatistic = tStatistic(line.alpha, alphaStandardError);
    return {
      status: 'ok',
      beta: line.beta,
      alpha: line.alpha,
      betaStandardError,
      alphaStandardError,
      betaInterval: intervalAround(line.beta, quantile * betaStandardError),
      alphaInterval: intervalAround(line.alpha, quantile * alphaStandardError),
      betaTStatistic,
      alphaTStatistic,
      betaPValue: twoSidedPValue(betaTStatistic, degreesOfFreedom),
      alphaPValue: twoSidedPValue(alphaTStatistic, degreesOfFreedom),
      ...common,
    };
  };

  if (weighted) {
    const estimate = fitMEstimate(x, y, method, tuningConstant, maxIterations);
    if (typeof estimate === 'string') return degenerate(estimate);
    const { scale, zeroWeights, iterations } = estimate;
    return {
      method,
      ...inferred(estimate, estimate.alphaStandardError, estimate.betaStandardError),
      scale,
      tuningConstant,
      zeroWeights,
      iterations,
    };
  }
  if (method === 'least-absolute-deviations') {
    const line = fitQuantileLine(x, y, 0.5);
    const perfect = Math.sqrt(fit.ssr / n) <= 1e-13 * Math.sqrt(fit.syy / n);
    const errors = perfect ? ([0, 0] as const) : quantileStandardErrors(x, y, line, 0.5);
    if (errors === null) return degenerate('zero_scale');
    return { method, ...inferred(line, errors[0], errors[1]), unique: line.unique };
  }
  if (n > MOST_PAIRED)
    refuse('domain.out_of_range', CALLER, 'assetReturns.length', `at most ${MOST_PAIRED} for theil-sen`, n);
  const { slope: beta, lower, upper, pairs } = theilSenSlope(x, y, confidenceLevel);
  return {
    status: 'ok',
    method,
    beta,
    alpha: median(y.slice()) - beta * median(x.slice()) + 0,
    alphaJoint: median(y.map((value, t) => value - beta * x[t]!)) + 0,
    betaInterval: { lower, upper },
    pairs,
    ...common,
  };
}

interface Line {
  readonly alpha: number;
  readonly beta: number;
}

type Inferred = RobustBetaBase & RobustBetaErrors;
