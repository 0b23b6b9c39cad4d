import {
  CARRY_DISCOUNT,
  DELTA,
  DISCOUNT,
  GAMMA,
  MONEYNESS,
  PRICE,
  priceRow,
  ROOT_YEARS,
  SIGN,
  SPREAD,
  STRIKE,
  THETA,
  UNDERLYING,
  VEGA,
  VOLATILITY,
  YEARS,
} from './blackScholes.ts';
import { exp } from './exp.ts';
import { log } from './log.ts';
import { millsRatio } from './millsRatio.ts';
import { INVERSE_ROOT_TWO_PI, millsDifference } from './timeValue.ts';

// What stands against a volatility: indices of `batchStatuses`.
const BELOW_INTRINSIC = 1;
const AT_INTRINSIC = 2;
const ABOVE_MAXIMUM = 3;
const NO_TIME_LEFT = 4;
const OUT_OF_RANGE = 6;

// Between the functions below, in slots of Greeks: -|x|, min(S', K'), the time value, and what it is less than that.
const X = DELTA;
const UNIT = GAMMA;
const VALUE = VEGA;
const REST = THETA;

/**
 * The volatility of an option, in a row of blackScholes.ts: after setExpiry, with row[SIGN], row[UNDERLYING],
 * row[STRIKE] and row[PRICE]. The result is 0 with row[VOLATILITY], or the code of what stands against one, with the
 * bound that was met as row[PRICE].
 *
 * Formula: the time value is what the price is above intrinsic value, the price at volatility 0. With x the
 * log-moneyness -|ln(S'/K')|, s = volatility sqrt(years), h = x/s, t = s/2, d = h + t, n the normal density and Y Mills'
 * ratio, its share of min(S', K') is c = n(d) (Y(d) - Y(h - t)), and 1 - c = n(d) (Y(-d) + Y(h - t)). Where c is below
 * 0.38 the root of ln c less its logarithm is found, else that of ln(1 - c): a logarithm and -d^2/2, no exponential.
 * From a start within 2 % for x > -20, steps of Householder's method of fourth order: two leave less than rounding, three
 * further out.
 * Accuracy: at most 1.5 units of 2.2e-16 (1 + price / (volatility vega)) against 120-digit arithmetic, far from the money a
 * last place; units of 2.5 where rates act for decades.
 * Cost: about 3 times priceRow.
 * Source: Jaeckel 2015, "Let's be rational" (objectives and steps); our coefficients
 * (test/fixtures/implied_volatility_coefficients.py).
 */
export function impliedRow(row: Float64Array): number {
  const price = row[PRICE]!;
  row[VOLATILITY] = 0;
  priceRow(row);
  const intrinsic = row[PRICE]!;
  const kept = row[UNDERLYING]! * row[CARRY_DISCOUNT]!;
  const owed = row[STRIKE]! * row[DISCOUNT]!;
  const unit = row[MONEYNESS]! > 0 ? owed : kept;
  const maximum = row[SIGN]! > 0 ? kept : owed;
  if (!(unit > 0 && kept < Infinity && owed < Infinity)) return OUT_OF_RANGE;
  if (row[YEARS] === 0) return NO_TIME_LEFT;
  if (price < intrinsic) return BELOW_INTRINSIC;
  if (price === intrinsic) return AT_INTRINSIC;
  if (price >= maximum) {
    row[PRICE] = maximum;
    return ABOVE_MAXIMUM;
  }
  row[X] = -Math.abs(row[MONEYNESS]!);
  row[UNIT] = unit;
  row[VALUE] = price - intrinsic;
  row[REST] = maximum - price;
  if (row[VALUE] < 0.38 * unit) {
    startLow(row);
    // Of so small a total volatility priceRow makes nothing.
    if (!(row[SPREAD]! >= 1e-307)) return AT_INTRINSIC;
    solveLow(row);
  } else {
    startHigh(row);
    solveHigh(row);
  }
  row[VOLATILITY] = row[SPREAD]! / row[ROOT_YEARS]!;
  return 0;
}

/** The derivative of the price by the volatility that impliedRow has found. */
export function impliedVega(row: Float64Array): number {
  const s = row[SPREAD]!;
  const d = row[X]! / s + 0.5 * s;
  return row[UNIT]! * (INVERSE_ROOT_TWO_PI * exp(-0.5 * d * d) * row[ROOT_YEARS]!);
}

function solveLow(row: Float64Array): void {
  const x = row[X]!;
  const share = row[VALUE]! / row[UNIT]!;
  // A share below the normal doubles has lost digits that the value itself may have.
  const factor = INVERSE_ROOT_TWO_PI / (share > 2.3e-308 ? share : 1);
  const offset = share > 2.3e-308 ? 0 : log(row[VALUE]!) - log(row[UNIT]!);
  for (let i = 0; i < MOST_STEPS; i++) {
    const s = row[SPREAD]!;
    const h = x / s;
    const t = 0.5 * s;
    const difference = millsDifference(h, t);
    const logarithm = log(factor * difference);
    const missing = 0.5 * (h + t) * (h + t) + (offset - logarithm);
    const step = householder(h, t, difference, missing);
    row[SPREAD] = s + s * step;
    if (Math.abs(step) < LAST_STEP) break;
  }
}

function solveHigh(row: Float64Array): void {
  const x = row[X]!;
  const factor = INVERSE_ROOT_TWO_PI / (row[REST]! / row[UNIT]!);
  for (let i = 0; i < MOST_STEPS; i++) {
    const s = row[SPREAD]!;
    const h = x / s;
    const t = 0.5 * s;
    const sum = millsRatio(-h - t) + millsRatio(h - t);
    const logarithm = log(factor * sum);
    const missing = 0.5 * (h + t) * (h + t) - logarithm;
    const step = householder(h, t, -sum, missing);
    row[SPREAD] = s + s * step;
    if (Math.abs(step) < LAST_STEP) break;
  }
}

/**
 * The step of fourth order, as a share of s, of a logarithm that is `missing` from its aim and has the slope 1 / scale:
 * its second and third derivatives follow from those of the value, whose slope is n(d).
 */
function householder(h: number, t: number, scale: number, missing: number): number {
  const newton = missing * scale * (0.5 / t);
  const second = newton * (h * h - t * t) - missing;
  const third = second * (second - missing) - newton * newton * (3 * h * h + t * t);
  return (newton * (1 + 0.5 * second)) / (1 + second + third * (1 / 6));
}

/** A step below this share of s leaves an error far below rounding. */
const LAST_STEP = 2e-5;
/** Three are the most that any price has taken. */
const MOST_STEPS = 10;

/**
 * The start where the share is below 0.38: h by the inverse of the value of an option under normally distributed prices
 * (Bachelier), s n(h) Y'(h) = share exp(x/2), a function of one variable; then what lognormal prices add to s.
 */
function startLow(row: Float64Array): void {
  const share = row[VALUE]! / row[UNIT]!;
  const moneyness = Math.min(-row[X]! / share, 1e300);
  const half = -0.5 * row[X]!;
  const level =
    half < 1.5
      ? log(1 + moneyness * (1 + half * (1 + half * (0.5 + half * (0.16667 + half * 0.045)))))
      : log(moneyness) + half;
  const root = Math.sqrt((0.1579 + 0.04236 * level) / (1 + level * (0.236 + 0.02149 * level)));
  const h = level * root;
  // Next to the money level is moneyness, and may be 0.
  const s = moneyness < 1e-8 ? share / root : (2 * half) / h;
  const t = 0.5 * s;
  row[SPREAD] = s + (s * t * t) / (6 + 2.604 * h + 1.506 * h * h - 3.617 * t * t);
}

/**
 * The start elsewhere: d by an inverse of the normal distribution function, the ratio of the two terms of 1 - c being
 * guessed.
 */
function startHigh(row: Float64Array): void {
  const level = log((0.5 * row[UNIT]!) / row[REST]!);
  const twice = -2 * row[X]!;
  const guess = Math.sqrt(0.9293 + 2 * level);
  const ratio = (guess + 0.1665) / (Math.sqrt(guess * guess + twice) + 0.1665);
  const tail = level + (ratio * (6 + ratio)) / (6 + 4 * ratio);
  const d = tail * Math.sqrt((1.568 + 0.4478 * tail) / (1 + tail * (1.259 + 0.2271 * tail)));
  row[SPREAD] = d + Math.sqrt(d * d + twice);
}
