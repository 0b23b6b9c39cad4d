// Sums in integers: every double is one, times a power of two.

/** The exact sum, rounded once to a double. */
export function exactSum(values: readonly number[]): number {
  let total = 0n;
  for (const value of values) total += scaled(value);
  return toDouble(total);
}

const SHIFT = 1074n;

/** value x 2^1074. */
function scaled(value: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const exponent = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  const magnitude = exponent === 0 ? fraction : (fraction | (1n << 52n)) << BigInt(exponent - 1);
  return word >> 63n === 0n ? magnitude : -magnitude;
}

/** total / 2^1074, by a quotient of 60 bits and more, whose rounding is below the last bit of a double but by a tie. */
function toDouble(total: bigint): number {
  const magnitude = total < 0n ? -total : total;
  const length = BigInt(magnitude.toString(2).length);
  const drop = length > 1000n ? length - 1000n : 0n;
  const value = (Number(magnitude >> drop) / 2 ** 537) * 2 ** Number(drop) * 2 ** Number(537n - SHIFT);
  return total < 0n ? -value : value;
}
