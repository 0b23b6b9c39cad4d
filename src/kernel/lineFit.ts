/** The least-squares line y = alpha + beta x through a sample, with what its inference needs. */
export interface LineFit {
  readonly beta: number;
  readonly alpha: number;
  /** Mean of x, as `anchorX + restX`: one double cannot hold the mean of a series at 1e8 well enough. */
  readonly anchorX: number;
  readonly restX: number;
  readonly anchorY: number;
  readonly restY: number;
  /** Sum of squared deviations of x from its mean; 0 exactly where x is constant. */
  readonly sxx: number;
  /** The same of y. */
  readonly syy: number;
  /** Sum of squared residuals; 0 where they are the rounding of the fit itself. */
  readonly ssr: number;
  readonly correlation: number;
}

/** Standard errors of alpha and of beta, and the covariance of the two estimates. */
export type LineCovariance = readonly [alphaError: number, betaError: number, covariance: number];

/**
 * Fits the line: means as deviations from the first sample, then centred products. The first sample is at
 * most sqrt(n - 1) standard deviations from the mean (Samuelson 1968), so that neither an offset of 1e8 nor
 * a spike costs digits. The residuals are summed themselves where the line explains most of y, and their
 * sum of squares would be a difference of nearly equal numbers; else the difference loses 2 bits at most.
 * At most (8 eps)^2 of the sum of y it is 0: the fit is perfect, and what is left its own rounding.
 *
 * Columns of equal length; a non-finite element makes the sums non-finite (see `isWellScaled`). Spreads
 * beyond 1e-70 to 1e70 want `spreadScale` first.
 */
export function fitLine(x: ArrayLike<number>, y: ArrayLike<number>): LineFit {
  if (Array.isArray(x) && Array.isArray(y)) return fitArrays(x, y);
  return fitColumns(columnOf(x), columnOf(y));
}

function columnOf(series: ArrayLike<number>): Float64Array {
  return series instanceof Float64Array ? series : Float64Array.from(series);
}

// The same text twice, on purpose: code that has met arrays and typed arrays both reads the latter four
// times slower, since the engine compiles one loop for the two.
function fitColumns(x: Float64Array, y: Float64Array): LineFit {
  const n = x.length;
  const anchorX = x[0]!;
  const anchorY = y[0]!;
  let sumX = 0;
  let sumY = 0;
  for (let i = 1; i < n; i++) {
    sumX += x[i]! - anchorX;
    sumY += y[i]! - anchorY;
  }
  const restX = sumX / n;
  const restY = sumY / n;
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i]! - anchorX - restX;
    const dy = y[i]! - anchorY - restY;
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  const beta = sxy / sxx;
  let ssr = syy - beta * sxy;
  if (ssr < 0.25 * syy) {
    ssr = 0;
    for (let i = 0; i < n; i++) {
      const residual = y[i]! - anchorY - restY - beta * (x[i]! - anchorX - restX);
      ssr += residual * residual;
    }
    if (ssr <= 3.2e-30 * syy) ssr = 0;
  }
  const alpha = anchorY - beta * anchorX + (restY - beta * restX);
  // One root of the product, so that a series on itself is exactly 1.
  const correlation = Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy)));
  return { beta, alpha, anchorX, restX, anchorY, restY, sxx, syy, ssr, correlation };
}

function fitArrays(x: readonly number[], y: readonly number[]): LineFit {
  const n = x.length;
  const anchorX = x[0]!;
  const anchorY = y[0]!;
  let sumX = 0;
  let sumY = 0;
  for (let i = 1; i < n; i++) {
    sumX += x[i]! - anchorX;
    sumY += y[i]! - anchorY;
  }
  const restX = sumX / n;
  const restY = sumY / n;
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i]! - anchorX - restX;
    const dy = y[i]! - anchorY - restY;
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  const beta = sxy / sxx;
  let ssr = syy - beta * sxy;
  if (ssr < 0.25 * syy) {
    ssr = 0;
    for (let i = 0; i < n; i++) {
      const residual = y[i]! - anchorY - restY - beta * (x[i]! - anchorX - restX);
      ssr += residual * residual;
    }
    if (ssr <= 3.2e-30 * syy) ssr = 0;
  }
  const alpha = anchorY - beta * anchorX + (restY - beta * restX);
  // One root of the product, so that a series on itself is exactly 1.
  const correlation = Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy)));
  return { beta, alpha, anchorX, restX, anchorY, restY, sxx, syy, ssr, correlation };
}

/** The textbook covariance: one residual variance, ssr / (n - 2), for all. */
export function classicalCovariance(fit: LineFit, n: number): LineCovariance {
  const variance = fit.ssr / (n - 2);
  const meanX = fit.anchorX + fit.restX;
  return [
    Math.sqrt(variance * (1 / n + (meanX / fit.sxx) * meanX)),
    Math.sqrt(variance / fit.sxx),
    // + 0 turns the -0 of a perfect fit into 0, which JSON keeps.
    -meanX * (variance / fit.sxx) + 0,
  ];
}

/**
 * The sandwich covariance as a sum over influences: alpha and beta are linear in y with weights
 * 1/n - meanX d_t / sxx and d_t / sxx, so each residual has an influence p_t, q_t on them, and a variance
 * is a sum of their squares, free of the cancellation that the matrix form has at a large mean.
 *
 * `leverageWeight` e divides a residual by (1 - h_t)^e: 0 for HC0, HC1 and HAC, 0.5 for HC2, 1 for HC3.
 * Products at distance l up to `maxLags` come in with Bartlett's weight 1 - l / (maxLags + 1).
 * The result is multiplied by `factor`, the small-sample correction of HC1 and of HAC.
 * Null where a leverage is 1, or closer to it than rounding tells: that residual is 0 by force and tells nothing of its error.
 */
export function sandwichCovariance(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  fit: LineFit,
  leverageWeight: 0 | 0.5 | 1,
  maxLags: number,
  factor: number,
): LineCovariance | null {
  const n = x.length;
  const { beta, anchorX, restX, anchorY, restY, sxx, ssr } = fit;
  const p = new Float64Array(n);
  const q = new Float64Array(n);
  for (let t = 0; t < n; t++) {
    const d = x[t]! - anchorX - restX;
    let residual = ssr === 0 ? 0 : y[t]! - anchorY - restY - beta * d;
    if (leverageWeight > 0) {
      const slack = 1 - 1 / n - (d / sxx) * d;
      if (slack < 1e-12) return null;
      residual /= leverageWeight === 1 ? slack : Math.sqrt(slack);
    }
    q[t] = (d / sxx) * residual;
    p[t] = residual / n - (anchorX + restX) * q[t]!;
  }
  let pp = 0;
  let pq = 0;
  let qq = 0;
  for (let lag = 0; lag <= maxLags; lag++) {
    let lagPP = 0;
    let lagPQ = 0;
    let lagQQ = 0;
    for (let t = lag; t < n; t++) {
      lagPP += p[t]! * p[t - lag]!;
      lagPQ += p[t]! * q[t - lag]! + q[t]! * p[t - lag]!;
      lagQQ += q[t]! * q[t - lag]!;
    }
    const share = lag === 0 ? 1 : 2 * (1 - lag / (maxLags + 1));
    pp += share * lagPP;
    pq += (share / 2) * lagPQ;
    qq += share * lagQQ;
  }
  // Bartlett's weights keep both sums of squares non-negative; rounding may miss that by an ulp around 0.
  return [Math.sqrt(Math.max(0, pp) * factor), Math.sqrt(Math.max(0, qq) * factor), pq * factor + 0];
}

/** Whether sums of squares are finite and far from under- and overflow, products of two included. */
export function isWellScaled(fit: LineFit): boolean {
  return Math.min(fit.sxx, fit.syy) > 1e-140 && Math.max(fit.sxx, fit.syy) < 1e140;
}

/** A power of two that brings the spread of a series between 1e-60 and 1e60; 1 where it is there or 0. */
export function spreadScale(series: ArrayLike<number>): number {
  const half = 0.5 * series[0]!;
  let spread = 0;
  for (let i = 1; i < series.length; i++) spread = Math.max(spread, Math.abs(0.5 * series[i]! - half));
  let scale = 1;
  // 2^64, the step, is exact, and so is every product but for what is lost far below the spread.
  while (spread * scale < 1e-60 && spread > 0) scale *= 18446744073709551616;
  while (spread * scale > 1e60) scale /= 18446744073709551616;
  return scale;
}

/**
 * Whether a series does not move, or only in the last digits of its mean: returns of prices that grow by
 * the same factor differ by rounding, and a slope on rounding is 1e13 with an error of its own size.
 */
export function isFlat(sumOfSquares: number, anchor: number, rest: number, n: number): boolean {
  return Math.sqrt(sumOfSquares / n) <= 1e-12 * Math.abs(anchor + rest);
}
