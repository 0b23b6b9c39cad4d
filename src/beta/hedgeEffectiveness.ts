import { isAbsent, readFinite, readInteger, readObject, refuse } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention, ConventionOptions } from '../foundation/convention.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { fitLine, isFlat } from '../kernel/lineFit.ts';
import type { LineFit } from '../kernel/lineFit.ts';
import { readPair } from './pairSample.ts';
import type { PairSample } from './pairSample.ts';

/** What `hedgeEffectiveness` takes. */
export interface HedgeEffectivenessOptions extends ConventionOptions {
  /** Returns of what is hedged, one a period. */
  readonly assetReturns: ArrayLike<number>;
  /** Returns of what is sold against it over the same periods. */
  readonly hedgeReturns: ArrayLike<number>;
  /**
   * The first so many periods fix the ratio and the rest test it. Left out: all fix it, and nothing tests
   * it. Counted before anything is dropped.
   */
  readonly trainingPeriods?: number | undefined;
  /** A ratio from elsewhere (1, last month's), which all periods test; instead of `trainingPeriods`. */
  readonly hedgeRatio?: number | undefined;
  /** `throw` (default) refuses a non-finite sample; `drop` leaves out its period and counts it. */
  readonly missing?: 'throw' | 'drop' | undefined;
}

/** How a hedge did over a stretch of periods. */
export interface HedgedPeriods {
  /** 1 - var(hedged) / var(unhedged): 1 is perfect, 0 is useless, below 0 the hedge has added risk. */
  readonly effectiveness: number;
  /** The ratio that would have left the least variance over these periods, known only after them. */
  readonly bestHedgeRatio: number;
  /** Its effectiveness, which none can exceed: the squared correlation. */
  readonly bestEffectiveness: number;
  /** Standard deviation per period of the asset's return, n - 1 degrees of freedom. */
  readonly unhedgedStandardDeviation: number;
  /** The same of the asset's return less `hedgeRatio` times the hedge's. */
  readonly hedgedStandardDeviation: number;
  /** Periods used. */
  readonly observations: number;
}

/** A hedge ratio and what it did, where it was fitted and where not. */
export interface HedgeEffectiveness extends Convention {
  readonly status: 'ok';
  /** Units of the hedge sold for a unit of the asset held: fitted, or as given. */
  readonly hedgeRatio: number;
  /** Over the periods that fixed the ratio, which flatter it; null where it was given. */
  readonly inSample: HedgedPeriods | null;
  /** Over periods that had no part in it; null where all fixed it. */
  readonly outOfSample: HedgedPeriods | null;
  /** Periods left out because a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
}

/** `ok`, too few samples, or a series that does not move. */
export type HedgeEffectivenessResult =
  HedgeEffectiveness | InsufficientData | Degenerate<'flat_hedge' | 'flat_asset'>;

const CALLER = 'hedgeEffectiveness';

/**
 * How much of the variance of an asset a hedge takes away: with the minimum variance ratio of a first part
 * of the sample tested on the rest, or with a ratio that is given.
 *
 * **Formula**: hedgeRatio h = cov(r, m) / var(m) over the training periods, r the asset's return and m the
 * hedge's; effectiveness = 1 - var(r - h m) / var(r), each part about its own means.
 * **Inputs**: simple returns, since h units of the hedge earn h times its simple return.
 * **Result**: `ok`; `insufficient_data` below 3 samples in either part (counted over both, unless what was
 * dropped leaves less than 3 to train on: of these); `degenerate`: `flat_hedge`,
 * `flat_asset`, where a series does not move over a part.
 * **Errors**: `shape.*` (`wrong_type`: a ratio and training periods both), `series.not_finite`, `domain.*`
 * (`out_of_range`: spreads beyond 1e-60 to 1e60).
 * **Accuracy**: 1e-14, absolute for an effectiveness, relative for the rest; the hedged variance is that of
 * the best hedge plus (h - best)^2 var(m), so that nothing cancels in it.
 * **Cost**: O(n).
 * **Source**: Johnson 1960, Rev. Econ. Stud. 27, 139-151; Ederington 1979, J. Finance 34, 157-170.
 *
 * @example
 * ```ts
 * import { hedgeEffectiveness } from 'betahedge/beta';
 *
 * const result = hedgeEffectiveness({
 *   assetReturns: [0.021, -0.012, 0.034, 0.005, -0.027, 0.018, -0.01],
 *   hedgeReturns: [0.012, -0.009, 0.02, 0.004, -0.015, 0.01, -0.008],
 *   trainingPeriods: 4,
 * });
 * if (result.status === 'ok') {
 *   console.log(result.hedgeRatio.toFixed(2)); // 1.60
 *   console.log(result.inSample?.effectiveness.toFixed(3)); // 0.992
 *   console.log(result.outOfSample?.effectiveness.toFixed(3)); // 0.981
 * }
 * ```
 */
export function hedgeEffectiveness(options: HedgeEffectivenessOptions): HedgeEffectivenessResult {
  readObject(CALLER, options, '');
  const given = isAbsent(options, 'hedgeRatio') ? null : readFinite(CALLER, options, 'hedgeRatio');
  const training = isAbsent(options, 'trainingPeriods')
    ? null
    : readInteger(CALLER, options, 'trainingPeriods', 3);
  if (given !== null && training !== null)
    refuse('shape.wrong_type', CALLER, 'trainingPeriods', 'absent where hedgeRatio is given', training);
  const { x, y, training: complete, dropped } = readColumns(options, given === null ? training : 0);
  const convention = readConvention(CALLER, options);

  const n = x.length;
  const fitted = given === null;
  const tested = !fitted || training !== null;
  const split = Math.min(complete, n);
  if (fitted && complete < 3) return { status: 'insufficient_data', required: 3, observed: complete };
  const required = tested ? complete + 3 : 3;
  if (n < required) return { status: 'insufficient_data', required, observed: n };
  const before = fitted ? fitLine(x.subarray(0, split), y.subarray(0, split)) : null;
  const after = tested ? fitLine(x.subarray(split), y.subarray(split)) : null;
  const flat = flatness(before, split) ?? flatness(after, n - split);
  if (flat !== null) return { status: 'degenerate', reason: flat };
  const hedgeRatio = given ?? before!.beta;
  return {
    status: 'ok',
    hedgeRatio,
    inSample: before === null ? null : hedged(before, hedgeRatio, split),
    outOfSample: after === null ? null : hedged(after, hedgeRatio, n - split),
    dropped,
    ...convention,
  };
}

interface Columns extends PairSample {
  /** How many periods fix the ratio once what was dropped among them is left out; Infinity for all. */
  readonly training: number;
}

function readColumns(options: HedgeEffectivenessOptions, training: number | null): Columns {
  const { y, x, dropped } = readPair(CALLER, options, 'assetReturns', 'hedgeReturns');
  let complete = training ?? Infinity;
  if (training === null || dropped === 0) return { x, y, training: complete, dropped };
  const { assetReturns, hedgeReturns } = options;
  for (let t = 0; t < training && t < assetReturns.length; t++)
    if (!(Number.isFinite(assetReturns[t]) && Number.isFinite(hedgeReturns[t]))) complete--;
  return { x, y, training: complete, dropped };
}

function flatness(fit: LineFit | null, n: number): 'flat_hedge' | 'flat_asset' | null {
  if (fit === null) return null;
  if (isFlat(fit.sxx, fit.anchorX, fit.restX, n)) return 'flat_hedge';
  return isFlat(fit.syy, fit.anchorY, fit.restY, n) ? 'flat_asset' : null;
}

function hedged(fit: LineFit, ratio: number, n: number): HedgedPeriods {
  const miss = ratio - fit.beta;
  const left = fit.ssr + miss * miss * fit.sxx;
  const effectiveness = 1 - left / fit.syy;
  if (!Number.isFinite(effectiveness))
    return refuse('domain.out_of_range', CALLER, 'hedgeRatio', 'closer to 1 in scale', ratio);
  return {
    effectiveness,
    bestHedgeRatio: fit.beta,
    bestEffectiveness: 1 - fit.ssr / fit.syy,
    unhedgedStandardDeviation: Math.sqrt(fit.syy / (n - 1)),
    hedgedStandardDeviation: Math.sqrt(left / (n - 1)),
    observations: n,
  };
}
