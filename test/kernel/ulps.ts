import { readFileSync } from 'node:fs';

/** An exact argument, the double nearest to the value, and what the value exceeds it by, in ulps of it. */
export type Row = readonly [x: number, nearest: number, rest: number];

const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/elementary_mpmath.json', import.meta.url), 'utf8'),
) as { functions: Record<string, Row[]> };

/** The rows of elementary_mpmath.json for one function. */
export function mpmathRows(name: string): Row[] {
  return fixture.functions[name]!;
}

const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);

/** The double `steps` above x (below, for negative steps), for x other than 0. */
export function nextDouble(x: number, steps = 1): number {
  double[0] = x;
  bits[0]! += BigInt(x > 0 ? steps : -steps);
  return double[0];
}

/** The unit in the last place of x: the distance to the next double away from 0. */
export function ulp(x: number): number {
  const size = Math.abs(x);
  return size === 0 ? 5e-324 : size - nextDouble(size, -1) === 5e-324 ? 5e-324 : nextDouble(size) - size;
}

export interface Worst {
  /** The largest error in ulps of the value, and where. */
  ulps: number;
  at: number;
  /** The largest relative error over the rows whose value is not subnormal, and where. */
  relative: number;
  relativeAt: number;
}

/** The largest error of f over the rows; a result that is not finite counts as infinitely wrong. */
export function worstError(f: (x: number) => number, rows: readonly Row[]): Worst {
  const worst: Worst = { ulps: 0, at: NaN, relative: 0, relativeAt: NaN };
  for (const [x, nearest, rest] of rows) {
    const unit = ulp(nearest);
    const off = Math.abs((f(x) - nearest) / unit - rest);
    const error = Number.isFinite(off) ? off : Infinity;
    if (error > worst.ulps) [worst.ulps, worst.at] = [error, x];
    const relative = (error * unit) / Math.abs(nearest);
    if (Math.abs(nearest) >= 2.2250738585072014e-308 && relative > worst.relative)
      [worst.relative, worst.relativeAt] = [relative, x];
  }
  return worst;
}

/** How often f steps against `direction` over the doubles within `steps` of a point, and by how many ulps at most. */
export function backwardSteps(
  f: (x: number) => number,
  point: number,
  direction: 1 | -1,
  steps = 500,
): { count: number; ulps: number } {
  const found = { count: 0, ulps: 0 };
  let x = nextDouble(point, -steps);
  let y = f(x);
  for (let i = -steps; i < steps; i++) {
    const following = f((x = nextDouble(x)));
    if (direction * (following - y) < 0 || Number.isNaN(following)) {
      found.count++;
      found.ulps = Math.max(found.ulps, Math.abs(following - y) / ulp(y));
    }
    y = following;
  }
  return found;
}
