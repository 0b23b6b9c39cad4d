import {
  isAbsent,
  readFinite,
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readOneOf,
  readPositive,
  readText,
  refuse,
} from '../foundation/checks.ts';
import type { Convention } from '../foundation/convention.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { compensatedSum } from '../kernel/compensatedSum.ts';

/** A beta to be shrunk; a `BetaEstimate` of `capmBeta` is one. */
export interface BetaToShrink {
  /** As estimated. */
  readonly beta: number;
  /** Its standard error, above 0 or 0 where the beta is exact. Blume's line does without. */
  readonly betaStandardError?: number | null | undefined;
  /** Passed on, where given. */
  readonly symbol?: string | undefined;
  /** Of the estimate; passed on, where given. */
  readonly degreesOfFreedom?: number | undefined;
  /** How the returns were made. */
  readonly returnKind?: 'simple' | 'log' | null | undefined;
  /** Period of the returns, milliseconds. */
  readonly horizonMs?: number | null | undefined;
  /** When the last sample was known, epoch milliseconds. */
  readonly asOf?: number | null | undefined;
}

/** What is believed of a beta before its own returns are seen: a normal distribution. */
export interface BetaPrior {
  /** Its mean. */
  readonly mean: number;
  /** Its standard deviation, above 0. */
  readonly standardDeviation: number;
}

/** The line shrunk = intercept + slope beta. */
export interface BlumeLine {
  /** What a beta of 0 becomes. */
  readonly intercept: number;
  /** Share of the estimate that is kept, above 0 and at most 1. */
  readonly slope: number;
}

/** What `shrinkBeta` takes: the estimates, and one of the two methods. */
export type ShrinkBetaOptions = VasicekOptions | BlumeOptions;

/** Each beta is drawn to a prior by as much as it is uncertain. */
export interface VasicekOptions {
  /** Of `capmBeta`, or anything with a beta and its standard error; in any order, which is kept. */
  readonly estimates: readonly BetaToShrink[];
  readonly method: 'vasicek';
  /**
   * `cross-section`: mean and sample variance of the listed betas, which are then to be a market of peers;
   * `market`: mean 1 and standard deviation 0.5; or your own.
   */
  readonly prior: 'cross-section' | 'market' | BetaPrior;
}

/** All betas are drawn to 1 by the same line. */
export interface BlumeOptions {
  /** Of `capmBeta`, or anything with a beta; in any order, which is kept. */
  readonly estimates: readonly BetaToShrink[];
  readonly method: 'blume';
  /** `bloomberg`: 0.33 + 0.67 beta; `blume-1971`: 0.343 + 0.677 beta, as published; or your own. */
  readonly coefficients: 'bloomberg' | 'blume-1971' | BlumeLine;
}

/** A shrunk beta; `{ symbol, value, ...shrunk }` is a position of `sizeBetaHedge`. */
export interface ShrunkBeta extends Convention {
  readonly status: 'ok';
  /** After shrinking. */
  readonly beta: number;
  /**
   * Vasicek: the posterior standard deviation. Blume: slope times the estimate's error, the error of
   * sampling alone; left out where the estimate has none.
   */
  readonly betaStandardError?: number;
  /** As it came. */
  readonly rawBeta: number;
  /** Share of the estimate in the result: Vasicek's weight, Blume's slope. */
  readonly weight: number;
  /** As it came, where it did. */
  readonly symbol?: string;
  /** As it came, where it did: that of the estimate. */
  readonly degreesOfFreedom?: number;
}

/** The betas, shrunk. */
export interface ShrunkBetas {
  readonly status: 'ok';
  /** In the order of the estimates. */
  readonly betas: readonly ShrunkBeta[];
  /** As asked for, or as the cross-section gave it; null for Blume. */
  readonly prior: BetaPrior | null;
  /** As asked for; null for Vasicek. */
  readonly coefficients: BlumeLine | null;
}

/** `ok`, too few betas, or a cross-section of equal ones. */
export type ShrinkBetaResult = ShrunkBetas | InsufficientData | Degenerate<'flat_cross_section'>;

const CALLER = 'shrinkBeta';

/**
 * Betas drawn towards what is known beforehand: an estimate that is far from the others is more often
 * wrong than right, and the more so the larger its standard error.
 *
 * **Formula**: Vasicek: shrunk = w beta + (1 - w) mean, w = tau^2 / (tau^2 + SE^2), tau the prior's standard
 * deviation; posterior standard deviation sqrt(w) SE. Blume: shrunk = intercept + slope beta.
 * **Inputs**: estimates of one benchmark, one horizon and one kind of return; for the cross-section of one
 * time too, since a prior knows what the latest of them knows. Its variance holds the estimates' own errors
 * as well, so that it shrinks rather too little than too much.
 * **Result**: `ok`; `insufficient_data` without estimates, or with fewer than 2 for a cross-section;
 * `degenerate`, `flat_cross_section`, where all betas are equal and the prior would be a certainty.
 * **Errors**: `estimate.mixed`, `estimate.not_ok` (an estimate whose status is not ok), `shape.*`, `domain.*`.
 * **Accuracy**: 1e-15 relative of its inputs.
 * **Cost**: O(n).
 * **Source**: Vasicek 1973, J. Finance 28, 1233-1239; Blume 1971, J. Finance 26, 1-10 (1948-54 to 1955-61);
 * the rounded line is the adjusted beta of Bloomberg.
 *
 * @example
 * ```ts
 * import { shrinkBeta } from 'betahedge/beta';
 *
 * const shrunk = shrinkBeta({
 *   method: 'vasicek',
 *   prior: 'cross-section',
 *   estimates: [
 *     { symbol: 'ETH', beta: 1.1, betaStandardError: 0.05 },
 *     { symbol: 'DOGE', beta: 1.9, betaStandardError: 0.6 },
 *     { symbol: 'XRP', beta: 0.9, betaStandardError: 0.1 },
 *   ],
 * });
 * if (shrunk.status === 'ok') {
 *   for (const { symbol, beta, betaStandardError } of shrunk.betas)
 *     console.log(`${symbol} ${beta.toFixed(2)} +- ${betaStandardError?.toFixed(2)}`); // ETH 1.10 +- 0.05
 *   // -> DOGE 1.56 +- 0.40
 *   // -> XRP 0.91 +- 0.10
 * }
 * ```
 */
export function shrinkBeta(options: ShrinkBetaOptions): ShrinkBetaResult {
  readObject(CALLER, options, '');
  const method = readOneOf(CALLER, options, 'method', ['vasicek', 'blume']);
  const estimates = readEstimates(options, method === 'vasicek');
  if (method === 'blume') {
    const line = readLine(options as BlumeOptions);
    if (estimates.length === 0) return { status: 'insufficient_data', required: 1, observed: 0 };
    const betas = estimates.map((estimate) =>
      result(estimate, {
        beta: line.intercept + line.slope * estimate.beta,
        error: estimate.error === null ? null : line.slope * estimate.error,
        weight: line.slope,
      }),
    );
    return { status: 'ok', betas, prior: null, coefficients: line };
  }
  const given = readPrior(options as VasicekOptions);
  const required = given === null ? 2 : 1;
  if (estimates.length < required)
    return { status: 'insufficient_data', required, observed: estimates.length };
  if (given === null) refuseMixed(estimates, 'asOf');
  const prior = given ?? crossSection(estimates);
  if (prior === null) return { status: 'degenerate', reason: 'flat_cross_section' };
  const betas = estimates.map((estimate) => result(estimate, posterior(estimate, prior)));
  return { status: 'ok', betas, prior, coefficients: null };
}

interface Estimate {
  readonly beta: number;
  readonly error: number | null;
  readonly convention: Convention;
  readonly names: { readonly symbol?: string; readonly degreesOfFreedom?: number };
}

interface Shrunk {
  readonly beta: number;
  readonly error: number | null;
  readonly weight: number;
}

function readEstimates(options: ShrinkBetaOptions, withError: boolean): Estimate[] {
  const freedom = 'degreesOfFreedom';
  // Unlike map, from passes over no hole.
  const estimates = Array.from(readList(CALLER, options, 'estimates'), (entry, i): Estimate => {
    const at = `estimates[${i}]`;
    const estimate = readObject(CALLER, entry, at);
    const { status } = estimate;
    const told = (field: string): boolean => !isAbsent(estimate, field);
    if (status !== undefined && status !== 'ok')
      refuse('estimate.not_ok', CALLER, `${at}.status`, 'ok', status);
    return {
      beta: readFinite(CALLER, estimate, 'beta', at),
      error:
        !withError && !told('betaStandardError')
          ? null
          : readNonNegative(CALLER, estimate, 'betaStandardError', at),
      convention: {
        returnKind: told('returnKind')
          ? readOneOf(CALLER, estimate, 'returnKind', ['simple', 'log'], at)
          : null,
        horizonMs: told('horizonMs') ? readInteger(CALLER, estimate, 'horizonMs', 1, at) : null,
        asOf: told('asOf') ? readInteger(CALLER, estimate, 'asOf', 0, at) : null,
      },
      names: {
        ...(told('symbol') ? { symbol: readText(CALLER, estimate, 'symbol', at) } : {}),
        ...(told(freedom) ? { [freedom]: readInteger(CALLER, estimate, freedom, 1, at) } : {}),
      },
    };
  });
  refuseMixed(estimates, 'horizonMs');
  refuseMixed(estimates, 'returnKind');
  return estimates;
}

/** Refuses estimates that were told different things; what was told of none, or of some, is not mixed. */
function refuseMixed(estimates: readonly Estimate[], field: keyof Convention): void {
  const first = estimates.findIndex(({ convention }) => convention[field] !== null);
  estimates.forEach(({ convention }, i) => {
    const told = convention[field];
    const wanted = estimates[first]?.convention[field];
    if (told !== null && told !== wanted)
      refuse(
        'estimate.mixed',
        CALLER,
        `estimates[${i}].${field}`,
        `${wanted}, as estimates[${first}] has`,
        told,
      );
  });
}

function readLine(options: BlumeOptions): BlumeLine {
  const field = 'coefficients';
  const { coefficients } = options;
  if (typeof coefficients === 'object' && !isAbsent(options, field)) {
    readObject(CALLER, coefficients, field);
    // Of a slope of 0 nothing is estimated, and its error of 0 would pass for exact.
    const slope = readPositive(CALLER, coefficients, 'slope', field);
    if (slope > 1) refuse('domain.out_of_range', CALLER, `${field}.slope`, 'at most 1', slope);
    return { intercept: readFinite(CALLER, coefficients, 'intercept', field), slope };
  }
  return readOneOf(CALLER, options, field, ['bloomberg', 'blume-1971']) === 'bloomberg'
    ? { intercept: 0.33, slope: 0.67 }
    : { intercept: 0.343, slope: 0.677 };
}

/** The prior; null for that of the cross-section. */
function readPrior(options: VasicekOptions): BetaPrior | null {
  const { prior } = options;
  if (typeof prior === 'object' && !isAbsent(options, 'prior')) {
    readObject(CALLER, prior, 'prior');
    return {
      mean: readFinite(CALLER, prior, 'mean', 'prior'),
      standardDeviation: readPositive(CALLER, prior, 'standardDeviation', 'prior'),
    };
  }
  return readOneOf(CALLER, options, 'prior', ['cross-section', 'market']) === 'market'
    ? { mean: 1, standardDeviation: 0.5 }
    : null;
}

/** Mean and sample standard deviation of the betas; null where they differ by rounding only. */
function crossSection(estimates: readonly Estimate[]): BetaPrior | null {
  const n = estimates.length;
  const mean = compensatedSum(estimates.map(({ beta }) => beta)) / n;
  const squares = estimates.map(({ beta }) => (beta - mean) * (beta - mean));
  const standardDeviation = Math.sqrt(compensatedSum(squares) / (n - 1));
  if (!Number.isFinite(standardDeviation))
    return refuse('domain.out_of_range', CALLER, 'estimates', 'closer in scale', standardDeviation);
  return standardDeviation <= 1e-12 * Math.abs(mean) ? null : { mean, standardDeviation };
}

/** The ratio of the two deviations is squared where it is below 1, so that neither square can overflow. */
function posterior(estimate: Estimate, prior: BetaPrior): Shrunk {
  const error = estimate.error!;
  const tau = prior.standardDeviation;
  const precise = error <= tau;
  const ratio = precise ? error / tau : tau / error;
  const larger = 1 / (1 + ratio * ratio);
  const smaller = ratio * ratio * larger;
  const weight = precise ? larger : smaller;
  return {
    beta: weight * estimate.beta + (precise ? smaller : larger) * prior.mean,
    error: Math.min(error, tau) * Math.sqrt(larger),
    weight,
  };
}

function result(
  { beta: rawBeta, error: rawError, convention, names }: Estimate,
  { beta, error, weight }: Shrunk,
): ShrunkBeta {
  // An error that was above 0 and has become 0 would pass for exact.
  if (!Number.isFinite(beta) || (error === 0 && rawError !== 0))
    refuse('domain.out_of_range', CALLER, 'estimates', 'closer to 1 in scale', rawBeta);
  return {
    status: 'ok',
    ...names,
    beta,
    ...(error === null ? {} : { betaStandardError: error }),
    rawBeta,
    weight,
    ...convention,
  };
}
