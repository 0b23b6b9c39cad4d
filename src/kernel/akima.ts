/**
 * Slopes at the knots of Akima's cubic interpolant: local, smooth, and without the swings of a spline beside a kink.
 *
 * Formula: the mean of the chords before and after the knot, each weighted by how much the two chords on the other
 * side of the knot differ; their plain mean where neither pair differs by more than 1e-9 of the most that any does, so
 * that roundings are not taken for weights. Two chords beyond each end come from the parabola through the three
 * points there.
 * Inputs: x strictly increasing, as many values y; one point has slope 0, two have that of their line.
 * Result: between the two chords beside each inner knot.
 * Cost: one pass.
 * Source: Akima 1970, Journal of the ACM 17, 589-602. The numbers of scipy's Akima1DInterpolator.
 */
export function akimaSlopes(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const n = x.length;
  const slopes = new Float64Array(n);
  if (n < 2) return slopes;
  // chords[i + 2] is that from knot i to knot i + 1.
  const chords = new Float64Array(n + 3);
  for (let i = 0; i + 1 < n; i++) chords[i + 2] = (y[i + 1]! - y[i]!) / (x[i + 1]! - x[i]!);
  if (n === 2) return slopes.fill(chords[2]!);
  for (const side of [-1, 1]) {
    const end = side < 0 ? 2 : n;
    const turn = chords[end]! - chords[end - side]!;
    chords[end + side] = chords[end]! + turn;
    chords[end + 2 * side] = chords[end]! + 2 * turn;
  }
  const bendAt = (i: number): number => Math.abs(chords[i + 1]! - chords[i]!);
  let most = 0;
  for (let i = 0; i < n; i++) most = Math.max(most, bendAt(i) + bendAt(i + 2));
  for (let i = 0; i < n; i++) {
    const before = chords[i + 1]!;
    const after = chords[i + 2]!;
    const bends = bendAt(i) + bendAt(i + 2);
    const weighted = (bendAt(i + 2) * before + bendAt(i) * after) / bends;
    slopes[i] = bends > 1e-9 * most ? weighted : 0.5 * (before + after);
  }
  return slopes;
}
