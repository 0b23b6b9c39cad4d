import type { Convention } from '../foundation/convention.ts';
import { degenerate } from '../foundation/status.ts';
import type { Degenerate, InsufficientData } from '../foundation/status.ts';
import {
  pairsOf,
  readAsOf,
  readTrackerOptions,
  readTrackerSnapshot,
  refuseUpdate,
  sideOf,
} from '../foundation/trackerOptions.ts';
import type {
  AsOf,
  EwmaTrackerOptions,
  TrackerOptions,
  TrackerSnapshot,
  WeightSettings,
  WindowSettings,
  WindowTrackerOptions,
} from '../foundation/trackerOptions.ts';
import { isMoving } from '../kernel/anchoredCoMoments.ts';
import {
  EWMA_LARGEST_SAMPLE,
  ewmaCovarianceXY,
  ewmaEffectiveSamples,
  ewmaMeanX,
  ewmaPearson,
  ewmaSlope,
  ewmaVarianceX,
  ewmaVarianceY,
} from '../kernel/ewmaCoMoments.ts';
import { exp } from '../kernel/exp.ts';
import { pearson, residue } from '../kernel/fitFromSums.ts';
import { timesBands, unscaled } from '../kernel/scaleBands.ts';
import {
  addToStreamedEwma,
  areEwmaSums,
  EWMA_SETTINGS,
  ewmaMeanY,
  streamedEwma,
} from '../kernel/streamedEwma.ts';
import type { EwmaPast } from '../kernel/streamedEwma.ts';
import { addToStream, pastOf, readStream, streamedWindow } from '../kernel/streamedWindow.ts';
import type { StreamedPast } from '../kernel/streamedWindow.ts';

/** A beta that follows a stream of returns. */
export interface BetaTracker<Estimate extends TrackedBeta = TrackedBeta> {
  /** Takes in the returns of one period; where one of them is not finite, the pair is missing. */
  readonly update: (assetReturn: number, benchmarkReturn: number) => void;
  /** The beta now: the number that `rollingBeta` or `ewmaBeta` gives for the period; NaN where there is none. */
  readonly value: () => number;
  /** The beta with its error, its sample and its convention, `asOf` as told here; or why there is none. */
  readonly estimate: (told?: AsOf) => BetaTrackerResult<Estimate>;
  /** All that the tracker knows, for `restoreBetaTracker`. */
  readonly snapshot: () => TrackerSnapshot;
}

/** A beta of the window, now: what `sizeBetaHedge` takes, interval by Student t. */
export interface WindowBeta extends Convention {
  readonly status: 'ok';
  /** Slope: the asset's return per unit of the benchmark's. */
  readonly beta: number;
  /** Intercept, per period. */
  readonly alpha: number;
  /** Pearson correlation of the two. */
  readonly correlation: number;
  /**
   * sqrt(sum of squared residuals / (n - 2)), per period; null where the benchmark explains the asset but for
   * 1e-6 of its deviation, and the sums can't tell.
   */
  readonly residualStandardDeviation: number | null;
  /** Of beta, classical; null where the residuals are. */
  readonly betaStandardError: number | null;
  /** observations - 2. */
  readonly degreesOfFreedom: number;
  /** Complete pairs in the window. */
  readonly observations: number;
  /** `observations`. */
  readonly effectiveSampleSize: number;
}

/** A beta of falling weights, now: `sizeBetaHedge` takes it as one of unknown error. */
export interface WeightedBeta extends Convention {
  readonly status: 'ok';
  /** Slope: the asset's return per unit of the benchmark's. */
  readonly beta: number;
  /** Intercept, per period; null about zero means, where there is none. */
  readonly alpha: number | null;
  /** Pearson correlation of the two. */
  readonly correlation: number;
  /** Root of the weighted mean square of the residuals, per period; null where the sums can't tell, as in a window. */
  readonly residualStandardDeviation: number | null;
  /** Weighted sums do not tell it. */
  readonly betaStandardError: null;
  /** Complete pairs of the whole stream. */
  readonly observations: number;
  /** As many samples of equal weight tell as much. */
  readonly effectiveSampleSize: number;
}

/** A beta of the stream, now; `degreesOfFreedom` is of a window alone. */
export type TrackedBeta = WindowBeta | WeightedBeta;

/** `ok`, too few samples (effective ones, where weights fall), or samples that hold no beta. */
export type BetaTrackerResult<Estimate extends TrackedBeta = TrackedBeta> =
  Estimate | InsufficientData | Degenerate<'flat_benchmark' | 'flat_asset' | 'out_of_range'>;

const CALLER = 'betaTracker';

/**
 * The beta of an asset against a benchmark, kept up to date return by return: over the last `window` pairs,
 * or with weights that fall by `lambda` or `halfLife`.
 *
 * **Formula**: as of `rollingBeta` and `ewmaBeta`.
 * **Inputs**: `window`, `minPeriods`, `latency`; or `lambda` or `halfLife`, `mean`, `minimumEffectiveSamples`; with
 * either `returnKind`, `horizonMs`; then `update(assetReturn, benchmarkReturn)` for each period. A pair with a side
 * that is not finite is missing, and leaves no trace once it has left the window.
 * **Result**: `value()`, bit for bit the batch function's number at that period (with `latency: 'bounded'`, to
 * 2e-14); `estimate({ asOf })`: `ok`; `insufficient_data`; `degenerate`: `flat_benchmark`, `flat_asset` (as in
 * `capmBeta`, a series that moves by less than 1e-12 of its mean included), `out_of_range` (beta or alpha beyond
 * the doubles); `snapshot()`, plain JSON. An asset on itself has errors of exactly 0.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: where weights fall, a return beyond 1e150).
 * **Accuracy**: as of the batch functions: 2e-14 of sd(r)/sd(m) after ticks of 1e8 and at levels of 1e8.
 * **Cost**: an update and a value take about 40 ns together, whatever the window, and make no objects. `amortised`:
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
export function betaTracker(options: WindowTrackerOptions): BetaTracker<WindowBeta>;
export function betaTracker(options: EwmaTrackerOptions): BetaTracker<WeightedBeta>;
export function betaTracker(options: TrackerOptions): BetaTracker;
export function betaTracker(options: TrackerOptions): BetaTracker {
  const settings = readTrackerOptions(CALLER, options, exp);
  return 'window' in settings ? trackWindow(settings) : trackEwma(settings);
}

/**
 * A tracker that goes on where a snapshot was taken, bit for bit.
 *
 * **Inputs**: what `snapshot()` of a `betaTracker` gave, straight from JSON too.
 * **Errors**: `state.invalid` (a field that is not as this version writes it), `shape.*` (no object at all).
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
  if ('weights' in read) return trackEwma(read.weights, read);
  const past = { updates: read.updates, x: sideOf(read.pairs, 1), y: sideOf(read.pairs, 0) };
  return trackWindow(read.window, past);
}

function trackWindow(settings: WindowSettings, past?: StreamedPast): BetaTracker<WindowBeta> {
  const { window, minPeriods, latency } = settings;
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
      const n = sums[0]!;
      if (n < minPeriods || !isMoving(sums[5]!, sums[1]!, n) || !isMoving(sums[7]!, sums[2]!, n)) return NaN;
      return unscaled(sums[6]! / sums[5]!, bands[1]! - bands[0]!);
    },
    estimate: (told) => {
      const convention = readAsOf(CALLER, settings, told);
      const sums = readStream(stream);
      const [n, anchorX, anchorY, restX, restY, sxx, sxy, syy] = sums as unknown as WindowSums;
      if (n < required) return { status: 'insufficient_data', required, observed: n };
      if (!isMoving(sxx, anchorX, n)) return degenerate('flat_benchmark');
      if (!isMoving(syy, anchorY, n)) return degenerate('flat_asset');
      const slope = sxy / sxx;
      const correlation = pearson(sxx, sxy, syy);
      const residual = Math.sqrt(residue(sxx, sxy, syy, correlation) / (n - 2));
      const bandY = bands[1]!;
      const bandBeta = bandY - bands[0]!;
      const beta = unscaled(slope, bandBeta);
      const alpha = timesBands(anchorY - slope * anchorX + (restY - slope * restX), bandY) + 0;
      if (!Number.isFinite(beta + alpha)) return degenerate('out_of_range');
      return {
        status: 'ok',
        beta,
        alpha,
        correlation,
        residualStandardDeviation: knownOrNull(unscaled(residual, bandY)),
        betaStandardError: knownOrNull(unscaled(residual / Math.sqrt(sxx), bandBeta)),
        degreesOfFreedom: n - 2,
        observations: n,
        effectiveSampleSize: n,
        ...convention,
      };
    },
    snapshot: () => {
      const { updates, x, y } = pastOf(stream);
      return { version: 1, tracker: 'beta', ...settings, updates, pairs: pairsOf(y, x) };
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

function trackEwma(settings: WeightSettings, past?: EwmaPast): BetaTracker<WeightedBeta> {
  const { lambda, mean, minimumEffectiveSamples } = settings;
  const stream = streamedEwma(lambda, mean === 'weighted', past);
  const { state } = stream;
  // About their own mean, a single pair has no variance: nor one after a gap that left the past no weight.
  const least = mean === 'zero' ? 1 : 2;
  const required = Math.max(least, minimumEffectiveSamples);
  return {
    update: (assetReturn, benchmarkReturn) => {
      if (!(isSample(assetReturn) && isSample(benchmarkReturn)))
        refusePair(assetReturn, benchmarkReturn, EWMA_LARGEST_SAMPLE);
      addToStreamedEwma(stream, benchmarkReturn, assetReturn);
    },
    value: () => (ewmaEffectiveSamples(state, 0) >= minimumEffectiveSamples ? ewmaSlope(state, 0) : NaN),
    estimate: (told) => {
      const convention = readAsOf(CALLER, settings, told);
      const effectiveSampleSize = ewmaEffectiveSamples(state, 0);
      const beta = ewmaSlope(state, 0);
      const isNone = Number.isNaN(beta);
      if ((isNone && effectiveSampleSize <= least - 1) || effectiveSampleSize < minimumEffectiveSamples)
        return { status: 'insufficient_data', required, observed: effectiveSampleSize };
      const varianceX = ewmaVarianceX(state, 0);
      const meanX = ewmaMeanX(state, 0);
      if (isNone)
        return degenerate(
          varianceX > 1e-290 && isMoving(varianceX, meanX, 1) ? 'flat_asset' : 'flat_benchmark',
        );
      const alpha = mean === 'zero' ? null : ewmaMeanY(state) - beta * meanX + 0;
      // A null adds nothing.
      if (!Number.isFinite(beta + (alpha as number))) return degenerate('out_of_range');
      const varianceY = ewmaVarianceY(state, 0);
      const correlation = ewmaPearson(state, 0);
      const left = residue(varianceX, ewmaCovarianceXY(state, 0), varianceY, correlation);
      return {
        status: 'ok',
        beta,
        alpha,
        correlation,
        residualStandardDeviation: knownOrNull(Math.sqrt(left)),
        betaStandardError: null,
        observations: stream.count[0]!,
        effectiveSampleSize,
        ...convention,
      };
    },
    snapshot: () => ({
      version: 1,
      tracker: 'beta',
      ...settings,
      observations: stream.count[0]!,
      sums: [...state.subarray(EWMA_SETTINGS)],
    }),
  };
}

/** What the sums tell; null where they don't. */
function knownOrNull(value: number): number | null {
  return value - value === 0 ? value : null;
}

function isSample(value: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= EWMA_LARGEST_SAMPLE;
}

/** Refuses a pair that is not of numbers, or of a finite one beyond `largest`; else it is a missing one. */
function refusePair(assetReturn: number, benchmarkReturn: number, largest: number): void {
  refuseUpdate(CALLER, 'assetReturn', assetReturn, largest);
  refuseUpdate(CALLER, 'benchmarkReturn', benchmarkReturn, largest);
}
