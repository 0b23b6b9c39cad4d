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
  const total = runs.reduce((sum, [start, end]) => sum + end - start, 0);
  const room = most - Math.max(runs.length - 1, 0);
  const least = runs.reduce((sum, [start, end]) => sum + Math.min(end - start, 2), 0);
  const isWhole = total <= room;
  // Two more are for the extremes.
  if (!isWhole && room < least + 2) return null;
  const spare = isWhole ? total - least : room - 2 - least;
  const kept: number[] = [];
  runs.forEach(([start, end], i) => {
    if (i > 0) kept.push(runs[i - 1]![1]);
    const length = end - start;
    const ends = Math.min(length, 2);
    const inner = length - ends;
    // Nothing to share out where all runs are ends, and the product first: it is exact.
    const share = inner === 0 ? 0 : Math.floor((spare * inner) / (total - least));
    largestTriangles(x, y, start, end, ends + share, kept);
  });
  return isWhole ? kept : withExtremes(y, kept);
}

/** Stretches without a missing value, each from its first index to the one after its last. */
function runsOf(y: ArrayLike<number>): readonly (readonly [start: number, end: number])[] {
  const runs: [number, number][] = [];
  let start = -1;
  for (let i = 0; i <= y.length; i++) {
    const isNumber = i < y.length && y[i] === y[i];
    if (isNumber && start < 0) start = i;
    if (!isNumber && start >= 0) {
      runs.push([start, i]);
      start = -1;
    }
  }
  return runs;
}

function largestTriangles(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  start: number,
  end: number,
  chosen: number,
  kept: number[],
): void {
  const length = end - start;
  if (chosen >= length) {
    for (let i = start; i < end; i++) kept.push(i);
    return;
  }
  kept.push(start);
  // The product first: it is exact, so that the last edge is.
  const edge = (bucket: number): number => start + 1 + Math.floor((bucket * (length - 2)) / (chosen - 2));
  let before = start;
  for (let bucket = 0; bucket < chosen - 2; bucket++) {
    const from = edge(bucket);
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
    let best = from;
    let largest = -1;
    for (let i = from; i < to; i++) {
      const area = Math.abs((x[i]! - x[before]!) * meanY - meanX * (y[i]! - y[before]!));
      if (area > largest) {
        largest = area;
        best = i;
      }
    }
    kept.push(best);
    before = best;
  }
  kept.push(end - 1);
}

function withExtremes(y: ArrayLike<number>, kept: readonly number[]): readonly number[] {
  let low = -1;
  let high = -1;
  for (let i = 0; i < y.length; i++) {
    if (y[i] !== y[i]) continue;
    if (low < 0 || y[i]! < y[low]!) low = i;
    if (high < 0 || y[i]! > y[high]!) high = i;
  }
  const all = new Set(kept);
  // One of the same value is as good.
  for (const extreme of [low, high]) if (!kept.some((i) => y[i] === y[extreme])) all.add(extreme);
  return [...all].sort((a, b) => a - b);
}
