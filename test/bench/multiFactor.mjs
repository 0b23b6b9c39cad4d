import { Matrix, QrDecomposition, solve } from 'ml-matrix';
import { multiFactorBeta, rollingMultiFactorBeta } from '../../dist/beta/index.js';
import { compare, noise, row } from './measure.mjs';

const part = process.argv[2];
const length = part === 'rolling' ? 100_000 : 1000;
const factors = part === 'rolling' ? 3 : 6;
const columns = Array.from({ length: factors }, (_, j) =>
  Float64Array.from(noise(j + 1, length), (x) => 0.04 * (x - 0.5)),
);
const assetReturns = Float64Array.from(noise(99, length), (x, i) =>
  columns.reduce((sum, column, j) => sum + 0.2 * (j + 1) * column[i], 0.03 * (x - 0.5)),
);
const factorReturns = Object.fromEntries(columns.map((column, j) => [`factor${j}`, column]));

if (part === 'rolling') {
  for (const window of [60, 1440]) {
    const [ours] = await compare(
      [() => rollingMultiFactorBeta({ assetReturns, factorReturns, window })],
      length,
    );
    row(`window ${window}`, [{ nanoseconds: ours.nanoseconds }]);
  }
} else {
  const design = Array.from(assetReturns, (_, i) => [1, ...columns.map((column) => column[i])]);
  const matrix = new Matrix(design);
  const target = Matrix.columnVector(assetReturns);
  const [ours, robust, qr, solved] = await compare([
    () => multiFactorBeta({ assetReturns, factorReturns }),
    () => multiFactorBeta({ assetReturns, factorReturns, standardErrors: 'HC3' }),
    () => new QrDecomposition(matrix),
    () => solve(matrix, target),
  ]);
  for (const [name, { nanoseconds, ratio }] of /** @type {const} */ ([
    ['classical errors', ours],
    ['HC3', robust],
    ['ml-matrix QR, nothing else', qr],
    ['ml-matrix solve, coefficients', solved],
  ]))
    row(name, [{ nanoseconds }, { times: ratio }]);
}
