import {
  isAbsent,
  readFinite,
  readObject,
  readPositive,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';

/** The correlation with the benchmark that the hedged book is to have, and what it takes to get there. */
export interface TargetCorrelation {
  /** Strictly between -1 and 1; 0 is neutral. */
  readonly correlation: number;
  /** Standard deviation of the part of the book's return on capital that the benchmark does not explain. */
  readonly residualVolatility: number;
  /** Standard deviation of the benchmark's return, over the same period: both a year, or both a day. */
  readonly benchmarkVolatility: number;
}

/** A target as a beta of the capital. */
export interface BetaTarget {
  /** Beta of the capital that the hedged book is to have; 0 is neutral. */
  readonly targetBeta: number;
  /** Not with a target beta. */
  readonly targetCorrelation?: undefined;
  /** Equity that the target refers to, in the currency of the values; required where the target is not 0. */
  readonly capital?: number | undefined;
}

/** A target as a correlation with the benchmark. */
export interface CorrelationTarget {
  /** Of the hedged book's return on capital. */
  readonly targetCorrelation: TargetCorrelation;
  /** Not with a target correlation. */
  readonly targetBeta?: undefined;
  /** Equity that the returns are on, in the currency of the values. */
  readonly capital: number;
}

/** Where the hedge is to bring the book: a beta or a correlation, not both. */
export type HedgeTarget = BetaTarget | CorrelationTarget;

/** The beta to reach, and the capital that it is of: null where the target is 0 of whatever capital. */
export interface ReachedTarget {
  readonly targetBeta: number;
  readonly capital: number | null;
}

/** The target of a call as a beta of the capital. */
export function readTarget(caller: string, options: HedgeTarget): ReachedTarget {
  if (isAbsent(options, 'targetCorrelation')) {
    const targetBeta = readFinite(caller, options, 'targetBeta');
    refuseSuspicious(caller, 'targetBeta', targetBeta, 10, 'a beta, not a percentage');
    if (!isAbsent(options, 'capital'))
      return { targetBeta, capital: readPositive(caller, options, 'capital') };
    if (targetBeta === 0) return { targetBeta, capital: null };
    return refuse('shape.missing_field', caller, 'capital', 'given where targetBeta is not 0', undefined);
  }
  if (!isAbsent(options, 'targetBeta'))
    refuse(
      'shape.wrong_type',
      caller,
      'targetBeta',
      'absent where targetCorrelation is given',
      options.targetBeta,
    );
  const at = 'targetCorrelation';
  const target = readObject(caller, options.targetCorrelation, at);
  const correlation = readFinite(caller, target, 'correlation', at);
  if (Math.abs(correlation) >= 1)
    refuse(
      'domain.out_of_range',
      caller,
      `${at}.correlation`,
      'strictly between -1 and 1, which no finite beta reaches',
      correlation,
    );
  const residual = readVolatility(caller, target, 'residualVolatility', at);
  const benchmark = readVolatility(caller, target, 'benchmarkVolatility', at);
  const targetBeta =
    (correlation / Math.sqrt((1 - correlation) * (1 + correlation))) * (residual / benchmark) + 0;
  if (!Number.isFinite(targetBeta))
    refuse('domain.not_finite', caller, at, 'that of a beta within all doubles', targetBeta);
  return { targetBeta, capital: readPositive(caller, options, 'capital') };
}

function readVolatility(caller: string, source: object, field: string, at: string): number {
  const volatility = readPositive(caller, source, field, at);
  return refuseSuspicious(caller, `${at}.${field}`, volatility, 10, 'a fraction (a percentage came?)');
}
