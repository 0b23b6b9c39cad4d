import { readNonNegative, readObject, refuse, refuseSuspicious } from '../foundation/checks.ts';
import { readFiniteSeries, refuseLengthMismatch } from '../foundation/series.ts';
import type { Degenerate } from '../foundation/status.ts';
import { readWeights } from './readWeights.ts';

/** What `impliedCorrelation` takes. */
export interface ImpliedCorrelationOptions {
  /** Volatility of the index, a decimal fraction. */
  readonly indexVolatility: number;
  /** Share of each constituent in the index; none negative, summing to 1. */
  readonly weights: ArrayLike<number>;
  /** Volatility of each constituent, in the index's unit and of its horizon. */
  readonly volatilities: ArrayLike<number>;
}

/** The average correlation that makes the volatilities of an index and of its constituents agree. */
export interface ImpliedCorrelation {
  /** `out_of_bounds` where no correlation in [-1, 1] makes them agree: quotes of other times or strikes. */
  readonly status: 'ok' | 'out_of_bounds';
  /** Average over pairs, weighted with w_i s_i w_j s_j; never clamped. */
  readonly correlation: number;
  /** sum w_i s_i - indexVolatility: what diversification takes away; below 0 where correlation is above 1. */
  readonly volatilityDispersion: number;
  /** sum w_i s_i^2 - indexVolatility^2: the constituents' mean variance less the index's. */
  readonly varianceDispersion: number;
}

/** An average over pairs, or none: fewer than two constituents have weight and volatility. */
export type ImpliedCorrelationResult = ImpliedCorrelation | Degenerate<'no_pairs'>;

const CALLER = 'impliedCorrelation';

/**
 * The average correlation implied by the volatility of an index and those of its constituents, and their
 * dispersion: what a dispersion trade is long or short of.
 *
 * **Formula**: rho = (s_I^2 - sum w_i^2 s_i^2) / (2 sum_{i<j} w_i w_j s_i s_j).
 * **Inputs**: volatilities as decimal fractions of one horizon, implied or realised, zero or above; weights
 * that are not negative and sum to 1 (up to 1e-9). A basket that stands for the index in part is to be
 * rescaled to 1 first, as Cboe does.
 * **Result**: `ok`; `out_of_bounds`, with the number as it is, beyond [-1, 1]; `degenerate`, `no_pairs`.
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*`, `unit.suspicious` (a volatility above 10).
 * **Accuracy**: a few roundings of s_I^2 over the denominator, which is a sum of positive terms.
 * **Cost**: O(n).
 * **Source**: Cboe S&P 500 Implied Correlation Index, white paper 2009, formula (1).
 *
 * @example
 * ```ts
 * import { impliedCorrelation } from 'betahedge/correlation';
 *
 * const implied = impliedCorrelation({ indexVolatility: 0.7, weights: [0.6, 0.4], volatilities: [0.6, 1] });
 * if (implied.status === 'ok') {
 *   console.log(implied.correlation.toFixed(4)); // 0.6958
 *   console.log(implied.volatilityDispersion.toFixed(2)); // 0.06
 * }
 * ```
 */
export function impliedCorrelation(options: ImpliedCorrelationOptions): ImpliedCorrelationResult {
  readObject(CALLER, options, '');
  const indexVolatility = readVolatility(options, 'indexVolatility');
  const weights = readWeights(CALLER, options, 'weights');
  const volatilities = readFiniteSeries(CALLER, options, 'volatilities');
  refuseLengthMismatch(CALLER, 'volatilities', weights.length, volatilities.length);

  let weighted = 0;
  let squares = 0;
  let pairs = 0;
  let variance = 0;
  for (let i = 0; i < weights.length; i++) {
    const volatility = readVolatility(volatilities, String(i), 'volatilities');
    const product = weights[i]! * volatility;
    // w_i s_i (w_1 s_1 + ... + w_{i-1} s_{i-1}): each pair once, no difference.
    pairs += product * weighted;
    weighted += product;
    squares += product * product;
    variance += product * volatility;
  }
  if (!(pairs > 0)) return { status: 'degenerate', reason: 'no_pairs' };
  const correlation = (indexVolatility * indexVolatility - squares) / (2 * pairs);
  if (!Number.isFinite(correlation))
    return refuse('domain.out_of_range', CALLER, 'volatilities', 'closer in scale', correlation);
  return {
    status: Math.abs(correlation) <= 1 ? 'ok' : 'out_of_bounds',
    correlation,
    volatilityDispersion: weighted - indexVolatility,
    varianceDispersion: variance - indexVolatility * indexVolatility,
  };
}

function readVolatility(source: object, field: string, at?: string): number {
  const volatility = readNonNegative(CALLER, source, field, at);
  const path = at === undefined ? field : `${at}[${field}]`;
  return refuseSuspicious(CALLER, path, volatility, 10, 'a fraction, not a percentage');
}
