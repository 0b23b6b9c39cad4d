import type { OracleSeverity } from './oracleGraph.ts';

/** What is wrong at a node: see the table of `oracleGuard`. */
export type OracleFindingCode =
  | 'missing'
  | 'bad_price'
  | 'bad_confidence'
  | 'no_timestamp'
  | 'future'
  | 'low_coverage'
  | 'too_few_sources'
  | 'few_sources'
  | 'spread'
  | 'stale'
  | 'stale_within_grace'
  | 'deviation'
  | 'no_reference'
  | 'confidence'
  | 'no_confidence'
  | 'sequencer_down'
  | 'sequencer_recovering'
  | 'fallback';

/** One thing that is wrong. */
export interface OracleFinding {
  /** Name of the node that found it. */
  readonly node: string;
  /** What it is. */
  readonly code: OracleFindingCode;
  /** `halted`: the node itself has no price; a fallback, or a reduce above it, may still have one. */
  readonly severity: OracleSeverity;
  /** What was allowed: a fraction, milliseconds, a count or a price, as its code says; null where nothing was compared. */
  readonly limit: number | null;
  /** What came; null where nothing did, or no number. */
  readonly observed: number | null;
  /** The same in words. */
  readonly reason: string;
}

/** A price on its way to the root. */
export interface Live {
  readonly price: number;
  readonly confidence: number | null;
  readonly timestamp: number;
  readonly degraded: boolean;
  /** Observations that the price itself is of. */
  readonly path: readonly string[];
  /** Observations that were weighed to find it. */
  readonly sources: readonly string[];
}

/** Notes a finding of one node, and is its severity. */
export type Report = (
  code: OracleFindingCode,
  severity: OracleSeverity,
  limit: number | null,
  observed: number | null,
  reason: string,
) => OracleSeverity;

/** What a check says of its parent's price. */
export type Verdict = 'ok' | OracleSeverity;

/** The price after a check. */
export function passed(parent: Live, verdict: Verdict): Live | null {
  if (verdict === 'halted') return null;
  return verdict === 'degraded' ? { ...parent, degraded: true } : parent;
}

/** Names in the one order of every engine. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
