// SHA-256 of numbers, the same for the same doubles on every engine.

/**
 * Of doubles, little-endian. An engine may store any of the many NaNs, so all are written as one.
 *
 * @param {Float64Array} numbers
 */
export function digestOf(numbers) {
  const bytes = new DataView(new ArrayBuffer(8 * numbers.length));
  numbers.forEach((x, i) => {
    if (Number.isNaN(x)) bytes.setBigUint64(8 * i, 0x7ff8000000000000n, true);
    else bytes.setFloat64(8 * i, x, true);
  });
  return sha256(bytes);
}

/** @param {string} text */
export function digestOfText(text) {
  return sha256(new TextEncoder().encode(text));
}

/**
 * The same number but for its last bit, away from zero.
 *
 * @param {number} x finite
 */
export function changeLastBit(x) {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0);
}

/** @param {BufferSource} bytes */
async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
