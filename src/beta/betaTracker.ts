import { refuse } from '../foundation/checks.ts';
import type { EwmaSettings } from '../foundation/ewmaOptions.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import {
  pairsOf,
  readTrackerOptions,
  readTrackerSnapshot,
  refuseUpdate,
  sideOf,
} from '../foundation/trackerOptions.ts';
import type { TrackerOptions, TrackerSnapshot, WindowSettings } from '../foundation/trackerOptions.ts';
import {
  EWMA_LARGEST_SAMPLE,
  ewmaEffectiveSamples,
  ewmaMeanX,
  ewmaPearson,
  ewmaSlope,
  ewmaVarianceX,
  ewmaVarianceY,
} from '../kernel/ewmaCoMoments.ts';
import { exp } from '../kernel/exp.ts';
import { fitFromSums, unexplained } from '../kernel/fitFromSums.ts';
import { isFlat } from '../kernel/lineFit.ts';
import {
  addToStreamedEwma,
  areEwmaSums,
  EWMA_SETTINGS,
  ewmaMeanY,
  streamedEwma,
} from '../kernel/streamedEwma.ts';
import type { EwmaPast } from '../kernel/streamedEwma.ts';
import { addToStream, pastOf, readStream, streamedWindow, unscaled } from '../kernel/streamedWindow.ts';
import type { StreamedPast } from '../kernel/streamedWindow.ts';

/** A beta that follows a stream of returns. */
export interface BetaTracker {
  /** Takes in the returns of one period; where one of them is not finite, the pair is missing. */
  readonly update: (assetReturn: number, benchmarkReturn: number) => void;
  /** The beta now: the number that `rollingBeta` or `ewmaBeta` gives for the period; NaN where there is none. */
  readonly value: () => number;
  /** The beta with its error and its sample, or why there is none. */
  readonly estimate: () => BetaTrackerResult;
  /** All that the tracker knows, for `restoreBetaTracker`. */
  readonly snapshot: () => TrackerSnapshot;
}

/** A beta of the stream, now. */
export interface TrackedBeta {
  readonly status: 'ok';
  /** Slope: the asset's return per unit of the benchmark's. */
  readonly beta: number;
  /** Intercept, per period; null about zero means, where there is none. */
  readonly alpha: number | null;
  /** Pearson correlation of the two. */
  readonly correlation: number;
  /**
   * Of the residuals, per period: of a window sqrt(sum of squares / (n - 2)); where weights fall, the root of
   * the weighted mean square.
   */
  readonly residualStandardDeviation: number;
  /** Of beta, classical; null where weights fall, whose sums do not tell it. */
  readonly betaStandardError: number | null;
  /** Complete pairs: in the window; or of the whole stream where weights fall. */
  readonly observations: number;
  /** As many samples of equal weight tell as much; of a window, `observations`. */
  readonly effectiveSampleSize: number;
}

/** `ok`, too few samples (effective ones, where weights fall), or samples that hold no beta. */
export type BetaTrackerResult = TrackedBeta | InsufficientData | Degenerate<'flat_benchmark' | 'flat_asset'>;

const CALLER = 'betaTracker';

/**
 * The beta of an asset against a benchmark, kept up to date return by return: over the last `window` pairs,
 * or with weights that fall by `lambda` or `halfLife`.
 *
 * **Formula**: as of `rollingBeta` and `ewmaBeta`.
 * **Inputs**: `window`, `minPeriods`, `latency`; or `lambda` or `halfLife`, `mean`, `minimumEffectiveSamples`; then
 * `update(assetReturn, benchmarkReturn)` for each period. A pair with a side that is not finite is missing, and
 * leaves no trace once it has left the window.
 * **Result**: `value()`, bit for bit the batch function's number at that period (with `latency: 'bounded'`, to
 * 2e-14); `estimate()`: `ok`; `insufficient_data`; `degenerate`: `flat_benchmark`, `flat_asset` (as in
 * `capmBeta`, a series that moves by less than 1e-12 of its mean included); `snapshot()`, plain JSON.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: where weights fall, a return beyond 1e150, or in
 * `estimate` a beta beyond the doubles).
 * **Accuracy**: as of the batch functions: 2e-14 of sd(r)/sd(m) after ticks of 1e8 and at levels of 1e8.
 * **Cost**: an update and a value take about 30 ns together, whatever the window, and make no objects. `amortised`:
 * once in `window` updates one takes 10 ns times the window. `bounded`: none does, and all take about 60 ns.
 * While returns beyond 4e46 or below 3e-47 are in the window, a value costs what the window is long.
 * **Source**: Tangwongsan, Hirzel and Schneider 2017, DEBS (two stacks).
 *
 * @example
 * ```ts
 * import { betaTracker } from 'betahedge/beta';
 *
 * const tracker = betaTracker({ window: 4 });
 * const asset = [0.021, -0.012, 0.034, 0.005, -0.027, 0.018];
 * const benchmark = [0.012, -0.009, 0.02, 0.004, -0.015, 0.01];
 * asset.forEach((assetReturn, t) => tracker.update(assetReturn, benchmark[t] ?? NaN));
 * console.log(tracker.value().toFixed(2)); // 1.76
 * const estimate = tracker.estimate();
 * if (estimate.status === 'ok') console.log(estimate.betaStandardError?.toFixed(2)); // 0.05
 * ```
 */
export function betaTracker(options: TrackerOptions): BetaTracker {
  const settings = readTrackerOptions(CALLER, options, exp);
  return 'window' in settings ? trackWindow(settings) : trackEwma(settings);
}

/**
 * A tracker that goes on where a snapshot was taken, bit for bit.
 *
 * **Inputs**: what `snapshot()` of a `betaTracker` gave, straight from JSON too.
 * **Errors**: `state.invalid` (anything that this version did not write), `shape.*` (no object at all).
 * **Cost**: as many updates as the window is long.
 *
 * @example
 * ```ts
 * import { betaTracker, restoreBetaTracker } from 'betahedge/beta';
 *
 * const tracker = betaTracker({ halfLife: 10, mean: 'zero', minimumEffectiveSamples: 0 });
 * for (const market of [0.01, -0.02, 0.03]) tracker.update(1.5 * market, market);
 * const stored = JSON.stringify(tracker.snapshot());
 * console.log(restoreBetaTracker(JSON.parse(stored)).value().toFixed(2)); // 1.50
 * ```
 */
export function restoreBetaTracker(snapshot: TrackerSnapshot): BetaTracker {
  const read = readTrackerSnapshot('restoreBetaTracker', snapshot, 'beta', areEwmaSums);
  if (!('window' in read)) return trackEwma(read, read);
  const past = { updates: read.updates, x: sideOf(read.pairs, 1), y: sideOf(read.pairs, 0) };
  return trackWindow(read, past);
}

function trackWindow({ window, minPeriods, latency }: WindowSettings, past?: StreamedPast): BetaTracker {
  const stream = streamedWindow(window, latency === 'bounded', past);
  const { bands } = stream;
  const required = Math.max(3, minPeriods);
  return {
    update: (assetReturn, benchmarkReturn) => {
      if (typeof assetReturn !== 'number' || typeof benchmarkReturn !== 'number')
        refusePair(assetReturn, benchmarkReturn, Infinity);
      addToStream(stream, benchmarkReturn, assetReturn);
    },
    value: () => {
      const sums = readStream(stream);
      if (!(sums[0]! >= minPeriods && sums[7]! > 0)) return NaN;
      return unscaled(sums[6]! / sums[5]!, bands[1]! - bands[0]!);
    },
    estimate: () => {
      const [n, anchorX, anchorY, restX, restY, sxx, sxy, syy] = readStream(stream) as unknown as WindowSums;
      if (n < required) return { status: 'insufficient_data', required, observed: n };
      if (isFlat(sxx, anchorX, restX, n)) return { status: 'degenerate', reason: 'flat_benchmark' };
      if (isFlat(syy, anchorY, restY, n)) return { status: 'degenerate', reason: 'flat_asset' };
      const fit = fitFromSums({ anchorX, restX, anchorY, restY, sxx, sxy, syy });
      const residual = Math.sqrt(fit.ssr / (n - 2));
      const [bandX, bandY] = [bands[0]!, bands[1]!];
      return checked({
        status: 'ok',
        beta: unscaled(fit.beta, bandY - bandX),
        alpha: unscaled(fit.alpha, bandY) + 0,
        correlation: fit.correlation,
        residualStandardDeviation: unscaled(residual, bandY),
        betaStandardError: unscaled(residual / Math.sqrt(sxx), bandY - bandX),
        observations: n,
        effectiveSampleSize: n,
      });
    },
    snapshot: () => {
      const { updates, x, y } = pastOf(stream);
      return { version: 1, tracker: 'beta', window, minPeriods, latency, updates, pairs: pairsOf(y, x) };
    },
  };
}

/** A state as `addAnchored` writes it. */
type WindowSums = readonly [
  n: number,
  anchorX: number,
  anchorY: number,
  restX: number,
  restY: number,
  sxx: number,
  sxy: number,
  syy: number,
];

function trackEwma(settings: EwmaSettings, past?: EwmaPast): BetaTracker {
  const { lambda, mean, minimumEffectiveSamples } = settings;
  const stream = streamedEwma(lambda, mean === 'weighted', past);
  const { state } = stream;
  // About their own mean, a single pair has no variance.
  const least = mean === 'zero' ? 1 : 2;
  const required = Math.max(least, minimumEffectiveSamples);
  return {
    update: (assetReturn, benchmarkReturn) => {
      if (!(isSample(assetReturn) && isSample(benchmarkReturn)))
        refusePair(assetReturn, benchmarkReturn, EWMA_LARGEST_SAMPLE);
      addToStreamedEwma(stream, benchmarkReturn, assetReturn);
    },
    value: () => (ewmaEffectiveSamples(state, 0) >= minimumEffectiveSamples ? ewmaSlope(state, 0) : NaN),
    estimate: () => {
      const effectiveSampleSize = ewmaEffectiveSamples(state, 0);
      if (stream.count[0]! < least || effectiveSampleSize < minimumEffectiveSamples)
        return { status: 'insufficient_data', required, observed: effectiveSampleSize };
      const beta = ewmaSlope(state, 0);
      const variance = ewmaVarianceX(state, 0);
      const meanX = ewmaMeanX(state, 0);
      if (Number.isNaN(beta)) {
        const isBenchmark = variance <= 1e-290 || isFlat(variance, meanX, 0, 1);
        return { status: 'degenerate', reason: isBenchmark ? 'flat_benchmark' : 'flat_asset' };
      }
      const correlation = ewmaPearson(state, 0);
      return checked({
        status: 'ok',
        beta,
        alpha: mean === 'zero' ? null : ewmaMeanY(state) - beta * meanX + 0,
        correlation,
        residualStandardDeviation: Math.sqrt(unexplained(ewmaVarianceY(state, 0), correlation)),
        betaStandardError: null,
        observations: stream.count[0]!,
        effectiveSampleSize,
      });
    },
    snapshot: () => ({
      version: 1,
      tracker: 'beta',
      lambda,
      mean,
      minimumEffectiveSamples,
      observations: stream.count[0]!,
      sums: Array.from(state.subarray(EWMA_SETTINGS)),
    }),
  };
}

function checked(estimate: TrackedBeta): TrackedBeta {
  const { beta, alpha, residualStandardDeviation, betaStandardError } = estimate;
  if (Number.isFinite(beta + (alpha ?? 0) + residualStandardDeviation + (betaStandardError ?? 0)))
    return estimate;
  return refuse('domain.out_of_range', CALLER, 'assetReturn', 'closer in scale to the benchmark', beta);
}

function isSample(value: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= EWMA_LARGEST_SAMPLE;
}

/** Refuses a pair that is not of numbers, or of a finite one beyond `largest`; else it is a missing one. */
function refusePair(assetReturn: number, benchmarkReturn: number, largest: number): void {
  refuseUpdate(CALLER, 'assetReturn', assetReturn, largest);
  refuseUpdate(CALLER, 'benchmarkReturn', benchmarkReturn, largest);
}
