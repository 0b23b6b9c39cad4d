/** A factorisation A P = Q R by reflections, in the place of A. */
export interface HouseholderQr {
  /**
   * Columns of `rows` numbers each: above the diagonal R in the order of pivoting, from the diagonal down the
   * vector of the column's reflection.
   */
  readonly packed: Float64Array;
  readonly rows: number;
  /** Of A. */
  readonly columns: number;
  /** Diagonal of R. */
  readonly diagonal: Float64Array;
  /** The reflection of v is the identity less v v' / `halves`, which is half of v'v. */
  readonly halves: Float64Array;
  /** `order[j]` is the column of A that stands at place j. */
  readonly order: Int32Array;
  /** Columns that those before them do not explain; from place `rank` on the others, nothing done to them. */
  readonly rank: number;
}

/**
 * Factorises columns of `rows` numbers, one after the other in `packed`, which it overwrites; `lengths` are their
 * squared lengths, above 0.
 *
 * At each place stands the column of which those before it leave the largest share of its length, the first
 * of equals, so that the units of columns have no say; where that share is at most the column's
 * `tolerances[j]`, the rest is dependent. Lengths beyond 1e-70 to 1e70 are the caller's to scale.
 *
 * Accuracy: backward stable by columns, a few eps of each column's length.
 * Cost: 2.5 rows columns^2, in place.
 * Source: Businger and Golub 1965, Numer. Math. 7; Golub and Van Loan 2013, algorithm 5.4.1.
 */
export function householderQr(
  packed: Float64Array,
  rows: number,
  lengths: Float64Array,
  tolerances: Float64Array,
): HouseholderQr {
  const columns = lengths.length;
  const diagonal = new Float64Array(columns);
  const halves = new Float64Array(columns);
  const order = Int32Array.from(diagonal, (_, j) => j);

  let rank = 0;
  for (let k = 0; k < columns; k++) {
    const start = k * rows + k;
    const length = rows - k;
    // What is left of each column is summed anew: less what was reflected away it would lose digits.
    let pivot = k;
    let left = 0;
    for (let j = k; j < columns; j++) {
      const sum = dot(packed, j * rows + k, j * rows + k, length);
      if (j > k && !(sum / lengths[order[j]!]! > left / lengths[order[pivot]!]!)) continue;
      pivot = j;
      left = sum;
    }
    if (pivot !== k) {
      const chosen = order[pivot]!;
      order[pivot] = order[k]!;
      order[k] = chosen;
      const away = packed.slice(k * rows, k * rows + rows);
      packed.copyWithin(k * rows, pivot * rows, pivot * rows + rows);
      packed.set(away, pivot * rows);
    }
    const norm = Math.sqrt(left);
    if (!(norm > tolerances[order[k]!]! * Math.sqrt(lengths[order[k]!]!))) break;

    const head = packed[start]!;
    // The sign that adds: v = a + sign(a_1) |a| e_1 loses no digit.
    diagonal[k] = head > 0 ? -norm : norm;
    packed[start] = head - diagonal[k]!;
    halves[k] = norm * (norm + Math.abs(head));
    rank++;
    for (let j = k + 1; j < columns; j++) {
      const target = j * rows + k;
      const share = dot(packed, start, target, length) / halves[k]!;
      for (let i = 0; i < length; i++) packed[target + i]! -= share * packed[start + i]!;
    }
  }
  return { packed, rows, columns, diagonal, halves, order, rank };
}

/** Multiplies a column of `rows` numbers by Q, or by its transpose, in place, and returns it. */
export function multiplyByQ(qr: HouseholderQr, column: Float64Array, transposed = false): Float64Array {
  const { packed, rows, columns, halves } = qr;
  for (let step = 0; step < columns; step++) {
    const k = transposed ? step : columns - 1 - step;
    const start = k * rows;
    let product = 0;
    for (let i = k; i < rows; i++) product += packed[start + i]! * column[i]!;
    const share = product / halves[k]!;
    for (let i = k; i < rows; i++) column[i]! -= share * packed[start + i]!;
  }
  return column;
}

/** The inverse of R, upper triangular, a row after a row. */
export function invertR(qr: HouseholderQr): Float64Array {
  const { packed, rows, columns, diagonal } = qr;
  const inverse = new Float64Array(columns * columns);
  for (let j = 0; j < columns; j++) {
    inverse[j * columns + j] = 1 / diagonal[j]!;
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let l = i + 1; l <= j; l++) sum += packed[l * rows + i]! * inverse[l * columns + j]!;
      inverse[i * columns + j] = -sum / diagonal[i]!;
    }
  }
  return inverse;
}

/** Sum of products of two runs of one array, in four sums, which add at four times the speed of one. */
export function dot(numbers: Float64Array, a: number, b: number, length: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let i = 0;
  for (; i < length - 3; i += 4) {
    first += numbers[a + i]! * numbers[b + i]!;
    second += numbers[a + i + 1]! * numbers[b + i + 1]!;
    third += numbers[a + i + 2]! * numbers[b + i + 2]!;
    fourth += numbers[a + i + 3]! * numbers[b + i + 3]!;
  }
  for (; i < length; i++) first += numbers[a + i]! * numbers[b + i]!;
  return first + second + (third + fourth);
}
