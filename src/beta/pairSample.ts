import { refuse } from '../foundation/checks.ts';
import { readSamples } from '../foundation/series.ts';
import { spreadScale } from '../kernel/lineFit.ts';

/** Two series over the same periods, every sample finite. */
export interface PairSample {
  readonly y: Float64Array;
  readonly x: Float64Array;
  /** Periods left out because a sample was missing. */
  readonly dropped: number;
}

/** The series of the two fields, y and x, of equal length and of a spread whose squares are doubles. */
export function readPair(
  caller: string,
  options: { readonly missing?: 'throw' | 'drop' | undefined },
  fieldY: string,
  fieldX: string,
): PairSample {
  const { columns, dropped } = readSamples(caller, options, [fieldY, fieldX]);
  const [y, x] = columns as [Float64Array, Float64Array];
  refuseSpread(caller, fieldY, y);
  refuseSpread(caller, fieldX, x);
  return { y, x, dropped };
}

/** Refuses a column whose squared deviations would over- or underflow. */
export function refuseSpread(caller: string, path: string, column: Float64Array): void {
  if (spreadScale(column) !== 1 || !Number.isFinite(column[0] ?? 0))
    refuse('domain.out_of_range', caller, path, 'of a spread within 1e-60 to 1e60', column);
}
