import { median } from './selection.ts';

/** Standard deviations in a median absolute deviation of normal values: 1 / normalQuantile(3/4). */
export const MAD_TO_SIGMA = 1.4826022185056018;

/** What is ordinary around each value. */
export interface Neighbourhood {
  /** Median of the window around each value. */
  readonly medians: Float64Array;
  /** MAD_TO_SIGMA times the median absolute deviation from it. */
  readonly scales: Float64Array;
}

/**
 * Median and scale of the values around each value, itself included: `halfWindow` on either side, fewer at
 * the ends. NaN is left out; where fewer than `halfWindow + 1` values remain, the results are NaN.
 *
 * Cost: O(n halfWindow).
 * Source: Hampel 1974, J. Am. Stat. Assoc. 69, 383-393; the moving window: Pearson 2002, IEEE Trans. Control
 * Syst. Technol. 10, 55-63.
 */
export function movingMedian(values: Float64Array, halfWindow: number): Neighbourhood {
  const n = values.length;
  const medians = new Float64Array(n).fill(NaN);
  const scales = new Float64Array(n).fill(NaN);
  // Nowhere enough values, and no array as long as the window might be.
  if (n <= halfWindow) return { medians, scales };
  const around = new Float64Array(Math.min(n, 2 * halfWindow + 1));
  for (let i = 0; i < n; i++) {
    let count = 0;
    for (let j = Math.max(0, i - halfWindow); j <= Math.min(n - 1, i + halfWindow); j++)
      if (!Number.isNaN(values[j])) around[count++] = values[j]!;
    if (count <= halfWindow) continue;
    const window = around.subarray(0, count);
    const centre = median(window);
    for (let k = 0; k < count; k++) window[k] = Math.abs(window[k]! - centre);
    medians[i] = centre;
    scales[i] = MAD_TO_SIGMA * median(window);
  }
  return { medians, scales };
}
