import { readPositive, refuse, refuseSuspicious } from '../foundation/checks.ts';
import { readSeries, refuseLengthMismatch } from '../foundation/series.ts';

/** Strikes of one expiry: above zero and strictly increasing, so that no two expiries are taken for one. */
export function readStrikes(caller: string, source: object): Float64Array {
  const strikes = readSeries(caller, source, 'strikes');
  let before = 0;
  strikes.forEach((strike, i) => {
    const path = `strikes[${i}]`;
    if (!Number.isFinite(strike)) refuse('series.not_finite', caller, path, 'finite', strike);
    if (strike <= 0) refuse('series.not_positive', caller, path, 'a strike above zero', strike);
    if (strike <= before) refuse('series.not_increasing', caller, path, `above ${before}`, strike);
    before = strike;
  });
  return strikes;
}

/** A column beside the strikes: zero or above, or NaN where there is none. */
export function readQuotes(caller: string, source: object, field: string, length: number): Float64Array {
  const quotes = readSeries(caller, source, field);
  refuseLengthMismatch(caller, field, length, quotes.length);
  quotes.forEach((quote, i) => {
    const path = `${field}[${i}]`;
    if (quote < 0) refuse('domain.negative', caller, path, 'zero, positive or NaN', quote);
    if (quote === Infinity) refuse('series.not_finite', caller, path, 'finite or NaN', quote);
  });
  return quotes;
}

/** Years that are left, more than none. */
export function readYearsLeft(caller: string, source: object, wired: boolean): number {
  const field = 'timeToExpiryYears';
  const years = readPositive(caller, source, field);
  if (wired)
    refuseSuspicious(caller, field, years, 100, 'in years, at most 100 (days or milliseconds came?)');
  return years;
}
