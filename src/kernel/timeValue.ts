import { millsRatio, millsRatioSlope } from './millsRatio.ts';

/**
 * Y(h + t) - Y(h - t), Y = millsRatio, for -1e4 <= h <= 0, t >= 0 and h + t <= 1/2, without cancellation.
 *
 * Formula: where 2 t |h| <= 1 and t <= 1/2, millsSeries; elsewhere, for h + t below -0.7,
 * (2t - (b Y'(-a) - a Y'(-b))) / (a b) with a = -h - t, b = t - h, since Y = (1 - Y') / -z; else the difference.
 */
export function millsDifference(h: number, t: number): number {
  return t <= 0.5 && h * t >= -0.5 ? millsSeries(h, t) : wideDifference(h, t);
}

/** millsDifference where its series is too long. */
export function wideDifference(h: number, t: number): number {
  const a = -h - t;
  const b = t - h;
  if (a < 0.7) return millsRatio(-a) - millsRatio(-b);
  return (2 * t - (b * millsRatioSlope(-a) - a * millsRatioSlope(-b))) / (a * b);
}

/**
 * millsDifference for t <= 1/2 and -h t <= 1/2: its Taylor series, the sum of 2 t^n y_n / n! over odd n up to 19. The
 * derivatives y_n of Y at h follow y_n+2 = (h^2 + 2n + 1) y_n - n (n - 1) y_n-2 from y_1 = Y' and
 * y_3 = (h^2 + 3) y_1 - 1; summed backwards (Clenshaw), the coefficients of Y' and of -1 do not wait for Y'.
 */
export function millsSeries(h: number, t: number): number {
  const hh = h * h;
  const tt = t * t;
  const b8 = 1 + tt * (hh + 35) * (1 / 342);
  const b7 = 1 - tt * tt * (1 / 342) + tt * (hh + 31) * (1 / 272) * b8;
  const b6 = 1 - tt * tt * (1 / 272) * b8 + tt * (hh + 27) * (1 / 210) * b7;
  const b5 = 1 - tt * tt * (1 / 210) * b7 + tt * (hh + 23) * (1 / 156) * b6;
  const b4 = 1 - tt * tt * (1 / 156) * b6 + tt * (hh + 19) * (1 / 110) * b5;
  const b3 = 1 - tt * tt * (1 / 110) * b5 + tt * (hh + 15) * (1 / 72) * b4;
  const b2 = 1 - tt * tt * (1 / 72) * b4 + tt * (hh + 11) * (1 / 42) * b3;
  const b1 = 1 - tt * tt * (1 / 42) * b3 + tt * (hh + 7) * (1 / 20) * b2;
  const b0 = 1 - tt * tt * (1 / 20) * b2 + tt * (hh + 3) * (1 / 6) * b1;
  return 2 * t * (b0 * millsRatioSlope(h) - tt * (1 / 6) * b1);
}

/** 1 / sqrt(2 pi). */
export const INVERSE_ROOT_TWO_PI = 0.3989422804014327;

/** The largest h + t of millsDifference. */
export const DIFFERENCE_LIMIT = 0.5;
