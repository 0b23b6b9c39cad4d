/**
 * Which of many points to draw, as indices in order: largest triangles of three buckets, run by run between gaps, with
 * the least and the greatest value of all. A gap is kept as the first of its missing values; missing values at either
 * end are left out. Null where there are more gaps than `most` points can show.
 *
 * Formula: of each bucket of a run the point that makes the largest triangle with the point chosen before and the mean
 * of the next bucket; first and last of a run stay. A run has two points, and of the others a share by its length.
 *
 * Cost: O(n).
 * Source: Steinarsson 2013, Downsampling Time Series for Visual Representation, University of Iceland, ch. 4.
 */
export function thin(x: ArrayLike<number>, y: ArrayLike<number>, most: number): readonly number[] | null {
  const runs = runsOf(y);
  const kept = new Set<number>();
  let inner = 0;
  for (const [start, end] of runs) {
    kept
      .add(start)
      .add(end - 1)
      .add(end);
    inner += Math.max(end - start - 2, 0);
  }
  // After the last run there is no gap.
  kept.delete(runs.at(-1)?.[1] ?? 0);
  const room = most - kept.size;
  const isWhole = inner <= room;
  // Two more are for the extremes.
  if (!isWhole && room < 2) return null;
  const spare = isWhole ? inner : room - 2;
  for (const [start, end] of runs) {
    // The product first: it is exact, and so is the share of a run of all.
    const buckets = Math.floor((spare * (end - start - 2)) / inner);
    const edge = (bucket: number): number =>
      Math.min(start + 1 + Math.floor((bucket * (end - start - 2)) / buckets), end);
    let before = start;
    for (let bucket = 0; bucket < buckets; bucket++) {
      // As many times the mean as there are points: it changes no comparison.
      let nextX = 0;
      let nextY = 0;
      for (let i = edge(bucket + 1); i < edge(bucket + 2); i++) {
        nextX += x[i]! - x[before]!;
        nextY += y[i]! - y[before]!;
      }
      let best = before;
      let largest = -1;
      for (let i = edge(bucket); i < edge(bucket + 1); i++) {
        const area = Math.abs((x[i]! - x[before]!) * nextY - nextX * (y[i]! - y[before]!));
        if (area > largest) {
          largest = area;
          best = i;
        }
      }
      kept.add(best);
      before = best;
    }
  }
  for (const extreme of extremes(y)) kept.add(extreme);
  return [...kept].sort((a, b) => a - b);
}

/** Stretches without a missing value, each from its first index to the one after its last. */
function runsOf(y: ArrayLike<number>): readonly (readonly [start: number, end: number])[] {
  const runs: [number, number][] = [];
  for (let i = 0; i < y.length; i++) {
    if (Number.isNaN(y[i])) continue;
    const last = runs.at(-1);
    if (last?.[1] === i) last[1]++;
    else runs.push([i, i + 1]);
  }
  return runs;
}

/** Where the least and the greatest of the numbers are, the first of equal ones; nowhere without numbers. */
export function extremes(values: ArrayLike<number>): readonly number[] {
  let low = -1;
  let high = -1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== value) continue;
    if (!(value >= values[low]!)) low = i;
    if (!(value <= values[high]!)) high = i;
  }
  return low < 0 ? [] : [low, high];
}

/** The least and the greatest of the numbers. */
export function rangeOf(values: ArrayLike<number>): readonly number[] {
  return extremes(values).map((i) => values[i]!);
}
