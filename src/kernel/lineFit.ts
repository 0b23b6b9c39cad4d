/** The least-squares line y = alpha + beta x through a sample, with what its inference needs. */
export interface LineFit {
  readonly beta: number;
  readonly alpha: number;
  /** Mean of x, as `meanX + restX`: one double cannot hold the mean of a series at 1e8 well enough. */
  readonly meanX: number;
  readonly restX: number;
  readonly meanY: number;
  readonly restY: number;
  /** Sum of squared deviations of x from its mean; 0 exactly where x is constant. */
  readonly sxx: number;
  /** The same of y. */
  readonly syy: number;
  /** Sum of squared residuals, from the residuals themselves. */
  readonly ssr: number;
  readonly correlation: number;
}

/** Standard errors of alpha and beta and their covariance. */
export interface LineCovariance {
  readonly alphaStandardError: number;
  readonly betaStandardError: number;
  readonly covariance: number;
}

/**
 * Fits the line in three passes: means about the first sample, centred products with the rounding of the
 * means taken out, residuals. Nothing is subtracted that is nearly equal: not the squared means of a
 * benchmark at 1e8, not the explained from the total sum of squares.
 *
 * Columns of equal length, finite. Spreads beyond 1e-70 to 1e70 want `spreadScale` first.
 */
export function fitLine(x: Float64Array, y: Float64Array): LineFit {
  const n = x.length;
  const meanX = anchoredMean(x);
  const meanY = anchoredMean(y);
  let sumX = 0;
  let sumY = 0;
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    sumX += dx;
    sumY += dy;
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  const restX = sumX / n;
  const restY = sumY / n;
  sxx -= restX * sumX;
  sxy -= restX * sumY;
  syy -= restY * sumY;
  const beta = sxy / sxx;
  let ssr = 0;
  for (let i = 0; i < n; i++) {
    const residual = y[i]! - meanY - restY - beta * (x[i]! - meanX - restX);
    ssr += residual * residual;
  }
  const alpha = meanY - beta * meanX + (restY - beta * restX);
  // One root of the product, so that a series on itself is exactly 1.
  const correlation = Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy)));
  return { beta, alpha, meanX, restX, meanY, restY, sxx, syy, ssr, correlation };
}

/** The textbook covariance: one residual variance, ssr / (n - 2), for all. */
export function classicalCovariance(fit: LineFit, n: number): LineCovariance {
  const variance = fit.ssr / (n - 2);
  const meanX = fit.meanX + fit.restX;
  return {
    alphaStandardError: Math.sqrt(variance * (1 / n + (meanX / fit.sxx) * meanX)),
    betaStandardError: Math.sqrt(variance / fit.sxx),
    // + 0 turns the -0 of a perfect fit into 0, which JSON keeps.
    covariance: -meanX * (variance / fit.sxx) + 0,
  };
}

/**
 * The sandwich covariance as a sum over influences: alpha and beta are linear in y with weights
 * 1/n - meanX d_t / sxx and d_t / sxx, so each residual has an influence p_t, q_t on them, and a variance
 * is a sum of their squares, free of the cancellation that the matrix form has at a large mean.
 *
 * `leverageWeight` e divides a residual by (1 - h_t)^e: 0 for HC0, HC1 and HAC, 0.5 for HC2, 1 for HC3.
 * Products at distance l up to `maxLags` come in with Bartlett's weight 1 - l / (maxLags + 1).
 * The result is multiplied by `factor`, the small-sample correction of HC1 and of HAC.
 * Null where a leverage is 1: that residual is 0 by force and tells nothing of its error.
 */
export function sandwichCovariance(
  x: Float64Array,
  y: Float64Array,
  fit: LineFit,
  leverageWeight: 0 | 0.5 | 1,
  maxLags: number,
  factor: number,
): LineCovariance | null {
  const n = x.length;
  const { beta, meanX, restX, meanY, restY, sxx } = fit;
  const p = new Float64Array(n);
  const q = new Float64Array(n);
  for (let t = 0; t < n; t++) {
    const d = x[t]! - meanX - restX;
    let residual = y[t]! - meanY - restY - beta * d;
    if (leverageWeight > 0) {
      const slack = 1 - 1 / n - (d / sxx) * d;
      if (slack < 8 * n * Number.EPSILON) return null;
      residual /= leverageWeight === 1 ? slack : Math.sqrt(slack);
    }
    q[t] = (d / sxx) * residual;
    p[t] = residual / n - (meanX + restX) * q[t]!;
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
  return {
    // Bartlett's weights keep both non-negative; rounding may miss that by an ulp around 0.
    alphaStandardError: Math.sqrt(Math.max(0, pp) * factor),
    betaStandardError: Math.sqrt(Math.max(0, qq) * factor),
    covariance: pq * factor + 0,
  };
}

/** Whether sums of squares are far from under- and overflow, products of two included. */
export function isWellScaled(fit: LineFit): boolean {
  return fit.sxx > 1e-140 && fit.sxx < 1e140 && fit.syy > 1e-140 && fit.syy < 1e140;
}

/** A power of two that brings the spread of a series between 1e-60 and 1e60; 1 where it is there or 0. */
export function spreadScale(series: Float64Array): number {
  const half = 0.5 * series[0]!;
  let spread = 0;
  for (let i = 1; i < series.length; i++) spread = Math.max(spread, Math.abs(0.5 * series[i]! - half));
  let scale = 1;
  // 2^64, the step, is exact, and so is every product but for what is lost far below the spread.
  while (spread * scale < 1e-60 && spread > 0) scale *= 18446744073709551616;
  while (spread * scale > 1e60) scale /= 18446744073709551616;
  return scale;
}

/** The mean as anchor plus mean deviation: exact for a constant series, whatever its value. */
function anchoredMean(series: Float64Array): number {
  const anchor = series[0]!;
  let sum = 0;
  for (let i = 1; i < series.length; i++) sum += series[i]! - anchor;
  return anchor + sum / series.length;
}
