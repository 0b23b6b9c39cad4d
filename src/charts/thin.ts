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
  let ends = 0;
  let inner = 0;
  for (const [start, end] of runs) {
    ends += Math.min(end - start, 2);
    inner += Math.max(end - start - 2, 0);
  }
  const room = most - ends - Math.max(runs.length - 1, 0);
  const isWhole = inner <= room;
  // Two more are for the extremes.
  if (!isWhole && room < 2) return null;
  const spare = isWhole ? inner : room - 2;
  const kept = new Set<number>();
  runs.forEach(([start, end], i) => {
    if (i > 0) kept.add(runs[i - 1]![1]);
    // The product first: it is exact, and so is the share of a run of all.
    const share = Math.floor((spare * (end - start - 2)) / inner);
    largestTriangles(x, y, start, end, share, kept);
  });
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

/** Keeps first and last of a run, and of the others one of each of so many buckets. */
function largestTriangles(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  start: number,
  end: number,
  buckets: number,
  kept: Set<number>,
): void {
  // The product first: it is exact, so that the last edge is.
  const edge = (bucket: number): number => start + 1 + Math.floor((bucket * (end - start - 2)) / buckets);
  let before = start;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const to = edge(bucket + 1);
    const nextEnd = Math.min(edge(bucket + 2), end);
    let meanX = 0;
    let meanY = 0;
    for (let i = to; i < nextEnd; i++) {
      meanX += x[i]! - x[before]!;
      meanY += y[i]! - y[before]!;
    }
    meanX /= nextEnd - to;
    meanY /= nextEnd - to;
    let best = before;
    let largest = -1;
    for (let i = edge(bucket); i < to; i++) {
      const area = Math.abs((x[i]! - x[before]!) * meanY - meanX * (y[i]! - y[before]!));
      if (area > largest) {
        largest = area;
        best = i;
      }
    }
    kept.add(before);
    before = best;
  }
  kept.add(before).add(end - 1);
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
