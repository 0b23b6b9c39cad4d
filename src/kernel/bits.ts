/** Powers of two and exponents, through the bits of one shared single: with 32-bit views no byte order enters. */

const bits = /* @__PURE__ */ new Int32Array(1);
const single = /* @__PURE__ */ (() => new Float32Array(bits.buffer))();

/** 2^k for whole k in [-1072, 1023]. */
export function powerOfTwo(k: number): number {
  // A single holds the sixteenth root, whatever k is; the last four bits of k are a shift.
  bits[0] = ((k >> 4) + 127) << 23;
  let power = single[0]!;
  power *= power;
  power *= power;
  power *= power;
  power *= power;
  return power * (1 << (k & 15));
}

/** x * 2^k with one rounding, for results that overflow or are subnormal too. */
export function timesPowerOfTwo(x: number, k: number): number {
  const half = k >> 1;
  return x * powerOfTwo(half) * powerOfTwo(k - half);
}

/** The bits of x rounded to a single: the exponent from bit 23 up; below 2^23 or above 254 * 2^23 out of range. */
export function singleBits(x: number): number {
  single[0] = x;
  return bits[0]!;
}

/** The single with these bits. */
export function singleFromBits(word: number): number {
  bits[0] = word;
  return single[0]!;
}
