import { isMoving } from './anchoredCoMoments.ts';
import type { Windows } from './windows.ts';

// Co-moments of every window of two series, and what follows from them, at a cost that does not depend on the
// windows' lengths. Nothing is ever subtracted from a sum, so that a sample that has left leaves no trace.
//
// The order of every operation, which the streaming form repeats so that its bits are the same:
// - Windows. Window i holds the samples starts[i] to i, where starts never decreases. A pair of which a side
//   is not finite is missing: it is passed over, and not counted.
// - Blocks. The first starts at s = 0; a block takes the windows i = s, s + 1, ... as long as starts[i] <= s,
//   and the first window beyond starts the next. Windows of W samples (starts[i] = max(0, i - W + 1)) have
//   blocks at 0, W, 2 W, ...
// - Two halves a window. The suffix holds starts[i] to s - 1, and is built once a block, backwards: the pair
//   s - 1 is added first. The prefix holds s to i, and grows forwards.
// - Anchors. A half's state is of the deviations from its anchor, the half's first complete pair in the order
//   of adding: the last complete pair before s, and the first from s on. So an anchor lies in every half that
//   uses it, and is within sd sqrt(n - 1) of its mean whatever the data (Samuelson 1968).
// - Adding (x, y), with n the new count, share = 1/n from a table and dx = x - anchorX - meanX about the old
//   mean: meanX += dx share, Sxx += (1 - share)(dx dx), Sxy += (1 - share)(dx dy). Products of deviations come
//   first, so that x and y may change places without a bit.
// - Merging a = suffix and b = prefix, Chan's formula: share = count_b (1 / count) with the table's 1 / count,
//   weight = count_a share, gapX = (anchor_b - anchor_a) + (mean_b - mean_a), its first bracket being taken once
//   a block; Sxx = Sxx_a + Sxx_b + weight (gapX gapX), Sxy = Sxy_a + Sxy_b + weight (gapX gapY). A half of count
//   0: the other as it is.
// - A series does not move where S <= count 1e-24 anchor^2, the anchor being the suffix's where it has any: then
//   its deviation is at most 1e-12 of its mean, which the anchor, one of the samples, then is but for 1e-8.
// - Scale. Neither a square nor the product Sxx Syy leaves the range of doubles where every window's largest
//   magnitudes are within 2^-155 and 2^155 (or 0), and so it is of nearly every series. `inScaleBands` brings
//   other windows there by powers of two: where the plain sums are representable, theirs have the same bits.

/** Numbers of a suffix's state beside its count: mean of x, mean of y, Sxx, Sxy, Syy. */
const STATE = 5;

/** Where to write what each window gives; null for what is not asked for. */
export interface RollingTargets {
  /** Sxy / Sxx. */
  readonly slope: Float64Array | null;
  /** Sxy / sqrt(Sxx Syy), within [-1, 1]. */
  readonly correlation: Float64Array | null;
  /** The states themselves, of the samples as they are, also where the pairs are fewer than `minPeriods`. */
  readonly sums: RollingSums | null;
}

/** Columns of states. */
export interface RollingSums {
  /** Complete pairs. */
  readonly count: Float64Array;
  readonly meanX: Float64Array;
  readonly meanY: Float64Array;
  readonly sxx: Float64Array;
  readonly sxy: Float64Array;
  readonly syy: Float64Array;
}

/**
 * Writes slope, correlation or co-moments of every window of the pairs (x[i], y[i]).
 *
 * Formula: the anchored two-stack aggregation told at the head of this file.
 * Inputs: series of one length, in the range of scales told there; a non-finite sample is missing.
 * Result: slope and correlation are NaN where x or y does not move, by more than 1e-12 of its mean; a series on
 * itself gives exactly 1, and x and y in each other's place the same correlation, to the last bit.
 * Accuracy: correlation, and slope in units of sd(y)/sd(x), 2e-14 against exact arithmetic for windows up to
 * 20,000, whatever came before.
 * Cost: O(1) a window: 2 additions of a pair, 1 merge; memory for one window's suffix states.
 * Source: Tangwongsan, Hirzel and Schneider 2017, DEBS, for the two stacks; Welford 1962; Chan, Golub and
 * LeVeque 1979.
 */
export function rollCoMoments(
  x: Float64Array,
  y: Float64Array,
  { starts, longest, minPeriods }: Windows,
  { slope, correlation, sums }: RollingTargets,
): void {
  const length = starts.length;
  const inverse = new Float64Array(longest + 1);
  for (let count = 1; count <= longest; count++) inverse[count] = 1 / count;
  // Whole counts apart: as doubles among the others they would have to be converted, at a fifth of the time.
  const counts = new Int32Array(longest);
  const suffix = new Float64Array(longest * STATE);

  let i = 0;
  while (i < length) {
    const s = i;
    const first = starts[s]!;
    let at = (s - first) * STATE;
    let count = 0;
    let meanX = 0;
    let meanY = 0;
    let sxx = 0;
    let sxy = 0;
    let syy = 0;
    let suffixX = 0;
    let suffixY = 0;
    counts[s - first] = 0;
    for (let j = s - 1; j >= first; j--) {
      const xj = x[j]!;
      const yj = y[j]!;
      // v - v is 0 for every finite v, and NaN for the rest.
      if (xj - xj + (yj - yj) === 0) {
        if (count === 0) {
          suffixX = xj;
          suffixY = yj;
        }
        count++;
        const share = inverse[count]!;
        const rest = 1 - share;
        const dx = xj - suffixX - meanX;
        const dy = yj - suffixY - meanY;
        meanX += dx * share;
        meanY += dy * share;
        sxx += rest * (dx * dx);
        sxy += rest * (dx * dy);
        syy += rest * (dy * dy);
      }
      at -= STATE;
      counts[j - first] = count;
      suffix[at] = meanX;
      suffix[at + 1] = meanY;
      suffix[at + 2] = sxx;
      suffix[at + 3] = sxy;
      suffix[at + 4] = syy;
    }

    count = meanX = meanY = sxx = sxy = syy = 0;
    let prefixX = 0;
    let prefixY = 0;
    let apartX = 0;
    let apartY = 0;
    for (; i < length; i++) {
      const start = starts[i]!;
      if (start > s) break;
      const xi = x[i]!;
      const yi = y[i]!;
      if (xi - xi + (yi - yi) === 0) {
        if (count === 0) {
          prefixX = xi;
          prefixY = yi;
          apartX = prefixX - suffixX;
          apartY = prefixY - suffixY;
        }
        count++;
        const share = inverse[count]!;
        const rest = 1 - share;
        const dx = xi - prefixX - meanX;
        const dy = yi - prefixY - meanY;
        meanX += dx * share;
        meanY += dy * share;
        sxx += rest * (dx * dx);
        sxy += rest * (dx * dy);
        syy += rest * (dy * dy);
      }

      at = (start - first) * STATE;
      const before = counts[start - first]!;
      const both = before + count;
      let windowXX = sxx;
      let windowXY = sxy;
      let windowYY = syy;
      if (before > 0) {
        windowXX = suffix[at + 2]!;
        windowXY = suffix[at + 3]!;
        windowYY = suffix[at + 4]!;
        if (count > 0) {
          const weight = before * (count * inverse[both]!);
          const gapX = apartX + (meanX - suffix[at]!);
          const gapY = apartY + (meanY - suffix[at + 1]!);
          windowXX = windowXX + sxx + weight * (gapX * gapX);
          windowXY = windowXY + sxy + weight * (gapX * gapY);
          windowYY = windowYY + syy + weight * (gapY * gapY);
        }
      }
      const enough = both >= minPeriods;
      // A slope of a flat y would be 0, and say that there is none.
      const moves =
        enough &&
        isMoving(windowXX, before > 0 ? suffixX : prefixX, both) &&
        isMoving(windowYY, before > 0 ? suffixY : prefixY, both);
      if (slope !== null) slope[i] = moves ? windowXY / windowXX : NaN;
      if (correlation !== null) {
        const r = windowXY / Math.sqrt(windowXX * windowYY);
        correlation[i] = !moves ? NaN : r > 1 ? 1 : r < -1 ? -1 : r;
      }
      if (sums !== null) {
        sums.count[i] = both;
        sums.sxx[i] = windowXX;
        sums.sxy[i] = windowXY;
        sums.syy[i] = windowYY;
        sums.meanX[i] = prefixX + meanX;
        sums.meanY[i] = prefixY + meanY;
        if (before > 0) {
          const share = count * inverse[both]!;
          sums.meanX[i] = suffixX + (suffix[at]! + (apartX + (meanX - suffix[at]!)) * share);
          sums.meanY[i] = suffixY + (suffix[at + 1]! + (apartY + (meanY - suffix[at + 1]!)) * share);
        }
      }
    }
  }
}
