// Streams of pairs with all that happens to them: gaps, ticks far off, stale feeds, scales beyond all reason.

/** A pair of series. */
export interface Stream {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Uniforms in [-0.5, 0.5), the same in every run. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296 - 0.5;
  };
}

/** Related returns; nothing wrong with them. */
export function calm(length: number, seed = 1): Stream {
  const uniform = uniforms(seed);
  const x = Float64Array.from({ length }, () => 0.04 * uniform());
  return { x, y: x.map((value) => 1.2 * value + 0.03 * uniform()) };
}

/** At 1e8, with gaps of either side, both sides, infinities and a long one, flat runs, and spikes. */
export function wild(length: number, seed = 2): Stream {
  const { x, y } = calm(length, seed);
  for (let t = 0; t < length; t++) {
    if (t > length / 2) x[t]! += 1e8;
    if (t % 31 === 7) x[t] = NaN;
    if (t % 41 === 9) y[t] = -Infinity;
    if (t % 500 > 440) x[t] = 0.1;
    if (t % 700 > 600) y[t] = -0.3;
    if (t % 900 > 870) x[t] = y[t] = NaN;
    if (t % 333 === 100) x[t] = 1e8;
    if (t % 450 === 200) y[t] = -1e12;
  }
  return { x, y };
}

/** Mostly ordinary, but for samples, runs and stretches beyond the squares of doubles, and zeros of both signs. */
export function extreme(length: number, seed = 3): Stream {
  const { x, y } = calm(length, seed);
  const scales = [1e200, 1e-200, 1e300, 1e-310, 1e60, 1e-60, -1e150, 5e-324];
  for (let t = 0; t < length; t++) {
    if (t % 97 === 50) x[t]! *= scales[Math.floor(t / 97) % 8]!;
    if (t % 149 === 120) y[t]! *= scales[Math.floor(t / 149) % 8]!;
    if (t % 1000 > 900) x[t]! *= 1e250;
    if (t % 1300 > 1200) y[t]! *= 1e-250;
    if (t % 53 === 0) x[t] = t % 2 === 0 ? 0 : -0;
    if (t % 67 === 0) y[t] = -0;
    if (t % 101 === 3) x[t] = NaN;
  }
  return { x, y };
}
