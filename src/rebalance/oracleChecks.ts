import type { Live, Report, Verdict } from './oracleFinding.ts';
import type { ConfidenceNode, DeviationNode, SequencerNode, StalenessNode } from './oracleGraph.ts';
import type { ReadObservation } from './oracleObservation.ts';

/** `staleness`. */
export function checkAge(
  { maximumAgeMs, graceMs }: StalenessNode,
  { timestamp }: Live,
  now: number,
  report: Report,
): Verdict {
  const age = now - timestamp;
  if (age <= maximumAgeMs) return 'ok';
  const isGrace = age <= maximumAgeMs + graceMs;
  const reason = `${age} ms old, ${maximumAgeMs} allowed, ${graceMs} of grace`;
  return isGrace
    ? report('stale_within_grace', 'degraded', maximumAgeMs, age, reason)
    : report('stale', 'halted', maximumAgeMs + graceMs, age, reason);
}

/** What a price is compared with. */
export type Reference = Pick<Live, 'price' | 'degraded' | 'sources'>;

/** `deviation`. */
export function checkDeviation(
  { reference: name, maximumDeviation, denominator, severity }: DeviationNode,
  { price, sources }: Live,
  reference: Reference | null,
  report: Report,
): Verdict {
  if (reference === null)
    return report('no_reference', severity, maximumDeviation, null, `${name} has no price to compare with`);
  // Of a shared fallback both may be one observation, which agrees with itself.
  if (sources.length === 1 && reference.sources.length === 1 && sources[0] === reference.sources[0])
    return report(
      'no_reference',
      severity,
      maximumDeviation,
      null,
      `${name} has the price of ${sources[0]!} too, and no other`,
    );
  const scale = { reference: reference.price, parent: price, mean: (price + reference.price) / 2 }[
    denominator
  ];
  const deviation = Math.abs(price - reference.price) / scale;
  if (deviation > maximumDeviation) {
    const reason = `${price} is ${deviation} from ${reference.price}, ${maximumDeviation} allowed`;
    return report('deviation', severity, maximumDeviation, deviation, reason);
  }
  return reference.degraded ? 'degraded' : 'ok';
}

/** `confidence`. */
export function checkConfidence(
  { maximumConfidence, severity }: ConfidenceNode,
  { price, confidence }: Live,
  report: Report,
): Verdict {
  if (confidence === null)
    return report('no_confidence', severity, maximumConfidence, null, 'the price says no confidence');
  const share = confidence / price;
  if (share <= maximumConfidence) return 'ok';
  const reason = `a half width of ${confidence} is ${share} of ${price}, ${maximumConfidence} allowed`;
  return report('confidence', severity, maximumConfidence, share, reason);
}

/** `sequencer`. */
export function checkSequencer(
  { observation, graceMs, severity }: SequencerNode,
  observed: ReadObservation | undefined,
  now: number,
  report: Report,
): Verdict {
  if (observed?.kind !== 'sequencer')
    return report('missing', 'halted', null, null, `${observation} does not say whether it is up`);
  const elapsed = now - observed.since;
  if (!observed.up)
    return report('sequencer_down', 'halted', null, elapsed, `${observation} down for ${elapsed} ms`);
  if (elapsed > graceMs) return 'ok';
  const reason = `${observation} up for ${elapsed} ms, more than ${graceMs} wanted`;
  return report('sequencer_recovering', severity, graceMs, elapsed, reason);
}
