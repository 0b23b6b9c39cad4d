import { describe, expect, it } from 'vitest';
import { dot, householderQr, invertR, multiplyByQ } from '../../src/kernel/householderQr.ts';
import type { HouseholderQr } from '../../src/kernel/householderQr.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';

function noise(seed: number, rows: number, columns: number): Float64Array[] {
  const { normal } = randomGenerator(seed);
  return Array.from({ length: columns }, () => Float64Array.from({ length: rows }, () => normal()));
}

function factorise(columns: readonly Float64Array[], tolerance = 1e-14): HouseholderQr {
  const rows = columns[0]!.length;
  const packed = new Float64Array(rows * columns.length);
  columns.forEach((column, j) => {
    packed.set(column, j * rows);
  });
  const lengths = Float64Array.from(columns, (column) => dot(column, 0, 0, rows) || 1);
  return householderQr(packed, rows, lengths, new Float64Array(columns.length).fill(tolerance));
}

/** Column `place` of Q R. */
function productColumn(qr: HouseholderQr, place: number): Float64Array {
  const column = new Float64Array(qr.rows);
  for (let i = 0; i < place; i++) column[i] = qr.packed[place * qr.rows + i]!;
  column[place] = qr.diagonal[place]!;
  return multiplyByQ(qr, column);
}

describe('householderQr', () => {
  it.each([
    [5, 1],
    [7, 3],
    [40, 6],
    [6, 6],
  ])('Q R is the matrix, %i by %i', (rows, columns) => {
    const matrix = noise(1, rows, columns);
    const qr = factorise(matrix);
    expect(qr.rank).toBe(columns);
    expect([...qr.order].sort((i, j) => i - j)).toEqual(matrix.map((_, j) => j));
    for (let place = 0; place < columns; place++) {
      const wanted = matrix[qr.order[place]!]!;
      const got = productColumn(qr, place);
      // Observed: 1.4e-15 of an element of order 1.
      for (let t = 0; t < rows; t++) expect(Math.abs(got[t]! - wanted[t]!)).toBeLessThan(5e-15);
    }
  });

  it('Q is orthogonal, and its transpose undoes it', () => {
    const qr = factorise(noise(2, 30, 4));
    const [column] = noise(3, 30, 1);
    const there = multiplyByQ(qr, column!.slice());
    expect(Math.abs(dot(there, 0, 0, 30) - dot(column!, 0, 0, 30))).toBeLessThan(1e-13);
    const back = multiplyByQ(qr, there, true);
    for (let t = 0; t < 30; t++) expect(Math.abs(back[t]! - column![t]!)).toBeLessThan(5e-15);
  });

  it('inverts R', () => {
    const qr = factorise(noise(4, 20, 5));
    const inverse = invertR(qr);
    const elementOfR = (i: number, j: number): number =>
      i === j ? qr.diagonal[i]! : i < j ? qr.packed[j * 20 + i]! : 0;
    for (let i = 0; i < 5; i++)
      for (let j = 0; j < 5; j++) {
        let sum = 0;
        for (let l = 0; l < 5; l++) sum += elementOfR(i, l) * inverse[l * 5 + j]!;
        expect(Math.abs(sum - (i === j ? 1 : 0))).toBeLessThan(1e-14);
      }
  });

  it('takes the column of which most is left, whatever its units, and the first of equals', () => {
    const [a, b, c] = noise(5, 50, 3) as [Float64Array, Float64Array, Float64Array];
    const near = a.map((value, t) => value + 0.01 * b[t]!);
    // a first; then c, of which nearly all is left, though near is a million times as long.
    expect([...factorise([a, near.map((value) => 1e6 * value), c]).order]).toEqual([0, 2, 1]);
    expect([...factorise([near, a, c]).order]).toEqual([0, 2, 1]);
  });

  it('finds the rank, and puts the dependent columns last', () => {
    const [a, b, c, d] = noise(6, 50, 4) as [Float64Array, Float64Array, Float64Array, Float64Array];
    const sum = a.map((value, t) => value - 3 * b[t]!);
    const twice = factorise([a, a.map((value) => 2 * value), b, c]);
    expect({ rank: twice.rank, last: twice.order[3] }).toEqual({ rank: 3, last: 1 });
    expect(factorise([a, b, sum, c]).rank).toBe(3);
    expect(factorise([a, b, sum.map((value, t) => value + 1e-12 * d[t]!), c]).rank).toBe(4);
    const nothing = factorise([a, new Float64Array(50), b]);
    expect({ rank: nothing.rank, last: nothing.order[2] }).toEqual({ rank: 2, last: 1 });
    expect(factorise([new Float64Array(50)]).rank).toBe(0);
  });

  it('has no more rank than rows', () => {
    expect(factorise(noise(7, 3, 5)).rank).toBe(3);
  });
});

describe('dot', () => {
  it.each([0, 1, 2, 3, 4, 5, 11])('of %i products', (length) => {
    const numbers = Float64Array.from({ length: 24 }, (_, i) => i);
    let sum = 0;
    for (let i = 0; i < length; i++) sum += (2 + i) * (12 + i);
    expect(dot(numbers, 2, 12, length)).toBe(sum);
  });
});
