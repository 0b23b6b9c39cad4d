/**
 * The k-th smallest of the values, 0 the smallest; reorders them.
 *
 * Inputs: finite values, at least one, 0 <= k < length.
 * Cost: 2 to 4 comparisons a value on average; the pivot is the median of three, so that sorted values are no
 * worse than others, but some orders take a multiple of that.
 * Source: Hoare 1961, Comm. ACM 4, 321-322 (algorithm 65).
 */
export function select(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const kept = values[i]!;
        values[i++] = values[j]!;
        values[j--] = kept;
      }
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k]!;
}

/** The median, the mean of the middle two where the count is even; reorders the values. */
export function median(values: Float64Array): number {
  const half = values.length >>> 1;
  const upper = select(values, half);
  if (values.length % 2 === 1) return upper;
  // The lower half is left of the upper middle, in whatever order.
  let lower = values[0]!;
  for (let i = 1; i < half; i++) lower = Math.max(lower, values[i]!);
  return lower + 0.5 * (upper - lower);
}

/**
 * The smallest of the first `length` values that has at least `target` of the weights at or below it, the
 * largest of them where rounding leaves none; reorders both columns.
 *
 * Cost: as `select`. Values at the pivot are set apart, so that ties cost nothing.
 */
export function selectWeighted(
  values: Float64Array,
  weights: Float64Array,
  length: number,
  target: number,
): number {
  let low = 0;
  let high = length - 1;
  let below = 0;
  for (;;) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let less = low;
    let more = high;
    let lessWeight = 0;
    let equalWeight = 0;
    for (let i = low; i <= more;) {
      const value = values[i]!;
      const weight = weights[i]!;
      if (value > pivot) {
        values[i] = values[more]!;
        weights[i] = weights[more]!;
        values[more] = value;
        weights[more--] = weight;
        continue;
      }
      if (value < pivot) {
        lessWeight += weight;
        values[i] = values[less]!;
        weights[i] = weights[less]!;
        values[less] = value;
        weights[less++] = weight;
      } else equalWeight += weight;
      i++;
    }
    if (below + lessWeight >= target && less > low) high = less - 1;
    else if (below + lessWeight + equalWeight >= target || more === high) return pivot;
    else {
      below += lessWeight + equalWeight;
      low = more + 1;
    }
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
