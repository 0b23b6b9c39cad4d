import { compensatedSum } from '../kernel/compensatedSum.ts';

/**
 * The sum of the values, the same bits in whatever order they come, without the cost of a sort.
 *
 * Formula: each value is cut into multiples of three units, u1 > u2 > u3. A sum of n multiples of u whose terms are
 * below 2^52 u / n is exact, so no order is seen in it; the three sums are then added, compensated.
 *
 * Accuracy: |s - sum| <= 2^-52 |sum| + n (4 n 2^-52)^3 largest |value|.
 * Cost: 15 operations a value. An infinite value gives Infinity or NaN, and 0 is never -0.
 * Source: Demmel and Nguyen 2013, Fast reproducible floating-point summation, ARITH 21.
 */
export function canonicalSum(values: Float64Array): number {
  const { length } = values;
  let largest = 0;
  for (let i = 0; i < length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  // Where the units or the anchors would be no normal doubles.
  if (!(largest > 1e-200 && largest < 1e290)) return compensatedSum(values.slice().sort()) + 0;
  let count = 2;
  while (count < 2 * length) count *= 2;
  // A power of two above the sum of all values, and 2^-52 of it is the unit that adding it rounds to.
  let first = 1;
  while (first < count * largest) first *= 2;
  while (first > 2 * count * largest) first /= 2;
  const second = first * (count * UNIT);
  const third = second * (count * UNIT);
  let high = 0;
  let middle = 0;
  let low = 0;
  for (let i = 0; i < length; i++) {
    const value = values[i]!;
    const a = first + value - first;
    const b = second + (value - a) - second;
    high += a;
    middle += b;
    low += third + (value - a - b) - third;
  }
  return compensatedSum([high, middle, low]) + 0;
}

// 2^-52.
const UNIT = 2.220446049250313e-16;
