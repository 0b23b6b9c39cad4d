import { refuse } from '../foundation/checks.ts';
import { readSymmetric } from '../foundation/matrix.ts';

/** A correlation that rounding took beyond -1 or 1, back there. */
export function withinOne(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

/**
 * A symmetric matrix of correlations as rows: its diagonal is 1 and it equals its mirror image, both up to
 * 1e-9 on the way in and exactly on the way out. Whether it is positive semidefinite is not asked.
 */
export function readCorrelation(caller: string, source: object, field: string, size?: number): number[][] {
  const rows = readSymmetric(caller, source, field, 'domain.not_covariance', size);
  if (rows.length === 0) refuse('domain.out_of_range', caller, field, 'of one row or more', 0);
  rows.forEach((row, i) => {
    if (!(Math.abs(row[i]! - 1) <= 1e-9))
      refuse('domain.out_of_range', caller, `${field}[${i}][${i}]`, '1, as of correlations', row[i]);
  });
  return rows.map((row, i) =>
    // Half the sum of equal numbers is that number, and + 0 makes 0 of -0.
    Array.from(row, (value, j) => (i === j ? 1 : value / 2 + rows[j]![i]! / 2 + 0)),
  );
}
