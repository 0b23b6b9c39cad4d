import { describe, expect, it } from 'vitest';
import {
  PRICE,
  priceRow,
  rowLength,
  setExpiry,
  SIGN,
  STRIKE,
  UNDERLYING,
  VOLATILITY,
  YEARS,
} from '../../src/kernel/blackScholes.ts';
import { exp } from '../../src/kernel/exp.ts';
import { impliedRow, impliedVega } from '../../src/kernel/impliedVolatility.ts';
import { normalDensity } from '../../src/kernel/normal.ts';

/** An option of one year with sqrt(S' K') = 1, out of the money by `size`. */
function setOption(row: Float64Array, size: number): void {
  row[YEARS] = 1;
  row[SIGN] = size > 50 ? -1 : 1;
  row[UNDERLYING] = exp(-0.5 * size * row[SIGN]);
  row[STRIKE] = 1 / row[UNDERLYING];
  setExpiry(row);
}

function solve(size: number, price: number, row = new Float64Array(rowLength)): number {
  setOption(row, size);
  row[PRICE] = price;
  expect(impliedRow(row)).toBe(0);
  return row[VOLATILITY]!;
}

describe('impliedRow', () => {
  it('inverts priceRow, from the money to 600 in logarithms', () => {
    const row = new Float64Array(rowLength);
    let worst = 0;
    let solved = 0;
    for (const size of [0, 1e-12, 1e-6, 1e-3, 0.03, 0.3, 0.9, 1.1, 2.9, 3.1, 7, 19, 21, 60, 190, 600])
      for (let distance = -30; distance < 7; distance += 0.17) {
        const root = Math.sqrt(distance * distance + 2 * size);
        const s = distance < 0 ? (2 * size) / (root - distance) : distance + root;
        if (!(s > 0)) continue;
        setOption(row, size);
        row[VOLATILITY] = s;
        priceRow(row);
        const price = row[PRICE]!;
        if (price < 1e-290) continue;
        expect(impliedRow(row)).toBe(0);
        const units = Math.abs(row[VOLATILITY] / s - 1) / 2 ** -52 / (1 + price / (s * impliedVega(row)));
        worst = Math.max(worst, units);
        solved++;
      }
    expect(solved).toBeGreaterThan(2000);
    // priceRow has an error of its own. Observed 1.5.
    expect(worst).toBeLessThan(5);
  });

  it('has no seam where the objective or the start changes', () => {
    for (const size of [0, 1e-9, 1e-3, 0.5, 2.999999, 3.000001, 20]) {
      const unit = exp(-0.5 * size);
      let before = 0;
      for (let i = -40; i <= 40; i++) {
        const present = solve(size, unit * 0.38 * (1 + i * 1e-12));
        // Steps of 1e-12 in price against a rounding of 1e-15.
        expect(present).toBeGreaterThan(before);
        before = present;
      }
    }
  });

  it('knows the vega at its result', () => {
    const row = new Float64Array(rowLength);
    for (const [size, price] of [
      [0, 0.1],
      [0.4, 1e-9],
      [3, 0.1],
    ] as const) {
      const s = solve(size, price, row);
      const vega = row[UNDERLYING]! * normalDensity(0.5 * s - size / s);
      // Observed 1.1e-15.
      expect(Math.abs(impliedVega(row) / vega - 1)).toBeLessThan(4e-15);
    }
  });
});
