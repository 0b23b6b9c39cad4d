/** Numbers in a state of exponentially weighted co-moments; their names are the constants below. */
export const EWMA_LENGTH = 11;

/** The largest sample a state takes, either sign: its square and the square's product with a weight are finite. */
export const EWMA_LARGEST_SAMPLE = 1e150;

const LAMBDA = 0;
const CENTRED = 1;
const WEIGHT = 2;
const CONCENTRATION = 3;
const ANCHOR_X = 4;
const ANCHOR_Y = 5;
const REST_X = 6;
const REST_Y = 7;
const VARIANCE_X = 8;
const COVARIANCE = 9;
const VARIANCE_Y = 10;

/**
 * The state of no sample, for weights that fall by `lambda`, in (0, 1), with each period: `centred` about the
 * weighted means, or about zero. A plain array of finite numbers, none of them -0, at every time.
 */
export function initialEwma(lambda: number, centred: boolean): Float64Array {
  const state = new Float64Array(EWMA_LENGTH);
  state[LAMBDA] = lambda;
  state[CENTRED] = centred ? 1 : 0;
  return state;
}

/**
 * Adds the pair (x, y) of a new period to the weighted co-moments at `states[offset]` and the ten after it.
 *
 * Formula: with W the weight of the past, g that of the newcomer and W' = lambda W + g, share = g/W' and
 * keep = lambda W/W'; d = x - mean, C' = keep (C + share d_x d_y), mean' = mean + share d where centred, and
 * C' = keep C + share x y about zero. Centred, g = 1: weights lambda^age, normalised. About zero, g = 1 - lambda
 * but 1 for the first sample, and W' is taken as 1 after each: C' = lambda C + (1 - lambda) x y, the recursion of
 * RiskMetrics, and after a gap of k periods keep and share in proportion to lambda^(k + 1) and 1 - lambda.
 * The sum of squared normalised weights, H' = keep^2 H + share^2, is the inverse of the effective sample size.
 * The factor comes last in each product, so that x and y exchanged give the same bits.
 *
 * A mean is kept as the last sample plus a rest, -keep d: differences are taken between neighbours, an
 * offset costs nothing, and a rounding fades like the sample that it came with.
 *
 * Inputs: |x|, |y| <= EWMA_LARGEST_SAMPLE; a pair that misses one is `missEwma`.
 * Accuracy: about eps/(1 - lambda) relative, which cancels in slope and correlation: at lambda 0.999 and an
 * offset of 1e8, 6e-14 in a variance and 2e-15 in a slope. A constant x leaves Sxx at exactly 0.
 * Cost: 1 division, 30 other operations, no allocation.
 * Source: West 1979, CACM 22, 532-535; RiskMetrics Technical Document 1996, 5.2; weights over gaps as in
 * pandas `ewm(ignore_na=False)`, `adjust=True` where centred and `adjust=False` about zero.
 */
export function addToEwma(states: Float64Array, offset: number, x: number, y: number): void {
  const lambda = states[offset + LAMBDA]!;
  const isCentred = states[offset + CENTRED] === 1;
  const past = lambda * states[offset + WEIGHT]!;
  const fresh = isCentred || states[offset + CONCENTRATION] === 0 ? 1 : 1 - lambda;
  const weight = past + fresh;
  const inverse = 1 / weight;
  const share = fresh * inverse;
  const keep = past * inverse;
  let dx = x;
  let dy = y;
  let factor = share;
  if (isCentred) {
    dx = x - states[offset + ANCHOR_X]! - states[offset + REST_X]!;
    dy = y - states[offset + ANCHOR_Y]! - states[offset + REST_Y]!;
    factor *= keep;
    // + 0 and 0 - turn a -0 into 0, which JSON keeps.
    states[offset + ANCHOR_X] = x + 0;
    states[offset + ANCHOR_Y] = y + 0;
    states[offset + REST_X] = 0 - keep * dx;
    states[offset + REST_Y] = 0 - keep * dy;
  }
  // About zero each update begins anew, as pandas' does: without gaps the weight was 1 anyway.
  states[offset + WEIGHT] = isCentred ? weight : 1;
  states[offset + CONCENTRATION] = keep * keep * states[offset + CONCENTRATION]! + share * share;
  states[offset + VARIANCE_X] = keep * states[offset + VARIANCE_X]! + factor * (dx * dx);
  states[offset + COVARIANCE] = keep * states[offset + COVARIANCE]! + factor * (dx * dy) + 0;
  states[offset + VARIANCE_Y] = keep * states[offset + VARIANCE_Y]! + factor * (dy * dy);
}

/**
 * Lets a period pass whose pair is missing: the past loses weight against what will come, and nothing else
 * changes, the normalised weights of the past among themselves included.
 */
export function missEwma(states: Float64Array, offset: number): void {
  states[offset + WEIGHT]! *= states[offset + LAMBDA]!;
}

/** (sum w)^2 / sum w^2 of the weights; 0 before the first sample. */
export function ewmaEffectiveSamples(states: Float64Array, offset: number): number {
  const concentration = states[offset + CONCENTRATION]!;
  return concentration === 0 ? 0 : 1 / concentration;
}

/** Of x: sum w (x - mean)^2 with weights that sum to one, no bias correction. */
export function ewmaVarianceX(states: Float64Array, offset: number): number {
  return states[offset + VARIANCE_X]!;
}

/** Of y. */
export function ewmaVarianceY(states: Float64Array, offset: number): number {
  return states[offset + VARIANCE_Y]!;
}

/** sum w (x - mean x)(y - mean y) with weights that sum to one. */
export function ewmaCovarianceXY(states: Float64Array, offset: number): number {
  return states[offset + COVARIANCE]!;
}

/** The weighted mean of x; 0 where the state is about zero. */
export function ewmaMeanX(states: Float64Array, offset: number): number {
  return states[offset + ANCHOR_X]! + states[offset + REST_X]!;
}

/** The slope of y on x; NaN where x or y does not move (see `isFlat`). */
export function ewmaSlope(states: Float64Array, offset: number): number {
  if (isFlatX(states, offset) || isFlatY(states, offset)) return NaN;
  return states[offset + COVARIANCE]! / states[offset + VARIANCE_X]!;
}

/** The correlation of x and y, within [-1, 1] and exactly 1 of a series on itself; NaN where one does not move. */
export function ewmaPearson(states: Float64Array, offset: number): number {
  if (isFlatX(states, offset) || isFlatY(states, offset)) return NaN;
  const varianceX = states[offset + VARIANCE_X]!;
  const varianceY = states[offset + VARIANCE_Y]!;
  // Powers of two keep the product in range and cost no digit. One root of the product: self is exactly 1.
  const scaleX = rangeScale(varianceX);
  const scaleY = rangeScale(varianceY);
  const product = varianceX * scaleX * scaleX * (varianceY * scaleY * scaleY);
  const correlation = (states[offset + COVARIANCE]! * (scaleX * scaleY)) / Math.sqrt(product);
  return Math.max(-1, Math.min(1, correlation));
}

/** 2^256, 1 or 2^-256: the factor of a sample that brings its variance between 1e-140 and 1e147. */
function rangeScale(variance: number): number {
  if (variance < 1e-140) return 1.157920892373162e77;
  return variance > 1e140 ? 8.636168555094445e-78 : 1;
}

function isFlatX(states: Float64Array, offset: number): boolean {
  return isFlat(states[offset + VARIANCE_X]!, states[offset + ANCHOR_X]! + states[offset + REST_X]!);
}

function isFlatY(states: Float64Array, offset: number): boolean {
  return isFlat(states[offset + VARIANCE_Y]!, states[offset + ANCHOR_Y]! + states[offset + REST_Y]!);
}

/**
 * Whether a series does not move: by no more than 1e-12 of its mean, as in `capmBeta`, or by less than
 * 1e-145, where squares lose their digits.
 */
function isFlat(variance: number, mean: number): boolean {
  return !(variance > 1e-290 && variance > 1e-24 * mean * mean);
}
