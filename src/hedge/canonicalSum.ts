import { compensatedSum } from '../kernel/compensatedSum.ts';

/** The sum of the values, compensated, and the same bits in whatever order they come: sorts them in place. */
export function canonicalSum(values: Float64Array): number {
  return compensatedSum(values.sort());
}
