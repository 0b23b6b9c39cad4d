import { isAbsent, join, readFinite, readNonNegative, readOneOf, readPositive, refuse } from './checks.ts';
import { readSeries } from './series.ts';

/** How fast the weights of an exponentially weighted estimate fall: one of two, and no default. */
export type EwmaDecay =
  | {
      /** Weight of a period relative to the next one, in (0, 1); 0.94 is RiskMetrics' for days. */
      readonly lambda: number;
      /** Not with `lambda`. */
      readonly halfLife?: undefined;
    }
  | {
      /** Periods over which a weight halves, above 0: lambda = 0.5^(1/halfLife). */
      readonly halfLife: number;
      /** Not with `halfLife`. */
      readonly lambda?: undefined;
    };

/** What every exponentially weighted estimate takes. */
export type EwmaOptions = EwmaDecay & {
  /**
   * What moments are about: `zero`, as RiskMetrics has it, for returns whose mean is small beside their
   * spread; or the `weighted` mean of the same samples, as in pandas `ewm(adjust=True).cov(bias=True)`.
   */
  readonly mean: 'zero' | 'weighted';
  /**
   * Effective samples below which there is no answer; 0 for all that can be computed. Default
   * min(20, 0.9 (1 + lambda)/(1 - lambda)): the size never exceeds (1 + lambda)/(1 - lambda).
   */
  readonly minimumEffectiveSamples?: number | undefined;
};

/** `EwmaOptions` as they are computed with. */
export interface EwmaSettings {
  /** As given, or as the half-life has it. */
  readonly lambda: number;
  /** As asked for. */
  readonly mean: 'zero' | 'weighted';
  /** As asked for, or the default. */
  readonly minimumEffectiveSamples: number;
}

/** A figure after each period, with weights that fall exponentially into the past. */
export interface EwmaSeries extends EwmaSettings {
  /** As long as the input; NaN where there is no answer. */
  readonly values: Float64Array;
  /** (sum w)^2 / sum w^2 after each period: as many samples of equal weight tell as much; 0 before the first. */
  readonly effectiveSampleSize: Float64Array;
  /** Index of the first number among `values`; null where there is none. */
  readonly validFrom: number | null;
}

/** Reads `lambda` or `halfLife`, `mean` and `minimumEffectiveSamples`; `exp` is the kernel's. */
export function readEwmaOptions(caller: string, source: object, exp: (x: number) => number): EwmaSettings {
  const lambda = readLambda(caller, source, exp);
  const mean = readOneOf(caller, source, 'mean', ['zero', 'weighted']);
  const limit = (1 + lambda) / (1 - lambda);
  const field = 'minimumEffectiveSamples';
  if (isAbsent(source, field)) return { lambda, mean, [field]: Math.min(20, 0.9 * limit) };
  const minimum = readNonNegative(caller, source, field);
  return minimum < limit
    ? { lambda, mean, [field]: minimum }
    : refuse('domain.out_of_range', caller, field, `below (1 + lambda)/(1 - lambda) = ${limit}`, minimum);
}

function readLambda(caller: string, source: object, exp: (x: number) => number): number {
  if (isAbsent(source, 'halfLife')) {
    const lambda = readFinite(caller, source, 'lambda');
    if (lambda > 0 && lambda < 1) return lambda;
    return refuse('domain.out_of_range', caller, 'lambda', 'between 0 and 1', lambda);
  }
  const halfLife = readPositive(caller, source, 'halfLife');
  if (!isAbsent(source, 'lambda'))
    return refuse('domain.out_of_range', caller, 'halfLife', 'absent where lambda is given', halfLife);
  const lambda = exp(-0.6931471805599453 / halfLife);
  if (lambda > 0 && lambda < 1) return lambda;
  return refuse('domain.out_of_range', caller, 'halfLife', 'between 0.001 and 1e15', halfLife);
}

/** A series that may miss samples (non-finite), and whose finite ones are not beyond `largest`, either sign. */
export function readBoundedSeries(
  caller: string,
  source: object,
  field: string,
  largest: number,
  at?: string,
): Float64Array {
  const series = readSeries(caller, source, field, at);
  const path = join(at, field);
  for (let i = 0; i < series.length; i++)
    if (Math.abs(series[i]!) > largest && Number.isFinite(series[i]))
      refuse('domain.out_of_range', caller, `${path}[${i}]`, `within ${largest} of 0`, series[i]);
  return series;
}
