/** Numbers of a state: count, anchors of x and y, means less anchors, Sxx, Sxy, Syy, in this order. */
export const ANCHORED_LENGTH = 8;

/** 1/k for k = 0 to `largest`, so that adding and merging divide by nothing; its first element is 0. */
export function inverses(largest: number): Float64Array {
  const table = new Float64Array(largest + 1);
  for (let k = 1; k <= largest; k++) table[k] = 1 / k;
  return table;
}

/**
 * Writes the state at `states[from]` with the pair (xs[place], ys[place]) added to `states[at]`, which may be the
 * same place.
 *
 * Formula: with n the new count and dx = x - anchorX - restX, restX += dx/n, Sxx += (1 - 1/n)(dx dx) and
 * Sxy += (1 - 1/n)(dx dy); the anchors are the first pair that is added. A pair of which a side is not finite is
 * missing: the state is copied.
 * Cost: no division and no allocation (numbers that a call hands over would be objects, were it not inlined, so
 * the pair is told by its place); `inverse` is the table of `inverses`.
 * Source: Welford 1962, Technometrics 4, 419-420.
 */
export function addAnchored(
  states: Float64Array,
  at: number,
  from: number,
  xs: Float64Array,
  ys: Float64Array,
  place: number,
  inverse: Float64Array,
): void {
  const x = xs[place]!;
  const y = ys[place]!;
  let count = states[from]!;
  let anchorX = states[from + 1]!;
  let anchorY = states[from + 2]!;
  let restX = states[from + 3]!;
  let restY = states[from + 4]!;
  let sxx = states[from + 5]!;
  let sxy = states[from + 6]!;
  let syy = states[from + 7]!;
  // v - v is 0 for every finite v, and NaN for the rest.
  if (x - x + (y - y) === 0) {
    if (count === 0) {
      anchorX = x;
      anchorY = y;
    }
    count++;
    const share = inverse[count]!;
    const rest = 1 - share;
    const dx = x - anchorX - restX;
    const dy = y - anchorY - restY;
    restX += dx * share;
    restY += dy * share;
    sxx += rest * (dx * dx);
    sxy += rest * (dx * dy);
    syy += rest * (dy * dy);
  }
  states[at] = count;
  states[at + 1] = anchorX;
  states[at + 2] = anchorY;
  states[at + 3] = restX;
  states[at + 4] = restY;
  states[at + 5] = sxx;
  states[at + 6] = sxy;
  states[at + 7] = syy;
}

/**
 * Writes the state of the samples of `a` and `b` together to the first place of `into`, anchored where a is.
 *
 * Formula: share = count_b (1/count), gapX = (anchor_b - anchor_a) + (rest_b - rest_a), Sxy = Sxy_a + Sxy_b +
 * count_a share (gapX gapY): no digits are lost to anchors far from the means. Where a holds no sample, b as it
 * is; a b of none changes nothing.
 * Source: Chan, Golub and LeVeque 1979, Stanford STAN-CS-79-773.
 */
export function mergeAnchored(
  into: Float64Array,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  inverse: Float64Array,
): void {
  const countA = a[aAt]!;
  const countB = b[bAt]!;
  if (countA === 0) {
    for (let k = 0; k < ANCHORED_LENGTH; k++) into[k] = b[bAt + k]!;
    return;
  }
  const share = countB * inverse[countA + countB]!;
  const weight = countA * share;
  const gapX = b[bAt + 1]! - a[aAt + 1]! + (b[bAt + 3]! - a[aAt + 3]!);
  const gapY = b[bAt + 2]! - a[aAt + 2]! + (b[bAt + 4]! - a[aAt + 4]!);
  const sxx = a[aAt + 5]! + b[bAt + 5]! + weight * (gapX * gapX);
  const sxy = a[aAt + 6]! + b[bAt + 6]! + weight * (gapX * gapY);
  const syy = a[aAt + 7]! + b[bAt + 7]! + weight * (gapY * gapY);
  into[0] = countA + countB;
  into[1] = a[aAt + 1]!;
  into[2] = a[aAt + 2]!;
  into[3] = a[aAt + 3]! + gapX * share;
  into[4] = a[aAt + 4]! + gapY * share;
  into[5] = sxx;
  into[6] = sxy;
  into[7] = syy;
}

/**
 * Whether a series moves by more than 1e-12 of its mean; by its anchor, a sample, which is the mean but for 1e-8
 * where it doesn't.
 */
export function isMoving(sumOfSquares: number, anchor: number, count: number): boolean {
  return sumOfSquares > count * (1e-24 * anchor * anchor);
}
