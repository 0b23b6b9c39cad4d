/** Slopes by centred sums of products alone. */
export interface GramRegression {
  readonly slopes: Float64Array;
  /** Of the centred sums of products of the columns, row after row. */
  readonly inverse: Float64Array;
  /** What the slopes explain and leave of the sum of squares of y, both rounded to about 2^-52 of it. */
  readonly explained: number;
  readonly residual: number;
}

/**
 * The regression of y on k columns by Cholesky's factorisation of their centred sums of products.
 *
 * A column counts as dependent where those before it leave less than `tolerance` of its sum of squares:
 * then their numbers are given instead.
 *
 * Inputs: `gram`, k rows of k, symmetric; `xy`, sums of products with y; `yy`, the sum of squares of y.
 * Accuracy: what the sums have lost is multiplied by the variance inflation of a column.
 * Source: Golub and Van Loan 2013, 4.2 and 5.3.2.
 */
export function regressOnGram(
  gram: Float64Array,
  xy: Float64Array,
  yy: number,
  tolerance: number,
): GramRegression | readonly number[] {
  const k = xy.length;
  // W = L^-1 of gram = L L', built row by row: row j of W is what is left of column j, divided by its length.
  const w = new Float64Array(k * k);
  const dependent: number[] = [];
  for (let j = 0; j < k; j++) {
    const row = new Float64Array(k);
    row[j] = 1;
    let left = gram[j * k + j]!;
    for (let i = 0; i < j; i++) {
      let onto = 0;
      for (let l = 0; l <= i; l++) onto += w[i * k + l]! * gram[l * k + j]!;
      left -= onto * onto;
      for (let l = 0; l <= i; l++) row[l]! -= onto * w[i * k + l]!;
    }
    if (!(left > tolerance * gram[j * k + j]!)) dependent.push(j);
    else for (let l = 0; l <= j; l++) w[j * k + l] = row[l]! / Math.sqrt(left);
  }
  if (dependent.length > 0) return dependent;

  const slopes = new Float64Array(k);
  const inverse = new Float64Array(k * k);
  let explained = 0;
  for (let j = 0; j < k; j++) {
    let effect = 0;
    for (let l = 0; l <= j; l++) effect += w[j * k + l]! * xy[l]!;
    explained += effect * effect;
    for (let l = 0; l <= j; l++) {
      slopes[l]! += w[j * k + l]! * effect;
      for (let m = 0; m <= j; m++) inverse[l * k + m]! += w[j * k + l]! * w[j * k + m]!;
    }
  }
  const share = Math.min(1, Math.sqrt(explained / yy));
  const residual = yy * (1 - share) * (1 + share);
  return { slopes, inverse, explained: yy - residual, residual };
}
