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
  TrackerOptions,
  TrackerSnapshot,
  WeightSettings,
  WindowSettings,
} from '../foundation/trackerOptions.ts';
import { isMoving } from '../kernel/anchoredCoMoments.ts';
import {
  EWMA_LARGEST_SAMPLE,
  ewmaEffectiveSamples,
  ewmaMeanX,
  ewmaPearson,
  ewmaVarianceX,
} from '../kernel/ewmaCoMoments.ts';
import { exp } from '../kernel/exp.ts';
import { pearson } from '../kernel/fitFromSums.ts';
import { addToStreamedEwma, areEwmaSums, EWMA_SETTINGS, streamedEwma } from '../kernel/streamedEwma.ts';
import type { EwmaPast } from '../kernel/streamedEwma.ts';
import { addToStream, pastOf, readStream, streamedWindow } from '../kernel/streamedWindow.ts';
import type { StreamedPast } from '../kernel/streamedWindow.ts';

/** A correlation that follows a stream of pairs. */
export interface CorrelationTracker {
  /** Takes in the samples of one period; where one of them is not finite, the pair is missing. */
  readonly update: (x: number, y: number) => void;
  /** The correlation now: the number that `rollingCorrelation` or `ewmaCorrelation` gives; NaN where there is none. */
  readonly value: () => number;
  /** The correlation with its sample and its convention, `asOf` as told here; or why there is none. */
  readonly estimate: (told?: AsOf) => CorrelationTrackerResult;
  /** All that the tracker knows, for `restoreCorrelationTracker`. */
  readonly snapshot: () => TrackerSnapshot;
}

/** A correlation of the stream, now. */
export interface TrackedCorrelation extends Convention {
  readonly status: 'ok';
  /** In [-1, 1]. */
  readonly correlation: number;
  /** Complete pairs: in the window; or of the whole stream where weights fall. */
  readonly observations: number;
  /** As many samples of equal weight tell as much; of a window, `observations`. */
  readonly effectiveSampleSize: number;
}

/** `ok`, too few samples (effective ones, where weights fall), or a series that does not move. */
export type CorrelationTrackerResult =
  TrackedCorrelation | InsufficientData | Degenerate<'flat_x' | 'flat_y'>;

const CALLER = 'correlationTracker';

/**
 * The Pearson correlation of two series, kept up to date pair by pair: over the last `window` pairs, or with
 * weights that fall by `lambda` or `halfLife`.
 *
 * **Formula**: as of `rollingCorrelation` and `ewmaCorrelation`.
 * **Inputs**: `window`, `minPeriods`, `latency`; or `lambda` or `halfLife`, `mean`, `minimumEffectiveSamples`; with
 * either `returnKind`, `horizonMs`; then `update(x, y)` for each period. A pair with a side that is not finite is
 * missing, and leaves no trace once it has left the window.
 * **Result**: `value()`, bit for bit the batch function's number at that period (with `latency: 'bounded'`, to
 * 2e-14); `estimate({ asOf })`: `ok`; `insufficient_data`; `degenerate`: `flat_x`, `flat_y` (a series that moves by less
 * than 1e-12 of its mean included); `snapshot()`, plain JSON.
 * **Errors**: `shape.*`, `domain.*` (`out_of_range`: where weights fall, a sample beyond 1e150).
 * **Accuracy**: as of the batch functions: 2e-14 after ticks of 1e8 and at levels of 1e8.
 * **Cost**: as of `betaTracker`.
 * **Source**: Tangwongsan, Hirzel and Schneider 2017, DEBS (two stacks).
 *
 * @example
 * ```ts
 * import { correlationTracker } from 'betahedge/correlation';
 *
 * const tracker = correlationTracker({ window: 1440, minPeriods: 3, latency: 'bounded' });
 * tracker.update(0.012, 0.021);
 * tracker.update(-0.009, -0.012);
 * console.log(tracker.value(), tracker.estimate().status); // NaN insufficient_data
 * tracker.update(0.02, -0.01);
 * console.log(tracker.value().toFixed(2)); // 0.30
 * ```
 */
export function correlationTracker(options: TrackerOptions): CorrelationTracker {
  const settings = readTrackerOptions(CALLER, options, exp);
  return 'window' in settings ? trackWindow(settings) : trackEwma(settings);
}

/**
 * A tracker that goes on where a snapshot was taken, bit for bit.
 *
 * **Inputs**: what `snapshot()` of a `correlationTracker` gave, straight from JSON too.
 * **Errors**: `state.invalid` (a field that is not as this version writes it), `shape.*` (no object at all).
 * **Cost**: as many updates as the window is long.
 *
 * @example
 * ```ts
 * import { correlationTracker, restoreCorrelationTracker } from 'betahedge/correlation';
 *
 * const tracker = correlationTracker({ window: 3 });
 * for (const x of [0.01, -0.02, 0.03]) tracker.update(x, -2 * x);
 * const stored = JSON.stringify(tracker.snapshot());
 * console.log(restoreCorrelationTracker(JSON.parse(stored)).value()); // -1
 * ```
 */
export function restoreCorrelationTracker(snapshot: TrackerSnapshot): CorrelationTracker {
  const read = readTrackerSnapshot('restoreCorrelationTracker', snapshot, 'correlation', areEwmaSums);
  if ('weights' in read) return trackEwma(read.weights, read);
  const past = { updates: read.updates, x: sideOf(read.pairs, 0), y: sideOf(read.pairs, 1) };
  return trackWindow(read.window, past);
}

function trackWindow(settings: WindowSettings, past?: StreamedPast): CorrelationTracker {
  const { window, minPeriods, latency } = settings;
  const stream = streamedWindow(window, latency === 'bounded', past);
  return {
    update: (x, y) => {
      if (typeof x !== 'number' || typeof y !== 'number') refusePair(x, y, Infinity);
      addToStream(stream, x, y);
    },
    value: () => {
      const sums = readStream(stream);
      const n = sums[0]!;
      const moves = isMoving(sums[5]!, sums[1]!, n) && isMoving(sums[7]!, sums[2]!, n);
      return n >= minPeriods && moves ? pearson(sums[5]!, sums[6]!, sums[7]!) : NaN;
    },
    estimate: (told) => {
      const convention = readAsOf(CALLER, settings, told);
      const sums = readStream(stream);
      const n = sums[0]!;
      if (n < minPeriods) return { status: 'insufficient_data', required: minPeriods, observed: n };
      if (!isMoving(sums[5]!, sums[1]!, n)) return degenerate('flat_x');
      if (!isMoving(sums[7]!, sums[2]!, n)) return degenerate('flat_y');
      const correlation = pearson(sums[5]!, sums[6]!, sums[7]!);
      return { status: 'ok', correlation, observations: n, effectiveSampleSize: n, ...convention };
    },
    snapshot: () => {
      const { updates, x, y } = pastOf(stream);
      const pairs = pairsOf(x, y);
      return { version: 1, tracker: 'correlation', ...settings, updates, pairs };
    },
  };
}

function trackEwma(settings: WeightSettings, past?: EwmaPast): CorrelationTracker {
  const { lambda, mean, minimumEffectiveSamples } = settings;
  const stream = streamedEwma(lambda, mean === 'weighted', past);
  const { state } = stream;
  // About their own mean, a single pair has no variance: nor one after a gap that left the past no weight.
  const least = mean === 'zero' ? 1 : 2;
  const required = Math.max(least, minimumEffectiveSamples);
  return {
    update: (x, y) => {
      if (!(isSample(x) && isSample(y))) refusePair(x, y, EWMA_LARGEST_SAMPLE);
      addToStreamedEwma(stream, x, y);
    },
    value: () => (ewmaEffectiveSamples(state, 0) >= minimumEffectiveSamples ? ewmaPearson(state, 0) : NaN),
    estimate: (told) => {
      const convention = readAsOf(CALLER, settings, told);
      const effectiveSampleSize = ewmaEffectiveSamples(state, 0);
      const correlation = ewmaPearson(state, 0);
      const observations = stream.count[0]!;
      const isFirst = Number.isNaN(correlation) && effectiveSampleSize <= least - 1;
      if (isFirst || effectiveSampleSize < minimumEffectiveSamples)
        return { status: 'insufficient_data', required, observed: effectiveSampleSize };
      if (!Number.isNaN(correlation))
        return { status: 'ok', correlation, observations, effectiveSampleSize, ...convention };
      const variance = ewmaVarianceX(state, 0);
      const isY = variance > 1e-290 && isMoving(variance, ewmaMeanX(state, 0), 1);
      return degenerate(isY ? 'flat_y' : 'flat_x');
    },
    snapshot: () => ({
      version: 1,
      tracker: 'correlation',
      ...settings,
      observations: stream.count[0]!,
      sums: [...state.subarray(EWMA_SETTINGS)],
    }),
  };
}

function isSample(value: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= EWMA_LARGEST_SAMPLE;
}

/** Refuses a pair that is not of numbers, or of a finite one beyond `largest`; else it is a missing one. */
function refusePair(x: number, y: number, largest: number): void {
  refuseUpdate(CALLER, 'x', x, largest);
  refuseUpdate(CALLER, 'y', y, largest);
}
