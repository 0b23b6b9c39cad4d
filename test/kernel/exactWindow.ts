// Slope and correlation of pairs of doubles in exact arithmetic: every double is an integer times a power of
// two, so that all sums are exact, and each result is rounded once.

/** The exact slope, correlation and sd(y)/sd(x) of complete pairs; null where they aren't defined. */
export interface ExactFit {
  readonly slope: number | null;
  readonly correlation: number | null;
  /** The unit in which a slope errs. */
  readonly slopeUnit: number | null;
  /** sqrt(residual sum of squares / Syy). */
  readonly unexplained: number | null;
  readonly count: number;
}

/** Of samples `from` to `to`, both included; pairs with a non-finite side are left out. */
export function exactFit(x: ArrayLike<number>, y: ArrayLike<number>, from: number, to: number): ExactFit {
  const pairs: [number, number][] = [];
  for (let i = from; i <= to; i++)
    if (Number.isFinite(x[i]) && Number.isFinite(y[i])) pairs.push([x[i]!, y[i]!]);
  const column = (side: 0 | 1): { values: bigint[]; exponent: number } => {
    const exponent = Math.min(...pairs.map((pair) => exponentOf(pair[side])), 1023);
    return { values: pairs.map((pair) => toInteger(pair[side], exponent)), exponent };
  };
  const a = column(0);
  const b = column(1);
  const n = BigInt(pairs.length);
  let sumA = 0n;
  let sumB = 0n;
  let sumAA = 0n;
  let sumAB = 0n;
  let sumBB = 0n;
  a.values.forEach((u, i) => {
    const v = b.values[i]!;
    sumA += u;
    sumB += v;
    sumAA += u * u;
    sumAB += u * v;
    sumBB += v * v;
  });
  // n times the centred sums, in units of 2^(2 exponent).
  const aa = n * sumAA - sumA * sumA;
  const ab = n * sumAB - sumA * sumB;
  const bb = n * sumBB - sumB * sumB;
  const shift = b.exponent - a.exponent;
  const both = aa > 0n && bb > 0n;
  return {
    slope: aa > 0n ? quotient(ab, aa, shift) : null,
    correlation: both ? signedRoot(ab, ab * ab, aa * bb, 0) : null,
    slopeUnit: both ? signedRoot(1n, bb, aa, shift) : null,
    unexplained: both ? signedRoot(1n, aa * bb - ab * ab, aa * bb, 0) : null,
    count: pairs.length,
  };
}

/** The exponent e of value = integer 2^e, with the largest e. */
function exponentOf(value: number): number {
  if (value === 0) return 1023;
  const { mantissa, exponent } = parts(value);
  let zeros = 0;
  for (let rest = mantissa; (rest & 1n) === 0n; rest >>= 1n) zeros++;
  return exponent + zeros;
}

function toInteger(value: number, exponent: number): bigint {
  if (value === 0) return 0n;
  const own = parts(value);
  const magnitude =
    own.exponent >= exponent
      ? own.mantissa << BigInt(own.exponent - exponent)
      : own.mantissa >> BigInt(exponent - own.exponent);
  return value < 0 ? -magnitude : magnitude;
}

const bytes = new DataView(new ArrayBuffer(8));
function parts(value: number): { mantissa: bigint; exponent: number } {
  bytes.setFloat64(0, Math.abs(value));
  const bits = bytes.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/** (p / q) 2^shift, of more than 100 bits before it is rounded. */
function quotient(p: bigint, q: bigint, shift: number): number {
  if (p === 0n) return 0;
  const magnitude = p < 0n ? -p : p;
  const bits = BigInt(Math.max(0, 110 + length(q) - length(magnitude)));
  const value = rounded((magnitude << bits) / q, shift - Number(bits));
  return p < 0n ? -value : value;
}

/** sign sqrt(p / q) 2^shift. */
function signedRoot(sign: bigint, p: bigint, q: bigint, shift: number): number {
  if (p === 0n) return 0;
  let bits = Math.max(0, 220 + length(q) - length(p));
  bits += bits % 2;
  const value = rounded(squareRoot((p << BigInt(bits)) / q), shift - bits / 2);
  return sign < 0n ? -value : value;
}

function squareRoot(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(length(value) / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

function length(value: bigint): number {
  return value.toString(16).length * 4;
}

/** value 2^exponent, to the nearest double up to a hundredth of an ulp. */
function rounded(value: bigint, exponent: number): number {
  const surplus = Math.max(0, length(value) - 64);
  let result = Number(value >> BigInt(surplus));
  let power = exponent + surplus;
  for (; power > 900; power -= 900) result *= 2 ** 900;
  for (; power < -900; power += 900) result *= 2 ** -900;
  return result * 2 ** power;
}
