// Series that rolling sums have been wrong on, and which windows of them to look at.

export interface Trap {
  readonly name: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Indices about which something happens. */
  readonly events: readonly number[];
}

/** Samples a trap: more than two blocks of the longest window. */
const TRAP_LENGTH = 45_000;
export const TRAP_WINDOWS: readonly number[] = [3, 7, 60, 1000, 20_000];

/** Sums of three uniforms about 0, the same in every run. */
export function bells(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  return () => uniform() + uniform() + uniform() - 1.5;
}

/** Price levels, ticks of 1e8, a change of scale by 1e7, flat stretches, holes. */
export function traps(): readonly Trap[] {
  let walkX = 60_000;
  let walkY = 2500;
  return [
    trap('offset of 1e8', [], (_, a, b) => [1e8 + a, 1e8 + 0.8 * a + b]),
    trap('price walk', [], (_, a, b) => {
      walkX += 20 * a;
      walkY += a + 0.5 * b;
      return [walkX, walkY];
    }),
    trap('ticks of 1e8', [500, 21_000], (i, a, b) => [
      i === 500 || i === 21_000 ? 1e8 : 0.01 * a,
      i === 501 ? 1e8 : 0.01 * (a + b),
    ]),
    trap('ticks on anchors and block ends', [0, 60, 119, 1000, 2000, 19_999, 20_000, 40_000], (i, a, b) => {
      const first = i % 20_000 === 0 || (i % 1000 === 0 && i < 5000) || (i % 60 === 0 && i < 300);
      const last = i % 20_000 === 19_999 || (i % 1000 === 999 && i < 5000) || (i % 60 === 59 && i < 300);
      return [first ? 1e8 : last ? -4e8 : 0.01 * a, first ? 3e7 : last ? 1e9 : 0.01 * (a + b)];
    }),
    trap('scale falls 1e7-fold', [800, 22_000], (i, a, b) => {
      const scale = i < 800 ? 1 : i < 22_000 ? 1e-7 : 1e-14;
      return [scale * a, scale * (a + b)];
    }),
    trap('flat stretch', [500, 600, 25_000, 26_000], (i, a, b) => [
      i >= 500 && i < 26_000 ? 0.1 : 1e3 * a,
      i >= 600 && i < 25_000 ? 0.3 : 1e3 * (a + b),
    ]),
    trap('holes', [60, 120, 1000, 20_000], (i, a, b) => [
      i % 17 === 3 ? NaN : 0.01 * a,
      i % 60 === 0 || (i > 20_000 && i < 20_030) ? (i % 120 === 0 ? Infinity : -Infinity) : 0.01 * (a + b),
    ]),
  ];
}

/** Magnitudes whose squares are no doubles, alone and beside others. */
export function magnitudes(): readonly Trap[] {
  return [
    trap('1e-160', [], (_, a, b) => [1e-160 * a, 1e-160 * (a + b)]),
    trap('1e150', [], (_, a, b) => [1e150 * a, 1e150 * (a + b)]),
    trap('1e-160 on 1e150', [], (_, a, b) => [1e150 * a, 1e-160 * (a + b)]),
    trap('ticks of 1e150 in returns', [700, 20_300], (i, a, b) => [
      i % 700 === 0 ? 1e150 * a : 0.01 * a,
      0.01 * (a + b),
    ]),
    trap('ticks of 1e300 in 1e-160', [900, 1100, 19_800], (i, a, b) => [
      i % 900 === 0 ? 1e300 * a : 0.01 * a,
      i % 1100 === 0 ? -1e308 : 1e-160 * (a + b),
    ]),
    trap('the ends of the doubles', [], (_, a, b) => [Math.round(10 * a) * 5e-324, 1.1e308 * b]),
    trap('1e-200 in zeros', [800], (i, a, b) => [i < 800 ? 0 : 1e-200 * a, i % 3 === 0 ? 0 : 1e-200 * b]),
  ];
}

/** Indices of windows to look at: some everywhere, and those about each event and its leaving. */
export function sampled(events: readonly number[], window: number): readonly number[] {
  const many = window > 10_000 ? 5 : window >= 1000 ? 20 : 60;
  const spread = Array.from({ length: many }, (_, k) => Math.floor(((TRAP_LENGTH - 1) * (k + 1)) / many));
  const near = window > 10_000 ? [window - 1] : [-1, 0, 1, window - 2, window - 1, window, window + 1];
  return [...spread, ...events.flatMap((event) => near.map((shift) => event + shift))].filter(
    (i) => i >= 0 && i < TRAP_LENGTH,
  );
}

function trap(
  name: string,
  events: readonly number[],
  make: (i: number, a: number, b: number) => [x: number, y: number],
): Trap {
  const bell = bells(313);
  const x = new Float64Array(TRAP_LENGTH);
  const y = new Float64Array(TRAP_LENGTH);
  for (let i = 0; i < TRAP_LENGTH; i++) [x[i], y[i]] = make(i, bell(), bell());
  return { name, x, y, events };
}
