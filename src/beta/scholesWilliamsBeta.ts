import { isAbsent, readObject, readOneOf, refuse } from '../foundation/checks.ts';
import { readConvention } from '../foundation/convention.ts';
import type { Convention } from '../foundation/convention.ts';
import { completePeriods } from '../foundation/series.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import { fitLine, isFlat, isWellScaled, spreadScale } from '../kernel/lineFit.ts';
import { readExcessPair } from './excessSample.ts';
import type { CapmBetaOptions } from './capmBeta.ts';

/** What `scholesWilliamsBeta` takes. */
export interface ScholesWilliamsBetaOptions extends Omit<
  CapmBetaOptions,
  'standardErrors' | 'confidenceLevel'
> {
  /**
   * Periods of the three slopes: `common` (default), those with a period on either side, as in the paper; or
   * `maximal`, for each slope all that it has.
   */
  readonly sample?: 'common' | 'maximal' | undefined;
}

/** A beta made up of the slopes on the period before, on the same and on the period after. */
export interface ScholesWilliamsBetaEstimate extends Convention {
  readonly status: 'ok';
  /** (betaLag + betaSame + betaLead) / (1 + 2 autocorrelation). */
  readonly beta: number;
  /** Mean of the asset's returns less beta times the benchmark's, over the periods of `betaSame`. */
  readonly alpha: number;
  /** Slope of the asset's return on the benchmark's of the period before. */
  readonly betaLag: number;
  /** Slope on the benchmark's return of the same period: the ordinary beta. */
  readonly betaSame: number;
  /** Slope on the benchmark's return of the period after. */
  readonly betaLead: number;
  /** Correlation of the benchmark's return with that of the period before. */
  readonly autocorrelation: number;
  /** Samples of `betaSame`. */
  readonly observations: number;
  /** Periods in which a sample was missing (`missing: 'drop'`). */
  readonly dropped: number;
  /** As asked for. */
  readonly sample: 'common' | 'maximal';
}

/** `ok`, too few samples, or data that hold no beta. */
export type ScholesWilliamsBetaResult =
  | ScholesWilliamsBetaEstimate
  | InsufficientData
  | Degenerate<'flat_benchmark' | 'flat_asset' | 'negative_autocorrelation'>;

const CALLER = 'scholesWilliamsBeta';

/**
 * The beta of Scholes and Williams, for an asset and a benchmark whose last trades of a period are not of the
 * same moment.
 *
 * **Formula**: beta = (b- + b0 + b+) / (1 + 2 rho), b-, b0, b+ the slopes of r_t on m_{t-1}, m_t, m_{t+1} in
 * three simple regressions with intercepts, rho the correlation of m_t and m_{t-1} over all their pairs, each
 * side with its own mean. `common` takes t = 2 to N - 1 for all three, `maximal` the N - 1, N and N - 1 pairs.
 * **Inputs**: two series of equal length N without gaps in time, decimal fractions per period.
 * `missing: 'drop'` leaves out of each slope the pairs with a missing side, of `common` the periods that miss
 * any of their four samples; the others keep their neighbours.
 * **Result**: `ok`, without a standard error: the paper's rests on assumptions of its own (for a sum with one see
 * `dimsonBeta`); `insufficient_data` below 3 pairs a slope, which are 5 samples, 4 of `maximal`; `degenerate`:
 * `flat_benchmark`, `flat_asset`, `negative_autocorrelation` (rho at or below -1/2, where the ratio loses its
 * meaning).
 * **Errors**: `shape.*`, `series.not_finite`, `domain.*`, `unit.suspicious` (a rate above 5).
 * **Accuracy**: 1e-14 relative against 50-digit arithmetic.
 * **Cost**: O(n).
 * **Source**: Scholes and Williams 1977, J. Financial Economics 5.
 *
 * @example
 * ```ts
 * import { scholesWilliamsBeta } from 'betahedge/beta';
 *
 * const m = Array.from({ length: 60 }, (_, i) => ((i * i * 37) % 61) / 1000 - 0.03);
 * const late = m.map((now, i) => 0.7 * now + 0.5 * (m[i - 1] ?? 0));
 * const estimate = scholesWilliamsBeta({ assetReturns: late, benchmarkReturns: m });
 * if (estimate.status === 'ok') console.log(estimate.beta.toFixed(2)); // 1.15
 * ```
 */
export function scholesWilliamsBeta(options: ScholesWilliamsBetaOptions): ScholesWilliamsBetaResult {
  readObject(CALLER, options, '');
  const { asset, benchmark, drop } = readExcessPair(CALLER, options);
  const sample = isAbsent(options, 'sample')
    ? 'common'
    : readOneOf(CALLER, options, 'sample', ['common', 'maximal']);
  const convention = readConvention(CALLER, options);
  const n = asset.length;
  const pairsOf = (y: Float64Array, x: Float64Array): readonly Float64Array[] =>
    drop ? completePeriods([y, x]).columns : [y, x];
  let pairs: (readonly Float64Array[])[];
  if (sample === 'maximal')
    pairs = [
      pairsOf(asset.subarray(1), benchmark.subarray(0, Math.max(0, n - 1))),
      pairsOf(asset, benchmark),
      pairsOf(asset.subarray(0, Math.max(0, n - 1)), benchmark.subarray(1)),
    ];
  else {
    const inner = Math.max(0, n - 2);
    const columns = [asset.subarray(1, 1 + inner), ...[0, 1, 2].map((k) => benchmark.subarray(k, k + inner))];
    const [y, ...shifted] = drop ? completePeriods(columns).columns : columns;
    pairs = shifted.map((x) => [y!, x]);
  }
  pairs.push(pairsOf(benchmark.subarray(1), benchmark.subarray(0, Math.max(0, n - 1))));
  // Of n samples without a hole the shortest slope has so many pairs fewer.
  const fewer = sample === 'maximal' ? 1 : 2;
  const observed = Math.min(n, fewer + Math.min(...pairs.map(([y]) => y!.length)));
  if (observed < 3 + fewer) return { status: 'insufficient_data', required: 3 + fewer, observed };

  const [lag, same, lead, own] = pairs.map(([y, x]) => lineOf(x!, y!)) as [Line, Line, Line, Line];
  if ([lag, same, lead, own].some(({ flatX }) => flatX) || own.flatY)
    return { status: 'degenerate', reason: 'flat_benchmark' };
  if ([lag, same, lead].some(({ flatY }) => flatY)) return { status: 'degenerate', reason: 'flat_asset' };
  const autocorrelation = own.correlation;
  if (!(1 + 2 * autocorrelation > 0)) return { status: 'degenerate', reason: 'negative_autocorrelation' };
  const beta = (lag.slope + same.slope + lead.slope) / (1 + 2 * autocorrelation);
  const [meanY, restY] = same.meanY;
  const [meanX, restX] = same.meanX;
  const alpha = meanY - beta * meanX + (restY - beta * restX);
  if (!Number.isFinite(beta + alpha))
    refuse('domain.out_of_range', CALLER, 'assetReturns', 'closer in scale', beta);
  return {
    status: 'ok',
    beta,
    alpha,
    betaLag: lag.slope,
    betaSame: same.slope,
    betaLead: lead.slope,
    autocorrelation,
    observations: pairs[1]![0]!.length,
    dropped: drop ? completePeriods([asset, benchmark]).dropped : 0,
    sample,
    ...convention,
  };
}

interface Line {
  readonly slope: number;
  readonly correlation: number;
  readonly flatX: boolean;
  readonly flatY: boolean;
  /** Each in two parts, as anchor and rest. */
  readonly meanX: readonly [number, number];
  readonly meanY: readonly [number, number];
}

function lineOf(x: Float64Array, y: Float64Array): Line {
  let scaleX = 1;
  let scaleY = 1;
  let fit = fitLine(x, y);
  if (!isWellScaled(fit)) {
    scaleX = spreadScale(x);
    scaleY = spreadScale(y);
    fit = fitLine(
      x.map((value) => value * scaleX),
      y.map((value) => value * scaleY),
    );
  }
  const n = x.length;
  return {
    slope: (fit.beta * scaleX) / scaleY,
    correlation: fit.correlation,
    flatX: isFlat(fit.sxx, fit.anchorX, fit.restX, n),
    flatY: isFlat(fit.syy, fit.anchorY, fit.restY, n),
    meanX: [fit.anchorX / scaleX, fit.restX / scaleX],
    meanY: [fit.anchorY / scaleY, fit.restY / scaleY],
  };
}
