import {
  readInteger,
  readObject,
  readOneOf,
  readFinite,
  readProbability,
  refuse,
} from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { Interval } from '../foundation/interval.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { exp } from '../kernel/exp.ts';
import { criticalT, intervalAround, tStatistic, twoSidedPValue } from '../kernel/inference.ts';
import { fitLine, isFlat } from '../kernel/lineFit.ts';
import type { LineFit } from '../kernel/lineFit.ts';
import { log } from '../kernel/log.ts';
import { fitQuantileLine, quantileStandardErrors } from '../kernel/quantileRegression.ts';
import { select } from '../kernel/selection.ts';
import { readPair } from './pairSample.ts';

/** What `tailBeta` takes, whatever the method. */
export interface TailBetaSample extends ConventionOptions {
  /** Returns of the asset, one a period. */
  readonly assetReturns: ArrayLike<number>;
  /** Returns of the benchmark over the same periods. */
  readonly benchmarkReturns: ArrayLike<number>;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** What `tailBeta` takes. */
export type TailBetaOptions =
  | (TailBetaSample & {
      /** The slope of a quantile of the asset's return. */
      readonly method: 'quantile';
      /** Which quantile, from 1e-8 to 1 - 1e-8: 0.05 for bad days, 0.95 for good ones. */
      readonly tau: number;
      /** Of the interval, strictly between 0 and 1; default 0.95. */
      readonly confidenceLevel?: number | undefined;
    })
  | (TailBetaSample & {
      /** The asset's loss per unit of the benchmark's in the benchmark's worst losses. */
      readonly method: 'extreme-value';
      /** How many of the largest losses count as the tail, at least 10: 4 to 5 per cent of the periods. */
      readonly tailObservations: number;
    });

/** Of `quantile`. */
export interface QuantileBeta extends Convention {
  readonly status: 'ok';
  readonly method: 'quantile';
  /** As asked for. */
  readonly tau: number;
  /** Slope of the quantile: how far it moves per unit of the benchmark's return. */
  readonly beta: number;
  /** The quantile where the benchmark's return is 0, per period. */
  readonly alpha: number;
  /** By Powell's kernel. */
  readonly betaStandardError: number;
  /** By Powell's kernel. */
  readonly alphaStandardError: number;
  /** At `confidenceLevel`, by Student t. */
  readonly betaInterval: Interval;
  /** At `confidenceLevel`, by Student t. */
  readonly alphaInterval: Interval;
  /** beta / betaStandardError; null where the fit is perfect. */
  readonly betaTStatistic: number | null;
  /** alpha / alphaStandardError; null where the fit is perfect. */
  readonly alphaTStatistic: number | null;
  /** Two-sided, of beta = 0; null where the fit is perfect. */
  readonly betaPValue: number | null;
  /** Two-sided, of alpha = 0; null where the fit is perfect. */
  readonly alphaPValue: number | null;
  /** Whether no other line does as well; else this is one of many. */
  readonly unique: boolean;
  /** Samples used. */
  readonly observations: number;
  /** observations - 2. */
  readonly degreesOfFreedom: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly confidenceLevel: number;
}

/** Of `extreme-value`, which has no standard error. */
export interface ExtremeValueBeta extends Convention {
  readonly status: 'ok';
  readonly method: 'extreme-value';
  /** As asked for. */
  readonly tailObservations: number;
  /** tailDependence^(1 / tailIndex) assetValueAtRisk / benchmarkValueAtRisk. */
  readonly beta: number;
  /** Share of the benchmark's tail periods that are the asset's too, above 0. */
  readonly tailDependence: number;
  /** Hill's, of the benchmark's losses: the smaller, the heavier their tail. */
  readonly tailIndex: number;
  /** The largest loss of the asset outside of its tail, as a positive fraction per period. */
  readonly assetValueAtRisk: number;
  /** The same of the benchmark. */
  readonly benchmarkValueAtRisk: number;
  /** Samples used. */
  readonly observations: number;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
}

/** `ok`, too few samples, or data that hold no such beta. */
export type TailBetaResult =
  | QuantileBeta
  | ExtremeValueBeta
  | InsufficientData
  | Degenerate<
      'flat_benchmark' | 'flat_asset' | 'zero_scale' | 'no_tail_losses' | 'flat_tail' | 'no_common_tail'
    >;

const CALLER = 'tailBeta';
const LEAST_TAIL = 10;

/**
 * The beta of bad days: of a quantile of the asset's return, or of its losses in the benchmark's worst.
 *
 * **Formula**: `quantile`: alpha and beta of the least sum tau e+ + (1 - tau) e-, e = r - alpha - beta m,
 * exactly; errors by Powell's kernel, t by n - 2 degrees of freedom. `extreme-value`: beta =
 * dependence^(1/a) VaR_r / VaR_m, with VaR the k + 1st largest loss, k = tailObservations, dependence the
 * share of the k worst periods of m that are among those of r, 1/a = mean log (loss / VaR_m) over those k.
 * Where losses equal to VaR are among the k, the worse ones alone are the tail.
 * **Inputs**: simple returns of one period each; for losses of a short position change the sign of both.
 * **Result**: `ok`; `insufficient_data` below 10 / min(tau, 1 - tau) samples, or 500 (`extreme-value`);
 * `degenerate`: `flat_benchmark`, `flat_asset`; `zero_scale` (half of the residuals come to 0: no unit of
 * error); `no_tail_losses` (the k + 1st worst return is no loss); `flat_tail` (equal losses leave fewer than
 * 10 periods in a tail); `no_common_tail` (no period is in both: the formula's 0 would pass for exact).
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*` (`out_of_range`: fewer tail observations than 10 or
 * more than a tenth of the periods; spreads beyond 1e-60 to 1e60).
 * **Accuracy**: the line to a few roundings, errors and the extreme-value beta 1e-14 relative.
 * **Cost**: O(n) a turn of the line, at most 9 turns met; `extreme-value` O(n).
 * **Source**: Koenker and Bassett 1978, Econometrica 46, 33-50; R quantreg, rq and summary.rq(se = "ker");
 * van Oordt and Zhou 2016, J. Financial Quant. Analysis 51, 685-705; Hill 1975.
 *
 * @example
 * ```ts
 * import { tailBeta } from 'betahedge/beta';
 *
 * const benchmarkReturns = Array.from({ length: 400 }, (_, i) => (((i * 37) % 101) - 50) / 1000);
 * // One to one, with noise that grows as the benchmark falls.
 * const noise = (i: number) => (((i * 53) % 97) - 48) / 1000;
 * const assetReturns = benchmarkReturns.map((m, i) => m + (1 - 10 * m) * noise(i));
 * for (const tau of [0.05, 0.95]) {
 *   const estimate = tailBeta({ assetReturns, benchmarkReturns, method: 'quantile', tau });
 *   if (estimate.status === 'ok') console.log(estimate.beta.toFixed(2)); // 1.53
 *   // -> 0.55
 * }
 * ```
 */
export function tailBeta(options: TailBetaOptions): TailBetaResult {
  readObject(CALLER, options, '');
  const pair = readPair(CALLER, options, 'assetReturns', 'benchmarkReturns');
  const convention = readConvention(CALLER, options);
  return readOneOf(CALLER, options, 'method', ['quantile', 'extreme-value']) === 'quantile'
    ? quantileBeta(options, pair, convention)
    : extremeValueBeta(options, pair, convention);
}

type Pair = ReturnType<typeof readPair>;

function quantileBeta(options: object, { x, y, dropped }: Pair, convention: Convention): TailBetaResult {
  const tau = readFinite(CALLER, options, 'tau');
  if (!(tau >= 1e-8 && tau <= 1 - 1e-8))
    refuse('domain.out_of_range', CALLER, 'tau', 'from 1e-8 to 1 - 1e-8', tau);
  const confidenceLevel = readProbability(CALLER, options, 'confidenceLevel', 0.95);
  const n = x.length;
  // Ten observations beyond the line; 10 / 0.05 is to be 200 whatever its rounding.
  const required = Math.ceil(10 / Math.min(tau, 1 - tau) - 1e-9);
  if (n < required) return { status: 'insufficient_data', required, observed: n };
  const fit = fitLine(x, y);
  const flat = flatness(fit, n);
  if (flat !== null) return degenerate(flat);
  const line = fitQuantileLine(x, y, tau);
  const perfect = Math.sqrt(fit.ssr / n) <= 1e-13 * Math.sqrt(fit.syy / n);
  const errors = perfect ? ([0, 0] as const) : quantileStandardErrors(x, y, line, tau);
  if (errors === null) return degenerate('zero_scale');
  const [alphaStandardError, betaStandardError] = errors;
  const degreesOfFreedom = n - 2;
  const quantile = criticalT(confidenceLevel, degreesOfFreedom);
  const betaTStatistic = tStatistic(line.beta, betaStandardError);
  const alphaTStatistic = tStatistic(line.alpha, alphaStandardError);
  return {
    status: 'ok',
    method: 'quantile',
    tau,
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
    unique: line.unique,
    observations: n,
    degreesOfFreedom,
    dropped,
    confidenceLevel,
    ...convention,
  };
}

function extremeValueBeta(options: object, { x, y, dropped }: Pair, convention: Convention): TailBetaResult {
  const field = 'tailObservations';
  const tailObservations = readInteger(CALLER, options, field, LEAST_TAIL);
  const n = x.length;
  if (n < 500) return { status: 'insufficient_data', required: 500, observed: n };
  if (tailObservations > n / 10)
    refuse('domain.out_of_range', CALLER, field, `at most a tenth of the ${n} periods`, tailObservations);
  const flat = flatness(fitLine(x, y), n);
  if (flat !== null) return degenerate(flat);
  // The worst return outside of the tail.
  const edgeX = select(x.slice(), tailObservations);
  const edgeY = select(y.slice(), tailObservations);
  if (!(edgeX < 0 && edgeY < 0)) return degenerate('no_tail_losses');
  // Ties at an edge leave fewer than tailObservations beyond it.
  let both = 0;
  let tailX = 0;
  let tailY = 0;
  let excess = 0;
  for (let t = 0; t < n; t++) {
    const asset = y[t]! < edgeY;
    if (asset) tailY++;
    if (x[t]! >= edgeX) continue;
    tailX++;
    excess += log(x[t]! / edgeX);
    if (asset) both++;
  }
  if (Math.min(tailX, tailY) < LEAST_TAIL) return degenerate('flat_tail');
  if (both === 0) return degenerate('no_common_tail');
  const tailDependence = both / tailX;
  const inverseIndex = excess / tailX;
  return {
    status: 'ok',
    method: 'extreme-value',
    tailObservations,
    beta: exp(inverseIndex * log(tailDependence)) * (edgeY / edgeX),
    tailDependence,
    tailIndex: 1 / inverseIndex,
    assetValueAtRisk: -edgeY,
    benchmarkValueAtRisk: -edgeX,
    observations: n,
    dropped,
    ...convention,
  };
}

function flatness(fit: LineFit, n: number): 'flat_benchmark' | 'flat_asset' | null {
  if (isFlat(fit.sxx, fit.anchorX, fit.restX, n)) return 'flat_benchmark';
  return isFlat(fit.syy, fit.anchorY, fit.restY, n) ? 'flat_asset' : null;
}
