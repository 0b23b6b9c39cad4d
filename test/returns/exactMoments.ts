// Means and co-moments without rounding: doubles on a grid of 2^-40 are integers times 2^-40.
const GRID = 40n;

/** Sums of centred products of the columns, lower triangle, each rounded once; means likewise. */
export function exactMoments(columns: readonly ArrayLike<number>[]): { means: number[]; products: number[] } {
  const whole = columns.map((column) => Array.from(column, onGrid));
  const n = BigInt(whole[0]!.length);
  const sums = whole.map((column) => column.reduce((sum, value) => sum + value, 0n));
  const products: number[] = [];
  whole.forEach((x, j) => {
    for (let k = 0; k <= j; k++) {
      const sum = x.reduce((total, value, t) => total + value * whole[k]![t]!, 0n);
      products.push(ratio(sum * n - sums[j]! * sums[k]!, n << (2n * GRID)));
    }
  });
  return { means: sums.map((sum) => ratio(sum, n << GRID)), products };
}

/** Rounds to the grid, so that the exact value is known. */
export function toGrid(value: number): number {
  return Math.round(value * 2 ** 40) / 2 ** 40;
}

function onGrid(value: number): bigint {
  // Whole part and rest apart: neither loses a bit.
  const whole = Math.floor(value);
  return (BigInt(whole) << GRID) + BigInt((value - whole) * 2 ** 40);
}

/** numerator / denominator to the last bit or two. */
function ratio(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  const shift = BigInt(Math.max(0, 120 + denominator.toString(2).length - size.toString(2).length));
  const quotient = (size << shift) / denominator;
  const bits = BigInt(Math.max(0, quotient.toString(2).length - 64));
  const value = Number(quotient >> bits) * 2 ** Number(bits - shift);
  return negative ? -value : value;
}
