import { compensatedSum } from '../kernel/compensatedSum.ts';
import type { Live, Report } from './oracleFinding.ts';
import { LARGEST_PRICE, SMALLEST_PRICE } from './oracleGraph.ts';
import type { SourceNode, TwapNode } from './oracleGraph.ts';
import type { ReadObservation } from './oracleObservation.ts';

/** Whether a price is one; notes why not. */
function isPrice(price: number, report: Report): boolean {
  if (price >= SMALLEST_PRICE && price <= LARGEST_PRICE) return true;
  const limit = price > 1 ? LARGEST_PRICE : price > 0 ? SMALLEST_PRICE : 0;
  report('bad_price', 'halted', limit, finiteOrNull(price), `${price} is no price`);
  return false;
}

/** Whether a time is not from the future; notes by how much it is. */
function isTimely(time: number, now: number, maximumLeadMs: number, report: Report): boolean {
  const lead = time - now;
  if (lead <= maximumLeadMs) return true;
  report('future', 'halted', maximumLeadMs, lead, `${lead} ms after now, ${maximumLeadMs} allowed`);
  return false;
}

/** An observed price. */
export function priceOfSource(
  { observation, maximumLeadMs }: SourceNode,
  observed: ReadObservation | undefined,
  now: number,
  report: Report,
): Live | null {
  if (observed?.kind !== 'price' || observed.price === null) {
    report('missing', 'halted', null, null, `${observation} has no price`);
    return null;
  }
  const { price, timestamp, confidence } = observed;
  if (!isPrice(price, report)) return null;
  if (confidence !== null && !(confidence >= 0 && confidence <= LARGEST_PRICE)) {
    const limit = confidence > 0 ? LARGEST_PRICE : 0;
    report('bad_confidence', 'halted', limit, finiteOrNull(confidence), `${confidence} is no confidence`);
    return null;
  }
  if (timestamp === null) {
    report('no_timestamp', 'halted', null, null, `${observation} does not say when`);
    return null;
  }
  if (!isTimely(timestamp, now, maximumLeadMs, report)) return null;
  const width = confidence === null ? null : confidence + 0;
  const sources = [observation];
  return { price, confidence: width, timestamp, degraded: false, path: sources, sources };
}

/** The mean over time of observed prices. */
export function priceOfTwap(
  { observation, windowMs, minimumCoverage, maximumLeadMs }: TwapNode,
  observed: ReadObservation | undefined,
  now: number,
  report: Report,
): Live | null {
  if (observed?.kind !== 'history') {
    report('missing', 'halted', null, null, `${observation} has no prices`);
    return null;
  }
  const { times, prices } = observed;
  if (times.length > 0 && !isTimely(times.at(-1)!, now, maximumLeadMs, report)) return null;
  const from = now - windowMs;
  const held: number[] = [];
  const weighted: number[] = [];
  let [timestamp, lowest, highest] = [now, Infinity, 0];
  for (let i = 0; i < times.length; i++) {
    const next = times[i + 1] ?? Infinity;
    if (next <= from || times[i]! > now) continue;
    const price = prices[i]!;
    if (!isPrice(price, report)) return null;
    const ms = Math.min(next, now) - Math.max(times[i]!, from);
    held.push(ms);
    weighted.push(price * ms);
    [timestamp, lowest, highest] = [times[i]!, Math.min(lowest, price), Math.max(highest, price)];
  }
  const known = compensatedSum(held);
  const coverage = known / windowMs;
  if (coverage < minimumCoverage) {
    const reason = `${coverage} of the window has prices, ${minimumCoverage} wanted`;
    report('low_coverage', 'halted', minimumCoverage, coverage, reason);
    return null;
  }
  // Rounding alone may put the mean of equal prices beside them.
  const price = Math.min(Math.max(compensatedSum(weighted) / known, lowest), highest);
  const sources = [observation];
  return { price, confidence: null, timestamp, degraded: false, path: sources, sources };
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}
