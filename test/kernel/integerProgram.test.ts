import { describe, expect, it, vi } from 'vitest';
import { solveIntegerQuadraticProgram } from '../../src/kernel/integerProgram.ts';
import type { IntegerPoint, IntegerSolution } from '../../src/kernel/integerProgram.ts';
import { solveQuadraticProgram } from '../../src/kernel/quadraticProgram.ts';
import type { QuadraticProgram } from '../../src/kernel/quadraticProgram.ts';
import { boxed, chance, feasibleProgram, flat, objectiveOf, splitLegs } from './quadraticCases.ts';
import type { Chance } from './quadraticCases.ts';

// A machine that does much else may take ten times as long.
vi.setConfig({ testTimeout: 60_000 });

function solve(program: QuadraticProgram, lots: ArrayLike<number>, maximumNodes = 20_000): IntegerSolution {
  return solveIntegerQuadraticProgram(program, Float64Array.from(lots), { maximumNodes });
}

function found(program: QuadraticProgram, lots: ArrayLike<number>, maximumNodes?: number): IntegerPoint {
  const solution = solve(program, lots, maximumNodes);
  if (!('lowerBound' in solution)) throw new Error(`expected lots, got ${solution.status}`);
  return solution;
}

/** The lowest objective of all lots in the box that meet the rows; Infinity where none do. */
function bruteForce(program: QuadraticProgram, lots: readonly number[]): number {
  const { variables: n, rows, rowLower, rowUpper, lower, upper } = program;
  const x = new Float64Array(n);
  const lowest = (j: number): number => {
    if (j === n) {
      for (let i = 0; i < rowLower.length; i++) {
        let value = 0;
        let size = 1e-12;
        for (let k = 0; k < n; k++) {
          value += rows[i * n + k]! * x[k]!;
          size += Math.abs(rows[i * n + k]! * x[k]!);
        }
        if (value > rowUpper[i]! + 1e-10 * size || value < rowLower[i]! - 1e-10 * size) return Infinity;
      }
      return objectiveOf(program, x);
    }
    let best = Infinity;
    const last = Math.floor(upper[j]! / lots[j]! + 1e-9);
    for (let count = Math.ceil(lower[j]! / lots[j]! - 1e-9); count <= last; count++) {
      x[j] = count * lots[j]!;
      best = Math.min(best, lowest(j + 1));
    }
    return best;
  };
  return lowest(0);
}

/** Up to six variables of a few lots each; rows of whole multiples of lots or not, some of them equalities. */
function drawn({ uniform, normal, whole }: Chance): { program: QuadraticProgram; lots: number[] } {
  const n = 1 + whole(6);
  const lots = flat(n).map(() => [1, 0.5, 0.1, 0.001, 10, 2.5][whole(6)]!);
  const hessian = flat(n);
  for (let k = whole(n + 1); k > 0; k--) {
    const b = lots.map((lot) => normal() / lot);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) hessian[i]![j]! += b[i]! * b[j]!;
  }
  const most = n > 4 ? 2 : 4;
  const first = lots.map(() => whole(5) - 4);
  const odd = (lot: number): number => (uniform() < 0.3 ? uniform() * lot : 0);
  const isWhole = uniform() < 0.5;
  const rows = Array.from({ length: whole(4) }, () => {
    const row = lots.map((lot) => (isWhole ? whole(5) - 2 : normal()) / lot);
    const value = row.reduce((sum, a, j) => sum + a * lots[j]! * (first[j]! + whole(most + 1)), 0);
    const at = isWhole ? Math.round(value) + (uniform() < 0.2 ? 0.5 : 0) : value;
    if (uniform() < 0.3) return { row, low: at, high: at };
    return { row, low: uniform() < 0.5 ? null : at - 2 * uniform(), high: at + 2 * uniform() };
  });
  const program = boxed(
    hessian,
    lots.map((lot) => (2 * normal()) / lot),
    lots.map((lot, j) => first[j]! * lot + odd(lot)),
    lots.map((lot, j) => (first[j]! + most) * lot + odd(lot)),
    rows,
  );
  return { program, lots };
}

describe('solveIntegerQuadraticProgram', () => {
  it('the best of all lots, or none, by trying all', () => {
    const from = chance(20211231);
    const statuses = new Set<string>();
    let worst = 0;
    for (let k = 0; k < 1000; k++) {
      const { program, lots } = drawn(from);
      const best = bruteForce(program, lots);
      const solution = solve(program, lots);
      statuses.add(solution.status);
      expect(solution.status).toBe(best < Infinity ? 'optimal' : 'infeasible');
      if (solution.status !== 'optimal') continue;
      expect(solution.lowerBound).toBeLessThanOrEqual(best + 1e-14 * (1 + Math.abs(best)));
      worst = Math.max(worst, Math.abs(solution.objective! - best) / (1 + Math.abs(best)));
      solution.x!.forEach((value, j) => {
        expect(value).toBe(Math.round(value / lots[j]!) * lots[j]! + 0);
      });
    }
    expect([...statuses].sort()).toEqual(['infeasible', 'optimal']);
    // Observed: 0; the sums are the same. Lots that tie to 1e-9 could take each other's place.
    expect(worst).toBe(0);
  });

  it('continuous variables beside lots: the best of the solutions for each lot', () => {
    const from = chance(37);
    for (let k = 0; k < 100; k++) {
      const program = feasibleProgram(from, { variables: 6, rows: 3, rank: 4 });
      const lots = [1, 0.5, 0, 0, 0, 0];
      let best = Infinity;
      for (let a = Math.ceil(program.lower[0]!); a <= program.upper[0]!; a++)
        for (let b = Math.ceil(2 * program.lower[1]!) / 2; b <= program.upper[1]!; b += 0.5) {
          const fixed = (bounds: Float64Array): Float64Array => Float64Array.of(a, b, ...bounds.subarray(2));
          const solution = solveQuadraticProgram({
            ...program,
            lower: fixed(program.lower),
            upper: fixed(program.upper),
          });
          if (solution.status === 'optimal') best = Math.min(best, solution.objective);
        }
      const solution = solve(program, lots);
      expect(solution.status).toBe(best < Infinity ? 'optimal' : 'infeasible');
      // Observed: 9e-15: rounds end where the residuals are below 1e-14.
      if (solution.status === 'optimal')
        expect(Math.abs(solution.objective! - best)).toBeLessThanOrEqual(3e-14 * (1 + Math.abs(best)));
    }
  });

  it('twelve legs with costs and budgets: proven, and no single lot more or less is better', () => {
    const from = chance(41);
    for (let k = 0; k < 5; k++) {
      const program = splitLegs(from, 12, 5);
      const { status, x, objective, lowerBound, nodes } = found(program, new Float64Array(24).fill(0.5));
      expect([status, nodes > 0]).toEqual(['optimal', true]);
      expect(objective! - lowerBound).toBeLessThanOrEqual(1e-9 * Math.abs(objective!));
      const relaxed = solveQuadraticProgram(program);
      expect(relaxed.status === 'optimal' && relaxed.objective <= objective!).toBe(true);
      for (let j = 0; j < 24; j++)
        for (const by of [-0.5, 0.5]) {
          const moved = x!.map((value, i) => (i === j ? value + by : value));
          const meets =
            moved[j]! >= program.lower[j]! &&
            moved[j]! <= program.upper[j]! &&
            program.rowUpper.every(
              (high, i) => moved.reduce((sum, v, c) => sum + v * program.rows[i * 24 + c]!, 0) <= high,
            );
          if (meets) expect(objectiveOf(program, moved)).toBeGreaterThanOrEqual(objective! - 1e-9);
        }
    }
  });

  it('an equality that lots cannot meet', () => {
    // 2 a + 4 b is even.
    const row = { row: [2, 4], low: 3, high: 3 };
    const program = boxed([[1, 0], [0, 1]], [0, 0], [-9, -9], [9, 9], [row]); // prettier-ignore
    expect(solve(program, [1, 1])).toMatchObject({ status: 'infeasible' });
    expect(solve(program, [0.5, 1])).toMatchObject({ status: 'optimal', x: Float64Array.of(-0.5, 1) });
    // Bounds between two lots, which no relaxation is needed for.
    expect(solve(boxed([[1]], [0], [0.2], [0.8]), [1])).toEqual({ status: 'infeasible', nodes: 0 });
  });

  it('a search that is cut short says so: its bound is below the best, what it found is above', () => {
    const from = chance(43);
    let short = 0;
    for (let k = 0; k < 30; k++) {
      const program = splitLegs(from, 8, 5);
      const lots = new Float64Array(16).fill(0.5);
      const best = found(program, lots);
      expect(best.status).toBe('optimal');
      for (const limit of [0, 1, 2, 5, 20]) {
        const cut = found(program, lots, limit);
        expect(cut.nodes).toBeLessThanOrEqual(limit);
        expect(cut.lowerBound).toBeLessThanOrEqual(best.objective! + 1e-9 * Math.abs(best.objective!));
        if (cut.objective !== null) {
          expect(cut.objective).toBeGreaterThanOrEqual(best.lowerBound - 1e-9 * Math.abs(best.lowerBound));
          expect(objectiveOf(program, cut.x!)).toBe(cut.objective);
        } else expect(cut.x).toBe(null);
        if (cut.status === 'node_limit') short++;
        else expect(cut.objective).toBe(best.objective);
      }
    }
    expect(short).toBeGreaterThan(60);
    expect(found(boxed([[1]], [-0.4], [0], [1]), [1], 0)).toEqual({
      status: 'node_limit',
      x: null,
      objective: null,
      lowerBound: -Infinity,
      nodes: 0,
    });
  });

  it('bounds at lots of decimal fractions, of either sign, and infinite ones', () => {
    // 0.3 / 0.1 is below 3, and 3 * 0.1 above 0.3.
    expect(found(boxed([[0]], [-1], [0], [0.3]), [0.1]).x).toEqual(Float64Array.of(3 * 0.1));
    expect(found(boxed([[0]], [1], [-0.3], [0]), [0.1]).x).toEqual(Float64Array.of(-3 * 0.1));
    expect(found(boxed([[0]], [-1], [0], [0.29]), [0.1]).x).toEqual(Float64Array.of(0.2));
    expect(found(boxed([[1]], [-1234567.6]), [1]).x).toEqual(Float64Array.of(1234568));
    expect(found(boxed([[1]], [1234567.6]), [2.5]).x).toEqual(Float64Array.of(-1234567.5));
    expect(found(boxed([[1]], [-0.4], [-0.5], [0]), [1])).toMatchObject({
      x: Float64Array.of(0),
      objective: 0,
    });
    expect(Object.is(found(boxed([[1]], [0.4]), [1]).x![0], 0)).toBe(true);
  });

  it('unbounded, not a program', () => {
    expect(solve(boxed([[0]], [-1], [0]), [1])).toEqual({ status: 'unbounded', ray: Float64Array.of(1) });
    const none = { status: 'not_converged', x: null, objective: null, lowerBound: -Infinity, nodes: 0 };
    expect(solve(boxed([[NaN]], [-1]), [1])).toEqual(none);
    expect(solve(boxed([[-1]], [0], [0], [1]), [1])).toEqual(none);
    // A relaxation without an answer proves nothing: not that there are no lots either.
    const far = solve(boxed([[0]], [6.8e13], [-1e48], [1e-23]), [0]);
    expect(far).toEqual({ ...none, nodes: 1 });
    expect(solve(boxed([[1]], [0], [1], [0]), [1])).toEqual({ status: 'infeasible', nodes: 0 });
  });

  it('the same lots every time, and nothing that came in is touched', () => {
    const program = splitLegs(chance(47), 6, 4);
    const lots = new Float64Array(12).fill(0.25);
    const before = JSON.stringify([program, lots]);
    const first = JSON.stringify(found(program, lots));
    expect(JSON.stringify(found(program, lots))).toBe(first);
    expect(JSON.stringify([program, lots])).toBe(before);
  });
});
