import { addToWindow, lastSamples, mergeWindow, pairWindow } from './pairWindow.ts';
import type { PairWindow } from './pairWindow.ts';
import { bandOf, isOrdinary, timesBands } from './scaleBands.ts';

/** Where a stream stands: `updates` pairs taken in, and the last of them, NaN where missing. */
export interface StreamedPast {
  readonly updates: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The co-moments of the last pairs of a stream, at any scale. */
export interface StreamedWindow {
  readonly pairs: PairWindow;
  /** Pairs taken in; pairs to come until the last odd sample has left. Counters of doubles never overflow. */
  readonly counts: Float64Array;
  /** The bands of x and of y at the last reading: 0 in all but odd data. */
  readonly bands: Int32Array;
}

/**
 * A window of pairs that computes what `rollCoMoments` computes with `inScaleBands`, with the same bits where
 * it is not `steady`; it goes on from `past`, if given.
 *
 * While a sample beyond 4e46 or below 3e-47 is in the window every reading adds up the whole window anew, by
 * its scale; else a reading and a pair cost what `pairWindow` says.
 */
export function streamedWindow(window: number, steady: boolean, past?: StreamedPast): StreamedWindow {
  const stream = {
    pairs: pairWindow(window, steady),
    counts: new Float64Array(2),
    bands: new Int32Array(2),
  };
  if (past !== undefined) {
    stream.counts[0] = past.updates - past.x.length;
    skip(stream.pairs, stream.counts[0]);
    past.x.forEach((x, i) => {
      addToStream(stream, x, past.y[i]!);
    });
  }
  return stream;
}

/** Takes in a pair; one of which a side is not finite is missing. The oldest leaves. */
export function addToStream({ pairs, counts }: StreamedWindow, x: number, y: number): void {
  addToWindow(pairs, x, y);
  counts[0]!++;
  if (!(isOrdinary(x) && isOrdinary(y)) && x - x + (y - y) === 0) counts[1] = pairs.window;
  else if (counts[1]! > 0) counts[1]!--;
}

/** The window's state as `addAnchored` writes it, of samples times 2^(-310 band): see `bands`. */
export function readStream(stream: StreamedWindow): Float64Array {
  const { pairs, counts, bands } = stream;
  if (counts[1]! > 0) return readScaled(stream);
  bands[0] = 0;
  bands[1] = 0;
  mergeWindow(pairs);
  return pairs.sums;
}

/** Where the stream stands, with the pairs of the window, the oldest first. */
export function pastOf({ pairs, counts }: StreamedWindow): StreamedPast {
  const updates = counts[0]!;
  const [x, y] = lastSamples(pairs, Math.min(pairs.window, updates));
  return { updates, x, y };
}

function readScaled(stream: StreamedWindow): Float64Array {
  const { pairs, bands } = stream;
  const { updates, x, y } = pastOf(stream);
  const bandX = highestBand(x, y);
  const bandY = highestBand(y, x);
  const again = pairWindow(pairs.window, pairs.steady);
  skip(again, updates - x.length);
  x.forEach((value, i) => {
    addToWindow(again, timesBands(value, -bandX), timesBands(y[i]!, -bandY));
  });
  mergeWindow(again);
  bands[0] = bandX;
  bands[1] = bandY;
  return again.sums;
}

/** Begins a window at the place within a block where one stands after so many pairs. */
function skip(window: PairWindow, pairs: number): void {
  for (let missing = pairs % window.block; missing > 0; missing--) addToWindow(window, NaN, NaN);
}

/** Of the largest magnitude of the complete pairs; 0 where all are 0. */
function highestBand(values: Float64Array, others: Float64Array): number {
  let magnitude = 0;
  for (let i = 0; i < values.length; i++)
    if (values[i]! - values[i]! + (others[i]! - others[i]!) === 0)
      magnitude = Math.max(magnitude, Math.abs(values[i]!));
  return bandOf(magnitude);
}
