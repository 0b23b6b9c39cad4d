import {
  isAbsent,
  readObject,
  readOneOf,
  readPositive,
  refuse,
  refuseSuspicious,
} from '../foundation/checks.ts';
import type { InsufficientData } from '../foundation/status.ts';
import { akimaSlopes } from '../kernel/akima.ts';
import { readWire } from './europeanOption.ts';
import { readQuotes, readStrikes, readYearsLeft } from './readChain.ts';
import { logMoneynessOf } from './smile.ts';
import type { Smile } from './smile.ts';

/** What `fitSmile` takes. */
export interface FitSmileOptions {
  /** In quote currency, strictly increasing. */
  readonly strikes: ArrayLike<number>;
  /** At each strike, a year, a fraction above zero; NaN where there is none. */
  readonly volatilities: ArrayLike<number>;
  /** Of the expiry, in quote currency. */
  readonly forward: number;
  /** Calendar time in years of 365 days, above zero. */
  readonly timeToExpiryYears: number;
  /**
   * Beyond the outer strikes: `linear` (default), total variance goes on in a line, as steep as the curve
   * ends but never falling outwards, and at most 2 on the left, 1.999 on the right (at 2 calls of far strikes keep a
   * price); `flat`, it stays, and with it the volatility.
   */
  readonly wings?: 'linear' | 'flat' | undefined;
  /** `refuse` (default) or `expected`: volatilities above 10 or a time above 100 years. */
  readonly suspicious?: 'refuse' | 'expected' | undefined;
}

/** A smile, or no volatility to draw it through. */
export type FitSmileResult = Smile | InsufficientData;

const CALLER = 'fitSmile';

/**
 * A smile through the volatilities of one expiry: their total variance, interpolated in log-moneyness.
 *
 * **Formula**: w = volatility^2 * years against k = ln(strike / forward); between strikes Akima's cubic, which has a
 * continuous slope, passes through every volatility and lets a bad quote move its neighbours only; its slopes are
 * limited to -3w / h and 3w / h, h the distance to the next knot, so that no variance is negative. The wings are lines, with the slope that the cubic
 * has at the end: that of the outer three quotes.
 * **Inputs**: strikes of one expiry, best the out-of-the-money side of each (`volatilityFromChain`); volatilities that
 * are NaN are passed over. One makes a flat smile, two make a line.
 * **Result**: `ok`, plain JSON for `smileVolatility`, `smileArbitrage` and `interpolateSmiles`; `insufficient_data`.
 * Nothing is smoothed: quotes that allow arbitrage give a smile that does, and `smileArbitrage` tells. To move a
 * smile with its forward, at equal moneyness: `{ ...smile, forward }`.
 * **Errors**: `shape.*`, `series.*`, `domain.*`, `unit.suspicious`.
 * **Accuracy**: each volatility comes back within 2 ulp. Between the strikes of Deribit's ETH chain of 2024-01-08 (11
 * expiries) a mark's volatility, left out, is met to 9e-4 at the median; the next one beyond the ends to 0.006, by flat
 * wings to 0.05.
 * **Cost**: O(n).
 * **Source**: Gatheral 2006, The Volatility Surface (total variance); Lee 2004, Mathematical Finance 14, 469-480 (no
 * slope above 2 in the wings); Akima 1970; Schmidt and Hess 1988, BIT 28, 340-352 (positive cubics).
 *
 * @example
 * ```ts
 * import { orThrow } from 'betahedge';
 * import { fitSmile, smileVolatility } from 'betahedge/options';
 *
 * const smile = orThrow(
 *   fitSmile({
 *     strikes: [1800, 2000, 2200, 2400, 2800],
 *     volatilities: [0.74, 0.68, 0.65, 0.66, 0.72],
 *     forward: 2241.58,
 *     timeToExpiryYears: 18 / 365,
 *   }),
 * );
 * console.log(smileVolatility({ smile, strike: 2500 }).toFixed(4)); // 0.6727
 * ```
 */
export function fitSmile(options: FitSmileOptions): FitSmileResult {
  readObject(CALLER, options, '');
  const wired = readWire(CALLER, options);
  const strikes = readStrikes(CALLER, options);
  const volatilities = readQuotes(CALLER, options, 'volatilities', strikes.length);
  const forward = readPositive(CALLER, options, 'forward');
  const years = readYearsLeft(CALLER, options, wired);
  const flat =
    !isAbsent(options, 'wings') && readOneOf(CALLER, options, 'wings', ['linear', 'flat']) === 'flat';
  const logMoneyness: number[] = [];
  const totalVariance: number[] = [];
  volatilities.forEach((volatility, i) => {
    if (Number.isNaN(volatility)) return;
    const path = `volatilities[${i}]`;
    if (volatility === 0) refuse('series.not_positive', CALLER, path, 'above zero or NaN', volatility);
    if (wired) refuseSuspicious(CALLER, path, volatility, 10, 'a fraction, at most 10 (a percentage came?)');
    const k = logMoneynessOf(strikes[i]!, forward);
    const before = logMoneyness[logMoneyness.length - 1] ?? -Infinity;
    if (!(k > before))
      refuse('series.not_increasing', CALLER, `strikes[${i}]`, 'apart in ln(strike / forward)', strikes[i]);
    const variance = volatility * volatility * years;
    // Divided by cubes of steps, which may be 1e-16, it has to stay a double.
    if (!(variance > 1e-250 && variance < 1e250))
      refuse('domain.out_of_range', CALLER, path, 'of a total variance from 1e-250 to 1e250', volatility);
    logMoneyness.push(k);
    totalVariance.push(variance);
  });
  const n = logMoneyness.length;
  if (n === 0) return { status: 'insufficient_data', required: 1, observed: 0 };

  const step = (i: number): number => logMoneyness[i + 1]! - logMoneyness[i]!;
  const slopes = akimaSlopes(logMoneyness, totalVariance).map((slope, i) => {
    const least = i + 1 < n ? (-3 * totalVariance[i]!) / step(i) : -Infinity;
    const most = i > 0 ? (3 * totalVariance[i]!) / step(i - 1) : Infinity;
    return Math.min(most, Math.max(least, slope));
  });
  const wing = (outward: number, most: number): number => (flat ? 0 : Math.min(most, Math.max(0, outward)));
  const pieces: Smile['pieces'][number][] = [[0 - wing(-slopes[0]!, 2), 0, 0]];
  for (let i = 0; i + 1 < n; i++) {
    const h = step(i);
    const chord = (totalVariance[i + 1]! - totalVariance[i]!) / h;
    const before = slopes[i]!;
    const after = slopes[i + 1]!;
    pieces.push([before, (3 * chord - 2 * before - after) / h, (before + after - 2 * chord) / (h * h)]);
  }
  pieces.push([wing(slopes[n - 1]!, 1.999), 0, 0]);
  return { status: 'ok', forward, timeToExpiryYears: years, logMoneyness, totalVariance, pieces };
}
