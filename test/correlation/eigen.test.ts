import { expect, it } from 'vitest';
import { symmetricEigen } from '../../src/correlation/eigen.ts';
import { randomGenerator } from '../../src/kernel/randomGenerator.ts';

it('eigenvalues ascend, vectors are orthonormal, and together they are the matrix', () => {
  const { normal } = randomGenerator(21);
  for (const size of [1, 2, 5, 20]) {
    const rows = Array.from({ length: size }, () => new Float64Array(size));
    for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) rows[i]![j] = rows[j]![i] = normal();
    const { values, vectors } = symmetricEigen(rows);
    const scale = Math.max(...values.map(Math.abs));
    for (let i = 0; i < size; i++) {
      expect(values[i]! >= (values[i - 1] ?? -Infinity)).toBe(true);
      for (let j = 0; j < size; j++) {
        const product = vectors[i]!.reduce((sum, value, k) => sum + value * vectors[j]![k]!, 0);
        const entry = values.reduce((sum, value, k) => sum + value * vectors[k]![i]! * vectors[k]![j]!, 0);
        // Observed: 2.9e-15 and 1.2e-15.
        expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1.1e-14);
        expect(Math.abs(entry - rows[i]![j]!)).toBeLessThan(4e-15 * scale);
      }
    }
  }
});

it('by hand', () => {
  const { values, vectors } = symmetricEigen([
    [2, 1],
    [1, 2],
  ]);
  expect(values[0]).toBeCloseTo(1, 15);
  expect(values[1]).toBeCloseTo(3, 15);
  expect(Math.abs(vectors[1]![0]!)).toBeCloseTo(Math.SQRT1_2, 15);
});
