import { addAnchored, ANCHORED_LENGTH, inverses, mergeAnchored } from './anchoredCoMoments.ts';

/** The last so many pairs of a stream, and their co-moments. */
export interface PairWindow {
  /** Pairs in it when it is full. */
  readonly window: number;
  /** Whether every pair costs the same. */
  readonly steady: boolean;
  /** Pairs in a block: a window that begins with as many missing pairs computes in the same order. */
  readonly block: number;
  /** The window's state as `addAnchored` writes it; `mergeWindow` brings it up to date. */
  readonly sums: Float64Array;
  /** 1/k for every count k. */
  readonly inverse: Float64Array;
  /** Samples as they came in; the next goes to `cursor[NEXT]`. */
  readonly ringX: Float64Array;
  readonly ringY: Float64Array;
  /** Of a block that is full, states of its samples q to the last, for every q; then those of none, zeros. */
  readonly suffixes: Float64Array;
  /** State of the block that fills; if steady, then of the whole one before it. */
  readonly states: Float64Array;
  readonly cursor: Int32Array;
}

// Places in a cursor: samples in the block that fills; where in the rings the next goes; and, if steady, where
// the suffixes being read begin.
const FILLED = 0;
const NEXT = 1;
const LEAVING = 2;

/**
 * A window in two halves: the suffix of the block before, whose states are computed at once when the block is
 * full, backwards, and the prefix of the block that fills. The order of operations is that of
 * `rollCoMoments`, and so are the bits. A pair costs one addition and a reading one merge, but every `window`
 * pairs there are `window` additions more at once; memory for 11 numbers a sample.
 *
 * If `steady`, blocks have half the length, and a window is the suffix of a block, a whole block and the
 * prefix of the one that fills. While that fills, the suffix states of the whole one are computed backwards, a
 * pair at a time, and are complete when they are needed: a pair costs 2 additions and a reading 2 merges,
 * never more; memory for 12 numbers a sample.
 *
 * Source: Tangwongsan, Hirzel and Schneider 2017, DEBS, for the two stacks.
 */
export function pairWindow(window: number, steady: boolean): PairWindow {
  const block = steady ? Math.floor(window / 2) : window;
  // If steady, rings hold the block that fills, the whole one and the one that leaves.
  const ring = steady ? 3 * block : window;
  return {
    window,
    steady,
    block,
    sums: new Float64Array(ANCHORED_LENGTH),
    inverse: inverses(window),
    ringX: new Float64Array(ring).fill(NaN),
    ringY: new Float64Array(ring).fill(NaN),
    suffixes: new Float64Array((steady ? 2 : 1) * (block + 1) * ANCHORED_LENGTH),
    states: new Float64Array(2 * ANCHORED_LENGTH),
    cursor: new Int32Array(3),
  };
}

/** Takes in a pair; one of which a side is not finite is missing. The oldest leaves. */
export function addToWindow(pairs: PairWindow, x: number, y: number): void {
  const { block, cursor, inverse, ringX, ringY, states } = pairs;
  if (cursor[FILLED] === block) turn(pairs);
  const next = cursor[NEXT]!;
  ringX[next] = x;
  ringY[next] = y;
  addAnchored(states, 0, 0, ringX, ringY, next, inverse);
  if (pairs.steady) addToSuffixes(pairs, next);
  cursor[FILLED]!++;
  cursor[NEXT] = next + 1;
}

/** Brings `sums` up to date. */
export function mergeWindow({
  window,
  steady,
  block,
  sums,
  inverse,
  suffixes,
  states,
  cursor,
}: PairWindow): void {
  const filled = cursor[FILLED]!;
  if (!steady) {
    mergeAnchored(sums, suffixes, filled * ANCHORED_LENGTH, states, 0, inverse);
    return;
  }
  const q = filled - (window - 2 * block);
  // Before the first pair of a window of odd length.
  if (q < 0) return;
  mergeAnchored(sums, suffixes, cursor[LEAVING]! + q * ANCHORED_LENGTH, states, ANCHORED_LENGTH, inverse);
  mergeAnchored(sums, sums, 0, states, 0, inverse);
}

/** The last samples, the oldest first, `length` of them. */
export function lastSamples(
  { ringX, ringY, cursor }: PairWindow,
  length: number,
): readonly [x: Float64Array, y: Float64Array] {
  const first = cursor[NEXT]! - length;
  const last = (ring: Float64Array): Float64Array =>
    Float64Array.from({ length }, (_, i) => ring[first + i < 0 ? first + i + ring.length : first + i]!);
  return [last(ringX), last(ringY)];
}

/** The suffix states of sample q of the whole block, which stands just before the one that fills. */
function addToSuffixes({ block, cursor, inverse, ringX, ringY, suffixes }: PairWindow, next: number): void {
  const filled = cursor[FILLED]!;
  const q = block - 1 - filled;
  const place = next - 2 * filled - 1;
  const source = place < 0 ? place + 3 * block : place;
  const at = (block + 1) * ANCHORED_LENGTH - cursor[LEAVING]! + q * ANCHORED_LENGTH;
  addAnchored(suffixes, at, at + ANCHORED_LENGTH, ringX, ringY, source, inverse);
}

/** Begins a block. */
function turn({ steady, block, cursor, inverse, ringX, ringY, suffixes, states }: PairWindow): void {
  if (steady) {
    states.copyWithin(ANCHORED_LENGTH, 0, ANCHORED_LENGTH);
    cursor[LEAVING] = (block + 1) * ANCHORED_LENGTH - cursor[LEAVING]!;
  } else
    for (let q = block - 1; q > 0; q--) {
      const at = q * ANCHORED_LENGTH;
      addAnchored(suffixes, at, at + ANCHORED_LENGTH, ringX, ringY, q, inverse);
    }
  states.fill(0, 0, ANCHORED_LENGTH);
  cursor[FILLED] = 0;
  if (cursor[NEXT] === ringX.length) cursor[NEXT] = 0;
}
