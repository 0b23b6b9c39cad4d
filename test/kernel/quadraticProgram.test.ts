import { readFileSync } from 'node:fs';
import fc from 'fast-check';
// @ts-expect-error: it has no types
import untyped from 'quadprog';
import { describe, expect, it, vi } from 'vitest';
import { solveQuadraticProgram } from '../../src/kernel/quadraticProgram.ts';
import type {
  QuadraticOptimum,
  QuadraticProgram,
  QuadraticSolution,
} from '../../src/kernel/quadraticProgram.ts';
import {
  boxed,
  chance,
  contradiction,
  fallsForEver,
  feasibleProgram,
  flat,
  flaw,
  objectiveOf,
  programOf,
  splitLegs,
  textOf,
} from './quadraticCases.ts';
import type { Kind, ProgramRows } from './quadraticCases.ts';

const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/quadratic_programs.json', import.meta.url), 'utf8'),
) as {
  exact: (ProgramRows & { objective: number })[];
  statuses: (ProgramRows & { status: string; objective?: number })[];
};

function optimum(program: QuadraticProgram, start: QuadraticOptimum | null = null): QuadraticOptimum {
  const found = solveQuadraticProgram(program, start);
  if (found.status !== 'optimal') throw new Error(`expected a minimum, got ${textOf(found)}`);
  return found;
}

function replaced<T>(values: readonly T[], at: number, value: T): T[] {
  return values.map((own, i) => (i === at ? value : own));
}

function worstOf({ residuals }: QuadraticOptimum): number {
  return Math.max(...Object.values(residuals as unknown as Record<string, number>));
}

// A machine that does much else may take ten times as long.
vi.setConfig({ testTimeout: 60_000 });

describe('solveQuadraticProgram: strictly convex', () => {
  const { solveQP } = untyped as {
    solveQP: (d: unknown, f: unknown, a: unknown, b: unknown, equalities: number) => { value: number[] };
  };

  /** The minimum by quadprog, whose arrays begin at 1. */
  function peer({ variables: n, hessian, linear, ...given }: QuadraticProgram): number {
    const equalities: [number[], number][] = [];
    const others: [number[], number][] = [];
    const add = (row: number[], low: number, high: number): void => {
      if (low === high) equalities.push([row, low]);
      else {
        if (low > -Infinity) others.push([row, low]);
        if (high < Infinity) others.push([row.map((value) => -value), -high]);
      }
    };
    given.rowLower.forEach((low, i) => {
      add(Array.from(given.rows.subarray(i * n, (i + 1) * n)), low, given.rowUpper[i]!);
    });
    flat(n).forEach((row, j) => {
      add(replaced(row, j, 1), given.lower[j]!, given.upper[j]!);
    });
    const all = [...equalities, ...others];
    const from1 = (values: ArrayLike<number>): unknown[] => [null, ...Array.from(values)];
    const matrix = flat(n).map((_, i) => from1(hessian.subarray(i * n, (i + 1) * n)));
    const columns = flat(n).map((_, j) => from1(all.map(([row]) => row[j]!)));
    const bounds = from1(all.map(([, bound]) => bound));
    const negated = from1(linear.map((value) => -value));
    return solveQP([null, ...matrix], negated, [null, ...columns], bounds, equalities.length).value[1]!;
  }

  it('1,000 random ones, scales mixed in every other, as quadprog solves them', () => {
    const from = chance(20211231);
    let worst = 0;
    let worstFlaw = 0;
    for (let k = 0; k < 1000; k++) {
      const variables = 2 + from.whole(19);
      const program = feasibleProgram(from, {
        variables,
        rows: from.whole(variables + 4),
        rank: variables,
        ridge: 0.05,
        decades: k % 2 === 0 ? 0 : 3,
        free: 0.3,
      });
      const found = optimum(program);
      worst = Math.max(worst, Math.abs(found.objective - peer(program)) / found.objectiveScale);
      worstFlaw = Math.max(worstFlaw, flaw(program, found), worstOf(found));
    }
    // Observed: 1.1e-14, which has quadprog's own rounding in it.
    expect(worst).toBeLessThanOrEqual(4e-14);
    // Observed: 9.7e-15; rounds end below 1e-14.
    expect(worstFlaw).toBeLessThanOrEqual(3e-14);
  });
});

describe('solveQuadraticProgram: the exact minimum', () => {
  it.each(fixture.exact.map((given, k) => ({ k, given })))('of program $k, in fractions', ({ given }) => {
    const program = programOf(given);
    const found = optimum(program);
    // Observed: 2.4e-17.
    const tolerance = 1e-16 * Math.max(1, found.objectiveScale);
    expect(Math.abs(found.objective - given.objective)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(objectiveOf(program, found.x) - given.objective)).toBeLessThanOrEqual(tolerance);
  });

  it('of published programs', () => {
    // Nocedal and Wright 2006, Numerical Optimization, example 16.4.
    const nocedal = boxed([[2, 0], [0, 2]], [-2, -5], [0, 0], [null, null], [
      { row: [1, -2], low: -2, high: null },
      { row: [-1, -2], low: -6, high: null },
      { row: [-1, 2], low: -2, high: null },
    ]); // prettier-ignore
    // Hock and Schittkowski 1981, Test Examples for Nonlinear Programming Codes, problems 21, 35 and 76.
    const hs21 = boxed([[0.02, 0], [0, 2]], [0, 0], [2, -50], [50, 50], [
      { row: [10, -1], low: 10, high: null },
    ]); // prettier-ignore
    const hs35 = boxed([[4, 2, 2], [2, 4, 0], [2, 0, 2]], [-8, -6, -4], [0, 0, 0], undefined, [
      { row: [1, 1, 2], low: null, high: 3 },
    ]); // prettier-ignore
    const hs76 = boxed(
      [[2, 0, -1, 0], [0, 1, 0, 0], [-1, 0, 2, 1], [0, 0, 1, 1]], [-1, -3, 1, -1], [0, 0, 0, 0], undefined, [
      { row: [1, 2, 1, 1], low: null, high: 5 },
      { row: [3, 1, 2, -1], low: null, high: 4 },
      { row: [0, 1, 4, 0], low: 1.5, high: null },
    ]); // prettier-ignore
    // Beale 1955, Nav. Res. Logist. Q. 2, 269-275: the simplex method goes in circles.
    const beale = boxed(flat(4), [-0.75, 150, -0.02, 6], [0, 0, 0, 0], [null, null, 1, null], [
      { row: [0.25, -60, -0.04, 9], low: null, high: 0 },
      { row: [0.5, -90, -0.02, 3], low: null, high: 0 },
    ]); // prettier-ignore
    const all: [QuadraticProgram, number, number[]][] = [
      [nocedal, -6.45, [1.4, 1.7]],
      [hs21, 0.04, [2, 0]],
      [hs35, 1 / 9 - 9, [4 / 3, 7 / 9, 4 / 9]],
      [hs76, -4.681818181818182, [3 / 11, 23 / 11, 0, 6 / 11]],
      [beale, -0.05, [0.04, 0, 1, 0]],
    ];
    for (const [program, objective, x] of all) {
      const found = optimum(program);
      expect(Math.abs(found.objective - objective)).toBeLessThanOrEqual(3e-16 * found.objectiveScale);
      // Observed: 7.6e-17 above, 4.4e-16 here.
      x.forEach((value, j) => {
        expect(Math.abs(found.x[j]! - value)).toBeLessThanOrEqual(1.7e-15);
      });
    }
  });

  it('of the cubes of Klee and Minty, by far fewer steps than they have vertices', () => {
    for (let n = 2; n <= 10; n++) {
      const rows = flat(n).map((row, i) => ({
        row: row.map((_, j) => (j < i ? 2 * 10 ** (i - j) : j === i ? 1 : 0)),
        low: null,
        high: 100 ** i,
      }));
      const found = optimum(
        boxed(
          flat(n),
          flat(n).map((_, j) => -(10 ** (n - 1 - j))),
          flat(n).map(() => 0),
          undefined,
          rows,
        ),
      );
      expect(found.objective).toBe(-(100 ** (n - 1)));
      expect(found.iterations).toBeLessThanOrEqual(6 * n);
    }
  });
});

describe('solveQuadraticProgram: semidefinite, linear and degenerate', () => {
  const kinds: Record<string, Kind & { decades: number }> = {
    'linear, scales of 1e-6 to 1e6': { variables: 25, rows: 20, rank: 0, decades: 6 },
    'semidefinite, scales of 1e-6 to 1e6': { variables: 20, rows: 12, rank: 7, decades: 6 },
    'semidefinite, half of the bounds infinite': {
      variables: 12,
      rows: 20,
      rank: 11,
      decades: 1,
      free: 0.5,
    },
    'large: 50 variables, 50 rows': { variables: 50, rows: 50, rank: 20, decades: 0 },
  };
  it.each(Object.entries(kinds))('%s', (name, kind) => {
    const from = chance(7);
    let worst = 0;
    let solved = 0;
    const runs = name.startsWith('large') ? 20 : 200;
    for (let k = 0; k < runs; k++) {
      const program = feasibleProgram(from, kind);
      const found = solveQuadraticProgram(program);
      // Made so that a point meets it, and with infinite bounds it may fall for ever.
      if (found.status === 'unbounded') expect(fallsForEver(program, found.ray)).toBe(true);
      else {
        expect(found.status).toBe('optimal');
        solved++;
        worst = Math.max(worst, flaw(program, found as QuadraticOptimum), worstOf(found as QuadraticOptimum));
      }
    }
    expect(solved).toBeGreaterThan(0.3 * runs);
    // Observed: 8.9e-15; rounds end below 1e-14.
    expect(worst).toBeLessThanOrEqual(3e-14);
  });

  it.each([0, 2])('legs with costs, split into bought and sold, scales of 1e-%i', (decades) => {
    const from = chance(11);
    let worst = 0;
    for (let k = 0; k < 300; k++) {
      const legs = 2 + from.whole(11);
      const program = splitLegs(from, legs, 1 + from.whole(5), decades);
      const found = optimum(program);
      worst = Math.max(worst, flaw(program, found), worstOf(found));
      // What costs is not both bought and sold.
      for (let j = 0; j < legs; j++)
        if (program.linear[j]! + program.linear[j + legs]! > 1e-9)
          expect(Math.min(found.x[j]!, found.x[j + legs]!)).toBe(0);
    }
    // Observed: 9.9e-15.
    expect(worst).toBeLessThanOrEqual(3e-14);
  });

  it('|x| by splitting: the thresholds of the closed form', () => {
    // min 1/2 h (x - a)^2 + c |x|: x = a - sign(a) c / h, or 0 within it.
    for (const a of [-3, -0.5, -0.2, 0, 0.2, 0.5, 3])
      for (const [h, c] of [
        [1, 0.5],
        [4, 1],
        [1e-6, 1e-6],
      ] as const) {
        const program = boxed([[h, -h], [-h, h]], [c - h * a, c + h * a], [0, 0]); // prettier-ignore
        const { x } = optimum(program);
        const expected = Math.sign(a) * Math.max(0, Math.abs(a) - c / h);
        expect(Math.abs(x[0]! - x[1]! - expected)).toBeLessThanOrEqual(1e-15);
      }
  });

  it('an objective of 0, made of nothing but 0: what it is measured against is not rounding', () => {
    const rows = [
      { row: [-1, -2, 3, -1, -2], low: 3, high: 3 },
      { row: [3, 2, 1, -3, 0], low: 3, high: 3 },
    ];
    const program = boxed(flat(5), [0, 0, 0, 3, 3], [null, -1, null, 0, 0], [2, 0, 2, null, 2], rows);
    const found = optimum(program);
    expect(found.objective).toBe(0);
    expect(worstOf(found)).toBeLessThanOrEqual(1e-14);
  });

  it('degenerate corners: thrice as many bounds as variables through one point, and no end of ties', () => {
    const from = chance(3);
    for (let k = 0; k < 300; k++) {
      const n = 2 + from.whole(7);
      const draw = (): number[] => flat(n).map(() => from.whole(5) - 2);
      const rows = Array.from({ length: 3 * n }, () => ({ row: draw(), low: null, high: 0 }));
      const box = (side: number): number[] => flat(n).map(() => side);
      const program = boxed(flat(n), draw(), box(-1), box(1), [...rows, ...rows.slice(0, n)]);
      const found = optimum(program);
      // Observed: 1.8e-16.
      expect(Math.max(flaw(program, found), worstOf(found))).toBeLessThanOrEqual(7e-16);
      expect(found.iterations).toBeLessThan(20 * n);
    }
  });

  it('the cheapest assignment, a vertex where half of the members are redundant', () => {
    const from = chance(5);
    for (let k = 0; k < 50; k++) {
      const size = 2 + from.whole(4);
      const costs = flat(size).map((row) => row.map(() => from.whole(10)));
      const cheapest = (row: number, taken: number): number =>
        row === size
          ? 0
          : Math.min(
              ...costs[row]!.map((cost, j) =>
                (taken >> j) & 1 ? Infinity : cost + cheapest(row + 1, taken | (1 << j)),
              ),
            );
      const n = size * size;
      const rows = Array.from({ length: 2 * size }, (_, i) => ({
        row: Array.from({ length: n }, (_unused, at) =>
          Number(i < size ? Math.floor(at / size) === i : at % size === i - size),
        ),
        low: 1,
        high: 1,
      }));
      const found = optimum(boxed(flat(n), costs.flat(), new Array<number>(n).fill(0), undefined, rows));
      // Observed: 3.6e-15.
      expect(Math.abs(found.objective - cheapest(0, 0))).toBeLessThanOrEqual(1.4e-14);
    }
  });
});

describe('solveQuadraticProgram: no minimum', () => {
  it.each(fixture.statuses.map((given, k) => ({ k, given })))(
    'program $k is $given.status, as HiGHS says',
    ({ given }) => {
      const program = programOf(given);
      const found = solveQuadraticProgram(program);
      expect(found.status).toBe(given.status);
      if (found.status === 'optimal') {
        // Observed: 3.0e-15; rounds end below 1e-14.
        expect(Math.max(flaw(program, found), worstOf(found))).toBeLessThanOrEqual(1.2e-14);
        if (given.objective !== undefined)
          expect(Math.abs(found.objective - given.objective)).toBeLessThanOrEqual(
            1e-12 * found.objectiveScale,
          );
      }
      if (found.status === 'unbounded') {
        expect(fallsForEver(program, found.ray)).toBe(true);
        expect(Math.max(...found.ray.map(Math.abs))).toBe(1);
      }
      if (found.status === 'infeasible' && found.crossed === null)
        expect(contradiction(program, found)).toBeLessThan(-1e-9);
    },
  );

  it('larger contradictions, of any scale, are proven', () => {
    const from = chance(13);
    for (let k = 0; k < 300; k++) {
      const n = 3 + from.whole(15);
      const m = 3 + from.whole(10);
      const program = feasibleProgram(from, { variables: n, rows: m, rank: from.whole(n), decades: 4 });
      // One more row: the sum of some, beyond what these allow.
      const weights = Array.from(program.rowLower, () => (from.uniform() < 0.5 ? 0 : from.scale(1)));
      const sum = new Float64Array(n);
      let most = 0;
      let size = 0;
      weights.forEach((weight, i) => {
        if (!(program.rowUpper[i]! < Infinity)) return;
        most += weight * program.rowUpper[i]!;
        size += Math.abs(weight * program.rowUpper[i]!);
        for (let j = 0; j < n; j++) sum[j]! += weight * program.rows[i * n + j]!;
      });
      const impossible = {
        ...program,
        rows: Float64Array.of(...program.rows, ...sum),
        rowLower: Float64Array.of(...program.rowLower, most + 1e-4 * size + 1e-300),
        rowUpper: Float64Array.of(...program.rowUpper, Infinity),
      };
      const found = solveQuadraticProgram(impossible);
      expect(found.status).toBe('infeasible');
      if (found.status === 'infeasible') expect(contradiction(impossible, found)).toBeLessThan(-1e-9);
      // What a point gives is met, by rounding only.
      const { x } = optimum(program);
      const value = sum.reduce((total, entry, j) => total + entry * x[j]!, 0);
      const possible = { ...impossible, rowLower: Float64Array.of(...program.rowLower, value) };
      expect(solveQuadraticProgram(possible).status).toBe('optimal');
    }
  });

  it('rows that are nearly each other, which a point meets, are never called a contradiction', () => {
    const from = chance(17);
    let solved = 0;
    for (let k = 0; k < 500; k++) {
      const n = 2 + from.whole(9);
      const point = Array.from({ length: n }, from.normal);
      const apart = 10 ** (-16 + 14 * from.uniform());
      const rows: { row: number[]; low: number; high: number }[] = [];
      for (let i = 0; i < 2 + from.whole(9); i++) {
        const last = rows.at(-1);
        const row =
          last !== undefined && from.uniform() < 0.7
            ? last.row.map((value) => value * (1 + apart * from.normal()))
            : Array.from({ length: n }, from.normal);
        const value = row.reduce((sum, a, j) => sum + a * point[j]!, 0);
        rows.push({ row, low: value, high: from.uniform() < 0.4 ? value : value + 0.3 });
      }
      const found = solveQuadraticProgram(
        boxed(flat(n), Array.from({ length: n }, from.normal), point.map((value) => value - 3), point.map((value) => value + 3), rows),
      ); // prettier-ignore
      expect(found.status).not.toBe('infeasible');
      expect(found.status).not.toBe('unbounded');
      if (found.status === 'optimal') solved++;
    }
    // The others say that they have no answer to 1e-9. Observed: 498 of 500.
    expect(solved).toBeGreaterThanOrEqual(490);
  });

  it('a curvature or a cost that is tiny is no ray, none at all is one', () => {
    expect(solveQuadraticProgram(boxed([[0]], [-1], [0], [null]))).toEqual({
      status: 'unbounded',
      ray: Float64Array.of(1),
    });
    expect(optimum(boxed([[1e-9]], [-1], [0], [null])).x[0]).toBeCloseTo(1e9, -1);
    expect(solveQuadraticProgram(boxed([[0, 0], [0, 1]], [1e-12, 1])).status).toBe('unbounded'); // prettier-ignore
    // A direction without curvature and cost: any point of it will do.
    const { x, objective } = optimum(boxed([[1, 1], [1, 1]], [-2, -2])); // prettier-ignore
    expect(Math.abs(x[0]! + x[1]! - 2)).toBeLessThanOrEqual(1e-15);
    expect(objective).toBe(-2);
    expect(optimum(boxed(flat(2), [0, 0])).x).toEqual(Float64Array.of(0, 0));
    // It falls along both, but no further than the row.
    const row = { row: [1, 1], low: null, high: 1e6 };
    expect(optimum(boxed(flat(2), [-1, -1], [null, null], [null, null], [row])).objective).toBe(-1e6);
  });
});

describe('solveQuadraticProgram: edges', () => {
  const one = (over: Partial<ProgramRows>): QuadraticSolution =>
    solveQuadraticProgram(
      programOf({
        variables: 1,
        hessian: [[2]],
        linear: [-4],
        rows: [],
        rowLower: [],
        rowUpper: [],
        lower: [null],
        upper: [null],
        ...over,
      }),
    );

  it('one variable: free, bounded either way, fixed, by a bound or by a row', () => {
    const { x, objective } = one({}) as QuadraticOptimum;
    expect(Math.abs(x[0]! - 2)).toBeLessThanOrEqual(2 ** -52);
    expect(Math.abs(objective + 4)).toBeLessThanOrEqual(2 ** -51);
    expect(one({ upper: [1] })).toMatchObject({
      x: Float64Array.of(1),
      boundMultipliers: Float64Array.of(2),
    });
    expect(one({ lower: [3] })).toMatchObject({
      x: Float64Array.of(3),
      boundMultipliers: Float64Array.of(-2),
    });
    expect(one({ lower: [1], upper: [1] })).toMatchObject({ boundMultipliers: Float64Array.of(2) });
    const row = { rows: [[-2]], rowLower: [null], rowUpper: [-6] };
    expect(one(row)).toMatchObject({ x: Float64Array.of(3), rowMultipliers: Float64Array.of(1) });
    expect(one({ rows: [[4]], rowLower: [4], rowUpper: [4] })).toMatchObject({
      x: Float64Array.of(1),
      rowMultipliers: Float64Array.of(0.5),
    });
    const open = one({ rows: [[4]], rowLower: [null], rowUpper: [null] }) as QuadraticOptimum;
    expect(Math.abs(open.x[0]! - 2)).toBeLessThanOrEqual(2 ** -52);
  });

  it('rows of zeros: met, or not', () => {
    const met = one({ rows: [[0]], rowLower: [0], rowUpper: [0] }) as QuadraticOptimum;
    expect(Math.abs(met.x[0]! - 2)).toBeLessThanOrEqual(2 ** -52);
    for (const [low, high] of [[1, null], [null, -1], [1e-300, null], [-2, -1]] as const) {
      const found = one({ rows: [[0]], rowLower: [low], rowUpper: [high] });
      expect(found).toMatchObject({ status: 'infeasible', crossed: null });
    }
  }); // prettier-ignore

  it('equalities that repeat, in either direction, and such that do not agree', () => {
    const rows = [
      { row: [1, 2], low: 3, high: 3 },
      { row: [-1, -2], low: -3, high: -3 },
      { row: [2, 4], low: 6, high: 6 },
      { row: [1, -1], low: 0, high: 0 },
    ];
    const square = [[1, 0], [0, 1]]; // prettier-ignore
    const { x } = optimum(boxed(square, [0, 0], undefined, undefined, rows));
    expect(Array.from(x, (value) => Math.abs(value - 1) <= 1e-15)).toEqual([true, true]);
    const apart = replaced(rows, 2, { row: [2, 4], low: 6.001, high: 6.001 });
    const program = boxed(square, [0, 0], undefined, undefined, apart);
    const found = solveQuadraticProgram(program);
    expect(found.status).toBe('infeasible');
    if (found.status === 'infeasible') expect(contradiction(program, found)).toBeLessThan(-1e-5);
  });

  it('contradictions of less than 1e-9 count as met, and the residual says by how much', () => {
    const rows = (gap: number): { row: number[]; low: number | null; high: number | null }[] => [
      { row: [1, 1], low: null, high: 1 },
      { row: [1, 1], low: 1 + gap, high: null },
    ];
    const square = [[1, 0], [0, 1]]; // prettier-ignore
    expect(solveQuadraticProgram(boxed(square, [0, 0], undefined, undefined, rows(1e-8))).status).toBe(
      'infeasible',
    );
    const { residuals } = optimum(boxed(square, [0, 0], undefined, undefined, rows(1e-10)));
    expect(residuals.primal).toBeGreaterThan(4e-11);
    expect(residuals.primal).toBeLessThanOrEqual(1e-10);
  });

  it('bounds that cross, are infinite on the wrong side, or by the smallest step', () => {
    const crossed = [
      [2, 1],
      [1 + 2 ** -52, 1],
      [Infinity, Infinity],
      [-Infinity, -Infinity],
    ] as const;
    for (const [low, high] of crossed) {
      expect(one({ lower: [low], upper: [high] })).toEqual({
        status: 'infeasible',
        crossed: { kind: 'bound', index: 0 },
        rowCertificate: new Float64Array(0),
        boundCertificate: new Float64Array(1),
      });
      expect(one({ rows: [[1]], rowLower: [low], rowUpper: [high] })).toMatchObject({
        crossed: { kind: 'row', index: 0 },
      });
    }
  });

  it('what is no program: NaN anywhere, infinite costs, H not semidefinite', () => {
    const wrong: Partial<ProgramRows>[] = [
      { hessian: [[NaN]] },
      { hessian: [[Infinity]] },
      { linear: [NaN] },
      { linear: [-Infinity] },
      { lower: [NaN] },
      { upper: [NaN] },
      { rows: [[NaN]], rowLower: [0], rowUpper: [1] },
      { rows: [[1]], rowLower: [NaN], rowUpper: [1] },
      { rows: [[1]], rowLower: [0], rowUpper: [NaN] },
    ];
    for (const over of wrong)
      expect(one(over)).toEqual({ status: 'not_converged', reason: 'not_finite', best: null });
    const notConvex = { status: 'not_converged', reason: 'not_convex', best: null };
    expect(one({ hessian: [[-1]] })).toEqual(notConvex);
    expect(solveQuadraticProgram(boxed([[1, 2], [2, 1]], [0, 0], [0, 0], [1, 1]))).toEqual(notConvex); // prettier-ignore
  });

  it('the largest and the smallest scales, bounds of -0', () => {
    for (const scale of [1e-140, 1e-20, 1e20, 1e140]) {
      const { x, objective } = optimum(boxed([[2 * scale]], [-4 * scale]));
      expect(Math.abs(x[0]! - 2)).toBeLessThanOrEqual(1e-15);
      expect(Math.abs(objective / scale + 4)).toBeLessThanOrEqual(4e-15);
      const far = optimum(boxed([[1]], [-scale], [null], [0.5 * scale]));
      expect(far.x[0]).toBe(0.5 * scale);
    }
    // Bounds that stand for infinity where none is needed; a minimum at one of them is none.
    for (const far of [1e6, 1e12, 1e20, 1e30]) {
      const row = { row: [1, 1], low: -1000, high: null };
      const { x } = optimum(boxed([[1, 0], [0, 0]], [1, 1], [-far, -far], [far, far], [row])); // prettier-ignore
      expect([Math.abs(x[0]!) <= 2e-16, x[1]]).toEqual([true, -1000]);
    }
    expect(solveQuadraticProgram(boxed([[0]], [1], [-1e48], [1])).status).toBe('not_converged');
    const { x, boundMultipliers } = optimum(boxed([[1]], [1], [-0], [5]));
    expect([Object.is(x[0], 0), boundMultipliers[0]]).toEqual([true, -1]);
  });

  it('numbers from 1e-300 to 1e300 in one program: an end, and no answer that is not proven', () => {
    const from = chance(53);
    const seen = new Set<string>();
    for (let k = 0; k < 1500; k++) {
      const decades = [20, 80, 300][k % 3]!;
      const draw = (): number => (from.uniform() < 0.2 ? 0 : from.normal() * from.scale(decades));
      const n = 1 + from.whole(5);
      const hessian = flat(n);
      for (let r = from.whole(n + 1); r > 0; r--) {
        const b = hessian.map(() => from.normal() * from.scale(decades / 2));
        for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) hessian[i]![j]! += b[i]! * b[j]!;
      }
      const pair = (): [number | null, number | null] => {
        const [a, b] = [draw(), draw()];
        return from.uniform() < 0.2 ? [null, null] : [Math.min(a, b), from.uniform() < 0.2 ? null : Math.max(a, b)];
      };
      const bounds = hessian.map(pair);
      const rows = Array.from({ length: from.whole(4) }, () => {
        const [low, high] = pair();
        return { row: hessian.map(draw), low, high };
      });
      const program = boxed(hessian, hessian.map(draw), bounds.map(([low]) => low), bounds.map(([, high]) => high), rows);
      const found = solveQuadraticProgram(program);
      seen.add(found.status);
      if (found.status === 'infeasible' && found.crossed === null)
        expect(contradiction(program, found)).toBeLessThan(-1e-9);
      if (found.status === 'unbounded') expect(fallsForEver(program, found.ray)).toBe(true);
      if (found.status === 'optimal') expect(worstOf(found)).toBeLessThanOrEqual(1e-9);
    }
    expect([...seen].sort()).toEqual(['infeasible', 'not_converged', 'optimal', 'unbounded']);
  }); // prettier-ignore

  it('without variables', () => {
    expect(optimum(boxed([], []))).toMatchObject({ objective: 0, x: new Float64Array(0) });
  });
});

describe('solveQuadraticProgram: invariants', () => {
  it('multipliers are what a bound is worth: minus the change of the minimum, by differences', () => {
    const from = chance(19);
    let compared = 0;
    for (let k = 0; k < 60; k++) {
      const program = feasibleProgram(from, { variables: 8, rows: 6, rank: 8, ridge: 0.1 });
      const { rowMultipliers, boundMultipliers } = optimum(program);
      const step = 1e-6;
      const moved = (name: 'rowLower' | 'rowUpper' | 'lower' | 'upper', i: number, by: number): number =>
        optimum({ ...program, [name]: program[name].map((value, at) => (at === i ? value + by : value)) })
          .objective;
      const all = [
        ...Array.from(
          rowMultipliers,
          (value, i) => ({ value, i, low: 'rowLower', high: 'rowUpper' }) as const,
        ),
        ...Array.from(boundMultipliers, (value, i) => ({ value, i, low: 'lower', high: 'upper' }) as const),
      ];
      for (const { value, i, low, high } of all) {
        // An equality has both sides: they move together.
        if (Math.abs(value) < 1e-2 || program[low][i] === program[high][i]) continue;
        const side = value > 0 ? high : low;
        const rate = (moved(side, i, step) - moved(side, i, -step)) / (2 * step);
        // The minimum is quadratic in the bound while the members stay: what is left is rounding over the step.
        expect(Math.abs(rate + value)).toBeLessThanOrEqual(3e-7 * Math.abs(value) + 3e-10);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('scaled variables, rows and cost: the same solution; by powers of two, the same digits', () => {
    const scaled = (
      program: QuadraticProgram,
      by: readonly number[],
      rowsBy: readonly number[],
      cost: number,
    ): QuadraticProgram => {
      const n = program.variables;
      return {
        variables: n,
        hessian: program.hessian.map((value, at) => value * cost * by[Math.floor(at / n)]! * by[at % n]!),
        linear: program.linear.map((value, j) => value * cost * by[j]!),
        rows: program.rows.map((value, at) => value * rowsBy[Math.floor(at / n)]! * by[at % n]!),
        rowLower: program.rowLower.map((value, i) => value * rowsBy[i]!),
        rowUpper: program.rowUpper.map((value, i) => value * rowsBy[i]!),
        lower: program.lower.map((value, j) => value / by[j]!),
        upper: program.upper.map((value, j) => value / by[j]!),
      };
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.boolean(), (seed, exact) => {
        const from = chance(seed);
        const program = feasibleProgram(from, { variables: 9, rows: 6, rank: 9, ridge: 0.1 });
        const draw = (): number => (exact ? 2 ** (from.whole(41) - 20) : from.scale(6));
        const by = Array.from({ length: 9 }, draw);
        const plain = optimum(program);
        const found = optimum(scaled(program, by, Array.from({ length: 6 }, draw), exact ? 2 ** (2 * from.whole(20) - 20) : draw()));
        const size = Math.max(...plain.x.map(Math.abs));
        found.x.forEach((value, j) => {
          if (exact) expect(value * by[j]!).toBe(plain.x[j]);
          // Observed: 1.4e-13, the condition of the programs; data that are rounded when they are scaled.
          else expect(Math.abs(value * by[j]! - plain.x[j]!)).toBeLessThanOrEqual(5e-13 * size);
        });
      }),
      { seed: 20211231, numRuns: 300 },
    ); // prettier-ignore
  });

  it('a row that is implied, or is there twice, changes nothing', () => {
    const from = chance(23);
    for (let k = 0; k < 100; k++) {
      const program = feasibleProgram(from, { variables: 6, rows: 4, rank: 6, ridge: 0.1 });
      const found = optimum(program);
      const again = optimum({
        ...program,
        rows: Float64Array.of(...program.rows, ...program.rows),
        rowLower: Float64Array.of(...program.rowLower, ...program.rowLower),
        rowUpper: Float64Array.of(...program.rowUpper, ...program.rowUpper),
      });
      expect(again.x).toEqual(found.x);
    }
  });

  it('a warm start: the same minimum at once; from another program in fewer steps; from nonsense all the same', () => {
    const from = chance(29);
    let cold = 0;
    let warm = 0;
    for (let k = 0; k < 100; k++) {
      const program = splitLegs(from, 6, 4);
      const found = optimum(program);
      const again = optimum(program, found);
      expect(again.iterations).toBeLessThanOrEqual(2);
      expect(Math.abs(again.objective - found.objective)).toBeLessThanOrEqual(6e-16 * found.objectiveScale);
      const changed = {
        ...program,
        linear: program.linear.map((value) => value * (1 + 0.1 * from.normal())),
        upper: program.upper.map((value) => 0.5 * value),
      };
      const start = optimum(changed, found);
      const plain = optimum(changed);
      cold += plain.iterations;
      warm += start.iterations;
      expect(Math.abs(start.objective - plain.objective)).toBeLessThanOrEqual(6e-16 * plain.objectiveScale);
      const wrong = {
        x: found.x.map(() => 100 * from.normal()),
        rowMultipliers: found.rowMultipliers.map(() => 100 * from.normal()),
        boundMultipliers: found.boundMultipliers.map(() => 100 * from.normal()),
      };
      const notFinite = {
        x: found.x.map(() => NaN),
        boundMultipliers: found.boundMultipliers.map(() => NaN),
      };
      expect(optimum(program, { ...found, ...notFinite }).objective).toBeCloseTo(found.objective, 9);
      const fromWrong = optimum(program, { ...found, ...wrong });
      expect(Math.abs(fromWrong.objective - found.objective)).toBeLessThanOrEqual(
        8e-16 * found.objectiveScale,
      );
    }
    // Observed: 0.28.
    expect(warm / cold).toBeLessThan(0.5);
  });

  it('the same digits every time, and nothing that came in is touched', () => {
    const program = splitLegs(chance(31), 8, 5, 1);
    const before = textOf(program);
    const first = optimum(program);
    const text = textOf(first);
    expect(textOf(solveQuadraticProgram(program))).toBe(text);
    optimum(program, first);
    expect([textOf(program), textOf(first)]).toEqual([before, text]);
    expect(text).not.toMatch(/NaN|Infinity|"-0"/);
  });
});
