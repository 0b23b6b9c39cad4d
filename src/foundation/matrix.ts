import { readList, refuse } from './checks.ts';
import type { ErrorCode } from './errors.ts';
import { readFiniteSeries, refuseLengthMismatch } from './series.ts';

/** A square matrix as rows of finite numbers, of `size` rows where that is known; one row a field of it. */
export function readSquare(caller: string, source: object, field: string, size?: number): Float64Array[] {
  const rows = readList(caller, source, field);
  const n = size ?? rows.length;
  refuseLengthMismatch(caller, field, n, rows.length);
  // Unlike map, from does not pass over the holes of an array.
  return Array.from(rows, (_, i) => {
    const row = readFiniteSeries(caller, rows, String(i), field);
    refuseLengthMismatch(caller, `${field}[${i}]`, n, row.length);
    return row;
  });
}

/** A square matrix that equals its mirror image up to the rounding of however it was computed. */
export function readSymmetric(
  caller: string,
  source: object,
  field: string,
  code: ErrorCode,
  size?: number,
): Float64Array[] {
  const matrix = readSquare(caller, source, field, size);
  matrix.forEach((row, i) => {
    row.forEach((value, j) => {
      const mirror = matrix[j]![i]!;
      if (Math.abs(value - mirror) > 1e-9 * Math.max(Math.abs(value), Math.abs(mirror)))
        refuse(code, caller, `${field}[${i}][${j}]`, `equal to its mirror image ${mirror}`, value);
    });
  });
  return matrix;
}
