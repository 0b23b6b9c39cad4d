import type { Windows } from './windows.ts';

// Squares of deviations leave the range of doubles long before the deviations do. The range is cut into seven
// bands of 310 binades; multiplied by its band's power of two, a window's largest magnitude M comes to lie in
// 2^-155 <= M < 2^155. A sample of magnitude M and another that differs are at least 2^-54 M apart, so that
// the largest deviation from an anchor lies within 2^-209 .. 2^156, and the product of two sums of squares
// within 2^-838 .. 2^686. Powers of two change no bit of a significand: windows of several bands are computed
// band by band, each as if the others weren't there, and ordinary series once, as they are.
const LOWEST = 2.1895288505075267e-47; // 2^-155
const HIGHEST = 4.567192616659072e46; // 2^155
const BAND = 2.0859248397665138e93; // 2^310
/** The bands are numbered from -3 to 3. */
const OUTERMOST = 3;
const BANDS = 7;

/** A column of results, and by which powers of the scales of x and y it scales. */
export interface ScaledColumn {
  readonly values: Float64Array;
  readonly powerX: number;
  readonly powerY: number;
}

/**
 * Runs a rolling computation so that no window over- or underflows, whatever the magnitudes in it and near it.
 *
 * Inputs: `run` fills its columns, one value a window, from two series, a non-finite sample being missing. A
 * result beyond the range of doubles becomes NaN, at its lower end too: no number turns into 0.
 * Cost: a pass over the series; where magnitudes lie beyond 4e46 or below 3e-47, `run` once for each pair of
 * bands that occurs: one or two mostly.
 */
export function inScaleBands(
  x: Float64Array,
  y: Float64Array,
  windows: Windows,
  columns: readonly ScaledColumn[],
  run: (x: Float64Array, y: Float64Array, values: readonly Float64Array[]) => void,
): void {
  const all = columns.map(({ values }) => values);
  if (areOrdinary(x) && areOrdinary(y)) {
    run(x, y, all);
    return;
  }
  const bandsX = bandsOf(x, y, windows.starts);
  const bandsY = bandsOf(y, x, windows.starts);
  const kinds = bandsX.map((bandX, i) => BANDS * bandX + bandsY[i]!);
  for (const kind of new Set(kinds)) {
    const bandX = Math.round(kind / BANDS);
    const bandY = kind - BANDS * bandX;
    const found = all.map((values) => new Float64Array(values.length));
    run(scaled(x, -bandX), scaled(y, -bandY), found);
    columns.forEach(({ values, powerX, powerY }, column) => {
      const bands = powerX * bandX + powerY * bandY;
      found[column]!.forEach((value, i) => {
        if (kinds[i] === kind) values[i] = unscaled(value, bands);
      });
    });
  }
}

/** Whether every sample is 0, not finite, or of the middle band. */
function areOrdinary(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!isOrdinary(values[i]!)) return false;
  return true;
}

/** Whether a sample is 0, not finite, or of the middle band. */
export function isOrdinary(value: number): boolean {
  const magnitude = Math.abs(value);
  return magnitude >= HIGHEST ? magnitude === Infinity : !(magnitude < LOWEST && magnitude > 0);
}

/** The band of the largest magnitude in each window, of the pairs that are complete; 0 where all are 0. */
function bandsOf(values: Float64Array, others: Float64Array, starts: Int32Array): Int8Array {
  const bands = new Int8Array(starts.length);
  /** Where each band was last met, from the lowest up. */
  const last = new Int32Array(BANDS).fill(-1);
  for (let i = 0; i < bands.length; i++) {
    const value = values[i]!;
    const other = others[i]!;
    if (value !== 0 && value - value + (other - other) === 0) last[OUTERMOST + bandOf(value)] = i;
    let band = BANDS - 1;
    while (last[band]! < starts[i]!) band--;
    // Below the lowest there is undefined, which is not less.
    bands[i] = band < 0 ? 0 : band - OUTERMOST;
  }
  return bands;
}

/** Of a finite value; 0 for 0. */
export function bandOf(value: number): number {
  let magnitude = Math.abs(value);
  let band = 0;
  for (; magnitude >= HIGHEST; band++) magnitude /= BAND;
  for (; magnitude < LOWEST && magnitude > 0; band--) magnitude *= BAND;
  return band;
}

/** What is out of the band overflows and is missing, or is lost: no window of the band holds it, or feels it. */
function scaled(values: Float64Array, bands: number): Float64Array {
  return values.map((value) => timesBands(value, bands));
}

/** A value times 2^(310 bands). */
export function timesBands(value: number, bands: number): number {
  let product = value;
  for (let band = bands; band > 0; band--) product *= BAND;
  for (let band = bands; band < 0; band++) product /= BAND;
  return product;
}

/** The same of a result; NaN where that is beyond the doubles: infinite, or 0 where the value isn't. */
export function unscaled(value: number, bands: number): number {
  const result = timesBands(value, bands);
  return Math.abs(result) < Infinity && (result !== 0 || value === 0) ? result : NaN;
}
