/**
 * The ranks of a series, 1 for its smallest value; equal values share the average of their ranks.
 *
 * Inputs: finite values; 0 and -0 are equal. Accuracy: exact, since ranks are whole or end in 1/2.
 * Cost: O(n log n).
 */
export function averageRanks(series: Float64Array): Float64Array {
  const ranks = new Float64Array(series.length);
  const order = Uint32Array.from(series, (_, i) => i).sort((i, j) => series[i]! - series[j]!);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && series[order[to]!] === series[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = 0.5 * (from + 1 + to);
  }
  return ranks;
}
