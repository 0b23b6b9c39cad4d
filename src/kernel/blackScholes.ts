import { powerOfTwo, singleBits, singleFromBits } from './bits.ts';
import { exp, expTail, INVERSE_LN2, LN2_HIGH, LN2_LOW, ROUND_TO_WHOLE } from './exp.ts';
import { millsRatio } from './millsRatio.ts';
import { DIFFERENCE_LIMIT, INVERSE_ROOT_TWO_PI, millsSeries, wideDifference } from './timeValue.ts';

// How a row is computed, without a number boxed: a caller owns one `row = new Float64Array(rowLength)`, writes the
// inputs into its slots, and reads the outputs from theirs.
//
//   row[YEARS], row[RATE], row[CARRY_YIELD]                     then  setExpiry(row)   what one expiry shares
//   row[SIGN] (+1 call, -1 put), row[UNDERLYING], row[STRIKE],
//   row[VOLATILITY]                                             then one of
//     priceRow(row)     row[PRICE]
//     greeksRow(row)    row[PRICE] to row[RHO]
//     higherRow(row)    row[VANNA] to row[PROBABILITY]; only after greeksRow of the same row
//
// A chain calls setExpiry once and the rest for each strike: the same code, hence the same bits. The inputs stay as they
// were written. All are finite, underlying and strike above 0, years and volatility not below 0. What is not finite
// of the results is out of the range of a double and for the caller to refuse, unless row[SPREAD] is 0: then volatility
// or time is 0, and infinities at the kink are limits (see setLimits).
// For an option on a forward: underlying = forward, carry yield = rate; row[RHO] is then at a fixed spot: the caller
// puts -years * price in its place, and drops row[PHI].

export const YEARS = 0;
export const RATE = 1;
export const CARRY_YIELD = 2;
export const SIGN = 3;
export const UNDERLYING = 4;
export const STRIKE = 5;
export const VOLATILITY = 6;

/** The outputs: first those of priceRow and greeksRow, */
export const PRICE = 8;
export const DELTA = 9;
export const GAMMA = 10;
export const VEGA = 11;
export const THETA = 12;
export const RHO = 13;
/** then, from this one on, those of higherRow. */
export const VANNA = 14;
export const VOLGA = 15;
export const CHARM = 16;
export const SPEED = 17;
export const ZOMMA = 18;
export const COLOR = 19;
export const VETA = 20;
export const ULTIMA = 21;
export const PHI = 22;
export const DUAL_DELTA = 23;
export const DUAL_GAMMA = 24;
export const PROBABILITY = 25;

// What the functions below leave each other. Of the expiry:
export const DISCOUNT = 26;
export const CARRY_DISCOUNT = 27;
export const ROOT_YEARS = 28;
const ROOT_YEARS_REST = 29;
const INVERSE_YEARS = 30;
const DRIFT = 31;
const DRIFT_REST = 32;
/** exp(drift) - 1 where that is small, else NaN. */
const GROWTH = 33;
// Of the row:
/** x, the logarithm of S' / K'. */
export const MONEYNESS = 34;
/** s, volatility times the root of time; 0 where the results are limits. */
export const SPREAD = 35;
const INVERSE_SPREAD = 36;
/** h = x / s and t = s / 2, and their sum. */
const H = 37;
const T = 38;
const D1 = 39;
/** What d1 and s are more than their doubles. */
const D1_REST = 40;
const SPREAD_REST = 46;
/** exp(-q T) n(d1), as the product of two: one alone would underflow before its products with prices do. */
const DENSITY = 41;
const DENSITY_SCALE = 42;
/** Y(t - |h|) - Y(-t - |h|), Y = millsRatio; -1 where t - |h| is beyond its domain. */
const DIFFERENCE = 43;
/** exp(-r T) N(d2) of a call, exp(-r T) N(-d2) of a put. */
const STRIKE_SHARE = 44;
/** S / K. */
const RATIO = 45;

/** How long a row is. */
export const rowLength = 47;

/** What the options of one expiry share: discounts, and the root of time and the drift, both in two parts. */
export function setExpiry(row: Float64Array): void {
  const years = row[YEARS]!;
  const rate = row[RATE]!;
  const carryYield = row[CARRY_YIELD]!;
  const root = Math.sqrt(years);
  row[ROOT_YEARS] = root;
  row[ROOT_YEARS_REST] = years > 0 ? (-0.5 * productRest(root, root, years)) / root : 0;
  row[INVERSE_YEARS] = 1 / years;
  const discount = discountOver(-rate * years);
  row[DISCOUNT] = discount;
  row[CARRY_DISCOUNT] = carryYield === rate ? discount : discountOver(-carryYield * years);
  const difference = rate - carryYield;
  const drift = years > 0 ? difference * years : 0;
  row[DRIFT] = drift;
  row[GROWTH] = Math.abs(drift) < 0.34 ? drift + expTail(drift) : NaN;
  // Neither what is 0 nor what is absurd has a rest.
  row[DRIFT_REST] =
    drift !== 0 && Math.abs(drift) < LARGE && Math.abs(difference) < LARGE
      ? productRest(difference, years, drift) + sumRest(rate, -carryYield, difference) * years
      : 0;
}

/** exp(y), and most often y is so small that its series will do. */
function discountOver(y: number): number {
  return Math.abs(y) < 0.34 ? 1 + (y + expTail(y)) : exp(y);
}

/** The price alone. */
export function priceRow(row: Float64Array): void {
  setTerms(row);
  setIntrinsicValue(row);
  if (row[SPREAD]! > 0) addTimeValue(row);
}

/** Price, delta, gamma, vega, theta and rho. */
export function greeksRow(row: Float64Array): void {
  priceRow(row);
  if (row[SPREAD] === 0) {
    setLimits(row);
    return;
  }
  const sign = row[SIGN]!;
  const underlying = row[UNDERLYING]!;
  const strike = row[STRIKE]!;
  const h = -Math.abs(row[H]!);
  const t = row[T]!;
  const scale = row[DENSITY_SCALE]!;
  const density = row[DENSITY]! * scale;
  const level = underlying * row[DENSITY]! * scale;
  // N(z) / n(z) of the two distances out of the money; of the nearer one 1 - N(z) where z is well above 0.
  const farther = millsRatio(h - t);
  const difference = row[DIFFERENCE]!;
  const beyond = difference < 0;
  const nearer = beyond ? millsRatio(-h - t) : farther + difference;
  const below = !(row[MONEYNESS]! > 0);
  const inTheMoney = below === sign < 0;
  const tail1 = density * (below ? nearer : farther);
  // Beside no density the quotient of the prices may be anything.
  const ratio = density > 0 ? underlying / strike : 0;
  const tail2 = ratio * density * (below ? farther : nearer);
  row[RATIO] = ratio;
  const share1 = inTheMoney === (beyond && below) ? tail1 : row[CARRY_DISCOUNT]! - tail1;
  const share2 = inTheMoney === (beyond && !below) ? tail2 : row[DISCOUNT]! - tail2;
  const owed = strike * share2;
  row[STRIKE_SHARE] = share2;
  const vega = level * row[ROOT_YEARS]!;
  row[DELTA] = sign * share1 + 0;
  row[GAMMA] = (row[DENSITY]! / underlying) * scale * row[INVERSE_SPREAD]!;
  row[VEGA] = vega;
  row[THETA] =
    -0.5 * vega * row[VOLATILITY]! * row[INVERSE_YEARS]! -
    sign * (row[RATE]! * owed - row[CARRY_YIELD]! * underlying * share1) +
    0;
  row[RHO] = sign * row[YEARS]! * owed + 0;
}

/** All other outputs; after greeksRow. */
export function higherRow(row: Float64Array): void {
  if (row[SPREAD] === 0) return;
  const sign = row[SIGN]!;
  const underlying = row[UNDERLYING]!;
  const strike = row[STRIKE]!;
  // d2 = d1 - s and d1 + s with what their roundings leave out: next to a root of a Greek that is all there is.
  const d1 = row[D1]!;
  const d1Rest = row[D1_REST]!;
  const s = 2 * row[T]!;
  const sRest = row[SPREAD_REST]!;
  const lower = d1 - s;
  const lowerRest = sumRest(d1, -s, lower) + (d1Rest - sRest);
  const d2 = lower + lowerRest;
  const upper = d1 + s;
  const d1PlusS = upper + (sumRest(d1, s, upper) + (d1Rest + sRest));
  const carryYield = row[CARRY_YIELD]!;
  const inverseSpread = row[INVERSE_SPREAD]!;
  const density = row[DENSITY]! * row[DENSITY_SCALE]!;
  const gamma = row[GAMMA]!;
  const vega = row[VEGA]!;
  const inverseVolatility = 1 / row[VOLATILITY]!;
  const product = d1 * d2;
  const productLow =
    Math.abs(product) < 4 ? productRest(d1, d2, product) + d1 * (lower - d2 + lowerRest) + d2 * d1Rest : 0;
  const halfRate = 0.5 * row[INVERSE_YEARS]!;
  // d(d1)/dT
  const drift = (row[RATE]! - carryYield) * inverseSpread - d2 * halfRate;
  const decay = carryYield + d1 * drift;
  row[VANNA] = -density * d2 * inverseVolatility + 0;
  row[VOLGA] = vega * product * inverseVolatility + 0;
  row[CHARM] = carryYield * row[DELTA]! - density * drift + 0;
  row[SPEED] = -(gamma / underlying) * (d1PlusS * inverseSpread) + 0;
  row[ZOMMA] = gamma * (product - 1 + productLow) * inverseVolatility + 0;
  row[COLOR] = gamma * (decay + halfRate) + 0;
  row[VETA] = vega * (decay - halfRate) + 0;
  row[ULTIMA] =
    -vega * inverseVolatility * (product * (1 - product) + d1 * d1 + d2 * d2) * inverseVolatility + 0;

  const share = row[STRIKE_SHARE]!;
  const discount = row[DISCOUNT]!;
  row[PHI] = -row[YEARS]! * underlying * row[DELTA]! + 0;
  row[DUAL_DELTA] = -sign * share + 0;
  row[DUAL_GAMMA] = row[RATIO]! * (row[DENSITY]! / strike) * row[DENSITY_SCALE]! * inverseSpread;
  // Where its discount underflows, nothing of the strike is left to be paid or got.
  row[PROBABILITY] = discount > 0 ? share / discount : d2 * sign > 0 ? 1 : 0;
}

/**
 * x = ln(S/K) + (r - q) T; h = x / s, t = s / 2, s = sigma sqrt(T); d1, d2 = h +- t; and exp(-q T) n(d1). All up to d1 is
 * carried in two parts, so that no rounding of it is multiplied by d1^2, as those of x, s, h and d1^2 would be.
 *
 * With u = (S - c K) / (S + c K), c the power of two that brings c K near S, S - c K is exact and ln(S/K) is
 * 2 atanh(u) - ln c, where all but 2u is small: neither S/K nor its logarithm is rounded.
 */
function setTerms(row: Float64Array): void {
  let underlying = row[UNDERLYING]!;
  let strike = row[STRIKE]!;
  let exponent = 0;
  for (; underlying < 1e-18; exponent -= 64) underlying *= TWO_64;
  for (; underlying > 1e18; exponent += 64) underlying /= TWO_64;
  for (; strike < 1e-18; exponent += 64) strike *= TWO_64;
  for (; strike > 1e18; exponent -= 64) strike /= TWO_64;
  const steps = (singleBits(underlying) - singleBits(strike) + 0x400000) >> 23;
  strike *= singleFromBits((127 + steps) << 23);
  exponent += steps;

  const top = underlying - strike;
  const bottom = underlying + strike;
  const inverseBottom = 1 / bottom;
  const u = top * inverseBottom;
  const uRest = (-productRest(u, bottom, top) - u * sumRest(underlying, strike, bottom)) * inverseBottom;
  const z = u * u;
  const w = z * z;
  const series =
    0.666666666666666 +
    z * 0.400000000000584 +
    w * (0.2857142855542634 + z * 0.22222224340766) +
    w * w * (0.1818166327648 + z * 0.153911954 + w * (0.131722163 + z * 0.13852288));
  const whole = exponent * LN2_HIGH;
  const sum = whole + 2 * u;
  const sumLow = whole - sum + 2 * u + (exponent * LN2_LOW + (2 * uRest + u * z * series));
  const drift = row[DRIFT]!;
  const moved = sum + drift;
  const movedRest = sumRest(sum, drift, moved) + sumLow + row[DRIFT_REST]!;
  const within = Math.abs(moved) < LARGE;
  const x = within ? moved + movedRest : moved;
  row[MONEYNESS] = x;

  const volatility = row[VOLATILITY]!;
  const root = row[ROOT_YEARS]!;
  const s = volatility * root;
  // What is so small has no inverse, or none that is not infinite times a price.
  row[SPREAD] = s < 1e-307 ? 0 : s;
  const inverse = 1 / s;
  const rough = x * inverse;
  let h = rough;
  let t = 0.5 * s;
  let power = 0;
  row[DENSITY_SCALE] = 1;
  let d1;
  if (within && Math.abs(rough) < FAR && t < FAR) {
    const sRest = productRest(volatility, root, s) + volatility * row[ROOT_YEARS_REST]!;
    const correction = (moved - x + movedRest - productRest(rough, s, x) - rough * sRest) * inverse;
    h = rough + correction;
    const hRest = rough - h + correction;
    d1 = h + t;
    const d1Rest = sumRest(h, t, d1) + (hRest + 0.5 * sRest);
    row[D1] = d1 + d1Rest;
    row[D1_REST] = d1 - row[D1] + d1Rest;
    row[SPREAD_REST] = sRest;
    const square = d1 * d1;
    if (square < 2900) {
      const factor = square > 1380 ? -0.25 : -0.5;
      const k = factor * square * INVERSE_LN2 + ROUND_TO_WHOLE - ROUND_TO_WHOLE;
      const upper = factor * square - k * LN2_HIGH;
      // The last constant is what 1 / sqrt(2 pi) is less than the double, as a share of it.
      const lower = k * LN2_LOW - factor * (productRest(d1, d1, square) + 2 * d1 * d1Rest) + 6.247337e-17;
      const leading = 1 + upper;
      power = (leading + (1 - leading + upper + (expTail(upper - lower) - lower))) * powerOfTwo(k);
      if (factor === -0.25) row[DENSITY_SCALE] = power;
    }
  } else {
    // No density is left so far out: what it multiplies has to stay finite, no more.
    h = Math.max(-FAR, Math.min(FAR, h));
    t = Math.min(FAR, t);
    d1 = h + t;
    row[D1] = d1;
    row[D1_REST] = 0;
    row[SPREAD_REST] = 0;
  }
  row[DENSITY] = power * (row[CARRY_DISCOUNT]! * INVERSE_ROOT_TWO_PI);
  row[INVERSE_SPREAD] = inverse;
  row[H] = h;
  row[T] = t;
}

/** The price in the money is that of the option out of the money at the same strike, more by the intrinsic value. */
function addTimeValue(row: Float64Array): void {
  const h = -Math.abs(row[H]!);
  const t = row[T]!;
  if (t <= 0.5 && h * t >= -0.5) {
    const difference = millsSeries(h, t);
    row[DIFFERENCE] = difference;
    row[PRICE]! += row[UNDERLYING]! * row[DENSITY]! * row[DENSITY_SCALE]! * difference;
  } else addWideValue(row);
}

/** The time value where its series is too long. */
function addWideValue(row: Float64Array): void {
  const h = -Math.abs(row[H]!);
  const t = row[T]!;
  const level = row[UNDERLYING]! * row[DENSITY]! * row[DENSITY_SCALE]!;
  if (h + t <= DIFFERENCE_LIMIT) {
    const difference = wideDifference(h, t);
    row[DIFFERENCE] = difference;
    row[PRICE]! += level * difference;
  } else {
    const most =
      row[MONEYNESS]! > 0 ? row[STRIKE]! * row[DISCOUNT]! : row[UNDERLYING]! * row[CARRY_DISCOUNT]!;
    row[DIFFERENCE] = -1;
    row[PRICE]! += most - level * (millsRatio(-h - t) + millsRatio(h - t));
  }
}

/** |S' - K'| in the money, else 0: from S - K and the drift, or from x where these cancel. */
function setIntrinsicValue(row: Float64Array): void {
  const underlying = row[UNDERLYING]!;
  const strike = row[STRIKE]!;
  const discount = row[DISCOUNT]!;
  const x = row[MONEYNESS]!;
  const grown = underlying * row[GROWTH]!;
  let difference = underlying - strike + grown;
  if (Math.abs(grown) <= 2 * Math.abs(difference)) difference *= discount;
  else if (Math.abs(x) < 0.34) difference = strike * discount * (x + expTail(x));
  else difference = underlying * row[CARRY_DISCOUNT]! - strike * discount;
  row[PRICE] = Math.max(0, row[SIGN]! * difference);
}

/**
 * The limits of all but the price as volatility goes to 0, or time at a volatility above 0: away from the kink those of a
 * forward contract or of nothing, at the kink of half a forward contract, and of a density that has become a spike.
 */
function setLimits(row: Float64Array): void {
  const sign = row[SIGN]!;
  const years = row[YEARS]!;
  const rate = row[RATE]!;
  const carryYield = row[CARRY_YIELD]!;
  const discount = row[DISCOUNT]!;
  const carryDiscount = row[CARRY_DISCOUNT]!;
  const x = row[MONEYNESS]!;
  const share = x === 0 ? 0.5 : sign * x > 0 ? 1 : 0;
  const kept = sign * share * carryDiscount * row[UNDERLYING]!;
  const owed = sign * share * discount * row[STRIKE]!;
  row.fill(0, DELTA, PROBABILITY + 1);
  row[DELTA] = sign * share * carryDiscount;
  row[THETA] = carryYield * kept - rate * owed;
  row[RHO] = years * owed;
  row[PHI] = -years * kept;
  row[DUAL_DELTA] = -sign * share * discount;
  row[PROBABILITY] = share;
  row[CHARM] = carryYield * row[DELTA];
  if (x === 0) setSpike(row, rate - carryYield);
  for (let slot = DELTA; slot <= PROBABILITY; slot++) row[slot]! += 0;
}

/** What of the limits at the kink is of its density. */
function setSpike(row: Float64Array, drift: number): void {
  const years = row[YEARS]!;
  const volatility = row[VOLATILITY]!;
  const carryDiscount = row[CARRY_DISCOUNT]!;
  const rates = row[RATE]! + row[CARRY_YIELD]!;
  const root = row[ROOT_YEARS]!;
  const vega = row[UNDERLYING]! * carryDiscount * INVERSE_ROOT_TWO_PI * root;
  row[GAMMA] = Infinity;
  row[DUAL_GAMMA] = Infinity;
  row[ZOMMA] = -Infinity;
  row[VEGA] = vega;
  row[VANNA] = 0.5 * carryDiscount * INVERSE_ROOT_TWO_PI * root;
  row[ULTIMA] = -0.25 * vega * years;
  row[VETA] = years > 0 ? vega * (0.5 * rates - 0.5 / years) : -Infinity;
  // Of speed -gamma / S (d1 / s + 1), and at expiry d1 / s goes to (r - q) / volatility^2 + 1/2.
  const bend = years > 0 || volatility === 0 ? 1 : drift + 1.5 * volatility * volatility;
  if (bend !== 0) row[SPEED] = -bend * Infinity;
  const spread = 1 + rates * years;
  if (spread !== 0) row[COLOR] = spread * Infinity;
  const turn = drift + (years > 0 ? 0 : 0.5 * volatility * volatility);
  if (turn !== 0) row[CHARM] = -turn * Infinity;
  if (years === 0 && volatility > 0) row[THETA] = -Infinity;
}

/** Beyond this no moneyness or drift is meant: what is rounded off it is not followed. */
const LARGE = 1e6;
/** Beyond this many standard deviations no density is left. */
const FAR = 1e4;
const TWO_64 = 18446744073709551616;

/** a b - near, for near the product rounded or close to it: exact but for its own last rounding. */
function productRest(a: number, b: number, near: number): number {
  const aSpread = a * 134217729;
  const bSpread = b * 134217729;
  const aUpper = aSpread - (aSpread - a);
  const bUpper = bSpread - (bSpread - b);
  const aLower = a - aUpper;
  const bLower = b - bUpper;
  return aUpper * bUpper - near + aUpper * bLower + aLower * bUpper + aLower * bLower;
}

/** a + b - sum, exactly, for sum the rounded a + b. */
function sumRest(a: number, b: number, sum: number): number {
  const added = sum - a;
  return a - (sum - added) + (b - added);
}
