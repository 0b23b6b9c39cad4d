import { studentTCdf, studentTQuantile } from './studentT.ts';

// Estimates come in runs of one sample size and level, and the quantile is a third of the work: the last
// level, degrees of freedom and quantile are kept.
const last = [0, 0, 0];

/** The t that a two-sided interval of this level reaches on either side, in standard errors. */
export function criticalT(confidenceLevel: number, degreesOfFreedom: number): number {
  if (last[0] !== confidenceLevel || last[1] !== degreesOfFreedom) {
    last[2] = -studentTQuantile((1 - confidenceLevel) / 2, degreesOfFreedom);
    last[0] = confidenceLevel;
    last[1] = degreesOfFreedom;
  }
  return last[2]!;
}

/** `centre - radius` to `centre + radius`. */
export function intervalAround(centre: number, radius: number): { lower: number; upper: number } {
  return { lower: centre - radius, upper: centre + radius };
}

/** value / standardError; null where the fit is perfect, since there is no error to compare with. */
export function tStatistic(value: number, standardError: number): number | null {
  return standardError === 0 ? null : value / standardError;
}

/** Two-sided p-value by Student t; null where there is no t. */
export function twoSidedPValue(t: number | null, degreesOfFreedom: number): number | null {
  return t === null ? null : 2 * studentTCdf(-Math.abs(t), degreesOfFreedom);
}
